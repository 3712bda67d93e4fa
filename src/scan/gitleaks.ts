/** gitleaks with its own rules on the files of head, and none of the ways in which a repository tells it to look away. */

import { z } from "zod";

import { commandScanner, type Coverage } from "./command-scanner.ts";
import type { ExportedFile, Scanner } from "./scanner.ts";

const UTF8 = new TextDecoder();
const CONFIG = "gitleaks.toml";

const commanded: Scanner = commandScanner({
  name: "gitleaks",
  // A secret may stand in any file.
  expects: () => true,
  provision: ({ provision }) => provision.go("gitleaks"),
  deadlineMs: 10 * 60_000,
  // A configuration that is given keeps it from looking for one in the target and in the environment (8.30.1, `initConfig`).
  prepare: async ({ out }, { files }) => {
    await files.write(`${out}/${CONFIG}`, 'title = "defaults"\n\n[extend]\nuseDefault = true\n');
  },
  command: ({ root, out }) => [
    "dir",
    `--config=${out}/${CONFIG}`,
    "--report-format=sarif",
    "--report-path=-",
    // L1: neither the report nor the log holds a secret that a rule has matched.
    "--redact",
    "--ignore-gitleaks-allow",
    // Default: the current folder.
    `--gitleaks-ignore-path=${out}`,
    // The only place where it says what it passes over, and what it opens.
    "--log-level=trace",
    "--no-color",
    "--no-banner",
    "--exit-code=0",
    // Absolute: the log lines below cannot be forged without knowing the folder.
    root,
  ],
  // With --exit-code=0, 1 is a failure: a report that cannot be written, a scan that ended early.
  succeeded: ({ exitCode }) => exitCode === 0,
  sarif: async ({ result, tool, root }) =>
    readGitleaksSarif(UTF8.decode(result.stdout), { version: tool.version, root }),
  report: async ({ root, files, result }) => readGitleaksLog(UTF8.decode(result.stderr), { root, files }),
});

export const gitleaks: Scanner = { ...commanded, optional: true, readsAnyFile: true };

const Result = z.looseObject({ ruleId: z.string(), message: z.object({ text: z.string() }) });
const Descriptor = z.looseObject({ id: z.string(), shortDescription: z.object({ text: z.string() }) });
/** gitleaks 8.30.1, `report/sarif.go`. */
const Sarif = z.looseObject({
  runs: z
    .array(
      z.looseObject({
        tool: z.object({ driver: z.looseObject({ semanticVersion: z.string(), rules: z.array(Descriptor) }) }),
        results: z.array(Result),
      }),
    )
    .length(1),
});

/**
 * gitleaks knows no severity and no weakness. `high` is what `secrets` gives to a credential that nobody has proved to be live;
 * GitHub's own rule for hard-coded credentials (CodeQL `js/hardcoded-credentials`) has 9.8.
 */
const PROPERTIES = { "security-severity": "high", cwe: ["CWE-798"], tags: ["security"] };

/**
 * The same SARIF with severity, weakness and the version that ran (8.30.1 writes `v8.0.0` whatever it is). The message
 * is the rule's: gitleaks's own holds the path of the export, which no two runs have in common.
 */
export function readGitleaksSarif(text: string, { version, root }: { version: string; root: string }): string {
  const log = Sarif.parse(JSON.parse(text));
  for (const { tool, results } of log.runs) {
    tool.driver.semanticVersion = version;
    const descriptions = new Map(tool.driver.rules.map(({ id, shortDescription }) => [id, shortDescription.text]));
    for (const rule of tool.driver.rules) rule["properties"] = PROPERTIES;
    for (const { ruleId, message } of results)
      message.text = descriptions.get(ruleId) ?? message.text.replaceAll(`${root}/`, "");
  }
  return JSON.stringify(log);
}

/** What it says when it passes a file over after it has opened it, or before (8.30.1, `sources/`); other words: it had trouble. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/global allowlist/u, "gitleaks's default rules leave files of this name out"],
  [/skipping archive/u, "gitleaks does not unpack archives"],
  [/skipping binary/u, "gitleaks does not read this type of file"],
];

/**
 * gitleaks lists no files in its report. A line counts only with the whole absolute path of an export whose name is random,
 * so no text in a file can stand in for it.
 */
export function readGitleaksLog(
  log: string,
  { root, files }: { root: string; files: readonly Pick<ExportedFile, "path">[] },
): Coverage {
  const opened = new Set<string>();
  const passed = new Map<string, string>();
  for (const line of log.split("\n")) {
    const [, level, said = "", name] = /^\S+ (TRC|DBG|INF|WRN|ERR) (.*\S)? ?\bpath=(\S+)$/u.exec(line) ?? [];
    if (name === undefined || !name.startsWith(`${root}/`)) continue;
    const path = name.slice(root.length + 1);
    if (said === "scanning path" || said === "skipping empty file") opened.add(path);
    else if (said.startsWith("skipping") && !/^skipping (?:finding|fragment|empty)/u.test(said))
      passed.set(path, reasonOf(said));
    else if (level === "WRN" || level === "ERR") passed.set(path, "gitleaks could not read it");
  }
  const over = (path: string): string | undefined =>
    passed.get(path) ?? folders(path).flatMap((folder) => passed.get(folder) ?? [])[0];
  const unscanned = files.flatMap(({ path }) => {
    const reason = over(path);
    return reason === undefined ? [] : [{ path, reason }];
  });
  return {
    scanned: new Set(files.map(({ path }) => path).filter((path) => opened.has(path) && over(path) === undefined)),
    unscanned,
    problems: [],
  };
}

function reasonOf(said: string): string {
  return REASONS.find(([pattern]) => pattern.test(said))?.[1] ?? "gitleaks could not read it";
}

function folders(path: string): readonly string[] {
  const parts = path.split("/");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}
