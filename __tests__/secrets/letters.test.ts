import { describe, expect, test } from "@jest/globals";

import { isStrange, lettersOf } from "../../src/secrets/letters.ts";

describe("letters", () => {
  test.each([
    "password",
    "getUserName",
    "authorization-header",
    "Wachtwoord",
    "confirmacion",
    "localhost",
    "user",
    "https",
    "centipede",
    "CamelCaseWithManyWords",
    "",
    "1234",
  ])("%s reads like words", (value) => {
    expect(isStrange(value)).toBe(false);
  });

  test.each(["cyjwqamm", "vnz_vzpznvtb", "KBVVHxqjf", "qzxv", "pkq-wrtg-zzv", "wlckEmZhhx"])(
    "%s reads like none",
    (value) => {
      expect(isStrange(value)).toBe(true);
    },
  );

  test("marks over letters do not make them strange", () => {
    expect(isStrange("Überprüfung")).toBe(isStrange("Uberprufung"));
  });

  test("the cost is the mean over the pairs of all words, ends included", () => {
    const { count, cost } = lettersOf("user_name");
    expect(count).toBe(8);
    const [a, b] = [lettersOf("user").cost, lettersOf("name").cost];
    expect(cost).toBeCloseTo((a * 5 + b * 5) / 10);
  });
});
