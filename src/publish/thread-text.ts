/** What stands above a comment of ours since it was written: that its finding is gone, or where it is now. */

import type { Location } from "../finding.ts";
import { shortName } from "./words.ts";
import { asStored, goneMarker, type Gone } from "./markers.ts";

export type Status =
  | { readonly kind: "none" }
  | { readonly kind: "moved"; readonly location: Location }
  | { readonly kind: "gone"; readonly commit: string; readonly gone: Gone };

/** Nothing of others begins a comment of ours. */
const STATUS = /^\*(?:No longer found|Now on line)[^\n]*\*\n\n/u;
const GONE_MARKER = /\n<!-- claude-code-review:gone \w+ -->$/u;

/** The comment with this status in place of the one that it had. */
export function withStatus(body: string, status: Status): string {
  const plain = asStored(body).replace(STATUS, "").replace(GONE_MARKER, "");
  const sentence = sentenceOf(status);
  return [
    ...(sentence === undefined ? [] : [`*${sentence}*\n\n`]),
    plain,
    ...(status.kind === "gone" ? [`\n${goneMarker(status.gone)}`] : []),
  ].join("");
}

function sentenceOf(status: Status): string | undefined {
  if (status.kind === "gone")
    return `No longer found: a complete run on ${shortName(status.commit)} does not report it.`;
  if (status.kind === "none") return undefined;
  const { startLine, endLine } = status.location;
  return endLine > startLine
    ? `Now on lines ${String(startLine)} to ${String(endLine)}.`
    : `Now on line ${String(startLine)}.`;
}
