import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { fingerprintsIn } from "../../src/publish/markers.ts";
import { digestOf } from "../../src/decisions/sign-off.ts";
import { BOT, WORKFLOW_TOKEN, type Account, type Permissions } from "../servers/github.ts";
import { actionScene, type ActionScene } from "./action-scene.ts";
import { FOREIGN, foreignSarif } from "./bad-day.ts";
import { pullRequestEvent, pushEvent, type Event, type Stepped } from "./runner.ts";

/** A decision holds ten years here: the program has a clock of its own, the local GitHub's stands still. */
const POLICY =
  "version: 1\ntickets: { labels: [security, team-a] }\nroles:\n  responders: [robin]\n  approvers: [robin]\nsign-offs:\n  max-days: { high: 3650 }\n";
const BEFORE = { ".github/claude-review.yml": POLICY, ".github/CODEOWNERS": "* @robin\n" };
const UNTIL = "2036-11-01";
const PERMISSIONS: Permissions = { contents: "read", issues: "write", pull_requests: "write" };
const RESPOND_TOKEN = ["ghs", "Inc1dentJ0b".repeat(3)].join("_");
const PERSON = { type: "User", installation: false, permissions: {} } as const;

let at: ActionScene;
let robin: Account;
beforeEach(async () => {
  at = await actionScene({ before: BEFORE, after: { "stays.ts": "let stays;\n" } });
  at.gitHub.repository({ private: true });
  at.gitHub.account({ ...BOT, token: WORKFLOW_TOKEN, permissions: PERMISSIONS });
  robin = at.gitHub.account({ ...PERSON, token: "ghp_robin", login: "robin", id: 8 });
  at.gitHub.people.permissions.set("robin", { permission: "write", roleName: "write" });
  at.gitHub.people.ownersErrors = [];
  const ada = at.gitHub.account({ ...PERSON, token: "ghp_ada", login: "ada", id: 7 });
  at.gitHub.people.activities.push({ ref: "refs/heads/topic", after: at.head, at: 0, actor: ada });
  foreignSarif(at, [{ uri: "stays.ts", line: 1, level: "error", text: "It stays." }]);
});
afterEach(async () => {
  await at.dispose();
  expect(at.gitHub.violations).toEqual([]);
});

const issues = () => [...at.gitHub.state.issues.issues.values()];

const QUICK = { scanners: "secrets", provider: "none", evidence: "none", "upload-sarif": "never", ...FOREIGN };
const review = (event: Event, inputs: Record<string, string> = {}): Promise<Stepped> =>
  at.runner.run({ event, inputs: { ...QUICK, ...inputs } });

/** The finding of the pull request as its comments name it. */
async function decided(decision: string): Promise<void> {
  await review(pullRequestEvent(at.gitHub));
  const [comment] = at.gitHub.state.reviewComments();
  const [id = ""] = [...fingerprintsIn(comment?.body ?? "")].map(digestOf);
  at.gitHub.commentAs(robin, decision.replace("ID", id.slice(0, 16)));
}

const closed = () => pullRequestEvent(at.gitHub, { action: "closed" });
const deleteBranch = () =>
  at.gitHub.people.activities.push({ ref: "refs/heads/topic", after: "0".repeat(40), at: 99, actor: robin });

describe("tickets on the built program", () => {
  test("a risk that was accepted gets its ticket when the pull request is merged, with the day, and the branch's run keeps it", async () => {
    await decided(`/ccr accept-risk ID until=${UNTIL} -- known, SEC-1`);
    const open = await review(pullRequestEvent(at.gitHub));
    expect([open.outputs["outcome"], issues().length]).toEqual(["pass", 0]);
    const before = at.gitHub.state.comments().length + at.gitHub.state.reviewComments().length;
    at.gitHub.closePull({ merged: true });
    deleteBranch();
    const ended = await review(closed());
    expect(ended.stdout).toMatch(/^tickets: Tickets: 1 opened\./mu);
    expect(issues().map(({ labels }) => labels)).toEqual([["security", "team-a", "severity: high"]]);
    const { body } = issues()[0]!;
    expect(body).toContain(`Due on **${UNTIL}**`);
    expect(body).toMatch(/`accept-risk` by `robin` on \[pull request 1\]\(.*\/pull\/1#issuecomment-\d+\)/u);
    // No new review is posted.
    expect(at.gitHub.state.comments().length + at.gitHub.state.reviewComments().length).toBe(before);
    at.repository.branch("main", at.head);
    const branch = await review(pushEvent(at.gitHub, { before: at.base, after: at.head }));
    expect(branch.stdout).toMatch(/^tickets: No ticket changed\./mu);
    expect(issues().map((issue) => issue.body)).toEqual([body]);
  }, 120_000);

  test("a false positive gets none, nor does a pull request that is closed unmerged", async () => {
    await decided("/ccr fp ID -- it is a constant of the protocol");
    at.gitHub.closePull({ merged: true });
    expect((await review(closed())).stdout).not.toMatch(/^tickets/mu);
    at.gitHub.closePull({ merged: false });
    await review(closed());
    expect(issues()).toEqual([]);
  }, 120_000);

  test("L5 a job that only plans says that it makes no tickets", async () => {
    at.repository.branch("main", at.head);
    const ended = await review(pushEvent(at.gitHub, { before: at.base, after: at.head }), { publish: "false" });
    expect(issues()).toEqual([]);
    expect(readFileSync(ended.outputs["summary-file"]!, "utf8").replaceAll("\\", "")).toContain("No ticket was made");
  }, 120_000);
});

describe("/ccr incident on the built program", () => {
  const write = (body: string): Event => {
    const comment = at.gitHub.commentAs(robin, body);
    const { comment: written, user, repository } = at.gitHub.json();
    const issue = { number: 1, state: "open", locked: false, pull_request: { url: "https://api.github.com/pulls/1" } };
    const event = { action: "created", issue, comment: written(comment), repository: repository() };
    return {
      ...{ name: "issue_comment", sha: at.base, ref: "refs/heads/main" },
      payload: { ...event, sender: user(robin) },
    };
  };
  const respond = (event: Event, permissions: Permissions = { ...PERMISSIONS, actions: "write" }): Promise<Stepped> => {
    at.gitHub.account({ token: RESPOND_TOKEN, permissions });
    return at.runner.run({ event, action: "respond", inputs: {}, token: RESPOND_TOKEN });
  };
  const answers = () => at.gitHub.state.comments(1).flatMap(({ user, body }) => (user.type === "Bot" ? [body] : []));

  test("opens one issue with the playbook and the responders, however often the event comes", async () => {
    at.gitHub.state.issues.assignable.add("robin");
    const event = write("/ccr incident -- the key was used from abroad");
    const first = await respond(event);
    await respond(event);
    expect(first).toMatchObject({ code: 0, outputs: { status: "accepted", "command-word": "incident" } });
    expect(issues()).toHaveLength(1);
    const [{ title, body, labels, assignees, number } = issues()[0]!] = issues();
    expect([title, labels, assignees]).toEqual([
      "[critical] Incident on pull request 1",
      ["incident", "security", "team-a", "severity: critical"],
      ["robin"],
    ]);
    expect(body).toMatch(/the key was used from abroad[\s\S]*revoke it first[\s\S]*git-filter-repo/u);
    expect(answers().join()).toContain(`#${number}`);
  }, 120_000);

  test("without `issues: write` it stays on the record, and the answer names the permission", async () => {
    const ended = await respond(write("/ccr incident -- the key was used from abroad"), {
      ...{ contents: "read", pull_requests: "write", issues: "read" },
    });
    expect([ended.code, ended.outputs["status"], issues()]).toEqual([0, "accepted", []]);
    expect(answers().join().replaceAll("\\", "")).toContain("issues: write");
  }, 120_000);

  test("in a public repository nothing is published: the answer says what is missing", async () => {
    at.gitHub.repository({ private: false });
    await respond(write("/ccr incident -- the key was used from abroad"));
    expect(issues()).toEqual([]);
    expect(answers().join().replaceAll("\\", "")).toContain("advisory-token");
  }, 120_000);

  test("a create that GitHub took and did not confirm makes one", async () => {
    at.gitHub.misbehave({ method: "POST", path: "/repos/{owner}/{repo}/issues", as: "502-after" });
    await respond(write("/ccr incident -- the key was used from abroad"));
    expect(issues()).toHaveLength(1);
  }, 120_000);
});
