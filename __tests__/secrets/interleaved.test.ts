import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { withoutHidden } from "../../src/secrets/interleaved.ts";
import { createGuard, createRedactor, detect } from "../../src/secrets/index.ts";
import { visible } from "../../src/untrusted.ts";
import { GITHUB_TOKEN } from "../fixtures/token.ts";

const between = (mark: string, value: string): string => [...value].join(mark);
const MARKS = ["\u200B", "\u0000", "\u2060", "\u{E0041}", "\uFE0F", "⟦U+0000⟧", "⟦U+200B⟧"];

describe("L1 A7 a secret with characters between its own that show nothing", () => {
  test.each(MARKS)("%j is found, whole", (mark) => {
    const text = `const t = "${between(mark, GITHUB_TOKEN)}";\n`;
    const [span] = detect(text, { point: "scan" });
    expect(text.slice(span?.start, span?.end)).toBe(between(mark, GITHUB_TOKEN));
  });

  test.each(MARKS)("%j is redacted, in a form of a provider and as a value of the run", (mark) => {
    const known = "correct horse battery";
    const redacted = createRedactor({ known: [known] }).redact(
      `a ${between(mark, GITHUB_TOKEN)}\nb ${between(mark, known)}\n`,
    );
    expect(redacted).toBe("a ⟦secret:github-pat:1⟧\nb ⟦secret:known:2⟧\n");
  });

  test.each(MARKS)("%j is stopped by the guard", (mark) => {
    const guard = createGuard({ known: ["correct horse battery"] });
    for (const value of [GITHUB_TOKEN, "correct horse battery"])
      expect(guard.inspect(JSON.stringify({ text: `x ${between(mark, value)} y` }))).toBeDefined();
  });

  test("a mark of ours that somebody forged stays escaped, and redacting again changes nothing", () => {
    const redactor = createRedactor();
    const once = redactor.redact("⟦secret:github-pat:1⟧ \u200B⟦secret:x:9⟧\n");
    expect(redactor.redact(once)).toBe(once);
  });

  test("places map back: the same characters, and only hidden ones between them", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", "b", "\n", ...MARKS), { maxLength: 40 }),
        fc.nat(),
        fc.nat(),
        (parts, a, b) => {
          const text = parts.join("");
          const shown = withoutHidden(text);
          if (shown === undefined) return expect(visible(text)).toBe(text);
          if (shown.text.length === 0) return;
          const start = a % shown.text.length;
          const end = start + 1 + (b % (shown.text.length - start));
          const place = shown.original({ start, end });
          const part = text.slice(place.start, place.end);
          expect(withoutHidden(part)?.text ?? part).toBe(shown.text.slice(start, end));
        },
      ),
    );
  });
});
