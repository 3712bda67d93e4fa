/** What all output tests share: hostile reviews, and a look at the parsed page. */

import { parse, type DefaultTreeAdapterTypes } from "parse5";
import type { Review } from "../../src/records.ts";
import { decisions } from "../fixtures/decisions.ts";
import { aTroubledModelReview } from "../fixtures/model-review.ts";
import { aReview, HOSTILE, poisoned } from "../fixtures/review.ts";

export interface Attacked {
  readonly attack: string;
  readonly review: Review;
}

/** Every attack in every text field of a run that shows everything: all severities, dispositions, gaps and states. */
export function attackedReviews(): readonly Attacked[] {
  return HOSTILE.map((attack) => ({ attack, review: poisoned(everything(), attack) }));
}

/** The same text at the end of what was there, so that ids, links and digests keep their start. */
export function suffixedReviews(): readonly Attacked[] {
  return HOSTILE.map((attack) => ({ attack, review: poisoned(everything(), (text) => `${text} ${attack}`) }));
}

/** All that a review can hold, Claude's part included. */
export function everything(): Review {
  const troubled = aTroubledModelReview();
  const findings = [...troubled.findings, ...aReview({ findings: 8 }).findings];
  return { ...troubled, findings, decisions: decisions() };
}

type Node = DefaultTreeAdapterTypes.Node;

export interface PageElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

/** All elements of a page, and its text outside `code`, `pre`, `a` and `style`: where GitHub looks for mentions. */
export function look(page: string): { readonly elements: readonly PageElement[]; readonly prose: readonly string[] } {
  const elements: PageElement[] = [];
  const prose: string[] = [];
  const walk = (node: Node, quoted: boolean): void => {
    if (node.nodeName === "#text" && "value" in node && !quoted) prose.push(node.value);
    if ("tagName" in node) {
      const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
      elements.push({ tag: node.tagName, attributes, text: textOf(node) });
    }
    const inside = quoted || ["code", "pre", "a", "style"].includes(node.nodeName);
    if ("childNodes" in node) for (const child of node.childNodes) walk(child, inside);
  };
  walk(parse(page), false);
  return { elements, prose };
}

function textOf(node: Node): string {
  if (node.nodeName === "#text" && "value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}

/** Anything that shows nothing or moves what is shown, but line feeds and tabs (governance.md A4, A27). */
export const INVISIBLE = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** How the runner finds orders in a line (actions/runner ActionCommand.cs: TryParseV2 trims the start; TryParse looks anywhere). */
export function runnerCommands(output: string): readonly string[] {
  return output.split(/\r\n|\n|\r/u).filter((line) => line.trimStart().startsWith("::") || line.includes("##["));
}
