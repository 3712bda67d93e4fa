/** What a command's claims about itself are worth: its end, its SARIF and its report, put together (L5). */

import type { RawFinding } from "../finding.ts";
import type { CommandResult } from "../ports.ts";
import type { ScannerState, Unscanned } from "../records.ts";
import { parseSarif, type ParsedRun } from "../sarif/index.ts";
import { oneLine } from "../untrusted.ts";
import type { CommandRun, CommandScanner, Coverage, Report } from "./command-scanner.ts";
import type { ExportedFile, ScanOutcome } from "./scanner.ts";

/** Stdout and stderr together: SARIF of 25,000 findings, the most that GitHub takes, stays far below. */
export const OUTPUT_CAP_BYTES = 200 * 1024 ** 2;
const UTF8 = new TextDecoder();

/** What one start came to. */
export interface Start {
  readonly findings: readonly RawFinding[];
  readonly unscanned: readonly Unscanned[];
  /** URIs that the tool says it scanned. */
  readonly scanned: ReadonlySet<string>;
  readonly problem?: string;
  /** It ended by itself: the same start with fewer files may do better. */
  readonly again?: boolean;
  readonly toolName?: string;
  /** What of its SARIF was not taken as it stood. */
  readonly notes?: readonly string[];
}

/** The exit code is one witness of three: it, valid SARIF, and every file accounted for. Findings are kept in any case. */
export async function judge(spec: CommandScanner, report: Report, ended: string | undefined): Promise<Start> {
  const uriOf = uriLookup(report);
  const problems = ended === undefined ? [] : [ended];
  const unread = (error: unknown): void => {
    const why = oneLine(error instanceof Error ? error.message : String(error), 300);
    problems.push(`${spec.name} ended without a report that can be read: ${why}`);
  };
  let runs: readonly ParsedRun[] = [];
  try {
    runs = parseSarif((await spec.sarif?.(report)) ?? UTF8.decode(report.result.stdout), {
      ruleIdPrefix: `${spec.name}/`,
      uriOf,
      paths: "literal",
    });
    if (!runs.every((run) => run.executionSuccessful)) problems.push(`${spec.name} says that it did not complete.`);
  } catch (error) {
    unread(error);
  }
  let coverage: Coverage = { scanned: new Set(), unscanned: [], problems: [] };
  try {
    coverage = await spec.report(report);
    problems.push(...coverage.problems);
  } catch (error) {
    unread(error);
  }
  const [problem] = problems;
  return {
    findings: runs.flatMap((run) => run.findings),
    unscanned: [
      ...runs.flatMap((run) => run.unscanned),
      ...coverage.unscanned.flatMap(({ path, ...part }) => {
        const uri = uriOf(path);
        return uri === undefined ? [] : [{ uri, ...part }];
      }),
    ],
    scanned: new Set([...coverage.scanned].flatMap((path) => uriOf(path) ?? [])),
    ...(problem === undefined ? {} : { problem, again: true }),
    ...(runs[0] === undefined
      ? {}
      : { toolName: runs[0].toolName, notes: [...runs.flatMap((run) => run.notes), ...(coverage.notes ?? [])] }),
  };
}

/** Path as the tool prints it (absolute, `./`, or relative) to the path in the repository; anything else is not ours. */
function uriLookup({ root, exported }: CommandRun): (path: string) => string | undefined {
  // Folded, because a file system that folds case answers with the folder's first spelling; the export has no two that differ by case.
  const byPath = new Map(exported.map(({ file, path }) => [path.toLowerCase(), file.uri]));
  return (path) => {
    const relative = path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path.replace(/^\.\//u, "");
    return byPath.get(relative.toLowerCase());
  };
}

/** A sentence with the way out, or undefined when the command ended as a success does. */
export function endedBadly({ name, succeeded, deadlineMs }: CommandScanner, result: CommandResult): string | undefined {
  const minutes = String(Math.round(deadlineMs / 60_000));
  switch (result.ended) {
    case "exit":
      return succeeded(result)
        ? undefined
        : `${name} failed with exit code ${String(result.exitCode)}${lastWords(result)}`;
    case "deadline":
      return `${name} was stopped after ${minutes} minutes. Make the change smaller, or exclude what is generated with \`scope.generated\` in the policy.`;
    case "outputCap":
      return `${name} was stopped because it printed more than ${String(OUTPUT_CAP_BYTES / 1024 ** 2)} MiB. Make the change smaller.`;
    case "signal":
      return `${name} was killed by a signal, often for want of memory${lastWords(result)} Run again on a machine with more memory.`;
    case "interrupted":
      return `${name} was interrupted. Run again.`;
    case "notStarted":
      return `${name} could not be started${lastWords(result)} Remove the tool's cache and run again.`;
  }
}

/** The end of stderr, where programs say why. */
function lastWords({ stderr }: CommandResult): string {
  const text = oneLine(UTF8.decode(stderr.subarray(-2000)), 2000);
  return text === "" ? "." : `: ${text.slice(-300)}.`;
}

interface Evidence {
  readonly files: readonly ExportedFile[];
  readonly starts: readonly Start[];
  readonly withheld: readonly Unscanned[];
}

export function merge(name: string, { files, starts, withheld }: Evidence): Omit<ScanOutcome, "version" | "digests"> {
  const scanned = new Set(starts.flatMap((start) => [...start.scanned]));
  const named = starts.flatMap((start) => start.unscanned);
  const whole = new Set(named.filter(({ startLine }) => startLine === undefined).map(({ uri }) => uri));
  const problems = [...new Set(starts.flatMap((start) => start.problem ?? []))];
  const silent = files
    .filter(({ file }) => !scanned.has(file.uri) && !whole.has(file.uri))
    .map(({ file }) => ({ uri: file.uri, reason: problems[0] ?? `${name} did not say that it scanned it` }));
  return {
    tool: starts.find((start) => start.toolName !== undefined)?.toolName ?? name,
    state: stateOf(name, { problems, anyScanned: scanned.size > 0, oneByOne: starts.length > 1 }),
    findings: starts.flatMap((start) => start.findings),
    unscanned: [...withheld, ...named, ...silent],
    notes: [...new Set(starts.flatMap((start) => start.notes ?? []))].map((note) => `${name}: ${note}`),
  };
}

/** One broken file among others is a gap, named; a tool that scanned nothing, or had a problem with everything, failed. */
function stateOf(
  name: string,
  { problems, anyScanned, oneByOne }: { problems: readonly string[]; anyScanned: boolean; oneByOne: boolean },
): ScannerState {
  const [problem] = problems;
  if (problem !== undefined && !(oneByOne && anyScanned)) return { status: "failed", reason: problem };
  if (!anyScanned)
    return { status: "failed", reason: `${name} ended as if all were well and scanned none of the changed files.` };
  return { status: "completed" };
}
