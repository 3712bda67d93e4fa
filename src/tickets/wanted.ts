/** Which findings of a branch's run have to have tickets, and which scanners can say that one is gone. */

import { compareSeverity, type Severity, type TriagedFinding } from "../finding.ts";
import type { Review, ScannerRun } from "../records.ts";
import type { WantedTicket } from "./ticket.ts";

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
  const scannerOf = (finding: TriagedFinding): string | undefined =>
    review.scan.runs.find(({ findings }) => findings.some((one) => isSame(one, finding)))?.scanner;
  const wanted = review.findings
    .filter((finding) => isWanted(finding, from))
    .map((finding): WantedTicket => {
      const scanner = scannerOf(finding);
      // What has no place in head is not found again there, though nobody has dealt with it.
      const closes = scanner !== undefined && repeats.has(scanner) && finding.location !== undefined;
      return { finding, commit: review.change.head, ...(closes && { scanner }) };
    });
  const whole = wholeTree ? review.scan.runs.filter(isComplete) : [];
  return {
    wanted,
    present: new Set(review.findings.map(({ fingerprint }) => fingerprint)),
    complete: new Set(whole.map(({ scanner }) => scanner).filter((scanner) => repeats.has(scanner))),
  };
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
  const severe = from !== "none" && severity !== "none" && compareSeverity(severity, from) >= 0;
  return severe && there && source.kind === "scanner" && concerns !== "change";
}

/** The same as for an upload that would close alerts (sarif/to-upload.ts). */
function isComplete({ state, unscanned }: ScannerRun): boolean {
  return state.status === "completed" && unscanned.every(({ outOfScope }) => outOfScope === true);
}
