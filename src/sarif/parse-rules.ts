/** Which rule a foreign result breaks, in our words: `tool.driver.rules` and `tool.extensions[].rules` (§3.19.23). */

import type { Confidence, Rule, Severity } from "../finding.ts";
import { oneLine, plainText } from "../untrusted.ts";
import { parseCwe, parseCweTaxon } from "./cwe.ts";
import { TAGS_PER_RULE } from "./limits.ts";
import type { ForeignDescriptor, ForeignReference, ForeignResultHead, ForeignRun } from "./parse-schema.ts";
import { confidenceOfWord, SEVERITY_OF_LEVEL, severityOfScore, severityOfWord } from "./severity.ts";

const RULE_ID_LENGTH = 255;
const DESCRIPTION_LENGTH = 2_000;
const HELP_LENGTH = 10_000;

export interface Judged {
  readonly rule: Rule;
  readonly descriptor: ForeignDescriptor | undefined;
  readonly severity: Severity;
  readonly confidence: Confidence;
}

/** Judges the results of one run. Rules are made once, so that a million results share them. */
export interface Rules {
  severityOf(result: ForeignResultHead): Severity;
  judge(result: ForeignResultHead, taxa: readonly ForeignReference[]): Judged;
}

export function rulesOf(run: ForeignRun, prefix: string): Rules {
  const find = descriptorFinder(run);
  const made = new Map<string, Rule>();
  return {
    severityOf: (result) => severityOf(result, find(result)),
    judge: (result, taxa) => {
      const descriptor = find(result);
      const id = ruleId(result.ruleId ?? result.rule?.id ?? descriptor?.id ?? "unnamed", prefix);
      const cwe = cwesOf(descriptor, { taxa, run });
      const key = JSON.stringify([id, cwe]);
      const rule = made.get(key) ?? toRule(descriptor, { id, cwe });
      made.set(key, rule);
      const confidence = confidenceOf(result.properties, descriptor);
      return { rule, descriptor, severity: severityOf(result, descriptor), confidence };
    },
  };
}

function ruleId(id: string, prefix: string): string {
  const clean = oneLine(id, RULE_ID_LENGTH) || "unnamed";
  return clean.startsWith(prefix) ? clean : prefix + clean;
}

type Finder = (result: ForeignResultHead) => ForeignDescriptor | undefined;

/**
 * The index wins only when the id agrees with it: an index that points at a milder rule would lower a finding. A result's
 * id may add segments to its rule's (`CA1000/1` of `CA1000`, §3.27.5).
 */
function descriptorFinder({ tool }: ForeignRun): Finder {
  const components = [tool.driver, ...tool.extensions];
  const byId = new Map<string, ForeignDescriptor>();
  for (const descriptor of components.flatMap(({ rules }) => rules)) {
    if (!byId.has(descriptor.id)) byId.set(descriptor.id, descriptor);
  }
  return ({ ruleId: plainId, ruleIndex, rule }) => {
    const id = plainId ?? rule?.id ?? undefined;
    const { index: extension, name } = rule?.toolComponent ?? {};
    const component = extension == null ? components.find((part) => part.name === name) : tool.extensions[extension];
    const at = (component ?? tool.driver).rules[rule?.index ?? ruleIndex ?? -1];
    if (id === undefined) return at;
    if (at !== undefined && (at.id === id || id.startsWith(`${at.id}/`))) return at;
    return byId.get(id) ?? byId.get(id.slice(0, Math.max(0, id.lastIndexOf("/"))));
  };
}

function toRule(descriptor: ForeignDescriptor | undefined, { id, cwe }: { id: string; cwe: readonly string[] }): Rule {
  const { name, help, helpUri } = descriptor ?? {};
  const full = descriptor?.fullDescription?.text;
  const short = descriptor?.shortDescription?.text;
  const fallback = short || full || help?.text || name || id;
  const url = httpsUrl(helpUri);
  return {
    id,
    name: oneLine(name || id, RULE_ID_LENGTH) || id,
    shortDescription: oneLine(short || fallback, DESCRIPTION_LENGTH) || id,
    fullDescription: plainText(full || fallback, DESCRIPTION_LENGTH) || id,
    help: plainText(help?.text || full || fallback, HELP_LENGTH) || id,
    ...(url !== undefined && { helpUri: url }),
    severity: severityOf(undefined, descriptor),
    confidence: confidenceOf(undefined, descriptor),
    cwe,
    tags: tagsOf(descriptor),
  };
}

/**
 * In this order: `security-severity`, a word under `severity` or `<tool>/severity` (zizmor), the level; in each the
 * result before its rule. A result that is no problem by its `kind` (§3.27.9) is `none` whatever else it says.
 */
function severityOf(result: ForeignResultHead | undefined, descriptor: ForeignDescriptor | undefined): Severity {
  if (["pass", "notApplicable", "informational"].includes(result?.kind ?? "fail")) return "none";
  const bags = [result?.properties, descriptor?.properties];
  const score = first(bags, (bag) => severityOfScore(own(bag, "security-severity")));
  const word = score ?? first(bags, (bag) => severityOfWord(named(bag, "severity")));
  return word ?? SEVERITY_OF_LEVEL[result?.level ?? descriptor?.defaultConfiguration?.level ?? "warning"];
}

/** A word of the result or its rule, a tag such as semgrep's "HIGH CONFIDENCE" (its `precision` is constant), `precision`. */
function confidenceOf(bag: Bag, descriptor: ForeignDescriptor | undefined): Confidence {
  const word = first([bag, descriptor?.properties], (each) => confidenceOfWord(named(each, "confidence")));
  const tag = rawTags(descriptor)
    .map((text) => confidenceOfWord(/^(\w{3,6}) CONFIDENCE$/iu.exec(text.slice(0, 40))?.[1]))
    .find((confidence) => confidence !== undefined);
  return word ?? tag ?? confidenceOfWord(own(descriptor?.properties, "precision")) ?? "medium";
}

type Bag = ForeignResultHead["properties"];

function first<T>(bags: readonly Bag[], read: (bag: Bag) => T | undefined): T | undefined {
  return bags.map(read).find((value) => value !== undefined);
}

function own(bag: Bag, name: string): unknown {
  return bag && Object.hasOwn(bag, name) ? bag[name] : undefined;
}

function named(bag: Bag, name: string): unknown {
  return own(bag, name) ?? Object.entries(bag ?? {}).find(([key]) => key.endsWith(`/${name}`))?.[1];
}

function rawTags(descriptor: ForeignDescriptor | undefined): readonly string[] {
  const tags = own(descriptor?.properties, "tags");
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string").slice(0, 100) : [];
}

function tagsOf(descriptor: ForeignDescriptor | undefined): readonly string[] {
  const tags = rawTags(descriptor).filter((tag) => parseCwe(tag) === undefined);
  return [...new Set(tags.map((tag) => oneLine(tag, 100)))].filter((tag) => tag !== "").slice(0, TAGS_PER_RULE);
}

function cwesOf(
  descriptor: ForeignDescriptor | undefined,
  { taxa, run }: { taxa: readonly ForeignReference[]; run: ForeignRun },
): readonly string[] {
  const listed = own(descriptor?.properties, "cwe");
  const texts = [listed].flat().filter((text) => typeof text === "string");
  const references = [...(descriptor?.relationships ?? []).map(({ target }) => target), ...taxa].slice(0, 100);
  const cwes = [
    ...[...rawTags(descriptor), ...texts].map((text) => parseCwe(text)),
    ...references.map((reference) => taxonCwe(reference, run)),
  ];
  return [...new Set(cwes.filter((cwe) => cwe !== undefined))].slice(0, TAGS_PER_RULE);
}

function taxonCwe({ id, index, toolComponent }: ForeignReference, { taxonomies }: ForeignRun): string | undefined {
  const taxonomy = taxonomies[toolComponent?.index ?? -1];
  if (!/^cwe$/iu.test(toolComponent?.name ?? taxonomy?.name ?? "")) return undefined;
  return parseCweTaxon(id ?? taxonomy?.taxa[index ?? -1]?.id ?? "");
}

function httpsUrl(uri: string | null | undefined): string | undefined {
  if (uri == null || uri.length > 2_000 || !URL.canParse(uri)) return undefined;
  const url = new URL(uri);
  return url.protocol === "https:" && url.username === "" && url.password === "" ? url.href : undefined;
}
