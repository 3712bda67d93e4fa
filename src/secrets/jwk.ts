/** Private JSON Web Keys (RFC 7517 and 7518 §6), as JSON or as a literal of a program. */

import type { SecretSpan } from "./format.ts";

export const JWK_ANCHORS = ["kty"] as const;

/** RSA 4096 has seven numbers of up to 683 characters. */
const LONGEST = 8_000;
const MEMBERS = /[{,\s"'](?:d|k|p|q|dp|dq|qi)\\?["']?\s{0,4}:\s{0,4}\\?["'](?<value>[A-Za-z0-9_-]{20,3000})\\?["']/dgu;

/** The private members of the key whose `kty` stands at `start`: those of its object, without the objects inside and around. */
export function privateMembersAt(text: string, start: number): readonly SecretSpan[] {
  const after = text.slice(start, start + 40);
  if (!/^kty\\?["']?\s{0,4}:\s{0,4}\\?["'](?:RSA|EC|oct|OKP)/u.test(after)) return [];
  // Between the keys before and after, so that many of them cost no more than their text.
  const before = text.slice(Math.max(0, start - LONGEST, text.lastIndexOf("kty", start - 1) + 3), start);
  const from = start - before.length + Math.max(0, before.lastIndexOf("{"));
  const rest = text.slice(start, start + LONGEST);
  const ends = [rest.indexOf("}"), rest.indexOf("kty", 3), rest.length].filter((end) => end >= 0);
  const body = text.slice(from, start + Math.min(...ends));
  return [...body.matchAll(MEMBERS)].flatMap(({ indices }): SecretSpan[] => {
    const [begin, stop] = indices?.groups?.["value"] ?? [0, 0];
    return [{ start: from + begin, end: from + stop, type: "jwk-private", why: "format", confidence: "high" }];
  });
}
