/** The flags of `eval`. */

import { resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { choicesOf, dollars, gateway, scannerList } from "./flags-values.ts";
import { googleProject, hostLabel, placesOf } from "./model-access.ts";
import { EFFORTS, PROVIDERS, type Effort, type Provider } from "./policy.ts";
import { EVAL_FORMATS, type EvalFormat, type EvalRequest } from "./request.ts";
import type { ScannerSetting } from "./settings.ts";

const EXIT_CODES = `
Exit codes:
  0  every case was answered, and nothing drifted
  1  drift: worse than the interval of the baseline
  2  configuration: what is wrong, and the way out
  3  a file could not be read or written
  4  a bug in claude-code-review
  5  some case has no whole answer

Examples:
  node dist/index.js eval --cases __tests__/corpus --limit 6 --max-cost-usd 0.50
  node dist/index.js eval --cases __tests__/corpus --record recordings/today
  node dist/index.js eval --cases __tests__/corpus --replay recordings/today --format html --output eval.html
`;

interface EvalOptions {
  cases: string;
  repositories?: string;
  policy?: string;
  record?: string;
  replay?: string;
  synthetic: boolean;
  bury: readonly number[];
  frame: boolean;
  inject: boolean;
  alsoPlain: boolean;
  seed: number;
  filter?: string;
  limit?: number;
  concurrency: number;
  scanners: ScannerSetting;
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
  baseline?: string;
  format: EvalFormat;
  output?: string;
}

export function evalCommand(made: (request: EvalRequest) => void): Command {
  const command = new Command("eval")
    .description("Measure prompts and models on labelled changes: what is found, what is a false alarm, what it takes.")
    .requiredOption("--cases <dir>", "labelled changes: <id>/case.yml, or cases.jsonl beside repositories")
    .option("--repositories <dir>", "where the repositories of a cases.jsonl stand (default: beside it)")
    .option("--policy <file>", "a policy file (default: none)")
    .option("--record <dir>", "keep answers there, and do not ask again for what is there")
    .option("--replay <dir>", "take answers from there alone: nothing is sent")
    .option("--synthetic", "the answers that are recorded are written by hand", false)
    .option(
      "--bury <lines>",
      "put each case among so many lines of harmless hunks; a comma list: once for each",
      sizes,
      [0],
    )
    .option("--frame", "let title, description and comments call each case reviewed and safe", false)
    .option("--inject", "let comments give orders to the reviewer", false)
    .option("--also-plain", "run each case without any of it too", false)
    .option("--seed <n>", "of what is random", whole(0, 2 ** 31), 1)
    .option("--filter <glob>", "only cases whose id, label, language, kind or weakness matches")
    .option("--limit <n>", "only so many cases, chosen by the seed", whole(1, 1_000_000))
    .option("--concurrency <n>", "cases at a time, 1 to 4", whole(1, 4), 2)
    .option("--scanners <names>", "auto, none, or a comma list of names", scannerList, "none")
    .option("--baseline <file>", "a report of eval in JSON: what is worse than it fails")
    .addOption(new Option("--format <format>", "what to print").choices(EVAL_FORMATS).default("text"))
    .option("--output <file>", "write it to a file instead of stdout")
    .option("--quiet", "no progress")
    .addHelpText("after", EXIT_CODES);
  return asking(command).action((options: EvalOptions) => made(requestOf(options)));
}

/** Who is asked, as for a review. */
function asking(command: Command): Command {
  return command
    .addOption(new Option("--provider <name>", "who answers (default: auto)").choices(PROVIDERS))
    .option("--model <id>", "which model (default: prompts/models.json)")
    .addOption(new Option("--effort <level>", "how hard it thinks (default: prompts/models.json)").choices(EFFORTS))
    .option("--max-cost-usd <amount>", "most that one case may cost (default: policy, else 1)", dollars)
    .option("--base-url <url>", "a gateway for the Messages API: https, or http on loopback", gateway)
    .option("--aws-region <region>", "with --provider bedrock: where", hostLabel)
    .option("--google-region <region>", "with --provider vertex: where, or global, us, eu", hostLabel)
    .option("--google-project <id>", "with --provider vertex: whose", googleProject)
    .option("--foundry-resource <name>", "with --provider foundry: the first label of the resource's host", hostLabel)
    .option("--model-command <program>", "answers questions with --provider command: a local program")
    .option("--model-command-seconds <n>", "how long it may take for one question (default: 600)", whole(1, A_WEEK));
}

function requestOf(options: EvalOptions): EvalRequest {
  const { record, replay, repositories, policy, modelCommand, modelCommandSeconds, baseUrl } = options;
  const { filter, limit, baseline, output } = options;
  if (record !== undefined && replay !== undefined)
    throw new InvalidArgumentError("--record and --replay exclude each other.");
  if (options.synthetic && record === undefined) throw new InvalidArgumentError("--synthetic goes with --record.");
  const places = placesOf(options);
  return {
    command: "eval",
    cases: resolve(options.cases),
    choices: choicesOf(options),
    synthetic: options.synthetic,
    variants: variantsOf(options),
    seed: options.seed,
    concurrency: options.concurrency,
    format: options.format,
    ...(record !== undefined && { tape: { mode: "record", folder: resolve(record) } }),
    ...(replay !== undefined && { tape: { mode: "replay", folder: resolve(replay) } }),
    ...(repositories !== undefined && { repositories: resolve(repositories) }),
    ...(policy !== undefined && { policyFile: resolve(policy) }),
    ...(filter !== undefined && { filter }),
    ...(limit !== undefined && { limit }),
    ...(baseline !== undefined && { baseline: resolve(baseline) }),
    ...(output !== undefined && { output: resolve(output) }),
    ...(baseUrl !== undefined && { baseUrl }),
    ...(modelCommand !== undefined && { modelCommand: resolve(modelCommand) }),
    ...(modelCommandSeconds !== undefined && { modelCommandSeconds }),
    ...(Object.keys(places).length > 0 && { places }),
  };
}

function variantsOf({ bury, frame: framed, inject: injected, alsoPlain }: EvalOptions): EvalRequest["variants"] {
  const variants = bury.map((lines) => ({ bury: lines, framed, injected }));
  const plain = { bury: 0, framed: false, injected: false };
  const isPlain = variants.some((variant) => variant.bury === 0 && !framed && !injected);
  return alsoPlain && !isPlain ? [plain, ...variants] : variants;
}

function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d{1,12}$/u.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`A whole number from ${String(least)} to ${String(most)}.`);
    return value;
  };
}

/** People answer when they have time; a timer of Node's ends after 24.8 days (Node docs, "setTimeout"). */
const A_WEEK = 7 * 24 * 3600;

/** A million lines is far above what any window holds. */
const MOST_LINES = 1_000_000;

function sizes(text: string): readonly number[] {
  return [...new Set(text.split(",").map((part) => whole(0, MOST_LINES)(part.trim())))];
}
