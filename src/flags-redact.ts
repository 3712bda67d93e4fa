/** The flags of `redact`: apart from the others, so that a filter that starts often loads little. */

import { resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { ConfigurationError } from "./errors.ts";
import { parseCommandLine, type Asked } from "./flags-parse.ts";
import type { RedactMode, RedactRequest } from "./request.ts";

const EXIT_CODES = `
Exit codes:
  0  done; with --check, nothing was found
  1  --check or --staged has found a secret
  2  configuration: what is wrong, and the way out
  3  a file could not be read or written
  4  a bug in claude-code-review

Examples:
  node dist/index.js redact application.log
  node dist/index.js redact --check src/config.ts
  node dist/index.js redact --staged
`;

interface RedactOptions {
  jsonl: boolean;
  check: boolean;
  staged: boolean;
  point?: "scan" | "redact";
  json: boolean;
  account?: string;
  policy?: string;
}

/** @throws ConfigurationError `flag-unknown`, `flag-invalid` */
export function readRedactRequest(argv: readonly string[]): RedactRequest | NonNullable<Asked> {
  let request: RedactRequest | undefined;
  const program = new Command("claude-code-review").exitOverride().showHelpAfterError(false);
  program.addCommand(redactCommand((made) => (request = made)));
  const asked = parseCommandLine(program, ["redact", ...argv]) ?? request;
  if (asked === undefined) throw new ConfigurationError("command-unknown", "No command was given.", "Run with --help.");
  return asked;
}

export function redactCommand(made: (request: RedactRequest) => void): Command {
  return new Command("redact")
    .description("Take secrets out of text: files or stdin in, the redacted text out. Sends nothing anywhere.")
    .argument("[file...]", "files to read (default: stdin)")
    .option("--check", "print where secrets stand, as file:line:column type, and exit with 1 when there are any", false)
    .option("--staged", "--check what is about to be committed: lines that the last commit does not have", false)
    .option("--jsonl", 'read {"id","path","text"} a line, answer {"id","spans":[[start,end,type],…]} a line', false)
    .addOption(
      new Option(
        "--point <point>",
        "redact: nothing may leak; scan: sure enough to stop a merge (default: redact, with --check scan)",
      ).choices(["scan", "redact"]),
    )
    .option("--json", "an account of what was done, as JSON on stderr", false)
    .option("--account <file>", "the same account in a file")
    .option("--policy <file>", "a policy file, for its patterns, allowed values and personal data")
    .addHelpText("after", EXIT_CODES)
    .action((files: string[], options: RedactOptions) => {
      made(requestOf(files, options));
    });
}

function requestOf(files: readonly string[], { json, account, policy, ...options }: RedactOptions): RedactRequest {
  const mode = modeOf(options);
  if (mode === "staged" && files.length > 0)
    throw new InvalidArgumentError("--staged reads the index of the repository: it takes no files.");
  if (mode === "text" && options.point === "scan")
    throw new InvalidArgumentError("Text is redacted at the redact point; --point scan is for --check and --jsonl.");
  if (mode !== "text" && (json || account !== undefined))
    throw new InvalidArgumentError("--json and --account are about redacted text: not with --check or --jsonl.");
  const searching = mode === "check" || mode === "staged";
  return {
    command: "redact",
    files: files.map((name) => ({ name, path: resolve(name) })),
    mode,
    point: options.point ?? (searching ? "scan" : "redact"),
    json,
    ...(account !== undefined && { account: resolve(account) }),
    ...(policy !== undefined && { policy: resolve(policy) }),
  };
}

function modeOf({ jsonl, check, staged }: Pick<RedactOptions, "jsonl" | "check" | "staged">): RedactMode {
  if (jsonl && (check || staged)) throw new InvalidArgumentError("--jsonl and --check exclude each other.");
  return staged ? "staged" : check ? "check" : jsonl ? "jsonl" : "text";
}
