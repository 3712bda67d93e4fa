import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { createRedactor, redactWindow, windowsOf } from "../../src/secrets/index.ts";
import { placesIn } from "../../src/secrets/filter.ts";
import { BUILT_IN } from "../../src/secrets/detector.ts";
import type { Window } from "../../src/secrets/windows.ts";
import { alnum } from "../../src/secrets/samples.ts";

const SIZES = { block: 64, context: 16 };

async function* inPieces(bytes: Uint8Array, size: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function windows(bytes: Uint8Array, size: number, sizes?: typeof SIZES): Promise<Window[]> {
  const all: Window[] = [];
  for await (const window of windowsOf(inPieces(bytes, size), sizes)) all.push(window);
  return all;
}

async function filtered(bytes: Uint8Array, size: number, sizes?: typeof SIZES): Promise<Buffer> {
  const redactor = createRedactor();
  const all = await windows(bytes, size, sizes);
  return Buffer.concat(all.map((window) => window.bytesOf(redactWindow(window, redactor))));
}

test("any bytes without a secret come out as they went in, however they are cut", async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.string({ unit: "binary", maxLength: 200 }).map((text) => new Uint8Array(Buffer.from(text))),
    fc
      .array(fc.constantFrom("a\n", "\n", "é", "😀\r\n", "x".repeat(90)), { maxLength: 60 })
      .map((parts) => new Uint8Array(Buffer.from(parts.join("")))),
  );
  await fc.assert(
    fc.asyncProperty(bytes, fc.integer({ min: 1, max: 100 }), async (given, size) => {
      const whole = await windows(given, size, SIZES);
      expect(Buffer.concat(whole.map(({ lines, bytesOf }) => bytesOf(lines)))).toEqual(Buffer.from(given));
    }),
    { numRuns: 2_000, seed: 11 },
  );
});

test("L1 a key at a border is seen whole from both sides, and has one number", async () => {
  const kind = "RSA PRIVATE KEY";
  const key = [
    `-----BEGIN ${kind}-----`,
    ...Array.from({ length: 40 }, (_, at) => alnum(60 + (at % 4))),
    `-----END ${kind}-----`,
  ];
  const bytes = Buffer.from(
    [...Array<string>(30).fill("const a = 1;"), ...key, ...Array<string>(30).fill("b();")].join("\n"),
  );
  const text = (await filtered(bytes, 7, { block: 500, context: 8_000 })).toString();
  expect(text.split("\n")).toHaveLength(102);
  expect(new Set(text.match(/⟦[^⟧]*⟧/gu))).toEqual(new Set(["⟦secret:private-key:1⟧"]));
  for (const line of key.slice(1, -1)) expect(text).not.toContain(line);
});

test("a line longer than a window is looked at whole", async () => {
  const token = `ghp_${alnum(36)}`;
  const text = (
    await filtered(Buffer.from(`${"x ".repeat(3_000)}${token}${" y".repeat(3_000)}\nz`), 100, SIZES)
  ).toString();
  expect(text).toContain("⟦secret:github-pat:1⟧");
  expect(text.length).toBe(12_000 + "⟦secret:github-pat:1⟧\nz".length);
});

test("L1 bytes that are no UTF-8 are kept, a secret among them is not, and a forged mark is none", async () => {
  const token = `ghp_${alnum(36)}`;
  const forged = Buffer.from("⟦secret:password:1⟧");
  const bytes = Buffer.concat([
    Buffer.from([0xff, 0x00, 0xe9, 0x20]),
    Buffer.from(token),
    Buffer.from([0x0a, 0xc3]),
    forged,
  ]);
  const out = await filtered(bytes, 5);
  expect(out.subarray(0, 4)).toEqual(Buffer.from([0xff, 0x00, 0xe9, 0x20]));
  expect(out.subarray(4).toString("utf8")).toBe(`⟦secret:github-pat:1⟧\n\ufffd⟦U+27E6⟧secret:password:1⟧`);
});

test("places have the line and column of the file, and each is told once", async () => {
  const token = `ghp_${alnum(36)}`;
  const lines = Array.from({ length: 50 }, (_, at) => (at % 10 === 3 ? `  t = "${token}"\r` : "const a = 1;"));
  const found = (await windows(Buffer.from(lines.join("\n")), 9, SIZES)).flatMap((window) =>
    placesIn(window, BUILT_IN, { point: "scan" }),
  );
  expect(found.map(({ line, column }) => [line, column])).toEqual([4, 14, 24, 34, 44].map((line) => [line, 8]));
  expect(found[0]?.lineText).toBe(`  t = "${token}"`);
});
