import { expect, test } from "@jest/globals";

import { detect } from "../../src/secrets/index.ts";
import { alnum } from "../../src/secrets/samples.ts";

const [x, d, p] = [alnum(43), alnum(42), alnum(86)];
const values = (text: string): string[] =>
  detect(text, { point: "scan" }).map(({ start, end }) => text.slice(start, end));

test.each([
  `{"kty": "EC", "crv": "P-256", "x": "${x}", "d": "${d}"}`,
  `{ kty: 'EC', x: '${x}', d: '${d}' }`,
  `{\n  d: '${d}',\n  kty: 'EC',\n  x: '${x}',\n}`,
  `"{\\"kty\\":\\"oct\\",\\"k\\":\\"${d}\\"}"`,
])("the private member is found, in any order and writing: %s", (text) => {
  expect(values(text)).toEqual([d]);
});

test("each private number of an RSA key is found", () => {
  expect(values(`{kty: "RSA", n: "${x}", e: "AQAB", d: "${d}", p: "${p}"}`)).toEqual([d, p]);
});

test("a public key has none, and the member of another object is not one", () => {
  expect(values(`{"kty": "EC", "x": "${x}", "y": "${p}"}`)).toEqual([]);
  expect(values(`{"kty": "EC", "x": "${x}"}, { d: '${p}' }`)).toEqual([]);
});
