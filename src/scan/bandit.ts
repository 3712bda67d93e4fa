/** bandit on Python files, with none of its ways to look away: comments, ini files, default excludes. */

import { fileURLToPath } from "node:url";

import { z } from "zod";

import { commandScanner, type Coverage } from "./command-scanner.ts";
import type { ExportedFile, Scanner } from "./scanner.ts";

const UTF8 = new TextDecoder();
/** As semgrep is started (see there): `-I` keeps the working directory, where a `yaml.py` may lie, off the import path. */
export const BANDIT_START = ["bin/python", "-I", "-B", "-m", "bandit"] as const;

const commanded: Scanner = commandScanner({
  name: "bandit",
  expects: ({ uri }) => /\.pyw?$/iu.test(uri),
  provision: ({ provision }) => provision.pip("bandit", BANDIT_START),
  deadlineMs: 10 * 60_000,
  // A crash of the interpreter (out of memory, a nested expression) is one file's: the start is repeated with halves.
  batch: 500,
  command: ({ root, files }) => [
    "--format=sarif",
    "--quiet",
    "--ignore-nosec",
    // The default skips `.tox`, `.eggs`, `*.egg`, and any path that holds such a text (1.9.4, `_is_file_included`).
    "--exclude=",
    // `.bandit` is looked for below targets that are folders; files have nothing below. `-c` is the only way to pyproject.toml.
    "--exit-zero",
    "--",
    ...files.map(({ path }) => `${root}/${path}`),
  ],
  // With --exit-zero, 2 is a failure of its own and 1 an exception.
  succeeded: ({ exitCode }) => exitCode === 0,
  sarif: async ({ result }) => readBanditSarif(UTF8.decode(result.stdout)),
  report: async ({ root, files, result }) => readBanditReport(UTF8.decode(result.stdout), { root, files }),
});

export const bandit: Scanner = { ...commanded, optional: true };

const Place = z.looseObject({
  physicalLocation: z.looseObject({ artifactLocation: z.looseObject({ uri: z.string() }) }),
});
const Result = z.looseObject({
  ruleId: z.string(),
  message: z.looseObject({ text: z.string() }),
  locations: z.array(Place),
  properties: z.looseObject({ issue_confidence: z.string() }),
});
const Notification = z.looseObject({ locations: z.array(Place) });
/** bandit 1.9.4, `formatters/sarif.py`: the metrics have a key for each file that was opened, and `_totals`. */
const Sarif = z.looseObject({
  runs: z
    .array(
      z.looseObject({
        results: z.array(Result),
        properties: z.looseObject({ metrics: z.record(z.string(), z.unknown()) }),
        invocations: z.array(z.looseObject({ toolConfigurationNotifications: z.array(Notification).optional() })),
      }),
    )
    .length(1),
});

/**
 * The same SARIF with three things in our words: places as paths; `confidence` of each result its own, which bandit writes as
 * `issue_confidence` (its rule's `precision` is that of the first result); and B105 to B107 without the literal that they take
 * for a password.
 */
export function readBanditSarif(text: string): string {
  const log = Sarif.parse(JSON.parse(text));
  for (const { results, invocations } of log.runs) {
    for (const result of results) {
      result.properties["confidence"] = result.properties.issue_confidence;
      if (/^B10[567]$/u.test(result.ruleId)) result.message.text = result.message.text.replace(/:.*$/su, ".");
    }
    const notifications = invocations.flatMap((invocation) => invocation.toolConfigurationNotifications ?? []);
    for (const { physicalLocation } of [...results, ...notifications].flatMap(({ locations }) => locations))
      physicalLocation.artifactLocation.uri = fileURLToPath(physicalLocation.artifactLocation.uri);
  }
  return JSON.stringify(log);
}

/** Files that it opened. Those that it then could not parse are errors in the same SARIF, which the caller reads. */
export function readBanditReport(
  text: string,
  { root, files }: { readonly root: string; readonly files: readonly Pick<ExportedFile, "path">[] },
): Coverage {
  const [run] = Sarif.parse(JSON.parse(text)).runs;
  const opened = new Set(Object.keys(run?.properties.metrics ?? {}));
  const scanned = files.map(({ path }) => path).filter((path) => opened.has(`${root}/${path}`));
  return { scanned: new Set(scanned), unscanned: [], problems: [] };
}
