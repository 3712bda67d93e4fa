/** Dependencies as GitHub's dependency graph and advisories tell of them. Every text is somebody else's (L2). */

import type { Severity } from "./finding.ts";

export const DEPENDENCY_SCOPES = ["runtime", "development", "unknown"] as const;
export type DependencyScope = (typeof DEPENDENCY_SCOPES)[number];

/** One version of a package that a change adds or removes. */
export interface DependencyChange {
  readonly change: "added" | "removed";
  /** Path of the manifest or lock file in the repository. */
  readonly manifest: string;
  /** GitHub's word: `npm`, `pip`, `gomod`, `cargo`, `maven`, `rubygems`, `composer`, `nuget`, `actions`, … */
  readonly ecosystem: string;
  readonly name: string;
  readonly version: string;
  /** Package URL (ECMA-427), when GitHub gives one. */
  readonly purl?: string;
  /** SPDX expression, or whatever the registry says; absent: unknown. */
  readonly license?: string;
  readonly scope: DependencyScope;
  readonly vulnerabilities: readonly KnownVulnerability[];
}

export interface KnownVulnerability {
  readonly ghsa: string;
  readonly severity: Severity;
  readonly summary: string;
}

/** `GET /repos/{owner}/{repo}/dependency-graph/compare/{basehead}`. */
export interface DependencyComparison {
  readonly changes: readonly DependencyChange[];
  /** GitHub's warning that a snapshot of base or head is missing: the list may lack dependencies. */
  readonly snapshotWarnings?: string;
}

/** `GET /advisories/{ghsa_id}`. */
export interface Advisory {
  readonly ghsa: string;
  readonly cve?: string;
  readonly cvss?: { readonly score: number; readonly vector: string };
  /** `CWE-79`, as listed. */
  readonly cwe: readonly string[];
  readonly withdrawn: boolean;
  readonly affected: readonly {
    readonly ecosystem: string;
    readonly name: string;
    /** `>= 1.0, < 1.2.3`. */
    readonly range: string;
    /** First version of that range's line that is not affected; absent: none. */
    readonly patched?: string;
  }[];
}
