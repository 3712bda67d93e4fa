/** Pieces that all parts of the Markdown summary are made of. */

import type { TriagedFinding } from "../finding.ts";
import { thousands } from "../words.ts";
import type { Fitted } from "./budget.ts";
import { blobUrl, cweUrl, type RunAddress } from "./links.ts";
import { code } from "./markdown-escape.ts";
import { place } from "./words.ts";

export function table(head: string, rows: Fitted): string {
  return [[head, ...rows.kept].join("\n"), ...dropped(rows)].join("\n\n");
}

export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

export function list(items: Fitted): string {
  return [items.kept.join("\n"), ...dropped(items)].join("\n\n");
}

export function dropped(rows: Fitted): string[] {
  return rows.dropped > 0 ? [`*and ${thousands(rows.dropped)} more in the report*`] : [];
}

/** Only words of ours go into the tags: what is inside is Markdown again after the empty line. */
export function folded(title: string, n: number, body: string): string[] {
  return n === 0 ? [] : [`<details><summary>${title} (${thousands(n)})</summary>`, body, "</details>"];
}

/** At most `limit` characters: a column of paths must leave room for what is wrong. */
export function whereCell({ location }: TriagedFinding, limit = 200): string {
  return location === undefined ? "no place in head" : code(place(location, limit));
}

/** The same with a link to the lines of head. */
export function linkedWhere(run: RunAddress, head: string): typeof whereCell {
  return (finding, limit) => {
    const url = finding.location === undefined ? undefined : blobUrl(run, head, finding.location);
    return url === undefined ? whereCell(finding, limit) : `[${whereCell(finding, limit)}](${url})`;
  };
}

export function cweLink(cwe: string): string {
  const url = cweUrl(cwe);
  return url === undefined ? code(cwe, 50) : `[${cwe}](${url})`;
}
