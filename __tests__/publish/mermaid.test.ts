import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { TriagedFinding } from "../../src/finding.ts";
import { toMarkdown } from "../../src/publish/markdown.ts";
import { whereCell } from "../../src/publish/markdown-parts.ts";
import { label, pictures } from "../../src/publish/mermaid.ts";
import { overview } from "../../src/publish/overview.ts";
import type { Review } from "../../src/records.ts";
import { oneLine } from "../../src/untrusted.ts";
import { aModelReview } from "../fixtures/model-review.ts";
import { aFinding, aReview, HOSTILE } from "../fixtures/review.ts";
import { attackedReviews, suffixedReviews } from "./attacks.ts";
import { harmsIn, rendered } from "./github-markdown.ts";

// What a label may hold, whoever wrote it: letters and digits, what stands inside a word, numbers of characters.
const LABEL = String.raw`(?:[\p{L}\p{M}\p{N} ,]|(?<=[\p{L}\p{N}])[./_-](?=[\p{L}\p{N}])|#\d{1,7};|<br/>)+`;
// These lines and no others are drawn, so nothing of others' is an order to Mermaid.
const COLOURS = String.raw`%%\{init: \{"themeVariables":\{"pieOpacity":"1","pieSectionTextColor":"#ffffff"(?:,"pie\d":"#[\da-f]{6}"){9}\}\}\}%%`;
const PIE = new RegExp(
  `^${COLOURS}\npie showData\n  title Open findings by severity and source\n(?:  "${LABEL}" : [1-9]\\d*\n){2,9}$`,
  "u",
);
const FLOW = new RegExp(`^flowchart TD\n(?:  s\\d\\["${LABEL}"\\]\n){2,7}  s0(?: --> s\\d){1,6}\n$`, "u");

const drawings = (review: Review) => pictures(overview(review), whereCell);
/** The diagrams' sources, as a renderer of Markdown takes them out of their fences. */
const sources = (markdown: string) =>
  rendered(markdown)
    .elements.filter(({ tag, attributes }) => tag === "code" && attributes["class"] === "language-mermaid")
    .map(({ text }) => text);
const isDrawable = (source: string) => PIE.test(source) || FLOW.test(source);
const decoded = (text: string) =>
  text.replace(/#(\d+);/gu, (_, number: string) => String.fromCodePoint(Number(number)));

const steps = (n: number, over: { uri?: string; message?: string } = {}): Partial<TriagedFinding> => ({
  codeFlow: Array.from({ length: n }, (_, index) => ({
    location: { uri: over.uri ?? `src/step-${index}.ts`, startLine: index + 1, endLine: index + 1 },
    message: over.message ?? `step ${index}`,
  })),
});
const ofFindings = (...findings: readonly TriagedFinding[]) => aReview({}, { findings });

describe("the pie", () => {
  test("has a slice for each severity and source, worst first, and Claude's advice is called that", () => {
    const [pie = ""] = drawings(aModelReview());
    const [colours = "", ...lines] = (sources(pie)[0] ?? "").split("\n");
    expect(colours).toMatch(new RegExp(`^${COLOURS}$`, "u"));
    expect(lines.join("\n")).toBe(
      [
        ...["pie showData", "  title Open findings by severity and source"],
        ...['  "high, semgrep" : 1', '  "high, Claude, advisory" : 1', '  "medium, secrets" : 1'],
        ...['  "medium, Claude, advisory" : 1', '  "low, semgrep" : 1', '  "low, Claude, advisory" : 1'],
        "",
      ].join("\n"),
    );
  });

  test.each([
    [0, 0],
    [1, 0],
    [40, 7],
    [4000, 7],
  ])("of %i findings has %i slices, and counts every finding once", (n, slices) => {
    const counts = drawings(aReview({ findings: n })).flatMap((pie) =>
      [...pie.matchAll(/" : (\d+)$/gmu)].map(([, count]) => Number(count)),
    );
    expect([counts.length, counts.reduce((sum, count) => sum + count, 0)]).toEqual([slices, slices === 0 ? 0 : n]);
  });
});

test("the pie shows the worst eight, and the rest as one", () => {
  const tool = (n: number) => ({ kind: "scanner", tool: `tool${n}`, version: "1" }) as const;
  const [pie = ""] = drawings(ofFindings(...Array.from({ length: 24 }, (_, n) => aFinding(n, { source: tool(n) }))));
  const slices = [...pie.matchAll(/"(.*)" : (\d+)$/gmu)].map(
    ([, name = "", count]) => `${name.split(" ")[0]!} ${count!}`,
  );
  expect(slices).toEqual(["critical, 1", "critical, 1", "critical, 1", ...Array<string>(5).fill("high, 1"), "all 16"]);
});

describe("the way to a finding", () => {
  test("is that of the worst finding that has one, from source to sink", () => {
    const [, flow = ""] = drawings(ofFindings(aFinding(0), aFinding(2, steps(3)), aFinding(1, steps(2))));
    expect(flow).toMatch(/^The way to `src\/service-1\/handlers\/request-1\.ts:11-13` `secrets\/private-key`:/u);
    expect(sources(flow)).toEqual([
      [
        ...[
          "flowchart TD",
          '  s0["source, src/step-0.ts#58;1<br/>step 0"]',
          '  s1["sink, src/step-1.ts#58;2<br/>step 1"]',
        ],
        ...["  s0 --> s1", ""],
      ].join("\n"),
    ]);
  });

  test("of one step is none", () => {
    expect(drawings(ofFindings(aFinding(0, steps(1))))).toEqual([]);
  });

  test("of many steps shows the first ones and the sink, and counts the rest", () => {
    const [flow = ""] = drawings(ofFindings(aFinding(0, steps(1000))));
    expect(sources(flow)[0]).toContain('s5["and 994 more steps"]\n  s6["sink, src/step-999.ts#58;1000');
    expect(flow).toContain("s0 --> s1 --> s2 --> s3 --> s4 --> s5 --> s6\n");
  });

  test("that only Claude says is called advice", () => {
    const source = { kind: "model", model: "claude", promptSha256: "e".repeat(64) } as const;
    const finding = aFinding(0, { ...steps(2), source });
    const review = ofFindings(finding);
    expect(drawings({ ...review, verdict: { ...review.verdict, blocking: [] } })[0]).toContain("(Claude, advisory):");
  });
});

describe("a label", () => {
  test("reads as it was", () => {
    for (const text of [
      "src/app/[id]/page.tsx",
      "@scope/pkg",
      "a_b-c.d",
      'say "no"; `x` #1 <b>',
      "日本語/é.ts",
      "-x",
      "1. one",
    ])
      expect(decoded(label(text, 100))).toBe(text);
  });

  test.each([
    ["ends no string", 'a"] --> x', "a#34;#93; #45;#45;#62; x"],
    ["is no comment, directive or front matter", "%%{init: {}}%%", "#37;#37;#123;init#58; #123;#125;#125;#37;#37;"],
    ["is no markup", "<b>x</b>", "#60;b#62;x#60;#47;b#62;"],
    ["is no entity", "#60;", "#35;60#59;"],
    ["is no icon", "fa:fa-bomb", "fa#58; fa-bomb"],
    ["is no formula", "$$x$$", "#36;#36;x#36;#36;"],
    ["is no list", "1. one", "1#46; one"],
    ["is no link", "www.evil.example", "www#46;evil.example"],
    ["gives the flowchart no direction", "the direction TB of it", "the direction#32;TB of it"],
    ["has no line end", "a\nb", "a b"],
    ["is no Markdown string", "`x`", "#96;x#96;"],
    ["cannot stand for Mermaid's own placeholder of an entity", "ﬂ°°60¶ß", "ﬂ#176;#176;60#182;ß"],
  ])("%s", (_, text, expected) => {
    expect(label(text, 100)).toBe(expected);
  });

  test("L2 of any text holds nothing but words and numbers of characters, and reads as the clean text", () => {
    const whole = new RegExp(`^(?:${LABEL})?$`, "u");
    const piece = fc.constantFrom(
      ..."`|\\<>[](){}!*_#@:/.~-+=$&%;\"' \n\t",
      "direction TB",
      "end",
      "www.",
      "ﬂ°°",
      "a",
      "1",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece, { maxLength: 40 }).map((all) => all.join("")),
          fc.string({ unit: "binary" }),
        ),
        (text) => {
          const shown = label(text, 200);
          expect(shown).toMatch(whole);
          expect(shown).not.toMatch(/direction\s+(?:TB|BT|RL|LR|TD)/u);
          expect(decoded(shown)).toBe(oneLine(text, 200));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe("L2 nothing breaks out of a picture", () => {
  const flowing = (text: string): Review =>
    ofFindings(
      aFinding(0, {
        ...steps(9, { uri: text, message: text }),
        source: { kind: "scanner", tool: text, version: text },
      }),
      aFinding(1, { source: { kind: "scanner", tool: `${text}2`, version: "1" } }),
    );

  test.each(HOSTILE.map((attack, n) => [n, JSON.stringify(attack).slice(0, 60)] as const))("attack %i: %s", (n) => {
    for (const review of [attackedReviews()[n]!.review, suffixedReviews()[n]!.review, flowing(HOSTILE[n]!)]) {
      const markdown = drawings(review).join("\n\n");
      expect(sources(markdown)).toHaveLength(drawings(review).length);
      expect(sources(markdown).filter((source) => !isDrawable(source))).toEqual([]);
      expect(harmsIn(markdown)).toEqual([]);
    }
    expect(drawings(flowing(HOSTILE[n]!))).toHaveLength(2);
  });

  test("and the check sees what would: a quote, a line, an order", () => {
    const [pie = "", flow = ""] = sources(drawings(flowing("x")).join("\n\n"));
    expect([PIE.test(pie), FLOW.test(flow)]).toEqual([true, true]);
    for (const bad of ['"', "\n  click s0 href", "`", "%%", "<b>", ":", "-->"]) {
      expect(isDrawable(pie.replace("x", `x${bad}`))).toBe(false);
      expect(isDrawable(flow.replace("x", `x${bad}`))).toBe(false);
    }
  });
});

describe("in the summary", () => {
  test("the longest names make pictures of bounded size", () => {
    const long = HOSTILE.at(-1)!;
    const worst = "\u{1F9E8}".repeat(5000);
    for (const text of [long, worst]) {
      const review = ofFindings(
        ...Array.from({ length: 40 }, (_, n) =>
          aFinding(n, {
            ...steps(40, { uri: text, message: text }),
            source: { kind: "scanner", tool: `${String(n)}${text}`, version: "1" },
          }),
        ),
      );
      expect(Buffer.byteLength(drawings(review).join("\n\n"))).toBeLessThan(20_000);
    }
  });

  test("they stand after what to do, and go first where there is no room", () => {
    const review = aReview({ findings: 40 });
    const titles = [...toMarkdown(review).matchAll(/^### (.*)$/gmu)].map(([, title]) => title);
    expect(titles.slice(0, 3)).toEqual(["What to do", "In pictures", "What was not checked"]);
    expect(toMarkdown(aReview({ findings: 3000 }), { maxBytes: 20_000 })).not.toContain("In pictures");
    expect(toMarkdown(review, { pictures: false })).not.toContain("In pictures");
  });
});
