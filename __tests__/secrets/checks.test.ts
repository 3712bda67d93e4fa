import { describe, expect, test } from "@jest/globals";

import { base64Jwt, random } from "../../src/secrets/checks.ts";
import { examplesOf } from "../../src/secrets/formats/examples.ts";
import { alnum, base64Json, hex, uuid } from "../../src/secrets/samples.ts";

describe("random", () => {
  test.each([
    ["hex of a usual length", hex(40)],
    ["a UUID", uuid()],
    ["groups of letters and digits", "AB12CD-34EF56-GH78IJ-90KL12"],
    ["letters and digits in turns", alnum(24)],
    ["a token behind a word", `live_${alnum(24)}`],
  ])("takes %s", (_, value) => {
    expect(random(value)).toBe("format");
  });

  test.each([
    "organization-id-2024-01",
    "sha256WithRSAEncryption",
    "node_modules/package/dist/index.js",
    "aaaaaaaaaaaaaaaaaaaa1111",
    "12345678901234567890",
    "EventBridgeRuleTargetInput",
    "1.24.301-alpine3.20",
  ])("rejects %s, as code has beside the names of services", (value) => {
    expect(random(value)).toBe("reject");
  });
});

test("a JSON Web Token in base64 is told from other base64 that begins alike", () => {
  const token = `${base64Json({ alg: "none" })}.${base64Json({ sub: "me" })}.`;
  expect(base64Jwt(Buffer.from(token).toString("base64"))).toBe("format");
  expect(base64Jwt(Buffer.from("eyJ and some words").toString("base64"))).toBe("reject");
});

describe("examplesOf", () => {
  const same = (text: string): string => text;

  test("gives the shortest and the longest form, and each that is one step outside", () => {
    const { match, noMatch } = examplesOf("[0-9]{2,3}", same);
    expect(match.map(({ length }) => length)).toEqual([2, 3]);
    expect(noMatch.map(({ length }) => length)).toEqual(expect.arrayContaining([1, 4]));
    expect(noMatch.filter((text) => /^[0-9]{2,3}$/u.test(text))).toEqual([]);
  });

  test("takes each way through alternatives and optional groups", () => {
    expect(examplesOf("a(?:b|c)?|d", same).match).toEqual(["a", "ab", "ac", "d"]);
  });

  test("refuses a body that it cannot read, so that no row has wrong examples", () => {
    expect(() => examplesOf("a)", same)).toThrow("examples cannot be made");
  });
});
