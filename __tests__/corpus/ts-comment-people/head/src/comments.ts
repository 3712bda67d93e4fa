import { Html, html } from "./html.js";

export interface Comment {
  readonly author: string;
  readonly text: string;
  readonly posted: string;
}

const MENTION = /(@[a-z][a-z0-9-]{1,38})\b/;

function withMentions(text: string): Html {
  const pieces: Html[] = [];
  for (const [index, piece] of text.split(MENTION).entries()) {
    const isMention = index % 2 === 1;
    pieces.push(html`${isMention ? html`<a href="/people/${piece.slice(1)}">${piece}</a>` : piece}`);
  }
  return new Html(pieces.map((piece) => piece.text).join(""));
}

export function commentView({ author, text, posted }: Comment): Html {
  return html`<article>
    <h3>${author}</h3>
    <time datetime="${posted}">${posted}</time>
    <p>${withMentions(text)}</p>
  </article>`;
}
