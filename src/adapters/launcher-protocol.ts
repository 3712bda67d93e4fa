/** What the shell tells the launcher, and what it answers: two JSON files in the run's temporary folder. */

export interface LaunchSpec {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly deadlineMs: number;
  readonly outputCapBytes: number;
  readonly stdoutPath: string;
  readonly stderrPath: string;
  readonly resultPath: string;
}

export const ENDINGS = ["exit", "signal", "deadline", "outputCap", "interrupted", "notStarted"] as const;
export type Ended = (typeof ENDINGS)[number];

export interface LaunchResult {
  readonly ended: Ended;
  readonly exitCode?: number;
  /** Why it did not start, or which signal ended it. */
  readonly detail?: string;
}

/** The launcher's own exit code when output or result could not be written; the errno is on its stderr. */
export const NOT_WRITTEN = 74; // sysexits.h EX_IOERR
