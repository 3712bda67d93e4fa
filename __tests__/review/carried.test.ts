import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { deflateSync } from "fflate";
import type { Opinion } from "../../src/records.ts";
import { openState, sealState, stateKeys } from "../../src/review/carried-state.ts";
import { aFinding } from "../fixtures/review.ts";
import { claimOf, pullRequest, SECRET, type Answering, type PullRequest, type Pushed } from "./pushes.ts";

const body = (name: string): string =>
  Array.from({ length: 30 }, (_, n) => `${name}_${String(n)} = ${String(n)}\n`).join("");
const QUERY = 'db.query("SELECT " + name)';
const edited = (name: string, line: number, text: string): string => {
  const lines = body(name).split("\n");
  lines[line - 1] = text;
  return lines.join("\n");
};
/** Claims the query where it stands, whatever line that is. */
const claiming =
  (file: string): Answering =>
  ({ text }, hunks) => {
    const line = Number(/^h(\d+) \+\| .*db\.query/mu.exec(text)?.[1]);
    const hunk = hunks.find((id) => text.split(`hunk ${id} `)[1]?.split(">>>")[0]?.includes(QUERY)) ?? "";
    return { findings: [claimOf(hunk, { file, line, quote: QUERY })], summary: "It adds a query." };
  };

let at: PullRequest;
beforeEach(() => {
  at = pullRequest({ "a.py": body("a"), "b.py": body("b"), "c.py": body("c") });
});
afterEach(() => {
  at.repository.dispose();
});

const FIRST = { "a.py": edited("a", 10, QUERY), "b.py": edited("b", 5, "b_4 = 'x'") };
const SECOND = { "b.py": edited("b", 5, "b_4 = 'y'") };
const from = ({ model }: Pushed) =>
  Object.fromEntries(
    model.coverage.map(({ uri, state }) => [uri, "carriedFrom" in state ? state.carriedFrom?.runId : state.state]),
  );

describe("a push to a reviewed pull request", () => {
  test("is asked about where it changed what was seen; the rest is carried forward by the name of the run", async () => {
    const first = await at.push({ files: FIRST, answer: claiming("a.py") });
    expect(first.asked).toEqual(["a.py", "b.py"]);
    expect(first.notes).toContainEqual(expect.stringMatching(/no record of a complete one/u));
    const second = await at.push({ files: SECOND });
    expect(second.asked).toEqual(["b.py"]);
    expect(from(second)).toEqual({ "a.py": "101", "b.py": "reviewed" });
    expect(second.model.coverage[0]!.state).toMatchObject({ carriedFrom: { head: first.review.change.head } });
    expect(second.notes).toContainEqual(expect.stringMatching(/^1 of 2 hunks carried forward from run 101, head /u));
    expect(second.model.findings).toEqual(first.model.findings);
    const third = await at.push({ files: { "c.py": edited("c", 3, "c_2 = 'new'") } });
    expect(third.asked).toEqual(["c.py"]);
    expect(from(third)).toEqual({ "a.py": "101", "b.py": "102", "c.py": "reviewed" });
  });

  test("asks nothing when nothing changed, and keeps what was said of the whole", async () => {
    const first = await at.push({ files: FIRST, answer: claiming("a.py") });
    const second = await at.push({});
    expect(second.asked).toEqual([]);
    expect([second.model.summary, second.model.account.costUsd]).toEqual([first.model.summary, 0]);
    expect(second.model.account.redactions).toEqual({});
  });

  test("L4 a carried finding stands on the line that its line has now", async () => {
    const long = (above: string, query: string): string =>
      `${above}${body("a")}${body("b")}${query}${query === "" ? "" : "\n"}${body("c")}`;
    at.rebase({ "long.py": long("", "x = 1") });
    const first = await at.push({ files: { "long.py": long("", QUERY) }, answer: claiming("long.py") });
    expect(first.model.findings.map(({ location }) => location?.startLine)).toEqual([61]);
    at.rebase({ "long.py": long("# one\n# two\n", "x = 1") });
    const second = await at.push({ files: { "long.py": long("# one\n# two\n", QUERY) } });
    // What was removed beside it has another number in base, which a message may name.
    expect(second.asked).toEqual(["long.py"]);
    at.rebase({ "long.py": long("", "") });
    const added = long("", QUERY);
    await at.push({ files: { "long.py": added }, answer: claiming("long.py") });
    at.rebase({ "long.py": long("# one\n# two\n", "") });
    const moved = await at.push({ files: { "long.py": `# one\n# two\n${added}` } });
    expect(moved.asked).toEqual([]);
    expect(moved.model.findings.map(({ location }) => location?.startLine)).toEqual([63]);
  });

  test("asks again about a whole file of which one hunk changed: its hunks were judged together", async () => {
    const two = edited("a", 3, "a_2 = 'x'").split("\n");
    two[24] = QUERY;
    await at.push({ files: { "a.py": two.join("\n"), "b.py": FIRST["b.py"] }, answer: claiming("a.py") });
    two[2] = "a_2 = 'y'";
    const second = await at.push({ files: { "a.py": two.join("\n") } });
    expect(new Set(second.asked)).toEqual(new Set(["a.py"]));
    expect(second.model.findings).toEqual([]);
  });

  test("asks everything again when a file has left the change: what made the rest safe may have left with it", async () => {
    await at.push({ files: FIRST });
    const second = await at.push({ files: { "b.py": body("b") } });
    expect(second.asked).toEqual(["a.py"]);
    expect(second.notes).toContainEqual(expect.stringMatching(/no longer part of the change/u));
  });

  test("asks again about a hunk whose finding runs through code that changed", async () => {
    const answer: Answering = (question, hunks) => {
      const { findings } = claiming("a.py")(question, hunks) as { findings: object[] };
      return { findings: findings.map((claim) => ({ ...claim, path: [{ file: "b.py", side: "head", line: 5 }] })) };
    };
    const first = await at.push({ files: FIRST, answer });
    expect(first.model.findings[0]!.codeFlow).toHaveLength(1);
    expect((await at.push({})).asked).toEqual([]);
    expect((await at.push({ files: SECOND })).asked).toEqual(["a.py", "b.py"]);
  });

  test("asks again about a file that uses what a changed one defines: it may have been safe only with that", async () => {
    const define = (how: string) => `${body("b")}def clean(text):\n    return ${how}\n`;
    const use = edited("a", 10, "show(clean(name))");
    await at.push({ files: { "a.py": use, "b.py": define("escape(text)"), "c.py": edited("c", 3, "c_2 = 'new'") } });
    expect((await at.push({})).asked).toEqual([]);
    const second = await at.push({ files: { "b.py": define("text") } });
    expect(second.asked).toEqual(["a.py", "b.py"]);
    expect(from(second)).toEqual({ "a.py": "reviewed", "b.py": "reviewed", "c.py": "101" });
  });

  test("a word that a changed file defines and another only mentions does not ask about that one again", async () => {
    const define = (how: string) => `${body("b")}def total(lines):\n    return ${how}\n`;
    const mention = edited("a", 10, `row = "select total from orders"`);
    await at.push({ files: { "a.py": mention, "b.py": define("sum(lines)") } });
    const second = await at.push({ files: { "b.py": define("0") } });
    expect(second.asked).toEqual(["b.py"]);
  });

  test("what was said of a part is not kept for the whole", async () => {
    const first = await at.push({ files: FIRST, answer: claiming("a.py") });
    expect(first.model.summary).toBe("It adds a query.");
    const part = await at.push({ files: SECOND, answer: () => ({ summary: "It sets b." }) });
    expect(part.model.summary).toBe("It sets b.");
    expect((await at.push({})).model.summary).toBeUndefined();
  });

  test("L3 an opinion is carried with its hunk, and asked for again when the finding is another", async () => {
    const finding = aFinding(1, { location: { uri: "a.py", startLine: 10, endLine: 10 } });
    const findings = (uri: string) => (uri === "a.py" ? [finding] : []);
    const answer: Answering = ({ text }) => ({
      triage: [{ finding: /^(f-[0-9a-f]{8}) /mu.exec(text)?.[1], opinion: "uncertain", reason: "It depends." }],
    });
    const first = await at.push({ files: FIRST, answer, findings });
    const second = await at.push({ files: SECOND, findings });
    expect(second.model.opinions).toEqual(first.model.opinions);
    expect(second.model.opinions).toMatchObject([{ value: "uncertain" }] satisfies Partial<Opinion>[]);
    const other = await at.push({
      findings: (uri) => findings(uri).map((one) => ({ ...one, fingerprint: `v1:${"9".repeat(32)}` })),
    });
    expect(other.asked).toEqual(["a.py"]);
  });
});

describe("L9 what the key does not vouch for is not believed", () => {
  const opened = (sealed: string) => openState(sealed, stateKeys(SECRET))!;

  test.each([
    ["another key", { secret: "another-state-key-".repeat(3) }, /does not vouch/u],
    ["another pull request", { about: { pullRequest: "8" } }, /another pull request/u],
    ["another repository", { about: { repository: "octo/other" } }, /another repository/u],
    ["another policy", { about: { policy: "d".repeat(64) } }, /the policy has changed/u],
    ["another prompt", { about: { prompts: "e".repeat(64) } }, /the prompts have changed/u],
    ["another model", { about: { model: "claude-opus-5" } }, /another model/u],
    ["another effort", { about: { effort: "low" } }, /effort/u],
    ["another version", { about: { program: "1.0.1" } }, /another version/u],
  ])("%s: everything is asked again, and a note says why", async (_, given, why) => {
    await at.push({ files: FIRST, answer: claiming("a.py") });
    const second = await at.push({ files: SECOND, ...given });
    expect(second.asked).toEqual(["a.py", "b.py"]);
    expect(second.model.findings).toEqual([]);
    expect(second.notes).toContainEqual(expect.stringMatching(why));
  });

  test("a record that somebody edited, made up or cut is none", async () => {
    const { sealed = "" } = await at.push({ files: FIRST, answer: claiming("a.py") });
    const bytes = Buffer.from(sealed, "base64");
    const flipped = Buffer.from(bytes);
    flipped[40]! ^= 1;
    const madeUp = Buffer.concat([Buffer.alloc(32), deflateSync(Buffer.from("{}"))]);
    for (const forged of [flipped, madeUp, bytes.subarray(0, 60), Buffer.alloc(0)])
      expect(openState(forged.toString("base64"), stateKeys(SECRET))).toBeUndefined();
    const second = await at.push({ sealed: [flipped.toString("base64"), "%%%"] });
    expect(second.asked).toEqual(["a.py", "b.py"]);
    expect(second.notes).toContainEqual(expect.stringMatching(/does not vouch/u));
  });

  test("an old record of the same pull request, copied back, speaks only of the text that it saw", async () => {
    const old = await at.push({ files: FIRST, answer: claiming("a.py") });
    await at.push({ files: { "a.py": edited("a", 10, "safe()") } });
    const replayed = await at.push({ sealed: [old.sealed!] });
    expect(replayed.asked).toEqual(["a.py"]);
    expect(from(replayed)).toEqual({ "a.py": "reviewed", "b.py": "101" });
    expect(replayed.model.findings).toEqual([]);
  });

  test("L5 an incomplete review leaves no record of its own, and the one before it as it was", async () => {
    const first = await at.push({ files: FIRST });
    const broken = await at.push({ files: SECOND, answer: () => ({ reviewed: [] }) });
    expect(broken.model.coverage.map(({ state }) => state.state)).toEqual(["reviewed", "failed"]);
    expect(broken.sealed).toBe(first.sealed);
    expect((await at.push({})).asked).toEqual(["b.py"]);
    const none = await at.push({ sealed: [], answer: () => ({ reviewed: [] }) });
    expect(none.sealed).toBeUndefined();
  });

  test("L5 a review whose second question got no answer leaves no record: its first answer is asked for again", async () => {
    const answer: Answering = ({ name }) =>
      name.endsWith("+")
        ? { kind: "failed", reason: "The API is overloaded.", split: false }
        : { needs: [{ file: "README.md", startLine: 1, endLine: 1, why: "w" }] };
    const first = await at.push({ files: FIRST, answer });
    expect(first.model.account.requests.map(({ question }) => question)).toEqual(["review-1", "review-1+"]);
    expect(first.sealed).toBeUndefined();
    expect((await at.push({})).asked).toEqual(["a.py", "b.py"]);
  });

  test("L1 it holds digests, findings and counts: no line of code, no path", async () => {
    const { sealed = "" } = await at.push({
      files: { ...FIRST, "a.py": edited("a", 10, QUERY) },
      answer: claiming("a.py"),
    });
    const state = JSON.stringify(opened(sealed));
    expect(state).toContain("A query is joined");
    for (const word of ["a.py", "b.py", "SELECT", "a_8"]) expect(state).not.toContain(word);
  });

  test("one that would not fit the comment is not kept", () => {
    const hunks = Array.from({ length: 1_200 }, (_, n) => ({
      hunk: Buffer.from(`${String(n * 7919)}-abcdefghijk`.padEnd(16).slice(0, 16)).toString("base64url"),
      run: 0,
    }));
    const by = { runId: "1", head: "a".repeat(40) };
    const run = { ...by, base: "b".repeat(40), at: "2026-01-02T03:04:05.000Z" };
    const random = Array.from({ length: 900 }, (_, n) => [...stateKeys(String(n)).mac].join(""));
    const state = {
      version: 1 as const,
      binding: {},
      run,
      runs: [by],
      files: [{ file: hunks[0]!.hunk, hunks }],
      findings: [],
      opinions: [],
    };
    expect(sealState(state, stateKeys(SECRET))).toBeDefined();
    expect(sealState({ ...state, qualityNotes: random }, stateKeys(SECRET))).toBeUndefined();
  });
});
