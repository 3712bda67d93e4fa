/** The rule files that ship with this program, as data: their digest for the ledger, their names for the policy's threats. */

import { createHash } from "node:crypto";
import { basename, relative } from "node:path";

import { parse } from "yaml";
import { z } from "zod";

import type { RuleName, ScanPorts } from "./scanner.ts";
import { canonicalLanguage } from "./semgrep-languages.ts";

type Ports = Pick<ScanPorts, "files" | "rules" | "ownRules">;

export interface SemgrepRules {
  /** Over the name and text of every rule file, in order. */
  readonly sha256: string;
  /** The same over the policy's own. */
  readonly ownSha256?: string;
  /** Ids as findings have them (`semgrep/…`), the policy's own included. */
  readonly names: readonly RuleName[];
  /** Ids, as semgrep knows them, of the rules that ship with this program. */
  readonly shipped: ReadonlySet<string>;
  readonly rules: readonly SemgrepRule[];
}

/**
 * `deep` follows a value through everything; `shallow` takes what a function makes of a value for safe. semgrep gives the data
 * flow of one function a fraction of a second of processor time and has no switch for that (1.182.0,
 * `Limits_semgrep.taint_FIXPOINT_TIMEOUT`); a function of 600 lines needs 0.5 s deep and 0.1 s shallow (measured).
 */
export type Depth = "deep" | "shallow";

/** The rules for these languages as one JSON configuration: semgrep needs 0.2 s to read it, and 5.6 s for 41 files of YAML (measured). */
export function rulesJson(
  rules: readonly SemgrepRule[],
  { languages, depth }: { readonly languages: ReadonlySet<string>; readonly depth: Depth },
): string {
  const wanted = rules.filter((rule) => rule.languages.some((language) => languages.has(canonicalLanguage(language))));
  if (depth === "deep") return JSON.stringify({ rules: wanted });
  const shallow = wanted
    .filter(({ mode }) => mode === "taint")
    .map((rule) => ({ ...rule, options: { ...rule.options, taint_assume_safe_functions: true } }));
  return JSON.stringify({ rules: shallow });
}

const Rule = z.looseObject({
  id: z.string(),
  languages: z.array(z.string()),
  mode: z.string().optional(),
  options: z.looseObject({}).optional(),
  metadata: z.looseObject({ cwe: z.union([z.string(), z.array(z.string())]).optional() }).optional(),
});
export type SemgrepRule = z.infer<typeof Rule>;
const RuleFile = z.object({ rules: z.array(Rule) });

const ofRun = new WeakMap<Ports, Promise<SemgrepRules>>();

/** Read once per run, so that digest and configuration are of the same bytes. Throws for a file that is none: it is our own. */
export function readRules(ports: Ports): Promise<SemgrepRules> {
  const rules = ofRun.get(ports) ?? read(ports);
  ofRun.set(ports, rules);
  return rules;
}

async function read({ files, rules: folder, ownRules }: Ports): Promise<SemgrepRules> {
  const digest = createHash("sha256");
  const shipped: SemgrepRule[] = [];
  for (const path of [...(await files.glob("**/*.{yml,yaml}", folder))].filter(isRuleFile).sort()) {
    const bytes = (await files.read(path)) ?? new Uint8Array();
    digest.update(`${relative(folder, path)}\0${String(bytes.length)}\0`).update(bytes);
    shipped.push(...RuleFile.parse(parse(new TextDecoder().decode(bytes))).rules);
  }
  const rules = [...shipped, ...z.array(Rule).parse(ownRules?.rules ?? [])];
  const names = rules.map(({ id, metadata }) => ({
    id: `semgrep/${id}`,
    cwe: [metadata?.cwe ?? []].flat().flatMap((text) => /^CWE-\d+/u.exec(text)?.[0] ?? []),
  }));
  return {
    sha256: digest.digest("hex"),
    ...(ownRules === undefined ? {} : { ownSha256: ownRules.sha256 }),
    names,
    shipped: new Set(shipped.map(({ id }) => id)),
    rules,
  };
}

/** The examples of rules for YAML stand beside them. */
function isRuleFile(path: string): boolean {
  return !/^example(_test)?\./u.test(basename(path));
}
