import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { code, prose } from "../../src/publish/markdown-escape.ts";
import { toMarkdown } from "../../src/publish/markdown.ts";
import { aModelReview, aTroubledModelReview } from "../fixtures/model-review.ts";
import { aFinding, aReview, aTroubledReview, HOSTILE, poisoned } from "../fixtures/review.ts";
import { attackedReviews, INVISIBLE, look, runnerCommands, suffixedReviews, type PageElement } from "./attacks.ts";

// Lets raw HTML and bare links through, so that nothing but our escaping stands between an attack and the page.
const github = new MarkdownIt({ html: true, linkify: true });
const rendered = (markdown: string) => look(github.render(markdown));

const OURS = new Set(
  "html head body h2 h3 p strong em code pre table thead tbody tr th td ul li a details summary".split(" "),
);
const LINK = /^https:\/\/(?:cwe\.mitre\.org\/data\/definitions\/\d+\.html|cheatsheetseries\.owasp\.org\/[\w./-]+)$/u;
// What GitHub makes links, pictures or formulas of in finished text.
const MEANS_SOMETHING = /@\w|#\d|GH-\d|\b[0-9a-f]{7,40}\b|https?:|www\.|mailto:|:[\w+-]+:|\$|<|>/iu;

function expectHarmless(markdown: string): void {
  const { elements, prose: text } = rendered(markdown);
  expect(elements.filter(({ tag }) => !OURS.has(tag))).toEqual([]);
  expect(links(elements).filter((href) => !LINK.test(href))).toEqual([]);
  expect(text.filter((piece) => MEANS_SOMETHING.test(piece))).toEqual([]);
  expect(markdown).not.toMatch(INVISIBLE);
  expect(runnerCommands(markdown)).toEqual([]);
}

const links = (elements: readonly PageElement[]) =>
  elements.flatMap(({ tag, attributes }) => (tag === "a" ? [attributes["href"] ?? ""] : []));
const shape = (elements: readonly PageElement[]) =>
  elements.filter(({ tag }) => ["tr", "td", "details", "h2", "h3", "li", "pre"].includes(tag)).map(({ tag }) => tag);

describe("markdown", () => {
  test("the verdict is the first line, then come what to do and what was not checked", () => {
    const markdown = toMarkdown(aTroubledReview());
    expect(markdown).toMatch(/^## ❌ FAIL: 1 finding at or over high\n/u);
    expect([...markdown.matchAll(/^### (.*)$/gmu)].map(([, title]) => title)).toEqual([
      "What to do",
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
    expect(own.match(/^\| (?:high|medium|low) \|.*\*\*Claude, advisory\*\*/gmu)).toHaveLength(3);
    expect(own).toContain("```diff\n-const out = execSync(`git log ${ref}`);\n+const out");
    expect(own).toContain("<summary>Claimed and not so (4)</summary>");
    expect(own).toContain("the quoted line does not stand there");
  });

  test("L8 what left is listed: requests, digests, files; and where nothing left, one line says so", () => {
    const left = toMarkdown(aTroubledModelReview()).split("### What left the building")[1]!;
    expect(left).toContain("- Requests: 40: 8 answered, 8 refused by the model, 8 failed, 8 stopped by the guard");
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
    expect(prose("Use `execFile('a', [b])`, please")).toBe("Use `execFile('a', [b]) ,` please");
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
