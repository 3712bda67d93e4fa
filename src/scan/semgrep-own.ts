/** Rule files that the policy names: read at the base commit, never from head (L6), and refused before any scanner starts. */

import { createHash } from "node:crypto";
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";

import { ConfigurationError } from "../errors.ts";
import type { Objects } from "../ports.ts";
import { oneLine } from "../untrusted.ts";
import { isCovered, SEMGREP_LANGUAGES } from "./semgrep-languages.ts";

/** Their ids get it, so that none can pass for one of this program's. */
const PREFIX = "policy.";
const MOST_BYTES = 5 * 1024 ** 2;

const OwnRule = z.looseObject({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/u, "letters, digits, dot, dash and underscore"),
  languages: z.array(z.string()).min(1),
  metadata: z.looseObject({ cwe: z.union([z.string(), z.array(z.string())]).optional() }).optional(),
});
const RuleFile = z.looseObject({ rules: z.array(OwnRule).min(1) });

export interface OwnRules {
  /** Over the name and text of every file, in order. */
  readonly sha256: string;
  readonly rules: readonly z.infer<typeof OwnRule>[];
}

/**
 * `config`: files, or folders of which every `.yml` and `.yaml` below counts. Undefined when there is none.
 * @throws ConfigurationError `policy-invalid` that names the file and, where there is one, the line
 */
export async function readOwnRules(
  config: readonly string[] | undefined,
  { base, objects }: { readonly base: string; readonly objects: Pick<Objects, "fileAt" | "tree"> },
): Promise<OwnRules | undefined> {
  if (config === undefined || config.length === 0) return undefined;
  const digest = createHash("sha256");
  const rules: z.infer<typeof OwnRule>[] = [];
  for (const uri of await filesOf(config, { base, objects })) {
    const bytes = await objects.fileAt(base, uri);
    if (bytes === undefined) throw invalid(`${uri} is not a regular file at the base commit.`);
    if (bytes.length > MOST_BYTES) throw invalid(`${uri} is larger than 5 MiB.`);
    digest.update(`${uri}\0${String(bytes.length)}\0`).update(bytes);
    for (const { rule, line } of parseOwnRules(new TextDecoder().decode(bytes), uri)) {
      const id = `${PREFIX}${rule.id}`;
      if (rules.some((other) => other.id === id))
        throw invalid(`${uri}, line ${String(line)}: another rule of the policy has the id ${rule.id} already.`);
      rules.push({ ...rule, id });
    }
  }
  return { sha256: digest.digest("hex"), rules };
}

async function filesOf(
  config: readonly string[],
  { base, objects }: { readonly base: string; readonly objects: Pick<Objects, "fileAt" | "tree"> },
): Promise<readonly string[]> {
  const tree = await objects.tree(base);
  const found = new Set<string>();
  for (const path of config) {
    const folder = `${path.replace(/^\.\//u, "").replace(/\/+$/u, "")}/`;
    const files = tree
      .map(({ uri }) => uri)
      .filter((uri) => `${uri}/` === folder || (uri.startsWith(folder) && /\.ya?ml$/u.test(uri)));
    if (files.length === 0) throw invalid(`semgrep.config: ${path} holds no rule file at the base commit.`);
    for (const uri of files) found.add(uri);
  }
  return [...found].sort();
}

function parseOwnRules(
  text: string,
  uri: string,
): readonly { readonly rule: z.infer<typeof OwnRule>; readonly line: number }[] {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, strict: true, prettyErrors: false });
  const lineAt = (offset: number): number => lineCounter.linePos(offset).line;
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const node: unknown = document.getIn(path.slice(0, depth), true);
      if (typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range))
        return lineAt(Number(node.range[0]));
    }
    return 1;
  };
  const [mistake] = document.errors;
  if (mistake !== undefined) throw invalid(`${uri}, line ${String(lineAt(mistake.pos[0]))}: ${mistake.message}`);
  const parsed = RuleFile.safeParse(document.toJS());
  if (!parsed.success) {
    const [{ path, message } = { path: [], message: "" }] = parsed.error.issues;
    throw invalid(`${uri}, line ${String(lineOf(path))}: ${path.map(String).join(".")}: ${message}`);
  }
  return parsed.data.rules.map((rule, index) => {
    const line = lineOf(["rules", index]);
    const foreign = rule.languages.findIndex((language) => !isCovered(language));
    if (foreign !== -1)
      throw invalid(
        `${uri}, line ${String(lineOf(["rules", index, "languages", foreign]))}: the rule ${rule.id} is for ${rule.languages[foreign] ?? ""}, ` +
          `whose files semgrep is not held to here. Languages: ${Object.keys(SEMGREP_LANGUAGES).join(", ")}.`,
      );
    return { rule, line };
  });
}

function invalid(message: string): ConfigurationError {
  return new ConfigurationError(
    "policy-invalid",
    oneLine(message, 500),
    "Correct it on the base branch; docs/policy.md, section `semgrep`, says what a rule file may hold.",
  );
}
