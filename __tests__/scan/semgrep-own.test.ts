import { describe, expect, test } from "@jest/globals";
import { readOwnRules } from "../../src/scan/semgrep-own.ts";
import { makeStage, type Scene } from "./stage.ts";

const rule = (id: string, languages = "[python]") => `  - id: ${id}\n    languages: ${languages}\n    pattern: f()\n`;
const file = (...rules: string[]) => `rules:\n${rules.join("")}`;

async function read(scene: Scene, ...config: string[]) {
  const stage = await makeStage(scene);
  try {
    return await readOwnRules(config, { base: stage.change.base, objects: stage.ports.objects });
  } finally {
    await stage.dispose();
  }
}

test("no config, no rules", async () => {
  expect(await readOwnRules([], { base: "", objects: { fileAt: none, tree: none } })).toBeUndefined();
});
const none = () => Promise.reject(new Error("nobody asked"));

test("L6 rule files come from base, whatever head makes of them, and their ids cannot pass for ours", async () => {
  const found = await read(
    {
      base: { "rules/a.yml": file(rule("a")), "rules/deep/b.yaml": file(rule("b")), "rules/README.md": "no rules\n" },
      head: { "rules/a.yml": "rules: []\n", "rules/c.yml": file(rule("c")) },
    },
    "./rules/",
  );
  expect(found?.rules.map(({ id }) => id)).toEqual(["policy.a", "policy.b"]);
  expect(found?.rules[0]).toMatchObject({ pattern: "f()" });
  expect(found?.sha256).toMatch(/^[0-9a-f]{64}$/u);
});

describe("a bad rule file names file, line and fix", () => {
  test.each([
    ["no YAML", "rules:\n  - id: [\n", /^a\.yml, line \d+: /u],
    ["no rules", "version: 1\n", /^a\.yml, line 1: rules: /u],
    ["a rule without languages", "rules:\n  - id: a\n", /^a\.yml, line 2: rules\.0\.languages: /u],
    ["an id that is none", file(rule('"a b"')), /^a\.yml, line 2: rules\.0\.id: letters/u],
    [
      "a language whose files nobody counts",
      file(rule("a"), rule("b", "[kotlin]")),
      /^a\.yml, line 6: the rule b is for kotlin/u,
    ],
    ["one id twice", file(rule("a"), rule("a")), /^a\.yml, line 5: another rule/u],
  ])("%s", async (_, text, message) => {
    const failed = read({ base: { "a.yml": text }, head: {} }, "a.yml");
    await expect(failed).rejects.toMatchObject({ code: "policy-invalid", message: expect.stringMatching(message) });
    await expect(failed).rejects.toMatchObject({ fix: expect.stringContaining("base branch") });
  });

  test("L6 a file that only head has", async () => {
    const failed = read({ base: {}, head: { "a.yml": file(rule("a")) } }, "a.yml");
    await expect(failed).rejects.toMatchObject({
      message: "semgrep.config: a.yml holds no rule file at the base commit.",
    });
  });

  test("a link", async () => {
    const failed = read({ base: { "a.yml": { mode: "120000", content: "b.yml" } }, head: {} }, "a.yml");
    await expect(failed).rejects.toMatchObject({ message: "a.yml is not a regular file at the base commit." });
  });
});
