/** `eval`: labelled changes go through the stages of a review, and what comes out is counted. */

import picomatch from "picomatch";
import { ConfigurationError } from "../errors.ts";
import {
  answeredBy,
  dice,
  evalExitCode,
  parseBaseline,
  readCases,
  readRecordings,
  renderEval,
  reportOf,
  variantKey,
  type AnswerSource,
  type Case,
  type CaseResult,
  type Recording,
  type Stress,
} from "../eval/index.ts";
import { sha256 } from "../ledger/index.ts";
import { DEFAULT_POLICY, parsePolicy } from "../policy.ts";
import type { Files } from "../ports.ts";
import type { EvalRequest } from "../request.ts";
import type { Nobody } from "../review/index.ts";
import { resolveSettings } from "../settings.ts";
import { count } from "../words.ts";
import { evaluateCase, harmlessOf, type CasePorts, type EvalRun } from "./eval-case.ts";
import type { Job, ReviewContext } from "./job.ts";
import type { ReadPolicy } from "./review-inputs.ts";
import { chooseModel, type Chosen } from "./review-model.ts";

export interface EvalPorts extends CasePorts {
  print(text: string): Promise<void>;
  /** Ctrl-C: what is done is kept and reported. */
  readonly signal: AbortSignal;
}

/**
 * Answers the exit code.
 * @throws ConfigurationError, ExternalError: a case, a recording or the baseline cannot be read
 */
export async function evaluate(request: EvalRequest, context: ReviewContext, ports: EvalPorts): Promise<number> {
  const startedAt = ports.clock.now();
  const all = await readCases(placesOf(request), ports.files);
  const cases = chosenCases(all, request);
  const policy = await readPolicyFile(request, ports.files);
  requireSomebody(request, policy);
  const baseline = await readBaseline(request, cases, ports.files);
  const recordings =
    request.tape === undefined ? new Map<string, Recording>() : await readRecordings(request.tape.folder, ports.files);
  const sources: (AnswerSource | "notRecorded")[] = [];
  // A review says what it does; of 400 only what went wrong is news.
  const quiet = { ...ports, ...unchecked(request), log: { ...ports.log, info: () => undefined } };
  const run: EvalRun = {
    request: withReplayed(request, recordings),
    context,
    policy,
    recordings,
    harmless: request.variants.some(({ bury }) => bury > 0) ? await harmlessOf(all, quiet) : [],
    heard: (source) => sources.push(source),
    asking: (id, { name, sha256 }) =>
      ports.log.info(`waiting for an answer: ${id}, ${name}, question ${sha256.slice(0, 16)}`),
    choose: chosenOnce(quiet),
  };
  const { results, interrupted } = await evaluateAll({ cases, run }, { ports, quiet });
  const report = reportOf(
    {
      version: context.version,
      startedAt: startedAt.toISOString(),
      seconds: (ports.clock.now().getTime() - startedAt.getTime()) / 1000,
      cases: cases.length,
      seed: request.seed,
      scanners: String(request.choices.scanners ?? "none"),
      replayed: request.tape?.mode === "replay",
      interrupted,
      notRecorded: sources.filter((source) => source === "notRecorded").length,
      answeredBy: [...answeredBy(sources.filter((source) => source !== "notRecorded"))],
    },
    results,
    baseline,
  );
  const text = renderEval(report, request.format);
  await (request.output === undefined ? ports.print(text) : ports.files.write(request.output, text));
  return evalExitCode(report);
}

/** Of a model that is not asked nobody needs to know whether it still exists. */
function unchecked({ tape }: EvalRequest): Partial<Pick<CasePorts, "checkModel">> {
  return tape?.mode === "replay" ? { checkModel: async () => ({ state: "exists" }) } : {};
}

function placesOf({ cases, repositories }: EvalRequest): Parameters<typeof readCases>[0] {
  return { folder: cases, ...(repositories !== undefined && { repositories }) };
}

/** @throws ConfigurationError `flag-invalid`: no case is left */
function chosenCases(all: readonly Case[], { filter, limit, seed }: EvalRequest): readonly Case[] {
  const matches = filter === undefined ? () => true : picomatch(filter, { nocase: true });
  const fitting = all.filter(({ label: { id, label, language, kind, cwe = "" } }) =>
    [id, label, language, kind, cwe].some((word) => matches(word)),
  );
  if (fitting.length === 0)
    throw new ConfigurationError("flag-invalid", "No case matches --filter.", "It is a glob, like `php-*` or `Go`.");
  if (limit === undefined || limit >= fitting.length) return fitting;
  const place = (id: string) => dice(seed, id, "limit")();
  const drawn = new Set(fitting.toSorted((a, b) => place(a.label.id) - place(b.label.id)).slice(0, limit));
  return fitting.filter((one) => drawn.has(one));
}

/** @throws ConfigurationError `flag-invalid`: of silence it would be said that it is right about every safe case */
function requireSomebody({ tape, choices }: EvalRequest, { policy }: ReadPolicy): void {
  const { provider, scanners } = resolveSettings(choices, policy);
  if (tape?.mode === "replay" || provider !== "none" || scanners.auto || scanners.named.length > 0) return;
  throw new ConfigurationError(
    "flag-invalid",
    "Nobody would look at the cases: there is no provider, and there are no scanners.",
    "Name scanners with --scanners, or somebody who answers with --provider, or take answers with --replay.",
  );
}

/** @throws ConfigurationError `eval-invalid`: it has none of these cases, under this stress, answered */
async function readBaseline(
  { baseline, variants }: EvalRequest,
  cases: readonly Case[],
  files: Files,
): Promise<readonly CaseResult[] | undefined> {
  if (baseline === undefined) return undefined;
  const results = parseBaseline(await textOf(baseline, files), baseline);
  const now = new Set(
    variants.flatMap((stress) => cases.map(({ label: { id, label } }) => `${label} ${variantKey({ id, stress })}`)),
  );
  if (results.some((one) => one.state === "answered" && now.has(`${one.label} ${variantKey(one)}`))) return results;
  throw new ConfigurationError(
    "eval-invalid",
    `${baseline} has none of these cases answered: nothing would be compared.`,
    "Make it from the same cases, with the same --bury, --frame and --inject.",
  );
}

async function readPolicyFile({ policyFile }: EvalRequest, files: Files): Promise<ReadPolicy> {
  if (policyFile === undefined) return { policy: DEFAULT_POLICY, source: "defaults", sha256: sha256("") };
  const text = await textOf(policyFile, files);
  return { policy: parsePolicy(text, policyFile), source: policyFile, sha256: sha256(text) };
}

/** @throws ConfigurationError `file-not-found` */
async function textOf(path: string, files: Files): Promise<string> {
  const bytes = await files.read(path);
  if (bytes === undefined) throw new ConfigurationError("file-not-found", `There is no ${path}.`, "Check the path.");
  return Buffer.from(bytes).toString("utf8");
}

/** Who is asked is looked up once: with the first case, since a job needs a change. */
function chosenOnce(ports: CasePorts): (job: Job) => Promise<Chosen | Nobody> {
  let chosen: Promise<Chosen | Nobody> | undefined;
  return (job) => (chosen ??= chooseModel(job, ports));
}

/** Recordings of one model of Anthropic's are replayed as its own, so that they have its price; others have none that we know. */
function withReplayed(request: EvalRequest, recordings: ReadonlyMap<string, Recording>): EvalRequest {
  if (request.tape?.mode !== "replay") return request;
  const owners = [...recordings.values()].map(({ source }) => source);
  const models = new Set(owners.map(({ model }) => model));
  const isClaude =
    models.size === 1 && owners.every(({ kind, provider }) => kind === "live" && provider === "anthropic");
  const [model = ""] = models;
  const choices = { ...request.choices, maxCostUsd: Number.MAX_SAFE_INTEGER };
  return isClaude
    ? { ...request, choices: { ...choices, provider: "anthropic", model: request.choices.model ?? model } }
    : { ...request, choices: { ...choices, provider: "command" }, modelCommand: "replay" };
}

interface Evaluated {
  readonly results: readonly CaseResult[];
  readonly interrupted: boolean;
}

/** Several at a time; results stand in the order of cases and variants. */
async function evaluateAll(
  { cases, run }: { cases: readonly Case[]; run: EvalRun },
  { ports, quiet }: { ports: EvalPorts; quiet: CasePorts },
): Promise<Evaluated> {
  const jobs = run.request.variants.flatMap((stress: Stress) => cases.map((given) => ({ given, stress })));
  const results = new Map<number, CaseResult>();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < jobs.length && !ports.signal.aborted) {
      const at = next;
      next += 1;
      const job = jobs[at];
      if (job === undefined) return;
      const result = await evaluateCase(job.given, { stress: job.stress, run }, quiet);
      // What was being asked when Ctrl-C came is no result.
      if (ports.signal.aborted && result.state === "incomplete") return;
      results.set(at, result);
      ports.log.info(`${String(results.size)} of ${count(jobs.length, "case")}: ${progress(result)}`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(run.request.concurrency, jobs.length) }, worker));
  const done = [...results].toSorted(([a], [b]) => a - b).map(([, result]) => result);
  return { results: done, interrupted: ports.signal.aborted && done.length < jobs.length };
}

function progress({ id, state, findings }: CaseResult): string {
  return `${id}, ${state}, ${count(findings.length, "finding")}`;
}
