/** Variables of a workflow job → what it asks for, and with which credentials. */

import { isAbsolute, relative, resolve } from "node:path";
import { InvalidArgumentError } from "commander";
import { MODEL_INPUTS, modelCredentials, modelOptions, type ModelCredentials } from "./action-inputs-model.ts";
import {
  RESPOND_INPUTS,
  respondCredentials,
  respondOptions,
  type RespondCredentials,
} from "./action-inputs-respond.ts";
import { readRun, type Variables } from "./action-inputs-run.ts";
import { TICKET_INPUTS, ticketCredentials, type TicketCredentials } from "./action-inputs-tickets.ts";
import { TRUSTED_INPUTS, trustedOptions } from "./action-inputs-trusted.ts";
import { ConfigurationError } from "./errors.ts";
import { readRunId } from "./event-workflow-run.ts";
import { readCommandEvent, readSubject, type WorkflowEvent } from "./event.ts";
import { SEVERITIES } from "./finding.ts";
import { choicesOf, dollars, gateway, scannerList } from "./flags.ts";
import { nearest } from "./nearest.ts";
import { CHECK_SETTINGS, COMMENTS, DEFAULT_POLICY_PATH, EFFORTS, EVIDENCE_STORES, PROVIDERS } from "./policy.ts";
import type { Files } from "./ports.ts";
import {
  UPLOAD_SARIF,
  type ActionPublishRequest,
  type ActionRespondRequest,
  type ActionReviewRequest,
  type ActionTrustedRequest,
  type ReviewOptions,
} from "./request.ts";
import type { Choices } from "./settings.ts";
import type { WorkflowRun } from "./subject.ts";

/**
 * What each command reads. Its action.yml declares all of them: the runner sets every declared input, an absent one to
 * the empty string, and so overwrites an `INPUT_*` that an earlier step planted (actions/runner ActionRunner.cs).
 */
export const INPUTS = {
  review: [
    "github-token",
    ...MODEL_INPUTS,
    "provider",
    "base-url",
    "model",
    "effort",
    "policy",
    "scanners",
    "sarif-files",
    ...TRUSTED_INPUTS,
    "fail-on",
    "fail-on-ai",
    "on-incomplete",
    "comments",
    "check",
    "upload-sarif",
    "publish",
    "max-cost-usd",
    "evidence",
    "state-key",
    ...TICKET_INPUTS,
    "model-command",
    "https-proxy",
    "ca-file",
    "command",
  ],
  publish: ["github-token", "plan-file", "ledger-root", "https-proxy", "ca-file", "command"],
  respond: RESPOND_INPUTS,
} as const;
type Command = keyof typeof INPUTS;
const COMMANDS = ["review", "publish", "respond"] as const satisfies readonly Command[];
type InputName = (typeof INPUTS)[Command][number];

/** What must be known before Node starts again, since Node reads it only once. */
export interface Network {
  /** An http or https URL without a password. */
  readonly proxy?: string;
  /** Absolute path of a PEM file with certificate authorities, beside Node's own. */
  readonly caFile?: string;
}

/** In an Action credentials and endpoints come from inputs only (design.md). */
export interface Credentials extends Network, ModelCredentials, TicketCredentials, RespondCredentials {
  readonly githubToken?: string;
  /** Authenticates what is believed across runs (L9). */
  readonly stateKey?: string;
}

export interface ActionInputs {
  readonly request: ActionReviewRequest | ActionTrustedRequest | ActionPublishRequest | ActionRespondRequest;
  readonly credentials: Credentials;
  /** Names of inputs that this command does not have, as a workflow would spell them; untrusted. */
  readonly unknownInputs: readonly string[];
}

/** @throws ConfigurationError `input-invalid`, `runner-unsupported`, or what `readSubject` throws. */
export async function readActionInputs(variables: Variables, files: Pick<Files, "read">): Promise<ActionInputs> {
  const command = reader(variables, ["command"])("command", oneOf(COMMANDS)) ?? "review";
  const inputs = reader(variables, INPUTS[command]);
  const unknownInputs = unknownTo(INPUTS[command], variables);
  const { run, event } = await readRun(variables, files);
  const githubToken = inputs("github-token", String);
  const credentials = {
    ...readNetwork(variables),
    ...(githubToken !== undefined && { githubToken }),
    ...stateKeyOf(inputs),
    ...ticketCredentials(inputs),
    ...respondCredentials(inputs),
    ...modelCredentials(inputs, variables),
  };
  const asked = { review: reviewRequest, publish: publishRequest, respond: respondRequest } as const;
  return { request: asked[command](inputs, run, event), credentials, unknownInputs };
}

function publishRequest(inputs: Reader, run: WorkflowRun, event: WorkflowEvent): ActionPublishRequest {
  return { command: "actionPublish", run, subject: readSubject(event), ...publishOptions(inputs) };
}

function respondRequest(inputs: Reader, run: WorkflowRun, event: WorkflowEvent): ActionRespondRequest {
  const comment = readCommandEvent(event);
  const options = { ...commonOptions(inputs, run.workspace), ...respondOptions(inputs) };
  return { command: "actionRespond", run, ...options, ...(comment !== undefined && { comment }) };
}

function reviewRequest(
  inputs: Reader,
  run: WorkflowRun,
  event: WorkflowEvent,
): ActionReviewRequest | ActionTrustedRequest {
  const options = reviewOptions(inputs, run.workspace);
  if (event.name !== "workflow_run") return { command: "actionReview", run, subject: readSubject(event), ...options };
  return { command: "actionTrusted", run, of: readRunId(event.payload), ...options, ...trustedOptions(inputs) };
}

/** @throws ConfigurationError `input-invalid` */
export function readNetwork(variables: Variables): Network {
  const inputs = reader(variables, ["https-proxy", "ca-file"]);
  const proxy = inputs("https-proxy", proxyUrl);
  const caFile = inputs("ca-file", absolute);
  return { ...(proxy !== undefined && { proxy }), ...(caFile !== undefined && { caFile }) };
}

/** One input by name and its meaning; `undefined` when it is empty or absent. */
export type Reader = <Value>(name: InputName, parse: (text: string) => Value) => Value | undefined;

/** @param names those that the action declares: any other an earlier step may have planted */
function reader(variables: Variables, names: readonly InputName[]): Reader {
  const declared: ReadonlySet<InputName> = new Set(names);
  return (name, parse) => {
    const text = variables[variableOf(name)]?.trim() ?? "";
    if (text === "" || !declared.has(name)) return undefined;
    try {
      return parse(text);
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error;
      // Without the value: a token pasted in the wrong place must not be echoed.
      throw invalid(name, error.message);
    }
  };
}

/** As @actions/core `getInput` and the runner spell it: upper case, blanks as `_`, dashes as they are. */
function variableOf(name: string): string {
  return `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`;
}

function unknownTo(names: readonly string[], variables: Variables): readonly string[] {
  const known = new Set(names.map(variableOf));
  return Object.keys(variables)
    .filter((name) => name.startsWith("INPUT_") && !known.has(name))
    .map((name) => name.slice("INPUT_".length).toLowerCase());
}

function reviewOptions(inputs: Reader, workspace: string): Omit<ActionReviewRequest, "command" | "run" | "subject"> {
  return {
    ...commonOptions(inputs, workspace),
    uploadSarif: inputs("upload-sarif", oneOf(UPLOAD_SARIF)) ?? "auto",
    publish: inputs("publish", yesOrNo) ?? true,
  };
}

function commonOptions(inputs: Reader, workspace: string): ReviewOptions {
  const path = inputs("policy", String);
  const modelCommand = inputs("model-command", (text) => outside(workspace, absolute(text)));
  const baseUrl = inputs("base-url", gateway);
  return {
    policy: { path: path ?? DEFAULT_POLICY_PATH, chosen: path !== undefined },
    choices: readChoices(inputs),
    sarifFiles: inputs("sarif-files", globs) ?? [],
    ...(modelCommand !== undefined && { modelCommand }),
    ...(baseUrl !== undefined && { baseUrl }),
    ...modelOptions(inputs),
  };
}

function readChoices(inputs: Reader): Choices {
  return choicesOf({
    failOn: inputs("fail-on", oneOf(SEVERITIES)),
    failOnAi: inputs("fail-on-ai", oneOf(SEVERITIES)),
    onIncomplete: inputs("on-incomplete", oneOf(["fail", "warn"])),
    scanners: inputs("scanners", scannerList),
    provider: inputs("provider", oneOf(PROVIDERS)),
    model: inputs("model", String),
    effort: inputs("effort", oneOf(EFFORTS)),
    maxCostUsd: inputs("max-cost-usd", dollars),
    comments: inputs("comments", oneOf(COMMENTS)),
    check: inputs("check", oneOf(CHECK_SETTINGS)),
    evidence: inputs("evidence", oneOf(EVIDENCE_STORES)),
  });
}

function publishOptions(inputs: Reader): Pick<ActionPublishRequest, "planFile" | "ledgerRoot"> {
  const planFile = inputs("plan-file", absolute);
  if (planFile === undefined) throw invalid("plan-file", "It is needed: the absolute path of the first job's plan.");
  const ledgerRoot = inputs("ledger-root", hash);
  return { planFile, ...(ledgerRoot !== undefined && { ledgerRoot }) };
}

function oneOf<const Word extends string>(words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const word = words.find((candidate) => candidate === text);
    if (word !== undefined) return word;
    const [near] = nearest(text, words);
    throw new InvalidArgumentError(
      `Allowed are ${words.join(", ")}.${near === undefined ? "" : ` Did you mean ${near}?`}`,
    );
  };
}

/** YAML 1.2 core schema, as @actions/core `getBooleanInput` reads it. */
function yesOrNo(text: string): boolean {
  if (/^(?:true|True|TRUE)$/u.test(text)) return true;
  if (/^(?:false|False|FALSE)$/u.test(text)) return false;
  throw new InvalidArgumentError("Allowed are true, false.");
}

/** One a line, or separated by commas outside of braces. */
function globs(text: string): readonly string[] {
  return text
    .split(/[\n,](?![^{}\n]*\})/u)
    .map((glob) => glob.trim())
    .filter((glob) => glob !== "");
}

function absolute(text: string): string {
  if (!isAbsolute(text)) throw new InvalidArgumentError("An absolute path.");
  return resolve(text);
}

/** The workspace holds the pull request, which must not choose the program that answers (L6). */
function outside(workspace: string, path: string): string {
  const way = relative(workspace, path);
  if (way === ".." || way.startsWith("../") || isAbsolute(way)) return path;
  throw new InvalidArgumentError("An absolute path outside the workspace, which holds the pull request.");
}

/** A password would stand in the environment of this process, which every scanner can read (L6). */
function proxyUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/u.test(url.protocol) || url.username !== "" || url.password !== "")
    throw new InvalidArgumentError("An http or https URL, without a user name or password.");
  return url.href;
}

function stateKeyOf(inputs: Reader): Pick<Credentials, "stateKey"> {
  const stateKey = inputs("state-key", long);
  return stateKey === undefined ? {} : { stateKey };
}

/** Whoever can read the comment that it vouches for can try keys. */
function long(text: string): string {
  if (text.length < 32) throw new InvalidArgumentError("At least 32 characters, at random: `openssl rand -hex 32`.");
  return text;
}

function hash(text: string): string {
  if (!/^[0-9a-f]{64}$/u.test(text)) throw new InvalidArgumentError("64 hexadecimal digits: the output ledger-root.");
  return text;
}

function invalid(name: InputName, message: string): ConfigurationError {
  return new ConfigurationError(
    "input-invalid",
    `The input ${name} is not valid. ${message}`,
    `Correct ${name} under \`with:\`.`,
  );
}
