export const id = 661;
export const ids = [661,340];
export const modules = {

/***/ 182:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ot: () => (/* binding */ countBySeverity),
/* harmony export */   oC: () => (/* binding */ SEVERITIES),
/* harmony export */   zK: () => (/* binding */ compareSeverity)
/* harmony export */ });
/** The words of a finding: SARIF 2.1.0, CWE and CVSS, spelled as the standards spell them. */
/** CVSS v3.1 qualitative severity rating scale, lowest first: the index is the order. */
const SEVERITIES = ["none", "low", "medium", "high", "critical"];
/** Compares severities: negative when `a` is less severe than `b`. */
function compareSeverity(a, b) {
    return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}
function countBySeverity(findings) {
    const counts = { critical: 0, high: 0, medium: 0, low: 0, none: 0 };
    for (const { severity } of findings)
        counts[severity] += 1;
    return counts;
}


/***/ }),

/***/ 90661:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   COMMENTS: () => (/* binding */ COMMENTS),
/* harmony export */   DEFAULT_POLICY: () => (/* binding */ DEFAULT_POLICY),
/* harmony export */   DEFAULT_POLICY_PATH: () => (/* binding */ DEFAULT_POLICY_PATH),
/* harmony export */   EFFORTS: () => (/* binding */ EFFORTS),
/* harmony export */   EVIDENCE_STORES: () => (/* binding */ EVIDENCE_STORES),
/* harmony export */   PROVIDERS: () => (/* binding */ PROVIDERS),
/* harmony export */   PolicySchema: () => (/* binding */ PolicySchema),
/* harmony export */   parsePolicy: () => (/* binding */ parsePolicy)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38815);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(26921);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _finding_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(182);
/* harmony import */ var _redaction_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(340);
/**
 * The policy file: where the audit protocol lives as settings that are enforced. Version 1, strict: a key without
 * behaviour is not in the schema, and an unknown key is an error. `docs/policy.schema.json` is generated from it.
 */





const DEFAULT_POLICY_PATH = ".github/claude-review.yml";
const glob = zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().min(1).max(1000);
const threshold = zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(_finding_js__WEBPACK_IMPORTED_MODULE_4__/* .SEVERITIES */ .oC);
const identifier = zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/u, "letters, digits, dot, dash and underscore");
const Scope = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    branches: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(glob)
        .optional()
        .describe("Base branches under review, as globs. A change to any other branch passes as out of scope. Absent: all."),
    paths: zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({ include: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(glob).optional(), exclude: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(glob).optional() })
        .optional()
        .describe("Paths under review. A hunk or finding outside them is kept, marked, and never gates."),
    generated: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(glob)
        .optional()
        .describe("Generated files: a scanner that cannot read one does not make the run incomplete, and the model never sees it."),
    class: identifier
        .optional()
        .describe("The repository's class, for instance `restricted`; selects its residual-risk and its deployment."),
    pilot: zod__WEBPACK_IMPORTED_MODULE_3__/* .boolean */ .zMY()
        .optional()
        .describe("A repository in its pilot: everything runs and is reported, but exit codes 1 and 5 become 0."),
});
const Threat = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    id: identifier,
    title: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().min(1).max(200),
    cwe: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().regex(/^CWE-[1-9]\d*$/u, "like CWE-89")).optional(),
    rules: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(glob).optional().describe("Globs over rule ids, like `semgrep/*.cwe-89.*`."),
    "fail-on": threshold.optional().describe("Acceptance criterion: a stricter threshold for findings of this threat."),
})
    .refine((threat) => (threat.cwe ?? threat.rules) !== undefined, "needs `cwe`, `rules`, or both");
const Gate = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    "fail-on": threshold
        .optional()
        .describe("The lowest severity of a scanner's finding that fails the gate. Default high."),
    "on-incomplete": zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(["fail", "warn"])
        .optional()
        .describe("What an incomplete run does to the exit code. Default fail."),
    require: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(["scanners", "review"]))
        .optional()
        .describe("What must have run for a pass. Default both."),
});
const PROVIDERS = ["auto", "anthropic", "command", "none"];
const EFFORTS = ["low", "medium", "high", "xhigh", "max"];
/** Most visible first. */
const COMMENTS = ["inline", "summary", "none"];
const EVIDENCE_STORES = ["artifact", "none"];
const Evidence = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    store: zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(EVIDENCE_STORES)
        .optional()
        .describe("Where SARIF, report and ledger of a run in a workflow are kept. Default artifact."),
});
const Review = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    provider: zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(PROVIDERS)
        .optional()
        .describe("Who answers questions about the code. Default auto: anthropic when there are credentials."),
    model: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().min(1).max(100).optional().describe("Model id. Default: prompts/models.json."),
    effort: zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(EFFORTS).optional().describe("How hard the model thinks. Default: prompts/models.json."),
    "max-cost-usd": zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig()
        .nonnegative()
        .optional()
        .describe("Most that one run may cost, worst case included. Default 1."),
    instructions: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()
        .max(4000)
        .optional()
        .describe("What Claude should know about this repository: frameworks, trust boundaries, what is not a problem here."),
});
const Deployment = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    providers: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(["anthropic", "command"]))
        .describe("Providers that a repository of this class may send code to; an empty list sends nothing."),
});
const example = zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().max(10_000);
const re2 = zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().min(1).max(1_000);
const Redaction = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    patterns: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
        name: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()
            .regex(/^[a-z][a-z0-9-]{0,39}$/u, "small letters, digits and dashes")
            .describe("Marks carry it: `policy-<name>`."),
        pattern: re2.describe("RE2 syntax. The group `secret`, when there is one, is the part that is taken out."),
        match: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(example).max(100).optional().describe("Texts in which the pattern must find something."),
        "no-match": zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(example).max(100).optional().describe("Texts in which it must find nothing."),
    }))
        .max(100)
        .optional()
        .describe("Secrets that only this repository knows."),
    allow: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .union */ .KCZ([
        zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({ pattern: re2 }),
        zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({ sha256: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().regex(/^[0-9a-fA-F]{64}$/u, "64 hexadecimal digits") }),
    ]))
        .max(1_000)
        .optional()
        .describe("Values that are no secrets: `pattern` (RE2 syntax, for the whole value) or `sha256` (of the value). They leave as they are. Never applies to the run's own secrets."),
    "never-send": zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(glob)
        .max(1_000)
        .optional()
        .describe("Files that never leave, redacted or not, beside the built-in list. Scanners read them all the same."),
    "personal-data": zod__WEBPACK_IMPORTED_MODULE_3__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_3__/* .boolean */ .zMY(), zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(_redaction_index_js__WEBPACK_IMPORTED_MODULE_2__.PERSONAL_DATA))])
        .optional()
        .describe("What is taken out besides secrets: a list of kinds, or true for all. Default false."),
})
    .superRefine((redaction, context) => {
    for (const { path, message } of (0,_redaction_index_js__WEBPACK_IMPORTED_MODULE_2__.patternMistakes)(redaction))
        context.addIssue({ code: "custom", path: [...path], message });
});
const PolicySchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    version: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz(1),
    scope: Scope.optional(),
    threats: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(Threat).max(200).optional(),
    gate: Gate.optional(),
    scanners: zod__WEBPACK_IMPORTED_MODULE_3__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(["auto", "none"]), zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(identifier).min(1)])
        .optional()
        .describe("`auto`, `none`, or names. Every named scanner is required."),
    review: Review.optional(),
    redaction: Redaction.optional(),
    comments: zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(COMMENTS)
        .optional()
        .describe("On a pull request: comments on lines and a summary, the summary alone, or neither. Default inline."),
    evidence: Evidence.optional(),
    deployment: zod__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(identifier, Deployment)
        .optional()
        .describe("Per repository class, what may answer questions about its code."),
    "residual-risk": zod__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(identifier, threshold)
        .optional()
        .describe("Per repository class, the lowest severity that is not accepted: a floor for gate.fail-on."),
});
/** No file means the defaults. */
const DEFAULT_POLICY = { version: 1 };
/**
 * Text of a policy file to a `Policy`. `where` names the file for the message.
 * @throws ConfigurationError `policy-invalid` with the line of the first mistake.
 */
function parsePolicy(text, where) {
    const lineCounter = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    // The failsafe limits of `yaml` stop alias bombs (maxAliasCount 100); duplicate keys are errors by default.
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text, { lineCounter, strict: true, prettyErrors: false });
    const mistake = document.errors[0] ?? document.warnings[0];
    if (mistake)
        throw invalid(`${where}, line ${String(lineCounter.linePos(mistake.pos[0]).line)}: ${mistake.message}`);
    const parsed = PolicySchema.safeParse(toJs(document, where));
    if (parsed.success)
        return requireKnownClass(parsed.data, where);
    const lines = parsed.error.issues.map((issue) => {
        const path = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] ?? ""] : issue.path;
        const line = lineOf(document, lineCounter, path);
        return `${where}${line === undefined ? "" : `, line ${String(line)}`}: ${path.map(String).join(".")}: ${issue.message}`;
    });
    throw invalid(lines.join("\n"));
}
function toJs(document, where) {
    try {
        return document.toJS();
    }
    catch (error) {
        throw invalid(`${where}: ${error instanceof Error ? error.message : String(error)}`);
    }
}
/** A class without an entry of its own, when others have one, is a spelling mistake that would loosen the gate. */
function requireKnownClass(policy, where) {
    const name = policy.scope?.class;
    for (const key of ["residual-risk", "deployment"]) {
        const classes = policy[key];
        if (classes === undefined)
            continue;
        if (name === undefined && Object.keys(classes).length > 0)
            throw invalid(`${where}: ${key}: needs scope.class to say which class this repository has`);
        if (name !== undefined && !Object.hasOwn(classes, name))
            throw invalid(`${where}: ${key}: has nothing for the class ${name} that scope.class names`);
    }
    return policy;
}
function lineOf(document, counter, path) {
    for (let depth = path.length; depth > 0; depth -= 1) {
        const node = document.getIn(path.slice(0, depth), true);
        if (typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range))
            return counter.linePos(Number(node.range[0])).line;
    }
    return undefined;
}
function invalid(message) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j1("policy-invalid", message, "Correct the file on the base branch; docs/policy.md has every key, docs/policy.schema.json is for your editor.");
}


/***/ }),

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
