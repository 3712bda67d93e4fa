import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { code, prose, proseLines } from "../../src/publish/markdown-escape.ts";
import { toMarkdown } from "../../src/publish/markdown.ts";
import { aModelReview, aTroubledModelReview } from "../fixtures/model-review.ts";
import { aFinding, aReview, aTroubledReview, HOSTILE, poisoned } from "../fixtures/review.ts";
import { attackedReviews, suffixedReviews, type PageElement } from "./attacks.ts";
import { harmsIn, links, rendered } from "./github-markdown.ts";

function expectHarmless(markdown: string): void {
  expect(harmsIn(markdown)).toEqual([]);
}

const shape = (elements: readonly PageElement[]) =>
  elements.filter(({ tag }) => ["tr", "td", "details", "h2", "h3", "li", "pre"].includes(tag)).map(({ tag }) => tag);

describe("markdown", () => {
  test("the verdict is the first line, then come what to do and what was not checked", () => {
    const markdown = toMarkdown(aTroubledReview());
    expect(markdown).toMatch(/^## ❌ FAIL: 1 finding at or over high\n/u);
    expect([...markdown.matchAll(/^### (.*)$/gmu)].map(([, title]) => title)).toEqual([
      "What to do",
      "In pictures",
      "What was not checked",
      "Notes",
      "What left the building",
      "This run",
    ]);
  });

  test("L5 a required scanner that did not run is named with its way out, and the gaps are listed", () => {
    const text = rendered(toMarkdown(aTroubledReview())).elements.find(({ tag }) => tag === "body")?.text;
    expect(text).toContain("zizmor did not run: zizmor is not to be had: no Python. Install Python 3 with venv.");
    expect(text).toContain("semgrep: parsed in part: src/odd.ts:3-40");
    expect(text).toContain("review: 1 hunk with 3 changed lines failed (not answered)");
  });

  test("L3 what only Claude says has a section of its own, and its wrong claims are folded with the reasons", () => {
    const markdown = toMarkdown(aModelReview());
    const [before = "", own = ""] = markdown.split("### Claude, advisory");
    expect(before).not.toContain("claude/cwe-");
    expect(before).toContain("**Claude: probably a false positive**, because: the ref is checked");
    expect(before).toContain("*Shown, not obeyed: a person decides.*");
    expect(own.match(/^\| (?:high|medium|low) \|.*\*\*Claude, advisory, confidence medium\*\*/gmu)).toHaveLength(3);
    expect(own).toContain("```diff\n-const out = execSync(`git log ${ref}`);\n+const out");
    expect(own).toContain("<summary>Claimed and not so (4)</summary>");
    expect(own).toContain("the quoted line does not stand there");
  });

  test("L8 what left is listed: requests, digests, files; and where nothing left, one line says so", () => {
    const left = toMarkdown(aTroubledModelReview()).split("### What left the building")[1]!;
    expect(left).toContain("- Requests: 40 (8 answered, 8 refused by the model, 8 failed, 8 stopped by the guard");
    expect(left).toContain("- Cost: unknown");
    expect(left).toContain("<summary>Requests (40)</summary>");
    expect(left).toContain("`req_011CQ0`");
    expect(left).toContain("| `src/a.ts` | 10-50; in base 12 | 42 |");
    expect(toMarkdown(aReview())).toContain("### What left the building\n\nNothing left this machine.\n");
  });

  test("links go to the weakness and to guidance on the list, and nowhere else", () => {
    const finding = aFinding(0);
    const elsewhere = { ...finding, rule: { ...finding.rule, helpUri: "https://evil.example/help" } };
    const to = (one: typeof finding) => new Set(links(rendered(toMarkdown(aReview({}, { findings: [one] }))).elements));
    const weaknesses = [78, 77].map((id) => `https://cwe.mitre.org/data/definitions/${id}.html`);
    expect(to(finding)).toEqual(new Set([...weaknesses, finding.rule.helpUri]));
    expect(to(elsewhere)).toEqual(new Set(weaknesses));
  });

  test.each(HOSTILE.map((attack, n) => [n, JSON.stringify(attack).slice(0, 60)] as const))(
    "L2 attack %i in every text field makes no element, link, mention or reference: %s",
    (n) => {
      expectHarmless(
        toMarkdown(attackedReviews()[n]!.review, { ledgerRoot: HOSTILE[n]!, files: { sarif: HOSTILE[n]! } }),
      );
      expectHarmless(toMarkdown(suffixedReviews()[n]!.review));
    },
  );

  test("L2 no attack changes the shape of the page: rows, cells, lists, folds", () => {
    const quiet = shape(rendered(toMarkdown(poisoned(aTroubledModelReview(), "quiet"))).elements);
    for (const attack of HOSTILE)
      expect(shape(rendered(toMarkdown(poisoned(aTroubledModelReview(), attack))).elements)).toEqual(quiet);
  });

  test("L2 any mixture of Markdown's own characters is harmless", () => {
    const piece = fc.constantFrom(
      ..."`|\\<>[]()!*_#@:/.~-+=$&;\"' \n",
      "```",
      "<img src=x>",
      "a",
      "b1",
      "&#64;",
      "http://",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const hostile = pieces.join("");
        expectHarmless(
          `| a |\n|---|\n| ${code(hostile)} |\n| ${prose(hostile)} |\n\n- ${code(hostile)}\n- ${prose(hostile)}`,
        );
      }),
      { numRuns: 1000 },
    );
  });

  test("a value comes out as it went in, pipes and backticks included", () => {
    for (const value of ["a|b", "a\\|b", "`", "``a`", "a`b``c", " ", "x | y |", "\\", "$`x`$"]) {
      const cells = rendered(`| a |\n|---|\n| ${code(value)} |`).elements.filter(({ tag }) => tag === "td");
      expect(cells.map(({ text }) => text.trim())).toEqual([value.trim() === "" ? "(empty)" : value.trim()]);
    }
  });

  test("code in a message that stands in backticks is code", () => {
    expect(prose("Use `execFile('a', [b])`, please")).toBe("Use `execFile('a', [b])`\\, please");
  });

  test("punctuation stands beside code and not in it, and nothing else stands right beside it", () => {
    expect(prose("Remove it (`git filter-repo`), or not.")).toBe("Remove it \\(`git filter-repo`\\)\\, or not\\.");
    expect(prose("it is (kernel.yama.ptrace_scope: absent).")).toBe(
      "it is \\(`kernel.yama.ptrace_scope`\\: absent\\)\\.",
    );
    expect(prose("see f(x), www.evil.test.")).toBe("see `f(x)`\\, `www.evil.test`\\.");
    expect(prose("a`b`c")).toBe("a `b` c");
    expect(prose("`a``b` ::c:: ...")).toBe("`a b ::c`\\:\\: \\.\\.\\.");
  });

  test("the longest names leave room for what is wrong, and stand in full where the code is", () => {
    const uri = `packages/${"a-long-folder/".repeat(9)}file.ts`;
    const long = aFinding(0, { location: { uri, startLine: 12, endLine: 12 } });
    const named = { ...long, rule: { ...long.rule, id: `semgrep/${"name.".repeat(30)}end` } };
    const review = aReview({}, { findings: [named] });
    const markdown = toMarkdown({ ...review, verdict: { ...review.verdict, blocking: [named] } });
    const row = markdown.split("\n").find((line) => line.startsWith("| high |"));
    const names = [...(row ?? "").matchAll(/`([^`]+)`/gu)].map(([, name = ""]) => name.length);
    expect(names).toHaveLength(3);
    expect(Math.max(...names)).toBeLessThan(80);
    expect(row).toContain("file.ts:12`");
    expect(markdown).toContain(`${uri}:12`);
    expect(markdown).toContain(named.rule.id);
  });

  test("steps are paragraphs, so that no text of others makes a list", () => {
    expect(proseLines("First\nof all:\n1. Revoke it.\n2. Look\n\nThen rest.")).toBe(
      "First of all\\:\n\n1\\. Revoke it\\.\n\n2\\. Look\n\nThen rest\\.",
    );
  });

  test.each([20_000, 60_000, 1_000_000])(
    "it stays within %i bytes, and what is left out is the least severe and counted",
    (maxBytes) => {
      const markdown = toMarkdown(aReview({ findings: 3000, files: 3000 }), { maxBytes });
      expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(maxBytes);
      const shown = [...markdown.matchAll(/^\| (critical|high|medium|low|none) \|/gmu)].map(([, severity]) => severity);
      expect(shown.slice(0, 20).every((severity) => severity === "critical")).toBe(true);
      const counted = [...markdown.matchAll(/^\*and ([\d,]+) more in the report\*$/gmu)].map(([, n]) =>
        Number(n?.replace(",", "")),
      );
      const [blocking = 0, others = 0] = [counted[0], counted.at(-1)];
      expect(shown.length + blocking + others).toBe(3000);
    },
  );

  test("hostile texts of the greatest length stay within the bytes too", () => {
    const review = poisoned(aReview({ findings: 500, files: 50 }), "🧨|`".repeat(3000));
    expect(Buffer.byteLength(toMarkdown(review, { maxBytes: 60_000 }))).toBeLessThanOrEqual(60_000);
  });
});
