/** SARIF that somebody else wrote, as findings. Hostile (governance.md A19): nothing in it hides, moves or multiplies a finding. */

import { compareSeverity, type Location, type RawFinding, type Source } from "../finding.ts";
import type { Unscanned } from "../records.ts";
import { oneLine } from "../untrusted.ts";
import { candidatePaths, type PathSyntax } from "./artifact-uri.ts";
import { rulesOf, type Rules } from "./parse-rules.ts";
import { LOCATIONS_PER_RESULT, RESULTS_PER_RUN, RUNS_PER_FILE } from "./limits.ts";
import { messageText } from "./parse-messages.ts";
import {
  readLog,
  readResult,
  readResultHead,
  readRun,
  SarifError,
  type ForeignLocation,
  type ForeignNotification,
  type ForeignResult,
  type ForeignRun,
} from "./parse-schema.ts";

/** A region to the end of the file, when a tool names a file and no lines; the largest number that SARIF tools can read. */
export const LAST_LINE = 2_147_483_647;

const NAME_LENGTH = 100;
const NOTIFICATIONS = 20;
const UNSCANNED = 1_000;

export interface SarifContext {
  /** Put before rule ids that do not have it; a function gets the tool's name. Shape: `tool/`. */
  readonly ruleIdPrefix: string | ((toolName: string) => string);
  /**
   * The repository path of a file, or undefined when there is none such. Gets paths without `.`, `..` and empty
   * segments; absolute ones begin with `/`. No location leaves here whose `uri` this function did not return.
   */
  uriOf(path: string): string | undefined;
  /** `literal` for tools that write names as they are where the standard asks for URIs. Default: `uri`. */
  readonly paths?: PathSyntax;
}

export interface ParsedRun {
  readonly toolName: string;
  readonly toolVersion: string;
  /** Most severe kept, in the file's order, when there are more than `RESULTS_PER_RUN`. */
  readonly findings: readonly RawFinding[];
  /** Files that the tool reports an error about. */
  readonly unscanned: readonly Unscanned[];
  /** Sentences about what was not taken as it stood: results cut, places refused, suppressions not believed. */
  readonly notes: readonly string[];
  /** Results that are a problem and name no place in the repository: nobody can tell whether the change brought them. */
  readonly unplaced: number;
  /** False when the tool says so, or when it says nothing about results at all. */
  readonly executionSuccessful: boolean;
}

/** One `ParsedRun` for each SARIF run. Throws `SarifError`, one sentence, when the text is not SARIF 2.1.0. */
export function parseSarif(text: string, context: SarifContext): ParsedRun[] {
  const runs = readLog(text);
  if (runs.length > RUNS_PER_FILE) {
    throw new SarifError(`It has ${runs.length} runs; at most ${RUNS_PER_FILE} are read (GitHub's limit).`);
  }
  return runs.map((run, index) => parseRun(readRun(run, `runs.${index}`), `runs.${index}`, context));
}

function parseRun(run: ForeignRun, place: string, context: SarifContext): ParsedRun {
  const { driver } = run.tool;
  const toolName = oneLine(driver.name, NAME_LENGTH) || "unnamed tool";
  const toolVersion = oneLine(driver.semanticVersion ?? driver.version ?? "unknown", NAME_LENGTH);
  const { ruleIdPrefix: prefix } = context;
  const rules = rulesOf(run, typeof prefix === "string" ? prefix : prefix(toolName));
  const counts = new Counts();
  const findings = mostSevere(run, { rules, place, counts }).map(({ value, index }) => {
    const result = readResult(value, `${place}.results.${index}`);
    return toFinding(result, {
      run,
      rules,
      context,
      counts,
      source: { kind: "scanner", tool: toolName, version: toolVersion },
    });
  });
  const reported = notifications(run, context);
  const external = run.externalPropertyFileReferences != null;
  if (external) counts.add("external");
  if (run.results == null) counts.add("noResults");
  const successful = run.invocations.every(({ executionSuccessful }) => executionSuccessful !== false);
  return {
    toolName,
    toolVersion,
    findings,
    unscanned: reported.unscanned,
    unplaced: findings.filter(({ location, severity }) => location === undefined && severity !== "none").length,
    notes: [...counts.sentences(), ...reported.notes],
    executionSuccessful: successful && run.results != null && !external,
  };
}

const SENTENCES = {
  external: () => "It keeps results in other files, which are not read.",
  noResults: () => "It has no list of results: the tool did not look for any.",
  left: (n: number) => `${n} results, the least severe, were left out: at most ${RESULTS_PER_RUN} are read of a run.`,
  outside: (n: number) => `${n} results name a place outside the repository; they are kept without a place.`,
  nowhere: (n: number) => `${n} results name no file.`,
  wholeFile: (n: number) => `${n} results name a file without usable lines; they are taken to mean the whole file.`,
  suppressed: (n: number) => `${n} results are marked as suppressed in the file; that is not believed, they are open.`,
  absent: (n: number) => `${n} results are marked as absent in the file; that is not believed, they are open.`,
  related: (n: number) =>
    `${n} related places were left out: outside the repository, or over ${LOCATIONS_PER_RESULT} of a result.`,
} as const;
type Oddity = keyof typeof SENTENCES;

/** What was odd, counted: one sentence each, however many results. */
class Counts {
  readonly #counts = new Map<Oddity, number>();
  add(oddity: Oddity, count = 1): void {
    if (count > 0) this.#counts.set(oddity, (this.#counts.get(oddity) ?? 0) + count);
  }
  sentences(): string[] {
    return [...this.#counts].map(([oddity, count]) => SENTENCES[oddity](count));
  }
}

interface Ranked {
  readonly value: unknown;
  readonly index: number;
}

function mostSevere(
  run: ForeignRun,
  { rules, place, counts }: { rules: Rules; place: string; counts: Counts },
): readonly Ranked[] {
  const all = (run.results ?? []).map((value, index) => ({ value, index }));
  if (all.length <= RESULTS_PER_RUN) return all;
  counts.add("left", all.length - RESULTS_PER_RUN);
  return all
    .map((each) => ({
      ...each,
      severity: rules.severityOf(readResultHead(each.value, `${place}.results.${each.index}`)),
    }))
    .sort((a, b) => compareSeverity(b.severity, a.severity))
    .slice(0, RESULTS_PER_RUN)
    .sort((a, b) => a.index - b.index);
}

interface Reading {
  readonly run: ForeignRun;
  readonly rules: Rules;
  readonly context: SarifContext;
  readonly counts: Counts;
  readonly source: Source;
}

function toFinding(result: ForeignResult, { run, rules, context, counts, source }: Reading): RawFinding {
  const { rule, descriptor, severity, confidence } = rules.judge(result, result.taxa);
  const strings = [descriptor?.messageStrings, run.tool.driver.globalMessageStrings];
  const named = result.locations.map((location) => toLocation(location, run, context));
  const [location, ...further] = named.filter((each) => each !== undefined);
  if (location === undefined) counts.add(named.length === 0 ? "nowhere" : "outside");
  if (location?.endLine === LAST_LINE) counts.add("wholeFile");
  if (result.suppressions.length > 0) counts.add("suppressed");
  if (result.baselineState === "absent") counts.add("absent");
  const related = result.relatedLocations.map((each) => toLocation(each, run, context));
  const relatedLocations = [...further, ...related.filter((each) => each !== undefined)].slice(0, LOCATIONS_PER_RESULT);
  const others = related.length + (location === undefined ? 0 : named.length - 1);
  counts.add("related", others - relatedLocations.length);
  return {
    rule,
    source,
    message: messageText(result.message, strings) || rule.shortDescription,
    severity,
    confidence,
    ...(location !== undefined && { location }),
    relatedLocations,
  };
}

/** The place, when `uriOf` knows one of the paths that it may mean. */
function toLocation(
  { physicalLocation }: ForeignLocation,
  run: ForeignRun,
  context: SarifContext,
): Location | undefined {
  const named = physicalLocation?.artifactLocation;
  const artifact = named?.uri == null ? run.artifacts[named?.index ?? -1]?.location : named;
  if (artifact == null) return undefined;
  for (const path of candidatePaths(artifact, run.originalUriBaseIds, context.paths ?? "uri")) {
    const uri = context.uriOf(path);
    if (uri !== undefined) return { uri, ...toRegion(physicalLocation?.region ?? {}) };
  }
  return undefined;
}

type Region = NonNullable<NonNullable<ForeignLocation["physicalLocation"]>["region"]>;

/** Without a usable line the region is the whole file (§3.29.4); an end before the start is the start (§3.30.7). */
function toRegion(region: Partial<Region>): Omit<Location, "uri"> {
  const startLine = ordinal(region.startLine);
  if (startLine === undefined) return { startLine: 1, endLine: LAST_LINE };
  const endLine = Math.max(ordinal(region.endLine) ?? startLine, startLine);
  const startColumn = ordinal(region.startColumn);
  const endColumn = ordinal(region.endColumn);
  const backwards = endLine === startLine && (endColumn ?? LAST_LINE) < (startColumn ?? 1);
  return {
    startLine,
    endLine,
    ...(startColumn !== undefined && { startColumn }),
    ...(endColumn !== undefined && !backwards && { endColumn }),
  };
}

/** A 1-based number, or undefined; larger ones than SARIF tools can read become the largest. */
function ordinal(number: number | null | undefined): number | undefined {
  if (number == null || !Number.isInteger(number) || number < 1) return undefined;
  return Math.min(number, LAST_LINE);
}

/** An error about a file is a gap in the scan; everything else at warning or over is a sentence. */
function notifications(run: ForeignRun, context: SarifContext): { unscanned: Unscanned[]; notes: string[] } {
  const unscanned: Unscanned[] = [];
  const texts = new Set<string>();
  for (const each of run.invocations.flatMap((invocation) => [
    ...invocation.toolExecutionNotifications,
    ...invocation.toolConfigurationNotifications,
  ])) {
    const level = each.level ?? "warning";
    if (level !== "error" && level !== "warning") continue;
    const reason = messageText(each.message, [run.tool.driver.globalMessageStrings]) || "an error without a message";
    const gaps = level === "error" ? gapsOf(each, reason, { run, context }) : [];
    if (gaps.length === 0 || unscanned.length + gaps.length > UNSCANNED)
      texts.add(`${level === "error" ? "an error" : "a warning"}: ${oneLine(reason, 300)}`);
    else unscanned.push(...gaps);
  }
  const notes = [...texts].slice(0, NOTIFICATIONS).map((text) => `The tool reports ${text}`);
  if (texts.size > NOTIFICATIONS)
    notes.push(`The tool reports ${texts.size - NOTIFICATIONS} further errors and warnings.`);
  return { unscanned, notes };
}

function gapsOf(
  notification: ForeignNotification,
  reason: string,
  { run, context }: { run: ForeignRun; context: SarifContext },
): readonly Unscanned[] {
  return notification.locations
    .slice(0, LOCATIONS_PER_RESULT)
    .map((location) => toLocation(location, run, context))
    .filter((location) => location !== undefined)
    .map(({ uri, startLine, endLine }) => ({ uri, reason, ...(endLine !== LAST_LINE && { startLine, endLine }) }));
}
