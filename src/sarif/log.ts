/** The part of SARIF 2.1.0 that we write, as types; names are the standard's. */

import type { Confidence, Level, Severity } from "../finding.ts";
import type { Opinion } from "../records.ts";

export interface SarifLog {
  readonly $schema: string;
  readonly version: "2.1.0";
  readonly runs: readonly SarifRun[];
}

export interface SarifRun {
  readonly tool: {
    readonly driver: {
      readonly name: string;
      readonly version?: string;
      readonly semanticVersion?: string;
      readonly rules: readonly SarifRule[];
      readonly supportedTaxonomies?: readonly { readonly name: string; readonly index: number }[];
    };
  };
  readonly automationDetails: { readonly id: string };
  readonly columnKind: "utf16CodeUnits";
  readonly invocations: readonly [
    { readonly executionSuccessful: boolean; readonly toolExecutionNotifications: readonly SarifNotification[] },
  ];
  readonly taxonomies?: readonly SarifTaxonomy[];
  /** Absent when the tool did not look for any (§3.14.23). */
  readonly results?: readonly SarifResult[];
  readonly properties: Readonly<Record<string, unknown>> & { readonly resultsLeftOut?: number };
}

export interface SarifText {
  readonly text: string;
}

export interface SarifRule {
  readonly id: string;
  readonly name: string;
  readonly shortDescription: SarifText;
  readonly fullDescription: SarifText;
  readonly help: SarifText;
  readonly helpUri?: string;
  readonly defaultConfiguration: { readonly level: Level };
  readonly relationships?: readonly { readonly target: SarifTaxonReference; readonly kinds: readonly string[] }[];
  readonly properties: {
    readonly tags: readonly string[];
    readonly precision: Confidence;
    readonly "security-severity"?: string;
  };
}

export interface SarifTaxonReference {
  readonly id: string;
  readonly index: number;
  readonly toolComponent: { readonly name: string; readonly index: number };
}

export interface SarifTaxonomy {
  readonly name: string;
  readonly organization: string;
  readonly informationUri: string;
  readonly shortDescription: SarifText;
  readonly taxa: readonly { readonly id: string; readonly helpUri: string }[];
}

export interface SarifLocation {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string };
    readonly region?: SarifRegion;
  };
}

/** §3.36 to §3.38. */
export interface SarifCodeFlow {
  readonly threadFlows: readonly [{ readonly locations: readonly { readonly location: SarifStep }[] }];
}

export type SarifStep = SarifLocation & { readonly message?: SarifText };

export interface SarifRegion {
  readonly startLine: number;
  readonly startColumn?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

export interface SarifNotification {
  readonly level: Level;
  readonly message: SarifText;
  readonly locations?: readonly SarifLocation[];
}

export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: Level;
  readonly message: SarifText;
  readonly locations: readonly SarifLocation[];
  readonly relatedLocations?: readonly SarifLocation[];
  readonly codeFlows?: readonly [SarifCodeFlow];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly fixes?: readonly SarifFix[];
  readonly baselineState?: "new" | "unchanged";
  /** §3.35. A result is suppressed when one is there and none is rejected (§3.27.23). */
  readonly suppressions?: readonly {
    readonly kind: "external" | "inSource";
    readonly status: "accepted" | "rejected";
    readonly justification: string;
  }[];
  readonly properties: {
    readonly severity: Severity;
    readonly confidence: Confidence;
    readonly disposition: string;
    readonly threat?: string;
    readonly opinion?: SarifOpinion;
  };
}

/** Claude's, on a scanner's result. `mitigation` is a place, without its code. */
export interface SarifOpinion {
  readonly by: string;
  readonly value: Opinion["value"];
  readonly reason: string;
  readonly mitigation?: { readonly uri: string; readonly startLine: number };
}

/** §3.55 to §3.57. */
export interface SarifFix {
  readonly description: SarifText;
  readonly artifactChanges: readonly {
    readonly artifactLocation: { readonly uri: string };
    readonly replacements: readonly {
      readonly deletedRegion: SarifRegion;
      readonly insertedContent: SarifText;
    }[];
  }[];
}
