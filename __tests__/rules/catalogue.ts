/** The gatekeeper rules as data: their schema, and the examples beside them. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { BUNDLE } from "../../src/bundle.ts";

const Metadata = z.strictObject({
  category: z.literal("security"),
  cwe: z.array(z.string().regex(/^CWE-\d+: \S/u)).min(1),
  owasp: z.array(z.string().regex(/^A\d\d:20\d\d - \S/u)).min(1),
  severity: z.enum(["low", "medium", "high", "critical"]),
  /** The only place from which semgrep's SARIF takes a severity of ours. */
  "security-severity": z.string(),
  confidence: z.enum(["LOW", "MEDIUM", "HIGH"]),
  references: z.array(z.url({ protocol: /^https$/u })).min(1),
});

/** One rule per file; the patterns are semgrep's to check. */
const RuleFile = z.strictObject({
  rules: z.tuple([
    z.looseObject({
      id: z.string().regex(/^[a-z]+\.cwe-\d+\.[a-z0-9-]+$/u),
      languages: z.array(z.string()).min(1),
      severity: z.enum(["INFO", "WARNING", "ERROR"]),
      message: z.string().max(400),
      metadata: Metadata,
      "pattern-sources": z.unknown().optional(),
    }),
  ]),
});

export type GatekeeperRule = z.infer<typeof RuleFile>["rules"][0];

export interface RuleFolder {
  /** Relative to `rules/`, as `python/cwe-78-os-command`. */
  readonly folder: string;
  /** As `python`. */
  readonly language: string;
  /** As `78`. */
  readonly cwe: string;
  /** Paths relative to `rules/`. */
  readonly examples: readonly string[];
  readonly text: string;
}

export function ruleFolders(): readonly RuleFolder[] {
  const folders = readdirSync(BUNDLE.rules, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.parentPath !== BUNDLE.rules)
    .map((entry) => relative(BUNDLE.rules, join(entry.parentPath, entry.name)));
  return folders.sort().map((folder) => {
    const path = join(BUNDLE.rules, folder, "rule.yml");
    return {
      folder,
      language: folder.split("/")[0] ?? "",
      cwe: /\/cwe-(\d+)-/u.exec(folder)?.[1] ?? "",
      examples: readdirSync(join(BUNDLE.rules, folder))
        .filter((name) => /^example(?:_test)?\./u.test(name))
        .map((name) => `${folder}/${name}`),
      text: existsSync(path) ? readFileSync(path, "utf8") : "",
    };
  });
}

/** Throws when the file does not hold exactly one well-formed rule. */
export function parseRule({ text }: RuleFolder): GatekeeperRule {
  return RuleFile.parse(parse(text)).rules[0];
}

export interface Annotation {
  readonly kind: "ruleid" | "ok";
  readonly rule: string;
  readonly path: string;
  /** 1-based line that the annotation is about: the one below it. */
  readonly line: number;
}

/** semgrep's own test annotations: `# ruleid: a, b` and `// ok: a` speak of the next line. */
export function annotationsOf(path: string): readonly Annotation[] {
  const lines = readFileSync(join(BUNDLE.rules, path), "utf8").split("\n");
  return lines.flatMap((text, index) => {
    const [, kind, rules = ""] = /^\s*(?:#|\/\/) (ruleid|ok): (\S.*)$/u.exec(text) ?? [];
    if (kind !== "ruleid" && kind !== "ok") return [];
    return rules.split(", ").map((rule) => ({ kind, rule, path, line: index + 2 }));
  });
}
