/** The exact command or edit that brings a patched version. Names and versions are hostile: what a shell could read differently is not put into a command. */

import type { DependencyScope } from "../dependency.ts";
import type { PackageManager } from "./manifest.ts";

export interface Wanted {
  readonly manager: PackageManager;
  readonly name: string;
  /** The version that the change brings. */
  readonly version: string;
  /** Absent: no version is known that is not affected. */
  readonly patched?: string;
  readonly direct: boolean;
  readonly scope: DependencyScope;
  /** Base name of the manifest or lock that GitHub found it in. */
  readonly file: string;
}

/** Each ecosystem's names, without what a shell or an option parser reads differently (`~`, `!`, a first `-`). */
const NAMES: Readonly<Record<PackageManager, RegExp>> = {
  ...all(["npm", "yarn", "pnpm"], /^(?:@[a-z0-9][\w.-]*\/)?[a-z0-9_][\w.-]*$/iu),
  // PEP 508.
  ...all(["pip", "pipenv", "poetry", "uv"], /^[a-z0-9](?:[\w.-]*[a-z0-9])?$/iu),
  // https://go.dev/ref/mod#go-mod-file-ident
  go: /^[a-z0-9][\w.-]*\.[\w.-]+(?:\/[\w.-]*\w[\w.-]*)*$/iu,
  cargo: /^[a-z][\w-]*$/iu,
  ...all(["maven", "gradle"], /^\w[\w.-]*:\w[\w.-]*$/u),
  bundler: /^\w[\w.-]*$/u,
  composer: /^[a-z0-9][\w.-]*\/[a-z0-9][\w.-]*$/iu,
  nuget: /^\w[\w.-]*$/u,
  actions: /^[a-z0-9][\w-]*\/\w[\w.-]*(?:\/\w[\w.-]*)*$/iu,
  other: /(?!)/u,
};
const LONGEST_NAME = 214;
const VERSION = /^v?\d[0-9A-Za-z.+_-]{0,63}$/u;

function all<Name extends string>(names: readonly Name[], pattern: RegExp): Record<Name, RegExp> {
  return Object.fromEntries(names.map((name) => [name, pattern])) as Record<Name, RegExp>;
}

/** One or two sentences. */
export function remedyOf(wanted: Wanted): string {
  const { manager, name, patched } = wanted;
  if (patched === undefined) return NO_PATCH;
  const fits =
    VERSION.test(patched) && name.length <= LONGEST_NAME && NAMES[manager].test(name) && !name.includes("..");
  // A name that no registry would take is not repeated as something to type.
  if (!fits)
    return "Raise it to the first patched version or a later one, by hand: this program knows no command for it that is safe to type.";
  return REMEDIES[manager]({ ...wanted, patched: patched.replace(/^v/u, "") });
}

/** docs/playbooks/insecure-dependency.md says more. */
const NO_PATCH =
  "There is no patched version. Remove it or replace it; until then keep untrusted input away from it: switch off the feature that uses it, isolate the process, limit what it may reach. Open a ticket with an owner and a date, and accept the risk until then in `dependencies.allow-advisories` of the policy.";

type Patched = Wanted & { readonly patched: string };

const REMEDIES: Readonly<Record<PackageManager, (wanted: Patched) => string>> = {
  npm: ({ name, patched, direct, scope }) =>
    direct
      ? run(`npm install ${scope === "development" ? "--save-dev " : ""}${name}@${patched}`)
      : `Add \`"overrides": { "${name}": "${patched}" }\` to package.json, then run \`npm install\`.`,
  yarn: ({ name, patched, direct, scope }) =>
    direct
      ? run(`yarn add ${scope === "development" ? "--dev " : ""}${name}@${patched}`)
      : `Add \`"resolutions": { "${name}": "${patched}" }\` to package.json, then run \`yarn install\`.`,
  pnpm: ({ name, patched, direct, scope }) =>
    direct
      ? run(`pnpm add ${scope === "development" ? "--save-dev " : ""}${name}@${patched}`)
      : `Add \`"${name}": "${patched}"\` to \`overrides\` (in pnpm-workspace.yaml; before pnpm 10 under \`pnpm\` in package.json), then run \`pnpm install\`.`,
  pip: ({ name, patched, direct }) =>
    direct
      ? `Write \`${name}==${patched}\` in its line, then run \`python -m pip install ${name}==${patched}\`.`
      : `Add the line \`${name}==${patched}\` to a constraints file, and install with \`python -m pip install -r requirements.txt -c constraints.txt\`.`,
  pipenv: ({ name, patched, direct }) =>
    run(direct ? `pipenv install ${name}==${patched}` : `pipenv upgrade ${name}==${patched}`),
  poetry: ({ name, patched, direct }) =>
    direct
      ? run(`poetry add ${name}@${patched}`)
      : `Run \`poetry update ${name}\`. If the lock still has an older one, \`poetry add ${name}@${patched}\` makes the version your own.`,
  uv: ({ name, patched, direct }) =>
    direct
      ? run(`uv add ${name}==${patched}`)
      : `Add \`constraint-dependencies = ["${name}==${patched}"]\` under \`[tool.uv]\` in pyproject.toml, then run \`uv lock --upgrade-package ${name}\`.`,
  go: ({ name, patched }) => `Run \`go get ${name}@v${patched}\`, then \`go mod tidy\`.`,
  cargo: ({ name, version, patched, direct }) => {
    const which = VERSION.test(version) && !direct ? `${name}@${version}` : name;
    const update = `\`cargo update -p ${which} --precise ${patched}\``;
    return direct ? `Write \`${name} = "${patched}"\` in Cargo.toml, then run ${update}.` : `Run ${update}.`;
  },
  maven: ({ name, patched, direct }) => {
    const [group = "", artifact = ""] = name.split(":");
    const pin = `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${patched}</version></dependency>`;
    return direct
      ? `Write \`<version>${patched}</version>\` in its \`<dependency>\`, or in the property that it names.`
      : `Add \`${pin}\` to \`<dependencyManagement><dependencies>\` of the POM.`;
  },
  gradle: ({ name, patched, direct }) =>
    direct
      ? `Write the version ${patched}: \`implementation("${name}:${patched}")\`, or in the catalog that names it.`
      : `Add \`constraints { implementation("${name}:${patched}") }\` to \`dependencies\`; with locks, run \`gradle dependencies --write-locks\`.`,
  bundler: ({ name, patched, direct }) =>
    direct
      ? `Write \`gem "${name}", ">= ${patched}"\` in the Gemfile, then run \`bundle update --conservative ${name}\`.`
      : `Run \`bundle update --conservative ${name}\`. If the lock still has an older one, add \`gem "${name}", ">= ${patched}"\` to the Gemfile.`,
  composer: ({ name, patched, direct, scope }) =>
    run(
      direct
        ? `composer require ${scope === "development" ? "--dev " : ""}${name}:${patched}`
        : `composer update ${name} --with ${name}:${patched}`,
    ),
  nuget: ({ name, patched, direct, file }) => {
    if (/^packages\.config$/iu.test(file)) return run(`nuget update packages.config -Id ${name} -Version ${patched}`);
    if (/^directory\.packages\.props$/iu.test(file))
      return `Write \`<PackageVersion Include="${name}" Version="${patched}" />\` in Directory.Packages.props.`;
    const add = `dotnet add package ${name} --version ${patched}`;
    return direct ? run(add) : `Run \`${add}\`, which makes the version your own, in the project that brings it.`;
  },
  actions: ({ name, patched }) =>
    `Write \`uses: ${name}@<commit> # v${patched}\` with the full commit SHA that the tag of that release names.`,
  other: () => "",
};

function run(command: string): string {
  return `Run \`${command}\`.`;
}
