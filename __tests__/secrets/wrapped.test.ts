import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { crcBase62 } from "../../src/secrets/checks.ts";
import { createRedactor, detect } from "../../src/secrets/index.ts";
import { alnum, base64Json, hex } from "../../src/secrets/samples.ts";
import { unwrapped } from "../../src/secrets/wrapped.ts";

const tokenOf = (body: string): string => ["ghp", body + crcBase62(body)].join("_");
const token = tokenOf(alnum(30));

const codes = (text: string, write: (code: number) => string): string =>
  text
    .split("")
    .map((character) => write(character.charCodeAt(0)))
    .join("");
const padded = (code: number, radix: number, length: number): string => code.toString(radix).padStart(length, "0");

/** Each writing is one piece of text without the token in the clear. */
const WRAPPINGS: Readonly<Record<string, (text: string) => string>> = {
  base64: (text) => Buffer.from(text).toString("base64"),
  base64url: (text) => Buffer.from(text).toString("base64url"),
  hexadecimal: (text) => Buffer.from(text).toString("hex"),
  percent: (text) => codes(text, (code) => `%${padded(code, 16, 2)}`),
  "\\x": (text) => codes(text, (code) => `\\x${padded(code, 16, 2)}`),
  "\\u": (text) => codes(text, (code) => `\\u${padded(code, 16, 4)}`),
  "\\u{}": (text) => codes(text, (code) => `\\u{${padded(code, 16, 1)}}`),
  octal: (text) => codes(text, (code) => `\\${padded(code, 8, 3)}`),
  "HTML decimal": (text) => codes(text, (code) => `&#${String(code)};`),
  "HTML hexadecimal": (text) => codes(text, (code) => `&#x${padded(code, 16, 1)};`),
};

const found = (text: string, path?: string): string[] =>
  detect(text, { point: "redact", path }).map(({ start, end }) => text.slice(start, end));

describe.each(Object.entries(WRAPPINGS))("%s", (_, wrap) => {
  test("L1 a token is found as the span of its encoded run", () => {
    const text = `const a = "${wrap(token)}";\nconst b = 2;`;
    expect(found(text)).toEqual([wrap(token)]);
  });

  test("L1 a token in any wrapping of it is found", () => {
    for (const [name, again] of Object.entries(WRAPPINGS)) {
      const text = `const a = "${again(wrap(token))}";`;
      expect({ name, found: found(text).join("") }).toEqual({ name, found: again(wrap(token)) });
    }
  });
});

test("L1 a planted token never survives, whatever stands around it", () => {
  const wrapping = fc.constantFrom(...Object.values(WRAPPINGS), (text: string) => text);
  const around = fc.string({
    unit: fc.constantFrom("a", " ", "\n", '"', "=", "%", "&", "\\", "{", "é"),
    maxLength: 30,
  });
  fc.assert(
    fc.property(wrapping, around, around, (wrap, before, after) => {
      const wrapped = wrap(token);
      // A run that goes on is another run.
      const text = `${before}\n"${wrapped}"\n${after}`;
      expect(createRedactor().redact(text)).not.toContain(wrapped);
    }),
    { numRuns: 1_000, seed: 7 },
  );
});

describe("put together", () => {
  const [one, two] = [token.slice(0, 17), token.slice(17)];

  test.each([
    ["JavaScript", `const a = "${one}" + "${two}";`],
    ["JavaScript, on two lines", `const a = "${one}" +\n  "${two}";`],
    ["the operator on the second line", `const a = "${one}"\n  + "${two}";`],
    ["added lines of a diff", `+const a = "${one}" +\n+  "${two}";`],
    ["PHP", `$a = '${one}' . '${two}';`],
    ["Python", `a = ("${one}"\n     "${two}")`],
    ["Visual Basic", `a = "${one}" & "${two}"`],
    ["SQL", `SELECT '${one}' || '${two}'`],
    ["a continued line", `A=${one}\\\n${two}`],
    ["a continued literal", `a = "${one}" \\\n  "${two}"`],
  ])("L1 parts of a token are found as one: %s", (_, text) => {
    const redacted = createRedactor().redact(text);
    expect(redacted).not.toContain(one);
    expect(redacted).not.toContain(two);
    expect(redacted.split("\n")).toHaveLength(text.split("\n").length);
  });

  test("items of a list are not put together", () => {
    expect(found(`["${one}", "${two}"]`)).toEqual([]);
  });
});

test("a token in UTF-16 is found", () => {
  const text = Buffer.from(`a = "${token}"`, "utf16le").toString("latin1");
  expect(createRedactor().redact(text).replaceAll("\0", "")).not.toContain(token);
});

test("a JSON Web Token inside base64 is found whole", () => {
  const jwt = [base64Json({ alg: "HS256" }), base64Json({ sub: "a" }), alnum(43)].join(".");
  const run = Buffer.from(jwt).toString("base64");
  expect(found(`x ${run} y`)).toEqual([run]);
});

test("digests, pictures and identifiers have no text behind them", () => {
  const text = [hex(64), alnum(86), "aVeryLongIdentifierThatGoesOnAndOn", Buffer.from(alnum(9)).toString("hex")].join(
    " ",
  );
  expect(unwrapped(text)).toEqual([]);
});

test("most text needs no second look", () => {
  expect(unwrapped('const a = [1, 2]; // "x" and `y`\n'.repeat(20))).toEqual([]);
});
