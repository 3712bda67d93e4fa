// The real Mermaid, which GitHub runs in its readers' browsers: what it makes of the pictures of ours.

import { beforeAll, describe, expect, test } from "@jest/globals";
import type { Page } from "jsdom";
import type { Mermaid } from "mermaid";
import type { TriagedFinding } from "../../src/finding.ts";
import { whereCell } from "../../src/publish/markdown-parts.ts";
import { pictures } from "../../src/publish/mermaid.ts";
import { overview } from "../../src/publish/overview.ts";
import type { Review } from "../../src/records.ts";
import { oneLine } from "../../src/untrusted.ts";
import { aFinding, aReview, HOSTILE } from "../fixtures/review.ts";
import { rendered } from "./github-markdown.ts";

/** What orders a flowchart or a pie, ends a label, or is decoded in one. */
const MEANT_FOR_MERMAID = [
  ..."\"'`|\\<>[](){}!*_#@:/.~-+=$&%;^,?",
  ...[
    "end",
    "END",
    "subgraph x",
    "direction TB",
    "graph LR",
    'click s0 href "https://evil.example"',
    "click s0 call x()",
  ],
  ...[
    "%%{init: {'theme':'forest'}}%%",
    "%% comment",
    "---\ntitle: x\n---",
    ":::evil",
    "classDef evil fill:red",
    "style s0 fill:red",
  ],
  ...[
    "linkStyle 0 stroke:red",
    "@{ shape: x }",
    's0@{ img: "https://evil.example/x.png" }',
    '"] --> x["y',
    '"\n  "x" : 7',
  ],
  ...[
    "#quot;",
    "#35;",
    "#96;x#96;",
    "&lt;b&gt;",
    "&#60;img src=x&#62;",
    "ﬂ°°34¶ß",
    "<br/>",
    "`**bold**`",
    "**bold**",
    "_x_",
    "- x",
    "1. x",
    "# x",
  ],
  ...[
    "fa:fa-bomb",
    "fab:fa-x fas:fa-y",
    "$$\\frac{1}{2}$$",
    "www.evil.example",
    "https://evil.example",
    "javascript:alert(1)",
  ],
  ...[
    "\u{1F9E8}\u{1F469}\u200D\u{1F680}",
    "עברית العربية",
    "\u202Egnp.exe",
    "日本語/é.ts",
    "showData",
    "title x",
    "accTitle: x",
    "accDescr { x }",
  ],
];
const TEXTS = [...MEANT_FOR_MERMAID, ...HOSTILE, MEANT_FOR_MERMAID.join(" "), "src/".repeat(500)];

let mermaid: Mermaid;
let document: Page;
beforeAll(async () => {
  // Not above: Jest cannot load parse5 as a module and for jsdom at the same time.
  const { JSDOM } = await import("jsdom");
  const { window } = new JSDOM("<!doctype html><body></body>", { pretendToBeVisual: true });
  // Mermaid looks for a browser once, when it is loaded.
  const { CSSStyleSheet } = window;
  ({ document } = window);
  Object.assign(globalThis, { window, document, CSSStyleSheet });
  // jsdom lays nothing out; a box of any size will do.
  Object.assign(window.SVGElement.prototype, {
    getBBox: () => ({ x: 0, y: 0, width: 100, height: 20 }),
    getComputedTextLength: () => 100,
  });
  mermaid = (await import("mermaid")).default;
  mermaid.initialize({ startOnLoad: false, securityLevel: "strict" });
});

const sources = (review: Review) =>
  rendered(pictures(overview(review), whereCell).join("\n\n"))
    .elements.filter(({ tag, attributes }) => tag === "code" && attributes["class"] === "language-mermaid")
    .map(({ text }) => text);
const parsed = async (source: string) => (await mermaid.parse(source)).diagramType;
/** What the drawn picture says, and what it is made of. */
async function drawn(source: string) {
  const { svg } = await mermaid.render("picture", source);
  const picture = document.createElement("div");
  picture.innerHTML = svg;
  const elements = [...picture.querySelectorAll("*")];
  for (const style of picture.querySelectorAll("style")) style.remove();
  return {
    words: (picture.textContent ?? "").replace(/\s+/gu, " "),
    /** Of elements and attributes. */
    names: elements.flatMap((element) => [element.localName, ...element.getAttributeNames()]),
  };
}

const step = (text: string, n: number) => ({ location: { uri: text, startLine: n, endLine: n }, message: text });
const saying = (n: number, text: string): TriagedFinding =>
  aFinding(n, {
    source: { kind: "scanner", tool: text, version: "1" },
    codeFlow: [step(text, 1), step(text, 2), step(text, 3)],
  });
const SEVEN = [0, 1, 2, 3, 4, 5, 6];
/** A tool of each name, and a path through all of them. */
const ofMany = (texts: readonly string[]): Review => {
  const codeFlow = SEVEN.map((n) => step(texts[n] ?? "x", n + 1));
  const findings = SEVEN.map((n) => ({ ...saying(n, `${String(n)}${texts[n] ?? "x"}`), codeFlow }));
  return aReview({}, { findings });
};
/** Two tools of that name, and a path through it. */
const about = (text: string): Review => aReview({}, { findings: [saying(0, text), saying(1, `${text}2`)] });

describe("pictures in the real Mermaid", () => {
  test("which refuses what is none: the check can fail", async () => {
    for (const broken of ['pie showData\n  "a" : x\n', 'flowchart TD\n  s0["a"b"]\n', "nothing\n"])
      await expect(parsed(broken)).rejects.toThrow();
  });

  test.each([
    [0, []],
    [1, []],
    [40, ["pie"]],
    [4000, ["pie"]],
  ])("of %i findings are what they are meant to be", async (n, types) => {
    expect(await Promise.all(sources(aReview({ findings: n })).map(parsed))).toEqual(types);
  });

  test.each(["default", "dark"] as const)("of the theme %s have slices in colours of ours", async (theme) => {
    mermaid.initialize({ startOnLoad: false, securityLevel: "strict", theme });
    const [pie = ""] = sources(aReview({ findings: 40 }));
    const { svg } = await mermaid.render("colours", pie);
    mermaid.initialize({ startOnLoad: false, securityLevel: "strict", theme: "default" });
    const slices = [...svg.matchAll(/<path[^>]* fill="(#\w+)"[^>]* class="pieCircle"/gu)].map(([, fill]) => fill);
    expect(slices.slice(0, 3)).toEqual(["#cf222e", "#bc4c00", "#9a6700"]);
  });

  test("L2 are one pie and one flowchart, whatever the names in them are", async () => {
    for (const text of TEXTS) {
      const types = await Promise.all(sources(about(text)).map(parsed));
      expect([text, types]).toEqual([text, ["pie", "flowchart-v2"]]);
    }
  });

  test("L2 are drawn of the same elements, whatever stands in their labels: no link, picture, icon, formula or markup", async () => {
    const namesIn = async (texts: readonly string[]) =>
      new Set((await Promise.all(sources(ofMany(texts)).map(drawn))).flatMap(({ names }) => names));
    const plain = await namesIn(SEVEN.map((n) => `plain words ${String(n)}`));
    expect([...plain].filter((name) => /^(?:a|img|image|i|href|src|onclick)$/u.test(name))).toEqual([]);
    // Drawing is slow: seven texts at a time.
    for (let n = 0; n < TEXTS.length; n += SEVEN.length) {
      const texts = TEXTS.slice(n, n + SEVEN.length);
      expect([texts, [...(await namesIn(texts))].filter((name) => !plain.has(name))]).toEqual([texts, []]);
    }
  });

  test.each([
    "src/[id]/a b.ts",
    'say "no"; `x` #1 <b>',
    "direction TB",
    "end",
    "#quot;",
    "%%{init}%%",
    "click s0",
    "**x**",
    "עברית",
  ])("a label with %s reads as it was", async (text) => {
    const [pie = "", flow = ""] = sources(about(text));
    expect((await drawn(flow)).words).toContain(oneLine(text));
    expect((await drawn(pie)).words).toContain(oneLine(text));
  });
});
