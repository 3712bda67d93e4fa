/** OSV-Scanner on lock files, where the machine has it: known vulnerabilities without GitHub's dependency graph. */

import { posix } from "node:path";

import { commandScanner, type Coverage } from "./command-scanner.ts";
import type { ExportedFile, Scanner, ScanPorts, ScanTarget } from "./scanner.ts";

/** File names that it knows as lock files or manifests (2.5.0, its page "Supported languages and lockfiles"); any other ends a start (tried). */
const LOCK_FILES: ReadonlySet<string> = new Set([
  ...["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock"],
  ...["Pipfile.lock", "poetry.lock", "pdm.lock", "pylock.toml", "uv.lock"],
  ...["go.mod", "Cargo.lock", "Gemfile.lock", "gems.locked", "composer.lock", "pubspec.lock", "mix.lock"],
  ...["pom.xml", "gradle.lockfile", "buildscript-gradle.lockfile", "packages.config", "packages.lock.json"],
  ...["conan.lock", "renv.lock", "stack.yaml.lock", "cabal.project.freeze"],
]);
const REQUIREMENTS = /requirements[^/]*\.txt$/u;
const CONFIG = "osv-scanner.toml";
const UTF8 = new TextDecoder();

export const osvScanner = createOsvScanner();

/** With `database`, the folder of a local copy, it asks nobody; otherwise api.osv.dev. */
export function createOsvScanner({ database }: { readonly database?: string } = {}): Scanner {
  const command = commandScanner({
    name: "osv-scanner",
    expects: ({ uri }) => isLockFile(uri),
    provision: ({ provision }) => provision.path("osv-scanner"),
    deadlineMs: 5 * 60_000,
    // One lock file that it cannot read ends it before it has looked anything up (tried).
    batch: 500,
    prepare: async ({ out }, { files }) => files.write(`${out}/${CONFIG}`, ""),
    command: ({ root, out, files }) => [
      "scan",
      "source",
      "--format=sarif",
      // Without one of ours it takes `osv-scanner.toml` from beside each lock file, which hides vulnerabilities (tried).
      `--config=${out}/${CONFIG}`,
      // Both would run or fetch what the project names (L6).
      "--no-call-analysis=all",
      "--no-resolve",
      // A lock file without packages is no failure.
      "--allow-no-lockfiles",
      // `--offline-vulnerabilities` alone exits 0 and has looked nothing up (2.5.0, tried).
      ...(database === undefined ? [] : ["--offline", `--local-db-path=${database}`]),
      ...files.map(({ path }) => `--lockfile=${root}/${path}`),
    ],
    // 1: vulnerabilities; 127 and up: a file that cannot be read, a database that cannot be reached.
    succeeded: ({ exitCode }) => exitCode === 0 || exitCode === 1,
    sarif: ({ root, result }) => Promise.resolve(relative(UTF8.decode(result.stdout), root)),
    report: async ({ root, files, result }) => readOsvScannerLog(UTF8.decode(result.stderr), { root, files }),
  });
  return {
    ...command,
    optional: true,
    scan: async (target, ports) => command.scan(await withoutIncludes(target, ports), ports),
  };
}

function isLockFile(uri: string): boolean {
  // It takes none of `node_modules`, and ends when one is named (tried).
  if (uri.split("/").includes("node_modules")) return false;
  return LOCK_FILES.has(posix.basename(uri)) || REQUIREMENTS.test(uri);
}

/** A line that is, or may become when its parser takes out `[…]` and `${…}`, an include; not `--hash`, `-e`, `-i`, `-f` or `-c`. */
const INCLUDE = /^[\s\u0085]*(?:\[|\$|-(?!-|[efic]\s))/mu;

/** It follows `-r` in a requirements file to any file of the machine, and would send what looks like packages there (2.5.0, tried). */
async function withoutIncludes(target: ScanTarget, { files }: ScanPorts): Promise<ScanTarget> {
  const led = new Set<ExportedFile>();
  for (const entry of target.exported) {
    if (!REQUIREMENTS.test(entry.path)) continue;
    const bytes = await files.read(`${target.root}/${entry.path}`);
    const text = UTF8.decode(bytes);
    if (INCLUDE.test(text)) led.add(entry);
  }
  const reason = "its `-r` lines would lead osv-scanner out of the files that it is given";
  return {
    ...target,
    exported: target.exported.filter((entry) => !led.has(entry)),
    withheld: [...target.withheld, ...[...led].map(({ file }) => ({ uri: file.uri, reason }))],
  };
}

/** The log names each file that it read, by the absolute path of an export whose name is random: no text in a file can stand in for it. */
export function readOsvScannerLog(
  log: string,
  { root, files }: { root: string; files: readonly Pick<ExportedFile, "path">[] },
): Coverage {
  const read = new Set(
    log.split("\n").flatMap((line) => /^Scanned (.+) file and found \d+ packages?$/u.exec(line)?.[1] ?? []),
  );
  return {
    scanned: new Set(files.map(({ path }) => path).filter((path) => read.has(`${root}/${path}`))),
    unscanned: [],
    problems: [],
  };
}

/**
 * As this program reads SARIF: names as they are, below the export, whose own place nobody else has; and without the advice
 * that ends each help, to hide the finding by a file that hides nothing here.
 */
function relative(sarif: string, root: string): string {
  return sarif
    .replace(/"file:\/\/(\/[^"\\]*)"/gu, (_, path: string) => JSON.stringify(decodeURIComponent(path)))
    .replaceAll(`${root}/`, "")
    .replace(/\\n\\nIf you believe these vulnerabilities do not affect(?:[^"\\]|\\.)*"/gu, '"');
}
