/** Personal data, when the policy asks for it; at the redact point only, for it is no finding. Every look is bounded and linear. */

import { findPhoneNumbersInText } from "libphonenumber-js/min";

import type { SecretSpan } from "../secrets/index.ts";

export const PERSONAL_DATA = ["email", "phone", "payment-card", "iban", "us-ssn", "ip-address"] as const;
export type PersonalData = (typeof PERSONAL_DATA)[number];

interface Place {
  readonly start: number;
  readonly end: number;
}

const FINDERS: Readonly<Record<PersonalData, (text: string) => Iterable<Place>>> = {
  email: emails,
  phone: phones,
  "payment-card": paymentCards,
  iban: ibans,
  "us-ssn": (text) => matches(text, US_SSN),
  "ip-address": ipAddresses,
};

export function findPersonalData(text: string, kinds: readonly PersonalData[]): SecretSpan[] {
  return kinds.flatMap((type) =>
    [...FINDERS[type](text)].map(({ start, end }): SecretSpan => ({
      start,
      end,
      type,
      why: "format",
      confidence: "medium",
    })),
  );
}

function* matches(text: string, pattern: RegExp, holds: (match: string) => boolean = () => true): Iterable<Place> {
  for (const { 0: match, index } of text.matchAll(pattern))
    if (holds(match)) yield { start: index, end: index + match.length };
}

/** RFC 5321 §4.5.3.1: 64 octets before the `@`. The characters are those of the HTML standard's `type=email`. */
const LONGEST_LOCAL_PART = 64;
const LOCAL_CHARACTER = /[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]/u;
const DOMAIN =
  /(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,6}(?:[a-z]{2,24}|xn--[a-z0-9-]{2,59})(?![\p{L}\p{N}-])/iuy;
/** RFC 2606 and 6761: nobody's. And who is addressed in `git@host:path` is no person. */
const NOBODYS = /(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)$/iu;
const NO_PERSON = /^(?:git|hg|svn|no-?reply)$/iu;

/** From each `@` backwards and forwards: a pattern that begins at every letter would be slow on long lines. */
function* emails(text: string): Iterable<Place> {
  for (let at = text.indexOf("@"); at !== -1; at = text.indexOf("@", at + 1)) {
    DOMAIN.lastIndex = at + 1;
    const domain = DOMAIN.exec(text)?.[0];
    if (domain === undefined || NOBODYS.test(domain)) continue;
    let start = at;
    while (start > 0 && at - start < LONGEST_LOCAL_PART && LOCAL_CHARACTER.test(text.charAt(start - 1))) start--;
    // What stands around an address in code: `'me@…`, `=me@…`.
    start += /^[!#$%&'*/=?^`{|}~.-]*/u.exec(text.slice(start, at))?.[0].length ?? 0;
    if (start < at && !NO_PERSON.test(text.slice(start, at))) yield { start, end: at + 1 + domain.length };
  }
}

/** ITU-T E.164: at most 15 digits after the plus. Without it a number of a phone cannot be told from others. */
const PHONE = /(?<![\w+])(?:\+|00)[1-9](?:[ ./()-]{0,2}[0-9]){6,14}(?![\w-])/gu;

function* phones(text: string): Iterable<Place> {
  for (const { start, end } of matches(text, PHONE)) {
    const shown = text.slice(start, end);
    const number = shown.replace(/^00/u, "+");
    const cut = shown.length - number.length;
    for (const { startsAt, endsAt } of findPhoneNumbersInText(number))
      yield { start: start + (startsAt === 0 ? 0 : startsAt + cut), end: start + endsAt + cut };
  }
}

/** ISO/IEC 7812: 13 to 19 digits from an issuer of cards (first digits 2 to 6), the last one by Luhn. */
const CARD =
  /(?<![\w.-])[2-6][0-9]{3}(?:[ -]?[0-9]{4}){2}[ -]?[0-9]{1,7}(?![\w-]|\.[0-9])|(?<![\w.-])3[47][0-9]{2}[ -]?[0-9]{6}[ -]?[0-9]{5}(?![\w-])/gu;

function paymentCards(text: string): Iterable<Place> {
  return matches(text, CARD, (match) => {
    const digits = match.replace(/[ -]/gu, "");
    return digits.length >= 13 && digits.length <= 19 && new Set(digits).size > 1 && luhn(digits);
  });
}

function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits.charAt(digits.length - 1 - i)) * (i % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

/** ISO 13616: country, two check digits by ISO 7064 MOD 97-10, 11 to 30 letters and digits, often in groups of four. */
const IBAN = /(?<![\w-])[A-Z]{2}[0-9]{2}(?: ?[0-9A-Z]{4}){2,7}(?: ?[0-9A-Z]{1,3})?(?![\w-])/gu;

function ibans(text: string): Iterable<Place> {
  return matches(text, IBAN, (match) => {
    const plain = match.replaceAll(" ", "");
    if (plain.length < 15 || plain.length > 34) return false;
    let rest = 0;
    for (const character of plain.slice(4) + plain.slice(0, 4)) {
      const value = Number.parseInt(character, 36);
      rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
    }
    return rest === 1;
  });
}

/** As the Social Security Administration issues them: no group of zeros, no 666 and no 9xx in the first. */
const US_SSN = /(?<![\w.-])(?!000|666|9)[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}(?![\w-]|\.[0-9])/gu;

const OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
const IPV4 = new RegExp(`(?<![\\w.-])${OCTET}(?:\\.${OCTET}){3}(?![\\w-]|\\.[0-9])`, "gu");
const IPV6 = /(?<![\w:.])(?:[0-9a-f]{1,4}(?::(?=[0-9a-f:])|(?=::))|::?(?=[0-9a-f:])){2,8}[0-9a-f]{0,4}(?![\w:])/giu;
/** This machine, no machine, and those of RFC 5737 and RFC 3849 that stand for any in documentation. */
const NO_MACHINES = /^(?:0\.|127\.|255\.|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.)|^(?:::1?|2001:db8:.*|fe80::)$/iu;

function* ipAddresses(text: string): Iterable<Place> {
  yield* matches(text, IPV4, (match) => !NO_MACHINES.test(match));
  yield* matches(
    text,
    IPV6,
    (match) => /[0-9]/u.test(match) && URL.canParse(`http://[${match}]/`) && !NO_MACHINES.test(match),
  );
}
