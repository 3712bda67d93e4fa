/** checkov on infrastructure as code, offline, with skip comments and its lists of folders to leave out switched off. */

import { z } from "zod";

import { checkovRule, SOURCES } from "./checkov-rules.ts";
import { commandScanner, type Coverage, type CommandRun, type Report } from "./command-scanner.ts";
import type { Scanner } from "./scanner.ts";

const UTF8 = new TextDecoder();
/** As semgrep is started (see there). */
export const CHECKOV_START = ["bin/python", "-I", "-B", "-m", "checkov.main"] as const;

/** Names that its runners take for themselves (3.3.30: `.tf`, `.hcl`, `is_dockerfile`; YAML and JSON by their content). */
const READ = /(?:\.(?:tf|hcl|json|ya?ml|template)|(?:^|[/.])dockerfile(?:\.(?!dockerignore$)[^/]+)?)$/iu;

const commanded: Scanner = commandScanner({
  name: "checkov",
  expects: ({ uri }) => READ.test(uri),
  provision: ({ provision }) => provision.pip("checkov", CHECKOV_START),
  deadlineMs: 15 * 60_000,
  batch: 500,
  command: ({ root, files }) => [
    // GitHub workflows are zizmor's, secrets our own; Helm and Kustomize need programs that render them.
    "--framework=terraform,terraform_json,cloudformation,kubernetes,dockerfile",
    "--output=json",
    "--compact",
    "--soft-fail",
    "--skip-download",
    "--skip-results-upload",
    "--download-external-modules=false",
    // Files, not the folder: a folder is searched for `.checkov.yaml`, and `--skip-path` has built-in company (tried).
    "--file",
    ...files.map(({ path }) => `${root}/${path}`),
  ],
  environment: ({ out }: CommandRun) => ({
    // The log is the only place that names a file without resources, and a manifest that it could not parse.
    LOG_LEVEL: "DEBUG",
    CKV_IGNORED_DIRECTORIES: "",
    CKV_IGNORE_HIDDEN_DIRECTORIES: "False",
    CKV_CACHE_DIR: out,
    CKV_SKIP_PACKAGE_UPDATE_CHECK: "True",
    // Where `.checkov.yaml` of the user would be.
    HOME: out,
  }),
  // With --soft-fail findings end with 0; 1 and 2 are failures of its own.
  succeeded: ({ exitCode }) => exitCode === 0,
  sarif: async (report) => toSarif(readCheckovReports(UTF8.decode(report.result.stdout)), report),
  report: async (report) => readCoverage(report),
});

export const checkov: Scanner = { ...commanded, optional: true };

const Check = z.object({
  check_id: z.string(),
  check_name: z.string(),
  resource: z.string(),
  file_abs_path: z.string(),
  file_line_range: z.tuple([z.number().int(), z.number().int()]),
});
type Check = z.infer<typeof Check>;
const CheckovReport = z.object({
  check_type: z.string(),
  results: z.object({
    passed_checks: z.array(Check),
    failed_checks: z.array(Check),
    /** By a comment, an annotation or metadata in the file: a list of what somebody would not have looked at. */
    skipped_checks: z.array(Check),
    parsing_errors: z.array(z.string()),
  }),
  summary: z.object({ checkov_version: z.string() }),
});
type CheckovReport = z.infer<typeof CheckovReport>;
/** checkov 3.3.30: one report, a list of them by framework, or bare counts when no framework found a resource. */
const Output = z.union([
  CheckovReport.transform((report) => [report]),
  z.array(CheckovReport),
  z.object({ resource_count: z.literal(0), checkov_version: z.string() }).transform((): CheckovReport[] => []),
]);

/** Throws when the text is not checkov's JSON. */
export function readCheckovReports(text: string): readonly CheckovReport[] {
  return Output.parse(JSON.parse(text));
}

/** Its own SARIF has no severity, no CWE and no word on what it could not parse. */
function toSarif(reports: readonly CheckovReport[], { root, tool }: Report): string {
  const found = reports
    .flatMap(({ results }) => [...results.failed_checks, ...results.skipped_checks])
    // A module beside the export that a file of it names: nobody asked.
    .filter(({ file_abs_path: path }) => path.startsWith(`${root}/`));
  const rules = [
    ...new Map(found.map((check) => [check.check_id, checkovRule(check.check_id, check.check_name)])).values(),
  ];
  const driver = { name: "checkov", semanticVersion: tool.version, informationUri: SOURCES, rules };
  return JSON.stringify({ version: "2.1.0", runs: [{ tool: { driver }, results: found.map(toResult) }] });
}

function toResult({ check_id: id, check_name: name, resource, ...at }: Check): object {
  const [start, end] = at.file_line_range;
  return {
    ruleId: id,
    message: { text: `${name} (${resource})` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: at.file_abs_path },
          region: { startLine: Math.max(1, start), endLine: Math.max(1, start, end) },
        },
      },
    ],
  };
}

/** Lines of the log that name a file as read, and as not to be read. Paths are absolute and the export's name is random: no file can write one. */
const LOOKED_AT = /\[DEBUG\] {2}(?:Parsing|File|Parsed file|template \d+ from file) (\S+)/gu;
const UNREADABLE = /Cannot read file contents: (\S+)|Kubernetes skipping (\S+) as it/gu;

/** What it looked at: a JSON or YAML file that is neither a manifest nor a template counts as well, as one with nothing for it. */
export function readCoverage({ root, result }: Pick<Report, "root" | "result">): Coverage {
  const reports = readCheckovReports(UTF8.decode(result.stdout)).map(({ results }) => results);
  const log = UTF8.decode(result.stderr);
  const below = (paths: readonly (string | undefined)[]): readonly string[] =>
    paths.flatMap((path) => (path?.startsWith(`${root}/`) === true ? [path.slice(root.length + 1)] : []));
  const broken = new Set(
    below([
      ...reports.flatMap((results) => results.parsing_errors),
      ...[...log.matchAll(UNREADABLE)].map(([, contents, skipping]) => contents ?? skipping),
    ]),
  );
  const seen = below([
    ...reports.flatMap(({ passed_checks: passed, failed_checks: failed, skipped_checks: skipped }) =>
      [...passed, ...failed, ...skipped].map(({ file_abs_path: path }) => path),
    ),
    ...[...log.matchAll(LOOKED_AT)].map(([, path]) => path),
  ]);
  return {
    scanned: new Set(seen.filter((path) => !broken.has(path))),
    unscanned: [...broken].map((path) => ({ path, reason: "checkov could not parse it" })),
    problems: [],
  };
}
