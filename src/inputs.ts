/** What a person, a job and the machine give. Everything after it takes records. */

import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { InvalidArgumentError } from "commander";
import type { ModelCredentials } from "./action-inputs-model.ts";
import { readActionInputs, type Credentials } from "./action-inputs.ts";
import { ConfigurationError } from "./errors.ts";
import { readRequest } from "./flags.ts";
import { CLOUD_VARIABLES, cloudCredentials, headerLines, headerSecrets } from "./model-access.ts";
import type { CloudCredentials, Files } from "./ports.ts";
import type { Request } from "./request.ts";
import { longEnough, readVariables, secretsOf, type Variables } from "./variables.ts";

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
  /** Node would talk to anybody (NODE_TLS_REJECT_UNAUTHORIZED=0). */
  readonly tlsUnverified: boolean;
  /** From ANTHROPIC_API_KEY in a terminal, from the input in an Action. */
  readonly anthropicApiKey?: string;
  /** Only in an Action. */
  readonly federation?: ModelCredentials["federation"];
  /** For a gateway: from GATEWAY_HEADERS in a terminal, from the input in an Action. Their values are secrets. */
  readonly gatewayHeaders?: Readonly<Record<string, string>>;
  /** For the one cloud that the provider names. */
  readonly clouds?: CloudCredentials;
  readonly colour: boolean;
  readonly quiet: boolean;
  readonly columns: number;
  /** In a workflow job. */
  readonly action?: ActionEnvironment;
}

export interface ActionEnvironment extends Omit<Credentials, keyof ModelCredentials> {
  /** Absent: this runner keeps no artifacts. */
  readonly artifactService?: { readonly token: string; readonly resultsUrl: string };
  /** Names of credentials, endpoints and steering variables that are there and have no effect; untrusted. */
  readonly ignoredVariables: readonly string[];
  /** Names of inputs that there are not; untrusted. */
  readonly unknownInputs: readonly string[];
  /** Which of the runner's files this step has: an old runner or another one may have none. */
  readonly stepFiles: { readonly output: boolean; readonly summary: boolean };
}

/** With arguments the terminal; without them, in a job, the Action; else the help. `variables`: the job's, when they came by stdin. */
export async function readInputs(
  argv: readonly string[],
  files: Pick<Files, "read">,
  variables: Variables = readVariables(),
): Promise<{ request: Request; environment: Environment }> {
  const common = { quiet: false, colour: false, columns: process.stdout.columns || 80 };
  if (argv.length === 0 && variables["GITHUB_ACTIONS"] === "true") {
    const { request, credentials, unknownInputs } = await readActionInputs(variables, files);
    const environment = readActionEnvironment(variables, process.platform, credentials);
    return {
      request,
      environment: { ...common, ...environment, action: { ...environment.action, unknownInputs } },
    };
  }
  const { request, colour, quiet } = readRequest(argv);
  const terminal = process.stdout.isTTY && variables["NO_COLOR"] === undefined && variables["TERM"] !== "dumb";
  const environment = readEnvironment(variables, process.platform);
  return { request, environment: { ...common, ...environment, colour: colour ?? terminal, quiet } };
}

/** Settings of pip, of Go and of TLS that the installing child keeps: mirrors, proxies, certificate authorities. */
const PACKAGE_MANAGER =
  /^(?:PIP_.+|GOPROXY|(?:HTTPS?|ALL|NO)_PROXY|SSL_CERT_(?:FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE)$/iu;
/** What an earlier step may have planted to choose who is talked to and what is run (governance.md A31). */
const IGNORED =
  /^(?:ANTHROPIC_.+|GATEWAY_HEADERS|AWS_.+|GOOGLE_.+|GCLOUD_.+|GCP_.+|CLOUDSDK_.+|CLOUD_ML_REGION|AZURE_.+|(?:HTTPS?|ALL|NO)_PROXY|NODE_.+|OPENSSL_CONF|SSL_CERT_.+|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|GIT_.+|LD_.+|DYLD_.+|PYTHON.+)$/iu;

/** Used when the provider is that cloud, and the log then says nothing. */
const CLOUD: ReadonlySet<string> = new Set(CLOUD_VARIABLES);

type Read = Omit<Environment, "colour" | "quiet" | "columns">;

export function readEnvironment(env: Variables, platform: string): Read {
  const key = env["ANTHROPIC_API_KEY"];
  const headers = env["GATEWAY_HEADERS"];
  const machine = readMachine(env, platform);
  const gatewayHeaders = headers ? parsed("GATEWAY_HEADERS", headers) : undefined;
  return {
    ...machine,
    knownSecrets: [...machine.knownSecrets, ...headerSecrets(gatewayHeaders)],
    ...(key ? { anthropicApiKey: key } : {}),
    ...(gatewayHeaders !== undefined && { gatewayHeaders }),
  };
}

function parsed(name: string, text: string): Readonly<Record<string, string>> {
  try {
    return headerLines(text);
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    throw new ConfigurationError("flag-invalid", `The variable ${name} is not valid. ${error.message}`, "Correct it.");
  }
}

function readMachine(env: Variables, platform: string): Omit<Read, keyof ModelCredentials | "action"> {
  const home = env["HOME"] ?? homedir();
  const cache =
    env["XDG_CACHE_HOME"] ?? (platform === "darwin" ? join(home, "Library", "Caches") : join(home, ".cache"));
  return {
    children: { PATH: env["PATH"] ?? "/usr/local/bin:/usr/bin:/bin", LANG: "C.UTF-8" },
    packageManager: pick(env, (name) => PACKAGE_MANAGER.test(name)),
    toolCache: env["RUNNER_TOOL_CACHE"] ?? cache,
    state: join(env["XDG_STATE_HOME"] ?? join(home, ".local", "state"), "claude-code-review"),
    temporary: env["RUNNER_TEMP"] ?? tmpdir(),
    tlsUnverified: env["NODE_TLS_REJECT_UNAUTHORIZED"] === "0",
    knownSecrets: secretsOf(env),
    clouds: cloudCredentials(env),
  };
}

/** @throws ConfigurationError `tls-unverified` */
export function readActionEnvironment(
  env: Variables,
  platform: string,
  { anthropicApiKey, federation, gatewayHeaders, ...credentials }: Credentials,
): Omit<Read, "action"> & { readonly action: Omit<ActionEnvironment, "unknownInputs"> } {
  if (env["NODE_TLS_REJECT_UNAUTHORIZED"] === "0")
    throw new ConfigurationError(
      "tls-unverified",
      "NODE_TLS_REJECT_UNAUTHORIZED=0 is set in this job: tokens and code would go to anybody.",
      "Remove it; name your certificate authority with the input ca-file.",
    );
  const common = readMachine(env, platform);
  const { ACTIONS_RUNTIME_TOKEN: token, ACTIONS_RESULTS_URL: resultsUrl } = env;
  return {
    ...common,
    state: join(common.temporary, "claude-code-review"),
    packageManager: {
      ...pick(env, (name) => /^(?:PIP_.+|GOPROXY)$/u.test(name)),
      ...(credentials.proxy !== undefined && { HTTPS_PROXY: credentials.proxy }),
      ...(credentials.caFile !== undefined && { PIP_CERT: credentials.caFile, SSL_CERT_FILE: credentials.caFile }),
    },
    knownSecrets: [
      ...new Set([
        ...common.knownSecrets,
        ...derived(credentials.githubToken),
        ...longEnough(anthropicApiKey),
        ...longEnough(credentials.stateKey),
        ...longEnough(credentials.ticketWebhookUrl),
        ...longEnough(credentials.ticketWebhookSecret),
        ...derived(credentials.advisoryToken),
        ...derived(credentials.fixToken),
        ...headerSecrets(gatewayHeaders),
      ]),
    ],
    ...(anthropicApiKey !== undefined && { anthropicApiKey }),
    ...(federation !== undefined && { federation }),
    ...(gatewayHeaders !== undefined && { gatewayHeaders }),
    action: {
      ...credentials,
      ...(token && resultsUrl ? { artifactService: { token, resultsUrl } } : {}),
      ignoredVariables: Object.keys(pick(env, (name) => IGNORED.test(name) && !CLOUD.has(name))).sort(),
      stepFiles: { output: Boolean(env["GITHUB_OUTPUT"]), summary: Boolean(env["GITHUB_STEP_SUMMARY"]) },
    },
  };
}

/** A token, and how git and curl send it: `Authorization: basic …`. */
function derived(token: string | undefined): readonly string[] {
  if (token === undefined) return [];
  return [token, Buffer.from(`x-access-token:${token}`).toString("base64")].flatMap(longEnough);
}

function pick(env: Variables, keep: (name: string) => boolean): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value !== undefined && keep(name) ? [[name, value]] : [])),
  );
}
