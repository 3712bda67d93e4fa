/** The dependency graph and the global advisories: answers what a test put there. */

import { ok, refusal, REFUSALS, type Answer } from "./github-answers.ts";
import type { Json } from "./github-json.ts";
import type { Context, Route } from "./github-routes.ts";

export interface DependencyChangeRecord {
  readonly change_type: "added" | "removed";
  readonly manifest: string;
  readonly ecosystem: string;
  readonly name: string;
  readonly version: string;
  readonly package_url: string | null;
  readonly license: string | null;
  readonly source_repository_url: string | null;
  readonly scope: "runtime" | "development" | "unknown";
  readonly vulnerabilities: readonly Json[];
}

/** What the graph knows. */
export interface DependencyState {
  enabled: boolean;
  changes: readonly DependencyChangeRecord[];
  /** One for each comparison to come, the last one for ever; empty: none. */
  snapshotWarnings: readonly string[];
  /** Changes on a page; GitHub does not say how many it takes. */
  pageSize: number;
  advisories: ReadonlyMap<string, Json>;
  sbom: Json;
}

export function emptyDependencies(): DependencyState {
  return { enabled: true, changes: [], snapshotWarnings: [], pageSize: 1000, advisories: new Map(), sbom: anSbom() };
}

/** As GitHub writes one. */
export function aDependency(
  over: Partial<DependencyChangeRecord> & Pick<DependencyChangeRecord, "name">,
): DependencyChangeRecord {
  const { name, version = "1.0.0", ecosystem = "npm" } = over;
  return {
    ...{ change_type: "added", manifest: "package.json", ecosystem, version, scope: "runtime", license: "MIT" },
    ...{ package_url: `pkg:${ecosystem}/${name}@${version}`, source_repository_url: null, vulnerabilities: [] },
    ...over,
  };
}

export function aVulnerability(ghsa: string, severity = "high", summary = "Prototype pollution"): Json {
  return {
    severity,
    advisory_ghsa_id: ghsa,
    advisory_summary: summary,
    advisory_url: `https://github.com/advisories/${ghsa}`,
  };
}

/** A global advisory; `over` in GitHub's words. */
export function anAdvisory(ghsa: string, over: Json = {}): Json {
  const time = "2026-01-02T03:04:05Z";
  return {
    ...{ ghsa_id: ghsa, cve_id: null, url: `https://api.github.com/advisories/${ghsa}`, type: "reviewed" },
    ...{ html_url: `https://github.com/advisories/${ghsa}`, repository_advisory_url: null, summary: "A flaw" },
    ...{ description: null, severity: "high", source_code_location: null, identifiers: [], references: [] },
    ...{ published_at: time, updated_at: time, github_reviewed_at: time, nvd_published_at: null, withdrawn_at: null },
    ...{ vulnerabilities: [], cvss: { vector_string: null, score: null }, cwes: [], credits: [] },
    ...over,
  };
}

function anSbom(): Json {
  return {
    ...{ SPDXID: "SPDXRef-DOCUMENT", spdxVersion: "SPDX-2.3", dataLicense: "CC0-1.0", name: "com.github.octo/app" },
    creationInfo: { created: "2026-01-02T03:04:05Z", creators: ["Tool: GitHub.com-Dependency-Graph"] },
    documentNamespace: "https://spdx.org/spdxdocs/protobom/1",
    packages: [],
  };
}

const REPOSITORY = "/repos/{owner}/{repo}/dependency-graph";
const SCOPE = { read: "contents" } as const;

export const DEPENDENCY_ROUTES: Readonly<Record<string, Route>> = {
  [`GET ${REPOSITORY}/compare/{basehead}`]: { scope: SCOPE, run: compare },
  [`GET ${REPOSITORY}/sbom`]: {
    scope: SCOPE,
    run: ({ state: { dependencies } }) =>
      dependencies.enabled ? ok({ sbom: dependencies.sbom }) : REFUSALS.notFound(),
  },
  "GET /advisories/{ghsa_id}": {
    run: ({ state: { dependencies }, parameters }) => {
      const advisory = dependencies.advisories.get(parameters["ghsa_id"] ?? "");
      return advisory === undefined ? REFUSALS.notFound() : ok(advisory);
    },
  },
};

function compare({ state: { dependencies, git, origin, repository }, parameters, query }: Context): Answer {
  // The words of actions/dependency-review-action's own sentence for it, which the API's 403 comes with.
  if (!dependencies.enabled)
    return refusal(
      403,
      "Dependency review is not supported on this repository. Please ensure that Dependency graph is enabled.",
    );
  const [base = "", head = ""] = (parameters["basehead"] ?? "").split("...");
  if (git.mergeBase(base, head) === undefined) return REFUSALS.notFound();
  const page = Number(query.get("page") ?? 1);
  const first = (page - 1) * dependencies.pageSize;
  const [warning, ...later] = dependencies.snapshotWarnings;
  const isLast = first + dependencies.pageSize >= dependencies.changes.length;
  if (later.length > 0 && isLast) dependencies.snapshotWarnings = later;
  const own = `${origin}/repos/${repository.owner}/${repository.name}/dependency-graph/compare/${base}...${head}`;
  return ok(dependencies.changes.slice(first, first + dependencies.pageSize), 200, {
    ...(isLast ? {} : { link: `<${own}?page=${String(page + 1)}>; rel="next"` }),
    ...(warning ? { "x-github-dependency-graph-snapshot-warnings": Buffer.from(warning).toString("base64") } : {}),
  });
}
