/** `/ccr fix` by the built action: what a review showed, a person asks to have repaired. */

import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { verifySegment } from "../../src/ledger/index.ts";
import { GITHUB_TOKEN } from "../fixtures/token.ts";
import type { Account } from "../servers/github.ts";
import { Listed } from "../servers/github-branches.ts";
import { messagesServer, type MessagesServer } from "../servers/messages-api.ts";
import { actionScene, LEAK, type ActionScene } from "./action-scene.ts";
import { KEY } from "./claude.ts";
import type { Stepped } from "./runner.ts";

const POLICY = "version: 1\nroles:\n  responders: [robin]\n";
const TOKEN = ["ghs", "F1xJobToken".repeat(4)].join("_");
const FIX_TOKEN = ["ghs", "F1xAppToken".repeat(4)].join("_");
/** What the template's second job has. */
const PERMISSIONS = { contents: "write", pull_requests: "write" } as const;
/** A composite action: zizmor reads it as it reads workflows, and whoever may write contents may push it. */
const ACTION = "greet/action.yml";
const FLAW = [
  ...["name: greet", "description: Greets.", "runs:", "  using: composite", "  steps:"],
  ...["    - shell: bash", '      run: echo "${{ github.event.issue.title }}"'],
];
const REPAIR = ['      run: echo "$TITLE"', "      env:", "        TITLE: ${{ github.event.issue.title }}"];
const WORKFLOW = ".github/workflows/greet.yml";
const GREET = [
  ...["on: issues", "permissions: {}", "jobs:", "  greet:", "    runs-on: ubuntu-24.04", "    steps:"],
  '      - run: echo "${{ github.event.issue.title }}"',
];
const GREETED = ['      - run: echo "$TITLE"', "        env:", "          TITLE: ${{ github.event.issue.title }}"];
const EDITS: Readonly<Record<string, { readonly line: number; readonly replacement: string }>> = {
  [ACTION]: { line: FLAW.length, replacement: REPAIR.join("\n") },
  [WORKFLOW]: { line: GREET.length, replacement: GREETED.join("\n") },
};

let at: ActionScene;
let api: MessagesServer;
let robin: Account;
/** By file and line, as the review's comments show them. */
const ids = new Map<string, string>();

beforeAll(async () => {
  at = await actionScene({
    before: { ".github/claude-review.yml": POLICY, CODEOWNERS: "* @grace\n" },
    after: { [ACTION]: `${FLAW.join("\n")}\n`, "src/config.ts": LEAK, [WORKFLOW]: `${GREET.join("\n")}\n` },
  });
  api = await messagesServer(
    ({ user }) => {
      const file = Object.keys(EDITS).find((name) => user.includes(name)) ?? "";
      const { line = 0, replacement = "" } = EDITS[file] ?? {};
      const edits = [{ file, startLine: line, endLine: line, replacement }];
      return { kind: "answer", answer: { edits, explanation: "The value is data now." } };
    },
    { key: KEY },
  );
  at.gitHub.people.permissions.set("robin", { permission: "write", roleName: "write" });
  const person = (login: string, id: number) =>
    at.gitHub.account({ token: `ghp_${login}`, login, id, type: "User", installation: false, permissions: {} });
  robin = person("robin", 8);
  person("grace", 9);
  await at.review({ inputs: { scanners: "secrets,zizmor", "upload-sarif": "never", evidence: "none" } });
  for (const { path, line, body } of at.gitHub.state.reviewComments()) {
    const [, id = ""] = /claude-code-review:finding \S*:(?<id>[0-9a-f]{32})/u.exec(body) ?? [];
    ids.set(`${path}:${String(line)}`, id.slice(0, 12));
  }
}, 120_000);
afterAll(async () => {
  await api.close();
  await at.dispose();
});

const credentials = () => ({ provider: "anthropic", "anthropic-api-key": KEY, "base-url": api.url });

/** Robin asks; a job of its own answers. */
async function fix(
  id: string,
  { inputs = credentials(), permissions = PERMISSIONS }: { inputs?: Record<string, string>; permissions?: object } = {},
): Promise<Stepped & { readonly answer: string }> {
  at.gitHub.account({ token: TOKEN, permissions: { ...permissions } });
  const { comment: written, user, repository } = at.gitHub.json();
  const said = at.gitHub.commentAs(robin, `/ccr fix ${id}`, 1);
  const issue = { number: 1, state: "open", locked: false, pull_request: { url: "https://api.github.com/pulls/1" } };
  const payload = {
    ...{ action: "created", issue, comment: written(said), repository: repository(), sender: user(robin) },
  };
  const event = { name: "issue_comment", payload, sha: at.base, ref: "refs/heads/main" } as const;
  const scanners = { scanners: "secrets,zizmor" };
  const ended = await at.runner.run({ event, action: "respond", inputs: { ...scanners, ...inputs }, token: TOKEN });
  const mark = `<!-- claude-code-review:answer ${String(said.id)} -->`;
  const answer = at.gitHub.state.comments().find(({ body }) => body.trimEnd().endsWith(mark))?.body ?? "";
  return { ...ended, answer };
}

const entries = ({ outputs }: Stepped): readonly { readonly type: string; readonly body: Record<string, unknown> }[] =>
  readFileSync(outputs["ledger-file"] ?? "", "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
const branches = () => at.repository.git("for-each-ref", "--format=%(refname)", "refs/heads/ccr");
const pulls = async () =>
  Listed.parse(await (await fetch(`${at.gitHub.url}/repos/octo/app/pulls?state=all`)).json()).filter(
    ({ draft }) => draft,
  );

test("without credentials the answer says which input is missing, and nobody is asked", async () => {
  const { code, answer } = await fix(ids.get(`${ACTION}:${String(FLAW.length)}`)!, { inputs: {} });
  expect(code).toBe(0);
  expect(answer).toContain("nothing was pushed");
  expect(answer).toContain("`anthropic-api-key`");
  expect(api.requests).toEqual([]);
});

test("a secret gets its playbook: no model is called, and nothing is pushed", async () => {
  const ended = await fix(ids.get("src/config.ts:2")!);
  expect(ended).toMatchObject({ code: 0, outputs: { status: "accepted", "command-word": "fix" } });
  expect(ended.answer).toContain("git filter-repo");
  expect([api.requests, branches()]).toEqual([[], ""]);
  expect(entries(ended).map(({ type }) => type)).not.toContain("questionAsked");
});

test("of a workflow file there is the edit in the answer, and no push", async () => {
  const ended = await fix(ids.get(`${WORKFLOW}:${String(GREET.length)}`)!);
  expect(ended.answer).toContain("as a suggestion");
  expect(ended.answer).toContain(`+${GREETED[0]!}`);
  expect(branches()).toBe("");
  expect(entries(ended)).toContainEqual(expect.objectContaining({ type: "disclosed" }));
});

test("a job that may not push answers with the edit and the permissions that it takes", async () => {
  const ended = await fix(ids.get(`${ACTION}:${String(FLAW.length)}`)!, {
    permissions: { ...PERMISSIONS, contents: "read" },
  });
  expect(ended.code).toBe(0);
  for (const said of ["`contents: write`", "Nothing was pushed", `+${REPAIR[0]!}`])
    expect(ended.answer).toContain(said);
  expect([branches(), await pulls()]).toEqual(["", []]);
});

test("L8 a comment becomes a draft into the branch of the pull request, its owner is asked, and what left is in the ledger", async () => {
  const [tips, asked] = [at.repository.git("rev-parse", "main", "topic"), api.requests.length];
  const ended = await fix(ids.get(`${ACTION}:${String(FLAW.length)}`)!, {
    inputs: { ...credentials(), "fix-token": appToken() },
  });
  expect(ended).toMatchObject({ code: 0, outputs: { status: "accepted" } });
  const [draft] = await pulls();
  expect(draft).toMatchObject({ draft: true, base: { ref: "topic" }, requested_reviewers: [{ login: "grace" }] });
  expect(ended.answer).toContain(`#${String(draft?.number)}`);
  expect(ended.answer).toContain("run by themselves: `fix-token` opened it");
  expect(at.repository.git("show", `${draft!.head.sha}:${ACTION}`)).toContain(REPAIR.join("\n"));
  expect(at.repository.git("rev-parse", "main", "topic")).toBe(tips);
  expect(api.requests).toHaveLength(asked + 1);
  const types = entries(ended).map(({ type }) => type);
  expect(types).toEqual(expect.arrayContaining(["questionAsked", "redactionSummary", "disclosed", "fixConcluded"]));
  const concluded = entries(ended).find(({ type }) => type === "fixConcluded");
  expect(concluded?.body).toMatchObject({ kind: "draft", pullRequest: draft?.number, commit: draft?.head.sha });
  const { outputs } = ended;
  expect(verifySegment(readFileSync(outputs["ledger-file"]!, "utf8"), outputs["ledger-root"]).valid).toBe(true);
  const seen = [ended.stdout.replace(/^::add-mask::.*$/gmu, ""), ended.stderr, ended.summary, at.runner.everything()];
  for (const secret of [KEY, TOKEN, FIX_TOKEN, GITHUB_TOKEN])
    expect([...seen, at.gitHub.received(), ended.answer].join("\n")).not.toContain(secret);
});

test("the same command again finds the draft, and asks nobody", async () => {
  const asked = api.requests.length;
  const { answer } = await fix(ids.get(`${ACTION}:${String(FLAW.length)}`)!, {
    inputs: { ...credentials(), "fix-token": appToken() },
  });
  expect(answer).toContain("on this head already");
  expect([api.requests.length, (await pulls()).length]).toEqual([asked, 1]);
});

test("every request is one of GitHub's description, and none holds a token", () => {
  expect(at.gitHub.violations).toEqual([]);
  for (const secret of [TOKEN, FIX_TOKEN]) expect(at.gitHub.received()).not.toContain(secret);
});

/** The token of an app: another account than the job's. */
function appToken(): string {
  at.gitHub.account({ token: FIX_TOKEN, permissions: { ...PERMISSIONS } });
  return FIX_TOKEN;
}
