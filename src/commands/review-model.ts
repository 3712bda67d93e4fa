/** Claude's part of the main job: who is asked, what is sent, what came of it. Composes; decides nothing itself. */

import { randomBytes } from "node:crypto";
import type { TriagedFinding } from "../finding.ts";
import type { Clock, Files, Log, Model, ModelSpec, Objects } from "../ports.ts";
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
  createModel(spec: ModelSpec, redactor: Redactor): Model;
}

export interface Chosen {
  readonly spec: ModelSpec;
  /** Undefined: unknown. */
  readonly prices: Prices | undefined;
  readonly models: Models;
}

/**
 * Who is asked, before anything is scanned.
 * @throws ConfigurationError `flag-invalid`: the command provider without a program; `tls-unverified`
 * @throws ExternalError `read-failed`: the installation is damaged
 */
export async function chooseModel(
  { settings, request, context, policy, dryRun }: Job,
  { files }: Pick<ModelPorts, "files">,
): Promise<Chosen | Nobody> {
  const { modelCommand, baseUrl } = request;
  const { anthropicApiKey: apiKey, tlsUnverified } = context.environment;
  const resolved = resolveProvider(settings, policy.policy, { apiKey, modelCommand, dryRun, tlsUnverified });
  if ("nobody" in resolved) return resolved;
  const models = await readModels({ files, folder: context.prompts });
  if (resolved.provider === "command") return { spec: resolved, prices: undefined, models };
  const model = settings.model ?? models.default.model;
  const effort = settings.effort ?? models.default.effort;
  const gateway = baseUrl === undefined ? {} : { baseUrl };
  const spec = { ...resolved, model, effort, models: Object.keys(models.models), ...gateway };
  return { spec, prices: pricesOf(model, models), models };
}

/** Sentences about the model that was chosen; none about a local program. */
export function modelNotes(asker: Chosen | Nobody, { clock }: { readonly clock: Clock }): readonly string[] {
  if (!("spec" in asker) || asker.spec.provider === "command") return [];
  return retirementNotes(asker.spec.model, asker.models, clock.now());
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
  { change, policy, context }: Job,
  { chosen, findings }: { chosen: Chosen; findings: readonly TriagedFinding[] },
  { objects, files }: Pick<ModelPorts, "objects" | "files">,
): Promise<Questions> {
  const folder = { files, folder: context.prompts };
  const [review, verify] = await Promise.all([reviewPrompt(folder), verifyPrompt(folder)]);
  const { inputTokens, maxTokens } = chosen.models.default;
  const job = {
    change,
    policy: policy.policy,
    findings,
    prompt: review,
    limits: { inputTokens, maxTokens },
    nonce: randomBytes(16).toString("hex"),
  };
  return { prepared: await prepare(job, { objects, redactor: context.redactor }), verify };
}

export async function askModel(
  { change, settings, context }: Job,
  { chosen, findings, questions }: { chosen: Chosen; findings: readonly TriagedFinding[]; questions: Questions },
  { objects, log, createModel }: ModelPorts,
): Promise<ModelReview> {
  const { prices, spec } = chosen;
  // A local program has no price list: what it costs is its owner's affair.
  const maxCostUsd = spec.provider === "command" ? "unlimited" : settings.maxCostUsd;
  const model = withBudget(createModel(spec, context.redactor), { maxCostUsd, prices });
  const progress = (done: number, known: number) => {
    log.info(`review: ${String(done)} of ${String(known)} questions settled`);
  };
  const { prepared, verify } = questions;
  return reviewChange(
    { change, findings },
    {
      prepared,
      asker: { model, prices, verifyPrompt: verify, progress },
      ports: { objects, redactor: context.redactor },
    },
  );
}
