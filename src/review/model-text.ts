/**
 * What a model wrote, as text that may be kept and shown (L1, L2). The order matters: what is invisible goes first, for it
 * may split a secret; redaction comes last, so that it sees what is shown.
 */

import type { Redacted } from "../records.ts";
import { oneLine, plainText, withoutInvisible } from "../untrusted.ts";

type Redact = (text: string) => Redacted;

/** One line of at most `limit` UTF-16 units before redaction. */
export function modelLine(text: string, limit: number, redact: Redact): Redacted {
  return redact(oneLine(withoutInvisible(text), limit));
}

/** The same with line breaks kept, and nothing but text at its ends. */
export function modelText(text: string, limit: number, redact: Redact): Redacted {
  return redact(plainText(withoutInvisible(text).trim(), limit));
}
