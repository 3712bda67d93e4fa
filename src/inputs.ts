/** The only reader of the environment and of argv. Everything after it takes records. */

import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { ConfigurationError } from "./errors.ts";
import { SEVERITIES, type Severity } from "./finding.ts";
import { DEFAULT_POLICY_PATH } from "./policy.ts";
import type { Choices, ScannerSetting } from "./settings.ts";

export const FORMATS = ["text", "json", "sarif", "markdown", "html"] as const;
export type Format = (typeof FORMATS)[number];

export interface ReviewRequest {
  readonly command: "review";
  /** Absolute path of the repository under review. */
  readonly repo: string;
  /** Absent: the default branch, as far as the repository tells. */
  readonly base?: string;
  readonly head: string;
  readonly policy: { readonly path: string; readonly chosen: boolean };
  readonly choices: Choices;
  readonly sarifFiles: readonly string[];
  readonly provider: "auto" | "none";
  readonly format: Format;
  /** Absolute path for the formatted result; absent: stdout. */
  readonly output?: string;
  /** Absolute path for the run's files; absent: a new folder below the user's state folder. */
  readonly runDir?: string;
}

export interface VerifyRequest {
  readonly command: "verify";
  readonly file: string;
  readonly root?: string;
  readonly json: boolean;
}

export type Request =
  ReviewRequest | VerifyRequest | { readonly command: "help"; readonly text: string } | { readonly command: "version" };

/** What the program takes from the machine. */
export interface Environment {
  /** For git and the scanners: where programs are, and nothing else. */
  readonly children: Readonly<Record<string, string>>;
  /** For the child that installs a pinned tool, and only that one (L6). */
  readonly packageManager: Readonly<Record<string, string>>;
  readonly toolCache: string;
  readonly state: string;
  readonly temporary: string;
  /** Values that must never leave, whatever they look like. */
  readonly knownSecrets: readonly string[];
  readonly colour: boolean;
  readonly quiet: boolean;
  readonly columns: number;
}

type Variables = Readonly<Record<string, string | undefined>>;

export function readInputs(argv: readonly string[]): { request: Request; environment: Environment } {
  const { env } = process;
  const { request, colour, quiet } = readRequest(argv);
  const terminal = process.stdout.isTTY && env["NO_COLOR"] === undefined && env["TERM"] !== "dumb";
  const environment = readEnvironment(env, process.platform);
  return {
    request,
    environment: { ...environment, colour: colour ?? terminal, quiet, columns: process.stdout.columns || 80 },
  };
}

/** @throws ConfigurationError `flag-unknown`, `flag-invalid` or `command-unknown`. */
export function readRequest(argv: readonly string[]): { request: Request; colour?: boolean; quiet: boolean } {
  let request: Request | undefined;
  let printed = "";
  const program = terminalProgram((made) => (request = made));
  program.configureOutput({ writeOut: (text) => (printed += text), writeErr: () => undefined });
  for (const command of program.commands) command.copyInheritedSettings(program);
  try {
    program.parse(argv.length === 0 ? ["--help"] : [...argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === "commander.version") return { request: { command: "version" }, quiet: false };
    if (error.exitCode === 0) return { request: { command: "help", text: printed }, quiet: false };
    throw usageError(error);
  }
  if (request === undefined)
    throw new ConfigurationError("command-unknown", "No command was given.", "Run with --help to see the commands.");
  const { color, quiet } =
    program.commands
      .find((command) => command.name() === request?.command)
      ?.opts<{ color?: boolean; quiet?: boolean }>() ?? {};
  return { request, quiet: quiet ?? false, ...(color === undefined ? {} : { colour: color }) };
}

function terminalProgram(made: (request: Request) => void): Command {
  const program = new Command("claude-code-review")
    .description("An auditable security review of a change: scanners enforce, Claude advises, people decide.")
    .version("", "--version")
    .exitOverride()
    .showHelpAfterError(false);
  program.addCommand(reviewCommand(made));
  program.addCommand(verifyCommand(made));
  program.addHelpText("after", EXIT_CODES);
  return program;
}

function reviewCommand(made: (request: Request) => void): Command {
  const command = new Command("review")
    .description("Review what --head changes relative to --base, as a pull request would.")
    .option("--repo <dir>", "the repository", ".")
    .option("--base <ref>", "what the change goes into (default: the default branch)")
    .option("--head <ref>", "the change", "HEAD")
    .option("--policy <path>", "policy file, read at the base commit", DEFAULT_POLICY_PATH)
    .option("--scanners <names>", "auto, none, or a comma list of names (default: policy, else auto)", scannerList)
    .option("--sarif-files <glob>", "SARIF made by other tools; may be repeated", collect, [])
    .addOption(
      new Option("--fail-on <severity>", "lowest severity that fails (default: policy, else high)").choices(SEVERITIES),
    )
    .addOption(
      new Option(
        "--on-incomplete <what>",
        "what an incomplete run does to the exit code (default: policy, else fail)",
      ).choices(["fail", "warn"]),
    )
    .addOption(
      new Option("--provider <name>", "who answers questions about the code").choices(["auto", "none"]).default("auto"),
    )
    .addOption(new Option("--format <format>", "what to print").choices(FORMATS).default("text"))
    .option("--output <file>", "write it to a file instead of stdout")
    .option(
      "--run-dir <dir>",
      "where SARIF, report, summary and ledger go (default: a new folder in your state folder)",
    )
    .option("--color", "colours even without a terminal")
    .option("--no-color", "no colours")
    .option("--quiet", "no progress")
    .addHelpText("after", EXIT_CODES);
  return command.action((options: ReviewOptions) => {
    made(reviewRequest(options, command.getOptionValueSource("policy") === "cli"));
  });
}

interface ReviewOptions {
  repo: string;
  base?: string;
  head: string;
  policy: string;
  scanners?: ScannerSetting;
  sarifFiles: string[];
  failOn?: Severity;
  onIncomplete?: "fail" | "warn";
  provider: "auto" | "none";
  format: Format;
  output?: string;
  runDir?: string;
}

function reviewRequest(options: ReviewOptions, policyChosen: boolean): ReviewRequest {
  const { base, failOn, onIncomplete, scanners, output, runDir } = options;
  return {
    command: "review",
    repo: resolve(options.repo),
    head: options.head,
    policy: { path: options.policy, chosen: policyChosen },
    choices: { ...(failOn && { failOn }), ...(onIncomplete && { onIncomplete }), ...(scanners && { scanners }) },
    sarifFiles: options.sarifFiles,
    provider: options.provider,
    format: options.format,
    ...(base !== undefined && { base }),
    ...(output !== undefined && { output: resolve(output) }),
    ...(runDir !== undefined && { runDir: resolve(runDir) }),
  };
}

function verifyCommand(made: (request: Request) => void): Command {
  return new Command("verify")
    .description("Check a ledger file: the hash chain, its order and its end. Names the first bad entry.")
    .argument("<file>", "the ledger (JSON Lines)")
    .option(
      "--root <hash>",
      "the root that was published; without it a rewritten ledger cannot be told from the first one",
    )
    .option("--json", "the answer as JSON", false)
    .action((file: string, options: { root?: string; json: boolean }) => {
      made({
        command: "verify",
        file: resolve(file),
        json: options.json,
        ...(options.root !== undefined && { root: options.root }),
      });
    });
}

const EXIT_CODES = `
Exit codes:
  0  pass (or incomplete with --on-incomplete warn)
  1  the gate failed
  2  configuration: what is wrong, and the way out
  3  the change could not be read, or the verdict could not be delivered
  4  a bug in claude-code-review
  5  incomplete: something that had to run did not
`;

function scannerList(text: string): ScannerSetting {
  const names = text.split(",").map((name) => name.trim());
  if (names.some((name) => name === ""))
    throw new InvalidArgumentError("A comma list of scanner names, auto, or none.");
  if (names.length === 1 && (names[0] === "auto" || names[0] === "none")) return names[0];
  return names;
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

function usageError(error: CommanderError): ConfigurationError {
  const code =
    error.code === "commander.unknownOption"
      ? "flag-unknown"
      : error.code === "commander.unknownCommand"
        ? "command-unknown"
        : "flag-invalid";
  const message = stripVTControlCharacters(error.message).replace(/^error: /u, "");
  return new ConfigurationError(code, message, "Run with --help to see commands, flags and their values.");
}

/** Settings of pip and of TLS that the installing child keeps: mirrors, proxies, certificate authorities. */
const PACKAGE_MANAGER =
  /^(?:PIP_.+|(?:HTTPS?|ALL|NO)_PROXY|SSL_CERT_(?:FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE)$/iu;
/** Names of variables whose values are secrets wherever they turn up. */
const SECRET_NAME = /(?:TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|CREDENTIAL)/iu;
/** Shorter values would redact ordinary words. */
const SECRET_MINIMUM = 8;

export function readEnvironment(env: Variables, platform: string): Omit<Environment, "colour" | "quiet" | "columns"> {
  const home = env["HOME"] ?? homedir();
  const cache =
    env["XDG_CACHE_HOME"] ?? (platform === "darwin" ? join(home, "Library", "Caches") : join(home, ".cache"));
  return {
    children: { PATH: env["PATH"] ?? "/usr/local/bin:/usr/bin:/bin", LANG: "C.UTF-8" },
    packageManager: pick(env, (name) => PACKAGE_MANAGER.test(name)),
    toolCache: env["RUNNER_TOOL_CACHE"] ?? cache,
    state: join(env["XDG_STATE_HOME"] ?? join(home, ".local", "state"), "claude-code-review"),
    temporary: env["RUNNER_TEMP"] ?? tmpdir(),
    knownSecrets: Object.values(pick(env, (name) => SECRET_NAME.test(name))).filter(
      (value) => value.length >= SECRET_MINIMUM,
    ),
  };
}

function pick(env: Variables, keep: (name: string) => boolean): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value !== undefined && keep(name) ? [[name, value]] : [])),
  );
}
