/** SARIF `message` objects (§3.11) as plain text. `markdown` is never read. */

import { plainText } from "../untrusted.ts";
import type { ForeignMessage } from "./parse-schema.ts";

export const MESSAGE_LENGTH = 2_000;
// Room for what escaping and substitution take away, and an end to templates that blow up.
const TEMPLATE_LENGTH = MESSAGE_LENGTH * 4;

type Strings = ReadonlyMap<string, { readonly text?: string | null | undefined }>;

/** The text, or the one that `id` names in the first of `strings` that has it, with its arguments; "" when there is none. */
export function messageText(message: ForeignMessage, strings: readonly (Strings | undefined)[]): string {
  const { id } = message;
  const named = id == null ? undefined : strings.map((table) => table?.get(id)?.text).find((text) => text);
  const template = (message.text ?? named ?? "").slice(0, TEMPLATE_LENGTH);
  return plainText(withoutLinks(substituted(template, message)), MESSAGE_LENGTH).trim();
}

/** `{0}` is the first argument and `{{` a brace (§3.11.5); texts without arguments keep the braces that tools leave in. */
function substituted(template: string, { id, arguments: values }: ForeignMessage): string {
  if (values.length === 0 && id == null) return template;
  let length = template.length;
  return template.replace(/\{\{|\}\}|\{(\d{1,3})\}/gu, (placeholder, index: string | undefined) => {
    if (index === undefined) return placeholder.charAt(0);
    const value = (values[Number(index)] ?? "").slice(0, MESSAGE_LENGTH);
    length += value.length;
    return length > TEMPLATE_LENGTH * 2 ? "" : value;
  });
}

/** `[text](1)` points at a related location (§3.11.6): the text stays. */
function withoutLinks(text: string): string {
  return text.replace(/\[([^[\]\n]{1,500})\]\(\d{1,4}\)/gu, "$1");
}
