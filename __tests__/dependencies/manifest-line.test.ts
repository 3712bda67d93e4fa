import { describe, expect, test } from "@jest/globals";
import { lineOf } from "../../src/dependencies/manifest-line.ts";
import { manifestOf } from "../../src/dependencies/manifest.ts";

describe("manifestOf", () => {
  test.each([
    ["package.json", "npm manifest"],
    ["a/b/package-lock.json", "npm lock"],
    ["yarn.lock", "yarn lock"],
    ["pnpm-lock.yaml", "pnpm lock"],
    ["requirements.txt", "pip manifest"],
    ["dev-requirements.in", "pip manifest"],
    ["requirements/base.txt", "pip manifest"],
    ["pyproject.toml", "pip manifest"],
    ["Pipfile", "pipenv manifest"],
    ["poetry.lock", "poetry lock"],
    ["uv.lock", "uv lock"],
    ["go.mod", "go manifest"],
    ["go.sum", "go lock"],
    ["Cargo.toml", "cargo manifest"],
    ["pom.xml", "maven manifest"],
    ["app/build.gradle.kts", "gradle manifest"],
    ["gradle/libs.versions.toml", "gradle manifest"],
    ["Gemfile", "bundler manifest"],
    ["x.gemspec", "bundler manifest"],
    ["composer.lock", "composer lock"],
    ["App.csproj", "nuget manifest"],
    ["Directory.Packages.props", "nuget manifest"],
    ["packages.config", "nuget manifest"],
    ["packages.lock.json", "nuget lock"],
    [".github/workflows/ci.yml", "actions manifest"],
    ["sub/action.yaml", "actions manifest"],
    ["Package.resolved", "other lock"],
  ])("%s is a %s", (path, kind) => {
    const of = manifestOf(path);
    expect(`${of?.manager ?? ""} ${of?.role ?? ""}`).toBe(kind);
  });

  test.each(["README.md", "src/package.json.ts", "notes.txt", "workflows/ci.yml", "constructor", "__proto__"])(
    "%s names no dependencies",
    (path) => expect(manifestOf(path)).toBeUndefined(),
  );
});

type Case = readonly [manifest: string, name: string, version: string, text: readonly string[], line: number];

describe("lineOf finds a package by its manager's own spelling", () => {
  test.each<Case>([
    ["package.json", "lodash", "4.0.0", ["{", '"lodash-es": "1",', '"xlodash": "1",', '"lodash": "4.0.0"'], 4],
    ["package.json", "@types/node", "1.0.0", ['{"dependencies": {', '"@types/node": "1.0.0"'], 2],
    [
      "package-lock.json",
      "a",
      "2.0.0",
      ['"node_modules/a": {', '"version": "1.0.0"', "},", '"node_modules/b/node_modules/a": {', '"version": "2.0.0"'],
      4,
    ],
    [
      "yarn.lock",
      "@b/a",
      "2.0.0",
      ['"@b/a@^1.0.0":', '  version "1.0.0"', "", '"@b/a@^2.0.0":', '  version "2.0.0"'],
      4,
    ],
    ["pnpm-lock.yaml", "@b/a", "1.2.3", ["packages:", "  '@b/ab@1.2.3':", "  '@b/a@1.2.3':"], 3],
    ["requirements.txt", "Foo-Bar", "1.0", ["foo==1.0", "foo_bar[x]==1.0 ; python_version > '3'"], 2],
    ["pyproject.toml", "foo.bar", "1.0", ["[project]", "dependencies = [", '  "foo-bar>=1.0",'], 3],
    ["pyproject.toml", "foo", "1.0", ["[tool.poetry.dependencies]", 'foobar = "1"', 'foo = "1.0"'], 3],
    ["Pipfile", "foo", "1.0", ["[packages]", 'foo = "==1.0"'], 2],
    ["poetry.lock", "foo", "1.0", ["[[package]]", 'name = "foo"', 'version = "1.0"'], 2],
    ["uv.lock", "foo", "1.0", ["[[package]]", 'name = "foo"', 'version = "1.0"'], 2],
    ["go.mod", "example.com/a", "1.2.3", ["require (", "\texample.com/a/v2 v2.0.0", "\texample.com/a v1.2.3"], 3],
    ["go.sum", "example.com/a", "1.2.3", ["example.com/a v1.2.2 h1:x=", "example.com/a v1.2.3 h1:x="], 2],
    ["Cargo.toml", "serde", "1.0.0", ["[dependencies]", 'serde_json = "1"', 'serde = "1.0.0"'], 3],
    ["Cargo.lock", "serde", "1.0.1", ['name = "serde"', 'version = "1.0.0"', 'name = "serde"', 'version = "1.0.1"'], 3],
    [
      "pom.xml",
      "org.a:core",
      "1.0",
      [
        ...["<groupId>org.b</groupId>", "<artifactId>core</artifactId>", "<version>1.0</version>", "</dependency>"],
        ...["<dependency>", "<groupId>org.a</groupId>", "<artifactId>core</artifactId>", "<version>1.0</version>"],
      ],
      7,
    ],
    ["build.gradle", "org.a:core", "1.0", ["implementation 'org.a:core-x:1.0'", "implementation 'org.a:core:1.0'"], 2],
    ["build.gradle.kts", "org.a:core", "1.0", ['implementation(group = "org.a", name = "core")'], 1],
    ["gradle/libs.versions.toml", "org.a:core", "1.0", ["[libraries]", 'core = { module = "org.a:core" }'], 2],
    ["gradle.lockfile", "org.a:core", "1.0", ["org.a:core:0.9=x", "org.a:core:1.0=x"], 2],
    ["Gemfile", "rack", "1.0", ['gem "rack-test"', 'gem "rack", "1.0"'], 2],
    ["Gemfile.lock", "rack", "1.0", ["    rack-test (1.0)", "      rack (>= 1)", "    rack (1.0)"], 3],
    ["composer.json", "a/b", "1.0", ['"a/bc": "1"', '"a/b": "1.0"'], 2],
    ["composer.lock", "a/b", "1.0", ['"name": "a/b",', '"version": "v1.0"'], 1],
    ["App.csproj", "newtonsoft.json", "1.0", ['<PackageReference Include="Newtonsoft.Json" Version="1.0" />'], 1],
    ["packages.config", "A.B", "1.0", ['<package id="A.B" version="1.0" />'], 1],
    ["packages.lock.json", "A.B", "1.0", ['"A.B.C": {', '"A.B": {'], 2],
    [
      ".github/workflows/ci.yml",
      "actions/checkout",
      "3",
      ["- uses: actions/checkouts@v3", "- uses: actions/checkout@v3"],
      2,
    ],
    ["mix.lock", "plug", "1.0", ['"plug_crypto": 1', '"plug": {:hex, :plug, "1.0"}'], 2],
  ])("%s: %s %s", (manifest, name, version, text, line) => {
    expect(lineOf(text.join("\n"), { manifest, name, version })).toBe(line);
  });

  test("what is not named has no line", () => {
    expect(lineOf('"a": "1"\n', { manifest: "package.json", name: "b", version: "1" })).toBeUndefined();
    expect(lineOf("", { manifest: "package.json", name: "b", version: "1" })).toBeUndefined();
  });

  test.each(["../x", "a\nb", "__proto__", ";rm -rf", "(a+)+$", "[", "\\", "x".repeat(100_000), "", "-", "*/", "ẞ"])(
    "L2 %p is searched for as it stands, or not at all",
    (name) => {
      for (const manifest of [
        "package.json",
        "requirements.txt",
        "go.mod",
        "pom.xml",
        "Gemfile",
        "x.csproj",
        "mix.exs",
      ])
        expect(lineOf(`İ\nsome text\n"a": 1\n`, { manifest, name, version: "1" })).toBeUndefined();
    },
  );

  test("a lower case of another length moves no line", () => {
    const text = `"${"İ".repeat(50)}": "1",\n"b": "1",\n"lodash": "4"\n`;
    expect(lineOf(text, { manifest: "package.json", name: "lodash", version: "4" })).toBe(3);
  });
});
