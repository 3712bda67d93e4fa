/**
 * One adversarial question over all claims that stand (L4). It sees the code and the bare claims, not the reasoning, so that
 * it makes its own. What it refutes with a line that was sent is rejected; a claim that it does not settle stays, and says so.
 */

import { z } from "zod";
import type { Confidence, RawFinding } from "../finding.ts";
import type { DossierHunk, Question, Redacted, RejectedClaim, Reply } from "../records.ts";
import { joined, own, redactedText } from "../secrets/index.ts";
import { parseJson, toSentSchema } from "./answer.ts";
import { placeText, type StandingClaim } from "./claims.ts";
import type { Dossier } from "./dossier.ts";
import { modelLine } from "./model-text.ts";
import { fenced, neutral } from "./neutral.ts";
import { isQuoted } from "./placement.ts";
import { composeQuestion, hunkText, sharedText, type QuestionForm } from "./question.ts";

const REASON_LENGTH = 600;
const QUOTE_LENGTH = 300;
const MOST_VERDICTS = 1_000;

const verdictSchema = z.strictObject({
  claim: z.string().describe("the claim's id, like c-1"),
  verdict: z.enum(["confirmed", "refuted", "undecided"]),
  quote: z.string().describe("the decisive line, word for word as sent; empty when undecided"),
  reason: z.string(),
});
const verificationSchema = z.strictObject({ verdicts: z.array(verdictSchema).max(MOST_VERDICTS) });
type Verdict = z.output<typeof verdictSchema>;

/** JSON Schema of the answer, for `Question.schema`. */
export const VERIFICATION_SCHEMA = toSentSchema(verificationSchema);

export interface Verified {
  readonly findings: readonly RawFinding[];
  readonly rejected: readonly RejectedClaim[];
  /** Sentences of ours; empty when every claim was settled. */
  readonly notes: readonly string[];
}

/** The question over the claims, in their order: `c-1` is the first. `form.prompt` is `verify.md`. */
export function planVerification(
  claims: readonly StandingClaim[],
  dossier: Pick<Dossier, "files">,
  form: Omit<QuestionForm, "schema" | "instructions">,
): Question {
  const word = own(form.nonce);
  const hunks = hunksOf(claims);
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

function claimText({ finding, title, hunk, cited }: StandingClaim, index: number): Redacted {
  // MITRE's words.
  const weakness = own(finding.rule.shortDescription);
  return redactedText`${own(claimId(index))} ${own(hunk.id)} ${placeText(hunk, cited)} ${weakness}. ${neutral(title)}`;
}

function claimId(index: number): string {
  return `c-${String(index + 1)}`;
}

function hunksOf(claims: readonly StandingClaim[]): readonly DossierHunk[] {
  return [...new Set(claims.map(({ hunk }) => hunk))];
}

/** What becomes of the claims. `reply` is undefined when nothing was asked. Never throws. */
export function applyVerification(
  claims: readonly StandingClaim[],
  reply: Reply | undefined,
  redact: (text: string) => Redacted,
): Verified {
  const { verdicts, problem } = readReply(reply);
  const findings: RawFinding[] = [];
  const rejected: RejectedClaim[] = [];
  const hunks = hunksOf(claims);
  let open = 0;
  for (const [index, claim] of claims.entries()) {
    const settled = settle(claim, { verdict: verdictOn(claimId(index), verdicts), hunks, problem, redact });
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

interface Facts {
  readonly verdict: Verdict | undefined;
  readonly hunks: readonly DossierHunk[];
  readonly problem: string | undefined;
  readonly redact: (text: string) => Redacted;
}

function settle({ hunk, cited }: StandingClaim, { verdict, hunks, problem, redact }: Facts): Settled {
  if (verdict === undefined)
    return { confidence: "low", note: problem ?? "The second question got no answer about it." };
  const reason = modelLine(verdict.reason, REASON_LENGTH, redact);
  switch (verdict.verdict) {
    case "confirmed": {
      const isShown = isQuoted(verdict.quote, hunk.lines) && cited.some(({ kind }) => kind !== "context");
      return { confidence: isShown ? "high" : "medium" };
    }
    case "undecided":
      return { confidence: "low", note: `It is undecided. ${reason}`.trim() };
    case "refuted":
      // A removed line stops nothing any more.
      return hunks.some(({ lines }) =>
        isQuoted(
          verdict.quote,
          lines.filter(({ side }) => side === "head"),
        ),
      )
        ? { refuted: `refuted by the line "${modelLine(verdict.quote, QUOTE_LENGTH, redact)}": ${reason}` }
        : { confidence: "low", note: "It was called refuted, but by a quote that does not stand in the code." };
  }
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
