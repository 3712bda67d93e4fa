/** Checks what Claude claims (L4): it names lines of this change, quotes them as they were sent, and a weakness that exists. */

import { compareSeverity, type RawFinding, type Rule, type Severity } from "../finding.ts";
import type { DossierHunk, Redacted, RejectedClaim, SentLine } from "../records.ts";
import { redactedText } from "../secrets/index.ts";
import type { Claim } from "./answer.ts";
import { findWeakness, type Weakness } from "./cwe.ts";
import { checkEdit, type EditContext } from "./edits.ts";
import { modelLine, modelText } from "./model-text.ts";
import { codeFlowOf, sentSteps, type SentStep } from "./path.ts";
import { citedLines, isQuoted, isWholeLine, meetsChange, placeInHead, quotedLines } from "./placement.ts";

const TITLE_LENGTH = 200;
const TEXT_LENGTH = 4_000;

export interface ClaimContext extends EditContext {
  /** The hunks of the question that was answered, and no others. */
  readonly hunks: readonly DossierHunk[];
  /** The model that answered. */
  readonly model: string;
  readonly promptSha256: string;
}

/** A claim that stands so far, with what the verification asks about it. */
export interface StandingClaim {
  readonly finding: RawFinding;
  readonly title: Redacted;
  readonly hunk: DossierHunk;
  /** As they were sent; at least one. */
  readonly cited: readonly SentLine[];
  /** From source to sink, as far as it was sent; may be empty. */
  readonly path: readonly SentStep[];
  /** Why the suggested edit was left out; the end of a sentence. */
  readonly editRefused?: string;
}

export type CheckedClaim = { readonly ok: StandingClaim } | { readonly rejected: RejectedClaim };

export interface CheckedClaims {
  readonly claims: readonly StandingClaim[];
  readonly rejected: readonly RejectedClaim[];
  /** Sentences about suggested edits that were left out. */
  readonly notes: readonly string[];
}

/** All claims of one answer. Those of one weakness at one place become one, with the highest of their severities. */
export function checkClaims(claims: readonly Claim[], context: ClaimContext): CheckedClaims {
  const standing = new Map<string, StandingClaim>();
  const rejected: RejectedClaim[] = [];
  for (const claim of claims) {
    const checked = checkClaim(claim, context);
    if ("rejected" in checked) {
      rejected.push(checked.rejected);
      continue;
    }
    const { finding, hunk, cited } = checked.ok;
    const key = JSON.stringify([hunk.id, cited[0]?.side, cited[0]?.line, cited.at(-1)?.line, finding.rule.id]);
    const before = standing.get(key);
    if (before === undefined || compareSeverity(finding.severity, before.finding.severity) > 0)
      standing.set(key, checked.ok);
  }
  const notes = [...standing.values()].flatMap(({ hunk, cited, editRefused }) =>
    editRefused === undefined ? [] : [`The suggested edit for ${placeText(hunk, cited)} was left out: ${editRefused}.`],
  );
  return { claims: [...standing.values()], rejected, notes };
}

/** `reason` ends a sentence and is ours. */
export function checkClaim(claim: Claim, context: ClaimContext): CheckedClaim {
  const anchored = anchorOf(claim, context);
  if ("reason" in anchored) return reject(anchored.reason, claim, { ...context, hunk: anchored.hunk });
  const weakness = findWeakness(claim.cwe);
  if (weakness === "deprecated") return reject("its CWE is deprecated", claim, { ...context, ...anchored });
  if (weakness === "unknown")
    return reject("its CWE is not in the published list of weaknesses", claim, { ...context, ...anchored });
  return { ok: toStanding(claim, { ...anchored, weakness }, context) };
}

interface Anchor {
  readonly hunk: DossierHunk;
  readonly cited: readonly SentLine[];
  /** The claim named other lines than those that it quotes. */
  readonly moved: boolean;
}

/** Its lines: those that it names when its quote is there, else those where its quote is, in its file. */
function anchorOf(
  claim: Claim,
  { hunks }: ClaimContext,
): Anchor | { readonly reason: string; readonly hunk?: DossierHunk | undefined } {
  const named = hunks.find(({ id }) => id === claim.hunk);
  const cited = named?.shownUri === claim.file ? citedLines(named, claim) : undefined;
  const found = (hunk: DossierHunk, lines: readonly SentLine[], moved: boolean): ReturnType<typeof anchorOf> =>
    changedOf(claim, { hunk, cited: lines, moved }, hunks) ?? {
      reason: "none of its lines is changed, and nothing was removed beside them",
      hunk,
    };
  if (named !== undefined && cited !== undefined && (isQuoted(claim.quote, cited) || isWholeLine(claim.quote, cited)))
    return found(named, cited, false);
  for (const hunk of hunks.toSorted((a, b) => Number(b === named) - Number(a === named))) {
    const lines = hunk.shownUri === claim.file ? quotedLines(claim.quote, hunk, claim) : undefined;
    if (lines !== undefined) return found(hunk, lines, true);
  }
  if (named === undefined) return { reason: "it names a hunk that was not in the question" };
  if (named.shownUri !== claim.file) return { reason: "it names another file than its hunk's", hunk: named };
  return {
    reason:
      cited === undefined
        ? "it names lines that were not sent of its hunk"
        : "its quote does not stand in its lines as they were sent",
    hunk: named,
  };
}

/** A flaw that the change only leads to stands at the last changed line of its path: that is what the change is to blame for. */
function changedOf(claim: Claim, anchor: Anchor, hunks: readonly DossierHunk[]): Anchor | undefined {
  if (meetsChange(anchor.hunk, anchor.cited)) return anchor;
  const step = sentSteps(claim.path, hunks).findLast(({ line }) => line.kind !== "context");
  return step && { hunk: step.hunk, cited: [step.line], moved: true };
}

interface Facts extends Anchor {
  readonly weakness: Weakness;
}

interface Message extends Pick<Facts, "hunk" | "cited"> {
  readonly title: Redacted;
  readonly redact: (text: string) => Redacted;
}

function toStanding(claim: Claim, { hunk, cited, moved, weakness }: Facts, context: ClaimContext): StandingClaim {
  const { redact, model, promptSha256 } = context;
  const location = placeInHead(hunk, cited);
  // One who miscounts the lines of the flaw may miscount those of the edit.
  const fix =
    claim.fix === undefined
      ? undefined
      : moved
        ? { refused: "it is given by numbers of lines, and the claim named others than those that it quotes" }
        : checkEdit(claim.fix, hunk, context);
  const title = modelLine(claim.title, TITLE_LENGTH, redact);
  const path = sentSteps(claim.path, context.hunks);
  const codeFlow = codeFlowOf(path, redact);
  const confidence = "low";
  const finding: RawFinding = {
    rule: { ...ruleOf(weakness, claim.severity), confidence },
    source: { kind: "model", model, promptSha256 },
    message: messageOf(claim, { hunk, cited, title, redact }),
    severity: claim.severity,
    // Until the verification says more.
    confidence,
    ...(location !== undefined && { location }),
    // Else triage would take it for something that was there before: no line of head that it names is changed.
    ...(!cited.some(({ kind }) => kind === "added") && { concerns: "change" }),
    relatedLocations: [],
    ...(codeFlow.length > 0 && { codeFlow }),
    ...(fix !== undefined && "edit" in fix && { fix: fix.edit }),
  };
  return {
    finding,
    title,
    hunk,
    cited,
    path,
    ...(fix !== undefined && "refused" in fix && { editRefused: fix.refused }),
  };
}

function messageOf({ explanation, attack }: Claim, { hunk, cited, title, redact }: Message): Redacted {
  const parts = [
    title,
    modelText(explanation, TEXT_LENGTH, redact),
    attack.trim() === "" ? "" : `Attack: ${modelText(attack, TEXT_LENGTH, redact)}`,
    cited[0]?.side === "base" ? `About code that this change removes, at ${placeText(hunk, cited)}.` : "",
  ];
  // Once more over the whole: a secret may begin in one part and go on in the next.
  return redact(parts.filter((part) => part !== "").join("\n\n"));
}

/** `src/a.ts:3` or `src/a.ts:3-5`, with "of base" for removed lines. */
export function placeText(hunk: DossierHunk, cited: readonly SentLine[]): Redacted {
  const [first, last] = [cited[0], cited.at(-1)];
  const [start, end] = [first?.line ?? 0, last?.line ?? 0];
  const place =
    start === end ? redactedText`${hunk.shownUri}:${start}` : redactedText`${hunk.shownUri}:${start}-${end}`;
  return first?.side === "base" ? redactedText`${place} of base` : place;
}

/** One rule per weakness. All its texts are MITRE's and ours: nothing that a model wrote gets into a rule. */
export function ruleOf({ id, name }: Weakness, severity: Severity): Omit<Rule, "confidence"> {
  return {
    id: `claude/${id.toLowerCase()}`,
    name,
    shortDescription: `${id}: ${name}`,
    fullDescription: `Claude found what it takes for ${id} (${name}) in this change, and quotes the code. A model's finding can be wrong: it is shown with what was checked.`,
    help: [
      `The message says what an attacker does. Read it beside the code that it quotes, and look at how the code is reached.`,
      `MITRE describes the weakness, with examples and how to prevent it, on the page of ${id}.`,
    ].join("\n\n"),
    helpUri: `https://cwe.mitre.org/data/definitions/${id.replace("CWE-", "")}.html`,
    severity,
    cwe: [id],
    tags: ["ai"],
  };
}

/** What stays of a rejected claim is cleaned like a finding; its lines may be any number. */
function reject(
  reason: string,
  { title, file, startLine, cwe }: Claim,
  { redact, hunk }: ClaimContext & { readonly hunk?: DossierHunk | undefined },
): CheckedClaim {
  return {
    rejected: {
      title: modelLine(title, TITLE_LENGTH, redact),
      uri: hunk?.shownUri ?? modelLine(file, 300, redact),
      startLine: Math.max(0, startLine),
      cwe: modelLine(cwe, 20, redact),
      reason,
    },
  };
}
