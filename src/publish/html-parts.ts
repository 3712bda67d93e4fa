/** Pieces that all parts of the page are made of. */

import type { Severity } from "../finding.ts";
import { count } from "../words.ts";
import type { Budget } from "./budget.ts";
import { html, type Html, type Interpolated } from "./html-template.ts";

export function severityOf(severity: Severity): Html {
  return html`<span class="severity ${severity}">${severity}</span>`;
}

/** Markup that went through the budget; `html` would escape it again. */
interface Fitted {
  readonly shown: readonly Html[];
  readonly dropped: number;
}

export function fitted(items: Iterable<Html>, budget: Budget): Fitted {
  const shown: Html[] = [];
  let dropped = 0;
  for (const item of items) {
    if (dropped === 0 && budget.fit([item.toString()]).dropped === 0) shown.push(item);
    else dropped += 1;
  }
  return { shown, dropped };
}

export function droppedLine(dropped: number, noun: string): Html | undefined {
  return dropped === 0
    ? undefined
    : html`<p class="quiet">and ${count(dropped, `more ${noun}`)} in the JSON output and the SARIF file</p>`;
}

export function row(term: string, value: Interpolated): Html {
  return html`<dt>${term}</dt>
    <dd>${value}</dd>`;
}
