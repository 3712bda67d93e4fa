/**
 * The policy file: where the audit protocol lives as settings that are enforced. Version 1, strict: a key without
 * behaviour is not in the schema, and an unknown key is an error. `docs/policy.schema.json` is generated from it.
 */

import { LineCounter, parseDocument, type Document } from "yaml";
import { z } from "zod";
import { ConfigurationError } from "./errors.ts";
import { SEVERITIES } from "./finding.ts";
import { patternMistakes, PERSONAL_DATA } from "./redaction/index.ts";

export const DEFAULT_POLICY_PATH = ".github/claude-review.yml";

const glob = z.string().min(1).max(1000);
const threshold = z.enum(SEVERITIES);
const identifier = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/u, "letters, digits, dot, dash and underscore");

const Scope = z.strictObject({
  branches: z
    .array(glob)
    .optional()
    .describe(
      "Base branches under review, as globs. A change to any other branch passes as out of scope. Absent: all.",
    ),
  paths: z
    .strictObject({ include: z.array(glob).optional(), exclude: z.array(glob).optional() })
    .optional()
    .describe("Paths under review. A hunk or finding outside them is kept, marked, and never gates."),
  generated: z
    .array(glob)
    .optional()
    .describe(
      "Generated files: a scanner that cannot read one does not make the run incomplete, and the model never sees it.",
    ),
  class: identifier
    .optional()
    .describe("The repository's class, for instance `restricted`; selects its residual-risk and its deployment."),
  pilot: z
    .boolean()
    .optional()
    .describe("A repository in its pilot: everything runs and is reported, but exit codes 1 and 5 become 0."),
});

const Threat = z
  .strictObject({
    id: identifier,
    title: z.string().min(1).max(200),
    cwe: z.array(z.string().regex(/^CWE-[1-9]\d*$/u, "like CWE-89")).optional(),
    rules: z.array(glob).optional().describe("Globs over rule ids, like `semgrep/*.cwe-89.*`."),
    "fail-on": threshold.optional().describe("Acceptance criterion: a stricter threshold for findings of this threat."),
  })
  .refine((threat) => (threat.cwe ?? threat.rules) !== undefined, "needs `cwe`, `rules`, or both");

const Gate = z.strictObject({
  "fail-on": threshold
    .optional()
    .describe("The lowest severity of a scanner's finding that fails the gate. Default high."),
  "on-incomplete": z
    .enum(["fail", "warn"])
    .optional()
    .describe("What an incomplete run does to the exit code. Default fail."),
  require: z
    .array(z.enum(["scanners", "review"]))
    .optional()
    .describe("What must have run for a pass. Default both."),
});

export const PROVIDERS = ["auto", "anthropic", "command", "none"] as const;
export type Provider = (typeof PROVIDERS)[number];
export const EFFORTS = ["low", "medium", "high", "xhigh", "max"] as const;
export type Effort = (typeof EFFORTS)[number];

/** Most visible first. */
export const COMMENTS = ["inline", "summary", "none"] as const;
export type Comments = (typeof COMMENTS)[number];
export const EVIDENCE_STORES = ["artifact", "none"] as const;
export type EvidenceStore = (typeof EVIDENCE_STORES)[number];

const Evidence = z.strictObject({
  store: z
    .enum(EVIDENCE_STORES)
    .optional()
    .describe("Where SARIF, report and ledger of a run in a workflow are kept. Default artifact."),
});

const Review = z.strictObject({
  provider: z
    .enum(PROVIDERS)
    .optional()
    .describe("Who answers questions about the code. Default auto: anthropic when there are credentials."),
  model: z.string().min(1).max(100).optional().describe("Model id. Default: prompts/models.json."),
  effort: z.enum(EFFORTS).optional().describe("How hard the model thinks. Default: prompts/models.json."),
  "max-cost-usd": z
    .number()
    .nonnegative()
    .optional()
    .describe("Most that one run may cost, worst case included. Default 1."),
  instructions: z
    .string()
    .max(4000)
    .optional()
    .describe(
      "What Claude should know about this repository: frameworks, trust boundaries, what is not a problem here.",
    ),
});

const Deployment = z.strictObject({
  providers: z
    .array(z.enum(["anthropic", "command"]))
    .describe("Providers that a repository of this class may send code to; an empty list sends nothing."),
});

const example = z.string().max(10_000);
const re2 = z.string().min(1).max(1_000);

const Redaction = z
  .strictObject({
    patterns: z
      .array(
        z.strictObject({
          name: z
            .string()
            .regex(/^[a-z][a-z0-9-]{0,39}$/u, "small letters, digits and dashes")
            .describe("Marks carry it: `policy-<name>`."),
          pattern: re2.describe("RE2 syntax. The group `secret`, when there is one, is the part that is taken out."),
          match: z.array(example).max(100).optional().describe("Texts in which the pattern must find something."),
          "no-match": z.array(example).max(100).optional().describe("Texts in which it must find nothing."),
        }),
      )
      .max(100)
      .optional()
      .describe("Secrets that only this repository knows."),
    allow: z
      .array(
        z.union([
          z.strictObject({ pattern: re2 }),
          z.strictObject({ sha256: z.string().regex(/^[0-9a-fA-F]{64}$/u, "64 hexadecimal digits") }),
        ]),
      )
      .max(1_000)
      .optional()
      .describe(
        "Values that are no secrets: `pattern` (RE2 syntax, for the whole value) or `sha256` (of the value). They leave as they are. Never applies to the run's own secrets.",
      ),
    "never-send": z
      .array(glob)
      .max(1_000)
      .optional()
      .describe("Files that never leave, redacted or not, beside the built-in list. Scanners read them all the same."),
    "personal-data": z
      .union([z.boolean(), z.array(z.enum(PERSONAL_DATA))])
      .optional()
      .describe("What is taken out besides secrets: a list of kinds, or true for all. Default false."),
  })
  .superRefine((redaction, context) => {
    for (const { path, message } of patternMistakes(redaction))
      context.addIssue({ code: "custom", path: [...path], message });
  });

export const PolicySchema = z.strictObject({
  version: z.literal(1),
  scope: Scope.optional(),
  threats: z.array(Threat).max(200).optional(),
  gate: Gate.optional(),
  scanners: z
    .union([z.enum(["auto", "none"]), z.array(identifier).min(1)])
    .optional()
    .describe("`auto`, `none`, or names. Every named scanner is required."),
  review: Review.optional(),
  redaction: Redaction.optional(),
  comments: z
    .enum(COMMENTS)
    .optional()
    .describe("On a pull request: comments on lines and a summary, the summary alone, or neither. Default inline."),
  evidence: Evidence.optional(),
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
export type Threat = z.infer<typeof Threat>;

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
