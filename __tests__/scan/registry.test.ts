import { readFileSync } from "node:fs";
import { globSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { z } from "zod";
import { ConfigurationError } from "../../src/errors.ts";
import { SCANNERS, selectScanners } from "../../src/scan/registry.ts";
import { SEMGREP_LANGUAGES } from "../../src/scan/semgrep-languages.ts";
import type { Scanner } from "../../src/scan/scanner.ts";

const own: Scanner = { name: "policy", applies: () => true, scan: async () => [] };
const names = (setting: Parameters<typeof selectScanners>[0], extra: readonly Scanner[] = []) =>
  selectScanners(setting, { own: extra }).map(({ scanner, required }) => `${scanner.name} ${String(required)}`);

describe("selectScanners", () => {
  const REQUIRED = ["secrets true", "semgrep true", "zizmor true"];
  const OPTIONAL = ["bandit false", "checkov false", "gitleaks false", "gosec false", "osv-scanner false"];

  test("auto is every scanner of the registry; what the design lists is required, and any other only runs if it is there", () => {
    expect(names({ auto: true, named: [] })).toEqual([...REQUIRED, "dependency-review false", ...OPTIONAL]);
  });

  test("in a workflow, where GitHub answers, the dependency review is required under auto", () => {
    const inWorkflow = selectScanners({ auto: true, named: [] }, { inWorkflow: true });
    expect(inWorkflow.filter(({ required }) => required).map(({ scanner }) => scanner.name)).toEqual([
      "secrets",
      "semgrep",
      "zizmor",
      "dependency-review",
    ]);
  });

  test("names are those, in the registry's order, once and required", () => {
    expect(names({ auto: false, named: ["zizmor", "secrets", "zizmor"] })).toEqual(["secrets true", "zizmor true"]);
    expect(names({ auto: false, named: ["gosec", "bandit"] })).toEqual(["bandit true", "gosec true"]);
    expect(names({ auto: true, named: ["bandit"] })).toContain("bandit true");
  });

  test("the run's own scanners always join, also with none", () => {
    expect(names({ auto: false, named: [] }, [own])).toEqual(["policy true"]);
    expect(names({ auto: false, named: ["policy"] }, [own])).toEqual(["policy true"]);
  });

  test("an unknown name is an error that lists the known ones, nearest first", () => {
    expect(() => names({ auto: false, named: ["semgrp"] })).toThrow(ConfigurationError);
    try {
      names({ auto: true, named: ["zizmr"] });
    } catch (error) {
      expect(error).toMatchObject({
        code: "scanner-unknown",
        message: 'There is no scanner "zizmr".',
        fix: expect.stringMatching(/^Known scanners: zizmor, /u),
      });
    }
    expect.assertions(2);
  });

  test("sarif-files without globs says how to give them", () => {
    expect(() => names({ auto: false, named: ["sarif-files"] })).toThrow(
      expect.objectContaining({ fix: expect.stringContaining("globs") }),
    );
  });
});

test("every scanner's name is unique, and a name that a policy can write", () => {
  const all = SCANNERS.map(({ name }) => name);
  expect(new Set(all).size).toBe(all.length);
  for (const name of all) expect(name).toMatch(/^[a-z][a-z-]*$/u);
});

test("L5 every language of the rules is one whose files semgrep is held to", () => {
  const Rules = z.object({ rules: z.array(z.object({ languages: z.array(z.string()) })) });
  const languages = globSync("rules/**/rule.{yml,yaml}").flatMap((path) =>
    Rules.parse(parse(readFileSync(path, "utf8"))).rules.flatMap((rule) => rule.languages),
  );
  const short: Readonly<Record<string, string>> = { js: "javascript", ts: "typescript", py: "python" };
  expect(languages.map((name) => short[name] ?? name).filter((name) => !(name in SEMGREP_LANGUAGES))).toEqual([]);
});
