import { describe, expect, test } from "@jest/globals";

import { type Json, one } from "./foreign.ts";

describe("L2 a message", () => {
  const message = (value: Json, driver: Json = {}) => one({ message: value }, {}, driver).finding.message;
  const rules = [{ id: "r", messageStrings: { a: { text: "{1} then {0}, {{not}} {7}" } } }];

  test("shows what controls and directions it holds", () => {
    expect(message({ text: "a\u001b[31mb\u202Ec\u200B", markdown: "![x](y)" })).toBe("ab⟦U+202E⟧c⟦U+200B⟧");
  });

  test("of 100 MB is cut", () => {
    expect(message({ text: "x".repeat(100_000_000) })).toHaveLength(2_000);
  });

  test("without a text is the rule's string with its arguments", () => {
    expect(message({ id: "a", arguments: ["x", "y"] }, { rules })).toBe("y then x, {not}");
    expect(message({ id: "g" }, { globalMessageStrings: { g: { text: "global" } } })).toBe("global");
    expect(message({ id: "__proto__" }, { rules })).toBe("tool/r");
    expect(message({})).toBe("tool/r");
  });

  test("keeps braces that are no placeholders, and the text of embedded links", () => {
    expect(message({ text: "${{ github.event }} {0}" })).toBe("${{ github.event }} {0}");
    expect(message({ text: "from [user input](1) to [[sink]](2) [site](https://evil.example)" })).toBe(
      "from user input to [[sink]](2) [site](https://evil.example)",
    );
  });

  test("that would blow up by its arguments does not", () => {
    const text = "{0}".repeat(100_000);
    expect(message({ text, arguments: ["y".repeat(10_000_000)] })).toHaveLength(2_000);
    expect(message({ text: "[".repeat(1_000_000) })).toHaveLength(2_000);
  });
});
