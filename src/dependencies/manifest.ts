/** Which files name dependencies, and for which package manager. */

import { posix } from "node:path";

export type PackageManager =
  | "npm"
  | "yarn"
  | "pnpm"
  | "pip"
  | "pipenv"
  | "poetry"
  | "uv"
  | "go"
  | "cargo"
  | "maven"
  | "gradle"
  | "bundler"
  | "composer"
  | "nuget"
  | "actions"
  | "other";

export interface Manifest {
  readonly manager: PackageManager;
  /** A manifest says what is wanted, a lock what came of it, dependencies of dependencies included. */
  readonly role: "manifest" | "lock";
}

type Row = readonly [path: RegExp, manager: PackageManager, role: Manifest["role"]];

/** docs.github.com, "Dependency graph supported package ecosystems", and what the submission API is commonly used for. */
const ROWS: readonly Row[] = [
  [/^package\.json$/u, "npm", "manifest"],
  [/^(?:package-lock|npm-shrinkwrap)\.json$/u, "npm", "lock"],
  [/^yarn\.lock$/u, "yarn", "lock"],
  [/^pnpm-lock\.yaml$/u, "pnpm", "lock"],
  [/^bun\.lockb?$/u, "other", "lock"],
  [/^poetry\.lock$/u, "poetry", "lock"],
  [/^uv\.lock$/u, "uv", "lock"],
  [/^pipfile$/u, "pipenv", "manifest"],
  [/^pipfile\.lock$/u, "pipenv", "lock"],
  [/^(?:.*require.*|constraints.*)\.(?:txt|in)$/u, "pip", "manifest"],
  [/^(?:pyproject\.toml|setup\.py|setup\.cfg)$/u, "pip", "manifest"],
  [/^(?:pdm|pylock(?:\..+)?)\.(?:lock|toml)$/u, "pip", "lock"],
  [/^go\.mod$/u, "go", "manifest"],
  [/^go\.(?:work\.)?sum$/u, "go", "lock"],
  [/^cargo\.toml$/u, "cargo", "manifest"],
  [/^cargo\.lock$/u, "cargo", "lock"],
  [/^(?:pom|.+\.pom)\.xml$|\.pom$/u, "maven", "manifest"],
  [/^(?:.+\.)?gradle(?:\.kts)?$|^libs\.versions\.toml$/u, "gradle", "manifest"],
  [/^(?:gradle|buildscript-gradle)\.lockfile$/u, "gradle", "lock"],
  [/^(?:gemfile|gems\.rb)$|\.gemspec$/u, "bundler", "manifest"],
  [/^(?:gemfile\.lock|gems\.locked)$/u, "bundler", "lock"],
  [/^composer\.json$/u, "composer", "manifest"],
  [/^composer\.lock$/u, "composer", "lock"],
  [/\.(?:cs|fs|vb|vcx)proj$|\.nuspec$|^packages\.config$|^directory\.(?:packages|build)\.props$/u, "nuget", "manifest"],
  [/^packages\.lock\.json$/u, "nuget", "lock"],
  [/^action\.ya?ml$/u, "actions", "manifest"],
  [
    /^(?:pubspec\.yaml|package\.swift|podfile|mix\.exs|environment\.ya?ml|build\.sbt|deno\.jsonc?)$/u,
    "other",
    "manifest",
  ],
  [/^(?:pubspec\.lock|package\.resolved|podfile\.lock|mix\.lock|deno\.lock|paket\.lock)$/u, "other", "lock"],
];

/** By its path, in any case; undefined: it names no dependencies. */
export function manifestOf(path: string): Manifest | undefined {
  const folded = path.toLowerCase();
  if (/(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/u.test(folded)) return { manager: "actions", role: "manifest" };
  const name = posix.basename(folded);
  const row =
    ROWS.find(([pattern]) => pattern.test(name)) ??
    (/(?:^|\/)requirements\/[^/]+\.(?:txt|in)$/u.test(folded) ? ([/^/u, "pip", "manifest"] as const) : undefined);
  return row === undefined ? undefined : { manager: row[1], role: row[2] };
}

/** Beside a lock: what says which of its packages are wanted by name. */
export const MANIFESTS_OF_LOCK: Readonly<Partial<Record<PackageManager, readonly string[]>>> = {
  npm: ["package.json"],
  yarn: ["package.json"],
  pnpm: ["package.json"],
  pipenv: ["Pipfile"],
  poetry: ["pyproject.toml"],
  uv: ["pyproject.toml"],
  pip: ["pyproject.toml"],
  go: ["go.mod"],
  cargo: ["Cargo.toml"],
  gradle: ["build.gradle", "build.gradle.kts"],
  bundler: ["Gemfile", "gems.rb"],
  composer: ["composer.json"],
};

/** Beside a manifest that several managers share: the lock that tells which one is used. */
export const LOCKS_BESIDE: Readonly<Record<string, readonly (readonly [lock: string, manager: PackageManager])[]>> = {
  "package.json": [
    ["pnpm-lock.yaml", "pnpm"],
    ["yarn.lock", "yarn"],
  ],
  "pyproject.toml": [
    ["uv.lock", "uv"],
    ["poetry.lock", "poetry"],
  ],
};
