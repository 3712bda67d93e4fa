import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { createValueIndex } from "../../src/secrets/occurrences.ts";

function found(values: readonly string[], text: string): string[] {
  const index = createValueIndex();
  for (const value of values) index.add(value);
  const list: string[] = [];
  index.find(text, ({ start, end }) => list.push(`${String(start)} ${text.slice(start, end)}`));
  return list;
}

test("of values that begin at one place the longest counts, and nothing inside it", () => {
  expect(found(["abcd", "abcdef", "cdef"], "xabcdefabcd")).toEqual(["1 abcdef", "7 abcd"]);
});

test("a value under four characters is not taken", () => {
  expect(found(["abc", ""], "abcabc")).toEqual([]);
});

test("every value is found, whatever its characters", () => {
  const value = fc.string({ unit: "binary", minLength: 4, maxLength: 9 });
  fc.assert(
    fc.property(value, fc.array(value), fc.nat(3), (wanted, others, pad) => {
      const text = `${"\u0100".repeat(pad)}${wanted}`;
      expect(found([wanted, ...others], text).some((hit) => hit.length > 2)).toBe(true);
    }),
    { seed: 2 },
  );
});
