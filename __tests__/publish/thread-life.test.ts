import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { TriagedFinding } from "../../src/finding.ts";
import { GitHubRefusal, type RefusalReason } from "../../src/ports.ts";
import { planComments } from "../../src/publish/comments.ts";
import { deliverReview } from "../../src/publish/deliver-review.ts";
import { findingMarker, fingerprintsIn, markedIn } from "../../src/publish/markers.ts";
import { fakeConversation } from "../fakes/conversation.ts";
import { fakeGitHub } from "../fakes/github.ts";
import { aClaudeFinding, anAccount } from "../fixtures/model-review.ts";
import { aHunkCoverage } from "../fixtures/review.ts";
import { without } from "../fixtures/without.ts";
import { aWorkflowRun } from "../fixtures/workflow-run.ts";
import { on, reviewOf, URI } from "./thread-world.ts";

/** Three of a scanner's, and the last one Claude's. */
const location = { uri: URI, startLine: 40, endLine: 40 };
const claude = without(aClaudeFinding(9, { location, disposition: { status: "open" } }), "fix");
const ALL: readonly TriagedFinding[] = [on(0, 10), on(1, 11), on(2, 12), claude];
const HEAD = "b".repeat(40);

const chosen = fc.array(fc.boolean(), { minLength: ALL.length, maxLength: ALL.length });
const push = fc.record({
  kind: fc.constant("push"),
  found: chosen,
  /** Whose lines this push took out of the diff. */
  outdated: chosen,
  complete: fc.boolean(),
  twoRuns: fc.boolean(),
  fault: fc.option(
    fc.record({
      method: fc.constantFrom("resolveThreads", "unresolveThreads", "updateReviewComments", "createReview"),
      reason: fc.constantFrom<RefusalReason>("permission", "unavailable", "notFound"),
      done: fc.boolean(),
    }),
    { nil: undefined, freq: 3 },
  ),
});
const person = fc.record({
  kind: fc.constantFrom("answer", "resolve", "open", "delete", "edit", "forge"),
  nth: fc.nat({ max: ALL.length - 1 }),
});
const days = fc.array(fc.oneof({ weight: 3, arbitrary: push }, { weight: 1, arbitrary: person }), { maxLength: 10 });
type Push = typeof push extends fc.Arbitrary<infer One> ? One : never;

function pullRequest(names: boolean) {
  const gitHub = fakeGitHub();
  const threads = fakeConversation(gitHub, names);
  const { resolved, answers, outdated } = threads;
  const nthOf = (body: string): number => ALL.findIndex(({ fingerprint }) => fingerprintsIn(body).has(fingerprint));
  const ours = () => gitHub.state.reviewComments.filter((comment) => comment.ours);
  /** A fault that leaves a half-done change behind; `reopened`: people did. */
  const half = { done: false, reopened: new Set<number>() };

  function personDoes(kind: string, nth: number): void {
    const { state } = gitHub;
    const marker = findingMarker(ALL[nth]!.fingerprint, "semgrep:00000000");
    const stranger = { id: 1000 + state.reviewComments.length, pull: 1, ours: false, path: URI, line: 1 };
    if (kind === "forge") state.reviewComments.push({ ...stranger, body: `words\n\n${marker}` });
    const comment = ours().find(({ body }) => nthOf(body) === nth);
    if (comment === undefined) return;
    const { id } = comment;
    if (kind === "answer") answers.set(id, [`No.\n\n${marker}`]);
    if (kind === "resolve") resolved.set(id, "person");
    if (kind === "open" && resolved.delete(id)) half.reopened.add(id);
    if (kind === "delete") state.reviewComments = state.reviewComments.filter((one) => one.id !== id);
    const edited = { ...comment, body: comment.body.replace(/Number \d/u, "Words of somebody") };
    if (kind === "edit") state.reviewComments = state.reviewComments.map((one) => (one.id === id ? edited : one));
  }

  async function run({ found, complete, twoRuns, fault }: Push): Promise<boolean> {
    const findings = ALL.filter((_one, nth) => found[nth]);
    const review = reviewOf(HEAD, findings);
    const { files } = reviewOf(HEAD, ALL).change;
    const plan = planComments(
      {
        ...review,
        change: { ...review.change, files },
        coverage: files.flatMap(({ hunks }) => hunks.map((hunk) => aHunkCoverage(hunk))),
        model: { rejected: [], opinions: [], account: anAccount() },
        verdict: { ...review.verdict, outcome: complete ? "pass" : "incomplete" },
      },
      aWorkflowRun(),
    );
    if (fault !== undefined) {
      const refusal = new GitHubRefusal(fault.reason, "GitHub would not.");
      if (fault.method === "createReview") gitHub.refuse(fault.method, refusal);
      else threads.refuse(fault.method, refusal, fault.done);
    }
    const effect = { kind: "reviewComments", pullRequest: { number: 1, head: HEAD }, plan } as const;
    const deliveries = (twoRuns ? [1, 2] : [1]).map(() => deliverReview(effect, { gitHub, threads, annotated: false }));
    const results = await Promise.allSettled(deliveries);
    threads.forgive();
    gitHub.forgive();
    half.done ||= fault !== undefined && fault.method !== "createReview";
    return fault === undefined && results.every(({ status }) => status === "fulfilled");
  }

  async function pushed(day: Push): Promise<void> {
    for (const { id, body } of ours()) if (day.outdated[nthOf(body)]) outdated.add(id);
    const [before, was] = [new Map(gitHub.state.reviewComments.map((one) => [one.id, one])), new Map(resolved)];
    const clean = await run(day);
    const said = [...ours(), ...gitHub.state.reviews].flatMap(({ body }) => [...fingerprintsIn(body)]);
    expect(said).toHaveLength(new Set(said).size);
    if (clean)
      for (const [nth, { fingerprint }] of ALL.entries()) if (day.found[nth]) expect(said).toContain(fingerprint);
    for (const [id, { body, ours: byUs }] of before) {
      const nth = nthOf(body);
      const now = gitHub.state.reviewComments.find((one) => one.id === id);
      const after = { body: now?.body, resolved: resolved.get(id) };
      // Nothing of others, nothing that people answered or resolved.
      if (!byUs || answers.has(id) || was.get(id) === "person") expect(after).toEqual({ body, resolved: was.get(id) });
      if (!byUs || answers.has(id)) continue;
      const isThere = day.found[nth] === true;
      const isGone = !isThere && day.complete && (ALL[nth] !== claude || outdated.has(id));
      if (was.get(id) === undefined && after.resolved !== undefined)
        expect([isGone, after.resolved]).toEqual([true, "us"]);
      if (!clean || half.done || half.reopened.has(id) || was.get(id) === "person") continue;
      if (isThere) expect([after.resolved, markedIn(after.body ?? "").gone]).toEqual([undefined, undefined]);
      if (isGone) expect([after.resolved, markedIn(after.body ?? "").gone]).toEqual(["us", "resolved"]);
    }
  }

  return { pushed, personDoes };
}

test.each([true, false])(
  "L5 L9 whatever is pushed, answered, forged or refused, nothing is said twice, and only what is gone is resolved (GitHub names apps: %s)",
  async (names) => {
    await fc.assert(
      fc.asyncProperty(days, async (given) => {
        const { pushed, personDoes } = pullRequest(names);
        for (const day of given)
          if ("found" in day) await pushed(day);
          else personDoes(day.kind, day.nth);
      }),
      { numRuns: 150, seed: 9 },
    );
  },
  60_000,
);

test("of two runs at once each keeps what only it says, and what people rewrote meanwhile", async () => {
  const gitHub = fakeGitHub();
  const twin = { ...on(8, 10), message: on(0, 10).message };
  const plan = planComments(reviewOf(HEAD, [on(0, 10), twin]), aWorkflowRun());
  const [marker] = plan.inline[0]!.body.split("\n").slice(-2);
  const other = { pull: 1, ours: true, path: URI, line: 10 };
  gitHub.before("createReview", ({ reviewComments }) => {
    for (const body of [`words\n\n${marker!}`, `words\n\n${marker!}\n\nMy words.`])
      reviewComments.push({ ...other, id: 900 + reviewComments.length, body });
  });
  const effect = { kind: "reviewComments", pullRequest: { number: 1, head: HEAD }, plan } as const;
  await deliverReview(effect, { gitHub, threads: fakeConversation(gitHub), annotated: false });
  expect(plan.inline.map(({ fingerprints }) => fingerprints.length)).toEqual([2]);
  expect(gitHub.state.reviewComments).toHaveLength(3);
});
