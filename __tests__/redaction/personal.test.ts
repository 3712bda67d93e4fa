import { describe, expect, test } from "@jest/globals";

import { findPersonalData, PERSONAL_DATA, type PersonalData } from "../../src/redaction/personal.ts";

const found = (kind: PersonalData, text: string): string[] =>
  findPersonalData(text, [kind]).map(({ start, end }) => text.slice(start, end));

describe("what is found, and as what", () => {
  test.each<[PersonalData, string, string[]]>([
    [
      "email",
      "mail <ada.lovelace+x@analytical.engine.org>, or charles@xn--bcher-kva.de.",
      ["ada.lovelace+x@analytical.engine.org", "charles@xn--bcher-kva.de"],
    ],
    ["email", "Author: 'grace@navy.mil'", ["grace@navy.mil"]],
    ["phone", "call +44 20 7946 0958 or 0049 30 901820", ["+44 20 7946 0958", "0049 30 901820"]],
    ["phone", "tel:+14155552671;x", ["+14155552671"]],
    [
      "payment-card",
      "4111 1111 1111 1111, 5500-0055-5555-5559, 340000099900036",
      ["4111 1111 1111 1111", "5500-0055-5555-5559", "340000099900036"],
    ],
    [
      "iban",
      "to GB82 WEST 1234 5698 7654 32 and DE89370400440532013000.",
      ["GB82 WEST 1234 5698 7654 32", "DE89370400440532013000"],
    ],
    ["us-ssn", "ssn=219-09-9999", ["219-09-9999"]],
    ["ip-address", "from 10.20.30.40:443 to [2a00:1450:4001:82b::200e]", ["10.20.30.40", "2a00:1450:4001:82b::200e"]],
  ])("%s in %s", (kind, text, values) => {
    expect(found(kind, text)).toEqual(values);
  });
});

describe("what is nobody's, and what only looks alike", () => {
  test.each<[PersonalData, string]>([
    ["email", "git@github.com:a/b.git me@example.com @scope/name a@b @media x@localhost noreply@github.com"],
    ["phone", "+1 2 3 version +20241122 a+4915112345678 -x +00000000000"],
    ["payment-card", "4111 1111 1111 1112 1.4111111111111111 0000000000000000 id_4111111111111111"],
    ["iban", "GB82 WEST 1234 5698 7654 33 DE89370400440532013001 AB12CDEF"],
    ["us-ssn", "000-12-3456 666-12-3456 900-12-3456 123-00-4567 123-45-0000 2024-11-22 1-219-09-9999"],
    [
      "ip-address",
      "127.0.0.1 0.0.0.0 192.0.2.7 1.2.3 1.2.3.4.5 v10.2.3.4 256.1.1.1 ::1 :: std::vector a::b 12:30:45 2001:db8::1",
    ],
  ])("%s: nothing in %s", (kind, text) => {
    expect(found(kind, text)).toEqual([]);
  });
});

test("only what is asked for is looked for", () => {
  const text = "grace@navy.mil 219-09-9999";
  expect(findPersonalData(text, ["us-ssn"]).map(({ type }) => type)).toEqual(["us-ssn"]);
  expect(findPersonalData(text, []).length).toBe(0);
});

test("hostile text costs each place a bounded look: what is looked at grows with the text and no faster", () => {
  const parts = ["@", "a@", "a.a", "+1", "1-", "::", "0:", "9.", "1234 ", "GB82 "];
  for (const part of parts) {
    const text = part.repeat(100_000);
    expect(findPersonalData(text, PERSONAL_DATA).length).toBeLessThan(text.length);
  }
});
