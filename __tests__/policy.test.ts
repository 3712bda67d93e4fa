import { describe, expect, test } from "@jest/globals";
import { ConfigurationError } from "../src/errors.ts";
import { parsePolicy } from "../src/policy.ts";

const WHERE = ".github/claude-review.yml at base";

function mistake(text: string): ConfigurationError {
  try {
    parsePolicy(text, WHERE);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error("the policy was accepted");
}

describe("parsePolicy", () => {
  test("a policy with every key is read as it is written", () => {
    const policy = parsePolicy(
      `
version: 1
scope:
  branches: [main, "release/*"]
  paths: { include: ["src/**"], exclude: ["src/vendor/**"] }
  generated: ["dist/**"]
  class: restricted
  pilot: true
threats:
  - id: T1
    title: Injection
    cwe: [CWE-89]
    rules: ["semgrep/*.cwe-78.*"]
    fail-on: low
gate: { fail-on: medium, on-incomplete: fail, require: [scanners] }
scanners: [secrets, semgrep]
residual-risk: { restricted: low }
`,
      WHERE,
    );
    expect(policy.scope?.paths?.exclude).toEqual(["src/vendor/**"]);
    expect(policy.threats?.[0]?.["fail-on"]).toBe("low");
    expect(policy.scanners).toEqual(["secrets", "semgrep"]);
  });

  test.each([
    ["an unknown key", "version: 1\nscoop: {}\n", /line 2: scoop: .*nrecognized/u],
    ["an unknown nested key", "version: 1\ngate:\n  fail-at: low\n", /line 3: gate\.fail-at/u],
    ["a bad severity", "version: 1\ngate:\n  fail-on: severe\n", /line 3: gate\.fail-on: .*critical/u],
    ["another version", "version: 2\n", /line 1: version/u],
    ["an empty file", "", /version|object/u],
    [
      "a license that SPDX does not know",
      "version: 1\nlicenses:\n  allow:\n    - MIT\n    - Apache 2.0\n",
      /line 5: licenses\.allow\.1: "Apache 2\.0" is not an SPDX license id, did you mean Apache-2\.0/u,
    ],
    [
      "an expression where a license belongs",
      "version: 1\nlicenses: { deny: [MIT OR ISC] }\n",
      /licenses\.deny\.0: is an expression/u,
    ],
    [
      "a range of versions, which would never match",
      'version: 1\ndependencies: { deny: ["pkg:npm/lodash@<4.17.21"] }\n',
      /dependencies\.deny\.0: names one version/u,
    ],
    [
      "an exemption of no package",
      'version: 1\nlicenses:\n  allow: [MIT]\n  exempt: [{ purl: "pkg:npm", reason: none }]\n',
      /line 4: licenses\.exempt\.0\.purl: a package URL/u,
    ],
    ["a duplicate key", "version: 1\nversion: 1\n", /line 2: .*unique/iu],
    ["broken YAML", "version: 1\ngate: {\n", /line \d+: /u],
    [
      "a threat that nothing could check",
      "version: 1\nthreats: [{ id: T1, title: x }]\n",
      /needs `cwe`, `rules`, or both/u,
    ],
    [
      "a class without a residual risk",
      "version: 1\nscope: { class: a }\nresidual-risk: { b: low }\n",
      /nothing for the class a/u,
    ],
    ["residual risk without a class", "version: 1\nresidual-risk: { b: low }\n", /needs scope\.class/u],
    ["a provider that does not exist", "version: 1\nreview: { provider: gpt }\n", /line 2: review\.provider/u],
    ["a budget below nothing", "version: 1\nreview: { max-cost-usd: -1 }\n", /line 2: review\.max-cost-usd/u],
    [
      "a class without a deployment",
      "version: 1\nscope: { class: a }\ndeployment: { b: { providers: [] } }\n",
      /deployment: has nothing for the class a/u,
    ],
    ["an empty list of scanners", "version: 1\nscanners: []\n", /line 2: scanners/u],
  ])("%s is an error that names the line", (_, text, message) => {
    const error = mistake(text);
    expect(error.code).toBe("policy-invalid");
    expect(error.message).toMatch(message);
    expect(error.message).toContain(WHERE);
  });

  test("an alias bomb is refused instead of expanded", () => {
    const rows = Array.from(
      { length: 12 },
      (_, i) =>
        `a${String(i + 1)}: &a${String(i + 1)} [${Array(9)
          .fill(`*a${String(i)}`)
          .join(", ")}]`,
    );
    expect(mistake(`version: 1\na0: &a0 [x]\n${rows.join("\n")}\n`).code).toBe("policy-invalid");
  });

  test("a key named __proto__ is unknown like any other", () => {
    expect(mistake("version: 1\n__proto__: { polluted: true }\n").message).toContain("__proto__");
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});
