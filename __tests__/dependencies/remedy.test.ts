import { describe, expect, test } from "@jest/globals";
import { remedyOf, type Wanted } from "../../src/dependencies/remedy.ts";
import type { PackageManager } from "../../src/dependencies/manifest.ts";

const wanted = (manager: PackageManager, name: string, over: Partial<Wanted> = {}): Wanted => ({
  ...{ manager, name, version: "1.0.0", patched: "1.2.3", direct: true, scope: "runtime", file: "" },
  ...over,
});

describe("the exact command or edit for each package manager, direct and through another", () => {
  test.each<[PackageManager, string, string, string]>([
    ["npm", "lodash", "npm install lodash@1.2.3", '"overrides": { "lodash": "1.2.3" }'],
    ["yarn", "@a/b", "yarn add @a/b@1.2.3", '"resolutions": { "@a/b": "1.2.3" }'],
    ["pnpm", "lodash", "pnpm add lodash@1.2.3", '"lodash": "1.2.3"` to `overrides`'],
    ["pip", "Flask", "python -m pip install Flask==1.2.3", "-c constraints.txt"],
    ["pipenv", "flask", "pipenv install flask==1.2.3", "pipenv upgrade flask==1.2.3"],
    ["poetry", "flask", "poetry add flask@1.2.3", "poetry update flask"],
    ["uv", "flask", "uv add flask==1.2.3", 'constraint-dependencies = ["flask==1.2.3"]'],
    ["go", "golang.org/x/net", "go get golang.org/x/net@v1.2.3", "go get golang.org/x/net@v1.2.3"],
    ["cargo", "serde", 'serde = "1.2.3"', "cargo update -p serde@1.0.0 --precise 1.2.3"],
    ["maven", "org.a:b", "<version>1.2.3</version>", "<groupId>org.a</groupId><artifactId>b</artifactId>"],
    ["gradle", "org.a:b", 'implementation("org.a:b:1.2.3")', 'constraints { implementation("org.a:b:1.2.3") }'],
    ["bundler", "rack", 'gem "rack", ">= 1.2.3"', "bundle update --conservative rack"],
    ["composer", "a/b", "composer require a/b:1.2.3", "composer update a/b --with a/b:1.2.3"],
    ["nuget", "A.B", "dotnet add package A.B --version 1.2.3", "dotnet add package A.B --version 1.2.3"],
    ["actions", "actions/checkout", "uses: actions/checkout@<commit> # v1.2.3", "uses: actions/checkout@<commit>"],
  ])("%s", (manager, name, direct, through) => {
    expect(remedyOf(wanted(manager, name))).toContain(direct);
    expect(remedyOf(wanted(manager, name, { direct: false }))).toContain(through);
  });

  test.each<[PackageManager, string]>([
    ["npm", "npm install --save-dev a@1.2.3"],
    ["yarn", "yarn add --dev a@1.2.3"],
    ["pnpm", "pnpm add --save-dev a@1.2.3"],
  ])("%s keeps a development dependency one", (manager, command) => {
    expect(remedyOf(wanted(manager, "a", { scope: "development" }))).toContain(command);
  });

  test.each([
    ["packages.config", "nuget update packages.config -Id A -Version 1.2.3"],
    ["Directory.Packages.props", '<PackageVersion Include="A" Version="1.2.3" />'],
  ])("NuGet's %s has its own edit", (file, edit) => {
    expect(remedyOf(wanted("nuget", "A", { file }))).toContain(edit);
  });

  test("a v before a version is written once, for those who want one", () => {
    expect(remedyOf(wanted("go", "a.b/c", { patched: "v1.2.3" }))).toContain("@v1.2.3");
    expect(remedyOf(wanted("npm", "a", { patched: "v1.2.3" }))).toContain("a@1.2.3`");
  });
});

test("no patched version: what to do meanwhile, and a ticket", () => {
  const without = { ...wanted("npm", "a") };
  Reflect.deleteProperty(without, "patched");
  expect(remedyOf(without)).toMatch(/no patched version.*Remove it or replace it.*ticket/u);
});

describe("L2 what a shell could read differently is in no command", () => {
  const MANAGERS: readonly PackageManager[] = [
    ...(["npm", "yarn", "pnpm", "pip", "pipenv", "poetry", "uv", "go", "cargo", "maven", "gradle", "bundler"] as const),
    ...(["composer", "nuget", "actions", "other"] as const),
  ];
  const NAMES = [
    ...[
      "; rm -rf /",
      "a;b",
      "a b",
      "$(id)",
      "`id`",
      "a&b",
      "a|b",
      "a>b",
      "-g",
      "--eval=x",
      "~root",
      "!x",
      "a\nb",
      "a'b",
      'a"b',
    ],
    ...["../a", "a/../b", "@a/../b", "x".repeat(100_000), "é", "a\u202eb", "", "g:a;b", "a/b;c", "x.y/$(id)", "<b>:a"],
  ];
  test.each(MANAGERS)("%s", (manager) => {
    for (const name of NAMES)
      expect(remedyOf(wanted(manager, name))).toMatch(
        /^Raise it to the first patched version or a later one, by hand/u,
      );
  });

  test.each(["1.2.3; id", "$(id)", "-1", "1 2", "", "latest", "1!2", `1${"0".repeat(100)}`])(
    "version %p",
    (patched) => {
      expect(remedyOf(wanted("npm", "lodash", { patched }))).not.toContain("npm install");
    },
  );

  test("the version that the change brings is checked as well", () => {
    const remedy = remedyOf(wanted("cargo", "serde", { direct: false, version: "1.0.0; id" }));
    expect(remedy).toContain("cargo update -p serde --precise 1.2.3");
  });
});
