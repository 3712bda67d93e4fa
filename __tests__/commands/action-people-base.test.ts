/** Who may decide is read from the base branch as it is now, where the event may tell of an older one. */

import { describe, expect, test } from "@jest/globals";
import { deciding } from "../../src/commands/action-people.ts";
import { ExternalError } from "../../src/errors.ts";
import type { Policy } from "../../src/policy.ts";
import { GitHubRefusal } from "../../src/ports.ts";
import type { IssueComment } from "../../src/ports-github.ts";
import type { Subject, WorkflowRun } from "../../src/subject.ts";
import { fakeClock } from "../fakes/clock.ts";
import { fakeObjects } from "../fakes/objects.ts";
import { fakePeople } from "../fakes/people.ts";
import { aReview } from "../fixtures/review.ts";
import { aWorkflowRun } from "../fixtures/workflow-run.ts";

const { change, findings } = aReview();
const [OLD, NOW] = [change.base, "d".repeat(40)];
const PATH = ".github/claude-review.yml";
const PULL: Subject = {
  ...{ kind: "pullRequest", number: 1, base: OLD, head: change.head, baseBranch: "main" },
  ...{ fork: false, dependabot: false },
};
const QUEUE: Subject = { kind: "mergeGroup", pullRequest: 1, base: OLD, head: change.head, baseBranch: "main" };
const one = findings.slice(0, 1);
const [id = ""] = one.map(({ fingerprint }) => fingerprint.split(":").at(-1)?.slice(0, 16));
const SAID: IssueComment = {
  ...{ id: 5, nodeId: "IC_5", number: 1, viaApp: false, edited: false, hidden: false },
  ...{ createdAt: "2026-11-21T12:00:00Z", updatedAt: "2026-11-21T12:00:00Z" },
  author: { id: 8, login: "robin", type: "User" },
  body: `/ccr confirm ${id} -- it is a real one`,
};
const ROBIN: Policy = { version: 1, roles: { responders: ["robin"] } };
const SAM: Policy = { version: 1, roles: { responders: ["sam"] } };
const textOf = (policy: Policy): string => JSON.stringify(policy);

interface Now {
  readonly subject?: Subject;
  readonly run?: Partial<WorkflowRun>;
  /** Text of the policy at the tip of the base branch; undefined: the tip is not to be had. */
  readonly now: string | undefined;
  /** Of the event's base. */
  readonly told: Policy;
  /** What git does not get of the tip. */
  readonly fetch?: () => Promise<readonly string[]>;
}

/** What counts, what does not, the notes, and which branch's tip was asked for. */
async function decided({ subject = PULL, run = {}, now, told, fetch = async () => [] }: Now) {
  const people = fakePeople({
    comments: [SAID],
    facts: { ...(await fakePeople().pullRequestFacts(1)), head: change.head },
    permissions: { robin: { id: 8, permission: "write", roleName: "write" } },
  });
  const asked: string[] = [];
  const gitHub = {
    branchTip: async (branch: string) => {
      asked.push(branch);
      if (now === undefined) throw new GitHubRefusal("unavailable", "GitHub is away (500).");
      return NOW;
    },
  };
  const objects = {
    ...fakeObjects({ commits: { [NOW]: NOW }, ...(now !== undefined && { files: { [`${NOW}:${PATH}`]: now } }) }),
    fetch,
  };
  const request = { subject, run: aWorkflowRun(run), policy: { path: PATH, chosen: false } };
  const read = deciding(request, { gitHub, objects, people: () => people, clock: fakeClock() });
  const policy = { policy: told, source: "told", sha256: "0".repeat(64) };
  const { signOffs, refused, notes } = (await read(one, { change, policy })) ?? { notes: ["absent"] };
  return { counts: signOffs?.map(({ by }) => by.login), refused: refused?.map(({ reason }) => reason), notes, asked };
}

const AGAIN = { runAttempt: 2 };
const OTHER_EVENT: Subject = { ...PULL, baseMayBeOld: true };

describe("L3 who lost the role on the base branch decides nothing", () => {
  test.each<readonly [string, Pick<Now, "subject" | "run">]>([
    ["in a run that runs again", { run: AGAIN }],
    ["in a merge queue's run that runs again", { subject: QUEUE, run: AGAIN }],
    ["after an event whose base GitHub did not refresh", { subject: OTHER_EVENT }],
  ])("%s", async (_, where) => {
    const { counts, refused, asked } = await decided({ ...where, told: ROBIN, now: textOf(SAM) });
    expect([counts, refused, asked]).toEqual([[], [expect.stringMatching(/do not name the account/u)], ["main"]]);
  });
});

test("who got the role since decides when the run runs again, and a note says which policy it is", async () => {
  expect(await decided({ run: AGAIN, told: { version: 1 }, now: textOf(ROBIN) })).toMatchObject({
    counts: ["robin"],
    notes: [expect.stringMatching(/^Who may decide is from \.github\/claude-review\.yml at dddddddddddd/u)],
  });
});

test("a first run of a push asks nobody where the base branch is", async () => {
  expect(await decided({ told: ROBIN, now: textOf(SAM) })).toEqual({
    ...{ counts: ["robin"], refused: [], notes: [], asked: [] },
  });
});

const away = (): Promise<never> => Promise.reject(new ExternalError("fetch-failed", "Git is away.", { fix: "Wait." }));

describe("L5 no decision counts, and a note says why, when the base branch", () => {
  test.each<readonly [string, Pick<Now, "now" | "fetch">, RegExp]>([
    ["is not told", { now: undefined }, /no decision counts: GitHub is away/u],
    ["is not served", { now: textOf(ROBIN), fetch: async () => [NOW] }, /no decision counts: GitHub does not serve/u],
    ["is not to be fetched", { now: textOf(ROBIN), fetch: away }, /no decision counts: Git is away/u],
    ["has a policy that is none", { now: "roles: 7\n" }, /no decision counts: /u],
  ])("%s", async (_, where, note) => {
    const { counts, notes } = await decided({ run: AGAIN, told: ROBIN, ...where });
    expect([counts, notes]).toEqual([[], [expect.stringMatching(note)]]);
  });
});
