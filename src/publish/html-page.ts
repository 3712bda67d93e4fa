/** What every page of ours is: it needs nothing but itself, runs nothing, and asks nobody. */

import { createHash } from "node:crypto";
import { oneLine } from "../untrusted.ts";
import { html, Html } from "./html-template.ts";
import { REPORT_CSS } from "./report-css.ts";
import { madeBy } from "./words.ts";

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

export interface Page {
  /** Of the browser's window. */
  readonly title: string;
  readonly heading: string;
  /** Stands above all sections: `.verdict`. */
  readonly verdict: Html;
  readonly sections: readonly Section[];
  /** Which program made it, and when. */
  readonly version: string;
  readonly startedAt: string;
  /** What the page has beside the report's style; ours, never a value. */
  readonly css?: string;
}

export function htmlPage({ title, heading, verdict, sections, version, startedAt, css = "" }: Page): string {
  const style = REPORT_CSS + css;
  // A hash allows this one style sheet and no `style` attribute; nothing else may load or run (CSP 3 §6.7).
  const styleHash = createHash("sha256").update(style).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        ${new Html(["<style>", style, "</style>"])}
      </head>
      <body>
        <header>
          <h1>${heading}</h1>
          ${verdict}
        </header>
        <nav aria-label="Sections">
          <ul>
            ${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li> `)}
          </ul>
        </nav>
        <main>
          ${sections.map(
            ({ id, title, body }) =>
              html`<section aria-labelledby="${id}">
                <h2 id="${id}">${title}</h2>
                ${body}
              </section> `,
          )}
        </main>
        <footer class="quiet"><p>${madeBy(version)}, ${oneLine(startedAt, 50)}</p></footer>
      </body>
    </html> `;
  return withoutDeadLinks(page.toString());
}

/** Of a link into what had no room on the page the words stay. No value holds a tag. */
function withoutDeadLinks(page: string): string {
  const ids = new Set([...page.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id));
  return page.replace(/<a href="#([^"]+)">(.*?)<\/a>/gsu, (link, id: string, words: string) =>
    ids.has(id) ? link : words,
  );
}
