/** The part of SARIF 2.1.0 that we read. Unknown keys are dropped, a wrong type in what we read is an error with its place. */

import { z } from "zod";

import { oneLine } from "../untrusted.ts";

/** The text is not SARIF 2.1.0. The message is one sentence about it, without its contents. */
export class SarifError extends Error {
  override readonly name = "SarifError";
}

// Serialisers write null for "absent"; the standard forbids it, and it is harmless. No transform: a million results pass here.
const maybe = <T extends z.ZodType>(schema: T) => schema.nullish();
const list = <T extends z.ZodType>(schema: T) =>
  z
    .array(schema)
    .nullish()
    .transform((value) => value ?? []);

const string = maybe(z.string());
/** Any finite number: negative and fractional ones get their meaning where they are used. */
const number = maybe(z.number());
const level = maybe(z.enum(["none", "note", "warning", "error"]));
const properties = maybe(z.record(z.string(), z.unknown()));
const message = z.object({ text: string, id: string, arguments: list(z.string()) });
const messageStrings = z
  .record(z.string(), z.object({ text: string }))
  .nullish()
  .transform((value) => new Map(Object.entries(value ?? {})));
const text = maybe(z.object({ text: string }));

const artifactLocation = z.object({ uri: string, uriBaseId: string, index: number });
const region = z.object({ startLine: number, startColumn: number, endLine: number, endColumn: number });
const location = z.object({
  physicalLocation: maybe(z.object({ artifactLocation: maybe(artifactLocation), region: maybe(region) })),
});

const componentReference = maybe(z.object({ name: string, index: number }));
const descriptorReference = z.object({ id: string, index: number, toolComponent: componentReference });

const descriptor = z.object({
  id: z.string(),
  name: string,
  shortDescription: text,
  fullDescription: text,
  help: text,
  helpUri: string,
  messageStrings,
  defaultConfiguration: maybe(z.object({ level })),
  relationships: list(z.object({ target: descriptorReference })),
  properties,
});

const component = z.object({
  name: z.string(),
  version: string,
  semanticVersion: string,
  globalMessageStrings: messageStrings,
  rules: list(descriptor),
});

const notification = z.object({ level, message, locations: list(location) });

const runSchema = z.object({
  tool: z.object({ driver: component, extensions: list(component) }),
  invocations: list(
    z.object({
      executionSuccessful: maybe(z.boolean()),
      toolExecutionNotifications: list(notification),
      toolConfigurationNotifications: list(notification),
    }),
  ),
  originalUriBaseIds: z
    .record(z.string(), artifactLocation)
    .nullish()
    .transform((value) => new Map(Object.entries(value ?? {}))),
  artifacts: list(z.object({ location: maybe(artifactLocation) })),
  taxonomies: list(z.object({ name: string, taxa: list(z.object({ id: string })) })),
  externalPropertyFileReferences: maybe(z.unknown()),
  /** Absent: the tool did not look for any (§3.14.23). Each is checked when it is read: there may be a million. */
  results: maybe(z.array(z.unknown())),
});

const logSchema = z.object({ version: z.literal("2.1.0"), runs: z.array(z.unknown()) });

/** What decides how severe a result is: enough to choose which of a million to read whole. */
const resultHead = z.object({
  ruleId: string,
  ruleIndex: number,
  rule: maybe(descriptorReference),
  level,
  kind: string,
  properties,
});

const resultSchema = resultHead.extend({
  message,
  locations: list(location),
  relatedLocations: list(location),
  suppressions: list(z.unknown()),
  baselineState: string,
  taxa: list(descriptorReference),
});

export type ForeignRun = z.infer<typeof runSchema>;
export type ForeignResultHead = z.infer<typeof resultHead>;
export type ForeignResult = z.infer<typeof resultSchema>;
export type ForeignDescriptor = z.infer<typeof descriptor>;
export type ForeignReference = z.infer<typeof descriptorReference>;
export type ForeignLocation = z.infer<typeof location>;
export type ForeignMessage = z.infer<typeof message>;
export type ForeignNotification = z.infer<typeof notification>;

/** The runs of a log, unchecked. Throws `SarifError`. */
export function readLog(text: string): readonly unknown[] {
  return checked(logSchema, json(text), "log").runs;
}

export function readRun(value: unknown, place: string): ForeignRun {
  return checked(runSchema, value, place);
}

export function readResultHead(value: unknown, place: string): ForeignResultHead {
  return checked(resultHead, value, place);
}

export function readResult(value: unknown, place: string): ForeignResult {
  return checked(resultSchema, value, place);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text.startsWith("\uFEFF") ? text.slice(1) : text);
  } catch {
    // V8's message quotes the text, which may hold a secret.
    throw new SarifError("It is not JSON, or it is cut short.");
  }
}

function checked<T extends z.ZodType>(schema: T, value: unknown, place: string): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = [place, ...(issue?.path ?? [])].map(String).join(".");
  throw new SarifError(`It is not SARIF 2.1.0: ${oneLine(path, 200)}: ${oneLine(issue?.message ?? "", 200)}.`);
}
