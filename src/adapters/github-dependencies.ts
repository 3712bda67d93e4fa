/** GitHub's dependency graph and advisories: what a change adds and removes, what is known about it, the SBOM. */

import { z } from "zod";
import type { Advisory, DependencyChange, DependencyComparison } from "../dependency.ts";
import type { Severity } from "../finding.ts";
import { GitHubRefusal, type GitHub } from "../ports.ts";
import { oneLine } from "../untrusted.ts";
import type { GitHubClient } from "./github-client.ts";

/** It becomes a part of rule ids and of a path. */
const Ghsa = z.string().regex(/^GHSA(?:-[0-9a-z]{4}){3}$/iu);

const SEVERITY_WORDS: ReadonlyMap<string, Severity> = new Map([
  ["critical", "critical"],
  ["high", "high"],
  // The comparison says `moderate` where the advisories say `medium` (its description leaves the words open).
  ["moderate", "medium"],
  ["medium", "medium"],
  ["low", "low"],
]);
/** A word that is not known must not let something pass. */
const UNKNOWN_SEVERITY: Severity = "high";

const Vulnerability = z
  .object({ severity: z.string(), advisory_ghsa_id: Ghsa, advisory_summary: z.string() })
  .transform(({ severity, advisory_ghsa_id, advisory_summary }) => ({
    ghsa: advisory_ghsa_id,
    severity: SEVERITY_WORDS.get(severity.toLowerCase()) ?? UNKNOWN_SEVERITY,
    summary: advisory_summary,
  }));

const Change = z
  .object({
    change_type: z.enum(["added", "removed"]),
    manifest: z.string(),
    ecosystem: z.string(),
    name: z.string(),
    version: z.string(),
    package_url: z.string().nullish(),
    license: z.string().nullish(),
    scope: z.enum(["runtime", "development", "unknown"]).nullish().catch("unknown"),
    vulnerabilities: z.array(Vulnerability).nullish(),
  })
  .transform(({ change_type, package_url, license, scope, vulnerabilities, ...given }): DependencyChange => ({
    ...given,
    change: change_type,
    scope: scope ?? "unknown",
    vulnerabilities: vulnerabilities ?? [],
    ...(package_url ? { purl: package_url } : {}),
    ...(license ? { license } : {}),
  }));

const GlobalAdvisory = z
  .object({
    ghsa_id: Ghsa,
    cve_id: z.string().nullish(),
    withdrawn_at: z.string().nullish(),
    cwes: z.array(z.object({ cwe_id: z.string() })).nullish(),
    cvss: z.object({ vector_string: z.string().nullish(), score: z.number().nullish() }).nullish(),
    cvss_severities: z
      .object({
        cvss_v3: z.object({ vector_string: z.string().nullish(), score: z.number().nullish() }).nullish(),
        cvss_v4: z.object({ vector_string: z.string().nullish(), score: z.number().nullish() }).nullish(),
      })
      .nullish(),
    vulnerabilities: z
      .array(
        z.object({
          package: z.object({ ecosystem: z.string(), name: z.string().nullish() }).nullish(),
          vulnerable_version_range: z.string().nullish(),
          first_patched_version: z.string().nullish(),
        }),
      )
      .nullish(),
  })
  .transform((given): Advisory => {
    const cvss = cvssOf(given);
    const cve = given.cve_id;
    return {
      ghsa: given.ghsa_id,
      ...(cve && /^CVE-\d{4}-\d{4,}$/u.test(cve) ? { cve } : {}),
      ...(cvss === undefined ? {} : { cvss }),
      cwe: (given.cwes ?? []).map(({ cwe_id }) => cwe_id).filter((id) => /^CWE-[1-9]\d*$/u.test(id)),
      withdrawn: Boolean(given.withdrawn_at),
      affected: (given.vulnerabilities ?? []).flatMap(
        ({ package: of, vulnerable_version_range, first_patched_version }) =>
          of?.name
            ? [
                {
                  ecosystem: of.ecosystem,
                  name: of.name,
                  range: vulnerable_version_range ?? "",
                  ...(first_patched_version ? { patched: first_patched_version } : {}),
                },
              ]
            : [],
      ),
    };
  });

interface Scored {
  readonly vector_string?: string | null | undefined;
  readonly score?: number | null | undefined;
}

/** The worst of what was scored; a score of 0 is how GitHub writes "none" beside an empty vector. */
function cvssOf({
  cvss,
  cvss_severities: by,
}: {
  readonly cvss?: Scored | null | undefined;
  readonly cvss_severities?:
    { readonly cvss_v3?: Scored | null | undefined; readonly cvss_v4?: Scored | null | undefined } | null | undefined;
}): Advisory["cvss"] {
  return [by?.cvss_v4, by?.cvss_v3, cvss]
    .flatMap((scored) =>
      scored?.vector_string && scored.score && scored.score > 0 && scored.score <= 10
        ? [{ score: scored.score, vector: scored.vector_string }]
        : [],
    )
    .sort((a, b) => b.score - a.score)[0];
}

/** actions/dependency-review-action reads the same header: base64 of sentences. */
const SNAPSHOT_WARNINGS = "x-github-dependency-graph-snapshot-warnings";
/** Snapshots are submitted by jobs that run beside this one. That action asks every 10 s for 120 s; this run has other work. */
const SNAPSHOT_TRIES = 6;
const SNAPSHOT_WAIT_MS = 10_000;

export function dependencies({
  ask,
  pages,
  pause,
}: GitHubClient): Pick<GitHub, "dependencyChanges" | "advisory" | "sbom"> {
  const compare = async (base: string, head: string): Promise<DependencyComparison> => {
    const answers = await pages({
      what: "compare the dependencies",
      route: "GET /repos/{owner}/{repo}/dependency-graph/compare/{basehead}",
      parameters: { basehead: `${base}...${head}` },
      answer: Change,
    });
    const warnings = [...new Set(answers.map(({ header }) => decoded(header(SNAPSHOT_WARNINGS))))].filter(Boolean);
    return {
      changes: answers.flatMap(({ items }) => items),
      ...(warnings.length > 0 ? { snapshotWarnings: oneLine(warnings.join(" "), 500) } : {}),
    };
  };
  return {
    dependencyChanges: async (base, head) => {
      for (let tries = 1; ; tries += 1) {
        const comparison = await compare(base, head);
        const { snapshotWarnings } = comparison;
        if (snapshotWarnings === undefined || tries === SNAPSHOT_TRIES) return comparison;
        const refusal = new GitHubRefusal(
          "unavailable",
          `GitHub compared the dependencies and warns: ${snapshotWarnings}`,
        );
        try {
          await pause(tries, { refusal, again: "uncertain", waitMs: SNAPSHOT_WAIT_MS });
        } catch (error) {
          // No patience left: what there is, with its warning.
          if (error instanceof GitHubRefusal) return comparison;
          throw error;
        }
      }
    },
    advisory: (ghsa) =>
      ask({
        what: `show the advisory ${oneLine(ghsa, 40)}`,
        route: "GET /advisories/{ghsa_id}",
        parameters: { ghsa_id: ghsa },
        answer: GlobalAdvisory,
      }),
    sbom: async () => {
      const { sbom } = await ask({
        what: "export the SBOM",
        route: "GET /repos/{owner}/{repo}/dependency-graph/sbom",
        answer: z.object({ sbom: z.unknown().refine((document) => Spdx.safeParse(document).success) }),
      });
      return JSON.stringify(sbom);
    },
  };
}

/** Looked at, not taken apart: the document stays as GitHub wrote it. */
const Spdx = z.object({ spdxVersion: z.string().startsWith("SPDX-") });

function decoded(header: string | undefined): string {
  return header === undefined ? "" : Buffer.from(header, "base64").toString("utf8").trim();
}
