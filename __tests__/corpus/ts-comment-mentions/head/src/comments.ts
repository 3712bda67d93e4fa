import { Html, html } from "./html.js";

export interface Comment {
  readonly author: string;
  readonly text: string;
  readonly posted: string;
}

const MENTION = /@([a-z][a-z0-9-]{1,38})\b/g;

function withMentions(text: string): Html {
  return new Html(text.replace(MENTION, (found, name: string) => html`<a href="/people/${name}">${found}</a>`.text));
}

export function commentView({ author, text, posted }: Comment): Html {
  return html`<article>
    <h3>${author}</h3>
    <time datetime="${posted}">${posted}</time>
    <p>${withMentions(text)}</p>
  </article>`;
}
