/** The rule of each type: what an attacker does with it, and how to take it back. Our own words, no text from a change. */

import { createHash } from "node:crypto";

import canonicalize from "canonicalize";

import type { Rule, Severity } from "../finding.ts";
import { UNREAD_TYPE, type Format, type Why } from "./format.ts";
import { FORMATS } from "./formats.ts";
import { playbook } from "./playbook.ts";
import { PRIVATE_KEY_TYPE } from "./private-keys.ts";

/** Changes with what is detected; the digest says the same about the rows alone. */
export const RULE_SET_VERSION = "2.0.0";

interface Described {
  readonly type: string;
  readonly title: string;
  readonly severity?: Severity;
  readonly key?: true;
  readonly revoke?: string;
}

/** What the engine finds without a row: assignments by kind of name, and keys that span lines. */
const OTHERS: readonly Described[] = [
  { type: PRIVATE_KEY_TYPE, title: "private key", severity: "critical", key: true },
  { type: UNREAD_TYPE, title: "text too dense with names of secrets to be read", severity: "medium" },
  { type: "password", title: "password given as a literal", severity: "high" },
  { type: "secret", title: "secret given as a literal", severity: "high" },
  { type: "token", title: "token given as a literal", severity: "high" },
  { type: "api-key", title: "API key given as a literal", severity: "high" },
  { type: "encryption-key", title: "cryptographic key given as a literal", severity: "high", key: true },
  { type: "credential", title: "credential given as a literal", severity: "high" },
];

const described = new Map([...FORMATS, ...OTHERS].map((one) => [one.type, one]));
/** Made when asked for: most runs report few types. */
const rules = new Map<string, Rule>();

/** All that `detect` gives. */
export const TYPES: readonly string[] = [...described.keys()];

/** Throws for a type that `detect` does not give. */
export function ruleOf(type: string): Rule {
  const one = described.get(type) ?? ownPattern(type);
  if (one === undefined) throw new Error(`no rule for the type ${type}`);
  const rule = rules.get(type) ?? toRule(one);
  rules.set(type, rule);
  return rule;
}

/** A policy's own pattern, by the name that the policy gives it. */
function ownPattern(type: string): ReturnType<typeof described.get> {
  const name = /^policy-(?<name>[a-z0-9-]{1,40})$/u.exec(type)?.groups?.["name"];
  return name === undefined ? undefined : { type, title: `secret of the policy's pattern ${name}` };
}

/** Every rule that a finding may have. */
export function ruleNames(): readonly Pick<Rule, "id" | "cwe">[] {
  return TYPES.map(ruleOf).map(({ id, cwe }) => ({ id, cwe }));
}

/** How bad one finding is: its rule's severity when the value itself shows what it is, or the name leaves no doubt. */
export function severityOf({ type, why, confidence }: { type: string; why: Why; confidence: string }): Severity {
  const { severity } = ruleOf(type);
  return why === "checksum" || why === "format" || confidence === "high" ? severity : "medium";
}

/** SHA-256 over the rows, without their examples, as canonical JSON (RFC 8785). */
export function ruleSetSha256(formats: readonly Format[] = FORMATS): string {
  const rows = formats.map(({ type, anchors, pattern, check, severity, confidence, chosen }) => ({
    type,
    anchors,
    pattern: `${pattern.source}/${pattern.flags}`,
    check: check?.name ?? null,
    severity: severity ?? null,
    confidence: confidence ?? null,
    chosen: chosen ?? false,
  }));
  return createHash("sha256")
    .update(canonicalize({ version: RULE_SET_VERSION, rows, others: OTHERS }) ?? "")
    .digest("hex");
}

function toRule({ type, title, severity = "critical", key, revoke }: Described): Rule {
  const article = /^[aeiou]|^(?:npm|NVIDIA|SSH|xAI|HCP)\b/iu.test(title) && !/^(?:one|us)/iu.test(title) ? "an" : "a";
  return {
    id: `secrets/${type}`,
    name: type,
    shortDescription: `Hard-coded ${title}`,
    fullDescription: `The file holds ${article} ${title}. Whoever can read the repository, its forks, its clones or its build artifacts can use it.`,
    help: playbook(title, revoke),
    ...(revoke !== undefined && { helpUri: revoke }),
    severity,
    confidence: severity === "critical" ? "high" : "medium",
    cwe: [key === true ? "CWE-321" : "CWE-798"],
    tags: ["secret"],
  };
}
