/** semgrep with this repository's own rules, and none of the ways in which a pull request could look away from itself. */

import { z } from "zod";

import { commandScanner, type CommandRun, type Coverage, type Report, type UnscannedPath } from "./command-scanner.ts";
import type { Scanner } from "./scanner.ts";
import { readRules } from "./semgrep-rules.ts";

/** Languages that `rules/` covers, with the extensions that semgrep knows for them (its `lang.json`). */
export const SEMGREP_LANGUAGES: Readonly<Record<string, readonly string[]>> = {
  javascript: [".cjs", ".js", ".jsx", ".mjs"],
  // The export writes .mts and .cts as .ts, .pyw as .py: semgrep does not know them and would skip them in silence.
  typescript: [".ts", ".tsx", ".mts", ".cts"],
  python: [".py", ".pyi", ".pyw"],
  go: [".go"],
  java: [".java"],
};
const EXTENSIONS = Object.values(SEMGREP_LANGUAGES).flat();

/** Seconds for one rule on one file: a 2 MB file of ordinary code needs 8 for all rules on two slow cores. */
const RULE_TIMEOUT_SECONDS = 30;
/** A 2 MB Python file needs more than 1 GiB; runners have 7 GiB at least. */
const MEMORY_MIB = 4096;
const REPORT = "semgrep.json";
const RULES = "rules.json";

export const semgrep = createSemgrep();

export function createSemgrep({ ruleTimeoutSeconds = RULE_TIMEOUT_SECONDS } = {}): Scanner {
  return commandScanner({
    name: "semgrep",
    expects: ({ uri }) => EXTENSIONS.some((extension) => uri.toLowerCase().endsWith(extension)),
    provision: ({ provision }) => provision.pip("semgrep"),
    deadlineMs: 15 * 60_000,
    prepare: async ({ out }, ports) => {
      await ports.files.write(`${out}/${RULES}`, (await readRules(ports)).json);
    },
    command: ({ out }) => [
      "scan",
      "--config",
      `${out}/${RULES}`,
      // Without it, ids are prefixed with the path of the rule file.
      "--no-rewrite-rule-ids",
      "--oss-only",
      "--metrics=off",
      "--disable-version-check",
      "--no-autofix",
      "--quiet",
      // Default: files over 1 MB are skipped, `# nosem` hides findings, .gitignore and binary-looking files are honoured (tried).
      "--max-target-bytes=0",
      "--disable-nosem",
      "--no-git-ignore",
      "--no-exclude-binary-files",
      `--timeout=${String(ruleTimeoutSeconds)}`,
      // 0: a file on which some rules time out still gets the others.
      "--timeout-threshold=0",
      `--max-memory=${String(MEMORY_MIB)}`,
      `--json-output=${out}/${REPORT}`,
      "--sarif",
      ".",
    ],
    environment: ({ out }: CommandRun) => ({
      SEMGREP_SEND_METRICS: "off",
      SEMGREP_ENABLE_VERSION_CHECK: "0",
      SEMGREP_SETTINGS_FILE: `${out}/settings.yml`,
      SEMGREP_LOG_FILE: `${out}/semgrep.log`,
      SEMGREP_VERSION_CACHE_PATH: `${out}/version`,
      XDG_CONFIG_HOME: out,
      XDG_CACHE_HOME: out,
    }),
    // 1 is "findings" under --error, which is not given; 2 and up are failures, a rule that does not parse among them.
    succeeded: ({ exitCode }) => exitCode === 0,
    report: async (report: Report) => readSemgrepReport(await report.read(REPORT)),
    digests: async (ports) => ({ rules: (await readRules(ports)).sha256 }),
    rules: async (ports) => (await readRules(ports)).names,
  });
}

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
/** semgrep 1.182.0, `semgrep_output_v1.py`: `cli_output`. SARIF has neither `scanned` nor the spans. */
const SemgrepReport = z.object({
  errors: z.array(SemgrepError),
  paths: z.object({ scanned: z.array(z.string()) }),
  skipped_rules: z.array(z.object({ rule_id: z.string() })).default([]),
  time: z
    .object({
      fixpoint_timeouts: z
        .array(z.object({ location: z.object({ path: z.string() }).optional(), rule_id: z.string().optional() }))
        .default([]),
    })
    .optional(),
});

/** What semgrep says it did. Throws when the text is not its JSON: a report that cannot be read is not a clean one. */
export function readSemgrepReport(text: string | undefined): Coverage {
  if (text === undefined) throw new Error("it wrote no JSON report");
  const { errors, paths, skipped_rules: skipped, time } = SemgrepReport.parse(JSON.parse(text));
  const slowFlows = (time?.fixpoint_timeouts ?? []).flatMap(({ location, rule_id: rule }) =>
    location === undefined ? [] : [{ path: location.path, reason: `data-flow analysis timed out${ofRule(rule)}` }],
  );
  return {
    scanned: new Set(paths.scanned),
    unscanned: byReason([...errors.flatMap(unscannedBy), ...slowFlows]),
    problems: [
      ...errors
        .filter(concernsTheRun)
        .map(
          (error) =>
            `semgrep reported "${kindOf(error)}"${ofRule(error.rule_id)}. Report it: the rules are this program's own.`,
        ),
      ...skipped.map(
        ({ rule_id: rule }) => `semgrep skipped the rule ${rule}. Report it: the rules are this program's own.`,
      ),
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
