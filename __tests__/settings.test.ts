import { describe, expect, test } from "@jest/globals";
import type { Policy } from "../src/policy.ts";
import { resolveSettings, stricter } from "../src/settings.ts";

const policy = (extra: Partial<Policy>): Policy => ({ version: 1, ...extra });

describe("settings", () => {
  test("without a policy an input may be anything, and what is absent has the design's default", () => {
    expect(resolveSettings({}, policy({}))).toEqual({
      failOn: "high",
      failOnAi: "none",
      onIncomplete: "fail",
      scanners: { auto: true, named: [] },
      require: ["scanners", "review"],
      pilot: false,
      provider: "auto",
      maxCostUsd: 1,
      comments: "inline",
      check: "off",
      evidence: "artifact",
      ignored: [],
    });
    expect(resolveSettings({ failOn: "none", onIncomplete: "warn", scanners: "none" }, policy({}))).toMatchObject({
      failOn: "none",
      onIncomplete: "warn",
      scanners: { auto: false, named: [] },
      ignored: [],
    });
  });

  test("L6 fail-on-ai of the policy is a floor, too", () => {
    const set = policy({ gate: { "fail-on-ai": "high" } });
    expect(resolveSettings({ failOnAi: "critical" }, set)).toMatchObject({
      failOnAi: "high",
      ignored: [expect.stringMatching(/^fail-on-ai/u)],
    });
    expect(resolveSettings({ failOnAi: "low" }, set)).toMatchObject({ failOnAi: "low", ignored: [] });
  });

  test.each([
    ["medium", "low", "low", 0],
    ["medium", "medium", "medium", 0],
    ["medium", "critical", "medium", 1],
    ["medium", "none", "medium", 1],
    ["none", "high", "high", 0],
  ] as const)("L6 with fail-on %s in the policy, an input of %s means %s", (set, chosen, expected, ignored) => {
    const settings = resolveSettings({ failOn: chosen }, policy({ gate: { "fail-on": set } }));
    expect(settings.failOn).toBe(expected);
    expect(settings.ignored).toHaveLength(ignored);
  });

  test.each([
    ["on", "off", "on", 1],
    ["off", "on", "on", 0],
  ] as const)("L6 with check %s in the policy, an input of %s means %s", (set, chosen, check, ignored) => {
    const settings = resolveSettings({ check: chosen }, policy({ check: set }));
    expect([settings.check, settings.ignored.length]).toEqual([check, ignored]);
  });

  test("L6 an input cannot turn an incomplete run green when the policy says fail", () => {
    const settings = resolveSettings({ onIncomplete: "warn" }, policy({ gate: { "on-incomplete": "fail" } }));
    expect(settings.onIncomplete).toBe("fail");
    expect(settings.ignored).toEqual(["on-incomplete: warn is looser than the policy's fail"]);
  });

  test("auto among names is all that it stands for, and those", () => {
    expect(resolveSettings({ scanners: ["auto", "bandit"] }, policy({})).scanners).toEqual({
      auto: true,
      named: ["bandit"],
    });
    expect(resolveSettings({ scanners: ["auto", "bandit"] }, policy({ scanners: "auto" })).ignored).toEqual([]);
  });

  test("L6 an input can add scanners to the policy's and take none away", () => {
    const settings = resolveSettings({ scanners: ["zizmor"] }, policy({ scanners: ["semgrep", "zizmor"] }));
    expect(settings.scanners).toEqual({ auto: false, named: ["semgrep", "zizmor"] });
    expect(settings.ignored[0]).toContain("semgrep");
    expect(resolveSettings({ scanners: "none" }, policy({ scanners: "auto" }))).toMatchObject({
      scanners: { auto: true, named: [] },
      ignored: [expect.stringContaining("auto")],
    });
    expect(resolveSettings({ scanners: ["semgrep", "zizmor"] }, policy({ scanners: ["semgrep"] })).ignored).toEqual([]);
  });

  test.each([
    ["summary", "none", "summary", 1],
    ["summary", "inline", "inline", 0],
    ["none", "summary", "summary", 0],
  ] as const)("L6 with comments: %s in the policy, an input of %s means %s", (set, chosen, expected, ignored) => {
    const settings = resolveSettings({ comments: chosen }, policy({ comments: set }));
    expect(settings.comments).toBe(expected);
    expect(settings.ignored).toHaveLength(ignored);
  });

  test("L8 an input cannot drop the evidence that the policy keeps", () => {
    const settings = resolveSettings({ evidence: "none" }, policy({ evidence: { store: "artifact" } }));
    expect(settings.evidence).toBe("artifact");
    expect(settings.ignored).toHaveLength(1);
  });

  test("the residual risk of the repository's class is a floor under the threshold", () => {
    const restricted = {
      scope: { class: "restricted" },
      "residual-risk": { restricted: "low" as const, open: "critical" as const },
    };
    expect(resolveSettings({}, policy(restricted)).failOn).toBe("low");
    expect(resolveSettings({}, policy({ ...restricted, gate: { "fail-on": "medium" } })).failOn).toBe("low");
    expect(resolveSettings({ failOn: "high" }, policy(restricted)).ignored).toHaveLength(1);
    expect(resolveSettings({}, policy({ ...restricted, scope: { class: "open" } })).failOn).toBe("high");
  });

  test("L6 an input can lower the budget and not raise it, and names no other provider or model than the policy", () => {
    const set = policy({ review: { provider: "command", model: "a", effort: "low", "max-cost-usd": 0.5 } });
    expect(resolveSettings({ maxCostUsd: 0.2 }, set)).toMatchObject({
      maxCostUsd: 0.2,
      provider: "command",
      model: "a",
      effort: "low",
      ignored: [],
    });
    const looser = resolveSettings({ maxCostUsd: 5, provider: "none", model: "b", effort: "max" }, set);
    expect(looser).toMatchObject({ maxCostUsd: 0.5, provider: "command", model: "a", effort: "low" });
    expect(looser.ignored).toHaveLength(4);
    expect(resolveSettings({ model: "b", provider: "none" }, policy({}))).toMatchObject({
      model: "b",
      provider: "none",
      ignored: [],
    });
  });

  test("none is the loosest threshold, whichever side it stands on", () => {
    expect(stricter("none", "critical")).toBe("critical");
    expect(stricter("low", "none")).toBe("low");
    expect(stricter("none", "none")).toBe("none");
  });
});
