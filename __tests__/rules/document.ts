/** `docs/rules.md`, made from the rules. */

import { parseRule, type GatekeeperRule, type RuleFolder } from "./catalogue.ts";

/** A table has the rows for which one of its languages has a rule. */
const TABLES = {
  code: {
    title: "Code: classes and languages",
    languages: {
      javascript: "JavaScript, TypeScript",
      python: "Python",
      go: "Go",
      java: "Java",
      ruby: "Ruby",
      php: "PHP",
      csharp: "C#",
    },
  },
  infrastructure: {
    title: "Infrastructure: classes and languages",
    languages: { dockerfile: "Dockerfile", terraform: "Terraform", kubernetes: "Kubernetes" },
  },
} as const;
const LANGUAGES: Readonly<Record<string, string>> = Object.assign(
  {},
  ...Object.values(TABLES).map(({ languages }) => languages),
);

/** One row each, by CWE. */
const CLASSES: Readonly<Record<string, string>> = {
  "22": "Path traversal",
  "78": "OS command injection",
  "79": "Cross-site scripting",
  "89": "SQL injection",
  "90": "LDAP injection",
  "95": "Code and expression injection",
  "98": "File inclusion",
  "134": "Format string",
  "208": "Signature comparison that tells time",
  "250": "More privilege than needed",
  "269": "Privilege that can be taken",
  "284": "Open to everybody",
  "295": "TLS verification off",
  "311": "Not encrypted",
  "319": "Sent in the clear",
  "321": "Hard-coded key",
  "322": "SSH host key ignored",
  "326": "Old TLS",
  "327": "Weak cipher",
  "329": "Constant IV",
  "338": "Guessable random value",
  "347": "Signature not checked",
  "352": "Cross-site request forgery",
  "377": "Predictable temporary file",
  "434": "Unrestricted upload",
  "470": "Import chosen by a request",
  "489": "Debugging left on",
  "494": "Code from the network without a check",
  "502": "Unsafe deserialisation",
  "601": "Open redirect",
  "611": "XML external entities",
  "614": "Cookie over plain HTTP",
  "643": "XPath injection",
  "653": "Isolation given up",
  "732": "Writable or readable by everybody",
  "778": "No record of what happened",
  "829": "Code of others",
  "915": "Mass assignment",
  "916": "Fast password hash",
  "918": "Server-side request forgery",
  "942": "CORS for any origin",
  "943": "NoSQL injection",
  "1004": "Cookie that scripts can read",
  "1104": "Unpinned component",
  "1321": "Prototype pollution",
  "1333": "Regular expression from a request",
  "1336": "Template injection",
};

/** Every empty cell says why: `language class`, or `table class` for the languages of that table without an entry of their own. */
const EMPTY: Readonly<Record<string, string>> = {
  "go 95": "Go's standard library has no evaluator",
  "code 98": "only PHP's `include` runs a file by its path; elsewhere see CWE-470 and CWE-829",
  "code 134": "a format reaches only the values that it is given",
  "code 208": "not written yet",
  "code 321": "not written yet",
  "code 322": "not written yet",
  "code 326": "not written yet",
  "code 329": "not written yet",
  "php 347": "not written: the common library has no decoding without a check",
  "code 352": "no one switch turns it off",
  "code 377": "not written yet",
  "code 434": "an upload is not run by its extension there",
  "java 434": "not written yet",
  "csharp 434": "not written yet",
  "code 470": "not written yet",
  "javascript 470": "see CWE-829",
  "go 470": "Go imports nothing at run time",
  "code 489": "only the path of the file or the environment tells whether it is production",
  "javascript 489": "no debugger that a page reaches",
  "go 502": "the decoders in use fill the type that the program names and build no other",
  "go 611": "`encoding/xml` loads no external entity",
  "code 653": "the rule is about Electron's windows",
  "code 732": "not written yet",
  "code 829": "not written yet",
  "python 829": "see CWE-470",
  "go 829": "code is linked when it is built",
  "php 829": "see CWE-98",
  "code 915": "not written: the type of the model decides what a request can set",
  "go 915": "a struct names its fields",
  "code 943": "not written yet",
  "code 1004": "the rule for CWE-614 reports it too",
  "code 1321": "no prototypes",
  "code 1333": "not written yet",
  "go 1333": "RE2 runs in linear time",
  "dockerfile 284": "an image says nothing about who reaches it",
  "kubernetes 295": "a manifest opens no connection",
  "terraform 295": "providers check certificates and have no common switch for it",
  "infrastructure 311": "storage is made by Terraform",
  "kubernetes 319": "which ports speak TLS is not in the manifest",
  "infrastructure 326": "TLS versions are chosen in Terraform",
  "infrastructure 347": "only an image installs packages",
  "infrastructure 494": "only an image runs what it downloads",
  "infrastructure 653": "isolation is given up where containers are started",
  "kubernetes 732": "file modes are the image's",
  "infrastructure 778": "the audit log is the cloud account's",
  "infrastructure 918": "only machines of a cloud have a metadata service to protect",
  "infrastructure 1104": "not written yet: unpinned modules and images",
};

const INTRODUCTION = `# Gatekeeper rules

The rules in \`rules/\`, which \`semgrep\` runs on every change. They block merges, so they are few and sure: where data flow
matters, a value of an HTTP request must reach the dangerous call within one function, without a check on its way; in
infrastructure, the dangerous setting must be written down. Each rule stands beside \`example.*\`, which marks every line
that it must (\`ruleid\`) and must not (\`ok\`) report; the tests run them all with the real semgrep.

Measured by \`npm run bench:rules\` on 558,324 lines of ordinary code from npm, PyPI and the Go module proxy (Express, Koa,
mongoose, Node-RED, Parse Server, Django, Flask-AppBuilder, Jupyter Server, Caddy, PocketBase, …): 14 findings of high or
above, 0.025 per 1,000 lines (bar: 0.2). All 14 were read: four were false in their context, one of which led to a better
rule; the others are weak settings that stand in the code.

The rules for Java, Ruby, PHP and C# were run on 687,713 lines: Halo (66,824); Redmine, Lobsters, Rails, Devise, Rack,
Sinatra, Schleuder (130,647); WordPress, phpMyAdmin, DokuWiki, BookStack, Twig, Symfony, Guzzle (400,675); Jellyfin (89,567).
After three kinds of false finding had led to better rules, eight findings of high or above were left, 0.012 per 1,000 lines.
All were read: three are settings or hashes as the rule says, in four a value of the request does arrive (in WordPress's
pages for administrators), and one is false (\`%d\` of \`sprintf\` lets digits pass only).

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
  const notes: string[] = [];
  const missing: string[] = [];
  const used = new Set<string>();
  const tables = Object.entries(TABLES).map(([name, { title, languages }]) => {
    const rows = rowsOf({ name, languages }, { entries, notes, missing, used });
    return `## ${title}\n\n${table(["", ...Object.values(languages)], rows)}`;
  });
  if (missing.length > 0) throw new Error(`empty cells without a reason (EMPTY): ${missing.join(", ")}`);
  const stale = Object.keys(EMPTY).filter((key) => !used.has(key));
  if (stale.length > 0) throw new Error(`reasons without an empty cell (EMPTY): ${stale.join(", ")}`);
  const footnotes = notes.map((reason, index) => `[^${String(index + 1)}]: ${reason}.\n`);
  return [INTRODUCTION, ...tables, footnotes.join("\n"), ...Object.keys(LANGUAGES).map((name) => chapter(name, entries))]
    .filter((part) => part !== "")
    .join("\n");
}

interface Page {
  readonly entries: readonly Entry[];
  /** One footnote per reason, in order. */
  readonly notes: string[];
  readonly missing: string[];
  /** The keys of `EMPTY` that a cell asked for. */
  readonly used: Set<string>;
}

interface Table {
  readonly name: string;
  readonly languages: Readonly<Record<string, string>>;
}

function rowsOf({ name, languages }: Table, { entries, notes, missing, used }: Page): readonly string[][] {
  const own = entries.filter(({ folder }) => folder.language in languages);
  return Object.entries(CLASSES)
    .filter(([cwe]) => own.some(({ folder }) => folder.cwe === cwe))
    .map(([cwe, title]) => [
      `${title} (CWE-${cwe})`,
      ...Object.keys(languages).map((language) => {
        const names = own
          .filter(({ folder }) => folder.language === language && folder.cwe === cwe)
          .map(({ rule }) => rule.id.split(".")[2]);
        if (names.length > 0) return names.join(", ");
        const key = [`${language} ${cwe}`, `${name} ${cwe}`].find((known) => known in EMPTY);
        if (key === undefined) missing.push(`${language} ${cwe}`);
        else used.add(key);
        return `– [^${String(footnote(notes, EMPTY[key ?? ""] ?? ""))}]`;
      }),
    ]);
}

/** The number of the note with that reason: cells share one. */
function footnote(notes: string[], reason: string): number {
  const known = notes.indexOf(reason);
  return known === -1 ? notes.push(reason) : known + 1;
}

/** Padded as Prettier pads. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => (row[column] ?? "").length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |\n`;
  return [head, widths.map((width) => "-".repeat(width)), ...rows].map(line).join("");
}

function chapter(language: string, entries: readonly Entry[]): string {
  const sections = entries.filter(({ folder }) => folder.language === language).map(({ rule }) => section(rule));
  return sections.length === 0 ? "" : [`## ${LANGUAGES[language] ?? language}\n`, ...sections].join("\n");
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
