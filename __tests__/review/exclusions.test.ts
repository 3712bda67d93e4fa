import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Policy } from "../../src/policy.ts";
import { planExclusions } from "../../src/review/exclusions.ts";
import { readChange } from "../../src/change/index.ts";
import { makeRepository, type Repository } from "../fixtures/repository.ts";
import { changed, withObjects } from "../change/open-change.ts";

let repository: Repository;
beforeEach(() => {
  repository = makeRepository();
});
afterEach(() => repository.dispose());

type Before = Parameters<typeof changed>[1];
type After = Parameters<typeof changed>[2];
interface Rules {
  readonly policy?: Policy;
}

/** Path → the rule that excludes it, or "sent". */
async function rulesOf(before: Before, after: After, rules: Rules = {}): Promise<Record<string, string>> {
  await changed(repository, before, after);
  return withObjects(repository.path, async (objects) => {
    const change = await readChange({ base: "HEAD~1", head: "HEAD" }, objects);
    const states = await planExclusions(change, {
      policy: { version: 1 },
      objects,
      ...rules,
    });
    return Object.fromEntries(
      change.files.flatMap((file) =>
        file.hunks.map(({ id }) => {
          const state = states.get(id);
          return [file.uri, state?.state === "excluded" ? state.rule : "sent"];
        }),
      ),
    );
  });
}

const CODE = "let a = 1;\nlet b = 2;\nlet c = 3;\n";
const MARK = "// @generated\n";
const minified = (name: string): string => `var ${name}=${"1+".repeat(300)}1;`;

describe("a lock file", () => {
  const lock = (version: string, hash: string): string =>
    `{\n  "node_modules/a": {\n    "version": "${version}",\n    "integrity": "sha512-${hash.repeat(43)}=="\n  }\n}\n`;

  test("of which only digests change is excluded by that rule; any other change of it is sent", async () => {
    const before = { "package-lock.json": lock("1.0.0", "ab") };
    expect(await rulesOf(before, { "package-lock.json": lock("1.0.0", "cd") })).toEqual({
      "package-lock.json": "lock file hashes",
    });
  });

  test("with a new version is sent", async () => {
    const before = { "package-lock.json": lock("1.0.0", "ab") };
    expect(await rulesOf(before, { "package-lock.json": lock("1.0.1", "cd") })).toEqual({
      "package-lock.json": "sent",
    });
  });
});

test("L1 what the policy names never leaves, also under its old name", async () => {
  const policy: Policy = { version: 1, redaction: { "never-send": ["secret/**"] } };
  const rules = await rulesOf({ "secret/a.ts": CODE }, { "secret/a.ts": null, "b.ts": CODE }, { policy });
  expect(rules).toEqual({ "b.ts": "redaction.never-send" });
});

describe("L5 each exclusion names its rule", () => {
  test("in this order: scope, binary, never sent, generated; what no rule names is sent", async () => {
    const policy: Policy = { version: 1, scope: { paths: { exclude: ["vendor/**"] }, generated: ["dist/**", ".env"] } };
    const after = {
      "vendor/.env": "A=1\n",
      "picture.png": new Uint8Array(200),
      ".env": "A=1\n",
      "dist/index.js": CODE,
      "src/a.js": CODE,
    };
    expect(await rulesOf({}, after, { policy })).toEqual({
      "vendor/.env": "scope.paths",
      "picture.png": "binary",
      ".env": "never sent: environment file",
      "dist/index.js": "scope.generated",
      "src/a.js": "sent",
    });
  });

  test("L1 a file that was renamed from one that is never sent is not sent either", async () => {
    expect(await rulesOf({ ".env": "A=1\nB=2\nC=3\n" }, { ".env": null, "notes.txt": "A=1\nB=2\nC=4\n" })).toEqual({
      "notes.txt": "never sent: environment file",
    });
  });

  test("what was generated or minified at base and still is", async () => {
    expect(
      await rulesOf(
        { "a.ts": `${MARK}${CODE}`, "b.js": minified("a") },
        { "a.ts": `${MARK}${CODE}let d;\n`, "b.js": minified("b") },
      ),
    ).toEqual({ "a.ts": "generated at base", "b.js": "minified at base" });
  });
});

describe("L6 a mark that the change itself writes hides nothing", () => {
  test.each<[string, Before, After]>([
    ["a mark put on a file", { "a.ts": CODE }, { "a.ts": `${MARK}${CODE}` }],
    ["a mark on a new file", {}, { "a.ts": `${MARK}${CODE}` }],
    ["a file that becomes minified", { "a.js": CODE }, { "a.js": minified("a") }],
    ["a new minified file", {}, { "a.js": minified("a") }],
    ["code in place of a generated file", { "a.ts": `${MARK}${CODE}` }, { "a.ts": CODE }],
    [
      "a generated file moved onto a name for code",
      { "old.ts": `${MARK}${CODE}${CODE}` },
      { "old.ts": null, "a.ts": `${MARK}${CODE}${CODE}steal();\n` },
    ],
    ["attributes that call it generated", {}, { ".gitattributes": "* linguist-generated\n", "a.ts": CODE }],
  ])("%s is sent", async (_name, before, after) => {
    for (const rule of Object.values(await rulesOf(before, after))) expect(rule).toBe("sent");
  });
});
