import { describe, expect, test } from "@jest/globals";

import type { TriagedFinding } from "../../src/finding.ts";
import type { Review } from "../../src/records.ts";
import type { SarifLog } from "../../src/sarif/log.ts";
import { toSarif } from "../../src/sarif/to-sarif.ts";
import { aFinding, aReview } from "../fixtures/review.ts";

const runOf = (review: Review, name: string) => {
  const log: SarifLog = JSON.parse(toSarif(review).text);
  return log.runs.find(({ tool }) => tool.driver.name === name)!;
};

describe("a rule", () => {
  const ruleOf = (...findings: TriagedFinding[]) => runOf(aReview({}, { findings }), "semgrep").tool.driver.rules[0]!;

  test("has the number of its most severe result, in the middle of GitHub's band", () => {
    expect(
      ruleOf(aFinding(0, { severity: "low" }), aFinding(0, { severity: "critical", fingerprint: "2" })),
    ).toMatchObject({
      defaultConfiguration: { level: "error" },
      properties: { "security-severity": "9.5", precision: "high" },
    });
    expect(ruleOf(aFinding(0, { severity: "high" })).properties["security-severity"]).toBe("8.0");
    expect(ruleOf(aFinding(0, { severity: "medium" })).properties["security-severity"]).toBe("5.5");
    expect(ruleOf(aFinding(0, { severity: "low" })).properties["security-severity"]).toBe("2.0");
    expect(ruleOf(aFinding(0, { severity: "none" })).properties).not.toHaveProperty("security-severity");
  });

  test("names its weaknesses in both ways: tags for GitHub, relations to a taxonomy for everybody else", () => {
    const run = runOf(aReview({}, { findings: [aFinding(0), aFinding(2)] }), "semgrep");
    expect(run.taxonomies![0]!.taxa.map(({ id }) => id)).toEqual(["77", "78", "89"]);
    for (const rule of run.tool.driver.rules) {
      const targets = rule.relationships!.map(({ target }) => run.taxonomies![0]!.taxa[target.index]!.id);
      expect(rule.properties.tags).toEqual(["security", ...targets.map((id) => `external/cwe/cwe-0${id}`)]);
    }
  });

  test("has at most 20 tags, a name of 255 and descriptions of 1,024 characters", () => {
    const { rule } = aFinding(0);
    const long = ruleOf(
      aFinding(0, {
        rule: {
          ...rule,
          name: "n".repeat(999),
          shortDescription: "s".repeat(9_999),
          fullDescription: "f".repeat(9_999),
          tags: Array.from({ length: 50 }, (_, n) => `t${n}`),
        },
      }),
    );
    expect([
      long.name.length,
      long.shortDescription.text.length,
      long.fullDescription.text.length,
      long.properties.tags.length,
    ]).toEqual([255, 1_024, 1_024, 20]);
  });

  test("L2 help is never Markdown", () => {
    const log: SarifLog = JSON.parse(toSarif(aReview({ findings: 2 })).text);
    const helps = log.runs.flatMap(({ tool }) => tool.driver.rules.map(({ help }) => Object.keys(help)));
    expect(helps).toEqual([["text"], ["text"]]);
  });
});
