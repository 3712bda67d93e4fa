import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { html } from "../../src/publish/html-template.ts";
import { toHtml } from "../../src/publish/html.ts";
import { decisions } from "../fixtures/decisions.ts";
import { aClaudeFinding, aModelReview, aTroubledModelReview } from "../fixtures/model-review.ts";
import { aFinding, aReview, aTroubledReview, HOSTILE, poisoned } from "../fixtures/review.ts";
import { attackedReviews, INVISIBLE, look, runnerCommands, suffixedReviews, type PageElement } from "./attacks.ts";

const OURS = new Set(
  (
    "html head meta title style body header h1 h2 h3 div strong p nav ul li a main section article footer span code pre " +
    "details summary dl dt dd table caption thead tbody tr th td svg rect"
  ).split(" "),
);
const ATTRIBUTES = new Set(
  (
    "lang charset http-equiv content name class id href rel open scope tabindex aria-label aria-labelledby aria-hidden " +
    "viewBox preserveAspectRatio width height"
  ).split(" "),
);
const HREF =
  /^(?:#[\w.:-]+|https:\/\/cwe\.mitre\.org\/data\/definitions\/\d+\.html|https:\/\/cheatsheetseries\.owasp\.org\/[\w./-]+)$/u;

function expectHarmless(page: string): void {
  const { elements } = look(page);
  expect(elements.filter(({ tag }) => !OURS.has(tag))).toEqual([]);
  expect(elements.flatMap(({ attributes }) => Object.keys(attributes).filter((name) => !ATTRIBUTES.has(name)))).toEqual(
    [],
  );
  expect(hrefs(elements).filter((href) => !HREF.test(href))).toEqual([]);
  expect(page).not.toMatch(INVISIBLE);
  expect(page).not.toMatch(/<script/iu);
  expect(runnerCommands(page)).toEqual([]);
}

const hrefs = (elements: readonly PageElement[]) =>
  elements.flatMap(({ attributes }) => (attributes["href"] === undefined ? [] : [attributes["href"]]));
const textOf = (page: string) =>
  look(page)
    .elements.find(({ tag }) => tag === "body")
    ?.text.replace(/\s+/gu, " ");

describe("html", () => {
  test("the policy of the page allows its one style sheet and nothing else", () => {
    const { elements } = look(toHtml(aReview()));
    const style = elements.find(({ tag }) => tag === "style")?.text ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    const policy = elements.find(({ attributes }) => attributes["http-equiv"] === "Content-Security-Policy");
    expect(policy?.attributes["content"]).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
    expect(style).not.toMatch(/url\(|@import/u);
  });

  test("the verdict comes first, and the sections can be reached from the top", () => {
    const page = toHtml(aTroubledReview(), { ledgerRoot: "f".repeat(64), files: { sarif: "/out/review.sarif" } });
    expect(textOf(page)).toMatch(/^ Security review FAIL 1 finding at or over high /u);
    const { elements } = look(page);
    expect(elements.filter(({ tag }) => tag === "h2").map(({ text }) => text)).toEqual([
      "What to do",
      "Findings",
      "What was not checked",
      "Scanners",
      "Coverage",
      "What left the building",
      "Notes",
      "Rules",
      "What this rests on",
    ]);
    for (const fact of ["f".repeat(64), "/out/review.sarif", "d".repeat(64), "e".repeat(64), "b".repeat(40), "exit 1"])
      expect(textOf(page)).toContain(fact);
  });

  test("L3 what only Claude says is a section of its own with a badge, and an opinion stands in its finding", () => {
    const { elements } = look(toHtml(aModelReview()));
    const sections = new Map(
      elements.flatMap(({ tag, attributes, text }) =>
        tag === "section" ? [[attributes["aria-labelledby"], text]] : [],
      ),
    );
    expect(sections.get("findings")).not.toContain("claude/cwe-");
    expect(sections.get("findings")?.replace(/\s+/gu, " ")).toContain(
      "Claude: probably a false positive, because: the ref is checked against a list before it gets here (src/refs.ts:12:",
    );
    expect(sections.get("findings")).toContain("Shown, not obeyed: a person decides.");
    expect(sections.get("claude")).toContain('\n+const out = execFileSync("git", [\n+  "log", ref,\n+]);\n');
    expect(sections.get("claude")).toContain("Claimed and not so: 4 claims");
    const badges = elements.filter(({ attributes }) => attributes["class"] === "badge").map(({ text }) => text);
    expect(badges.filter((text) => text === "Claude, advisory")).toHaveLength(3);
  });

  test("L8 what left the building is on the page, and so is that nothing did", () => {
    const text = textOf(toHtml(aTroubledModelReview()));
    for (const fact of [
      "40 (8 answered",
      "439,464 bytes",
      "8 hits",
      "unknown",
      "req_011CQ0",
      "10-50; in base 12",
      "abc",
    ])
      expect(text).toContain(fact);
    expect(textOf(toHtml(aReview()))).toContain("Nothing left this machine.");
  });

  test("3,000 findings of Claude's stay under 5 MB and are counted", () => {
    const findings = Array.from({ length: 3000 }, (_, n) => aClaudeFinding(n));
    const page = toHtml(aReview({}, { findings }));
    expect(Buffer.byteLength(page)).toBeLessThan(5_000_000);
    expect(textOf(page)).toMatch(/and [\d,]+ more findings/u);
  });

  test.each([
    [5_000_000, 400],
    [40_000, 1],
  ])("each link inside leads somewhere: in %i bytes of %i findings that people decided about", (maxBytes, linked) => {
    const review = aReview({ findings: 400 });
    const [said] = decisions().signOffs;
    const signOffs = review.findings.map(({ fingerprint }) => ({ ...said!, fingerprint }));
    const page = toHtml({ ...review, decisions: { ...decisions(), signOffs } }, { maxBytes });
    const { elements } = look(page);
    const ids = new Set(elements.map(({ attributes }) => attributes["id"]));
    const inside = hrefs(elements).filter((href) => href.startsWith("#"));
    expect(inside.length).toBeGreaterThan(linked);
    expect(inside.filter((href) => !ids.has(href.slice(1)))).toEqual([]);
    expect(textOf(page)).toContain("src/service-0/handlers/request-0.ts:10: ada-1815");
  });

  test("tables have headers with a scope, and landmarks are there", () => {
    const { elements } = look(toHtml(aTroubledReview()));
    expect(elements.filter(({ tag, attributes }) => tag === "th" && attributes["scope"] === undefined)).toEqual([]);
    for (const landmark of ["header", "nav", "main", "footer"])
      expect(elements.filter(({ tag }) => tag === landmark)).toHaveLength(1);
  });

  test("L5 what was not checked is named, also when there is no finding", () => {
    const text = textOf(toHtml(aTroubledReview({ findings: [] })));
    expect(text).toContain("zizmor did not run: zizmor is not to be had: no Python.");
    expect(text).toContain("semgrep: parsed in part: src/odd.ts:3-40");
    expect(text).toContain("1 hunk with 3 changed lines refused by the model");
    expect(text).toContain("Review coverage: 25.0 %");
  });

  test("a suppressed finding is kept with its justification", () => {
    expect(textOf(toHtml(aTroubledReview()))).toContain("suppressed by the policy: test fixture, agreed in May");
  });

  test("an empty review is a page that says so", () => {
    const text = textOf(toHtml(aReview({ findings: 0, files: 0 })));
    expect(text).toContain("PASS no finding at or over high");
    expect(text).toContain("No findings.");
    expect(text).toContain("no changed lines");
  });

  test("3,000 findings with everything they may carry stay under 5 MB, and none is lost without a count", () => {
    const finding = aFinding(0, { message: "m".repeat(2000), snippet: `${"s".repeat(239)}\n`.repeat(5) });
    const findings = Array.from({ length: 3000 }, (_, n) => ({ ...finding, fingerprint: `v1:${n}` }));
    const page = toHtml(aReview({ files: 3000 }, { findings }));
    expect(Buffer.byteLength(page)).toBeLessThan(5_000_000);
    const { elements } = look(page);
    const inFull = elements.filter(({ attributes }) => attributes["class"] === "finding").length;
    const lines = elements.filter(({ tag, text }) => tag === "p" && /^\s*high\s+src\/.*blocks\s*$/su.test(text)).length;
    const counted = Number(/and ([\d,]+) more finding/u.exec(textOf(page) ?? "")?.[1]?.replace(",", "") ?? 0);
    expect(inFull).toBeGreaterThan(500);
    expect(inFull + lines + counted).toBe(3000);
  });

  test("hostile texts of the greatest length stay under 5 MB", () => {
    const review = poisoned(aReview({ findings: 1000, files: 1000 }), "<\"'&".repeat(3000));
    expect(Buffer.byteLength(toHtml(review))).toBeLessThan(5_000_000);
  });

  test.each(HOSTILE.map((attack, n) => [n, JSON.stringify(attack).slice(0, 60)] as const))(
    "L2 attack %i in every text field adds no element, attribute or link: %s",
    (n) => {
      expectHarmless(toHtml(attackedReviews()[n]!.review, { ledgerRoot: HOSTILE[n]!, files: { sarif: HOSTILE[n]! } }));
      expectHarmless(toHtml(suffixedReviews()[n]!.review));
    },
  );

  test("L2 a template escapes whatever it is given, in text and in attributes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const { elements } = look(`<!doctype html>${html`<p id="${text}">${text}</p>`.toString()}`);
        expect(elements.map(({ tag }) => tag)).toEqual(["html", "head", "body", "p"]);
      }),
    );
    expect(html`${"<b>"}${html`<i>${["&", undefined, 1]}</i>`}`.toString()).toBe("&lt;b&gt;<i>&amp;1</i>");
  });
});
