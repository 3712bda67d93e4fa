/** argv → Request. Pure: nothing is printed and nothing ends the process. */

import { resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { isAllowedBaseUrl } from "./base-url.ts";
import { ConfigurationError } from "./errors.ts";
import { SEVERITIES, type Severity } from "./finding.ts";
import { parseCommandLine } from "./flags-parse.ts";
import { redactCommand } from "./flags-redact.ts";
import { DEFAULT_POLICY_PATH, EFFORTS, PROVIDERS, type Effort, type Provider } from "./policy.ts";
import { FORMATS, type Format, type Request, type ReviewRequest } from "./request.ts";
import type { Choices, ScannerSetting } from "./settings.ts";

/** @throws ConfigurationError `flag-unknown`, `flag-invalid` or `command-unknown`. */
export function readRequest(argv: readonly string[]): { request: Request; colour?: boolean; quiet: boolean } {
  let request: Request | undefined;
  const program = terminalProgram((made) => (request = made));
  const asked = parseCommandLine(program, argv);
  if (asked !== undefined) return { request: asked, quiet: false };
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
  program.addCommand(redactCommand(made));
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
    .option(
      "--scanners <names>",
      "auto, none, or a comma list of names, auto among them (default: policy, else auto)",
      scannerList,
    )
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
      new Option("--provider <name>", "who answers questions about the code (default: policy, else auto)").choices(
        PROVIDERS,
      ),
    )
    .option("--model <id>", "which model (default: policy, else prompts/models.json)")
    .addOption(
      new Option("--effort <level>", "how hard it thinks (default: policy, else prompts/models.json)").choices(EFFORTS),
    )
    .option("--max-cost-usd <amount>", "most that the run may cost (default: policy, else 1)", dollars)
    .option("--base-url <url>", "a gateway for the Messages API: https, or http on loopback", gateway)
    .option("--model-command <program>", "answers questions with --provider command: a local program")
    .option("--dry-run", "print the exact redacted questions, tokens and worst-case cost; send nothing", false)
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
  provider?: Provider;
  model?: string;
  effort?: Effort;
  maxCostUsd?: number;
  baseUrl?: string;
  modelCommand?: string;
  dryRun: boolean;
  format: Format;
  output?: string;
  runDir?: string;
}

function reviewRequest(options: ReviewOptions, policyChosen: boolean): ReviewRequest {
  const { base, output, runDir, modelCommand, baseUrl } = options;
  return {
    command: "review",
    repo: resolve(options.repo),
    head: options.head,
    policy: { path: options.policy, chosen: policyChosen },
    choices: choicesOf(options),
    sarifFiles: options.sarifFiles,
    dryRun: options.dryRun,
    ...(baseUrl !== undefined && { baseUrl }),
    ...(modelCommand !== undefined && { modelCommand: resolve(modelCommand) }),
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
  0  pass (or incomplete with --on-incomplete warn; whatever the outcome in a pilot)
  1  the gate failed
  2  configuration: what is wrong, and the way out
  3  the change could not be read, or the verdict could not be delivered
  4  a bug in claude-code-review
  5  incomplete: something that had to run did not
`;

/** Flags and inputs alike: what was not said has no key. */
export function choicesOf(said: { readonly [Key in keyof Choices]?: Choices[Key] | undefined }): Choices {
  const { failOn, onIncomplete, scanners, provider, model, effort, maxCostUsd, comments, evidence } = said;
  return {
    ...(failOn && { failOn }),
    ...(onIncomplete && { onIncomplete }),
    ...(scanners && { scanners }),
    ...(provider && { provider }),
    ...(model !== undefined && { model }),
    ...(effort && { effort }),
    ...(maxCostUsd !== undefined && { maxCostUsd }),
    ...(comments && { comments }),
    ...(evidence && { evidence }),
  };
}

/** @throws InvalidArgumentError, as `gateway` and `scannerList` do. */
export function dollars(text: string): number {
  const amount = Number(text);
  if (text.trim() === "" || !Number.isFinite(amount) || amount < 0)
    throw new InvalidArgumentError("An amount in US dollars, like 0.50.");
  return amount;
}

/** The key goes there: nobody on the way may read it. */
export function gateway(text: string): string {
  if (!URL.canParse(text) || !isAllowedBaseUrl(new URL(text)))
    throw new InvalidArgumentError("An https URL, or http on loopback.");
  return text;
}

export function scannerList(text: string): ScannerSetting {
  const names = text.split(",").map((name) => name.trim());
  if (names.some((name) => name === ""))
    throw new InvalidArgumentError("A comma list of scanner names, auto, or none.");
  if (names.length === 1 && (names[0] === "auto" || names[0] === "none")) return names[0];
  return names;
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
