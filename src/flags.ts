/** argv → Request. Pure: nothing is printed and nothing ends the process. */

import { resolve } from "node:path";
import { Command, Option } from "commander";
import { ConfigurationError } from "./errors.ts";
import { SEVERITIES, type Severity } from "./finding.ts";
import { evalCommand } from "./flags-eval.ts";
import { parseCommandLine } from "./flags-parse.ts";
import { redactCommand } from "./flags-redact.ts";
import { choicesOf, dollars, gateway, scannerList } from "./flags-values.ts";
import { googleProject, hostLabel, placesOf, seconds } from "./model-access.ts";
import { DEFAULT_POLICY_PATH, EFFORTS, PROVIDERS, type Effort, type Provider } from "./policy.ts";
import { FORMATS, type Format, type Request, type ReviewRequest } from "./request.ts";
import type { ScannerSetting } from "./settings.ts";

export { choicesOf, dollars, gateway, scannerList } from "./flags-values.ts";

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
  program.addCommand(evalCommand(made));
  program.addHelpText("after", PROGRAM_HELP);
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
        "--fail-on-ai <severity>",
        "the same for checked findings that only Claude made (default: policy, else none)",
      ).choices(SEVERITIES),
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
    .option("--aws-region <region>", "with --provider bedrock: where", hostLabel)
    .option("--google-region <region>", "with --provider vertex: where, or global, us, eu", hostLabel)
    .option("--google-project <id>", "with --provider vertex: whose", googleProject)
    .option("--foundry-resource <name>", "with --provider foundry: the first label of the resource's host", hostLabel)
    .option("--model-command <program>", "answers questions with --provider command: a local program")
    .option("--model-command-seconds <n>", "how long it may take for one question (default: 600)", seconds)
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
    .addHelpText("after", `${EXIT_CODES}${REVIEW_EXAMPLES}`);
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
  failOnAi?: Severity;
  onIncomplete?: "fail" | "warn";
  provider?: Provider;
  model?: string;
  effort?: Effort;
  maxCostUsd?: number;
  baseUrl?: string;
  modelCommand?: string;
  modelCommandSeconds?: number;
  awsRegion?: string;
  googleRegion?: string;
  googleProject?: string;
  foundryResource?: string;
  dryRun: boolean;
  format: Format;
  output?: string;
  runDir?: string;
}

function reviewRequest(options: ReviewOptions, policyChosen: boolean): ReviewRequest {
  const { base, output, runDir, modelCommand, modelCommandSeconds, baseUrl } = options;
  const places = placesOf(options);
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
    ...(modelCommandSeconds !== undefined && { modelCommandSeconds }),
    ...(Object.keys(places).length > 0 && { places }),
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
    .option("--json", "the answer as JSON")
    .addHelpText("after", VERIFY_HELP)
    .action((file: string, options: { root?: string; json?: true }) => {
      made({
        command: "verify",
        file: resolve(file),
        json: options.json ?? false,
        ...(options.root !== undefined && { root: options.root }),
      });
    });
}

const VERIFY_HELP = `
Exit codes:
  0  the ledger holds
  1  it does not: the first bad line is named
  2  configuration: what is wrong, and the way out
  3  the file could not be read
  4  a bug in claude-code-review

Examples:
  node dist/index.js verify ledger.jsonl --root <hash>
  node dist/index.js verify deliveries.jsonl --json
`;

const REVIEW_EXAMPLES = `
Examples:
  node dist/index.js review --base origin/main --provider none
  node dist/index.js review --base main --dry-run
  node dist/index.js review --base main --scanners auto,bandit --fail-on medium --format sarif --output review.sarif
`;

const PROGRAM_HELP = `
"<command> --help" has the flags, exit codes and examples of each.

Examples:
  node dist/index.js review --repo . --base HEAD~1 --provider none
  node dist/index.js redact --staged
  node dist/index.js verify ledger.jsonl
`;

const EXIT_CODES = `
Exit codes:
  0  pass (or incomplete with --on-incomplete warn; whatever the outcome in a pilot)
  1  the gate failed
  2  configuration: what is wrong, and the way out
  3  the change could not be read, or the verdict could not be delivered
  4  a bug in claude-code-review
  5  incomplete: something that had to run did not
`;

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
