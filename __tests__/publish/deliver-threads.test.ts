import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { BOT, REFUSALS, WORKFLOW_TOKEN, type Misbehaviour, type Misdeed } from "../servers/github.ts";
import { history, on, print, reviewOf, world, type History, type World } from "./thread-world.ts";

let at: History;
let it: World;
let number = 0;
beforeAll(async () => {
  at = history();
  it = await world(at);
});
afterEach(() => {
  expect(it.gitHub.violations).toEqual([]);
});
afterAll(async () => {
  await it.gitHub.close();
  at.repository.dispose();
});

/** A pull request of its own for each test, on one server. */
async function open(contents: "read" | "write" = "write"): Promise<void> {
  number += 1;
  it = await world(at, { gitHub: it.gitHub, number, contents });
}

/** From now on the token may do so much. */
const allow = (contents: "read" | "write") =>
  it.gitHub.account({ token: WORKFLOW_TOKEN, ...BOT, permissions: { contents, pull_requests: "write" } });

const ADA = { token: "ghp_ada", login: "ada", id: 7, type: "User", installation: false, permissions: {} } as const;
const [A, B, C] = [print(0), print(1), print(2)];
const firstReview = () => reviewOf(at.first, [on(0, 10), on(1, 40)]);
const secondReview = () => reviewOf(at.second, [on(1, 40), on(2, 50)]);
const comment = (fingerprint: string) =>
  it.gitHub.state.reviewComments(number).find(({ body }) => body.includes(fingerprint) && !body.startsWith("No,"))!;
const isResolved = (fingerprint: string) => it.gitHub.state.resolved().has(comment(fingerprint)?.id);
const statusOf = (fingerprint: string) => /^\*([^*\n]+)\*$/mu.exec(comment(fingerprint).body.split("\n")[0]!)?.[1];
const GONE = (commit: string) => `No longer found: a complete run on ${commit.slice(0, 12)} does not report it.`;

/** After any bad day and a good run: each finding has one comment, and the one that is gone is resolved. */
function expectWhole(): void {
  expect([...it.said()].toSorted()).toEqual([A, B, C].toSorted());
  expect([isResolved(A), isResolved(B), isResolved(C)]).toEqual([true, false, false]);
}

describe("the life of a thread", () => {
  test("L9 says nothing twice on new pushes, resolves what is gone and opens again what is back", async () => {
    await open();
    expect((await it.run(firstReview())).detail).toBe("2 comments on lines, 0 findings in the review's text.");
    expect((await it.run(firstReview())).detail).toBe("Nothing new to say.");
    expect((await it.run(secondReview())).detail).toBe(
      "1 comment on lines, 0 findings in the review's text. 1 thread resolved, whose findings are gone. 1 comment brought up to date.",
    );
    expectWhole();
    expect(statusOf(A)).toBe(GONE(at.second));
    expect((await it.run(secondReview())).detail).toBe("Nothing new to say.");
    const back = await it.run(reviewOf(at.first, [on(0, 10), on(1, 40)]));
    expect(back.detail).toBe(
      "Nothing new to say. 1 thread resolved, whose findings are gone. 1 thread opened again, whose findings are back. 2 comments brought up to date.",
    );
    expect([...it.said()].toSorted()).toEqual([A, B, C].toSorted());
    expect([isResolved(A), isResolved(B), isResolved(C)]).toEqual([false, false, true]);
    expect([statusOf(A), statusOf(C)]).toEqual([undefined, GONE(at.first)]);
  });

  test("L5 leaves threads as they are after an incomplete run", async () => {
    await open();
    await it.run(firstReview());
    const review = secondReview();
    await it.run({ ...review, verdict: { ...review.verdict, outcome: "incomplete" } });
    expect([isResolved(A), statusOf(A)]).toEqual([false, undefined]);
    await it.run(review);
    expectWhole();
  });

  test("GitHub moves a thread with its line; once it is outdated the comment says where the finding is", async () => {
    await open();
    await it.run(firstReview());
    await it.run(reviewOf(at.shifted, [on(1, 43), on(2, 53)]));
    expect(statusOf(B)).toBeUndefined();
    const moved = reviewOf(at.moved, [on(1, 5), on(2, 50)]);
    await it.run(moved);
    expect(statusOf(B)).toBe("Now on line 5.");
    expect((await it.run(moved)).detail).toBe("Nothing new to say.");
    expect([...it.said()].toSorted()).toEqual([A, B, C].toSorted());
  });

  test("a thread that a person answered in is never touched, one that a person resolved stays resolved", async () => {
    await open();
    await it.run(firstReview());
    const before = comment(A).body;
    it.gitHub.replyAs(ADA, comment(A).id, "No, this is fine.");
    it.gitHub.resolveAs(ADA, comment(B).id);
    const { detail } = await it.run(secondReview());
    expect(detail).toContain("1 thread left alone, where people answered or opened it again.");
    expect([isResolved(A), comment(A).body]).toEqual([false, before]);
    expect(it.gitHub.state.resolved().get(comment(B).id)).toMatchObject({ login: "ada" });
  });

  test("one that we resolved and a person opened again stays open", async () => {
    await open();
    await it.run(firstReview());
    await it.run(secondReview());
    it.gitHub.resolveAs(null, comment(A).id);
    expect((await it.run(secondReview())).detail).toContain("1 thread left alone");
    expect(isResolved(A)).toBe(false);
  });

  test("where the token may not resolve, the comment says it, once, and the result stays done", async () => {
    await open("read");
    await it.run(firstReview());
    const { status, detail } = await it.run(secondReview());
    expect(status).toBe("done");
    expect(detail).toContain(
      "1 comment brought up to date. 1 thread not changed: GitHub would not resolve the thread: Resource not accessible by integration. It takes `contents: write`",
    );
    expect([isResolved(A), statusOf(A)]).toEqual([false, GONE(at.second)]);
    const said = comment(A).body;
    await it.run(reviewOf(at.shifted, [on(1, 43), on(2, 53)]));
    expect(comment(A).body).toBe(said);
    await it.run(firstReview());
    expect(statusOf(A)).toBeUndefined();
    expect([...it.said()].toSorted()).toEqual([A, B, C].toSorted());
  });

  test("what the token may not do is done by a later run whose token may: resolved, and opened again", async () => {
    await open("read");
    await it.run(firstReview());
    await it.run(secondReview());
    allow("write");
    await it.run(secondReview());
    expect(isResolved(A)).toBe(true);
    allow("read");
    expect((await it.run(firstReview())).detail).toContain("2 threads not changed");
    expect([isResolved(A), statusOf(A)]).toEqual([true, GONE(at.second)]);
    allow("write");
    await it.run(firstReview());
    expect([isResolved(A), statusOf(A)]).toEqual([false, undefined]);
  });

  test("L9 a stranger's comment with our markers, and a thread of theirs, mean nothing", async () => {
    await open();
    await it.run(firstReview());
    const forged = comment(A).body.replace(A, C);
    const theirs = it.gitHub.reviewCommentAs(ADA, { body: forged, path: "src/a.txt", line: 50 }, number);
    await it.run(reviewOf(at.second, [on(1, 40)]));
    expect(it.gitHub.state.resolved().has(theirs.id)).toBe(false);
    await it.run(secondReview());
    expect(it.said().filter((one) => one === C)).toHaveLength(2);
  });
});

const COMMENTS = /\/pulls\/\d+\/comments$/u;
const REVIEWS = /\/pulls\/\d+\/reviews$/u;
/** In this order a second run asks: who are we, the threads, resolve, rewrite. */
const graphql = (nth: number): Misbehaviour => ({ path: "/graphql", skip: nth, as: "502-before" });
const PLACES: Readonly<Record<string, Omit<Misbehaviour, "as">>> = {
  "listing comments": { method: "GET", path: COMMENTS },
  "listing reviews": { method: "GET", path: REVIEWS },
  "creating the review": { method: "POST", path: REVIEWS },
  "listing again": { method: "GET", path: COMMENTS, skip: 1 },
  "asking who we are": graphql(0),
  "listing threads": graphql(1),
  "resolving threads": graphql(2),
  "rewriting comments": graphql(3),
};
const DEEDS: Readonly<Record<string, Misdeed>> = {
  "403": REFUSALS.permission(),
  "404": REFUSALS.notFound(),
  "409": REFUSALS.conflict(),
  "422": REFUSALS.invalid("Validation failed"),
  "429 with retry-after": REFUSALS.tooMany(2),
  "429 without it": REFUSALS.secondaryLimit(undefined, 429),
  "500": REFUSALS.serverError(),
  "502 after the effect": "502-after",
  "a reset after the effect": "reset-after",
  "half an answer": "truncated",
};
const DAYS = Object.entries(PLACES).flatMap(([place, where]) =>
  Object.entries(DEEDS).map(([deed, as]) => ({ place, deed, misbehaviour: { ...where, as } })),
);

describe("a bad day", () => {
  test.each(DAYS)("$place: $deed: nothing is lost or there twice, and it is said what happened", async (day) => {
    await open();
    await it.run(firstReview());
    it.gitHub.misbehave(day.misbehaviour);
    const { status, detail } = await it.run(secondReview());
    expect(it.said()).toHaveLength(new Set(it.said()).size);
    const text = [detail, ...it.log.lines].join("\n");
    const isOver = /after|429|500|half/u.test(day.deed);
    // Who we are has an answer without GitHub's: the account of workflows.
    if (isOver || !/who/u.test(day.place)) expect(text).toMatch(/GitHub (?:would|did|answered)/u);
    if (isOver) expect(text).toMatch(/Trying again in \d+ s\./u);
    // One more try set it right, or it is a matter of threads, which never fails the part.
    if (isOver || /thread|rewriting/u.test(day.place)) expect(status).toBe("done");
    await it.run(secondReview());
    expectWhole();
  });
});

describe("meanwhile", () => {
  test("a comment that was deleted is written again, since its finding is still there; one that is edited is kept", async () => {
    await open();
    await it.run(firstReview());
    const edited = comment(B).body.replace("Number 1", "Somebody's words");
    it.gitHub.changeReviewComment(comment(B).id, edited);
    it.gitHub.changeReviewComment(comment(A).id, null);
    expect((await it.run(firstReview())).detail).toContain("1 comment on lines");
    expect([...it.said()].toSorted()).toEqual([A, B].toSorted());
    expect(comment(B).body).toBe(edited);
  });

  test("a comment that was deleted is written again on the same head, though GitHub fails at first", async () => {
    await open();
    await it.run(firstReview());
    for (const one of [A, B]) it.gitHub.changeReviewComment(comment(one).id, null);
    it.gitHub.misbehave({ method: "POST", path: REVIEWS, as: "502-before" });
    expect((await it.run(firstReview())).detail).toContain("2 comments on lines");
    expect([...it.said()].toSorted()).toEqual([A, B].toSorted());
  });

  test("a thread whose comment disappears between our look and our change costs nothing", async () => {
    await open();
    await it.run(firstReview());
    const { id } = comment(A);
    const threads = it.threads();
    const [thread] = (await threads.reviewThreads(number)).filter(
      ({ comments }) => comments[0]?.nodeId === `PRRC_${String(id)}`,
    );
    it.gitHub.changeReviewComment(id, null);
    const [refused] = await threads.resolveThreads([thread!.id]);
    expect([refused?.reason, refused?.status]).toEqual(["notFound", undefined]);
    expect((await it.run(secondReview())).status).toBe("done");
    expect([...it.said()].toSorted()).toEqual([B, C].toSorted());
  });

  test("two runs at once comment once, resolve once and fail neither", async () => {
    await open();
    await it.run(firstReview());
    const both = await Promise.all([it.run(secondReview()), it.run(secondReview())]);
    expect(both.map(({ status }) => status)).toEqual(["done", "done"]);
    expectWhole();
  });

  test("a run for an older head says nothing and touches no thread", async () => {
    await open();
    await it.run(firstReview());
    await it.run(secondReview());
    const before = it.gitHub.state.reviewComments(number);
    expect(await it.late(firstReview())).toMatchObject({ status: "skipped" });
    expect(it.gitHub.state.reviewComments(number)).toEqual(before);
    expectWhole();
  });
});

describe("requests", () => {
  const many = (from: number, to: number) =>
    reviewOf(
      at.first,
      Array.from({ length: to - from }, (_, n) => on(from + n, (from + n) % 2 === 0 ? 10 : 40)),
    );

  test("of a first review are six, of the next with thirty fixed findings eight: changes of threads go together", async () => {
    await open();
    it.requests();
    await it.run(many(0, 30));
    expect(it.requests().map(({ method, path }) => `${method} ${path.split("/").slice(4).join("/")}`)).toEqual([
      `GET pulls/${String(number)}`,
      `GET pulls/${String(number)}/comments`,
      "POST ",
      `GET pulls/${String(number)}/reviews`,
      `POST pulls/${String(number)}/reviews`,
      `GET pulls/${String(number)}/comments`,
    ]);
    await it.run(many(0, 30));
    it.requests();
    await it.run(reviewOf(at.second, []));
    const made = it.requests();
    expect(made.filter(({ path }) => path !== "/graphql").map(({ method }) => method)).toEqual(["GET", "GET"]);
    // Who we are, the threads; thirty resolved and thirty rewritten, twenty a request.
    expect(made.filter(({ path }) => path === "/graphql")).toHaveLength(6);
    expect(it.gitHub.state.reviewComments(number).every(({ body }) => body.startsWith("*No longer found"))).toBe(true);
  });
});
