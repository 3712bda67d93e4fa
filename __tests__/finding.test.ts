import { expect, test } from "@jest/globals";
import { isCredential, rated, SEVERITIES } from "../src/finding.ts";

test("what has no severity is treated as the mildest, and all else as it is", () => {
  expect(SEVERITIES.map(rated)).toEqual(["low", "low", "medium", "high", "critical"]);
});

test("a credential in the code is told by its weakness, wherever that stands among others", () => {
  const of = (...cwe: readonly string[]) => isCredential({ cwe });
  expect([of("CWE-798"), of("CWE-200", "CWE-321"), of("CWE-259")]).toEqual([true, true, true]);
  expect([of("CWE-79"), of("CWE-522"), of()]).toEqual([false, false, false]);
});
