/**
 * What code scanning accepts, and what we accept. Source of the first group: GitHub, "SARIF support for code scanning"
 * (https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning), as of
 * peers.md 5.1.
 */

import { gzipSync } from "node:zlib";

import { compareSeverity, type Severity } from "../finding.ts";
import type { SarifLog, SarifResult, SarifRun } from "./log.ts";

/** "10 MB": read as the smaller of the two readings. */
export const UPLOAD_GZIP_BYTES = 10_000_000;
export const RUNS_PER_FILE = 20;
export const RESULTS_PER_RUN = 25_000;
/** Of those it keeps and shows the most severe. */
export const RESULTS_SHOWN_PER_RUN = 5_000;
/** 1,000 are accepted and 100 shown; only the first makes the alert. */
export const LOCATIONS_PER_RESULT = 100;
/** 10 of them are shown. */
export const TAGS_PER_RULE = 20;
/** Characters of a message and of a rule's short and full description. */
export const TEXT_LENGTH = 1_024;
export const RULE_NAME_LENGTH = 255;

/** UTF-16 units of JSON text that we build: V8 has no strings over 2^29, and gzip would not bring this under 10 MB. */
export const LOG_TEXT_UNITS = 200_000_000;

export interface Limits {
  readonly results: number;
  readonly gzipBytes: number;
  readonly textUnits: number;
}

const GITHUB: Limits = { results: RESULTS_PER_RUN, gzipBytes: UPLOAD_GZIP_BYTES, textUnits: LOG_TEXT_UNITS };

export interface Limited {
  readonly log: SarifLog;
  /** Its JSON, with a line end. */
  readonly text: string;
  /** One sentence for each thing that was left out. */
  readonly notes: readonly string[];
}

/**
 * The log within the limits: whole runs first (those with the least severe results), then the least severe results of
 * each run, then the least severe of all until the text fits. A run that lost results says how many in its properties,
 * because uploading it would close their alerts (L5). Rules without results go with them, so 25,000 rules are never met.
 */
export function withinLimits(log: SarifLog, limits: Limits = GITHUB): Limited {
  const notes: string[] = [];
  const runs = fewerRuns(log.runs, notes).map((run) => fewerResults(run, limits.results, notes));
  return fitting({ ...log, runs }, limits, notes);
}

function fewerRuns(runs: readonly SarifRun[], notes: string[]): readonly SarifRun[] {
  if (runs.length <= RUNS_PER_FILE) return runs;
  const kept = new Set([...runs].sort((a, b) => compareSeverity(worst(b), worst(a))).slice(0, RUNS_PER_FILE));
  const left = runs.filter((run) => !kept.has(run)).map((run) => run.tool.driver.name);
  notes.push(
    `The SARIF file leaves out ${left.length} tools (${left.join(", ")}): GitHub accepts ${RUNS_PER_FILE} per file. The least severe were left out.`,
  );
  return runs.filter((run) => kept.has(run));
}

function worst(run: SarifRun): Severity {
  return (run.results ?? []).reduce<Severity>(
    (most, { properties: { severity } }) => (compareSeverity(severity, most) > 0 ? severity : most),
    "none",
  );
}

function fewerResults(run: SarifRun, limit: number, notes: string[]): SarifRun {
  const results = run.results ?? [];
  const { name } = run.tool.driver;
  if (results.length > RESULTS_SHOWN_PER_RUN) {
    notes.push(
      `${name} has ${results.length} results: code scanning shows the ${RESULTS_SHOWN_PER_RUN} most severe of a run.`,
    );
  }
  if (results.length <= limit) return run;
  notes.push(
    `The SARIF file leaves out the ${results.length - limit} least severe of ${results.length} results of ${name}: GitHub accepts ${limit} per run.`,
  );
  const kept = mostSevere(results, limit);
  return pruned(
    run,
    results.filter((result) => kept.has(result)),
  );
}

function mostSevere(results: readonly SarifResult[], count: number): ReadonlySet<SarifResult> {
  return new Set(bySeverity(results).slice(0, count));
}

/** Most severe first; equal ones stay in order (`sort` is stable). */
function bySeverity(results: readonly SarifResult[]): readonly SarifResult[] {
  return [...results].sort((a, b) => compareSeverity(b.properties.severity, a.properties.severity));
}

function fitting(log: SarifLog, limits: Limits, notes: string[]): Limited {
  const ordered = bySeverity(log.runs.flatMap((run) => run.results ?? []));
  let keep = countWithin(ordered, limits.textUnits);
  for (;;) {
    const kept = keep < ordered.length ? only(log, new Set(ordered.slice(0, keep))) : log;
    // The same value without what the GitHub runner would obey where the file is printed (governance.md A9).
    const text = `${JSON.stringify(kept, null, 1).replaceAll("##[", "#\\u0023[")}\n`;
    const bytes = gzipSync(text).length;
    if (bytes <= limits.gzipBytes || keep === 0) {
      if (keep < ordered.length) {
        notes.push(
          `The SARIF file leaves out the ${ordered.length - keep} least severe of ${ordered.length} results: GitHub accepts 10 MB compressed.`,
        );
      }
      return { log: kept, text, notes };
    }
    // Size is about linear in results: aim a little under, and look again.
    keep = Math.min(keep - 1, Math.floor(((keep * limits.gzipBytes) / bytes) * 0.95));
  }
}

function countWithin(results: readonly SarifResult[], units: number): number {
  let sum = 0;
  const over = results.findIndex((result) => (sum += JSON.stringify(result, null, 1).length) > units);
  return over < 0 ? results.length : over;
}

function only(log: SarifLog, kept: ReadonlySet<SarifResult>): SarifLog {
  const runs = log.runs.map((run) =>
    run.results === undefined
      ? run
      : pruned(
          run,
          run.results.filter((result) => kept.has(result)),
        ),
  );
  return { ...log, runs };
}

/** The run with fewer results: without the rules that none of them breaks, and with a count of what was left out. */
function pruned(run: SarifRun, results: readonly SarifResult[]): SarifRun {
  const used = new Set(results.map(({ ruleIndex }) => ruleIndex));
  const rules = run.tool.driver.rules.filter((_, index) => used.has(index));
  const indices = new Map([...used].sort((a, b) => a - b).map((old, index) => [old, index]));
  const resultsLeftOut = (run.properties.resultsLeftOut ?? 0) + (run.results ?? []).length - results.length;
  return {
    ...run,
    tool: { driver: { ...run.tool.driver, rules } },
    results: results.map((result) => ({ ...result, ruleIndex: indices.get(result.ruleIndex) ?? result.ruleIndex })),
    properties: resultsLeftOut === 0 ? run.properties : { ...run.properties, resultsLeftOut },
  };
}
