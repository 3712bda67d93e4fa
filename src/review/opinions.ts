/** Claude's opinions on scanners' findings: checked, shown, never obeyed (L3). */

import { isCredential, type Rule } from "../finding.ts";
import type { DossierFinding, DossierHunk, Opinion, Redacted } from "../records.ts";
import type { ClaimedOpinion } from "./answer.ts";
import { modelLine, modelText } from "./model-text.ts";
import type { Weigh, Weight } from "./evidence.ts";
import { citedLines } from "./placement.ts";

const REASON_LENGTH = 1_000;
const QUOTE_LENGTH = 500;
const MOST_QUOTED_LINES = 20;

export interface OpinionContext {
  /** The findings and hunks of the question that was answered. */
  readonly findings: readonly DossierFinding[];
  readonly hunks: readonly DossierHunk[];
  /** The rule of a finding, by its fingerprint. */
  readonly rule: (fingerprint: string) => Pick<Rule, "id" | "cwe"> | undefined;
  readonly redact: (text: string) => Redacted;
  readonly weigh: Weigh;
}

/** At most one per finding, in the order of the question. An opinion on a finding that was not asked about is ignored. */
export async function checkOpinions(
  claimed: readonly ClaimedOpinion[],
  context: OpinionContext,
): Promise<readonly Opinion[]> {
  const opinions: Opinion[] = [];
  for (const finding of context.findings) {
    const about = claimed.filter(({ finding: id }) => id === finding.id);
    const [first] = about;
    if (first === undefined) continue;
    const agreed = about.every(({ opinion }) => opinion === first.opinion);
    opinions.push(
      agreed
        ? await checkOpinion(first, finding, context)
        : uncertain(first, finding, { ...context, why: "it answered twice, and differently" }),
    );
  }
  return opinions;
}

async function checkOpinion(
  claimed: ClaimedOpinion,
  finding: DossierFinding,
  context: OpinionContext,
): Promise<Opinion> {
  const { fingerprint } = finding;
  const reason = cleanReason(claimed, context);
  if (claimed.opinion !== "falsePositive") return { fingerprint, value: claimed.opinion, reason };
  if (isAboutSecret(context.rule(fingerprint)))
    return uncertain(claimed, finding, { ...context, why: "no model dismisses a secret" });
  const mitigation = await mitigationOf(claimed, context);
  return typeof mitigation === "string"
    ? uncertain(claimed, finding, { ...context, why: WHY_NOT[mitigation] })
    : { fingerprint, value: "falsePositive", reason, mitigation };
}

const WHY_NOT: Readonly<Record<Exclude<Weight, "code">, string>> = {
  comment: "what it quotes is a comment, which stops no attack",
  absent: "it quotes no mitigation that stands where it says",
};

/** A value that looks like a test's may be live: only its owner knows (governance.md A2). So may one of an unknown rule. */
function isAboutSecret(rule: Pick<Rule, "id" | "cwe"> | undefined): boolean {
  if (rule === undefined || /^(?:secrets|gitleaks)\//u.test(rule.id)) return true;
  return isCredential(rule);
}

function uncertain(
  claimed: ClaimedOpinion,
  { fingerprint }: DossierFinding,
  { why, ...context }: OpinionContext & { readonly why: string },
): Opinion {
  return {
    fingerprint,
    value: "uncertain",
    reason: `Taken as uncertain: ${why}. ${cleanReason(claimed, context)}`.trim(),
  };
}

/** Only what stands in head mitigates: a removed line did. */
async function mitigationOf(
  { quote = "", file, line }: ClaimedOpinion,
  { hunks, redact, weigh }: OpinionContext,
): Promise<NonNullable<Opinion["mitigation"]> | Exclude<Weight, "code">> {
  const count = quote.trim().split("\n").length;
  if (line === undefined || count > MOST_QUOTED_LINES) return "absent";
  const place = { side: "head", startLine: line, endLine: line + count - 1 } as const;
  let best: Exclude<Weight, "code"> = "absent";
  for (const hunk of hunks) {
    if (hunk.shownUri !== file) continue;
    const weight = await weigh(quote, [{ hunk, lines: citedLines(hunk, place) ?? [] }]);
    if (weight === "code") return { uri: hunk.uri, line, quote: modelText(quote, QUOTE_LENGTH, redact) };
    if (weight === "comment") best = weight;
  }
  return best;
}

function cleanReason({ reason }: ClaimedOpinion, { redact }: OpinionContext): string {
  return modelLine(reason, REASON_LENGTH, redact);
}
