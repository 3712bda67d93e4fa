/**
 * Made-up characters for the examples beside each format. They are computed, so that neither this source nor the bundle
 * holds anything that a scanner or push protection could take for a live key.
 */

const DIGITS = "0123456789";
const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();

/** `length` characters of `alphabet`, the same ones each time. */
export function sample(alphabet: string, length: number): string {
  let state = length + alphabet.length;
  let text = "";
  while (text.length < length) {
    // The constants of Numerical Recipes' generator; the high bits are the random ones.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    text += alphabet.charAt((state >>> 16) % alphabet.length);
  }
  return text;
}

export const alnum = (length: number): string => sample(DIGITS + UPPER + LOWER, length);
export const lowerAlnum = (length: number): string => sample(DIGITS + LOWER, length);
export const upperAlnum = (length: number): string => sample("234567" + UPPER, length);
export const hex = (length: number): string => sample(DIGITS + "abcdef", length);
export const uuid = (): string => [8, 4, 4, 4, 12].map((length) => hex(length)).join("-");
/** Base64 of an object as JSON, in the URL's alphabet without padding. */
export const base64Json = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
