import { describe, expect, test } from "@jest/globals";
import type { Review } from "../../src/records.ts";
import type { SarifLog } from "../../src/sarif/log.ts";
import { toSarif } from "../../src/sarif/to-sarif.ts";
import {
  aClaudeFinding,
  aCleanModelReview,
  aModelReview,
  anAccount,
  aRequest,
  aTroubledModelReview,
  PROMPT,
} from "../fixtures/model-review.ts";
import { aReview } from "../fixtures/review.ts";

const TOOL = "Claude code review (advisory)";
const parsed = (review: Review): SarifLog => JSON.parse(toSarif(review).text);
const runOf = (review: Review, name = TOOL) => parsed(review).runs.find(({ tool }) => tool.driver.name === name);

describe("Claude's run", () => {
  test("is there when the model was asked, with an empty list when it found nothing, and not otherwise", () => {
    expect(runOf(aCleanModelReview())).toMatchObject({
      automationDetails: { id: "claude-code-review/claude/" },
      results: [],
      invocations: [{ executionSuccessful: true, toolExecutionNotifications: [] }],
      properties: { scanner: "claude", advisory: true, provider: "anthropic", promptSha256: [PROMPT] },
    });
    expect(runOf(aReview())).toBeUndefined();
  });

  test("holds real levels and numbers where the policy says alert-severity: real", () => {
    const findings = (["critical", "medium"] as const).map((severity, n) => aClaudeFinding(n, { severity }));
    const { results, tool } = runOf({ ...aModelReview({ findings }), alertSeverity: "real" })!;
    expect(results!.map(({ level }) => level).sort()).toEqual(["error", "warning"]);
    const numbers = tool.driver.rules.map(({ properties }) => Number(properties["security-severity"]));
    expect(Math.max(...numbers)).toBeGreaterThanOrEqual(9);
  });

  test("L3 holds notes without security-severity, whatever the severity, which the message and the properties say", () => {
    const findings = (["critical", "high", "none"] as const).map((severity, n) => aClaudeFinding(n, { severity }));
    const { results, tool } = runOf(aModelReview({ findings }))!;
    expect(
      results!.map(({ level, properties, message }) => [level, properties.severity, message.text.slice(0, 40)]),
    ).toEqual([
      ["note", "critical", expect.stringMatching(/^Claude, advisory, severity critical: /u)],
      ["note", "high", expect.stringMatching(/^Claude, advisory, severity high: /u)],
      ["note", "none", expect.stringMatching(/^Claude, advisory, severity none: /u)],
    ]);
    expect(tool.driver.rules.length).toBeGreaterThan(0);
    for (const { defaultConfiguration, properties } of tool.driver.rules) {
      expect(defaultConfiguration.level).toBe("note");
      expect(properties).not.toHaveProperty("security-severity");
    }
  });

  test("has the models that answered as its version", () => {
    const account = anAccount({ model: "asked", requests: [aRequest(1, { model: "b" }), aRequest(2, { model: "a" })] });
    const version = (of: typeof account) =>
      runOf(aModelReview({ model: { rejected: [], opinions: [], account: of } }))!.tool.driver.version;
    expect(version(account)).toBe("a, b");
    expect(version({ ...account, requests: [] })).toBe("asked");
  });

  test("L5 is not successful when a hunk that was due is not reviewed, and says which files and why", () => {
    const [invocation] = runOf(aTroubledModelReview())!.invocations;
    expect(invocation.executionSuccessful).toBe(false);
    expect(invocation.toolExecutionNotifications.map(({ level, message }) => [level, message.text])).toEqual([
      ["error", "Not reviewed: over budget"],
      ["error", "Not reviewed: refused by the model"],
      ["error", "Not reviewed: failed (not answered)"],
    ]);
    expect(invocation.toolExecutionNotifications[0]!.locations).toHaveLength(1);
  });

  test("L4 a rejected claim is no result", () => {
    expect(runOf(aModelReview())!.results).toHaveLength(3);
    expect(toSarif(aModelReview()).text).not.toContain("Path traversal");
  });
});

describe("a suggested edit", () => {
  const fixOf = (replacement: string) => {
    const fix = { startLine: 10, endLine: 12, replacement };
    const { fixes } = runOf(aModelReview({ findings: [aClaudeFinding(0, { fix })] }))!.results![0]!;
    return fixes?.[0]?.artifactChanges[0];
  };

  test("is a fix of whole lines in the finding's file", () => {
    expect(fixOf("a\nb")).toEqual({
      artifactLocation: { uri: "src/service-0/handlers/request-0.ts" },
      replacements: [{ deletedRegion: { startLine: 10, endLine: 12 }, insertedContent: { text: "a\nb" } }],
    });
  });

  test("that takes lines out takes the last line end too", () => {
    expect(fixOf("")!.replacements[0]!.deletedRegion).toEqual({
      startLine: 10,
      startColumn: 1,
      endLine: 13,
      endColumn: 1,
    });
  });

  test("L2 shows what is invisible in it, and is left out when it cannot be whole", () => {
    expect(fixOf("a\u202Eb")!.replacements[0]!.insertedContent.text).toBe("a⟦U+202E⟧b");
    expect(fixOf("x".repeat(10_001))).toBeUndefined();
    expect(fixOf("\u202E".repeat(10_000))!.replacements[0]!.insertedContent.text.endsWith("⟦U+202E⟧")).toBe(true);
  });
});

test("L3 an opinion is a property of the scanner's result, which keeps its level", () => {
  const results = ["semgrep", "secrets"].flatMap((name) => runOf(aModelReview(), name)!.results!);
  expect(results.map(({ level, properties }) => [level, properties.opinion])).toEqual([
    [
      "error",
      {
        by: TOOL,
        value: "falsePositive",
        reason: "the ref is checked against a list before it gets here",
        mitigation: { uri: "src/refs.ts", startLine: 12 },
      },
    ],
    ["note", { by: TOOL, value: "confirmed", reason: "the name comes from the query string" }],
    ["warning", undefined],
  ]);
});
