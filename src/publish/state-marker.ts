/** Where the record of a review is kept (L9): the last line of our summary comment, as an HTML comment, which nobody is shown. */

const BEGIN = "<!-- claude-code-review:state ";
/** Base64 holds no dash, so nothing in it ends an HTML comment. */
const STATE_LINE = /^<!-- claude-code-review:state (?<sealed>[A-Za-z0-9+/]{1,30000}={0,2}) -->$/u;

/** `sealed` is base64. */
export function stateMarker(sealed: string): string {
  return `${BEGIN}${sealed} -->`;
}

/** The record in a comment, which anybody may have put there; only the last line is looked at: above it stand others' words. */
export function sealedIn(body: string): readonly string[] {
  const last = body.trimEnd().split(/\r?\n/u).at(-1) ?? "";
  const sealed = STATE_LINE.exec(last)?.groups?.["sealed"];
  return sealed === undefined ? [] : [sealed];
}
