import { describe, expect, test } from "@jest/globals";
import { createGuard, createRedactor } from "../../src/secrets/index.ts";

/** Assembled, so that no scanner takes this file for a leak. */
const KEY = ["ccr", "x7Qm2vL9", "Rt4Wz8Kp", "1Yb6Nd3H", "s5Gf0JcA"].join("");

/** How much of the key is left, at most, in one run of characters. */
function longestPiece(text: string): number {
  for (let length = KEY.length; length > 0; length--)
    for (let at = 0; at + length <= KEY.length; at++) if (text.includes(KEY.slice(at, at + length))) return length;
  return 0;
}

describe("L1 a piece of the run's own secret", () => {
  const redactor = createRedactor({ known: [KEY] });
  test.each([
    ["without its first seven characters", `see ${KEY.slice(7)} there`],
    ["without its last ones", `see ${KEY.slice(0, 20)}… there`],
    ["from its middle", `x${KEY.slice(9, 25)}y`],
    ["in two pieces of twelve", `${KEY.slice(0, 12)} and ${KEY.slice(12, 24)}`],
    ["reversed", KEY.slice(7).split("").reverse().join("")],
    ["in base64", Buffer.from(KEY.slice(7)).toString("base64")],
    ["in base64, cut elsewhere", Buffer.from(KEY.slice(8)).toString("base64")],
  ])("is taken out and stops a request: %s", (_, text) => {
    const redacted = redactor.redact(text);
    expect(redacted).toContain("⟦secret:known:");
    expect(longestPiece(redacted)).toBeLessThan(4);
    expect(longestPiece(redacted.split("").reverse().join(""))).toBeLessThan(4);
    expect(createGuard({ known: [KEY] }).inspect(JSON.stringify({ text }))).toMatchObject({ rule: "known" });
  });

  test("of eleven characters is not told from other text", () => {
    expect(redactor.redact(`see ${KEY.slice(0, 11)} there`)).not.toContain("secret:known");
  });

  test("a path or words that somebody called a secret are only known whole", () => {
    const path = "/var/lib/service/credentials/default.json";
    const words = createRedactor({ known: [path, "correct horse battery staple"] });
    expect(words.redact("read /var/lib/service/readme and the horse battery")).toBe(
      "read /var/lib/service/readme and the horse battery",
    );
    expect(words.redact(`read ${path}`)).toContain("⟦secret:known:");
  });
});
