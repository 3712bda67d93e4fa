/** Whose fault it is. Each code is a section of `docs/errors.md`; each message is a sentence followed by the way out. */

export const CONFIGURATION_CODES = [
  "flag-unknown",
  "flag-invalid",
  "policy-unreadable",
  "policy-invalid",
  "git-missing",
  "not-a-repository",
  "commit-not-found",
  "history-cut",
  "histories-unrelated",
  "scanner-unknown",
  "command-unknown",
  "file-not-found",
  "tls-unverified",
  "input-invalid",
  "event-unsupported",
  "runner-unsupported",
  "plan-invalid",
  "jsonl-invalid",
  "eval-invalid",
] as const;
export type ConfigurationCode = (typeof CONFIGURATION_CODES)[number];

export const EXTERNAL_CODES = [
  "git-failed",
  "object-missing",
  "change-too-large",
  "read-failed",
  "write-failed",
  "fetch-failed",
  "github-failed",
  "artifact-failed",
] as const;
export type ExternalCode = (typeof EXTERNAL_CODES)[number];

/** Something that the user can fix: exit 2. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
  readonly code: ConfigurationCode;
  readonly fix: string;
  constructor(code: ConfigurationCode, message: string, fix: string) {
    super(message);
    this.code = code;
    this.fix = fix;
  }
}

/** A service, tool or disk failed: exit 3. */
export class ExternalError extends Error {
  override readonly name = "ExternalError";
  readonly code: ExternalCode;
  readonly fix: string;
  constructor(code: ExternalCode, message: string, { fix, cause }: { fix: string; cause?: unknown }) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.fix = fix;
  }
}

/** `object-missing`: git knows of an object that this clone does not hold. */
export function objectMissing(name: string): ExternalError {
  return new ExternalError("object-missing", `The clone does not hold object ${name}, which the change needs.`, {
    fix: "It is a partial clone: clone without --filter, or run `git fetch --refetch --no-filter`.",
  });
}
