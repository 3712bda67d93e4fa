import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { createBranches } from "../../src/adapters/github-branches.ts";
import { createGitHubClient } from "../../src/adapters/github-client.ts";
import type { Branches } from "../../src/ports-github.ts";
import { Listed } from "../servers/github-branches.ts";
import { REPO, scene, type Scene } from "../servers/github-scene.ts";
import { REFUSALS, WORKFLOW_TOKEN, type Misdeed } from "../servers/github.ts";
import { localOptions } from "./github-local.ts";
import { refusal } from "./github-script.ts";

const MARKER = "<!-- claude-code-review:fix 0123 -->";
const BRANCH = "ccr/fix/0123456789ab-0123456789ab";
const WRITES = { contents: "write", pull_requests: "write" } as const;
let at: Scene;
let branches: Branches;
beforeEach(async () => {
  at = await scene();
  at.gitHub.account({ token: WORKFLOW_TOKEN, permissions: WRITES });
  const client = createGitHubClient(localOptions(at.gitHub));
  branches = createBranches(client, { owner: "octo", apiUrl: at.gitHub.url });
});
afterEach(async () => {
  const { violations } = at.gitHub;
  await at.dispose();
  expect(violations).toEqual([]);
});

const change = (text = "fixed\r\nno end") => ({
  branch: BRANCH,
  parent: at.head,
  message: "Draft of a fix\n",
  files: [{ path: "src/a.txt", text, mode: "100644" as const }],
});
const pull = () => ({
  title: "Draft",
  body: `What it is\n\n${MARKER}`,
  branch: BRANCH,
  baseBranch: "topic",
  marker: MARKER,
});
const opened = async () => Listed.parse((await at.call("GET", `${REPO}/pulls?state=all&head=octo:${BRANCH}`)).body);

describe("commitOnBranch", () => {
  test("makes one commit of these files on the parent, byte by byte, and every other file stays", async () => {
    const commit = await branches.commitOnBranch(change());
    const git = at.repository.git;
    expect(git("rev-parse", `refs/heads/${BRANCH}`, `${commit}^`)).toBe(`${commit}\n${at.head}`);
    expect(git("diff", "--name-only", at.head, commit)).toBe("src/a.txt");
    expect(git("cat-file", "-p", `${commit}:src/a.txt`)).toBe("fixed\r\nno end");
  });

  test("takes a branch that holds exactly that for its own, and no other one", async () => {
    const first = await branches.commitOnBranch(change());
    expect(await branches.commitOnBranch(change())).toBe(first);
    const refused = await refusal(branches.commitOnBranch(change("something else")));
    expect(refused).toMatchObject({ reason: "invalid", message: expect.stringContaining("holds something else") });
    expect(at.repository.git("rev-parse", `refs/heads/${BRANCH}`)).toBe(first);
  });

  test.each<readonly [Misdeed]>([["502-after"], ["reset-after"], ["truncated"]])(
    "makes one branch though its answer is lost: %s",
    async (as) => {
      at.gitHub.misbehave({ method: "POST", path: "/repos/{owner}/{repo}/git/refs", as });
      const commit = await branches.commitOnBranch(change());
      expect(at.repository.git("rev-parse", `refs/heads/${BRANCH}`)).toBe(commit);
    },
  );

  test("without contents: write nothing is made", async () => {
    at.gitHub.account({ token: WORKFLOW_TOKEN, permissions: { ...WRITES, contents: "read" } });
    expect((await refusal(branches.commitOnBranch(change()))).reason).toBe("permission");
    expect(at.repository.git("branch", "--list", "ccr/*")).toBe("");
  });
});

describe("openDraft", () => {
  test("opens a draft into the branch, which is found again by account and marker", async () => {
    await branches.commitOnBranch(change());
    const made = await branches.openDraft(pull());
    expect(await opened()).toMatchObject([
      { draft: true, state: "open", base: { ref: "topic" }, head: { ref: BRANCH } },
    ]);
    expect(await branches.findDraft(BRANCH, MARKER)).toEqual(made);
    expect(await branches.findDraft(BRANCH, "<!-- claude-code-review:fix other -->")).toBeUndefined();
    expect(await branches.openDraft(pull())).toEqual(made);
    expect(await opened()).toHaveLength(1);
  });

  test("L9 somebody else's pull request with our marker is not ours", async () => {
    const other = at.gitHub.account({
      login: "mallory",
      id: 666,
      type: "User",
      token: "ghp_mallory",
      permissions: WRITES,
      installation: false,
    });
    await branches.commitOnBranch(change());
    const body = { title: "x", body: MARKER, head: BRANCH, base: "topic" };
    await at.call("POST", `${REPO}/pulls`, { token: other.token, body });
    expect(await branches.findDraft(BRANCH, MARKER)).toBeUndefined();
    expect((await refusal(branches.openDraft(pull()))).message).toContain("A pull request already exists");
  });

  test.each<readonly [Misdeed]>([["502-before"], ["502-after"], ["reset-after"], ["truncated"]])(
    "opens one and not two: %s",
    async (as) => {
      await branches.commitOnBranch(change());
      at.gitHub.misbehave({ method: "POST", path: "/repos/{owner}/{repo}/pulls", as });
      await branches.openDraft(pull());
      expect(await opened()).toHaveLength(1);
    },
  );

  test("is refused in GitHub's words where workflows may open none", async () => {
    await branches.commitOnBranch(change());
    const body = { message: "GitHub Actions is not permitted to create or approve pull requests." };
    at.gitHub.misbehave({
      method: "POST",
      path: "/repos/{owner}/{repo}/pulls",
      as: { ...REFUSALS.permission(), body },
    });
    expect(await refusal(branches.openDraft(pull()))).toMatchObject({
      reason: "permission",
      message: expect.stringContaining("not permitted to create"),
    });
  });
});

test("requestReviewers asks people and teams, and is refused for a stranger", async () => {
  await branches.commitOnBranch(change());
  const { number } = await branches.openDraft(pull());
  await branches.requestReviewers(number, { people: ["ada"], teams: ["security"] });
  expect(await opened()).toMatchObject([
    { requested_reviewers: [{ login: "ada" }], requested_teams: [{ slug: "security" }] },
  ]);
  const refused = refusal(branches.requestReviewers(number, { people: ["nobody"], teams: [] }));
  expect(await refused).toMatchObject({ reason: "invalid", message: expect.stringContaining("collaborator") });
});

test("source tells branch, head and fork; a fork that is gone is one", async () => {
  expect(await branches.source(1)).toEqual({ state: "open", head: at.head, branch: "topic", fork: false });
  at.gitHub.pull({ number: 2, base: at.base, head: at.head, headRepository: "mallory/app" });
  at.gitHub.closePull({ number: 2 });
  expect(await branches.source(2)).toMatchObject({ state: "closed", fork: true });
});
