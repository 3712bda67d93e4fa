/** GitHub's own OpenAPI description (npm @octokit/openapi): which requests and answers are so described. GraphQL is not in it. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import { z } from "zod";

const Schema = z.record(z.string(), z.unknown());
type Schema = z.infer<typeof Schema>;
const Reference = z.object({ $ref: z.string() });
const Content = z.record(z.string(), z.object({ schema: Schema.optional() }));
const Parameter = z.object({
  name: z.string(),
  in: z.enum(["path", "query", "header"]),
  required: z.boolean().default(false),
  schema: Schema,
});
type Parameter = z.infer<typeof Parameter>;
const Operation = z.object({
  operationId: z.string(),
  parameters: z.array(z.unknown()).default([]),
  requestBody: z.object({ required: z.boolean().default(false), content: Content }).optional(),
  responses: z.record(z.string(), z.unknown()),
});
type Operation = z.infer<typeof Operation>;

const Paged = z.object({ headers: Schema });

export interface DescribedRequest {
  readonly method: string;
  /** Without the query, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface Match {
  /** `/repos/{owner}/{repo}/pulls/{pull_number}`. */
  readonly template: string;
  /** Decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined when there is none. */
  readonly json: unknown;
  /** Sentences; empty when the request is as described. */
  readonly problems: readonly string[];
  /** Sentences about an answer of ours. */
  problemsOfAnswer(status: number, body: unknown): readonly string[];
}

/** Undefined: no such method and path in the description. `served` are preferred where templates overlap. */
export function describe(request: DescribedRequest, served: (template: string) => boolean): Match | undefined {
  const { paths, operationOf } = load();
  const found = paths.filter(({ pattern, methods }) => pattern.test(request.path) && methods.has(request.method));
  const path = found.find(({ template }) => served(template)) ?? found[0];
  if (path === undefined) return undefined;
  const operation = operationOf(path.template, request.method);
  const parameters = Object.fromEntries(
    Object.entries(path.pattern.exec(request.path)?.groups ?? {}).map(([name, value]) => [
      name,
      decodeURIComponent(value),
    ]),
  );
  const json = tryParse(request.body);
  const problems = [
    ...problemsOfParameters(operation, parameters, request.query),
    ...problemsOfBody(operation, request, json),
    ...problemsOfHeaders(request.headers),
  ];
  return {
    template: path.template,
    parameters,
    json,
    problems,
    problemsOfAnswer: (status, body) => problemsOfAnswer(operation, status, body),
  };
}

// loading ────────────────────────────────────────────────────────────────────────────────────────────────────────────

interface Path {
  readonly template: string;
  readonly pattern: RegExp;
  readonly methods: ReadonlySet<string>;
}

interface Description {
  readonly paths: readonly Path[];
  operationOf(template: string, method: string): Operation;
  /** Follows a `#/components/…` reference. */
  resolve(value: unknown): unknown;
  compile(schema: Schema, strict: boolean): ValidateFunction;
}

let loaded: Description | undefined;

/** 13 MB of JSON, once per process and only when a request comes; schemas are compiled when an operation first needs them. */
function load(): Description {
  return (loaded ??= read());
}

function read(): Description {
  const file = createRequire(import.meta.url).resolve("@octokit/openapi/generated/api.github.com.json");
  const document = z
    .object({ paths: z.record(z.string(), Schema), components: z.record(z.string(), Schema) })
    .parse(JSON.parse(readFileSync(file, "utf8")));
  const resolve = (value: unknown): unknown => {
    const reference = Reference.safeParse(value);
    if (!reference.success) return value;
    const [, , section = "", name = ""] = reference.data.$ref.split("/");
    return resolve(document.components[section]?.[name]);
  };
  const operations = new Map<string, Operation>();
  return {
    paths: Object.entries(document.paths).map(([template, methods]) => ({
      template,
      pattern: patternOf(template),
      methods: new Set(Object.keys(methods).map((method) => method.toUpperCase())),
    })),
    operationOf: (template, method) => {
      const key = `${method} ${template}`;
      const operation = operations.get(key) ?? Operation.parse(document.paths[template]?.[method.toLowerCase()]);
      operations.set(key, operation);
      return operation;
    },
    resolve,
    compile: compiler(resolve),
  };
}

function patternOf(template: string): RegExp {
  const source = template
    .replace(/[.*+?^$()|[\]\\]/gu, "\\$&")
    .replace(/\{(?<name>[\w-]+)\}/gu, (_, name: string) => `(?<${name.replaceAll("-", "_")}>[^/]+)`);
  return new RegExp(`^${source}$`, "u");
}

/** Keywords whose value is data. */
const NO_SCHEMA = new Set(["enum", "default", "example", "examples", "x-multi-segment"]);

/** Components become schemas of their own, each compiled once; `nullable` (OpenAPI 3.0) becomes a union with null. */
function compiler(resolve: (value: unknown) => unknown): Description["compile"] {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false, validateFormats: true });
  formats.default(ajv);
  const compiled = new Map<Schema, ValidateFunction>();
  const added = new Set<string>();
  const idOf = ($ref: string): string => {
    const id = `component:${$ref.split("/").at(-1) ?? ""}`;
    // Noted before its inside is looked at: components refer to one another in circles.
    if (!added.has(id)) {
      added.add(id);
      ajv.addSchema(Schema.parse(converted(resolve({ $ref }), false)), id);
    }
    return id;
  };
  const converted = (node: unknown, strict: boolean): unknown => {
    if (Array.isArray(node)) return node.map((item) => converted(item, strict));
    const reference = Reference.safeParse(node);
    if (reference.success) return { $ref: idOf(reference.data.$ref) };
    const object = Schema.safeParse(node);
    if (!object.success) return node;
    const { nullable, ...rest } = object.data;
    const inner = Object.fromEntries(
      Object.entries(rest).map(([name, value]) =>
        name === "properties"
          ? [name, mapValues(value, (property) => converted(property, strict))]
          : [name, NO_SCHEMA.has(name) ? value : converted(value, strict && name === "items")],
      ),
    );
    if (strict && "properties" in inner && !("additionalProperties" in inner)) inner["additionalProperties"] = false;
    return nullable === true ? { anyOf: [{ type: "null" }, inner] } : inner;
  };
  return (schema, strict) => {
    const found = compiled.get(schema) ?? ajv.compile(Schema.parse(converted(schema, strict)));
    compiled.set(schema, found);
    return found;
  };
}

function mapValues(value: unknown, change: (item: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(Schema.parse(value)).map(([name, item]) => [name, change(item)]));
}

// checking ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function problemsOf(schema: Schema, value: unknown, strict: boolean): string[] {
  const validate = load().compile(schema, strict);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message = "", params }) =>
    `${instancePath} ${message} ${"additionalProperty" in params ? String(params["additionalProperty"]) : ""}`.trim(),
  );
}

function problemsOfParameters(
  operation: Operation,
  path: Readonly<Record<string, string>>,
  query: URLSearchParams,
): string[] {
  const known = operation.parameters.map((parameter) => Parameter.parse(load().resolve(parameter)));
  // A next page's address is GitHub's own: of an operation whose answer has a `link` it may have any parameter for the page.
  const isPage = (name: string): boolean => name === "page" && pages(operation);
  const unknown = [...query.keys()].filter(
    (name) => !isPage(name) && !known.some((one) => one.in === "query" && one.name === name),
  );
  return [
    // GitHub cuts it without a word, and the client would take a short page for the last one.
    ...(Number(query.get("per_page") ?? 0) > 100 ? ["per_page is over 100"] : []),
    ...unknown.map((name) => `query parameter ${name} is not described`),
    ...known.flatMap((parameter) => {
      const value = parameter.in === "path" ? path[parameter.name.replaceAll("-", "_")] : query.get(parameter.name);
      if (parameter.in === "header") return [];
      if (value === null || value === undefined)
        return parameter.required ? [`parameter ${parameter.name} is missing`] : [];
      return problemsOf(parameter.schema, typed(parameter, value), false).map((text) => `${parameter.name}: ${text}`);
    }),
  ];
}

function pages({ responses }: Operation): boolean {
  const described = Paged.safeParse(load().resolve(responses["200"]));
  return described.success && Object.keys(described.data.headers).some((name) => name.toLowerCase() === "link");
}

function typed({ schema }: Parameter, value: string): unknown {
  const { type } = Schema.parse(load().resolve(schema));
  return type === "integer" || type === "boolean" ? tryParse(value) : value;
}

function problemsOfBody(operation: Operation, request: DescribedRequest, json: unknown): string[] {
  const { requestBody } = operation;
  // Octokit sends `{}`-less creates and deletes without a body.
  if (request.body === "") return requestBody?.required === true ? ["body is missing"] : [];
  if (requestBody === undefined) return ["body is not described"];
  const schema = requestBody.content["application/json"]?.schema;
  const type = request.headers["content-type"] ?? "";
  return [
    ...(type.startsWith("application/json") ? [] : [`content-type is "${type}"`]),
    ...(json === undefined ? ["body is not JSON"] : problemsOf(schema ?? {}, json, true)),
  ];
}

/** GitHub wants a user agent, and answers JSON to whoever accepts it. */
function problemsOfHeaders(headers: DescribedRequest["headers"]): string[] {
  return [
    ...(headers["user-agent"] ? [] : ["user-agent is missing"]),
    ...(/json|\*\/\*/u.test(headers["accept"] ?? "*/*") ? [] : [`accept is "${headers["accept"] ?? ""}"`]),
  ];
}

const Response = z.object({ content: Content.optional() });

function problemsOfAnswer(operation: Operation, status: number, body: unknown): string[] {
  const described = operation.responses[String(status)];
  // Refusals of the door (401, 403, 404, 5xx) are the same everywhere and not always listed.
  if (described === undefined) return status < 400 ? [`answer ${status} is not described`] : [];
  const { content } = Response.parse(load().resolve(described));
  const schema = content?.["application/json"]?.schema;
  return schema === undefined ? [] : problemsOf(schema, body, false).map((text) => `answer ${status}: ${text}`);
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
