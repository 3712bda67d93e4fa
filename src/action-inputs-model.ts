/** Inputs of a workflow that say how the model is reached, and with whose right. */

import { InvalidArgumentError } from "commander";
import type { Reader } from "./action-inputs.ts";
import { ConfigurationError } from "./errors.ts";
import { googleProject, headerLines, hostLabel, placesOf, seconds } from "./model-access.ts";
import type { Federation } from "./ports.ts";
import type { ReviewOptions } from "./request.ts";
import type { FederationInputs } from "./review/index.ts";
import type { Variables } from "./variables.ts";

/** Names of this module's inputs. */
export const MODEL_INPUTS = [
  "anthropic-api-key",
  "anthropic-federation-rule-id",
  "anthropic-organization-id",
  "anthropic-service-account-id",
  "anthropic-workspace-id",
  "anthropic-oidc-audience",
  "gateway-headers",
  "aws-region",
  "google-region",
  "google-project",
  "foundry-resource",
  "model-command-seconds",
] as const;

export interface ModelCredentials {
  readonly anthropicApiKey?: string;
  readonly federation?: FederationInputs;
  readonly gatewayHeaders?: Readonly<Record<string, string>>;
}

/** @throws ConfigurationError `input-invalid` */
export function modelCredentials(inputs: Reader, variables: Variables): ModelCredentials {
  const anthropicApiKey = inputs("anthropic-api-key", String);
  const federation = federationOf(inputs, variables);
  if (anthropicApiKey !== undefined && federation !== undefined)
    throw invalid(
      "Both anthropic-api-key and federation are set: the key would be used, and nobody would notice.",
      "Remove anthropic-api-key, and revoke the key, or remove the inputs of the federation.",
    );
  const gatewayHeaders = inputs("gateway-headers", headerLines);
  if (gatewayHeaders !== undefined && inputs("base-url", String) === undefined)
    throw invalid("gateway-headers is set without a gateway.", "Name the gateway with base-url.");
  return {
    ...(anthropicApiKey !== undefined && { anthropicApiKey }),
    ...(federation !== undefined && { federation }),
    ...(gatewayHeaders !== undefined && { gatewayHeaders }),
  };
}

export function modelOptions(inputs: Reader): Pick<ReviewOptions, "places" | "modelCommandSeconds"> {
  const modelCommandSeconds = inputs("model-command-seconds", seconds);
  const places = placesOf({
    awsRegion: inputs("aws-region", hostLabel),
    googleRegion: inputs("google-region", hostLabel),
    googleProject: inputs("google-project", googleProject),
    foundryResource: inputs("foundry-resource", hostLabel),
  });
  return {
    ...(Object.keys(places).length > 0 && { places }),
    ...(modelCommandSeconds !== undefined && { modelCommandSeconds }),
  };
}

/** What claude-code-action asks for when nothing is said. */
const DEFAULT_AUDIENCE = "https://api.anthropic.com";

function federationOf(inputs: Reader, variables: Variables): FederationInputs | undefined {
  const needed = {
    "anthropic-federation-rule-id": inputs("anthropic-federation-rule-id", identifier),
    "anthropic-organization-id": inputs("anthropic-organization-id", identifier),
    "anthropic-service-account-id": inputs("anthropic-service-account-id", identifier),
  };
  const workspaceId = inputs("anthropic-workspace-id", identifier);
  const audience = inputs("anthropic-oidc-audience", oneWord);
  if ([...Object.values(needed), workspaceId, audience].every((value) => value === undefined)) return undefined;
  const {
    "anthropic-federation-rule-id": ruleId,
    "anthropic-organization-id": organizationId,
    "anthropic-service-account-id": serviceAccountId,
  } = needed;
  if (ruleId === undefined || organizationId === undefined || serviceAccountId === undefined) {
    const absent = Object.entries(needed).flatMap(([name, value]) => (value === undefined ? [name] : []));
    throw invalid(
      `The federation is incomplete: ${absent.join(", ")} ${absent.length === 1 ? "is" : "are"} not set.`,
      "Copy the identifiers from the Claude Console; they are no secrets (docs/providers.md).",
    );
  }
  return {
    ...{ ruleId, organizationId, serviceAccountId, audience: audience ?? DEFAULT_AUDIENCE },
    ...(workspaceId !== undefined && { workspaceId }),
    ...identityOf(variables),
  };
}

/** The runner gives these to jobs with `id-token: write`, over whatever an earlier step set (actions/runner NodeScriptActionHandler). */
function identityOf({
  ACTIONS_ID_TOKEN_REQUEST_URL: url,
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: token,
}: Variables): Partial<Pick<Federation, "identity">> {
  return url && token ? { identity: { url, token } } : {};
}

function identifier(text: string): string {
  if (!/^[\w-]{1,200}$/u.test(text)) throw new InvalidArgumentError("An identifier as the Claude Console shows it.");
  return text;
}

function oneWord(text: string): string {
  if (!/^[\x21-\x7e]{1,500}$/u.test(text)) throw new InvalidArgumentError("One word, as the federation rule has it.");
  return text;
}

function invalid(message: string, fix: string): ConfigurationError {
  return new ConfigurationError("input-invalid", message, fix);
}
