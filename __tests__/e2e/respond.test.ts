import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { verifySegment } from "../../src/ledger/index.ts";
import { REFUSALS, type Account } from "../servers/github.ts";
import { actionScene, type ActionScene } from "./action-scene.ts";
import type { Event, Stepped } from "./runner.ts";

const POLICY = "version: 1\nroles:\n  responders: [robin]\n  approvers: [robin]\n";
const TOKEN = ["ghs", "Resp0ndJ0bToken".repeat(3)].join("_");
/** What the template's job has. */
const PERMISSIONS = { contents: "read", pull_requests: "write", actions: "write" } as const;

let at: ActionScene;
let robin: Account;
beforeEach(async () => {
  at = await actionScene({ before: { ".github/claude-review.yml": POLICY } });
  at.gitHub.account({ token: TOKEN, permissions: PERMISSIONS });
  robin = person("robin", 8);
});
afterEach(async () => {
  const received = at.gitHub.received();
  await at.dispose();
  expect(at.gitHub.violations).toEqual([]);
  expect(received).not.toContain(TOKEN);
});

function person(login: string, id: number, permission = "write"): Account {
  at.gitHub.people.permissions.set(login, { permission, roleName: permission });
  return at.gitHub.account({ token: `ghp_${login}`, login, id, type: "User", installation: false, permissions: {} });
}

/** Somebody writes; GitHub runs the workflow on the default branch. */
function write(body: string, author: Account = robin, number = 1): { readonly id: number; readonly event: Event } {
  const comment = at.gitHub.commentAs(author, body, number);
  const { comment: written, user, repository } = at.gitHub.json();
  const issue = { number, state: "open", locked: false, pull_request: { url: "https://api.github.com/pulls/1" } };
  const payload = {
    ...{ action: "created", issue, comment: written(comment), repository: repository(), sender: user(author) },
  };
  return { id: comment.id, event: { name: "issue_comment", payload, sha: at.base, ref: "refs/heads/main" } };
}

const respond = (event: Event, inputs: Record<string, string> = {}): Promise<Stepped> =>
  at.runner.run({ event, action: "respond", inputs, token: TOKEN });
const reactions = () => at.gitHub.people.reactions.map(({ content }) => content);
const answers = () => at.gitHub.state.comments().flatMap(({ user, body }) => (user.type === "Bot" ? [body] : []));

describe("respond/action.yml on the built program", () => {
  test("runs the failed review again after an accepted command, says so by a reaction, and keeps the evidence", async () => {
    const run = at.gitHub.workflowRun({ head: at.head });
    const { event } = write("/ccr fp 0123456789abcdef -- it is a constant of the protocol");
    const ended = await respond(event);
    expect(ended).toMatchObject({ code: 0, outputs: { status: "accepted", "command-word": "fp" } });
    expect(reactions()).toEqual(["eyes", "+1"]);
    expect(answers()).toEqual([]);
    expect(at.gitHub.state.workflowRun(run.id)).toMatchObject({ status: "in_progress", attempt: 2 });
    const ledger = readFileSync(ended.outputs["ledger-file"]!, "utf8");
    expect(verifySegment(ledger, ended.outputs["ledger-root"])).toMatchObject({ valid: true });
    expect([...at.gitHub.state.artifacts.keys()].join()).toContain("claude-code-review-command-");
    const asked = at.gitHub.requests.filter(({ path }) => !path.includes(".git/"));
    expect(asked.length).toBeLessThanOrEqual(20);
    // Nothing of the pull request is fetched (L6).
    expect(at.gitHub.requests.map(({ body }) => body).join()).not.toContain(at.head);
  });

  test("finds the review by its artifact, or by the workflow that the input names", async () => {
    const review = at.gitHub.workflowRun({ head: at.head });
    const other = at.gitHub.workflowRun({ head: at.head, path: ".github/workflows/deploy.yml", artifacts: ["site"] });
    await respond(write("/ccr rerun").event);
    const attempts = () => [review, other].map(({ id }) => at.gitHub.state.workflowRun(id).attempt);
    expect(attempts()).toEqual([2, 1]);
    const named = await respond(write("/ccr rerun").event, { workflow: "absent.yml" });
    expect([attempts(), named.outputs["status"]]).toEqual([[2, 1], "accepted"]);
    expect(answers().join()).toContain("absent.yml");
  });

  test("the same event twice answers once and reacts once", async () => {
    const { event } = write("/ccr help");
    await respond(event);
    await respond(event);
    expect(answers()).toHaveLength(1);
    expect(reactions()).toEqual(["eyes", "+1"]);
  });

  test("a comment that is not for us ends at once and asks GitHub nothing", async () => {
    const ended = await respond(write("> /ccr rerun\n\nno").event);
    expect(ended).toMatchObject({ code: 0, outputs: {}, summary: "" });
    expect(at.gitHub.requests).toEqual([]);
  });

  test("a stranger's command, a copy on another pull request and an edited comment run nothing", async () => {
    const run = at.gitHub.workflowRun({ head: at.head });
    await respond(write("/ccr rerun", person("mallory", 9, "read")).event);
    expect(at.gitHub.requests.some(({ path }) => path.includes(".git/"))).toBe(false);
    at.gitHub.pull({ number: 2, base: at.base, head: at.head });
    const { id, event } = write("/ccr rerun", robin, 2);
    const replayed = { ...event.payload, issue: { number: 1, pull_request: {} } };
    await respond({ ...event, payload: replayed });
    const edited = write("/ccr rerun");
    at.gitHub.people.edits.set(edited.id, { lastEditedAt: "2026-11-22T12:30:00Z" });
    await respond(edited.event);
    expect(at.gitHub.state.workflowRun(run.id).attempt).toBe(1);
    expect(reactions().filter((content) => content === "-1")).toHaveLength(3);
    expect(answers().join("\n")).toContain("another pull request");
    expect(id).toBeGreaterThan(0);
  });

  test("without actions: write it stays accepted, and the answer names the permission", async () => {
    at.gitHub.account({ token: TOKEN, permissions: { contents: "read", pull_requests: "write", actions: "read" } });
    at.gitHub.workflowRun({ head: at.head });
    const ended = await respond(write("/ccr rerun").event);
    expect(ended).toMatchObject({ code: 0, outputs: { status: "accepted" } });
    expect(answers().join()).toContain("`actions: write`");
  });

  test("an answer that GitHub took and did not confirm is not written twice", async () => {
    at.gitHub.misbehave({
      method: "POST",
      path: "/repos/{owner}/{repo}/issues/{issue_number}/comments",
      as: "502-after",
    });
    const ended = await respond(write("/ccr help").event);
    expect(ended.code).toBe(0);
    expect(answers()).toHaveLength(1);
  });

  test("accepts nothing while GitHub does not say who may write", async () => {
    at.gitHub.misbehave({
      path: "/repos/{owner}/{repo}/collaborators/{username}/permission",
      times: Infinity,
      as: REFUSALS.permission(),
    });
    const run = at.gitHub.workflowRun({ head: at.head });
    const ended = await respond(write("/ccr rerun").event);
    expect(ended).toMatchObject({ code: 3, outputs: { status: "failed" } });
    expect(at.gitHub.state.workflowRun(run.id).attempt).toBe(1);
  });
});
