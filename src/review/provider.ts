/** Who is asked, and whether anybody may be: provider, deployment, credentials. Pure. */

import { ConfigurationError } from "../errors.ts";
import type { Policy } from "../policy.ts";
import type { AwsCredentials, CloudCredentials, CloudPlaces, Federation } from "../ports.ts";
import type { HunkState } from "../records.ts";
import type { Settings } from "../settings.ts";
import { outsideRegions } from "./regions.ts";

/** Nobody is asked, and the state that this gives to hunks that no rule excludes. */
export interface Nobody {
  readonly nobody: HunkState;
  /** What it would take, where a credential is all that is missing. */
  readonly missing?: "key" | "identity" | "cloud";
}

/** What it takes to reach a provider, as in `ModelSpec`. */
export type Resolved =
  | Nobody
  | ({
      readonly provider: "anthropic";
      readonly headers?: Readonly<Record<string, string>>;
      readonly inferenceGeo?: "global" | "us";
    } & ({ readonly apiKey: string } | { readonly federation: Federation }))
  | { readonly provider: "bedrock"; readonly region: string; readonly credentials: AwsCredentials }
  | { readonly provider: "vertex"; readonly region: string; readonly project: string; readonly accessToken: string }
  | { readonly provider: "foundry"; readonly resource: string; readonly accessToken: string }
  | { readonly provider: "command"; readonly program: string; readonly deadlineMs?: number };

export type FederationInputs = Omit<Federation, "identity"> & Partial<Pick<Federation, "identity">>;

/** What the machine and the person at it give. */
export interface Access {
  readonly apiKey?: string | undefined;
  /** Without `identity`: the runner gives this job no identity token. */
  readonly federation?: FederationInputs | undefined;
  readonly baseUrl?: string | undefined;
  /** For a gateway. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly places?: CloudPlaces | undefined;
  readonly clouds?: CloudCredentials | undefined;
  readonly modelCommand?: string | undefined;
  readonly modelCommandSeconds?: number | undefined;
  readonly dryRun: boolean;
  /** Node would talk to anybody. */
  readonly tlsUnverified: boolean;
}

type Chosen = Partial<Pick<Settings, "model">>;

/** @throws ConfigurationError `flag-invalid`: something that the provider needs is not named; `tls-unverified` */
export function resolveProvider(
  settings: Pick<Settings, "provider"> & Chosen,
  policy: Policy,
  access: Access,
): Resolved {
  const provider = settings.provider === "auto" ? "anthropic" : settings.provider;
  if (provider === "none") return { nobody: { state: "excluded", rule: "provider none" } };
  const name = policy.scope?.class ?? "";
  const deployment = policy.deployment?.[name];
  if (deployment !== undefined && !deployment.providers.includes(provider))
    return nothingSent(name, `use ${deployment.providers.join(", ") || "no provider"}, not ${provider}`);
  if (provider === "command") return command(access);
  const geo = policy.review?.["inference-geo"];
  const { model } = settings;
  const outside = outsideRegions(deployment?.regions, { provider, model, inferenceGeo: geo, ...access.places });
  if (outside !== undefined) return nothingSent(name, outside);
  if (provider !== "anthropic" && access.baseUrl !== undefined) throw gatewayOfCloud(provider);
  if (provider !== "anthropic" && geo !== undefined)
    return { nobody: { state: "failed", reason: geoOfCloud(provider) } };
  const resolved = provider === "anthropic" ? anthropic(access, geo) : CLOUDS[provider](access, model);
  // A dry run sends nothing: a key that it does not need stays out of it.
  if (!access.dryRun && !("nobody" in resolved) && access.tlsUnverified) throw tlsUnverified();
  return resolved;
}

function command({ modelCommand: program, modelCommandSeconds: seconds }: Access): Resolved {
  if (program === undefined)
    throw missing("The provider is command, and no program is named.", "--model-command", "model-command");
  return { provider: "command", program, ...(seconds !== undefined && { deadlineMs: seconds * 1000 }) };
}

const NO_CREDENTIALS = "no credentials: set ANTHROPIC_API_KEY, or say --provider none to rely on scanners alone";
const NO_IDENTITY =
  "no credentials: the job has no identity token to exchange; give the job `permissions: id-token: write` (pull requests from forks never get it), or say --provider none to rely on scanners alone";

function anthropic({ apiKey, federation, headers, dryRun }: Access, geo: "global" | "us" | undefined): Resolved {
  const common = {
    provider: "anthropic" as const,
    ...(headers !== undefined && { headers: dryRun ? {} : headers }),
    ...(geo !== undefined && { inferenceGeo: geo }),
  };
  if (dryRun) return { ...common, apiKey: "" };
  if (apiKey !== undefined) return { ...common, apiKey };
  // A deleted secret must not turn a check green: nothing was reviewed, and that is said.
  if (federation === undefined) return { nobody: { state: "failed", reason: NO_CREDENTIALS }, missing: "key" };
  const { identity } = federation;
  if (identity === undefined) return { nobody: { state: "failed", reason: NO_IDENTITY }, missing: "identity" };
  return { ...common, federation: { ...federation, identity } };
}

type Cloud = "bedrock" | "vertex" | "foundry";

/** Each cloud has names of its own for its models: ours are not guessed. */
const MODEL_FORM: Readonly<Record<Cloud, string>> = {
  bedrock: "an inference profile or model of Bedrock, like eu.anthropic.claude-sonnet-5-5",
  vertex: "a model of Vertex AI, like claude-sonnet-5-5",
  foundry: "the name of your deployment",
};

const CLOUDS: Readonly<Record<Cloud, (access: Access, model: string | undefined) => Resolved>> = {
  bedrock: ({ places, clouds, dryRun }, model) => {
    const region = needed("bedrock", "aws-region", places?.awsRegion);
    modelNamed("bedrock", model);
    const credentials = dryRun ? { accessKeyId: "", secretAccessKey: "", sessionToken: "" } : clouds?.aws;
    if (credentials === undefined)
      return noCloud("AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN (a login step exports them)");
    return { provider: "bedrock", region, credentials };
  },
  vertex: ({ places, clouds, dryRun }, model) => {
    const region = needed("vertex", "google-region", places?.googleRegion);
    const project = needed("vertex", "google-project", places?.googleProject);
    modelNamed("vertex", model);
    const accessToken = dryRun ? "" : clouds?.googleAccessToken;
    if (accessToken === undefined) return noCloud("GOOGLE_OAUTH_ACCESS_TOKEN to a short-lived access token");
    return { provider: "vertex", region, project, accessToken };
  },
  foundry: ({ places, clouds, dryRun }, model) => {
    const resource = needed("foundry", "foundry-resource", places?.foundryResource);
    modelNamed("foundry", model);
    const accessToken = dryRun ? "" : clouds?.azureAccessToken;
    if (accessToken === undefined) return noCloud("AZURE_ACCESS_TOKEN to a short-lived access token");
    return { provider: "foundry", resource, accessToken };
  },
};

function needed(provider: Cloud, name: string, value: string | undefined): string {
  if (value !== undefined) return value;
  throw missing(`The provider is ${provider}, and ${name} is not set.`, `--${name}`, name);
}

function modelNamed(provider: Cloud, model: string | undefined): void {
  if (model === undefined)
    throw missing(`The provider is ${provider}, and no model is named.`, "--model", `model (${MODEL_FORM[provider]})`);
}

function missing(message: string, flag: string, input: string): ConfigurationError {
  return new ConfigurationError(
    "flag-invalid",
    message,
    `Name it with ${flag}; in a workflow with the input ${input}.`,
  );
}

function noCloud(what: string): Nobody {
  return {
    nobody: {
      state: "failed",
      reason: `no credentials: set ${what} (docs/providers.md), or say --provider none to rely on scanners alone`,
    },
    missing: "cloud",
  };
}

function gatewayOfCloud(provider: Cloud): ConfigurationError {
  return new ConfigurationError(
    "flag-invalid",
    `The base URL is a gateway for the provider anthropic, and the provider is ${provider}.`,
    "Leave out --base-url (in a workflow base-url): the address follows from the region or resource.",
  );
}

function geoOfCloud(provider: Cloud): string {
  return `review.inference-geo is a promise that only the provider anthropic keeps: with ${provider} name regions in deployment instead; nothing was sent`;
}

function tlsUnverified(): ConfigurationError {
  return new ConfigurationError(
    "tls-unverified",
    "NODE_TLS_REJECT_UNAUTHORIZED=0 is set: code and key would go to whoever answers.",
    "Unset it; for a certificate authority of your own set NODE_EXTRA_CA_CERTS.",
  );
}

/** A class of repositories whose provider or region is not on its list sends nothing and says so. */
function nothingSent(name: string, what: string): Nobody {
  return {
    nobody: { state: "failed", reason: `deployment: the policy lets the class ${name} ${what}; nothing was sent` },
  };
}
