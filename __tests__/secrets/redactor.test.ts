import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { createRedactor } from "../../src/secrets/index.ts";
import { alnum, hex } from "../../src/secrets/samples.ts";

const token = `ghp_${alnum(36)}`;
const other = `ghp_${alnum(38)}`;

describe("L1 marks", () => {
  test("the same value has the same number, in the order of first appearance, in this and later texts", () => {
    const redactor = createRedactor();
    expect(redactor.redact(`a ${token} b ${other} c ${token}`)).toBe(
      "a ⟦secret:github-pat:1⟧ b ⟦secret:github-pat:2⟧ c ⟦secret:github-pat:1⟧",
    );
    expect(redactor.redact(`x ${other}`)).toBe("x ⟦secret:github-pat:2⟧");
  });

  test("a value that a name gave away is replaced where it stands without the name, also in a later text", () => {
    const redactor = createRedactor();
    const value = `S0me-${alnum(9)}!`;
    expect(redactor.redact(`password = "${value}"\nlogin(me, ${value})`)).toBe(
      'password = "⟦secret:password:1⟧"\nlogin(me, ⟦secret:password:1⟧)',
    );
    expect(redactor.redact(`it said ${value}.`)).toBe("it said ⟦secret:password:1⟧.");
  });

  test("a key of many lines keeps its lines, their ends and the first column of a diff", () => {
    const body = [alnum(64), alnum(63) + "/", alnum(20)];
    const kind = "EC PRIVATE KEY";
    const text = [`-----BEGIN ${kind}-----`, ...body, `-----END ${kind}-----`].map((line) => `+${line}`).join("\r\n");
    expect(createRedactor().redact(text).split("\r\n")).toEqual(
      [
        `+-----BEGIN ${kind}-----`,
        "⟦secret:private-key:1⟧",
        "+⟦secret:private-key:1⟧",
        "+⟦secret:private-key:1⟧",
        `+-----END ${kind}-----`,
      ].map((line, index) => (index === 1 ? `+${line}` : line)),
    );
  });

  test("a text's own mark is escaped, so that it cannot pass for one of ours", () => {
    const redactor = createRedactor();
    expect(redactor.redact('x = "⟦secret:password:1⟧" ⟦secret:')).toBe(
      'x = "⟦U+27E6⟧secret:password:1⟧" ⟦U+27E6⟧secret:',
    );
    expect(redactor.redact(token)).toBe("⟦secret:github-pat:1⟧");
  });

  test("a mark inside a value does not shield the rest of the value", () => {
    const redactor = createRedactor();
    const mark = redactor.redact(token);
    expect(redactor.redact(`password = "${mark}S0me-hunter-99"`)).not.toContain("hunter");
  });

  test("a million look-alikes take linear time to escape", () => {
    const text = "⟦secret:a:1⟧".repeat(1_000_000);
    expect(createRedactor().redact(text).length).toBe(text.length + 7_000_000);
  });
});

describe("L1 the run's own secrets", () => {
  const known = `k$/+${alnum(20)} é`;
  const forms: Record<string, string> = {
    exact: known,
    base64: Buffer.from(known).toString("base64"),
    "base64 inside a longer text": Buffer.from(`ab${known}cdef`).toString("base64"),
    base64url: Buffer.from(`a${known}b`).toString("base64url"),
    hex: Buffer.from(known).toString("hex"),
    "upper-case hex": Buffer.from(known).toString("hex").toUpperCase(),
    percent: encodeURIComponent(known),
    "lower-case percent": encodeURIComponent(known).replace(/%../gu, (pair) => pair.toLowerCase()),
    reversed: [...known].reverse().join(""),
  };

  test.each(Object.entries(forms))("%s is taken out", (_name, form) => {
    const redacted = createRedactor({ known: [known] }).redact(`before ${form} after`);
    expect(redacted).toMatch(/^before \S*⟦secret:known:1⟧\S* after$/u);
    // At the edges of base64 up to three digits also depend on the neighbours.
    expect(redacted.length).toBeLessThan(50);
  });

  test("one under four characters is not looked for: it would take words apart", () => {
    expect(createRedactor({ known: ["a", "", "abc"] }).redact("abc a")).toBe("abc a");
  });
});

describe("any text", () => {
  const secret = fc
    .string({ unit: "grapheme", minLength: 8, maxLength: 40 })
    .filter((value) => !/[\n⟦⟧]|secret|known/u.test(value));
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc
      .array(
        fc.oneof(
          fc.constantFrom(
            "password",
            "=",
            '"',
            ":",
            "\n",
            "\r\n",
            "\0",
            "\udfff",
            "⟦",
            "⟧",
            "⟦secret:",
            "⟦secret:password:1⟧",
            token,
            other,
            hex(40),
          ),
          fc.constantFrom("-----BEGIN PRIVATE KEY-----\n", `${alnum(64)}\n`, "+", "token: ", "://a:", "@b"),
          fc.string({ maxLength: 10 }),
        ),
        { maxLength: 40 },
      )
      .map((pieces) => pieces.join("")),
  );
  const lines = (given: string): number => given.split("\n").length;

  test("L1 line count is kept, and redacting twice changes nothing", () => {
    fc.assert(
      fc.property(text, (given) => {
        const redactor = createRedactor();
        const once = redactor.redact(given);
        expect(lines(once)).toBe(lines(given));
        expect(redactor.redact(once)).toBe(once);
      }),
      { numRuns: 3_000, seed: 7 },
    );
  });

  test("L1 a known secret is never in what comes out, in any of its forms", () => {
    fc.assert(
      fc.property(secret, text, text, (known, before, after) => {
        const bytes = Buffer.from(known);
        const forms = [
          known,
          known.split("").reverse().join(""),
          bytes.toString("base64"),
          bytes.toString("base64url"),
          bytes.toString("hex"),
          encodeURIComponent(bytes.toString()),
        ];
        const redacted = createRedactor({ known: [known] }).redact(before + forms.join(after) + after);
        for (const form of forms) expect(redacted).not.toContain(form);
      }),
      { numRuns: 2_000, seed: 8 },
    );
  });
});

test("L2 a mark tells what it stands for only when this redactor made it, and never for the run's own secrets", () => {
  const canary = `cnry-${alnum(30)}`;
  const redactor = createRedactor({ known: [canary] });
  const [mark, own] = [redactor.redact(token), redactor.redact(canary)];
  expect(redactor.original(mark)).toBe(token);
  for (const text of [own, token, "⟦secret:github-pat:9⟧", "", "__proto__"])
    expect(redactor.original(text)).toBeUndefined();
  expect(createRedactor().original(mark)).toBeUndefined();
});
