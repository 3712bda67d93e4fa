/** SARIF that earlier steps of the job made (CodeQL, …). Its files are as hostile as what their tools read. */

import { createHash } from "node:crypto";
import { relative, sep } from "node:path";

import type { Files } from "../ports.ts";
import { parseSarif, SarifError, type ParsedRun } from "../sarif/index.ts";
import { oneLine } from "../untrusted.ts";
import { slug } from "../words.ts";
import type { ScannerState } from "../records.ts";
import type { Scanner, ScanOutcome, ScanTarget } from "./scanner.ts";

const NAME = "sarif-files";
/** Bytes of one file: ten times what code scanning accepts compressed, and well under V8's longest string. */
export const SARIF_FILE_BYTES = 100_000_000;
/** More files than a job's steps write: a glob that matches these is a mistake. */
export const SARIF_FILES = 200;

/** Where the runner mounts the workspace in Docker actions (GitHub, "Dockerfile support"): tools there name it. */
const CONTAINER_WORKSPACE = "/github/workspace";

/**
 * The scanner `sarif-files`: every SARIF run of every file that the globs match below `cwd` (absolute) is an outcome
 * of its own under its tool's name, with rule ids `<tool>/<rule>`. A glob that matches nothing, a file that cannot be
 * read, is not SARIF or belongs to the change, and a run that says it failed are failed outcomes: a step that was
 * deleted must not turn a check green. Locations are any clean path below `cwd`; triage knows which are in the change.
 */
export function sarifFiles(globs: readonly string[], cwd: string): Scanner {
  return {
    name: NAME,
    applies: () => globs.length > 0,
    scan: async (target, { files }) => {
      const found = await matches(globs, cwd, files);
      const outcomes = [...found.outcomes];
      // One after another: each may be large.
      for (const path of found.paths) outcomes.push(...(await readOutcomes(path, { target, cwd, files })));
      return outcomes;
    },
  };
}

interface Matches {
  readonly paths: readonly string[];
  readonly outcomes: readonly ScanOutcome[];
}

async function matches(globs: readonly string[], cwd: string, files: Files): Promise<Matches> {
  const paths = new Set<string>();
  const outcomes: ScanOutcome[] = [];
  for (const glob of globs) {
    const shown = oneLine(glob, 200);
    try {
      const matched = await files.glob(glob, cwd);
      for (const path of matched) paths.add(path);
      if (matched.length > 0) continue;
      outcomes.push(
        failed(
          `No file matches the glob "${shown}". Check that the step that writes it runs before this one, or remove the glob from sarif-files.`,
        ),
      );
    } catch (error) {
      outcomes.push(failed(`The glob "${shown}" could not be searched: ${reasonOf(error)}`));
    }
  }
  if (paths.size <= SARIF_FILES) return { paths: [...paths].sort(), outcomes };
  outcomes.push(
    failed(`The globs match ${paths.size} files; at most ${SARIF_FILES} are read. Name the SARIF files more exactly.`),
  );
  return { paths: [], outcomes };
}

interface Reading {
  readonly target: ScanTarget;
  readonly cwd: string;
  readonly files: Files;
}

async function readOutcomes(path: string, reading: Reading): Promise<readonly ScanOutcome[]> {
  const below = relative(reading.cwd, path).split(sep).join("/");
  const name = oneLine(below, 300);
  try {
    const bytes = await readBytes(path, below, reading);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const runs = parseSarif(textOf(bytes), {
      ruleIdPrefix: (tool) => `${slug(tool)}/`,
      uriOf: (at) => uriBelow(at, [reading.cwd, CONTAINER_WORKSPACE]),
    });
    if (runs.length === 0) throw new SarifError("It has no run: no tool has written its results.");
    return runs.map((run) => outcomeOf(run, name, sha256));
  } catch (error) {
    return [failed(`${name} was not read. ${reasonOf(error)}`)];
  }
}

async function readBytes(path: string, below: string, { target, files }: Reading): Promise<Uint8Array> {
  // Written by the author of the change and not by a tool: it would stand for a scan that never ran (L6).
  const folded = below.toLowerCase();
  const brought = target.change.files.some(({ uri, status }) => {
    const own = uri.toLowerCase();
    // Below it as well: a submodule's files are the change's own.
    return status !== "deleted" && (folded === own || folded.startsWith(`${own}/`));
  });
  if (brought) {
    throw new SarifError("It is a file of the change under review. Let the step write its results elsewhere.");
  }
  const bytes = await files.read(path);
  if (bytes === undefined) throw new SarifError("It disappeared.");
  if (bytes.length > SARIF_FILE_BYTES) {
    throw new SarifError(`It has ${bytes.length} bytes; at most ${SARIF_FILE_BYTES} are read.`);
  }
  return bytes;
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new SarifError("It is not UTF-8, which JSON has to be (RFC 8259, section 8.1).");
  }
}

function outcomeOf(run: ParsedRun, name: string, sha256: string): ScanOutcome {
  return {
    tool: run.toolName,
    version: run.toolVersion,
    digests: { [name]: sha256 },
    state: stateOf(run, name),
    findings: run.findings,
    unscanned: run.unscanned,
    notes: run.notes.map((note) => `${name}: ${note}`),
  };
}

/** A finding that cannot be placed is neither the change's nor known not to be: it must not end as a pass (L5). */
function stateOf({ executionSuccessful, toolName, notes, unplaced }: ParsedRun, name: string): ScannerState {
  if (!executionSuccessful)
    return {
      status: "failed",
      reason: `${name} says that ${toolName} did not finish. ${notes[0] ?? "Look at the log of its step."}`,
    };
  if (unplaced === 0) return { status: "completed" };
  const results = unplaced === 1 ? "1 result that names" : `${String(unplaced)} results that name`;
  return {
    status: "failed",
    reason: `${name} holds ${results} no place in the repository, so nobody can tell whether the change brought it. Let ${toolName} write paths relative to the repository.`,
  };
}

/** A path of the workspace, whichever of its names a tool used; never one of git's own files. */
function uriBelow(path: string, roots: readonly string[]): string | undefined {
  const root = roots.find((each) => path.startsWith(`${each}/`));
  if (path.startsWith("/") && root === undefined) return undefined;
  const uri = root === undefined ? path : path.slice(root.length + 1);
  return uri === "" || /^\.git(?:\/|$)/iu.test(uri) ? undefined : uri;
}

function failed(reason: string): ScanOutcome {
  return {
    tool: NAME,
    version: "unknown",
    digests: {},
    state: { status: "failed", reason },
    findings: [],
    unscanned: [],
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? oneLine(error.message, 500) : "Unknown error.";
}
