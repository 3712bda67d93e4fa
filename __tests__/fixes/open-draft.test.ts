/** What is said and kept when GitHub takes a part of a draft, or nobody knows whether it did. */

import { describe, expect, test } from "@jest/globals";
import type { Draft } from "../../src/fixes/draft.ts";
import type { FixJob } from "../../src/fixes/index.ts";
import { openDraft, type Opening } from "../../src/fixes/open-draft.ts";
import type { Branches } from "../../src/ports-github.ts";
import { GitHubRefusal, type RefusalReason } from "../../src/ports.ts";
import { createRedactor, own } from "../../src/secrets/index.ts";
import { fakeBranches } from "../fakes/branches.ts";
import { aChangedFile, aFinding, aReview } from "../fixtures/review.ts";

const { redact } = createRedactor();
const { change, scan: report } = aReview();
const FINDING = aFinding(0);
const DRAFT: Draft = {
  files: [{ file: aChangedFile(0), bytes: Buffer.from("b\n"), before: "a\n", after: "b\n", edits: [] }],
  ...{ explanation: redact("It binds the value."), model: "claude" },
};

function opening(owners: ReturnType<FixJob["ownersOf"]>): Opening {
  const run = { serverUrl: "https://github.com", owner: "octo", repo: "app", runId: "1" };
  const job: FixJob = {
    ...{ finding: FINDING, found: [FINDING], change, report, run, token: "workflow", ownersOf: () => owners },
    ...{
      policy: { version: 1 },
      policyPath: "policy.yml",
      pullRequest: 1,
      askedBy: { id: 7, login: "ada" },
      scanners: [],
    },
    form: {
      prompt: { text: own("Repair it."), sha256: "0".repeat(64) },
      ...{ limits: { inputTokens: 1000, maxTokens: 1000 }, nonce: "0".repeat(32) },
    },
  };
  const evidence = { all: { before: 1, after: 0 }, asked: ["toy"] };
  const words = { finding: FINDING, id: "0123456789abcdef", head: change.head, run, askedBy: { id: 7, login: "ada" } };
  return {
    ...{ job, branch: "ccr/fix/x", baseBranch: "topic", marker: "<!-- marker -->" },
    words: { ...words, model: "claude", explanation: DRAFT.explanation, patch: redact("+b"), evidence },
  };
}

async function opened(
  refusals: readonly (readonly [keyof Branches, RefusalReason])[],
  owners: ReturnType<FixJob["ownersOf"]> = { people: ["grace"], teams: [] },
) {
  const branches = fakeBranches({ state: "open", head: change.head, branch: "topic", fork: false });
  for (const [method, reason] of refusals) branches.refuse(method, new GitHubRefusal(reason, `GitHub says ${reason}.`));
  return { branches, outcome: await openDraft(DRAFT, opening(owners), { branches }) };
}

describe("a branch that is refused", () => {
  test.each<[RefusalReason, boolean, boolean]>([
    ["permission", true, false],
    ["invalid", true, true],
    ["unavailable", false, true],
  ])("for %s: nothing was pushed is said only when it is known", async (reason, known, failed) => {
    const { outcome, branches } = await opened([["commitOnBranch", reason]]);
    expect(outcome.kind).toBe("suggestion");
    expect(outcome.answer.includes("Nothing was pushed")).toBe(known);
    expect([outcome.failed === true, "pushed" in outcome]).toEqual([failed, false]);
    // Another job's draft is looked for where the branch was there already.
    expect(branches.called().includes("findDraft")).toBe(reason === "invalid");
  });

  test("is told as such when nobody can say whether another job has made the draft", async () => {
    const { outcome } = await opened([
      ["commitOnBranch", "invalid"],
      ["findDraft", "unavailable"],
    ]);
    expect(outcome).toMatchObject({ kind: "suggestion", failed: true });
  });
});

test.each<[RefusalReason, boolean]>([
  ["permission", true],
  ["invalid", true],
  ["unavailable", false],
])("a draft that is refused for %s: that there is none is said only when it is known", async (reason, known) => {
  const { outcome } = await opened([["openDraft", reason]]);
  expect(outcome.answer.includes("no draft was opened")).toBe(known);
  expect(outcome).toMatchObject({ kind: "suggestion", pushed: { branch: "ccr/fix/x" } });
});

describe("code owners", () => {
  const BOTH = { people: ["grace"], teams: ["security"] };
  test.each<[string, ReturnType<FixJob["ownersOf"]>, RefusalReason, number]>([
    ["two are asked one by one when one may not review", BOTH, "invalid", 3],
    ["two are not asked again for a reason that all would be refused for", BOTH, "permission", 1],
    ["one alone is not asked again", { people: ["grace"], teams: [] }, "invalid", 1],
    ["a team alone is asked", { people: [], teams: ["security"] }, "invalid", 1],
  ])("%s", async (_, owners, reason, asked) => {
    const { outcome, branches } = await opened([["requestReviewers", reason]], owners);
    expect(outcome.kind).toBe("draft");
    expect(branches.called().filter((method) => method === "requestReviewers")).toHaveLength(asked);
    expect(outcome.answer.includes("was not asked to review it")).toBe(asked === 1);
  });
});

test("each owner who could not be asked is named by why, and the draft stands", async () => {
  const owners = { people: ["grace"], teams: ["security"] };
  const asked = ["invalid", "invalid", "permission"] as const;
  const { outcome } = await opened(
    asked.map((reason) => ["requestReviewers", reason] as const),
    owners,
  );
  expect(outcome.answer.split("was not asked to review it")).toHaveLength(3);
});

test("a branch that another job made for the same is no failure: its draft is the answer", async () => {
  const branches = fakeBranches({ state: "open", head: change.head, branch: "topic", fork: false });
  const given = opening({ people: [], teams: [] });
  await branches.openDraft({ ...given, title: "Draft", body: given.marker });
  branches.refuse("commitOnBranch", new GitHubRefusal("invalid", "There is a branch already."));
  expect(await openDraft(DRAFT, given, { branches })).toMatchObject({ kind: "draft", draft: { number: 100 } });
});
