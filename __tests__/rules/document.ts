/** `docs/rules.md`, made from the rules. */

import { parseRule, type GatekeeperRule, type RuleFolder } from "./catalogue.ts";

const LANGUAGES = { javascript: "JavaScript, TypeScript", python: "Python", go: "Go", java: "Java" } as const;

const CLASSES = {
  "78": "OS command injection",
  "89": "SQL injection",
  "95": "Code and expression injection",
  "1336": "Template injection",
  "502": "Unsafe deserialisation",
  "22": "Path traversal",
  "918": "Server-side request forgery",
  "79": "Cross-site scripting",
  "295": "TLS verification off",
  "327": "Weak cipher",
  "916": "Fast password hash",
} as const;

/** Every empty cell says why. */
const EMPTY: Readonly<Record<string, string>> = {
  "javascript 1336": "not written yet: each template engine has a compile function of its own",
  "go 95": "Go's standard library has no evaluator",
  "go 1336": "not written yet: `text/template` reaches only the data that it is given",
  "go 502": "the decoders in use fill the type that the program names and build no other",
  "java 1336": "not written yet: Velocity, FreeMarker, Thymeleaf",
};

const INTRODUCTION = `# Gatekeeper rules

The rules in \`rules/\`, which \`semgrep\` runs on every change. They block merges, so they are few and sure: where data flow
matters, a value of an HTTP request must reach the dangerous call within one function, without a check on its way. Each
rule stands beside \`example.*\`, which marks every line that it must (\`ruleid\`) and must not (\`ok\`) report; the tests
run them all with the real semgrep.

This page is made from the rules: \`UPDATE=1 npm run -s jest -- __tests__/rules\` writes it anew.
`;

interface Entry {
  readonly folder: RuleFolder;
  readonly rule: GatekeeperRule;
}

/** The whole page. Throws when a rule is of a class or language without a row or column, or an empty cell has no reason. */
export function rulesDocument(folders: readonly RuleFolder[]): string {
  const entries = folders.map((folder) => ({ folder, rule: parseRule(folder) }));
  for (const { folder } of entries)
    if (!(folder.language in LANGUAGES) || !(folder.cwe in CLASSES)) throw new Error(`${folder.folder} has no cell`);
  return [INTRODUCTION, overview(entries), ...Object.keys(LANGUAGES).map((name) => chapter(name, entries))].join("\n");
}

function overview(entries: readonly Entry[]): string {
  const languages = Object.keys(LANGUAGES);
  const reasons: string[] = [];
  const rows = Object.entries(CLASSES).map(([cwe, title]) => [
    `${title} (CWE-${cwe})`,
    ...languages.map((language) => {
      const names = entries
        .filter(({ folder }) => folder.language === language && folder.cwe === cwe)
        .map(({ rule }) => rule.id.split(".")[2]);
      if (names.length > 0) return names.join(", ");
      const reason = EMPTY[`${language} ${cwe}`];
      if (reason === undefined) throw new Error(`the empty cell of ${language} and CWE-${cwe} has no reason`);
      return `– [^${String(reasons.push(reason))}]`;
    }),
  ]);
  const notes = reasons.map((reason, index) => `[^${String(index + 1)}]: ${reason}.\n`);
  return `## Classes and languages\n\n${table(["", ...Object.values(LANGUAGES)], rows)}\n${notes.join("\n")}`;
}

/** Padded as Prettier pads. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => (row[column] ?? "").length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |\n`;
  return [head, widths.map((width) => "-".repeat(width)), ...rows].map(line).join("");
}

function chapter(language: string, entries: readonly Entry[]): string {
  const sections = entries.filter(({ folder }) => folder.language === language).map(({ rule }) => section(rule));
  const title = Object.entries(LANGUAGES).find(([name]) => name === language)?.[1] ?? language;
  return [`## ${title}\n`, ...sections].join("\n");
}

function section({ id, message, metadata }: GatekeeperRule): string {
  const { severity, confidence, cwe, owasp, references } = metadata;
  return `### ${id}

${message}

- Severity: ${severity}, confidence: ${confidence.toLowerCase()}
- ${cwe.join(", ")}
- OWASP: ${owasp.join(", ")}
${references.map((link) => `- <${link}>\n`).join("")}`;
}
