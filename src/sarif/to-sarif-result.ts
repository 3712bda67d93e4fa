import type { Disposition, Location, TriagedFinding } from "../finding.ts";
import { plainText } from "../untrusted.ts";
import { toArtifactUri } from "./artifact-uri.ts";
import { LOCATIONS_PER_RESULT, TEXT_LENGTH } from "./limits.ts";
import type { SarifLocation, SarifResult } from "./log.ts";
import { LAST_LINE } from "./parse.ts";
import { LEVEL_OF } from "./severity.ts";

/** A finding as a SARIF result. Either every result of a run has `suppressions`, or none has (§3.27.23). */
export function toResult(finding: TriagedFinding, ruleIndex: number, withSuppressions: boolean): SarifResult {
  const { rule, message, severity, confidence, location, disposition, threat } = finding;
  const related = distinct(finding.relatedLocations.slice(0, LOCATIONS_PER_RESULT).map(toLocation));
  return {
    ruleId: rule.id,
    ruleIndex,
    level: LEVEL_OF[severity],
    message: { text: plainText(message, TEXT_LENGTH) || rule.id },
    locations: location === undefined ? [] : [toLocation(location)],
    ...(related.length > 0 && { relatedLocations: related }),
    partialFingerprints: {
      "claudeCodeReview/v1": finding.fingerprint,
      ...(finding.primaryLocationLineHash !== undefined && {
        primaryLocationLineHash: finding.primaryLocationLineHash,
      }),
    },
    ...(disposition.status === "unchanged" && { baselineState: "unchanged" as const }),
    ...(withSuppressions && { suppressions: suppressionsOf(disposition) }),
    properties: { severity, confidence, disposition: disposition.status, ...(threat !== undefined && { threat }) },
  };
}

function suppressionsOf(disposition: Disposition): NonNullable<SarifResult["suppressions"]> {
  if (disposition.status !== "suppressed") return [];
  const justification = plainText(`${disposition.by}: ${disposition.justification}`, TEXT_LENGTH);
  return [{ kind: "external", status: "accepted", justification }];
}

function toLocation({ uri, startLine, startColumn, endLine, endColumn }: Location): SarifLocation {
  return {
    physicalLocation: {
      artifactLocation: { uri: toArtifactUri(uri) },
      region: {
        startLine,
        ...(startColumn !== undefined && { startColumn }),
        // A whole file whose length nobody knew: code scanning wants a line, and its hash is that of line 1.
        ...(endLine !== LAST_LINE && { endLine }),
        ...(endColumn !== undefined && { endColumn }),
      },
    },
  };
}

/** `relatedLocations` are a set (§3.27.22). */
function distinct(locations: readonly SarifLocation[]): readonly SarifLocation[] {
  return [...new Map(locations.map((location) => [JSON.stringify(location), location])).values()];
}
