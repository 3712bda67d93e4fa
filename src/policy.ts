/**
 * The policy file: where the audit protocol lives as settings that are enforced. Version 1, strict: a key without
 * behaviour is not in the schema, and an unknown key is an error. `docs/policy.schema.json` is generated from it.
 */

import { LineCounter, parseDocument, type Document } from "yaml";
import { z } from "zod";
import { ConfigurationError } from "./errors.ts";
import {
  CHECK_SETTINGS,
  COMMENTS,
  Dependencies,
  Deployment,
  Evidence,
  Gate,
  identifier,
  Licenses,
  Redaction,
  Review,
  Scope,
  Semgrep,
  Threat,
  threshold,
} from "./policy-keys.ts";
import { Roles, SignOffs, Tickets } from "./policy-people.ts";

export {
  CHECK_SETTINGS,
  COMMENTS,
  EFFORTS,
  EVIDENCE_STORES,
  PROVIDERS,
  type CheckSetting,
  type Comments,
  type Effort,
  type EvidenceStore,
  type Provider,
} from "./policy-keys.ts";

export const DEFAULT_POLICY_PATH = ".github/claude-review.yml";

export const PolicySchema = z.strictObject({
  version: z.literal(1),
  scope: Scope.optional(),
  threats: z.array(Threat).max(200).optional(),
  gate: Gate.optional(),
  scanners: z
    .union([z.enum(["auto", "none"]), z.array(identifier).min(1)])
    .optional()
    .describe(
      "`auto`, `none`, or names, with `auto` among them for those that it stands for. Every named scanner is required.",
    ),
  semgrep: Semgrep.optional(),
  dependencies: Dependencies.optional(),
  licenses: Licenses.optional(),
  review: Review.optional(),
  redaction: Redaction.optional(),
  comments: z
    .enum(COMMENTS)
    .optional()
    .describe("On a pull request: comments on lines and a summary, the summary alone, or neither. Default inline."),
  check: z
    .enum(CHECK_SETTINGS)
    .optional()
    .describe(
      "A check run on the head commit, with the findings on their lines; it takes `checks: write`. Default off.",
    ),
  evidence: Evidence.optional(),
  roles: Roles.optional(),
  "sign-offs": SignOffs.optional(),
  tickets: Tickets.optional(),
  deployment: z
    .record(identifier, Deployment)
    .optional()
    .describe("Per repository class, what may answer questions about its code."),
  "residual-risk": z
    .record(identifier, threshold)
    .optional()
    .describe("Per repository class, the lowest severity that is not accepted: a floor for gate.fail-on."),
});

export type Policy = z.infer<typeof PolicySchema>;
export type { Threat } from "./policy-keys.ts";

/** No file means the defaults. */
export const DEFAULT_POLICY: Policy = { version: 1 };

/**
 * Text of a policy file to a `Policy`. `where` names the file for the message.
 * @throws ConfigurationError `policy-invalid` with the line of the first mistake.
 */
export function parsePolicy(text: string, where: string): Policy {
  const lineCounter = new LineCounter();
  // The failsafe limits of `yaml` stop alias bombs (maxAliasCount 100); duplicate keys are errors by default.
  const document = parseDocument(text, { lineCounter, strict: true, prettyErrors: false });
  const mistake = document.errors[0] ?? document.warnings[0];
  if (mistake) throw invalid(`${where}, line ${String(lineCounter.linePos(mistake.pos[0]).line)}: ${mistake.message}`);
  const parsed = PolicySchema.safeParse(toJs(document, where));
  if (parsed.success) return requireKnownClass(parsed.data, where);
  const lines = parsed.error.issues.map((issue) => {
    const path = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] ?? ""] : issue.path;
    const line = lineOf(document, lineCounter, path);
    return `${where}${line === undefined ? "" : `, line ${String(line)}`}: ${path.map(String).join(".")}: ${issue.message}`;
  });
  throw invalid(lines.join("\n"));
}

function toJs(document: Document, where: string): unknown {
  try {
    return document.toJS() as unknown;
  } catch (error) {
    throw invalid(`${where}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A class without an entry of its own, when others have one, is a spelling mistake that would loosen the gate. */
function requireKnownClass(policy: Policy, where: string): Policy {
  const name = policy.scope?.class;
  for (const key of ["residual-risk", "deployment"] as const) {
    const classes = policy[key];
    if (classes === undefined) continue;
    if (name === undefined && Object.keys(classes).length > 0)
      throw invalid(`${where}: ${key}: needs scope.class to say which class this repository has`);
    if (name !== undefined && !Object.hasOwn(classes, name))
      throw invalid(`${where}: ${key}: has nothing for the class ${name} that scope.class names`);
  }
  return policy;
}

function lineOf(document: Document, counter: LineCounter, path: readonly PropertyKey[]): number | undefined {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node: unknown = document.getIn(path.slice(0, depth), true);
    if (typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range))
      return counter.linePos(Number(node.range[0])).line;
  }
  return undefined;
}

function invalid(message: string): ConfigurationError {
  return new ConfigurationError(
    "policy-invalid",
    message,
    "Correct the file on the base branch; docs/policy.md has every key, docs/policy.schema.json is for your editor.",
  );
}
