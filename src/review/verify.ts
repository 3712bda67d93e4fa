/**
 * One adversarial question over all claims that stand (L4). It sees the code and the bare claims, not the reasoning, so that
 * it makes its own. What it refutes with a line that was sent is rejected; a claim that it does not settle stays, and says so.
 */

import { z } from "zod";
import type { Confidence, RawFinding } from "../finding.ts";
import type { DossierHunk, Question, Redacted, RejectedClaim, Reply, Side } from "../records.ts";
import { joined, own, redactedText } from "../secrets/index.ts";
import { parseJson, stepSchema, toSentSchema } from "./answer.ts";
import { placeText, type StandingClaim } from "./claims.ts";
import type { Dossier } from "./dossier.ts";
import { modelLine } from "./model-text.ts";
import type { Passage, Weigh } from "./evidence.ts";
import { fenced } from "./neutral.ts";
import { sentSteps } from "./path.ts";
import { composeQuestion, hunkText, sharedText, type QuestionForm } from "./question.ts";
import { inputTokensOf } from "./tokens.ts";

const REASON_LENGTH = 600;
const QUOTE_LENGTH = 300;
const MOST_VERDICTS = 1_000;
const MOST_STEPS = 100;

const verdictSchema = z.object({
  claim: z.string().describe("the claim's id, like c-1"),
  verdict: z.enum(["confirmed", "refuted", "undecided"]),
  quote: z.string().describe("the decisive line, word for word as sent; empty when undecided"),
  path: z
    .array(stepSchema.omit({ note: true }))
    .max(MOST_STEPS)
    .default([])
    .describe("when confirmed: the lines from where an attacker comes in to the flaw, in order"),
  reason: z.string(),
});
const verificationSchema = z.object({ verdicts: z.array(verdictSchema).max(MOST_VERDICTS) });
type Verdict = z.output<typeof verdictSchema>;

/** JSON Schema of the answer, for `Question.schema`. */
export const VERIFICATION_SCHEMA = toSentSchema(verificationSchema);

export interface Verified {
  readonly findings: readonly RawFinding[];
  readonly rejected: readonly RejectedClaim[];
  /** Sentences of ours; empty when every claim was settled. */
  readonly notes: readonly string[];
}

export interface Verification {
  readonly question: Question;
  /** What it shows. */
  readonly hunks: readonly DossierHunk[];
}

type Form = Omit<QuestionForm, "schema" | "instructions" | "story">;

/**
 * The question over the claims, in their order: `c-1` is the first. `form.prompt` is `verify.md`. It shows every hunk of the
 * files that the claims and their paths run through, and the code that was asked for, since what stops an attack seldom stands
 * beside it; where that is too much, only the hunks themselves.
 */
export function planVerification(
  claims: readonly StandingClaim[],
  dossier: Pick<Dossier, "files" | "hunks">,
  form: Form,
): Verification {
  const touched = new Set(claims.flatMap(({ hunk, path }) => [hunk, ...path.map((step) => step.hunk)]));
  const uris = new Set([...touched].map(({ uri }) => uri));
  const wide = dossier.hunks.filter((hunk) => uris.has(hunk.uri) || isServed(hunk));
  const about = (hunks: readonly DossierHunk[]): Verification => ({
    question: questionOver(claims, { dossier, form, hunks }),
    hunks,
  });
  const whole = about(wide);
  return inputTokensOf(whole.question) <= form.limits.inputTokens ? whole : about([...touched]);
}

/** Of a hunk of the change some line is changed. */
function isServed({ lines }: DossierHunk): boolean {
  return lines.length > 0 && lines.every(({ kind }) => kind === "context");
}

function questionOver(
  claims: readonly StandingClaim[],
  { dossier, form, hunks }: { dossier: Pick<Dossier, "files">; form: Form; hunks: readonly DossierHunk[] },
): Question {
  const word = own(form.nonce);
  const parts = [
    ...hunks.map((hunk) => hunkText(hunk, word)),
    fenced(word, { title: own("claims"), body: claims.map(claimText) }),
    own(`Judge these claims: ${claims.map((_, index) => claimId(index)).join(" ")}`),
  ];
  const question = composeQuestion("verify", {
    form: { ...form, schema: VERIFICATION_SCHEMA },
    shared: sharedText(dossier, { nonce: form.nonce }),
    text: joined(parts, "\n\n"),
    hunks: [],
  });
  return { ...question, own: [...question.own, ...hunks.map(({ id }) => id)] };
}

/** Place, weakness and path: nothing that the first answer put into words. */
function claimText({ finding, hunk, cited, path }: StandingClaim, index: number): Redacted {
  // MITRE's words.
  const weakness = own(finding.rule.shortDescription);
  const way = joined(
    path.map((step) => placeText(step.hunk, [step.line])),
    " -> ",
  );
  const bare = redactedText`${own(claimId(index))} ${own(hunk.id)} ${placeText(hunk, cited)} ${weakness}`;
  return path.length === 0 ? bare : redactedText`${bare}; path: ${way}`;
}

function claimId(index: number): string {
  return `c-${String(index + 1)}`;
}

/** What came of the question: `reply` undefined when it was not put. */
export interface VerificationReply {
  readonly reply: Reply | undefined;
  /** What the question showed. */
  readonly hunks: readonly DossierHunk[];
  readonly redact: (text: string) => Redacted;
  readonly weigh: Weigh;
}

/** What becomes of the claims. Never throws. */
export async function applyVerification(claims: readonly StandingClaim[], asked: VerificationReply): Promise<Verified> {
  const { verdicts, problem } = readReply(asked.reply);
  const findings: RawFinding[] = [];
  const rejected: RejectedClaim[] = [];
  let open = 0;
  for (const [index, claim] of claims.entries()) {
    const settled = await settle(claim, { ...asked, verdict: verdictOn(claimId(index), verdicts), problem });
    if ("refuted" in settled) {
      rejected.push(toRejected(claim, settled.refuted));
      continue;
    }
    if (settled.note !== undefined) open += 1;
    findings.push(judged(claim.finding, settled));
  }
  if (open === 0) return { findings, rejected, notes: [] };
  const count = `${String(open)} of ${String(claims.length)} claims of Claude's ${open === 1 ? "is" : "are"} not verified`;
  return { findings, rejected, notes: [problem === undefined ? `${count}.` : `${count}: ${problem}`] };
}

/** The claims where the policy wants no second question (`review.verify: off`): what was checked without one decides. */
export function withoutVerification(claims: readonly StandingClaim[]): Verified {
  const note = "The policy at base has review.verify off.";
  const findings = claims.map((claim) =>
    judged(claim.finding, { confidence: reaches(claim.path, claim) ? "medium" : "low", note }),
  );
  return { findings, rejected: [], notes: [] };
}

/** `problem` is a sentence. */
function readReply(reply: Reply | undefined): { verdicts: readonly Verdict[]; problem?: string } {
  if (reply === undefined) return { verdicts: [], problem: "The question was not asked." };
  switch (reply.kind) {
    case "answered": {
      const parsed = parseJson(reply.text, verificationSchema);
      return parsed.ok ? { verdicts: parsed.answer.verdicts } : { verdicts: [], problem: parsed.reason };
    }
    case "refused":
      return { verdicts: [], problem: "The model refused the question." };
    case "failed":
      return { verdicts: [], problem: reply.reason };
    case "guarded":
      return { verdicts: [], problem: "The guard held the question back." };
    case "overBudget":
      return { verdicts: [], problem: "The limit on cost was reached." };
  }
}

/** Two that differ decide nothing. */
function verdictOn(id: string, verdicts: readonly Verdict[]): Verdict | undefined {
  const [first, ...more] = verdicts.filter(({ claim }) => claim === id);
  if (first === undefined || more.every(({ verdict }) => verdict === first.verdict)) return first;
  return { ...first, verdict: "undecided", reason: "It was answered twice, and differently." };
}

type Settled = { readonly refuted: string } | { readonly confidence: Confidence; readonly note?: string };

interface Facts extends VerificationReply {
  readonly verdict: Verdict | undefined;
  readonly problem: string | undefined;
}

async function settle(claim: StandingClaim, facts: Facts): Promise<Settled> {
  const { verdict, problem, redact } = facts;
  if (verdict === undefined)
    return { confidence: "low", note: problem ?? "The second question got no answer about it." };
  const reason = modelLine(verdict.reason, REASON_LENGTH, redact);
  switch (verdict.verdict) {
    case "confirmed":
      return { confidence: (await isProven(claim, verdict, facts)) ? "high" : "medium" };
    case "undecided":
      return { confidence: "low", note: `It is undecided. ${reason}`.trim() };
    case "refuted":
      return refuted(verdict, reason, facts);
  }
}

async function refuted({ quote }: Verdict, reason: string, { hunks, redact, weigh }: Facts): Promise<Settled> {
  // A removed line stops nothing any more.
  const weight = await weigh(quote, passages(hunks, ["head"]));
  if (weight === "code")
    return { refuted: `refuted by the line "${modelLine(quote, QUOTE_LENGTH, redact)}": ${reason}` };
  const note =
    weight === "comment"
      ? "It was called refuted, but by a comment, which stops no attack."
      : "It was called refuted, but by a quote that does not stand in the code.";
  return { confidence: "low", note };
}

/** The lines are the change's own, the decisive one is quoted, and the path that the second question found leads to them. */
async function isProven(claim: StandingClaim, { quote, path }: Verdict, { hunks, weigh }: Facts): Promise<boolean> {
  const steps = sentSteps(
    path.map((step) => ({ ...step, note: "" })),
    hunks,
  );
  return (
    claim.cited.some(({ kind }) => kind !== "context") &&
    reaches(steps, claim) &&
    (await weigh(quote, passages(hunks, ["head", "base"]))) === "code"
  );
}

function passages(hunks: readonly DossierHunk[], sides: readonly Side[]): readonly Passage[] {
  return hunks.map((hunk) => ({ hunk, lines: hunk.lines.filter(({ side }) => sides.includes(side)) }));
}

function reaches(steps: StandingClaim["path"], { cited }: StandingClaim): boolean {
  return steps.some(({ line }) => cited.includes(line));
}

function judged(finding: RawFinding, { confidence, note }: { confidence: Confidence; note?: string }): RawFinding {
  return {
    ...finding,
    confidence,
    rule: { ...finding.rule, confidence },
    ...(note !== undefined && { message: `${finding.message}\n\nNot verified: ${note}` }),
  };
}

function toRejected({ finding, title, hunk, cited }: StandingClaim, reason: string): RejectedClaim {
  const startLine = finding.location?.startLine ?? cited[0]?.line ?? 0;
  return { title, uri: hunk.shownUri, startLine, cwe: finding.rule.cwe[0] ?? "", reason };
}
