import { type Html, html } from "./html.js";

export interface Comment {
  readonly author: string;
  readonly text: string;
  readonly posted: string;
}

export function commentView({ author, text, posted }: Comment): Html {
  return html`<article>
    <h3>${author}</h3>
    <time datetime="${posted}">${posted}</time>
    <p>${text}</p>
  </article>`;
}
