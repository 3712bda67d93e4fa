/** zizmor on workflows, composite actions and Dependabot settings, offline and with its ways to look away switched off. */

import { commandScanner, type Coverage } from "./command-scanner.ts";
import type { ExportedFile } from "./scanner.ts";

/** What zizmor audits, by path (GitHub reads workflows directly in `.github/workflows` only). */
const AUDITED = /(^|\/)(\.github\/workflows\/[^/]+\.ya?ml|action\.ya?ml|\.github\/dependabot\.ya?ml)$/iu;

export const zizmor = commandScanner({
  name: "zizmor",
  expects: ({ uri }) => AUDITED.test(uri),
  provision: ({ provision }) => provision.pip("zizmor", ["bin/zizmor"]),
  deadlineMs: 3 * 60_000,
  // One file that is not UTF-8 ends zizmor before any audit (tried), so a start that fails is repeated with halves.
  batch: 500,
  command: ({ root, files }) => [
    "--offline",
    "--no-config",
    // Also `# zizmor: ignore[…]`, which hides findings by default (tried).
    "--no-ignores",
    "--collect=all",
    "--persona=regular",
    "--no-progress",
    "--color=never",
    "--no-exit-codes",
    "--format=sarif",
    "--",
    // Absolute: `owner/repo` would be a slug of GitHub's, and the log lines below cannot be forged without knowing the folder.
    ...files.map(({ path }) => `${root}/${path}`),
  ],
  // No NO_COLOR-like switch reaches the log, this does; a level from the machine must not hide the lines either.
  environment: () => ({ NO_COLOR: "1", RUST_LOG: "zizmor=info" }),
  // With --no-exit-codes anything but 0 is a failure: 1 an input that cannot be read, 3 nothing that could be audited.
  succeeded: ({ exitCode }) => exitCode === 0,
  report: async ({ root, files, result }) => readZizmorLog(new TextDecoder().decode(result.stderr), { root, files }),
});

/**
 * The log is the only place where zizmor says which inputs it audited; one that it cannot parse gets a warning without
 * a name, exit code 0 and no trace in the SARIF (tried). A line counts only with the whole absolute path of an export
 * whose name is random, so no text in a workflow can stand in for it.
 */
export function readZizmorLog(
  log: string,
  { root, files }: { root: string; files: readonly Pick<ExportedFile, "path">[] },
): Coverage {
  const completed = new Set<string>();
  for (const line of log.split("\n")) {
    const path = /^\s*INFO audit: zizmor: \S+ completed (.+)$/u.exec(line)?.[1];
    if (path !== undefined) completed.add(path);
  }
  const scanned = files.map(({ path }) => path).filter((path) => completed.has(`${root}/${path}`));
  const unscanned = files
    .filter(({ path }) => !completed.has(`${root}/${path}`))
    .map(({ path }) => ({
      path,
      reason: "zizmor could not read it: not valid YAML, or not what GitHub expects in such a file",
    }));
  return { scanned: new Set(scanned), unscanned, problems: [] };
}
