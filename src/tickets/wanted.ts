/** Which findings of a branch's run have to have tickets, and which scanners can say that one is gone. */

import { compareSeverity, type Severity, type TriagedFinding } from "../finding.ts";
import type { Review, ScannerRun } from "../records.ts";
import type { Decision, Decisions, SignOff } from "../sign-off.ts";
import { compareText } from "../words.ts";
import type { Accepted, WantedTicket } from "./ticket.ts";

export interface BranchFindings {
  readonly wanted: readonly WantedTicket[];
  readonly present: ReadonlySet<string>;
  readonly complete: ReadonlySet<string>;
}

export interface WantedOptions {
  /** Lowest severity; `none`: nothing. */
  readonly from: Severity;
  /** Scanners that find again in the files of a branch what they found before: others say nothing by their silence. */
  readonly repeats: ReadonlySet<string>;
  /** They were given the whole branch, not what a push changed. */
  readonly wholeTree: boolean;
}

/** `review` is redacted, and of the tip of the default branch. */
export function wantedFrom(review: Review, { from, repeats, wholeTree }: WantedOptions): BranchFindings {
  const wanted = review.findings
    .filter((finding) => isWanted(finding, from))
    .map((finding) => wantedOf(finding, review, repeats));
  const whole = wholeTree ? review.scan.runs.filter(isComplete) : [];
  return {
    wanted,
    present: new Set(review.findings.map(({ fingerprint }) => fingerprint)),
    complete: new Set(whole.map(({ scanner }) => scanner).filter((scanner) => repeats.has(scanner))),
  };
}

function wantedOf(finding: TriagedFinding, review: Review, repeats: WantedOptions["repeats"]): WantedTicket {
  const scanner = review.scan.runs.find(({ findings }) => findings.some((one) => isSame(one, finding)))?.scanner;
  // What has no place in head is not found again there, though nobody has dealt with it.
  const closes = scanner !== undefined && repeats.has(scanner) && finding.location !== undefined;
  return { finding, commit: review.change.head, ...(closes && { scanner }) };
}

/** What is there and stays. A false positive is nothing to deal with, and tests are not what runs. */
const STAYS: ReadonlySet<Decision> = new Set(["accept-risk", "wont-fix", "mitigated"]);

/**
 * Risks that people accepted on a pull request, whoever found them: Claude's, and those in earlier commits, no run of a
 * branch sees again. `review` is redacted, and of the pull request's head.
 */
export function acceptedFrom(
  { review, pullRequest }: { readonly review: Review; readonly pullRequest: number },
  { from, repeats }: Pick<WantedOptions, "from" | "repeats">,
): readonly WantedTicket[] {
  return review.findings.flatMap((finding) => {
    const { severity, disposition } = finding;
    const accepted = acceptanceOf(finding, review.decisions, pullRequest);
    const elsewhere =
      disposition.status === "merged" || (disposition.status === "suppressed" && disposition.by !== "signOff");
    if (accepted === undefined || elsewhere || !isSevere(severity, from)) return [];
    return [{ ...wantedOf(finding, review, repeats), accepted }];
  });
}

/** Of two people the one whose decision ends first: from then on it is not accepted. */
function acceptanceOf(
  { fingerprint }: TriagedFinding,
  decisions: Pick<Decisions, "signOffs"> | undefined,
  pullRequest: number,
): Accepted | undefined {
  const [first] = (decisions?.signOffs ?? [])
    .filter((signOff) => signOff.fingerprint === fingerprint)
    .flatMap((signOff) => acceptedBy(signOff, pullRequest))
    .toSorted((a, b) => compareText(a.until, b.until));
  return first;
}

function acceptedBy({ command, by, until, commentId }: SignOff, pullRequest: number): readonly Accepted[] {
  if (command.kind !== "decide" || !STAYS.has(command.decision) || until === undefined) return [];
  return [{ by: by.login, decision: command.decision, until, pullRequest, comment: commentId }];
}

/** Acceptances that do not count (any more), in sentences: of those there is no ticket. */
export function notAccepted({ decisions }: Pick<Review, "decisions">): readonly string[] {
  return (decisions?.refused ?? []).flatMap(({ command, reason }) =>
    command?.kind === "decide" && STAYS.has(command.decision) ? [reason] : [],
  );
}

function isSevere(severity: Severity, from: Severity): boolean {
  return from !== "none" && severity !== "none" && compareSeverity(severity, from) >= 0;
}

function isSame(one: Pick<TriagedFinding, "fingerprint" | "source">, other: TriagedFinding): boolean {
  return one.fingerprint === other.fingerprint && toolOf(one) === toolOf(other);
}

function toolOf({ source }: Pick<TriagedFinding, "source">): string | undefined {
  return source.kind === "scanner" ? source.tool : undefined;
}

/** Scanners' alone: what Claude says of a push no later push repeats. Accepted, merged and out of scope is not open. */
function isWanted({ severity, source, disposition, concerns }: TriagedFinding, from: Severity): boolean {
  const there = disposition.status !== "suppressed" && disposition.status !== "merged";
  return isSevere(severity, from) && there && source.kind === "scanner" && concerns !== "change";
}

/** The same as for an upload that would close alerts (sarif/to-upload.ts). */
function isComplete({ state, unscanned }: ScannerRun): boolean {
  return state.status === "completed" && unscanned.every(({ outOfScope }) => outOfScope === true);
}
