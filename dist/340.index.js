export const id = 340;
export const ids = [340];
export const modules = {

/***/ 340:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  PERSONAL_DATA: () => (/* reexport */ PERSONAL_DATA),
  createDetector: () => (/* reexport */ createDetector),
  patternMistakes: () => (/* reexport */ patternMistakes)
});

// EXTERNAL MODULE: ./lib/secrets/index.js + 53 modules
var secrets = __webpack_require__(70201);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./node_modules/re2js/build/index.js
var build = __webpack_require__(2856);
;// CONCATENATED MODULE: ./lib/redaction/patterns.js
/** A repository's own patterns, from its policy at base: RE2 syntax, which cannot backtrack, whoever wrote them. */


function typeOf({ name }) {
    return `policy-${name}`;
}
/** @throws the engine's own error for what `patternMistakes` names. */
function createFinder(own) {
    const compiled = build/* RE2JS */.L3.compile(own.pattern);
    const group = "secret" in compiled.namedGroups() ? "secret" : 0;
    const type = typeOf(own);
    return (text) => {
        const spans = [];
        const matcher = compiled.matcher(text);
        while (matcher.find()) {
            const start = matcher.start(group);
            const value = start < 0 ? "" : text.slice(start, matcher.end(group));
            // Our marks are blank while looking: blanks alone are no secret, or this would never end.
            const bare = value.trim();
            const from = start + value.indexOf(bare);
            if (bare !== "")
                spans.push({ start: from, end: from + bare.length, type, why: "format", confidence: "high" });
        }
        return spans;
    };
}
/** Whether a value is none after all. */
function createAllowance(list) {
    const patterns = list.flatMap((allowed) => ("pattern" in allowed ? [build/* RE2JS */.L3.compile(allowed.pattern)] : []));
    const digests = new Set(list.flatMap((allowed) => ("sha256" in allowed ? [allowed.sha256.toLowerCase()] : [])));
    return (value) => patterns.some((pattern) => pattern.testExact(value)) ||
        (digests.size > 0 && digests.has((0,external_node_crypto_.createHash)("sha256").update(value).digest("hex")));
}
/** Lines as any file has them: what finds something in each of them would take every text apart. */
const ORDINARY = [
    "  if (index < 10) return rows.slice(0, index);",
    "- name: build 2024 # on every push",
    "The quick brown fox jumps over 13 lazy dogs.",
];
/** Values unlike each other: what allows all of them allows anything. */
const UNLIKE = [
    "hunter2",
    "correct horse battery staple",
    "Zq7!x$k-2:Vw_9",
    "0123456789abcdef0123456789abcdef",
];
/** Why these cannot be used, each at its place; empty when they can. */
function patternMistakes({ patterns = [], allow = [] }) {
    const names = patterns.map(({ name }) => name);
    return [
        ...patterns.flatMap((own, index) => {
            const twice = names.indexOf(own.name) !== index;
            const found = twice ? { path: ["name"], message: "this name is already taken" } : ownMistake(own);
            return found === undefined ? [] : [{ ...found, path: ["patterns", index, ...found.path] }];
        }),
        ...allow.flatMap((allowed, index) => {
            const message = "pattern" in allowed ? allowMistake(allowed.pattern) : undefined;
            return message === undefined ? [] : [{ path: ["allow", index, "pattern"], message }];
        }),
    ];
}
function ownMistake(own) {
    const { pattern, match = [], "no-match": noMatch = [] } = own;
    const wrong = compileMistake(pattern);
    if (wrong !== undefined)
        return { path: ["pattern"], message: wrong };
    const compiled = build/* RE2JS */.L3.compile(pattern);
    const finds = createFinder(own);
    if (compiled.test(""))
        return { path: ["pattern"], message: "it matches the empty text, and so every text" };
    if (compiled.test(" \t \n "))
        return { path: ["pattern"], message: "it matches blanks, and so every text" };
    if (ORDINARY.every((line) => finds(line).length > 0))
        return { path: ["pattern"], message: "it matches ordinary text: nothing readable would be left" };
    const unmatched = match.findIndex((text) => finds(text).length === 0);
    if (unmatched !== -1)
        return { path: ["match", unmatched], message: "the pattern finds nothing in this example" };
    const matched = noMatch.findIndex((text) => finds(text).length > 0);
    if (matched !== -1)
        return { path: ["no-match", matched], message: "the pattern finds something in this example" };
    return undefined;
}
function allowMistake(pattern) {
    const wrong = compileMistake(pattern);
    if (wrong !== undefined)
        return wrong;
    const compiled = build/* RE2JS */.L3.compile(pattern);
    return UNLIKE.every((value) => compiled.testExact(value))
        ? "it allows every value: nothing would be redacted"
        : undefined;
}
function compileMistake(pattern) {
    try {
        build/* RE2JS */.L3.compile(pattern);
        return undefined;
    }
    catch (error) {
        return `not a pattern in RE2 syntax: ${error instanceof Error ? error.message : String(error)}`;
    }
}

// EXTERNAL MODULE: ./node_modules/libphonenumber-js/min/exports/findPhoneNumbersInText.js + 53 modules
var findPhoneNumbersInText = __webpack_require__(25847);
;// CONCATENATED MODULE: ./lib/redaction/personal.js
/** Personal data, when the policy asks for it; at the redact point only, for it is no finding. Every look is bounded and linear. */

const PERSONAL_DATA = ["email", "phone", "payment-card", "iban", "us-ssn", "ip-address"];
const FINDERS = {
    email: emails,
    phone: phones,
    "payment-card": paymentCards,
    iban: ibans,
    "us-ssn": (text) => matches(text, US_SSN),
    "ip-address": ipAddresses,
};
function findPersonalData(text, kinds) {
    return kinds.flatMap((type) => [...FINDERS[type](text)].map(({ start, end }) => ({
        start,
        end,
        type,
        why: "format",
        confidence: "medium",
    })));
}
function* matches(text, pattern, holds = () => true) {
    for (const { 0: match, index } of text.matchAll(pattern))
        if (holds(match))
            yield { start: index, end: index + match.length };
}
/** RFC 5321 §4.5.3.1: 64 octets before the `@`. The characters are those of the HTML standard's `type=email`. */
const LONGEST_LOCAL_PART = 64;
const LOCAL_CHARACTER = /[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]/u;
const DOMAIN = /(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,6}(?:[a-z]{2,24}|xn--[a-z0-9-]{2,59})(?![\p{L}\p{N}-])/iuy;
/** RFC 2606 and 6761: nobody's. And who is addressed in `git@host:path` is no person. */
const NOBODYS = /(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)$/iu;
const NO_PERSON = /^(?:git|hg|svn|no-?reply)$/iu;
/** From each `@` backwards and forwards: a pattern that begins at every letter would be slow on long lines. */
function* emails(text) {
    for (let at = text.indexOf("@"); at !== -1; at = text.indexOf("@", at + 1)) {
        DOMAIN.lastIndex = at + 1;
        const domain = DOMAIN.exec(text)?.[0];
        if (domain === undefined || NOBODYS.test(domain))
            continue;
        let start = at;
        while (start > 0 && at - start < LONGEST_LOCAL_PART && LOCAL_CHARACTER.test(text.charAt(start - 1)))
            start--;
        // What stands around an address in code: `'me@…`, `=me@…`.
        start += /^[!#$%&'*/=?^`{|}~.-]*/u.exec(text.slice(start, at))?.[0].length ?? 0;
        if (start < at && !NO_PERSON.test(text.slice(start, at)))
            yield { start, end: at + 1 + domain.length };
    }
}
/** ITU-T E.164: at most 15 digits after the plus. Without it a number of a phone cannot be told from others. */
const PHONE = /(?<![\w+])(?:\+|00)[1-9](?:[ ./()-]{0,2}[0-9]){6,14}(?![\w-])/gu;
function* phones(text) {
    for (const { start, end } of matches(text, PHONE)) {
        const shown = text.slice(start, end);
        const number = shown.replace(/^00/u, "+");
        const cut = shown.length - number.length;
        for (const { startsAt, endsAt } of (0,findPhoneNumbersInText/* findPhoneNumbersInText */.Y)(number))
            yield { start: start + (startsAt === 0 ? 0 : startsAt + cut), end: start + endsAt + cut };
    }
}
/** ISO/IEC 7812: 13 to 19 digits from an issuer of cards (first digits 2 to 6), the last one by Luhn. */
const CARD = /(?<![\w.-])[2-6][0-9]{3}(?:[ -]?[0-9]{4}){2}[ -]?[0-9]{1,7}(?![\w-]|\.[0-9])|(?<![\w.-])3[47][0-9]{2}[ -]?[0-9]{6}[ -]?[0-9]{5}(?![\w-])/gu;
function paymentCards(text) {
    return matches(text, CARD, (match) => {
        const digits = match.replace(/[ -]/gu, "");
        return digits.length >= 13 && digits.length <= 19 && new Set(digits).size > 1 && luhn(digits);
    });
}
function luhn(digits) {
    let sum = 0;
    for (let i = 0; i < digits.length; i++) {
        const digit = Number(digits.charAt(digits.length - 1 - i)) * (i % 2 === 0 ? 1 : 2);
        sum += digit > 9 ? digit - 9 : digit;
    }
    return sum % 10 === 0;
}
/** ISO 13616: country, two check digits by ISO 7064 MOD 97-10, 11 to 30 letters and digits, often in groups of four. */
const IBAN = /(?<![\w-])[A-Z]{2}[0-9]{2}(?: ?[0-9A-Z]{4}){2,7}(?: ?[0-9A-Z]{1,3})?(?![\w-])/gu;
function ibans(text) {
    return matches(text, IBAN, (match) => {
        const plain = match.replaceAll(" ", "");
        if (plain.length < 15 || plain.length > 34)
            return false;
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
function* ipAddresses(text) {
    yield* matches(text, IPV4, (match) => !NO_MACHINES.test(match));
    yield* matches(text, IPV6, (match) => /[0-9]/u.test(match) && URL.canParse(`http://[${match}]/`) && !NO_MACHINES.test(match));
}

;// CONCATENATED MODULE: ./lib/redaction/detector.js
/** The engine with what a policy adds to it and allows. */



/** Without rules the engine as it is. */
function createDetector(rules = {}) {
    const { patterns = [], allow = [] } = rules;
    const finders = patterns.map(createFinder);
    const personal = personalDataOf(rules);
    const isAllowed = createAllowance(allow);
    const lookAtAll = (text, where) => {
        const found = secrets/* BUILT_IN */.$A.look(text, where);
        if (finders.length === 0 && personal.length === 0)
            return found;
        const own = finders.flatMap((find) => find(text));
        const people = where.point === "redact" ? findPersonalData(text, personal) : [];
        return own.length + people.length === 0 ? found : (0,secrets/* merged */.Zu)([...found, ...own, ...people]);
    };
    const look = (text, where) => lookAtAll(text, where).filter(({ start, end }) => !isAllowed(text.slice(start, end)));
    return { look: allow.length === 0 ? lookAtAll : look, lookAtAll, types: [...patterns.map(typeOf), ...personal] };
}
function personalDataOf({ "personal-data": asked = false }) {
    if (asked === true)
        return PERSONAL_DATA;
    return asked === false ? [] : PERSONAL_DATA.filter((kind) => asked.includes(kind));
}

;// CONCATENATED MODULE: ./lib/redaction/index.js
/**
 * What a policy adds to the search for secrets, and what it allows. Apart from `secrets`, which starts without the libraries
 * that this takes.
 */





/***/ })

};
