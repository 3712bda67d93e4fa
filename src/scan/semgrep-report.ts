/** What semgrep says that it did, in its JSON: SARIF has neither the files that it scanned nor the lines that it could not parse. */

import { z } from "zod";

import type { Coverage, UnscannedPath } from "./command-scanner.ts";

/** The reason of a file in which semgrep's data flow did not come to its end. */
export const DATA_FLOW = "data-flow analysis timed out";

const Position = z.object({ line: z.number().int() });
const Span = z.object({ path: z.string().optional(), file: z.string().optional(), start: Position, end: Position });
const SemgrepError = z.object({
  level: z.string(),
  /** `"Timeout"`, or `["PartialParsing", [span]]`. */
  type: z.union([z.string(), z.tuple([z.string()], z.unknown())]),
  rule_id: z.string().optional(),
  path: z.string().optional(),
  spans: z.array(Span).optional(),
});
type SemgrepError = z.infer<typeof SemgrepError>;
/** semgrep 1.182.0, `semgrep_output_v1.py`: `cli_output`. */
const SemgrepReport = z.object({
  errors: z.array(SemgrepError),
  paths: z.object({ scanned: z.array(z.string()) }),
  skipped_rules: z.array(z.object({ rule_id: z.string() })).default([]),
  time: z
    .object({
      fixpoint_timeouts: z.array(z.object({ location: z.object({ path: z.string() }).optional() })).default([]),
    })
    .optional(),
});

/** `ownIds`: the ids of the rules that ship with this program. Throws when the text is not semgrep's JSON: a report that cannot be read is not a clean one. */
export function readSemgrepReport(text: string | undefined, ownIds: ReadonlySet<string> = new Set()): Coverage {
  if (text === undefined) throw new Error("it wrote no JSON report");
  const { errors, paths, skipped_rules: skipped, time } = SemgrepReport.parse(JSON.parse(text));
  const slow = new Set((time?.fixpoint_timeouts ?? []).flatMap(({ location }) => location?.path ?? []));
  const wayOut = (rule: string | undefined): string =>
    rule === undefined || ownIds.has(rule)
      ? "Report it: the rules are this program's own."
      : "Correct the rule on the base branch, or take it out of `semgrep` in the policy.";
  return {
    scanned: new Set(paths.scanned),
    unscanned: [...byReason(errors.flatMap(unscannedBy)), ...[...slow].map((path) => ({ path, reason: DATA_FLOW }))],
    problems: [
      ...errors
        .filter(concernsTheRun)
        .map((error) => `semgrep reported "${kindOf(error)}"${ofRule(error.rule_id)}. ${wayOut(error.rule_id)}`),
      ...skipped.map(({ rule_id: rule }) => `semgrep skipped the rule ${rule}. ${wayOut(rule)}`),
    ],
  };
}

function kindOf({ type }: SemgrepError): string {
  return typeof type === "string" ? type : type[0];
}

function ofRule(rule: string | undefined): string {
  return rule === undefined ? "" : ` (rule ${rule})`;
}

/** An error without a file is about the rules or semgrep itself. */
function concernsTheRun(error: SemgrepError): boolean {
  return error.path === undefined && (error.spans ?? []).length === 0;
}

/** Words of ours: semgrep's message quotes the file, and with it whatever secret stands there. */
function unscannedBy(error: SemgrepError): UnscannedPath[] {
  const kind = kindOf(error);
  if (kind === "PartialParsing") {
    const spans = (error.spans ?? []).flatMap(({ path, file, start, end }) => {
      const of = error.path ?? path ?? file;
      return of === undefined
        ? []
        : [
            {
              path: of,
              startLine: start.line,
              endLine: Math.max(start.line, end.line),
              reason: "semgrep could not parse these lines",
            },
          ];
    });
    if (spans.length > 0) return spans;
  }
  const path = error.path ?? error.spans?.[0]?.path ?? error.spans?.[0]?.file;
  if (path === undefined) return [];
  const reason = kind === "Timeout" ? "it took too long" : `semgrep stopped with "${kind}"`;
  return [{ path, reason: `${reason}${ofRule(error.rule_id)}` }];
}

/** Twenty rules that time out on one file are one fact. */
function byReason(parts: readonly UnscannedPath[]): readonly UnscannedPath[] {
  const whole = new Map<string, string[]>();
  for (const { path, startLine, reason } of parts)
    if (startLine === undefined) whole.set(path, [...(whole.get(path) ?? []), reason]);
  return [
    ...parts.filter(({ startLine }) => startLine !== undefined),
    ...[...whole].map(([path, [first = "", ...more]]) => ({
      path,
      reason: more.length === 0 ? first : `${first}, and ${String(more.length)} more like it`,
    })),
  ];
}
