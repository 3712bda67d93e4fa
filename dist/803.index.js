export const id = 803;
export const ids = [803];
export const modules = {

/***/ 25803:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  start: () => (/* binding */ start)
});

// EXTERNAL MODULE: ./lib/variables.js
var lib_variables = __webpack_require__(95002);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/untrusted.js
var untrusted = __webpack_require__(14169);
// EXTERNAL MODULE: ./lib/adapters/files.js + 1 modules
var files = __webpack_require__(63925);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
;// CONCATENATED MODULE: ./lib/adapters/staged.js
/** What is about to be committed, for a pre-commit hook: read from git's index as objects, never from the work tree. */





const run = (0,external_node_util_.promisify)(external_node_child_process_.execFile);
const OUTPUT_CAP_BYTES = 512 * 1024 * 1024;
const ABSENT = /^0+$/u;
const SYMLINK_OR_FILE = /^1[02]0/u;
/**
 * Added, changed and retyped files. The hook's own environment is git's (`GIT_INDEX_FILE` names the index of `commit -a`),
 * and its configuration is the user's, who runs git here anyway; no program of either is started.
 * @throws ConfigurationError `git-missing`, `not-a-repository`; ExternalError `git-failed`
 */
async function* stagedFiles(env) {
    const git = async (...args) => {
        try {
            const options = { env, encoding: "buffer", maxBuffer: OUTPUT_CAP_BYTES };
            return (await run("git", ["--no-pager", "-c", "core.fsmonitor=false", ...args], options)).stdout;
        }
        catch (error) {
            throw gitError(error);
        }
    };
    // Outside of a repository `git diff` becomes another program, which compares files.
    await git("rev-parse", "--git-dir");
    const raw = await git("diff", "--cached", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", "--diff-filter=AMT", "--ignore-submodules=all", "--no-relative");
    const fields = raw.toString("utf8").split("\0");
    for (let at = 0; at + 1 < fields.length; at += 2) {
        const [, mode = "", base = "", head = ""] = fields[at]?.split(" ") ?? [];
        if (!SYMLINK_OR_FILE.test(mode))
            continue;
        yield {
            name: fields[at + 1] ?? "",
            bytes: await git("cat-file", "blob", head),
            linesBefore: async () => {
                const before = ABSENT.test(base) ? Buffer.alloc(0) : await git("cat-file", "blob", base);
                return new Set(before.toString("utf8").split(/\r?\n/u));
            },
        };
    }
}
function gitError(error) {
    if ((0,files/* errnoOf */.UQ)(error) === "ENOENT")
        return new errors/* ConfigurationError */.j1("git-missing", "There is no git on PATH.", "Install git 2.32 or later and put it on PATH.");
    const said = typeof error === "object" && error !== null && "stderr" in error ? (0,untrusted/* oneLine */.TN)(String(error.stderr), 500) : "";
    if (/not a git repository/iu.test(said))
        return new errors/* ConfigurationError */.j1("not-a-repository", "This folder is in no git repository.", "Run it inside the repository.");
    return new errors/* ExternalError */.yA("git-failed", `Git failed${said === "" ? "" : `: ${said}`}.`, {
        fix: "Run `git status` in the repository.",
        cause: error,
    });
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
;// CONCATENATED MODULE: ./lib/adapters/streams.js
/** Standard streams and files as a filter uses them: piece by piece, no faster than they are read. */





/** More would not make it faster; less makes more calls. */
const CHUNK_BYTES = 1 << 18;
/** A file's bytes, or those of stdin. @throws ConfigurationError `file-not-found`; ExternalError `read-failed` */
async function* openStream(path) {
    const stream = path === undefined ? process.stdin : (0,external_node_fs_.createReadStream)(path, { highWaterMark: CHUNK_BYTES });
    try {
        for await (const chunk of stream)
            yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    }
    catch (error) {
        throw notRead(path, error);
    }
}
function notRead(path, cause) {
    const code = (0,files/* errnoOf */.UQ)(cause);
    if (code === undefined)
        return cause;
    const name = path === undefined ? "stdin" : (0,untrusted/* oneLine */.TN)(path);
    if (code === "ENOENT" || code === "ENOTDIR")
        return new errors/* ConfigurationError */.j1("file-not-found", `There is no file ${name}.`, "Check the name, or give the text on stdin.");
    return new errors/* ExternalError */.yA("read-failed", `${name} cannot be read (${code}).`, {
        fix: code === "EISDIR" ? "Name a file: this is a folder." : "Make it readable for the user that runs this.",
        cause,
    });
}
/** To stdout, when it has room. False when the reader went away (`| head`), which is no error. @throws ExternalError `write-failed` */
function stdoutWriter() {
    const { stdout } = process;
    let failed;
    stdout.on("error", (error) => (failed ??= error));
    return async (bytes) => {
        if (failed === undefined && !stdout.write(bytes))
            await Promise.race([(0,external_node_events_.once)(stdout, "drain"), (0,external_node_events_.once)(stdout, "close")]).catch(() => undefined);
        if (failed === undefined)
            return true;
        if ((0,files/* errnoOf */.UQ)(failed) === "EPIPE")
            return false;
        throw new errors/* ExternalError */.yA("write-failed", `The result could not be printed (${(0,files/* errnoOf */.UQ)(failed) ?? "unknown"}).`, {
            fix: "Free some disk space, or print somewhere else.",
            cause: failed,
        });
    };
}
/** For people and programs on stderr; a runner reads it for commands. */
function noteLine(text) {
    process.stderr.write(`${(0,untrusted/* withoutRunnerCommands */.hj)(text)}\n`);
}

;// CONCATENATED MODULE: ./lib/adapters/redact-ports.js
/** The real ports of `redact`, which loads nothing else. */






function redactPorts() {
    const variables = (0,lib_variables/* readVariables */.Ch)();
    return {
        known: (0,lib_variables/* secretsOf */.Fj)(variables),
        open: openStream,
        write: stdoutWriter(),
        note: noteLine,
        writeFile: (path, text) => (0,files/* createFiles */.qm)({ temporary: "" }).write(path, text),
        staged: () => stagedFiles(variables),
        readDetector,
    };
}
async function readDetector(path) {
    const bytes = await (0,files/* readBytes */.io)(path);
    if (bytes === undefined)
        throw new errors/* ConfigurationError */.j1("policy-unreadable", `There is no policy file ${(0,untrusted/* oneLine */.TN)(path)}.`, "Check the path.");
    // Schemas and YAML take longer to load than all the rest.
    const [{ parsePolicy }, { createDetector }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(670), __webpack_require__.e(99), __webpack_require__.e(806)]).then(__webpack_require__.bind(__webpack_require__, 75806)),
        Promise.all(/* import() */[__webpack_require__.e(670), __webpack_require__.e(340)]).then(__webpack_require__.bind(__webpack_require__, 340)),
    ]);
    return createDetector(parsePolicy(new TextDecoder().decode(bytes), (0,untrusted/* oneLine */.TN)(path)).redaction);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/secrets/index.js + 53 modules
var secrets = __webpack_require__(70201);
;// CONCATENATED MODULE: ./lib/commands/redact-jsonl.js
/** `redact --jsonl`: one answer a line, in order. */


/** Answers are gathered up to this many characters: a write for each would cost more than the look. */
const BATCH = 1 << 16;
/**
 * False when nobody reads any more. What was answered before a bad line is written.
 * @throws ConfigurationError `jsonl-invalid`
 */
async function answerLines(chunks, { detector, point, write, name }) {
    let [answers, number] = ["", 0];
    for await (const line of linesOf(chunks)) {
        number += 1;
        if (line.trim() === "")
            continue;
        const question = tryQuestion(line);
        if (question === undefined) {
            await write(answers);
            throw badLine(name, number);
        }
        const { id, path, text } = question;
        const spans = detector.look(text, { path, point }).map(({ start, end, type }) => [start, end, type]);
        answers += `${JSON.stringify({ id, spans })}\n`;
        if (answers.length < BATCH)
            continue;
        if (!(await write(answers)))
            return false;
        answers = "";
    }
    return answers === "" || (await write(answers));
}
// By hand: a schema library would be half of the time that this command takes to start.
function tryQuestion(line) {
    const value = tryJson(line);
    if (typeof value !== "object" || value === null)
        return undefined;
    const [id, path, text] = ["id", "path", "text"].map((name) => Object.getOwnPropertyDescriptor(value, name)?.value);
    if ((typeof id !== "string" && typeof id !== "number") || typeof text !== "string")
        return undefined;
    if (path !== undefined && path !== null && typeof path !== "string")
        return undefined;
    return { id, path: path ?? undefined, text };
}
function tryJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
/** Lines without their ends. A line is held whole; its pieces are joined once. */
async function* linesOf(chunks) {
    let pieces = [];
    for await (const chunk of chunks) {
        let from = 0;
        for (let at = chunk.indexOf(0x0a); at !== -1; at = chunk.indexOf(0x0a, from)) {
            pieces.push(chunk.subarray(from, at));
            yield Buffer.concat(pieces).toString("utf8");
            pieces = [];
            from = at + 1;
        }
        pieces.push(chunk.subarray(from));
    }
    const last = Buffer.concat(pieces);
    if (last.length > 0)
        yield last.toString("utf8");
}
function badLine(name, line) {
    return new errors/* ConfigurationError */.j1("jsonl-invalid", `${(0,untrusted/* oneLine */.TN)(name)}, line ${String(line)} is not an object with the strings "id" and "text", and "path" if there is one.`, 'Give one JSON object a line: {"id":"1","path":"a.env","text":"…"}.');
}

;// CONCATENATED MODULE: ./lib/commands/redact.js
/** `redact`: a filter, a search for hooks, and spans for programs. One redactor, so one value has one number throughout. */




/** Answers the exit code. */
async function redact(request, ports) {
    const { policy, mode, point } = request;
    const detector = policy === undefined ? secrets/* BUILT_IN */.$A : await ports.readDetector(policy);
    switch (mode) {
        case "text":
            return filter(request, (0,secrets/* createRedactor */.lY)({ known: latin1Too(ports.known), detector }), ports);
        case "jsonl":
            for (const source of sourcesOf(request, ports))
                if (!(await answerLines(source.chunks, { detector, point, write: ports.write, name: source.name })))
                    break;
            return 0;
        case "check":
            return (await check(request, detector, ports)) > 0 ? 1 : 0;
        case "staged":
            return (await checkStaged(detector, request, ports)) > 0 ? 1 : 0;
    }
}
function sourcesOf({ files }, ports) {
    if (files.length === 0)
        return [{ name: "(stdin)", chunks: ports.open(undefined) }];
    return files.map(({ name, path }) => ({ name, path: name, chunks: ports.open(path) }));
}
/** Bytes that are no UTF-8 are looked at one by one: there a secret's own bytes are what it is. */
function latin1Too(known) {
    return [...new Set(known.flatMap((value) => [value, Buffer.from(value).toString("latin1")]))];
}
async function filter(request, redactor, ports) {
    const account = accounting();
    for (const { path, chunks } of sourcesOf(request, ports))
        for await (const window of (0,secrets/* windowsOf */.R5)(counted(chunks, account.read))) {
            const text = (0,secrets/* redactWindow */.UT)(window, redactor, path);
            const bytes = window.bytesOf(text);
            account.wrote(text, bytes);
            if (!(await ports.write(bytes)))
                return 0;
        }
    // The digest of the rule set takes longer than a small text.
    if (!request.json && request.account === undefined)
        return 0;
    const told = account.text();
    if (request.account !== undefined)
        await ports.writeFile(request.account, told);
    if (request.json)
        ports.note(told.trimEnd());
    return 0;
}
/** What was done, without a word of the text. */
function accounting() {
    const digest = (0,external_node_crypto_.createHash)("sha256");
    const redactions = {};
    let [bytesBefore, bytesAfter] = [0, 0];
    return {
        read(length) {
            bytesBefore += length;
        },
        wrote(text, bytes) {
            digest.update(bytes);
            bytesAfter += bytes.length;
            for (const [type, count] of Object.entries((0,secrets/* countMarks */.WL)(text)))
                redactions[type] = (redactions[type] ?? 0) + count;
        },
        text: () => `${JSON.stringify({ ruleSet: { version: secrets/* RULE_SET_VERSION */.nc, sha256: (0,secrets/* ruleSetSha256 */.c4)() }, bytesBefore, bytesAfter, sha256: digest.digest("hex"), redactions })}\n`,
    };
}
async function* counted(chunks, read) {
    for await (const chunk of chunks) {
        read(chunk.length);
        yield chunk;
    }
}
async function check(request, detector, ports) {
    let found = 0;
    for (const { name, path, chunks } of sourcesOf(request, ports))
        for await (const window of (0,secrets/* windowsOf */.R5)(chunks))
            for (const { line, column, type } of (0,secrets/* placesIn */.yN)(window, detector, whereOf(path, request))) {
                found++;
                if (!(await ports.write(placeLine({ name, line, column, type }))))
                    return found;
            }
    return found;
}
/** What was there before is known and no reason to stop this commit. */
async function checkStaged(detector, request, ports) {
    let found = 0;
    for await (const { name, bytes, linesBefore } of ports.staged()) {
        let before;
        for await (const window of (0,secrets/* windowsOf */.R5)(once(bytes)))
            for (const { line, column, type, lineText } of (0,secrets/* placesIn */.yN)(window, detector, whereOf(name, request))) {
                before ??= await linesBefore();
                if (before.has(lineText))
                    continue;
                found++;
                await ports.write(placeLine({ name, line, column, type }));
            }
    }
    return found;
}
function whereOf(path, { point }) {
    return path === undefined ? { point } : { path, point };
}
async function* once(bytes) {
    yield await Promise.resolve(bytes);
}
/** Never the value, and a file's name only in one line. */
function placeLine({ name, line, column, type }) {
    return `${(0,untrusted/* oneLine */.TN)(name)}:${String(line)}:${String(column)} ${type}\n`;
}

// EXTERNAL MODULE: ./lib/explain.js
var explain = __webpack_require__(57228);
// EXTERNAL MODULE: ./lib/flags-redact.js
var flags_redact = __webpack_require__(19516);
;// CONCATENATED MODULE: ./lib/start-redact.js
/** The entry of `redact`. */






async function start(argv) {
    const ports = redactPorts();
    try {
        const request = (0,flags_redact/* readRedactRequest */.F)(argv);
        if (request.command === "redact")
            process.exitCode = await redact(request, ports);
        else if (request.command === "help")
            await ports.write(request.text);
    }
    catch (error) {
        const { text, code } = (0,explain/* explain */.W)(error, (0,secrets/* createRedactor */.lY)({ known: ports.known }).redact);
        noteLine(text);
        process.exitCode = code;
    }
}


/***/ })

};
