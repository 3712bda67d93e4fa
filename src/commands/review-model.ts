/** Claude's part of the main job: who is asked, what is sent, what came of it. Composes; decides nothing itself. */

import { randomBytes } from "node:crypto";
import type { TriagedFinding } from "../finding.ts";
import { sha256 } from "../ledger/index.ts";
import type { Policy } from "../policy.ts";
import type { Clock, Files, Lack, Log, Model, ModelCheck, ModelSpec, Objects, Syntax } from "../ports.ts";
import type { HunkCoverage, ModelReview } from "../records.ts";
import {
  cover,
  planExclusions,
  prepare,
  pricesOf,
  readModels,
  resolveProvider,
  retirementNotes,
  reviewChange,
  reviewPrompt,
  verifyPrompt,
  withBudget,
  type Models,
  type Nobody,
  type Prepared,
  type Prices,
  type Prompt,
} from "../review/index.ts";
import type { Redactor } from "../secrets/index.ts";
import type { Job } from "./job.ts";

export interface ModelPorts {
  readonly objects: Objects;
  readonly files: Files;
  readonly log: Log;
  readonly syntax?: Syntax;
  createModel(spec: ModelSpec, redactor: Redactor): Model;
  /** Costs nothing, sends nothing of the change, and never throws. */
  checkModel(spec: ModelSpec, redactor: Redactor): Promise<ModelCheck>;
}

export interface Chosen {
  readonly spec: ModelSpec;
  /** Undefined: unknown. */
  readonly prices: Prices | undefined;
  readonly models: Models;
  /** What the provider says about the model; absent where it was not asked. */
  readonly check?: ModelCheck;
}

/**
 * Who is asked, before anything is scanned.
 * @throws ConfigurationError `flag-invalid`: the command provider without a program; `tls-unverified`
 * @throws ExternalError `read-failed`: the installation is damaged
 */
export async function chooseModel(
  { settings, request, context, policy, dryRun }: Job,
  { files, checkModel }: Pick<ModelPorts, "files" | "checkModel">,
): Promise<Chosen | Nobody> {
  const { baseUrl } = request;
  const { anthropicApiKey: apiKey, gatewayHeaders: headers } = context.environment;
  const access = { ...context.environment, ...request, apiKey, headers, dryRun };
  const resolved = resolveProvider(settings, policy.policy, access);
  if ("nobody" in resolved) return resolved;
  const models = await readModels({ files, folder: context.prompts });
  if (resolved.provider === "command") return { spec: resolved, prices: undefined, models };
  const model = settings.model ?? models.default.model;
  const effort = settings.effort ?? models.default.effort;
  const gateway = baseUrl === undefined ? {} : { baseUrl };
  const bare = { ...resolved, model, models: Object.keys(models.models), ...gateway };
  const spec = { ...bare, effort };
  const chosen = { spec, prices: pricesOfPolicy(policy.policy) ?? pricesOf(model, models), models };
  // A dry run has no key and asks nobody.
  if (dryRun) return chosen;
  const check = await checkModel(spec, context.redactor);
  if (check.state === "absent") return { nobody: absent(model, check.models) };
  const problem = misfit({ ...chosen, check }, settings);
  if (problem !== undefined) return { nobody: problem };
  return { ...chosen, check, spec: lacks(check, "effort") ? bare : spec };
}

function lacks(check: ModelCheck | undefined, what: Lack): boolean {
  return check?.state === "exists" && check.lacks?.includes(what) === true;
}

/** Asked for what it does not take, a model answers no question: said once, before anything leaves. */
function misfit(
  chosen: Chosen & { readonly spec: ClaudeSpec },
  settings: Job["settings"],
): Nobody["nobody"] | undefined {
  const { spec, check } = chosen;
  const failed = (what: string, way: string): Nobody["nobody"] => ({
    state: "failed",
    reason: `the model ${spec.model} ${what}: choose another one with --model or review.model${way}`,
  });
  if (lacks(check, "structuredOutputs")) return failed("gives no answers with a schema", "");
  // A default of ours is left out instead.
  if (lacks(check, "effort") && settings.effort !== undefined)
    return failed(`does not take the effort ${settings.effort}`, ", or leave --effort and review.effort out");
  return limitsOf(chosen).inputTokens < LEAST_INPUT ? failed("reads too few tokens for a question", "") : undefined;
}

type ClaudeSpec = Extract<ModelSpec, { readonly model: string }>;
/** The prompt, the schema, a list of some files and one hunk. */
const LEAST_INPUT = 8_000;

function pricesOfPolicy({ review }: Policy): Prices | undefined {
  const { "input-usd-per-mtok": inputUsdPerMTok, "output-usd-per-mtok": outputUsdPerMTok } = review?.prices ?? {};
  return inputUsdPerMTok === undefined || outputUsdPerMTok === undefined
    ? undefined
    : { inputUsdPerMTok, outputUsdPerMTok };
}

function absent(model: string, today: readonly string[]): Nobody["nobody"] {
  const reason = `the model ${model} does not exist or has retired: today's models are ${today.join(", ")}; choose one with --model or review.model`;
  return { state: "failed", reason };
}

/** Ours, within what the provider says that the model takes. */
export function limitsOf({ models, check }: Chosen): Prepared["form"]["limits"] {
  const { inputTokens, maxTokens } = models.default;
  if (check?.state !== "exists") return { inputTokens, maxTokens };
  const answer = Math.min(maxTokens, check.maxOutputTokens ?? maxTokens);
  // Question and answer share the window.
  return { inputTokens: Math.min(inputTokens, (check.maxInputTokens ?? Infinity) - answer), maxTokens: answer };
}

/** Sentences about the model that was chosen; none about a local program. */
export function modelNotes(asker: Chosen | Nobody, { clock }: { readonly clock: Clock }): readonly string[] {
  if (!("spec" in asker) || asker.spec.provider === "command") return [];
  const { check, models, spec } = asker;
  const [ours, limits] = [models.default, limitsOf(asker)];
  return [
    ...(check?.state === "unknown" ? [check.reason] : []),
    ...(limits.inputTokens < ours.inputTokens
      ? [
          `The model ${spec.model} reads ${String(limits.inputTokens)} tokens at once: larger changes are asked about in parts.`,
        ]
      : []),
    ...(lacks(check, "effort") ? [`The model ${spec.model} takes no effort such as ours: its own default holds.`] : []),
    ...retirementNotes(spec.model, withRetirement(asker), clock.now()),
  ];
}

/** The provider knows better than a file of ours. */
function withRetirement({ check, models, spec }: Chosen): Models {
  if (check?.state !== "exists" || check.retires === undefined || !("model" in spec)) return models;
  const known = { ...models.models[spec.model], retires: check.retires };
  return { ...models, models: { ...models.models, [spec.model]: known } };
}

/** Coverage when nobody is asked: the same exclusions, by the same rules. */
export async function unasked(
  { change, policy }: Job,
  { nobody }: Nobody,
  { objects }: Pick<ModelPorts, "objects">,
): Promise<readonly HunkCoverage[]> {
  return cover(change, await planExclusions(change, { policy: policy.policy, objects }), nobody);
}

export interface Questions {
  readonly prepared: Prepared;
  readonly verify: Prompt;
}

export async function prepareQuestions(
  given: Job,
  { chosen, findings }: { chosen: Chosen; findings: readonly TriagedFinding[] },
  { objects, files, syntax }: Pick<ModelPorts, "objects" | "files" | "syntax">,
): Promise<Questions> {
  const { change, policy, context, told } = given;
  const folder = { files, folder: context.prompts };
  const [review, verify] = await Promise.all([reviewPrompt(folder), verifyPrompt(folder)]);
  const job = {
    change,
    policy: policy.policy,
    findings,
    prompt: review,
    limits: limitsOf(chosen),
    nonce: randomBytes(16).toString("hex"),
    ...(told === undefined ? {} : { told }),
    ...earlierOf(given, chosen, [review, verify]),
  };
  return { prepared: await prepare(job, { objects, redactor: context.redactor, syntax }), verify };
}

/** What an earlier review must have in common with this one to be worth anything. */
function earlierOf(
  { earlier, policy, context }: Job,
  { spec }: Chosen,
  prompts: readonly Prompt[],
): Pick<Parameters<typeof prepare>[0], "earlier"> {
  if (earlier === undefined) return {};
  const { records, repository, pullRequest } = earlier;
  const claude = "model" in spec ? { model: spec.model, effort: spec.effort ?? "" } : { model: "", effort: "" };
  const about = {
    ...{ repository, pullRequest: String(pullRequest), program: context.version, policy: policy.sha256 },
    ...{ provider: reachedAt(spec), ...claude, prompts: prompts.map(({ sha256 }) => sha256).join() },
  };
  return { earlier: { records, about } };
}

/** Another gateway, region or program may be anybody else. The record stands in a comment, which need not tell where ours is. */
function reachedAt(spec: ModelSpec): string {
  const { provider } = spec;
  const { baseUrl, region, project, resource, program }: Partial<Record<Place, string>> = spec;
  const place = [baseUrl, region, project, resource, program].map((one) => one ?? "");
  return `${provider} ${sha256(JSON.stringify(place))}`;
}

type Place = "baseUrl" | "region" | "project" | "resource" | "program";

export async function askModel(
  { change, settings, context, policy }: Job,
  { chosen, findings, questions }: { chosen: Chosen; findings: readonly TriagedFinding[]; questions: Questions },
  { objects, log, syntax, createModel }: ModelPorts,
): Promise<ModelReview> {
  const { prices, spec } = chosen;
  // A local program has no price list: what it costs is its owner's affair.
  const maxCostUsd = spec.provider === "command" ? "unlimited" : settings.maxCostUsd;
  const model = withBudget(createModel(spec, context.redactor), { maxCostUsd, prices });
  const progress = (done: number, known: number) => {
    log.info(`review: ${String(done)} of ${String(known)} questions settled`);
  };
  const { prepared, verify } = questions;
  const verifyPrompt = policy.policy.review?.verify === "off" ? {} : { verifyPrompt: verify };
  return reviewChange(
    { change, findings },
    {
      prepared,
      asker: { model, prices, progress, ...verifyPrompt },
      ports: { objects, redactor: context.redactor, syntax },
    },
  );
}
