/**
 * Fences around what strangers wrote, and the same text without anything that could pass for a fence, a role or a tool's
 * tag (governance.md A1). A character that would is written by its number, like an invisible one, so each line stays one.
 */

import type { Redacted } from "../records.ts";
import { joined, redactedText, rewritten } from "../secrets/index.ts";
import { numbered } from "../untrusted.ts";

/** With a nonce behind it, it begins and ends every fence; no text of others holds it. */
export const FENCE = "ccr-";

const TAGS =
  "system|assistant|human|user|instructions?|system-reminder|function_calls|function_results|invoke|parameter|tool_use|" +
  "tool_result|tools?|thinking|antml:[a-z_]{1,40}|start_of_turn|end_of_turn";

/** Each with the character of the match, by index, that is written by its number. Bounded repetitions: linear (A25). */
const FAMILIES: readonly (readonly [RegExp, number])[] = [
  [/ccr-/giu, 3],
  [/```/gu, 2],
  [/~~~/gu, 2],
  [new RegExp(`</?(?:${TAGS})(?![\\w:-])`, "giu"), 0],
  [/<[|｜][\w/▁-]{1,60}[|｜]>/gu, 0],
  [/<<\/?SYS>>/giu, 0],
  [/\[\/?INST\]/giu, 0],
  // Our own mark of a line that was cut.
  [/⟦cut:/gu, 0],
];
const ROLES = /\b(human|assistant|System|SYSTEM|### ?(?:instruction|response|input))([ \t]{0,8}):/giu;

/** Nothing is taken out, so no secret that redaction missed in pieces can be made whole. Doing it twice changes nothing. */
export function neutral(text: Redacted): Redacted {
  return rewritten(text, (plain) =>
    FAMILIES.reduce(
      (result, [family, at]) => result.replace(family, (match) => escapedAt(match, at)),
      plain.replace(ROLES, (_match, role: string, space: string) => `${role}${space}${numbered(":")}`),
    ),
  );
}

function escapedAt(match: string, at: number): string {
  return match.slice(0, at) + numbered(match.charAt(at)) + match.slice(at + 1);
}

/** `body` is neutral; `title` is ours, but for a neutral path in it. `nonce` is ours, and new in every run. */
export function fenced(
  nonce: Redacted,
  { title, body }: { readonly title: Redacted; readonly body: readonly Redacted[] },
): Redacted {
  return joined([redactedText`<<<ccr-${nonce} ${title}`, ...body, redactedText`ccr-${nonce}>>>`], "\n");
}
