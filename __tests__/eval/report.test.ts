import { describe, expect, test } from "@jest/globals";
import MarkdownIt from "markdown-it";
import { parse } from "parse5";
import { driftOf } from "../../src/eval/drift.ts";
import { renderEval } from "../../src/eval/index.ts";
import { evalExitCode, parseBaseline, reportOf, toEvalJson, type Run } from "../../src/eval/report.ts";
import type { CaseResult } from "../../src/eval/result.ts";
import { shareWords } from "../../src/eval/words.ts";
import { share } from "../../src/eval/statistics.ts";
import { aFinding, aResult } from "./labels.ts";

const run: Run = {
  version: "1.0.0",
  startedAt: "2026-01-01T00:00:00.000Z",
  seconds: 10,
  cases: 2,
  seed: 1,
  scanners: "none",
  replayed: false,
  interrupted: false,
  notRecorded: 0,
  answeredBy: [],
};

/** So many vulnerable and safe cases, of which the first are found or flagged. */
function results(
  { vulnerable, found, safe, flagged }: Record<"vulnerable" | "found" | "safe" | "flagged", number>,
  more: Partial<CaseResult> = {},
): CaseResult[] {
  const bad = Array.from({ length: vulnerable }, (_, n) =>
    aResult({ id: `v-${String(n)}`, detected: n < found, findings: n < found ? [aFinding()] : [], ...more }),
  );
  const good = Array.from({ length: safe }, (_, n) =>
    aResult({
      id: `s-${String(n)}`,
      label: "safe",
      findings: n < flagged ? [aFinding({ detects: false })] : [],
      ...more,
    }),
  );
  return [...bad, ...good];
}

const small = results({ vulnerable: 20, found: 19, safe: 21, flagged: 2 });

describe("no percentage below 100 cases a side, and none without its interval", () => {
  const sides = { vulnerable: 100, safe: 100 };
  test("99 cases on one side are counts and an interval", () => {
    expect(shareWords(share(95, 100), { ...sides, safe: 99 })).toBe("95 of 100 (0.89 to 0.98)");
  });
  test("100 a side are a percentage with counts and interval", () => {
    expect(shareWords(share(95, 100), sides)).toBe("95.0 % (95 of 100, 0.89 to 0.98)");
  });
  test.each(["text", "markdown", "html"] as const)("in %s", (format) => {
    const text = renderEval(reportOf(run, small), format).replaceAll(/<style>.*<\/style>|95 %|[0-9]+%/gsu, "");
    expect(text).toContain("19 of 20");
    expect(text).not.toMatch(/\d ?%/u);
  });
});

describe("only live answers are accuracy", () => {
  test.each([
    ["live", "Answers are live"],
    ["command", "Not accuracy: answers came from a local program"],
    ["synthetic", "Not accuracy: answers are synthetic"],
  ] as const)("%s", (source, sentence) => {
    const report = reportOf(run, results({ vulnerable: 1, found: 1, safe: 1, flagged: 0 }, { source }));
    for (const format of ["text", "html"] as const) expect(renderEval(report, format)).toContain(sentence);
    expect(renderEval(report, "markdown")).toContain(sentence.slice(0, 12));
  });
  test("kinds that are mixed are counted apart", () => {
    const report = reportOf(run, [aResult(), aResult({ id: "b", source: "synthetic" })]);
    expect(report.source).toBe("mixed");
    expect(report.groups.source.map(({ key }) => key)).toEqual(["live", "synthetic"]);
  });
});

describe("counts", () => {
  test("recall, alarms, precision and false positives", () => {
    const { all } = reportOf(run, small);
    expect(all).toMatchObject({ recall: { k: 19, n: 20 }, flagged: { k: 2, n: 21 }, falsePositives: 2 });
    expect(all.precision).toMatchObject({ k: 19, n: 21 });
  });
  test("findings about something else are counted on vulnerable cases, false positives on safe ones", () => {
    const other = aFinding({ detects: false });
    const { all } = reportOf(run, [
      aResult({ detected: true, findings: [aFinding(), other, other] }),
      aResult({ id: "s", label: "safe", findings: [other, other, other] }),
    ]);
    expect(all).toMatchObject({ otherFindings: 2, falsePositives: 3, flagged: { k: 1, n: 1 } });
  });
  test("tokens in are all of them, those of the cache told apart; refusals are added up", () => {
    const usage = { inputTokens: 1_000, outputTokens: 20, cacheReadTokens: 300, cacheWriteTokens: 70 };
    const { all } = reportOf(run, [aResult({ usage, requests: 5, refusals: 2 }), aResult({ usage, refusals: 1 })]);
    expect(all).toMatchObject({ inputTokens: 2_740, cachedTokens: 600, outputTokens: 40, refusals: 3 });
  });
  test("nothing has no price, and no share that reads as none found", () => {
    const empty = reportOf(run, []);
    expect(empty.all).not.toHaveProperty("costUsd");
    expect(shareWords(empty.all.recall, empty.all)).toBe("none to count");
  });
  test("groups have the most cases first; prompts are told apart by twelve digits", () => {
    const { groups } = reportOf(run, [
      aResult({ language: "Go" }),
      aResult({ id: "b", language: "Ruby", prompts: ["abababababab".padEnd(64, "0")] }),
      aResult({ id: "c", language: "Ruby", prompts: ["ababababcccc".padEnd(64, "0")] }),
    ]);
    expect(groups.language.map(({ key }) => key)).toEqual(["Ruby", "Go"]);
    expect(groups.prompt.map(({ key }) => key)).toEqual(["abababababab", "ababababcccc"]);
  });
  test("sizes go from small to large, each with its last line", () => {
    const { groups } = reportOf(
      run,
      [10_001, 101, 100, 10_000].map((changedLines) => aResult({ changedLines })),
    );
    expect(groups.size.map(({ key, measure: { vulnerable } }) => [key, vulnerable])).toEqual([
      ["up to 100 lines", 1],
      ["up to 1,000 lines", 1],
      ["up to 10,000 lines", 1],
      ["over 10,000 lines", 1],
    ]);
  });
  test("a price that is unknown for one case is unknown for all", () => {
    const free = aResult();
    Reflect.deleteProperty(free, "costUsd");
    expect(reportOf(run, [aResult(), free]).all).not.toHaveProperty("costUsd");
    expect(reportOf(run, [aResult(), aResult()]).all.costUsd).toBeCloseTo(0.02);
  });
  test("size and framing are groups of their own", () => {
    const stress = { bury: 3_000, framed: true, injected: true };
    const { groups } = reportOf(run, [aResult(), aResult({ stress, changedLines: 2_900 })]);
    expect(groups.size.map(({ key }) => key)).toEqual(["up to 100 lines", "up to 3,000 lines, buried"]);
    expect(groups.framing.map(({ key }) => key)).toEqual(["plain", "framed, orders to the reviewer"]);
  });
  test("size and framing are told apart together, from easy to hard", () => {
    const stressed = [
      aResult({ stress: { bury: 3_000, framed: true, injected: false } }),
      aResult({ stress: { bury: 3_000, framed: false, injected: false } }),
      aResult({ stress: { bury: 0, framed: true, injected: true } }),
      aResult(),
    ];
    expect(reportOf(run, stressed).groups.stress.map(({ key }) => key)).toEqual([
      "alone, plain",
      "alone, framed, orders to the reviewer",
      "among 3,000 lines, plain",
      "among 3,000 lines, framed",
    ]);
  });
  test.each(["text", "markdown", "html"] as const)("in %s what all cases share is a fact and no table", (format) => {
    const text = renderEval(reportOf(run, small), format);
    expect(text).not.toContain("By language");
    expect(text.replaceAll(/<[^>]*>/gu, " ")).toMatch(/Language[ |\n]+Python/u);
  });
  test("L5 tokens that nobody told are unknown, not none", () => {
    const untold = aResult({
      unmetered: 1,
      usage: { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 },
    });
    expect(renderEval(reportOf(run, [untold]), "text")).toMatch(/Tokens +unknown/u);
    expect(renderEval(reportOf(run, [untold, aResult()]), "text")).toContain("200 out; 1 request not known");
  });
});

describe("drift", () => {
  const drift = (found: number, flagged: number) =>
    driftOf(results({ vulnerable: 20, found, safe: 21, flagged }), small);
  test("is recall below the interval of the baseline", () => {
    // 19 of 20: the interval begins at 0.764, which 15.28 cases would be.
    expect(drift(16, 2).reasons).toEqual([]);
    expect(drift(15, 2).reasons).toEqual([expect.stringContaining("15 of 20 flaws were found, 19 before")]);
  });
  test("is alarms above the interval of the baseline", () => {
    // 2 of 21: the interval ends at 0.289, which 6.07 cases would be.
    expect(drift(19, 6).reasons).toEqual([]);
    expect(drift(19, 7).reasons).toEqual([expect.stringContaining("7 of 21 safe cases were flagged, 2 before")]);
  });
  test("compares only cases that both answered, under the same stress", () => {
    const now = results({ vulnerable: 20, found: 0, safe: 0, flagged: 0 }, { state: "incomplete" });
    expect(driftOf(now, small)).toMatchObject({ reasons: [], now: { vulnerable: 0 } });
    const buried = results(
      { vulnerable: 20, found: 0, safe: 0, flagged: 0 },
      { stress: { bury: 9, framed: false, injected: false } },
    );
    expect(driftOf(buried, small).now.vulnerable).toBe(0);
  });
  test("compares no case that the baseline did not answer, or that has another label now", () => {
    const [first, ...others] = small;
    expect(driftOf(small, [{ ...first!, state: "incomplete" }, ...others]).now.vulnerable).toBe(19);
    expect(driftOf([{ ...first!, label: "safe" }, ...others], small).now).toMatchObject({ vulnerable: 19, safe: 21 });
  });
  test("says when the two have answers of different kinds, and only then", () => {
    expect(driftOf(small, small).otherSource).toBe(false);
    expect(driftOf([{ ...small[0]!, source: "command" }, ...small.slice(1)], small).otherSource).toBe(true);
  });
  test("names a case once, under however many kinds of stress it was lost", () => {
    const stress = { bury: 9, framed: false, injected: false };
    const twice = (detected: boolean) => [aResult({ detected }), aResult({ detected, stress })];
    expect(driftOf(twice(false), twice(true)).lost).toEqual(["orders-01"]);
  });
  test("names what was lost and won", () => {
    expect(drift(18, 3)).toMatchObject({ lost: ["v-18"], won: [], newlyFlagged: ["s-2"], noLongerFlagged: [] });
  });
});

describe("the exit code", () => {
  test("0: everything was answered", () => {
    expect(evalExitCode(reportOf(run, small, small))).toBe(0);
  });
  test("1: drift, also when cases have no answer", () => {
    const worse = results({ vulnerable: 20, found: 3, safe: 21, flagged: 2 });
    expect(evalExitCode(reportOf(run, [...worse, aResult({ id: "x", state: "incomplete" })], small))).toBe(1);
  });
  test("L5 5: a case without a whole answer, a run that was stopped, no case at all", () => {
    expect(evalExitCode(reportOf(run, [aResult({ state: "incomplete" })]))).toBe(5);
    expect(evalExitCode(reportOf({ ...run, interrupted: true }, small))).toBe(5);
    expect(evalExitCode(reportOf(run, []))).toBe(5);
  });
});

describe("the JSON", () => {
  test("is a baseline of its own", () => {
    const report = reportOf(run, small, small);
    expect(parseBaseline(toEvalJson(report), "b.json")).toEqual(small);
  });
  test.each(["", "{}", '{"schema":"other"}', "[1"])("anything else is none: %s", (text) => {
    expect(() => parseBaseline(text, "b.json")).toThrow(expect.objectContaining({ code: "eval-invalid" }));
  });
});

describe("L2 what a model wrote", () => {
  const title = "<script>alert(1)</script>\n::error::x | ![i](http://e.example/i.png) @everyone\u202e";
  const bad = [aResult({ label: "safe", findings: [aFinding({ title, detects: false })], why: [title] })];
  test("is text in the page, which holds no script and loads nothing", () => {
    const page = renderEval(reportOf(run, bad), "html");
    const tags: string[] = [];
    const walk = (node: object): void => {
      if ("tagName" in node) tags.push(String(node.tagName));
      if ("childNodes" in node && Array.isArray(node.childNodes)) node.childNodes.forEach(walk);
    };
    walk(parse(page));
    expect(tags).not.toContain("script");
    expect(tags).not.toContain("img");
    expect(page).not.toContain("\u202e");
    expect(page).not.toMatch(/(?:^|\n)::error/u);
  });
  test("is prose or code in Markdown, and one line in text", () => {
    const markdown = renderEval(reportOf(run, bad), "markdown");
    const shown = new MarkdownIt({ html: true, linkify: true }).render(markdown);
    expect(shown).toContain("![i](http://e.example/i.png) @everyone");
    expect(shown).not.toMatch(/<(?:script|img|a)\b|<td>[^<]*@everyone/u);
    expect(renderEval(reportOf(run, bad), "text")).not.toMatch(/\n\s*::error/u);
  });
});
