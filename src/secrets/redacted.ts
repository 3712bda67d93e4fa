/** Text made of redacted text: what joins, frames and escapes it without ever letting a plain string in (L1). */

import type { Redacted } from "../records.ts";

/** Our own words: a prompt that ships with this program, a nonce, an id that we minted. Never text of a change. */
export function own(text: string): Redacted {
  return text as Redacted;
}

/** A template whose words stand in our source code and whose values are redacted. */
export function redactedText(words: TemplateStringsArray, ...values: readonly (Redacted | number)[]): Redacted {
  return own(String.raw({ raw: words }, ...values));
}

export function joined(parts: readonly Redacted[], separator: string): Redacted {
  return own(parts.join(separator));
}

/** Its lines, without their ends: a part of redacted text is redacted. */
export function linesOf(text: Redacted): readonly Redacted[] {
  return text.split("\n").map(own);
}

/** For changes that escape or cut. One that takes characters out could make a secret whole again: redact after those. */
export function rewritten(text: Redacted, change: (text: string) => string): Redacted {
  return own(change(text));
}
