import { afterEach, expect, test } from "@jest/globals";

import { detect } from "../../src/secrets/index.ts";

// The work is counted, not timed: every pattern that is tried, by `test` and `matchAll` too, goes by way of `exec`.
const original = Object.getOwnPropertyDescriptor(RegExp.prototype, "exec") ?? {};
afterEach(() => {
  Object.defineProperty(RegExp.prototype, "exec", original);
});

/** How many characters all patterns together have read, at most. */
function charactersRead(text: string): number {
  let count = 0;
  const exec = RegExp.prototype.exec;
  Object.defineProperty(RegExp.prototype, "exec", {
    configurable: true,
    writable: true,
    value(this: RegExp, given: string) {
      const from = this.global || this.sticky ? this.lastIndex : 0;
      const match = exec.call(this, given);
      const missed = this.sticky ? 1 : given.length - from;
      count += match === null ? missed : match.index - from + match[0].length + 1;
      return match;
    },
  });
  detect(text, { point: "redact", path: "a.txt" });
  Object.defineProperty(RegExp.prototype, "exec", original);
  return count;
}

test.each([
  "password=",
  'password="',
  'password="token="secret="',
  "key:",
  "token:[",
  '"password","',
  "identified by ",
  '{"kty":"RSA","d":"',
  "-----BEGIN PRIVATE KEY-----",
  "-----BEGIN PRIVATE KEY-----\n",
  "%70%61",
  "%2570",
  "&#112;",
  "\\u0070",
  "\\",
  '" + "',
  '"\n"',
  "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=",
  "://a:b@",
  "eyJhbGci.",
  "пароль=",
  "pass\u200bword=",
  "+++ b/.env\n",
  "api_key = 'k3J9xQ2mZ8pL7vB4nR6tY1wE5uI0oP' ",
])("near misses without end cost in proportion to their number: %j", (unit) => {
  const repeated = (count: number): number => charactersRead(unit.repeat(count));
  repeated(10);
  const [once, twice] = [repeated(1_500), repeated(3_000)];
  expect(twice).toBeLessThanOrEqual(2.3 * once + 200);
});

test("a header of a key before a long run of what may stand around its lines costs what the run is long", () => {
  // Tried in every division, the first of these would take longer than any test may.
  for (const part of ["+", " ", '"', '"+ ', "\\r", "\r"])
    expect(detect(`-----BEGIN EC ${"PRIVATE"} KEY-----\n${part.repeat(200_000)}!\n`, { point: "redact" })).toEqual([]);
});
