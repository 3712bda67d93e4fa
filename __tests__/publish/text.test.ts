import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { toText } from "../../src/publish/text.ts";
import { columns } from "../../src/publish/text-layout.ts";
import type { Review } from "../../src/records.ts";
import { aModelReview, aTroubledModelReview } from "../fixtures/model-review.ts";
import { aFinding, aReview, aTroubledReview, poisoned } from "../fixtures/review.ts";
import { attackedReviews, INVISIBLE, runnerCommands, suffixedReviews } from "./attacks.ts";

const files = { sarif: "/out/review.sarif", report: "/out/report.html", ledger: "/out/ledger.jsonl" };

describe("text", () => {
  test("the verdict is the first word, then come what to do, what was not checked, and the files", () => {
    const text = toText(aTroubledReview(), { files });
    const order = ["FAIL  1 finding", "What to do", "Other open", "What was not checked", "/out/report.html", "exit 1"];
    const places = order.map((part) => text.indexOf(part));
    expect(places[0]).toBe(0);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test("a review with one finding reads like this", () => {
    expect(toText(aReview({ findings: 1 }), { files, width: 80 })).toBe(`FAIL  1 finding at or over high
4 changed files in cccccccccccc..bbbbbbbbbbbb. Open findings: 1 high; 1 blocking
(fail-on high).

What to do

  high      src/service-0/handlers/request-0.ts:10
    semgrep/javascript.command-injection
    A shell command is built from data that a caller controls. The value of
    parameter 0 reaches the call without a check.
    | const out = execSync(\`git log \${ref}\`);
    CWE-78, CWE-77, threat: injection
    An attacker who controls the value runs commands on this machine.
    Pass an array of arguments and no shell: \`execFile('git', ['log', ref])\`.

What was not checked
  Nothing was left out.
  Review coverage: 100.0 % (12 of 12 changed lines).

Notes
  - fail-on: low was asked for; the policy at base says high is enough, so low
    is in force.

What left the building
  Nothing left this machine.

report (HTML)  /out/report.html
SARIF          /out/review.sarif
ledger         /out/ledger.jsonl
claude-code-review 0.1.0, 12.3 s; exit 1: the gate failed
`);
  });

  test("L5 each kind of gap is named with its reason", () => {
    const text = toText(aTroubledReview(), { width: 120 });
    for (const gap of [
      "did not run: zizmor",
      "gitleaks (not required): exit 7",
      "semgrep: timed out: src/big.js",
      "semgrep: parsed in part: src/odd.ts:3-40",
      "1 hunk with 3 changed lines excluded (binary)",
      "over budget",
      "refused by the model",
      "failed (not answered): src/service-5/handlers/request-5.ts",
      "nothing in this change for: sarif-files",
      "Review coverage: 25.0 % (3 of 12 changed lines; 6 more excluded).",
    ])
      expect(text).toContain(gap);
  });

  test("L5 an incomplete run says so first and ends with exit 5, or 0 where that does not block", () => {
    const review = aTroubledReview({ findings: [] });
    const incomplete = { ...review, verdict: { ...review.verdict, outcome: "incomplete" as const, blocking: [] } };
    expect(toText(incomplete)).toMatch(/^INCOMPLETE {2}/u);
    expect(toText(incomplete)).toContain("exit 5: something that had to run did not");
    expect(toText(incomplete, { exitCode: 0, width: 120 })).toContain(
      "exit 0: incomplete, and that does not block here",
    );
  });

  test("L5 a pilot's failed gate ends with exit 0 and is never called passed", () => {
    const text = toText(aTroubledReview(), { exitCode: 0, width: 120 });
    expect(text).toContain("exit 0: the gate failed; the pilot does not block");
    expect(text).not.toContain("passed");
    expect(toText(aReview({ findings: 0 }))).toContain("exit 0: the gate passed");
  });

  test("L5 when every changed line is excluded, the coverage is not called 100 %", () => {
    const review = aReview();
    const coverage = review.coverage.map((hunk) => ({
      ...hunk,
      state: { state: "excluded" as const, rule: "provider none" },
    }));
    const text = toText({ ...review, coverage }, { width: 120 });
    expect(text).toContain("no line was due for review; 12 changed lines excluded");
    expect(text).not.toContain("100.0 %");
  });

  test("of 3,000 findings it prints the worst 50 in full and counts the rest", () => {
    const text = toText(aReview({ findings: 3000, files: 3000 }), { files });
    expect(text).toContain("and 1,075 more blocking findings in the report");
    expect(text).toContain("and 1,855 more open findings in the report");
    expect(text.match(/^ {2}critical /gmu)).toHaveLength(50);
    expect(text.length).toBeLessThan(40_000);
  });

  test("without a report nobody is sent to it", () => {
    expect(toText(aReview({ findings: 3000 }))).not.toContain("in the report");
  });

  test("lines keep to the width, but for a place or a name that must stay whole to be copied", () => {
    for (const width of [40, 80, 120]) {
      const long = toText(aTroubledReview(), { width })
        .split("\n")
        .filter((line) => columns(line) > width && line.trim().split(/\s+/u).length > 2);
      expect(long).toEqual([]);
    }
  });

  test("a file name as long as a path may be keeps its end and its line", () => {
    const uri = `${"very-long-folder/".repeat(200)}end.ts`;
    const text = toText(aReview({}, { findings: [aFinding(0, { location: { uri, startLine: 7, endLine: 9 } })] }));
    expect(text).toMatch(/^ {2}high {6}very-long-folder\S{1,400}…\S{1,400}\/end\.ts:7-9$/mu);
  });

  test("L3 what only Claude says stands apart, with its edit; its opinion stands beside the finding and takes nothing away", () => {
    const text = toText(aModelReview(), { files, width: 120 });
    const order = ["What to do", "semgrep/javascript.command-injection", "Shown, not obeyed", "Other open findings: 2"];
    const apart = [
      "Claude, advisory: 3 findings",
      "claude/cwe-78",
      "Suggested edit, line 10:",
      "Claimed and not so: 4 claims",
    ];
    const places = [...order, ...apart, "What left the building"].map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(text).toContain("Open findings: 1 high, 1 medium, 1 low; 1 blocking");
    expect(text).toContain('    -const out = execSync(`git log ${ref}`);\n    +const out = execFileSync("git", [\n');
  });

  test("L8 what left is said in a sentence, and so is that nothing left", () => {
    const text = (review: Review) =>
      toText(review, { width: 120 }).split("What left the building\n")[1]!.replace(/\s+/gu, " ");
    expect(text(aTroubledModelReview())).toMatch(
      /^ To anthropic, claude-sonnet-5-5: 40 requests \(8 answered, .*; cost unknown; /u,
    );
    expect(text(aReview())).toMatch(/^ Nothing left this machine\. /u);
  });

  test("a rule whose help is its message says it once", () => {
    const finding = aFinding(0);
    const twice = { ...finding, message: "Say it once.", rule: { ...finding.rule, help: "Say it\n  once." } };
    expect(toText(aReview({}, { findings: [twice] })).match(/Say it/gu)).toHaveLength(1);
    expect(toText(aReview({}, { findings: [{ ...twice, message: "Other." }] }))).toContain("Say it");
  });

  test("L2 no attack leaves a control character, an escape or a runner command in the text", () => {
    for (const { review } of [...attackedReviews(), ...suffixedReviews()]) {
      const text = toText(review, { files: { report: review.version } });
      expect(text).not.toMatch(INVISIBLE);
      expect(runnerCommands(text)).toEqual([]);
    }
  });

  test("L2 whatever text is in a review, there is no ESC without colour and only ours with it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (hostile) => {
        const review = poisoned(aTroubledReview(), hostile);
        expect(toText(review)).not.toMatch(INVISIBLE);
        expect(toText(review, { colour: true }).replace(/\u001b\[\d+m/gu, "")).not.toMatch(INVISIBLE);
        expect(runnerCommands(toText(review, { colour: true }))).toEqual([]);
      }),
    );
  });

  test("colour changes nothing but colour", () => {
    const review = aTroubledReview();
    const coloured = toText(review, { colour: true });
    expect(coloured).toContain("\u001b[31mFAIL");
    expect(coloured.replace(/\u001b\[\d+m/gu, "")).toBe(toText(review));
  });
});
