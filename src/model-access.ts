/** What a person or a workflow says about how a model is reached: flags and inputs are read by the same words. */

import { InvalidArgumentError } from "commander";
import type { AwsCredentials, CloudCredentials, CloudPlaces } from "./ports.ts";
import { longEnough, type Variables } from "./variables.ts";

/** The name becomes a part of a host, to which the credentials go. */
export function hostLabel(text: string): string {
  if (!/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u.test(text))
    throw new InvalidArgumentError("Small letters, digits and dashes, like eu-central-1.");
  return text;
}

/** It becomes a part of a path (Google Cloud, "Creating and managing projects"; older ones begin with a domain). */
export function googleProject(text: string): string {
  if (!/^(?:[a-z0-9.-]{1,60}:)?[a-z0-9][a-z0-9-]{1,62}$/u.test(text))
    throw new InvalidArgumentError("The id of a project, like my-project-123.");
  return text;
}

/** More than a launcher's deadline was tried with: an hour for a person who answers by hand. */
const LONGEST_SECONDS = 3600;

export function seconds(text: string): number {
  const value = Number(text);
  if (!/^\d{1,5}$/u.test(text) || value < 1 || value > LONGEST_SECONDS)
    throw new InvalidArgumentError(`Seconds, from 1 to ${String(LONGEST_SECONDS)}.`);
  return value;
}

/** RFC 9110 5.6.2 and 5.5, without what could end a line. */
const HEADER =
  /^(?<name>[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}):[ \t]*(?<value>[\x21-\x7e](?:[\x20-\x7e\t]{0,8190}[\x21-\x7e])?)$/u;
/** Ours, the connection's own, and what would change which API this is. */
const TAKEN =
  /^(?:authorization|accept|content-.+|user-agent|host|anthropic-.+|connection|keep-alive|te|trailer|transfer-encoding|upgrade|expect|proxy-.+|cookie)$/u;

/** `Name: value`, one a line. Names in small letters. @throws InvalidArgumentError without the value */
export function headerLines(text: string): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const line of text.split("\n").map((one) => one.trim())) {
    if (line === "") continue;
    const { name = "", value = "" } = HEADER.exec(line)?.groups ?? {};
    const key = name.toLowerCase();
    if (key === "") throw new InvalidArgumentError("One header a line, like `X-Team: security`.");
    if (TAKEN.test(key)) throw new InvalidArgumentError(`The header ${key} is not a gateway's to set.`);
    if (Object.hasOwn(headers, key)) throw new InvalidArgumentError(`The header ${key} stands there twice.`);
    headers[key] = value;
  }
  return headers;
}

/** A scheme like `Bearer` stands before some, and who says a credential back may leave that out; shorter words are ordinary ones. */
const CREDENTIAL_MINIMUM = 16;

/** What of `headerLines` must never be shown. */
export function headerSecrets(headers: Readonly<Record<string, string>> = {}): readonly string[] {
  return Object.values(headers).flatMap((value) => [
    ...longEnough(value),
    ...value.split(/[ \t]+/u).filter((word) => word !== value && word.length >= CREDENTIAL_MINIMUM),
  ]);
}

/** What was not said has no key. */
export function placesOf(said: { readonly [Name in keyof CloudPlaces]?: CloudPlaces[Name] | undefined }): CloudPlaces {
  const { awsRegion, googleRegion, googleProject: project, foundryResource } = said;
  return {
    ...(awsRegion !== undefined && { awsRegion }),
    ...(googleRegion !== undefined && { googleRegion }),
    ...(project !== undefined && { googleProject: project }),
    ...(foundryResource !== undefined && { foundryResource }),
  };
}

/** All that is read of the clouds' variables, and used only when the provider is that cloud. */
export const CLOUD_VARIABLES = [
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "GOOGLE_OAUTH_ACCESS_TOKEN",
  "AZURE_ACCESS_TOKEN",
] as const;

/** Short-lived ones: AWS keys without a session token are somebody's for ever, and are not used. */
export function cloudCredentials(env: Variables): CloudCredentials {
  const [accessKeyId, secretAccessKey, sessionToken, googleAccessToken, azureAccessToken] = CLOUD_VARIABLES.map(
    (name) => env[name]?.trim() ?? "",
  );
  const aws: AwsCredentials | undefined =
    accessKeyId && secretAccessKey && sessionToken ? { accessKeyId, secretAccessKey, sessionToken } : undefined;
  return {
    ...(aws && { aws }),
    ...(googleAccessToken && { googleAccessToken }),
    ...(azureAccessToken && { azureAccessToken }),
  };
}
