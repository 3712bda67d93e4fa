/** JSON of others', which may be none. */

/** Undefined for what is no JSON; V8's error would quote the text. */
export function tryParseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
