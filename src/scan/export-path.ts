/** Where a file of head lands in the export. Names are hostile: what a tool could misread gets a name of ours and is mapped back. */

import { posix } from "node:path";

/** Longest component that every file system takes, with room for what a tool appends. */
const COMPONENT_BYTES = 200;
/** Longest path that is kept; the export's own root comes before it, and PATH_MAX is 4096 on Linux, 1024 on macOS. */
const PATH_BYTES = 512;
/** Last components that a renamed path keeps: enough for `.github/workflows/x.yml` below a folder or two. */
const DEPTH = 5;

/**
 * Configuration that would steer a scanner, by file name at any depth and in any case (L6). Only names that hold no code:
 * folders such as `.semgrep/` stay, for a flaw may hide there.
 */
const STEERING: ReadonlyMap<string, string> = new Map([
  [".semgrepignore", "hides files from semgrep"],
  [".gitignore", "hides files from tools that honour it"],
  [".ignore", "hides files from tools built on ripgrep's walker"],
  [".gitattributes", "marks code as generated or binary"],
  [".gitmodules", "names other repositories to fetch"],
  [".mailmap", "rewrites authors"],
  ["zizmor.yml", "switches zizmor's audits off"],
  ["zizmor.yaml", "switches zizmor's audits off"],
  [".zizmor.yml", "switches zizmor's audits off"],
  [".zizmor.yaml", "switches zizmor's audits off"],
  [".bandit", "configures bandit"],
  [".bandit.yml", "configures bandit"],
  [".gitleaks.toml", "configures gitleaks"],
  [".gitleaksignore", "hides findings from gitleaks"],
  [".trivyignore", "hides findings from Trivy"],
  [".trivyignore.yaml", "hides findings from Trivy"],
  [".checkov.yml", "configures checkov"],
  [".checkov.yaml", "configures checkov"],
  [".tfsec.yml", "configures tfsec"],
  [".snyk", "hides findings from Snyk"],
  ["osv-scanner.toml", "hides findings from OSV-Scanner"],
  [".actionlint.yml", "configures actionlint"],
  ["actionlint.yml", "configures actionlint"],
  ["actionlint.yaml", "configures actionlint"],
  [".golangci.yml", "configures golangci-lint"],
  [".golangci.yaml", "configures golangci-lint"],
]);

/** Why this file is kept from the scanners, or undefined when it is code like any other. */
export function steers(uri: string): string | undefined {
  const name = posix.basename(uri).toLowerCase();
  // A workflow runs whatever it is called: `.github/workflows/zizmor.yml` is this program's own business to audit.
  if (/(^|\/)\.github\/workflows\/[^/]+$/iu.test(uri)) return undefined;
  return STEERING.get(name);
}

/** Extensions that an interpreter runs and scanners do not know (semgrep's lang.json): they would be skipped in silence. */
const SPELLED: Readonly<Record<string, string>> = { ".mts": ".ts", ".cts": ".ts", ".pyw": ".py" };

/** Gives each file of one export a path of its own, relative and `/`-separated. */
export function createExportPaths(): (uri: string) => string {
  // The root's own ignore file, which is empty and ours: a folder of that name must not stand in its place.
  const files = new Set<string>([".semgrepignore"]);
  const folders = new Set<string>();
  let renamed = 0;
  /** Also on a file system that folds case; also a file where a folder is needed. */
  const collides = (key: string): boolean =>
    files.has(key) || folders.has(key) || parents(key).some((parent) => files.has(parent));
  return (uri) => {
    const own = isPlainPath(uri) && !collides(uri.toLowerCase());
    const path = own ? uri : `renamed/${String(renamed++)}/${spelled(safe(uri))}`;
    files.add(path.toLowerCase());
    for (const parent of parents(path.toLowerCase())) folders.add(parent);
    return path;
  };
}

function isPlainPath(uri: string): boolean {
  return (
    uri.length <= PATH_BYTES && uri.split("/").every(isPlain) && spelled(uri) === uri && !/^renamed(\/|$)/iu.test(uri)
  );
}

/** Printable ASCII without what shells, URIs or Windows read a meaning into. */
function isPlain(component: string): boolean {
  return (
    /^[A-Za-z0-9_.@+()[\]{}$~,=][A-Za-z0-9_.@+()[\]{}$~,=-]*$/u.test(component) &&
    !component.endsWith(".") &&
    component.length <= COMPONENT_BYTES &&
    component.toLowerCase() !== ".git"
  );
}

/** Folders stay where they can: what a workflow is depends on them. */
function safe(uri: string): string {
  return uri
    .split("/")
    .filter((component) => component !== "" && !/^\.+$/u.test(component))
    .map((component) => (isPlain(component) ? component : safeComponent(component)))
    .slice(-DEPTH)
    .join("/");
}

function safeComponent(component: string): string {
  const extension = /(?<=.)\.[A-Za-z0-9]{1,16}$/u.exec(component)?.[0] ?? "";
  const stem = component.slice(0, component.length - extension.length);
  const clean = stem
    .replace(/[^A-Za-z0-9_.]/gu, "_")
    .slice(0, 64)
    .replace(/^\.git$/iu, "_git");
  return `${clean === "" ? "_" : clean}${extension}`.replace(/\.+$/u, "_");
}

function spelled(path: string): string {
  const extension = posix.extname(path);
  const lower = extension.toLowerCase();
  const known = SPELLED[lower] ?? lower;
  return known === extension ? path : `${path.slice(0, path.length - extension.length)}${known}`;
}

function parents(path: string): readonly string[] {
  const parts = path.split("/");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}
