import { error, notice, setOutput, setSecret, summary, warning, type AnnotationProperties } from "@actions/core";
import { ExternalError } from "../errors.ts";
import { OUTPUTS, RESPOND_OUTPUTS } from "../outputs.ts";
import type { Annotation, Log, Runner } from "../ports.ts";
import { oneLine, withoutRunnerCommands } from "../untrusted.ts";

export interface RunnerOptions {
  /** Which of the runner's files there are: `GITHUB_OUTPUT`, `GITHUB_STEP_SUMMARY`. What is absent is said once and left out. */
  readonly stepFiles: { readonly output: boolean; readonly summary: boolean };
  readonly uploadArtifact: Runner["uploadArtifact"];
  readonly log: Pick<Log, "warn">;
}

/** An output that a mask matches is dropped, and a consumer would see no verdict (actions/runner JobExtension.cs; governance.md A11). */
const OUTCOMES = ["pass", "fail", "incomplete"];
/** The runner masks a part of a word too. */
const MASK_MINIMUM = 8;
/** The runner's log shows a line whole; GitHub cuts annotations at 4 KB, 64 KB in the API. */
const MESSAGE_LIMIT = 4000;
const TITLE_LIMIT = 250;

/**
 * The runner's channel over @actions/core, which escapes for it. Masks, annotations and nothing else go to stdout; never
 * `GITHUB_ENV`, `GITHUB_PATH` or `GITHUB_STATE` (governance.md A12), which eslint holds.
 */
export function createRunner({ stepFiles, uploadArtifact, log }: RunnerOptions): Runner {
  const missing = new Set<string>();
  const has = (file: "output" | "summary", variable: string): boolean => {
    if (!stepFiles[file] && !missing.has(file)) log.warn(`This runner gives no ${variable}: that part is left out.`);
    if (!stepFiles[file]) missing.add(file);
    return stepFiles[file];
  };
  return {
    output: async (name, value) => {
      if (![...OUTPUTS, ...RESPOND_OUTPUTS].some((known) => known === name))
        throw new Error(`${name} is no output of action.yml`);
      if (name === "outcome" && value !== "" && !OUTCOMES.includes(value)) throw new Error("no such outcome");
      if (has("output", "GITHUB_OUTPUT")) await orWriteFailed("GITHUB_OUTPUT", () => setOutput(name, value));
    },
    summary: async (markdown) => {
      if (has("summary", "GITHUB_STEP_SUMMARY"))
        await orWriteFailed("GITHUB_STEP_SUMMARY", () => summary.addRaw(markdown).write());
    },
    annotate,
    uploadArtifact,
  };
}

/** Tells the runner to mask these values in its log. Call it before anything is printed. */
export function maskSecrets(secrets: readonly string[]): void {
  for (const value of secrets.flatMap(maskable)) setSecret(value);
}

/** Lines, since the runner masks line by line; none that would also hide one of our own words. */
function maskable(secret: string): readonly string[] {
  return secret
    .split(/[\r\n]+/u)
    .map((line) => line.trim())
    .filter((line) => {
      // The runner masks what is left without double quotes as well (ValueEncoders.cs TrimDoubleQuotes).
      const bare = line.replace(/^"+|"+$/gu, "");
      return line.length >= MASK_MINIMUM && !OUTCOMES.some((word) => word.includes(bare));
    });
}

export function annotate({ level, title, message, uri, startLine, endLine }: Annotation): void {
  const write = { error, warning, notice }[level];
  const place = uri === undefined || safe(uri, uri.length + 1) === uri ? uri : undefined;
  const properties: AnnotationProperties = {
    title: safe(title, TITLE_LIMIT),
    ...(place !== undefined && { file: place }),
    ...(place !== undefined && startLine !== undefined && { startLine }),
    ...(place !== undefined && endLine !== undefined && { endLine }),
  };
  // A name that is not what it looks like gets no place: it would be another file's.
  const named = uri === place || uri === undefined ? message : `${uri}: ${message}`;
  write(safe(named, MESSAGE_LIMIT), properties);
}

function safe(text: string, limit: number): string {
  return withoutRunnerCommands(oneLine(text, limit));
}

async function orWriteFailed(variable: string, write: () => unknown): Promise<void> {
  try {
    await write();
  } catch (cause) {
    // Without its message, which names the file and may quote the value.
    throw new ExternalError("write-failed", `The runner's file ${variable} cannot be written.`, {
      fix: "Free some disk space on the runner, and keep earlier steps from removing its files.",
      cause,
    });
  }
}
