import type { Location, TriagedFinding } from "../finding.ts";
import { plainText, visible } from "../untrusted.ts";
import { toArtifactUri } from "./artifact-uri.ts";
import { LOCATIONS_PER_RESULT, TEXT_LENGTH } from "./limits.ts";
import type { SarifFix, SarifLocation, SarifOpinion, SarifResult } from "./log.ts";
import { LAST_LINE } from "./parse.ts";
import { LEVEL_OF } from "./severity.ts";

const FIX_LENGTH = 10_000;

export interface ResultContext {
  readonly ruleIndex: number;
  /** A note, whatever its severity. */
  readonly advisory: boolean;
  /** Either every result of a run has `suppressions`, or none has (§3.27.23). */
  readonly withSuppressions: boolean;
  /** Claude's, when it has one on a scanner's finding. */
  readonly opinion?: SarifOpinion | undefined;
}

/** A finding as a SARIF result. */
export function toResult(finding: TriagedFinding, context: ResultContext): SarifResult {
  const { rule, severity, confidence, location, disposition, threat } = finding;
  const related = distinct(finding.relatedLocations.slice(0, LOCATIONS_PER_RESULT).map(toLocation));
  const fixes = fixesOf(finding);
  return {
    ruleId: rule.id,
    ruleIndex: context.ruleIndex,
    level: context.advisory ? "note" : LEVEL_OF[severity],
    message: { text: messageOf(finding) },
    locations: location === undefined ? [] : [toLocation(location)],
    ...(related.length > 0 && { relatedLocations: related }),
    ...codeFlowsOf(finding),
    partialFingerprints: {
      "claudeCodeReview/v1": finding.fingerprint,
      ...(finding.primaryLocationLineHash !== undefined && {
        primaryLocationLineHash: finding.primaryLocationLineHash,
      }),
    },
    ...(fixes && { fixes }),
    ...(finding.baselineState !== undefined && { baselineState: finding.baselineState }),
    ...(context.withSuppressions && { suppressions: suppressionsOf(finding) }),
    properties: {
      severity,
      confidence,
      disposition: disposition.status,
      ...(threat !== undefined && { threat }),
      ...(context.opinion && { opinion: context.opinion }),
    },
  };
}

/** What a level cannot say of Claude's findings stands in front of their message. */
function messageOf({ message, rule, source, severity }: TriagedFinding): string {
  const said = message || rule.id;
  return plainText(source.kind === "model" ? `Claude, advisory, severity ${severity}: ${said}` : said, TEXT_LENGTH);
}

/** A suggested edit (§3.55). One that is too long to be whole is left out: a part of it would break the code. */
function fixesOf({ fix, location }: TriagedFinding): readonly [SarifFix] | undefined {
  if (fix === undefined || location === undefined || fix.replacement.length > FIX_LENGTH) return undefined;
  const { startLine, endLine, replacement } = fix;
  // Without columns a region ends before the last line end (§3.30.8); lines that go for good take theirs along.
  const deletedRegion =
    replacement === "" ? { startLine, startColumn: 1, endLine: endLine + 1, endColumn: 1 } : { startLine, endLine };
  const insertedContent = { text: visible(replacement) };
  return [
    {
      description: {
        text: "Suggested by Claude, advisory. Characters that do not show and secrets are named between ⟦ and ⟧: put them back by hand.",
      },
      artifactChanges: [
        {
          artifactLocation: { uri: toArtifactUri(location.uri) },
          replacements: [{ deletedRegion, insertedContent }],
        },
      ],
    },
  ];
}

function codeFlowsOf({ codeFlow = [] }: TriagedFinding): Pick<SarifResult, "codeFlows"> {
  const locations = codeFlow.slice(0, LOCATIONS_PER_RESULT).map(({ location, message }) => ({
    location: {
      ...toLocation(location),
      ...(message !== "" && { message: { text: plainText(message, TEXT_LENGTH) } }),
    },
  }));
  return locations.length === 0 ? {} : { codeFlows: [{ threadFlows: [{ locations }] }] };
}

/** One that is rejected would take the effect of an accepted one (§3.27.23), so what a person decided stands alone. */
function suppressionsOf({ disposition, suppressionAttempt }: TriagedFinding): NonNullable<SarifResult["suppressions"]> {
  if (disposition.status === "suppressed") {
    const justification = plainText(`${disposition.by}: ${disposition.justification}`, TEXT_LENGTH);
    return [{ kind: "external", status: "accepted", justification }];
  }
  if (suppressionAttempt === undefined) return [];
  const justification = plainText(`The change adds ${suppressionAttempt}: it hides nothing.`, TEXT_LENGTH);
  return [{ kind: "inSource", status: "rejected", justification }];
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
