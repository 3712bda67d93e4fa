import { describe, expect, test } from "@jest/globals";
import { ConfigurationError } from "../../src/errors.ts";
import { publishPlanned, reviewFacts, runFinished, segmentOf } from "../../src/ledger/index.ts";
import { contentSha256, MOST_PLAN_BYTES, planText, readPlan, type PlanContent } from "../../src/publish/plan-file.ts";
import { redactReview } from "../../src/publish/index.ts";
import type { Review } from "../../src/records.ts";
import { aModelReview, aTroubledModelReview } from "../fixtures/model-review.ts";
import { aFinding, aReview, aScannerRun } from "../fixtures/review.ts";
import { tampered } from "../fixtures/tampered.ts";

const AT = "2026-01-02T03:04:05.000Z";
const run = { owner: "octo", repo: "app", runId: "12", runAttempt: 2 };

function contentOf(given: Review, over: Partial<PlanContent> = {}): PlanContent {
  const review = redactReview(given, (text) => text);
  const { base, head } = review.change;
  const subject = { kind: "pullRequest", number: 7, base, head, baseBranch: "main", fork: false, dependabot: false };
  const rest = { comments: "inline", check: "off", uploadSarif: "auto", evidence: "artifact", exitCode: 1 } as const;
  return { run, subject: { ...subject, kind: "pullRequest" }, review, ...rest, ...over };
}

function planOf(content: PlanContent, planned = contentSha256(content)) {
  const ledger = segmentOf([
    ...reviewFacts(content.review, { inputs: {}, finishedAt: AT, files: {} }),
    publishPlanned(planned, AT),
    runFinished(AT),
  ]);
  return { text: planText(content, ledger), ledger };
}

const expected = (content: PlanContent) => ({ run: content.run, subject: content.subject });
const read = (text: string, as: Parameters<typeof readPlan>[1]) => readPlan(Buffer.from(text), as);
function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ConfigurationError && error.code === "plan-invalid") return error.message;
    throw error;
  }
  return "taken";
}

function anOldSecret(): Review {
  const finding = aFinding(0, { baselineState: "unchanged", disposition: { status: "unchanged" } });
  const unscanned = [{ uri: "commit 1", reason: "why", concerns: "change", outOfScope: true }] as const;
  return aReview({}, { findings: [finding], scan: { runs: [aScannerRun("secrets", { unscanned })] } });
}

const content = contentOf(aModelReview());
const { text, ledger } = planOf(content);
describe("a plan", () => {
  test.each([
    ["with findings", aReview()],
    ["with Claude's part", aModelReview()],
    ["with trouble of every kind", aTroubledModelReview()],
    ["with what was there before, and a commit that was not read", anOldSecret()],
  ])("%s is read back as it was written", (_, review) => {
    const given = contentOf(review);
    const made = planOf(given);
    const back = read(made.text, { ...expected(given), ledgerRoot: made.ledger.root });
    expect(contentSha256(back.content)).toBe(contentSha256(given));
    expect(back.ledger).toEqual(made.ledger);
  });

  test("of an earlier attempt is taken: only the publishing job was run again", () => {
    expect(refusal(() => read(text, { ...expected(content), run: { ...run, runAttempt: 3 } }))).toBe("taken");
  });
});

describe("A15 a plan that somebody else could have written is refused", () => {
  test.each([
    ["another repository's", { run: { ...run, repo: "other" } }, "another repository"],
    ["another run's", { run: { ...run, runId: "13" } }, "another workflow run"],
    ["a later attempt's", { run: { ...run, runAttempt: 1 } }, "later attempt"],
    ["about another pull request", { subject: { ...content.subject, number: 8 } }, "something else than this event"],
    ["about another head", { subject: { ...content.subject, head: "f".repeat(40) } }, "something else than this event"],
    ["of another root than the job's output", { ledgerRoot: "0".repeat(64) }, "the root is"],
  ] as const)("%s", (_, over, message) => {
    const as = { ...expected(content), ...over } as Parameters<typeof readPlan>[1];
    expect(refusal(() => read(text, as))).toContain(message);
  });

  test.each<[string, string, string]>([
    ["a verdict turned into a pass", tampered(text, "content.review.verdict.outcome", "pass"), "not what its ledger"],
    ["its findings taken out", tampered(text, "content.review.findings", []), "not what its ledger"],
    ["another exit code", tampered(text, "content.exitCode", 0), "not what its ledger"],
    ["an unknown key", tampered(text, "content.extra", 1), "content is not what it should be"],
    ["a number where a text belongs", tampered(text, "content.review.notes", [1]), "review.notes"],
    ["a negative line", tampered(text, "content.review.findings.0.location.startLine", -1), "startLine"],
    ["code of the change", tampered(text, "content.review.change.files.0.hunks.0.lines", [{}]), "lines"],
    ["an edited ledger", text.replace("gateDecided", "gatedecided"), "does not hold"],
    ["a ledger cut at its end", tampered(text, "ledger", ledger.text.slice(0, -200)), "does not hold"],
    ["another version", tampered(text, "version", 2), "version"],
  ])("with %s", (_, given, message) => {
    expect(refusal(() => read(given, expected(content)))).toContain(message);
  });

  test.each([
    ["nothing", ""],
    ["no JSON", "{"],
    ["a prototype", text.replace('{"content"', '{"__proto__":{"x":1},"content"')],
    ["an array", "[]"],
  ])("that is %s", (_, given) => {
    expect(refusal(() => read(given, expected(content)))).not.toBe("taken");
  });

  test("that is larger than one of ours can be, before it is parsed", () => {
    expect(refusal(() => readPlan(new Uint8Array(MOST_PLAN_BYTES + 1), expected(content)))).toContain("bytes");
  });

  test("with a ledger that planned something else, or twice", () => {
    expect(refusal(() => read(planOf(content, "0".repeat(64)).text, expected(content)))).toContain(
      "not what its ledger",
    );
    const twice = segmentOf([
      publishPlanned(contentSha256(content), AT),
      publishPlanned(contentSha256(content), AT),
      runFinished(AT),
    ]);
    expect(refusal(() => read(planText(content, twice), expected(content)))).toContain("not what its ledger");
  });

  test("its words are not repeated: a message of ours says where, and not what", () => {
    const message = refusal(() => read(tampered(text, "content.run.runId", "::error::x"), expected(content)));
    expect(message).toContain("content.run.runId");
    expect(message).not.toContain("::error");
  });
});
