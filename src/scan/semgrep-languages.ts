/** Which files are code for semgrep, by name: what `rules/` covers, spelled as semgrep spells it (its `lang.json`). */

import { posix } from "node:path";

/** By language, as rules name it. The export gives extensions that semgrep does not know (`SPELLED`) one that it does. */
export const SEMGREP_LANGUAGES: Readonly<Record<string, readonly string[]>> = {
  javascript: [".cjs", ".js", ".jsx", ".mjs"],
  typescript: [".ts", ".tsx", ".mts", ".cts"],
  python: [".py", ".pyi", ".pyw"],
  go: [".go"],
  java: [".java"],
  ruby: [".rb", ".rake", ".ru", ".gemspec"],
  php: [".php", ".phtml", ".php5", ".php7", ".php8", ".inc"],
  csharp: [".cs"],
  dockerfile: [".dockerfile"],
  terraform: [".tf", ".tofu", ".tfvars", ".hcl"],
  yaml: [".yml", ".yaml"],
};
const LANGUAGE_OF = new Map(
  Object.entries(SEMGREP_LANGUAGES).flatMap(([language, extensions]) =>
    extensions.map((extension) => [extension, language] as const),
  ),
);

/** Other names that a rule may give a language (`keys` of lang.json). */
const ALIASES: Readonly<Record<string, string>> = {
  js: "javascript",
  ts: "typescript",
  py: "python",
  python3: "python",
  golang: "go",
  "c#": "csharp",
  docker: "dockerfile",
  tf: "terraform",
  hcl: "terraform",
};

/** A rule's language under the name that it has here. */
export function canonicalLanguage(language: string): string {
  return ALIASES[language] ?? language;
}

/** Whether semgrep is held to the files of that language. */
export function isCovered(language: string): boolean {
  return Object.hasOwn(SEMGREP_LANGUAGES, canonicalLanguage(language));
}

/** Extensions that an interpreter runs and semgrep does not know: it would skip them in silence. */
const SPELLED: Readonly<Record<string, string>> = {
  ".mts": ".ts",
  ".cts": ".ts",
  ".pyw": ".py",
  ".rake": ".rb",
  ".ru": ".rb",
  ".gemspec": ".rb",
  ".php5": ".php",
  ".php7": ".php",
  ".php8": ".php",
  ".inc": ".php",
};
/** Whole names of files whose language has no say in them. */
const NAMED: Readonly<Record<string, string>> = { rakefile: ".rb", gemfile: ".rb", vagrantfile: ".rb" };
/** `Dockerfile.prod` is one more build; these are its documentation, its ignore file (BuildKit) or templates of it. */
const NO_BUILD =
  /\.(dockerignore|md|txt|rst|adoc|erb|ejs|hbs|in|j2|jinja2?|m4|mustache|template|tera|tmpl|tpl|sh|json|toml|lock|xml|html|svg|png)$/u;

/** The language whose rules a file gets, or undefined when it is none of them. */
export function semgrepLanguage(uri: string): string | undefined {
  const path = spelledForSemgrep(uri);
  return /dockerfile$/iu.test(path) ? "dockerfile" : LANGUAGE_OF.get(posix.extname(path));
}

/** The same path with a name by which semgrep knows the language, its extension in lower case. */
export function spelledForSemgrep(path: string): string {
  const name = posix.basename(path);
  if (/[dD]ockerfile$/u.test(name) && posix.extname(name) === "") return path;
  const added = NAMED[name.toLowerCase()] ?? (isBuild(name.toLowerCase()) ? ".dockerfile" : undefined);
  if (added !== undefined) return `${path}${added}`;
  const extension = posix.extname(path);
  const lower = extension.toLowerCase();
  const known = SPELLED[lower] ?? lower;
  return known === extension ? path : `${path.slice(0, path.length - extension.length)}${known}`;
}

function isBuild(name: string): boolean {
  if (/^[^.]*dockerfile$|^containerfile$/u.test(name)) return true;
  return (
    /^(docker|container)file([-_][^.]*$|\.)/u.test(name) &&
    !LANGUAGE_OF.has(posix.extname(name)) &&
    !NO_BUILD.test(name)
  );
}
