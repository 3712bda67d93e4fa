/** How many tokens a text takes, before anybody counted: for splitting, reserving and `--dry-run`, never for what is reported. */

import type { Question } from "../records.ts";

/** What the API adds on its own for an answer with a schema, generously. */
export const OVERHEAD_TOKENS = 1_000;

/**
 * On the high side for ordinary text: code takes 3 to 4 bytes a token, other scripts' characters have 2 to 4 bytes and
 * seldom take two tokens. Text that was made for it can take more; the API then says so, and the question is split.
 */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 3);
}

/** The whole input of a question, with what the API adds. */
export function inputTokensOf({ system, shared, text, schema }: Question): number {
  return estimateTokens(system + shared + text + JSON.stringify(schema)) + OVERHEAD_TOKENS;
}
