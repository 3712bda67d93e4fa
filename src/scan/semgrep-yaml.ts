/** YAML that semgrep cannot parse: a template is none until it is rendered, and what is no manifest has no rule here. */

import type { Files } from "../ports.ts";
import { count } from "../words.ts";
import type { CommandRun, Coverage } from "./command-scanner.ts";
import { semgrepLanguage } from "./semgrep-languages.ts";

/** The same coverage without such files: they are no gap of the Kubernetes rules, which read manifests. A note names them (L5). */
export async function withoutTemplates(
  coverage: Coverage,
  { root, exported }: Pick<CommandRun, "root" | "exported">,
  files: Pick<Files, "read">,
): Promise<Coverage> {
  const given = new Map(exported.map(({ path, file }) => [path, file.uri]));
  const outside = new Set<string>();
  for (const { path } of coverage.unscanned) {
    const own = path.replace(/^\.\//u, "");
    const uri = given.get(own);
    if (uri === undefined || semgrepLanguage(uri) !== "yaml") continue;
    const bytes = await files.read(`${root}/${own}`);
    if (bytes !== undefined && !isManifest(bytes)) outside.add(path);
  }
  if (outside.size === 0) return coverage;
  const names = [...outside].map((path) => given.get(path.replace(/^\.\//u, "")) ?? path);
  const more = names.length > 5 ? ` and ${String(names.length - 5)} more` : "";
  return {
    ...coverage,
    unscanned: coverage.unscanned.filter(({ path }) => !outside.has(path)),
    notes: [
      ...(coverage.notes ?? []),
      `${count(names.length, "YAML file")} without Kubernetes rules, because they are templates or no manifests and do not parse: ${names.slice(0, 5).join(", ")}${more}.`,
    ],
  };
}

/**
 * Only asked about a file that did not parse; one that does is scanned whatever stands in it. Document by document, because
 * kubectl applies the whole ones; a template's marks in a comment make no template; and UTF-16, which YAML may be in, is not looked into.
 */
function isManifest(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return true;
  return new TextDecoder()
    .decode(bytes)
    .split(/^---/mu)
    .map((document) => document.replace(/(?:^|[ \t])#.*$/gmu, ""))
    .some(
      (document) =>
        /["']?apiVersion["']?\s*:/u.test(document) &&
        /["']?kind["']?\s*:/u.test(document) &&
        !/\{\{|\{%|<%/u.test(document),
    );
}
