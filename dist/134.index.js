export const id = 134;
export const ids = [134];
export const modules = {

/***/ 63925:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  qm: () => (/* binding */ createFiles),
  UQ: () => (/* binding */ errnoOf),
  io: () => (/* binding */ readBytes),
  PF: () => (/* binding */ writeFailed)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./node_modules/picomatch/index.js
var picomatch = __webpack_require__(14006);
;// CONCATENATED MODULE: ./lib/adapters/files-glob.js




/** A walk over more than this is a pattern that somebody got wrong, not a list of reports. */
const MAX_ENTRIES = 200_000;
/**
 * Absolute paths of the regular files that `pattern` matches, sorted; a relative pattern starts at `cwd`.
 * Throws ConfigurationError when the walk has no end in sight: half an answer would look like a whole one (L5).
 */
async function globFiles(pattern, cwd) {
    const { base, glob } = picomatch.scan(pattern.replace(/^\.\//u, ""));
    const start = (0,external_node_path_.resolve)(cwd, base);
    if (!(0,external_node_path_.isAbsolute)(pattern) && (await crossesSymlink(cwd, start)))
        return [];
    if (glob === "")
        return (await (0,promises_.lstat)(start).catch(() => undefined))?.isFile() ? [start] : [];
    const matches = picomatch(glob, { dot: true });
    const found = [];
    let left = MAX_ENTRIES;
    const folders = [start];
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
        for (const entry of await (0,promises_.readdir)(folder, { withFileTypes: true }).catch(() => [])) {
            if ((left -= 1) < 0)
                throw tooMany(pattern);
            const path = (0,external_node_path_.join)(folder, entry.name);
            if (entry.isDirectory() && entry.name !== ".git")
                folders.push(path);
            else if (entry.isFile() && matches((0,external_node_path_.relative)(start, path).replaceAll(external_node_path_.sep, "/")))
                found.push(path);
        }
    }
    return found.sort();
}
/** A pull request may have put a link where the pattern's fixed part leads. */
async function crossesSymlink(cwd, path) {
    let at = cwd;
    for (const part of (0,external_node_path_.relative)(cwd, path).split(external_node_path_.sep).filter(Boolean)) {
        at = (0,external_node_path_.join)(at, part);
        if ((await (0,promises_.lstat)(at).catch(() => undefined))?.isSymbolicLink())
            return true;
    }
    return false;
}
function tooMany(pattern) {
    return new errors/* ConfigurationError */.j1("flag-invalid", `The pattern "${pattern}" looks through more than ${MAX_ENTRIES} files.`, "Begin it with the folder that the files are in.");
}

;// CONCATENATED MODULE: ./lib/adapters/files.js





/** `temporary`: absolute path of the folder for this run's temporary files. */
function createFiles({ temporary }) {
    return {
        read: readBytes,
        async write(path, bytes) {
            // What is temporary need not survive a power cut, and 300 flushes take seconds.
            await orWriteFailed(path, () => write(path, bytes, { flush: !path.startsWith(`${temporary}/`) }));
        },
        async remove(path) {
            await orWriteFailed(path, () => (0,promises_.rm)(path, { recursive: true, force: true }));
        },
        async temporary(label) {
            return await orWriteFailed(temporary, async () => {
                await (0,promises_.mkdir)(temporary, { recursive: true });
                return await (0,promises_.mkdtemp)((0,external_node_path_.join)(temporary, `${label.replace(/[^\w.-]/gu, "_")}-`));
            });
        },
        glob: globFiles,
    };
}
/** Node's own code for a file of 2 GiB and more. */
const TOO_LARGE = "ERR_FS_FILE_TOO_LARGE";
const READ_FIXES = {
    EISDIR: "Name a file: this is a folder.",
    [TOO_LARGE]: "Name a file of less than 2 GiB.",
};
/** `undefined` when there is no such file. */
async function readBytes(path) {
    try {
        return await (0,promises_.readFile)(path);
    }
    catch (error) {
        const code = errnoOf(error);
        if (code === "ENOENT" || code === "ENOTDIR")
            return undefined;
        if (code === undefined)
            throw error;
        throw new errors/* ExternalError */.yA("read-failed", `${path} cannot be read (${code}).`, {
            fix: READ_FIXES[code] ?? "Make it readable for the user that runs this.",
            cause: error,
        });
    }
}
async function write(path, bytes, { flush }) {
    const own = path === "/dev/stdout" ? process.stdout : path === "/dev/stderr" ? process.stderr : undefined;
    if (own !== undefined) {
        await print(own, bytes);
        return;
    }
    if (await isStream(path)) {
        await (0,promises_.appendFile)(path, bytes);
        return;
    }
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
    // In the same folder: a rename is atomic only within one file system (rename(2)).
    const partial = (0,external_node_path_.join)((0,external_node_path_.dirname)(path), `.${(0,external_node_path_.basename)(path).slice(0, 100)}.${(0,external_node_crypto_.randomUUID)()}.partial`);
    try {
        await (0,promises_.writeFile)(partial, bytes, { flag: "wx", flush });
        await (0,promises_.rename)(partial, path);
    }
    catch (error) {
        await (0,promises_.rm)(partial, { force: true });
        throw error;
    }
}
/** Not by opening `/dev/stdout`: that fails (ENXIO) when it is a socket, as it is when Node starts us. */
async function print(stream, bytes) {
    const ignore = () => undefined;
    // Without a listener Node throws the error as uncaught, beside giving it to the callback.
    stream.on("error", ignore);
    await new Promise((done, failed) => stream.write(bytes, (error) => (error ? failed(error) : done())));
    stream.off("error", ignore);
}
/** A device or pipe is written to, never replaced; so is what `/dev/fd/3` stands for, which may be a regular file. */
async function isStream(path) {
    if (path.startsWith("/dev/"))
        return true;
    const found = await (0,promises_.stat)(path).catch(() => undefined);
    return found !== undefined && !found.isFile() && !found.isDirectory();
}
async function orWriteFailed(path, work) {
    try {
        return await work();
    }
    catch (error) {
        throw writeFailed(path, error);
    }
}
const FIXES = {
    ENOSPC: "Free space on that disk, or name a place on another one.",
    EDQUOT: "Free space within the quota, or name a place on another disk.",
    EACCES: "Make it writable for the user that runs this, or name another place.",
    EPERM: "Make it writable for the user that runs this, or name another place.",
    EROFS: "That file system is read-only: name another place.",
    EISDIR: "There is a folder of that name: name a file.",
    ENOTDIR: "A part of that path is a file: name another place.",
    ENAMETOOLONG: "Name a shorter path.",
};
/** A disk's refusal in our words; any other error as it was. */
function writeFailed(path, error) {
    const code = errnoOf(error);
    if (code === undefined || error instanceof errors/* ExternalError */.yA)
        return error;
    return new errors/* ExternalError */.yA("write-failed", `${path} cannot be written (${code}).`, {
        fix: FIXES[code] ?? "Name another place.",
        cause: error,
    });
}
/** `ENOSPC`, …: the code of an error of the operating system. `instanceof Error` is false for them in a test's realm. */
function errnoOf(error) {
    const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
    return typeof code === "string" && (/^E[A-Z0-9]+$/u.test(code) || code === TOO_LARGE) ? code : undefined;
}


/***/ }),

/***/ 452:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Wh: () => (/* binding */ objectMissing),
/* harmony export */   j1: () => (/* binding */ ConfigurationError),
/* harmony export */   yA: () => (/* binding */ ExternalError)
/* harmony export */ });
/* unused harmony exports CONFIGURATION_CODES, EXTERNAL_CODES */
/** Whose fault it is. Each code is a section of `docs/errors.md`; each message is a sentence followed by the way out. */
const CONFIGURATION_CODES = (/* unused pure expression or super */ null && ([
    "flag-unknown",
    "flag-invalid",
    "policy-unreadable",
    "policy-invalid",
    "git-missing",
    "not-a-repository",
    "commit-not-found",
    "history-cut",
    "histories-unrelated",
    "scanner-unknown",
    "command-unknown",
    "file-not-found",
    "tls-unverified",
    "input-invalid",
    "event-unsupported",
    "runner-unsupported",
    "plan-invalid",
    "jsonl-invalid",
    "eval-invalid",
]));
const EXTERNAL_CODES = (/* unused pure expression or super */ null && ([
    "git-failed",
    "object-missing",
    "change-too-large",
    "read-failed",
    "write-failed",
    "fetch-failed",
    "github-failed",
    "artifact-failed",
]));
/** Something that the user can fix: exit 2. */
class ConfigurationError extends Error {
    name = "ConfigurationError";
    code;
    fix;
    constructor(code, message, fix) {
        super(message);
        this.code = code;
        this.fix = fix;
    }
}
/** A service, tool or disk failed: exit 3. */
class ExternalError extends Error {
    name = "ExternalError";
    code;
    fix;
    constructor(code, message, { fix, cause }) {
        super(message, cause === undefined ? undefined : { cause });
        this.code = code;
        this.fix = fix;
    }
}
/** `object-missing`: git knows of an object that this clone does not hold. */
function objectMissing(name) {
    return new ExternalError("object-missing", `The clone does not hold object ${name}, which the change needs.`, {
        fix: "It is a partial clone: clone without --filter, or run `git fetch --refetch --no-filter`.",
    });
}


/***/ }),

/***/ 57228:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ explain)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _untrusted_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14169);
/** What a person reads when there is no verdict. */


/** The text, and the exit code that goes with it. Never a stack trace. */
function explain(error, redact) {
    const safe = (text) => (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_1__/* .plainText */ .wh)(redact(text), 4000);
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1)
        return {
            code: 2,
            text: `error: ${safe(error.message)}\n  fix: ${safe(error.fix)}\n  more: docs/errors.md#${error.code}`,
        };
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ExternalError */ .yA)
        return {
            code: 3,
            text: `error: ${safe(error.message)}\n  fix: ${safe(error.fix)}\n  more: docs/errors.md#${error.code}`,
        };
    const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return {
        code: 4,
        text: `error: this is a bug in claude-code-review: ${safe(what)}\n  fix: please report it, with the command that you ran.`,
    };
}


/***/ }),

/***/ 41318:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ parseCommandLine)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57975);
/* harmony import */ var commander__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48179);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/** How any command line is read. Pure: nothing is printed and nothing ends the process. */



/** @throws ConfigurationError `flag-unknown`, `flag-invalid` or `command-unknown`. */
function parseCommandLine(program, argv) {
    let printed = "";
    program.configureOutput({ writeOut: (text) => (printed += text), writeErr: () => undefined });
    for (const command of program.commands)
        command.copyInheritedSettings(program);
    try {
        program.parse(argv.length === 0 ? ["--help"] : [...argv], { from: "user" });
    }
    catch (error) {
        if (!(error instanceof commander__WEBPACK_IMPORTED_MODULE_1__/* .CommanderError */ .b7))
            throw error;
        if (error.code === "commander.version")
            return { command: "version" };
        if (error.exitCode === 0)
            return { command: "help", text: printed };
        throw usageError(error);
    }
    return undefined;
}
function usageError(error) {
    const code = error.code === "commander.unknownOption"
        ? "flag-unknown"
        : error.code === "commander.unknownCommand"
            ? "command-unknown"
            : "flag-invalid";
    const message = (0,node_util__WEBPACK_IMPORTED_MODULE_0__.stripVTControlCharacters)(error.message).replace(/^error: /u, "");
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConfigurationError */ .j1(code, message, "Run with --help to see commands, flags and their values.");
}


/***/ }),

/***/ 19516:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ readRedactRequest),
/* harmony export */   j: () => (/* binding */ redactCommand)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var commander__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48179);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _flags_parse_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(41318);
/** The flags of `redact`: apart from the others, so that a filter that starts often loads little. */




const EXIT_CODES = `
Exit codes:
  0  done; with --check, nothing was found
  1  --check or --staged has found a secret
  2  configuration: what is wrong, and the way out
  3  a file could not be read or written
  4  a bug in claude-code-review

Examples:
  node dist/index.js redact application.log
  node dist/index.js redact --check src/config.ts
  node dist/index.js redact --staged
`;
/** @throws ConfigurationError `flag-unknown`, `flag-invalid` */
function readRedactRequest(argv) {
    let request;
    const program = new commander__WEBPACK_IMPORTED_MODULE_1__/* .Command */ .uB("claude-code-review").exitOverride().showHelpAfterError(false);
    program.addCommand(redactCommand((made) => (request = made)));
    const asked = (0,_flags_parse_js__WEBPACK_IMPORTED_MODULE_3__/* .parseCommandLine */ .D)(program, ["redact", ...argv]) ?? request;
    if (asked === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConfigurationError */ .j1("command-unknown", "No command was given.", "Run with --help.");
    return asked;
}
function redactCommand(made) {
    return new commander__WEBPACK_IMPORTED_MODULE_1__/* .Command */ .uB("redact")
        .description("Take secrets out of text: files or stdin in, the redacted text out. Sends nothing anywhere.")
        .argument("[file...]", "files to read (default: stdin)")
        .option("--check", "print where secrets stand, as file:line:column type, and exit with 1 when there are any", false)
        .option("--staged", "--check what is about to be committed: lines that the last commit does not have", false)
        .option("--jsonl", 'read {"id","path","text"} a line, answer {"id","spans":[[start,end,type],…]} a line', false)
        .addOption(new commander__WEBPACK_IMPORTED_MODULE_1__/* .Option */ .c$("--point <point>", "redact: nothing may leak; scan: sure enough to stop a merge (default: redact, with --check scan)").choices(["scan", "redact"]))
        .option("--json", "an account of what was done, as JSON on stderr", false)
        .option("--account <file>", "the same account in a file")
        .option("--policy <file>", "a policy file, for its patterns, allowed values and personal data")
        .addHelpText("after", EXIT_CODES)
        .action((files, options) => {
        made(requestOf(files, options));
    });
}
function requestOf(files, { json, account, policy, ...options }) {
    const mode = modeOf(options);
    if (mode === "staged" && files.length > 0)
        throw new commander__WEBPACK_IMPORTED_MODULE_1__/* .InvalidArgumentError */ .Di("--staged reads the index of the repository: it takes no files.");
    if (mode === "text" && options.point === "scan")
        throw new commander__WEBPACK_IMPORTED_MODULE_1__/* .InvalidArgumentError */ .Di("Text is redacted at the redact point; --point scan is for --check and --jsonl.");
    if (mode !== "text" && (json || account !== undefined))
        throw new commander__WEBPACK_IMPORTED_MODULE_1__/* .InvalidArgumentError */ .Di("--json and --account are about redacted text: not with --check or --jsonl.");
    const searching = mode === "check" || mode === "staged";
    return {
        command: "redact",
        files: files.map((name) => ({ name, path: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(name) })),
        mode,
        point: options.point ?? (searching ? "scan" : "redact"),
        json,
        ...(account !== undefined && { account: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(account) }),
        ...(policy !== undefined && { policy: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(policy) }),
    };
}
function modeOf({ jsonl, check, staged }) {
    if (jsonl && (check || staged))
        throw new commander__WEBPACK_IMPORTED_MODULE_1__/* .InvalidArgumentError */ .Di("--jsonl and --check exclude each other.");
    return staged ? "staged" : check ? "check" : jsonl ? "jsonl" : "text";
}


/***/ }),

/***/ 70201:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  $A: () => (/* reexport */ BUILT_IN),
  M$: () => (/* reexport */ MARK),
  nc: () => (/* reexport */ RULE_SET_VERSION),
  WL: () => (/* reexport */ countMarks),
  ow: () => (/* reexport */ createGuard),
  lY: () => (/* reexport */ createRedactor),
  o0: () => (/* reexport */ detect),
  oR: () => (/* reexport */ joined),
  Dx: () => (/* reexport */ linesOf),
  Zu: () => (/* reexport */ merged),
  ZV: () => (/* reexport */ own),
  yN: () => (/* reexport */ placesIn),
  UT: () => (/* reexport */ redactWindow),
  Q2: () => (/* reexport */ redactedText),
  fm: () => (/* reexport */ rewritten),
  XZ: () => (/* reexport */ ruleNames),
  Y: () => (/* reexport */ ruleOf),
  c4: () => (/* reexport */ ruleSetSha256),
  MG: () => (/* reexport */ playbook),
  xJ: () => (/* reexport */ severityOf),
  R5: () => (/* reexport */ windowsOf)
});

;// CONCATENATED MODULE: ./lib/secrets/names.js
/** Names that say that their value is a secret, in the naming styles of the languages and in the languages of people. */
/** Every name in the tables below contains one of these, so that the prefilter finds it. */
const NAME_ANCHORS = [
    "pass",
    "pasw",
    "psw",
    "pssw",
    "pw",
    "secret",
    "scret",
    "securestring",
    "token",
    "key",
    "cred",
    "auth",
    "psk",
    "salt",
    "pepper",
    "bearer",
    "session",
    "cookie",
    "webhook",
    "license",
    "jwt",
    "_pat",
    "apipat",
    "seed",
    "verifier",
    "mnemonic",
    "identified by",
    // Spanish, Portuguese, French, Italian, German, Dutch, Scandinavian, Finnish, Polish, Czech, Turkish, Hungarian, Croatian.
    "contrase",
    "senha",
    "motdepasse",
    "mot_de_passe",
    "mdp",
    "parol",
    "kennwort",
    "wachtwoord",
    "adgangskode",
    "senord",
    "salasana",
    "haslo",
    "hasło",
    "heslo",
    "sifre",
    "şifre",
    "jelsz",
    "lozinka",
    // Russian and Ukrainian, Greek, Hebrew, Arabic, Chinese, Japanese, Korean.
    "парол",
    "κωδικ",
    "סיסמ",
    "كلمة",
    "密码",
    "密碼",
    "口令",
    "パスワード",
    "비밀번호",
    "암호",
];
const PASSWORD = /passw|passphrase|passcode|pass$|^pass|_pass_|pwd|pa?s{1,2}w(?:or)?r?d|psw$|(?:^|_)u?pw(?:$|_)|secure_?string$|senha|contrase|kennwort|mot_?de_?passe|(?:^|_)mdp(?:$|_)|wachtwoord|adgangskode|losenord|salasana|has[lł]o(?:$|_)|heslo|(?:^|_)sifre|jelszo|lozinka|parol|identified_by|парол|κωδικ|סיסמ|كلمة|密[码碼]|口令|パスワード|비밀번호|암호/u;
const API_KEY = /api_?key|access_?key|account_?key|shared_?key|app_?key|application_?key|auth_?key|subscription_?key|service_?key|consumer_?key|apikey/u;
const KEY = /(?:private|priv|encryption|encrypt|signing|sign|master|crypto|cipher|aes|hmac|rsa|root|session|cookie|storage|server|deploy|license|activation|unseal|integration|write|admin|jwt|ssl|tls|ssh|host|webhook|routing|account|bot|secure|client)_?key|(?:^|_)(?:psk|pre_?shared_?key)(?:$|_)/u;
const SECRET = /secret|(?:^|_)scret$/u;
const TOKEN = /token|bearer|jwt|(?:^|_)pat(?:$|_)/u;
const CREDENTIAL = /cred(?:s|ential|$)|(?:^|_)auth$|authorization/u;
const WEAK = /(?:key|(?:^|_)auth|(?:^|_)seed|mnemonic)$/u;
const FAINT = /(?:^|_)(?:key|salt|pepper|auth|session|cookie|sid|sig|webhook|license|verifier)(?:$|_|s$)/u;
/** The last word says that the value is about a secret and not one. */
const ABOUT = /(?:^|_)(?:id|ids|name|names|type|types|field|fields|label|path|paths|file|files|filename|dir|url|urls|uri|endpoint|length|len|size|empty|strength|min|max|regex|regexp|pattern|policy|expiry|expires|expiration|expire|ttl|timeout|count|hint|error|errors|message|msg|prompt|title|help|desc|description|required|enabled|disabled|valid|invalid|input|selector|strength|header|headers|format|class|arn|version|placeholder|provider|manager|service|store|repository|factory|handler|helper|util|utils|validator|generator|reset|forgot|change|changed|update|updated|mode|algorithm|alg|method|kind|status|state|index|idx|ref|reference|env|var|variable|column|attribute|attr|property|prop|param|parameter|option|options|command|cmd|callback|page|view|form|link|button|icon|mask|visible|show|hide|prefix|suffix|separator|delimiter|position|offset|limit|date|time|at|on|usage|cost|budget|rate|hash|digest|checksum|sha1|sha256|md5|fingerprint|(?<!identified_)by|scope|scopes|claim|claims|issuer|audience|owner|email|user|username|group|role|roles|source|target|code_challenge_method|requirements|complexity|complexity_code|rules|decode|encode|findall|split|join|replace|compile|match|search|exists|is_base64)$/u;
/** A question, answered with yes or no. */
const QUESTION = /^(?:is|has|use|uses|show|hide|no|if|should|can|with|without|allow|require|requires|need|needs|check|validate|enable|disable)_/u;
/** Keys of other kinds, and words that only sound alike. */
const OTHER = /(?:^|_)(?:public|pub|primary|foreign|sort|cache|partition|hash|unique|index|translation|i18n|lookup|row|map|dict|object|registry|hot|encrypted|known|wrapped)(?:_|s?$|keys?$)|short_?cut|answer|bypass|compass|encompass|passenger|passage|passive|passing|passed|passes|passthrough|pass_through|by_?pass|keyboard|keyword|keyframe|keynote|keyof|keydown|keyup|keypress|keycode|monkey|valkey|tiktoken|turkey|donkey|hockey|jockey|whiskey|author(?!iz)|authored|salty|tokenizer|tokenize|credit|parole|secretar|csrf_?token_?name|next_?page_?token|continuation_?token|page_?token|max_?token|token_?count|num_?token|key_?id|web_?socket_key|integrity|resolved|checksum|fingerprint|md5|sha(?:1|256|512)/u;
const known = new Map();
const MOST_KNOWN = 4_000;
/** What a name such as `dbPassword`, `AWS_SECRET`, `x-api-key` promises; undefined when nothing. */
function namedSecret(name) {
    if (known.has(name))
        return known.get(name);
    if (known.size >= MOST_KNOWN)
        known.clear();
    const result = promised(name);
    known.set(name, result);
    return result;
}
function promised(name) {
    const words = name
        .normalize("NFD")
        .replace(/\p{M}/gu, "")
        .replace(/([a-z0-9])([A-Z])/gu, "$1_$2")
        .replace(/[^\p{L}\p{N}]+/gu, "_")
        .toLowerCase()
        .replace(/^_+|_?\d*_*$/gu, "");
    if (words === "" || ABOUT.test(words) || QUESTION.test(words) || OTHER.test(words))
        return undefined;
    if (PASSWORD.test(words))
        return { type: "password", strength: "password" };
    if (API_KEY.test(words))
        return { type: "api-key", strength: "secret" };
    if (KEY.test(words))
        return { type: "encryption-key", strength: "secret" };
    if (SECRET.test(words))
        return { type: "secret", strength: "secret" };
    if (TOKEN.test(words))
        return { type: "token", strength: "secret" };
    if (CREDENTIAL.test(words))
        return { type: "credential", strength: "secret" };
    if (WEAK.test(words))
        return { type: "credential", strength: "weak" };
    return FAINT.test(words) ? { type: "credential", strength: "faint" } : undefined;
}

;// CONCATENATED MODULE: ./lib/secrets/syntax.js
/** Where the literal stands that is assigned to a name, in the syntax of source, settings, markup, shells, headers, SQL and prose. */
/** `: string =`, `: Option<String> =`, `[] =`: a type between the name and its value. */
const TYPED = /["'\])]{0,2}(?:\[\w{0,6}\])?(?:[ \t]{0,4}:[ \t]{0,4}[A-Za-z_][\w<>[\]|?&., ]{0,40}|[ \t]{1,4}\[?\]?[A-Za-z_][\w<>[\].]{0,30}[ \t]{1,4})(?<![=!<>])=[ \t]{0,4}(?=[\\"'`A-Za-z@&])(?![A-Za-z]+[ \t])/y;
const XML_VALUE = /["']\s{1,20}value[ ]?=[ ]?(?=["'])/y;
/** `<property name="password">x</property>`, plist's `<key>password</key><string>x</string>`. */
const XML_NAMED = /(?:["'](?:\s{1,4}[\w:]{1,20}=["'][^"'\n]{0,60}["'])?>|<\/key>\s{0,40}<string>)\s{0,40}(?:<!\[CDATA\[)?(?=[^<\s])/y;
/** YAML's block scalars, folded or literal; in a diff as well. */
const BLOCK = /["']?:[ \t]{1,4}[|>][+-]?[0-9]?[ \t]{0,4}\r?\n[+-]?[ \t]{1,40}(?=[^\s#])/y;
const DEFAULT = /(?::[-=?]|["'\])]{0,3}[ \t]{0,4}(?:\|\||\?\?|\bor\b)[ \t]{0,4}(?=["'`]))/y;
const OPERATOR = /\\{0,3}["'`]?[\])}]{0,2}["'`]?(?:\[\w{0,6}\])?[ \t]{0,20}(?:={1,3}>?|:{1,3}=|[.+?]=|:{1,2}|!==?|\|\|=|\|\|:|\?\??=|->|<-|(?<=(?:["'`]|[A-Z]_?[A-Z]{4})[ \t]{0,20}),|\(|=>)[ \t]{0,20}/y;
const NEXT_LINE = /["'`]?\]?[ \t]{0,4}(?::=|=|\(|:)[ \t]{0,4}\\?\r?\n[+-]?[ \t]{0,80}(?=["'`])/y;
/** `name: DB_PASSWORD` and `value: x`, on the next line or in the same object. */
const PAIR = /["'`]?,?\s{1,60}[+-]?\s{0,60}\\{0,2}["']?(?:value|Value|VALUE|default|defaultValue)\\{0,2}["']?[ \t]{0,4}[:=][ \t]{0,4}(?=[^\s{[])/y;
const XML_TEXT = />\s{0,40}(?:<!\[CDATA\[)?(?=[^<\s])/y;
const XML_ESCAPED = /(?:&gt;|\\u003[eE])(?=[^&\s])/y;
/** `the password is "x"`, `default password for the user 'a': 'x'`. */
const PROSE = /["'`)\]]{0,2}(?:[ \t]{1,4}for [^\n:=]{1,40}?)?[ \t]{1,4}(?:is|was|are|to|as|of|will be)(?: set to)?[ \t:=]{1,4}(?=["'`])/y;
/** SQL's `PASSWORD 'x'`, `-String "x"`. */
const SPACE = /[ \t]{1,8}(?:-String[ ]|-AsPlainText[ ]|-Force[ ]|VALUES?[ ]|AS[ ]){0,3}(?=\\{0,2}["'])/iy;
const FLAG = /[ \t]{1,4}(?=[^\s"'-])/y;
const LOOSE = /[ \t]{1,20}(?=[^\s"'`=:<>(){}[\],;|&-])/y;
/** `Some("`, `new SecureString("`, `String::from("`, `[]byte("`, `b"`, `@"`, `["`. */
const WRAPPER = /(?:\[\s{0,40}(?=["'`]))?(?:&?(?:new )?[\w.:<>[\]]{1,40}\([ ]?)?(?:[bBrRuUfFlL@$]{1,2}(?=["'`]))?/y;
const QUOTE = /\\{0,3}(?:"""|'''|["'`])/y;
const BARE = /[^\s"'`,;<>(){}[\]|]{3,2000}/y;
const BARE_SETTING = /[^\s"'`<>]{3,2000}/y;
const MARKUP = /[^<&\n]{3,2000}/y;
const NEXT_ELEMENT = /\s{0,2},\s{0,40}(?=["'`])/y;
const MOST_ELEMENTS = 20;
const CLOSES = 62;
const BLANKS = " \t";
const QUOTES = "\"'`";
/** Each syntax behind the characters that it can begin with, so that most are not tried. */
const SYNTAXES = [
    [`${QUOTES})]: \t[`, TYPED, "plain"],
    [QUOTES, XML_VALUE, "plain"],
    [`${QUOTES}:`, BLOCK, "block"],
    [`${QUOTES})]:${BLANKS}|?o`, DEFAULT, "plain"],
    [`${QUOTES}\\])}[${BLANKS}=:.+!|?-<,(`, OPERATOR, "plain"],
    [`${QUOTES}]${BLANKS}:=(`, NEXT_LINE, "plain"],
    [`${QUOTES},\\${BLANKS}\r\n\v\f\u00a0`, PAIR, "plain"],
    ["&\\", XML_ESCAPED, "markup"],
    [`${QUOTES})]${BLANKS}`, PROSE, "plain"],
    [BLANKS, SPACE, "plain"],
    [`${QUOTES}><`, XML_NAMED, "markup"],
];
/** By the code of the first character. */
const BY_FIRST = Array.from({ length: 161 }, (_, code) => SYNTAXES.filter(([firsts]) => firsts.includes(String.fromCharCode(code))).map(([, operator, kind]) => [
    operator,
    kind,
]));
const NAMED_ELEMENT = [[XML_TEXT, "markup"]];
const AS_FLAG = [FLAG, "flag"];
const AS_LOOSE = [LOOSE, "loose"];
/** The values after a name: one, or all of a list. Empty when no literal follows. */
function valuesAfter(text, place) {
    for (const [operator, kind] of syntaxesAt(text, place)) {
        operator.lastIndex = place.end;
        const match = operator.exec(text);
        if (match === null)
            continue;
        const end = operator.lastIndex;
        const value = valueAt(text, end, { ...place, kind, call: kind === "plain" && /[,(]/u.test(match[0]) });
        if (value !== undefined)
            return text.charAt(end) === "[" ? [value, ...elementsAfter(text, value, place)] : [value];
    }
    return [];
}
/** `"x" == password`: what stands before the name and its comparison. */
function valueBefore(text, start) {
    let at = start;
    while (at > 0 && text.charAt(at - 1) === " " && start - at < 4)
        at--;
    if (text.charAt(at - 1) !== "=")
        return undefined;
    const from = Math.max(0, at - 120);
    const match = /(["'])(?<value>[^"'\n]{3,100})\1[ ]?(?:={2,3}|!={1,2})$/du.exec(text.slice(from, at));
    const [begin, end] = match?.indices?.groups?.["value"] ?? [];
    return begin === undefined || end === undefined ? undefined : { from: from + begin, to: from + end, quoted: true };
}
function syntaxesAt(text, { start, end }) {
    const before = text.charAt(start - 1);
    const first = text.charCodeAt(end);
    if (first === CLOSES && (before === "<" || before === ":"))
        return NAMED_ELEMENT;
    const syntaxes = BY_FIRST[first] ?? [];
    if (!BLANKS.includes(text.charAt(end)) || end === text.length)
        return syntaxes;
    // "pass" is a verb before what is passed.
    if (end - start === 4 && /^pass$/iu.test(text.slice(start, end)))
        return syntaxes.filter(([operator]) => operator === TYPED || operator === DEFAULT || operator === OPERATOR);
    const flag = text.startsWith("-", start) && /^-{1,2}[A-Za-z]/u.test(text.slice(start, start + 3));
    return [...syntaxes, flag ? AS_FLAG : AS_LOOSE];
}
function elementsAfter(text, first, place) {
    const values = [];
    let end = first.to + 1;
    while (values.length < MOST_ELEMENTS) {
        NEXT_ELEMENT.lastIndex = end;
        if (!NEXT_ELEMENT.test(text))
            break;
        const value = quotedAt(text, NEXT_ELEMENT.lastIndex, place.longest);
        if (value === undefined || value === "none")
            break;
        values.push(value);
        end = value.to + 1;
    }
    return values;
}
function valueAt(text, at, syntax) {
    WRAPPER.lastIndex = at;
    const wrapped = !isQuote(text, at) && WRAPPER.test(text) ? WRAPPER.lastIndex : at;
    for (const from of wrapped === at ? [at] : [wrapped, at]) {
        const value = quotedAt(text, from, syntax.longest);
        if (value !== "none")
            return value;
    }
    // Without quotes, arguments of a call are variables.
    return syntax.call ? undefined : bareAt(text, at, syntax);
}
function isQuote(text, at) {
    const first = text.charAt(at);
    return first !== "" && "\"'`\\".includes(first);
}
/** `none` when no quote opens here; undefined when it does not close. */
function quotedAt(text, at, longest) {
    if (!isQuote(text, at))
        return "none";
    QUOTE.lastIndex = at;
    const quote = QUOTE.exec(text)?.[0];
    if (quote === undefined)
        return "none";
    const from = at + quote.length;
    const length = quotedLength(text.slice(from, from + longest), quote);
    return length === undefined ? undefined : { from, to: from + length, quoted: true };
}
function bareAt(text, at, { settings, kind, longest }) {
    const wide = kind === "block" || (settings && kind === "plain");
    const pattern = kind === "markup" ? MARKUP : wide ? BARE_SETTING : BARE;
    pattern.lastIndex = 0;
    const run = pattern.exec(text.slice(at, at + longest))?.[0] ?? "";
    // The next pair of a connection string or a query, or the end of the string that all this stands in.
    const next = run.search(wide ? /[;&,][A-Za-z][\w .-]{0,40}[=:]/u : /[;&][A-Za-z][\w .-]{0,40}=|\\[nr"]/u);
    let end = next < 0 ? run.length : next;
    while (end > 0 && (wide ? ",;" : ",;:.)").includes(run.charAt(end - 1)))
        end--;
    if ("})]".includes(run.charAt(end - 1)) && isBracketed(text, at))
        end = run.slice(0, end).search(/[})\]]+$/u);
    if (end <= 0)
        return undefined;
    const after = text.slice(at + end, at + end + 24);
    // A call, an index, a literal of a type: code, and no value.
    if (!wide && kind !== "markup" && /^[([{]/u.test(after))
        return undefined;
    // The first word of a sentence.
    if (wide && kind === "plain" && /^[ \t]+[\p{L}][^=:]*$/u.test(after))
        return { from: at, to: at + end, quoted: false, loose: true };
    return {
        from: at,
        to: at + end,
        quoted: kind === "markup",
        ...((kind === "loose" || kind === "flag") && { loose: true }),
    };
}
/** The value stands in a flow mapping, a list or a call that was opened before it on its line. */
function isBracketed(text, at) {
    const before = text.slice(Math.max(0, at - 200), at);
    return /[{([]/u.test(before.slice(before.lastIndexOf("\n") + 1));
}
/** How long the value is that ends with `quote`; undefined when it does not end on its line (three quotes: in the window). */
function quotedLength(window, quote) {
    const mark = quote.slice(-1);
    const escaped = quote.startsWith("\\");
    for (let i = 0; i < window.length; i++) {
        const character = window.charAt(i);
        if (character === "\n" && (escaped || quote.length < 3))
            return undefined;
        if (!escaped && character === "\\")
            i++;
        else if ((escaped || character === mark) && window.startsWith(quote, i))
            return i;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./lib/secrets/letters.js
/**
 * How strange letters are beside each other: what tells `cyymwamm` from `customer` where a name says that a secret follows.
 *
 * The table holds, per letter, the bits that each next letter costs (-log2 of how often it follows, 0 to 9) in the distinct
 * words of the identifiers, comments and messages of some 1,200 open-source files and of Django's translations into sixteen
 * languages that are written with Latin letters. The last column is the end of the word, the last row its begin.
 */
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const COSTS = [
    "754497585863538593436689674", // a
    "365738993693784794473999694", // b
    "395839934945892895735999784", // c
    "488628893996774995585899892", // d
    "574366687874538683347675983", // e
    "476534892994983894564999694", // f
    "498828654996754894574999782", // g
    "298729993996673895755899693", // h
    "564555599874523695449597965", // i
    "377627974969753996463779974", // j
    "388726884975764986444979692", // k
    "387528793973883899555799493", // l
    "258829993977584398575999894", // m
    "484446384977864898436699793", // n
    "665577686964426593454558883", // o
    "397838764984883493545999694", // p
    "788888887884888885780788885", // q
    "386527693967564895455789693", // r
    "595838854976785589435989792", // s
    "396828952996884894555989593", // t
    "455646594974437493337888875", // u
    "299918993996894999776989894", // v
    "298638743976944694576977793", // w
    "463535973898797389839997693", // x
    "565857785995555498458879771", // y
    "377829883967654889975869663", // z
    "454445554665455484345668889", // ^
];
const END = 26;
/** From here on no language joins letters so: by length, since chance is greater in short words. */
const STRANGE = [Infinity, Infinity, Infinity, Infinity, 6.2, 5.3, 4.9, 4.75, 4.65];
/** The letters of a value as its words: split at other characters and where lower case turns to upper. */
const WORD = /[A-Z]?[a-z]+|[A-Z]+(?![a-z])/gu;
function lettersOf(value) {
    let [count, pairs, bits] = [0, 0, 0];
    const plain = /^[\0-\x7f]*$/u.test(value) ? value : value.normalize("NFD").replace(/\p{M}/gu, "");
    for (const word of plain.match(WORD) ?? []) {
        let row = END;
        for (const letter of word.toLowerCase()) {
            const column = LETTERS.indexOf(letter);
            bits += costOf(row, column);
            row = column;
        }
        bits += costOf(row, END);
        count += word.length;
        pairs += word.length + 1;
    }
    return { count, cost: pairs === 0 ? 0 : bits / pairs };
}
/** Letters that are no words of any language of the table. */
function isStrange(value) {
    const { count, cost } = lettersOf(value);
    return cost >= (STRANGE[Math.min(count, STRANGE.length - 1)] ?? Infinity);
}
function costOf(row, column) {
    return (COSTS[row]?.charCodeAt(column) ?? 48) - 48;
}

;// CONCATENATED MODULE: ./lib/secrets/nothing.js
/** Literals that stand where a secret would and are none: references, placeholders, words about it, paths, versions, hashes. */


/** Something that is filled in later: variables of shells, templates, CI systems and languages. */
const REFERENCE = /^(?:\$[({[]|\$\w+[\])}:]*$|\$\w+(?:->|\.|\[)|\{\{|\{[\w.:-]*\}$|%\(?[\w.]+\)?[%s]?$|\(\([\w.-]+\)\)$|<[^>]*>?$|#\{|@\{|\[\[|\[[^\]]{1,40}\]\(|<%|!Ref|!Sub|!GetAtt|!vault|!secret|arn:|vault:|ssm:|secretsmanager:|projects\/|op:\/\/|ENC\[|ref\+)/iu;
/** Without quotes: YAML's anchors, addresses, annotations. */
const MARKED = /^[&*@][a-z]/iu;
/** `` ` + variable + ` ``, `'"$variable"'`: the end of one string and the begin of the next. */
const JOINED = /^["'`]?\s{0,4}\+\s|\s\+\s{0,4}["'`]?$|^["']+\$[\w({]/u;
const EXPRESSION = /^(?:process\.env|os\.|env[.[(]|getenv|System\.|secrets?[.[]|vars?\.|local\.|data\.|module\.|config[.[]|settings[.[]|self\.|this\.|options?[.[]|props?[.[]|params?[.[]|args?[.[]|request\.|req\.|ctx\.|await |new |function\b|lambda\b|async\b|return\b|null\b|None\b|nil\b|undefined\b|true\b|false\b|typeof\b|require\(|import\b|lookup\()/iu;
const INTERPOLATED = /\$\{[\w.:?!\-[\]'"()| ]{0,80}\}|\{\{[^{}]*\}\}|#\{[^{}]*\}|<%|\$\([^()]*\)|%\{|%[sdv](?![A-Za-z0-9])|%\(\w*\)|\{\d*\}|\{[a-z_]{2,}\}/u;
const CALL = /^[A-Za-z_$][\w$.:>-]*(?:\(|\[)/u;
const NOTHING = /^(?:null|none|nil|true|false|undefined|void|string|str|text|int|integer|number|boolean|bool|object|any|bytes?|char|required|optional|yes|no|on|off|default|auto|never|unknown|empty|n\/a|na|tbd|todo|enabled|disabled|disable|enable|basic|bearer|digest|token|key|value|varchar|password_hash|hidden|masked|redacted|removed|secretkeyref|inherit|pass|passw|passwd|password|pwd|pw|passphrase|test|testing|foo|bar|baz|abc|prompt|ask|file|env|private|public|static|final|const|let|var|self|this|new|return|if|else|plain|plaintext|md5|sha1|sha256|bcrypt|scram-sha-256|reject|trust|peer|ident|utf-?8|ascii|latin-?1)$/iu;
const PLACEHOLDER = /^[x*.\-_#?•·0]+$|^#+\w+#+$|^@\w+@$|^__\w+__$|x{5,}|X{5,}|\*{3,}|\.{3}|\u2026|your[-_ ]?|^my[-_ ]?(?:api|secret|token|key|pass)[A-Za-z_ -]*$|change[-_ ]?(?:me|this|it)|replace|insert|placeholder|enter[-_ ]|put[-_ ]|<[a-z]|redacted|\bfixme\b|\btodo\b|goes[-_ ]?here|_here$|-here$|^some[-_]|^the[-_]|^a[-_]|dummy|fake|^sample|^example|example$|lorem/iu;
/** Words of tests and manuals, alone or joined: `secret`, `testpassword`, `newpass1`. What manufacturers set (`admin`) is none. */
const SAMPLE = /^(?:(?:my|your|the|new|old|some|super|wrong|bad|good|valid|invalid|correct|incorrect|another|other|test(?:ing)?|user|name|example|sample|demo|mock|foo|bar|baz|qux|pass|passw|passwd|password|passwort|passphrase|pwd|pw|secret|secure|token|key|access|auth|login|value|string|text|doe|john|hash|encrypted|plain|raw|temp|tmp|one|two|three|abc|this|is|not)[-_. ]?)+[0-9]{0,2}!?$/iu;
const TEST_WORD = /test|demo|example|sample|mock|foo|bar\b|dummy|fake|abc|123456|qwerty|secret|passw|token|admin|changeit|wrong|invalid/iu;
const PATH = /^(?:\.{0,2}\/|~\/|[A-Za-z]:\\|[\w.-]+\/[\w.-]+\/|https?:\/\/[^@]*$|file:|data:|urn:|@?[\w-]+\/[\w-]+$|\w{1,12}:\/\/$)|\.(?:pem|key|crt|cer|json|ya?ml|txt|js|ts|py|rb|go|java|php|html?|xml|conf|cfg|ini|env|sh|md|jks|p12|pfx|png|svg|com|org|net|io)$/iu;
const INTEGRITY = /^(?:sha(?:1|256|384|512)[-:]|h1:|md5:|ssh-(?:rsa|ed25519) |ecdsa-)/iu;
/** Words joined as identifiers are: `user.password.label`, `forgotPassword`, `API_KEY_HEADER`, `x-api-key`. */
const IDENTIFIER = /^[A-Za-z_$@]?[A-Za-z]+(?:[._:/\-[\]]+[A-Za-z]+)*[._:-]?$/u;
/** `ed25519.PrivateKey`, `encrypted_value.uuid)`: names of a program, with their dots and closing brackets. */
const CODE = /^[A-Za-z_$][\w$]*(?:(?:!!|\?)?(?:\.|->|::)[A-Za-z_$][\w$]*)+(?:\(\))?[)\]};,]*$|^[A-Za-z_]+\(?\)[);,]*$/u;
/** A regular expression: classes, escapes and groups. */
const REGEXP = /\\[swdSWD]|\[\^|\(\?[:=!<]|\.\*|\[[a-z]-[a-z]|\[A-Z/u;
const VERSION = /^[v^~<>=]*\d+(?:\.\d+)+|[@=<>~^]\d+(?:\.\d+)+$|^0x[0-9a-f]{1,16}$|^\d{4}-\d\d-\d\d/iu;
/** Scripts that write sentences without spaces. */
const SENTENCE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]{5}/u;
const SHORT_NUMBER = /^\d{1,9}(?:\.\d+)?$/u;
/** A word that tests and examples are made of stands in it. */
function isTestWord(value) {
    return TEST_WORD.test(value);
}
function isNothing(candidate) {
    const { value, name, quoted, settings, strength } = candidate;
    if (quoted && isNoise(value))
        return false;
    if (REFERENCE.test(value) ||
        JOINED.test(value) ||
        NOTHING.test(value) ||
        PLACEHOLDER.test(value) ||
        INTEGRITY.test(value))
        return true;
    if (INTERPOLATED.test(value) || VERSION.test(value) || SAMPLE.test(value))
        return true;
    if (SHORT_NUMBER.test(value) && !isPin(candidate))
        return true;
    if (!quoted && (EXPRESSION.test(value) || CALL.test(value) || MARKED.test(value)))
        return true;
    if (isPath(value, strength === "password") || REGEXP.test(value) || isSentence(candidate))
        return true;
    // In a URL nothing but the password itself can stand there.
    if (name === "")
        return false;
    if (CODE.test(value) && ((!quoted && !settings) || !isStrange(value)))
        return true;
    if (sameWords(value, name) || (/^\p{L}{1,12}$/u.test(value) && namedSecret(value)?.strength === "password"))
        return true;
    return IDENTIFIER.test(value) && isLabel(candidate);
}
/** A password of digits alone, where only a password can stand. */
function isPin({ value, strength, quoted, settings }) {
    return strength === "password" && (quoted || settings) && /^(?!0*1234|(.)\1*$)[0-9]{5,9}$/u.test(value);
}
/** Symbols among letters of both cases and digits, as generators of salts give. */
function isNoise(value) {
    if (value.length < 24 || !/[0-9]/u.test(value) || !/[a-z]/u.test(value) || !/[A-Z]/u.test(value))
        return false;
    const symbols = (value.match(/[^\w\s]/gu) ?? []).length;
    return symbols >= 0.2 * value.length && !/[A-Za-z]{6}/u.test(value);
}
function isPath(value, chosen) {
    if (!PATH.test(value) || (chosen && /[^\w./:@-]/u.test(value)))
        return false;
    // Base64 has slashes too.
    return !(value.length >= 24 && /[0-9]/u.test(value) && lettersOf(value).cost >= 4.6 && !/^[./~]|:\//u.test(value));
}
/** "Please enter your password": words for people. A pass phrase is told apart by digits or symbols. */
function isSentence({ value, point, strength }) {
    const words = value.split(/\s+/u).length;
    if (words === 1)
        return SENTENCE.test(value);
    const symbols = (value.match(/[^\w\s.,;:'"()-]/gu) ?? []).length;
    if (symbols >= 0.15 * value.length)
        return point === "scan" && value.length < 24;
    return point === "scan" || words > 4 || (!/[0-9]/u.test(value) && !(strength === "password" && symbols > 0));
}
/** One plain word is a password where a password is expected, else a label, a type or a variable. */
function isLabel({ value, strength, point, quoted, settings }) {
    if (isStrange(value))
        return false;
    const word = /^[a-z]+$|^[A-Z]+$|^[A-Z][a-z]+$/u.test(value);
    return !(strength === "password" && point === "redact" && word && (quoted || settings));
}
function sameWords(value, name) {
    const bare = (text) => text.replace(/[^A-Za-z0-9]/gu, "").toLowerCase();
    const [a, b] = [bare(value), bare(name)];
    return a !== "" && (a === b || (a.length >= 6 && b.endsWith(a) && !/[0-9]/u.test(a)));
}

;// CONCATENATED MODULE: ./lib/secrets/values.js
/** Whether a literal beside a telling name is a secret, or a reference, a placeholder, a word, a path, a hash. */


/** The keyboard and the alphabet in order. */
const SEQUENCE = /^[0-9]{0,3}(?:0?1234567890?|abcdefghijklmnopqrstuvwxyz)(?:abcdef|[0-9]{0,10}|abcdefghijklmnopqrstuvwxyz)$/iu;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/iu;
/** The begin of a long value tells what it is. */
const ENOUGH = 256;
/** How sure it is that the value is a secret; undefined when it is none. */
function judge(given) {
    const candidate = given.value.length > ENOUGH ? { ...given, value: given.value.slice(0, ENOUGH) } : given;
    const { value, point, strength } = candidate;
    if (value.length < (point === "scan" ? 4 : 3) || !isVaried(candidate) || isNothing(candidate))
        return undefined;
    const random = isRandom(value);
    if (strength === "faint" && point === "scan")
        return value.length >= 32 && isNoisy(value) ? "medium" : undefined;
    if (strength === "weak" || strength === "faint")
        return judgeWeak(candidate, random);
    if (point === "scan")
        return judgeForScan(candidate, random);
    if (random)
        return "high";
    if (strength === "password")
        return judgePassword(candidate);
    const mixed = /[0-9]/u.test(value) && /[A-Za-z]/u.test(value);
    const odd = /[^\w\s./:@-]/u.test(value) && /[A-Za-z]/u.test(value) && candidate.quoted;
    if (value.length >= 8 && (mixed || odd || (/^[0-9]+$/u.test(value) && value.length >= 15)))
        return "low";
    return isStrange(value) ? "low" : undefined;
}
function judgeWeak({ value, point }, random) {
    if (value.length >= 16 && random)
        return point === "redact" || !UUID.test(value) ? "medium" : undefined;
    return point === "redact" && value.length >= 9 && isStrange(value) && !/[.\s]/u.test(value) ? "low" : undefined;
}
function judgePassword({ value, quoted, settings }) {
    if (quoted || settings)
        return "low";
    // In a file of unknown kind a bare word after `password:` may be a variable; with a digit or a symbol it is none.
    if (isStrange(value) && /^[\w#!%^&*-]+$/u.test(value))
        return "low";
    return value.length >= 5 && /[0-9!#%^&*]/u.test(value) && !/^[A-Za-z_$][\w$]*[.[(]/u.test(value) ? "low" : undefined;
}
function judgeForScan(candidate, random) {
    const { value, name, strength, quoted, settings } = candidate;
    // In a long run of random characters a word stands by chance.
    if (isTestWord(value) && !(random && /^[A-Za-z0-9+/]{24,}=*$/u.test(value)))
        return undefined;
    if (/^(?:\{\w+\})?\$\w+\$/u.test(value) || SEQUENCE.test(value) || /[^\0-\x7f]/u.test(value))
        return undefined;
    if (UUID.test(value))
        return strength === "secret" ? "medium" : undefined;
    if (random && value.length >= 16)
        return "high";
    const kinds = [/[a-z]/u, /[A-Z]/u, /[0-9]/u, /[^A-Za-z0-9]/u].filter((kind) => kind.test(value)).length;
    const chosen = strength === "password";
    if (!quoted && !settings)
        return chosen && kinds >= 2 && /[0-9]/u.test(value) && (kinds >= 3 ? value.length >= 8 : isStrange(value))
            ? "medium"
            : undefined;
    if (value.length >= (chosen ? 4 : 6) && isStrange(value) && !/\s/u.test(value))
        return "medium";
    if (isNoisy(value))
        return "medium";
    // In a URL stands nothing but a password; elsewhere letters and digits may be a name.
    if (chosen)
        return value.length >= 8 && kinds >= (name === "" && /[0-9]/u.test(value) ? 2 : 3) ? "medium" : undefined;
    return random && value.length >= 10 && kinds >= 2 ? "medium" : undefined;
}
/** Many kinds of symbols, as only generators and keyboards give them. */
function isNoisy(value) {
    return value.length >= 12 && !/\s/u.test(value) && new Set(value.match(/[^\w\s]/gu)).size >= 5;
}
/** Not two or three characters over and over; a long number in hexadecimal after a strong name may be as plain as 0100…. */
function isVaried({ value, strength, point }) {
    if (hasVariety(value, value.length < 16 ? 3 : 5))
        return true;
    return point === "redact" && strength === "secret" && hasVariety(value, 2) && /^[0-9a-fA-F]{24,}$/u.test(value);
}
/** At least `count` different characters; most values have them at their begin. */
function hasVariety(value, count) {
    const seen = new Set();
    for (let i = 0; i < value.length && i < 64; i++)
        if (seen.add(value.charCodeAt(i)).size >= count)
            return true;
    return false;
}
/** Letters and digits mixed with the entropy of chosen characters, or letters that no language joins so. */
function isRandom(value) {
    if (value.length < 8)
        return false;
    const hasDigit = /[0-9]/u.test(value);
    const hasLetter = /[A-Za-z]/u.test(value);
    if (hasDigit && hasLetter)
        return entropy(value) >= (value.length >= 20 ? 3 : 2.5) && !isWorded(value);
    if (hasDigit)
        return value.length >= 16 && entropy(value) >= 2.8 && !/^[0-9]+$/u.test(value);
    return value.length >= 16 && !/[._\s-]/u.test(value) && (isStrange(value) || isChopped(value));
}
/** Upper and lower case change too often for words. */
function isChopped(value) {
    const words = value.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/gu) ?? [];
    return /^[A-Za-z]+$/u.test(value) && value.length / words.length < 3.2;
}
/** Words with numbers between or after them, as in names: `OAuth2AccessToken`, `server-01`. */
function isWorded(value) {
    const numbers = (value.match(/[0-9]+/gu) ?? []).length;
    const { count, cost } = lettersOf(value);
    if (/^[a-z]+[-_.]?[0-9]{1,4}$/iu.test(value))
        return !isStrange(value);
    return numbers <= 3 && count >= 0.6 * value.length && cost < (numbers === 1 ? 4.5 : 4.2);
}
/** Shannon's entropy in bits per UTF-16 unit. */
function entropy(value) {
    const counts = new Map();
    for (let i = 0; i < value.length; i++)
        counts.set(value.charCodeAt(i), (counts.get(value.charCodeAt(i)) ?? 0) + 1);
    let bits = 0;
    for (const count of counts.values())
        bits -= (count / value.length) * Math.log2(count / value.length);
    return bits;
}

;// CONCATENATED MODULE: ./lib/secrets/tokens.js
/** Random tokens without a name of their own, told by what stands shortly before them: a word about secrets. */

const LONGEST_GAP = 40;
const SHORTEST_TOKEN = 16;
const LONGEST_TOKEN = 120;
/** `service-secret-3f2a…`: the value as the last part of what reads as one name. */
const GLUED = /(?:secret|token|key|access|private)[-_.](?<token>[A-Za-z0-9-]{16,})$/diu;
/** What a lock file or a manifest says before the digest of a package. */
const DIGEST = /\bh1:|sha(?:1|256|384|512)|integrity|checksum|digest|commit/iu;
/** Shortly after the end of a telling name that has no operator ("the token is …", a table's cell): wide, low confidence. */
function tokenNear(text, end, type) {
    const found = nextToken(text, end);
    if (found === undefined)
        return [];
    const { token } = found;
    if (DIGEST.test(text.slice(end, found.start + 7)))
        return [];
    // `create-github-app-token@<commit>`: a reference pinned to a git object.
    if (text.charAt(found.start - 1) === "@" && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(token))
        return [];
    if (!/[0-9]/u.test(token) || !isRandom(token) || entropy(token) < 3.3 || isPathLike(token))
        return [];
    return [spanOf(found, type)];
}
function gluedIn(name, start) {
    if (name.length < 24)
        return [];
    const [from, to] = GLUED.exec(name)?.indices?.groups?.["token"] ?? [];
    if (from === undefined || to === undefined)
        return [];
    const token = name.slice(from, to);
    return /[0-9]/u.test(token) && isRandom(token) ? [spanOf({ start: start + from, end: start + to }, "token")] : [];
}
function isPathLike(token) {
    return (token.match(/[/+]/gu) ?? []).length > token.length / 12 || /^\//u.test(token);
}
const IS_TOKEN = Uint8Array.from({ length: 128 }, (_, code) => Number(/[\w+/-]/u.test(String.fromCharCode(code))));
const NEWLINE = 10;
const EQUALS = 61;
/** The first run of a token's characters on the line, up to two `=` included, that is neither too short nor too long. */
function nextToken(text, from) {
    let at = from;
    const skipRun = () => {
        while (isTokenOrEquals(text, at) && at - from <= LONGEST_GAP)
            at++;
    };
    // What goes on is no token but the rest of one.
    if (isTokenOrEquals(text, at - 1))
        skipRun();
    while (at - from <= LONGEST_GAP && at < text.length && text.charCodeAt(at) !== NEWLINE) {
        const start = at;
        while (isTokenAt(text, at) && at - start <= LONGEST_TOKEN)
            at++;
        const length = at - start;
        let padding = 0;
        for (; padding < 3 && text.charCodeAt(at) === EQUALS; padding++)
            at++;
        if (length >= SHORTEST_TOKEN && length <= LONGEST_TOKEN && padding < 3 && !isTokenAt(text, at))
            return { token: text.slice(start, at), start, end: at };
        if (at === start)
            at++;
        else
            skipRun();
    }
    return undefined;
}
function isTokenAt(text, at) {
    return IS_TOKEN[text.charCodeAt(at)] === 1;
}
function isTokenOrEquals(text, at) {
    return isTokenAt(text, at) || text.charCodeAt(at) === EQUALS;
}
function spanOf({ start, end }, type) {
    return { start, end, type, why: "entropy", confidence: "low" };
}

;// CONCATENATED MODULE: ./lib/secrets/assignments.js
/** A name that means a secret, given a literal. */




/** Files of settings: what stands after `=` or `:` is a value and no expression. */
const SETTINGS = /(?:^|\/)(?:\.env[\w.-]*|\.[a-z_-]*rc|[\w.-]*dockerfile[\w.-]*|\.?(?:netrc|pgpass|htpasswd|credentials|git-credentials|config|s3cfg))$|\.(?:env|ya?ml|ini|cfg|conf|config|properties|props|toml|tfvars|cnf|plist|xml|json5?|txt|md|rst|service|inf|reg|desktop|ps1|sh|bash|example|sample|dist|template)$/iu;
function isSettings(path) {
    return SETTINGS.test(path);
}
const ASCII_NAME = Uint8Array.from({ length: 128 }, (_, code) => (/[\w$.-]/u.test(String.fromCharCode(code)) ? 1 : 0));
const LONGEST_NAME = 80;
const LONGEST_VALUE = 2_000;
/** Of reading around a name, in characters: the patterns of the syntaxes. */
const COST_OF_NAME = 40;
const LONGEST_REMEMBERED = 120;
const MOST_REMEMBERED = 1_000;
/** Reads the assignments of one text; hits come in order, and each name is looked at once. */
function assignmentReader(text, { path, point, budget }) {
    const settingsAt = settingsOf(text, path);
    const remembered = remembering();
    let seen = 0;
    return {
        at(hit) {
            if (hit < seen)
                return [];
            const { start, end } = nameAround(text, hit);
            seen = end;
            const name = text.slice(start, end);
            const kind = namedSecret(name);
            if (kind === undefined)
                return point === "redact" ? gluedIn(name, start) : [];
            const settings = settingsAt(start) || isLogin(text, start);
            const values = valuesAfter(text, { start, end, settings, longest: LONGEST_VALUE });
            budget.spend(COST_OF_NAME + values.reduce((sum, { from, to }) => sum + to - from, 0));
            const before = valueBefore(text, start);
            const given = { name, kind, settings, point, judged: remembered };
            const spans = [...values, ...(before === undefined ? [] : [before])].flatMap((value) => judged(text, value, given));
            if (spans.length > 0 || point === "scan")
                return spans;
            const glued = gluedIn(name, start);
            return glued.length > 0 ? glued : tokenNear(text, end, kind.type);
        },
    };
}
/** Whether a place stands in a file of settings: by the path, in a diff by the header above the place. */
function settingsOf(text, path) {
    const whole = path !== undefined && isSettings(path);
    if (path !== undefined && !/\.(?:diff|patch)$/u.test(path))
        return () => whole;
    const files = [...text.matchAll(/^\+\+\+ (?:b\/)?(?<name>[^\t\r\n]{1,400})/gmu)].map(({ index, groups }) => ({
        index,
        settings: isSettings(groups?.["name"] ?? ""),
    }));
    let next = 0;
    return (at) => {
        while (next < files.length && (files[next]?.index ?? 0) <= at)
            next++;
        return files[next - 1]?.settings ?? whole;
    };
}
/** The same name and value are judged once: in tables, fixtures and hostile text they come by the thousand. */
function remembering() {
    const known = new Map();
    return (candidate) => {
        const { value, name, quoted, settings } = candidate;
        if (value.length > LONGEST_REMEMBERED)
            return judge(candidate);
        const key = `${name}\0${String(quoted)}${String(settings)}${value}`;
        const before = known.get(key);
        if (before !== undefined || known.has(key))
            return before;
        if (known.size >= MOST_REMEMBERED)
            known.clear();
        const confidence = judge(candidate);
        known.set(key, confidence);
        return confidence;
    };
}
/** `{user: me, password: x}`, wherever it stands: both are values. */
function isLogin(text, start) {
    const before = text.slice(Math.max(0, start - 60), start);
    return /[{,][ ]{0,4}(?:user|username|login)[ ]?:[ ]{0,4}["']?[\w.@-]{1,40}["']?,[ ]{0,8}$/iu.test(before);
}
function nameAround(text, hit) {
    let start = hit;
    let end = hit;
    while (start > 0 && hit - start < LONGEST_NAME && isNameCharacter(text, start - 1))
        start--;
    while (end < text.length && end - hit < LONGEST_NAME && (isNameCharacter(text, end) || end === hit))
        end++;
    // `identified by` is the one name with a space.
    if (end - start === 10 && /^identified by/iu.test(text.slice(start, end + 3)))
        end += 3;
    return { start, end };
}
function isNameCharacter(text, at) {
    const code = text.charCodeAt(at);
    return code < 128 ? ASCII_NAME[code] === 1 : /[\p{L}\p{M}]/u.test(text.charAt(at));
}
function judged(text, { from: begin, to, quoted, loose }, given) {
    const whole = text.slice(begin, to);
    const value = whole.trim();
    const from = begin + whole.indexOf(value);
    const { name, kind, settings, point } = given;
    const strength = loose === true && kind.strength === "secret" ? "weak" : kind.strength;
    const confidence = judge({
        value,
        name,
        strength,
        quoted,
        settings: settings && loose !== true,
        point,
    });
    if (confidence === undefined)
        return [];
    return [{ start: from, end: from + value.length, type: kind.type, why: "assignment", confidence }];
}

;// CONCATENATED MODULE: ./lib/secrets/budget.js
/**
 * How much of a text is read closely. Every look at a place costs characters and every character of the text pays some back,
 * so that no text, whoever wrote it, takes more than a constant time per character. What cannot be paid is left unread, and
 * what is unread is taken out (L1) and reported (L5): never passed on as if it had been read.
 */
/** Of ordinary text one character in twenty belongs to a look; dense files of settings of this many looks are read whole. */
const START = 250_000;
const PAID_BACK = 0.5;
/** Looking begins again when this much is there, so that it does not stop at each place. */
const RESTED = 2_000;
function createBudget() {
    let credit = START;
    let paidTo = 0;
    let spent = false;
    return {
        spend(characters) {
            credit -= characters;
        },
        isSpent(at) {
            if (at > paidTo) {
                credit = Math.min(START, credit + (at - paidTo) * PAID_BACK);
                paidTo = at;
            }
            spent = credit < (spent ? RESTED : 0);
            return spent;
        },
    };
}

;// CONCATENATED MODULE: ./lib/secrets/format.js
/** What a row of the format tables is: one kind of credential as its provider documents it, beside its own examples. */
/** The type of text that was not read: see `budget.ts`. */
const UNREAD_TYPE = "unread";

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./lib/secrets/checks.js
/** Checksums and structures that providers put into their keys. */

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** CRC-32 in six base-62 digits, as GitHub and npm end their tokens ("Behind GitHub's new authentication token formats"). */
function crcBase62(body) {
    let rest = (0,external_node_zlib_.crc32)(body);
    let text = "";
    while (text.length < 6) {
        text = BASE62.charAt(rest % 62) + text;
        rest = Math.floor(rest / 62);
    }
    return text;
}
/** `prefix_` + 30 random characters + 6 of checksum over the 30. */
const crcChecked = (secret) => {
    const body = secret.slice(secret.indexOf("_") + 1);
    return body.length === 36 && crcBase62(body.slice(0, 30)) === body.slice(30) ? "checksum" : "format";
};
/** RFC 7519: a compact JWS or JWE begins with a JSON object in base64url that names its `alg`. */
const jwt = (secret) => {
    const header = parseObject(Buffer.from(secret.split(".", 1)[0] ?? "", "base64url").toString("utf8"));
    return header !== undefined && "alg" in header ? "format" : "reject";
};
/** RFC 7617: base64 of `user:password`, all printable. */
const basicAuth = (secret) => /^[^\p{Cc}\uFFFD:]{0,200}:[^\p{Cc}\uFFFD]{1,500}$/u.test(Buffer.from(secret, "base64").toString("utf8"))
    ? "format"
    : "reject";
/** For shapes that words share: letters and digits mixed, and not two characters over and over. */
const mixed = (secret) => /[0-9]/u.test(secret) && /[A-Za-z]/u.test(secret) && new Set(secret).size >= Math.min(8, secret.length / 2)
    ? "format"
    : "reject";
/** For forms that no word has: nothing more to look at. */
const formed = () => "format";
/** For keys of any form: hex of a usual length, groups as in a UUID, or letters and digits that take turns as in no word. */
const random = (secret) => {
    if (new Set(secret).size < 8 || /^[0-9]+$|^[A-Za-z]+$/u.test(secret))
        return "reject";
    if (/^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/iu.test(secret))
        return "format";
    return isGrouped(secret) || secret.split(/[-_.~+/]/u).some(isRandomRun) ? "format" : "reject";
};
function isGrouped(secret) {
    if (!/^(?:[0-9A-Za-z]{4,12}-){3,7}[0-9A-Za-z]{4,12}$/u.test(secret))
        return false;
    return secret.split("-").filter((group) => /[0-9]/u.test(group) && /[A-Za-z]/u.test(group)).length >= 2;
}
function isRandomRun(run) {
    const digits = run.match(/[0-9]/gu)?.length ?? 0;
    const turns = run.match(/[a-z](?=[A-Z0-9])|[A-Z](?=[a-z0-9])|[0-9](?=[A-Za-z])/gu)?.length ?? 0;
    if (run.length < 10 || digits < 2 || digits === run.length)
        return false;
    return turns >= run.length / 4 || (turns >= 3 && digits >= run.length / 4) || (run.length >= 24 && digits >= 4);
}
/** A JSON Web Token, or part of one, once more in base64. */
const base64Jwt = (secret) => /^eyJ[A-Za-z0-9_-]{8}/u.test(Buffer.from(secret, "base64").toString("latin1")) ? "format" : "reject";
/** Base64 that says of itself that it is a private key in PEM. */
const base64Pem = (secret) => /PRIVATE KEY/u.test(Buffer.from(secret.slice(0, 120), "base64").toString("latin1")) ? "format" : "reject";
function parseObject(text) {
    try {
        const value = JSON.parse(text);
        return typeof value === "object" && value !== null ? value : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/secrets/samples.js
/**
 * Made-up characters for the examples beside each format. They are computed, so that neither this source nor the bundle
 * holds anything that a scanner or push protection could take for a live key.
 */
const DIGITS = "0123456789";
const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();
/** `length` characters of `alphabet`, the same ones each time. */
function sample(alphabet, length) {
    let state = length + alphabet.length;
    let text = "";
    while (text.length < length) {
        // The constants of Numerical Recipes' generator; the high bits are the random ones.
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        text += alphabet.charAt((state >>> 16) % alphabet.length);
    }
    return text;
}
const alnum = (length) => sample(DIGITS + UPPER + LOWER, length);
const lowerAlnum = (length) => sample(DIGITS + LOWER, length);
const upperAlnum = (length) => sample("234567" + UPPER, length);
const hex = (length) => sample(DIGITS + "abcdef", length);
const uuid = () => [8, 4, 4, 4, 12].map((length) => hex(length)).join("-");
/** Base64 of an object as JSON, in the URL's alphabet without padding. */
const base64Json = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

;// CONCATENATED MODULE: ./lib/secrets/formats/examples.js
/** Examples of a row, made from its data: what the documented alphabet and lengths allow, and what lies one step outside. */

/** Where the middle of an alphabet's neighbours lies: what a row that is too wide takes in. */
const NEIGHBOURS = ["-", "_", ".", "+", "/", "=", "g", "G", "z", "Z", "0", "9"];
/** A longer text than this is a limit of cost, and no length that a provider documents. */
const LONGEST_DOCUMENTED = 100;
/**
 * Examples of a body, each put into its place by `place`. A body is a sequence of classes, characters and groups with
 * bounded quantifiers; alternatives and optional groups give examples each. `i`: the pattern takes both cases.
 */
function examplesOf(body, place, flags = "") {
    const forms = sequences(body);
    return {
        match: unique(forms.flatMap((parts) => [sized(parts, "min"), sized(parts, "max")])).map(place),
        noMatch: unique(forms.flatMap((parts) => outside(parts, flags))).map(place),
    };
}
function outside(parts, flags) {
    return parts.flatMap((part, at) => {
        const put = (text) => sized(parts.slice(0, at), "min") + text + sized(parts.slice(at + 1), "min");
        if (part.alphabet.length === 1)
            return [];
        const isAllowed = (character) => part.alphabet.includes(character) ||
            (flags === "i" && part.alphabet.toLowerCase().includes(character.toLowerCase()));
        const text = made(part, part.min);
        // Near the start, so that neither piece is another form of the same key, and the longer one is as random as a key.
        const middle = Math.floor(part.min / 8);
        return [
            ...(part.min > 0 ? [put(made(part, part.min - 1))] : []),
            ...(part.max < LONGEST_DOCUMENTED ? [put(made(part, part.max + 1))] : []),
            ...NEIGHBOURS.filter((character) => part.min > 0 && !isAllowed(character)).map((character) => put(text.slice(0, middle) + character + text.slice(middle + 1))),
        ];
    });
}
const sized = (parts, size) => parts.map((part) => made(part, part[size])).join("");
/** Begins with a letter and a digit and mixes both where the alphabet has them, as random keys do; one symbol near the end. */
function made({ alphabet }, length) {
    const plain = alphabet.replace(/[^A-Za-z0-9]/gu, "") || alphabet;
    const symbols = alphabet.replace(/[A-Za-z0-9]/gu, "");
    const letter = /[A-Za-z]/u.exec(plain)?.[0] ?? plain.charAt(0);
    const digit = /[2-9]/u.exec(plain)?.[0] ?? letter;
    const head = (letter + digit).repeat(2);
    const end = (length > 8 ? symbols.charAt(length % symbols.length) : "") + plain.charAt(plain.length - 1);
    return alphabet.length === 1
        ? alphabet.repeat(length)
        : (head + sample(plain, Math.max(0, length - head.length - end.length)) + end).slice(0, length);
}
function unique(texts) {
    return [...new Set(texts)];
}
/** Every way through a body without its repetitions: alternatives and optional groups taken one by one. */
function sequences(source) {
    const [found, end] = alternatives(source, 0);
    if (end !== source.length)
        throw new Error(`a body that examples cannot be made of: ${source}`);
    return found;
}
function alternatives(source, start) {
    const found = [];
    let current = [[]];
    let at = start;
    while (at < source.length && source.charAt(at) !== ")") {
        if (source.charAt(at) === "|") {
            found.push(...current);
            current = [[]];
            at++;
            continue;
        }
        const [ways, end] = atom(source, at);
        const [min, max, next] = quantifier(source, end);
        current = current.flatMap((before) => repeated(ways, min, max).map((way) => [...before, ...way]));
        at = next;
    }
    return [[...found, ...current], at];
}
/** One character, class or group, as the ways through it. */
function atom(source, at) {
    if (source.startsWith("(?:", at)) {
        const [ways, end] = alternatives(source, at + 3);
        return [ways, end + 1];
    }
    const once = (alphabet) => [[{ alphabet, min: 1, max: 1 }]];
    if (source.charAt(at) === "\\")
        return [once(source.charAt(at + 1)), at + 2];
    if (source.charAt(at) !== "[")
        return [once(source.charAt(at)), at + 1];
    const end = source.indexOf("]", at);
    return [once(alphabetOf(source.slice(at + 1, end))), end + 1];
}
function alphabetOf(content) {
    let alphabet = "";
    for (let i = 0; i < content.length; i++) {
        if (content.charAt(i + 1) !== "-" || i + 2 >= content.length)
            alphabet += content.charAt(i);
        else {
            for (let code = content.charCodeAt(i); code <= content.charCodeAt(i + 2); code++)
                alphabet += String.fromCharCode(code);
            i += 2;
        }
    }
    return alphabet;
}
function quantifier(source, at) {
    if (source.charAt(at) === "?")
        return [0, 1, at + 1];
    const found = /^\{(\d+)(?:,(\d+))?\}/u.exec(source.slice(at, at + 12));
    if (found === null)
        return [1, 1, at];
    const [whole, min = "1", max = min] = found;
    return [Number(min), Number(max), at + whole.length];
}
function repeated(ways, min, max) {
    const [only] = ways;
    if (ways.length === 1 && only?.length === 1 && only[0]?.min === 1 && only[0].max === 1)
        return [[{ alphabet: only[0].alphabet, min, max }]];
    const times = (count) => ways.map((way) => Array.from({ length: count }, () => way).flat());
    return min === max ? times(min) : [...(min === 0 ? [[]] : times(min)), ...times(max)];
}

;// CONCATENATED MODULE: ./lib/secrets/formats/build.js
/** How rows are written: from prefix, alphabet and length to a sticky, bounded pattern and the examples that hold it in place. */


const HEX = "[a-f0-9]";
const build_LOWER = "[a-z0-9]";
const build_UPPER = "[A-Z0-9]";
const ALNUM = "[A-Za-z0-9]";
/** base64url without padding (RFC 4648 §5). */
const URL64 = "[A-Za-z0-9_-]";
const build_UUID = "[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}";
// A token begins after anything but a letter or digit, after an escape such as \n in a string, or after a %3D.
const LEFT = String.raw `(?<=^|[^A-Za-z0-9]|\\[nrt]|%[0-9A-Fa-f]{2})`;
/** Anchors and pattern of a credential that begins with a fixed text. `body` is a regular expression, bounded. */
function prefixed(prefixes, body) {
    return { anchors: prefixes, pattern: prefixPattern(prefixes, body) };
}
function prefixPattern(prefixes, body) {
    return new RegExp(`${LEFT}(?:${prefixes.map(escaped).join("|")})(?:${body})${rightOf(body)}`, "dy");
}
/**
 * A token ends where neither its last alphabet nor a word goes on. Where the longest is only a limit of cost, the rest of a
 * longer one may follow: looking for another end would try every length of hostile text.
 */
function rightOf(body) {
    const unpadded = body.replace(/=(?:\{\d,\d\}|\?|=)?$/u, "");
    const [, alphabet = "_", longest = "1"] = /(\[[^\]]+\])(?:\{(?:\d+,)?(\d+)\})?\)?$/u.exec(unpadded) ?? [];
    return Number(longest) < LONGEST_DOCUMENTED ? `(?![A-Za-z0-9]|${alphabet})` : "(?![A-Za-z0-9])";
}
/** A row for a credential that is documented by its prefix, alphabet and length. */
function row(given) {
    const { prefixes, body, ...rest } = given;
    return lazily({ ...rest, anchors: prefixes }, () => prefixPattern(prefixes, body), () => {
        const [first = "", ...others] = prefixes;
        const { match, noMatch } = examplesOf(body, (text) => `key: "${first}${text}"`);
        const [bare = "", short = ""] = [match[0], noMatch[0]].map((text) => text?.slice(`key: "${first}`.length, -1));
        return {
            match: [...match, ...others.map((prefix) => `key: "${prefix}${bare}"`)],
            noMatch: [...noMatch, `a${first}${bare}`, ...others.map((prefix) => `key: "${prefix}${short}"`)],
        };
    });
}
/**
 * A row for a credential that stands at a fixed place: `before` matches from an anchor on, `body` is the credential and
 * `place` puts one after an anchor, as an example. `lead` is what of the credential stands before the anchor.
 */
function placed(given) {
    const { lead, before, body, after = rightOf(body), flags = "", place, noMatch = [], ...rest } = given;
    const whole = lead === undefined ? `${before}(?<secret>${body})` : `(?<=(?<lead>${lead}))${before}${body}`;
    return lazily(rest, () => new RegExp(whole + after, `dy${flags}`), () => {
        const [first = "", ...others] = rest.anchors;
        const made = examplesOf(body, (text) => place(text, first), flags);
        const [bare = ""] = examplesOf(body, (text) => text).match;
        return {
            match: [...made.match, ...others.map((anchor) => place(bare, anchor))],
            noMatch: [
                ...made.noMatch,
                ...noMatch,
                ...rest.anchors.flatMap((anchor) => [place(bare, anchor.slice(1)), place(bare, anchor.slice(0, -1))]),
            ],
        };
    });
}
/** A row for a credential that a fixed text in its middle or at its end gives away. `left` is what may not stand before it. */
function infixed(given) {
    const { left = "(?<![A-Za-z0-9])", before, infixes, body, ...rest } = given;
    const infix = `(?:${infixes.map(escaped).join("|")})`;
    const pattern = () => new RegExp(`(?<=${left}(?<lead>${before}))${infix}${body}${rightOf(body)}`, "dy");
    return lazily({ ...rest, anchors: infixes }, pattern, () => {
        const { match, noMatch } = examplesOf(before + infix + body, (text) => `"${text}"`);
        return { match, noMatch: [...noMatch, ...infixes.map((text) => ` ${text} `)] };
    });
}
function tokens(lines) {
    return lines.map(([provider, noun, prefixes, body, extra]) => row({
        type: slug(`${provider} ${noun}`),
        provider,
        title: `${provider} ${noun}`,
        prefixes: prefixes.split(" "),
        body,
        ...extra,
    }));
}
/** A row for a credential that its name gives away: `body` after one of `names` and an operator, as in `name_of_key = "…"`. */
function keyed(given) {
    const { names, body, ...rest } = given;
    // What may stand between name and value is short, so that they belong together.
    const operator = String.raw `[\w.-]{0,30}\\{0,2}["'\]]{0,2}[ \t]{0,8}(?:=>|:=|[=:,>(]|[ \t])[ \t]{0,8}\\{0,2}["'\x60]?`;
    const pattern = () => new RegExp(`(?:${names.map(escaped).join("|")})${operator}(?<secret>${body})(?![A-Za-z0-9+/_-])`, "diy");
    return lazily({ ...rest, anchors: names }, pattern, () => namedExamples(names, body));
}
/** Not the middle of a word, a path or base64, and neither a reference to a git object nor a hash of a lock file. */
const TOKEN_LEFT = String.raw `(?<![A-Za-z0-9+/@#.]|sha\d{1,3}[-:]|h1:|md5:)(?!sha\d|[./~+])`;
/** Keys whose form the provider does not document: random characters, in the alphabets in use. */
const ANY_TOKEN = "[A-Za-z0-9_.~+/-]{16,120}";
/** The same behind a word that `-` or `_` joins to it. Without them, so that a run of many words is not tried at each of them. */
const ANY_PART = "[A-Za-z0-9]{16,120}";
const ANY = `(?<![_-])${ANY_TOKEN}${rightOf(ANY_TOKEN)}|(?<=[_-])${ANY_PART}`;
/**
 * Rows for keys that nothing but the name of their service gives away: the name, and in the 40 characters after it a token
 * of the documented form, or one that is random when none is documented.
 */
function services(lines) {
    return lines.map(([provider, body = ANY, { words, ...extra } = {}]) => {
        const names = words?.split("|") ?? spellings(provider);
        const row = {
            type: slug(`${provider} key`),
            provider,
            title: `${provider} API key`,
            anchors: names,
            check: body === ANY ? random : mixed,
            severity: "high",
            confidence: "medium",
            ...extra,
        };
        const pattern = () => new RegExp(`${names.some(({ length }) => length <= 5) ? "(?<![A-Za-z])" : ""}(?:${names.map(escaped).join("|")})` +
            String.raw `[\s\S]{0,40}?${TOKEN_LEFT}(?<secret>${body})${rightOf(body)}`, "diy");
        return lazily(row, pattern, () => (body === ANY ? anyExamples(names) : namedExamples(names, body)));
    });
}
function anyExamples(names) {
    const { match, noMatch } = namedExamples(names, ANY_TOKEN);
    const joined = examplesOf(ANY_PART, (text) => `${names[0] ?? ""}-key-${text}`);
    return { match: [...match, ...joined.match], noMatch: [...noMatch, ...joined.noMatch] };
}
function namedExamples(names, body) {
    const [first = "", ...others] = names;
    const of = (name) => examplesOf(body, (text) => `${name} = '${text}'`, "i");
    const { match, noMatch } = of(first);
    const value = match[0]?.slice(`${first} = `.length) ?? "";
    return {
        match: [...match, ...others.map((name) => `${name.toUpperCase()}=${value}`)],
        noMatch: [
            ...noMatch,
            ...names.flatMap((name) => [`${name.slice(1)} = ${value}`, `${name.slice(0, -1)} = ${value}`]),
            `${first} ${" of ".repeat(11)} ${value}`,
        ],
    };
}
/** As people write a name of several words: together, or joined by `_`, `-` or a space. */
function spellings(provider) {
    const words = provider.toLowerCase().split(/[^a-z0-9]+/u);
    return [...new Set(["", "_", "-", " "].map((joint) => words.join(joint)))];
}
function slug(title) {
    return title
        .toLowerCase()
        .replace(/[^a-z0-9]+/gu, "-")
        .replace(/^-+|-+$/gu, "");
}
function escaped(text) {
    return text.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
}
/** Patterns are made when their anchor is first met, examples, which only tests read, when asked for: there are thousands. */
function lazily(row, patternOf, examples) {
    let pattern;
    return {
        ...row,
        get pattern() {
            return (pattern ??= patternOf());
        },
        get examples() {
            return examples();
        },
    };
}

;// CONCATENATED MODULE: ./lib/secrets/formats/ai.js
/** Language models, speech, images, vectors and the platforms that run them. */

const AI = [
    ...tokens([
        ["Brave", "Search API key", "BSA", `${URL64}{27,28}`, { confidence: "medium" }],
        ["Cerebras", "API key", "csk-", `${build_LOWER}{48}`],
        ["Chroma", "API key", "ck-", `${ALNUM}{44}`],
        ["Coze", "personal access token", "pat_ cztei_", `${ALNUM}{64}`],
        ["Cursor", "API key", "key_ crsr_", `${HEX}{64}`],
        ["Dify", "API key", "app- dataset-", `${ALNUM}{24}`, { confidence: "low" }],
        ["ElevenLabs", "API key", "sk_", `${HEX}{48}`],
        ["Firecrawl", "API key", "fc-", `${HEX}{32}`],
        ["Fireworks AI", "API key", "fw_", `${ALNUM}{22,24}`],
        ["Friendli", "personal access token", "flp_", `${ALNUM}{30,60}`],
        ["Google", "Gemini API key", "AQ.Ab8R", `${URL64}{40,60}`],
        ["Helicone", "API key", "sk-helicone-", `${build_LOWER}{7}-${build_LOWER}{7}-${build_LOWER}{7}-${build_LOWER}{7}`],
        ["Inference.net", "API key", "inference-", `${HEX}{32}`],
        ["Jina AI", "API key", "jina_", `${ALNUM}{60}`],
        ["Langfuse", "secret key", "sk-lf-", build_UUID],
        ["LangSmith", "legacy API key", "ls__", `${HEX}{32}`],
        ["LlamaCloud", "API key", "llx-", `${URL64}{48}`],
        ["Luma AI", "API key", "luma-", `${build_UUID}-${build_UUID}`],
        ["Modal", "token", "ak- as-", `${ALNUM}{22}`],
        ["Nomic", "API key", "nk-", `${URL64}{43}`],
        ["Portkey", "API key", "pk_pk_", `${ALNUM}{20,40}`],
        ["PromptLayer", "API key", "pl_", `${HEX}{32}`],
        ["Relevance AI", "API key", "sk-rel-", `${ALNUM}{32,64}`],
        ["RunPod", "API key", "rpa_", `${build_UPPER}{36,46}`],
        ["Runway", "API key", "key_", `${HEX}{128}`, { type: "runway-api-key" }],
        ["Segmind", "API key", "SG_", `${HEX}{16}`],
        ["Tavily", "API key", "tvly- tvly-dev- tvly-prod-", `${ALNUM}{32}`],
        ["Together AI", "API key", "tgp_v1_", `${URL64}{43}`],
        ["Upstage", "API key", "up_", `${ALNUM}{29}`],
        ["Vectara", "API key", "zut_ zqt_ zwt_", `${URL64}{30,60}`],
        ["Voyage AI", "API key", "pa-", `${URL64}{43}`],
        ["Weights & Biases", "scoped API key", "wandb_v1_", `${ALNUM}{27}_${ALNUM}{49}`],
        ["Zhipu", "API key", "glm-", `${HEX}{32}[.]${ALNUM}{16}`],
    ]),
    ...services([
        ["AI21"],
        ["AssemblyAI"],
        ["Aylien"],
        ["Azure OpenAI"],
        ["Baseten"],
        ["Black Forest Labs"],
        ["Braintrust", "sk-[A-Za-z0-9]{48}"],
        ["Cartesia"],
        ["Clarifai"],
        ["Cohere", undefined, { words: "cohere|co_api_key" }],
        ["Comet ML"],
        ["DeepAI"],
        ["Deepgram"],
        ["DeepInfra"],
        ["DeepL", `${build_UUID}(?::fx)?`],
        ["DeepSeek"],
        ["Dialogflow"],
        ["D-ID", undefined, { words: "d_id_api|did_api_key" }],
        ["Eden AI"],
        ["Exa", undefined, { words: "exa_api|exa-api|exaapi" }],
        ["Face++", undefined, { words: "faceplusplus|face++" }],
        ["fal", `${build_UUID}:${HEX}{32}`, { words: "fal_key|fal_api|fal-ai|fal_ai" }],
        ["Gladia"],
        ["Google Gemini"],
        ["Happy Scribe"],
        ["HeyGen"],
        ["Hume AI", undefined, { words: "hume_api|hume_secret|humeai" }],
        ["Imagga"],
        ["Leonardo AI"],
        ["Lexigram"],
        ["MeaningCloud"],
        ["Mistral"],
        ["MonkeyLearn"],
        ["Moonshot"],
        ["Neptune", undefined, { words: "neptune_api" }],
        ["NLP Cloud"],
        ["Novita"],
        ["OctoAI"],
        ["OpenAI", undefined, { type: "openai-account-key" }],
        ["ParallelDots"],
        ["PhotoRoom"],
        ["PlayHT", undefined, { words: "playht|play_ht|play.ht" }],
        ["Qdrant"],
        ["Resemble AI"],
        ["Rev AI"],
        ["Roboflow"],
        ["SambaNova"],
        ["Scale AI", undefined, { words: "scale_api|scaleapi|scale_ai" }],
        ["Serper"],
        ["SpeechText AI"],
        ["Speechmatics"],
        ["Stability AI", undefined, { words: "stability_|stability-ai|stabilityai|stability.ai" }],
        ["Text2Data"],
        ["uClassify"],
        ["Unstructured", undefined, { words: "unstructured_api" }],
        ["Vast.ai", undefined, { words: "vast_api|vastai|vast_ai" }],
        ["Voicegain"],
        ["Weaviate"],
        ["Wit.ai", `${build_UPPER}{32}`, { words: "wit.ai|wit_ai|wit-ai|witai|wit_token|wit_access|wit token" }],
        ["Writer", undefined, { words: "writer_api" }],
        ["Zilliz"],
    ]),
];

;// CONCATENATED MODULE: ./lib/secrets/formats/business.js
/** Customers, support, sales, people, projects, surveys. */


const BUSINESS = [
    ...tokens([
        ["Airtable", "former API key", "key", `${ALNUM}{14}`, { check: mixed, confidence: "low" }],
        ["Apify", "API token", "apify_api_", `${URL64}{36}`],
        ["Bannerbear", "API key", "bb_pr_ bb_ma_", `${HEX}{30}`],
        ["Close", "API key", "api_", `${ALNUM}{22}[.]${ALNUM}{22}`],
        ["ClickUp", "personal token", "pk_", `[0-9]{5,9}_${build_UPPER}{32}`],
        ["Gusto", "API token", "gusto_", `${ALNUM}{40,64}`],
        [
            "HubSpot",
            "developer key",
            "eu1- na1- na2-",
            `${HEX}{4}-${HEX}{4}-${HEX}{4}-${HEX}{4}-${HEX}{12}`,
            { confidence: "medium" },
        ],
        ["Klaviyo", "private key", "pk_", `${HEX}{34}`],
        ["Miro", "access token", "eyJtaXJvLm9yaWdpbiI6", "[A-Za-z0-9+/_=-]{20,200}"],
        ["Salesforce", "access token", "00D", "[A-Za-z0-9]{12,15}![A-Za-z0-9._]{80,140}"],
        ["Salesforce", "consumer key", "3MVG9", "[A-Za-z0-9._]{80,90}", { severity: "medium" }],
        ["SurveyMonkey", "access token", "smk_", `${ALNUM}{60,120}`],
        ["Teamwork", "token", "tkn.v1_", "[A-Za-z0-9+/_-]{70,80}={0,2}"],
        ["Trello", "token", "ATTA", `${HEX}{72}`],
        ["Webflow", "site token", "wfl_", `${HEX}{64}`],
        ["Zendesk", "OAuth token", "zd_", `${HEX}{64}`],
        ["Zoho", "OAuth token", "1000.", `${HEX}{32}[.]${HEX}{32}`],
    ]),
    ...services([
        ["Aero Workflow"],
        ["Aha!", `${HEX}{64}`, { words: "aha_api|aha.io|aha token|aha_token" }],
        ["Airtable"],
        ["Alegra"],
        ["Apollo.io", undefined, { words: "apollo.io|apollo_api|apollo_key|apollo token" }],
        ["Appointedd"],
        ["Apptivo"],
        ["Asana", `${HEX}{32}`],
        ["Autodesk"],
        ["Autoklose"],
        ["Autopilot"],
        ["BambooHR", `${HEX}{40}`],
        ["Basecamp"],
        ["Beebole"],
        ["BeSnappy"],
        ["Bitly", undefined, { words: "bitly|bit.ly" }],
        ["BugHerd"],
        ["Caflou"],
        ["Calendly"],
        ["Canny", undefined, { words: "canny_|cannyio|canny.io" }],
        ["Capsule CRM"],
        ["Captain Data"],
        ["Cashboard"],
        ["Caspio"],
        ["CentralStation CRM"],
        ["Chatbot"],
        ["Checkvist"],
        ["Clearbit"],
        ["ClickHelp"],
        ["ClickUp"],
        ["Cliengo"],
        ["Clientary"],
        ["ClinchPad"],
        ["Clockify"],
        ["Cloud Elements"],
        ["Close CRM", undefined, { words: "closecrm|close_api|close.io|closeio" }],
        ["Cloze"],
        ["Clustdoc"],
        ["Coda", build_UUID, { words: "coda_api|coda_token|coda.io" }],
        ["CompanyHub"],
        ["Copper", undefined, { words: "copper_api|copper_token|coppercrm" }],
        ["Customer Guru"],
        ["Delighted"],
        ["Demio"],
        ["Deputy"],
        ["DocuSign"],
        ["Documo"],
        ["Dovico"],
        ["Dropbox Sign", `${HEX}{64}`, { words: "hellosign|dropboxsign|dropbox_sign" }],
        ["Dubsado"],
        ["Dynalist"],
        ["Envoy", undefined, { words: "envoy_api|envoyapi" }],
        ["Everhour"],
        ["Feedier"],
        ["Fibery"],
        ["Findl"],
        ["Fleetbase"],
        ["Float", undefined, { words: "float_api|float_token|float.com" }],
        ["Flowflu", undefined, { words: "flowflu|flowlu" }],
        ["FormBucket", "[A-Za-z0-9.-]{16,80}"],
        ["FormCraft"],
        ["Form.io", undefined, { words: "formio|form.io" }],
        ["Formsite"],
        ["Freshdesk"],
        ["Freshworks"],
        ["Freshservice"],
        ["Front", undefined, { words: "front_api|front_token|frontapp" }],
        ["Fulcrum"],
        ["Gengo"],
        ["GetGist"],
        ["GoCanvas"],
        ["GoodDay"],
        ["Gorgias"],
        ["GrooveHQ"],
        ["Guru", undefined, { words: "guru_api|guru_token|getguru" }],
        ["Harvest", undefined, { words: "harvest_api|harvest_token|harvestapp|harvest_access" }],
        ["Height", undefined, { words: "height_api|height_secret" }],
        ["HelpCrunch"],
        ["Help Scout"],
        ["Hiveage"],
        ["Hive", undefined, { words: "hive_api|hive_key|hive.com" }],
        ["HubSpot", build_UUID],
        ["Humanity", undefined, { words: "humanity_api|humanity_app|humanity token" }],
        ["Insightly", build_UUID],
        ["Instabot"],
        ["Intercom"],
        ["Interseller"],
        ["Intervals", undefined, { words: "myintervals|intervals_api" }],
        ["Jotform", `${HEX}{32}`],
        ["Juro"],
        ["Kanban Tool"],
        ["KanbanFlow", undefined, { words: "kanbanflow|kanban_" }],
        ["Karma CRM"],
        ["Kylas"],
        ["Leadfeeder"],
        ["Lessonly"],
        ["Less Annoying CRM", undefined, { words: "lessannoying|less_annoying|lacrm" }],
        ["LiveAgent"],
        ["LiveChat", undefined, { words: "livechat_" }],
        ["Livestorm"],
        ["MadKudu"],
        ["Marketo"],
        ["Mavenlink"],
        ["MeisterTask"],
        ["MindMeister"],
        ["Mite", `${build_LOWER}{16}`, { words: "mite_|mite token|mite key" }],
        ["Mixmax"],
        ["Miro"],
        ["Monday"],
        ["NetHunt"],
        ["NetSuite", `${HEX}{64}`],
        ["Nicereply"],
        ["Nimble"],
        ["Noticeable"],
        ["Notion", undefined, { words: "notion_" }],
        ["Nozbe"],
        ["Nylas", `${build_LOWER}{30}`],
        ["OnePageCRM"],
        ["OneDesk"],
        ["Overloop"],
        ["PandaDoc", `${HEX}{40}`],
        ["Paperform"],
        ["PartnerStack"],
        ["Personio"],
        ["Pipedrive", `${HEX}{40}`],
        ["Planview"],
        ["Planyo"],
        ["Podio", `${ALNUM}{64}`],
        ["ProdPad"],
        ["Prospect CRM", undefined, { words: "prospectcrm|prospect_crm" }],
        ["Qualaroo"],
        ["Really Simple Systems"],
        ["Refiner"],
        ["Rentman"],
        ["RepairShopr"],
        ["Reply.io", undefined, { words: "reply.io|replyio|reply_io" }],
        ["RequestFinance"],
        ["RevampCRM"],
        ["RocketReach"],
        ["Runrun.it", undefined, { words: "runrunit|runrun.it" }],
        ["SalesBlink"],
        ["SalesCookie"],
        ["Salesflare"],
        ["Salesforce"],
        ["Salesmate"],
        ["SatisMeter"],
        ["SherpaDesk"],
        ["Shipday"],
        ["Shortcut", build_UUID, { words: "shortcut_api|clubhouse|shortcut_token" }],
        ["Signable"],
        ["Signaturit"],
        ["SignUpGenius"],
        ["SimpleSat"],
        ["SimplyBook"],
        ["SimplyNoted"],
        ["Simvoly"],
        ["Smartsheet", `${ALNUM}{26}|${ALNUM}{37}`, { words: "smartsheet" }],
        ["Stormboard", `${HEX}{40}`],
        ["Streak", undefined, { words: "streak_api|streak_key|streak token" }],
        ["Sugester"],
        ["SuperNotes"],
        ["SurveyAnyplace"],
        ["SurveyBot"],
        ["SurveyMonkey"],
        ["SurveySparrow"],
        ["Survicate"],
        ["Tallyfy"],
        ["Teamgate"],
        ["Teamwork"],
        ["TickTick"],
        ["Ticket Tailor"],
        ["TimeCamp"],
        ["TMetric"],
        ["Todoist", `${HEX}{40}`],
        ["Toggl"],
        ["Trello", `${HEX}{32}|${HEX}{64}`],
        ["Typeform"],
        ["Unify ID"],
        ["Upwave"],
        ["UserFlow"],
        ["UserVoice"],
        ["VBOUT"],
        ["ViewNeo"],
        ["Vouchery"],
        ["Vyte"],
        ["Workday"],
        ["Worksnaps"],
        ["Workstack"],
        ["Wrike"],
        ["YouSign", `${build_LOWER}{32}`],
        ["Zendesk", `${ALNUM}{40}`],
        ["Zenkit"],
        ["Zoho"],
        ["Zonka Feedback"],
    ]),
];

;// CONCATENATED MODULE: ./lib/secrets/formats/clouds.js
/** Cloud platforms and hosting. */



const CLOUDS = [
    row({
        type: "aws-access-key-id",
        provider: "AWS",
        title: "AWS access key id",
        // IAM user guide, "Unique identifiers": AKIA long-term, ASIA temporary, ABIA bearer, ACCA context.
        prefixes: ["AKIA", "ASIA", "ABIA", "ACCA"],
        body: "[A-Z2-7]{16}",
        // The provider's own documentation uses ids that end so.
        check: (secret) => (secret.endsWith("EXAMPLE") ? "reject" : mixed(secret)),
        severity: "high",
        revoke: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
    }),
    keyed({
        type: "aws-secret-access-key",
        provider: "AWS",
        title: "AWS secret access key",
        names: ["secret_access_key", "secretaccesskey", "aws_secret", "secretkey"],
        body: "[A-Za-z0-9/+]{40}=?",
        check: mixed,
        revoke: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
    }),
    row({
        type: "aws-bedrock-key",
        provider: "AWS",
        title: "Amazon Bedrock API key",
        prefixes: ["ABSKQmVkcm9ja0FQSUtleS", "bedrock-api-key-"],
        body: "[A-Za-z0-9+/=]{30,300}",
        revoke: "https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html",
    }),
    row({
        type: "google-api-key",
        provider: "Google",
        title: "Google API key",
        prefixes: ["AIza"],
        body: "[A-Za-z0-9_-]{35}",
        severity: "high",
        revoke: "https://cloud.google.com/docs/authentication/api-keys",
    }),
    row({
        type: "google-oauth-secret",
        provider: "Google",
        title: "Google OAuth client secret",
        prefixes: ["GOCSPX-"],
        body: "[A-Za-z0-9_-]{28}",
        revoke: "https://support.google.com/cloud/answer/15549257",
    }),
    row({
        type: "google-oauth-token",
        provider: "Google",
        title: "Google OAuth access token",
        prefixes: ["ya29."],
        body: "[A-Za-z0-9_.-]{30,1000}",
        revoke: "https://developers.google.com/identity/protocols/oauth2/web-server#tokenrevoke",
    }),
    row({
        type: "google-refresh-token",
        provider: "Google",
        title: "Google OAuth refresh token",
        prefixes: ["1//0"],
        body: "[A-Za-z0-9_-]{30,300}",
        revoke: "https://developers.google.com/identity/protocols/oauth2/web-server#tokenrevoke",
    }),
    placed({
        type: "azure-storage-key",
        provider: "Azure",
        title: "Azure storage, Cosmos DB or Service Bus account key",
        anchors: ["AccountKey", "AccessKey", "PrimaryKey", "storage_key", "account_key"],
        before: String.raw `[A-Za-z_]{9,20}\\?["']?[ \t]{0,4}[=:][ \t]{0,4}\\?["']?`,
        // 512 bits in base64, 256 bits for Service Bus and Event Hubs.
        body: "[A-Za-z0-9+/]{86}==|[A-Za-z0-9+/]{43}=",
        flags: "i",
        place: (text, anchor) => `AccountName=a;${anchor}=${text};EndpointSuffix=core`,
        revoke: "https://learn.microsoft.com/azure/storage/common/storage-account-keys-manage",
    }),
    placed({
        type: "azure-sas",
        provider: "Azure",
        title: "Azure shared access signature",
        anchors: ["sig="],
        before: String.raw `(?<=[?&;\s"'])sig=`,
        body: "[A-Za-z0-9%+/]{43,90}(?:=|%3D|%3d)",
        after: "",
        place: (text, anchor) => `https://a.example.net/c?sv=2024&${anchor}${text}&se=1`,
        noMatch: [`design=${alnum(43)}=`],
        revoke: "https://learn.microsoft.com/azure/storage/common/storage-sas-overview",
    }),
    infixed({
        type: "azure-client-secret",
        provider: "Azure",
        title: "Microsoft Entra client secret",
        // Three characters, `7Q~` or `8Q~`, then 31 to 34 more.
        left: "(?<![A-Za-z0-9_~.-])",
        before: "[A-Za-z0-9_~.-]{3}",
        infixes: ["7Q~", "8Q~", "9Q~"],
        body: "[A-Za-z0-9_~.-]{31,34}",
        revoke: "https://learn.microsoft.com/entra/identity-platform/how-to-add-credentials",
    }),
    infixed({
        type: "azure-devops-pat",
        provider: "Azure",
        title: "Azure DevOps personal access token",
        before: "[A-Za-z0-9]{52}",
        infixes: ["JQQJ99"],
        body: "[A-Za-z0-9]{26}",
        revoke: "https://learn.microsoft.com/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate",
    }),
    // Keys that hold a signature of their service at a fixed place (microsoft/security-utilities documents the layout).
    infixed({
        type: "azure-storage-identifiable-key",
        provider: "Azure",
        title: "Azure storage, Batch or Cosmos DB key",
        left: "(?<![A-Za-z0-9+/])",
        before: "[A-Za-z0-9+/]{76}",
        infixes: ["+ASt", "+ABa", "ACDb", "APIM", "+AMC"],
        body: "[A-Za-z0-9+/]{5}[AQgw]==",
    }),
    infixed({
        type: "azure-messaging-identifiable-key",
        provider: "Azure",
        title: "Azure Service Bus, Event Hubs, Relay, IoT or cache key",
        left: "(?<![A-Za-z0-9+/])",
        before: "[A-Za-z0-9+/]{33}",
        infixes: ["+ASb", "+AEh", "+ARm", "AIoT", "AzCa"],
        body: "[A-P][A-Za-z0-9+/]{5}=",
    }),
    infixed({
        type: "azure-ai-search-key",
        provider: "Azure",
        title: "Azure AI Search key",
        before: "[A-Za-z0-9]{42}",
        infixes: ["AzSe"],
        body: "[A-D][A-Za-z0-9]{5}",
    }),
    infixed({
        type: "azure-function-key",
        provider: "Azure",
        title: "Azure Functions key",
        left: "(?<![A-Za-z0-9_-])",
        before: "[A-Za-z0-9_-]{44}",
        infixes: ["AzFu"],
        body: "[A-Za-z0-9_-]{5}[AQgw]==",
    }),
    infixed({
        type: "azure-container-registry-key",
        provider: "Azure",
        title: "Azure Container Registry key",
        left: "(?<![A-Za-z0-9+/])",
        before: "[A-Za-z0-9+/]{42}",
        infixes: ["+ACR"],
        body: "[A-D][A-Za-z0-9]{5}",
    }),
    row({
        type: "digitalocean-token",
        provider: "DigitalOcean",
        title: "DigitalOcean token",
        prefixes: ["dop_v1_", "doo_v1_", "dor_v1_"],
        body: "[a-f0-9]{64}",
        revoke: "https://docs.digitalocean.com/reference/api/create-personal-access-token/",
    }),
    row({
        type: "heroku-key",
        provider: "Heroku",
        title: "Heroku API key",
        prefixes: ["HRKU-AA"],
        body: "[A-Za-z0-9_-]{58}",
        revoke: "https://devcenter.heroku.com/articles/authentication",
    }),
    row({
        type: "flyio-token",
        provider: "Fly.io",
        title: "Fly.io access token",
        prefixes: ["fo1_", "fm1r_", "fm1a_", "fm2_"],
        body: "[A-Za-z0-9+/=_-]{43,800}",
        revoke: "https://fly.io/docs/security/tokens/",
    }),
    row({
        type: "alibaba-access-key-id",
        provider: "Alibaba Cloud",
        title: "Alibaba Cloud access key id",
        prefixes: ["LTAI"],
        body: "[A-Za-z0-9]{12,20}",
        check: mixed,
        severity: "high",
        revoke: "https://www.alibabacloud.com/help/ram/user-guide/create-an-accesskey-pair",
    }),
    row({
        type: "tencent-secret-id",
        provider: "Tencent Cloud",
        title: "Tencent Cloud secret id",
        prefixes: ["AKID"],
        body: "[A-Za-z0-9]{32}",
        check: mixed,
        severity: "high",
        revoke: "https://console.tencentcloud.com/cam/capi",
    }),
    row({
        type: "cloudflare-origin-ca",
        provider: "Cloudflare",
        title: "Cloudflare Origin CA key",
        prefixes: ["v1.0-"],
        body: "[a-f0-9]{24}-[a-f0-9]{146}",
        revoke: "https://developers.cloudflare.com/fundamentals/api/get-started/ca-keys/",
    }),
    keyed({
        type: "cloudflare-api-token",
        provider: "Cloudflare",
        title: "Cloudflare API token or key",
        names: ["cloudflare", "cf_api"],
        body: "[A-Za-z0-9_-]{40}|[a-f0-9]{37}",
        check: mixed,
        confidence: "medium",
        revoke: "https://developers.cloudflare.com/fundamentals/api/how-to/roll-token/",
    }),
    keyed({
        type: "heroku-uuid-key",
        provider: "Heroku",
        title: "Heroku API key",
        names: ["heroku"],
        body: "[a-f0-9]{8}-(?:[a-f0-9]{4}-){3}[a-f0-9]{12}",
        confidence: "medium",
        revoke: "https://devcenter.heroku.com/articles/authentication",
    }),
];

;// CONCATENATED MODULE: ./lib/secrets/formats/communication.js
/** Chat, calls, text messages, mail, push and social networks. */

const COMMUNICATION = [
    ...tokens([
        ["Bluesky", "session token", "bsky_", `${ALNUM}{32,64}`],
        ["Courier", "auth token", "pk_prod_ dk_prod_", `${build_UPPER}{28}`],
        ["Firebase", "Cloud Messaging server key", "AAAA", `${URL64}{7}:${URL64}{134,140}`],
        ["Foursquare", "API key", "fsq3", `${URL64}{40,48}=?`],
        ["Instagram", "access token", "IGQV IGAA IGQW", `${URL64}{80,240}`],
        ["Intercom", "access token", "dG9rO", "[A-Za-z0-9+/]{54}="],
        ["Knock", "API key", "sk_test_ sk_", `${URL64}{43}`, { confidence: "medium" }],
        ["LinkedIn", "client secret", "WPL_AP1.", `${ALNUM}{16}[.]${ALNUM}{6}==`],
        ["Mailersend", "API token", "mlsn.", `${HEX}{64}`],
        ["Mailgun", "API key", "pubkey-", `${HEX}{32}`, { severity: "low", type: "mailgun-public-key" }],
        ["Mandrill", "API key", "md-", `${URL64}{22}`],
        ["Matrix", "access token", "syt_ syr_ mct_", `[A-Za-z0-9+/=]{4,100}_${ALNUM}{20,40}_${ALNUM}{6}`],
        ["OneSignal", "API key", "os_v2_app_ os_v2_org_", `${build_LOWER}{103}`],
        ["Pinterest", "access token", "pina_ pinc_ pinr.", `${ALNUM}{32,120}`],
        ["Plunk", "API key", "sk_", `${HEX}{48}`, { type: "plunk-api-key" }],
        ["PubNub", "secret key", "sec-c-", `${ALNUM}{48,60}`],
        [
            "PubNub",
            "publish or subscribe key",
            "pub-c- sub-c-",
            `${build_LOWER}{8}-${build_LOWER}{4}-${build_LOWER}{4}-${build_LOWER}{4}-${build_LOWER}{12}`,
        ],
        ["Resend", "API key", "re_", `${ALNUM}{8}_${ALNUM}{24}`],
        ["Riot Games", "API key", "RGAPI-", build_UUID],
        ["SMTP2GO", "API key", "api-", `${build_UPPER}{32}`],
        ["Telnyx", "API key", "KEY0", `${build_UPPER}{31}_${ALNUM}{22}`],
        ["TikTok", "access token", "act. clt. rft.", `${ALNUM}{40,80}`, { confidence: "medium" }],
        ["Twitch", "OAuth token", "oauth:", `${build_LOWER}{30}`],
        ["Twitter", "bearer token", "AAAAAAAA", "A{13}[A-Za-z0-9]{4,90}%[A-Za-z0-9%]{4,110}"],
    ]),
    ...services([
        ["Africa's Talking", undefined, { words: "africastalking|africas_talking" }],
        ["Agora"],
        ["Airship"],
        ["Apifonica"],
        ["Bandwidth", undefined, { words: "bandwidth_api|bandwidth_secret|bandwidth_token" }],
        ["Benchmark Email"],
        ["Beamer"],
        ["Bombbomb"],
        ["Braze", build_UUID],
        ["BulkSMS"],
        ["Campaign Monitor"],
        ["Campayn"],
        ["Chatwork"],
        ["ClickSend"],
        ["Clockwork SMS"],
        ["ConvertKit"],
        ["Courier"],
        ["Crisp", undefined, { words: "crisp_token|crisp_key|crisp_api" }],
        ["Customer.io", undefined, { words: "customer.io|customerio|customer_io" }],
        ["D7 Networks", undefined, { words: "d7network|d7sms|d7_" }],
        ["Daily.co", undefined, { words: "dailyco|daily.co|daily_co|daily_api" }],
        ["Discord", undefined, { words: "discord" }],
        ["Disqus", `${ALNUM}{64}`],
        ["Dotdigital"],
        ["Elastic Email", `${build_UPPER}{96}|${build_UPPER}{8}-${build_UPPER}{4}-${build_UPPER}{4}-${build_UPPER}{4}-${build_UPPER}{12}`],
        ["EnableX"],
        ["Eventbrite", `${build_UPPER}{20}`],
        ["Facebook", `${HEX}{32}`, { words: "facebook|fb_app|fb_secret|fb_client" }],
        ["Feishu", `${ALNUM}{32}`, { words: "feishu|larksuite|lark_app|lark_secret" }],
        ["Flickr", `${HEX}{32}|${HEX}{16}`],
        ["Foursquare"],
        ["GetResponse"],
        ["Infobip"],
        ["Instagram", `${HEX}{32}`],
        ["Iterable", undefined, { words: "iterable_|iterable.com|iterableapi" }],
        ["Kaleyra"],
        ["Klaviyo"],
        ["Lemlist"],
        [
            "LINE",
            "[A-Za-z0-9+/]{160,180}={0,2}",
            { words: "line_channel|line_messaging|linemessaging|line_token|channel_access_token" },
        ],
        ["LINE Notify", `${ALNUM}{43}`, { words: "linenotify|line_notify|line-notify|notify-api.line" }],
        ["LinkedIn", `${ALNUM}{14,16}`],
        ["MagicBell"],
        ["MailboxLayer"],
        ["Mailchimp", undefined, { type: "mailchimp-account-key", words: "mailchimp" }],
        ["MailerLite"],
        ["Mailgun", undefined, { type: "mailgun-account-key" }],
        ["Mailjet", `${HEX}{32}`],
        ["Mailmodo"],
        ["Mailsac"],
        ["Mattermost", `${build_LOWER}{26}`],
        ["MessageBird", `${ALNUM}{25}`],
        ["Mesibo"],
        ["Moosend"],
        ["MSG91"],
        ["Nexmo", `${ALNUM}{16}`, { words: "nexmo|vonage" }],
        ["Omnisend"],
        ["OneSignal"],
        ["Pepipost"],
        ["Plivo"],
        ["PostageApp"],
        ["Postmark", `${build_LOWER}{8}-${build_LOWER}{4}-${build_LOWER}{4}-${build_LOWER}{4}-${build_LOWER}{12}`],
        ["Pushbullet"],
        ["Pusher", `${HEX}{20}`],
        ["Pushover", `${build_LOWER}{30}`],
        ["ReachMail"],
        ["Reddit", undefined, { words: "reddit" }],
        ["RingCentral"],
        ["Rocket.Chat", undefined, { words: "rocketchat|rocket.chat|rocket_chat" }],
        ["Salesmsg"],
        ["Sendbird"],
        ["SendGrid", undefined, { type: "sendgrid-account-key" }],
        ["Sendinblue"],
        ["SendPulse"],
        ["SignalWire"],
        ["Sinch"],
        ["Slack", `${HEX}{32}`, { words: "slack_signing|slack_client|slack_secret|slacksigning" }],
        ["Smooch"],
        ["Snapchat"],
        ["SoundCloud"],
        ["SparkPost", `${HEX}{40}`],
        ["Spotify", `${HEX}{32}`],
        ["Sprout Social"],
        ["Strava"],
        ["Stream", undefined, { words: "stream_secret|getstream|stream_api" }],
        ["Symphony", undefined, { words: "symphony_token" }],
        ["Telegram", "[0-9]{5,16}:[A-Za-z0-9_-]{34,36}"],
        ["Telesign"],
        ["Teletype"],
        ["Telnyx"],
        ["TextMagic"],
        ["Tumblr", `${ALNUM}{50}`],
        ["Twilio", undefined, { words: "twilio" }],
        ["Twist", undefined, { words: "twist_token|twist_api" }],
        ["Twitch", `${build_LOWER}{30}`],
        ["Twitter", `${ALNUM}{50}|${ALNUM}{25}|[0-9]{7,20}-${ALNUM}{30,45}`],
        ["Tyntec"],
        ["Typetalk"],
        ["Vimeo"],
        ["VK", undefined, { words: "vk_token|vk_secret|vkontakte|vk_api" }],
        ["VoodooSMS"],
        ["Webex", `${HEX}{64}|${ALNUM}{64}_${ALNUM}{4}_${build_UUID}`],
        ["WeChat", `${HEX}{32}`, { words: "wechat|weixin|wx_app" }],
        ["Weibo"],
        ["Yelp", `${URL64}{128}`],
        ["Zoom", undefined, { words: "zoom_api|zoom_secret|zoom_client|zoom_jwt|zoom_token" }],
        ["Zulip", `${ALNUM}{32}`],
    ]),
];

;// CONCATENATED MODULE: ./lib/secrets/formats/content.js
/** Content systems, documents, scraping, databases, devices, learning and all that fits no other family. */


const CONTENT = [
    ...tokens([
        ["Adafruit", "IO key", "aio_", `${ALNUM}{28}`],
        ["Aiven", "service password", "AVNS_", `${URL64}{19}`],
        ["ClickHouse", "Cloud key", "4b1d", `${ALNUM}{38}`],
        ["CockroachDB", "Cloud key", "CCDB1_", `${ALNUM}{22}_${ALNUM}{40}`],
        ["Confluent", "API secret", "cflt", "[A-Za-z0-9+/]{60}"],
        ["Datastax", "Astra token", "AstraCS:", `${URL64}{24}:${HEX}{64}`],
        ["dbt", "Cloud token", "dbtc_ dbtu_", `${URL64}{40,60}={0,2}`],
        ["Fivetran", "API key", "ftn_", `${ALNUM}{20,40}`],
        ["MongoDB", "Atlas service account secret", "mdb_sa_sk_", `${URL64}{40}`],
        ["Mux", "token", "mux_", `${ALNUM}{40,75}`],
        ["PowerSync", "token", "psync_", `${ALNUM}{30,60}`],
        ["Retool", "API token", "retool_01", `${build_LOWER}{24}`],
        ["ScrapingAnt", "scrape token", "sant_", `${ALNUM}{32}`],
        ["Tally", "API key", "tly-", `${ALNUM}{60,80}`],
        ["Upstash", "QStash signing key", "sig_", `${ALNUM}{28,36}`],
        ["Voiceflow", "API key", "VF.DM. VF.WS.", `${HEX}{24}[.]${ALNUM}{16}`],
        ["Xata", "API key", "xau_", `${ALNUM}{36,48}`],
    ]),
    ...services([
        ["Abyssale", `${ALNUM}{40}`],
        ["Adafruit", undefined, { words: "adafruit" }],
        ["Agility CMS"],
        ["Algolia"],
        ["API Flash"],
        ["API Template", undefined, { words: "apitemplate" }],
        ["API2Cart"],
        ["APIDeck"],
        ["Apify"],
        ["Apacta"],
        ["AppSynergy"],
        ["Ayrshare"],
        ["Bannerbear", `${ALNUM}{22}tt`],
        ["Base API", undefined, { words: "baseapi|base_api" }],
        ["Bing", `${HEX}{32}`, { words: "bing_subscription|bingsubscription|bing_search|bing_api|bing_key" }],
        ["BlitApp"],
        ["Blogger"],
        ["Borgbase"],
        ["Box", `${ALNUM}{32}`, { words: "boxapi|box_api|box_client|box_secret|box_token|box.com" }],
        ["Brandfetch", "[A-Za-z0-9+/]{40,43}=?"],
        ["Browshot", `${ALNUM}{28}`, { check: formed }],
        ["BuddyNS"],
        ["Budibase"],
        ["Bulbul"],
        ["ButterCMS", `${HEX}{40}`],
        ["ChatFuel", undefined, { words: "chatfuel" }],
        ["Chec.io", undefined, { words: "chec.io|chec_io|checio" }],
        ["Cloudant", `${HEX}{64}|${build_LOWER}{24}`],
        ["Collect2", build_UUID, { words: "collect2" }],
        ["Column", undefined, { words: "column_api|columnapi" }],
        ["Confluent", "[A-Za-z0-9+/]{64}|[A-Z0-9]{16}"],
        ["Contentful", `${URL64}{43}`],
        ["Conversion Tools"],
        ["Convier"],
        ["Cosmic JS"],
        ["Couchbase"],
        ["CouchDB"],
        ["CraftMyPDF"],
        ["Dandelion"],
        ["Databricks"],
        ["DatoCMS", `${HEX}{30}`],
        ["DFuse"],
        ["Diffbot"],
        ["Diggernaut"],
        ["Directus"],
        ["Ditto", undefined, { words: "ditto_api|ditto token" }],
        ["DnsCheck"],
        ["Docparser"],
        ["DronaHQ"],
        ["Duply", undefined, { words: "duply_|duply token" }],
        ["Dyspatch"],
        ["Eagle Eye Networks"],
        ["Easy Insight"],
        ["EcoStruxure"],
        ["ExportSDK"],
        ["ExtractorAPI"],
        ["Fauna"],
        ["FetchRSS"],
        ["Figma"],
        ["Firebase", undefined, { words: "firebase" }],
        ["Flat.io", undefined, { words: "flat.io|flatio|flat_io" }],
        ["GetSandbox"],
        ["Ghost", `${HEX}{24}:${HEX}{64}`],
        ["GraphCMS", undefined, { words: "graphcms|hygraph" }],
        ["Gyazo", `${HEX}{64}|${URL64}{43}`],
        ["Heatmap API"],
        ["Holistic", `${HEX}{64}`, { check: formed }],
        ["HTML2PDF"],
        ["HybridSaaS"],
        ["Hybiscus"],
        ["IFTTT", `${URL64}{22,43}`],
        ["InfluxDB", "[A-Za-z0-9_-]{86}==", { words: "influx" }],
        ["Integromat"],
        ["Intra42", undefined, { words: "intra42|42_api|s-s4t2" }],
        ["Kontent"],
        ["Kickbox"],
        ["Lightning AI"],
        ["Link Preview"],
        ["Looker", `${build_LOWER}{20,24}`],
        ["M3O"],
        ["MacAddress", undefined, { words: "macaddress_io|macaddress.io|macaddressio|macaddress token" }],
        ["MagicCMS"],
        ["Manifest", undefined, { words: "manifest_api|manifest token" }],
        ["Moderation API", undefined, { words: "moderationapi|moderation_api|moderation token" }],
        ["MongoDB Atlas", build_UUID],
        ["Nitro", undefined, { words: "nitro_api|nitropdf|gonitro" }],
        ["ParseHub"],
        ["Parseur"],
        ["Parsers", undefined, { words: "parsers_|parsers token" }],
        ["Particle", `${HEX}{40}`, { words: "particle_token|particle_access|particle.io" }],
        ["Pastebin", `${HEX}{32}`],
        ["PDFLayer"],
        ["PDFShift"],
        ["Pipedream"],
        ["Polls API"],
        ["Postbacks"],
        ["Powrbot"],
        ["Prismic"],
        ["Privacy", undefined, { words: "privacy_api|privacy.com" }],
        ["Protocols.io", undefined, { words: "protocols.io|protocolsio|protocols_io" }],
        ["ProxyCrawl", undefined, { words: "proxycrawl|crawlbase" }],
        ["Qubole"],
        ["RapidAPI", `${ALNUM}{50}`, { words: "rapidapi|rapid_api|rapid-api|mashape" }],
        ["ReadMe", undefined, { type: "readme-account-key", words: "readme_api|readme_key|readme.io|readme token" }],
        ["Rebrandly", `${build_LOWER}{32}`],
        ["Restpack"],
        ["RiteKit"],
        ["Roaring", undefined, { words: "roaring_|roaring.io" }],
        ["Rownd"],
        ["Sanity"],
        ["ScrapeOwl"],
        ["ScraperAPI"],
        ["ScraperBox"],
        ["ScraperSite"],
        ["Scrapestack"],
        ["Scrapfly"],
        ["ScrapingAnt"],
        ["Scraping Bee", `${build_UPPER}{80}`],
        ["Scrapingdog"],
        ["ScreenshotAPI"],
        ["ScreenshotLayer"],
        ["SelectPDF"],
        ["Sentiment", undefined, { words: "sentiment_api|sentiment token" }],
        ["SerpApi", `${HEX}{64}`],
        ["SerpHouse"],
        ["Serpstack"],
        ["Sheety"],
        ["Shotstack"],
        ["SigOpt"],
        ["Siteleaf"],
        ["Skrapp.io", undefined, { words: "skrapp" }],
        ["Snowflake", undefined, { words: "snowflake_token|snowflake_pat|snowflake_secret" }],
        ["Stitch Data", undefined, { words: "stitchdata|stitch_data|stitch_api" }],
        ["Storyblok", `${ALNUM}{22}tt`, { check: formed }],
        ["StoryChief"],
        ["Strapi"],
        ["Stripo"],
        ["Swell", undefined, { words: "swell_secret|swell_key|swell_api" }],
        ["Swiftype"],
        ["Tefter"],
        ["Thinger"],
        ["Thinkific"],
        ["T.LY", undefined, { words: "t.ly_|tly_api|tly token|t.ly token" }],
        ["Ubidots"],
        ["Unplugg", undefined, { words: "unplugg_|unplugg token" }],
        ["UpLead"],
        ["Webflow", `${HEX}{64}`],
        ["WebScraper", `${ALNUM}{60}`, { words: "webscraper|web_scraper|web scraper" }],
        ["WebScraping AI", undefined, { words: "webscraping" }],
        ["Wistia", `${HEX}{64}`],
        ["Wolfram", `${build_UPPER}{6}-${build_UPPER}{10}`, { words: "wolfram" }],
        ["Zenrows"],
        ["Zenscrape"],
        ["Zenserp"],
        ["Zeplin"],
    ]),
];

;// CONCATENATED MODULE: ./lib/secrets/formats/delivery.js
/** Forges, package registries, builds, tests, code quality and feature flags beyond the ones in forges.ts. */

const DELIVERY = [
    ...tokens([
        ["AppVeyor", "API token", "v2.", `${build_LOWER}{20}`, { confidence: "medium" }],
        ["Atlassian", "Bitbucket Data Center token", "BBDC-", "[A-Za-z0-9+/@_-]{40,50}"],
        ["Atlassian", "scoped token", "ATSTT3xFfG ATOAT3xFfG", "[A-Za-z0-9_=-]{40,250}"],
        ["Chromatic", "project token", "chpt_", `${build_LOWER}{12,15}`],
        ["ConfigCat", "SDK key", "configcat-sdk-1/", `${URL64}{22}/${URL64}{22}`, { severity: "medium" }],
        ["Depot", "token", "depot_project_ depot_org_", `${HEX}{64,72}`],
        ["Flagsmith", "server key", "ser.", `${ALNUM}{22}`],
        [
            "GitHub",
            "app installation JWT",
            "ghs_",
            `${build_LOWER}{1,12}_eyJ[A-Za-z0-9_-]{20,900}[.][A-Za-z0-9_-]{20,1500}[.][A-Za-z0-9_-]{20,800}`,
        ],
        ["GitHub", "former app token", "v1.", `${HEX}{40}`],
        ["GitLab", "feature flag client token", "glffct-", `${URL64}{20,50}`],
        ["GitLab", "incoming mail token", "glimt-", `${URL64}{20,50}`],
        ["GitLab", "runner registration token", "GR1348941", `${URL64}{20,50}`],
        ["GitLab", "workspace token", "glwt-", `${URL64}{20,50}`],
        ["GitLab", "registration run token", "glrtr-", `${URL64}{20,50}`],
        ["Gitpod", "personal access token", "gitpod_pat_", `${URL64}{40,64}[.]${URL64}{16,64}`],
        ["Harness", "token", "pat. sat.", `${URL64}{22}[.]${HEX}{24}[.]${ALNUM}{20}`],
        ["JetBrains", "permanent token", "perm: perm-", `[A-Za-z0-9=]{4,60}[.][A-Za-z0-9=]{2,60}[.]${ALNUM}{24,64}`],
        ["Octopus Deploy", "API key", "API-", `${build_UPPER}{25,36}`],
        ["Packagist", "token", "packagist_uut_ packagist_oau_", `${HEX}{40,80}`],
        ["Phabricator", "API token", "api- cli-", `${build_LOWER}{28}`],
        ["Sourcegraph", "license or gateway token", "slk_ sgd_ sgs_", `${HEX}{40,64}`],
        ["Statsig", "server secret", "secret-", `${ALNUM}{43}`],
        ["SonarQube", "project badge or analysis token", "sqb_", `${HEX}{40}`],
        ["Split", "admin key", "split_admin_", `${build_LOWER}{40,60}`],
    ]),
    ...services([
        ["Anaconda", undefined, { words: "anaconda_token|anaconda_api" }],
        ["Anypoint"],
        ["APIMatic"],
        ["Appcircle"],
        ["Applitools"],
        ["AppVeyor"],
        ["Artifactory", undefined, { words: "artifactory|jfrog" }],
        ["Atlassian", `${ALNUM}{24}`, { words: "atlassian|jira|confluence" }],
        ["Azure DevOps", "[a-z2-7]{52}", { words: "azure|visualstudio.com|vsts" }],
        ["Bitbar"],
        ["Bitbucket"],
        ["Bitrise"],
        ["BlazeMeter"],
        ["BrowserStack", `${ALNUM}{20}`],
        ["Buddy", undefined, { words: "buddy_token|buddy_api" }],
        ["Buildkite"],
        ["CircleCI", `${HEX}{40}`],
        ["Codacy"],
        ["Code Climate", `${HEX}{64}`, { words: "codeclimate|code_climate|cc_test_reporter" }],
        ["Codefresh"],
        ["Codemagic"],
        ["CodeQuiry"],
        ["Coveralls"],
        ["Confluence", "[A-Za-z0-9+/]{44}", { words: "confluence|jira" }],
        ["Crowdin"],
        ["Cypress", build_UUID, { words: "cypress_record|cypress-record" }],
        ["DeepSource"],
        ["Drone CI", `${ALNUM}{32}`, { words: "drone_token|droneci|drone_ci|drone_server" }],
        ["Endor Labs"],
        ["Expo", undefined, { words: "expo_token|expo_access" }],
        ["Fossa"],
        ["Gemfury"],
        [
            "GitHub",
            `${HEX}{40}`,
            { words: "github_token|github_api|github_pat|github_secret|github_key|githubtoken|github token" },
        ],
        ["Gitea", `${HEX}{40}`],
        ["Gitee", `${HEX}{32}`],
        ["Gitter", `${HEX}{40}`],
        ["Jenkins", `${HEX}{32,34}`],
        ["Knapsack Pro"],
        ["LambdaTest"],
        ["LaunchDarkly", undefined, { type: "launchdarkly-account-key" }],
        ["Launchable"],
        ["Loadmill"],
        ["Localazy"],
        ["Lokalise"],
        ["Nexus", undefined, { words: "nexus_token|nexus_pass|nexus_api" }],
        ["Nx Cloud", undefined, { words: "nx_cloud" }],
        ["npm", build_UUID, { words: "npmtoken|npm_token|npm-token|npm token|npm_auth|npm_api|<npm>|npm:" }],
        ["Octopus Deploy"],
        ["Optimizely"],
        ["Package Cloud"],
        ["Percy", `${HEX}{64}`],
        ["Phrase", undefined, { words: "phraseapp|phrase_access|phrase_token|phraseaccess" }],
        ["Pivotal Tracker", `${HEX}{32}`],
        ["POEditor"],
        ["Qase"],
        ["Red Hat", `${build_LOWER}{32}`, { words: "redhat|red_hat|pyxis" }],
        ["Rollbar", `${HEX}{32}`],
        ["Sauce Labs"],
        ["Scrutinizer"],
        ["Semaphore"],
        ["Shippable"],
        ["SonarCloud", `${HEX}{40}`, { words: "sonar" }],
        ["Spotinst"],
        ["TestingBot"],
        ["TestRail"],
        ["Transifex"],
        ["Travis CI", undefined, { words: "travis" }],
        ["Unleash"],
        ["VersionEye"],
        ["Waypoint"],
        ["Wercker"],
    ]),
];

;// CONCATENATED MODULE: ./lib/secrets/formats/finance.js
/** Payments, accounting, shops, exchanges, chains and market data. */

const FINANCE = [
    ...tokens([
        ["Adyen", "API key", "AQE", "[A-Za-z0-9+/]{20,120}={0,2}-[A-Za-z0-9+/]{20,60}={0,2}-[A-Za-z0-9+/=]{8,30}"],
        ["Alchemy", "auth token", "alcht_", `${ALNUM}{30}`],
        ["Amazon", "MWS auth token", "amzn.mws.", build_UUID],
        ["Amazon", "OAuth client secret", "amzn1.oa2-cs.v1.", `${HEX}{64}`],
        ["Amazon", "Selling Partner token", "Atza| Atzr|", "[A-Za-z0-9_+/=-]{60,1000}"],
        ["BitGo", "access token", "v2x", `${HEX}{64}`],
        ["Blockfrost", "project id", "mainnet preprod preview", `${ALNUM}{32}`, { confidence: "medium" }],
        ["Brex", "user token", "bxt_", `${ALNUM}{40,64}`],
        ["Checkout.com", "secret key", "sk_sbox_", "[a-z0-9*@#=$]{27,28}", { severity: "medium" }],
        ["Checkout.com", "former secret key", "sk_ sk_test_", build_UUID],
        ["CoinGecko", "API key", "CG-", `${ALNUM}{24}`],
        ["Covalent", "API key", "cqt_ ckey_", `${ALNUM}{26,32}`],
        ["Gemini", "exchange API key", "account- master-", `${ALNUM}{20}`, { confidence: "medium" }],
        ["GoCardless", "access token", "live_ sandbox_", `${URL64}{40}`, { confidence: "medium" }],
        ["IEX Cloud", "secret token", "Tsk_ sk_", `${HEX}{32}`],
        ["Klarna", "API key", "klarna_live_api_ klarna_test_api_", "[A-Za-z0-9_-]{40,200}"],
        ["Lob", "API key", "live_ test_", `${HEX}{35}`],
        ["Lob", "publishable key", "live_pub_ test_pub_", `${HEX}{31}`, { severity: "low" }],
        ["Mercado Pago", "access token", "APP_USR- TEST-", `[0-9]{13,16}-[0-9]{6}-${HEX}{32}-[0-9]{6,12}`],
        ["Mercury", "API token", "secret-token:mercury_production_", "[A-Za-z0-9_]{40,120}"],
        ["Midtrans", "server key", "Mid-server- SB-Mid-server-", `${URL64}{24}`],
        ["Mollie", "API key", "live_ access_ test_", `${ALNUM}{30,40}`, { confidence: "medium" }],
        ["Omise", "secret key", "skey_ skey_test_", `${build_LOWER}{19}`],
        ["Paddle", "API key", "pdl_live_apikey_ pdl_sdbx_apikey_", `${build_LOWER}{26}_${ALNUM}{22}_${ALNUM}{3}`],
        ["Paddle", "webhook secret", "pdl_ntfset_", `${build_LOWER}{26}_[A-Za-z0-9+/]{32}`],
        ["Pagar.me", "secret key", "ak_live_ ak_test_", `${ALNUM}{30}`],
        ["PayPal", "access token", "A21AA", `${URL64}{80,100}`],
        [
            "PayPal",
            "Braintree sandbox token",
            "access_token$sandbox$",
            String.raw `${build_LOWER}{16}\$${HEX}{32}`,
            { severity: "medium" },
        ],
        ["Razorpay", "test key id", "rzp_test_", `${ALNUM}{14}`, { severity: "low" }],
        ["Shippo", "API token", "shippo_live_ shippo_test_", `${build_LOWER}{40}`],
        ["Square", "client id", "sq0idp-", `${URL64}{22}`, { severity: "low", confidence: "low" }],
        ["Stripe", "organization key", "sk_org_live_ sk_org_test_", `${ALNUM}{24,200}`],
        ["Truelayer", "client secret", "truelayer_", `${HEX}{32}`],
        ["Wix", "API key", "IST.eyJ", "[A-Za-z0-9_-]{60,800}[.][A-Za-z0-9_-]{60,800}[.][A-Za-z0-9_-]{60,800}"],
        ["WooCommerce", "REST API key", "ck_ cs_", `${HEX}{40}`],
        ["Xendit", "secret key", "xnd_production_ xnd_development_", `${ALNUM}{40,80}`],
    ]),
    ...services([
        ["Alchemy", `${URL64}{32}`],
        ["Alpaca", `${ALNUM}{40}|[AP]K${build_UPPER}{18}`],
        ["Alpha Vantage", `${build_UPPER}{16}`],
        ["Ankr"],
        ["Avaza"],
        ["Axonaut"],
        ["Baremetrics"],
        ["BigCommerce"],
        ["Billomat"],
        ["Binance", `${ALNUM}{64}`],
        ["BitcoinAverage"],
        ["Bitfinex", `${ALNUM}{43}`],
        ["BitMEX"],
        ["BitPay"],
        ["Bitstamp"],
        ["Bittrex", `${build_LOWER}{32}`],
        ["BlockCypher"],
        ["Blocknative"],
        ["Bolt", undefined, { words: "bolt_api|bolt_secret" }],
        ["Braintree", `${HEX}{32}`],
        ["BscScan", `${build_UPPER}{34}`],
        ["Bybit"],
        ["CEX.IO", undefined, { words: "cex.io|cexio|cex_io" }],
        ["Chargebee"],
        ["Checkout.com", undefined, { words: "checkout.com|checkout_secret|checkoutcom" }],
        ["Circle", undefined, { words: "circle_api|circle_secret" }],
        ["CoinAPI"],
        ["Coinbase", "[A-Za-z0-9_+/-]{16,120}={0,2}"],
        ["Coinlayer"],
        ["Coinlib"],
        ["CoinMarketCap", build_UUID],
        ["Commerce.js", undefined, { words: "commercejs|commerce.js|chec_" }],
        ["CryptoCompare"],
        ["Currencycloud"],
        ["CurrencyFreaks"],
        ["CurrencyLayer"],
        ["CurrencyScoop"],
        ["Dwolla", `${ALNUM}{50}`],
        ["EODHD"],
        ["ePayco"],
        ["Etherscan", `${build_UPPER}{34}`],
        ["Ethplorer"],
        ["Etsy", `${build_LOWER}{24}`],
        ["Exchange Rate API", undefined, { words: "exchangerate|exchange_rate" }],
        ["FastForex"],
        ["FastSpring"],
        ["Financial Modeling Prep"],
        ["Finage"],
        ["Finicity", `${ALNUM}{20}|${HEX}{32}`],
        ["Finnhub", `${build_LOWER}{20,40}`],
        ["Fireblocks"],
        ["Fixer", undefined, { words: "fixer_|fixer.io|fixerio" }],
        ["FMFW"],
        ["FreshBooks", `${build_LOWER}{64}`],
        ["Fusebill"],
        ["FxMarket"],
        ["Gate.io", undefined, { words: "gate.io|gateio|gate_io" }],
        ["Glassnode"],
        ["GoCardless"],
        ["Gumroad"],
        ["Hitbtc"],
        ["Huobi"],
        ["Infura", `${HEX}{32}`],
        ["Instamojo"],
        ["Intrinio"],
        ["InvoiceOcean"],
        ["Iyzico"],
        ["Kraken", "[A-Za-z0-9+/=_-]{40,100}"],
        ["KuCoin", `${HEX}{24}|${build_UUID}`],
        ["Lemon Squeezy"],
        ["Loyverse"],
        ["Lunch Money"],
        ["Luno"],
        ["Magento", `${build_LOWER}{32}`],
        ["Marketstack"],
        ["MetaApi"],
        ["Moralis"],
        ["MoonClerk"],
        ["Nasdaq Data Link", undefined, { words: "nasdaq|quandl" }],
        ["NFTPort"],
        ["Oanda", `${HEX}{32}-${HEX}{32}|${ALNUM}{24}`],
        ["OKX", undefined, { words: "okx|okex" }],
        ["PayMongo"],
        ["Paymo"],
        ["Payoneer"],
        ["PayPal"],
        ["Paystack"],
        ["PayU", undefined, { words: "payu_" }],
        ["Plaid", `${HEX}{30}|${HEX}{24}`],
        ["Polygon", undefined, { words: "polygon_api|polygon.io|polygonio|polygonscan|polygon token" }],
        ["Poloniex"],
        ["PureStake"],
        ["QuickBooks"],
        ["QuickNode"],
        ["Ramp", undefined, { words: "ramp_api|ramp_client|ramp_secret" }],
        ["Razorpay", `${ALNUM}{24}`],
        ["Recharge"],
        ["Recurly"],
        ["Revolut"],
        ["Robinhood"],
        ["SimFin"],
        ["Snipcart"],
        ["Solscan"],
        ["Square", undefined, { words: "square_api|square_access|square_secret|squareup|square_token" }],
        ["Squarespace"],
        ["StockData"],
        ["Storecove"],
        ["Stripe"],
        ["TaxJar"],
        ["Tatum"],
        ["Technical Analysis API"],
        ["Tiingo", `${HEX}{40}`],
        ["Tradier"],
        ["TransferWise", undefined, { words: "transferwise|wise_api|wise_token" }],
        ["Twelve Data"],
        ["VATlayer"],
        ["WePay"],
        ["World Coin Index"],
        ["Xero", undefined, { words: "xero_client|xero_secret|xero_consumer" }],
        ["YNAB", undefined, { words: "ynab|youneedabudget" }],
        ["Zerion"],
        ["ZipBooks"],
    ]),
];

;// CONCATENATED MODULE: ./lib/secrets/formats/forges.js
/** Source forges, package registries and build services. */


const github = (type, title, prefix) => row({
    type,
    provider: "GitHub",
    title,
    prefixes: [prefix],
    body: "[A-Za-z0-9]{36,255}",
    check: crcChecked,
    revoke: "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/token-expiration-and-revocation",
});
const gitlab = (type, title, prefix) => row({
    type,
    provider: "GitLab",
    title,
    prefixes: [prefix],
    body: "[A-Za-z0-9_.-]{20,300}",
    revoke: "https://docs.gitlab.com/security/tokens/",
});
const FORGES = [
    github("github-pat", "GitHub personal access token (classic)", "ghp_"),
    github("github-oauth", "GitHub OAuth access token", "gho_"),
    github("github-app-user", "GitHub App user token", "ghu_"),
    github("github-app-installation", "GitHub App installation token", "ghs_"),
    github("github-refresh", "GitHub App refresh token", "ghr_"),
    row({
        type: "github-fine-grained-pat",
        provider: "GitHub",
        title: "GitHub fine-grained personal access token",
        prefixes: ["github_pat_"],
        body: "[A-Za-z0-9_]{82}",
        revoke: "https://github.com/settings/personal-access-tokens",
    }),
    gitlab("gitlab-pat", "GitLab personal access token", "glpat-"),
    gitlab("gitlab-deploy-token", "GitLab deploy token", "gldt-"),
    gitlab("gitlab-runner", "GitLab runner authentication token", "glrt-"),
    gitlab("gitlab-pipeline-trigger", "GitLab pipeline trigger token", "glptt-"),
    gitlab("gitlab-job", "GitLab CI/CD job token", "glcbt-"),
    gitlab("gitlab-feed", "GitLab feed token", "glft-"),
    gitlab("gitlab-agent", "GitLab agent for Kubernetes token", "glagent-"),
    gitlab("gitlab-scim", "GitLab SCIM token", "glsoat-"),
    gitlab("gitlab-oauth", "GitLab OAuth application secret", "gloas-"),
    row({
        type: "bitbucket-app-password",
        provider: "Atlassian",
        title: "Bitbucket app password or repository access token",
        prefixes: ["ATBB", "ATCTT3xFfG"],
        body: "[A-Za-z0-9_=.-]{24,250}",
        revoke: "https://support.atlassian.com/bitbucket-cloud/docs/revoke-an-app-password/",
    }),
    row({
        type: "atlassian-api-token",
        provider: "Atlassian",
        title: "Atlassian API token",
        prefixes: ["ATATT3xFfG"],
        body: "[A-Za-z0-9_=-]{40,250}",
        revoke: "https://id.atlassian.com/manage-profile/security/api-tokens",
    }),
    row({
        type: "npm-token",
        provider: "npm",
        title: "npm access token",
        prefixes: ["npm_"],
        body: "[A-Za-z0-9]{36}",
        check: crcChecked,
        revoke: "https://docs.npmjs.com/revoking-access-tokens",
    }),
    placed({
        type: "npmrc-auth",
        provider: "npm",
        title: "registry password in .npmrc",
        anchors: ["_authToken", ":_auth", ":_password", "_auth "],
        before: String.raw `(?:(?<![\w.])_|:_)(?:authToken|auth|password)[ \t]{0,4}=[ \t]{0,4}["']?`,
        body: "[A-Za-z0-9+/=_.-]{8,300}",
        place: (text, anchor) => `//registry.example.com/${anchor}=${text}`,
        noMatch: [
            "//registry.example.com/:_authToken=${NPM_TOKEN}",
            "//r.example.com/:_auth",
            "self.token_auth = self.token_auth_class(token)",
            `client._auth = ${"aB3d".repeat(4)}`,
        ],
        revoke: "https://docs.npmjs.com/revoking-access-tokens",
    }),
    row({
        type: "pypi-token",
        provider: "PyPI",
        title: "PyPI upload token",
        // A macaroon: version 2, then the location pypi.org or test.pypi.org (pypi.org/help/#apitoken).
        prefixes: ["pypi-AgEIcHlwaS5vcmc", "pypi-AgENdGVzdC5weXBpLm9yZw"],
        body: "[A-Za-z0-9_-]{50,1000}",
        revoke: "https://pypi.org/help/#compromised-token",
    }),
    row({
        type: "rubygems-key",
        provider: "RubyGems",
        title: "RubyGems API key",
        prefixes: ["rubygems_"],
        body: "[a-f0-9]{48}",
        revoke: "https://guides.rubygems.org/api-key-scopes/",
    }),
    row({
        type: "crates-io-token",
        provider: "crates.io",
        title: "crates.io API token",
        prefixes: ["cio"],
        body: "[A-Za-z0-9]{32}",
        check: mixed,
        revoke: "https://crates.io/settings/tokens",
    }),
    row({
        type: "clojars-token",
        provider: "Clojars",
        title: "Clojars deploy token",
        prefixes: ["CLOJARS_"],
        body: "[a-z0-9]{60}",
        revoke: "https://clojars.org/tokens",
    }),
    row({
        type: "nuget-key",
        provider: "NuGet",
        title: "NuGet API key",
        prefixes: ["oy2"],
        body: "[a-z0-9]{43}",
        check: mixed,
        revoke: "https://www.nuget.org/account/apikeys",
    }),
    row({
        type: "docker-hub-pat",
        provider: "Docker",
        title: "Docker Hub access token",
        prefixes: ["dckr_pat_", "dckr_oat_"],
        body: "[A-Za-z0-9_-]{27,40}",
        revoke: "https://docs.docker.com/security/access-tokens/",
    }),
    row({
        type: "jfrog-key",
        provider: "JFrog",
        title: "JFrog Artifactory API key or reference token",
        prefixes: ["AKCp", "cmVmdGtuOj"],
        body: "[A-Za-z0-9]{54,73}",
        revoke: "https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens",
    }),
    row({
        type: "circleci-token",
        provider: "CircleCI",
        title: "CircleCI personal or project token",
        prefixes: ["CCIPAT_", "CCIPRJ_"],
        body: "[A-Za-z0-9]{20,24}_[a-f0-9]{40}",
        revoke: "https://app.circleci.com/settings/user/tokens",
    }),
    row({
        type: "buildkite-token",
        provider: "Buildkite",
        title: "Buildkite access token",
        prefixes: ["bkua_", "bkct_"],
        body: "[a-f0-9]{40}",
        revoke: "https://buildkite.com/user/api-access-tokens",
    }),
    row({
        type: "sourcegraph-token",
        provider: "Sourcegraph",
        title: "Sourcegraph access token",
        prefixes: ["sgp_"],
        body: "(?:[a-fA-F0-9]{16}_|local_)?[a-fA-F0-9]{40}",
        revoke: "https://sourcegraph.com/user/settings/tokens",
    }),
    row({
        type: "sonarqube-token",
        provider: "Sonar",
        title: "SonarQube token",
        prefixes: ["squ_", "sqp_", "sqa_"],
        body: "[a-f0-9]{40}",
        revoke: "https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/",
    }),
    keyed({
        type: "codecov-token",
        provider: "Codecov",
        title: "Codecov upload token",
        names: ["codecov"],
        body: "[a-f0-9]{8}-(?:[a-f0-9]{4}-){3}[a-f0-9]{12}",
        severity: "medium",
        confidence: "medium",
        revoke: "https://docs.codecov.com/docs/codecov-tokens",
    }),
];

;// CONCATENATED MODULE: ./lib/secrets/formats/hosting.js
/** Hosting, networks, containers, infrastructure as code, files and media. */

const HOSTING = [
    ...tokens([
        ["Akamai", "EdgeGrid token", "akab-", `${build_LOWER}{16}-${build_LOWER}{16}`],
        ["AWS", "session token", "FwoGZXIvYXdz IQoJb3JpZ2luX2Vj", "[A-Za-z0-9+/%=]{100,2000}"],
        ["AWS", "AppSync API key", "da2-", `${build_LOWER}{26}`],
        ["Backblaze", "application key", "K000 K001 K002 K003 K004 K005", "[A-Za-z0-9+/]{27}", { confidence: "medium" }],
        ["Baidu", "API key", "bce-v3/ALTAK-", `${ALNUM}{21}/${HEX}{40}`],
        ["Cloudflare", "token", "cfut_ cfat_ cfk_", `${ALNUM}{40}${HEX}{8}`],
        ["Defined Networking", "API key", "dnkey-", "[A-Z2-7]{26}-[A-Z2-7]{52}"],
        ["DigitalOcean", "Spaces key", "DO00", `${build_UPPER}{16}`, { severity: "high" }],
        ["Dropbox", "short-lived token", "sl.", `${URL64}{130,200}`],
        ["Exoscale", "API key", "EXO", `${HEX}{24}`, { severity: "high" }],
        [
            "Fly.io",
            "organization token",
            "FlyV1",
            " (?:fm1r_|fm1a_|fm2_)[A-Za-z0-9+/=_-]{40,800}",
            { type: "flyio-v1-token" },
        ],
        ["Google Cloud", "HMAC key", "GOOG1E", "[A-Z0-9]{18,56}", { severity: "high" }],
        ["ImageKit", "private key", "private_", "[A-Za-z0-9+/]{27}="],
        ["Infracost", "API token", "ico-", `${ALNUM}{32}`],
        ["Ionic", "access token", "ion_", `${ALNUM}{42}`],
        ["JFrog", "identity token", "eyJ2ZXIiOiIyIiwidHlwIjoiSldUIi", "[A-Za-z0-9._-]{100,1500}"],
        ["NetBird", "token", "nbp_", `${ALNUM}{36}`],
        ["Neon", "API key", "napi_", `${build_LOWER}{64}`],
        ["Netlify", "token", "nfp_ nfc_ nfo_ nfu_ nfb_", `${ALNUM}{36}`],
        ["OpenShift", "user token", "sha256~", `${URL64}{43}`],
        ["Portainer", "access token", "ptr_", "[A-Za-z0-9+/]{43}="],
        ["Rancher", "API token", "token- kubeconfig-", `${build_LOWER}{5}:${build_LOWER}{54}`],
        ["Render", "API key", "rnd_", `${ALNUM}{28,32}`],
        ["Scaleway", "access key", "SCW", `${build_UPPER}{17}`, { severity: "high" }],
        ["Spacelift", "API key", "spacelift_", `${ALNUM}{40,64}`],
        ["Vercel", "token", "vcp_ vci_ vca_ vcr_ vck_", `${ALNUM}{24,60}`],
        ["Vercel", "Blob token", "vercel_blob_rw_", `${ALNUM}{16}_${ALNUM}{30,34}`],
        ["Volcengine", "access key", "AKLT", `${ALNUM}{40,46}`, { severity: "high" }],
        ["Yandex Cloud", "API key", "AQVN", `${URL64}{34,38}`],
        ["Yandex Cloud", "IAM token", "t1.", "[A-Za-z0-9=_-]{16,220}[.][A-Za-z0-9=_-]{80,90}"],
        ["Yandex", "OAuth token", "y0_", `${URL64}{50,64}`],
        ["Yandex Cloud", "static key", "YCAJE", `${URL64}{20}`, { severity: "high" }],
    ]),
    ...services([
        ["Aiven"],
        ["Akamai", undefined, { words: "akamai|linode" }],
        ["Alibaba", `${ALNUM}{30}`, { words: "alibaba|aliyun|alicloud|LTAI" }],
        ["Azure", undefined, { words: "azure", confidence: "low" }],
        [
            "Azure Functions",
            "[A-Za-z0-9_-]{40,60}={0,2}",
            { words: "azurewebsites.net/api|azurefunction|azure_function|x-functions-key" },
        ],
        ["Azure Search", `${ALNUM}{52}`, { words: "azuresearch|azure_search|azure-search|search.windows.net" }],
        ["Bunny", undefined, { words: "bunnycdn|bunny_net|bunny_api|bunny.net" }],
        ["CloudConvert"],
        ["Cloudimage"],
        ["Cloudinary"],
        ["Cloudmersive"],
        ["Cloudsmith"],
        ["Contabo"],
        ["ConvertAPI"],
        ["Deno Deploy"],
        ["DNSimple"],
        ["DreamHost"],
        ["Dynadot"],
        ["Equinix Metal", undefined, { words: "equinix|packet_auth|metal_auth" }],
        ["Exoscale"],
        ["Fastly", `${URL64}{32}`],
        ["File.io", undefined, { words: "fileio|file.io|file_io" }],
        ["Filestack"],
        ["Flexport"],
        ["Gandi"],
        ["GoDaddy"],
        ["Gcore"],
        ["Hetzner", `${ALNUM}{64}`],
        ["Hostinger"],
        ["Huawei Cloud"],
        ["Infisical"],
        ["IBM Cloud", `${URL64}{44}`, { words: "ibmcloud|ibm_cloud|ibm-cloud|ibm_iam|ibm cloud|bluemix" }],
        ["ImageKit"],
        ["Kubernetes", undefined, { words: "kube_token|kube-token|kubetoken" }],
        ["Meraki", `${HEX}{40}`],
        ["Mux", undefined, { words: "mux_token|mux_secret|muxtoken" }],
        ["Name.com", undefined, { words: "name.com|namecom|name_com" }],
        ["Namecheap"],
        ["NFT.Storage", undefined, { words: "nft.storage|nft_storage|web3.storage|web3storage" }],
        ["ngrok"],
        ["OpenStack"],
        ["OpenVPN"],
        ["Oracle Cloud", undefined, { words: "oci_api|oracle_cloud|oraclecloud" }],
        ["OVH"],
        ["Pinata"],
        ["Porkbun"],
        ["Railway", build_UUID],
        ["Rackspace"],
        ["Scalr"],
        ["Scaleway", build_UUID],
        ["Sirv"],
        ["SoftLayer", `${HEX}{64}`],
        ["StackPath"],
        ["Tencent", `${ALNUM}{32}`, { words: "tencent|qcloud|AKID" }],
        ["Terraform"],
        ["Transloadit"],
        ["TrueNAS", "[0-9]{1,3}-[A-Za-z0-9]{64}", { words: "truenas|login_with_api_key" }],
        ["Uploadcare", `${HEX}{20}`],
        ["Upstash"],
        ["UpCloud"],
        ["Vultr", `${build_UPPER}{36}`],
        ["Wasabi", undefined, { words: "wasabi_s|wasabi_a" }],
        ["ZeroTier"],
    ]),
];

;// CONCATENATED MODULE: ./lib/secrets/formats/identity.js
/** Sign-in, secret stores, bot checks and security tools. */

const IDENTITY = [
    ...tokens([
        ["Aikido", "API token", "AIK_CLIENT_ AIK_SECRET_ AIK_CI_", `${ALNUM}{40,64}`],
        [
            "Authress",
            "service client key",
            "sc_ ext_ scauth_",
            `${build_LOWER}{5,30}[.]${build_LOWER}{4,6}[.]acc[_-]${build_LOWER}{10,32}[.][A-Za-z0-9+/_=-]{30,120}`,
        ],
        ["Endor Labs", "API key", "endr+", `${ALNUM}{16}`],
        ["JumpCloud", "API key", "jca_", `${ALNUM}{36}`],
        ["Onfido", "API token", "api_live. api_live_us. api_live_ca. api_sandbox.", `${URL64}{11}[.]${URL64}{32}`],
        ["Ory", "token", "ory_st_ ory_at_ ory_rt_ ory_pat_ ory_wak_", "[A-Za-z0-9._-]{30,120}"],
        ["Persona", "API key", "persona_production_ persona_sandbox_", build_UUID],
        ["ProjectDiscovery", "API key", "pdcp_", build_UUID],
        ["reCAPTCHA", "key", "6L", `${URL64}{6}AAAAA${URL64}{27}`, { severity: "medium" }],
        ["RFC 8959", "secret token", "secret-token:", "[A-Za-z0-9._~%-]{16,200}"],
        ["Socket", "API key", "sktsec_", `${URL64}{40,80}`],
        ["StackHawk", "API key", "hawk.", `${URL64}{20}[.]${URL64}{20}`],
        ["Stytch", "secret", "secret-live- secret-test-", "[A-Za-z0-9_=-]{36}"],
        ["Sumsub", "app token", "sbx: prd:", `${ALNUM}{24}[.]${ALNUM}{32}`],
        ["Truffle Security", "agent key", "thog-key- thog-agent-", `${HEX}{16}`],
        ["Turnstile", "secret", "0x4AAAA", `${URL64}{28,40}`],
    ]),
    ...services([
        ["AbuseIPDB", `${HEX}{80}`],
        ["Adobe", undefined, { words: "adobe" }],
        ["AlienVault", `${HEX}{64}`, { words: "alienvault|otx_api|otx_key" }],
        ["Auth0", `${URL64}{64}|${ALNUM}{32}`],
        ["Authy"],
        ["BinaryEdge"],
        ["Censys"],
        ["Bitwarden"],
        ["Cognito"],
        ["CrowdStrike", `${HEX}{32}|${ALNUM}{40}`],
        ["CyberArk"],
        ["Detectify"],
        ["Duo", `${ALNUM}{40}`, { words: "duo_skey|duo_secret|duosecurity|duo_api|duo_ikey" }],
        ["FusionAuth"],
        ["GreyNoise"],
        ["HackerOne"],
        ["Have I Been Pwned", `${HEX}{32}`, { words: "hibp|haveibeenpwned|have_i_been_pwned" }],
        ["hCaptcha"],
        ["Hunter", undefined, { words: "hunter_api|hunter.io|hunterio|hunter_key|hunter token" }],
        ["Hybrid Analysis"],
        ["Intelligence X", build_UUID, { words: "intelx|intelligencex" }],
        ["IPQualityScore", undefined, { words: "ipquality|ipqs" }],
        ["JumpCloud"],
        ["Keycloak"],
        ["LastPass"],
        ["LoginRadius"],
        ["Maxmind", `${ALNUM}{16}|${ALNUM}{6}_${ALNUM}{29}_mmk`, { words: "maxmind|geoip|geolite" }],
        ["Netskope"],
        ["Okta", `00${URL64}{40}`, { words: "okta|ssws" }],
        ["OneLogin", `${HEX}{64}`],
        ["OopSpam"],
        ["PhishTank"],
        ["Pulsedive"],
        ["Qualys"],
        ["Rapid7", undefined, { words: "rapid7|insightvm" }],
        ["SailPoint"],
        ["SecurityTrails", `${ALNUM}{32}`],
        ["SentinelOne"],
        ["Shodan", `${ALNUM}{32}`],
        ["Snyk", build_UUID],
        ["SSLMate"],
        ["Stytch"],
        ["Tenable", `${HEX}{64}`],
        ["Thycotic"],
        ["urlscan", build_UUID],
        ["Vanta"],
        ["Vault", "[sb][.][A-Za-z0-9]{24}|[A-Za-z0-9+/]{43,44}=?", { words: "unseal|vault_token|vault_root" }],
        ["Vault AppRole", build_UUID, { words: "secret_id|secretid|role_id" }],
        ["Veracode"],
        ["VirusTotal", `${HEX}{64}`],
        ["WhoisXML"],
        ["Whoxy"],
        ["Wiz", undefined, { words: "wiz_client|wiz_secret|wiz_api" }],
        ["YubiCloud", undefined, { words: "yubico|yubicloud|yubikey_secret" }],
        ["ZeroBounce"],
        ["Zscaler"],
    ]),
    ...tokens([["Okta", "former API token", "SSWS", ` 00${URL64}{40}`, { type: "okta-ssws-token" }]]),
    ...tokens([["SCIM", "token", "scim_", `${build_UPPER}{26,40}`]]),
];

;// CONCATENATED MODULE: ./lib/secrets/formats/keys.js
/** Keys, tokens and hashes that their structure or the file they stand in gives away. */


const BASE58 = "[1-9A-HJ-NP-Za-km-z]";
const BECH32 = "[02-9ac-hj-np-z]";
const KEYS = [
    {
        ...row({
            type: "base64-jwt",
            title: "JSON Web Token in base64",
            prefixes: ["ZXlK"],
            body: "[A-Za-z0-9+/_-]{16,8000}={0,2}",
            severity: "high",
        }),
        check: base64Jwt,
        examples: {
            match: [Buffer.from(`eyJhbGciOiJub25lIn0.${"e30".repeat(6)}.c2ln`).toString("base64")],
            noMatch: [
                Buffer.from(`eyJ${"{".repeat(40)}`).toString("base64"),
                Buffer.from(`eyJhbGciOiJ`).toString("base64").slice(0, 19),
                `x${Buffer.from(`eyJhbGciOiJub25lIn0.${"e30".repeat(6)}.c2ln`).toString("base64")}`,
            ],
        },
    },
    keyed({
        type: "bitcoin-private-key",
        title: "Bitcoin private key",
        names: ["wif", "bitcoin", "btc_", "privkey"],
        body: `5${BASE58}{50}|[KL]${BASE58}{51}`,
        check: mixed,
        key: true,
    }),
    row({
        type: "extended-private-key",
        title: "extended private key of a wallet (BIP 32)",
        prefixes: ["xprv", "yprv", "zprv", "tprv"],
        body: `${BASE58}{107}`,
        key: true,
    }),
    row({ type: "nostr-private-key", title: "Nostr private key", prefixes: ["nsec1"], body: `${BECH32}{58}`, key: true }),
    row({
        type: "nats-nkey-seed",
        provider: "NATS",
        title: "NATS nkey seed",
        prefixes: ["SUA", "SAA", "SOA"],
        body: "[A-Z2-7]{55}",
        key: true,
    }),
    row({
        type: "minisign-secret-key",
        title: "minisign secret key",
        prefixes: ["RWRTY0Iy"],
        body: "[A-Za-z0-9+/]{200,212}={0,2}",
        key: true,
    }),
    keyed({
        type: "vapid-private-key",
        title: "VAPID private key",
        names: ["vapid_private", "vapidprivate", "vapid_secret", "vapid.private"],
        body: "[A-Za-z0-9_-]{43}",
        check: mixed,
        key: true,
    }),
    keyed({
        type: "laravel-app-key",
        provider: "Laravel",
        title: "Laravel application key",
        names: ["app_key", "app.key", "appkey"],
        body: "base64:[A-Za-z0-9+/]{42,43}={1,2}",
        check: formed,
        key: true,
        revoke: "https://laravel.com/docs/encryption#gracefully-rotating-encryption-keys",
    }),
    row({
        type: "django-insecure-key",
        provider: "Django",
        title: "Django secret key made by startproject",
        prefixes: ["django-insecure-"],
        body: "[a-z0-9!@#$%^&*=+_()-]{50}",
        severity: "high",
        revoke: "https://docs.djangoproject.com/en/stable/ref/settings/#secret-key",
    }),
    keyed({
        type: "rails-master-key",
        provider: "Rails",
        title: "Rails master key",
        names: ["master.key", "master_key"],
        body: "[a-f0-9]{32}",
        key: true,
    }),
    keyed({
        type: "rails-secret-key-base",
        provider: "Rails",
        title: "Rails secret_key_base",
        names: ["secret_key_base", "secret_token"],
        body: "[a-f0-9]{128}",
        key: true,
    }),
    keyed({
        type: "aspnet-machine-key",
        provider: "ASP.NET",
        title: "ASP.NET machine key",
        names: ["validationkey", "decryptionkey"],
        body: "[A-F0-9]{48,128}",
        key: true,
    }),
    placed({
        type: "ansible-vault",
        provider: "Ansible",
        title: "Ansible vault, encrypted",
        severity: "low",
        confidence: "low",
        anchors: ["$ANSIBLE_VAULT;"],
        before: String.raw `\$ANSIBLE_VAULT;1[.][12];AES256(?:;\S{1,60})?\s{1,20}`,
        body: "[a-f0-9]{60,80}",
        place: (text, anchor) => `${anchor}1.1;AES256\n${text}`,
    }),
    keyed({
        type: "sidekiq-credential",
        provider: "Sidekiq",
        title: "Sidekiq Pro or Enterprise credential",
        names: ["contribsys__com", "contribsys.com"],
        body: "[a-f0-9]{8}:[a-f0-9]{8}",
    }),
    infixed({
        type: "sidekiq-url-credential",
        provider: "Sidekiq",
        title: "Sidekiq Pro or Enterprise credential in a URL",
        before: "[a-f0-9]{8}:[a-f0-9]{8}",
        infixes: ["@gems.contribsys.com", "@enterprise.contribsys.com"],
        body: "",
    }),
    placed({
        type: "url-token",
        title: "token as the user of a URL",
        severity: "high",
        confidence: "medium",
        check: random,
        anchors: ["://"],
        before: "://",
        body: "[A-Za-z0-9_-]{20,100}",
        after: "(?=(?::(?:x-oauth-basic)?)?@)",
        place: (text, anchor) => `git+https${anchor}${text}:x-oauth-basic@example.com/a.git`,
    }),
    keyed({
        type: "discord-client-secret",
        provider: "Discord",
        title: "Discord client secret",
        names: ["discord"],
        body: "[A-Za-z0-9_=-]{32}",
        check: formed,
        confidence: "medium",
        revoke: "https://discord.com/developers/applications",
    }),
    keyed({
        type: "discord-client-id",
        provider: "Discord",
        title: "Discord client id",
        names: ["discord"],
        body: "[0-9]{18}",
        severity: "low",
        confidence: "medium",
    }),
    infixed({
        type: "google-client-id",
        provider: "Google",
        title: "Google OAuth client id",
        severity: "low",
        confidence: "low",
        before: "[0-9]{6,14}-[A-Za-z0-9_]{32}",
        infixes: [".apps.googleusercontent.com"],
        body: "",
    }),
    ...["NRAL", "NRMA"].map((suffix) => infixed({
        type: suffix === "NRAL" ? "newrelic-license-key" : "newrelic-mobile-key",
        provider: "New Relic",
        title: suffix === "NRAL" ? "New Relic license key" : "New Relic mobile app token",
        severity: "high",
        before: "(?:eu01xx)?[a-fA-F0-9]{26,42}-?",
        infixes: [suffix],
        body: "",
    })),
    placed({
        type: "nuget-config-password",
        provider: "NuGet",
        title: "password in NuGet.config",
        severity: "high",
        anchors: ["ClearTextPassword"],
        before: String.raw `ClearTextPassword["'][ ]{1,4}value=["']`,
        body: "[!#-;=?-~]{4,90}",
        after: "(?=[\"'])",
        place: (text, anchor) => `<add key="${anchor}" value="${text}" />`,
        noMatch: ['<add key="ClearTextPassword" value="" />'],
    }),
    placed({
        type: "ldap-password-hash",
        title: "password hash of LDAP or htpasswd",
        severity: "medium",
        confidence: "low",
        anchors: ["{SHA}", "{SSHA}", "{SSHA256}", "{SSHA512}"],
        before: "[{]S?SHA(?:256|512)?[}]",
        body: "[A-Za-z0-9+/]{27,99}={0,2}",
        place: (text, anchor) => `user:${anchor}${text}`,
    }),
    row({
        type: "pbkdf2-hash",
        title: "password hash (PBKDF2)",
        prefixes: ["pbkdf2_sha256$", "pbkdf2_sha1$"],
        body: "[0-9]{1,8}[$][A-Za-z0-9+/]{4,64}[$][A-Za-z0-9+/=]{20,140}",
        severity: "medium",
        confidence: "low",
    }),
    keyed({
        type: "cisco-password",
        provider: "Cisco",
        title: "password in a Cisco configuration",
        names: ["password 7"],
        body: "[A-F0-9]{8,60}",
        severity: "medium",
        confidence: "low",
    }),
];

;// CONCATENATED MODULE: ./lib/secrets/formats/messaging.js
/** Messaging, mail and social services. */


const B62 = "[A-Za-z0-9]";
const MESSAGING = [
    row({
        type: "slack-token",
        provider: "Slack",
        title: "Slack token",
        prefixes: "xoxb- xoxp- xoxa- xoxr- xoxs- xoxo- xoxc- xoxd- xoxe- xoxe.xoxb- xoxe.xoxp-".split(" "),
        body: "[A-Za-z0-9%/+=-]{14,400}",
        check: mixed,
        revoke: "https://docs.slack.dev/reference/methods/auth.revoke",
    }),
    row({
        type: "slack-app-token",
        provider: "Slack",
        title: "Slack app-level token",
        prefixes: ["xapp-"],
        body: "[0-9]-[A-Z0-9]{8,14}-[0-9]{8,16}-[a-zA-Z0-9]{30,80}",
        revoke: "https://docs.slack.dev/authentication/tokens/",
    }),
    ...services([
        [
            "Discord",
            // The first part is the bot's numeric id in base64, so it begins with M, N or O and a base64 digit.
            "(?:M|N|O)[A-Za-z0-9_-]{23,25}[.][A-Za-z0-9_-]{6}[.][A-Za-z0-9_-]{27,38}",
            {
                type: "discord-token",
                words: "discord|bot_token|client.login|bot.run|client.run",
                check: formed,
                severity: "critical",
                confidence: "high",
                revoke: "https://discord.com/developers/applications",
            },
        ],
    ]),
    infixed({
        type: "telegram-bot-token",
        provider: "Telegram",
        title: "Telegram bot token",
        left: "(?<![A-Za-z0-9])(?:bot)?",
        before: "[0-9]{7,11}",
        infixes: [":AA"],
        body: "[A-Za-z0-9_-]{32,33}",
        revoke: "https://core.telegram.org/bots/features#botfather",
    }),
    row({
        type: "sendgrid-key",
        provider: "SendGrid",
        title: "SendGrid API key",
        prefixes: ["SG."],
        body: String.raw `[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,64}`,
        check: mixed,
        revoke: "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys",
    }),
    row({
        type: "twilio-api-key",
        provider: "Twilio",
        title: "Twilio API key id",
        prefixes: ["SK"],
        body: "[a-f0-9]{32}",
        severity: "high",
        revoke: "https://www.twilio.com/docs/iam/api-keys",
    }),
    keyed({
        type: "twilio-auth-token",
        provider: "Twilio",
        title: "Twilio auth token",
        names: ["twilio"],
        body: "[a-f0-9]{32}",
        revoke: "https://www.twilio.com/docs/iam/api/authtoken",
    }),
    row({
        type: "mailgun-key",
        provider: "Mailgun",
        title: "Mailgun private API key",
        prefixes: ["key-"],
        body: "[a-f0-9]{32}",
        revoke: "https://documentation.mailgun.com/docs/mailgun/user-manual/api-key-mgmt/",
    }),
    infixed({
        type: "mailchimp-key",
        provider: "Mailchimp",
        title: "Mailchimp API key",
        before: "[a-f0-9]{32}",
        infixes: ["-us"],
        body: "[0-9]{1,2}",
        revoke: "https://mailchimp.com/help/about-api-keys/",
    }),
    row({
        type: "brevo-key",
        provider: "Brevo",
        title: "Brevo (Sendinblue) key",
        prefixes: ["xkeysib-", "xsmtpsib-"],
        body: "[a-f0-9]{64}-[A-Za-z0-9]{16}",
        revoke: "https://app.brevo.com/settings/keys/api",
    }),
    row({
        type: "facebook-token",
        provider: "Meta",
        title: "Facebook access token",
        prefixes: ["EAAC", "EAAG", "EAAD", "EAAB", "EAAM"],
        body: `${B62}{90,400}`,
        revoke: "https://developers.facebook.com/docs/facebook-login/guides/access-tokens",
    }),
];

;// CONCATENATED MODULE: ./lib/secrets/formats/models.js
/** Providers of language models and machine learning. */


const MODELS = [
    row({
        type: "anthropic-key",
        provider: "Anthropic",
        title: "Anthropic API key",
        prefixes: ["sk-ant-"],
        body: "[A-Za-z0-9_-]{32,150}",
        revoke: "https://console.anthropic.com/settings/keys",
    }),
    row({
        type: "openai-key",
        provider: "OpenAI",
        title: "OpenAI API key",
        // The five characters in the middle are base64 of "OpenAI"; project keys may be longer.
        prefixes: ["sk-"],
        body: "[A-Za-z0-9_-]{16,88}T3BlbkFJ[A-Za-z0-9_-]{16,80}",
        revoke: "https://platform.openai.com/api-keys",
    }),
    row({
        type: "sk-key",
        title: "API key of the sk- family (OpenAI, DeepSeek, OpenRouter and others)",
        prefixes: ["sk-proj-", "sk-svcacct-", "sk-or-v1-", "sk-lf-", "sk-"],
        body: "[A-Za-z0-9]{32,64}",
        check: mixed,
        severity: "high",
        confidence: "medium",
        revoke: "https://platform.openai.com/api-keys",
    }),
    row({
        type: "huggingface-token",
        provider: "Hugging Face",
        title: "Hugging Face access token",
        prefixes: ["hf_", "api_org_"],
        body: "[A-Za-z]{34}",
        revoke: "https://huggingface.co/settings/tokens",
    }),
    row({
        type: "groq-key",
        provider: "Groq",
        title: "Groq API key",
        prefixes: ["gsk_"],
        body: "[A-Za-z0-9]{52}",
        revoke: "https://console.groq.com/keys",
    }),
    row({
        type: "xai-key",
        provider: "xAI",
        title: "xAI API key",
        prefixes: ["xai-"],
        body: "[A-Za-z0-9]{80}",
        revoke: "https://console.x.ai",
    }),
    row({
        type: "perplexity-key",
        provider: "Perplexity",
        title: "Perplexity API key",
        prefixes: ["pplx-"],
        body: "[A-Za-z0-9]{48}",
        revoke: "https://www.perplexity.ai/settings/api",
    }),
    row({
        type: "replicate-token",
        provider: "Replicate",
        title: "Replicate API token",
        prefixes: ["r8_"],
        body: "[A-Za-z0-9]{37}",
        revoke: "https://replicate.com/account/api-tokens",
    }),
    row({
        type: "langsmith-key",
        provider: "LangChain",
        title: "LangSmith API key",
        prefixes: ["lsv2_pt_", "lsv2_sk_"],
        body: "[a-f0-9]{32}_[a-f0-9]{10}",
        revoke: "https://docs.smith.langchain.com/administration/how_to_guides/organization_management/create_account_api_key",
    }),
    row({
        type: "nvidia-key",
        provider: "NVIDIA",
        title: "NVIDIA API key",
        prefixes: ["nvapi-"],
        body: "[A-Za-z0-9_-]{60,70}",
        revoke: "https://org.ngc.nvidia.com/setup/api-keys",
    }),
    row({
        type: "pinecone-key",
        provider: "Pinecone",
        title: "Pinecone API key",
        prefixes: ["pcsk_"],
        body: "[A-Za-z0-9]{5,6}_[A-Za-z0-9]{60,66}",
        revoke: "https://docs.pinecone.io/guides/projects/manage-api-keys",
    }),
    keyed({
        type: "wandb-key",
        provider: "Weights & Biases",
        title: "Weights & Biases API key",
        names: ["wandb"],
        body: "[a-f0-9]{40}",
        revoke: "https://wandb.ai/authorize",
    }),
];

;// CONCATENATED MODULE: ./lib/secrets/formats/monitoring.js
/** Logs, metrics, errors, on-call, product analytics. */

const MONITORING = [
    ...tokens([
        ["Axiom", "token", "xaat- xapt-", build_UUID],
        ["Checkly", "API key", "cu_", `${HEX}{32}`],
        ["Coralogix", "API key", "cxtp_ cxup_", `${ALNUM}{30}`],
        ["Elastic", "API key", "essu_", "[A-Za-z0-9+/]{40,120}={0,2}"],
        ["FireHydrant", "bot token", "fhb-", `${HEX}{32}`],
        ["Grafana", "legacy API key", "eyJrIjoi", "[A-Za-z0-9+/]{60,400}={0,2}"],
        ["Honeycomb", "API key", "hcaik_ hcxik_ hcalk_ hcamk_", `${build_LOWER}{58}`],
        ["New Relic", "insights or admin key", "NRAA- NRIQ- NRRA- NRBR-", `${build_LOWER}{27,32}`],
        ["PostHog", "personal API key", "phx_ phs_", `${ALNUM}{43,56}`],
        ["Rootly", "API key", "rootly_", `${HEX}{64}`],
        ["Statuspal", "API key", "sk_statuspal_", `${ALNUM}{30,60}`],
    ]),
    ...services([
        ["Airbrake"],
        ["Alertmanager", undefined, { words: "alertmanager_token" }],
        ["Amplitude", `${HEX}{32}`],
        ["API Metrics"],
        ["AppDynamics"],
        ["Appcues"],
        ["AppFollow"],
        ["Appinsights", build_UUID, { words: "instrumentationkey|instrumentation_key|appinsights" }],
        ["AppOptics"],
        ["Apptentive"],
        ["Atera"],
        ["Better Stack", undefined, { words: "betterstack|better_stack|betteruptime|better_uptime|logtail" }],
        ["Bugsnag", `${HEX}{32}`],
        ["Chartbeat"],
        ["ChartMogul"],
        ["Checkly"],
        ["Cronitor"],
        ["Databox"],
        [
            "Datadog",
            undefined,
            { type: "datadog-account-key", words: "datadog|dd-apikey|dd-appkey|dd_api|dd_app|ddapi|ddapp" },
        ],
        ["Dareboost"],
        ["Elastic", undefined, { words: "elastic_api|elasticsearch_api|elastic_cloud|elasticapi" }],
        ["FullStory"],
        ["Geckoboard"],
        ["Grafana"],
        ["GTmetrix"],
        ["Healthchecks"],
        ["Heap", undefined, { words: "heap_api|heap_io|heapanalytics" }],
        ["Honeybadger"],
        ["Honeycomb"],
        ["Hotjar"],
        ["Instana"],
        ["Keen IO", undefined, { words: "keen.io|keen_io|keenio|keen_write|keen_read" }],
        ["Kissmetrics"],
        ["Klipfolio"],
        ["Librato"],
        ["LogDNA", `${HEX}{32}`, { words: "logdna|mezmo" }],
        ["Loggly", build_UUID],
        ["LogRocket"],
        ["Logz.io", `${build_LOWER}{8}-${build_LOWER}{4}-${build_LOWER}{4}-${build_LOWER}{4}-${build_LOWER}{12}`, { words: "logz" }],
        ["Metabase"],
        ["Metrilo"],
        ["Mixpanel"],
        ["New Relic"],
        ["Opsgenie", build_UUID],
        ["PagerDuty", `${URL64}{20}`, { words: "pagerduty|pager_duty|pager-duty|pd_api|pd_token" }],
        ["Papertrail"],
        ["Pendo"],
        ["Pingdom"],
        ["Plausible"],
        ["PostHog"],
        ["Power BI", undefined, { words: "powerbi_|powerbi-" }],
        ["Raygun"],
        ["Scout APM", undefined, { words: "scout_key|scoutapm" }],
        ["Segment", `${ALNUM}{32}`, { words: "segment_write|segment_api|segment_key|segment_token|segment.io|segmentio" }],
        ["Sentry", `${HEX}{64}`],
        ["SignalFx", undefined, { words: "signalfx|splunkobservability|splunk_observability" }],
        ["Sisense"],
        ["Smartlook"],
        ["Splunk", build_UUID],
        ["Squadcast"],
        ["StatHat"],
        ["StatusCake"],
        ["Statuspage", build_UUID],
        ["StatusPal"],
        ["Sumo Logic", `${ALNUM}{14}|${ALNUM}{64}`],
        ["Tableau", undefined, { words: "tableau_token|tableau_pat|tableau_secret" }],
        ["ThousandEyes"],
        ["ThingsBoard", `${build_LOWER}{20}`],
        ["Twingly"],
        ["Uptime.com", undefined, { words: "uptime.com|uptime_com|uptime_api" }],
        ["UptimeRobot", `[mu][0-9]{6,9}-${HEX}{24}`],
        ["VictorOps"],
        ["Wavefront"],
        ["WebsitePulse"],
        ["xMatters"],
        ["Zabbix", `${HEX}{64}`],
    ]),
    ...tokens([["Nightfall", "API key", "NF-", `${ALNUM}{32}`, { confidence: "medium" }]]),
    ...tokens([["Raygun", "personal access token", "rgpat_", `${build_UPPER}{30,40}`]]),
];

;// CONCATENATED MODULE: ./lib/secrets/formats/operations.js
/** Infrastructure as code, databases, monitoring, vaults. */


const OPERATIONS = [
    row({
        type: "vault-token",
        provider: "HashiCorp",
        title: "HashiCorp Vault token",
        prefixes: ["hvs.", "hvb.", "hvr."],
        body: "[A-Za-z0-9_-]{24,300}",
        revoke: "https://developer.hashicorp.com/vault/docs/commands/token/revoke",
    }),
    row({
        type: "pulumi-token",
        provider: "Pulumi",
        title: "Pulumi access token",
        prefixes: ["pul-"],
        body: "[a-f0-9]{40}",
        revoke: "https://app.pulumi.com/account/tokens",
    }),
    row({
        type: "databricks-token",
        provider: "Databricks",
        title: "Databricks personal access token",
        prefixes: ["dapi"],
        body: "[a-f0-9-]{32,34}",
        revoke: "https://docs.databricks.com/dev-tools/auth/pat.html",
    }),
    row({
        type: "planetscale-token",
        provider: "PlanetScale",
        title: "PlanetScale token or password",
        prefixes: ["pscale_tkn_", "pscale_pw_", "pscale_oauth_"],
        body: "[A-Za-z0-9_=.-]{32,64}",
        revoke: "https://planetscale.com/docs/concepts/service-tokens",
    }),
    row({
        type: "supabase-key",
        provider: "Supabase",
        title: "Supabase secret key or access token",
        prefixes: ["sbp_", "sb_secret_"],
        body: "[A-Za-z0-9_-]{31,48}",
        revoke: "https://supabase.com/dashboard/account/tokens",
    }),
    row({
        type: "grafana-token",
        provider: "Grafana",
        title: "Grafana service account or cloud token",
        prefixes: ["glsa_", "glc_"],
        body: "[A-Za-z0-9+/_=]{32,400}",
        revoke: "https://grafana.com/docs/grafana/latest/administration/service-accounts/",
    }),
    row({
        type: "newrelic-key",
        provider: "New Relic",
        title: "New Relic key",
        prefixes: ["NRAK-", "NRII-", "NRSP-", "NRJS-"],
        body: "[A-Za-z0-9_-]{19,33}",
        revoke: "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/",
    }),
    row({
        type: "sentry-token",
        provider: "Sentry",
        title: "Sentry auth token",
        prefixes: ["sntrys_", "sntryu_"],
        body: "[A-Za-z0-9+/=_]{40,500}",
        revoke: "https://docs.sentry.io/account/auth-tokens/",
    }),
    row({
        type: "dynatrace-token",
        provider: "Dynatrace",
        title: "Dynatrace API token",
        // dt0, a letter for the kind and two digits of version; then the public part and the secret.
        prefixes: ["dt0"],
        body: String.raw `[a-z][0-9]{2}\.[A-Z0-9]{24}\.[A-Z0-9]{64}`,
        revoke: "https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients",
    }),
    row({
        type: "doppler-token",
        provider: "Doppler",
        title: "Doppler token",
        prefixes: ["dp.pt.", "dp.st.", "dp.ct.", "dp.sa.", "dp.scim.", "dp.audit."],
        body: "(?:[a-z0-9_-]{2,35}\\.)?[A-Za-z0-9]{40,44}",
        revoke: "https://docs.doppler.com/docs/service-tokens",
    }),
    row({
        type: "1password-service-account",
        provider: "1Password",
        title: "1Password service account token",
        prefixes: ["ops_eyJ"],
        body: "[A-Za-z0-9+/=_-]{100,1500}",
        revoke: "https://developer.1password.com/docs/service-accounts/",
    }),
    row({
        type: "1password-secret-key",
        provider: "1Password",
        title: "1Password secret key",
        prefixes: ["A3-"],
        body: "[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-(?:[A-Z0-9]{5}-){2}[A-Z0-9]{5}",
        revoke: "https://support.1password.com/secret-key/",
    }),
    row({
        type: "tailscale-key",
        provider: "Tailscale",
        title: "Tailscale key",
        prefixes: ["tskey-"],
        body: "[a-z]{3,10}-[A-Za-z0-9]{10,40}-[A-Za-z0-9]{20,60}",
        revoke: "https://tailscale.com/kb/1252/key-secret-management",
    }),
    infixed({
        type: "terraform-cloud-token",
        provider: "HashiCorp",
        title: "HCP Terraform API token",
        before: "[A-Za-z0-9]{14}",
        infixes: [".atlasv1."],
        body: "[A-Za-z0-9_=-]{60,70}",
        revoke: "https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens",
    }),
    keyed({
        type: "kubernetes-bootstrap-token",
        provider: "Kubernetes",
        title: "Kubernetes bootstrap token",
        names: ["token"],
        body: String.raw `[a-z0-9]{6}\.[a-z0-9]{16}`,
        check: mixed,
        confidence: "medium",
        revoke: "https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/",
    }),
];

;// CONCATENATED MODULE: ./lib/secrets/formats/payments.js
/** Payment and shop services. */


const payments_B62 = "[A-Za-z0-9]";
const PAYMENTS = [
    row({
        type: "stripe-live-key",
        provider: "Stripe",
        title: "Stripe live secret key",
        prefixes: ["sk_live_", "rk_live_"],
        body: `${payments_B62}{16,247}`,
        revoke: "https://docs.stripe.com/keys#rolling-keys",
    }),
    row({
        type: "stripe-test-key",
        provider: "Stripe",
        title: "Stripe test secret key",
        prefixes: ["sk_test_", "rk_test_", "sk_prod_", "rk_prod_"],
        body: `${payments_B62}{16,247}`,
        severity: "medium",
        revoke: "https://docs.stripe.com/keys#rolling-keys",
    }),
    row({
        type: "stripe-webhook-secret",
        provider: "Stripe",
        title: "Stripe webhook signing secret",
        prefixes: ["whsec_"],
        body: "[A-Za-z0-9+/=]{32,64}",
        severity: "high",
        revoke: "https://docs.stripe.com/webhooks#roll-endpoint-secrets",
    }),
    row({
        type: "square-token",
        provider: "Square",
        title: "Square access token or application secret",
        prefixes: ["sq0atp-", "sq0csp-"],
        body: "[A-Za-z0-9_-]{22,43}",
        revoke: "https://developer.squareup.com/docs/oauth-api/revoke-renew-obtain",
    }),
    row({
        type: "square-personal-token",
        provider: "Square",
        title: "Square personal access token",
        prefixes: ["EAAA"],
        body: "[A-Za-z0-9_-]{60}",
        check: mixed,
        revoke: "https://developer.squareup.com/docs/build-basics/access-tokens",
    }),
    row({
        type: "braintree-token",
        provider: "PayPal",
        title: "Braintree access token",
        prefixes: ["access_token$production$"],
        body: String.raw `[a-z0-9]{16}\$[a-z0-9]{32}`,
        revoke: "https://developer.paypal.com/braintree/articles/control-panel/important-gateway-credentials",
    }),
    row({
        type: "plaid-token",
        provider: "Plaid",
        title: "Plaid access token",
        prefixes: ["access-sandbox-", "access-development-", "access-production-"],
        body: "[a-f0-9]{8}-(?:[a-f0-9]{4}-){3}[a-f0-9]{12}",
        revoke: "https://plaid.com/docs/api/items/#itemremove",
    }),
    row({
        type: "flutterwave-key",
        provider: "Flutterwave",
        title: "Flutterwave secret key",
        prefixes: ["FLWSECK_TEST-", "FLWSECK-"],
        body: "[a-zA-Z0-9]{12,40}-X",
        revoke: "https://developer.flutterwave.com/docs/api-keys",
    }),
    row({
        type: "razorpay-key-id",
        provider: "Razorpay",
        title: "Razorpay live key id",
        prefixes: ["rzp_live_"],
        body: `${payments_B62}{14}`,
        severity: "high",
        revoke: "https://razorpay.com/docs/payments/dashboard/account-settings/api-keys/",
    }),
    row({
        type: "shopify-token",
        provider: "Shopify",
        title: "Shopify access token or shared secret",
        prefixes: ["shpat_", "shpca_", "shppa_", "shpss_"],
        body: "[a-fA-F0-9]{32}",
        revoke: "https://shopify.dev/docs/apps/build/authentication-authorization",
    }),
    row({
        type: "duffel-token",
        provider: "Duffel",
        title: "Duffel access token",
        prefixes: ["duffel_live_", "duffel_test_"],
        body: "[A-Za-z0-9_=-]{43}",
    }),
    row({
        type: "easypost-key",
        provider: "EasyPost",
        title: "EasyPost API key",
        prefixes: ["EZAK", "EZTK"],
        body: `${payments_B62}{54}`,
        revoke: "https://docs.easypost.com/docs/authentication",
    }),
];

;// CONCATENATED MODULE: ./lib/secrets/formats/places.js
/** Maps, weather, travel, addresses, numbers, open data, news, sport, media. */


const PLACES = [
    ...tokens([
        ["LocationIQ", "access token", "pk.", `${HEX}{32}`, { severity: "medium" }],
        ["Mapbox", "secret token", "sk.eyJ tk.eyJ", `${URL64}{40,300}[.]${URL64}{20,30}`],
        ["Mapillary", "client token", "MLY|", `[0-9]{15,18}[|]${HEX}{32}`],
        ["Radar", "secret key", "prj_live_sk_ prj_test_sk_", `${HEX}{40}`],
        ["OpenRouteService", "API key", "5b3ce3597851110001cf6248", `${HEX}{32}`],
    ]),
    ...services([
        ["Abstract API", undefined, { words: "abstractapi|abstract_|abstract-api|abstract api|abstract token" }],
        ["AccuWeather"],
        ["Adzuna"],
        ["AirVisual"],
        ["Alconost"],
        ["Aletheia API"],
        ["AllSports"],
        ["Amadeus"],
        ["Ambee"],
        ["API Layer", undefined, { words: "apilayer|api_layer" }],
        ["Artsy"],
        ["AudD"],
        ["Aviationstack"],
        ["BestTime"],
        ["Calendarific"],
        ["CalorieNinjas", undefined, { words: "calorieninja|calorie_ninja" }],
        ["Carbon Interface"],
        ["Cicero", undefined, { words: "cicero_api|cicero token" }],
        ["Cloverly"],
        ["Commodities API", undefined, { words: "commodities" }],
        ["Countrylayer"],
        ["Currents API"],
        ["Data.gov", `${ALNUM}{40}`, { words: "data.gov|datagov|data_gov" }],
        ["Detect Language"],
        ["Edamam"],
        ["Enigma", undefined, { words: "enigma_api|enigma token" }],
        ["FlightAPI"],
        ["FlightLabs"],
        ["FlightStats"],
        ["Geoapify"],
        ["Geocode.xyz", undefined, { words: "geocode_|geocode.xyz|geocodexyz|geocodeapi" }],
        ["Geocodify"],
        ["Geocodio", undefined, { words: "geocod.io|geocodio" }],
        ["Geonames"],
        ["GeoIPify"],
        ["GetGeoAPI"],
        ["GIPHY"],
        ["Google Maps"],
        ["GraphHopper"],
        ["The Guardian", undefined, { words: "guardianapi|guardian_api|guardian_key" }],
        ["HERE", `${URL64}{43}`, { words: "here_api|hereapi|here_app|here_maps" }],
        ["Holiday API"],
        ["HyperTrack"],
        ["Iconfinder"],
        ["Impala"],
        ["IP2Location"],
        ["ipapi"],
        ["ipdata"],
        ["IPGeolocation"],
        ["ipify"],
        ["IPInfo"],
        ["IPInfoDB"],
        ["ipstack"],
        ["LanguageLayer"],
        ["Last.fm", `${HEX}{32}`, { words: "last.fm|lastfm|last_fm" }],
        ["LocationIQ"],
        ["Mapbox"],
        ["MapQuest", `${ALNUM}{32}`],
        ["MapTiler"],
        ["Mediastack"],
        ["Mockaroo", `${build_LOWER}{8}`, { check: formed }],
        ["NASA", undefined, { words: "nasa_api|nasa_key" }],
        ["Neutrino API"],
        ["News API", undefined, { words: "newsapi|news_api" }],
        ["NewsCatcher"],
        ["NOAA", undefined, { words: "noaa_token|noaa_api" }],
        ["Numverify"],
        ["Nutritionix"],
        ["The New York Times", undefined, { words: "nytimes|nyt_api|new york times" }],
        ["OMDb", undefined, { words: "omdb_api|omdbapi" }],
        ["OnWater"],
        ["OpenCage"],
        ["OpenUV"],
        ["OpenWeather", `${build_LOWER}{32}`, { words: "openweather|open_weather|owm|pyowm" }],
        ["Owlbot"],
        ["PandaScore"],
        ["People Data Labs"],
        ["Pexels"],
        ["Pixabay", `[0-9]{7,9}-${HEX}{25}`],
        ["Positionstack"],
        ["RAWG"],
        ["Route4Me"],
        ["SkyBiometry"],
        ["Shutterstock"],
        ["SmartyStreets"],
        ["Spoonacular", `${HEX}{32}`],
        ["SportsMonk", undefined, { words: "sportsmonk|sportmonks" }],
        ["SportRadar"],
        ["Stormglass"],
        ["TheOddsAPI", undefined, { words: "odds_api|oddsapi|odds-api" }],
        ["Ticketmaster", `${ALNUM}{32}`],
        ["Timezone API", undefined, { words: "timezoneapi|timezonedb" }],
        ["TMDB", undefined, { words: "tmdb|themoviedb" }],
        ["Tomorrow.io", `${ALNUM}{32}`, { words: "tomorrow.io|tomorrowio|tomorrow_io|climacell" }],
        ["TomTom", `${ALNUM}{32}`],
        ["TravelPayouts"],
        ["UPC Database"],
        ["Unsplash", `${URL64}{43}`],
        ["UserStack"],
        ["Verimail"],
        ["Veriphone"],
        ["Visual Crossing"],
        ["VPNAPI"],
        ["Walk Score"],
        ["Weatherbit"],
        ["WeatherAPI", undefined, { words: "weatherapi|weather_api" }],
        ["Weatherstack"],
        ["what3words", `${build_UPPER}{8}`],
        ["World Weather", undefined, { words: "worldweather|world_weather" }],
        ["YouTube", undefined, { words: "youtube_api|youtubeapi|youtube_key|youtube token" }],
        ["ZipcodeAPI", `${ALNUM}{64}`, { words: "zipcodeapi|zipcode_api|zipapi" }],
    ]),
];

;// CONCATENATED MODULE: ./lib/secrets/formats/services.js
/** Other hosted services. */


const services_B62 = "[A-Za-z0-9]";
const SERVICES = [
    row({
        type: "postman-key",
        provider: "Postman",
        title: "Postman API key",
        prefixes: ["PMAK-"],
        body: "[a-f0-9]{24}-[a-f0-9]{34}",
        revoke: "https://learning.postman.com/docs/developer/postman-api/authentication/",
    }),
    row({
        type: "linear-key",
        provider: "Linear",
        title: "Linear API key",
        prefixes: ["lin_api_", "lin_oauth_"],
        body: `${services_B62}{32,64}`,
        revoke: "https://linear.app/settings/api",
    }),
    row({
        type: "notion-token",
        provider: "Notion",
        title: "Notion integration token",
        prefixes: ["ntn_", "secret_"],
        body: `${services_B62}{43,46}`,
        check: mixed,
        revoke: "https://www.notion.so/profile/integrations",
    }),
    row({
        type: "airtable-pat",
        provider: "Airtable",
        title: "Airtable personal access token",
        prefixes: ["pat"],
        body: String.raw `[A-Za-z0-9]{14}\.[a-f0-9]{64}`,
        revoke: "https://airtable.com/create/tokens",
    }),
    row({
        type: "figma-token",
        provider: "Figma",
        title: "Figma personal access token",
        prefixes: ["figd_", "figu_"],
        body: "[A-Za-z0-9_-]{38,60}",
        revoke: "https://www.figma.com/developers/api#access-tokens",
    }),
    row({
        type: "asana-pat",
        provider: "Asana",
        title: "Asana personal access token",
        prefixes: ["1/", "2/"],
        body: "[0-9]{15,17}(?:/[0-9]{15,17})?:[a-f0-9]{32}",
        revoke: "https://app.asana.com/0/my-apps",
    }),
    row({
        type: "hubspot-token",
        provider: "HubSpot",
        title: "HubSpot private app token",
        prefixes: ["pat-na1-", "pat-eu1-", "pat-na2-"],
        body: "[a-f0-9]{8}-(?:[a-f0-9]{4}-){3}[a-f0-9]{12}",
        revoke: "https://developers.hubspot.com/docs/guides/apps/private-apps/overview",
    }),
    row({
        type: "launchdarkly-key",
        provider: "LaunchDarkly",
        title: "LaunchDarkly SDK or API key",
        prefixes: ["sdk-", "api-"],
        body: "[a-f0-9]{8}-(?:[a-f0-9]{4}-){3}[a-f0-9]{12}",
        revoke: "https://launchdarkly.com/docs/home/account/environment/keys",
    }),
    row({
        type: "contentful-pat",
        provider: "Contentful",
        title: "Contentful management token",
        prefixes: ["CFPAT-"],
        body: "[A-Za-z0-9_-]{43}",
        revoke: "https://www.contentful.com/developers/docs/references/authentication/",
    }),
    row({
        type: "readme-key",
        provider: "ReadMe",
        title: "ReadMe API key",
        prefixes: ["rdme_"],
        body: "[a-z0-9]{70}",
    }),
    row({
        type: "prefect-key",
        provider: "Prefect",
        title: "Prefect API key",
        prefixes: ["pnu_"],
        body: "[a-zA-Z0-9]{36}",
        revoke: "https://docs.prefect.io/v3/how-to-guides/cloud/manage-users/api-keys",
    }),
    row({
        type: "frameio-token",
        provider: "Frame.io",
        title: "Frame.io developer token",
        prefixes: ["fio-u-"],
        body: "[A-Za-z0-9_=-]{64}",
    }),
    row({
        type: "typeform-token",
        provider: "Typeform",
        title: "Typeform personal access token",
        prefixes: ["tfp_"],
        body: "[A-Za-z0-9_.=-]{40,60}",
        revoke: "https://www.typeform.com/developers/get-started/personal-access-token/",
    }),
    row({
        type: "snyk-token",
        provider: "Snyk",
        title: "Snyk service token",
        prefixes: ["snyk_uat."],
        body: "[A-Za-z0-9._-]{40,300}",
        revoke: "https://docs.snyk.io/snyk-api/authentication-for-api",
    }),
    keyed({
        type: "datadog-key",
        provider: "Datadog",
        title: "Datadog API or application key",
        names: ["datadog", "dd_api", "dd_app"],
        body: "[a-f0-9]{40}|[a-f0-9]{32}",
        revoke: "https://docs.datadoghq.com/account_management/api-app-keys/",
    }),
    keyed({
        type: "algolia-admin-key",
        provider: "Algolia",
        title: "Algolia API key",
        names: ["algolia"],
        body: "[a-f0-9]{32}",
        severity: "high",
        confidence: "medium",
        revoke: "https://www.algolia.com/doc/guides/security/api-keys/",
    }),
];

;// CONCATENATED MODULE: ./lib/secrets/formats/structures.js
/** Credentials that a standard or a file format describes, not a provider. */



const base64 = (text) => Buffer.from(text).toString("base64");
const STRUCTURES = [
    {
        type: "jwt",
        title: "JSON Web Token",
        ...prefixed(["eyJ"], String.raw `[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{0,8000}(?:\.[A-Za-z0-9_-]{0,4000}){1,3}`),
        check: jwt,
        severity: "high",
        examples: {
            match: [`${base64Json({ alg: "HS256", typ: "JWT" })}.${base64Json({ sub: "a" })}.${alnum(43)}`],
            noMatch: [
                `${base64Json({ kid: "HS256", typ: "JWT" })}.${base64Json({ sub: "a" })}.${alnum(43)}`,
                "eyJhbGciOiJIUzI1NiJ9",
            ],
        },
    },
    {
        type: "authorization-basic",
        title: "Basic authorization header",
        anchors: ["basic "],
        pattern: /(?<![A-Za-z0-9])basic[ ]{1,4}(?<secret>[A-Za-z0-9+/]{6,400}={0,2})(?![A-Za-z0-9+/=])/diy,
        check: basicAuth,
        severity: "high",
        examples: {
            match: [`Authorization: Basic ${base64(`user:${alnum(9)}`)}`],
            noMatch: ["a basic knowledge of things", "Basic authentication"],
        },
    },
    placed({
        type: "authorization-bearer",
        title: "Bearer authorization header",
        anchors: ["bearer ", "Authorization: token "],
        before: "(?:authorization: token|bearer)[ ]{1,4}",
        body: "[A-Za-z0-9._~+/=-]{16,4000}",
        flags: "i",
        place: (text, anchor) => `X: ${anchor}${text}`,
        noMatch: ["Authorization: Bearer ${token}", "bearer authentication-required-here"],
        check: mixed,
        severity: "high",
        confidence: "medium",
    }),
    {
        type: "url-password",
        title: "password in a URL",
        // RFC 3986 §3.2.1 userinfo; the password may hold anything but white space and quotes, `@` included (the last one ends it).
        anchors: ["://"],
        pattern: /:\/\/[^\s:@/"'`<>?#(){}[\]]{0,100}:(?<secret>[^\s"'`<>/]{1,200})@(?=[A-Za-z0-9[_.{$%-])/dy,
        chosen: true,
        severity: "high",
        examples: {
            match: [`postgres://app:${alnum(12)}@db.example.com/x`, `https://u:p@${alnum(6)}@host/`],
            noMatch: ["https://example.com:8080/a@b", "http://user@host/", "https://example.com/a:b@c"],
        },
    },
    {
        type: "docker-auth",
        provider: "Docker",
        title: "registry credentials in a Docker configuration",
        anchors: ['"auth"', '\\"auth\\"', "auth:"],
        pattern: /\\?"?auth\\?"?[ ]{0,4}:[ ]{0,4}\\?"?(?<secret>[A-Za-z0-9+/]{8,400}={0,2})\\?"/dy,
        check: basicAuth,
        severity: "high",
        revoke: "https://docs.docker.com/reference/cli/docker/logout/",
        examples: {
            match: [`{"auths":{"r":{"auth": "${base64(`user:${alnum(9)}`)}"}}}`],
            noMatch: ['{"auth": "authentication"}'],
        },
    },
    {
        type: "netrc-password",
        title: "password in a .netrc line",
        anchors: ["machine ", "login "],
        pattern: /(?:machine[ \t]{1,4}\S{1,200}\s{1,8})?login[ \t]{1,4}\S{1,200}\s{1,8}password[ \t]{1,4}(?<secret>\S{2,200})/dy,
        chosen: true,
        severity: "high",
        examples: {
            match: [`machine a.example.com login me password ${alnum(9)}`, `login me\n  password ${alnum(9)}`],
            noMatch: ["the login and the password", "machine learning"],
        },
    },
    {
        type: "pgpass-password",
        provider: "PostgreSQL",
        title: "password in a .pgpass line",
        // hostname:port:database:username:password (PostgreSQL, "The Password File").
        anchors: [":5432:", ":*:", ":5433:", ":6432:"],
        pattern: /(?<=(?:^|\n)[ \t"'+-]{0,8}[^\s:]{1,100}):(?:[0-9]{4,5}|\*):[^\s:]{1,63}:[^\s:]{1,63}:(?<secret>[^\s:]{3,200})(?=\s|$)/dy,
        chosen: true,
        severity: "high",
        examples: {
            match: [`db.example.com:5432:app:app:${alnum(12)}`, `x\nlocalhost:5432:*:me:${alnum(12)}`],
            noMatch: ["ports: 5432:5432", "a:5432:b"],
        },
    },
    // Not usable as they stand: they are taken out of what leaves, and block nothing.
    ...[
        [
            "password-hash",
            "password hash (crypt)",
            "$6$ $5$ $1$ $apr1$",
            "(?:rounds=[0-9]{3,9}[$])?[A-Za-z0-9./]{1,16}[$][A-Za-z0-9./]{22,86}",
        ],
        ["bcrypt-hash", "password hash (bcrypt)", "$2a$ $2b$ $2y$", "[0-9]{2}[$][A-Za-z0-9./]{53}"],
        [
            "argon2-hash",
            "password hash (argon2)",
            "$argon2i$ $argon2d$ $argon2id$",
            "v=[0-9]{1,3}[$][a-z0-9=,]{5,60}[$][A-Za-z0-9+/]{8,90}[$][A-Za-z0-9+/]{16,140}",
        ],
        [
            "yescrypt-hash",
            "password hash (yescrypt)",
            "$y$",
            "[A-Za-z0-9./]{2,8}[$][A-Za-z0-9./]{8,90}[$][A-Za-z0-9./]{43}",
        ],
    ].map(([type = "", title = "", prefixes = "", body = ""]) => row({ type, title, prefixes: prefixes.split(" "), body, severity: "medium", confidence: "low" })),
    row({
        type: "age-secret-key",
        provider: "age",
        title: "age secret key",
        prefixes: ["AGE-SECRET-KEY-1"],
        body: "[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}",
        key: true,
    }),
    row({
        type: "age-plugin-identity",
        provider: "age",
        title: "identity of an age plugin",
        prefixes: ["AGE-PLUGIN-"],
        body: "[A-Z0-9]{1,20}-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{40,200}",
        key: true,
    }),
    placed({
        type: "google-service-account",
        provider: "Google",
        title: "private key id of a Google service account file",
        anchors: ["private_key_id"],
        before: String.raw `private_key_id\\?"[ ]{0,4}:[ ]{0,4}\\?"`,
        body: "[a-f0-9]{40}",
        place: (text, anchor) => `{"${anchor}": "${text}"}`,
        severity: "medium",
        confidence: "low",
        revoke: "https://cloud.google.com/iam/docs/keys-create-delete",
    }),
    placed({
        type: "kubeconfig-key",
        provider: "Kubernetes",
        title: "client key in a kubeconfig",
        anchors: ["client-key-data"],
        before: String.raw `client-key-data\\?"?:[ ]{0,4}\\?"?`,
        // Base64 of "-----BEGIN".
        body: "LS0tLS1CRUdJT[A-Za-z0-9+/]{40,20000}={0,2}",
        place: (text, anchor) => `${anchor}: ${text}`,
        key: true,
        revoke: "https://kubernetes.io/docs/reference/access-authn-authz/authentication/",
    }),
    placed({
        type: "wireguard-key",
        provider: "WireGuard",
        title: "WireGuard private or preshared key",
        anchors: ["PrivateKey", "PresharedKey"],
        before: "(?:PrivateKey|PresharedKey)[ ]{0,4}=[ ]{0,4}",
        body: "[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=",
        place: (text, anchor) => `${anchor} = ${text}`,
        key: true,
    }),
    placed({
        type: "jwk-private",
        title: "private part of a JSON Web Key",
        anchors: ['"d"', '\\"d\\"'],
        before: String.raw `\\?"d\\?"[ ]{0,4}:[ ]{0,4}\\?"`,
        body: "[A-Za-z0-9_-]{40,700}",
        after: String.raw `(?=\\?")`,
        place: (text, anchor) => `{"kty":"EC",${anchor}:"${text}"}`,
        noMatch: ['{"d":"M10 10h4v4h-4z"}'],
        check: mixed,
        key: true,
        confidence: "medium",
    }),
    {
        ...row({
            type: "base64-private-key",
            title: "private key in base64",
            prefixes: ["LS0tLS1CRUdJTi"],
            body: "[A-Za-z0-9+/]{56,20000}={0,2}",
            key: true,
        }),
        check: base64Pem,
        examples: {
            match: [base64(`-----BEGIN PRIVATE KEY-----\n${alnum(24)}`)],
            noMatch: [
                base64(`-----BEGIN PRIVATE KEY-----\n${alnum(24)}`).slice(0, 69),
                base64(`-----BEGIN PRIVATE KEY-----\n${alnum(24)}`).replace(/(?<=^.{40})./u, "_"),
                base64(`-----BEGIN CERTIFICATE-----\n${alnum(24)}`),
                `x${base64(`-----BEGIN PRIVATE KEY-----\n${alnum(24)}`)}`,
                base64(`-----BEGIN PRIVATE KEY-----\n${alnum(24)}`).slice(1),
            ],
        },
    },
    placed({
        type: "totp-secret",
        title: "secret of one-time passwords",
        anchors: ["otpauth://"],
        before: String.raw `otpauth:\/\/[^\s"'<>]{1,200}[?&]secret=`,
        body: "[A-Z2-7]{16,128}",
        place: (text, anchor) => `${anchor}totp/A:b?secret=${text}`,
        severity: "high",
    }),
    {
        type: "powershell-secure-string",
        title: "password given to ConvertTo-SecureString",
        anchors: ["ConvertTo-SecureString"],
        pattern: /ConvertTo-SecureString[ ]{1,4}(?:-AsPlainText[ ]{1,4}|-Force[ ]{1,4}|-String[ ]{1,4}){0,3}["'](?<secret>[^"'$\n]{3,200})["']/diy,
        chosen: true,
        severity: "high",
        confidence: "medium",
        examples: {
            match: [`ConvertTo-SecureString -String "${alnum(9)}" -Force`],
            noMatch: ['ConvertTo-SecureString "$password"', `onvertTo-SecureString "${alnum(9)}"`],
        },
    },
    {
        type: "curl-user",
        title: "password on a curl command line",
        anchors: ["-u ", "--user "],
        pattern: /(?:-u|--user)[ ]{1,4}(?:["']?)[A-Za-z0-9_.@+-]{0,80}:(?<secret>[^\s"'$<{:]{3,200})/dy,
        chosen: true,
        severity: "high",
        confidence: "medium",
        examples: {
            match: [`curl --user me:${alnum(12)} https://example.com`],
            noMatch: ["curl --user me:$PASS", "docker run --user 1000"],
        },
    },
];

;// CONCATENATED MODULE: ./lib/secrets/formats/webhooks.js
/** Addresses that whoever knows them may post to, and addresses that carry their own signature. */

/** Such an address is the secret as a whole: the scheme and host are taken with it. */
const webhook = (given) => {
    const { host, path, body, ...rest } = given;
    const literal = (host + path).replace(/[.?]/gu, "\\$&");
    return placed({
        ...rest,
        severity: "high",
        anchors: [host + path],
        lead: "(?:https?://)?",
        before: literal,
        body,
        place: (text, anchor) => `https://${anchor}${text}`,
        noMatch: [`https://${host}${path}`],
    });
};
const GUID = "[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}";
const WEBHOOKS = [
    webhook({
        type: "slack-webhook",
        provider: "Slack",
        title: "Slack incoming webhook",
        host: "hooks.slack.com",
        path: "/services/",
        body: "[A-Za-z0-9+/]{20,120}",
        revoke: "https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks",
    }),
    webhook({
        type: "slack-workflow-webhook",
        provider: "Slack",
        title: "Slack workflow webhook",
        host: "hooks.slack.com",
        path: "/workflows/",
        body: "[A-Za-z0-9+/]{20,120}",
    }),
    webhook({
        type: "slack-trigger-webhook",
        provider: "Slack",
        title: "Slack trigger webhook",
        host: "hooks.slack.com",
        path: "/triggers/",
        body: "[A-Za-z0-9+/]{20,120}",
    }),
    webhook({
        type: "google-chat-webhook",
        provider: "Google",
        title: "Google Chat webhook",
        host: "chat.googleapis.com",
        path: "/v1/spaces/",
        body: "[A-Za-z0-9_-]{8,20}/messages[?]key=[A-Za-z0-9_-]{30,50}[&]token=[A-Za-z0-9_%-]{30,60}",
    }),
    webhook({
        type: "zapier-webhook",
        provider: "Zapier",
        title: "Zapier webhook",
        host: "hooks.zapier.com",
        path: "/hooks/catch/",
        body: "[A-Za-z0-9/]{8,60}",
    }),
    webhook({
        type: "make-webhook",
        provider: "Make",
        title: "Make webhook",
        host: ".make.com",
        path: "/",
        body: "[a-z0-9]{32}",
    }),
    webhook({
        type: "ifttt-webhook",
        provider: "IFTTT",
        title: "IFTTT webhook",
        host: "maker.ifttt.com",
        path: "/trigger/",
        body: "[A-Za-z0-9_-]{1,60}/with/key/[A-Za-z0-9_-]{22,43}",
    }),
    webhook({
        type: "tines-webhook",
        provider: "Tines",
        title: "Tines webhook",
        host: ".tines.com",
        path: "/webhook/",
        body: "[a-f0-9]{32}/[a-f0-9]{32}",
    }),
    webhook({
        type: "feishu-webhook",
        provider: "Feishu",
        title: "Feishu or Lark bot webhook",
        host: "open.feishu.cn",
        path: "/open-apis/bot/v2/hook/",
        body: GUID,
    }),
    webhook({
        type: "lark-webhook",
        provider: "Lark",
        title: "Lark bot webhook",
        host: "open.larksuite.com",
        path: "/open-apis/bot/v2/hook/",
        body: GUID,
    }),
    webhook({
        type: "dingtalk-webhook",
        provider: "DingTalk",
        title: "DingTalk robot webhook",
        host: "oapi.dingtalk.com",
        path: "/robot/send?access_token=",
        body: "[a-f0-9]{64}",
    }),
    webhook({
        type: "wecom-webhook",
        provider: "WeCom",
        title: "WeCom bot webhook",
        host: "qyapi.weixin.qq.com",
        path: "/cgi-bin/webhook/send?key=",
        body: GUID,
    }),
    webhook({
        type: "pipedream-webhook",
        provider: "Pipedream",
        title: "Pipedream endpoint",
        host: ".m.pipedream.net",
        path: "/",
        body: "[A-Za-z0-9]{12,40}",
    }),
    placed({
        type: "teams-webhook",
        provider: "Microsoft",
        title: "Microsoft Teams incoming webhook",
        severity: "high",
        anchors: ["/IncomingWebhook/"],
        lead: "https://[a-z0-9.-]{8,80}/webhookb?2?/[a-z0-9-]{36}@[a-z0-9-]{36}",
        before: "/IncomingWebhook/",
        body: `[A-Za-z0-9]{32}/[a-z0-9-]{36}`,
        place: (text, anchor) => `https://a.webhook.office.com/webhookb2/${"a".repeat(36)}@${"b".repeat(36)}${anchor}${text}`,
    }),
    placed({
        type: "discord-webhook",
        provider: "Discord",
        title: "Discord webhook",
        severity: "high",
        revoke: "https://discord.com/developers/docs/resources/webhook",
        anchors: ["/api/webhooks/"],
        lead: "(?:https?://[a-z.]{8,40})?",
        before: "/api/webhooks/",
        body: "[0-9]{17,20}/[A-Za-z0-9_-]{60,80}",
        place: (text, anchor) => `https://discord.com${anchor}${text}`,
        noMatch: ["/api/webhooks/new"],
    }),
    placed({
        type: "azure-logic-apps-signature",
        provider: "Azure",
        title: "signature of an Azure Logic Apps or Power Automate trigger",
        severity: "high",
        anchors: ["/paths/invoke?"],
        before: "/paths/invoke[?][A-Za-z0-9_.=&%;-]{0,200}?sig=",
        body: "[A-Za-z0-9_-]{43}",
        place: (text, anchor) => `https://a.logic.azure.com/workflows/b/triggers/manual${anchor}sp=c&sig=${text}`,
    }),
    placed({
        type: "aws-presigned-signature",
        provider: "AWS",
        title: "signature of a presigned AWS request",
        severity: "low",
        confidence: "low",
        anchors: ["X-Amz-Signature="],
        before: "X-Amz-Signature=",
        body: "[a-f0-9]{64}",
        place: (text, anchor) => `https://b.s3.amazonaws.com/k?${anchor}${text}`,
    }),
    placed({
        type: "aws-presigned-credential",
        provider: "AWS",
        title: "credential scope of a presigned AWS request",
        severity: "low",
        confidence: "low",
        anchors: ["X-Amz-Credential="],
        before: "X-Amz-Credential=",
        body: "[A-Z0-9]{16,24}(?:%2F|/)[A-Za-z0-9%/_-]{10,90}",
        place: (text, anchor) => `https://b.s3.amazonaws.com/k?${anchor}${text}`,
    }),
];

;// CONCATENATED MODULE: ./lib/secrets/formats.js
/** All credential formats: data from the providers' own documentation, in files by family. The order is of no account. */




















const FORMATS = [
    ...AI,
    ...BUSINESS,
    ...CLOUDS,
    ...COMMUNICATION,
    ...CONTENT,
    ...DELIVERY,
    ...FINANCE,
    ...FORGES,
    ...HOSTING,
    ...IDENTITY,
    ...KEYS,
    ...MESSAGING,
    ...MODELS,
    ...MONITORING,
    ...OPERATIONS,
    ...PAYMENTS,
    ...PLACES,
    ...SERVICES,
    ...STRUCTURES,
    ...WEBHOOKS,
];

;// CONCATENATED MODULE: ./lib/secrets/interleaved.js
/**
 * Secrets with characters between theirs that show nothing (zero width, NUL of UTF-16, tags), plain or already made visible
 * as `⟦U+200B⟧`: whoever reads the text, or a model, puts them together again (governance.md A7).
 */
/** U+27E6 is ours: it stands before a forged mark, which must not become one by being read without it. */
const HIDDEN = /(?![\n\r\t])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]|⟦U\+(?!27E6⟧)[0-9A-F]{4,6}⟧/gu;
/** Per UTF-16 unit: 1 shows, 2 may be part of what does not. Asked once each, for nearly all texts have nothing of the kind. */
const KNOWN = new Uint8Array(1 << 16);
const SHOWS = 1;
const HIDES = 2;
function mayHide(text) {
    for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        if ((KNOWN[code] ||= kindOf(code)) === HIDES)
            return true;
    }
    return false;
}
function kindOf(code) {
    const isSurrogate = code >= 0xd800 && code <= 0xdfff;
    return isSurrogate ||
        (/[⟦\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(String.fromCharCode(code)) &&
            !/[\n\r\t]/u.test(String.fromCharCode(code)))
        ? HIDES
        : SHOWS;
}
/** The text without what shows nothing; undefined when all of it shows. Line ends stay. */
function withoutHidden(text) {
    if (!mayHide(text))
        return undefined;
    // Kept runs: where each begins in the result, and in the original.
    const runs = [];
    const parts = [];
    let [shown, from] = [0, 0];
    const keep = (to) => {
        if (to === from)
            return;
        runs.push({ shown, from });
        parts.push(text.slice(from, to));
        shown += to - from;
    };
    for (const { index, 0: hidden } of text.matchAll(HIDDEN)) {
        keep(index);
        from = index + hidden.length;
    }
    if (from === 0)
        return undefined;
    keep(text.length);
    const place = (offset) => {
        let [low, high] = [0, runs.length - 1];
        while (low < high) {
            const middle = Math.ceil((low + high) / 2);
            if ((runs[middle]?.shown ?? 0) <= offset)
                low = middle;
            else
                high = middle - 1;
        }
        const run = runs[low];
        return run === undefined ? 0 : run.from + offset - run.shown;
    };
    return {
        text: parts.join(""),
        original: ({ start, end }) => ({ start: place(start), end: place(end - 1) + 1 }),
    };
}
/** Every occurrence of a known value, also with hidden characters between its own. */
function findValues(index, text, offer) {
    index.find(text, offer);
    const shown = withoutHidden(text);
    if (shown !== undefined)
        index.find(shown.text, (part) => offer(shown.original(part)));
}

;// CONCATENATED MODULE: ./lib/secrets/prefilter.js
/** Finds many literals in one pass: Aho and Corasick (CACM 18(6), 1975) as a full automaton over text folded to lower case. */
/** Only the heads of literals are in the automaton, so that it is quickly made and fits the cache; the rest is compared. */
const HEAD = 5;
function createPrefilter(literals) {
    const folded = literals.map((literal) => literal.toLowerCase());
    const { next, width, classOf, outputs, ends } = automaton(folded);
    const offer = (text, end, { found, hit }) => {
        for (const index of found) {
            const literal = folded[index] ?? "";
            const start = end - Math.min(HEAD, literal.length);
            if (goesOn(text, start, literal))
                hit(index, start);
        }
    };
    return {
        scan(text, hit) {
            let state = 0;
            for (let i = 0; i < text.length; i++) {
                state = next[state * width + (classOf[text.charCodeAt(i)] ?? 0)] ?? 0;
                if (ends[state] === 1)
                    offer(text, i + 1, { found: outputs[state] ?? [], hit });
            }
        },
    };
}
/** Whether what follows the head stands in the text too. */
function goesOn(text, start, literal) {
    if (literal.length > text.length - start)
        return false;
    for (let i = HEAD; i < literal.length; i++) {
        const [expected, code] = [literal.charCodeAt(i), text.charCodeAt(start + i)];
        if (expected === code)
            continue;
        if (code < 128 ? expected !== (code | 32) || code < 65 || code > 90 : expected !== lowerCode(code))
            return false;
    }
    return true;
}
function lowerCode(code) {
    return String.fromCharCode(code).toLowerCase().charCodeAt(0);
}
function automaton(folded) {
    const heads = folded.map((literal) => literal.slice(0, HEAD));
    const { classOf, width } = classes(heads);
    const most = 1 + HEAD * heads.length;
    const next = new Uint16Array(most * width);
    const outputs = Array.from({ length: most });
    let size = 1;
    heads.forEach((head, index) => {
        let state = 0;
        for (let i = 0; i < head.length; i++) {
            const at = state * width + (classOf[head.charCodeAt(i)] ?? 0);
            if (next[at] === 0)
                next[at] = size++;
            state = next[at] ?? 0;
        }
        (outputs[state] ??= []).push(index);
    });
    complete({ next, outputs, width });
    return { next, width, classOf, outputs, ends: Uint8Array.from(outputs, (found) => (found === undefined ? 0 : 1)) };
}
/** One number per character that occurs in a head, 0 for all others; both cases of a letter share theirs. */
function classes(heads) {
    const classOf = new Uint8Array(1 << 16);
    let width = 1;
    for (const character of new Set(heads.join("").split(""))) {
        if (width > 255)
            throw new Error("the literals begin with too many different characters");
        classOf[character.charCodeAt(0)] = width;
        const upper = character.toUpperCase();
        if (upper.length === 1)
            classOf[upper.charCodeAt(0)] = width;
        width++;
    }
    return { classOf, width };
}
/** Breadth first: a missing edge becomes the edge of the longest proper suffix, whose outputs are outputs too. */
function complete({ next, outputs, width }) {
    const fail = new Uint16Array(outputs.length);
    const queue = [];
    for (let c = 0; c < width; c++)
        if (next[c])
            queue.push(next[c] ?? 0);
    for (let head = 0; head < queue.length; head++) {
        const state = queue[head] ?? 0;
        const suffix = fail[state] ?? 0;
        const more = outputs[suffix];
        if (more !== undefined)
            outputs[state] = [...(outputs[state] ?? []), ...more];
        for (let c = 0; c < width; c++) {
            const child = next[state * width + c] ?? 0;
            const elsewhere = next[suffix * width + c] ?? 0;
            if (child === 0)
                next[state * width + c] = elsewhere;
            else {
                fail[child] = elsewhere;
                queue.push(child);
            }
        }
    }
}

;// CONCATENATED MODULE: ./lib/secrets/private-keys.js
/** Private keys that span lines: PEM (RFC 7468), OpenPGP armour, SSH2 and PuTTY files, whole or cut off, also inside strings and diffs. */
const PRIVATE_KEY_ANCHORS = ["---- BEGIN", "-----BEGIN", "Private-Lines:"];
const PRIVATE_KEY_TYPE = "private-key";
const HEADER = /-{4,5} ?BEGIN[ A-Z0-9_-]{0,40}(?:PRIVATE KEY(?: BLOCK)?|NKEY SEED) ?-{4,5}/y;
const PUTTY = /Private-Lines: ?([0-9]{1,4})\r?\n/y;
const PUTTY_LINE = /[ +-]?[A-Za-z0-9+/=]{1,64}\r?(?:\n|$)/y;
// The longest kept in use, RSA 16384, is under 13,000 characters.
const LONGEST = 20_000;
/**
 * What may stand around the base64 of one line: diff marks, comment marks, quotes, concatenation, escaped line ends. Each of
 * the three parts is taken whole or not at all (`(?=(…))\1`), for a `+` fits all of them: tried in every division, a line
 * of ten thousand took half a minute.
 */
const LINE = /(?=((?:[ \t\r+>#*/|"'`-]|\\[nrt])*))\1(?=((?:[A-Z][A-Za-z0-9-]{2,20}: ?[^\n\\]{1,120}|[A-Za-z0-9+/=]{1,128})?))\2(?=((?:[ \t\r"'`+,;]|\\r|\\(?=\r?\n))*))\3(?:\n|\\n|$)/y;
/** The body of the key whose header begins at `start`, without header and footer; undefined when there is none. */
function privateKeyAt(text, start) {
    HEADER.lastIndex = start;
    PUTTY.lastIndex = start;
    const putty = PUTTY.exec(text);
    if (putty !== null)
        return span(text, start + putty[0].length, puttyEnd(text, PUTTY.lastIndex, Number(putty[1])));
    const header = HEADER.exec(text);
    if (header === null)
        return undefined;
    const from = start + header[0].length;
    const window = text.slice(from, from + LONGEST);
    const footer = /-{4,5} ?(?:END|BEGIN)/u.exec(window);
    // Between a header and the next footer of a program that mentions both lies the program (seen in a bundle).
    const linesEnd = keyLinesEnd(text, from);
    const whole = footer !== null && (linesEnd >= from + footer.index || isDense(window.slice(0, footer.index)));
    return span(text, from, whole ? from + footer.index : linesEnd);
}
/** Base64 in long runs, as in a key, and not words and punctuation, as in code. */
function isDense(body) {
    const runs = body.match(/[A-Za-z0-9+/=]{16,}/gu) ?? [];
    return runs.join("").length >= 0.9 * body.replace(/\s+/gu, "").length;
}
/** For a block without a footer (cut at the border of a hunk): as far as its lines look like a key. */
function keyLinesEnd(text, from) {
    let end = from;
    while (end < text.length && end - from < LONGEST) {
        LINE.lastIndex = end;
        const line = LINE.exec(text);
        if (line === null || line[0] === "")
            break;
        end = LINE.lastIndex;
    }
    return end;
}
/** The end of at most `count` lines of base64; PuTTY breaks its lines after 64 characters. */
function puttyEnd(text, from, count) {
    let end = from;
    for (let i = 0; i < count; i++) {
        PUTTY_LINE.lastIndex = end;
        if (!PUTTY_LINE.test(text))
            break;
        end = PUTTY_LINE.lastIndex;
    }
    return end;
}
function span(text, from, to) {
    const body = text.slice(from, to);
    const runs = body.match(/[A-Za-z0-9+/=]{16,}/gu) ?? [];
    // `"-----BEGIN PRIVATE KEY-----\n" + key` and documentation have a header and no key.
    if (runs.join("").length < 40 || new Set(runs.join("").slice(0, 400)).size < 12)
        return undefined;
    const before = /^(?:\s|\\[nr]|["'`,+])*/u.exec(body)?.[0].length ?? 0;
    const after = /(?:[\s"'`,]|\\[nr]|(?<=[\s"'`])[+-])*$/u.exec(body.slice(-80))?.[0].length ?? 0;
    return { start: from + before, end: to - after, type: PRIVATE_KEY_TYPE, why: "format", confidence: "high" };
}

;// CONCATENATED MODULE: ./lib/secrets/occurrences.js
/** Finds many exact values in text, whatever their number: an index by the first four UTF-16 units. */
/** Shorter values would take ordinary words out of the text. */
const SHORTEST_VALUE = 4;
function createValueIndex({ overlapping = false } = {}) {
    const lengths = new Map();
    const values = new Set();
    // One bit of doubt per four low bytes in a row: most positions of a text end here.
    const maybe = new Uint8Array(1 << 16);
    return {
        add(value) {
            if (value.length < SHORTEST_VALUE || values.has(value))
                return;
            values.add(value);
            const head = value.slice(0, SHORTEST_VALUE);
            const known = lengths.get(head) ?? [];
            if (!known.includes(value.length))
                known.push(value.length);
            lengths.set(head, known.sort((a, b) => b - a));
            let hash = 0;
            for (let i = 0; i < SHORTEST_VALUE; i++)
                hash = shift(hash, head.charCodeAt(i));
            maybe[slot(hash)] = 1;
        },
        find(text, offer) {
            if (values.size === 0)
                return;
            let hash = 0;
            let done = 0;
            for (let i = 0; i < text.length; i++) {
                hash = shift(hash, text.charCodeAt(i));
                const start = i + 1 - SHORTEST_VALUE;
                if (start < done || maybe[slot(hash)] === 0)
                    continue;
                const length = lengths.get(text.slice(start, i + 1))?.find((n) => values.has(text.slice(start, start + n)));
                if (length === undefined)
                    continue;
                offer({ start, end: start + length });
                done = overlapping ? start + 1 : start + length;
            }
        },
    };
}
/** A window of four: each new unit pushes the oldest out of the 32 bits. */
function shift(hash, code) {
    return (hash << 8) | (code & 255);
}
function slot(hash) {
    return Math.imul(hash, 0x9e3779b1) >>> 16;
}

;// CONCATENATED MODULE: ./lib/secrets/shown.js
/** A text in the clear, made from parts of another, whose places lead back to it. */
/** How far a name can stand from its value, so much is kept around a piece. */
const BEFORE = 160;
const AFTER = 240;
/** The neighbourhood of the pieces with each of them in the clear; what begins or ends in a piece begins or ends with it. */
function rebuilt(text, pieces) {
    let result = "";
    const runs = [];
    let [done, shown] = [0, 0];
    const put = (clear, start, end) => {
        runs.push({ shown, start, end });
        result += clear;
        shown += clear.length;
    };
    const keep = (to) => {
        if (to === done)
            return;
        if (to - done > BEFORE + AFTER) {
            if (done > 0)
                put(text.slice(done, done + AFTER), done);
            put("\n", done, done);
            done = to - BEFORE;
        }
        put(text.slice(done, to), done);
    };
    for (const { start, end, clear } of pieces) {
        if (start < done)
            continue;
        keep(start);
        put(clear, start, end);
        done = end;
    }
    put(text.slice(done, done + AFTER), done);
    return { text: result, original: (part) => shown_placed(runs, part) };
}
/** The clear text of a clear text. */
function within(outer, inner) {
    return { text: inner.text, original: (part) => outer.original(inner.original(part)) };
}
function shown_placed(runs, { start, end }) {
    const [first, last] = [runAt(runs, start), runAt(runs, end - 1)];
    return {
        start: first.end === undefined ? first.start + start - first.shown : first.start,
        end: last.end ?? last.start + end - last.shown,
    };
}
function runAt(runs, offset) {
    let [low, high] = [0, runs.length - 1];
    while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if ((runs[middle]?.shown ?? 0) <= offset)
            low = middle;
        else
            high = middle - 1;
    }
    return runs[low] ?? { shown: 0, start: 0 };
}

;// CONCATENATED MODULE: ./lib/secrets/wrapped.js
/**
 * Secrets in another writing: base64, hexadecimal, percent, `\x`, `\u` and HTML escapes, nested twice, and literals that are
 * put together from parts. Each gives a text in the clear whose places lead back into the original (issue 6, "wrapped").
 */

const ENTITIES = { quot: '"', apos: "'", amp: "&", lt: "<", gt: ">" };
/** The end of one literal, an operator or a new line, the begin of the next; the first column of a diff may stand between. */
const JOINT = /(["'`])[ \t]{0,8}(?:(?:\+|\.\.?|&|\|\||<>|~|\\)[ \t]{0,8}(?:\\?\r?\n[+-]?[ \t]{0,80})?|\\?\r?\n[+-]?[ \t]{0,80}(?:(?:\+|\.\.?|&|\|\||<>|~)[ \t]{0,8})?)[bBrRuUfFL@$]?\1(?!\1)/y;
const CONTINUED = /\\\r?\n[+-]?[ \t]{0,80}(?=[A-Za-z0-9+/=_-]{4})/y;
const SHORTEST_RUN = 24;
/** Keys of 16,384 bits in PEM in base64; longer runs are pictures and fonts. */
const LONGEST_RUN = 20_000;
/** Escapes may stand inside one another: a URL in a URL in JSON. */
const DEPTH = 2;
const wrapped_OTHER = 0;
const DIGIT = 1;
const SIGN = 2;
const wrapped_QUOTE = 3;
const BACKSLASH = 4;
const KIND = new Uint8Array(1 << 16);
for (const character of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-")
    KIND[character.charCodeAt(0)] = DIGIT;
for (const character of "%&")
    KIND[character.charCodeAt(0)] = SIGN;
for (const character of "\"'`")
    KIND[character.charCodeAt(0)] = wrapped_QUOTE;
KIND["\\".charCodeAt(0)] = BACKSLASH;
/** The clear texts that differ from `text`; none for most texts. Linear: a piece is looked at once at each depth. */
function unwrapped(text) {
    const { encoded, joints } = piecesOf(text);
    const plain = { text, original: (part) => part };
    // What is put together may be encoded, but where it is not put together it must not be read so.
    const together = rebuiltIn(plain, joints);
    const parts = together === undefined ? [] : [together, ...decoded(together, piecesOf(together.text).encoded, 1)];
    return [...decoded(plain, encoded, DEPTH), ...parts];
}
function decoded(outer, pieces, depth) {
    const shown = rebuiltIn(outer, pieces);
    if (shown === undefined)
        return [];
    return depth === 1 ? [shown] : [shown, ...decoded(shown, piecesOf(shown.text).encoded, depth - 1)];
}
function rebuiltIn(outer, pieces) {
    return pieces.length === 0 ? undefined : within(outer, rebuilt(outer.text, pieces));
}
function piecesOf(text) {
    const encoded = [];
    const joints = [];
    const add = (list, piece) => {
        if (piece !== undefined)
            list.push(piece);
    };
    let run = 0;
    for (let i = 0; i <= text.length; i++) {
        const kind = i < text.length ? KIND[text.charCodeAt(i)] : wrapped_OTHER;
        if (kind === DIGIT) {
            run++;
            continue;
        }
        if (run >= SHORTEST_RUN && run <= LONGEST_RUN)
            add(encoded, encodedRun(text, i - run, i));
        run = 0;
        if (kind === wrapped_QUOTE)
            add(joints, jointAt(text, i));
        else if (kind === BACKSLASH && /[\r\n]/u.test(text.charAt(i + 1)))
            add(joints, matchAt(CONTINUED, text, i));
        else if (kind === BACKSLASH || kind === SIGN)
            add(encoded, escapeAt(text, i));
    }
    return { encoded, joints };
}
function jointAt(text, at) {
    // Most quotes are not followed by what a joint has there.
    if (!/[ \t\r\n+.&|<~\\]/u.test(text.charAt(at + 1)))
        return undefined;
    return matchAt(JOINT, text, at);
}
function matchAt(pattern, text, at) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    return match === null ? undefined : { start: at, end: at + match[0].length, clear: "" };
}
const BRACE = "{".charCodeAt(0);
const NUMBERED = /&#(?:[0-9]{1,7}|[xX][0-9A-Fa-f]{1,6});/y;
const NAMED = /&(?:quot|apos|amp|lt|gt);/y;
const BRACED = /\\u\{[0-9A-Fa-f]{1,6}\}/y;
/** By hand where escapes come by the thousand, as in texts of other scripts: `%41`, `\x41`, `\u0041`, `\101`, `\/`. */
function escapeAt(text, at) {
    const first = text.charAt(at);
    const next = text.charAt(at + 1);
    if (first === "%")
        return percentAt(text, at);
    if (first === "&")
        return next === "#" ? numberedAt(NUMBERED, text, at) : namedAt(text, at);
    if (next === "u" && text.charCodeAt(at + 2) === BRACE)
        return numberedAt(BRACED, text, at);
    if (next === "u")
        return coded(at, 6, wrapped_valueOf(text, at + 2, { count: 4, base: 16 }));
    if (next === "x")
        return coded(at, 4, wrapped_valueOf(text, at + 2, { count: 2, base: 16 }));
    if (next === "/")
        return { start: at, end: at + 2, clear: "/" };
    return next >= "0" && next <= "3" ? coded(at, 4, wrapped_valueOf(text, at + 1, { count: 3, base: 8 })) : undefined;
}
/** What shows, and the line ends and tabs. */
function percentAt(text, at) {
    const code = wrapped_valueOf(text, at + 1, { count: 2, base: 16 });
    return (code >= 0x20 && code < 0x80) || code === 9 || code === 10 || code === 13 ? coded(at, 3, code) : undefined;
}
function numberedAt(pattern, text, at) {
    const piece = matchAt(pattern, text, at);
    if (piece === undefined)
        return undefined;
    const [digits = ""] = /[0-9A-Fa-f]+(?=[;}])/u.exec(text.slice(at, piece.end)) ?? [];
    const isDecimal = /^&#[0-9]/u.test(text.slice(at, at + 3));
    const code = Number.parseInt(digits, isDecimal ? 10 : 16);
    return { ...piece, clear: code <= 0x10ffff ? String.fromCodePoint(code) : text.slice(at, piece.end) };
}
function namedAt(text, at) {
    const piece = matchAt(NAMED, text, at);
    return piece && { ...piece, clear: ENTITIES[text.slice(at + 1, piece.end - 1)] ?? "" };
}
function coded(start, length, code) {
    return code < 0 ? undefined : { start, end: start + length, clear: String.fromCharCode(code) };
}
/** The number that `count` digits give; -1 when not all of them are digits. */
function wrapped_valueOf(text, at, { count, base }) {
    let value = 0;
    for (let i = at; i < at + count; i++) {
        const code = text.charCodeAt(i);
        const letter = (code | 32) - 87;
        const digit = code >= 48 && code <= 57 ? code - 48 : letter >= 10 && letter <= 15 ? letter : base;
        // At the end of the text the code is NaN, and so is no digit.
        if (digit >= base)
            return -1;
        value = value * base + digit;
    }
    return value;
}
/** A run of base64 or hexadecimal digits that has text behind it; digests, pictures and identifiers have none. */
function encodedRun(text, start, end) {
    const padding = /^={0,2}/u.exec(text.slice(end, end + 2))?.[0].length ?? 0;
    const head = text.slice(start, start + SHORTEST_RUN);
    const encoding = /^[0-9a-fA-F]+$/u.test(head) ? "hex" : "base64";
    if (!isPrintable(Buffer.from(head, encoding).toString("latin1")))
        return undefined;
    // Both of base64's alphabets are read alike.
    const clear = Buffer.from(text.slice(start, end), encoding).toString("utf8");
    if (!isPrintable(clear.replace(/[\u0080-\u{10ffff}]/gu, "")))
        return undefined;
    return { start, end: end + padding, clear: ` ${clear} ` };
}
function isPrintable(text) {
    return text.length >= 8 && /^[\t\n\r -~]*$/u.test(text);
}

;// CONCATENATED MODULE: ./lib/secrets/jwk.js
/** Private JSON Web Keys (RFC 7517 and 7518 §6), as JSON or as a literal of a program. */
const JWK_ANCHORS = ["kty"];
/** RSA 4096 has seven numbers of up to 683 characters. */
const jwk_LONGEST = 8_000;
const MEMBERS = /[{,\s"'](?:d|k|p|q|dp|dq|qi)\\?["']?\s{0,4}:\s{0,4}\\?["'](?<value>[A-Za-z0-9_-]{20,3000})\\?["']/dgu;
/** The private members of the key whose `kty` stands at `start`: those of its object, without the objects inside and around. */
function privateMembersAt(text, start) {
    const after = text.slice(start, start + 40);
    if (!/^kty\\?["']?\s{0,4}:\s{0,4}\\?["'](?:RSA|EC|oct|OKP)/u.test(after))
        return [];
    // Between the keys before and after, so that many of them cost no more than their text.
    const before = text.slice(Math.max(0, start - jwk_LONGEST, text.lastIndexOf("kty", start - 1) + 3), start);
    const from = start - before.length + Math.max(0, before.lastIndexOf("{"));
    const rest = text.slice(start, start + jwk_LONGEST);
    const ends = [rest.indexOf("}"), rest.indexOf("kty", 3), rest.length].filter((end) => end >= 0);
    const body = text.slice(from, start + Math.min(...ends));
    return [...body.matchAll(MEMBERS)].flatMap(({ indices }) => {
        const [begin, stop] = indices?.groups?.["value"] ?? [0, 0];
        return [{ start: from + begin, end: from + stop, type: "jwk-private", why: "format", confidence: "high" }];
    });
}

;// CONCATENATED MODULE: ./lib/secrets/detect.js
/** Finds secrets in text: literals in one pass, then each pattern only where its literal stands. Linear in the text. */














const NONE = [];
let engine;
/** The secrets in `text`: sorted, not overlapping, offsets in UTF-16 units. Never throws, whatever the text. */
function detect(text, where) {
    const found = look(text, where);
    for (const shown of [withoutHidden(text), ...unwrapped(text)])
        if (shown !== undefined)
            for (const span of look(shown.text, where))
                found.push({ ...span, ...shown.original(span) });
    return merged([...found, ...detect_repeated(text, found)]);
}
const LONGEST_REPEATED = 500;
const MOST_LENGTHS = 12;
/** Every other place where a found value stands: no name says there what it is. */
function detect_repeated(text, found) {
    if (found.length === 0)
        return [];
    const index = createValueIndex();
    const first = new Map();
    const heads = new Map();
    for (const span of found) {
        const value = text.slice(span.start, span.end);
        if (value.length > LONGEST_REPEATED || !isDistinct(value) || first.has(value))
            continue;
        const head = value.slice(0, SHORTEST_VALUE);
        // The index tries every length that begins alike: hostile text could bring hundreds.
        const lengths = heads.get(head) ?? new Set();
        heads.set(head, lengths.add(value.length));
        if (lengths.size > MOST_LENGTHS)
            continue;
        first.set(value, span);
        index.add(value);
    }
    const others = [];
    index.find(text, (at) => {
        const span = first.get(text.slice(at.start, at.end));
        if (span !== undefined && span.start !== at.start && standsAlone(text, at))
            others.push({ ...span, ...at });
    });
    return others;
}
function standsAlone(text, { start, end }) {
    return !/[A-Za-z0-9]/u.test(text.charAt(start - 1)) && !/[A-Za-z0-9]/u.test(text.charAt(end));
}
/** Short values and plain words stand in ordinary text too; they count where a name tells what they are. */
function isDistinct(value) {
    return value.length >= 8 && new Set(value).size >= 4 && (!/^[A-Za-z]+$/u.test(value) || isStrange(value));
}
function look(text, where) {
    const budget = createBudget();
    const context = { point: where.point, reader: assignmentReader(text, { ...where, budget }), budget };
    const found = [];
    // Made when it is first needed: commands that look at no text start without it.
    const { prefilter, probes, count } = (engine ??= anchored());
    // A row does not look again inside what it found, so that repeated prefixes cost no more than others.
    const doneTo = new Float64Array(count);
    let unreadTo = 0;
    prefilter.scan(text, (literal, start) => {
        for (const { number, look: lookAt, always } of probes[literal] ?? []) {
            if (start < (doneTo[number] ?? 0) || (start < unreadTo && always === undefined))
                continue;
            const isUnread = always === undefined && budget.isSpent(start);
            for (const span of isUnread ? [unread(text, start)] : lookAt(text, start, context)) {
                if (span.end <= span.start)
                    continue;
                doneTo[number] = Math.max(span.end, doneTo[number] ?? 0);
                if (isUnread)
                    unreadTo = span.end;
                budget.spend(COST_OF_FOUND);
                found.push(span);
            }
        }
    });
    return found;
}
/** Of trying one pattern, and of all that is done with what was found, in characters. */
const COST_OF_PATTERN = 10;
const COST_OF_FOUND = 50;
/** From the name or prefix at `start` to the end of the next line, where the value of a name may stand. */
function unread(text, start) {
    let from = start;
    while (from > 0 && start - from < LONGEST_LEAD && /[\w$.-]/u.test(text.charAt(from - 1)))
        from--;
    const line = text.indexOf("\n", start);
    const next = line < 0 ? -1 : text.indexOf("\n", line + 1);
    return { start: from, end: next < 0 ? text.length : next, type: UNREAD_TYPE, why: "entropy", confidence: "low" };
}
const LONGEST_LEAD = 80;
function anchored() {
    const byLiteral = new Map();
    let count = 0;
    const add = (anchors, lookOf, always) => {
        const number = count++;
        for (const anchor of anchors) {
            const literal = anchor.toLowerCase();
            const probes = byLiteral.get(literal) ?? [];
            // One row's anchors may differ by case alone.
            if (probes.at(-1)?.number !== number)
                byLiteral.set(literal, [...probes, { number, look: lookOf(anchor), ...(always && { always }) }]);
        }
    };
    for (const format of FORMATS)
        add(format.anchors, (anchor) => formatProbe(format, anchor));
    add(PRIVATE_KEY_ANCHORS, () => (text, start) => listOf(privateKeyAt(text, start)), true);
    add(JWK_ANCHORS, () => privateMembersAt, true);
    add(NAME_ANCHORS, () => (_text, start, { reader }) => reader.at(start));
    return { prefilter: createPrefilter([...byLiteral.keys()]), probes: [...byLiteral.values()], count };
}
function formatProbe(format, anchor) {
    let exact;
    let isToken;
    return (text, start, { point, budget }) => {
        // Most hits have another case than the pattern: comparing costs less than trying it.
        if ((exact ??= isExact(format, anchor)) && !text.startsWith(anchor, start))
            return NONE;
        if ((isToken ??= format.pattern.source.startsWith(LEFT)) && !mayBegin(text, start))
            return NONE;
        budget.spend(COST_OF_PATTERN);
        const span = formatAt(format, { text, start, point });
        return span === undefined ? NONE : [span];
    };
}
/** Whether `LEFT` may match: not in the middle of a word, unless what looks like its begin is an escape. */
function mayBegin(text, start) {
    const code = text.charCodeAt(start - 1);
    const isWord = (code >= 48 && code <= 57) || ((code | 32) >= 97 && (code | 32) <= 122);
    return !isWord || text.charAt(start - 2) === "\\" || text.charAt(start - 3) === "%";
}
/** Whether the pattern takes its anchor in this one spelling only. */
function isExact({ anchors, pattern }, anchor) {
    const literal = anchor.toLowerCase();
    if (pattern.ignoreCase || anchors.filter((other) => other.toLowerCase() === literal).length > 1)
        return false;
    const source = pattern.source.replace(/\\(?=[^A-Za-z0-9])/gu, "");
    const places = source.toLowerCase().split(literal).length;
    return places > 1 && places === source.split(anchor).length;
}
function listOf(span) {
    return span === undefined ? NONE : [span];
}
/** What one row finds where its anchor stands. */
function formatAt(format, { text, start, point }) {
    const confidence = format.confidence ?? "high";
    if (point === "scan" && confidence === "low")
        return undefined;
    format.pattern.lastIndex = start;
    const match = format.pattern.exec(text);
    if (match === null)
        return undefined;
    const [from, to] = match.indices?.groups?.["secret"] ?? [
        start - (match.groups?.["lead"]?.length ?? 0),
        format.pattern.lastIndex,
    ];
    const secret = text.slice(from, to);
    const why = format.check?.(secret) ?? "format";
    if (why === "reject" || isExample(secret, point))
        return undefined;
    const sure = format.chosen === true ? chosen(secret, point) : confidence;
    if (sure === undefined)
        return undefined;
    const span = { start: from, end: to, type: format.type, why, confidence: sure };
    return format.provider === undefined ? span : { ...span, provider: format.provider };
}
function chosen(value, point) {
    return judge({ value, name: "", strength: "password", quoted: true, settings: true, point });
}
/** Documentation shows keys such as `ghp_xxxx…` and `sk_live_0000…`; what shares a row with them at the redact point is harmless. */
function isExample(secret, point) {
    const tail = secret.slice(-16);
    if (secret.length >= 8 && (point === "scan" ? new Set(tail).size <= 2 : /^[xX0*#.-]*$/u.test(tail)))
        return true;
    if (/^(?:\$(?:[({]|[A-Za-z_]\w*(?![\w$]))|[<{%])/u.test(secret))
        return true;
    return point === "scan" && /x{6}|X{6}|example|EXAMPLE|your/u.test(secret);
}
const STRENGTH = { checksum: 3, format: 2, assignment: 1, entropy: 0 };
/** Overlapping spans become one that covers them all and says what the strongest of them says. */
function merged(spans) {
    const result = [];
    let last;
    for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
        if (last === undefined || span.start >= last.end)
            result.push((last = span));
        else if (span.end > last.end || STRENGTH[span.why] > STRENGTH[last.why]) {
            last = { ...stronger(last, span), start: last.start, end: Math.max(last.end, span.end) };
            result[result.length - 1] = last;
        }
    }
    return result;
}
function stronger(a, b) {
    return STRENGTH[b.why] > STRENGTH[a.why] ? b : a;
}

;// CONCATENATED MODULE: ./lib/secrets/detector.js
/** What redactor and guard look with. */

/** The engine as it is, without a policy. */
const BUILT_IN = { look: detect, lookAtAll: detect, types: [] };

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./lib/secrets/encodings.js
/** The forms in which one of the run's own secrets may turn up (L1: "known by exact value"). */
/** The value itself, reversed, in JSON, percent, hexadecimal, base64 and base64url. Base64 at each of its three alignments, without the characters that depend on the neighbours. */
function encodedForms(value) {
    const bytes = Buffer.from(value, "utf8");
    // By way of bytes: `encodeURIComponent` throws on lone surrogates.
    const percent = encodeURIComponent(bytes.toString("utf8"));
    const hexadecimal = bytes.toString("hex");
    const pairs = hexadecimal.match(/../gu) ?? [];
    const forms = [
        value,
        [...value].reverse().join(""),
        value.split("").reverse().join(""),
        JSON.stringify(value).slice(1, -1),
        percent,
        percent.replace(/%[0-9A-F]{2}/gu, (escape) => escape.toLowerCase()),
        pairs.map((pair) => `%${pair}`).join(""),
        pairs.map((pair) => `%${pair.toUpperCase()}`).join(""),
        hexadecimal,
        hexadecimal.toUpperCase(),
        bytes.toString("base64"),
        bytes.toString("base64url"),
        ...[0, 1, 2].flatMap((shift) => aligned(bytes, shift)),
    ];
    return [...new Set(forms)];
}
/** The base64 digits that `bytes` alone decide when they stand `shift` bytes after a multiple of three. */
function aligned(bytes, shift) {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
        .toString("base64")
        .replace(/=+$/u, "");
    const first = Math.ceil((shift * 8) / 6);
    const last = Math.floor(((shift + bytes.length) * 8) / 6);
    const core = text.slice(first, last);
    // Under eight digits is less than five bytes: that would match by chance.
    return core.length < 8 ? [] : [core, core.replaceAll("+", "-").replaceAll("/", "_")];
}

;// CONCATENATED MODULE: ./lib/secrets/known.js
/** The run's own secrets wherever they turn up: whole, encoded, reversed, and cut (governance.md A7: seven characters less defeated a scanner). */



/** A shorter piece of a secret may stand in any text. */
const PIECE = 12;
/** Of a longer value (a JSON Web Token) only the beginning is known in pieces, so that the index stays small. */
const LONGEST_CUT = 1_000;
/** Values under four characters are too short to tell from text. */
function knownValues(known) {
    const whole = createValueIndex();
    const pieces = createValueIndex({ overlapping: true });
    for (const value of known) {
        if (value.length < SHORTEST_VALUE)
            continue;
        for (const form of encodedForms(value))
            whole.add(form);
        if (!known_isRandom(value))
            continue;
        for (const form of [value, value.split("").reverse().join(""), ...base64Of(value)])
            for (let at = 0; at + PIECE <= Math.min(form.length, LONGEST_CUT); at++)
                pieces.add(form.slice(at, at + PIECE));
    }
    return {
        find: (text, offer) => {
            whole.find(text, offer);
            pieces.find(text, offer);
        },
    };
}
/** A path or a sentence that somebody called a secret has pieces that are ordinary words. */
function known_isRandom(value) {
    return value.length >= PIECE + 4 && /^[\w.+/=~-]+$/u.test(value) && /\d/u.test(value) && isStrange(value);
}
/** At each alignment: what a piece of the value looks like in base64 does not depend on where it was cut. */
function base64Of(value) {
    return [0, 1, 2].map((skip) => Buffer.from(value).subarray(skip).toString("base64").replace(/=+$/u, ""));
}

// EXTERNAL MODULE: ./lib/untrusted.js
var untrusted = __webpack_require__(14169);
;// CONCATENATED MODULE: ./lib/secrets/marks.js
/** Our marks: `⟦secret:<type>:<n>⟧`, the same value with the same number by first appearance. */

/** What a mark that is not ours begins with. */
const ESCAPED = (0,untrusted/* numbered */.jN)("⟦");
/** The form of our marks, with the type as the group `type`. */
const MARK = /⟦secret:(?<type>[a-z0-9-]{1,60}):[0-9]{1,9}⟧/gu;
/**
 * What stands before each line of code in a question, `h12 +| ` or `b9 -| `, and where lines were left out (`linesText` in
 * review/question.ts). No line of others begins so, since each has one of ours before it.
 */
const LINE_PREFIX = /^(?:[hb][0-9]{1,9} [ +-]\| |⟦[0-9]{1,9} lines not shown⟧$)/gmu;
/** What a text may not bring along itself: it would pass for one of ours. */
const LOOKALIKE = new RegExp(`${MARK.source}|⟦secret:`, "gu");
function createMarks() {
    const marks = new Map();
    const minted = new Map();
    /** How many bytes a value is longer than its mark. */
    const grown = (mark) => {
        const value = minted.get(mark);
        return value === undefined ? 0 : Buffer.byteLength(value) - Buffer.byteLength(mark);
    };
    return {
        mint(value, type) {
            const mark = marks.get(value) ?? { type, text: `⟦secret:${type}:${String(marks.size + 1)}⟧` };
            marks.set(value, mark);
            minted.set(mark.text, value);
            return mark.text;
        },
        /** A mark of someone else's is no longer one. */
        neutral: (text) => text.replace(LOOKALIKE, (mark) => (minted.has(mark) ? mark : `${ESCAPED}${mark.slice(1)}`)),
        /** Our own marks, and the name in an escaped one, are blank while looking. */
        blank: (text) => text
            .replace(MARK, (mark) => (minted.has(mark) ? " ".repeat(mark.length) : mark))
            .replaceAll(`${ESCAPED}secret`, (mark) => " ".repeat(mark.length)),
        bytesBefore: (text) => marksIn(text).reduce((sum, mark) => sum + grown(mark), Buffer.byteLength(text)),
        original(mark) {
            const value = minted.get(mark);
            return value === undefined || marks.get(value)?.type === "known" ? undefined : value;
        },
    };
}
/** Marks in order; a value of several lines has one on each, of which one is named. */
function marksIn(text) {
    let before = new Set();
    return text.split("\n").flatMap((line) => {
        const all = line.match(MARK) ?? [];
        const named = all.filter((mark) => !before.has(mark));
        before = new Set(all);
        return named;
    });
}
/** How often each type of secret stands in a redacted text as a mark. */
function countMarks(text) {
    const counts = new Map();
    for (const mark of marksIn(text)) {
        const type = mark.split(":")[1] ?? "";
        counts.set(type, (counts.get(type) ?? 0) + 1);
    }
    return Object.fromEntries(counts);
}

// EXTERNAL MODULE: ./node_modules/canonicalize/lib/canonicalize.js
var canonicalize = __webpack_require__(98799);
;// CONCATENATED MODULE: ./lib/secrets/playbook.js
/** What to do about a secret that has left: the short form of docs/playbooks/leaked-secret.md. Our own words. */
/**
 * Markdown that also reads as plain text. No command takes the value as an argument, where a shell's history and every process
 * of the machine would see it.
 * @param revoke the provider's page
 */
function playbook(title, revoke) {
    return [
        `Whoever reads this ${title} can act with its rights, without being noticed as a stranger. Automated searches find such values within minutes of a push, and a later commit that removes it leaves it in the history.`,
        revoke === undefined ? "1. Revoke or rotate it now, where it was issued." : `1. Revoke or rotate it now: ${revoke}`,
        "2. Look at the provider's access log for uses since the first push, and tell the owners of what it opens and those who handle incidents: what it is, since when, what the log shows. Never send the value.",
        "3. Keep the new value in a secret store and read it from the environment at run time.",
        "4. Find where else it stands. Write the value into a file outside the repository (`umask 077; cat > ../leaked.txt`, paste, Ctrl-D), then `git rev-list --all | xargs git grep -lF -f ../leaked.txt`.",
        "5. Only when it is revoked, and where it is worth the disruption, take it out of the history: `sed 's/^/literal:/' ../leaked.txt > ../replace.txt`, then in a fresh clone `git filter-repo --replace-text ../replace.txt --replace-message ../replace.txt` and a forced push of all branches and tags. Everybody clones anew; forks, caches and pull requests on the server keep the old commits until it removes them.",
    ].join("\n\n");
}

;// CONCATENATED MODULE: ./lib/secrets/rules.js
/** The rule of each type: what an attacker does with it, and how to take it back. Our own words, no text from a change. */






/** Changes with what is detected; the digest says the same about the rows alone. */
const RULE_SET_VERSION = "2.0.0";
/** What the engine finds without a row: assignments by kind of name, and keys that span lines. */
const OTHERS = [
    { type: PRIVATE_KEY_TYPE, title: "private key", severity: "critical", key: true },
    { type: UNREAD_TYPE, title: "text too dense with names of secrets to be read", severity: "medium" },
    { type: "password", title: "password given as a literal", severity: "high" },
    { type: "secret", title: "secret given as a literal", severity: "high" },
    { type: "token", title: "token given as a literal", severity: "high" },
    { type: "api-key", title: "API key given as a literal", severity: "high" },
    { type: "encryption-key", title: "cryptographic key given as a literal", severity: "high", key: true },
    { type: "credential", title: "credential given as a literal", severity: "high" },
];
const described = new Map([...FORMATS, ...OTHERS].map((one) => [one.type, one]));
/** Made when asked for: most runs report few types. */
const rules = new Map();
/** All that `detect` gives. */
const TYPES = [...described.keys()];
/** Throws for a type that `detect` does not give. */
function ruleOf(type) {
    const one = described.get(type) ?? ownPattern(type);
    if (one === undefined)
        throw new Error(`no rule for the type ${type}`);
    const rule = rules.get(type) ?? toRule(one);
    rules.set(type, rule);
    return rule;
}
/** A policy's own pattern, by the name that the policy gives it. */
function ownPattern(type) {
    const name = /^policy-(?<name>[a-z0-9-]{1,40})$/u.exec(type)?.groups?.["name"];
    return name === undefined ? undefined : { type, title: `secret of the policy's pattern ${name}` };
}
/** Every rule that a finding may have. */
function ruleNames() {
    return TYPES.map(ruleOf).map(({ id, cwe }) => ({ id, cwe }));
}
/** How bad one finding is: its rule's severity when the value itself shows what it is, or the name leaves no doubt. */
function severityOf({ type, why, confidence }) {
    const { severity } = ruleOf(type);
    return why === "checksum" || why === "format" || confidence === "high" ? severity : "medium";
}
/** SHA-256 over the rows, without their examples, as canonical JSON (RFC 8785). */
function ruleSetSha256(formats = FORMATS) {
    const rows = formats.map(({ type, anchors, pattern, check, severity, confidence, chosen }) => ({
        type,
        anchors,
        pattern: `${pattern.source}/${pattern.flags}`,
        check: check?.name ?? null,
        severity: severity ?? null,
        confidence: confidence ?? null,
        chosen: chosen ?? false,
    }));
    return (0,external_node_crypto_.createHash)("sha256")
        .update((0,canonicalize/* default */.A)({ version: RULE_SET_VERSION, rows, others: OTHERS }) ?? "")
        .digest("hex");
}
function toRule({ type, title, severity = "critical", key, revoke }) {
    const article = /^[aeiou]|^(?:npm|NVIDIA|SSH|xAI|HCP)\b/iu.test(title) && !/^(?:one|us)/iu.test(title) ? "an" : "a";
    return {
        id: `secrets/${type}`,
        name: type,
        shortDescription: `Hard-coded ${title}`,
        fullDescription: `The file holds ${article} ${title}. Whoever can read the repository, its forks, its clones or its build artifacts can use it.`,
        help: playbook(title, revoke),
        ...(revoke !== undefined && { helpUri: revoke }),
        severity,
        confidence: severity === "critical" ? "high" : "medium",
        cwe: [key === true ? "CWE-321" : "CWE-798"],
        tags: ["secret"],
    };
}

;// CONCATENATED MODULE: ./lib/secrets/guard.js
/** The last look at what is about to leave (L1): the serialised body itself, after everything that made it. */








/** `known` are the run's own secrets; `detector` is the redactor's. `look` is the detector's, unless a test breaks it. */
function createGuard({ known = [], detector = BUILT_IN, look, }) {
    const types = new Set([...MARKED_TYPES, ...detector.types]);
    const inspector = inspectorOf(known, { look: look ?? detector.look, types });
    let works;
    return {
        inspect: (body, own = []) => inspector(body, own),
        // What a policy allows must not make it seem that the guard is broken.
        selfTest: () => (works ??= canariesCaught(known, { look: look ?? detector.lookAtAll, types })),
    };
}
function inspectorOf(known, { look, types }) {
    const sought = { index: knownValues(known), look, types };
    return (body, own) => {
        const parsed = tryParse(body);
        if (parsed === undefined)
            return hitIn(body, { ...sought, blank: blankFor(own, types), place: "body" });
        return (hitInValue(parsed.value, { ...sought, own: new Set(own), blank: blankFor(own, types), path: "" }) ??
            inRaw(body, own, sought));
    };
}
/** Rows for values that people choose: their place makes them a secret, and no form of their own. */
const CHOSEN = new Set(FORMATS.filter(({ chosen }) => chosen).map(({ type }) => type));
/** A policy's pattern is none: it may match what only stands around the strings, a number of tokens, a name of the protocol. */
function isFormed(type) {
    return MARKED_TYPES.has(type) && !CHOSEN.has(type);
}
/**
 * What stands in no single string: across two of them, or in a number. Only what is a secret by its own form counts here,
 * since quotes and line ends read differently where they are escaped, and an assignment seen so is often none.
 */
function inRaw(body, own, { index, look, types }) {
    const escaped = own.flatMap((part) => [part, JSON.stringify(part).slice(1, -1)]);
    const byForm = (text, where) => look(text, where).filter(({ why, type }) => (why === "checksum" || why === "format") && isFormed(type));
    return hitIn(body, { index, look: byForm, types, blank: blankFor(escaped, types), place: "body" });
}
function tryParse(body) {
    try {
        return { value: JSON.parse(body) };
    }
    catch {
        return undefined;
    }
}
function hitInValue(value, walk) {
    if (typeof value === "string")
        return hitIn(value, { ...walk, place: walk.path || "body" });
    if (typeof value !== "object" || value === null || walk.own.has(JSON.stringify(value)))
        return undefined;
    for (const [name, inner] of Object.entries(value)) {
        const within = Array.isArray(value) ? `${walk.path}[${name}]` : walk.path === "" ? name : `${walk.path}.${name}`;
        // The name first: it becomes part of the place.
        const hit = hitIn(name, { ...walk, place: `${walk.path || "body"} (a name)` }) ??
            hitInValue(inner, { ...walk, path: within });
        if (hit !== undefined)
            return hit;
    }
    return undefined;
}
function hitIn(text, { index, look, blank, place }) {
    const looked = blank(text);
    let first;
    const offer = (start, rule) => {
        if (first === undefined || start < first.start)
            first = { start, rule };
    };
    findValues(index, looked, ({ start }) => offer(start, "known"));
    for (const { start, type } of look(looked, { point: "redact" }))
        offer(start, type);
    if (first === undefined)
        return undefined;
    const line = text.slice(0, first.start).split("\n").length;
    return { rule: first.rule, place: text.includes("\n") ? `${place} line ${String(line)}` : place };
}
const MARKED_TYPES = new Set(["known", ...TYPES]);
/** Blank, with every offset kept: our own parts, our marks in the form and with the types that we mint, escaped marks, numbers of lines. */
function blankFor(own, types) {
    // Longest first, for one part may stand in another.
    const parts = own.filter((part) => part !== "").toSorted((a, b) => b.length - a.length);
    return (text) => parts
        // Line ends, so that what stands before and after is not read as one.
        .reduce((rest, part) => rest.replaceAll(part, "\n".repeat(part.length)), text)
        // Spaces, as the redactor has it: the two must read the same text.
        .replace(MARK, (mark) => (types.has(mark.split(":")[1] ?? "") ? " ".repeat(mark.length) : mark))
        .replaceAll(`${ESCAPED}secret`, (mark) => " ".repeat(mark.length))
        // Else `name="password">` at the end of a line would have the next line's number for its value (seen in a login form).
        .replace(LINE_PREFIX, (prefix) => " ".repeat(prefix.length));
}
/** A value that only its being known gives away, a token of a form with checksum, a password by its name; and a clean text, which must pass. */
function canariesCaught(known, looking) {
    const canary = (0,external_node_crypto_.randomBytes)(18).toString("base64url");
    const body = (0,external_node_crypto_.randomBytes)(15).toString("hex");
    const inspect = inspectorOf([...known, canary], looking);
    const caught = (text) => inspect(JSON.stringify({ messages: [{ role: "user", content: [{ type: "text", text: `one\n${text}\n` }] }] }), [])
        ?.place === "messages[0].content[0].text line 2";
    const reversed = [...canary].reverse().join("");
    return ([canary, reversed, Buffer.from(canary).toString("base64"), Buffer.from(canary).toString("hex")].every(caught) &&
        caught(["ghp", body + crcBase62(body)].join("_")) &&
        caught(`pass${"word"} = "${(0,external_node_crypto_.randomBytes)(12).toString("hex")}"`) &&
        !caught("two"));
}

;// CONCATENATED MODULE: ./lib/secrets/filter.js
/** Redaction and search over streams: the same engine, window by window. */
/** The redacted lines of a window. Lines are one to one, which is how they are told from the context. */
function redactWindow({ before, lines, after }, redactor, path) {
    const redacted = redactor.redact(before + lines + after, path);
    const from = afterLineFeeds(redacted, { count: lineFeeds(before), from: 0 });
    return after === ""
        ? redacted.slice(from)
        : redacted.slice(from, afterLineFeeds(redacted, { count: lineFeeds(lines), from }));
}
/** What begins in the lines of a window. */
function placesIn({ before, lines, after, firstLine }, detector, where) {
    const text = before + lines + after;
    let [line, lineStart] = [firstLine, before.length];
    return detector
        .look(text, where)
        .filter(({ start }) => start >= before.length && start < before.length + lines.length)
        .map(({ start, type }) => {
        for (let at = text.indexOf("\n", lineStart); at !== -1 && at < start; at = text.indexOf("\n", lineStart)) {
            line++;
            lineStart = at + 1;
        }
        const end = text.indexOf("\n", start);
        const lineText = text.slice(lineStart, end === -1 ? text.length : end).replace(/\r$/u, "");
        return { line, column: start - lineStart + 1, type, lineText };
    });
}
function lineFeeds(text) {
    let count = 0;
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1))
        count++;
    return count;
}
function afterLineFeeds(text, { count, from }) {
    let at = from;
    for (let i = 0; i < count; i++) {
        const feed = text.indexOf("\n", at);
        if (feed === -1)
            return text.length;
        at = feed + 1;
    }
    return at;
}

;// CONCATENATED MODULE: ./lib/secrets/redacted.js
/** Text made of redacted text: what joins, frames and escapes it without ever letting a plain string in (L1). */
/** Our own words: a prompt that ships with this program, a nonce, an id that we minted. Never text of a change. */
function own(text) {
    return text;
}
/** A template whose words stand in our source code and whose values are redacted. */
function redactedText(words, ...values) {
    return own(String.raw({ raw: words }, ...values));
}
function joined(parts, separator) {
    return own(parts.join(separator));
}
/** Its lines, without their ends: a part of redacted text is redacted. */
function linesOf(text) {
    return text.split("\n").map(own);
}
/** For changes that escape or cut. One that takes characters out could make a secret whole again: redact after those. */
function rewritten(text, change) {
    return own(change(text));
}

;// CONCATENATED MODULE: ./lib/secrets/redactor.js
/** Takes secrets out of text. Others' text becomes a `Redacted` only here; `redacted.ts` makes more of it and of our own words (L1). */







/** Detection runs again on its own result until nothing is left; each round takes whole values out, so few are needed. */
const MOST_ROUNDS = 10;
/** `known` are the run's own secrets, caught exactly and encoded; those under four characters are too short to tell from text. */
function createRedactor({ known = [], detector: first = BUILT_IN, } = {}) {
    let detector = first;
    const marks = createMarks();
    const own = knownValues(known);
    const found = createValueIndex();
    const foundTypes = new Map();
    const parts = (text, path) => {
        const list = [...detector.look(text, { path, point: "redact" })];
        for (const { start, end, type } of list) {
            const value = text.slice(start, end);
            if (!isDistinct(value) || foundTypes.has(value))
                continue;
            found.add(value);
            foundTypes.set(value, type);
        }
        findValues(own, text, (at) => list.push({ ...at, type: "known" }));
        found.find(text, (at) => list.push({ ...at, type: foundTypes.get(text.slice(at.start, at.end)) ?? "secret" }));
        return united(list);
    };
    return {
        redact(given, path) {
            let text = marks.neutral(given);
            // The guard knows no paths: what it would find without one is taken out as well.
            const paths = path === undefined || !(isSettings(path) || text.includes("+++ ")) ? [path] : [path, undefined];
            for (let round = 0; round < MOST_ROUNDS; round++) {
                const looked = marks.blank(text);
                const list = parts(looked, paths[0]);
                if (list.length === 0 && paths.length === 1)
                    break;
                if (list.length === 0)
                    paths.shift();
                text = replaced(text, list, marks.mint);
            }
            return text;
        },
        adopt: (next) => {
            detector = next;
        },
        get detector() {
            return detector;
        },
        bytesBefore: marks.bytesBefore,
        original: marks.original,
    };
}
function united(list) {
    const result = [];
    for (const part of list.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
        const last = result.at(-1);
        if (last === undefined || part.start >= last.end)
            result.push(part);
        else
            result.splice(-1, 1, { ...last, end: Math.max(last.end, part.end) });
    }
    return result;
}
function replaced(text, list, mint) {
    const pieces = [];
    let done = 0;
    for (const { start, end, type } of list) {
        pieces.push(text.slice(done, start), replacement(text.slice(start, end), type, mint));
        done = end;
    }
    return pieces.join("") + text.slice(done);
}
/** One mark per line that holds something, so that lines, their ends, and a diff's first column stay. */
function replacement(secret, type, mint) {
    if (!/[\n\r]/u.test(secret))
        return mint(secret, type);
    const mark = mint(secret, type);
    return secret
        .split(/(\r\n|\n|\r)/u)
        .map((piece, index) => (index % 2 === 1 ? piece : piece.replace(/^([+-]?\s*)\S.*$/su, `$1${mark}`)))
        .join("");
}

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
;// CONCATENATED MODULE: ./lib/secrets/windows.js
/**
 * A stream of any bytes as pieces of text that can be looked at one by one: whole lines, with enough around them that a
 * secret at a border is seen whole from both sides. Memory is bounded by the longest line.
 */

const SIZES = { block: 1 << 20, context: 32 << 10 };
const LINE_FEED = 0x0a;
async function* windowsOf(chunks, sizes = SIZES) {
    let [before, rest] = [Buffer.alloc(0), Buffer.alloc(0)];
    let firstLine = 1;
    const source = bufferedSource(chunks);
    for (;;) {
        const { bytes, ended } = await source.read(rest, sizes.block + sizes.context);
        // A line longer than the block: twice as much each time, so that what is copied stays linear.
        let [all, last] = [bytes, ended];
        while (!last && all.lastIndexOf(LINE_FEED, all.length - sizes.context - 1) === -1) {
            const more = await source.read(all, all.length * 2);
            [all, last] = [more.bytes, more.ended];
        }
        const end = last ? all.length : all.lastIndexOf(LINE_FEED, all.length - sizes.context - 1) + 1;
        if (end > 0) {
            const lines = all.subarray(0, end);
            yield windowOf({ before, lines, after: wholeStart(all.subarray(end, end + sizes.context)) }, firstLine);
            firstLine += windows_lineFeeds(lines);
            before = wholeEnd(Buffer.concat([before, lines.subarray(-sizes.context)]).subarray(-sizes.context));
        }
        if (last)
            return;
        rest = all.subarray(end);
    }
}
function bufferedSource(chunks) {
    const iterator = chunks[Symbol.asyncIterator]();
    return {
        /** `rest` and what follows it, at least `wanted` bytes unless the stream ends. */
        async read(rest, wanted) {
            const parts = [rest];
            let [length, ended] = [rest.length, false];
            while (length < wanted && !ended) {
                const next = await iterator.next();
                if (next.done === true)
                    ended = true;
                else {
                    parts.push(next.value);
                    length += next.value.length;
                }
            }
            return { bytes: parts.length === 1 ? rest : Buffer.concat(parts), ended };
        },
    };
}
function windows_lineFeeds(bytes) {
    let count = 0;
    for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1))
        count++;
    return count;
}
/** Without half a character at its end; at most 3 bytes of UTF-8 follow a first one (RFC 3629). */
function wholeStart(bytes) {
    for (let back = 1; back <= Math.min(4, bytes.length); back++) {
        const byte = bytes[bytes.length - back] ?? 0;
        if (byte < 0x80)
            return bytes;
        if (byte >= 0xc0)
            return bytes.subarray(0, bytes.length - back);
    }
    return bytes;
}
/** Without half a character at its start. */
function wholeEnd(bytes) {
    let start = 0;
    while (start < 4 && start < bytes.length && ((bytes[start] ?? 0) & 0xc0) === 0x80)
        start++;
    return bytes.subarray(start);
}
function windowOf(parts, firstLine) {
    const valid = [parts.before, parts.lines, parts.after].every((part) => (0,external_node_buffer_.isUtf8)(part));
    const text = (bytes) => (valid ? bytes.toString("utf8") : ofBytes(bytes));
    return {
        before: text(parts.before),
        lines: text(parts.lines),
        after: text(parts.after),
        firstLine,
        bytesOf: valid ? (given) => Buffer.from(given) : bytesBack,
    };
}
/** One character per byte, and our brackets, so that a forged mark in such a file is known for one. */
function ofBytes(bytes) {
    return bytes.toString("latin1").replaceAll("\u00e2\u009f\u00a6", "⟦").replaceAll("\u00e2\u009f\u00a7", "⟧");
}
/** Characters that no byte is are ours: marks. */
function bytesBack(text) {
    const pieces = text.split(/([^\0-\u00ff]+)/u);
    return Buffer.concat(pieces.map((piece, index) => Buffer.from(piece, index % 2 === 0 ? "latin1" : "utf8")));
}

;// CONCATENATED MODULE: ./lib/secrets/index.js
/** Secrets in text: finding them, and taking them out of what leaves the process (L1). */












/***/ }),

/***/ 14169:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OT: () => (/* binding */ withoutInvisible),
/* harmony export */   RK: () => (/* binding */ visible),
/* harmony export */   TN: () => (/* binding */ oneLine),
/* harmony export */   Z4: () => (/* binding */ NUMBERED),
/* harmony export */   hj: () => (/* binding */ withoutRunnerCommands),
/* harmony export */   jN: () => (/* binding */ numbered),
/* harmony export */   wh: () => (/* binding */ plainText)
/* harmony export */ });
/**
 * Text that somebody else wrote (L2): a scanner, a pull request, a file name. It becomes plain text here, once, on its
 * way in; each output then escapes for its own syntax.
 */
/** Everything that shows nothing or moves what is shown: controls, bidi, zero width, tags, fillers. `\n` and `\t` stay. */
// `\p{Cf}` alone misses Hangul fillers and variation selectors (governance.md A4).
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
/** Terminal sequences: CSI, OSC (also unterminated), two-character escapes. Removed before anything else is escaped. */
const TERMINAL = /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b\n]*(?:\u0007|\u001b\\)?|\u001b./gu;
/** A character by its number, `⟦U+202E⟧`. */
function numbered(character) {
    return `⟦U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟧`;
}
/** What `numbered` writes, with the hexadecimal digits as the group `code`. */
const NUMBERED = /⟦U\+(?<code>[0-9A-F]{4,6})⟧/gu;
/** The same text with every invisible or controlling character made visible as `⟦U+202E⟧`. Line structure is kept. */
function visible(text) {
    return text
        .replace(TERMINAL, "")
        .replace(/\r\n/gu, "\n")
        .replace(INVISIBLE, (character) => (character === "\n" || character === "\t" ? character : numbered(character)));
}
/** The same text without them, for text in which none has a reason to stand: a model's, where one may split a secret (A7). */
function withoutInvisible(text) {
    return text
        .replace(TERMINAL, "")
        .replace(/\r\n?/gu, "\n")
        .replace(INVISIBLE, (character) => (character === "\n" || character === "\t" ? character : ""));
}
/** One line of plain text of at most `limit` UTF-16 units: for names, paths, titles and log lines. */
function oneLine(text, limit = 1000) {
    return truncate(visible(text.slice(0, limit * 4))
        .replace(/\s+/gu, " ")
        .trim(), limit);
}
/** Plain text of at most `limit` UTF-16 units, line breaks kept. */
function plainText(text, limit = 10_000) {
    return truncate(visible(text.slice(0, limit * 4)), limit);
}
/**
 * The same text with no command for the GitHub runner in it, which reads stdout and stderr alike: `::command::` at the
 * start of a trimmed line and `##[command]` anywhere become `: :` and `# #[` (governance.md A9). Strip first, call this last.
 */
function withoutRunnerCommands(text) {
    return text.replace(/^(\s*):(?=:)/gmu, "$1: ").replaceAll("##[", "# #[");
}
function truncate(text, limit) {
    if (text.length <= limit)
        return text;
    const end = limit - 1;
    // Never half a surrogate pair.
    const cut = /[\uD800-\uDBFF]/u.test(text.charAt(end - 1)) ? end - 1 : end;
    return `${text.slice(0, cut)}…`;
}


/***/ }),

/***/ 95002:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ch: () => (/* binding */ readVariables),
/* harmony export */   Fj: () => (/* binding */ secretsOf),
/* harmony export */   P8: () => (/* binding */ longEnough)
/* harmony export */ });
/** The environment of this process, and which of it is secret. */
/** As it is now. */
function readVariables() {
    return { ...process.env };
}
/** Names of variables whose values are secrets wherever they turn up; an input's name has dashes. */
const SECRET_NAME = /(?:TOKEN|SECRET|PASSWORD|PASSWD|API[_-]?KEY|PRIVATE[_-]?KEY|ACCESS[_-]?KEY|CREDENTIAL)/iu;
/** Shorter values would redact ordinary words. */
const SECRET_MINIMUM = 8;
function secretsOf(env) {
    return Object.entries(env)
        .flatMap(([name, value]) => (value !== undefined && SECRET_NAME.test(name) ? [value.trim()] : []))
        .flatMap(longEnough);
}
function longEnough(value) {
    return value !== undefined && value.length >= SECRET_MINIMUM ? [value] : [];
}


/***/ })

};
