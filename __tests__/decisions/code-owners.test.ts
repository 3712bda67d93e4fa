import { describe, expect, test } from "@jest/globals";
import { ownersOf, readCodeOwners } from "../../src/decisions/index.ts";
import { parseCodeOwners } from "../../src/decisions/code-owners.ts";
import { fakeObjects } from "../fakes/objects.ts";

/** Whether a pattern, as the one line of a file, owns a path. */
const owns = (pattern: string, uri: string): boolean =>
  ownersOf(parseCodeOwners(`${pattern} @octocat`), uri) !== undefined;

describe("GitHub's documented examples", () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ["*", ["README", "a/b/c.js", ".github/x"], []],
    ["*.js", ["a.js", "deep/down/a.js"], ["a.jsx", "a.ts"]],
    ["*.go", ["main.go", "cmd/main.go"], ["go"]],
    ["/build/logs/", ["build/logs/a.log", "build/logs/x/a.log"], ["src/build/logs/a.log", "build/logs", "build/x"]],
    ["docs/*", ["docs/getting-started.md"], ["docs/build-app/troubleshooting.md", "src/docs/a.md"]],
    ["apps/", ["apps/a", "src/apps/x/y"], ["apps", "myapps/a"]],
    ["/docs/", ["docs/a", "docs/b/c"], ["src/docs/a"]],
    ["/scripts/", ["scripts/a.sh"], ["x/scripts/a.sh"]],
    [
      "**/logs",
      ["build/logs/a", "scripts/logs/a", "deeply/nested/logs/a/b", "logs/a"],
      ["build/logsx", "build/mylogs/a"],
    ],
    ["/apps/github", ["apps/github", "apps/github/a/b"], ["apps/githubx", "x/apps/github"]],
  ])("%s", (pattern, inside, outside) => {
    expect(inside.filter((uri) => !owns(pattern, uri))).toEqual([]);
    expect(outside.filter((uri) => owns(pattern, uri))).toEqual([]);
  });

  test("the last match decides, also when it names nobody", () => {
    const rules = parseCodeOwners(
      "* @global-owner1 @global-owner2\n*.js @js-owner #an inline comment\n/apps/ @octocat\n/apps/github\n*.txt @octo-org/octocats docs@example.com\n",
    );
    expect(ownersOf(rules, "a/b.c")).toEqual(["@global-owner1", "@global-owner2"]);
    expect(ownersOf(rules, "a/b.js")).toEqual(["@js-owner"]);
    expect(ownersOf(rules, "apps/x.js")).toEqual(["@octocat"]);
    expect(ownersOf(rules, "apps/github/x")).toEqual([]);
    expect(ownersOf(rules, "apps/github/x.txt")).toEqual(["@octo-org/octocats", "docs@example.com"]);
    expect(ownersOf([], "a")).toBeUndefined();
  });
});

describe("what is otherwise than in .gitignore", () => {
  test.each<[string, string]>([
    ["!a.js", "a.js"],
    ["[ab].js", "a.js"],
    ["!a.js", "!a.js"],
    ["[ab].js", "[ab].js"],
    ["\\#a.js", "\\#a.js"],
    ["\\#a.js", "#a.js"],
    ["#a.js", "#a.js"],
    ["A.js", "a.js"],
    ["/", "a"],
    ["a//b", "a/b"],
  ])("%s owns nothing", (pattern, uri) => {
    expect(owns(pattern, uri)).toBe(false);
  });

  test.each<[string, string, boolean]>([
    ["a/**/b", "a/b", true],
    ["a/**/b", "a/x/y/b/c", true],
    ["a/**", "a/x/y", true],
    ["a/**", "a", false],
    ["/**", "a/b", true],
    ["**", "a", true],
    ["?.js", "a.js", true],
    ["?.js", "ab.js", false],
    ["a*c*e", "abcde", true],
    ["a*c*e", "abcd", false],
    ["my\\ file.js", "my file.js", true],
    ["*.js", "dir.js/a.ts", true],
    [".github/", ".github/workflows/a.yml", true],
    ["日本/*", "日本/a", true],
  ])("%s and %s: %s", (pattern, uri, expected) => {
    expect(owns(pattern, uri)).toBe(expected);
  });

  test("an invalid line is skipped, the others count", () => {
    const rules = parseCodeOwners("\ufeff*.js @a\r\n*.js someone\r\n*.js @a @-\r\n\r\n  *.ts\t@b\r\n");
    expect([ownersOf(rules, "x.js"), ownersOf(rules, "x.ts")]).toEqual([["@a"], ["@b"]]);
  });

  test("no pattern and no path makes it slow", () => {
    const pattern = `${"**/a*".repeat(40)}b`;
    const uri = Array.from({ length: 2000 }, () => "aaaaaaaa").join("/");
    // The work is the product of both, not a power of it: a power would not end before the suite's deadline.
    expect(owns(pattern, uri)).toBe(false);
    expect(owns("*a".repeat(100), `${"a".repeat(20_000)}b`)).toBe(false);
  });
});

describe("L6 the file", () => {
  const files = (given: Record<string, string | Uint8Array>) =>
    fakeObjects({ files: Object.fromEntries(Object.entries(given).map(([uri, text]) => [`base:${uri}`, text])) });

  test("is the first of three places at base, and no other", async () => {
    const all = { ".github/CODEOWNERS": "* @one", CODEOWNERS: "* @two", "docs/CODEOWNERS": "* @three" };
    const read = async (given: Record<string, string>) => {
      const found = await readCodeOwners(files(given), "base");
      return "rules" in found ? ownersOf(found.rules, "a") : found;
    };
    expect(await read(all)).toEqual(["@one"]);
    expect(await read({ ...all, ".github/CODEOWNERS": "" })).toBeUndefined();
    expect(await read({ CODEOWNERS: "* @two", "docs/CODEOWNERS": "* @three" })).toEqual(["@two"]);
    expect(await read({ "docs/CODEOWNERS": "* @three" })).toEqual(["@three"]);
    expect(await read({ "src/CODEOWNERS": "* @four" })).toMatchObject({ unusable: expect.stringContaining("no CODE") });
    const head = fakeObjects({ files: { "head:CODEOWNERS": "* @mallory" } });
    expect(await readCodeOwners(head, "base")).toHaveProperty("unusable");
  });

  test("over 3 MB it is not loaded, as GitHub does not, and the next place does not stand in", async () => {
    const large = Buffer.alloc(3_000_001, "#");
    const found = await readCodeOwners(files({ ".github/CODEOWNERS": large, CODEOWNERS: "* @two" }), "base");
    expect(found).toMatchObject({ unusable: expect.stringContaining("3 MB") });
  });
});
