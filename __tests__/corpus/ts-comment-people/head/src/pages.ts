import { type Comment, commentView } from "./comments.js";
import { Html, html } from "./html.js";

export function threadPage(title: string, comments: readonly Comment[]): string {
  const list = new Html(comments.map((comment) => commentView(comment).text).join("\n"));
  return html`<!doctype html>
    <title>${title}</title>
    <h1>${title}</h1>
    ${list}`.text;
}
