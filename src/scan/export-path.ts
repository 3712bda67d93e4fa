/** Where a file of head lands in the export. Names are hostile: what a tool could misread gets a name of ours and is mapped back. */

import { posix } from "node:path";

import { spelledForSemgrep } from "./semgrep-languages.ts";

/** Longest component that every file system takes, with room for what a tool appends. */
const COMPONENT_BYTES = 200;
/** Longest path that is kept; the export's own root comes before it, and PATH_MAX is 4096 on Linux, 1024 on macOS. */
const PATH_BYTES = 512;
/** Last components that a renamed path keeps: enough for `.github/workflows/x.yml` below a folder or two. */
const DEPTH = 5;

/** Configuration that would steer a scanner, by file name at any depth and in any case (L6): what it holds is scanned, under a name that steers nothing. */
const STEERING: ReadonlySet<string> = new Set([
  ...[".semgrepignore", ".gitignore", ".ignore", ".gitattributes", ".gitmodules", ".mailmap"],
  ...["zizmor.yml", "zizmor.yaml", ".zizmor.yml", ".zizmor.yaml"],
  ...[".bandit", ".bandit.yml", ".gitleaks.toml", ".gitleaksignore"],
  ...[".trivyignore", ".trivyignore.yaml", ".checkov.yml", ".checkov.yaml", ".tfsec.yml", ".snyk", "osv-scanner.toml"],
  ...[".actionlint.yml", "actionlint.yml", "actionlint.yaml", ".golangci.yml", ".golangci.yaml"],
]);

/** Whether a tool would take a file of this name for its settings. */
export function steers(uri: string): boolean {
  // A workflow runs whatever it is called: `.github/workflows/zizmor.yml` is this program's own business to audit.
  if (/(^|\/)\.github\/workflows\/[^/]+$/iu.test(uri)) return false;
  return STEERING.has(posix.basename(uri).toLowerCase());
}

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
    const path = own ? uri : `renamed/${String(renamed++)}/${spelledForSemgrep(safe(uri))}`;
    files.add(path.toLowerCase());
    for (const parent of parents(path.toLowerCase())) folders.add(parent);
    return path;
  };
}

function isPlainPath(uri: string): boolean {
  return (
    uri.length <= PATH_BYTES &&
    uri.split("/").every(isPlain) &&
    spelledForSemgrep(uri) === uri &&
    !steers(uri) &&
    !/^renamed(\/|$)/iu.test(uri)
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
  const components = uri
    .split("/")
    .filter((component) => component !== "" && !/^\.+$/u.test(component))
    .map((component) => (isPlain(component) ? component : safeComponent(component)))
    .slice(-DEPTH);
  const path = components.join("/");
  return steers(path) ? [...components.slice(0, -1), `_${components.at(-1) ?? ""}`].join("/") : path;
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

function parents(path: string): readonly string[] {
  const parts = path.split("/");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}
