/** Claude's part of the main job: who is asked, what is sent, what came of it. Composes; decides nothing itself. */

import { randomBytes } from "node:crypto";
import { ConfigurationError } from "../errors.ts";
import type { TriagedFinding } from "../finding.ts";
import type { Effort } from "../policy.ts";
import type { Files, Log, Model, Objects } from "../ports.ts";
import type { HunkCoverage, HunkState, ModelReview } from "../records.ts";
import {
  cover,
  planExclusions,
  prepare,
  pricesOf,
  readModels,
  reviewChange,
  reviewPrompt,
  verifyPrompt,
  withBudget,
  type Models,
  type Prepared,
  type Prices,
  type Prompt,
} from "../review/index.ts";
import type { Job } from "./review.ts";

/** Which model is asked, and what it takes to reach it. */
export type ModelSpec =
  | {
      readonly provider: "anthropic";
      readonly apiKey: string;
      readonly baseUrl?: string;
      readonly model: string;
      readonly effort: Effort;
      /** Ids that we know, for the sentence that says that one does not exist. */
      readonly models: readonly string[];
    }
  | { readonly provider: "command"; readonly program: string };

export interface ModelPorts {
  readonly objects: Objects;
  readonly files: Files;
  readonly log: Log;
  createModel(spec: ModelSpec): Model;
}

export interface Chosen {
  readonly spec: ModelSpec;
  /** Undefined: unknown. */
  readonly prices: Prices | undefined;
  readonly models: Models;
}

/** Nobody is asked, and the state that this gives to hunks that no rule excludes. */
export interface Nobody {
  readonly nobody: HunkState;
}

const NO_CREDENTIALS = "no credentials: set ANTHROPIC_API_KEY, or say --provider none to rely on scanners alone";

/**
 * Resolves provider, deployment and credentials, before anything is scanned.
 * @throws ConfigurationError `flag-invalid`: the command provider without a program; `tls-unverified`
 * @throws ExternalError `read-failed`: the installation is damaged
 */
export async function chooseModel(
  { settings, request, context, policy }: Job,
  { files }: Pick<ModelPorts, "files">,
): Promise<Chosen | Nobody> {
  const provider = settings.provider === "auto" ? "anthropic" : settings.provider;
  if (provider === "none") return { nobody: { state: "excluded", rule: "provider none" } };
  const name = policy.policy.scope?.class;
  const allowed = name === undefined ? undefined : policy.policy.deployment?.[name]?.providers;
  if (allowed !== undefined && !allowed.includes(provider))
    return { nobody: notAllowed(name ?? "", provider, allowed) };
  const models = await readModels({ files, folder: context.prompts });
  if (provider === "command") {
    if (request.modelCommand === undefined)
      throw new ConfigurationError(
        "flag-invalid",
        "The provider is command, and no program is named.",
        "Name it with --model-command.",
      );
    return { spec: { provider, program: request.modelCommand }, prices: undefined, models };
  }
  // A dry run sends nothing, so it needs no key.
  const apiKey = request.dryRun ? "" : context.environment.anthropicApiKey;
  // A deleted secret must not turn a check green: nothing was reviewed, and that is said.
  if (apiKey === undefined) return { nobody: { state: "failed", reason: NO_CREDENTIALS } };
  if (context.environment.tlsUnverified && !request.dryRun)
    throw new ConfigurationError(
      "tls-unverified",
      "NODE_TLS_REJECT_UNAUTHORIZED=0 is set: code and key would go to whoever answers.",
      "Unset it; for a certificate authority of your own set NODE_EXTRA_CA_CERTS.",
    );
  const model = settings.model ?? models.default.model;
  const effort = settings.effort ?? models.default.effort;
  const baseUrl = request.baseUrl === undefined ? {} : { baseUrl: request.baseUrl };
  const spec = { provider, apiKey, model, effort, models: Object.keys(models.models), ...baseUrl };
  return { spec, prices: pricesOf(model, models), models };
}

/** A class of repositories whose provider is not on its list sends nothing and says so. */
function notAllowed(name: string, provider: string, allowed: readonly string[]): HunkState {
  const list = allowed.length === 0 ? "no provider" : allowed.join(", ");
  return {
    state: "failed",
    reason: `deployment: the policy lets the class ${name} use ${list}, not ${provider}; nothing was sent`,
  };
}

/** Coverage when nobody is asked: the same exclusions, by the same rules. */
export async function unasked(
  { change, policy }: Job,
  { nobody }: Nobody,
  { objects }: Pick<ModelPorts, "objects">,
): Promise<readonly HunkCoverage[]> {
  const provider = nobody.state === "excluded" ? "none" : "auto";
  return cover(change, await planExclusions(change, { policy: policy.policy, provider, objects }), nobody);
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
    provider: chosen.spec.provider,
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
  const model = withBudget(createModel(spec), { maxCostUsd, prices });
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
