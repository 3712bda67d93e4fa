import { describe, expect, test } from "@jest/globals";
import { deciding } from "../../src/commands/action-people.ts";
import { NO_DECISIONS } from "../../src/decisions/index.ts";
import type { Policy } from "../../src/policy.ts";
import type { Subject } from "../../src/subject.ts";
import { fakeClock } from "../fakes/clock.ts";
import { fakeObjects } from "../fakes/objects.ts";
import { fakePeople } from "../fakes/people.ts";
import { aReview } from "../fixtures/review.ts";
import { aWorkflowRun } from "../fixtures/workflow-run.ts";

const head = "b".repeat(40);
const PULL: Subject = {
  ...{ kind: "pullRequest", number: 1, base: "a".repeat(40), head, baseBranch: "main" },
  ...{ fork: false, dependabot: false },
};
const QUEUE: Subject = { kind: "mergeGroup", base: "a".repeat(40), head, baseBranch: "main" };
const BRANCH: Subject = { kind: "branch", head, ref: "refs/heads/main", branch: "main", defaultBranch: "main" };

async function decided(subject: Subject, policy: Policy) {
  const people = fakePeople();
  const objects = { ...fakeObjects(), fetch: async () => [] };
  const request = { subject, run: aWorkflowRun(), policy: { path: "p.yml", chosen: false } };
  const gitHub = { branchTip: async () => "never asked" };
  const read = deciding(request, { gitHub, objects, people: () => people, clock: fakeClock() });
  const { change } = aReview();
  return [await read([], { change, policy: { policy, source: "x", sha256: "0".repeat(64) } }), people.called];
}

describe("what people decided is", () => {
  test.each([
    ["a pull request", PULL],
    ["a merge group", QUEUE],
    ["a branch", BRANCH],
  ] as const)("nobody's to say where the policy has no roles, and absent: %s", async (_, subject) => {
    expect(await decided(subject, { version: 1 })).toEqual([undefined, []]);
  });

  test("empty, and not absent, where nobody spoke", async () => {
    const policy: Policy = { version: 1, roles: { owners: ["root"] } };
    expect(await decided(PULL, policy)).toEqual([NO_DECISIONS, ["issueComments"]]);
    expect(await decided(BRANCH, policy)).toEqual([NO_DECISIONS, ["dismissals"]]);
  });

  test("absent in a merge group of which no pull request is known", async () => {
    expect(await decided(QUEUE, { version: 1, roles: { owners: ["root"] } })).toEqual([undefined, []]);
  });
});
