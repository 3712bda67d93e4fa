/** Markdown as GitHub would render it, and what in it would do harm (L2). */

import MarkdownIt from "markdown-it";
import { INVISIBLE, look, runnerCommands, type PageElement } from "./attacks.ts";

// Lets raw HTML and bare links through, so that nothing but our escaping stands between an attack and the page.
const github = new MarkdownIt({ html: true, linkify: true });
export const rendered = (markdown: string) => look(github.render(markdown));
export const bodyText = (markdown: string) => rendered(markdown).elements.find(({ tag }) => tag === "body")?.text ?? "";

const OURS = new Set(
  "html head body h2 h3 p strong em code pre table thead tbody tr th td ul li a details summary".split(" "),
);
const LINK = /^https:\/\/(?:cwe\.mitre\.org\/data\/definitions\/\d+\.html|cheatsheetseries\.owasp\.org\/[\w./-]+)$/u;
// What GitHub makes links, pictures or formulas of in finished text.
const MEANS_SOMETHING = /@\w|#\d|GH-\d|\b[0-9a-f]{7,40}\b|https?:|www\.|mailto:|:[\w+-]+:|\$|<|>/iu;

/** Empty when nothing does. `own` are links that are ours besides the list's. */
export function harmsIn(markdown: string, own?: RegExp): readonly unknown[] {
  const { elements, prose } = rendered(markdown);
  return [
    ...elements.filter(({ tag }) => !OURS.has(tag)),
    ...links(elements).filter((href) => !LINK.test(href) && own?.test(href) !== true),
    ...prose.filter((piece) => MEANS_SOMETHING.test(piece)),
    ...(INVISIBLE.exec(markdown) ?? []),
    ...runnerCommands(markdown),
  ];
}

export const links = (elements: readonly PageElement[]) =>
  elements.flatMap(({ tag, attributes }) => (tag === "a" ? [attributes["href"] ?? ""] : []));
