export const id = 999;
export const ids = [999];
export const modules = {

/***/ 59999:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  start: () => (/* binding */ start)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(26921);
// EXTERNAL MODULE: ./node_modules/commander/esm.mjs
var esm = __webpack_require__(48179);
;// CONCATENATED MODULE: ./lib/base-url.js
/** Where code and key may go: over TLS, or to this machine. */
function isAllowedBaseUrl({ protocol, hostname }) {
    return protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
}
/** RFC 6761 6.3 and RFC 1122 3.2.1.3; `URL` has already written every spelling of an address in one form. */
function isLoopback(hostname) {
    return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/u.test(hostname);
}

// EXTERNAL MODULE: ./lib/errors.js
var lib_errors = __webpack_require__(452);
;// CONCATENATED MODULE: ./lib/object-name.js
/** The full name of a git object: SHA-1 or SHA-256 in small hexadecimal digits (gitglossary, "object name"). */
const OBJECT_NAME = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u;

// EXTERNAL MODULE: ./lib/untrusted.js
var untrusted = __webpack_require__(14169);
;// CONCATENATED MODULE: ./lib/event.js
/** What a workflow run's event asks to review. Commits come from the event by their full names, never by a ref (governance.md A6, A23). */




const ObjectName = schemas/* string */.YjP().regex(OBJECT_NAME, "is not the full name of a commit");
/** Any text: it is shown and compared, and never becomes an argument. */
const Name = schemas/* string */.YjP().min(1, "is empty");
const Account = schemas/* object */.Ikc({ login: schemas/* string */.YjP(), type: schemas/* string */.YjP() }).nullish();
const Repository = schemas/* object */.Ikc({ default_branch: Name });
const PullRequest = schemas/* object */.Ikc({
    pull_request: schemas/* object */.Ikc({
        number: schemas/* int */.Whr().positive(),
        base: schemas/* object */.Ikc({ sha: ObjectName, ref: Name, repo: schemas/* object */.Ikc({ id: schemas/* int */.Whr() }) }),
        // The fork may have been deleted.
        head: schemas/* object */.Ikc({ sha: ObjectName, repo: schemas/* object */.Ikc({ id: schemas/* int */.Whr() }).nullable() }),
        user: Account,
    }),
    sender: Account,
});
const MergeGroup = schemas/* object */.Ikc({ merge_group: schemas/* object */.Ikc({ base_sha: ObjectName, head_sha: ObjectName, base_ref: Name }) });
const Push = schemas/* object */.Ikc({
    ref: Name,
    before: ObjectName,
    after: ObjectName,
    head_commit: schemas/* object */.Ikc({ id: ObjectName }).nullish(),
    repository: Repository,
});
const OnBranch = schemas/* object */.Ikc({ repository: Repository });
const Scheduled = schemas/* object */.Ikc({ repository: Repository.optional() }).nullable();
/**
 * The commits that an event names, and where they stand.
 * @throws ConfigurationError `event-unsupported` for an event that names none, `input-invalid` for a payload that GitHub does not send
 */
function readSubject(event) {
    switch (event.name) {
        case "pull_request":
            return ofPullRequest(parse(PullRequest, event));
        case "merge_group":
            return ofMergeGroup(parse(MergeGroup, event));
        case "push":
            return ofPush(parse(Push, event));
        case "schedule":
            return ofBranch(event, () => parse(Scheduled, event)?.repository?.default_branch ?? branchOf(event.ref));
        default:
            refuse(event);
            return ofBranch(event, () => parse(OnBranch, event).repository.default_branch);
    }
}
function ofPullRequest({ pull_request: { number, base, head, user }, sender }) {
    return {
        kind: "pullRequest",
        number,
        base: base.sha,
        head: head.sha,
        baseBranch: base.ref,
        fork: head.repo?.id !== base.repo.id,
        dependabot: isDependabot(sender) || isDependabot(user),
    };
}
/** The suffix cannot be registered by a person; the type cannot be chosen. */
function isDependabot(account) {
    return account?.login === "dependabot[bot]" && account.type === "Bot";
}
function ofMergeGroup({ merge_group: { base_sha, head_sha, base_ref } }) {
    return { kind: "mergeGroup", base: base_sha, head: head_sha, baseBranch: branchOf(base_ref) ?? base_ref };
}
function ofPush({ ref, before, after, head_commit, repository }) {
    if (isAbsent(after))
        throw unsupported(`The push deleted ${(0,untrusted/* oneLine */.TN)(ref, 200)}, so it names no commit to review.`, "Give the job `if: ${{ !github.event.deleted }}`.");
    const branch = branchOf(ref);
    return {
        kind: "branch",
        ...(isAbsent(before) ? {} : { before }),
        // For an annotated tag `after` names the tag object, and `head_commit` the commit.
        head: branch === undefined ? (head_commit?.id ?? after) : after,
        ref,
        ...(branch === undefined ? {} : { branch }),
        defaultBranch: repository.default_branch,
    };
}
/** `GITHUB_SHA` on `GITHUB_REF`: what runs by hand, by the clock, or for a reason that says nothing of commits. */
function ofBranch(event, defaultBranch) {
    const { name, sha, ref } = event;
    const branch = branchOf(ref);
    if ((branch === undefined && !ref.startsWith("refs/tags/")) || !ObjectName.safeParse(sha).success || isAbsent(sha))
        throw unsupported(`The event ${(0,untrusted/* oneLine */.TN)(name, 100)} names no commit of a branch or a tag.`, "Run it on pull_request, push, merge_group, workflow_dispatch or schedule.");
    const main = defaultBranch();
    // Only a schedule may lack it, and GitHub runs a schedule on the default branch and nowhere else.
    if (main === undefined)
        throw malformed(event, "repository.default_branch is missing");
    return { kind: "branch", head: sha, ref, ...(branch === undefined ? {} : { branch }), defaultBranch: main };
}
const USE_PULL_REQUEST = "Use `on: pull_request`; without secrets, as for forks and Dependabot, the scanners review all the same.";
const SECRETS = "runs with the repository's secrets and a token that writes on behalf of code that a stranger wrote";
const NOT_THE_CHANGE = "names the default branch's commit and not the change's";
const MERGE_COMMIT = "names a merge commit that GitHub made and not the change's";
/** Events that a user may take for a pull request's, and whose commit is another one or whose secrets are in reach of it. */
const REFUSED = {
    pull_request_target: SECRETS,
    workflow_run: SECRETS,
    issue_comment: NOT_THE_CHANGE,
    issues: NOT_THE_CHANGE,
    discussion: NOT_THE_CHANGE,
    discussion_comment: NOT_THE_CHANGE,
    pull_request_review: MERGE_COMMIT,
    pull_request_review_comment: MERGE_COMMIT,
};
function refuse({ name }) {
    const why = Object.hasOwn(REFUSED, name) ? REFUSED[name] : undefined;
    if (why !== undefined)
        throw unsupported(`The event ${name} ${why}.`, USE_PULL_REQUEST);
}
function branchOf(ref) {
    return ref.startsWith("refs/heads/") && ref.length > "refs/heads/".length
        ? ref.slice("refs/heads/".length)
        : undefined;
}
/** How GitHub writes "no commit". */
function isAbsent(name) {
    return /^0+$/u.test(name);
}
function parse(schema, event) {
    const parsed = schema.safeParse(event.payload);
    if (parsed.success)
        return parsed.data;
    const [issue] = parsed.error.issues;
    const place = issue === undefined || issue.path.length === 0 ? "the payload" : issue.path.join(".");
    // Our own words alone: zod's may quote what it was given.
    const wrong = issue?.code === "invalid_format" || issue?.code === "too_small" ? issue.message : "is missing or of another type";
    throw malformed(event, `${place} ${wrong}`);
}
function malformed({ name }, what) {
    return new lib_errors/* ConfigurationError */.j1("input-invalid", `The event file is not what GitHub sends for ${(0,untrusted/* oneLine */.TN)(name, 100)}: ${what}.`, "Leave GITHUB_EVENT_PATH as the runner sets it; under act, give it a complete event with --eventpath.");
}
function unsupported(message, fix) {
    return new lib_errors/* ConfigurationError */.j1("event-unsupported", message, fix);
}

;// CONCATENATED MODULE: ./lib/action-inputs-run.js
/** Where a job runs, from variables that the runner sets and no step can overwrite (docs: "Default environment variables"). */






/** GitHub caps webhook payloads at 25 MB. */
const EVENT_BYTES = 25_000_000;
const digits = schemas/* string */.YjP().regex(/^[1-9]\d{0,18}$/u);
const action_inputs_run_name = schemas/* string */.YjP().regex(/^(?!\.{1,2}$)[\w.-]{1,100}$/u);
const path = schemas/* string */.YjP().refine((text) => (0,external_node_path_.isAbsolute)(text) && !text.includes("\0"));
/** The token goes there. */
const url = schemas/* string */.YjP()
    .refine((text) => URL.canParse(text) && isAllowedBaseUrl(new URL(text)))
    .transform((text) => text.replace(/\/+$/u, ""));
/** Only git goes there, and libcurl takes every name below localhost for this machine (RFC 6761 6.3). */
const serverUrl = schemas/* union */.KCZ([url, schemas/* string */.YjP().regex(/^http:\/\/[a-z-]+\.localhost(?::\d{1,5})?$/u)]);
const Job = schemas/* object */.Ikc({
    GITHUB_REPOSITORY: schemas/* string */.YjP()
        .transform((text) => text.split("/"))
        .pipe(schemas/* tuple */.PVZ([action_inputs_run_name, action_inputs_run_name])),
    GITHUB_API_URL: url,
    GITHUB_SERVER_URL: serverUrl,
    GITHUB_RUN_ID: digits,
    GITHUB_RUN_ATTEMPT: digits.transform(Number),
    // act does not set it.
    GITHUB_WORKFLOW_REF: schemas/* string */.YjP()
        .regex(/^[^\p{C}]{1,1000}$/u)
        .optional(),
    GITHUB_WORKSPACE: path,
    RUNNER_TEMP: path,
    GITHUB_EVENT_NAME: schemas/* string */.YjP().regex(/^[a-z_]{1,50}$/u),
    GITHUB_EVENT_PATH: path,
    GITHUB_SHA: schemas/* string */.YjP().regex(OBJECT_NAME),
    GITHUB_REF: schemas/* string */.YjP().max(1000),
});
/** @throws ConfigurationError `runner-unsupported` when a variable or the event is not as a runner makes it, or what `readSubject` throws. */
async function readRun(variables, files) {
    const parsed = Job.safeParse(variables);
    if (!parsed.success)
        throw action_inputs_run_unsupported(`${String(parsed.error.issues[0]?.path[0])} is absent or malformed.`);
    const job = parsed.data;
    const [owner, repo] = job.GITHUB_REPOSITORY;
    const run = {
        owner,
        repo,
        apiUrl: job.GITHUB_API_URL,
        serverUrl: job.GITHUB_SERVER_URL,
        runId: job.GITHUB_RUN_ID,
        runAttempt: job.GITHUB_RUN_ATTEMPT,
        ...(job.GITHUB_WORKFLOW_REF !== undefined && { workflowRef: job.GITHUB_WORKFLOW_REF }),
        event: job.GITHUB_EVENT_NAME,
        workspace: job.GITHUB_WORKSPACE,
    };
    const payload = await readEvent(job.GITHUB_EVENT_PATH, files);
    const subject = readSubject({ name: run.event, payload, sha: job.GITHUB_SHA, ref: job.GITHUB_REF });
    return { run, subject };
}
async function readEvent(at, files) {
    const bytes = await files.read(at);
    if (bytes === undefined)
        throw action_inputs_run_unsupported("The file that GITHUB_EVENT_PATH names does not exist.");
    if (bytes.byteLength > EVENT_BYTES)
        throw action_inputs_run_unsupported("The event has more than 25 MB, which GitHub does not send.");
    try {
        const payload = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
        return payload;
    }
    catch {
        // Without its message, which quotes what it read.
        throw action_inputs_run_unsupported("The event file is not JSON.");
    }
}
function action_inputs_run_unsupported(message) {
    return new lib_errors/* ConfigurationError */.j1("runner-unsupported", message, "Run this as a step of a GitHub Actions job; in a terminal name a command, for instance `review`.");
}

// EXTERNAL MODULE: ./lib/finding.js
var lib_finding = __webpack_require__(182);
// EXTERNAL MODULE: ./lib/flags-parse.js
var flags_parse = __webpack_require__(41318);
// EXTERNAL MODULE: ./lib/flags-redact.js
var flags_redact = __webpack_require__(19516);
// EXTERNAL MODULE: ./lib/policy.js + 1 modules
var lib_policy = __webpack_require__(81270);
;// CONCATENATED MODULE: ./lib/request.js
/** What a person or a workflow asks for: flags and inputs become one of these. */
const FORMATS = ["text", "json", "sarif", "markdown", "html"];
const UPLOAD_SARIF = ["auto", "always", "never"];

;// CONCATENATED MODULE: ./lib/flags.js
/** argv → Request. Pure: nothing is printed and nothing ends the process. */









/** @throws ConfigurationError `flag-unknown`, `flag-invalid` or `command-unknown`. */
function readRequest(argv) {
    let request;
    const program = terminalProgram((made) => (request = made));
    const asked = (0,flags_parse/* parseCommandLine */.D)(program, argv);
    if (asked !== undefined)
        return { request: asked, quiet: false };
    if (request === undefined)
        throw new lib_errors/* ConfigurationError */.j1("command-unknown", "No command was given.", "Run with --help to see the commands.");
    const { color, quiet } = program.commands
        .find((command) => command.name() === request?.command)
        ?.opts() ?? {};
    return { request, quiet: quiet ?? false, ...(color === undefined ? {} : { colour: color }) };
}
function terminalProgram(made) {
    const program = new esm/* Command */.uB("claude-code-review")
        .description("An auditable security review of a change: scanners enforce, Claude advises, people decide.")
        .version("", "--version")
        .exitOverride()
        .showHelpAfterError(false);
    program.addCommand(reviewCommand(made));
    program.addCommand((0,flags_redact/* redactCommand */.j)(made));
    program.addCommand(verifyCommand(made));
    program.addHelpText("after", EXIT_CODES);
    return program;
}
function reviewCommand(made) {
    const command = new esm/* Command */.uB("review")
        .description("Review what --head changes relative to --base, as a pull request would.")
        .option("--repo <dir>", "the repository", ".")
        .option("--base <ref>", "what the change goes into (default: the default branch)")
        .option("--head <ref>", "the change", "HEAD")
        .option("--policy <path>", "policy file, read at the base commit", lib_policy.DEFAULT_POLICY_PATH)
        .option("--scanners <names>", "auto, none, or a comma list of names, auto among them (default: policy, else auto)", scannerList)
        .option("--sarif-files <glob>", "SARIF made by other tools; may be repeated", collect, [])
        .addOption(new esm/* Option */.c$("--fail-on <severity>", "lowest severity that fails (default: policy, else high)").choices(lib_finding/* SEVERITIES */.oC))
        .addOption(new esm/* Option */.c$("--on-incomplete <what>", "what an incomplete run does to the exit code (default: policy, else fail)").choices(["fail", "warn"]))
        .addOption(new esm/* Option */.c$("--provider <name>", "who answers questions about the code (default: policy, else auto)").choices(lib_policy.PROVIDERS))
        .option("--model <id>", "which model (default: policy, else prompts/models.json)")
        .addOption(new esm/* Option */.c$("--effort <level>", "how hard it thinks (default: policy, else prompts/models.json)").choices(lib_policy.EFFORTS))
        .option("--max-cost-usd <amount>", "most that the run may cost (default: policy, else 1)", dollars)
        .option("--base-url <url>", "a gateway for the Messages API: https, or http on loopback", gateway)
        .option("--model-command <program>", "answers questions with --provider command: a local program")
        .option("--dry-run", "print the exact redacted questions, tokens and worst-case cost; send nothing", false)
        .addOption(new esm/* Option */.c$("--format <format>", "what to print").choices(FORMATS).default("text"))
        .option("--output <file>", "write it to a file instead of stdout")
        .option("--run-dir <dir>", "where SARIF, report, summary and ledger go (default: a new folder in your state folder)")
        .option("--color", "colours even without a terminal")
        .option("--no-color", "no colours")
        .option("--quiet", "no progress")
        .addHelpText("after", EXIT_CODES);
    return command.action((options) => {
        made(reviewRequest(options, command.getOptionValueSource("policy") === "cli"));
    });
}
function reviewRequest(options, policyChosen) {
    const { base, output, runDir, modelCommand, baseUrl } = options;
    return {
        command: "review",
        repo: (0,external_node_path_.resolve)(options.repo),
        head: options.head,
        policy: { path: options.policy, chosen: policyChosen },
        choices: choicesOf(options),
        sarifFiles: options.sarifFiles,
        dryRun: options.dryRun,
        ...(baseUrl !== undefined && { baseUrl }),
        ...(modelCommand !== undefined && { modelCommand: (0,external_node_path_.resolve)(modelCommand) }),
        format: options.format,
        ...(base !== undefined && { base }),
        ...(output !== undefined && { output: (0,external_node_path_.resolve)(output) }),
        ...(runDir !== undefined && { runDir: (0,external_node_path_.resolve)(runDir) }),
    };
}
function verifyCommand(made) {
    return new esm/* Command */.uB("verify")
        .description("Check a ledger file: the hash chain, its order and its end. Names the first bad entry.")
        .argument("<file>", "the ledger (JSON Lines)")
        .option("--root <hash>", "the root that was published; without it a rewritten ledger cannot be told from the first one")
        .option("--json", "the answer as JSON", false)
        .action((file, options) => {
        made({
            command: "verify",
            file: (0,external_node_path_.resolve)(file),
            json: options.json,
            ...(options.root !== undefined && { root: options.root }),
        });
    });
}
const EXIT_CODES = `
Exit codes:
  0  pass (or incomplete with --on-incomplete warn; whatever the outcome in a pilot)
  1  the gate failed
  2  configuration: what is wrong, and the way out
  3  the change could not be read, or the verdict could not be delivered
  4  a bug in claude-code-review
  5  incomplete: something that had to run did not
`;
/** Flags and inputs alike: what was not said has no key. */
function choicesOf(said) {
    const { failOn, onIncomplete, scanners, provider, model, effort, maxCostUsd, comments, evidence } = said;
    return {
        ...(failOn && { failOn }),
        ...(onIncomplete && { onIncomplete }),
        ...(scanners && { scanners }),
        ...(provider && { provider }),
        ...(model !== undefined && { model }),
        ...(effort && { effort }),
        ...(maxCostUsd !== undefined && { maxCostUsd }),
        ...(comments && { comments }),
        ...(evidence && { evidence }),
    };
}
/** @throws InvalidArgumentError, as `gateway` and `scannerList` do. */
function dollars(text) {
    const amount = Number(text);
    if (text.trim() === "" || !Number.isFinite(amount) || amount < 0)
        throw new esm/* InvalidArgumentError */.Di("An amount in US dollars, like 0.50.");
    return amount;
}
/** The key goes there: nobody on the way may read it. */
function gateway(text) {
    if (!URL.canParse(text) || !isAllowedBaseUrl(new URL(text)))
        throw new esm/* InvalidArgumentError */.Di("An https URL, or http on loopback.");
    return text;
}
function scannerList(text) {
    const names = text.split(",").map((name) => name.trim());
    if (names.some((name) => name === ""))
        throw new esm/* InvalidArgumentError */.Di("A comma list of scanner names, auto, or none.");
    if (names.length === 1 && (names[0] === "auto" || names[0] === "none"))
        return names[0];
    return names;
}
function collect(value, before) {
    return [...before, value];
}

// EXTERNAL MODULE: ./lib/nearest.js
var nearest = __webpack_require__(42037);
;// CONCATENATED MODULE: ./lib/action-inputs.js
/** Variables of a workflow job → what it asks for, and with which credentials. */









/**
 * What each command reads. Its action.yml declares all of them: the runner sets every declared input, an absent one to
 * the empty string, and so overwrites an `INPUT_*` that an earlier step planted (actions/runner ActionRunner.cs).
 */
const INPUTS = {
    review: [
        "github-token",
        "anthropic-api-key",
        "provider",
        "base-url",
        "model",
        "effort",
        "policy",
        "scanners",
        "sarif-files",
        "fail-on",
        "on-incomplete",
        "comments",
        "upload-sarif",
        "publish",
        "max-cost-usd",
        "evidence",
        "model-command",
        "https-proxy",
        "ca-file",
        "command",
    ],
    publish: ["github-token", "plan-file", "ledger-root", "https-proxy", "ca-file", "command"],
};
const COMMANDS = ["review", "publish"];
/** @throws ConfigurationError `input-invalid`, `runner-unsupported`, or what `readSubject` throws. */
async function readActionInputs(variables, files) {
    const inputs = reader(variables);
    const command = inputs("command", oneOf(COMMANDS)) ?? "review";
    const unknownInputs = unknownTo(INPUTS[command], variables);
    const { run, subject } = await readRun(variables, files);
    const githubToken = inputs("github-token", String);
    const anthropicApiKey = command === "review" ? inputs("anthropic-api-key", String) : undefined;
    const credentials = {
        ...readNetwork(variables),
        ...(githubToken !== undefined && { githubToken }),
        ...(anthropicApiKey !== undefined && { anthropicApiKey }),
    };
    const request = command === "review"
        ? { command: "actionReview", run, subject, ...reviewOptions(inputs, run.workspace) }
        : { command: "actionPublish", run, subject, ...publishOptions(inputs) };
    return { request, credentials, unknownInputs };
}
/** @throws ConfigurationError `input-invalid` */
function readNetwork(variables) {
    const inputs = reader(variables);
    const proxy = inputs("https-proxy", proxyUrl);
    const caFile = inputs("ca-file", absolute);
    return { ...(proxy !== undefined && { proxy }), ...(caFile !== undefined && { caFile }) };
}
function reader(variables) {
    return (name, parse) => {
        const text = variables[variableOf(name)]?.trim() ?? "";
        if (text === "")
            return undefined;
        try {
            return parse(text);
        }
        catch (error) {
            if (!(error instanceof esm/* InvalidArgumentError */.Di))
                throw error;
            // Without the value: a token pasted in the wrong place must not be echoed.
            throw invalid(name, error.message);
        }
    };
}
/** As @actions/core `getInput` and the runner spell it: upper case, blanks as `_`, dashes as they are. */
function variableOf(name) {
    return `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`;
}
function unknownTo(names, variables) {
    const known = new Set(names.map(variableOf));
    return Object.keys(variables)
        .filter((name) => name.startsWith("INPUT_") && !known.has(name))
        .map((name) => name.slice("INPUT_".length).toLowerCase());
}
function reviewOptions(inputs, workspace) {
    const path = inputs("policy", String);
    const modelCommand = inputs("model-command", (text) => outside(workspace, absolute(text)));
    const baseUrl = inputs("base-url", gateway);
    return {
        policy: { path: path ?? lib_policy.DEFAULT_POLICY_PATH, chosen: path !== undefined },
        choices: readChoices(inputs),
        sarifFiles: inputs("sarif-files", globs) ?? [],
        uploadSarif: inputs("upload-sarif", oneOf(UPLOAD_SARIF)) ?? "auto",
        publish: inputs("publish", yesOrNo) ?? true,
        ...(modelCommand !== undefined && { modelCommand }),
        ...(baseUrl !== undefined && { baseUrl }),
    };
}
function readChoices(inputs) {
    return choicesOf({
        failOn: inputs("fail-on", oneOf(lib_finding/* SEVERITIES */.oC)),
        onIncomplete: inputs("on-incomplete", oneOf(["fail", "warn"])),
        scanners: inputs("scanners", scannerList),
        provider: inputs("provider", oneOf(lib_policy.PROVIDERS)),
        model: inputs("model", String),
        effort: inputs("effort", oneOf(lib_policy.EFFORTS)),
        maxCostUsd: inputs("max-cost-usd", dollars),
        comments: inputs("comments", oneOf(lib_policy.COMMENTS)),
        evidence: inputs("evidence", oneOf(lib_policy.EVIDENCE_STORES)),
    });
}
function publishOptions(inputs) {
    const planFile = inputs("plan-file", absolute);
    if (planFile === undefined)
        throw invalid("plan-file", "It is needed: the absolute path of the first job's plan.");
    const ledgerRoot = inputs("ledger-root", hash);
    return { planFile, ...(ledgerRoot !== undefined && { ledgerRoot }) };
}
function oneOf(words) {
    return (text) => {
        const word = words.find((candidate) => candidate === text);
        if (word !== undefined)
            return word;
        const [near] = (0,nearest/* nearest */.p)(text, words);
        throw new esm/* InvalidArgumentError */.Di(`Allowed are ${words.join(", ")}.${near === undefined ? "" : ` Did you mean ${near}?`}`);
    };
}
/** YAML 1.2 core schema, as @actions/core `getBooleanInput` reads it. */
function yesOrNo(text) {
    if (/^(?:true|True|TRUE)$/u.test(text))
        return true;
    if (/^(?:false|False|FALSE)$/u.test(text))
        return false;
    throw new esm/* InvalidArgumentError */.Di("Allowed are true, false.");
}
/** One a line, or separated by commas outside of braces. */
function globs(text) {
    return text
        .split(/[\n,](?![^{}\n]*\})/u)
        .map((glob) => glob.trim())
        .filter((glob) => glob !== "");
}
function absolute(text) {
    if (!(0,external_node_path_.isAbsolute)(text))
        throw new esm/* InvalidArgumentError */.Di("An absolute path.");
    return (0,external_node_path_.resolve)(text);
}
/** The workspace holds the pull request, which must not choose the program that answers (L6). */
function outside(workspace, path) {
    const way = (0,external_node_path_.relative)(workspace, path);
    if (way === ".." || way.startsWith("../") || (0,external_node_path_.isAbsolute)(way))
        return path;
    throw new esm/* InvalidArgumentError */.Di("An absolute path outside the workspace, which holds the pull request.");
}
/** A password would stand in the environment of this process, which every scanner can read (L6). */
function proxyUrl(text) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || !/^https?:$/u.test(url.protocol) || url.username !== "" || url.password !== "")
        throw new esm/* InvalidArgumentError */.Di("An http or https URL, without a user name or password.");
    return url.href;
}
function hash(text) {
    if (!/^[0-9a-f]{64}$/u.test(text))
        throw new esm/* InvalidArgumentError */.Di("64 hexadecimal digits: the output ledger-root.");
    return text;
}
function invalid(name, message) {
    return new lib_errors/* ConfigurationError */.j1("input-invalid", `The input ${name} is not valid. ${message}`, `Correct ${name} under \`with:\`.`);
}

;// CONCATENATED MODULE: ./lib/adapters/isolation.js
/**
 * The runner starts this program with every secret of the step in its environment, and on Linux every process of the same
 * user reads `/proc/PID/environ`, which keeps the first block whatever is deleted later (proc(5); governance.md A13). So
 * the program replaces itself, in the same process, by one whose environment holds no secret: process id, parent and
 * standard streams stay, and the variables come by stdin.
 */






/** An earlier step can plant variables, but no argument. */
const SECOND = "--environment-on-stdin";
/** Linux gives a program a few MB of arguments and environment together (execve(2)). */
const CAP_BYTES = 16_000_000;
const STDIN = 0;
/** What the second program keeps: where things are. No secret, nothing that steers Node or git. */
const KEPT = [
    "PATH",
    "HOME",
    "LANG",
    "TZ",
    "TMPDIR",
    "RUNNER_TEMP",
    "RUNNER_TOOL_CACHE",
    "GITHUB_ACTIONS",
    "GITHUB_OUTPUT",
    "GITHUB_STEP_SUMMARY",
    "GITHUB_WORKSPACE",
    // @actions/artifact: is this GitHub Enterprise Server, and how long may an artifact be kept?
    "GITHUB_SERVER_URL",
    "GITHUB_RETENTION_DAYS",
];
/**
 * Arguments and variables of this program. In an Action it does not return the first time: the program starts anew.
 * Call it before anything else: nothing that is under way survives.
 * @throws ConfigurationError `runner-unsupported`, `input-invalid` (https-proxy, ca-file)
 */
function isolate(start) {
    const [first, ...argv] = start.argv;
    if (first === SECOND)
        return { argv, variables: receive() };
    if (first !== undefined || start.variables["GITHUB_ACTIONS"] !== "true")
        return start;
    return replaceSelf(start.variables);
}
function replaceSelf(variables) {
    // Node 22.15 and later; it throws on Windows, where there is no such call.
    if (process.execve === undefined || process.platform === "win32")
        throw new lib_errors/* ConfigurationError */.j1("runner-unsupported", "This runner cannot keep the job's secrets from scanners: the Action needs Linux or macOS, and Node 24.", "Use `runs-on: ubuntu-latest`, or any Linux or macOS runner that knows node24.");
    const environment = environmentOf(variables);
    handOver(JSON.stringify(variables), ["/dev/shm", variables["RUNNER_TEMP"] ?? ""]);
    return process.execve(process.execPath, [process.execPath, process.argv[1] ?? "", SECOND], environment);
}
function environmentOf(variables) {
    const kept = KEPT.flatMap((name) => {
        const value = variables[name];
        return value === undefined ? [] : [[name, value]];
    });
    const { proxy, caFile } = readNetwork(variables);
    return {
        ...Object.fromEntries(kept),
        ...(proxy !== undefined && { HTTPS_PROXY: proxy, NODE_USE_ENV_PROXY: "1" }),
        ...(caFile !== undefined && { NODE_EXTRA_CA_CERTS: caFile }),
    };
}
/** Makes `text` what stdin reads. The file has a name for a moment only; `/dev/shm` is memory. */
function handOver(text, folders) {
    const [folder, ...others] = folders;
    if (folder === undefined)
        throw new Error("no folder takes a file that only this user may read");
    const path = (0,external_node_path_.join)(folder, `claude-code-review-${(0,external_node_crypto_.randomUUID)()}`);
    try {
        (0,external_node_fs_.writeFileSync)(path, text, { flag: "wx", mode: 0o600 });
    }
    catch {
        tryUnlink(path);
        handOver(text, others);
        return;
    }
    try {
        openAsStdin(path);
    }
    finally {
        (0,external_node_fs_.unlinkSync)(path);
    }
}
function tryUnlink(path) {
    try {
        (0,external_node_fs_.unlinkSync)(path);
    }
    catch {
        // It was never made.
    }
}
/** open(2) takes the lowest free number. Node opens /dev/null as what of 0 to 2 is missing, so that 0 can be closed. */
function openAsStdin(path) {
    (0,external_node_fs_.closeSync)(STDIN);
    const opened = (0,external_node_fs_.openSync)(path, "r");
    if (opened !== STDIN)
        throw new Error(`stdin became ${String(opened)}`);
}
function receive() {
    const stdin = (0,external_node_fs_.fstatSync)(STDIN);
    if (!stdin.isFile() || stdin.size > CAP_BYTES)
        throw new lib_errors/* ConfigurationError */.j1("flag-unknown", `${SECOND} is how the Action starts itself: nobody else can use it.`, "Run with --help to see commands, flags and their values.");
    const text = (0,external_node_fs_.readFileSync)(STDIN, "utf8");
    // A child could read it again in /proc/PID/fd/0.
    openAsStdin("/dev/null");
    return schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()).parse(JSON.parse(text));
}
/**
 * What a scanner could still read: tries it on this process and all of its ancestors, as the same user. Nothing of what is
 * read goes into the record.
 */
function isolationOf(secrets) {
    if (process.platform !== "linux")
        return { statement: "What scanners could read of this job's other processes was not measured: there is no /proc." };
    const environments = ancestors(process.pid).flatMap((pid) => readable(`/proc/${String(pid)}/environ`));
    const needles = secrets.map((secret) => Buffer.from(secret));
    const exposing = environments.filter((bytes) => needles.some((needle) => bytes.includes(needle))).length;
    return { statement: sentence(environments.length, exposing), readable: environments.length, exposing };
}
function sentence(read, exposing) {
    const scope = readable("/proc/sys/kernel/yama/ptrace_scope")[0]?.toString().trim() ?? "absent";
    const held = exposing === 0
        ? "none holds a secret of this run"
        : `${String(exposing)} ${exposing === 1 ? "holds" : "hold"} a secret of this run`;
    return (`A scanner could read the environment of ${String(read)} of its ancestor processes and ${held}; ` +
        `the memory of processes of the same user is not covered (kernel.yama.ptrace_scope: ${scope}).`);
}
/** This process first; ends where the parent is outside of this PID namespace. */
function ancestors(pid) {
    const [status] = readable(`/proc/${String(pid)}/status`);
    const parent = Number(/^PPid:\s*(\d+)$/mu.exec(status?.toString() ?? "")?.[1] ?? 0);
    return parent === 0 ? [pid] : [pid, ...ancestors(parent)];
}
/** Another user's is not readable, and a process may end meanwhile. */
function readable(path) {
    try {
        return [(0,external_node_fs_.readFileSync)(path)];
    }
    catch {
        return [];
    }
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./lib/bundle.js

/** The folder that holds `rules/`, `prompts/`, `tools/` and `package.json`: src/ and dist/ are both one level below it. */
// Not `new URL(…, import.meta.url)`: ncc rewrites that into copies and breaks it (tried).
const HOME = (0,external_node_path_.join)(import.meta.dirname, "..");
/** Files that ship beside the bundle, as absolute paths. */
const BUNDLE = {
    packageJson: (0,external_node_path_.join)(HOME, "package.json"),
    rules: (0,external_node_path_.join)(HOME, "rules"),
    prompts: (0,external_node_path_.join)(HOME, "prompts"),
    locks: (0,external_node_path_.join)(HOME, "tools"),
    launcher: (0,external_node_path_.join)(HOME, "dist", "launcher", "index.js"),
};

// EXTERNAL MODULE: ./lib/variables.js
var lib_variables = __webpack_require__(95002);
// EXTERNAL MODULE: ./lib/secrets/index.js + 53 modules
var secrets = __webpack_require__(70201);
// EXTERNAL MODULE: external "node:async_hooks"
var external_node_async_hooks_ = __webpack_require__(16698);
// EXTERNAL MODULE: external "node:diagnostics_channel"
var external_node_diagnostics_channel_ = __webpack_require__(53053);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
// EXTERNAL MODULE: ./lib/ports.js
var lib_ports = __webpack_require__(30391);
;// CONCATENATED MODULE: ./lib/adapters/github-fetch.js
/** The one `fetch` that Octokit gets: to GitHub's API and nowhere else, with a deadline, and an answer that is whole. */
/** There is no answer to act on: whether the request had its effect is unknown. The message follows "the request". */
class NoAnswer extends Error {
    name = "NoAnswer";
}
/** Nothing was sent, or the answer points elsewhere: another try is no better. */
class NotFollowed extends Error {
    name = "NotFollowed";
}
/** Far more than any page of 100; a server that goes on and on is cut. */
const MOST_ANSWER_BYTES = 64_000_000;
/** 100 kB a second is a slow line: a SARIF upload of 13 MB gets two minutes more. */
const SLOWEST_BYTES_PER_MS = 100;
/** @throws NoAnswer, NotFollowed */
function githubFetch(options) {
    const { origin } = new URL(options.apiUrl);
    return async (input, init) => {
        const url = new URL(input instanceof Request ? input.url : input);
        // The next page is wherever the answer's `link` header says; the token goes with the request.
        if (url.origin !== origin)
            throw new NotFollowed(`points to ${url.host}, which is not GitHub's API`);
        const bytes = typeof init?.body === "string" ? init.body.length : 0;
        const deadline = AbortSignal.timeout(options.requestMs + Math.ceil(bytes / SLOWEST_BYTES_PER_MS));
        try {
            const signal = AbortSignal.any([options.signal, deadline]);
            const answer = await fetch(url, { ...init, signal, redirect: "manual" });
            if (answer.status >= 300 && answer.status < 400)
                throw new NotFollowed("was redirected; the repository may have been renamed or moved: start a new run");
            return await whole(answer);
        }
        catch (error) {
            if (error instanceof NotFollowed || error instanceof NoAnswer)
                throw error;
            if (deadline.aborted)
                throw new NoAnswer("took too long");
            throw new NoAnswer(`broke off${codeOf(error)}`, { cause: error });
        }
    };
}
/** Octokit takes a body that breaks off for an empty one, and half of a JSON text for a string (@octokit/request, `getResponseData`). */
async function whole(answer) {
    const { status, statusText, headers } = answer;
    if (status === 204 || status === 205)
        return answer;
    const text = await textOf(answer);
    if (status < 400 && !isJson(text))
        throw new NoAnswer("brought half an answer");
    return new Response(text, { status, statusText, headers });
}
async function textOf(answer) {
    const chunks = [];
    let bytes = 0;
    for await (const chunk of answer.body ?? []) {
        bytes += chunk.byteLength;
        if (bytes > MOST_ANSWER_BYTES)
            throw new NoAnswer("brought more than any answer can be");
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString("utf8");
}
function isJson(text) {
    try {
        JSON.parse(text);
        return true;
    }
    catch {
        return false;
    }
}
/** ` (ECONNRESET)`: fetch hides the reason in a cause. */
function codeOf(error) {
    let at = error;
    for (let depth = 0; depth < 5 && typeof at === "object" && at !== null; depth += 1) {
        if ("code" in at && typeof at.code === "string" && /^[A-Z0-9_]{1,60}$/u.test(at.code))
            return ` (${at.code})`;
        at = "cause" in at ? at.cause : undefined;
    }
    return "";
}

;// CONCATENATED MODULE: ./lib/adapters/github-failures.js
/** What GitHub's refusals mean, in the words of `RefusalReason`, and whether and when to ask again. */




/** As Octokit's `RequestError` has them: lower-case names. */
const Answered = schemas/* object */.Ikc({
    status: schemas/* int */.Whr(),
    response: schemas/* object */.Ikc({ headers: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()), data: schemas/* unknown */.L5J() }),
});
/** @param error what Octokit threw */
function failureOf(error, context) {
    const answered = Answered.safeParse(error);
    if (answered.success)
        return ofAnswer(answered.data, context);
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    if (cause instanceof NotFollowed) {
        const message = `GitHub would not ${context.what}: the request ${cause.message}.`;
        return { refusal: new lib_ports/* GitHubRefusal */.k("notFound", message), again: "no" };
    }
    const happened = cause instanceof NoAnswer ? `the request ${cause.message}` : "the request failed";
    return {
        refusal: new lib_ports/* GitHubRefusal */.k("unavailable", `GitHub did not ${context.what}: ${happened}.`),
        again: "uncertain",
    };
}
/** A `GitHubRefusal` for an answer of another form than GitHub's. */
function unknownForm({ what }) {
    return new lib_ports/* GitHubRefusal */.k("unavailable", `GitHub answered in a form that this program does not know when asked to ${what}.`);
}
function ofAnswer({ status, response }, { what, token }) {
    const header = (name) => {
        const value = response.headers[name];
        return typeof value === "string" ? value : undefined;
    };
    const words = wordsOf(response.data);
    const reason = reasonOf(status, words, header);
    const shown = shorten(words.replaceAll(token, "***"));
    const message = `GitHub would not ${what} (${String(status)})${shown === "" ? "" : `: ${shown}`}`;
    const waitMs = waitOf(reason, header);
    return {
        refusal: new lib_ports/* GitHubRefusal */.k(reason, /[.!?…]$/u.test(message) ? message : `${message}.`, status),
        again: reason === "rateLimited" ? "limit" : reason === "unavailable" ? "uncertain" : "no",
        ...(waitMs !== undefined && { waitMs }),
    };
}
/** "Advanced Security must be enabled for this repository to use code scanning", "Code scanning is not enabled …", "… ensure that Dependency graph is enabled". */
const NOT_ENABLED = /\b(?:advanced security|code security|code scanning|dependency graph)\b.{0,60}\b(?:enabled|disabled|turned off)\b/iu;
/** The limits' own words: a 403 of theirs need not have a header (docs, "Rate limits for the REST API"). */
const LIMITED = /\brate limit\b|\babuse detection\b/iu;
function reasonOf(status, words, header) {
    if (status === 429)
        return "rateLimited";
    if (status === 403) {
        if (header("x-github-sso") !== undefined)
            return "sso";
        if (header("retry-after") !== undefined || header("x-ratelimit-remaining") === "0" || LIMITED.test(words))
            return "rateLimited";
    }
    if ((status === 403 || status === 404) && NOT_ENABLED.test(words))
        return "notEnabled";
    if (status === 401 || status === 403 || status === 451)
        return "permission";
    if (status === 404 || status === 410)
        return "notFound";
    return status === 408 || status >= 500 ? "unavailable" : "invalid";
}
/** "If no header says so, wait for at least one minute" (docs, "Best practices for using the REST API"). */
const NO_WORD_MS = 60_000;
function waitOf(reason, header) {
    const after = header("retry-after");
    // GitHub's clock, not the machine's, is what the reset is told by.
    const now = Date.parse(header("date") ?? "");
    if (after !== undefined) {
        const ms = /^\d{1,9}$/u.test(after.trim()) ? Number(after) * 1000 : Date.parse(after) - now;
        if (Number.isFinite(ms))
            return Math.max(0, ms);
    }
    if (reason !== "rateLimited")
        return undefined;
    const reset = Number(header("x-ratelimit-reset") ?? Number.NaN) * 1000;
    // One second more: to ask after the reset, not at it.
    const untilReset = header("x-ratelimit-remaining") === "0" ? reset - now + 1000 : Number.NaN;
    return Number.isFinite(untilReset) ? Math.max(0, untilReset) : NO_WORD_MS;
}
const Words = schemas/* object */.Ikc({ message: schemas/* string */.YjP(), errors: schemas/* array */.YOg(schemas/* unknown */.L5J()).optional().catch(undefined) });
const Entry = schemas/* union */.KCZ([
    schemas/* string */.YjP(),
    schemas/* object */.Ikc({ message: schemas/* string */.YjP() }).transform(({ message }) => message),
    schemas/* object */.Ikc({ field: schemas/* string */.YjP().optional(), code: schemas/* string */.YjP() }).transform(({ field, code }) => `${field ?? ""} ${code}`),
]);
/** Not those of a body that is no API error: that is a page of HTML. */
function wordsOf(data) {
    const parsed = Words.safeParse(data);
    if (!parsed.success)
        return "";
    const errors = (parsed.data.errors ?? []).map((entry) => Entry.safeParse(entry).data ?? "").filter(Boolean);
    return [parsed.data.message, ...errors].join(": ");
}
/** GitHub's words as one clean line, at most 300 characters. A URL's query may be a credential. */
function shorten(words) {
    return (0,untrusted/* oneLine */.TN)(words.slice(0, 4000).replace(/(https?:\/\/[^\s?"'<>]+)\?[^\s"'<>]*/giu, "$1"), 300);
}

;// CONCATENATED MODULE: ./lib/adapters/artifact.js
/** Uploads files as an artifact of the workflow run, through GitHub's own client, which is kept to what it needs. */







/** The client's default is five minutes without progress. */
const STALLED_MS = 60_000;
const FILES = "The files are there all the same: the outputs `sarif-file`, `report-file` and `ledger-file` name them.";
/** @param service absent: not in a workflow's job. @throws ExternalError `artifact-failed`, from what is returned */
function createArtifactStore(service, log, { deadlineMs } = { deadlineMs: 300_000 }) {
    return async (name, files) => {
        const [folder, ...others] = new Set(files.map((file) => (0,external_node_path_.dirname)(file)));
        if (service === undefined)
            throw failed("there is no artifact service here", "It is there in a job on GitHub.");
        if (folder === undefined || others.length > 0)
            throw failed("its files are not in one folder", "Report it as a bug of claude-code-review.");
        const heard = [];
        try {
            await inEnvironment(artifact_environmentOf(service), () => within(deadlineMs, () => muzzled(heard, async () => {
                // 5 MB of code, most of it Azure's: loaded by who uploads.
                const { DefaultArtifactClient } = await Promise.all(/* import() */[__webpack_require__.e(555), __webpack_require__.e(251), __webpack_require__.e(201)]).then(__webpack_require__.bind(__webpack_require__, 68201));
                await new DefaultArtifactClient().uploadArtifact(name, [...files], folder);
            })));
        }
        catch (error) {
            throw explained(error, service);
        }
        finally {
            for (const line of retries(heard))
                log.info(line);
        }
    };
}
/**
 * All that the client finds in its environment. Besides these it would read proxies, AZURE_LOG_LEVEL and DEBUG (which
 * print requests), and through `@actions/github` the event: earlier steps may have planted them (governance.md A31).
 */
function artifact_environmentOf({ token, resultsUrl, serverUrl, proxy }) {
    return {
        ACTIONS_RUNTIME_TOKEN: token,
        ACTIONS_RESULTS_URL: resultsUrl,
        GITHUB_SERVER_URL: serverUrl,
        ACTIONS_ARTIFACT_UPLOAD_TIMEOUT_MS: String(STALLED_MS),
        ...(proxy !== undefined && { HTTPS_PROXY: proxy }),
    };
}
/** The object is replaced, not filled: the token does not get into the process's real environment, which children inherit. */
async function inEnvironment(environment, work) {
    const before = process.env;
    process.env = environment;
    try {
        await work();
    }
    finally {
        process.env = before;
    }
}
const uploading = new external_node_async_hooks_.AsyncLocalStorage();
/**
 * The client prints to stdout, where the runner listens: commands, the signed URL, what the service said. It is heard
 * here instead, for as long as it works, also beyond our deadline; what others print meanwhile passes.
 */
async function muzzled(heard, work) {
    const { stdout } = process;
    const { write } = stdout;
    const listen = (text, ...more) => {
        if (uploading.getStore() !== true)
            return Boolean(Reflect.apply(write, stdout, [text, ...more]));
        heard.push(String(text));
        return true;
    };
    stdout.write = listen;
    try {
        await uploading.run(true, work);
    }
    finally {
        if (stdout.write === listen)
            stdout.write = write;
    }
}
/**
 * The client takes no signal, and without an answer it tries for a quarter of an hour, for which the job would stay. So
 * after the deadline its requests are broken off, also those that it has yet to make.
 */
async function within(deadlineMs, work) {
    const upload = new external_node_async_hooks_.AsyncLocalStorage();
    const requests = [];
    let isLate = false;
    const follow = (started) => {
        const request = requestOf(started);
        if (request === undefined || upload.getStore() !== true)
            return;
        if (isLate)
            request.destroy();
        else
            requests.push(request);
    };
    (0,external_node_diagnostics_channel_.subscribe)(STARTED, follow);
    let timer;
    const late = new Promise((_, reject) => {
        timer = setTimeout(() => {
            isLate = true;
            reject(new Error(`it took longer than ${String(Math.round(deadlineMs / 1000))} s`));
            for (const request of requests)
                request.destroy();
        }, deadlineMs);
    });
    try {
        await Promise.race([upload.run(true, work).finally(() => (0,external_node_diagnostics_channel_.unsubscribe)(STARTED, follow)), late]);
    }
    finally {
        clearTimeout(timer);
    }
}
/** Node's own channel (diagnostics_channel, "Built-in Channels"). */
const STARTED = "http.client.request.start";
function requestOf(started) {
    const isStart = typeof started === "object" && started !== null && "request" in started;
    return isStart && started.request instanceof external_node_http_.ClientRequest ? started.request : undefined;
}
/** Of what the client printed only its tries are worth a line. */
function retries(heard) {
    return heard.filter((text) => text.startsWith("Attempt ")).map((text) => `Artifact: ${shorten(text)}`);
}
function explained(error, { token }) {
    const [name, words] = error instanceof Error ? [error.name, error.message] : ["", String(error)];
    if (name === "GHESNotSupportedError")
        return failed("GitHub Enterprise Server has no such service", "Keep the files with a step of actions/upload-artifact@v3.");
    if (/already exists|\(409\)/u.test(words))
        return failed("this workflow run has one of that name already", "Run the review in one job of a workflow, not in several.");
    // "Failed to CreateArtifact:" hides the UsageError.
    if (/\bquota\b/u.test(words))
        return failed("the storage for artifacts is used up", "Delete old artifacts, or raise the limit.");
    const said = shorten(words.replaceAll(token, "***"));
    return failed((0,untrusted/* oneLine */.TN)(said).replace(/[.]$/u, ""), "See githubstatus.com, and run the job again.");
}
function failed(why, fix) {
    return new lib_errors/* ExternalError */.yA("artifact-failed", `The artifact could not be uploaded: ${why}.`, {
        fix: `${fix} ${FILES}`,
    });
}

;// CONCATENATED MODULE: ./lib/adapters/clock.js
function createClock() {
    return { now: () => new Date() };
}

// EXTERNAL MODULE: ./lib/adapters/files.js + 1 modules
var adapters_files = __webpack_require__(63925);
// EXTERNAL MODULE: ./lib/adapters/git-process.js
var git_process = __webpack_require__(32424);
;// CONCATENATED MODULE: ./lib/adapters/git-repository.js
/** The user's repository, which is only read, and a bare one of ours that borrows its objects. */





/**
 * Finds the repository of a folder: a work tree, a subfolder of one, a linked work tree, a submodule, or a bare repository
 * itself. @throws ConfigurationError `not-a-repository`
 */
async function findRepository(repo, git) {
    const folder = (0,external_node_path_.resolve)(repo);
    let found = await git.run("-C", folder, "rev-parse", "--absolute-git-dir");
    // Discovery refuses bare repositories (see `safe.bareRepository`); the named folder itself may be one.
    if (found.exitCode !== 0)
        found = firstOf(await git.run(`--git-dir=${folder}`, "rev-parse", "--absolute-git-dir"), found);
    const gitDir = withoutLineEnd(found.stdout).toString();
    const ask = async (...args) => {
        const result = await git.run(`--git-dir=${gitDir}`, "rev-parse", "--path-format=absolute", ...args);
        if (result.exitCode !== 0)
            throw notARepository(repo, result.stderr);
        return withoutLineEnd(result.stdout);
    };
    if (found.exitCode !== 0)
        throw notARepository(repo, found.stderr);
    const [objectFormat, objects, shallowFile] = await Promise.all([
        ask("--show-object-format"),
        ask("--git-path", "objects"),
        ask("--git-path", "shallow"),
    ]);
    return { gitDir, objectFormat: objectFormat.toString(), objects, shallow: await contents(shallowFile) };
}
/** An empty bare repository. */
async function makeBare(folder, objectFormat, git) {
    // No hooks, no info/attributes, whatever init.templateDir says.
    const args = ["init", "--quiet", "--bare", "--template=", `--object-format=${objectFormat}`, "--", folder];
    const made = await git.run(...args);
    if (made.exitCode !== 0)
        throw (0,git_process/* gitFailed */.gk)(["init"], made.stderr);
}
/** Makes the bare repository in `folder`. Its history is cut where the user's is. */
async function borrowObjects(user, folder, git) {
    await makeBare(folder, user.objectFormat, git);
    await (0,promises_.mkdir)((0,external_node_path_.join)(folder, "objects", "info"), { recursive: true });
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, "objects", "info", "alternates"), alternatesLine(user.objects));
    if (user.shallow.length > 0)
        await (0,promises_.writeFile)((0,external_node_path_.join)(folder, "shallow"), user.shallow);
}
/** A line of `objects/info/alternates`: C-style quotes, so that a path may hold a newline or begin with `#` or `"`. */
function alternatesLine(path) {
    const escaped = Array.from(path, (byte) => byte < 0x20 || byte > 0x7e || byte === 0x22 || byte === 0x5c
        ? `\\${byte.toString(8).padStart(3, "0")}`
        : String.fromCharCode(byte));
    return Buffer.from(`"${escaped.join("")}"\n`);
}
/** The second answer when it is one, else the first, whose message is about discovery. */
function firstOf(second, first) {
    return second.exitCode === 0 ? second : first;
}
/** Only git's own line end: a folder's name may end in one too. */
function withoutLineEnd(bytes) {
    return bytes.at(-1) === 0x0a ? bytes.subarray(0, -1) : bytes;
}
/** Empty when there is no such file. */
async function contents(path) {
    try {
        return await (0,promises_.readFile)(path);
    }
    catch (error) {
        if ((0,git_process/* hasCode */.up)(error, "ENOENT"))
            return new Uint8Array();
        throw error;
    }
}
function notARepository(repo, stderr) {
    return new lib_errors/* ConfigurationError */.j1("not-a-repository", `${(0,untrusted/* oneLine */.TN)(repo, 200)} is not in a git repository (${(0,untrusted/* oneLine */.TN)(stderr, 300)}).`, "Run it in a clone, or name one with --repo; in a workflow, run actions/checkout first.");
}

;// CONCATENATED MODULE: ./lib/adapters/git-history.js
/** Where two commits parted, in a history that is cut. */



/** Whether some commit lacks its parents. */
async function isCut(gitDir) {
    return (await edges(gitDir)).size > 0;
}
/**
 * The merge base that git would find in the whole history, or `cut` when more of it is needed to know.
 *
 * Git takes a commit at the edge of a cut for a root. So it may find no common ancestor, or one that is too old: a younger
 * one may be reached from one side only through what is missing. Its answer is right when every edge that the two sides
 * reach is an ancestor of each merge base found, or is it. For then all that is missing is older than those: a common
 * ancestor that is not can be reached from either side without crossing an edge, so git has seen it. Nor can one merge
 * base be an ancestor of another by a way that is missing, since that way would cross an edge younger than it.
 */
async function certainMergeBase({ own, gitDir }, sides) {
    const cutAt = await edges(gitDir);
    const found = await mergeBases(own, sides);
    // Without a merge base every edge in reach may hide one.
    const exclusions = found.length === 0 ? [[]] : found.map((base) => ["--not", base]);
    for (const exclusion of exclusions) {
        if (cutAt.size === 0)
            break;
        const reached = lines(await own.read("rev-list", ...sides, ...exclusion));
        if (reached.some((name) => cutAt.has(name)))
            return "cut";
    }
    return { mergeBase: found[0] };
}
async function mergeBases(own, sides) {
    const args = ["merge-base", "--all", ...sides];
    const { exitCode, stdout, stderr } = await own.run(...args);
    // 1 is "none" (git-merge-base).
    if (exitCode > 1)
        throw (0,git_process/* gitFailed */.gk)(args, stderr);
    return lines(stdout);
}
/** Commits whose parents were left out: git's `shallow` file (gitrepository-layout). */
async function edges(gitDir) {
    return new Set(lines(await contents((0,external_node_path_.join)(gitDir, "shallow"))));
}
function lines(bytes) {
    return Buffer.from(bytes).toString().split("\n").filter(Boolean);
}

;// CONCATENATED MODULE: ./lib/adapters/git-names.js
/** Full names of objects, which alone become arguments of git. */

/** Guards what becomes an argument or a line of stdin. */
function objectName(name) {
    if (!OBJECT_NAME.test(name))
        throw new TypeError("not a full object name");
    return name;
}

;// CONCATENATED MODULE: ./lib/adapters/git-commits.js
/** The commits of a range, as far as the history goes that is here. */


/** More than anybody writes; a hostile one is not held. */
const LONGEST_MESSAGE_BYTES = 1_000_000;
/** `cut`: parents of a listed commit are not here, so that more history may show more of them. */
async function listCommits(repository, { to, without, limit }) {
    const { own, gitDir } = repository;
    const wanted = ["rev-list", "--topo-order", `--max-count=${limit + 1}`, objectName(to), "--not"];
    const listed = (await own.read(...wanted, ...without.map(objectName))).toString().split("\n").filter(Boolean);
    const commits = await entries(repository, listed.slice(0, limit).reverse());
    if (listed.length > limit)
        return { list: { commits, incomplete: `there are more than ${limit}; the newest were read` }, cut: false };
    const cutAt = await edges(gitDir);
    const excluded = new Set(without);
    const cut = commits.some(({ name, parents }) => cutAt.has(name) && parents.some((parent) => !excluded.has(parent)));
    return { list: { commits, ...(cut && { incomplete: "the history that is here does not reach back to base" }) }, cut };
}
/** From the commit objects themselves: git takes a commit at the edge of a cut history for a root. */
async function entries({ own }, names) {
    const found = [];
    await own.converse(["cat-file", "--buffer", "--batch=%(objectsize)"], names, async (reader) => {
        for (const name of names) {
            const bytes = await reader.take(Number(await reader.line()));
            await reader.take(1);
            found.push(parseCommit(name, bytes));
        }
    });
    return found;
}
/** Headers, an empty line, the message; lines of a longer header begin with a blank (git, `parse_commit_buffer`). */
function parseCommit(name, bytes) {
    const end = bytes.indexOf("\n\n");
    const headers = bytes.subarray(0, end < 0 ? bytes.length : end).toString("latin1");
    const message = bytes.subarray(end < 0 ? bytes.length : end + 2);
    return {
        name,
        parents: [...headers.matchAll(/^parent ([0-9a-f]+)$/gmu)].map(([, parent = ""]) => parent),
        message: message.subarray(0, LONGEST_MESSAGE_BYTES).toString(),
        messageCut: message.length > LONGEST_MESSAGE_BYTES,
    };
}

;// CONCATENATED MODULE: ./lib/adapters/git-failures.js
/** Git's words about a fetch that failed, in ours (git has no exit codes for them). */


const PERMISSION = "give the job `permissions: contents: read`";
const FAILURES = [
    {
        said: /could not read (?:Username|Password)|Authentication failed|returned error: 401/u,
        what: "did not accept the token (401)",
        withoutToken: "wants a token (401)",
        fix: `Check that github-token is a token of this server that has not expired or been revoked, and ${PERMISSION}.`,
    },
    {
        said: /returned error: 403/u,
        what: "does not let this run read the repository (403)",
        fix: `To let it, ${PERMISSION}; an organisation may also want the token authorised for single sign-on, or the runner's address on its list.`,
    },
    {
        said: /repository '.*' not found|returned error: 404/u,
        what: "is no repository that this run can see (404)",
        fix: `Check the repository's name, and ${PERMISSION}: GitHub answers alike for what is absent and for what is hidden.`,
    },
    {
        said: /returned error: 3\d\d/u,
        what: "redirects elsewhere, where the token must not follow",
        fix: "The repository was renamed or moved: run the workflow anew, so that it carries the present name.",
    },
    {
        said: /certificate|CAfile/iu,
        what: "has a TLS certificate that is not trusted here",
        fix: "Name the authority that signed it: a proxy or a GitHub Enterprise server may have one of its own.",
    },
    {
        said: /protocol error: (?!bad pack header)|is this a git repository|dumb http/u,
        what: "does not answer as a git server does",
        fix: "Look at what stands between the runner and the server: a proxy or a login page may answer in its place.",
    },
    {
        said: /(?:returned error:|HTTP) (?:5\d\d|429)/u,
        what: "failed to answer three times (HTTP 5xx or 429)",
        fix: "Run the job again later; https://www.githubstatus.com says whether GitHub has an outage.",
        again: true,
    },
];
/** The server has no such object or ref, or gives objects by ref alone. */
function isRefusal(stderr) {
    return /not our ref|unadvertised object|couldn't find remote ref/u.test(gitsWords(stderr));
}
/** `stderr` holds no secret any more. */
function fetchFailure(url, stderr, { withToken }) {
    const said = gitsWords(stderr);
    if (/No space left on device|Disk quota exceeded/u.test(said))
        return {
            error: new lib_errors/* ExternalError */.yA("write-failed", "The run's temporary folder has no space left for git's objects.", {
                fix: "Free some disk space, or use a runner with a larger disk.",
            }),
            again: false,
        };
    const known = FAILURES.find((failure) => failure.said.test(said));
    if (known === undefined)
        return {
            error: git_failures_failed(`${url} could not be fetched from: ${(0,untrusted/* oneLine */.TN)(stderr, 300)}`, "Check the network, and run the job again."),
            again: true,
        };
    const what = withToken ? known.what : (known.withoutToken ?? known.what);
    return { error: git_failures_failed(`${url} ${what}`, known.fix), again: known.again ?? false };
}
function timedOut(url) {
    return git_failures_failed(`${url} did not deliver the commits in time`, "Run the job again; a very large repository may need a runner nearer to its server.");
}
function interrupted(url) {
    return git_failures_failed(`Fetching from ${url} was interrupted`, "Run the job again.");
}
function git_failures_failed(sentence, fix) {
    return new lib_errors/* ExternalError */.yA("fetch-failed", `${sentence}.`, { fix });
}
/** Without what the server wrote for people: it must not look like a failure of another kind. Upload-pack's own errors stay. */
function gitsWords(stderr) {
    return stderr
        .split("\n")
        .filter((line) => /^(?:fatal|error): (?!remote error: (?!upload-pack: ))/u.test(line))
        .join("\n");
}

;// CONCATENATED MODULE: ./lib/adapters/git-transport.js
/** `git fetch` as a child of its own: the only git that may reach a server, that one server, with a token that nobody sees. */






const DEADLINE_MS = 10 * 60_000;
/** Between the tries: a server that is being replaced is back after seconds. */
const WAITS_MS = [2_000, 10_000];
/** A silent connection ends by itself, also when nobody is left to kill it. Upload-pack says something every 5 seconds (uploadpack.keepAlive). */
const SILENCE_SECONDS = "120";
/** @throws ConfigurationError `input-invalid`: a URL that a token must not be sent to */
function createTransport({ url, token }, { gitDir, home }, options) {
    const server = checked(url);
    const authorization = token === undefined ? undefined : basic(token);
    const settings = settingsOf(server, authorization, options);
    const secrets = [token, authorization, ...passwordsOf(options.proxy)].filter((secret) => secret !== undefined);
    const fetchOnce = async (signal, args) => {
        const network = { protocol: server.protocol === "https:" ? "https" : "http", settings, signal };
        const { exitCode, stderr } = await (0,git_process/* hardenedGit */.YW)(options.environment, home, network).run(`--git-dir=${gitDir}`, ...args);
        return exitCode === 0 ? undefined : secrets.reduce((text, secret) => text.replaceAll(secret, "***"), stderr);
    };
    return {
        fetch: async (depth, refspecs) => {
            const deadline = AbortSignal.timeout(options.deadlineMs ?? DEADLINE_MS);
            const signal = AbortSignal.any([options.signal, deadline]);
            const args = [...FETCH, `--depth=${depth}`, "--", server.href, ...refspecs];
            for (let waits = [...WAITS_MS];;) {
                const said = signal.aborted ? "" : await fetchOnce(signal, args);
                if (said === undefined)
                    return "done";
                if (options.signal.aborted)
                    throw interrupted(server.href);
                if (deadline.aborted)
                    throw timedOut(server.href);
                if (isRefusal(said))
                    return "refused";
                const { error, again } = fetchFailure(server.href, said, { withToken: token !== undefined });
                const [next, ...later] = waits;
                if (!again || next === undefined)
                    throw error;
                await (options.wait ?? patiently)(next, signal);
                waits = later;
            }
        },
    };
}
const FETCH = [
    "fetch",
    "--quiet",
    "--no-tags",
    "--no-write-fetch-head",
    "--no-recurse-submodules",
    "--no-auto-maintenance",
];
/**
 * No `transfer.fsckObjects`: it refuses old histories that GitHub itself keeps, and nothing here is checked out. That an object is
 * what its name says is checked always (git-index-pack).
 */
function settingsOf(server, authorization, { proxy = "", caFile }) {
    return {
        // A token must not follow a redirection to another host.
        "http.followRedirects": "false",
        // Empty is "none, whatever the environment says".
        "http.proxy": proxy,
        ...(caFile === undefined ? {} : { "http.sslCAInfo": caFile }),
        "http.lowSpeedLimit": "1",
        "http.lowSpeedTime": SILENCE_SECONDS,
        "credential.helper": "",
        "fetch.writeCommitGraph": "false",
        ...(authorization === undefined
            ? {}
            : { [`http.${server.href}.extraHeader`]: `Authorization: Basic ${authorization}` }),
    };
}
/** What GitHub takes from a workflow's token (as actions/checkout sends it). */
function basic(token) {
    return Buffer.from(`x-access-token:${token}`).toString("base64");
}
function checked(url) {
    const server = URL.canParse(url) ? new URL(url) : undefined;
    // libcurl resolves names below `localhost` to this machine by itself (RFC 6761 6.3).
    const local = server?.protocol === "http:" && server.hostname.endsWith(".localhost");
    if (server === undefined || server.username !== "" || server.password !== "" || !(isAllowedBaseUrl(server) || local))
        throw new lib_errors/* ConfigurationError */.j1("input-invalid", `Git objects cannot be fetched from ${(0,untrusted/* oneLine */.TN)(server?.host ?? "that address", 200)}: it must be https, without a login in it.`, "Check the address of the GitHub server (GITHUB_SERVER_URL); http is for this machine alone.");
    return server;
}
function passwordsOf(proxy) {
    if (proxy === undefined || !URL.canParse(proxy))
        return [];
    const { password } = new URL(proxy);
    return password === "" ? [] : [password, decodeURIComponent(password)];
}
async function patiently(milliseconds, signal) {
    // An end of the wait is seen by whoever waits.
    await (0,external_node_timers_promises_.setTimeout)(milliseconds, undefined, { signal }).catch(() => undefined);
}

;// CONCATENATED MODULE: ./lib/adapters/git.js
/** Git objects for real: the `Objects` port over a hardened git. Nothing is ever written to the user's repository. */








const REF_LIMIT = 4096;
/**
 * Explicit wherever configuration or a newer git could choose otherwise. Renames are a courtesy to readers, so a small
 * limit keeps a hostile change from costing quadratic time; past it a rename is a deletion and an addition.
 */
const DIFF = [
    "diff-tree",
    "-r",
    "--find-renames=50%",
    "-l400",
    "--no-abbrev",
    "--full-index",
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--ignore-submodules=none",
    "--no-relative",
];
const PATCH = [
    "--patch",
    "--unified=3",
    "--inter-hunk-context=0",
    "--diff-algorithm=myers",
    "--indent-heuristic",
    "--submodule=short",
    "--src-prefix=a/",
    "--dst-prefix=b/",
];
/**
 * Opens a repository's objects.
 * @throws ConfigurationError `git-missing`, `not-a-repository`
 * @throws ExternalError `git-failed`, `write-failed`
 */
async function openObjects({ repo, temporary, environment }) {
    const home = (0,external_node_path_.join)(temporary, "home");
    const ours = (0,external_node_path_.join)(temporary, "objects.git");
    await makeHome(home);
    const git = (0,git_process/* hardenedGit */.YW)(environment, home);
    const user = await findRepository(repo, git);
    await borrowObjects(user, ours, git);
    const own = git_within(git, ours);
    return {
        shallow: user.shallow.length > 0,
        branches: () => branches(git_within(git, user.gitDir)),
        commit: (ref) => commit(ref, { user: git_within(git, user.gitDir), own }),
        mergeBase: (a, b) => mergeBase(own, a, b),
        commits: async (range) => (await listCommits({ own, gitDir: ours }, range)).list,
        ...readingOf(own),
    };
}
/** What is read alike wherever the objects came from. */
function readingOf(own) {
    return {
        diff: (from, to) => diff(own, from, to),
        rawDiff: (from, to) => rawDiff(own, from, to),
        sizes: (names) => sizes(own, names),
        blobs: (names, each) => blobs(own, names, each),
        fileAt: (at, uri) => fileAt(own, at, uri),
        tree: (at) => tree(own, at),
        modeAt: async (at, uri) => (await entryAt(own, at, uri))?.mode,
    };
}
async function makeHome(home) {
    try {
        await (0,promises_.mkdir)(home, { recursive: true });
        await (0,promises_.writeFile)((0,git_process/* globalConfiguration */.Sy)(home), git_process/* GLOBAL_CONFIGURATION */.$A);
    }
    catch (cause) {
        throw new lib_errors/* ExternalError */.yA("write-failed", "The run's temporary folder cannot be written to.", {
            fix: "Free some disk space, or point TMPDIR (RUNNER_TEMP in an Action) at a folder that can be written to.",
            cause,
        });
    }
}
/** The same git, in one repository. */
function git_within(git, gitDir) {
    const at = `--git-dir=${gitDir}`;
    return {
        run: (...args) => git.run(at, ...args),
        read: (...args) => git.read(at, ...args),
        converse: (args, lines, consume) => git.converse([at, ...args], lines, consume),
    };
}
/** Only the name is looked up in the user's repository; what it names is read in ours, where the user's settings are not. */
async function commit(ref, { user, own }) {
    // An argument cannot hold a NUL, nor any amount of text.
    if (ref === "" || ref.includes("\0") || ref.length > REF_LIMIT)
        return undefined;
    const name = await verified(user, ref);
    return name === undefined ? undefined : verified(own, `${name}^{commit}`);
}
async function verified(git, revision) {
    const { exitCode, stdout } = await git.run("rev-parse", "--verify", "--quiet", "--end-of-options", revision);
    const name = stdout.toString().trim();
    // `^ref` answers `^` and a name.
    return exitCode === 0 && OBJECT_NAME.test(name) ? name : undefined;
}
async function branches(user) {
    const format = ["--count=1000", "--format=%(refname:short)"];
    const listed = await user.run("for-each-ref", ...format, "refs/heads", "refs/remotes");
    return listed.stdout.toString().split("\n").filter(Boolean);
}
async function mergeBase(own, a, b) {
    const args = ["merge-base", objectName(a), objectName(b)];
    const { exitCode, stdout, stderr } = await own.run(...args);
    // 1 is "none" (git-merge-base).
    if (exitCode > 1)
        throw (0,git_process/* gitFailed */.gk)(args, stderr);
    return exitCode === 1 ? undefined : stdout.toString().trim();
}
async function diff(own, from, to) {
    const trees = [objectName(from), objectName(to)];
    try {
        // The patch has no `-z`: its names must stay quoted. Both list the same pairs in the same order.
        const [raw, patch] = await Promise.all([
            own.read(...DIFF, "--raw", "-z", ...trees),
            own.read(...DIFF, ...PATCH, ...trees),
        ]);
        return { raw, patch };
    }
    catch (error) {
        throw (await incomplete(own, trees)) ?? error;
    }
}
/** Git knows the tree of nothing without having it (git, `empty_tree_oid`). */
const EMPTY_TREES = {
    40: "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    64: "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
};
async function rawDiff(own, from, to) {
    const trees = [objectName(from ?? EMPTY_TREES[to.length] ?? ""), objectName(to)];
    try {
        return await own.read(...DIFF, "--raw", "-z", ...trees);
    }
    catch (error) {
        throw (await incomplete(own, trees)) ?? error;
    }
}
/** Why a diff may have failed: objects that a partial clone left out. Only asked after a failure, since it walks both trees. */
async function incomplete(own, commits) {
    const listed = await own.run("rev-list", "--objects", "--no-walk", "--missing=print", ...commits);
    const missing = listed.stdout.toString().match(/^\?[0-9a-f]+$/gmu) ?? [];
    return missing[0] === undefined ? undefined : (0,lib_errors/* objectMissing */.Wh)(missing[0].slice(1));
}
async function sizes(own, names) {
    const found = new Map();
    const args = ["cat-file", "--buffer", "--batch-check=%(objecttype) %(objectsize)"];
    await own.converse(args, names.map(objectName), async (reader) => {
        for (const name of names) {
            const [type, size] = (await reader.line()).split(" ");
            if (type === "blob")
                found.set(name, Number(size));
        }
    });
    return found;
}
async function blobs(own, names, each) {
    const args = ["cat-file", "--buffer", "--batch=%(objecttype) %(objectsize)"];
    await own.converse(args, names.map(objectName), async (reader) => {
        for (const name of names) {
            const [type, size] = (await reader.line()).split(" ");
            // A missing object answers with its name and `missing`.
            if (type === undefined || size === undefined || OBJECT_NAME.test(type)) {
                await each(name, undefined);
                continue;
            }
            const bytes = await reader.take(Number(size));
            await reader.take(1);
            await each(name, type === "blob" ? bytes : undefined);
        }
    });
}
async function tree(own, at) {
    const listed = await own.read("ls-tree", "-r", "-l", "-z", "--full-tree", "--full-name", objectName(at));
    const entries = [];
    for (const record of listed.toString().split("\0")) {
        // The size is `-` for a submodule (git-ls-tree).
        const [, mode, name, size, uri] = /^(\d+) \w+ ([0-9a-f]+) +(\d+|-)\t([^]+)$/u.exec(record) ?? [];
        if (mode === undefined || name === undefined || uri === undefined)
            continue;
        entries.push({ uri, mode, name, size: size === "-" ? 0 : Number(size) });
    }
    return entries;
}
/** What the tree holds under exactly this path: a file, a link, a folder. */
async function entryAt(own, at, uri) {
    if (uri.length > REF_LIMIT ||
        uri.includes("\0") ||
        uri.split("/").some((part) => part === "" || part === "." || part === ".."))
        return undefined;
    const listed = await own.read("ls-tree", "-z", "--full-tree", "--full-name", objectName(at), "--", uri);
    const [, mode, name, path] = /^(\d+) \w+ ([0-9a-f]+)\t([^\0]*)\0$/u.exec(listed.toString()) ?? [];
    return mode === undefined || name === undefined || path !== uri ? undefined : { mode, name };
}
async function fileAt(own, at, uri) {
    const { mode, name } = (await entryAt(own, at, uri)) ?? {};
    if (name === undefined || mode?.startsWith("100") !== true)
        return undefined;
    let found;
    await blobs(own, [name], (_, bytes) => {
        found = bytes;
    });
    if (found === undefined)
        throw (0,lib_errors/* objectMissing */.Wh)(name);
    return found;
}

;// CONCATENATED MODULE: ./lib/adapters/git-fetch.js
/** Git objects without a clone: the commits that a review needs, fetched by name into a bare repository of ours. */











/** How far back one looks, step by step: each costs a request, and the last one is as much as a review may cost. */
const DEPTHS = [50, 500, 5000];
/**
 * Fetches the commits of a request, each without its history.
 * @throws ConfigurationError `git-missing`, `input-invalid`, `commit-not-found`
 * @throws ExternalError `fetch-failed`, `git-failed`, `write-failed`
 */
async function openFetched(request, options) {
    const home = (0,external_node_path_.join)(options.temporary, "home");
    const gitDir = (0,external_node_path_.join)(options.temporary, "fetched.git");
    const transport = createTransport(request, { gitDir, home }, options);
    await makeHome(home);
    const git = (0,git_process/* hardenedGit */.YW)(options.environment, home);
    const sha256 = request.commits.some(({ commit }) => commit.length === 64);
    await makeBare(gitDir, sha256 ? "sha256" : "sha1", git);
    const fetched = { own: git_within(git, gitDir), gitDir, transport, refs: new Map() };
    const absent = await fetchWanted(fetched, request.commits);
    if (absent.length > 0)
        throw notServed(absent, request.url);
    return {
        shallow: false,
        branches: async () => [],
        commit: (name) => git_fetch_commit(fetched, name),
        mergeBase: (a, b) => git_fetch_mergeBase(fetched, a, b),
        commits: (range) => commits(fetched, range),
        ...readingOf(fetched.own),
        fetch: (wanted) => fetchWanted(fetched, wanted),
    };
}
/** By full name alone: no ref of ours stands for anything. An annotated tag's name answers its commit's. */
async function git_fetch_commit({ own }, name) {
    return OBJECT_NAME.test(name) ? verified(own, `${name}^{commit}`) : undefined;
}
async function fetchWanted(fetched, wanted) {
    const missing = [];
    for (const want of wanted) {
        if ((await git_fetch_commit(fetched, objectName(want.commit))) === undefined)
            missing.push(want);
    }
    if (missing.length === 0)
        return [];
    // All at once, so that what they share is sent once. The server refuses them all for one that it has not.
    const names = missing.map((want) => refspec(want.commit, want.commit));
    if ((await fetched.transport.fetch(1, names)) === "done")
        return [];
    const absent = [];
    for (const want of missing) {
        if (!(await fetchOne(fetched, want)))
            absent.push(want.commit);
    }
    return absent;
}
async function fetchOne(fetched, { commit: name, ref }) {
    if ((await fetched.transport.fetch(1, [refspec(name, name)])) === "done")
        return true;
    if (ref === undefined || !isPlainRef(ref))
        return false;
    // The ref may have moved on since the event: what is wanted then lies behind its tip.
    for (const depth of [1, ...DEPTHS]) {
        if ((await fetched.transport.fetch(depth, [refspec(ref, name)])) === "refused")
            return false;
        if ((await git_fetch_commit(fetched, name)) !== undefined) {
            fetched.refs.set(name, ref);
            return true;
        }
        if (!(await isCut(fetched.gitDir)))
            return false;
    }
    return false;
}
/** A ref of ours keeps each commit, so that later fetches do not bring again what is there (git, negotiation by refs). */
function refspec(from, name) {
    return `+${from}:refs/fetched/${name}`;
}
/** A whole ref name with nothing in it that a refspec gives a meaning to (git-check-ref-format, gitrevisions). */
function isPlainRef(ref) {
    return ref.startsWith("refs/") && !/[\p{Cc}\s:*?[\\^~]|\.\.|@\{/u.test(ref);
}
async function git_fetch_mergeBase({ own, gitDir, transport, refs }, a, b) {
    const sides = [objectName(a), objectName(b)];
    const refspecs = refspecsOf(refs, sides);
    for (const depth of [...DEPTHS, undefined]) {
        const found = await certainMergeBase({ own, gitDir }, sides);
        if (found !== "cut")
            return found.mergeBase;
        if (depth === undefined || (await transport.fetch(depth, refspecs)) === "refused")
            break;
    }
    throw new lib_errors/* ConfigurationError */.j1("history-cut", `The commit at which ${a} and ${b} parted is not within ${DEPTHS.at(-1)} commits of them.`, "Merge the base branch into the branch under review, or rebase it, and push.");
}
/** All commits that bound the range are deepened alike: where they were cut, what they exclude would be unknown. */
async function commits({ own, gitDir, transport, refs }, range) {
    const refspecs = refspecsOf(refs, [range.to, ...range.without]);
    for (const depth of DEPTHS) {
        const { list, cut } = await listCommits({ own, gitDir }, range);
        if (!cut || (await transport.fetch(depth, refspecs)) === "refused")
            return list;
    }
    return (await listCommits({ own, gitDir }, range)).list;
}
function refspecsOf(refs, names) {
    return [...new Set(names.map(objectName))].map((name) => refspec(refs.get(name) ?? name, name));
}
function notServed(absent, url) {
    return new lib_errors/* ConfigurationError */.j1("commit-not-found", `${(0,untrusted/* oneLine */.TN)(url, 300)} does not have ${absent.join(", ")}.`, "The commit may have been replaced by a forced push and be gone: run the workflow for a newer one.");
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./lib/adapters/github-account.js
/** Who we are on GitHub, and so which comments are ours (L9, governance.md A34). */


const User = schemas/* object */.Ikc({ id: schemas/* int */.Whr(), login: schemas/* string */.YjP(), type: schemas/* string */.YjP() });
/** `user` is null when the account was deleted. */
const Authored = schemas/* object */.Ikc({ id: schemas/* int */.Whr(), body: schemas/* string */.YjP().nullish(), user: User.nullish() });
/** GraphQL answers 200 with `data: null` when it refuses. */
const Viewer = schemas/* object */.Ikc({ data: schemas/* object */.Ikc({ viewer: schemas/* object */.Ikc({ databaseId: schemas/* int */.Whr() }).nullish() }).nullish() });
/** No person can register a name with brackets; another app has another one. */
const isActionsBot = ({ login, type }) => login === "github-actions[bot]" && type === "Bot";
/**
 * `GET /user` answers a workflow's token with 403, GraphQL's viewer does not (peers.md 5.2). Where GraphQL refuses, we
 * take ourselves for the workflow's own account. When it fails we do not: with another token we would not find our own
 * comments, and write them twice.
 * @param apiUrl GitHub Enterprise Server has GraphQL beside the REST API, not below
 * @throws GitHubRefusal
 */
async function ourAccount({ ask }, apiUrl) {
    try {
        const { data } = await ask({
            what: "say whose token this is",
            route: `POST ${apiUrl.replace(/\/api\/v3$/u, "/api")}/graphql`,
            parameters: { query: "query { viewer { databaseId login } }" },
            answer: Viewer,
        });
        const ours = data?.viewer?.databaseId;
        return ours === undefined ? isActionsBot : ({ id }) => id === ours;
    }
    catch (error) {
        const failed = !(error instanceof lib_ports/* GitHubRefusal */.k) || error.reason === "unavailable" || error.reason === "rateLimited";
        if (failed)
            throw error;
        return isActionsBot;
    }
}
/** Ours that hold the marker, oldest first. */
function ownTexts(items, marker, isOurs) {
    return items
        .filter(({ user, body }) => user != null && isOurs(user) && (body ?? "").includes(marker))
        .sort((a, b) => a.id - b.id);
}
function ownText({ id, body }) {
    return { id, body: body ?? "" };
}

;// CONCATENATED MODULE: ./lib/adapters/github-client.js
/** One question to GitHub's API: asked with patience, answered in a form that was checked. */





const TRIES = 4;
const LIMITED_TRIES = 5;
/** Fewer than the 2,500 comments of the busiest pull request, by far. */
const MOST_PAGES = 300;
const DEFAULTS = { requestMs: 30_000, patienceMs: 120_000, pace: true };
function createGitHubClient(options) {
    const limits = { ...DEFAULTS, ...options.limits };
    const pause = createPause(options, limits.patienceMs);
    const { token, signal } = options;
    const { owner, repo } = options.run;
    let octokit;
    const request = async (question, answer) => {
        const { what, route, parameters, repeatable } = question;
        const { request: send } = await (octokit ??= connect(options, limits));
        for (let uncertain = 0, limited = 0;;) {
            try {
                const { data, headers } = await send(route, {
                    ...(route.includes("{owner}") && { owner, repo }),
                    ...parameters,
                });
                const parsed = answer.safeParse(data);
                if (!parsed.success)
                    throw unknownForm({ what, token });
                return { data: parsed.data, headers };
            }
            catch (error) {
                if (error instanceof lib_ports/* GitHubRefusal */.k)
                    throw error;
                if (signal.aborted)
                    throw github_client_interrupted(what);
                const failure = failureOf(error, { what, token });
                if (failure.again === "limit")
                    limited += 1;
                if (failure.again === "uncertain")
                    uncertain += 1;
                const over = uncertain >= (repeatable === false ? 1 : TRIES) || limited >= LIMITED_TRIES;
                if (failure.again === "no" || over)
                    throw tried(failure.refusal, uncertain + limited);
                await pause(uncertain + limited, failure);
            }
        }
    };
    const pages = async (question) => {
        const found = [];
        let at = question;
        for (let page = 1; page <= MOST_PAGES; page += 1) {
            const { data, headers } = await request(at, schemas/* array */.YOg(question.answer));
            found.push({ items: data, header: (name) => headers[name]?.toString() });
            const next = nextPage(headers.link);
            if (next === undefined)
                return found;
            at = { ...question, route: `GET ${next}`, parameters: {} };
        }
        throw new lib_ports/* GitHubRefusal */.k("unavailable", `GitHub did not ${question.what}: the pages do not end.`);
    };
    return {
        pause,
        pages,
        ask: async (question) => (await request(question, question.answer)).data,
        list: async (question) => {
            const all = await pages({ ...question, parameters: { ...question.parameters, per_page: 100 } });
            return all.flatMap(({ items }) => items);
        },
    };
}
function createPause({ log, signal, wait }, patienceMs) {
    const sleep = wait ?? ((ms) => (0,external_node_timers_promises_.setTimeout)(ms, undefined, { signal }));
    let left = patienceMs;
    return async (tries, { refusal, waitMs }) => {
        // 1, 4, 9 seconds, as @octokit/plugin-retry waits; never at once, whatever the server says.
        const ms = Math.max(1000, waitMs ?? tries ** 2 * 1000);
        const seconds = String(Math.ceil(ms / 1000));
        if (ms > left)
            throw new lib_ports/* GitHubRefusal */.k(refusal.reason, `${refusal.message} The next try would be in ${seconds} s, which is longer than this run waits.`, refusal.status);
        left -= ms;
        log.info(`${refusal.message} Trying again in ${seconds} s.`);
        await sleep(ms).catch(() => undefined);
        if (signal.aborted)
            throw new lib_ports/* GitHubRefusal */.k("unavailable", `${refusal.message} The run was interrupted.`, refusal.status);
    };
}
/**
 * Octokit as `@actions/github` sets it up, without its retries: those of `@octokit/plugin-retry` repeat a create after a
 * 5xx, end with no signal and wait as long as they are told. Loaded on first use: importing `@actions/github` reads the
 * event file, the API's address and the proxies from the environment; `baseUrl` and `fetch` below replace what it found.
 */
async function connect({ run, token, log, signal, version }, { requestMs, pace }) {
    const [{ GitHub }, { throttling }] = await Promise.all([
        __webpack_require__.e(/* import() */ 555).then(__webpack_require__.bind(__webpack_require__, 85555)),
        Promise.all(/* import() */[__webpack_require__.e(251), __webpack_require__.e(856)]).then(__webpack_require__.bind(__webpack_require__, 86856)),
    ]);
    const warn = (line) => {
        // Further arguments are errors with the request in them.
        if (typeof line === "string")
            log.warn(`GitHub: ${shorten(line)}`);
    };
    const quiet = { debug: () => undefined, info: () => undefined, warn, error: warn };
    const Octokit = GitHub.plugin(throttling);
    const octokit = new Octokit({
        auth: token,
        baseUrl: run.apiUrl,
        userAgent: `claude-code-review/${version}`,
        log: quiet,
        // Octokit's own `log` is not the one that its requests use: that is the console (@octokit/request, `fetchWrapper`).
        request: { fetch: githubFetch({ apiUrl: run.apiUrl, signal, requestMs }), log: quiet },
        throttle: { enabled: pace, onRateLimit: () => false, onSecondaryRateLimit: () => false },
    });
    octokit.hook.before("request", (request) => {
        request.headers["x-github-api-version"] = "2022-11-28";
    });
    return octokit;
}
/** RFC 8288. */
function nextPage(link) {
    return /<([^<>]+)>;\s*rel="next"/u.exec(link ?? "")?.[1];
}
function github_client_interrupted(what) {
    return new lib_ports/* GitHubRefusal */.k("unavailable", `GitHub did not ${what}: the run was interrupted.`);
}
function tried({ reason, message, status }, tries) {
    return new lib_ports/* GitHubRefusal */.k(reason, tries > 1 ? `${message} (${String(tries)} tries)` : message, status);
}

;// CONCATENATED MODULE: ./lib/adapters/github-create.js
/** A create that happens once, though nobody knows whether the first try did. */

const github_create_TRIES = 3;
/** @throws GitHubRefusal also when the list fails: then a second try could be a second comment */
async function createOnce({ create, find }, pause) {
    for (let tries = 1;; tries += 1) {
        try {
            return await create();
        }
        catch (error) {
            if (!(error instanceof lib_ports/* GitHubRefusal */.k) || error.reason !== "unavailable")
                throw error;
            // First the wait, then the list: what was just made may not be listed at once.
            await pause(tries, { refusal: error, again: "uncertain" });
            const made = await find();
            if (made !== undefined)
                return made;
            if (tries === github_create_TRIES)
                throw error;
        }
    }
}

;// CONCATENATED MODULE: ./lib/adapters/github-dependencies.js
/** GitHub's dependency graph and advisories: what a change adds and removes, what is known about it, the SBOM. */



/** It becomes a part of rule ids and of a path. */
const Ghsa = schemas/* string */.YjP().regex(/^GHSA(?:-[0-9a-z]{4}){3}$/iu);
const SEVERITY_WORDS = new Map([
    ["critical", "critical"],
    ["high", "high"],
    // The comparison says `moderate` where the advisories say `medium` (its description leaves the words open).
    ["moderate", "medium"],
    ["medium", "medium"],
    ["low", "low"],
]);
/** A word that is not known must not let something pass. */
const UNKNOWN_SEVERITY = "high";
const Vulnerability = schemas/* object */.Ikc({ severity: schemas/* string */.YjP(), advisory_ghsa_id: Ghsa, advisory_summary: schemas/* string */.YjP(), advisory_url: schemas/* string */.YjP() })
    .transform(({ severity, advisory_ghsa_id, advisory_summary, advisory_url }) => ({
    ghsa: advisory_ghsa_id,
    severity: SEVERITY_WORDS.get(severity.toLowerCase()) ?? UNKNOWN_SEVERITY,
    summary: advisory_summary,
    url: advisory_url,
}));
const Change = schemas/* object */.Ikc({
    change_type: schemas/* enum */.k5n(["added", "removed"]),
    manifest: schemas/* string */.YjP(),
    ecosystem: schemas/* string */.YjP(),
    name: schemas/* string */.YjP(),
    version: schemas/* string */.YjP(),
    package_url: schemas/* string */.YjP().nullish(),
    license: schemas/* string */.YjP().nullish(),
    scope: schemas/* enum */.k5n(["runtime", "development", "unknown"]).nullish().catch("unknown"),
    vulnerabilities: schemas/* array */.YOg(Vulnerability).nullish(),
})
    .transform(({ change_type, package_url, license, scope, vulnerabilities, ...given }) => ({
    ...given,
    change: change_type,
    scope: scope ?? "unknown",
    vulnerabilities: vulnerabilities ?? [],
    ...(package_url ? { purl: package_url } : {}),
    ...(license ? { license } : {}),
}));
const GlobalAdvisory = schemas/* object */.Ikc({
    ghsa_id: Ghsa,
    cve_id: schemas/* string */.YjP().nullish(),
    withdrawn_at: schemas/* string */.YjP().nullish(),
    cwes: schemas/* array */.YOg(schemas/* object */.Ikc({ cwe_id: schemas/* string */.YjP() })).nullish(),
    cvss: schemas/* object */.Ikc({ vector_string: schemas/* string */.YjP().nullish(), score: schemas/* number */.aig().nullish() }).nullish(),
    cvss_severities: schemas/* object */.Ikc({
        cvss_v3: schemas/* object */.Ikc({ vector_string: schemas/* string */.YjP().nullish(), score: schemas/* number */.aig().nullish() }).nullish(),
        cvss_v4: schemas/* object */.Ikc({ vector_string: schemas/* string */.YjP().nullish(), score: schemas/* number */.aig().nullish() }).nullish(),
    })
        .nullish(),
    vulnerabilities: schemas/* array */.YOg(schemas/* object */.Ikc({
        package: schemas/* object */.Ikc({ ecosystem: schemas/* string */.YjP(), name: schemas/* string */.YjP().nullish() }).nullish(),
        vulnerable_version_range: schemas/* string */.YjP().nullish(),
        first_patched_version: schemas/* string */.YjP().nullish(),
    }))
        .nullish(),
})
    .transform((given) => {
    const cvss = cvssOf(given);
    const cve = given.cve_id;
    return {
        ghsa: given.ghsa_id,
        ...(cve && /^CVE-\d{4}-\d{4,}$/u.test(cve) ? { cve } : {}),
        ...(cvss === undefined ? {} : { cvss }),
        cwe: (given.cwes ?? []).map(({ cwe_id }) => cwe_id).filter((id) => /^CWE-[1-9]\d*$/u.test(id)),
        withdrawn: Boolean(given.withdrawn_at),
        affected: (given.vulnerabilities ?? []).flatMap(({ package: of, vulnerable_version_range, first_patched_version }) => of?.name
            ? [
                {
                    ecosystem: of.ecosystem,
                    name: of.name,
                    range: vulnerable_version_range ?? "",
                    ...(first_patched_version ? { patched: first_patched_version } : {}),
                },
            ]
            : []),
    };
});
/** The worst of what was scored; a score of 0 is how GitHub writes "none" beside an empty vector. */
function cvssOf({ cvss, cvss_severities: by, }) {
    return [by?.cvss_v4, by?.cvss_v3, cvss]
        .flatMap((scored) => scored?.vector_string && scored.score && scored.score > 0 && scored.score <= 10
        ? [{ score: scored.score, vector: scored.vector_string }]
        : [])
        .sort((a, b) => b.score - a.score)[0];
}
/** actions/dependency-review-action reads the same header: base64 of sentences. */
const SNAPSHOT_WARNINGS = "x-github-dependency-graph-snapshot-warnings";
/** Snapshots are submitted by jobs that run beside this one. That action asks every 10 s for 120 s; this run has other work. */
const SNAPSHOT_TRIES = 6;
const SNAPSHOT_WAIT_MS = 10_000;
function dependencies({ ask, pages, pause, }) {
    const compare = async (base, head) => {
        const answers = await pages({
            what: "compare the dependencies",
            route: "GET /repos/{owner}/{repo}/dependency-graph/compare/{basehead}",
            parameters: { basehead: `${base}...${head}` },
            answer: Change,
        });
        const warnings = [...new Set(answers.map(({ header }) => decoded(header(SNAPSHOT_WARNINGS))))].filter(Boolean);
        return {
            changes: answers.flatMap(({ items }) => items),
            ...(warnings.length > 0 ? { snapshotWarnings: (0,untrusted/* oneLine */.TN)(warnings.join(" "), 500) } : {}),
        };
    };
    return {
        dependencyChanges: async (base, head) => {
            for (let tries = 1;; tries += 1) {
                const comparison = await compare(base, head);
                const { snapshotWarnings } = comparison;
                if (snapshotWarnings === undefined || tries === SNAPSHOT_TRIES)
                    return comparison;
                const refusal = new lib_ports/* GitHubRefusal */.k("unavailable", `GitHub compared the dependencies and warns: ${snapshotWarnings}`);
                try {
                    await pause(tries, { refusal, again: "uncertain", waitMs: SNAPSHOT_WAIT_MS });
                }
                catch (error) {
                    // No patience left: what there is, with its warning.
                    if (error instanceof lib_ports/* GitHubRefusal */.k)
                        return comparison;
                    throw error;
                }
            }
        },
        advisory: (ghsa) => ask({
            what: `show the advisory ${(0,untrusted/* oneLine */.TN)(ghsa, 40)}`,
            route: "GET /advisories/{ghsa_id}",
            parameters: { ghsa_id: ghsa },
            answer: GlobalAdvisory,
        }),
        sbom: async () => {
            const { sbom } = await ask({
                what: "export the SBOM",
                route: "GET /repos/{owner}/{repo}/dependency-graph/sbom",
                answer: schemas/* object */.Ikc({ sbom: schemas/* unknown */.L5J().refine((document) => Spdx.safeParse(document).success) }),
            });
            return JSON.stringify(sbom);
        },
    };
}
/** Looked at, not taken apart: the document stays as GitHub wrote it. */
const Spdx = schemas/* object */.Ikc({ spdxVersion: schemas/* string */.YjP().startsWith("SPDX-") });
function decoded(header) {
    return header === undefined ? "" : Buffer.from(header, "base64").toString("utf8").trim();
}

;// CONCATENATED MODULE: ./lib/adapters/github-lines.js
/** Which lines of head a patch of GitHub's shows: those are the ones that take a comment. */
const HEADER = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/u;
/** @param patch of `GET /pulls/{n}/files`: hunks without file headers. Added and context lines count. */
function shownLines(patch) {
    const shown = new Set();
    let next;
    for (const line of patch.split("\n")) {
        const start = HEADER.exec(line)?.[1];
        // A line of content has its sign first, so only a header begins with "@@".
        if (start !== undefined)
            next = Number(start);
        else if (next !== undefined && (line.startsWith("+") || line.startsWith(" ")))
            shown.add(next++);
    }
    return shown;
}

;// CONCATENATED MODULE: ./lib/adapters/github.js
/** The port `GitHub` over Octokit: reads are repeated, creates only when a list shows that they did not happen. */












/** Every method throws `GitHubRefusal`, and nothing else that GitHub can cause. */
function createGitHub(options) {
    const client = createGitHubClient(options);
    let account;
    const ours = async (items, marker) => {
        account ??= ourAccount(client, options.run.apiUrl);
        try {
            return ownTexts(items, marker, await account);
        }
        catch (error) {
            account = undefined;
            throw error;
        }
    };
    return {
        ...github_commits(client),
        ...comments(client, ours),
        ...reviews(client, ours),
        ...codeScanning(client),
        ...dependencies(client),
    };
}
/** Full, since git is fetched by it. */
const github_ObjectName = schemas/* string */.YjP().regex(OBJECT_NAME);
const Comparison = schemas/* object */.Ikc({ merge_base_commit: schemas/* object */.Ikc({ sha: github_ObjectName }) });
const Ref = schemas/* object */.Ikc({ object: schemas/* object */.Ikc({ type: schemas/* literal */.euz("commit"), sha: github_ObjectName }) });
const github_PullRequest = schemas/* object */.Ikc({
    state: schemas/* enum */.k5n(["open", "closed"]),
    merged: schemas/* boolean */.zMY(),
    head: schemas/* object */.Ikc({ sha: github_ObjectName }),
});
/** `patch` is left out for big and binary files. */
const PullFile = schemas/* object */.Ikc({ filename: schemas/* string */.YjP(), patch: schemas/* string */.YjP().optional() });
function github_commits({ ask, list }) {
    return {
        mergeBase: async (base, head) => {
            const { merge_base_commit } = await ask({
                what: "name the merge base",
                route: "GET /repos/{owner}/{repo}/compare/{basehead}",
                // Of the commits and files that come with it, as few as can be.
                parameters: { basehead: `${base}...${head}`, per_page: 1, page: 1 },
                answer: Comparison,
            });
            return merge_base_commit.sha;
        },
        branchTip: async (branch) => {
            const { object } = await ask({
                what: `name the tip of ${(0,untrusted/* oneLine */.TN)(branch, 100)}`,
                route: "GET /repos/{owner}/{repo}/git/ref/{ref}",
                parameters: { ref: `heads/${branch}` },
                answer: Ref,
            });
            return object.sha;
        },
        pullRequest: async (number) => {
            const { state, merged, head } = await ask({
                what: "show the pull request",
                route: "GET /repos/{owner}/{repo}/pulls/{pull_number}",
                parameters: { pull_number: number },
                answer: github_PullRequest,
            });
            return { state, merged, head: head.sha };
        },
        commentableLines: async (number) => {
            const files = await list({
                what: "list the pull request's files",
                route: "GET /repos/{owner}/{repo}/pulls/{pull_number}/files",
                parameters: { pull_number: number },
                answer: PullFile,
            });
            return new Map(files.flatMap(({ filename, patch }) => (patch === undefined ? [] : [[filename, shownLines(patch)]])));
        },
    };
}
/** What an update or a delete answers is of no use. */
const Whatever = schemas/* unknown */.L5J();
function comments(client, ours) {
    const { ask, list, pause } = client;
    const find = async (number, marker) => ours(await list({
        what: "list the comments",
        route: "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
        parameters: { issue_number: number },
        answer: Authored,
    }), marker);
    const id = "/repos/{owner}/{repo}/issues/comments/{comment_id}";
    return {
        comments: async (number, marker) => (await find(number, marker)).map(ownText),
        createComment: async (number, body, marker) => {
            const create = () => ask({
                what: "create the comment",
                route: "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
                parameters: { issue_number: number, body },
                answer: Authored,
                repeatable: false,
            });
            return ownText(await createOnce({ create, find: async () => (await find(number, marker)).at(-1) }, pause));
        },
        updateComment: async (comment, body) => {
            const parameters = { comment_id: comment, body };
            await ask({ what: "update the comment", route: `PATCH ${id}`, parameters, answer: Whatever });
        },
        deleteComment: (comment) => gone(ask({
            what: "delete the comment",
            route: `DELETE ${id}`,
            parameters: { comment_id: comment },
            answer: Whatever,
        })),
    };
}
/** Deleted by a first try, by another run, or by a person: it is gone. */
async function gone(deleted) {
    try {
        await deleted;
    }
    catch (error) {
        if (!(error instanceof lib_ports/* GitHubRefusal */.k) || error.reason !== "notFound" || error.status === undefined)
            throw error;
    }
}
const Review = Authored.extend({ commit_id: schemas/* string */.YjP().nullish() });
function reviews(client, ours) {
    const { ask, list, pause } = client;
    const route = "/repos/{owner}/{repo}/pulls/{pull_number}/reviews";
    const find = async (number, marker) => ours(await list({
        what: "list the reviews",
        route: `GET ${route}`,
        parameters: { pull_number: number },
        answer: Review,
    }), marker);
    return {
        reviews: async (number, marker) => (await find(number, marker)).map(ownText),
        reviewComments: async (number, marker) => {
            const all = await list({
                what: "list the review comments",
                route: "GET /repos/{owner}/{repo}/pulls/{pull_number}/comments",
                parameters: { pull_number: number },
                answer: Authored,
            });
            return (await ours(all, marker)).map(ownText);
        },
        createReview: async (number, review) => {
            const create = () => ask({
                what: "create the review",
                route: `POST ${route}`,
                parameters: {
                    pull_number: number,
                    commit_id: review.commit,
                    body: review.body,
                    event: "COMMENT",
                    comments: review.comments.map(reviewComment),
                },
                answer: Whatever,
                repeatable: false,
            });
            // An earlier head's review may hold the same marker.
            const made = async () => (await find(number, review.marker)).find(({ commit_id }) => commit_id === review.commit);
            await createOnce({ create, find: made }, pause);
        },
        deleteReviewComment: (comment) => gone(ask({
            what: "delete the review comment",
            route: "DELETE /repos/{owner}/{repo}/pulls/comments/{comment_id}",
            parameters: { comment_id: comment },
            answer: Whatever,
        })),
    };
}
/** `side` RIGHT is head; both ends of a range have one. */
function reviewComment({ path, line, startLine, body }) {
    const range = startLine === undefined || startLine === line ? {} : { start_line: startLine, start_side: "RIGHT" };
    return { path, line, side: "RIGHT", ...range, body };
}
const Upload = schemas/* object */.Ikc({ id: schemas/* string */.YjP().min(1) });
const Processing = schemas/* object */.Ikc({
    processing_status: schemas/* enum */.k5n(["pending", "complete", "failed"]),
    errors: schemas/* array */.YOg(schemas/* string */.YjP()).nullish(),
});
const MOST_ERRORS = 20;
function codeScanning({ ask }) {
    return {
        // Repeated like a read: uploads for one commit, ref and category replace each other.
        uploadSarif: async ({ commit, ref, sarif, startedAt }) => {
            const zipped = await (0,external_node_util_.promisify)(external_node_zlib_.gzip)(sarif);
            const { id } = await ask({
                what: "take the SARIF upload",
                route: "POST /repos/{owner}/{repo}/code-scanning/sarifs",
                parameters: { commit_sha: commit, ref, sarif: zipped.toString("base64"), started_at: startedAt },
                answer: Upload,
            });
            return id;
        },
        sarifProcessing: async (id) => {
            try {
                const { processing_status, errors } = await ask({
                    what: "tell how the SARIF upload went",
                    route: "GET /repos/{owner}/{repo}/code-scanning/sarifs/{sarif_id}",
                    parameters: { sarif_id: id },
                    answer: Processing,
                });
                return { status: processing_status, errors: (errors ?? []).slice(0, MOST_ERRORS).map(shorten) };
            }
            catch (error) {
                // An upload that was accepted is known soon, not at once.
                if (error instanceof lib_ports/* GitHubRefusal */.k && error.status === 404)
                    return { status: "pending", errors: [] };
                throw error;
            }
        },
    };
}

;// CONCATENATED MODULE: ./lib/adapters/logs.js

/**
 * Progress for people on stderr. Every line goes through one sanitiser: the runner reads commands from stderr too, at
 * the start of a line (`::`) and anywhere in it (`##[`) (governance.md A9).
 */
function createLog(stream, { quiet = false } = {}) {
    const write = (line) => {
        stream.write(`${(0,untrusted/* withoutRunnerCommands */.hj)((0,untrusted/* oneLine */.TN)(line, 2000))}\n`);
    };
    return {
        info: (line) => {
            if (!quiet)
                write(line);
        },
        warn: (line) => {
            write(`warning: ${line}`);
        },
    };
}

;// CONCATENATED MODULE: ./lib/scan/semgrep-languages.js
/** Which files are code for semgrep, by name: what `rules/` covers, spelled as semgrep spells it (its `lang.json`). */

/** By language, as rules name it. The export gives extensions that semgrep does not know (`SPELLED`) one that it does. */
const SEMGREP_LANGUAGES = {
    javascript: [".cjs", ".js", ".jsx", ".mjs"],
    typescript: [".ts", ".tsx", ".mts", ".cts"],
    python: [".py", ".pyi", ".pyw"],
    go: [".go"],
    java: [".java"],
    ruby: [".rb", ".rake", ".ru", ".gemspec"],
    php: [".php", ".phtml", ".php5", ".php7", ".php8", ".inc"],
    csharp: [".cs"],
    dockerfile: [".dockerfile"],
    terraform: [".tf", ".tofu", ".tfvars", ".hcl"],
    yaml: [".yml", ".yaml"],
};
const LANGUAGE_OF = new Map(Object.entries(SEMGREP_LANGUAGES).flatMap(([language, extensions]) => extensions.map((extension) => [extension, language])));
/** Other names that a rule may give a language (`keys` of lang.json). */
const ALIASES = {
    js: "javascript",
    ts: "typescript",
    py: "python",
    python3: "python",
    golang: "go",
    "c#": "csharp",
    docker: "dockerfile",
    tf: "terraform",
    hcl: "terraform",
};
/** A rule's language under the name that it has here. */
function canonicalLanguage(language) {
    return ALIASES[language] ?? language;
}
/** Whether semgrep is held to the files of that language. */
function isCovered(language) {
    return Object.hasOwn(SEMGREP_LANGUAGES, canonicalLanguage(language));
}
/** Extensions that an interpreter runs and semgrep does not know: it would skip them in silence. */
const SPELLED = {
    ".mts": ".ts",
    ".cts": ".ts",
    ".pyw": ".py",
    ".rake": ".rb",
    ".ru": ".rb",
    ".gemspec": ".rb",
    ".php5": ".php",
    ".php7": ".php",
    ".php8": ".php",
    ".inc": ".php",
};
/** Whole names of files whose language has no say in them. */
const NAMED = { rakefile: ".rb", gemfile: ".rb", vagrantfile: ".rb" };
/** `Dockerfile.prod` is one more build; these are its documentation, its ignore file (BuildKit) or templates of it. */
const NO_BUILD = /\.(dockerignore|md|txt|rst|adoc|erb|ejs|hbs|in|j2|jinja2?|m4|mustache|template|tera|tmpl|tpl|sh|json|toml|lock|xml|html|svg|png)$/u;
/** The language whose rules a file gets, or undefined when it is none of them. */
function semgrepLanguage(uri) {
    const path = spelledForSemgrep(uri);
    return /dockerfile$/iu.test(path) ? "dockerfile" : LANGUAGE_OF.get(external_node_path_.posix.extname(path));
}
/** The same path with a name by which semgrep knows the language, its extension in lower case. */
function spelledForSemgrep(path) {
    const name = external_node_path_.posix.basename(path);
    if (/[dD]ockerfile$/u.test(name) && external_node_path_.posix.extname(name) === "")
        return path;
    const added = NAMED[name.toLowerCase()] ?? (isBuild(name.toLowerCase()) ? ".dockerfile" : undefined);
    if (added !== undefined)
        return `${path}${added}`;
    const extension = external_node_path_.posix.extname(path);
    const lower = extension.toLowerCase();
    const known = SPELLED[lower] ?? lower;
    return known === extension ? path : `${path.slice(0, path.length - extension.length)}${known}`;
}
function isBuild(name) {
    if (/^[^.]*dockerfile$|^containerfile$/u.test(name))
        return true;
    return (/^(docker|container)file([-_][^.]*$|\.)/u.test(name) &&
        !LANGUAGE_OF.has(external_node_path_.posix.extname(name)) &&
        !NO_BUILD.test(name));
}

;// CONCATENATED MODULE: ./lib/scan/export-path.js
/** Where a file of head lands in the export. Names are hostile: what a tool could misread gets a name of ours and is mapped back. */


/** Longest component that every file system takes, with room for what a tool appends. */
const COMPONENT_BYTES = 200;
/** Longest path that is kept; the export's own root comes before it, and PATH_MAX is 4096 on Linux, 1024 on macOS. */
const PATH_BYTES = 512;
/** Last components that a renamed path keeps: enough for `.github/workflows/x.yml` below a folder or two. */
const DEPTH = 5;
/** Configuration that would steer a scanner, by file name at any depth and in any case (L6): what it holds is scanned, under a name that steers nothing. */
const STEERING = new Set([
    ...[".semgrepignore", ".gitignore", ".ignore", ".gitattributes", ".gitmodules", ".mailmap"],
    ...["zizmor.yml", "zizmor.yaml", ".zizmor.yml", ".zizmor.yaml"],
    ...[".bandit", ".bandit.yml", ".gitleaks.toml", ".gitleaksignore"],
    ...[".trivyignore", ".trivyignore.yaml", ".checkov.yml", ".checkov.yaml", ".tfsec.yml", ".snyk", "osv-scanner.toml"],
    ...[".actionlint.yml", "actionlint.yml", "actionlint.yaml", ".golangci.yml", ".golangci.yaml"],
]);
/** Whether a tool would take a file of this name for its settings. */
function steers(uri) {
    // A workflow runs whatever it is called: `.github/workflows/zizmor.yml` is this program's own business to audit.
    if (/(^|\/)\.github\/workflows\/[^/]+$/iu.test(uri))
        return false;
    return STEERING.has(external_node_path_.posix.basename(uri).toLowerCase());
}
/** Gives each file of one export a path of its own, relative and `/`-separated. */
function createExportPaths() {
    // The root's own ignore file, which is empty and ours: a folder of that name must not stand in its place.
    const files = new Set([".semgrepignore"]);
    const folders = new Set();
    let renamed = 0;
    /** Also on a file system that folds case; also a file where a folder is needed. */
    const collides = (key) => files.has(key) || folders.has(key) || parents(key).some((parent) => files.has(parent));
    return (uri) => {
        const own = isPlainPath(uri) && !collides(uri.toLowerCase());
        const path = own ? uri : `renamed/${String(renamed++)}/${spelledForSemgrep(safe(uri))}`;
        files.add(path.toLowerCase());
        for (const parent of parents(path.toLowerCase()))
            folders.add(parent);
        return path;
    };
}
function isPlainPath(uri) {
    return (uri.length <= PATH_BYTES &&
        uri.split("/").every(isPlain) &&
        spelledForSemgrep(uri) === uri &&
        !steers(uri) &&
        !/^renamed(\/|$)/iu.test(uri));
}
/** Printable ASCII without what shells, URIs or Windows read a meaning into. */
function isPlain(component) {
    return (/^[A-Za-z0-9_.@+()[\]{}$~,=][A-Za-z0-9_.@+()[\]{}$~,=-]*$/u.test(component) &&
        !component.endsWith(".") &&
        component.length <= COMPONENT_BYTES &&
        component.toLowerCase() !== ".git");
}
/** Folders stay where they can: what a workflow is depends on them. */
function safe(uri) {
    const components = uri
        .split("/")
        .filter((component) => component !== "" && !/^\.+$/u.test(component))
        .map((component) => (isPlain(component) ? component : safeComponent(component)))
        .slice(-DEPTH);
    const path = components.join("/");
    return steers(path) ? [...components.slice(0, -1), `_${components.at(-1) ?? ""}`].join("/") : path;
}
function safeComponent(component) {
    const extension = /(?<=.)\.[A-Za-z0-9]{1,16}$/u.exec(component)?.[0] ?? "";
    const stem = component.slice(0, component.length - extension.length);
    const clean = stem
        .replace(/[^A-Za-z0-9_.]/gu, "_")
        .slice(0, 64)
        .replace(/^\.git$/iu, "_git");
    return `${clean === "" ? "_" : clean}${extension}`.replace(/\.+$/u, "_");
}
function parents(path) {
    const parts = path.split("/");
    return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}

;// CONCATENATED MODULE: ./lib/scan/hidden-lines.js
/** What a language reads otherwise than a scanner: code in what looks like a comment, names that look like others (L5). */

const LF = 10;
const CR = 13;
const MOST_PARTS = 100;
const TRICKS = [
    {
        // C# 6.3.2 "Line terminators"; YAML 1.1, 5.4, which Kubernetes reads.
        extensions: /^\.(?:cs|ya?ml)$/u,
        pattern: /[\u0085\u2028\u2029]/u,
        reason: "U+0085, U+2028 or U+2029 ends a line for this language and none for the scanner",
    },
    {
        // JLS 3.3: escapes are read before comments and literals are. Line ends, quotes, `*`, `/` and `\` have no other use.
        extensions: /^\.java$/u,
        pattern: /(?<!\\)(?:\\\\)*\\u+00(?:0a|0d|22|27|2a|2f|5c)/iu,
        reason: "an escape that Java reads as a line end, a quote or a sign of a comment, and the scanner does not",
    },
    {
        // A name may be written with escapes (ECMA-262 12.7, C# 6.4.3), and semgrep then knows none (tried). In strings ASCII letters hardly are.
        extensions: /^\.(?:[cm]?[jt]sx?|cs)$/u,
        pattern: /(?<!\\)(?:\\\\)*\\(?:u00|U0{6}|u\{0*)(?:24|4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9a])/iu,
        reason: "an escaped letter, which may be part of a name that the scanner does not know for what it is",
    },
    {
        // C# 6.4.3: formatting characters are taken out of names.
        extensions: /^\.cs$/u,
        pattern: /\p{Cf}/u,
        reason: "an invisible character, which C# takes out of names and the scanner does not",
    },
];
const PYTHON = /^\.py[iw]?$/u;
/** PEP 263. */
const CODING = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/u;
/**
 * Encodings in which each byte of ASCII is always that character: `utf-7` and `unicode_escape` end a line in a comment (tried,
 * 3.11), and in `shift_jis` or `gbk` a letter's second byte may be a backslash.
 */
const LIKE_ASCII = /^(?:utf-?8(?:-.+)?|(?:us-)?ascii|latin-?\d+(?:-.+)?|iso-?8859-\d+(?:-.+)?|iso-latin-1(?:-.+)?|(?:cp|windows-)125\d|cp(?:437|85\d|866)|koi8-[ru]|mac-roman|euc-?(?:jp|kr)|gb2312)$/u;
/** Parts of a file that scanners do not see as its language does. */
function hiddenLines(bytes, uri) {
    const extension = external_node_path_.posix.extname(uri).toLowerCase();
    const tricks = TRICKS.filter(({ extensions }) => extensions.test(extension));
    const isPython = PYTHON.test(extension);
    if (tricks.length === 0 && !isPython)
        return loneReturns(bytes);
    const lines = new TextDecoder().decode(bytes).split("\n");
    return [
        ...loneReturns(bytes),
        ...tricks.flatMap(({ pattern, reason }) => linesWith((line) => pattern.test(line), { lines, reason })),
        ...(isPython ? [...declared(bytes), ...linesWith(hasFoldedName, { lines, reason: FOLDED })] : []),
    ];
}
function linesWith(isHit, { lines, reason }) {
    const hits = lines.flatMap((line, index) => (isHit(line) ? index + 1 : []));
    return parts(hits, { last: lines.length, reason });
}
const FOLDED = "a name of letters that Python takes for others, and the scanner does not";
/** What may follow a name: in prose that is a letter, a quote or a space and a word. */
const AFTER_NAME = /^\s*(?:$|[.()[\]{}=,:;#\\+*/%|&<>-])|^\s+(?:and|as|else|for|if|import|in|is|or)\b/u;
/** Python Language Reference 2.3: names are read in NFKC, so `eval` may be written with a mathematical `e` (tried). */
function hasFoldedName(line) {
    if (!/[\u0080-\u{10ffff}]/u.test(line))
        return false;
    return [...line.matchAll(/\p{XID_Continue}+/gu)].some(({ 0: name, index }) => !/^\w+$/u.test(name) &&
        /^\w+$/u.test(name.normalize("NFKC")) &&
        AFTER_NAME.test(line.slice(index + name.length, index + name.length + 100)));
}
function declared(bytes) {
    const lines = new TextDecoder("latin1").decode(bytes).split(/\r\n?|\n/u, 2);
    const names = lines.flatMap((line) => CODING.exec(line)?.[1] ?? []);
    const odd = names.some((name) => !LIKE_ASCII.test(name.toLowerCase().replaceAll("_", "-")));
    return odd ? [{ reason: "Python reads it in an encoding that it names, and the scanner as UTF-8" }] : [];
}
/**
 * Lines of text (1-based, as git counts) that hold a CR without LF. Python ends a comment there and runs what follows, while
 * semgrep reads a comment to the end of the line (tried).
 */
function loneReturns(bytes) {
    if (!bytes.includes(CR) || bytes.includes(0))
        return [];
    const lines = [];
    let line = 1;
    for (let at = 0; at < bytes.length; at++) {
        if (bytes[at] === LF)
            line++;
        else if (bytes[at] === CR && bytes[at + 1] !== LF && lines.at(-1) !== line)
            lines.push(line);
    }
    const reason = "a carriage return alone ends a line for some interpreters and none for the scanner";
    return parts(lines, { last: line, reason });
}
/** The last part of very many goes to the end of the file: old lines must not use up the list. */
function parts(lines, { last, reason }) {
    return lines.slice(0, MOST_PARTS).map((startLine, index) => ({
        startLine,
        endLine: index === MOST_PARTS - 1 ? last : startLine,
        reason,
    }));
}

;// CONCATENATED MODULE: ./lib/scan/export.js
/** The files of head that scanners see: written from git objects, never a checkout or `git archive`, which attributes steer (L6). */



/** A change can hold a decompression bomb's worth of blobs; what is over a limit is named, never skipped in silence (L5). */
const EXPORT_LIMITS = { fileBytes: 50 * 1024 ** 2, totalBytes: 1024 ** 3, files: 20_000 };
/** Writes the changed regular files of head below a new temporary folder, which the caller removes (`target.root`). */
async function exportHead(change, { files, objects }, limits = EXPORT_LIMITS) {
    const root = await files.temporary("export");
    const { chosen, withheld } = choose(change, limits);
    const byBlob = new Map();
    for (const entry of chosen) {
        const blob = entry.file.headBlob ?? "";
        const same = byBlob.get(blob);
        if (same === undefined)
            byBlob.set(blob, [entry]);
        else
            same.push(entry);
    }
    const exported = [];
    await objects.blobs([...byBlob.keys()], async (name, bytes) => {
        for (const entry of byBlob.get(name) ?? []) {
            if (bytes === undefined) {
                withheld.push({ uri: entry.file.uri, reason: "its git object is missing" });
                continue;
            }
            withheld.push(...hiddenLines(bytes, entry.file.uri).map((part) => ({ uri: entry.file.uri, ...part })));
            await files.write(external_node_path_.posix.join(root, entry.path), bytes);
            exported.push(entry);
        }
    });
    // Without one at the root, semgrep falls back on a built-in list that hides `tests/`, `vendor/` and more (tried).
    await files.write(external_node_path_.posix.join(root, ".semgrepignore"), "");
    return { change, root, exported, withheld };
}
function choose(change, limits) {
    const pathOf = createExportPaths();
    const chosen = [];
    const withheld = [];
    let total = 0;
    for (const file of change.files) {
        if (file.status === "deleted")
            continue;
        const reason = unfit(file) ??
            (file.headSize > limits.fileBytes ? `larger than ${megabytes(limits.fileBytes)}` : undefined) ??
            (chosen.length >= limits.files ? `the change has more than ${String(limits.files)} files` : undefined) ??
            (total + file.headSize > limits.totalBytes
                ? `the change has more than ${megabytes(limits.totalBytes)}`
                : undefined);
        if (reason !== undefined) {
            withheld.push({ uri: file.uri, reason, ...(file.kind === "regular" ? {} : { outOfScope: true }) });
            continue;
        }
        total += file.headSize;
        chosen.push({ file, path: pathOf(file.uri) });
    }
    return { chosen, withheld };
}
function unfit(file) {
    if (file.kind === "symlink")
        return "a symbolic link: what it points at is scanned under its own name";
    if (file.kind === "submodule")
        return "a submodule: its commit is in another repository";
    return undefined;
}
function megabytes(bytes) {
    return `${String(Math.round(bytes / 1024 ** 2))} MiB`;
}

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
;// CONCATENATED MODULE: ./lib/change/hunk.js
/** What others ask of hunks. */

const MARKS = { context: " ", added: "+", removed: "-" };
/** Gives a change's hunks their ids. The order of calls decides only between hunks that are equal in everything. */
function hunkNamer() {
    const taken = new Set();
    return (uri, hunk) => {
        for (let ordinal = 0;; ordinal++) {
            const id = `h-${digest(uri, hunk, ordinal)}`;
            if (taken.has(id))
                continue;
            taken.add(id);
            return { id, uri, ...hunk };
        }
    };
}
/** NUL cannot be in a path, and each line has a mark before and LF behind: no two hunks share an input. */
function digest(uri, hunk, ordinal) {
    const hash = (0,external_node_crypto_.createHash)("sha256");
    hash.update(`${uri}\0${String(hunk.baseStart)},${String(hunk.baseCount)},${String(hunk.headStart)},${String(hunk.headCount)}`);
    hash.update(`\0${String(ordinal)}\0`);
    for (const line of hunk.lines)
        hash.update(`${line.noNewline === true ? "\\" : ""}${MARKS[line.kind]}${line.text}\n`);
    return hash.digest("hex").slice(0, 12);
}
/** A hunk without lines: a rename, a mode, a binary. */
const LINELESS = { baseStart: 0, baseCount: 0, headStart: 0, headCount: 0, lines: [] };
/** Added and removed lines; 0 for a hunk without lines. */
function changedLineCount(hunk) {
    return hunk.lines.reduce((count, line) => (line.kind === "context" ? count : count + 1), 0);
}
/**
 * Whether lines `startLine` to `endLine` of head (1-based, inclusive) hold one that the change added or rewrote. Lines
 * beside a removal do not count: they are base's own, and a finding on them was there before, or has its cause elsewhere.
 * Every place in a binary file that was written anew counts, since it has no lines to tell apart.
 */
function meetsChangedLine(file, startLine, endLine) {
    if (file.binary)
        return file.headBlob !== undefined && file.headBlob !== file.baseBlob;
    return file.hunks.some((hunk) => hunk.headStart <= endLine &&
        startLine < hunk.headStart + hunk.headCount &&
        hunk.lines.some(({ kind, headLine }) => kind === "added" && headLine !== undefined && startLine <= headLine && headLine <= endLine));
}

;// CONCATENATED MODULE: ./lib/change/source-name.js
/** Names that promise code. */
/** Text that a machine runs, builds from or is configured by: what a reviewer must never miss. */
const SOURCE_EXTENSIONS = new Set(("js mjs cjs jsx ts mts cts tsx vue svelte astro html htm xhtml css scss less php phtml php5 phar py pyw pyi pyx rb erb rake " +
    "gemspec go java jsp jspx kt kts groovy gradle scala clj cljs c h cc cpp cxx hh hpp m mm swift rs cs cshtml razor vb fs fsx " +
    "aspx ashx asax pl pm t cgi lua r jl dart ex exs erl hs ml nim zig sol vy sql graphql proto sh bash zsh ksh fish ps1 psm1 psd1 " +
    "bat cmd awk sed tcl vbs wsf hta xml xsl xslt svg json jsonc json5 yml yaml toml ini cfg conf properties env tf tfvars hcl " +
    "bicep rego cue nix dockerfile mk cmake ipynb md mdx rst txt lock tpl tmpl ejs hbs pug twig liquid j2 service plist csproj " +
    "props targets sln bazel bzl star").split(" "));
const SOURCE_NAMES = /^(?:\..+rc|\.env.*|\.git(?:attributes|ignore|modules)|\.npmrc|\.htaccess|codeowners|.*(?:docker|container|make|rake|gem|jenkins|proc|vagrant|just|pip|caddy|brew)file.*)$/u;
/** Whether a name promises source code or configuration. */
function isSourceName(uri) {
    const name = uri.slice(uri.lastIndexOf("/") + 1).toLowerCase();
    const dot = name.lastIndexOf(".");
    return SOURCE_NAMES.test(name) || (dot >= 0 && SOURCE_EXTENSIONS.has(name.slice(dot + 1)));
}
/** Prose, data and settings are source to a reader and nothing to an interpreter. */
const DATA_EXTENSIONS = new Set("txt md mdx rst json jsonc json5 xml xsl svg css scss less yml yaml toml ini cfg conf properties env tfvars plist lock tpl tmpl proto graphql".split(" "));
/** Whether a name is that of something that runs or builds. */
function isProgramName(uri) {
    const name = uri.slice(uri.lastIndexOf("/") + 1).toLowerCase();
    const extension = name.slice(name.lastIndexOf(".") + 1);
    if (name.includes(".") && SOURCE_EXTENSIONS.has(extension))
        return !DATA_EXTENSIONS.has(extension);
    return !name.startsWith(".") && name !== "codeowners" && SOURCE_NAMES.test(name);
}

;// CONCATENATED MODULE: ./lib/change/content.js
/**
 * What git will not show as lines. Git calls a file binary for one NUL in its first 8000 bytes (git, xdiff-interface.c,
 * `buffer_is_binary`), so one planted NUL would hide a program that most interpreters still run. Such a file is text
 * here when anything says so: its name, its first line, its encoding, or almost all of its bytes.
 */



const GIT_LOOKS_AT_BYTES = 8000;
const CONTEXT_LINES = 3;
const SOURCE_FIRST_LINE = /^(?:\u{feff})?\s*(?:#!|<\?(?:php|xml|=)|<!doctype|<html|<script|<%|import\s|package\s|#include\b)/iu;
/** Whether contents that git called binary are to be read as lines after all. */
function isText(uri, bytes) {
    const start = bytes.subarray(0, GIT_LOOKS_AT_BYTES);
    return (
    // Git was steered, by an attribute or a size: its rule has nothing against it.
    !start.includes(0) ||
        isSourceName(uri) ||
        encodingOf(bytes) !== "utf-8" ||
        SOURCE_FIRST_LINE.test(Buffer.from(start).toString("utf8", 0, 200).split("\n", 1)[0] ?? "") ||
        isTextWithFewNuls(bytes));
}
/** Valid UTF-8 with under 1 % of NULs: no binary format looks like that for long. */
function isTextWithFewNuls(bytes) {
    let nuls = 0;
    for (const byte of bytes)
        if (byte === 0)
            nuls++;
    return nuls * 100 < bytes.length && (0,external_node_buffer_.isUtf8)(bytes);
}
/** UTF-16 by its byte order mark, anything else as UTF-8. A byte order mark stays, as git shows it. */
function decode(bytes) {
    const encoding = encodingOf(bytes);
    const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
    return {
        lines: text === "" ? [] : text.split(/(?<=\n)/u),
        invalidUtf8: encoding === "utf-8" && !(0,external_node_buffer_.isUtf8)(bytes),
    };
}
function encodingOf(bytes) {
    if (bytes[0] === 0xff && bytes[1] === 0xfe)
        return "utf-16le";
    if (bytes[0] === 0xfe && bytes[1] === 0xff)
        return "utf-16be";
    return withoutMark(bytes) ?? "utf-8";
}
/** UTF-16 that says so only by its NULs, as PowerShell and others write it: on one side of almost every pair of bytes. */
function withoutMark(bytes) {
    const length = Math.min(bytes.length, GIT_LOOKS_AT_BYTES) & ~1;
    const nuls = [0, 0];
    for (let at = 0; at < length; at++)
        if (bytes[at] === 0)
            nuls[at % 2] = (nuls[at % 2] ?? 0) + 1;
    const [even = 0, odd = 0] = nuls;
    if (odd * 2 >= length * 0.9 && even * 20 < length)
        return "utf-16le";
    return even * 2 >= length * 0.9 && odd * 20 < length && length > 0 ? "utf-16be" : undefined;
}
/**
 * One hunk from the first line that differs to the last, since git made none. `alike` sides whose bytes differ (another
 * encoding, other invalid bytes) are shown whole: something did change, and it must not look like nothing.
 */
function hunkBetween(base, head) {
    const shorter = Math.min(base.length, head.length);
    let before = 0;
    while (before < shorter && base[before] === head[before])
        before++;
    let after = 0;
    while (after < shorter - before && base[base.length - 1 - after] === head[head.length - 1 - after])
        after++;
    if (before === base.length && before === head.length)
        before = after = 0;
    if (base.length + head.length === 0)
        return LINELESS;
    const first = Math.max(0, before - CONTEXT_LINES);
    const kept = Math.min(after, CONTEXT_LINES);
    const lines = [
        ...base
            .slice(first, before)
            .map((text, index) => line("context", text, { baseLine: first + index + 1, headLine: first + index + 1 })),
        ...base
            .slice(before, base.length - after)
            .map((text, index) => line("removed", text, { baseLine: before + index + 1 })),
        ...head
            .slice(before, head.length - after)
            .map((text, index) => line("added", text, { headLine: before + index + 1 })),
        ...head
            .slice(head.length - after, head.length - after + kept)
            .map((text, index) => line("context", text, { baseLine: base.length - after + index + 1, headLine: head.length - after + index + 1 })),
    ];
    const baseCount = base.length - after + kept - first;
    const headCount = head.length - after + kept - first;
    // As git writes it: a side of no lines starts at the line before.
    return {
        baseStart: baseCount === 0 ? first : first + 1,
        baseCount,
        headStart: headCount === 0 ? first : first + 1,
        headCount,
        lines,
    };
}
function line(kind, text, numbers) {
    return text.endsWith("\n")
        ? { kind, text: text.slice(0, -1), ...numbers }
        : { kind, text, ...numbers, noNewline: true };
}

;// CONCATENATED MODULE: ./lib/change/raw.js
/** `git diff-tree --raw -z`: which pairs of files changed. Names are bytes here, and only here (git-diff, "RAW OUTPUT FORMAT"). */

const STATUS = {
    A: "added",
    M: "modified",
    D: "deleted",
    R: "renamed",
    C: "copied",
    T: "typeChanged",
};
const raw_HEADER = /^:(\d{6}) (\d{6}) ([0-9a-f]+) ([0-9a-f]+) ([A-Z])\d*$/u;
function parseRaw(raw) {
    const fields = fieldReader(raw);
    const pairs = [];
    for (let field = fields(); field !== undefined; field = fields()) {
        const [, baseMode, headMode, baseObject, headObject, letter = ""] = raw_HEADER.exec(Buffer.from(field).toString("latin1")) ?? [];
        const status = STATUS[letter];
        const basePath = fields();
        const headPath = letter === "R" || letter === "C" ? fields() : basePath;
        if (status === undefined ||
            baseMode === undefined ||
            headMode === undefined ||
            baseObject === undefined ||
            headObject === undefined ||
            basePath === undefined ||
            headPath === undefined) {
            throw notUnderstood("its list of files");
        }
        pairs.push({ status, baseMode, headMode, baseObject, headObject, basePath, headPath });
    }
    return pairs;
}
/** The next bytes up to a NUL, or undefined at the end. */
function fieldReader(raw) {
    let position = 0;
    return () => {
        if (position >= raw.length)
            return undefined;
        const end = raw.indexOf(0, position);
        if (end < 0)
            throw notUnderstood("its list of files");
        const field = raw.subarray(position, end);
        position = end + 1;
        return field;
    };
}
/** What git printed is not what its manual says: better no review than one of something else. */
function notUnderstood(what) {
    return new lib_errors/* ExternalError */.yA("git-failed", `Git's diff could not be understood (${what}).`, {
        fix: "Use git 2.32 or later; if it is, please report this.",
    });
}

;// CONCATENATED MODULE: ./lib/change/patch.js
/**
 * A patch as sections, one per `diff --git`, in order. Nothing of a section's names is read: a line count in `@@` says
 * which lines are content, so content that looks like a header stays content, and names come from the raw list.
 */


const patch_LF = 0x0a;
const KINDS = new Map([
    [0x20, "context"],
    [0x2b, "added"],
    [0x2d, "removed"],
]);
const HUNK_HEADER = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/u;
const INDEX = /^index ([0-9a-f]+)\.\.([0-9a-f]+)/u;
function parsePatch(patch) {
    const cursor = cursorOver(Buffer.from(patch.buffer, patch.byteOffset, patch.byteLength));
    // One fast look spares one per line.
    const allUtf8 = (0,external_node_buffer_.isUtf8)(patch);
    const sections = [];
    while (!cursor.done)
        sections.push(parseSection(cursor, allUtf8));
    return sections;
}
function parseSection(cursor, allUtf8) {
    if (!cursor.at("diff --git "))
        throw notUnderstood("a section's first line");
    cursor.next();
    let objects;
    let binary = false;
    while (!cursor.done && !cursor.at("diff --git ") && !cursor.at("@@ ")) {
        const line = cursor.next().toString("latin1");
        const [, base, head] = INDEX.exec(line) ?? [];
        if (base !== undefined && head !== undefined)
            objects = { base, head };
        if (line.startsWith("Binary files "))
            binary = true;
    }
    const hunks = [];
    let invalidUtf8 = false;
    while (cursor.at("@@ ")) {
        const parsed = parseHunk(cursor, allUtf8);
        hunks.push(parsed.hunk);
        invalidUtf8 ||= parsed.invalidUtf8;
    }
    return { ...(objects === undefined ? {} : { objects }), binary, invalidUtf8, hunks };
}
function parseHunk(cursor, allUtf8) {
    const [, baseStart = "", baseCount = "1", headStart = "", headCount = "1"] = HUNK_HEADER.exec(cursor.next().toString("latin1")) ?? [];
    if (baseStart === "" || headStart === "")
        throw notUnderstood("a hunk's first line");
    const header = {
        baseStart: Number(baseStart),
        baseCount: Number(baseCount),
        headStart: Number(headStart),
        headCount: Number(headCount),
    };
    const lines = [];
    let invalidUtf8 = false;
    let baseLine = header.baseStart;
    let headLine = header.headStart;
    const baseEnd = baseLine + header.baseCount;
    const headEnd = headLine + header.headCount;
    while (baseLine < baseEnd || headLine < headEnd) {
        const bytes = cursor.next();
        const kind = KINDS.get(bytes[0]);
        if (kind === undefined)
            throw notUnderstood("a line of a hunk");
        const text = bytes.toString("utf8", 1);
        // U+FFFD may also be in the file itself.
        if (!allUtf8 && !invalidUtf8 && text.includes("\ufffd"))
            invalidUtf8 = !(0,external_node_buffer_.isUtf8)(bytes);
        lines.push({
            kind,
            text,
            ...(kind === "added" ? {} : { baseLine: baseLine++ }),
            ...(kind === "removed" ? {} : { headLine: headLine++ }),
            ...endsWithout(cursor),
        });
    }
    if (baseLine !== baseEnd || headLine !== headEnd)
        throw notUnderstood("a hunk's line count");
    return { hunk: { ...header, lines }, invalidUtf8 };
}
/** `\ No newline at end of file`: no line of a file's begins with a backslash here, since each has its sign first. */
function endsWithout(cursor) {
    if (!cursor.at("\\"))
        return {};
    cursor.next();
    return { noNewline: true };
}
function cursorOver(patch) {
    let position = 0;
    return {
        get done() {
            return position >= patch.length;
        },
        // Compared byte by byte: this runs for every line.
        at: (text) => {
            for (let index = 0; index < text.length; index++) {
                if (patch[position + index] !== text.charCodeAt(index))
                    return false;
            }
            return true;
        },
        next: () => {
            const end = patch.indexOf(patch_LF, position);
            if (end < 0)
                throw notUnderstood("its end");
            const line = patch.subarray(position, end);
            position = end + 1;
            return line;
        },
    };
}

;// CONCATENATED MODULE: ./lib/change/parse-diff.js
/** Git's two lists as one: names, modes and objects from the raw list, lines from the patch. */




const ABSENT = "000000";
const SUBMODULE = "160000";
/**
 * @param raw `git diff-tree -r --raw -z --no-abbrev`
 * @param patch `git diff-tree -r --patch --full-index` with quoted names and the same rename options
 * @throws ExternalError `git-failed` when they are not two views of one diff
 */
function parseDiff(raw, patch) {
    const sections = parsePatch(patch).values();
    const pairs = parseRaw(raw);
    const uriOf = uris(pairs.flatMap(({ basePath, headPath }) => [basePath, headPath]));
    const files = pairs.map((pair) => {
        const own = sectionsOf(pair, sections);
        const binary = own.some((section) => section.binary);
        const hunks = binary ? [] : own.flatMap((section) => section.hunks);
        const uri = uriOf(pair.headPath);
        const baseUri = uriOf(pair.basePath);
        return {
            uri,
            ...(baseUri === uri ? {} : { baseUri }),
            status: pair.status,
            kind: kindOf(pair.headMode === ABSENT ? pair.baseMode : pair.headMode),
            baseMode: pair.baseMode,
            headMode: pair.headMode,
            ...blobOf("baseBlob", pair.baseMode, pair.baseObject),
            ...blobOf("headBlob", pair.headMode, pair.headObject),
            binary,
            invalidUtf8: own.some((section) => section.invalidUtf8),
            hunks: hunks.length === 0 ? [LINELESS] : hunks,
        };
    });
    if (sections.next().done !== true)
        throw notUnderstood("more patches than files");
    return files;
}
/** A change of type is a deletion and an addition in the patch (git-diff, "-p"); any other pair is one section. */
function sectionsOf(pair, sections) {
    const { baseObject: base, headObject: head } = pair;
    const none = "0".repeat(head.length);
    const expected = pair.status === "typeChanged"
        ? [
            { base, head: none },
            { base: none, head },
        ]
        : [{ base, head }];
    return expected.map((objects) => {
        const { value: section, done } = sections.next();
        // Without an index line the contents are the same: only name or mode changed.
        const { base: from, head: to } = section?.objects ?? { base: head, head: base };
        if (done === true || section === undefined || from !== objects.base || to !== objects.head) {
            throw notUnderstood("a patch that belongs to another file");
        }
        return section;
    });
}
function kindOf(mode) {
    if (mode === SUBMODULE)
        return "submodule";
    return mode === "120000" ? "symlink" : "regular";
}
/** A submodule's object is a commit of another repository. */
function blobOf(key, mode, object) {
    const blobs = {};
    if (mode !== ABSENT && mode !== SUBMODULE)
        blobs[key] = object;
    return blobs;
}
/**
 * Paths as text, one uri per path. Two names that differ in invalid bytes only would look the same, and a finding in one
 * would be looked up in the other: the later ones get a number.
 */
function uris(paths) {
    const taken = new Set(paths.filter((path) => (0,external_node_buffer_.isUtf8)(path)).map(parse_diff_text));
    const numbered = new Map();
    return (path) => {
        if ((0,external_node_buffer_.isUtf8)(path))
            return parse_diff_text(path);
        const bytes = Buffer.from(path).toString("latin1");
        const known = numbered.get(bytes);
        if (known !== undefined)
            return known;
        let uri = parse_diff_text(path);
        for (let number = 2; taken.has(uri); number++)
            uri = parse_diff_text(path).replace("\ufffd", `\ufffd${String(number)}`);
        taken.add(uri);
        numbered.set(bytes, uri);
        return uri;
    };
}
function parse_diff_text(path) {
    return Buffer.from(path).toString("utf8");
}

;// CONCATENATED MODULE: ./lib/change/hidden-text.js
/** Text in files of which git shows no lines (governance.md A21): read, and made a hunk of. */




/** The most that is held of one file. GitHub refuses files over 100 MiB. */
const READ_LIMIT_BYTES = 64 * 1024 * 1024;
/**
 * The files that are text after all, by their parsed selves. One git process, one file in memory at a time.
 * @throws ExternalError `object-missing`; `change-too-large` for source code too big to be looked into
 */
async function readHidden(files, { objects, sizes }) {
    const found = new Map();
    const sides = files.flatMap((file) => sidesToRead(file, sizes)).values();
    let base;
    const names = files.flatMap((file) => sidesToRead(file, sizes).map(({ name }) => name));
    await objects.blobs(names, (name, bytes) => {
        const { value: side } = sides.next();
        if (bytes === undefined)
            throw (0,lib_errors/* objectMissing */.Wh)(name);
        if (side?.last !== true) {
            base = bytes;
            return;
        }
        const text = asText(side.file, side.isHead ? { base, head: bytes } : { base: bytes });
        if (text !== undefined)
            found.set(side.file, text);
        base = undefined;
    });
    return found;
}
/** Base before head. A base that is too big is left out, as if it had been binary; such a head leaves the file as it is. */
function sidesToRead(file, sizes) {
    const { baseBlob, headBlob } = file;
    const fits = (name) => (sizes.get(name) ?? 0) <= READ_LIMIT_BYTES;
    if (headBlob !== undefined && !fits(headBlob)) {
        if (!isSourceName(file.uri))
            return [];
        throw new lib_errors/* ExternalError */.yA("change-too-large", `${(0,untrusted/* oneLine */.TN)(file.uri, 200)} holds NUL bytes and is over 64 MiB.`, {
            fix: "Take it out of the change, or rename it if it is not source code.",
        });
    }
    const sides = [];
    if (baseBlob !== undefined && fits(baseBlob))
        sides.push({ file, name: baseBlob, isHead: false, last: headBlob === undefined });
    if (headBlob !== undefined)
        sides.push({ file, name: headBlob, isHead: true, last: true });
    return sides;
}
/** Head decides, or base where the file is gone: text that replaces a binary is new from its first line. */
function asText(file, { base, head }) {
    const baseIsText = base !== undefined && isText(file.baseUri ?? file.uri, base);
    if (head === undefined ? !baseIsText : !isText(file.uri, head))
        return undefined;
    const before = decode(baseIsText ? base : new Uint8Array());
    const after = decode(head ?? new Uint8Array());
    return {
        ...file,
        binary: false,
        invalidUtf8: before.invalidUtf8 || after.invalidUtf8,
        hunks: [hunkBetween(before.lines, after.lines)],
    };
}

;// CONCATENATED MODULE: ./lib/change/new-source.js
/** Files that a rename made code: not a line differs, and a program is new. They are shown whole, as what they are. */



/** `notes.txt` renamed to `app.py`: nobody ever ran, scanned or reviewed its lines as code. */
function becameSource({ uri, baseUri, headBlob }) {
    return headBlob !== undefined && baseUri !== undefined && isProgramName(uri) && !isProgramName(baseUri);
}
/** The same files with every line of head added. @throws ExternalError `object-missing` */
async function readNewSource(files, objects) {
    const whole = new Map();
    const names = [...new Set(files.flatMap(({ headBlob }) => headBlob ?? []))];
    await objects.blobs(names, (name, bytes) => {
        if (bytes === undefined)
            throw (0,lib_errors/* objectMissing */.Wh)(name);
        const { lines, invalidUtf8 } = decode(bytes);
        for (const file of files)
            if (file.headBlob === name)
                whole.set(file, { ...file, binary: false, invalidUtf8, hunks: [hunkBetween([], lines)] });
    });
    return whole;
}

;// CONCATENATED MODULE: ./lib/change/read-change.js
/** The first stage: two commits become a `Change`. */







/**
 * Reads what head changes since it left base.
 * @throws ConfigurationError `commit-not-found`, `history-cut`, `histories-unrelated`
 * @throws ExternalError `object-missing`, `change-too-large`, `git-failed`
 */
async function readChange(request, objects) {
    const base = await resolve("base", request.base, objects);
    const head = await resolve("head", request.head, objects);
    const known = request.mergeBase === undefined ? undefined : await objects.commit(request.mergeBase);
    const mergeBase = known ?? (await objects.mergeBase(base, head));
    if (mergeBase === undefined)
        throw nothingInCommon(request, objects.shallow);
    const { raw, patch } = await objects.diff(mergeBase, head);
    const files = parseDiff(raw, patch);
    const sizes = await sizesOf(files, objects);
    const hidden = await readHidden(files.filter((file) => file.binary), { objects, sizes });
    const renamed = await readNewSource(files.filter(becameSource), objects);
    const named = hunkNamer();
    return {
        base,
        head,
        mergeBase,
        ...(request.baseBranch === undefined ? {} : { baseBranch: request.baseBranch }),
        files: files.map((parsed) => {
            const file = renamed.get(parsed) ?? hidden.get(parsed) ?? parsed;
            return {
                ...file,
                headSize: file.headBlob === undefined ? 0 : sizeOf(file.headBlob, sizes),
                hunks: file.hunks.map((hunk) => named(file.uri, hunk)),
            };
        }),
    };
}
async function resolve(side, ref, objects) {
    const commit = await objects.commit(ref);
    if (commit !== undefined)
        return commit;
    const name = (0,untrusted/* oneLine */.TN)(ref, 200);
    if (objects.shallow)
        throw historyCut(`The ${side} ${name} is not in this clone, which is shallow.`);
    const similar = (0,nearest/* nearest */.p)(ref, await objects.branches()).map((branch) => (0,untrusted/* oneLine */.TN)(branch, 100));
    throw new lib_errors/* ConfigurationError */.j1("commit-not-found", `The ${side} ${name} is not a commit of this repository.`, similar.length === 0
        ? `Name a branch, a tag or a commit with --${side}.`
        : `Name another with --${side}; there are ${similar.join(", ")}.`);
}
function nothingInCommon({ base, head }, shallow) {
    const sides = `${(0,untrusted/* oneLine */.TN)(base, 200)} and ${(0,untrusted/* oneLine */.TN)(head, 200)}`;
    if (shallow)
        return historyCut(`This clone is too shallow to hold the commit at which ${sides} parted.`);
    // A diff of the two trees would show the base's own work as removed, and one against nothing is a sweep, not a change.
    return new lib_errors/* ConfigurationError */.j1("histories-unrelated", `${sides} have no commit in common, so there is no change between them.`, "Name a base that head was made from.");
}
function historyCut(message) {
    return new lib_errors/* ConfigurationError */.j1("history-cut", message, "Give actions/checkout `fetch-depth: 0`; in a clone, run `git fetch --unshallow`.");
}
async function sizesOf(files, objects) {
    const names = files.flatMap((file) => [file.headBlob, file.binary ? file.baseBlob : undefined]);
    return objects.sizes([...new Set(names.filter((name) => name !== undefined))]);
}
/** @throws ExternalError `object-missing`: a partial clone has the tree and not the blob. */
function sizeOf(name, sizes) {
    const size = sizes.get(name);
    if (size === undefined)
        throw (0,lib_errors/* objectMissing */.Wh)(name);
    return size;
}

;// CONCATENATED MODULE: ./lib/change/whole-tree.js
/**
 * The change with every other file of head beside its own, as scanners see a branch: alerts there are the repository's. The
 * files that are not of the change have no hunks, so that nothing in them counts as changed.
 */
async function wholeTree(change, objects) {
    const changed = new Set(change.files.map(({ uri }) => uri));
    const others = (await objects.tree(change.head))
        .filter(({ uri }) => !changed.has(uri))
        .map(({ uri, mode, name, size }) => ({
        uri,
        status: "modified",
        kind: whole_tree_kindOf(mode),
        baseMode: mode,
        headMode: mode,
        baseBlob: name,
        headBlob: name,
        headSize: size,
        binary: false,
        invalidUtf8: false,
        hunks: [],
    }));
    return { ...change, files: [...change.files, ...others] };
}
function whole_tree_kindOf(mode) {
    if (mode === "160000")
        return "submodule";
    return mode === "120000" ? "symlink" : "regular";
}

;// CONCATENATED MODULE: ./lib/change/index.js
/** What other stages may use of this one. */








;// CONCATENATED MODULE: ./lib/sarif/fingerprints.js
/** The two identities of a finding: GitHub's `primaryLocationLineHash`, and ours. Neither holds line numbers, commits or people. */

const WINDOW = 100;
const fingerprints_LF = 10;
const fingerprints_CR = 13;
const TAB = 9;
const SPACE = 32;
const END_OF_FILE = 65_535;
const TWO_32 = 2 ** 32;
/** 37^100 modulo 2^64, as two 32-bit halves: what leaves the window is multiplied by it. */
const [LEAVING_HIGH, LEAVING_LOW] = (() => {
    const power = BigInt.asUintN(64, 37n ** 100n);
    return [Number(power >> 32n), Number(power & 0xffffffffn)];
})();
/**
 * GitHub's `primaryLocationLineHash` of every line, in order, as `hash:count`; a text without a line end has one line.
 * `text` keeps its byte order mark when it has one: it is part of the first line's hash.
 *
 * The algorithm is codeql-action's (`src/fingerprints.ts`), to the letter: its upload recomputes and warns on a mismatch.
 */
function primaryLocationLineHashes(text) {
    const { units, starts } = significantUnits(text);
    const hashes = [];
    const seen = new Map();
    // Two halves instead of one BigInt: every product below stays under 2^53, so doubles are exact and fifty times faster.
    let high = 0;
    let low = 0;
    let line = 0;
    for (let at = 0; line < starts.length; at++) {
        const leaving = at < WINDOW ? 0 : (units[at - WINDOW] ?? 0);
        const sum = low * 37 + (units[at] ?? 0) - leaving * LEAVING_LOW;
        high = (Math.imul(high, 37) + Math.floor(sum / TWO_32) - Math.imul(leaving, LEAVING_HIGH)) >>> 0;
        low = sum >>> 0;
        if (at - (WINDOW - 1) !== starts[line])
            continue;
        const hash = high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, "0");
        const count = (seen.get(hash) ?? 0) + 1;
        seen.set(hash, count);
        hashes.push(`${hash}:${count}`);
        line += 1;
    }
    return hashes;
}
/** UTF-16 units without spaces and tabs, every line end one LF, the end of file; and where in them each line starts. */
function significantUnits(text) {
    const units = new Uint16Array(text.length + 1);
    const starts = [0];
    let length = 0;
    for (let at = 0; at < text.length; at++) {
        const unit = text.charCodeAt(at);
        if (unit === SPACE || unit === TAB)
            continue;
        if (unit === fingerprints_LF && text.charCodeAt(at - 1) === fingerprints_CR)
            continue;
        units[length++] = unit === fingerprints_CR ? fingerprints_LF : unit;
        if (unit === fingerprints_CR || unit === fingerprints_LF)
            starts.push(length);
    }
    units[length++] = END_OF_FILE;
    return { units: units.subarray(0, length), starts };
}
/**
 * Our fingerprint: `ccr/v1:` and 32 hex digits of SHA-256 over rule, path, line text without white space, ordinal.
 * White space is removed, not folded, so that a formatter does not make every finding a new one.
 */
function fingerprint({ ruleId, uri, lineText, ordinal }) {
    // JSON of an array cannot be read two ways, unlike fields joined by a separator that a file name may hold.
    const identity = JSON.stringify([ruleId, uri, withoutWhiteSpace(lineText), ordinal]);
    return `ccr/v1:${(0,external_node_crypto_.createHash)("sha256").update(identity).digest("hex").slice(0, 32)}`;
}
/**
 * The fingerprints of one scanner's findings, in their order. `lineText` gives the line at which a location starts.
 *
 * The ordinal tells findings of one rule on equal lines of one file apart: it is the number of *different* places
 * (line, column, end, message) that come before this one among the findings with the same rule, path and line text.
 * So nothing that is inserted elsewhere changes it, not even an equal line on which the rule finds nothing; two findings
 * on one line differ; a finding reported twice has one fingerprint; and when an earlier one is fixed, later ones move up.
 * A finding without a place, or whose line cannot be read, is told apart by its `identity`, or else by its message.
 */
function fingerprintsOf(findings, lineText) {
    const groups = new Map();
    const texts = findings.map(({ location, identity, message }) => (location && lineText(location)) ?? identity?.lineText ?? message);
    for (const [at, finding] of findings.entries()) {
        const key = JSON.stringify([finding.rule.id, uriOf(finding), withoutWhiteSpace(texts[at] ?? "")]);
        const group = groups.get(key);
        if (group === undefined)
            groups.set(key, [at]);
        else
            group.push(at);
    }
    const result = [];
    for (const group of groups.values()) {
        const places = new Map();
        for (const place of group.map((at) => placeOf(findings[at])).sort(byPlace)) {
            if (!places.has(place.key))
                places.set(place.key, places.size);
        }
        for (const at of group) {
            const finding = findings[at];
            if (finding === undefined)
                continue;
            result[at] = fingerprint({
                ruleId: finding.rule.id,
                uri: uriOf(finding) ?? "",
                lineText: texts[at] ?? "",
                ordinal: places.get(placeOf(finding).key) ?? 0,
            });
        }
    }
    return result;
}
function uriOf({ location, identity }) {
    return location?.uri ?? identity?.uri;
}
function placeOf(finding) {
    const { location, message = "" } = finding ?? {};
    const numbers = [
        location?.startLine ?? 0,
        location?.startColumn ?? 0,
        location?.endLine ?? 0,
        location?.endColumn ?? 0,
    ];
    return { numbers, message, key: JSON.stringify([...numbers, message]) };
}
function byPlace(a, b) {
    const at = a.numbers.findIndex((number, index) => number !== b.numbers[index]);
    if (at >= 0)
        return (a.numbers[at] ?? 0) - (b.numbers[at] ?? 0);
    return a.message < b.message ? -1 : a.message > b.message ? 1 : 0;
}
function withoutWhiteSpace(text) {
    return text.replace(/\s+/gu, "");
}

;// CONCATENATED MODULE: ./lib/sarif/artifact-uri.js
/** File names as SARIF `artifactLocation` URIs (§3.4), in both directions. What tools write is hostile (governance.md A19). */
/** A repository path as a relative URI reference: every byte that is not unreserved in RFC 3986 is escaped. */
function toArtifactUri(path) {
    return path
        .replace(/\p{Cs}/gu, "\uFFFD")
        .split("/")
        .map((segment) => encodeURIComponent(segment).replace(/[!'()*]/gu, percent))
        .join("/");
}
function percent(character) {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
const PATH_LENGTH = 4_096;
const BASE_CHAIN_LENGTH = 10;
/**
 * The paths that a location may mean, most likely first: absolute ones begin with `/`, none has `.`, `..` or empty
 * segments, a control character, a backslash or a drive. Empty when the location is refused.
 *
 * Escapes are decoded once. When they are malformed, or a caller knows no file of the decoded name, the text as it
 * stands is a candidate too, because some tools do not escape; never when the decoded name is one that we refuse.
 */
function candidatePaths(location, bases, syntax) {
    if (syntax === "literal")
        return [cleanLiteral(location.uri ?? "")].filter((path) => path !== undefined);
    const parts = chain(location, bases);
    if (parts === undefined)
        return [];
    const decoded = joined(parts, artifact_uri_decode).map((path) => cleanPath(path));
    // The last one is what the pull request can choose; the root before it may be a drive of the machine that scanned.
    if (decoded.at(-1) === undefined)
        return [];
    const literal = joined(parts, (part) => part).map((path) => cleanPath(path));
    return [...new Set([...decoded, ...literal].filter((path) => path !== undefined))];
}
/** The URI and the bases before it (§3.14.14), outermost first; undefined for a cycle, an unknown length or no URI. */
function chain(location, bases) {
    if (!location.uri)
        return undefined;
    const parts = [location.uri];
    let base = location.uriBaseId;
    for (let depth = 0; base != null && !isAbsolute(parts[0] ?? ""); depth++) {
        if (depth === BASE_CHAIN_LENGTH)
            return undefined;
        const outer = bases.get(base);
        // A base without a URI is the root of what was scanned: `%SRCROOT%` as a rule.
        if (!outer?.uri)
            break;
        parts.unshift(outer.uri.endsWith("/") ? outer.uri : `${outer.uri}/`);
        base = outer.uriBaseId;
    }
    return parts;
}
function isAbsolute(uri) {
    return uri.startsWith("/") || /^[a-z][a-z0-9+.-]*:/iu.test(uri);
}
/** Below an absolute base: the absolute path, and the path below that base. Empty when a part is no file name. */
function joined(parts, read) {
    const [first = "", ...rest] = parts;
    const root = isAbsolute(first) ? localPath(first) : first;
    if (root === undefined)
        return [];
    const below = rest.map((part) => read(part)).join("");
    const whole = read(root) + below;
    return whole.startsWith("/") && below !== "" ? [whole, below] : [whole];
}
/** The path of a `file:` URI of this machine (RFC 8089), or of a path; undefined for any other scheme or host. */
function localPath(uri) {
    if (uri.startsWith("//"))
        return undefined;
    if (uri.startsWith("/"))
        return uri;
    return /^file:(?:\/\/(?:localhost)?)?(\/(?!\/).*)$/iu.exec(uri)?.[1];
}
function artifact_uri_decode(part) {
    try {
        return decodeURIComponent(part.replace(/[?#].*$/su, ""));
    }
    catch {
        return part;
    }
}
/** On the machine that scanned, a colon, a backslash or a line break is part of a name. */
function cleanLiteral(path) {
    const segments = path.split("/").filter((segment) => segment !== "" && segment !== ".");
    if (path.length > PATH_LENGTH || segments.length === 0 || segments.includes(".."))
        return undefined;
    return (path.startsWith("/") ? "/" : "") + segments.join("/");
}
function cleanPath(path) {
    if (/[\p{Cc}\p{Cs}\\]/u.test(path) || path.startsWith("//") || /^\/?[a-z]:/iu.test(path))
        return undefined;
    return cleanLiteral(path);
}

;// CONCATENATED MODULE: ./lib/sarif/cwe.js
/** CWE as tools write it, and as GitHub reads it. */
/** `CWE-78`, `cwe-078`, `CWE-78: OS Command Injection`, `external/cwe/cwe-078`; ids have one to four digits. */
const CWE = /^(?:external\/cwe\/)?cwe[-_ ]?0{0,3}([1-9]\d{0,3})(?!\d)/iu;
/** `CWE-78`, or undefined when the text does not begin with a CWE id. */
function parseCwe(text) {
    const number = CWE.exec(text.slice(0, 40).trim())?.[1];
    return number === undefined ? undefined : `CWE-${number}`;
}
/** The id of a taxon in the CWE taxonomy: `78`, or any spelling of `parseCwe`. */
function parseCweTaxon(id) {
    return parseCwe(/^\d{1,4}$/u.test(id) ? `CWE-${id}` : id);
}
/** `external/cwe/cwe-078`: the tag that code scanning shows as a weakness; three digits at least, as CodeQL writes it. */
function cweTag(cwe) {
    return `external/cwe/cwe-${cweNumber(cwe).padStart(3, "0")}`;
}
/** `78` of `CWE-78`: how MITRE's own taxonomy names its taxa. */
function cweNumber(cwe) {
    return cwe.replace(/^CWE-/u, "");
}

;// CONCATENATED MODULE: ./lib/sarif/limits.js
/**
 * What code scanning accepts, and what we accept. Source of the first group: GitHub, "SARIF support for code scanning"
 * (https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning), as of
 * peers.md 5.1.
 */


/** "10 MB": read as the smaller of the two readings. */
const UPLOAD_GZIP_BYTES = 10_000_000;
const RUNS_PER_FILE = 20;
const RESULTS_PER_RUN = 25_000;
/** Of those it keeps and shows the most severe. */
const RESULTS_SHOWN_PER_RUN = 5_000;
/** 1,000 are accepted and 100 shown; only the first makes the alert. */
const LOCATIONS_PER_RESULT = 100;
/** 10 of them are shown. */
const TAGS_PER_RULE = 20;
/** Characters of a message and of a rule's short and full description. */
const TEXT_LENGTH = 1_024;
const RULE_NAME_LENGTH = 255;
/** UTF-16 units of JSON text that we build: V8 has no strings over 2^29, and gzip would not bring this under 10 MB. */
const LOG_TEXT_UNITS = 200_000_000;
const GITHUB = { results: RESULTS_PER_RUN, gzipBytes: UPLOAD_GZIP_BYTES, textUnits: LOG_TEXT_UNITS };
/**
 * The log within the limits: whole runs first (those with the least severe results), then the least severe results of
 * each run, then the least severe of all until the text fits. A run that lost results says how many in its properties,
 * because uploading it would close their alerts (L5). Rules without results go with them, so 25,000 rules are never met.
 */
function withinLimits(log, limits = GITHUB) {
    const notes = [];
    const runs = fewerRuns(log.runs, notes).map((run) => fewerResults(run, limits.results, notes));
    return fitting({ ...log, runs }, limits, notes);
}
function fewerRuns(runs, notes) {
    if (runs.length <= RUNS_PER_FILE)
        return runs;
    const kept = new Set([...runs].sort((a, b) => (0,lib_finding/* compareSeverity */.zK)(worst(b), worst(a))).slice(0, RUNS_PER_FILE));
    const left = runs.filter((run) => !kept.has(run)).map((run) => run.tool.driver.name);
    notes.push(`The SARIF file leaves out ${left.length} tools (${left.join(", ")}): GitHub accepts ${RUNS_PER_FILE} per file. The least severe were left out.`);
    return runs.filter((run) => kept.has(run));
}
function worst(run) {
    return (run.results ?? []).reduce((most, { properties: { severity } }) => ((0,lib_finding/* compareSeverity */.zK)(severity, most) > 0 ? severity : most), "none");
}
function fewerResults(run, limit, notes) {
    const results = run.results ?? [];
    const { name } = run.tool.driver;
    if (results.length > RESULTS_SHOWN_PER_RUN) {
        notes.push(`${name} has ${results.length} results: code scanning shows the ${RESULTS_SHOWN_PER_RUN} most severe of a run.`);
    }
    if (results.length <= limit)
        return run;
    notes.push(`The SARIF file leaves out the ${results.length - limit} least severe of ${results.length} results of ${name}: GitHub accepts ${limit} per run.`);
    const kept = mostSevere(results, limit);
    return pruned(run, results.filter((result) => kept.has(result)));
}
function mostSevere(results, count) {
    return new Set(bySeverity(results).slice(0, count));
}
/** Most severe first; equal ones stay in order (`sort` is stable). */
function bySeverity(results) {
    return [...results].sort((a, b) => (0,lib_finding/* compareSeverity */.zK)(b.properties.severity, a.properties.severity));
}
function fitting(log, limits, notes) {
    const ordered = bySeverity(log.runs.flatMap((run) => run.results ?? []));
    let keep = countWithin(ordered, limits.textUnits);
    for (;;) {
        const kept = keep < ordered.length ? only(log, new Set(ordered.slice(0, keep))) : log;
        // The same value without what the GitHub runner would obey where the file is printed (governance.md A9).
        const text = `${JSON.stringify(kept, null, 1).replaceAll("##[", "#\\u0023[")}\n`;
        const bytes = (0,external_node_zlib_.gzipSync)(text).length;
        if (bytes <= limits.gzipBytes || keep === 0) {
            if (keep < ordered.length) {
                notes.push(`The SARIF file leaves out the ${ordered.length - keep} least severe of ${ordered.length} results: GitHub accepts 10 MB compressed.`);
            }
            return { log: kept, text, notes };
        }
        // Size is about linear in results: aim a little under, and look again.
        keep = Math.min(keep - 1, Math.floor(((keep * limits.gzipBytes) / bytes) * 0.95));
    }
}
function countWithin(results, units) {
    let sum = 0;
    const over = results.findIndex((result) => (sum += JSON.stringify(result, null, 1).length) > units);
    return over < 0 ? results.length : over;
}
function only(log, kept) {
    const runs = log.runs.map((run) => run.results === undefined
        ? run
        : pruned(run, run.results.filter((result) => kept.has(result))));
    return { ...log, runs };
}
/** The run with fewer results: without the rules that none of them breaks, and with a count of what was left out. */
function pruned(run, results) {
    const used = new Set(results.map(({ ruleIndex }) => ruleIndex));
    const rules = run.tool.driver.rules.filter((_, index) => used.has(index));
    const indices = new Map([...used].sort((a, b) => a - b).map((old, index) => [old, index]));
    const resultsLeftOut = (run.properties.resultsLeftOut ?? 0) + (run.results ?? []).length - results.length;
    return {
        ...run,
        tool: { driver: { ...run.tool.driver, rules } },
        results: results.map((result) => ({ ...result, ruleIndex: indices.get(result.ruleIndex) ?? result.ruleIndex })),
        properties: resultsLeftOut === 0 ? run.properties : { ...run.properties, resultsLeftOut },
    };
}

;// CONCATENATED MODULE: ./lib/sarif/severity.js
/** One scale, three spellings: CVSS words, SARIF levels, and GitHub's `security-severity` numbers. */

/** SARIF §3.27.10 has three levels for what is a problem; GitHub shows critical and high as `error`. */
const LEVEL_OF = {
    critical: "error",
    high: "error",
    medium: "warning",
    low: "note",
    none: "none",
};
/** What a level means when a tool says nothing better. `error` is high, not critical: no tool reserves it for those. */
const SEVERITY_OF_LEVEL = {
    error: "high",
    warning: "medium",
    note: "low",
    none: "none",
};
/**
 * Middle of each band of GitHub's `security-severity` ("over 9.0 critical, 7.0 to 8.9 high, 4.0 to 6.9 medium, 0.1 to
 * 3.9 low"): the edges disagree with CVSS. `none` has no number: GitHub refuses 0.
 */
const SECURITY_SEVERITY = {
    critical: "9.5",
    high: "8.0",
    medium: "5.5",
    low: "2.0",
    none: undefined,
};
/**
 * The severity of a tool's `security-severity`: a number or its text, over 0 and up to 10, or one of our words.
 * Anything else (0, NaN, 11, "very bad") says nothing, so that the level decides: 0.0 is what tools write for "unknown".
 * 9.0 itself, which GitHub leaves undefined, is critical as in CVSS.
 */
function severityOfScore(score) {
    if (typeof score === "string" && !/^\s*\d{1,2}(\.\d{1,10})?\s*$/u.test(score))
        return severityOfWord(score);
    const number = typeof score === "string" ? Number(score) : score;
    if (typeof number !== "number" || !(number > 0 && number <= 10))
        return undefined;
    if (number >= 9)
        return "critical";
    if (number >= 7)
        return "high";
    return number >= 4 ? "medium" : "low";
}
/** `critical` … `none` in any case, and `moderate` for medium. */
function severityOfWord(word) {
    if (typeof word !== "string" || word.length > 20)
        return undefined;
    const lower = word.trim().toLowerCase();
    return lower === "moderate" ? "medium" : lib_finding/* SEVERITIES */.oC.find((severity) => severity === lower);
}
/** `low` `medium` `high` in any case, and `very-high`, which SARIF's `precision` also knows. */
function confidenceOfWord(word) {
    if (typeof word !== "string" || word.length > 20)
        return undefined;
    const lower = word.trim().toLowerCase();
    if (lower === "very-high")
        return "high";
    return lower === "low" || lower === "medium" || lower === "high" ? lower : undefined;
}

;// CONCATENATED MODULE: ./lib/sarif/parse-rules.js
/** Which rule a foreign result breaks, in our words: `tool.driver.rules` and `tool.extensions[].rules` (§3.19.23). */




const RULE_ID_LENGTH = 255;
const DESCRIPTION_LENGTH = 2_000;
const HELP_LENGTH = 10_000;
function rulesOf(run, prefix) {
    const find = descriptorFinder(run);
    const made = new Map();
    return {
        severityOf: (result) => severityOf(result, find(result)),
        judge: (result, taxa) => {
            const descriptor = find(result);
            const id = ruleId(result.ruleId ?? result.rule?.id ?? descriptor?.id ?? "unnamed", prefix);
            const cwe = cwesOf(descriptor, { taxa, run });
            const key = JSON.stringify([id, cwe]);
            const rule = made.get(key) ?? toRule(descriptor, { id, cwe });
            made.set(key, rule);
            const confidence = confidenceOf(result.properties, descriptor);
            return { rule, descriptor, severity: severityOf(result, descriptor), confidence };
        },
    };
}
function ruleId(id, prefix) {
    const clean = (0,untrusted/* oneLine */.TN)(id, RULE_ID_LENGTH) || "unnamed";
    return clean.startsWith(prefix) ? clean : prefix + clean;
}
/**
 * The index wins only when the id agrees with it: an index that points at a milder rule would lower a finding. A result's
 * id may add segments to its rule's (`CA1000/1` of `CA1000`, §3.27.5).
 */
function descriptorFinder({ tool }) {
    const components = [tool.driver, ...tool.extensions];
    const byId = new Map();
    for (const descriptor of components.flatMap(({ rules }) => rules)) {
        if (!byId.has(descriptor.id))
            byId.set(descriptor.id, descriptor);
    }
    return ({ ruleId: plainId, ruleIndex, rule }) => {
        const id = plainId ?? rule?.id ?? undefined;
        const { index: extension, name } = rule?.toolComponent ?? {};
        const component = extension == null ? components.find((part) => part.name === name) : tool.extensions[extension];
        const at = (component ?? tool.driver).rules[rule?.index ?? ruleIndex ?? -1];
        if (id === undefined)
            return at;
        if (at !== undefined && (at.id === id || id.startsWith(`${at.id}/`)))
            return at;
        return byId.get(id) ?? byId.get(id.slice(0, Math.max(0, id.lastIndexOf("/"))));
    };
}
function toRule(descriptor, { id, cwe }) {
    const { name, help, helpUri } = descriptor ?? {};
    const full = descriptor?.fullDescription?.text;
    const short = descriptor?.shortDescription?.text;
    const fallback = short || full || help?.text || name || id;
    const url = httpsUrl(helpUri);
    return {
        id,
        name: (0,untrusted/* oneLine */.TN)(name || id, RULE_ID_LENGTH) || id,
        shortDescription: (0,untrusted/* oneLine */.TN)(short || fallback, DESCRIPTION_LENGTH) || id,
        fullDescription: (0,untrusted/* plainText */.wh)(full || fallback, DESCRIPTION_LENGTH) || id,
        help: (0,untrusted/* plainText */.wh)(help?.text || full || fallback, HELP_LENGTH) || id,
        ...(url !== undefined && { helpUri: url }),
        severity: severityOf(undefined, descriptor),
        confidence: confidenceOf(undefined, descriptor),
        cwe,
        tags: tagsOf(descriptor),
    };
}
/**
 * In this order: `security-severity`, a word under `severity` or `<tool>/severity` (zizmor), the level; in each the
 * result before its rule. A result that is no problem by its `kind` (§3.27.9) is `none` whatever else it says.
 */
function severityOf(result, descriptor) {
    if (["pass", "notApplicable", "informational"].includes(result?.kind ?? "fail"))
        return "none";
    const bags = [result?.properties, descriptor?.properties];
    const score = first(bags, (bag) => severityOfScore(own(bag, "security-severity")));
    const word = score ?? first(bags, (bag) => severityOfWord(named(bag, "severity")));
    return word ?? SEVERITY_OF_LEVEL[result?.level ?? descriptor?.defaultConfiguration?.level ?? "warning"];
}
/** A word of the result or its rule, a tag such as semgrep's "HIGH CONFIDENCE" (its `precision` is constant), `precision`. */
function confidenceOf(bag, descriptor) {
    const word = first([bag, descriptor?.properties], (each) => confidenceOfWord(named(each, "confidence")));
    const tag = rawTags(descriptor)
        .map((text) => confidenceOfWord(/^(\w{3,6}) CONFIDENCE$/iu.exec(text.slice(0, 40))?.[1]))
        .find((confidence) => confidence !== undefined);
    return word ?? tag ?? confidenceOfWord(own(descriptor?.properties, "precision")) ?? "medium";
}
function first(bags, read) {
    return bags.map(read).find((value) => value !== undefined);
}
function own(bag, name) {
    return bag && Object.hasOwn(bag, name) ? bag[name] : undefined;
}
function named(bag, name) {
    return own(bag, name) ?? Object.entries(bag ?? {}).find(([key]) => key.endsWith(`/${name}`))?.[1];
}
function rawTags(descriptor) {
    const tags = own(descriptor?.properties, "tags");
    return Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string").slice(0, 100) : [];
}
function tagsOf(descriptor) {
    const tags = rawTags(descriptor).filter((tag) => parseCwe(tag) === undefined);
    return [...new Set(tags.map((tag) => (0,untrusted/* oneLine */.TN)(tag, 100)))].filter((tag) => tag !== "").slice(0, TAGS_PER_RULE);
}
function cwesOf(descriptor, { taxa, run }) {
    const listed = own(descriptor?.properties, "cwe");
    const texts = [listed].flat().filter((text) => typeof text === "string");
    const references = [...(descriptor?.relationships ?? []).map(({ target }) => target), ...taxa].slice(0, 100);
    const cwes = [
        ...[...rawTags(descriptor), ...texts].map((text) => parseCwe(text)),
        ...references.map((reference) => taxonCwe(reference, run)),
    ];
    return [...new Set(cwes.filter((cwe) => cwe !== undefined))].slice(0, TAGS_PER_RULE);
}
function taxonCwe({ id, index, toolComponent }, { taxonomies }) {
    const taxonomy = taxonomies[toolComponent?.index ?? -1];
    if (!/^cwe$/iu.test(toolComponent?.name ?? taxonomy?.name ?? ""))
        return undefined;
    return parseCweTaxon(id ?? taxonomy?.taxa[index ?? -1]?.id ?? "");
}
function httpsUrl(uri) {
    if (uri == null || uri.length > 2_000 || !URL.canParse(uri))
        return undefined;
    const url = new URL(uri);
    return url.protocol === "https:" && url.username === "" && url.password === "" ? url.href : undefined;
}

;// CONCATENATED MODULE: ./lib/sarif/parse-messages.js
/** SARIF `message` objects (§3.11) as plain text. `markdown` is never read. */

const MESSAGE_LENGTH = 2_000;
// Room for what escaping and substitution take away, and an end to templates that blow up.
const TEMPLATE_LENGTH = MESSAGE_LENGTH * 4;
/** The text, or the one that `id` names in the first of `strings` that has it, with its arguments; "" when there is none. */
function messageText(message, strings) {
    const { id } = message;
    const named = id == null ? undefined : strings.map((table) => table?.get(id)?.text).find((text) => text);
    const template = (message.text ?? named ?? "").slice(0, TEMPLATE_LENGTH);
    return (0,untrusted/* plainText */.wh)(withoutLinks(substituted(template, message)), MESSAGE_LENGTH).trim();
}
/** `{0}` is the first argument and `{{` a brace (§3.11.5); texts without arguments keep the braces that tools leave in. */
function substituted(template, { id, arguments: values }) {
    if (values.length === 0 && id == null)
        return template;
    let length = template.length;
    return template.replace(/\{\{|\}\}|\{(\d{1,3})\}/gu, (placeholder, index) => {
        if (index === undefined)
            return placeholder.charAt(0);
        const value = (values[Number(index)] ?? "").slice(0, MESSAGE_LENGTH);
        length += value.length;
        return length > TEMPLATE_LENGTH * 2 ? "" : value;
    });
}
/** `[text](1)` points at a related location (§3.11.6): the text stays. */
function withoutLinks(text) {
    return text.replace(/\[([^[\]\n]{1,500})\]\(\d{1,4}\)/gu, "$1");
}

;// CONCATENATED MODULE: ./lib/sarif/parse-schema.js
/** The part of SARIF 2.1.0 that we read. Unknown keys are dropped, a wrong type in what we read is an error with its place. */


/** The text is not SARIF 2.1.0. The message is one sentence about it, without its contents. */
class SarifError extends Error {
    name = "SarifError";
}
// Serialisers write null for "absent"; the standard forbids it, and it is harmless. No transform: a million results pass here.
const maybe = (schema) => schema.nullish();
const list = (schema) => schemas/* array */.YOg(schema)
    .nullish()
    .transform((value) => value ?? []);
const string = maybe(schemas/* string */.YjP());
/** Any finite number: negative and fractional ones get their meaning where they are used. */
const number = maybe(schemas/* number */.aig());
const level = maybe(schemas/* enum */.k5n(["none", "note", "warning", "error"]));
const properties = maybe(schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()));
const message = schemas/* object */.Ikc({ text: string, id: string, arguments: list(schemas/* string */.YjP()) });
const messageStrings = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* object */.Ikc({ text: string }))
    .nullish()
    .transform((value) => new Map(Object.entries(value ?? {})));
const parse_schema_text = maybe(schemas/* object */.Ikc({ text: string }));
const artifactLocation = schemas/* object */.Ikc({ uri: string, uriBaseId: string, index: number });
const region = schemas/* object */.Ikc({ startLine: number, startColumn: number, endLine: number, endColumn: number });
const parse_schema_location = schemas/* object */.Ikc({
    physicalLocation: maybe(schemas/* object */.Ikc({ artifactLocation: maybe(artifactLocation), region: maybe(region) })),
});
const componentReference = maybe(schemas/* object */.Ikc({ name: string, index: number }));
const descriptorReference = schemas/* object */.Ikc({ id: string, index: number, toolComponent: componentReference });
const descriptor = schemas/* object */.Ikc({
    id: schemas/* string */.YjP(),
    name: string,
    shortDescription: parse_schema_text,
    fullDescription: parse_schema_text,
    help: parse_schema_text,
    helpUri: string,
    messageStrings,
    defaultConfiguration: maybe(schemas/* object */.Ikc({ level })),
    relationships: list(schemas/* object */.Ikc({ target: descriptorReference })),
    properties,
});
const component = schemas/* object */.Ikc({
    name: schemas/* string */.YjP(),
    version: string,
    semanticVersion: string,
    globalMessageStrings: messageStrings,
    rules: list(descriptor),
});
const notification = schemas/* object */.Ikc({ level, message, locations: list(parse_schema_location) });
const runSchema = schemas/* object */.Ikc({
    tool: schemas/* object */.Ikc({ driver: component, extensions: list(component) }),
    invocations: list(schemas/* object */.Ikc({
        executionSuccessful: maybe(schemas/* boolean */.zMY()),
        toolExecutionNotifications: list(notification),
        toolConfigurationNotifications: list(notification),
    })),
    originalUriBaseIds: schemas/* record */.g1P(schemas/* string */.YjP(), artifactLocation)
        .nullish()
        .transform((value) => new Map(Object.entries(value ?? {}))),
    artifacts: list(schemas/* object */.Ikc({ location: maybe(artifactLocation) })),
    taxonomies: list(schemas/* object */.Ikc({ name: string, taxa: list(schemas/* object */.Ikc({ id: string })) })),
    externalPropertyFileReferences: maybe(schemas/* unknown */.L5J()),
    /** Absent: the tool did not look for any (§3.14.23). Each is checked when it is read: there may be a million. */
    results: maybe(schemas/* array */.YOg(schemas/* unknown */.L5J())),
});
const logSchema = schemas/* object */.Ikc({ version: schemas/* literal */.euz("2.1.0"), runs: schemas/* array */.YOg(schemas/* unknown */.L5J()) });
/** What decides how severe a result is: enough to choose which of a million to read whole. */
const resultHead = schemas/* object */.Ikc({
    ruleId: string,
    ruleIndex: number,
    rule: maybe(descriptorReference),
    level,
    kind: string,
    properties,
});
const resultSchema = resultHead.extend({
    message,
    locations: list(parse_schema_location),
    relatedLocations: list(parse_schema_location),
    suppressions: list(schemas/* unknown */.L5J()),
    baselineState: string,
    taxa: list(descriptorReference),
});
/** The runs of a log, unchecked. Throws `SarifError`. */
function readLog(text) {
    return parse_schema_checked(logSchema, json(text), "log").runs;
}
function parse_schema_readRun(value, place) {
    return parse_schema_checked(runSchema, value, place);
}
function readResultHead(value, place) {
    return parse_schema_checked(resultHead, value, place);
}
function readResult(value, place) {
    return parse_schema_checked(resultSchema, value, place);
}
function json(text) {
    try {
        return JSON.parse(text.startsWith("\uFEFF") ? text.slice(1) : text);
    }
    catch {
        // V8's message quotes the text, which may hold a secret.
        throw new SarifError("It is not JSON, or it is cut short.");
    }
}
function parse_schema_checked(schema, value, place) {
    const result = schema.safeParse(value);
    if (result.success)
        return result.data;
    const [issue] = result.error.issues;
    const path = [place, ...(issue?.path ?? [])].map(String).join(".");
    throw new SarifError(`It is not SARIF 2.1.0: ${(0,untrusted/* oneLine */.TN)(path, 200)}: ${(0,untrusted/* oneLine */.TN)(issue?.message ?? "", 200)}.`);
}

;// CONCATENATED MODULE: ./lib/sarif/parse.js
/** SARIF that somebody else wrote, as findings. Hostile (governance.md A19): nothing in it hides, moves or multiplies a finding. */







/** A region to the end of the file, when a tool names a file and no lines; the largest number that SARIF tools can read. */
const LAST_LINE = 2_147_483_647;
const NAME_LENGTH = 100;
const NOTIFICATIONS = 20;
const UNSCANNED = 1_000;
/** One `ParsedRun` for each SARIF run. Throws `SarifError`, one sentence, when the text is not SARIF 2.1.0. */
function parseSarif(text, context) {
    const runs = readLog(text);
    if (runs.length > RUNS_PER_FILE) {
        throw new SarifError(`It has ${runs.length} runs; at most ${RUNS_PER_FILE} are read (GitHub's limit).`);
    }
    return runs.map((run, index) => parseRun(parse_schema_readRun(run, `runs.${index}`), `runs.${index}`, context));
}
function parseRun(run, place, context) {
    const { driver } = run.tool;
    const toolName = (0,untrusted/* oneLine */.TN)(driver.name, NAME_LENGTH) || "unnamed tool";
    const toolVersion = (0,untrusted/* oneLine */.TN)(driver.semanticVersion ?? driver.version ?? "unknown", NAME_LENGTH);
    const { ruleIdPrefix: prefix } = context;
    const rules = rulesOf(run, typeof prefix === "string" ? prefix : prefix(toolName));
    const counts = new Counts();
    const findings = parse_mostSevere(run, { rules, place, counts }).map(({ value, index }) => {
        const result = readResult(value, `${place}.results.${index}`);
        return toFinding(result, {
            run,
            rules,
            context,
            counts,
            source: { kind: "scanner", tool: toolName, version: toolVersion },
        });
    });
    const reported = notifications(run, context);
    const external = run.externalPropertyFileReferences != null;
    if (external)
        counts.add("external");
    if (run.results == null)
        counts.add("noResults");
    const successful = run.invocations.every(({ executionSuccessful }) => executionSuccessful !== false);
    return {
        toolName,
        toolVersion,
        findings,
        unscanned: reported.unscanned,
        unplaced: findings.filter(({ location, severity }) => location === undefined && severity !== "none").length,
        notes: [...counts.sentences(), ...reported.notes],
        executionSuccessful: successful && run.results != null && !external,
    };
}
const SENTENCES = {
    external: () => "It keeps results in other files, which are not read.",
    noResults: () => "It has no list of results: the tool did not look for any.",
    left: (n) => `${n} results, the least severe, were left out: at most ${RESULTS_PER_RUN} are read of a run.`,
    outside: (n) => `${n} results name a place outside the repository; they are kept without a place.`,
    nowhere: (n) => `${n} results name no file.`,
    wholeFile: (n) => `${n} results name a file without usable lines; they are taken to mean the whole file.`,
    suppressed: (n) => `${n} results are marked as suppressed in the file; that is not believed, they are open.`,
    absent: (n) => `${n} results are marked as absent in the file; that is not believed, they are open.`,
    related: (n) => `${n} related places were left out: outside the repository, or over ${LOCATIONS_PER_RESULT} of a result.`,
};
/** What was odd, counted: one sentence each, however many results. */
class Counts {
    #counts = new Map();
    add(oddity, count = 1) {
        if (count > 0)
            this.#counts.set(oddity, (this.#counts.get(oddity) ?? 0) + count);
    }
    sentences() {
        return [...this.#counts].map(([oddity, count]) => SENTENCES[oddity](count));
    }
}
function parse_mostSevere(run, { rules, place, counts }) {
    const all = (run.results ?? []).map((value, index) => ({ value, index }));
    if (all.length <= RESULTS_PER_RUN)
        return all;
    counts.add("left", all.length - RESULTS_PER_RUN);
    return all
        .map((each) => ({
        ...each,
        severity: rules.severityOf(readResultHead(each.value, `${place}.results.${each.index}`)),
    }))
        .sort((a, b) => (0,lib_finding/* compareSeverity */.zK)(b.severity, a.severity))
        .slice(0, RESULTS_PER_RUN)
        .sort((a, b) => a.index - b.index);
}
function toFinding(result, { run, rules, context, counts, source }) {
    const { rule, descriptor, severity, confidence } = rules.judge(result, result.taxa);
    const strings = [descriptor?.messageStrings, run.tool.driver.globalMessageStrings];
    const named = result.locations.map((location) => toLocation(location, run, context));
    const [location, ...further] = named.filter((each) => each !== undefined);
    if (location === undefined)
        counts.add(named.length === 0 ? "nowhere" : "outside");
    if (location?.endLine === LAST_LINE)
        counts.add("wholeFile");
    if (result.suppressions.length > 0)
        counts.add("suppressed");
    if (result.baselineState === "absent")
        counts.add("absent");
    const related = result.relatedLocations.map((each) => toLocation(each, run, context));
    const relatedLocations = [...further, ...related.filter((each) => each !== undefined)].slice(0, LOCATIONS_PER_RESULT);
    const others = related.length + (location === undefined ? 0 : named.length - 1);
    counts.add("related", others - relatedLocations.length);
    return {
        rule,
        source,
        message: messageText(result.message, strings) || rule.shortDescription,
        severity,
        confidence,
        ...(location !== undefined && { location }),
        relatedLocations,
    };
}
/** The place, when `uriOf` knows one of the paths that it may mean. */
function toLocation({ physicalLocation }, run, context) {
    const named = physicalLocation?.artifactLocation;
    const artifact = named?.uri == null ? run.artifacts[named?.index ?? -1]?.location : named;
    if (artifact == null)
        return undefined;
    for (const path of candidatePaths(artifact, run.originalUriBaseIds, context.paths ?? "uri")) {
        const uri = context.uriOf(path);
        if (uri !== undefined)
            return { uri, ...toRegion(physicalLocation?.region ?? {}) };
    }
    return undefined;
}
/** Without a usable line the region is the whole file (§3.29.4); an end before the start is the start (§3.30.7). */
function toRegion(region) {
    const startLine = ordinal(region.startLine);
    if (startLine === undefined)
        return { startLine: 1, endLine: LAST_LINE };
    const endLine = Math.max(ordinal(region.endLine) ?? startLine, startLine);
    const startColumn = ordinal(region.startColumn);
    const endColumn = ordinal(region.endColumn);
    const backwards = endLine === startLine && (endColumn ?? LAST_LINE) < (startColumn ?? 1);
    return {
        startLine,
        endLine,
        ...(startColumn !== undefined && { startColumn }),
        ...(endColumn !== undefined && !backwards && { endColumn }),
    };
}
/** A 1-based number, or undefined; larger ones than SARIF tools can read become the largest. */
function ordinal(number) {
    if (number == null || !Number.isInteger(number) || number < 1)
        return undefined;
    return Math.min(number, LAST_LINE);
}
/** An error about a file is a gap in the scan; everything else at warning or over is a sentence. */
function notifications(run, context) {
    const unscanned = [];
    const texts = new Set();
    for (const each of run.invocations.flatMap((invocation) => [
        ...invocation.toolExecutionNotifications,
        ...invocation.toolConfigurationNotifications,
    ])) {
        const level = each.level ?? "warning";
        if (level !== "error" && level !== "warning")
            continue;
        const reason = messageText(each.message, [run.tool.driver.globalMessageStrings]) || "an error without a message";
        const gaps = level === "error" ? gapsOf(each, reason, { run, context }) : [];
        if (gaps.length === 0 || unscanned.length + gaps.length > UNSCANNED)
            texts.add(`${level === "error" ? "an error" : "a warning"}: ${(0,untrusted/* oneLine */.TN)(reason, 300)}`);
        else
            unscanned.push(...gaps);
    }
    const notes = [...texts].slice(0, NOTIFICATIONS).map((text) => `The tool reports ${text}`);
    if (texts.size > NOTIFICATIONS)
        notes.push(`The tool reports ${texts.size - NOTIFICATIONS} further errors and warnings.`);
    return { unscanned, notes };
}
function gapsOf(notification, reason, { run, context }) {
    return notification.locations
        .slice(0, LOCATIONS_PER_RESULT)
        .map((location) => toLocation(location, run, context))
        .filter((location) => location !== undefined)
        .map(({ uri, startLine, endLine }) => ({ uri, reason, ...(endLine !== LAST_LINE && { startLine, endLine }) }));
}

// EXTERNAL MODULE: ./lib/words.js
var lib_words = __webpack_require__(44842);
;// CONCATENATED MODULE: ./lib/sarif/to-sarif-model.js
/** Claude's run: a tool of its own beside the scanners, whose results are notes (design, "What is uploaded"). */




const MODEL_TOOL = "Claude code review (advisory)";
/** Its part of the category, where a scanner has its name. */
const MODEL_SCANNER = "claude";
/** The models that answered, else the one that was asked. */
function modelVersion({ model }, findings) {
    const answered = (model?.account.requests ?? []).flatMap((request) => request.model ?? []);
    if (answered.length > 0)
        return answered;
    return model === undefined ? findings.flatMap(({ source }) => modelOf(source)) : [model.account.model];
}
function modelOf(source) {
    return source.kind === "model" ? [source.model] : [];
}
/** L5: successful only when every hunk that was due for review is reviewed. */
function modelInvocation({ coverage }) {
    const files = new Map();
    for (const { state, uri } of coverage) {
        if (state.state === "reviewed" || state.state === "excluded")
            continue;
        const words = (0,lib_words/* hunkStateWords */.D0)(state);
        files.set(words, (files.get(words) ?? new Set()).add(uri));
    }
    return {
        executionSuccessful: files.size === 0,
        toolExecutionNotifications: [...files].map(([words, uris]) => to_sarif_model_notification(words, [...uris])),
    };
}
function to_sarif_model_notification(words, uris) {
    const rest = uris.length > LOCATIONS_PER_RESULT ? ` (the first ${LOCATIONS_PER_RESULT} of ${uris.length} files)` : "";
    return {
        level: "error",
        message: { text: (0,untrusted/* plainText */.wh)(`Not reviewed: ${words}${rest}`, TEXT_LENGTH) },
        locations: uris.slice(0, LOCATIONS_PER_RESULT).map((uri) => ({
            physicalLocation: { artifactLocation: { uri: toArtifactUri(uri) } },
        })),
    };
}
function modelProperties({ model }) {
    if (model === undefined)
        return { advisory: true };
    const { provider, requests } = model.account;
    const prompts = new Set(requests.map(({ promptSha256 }) => (0,untrusted/* oneLine */.TN)(promptSha256, 100)));
    return { advisory: true, provider: (0,untrusted/* oneLine */.TN)(provider, 100), promptSha256: [...prompts].sort() };
}
/** By fingerprint of the finding. */
function opinionsOf({ model }) {
    return new Map((model?.opinions ?? []).map(({ fingerprint, value, reason, mitigation }) => [
        fingerprint,
        {
            by: MODEL_TOOL,
            value,
            reason: (0,untrusted/* plainText */.wh)(reason, TEXT_LENGTH),
            ...(mitigation && { mitigation: { uri: toArtifactUri(mitigation.uri), startLine: mitigation.line } }),
        },
    ]));
}

;// CONCATENATED MODULE: ./lib/sarif/to-sarif-result.js





const FIX_LENGTH = 10_000;
/** A finding as a SARIF result. */
function toResult(finding, context) {
    const { rule, source, severity, confidence, location, disposition, threat } = finding;
    const related = distinct(finding.relatedLocations.slice(0, LOCATIONS_PER_RESULT).map(to_sarif_result_toLocation));
    const fixes = fixesOf(finding);
    return {
        ruleId: rule.id,
        ruleIndex: context.ruleIndex,
        level: source.kind === "model" ? "note" : LEVEL_OF[severity],
        message: { text: messageOf(finding) },
        locations: location === undefined ? [] : [to_sarif_result_toLocation(location)],
        ...(related.length > 0 && { relatedLocations: related }),
        partialFingerprints: {
            "claudeCodeReview/v1": finding.fingerprint,
            ...(finding.primaryLocationLineHash !== undefined && {
                primaryLocationLineHash: finding.primaryLocationLineHash,
            }),
        },
        ...(fixes && { fixes }),
        ...(finding.baselineState !== undefined && { baselineState: finding.baselineState }),
        ...(context.withSuppressions && { suppressions: suppressionsOf(finding) }),
        properties: {
            severity,
            confidence,
            disposition: disposition.status,
            ...(threat !== undefined && { threat }),
            ...(context.opinion && { opinion: context.opinion }),
        },
    };
}
/** What a level cannot say of Claude's findings stands in front of their message. */
function messageOf({ message, rule, source, severity }) {
    const said = message || rule.id;
    return (0,untrusted/* plainText */.wh)(source.kind === "model" ? `Claude, advisory, severity ${severity}: ${said}` : said, TEXT_LENGTH);
}
/** A suggested edit (§3.55). One that is too long to be whole is left out: a part of it would break the code. */
function fixesOf({ fix, location }) {
    if (fix === undefined || location === undefined || fix.replacement.length > FIX_LENGTH)
        return undefined;
    const { startLine, endLine, replacement } = fix;
    // Without columns a region ends before the last line end (§3.30.8); lines that go for good take theirs along.
    const deletedRegion = replacement === "" ? { startLine, startColumn: 1, endLine: endLine + 1, endColumn: 1 } : { startLine, endLine };
    const insertedContent = { text: (0,untrusted/* visible */.RK)(replacement) };
    return [
        {
            description: {
                text: "Suggested by Claude, advisory. Characters that do not show and secrets are named between ⟦ and ⟧: put them back by hand.",
            },
            artifactChanges: [
                {
                    artifactLocation: { uri: toArtifactUri(location.uri) },
                    replacements: [{ deletedRegion, insertedContent }],
                },
            ],
        },
    ];
}
/** One that is rejected would take the effect of an accepted one (§3.27.23), so what a person decided stands alone. */
function suppressionsOf({ disposition, suppressionAttempt }) {
    if (disposition.status === "suppressed") {
        const justification = (0,untrusted/* plainText */.wh)(`${disposition.by}: ${disposition.justification}`, TEXT_LENGTH);
        return [{ kind: "external", status: "accepted", justification }];
    }
    if (suppressionAttempt === undefined)
        return [];
    const justification = (0,untrusted/* plainText */.wh)(`The change adds ${suppressionAttempt}: it hides nothing.`, TEXT_LENGTH);
    return [{ kind: "inSource", status: "rejected", justification }];
}
function to_sarif_result_toLocation({ uri, startLine, startColumn, endLine, endColumn }) {
    return {
        physicalLocation: {
            artifactLocation: { uri: toArtifactUri(uri) },
            region: {
                startLine,
                ...(startColumn !== undefined && { startColumn }),
                // A whole file whose length nobody knew: code scanning wants a line, and its hash is that of line 1.
                ...(endLine !== LAST_LINE && { endLine }),
                ...(endColumn !== undefined && { endColumn }),
            },
        },
    };
}
/** `relatedLocations` are a set (§3.27.22). */
function distinct(locations) {
    return [...new Map(locations.map((location) => [JSON.stringify(location), location])).values()];
}

;// CONCATENATED MODULE: ./lib/sarif/to-sarif-rules.js





const to_sarif_rules_HELP_LENGTH = 10_000;
/** The rules that findings break, by id, and the CWE taxonomy that they refer to. */
function toRules(findings, style) {
    const seen = new Map();
    for (const { rule, severity } of findings) {
        const before = seen.get(rule.id) ?? { rule, severity, cwe: [] };
        seen.set(rule.id, {
            rule: before.rule,
            severity: (0,lib_finding/* compareSeverity */.zK)(severity, before.severity) > 0 ? severity : before.severity,
            cwe: [...new Set([...before.cwe, ...rule.cwe])],
        });
    }
    const sorted = [...seen.values()].sort((a, b) => (a.rule.id < b.rule.id ? -1 : 1));
    const cwes = [...new Set(sorted.flatMap(({ cwe }) => cwe))].sort((a, b) => Number(cweNumber(a)) - Number(cweNumber(b)));
    const rules = sorted.map((each) => to_sarif_rules_toRule(each, { ...style, cwes }));
    return { rules, taxonomies: cwes.length === 0 ? undefined : [taxonomyOf(cwes)] };
}
function to_sarif_rules_toRule({ rule, severity, cwe }, { cwes, advisory }) {
    const help = (0,untrusted/* plainText */.wh)(rule.help, to_sarif_rules_HELP_LENGTH);
    const score = advisory ? undefined : SECURITY_SEVERITY[severity];
    // Code scanning reads `security-severity` only of rules that are tagged so.
    const tags = new Set(["security", ...cwe.map(cweTag), ...rule.tags.map((tag) => (0,untrusted/* oneLine */.TN)(tag, 100))]);
    return {
        id: rule.id,
        name: (0,untrusted/* oneLine */.TN)(rule.name, RULE_NAME_LENGTH),
        shortDescription: { text: (0,untrusted/* plainText */.wh)(rule.shortDescription, TEXT_LENGTH) },
        fullDescription: { text: (0,untrusted/* plainText */.wh)(rule.fullDescription, TEXT_LENGTH) },
        help: { text: help },
        ...(rule.helpUri !== undefined && { helpUri: rule.helpUri }),
        defaultConfiguration: { level: advisory ? "note" : LEVEL_OF[severity] },
        ...(cwe.length > 0 && { relationships: cwe.map((id) => relationship(id, cwes)) }),
        properties: {
            tags: [...tags].slice(0, TAGS_PER_RULE),
            precision: rule.confidence,
            ...(score !== undefined && { "security-severity": score }),
        },
    };
}
function relationship(cwe, cwes) {
    const target = { id: cweNumber(cwe), index: cwes.indexOf(cwe), toolComponent: { name: "CWE", index: 0 } };
    return { target, kinds: ["superset"] };
}
function taxonomyOf(cwes) {
    return {
        name: "CWE",
        organization: "MITRE",
        informationUri: "https://cwe.mitre.org/",
        shortDescription: { text: "The MITRE Common Weakness Enumeration" },
        taxa: cwes.map((cwe) => ({
            id: cweNumber(cwe),
            helpUri: `https://cwe.mitre.org/data/definitions/${cweNumber(cwe)}.html`,
        })),
    };
}

;// CONCATENATED MODULE: ./lib/sarif/to-sarif.js
/** A review as one SARIF 2.1.0 log: a run for each tool, the least severe left out where GitHub's limits cut. */








/** Semantic Versioning 2.0.0, without the details of pre-release numbering: what may go into `semanticVersion`. */
const SEMVER = /^(0|[1-9]\d{0,9})\.(0|[1-9]\d{0,9})\.(0|[1-9]\d{0,9})(-[0-9A-Za-z.-]{1,60})?(\+[0-9A-Za-z.-]{1,60})?$/u;
const to_sarif_NAME_LENGTH = 100;
/**
 * Every finding of the review is a result, whatever triage said; outputs filter. No snippets, no clock, no durations.
 * `automationDetails.id` is `claude-code-review/<scanner>/`, with the tool's name below it when a scanner brings
 * several tools: GitHub takes the part up to the last `/` as category and refuses two runs of one category.
 */
function toSarif(review) {
    const categories = new Set();
    const runs = groupsOf(review).map((group) => toRun(group, { review, category: unused(categories, group) }));
    const log = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs };
    const { text, notes } = withinLimits(log);
    return { text, notes };
}
function groupsOf(review) {
    const groups = new Map();
    const group = (scanner, tool) => {
        const key = JSON.stringify([scanner, tool]);
        const found = groups.get(key) ?? { scanner, tool, runs: [], findings: [] };
        groups.set(key, found);
        return found;
    };
    const owners = new Map();
    for (const run of review.scan.runs) {
        const owner = group(run.scanner, run.tool);
        owner.runs.push(run);
        for (const { fingerprint } of run.findings)
            owners.set(JSON.stringify([run.tool, fingerprint]), owner);
    }
    const ownerOf = ({ source, fingerprint }) => {
        if (source.kind === "model")
            return group(MODEL_SCANNER, MODEL_TOOL);
        // Findings of no scanner's run are a tool of their own: nothing is lost for want of a row.
        return owners.get(JSON.stringify([source.tool, fingerprint])) ?? group((0,lib_words/* slug */.yR)(source.tool), source.tool);
    };
    if (review.model !== undefined)
        group(MODEL_SCANNER, MODEL_TOOL);
    for (const finding of review.findings)
        ownerOf(finding).findings.push(finding);
    return [...groups.values()].sort((a, b) => (0,lib_words/* compareText */.n6)(a.scanner, b.scanner) || (0,lib_words/* compareText */.n6)(a.tool, b.tool));
}
function unused(taken, { scanner, tool }) {
    const base = (0,lib_words/* slug */.yR)(scanner);
    const name = (0,lib_words/* slug */.yR)(tool);
    const category = `claude-code-review/${base}${name.startsWith(base) ? "" : `/${name}`}`;
    let free = category;
    for (let n = 2; taken.has(free); n++)
        free = `${category}-${n}`;
    taken.add(free);
    return `${free}/`;
}
function toRun(group, { review, category }) {
    const { scanner, tool, runs } = group;
    const model = isModel(group);
    const sorted = [...group.findings].sort(to_sarif_byPlace);
    const { rules, taxonomies } = toRules(sorted, { advisory: model });
    const results = resultsOf(sorted, rules, model ? new Map() : opinionsOf(review));
    const looked = runs.length === 0 || runs.some(({ state }) => state.status !== "notApplicable");
    return {
        tool: {
            driver: {
                name: (0,untrusted/* oneLine */.TN)(tool, to_sarif_NAME_LENGTH) || "unnamed tool",
                ...versionOf(model ? modelVersion(review, sorted) : versionsOf(runs, sorted)),
                rules,
                ...(taxonomies && { supportedTaxonomies: taxonomies.map(({ name }, index) => ({ name, index })) }),
            },
        },
        automationDetails: { id: category },
        columnKind: "utf16CodeUnits",
        invocations: [model ? modelInvocation(review) : invocationOf(runs)],
        ...(taxonomies && { taxonomies }),
        ...((looked || results.length > 0) && { results }),
        properties: {
            scanner: (0,untrusted/* oneLine */.TN)(scanner, to_sarif_NAME_LENGTH),
            base: review.change.base,
            head: review.change.head,
            mergeBase: review.change.mergeBase,
            ...(model
                ? modelProperties(review)
                : { required: runs.some(({ required }) => required), digests: digestsOf(runs) }),
        },
    };
}
function isModel({ scanner, tool }) {
    return scanner === MODEL_SCANNER && tool === MODEL_TOOL;
}
function resultsOf(findings, rules, opinions) {
    const indices = new Map(rules.map(({ id }, index) => [id, index]));
    const withSuppressions = findings.some(({ disposition, suppressionAttempt }) => disposition.status === "suppressed" || suppressionAttempt !== undefined);
    return findings.map((finding) => toResult(finding, {
        ruleIndex: indices.get(finding.rule.id) ?? 0,
        withSuppressions,
        opinion: opinions.get(finding.fingerprint),
    }));
}
function invocationOf(runs) {
    return {
        executionSuccessful: runs.every(({ state }) => state.status === "completed" || state.status === "notApplicable"),
        toolExecutionNotifications: runs.flatMap(notificationsOf),
    };
}
function versionsOf(runs, findings) {
    if (runs.length > 0)
        return runs.map(({ version }) => version);
    return findings.flatMap(({ source }) => (source.kind === "scanner" ? [source.version] : []));
}
function versionOf(versions) {
    const known = new Set(versions.filter((version) => version !== ""));
    const version = (0,untrusted/* oneLine */.TN)([...known].sort(lib_words/* compareText */.n6).join(", "), to_sarif_NAME_LENGTH);
    return { ...(version !== "" && { version }), ...(SEMVER.test(version) && { semanticVersion: version }) };
}
function digestsOf(runs) {
    const entries = runs.flatMap(({ digests }) => Object.entries(digests));
    const clean = entries.map(([name, digest]) => [(0,untrusted/* oneLine */.TN)(name, 300), (0,untrusted/* oneLine */.TN)(digest, 200)]);
    return Object.fromEntries(clean.sort(([a], [b]) => (0,lib_words/* compareText */.n6)(a, b)));
}
function notificationsOf({ state, unscanned, notes = [] }) {
    const gaps = unscanned.map(gapNotification);
    const said = notes.map((note) => ({ level: "note", message: { text: (0,untrusted/* plainText */.wh)(note, 1_000) } }));
    if (state.status === "completed")
        return [...gaps, ...said];
    const [level, text] = state.status === "notApplicable"
        ? ["note", "Did not run: the change has nothing for it."]
        : [
            "error",
            (0,untrusted/* plainText */.wh)(`${state.status === "failed" ? "Failed" : "Not available"}: ${state.reason}`, 1_000),
        ];
    return [{ level, message: { text } }, ...gaps, ...said];
}
function gapNotification(part) {
    const { uri, reason, concerns } = part;
    if (concerns === "change")
        return { level: "warning", message: { text: (0,untrusted/* plainText */.wh)(`Not scanned: ${uri}: ${reason}`, 1_000) } };
    const region = (0,lib_words/* unscannedLines */.HN)(part);
    return {
        level: "warning",
        message: { text: (0,untrusted/* plainText */.wh)(`Not scanned: ${reason}`, 1_000) },
        locations: [{ physicalLocation: { artifactLocation: { uri: toArtifactUri(uri) }, ...(region && { region }) } }],
    };
}
/** By place, then most severe, then identity: never by the order in which scanners ended. */
function to_sarif_byPlace(a, b) {
    return ((0,lib_words/* compareText */.n6)(a.location?.uri ?? "", b.location?.uri ?? "") ||
        (a.location?.startLine ?? 0) - (b.location?.startLine ?? 0) ||
        (a.location?.startColumn ?? 0) - (b.location?.startColumn ?? 0) ||
        (0,lib_finding/* compareSeverity */.zK)(b.severity, a.severity) ||
        (0,lib_words/* compareText */.n6)(a.rule.id, b.rule.id) ||
        (0,lib_words/* compareText */.n6)(a.fingerprint, b.fingerprint) ||
        (0,lib_words/* compareText */.n6)(a.message, b.message));
}

;// CONCATENATED MODULE: ./lib/sarif/to-upload.js
/** What code scanning is given: less than the report, because an alert that is missing from an upload is closed (L5). */


/**
 * The tools that completed over their declared scope, each with every result that has a place in head. On a branch neither
 * Claude's results, which no later push repeats, nor what concerns only the change.
 */
function toUpload(review, scope) {
    const runs = review.scan.runs.filter(({ state }) => state.status !== "notApplicable");
    const kept = runs.filter((run) => whyNot(run) === undefined);
    const leftOut = runs.flatMap((run) => to_upload_sentence(run.tool, whyNot(run)));
    const claude = ofClaude(review, scope);
    if (kept.length === 0 && !claude.kept)
        return { notes: [...leftOut, ...claude.notes] };
    const known = new Set(kept.flatMap((run) => run.findings.map((finding) => identity(run.tool, finding))));
    const isKept = (finding) => finding.location !== undefined &&
        !(scope === "tree" && finding.concerns === "change") &&
        (finding.source.kind === "model" ? claude.kept : known.has(identity(finding.source.tool, finding)));
    const { model, ...rest } = review;
    const sarif = toSarif({
        ...rest,
        scan: { runs: kept },
        findings: review.findings.filter(isKept),
        ...(claude.kept && model !== undefined ? { model } : {}),
    });
    return { text: sarif.text, notes: [...leftOut, ...claude.notes, ...sarif.notes] };
}
function identity(tool, { fingerprint }) {
    return JSON.stringify([tool, fingerprint]);
}
function whyNot({ state, unscanned }) {
    if (state.status !== "completed")
        return "it did not complete";
    const parts = unscanned.filter(({ outOfScope }) => outOfScope !== true).length;
    return parts === 0 ? undefined : `it did not scan ${parts === 1 ? "1 part" : `${String(parts)} parts`} of its files`;
}
function to_upload_sentence(tool, why) {
    if (why === undefined)
        return [];
    return [`Results of ${tool} were not uploaded to code scanning: ${why}, and an upload would close alerts.`];
}
function ofClaude(review, scope) {
    if (review.model === undefined || scope === "tree")
        return { kept: false, notes: [] };
    const { executionSuccessful } = modelInvocation(review);
    return {
        kept: executionSuccessful,
        notes: to_upload_sentence(MODEL_TOOL, executionSuccessful ? undefined : "it did not review every hunk"),
    };
}

;// CONCATENATED MODULE: ./lib/sarif/index.js







;// CONCATENATED MODULE: ./lib/scan/masked.js
/** Text whose digest may be public: a digest over a secret of few bits tells the secret to whoever tries them all. */

const MARK = "⟦secret⟧";
/**
 * One and the same mark for every secret, so that the result depends on this text alone and not on what a run has seen
 * before, as a redactor's numbers do. Lines stay lines.
 */
function masked(text, path) {
    return withMarks(text, (0,secrets/* detect */.o0)(text, { path, point: "redact" }));
}
/** @param spans in order, none overlapping. */
function withMarks(text, spans) {
    const pieces = [];
    let done = 0;
    for (const { start, end } of spans) {
        pieces.push(text.slice(done, start), text.slice(start, end).replace(/[^\r\n]+/gu, MARK));
        done = end;
    }
    return pieces.join("") + text.slice(done);
}

;// CONCATENATED MODULE: ./lib/scan/identity.js
/** Findings meet head: lines clamped to the file, identity computed, text redacted. Nothing is dropped. */




const SNIPPET = { lines: 5, characters: 240 };
/** Above it a file has no snippets: all of it would have to be redacted, for a secret may begin lines before the finding. */
const MOST_REDACTED_CHARACTERS = 2_000_000;
/** The findings of each scanner with their identity, in the order given. Each file of head is read once. */
async function identify(perScanner, change, ports) {
    const places = await placesOf(perScanner.flat(), change, ports);
    const cleanRule = ruleCleaner(ports.redact);
    return perScanner.map((findings) => {
        const placed = findings.map((finding) => clean(finding, { place: places.get(finding), redact: ports.redact, cleanRule }));
        const lines = new Map(findings.flatMap((finding) => {
            const place = places.get(finding);
            return place === undefined ? [] : [[key(place.location), place.lineText]];
        }));
        const fingerprints = fingerprintsOf(placed, (location) => lines.get(key(location)));
        return placed.map((finding, index) => ({ ...withoutIdentity(finding), fingerprint: fingerprints[index] ?? "" }));
    });
}
/** It has become the fingerprint. */
function withoutIdentity(finding) {
    const copy = { ...finding };
    delete copy.identity;
    return copy;
}
function key({ uri, startLine }) {
    return `${String(startLine)} ${uri}`;
}
async function placesOf(findings, change, ports) {
    const byUri = new Map();
    for (const finding of findings) {
        if (finding.location === undefined)
            continue;
        const { uri } = finding.location;
        const group = byUri.get(uri);
        if (group === undefined)
            byUri.set(uri, [finding]);
        else
            group.push(finding);
    }
    const places = new Map();
    const place = (uri, bytes) => {
        if (bytes === undefined)
            return;
        const placeIn = identity_reader(decode(bytes).lines.join(""), { uri, redact: ports.redact });
        for (const finding of byUri.get(uri) ?? [])
            if (finding.location !== undefined)
                places.set(finding, placeIn(finding.location));
    };
    const blobs = new Map();
    for (const { uri, headBlob } of change.files) {
        if (headBlob === undefined || !byUri.has(uri))
            continue;
        blobs.set(headBlob, [...(blobs.get(headBlob) ?? []), uri]);
    }
    await ports.objects.blobs([...blobs.keys()], (name, bytes) => {
        for (const uri of blobs.get(name) ?? [])
            place(uri, bytes);
    });
    const changed = new Set([...blobs.values()].flat());
    for (const uri of byUri.keys())
        if (!changed.has(uri))
            place(uri, await ports.objects.fileAt(change.head, uri));
    return places;
}
/** Answers for places in one file. */
function identity_reader(text, { uri, redact }) {
    const shown = masked(text, uri);
    const lines = linesOf(shown);
    // Where a secret is near, GitHub's hash is not the one that its own action computes: a password could be guessed from that.
    const hashes = primaryLocationLineHashes(shown);
    let redacted;
    return (given) => {
        const location = clamp(given, lines.length);
        redacted ??= text.length > MOST_REDACTED_CHARACTERS ? [] : linesOf(redact(text));
        const hash = hashes[location.startLine - 1];
        // A redactor keeps the number of lines; if ever it did not, the wrong line must not be shown.
        const snippet = redacted.length === lines.length ? snippetOf(redacted, location) : undefined;
        return {
            location,
            lineText: lines[location.startLine - 1] ?? "",
            ...(hash === undefined ? {} : { hash }),
            ...(snippet === undefined ? {} : { snippet }),
        };
    };
}
function linesOf(text) {
    const lines = text.split("\n").map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
    return lines.length > 1 && lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}
/** Columns of a region that had to be moved say nothing. */
function clamp(location, last) {
    const startLine = Math.min(Math.max(1, location.startLine), last);
    const endLine = Math.min(Math.max(startLine, location.endLine), last);
    if (startLine === location.startLine && endLine === location.endLine)
        return location;
    return { uri: location.uri, startLine, endLine };
}
function snippetOf(lines, { startLine, endLine }) {
    return lines
        .slice(startLine - 1, Math.min(endLine, startLine - 1 + SNIPPET.lines))
        .map((line) => {
        const shown = [...(0,untrusted/* visible */.RK)(line.slice(0, 4 * SNIPPET.characters))];
        return shown.length > SNIPPET.characters ? `${shown.slice(0, SNIPPET.characters - 1).join("")}…` : shown.join("");
    })
        .join("\n");
}
function clean({ location, ...raw }, { place, redact, cleanRule }) {
    const finding = { ...raw, rule: cleanRule(raw.rule), message: redact(raw.message) };
    if (place === undefined) {
        // A place that is not in head would be a broken link in every output; the name still helps a person.
        const nowhere = location === undefined ? "" : ` (in ${(0,untrusted/* oneLine */.TN)(location.uri, 300)}, which is not a file of head)`;
        return { ...finding, message: `${finding.message}${nowhere}` };
    }
    return {
        ...finding,
        location: place.location,
        ...(place.hash === undefined ? {} : { primaryLocationLineHash: place.hash }),
        ...(place.snippet === undefined ? {} : { snippet: place.snippet }),
    };
}
/** A foreign tool may quote code in its rules too (L2). One rule object serves all its findings. */
function ruleCleaner(redact) {
    const cleaned = new Map();
    return (rule) => {
        const known = cleaned.get(rule);
        if (known !== undefined)
            return known;
        const { shortDescription, fullDescription, help } = rule;
        const fresh = {
            ...rule,
            shortDescription: redact(shortDescription),
            fullDescription: redact(fullDescription),
            help: redact(help),
        };
        cleaned.set(rule, fresh);
        return fresh;
    };
}

;// CONCATENATED MODULE: ./lib/scan/gaps.js
/** Which of the parts that were not scanned matter for this change (design, "What counts as having run"). Pure. */


/**
 * What a required scanner did not scan of the changed lines, without what the policy at base excuses: the run is
 * incomplete. `isExcused` matches URIs.
 */
function policyGaps(report, change, isExcused) {
    const files = new Map(change.files.map((file) => [file.uri, file]));
    return report.runs
        .filter((run) => run.required)
        .flatMap((run) => run.unscanned.map((part) => ({ ...part, scanner: run.scanner })))
        .filter((part) => part.concerns === "change" || (!isExcused(part.uri) && meetsChange(part, files.get(part.uri))));
}
function meetsChange(part, file) {
    // Links hold no code of their own; what is deleted leaves nothing to scan.
    if (file?.kind !== "regular" || file.status === "deleted")
        return false;
    const lines = (0,lib_words/* unscannedLines */.HN)(part);
    return lines === undefined ? hasChangedContent(file) : meetsChangedLine(file, lines.startLine, lines.endLine);
}
/** A mere rename or mode change brings no line that was not there; a binary has no lines and may bring anything. */
function hasChangedContent(file) {
    return file.baseBlob !== file.headBlob || file.hunks.some(({ lines }) => lines.length > 0);
}

// EXTERNAL MODULE: ./lib/dependencies/index.js + 15 modules
var lib_dependencies = __webpack_require__(82425);
;// CONCATENATED MODULE: ./lib/scan/licenses.js
/** The licenses of added dependencies, as GitHub's dependency graph tells them, against the policy's `licenses`. */


const NOT_ASKED = "The licenses of added dependencies were not checked: GitHub's dependency graph, which knows them, is asked in a workflow job only.";
/** Joins a run whose policy has `licenses`, and no input leaves it out. `version` is this program's. */
function licenses({ policy, version }) {
    const nothing = { tool: "licenses", version, digests: {}, findings: [], unscanned: [] };
    return {
        name: "licenses",
        optional: "inTerminal",
        applies: lib_dependencies/* changesManifests */.kf,
        rules: () => Promise.resolve(Object.values(lib_dependencies/* LICENSE_RULES */.IB).map(({ id, cwe }) => ({ id, cwe }))),
        async scan({ change }, { dependencyGraph, objects }) {
            if (dependencyGraph === undefined)
                return [{ ...nothing, state: { status: "unavailable", reason: NOT_ASKED } }];
            try {
                const comparison = await (0,lib_dependencies/* readComparison */.WY)(dependencyGraph, change);
                const place = (0,lib_dependencies/* placer */.G1)(objects, change.head);
                const found = await (0,lib_dependencies/* licenseFindings */.un)(comparison.changes, { policy, place, version });
                const unscanned = (0,lib_dependencies/* comparisonGaps */.D5)(change, comparison);
                return [{ ...nothing, ...found, unscanned, state: { status: "completed" } }];
            }
            catch (error) {
                if (!(error instanceof lib_ports/* GitHubRefusal */.k))
                    throw error;
                return [{ ...nothing, state: unknown(error) }];
            }
        },
    };
}
/** "The API did not answer" is never "no license problem" (L5). */
function unknown(refusal) {
    const { status } = (0,lib_dependencies/* withoutComparison */.Ee)(refusal);
    const way = status === "unavailable"
        ? "Enable the dependency graph in the repository's settings and give the job `contents: read`, or take `licenses` out of the policy on the base branch."
        : "Run again; if it stays so, see https://www.githubstatus.com.";
    const reason = `The licenses of added dependencies are not known. ${refusal.message} ${way}`;
    return { status: status === "unavailable" ? "unavailable" : "failed", reason };
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
;// CONCATENATED MODULE: ./lib/scan/suppression-syntax.js
/** How each tool is told in a comment to look away from a line. Only what that tool itself would read counts. */
const COMMENT = /#|\/\/|\/\*|^\s*\*|<!--|\{\{!|(?:^|\s)(?:--|;|%)/u;
/** ESLint rules about security, in its core and in the plugins that are named for it. */
const ESLINT = String.raw `(?:@microsoft\/sdl|no-secrets|no-unsanitized|security(?:-node)?|xss)\/|no-(?:implied-)?eval\b|no-new-func\b|no-script-url\b|react\/no-danger`;
/** Repetitions that could begin anywhere are bounded: lines are as long as an attacker likes. Sources: each tool's documentation of inline suppression; semgrep, bandit, gosec, gitleaks and checkov also by their code. */
const SYNTAXES = [
    { tool: "semgrep", marker: "nosemgrep", pattern: /(?<![\w-])no(?:semgrep|sem|opengrep)(?![\w-])[:=]?[ ]?[\w.,/-]*/u },
    // Both want the sign `#` right before the word.
    { tool: "bandit and gosec", marker: "nosec", pattern: /#\s*nosec(?![\w-])[: ]*[\w, ]*/iu, anywhere: true },
    { tool: "gosec", marker: "gosec:disable", pattern: /\/\/\s*gosec:disable\b[\w, ]*/u, anywhere: true },
    {
        tool: "golangci-lint",
        marker: "nolint:gosec",
        pattern: /\/\/\s*nolint\s*:[\w,\s-]*\b(?:gosec|all)\b/u,
        files: /\.go$/iu,
        anywhere: true,
    },
    { tool: "gitleaks", marker: "gitleaks:allow", pattern: /gitleaks:allow/u },
    { tool: "TruffleHog", marker: "trufflehog:ignore", pattern: /trufflehog:ignore/u },
    {
        tool: "detect-secrets",
        marker: "pragma: allowlist secret",
        pattern: /pragma:\s*(?:allow|white)list\s+(?:nextline\s+)?secret/iu,
    },
    { tool: "ggshield", marker: "ggignore", pattern: /(?<![\w-])ggignore(?![\w])/u },
    { tool: "zizmor", marker: "zizmor: ignore", pattern: /#\s*zizmor:\s*ignore\[[\w, -]*/u, anywhere: true },
    { tool: "checkov", marker: "checkov:skip", pattern: /(?:checkov|bridgecrew|cortex):skip\s*=\s*\w*/u },
    // On a Kubernetes object (checkov, "Suppressing and Skipping Policies").
    {
        tool: "checkov",
        marker: "checkov.io/skip",
        pattern: /^\s*["']?checkov\.io\/skip\w*["']?\s*:\s*\w*/u,
        anywhere: true,
    },
    { tool: "tfsec", marker: "tfsec:ignore", pattern: /tfsec:ignore:[\w*-]*/u },
    { tool: "Trivy", marker: "trivy:ignore", pattern: /trivy:ignore:[\w*-]*/u },
    { tool: "Terrascan", marker: "ts:skip", pattern: /#\s*ts:skip=[\w.]*/u, anywhere: true },
    { tool: "KICS", marker: "kics-scan ignore", pattern: /kics-scan\s+(?:ignore|disable)[\w=,-]*/u },
    {
        tool: "hadolint",
        marker: "hadolint ignore",
        pattern: /#\s*hadolint\s+(?:global\s+)?ignore\s*=[\w, ]*/u,
        anywhere: true,
    },
    // With codes only those of flake8-bandit count; without any it hides them too.
    {
        tool: "flake8-bandit",
        marker: "noqa",
        pattern: /#\s*(?:(?:flake8|ruff)\s*:\s*)?noqa(?:\s*$|\s*#|\s*:\s*(?:[A-Z]+\d+[,\s]+)*S\d{3})/iu,
        files: /\.pyi?$/iu,
        anywhere: true,
    },
    { tool: "CodeQL", marker: "codeql[]", pattern: /(?<![\w-])codeql\s*\[[\w/, -]*/u },
    { tool: "CodeQL", marker: "lgtm[]", pattern: /(?<![\w-])lgtm\s*\[[\w/, -]*/u },
    { tool: "Sonar", marker: "NOSONAR", pattern: /(?<![\w-])NOSONAR(?![\w-])/u },
    {
        tool: "Sonar",
        marker: "@SuppressWarnings",
        pattern: /@SuppressWarnings\s*\([^)]{0,300}"(?:java|javasecurity|kotlin|squid):S\d+/u,
        anywhere: true,
    },
    { tool: "SpotBugs", marker: "@SuppressFBWarnings", pattern: /@SuppressFBWarnings\b/u, anywhere: true },
    {
        tool: "ESLint",
        marker: "eslint-disable",
        pattern: new RegExp(`(?<![\\w-])eslint-disable(?:-next-line|-line)?\\s[^*]{0,500}?(?:${ESLINT})`, "u"),
    },
    {
        tool: "RuboCop",
        marker: "rubocop:disable",
        pattern: /#\s*rubocop:\s*(?:disable|todo)\b[\w/, ]*(?:\bSecurity\b|\ball\b)/u,
        anywhere: true,
    },
    { tool: "Snyk", marker: "deepcode ignore", pattern: /(?:file\s+)?deepcode\s+ignore\s+[\w/-]*/u },
    { tool: "Snyk", marker: "snyk:ignore", pattern: /snyk:ignore/u },
    { tool: "Bearer", marker: "bearer:disable", pattern: /bearer:disable\s+[\w,]*/u },
    { tool: "DevSkim", marker: "DevSkim: ignore", pattern: /devskim:\s*ignore\s+[\w,]*/iu },
    // .NET's security rules: CA2100, CA23xx, CA3xxx, CA5xxx; Security Code Scan's SCS0001 and on.
    {
        tool: ".NET analyzers",
        marker: "#pragma warning disable",
        pattern: /#pragma\s+warning\s+disable\b[\w, ]*\b(?:CA(?:2100|23\d\d|[35]\d{3})|SCS\d{4})/u,
        anywhere: true,
    },
    {
        tool: ".NET analyzers",
        marker: "SuppressMessage",
        pattern: /\bSuppressMessage\s*\(\s*"(?:[\w.]*Security|SCS\d{4})/u,
        anywhere: true,
    },
    { tool: "PHP_CodeSniffer", marker: "phpcs:ignore", pattern: /phpcs:(?:ignore|disable)\b[\w., -]*Security/u },
    { tool: "Psalm", marker: "psalm-suppress", pattern: /@psalm-suppress\s+(?:Tainted|all\b)\w*/u },
];
/** Every tool's pattern has one of these words: most lines have none. */
const WORDS = /no(?:sem|opengrep|sec|lint|qa|sonar)|gosec:|gitleaks:|trufflehog:|pragma|ggignore|zizmor:|:skip|\.io\/skip|tfsec:|trivy:|kics-scan|hadolint|codeql|lgtm|suppress|eslint-disable|rubocop:|deepcode|snyk:|bearer:|devskim|phpcs:/iu;
/** What a line of a file says to tools, at most once for each way to say it. */
function suppressionsIn(line, uri) {
    if (!WORDS.test(line))
        return [];
    const comment = COMMENT.exec(line)?.index;
    return SYNTAXES.flatMap(({ tool, marker, pattern, anywhere, files }) => {
        if (files !== undefined && !files.test(uri))
            return [];
        // A marker in a string before the first comment is no comment; what follows a comment sign is.
        const from = anywhere === true ? 0 : comment;
        const found = from === undefined ? null : pattern.exec(line.slice(from));
        return found === null ? [] : [{ tool, marker, text: found[0].replace(/\s+/gu, "") }];
    });
}

;// CONCATENATED MODULE: ./lib/scan/suppressions.js
/** Comments and settings that a change adds to make scanners look away. They hide nothing here, and the attempt is on record (L6). */



/** Where people read, a tool's comment is a quotation. */
const PROSE = /\.(?:adoc|asciidoc|markdown|md|mdx|org|rst|tex|txt)$/iu;
/** Not those that moved with their line, nor those that stayed while their line was edited. */
function addedSuppressions({ files }) {
    return files
        .filter(({ kind, headBlob, uri }) => kind === "regular" && headBlob !== undefined && !PROSE.test(uri))
        .flatMap((file) => {
        const wasLine = tally(file.hunks.flatMap((hunk) => removed(hunk).map(bare)));
        return file.hunks.flatMap((hunk) => addedIn(hunk, wasLine));
    });
}
function addedIn(hunk, wasLine) {
    const { uri } = hunk;
    const wasHere = tally(removed(hunk).flatMap((text) => suppressionsIn(text, uri).map((one) => one.text)));
    return hunk.lines.flatMap(({ kind, text, headLine }) => {
        if (kind !== "added" || headLine === undefined)
            return [];
        const found = suppressionsIn(text, uri);
        if (found.length === 0)
            return [];
        const moved = wasLine.take(bare(text));
        return found
            .map((one) => ({ ...one, uri, line: headLine, stayed: wasHere.take(one.text) || moved }))
            .flatMap(({ stayed, ...one }) => (stayed ? [] : [one]));
    });
}
function removed({ lines }) {
    return lines.filter(({ kind }) => kind === "removed").map(({ text }) => text);
}
function bare(line) {
    return line.replace(/\s+/gu, "");
}
function tally(texts) {
    const left = new Map();
    for (const text of texts)
        left.set(text, (left.get(text) ?? 0) + 1);
    return {
        take: (text) => {
            const count = left.get(text) ?? 0;
            if (count > 0)
                left.set(text, count - 1);
            return count > 0;
        },
    };
}
/** The same findings; those whose lines, or the line above, have got such a comment say which. */
function markSuppressed(findings, change) {
    const places = new Set(findings.map(({ location }) => location?.uri));
    const byUri = new Map();
    for (const one of addedSuppressions({ ...change, files: change.files.filter(({ uri }) => places.has(uri)) }))
        byUri.set(one.uri, [...(byUri.get(one.uri) ?? []), one]);
    if (byUri.size === 0)
        return findings;
    return findings.map((finding) => {
        const { location, concerns } = finding;
        if (location === undefined || concerns === "change")
            return finding;
        const attempt = byUri
            .get(location.uri)
            ?.find(({ line }) => location.startLine - 1 <= line && line <= location.endLine);
        return attempt === undefined ? finding : { ...finding, suppressionAttempt: attempt.marker };
    });
}
/** Files beside those that scanners get under another name: they hold settings of tools, of which some hold code as well. */
const SETTINGS = [
    /^\.?(?:tfsec|trivy|hadolint|kics|bearer|grype|gitguardian|brakeman|semgrep|checkov|dockle)(?:\.config)?\.(?:ya?ml|json|toml)$/u,
    /^\.?(?:bearer|brakeman|gosec|kics)\.(?:ignore|json)$/u,
    /^\.(?:checkov\.baseline|secrets\.baseline|nsprc|retireignore|trufflehogignore|bundler-audit\.yml|audit-ci\.jsonc?|safety-policy\.yml)$/u,
    /^(?:sonar-project\.properties|\.sonarcloud\.properties|audit-ci\.jsonc?|horusec-config\.json|\.?devskim\.json|psalm(?:-baseline)?\.xml)$/u,
    /^\.?(?:dependency-check-)?suppressions?\.xml$/u,
];
const SETTINGS_PATHS = /(?:^|\/)\.github\/(?:codeql\/.+|codeql-config\.ya?ml|codeql\.ya?ml|secret_scanning\.ya?ml)$|(?:^|\/)\.cargo\/audit\.toml$/u;
/** Of git itself and of every repository: what they hide from scanners is kept from none of ours, and editing them is no attempt. */
const OF_GIT = /(?:^|\/)(?:\.gitignore|\.ignore|\.gitattributes|\.gitmodules|\.mailmap)$/u;
/** Whether head has other settings for a scanner there than base, in an ignore file or a configuration. */
function setsScanner({ uri, status, baseBlob, headBlob }) {
    const path = uri.toLowerCase();
    if (status === "deleted" || (baseBlob === headBlob && status !== "renamed") || OF_GIT.test(path))
        return false;
    const name = external_node_path_.posix.basename(path);
    return steers(path) || SETTINGS_PATHS.test(path) || SETTINGS.some((pattern) => pattern.test(name));
}

;// CONCATENATED MODULE: ./lib/scan/policy.js


/**
 * A change to the rules of the review itself is a finding of its own (design, "The surface users see"): the policy file,
 * a workflow that calls this action, and inputs that asked for less than the policy at base.
 */
const POLICY_RULES = {
    policyChanged: rule({
        id: "policy/policy-changed",
        name: "PolicyChanged",
        severity: "high",
        shortDescription: "The change edits the review policy",
        help: "Whoever edits the policy decides what later reviews may miss. This review still used the policy of the base commit. Have an owner of the policy approve this change on its own.",
    }),
    workflowChanged: rule({
        id: "policy/workflow-changed",
        name: "WorkflowChanged",
        severity: "high",
        shortDescription: "The change edits a workflow that runs this review",
        help: "A workflow can switch the review off, loosen its inputs or hand its token to other steps. Have an owner of the workflow approve this change on its own.",
    }),
    looserInput: rule({
        id: "policy/looser-input",
        name: "LooserInput",
        severity: "medium",
        shortDescription: "An input asked for less than the policy",
        help: "The policy at the base commit is a floor: the looser input was ignored. Remove the input, or change the policy.",
    }),
    suppressionAdded: rule({
        id: "policy/suppression-added",
        name: "SuppressionAdded",
        severity: "medium",
        shortDescription: "The change adds a comment that tells a scanner to look away",
        help: "Such a comment hides nothing in this review, and hides whatever stands there from everybody who runs the tool itself. Fix what the tool reports, or let the owner of the policy record why it is not a problem.",
    }),
    scannerConfigurationChanged: rule({
        id: "policy/scanner-configuration-changed",
        name: "ScannerConfigurationChanged",
        severity: "medium",
        shortDescription: "The change edits what a scanner looks at",
        help: "An ignore file or a scanner's configuration decides what the tool reports to everybody who runs it. This review does not read it. Have an owner of the policy approve this change on its own.",
    }),
};
/** Always runs and is always required: it needs nothing but git objects. */
function policyChange(watch) {
    return {
        name: "policy",
        applies: () => true,
        scan: async (_target, { objects }) => [
            {
                tool: "policy",
                version: watch.version,
                digests: {},
                state: { status: "completed" },
                findings: await policyFindings(watch.change, { objects, watch }),
                unscanned: [],
            },
        ],
    };
}
async function policyFindings(change, { objects, watch }) {
    const found = watch.ignoredInputs.map((input) => finding(POLICY_RULES.looserInput, watch, { message: `Ignored input: ${input}.` }));
    for (const file of change.files) {
        const at = { message: "", location: firstChange(file) };
        if (file.uri === watch.policyPath || file.baseUri === watch.policyPath)
            found.push(finding(POLICY_RULES.policyChanged, watch, { ...at, message: `The change ${verb(file)} the review policy.` }));
        else if (isWorkflow(file) && (await callsThisAction(file, { change, objects })))
            found.push(finding(POLICY_RULES.workflowChanged, watch, {
                ...at,
                message: `The change ${verb(file)} a workflow that runs this review.`,
            }));
        if (setsScanner(file))
            found.push(finding(POLICY_RULES.scannerConfigurationChanged, watch, {
                ...at,
                message: `The change ${verb(file)} settings of a scanner. They steer nothing in this review.`,
            }));
    }
    return [...found, ...suppressionFindings(change, watch)];
}
/** More of them in one file say nothing more. */
const MOST_PER_FILE = 100;
function suppressionFindings(change, watch) {
    const counts = new Map();
    return addedSuppressions(change).flatMap(({ tool, marker, uri, line }) => {
        const count = (counts.get(uri) ?? 0) + 1;
        counts.set(uri, count);
        if (count > MOST_PER_FILE)
            return [];
        const more = count === MOST_PER_FILE ? ` There may be more in this file: only ${String(MOST_PER_FILE)} are listed.` : "";
        return finding(POLICY_RULES.suppressionAdded, watch, {
            message: `The change adds \`${marker}\`, the word that makes ${tool} look away. It hides nothing in this review.${more}`,
            location: { uri, startLine: line, endLine: line },
        });
    });
}
function finding(of, watch, { message, location }) {
    return {
        rule: of,
        source: { kind: "scanner", tool: "policy", version: watch.version },
        message,
        severity: of.severity,
        confidence: of.confidence,
        relatedLocations: [],
        concerns: "change",
        ...(location === undefined ? {} : { location }),
    };
}
function verb(file) {
    return file.status === "deleted" ? "deletes" : file.status === "added" ? "adds" : "edits";
}
/** The first changed line in head; none in a deleted file or a mere rename. */
function firstChange(file) {
    if (file.status === "deleted")
        return undefined;
    const line = file.hunks.flatMap((hunk) => hunk.lines).find((candidate) => candidate.kind === "added")?.headLine ??
        file.hunks[0]?.headStart;
    const startLine = Math.max(1, line ?? 1);
    return { uri: file.uri, startLine, endLine: startLine };
}
/** A composite action may stand between a workflow and this one. */
const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$|(?:^|\/)action\.ya?ml$/u;
function isWorkflow(file) {
    return WORKFLOW.test(file.uri) || (file.baseUri !== undefined && WORKFLOW.test(file.baseUri));
}
const THIS_ACTION = /(?:^|\/)claude-code-review(?:\/[^@]*)?(?:@|$)/u;
/** Whether the workflow calls this action, before or after the change: taking the call out is a change too. */
async function callsThisAction(file, { change, objects }) {
    const sides = await Promise.all([
        file.status === "added" ? undefined : objects.fileAt(change.mergeBase, file.baseUri ?? file.uri),
        file.status === "deleted" ? undefined : objects.fileAt(change.head, file.uri),
    ]);
    return sides.some((bytes) => bytes !== undefined && usesOf(new TextDecoder().decode(bytes)).some((uses) => THIS_ACTION.test(uses)));
}
/** Every value of a key `uses`, also of a workflow that does not quite parse. Walks the tree, so aliases cannot loop. */
function usesOf(text) {
    const found = [];
    (0,dist/* visit */.YR)((0,dist/* parseDocument */.Tp)(text, { logLevel: "silent" }), {
        Pair: (_, { key, value }) => {
            if ((0,dist/* isScalar */.jn)(key) && key.value === "uses" && (0,dist/* isScalar */.jn)(value) && typeof value.value === "string")
                found.push(value.value);
        },
    });
    return found;
}
function rule(of) {
    return { ...of, fullDescription: of.help, confidence: "high", cwe: ["CWE-693"], tags: ["security", "policy"] };
}

// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(73136);
;// CONCATENATED MODULE: ./lib/scan/command-evidence.js
/** What a command's claims about itself are worth: its end, its SARIF and its report, put together (L5). */


/** Stdout and stderr together: SARIF of 25,000 findings, the most that GitHub takes, stays far below. */
const OUTPUT_CAP_BYTES = 200 * 1024 ** 2;
const UTF8 = new TextDecoder();
/** The exit code is one witness of three: it, valid SARIF, and every file accounted for. Findings are kept in any case. */
async function judge(spec, report, ended) {
    const uriOf = uriLookup(report);
    const problems = ended === undefined ? [] : [ended];
    const unread = (error) => {
        const why = (0,untrusted/* oneLine */.TN)(error instanceof Error ? error.message : String(error), 300);
        problems.push(`${spec.name} ended without a report that can be read: ${why}`);
    };
    let runs = [];
    try {
        runs = parseSarif((await spec.sarif?.(report)) ?? UTF8.decode(report.result.stdout), {
            ruleIdPrefix: `${spec.name}/`,
            uriOf,
            paths: "literal",
        });
        if (!runs.every((run) => run.executionSuccessful))
            problems.push(`${spec.name} says that it did not complete.`);
    }
    catch (error) {
        unread(error);
    }
    let coverage = { scanned: new Set(), unscanned: [], problems: [] };
    try {
        coverage = await spec.report(report);
        problems.push(...coverage.problems);
    }
    catch (error) {
        unread(error);
    }
    const [problem] = problems;
    return {
        findings: runs.flatMap((run) => run.findings),
        unscanned: [
            ...runs.flatMap((run) => run.unscanned),
            ...coverage.unscanned.flatMap(({ path, ...part }) => {
                const uri = uriOf(path);
                return uri === undefined ? [] : [{ uri, ...part }];
            }),
        ],
        scanned: new Set([...coverage.scanned].flatMap((path) => uriOf(path) ?? [])),
        ...(problem === undefined ? {} : { problem, again: true }),
        ...(runs[0] === undefined
            ? {}
            : { toolName: runs[0].toolName, notes: [...runs.flatMap((run) => run.notes), ...(coverage.notes ?? [])] }),
    };
}
/** Path as the tool prints it (absolute, `./`, or relative) to the path in the repository; anything else is not ours. */
function uriLookup({ root, exported }) {
    // Folded, because a file system that folds case answers with the folder's first spelling; the export has no two that differ by case.
    const byPath = new Map(exported.map(({ file, path }) => [path.toLowerCase(), file.uri]));
    return (path) => {
        const relative = path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path.replace(/^\.\//u, "");
        return byPath.get(relative.toLowerCase());
    };
}
/** A sentence with the way out, or undefined when the command ended as a success does. */
function endedBadly({ name, succeeded, deadlineMs }, result) {
    const minutes = String(Math.round(deadlineMs / 60_000));
    switch (result.ended) {
        case "exit":
            return succeeded(result)
                ? undefined
                : `${name} failed with exit code ${String(result.exitCode)}${lastWords(result)}`;
        case "deadline":
            return `${name} was stopped after ${minutes} minutes. Make the change smaller, or exclude what is generated with \`scope.generated\` in the policy.`;
        case "outputCap":
            return `${name} was stopped because it printed more than ${String(OUTPUT_CAP_BYTES / 1024 ** 2)} MiB. Make the change smaller.`;
        case "signal":
            return `${name} was killed by a signal, often for want of memory${lastWords(result)} Run again on a machine with more memory.`;
        case "interrupted":
            return `${name} was interrupted. Run again.`;
        case "notStarted":
            return `${name} could not be started${lastWords(result)} Remove the tool's cache and run again.`;
    }
}
/** The end of stderr, where programs say why. */
function lastWords({ stderr }) {
    const text = (0,untrusted/* oneLine */.TN)(UTF8.decode(stderr.subarray(-2000)), 2000);
    return text === "" ? "." : `: ${text.slice(-300)}.`;
}
function merge(name, { files, starts, withheld }) {
    const scanned = new Set(starts.flatMap((start) => [...start.scanned]));
    const named = starts.flatMap((start) => start.unscanned);
    const whole = new Set(named.filter(({ startLine }) => startLine === undefined).map(({ uri }) => uri));
    const problems = [...new Set(starts.flatMap((start) => start.problem ?? []))];
    const silent = files
        .filter(({ file }) => !scanned.has(file.uri) && !whole.has(file.uri))
        .map(({ file }) => ({ uri: file.uri, reason: problems[0] ?? `${name} did not say that it scanned it` }));
    return {
        tool: starts.find((start) => start.toolName !== undefined)?.toolName ?? name,
        state: stateOf(name, { problems, anyScanned: scanned.size > 0, oneByOne: starts.length > 1 }),
        findings: starts.flatMap((start) => start.findings),
        unscanned: [...withheld, ...named, ...silent],
        notes: [...new Set(starts.flatMap((start) => start.notes ?? []))].map((note) => `${name}: ${note}`),
    };
}
/** One broken file among others is a gap, named; a tool that scanned nothing, or had a problem with everything, failed. */
function stateOf(name, { problems, anyScanned, oneByOne }) {
    const [problem] = problems;
    if (problem !== undefined && !(oneByOne && anyScanned))
        return { status: "failed", reason: problem };
    if (!anyScanned)
        return { status: "failed", reason: `${name} ended as if all were well and scanned none of the changed files.` };
    return { status: "completed" };
}

;// CONCATENATED MODULE: ./lib/scan/scanner.js
/** What a scanner is. Adding one is one file here and one line in `registry.ts`. */
/** A tool is not to be had; the message is a sentence with the way out ("…: install Python 3 with venv, or …"). */
class ToolUnavailable extends Error {
    name = "ToolUnavailable";
}

;// CONCATENATED MODULE: ./lib/scan/command-scanner.js
/** Makes a Scanner out of a command that prints SARIF. What it says about itself is a claim; what counts is checked here (L5). */


/** Tries when one file breaks the tool for all: enough to find two such files among 500 by halves. */
const MOST_RUNS = 40;
const command_scanner_UTF8 = new TextDecoder();
function commandScanner(spec) {
    const expects = (file) => file.kind === "regular" && file.headBlob !== undefined && spec.expects(file);
    return {
        name: spec.name,
        applies: (change) => change.files.some(expects),
        ...(spec.rules === undefined ? {} : { rules: spec.rules }),
        ...(spec.comparable === false ? {} : { comparable: true }),
        async scan(target, ports) {
            const expected = new Set(target.change.files.filter(expects).map(({ uri }) => uri));
            const withheld = target.withheld.filter(({ uri }) => expected.has(uri));
            const nothing = { tool: spec.name, version: "", digests: {}, findings: [], unscanned: withheld };
            let tool;
            try {
                tool = await spec.provision(ports);
            }
            catch (error) {
                if (!(error instanceof ToolUnavailable))
                    throw error;
                return [{ ...nothing, state: { status: "unavailable", reason: error.message } }];
            }
            const digests = { lock: tool.lockSha256, ...(await spec.digests?.(ports)) };
            const known = { ...nothing, version: tool.version, digests };
            const files = target.exported.filter(({ file }) => expects(file));
            if (files.length === 0)
                return [{ ...known, state: { status: "completed" } }];
            const starts = await runAll(spec, { root: target.root, exported: target.exported, tool, files, rules: ports.rules }, ports);
            return [{ ...known, ...merge(spec.name, { files, starts, withheld }) }];
        },
    };
}
async function runAll(spec, job, ports) {
    const size = spec.batch ?? job.files.length;
    const queue = [];
    for (let at = 0; at < job.files.length; at += size)
        queue.push(job.files.slice(at, at + size));
    const starts = [];
    for (let runs = 1, files = queue.shift(); files !== undefined; files = queue.shift(), runs++) {
        const start = await runOnce(spec, { ...job, files }, ports);
        if (start.again === true && spec.batch !== undefined && files.length > 1 && runs < MOST_RUNS) {
            const half = Math.ceil(files.length / 2);
            queue.unshift(files.slice(0, half), files.slice(half));
            continue;
        }
        starts.push(start);
    }
    return starts;
}
async function runOnce(spec, job, ports) {
    const out = await ports.files.temporary(spec.name);
    try {
        const run = { ...job, out };
        await spec.prepare?.(run, ports);
        const result = await ports.shell.run({
            argv: [...job.tool.argv, ...spec.command(run, ports)],
            cwd: job.root,
            // UTF-8 names and messages whatever the machine has; nothing is inherited, so no token can be.
            env: { LANG: "C.UTF-8", LC_ALL: "C.UTF-8", ...job.tool.env, ...spec.environment?.(run) },
            deadlineMs: spec.deadlineMs,
            outputCapBytes: OUTPUT_CAP_BYTES,
        });
        const ended = endedBadly(spec, result);
        if (ended !== undefined && result.ended !== "exit") {
            return { findings: [], unscanned: [], scanned: new Set(), problem: ended, again: result.ended === "signal" };
        }
        const read = async (name) => {
            const bytes = await ports.files.read(`${out}/${name}`);
            return bytes === undefined ? undefined : command_scanner_UTF8.decode(bytes);
        };
        return await judge(spec, { ...run, ports, result, read }, ended);
    }
    finally {
        await ports.files.remove(out);
    }
}

;// CONCATENATED MODULE: ./lib/scan/bandit.js
/** bandit on Python files, with none of its ways to look away: comments, ini files, default excludes. */



const bandit_UTF8 = new TextDecoder();
/** As semgrep is started (see there): `-I` keeps the working directory, where a `yaml.py` may lie, off the import path. */
const BANDIT_START = ["bin/python", "-I", "-B", "-m", "bandit"];
const commanded = commandScanner({
    name: "bandit",
    expects: ({ uri }) => /\.pyw?$/iu.test(uri),
    provision: ({ provision }) => provision.pip("bandit", BANDIT_START),
    deadlineMs: 10 * 60_000,
    // A crash of the interpreter (out of memory, a nested expression) is one file's: the start is repeated with halves.
    batch: 500,
    command: ({ root, files }) => [
        "--format=sarif",
        "--quiet",
        "--ignore-nosec",
        // The default skips `.tox`, `.eggs`, `*.egg`, and any path that holds such a text (1.9.4, `_is_file_included`).
        "--exclude=",
        // `.bandit` is looked for below targets that are folders; files have nothing below. `-c` is the only way to pyproject.toml.
        "--exit-zero",
        "--",
        ...files.map(({ path }) => `${root}/${path}`),
    ],
    // With --exit-zero, 2 is a failure of its own and 1 an exception.
    succeeded: ({ exitCode }) => exitCode === 0,
    sarif: async ({ result }) => readBanditSarif(bandit_UTF8.decode(result.stdout)),
    report: async ({ root, files, result }) => readBanditReport(bandit_UTF8.decode(result.stdout), { root, files }),
});
const bandit = { ...commanded, optional: true };
const Place = schemas/* looseObject */._H3({
    physicalLocation: schemas/* looseObject */._H3({ artifactLocation: schemas/* looseObject */._H3({ uri: schemas/* string */.YjP() }) }),
});
const Result = schemas/* looseObject */._H3({
    ruleId: schemas/* string */.YjP(),
    message: schemas/* looseObject */._H3({ text: schemas/* string */.YjP() }),
    locations: schemas/* array */.YOg(Place),
    properties: schemas/* looseObject */._H3({ issue_confidence: schemas/* string */.YjP() }),
});
const Notification = schemas/* looseObject */._H3({ locations: schemas/* array */.YOg(Place) });
/** bandit 1.9.4, `formatters/sarif.py`: the metrics have a key for each file that was opened, and `_totals`. */
const Sarif = schemas/* looseObject */._H3({
    runs: schemas/* array */.YOg(schemas/* looseObject */._H3({
        results: schemas/* array */.YOg(Result),
        properties: schemas/* looseObject */._H3({ metrics: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()) }),
        invocations: schemas/* array */.YOg(schemas/* looseObject */._H3({ toolConfigurationNotifications: schemas/* array */.YOg(Notification).optional() })),
    }))
        .length(1),
});
/**
 * The same SARIF with three things in our words: places as paths; `confidence` of each result its own, which bandit writes as
 * `issue_confidence` (its rule's `precision` is that of the first result); and B105 to B107 without the literal that they take
 * for a password.
 */
function readBanditSarif(text) {
    const log = Sarif.parse(JSON.parse(text));
    for (const { results, invocations } of log.runs) {
        for (const result of results) {
            result.properties["confidence"] = result.properties.issue_confidence;
            if (/^B10[567]$/u.test(result.ruleId))
                result.message.text = result.message.text.replace(/:.*$/su, ".");
        }
        const notifications = invocations.flatMap((invocation) => invocation.toolConfigurationNotifications ?? []);
        for (const { physicalLocation } of [...results, ...notifications].flatMap(({ locations }) => locations))
            physicalLocation.artifactLocation.uri = (0,external_node_url_.fileURLToPath)(physicalLocation.artifactLocation.uri);
    }
    return JSON.stringify(log);
}
/** Files that it opened. Those that it then could not parse are errors in the same SARIF, which the caller reads. */
function readBanditReport(text, { root, files }) {
    const [run] = Sarif.parse(JSON.parse(text)).runs;
    const opened = new Set(Object.keys(run?.properties.metrics ?? {}));
    const scanned = files.map(({ path }) => path).filter((path) => opened.has(`${root}/${path}`));
    return { scanned: new Set(scanned), unscanned: [], problems: [] };
}

;// CONCATENATED MODULE: ./lib/scan/checkov-rules.js
/** What checkov's checks are worth: without a key of its makers' platform it says neither severity nor CWE. */
const SOURCES = "https://www.checkov.io";
/**
 * Checks of which each one, alone, lets a stranger in or a container out: anyone on the internet, anyone with an account, or
 * everything allowed. They are high. All others ask for a safeguard that is not there, and are low: of a thousand such checks
 * many do not fit a given system. Names as of checkov 3.3.30 (`checkov --list`).
 */
const DECISIVE = {
    // SSH, RDP or every port open to the world.
    CKV_AWS_24: "CWE-284",
    CKV_AWS_25: "CWE-284",
    CKV_AWS_277: "CWE-284",
    CKV_AZURE_9: "CWE-284",
    CKV_AZURE_10: "CWE-284",
    CKV_GCP_2: "CWE-284",
    CKV_GCP_3: "CWE-284",
    // Data open to the world.
    CKV_AWS_17: "CWE-284",
    CKV_AWS_20: "CWE-732",
    CKV_AWS_32: "CWE-732",
    CKV_AWS_57: "CWE-732",
    CKV_AWS_70: "CWE-732",
    CKV_AWS_87: "CWE-284",
    CKV_AZURE_11: "CWE-284",
    CKV_AZURE_34: "CWE-732",
    CKV_GCP_11: "CWE-284",
    CKV_GCP_15: "CWE-732",
    CKV_GCP_28: "CWE-732",
    // Everything allowed.
    CKV_AWS_1: "CWE-269",
    CKV_AWS_49: "CWE-269",
    CKV_AWS_62: "CWE-269",
    CKV_AWS_63: "CWE-269",
    CKV_K8S_49: "CWE-269",
    // A container that is the host.
    CKV_K8S_16: "CWE-250",
    CKV_K8S_17: "CWE-250",
    CKV_K8S_18: "CWE-250",
    CKV_K8S_19: "CWE-250",
    CKV_K8S_27: "CWE-250",
    // Credentials in the text.
    CKV_AWS_41: "CWE-798",
    CKV_AWS_45: "CWE-798",
    CKV_AWS_46: "CWE-798",
};
/** SARIF `reportingDescriptor`. */
function checkovRule(id, name) {
    const cwe = Object.hasOwn(DECISIVE, id) ? DECISIVE[id] : undefined;
    return {
        id,
        name,
        shortDescription: { text: name },
        properties: { severity: cwe === undefined ? "low" : "high", ...(cwe === undefined ? {} : { cwe }) },
    };
}

;// CONCATENATED MODULE: ./lib/scan/checkov.js
/** checkov on infrastructure as code, offline, with skip comments and its lists of folders to leave out switched off. */



const checkov_UTF8 = new TextDecoder();
/** As semgrep is started (see there). */
const CHECKOV_START = ["bin/python", "-I", "-B", "-m", "checkov.main"];
/** Names that its runners take for themselves (3.3.30: `.tf`, `.hcl`, `is_dockerfile`; YAML and JSON by their content). */
const READ = /(?:\.(?:tf|hcl|json|ya?ml|template)|(?:^|[/.])dockerfile(?:\.(?!dockerignore$)[^/]+)?)$/iu;
const checkov_commanded = commandScanner({
    name: "checkov",
    expects: ({ uri }) => READ.test(uri),
    provision: ({ provision }) => provision.pip("checkov", CHECKOV_START),
    deadlineMs: 15 * 60_000,
    batch: 500,
    command: ({ root, files }) => [
        // GitHub workflows are zizmor's, secrets our own; Helm and Kustomize need programs that render them.
        "--framework=terraform,terraform_json,cloudformation,kubernetes,dockerfile",
        "--output=json",
        "--compact",
        "--soft-fail",
        "--skip-download",
        "--skip-results-upload",
        "--download-external-modules=false",
        // Files, not the folder: a folder is searched for `.checkov.yaml`, and `--skip-path` has built-in company (tried).
        "--file",
        ...files.map(({ path }) => `${root}/${path}`),
    ],
    environment: ({ out }) => ({
        // The log is the only place that names a file without resources, and a manifest that it could not parse.
        LOG_LEVEL: "DEBUG",
        CKV_IGNORED_DIRECTORIES: "",
        CKV_IGNORE_HIDDEN_DIRECTORIES: "False",
        CKV_CACHE_DIR: out,
        CKV_SKIP_PACKAGE_UPDATE_CHECK: "True",
        // Where `.checkov.yaml` of the user would be.
        HOME: out,
    }),
    // With --soft-fail findings end with 0; 1 and 2 are failures of its own.
    succeeded: ({ exitCode }) => exitCode === 0,
    sarif: async (report) => checkov_toSarif(readCheckovReports(checkov_UTF8.decode(report.result.stdout)), report),
    report: async (report) => readCoverage(report),
});
const checkov = { ...checkov_commanded, optional: true };
const Check = schemas/* object */.Ikc({
    check_id: schemas/* string */.YjP(),
    check_name: schemas/* string */.YjP(),
    resource: schemas/* string */.YjP(),
    file_abs_path: schemas/* string */.YjP(),
    file_line_range: schemas/* tuple */.PVZ([schemas/* number */.aig().int(), schemas/* number */.aig().int()]),
});
const CheckovReport = schemas/* object */.Ikc({
    check_type: schemas/* string */.YjP(),
    results: schemas/* object */.Ikc({
        passed_checks: schemas/* array */.YOg(Check),
        failed_checks: schemas/* array */.YOg(Check),
        /** By a comment, an annotation or metadata in the file: a list of what somebody would not have looked at. */
        skipped_checks: schemas/* array */.YOg(Check),
        parsing_errors: schemas/* array */.YOg(schemas/* string */.YjP()),
    }),
    summary: schemas/* object */.Ikc({ checkov_version: schemas/* string */.YjP() }),
});
/** checkov 3.3.30: one report, a list of them by framework, or bare counts when no framework found a resource. */
const Output = schemas/* union */.KCZ([
    CheckovReport.transform((report) => [report]),
    schemas/* array */.YOg(CheckovReport),
    schemas/* object */.Ikc({ resource_count: schemas/* literal */.euz(0), checkov_version: schemas/* string */.YjP() }).transform(() => []),
]);
/** Throws when the text is not checkov's JSON. */
function readCheckovReports(text) {
    return Output.parse(JSON.parse(text));
}
/** Its own SARIF has no severity, no CWE and no word on what it could not parse. */
function checkov_toSarif(reports, { root, tool }) {
    const found = reports
        .flatMap(({ results }) => [...results.failed_checks, ...results.skipped_checks])
        // A module beside the export that a file of it names: nobody asked.
        .filter(({ file_abs_path: path }) => path.startsWith(`${root}/`));
    const rules = [
        ...new Map(found.map((check) => [check.check_id, checkovRule(check.check_id, check.check_name)])).values(),
    ];
    const driver = { name: "checkov", semanticVersion: tool.version, informationUri: SOURCES, rules };
    return JSON.stringify({ version: "2.1.0", runs: [{ tool: { driver }, results: found.map(checkov_toResult) }] });
}
function checkov_toResult({ check_id: id, check_name: name, resource, ...at }) {
    const [start, end] = at.file_line_range;
    return {
        ruleId: id,
        message: { text: `${name} (${resource})` },
        locations: [
            {
                physicalLocation: {
                    artifactLocation: { uri: at.file_abs_path },
                    region: { startLine: Math.max(1, start), endLine: Math.max(1, start, end) },
                },
            },
        ],
    };
}
/** Lines of the log that name a file as read, and as not to be read. Paths are absolute and the export's name is random: no file can write one. */
const LOOKED_AT = /\[DEBUG\] {2}(?:Parsing|File|Parsed file|template \d+ from file) (\S+)/gu;
const UNREADABLE = /Cannot read file contents: (\S+)|Kubernetes skipping (\S+) as it/gu;
/** What it looked at: a JSON or YAML file that is neither a manifest nor a template counts as well, as one with nothing for it. */
function readCoverage({ root, result }) {
    const reports = readCheckovReports(checkov_UTF8.decode(result.stdout)).map(({ results }) => results);
    const log = checkov_UTF8.decode(result.stderr);
    const below = (paths) => paths.flatMap((path) => (path?.startsWith(`${root}/`) === true ? [path.slice(root.length + 1)] : []));
    const broken = new Set(below([
        ...reports.flatMap((results) => results.parsing_errors),
        ...[...log.matchAll(UNREADABLE)].map(([, contents, skipping]) => contents ?? skipping),
    ]));
    const seen = below([
        ...reports.flatMap(({ passed_checks: passed, failed_checks: failed, skipped_checks: skipped }) => [...passed, ...failed, ...skipped].map(({ file_abs_path: path }) => path)),
        ...[...log.matchAll(LOOKED_AT)].map(([, path]) => path),
    ]);
    return {
        scanned: new Set(seen.filter((path) => !broken.has(path))),
        unscanned: [...broken].map((path) => ({ path, reason: "checkov could not parse it" })),
        problems: [],
    };
}

;// CONCATENATED MODULE: ./lib/scan/dependency-review.js
/** GitHub's dependency review: what is known against the packages that a change adds. GitHub compares; nothing is resolved or run here. */



const NAME = "dependency-review";
/** The REST API's, which is all of the tool that has a version. */
const VERSION = "2022-11-28";
const nothing = { tool: NAME, version: VERSION, digests: {}, findings: [], unscanned: [] };
const dependencyReview = {
    name: NAME,
    optional: "inTerminal",
    applies: lib_dependencies/* changesManifests */.kf,
    async scan({ change }, ports) {
        const { dependencyGraph } = ports;
        if (dependencyGraph === undefined)
            return [{ ...nothing, state: { status: "unavailable", reason: lib_dependencies/* NOT_ASKED */.Lf } }];
        try {
            return [await review(change, { ...ports, dependencyGraph })];
        }
        catch (error) {
            if (!(error instanceof lib_ports/* GitHubRefusal */.k))
                throw error;
            return [{ ...nothing, state: (0,lib_dependencies/* withoutComparison */.Ee)(error) }];
        }
    },
};
async function review(change, ports) {
    const { dependencyGraph, objects, clock, policy } = ports;
    const comparison = await (0,lib_dependencies/* readComparison */.WY)(dependencyGraph, change);
    const { byGhsa, notes } = await (0,lib_dependencies/* readAdvisories */.gs)(dependencyGraph, comparison.changes);
    const findings = await (0,lib_dependencies/* dependencyFindings */.U_)(comparison, {
        policy: policy.dependencies,
        today: clock.now().toISOString().slice(0, 10),
        advisories: byGhsa,
        place: (0,lib_dependencies/* placer */.G1)(objects, change.head),
        source: { kind: "scanner", tool: NAME, version: VERSION },
    });
    return {
        ...nothing,
        digests: { comparison: (0,external_node_crypto_.createHash)("sha256").update(JSON.stringify(comparison)).digest("hex") },
        state: { status: "completed" },
        findings,
        unscanned: (0,lib_dependencies/* comparisonGaps */.D5)(change, comparison),
        notes,
    };
}

;// CONCATENATED MODULE: ./lib/scan/gitleaks.js
/** gitleaks with its own rules on the files of head, and none of the ways in which a repository tells it to look away. */


const gitleaks_UTF8 = new TextDecoder();
const CONFIG = "gitleaks.toml";
const gitleaks_commanded = commandScanner({
    name: "gitleaks",
    // A secret may stand in any file.
    expects: () => true,
    provision: ({ provision }) => provision.go("gitleaks"),
    deadlineMs: 10 * 60_000,
    // A configuration that is given keeps it from looking for one in the target and in the environment (8.30.1, `initConfig`).
    prepare: async ({ out }, { files }) => {
        await files.write(`${out}/${CONFIG}`, 'title = "defaults"\n\n[extend]\nuseDefault = true\n');
    },
    command: ({ root, out }) => [
        "dir",
        `--config=${out}/${CONFIG}`,
        "--report-format=sarif",
        "--report-path=-",
        // L1: neither the report nor the log holds a secret that a rule has matched.
        "--redact",
        "--ignore-gitleaks-allow",
        // Default: the current folder.
        `--gitleaks-ignore-path=${out}`,
        // The only place where it says what it passes over, and what it opens.
        "--log-level=trace",
        "--no-color",
        "--no-banner",
        "--exit-code=0",
        // Absolute: the log lines below cannot be forged without knowing the folder.
        root,
    ],
    // With --exit-code=0, 1 is a failure: a report that cannot be written, a scan that ended early.
    succeeded: ({ exitCode }) => exitCode === 0,
    sarif: async ({ result, tool, root }) => readGitleaksSarif(gitleaks_UTF8.decode(result.stdout), { version: tool.version, root }),
    report: async ({ root, files, result }) => readGitleaksLog(gitleaks_UTF8.decode(result.stderr), { root, files }),
});
const gitleaks = { ...gitleaks_commanded, optional: true, readsAnyFile: true };
const gitleaks_Result = schemas/* looseObject */._H3({ ruleId: schemas/* string */.YjP(), message: schemas/* object */.Ikc({ text: schemas/* string */.YjP() }) });
const Descriptor = schemas/* looseObject */._H3({ id: schemas/* string */.YjP(), shortDescription: schemas/* object */.Ikc({ text: schemas/* string */.YjP() }) });
/** gitleaks 8.30.1, `report/sarif.go`. */
const gitleaks_Sarif = schemas/* looseObject */._H3({
    runs: schemas/* array */.YOg(schemas/* looseObject */._H3({
        tool: schemas/* object */.Ikc({ driver: schemas/* looseObject */._H3({ semanticVersion: schemas/* string */.YjP(), rules: schemas/* array */.YOg(Descriptor) }) }),
        results: schemas/* array */.YOg(gitleaks_Result),
    }))
        .length(1),
});
/**
 * gitleaks knows no severity and no weakness. `high` is what `secrets` gives to a credential that nobody has proved to be live;
 * GitHub's own rule for hard-coded credentials (CodeQL `js/hardcoded-credentials`) has 9.8.
 */
const PROPERTIES = { "security-severity": "high", cwe: ["CWE-798"], tags: ["security"] };
/**
 * The same SARIF with severity, weakness and the version that ran (8.30.1 writes `v8.0.0` whatever it is). The message
 * is the rule's: gitleaks's own holds the path of the export, which no two runs have in common.
 */
function readGitleaksSarif(text, { version, root }) {
    const log = gitleaks_Sarif.parse(JSON.parse(text));
    for (const { tool, results } of log.runs) {
        tool.driver.semanticVersion = version;
        const descriptions = new Map(tool.driver.rules.map(({ id, shortDescription }) => [id, shortDescription.text]));
        for (const rule of tool.driver.rules)
            rule["properties"] = PROPERTIES;
        for (const { ruleId, message } of results)
            message.text = descriptions.get(ruleId) ?? message.text.replaceAll(`${root}/`, "");
    }
    return JSON.stringify(log);
}
/** What it says when it passes a file over after it has opened it, or before (8.30.1, `sources/`); other words: it had trouble. */
const REASONS = [
    [/global allowlist/u, "gitleaks's default rules leave files of this name out"],
    [/skipping archive/u, "gitleaks does not unpack archives"],
    [/skipping binary/u, "gitleaks does not read this type of file"],
];
/**
 * gitleaks lists no files in its report. A line counts only with the whole absolute path of an export whose name is random,
 * so no text in a file can stand in for it.
 */
function readGitleaksLog(log, { root, files }) {
    const opened = new Set();
    const passed = new Map();
    for (const line of log.split("\n")) {
        const [, level, said = "", name] = /^\S+ (TRC|DBG|INF|WRN|ERR) (.*\S)? ?\bpath=(\S+)$/u.exec(line) ?? [];
        if (name === undefined || !name.startsWith(`${root}/`))
            continue;
        const path = name.slice(root.length + 1);
        if (said === "scanning path" || said === "skipping empty file")
            opened.add(path);
        else if (said.startsWith("skipping") && !/^skipping (?:finding|fragment|empty)/u.test(said))
            passed.set(path, gitleaks_reasonOf(said));
        else if (level === "WRN" || level === "ERR")
            passed.set(path, "gitleaks could not read it");
    }
    const over = (path) => passed.get(path) ?? folders(path).flatMap((folder) => passed.get(folder) ?? [])[0];
    const unscanned = files.flatMap(({ path }) => {
        const reason = over(path);
        return reason === undefined ? [] : [{ path, reason }];
    });
    return {
        scanned: new Set(files.map(({ path }) => path).filter((path) => opened.has(path) && over(path) === undefined)),
        unscanned,
        problems: [],
    };
}
function gitleaks_reasonOf(said) {
    return REASONS.find(([pattern]) => pattern.test(said))?.[1] ?? "gitleaks could not read it";
}
function folders(path) {
    const parts = path.split("/");
    return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}

;// CONCATENATED MODULE: ./lib/scan/gosec-report.js
/** What gosec says it found and did: JSON on stdout, its progress on stderr. */

const Score = schemas/* enum */.k5n(["LOW", "MEDIUM", "HIGH"]);
const Issue = schemas/* object */.Ikc({
    severity: Score,
    confidence: Score,
    cwe: schemas/* object */.Ikc({ id: schemas/* string */.YjP() }).nullish(),
    rule_id: schemas/* string */.YjP(),
    details: schemas/* string */.YjP(),
    file: schemas/* string */.YjP(),
    /** `12`, or `12-14`. */
    line: schemas/* string */.YjP().regex(/^\d+(?:-\d+)?$/u),
});
/** gosec 2.30.0, `report.go`. */
const GosecReport = schemas/* object */.Ikc({
    "Golang errors": schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* array */.YOg(schemas/* object */.Ikc({ line: schemas/* int */.Whr(), error: schemas/* string */.YjP() }))).nullable(),
    Issues: schemas/* array */.YOg(Issue).nullable(),
});
/** gosec's own SARIF has one level, `error`, for its medium and its high, and a rule's severity is that of its first result. */
function gosec_report_toSarif(json, { version, root }) {
    const { Issues } = GosecReport.parse(JSON.parse(json));
    const issues = Issues ?? [];
    const first = new Map(issues.toReversed().map((issue) => [issue.rule_id, issue]));
    const results = issues.map(({ rule_id: ruleId, severity, confidence, details, file, line }) => {
        const [startLine = 1, endLine = startLine] = line.split("-").map(Number);
        const uri = file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file;
        return {
            ruleId,
            message: { text: details },
            properties: { "security-severity": severity, confidence },
            locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine, endLine } } }],
        };
    });
    const rules = [...first].map(([id, { cwe, details, severity, confidence }]) => ({
        id,
        shortDescription: { text: details },
        properties: { "security-severity": severity, precision: confidence, cwe: cwe ? [`CWE-${cwe.id}`] : [] },
    }));
    return JSON.stringify({ version: "2.1.0", runs: [{ tool: { driver: { name: "gosec", version, rules } }, results }] });
}
/** What Go says when something is not there that is not in the change: a dependency, another file of the package. */
const gosec_report_ABSENT = /^could not import |undefined|missing method|does not implement|cannot find package|is not in std|no required module/u;
/**
 * A file counts as scanned when gosec says that it checked it, and Go misses nothing in it but what the change does not
 * hold. A line of the log counts only with the whole absolute path of an export whose name is random.
 */
function readGosecReport({ json, log }, { root, files }) {
    const errors = GosecReport.parse(JSON.parse(json))["Golang errors"] ?? {};
    const broken = new Set(Object.entries(errors)
        .filter(([, list]) => list.some(({ error }) => !gosec_report_ABSENT.test(error)))
        .map(([path]) => path));
    const { checked, shallow, gaveUp } = gosec_report_readLog(log);
    const unscanned = files.flatMap(({ path }) => {
        const whole = `${root}/${path}`;
        if (!checked.has(whole))
            return [{ path, reason: "Go leaves it out here: its build constraints, cgo, or two packages in one folder" }];
        return broken.has(whole) ? [{ path, reason: "Go could not parse or type-check it" }] : [];
    });
    const missed = new Set(unscanned.map(({ path }) => path));
    const scanned = files.map(({ path }) => path).filter((path) => !missed.has(path));
    const partly = scanned.filter((path) => shallow.has(`${root}/${path}`)).length;
    return {
        scanned: new Set(scanned),
        unscanned,
        problems: [],
        notes: [
            ...(partly === 0
                ? []
                : [
                    `its data-flow rules did not run on ${String(partly)} of ${String(scanned.length)} files: their packages use code that is not in the change. Its other rules did.`,
                ]),
            ...(gaveUp === 0 ? [] : [`its rules gave up in ${String(gaveUp)} places.`]),
        ],
    };
}
/** Under `-concurrency=1` what is said after `Checking package` is about that package. */
function gosec_report_readLog(log) {
    const checked = new Set();
    const shallow = new Set();
    let inPackage = [];
    let gaveUp = 0;
    for (const line of log.split("\n")) {
        const said = /^\[gosec\] \d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d (.*)$/u.exec(line)?.[1] ?? "";
        const file = /^Checking file: (.+)$/u.exec(said)?.[1];
        if (file !== undefined) {
            checked.add(file);
            inPackage.push(file);
        }
        else if (said.startsWith("Checking package: "))
            inPackage = [];
        else if (/^(?:Error building the SSA|Panic when running SSA)/u.test(said))
            for (const each of inPackage)
                shallow.add(each);
        else if (/^(?:Rule error|Error running analyzer)/u.test(said))
            gaveUp += 1;
    }
    return { checked, shallow, gaveUp };
}

;// CONCATENATED MODULE: ./lib/scan/gosec.js
/** gosec on the Go files of head, with no way for the project to steer Go: no module, no network, no cgo, no other toolchain. */



const gosec_UTF8 = new TextDecoder();
const gosec_commanded = commandScanner({
    name: "gosec",
    expects: ({ uri }) => /\.go$/iu.test(uri),
    provision: async ({ provision }) => {
        const tool = await provision.go("gosec");
        // gosec asks the go command for the types of the standard library.
        await provision.path("go");
        return tool;
    },
    deadlineMs: 15 * 60_000,
    command: ({ root, files }) => [
        "-nosec",
        "-tests",
        "-fmt=json",
        "-no-fail",
        "-color=false",
        // One package after the other: the log then says which one had no data-flow analysis.
        "-concurrency=1",
        // Folders by name: `./...` leaves `vendor` out (2.30.0, `PackagePaths`).
        ...new Set(files.map(({ path }) => external_node_path_.posix.dirname(`${root}/${path}`))),
    ],
    environment: goEnvironment,
    // With -no-fail anything but 0 is a failure of gosec itself.
    succeeded: ({ exitCode }) => exitCode === 0,
    sarif: async ({ result, tool, root }) => gosec_report_toSarif(gosec_UTF8.decode(result.stdout), { version: tool.version, root }),
    report: async ({ root, files, result, ports }) => {
        const coverage = readGosecReport({ json: gosec_UTF8.decode(result.stdout), log: gosec_UTF8.decode(result.stderr) }, { root, files });
        return { ...coverage, unscanned: [...coverage.unscanned, ...(await moved({ root, files }, ports.files))] };
    },
});
const gosec = { ...gosec_commanded, optional: true };
/** `//line f.go:10`, or `/*line f.go:10*\/` (`go doc cmd/compile`, "Compiler Directives"). */
const LINE_DIRECTIVE = /^\/\/line |\/\*line /mu;
/** gosec 2.30.0 obeys them (tried): a new flaw would stand on the line of an old one and pass for it. */
async function moved({ root, files }, { read }) {
    const found = [];
    for (const { path } of files)
        if (LINE_DIRECTIVE.test(gosec_UTF8.decode(await read(`${root}/${path}`))))
            found.push({
                path,
                reason: "its `line` directives lead gosec to report other lines than those that stand there",
            });
    return found;
}
/**
 * L6. Without modules (`GO111MODULE=off`) Go reads neither go.mod nor go.work of the change: no replacement, toolchain or tool in
 * them counts. It compiles the standard library to read its types, and runs nothing of the change (`go help environment`).
 */
function goEnvironment({ out, tool }) {
    return {
        GO111MODULE: "off",
        GOWORK: "off",
        GOENV: "off",
        GOFLAGS: "",
        GOTOOLCHAIN: "local",
        GOPROXY: "off",
        GOSUMDB: "off",
        GOVCS: "*:off",
        GOTELEMETRY: "off",
        GOPACKAGESDRIVER: "off",
        CGO_ENABLED: "0",
        GOPATH: `${out}/path`,
        GOMODCACHE: `${out}/modules`,
        // Of this run, so that a scan of base need not compile the standard library again (30 s).
        GOCACHE: `${tool.env["HOME"] ?? out}/go-cache`,
    };
}

;// CONCATENATED MODULE: ./lib/scan/osv-scanner.js
/** OSV-Scanner on lock files, where the machine has it: known vulnerabilities without GitHub's dependency graph. */


/** File names that it knows as lock files or manifests (2.5.0, its page "Supported languages and lockfiles"); any other ends a start (tried). */
const LOCK_FILES = new Set([
    ...["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock"],
    ...["Pipfile.lock", "poetry.lock", "pdm.lock", "pylock.toml", "uv.lock"],
    ...["go.mod", "Cargo.lock", "Gemfile.lock", "gems.locked", "composer.lock", "pubspec.lock", "mix.lock"],
    ...["pom.xml", "gradle.lockfile", "buildscript-gradle.lockfile", "packages.config", "packages.lock.json"],
    ...["conan.lock", "renv.lock", "stack.yaml.lock", "cabal.project.freeze"],
]);
const REQUIREMENTS = /requirements[^/]*\.txt$/u;
const osv_scanner_CONFIG = "osv-scanner.toml";
const osv_scanner_UTF8 = new TextDecoder();
const osvScanner = createOsvScanner();
/** With `database`, the folder of a local copy, it asks nobody; otherwise api.osv.dev. */
function createOsvScanner({ database } = {}) {
    const command = commandScanner({
        name: "osv-scanner",
        expects: ({ uri }) => isLockFile(uri),
        provision: ({ provision }) => provision.path("osv-scanner"),
        deadlineMs: 5 * 60_000,
        // One lock file that it cannot read ends it before it has looked anything up (tried).
        batch: 500,
        prepare: async ({ out }, { files }) => files.write(`${out}/${osv_scanner_CONFIG}`, ""),
        command: ({ root, out, files }) => [
            "scan",
            "source",
            "--format=sarif",
            // Without one of ours it takes `osv-scanner.toml` from beside each lock file, which hides vulnerabilities (tried).
            `--config=${out}/${osv_scanner_CONFIG}`,
            // Both would run or fetch what the project names (L6).
            "--no-call-analysis=all",
            "--no-resolve",
            // A lock file without packages is no failure.
            "--allow-no-lockfiles",
            // `--offline-vulnerabilities` alone exits 0 and has looked nothing up (2.5.0, tried).
            ...(database === undefined ? [] : ["--offline", `--local-db-path=${database}`]),
            ...files.map(({ path }) => `--lockfile=${root}/${path}`),
        ],
        // 1: vulnerabilities; 127 and up: a file that cannot be read, a database that cannot be reached.
        succeeded: ({ exitCode }) => exitCode === 0 || exitCode === 1,
        sarif: ({ root, result }) => Promise.resolve(relative(osv_scanner_UTF8.decode(result.stdout), root)),
        report: async ({ root, files, result }) => readOsvScannerLog(osv_scanner_UTF8.decode(result.stderr), { root, files }),
    });
    return {
        ...command,
        optional: true,
        scan: async (target, ports) => command.scan(await withoutIncludes(target, ports), ports),
    };
}
function isLockFile(uri) {
    // It takes none of `node_modules`, and ends when one is named (tried).
    if (uri.split("/").includes("node_modules"))
        return false;
    return LOCK_FILES.has(external_node_path_.posix.basename(uri)) || REQUIREMENTS.test(uri);
}
/** A line that is, or may become when its parser takes out `[…]` and `${…}`, an include; not `--hash`, `-e`, `-i`, `-f` or `-c`. */
const INCLUDE = /^[\s\u0085]*(?:\[|\$|-(?!-|[efic]\s))/mu;
/** It follows `-r` in a requirements file to any file of the machine, and would send what looks like packages there (2.5.0, tried). */
async function withoutIncludes(target, { files }) {
    const led = new Set();
    for (const entry of target.exported) {
        if (!REQUIREMENTS.test(entry.path))
            continue;
        const bytes = await files.read(`${target.root}/${entry.path}`);
        const text = osv_scanner_UTF8.decode(bytes);
        if (INCLUDE.test(text))
            led.add(entry);
    }
    const reason = "its `-r` lines would lead osv-scanner out of the files that it is given";
    return {
        ...target,
        exported: target.exported.filter((entry) => !led.has(entry)),
        withheld: [...target.withheld, ...[...led].map(({ file }) => ({ uri: file.uri, reason }))],
    };
}
/** The log names each file that it read, by the absolute path of an export whose name is random: no text in a file can stand in for it. */
function readOsvScannerLog(log, { root, files }) {
    const read = new Set(log.split("\n").flatMap((line) => /^Scanned (.+) file and found \d+ packages?$/u.exec(line)?.[1] ?? []));
    return {
        scanned: new Set(files.map(({ path }) => path).filter((path) => read.has(`${root}/${path}`))),
        unscanned: [],
        problems: [],
    };
}
/**
 * As this program reads SARIF: names as they are, below the export, whose own place nobody else has; and without the advice
 * that ends each help, to hide the finding by a file that hides nothing here.
 */
function relative(sarif, root) {
    return sarif
        .replace(/"file:\/\/(\/[^"\\]*)"/gu, (_, path) => JSON.stringify(decodeURIComponent(path)))
        .replaceAll(`${root}/`, "")
        .replace(/\\n\\nIf you believe these vulnerabilities do not affect(?:[^"\\]|\\.)*"/gu, '"');
}

;// CONCATENATED MODULE: ./lib/scan/secrets-finding.js
/** What the `secrets` scanner says of a secret: what it is, where it is used, why it is believed; never the value (L1). */



const secrets_finding_NAME = "secrets";
const BECAUSE = {
    checksum: "its checksum is right",
    format: "it has the documented format",
    assignment: "its name says so and the value is no placeholder",
    entropy: "it is random and stands beside a telling name",
};
/** What a path alone tells. Real keys stand in tests and documents too, so it lowers, and never hides. */
const CONTEXTS = [
    {
        words: "in a test",
        path: /(?:^|\/)(?:(?:__)?(?:tests?|specs?|fixtures|mocks|testdata|e2e)(?:__)?\/|conftest\.py$|test_[^/]*\.py$|[^/]*(?:[._-](?:test|spec)\.\w+|_test\.go|Tests?\.(?:java|kt|cs|swift))$)/u,
    },
    { words: "in documentation", path: /(?:^|\/)docs?\/|\.(?:md|mdx|rst|adoc)$|(?:^|\/)(?:README|CHANGELOG)[^/]*$/iu },
];
function contextOf(path) {
    return path === undefined ? undefined : CONTEXTS.find((context) => context.path.test(path))?.words;
}
/** One lower in a test or a document; what its format proves is medium at least. */
function severityIn(span, path) {
    const severity = (0,secrets/* severityOf */.xJ)(span);
    if (contextOf(path) === undefined)
        return severity;
    const lower = lib_finding/* SEVERITIES */.oC[Math.max(1, lib_finding/* SEVERITIES */.oC.indexOf(severity) - 1)] ?? severity;
    const proved = span.why === "checksum" || span.why === "format";
    return proved && (0,lib_finding/* compareSeverity */.zK)(lower, "medium") < 0 && (0,lib_finding/* compareSeverity */.zK)(severity, "medium") >= 0 ? "medium" : lower;
}
/** A finding without a place. */
function secrets_finding_toFinding({ span, path, where }) {
    const rule = (0,secrets/* ruleOf */.Y)(span.type);
    const { provider } = span;
    const named = provider === undefined || rule.shortDescription.toLowerCase().includes(provider.toLowerCase());
    const subject = [`${rule.shortDescription}${named ? "" : ` (${provider})`}`, where, contextOf(path)];
    const said = subject.filter((part) => part !== undefined).join(", ");
    return {
        rule,
        source: { kind: "scanner", tool: secrets_finding_NAME, version: secrets/* RULE_SET_VERSION */.nc },
        message: (0,untrusted/* oneLine */.TN)(`${said}: ${BECAUSE[span.why]}. Revoke it first, then remove it.`),
        severity: severityIn(span, path),
        confidence: span.confidence,
        relatedLocations: [],
    };
}

;// CONCATENATED MODULE: ./lib/scan/secrets-text.js
/** What the `secrets` scanner reads: any bytes as text, and where in it a span stands. */
/**
 * Any bytes as text. A byte order mark decides (RFC 2781); what is not valid UTF-8 shows as U+FFFD. A binary file is read
 * byte by byte without its NULs: one NUL, or UTF-16 without a mark, must not hide what else the file holds (L6).
 */
function secrets_text_readingOf(bytes) {
    const lineOf = (line) => line;
    const [first, second] = bytes;
    if (first === 0xff && second === 0xfe)
        return { text: new TextDecoder("utf-16le").decode(bytes), lineOf, columns: true };
    if (first === 0xfe && second === 0xff)
        return { text: new TextDecoder("utf-16be").decode(bytes), lineOf, columns: true };
    if (!bytes.includes(0))
        return { text: new TextDecoder("utf-8").decode(bytes), lineOf, columns: true };
    return { text: Buffer.from(bytes).toString("latin1").replaceAll("\0", ""), lineOf, columns: false };
}
/** What a span holds, to compare it with others: the same key is the same in another indentation. */
function secrets_text_valueOf(text, { start, end }) {
    return text.slice(start, end).replace(/\s+/gu, "");
}
const LARGEST_BYTES = 50_000_000;
/** Every value that the engine finds in a file; nothing in one that is not there. */
function valuesIn(bytes, path, { look }) {
    if (bytes === undefined)
        return new Set();
    const { text } = secrets_text_readingOf(bytes.subarray(0, LARGEST_BYTES));
    return new Set(look(text, { path, point: "scan" }).map((span) => secrets_text_valueOf(text, span)));
}
/** 1-based lines and columns in UTF-16 units; offsets must come in order. */
function positions(text) {
    let line = 1;
    let lineStart = 0;
    let newline = text.indexOf("\n");
    return (offset) => {
        while (newline >= 0 && newline < offset) {
            line++;
            lineStart = newline + 1;
            newline = text.indexOf("\n", lineStart);
        }
        return { line, column: offset - lineStart + 1 };
    };
}
const secrets_text_CONTEXT_LINES = 5;
/**
 * The lines that none of `others` has, with some around them, for a name may stand lines before its value. A line is taken
 * for itself, wherever it stands: what only moved is not new.
 */
function newLines(text, others) {
    const known = new Set(others.flatMap((other) => other.split("\n")).map(trimmed));
    const lines = text.split("\n");
    const isNew = lines.map((line) => !known.has(trimmed(line)));
    const kept = [];
    let until = -1;
    for (let at = 0; at < lines.length + secrets_text_CONTEXT_LINES; at++) {
        if (isNew[at] === true)
            until = at + secrets_text_CONTEXT_LINES;
        const candidate = at - secrets_text_CONTEXT_LINES;
        // Near a new line before it, or after it.
        if (candidate >= 0 && candidate < lines.length && until >= candidate)
            kept.push(candidate);
    }
    return {
        text: kept.map((at) => lines[at] ?? "").join("\n"),
        lineOf: (line) => (kept[line - 1] ?? 0) + 1,
        columns: true,
        isNew: (line) => isNew[line - 1] === true,
    };
}
function trimmed(line) {
    return line.trim();
}

;// CONCATENATED MODULE: ./lib/scan/secrets-names.js
/** Secrets where no line of head holds them: names of files and messages of commits. */





/** A path for people, without the secrets in it. */
function shownPath(uri) {
    return (0,untrusted/* oneLine */.TN)(withMarks(uri, (0,secrets/* detect */.o0)(uri, { point: "scan" })), 300);
}
/** Secrets in the name of a file; it has no place, since a place would repeat the name. */
function inName(uri, { commit, detector }) {
    const shown = shownPath(uri);
    const where = `in the name of the file ${shown}${commit === undefined ? "" : `, ${inCommit(commit)}`}`;
    return detector.look(uri, { point: "scan" }).map((span) => ({
        ...secrets_finding_toFinding({ span, where }),
        concerns: "change",
        identity: { uri: shown, lineText: "" },
    }));
}
/** A message is as public as the code, and stays when the code goes. */
function inMessage({ name, message }, { look }) {
    const at = positions(message);
    const spans = look(message, { point: "scan" });
    const lines = withMarks(message, spans).split("\n");
    return spans.map((span) => {
        const { line } = at(span.start);
        return {
            ...secrets_finding_toFinding({ span, where: `in the message of ${inCommit(name).replace(/^in /u, "")}, line ${String(line)}` }),
            concerns: "change",
            identity: { uri: "", lineText: lines[line - 1] ?? "" },
        };
    });
}
function inCommit(name) {
    return `in commit ${name.slice(0, 12)} of this change`;
}

;// CONCATENATED MODULE: ./lib/scan/secrets-earlier.js
/** Secrets in versions of files that stood in a commit of the change and stand in head no more. */




/** As much as 20 seconds of one core. */
const MOST_BYTES = 300_000_000;
const secrets_earlier_LARGEST_BYTES = 50_000_000;
const MOST_FINDINGS = 1_000;
async function earlierSecrets(job, objects) {
    const { read, unread } = await secrets_earlier_withinLimits(unknownVersions(job), objects);
    const found = new Map();
    await eachVersion(read, objects, (version, bytes, before) => {
        for (const one of inVersion({ version, bytes, before }, job.detector))
            if (!job.standing.has(one.value) && !found.has(one.value))
                found.set(one.value, one);
    });
    const findings = [];
    const known = knownValues(job, objects);
    for (const one of found.values()) {
        if (findings.length >= MOST_FINDINGS) {
            unread.push({
                what: "secrets of earlier commits",
                why: `over ${String(MOST_FINDINGS)}; the rest is not reported`,
            });
            break;
        }
        const { base, headText } = await known(one.version.uri);
        if (!base.has(one.value))
            findings.push(toEarlier(one, headText));
    }
    return { findings, unread };
}
/** Without those that head holds in a changed file, which its own scan reads, and each once. */
function unknownVersions({ change, versions }) {
    const known = new Set(change.files.flatMap(({ headBlob }) => headBlob ?? []));
    return versions.filter(({ blob }) => !known.has(blob) && known.add(blob));
}
async function secrets_earlier_withinLimits(versions, objects) {
    const sizes = await objects.sizes([...new Set(versions.flatMap(({ blob, before }) => [blob, ...before]))]);
    const read = [];
    const unread = [];
    let total = 0;
    for (const version of versions) {
        const { commit, uri, blob } = version;
        const what = `${shownPath(uri)} of commit ${commit.slice(0, 12)}`;
        const size = sizes.get(blob);
        if (size === undefined)
            unread.push({ what, why: "git has no such object" });
        else if (size > secrets_earlier_LARGEST_BYTES)
            unread.push({ what, why: "over 50 MB" });
        else if ((total += size) > MOST_BYTES)
            unread.push({ what, why: "the commits before head hold more than 300 MB" });
        else
            read.push({
                ...version,
                before: version.before.filter((name) => (sizes.get(name) ?? Infinity) <= secrets_earlier_LARGEST_BYTES),
            });
    }
    return { read, unread };
}
/** One git process for all; one version and what was before it are in memory at a time. */
async function eachVersion(versions, objects, each) {
    const steps = versions.flatMap((version) => [...version.before, version.blob].map((name) => ({ version, name })));
    const walk = steps.values();
    let before = [];
    await objects.blobs(steps.map(({ name }) => name), (name, bytes) => {
        const version = walk.next().value?.version;
        if (version === undefined)
            return;
        if (before.length < version.before.length) {
            before.push(bytes ?? new Uint8Array());
            return;
        }
        if (bytes !== undefined && name === version.blob)
            each(version, bytes, before);
        before = [];
    });
}
function inVersion({ version, bytes, before }, { look }) {
    const reading = newLines(secrets_text_readingOf(bytes).text, before.map((old) => secrets_text_readingOf(old).text));
    const spans = look(reading.text, { path: version.uri, point: "scan" });
    const at = positions(reading.text);
    const lines = spans.length === 0 ? [] : withMarks(reading.text, spans).split("\n");
    return spans.flatMap((span) => {
        const [first, last] = [at(span.start).line, at(span.end).line];
        const touched = Array.from({ length: last - first + 1 }, (_, index) => reading.lineOf(first + index));
        if (!touched.some(reading.isNew))
            return [];
        const value = secrets_text_valueOf(reading.text, span);
        return [{ version, span, value, line: reading.lineOf(first), lineText: lines[first - 1] ?? "" }];
    });
}
/** What base and head hold under a path. */
function knownValues({ change: { files, head }, detector }, objects) {
    const known = new Map();
    return async (uri) => {
        const seen = known.get(uri);
        if (seen !== undefined)
            return seen;
        const file = files.find((one) => one.uri === uri || one.baseUri === uri);
        const at = async (name) => {
            let bytes;
            if (name !== undefined)
                await objects.blobs([name], (_, content) => void (bytes = content));
            return bytes ?? new Uint8Array();
        };
        // A file that the change as a whole leaves alone is in base what it is in head.
        const inHead = file === undefined ? ((await objects.fileAt(head, uri)) ?? new Uint8Array()) : await at(file.headBlob);
        const inBase = file === undefined ? inHead : await at(file.status === "copied" ? undefined : file.baseBlob);
        const fresh = {
            base: valuesIn(inBase, file?.baseUri ?? uri, detector),
            headText: secrets_text_readingOf(inHead).text.replace(/\s+/gu, ""),
        };
        known.set(uri, fresh);
        return fresh;
    };
}
function toEarlier({ version, span, value, line, lineText }, headText) {
    const shown = shownPath(version.uri);
    const now = headText.includes(value) ? "in head without its name" : "removed again later";
    return {
        ...secrets_finding_toFinding({
            span,
            path: version.uri,
            where: `${inCommit(version.commit)}, ${shown} line ${String(line)}, ${now}`,
        }),
        concerns: "change",
        identity: { uri: shown, lineText },
    };
}

;// CONCATENATED MODULE: ./lib/scan/secrets-history.js
/** Every commit of a change: what was added in one and removed in a later one is in the history, and on the server. */




/** The newest. GitHub itself lists 250 of a pull request; each costs a process or two. */
const MOST_COMMITS = 1_000;
/** An octopus of more arms is nobody's work. */
const MOST_PARENTS = 16;
const NO_FILE = /^(?:000000|160000)$/u;
/**
 * Secrets in the commits that head has and base has not: in their messages, in names of files, and in versions of files that
 * head does not hold. A merge is read for what none of its parents has.
 * @param standing values that the scan of head has found
 */
async function scanHistory(change, standing, ports) {
    const { objects, detector } = ports;
    const { commits, incomplete } = await listOf(change, objects);
    const unscanned = incomplete === undefined ? [] : [gap("commits of the change", incomplete)];
    const findings = [];
    const versions = [];
    const names = new Set(change.files.map(({ uri }) => uri));
    for (const commit of commits) {
        findings.push(...inMessage(commit, detector));
        if (commit.messageCut)
            unscanned.push(gap(`message of ${inWords(commit)}`, "only the first MB was scanned"));
        const read = await tryVersions(commit, objects);
        if (typeof read === "string")
            unscanned.push(gap(inWords(commit), read));
        else
            versions.push(...read);
    }
    for (const { uri, isNewName, commit } of versions) {
        if (!isNewName || names.has(uri))
            continue;
        names.add(uri);
        findings.push(...inName(uri, { commit, detector }));
    }
    const earlier = await earlierSecrets({ change, standing, versions, detector }, objects);
    return {
        findings: [...findings, ...earlier.findings],
        unscanned: [...unscanned, ...earlier.unread.map(({ what, why }) => gap(what, why))],
    };
}
/** Not of head, whose scan is complete all the same: its alerts are uploaded. */
function gap(uri, reason) {
    return { uri, reason, concerns: "change", outOfScope: true };
}
function inWords({ name }) {
    return `commit ${name.slice(0, 12)}`;
}
async function listOf({ base, mergeBase, head }, objects) {
    const without = [...new Set([mergeBase, base])];
    const list = await orWhy(objects.commits({ to: head, without, limit: MOST_COMMITS }));
    return typeof list === "string" ? { commits: [], incomplete: list } : list;
}
/** A change is not left without a verdict for one commit that cannot be read: that commit is named. */
async function orWhy(reading) {
    try {
        return await reading;
    }
    catch (error) {
        if (error instanceof lib_errors/* ExternalError */.yA || error instanceof lib_errors/* ConfigurationError */.j1)
            return error.message;
        throw error;
    }
}
function tryVersions(commit, objects) {
    if (commit.parents.length > MOST_PARENTS)
        return Promise.resolve(`it has more than ${String(MOST_PARENTS)} parents`);
    return orWhy(secrets_history_versionsOf(commit, objects));
}
async function secrets_history_versionsOf({ name, parents }, objects) {
    const diffs = [];
    for (const parent of parents.length === 0 ? [undefined] : parents)
        diffs.push([...parseRaw(await objects.rawDiff(parent, name))]);
    const [first = [], ...others] = diffs.map((pairs) => new Map(pairs.map((pair) => [secrets_history_text(pair.headPath), pair])));
    return [...first].flatMap(([uri, pair]) => {
        const same = others.map((pairs) => pairs.get(uri));
        // A parent that has the very same file does not list it.
        const pairs = [pair, ...same].filter((each) => each !== undefined);
        if (pairs.length < diffs.length || NO_FILE.test(pair.headMode))
            return [];
        return [
            {
                commit: name,
                uri,
                blob: pair.headObject,
                before: pairs.filter(({ baseMode }) => !NO_FILE.test(baseMode)).map(({ baseObject }) => baseObject),
                isNewName: pairs.every(({ status }) => status === "added" || status === "renamed" || status === "copied"),
            },
        ];
    });
}
function secrets_history_text(path) {
    return Buffer.from(path).toString("utf8");
}

;// CONCATENATED MODULE: ./lib/scan/secrets.js
/** The scanner for hard-coded credentials: the engine of `src/secrets` at its precise point, over head and the commits behind it. */





/** Above it only the hunks are read: one such file is 0.5 s. */
const secrets_LARGEST_BYTES = 5_000_000;
const LARGEST_BINARY_BYTES = 50_000_000;
/** More of them in one file say nothing more; code scanning takes 25,000 results of a run. */
const MOST_FINDINGS_PER_FILE = 1_000;
const secrets_secrets = {
    name: secrets_finding_NAME,
    // Whatever a change does, its commits have messages.
    applies: () => true,
    rules: () => Promise.resolve((0,secrets/* ruleNames */.XZ)()),
    scan: async ({ change }, ports) => {
        const parts = await scanFiles(change.files.filter(hasContent), ports);
        const before = await valuesInBase(parts, ports);
        const inHead = parts.flatMap(({ file, found }) => found.map((placed) => inFile(file, placed, before)));
        const standing = new Set(parts.flatMap(({ found }) => found.map(({ value }) => value)));
        const history = await scanHistory(change, standing, ports);
        return [
            {
                tool: secrets_finding_NAME,
                version: secrets/* RULE_SET_VERSION */.nc,
                digests: { rules: (0,secrets/* ruleSetSha256 */.c4)() },
                state: { status: "completed" },
                findings: [
                    ...inHead,
                    ...change.files.filter(isNewName).flatMap(({ uri }) => inName(uri, ports)),
                    ...history.findings,
                ],
                unscanned: [...parts.flatMap(({ unscanned }) => unscanned), ...history.unscanned],
            },
        ];
    },
};
/** A link's content is what it points at; submodules have none, and what was deleted is not in head. */
function hasContent({ kind, headBlob }) {
    return kind !== "submodule" && headBlob !== undefined;
}
function isNewName({ status, hunks }) {
    return hunks.length > 0 && ["added", "renamed", "copied"].includes(status);
}
/** A blob of many names is read once. */
function grouped(files, blobOf) {
    const groups = new Map();
    for (const file of files) {
        const group = groups.get(blobOf(file));
        if (group === undefined)
            groups.set(blobOf(file), [file]);
        else
            group.push(file);
    }
    return groups;
}
async function scanFiles(files, { objects, detector }) {
    const byBlob = grouped(files, ({ headBlob = "" }) => headBlob);
    const parts = [];
    await objects.blobs([...byBlob.keys()], (name, bytes) => {
        for (const file of byBlob.get(name) ?? [])
            parts.push(scanFile(file, bytes, detector));
    });
    return parts;
}
/** By blob of base: what the engine finds there too was no work of the change, on whatever line it stands now. */
async function valuesInBase(parts, { objects, detector }) {
    // A copy is a new place for a secret; a rename is not.
    const asked = parts
        .filter(({ found, file }) => found.length > 0 && file.status !== "copied")
        .map(({ file }) => file)
        .filter(({ baseBlob, headBlob }) => baseBlob !== undefined && baseBlob !== headBlob);
    const byBlob = grouped(asked, ({ baseBlob = "" }) => baseBlob);
    const values = new Map();
    await objects.blobs([...byBlob.keys()], (name, bytes) => {
        for (const file of byBlob.get(name) ?? [])
            values.set(file, valuesIn(bytes, file.baseUri ?? file.uri, detector));
    });
    return values;
}
function inFile(file, { span, value, location }, before) {
    const isOld = before.get(file)?.has(value) === true;
    return { ...secrets_finding_toFinding({ span, path: file.uri }), location, ...(isOld && { baselineState: "unchanged" }) };
}
function scanFile(file, bytes, { look }) {
    const { uri } = file;
    if (bytes === undefined)
        return { file, found: [], unscanned: [{ uri, reason: "git has no such object" }] };
    const limit = file.binary ? LARGEST_BINARY_BYTES : secrets_LARGEST_BYTES;
    const big = bytes.length > limit;
    const reading = big && !file.binary ? hunksOf(file) : secrets_text_readingOf(bytes.subarray(0, limit));
    const spans = look(reading.text, { path: uri, point: "scan" });
    const place = placer(uri, reading);
    const found = spans
        .slice(0, MOST_FINDINGS_PER_FILE)
        .map((span) => ({ span, value: secrets_text_valueOf(reading.text, span), location: place(span) }));
    const unscanned = [];
    const endLine = lineCount(bytes);
    if (big && file.binary)
        unscanned.push({ uri, reason: `only the first ${secrets_megabytes(limit)} were scanned` });
    if (big && !file.binary)
        unscanned.push(...outsideHunks(file, endLine));
    const next = spans[MOST_FINDINGS_PER_FILE];
    if (next !== undefined) {
        const reason = `more than ${String(MOST_FINDINGS_PER_FILE)} secrets in one file: the rest is not reported`;
        unscanned.push({ uri, startLine: place(next).startLine, endLine, reason });
    }
    return { file, found, unscanned };
}
/** As git counts: a last line without a line end is one. */
function lineCount(bytes) {
    let count = 1;
    for (let at = bytes.indexOf(10); at >= 0 && at < bytes.length - 1; at = bytes.indexOf(10, at + 1))
        count++;
    return count;
}
function secrets_megabytes(bytes) {
    return `${String(bytes / 1e6)} MB`;
}
/** The lines of head that the hunks show, for a file that is too big to read whole. */
function hunksOf({ hunks }) {
    const lines = hunks.flatMap((hunk) => hunk.lines.filter(({ headLine }) => headLine !== undefined));
    return {
        text: lines.map(({ text }) => text).join("\n"),
        lineOf: (line) => lines[line - 1]?.headLine ?? 1,
        columns: true,
    };
}
function outsideHunks({ uri, hunks }, lastLine) {
    const reason = `over ${secrets_megabytes(secrets_LARGEST_BYTES)}: only the changed parts were scanned`;
    const gaps = [];
    let next = 1;
    for (const { headStart, headCount } of hunks) {
        if (headCount === 0)
            continue;
        if (headStart > next)
            gaps.push({ uri, startLine: next, endLine: headStart - 1, reason });
        next = headStart + headCount;
    }
    return next > lastLine ? gaps : [...gaps, { uri, startLine: next, endLine: lastLine, reason }];
}
/** Places spans that come in order: 1-based lines and columns in UTF-16 units, `endColumn` after the last (SARIF §3.30). */
function placer(uri, { text, lineOf, columns }) {
    const at = positions(text);
    return ({ start, end }) => {
        const from = at(start);
        const to = at(end);
        const lines = { uri, startLine: lineOf(from.line), endLine: lineOf(to.line) };
        return columns ? { ...lines, startColumn: from.column, endColumn: to.column } : lines;
    };
}

;// CONCATENATED MODULE: ./lib/scan/semgrep-report.js
/** What semgrep says that it did, in its JSON: SARIF has neither the files that it scanned nor the lines that it could not parse. */

/** The reason of a file in which semgrep's data flow did not come to its end. */
const DATA_FLOW = "data-flow analysis timed out";
const Position = schemas/* object */.Ikc({ line: schemas/* number */.aig().int() });
const Span = schemas/* object */.Ikc({ path: schemas/* string */.YjP().optional(), file: schemas/* string */.YjP().optional(), start: Position, end: Position });
const SemgrepError = schemas/* object */.Ikc({
    level: schemas/* string */.YjP(),
    /** `"Timeout"`, or `["PartialParsing", [span]]`. */
    type: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* tuple */.PVZ([schemas/* string */.YjP()], schemas/* unknown */.L5J())]),
    rule_id: schemas/* string */.YjP().optional(),
    path: schemas/* string */.YjP().optional(),
    spans: schemas/* array */.YOg(Span).optional(),
});
/** semgrep 1.182.0, `semgrep_output_v1.py`: `cli_output`. */
const SemgrepReport = schemas/* object */.Ikc({
    errors: schemas/* array */.YOg(SemgrepError),
    paths: schemas/* object */.Ikc({ scanned: schemas/* array */.YOg(schemas/* string */.YjP()) }),
    skipped_rules: schemas/* array */.YOg(schemas/* object */.Ikc({ rule_id: schemas/* string */.YjP() })).default([]),
    time: schemas/* object */.Ikc({
        fixpoint_timeouts: schemas/* array */.YOg(schemas/* object */.Ikc({ location: schemas/* object */.Ikc({ path: schemas/* string */.YjP() }).optional() })).default([]),
    })
        .optional(),
});
/** `ownIds`: the ids of the rules that ship with this program. Throws when the text is not semgrep's JSON: a report that cannot be read is not a clean one. */
function readSemgrepReport(text, ownIds = new Set()) {
    if (text === undefined)
        throw new Error("it wrote no JSON report");
    const { errors, paths, skipped_rules: skipped, time } = SemgrepReport.parse(JSON.parse(text));
    const slow = new Set((time?.fixpoint_timeouts ?? []).flatMap(({ location }) => location?.path ?? []));
    const wayOut = (rule) => rule === undefined || ownIds.has(rule)
        ? "Report it: the rules are this program's own."
        : "Correct the rule on the base branch, or take it out of `semgrep` in the policy.";
    return {
        scanned: new Set(paths.scanned),
        unscanned: [...byReason(errors.flatMap(unscannedBy)), ...[...slow].map((path) => ({ path, reason: DATA_FLOW }))],
        problems: [
            ...errors
                .filter(concernsTheRun)
                .map((error) => `semgrep reported "${semgrep_report_kindOf(error)}"${ofRule(error.rule_id)}. ${wayOut(error.rule_id)}`),
            ...skipped.map(({ rule_id: rule }) => `semgrep skipped the rule ${rule}. ${wayOut(rule)}`),
        ],
    };
}
function semgrep_report_kindOf({ type }) {
    return typeof type === "string" ? type : type[0];
}
function ofRule(rule) {
    return rule === undefined ? "" : ` (rule ${rule})`;
}
/** An error without a file is about the rules or semgrep itself. */
function concernsTheRun(error) {
    return error.path === undefined && (error.spans ?? []).length === 0;
}
/** Words of ours: semgrep's message quotes the file, and with it whatever secret stands there. */
function unscannedBy(error) {
    const kind = semgrep_report_kindOf(error);
    if (kind === "PartialParsing") {
        const spans = (error.spans ?? []).flatMap(({ path, file, start, end }) => {
            const of = error.path ?? path ?? file;
            return of === undefined
                ? []
                : [
                    {
                        path: of,
                        startLine: start.line,
                        endLine: Math.max(start.line, end.line),
                        reason: "semgrep could not parse these lines",
                    },
                ];
        });
        if (spans.length > 0)
            return spans;
    }
    const path = error.path ?? error.spans?.[0]?.path ?? error.spans?.[0]?.file;
    if (path === undefined)
        return [];
    const reason = kind === "Timeout" ? "it took too long" : `semgrep stopped with "${kind}"`;
    return [{ path, reason: `${reason}${ofRule(error.rule_id)}` }];
}
/** Twenty rules that time out on one file are one fact. */
function byReason(parts) {
    const whole = new Map();
    for (const { path, startLine, reason } of parts)
        if (startLine === undefined)
            whole.set(path, [...(whole.get(path) ?? []), reason]);
    return [
        ...parts.filter(({ startLine }) => startLine !== undefined),
        ...[...whole].map(([path, [first = "", ...more]]) => ({
            path,
            reason: more.length === 0 ? first : `${first}, and ${String(more.length)} more like it`,
        })),
    ];
}

;// CONCATENATED MODULE: ./lib/scan/semgrep-rules.js
/** The rule files that ship with this program, as data: their digest for the ledger, their names for the policy's threats. */





/** The rules for these languages as one JSON configuration: semgrep needs 0.2 s to read it, and 5.6 s for 41 files of YAML (measured). */
function rulesJson(rules, { languages, depth }) {
    const wanted = rules.filter((rule) => rule.languages.some((language) => languages.has(canonicalLanguage(language))));
    if (depth === "deep")
        return JSON.stringify({ rules: wanted });
    const shallow = wanted
        .filter(({ mode }) => mode === "taint")
        .map((rule) => ({ ...rule, options: { ...rule.options, taint_assume_safe_functions: true } }));
    return JSON.stringify({ rules: shallow });
}
const Rule = schemas/* looseObject */._H3({
    id: schemas/* string */.YjP(),
    languages: schemas/* array */.YOg(schemas/* string */.YjP()),
    mode: schemas/* string */.YjP().optional(),
    options: schemas/* looseObject */._H3({}).optional(),
    metadata: schemas/* looseObject */._H3({ cwe: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* array */.YOg(schemas/* string */.YjP())]).optional() }).optional(),
});
const RuleFile = schemas/* object */.Ikc({ rules: schemas/* array */.YOg(Rule) });
const ofRun = new WeakMap();
/** Read once per run, so that digest and configuration are of the same bytes. Throws for a file that is none: it is our own. */
function readRules(ports) {
    const rules = ofRun.get(ports) ?? read(ports);
    ofRun.set(ports, rules);
    return rules;
}
async function read({ files, rules: folder, ownRules }) {
    const digest = (0,external_node_crypto_.createHash)("sha256");
    const shipped = [];
    for (const path of [...(await files.glob("**/*.{yml,yaml}", folder))].filter(isRuleFile).sort()) {
        const bytes = (await files.read(path)) ?? new Uint8Array();
        digest.update(`${(0,external_node_path_.relative)(folder, path)}\0${String(bytes.length)}\0`).update(bytes);
        shipped.push(...RuleFile.parse((0,dist/* parse */.qg)(new TextDecoder().decode(bytes))).rules);
    }
    const rules = [...shipped, ...schemas/* array */.YOg(Rule).parse(ownRules?.rules ?? [])];
    const names = rules.map(({ id, metadata }) => ({
        id: `semgrep/${id}`,
        cwe: [metadata?.cwe ?? []].flat().flatMap((text) => /^CWE-\d+/u.exec(text)?.[0] ?? []),
    }));
    return {
        sha256: digest.digest("hex"),
        ...(ownRules === undefined ? {} : { ownSha256: ownRules.sha256 }),
        names,
        shipped: new Set(shipped.map(({ id }) => id)),
        rules,
    };
}
/** The examples of rules for YAML stand beside them. */
function isRuleFile(path) {
    return !/^example(_test)?\./u.test((0,external_node_path_.basename)(path));
}

;// CONCATENATED MODULE: ./lib/scan/semgrep-yaml.js
/** YAML that semgrep cannot parse: a template is none until it is rendered, and what is no manifest has no rule here. */


/** The same coverage without such files: they are no gap of the Kubernetes rules, which read manifests. A note names them (L5). */
async function withoutTemplates(coverage, { root, exported }, files) {
    const given = new Map(exported.map(({ path, file }) => [path, file.uri]));
    const outside = new Set();
    for (const { path } of coverage.unscanned) {
        const own = path.replace(/^\.\//u, "");
        const uri = given.get(own);
        if (uri === undefined || semgrepLanguage(uri) !== "yaml")
            continue;
        const bytes = await files.read(`${root}/${own}`);
        if (bytes !== undefined && !isManifest(bytes))
            outside.add(path);
    }
    if (outside.size === 0)
        return coverage;
    const names = [...outside].map((path) => given.get(path.replace(/^\.\//u, "")) ?? path);
    const more = names.length > 5 ? ` and ${String(names.length - 5)} more` : "";
    return {
        ...coverage,
        unscanned: coverage.unscanned.filter(({ path }) => !outside.has(path)),
        notes: [
            ...(coverage.notes ?? []),
            `${(0,lib_words/* count */.U9)(names.length, "YAML file")} without Kubernetes rules, because they are templates or no manifests and do not parse: ${names.slice(0, 5).join(", ")}${more}.`,
        ],
    };
}
/**
 * Only asked about a file that did not parse; one that does is scanned whatever stands in it. Document by document, because
 * kubectl applies the whole ones; a template's marks in a comment make no template; and UTF-16, which YAML may be in, is not looked into.
 */
function isManifest(bytes) {
    if (bytes.includes(0))
        return true;
    return new TextDecoder()
        .decode(bytes)
        .split(/^---/mu)
        .map((document) => document.replace(/(?:^|[ \t])#.*$/gmu, ""))
        .some((document) => /["']?apiVersion["']?\s*:/u.test(document) &&
        /["']?kind["']?\s*:/u.test(document) &&
        !/\{\{|\{%|<%/u.test(document));
}

;// CONCATENATED MODULE: ./lib/scan/semgrep.js
/** semgrep with this repository's own rules, and none of the ways in which a pull request could look away from itself. */





/** Seconds for one rule on one file: a 2 MB file of ordinary code needs 8 for all rules on two slow cores. */
const RULE_TIMEOUT_SECONDS = 30;
/** A 2 MB Python file needs more than 1 GiB; runners have 7 GiB at least. */
const MEMORY_MIB = 4096;
/**
 * Never by the scripts that pip writes: no wheel vouches for them. `-I` shuts out PYTHON* variables, the user's packages and
 * the working directory; `-B` keeps compiled files, which nobody can check, out. `semgrep` itself starts semgrep-core, which
 * looks for `pysemgrep` on PATH and lands here.
 */
const SEMGREP_START = [
    "bin/python",
    "-I",
    "-B",
    "-c",
    'import sys; sys.argv[0] = "semgrep"; from semgrep.console_scripts.pysemgrep import main; main()',
];
const REPORT = "semgrep.json";
const RULES = "rules.json";
/** Files of which the data flow is repeated: they are named one by one, and an argv has an end. */
const MOST_REPEATED = 500;
const semgrep = createSemgrep();
function createSemgrep({ ruleTimeoutSeconds = RULE_TIMEOUT_SECONDS } = {}) {
    const deep = pass("deep", ruleTimeoutSeconds);
    const shallow = pass("shallow", ruleTimeoutSeconds);
    return {
        ...deep,
        async scan(target, ports) {
            const outcomes = await deep.scan(target, ports);
            const packs = ports.policy.semgrep?.packs ?? [];
            return Promise.all(outcomes.map(async (outcome) => packs.length > 0 ? withPacks(outcome, packs) : repeated(outcome, { shallow, target }, ports)));
        },
    };
}
/** The registry answers with what it holds today, and semgrep does not say what that was. */
function withPacks(outcome, packs) {
    const named = packs.join(", ");
    const { state } = outcome;
    const wayOut = `The policy asks for rules of Semgrep's registry (${named}): it must be within reach of this job, or take them out of semgrep.packs and keep rules in the repository (semgrep.config).`;
    return {
        ...outcome,
        ...(state.status === "failed" ? { state: { ...state, reason: `${wayOut} ${state.reason}` } } : {}),
        notes: [
            ...(outcome.notes ?? []),
            `semgrep: the rules of ${named} came from Semgrep's registry; another run may get others, and no digest of them is on record.`,
        ],
    };
}
/**
 * The data flow of a long function may not come to its end (`Depth`). What was found until then stays, and those files are gone
 * through once more by a shallower analysis that does: with it they count as scanned, and a note says how.
 */
async function repeated(outcome, { shallow, target }, ports) {
    const slow = new Set(outcome.unscanned.filter(({ reason }) => reason === DATA_FLOW).map(({ uri }) => uri));
    if (slow.size === 0 || slow.size > MOST_REPEATED)
        return outcome;
    const exported = target.exported.filter(({ file }) => slow.has(file.uri));
    const [second] = await shallow.scan({ ...target, exported, withheld: [] }, ports);
    if (second?.state.status !== "completed")
        return outcome;
    const found = new Set(outcome.findings.map(semgrep_placeOf));
    return {
        ...outcome,
        findings: [...outcome.findings, ...second.findings.filter((finding) => !found.has(semgrep_placeOf(finding)))],
        unscanned: [...outcome.unscanned.filter(({ reason }) => reason !== DATA_FLOW), ...second.unscanned],
        notes: [
            ...(outcome.notes ?? []),
            `semgrep: in ${[...slow].slice(0, 5).join(", ")}${slow.size > 5 ? ` and ${String(slow.size - 5)} more` : ""} a function is too long to follow every value through it; values were followed there, but not through the functions that they are passed to.`,
        ],
    };
}
function semgrep_placeOf({ rule, location }) {
    return JSON.stringify([rule.id, location]);
}
function pass(depth, ruleTimeoutSeconds) {
    return commandScanner({
        name: "semgrep",
        expects: ({ uri }) => semgrepLanguage(uri) !== undefined,
        provision: ({ provision }) => provision.pip("semgrep", SEMGREP_START),
        deadlineMs: 15 * 60_000,
        prepare: async ({ out, files }, ports) => {
            const languages = new Set(files.flatMap(({ file }) => semgrepLanguage(file.uri) ?? []));
            const { rules } = await readRules(ports);
            await ports.files.write(`${out}/${RULES}`, rulesJson(rules, { languages, depth }));
        },
        command: ({ out, files }, ports) => [
            "scan",
            "--config",
            `${out}/${RULES}`,
            ...(ports.policy.semgrep?.packs ?? []).flatMap((pack) => ["--config", pack]),
            // Without it, ids are prefixed with the path of the rule file.
            "--no-rewrite-rule-ids",
            "--oss-only",
            "--metrics=off",
            "--disable-version-check",
            "--no-autofix",
            "--quiet",
            // Default: files over 1 MB are skipped, `# nosem` hides findings, .gitignore and binary-looking files are honoured (tried).
            "--max-target-bytes=0",
            "--disable-nosem",
            "--no-git-ignore",
            "--no-exclude-binary-files",
            `--timeout=${String(ruleTimeoutSeconds)}`,
            // 0: a file on which some rules time out still gets the others.
            "--timeout-threshold=0",
            `--max-memory=${String(MEMORY_MIB)}`,
            // A process per job: in threads all of them use up one budget of processor time for data flow, and half of it waits
            // (27,000 lines of TypeScript on two cores: 12 s of processor time instead of 24, measured).
            "--x-parmap",
            `--json-output=${out}/${REPORT}`,
            "--sarif",
            ...(depth === "deep" ? ["."] : files.map(({ path }) => `./${path}`)),
        ],
        environment,
        // 1 is "findings" under --error, which is not given; 2 and up are failures, a rule that does not parse among them.
        succeeded: ({ exitCode }) => exitCode === 0,
        report,
        digests: async (ports) => {
            const { sha256, ownSha256 } = await readRules(ports);
            return { rules: sha256, ...(ownSha256 === undefined ? {} : { policyRules: ownSha256 }) };
        },
        rules: async (ports) => (await readRules(ports)).names,
    });
}
function environment({ out }) {
    return {
        SEMGREP_SEND_METRICS: "off",
        SEMGREP_ENABLE_VERSION_CHECK: "0",
        SEMGREP_SETTINGS_FILE: `${out}/settings.yml`,
        SEMGREP_LOG_FILE: `${out}/semgrep.log`,
        SEMGREP_VERSION_CACHE_PATH: `${out}/version`,
        XDG_CONFIG_HOME: out,
        XDG_CACHE_HOME: out,
    };
}
async function report(given) {
    const { shipped } = await readRules(given.ports);
    return withoutTemplates(readSemgrepReport(await given.read(REPORT), shipped), given, given.ports.files);
}

;// CONCATENATED MODULE: ./lib/scan/zizmor.js
/** zizmor on workflows, composite actions and Dependabot settings, offline and with its ways to look away switched off. */

/** What zizmor audits, by path (GitHub reads workflows directly in `.github/workflows` only). */
const AUDITED = /(^|\/)(\.github\/workflows\/[^/]+\.ya?ml|action\.ya?ml|\.github\/dependabot\.ya?ml)$/iu;
const zizmor = commandScanner({
    name: "zizmor",
    expects: ({ uri }) => AUDITED.test(uri),
    provision: ({ provision }) => provision.pip("zizmor", ["bin/zizmor"]),
    deadlineMs: 3 * 60_000,
    // One file that is not UTF-8 ends zizmor before any audit (tried), so a start that fails is repeated with halves.
    batch: 500,
    command: ({ root, files }) => [
        "--offline",
        "--no-config",
        // Also `# zizmor: ignore[…]`, which hides findings by default (tried).
        "--no-ignores",
        "--collect=all",
        "--persona=regular",
        "--no-progress",
        "--color=never",
        "--no-exit-codes",
        "--format=sarif",
        "--",
        // Absolute: `owner/repo` would be a slug of GitHub's, and the log lines below cannot be forged without knowing the folder.
        ...files.map(({ path }) => `${root}/${path}`),
    ],
    // No NO_COLOR-like switch reaches the log, this does; a level from the machine must not hide the lines either.
    environment: () => ({ NO_COLOR: "1", RUST_LOG: "zizmor=info" }),
    // With --no-exit-codes anything but 0 is a failure: 1 an input that cannot be read, 3 nothing that could be audited.
    succeeded: ({ exitCode }) => exitCode === 0,
    report: async ({ root, files, result }) => readZizmorLog(new TextDecoder().decode(result.stderr), { root, files }),
});
/**
 * The log is the only place where zizmor says which inputs it audited; one that it cannot parse gets a warning without
 * a name, exit code 0 and no trace in the SARIF (tried). A line counts only with the whole absolute path of an export
 * whose name is random, so no text in a workflow can stand in for it.
 */
function readZizmorLog(log, { root, files }) {
    const completed = new Set();
    for (const line of log.split("\n")) {
        const path = /^\s*INFO audit: zizmor: \S+ completed (.+)$/u.exec(line)?.[1];
        if (path !== undefined)
            completed.add(path);
    }
    const scanned = files.map(({ path }) => path).filter((path) => completed.has(`${root}/${path}`));
    const unscanned = files
        .filter(({ path }) => !completed.has(`${root}/${path}`))
        .map(({ path }) => ({
        path,
        reason: "zizmor could not read it: not valid YAML, or not what GitHub expects in such a file",
    }));
    return { scanned: new Set(scanned), unscanned, problems: [] };
}

;// CONCATENATED MODULE: ./lib/scan/registry.js
/** The scanners that this program knows. Adding one is one file beside this one and one line here. */












/** Under `auto` all of them run; those that are not optional are required. One that a change has nothing for says so. */
const SCANNERS = [
    secrets_secrets,
    semgrep,
    zizmor,
    dependencyReview,
    bandit,
    checkov,
    gitleaks,
    gosec,
    osvScanner,
];
/**
 * The scanners of one run; whoever is named is required. `own` are made for this run (the policy watch, `sarif-files` with its globs) and
 * always join. Throws `scanner-unknown` for a name that nothing answers to.
 */
function selectScanners({ auto, named }, { own = [], inWorkflow = false } = {}) {
    const known = [...SCANNERS, ...own];
    for (const name of named)
        if (!known.some((scanner) => scanner.name === name))
            throw registry_unknown(name, known);
    const isOptional = ({ optional }) => optional === true || (optional === "inTerminal" && !inWorkflow);
    return known
        .filter((scanner) => auto || named.includes(scanner.name) || own.includes(scanner))
        .map((scanner) => ({ scanner, required: !isOptional(scanner) || named.includes(scanner.name) }));
}
/** Made for a run by a setting of their own. */
const JOINS = new Map([
    ["sarif-files", "Give `sarif-files` the globs of the SARIF files to read; it joins by itself."],
    ["licenses", "Give `licenses` in the policy the licenses to allow or deny; it joins by itself."],
]);
function registry_unknown(name, known) {
    const names = known.map((scanner) => scanner.name);
    const near = (0,nearest/* nearest */.p)(name, names);
    const fix = JOINS.get(name) ?? `Known scanners: ${[...new Set([...near, ...names])].join(", ")}; or auto, or none.`;
    return new lib_errors/* ConfigurationError */.j1("scanner-unknown", `There is no scanner "${(0,untrusted/* oneLine */.TN)(name, 60)}".`, fix);
}

;// CONCATENATED MODULE: ./lib/scan/base-scan.js
/** The files of a finding as base has them, scanned like those of head: its own export, its own folders, the same tool. */






const NOTHING_ASKED = { has: () => false, gaps: new Map() };
/**
 * Never throws. Each file is scanned under its name in base, which decides what it is (YAML that becomes code by a rename had
 * no flaw), and identified under that in head, for a fingerprint holds the path.
 */
async function scanBase(files, head, ports) {
    const { scanner, change } = head;
    ports.log.info(`${scanner.name}: scanning ${(0,lib_words/* count */.U9)(files.length, "file")} of base`);
    let target;
    try {
        const sizes = await ports.objects.sizes(files.flatMap(({ baseBlob }) => baseBlob ?? []));
        const base = { ...change, head: change.mergeBase, files: files.map((file) => inBase(file, sizes)) };
        const before = base.files.map((file, index) => ({ ...file, uri: files[index]?.baseUri ?? file.uri }));
        target = await exportHead({ ...base, files: before }, ports);
        const named = headNames(files);
        const outcomes = (await scanner.scan(target, ports)).map((outcome) => ({
            ...outcome,
            findings: outcome.findings.map(({ location, ...finding }) => ({
                ...finding,
                ...(location === undefined ? {} : { location: { ...location, uri: named(location.uri) } }),
            })),
        }));
        const found = await identify(outcomes.map((outcome) => outcome.findings), base, ports);
        const standing = await standingIn(found.flat(), { findings: head.findings, files }, ports);
        const parts = [...target.withheld, ...outcomes.flatMap(({ unscanned }) => unscanned)];
        return {
            has: (finding) => standing.has(finding),
            gaps: new Map([
                ...parts.map(({ uri, reason }) => [named(uri), reason]),
                ...failure(files, outcomes, head),
            ]),
        };
    }
    catch (error) {
        const why = (0,untrusted/* oneLine */.TN)(error instanceof Error ? error.message : String(error), 300);
        return { has: () => false, gaps: new Map(files.map(({ uri }) => [uri, why])) };
    }
    finally {
        if (target !== undefined)
            await ports.files.remove(target.root);
    }
}
/** The name that a file of base has in head. */
function headNames(files) {
    const names = new Map(files.map(({ uri, baseUri = uri }) => [baseUri, uri]));
    return (uri) => names.get(uri) ?? uri;
}
function inBase({ uri, baseMode, baseBlob = "", ...file }, sizes) {
    const { binary, invalidUtf8 } = file;
    return {
        ...{ uri, status: "modified", kind: "regular", baseMode, headMode: baseMode, baseBlob, headBlob: baseBlob },
        ...{ headSize: sizes.get(baseBlob) ?? 0, binary, invalidUtf8, hunks: [] },
    };
}
/** One reason for all files when the scan as a whole says nothing. */
function failure(files, outcomes, { scanner, outcome }) {
    const reasons = outcomes.flatMap(({ state }) => ("reason" in state ? [state.reason] : []));
    const same = outcomes.some(({ version, digests }) => version === outcome.version && JSON.stringify(digests) === JSON.stringify(outcome.digests));
    const why = reasons[0] ?? (same ? undefined : `${scanner.name} ran with another version or other rules`);
    return why === undefined ? [] : files.map(({ uri }) => [uri, why]);
}
/** A longer region is about a whole resource or function, which people edit without bringing its flaws. */
const MOST_LINES = 5;
/**
 * A fingerprint has the first line, and marks in place of secrets. So a call whose other lines are new, and a password that was
 * exchanged for another, look the same: the lines themselves, which never leave this function, must stand in base as well.
 */
async function standingIn(base, { findings, files }, { objects }) {
    const standing = new Set();
    const fingerprints = new Set(base.map(({ fingerprint }) => fingerprint));
    const known = findings.filter(({ fingerprint }) => fingerprints.has(fingerprint));
    for (const { uri, baseBlob = "", headBlob = "" } of files) {
        const own = known.filter(({ location }) => location?.uri === uri);
        if (own.length === 0)
            continue;
        const texts = new Map();
        await objects.blobs([baseBlob, headBlob], (name, bytes) => {
            texts.set(name, decode(bytes ?? new Uint8Array()).lines.join(""));
        });
        const [before, text] = [base_scan_linesOf(texts.get(baseBlob) ?? ""), texts.get(headBlob) ?? ""];
        const after = base_scan_linesOf(text);
        const regions = new Set(base.filter(({ location }) => location?.uri === uri).map((one) => regionOf(one, before)));
        const inBase = new Set(before);
        const marked = base_scan_linesOf(masked(text, uri));
        const isNewSecret = after.map((line, index) => line !== marked[index] && !inBase.has(line));
        for (const finding of own) {
            const { startLine = 1, endLine = 1 } = finding.location ?? {};
            const hasNewSecret = isNewSecret.slice(startLine - 1, endLine).includes(true);
            if (!hasNewSecret && regions.has(regionOf(finding, after)))
                standing.add(finding);
        }
    }
    return standing;
}
function regionOf({ rule, location }, lines) {
    const { startLine = 1, endLine = 1 } = location ?? {};
    const isLong = endLine - startLine >= MOST_LINES;
    return JSON.stringify([rule.id, isLong ? "" : lines.slice(startLine - 1, endLine).join("")]);
}
/** Without white space, as in a fingerprint. */
function base_scan_linesOf(text) {
    return text.split("\n").map((line) => line.replace(/\s+/gu, ""));
}

;// CONCATENATED MODULE: ./lib/scan/baseline.js
/** Which findings the change brought: those that the same scanner does not find in the same files of base (L6: base is what was merged). */


/** Never throws: what base does not tell is a gap. Scans base only for files with findings that both sides have and that differ by content or name. */
async function compareWithBase(head, ports) {
    const { scanner, outcome, findings, change } = head;
    // A run that did not complete makes the review incomplete in any case, and whatever stopped it would stop base too.
    if (scanner.comparable !== true || outcome.state.status !== "completed")
        return { findings, unscanned: [] };
    const withFindings = new Set(findings.map(({ location }) => location?.uri));
    const files = new Map(change.files.filter(({ uri }) => withFindings.has(uri)).map((file) => [file.uri, file]));
    const origins = new Map([...files.values()].map((file) => [file.uri, originOf(file)]));
    const asked = [...files.values()].filter(({ uri }) => origins.get(uri) === "differs");
    const base = asked.length === 0 ? NOTHING_ASKED : await scanBase(asked, head, ports);
    const stateOf = (finding) => {
        const uri = finding.location?.uri ?? "";
        const origin = origins.get(uri);
        if (origin !== "differs")
            return origin;
        if (base.has(finding))
            return "unchanged";
        return base.gaps.has(uri) ? undefined : "new";
    };
    const states = changedLinesFirst(findings, findings.map(stateOf), files);
    const compared = findings.map((finding, index) => {
        const state = states[index];
        return state === undefined ? finding : { ...finding, baselineState: state };
    });
    // On a changed line it counts as the change's own (triage); elsewhere nobody knows.
    const unknown = compared.filter(({ baselineState, location }) => baselineState === undefined && origins.has(location?.uri ?? "") && !isOnChangedLine(location, files));
    const uris = new Set(unknown.flatMap(({ location }) => location?.uri ?? []));
    return { findings: compared, unscanned: [...uris].map((uri) => baseline_gap(uri, base.gaps.get(uri) ?? "")) };
}
function isOnChangedLine(location, files) {
    const file = files.get(location?.uri ?? "");
    return location !== undefined && file !== undefined && meetsChangedLine(file, location.startLine, location.endLine);
}
/** Head was scanned whole, so its results may be uploaded; what is new among them is what is missing. */
function baseline_gap(uri, why) {
    const reason = `head was scanned and base could not be, so what is new could not be told: ${why}`;
    return { uri, reason, outOfScope: true };
}
/** What can be said of all findings in a file without a scan, or `differs`. */
function originOf({ status, baseMode, baseBlob, headBlob, baseUri }) {
    // A copy is a new place for the code.
    if (baseBlob === undefined || status === "copied" || !baseMode.startsWith("100"))
        return "new";
    // Another name may make another thing of the same bytes: code of text, a workflow of a list.
    return baseBlob === headBlob && baseUri === undefined ? "unchanged" : "differs";
}
/**
 * Of equal lines the last ones are new by their fingerprints, though the change may have put its own above them: the states
 * are dealt out again, so that a person is shown the line that was added.
 */
function changedLinesFirst(findings, states, files) {
    const groups = new Map();
    for (const [index, { rule, location, snippet, fingerprint }] of findings.entries()) {
        if (states[index] === undefined)
            continue;
        const line = (snippet ?? fingerprint).split("\n", 1)[0]?.replace(/\s+/gu, "");
        const key = JSON.stringify([rule.id, location?.uri, line]);
        groups.set(key, [...(groups.get(key) ?? []), index]);
    }
    const dealt = [...states];
    for (const group of groups.values()) {
        const fresh = group.filter((index) => states[index] === "new").length;
        const changed = (index) => Number(isOnChangedLine(findings[index]?.location, files));
        const ranked = [...group].sort((a, b) => changed(b) - changed(a));
        for (const [rank, index] of ranked.entries())
            dealt[index] = rank < fresh ? "new" : "unchanged";
    }
    return dealt;
}

;// CONCATENATED MODULE: ./lib/scan/run.js
/** Runs the scanners side by side and answers one row per tool: nothing that was asked for is without a row (L5). */




/** Never throws for what a scanner does; throws `ExternalError` when head cannot be read. */
async function scan({ scanners, target }, ports) {
    const ran = (await Promise.all(scanners.map((selected) => runOne(selected, target, ports)))).flat();
    const findings = await identify(ran.map(({ outcome }) => outcome.findings), target.change, ports);
    const runs = ran.map((one, index) => settled({ ...one, findings: findings[index] ?? [] }, target.change, ports));
    return { runs: await Promise.all(runs) };
}
/** Identified findings learn what base and the change say of them. */
async function settled(one, change, ports) {
    const started = performance.now();
    const { findings, unscanned } = await compareWithBase({ ...one, change }, portsOf(one, ports));
    const seconds = one.seconds + (performance.now() - started) / 1000;
    const outcome = { ...one.outcome, unscanned: [...one.outcome.unscanned, ...unscanned] };
    return run_toRun({ ...one, outcome, seconds }, markSuppressed(findings, change), ports.redact);
}
async function runOne(selected, target, ports) {
    const { scanner } = selected;
    const started = performance.now();
    const nothing = { tool: scanner.name, version: "", digests: {}, findings: [], unscanned: [] };
    let outcomes;
    if (!scanner.applies(target.change)) {
        outcomes = [{ ...nothing, state: { status: "notApplicable" } }];
    }
    else {
        ports.log.info(`${scanner.name}: scanning`);
        try {
            outcomes = await scanner.scan(target, portsOf(selected, ports));
        }
        catch (error) {
            const why = error instanceof Error ? error.message : String(error);
            outcomes = [{ ...nothing, state: { status: "failed", reason: `${scanner.name} crashed: ${why}` } }];
        }
        // An answer of no rows would be a silence.
        if (outcomes.length === 0)
            outcomes = [{ ...nothing, state: { status: "failed", reason: `${scanner.name} gave no answer.` } }];
    }
    const rules = await scanner.rules?.(ports);
    const seconds = (performance.now() - started) / 1000;
    return outcomes.map((outcome) => ({ ...selected, outcome, seconds, rules }));
}
/** What nobody asked for is not installed: it runs if the machine has it. */
function portsOf({ required }, ports) {
    const { path } = ports.provision;
    return required ? ports : { ...ports, provision: { pip: (tool) => path(tool), go: (tool) => path(tool), path } };
}
function run_toRun({ scanner, required, outcome, seconds, rules }, findings, redact) {
    const { state } = outcome;
    const clean = (reason) => (0,untrusted/* oneLine */.TN)(redact(reason), 1000);
    return {
        scanner: scanner.name,
        tool: outcome.tool,
        version: outcome.version,
        digests: outcome.digests,
        required,
        state: "reason" in state ? { ...state, reason: clean(state.reason) } : state,
        unscanned: run_distinct(outcome.unscanned).map((part) => ({ ...part, reason: clean(part.reason) })),
        ...(rules === undefined ? {} : { rules }),
        notes: (outcome.notes ?? []).map(clean),
        findings,
        seconds: Math.round(seconds * 1000) / 1000,
    };
}
/** Every rule of a run: what its scanners can find, and what foreign ones found. */
function run_rulesOf(report) {
    return report.runs.flatMap(({ rules, findings }) => [...(rules ?? []), ...findings.map(({ rule }) => rule)]);
}
function run_distinct(parts) {
    return [
        ...new Map(parts.map((part) => [JSON.stringify([part.uri, part.startLine, part.endLine, part.reason]), part])).values(),
    ];
}

;// CONCATENATED MODULE: ./lib/scan/unread.js
/** Code that no rule looks at, so that a clean run does not seem to say more than it does (L5). */



const MOST_NAMED = 10;
/** A sentence about changed programs that are in no completed scanner's scope; none when there are none. */
function unreadPrograms(change, scanners, { runs }) {
    const completed = new Set(runs.filter(({ state }) => state.status === "completed").map(({ scanner }) => scanner));
    const ruled = scanners.filter(({ comparable, readsAnyFile }) => comparable === true && readsAnyFile !== true);
    // Nobody asked for any.
    if (ruled.length === 0)
        return [];
    const readers = ruled.filter(({ name }) => completed.has(name));
    const unread = change.files.filter((file) => isProgram(file) && !readers.some((scanner) => scanner.applies({ ...change, files: [file] })));
    if (unread.length === 0)
        return [];
    const names = unread.slice(0, MOST_NAMED).map(({ uri }) => (0,untrusted/* oneLine */.TN)(uri, 100));
    const more = unread.length > MOST_NAMED ? ` and ${String(unread.length - MOST_NAMED)} more` : "";
    return [
        `No scanner of this run has rules for ${(0,lib_words/* count */.U9)(unread.length, "changed file")}: ${names.join(", ")}${more}. Secrets were looked for all the same.`,
    ];
}
/** By its name, or because it can be started and its name says nothing. */
function isProgram({ uri, kind, headBlob, headMode, binary }) {
    if (kind !== "regular" || headBlob === undefined || binary)
        return false;
    const name = uri.slice(uri.lastIndexOf("/") + 1);
    return isProgramName(uri) || (headMode === "100755" && !name.includes("."));
}

;// CONCATENATED MODULE: ./lib/scan/sarif-files.js
/** SARIF that earlier steps of the job made (CodeQL, …). Its files are as hostile as what their tools read. */





const sarif_files_NAME = "sarif-files";
/** Bytes of one file: ten times what code scanning accepts compressed, and well under V8's longest string. */
const SARIF_FILE_BYTES = 100_000_000;
/** More files than a job's steps write: a glob that matches these is a mistake. */
const SARIF_FILES = 200;
/** Where the runner mounts the workspace in Docker actions (GitHub, "Dockerfile support"): tools there name it. */
const CONTAINER_WORKSPACE = "/github/workspace";
/**
 * The scanner `sarif-files`: every SARIF run of every file that the globs match below `cwd` (absolute) is an outcome
 * of its own under its tool's name, with rule ids `<tool>/<rule>`. A glob that matches nothing, a file that cannot be
 * read, is not SARIF or belongs to the change, and a run that says it failed are failed outcomes: a step that was
 * deleted must not turn a check green. Locations are any clean path below `cwd`; triage knows which are in the change.
 */
function sarifFiles(globs, cwd) {
    return {
        name: sarif_files_NAME,
        applies: () => globs.length > 0,
        scan: async (target, { files }) => {
            const found = await matches(globs, cwd, files);
            const outcomes = [...found.outcomes];
            // One after another: each may be large.
            for (const path of found.paths)
                outcomes.push(...(await readOutcomes(path, { target, cwd, files })));
            return outcomes;
        },
    };
}
async function matches(globs, cwd, files) {
    const paths = new Set();
    const outcomes = [];
    for (const glob of globs) {
        const shown = (0,untrusted/* oneLine */.TN)(glob, 200);
        try {
            const matched = await files.glob(glob, cwd);
            for (const path of matched)
                paths.add(path);
            if (matched.length > 0)
                continue;
            outcomes.push(sarif_files_failed(`No file matches the glob "${shown}". Check that the step that writes it runs before this one, or remove the glob from sarif-files.`));
        }
        catch (error) {
            outcomes.push(sarif_files_failed(`The glob "${shown}" could not be searched: ${sarif_files_reasonOf(error)}`));
        }
    }
    if (paths.size <= SARIF_FILES)
        return { paths: [...paths].sort(), outcomes };
    outcomes.push(sarif_files_failed(`The globs match ${paths.size} files; at most ${SARIF_FILES} are read. Name the SARIF files more exactly.`));
    return { paths: [], outcomes };
}
async function readOutcomes(path, reading) {
    const below = (0,external_node_path_.relative)(reading.cwd, path).split(external_node_path_.sep).join("/");
    const name = (0,untrusted/* oneLine */.TN)(below, 300);
    try {
        const bytes = await readBytes(path, below, reading);
        const sha256 = (0,external_node_crypto_.createHash)("sha256").update(bytes).digest("hex");
        const runs = parseSarif(sarif_files_textOf(bytes), {
            ruleIdPrefix: (tool) => `${(0,lib_words/* slug */.yR)(tool)}/`,
            uriOf: (at) => uriBelow(at, [reading.cwd, CONTAINER_WORKSPACE]),
        });
        if (runs.length === 0)
            throw new SarifError("It has no run: no tool has written its results.");
        return runs.map((run) => outcomeOf(run, name, sha256));
    }
    catch (error) {
        return [sarif_files_failed(`${name} was not read. ${sarif_files_reasonOf(error)}`)];
    }
}
async function readBytes(path, below, { target, files }) {
    // Written by the author of the change and not by a tool: it would stand for a scan that never ran (L6).
    const folded = below.toLowerCase();
    const brought = target.change.files.some(({ uri, status }) => {
        const own = uri.toLowerCase();
        // Below it as well: a submodule's files are the change's own.
        return status !== "deleted" && (folded === own || folded.startsWith(`${own}/`));
    });
    if (brought) {
        throw new SarifError("It is a file of the change under review. Let the step write its results elsewhere.");
    }
    const bytes = await files.read(path);
    if (bytes === undefined)
        throw new SarifError("It disappeared.");
    if (bytes.length > SARIF_FILE_BYTES) {
        throw new SarifError(`It has ${bytes.length} bytes; at most ${SARIF_FILE_BYTES} are read.`);
    }
    return bytes;
}
function sarif_files_textOf(bytes) {
    try {
        return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    }
    catch {
        throw new SarifError("It is not UTF-8, which JSON has to be (RFC 8259, section 8.1).");
    }
}
function outcomeOf(run, name, sha256) {
    return {
        tool: run.toolName,
        version: run.toolVersion,
        digests: { [name]: sha256 },
        state: sarif_files_stateOf(run, name),
        findings: run.findings,
        unscanned: run.unscanned,
        notes: run.notes.map((note) => `${name}: ${note}`),
    };
}
/** A finding that cannot be placed is neither the change's nor known not to be: it must not end as a pass (L5). */
function sarif_files_stateOf({ executionSuccessful, toolName, notes, unplaced }, name) {
    if (!executionSuccessful)
        return {
            status: "failed",
            reason: `${name} says that ${toolName} did not finish. ${notes[0] ?? "Look at the log of its step."}`,
        };
    if (unplaced === 0)
        return { status: "completed" };
    const results = unplaced === 1 ? "1 result that names" : `${String(unplaced)} results that name`;
    return {
        status: "failed",
        reason: `${name} holds ${results} no place in the repository, so nobody can tell whether the change brought it. Let ${toolName} write paths relative to the repository.`,
    };
}
/** A path of the workspace, whichever of its names a tool used; never one of git's own files. */
function uriBelow(path, roots) {
    const root = roots.find((each) => path.startsWith(`${each}/`));
    if (path.startsWith("/") && root === undefined)
        return undefined;
    const uri = root === undefined ? path : path.slice(root.length + 1);
    return uri === "" || /^\.git(?:\/|$)/iu.test(uri) ? undefined : uri;
}
function sarif_files_failed(reason) {
    return {
        tool: sarif_files_NAME,
        version: "unknown",
        digests: {},
        state: { status: "failed", reason },
        findings: [],
        unscanned: [],
    };
}
function sarif_files_reasonOf(error) {
    return error instanceof Error ? (0,untrusted/* oneLine */.TN)(error.message, 500) : "Unknown error.";
}

;// CONCATENATED MODULE: ./lib/scan/semgrep-own.js
/** Rule files that the policy names: read at the base commit, never from head (L6), and refused before any scanner starts. */






/** Their ids get it, so that none can pass for one of this program's. */
const PREFIX = "policy.";
const semgrep_own_MOST_BYTES = 5 * 1024 ** 2;
const OwnRule = schemas/* looseObject */._H3({
    id: schemas/* string */.YjP().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/u, "letters, digits, dot, dash and underscore"),
    languages: schemas/* array */.YOg(schemas/* string */.YjP()).min(1),
    metadata: schemas/* looseObject */._H3({ cwe: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* array */.YOg(schemas/* string */.YjP())]).optional() }).optional(),
});
const semgrep_own_RuleFile = schemas/* looseObject */._H3({ rules: schemas/* array */.YOg(OwnRule).min(1) });
/**
 * `config`: files, or folders of which every `.yml` and `.yaml` below counts. Undefined when there is none.
 * @throws ConfigurationError `policy-invalid` that names the file and, where there is one, the line
 */
async function readOwnRules(config, { base, objects }) {
    if (config === undefined || config.length === 0)
        return undefined;
    const digest = (0,external_node_crypto_.createHash)("sha256");
    const rules = [];
    for (const uri of await filesOf(config, { base, objects })) {
        const bytes = await objects.fileAt(base, uri);
        if (bytes === undefined)
            throw semgrep_own_invalid(`${uri} is not a regular file at the base commit.`);
        if (bytes.length > semgrep_own_MOST_BYTES)
            throw semgrep_own_invalid(`${uri} is larger than 5 MiB.`);
        digest.update(`${uri}\0${String(bytes.length)}\0`).update(bytes);
        for (const { rule, line } of parseOwnRules(new TextDecoder().decode(bytes), uri)) {
            const id = `${PREFIX}${rule.id}`;
            if (rules.some((other) => other.id === id))
                throw semgrep_own_invalid(`${uri}, line ${String(line)}: another rule of the policy has the id ${rule.id} already.`);
            rules.push({ ...rule, id });
        }
    }
    return { sha256: digest.digest("hex"), rules };
}
async function filesOf(config, { base, objects }) {
    const tree = await objects.tree(base);
    const found = new Set();
    for (const path of config) {
        const folder = `${path.replace(/^\.\//u, "").replace(/\/+$/u, "")}/`;
        const files = tree
            .map(({ uri }) => uri)
            .filter((uri) => `${uri}/` === folder || (uri.startsWith(folder) && /\.ya?ml$/u.test(uri)));
        if (files.length === 0)
            throw semgrep_own_invalid(`semgrep.config: ${path} holds no rule file at the base commit.`);
        for (const uri of files)
            found.add(uri);
    }
    return [...found].sort();
}
function parseOwnRules(text, uri) {
    const lineCounter = new dist/* LineCounter */.HN();
    const document = (0,dist/* parseDocument */.Tp)(text, { lineCounter, strict: true, prettyErrors: false });
    const lineAt = (offset) => lineCounter.linePos(offset).line;
    const lineOf = (path) => {
        for (let depth = path.length; depth > 0; depth -= 1) {
            const node = document.getIn(path.slice(0, depth), true);
            if (typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range))
                return lineAt(Number(node.range[0]));
        }
        return 1;
    };
    const [mistake] = document.errors;
    if (mistake !== undefined)
        throw semgrep_own_invalid(`${uri}, line ${String(lineAt(mistake.pos[0]))}: ${mistake.message}`);
    const parsed = semgrep_own_RuleFile.safeParse(document.toJS());
    if (!parsed.success) {
        const [{ path, message } = { path: [], message: "" }] = parsed.error.issues;
        throw semgrep_own_invalid(`${uri}, line ${String(lineOf(path))}: ${path.map(String).join(".")}: ${message}`);
    }
    return parsed.data.rules.map((rule, index) => {
        const line = lineOf(["rules", index]);
        const foreign = rule.languages.findIndex((language) => !isCovered(language));
        if (foreign !== -1)
            throw semgrep_own_invalid(`${uri}, line ${String(lineOf(["rules", index, "languages", foreign]))}: the rule ${rule.id} is for ${rule.languages[foreign] ?? ""}, ` +
                `whose files semgrep is not held to here. Languages: ${Object.keys(SEMGREP_LANGUAGES).join(", ")}.`);
        return { rule, line };
    });
}
function semgrep_own_invalid(message) {
    return new lib_errors/* ConfigurationError */.j1("policy-invalid", (0,untrusted/* oneLine */.TN)(message, 500), "Correct it on the base branch; docs/policy.md, section `semgrep`, says what a rule file may hold.");
}

;// CONCATENATED MODULE: ./lib/scan/index.js
/** Scanners: what runs on a change, and what it found. */












;// CONCATENATED MODULE: ./lib/adapters/provision-go-lock.js
/** What pins a tool that is built from source: `tools/<tool>/go.mod`, `go.sum` and `SHA256SUMS` (tools/README.md). */



const provision_go_lock_FILES = ["go.mod", "go.sum", "SHA256SUMS"];
/** Undefined when nothing pins the tool. Throws when the lock is not understood: our own mistake. */
async function readGoLock(locks, tool) {
    if (!/^[a-z][a-z0-9-]*$/u.test(tool))
        return undefined;
    const folder = (0,external_node_path_.join)(locks, tool);
    const files = await Promise.all(provision_go_lock_FILES.map(async (name) => ({ name, bytes: await (0,adapters_files/* readBytes */.io)((0,external_node_path_.join)(folder, name)) })));
    const texts = files.map(({ name, bytes }) => ({ name, text: Buffer.from(bytes ?? []).toString() }));
    const [module = "", , sums = ""] = texts.map(({ text }) => text);
    if (files.some(({ bytes }) => bytes === undefined))
        return undefined;
    const listing = texts.map(({ name, text }) => `${sha256(text)}  ${name}\n`).join("");
    return { folder, sha256: sha256(listing), ...readModule(module, tool), programs: readSums(sums, tool) };
}
/** `go mod edit -json` would read it for us, and needs Go where the cache does not. One `tool`, exact versions (go.dev/ref/mod). */
function readModule(text, tool) {
    const main = /^tool (\S+)$/mu.exec(text)?.[1];
    const go = /^go (\d+\.\d+\.\d+)$/mu.exec(text)?.[1];
    const required = [...text.matchAll(/^(?:require |\t)(\S+) v(\S+)(?: \/\/ indirect)?$/gmu)];
    const owner = required
        .filter(([, path = ""]) => main === path || main?.startsWith(`${path}/`))
        .sort(([, a = ""], [, b = ""]) => b.length - a.length)[0];
    if (main === undefined || go === undefined || owner?.[2] === undefined)
        throw new Error(`tools/${tool}/go.mod does not pin ${tool}`);
    return { package: main, toolchain: `go${go}`, version: owner[2] };
}
function readSums(text, tool) {
    return new Map(text
        .split("\n")
        .filter(Boolean)
        .map((line) => {
        const [, digest, name] = /^([0-9a-f]{64})  (\S+)$/u.exec(line) ?? [];
        if (digest === undefined || !name?.startsWith(`${tool}-`))
            throw new Error(`not a line of SHA256SUMS: ${line}`);
        return [name.slice(tool.length + 1), digest];
    }));
}
function sha256(text) {
    return (0,external_node_crypto_.createHash)("sha256").update(text).digest("hex");
}

;// CONCATENATED MODULE: ./lib/adapters/provision-path.js
/** Programs that the machine has: found on PATH by us, so that nothing of the repository under review is ever one of them. */







/** How a tool is asked for its version, where it is not `--version` (each tried). */
const VERSION_COMMANDS = {
    gitleaks: ["version"],
    go: ["version"],
    gosec: ["-version"],
};
/** Answers the program of a name, with its version as it says it and the SHA-256 of its file. Throws ToolUnavailable. */
function createPathLookup(options) {
    return async (tool) => {
        if (!/^[a-z][a-z0-9-]*$/u.test(tool))
            throw new ToolUnavailable(`${(0,untrusted/* oneLine */.TN)(tool, 60)} is not a program's name.`);
        const path = await trustedPath(options);
        const program = await find(tool, path, options.untrusted ?? []);
        if (program === undefined)
            throw new ToolUnavailable(`${tool} is not on PATH: install it, or name it in \`scanners\`, which installs those that this program pins.`);
        const home = await (0,adapters_files/* createFiles */.qm)(options).temporary(tool);
        const env = {
            LANG: "C.UTF-8",
            ...options.environment.children,
            PATH: path.join(external_node_path_.delimiter),
            HOME: home,
            TMPDIR: home,
        };
        return {
            version: await provision_path_versionOf(tool, { argv: [program], cwd: home, env }, options.shell),
            lockSha256: await sha256Of(program),
            argv: [program],
            env,
        };
    };
}
/** PATH without what is relative or below an untrusted folder: a child that looks up a program there could run the change. */
async function trustedPath({ environment, untrusted = [] }) {
    const folders = (environment.children["PATH"] ?? "").split(external_node_path_.delimiter).filter(external_node_path_.isAbsolute);
    const sound = await Promise.all(folders.map((folder) => isOutside(folder, untrusted)));
    return folders.filter((_, index) => sound[index]);
}
async function find(tool, path, untrusted) {
    for (const folder of path) {
        const program = (0,external_node_path_.join)(folder, tool);
        // A link on PATH may lead into the repository (`npm link`, a virtual environment in it).
        if ((await provision_path_isProgram(program)) && (await isOutside(program, untrusted)))
            return program;
    }
    return undefined;
}
async function provision_path_isProgram(path) {
    try {
        await (0,promises_.access)(path, external_node_fs_.constants.X_OK);
        return (await (0,promises_.stat)(path)).isFile();
    }
    catch {
        return false;
    }
}
async function isOutside(path, untrusted) {
    const real = async (of) => await (0,promises_.realpath)(of).catch(() => of);
    const places = [path, await real(path)];
    const folders = [...untrusted, ...(await Promise.all(untrusted.map(real)))];
    return folders.every((folder) => places.every((place) => !isBelow(place, folder)));
}
function isBelow(path, folder) {
    const way = (0,external_node_path_.relative)(folder, path);
    return way === "" || (way !== ".." && !way.startsWith("../") && !(0,external_node_path_.isAbsolute)(way));
}
/** What follows the program's name in what it prints, or `unknown`: a program that does not say still runs. */
async function provision_path_versionOf(tool, base, shell) {
    const [program] = base.argv;
    const result = await shell.run({
        ...base,
        argv: [program, ...(VERSION_COMMANDS[tool] ?? ["--version"])],
        deadlineMs: 30_000,
        outputCapBytes: 100_000,
    });
    if (result.ended === "interrupted")
        throw new ToolUnavailable(`Interrupted while asking ${tool} for its version.`);
    if (result.ended !== "exit" || result.exitCode !== 0)
        return "unknown";
    const said = Buffer.from(result.stdout).toString();
    return /\d+(?:\.\d+)+[\w.+-]*/u.exec(said)?.[0].slice(0, 60) ?? "unknown";
}
async function sha256Of(path) {
    const hash = (0,external_node_crypto_.createHash)("sha256");
    for await (const part of (0,external_node_fs_.createReadStream)(path, { highWaterMark: 1 << 20 }))
        hash.update(part);
    return hash.digest("hex");
}

;// CONCATENATED MODULE: ./lib/adapters/provision-place.js
/** A folder in the tool cache: made beside its place, checked, and moved there at once. */





/** Makes sure that `place` holds what the recipe pins: found sound, or made anew. Throws ToolUnavailable. */
async function ensureSound(place, recipe, log) {
    const found = await check(place, recipe);
    if (found === "sound")
        return;
    if (found === "absent")
        log.info(`installing ${recipe.what} (first use, about ${recipe.takes})`);
    else
        log.warn(`${recipe.what} in the tool cache is not what was installed (${found}); installing it anew`);
    const parent = (0,external_node_path_.dirname)(place);
    await (0,promises_.mkdir)(parent, { recursive: true, mode: 0o700 });
    const partial = (0,external_node_path_.join)(parent, `.${(0,external_node_path_.basename)(place)}.${(0,external_node_crypto_.randomUUID)()}`);
    try {
        await (0,promises_.mkdir)(partial, { mode: 0o700 });
        await removeStale(parent, partial);
        await recipe.make(partial);
        const made = await check(partial, recipe);
        if (made !== "sound")
            throw new ToolUnavailable(`${recipe.what} was installed and is not what its lock pins (${made}).`);
        await moveInto(place, partial, recipe);
        log.info(`installed ${recipe.what}`);
    }
    finally {
        await (0,promises_.rm)(partial, { recursive: true, force: true });
    }
}
/** `sound`, `absent`, or a clause about what is wrong. */
async function check(place, recipe) {
    try {
        return (await recipe.deviation(place)) ?? "sound";
    }
    catch (error) {
        const there = await (0,promises_.stat)(place).catch(() => undefined);
        if (there === undefined)
            return "absent";
        if ((0,adapters_files/* errnoOf */.UQ)(error) === undefined)
            throw error;
        return `it cannot be read: ${(0,adapters_files/* errnoOf */.UQ)(error)}`;
    }
}
/** A rename is atomic: of two runs at once the later one finds the other's and takes it, if it is sound. */
async function moveInto(place, partial, recipe) {
    try {
        await (0,promises_.rename)(partial, place);
        return;
    }
    catch (error) {
        if (!["ENOTEMPTY", "EEXIST", "ENOTDIR"].includes((0,adapters_files/* errnoOf */.UQ)(error) ?? ""))
            throw error;
    }
    if ((await check(place, recipe)) === "sound")
        return;
    const aside = `${partial}.old`;
    await (0,promises_.rename)(place, aside);
    await (0,promises_.rename)(partial, place);
    await (0,promises_.rm)(aside, { recursive: true, force: true });
}
const DAY_MS = 86_400_000;
/** What a killed run left: no install takes a day. The disk's own clock is the only one that both folders have seen. */
async function removeStale(parent, mine) {
    const now = (await (0,promises_.stat)(mine)).mtimeMs;
    for (const name of await (0,promises_.readdir)(parent)) {
        const path = (0,external_node_path_.join)(parent, name);
        const { mtimeMs } = name.startsWith(".") ? await (0,promises_.stat)(path).catch(() => ({ mtimeMs: now })) : { mtimeMs: now };
        if (now - mtimeMs > DAY_MS)
            await (0,promises_.rm)(path, { recursive: true, force: true });
    }
}

;// CONCATENATED MODULE: ./lib/adapters/provision-go.js
/** Tools built from source by the machine's own Go, and believed only when they come out bit for bit as pinned. */









/** gosec takes 3 minutes on two cores. */
const provision_go_DEADLINE_MS = 15 * 60_000;
const provision_go_OUTPUT_CAP_BYTES = 20_000_000;
/** Go 1.21 was the first that fetches another toolchain (go.dev/doc/toolchain). */
const OLDEST_MINOR = 21;
/** By process.arch; Go's names (go.dev/doc/install/source#environment). */
const ARCHITECTURES = { x64: "amd64", arm64: "arm64" };
async function provideGo(tool, options) {
    const lock = await readGoLock(options.locks, tool);
    if (lock === undefined)
        throw new ToolUnavailable(`${tool} is not a tool that this program pins.`);
    const platform = `${process.platform}-${ARCHITECTURES[process.arch] ?? process.arch}`;
    const digest = lock.programs.get(platform);
    if (digest === undefined)
        throw new ToolUnavailable(`${tool} is not pinned for ${platform}: leave it out with \`scanners\`.`);
    const home = await (0,adapters_files/* createFiles */.qm)(options).temporary(tool);
    const { children } = options.environment;
    const path = (await trustedPath(options)).join(external_node_path_.delimiter);
    const env = { LANG: "C.UTF-8", ...children, PATH: path, HOME: home, TMPDIR: home };
    const place = (0,external_node_path_.join)(options.cacheRoot, "claude-code-review", "go", `${tool}-${lock.sha256.slice(0, 12)}-${platform}`);
    await ensureSound(place, {
        what: `${tool} ${lock.version}`,
        takes: "3 minutes",
        make: async (into) => await build({ tool, lock, into, env }, options),
        deviation: async (folder) => await isPinned((0,external_node_path_.join)(folder, tool), digest),
    }, options.log);
    return { version: lock.version, lockSha256: lock.sha256, argv: [(0,external_node_path_.join)(place, tool)], env };
}
async function isPinned(program, digest) {
    if (!(await (0,promises_.lstat)(program)).isFile())
        return "the program is not a file";
    const found = (0,external_node_crypto_.createHash)("sha256")
        .update(await (0,promises_.readFile)(program))
        .digest("hex");
    return found === digest ? undefined : `the program's SHA-256 is ${found}, and ${digest} is pinned`;
}
async function build({ tool, lock, into, env }, { shell, environment }) {
    const limits = { deadlineMs: provision_go_DEADLINE_MS, outputCapBytes: provision_go_OUTPUT_CAP_BYTES };
    const version = await shell.run({
        argv: ["go", "env", "GOVERSION"],
        cwd: into,
        env: { ...env, GOENV: "off", GOTOOLCHAIN: "local" },
        ...limits,
    });
    assertUsable(tool, version, lock);
    // Everything that Go fetches and compiles stands below, and goes with it: nothing unpinned is kept for a later build.
    const work = (0,external_node_path_.join)(into, "work");
    await (0,promises_.mkdir)(work);
    const result = await shell.run({
        argv: [
            "go",
            "build",
            "-mod=readonly",
            "-trimpath",
            "-buildvcs=false",
            "-ldflags=-buildid= -s -w",
            "-o",
            (0,external_node_path_.join)(into, tool),
            lock.package,
        ],
        cwd: lock.folder,
        env: { ...env, ...proxies(environment.packageManager), ...settings(lock, work) },
        ...limits,
    });
    if (result.ended !== "exit" || result.exitCode !== 0)
        throw unavailable(tool, lock, result);
    await (0,promises_.rm)(work, { recursive: true, force: true });
}
/** L6: of the package managers' settings only what says where Go downloads. What would weaken its checks (GOFLAGS, GONOSUMDB, GOINSECURE…) is not among them. */
function proxies(packageManager) {
    return Object.fromEntries(Object.entries(packageManager).filter(([name]) => !name.startsWith("PIP_")));
}
/**
 * All that could change the program's bytes or what is checked (`go help environment`). Modules are checked against our
 * go.sum; the toolchain, when the machine's own is another, against the checksum database.
 */
function settings({ toolchain }, work) {
    return {
        GOENV: "off",
        GOWORK: "off",
        GO111MODULE: "on",
        // Otherwise the module cache cannot be removed.
        GOFLAGS: "-modcacherw",
        GOTOOLCHAIN: toolchain,
        GOSUMDB: "sum.golang.org",
        GOPRIVATE: "",
        GONOSUMDB: "",
        GONOPROXY: "",
        GOINSECURE: "",
        GOAUTH: "off",
        GOVCS: "*:off",
        GOTELEMETRY: "off",
        GOEXPERIMENT: "",
        GODEBUG: "",
        GOFIPS140: "off",
        GOAMD64: "v1",
        GOARM64: "v8.0",
        CGO_ENABLED: "0",
        GOPATH: (0,external_node_path_.join)(work, "path"),
        GOMODCACHE: (0,external_node_path_.join)(work, "modules"),
        GOCACHE: (0,external_node_path_.join)(work, "cache"),
        GOTMPDIR: work,
    };
}
function assertUsable(tool, result, { toolchain }) {
    const way = `install Go 1.${OLDEST_MINOR} or later (${toolchain.replace("go", "Go ")} needs no further download), or leave the scanner out with \`scanners\``;
    if (result.ended === "interrupted")
        throw new ToolUnavailable("Interrupted while looking for Go.");
    if (result.ended === "notStarted")
        throw new ToolUnavailable(`${tool} is built with Go, which was not found: ${way}.`);
    const [, major, minor] = /^(?:\S+ )?go(\d+)\.(\d+)/u.exec(Buffer.from(result.stdout).toString()) ?? [];
    if (result.exitCode !== 0 || minor === undefined)
        throw new ToolUnavailable(`${tool} is built with Go, which does not work here: ${way}.`);
    if (major === "1" && Number(minor) < OLDEST_MINOR)
        throw new ToolUnavailable(`${tool} is built with Go, and Go ${major}.${minor} is too old: ${way}.`);
}
/** What Go says, and what it means. The order matters: a toolchain that cannot be fetched is a network's failure first. */
const CAUSES = [
    [
        /no space left on device|disk quota exceeded/iu,
        "the disk is full: free space in the tool cache (a build takes up to 2 GB)",
    ],
    [
        /checksum mismatch|SECURITY ERROR|missing go\.sum entry/u,
        "a download does not match the sum that this version pins. Nothing of it was kept: find out who altered it (a mirror, a proxy) before you try again",
    ],
    [
        /dial tcp|lookup \S+|proxyconnect|connection re(?:fused|set)|toolchain not available|insecure URL|i\/o timeout|TLS handshake|x509:|unexpected EOF|\b(?:40[0-9]|429|5\d\d) [A-Z]|module lookup disabled|no such file or directory|not found/u,
        "the module proxy cannot be reached or does not have it, and the first use needs it. Check network, proxy and certificates, or set GOPROXY to a mirror",
    ],
];
function unavailable(tool, { toolchain }, { ended, stdout, stderr }) {
    const not = `${tool} could not be built:`;
    if (ended === "interrupted")
        return new ToolUnavailable(`${not} interrupted.`);
    if (ended === "deadline")
        return new ToolUnavailable(`${not} it took longer than ${provision_go_DEADLINE_MS / 60_000} minutes.`);
    const said = Buffer.concat([stdout, stderr]).toString();
    const cause = CAUSES.find(([pattern]) => pattern.test(said));
    const own = /toolchain not available|download go1\S* for/u.test(said)
        ? ` (or install ${toolchain.replace("go", "Go ")})`
        : "";
    if (cause !== undefined)
        return new ToolUnavailable(`${not} ${cause[1]}${own}.`);
    const last = said.split("\n").findLast((line) => line.trim() !== "" && !/^go: downloading/u.test(line));
    // A proxy's address may carry a password.
    return new ToolUnavailable(`${not} ${(0,untrusted/* oneLine */.TN)((last ?? `go ended with ${ended}`).replace(/\/\/[^\s/@]*@/gu, "//***@"), 300)}`);
}

;// CONCATENATED MODULE: ./lib/adapters/provision-lock.js
/** A lock: pip's requirements format, as `uv pip compile --universal --generate-hashes` writes it (tools/README.md). */

/** Throws when a line is not understood or the tool is not in it: a lock that is read in part pins in part. */
function parseLock(bytes, tool) {
    const files = new Map();
    const required = new Set();
    let version;
    for (const line of Buffer.from(bytes).toString().replaceAll("\\\n", " ").split("\n")) {
        if (line.trim() === "" || line.startsWith("#"))
            continue;
        const [, name, pinned, rest = ""] = /^([\w.-]+)==(\S+)\s(.*)$/u.exec(line) ?? [];
        const hashes = [...rest.matchAll(/--hash=sha256:([0-9a-f]{64})(?=\s|$)/gu)].flatMap(([, hash]) => hash ?? []);
        if (name === undefined || hashes.length === 0)
            throw new Error(`not a line of a lock: ${line}`);
        const normalised = normalisedName(name);
        for (const hash of hashes)
            files.set(hash, normalised);
        if (!rest.includes(";"))
            required.add(normalised);
        if (normalised === tool)
            version = pinned;
    }
    if (version === undefined)
        throw new Error(`the lock of ${tool} does not pin it`);
    return { sha256: (0,external_node_crypto_.createHash)("sha256").update(bytes).digest("hex"), version, files, required };
}
/** PEP 503. */
function normalisedName(name) {
    return name.replace(/[-_.]+/gu, "-").toLowerCase();
}

;// CONCATENATED MODULE: ./lib/adapters/provision-python.js




/** The oldest that the locks were made for. */
const OLDEST = 10;
const PROBE = `
import json, platform, sys, sysconfig
print(json.dumps({
    "executable": getattr(sys, "_base_executable", None) or sys.executable,
    "major": sys.version_info[0], "minor": sys.version_info[1],
    "abi": sysconfig.get_config_var("SOABI") or sys.implementation.cache_tag,
    "thread": sysconfig.get_config_var("abi_thread") or "",
    "machine": platform.machine(),
}))`;
const Answer = schemas/* object */.Ikc({
    executable: schemas/* string */.YjP().startsWith("/"),
    major: schemas/* int */.Whr(),
    minor: schemas/* int */.Whr(),
    abi: schemas/* string */.YjP(),
    thread: schemas/* string */.YjP(),
    machine: schemas/* string */.YjP(),
});
const PYTHON_WAY_OUT = "install Python 3.10 or later with venv, or leave the scanner out with `scanners`";
/** The `python3` on PATH. Throws ToolUnavailable. */
async function findPython(shell, base) {
    const { ended, exitCode, stdout } = await shell.run({
        ...base,
        argv: ["python3", "-I", "-c", PROBE],
        deadlineMs: 30_000,
        outputCapBytes: 100_000,
    });
    if (ended === "interrupted")
        throw new ToolUnavailable("Interrupted while looking for Python.");
    if (ended === "notStarted")
        throw new ToolUnavailable(`python3 was not found: ${PYTHON_WAY_OUT}.`);
    const answer = exitCode === 0 ? Answer.safeParse(tryJson(Buffer.from(stdout).toString())) : undefined;
    if (answer?.data === undefined)
        throw new ToolUnavailable(`python3 does not work here: ${PYTHON_WAY_OUT}.`);
    const { executable, major, minor, abi, thread, machine } = answer.data;
    if (major !== 3 || minor < OLDEST) {
        throw new ToolUnavailable(`python3 is ${major}.${minor}, which is too old: ${PYTHON_WAY_OUT}.`);
    }
    const origin = (0,external_node_crypto_.createHash)("sha256").update(executable).digest("hex").slice(0, 8);
    return {
        executable,
        tag: `${abi}-${machine}-${origin}`.replace(/[^\w.-]/gu, "_"),
        library: `lib/python3.${minor}${thread}/site-packages`,
        // What venv writes beside (version, command) names the folder in which it was made, and nothing reads it.
        configuration: `home = ${(0,external_node_path_.dirname)(executable)}\ninclude-system-site-packages = false\n`,
    };
}
function tryJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/provision-pip.js




const provision_pip_DEADLINE_MS = 600_000;
const provision_pip_OUTPUT_CAP_BYTES = 20_000_000;
const QUIET = ["--quiet", "--disable-pip-version-check", "--no-input", "--progress-bar", "off", "--no-cache-dir"];
// Requires-Python was honoured when the lock was made; zizmor's is about its builder, not about its one program.
const PINNED = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--ignore-requires-python"];
/** Three commands: an environment, the wheels, and the wheels into the environment. Throws ToolUnavailable. */
async function pipInstall(shell, { tool, lockPath, python, into, env, packageManager }) {
    const environment = (0,external_node_path_.join)(into, "environment");
    const wheels = (0,external_node_path_.join)(into, "wheels");
    const pip = [(0,external_node_path_.join)(environment, "bin", "python"), "-I", "-B", "-m", "pip"];
    const run = async (argv, more = {}) => {
        const limits = { deadlineMs: provision_pip_DEADLINE_MS, outputCapBytes: provision_pip_OUTPUT_CAP_BYTES };
        const result = await shell.run({ argv, cwd: into, env: { ...env, ...more }, ...limits });
        if (result.ended !== "exit" || result.exitCode !== 0)
            throw provision_pip_unavailable(tool, result);
    };
    await run([python.executable, "-I", "-m", "venv", environment]);
    await run([...pip, "download", ...QUIET, ...PINNED, "--dest", wheels, "--requirement", lockPath], packageManager);
    await run([
        ...pip,
        "install",
        ...QUIET,
        ...PINNED,
        "--no-compile",
        "--no-index",
        "--find-links",
        wheels,
        "--requirement",
        lockPath,
    ], { PIP_CONFIG_FILE: "/dev/null" });
}
/** What pip and venv say, and what it means. The order matters: pip reports a dead network as "no matching distribution". */
const provision_pip_CAUSES = [
    [
        /ensurepip is not|No module named '?(?:venv|ensurepip)/u,
        `this Python has no venv. On Debian and Ubuntu: apt install python3-venv. Otherwise ${PYTHON_WAY_OUT}`,
    ],
    [
        /No space left on device|Disk quota exceeded/u,
        "the disk is full: free space in the tool cache or the temporary folder",
    ],
    [
        /DO NOT MATCH THE HASHES/u,
        "a download does not match the hash that this version pins. Nothing of it was installed: find out who altered it (a mirror, a proxy) before you try again",
    ],
    [
        /NewConnectionError|NameResolutionError|Max retries exceeded|(?:Connect|Read)TimeoutError|ProxyError|SSLError|CERTIFICATE_VERIFY_FAILED|Network is unreachable|Connection (?:refused|reset|aborted)/u,
        "the package index cannot be reached, and the first use needs it. Check network, proxy and certificates, or set PIP_INDEX_URL to a mirror",
    ],
    [
        /No matching distribution|Could not find a version/u,
        "the package index cannot be reached, or has no build of it for this system and Python. It needs Linux with glibc 2.34 or musl, or macOS, and Python 3.10 to 3.14",
    ],
];
function provision_pip_unavailable(tool, { ended, stdout, stderr }) {
    const not = `${tool} could not be installed:`;
    if (ended === "interrupted")
        return new ToolUnavailable(`${not} interrupted.`);
    if (ended === "deadline")
        return new ToolUnavailable(`${not} it took longer than ${provision_pip_DEADLINE_MS / 60_000} minutes.`);
    const said = Buffer.concat([stdout, stderr]).toString();
    const cause = provision_pip_CAUSES.find(([pattern]) => pattern.test(said));
    if (cause !== undefined)
        return new ToolUnavailable(`${not} ${cause[1]}.`);
    const last = said.split("\n").findLast((line) => /^(?:ERROR|Error|\w+Error):/u.test(line)) ?? `pip ended with ${ended}`;
    // An index's address may carry a password; pip hides it, but not in every message.
    return new ToolUnavailable(`${not} ${(0,untrusted/* oneLine */.TN)(last.replace(/\/\/[^\s/@]*@/gu, "//***@"), 300)}`);
}

;// CONCATENATED MODULE: ./lib/adapters/provision-tree.js
/** An environment is exactly what it must be: no file changed, none missing, none more. */




/** Read at once as a whole: opening a stream costs more than reading a small file. */
const WHOLE_BYTES = 4_000_000;
/** Two cores hash and the disk reads ahead; more gains nothing (measured). */
const WORKERS = 8;
/** A sentence about the first deviation, or `undefined`. */
async function deviation(root, expected) {
    const entries = await walk(root);
    const extra = entries.find(({ path }) => !expected.has(path));
    if (extra !== undefined)
        return `${extra.path} was added`;
    const present = new Set(entries.map(({ path }) => path));
    const missing = [...expected.keys()].find((path) => !present.has(path));
    if (missing !== undefined)
        return `${missing} is missing`;
    let changed;
    const queue = entries.values();
    const worker = async () => {
        for (const entry of queue) {
            if (changed !== undefined)
                return;
            if (!(await isAs((0,external_node_path_.join)(root, entry.path), entry.kind, expected.get(entry.path))))
                changed = entry.path;
        }
    };
    await Promise.all(Array.from({ length: WORKERS }, worker));
    return changed === undefined ? undefined : `${changed} was changed`;
}
/** Takes away what nothing vouches for (pip itself, scripts that it wrote, compiled files), and puts back what it rewrote. */
async function reduce(root, expected) {
    for (const { path } of await walk(root)) {
        const wanted = expected.get(path);
        if (wanted === undefined || !("digest" in wanted))
            await (0,promises_.rm)((0,external_node_path_.join)(root, path));
    }
    for (const [path, wanted] of expected) {
        if ("digest" in wanted)
            continue;
        await (0,promises_.mkdir)((0,external_node_path_.dirname)((0,external_node_path_.join)(root, path)), { recursive: true });
        if ("link" in wanted)
            await (0,promises_.symlink)(wanted.link, (0,external_node_path_.join)(root, path));
        else
            await (0,promises_.writeFile)((0,external_node_path_.join)(root, path), wanted.bytes);
    }
}
async function walk(root, below = "") {
    const entries = await (0,promises_.readdir)((0,external_node_path_.join)(root, below), { withFileTypes: true });
    const nested = await Promise.all(entries.map(async (entry) => {
        const path = below === "" ? entry.name : `${below}/${entry.name}`;
        if (entry.isDirectory())
            return await walk(root, path);
        return [{ path, kind: entry.isFile() ? "file" : entry.isSymbolicLink() ? "link" : "other" }];
    }));
    return nested.flat();
}
async function isAs(path, kind, expected) {
    if (expected === undefined)
        return false;
    if ("link" in expected)
        return kind === "link" && (await (0,promises_.readlink)(path)) === expected.link;
    if (kind !== "file")
        return false;
    if ("bytes" in expected)
        return Buffer.compare(await (0,promises_.readFile)(path), expected.bytes) === 0;
    return (await digestOf(path, expected.algorithm)) === expected.digest;
}
async function digestOf(path, algorithm) {
    const hash = (0,external_node_crypto_.createHash)(algorithm);
    if ((await (0,promises_.stat)(path)).size <= WHOLE_BYTES)
        return hash.update(await (0,promises_.readFile)(path)).digest("base64url");
    for await (const part of (0,external_node_fs_.createReadStream)(path, { highWaterMark: 1 << 20 }))
        hash.update(part);
    return hash.digest("base64url");
}

// EXTERNAL MODULE: ./node_modules/fflate/esm/index.mjs
var fflate_esm = __webpack_require__(51306);
;// CONCATENATED MODULE: ./lib/adapters/provision-wheels.js
/** The wheels of an installed tool say what its files must be; the lock in this repository says what the wheels must be. */





/** Reads every wheel of `folder`, believing none that the lock does not pin. */
async function expectationOf(folder, lock, python) {
    const expected = new Map([
        ["pyvenv.cfg", { bytes: Buffer.from(python.configuration) }],
        ["bin/python", { link: python.executable }],
    ]);
    const seen = new Set();
    for (const name of (await (0,promises_.readdir)(folder)).sort()) {
        const wheel = await (0,promises_.readFile)((0,external_node_path_.join)(folder, name));
        const owner = lock.files.get((0,external_node_crypto_.createHash)("sha256").update(wheel).digest("hex"));
        if (owner === undefined || !name.endsWith(".whl"))
            return `wheels/${name} is not in the lock`;
        // pip takes the package's name from the file's, so a pinned file under another name is not what was pinned.
        if (normalisedName(name.split("-")[0] ?? "") !== owner)
            return `wheels/${name} is ${owner} under another name`;
        if (seen.has(owner))
            return `wheels/ holds ${owner} twice`;
        seen.add(owner);
        for (const [path, file] of recordOf(wheel, python))
            expected.set(path, file);
    }
    const absent = [...lock.required].find((name) => !seen.has(name));
    return absent === undefined ? expected : `wheels/ does not hold ${absent}`;
}
/** Programs, as opposed to scripts, are larger. */
const SCRIPT_BYTES = 100_000;
function isRecord(name) {
    return /^[^/]+\.dist-info\/RECORD$/u.test(name);
}
function isScript(name) {
    return /^[^/]+\.data\/scripts\//u.test(name);
}
/** PyPA "Recording installed projects": a CSV of path, `algorithm=digest` in urlsafe base64 without padding, size. */
function* recordOf(wheel, python) {
    const read = (0,fflate_esm/* unzipSync */.AO)(wheel, {
        filter: ({ name, originalSize }) => isRecord(name) || (isScript(name) && originalSize <= SCRIPT_BYTES),
    });
    const [[name, bytes] = [], second] = Object.entries(read).filter(([path]) => isRecord(path));
    if (name === undefined || bytes === undefined || second !== undefined)
        throw new Error("a wheel has one RECORD");
    for (const line of Buffer.from(bytes).toString().split(/\r?\n/u).filter(Boolean)) {
        const [, quoted, plain, algorithm, digest] = /^(?:"((?:[^"]|"")*)"|([^,"]*)),(?:(\w+)=([\w-]+))?,\d*$/u.exec(line) ?? [];
        const listed = quoted?.replaceAll('""', '"') ?? plain;
        if (listed === undefined)
            throw new Error(`not a line of a RECORD: ${line}`);
        // pip rewrites the first line of such a script, so no wheel vouches for what it installs: it is taken out.
        if (isScript(listed) && Buffer.from(read[listed] ?? []).indexOf("#!python") === 0)
            continue;
        const path = installedPath(listed, python);
        if (path === undefined)
            continue;
        if (listed === name)
            yield [path, { bytes }];
        else if (algorithm !== undefined && digest !== undefined)
            yield [path, { algorithm, digest }];
        // Signatures of the RECORD itself (RECORD.jws, RECORD.p7s) have no digest; nothing reads them.
    }
}
/** Where pip puts a file of a wheel (PyPA "Binary distribution format", the .data directory); `undefined`: not needed to run. */
function installedPath(listed, python) {
    if (external_node_path_.posix.isAbsolute(listed) || external_node_path_.posix.normalize(listed) !== listed || listed.startsWith("..")) {
        throw new Error(`a wheel reaches outside: ${listed}`);
    }
    const [, scheme, rest = ""] = /^[^/]+\.data\/([^/]+)\/(.+)$/u.exec(listed) ?? [];
    switch (scheme) {
        case undefined:
            return `${python.library}/${listed}`;
        case "purelib":
        case "platlib":
            return `${python.library}/${rest}`;
        case "scripts":
            return `bin/${rest}`;
        case "data":
            return rest;
        case "headers":
            return undefined;
        default:
            throw new Error(`a wheel has an unknown scheme: ${listed}`);
    }
}

;// CONCATENATED MODULE: ./lib/adapters/provision.js












/** Gets tools: pinned by the locks in this repository, kept in a cache, and checked against the lock on every use; or from PATH. */
function createProvision(options) {
    const tools = new Map();
    const once = (key, tool, provide) => {
        const known = tools.get(key) ?? provide().catch((error) => Promise.reject(translated(tool, error)));
        tools.set(key, known);
        return known;
    };
    return {
        pip: (tool, start) => once(`pip ${tool}`, tool, () => providePip(tool, start, options)),
        go: (tool) => once(`go ${tool}`, tool, () => provideGo(tool, options)),
        path: (tool) => once(`path ${tool}`, tool, () => createPathLookup(options)(tool)),
    };
}
async function providePip(tool, start, options) {
    const lockPath = (0,external_node_path_.join)(options.locks, `${tool}.lock`);
    const bytes = await (0,adapters_files/* readBytes */.io)(lockPath);
    if (bytes === undefined)
        throw new ToolUnavailable(`${tool} is not a tool that this program pins.`);
    const lock = parseLock(bytes, tool);
    const home = await (0,adapters_files/* createFiles */.qm)(options).temporary(tool);
    const { children, packageManager } = options.environment;
    const env = { LANG: "C.UTF-8", ...children, HOME: home, TMPDIR: home };
    const python = await findPython(options.shell, { cwd: home, env });
    const place = (0,external_node_path_.join)(options.cacheRoot, "claude-code-review", "pip", `${tool}-${lock.sha256.slice(0, 12)}-${python.tag}`);
    const expectation = async (folder) => await expectationOf((0,external_node_path_.join)(folder, "wheels"), lock, python);
    await ensureSound(place, {
        what: `${tool} ${lock.version}`,
        takes: "30 s",
        make: async (into) => {
            await pipInstall(options.shell, { tool, lockPath, python, into, env, packageManager });
            const expected = await expectation(into);
            if (typeof expected !== "string")
                await reduce((0,external_node_path_.join)(into, "environment"), expected);
        },
        deviation: async (folder) => {
            const expected = await expectation(folder);
            return typeof expected === "string" ? expected : await deviation((0,external_node_path_.join)(folder, "environment"), expected);
        },
    }, options.log);
    const [program = "", ...args] = start;
    return {
        version: lock.version,
        lockSha256: lock.sha256,
        argv: [(0,external_node_path_.join)(place, "environment", program), ...args],
        env: { ...env, PYTHONDONTWRITEBYTECODE: "1" },
    };
}
/** The disk's refusals, too, make this one scanner unavailable and leave the others running. */
function translated(tool, error) {
    const failed = (0,adapters_files/* writeFailed */.PF)("The tool cache", error);
    if (!(failed instanceof lib_errors/* ExternalError */.yA))
        return failed;
    return new ToolUnavailable(`${tool} could not be installed: ${failed.message} ${failed.fix}`);
}

// EXTERNAL MODULE: ./node_modules/@anthropic-ai/sdk/client.mjs + 226 modules
var sdk_client = __webpack_require__(7766);
// EXTERNAL MODULE: ./node_modules/@anthropic-ai/sdk/core/error.mjs
var core_error = __webpack_require__(25064);
;// CONCATENATED MODULE: ./lib/adapters/guarded-fetch.js
/** The one `fetch` that every client gets (L1): nothing leaves that the guard has not seen as it leaves. */


/** Nothing left, or nothing more will. The message says nothing on purpose: the SDK looks for words in it. */
class RequestRefused extends Error {
    name = "RequestRefused";
    reply;
    constructor(reply) {
        super("The request was refused.");
        this.reply = reply;
    }
}
/** Any model's answer is far smaller; a server that goes on and on is cut. */
const MOST_RESPONSE_BYTES = 32_000_000;
const GUARD_BROKEN = "The guard did not find the canaries of its self-test: redaction is broken, so nothing was sent. Report this as a bug of claude-code-review.";
/** @throws RequestRefused also for redirects, other hosts, plain http beyond loopback, and bodies that are no string. */
function guardedFetch(fetch, options) {
    return async (input, init) => {
        const url = urlOf(input, options.baseUrl);
        const body = init?.body;
        if (typeof body !== "string")
            throw refusal("The request has a body that the guard cannot read.");
        if (!options.guard.selfTest())
            throw refusal(GUARD_BROKEN);
        const hit = options.guard.inspect(body, options.own);
        if (hit !== undefined)
            throw new RequestRefused({ kind: "guarded", ...hit });
        options.onBody({
            bytes: Buffer.byteLength(body),
            bodySha256: (0,external_node_crypto_.createHash)("sha256").update(body).digest("hex"),
        });
        const response = await fetch(url, {
            method: "POST",
            headers: { ...options.headers },
            body,
            // The body must not follow to wherever the other side says.
            redirect: "manual",
            ...(init?.signal ? { signal: init.signal } : {}),
        });
        if (response.status >= 300 && response.status < 400)
            throw refusal(`${url.host} answers with a redirect, which is not followed: set the base URL to the final address.`);
        return capped(response);
    };
}
function refusal(reason) {
    return new RequestRefused({ kind: "failed", reason, split: false });
}
function urlOf(input, baseUrl) {
    const given = input instanceof URL ? input.href : input;
    if (typeof given !== "string" || !URL.canParse(given) || !URL.canParse(baseUrl))
        throw refusal("The base URL is no URL: give it as https://host/path.");
    const [url, base] = [new URL(given), new URL(baseUrl)];
    if (!isAllowedBaseUrl(base))
        throw refusal(`The base URL must begin with https:// (http:// only on this machine).`);
    const path = base.pathname.endsWith("/") ? base.pathname : `${base.pathname}/`;
    if (url.origin !== base.origin || !url.pathname.startsWith(path) || url.username !== "" || url.password !== "")
        throw refusal(`A request to somewhere other than the base URL on ${base.host} was stopped.`);
    return url;
}
function capped(response) {
    if (response.body === null)
        return response;
    let bytes = 0;
    const limit = new TransformStream({
        transform(chunk, controller) {
            bytes += chunk.byteLength;
            if (bytes > MOST_RESPONSE_BYTES)
                controller.error(refusal("The answer was cut: it is longer than any answer can be."));
            else
                controller.enqueue(chunk);
        },
    });
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(limit), { status, statusText, headers });
}

;// CONCATENATED MODULE: ./lib/adapters/anthropic-failures.js
/** What went wrong, as a reply with the way out, and whether another try may do better. */




/** @param error what the SDK threw; cancelled requests and our own deadline are the caller's to tell. */
function anthropic_failures_failureOf(error, context) {
    const refused = causes(error).find((cause) => cause instanceof RequestRefused);
    if (refused !== undefined)
        return { reply: refused.reply, retry: false, maybeBilled: false };
    if (error instanceof core_error/* APIError */.LG) {
        const type = typeof error.type === "string" ? error.type : undefined;
        // An error inside a stream has a type and no status.
        const status = error.status ?? (type === undefined ? undefined : STATUS_OF_TYPE[type]);
        if (status !== undefined) {
            const sentence = ofStatus(status, anthropic_failures_messageOf(error, context), context);
            const retryAfterMs = retryAfter(error.headers?.get("retry-after"), context.now);
            return {
                ...anthropic_failures_failed(sentence),
                ...(retryAfterMs !== undefined && { retryAfterMs }),
                maybeBilled: error.status === undefined,
            };
        }
    }
    return ofConnection(error, context);
}
function anthropic_failures_failed({ reason, retry, split }) {
    return { reply: { kind: "failed", reason, split: split === true }, retry: retry === true };
}
/** The API's error types (docs, "Errors"), which are all there is when a stream breaks off with one. */
const STATUS_OF_TYPE = {
    invalid_request_error: 400,
    authentication_error: 401,
    billing_error: 402,
    permission_error: 403,
    not_found_error: 404,
    request_too_large: 413,
    rate_limit_error: 429,
    api_error: 500,
    timeout_error: 504,
    overloaded_error: 529,
};
function ofStatus(status, said, { model, models, baseUrl }) {
    const code = String(status);
    const quoted = said === "" ? "" : ` It says: ${said}`;
    switch (status) {
        case 400:
            return badRequest(said, model);
        case 401:
            return {
                reason: `The key was refused (401): it is revoked, mistyped or for another service. Set a valid anthropic-api-key (in a terminal ANTHROPIC_API_KEY), and check the base URL.${quoted}`,
            };
        case 402:
            return { reason: `The account cannot be charged (402): check billing in the Claude Console.${quoted}` };
        case 403:
            return {
                reason: `The key may not do this (403): give its workspace access to model ${model}, or choose another model.${quoted}`,
            };
        case 404:
            return /model/iu.test(said)
                ? {
                    reason: `Model ${model} does not exist or is retired (404); today's models: ${models.join(", ") || "see prompts/models.json"}. Set \`model\` to one of them.`,
                }
                : { reason: `${hostOf(baseUrl)} has no Messages API at that path (404): check the base URL.${quoted}` };
        case 413:
            return {
                reason: "The question is too large for the API (413): make the change smaller.",
                split: true,
            };
        case 429:
            return {
                reason: `The rate limit is reached (429): run it again later, or raise the limits of the workspace.${quoted}`,
                retry: true,
            };
        case 529:
            return { reason: "The API is overloaded (529): run it again later.", retry: true };
        default:
            return status === 408 || status === 409 || status >= 500
                ? { reason: `The API failed (${code}): run it again later.${quoted}`, retry: true }
                : { reason: `The API refused the request with status ${code}: check the base URL and the model.${quoted}` };
    }
}
function badRequest(said, model) {
    const quoted = said === "" ? "" : ` It says: ${said}`;
    if (/too long|context (?:window|length)|exceed[^.]{0,30}tokens/iu.test(said))
        return {
            reason: `The question is too long for model ${model} (400): make the change smaller, or choose a \`model\` that reads more.`,
            split: true,
        };
    if (/credit|billing/iu.test(said))
        return { reason: `The account has no credit (400): add some in the Claude Console.${quoted}` };
    if (/effort/iu.test(said))
        return {
            reason: `Model ${model} does not take this \`effort\` (400): choose another one, or leave it out.${quoted}`,
        };
    if (/output_config|schema|format/iu.test(said))
        return { reason: `Model ${model} does not take answers with a schema (400): choose a newer \`model\`.${quoted}` };
    return {
        reason: `The API refused the request as invalid (400): check \`model\` and \`effort\`; if they are right, report it as a bug of claude-code-review.${quoted}`,
    };
}
const ErrorBody = schemas/* object */.Ikc({ error: schemas/* object */.Ikc({ message: schemas/* string */.YjP() }) });
/** The server's own words: one line, redacted. Not those of a body that is no API error: that is a page of HTML. */
function anthropic_failures_messageOf(error, { redact }) {
    const body = ErrorBody.safeParse(error.error);
    return body.success ? (0,untrusted/* oneLine */.TN)(redact((0,untrusted/* oneLine */.TN)(body.data.error.message, 2_000)), 300) : "";
}
/** RFC 9110 10.2.3: seconds, or a date. */
function retryAfter(value, now) {
    if (value === null || value === undefined)
        return undefined;
    const ms = /^\d{1,9}$/u.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now.getTime();
    return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
/** Before a byte of the body could leave. */
const NOT_CONNECTED = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/u;
/** Node's codes for what a certificate may have wrong with it (tls, "X509 certificate error codes"), and no TLS at all. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO|^ERR_SSL|^ERR_TLS/u;
function ofConnection(error, { baseUrl }) {
    const code = causes(error)
        .map((cause) => (typeof cause === "object" && cause !== null && "code" in cause ? cause.code : undefined))
        .find((value) => typeof value === "string");
    const host = hostOf(baseUrl);
    if (code !== undefined && CERTIFICATE.test(code))
        return {
            ...anthropic_failures_failed({ reason: `The certificate of ${host} was not accepted (${code}): check the base URL and the proxy.` }),
            maybeBilled: false,
            notConnected: true,
        };
    const notConnected = code !== undefined && NOT_CONNECTED.test(code);
    const what = notConnected ? "could not be made" : "broke off before the answer was whole";
    const named = code === undefined ? "" : ` (${(0,untrusted/* oneLine */.TN)(code, 60)})`;
    return {
        ...anthropic_failures_failed({
            reason: `The connection to ${host} ${what}${named}: run it again, and check the network.`,
            retry: true,
        }),
        maybeBilled: !notConnected,
        notConnected,
    };
}
function hostOf(baseUrl) {
    return URL.canParse(baseUrl) ? new URL(baseUrl).host : "the base URL";
}
/** An error and what is behind it, outermost first. */
function causes(error) {
    const list = [];
    let at = error;
    while (at !== undefined && at !== null && list.length < 10) {
        list.push(at);
        at = typeof at === "object" && "cause" in at ? at.cause : undefined;
    }
    return list;
}

;// CONCATENATED MODULE: ./lib/adapters/anthropic-request.js
/** A question as a request of the Messages API. */
/** The version whose shapes this adapter reads. */
const ANTHROPIC_VERSION = "2026-10-21";
const BREAKPOINT = { cache_control: { type: "ephemeral" } };
/**
 * The body of `POST /v1/messages`. Without sampling parameters and without `thinking`: models refuse different values of
 * them, and each has a sensible default. System and `shared` are the cached prefix.
 */
function requestBody({ system, shared, text, schema, maxTokens }, { model, effort }) {
    // The API refuses empty text blocks.
    const prefix = shared === "" ? [] : [{ type: "text", text: shared, ...BREAKPOINT }];
    return {
        model,
        max_tokens: maxTokens,
        stream: true,
        system: [{ type: "text", text: system, ...(shared === "" && BREAKPOINT) }],
        messages: [{ role: "user", content: [...prefix, { type: "text", text }] }],
        output_config: { format: { type: "json_schema", schema }, ...(effort !== undefined && { effort }) },
    };
}

;// CONCATENATED MODULE: ./lib/adapters/anthropic-stream.js
/** Reads the events of a streamed message. What was read stays when the stream breaks: usage and ids are on the account. */

function nothingReceived() {
    return { text: "", metered: false, complete: false };
}
/** More than any `max_tokens` gives. */
const MOST_TEXT = 8_000_000;
// A gateway may leave out what it does not know: each field alone is optional, and nonsense is as good as nothing.
const count = schemas/* int */.Whr().min(0).max(1_000_000_000).nullish().catch(undefined);
const UsageEvent = schemas/* object */.Ikc({
    input_tokens: count,
    output_tokens: count,
    cache_read_input_tokens: count,
    cache_creation_input_tokens: count,
});
const optional = (type) => type.nullish().catch(undefined);
const Event = schemas/* object */.Ikc({
    type: schemas/* string */.YjP(),
    message: optional(schemas/* object */.Ikc({ model: optional(schemas/* string */.YjP()), usage: optional(UsageEvent) })),
    content_block: optional(schemas/* object */.Ikc({ type: schemas/* string */.YjP(), text: optional(schemas/* string */.YjP()) })),
    delta: optional(schemas/* object */.Ikc({
        type: optional(schemas/* string */.YjP()),
        text: optional(schemas/* string */.YjP()),
        stop_reason: optional(schemas/* string */.YjP()),
        stop_details: optional(schemas/* object */.Ikc({ category: optional(schemas/* string */.YjP()) })),
    })),
    usage: optional(UsageEvent),
});
/** Fills `received`. @throws whatever the stream throws. */
async function readMessage(events, received) {
    for await (const given of events) {
        const { success, data } = Event.safeParse(given);
        // Events of a later version are skipped, as the API's versioning rules ask of clients.
        if (success)
            take(data, received);
        if (received.text.length > MOST_TEXT)
            throw new Error("the answer is longer than any answer can be");
    }
}
function take(event, received) {
    switch (event.type) {
        case "message_start":
            if (event.message?.model)
                received.model = event.message.model;
            if (event.message?.usage)
                received.usage = merged(received.usage, event.message.usage);
            break;
        case "content_block_start":
            if (event.content_block?.type === "text")
                received.text += event.content_block.text ?? "";
            break;
        case "content_block_delta":
            // Thinking comes as other types, and may come first.
            if (event.delta?.type === "text_delta")
                received.text += event.delta.text ?? "";
            break;
        case "message_delta":
            if (event.delta?.stop_reason)
                received.stopReason = event.delta.stop_reason;
            if (event.delta?.stop_details?.category)
                received.refusalCategory = event.delta.stop_details.category;
            if (event.usage) {
                received.usage = merged(received.usage, event.usage);
                received.metered = typeof event.usage.output_tokens === "number";
            }
            break;
        case "message_stop":
            received.complete = true;
            break;
    }
}
/** The counts of `message_delta` are cumulative: each that is given replaces what was known. */
function merged(before, given) {
    return {
        inputTokens: given.input_tokens ?? before?.inputTokens ?? 0,
        outputTokens: given.output_tokens ?? before?.outputTokens ?? 0,
        cacheReadTokens: given.cache_read_input_tokens ?? before?.cacheReadTokens ?? 0,
        cacheWriteTokens: given.cache_creation_input_tokens ?? before?.cacheWriteTokens ?? 0,
    };
}

;// CONCATENATED MODULE: ./lib/adapters/anthropic-reply.js
/** A message that came to its end, or should have, as a reply. Nothing but a whole answer is one (L5). */


function replyOf(received, model) {
    const { text, stopReason, refusalCategory, complete } = received;
    if (!complete || stopReason === undefined)
        return anthropic_failures_failed({ reason: "The answer was cut off in the middle: run it again.", retry: true });
    switch (stopReason) {
        case "end_turn":
        case "stop_sequence":
            return text.trim() === ""
                ? anthropic_failures_failed({ reason: `Model ${model} gave an empty answer: run it again, or choose another \`model\`.` })
                : { reply: { kind: "answered", text }, retry: false };
        case "refusal":
            // Text may stand before a refusal; it is not an answer.
            return { reply: { kind: "refused", category: categoryOf(refusalCategory) }, retry: false };
        case "max_tokens":
        case "model_context_window_exceeded":
            return anthropic_failures_failed({
                reason: `The answer did not fit (${stopReason}): make the change smaller.`,
                split: true,
            });
        default:
            return anthropic_failures_failed({
                reason: `Model ${model} stopped for a reason that this program does not know (${(0,untrusted/* oneLine */.TN)(stopReason, 60)}): update claude-code-review.`,
            });
    }
}
function categoryOf(given) {
    return given !== undefined && /^[a-z_]{1,40}$/u.test(given) ? given : "not named";
}

;// CONCATENATED MODULE: ./lib/adapters/anthropic-retry.js
/** Tries, bounded in number and in time, and the one record of them all. */

const FIRST_WAIT_MS = 2_000;
async function askWithRetries(once, options) {
    const { retry, signal, log, name } = options;
    const began = retry.elapsedMs();
    const tries = [];
    for (;;) {
        const last = await once();
        tries.push(last);
        const waitMs = last.retryAfterMs ?? backoff(tries.length);
        const stop = whyStop(tries, { ...options, elapsedMs: retry.elapsedMs() - began, waitMs });
        if (stop !== undefined)
            return asked(tries, { why: stop, seconds: (retry.elapsedMs() - began) / 1000 });
        if (last.reply.kind === "failed")
            log.info(`${name}: ${last.reply.reason} Trying again in ${String(Math.ceil(waitMs / 1000))} s.`);
        await retry.sleep(waitMs, signal);
    }
}
/** Four times as long each time; spread, so that questions in flight do not come back together. */
function backoff(tries) {
    return FIRST_WAIT_MS * 4 ** (tries - 1) * (1 + Math.random() / 2);
}
/** What to add to the reason; empty: nothing. Undefined: try again. */
function whyStop(tries, { retry, again, elapsedMs, waitMs }) {
    const last = tries.at(-1);
    if (last === undefined || !last.retry)
        return "";
    if (tries.length >= retry.tries)
        return ` (${String(tries.length)} tries)`;
    if (waitMs > retry.longestWaitMs)
        return ` The server asks to wait ${String(Math.ceil(waitMs / 1000))} s, which is longer than this run waits.`;
    if (elapsedMs + waitMs > retry.totalMs)
        return " There was no time left for another try.";
    if (last.maybeBilled && !again())
        return " Another try could have gone over the limit on cost.";
    return undefined;
}
function asked(tries, { why, seconds }) {
    const last = tries.at(-1);
    if (last === undefined)
        throw new Error("there is always a first try");
    const { reply } = last;
    const newest = (pick) => tries.map(pick).findLast((value) => value !== undefined);
    const model = newest(({ received }) => received.model);
    const requestId = newest((one) => one.requestId);
    const usage = sum(tries.flatMap(({ received }) => received.usage ?? []));
    const unmetered = tries.filter(({ sent, maybeBilled }) => sent !== undefined && maybeBilled).length;
    return {
        reply: reply.kind === "failed" ? { ...reply, reason: reply.reason + why } : reply,
        record: {
            ...(model !== undefined && { model: (0,untrusted/* oneLine */.TN)(model, 100) }),
            ...(requestId !== undefined && { requestId: (0,untrusted/* oneLine */.TN)(requestId, 100) }),
            ...(usage !== undefined && { usage }),
            ...newest(({ sent }) => sent),
            attempts: tries.filter(({ attempted }) => attempted).length,
            ...(unmetered > 0 && { unmetered }),
            seconds,
        },
    };
}
/** Every try that was metered is paid. */
function sum(list) {
    return list.length === 0
        ? undefined
        : list.reduce((a, b) => ({
            inputTokens: a.inputTokens + b.inputTokens,
            outputTokens: a.outputTokens + b.outputTokens,
            cacheReadTokens: a.cacheReadTokens + b.cacheReadTokens,
            cacheWriteTokens: a.cacheWriteTokens + b.cacheWriteTokens,
        }));
}

;// CONCATENATED MODULE: ./lib/adapters/anthropic.js
/** Claude over the Messages API. Everything about the request is said here: the environment decides nothing (L6, governance.md A31). */








const ANTHROPIC_BASE_URL = "https://api.anthropic.com";
/** Waiting that a signal ends early, without an error. */
async function sleep(ms, signal) {
    await (0,external_node_timers_promises_.setTimeout)(ms, undefined, { signal }).catch(() => undefined);
}
const DEFAULT_RETRY = {
    tries: 3,
    requestMs: 600_000,
    totalMs: 1_200_000,
    longestWaitMs: 120_000,
    sleep,
    elapsedMs: () => performance.now(),
};
function createAnthropic(options) {
    const settled = {
        ...options,
        baseUrl: options.baseUrl ?? ANTHROPIC_BASE_URL,
        retry: { ...DEFAULT_RETRY, ...options.retry },
        signal: options.signal ?? new AbortController().signal,
    };
    return {
        provider: "anthropic",
        id: options.model,
        ask: (question, again = () => true) => askWithRetries(() => tryOnce(question, settled), { ...settled, name: question.name, again }),
    };
}
async function tryOnce(question, options) {
    const { signal, retry, model, effort } = options;
    const received = nothingReceived();
    let sent;
    let requestId;
    const deadline = AbortSignal.timeout(retry.requestMs);
    const client = clientFor(question, options, (left) => (sent = left));
    const finish = (failure) => ({
        ...failure,
        received,
        attempted: sent !== undefined,
        sent: failure.notConnected === true ? undefined : sent,
        requestId,
    });
    try {
        // Not `messages.create`: that warns about old models on the console, which in an Action takes commands (governance.md A10).
        const { data, response, request_id } = await client
            .post("/v1/messages", {
            body: requestBody(question, { model, effort }),
            stream: true,
            signal: AbortSignal.any([signal, deadline]),
        })
            .withResponse();
        requestId = request_id ?? undefined;
        if (!/^text\/event-stream\b/iu.test(response.headers.get("content-type") ?? ""))
            return finish(NO_STREAM);
        await readMessage(data, received);
    }
    catch (error) {
        if (error instanceof sdk_client/* Anthropic */.N.APIError)
            requestId ??= error.requestID ?? undefined;
        if (!signal.aborted && !deadline.aborted)
            return finish(anthropic_failures_failureOf(error, { models: [], ...options, now: options.clock.now() }));
    }
    if (signal.aborted && !received.complete)
        return finish(INTERRUPTED);
    // The SDK ends an aborted stream as if it were whole.
    if (deadline.aborted && !received.complete)
        return finish(anthropic_timedOut(retry.requestMs));
    return finish({ ...replyOf(received, model), maybeBilled: !received.metered });
}
/** One per try: what leaves is put on the account of the question that it belongs to. */
function clientFor(question, options, onBody) {
    const { apiKey, guard, baseUrl, fetch: send = fetch } = options;
    return new sdk_client/* Anthropic */.N({
        apiKey,
        authToken: null,
        webhookKey: null,
        baseURL: baseUrl,
        maxRetries: 0,
        // Until the headers come; the wall clock of the whole request is ours.
        timeout: options.retry.requestMs + 60_000,
        logLevel: "off",
        logger: SILENT,
        openTelemetry: false,
        fetch: guardedFetch(send, {
            guard,
            own: question.own,
            baseUrl,
            headers: {
                accept: "text/event-stream",
                "content-type": "application/json",
                "anthropic-version": ANTHROPIC_VERSION,
                authorization: `Bearer ${apiKey}`,
                "user-agent": "claude-code-review",
            },
            onBody,
        }),
    });
}
const anthropic_nothing = () => undefined;
const SILENT = { error: anthropic_nothing, warn: anthropic_nothing, info: anthropic_nothing, debug: anthropic_nothing };
const INTERRUPTED = { ...anthropic_failures_failed({ reason: "The run was interrupted: start it again." }), maybeBilled: true };
const NO_STREAM = {
    ...anthropic_failures_failed({
        reason: "What answers at the base URL is not the Messages API: it sent no stream of events. Check the base URL.",
    }),
    maybeBilled: true,
};
function anthropic_timedOut(ms) {
    const seconds = String(Math.round(ms / 1000));
    return {
        ...anthropic_failures_failed({ reason: `No whole answer came within ${seconds} s: run it again later.`, retry: true }),
        maybeBilled: true,
    };
}

;// CONCATENATED MODULE: ./lib/adapters/command-model.js
/** `provider: command`: a program of the user's answers (docs/providers.md). It is shown what Claude would be, after the same guard (L1). */





const command_model_count = schemas/* int */.Whr().min(0).default(0);
/** An answer with what the program knows about itself; anything else that is an object is the answer. */
const Envelope = schemas/* strictObject */.rej({
    text: schemas/* string */.YjP(),
    model: schemas/* string */.YjP().optional(),
    usage: schemas/* strictObject */.rej({ inputTokens: command_model_count, outputTokens: command_model_count, cacheReadTokens: command_model_count, cacheWriteTokens: command_model_count })
        .optional(),
});
function createCommandModel(options) {
    const program = (0,untrusted/* oneLine */.TN)(options.argv[0], 100);
    return {
        provider: "command",
        id: program,
        async ask(question) {
            const began = performance.now();
            const { reply, ...rest } = await ask(question, { ...options, program });
            return { reply, record: { attempts: 1, ...rest, seconds: (performance.now() - began) / 1000 } };
        },
    };
}
async function ask(question, options) {
    const { guard, files, shell, argv, env, deadlineMs = 600_000, outputCapBytes = 8_000_000 } = options;
    const body = questionFile(question);
    if (!guard.selfTest())
        return { reply: command_model_failed(GUARD_BROKEN), attempts: 0 };
    const hit = guard.inspect(body, question.own);
    if (hit !== undefined)
        return { reply: { kind: "guarded", ...hit }, attempts: 0 };
    const folder = await files.temporary("question");
    try {
        const path = (0,external_node_path_.join)(folder, "question.json");
        await files.write(path, body);
        const sent = { bytes: Buffer.byteLength(body), bodySha256: (0,external_node_crypto_.createHash)("sha256").update(body).digest("hex") };
        const result = await shell.run({ argv: [...argv, path], cwd: folder, env, deadlineMs, outputCapBytes });
        const started = result.ended === "notStarted" ? {} : sent;
        return { ...started, ...answerOf(result, { ...options, deadlineMs, outputCapBytes }) };
    }
    finally {
        await files.remove(folder);
    }
}
/** Version 1 of what the program reads; docs/providers.md describes it. */
function questionFile({ name, system, shared, text, schema, maxTokens, sha256, hunks }) {
    return JSON.stringify({ version: 1, name, system, user: shared + text, schema, maxTokens, sha256, hunks });
}
function answerOf(result, { program, redact, deadlineMs, outputCapBytes }) {
    const said = (0,untrusted/* oneLine */.TN)(redact((0,untrusted/* oneLine */.TN)(Buffer.from(result.stderr).toString("utf8"), 2_000)), 300);
    const quoted = said === "" ? "" : ` It says: ${said}`;
    switch (result.ended) {
        case "exit":
            if (result.exitCode === 0)
                return parseAnswer(Buffer.from(result.stdout).toString("utf8"), program);
            return {
                reply: command_model_failed(`The model command ${program} ended with exit code ${String(result.exitCode)}.${quoted}`),
            };
        case "signal":
            return { reply: command_model_failed(`The model command ${program} was killed.${quoted}`) };
        case "deadline":
            return { reply: command_model_failed(`The model command ${program} did not answer within ${String(deadlineMs / 1000)} s.`) };
        case "outputCap":
            return { reply: command_model_failed(`The model command ${program} printed more than ${String(outputCapBytes)} bytes.`) };
        case "interrupted":
            return { reply: command_model_failed("The run was interrupted: start it again.") };
        case "notStarted":
            return {
                reply: command_model_failed(`The model command ${program} could not be started: name a program that is on PATH.${quoted}`),
                attempts: 0,
            };
    }
}
function parseAnswer(stdout, program) {
    const text = stdout.trim();
    if (text === "")
        return { reply: command_model_failed(`The model command ${program} printed nothing: it must print its answer as JSON.`) };
    const answer = tryParse(text);
    if (typeof answer !== "object" || answer === null || Array.isArray(answer))
        return {
            reply: command_model_failed(`The model command ${program} did not print one JSON object and nothing else (docs/providers.md).`),
        };
    const envelope = Envelope.safeParse(answer);
    if (!envelope.success)
        return { reply: { kind: "answered", text } };
    const { model, usage } = envelope.data;
    if (envelope.data.text.trim() === "")
        return { reply: command_model_failed(`The model command ${program} gave an empty answer.`) };
    return {
        reply: { kind: "answered", text: envelope.data.text },
        ...(model !== undefined && { model: (0,untrusted/* oneLine */.TN)(model, 100) }),
        ...(usage !== undefined && { usage }),
    };
}
function tryParse(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
function command_model_failed(reason) {
    return { kind: "failed", reason, split: false };
}

;// CONCATENATED MODULE: ./lib/adapters/models.js



/** Real models, each behind a guard that looks with what the run's redactor looks with. */
function modelFactory({ children, knownSecrets: known }, ports) {
    return (spec, { detector, redact }) => {
        const guard = (0,secrets/* createGuard */.ow)({ known, detector });
        return spec.provider === "anthropic"
            ? createAnthropic({ ...spec, ...ports, guard, redact })
            : createCommandModel({ ...ports, argv: [spec.program], env: { ...children }, guard, redact });
    };
}

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(33838);
;// CONCATENATED MODULE: ./lib/outputs.js
/** What a step of the Action hands to later steps: the same names as in action.yml. */
const OUTPUTS = [
    "outcome",
    "critical",
    "high",
    "medium",
    "low",
    "coverage",
    "sarif-file",
    "report-file",
    "summary-file",
    "plan-file",
    "ledger-file",
    "ledger-root",
    "cost-usd",
    "input-tokens",
    "output-tokens",
    "redactions",
    "disclosures",
];

;// CONCATENATED MODULE: ./lib/adapters/runner.js




/** An output that a mask matches is dropped, and a consumer would see no verdict (actions/runner JobExtension.cs; governance.md A11). */
const OUTCOMES = ["pass", "fail", "incomplete"];
/** The runner masks a part of a word too. */
const MASK_MINIMUM = 8;
/** The runner's log shows a line whole; GitHub cuts annotations at 4 KB, 64 KB in the API. */
const MESSAGE_LIMIT = 4000;
const TITLE_LIMIT = 250;
/**
 * The runner's channel over @actions/core, which escapes for it. Masks, annotations and nothing else go to stdout; never
 * `GITHUB_ENV`, `GITHUB_PATH` or `GITHUB_STATE` (governance.md A12), which eslint holds.
 */
function createRunner({ stepFiles, uploadArtifact, log }) {
    const missing = new Set();
    const has = (file, variable) => {
        if (!stepFiles[file] && !missing.has(file))
            log.warn(`This runner gives no ${variable}: that part is left out.`);
        if (!stepFiles[file])
            missing.add(file);
        return stepFiles[file];
    };
    return {
        output: async (name, value) => {
            if (!OUTPUTS.some((known) => known === name))
                throw new Error(`${name} is no output of action.yml`);
            if (name === "outcome" && value !== "" && !OUTCOMES.includes(value))
                throw new Error("no such outcome");
            if (has("output", "GITHUB_OUTPUT"))
                await orWriteFailed("GITHUB_OUTPUT", () => (0,core/* setOutput */.uH)(name, value));
        },
        summary: async (markdown) => {
            if (has("summary", "GITHUB_STEP_SUMMARY"))
                await orWriteFailed("GITHUB_STEP_SUMMARY", () => core/* summary */.z.addRaw(markdown).write());
        },
        annotate,
        uploadArtifact,
    };
}
/** Tells the runner to mask these values in its log. Call it before anything is printed. */
function maskSecrets(secrets) {
    for (const value of secrets.flatMap(maskable))
        (0,core/* setSecret */.Pq)(value);
}
/** Lines, since the runner masks line by line; none that would also hide one of our own words. */
function maskable(secret) {
    return secret
        .split(/[\r\n]+/u)
        .map((line) => line.trim())
        .filter((line) => {
        // The runner masks what is left without double quotes as well (ValueEncoders.cs TrimDoubleQuotes).
        const bare = line.replace(/^"+|"+$/gu, "");
        return line.length >= MASK_MINIMUM && !OUTCOMES.some((word) => word.includes(bare));
    });
}
function annotate({ level, title, message, uri, startLine, endLine }) {
    const write = { error: core/* error */.z3, warning: core/* warning */.$e, notice: core/* notice */.lm }[level];
    const place = uri === undefined || runner_safe(uri, uri.length + 1) === uri ? uri : undefined;
    const properties = {
        title: runner_safe(title, TITLE_LIMIT),
        ...(place !== undefined && { file: place }),
        ...(place !== undefined && startLine !== undefined && { startLine }),
        ...(place !== undefined && endLine !== undefined && { endLine }),
    };
    // A name that is not what it looks like gets no place: it would be another file's.
    const named = uri === place || uri === undefined ? message : `${uri}: ${message}`;
    write(runner_safe(named, MESSAGE_LIMIT), properties);
}
function runner_safe(text, limit) {
    return (0,untrusted/* withoutRunnerCommands */.hj)((0,untrusted/* oneLine */.TN)(text, limit));
}
async function orWriteFailed(variable, write) {
    try {
        await write();
    }
    catch (cause) {
        // Without its message, which names the file and may quote the value.
        throw new lib_errors/* ExternalError */.yA("write-failed", `The runner's file ${variable} cannot be written.`, {
            fix: "Free some disk space on the runner, and keep earlier steps from removing its files.",
            cause,
        });
    }
}

// EXTERNAL MODULE: ./node_modules/@actions/exec/lib/exec.js + 3 modules
var exec = __webpack_require__(81260);
;// CONCATENATED MODULE: ./lib/adapters/launcher-protocol.js
/** What the shell tells the launcher, and what it answers: two JSON files in the run's temporary folder. */
const ENDINGS = ["exit", "signal", "deadline", "outputCap", "interrupted", "notStarted"];
/** The launcher's own exit code when output or result could not be written; the errno is on its stderr. */
const NOT_WRITTEN = 74; // sysexits.h EX_IOERR

;// CONCATENATED MODULE: ./lib/adapters/shell.js







const shell_Result = schemas/* object */.Ikc({ ended: schemas/* enum */.k5n(ENDINGS), exitCode: schemas/* int */.Whr().optional(), detail: schemas/* string */.YjP().optional() });
const NOTHING = new Uint8Array();
function createShell(options) {
    return {
        async run(command) {
            if (options.signal?.aborted)
                return { ended: "interrupted", stdout: NOTHING, stderr: NOTHING };
            const folder = (0,external_node_path_.join)(options.temporary, `command-${(0,external_node_crypto_.randomUUID)()}`);
            try {
                await (0,promises_.mkdir)(folder, { recursive: true, mode: 0o700 });
                return await runIn(folder, command, options);
            }
            catch (error) {
                throw (0,adapters_files/* writeFailed */.PF)(options.temporary, error);
            }
            finally {
                await (0,promises_.rm)(folder, { recursive: true, force: true });
            }
        },
    };
}
async function runIn(folder, command, options) {
    const spec = {
        ...command,
        stdoutPath: (0,external_node_path_.join)(folder, "stdout"),
        stderrPath: (0,external_node_path_.join)(folder, "stderr"),
        resultPath: (0,external_node_path_.join)(folder, "result.json"),
    };
    const specPath = (0,external_node_path_.join)(folder, "spec.json");
    await (0,promises_.writeFile)(specPath, JSON.stringify(spec), { mode: 0o600 });
    const launched = await launch(specPath, options);
    const { ended, exitCode, detail } = await shell_readResult(spec.resultPath, launched);
    const [stdout, stderr] = await Promise.all([bytesOf(spec.stdoutPath), bytesOf(spec.stderrPath)]);
    return {
        ended,
        ...(exitCode === undefined ? {} : { exitCode }),
        stdout,
        // Why it did not start is all there is to say then.
        stderr: ended === "notStarted" && detail !== undefined ? Buffer.from(detail) : stderr,
    };
}
async function launch(specPath, { launcher, signal, node = process.execPath }) {
    let pid = 0;
    let stderr = "";
    const interrupt = () => {
        if (pid > 0)
            tryInterrupt(pid);
    };
    signal?.addEventListener("abort", interrupt);
    try {
        // exec splits its first argument at spaces outside quotes (toolrunner.js argStringToArray).
        const exitCode = await (0,exec/* exec */.m)(`"${node.replace(/[\\"]/gu, "\\$&")}"`, [launcher, specPath], {
            // Nothing of ours: a child can read its ancestors' environment in /proc (L6).
            env: {},
            cwd: (0,external_node_path_.dirname)(specPath),
            silent: true,
            ignoreReturnCode: true,
            listeners: {
                stdline: (line) => {
                    pid = Number(line);
                    if (signal?.aborted)
                        interrupt();
                },
                stderr: (bytes) => {
                    stderr += bytes.toString();
                },
            },
        });
        return { exitCode, stderr };
    }
    finally {
        signal?.removeEventListener("abort", interrupt);
    }
}
function tryInterrupt(pid) {
    try {
        process.kill(pid, "SIGTERM");
    }
    catch {
        // It has ended in the meantime.
    }
}
async function shell_readResult(path, { exitCode, stderr }) {
    if (exitCode === 0)
        return shell_Result.parse(JSON.parse(await (0,promises_.readFile)(path, "utf8")));
    // The message of Node's own errors begins with the code: "ENOSPC: no space left on device, write".
    if (exitCode === NOT_WRITTEN)
        throw Object.assign(new Error(stderr), { code: /^E[A-Z]+/u.exec(stderr)?.[0] });
    // Only the child or its user can have killed the launcher: whatever the child did is no result.
    if (exitCode === null)
        return { ended: "signal" };
    throw new Error(`the launcher ended with ${exitCode}: ${stderr}`);
}
async function bytesOf(path) {
    // Absent when the launcher was killed before it began.
    return (await (0,adapters_files/* readBytes */.io)(path)) ?? NOTHING;
}

;// CONCATENATED MODULE: ./lib/adapters/stdout.js

/** Writes a command's result and waits until it is out; a reader that went away (`| head`) is no error. */
function printTo(stream) {
    // Without a listener Node throws the error of a later write as uncaught.
    stream.on("error", () => undefined);
    return (text) => new Promise((resolve, reject) => {
        stream.write(text, (error) => {
            if (error && !("code" in error && error.code === "EPIPE")) {
                reject(new lib_errors/* ExternalError */.yA("write-failed", `The result could not be printed: ${error.message}.`, {
                    fix: "Free some disk space, or name another place with --output.",
                    cause: error,
                }));
            }
            else
                resolve();
        });
    });
}

;// CONCATENATED MODULE: ./lib/adapters/ports.js





















/** The real ports. `temporary` is this run's own folder, which the caller removes; `signal` is Ctrl-C. */
function createPorts(environment, { temporary, signal, version, untrusted, }) {
    const clock = createClock();
    const log = createOwnLog(environment);
    const files = (0,adapters_files/* createFiles */.qm)({ temporary });
    const shell = createShell({ launcher: BUNDLE.launcher, temporary, signal });
    const git = { ...environment.children };
    return {
        clock,
        log,
        files,
        shell,
        provision: createProvision({
            shell,
            temporary,
            log,
            cacheRoot: environment.toolCache,
            locks: BUNDLE.locks,
            untrusted: [process.cwd(), ...untrusted],
            environment,
        }),
        openObjects: async (repo) => openObjects({ repo, temporary: (0,external_node_path_.join)(temporary, "git"), environment: git }),
        print: printTo(process.stdout),
        createModel: modelFactory(environment, { files, shell, log, clock, signal }),
        ...actionPorts(environment, { temporary, signal, version, log }),
    };
}
/** A job's log has a mask for what is on the same stream after it, so everything goes to stdout there. */
function createOwnLog({ action, quiet }) {
    return action === undefined ? createLog(process.stderr, { quiet }) : createLog(process.stdout);
}
/** What only a workflow job has. */
function actionPorts(environment, { temporary, signal, version, log }) {
    const { action, children, knownSecrets } = environment;
    return {
        signal,
        gitHub: (run) => createGitHub({ run, token: tokenOf(action), log, signal, version }),
        openFetched: (run, commits) => openFetched({ url: `${run.serverUrl}/${run.owner}/${run.repo}.git`, token: tokenOf(action), commits }, {
            temporary: (0,external_node_path_.join)(temporary, "git"),
            environment: children,
            signal,
            ...(action?.proxy !== undefined && { proxy: action.proxy }),
            ...(action?.caFile !== undefined && { caFile: action.caFile }),
        }),
        runner: (run) => ownRunner(environment, { log, serverUrl: run.serverUrl }),
        isolation: () => isolationOf(knownSecrets),
        wait: async (ms) => {
            await (0,external_node_timers_promises_.setTimeout)(ms, undefined, { signal }).catch(() => undefined);
        },
    };
}
function ownRunner({ action }, { log, serverUrl }) {
    const service = action?.artifactService;
    const proxy = action?.proxy === undefined ? {} : { proxy: action.proxy };
    return createRunner({
        stepFiles: action?.stepFiles ?? { output: false, summary: false },
        uploadArtifact: createArtifactStore(service && { ...service, serverUrl, ...proxy }, log),
        log,
    });
}
/** @throws ConfigurationError `input-invalid`: somebody has set the input to nothing */
function tokenOf(action) {
    if (action?.githubToken !== undefined)
        return action.githubToken;
    throw new lib_errors/* ConfigurationError */.j1("input-invalid", "The input github-token is empty: the change cannot be read and nothing can be published.", "Leave the input out for the workflow's own token, or give it one that may read this repository.");
}
/** All that is needed before there are ports. */
const reading = { read: adapters_files/* readBytes */.io };
/** Why there is no verdict: on stderr in a terminal, as an annotation of the run in a job, where stderr is searched for commands. */
function complain({ text, code }) {
    const inJob = (0,lib_variables/* readVariables */.Ch)()["GITHUB_ACTIONS"] === "true";
    if (inJob)
        annotate({ level: "error", title: "claude-code-review: no verdict", message: text });
    else
        process.stderr.write(`${text}\n`);
    return code;
}
/** Before anything of the job is printed: masks, and the names of what has no effect. */
function announce(environment) {
    const { action, knownSecrets } = environment;
    if (action === undefined)
        return;
    maskSecrets(knownSecrets);
    const log = createOwnLog(environment);
    const { ignoredVariables, unknownInputs } = action;
    if (ignoredVariables.length > 0)
        log.info(`Variables of the job that have no effect here: ${ignoredVariables.join(", ")}.`);
    if (unknownInputs.length > 0)
        log.warn(`Inputs that this action does not have: ${unknownInputs.join(", ")}.`);
}
async function readContext(environment) {
    const { version } = schemas/* object */.Ikc({ version: schemas/* string */.YjP() }).parse(JSON.parse(await (0,promises_.readFile)(BUNDLE.packageJson, "utf8")));
    return {
        environment,
        version,
        rules: BUNDLE.rules,
        prompts: BUNDLE.prompts,
        redactor: (0,secrets/* createRedactor */.lY)({ known: environment.knownSecrets }),
    };
}

;// CONCATENATED MODULE: ./lib/adapters/temporary.js



/** This run's own folder for everything temporary; whoever made it removes it. */
async function temporaryFolder(below) {
    try {
        await (0,promises_.mkdir)(below, { recursive: true });
        const path = await (0,promises_.realpath)(await (0,promises_.mkdtemp)((0,external_node_path_.join)(below, "claude-code-review-")));
        return { path, remove: () => (0,promises_.rm)(path, { recursive: true, force: true, maxRetries: 3 }) };
    }
    catch (error) {
        throw (0,adapters_files/* writeFailed */.PF)(below, error);
    }
}

// EXTERNAL MODULE: ./lib/explain.js
var explain = __webpack_require__(57228);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
;// CONCATENATED MODULE: ./lib/inputs.js
/** What a person, a job and the machine give. Everything after it takes records. */






/** With arguments the terminal; without them, in a job, the Action; else the help. `variables`: the job's, when they came by stdin. */
async function readInputs(argv, files, variables = (0,lib_variables/* readVariables */.Ch)()) {
    const common = { quiet: false, colour: false, columns: process.stdout.columns || 80 };
    if (argv.length === 0 && variables["GITHUB_ACTIONS"] === "true") {
        const { request, credentials, unknownInputs } = await readActionInputs(variables, files);
        const environment = readActionEnvironment(variables, process.platform, credentials);
        return {
            request,
            environment: { ...common, ...environment, action: { ...environment.action, unknownInputs } },
        };
    }
    const { request, colour, quiet } = readRequest(argv);
    const terminal = process.stdout.isTTY && variables["NO_COLOR"] === undefined && variables["TERM"] !== "dumb";
    const environment = readEnvironment(variables, process.platform);
    return { request, environment: { ...common, ...environment, colour: colour ?? terminal, quiet } };
}
/** Settings of pip, of Go and of TLS that the installing child keeps: mirrors, proxies, certificate authorities. */
const PACKAGE_MANAGER = /^(?:PIP_.+|GOPROXY|(?:HTTPS?|ALL|NO)_PROXY|SSL_CERT_(?:FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE)$/iu;
/** What an earlier step may have planted to choose who is talked to and what is run (governance.md A31). */
const IGNORED = /^(?:ANTHROPIC_.+|(?:HTTPS?|ALL|NO)_PROXY|NODE_.+|SSL_CERT_.+|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|GIT_.+|LD_.+|DYLD_.+|PYTHON.+)$/iu;
function readEnvironment(env, platform) {
    const key = env["ANTHROPIC_API_KEY"];
    return { ...readMachine(env, platform), ...(key ? { anthropicApiKey: key } : {}) };
}
function readMachine(env, platform) {
    const home = env["HOME"] ?? (0,external_node_os_.homedir)();
    const cache = env["XDG_CACHE_HOME"] ?? (platform === "darwin" ? (0,external_node_path_.join)(home, "Library", "Caches") : (0,external_node_path_.join)(home, ".cache"));
    return {
        children: { PATH: env["PATH"] ?? "/usr/local/bin:/usr/bin:/bin", LANG: "C.UTF-8" },
        packageManager: pick(env, (name) => PACKAGE_MANAGER.test(name)),
        toolCache: env["RUNNER_TOOL_CACHE"] ?? cache,
        state: (0,external_node_path_.join)(env["XDG_STATE_HOME"] ?? (0,external_node_path_.join)(home, ".local", "state"), "claude-code-review"),
        temporary: env["RUNNER_TEMP"] ?? (0,external_node_os_.tmpdir)(),
        tlsUnverified: env["NODE_TLS_REJECT_UNAUTHORIZED"] === "0",
        knownSecrets: (0,lib_variables/* secretsOf */.Fj)(env),
    };
}
/** @throws ConfigurationError `tls-unverified` */
function readActionEnvironment(env, platform, { anthropicApiKey, ...credentials }) {
    if (env["NODE_TLS_REJECT_UNAUTHORIZED"] === "0")
        throw new lib_errors/* ConfigurationError */.j1("tls-unverified", "NODE_TLS_REJECT_UNAUTHORIZED=0 is set in this job: tokens and code would go to anybody.", "Remove it; name your certificate authority with the input ca-file.");
    const common = readMachine(env, platform);
    const { ACTIONS_RUNTIME_TOKEN: token, ACTIONS_RESULTS_URL: resultsUrl } = env;
    return {
        ...common,
        state: (0,external_node_path_.join)(common.temporary, "claude-code-review"),
        packageManager: {
            ...pick(env, (name) => /^(?:PIP_.+|GOPROXY)$/u.test(name)),
            ...(credentials.proxy !== undefined && { HTTPS_PROXY: credentials.proxy }),
            ...(credentials.caFile !== undefined && { PIP_CERT: credentials.caFile, SSL_CERT_FILE: credentials.caFile }),
        },
        knownSecrets: [
            ...new Set([...common.knownSecrets, ...derived(credentials.githubToken), ...(0,lib_variables/* longEnough */.P8)(anthropicApiKey)]),
        ],
        ...(anthropicApiKey !== undefined && { anthropicApiKey }),
        action: {
            ...credentials,
            ...(token && resultsUrl ? { artifactService: { token, resultsUrl } } : {}),
            ignoredVariables: Object.keys(pick(env, (name) => IGNORED.test(name))).sort(),
            stepFiles: { output: Boolean(env["GITHUB_OUTPUT"]), summary: Boolean(env["GITHUB_STEP_SUMMARY"]) },
        },
    };
}
/** A token, and how git and curl send it: `Authorization: basic …`. */
function derived(token) {
    if (token === undefined)
        return [];
    return [token, Buffer.from(`x-access-token:${token}`).toString("base64")].flatMap(lib_variables/* longEnough */.P8);
}
function pick(env, keep) {
    return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value !== undefined && keep(name) ? [[name, value]] : [])));
}

;// CONCATENATED MODULE: ./lib/publish/budget.js
/** A limit in bytes that several lists share: who asks first gets first, and what did not fit is counted. */
/** `maxBytes` of UTF-8. Items are joined by one byte each. */
function budgetOf(maxBytes) {
    let left = maxBytes;
    return {
        fit(items, atMost = Infinity) {
            const kept = [];
            let dropped = 0;
            for (const item of items) {
                const bytes = Buffer.byteLength(item) + 1;
                // After the first that does not fit nothing else does: the list is cut, not thinned out.
                if (dropped > 0 || kept.length >= atMost || bytes > left)
                    dropped += 1;
                else {
                    kept.push(item);
                    left -= bytes;
                }
            }
            return { kept, dropped };
        },
    };
}

;// CONCATENATED MODULE: ./lib/review/tokens.js
/** How many tokens a text takes, before anybody counted: for splitting, reserving and `--dry-run`, never for what is reported. */
/** What the API adds on its own for an answer with a schema, generously. */
const OVERHEAD_TOKENS = 1_000;
/**
 * On the high side for ordinary text: code takes 3 to 4 bytes a token, other scripts' characters have 2 to 4 bytes and
 * seldom take two tokens. Text that was made for it can take more; the API then says so, and the question is split.
 */
function estimateTokens(text) {
    return Math.ceil(Buffer.byteLength(text) / 3);
}
/** The whole input of a question, with what the API adds. */
function inputTokensOf({ system, shared, text, schema }) {
    return estimateTokens(system + shared + text + JSON.stringify(schema)) + OVERHEAD_TOKENS;
}

;// CONCATENATED MODULE: ./lib/review/budget.js
/** Money (`max-cost-usd`): the worst case is reserved before each call, so that the limit holds however the calls end. */

/** USD; undefined when the price or the usage is unknown. */
function priceOf(usage, prices) {
    if (usage === undefined || prices === undefined)
        return undefined;
    const prompt = usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens;
    const row = prices.above !== undefined && prompt > prices.above.promptTokens ? prices.above : prices;
    return ((usage.inputTokens * row.inputUsdPerMTok +
        usage.outputTokens * row.outputUsdPerMTok +
        usage.cacheReadTokens * (row.cacheReadUsdPerMTok ?? row.inputUsdPerMTok) +
        usage.cacheWriteTokens * cacheWrite(row)) /
        1_000_000);
}
/** What one try can cost at most: everything written to the cache, and an answer of full length. Undefined: unknown. */
function worstCaseOf(question, prices) {
    if (prices === undefined)
        return undefined;
    const tokens = inputTokensOf(question);
    // The tier is not known before the tokens are: take the dearer.
    const rows = [prices, ...(prices.above === undefined ? [] : [prices.above])];
    const input = Math.max(...rows.map((row) => Math.max(row.inputUsdPerMTok, cacheWrite(row))));
    const output = Math.max(...rows.map((row) => row.outputUsdPerMTok));
    return (tokens * input + question.maxTokens * output) / 1_000_000;
}
function cacheWrite(row) {
    return row.cacheWriteUsdPerMTok ?? row.inputUsdPerMTok * 1.25;
}
/** The same model, which answers `overBudget` to what might not fit, and `failed` when the price is unknown and a limit is set. */
function withBudget(model, { maxCostUsd, prices }) {
    /** What is spent and what calls in flight may spend, in USD. */
    let committed = 0;
    const reserve = (usd) => {
        if (maxCostUsd !== "unlimited" && !(committed + usd <= maxCostUsd))
            return false;
        committed += usd;
        return true;
    };
    return {
        provider: model.provider,
        id: model.id,
        async ask(question, again = () => true) {
            const worst = worstCaseOf(question, prices);
            if (worst === undefined) {
                if (maxCostUsd === "unlimited")
                    return model.ask(question, again);
                return notAsked({ kind: "failed", reason: priceUnknown(model.id), split: false });
            }
            // No `await` between the check and the reservation: calls in flight cannot both take the rest.
            if (!reserve(worst))
                return notAsked({ kind: "overBudget" });
            let reserved = worst;
            const asked = await model.ask(question, () => {
                if (!again() || !reserve(worst))
                    return false;
                reserved += worst;
                return true;
            });
            const { usage, unmetered = 0 } = asked.record;
            // A try of unknown price stays on the account at its worst.
            committed += (priceOf(usage, prices) ?? 0) + unmetered * worst - reserved;
            return asked;
        },
    };
}
function notAsked(reply) {
    return { reply, record: { attempts: 0, seconds: 0 } };
}
function priceUnknown(id) {
    return `The price of model ${id} is not in prompts/models.json, so the limit on cost cannot be kept: choose a model with a known price there, or add the price of this one.`;
}

;// CONCATENATED MODULE: ./lib/review/coverage.js

/** L5: every changed hunk in exactly one state. What nothing has settled gets `otherwise`. */
function cover(change, settled, otherwise) {
    return change.files.flatMap((file) => file.hunks.map((hunk) => ({
        hunk: hunk.id,
        uri: file.uri,
        changedLines: changedLineCount(hunk),
        state: settled.get(hunk.id) ?? otherwise,
    })));
}
/** Changed lines `reviewed` ÷ changed lines not `excluded`, 1 when there are none. */
function coverageRatio(coverage) {
    const lines = (states) => states.reduce((sum, hunk) => sum + hunk.changedLines, 0);
    const due = coverage.filter((hunk) => hunk.state.state !== "excluded");
    const total = lines(due);
    return total === 0 ? 1 : lines(due.filter((hunk) => hunk.state.state === "reviewed")) / total;
}

;// CONCATENATED MODULE: ./lib/triage/merge.js
/** One weakness that several tools report is one row: the most severe report stands for the others, which stay on record. */


/** Lines of a region that still says where the weakness is; a longer one is about a whole resource, function or file. */
const merge_MOST_LINES = 5;
/**
 * Weaknesses that tools file under different numbers: MITRE's ChildOf and PeerOf in CWE-1000, for the classes that our
 * scanners share. The first of each is only a name for the family.
 */
const FAMILIES = [
    [22, 23, 36, 73],
    [77, 78, 88],
    [79, 80, 83, 87, 116],
    [89, 564, 943],
    [94, 95, 96],
    [250, 269],
    [284, 668, 732],
    [295, 297, 299],
    [326, 327, 328, 916],
    [330, 335, 338],
    [611, 776, 827],
    [798, 259, 321, 522],
];
const FAMILY = new Map(FAMILIES.flatMap((family) => family.map((number) => [`CWE-${number}`, `CWE-${family[0]}`])));
/** Annotates, never drops. Only findings that stand equal (open, or unchanged; the same threat) become one, so no merge takes one out of the gate. */
function mergeTools(findings) {
    const merged = new Map();
    for (const near of byFile(findings))
        for (const row of rowsOf(near)) {
            const [lead, ...others] = row;
            if (lead === undefined || others.length === 0)
                continue;
            for (const other of others)
                merged.set(other, { ...other, disposition: { status: "merged", into: lead.fingerprint } });
        }
    return findings.map((finding) => merged.get(finding) ?? finding);
}
function byFile(findings) {
    const files = new Map();
    for (const finding of findings) {
        const { location, disposition, rule, threat } = finding;
        if (location === undefined || location.endLine - location.startLine >= merge_MOST_LINES || rule.cwe.length === 0)
            continue;
        if (disposition.status !== "open" && disposition.status !== "unchanged")
            continue;
        const key = JSON.stringify([location.uri, disposition.status, threat]);
        const file = files.get(key);
        if (file === undefined)
            files.set(key, [finding]);
        else
            file.push(finding);
    }
    return [...files.values()];
}
/** Scanners first, for a model's words must not stand for a rule's, nor raise it (L3); then the worst, whose severity the row has. */
function rowsOf(findings) {
    const rows = [];
    // By line and family, the first row of each tool: a million reports on one line cost no more than one look each.
    const places = new Map();
    for (const finding of findings.toSorted(leadFirst)) {
        const [keys, tool] = [merge_placesOf(finding), toolOf(finding)];
        const row = keys.map((key) => otherTools(places.get(key), tool)).find((found) => found !== undefined);
        if (row !== undefined) {
            row.push(finding);
            continue;
        }
        const fresh = [finding];
        rows.push(fresh);
        for (const key of keys) {
            const byTool = places.get(key) ?? new Map();
            places.set(key, byTool);
            if (!byTool.has(tool))
                byTool.set(tool, fresh);
        }
    }
    return rows;
}
/** Two findings of one tool are two: it would have said otherwise. */
function otherTools(rows, tool) {
    for (const row of rows?.values() ?? [])
        if (row.every((finding) => toolOf(finding) !== tool))
            return row;
    return undefined;
}
function leadFirst(a, b) {
    return (Number(a.source.kind === "model") - Number(b.source.kind === "model") ||
        (0,lib_finding/* compareSeverity */.zK)(b.severity, a.severity) ||
        (0,lib_words/* compareText */.n6)(a.fingerprint, b.fingerprint));
}
function merge_placesOf({ location, rule }) {
    if (location === undefined)
        return [];
    // Two advisories about one package are two, whatever CWE they share.
    const advisory = /(?:GHSA|CVE)-[\w-]+$/u.exec(rule.id)?.[0];
    const families = advisory === undefined ? [...new Set(rule.cwe.map((cwe) => FAMILY.get(cwe) ?? cwe))] : [advisory];
    const { startLine, endLine } = location;
    return Array.from({ length: endLine - startLine + 1 }, (_, index) => startLine + index).flatMap((line) => families.map((family) => `${String(line)} ${family}`));
}
function toolOf({ source }) {
    return source.kind === "scanner" ? `scanner ${source.tool}` : "model";
}

// EXTERNAL MODULE: ./node_modules/picomatch/index.js
var picomatch = __webpack_require__(14006);
;// CONCATENATED MODULE: ./lib/triage/scope.js

/** Hidden files are files; a brace or extglob in a policy is the policy's own (read at base). */
const OPTIONS = { dot: true };
function matcher(globs) {
    if (globs === undefined || globs.length === 0)
        return () => false;
    return picomatch([...globs], OPTIONS);
}
/** Whether a path is under review: included (or nothing is), and not excluded. */
function pathScope(policy) {
    const { include, exclude } = policy.scope?.paths ?? {};
    const [included, excluded] = [include === undefined ? () => true : matcher(include), matcher(exclude)];
    return (uri) => included(uri) && !excluded(uri);
}
/** Whether a change to this base branch is under review. A caller that names a commit and no branch is. */
function branchInScope(policy, branch) {
    const branches = policy.scope?.branches;
    return branches === undefined || branch === undefined || matcher(branches)(branch);
}

;// CONCATENATED MODULE: ./lib/triage/threats.js

/** The policy's threat that a rule belongs to: the first whose CWE or rule globs say so. */
function threatOf(policy) {
    const threats = (policy.threats ?? []).map((threat) => ({ threat, covers: covers(threat) }));
    return (rule) => threats.find((entry) => entry.covers(rule))?.threat;
}
/** Threats that nothing which ran looks for: reported, for a threat without a check is a promise nobody keeps. */
function uncheckedThreats(policy, { rules, unlisted }) {
    const named = (threat) => threat.rules?.some((glob) => unlisted.some((scanner) => glob.startsWith(`${scanner}/`))) ?? false;
    return (policy.threats ?? []).filter((threat) => !named(threat) && !rules.some(covers(threat)));
}
function covers(threat) {
    const byId = matcher(threat.rules);
    return (rule) => byId(rule.id) || rule.cwe.some((cwe) => threat.cwe?.includes(cwe) ?? false);
}

;// CONCATENATED MODULE: ./lib/triage/triage.js



/**
 * Says of every finding where it stands. Annotates, never drops: outputs filter. `given` is what scanners were given: the
 * change, or the whole tree of a branch.
 */
function triage(findings, given, policy) {
    const files = new Map(given.files.map((file) => [file.uri, file]));
    const [inScope, threat] = [pathScope(policy), threatOf(policy)];
    const disposition = (finding) => {
        if (finding.concerns === "change")
            return { status: "open" };
        const { location } = finding;
        if (location === undefined)
            return { status: "outsideDiff" };
        if (!inScope(location.uri))
            return { status: "suppressed", by: "policy", justification: "scope.paths" };
        const file = files.get(location.uri);
        if (file !== undefined && policy.gate?.scope === "all")
            return { status: "open" };
        if (finding.baselineState !== undefined)
            return { status: finding.baselineState === "new" ? "open" : "unchanged" };
        // Nobody asked base: only a finding whose region meets a changed line is surely the change's own.
        if (file === undefined || !meetsChangedLine(file, location.startLine, location.endLine))
            return { status: "outsideDiff" };
        return { status: "open" };
    };
    return findings.map(({ accepted, ...finding }) => {
        const found = threat(finding.rule);
        const stands = accepted === undefined ? disposition(finding) : { status: "suppressed", by: "policy", justification: accepted };
        return { ...finding, disposition: stands, ...(found === undefined ? {} : { threat: found.id }) };
    });
}

;// CONCATENATED MODULE: ./lib/triage/index.js





;// CONCATENATED MODULE: ./lib/review/generated.js
/** Whether a text says, or shows by its form, that no person wrote it. Only ever asked of a version that was there before (L6). */
const MARK_LINES = 20;
const MARK_CHARACTERS = 4000;
/** Go's own sentence (`go help generate`), and the word that Linguist and Phabricator look for. */
const generated_MARK = /@generated\b|\bcode generated .{0,200}do not edit/iu;
const MINIFIABLE = /\.(?:[cm]?js|css|map)$/iu;
/** Linguist's measure (`generated.rb`, `minified_files?`). */
const MINIFIED_MEAN_LINE = 110;
function writtenByMachine(uri, text) {
    const start = text.slice(0, MARK_CHARACTERS).split("\n", MARK_LINES).join("\n");
    if (generated_MARK.test(start))
        return "generated";
    if (!MINIFIABLE.test(uri))
        return undefined;
    let lines = 1;
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1))
        lines++;
    return text.length / lines > MINIFIED_MEAN_LINE ? "minified" : undefined;
}

;// CONCATENATED MODULE: ./lib/review/lock-files.js
/** Lines of lock files that hold nothing but digests: nobody can judge one by reading it, and they are most of such a file. */
/** By name, in lower case: what package managers call them. */
const LOCK_FILE = /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lock|deno\.lock|go\.sum|go\.work\.sum|cargo\.lock|poetry\.lock|uv\.lock|pdm\.lock|pipfile\.lock|composer\.lock|gemfile\.lock|mix\.lock|packages\.lock\.json|pubspec\.lock|package\.resolved|requirements[\w.-]*\.txt)$/u;
// Whole lines: what stands beside a digest (a name, a URL) is worth reading, but for go.sum, whose lines are all alike.
const HASH_LINE = [
    /^\s*"?(?:integrity|checksum|shasum|sha256|sha512|contentHash|content-hash|hash)"?\s*[:= ]\s*"?(?:[\w.+-]{1,12}[-:/])?[A-Za-z0-9+/=_-]{16,200}"?,?\s*$/u,
    /^\s*(?:resolution:\s*)?\{\s*integrity:\s*[A-Za-z0-9+/=_-]{16,200}\s*\}\s*$/u,
    /^\s*"(?:sha\d{1,3})[:-][A-Za-z0-9+/=]{16,200}",?\s*$/u,
    /^\s*--hash=sha\d{1,3}:[0-9a-f]{32,128}\s*\\?\s*$/u,
    /^\S{1,300} v\S{1,100} h1:[A-Za-z0-9+/=]{40,50}$/u,
    /^\s*\{\s*file = "[^"]{1,300}", hash = "sha\d{1,3}:[0-9a-f]{32,128}"\s*\},?\s*$/u,
];
/** By the file's name on both sides: code that is called like a lock file in head alone is sent. */
function lock_files_isLockFile({ uri, baseUri = uri, status }) {
    return status !== "added" && LOCK_FILE.test(uri.toLowerCase()) && LOCK_FILE.test(baseUri.toLowerCase());
}
function isHashLine(text) {
    return text.length <= 700 && HASH_LINE.some((pattern) => pattern.test(text.replace(/\r$/u, "")));
}
/** Every line that it changes is a digest. */
function changesHashesOnly({ lines }) {
    const changed = lines.filter(({ kind }) => kind !== "context");
    return changed.length > 0 && changed.every(({ text }) => isHashLine(text));
}

;// CONCATENATED MODULE: ./lib/review/never-send.js
/** Files that never leave, redacted or not: what they are for is holding secrets. By name, since content can lie (L1). */

/** Patterns over a path in lower case. */
const never_send_RULES = [
    ["environment file", [/(?:^|\/)\.env[^/]*$/u, /\.env$/u]],
    ["private key", [/(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)[^/]*$/u, /\.(?:pem|key|ppk|pvk|p8|gpg|pgp)$/u]],
    ["key store", [/\.(?:jks|keystore|bcfks|p12|pfx|pkcs12|kdbx?|agilekeychain|keychain(?:-db)?|snk|mobileprovision)$/u]],
    [
        "infrastructure state",
        [
            /\.tfstate[^/]*$/u,
            /\.(?:tfplan|tfvars|tfvars\.json)$/u,
            /(?:^|\/)(?:\.pulumi|\.terraform)\//u,
            /(?:^|\/)(?:\.pulumi|pulumi)[^/]*(?:state|stack)[^/]*\.json$/u,
        ],
    ],
    ["certificate", [/\.(?:crt|cer|der|csr|p7[bcrs]|spc|crl)$/u]],
    [
        "dump",
        [
            /\.sql\.(?:gz|bz2|xz|zst|zip)$/u,
            /\.(?:dump|dmp|rdb|sqlite3?|db3?|mdb|accdb|hprof|core|bak)$/u,
            /(?:^|[\/._-])(?:dump|backup|export)[^/]*\.(?:json|xml)$/u,
        ],
    ],
    // What was recorded or collected: other people's data, cookies, tokens of live sessions.
    ["data file", [/\.(?:csv|tsv|parquet|avro|orc|feather|arrow|jsonl|ndjson|har|pcap(?:ng)?|mbox|eml|vcf|ldif|log)$/u]],
    [
        "credentials file",
        [
            /(?:^|\/)(?:[._]netrc|\.pgpass|\.my\.cnf|\.npmrc|\.yarnrc(?:\.yml)?|\.pypirc|\.git-credentials|\.htpasswd)$/u,
            /(?:^|\/)(?:\.dockercfg|\.s3cfg|\.boto|\.vault[-_](?:token|pass[^/]*)|master\.key)$/u,
            /(?:^|\/)(?:credentials|application_default_credentials|service[-_]?account[^/]*)\.json$/u,
            /(?:^|\/)(?:kubeconfig[^/]*|[^/]+\.(?:kubeconfig|ovpn|rdp)|wg\d{1,3}\.conf)$/u,
            /(?:^|\/)(?:\.aws\/(?:credentials|config)|\.kube\/config|\.docker\/config\.json)$/u,
            /(?:^|\/)\.(?:ssh|gnupg)\//u,
        ],
    ],
];
/** What an interpreter takes is code, whatever else its name says: otherwise `app.key/x.js` or `.env.js` would hide (L6). */
const never_send_WORKFLOW = /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/u;
/** The rule that keeps a path from being sent, or undefined. Any case, at any depth. */
function neverSend(uri) {
    const path = uri.toLowerCase();
    if (isProgramName(path) || never_send_WORKFLOW.test(path))
        return undefined;
    return never_send_RULES.find(([, patterns]) => patterns.some((pattern) => pattern.test(path)))?.[0];
}

;// CONCATENATED MODULE: ./lib/review/exclusions.js
/** Which hunks are not for the model, and by which rule (L5). A mark that the change itself writes is never a rule (L6). */




/** A file over it is not looked into, so it counts as written by hand. */
const exclusions_READ_LIMIT_BYTES = 16 * 1024 * 1024;
/** The state of every hunk that some rule excludes; the others are to be sent. Reads the two versions of modified files once. */
async function planExclusions(change, source) {
    const byPath = pathRules(source.policy);
    const rules = new Map(change.files.map((file) => [file, byPath(file)]));
    const undecided = change.files.filter((file) => rules.get(file) === undefined && wasThere(file));
    const before = await machineWritten(undecided, source.objects);
    return new Map(change.files.flatMap((file) => {
        const rule = rules.get(file) ?? before.get(file);
        const isLock = rule === undefined && lock_files_isLockFile(file);
        return file.hunks.flatMap((hunk) => {
            const why = rule ?? (isLock && changesHashesOnly(hunk) ? "lock file hashes" : undefined);
            return why === undefined ? [] : [[hunk.id, { state: "excluded", rule: why }]];
        });
    }));
}
/** The rules that a name or the diff alone decide, in their order. */
function pathRules(policy) {
    const [inScope, generated] = [pathScope(policy), matcher(policy.scope?.generated)];
    const kept = matcher(policy.redaction?.["never-send"]);
    return (file) => {
        if (!inScope(file.uri))
            return "scope.paths";
        if (file.kind === "submodule")
            return "submodule: its code is in another repository";
        if (file.binary)
            return "binary";
        const secret = neverSend(file.uri) ?? neverSend(file.baseUri ?? "");
        if (secret !== undefined)
            return `never sent: ${secret}`;
        if (kept(file.uri) || kept(file.baseUri ?? file.uri))
            return "redaction.never-send";
        return generated(file.uri) ? "scope.generated" : undefined;
    };
}
/** The same path on both sides: moved onto another (`renamed`), a generated file would lend its mark to code. */
function wasThere(file) {
    return file.status === "modified" && file.kind === "regular";
}
/** Written by a machine before and, by the look of it, still: a file that code has taken the place of is read. */
async function machineWritten(files, objects) {
    const sizes = await objects.sizes([...new Set(files.flatMap(sidesOf))]);
    const readable = files.filter((file) => sidesOf(file).every((name) => (sizes.get(name) ?? Infinity) <= exclusions_READ_LIMIT_BYTES));
    const byBlob = new Map();
    for (const file of readable)
        for (const name of sidesOf(file))
            byBlob.set(name, [...(byBlob.get(name) ?? []), file]);
    const marks = new Map();
    await objects.blobs([...byBlob.keys()], (name, bytes) => {
        if (bytes === undefined)
            return;
        const text = new TextDecoder().decode(bytes);
        for (const file of byBlob.get(name) ?? []) {
            const mark = writtenByMachine(file.uri, text);
            if (mark !== undefined)
                marks.set(file, [...(marks.get(file) ?? []), mark]);
        }
    });
    return new Map([...marks].flatMap(([file, [first, second]]) => first === undefined || second === undefined ? [] : [[file, `${first} at base`]]));
}
function sidesOf(file) {
    return [file.baseBlob, file.headBlob].filter((name) => name !== undefined);
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
;// CONCATENATED MODULE: ./lib/review/neutral.js
/**
 * Fences around what strangers wrote, and the same text without anything that could pass for a fence, a role or a tool's
 * tag (governance.md A1). A character that would is written by its number, like an invisible one, so each line stays one.
 */


/** With a nonce behind it, it begins and ends every fence; no text of others holds it. */
const FENCE = "ccr-";
const TAGS = "system|assistant|human|user|instructions?|system-reminder|function_calls|function_results|invoke|parameter|tool_use|" +
    "tool_result|tools?|thinking|antml:[a-z_]{1,40}|start_of_turn|end_of_turn";
/** Each with the character of the match, by index, that is written by its number. Bounded repetitions: linear (A25). */
const neutral_FAMILIES = [
    [/ccr-/giu, 3],
    [/```/gu, 2],
    [/~~~/gu, 2],
    [new RegExp(`</?(?:${TAGS})(?![\\w:-])`, "giu"), 0],
    [/<[|｜][\w/▁-]{1,60}[|｜]>/gu, 0],
    [/<<\/?SYS>>/giu, 0],
    [/\[\/?INST\]/giu, 0],
    // Our own mark of a line that was cut.
    [/⟦cut:/gu, 0],
];
const ROLES = /\b(human|assistant|System|SYSTEM|### ?(?:instruction|response|input))([ \t]{0,8}):/giu;
/** Nothing is taken out, so no secret that redaction missed in pieces can be made whole. Doing it twice changes nothing. */
function neutral(text) {
    return (0,secrets/* rewritten */.fm)(text, (plain) => neutral_FAMILIES.reduce((result, [family, at]) => result.replace(family, (match) => escapedAt(match, at)), plain.replace(ROLES, (_match, role, space) => `${role}${space}${(0,untrusted/* numbered */.jN)(":")}`)));
}
function escapedAt(match, at) {
    return match.slice(0, at) + (0,untrusted/* numbered */.jN)(match.charAt(at)) + match.slice(at + 1);
}
/** `body` is neutral; `title` is ours, but for a neutral path in it. `nonce` is ours, and new in every run. */
function fenced(nonce, { title, body }) {
    return (0,secrets/* joined */.oR)([(0,secrets/* redactedText */.Q2) `<<<ccr-${nonce} ${title}`, ...body, (0,secrets/* redactedText */.Q2) `ccr-${nonce}>>>`], "\n");
}

;// CONCATENATED MODULE: ./lib/review/prompt.js
/** Prompts: files that ship with this program, with slots for our own parts only. */





const SLOT = /\{\{([a-zA-Z]+)\}\}/gu;
/**
 * `name.md` of the prompts with every `{{slot}}` filled.
 * @throws ExternalError `read-failed`: the installation is damaged
 * @throws Error for a slot without a value, or a value without a slot: both are mistakes of ours
 */
async function readPrompt(name, slots, { files, folder }) {
    const text = fillSlots(await readShipped(`${name}.md`, { files, folder }), slots);
    return { text: (0,secrets/* own */.ZV)(text), sha256: (0,external_node_crypto_.createHash)("sha256").update(text).digest("hex") };
}
/** @throws ExternalError `read-failed` */
async function readShipped(name, { files, folder }) {
    const bytes = await files.read(external_node_path_.posix.join(folder, name));
    if (bytes !== undefined)
        return new TextDecoder().decode(bytes);
    throw new lib_errors/* ExternalError */.yA("read-failed", `prompts/${name} is missing beside the program.`, {
        fix: "Install claude-code-review anew: its folders belong together.",
    });
}
/** Our own scale, in words, for the slot `severities`. */
const prompt_SEVERITY_WORDS = [
    "`critical`: anyone who can reach it takes over the system or everyone's data;",
    "`high`: an attacker gains data, rights or execution they must not have, under usual conditions;",
    "`medium`: as high, but it needs a condition that is not usual, or the gain is small;",
    "`low`: it helps another attack.",
].join(" ");
/** `review.md` */
function reviewPrompt(folder) {
    return readPrompt("review", { fence: FENCE, severities: prompt_SEVERITY_WORDS }, folder);
}
/** `verify.md` */
function verifyPrompt(folder) {
    return readPrompt("verify", { fence: FENCE }, folder);
}
function fillSlots(template, slots) {
    const unfilled = new Set(Object.keys(slots));
    const text = template.replace(SLOT, (_match, slot) => {
        const value = Object.hasOwn(slots, slot) ? slots[slot] : undefined;
        if (value === undefined)
            throw new Error(`The prompt's slot ${slot} has no value.`);
        unfilled.delete(slot);
        return value;
    });
    if (unfilled.size > 0)
        throw new Error(`The prompt has no slot ${[...unfilled].join(", ")}.`);
    return text.trimEnd();
}

;// CONCATENATED MODULE: ./lib/review/models.js
/** The models that we know, as data: `prompts/models.json`. What it does not say is unknown, never zero. */




const price = schemas/* number */.aig().nonnegative();
const rates = {
    inputUsdPerMTok: price,
    outputUsdPerMTok: price,
    cacheReadUsdPerMTok: price.optional(),
    cacheWriteUsdPerMTok: price.optional(),
};
const tokens = schemas/* int */.Whr().positive();
const Models = schemas/* strictObject */.rej({
    default: schemas/* strictObject */.rej({
        model: schemas/* string */.YjP(),
        effort: schemas/* enum */.k5n(lib_policy.EFFORTS),
        /** The most that a question holds: a limit of ours, below the context window of every model listed. */
        inputTokens: tokens,
        maxTokens: tokens,
    }),
    models: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* strictObject */.rej({
        /** USD per million tokens; absent: unknown. `above` holds once a prompt is longer than its `promptTokens`. */
        prices: schemas/* strictObject */.rej({ ...rates, above: schemas/* strictObject */.rej({ promptTokens: tokens, ...rates }).optional() })
            .optional(),
        /** The day on which it stops answering. */
        retires: iso/* date */.p6().optional(),
    })),
});
/** @throws ExternalError `read-failed`: the file is missing or damaged */
async function readModels(folder) {
    const text = await readShipped("models.json", folder);
    try {
        return Models.parse(JSON.parse(text));
    }
    catch (cause) {
        throw new lib_errors/* ExternalError */.yA("read-failed", "prompts/models.json does not hold what it should.", {
            fix: "Install claude-code-review anew, or take back what was changed in that file.",
            cause,
        });
    }
}
/** Undefined for a model that we do not know, and for one whose price we do not know. */
function pricesOf(model, { models }) {
    return models[model]?.prices;
}
const NOTICE_MS = 60 * 24 * 60 * 60 * 1000;
/** A sentence about a model that stops answering within 60 days of `now`, or has stopped. */
function retirementNotes(model, { models }, now) {
    const day = models[model]?.retires;
    if (day === undefined)
        return [];
    const left = Date.parse(day) - now.getTime();
    if (left > NOTICE_MS)
        return [];
    return [
        `The model ${model} ${left > 0 ? "retires" : "retired"} on ${day}: choose another with --model or review.model.`,
    ];
}

;// CONCATENATED MODULE: ./lib/review/provider.js
/** Who is asked, and whether anybody may be: provider, deployment, credentials. Pure. */

const NO_CREDENTIALS = "no credentials: set ANTHROPIC_API_KEY, or say --provider none to rely on scanners alone";
/** @throws ConfigurationError `flag-invalid`: the command provider without a program; `tls-unverified` */
function resolveProvider(settings, policy, { apiKey, modelCommand, dryRun, tlsUnverified }) {
    const provider = settings.provider === "auto" ? "anthropic" : settings.provider;
    if (provider === "none")
        return { nobody: { state: "excluded", rule: "provider none" } };
    const name = policy.scope?.class;
    const allowed = name === undefined ? undefined : policy.deployment?.[name]?.providers;
    if (allowed !== undefined && !allowed.includes(provider))
        return { nobody: notAllowed(name ?? "", provider, allowed) };
    if (provider === "command") {
        if (modelCommand !== undefined)
            return { provider, program: modelCommand };
        throw new lib_errors/* ConfigurationError */.j1("flag-invalid", "The provider is command, and no program is named.", "Name it with --model-command.");
    }
    // A dry run sends nothing, so it needs no key.
    if (dryRun)
        return { provider, apiKey: "" };
    // A deleted secret must not turn a check green: nothing was reviewed, and that is said.
    if (apiKey === undefined)
        return { nobody: { state: "failed", reason: NO_CREDENTIALS } };
    if (tlsUnverified)
        throw new lib_errors/* ConfigurationError */.j1("tls-unverified", "NODE_TLS_REJECT_UNAUTHORIZED=0 is set: code and key would go to whoever answers.", "Unset it; for a certificate authority of your own set NODE_EXTRA_CA_CERTS.");
    return { provider, apiKey };
}
/** A class of repositories whose provider is not on its list sends nothing and says so. */
function notAllowed(name, provider, allowed) {
    const list = allowed.length === 0 ? "no provider" : allowed.join(", ");
    return {
        state: "failed",
        reason: `deployment: the policy lets the class ${name} use ${list}, not ${provider}; nothing was sent`,
    };
}

;// CONCATENATED MODULE: ./lib/account.js
/** What left the building, on the record: each request, what it held, what it cost. */
/** Bytes are on the record when a body left; an answer or refusal proves that one did, even when nobody counted it. */
function hasLeft({ bytes, kind }) {
    return bytes !== undefined || kind === "answered" || kind === "refused";
}

// EXTERNAL MODULE: ./node_modules/zod/v4/core/json-schema-processors.js
var json_schema_processors = __webpack_require__(98439);
;// CONCATENATED MODULE: ./lib/review/answer.js
/** What Claude may answer. One schema is sent, checks what comes back, and is the type (design.md: "untrusted"). */

/** Far above what `maxTokens` lets through; a stand-in for a model has no such limit. */
const MOST_CHARACTERS = 2_000_000;
const answer_MOST_FINDINGS = 200;
const MOST_OPINIONS = 1_000;
const edit = schemas/* strictObject */.rej({
    startLine: schemas/* int */.Whr(),
    endLine: schemas/* int */.Whr(),
    replacement: schemas/* string */.YjP(),
});
const claim = schemas/* strictObject */.rej({
    hunk: schemas/* string */.YjP(),
    file: schemas/* string */.YjP(),
    side: schemas/* enum */.k5n(["head", "base"]).describe("base for removed lines"),
    startLine: schemas/* int */.Whr(),
    endLine: schemas/* int */.Whr(),
    quote: schemas/* string */.YjP().describe("one of these lines, or several in a row, word for word as sent"),
    cwe: schemas/* string */.YjP().describe("like CWE-89"),
    severity: schemas/* enum */.k5n(["low", "medium", "high", "critical"]),
    title: schemas/* string */.YjP(),
    explanation: schemas/* string */.YjP(),
    attack: schemas/* string */.YjP(),
    fix: edit.describe("lines of head, and what stands in their place").optional(),
});
const opinion = schemas/* strictObject */.rej({
    finding: schemas/* string */.YjP(),
    opinion: schemas/* enum */.k5n(["confirmed", "falsePositive", "uncertain"]),
    reason: schemas/* string */.YjP(),
    // Only a false positive needs a mitigation: the line that makes it one.
    quote: schemas/* string */.YjP().optional(),
    file: schemas/* string */.YjP().optional(),
    line: schemas/* int */.Whr().optional(),
});
const answerSchema = schemas/* strictObject */.rej({
    reviewed: schemas/* array */.YOg(schemas/* string */.YjP()).describe("the id of every hunk that you judged, and nothing else"),
    findings: schemas/* array */.YOg(claim).max(answer_MOST_FINDINGS),
    triage: schemas/* array */.YOg(opinion).max(MOST_OPINIONS),
});
/** JSON Schema of a review's answer, for `Question.schema`. */
const ANSWER_SCHEMA = toSentSchema(answerSchema);
/** A review's answer. Never throws. */
function answer_parseAnswer(text) {
    return parseJson(text, answerSchema);
}
/** The hunks of the question that the answer says it judged; an id of no question is ignored. Others are "not answered" (L5). */
function judgedHunks(answer, asked) {
    const reviewed = new Set(answer.reviewed);
    return new Set(asked.filter((id) => reviewed.has(id)));
}
/** JSON that fits the schema, whole or not at all: what is dug out of other text is a guess (style.md 5.8). */
function parseJson(text, schema) {
    if (text.trim() === "")
        return answer_failed("The answer is empty.");
    if (text.length > MOST_CHARACTERS)
        return answer_failed(`The answer is longer than ${String(MOST_CHARACTERS / 1e6)} million characters.`);
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        // V8's message quotes the text.
        return answer_failed("The answer is not JSON, or it is cut short.");
    }
    const result = schema.safeParse(value);
    if (result.success)
        return { ok: true, answer: result.data };
    const [issue] = result.error.issues;
    // Paths are names of ours and numbers; zod's message may hold a key of the answer's.
    const place = (issue?.path ?? []).map(String).join(".");
    return answer_failed(`The answer does not have the form asked for${place === "" ? "" : `, at ${place}`} (${issue?.code ?? ""}).`);
}
/**
 * The schema as the API takes it: every object closed, no bounds on numbers, lengths or counts (messages-api.md). Those
 * are checked here, when the answer is back.
 */
function toSentSchema(schema) {
    const sent = {
        ...json_schema_processors/* toJSONSchema */.bl(schema, {
            override: ({ jsonSchema }) => {
                for (const bound of ["minimum", "maximum", "maxItems"])
                    Reflect.deleteProperty(jsonSchema, bound);
            },
        }),
    };
    delete sent.$schema;
    return sent;
}
function answer_failed(reason) {
    return { ok: false, reason };
}

;// CONCATENATED MODULE: ./lib/review/ask.js
/** Asks the questions, several at once, and settles a state for every hunk of them (L5). */


/** More would meet rate limits sooner than answers. */
const AT_ONCE = 4;
/** A question too big for the API is halved until it fits: 2^6 parts of one question are enough for any window. */
const MOST_CUTS = 6;
async function askAll(questions, options) {
    const [answered, requests] = [[], []];
    const states = new Map();
    const queue = questions.map((question) => ({ question, cuts: 0, guarded: false }));
    let known = queue.length;
    const worker = async () => {
        for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
            const asked = { question: job.question, ...(await options.model.ask(job.question)) };
            requests.push({ record: onRecord(job.question, asked, options), hunks: job.question.hunks });
            const parts = smaller(job, asked.reply, options.split);
            queue.unshift(...parts);
            known += parts.length;
            if (parts.length === 0)
                settle(asked, { states, answered, model: options.model.id });
            options.progress?.(requests.length, known);
        }
    };
    // A worker that finds the queue empty may leave while another is about to refill it: that one then does the parts itself.
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, questions.length) }, worker));
    return { answered, states, requests };
}
/** What goes on the account about one question; what did not leave cost nothing. */
function onRecord(question, { reply, record }, { costOf, proofOf }) {
    // A try whose price nobody knows makes the price of all of it unknown.
    const cost = !hasLeft({ ...record, kind: reply.kind }) ? 0 : (record.unmetered ?? 0) > 0 ? undefined : costOf(record);
    return {
        question: question.name,
        questionSha256: question.sha256,
        promptSha256: question.promptSha256,
        kind: reply.kind,
        ...record,
        ...(proofOf === undefined ? {} : { redaction: proofOf(question) }),
        ...(cost === undefined ? {} : { costUsd: cost }),
    };
}
/** The parts to ask instead, or none: a reply stands. */
function smaller({ question, cuts, guarded }, reply, split) {
    const stopped = reply.kind === "guarded";
    if (!(stopped && !guarded) && !(reply.kind === "failed" && reply.split && cuts < MOST_CUTS))
        return [];
    const parts = split(question);
    return parts.length < 2 ? [] : parts.map((part) => ({ question: part, cuts: cuts + 1, guarded: guarded || stopped }));
}
function settle({ question, reply, record }, { states, answered, model }) {
    const all = (state) => {
        for (const hunk of question.hunks)
            states.set(hunk, state);
    };
    if (reply.kind !== "answered") {
        all(ask_stateOf(reply));
        return;
    }
    const parsed = answer_parseAnswer(reply.text);
    if (!parsed.ok) {
        all({ state: "failed", reason: parsed.reason });
        return;
    }
    const judged = judgedHunks(parsed.answer, question.hunks);
    for (const hunk of question.hunks)
        states.set(hunk, judged.has(hunk) ? { state: "reviewed" } : { state: "failed", reason: "not answered" });
    answered.push({ question, answer: parsed.answer, model: record.model ?? model });
}
function ask_stateOf(reply) {
    switch (reply.kind) {
        case "refused":
            return { state: "refused", category: reply.category };
        case "overBudget":
            return { state: "overBudget" };
        case "guarded":
            return { state: "failed", reason: `guard: ${reply.rule} at ${reply.place}` };
        case "failed":
            return { state: "failed", reason: reply.reason };
    }
}

;// CONCATENATED MODULE: ./lib/review/cwe.json
const review_cwe_namespaceObject = /*#__PURE__*/JSON.parse('{"io":[71,92,132,216,217,218,225,247,249,292,365,373,423,443,458,516,533,534,542,545,592,596,769,1187,1324],"Dy":{"5":"J2EE Misconfiguration: Data Transmission Without Encryption","6":"J2EE Misconfiguration: Insufficient Session-ID Length","7":"J2EE Misconfiguration: Missing Custom Error Page","8":"J2EE Misconfiguration: Entity Bean Declared Remote","9":"J2EE Misconfiguration: Weak Access Permissions for EJB Methods","11":"ASP.NET Misconfiguration: Creating Debug Binary","12":"ASP.NET Misconfiguration: Missing Custom Error Page","13":"ASP.NET Misconfiguration: Password in Configuration File","14":"Compiler Removal of Code to Clear Buffers","15":"External Control of System or Configuration Setting","20":"Improper Input Validation","22":"Improper Limitation of a Pathname to a Restricted Directory (\'Path Traversal\')","23":"Relative Path Traversal","24":"Path Traversal: \'../filedir\'","25":"Path Traversal: \'/../filedir\'","26":"Path Traversal: \'/dir/../filename\'","27":"Path Traversal: \'dir/../../filename\'","28":"Path Traversal: \'..\\\\filedir\'","29":"Path Traversal: \'\\\\..\\\\filename\'","30":"Path Traversal: \'\\\\dir\\\\..\\\\filename\'","31":"Path Traversal: \'dir\\\\..\\\\..\\\\filename\'","32":"Path Traversal: \'...\' (Triple Dot)","33":"Path Traversal: \'....\' (Multiple Dot)","34":"Path Traversal: \'....//\'","35":"Path Traversal: \'.../...//\'","36":"Absolute Path Traversal","37":"Path Traversal: \'/absolute/pathname/here\'","38":"Path Traversal: \'\\\\absolute\\\\pathname\\\\here\'","39":"Path Traversal: \'C:dirname\'","40":"Path Traversal: \'\\\\\\\\UNC\\\\share\\\\name\\\\\' (Windows UNC Share)","41":"Improper Resolution of Path Equivalence","42":"Path Equivalence: \'filename.\' (Trailing Dot)","43":"Path Equivalence: \'filename....\' (Multiple Trailing Dot)","44":"Path Equivalence: \'file.name\' (Internal Dot)","45":"Path Equivalence: \'file...name\' (Multiple Internal Dot)","46":"Path Equivalence: \'filename \' (Trailing Space)","47":"Path Equivalence: \' filename\' (Leading Space)","48":"Path Equivalence: \'file name\' (Internal Whitespace)","49":"Path Equivalence: \'filename/\' (Trailing Slash)","50":"Path Equivalence: \'//multiple/leading/slash\'","51":"Path Equivalence: \'/multiple//internal/slash\'","52":"Path Equivalence: \'/multiple/trailing/slash//\'","53":"Path Equivalence: \'\\\\multiple\\\\\\\\internal\\\\backslash\'","54":"Path Equivalence: \'filedir\\\\\' (Trailing Backslash)","55":"Path Equivalence: \'/./\' (Single Dot Directory)","56":"Path Equivalence: \'filedir*\' (Wildcard)","57":"Path Equivalence: \'fakedir/../realdir/filename\'","58":"Path Equivalence: Windows 8.3 Filename","59":"Improper Link Resolution Before File Access (\'Link Following\')","61":"UNIX Symbolic Link (Symlink) Following","62":"UNIX Hard Link","64":"Windows Shortcut Following (.LNK)","65":"Windows Hard Link","66":"Improper Handling of File Names that Identify Virtual Resources","67":"Improper Handling of Windows Device Names","69":"Improper Handling of Windows ::DATA Alternate Data Stream","72":"Improper Handling of Apple HFS+ Alternate Data Stream Path","73":"External Control of File Name or Path","74":"Improper Neutralization of Special Elements in Output Used by a Downstream Component (\'Injection\')","75":"Failure to Sanitize Special Elements into a Different Plane (Special Element Injection)","76":"Improper Neutralization of Equivalent Special Elements","77":"Improper Neutralization of Special Elements used in a Command (\'Command Injection\')","78":"Improper Neutralization of Special Elements used in an OS Command (\'OS Command Injection\')","79":"Improper Neutralization of Input During Web Page Generation (\'Cross-site Scripting\')","80":"Improper Neutralization of Script-Related HTML Tags in a Web Page (Basic XSS)","81":"Improper Neutralization of Script in an Error Message Web Page","82":"Improper Neutralization of Script in Attributes of IMG Tags in a Web Page","83":"Improper Neutralization of Script in Attributes in a Web Page","84":"Improper Neutralization of Encoded URI Schemes in a Web Page","85":"Doubled Character XSS Manipulations","86":"Improper Neutralization of Invalid Characters in Identifiers in Web Pages","87":"Improper Neutralization of Alternate XSS Syntax","88":"Improper Neutralization of Argument Delimiters in a Command (\'Argument Injection\')","89":"Improper Neutralization of Special Elements used in an SQL Command (\'SQL Injection\')","90":"Improper Neutralization of Special Elements used in an LDAP Query (\'LDAP Injection\')","91":"XML Injection (aka Blind XPath Injection)","93":"Improper Neutralization of CRLF Sequences (\'CRLF Injection\')","94":"Improper Control of Generation of Code (\'Code Injection\')","95":"Improper Neutralization of Directives in Dynamically Evaluated Code (\'Eval Injection\')","96":"Improper Neutralization of Directives in Statically Saved Code (\'Static Code Injection\')","97":"Improper Neutralization of Server-Side Includes (SSI) Within a Web Page","98":"Improper Control of Filename for Include/Require Statement in PHP Program (\'PHP Remote File Inclusion\')","99":"Improper Control of Resource Identifiers (\'Resource Injection\')","102":"Struts: Duplicate Validation Forms","103":"Struts: Incomplete validate() Method Definition","104":"Struts: Form Bean Does Not Extend Validation Class","105":"Struts: Form Field Without Validator","106":"Struts: Plug-in Framework not in Use","107":"Struts: Unused Validation Form","108":"Struts: Unvalidated Action Form","109":"Struts: Validator Turned Off","110":"Struts: Validator Without Form Field","111":"Direct Use of Unsafe JNI","112":"Missing XML Validation","113":"Improper Neutralization of CRLF Sequences in HTTP Headers (\'HTTP Request/Response Splitting\')","114":"Process Control","115":"Misinterpretation of Input","116":"Improper Encoding or Escaping of Output","117":"Improper Output Neutralization for Logs","118":"Incorrect Access of Indexable Resource (\'Range Error\')","119":"Improper Restriction of Operations within the Bounds of a Memory Buffer","120":"Buffer Copy without Checking Size of Input (\'Classic Buffer Overflow\')","121":"Stack-based Buffer Overflow","122":"Heap-based Buffer Overflow","123":"Write-what-where Condition","124":"Buffer Underwrite (\'Buffer Underflow\')","125":"Out-of-bounds Read","126":"Buffer Over-read","127":"Buffer Under-read","128":"Wrap-around Error","129":"Improper Validation of Array Index","130":"Improper Handling of Length Parameter Inconsistency","131":"Incorrect Calculation of Buffer Size","134":"Use of Externally-Controlled Format String","135":"Incorrect Calculation of Multi-Byte String Length","138":"Improper Neutralization of Special Elements","140":"Improper Neutralization of Delimiters","141":"Improper Neutralization of Parameter/Argument Delimiters","142":"Improper Neutralization of Value Delimiters","143":"Improper Neutralization of Record Delimiters","144":"Improper Neutralization of Line Delimiters","145":"Improper Neutralization of Section Delimiters","146":"Improper Neutralization of Expression/Command Delimiters","147":"Improper Neutralization of Input Terminators","148":"Improper Neutralization of Input Leaders","149":"Improper Neutralization of Quoting Syntax","150":"Improper Neutralization of Escape, Meta, or Control Sequences","151":"Improper Neutralization of Comment Delimiters","152":"Improper Neutralization of Macro Symbols","153":"Improper Neutralization of Substitution Characters","154":"Improper Neutralization of Variable Name Delimiters","155":"Improper Neutralization of Wildcards or Matching Symbols","156":"Improper Neutralization of Whitespace","157":"Failure to Sanitize Paired Delimiters","158":"Improper Neutralization of Null Byte or NUL Character","159":"Improper Handling of Invalid Use of Special Elements","160":"Improper Neutralization of Leading Special Elements","161":"Improper Neutralization of Multiple Leading Special Elements","162":"Improper Neutralization of Trailing Special Elements","163":"Improper Neutralization of Multiple Trailing Special Elements","164":"Improper Neutralization of Internal Special Elements","165":"Improper Neutralization of Multiple Internal Special Elements","166":"Improper Handling of Missing Special Element","167":"Improper Handling of Additional Special Element","168":"Improper Handling of Inconsistent Special Elements","170":"Improper Null Termination","172":"Encoding Error","173":"Improper Handling of Alternate Encoding","174":"Double Decoding of the Same Data","175":"Improper Handling of Mixed Encoding","176":"Improper Handling of Unicode Encoding","177":"Improper Handling of URL Encoding (Hex Encoding)","178":"Improper Handling of Case Sensitivity","179":"Incorrect Behavior Order: Early Validation","180":"Incorrect Behavior Order: Validate Before Canonicalize","181":"Incorrect Behavior Order: Validate Before Filter","182":"Collapse of Data into Unsafe Value","183":"Permissive List of Allowed Inputs","184":"Incomplete List of Disallowed Inputs","185":"Incorrect Regular Expression","186":"Overly Restrictive Regular Expression","187":"Partial String Comparison","188":"Reliance on Data/Memory Layout","190":"Integer Overflow or Wraparound","191":"Integer Underflow (Wrap or Wraparound)","192":"Integer Coercion Error","193":"Off-by-one Error","194":"Unexpected Sign Extension","195":"Signed to Unsigned Conversion Error","196":"Unsigned to Signed Conversion Error","197":"Numeric Truncation Error","198":"Use of Incorrect Byte Ordering","200":"Exposure of Sensitive Information to an Unauthorized Actor","201":"Insertion of Sensitive Information Into Sent Data","202":"Exposure of Sensitive Information Through Data Queries","203":"Observable Discrepancy","204":"Observable Response Discrepancy","205":"Observable Behavioral Discrepancy","206":"Observable Internal Behavioral Discrepancy","207":"Observable Behavioral Discrepancy With Equivalent Products","208":"Observable Timing Discrepancy","209":"Generation of Error Message Containing Sensitive Information","210":"Self-generated Error Message Containing Sensitive Information","211":"Externally-Generated Error Message Containing Sensitive Information","212":"Improper Removal of Sensitive Information Before Storage or Transfer","213":"Exposure of Sensitive Information Due to Incompatible Policies","214":"Invocation of Process Using Visible Sensitive Information","215":"Insertion of Sensitive Information Into Debugging Code","219":"Storage of File with Sensitive Data Under Web Root","220":"Storage of File With Sensitive Data Under FTP Root","221":"Information Loss or Omission","222":"Truncation of Security-relevant Information","223":"Omission of Security-relevant Information","224":"Obscured Security-relevant Information by Alternate Name","226":"Sensitive Information in Resource Not Removed Before Reuse","228":"Improper Handling of Syntactically Invalid Structure","229":"Improper Handling of Values","230":"Improper Handling of Missing Values","231":"Improper Handling of Extra Values","232":"Improper Handling of Undefined Values","233":"Improper Handling of Parameters","234":"Failure to Handle Missing Parameter","235":"Improper Handling of Extra Parameters","236":"Improper Handling of Undefined Parameters","237":"Improper Handling of Structural Elements","238":"Improper Handling of Incomplete Structural Elements","239":"Failure to Handle Incomplete Element","240":"Improper Handling of Inconsistent Structural Elements","241":"Improper Handling of Unexpected Data Type","242":"Use of Inherently Dangerous Function","243":"Creation of chroot Jail Without Changing Working Directory","244":"Improper Clearing of Heap Memory Before Release (\'Heap Inspection\')","245":"J2EE Bad Practices: Direct Management of Connections","246":"J2EE Bad Practices: Direct Use of Sockets","248":"Uncaught Exception","250":"Execution with Unnecessary Privileges","252":"Unchecked Return Value","253":"Incorrect Check of Function Return Value","256":"Plaintext Storage of a Password","257":"Storing Passwords in a Recoverable Format","258":"Empty Password in Configuration File","259":"Use of Hard-coded Password","260":"Password in Configuration File","261":"Weak Encoding for Password","262":"Not Using Password Aging","263":"Password Aging with Long Expiration","266":"Incorrect Privilege Assignment","267":"Privilege Defined With Unsafe Actions","268":"Privilege Chaining","269":"Improper Privilege Management","270":"Privilege Context Switching Error","271":"Privilege Dropping / Lowering Errors","272":"Least Privilege Violation","273":"Improper Check for Dropped Privileges","274":"Improper Handling of Insufficient Privileges","276":"Incorrect Default Permissions","277":"Insecure Inherited Permissions","278":"Insecure Preserved Inherited Permissions","279":"Incorrect Execution-Assigned Permissions","280":"Improper Handling of Insufficient Permissions or Privileges","281":"Improper Preservation of Permissions","282":"Improper Ownership Management","283":"Unverified Ownership","284":"Improper Access Control","285":"Improper Authorization","286":"Incorrect User Management","287":"Improper Authentication","288":"Authentication Bypass Using an Alternate Path or Channel","289":"Authentication Bypass by Alternate Name","290":"Authentication Bypass by Spoofing","291":"Reliance on IP Address for Authentication","293":"Using Referer Field for Authentication","294":"Authentication Bypass by Capture-replay","295":"Improper Certificate Validation","296":"Improper Following of a Certificate\'s Chain of Trust","297":"Improper Validation of Certificate with Host Mismatch","298":"Improper Validation of Certificate Expiration","299":"Improper Check for Certificate Revocation","300":"Channel Accessible by Non-Endpoint","301":"Reflection Attack in an Authentication Protocol","302":"Authentication Bypass by Assumed-Immutable Data","303":"Incorrect Implementation of Authentication Algorithm","304":"Missing Critical Step in Authentication","305":"Authentication Bypass by Primary Weakness","306":"Missing Authentication for Critical Function","307":"Improper Restriction of Excessive Authentication Attempts","308":"Use of Single-factor Authentication","309":"Use of Password System for Primary Authentication","311":"Missing Encryption of Sensitive Data","312":"Cleartext Storage of Sensitive Information","313":"Cleartext Storage in a File or on Disk","314":"Cleartext Storage in the Registry","315":"Cleartext Storage of Sensitive Information in a Cookie","316":"Cleartext Storage of Sensitive Information in Memory","317":"Cleartext Storage of Sensitive Information in GUI","318":"Cleartext Storage of Sensitive Information in Executable","319":"Cleartext Transmission of Sensitive Information","321":"Use of Hard-coded Cryptographic Key","322":"Key Exchange without Entity Authentication","323":"Reusing a Nonce, Key Pair in Encryption","324":"Use of a Key Past its Expiration Date","325":"Missing Cryptographic Step","326":"Inadequate Encryption Strength","327":"Use of a Broken or Risky Cryptographic Algorithm","328":"Use of Weak Hash","329":"Generation of Predictable IV with CBC Mode","330":"Use of Insufficiently Random Values","331":"Insufficient Entropy","332":"Insufficient Entropy in PRNG","333":"Improper Handling of Insufficient Entropy in TRNG","334":"Small Space of Random Values","335":"Incorrect Usage of Seeds in Pseudo-Random Number Generator (PRNG)","336":"Same Seed in Pseudo-Random Number Generator (PRNG)","337":"Predictable Seed in Pseudo-Random Number Generator (PRNG)","338":"Use of Cryptographically Weak Pseudo-Random Number Generator (PRNG)","339":"Small Seed Space in PRNG","340":"Generation of Predictable Numbers or Identifiers","341":"Predictable from Observable State","342":"Predictable Exact Value from Previous Values","343":"Predictable Value Range from Previous Values","344":"Use of Invariant Value in Dynamically Changing Context","345":"Insufficient Verification of Data Authenticity","346":"Origin Validation Error","347":"Improper Verification of Cryptographic Signature","348":"Use of Less Trusted Source","349":"Acceptance of Extraneous Untrusted Data With Trusted Data","350":"Reliance on Reverse DNS Resolution for a Security-Critical Action","351":"Insufficient Type Distinction","352":"Cross-Site Request Forgery (CSRF)","353":"Missing Support for Integrity Check","354":"Improper Validation of Integrity Check Value","356":"Product UI does not Warn User of Unsafe Actions","357":"Insufficient UI Warning of Dangerous Operations","358":"Improperly Implemented Security Check for Standard","359":"Exposure of Private Personal Information to an Unauthorized Actor","360":"Trust of System Event Data","362":"Concurrent Execution using Shared Resource with Improper Synchronization (\'Race Condition\')","363":"Race Condition Enabling Link Following","364":"Signal Handler Race Condition","366":"Race Condition within a Thread","367":"Time-of-check Time-of-use (TOCTOU) Race Condition","368":"Context Switching Race Condition","369":"Divide By Zero","370":"Missing Check for Certificate Revocation after Initial Check","372":"Incomplete Internal State Distinction","374":"Passing Mutable Objects to an Untrusted Method","375":"Returning a Mutable Object to an Untrusted Caller","377":"Insecure Temporary File","378":"Creation of Temporary File With Insecure Permissions","379":"Creation of Temporary File in Directory with Insecure Permissions","382":"J2EE Bad Practices: Use of System.exit()","383":"J2EE Bad Practices: Direct Use of Threads","384":"Session Fixation","385":"Covert Timing Channel","386":"Symbolic Name not Mapping to Correct Object","390":"Detection of Error Condition Without Action","391":"Unchecked Error Condition","392":"Missing Report of Error Condition","393":"Return of Wrong Status Code","394":"Unexpected Status Code or Return Value","395":"Use of NullPointerException Catch to Detect NULL Pointer Dereference","396":"Declaration of Catch for Generic Exception","397":"Declaration of Throws for Generic Exception","400":"Uncontrolled Resource Consumption","401":"Missing Release of Memory after Effective Lifetime","402":"Transmission of Private Resources into a New Sphere (\'Resource Leak\')","403":"Exposure of File Descriptor to Unintended Control Sphere (\'File Descriptor Leak\')","404":"Improper Resource Shutdown or Release","405":"Asymmetric Resource Consumption (Amplification)","406":"Insufficient Control of Network Message Volume (Network Amplification)","407":"Inefficient Algorithmic Complexity","408":"Incorrect Behavior Order: Early Amplification","409":"Improper Handling of Highly Compressed Data (Data Amplification)","410":"Insufficient Resource Pool","412":"Unrestricted Externally Accessible Lock","413":"Improper Resource Locking","414":"Missing Lock Check","415":"Double Free","416":"Use After Free","419":"Unprotected Primary Channel","420":"Unprotected Alternate Channel","421":"Race Condition During Access to Alternate Channel","422":"Unprotected Windows Messaging Channel (\'Shatter\')","424":"Improper Protection of Alternate Path","425":"Direct Request (\'Forced Browsing\')","426":"Untrusted Search Path","427":"Uncontrolled Search Path Element","428":"Unquoted Search Path or Element","430":"Deployment of Wrong Handler","431":"Missing Handler","432":"Dangerous Signal Handler not Disabled During Sensitive Operations","433":"Unparsed Raw Web Content Delivery","434":"Unrestricted Upload of File with Dangerous Type","435":"Improper Interaction Between Multiple Correctly-Behaving Entities","436":"Interpretation Conflict","437":"Incomplete Model of Endpoint Features","439":"Behavioral Change in New Version or Environment","440":"Expected Behavior Violation","441":"Unintended Proxy or Intermediary (\'Confused Deputy\')","444":"Inconsistent Interpretation of HTTP Requests (\'HTTP Request/Response Smuggling\')","446":"UI Discrepancy for Security Feature","447":"Unimplemented or Unsupported Feature in UI","448":"Obsolete Feature in UI","449":"The UI Performs the Wrong Action","450":"Multiple Interpretations of UI Input","451":"User Interface (UI) Misrepresentation of Critical Information","453":"Insecure Default Variable Initialization","454":"External Initialization of Trusted Variables or Data Stores","455":"Non-exit on Failed Initialization","456":"Missing Initialization of a Variable","457":"Use of Uninitialized Variable","459":"Incomplete Cleanup","460":"Improper Cleanup on Thrown Exception","462":"Duplicate Key in Associative List (Alist)","463":"Deletion of Data Structure Sentinel","464":"Addition of Data Structure Sentinel","466":"Return of Pointer Value Outside of Expected Range","467":"Use of sizeof() on a Pointer Type","468":"Incorrect Pointer Scaling","469":"Use of Pointer Subtraction to Determine Size","470":"Use of Externally-Controlled Input to Select Classes or Code (\'Unsafe Reflection\')","471":"Modification of Assumed-Immutable Data (MAID)","472":"External Control of Assumed-Immutable Web Parameter","473":"PHP External Variable Modification","474":"Use of Function with Inconsistent Implementations","475":"Undefined Behavior for Input to API","476":"NULL Pointer Dereference","477":"Use of Obsolete Function","478":"Missing Default Case in Multiple Condition Expression","479":"Signal Handler Use of a Non-reentrant Function","480":"Use of Incorrect Operator","481":"Assigning instead of Comparing","482":"Comparing instead of Assigning","483":"Incorrect Block Delimitation","484":"Omitted Break Statement in Switch","486":"Comparison of Classes by Name","487":"Reliance on Package-level Scope","488":"Exposure of Data Element to Wrong Session","489":"Active Debug Code","491":"Public cloneable() Method Without Final (\'Object Hijack\')","492":"Use of Inner Class Containing Sensitive Data","493":"Critical Public Variable Without Final Modifier","494":"Download of Code Without Integrity Check","495":"Private Data Structure Returned From A Public Method","496":"Public Data Assigned to Private Array-Typed Field","497":"Exposure of Sensitive System Information to an Unauthorized Control Sphere","498":"Cloneable Class Containing Sensitive Information","499":"Serializable Class Containing Sensitive Data","500":"Public Static Field Not Marked Final","501":"Trust Boundary Violation","502":"Deserialization of Untrusted Data","506":"Embedded Malicious Code","507":"Trojan Horse","508":"Non-Replicating Malicious Code","509":"Replicating Malicious Code (Virus or Worm)","510":"Trapdoor","511":"Logic/Time Bomb","512":"Spyware","514":"Covert Channel","515":"Covert Storage Channel","520":".NET Misconfiguration: Use of Impersonation","521":"Weak Password Requirements","522":"Insufficiently Protected Credentials","523":"Unprotected Transport of Credentials","524":"Use of Cache Containing Sensitive Information","525":"Use of Web Browser Cache Containing Sensitive Information","526":"Cleartext Storage of Sensitive Information in an Environment Variable","527":"Exposure of Version-Control Repository to an Unauthorized Control Sphere","528":"Exposure of Core Dump File to an Unauthorized Control Sphere","529":"Exposure of Access Control List Files to an Unauthorized Control Sphere","530":"Exposure of Backup File to an Unauthorized Control Sphere","531":"Inclusion of Sensitive Information in Test Code","532":"Insertion of Sensitive Information into Log File","535":"Exposure of Information Through Shell Error Message","536":"Servlet Runtime Error Message Containing Sensitive Information","537":"Java Runtime Error Message Containing Sensitive Information","538":"Insertion of Sensitive Information into Externally-Accessible File or Directory","539":"Use of Persistent Cookies Containing Sensitive Information","540":"Inclusion of Sensitive Information in Source Code","541":"Inclusion of Sensitive Information in an Include File","543":"Use of Singleton Pattern Without Synchronization in a Multithreaded Context","544":"Missing Standardized Error Handling Mechanism","546":"Suspicious Comment","547":"Use of Hard-coded, Security-relevant Constants","548":"Exposure of Information Through Directory Listing","549":"Missing Password Field Masking","550":"Server-generated Error Message Containing Sensitive Information","551":"Incorrect Behavior Order: Authorization Before Parsing and Canonicalization","552":"Files or Directories Accessible to External Parties","553":"Command Shell in Externally Accessible Directory","554":"ASP.NET Misconfiguration: Not Using Input Validation Framework","555":"J2EE Misconfiguration: Plaintext Password in Configuration File","556":"ASP.NET Misconfiguration: Use of Identity Impersonation","558":"Use of getlogin() in Multithreaded Application","560":"Use of umask() with chmod-style Argument","561":"Dead Code","562":"Return of Stack Variable Address","563":"Assignment to Variable without Use","564":"SQL Injection: Hibernate","565":"Reliance on Cookies without Validation and Integrity Checking","566":"Authorization Bypass Through User-Controlled SQL Primary Key","567":"Unsynchronized Access to Shared Data in a Multithreaded Context","568":"finalize() Method Without super.finalize()","570":"Expression is Always False","571":"Expression is Always True","572":"Call to Thread run() instead of start()","573":"Improper Following of Specification by Caller","574":"EJB Bad Practices: Use of Synchronization Primitives","575":"EJB Bad Practices: Use of AWT Swing","576":"EJB Bad Practices: Use of Java I/O","577":"EJB Bad Practices: Use of Sockets","578":"EJB Bad Practices: Use of Class Loader","579":"J2EE Bad Practices: Non-serializable Object Stored in Session","580":"clone() Method Without super.clone()","581":"Object Model Violation: Just One of Equals and Hashcode Defined","582":"Array Declared Public, Final, and Static","583":"finalize() Method Declared Public","584":"Return Inside Finally Block","585":"Empty Synchronized Block","586":"Explicit Call to Finalize()","587":"Assignment of a Fixed Address to a Pointer","588":"Attempt to Access Child of a Non-structure Pointer","589":"Call to Non-ubiquitous API","590":"Free of Memory not on the Heap","591":"Sensitive Data Storage in Improperly Locked Memory","593":"Authentication Bypass: OpenSSL CTX Object Modified after SSL Objects are Created","594":"J2EE Framework: Saving Unserializable Objects to Disk","595":"Comparison of Object References Instead of Object Contents","597":"Use of Wrong Operator in String Comparison","598":"Use of GET Request Method With Sensitive Query Strings","599":"Missing Validation of OpenSSL Certificate","600":"Uncaught Exception in Servlet","601":"URL Redirection to Untrusted Site (\'Open Redirect\')","602":"Client-Side Enforcement of Server-Side Security","603":"Use of Client-Side Authentication","605":"Multiple Binds to the Same Port","606":"Unchecked Input for Loop Condition","607":"Public Static Final Field References Mutable Object","608":"Struts: Non-private Field in ActionForm Class","609":"Double-Checked Locking","610":"Externally Controlled Reference to a Resource in Another Sphere","611":"Improper Restriction of XML External Entity Reference","612":"Improper Authorization of Index Containing Sensitive Information","613":"Insufficient Session Expiration","614":"Sensitive Cookie in HTTPS Session Without \'Secure\' Attribute","615":"Inclusion of Sensitive Information in Source Code Comments","616":"Incomplete Identification of Uploaded File Variables (PHP)","617":"Reachable Assertion","618":"Exposed Unsafe ActiveX Method","619":"Dangling Database Cursor (\'Cursor Injection\')","620":"Unverified Password Change","621":"Variable Extraction Error","622":"Improper Validation of Function Hook Arguments","623":"Unsafe ActiveX Control Marked Safe For Scripting","624":"Executable Regular Expression Error","625":"Permissive Regular Expression","626":"Null Byte Interaction Error (Poison Null Byte)","627":"Dynamic Variable Evaluation","628":"Function Call with Incorrectly Specified Arguments","636":"Not Failing Securely (\'Failing Open\')","637":"Unnecessary Complexity in Protection Mechanism (Not Using \'Economy of Mechanism\')","638":"Not Using Complete Mediation","639":"Authorization Bypass Through User-Controlled Key","640":"Weak Password Recovery Mechanism for Forgotten Password","641":"Improper Restriction of Names for Files and Other Resources","642":"External Control of Critical State Data","643":"Improper Neutralization of Data within XPath Expressions (\'XPath Injection\')","644":"Improper Neutralization of HTTP Headers for Scripting Syntax","645":"Overly Restrictive Account Lockout Mechanism","646":"Reliance on File Name or Extension of Externally-Supplied File","647":"Use of Non-Canonical URL Paths for Authorization Decisions","648":"Incorrect Use of Privileged APIs","649":"Reliance on Obfuscation or Encryption of Security-Relevant Inputs without Integrity Checking","650":"Trusting HTTP Permission Methods on the Server Side","651":"Exposure of WSDL File Containing Sensitive Information","652":"Improper Neutralization of Data within XQuery Expressions (\'XQuery Injection\')","653":"Improper Isolation or Compartmentalization","654":"Reliance on a Single Factor in a Security Decision","655":"Insufficient Psychological Acceptability","656":"Reliance on Security Through Obscurity","657":"Violation of Secure Design Principles","662":"Improper Synchronization","663":"Use of a Non-reentrant Function in a Concurrent Context","664":"Improper Control of a Resource Through its Lifetime","665":"Improper Initialization","666":"Operation on Resource in Wrong Phase of Lifetime","667":"Improper Locking","668":"Exposure of Resource to Wrong Sphere","669":"Incorrect Resource Transfer Between Spheres","670":"Always-Incorrect Control Flow Implementation","671":"Lack of Administrator Control over Security","672":"Operation on a Resource after Expiration or Release","673":"External Influence of Sphere Definition","674":"Uncontrolled Recursion","675":"Multiple Operations on Resource in Single-Operation Context","676":"Use of Potentially Dangerous Function","680":"Integer Overflow to Buffer Overflow","681":"Incorrect Conversion between Numeric Types","682":"Incorrect Calculation","683":"Function Call With Incorrect Order of Arguments","684":"Incorrect Provision of Specified Functionality","685":"Function Call With Incorrect Number of Arguments","686":"Function Call With Incorrect Argument Type","687":"Function Call With Incorrectly Specified Argument Value","688":"Function Call With Incorrect Variable or Reference as Argument","689":"Permission Race Condition During Resource Copy","690":"Unchecked Return Value to NULL Pointer Dereference","691":"Insufficient Control Flow Management","692":"Incomplete Denylist to Cross-Site Scripting","693":"Protection Mechanism Failure","694":"Use of Multiple Resources with Duplicate Identifier","695":"Use of Low-Level Functionality","696":"Incorrect Behavior Order","697":"Incorrect Comparison","698":"Execution After Redirect (EAR)","703":"Improper Check or Handling of Exceptional Conditions","704":"Incorrect Type Conversion or Cast","705":"Incorrect Control Flow Scoping","706":"Use of Incorrectly-Resolved Name or Reference","707":"Improper Neutralization","708":"Incorrect Ownership Assignment","710":"Improper Adherence to Coding Standards","732":"Incorrect Permission Assignment for Critical Resource","733":"Compiler Optimization Removal or Modification of Security-critical Code","749":"Exposed Dangerous Method or Function","754":"Improper Check for Unusual or Exceptional Conditions","755":"Improper Handling of Exceptional Conditions","756":"Missing Custom Error Page","757":"Selection of Less-Secure Algorithm During Negotiation (\'Algorithm Downgrade\')","758":"Reliance on Undefined, Unspecified, or Implementation-Defined Behavior","759":"Use of a One-Way Hash without a Salt","760":"Use of a One-Way Hash with a Predictable Salt","761":"Free of Pointer not at Start of Buffer","762":"Mismatched Memory Management Routines","763":"Release of Invalid Pointer or Reference","764":"Multiple Locks of a Critical Resource","765":"Multiple Unlocks of a Critical Resource","766":"Critical Data Element Declared Public","767":"Access to Critical Private Variable via Public Method","768":"Incorrect Short Circuit Evaluation","770":"Allocation of Resources Without Limits or Throttling","771":"Missing Reference to Active Allocated Resource","772":"Missing Release of Resource after Effective Lifetime","773":"Missing Reference to Active File Descriptor or Handle","774":"Allocation of File Descriptors or Handles Without Limits or Throttling","775":"Missing Release of File Descriptor or Handle after Effective Lifetime","776":"Improper Restriction of Recursive Entity References in DTDs (\'XML Entity Expansion\')","777":"Regular Expression without Anchors","778":"Insufficient Logging","779":"Logging of Excessive Data","780":"Use of RSA Algorithm without OAEP","781":"Improper Address Validation in IOCTL with METHOD_NEITHER I/O Control Code","782":"Exposed IOCTL with Insufficient Access Control","783":"Operator Precedence Logic Error","784":"Reliance on Cookies without Validation and Integrity Checking in a Security Decision","785":"Use of Path Manipulation Function without Maximum-sized Buffer","786":"Access of Memory Location Before Start of Buffer","787":"Out-of-bounds Write","788":"Access of Memory Location After End of Buffer","789":"Memory Allocation with Excessive Size Value","790":"Improper Filtering of Special Elements","791":"Incomplete Filtering of Special Elements","792":"Incomplete Filtering of One or More Instances of Special Elements","793":"Only Filtering One Instance of a Special Element","794":"Incomplete Filtering of Multiple Instances of Special Elements","795":"Only Filtering Special Elements at a Specified Location","796":"Only Filtering Special Elements Relative to a Marker","797":"Only Filtering Special Elements at an Absolute Position","798":"Use of Hard-coded Credentials","799":"Improper Control of Interaction Frequency","804":"Guessable CAPTCHA","805":"Buffer Access with Incorrect Length Value","806":"Buffer Access Using Size of Source Buffer","807":"Reliance on Untrusted Inputs in a Security Decision","820":"Missing Synchronization","821":"Incorrect Synchronization","822":"Untrusted Pointer Dereference","823":"Use of Out-of-range Pointer Offset","824":"Access of Uninitialized Pointer","825":"Expired Pointer Dereference","826":"Premature Release of Resource During Expected Lifetime","827":"Improper Control of Document Type Definition","828":"Signal Handler with Functionality that is not Asynchronous-Safe","829":"Inclusion of Functionality from Untrusted Control Sphere","830":"Inclusion of Web Functionality from an Untrusted Source","831":"Signal Handler Function Associated with Multiple Signals","832":"Unlock of a Resource that is not Locked","833":"Deadlock","834":"Excessive Iteration","835":"Loop with Unreachable Exit Condition (\'Infinite Loop\')","836":"Use of Password Hash Instead of Password for Authentication","837":"Improper Enforcement of a Single, Unique Action","838":"Inappropriate Encoding for Output Context","839":"Numeric Range Comparison Without Minimum Check","841":"Improper Enforcement of Behavioral Workflow","842":"Placement of User into Incorrect Group","843":"Access of Resource Using Incompatible Type (\'Type Confusion\')","862":"Missing Authorization","863":"Incorrect Authorization","908":"Use of Uninitialized Resource","909":"Missing Initialization of Resource","910":"Use of Expired File Descriptor","911":"Improper Update of Reference Count","912":"Hidden Functionality","913":"Improper Control of Dynamically-Managed Code Resources","914":"Improper Control of Dynamically-Identified Variables","915":"Improperly Controlled Modification of Dynamically-Determined Object Attributes","916":"Use of Password Hash With Insufficient Computational Effort","917":"Improper Neutralization of Special Elements used in an Expression Language Statement (\'Expression Language Injection\')","918":"Server-Side Request Forgery (SSRF)","920":"Improper Restriction of Power Consumption","921":"Storage of Sensitive Data in a Mechanism without Access Control","922":"Insecure Storage of Sensitive Information","923":"Improper Restriction of Communication Channel to Intended Endpoints","924":"Improper Enforcement of Message Integrity During Transmission in a Communication Channel","925":"Improper Verification of Intent by Broadcast Receiver","926":"Improper Export of Android Application Components","927":"Use of Implicit Intent for Sensitive Communication","939":"Improper Authorization in Handler for Custom URL Scheme","940":"Improper Verification of Source of a Communication Channel","941":"Incorrectly Specified Destination in a Communication Channel","942":"Permissive Cross-domain Policy with Untrusted Domains","943":"Improper Neutralization of Special Elements in Data Query Logic","1004":"Sensitive Cookie Without \'HttpOnly\' Flag","1007":"Insufficient Visual Distinction of Homoglyphs Presented to User","1021":"Improper Restriction of Rendered UI Layers or Frames","1022":"Use of Web Link to Untrusted Target with window.opener Access","1023":"Incomplete Comparison with Missing Factors","1024":"Comparison of Incompatible Types","1025":"Comparison Using Wrong Factors","1037":"Processor Optimization Removal or Modification of Security-critical Code","1038":"Insecure Automated Optimizations","1039":"Automated Recognition Mechanism with Inadequate Detection or Handling of Adversarial Input Perturbations","1041":"Use of Redundant Code","1042":"Static Member Data Element outside of a Singleton Class Element","1043":"Data Element Aggregating an Excessively Large Number of Non-Primitive Elements","1044":"Architecture with Number of Horizontal Layers Outside of Expected Range","1045":"Parent Class with a Virtual Destructor and a Child Class without a Virtual Destructor","1046":"Creation of Immutable Text Using String Concatenation","1047":"Modules with Circular Dependencies","1048":"Invokable Control Element with Large Number of Outward Calls","1049":"Excessive Data Query Operations in a Large Data Table","1050":"Excessive Platform Resource Consumption within a Loop","1051":"Initialization with Hard-Coded Network Resource Configuration Data","1052":"Excessive Use of Hard-Coded Literals in Initialization","1053":"Missing Documentation for Design","1054":"Invocation of a Control Element at an Unnecessarily Deep Horizontal Layer","1055":"Multiple Inheritance from Concrete Classes","1056":"Invokable Control Element with Variadic Parameters","1057":"Data Access Operations Outside of Expected Data Manager Component","1058":"Invokable Control Element in Multi-Thread Context with non-Final Static Storable or Member Element","1059":"Insufficient Technical Documentation","1060":"Excessive Number of Inefficient Server-Side Data Accesses","1061":"Insufficient Encapsulation","1062":"Parent Class with References to Child Class","1063":"Creation of Class Instance within a Static Code Block","1064":"Invokable Control Element with Signature Containing an Excessive Number of Parameters","1065":"Runtime Resource Management Control Element in a Component Built to Run on Application Servers","1066":"Missing Serialization Control Element","1067":"Excessive Execution of Sequential Searches of Data Resource","1068":"Inconsistency Between Implementation and Documented Design","1069":"Empty Exception Block","1070":"Serializable Data Element Containing non-Serializable Item Elements","1071":"Empty Code Block","1072":"Data Resource Access without Use of Connection Pooling","1073":"Non-SQL Invokable Control Element with Excessive Number of Data Resource Accesses","1074":"Class with Excessively Deep Inheritance","1075":"Unconditional Control Flow Transfer outside of Switch Block","1076":"Insufficient Adherence to Expected Conventions","1077":"Floating Point Comparison with Incorrect Operator","1078":"Inappropriate Source Code Style or Formatting","1079":"Parent Class without Virtual Destructor Method","1080":"Source Code File with Excessive Number of Lines of Code","1082":"Class Instance Self Destruction Control Element","1083":"Data Access from Outside Expected Data Manager Component","1084":"Invokable Control Element with Excessive File or Data Access Operations","1085":"Invokable Control Element with Excessive Volume of Commented-out Code","1086":"Class with Excessive Number of Child Classes","1087":"Class with Virtual Method without a Virtual Destructor","1088":"Synchronous Access of Remote Resource without Timeout","1089":"Large Data Table with Excessive Number of Indices","1090":"Method Containing Access of a Member Element from Another Class","1091":"Use of Object without Invoking Destructor Method","1092":"Use of Same Invokable Control Element in Multiple Architectural Layers","1093":"Excessively Complex Data Representation","1094":"Excessive Index Range Scan for a Data Resource","1095":"Loop Condition Value Update within the Loop","1096":"Singleton Class Instance Creation without Proper Locking or Synchronization","1097":"Persistent Storable Data Element without Associated Comparison Control Element","1098":"Data Element containing Pointer Item without Proper Copy Control Element","1099":"Inconsistent Naming Conventions for Identifiers","1100":"Insufficient Isolation of System-Dependent Functions","1101":"Reliance on Runtime Component in Generated Code","1102":"Reliance on Machine-Dependent Data Representation","1103":"Use of Platform-Dependent Third Party Components","1104":"Use of Unmaintained Third Party Components","1105":"Insufficient Encapsulation of Machine-Dependent Functionality","1106":"Insufficient Use of Symbolic Constants","1107":"Insufficient Isolation of Symbolic Constant Definitions","1108":"Excessive Reliance on Global Variables","1109":"Use of Same Variable for Multiple Purposes","1110":"Incomplete Design Documentation","1111":"Incomplete I/O Documentation","1112":"Incomplete Documentation of Program Execution","1113":"Inappropriate Comment Style","1114":"Inappropriate Whitespace Style","1115":"Source Code Element without Standard Prologue","1116":"Inaccurate Comments","1117":"Callable with Insufficient Behavioral Summary","1118":"Insufficient Documentation of Error Handling Techniques","1119":"Excessive Use of Unconditional Branching","1120":"Excessive Code Complexity","1121":"Excessive McCabe Cyclomatic Complexity","1122":"Excessive Halstead Complexity","1123":"Excessive Use of Self-Modifying Code","1124":"Excessively Deep Nesting","1125":"Excessive Attack Surface","1126":"Declaration of Variable with Unnecessarily Wide Scope","1127":"Compilation with Insufficient Warnings or Errors","1164":"Irrelevant Code","1173":"Improper Use of Validation Framework","1174":"ASP.NET Misconfiguration: Improper Model Validation","1176":"Inefficient CPU Computation","1177":"Use of Prohibited Code","1188":"Initialization of a Resource with an Insecure Default","1189":"Improper Isolation of Shared Resources on System-on-a-Chip (SoC)","1190":"DMA Device Enabled Too Early in Boot Phase","1191":"On-Chip Debug and Test Interface With Improper Access Control","1192":"Improper Identifier for IP Block used in System-On-Chip (SOC)","1193":"Power-On of Untrusted Execution Core Before Enabling Fabric Access Control","1204":"Generation of Weak Initialization Vector (IV)","1209":"Failure to Disable Reserved Bits","1220":"Insufficient Granularity of Access Control","1221":"Incorrect Register Defaults or Module Parameters","1222":"Insufficient Granularity of Address Regions Protected by Register Locks","1223":"Race Condition for Write-Once Attributes","1224":"Improper Restriction of Write-Once Bit Fields","1229":"Creation of Emergent Resource","1230":"Exposure of Sensitive Information Through Metadata","1231":"Improper Prevention of Lock Bit Modification","1232":"Improper Lock Behavior After Power State Transition","1233":"Security-Sensitive Hardware Controls with Missing Lock Bit Protection","1234":"Hardware Internal or Debug Modes Allow Override of Locks","1235":"Incorrect Use of Autoboxing and Unboxing for Performance Critical Operations","1236":"Improper Neutralization of Formula Elements in a CSV File","1239":"Improper Zeroization of Hardware Register","1240":"Use of a Cryptographic Primitive with a Risky Implementation","1241":"Use of Predictable Algorithm in Random Number Generator","1242":"Inclusion of Undocumented Features or Chicken Bits","1243":"Sensitive Non-Volatile Information Not Protected During Debug","1244":"Internal Asset Exposed to Unsafe Debug Access Level or State","1245":"Improper Finite State Machines (FSMs) in Hardware Logic","1246":"Improper Write Handling in Limited-write Non-Volatile Memories","1247":"Improper Protection Against Voltage and Clock Glitches","1248":"Semiconductor Defects in Hardware Logic with Security-Sensitive Implications","1249":"Application-Level Admin Tool with Inconsistent View of Underlying Operating System","1250":"Improper Preservation of Consistency Between Independent Representations of Shared State","1251":"Mirrored Regions with Different Values","1252":"CPU Hardware Not Configured to Support Exclusivity of Write and Execute Operations","1253":"Incorrect Selection of Fuse Values","1254":"Incorrect Comparison Logic Granularity","1255":"Comparison Logic is Vulnerable to Power Side-Channel Attacks","1256":"Improper Restriction of Software Interfaces to Hardware Features","1257":"Improper Access Control Applied to Mirrored or Aliased Memory Regions","1258":"Exposure of Sensitive System Information Due to Uncleared Debug Information","1259":"Improper Restriction of Security Token Assignment","1260":"Improper Handling of Overlap Between Protected Memory Ranges","1261":"Improper Handling of Single Event Upsets","1262":"Improper Access Control for Register Interface","1263":"Improper Physical Access Control","1264":"Hardware Logic with Insecure De-Synchronization between Control and Data Channels","1265":"Unintended Reentrant Invocation of Non-reentrant Code Via Nested Calls","1266":"Improper Scrubbing of Sensitive Data from Decommissioned Device","1267":"Policy Uses Obsolete Encoding","1268":"Policy Privileges are not Assigned Consistently Between Control and Data Agents","1269":"Product Released in Non-Release Configuration","1270":"Generation of Incorrect Security Tokens","1271":"Uninitialized Value on Reset for Registers Holding Security Settings","1272":"Sensitive Information Uncleared Before Debug/Power State Transition","1273":"Device Unlock Credential Sharing","1274":"Improper Access Control for Volatile Memory Containing Boot Code","1275":"Sensitive Cookie with Improper SameSite Attribute","1276":"Hardware Child Block Incorrectly Connected to Parent System","1277":"Firmware Not Updateable","1278":"Missing Protection Against Hardware Reverse Engineering Using Integrated Circuit (IC) Imaging Techniques","1279":"Cryptographic Operations are run Before Supporting Units are Ready","1280":"Access Control Check Implemented After Asset is Accessed","1281":"Sequence of Processor Instructions Leads to Unexpected Behavior","1282":"Assumed-Immutable Data is Stored in Writable Memory","1283":"Mutable Attestation or Measurement Reporting Data","1284":"Improper Validation of Specified Quantity in Input","1285":"Improper Validation of Specified Index, Position, or Offset in Input","1286":"Improper Validation of Syntactic Correctness of Input","1287":"Improper Validation of Specified Type of Input","1288":"Improper Validation of Consistency within Input","1289":"Improper Validation of Unsafe Equivalence in Input","1290":"Incorrect Decoding of Security Identifiers","1291":"Public Key Re-Use for Signing both Debug and Production Code","1292":"Incorrect Conversion of Security Identifiers","1293":"Missing Source Correlation of Multiple Independent Data","1294":"Insecure Security Identifier Mechanism","1295":"Debug Messages Revealing Unnecessary Information","1296":"Incorrect Chaining or Granularity of Debug Components","1297":"Unprotected Confidential Information on Device is Accessible by OSAT Vendors","1298":"Hardware Logic Contains Race Conditions","1299":"Missing Protection Mechanism for Alternate Hardware Interface","1300":"Improper Protection of Physical Side Channels","1301":"Insufficient or Incomplete Data Removal within Hardware Component","1302":"Missing Source Identifier in Entity Transactions on a System-On-Chip (SOC)","1303":"Non-Transparent Sharing of Microarchitectural Resources","1304":"Improperly Preserved Integrity of Hardware Configuration State During a Power Save/Restore Operation","1310":"Missing Ability to Patch ROM Code","1311":"Improper Translation of Security Attributes by Fabric Bridge","1312":"Missing Protection for Mirrored Regions in On-Chip Fabric Firewall","1313":"Hardware Allows Activation of Test or Debug Logic at Runtime","1314":"Missing Write Protection for Parametric Data Values","1315":"Improper Setting of Bus Controlling Capability in Fabric End-point","1316":"Fabric-Address Map Allows Programming of Unwarranted Overlaps of Protected and Unprotected Ranges","1317":"Improper Access Control in Fabric Bridge","1318":"Missing Support for Security Features in On-chip Fabrics or Buses","1319":"Improper Protection against Electromagnetic Fault Injection (EM-FI)","1320":"Improper Protection for Outbound Error Messages and Alert Signals","1321":"Improperly Controlled Modification of Object Prototype Attributes (\'Prototype Pollution\')","1322":"Use of Blocking Code in Single-threaded, Non-blocking Context","1323":"Improper Management of Sensitive Trace Data","1325":"Improperly Controlled Sequential Memory Allocation","1326":"Missing Immutable Root of Trust in Hardware","1327":"Binding to an Unrestricted IP Address","1328":"Security Version Number Mutable to Older Versions","1329":"Reliance on Component That is Not Updateable","1330":"Remanent Data Readable after Memory Erase","1331":"Improper Isolation of Shared Resources in Network On Chip (NoC)","1332":"Improper Handling of Faults that Lead to Instruction Skips","1333":"Inefficient Regular Expression Complexity","1334":"Unauthorized Error Injection Can Degrade Hardware Redundancy","1335":"Incorrect Bitwise Shift of Integer","1336":"Improper Neutralization of Special Elements Used in a Template Engine","1338":"Improper Protections Against Hardware Overheating","1339":"Insufficient Precision or Accuracy of a Real Number","1341":"Multiple Releases of Same Resource or Handle","1342":"Information Exposure through Microarchitectural State after Transient Execution","1351":"Improper Handling of Hardware Behavior in Exceptionally Cold Environments","1357":"Reliance on Insufficiently Trustworthy Component","1384":"Improper Handling of Physical or Environmental Conditions","1385":"Missing Origin Validation in WebSockets","1386":"Insecure Operation on Windows Junction / Mount Point","1389":"Incorrect Parsing of Numbers with Different Radices","1390":"Weak Authentication","1391":"Use of Weak Credentials","1392":"Use of Default Credentials","1393":"Use of Default Password","1394":"Use of Default Cryptographic Key","1395":"Dependency on Vulnerable Third-Party Component","1419":"Incorrect Initialization of Resource","1420":"Exposure of Sensitive Information during Transient Execution","1421":"Exposure of Sensitive Information in Shared Microarchitectural Structures during Transient Execution","1422":"Exposure of Sensitive Information caused by Incorrect Data Forwarding during Transient Execution","1423":"Exposure of Sensitive Information caused by Shared Microarchitectural Predictor State that Influences Transient Execution","1426":"Improper Validation of Generative AI Output","1427":"Improper Neutralization of Input Used for LLM Prompting","1428":"Reliance on HTTP instead of HTTPS","1429":"Missing Security-Relevant Feedback for Unexecuted Operations in Hardware Interface","1431":"Driving Intermediate Cryptographic State/Results to Hardware Module Outputs","1434":"Insecure Setting of Generative AI/ML Model Inference Parameters"}}');
;// CONCATENATED MODULE: ./lib/review/cwe.js
/**
 * The weaknesses that MITRE publishes, so that a CWE which does not exist is told from one that does (L4).
 *
 * `cwe.json` holds ids and names only: version 4.15 as packed in the npm package `cwe-sdk` 1.1.19, deprecated entries by
 * number, and the five weaknesses of 4.16 to 4.18. Categories and views are left out: MITRE forbids mapping to them.
 */

/** Text such as `CWE-89: SQL Injection` carries a name of the model's own: only the id counts, so only the id is taken. */
const CWE_ID = /^CWE-0{0,3}([1-9]\d{0,3})$/iu;
const names = new Map(Object.entries(review_cwe_namespaceObject.Dy));
const deprecated = new Set(review_cwe_namespaceObject.io.map(String));
/** The weakness of an id such as `CWE-89`, or why there is none. */
function findWeakness(text) {
    const number = CWE_ID.exec(text.trim())?.[1] ?? "";
    const name = names.get(number);
    if (name !== undefined)
        return { id: `CWE-${number}`, name };
    return deprecated.has(number) ? "deprecated" : "unknown";
}

;// CONCATENATED MODULE: ./lib/review/placement.js
/** Where a claim is: the lines that it cites as they were sent, whether its quote stands there, and its place in head (L4). */
/** Shorter quotes stand everywhere: `);`, `}`. */
const SHORTEST_QUOTE = 4;
/** The lines of one side that a range names, in order; undefined unless every one was sent. */
function citedLines(hunk, { side, startLine, endLine }) {
    if (startLine > endLine || endLine - startLine >= hunk.lines.length)
        return undefined;
    const sent = new Map(hunk.lines.filter((line) => line.side === side).map((line) => [line.line, line]));
    const lines = [];
    for (let number = startLine; number <= endLine; number++) {
        const line = sent.get(number);
        if (line !== undefined)
            lines.push(line);
        // Of base only removed lines are sent as base's; the context between two of them is the same on both sides.
        else if (side === "head" || number === startLine || number === endLine)
            return undefined;
    }
    return lines;
}
/** Whether a cited line is added or removed, or a removed line stands directly before, between or after the cited ones. */
function placement_meetsChange(hunk, cited) {
    const at = cited.map((line) => hunk.lines.indexOf(line));
    const near = hunk.lines.slice(Math.max(0, Math.min(...at) - 1), Math.max(...at) + 2);
    return cited.some(({ kind }) => kind !== "context") || near.some(({ kind }) => kind === "removed");
}
/**
 * Whether a quote stands in the lines word for word. White space at the ends is left out and runs of it are one space,
 * nothing else is folded. A quote of several lines stands in as many lines in a row, each in its line.
 */
function isQuoted(quote, lines) {
    if (quote.replace(/\s/gu, "").length < SHORTEST_QUOTE)
        return false;
    const wanted = quote.trim().split(/\r?\n/u).map(folded);
    const texts = lines.map(({ text }) => folded(text));
    return texts.some((_, from) => wanted.every((part, index) => holds(texts[from + index], part)));
}
/** An empty line is in no line but an empty one. */
function holds(text, part) {
    return part === "" ? text === "" : text?.includes(part) === true;
}
function folded(text) {
    return text.trim().replace(/\s+/gu, " ");
}
/**
 * The place in head: head's lines as they are. Removed lines stood between two lines of head: the one after them, for it
 * is what a removed guard no longer guards and what replaces a line, else the one before. Undefined when head has no line
 * of the hunk.
 */
function placeInHead(hunk, cited) {
    const [first, last] = [cited[0], cited.at(-1)];
    if (first === undefined || last === undefined)
        return undefined;
    if (first.side === "head")
        return { uri: hunk.uri, startLine: first.line, endLine: last.line };
    const [from, to] = [hunk.lines.indexOf(first), hunk.lines.indexOf(last)];
    const after = hunk.lines.find(({ side }, at) => at > to && side === "head");
    const line = (after ?? hunk.lines.findLast(({ side }, at) => at < from && side === "head"))?.line;
    return line === undefined ? undefined : { uri: hunk.uri, startLine: line, endLine: line };
}

;// CONCATENATED MODULE: ./lib/review/edits.js
/**
 * Suggested edits: they apply to head, or are refused with the reason while their finding stays. What is kept and shown
 * carries our marks (`⟦secret:…⟧`, `⟦U+202E⟧`) as they were sent; only who writes to head asks for the text behind them.
 */



const edits_MOST_CHARACTERS = 20_000;
const ANY_MARK = new RegExp(`${secrets/* MARK */.M$.source}|${untrusted/* NUMBERED */.Z4.source}`, "gu");
/** `refused` ends a sentence and holds no word of the answer's. */
function checkEdit(claimed, hunk, context) {
    const { startLine, endLine } = claimed;
    const sent = citedLines(hunk, { side: "head", startLine, endLine });
    if (sent === undefined)
        return refused("its lines are not lines of this hunk in head");
    if (claimed.replacement.length > edits_MOST_CHARACTERS)
        return refused("it is too long");
    const edit = { startLine, endLine, replacement: context.redact(cleaned(claimed.replacement)) };
    const lines = sent.map(({ line }) => context.headLine(hunk.uri, line)).filter((line) => line !== undefined);
    // A line that was cut, or that itself holds what looks like a mark, does not map back.
    const asSent = sent.map(({ text }) => withoutCr(restored(text, context.original)));
    if (asSent.join("\n") !== lines.map(withoutCr).join("\n"))
        return refused("its lines cannot be told from how they were sent");
    const replacement = restoredReplacement(edit, { lines, original: context.original });
    if (replacement === undefined)
        return refused("a mark in it stands for nothing in the lines that it replaces");
    if (replacement === lines.join("\n"))
        return refused("it changes nothing");
    return { edit };
}
/**
 * What to write in the place of `lines`, which are head's lines `startLine` to `endLine`: their secrets, invisible
 * characters and line ends restored. Undefined when a mark stands for something that is not in these very lines: an edit
 * moves nothing that it was not shown. Never to be shown or stored.
 */
function restoredReplacement({ replacement }, { lines, original }) {
    const there = lines.join("\n");
    const values = replacement.match(ANY_MARK)?.map((mark) => meaning(mark, original)) ?? [];
    if (!values.every((value) => value !== undefined && there.includes(value)))
        return undefined;
    const text = restored(replacement, original);
    if (text === "" || !lines.every((line) => line.endsWith("\r")))
        return text;
    return text
        .split("\n")
        .map((line) => `${withoutCr(line)}\r`)
        .join("\n");
}
/** Only a line end of the text's own goes, so that no empty line is added. */
function cleaned(replacement) {
    return (0,untrusted/* withoutInvisible */.OT)(replacement).replace(/\n$/u, "");
}
function restored(text, original) {
    return text.replace(ANY_MARK, (mark) => meaning(mark, original) ?? mark);
}
/** A value of several lines has its mark on each of them: none of them alone stands for it. */
function meaning(mark, original) {
    const code = mark.matchAll(untrusted/* NUMBERED */.Z4).next().value?.groups?.["code"];
    if (code === undefined) {
        const value = original(mark);
        return value === undefined || /[\n\r]/u.test(value) ? undefined : value;
    }
    const point = Number.parseInt(code, 16);
    return point > 0x10_ff_ff ? undefined : String.fromCodePoint(point);
}
function withoutCr(line) {
    return line.endsWith("\r") ? line.slice(0, -1) : line;
}
function refused(reason) {
    return { refused: reason };
}

;// CONCATENATED MODULE: ./lib/review/model-text.js
/**
 * What a model wrote, as text that may be kept and shown (L1, L2). The order matters: what is invisible goes first, for it
 * may split a secret; redaction comes last, so that it sees what is shown.
 */

/** One line of at most `limit` UTF-16 units before redaction. */
function modelLine(text, limit, redact) {
    return redact((0,untrusted/* oneLine */.TN)((0,untrusted/* withoutInvisible */.OT)(text), limit));
}
/** The same with line breaks kept, and nothing but text at its ends. */
function modelText(text, limit, redact) {
    return redact((0,untrusted/* plainText */.wh)((0,untrusted/* withoutInvisible */.OT)(text).trim(), limit));
}

;// CONCATENATED MODULE: ./lib/review/claims.js
/** Checks what Claude claims (L4): it names lines of this change, quotes them as they were sent, and a weakness that exists. */






const TITLE_LENGTH = 200;
const claims_TEXT_LENGTH = 4_000;
/** All claims of one answer. Those of one weakness at one place become one, with the highest of their severities. */
function checkClaims(claims, context) {
    const standing = new Map();
    const rejected = [];
    for (const claim of claims) {
        const checked = checkClaim(claim, context);
        if ("rejected" in checked) {
            rejected.push(checked.rejected);
            continue;
        }
        const { finding, hunk, cited } = checked.ok;
        const key = JSON.stringify([hunk.id, cited[0]?.side, cited[0]?.line, cited.at(-1)?.line, finding.rule.id]);
        const before = standing.get(key);
        if (before === undefined || (0,lib_finding/* compareSeverity */.zK)(finding.severity, before.finding.severity) > 0)
            standing.set(key, checked.ok);
    }
    const notes = [...standing.values()].flatMap(({ hunk, cited, editRefused }) => editRefused === undefined ? [] : [`The suggested edit for ${placeText(hunk, cited)} was left out: ${editRefused}.`]);
    return { claims: [...standing.values()], rejected, notes };
}
/** `reason` ends a sentence and is ours. */
function checkClaim(claim, context) {
    const hunk = context.hunks.find(({ id }) => id === claim.hunk);
    if (hunk === undefined)
        return reject("it names a hunk that was not in the question", claim, context);
    const no = (reason) => reject(reason, claim, { ...context, hunk });
    if (claim.file !== hunk.shownUri)
        return no("it names another file than its hunk's");
    const cited = citedLines(hunk, claim);
    if (cited === undefined)
        return no("it names lines that were not sent of its hunk");
    if (!placement_meetsChange(hunk, cited))
        return no("none of its lines is changed, and nothing was removed beside them");
    if (!isQuoted(claim.quote, cited))
        return no("its quote does not stand in its lines as they were sent");
    const weakness = findWeakness(claim.cwe);
    if (weakness === "deprecated")
        return no("its CWE is deprecated");
    if (weakness === "unknown")
        return no("its CWE is not in the published list of weaknesses");
    return { ok: toStanding(claim, { hunk, cited, weakness }, context) };
}
function toStanding(claim, { hunk, cited, weakness }, context) {
    const { redact, model, promptSha256 } = context;
    const location = placeInHead(hunk, cited);
    const fix = claim.fix === undefined ? undefined : checkEdit(claim.fix, hunk, context);
    const title = modelLine(claim.title, TITLE_LENGTH, redact);
    const confidence = "low";
    const finding = {
        rule: { ...ruleOf(weakness, claim.severity), confidence },
        source: { kind: "model", model, promptSha256 },
        message: claims_messageOf(claim, { hunk, cited, title, redact }),
        severity: claim.severity,
        // Until the verification says more.
        confidence,
        ...(location !== undefined && { location }),
        // Else triage would take it for something that was there before: no line of head that it names is changed.
        ...(!cited.some(({ kind }) => kind === "added") && { concerns: "change" }),
        relatedLocations: [],
        ...(fix !== undefined && "edit" in fix && { fix: fix.edit }),
    };
    return {
        finding,
        title,
        hunk,
        cited,
        ...(fix !== undefined && "refused" in fix && { editRefused: fix.refused }),
    };
}
function claims_messageOf({ explanation, attack }, { hunk, cited, title, redact }) {
    const parts = [
        title,
        modelText(explanation, claims_TEXT_LENGTH, redact),
        attack.trim() === "" ? "" : `Attack: ${modelText(attack, claims_TEXT_LENGTH, redact)}`,
        cited[0]?.side === "base" ? `About code that this change removes, at ${placeText(hunk, cited)}.` : "",
    ];
    // Once more over the whole: a secret may begin in one part and go on in the next.
    return redact(parts.filter((part) => part !== "").join("\n\n"));
}
/** `src/a.ts:3` or `src/a.ts:3-5`, with "of base" for removed lines. */
function placeText(hunk, cited) {
    const [first, last] = [cited[0], cited.at(-1)];
    const [start, end] = [first?.line ?? 0, last?.line ?? 0];
    const place = start === end ? (0,secrets/* redactedText */.Q2) `${hunk.shownUri}:${start}` : (0,secrets/* redactedText */.Q2) `${hunk.shownUri}:${start}-${end}`;
    return first?.side === "base" ? (0,secrets/* redactedText */.Q2) `${place} of base` : place;
}
/** One rule per weakness. All its texts are MITRE's and ours: nothing that a model wrote gets into a rule. */
function ruleOf({ id, name }, severity) {
    return {
        id: `claude/${id.toLowerCase()}`,
        name,
        shortDescription: `${id}: ${name}`,
        fullDescription: `Claude found what it takes for ${id} (${name}) in this change, and quotes the code. A model's finding can be wrong: it is shown with what was checked.`,
        help: [
            `The message says what an attacker does. Read it beside the code that it quotes, and look at how the code is reached.`,
            `MITRE describes the weakness, with examples and how to prevent it, on the page of ${id}.`,
        ].join("\n\n"),
        helpUri: `https://cwe.mitre.org/data/definitions/${id.replace("CWE-", "")}.html`,
        severity,
        cwe: [id],
        tags: ["ai"],
    };
}
/** What stays of a rejected claim is cleaned like a finding; its lines may be any number. */
function reject(reason, { title, file, startLine, cwe }, { redact, hunk }) {
    return {
        rejected: {
            title: modelLine(title, TITLE_LENGTH, redact),
            uri: hunk?.shownUri ?? modelLine(file, 300, redact),
            startLine: Math.max(0, startLine),
            cwe: modelLine(cwe, 20, redact),
            reason,
        },
    };
}

;// CONCATENATED MODULE: ./lib/review/window.js
/** Which lines of a file go with its hunks, and the stretches of text that must be redacted to show them. Pure. */
/**
 * The lines of each hunk, in order, with unchanged lines of head around them so that about `contextLines` stand on
 * either side of the first and last change. Neighbours share what lies between them: no line is sent twice. Lines after
 * the end of the file may be among them.
 */
function plannedLines(file, contextLines) {
    let free = 1;
    return new Map(file.hunks.map((hunk, index) => {
        const next = file.hunks[index + 1];
        const { first, last } = headRange(hunk);
        const [leading, trailing] = contextAtEnds(hunk);
        const from = Math.max(free, first - Math.max(0, contextLines - leading));
        const upTo = Math.min(last + Math.max(0, contextLines - trailing), next === undefined ? Number.MAX_SAFE_INTEGER : headRange(next).first - 1);
        free = Math.max(last, upTo) + 1;
        const around = hasContext(file, hunk);
        return [
            hunk.id,
            [
                ...(around ? contextBetween(from, first - 1) : []),
                ...hunk.lines.map(ofHunk),
                ...(around ? contextBetween(last + 1, upTo) : []),
            ],
        ];
    }));
}
/** A side of no lines starts at the line before (as in git). */
function headRange({ headStart, headCount }) {
    return headCount === 0
        ? { first: headStart + 1, last: headStart }
        : { first: headStart, last: headStart + headCount - 1 };
}
function contextAtEnds(hunk) {
    const changed = (line) => line.kind !== "context";
    const first = hunk.lines.findIndex(changed);
    const last = hunk.lines.findLastIndex(changed);
    return first < 0 ? [0, 0] : [first, hunk.lines.length - 1 - last];
}
function hasContext(file, hunk) {
    return file.kind === "regular" && file.headBlob !== undefined && hunk.lines.length > 0;
}
function contextBetween(first, last) {
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => ({
        side: "head",
        line: first + index,
        kind: "context",
    }));
}
function ofHunk({ kind, text, baseLine, headLine }) {
    const side = kind === "removed" ? "base" : "head";
    return { side, line: (side === "base" ? baseLine : headLine) ?? 0, kind, hunkText: text };
}
/** Above it not the whole file is redacted, but what stands around the wanted lines. */
const window_MOST_REDACTED_CHARACTERS = 2_000_000;
/** The longest private key that is looked for has 20,000 characters (secrets/private-keys.ts): one that ends in the window is seen whole. */
const AROUND_CHARACTERS = 40_000;
/** What of a file must be redacted to show the `wanted` lines (ascending): all of it, or as much as a secret can reach over. */
function stretches(lines, wanted) {
    if (lines.reduce((sum, line) => sum + line.length + 1, 0) <= window_MOST_REDACTED_CHARACTERS)
        return [{ first: 1, lines }];
    const result = [];
    for (const line of wanted.filter((number) => number <= lines.length)) {
        const last = result.at(-1);
        const follows = line === last?.last || line - 1 === last?.last;
        const first = follows ? line : reach(lines, line, -1);
        if (last !== undefined && first <= last.last + 1)
            last.last = Math.max(last.last, line);
        else
            result.push({ first, last: line });
    }
    return result.map(({ first, last }) => ({
        first,
        // Of an endless line only the beginning is ever shown.
        lines: lines.slice(first - 1, reach(lines, last, 1)).map((line) => line.slice(0, 2 * AROUND_CHARACTERS)),
    }));
}
/** The line that lies `AROUND_CHARACTERS` away from a line, upwards or downwards. */
function reach(lines, from, step) {
    let line = from;
    for (let characters = 0; characters < AROUND_CHARACTERS && lines[line + step - 1] !== undefined; line += step)
        characters += (lines[line + step - 1] ?? "").length + 1;
    return line;
}

;// CONCATENATED MODULE: ./lib/review/sides.js
/** The redacted text of the lines that are to be sent, read from the blobs of both sides. */





/** The most that is held of one file; of a larger one only the lines of the diff are known. GitHub refuses files over 100 MiB. */
const sides_READ_LIMIT_BYTES = 64 * 1024 * 1024;
/** Lines after a file's end have no entry; every line of a hunk has one. */
async function readLines(files, { objects, redactor }) {
    const found = new Map(files.map(({ file }) => [file, new Map()]));
    const all = files.flatMap(sides_sidesOf);
    const sizes = await objects.sizes([...new Set(all.flatMap(({ blob }) => blob ?? []))]);
    const byBlob = new Map();
    for (const side of all) {
        const { blob } = side;
        if (blob === undefined || (sizes.get(blob) ?? 0) > sides_READ_LIMIT_BYTES) {
            put(side, fromDiff(side.lines), { found, redactor });
        }
        else
            byBlob.set(blob, [...(byBlob.get(blob) ?? []), side]);
    }
    await objects.blobs([...byBlob.keys()], (name, bytes) => {
        if (bytes === undefined)
            throw (0,lib_errors/* objectMissing */.Wh)(name);
        for (const side of byBlob.get(name) ?? [])
            put(side, fromBlob(bytes, side.lines), { found, redactor });
    });
    return found;
}
function sides_sidesOf({ file, lines }) {
    const paths = { head: [file.uri, file.headBlob], base: [file.baseUri ?? file.uri, file.baseBlob] };
    return ["head", "base"].flatMap((side) => {
        const ofSide = lines.filter((line) => line.side === side);
        const [, blob] = paths[side];
        return ofSide.length === 0 ? [] : [{ file, side, lines: ofSide, blob: file.kind === "regular" ? blob : undefined }];
    });
}
function fromBlob(bytes, wanted) {
    const lines = linesAsInDiff(bytes, wanted);
    if (lines === undefined)
        return fromDiff(wanted);
    const numbers = wanted.map(({ line }) => line);
    return stretches(lines, numbers).map((stretch) => ({
        numbers: stretch.lines.map((_line, index) => stretch.first + index),
        lines: stretch.lines,
    }));
}
/**
 * The lines of a blob, read so that they agree with the diff: a planted byte order mark turns a file into another text
 * than the one that git showed and that an interpreter runs.
 */
function linesAsInDiff(bytes, wanted) {
    const readings = [
        () => decode(bytes).lines.join(""),
        () => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes),
    ];
    for (const read of readings) {
        // After the last line end comes no line.
        const lines = read().replace(/\n$/u, "").split("\n");
        if (wanted.every(({ line, hunkText }) => hunkText === undefined || hunkText === lines[line - 1]))
            return lines;
    }
    return undefined;
}
function fromDiff(wanted) {
    const known = wanted.flatMap(({ line, hunkText }) => (hunkText === undefined ? [] : [{ line, hunkText }]));
    return [{ numbers: known.map(({ line }) => line), lines: known.map(({ hunkText }) => hunkText) }];
}
function put({ file, side, lines }, passages, { found, redactor }) {
    const wanted = new Set(lines.map(({ line }) => line));
    for (const passage of passages) {
        // Made visible first: an escape sequence that was taken out afterwards could make a secret whole.
        // Each line with its end, so that a CR at the end of the last one is seen as part of it.
        const text = (0,untrusted/* visible */.RK)(passage.lines.map((line) => `${line}\n`).join(""));
        const redacted = (0,secrets/* linesOf */.Dx)(redactor.redact(text, side === "head" ? file.uri : (file.baseUri ?? file.uri)));
        if (redacted.length !== passage.lines.length + 1)
            throw new Error("Redaction changed the number of lines.");
        passage.numbers.forEach((line, index) => {
            const shown = redacted[index];
            if (!wanted.has(line) || shown === undefined)
                return;
            const entry = { redacted: shown, bytes: Buffer.byteLength(passage.lines[index] ?? "") };
            found.get(file)?.set(`${side}:${String(line)}`, entry);
        });
    }
}

;// CONCATENATED MODULE: ./lib/review/dossier.js
/** What is sent about a change: redacted first, as whole files, then made harmless line by line (L1, L2). */







/** UTF-16 units of a line that are sent. Code behind a screen's width of spaces must not go unread, so a changed line gets far more. */
const SHOWN = { context: 2_000, changed: 20_000 };
const MOST_FINDINGS_PER_HUNK = 20;
/** @throws ExternalError `object-missing`, when the clone does not hold a file's contents */
async function buildDossier(change, source) {
    const contextLines = source.contextLines ?? 10;
    const planned = change.files
        .filter((file) => file.hunks.some(({ id }) => source.hunks.has(id)))
        .map((file) => ({ file, lines: wantedOf(file, plannedLines(file, contextLines), source.hunks) }));
    const sides = await readLines(planned.map(({ file, lines }) => ({ file, lines: [...lines.values()].flat() })), source);
    // Only now does the redactor know every value that any of the files gave away.
    const sent = planned.flatMap(({ file, lines }) => [...lines].map(([id, wanted]) => hunkOf(file, { id, wanted, text: sides.get(file) }, source.redactor)));
    const hunks = sent.map(({ hunk }) => hunk);
    const files = change.files.map((file) => shownFile(file, source.redactor));
    const findings = findingsOf(hunks, source);
    const texts = [
        ...files.flatMap(({ shownUri, shownBaseUri }) => [[shownUri], [shownBaseUri ?? ""]]),
        ...hunks.map(({ lines }) => lines.map(({ text }) => text)),
        ...findings.map(({ text }) => [text]),
    ];
    return {
        files,
        hunks,
        findings,
        cut: sent.filter(({ cut }) => cut).map(({ hunk }) => hunk.id),
        redactions: countMarks(texts),
    };
}
function wantedOf(file, lines, hunks) {
    const ids = new Set(file.hunks.map(({ id }) => id).filter((id) => hunks.has(id)));
    return new Map([...lines].filter(([id]) => ids.has(id)));
}
/** The owners' words from the policy at base, for `QuestionForm.instructions`. */
function ownersInstructions(text, redactor) {
    return neutral(redactor.redact((0,untrusted/* visible */.RK)(text.trim())));
}
/** Text of somebody else's, as one neutral line. */
function shownLine(text, redactor) {
    return neutral(redactor.redact((0,untrusted/* oneLine */.TN)(text)));
}
function shownFile(file, redactor) {
    const modes = file.baseMode !== file.headMode && file.status !== "added" && file.status !== "deleted";
    return {
        shownUri: shownLine(file.uri, redactor),
        ...(file.baseUri === undefined ? {} : { shownBaseUri: shownLine(file.baseUri, redactor) }),
        status: file.status,
        about: [
            ...(file.kind === "regular" ? [] : [file.kind === "symlink" ? "symbolic link" : file.kind]),
            ...(modes ? [`mode ${file.baseMode} to ${file.headMode}`] : file.headMode === "100755" ? ["executable"] : []),
            ...(file.binary ? ["binary"] : []),
        ],
    };
}
function hunkOf(file, { id, wanted, text }, redactor) {
    const known = wanted.flatMap((line) => {
        const found = text?.get(`${line.side}:${String(line.line)}`);
        return found === undefined ? [] : [{ ...line, ...found }];
    });
    const passage = (0,secrets/* joined */.oR)(known.map(({ redacted }) => redacted), "\n");
    const again = (0,secrets/* linesOf */.Dx)(redactor.redact(passage, file.uri));
    let cut = false;
    const isLock = lock_files_isLockFile(file);
    const lines = known.map(({ side, line, kind, redacted }, index) => {
        const limit = kind === "context" ? SHOWN.context : SHOWN.changed;
        const whole = isLock && isHashLine(redacted) ? HASH : neutral(again[index] ?? redacted);
        cut ||= kind !== "context" && whole.length > limit;
        return { side, line, kind, text: shortened(whole, limit) };
    });
    return {
        hunk: {
            id,
            uri: file.uri,
            shownUri: shownLine(file.uri, redactor),
            baseUri: file.baseUri ?? file.uri,
            lines,
            bytes: known.reduce((sum, { bytes }) => sum + bytes, 0),
        },
        cut,
    };
}
/** In place of a line that is a digest. */
const HASH = (0,secrets/* redactedText */.Q2) `⟦not sent: a hash⟧`;
function shortened(text, limit) {
    if (text.length <= limit)
        return text;
    return (0,secrets/* rewritten */.fm)(text, (whole) => {
        // Never half a surrogate pair.
        const kept = whole.slice(0, limit).replace(/[\uD800-\uDBFF]$/u, "");
        return `${kept}⟦cut: ${String(whole.length - kept.length)} more characters⟧`;
    });
}
/** Findings of scanners whose lines are sent; those that a person or the policy has settled are no question. */
function findingsOf(hunks, { findings, redactor }) {
    const taken = new Set();
    const byUri = new Map();
    for (const finding of findings) {
        const uri = finding.location?.uri ?? "";
        const ofFile = byUri.get(uri);
        if (ofFile === undefined)
            byUri.set(uri, [finding]);
        else
            ofFile.push(finding);
    }
    return hunks.flatMap((hunk) => {
        const ofHunk = (byUri.get(hunk.uri) ?? []).filter((finding) => isAsked(finding, hunk) && !taken.has(finding.fingerprint) && taken.add(finding.fingerprint));
        return ofHunk.slice(0, MOST_FINDINGS_PER_HUNK).map((finding) => ({
            id: `f-${(0,external_node_crypto_.createHash)("sha256").update(finding.fingerprint).digest("hex").slice(0, 8)}`,
            fingerprint: finding.fingerprint,
            hunk: hunk.id,
            text: shownFinding(finding, hunk.shownUri, redactor),
        }));
    });
}
function isAsked({ source, disposition, location }, hunk) {
    if (source.kind !== "scanner" || location === undefined)
        return false;
    if (disposition.status === "suppressed" || disposition.status === "merged")
        return false;
    return hunk.lines.some(({ side, line }) => side === "head" && location.startLine <= line && line <= location.endLine);
}
function shownFinding(finding, shownUri, redactor) {
    const { rule, severity, message, location } = finding;
    const what = shownLine([severity, ...rule.cwe, `${rule.id}:`, message].join(" "), redactor);
    return (0,secrets/* redactedText */.Q2) `${shownUri}:${location?.startLine ?? 0}-${location?.endLine ?? 0} ${what}`;
}
/** A mark that also stands on the line before is the same key, continued. */
function countMarks(texts) {
    const counts = new Map();
    for (const lines of texts)
        lines.forEach((line, index) => {
            for (const { 0: mark, groups } of line.matchAll(secrets/* MARK */.M$)) {
                const type = groups?.["type"] ?? "";
                if (lines[index - 1]?.includes(mark) !== true)
                    counts.set(type, (counts.get(type) ?? 0) + 1);
            }
        });
    return Object.fromEntries(counts);
}

;// CONCATENATED MODULE: ./lib/review/opinions.js
/** Claude's opinions on scanners' findings: checked, shown, never obeyed (L3). */


const REASON_LENGTH = 1_000;
const QUOTE_LENGTH = 500;
const MOST_QUOTED_LINES = 20;
/** At most one per finding, in the order of the question. An opinion on a finding that was not asked about is ignored. */
function checkOpinions(claimed, context) {
    return context.findings.flatMap((finding) => {
        const about = claimed.filter(({ finding: id }) => id === finding.id);
        const [first] = about;
        if (first === undefined)
            return [];
        const agreed = about.every(({ opinion }) => opinion === first.opinion);
        return [
            agreed
                ? checkOpinion(first, finding, context)
                : uncertain(first, finding, { ...context, why: "it answered twice, and differently" }),
        ];
    });
}
function checkOpinion(claimed, finding, context) {
    const { fingerprint } = finding;
    const reason = cleanReason(claimed, context);
    if (claimed.opinion !== "falsePositive")
        return { fingerprint, value: claimed.opinion, reason };
    // A value that looks like a test's may be live: only its owner knows (governance.md A2).
    if (context.ruleId(fingerprint)?.startsWith("secrets/") !== false)
        return uncertain(claimed, finding, { ...context, why: "no model dismisses a secret" });
    const mitigation = mitigationOf(claimed, context);
    return mitigation === undefined
        ? uncertain(claimed, finding, { ...context, why: "it quotes no mitigation that stands where it says" })
        : { fingerprint, value: "falsePositive", reason, mitigation };
}
function uncertain(claimed, { fingerprint }, { why, ...context }) {
    return {
        fingerprint,
        value: "uncertain",
        reason: `Taken as uncertain: ${why}. ${cleanReason(claimed, context)}`.trim(),
    };
}
/** Only what stands in head mitigates: a removed line did. */
function mitigationOf({ quote = "", file, line }, { hunks, redact }) {
    const count = quote.trim().split("\n").length;
    if (line === undefined || count > MOST_QUOTED_LINES)
        return undefined;
    const place = { side: "head", startLine: line, endLine: line + count - 1 };
    for (const hunk of hunks) {
        if (hunk.shownUri !== file)
            continue;
        const lines = citedLines(hunk, place);
        if (lines === undefined || !isQuoted(quote, lines))
            continue;
        return { uri: hunk.uri, line, quote: modelText(quote, QUOTE_LENGTH, redact) };
    }
    return undefined;
}
function cleanReason({ reason }, { redact }) {
    return modelLine(reason, REASON_LENGTH, redact);
}

// EXTERNAL MODULE: external "node:path/posix"
var posix_ = __webpack_require__(53916);
// EXTERNAL MODULE: ./node_modules/canonicalize/lib/canonicalize.js
var canonicalize = __webpack_require__(98799);
;// CONCATENATED MODULE: ./lib/review/question.js
/** A dossier becomes questions: as few as the budget of tokens allows, each with the list of all changed files. Pure. */






/** One question if it fits; otherwise parts by folder and file, in the order of paths, a file's hunks together while possible. */
function planQuestions(dossier, form) {
    const room = form.limits.inputTokens -
        OVERHEAD_TOKENS -
        estimateTokens(form.prompt.text + ((0,canonicalize/* default */.A)(form.schema) ?? "") + sharedText(dossier, form)) -
        estimateTokens(questionText({ hunks: [], findings: [] }, form.nonce));
    const sizes = question_sizesOf(dossier, form.nonce);
    const size = (hunks) => hunks.reduce((sum, { id }) => sum + (sizes.get(id) ?? 0), 0);
    const fits = (hunk) => size([hunk]) <= room;
    const fit = dossier.hunks.filter(fits);
    const parts = size(fit) <= room ? (fit.length === 0 ? [] : [fit]) : packed(fit, { room, size });
    return {
        questions: parts.map((hunks, index) => questionOf(`review-${String(index + 1)}`, { hunks, dossier, form })),
        unfit: dossier.hunks.filter((hunk) => !fits(hunk)).map(({ id }) => id),
    };
}
/** Two halves of a question, files kept together while possible; the question itself when it asks about one hunk. */
function splitQuestion(question, dossier, form) {
    const asked = new Set(question.hunks);
    const hunks = dossier.hunks.filter(({ id }) => asked.has(id));
    if (hunks.length < 2)
        return [question];
    const middle = hunks.length / 2;
    const borders = hunks.flatMap((hunk, index) => (index > 0 && hunks[index - 1]?.uri !== hunk.uri ? [index] : []));
    const nearest = borders.toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
    const at = nearest ?? Math.floor(middle);
    return [hunks.slice(0, at), hunks.slice(at)].map((half, index) => questionOf(`${question.name}${index === 0 ? "a" : "b"}`, { hunks: half, dossier, form }));
}
/** Which ranges of code a question discloses. */
function disclosuresOf(question, dossier) {
    const asked = new Set(question.hunks);
    return dossier.hunks
        .filter(({ id }) => asked.has(id))
        .flatMap((hunk) => ["head", "base"].flatMap((side) => ranges(hunk.lines.filter((line) => line.side === side)).map((range) => ({
        uri: side === "head" ? hunk.uri : hunk.baseUri,
        side,
        ...range,
        question: question.name,
    }))));
}
/** Greedy over folders, then files, then hunks: a group that fits goes in whole, one that never can is taken apart. */
function packed(hunks, { room, size }) {
    const bins = [];
    let left = 0;
    const put = (group) => {
        const tokens = size(group);
        const last = bins.at(-1);
        if (last === undefined || tokens > left) {
            bins.push([...group]);
            left = room;
        }
        else
            last.push(...group);
        left -= tokens;
    };
    for (const folder of question_grouped(hunks, ({ uri }) => (0,posix_.dirname)(uri))) {
        if (size(folder) <= room)
            put(folder);
        else
            for (const file of question_grouped(folder, ({ uri }) => uri)) {
                if (size(file) <= room)
                    put(file);
                else
                    for (const hunk of file)
                        put([hunk]);
            }
    }
    return bins;
}
function question_grouped(hunks, key) {
    const groups = new Map();
    for (const hunk of hunks) {
        const group = groups.get(key(hunk));
        if (group === undefined)
            groups.set(key(hunk), [hunk]);
        else
            group.push(hunk);
    }
    return [...groups.values()];
}
/** Tokens of each hunk with its findings; two more for the line ends between fences. */
function question_sizesOf({ hunks, findings }, nonce) {
    const sizes = new Map(hunks.map((hunk) => [hunk.id, estimateTokens(`${hunkText(hunk, (0,secrets/* own */.ZV)(nonce))} ${hunk.id}`) + 2]));
    for (const finding of findings)
        sizes.set(finding.hunk, (sizes.get(finding.hunk) ?? 0) + estimateTokens(findingText(finding)) + 1);
    return sizes;
}
function questionOf(name, { hunks, dossier, form }) {
    const asked = new Set(hunks.map(({ id }) => id));
    const findings = dossier.findings.filter(({ hunk }) => asked.has(hunk));
    return composeQuestion(name, {
        form,
        shared: sharedText(dossier, form),
        text: questionText({ hunks, findings }, form.nonce),
        hunks: [...asked],
    });
}
/** Any question, with its digests. They are taken with a fixed word for the nonce: equal questions have equal digests. */
function composeQuestion(name, { form, shared, text, hunks }) {
    const { prompt, schema, limits, nonce } = form;
    const schemaText = (0,canonicalize/* default */.A)(schema) ?? "";
    const withoutNonce = (part) => part.replaceAll(`ccr-${nonce}`, "ccr-NONCE");
    return {
        name,
        system: prompt.text,
        shared,
        text,
        schema,
        maxTokens: limits.maxTokens,
        sha256: question_sha256((0,canonicalize/* default */.A)([prompt.text, withoutNonce(shared), withoutNonce(text), schemaText]) ?? ""),
        promptSha256: prompt.sha256,
        schemaSha256: question_sha256(schemaText),
        hunks,
        own: [prompt.text, JSON.stringify(schema), `ccr-${nonce}`, ...hunks],
    };
}
function question_sha256(text) {
    return (0,external_node_crypto_.createHash)("sha256").update(text).digest("hex");
}
/** The first part of the user turn: the fence of this run, the files, the owners' words. */
function sharedText(dossier, { instructions, nonce }) {
    // A short or guessable one would let a text forge a fence, were `neutral` ever to miss one.
    if (!/^[0-9a-z]{16,64}$/u.test(nonce))
        throw new Error("A nonce has 16 to 64 digits or small letters.");
    const word = (0,secrets/* own */.ZV)(nonce);
    return (0,secrets/* joined */.oR)([
        (0,secrets/* redactedText */.Q2) `The fences of this message are the lines that hold the word ccr-${word}.`,
        fenced(word, { title: (0,secrets/* own */.ZV)("changed files"), body: dossier.files.map(fileText) }),
        ...(instructions === undefined
            ? []
            : [fenced(word, { title: (0,secrets/* own */.ZV)("from the owners of the repository"), body: [instructions] })]),
    ], "\n\n");
}
function fileText({ status, shownUri, shownBaseUri, about }) {
    const from = shownBaseUri === undefined ? (0,secrets/* own */.ZV)("") : (0,secrets/* redactedText */.Q2) ` (from ${shownBaseUri})`;
    const more = (0,secrets/* own */.ZV)(about.length === 0 ? "" : ` [${about.join(", ")}]`);
    return (0,secrets/* redactedText */.Q2) `${(0,secrets/* own */.ZV)(status)} ${shownUri}${from}${more}`;
}
function questionText({ hunks, findings }, nonce) {
    const word = (0,secrets/* own */.ZV)(nonce);
    return (0,secrets/* joined */.oR)([
        ...hunks.map((hunk) => hunkText(hunk, word)),
        ...(findings.length === 0
            ? []
            : [fenced(word, { title: (0,secrets/* own */.ZV)("findings of scanners"), body: findings.map(findingText) })]),
        (0,secrets/* own */.ZV)(`Judge these hunks: ${hunks.map(({ id }) => id).join(" ")}`),
    ], "\n\n");
}
function findingText({ id, text }) {
    return (0,secrets/* redactedText */.Q2) `${(0,secrets/* own */.ZV)(id)} ${text}`;
}
/** One hunk between fences, each line as `h12 +| text`. */
function hunkText(hunk, nonce) {
    return fenced(nonce, {
        title: (0,secrets/* redactedText */.Q2) `hunk ${(0,secrets/* own */.ZV)(hunk.id)} ${hunk.shownUri}`,
        body: hunk.lines.length === 0 ? [(0,secrets/* own */.ZV)("(no lines of text)")] : hunk.lines.map(lineText),
    });
}
const question_MARKS = { context: " ", added: "+", removed: "-" };
function lineText({ side, line, kind, text }) {
    return (0,secrets/* redactedText */.Q2) `${(0,secrets/* own */.ZV)(side === "head" ? "h" : "b")}${line} ${(0,secrets/* own */.ZV)(question_MARKS[kind])}| ${text}`;
}
function ranges(lines) {
    const result = [];
    for (const { line } of lines) {
        const last = result.at(-1);
        if (last !== undefined && line === last.endLine + 1)
            last.endLine = line;
        else
            result.push({ startLine: line, endLine: line });
    }
    return result;
}

;// CONCATENATED MODULE: ./lib/review/verify.js
/**
 * One adversarial question over all claims that stand (L4). It sees the code and the bare claims, not the reasoning, so that
 * it makes its own. What it refutes with a line that was sent is rejected; a claim that it does not settle stays, and says so.
 */








const verify_REASON_LENGTH = 600;
const verify_QUOTE_LENGTH = 300;
const MOST_VERDICTS = 1_000;
const verdictSchema = schemas/* strictObject */.rej({
    claim: schemas/* string */.YjP().describe("the claim's id, like c-1"),
    verdict: schemas/* enum */.k5n(["confirmed", "refuted", "undecided"]),
    quote: schemas/* string */.YjP().describe("the decisive line, word for word as sent; empty when undecided"),
    reason: schemas/* string */.YjP(),
});
const verificationSchema = schemas/* strictObject */.rej({ verdicts: schemas/* array */.YOg(verdictSchema).max(MOST_VERDICTS) });
/** JSON Schema of the answer, for `Question.schema`. */
const VERIFICATION_SCHEMA = toSentSchema(verificationSchema);
/** The question over the claims, in their order: `c-1` is the first. `form.prompt` is `verify.md`. */
function planVerification(claims, dossier, form) {
    const word = (0,secrets/* own */.ZV)(form.nonce);
    const hunks = verify_hunksOf(claims);
    const parts = [
        ...hunks.map((hunk) => hunkText(hunk, word)),
        fenced(word, { title: (0,secrets/* own */.ZV)("claims"), body: claims.map(claimText) }),
        (0,secrets/* own */.ZV)(`Judge these claims: ${claims.map((_, index) => claimId(index)).join(" ")}`),
    ];
    const question = composeQuestion("verify", {
        form: { ...form, schema: VERIFICATION_SCHEMA },
        shared: sharedText(dossier, { nonce: form.nonce }),
        text: (0,secrets/* joined */.oR)(parts, "\n\n"),
        hunks: [],
    });
    return { ...question, own: [...question.own, ...hunks.map(({ id }) => id)] };
}
function claimText({ finding, title, hunk, cited }, index) {
    // MITRE's words.
    const weakness = (0,secrets/* own */.ZV)(finding.rule.shortDescription);
    return (0,secrets/* redactedText */.Q2) `${(0,secrets/* own */.ZV)(claimId(index))} ${(0,secrets/* own */.ZV)(hunk.id)} ${placeText(hunk, cited)} ${weakness}. ${neutral(title)}`;
}
function claimId(index) {
    return `c-${String(index + 1)}`;
}
function verify_hunksOf(claims) {
    return [...new Set(claims.map(({ hunk }) => hunk))];
}
/** What becomes of the claims. `reply` is undefined when nothing was asked. Never throws. */
function applyVerification(claims, reply, redact) {
    const { verdicts, problem } = readReply(reply);
    const findings = [];
    const rejected = [];
    const hunks = verify_hunksOf(claims);
    let open = 0;
    for (const [index, claim] of claims.entries()) {
        const settled = verify_settle(claim, { verdict: verdictOn(claimId(index), verdicts), hunks, problem, redact });
        if ("refuted" in settled) {
            rejected.push(toRejected(claim, settled.refuted));
            continue;
        }
        if (settled.note !== undefined)
            open += 1;
        findings.push(judged(claim.finding, settled));
    }
    if (open === 0)
        return { findings, rejected, notes: [] };
    const count = `${String(open)} of ${String(claims.length)} claims of Claude's ${open === 1 ? "is" : "are"} not verified`;
    return { findings, rejected, notes: [problem === undefined ? `${count}.` : `${count}: ${problem}`] };
}
/** `problem` is a sentence. */
function readReply(reply) {
    if (reply === undefined)
        return { verdicts: [], problem: "The question was not asked." };
    switch (reply.kind) {
        case "answered": {
            const parsed = parseJson(reply.text, verificationSchema);
            return parsed.ok ? { verdicts: parsed.answer.verdicts } : { verdicts: [], problem: parsed.reason };
        }
        case "refused":
            return { verdicts: [], problem: "The model refused the question." };
        case "failed":
            return { verdicts: [], problem: reply.reason };
        case "guarded":
            return { verdicts: [], problem: "The guard held the question back." };
        case "overBudget":
            return { verdicts: [], problem: "The limit on cost was reached." };
    }
}
/** Two that differ decide nothing. */
function verdictOn(id, verdicts) {
    const [first, ...more] = verdicts.filter(({ claim }) => claim === id);
    if (first === undefined || more.every(({ verdict }) => verdict === first.verdict))
        return first;
    return { ...first, verdict: "undecided", reason: "It was answered twice, and differently." };
}
function verify_settle({ hunk, cited }, { verdict, hunks, problem, redact }) {
    if (verdict === undefined)
        return { confidence: "low", note: problem ?? "The second question got no answer about it." };
    const reason = modelLine(verdict.reason, verify_REASON_LENGTH, redact);
    switch (verdict.verdict) {
        case "confirmed": {
            const isShown = isQuoted(verdict.quote, hunk.lines) && cited.some(({ kind }) => kind !== "context");
            return { confidence: isShown ? "high" : "medium" };
        }
        case "undecided":
            return { confidence: "low", note: `It is undecided. ${reason}`.trim() };
        case "refuted":
            // A removed line stops nothing any more.
            return hunks.some(({ lines }) => isQuoted(verdict.quote, lines.filter(({ side }) => side === "head")))
                ? { refuted: `refuted by the line "${modelLine(verdict.quote, verify_QUOTE_LENGTH, redact)}": ${reason}` }
                : { confidence: "low", note: "It was called refuted, but by a quote that does not stand in the code." };
    }
}
function judged(finding, { confidence, note }) {
    return {
        ...finding,
        confidence,
        rule: { ...finding.rule, confidence },
        ...(note !== undefined && { message: `${finding.message}\n\nNot verified: ${note}` }),
    };
}
function toRejected({ finding, title, hunk, cited }, reason) {
    const startLine = finding.location?.startLine ?? cited[0]?.line ?? 0;
    return { title, uri: hunk.shownUri, startLine, cwe: finding.rule.cwe[0] ?? "", reason };
}

;// CONCATENATED MODULE: ./lib/review/review.js
/** Claude's part of a review: what may be sent, the questions, the answers held against what was sent, a state for every hunk. */












async function prepare(job, { objects, redactor }) {
    const { change, policy, findings, prompt, limits, nonce } = job;
    const excluded = await planExclusions(change, { policy, objects });
    const hunks = new Set(change.files.flatMap((file) => file.hunks.map(({ id }) => id)).filter((id) => !excluded.has(id)));
    const dossier = await buildDossier(change, { hunks, objects, redactor, findings });
    const instructions = policy.review?.instructions;
    const form = {
        prompt,
        schema: ANSWER_SCHEMA,
        limits,
        nonce,
        ...(instructions === undefined ? {} : { instructions: ownersInstructions(instructions, redactor) }),
    };
    const { questions, unfit } = planQuestions(dossier, form);
    const settled = new Map(excluded);
    for (const id of unfit)
        settled.set(id, { state: "overBudget" });
    return { dossier, form, questions, settled };
}
/** Asks, checks and accounts. Never throws for what the model does: that is a state. */
async function reviewChange({ change, findings }, { prepared, asker, ports }) {
    const { dossier, form, questions } = prepared;
    const { model, prices, progress } = asker;
    const costOf = ({ usage }) => priceOf(usage, prices);
    const split = (question) => splitQuestion(question, dossier, form);
    const proofOf = (question) => proofOfRedaction(question, ports.redactor);
    const asked = await askAll(questions, {
        model,
        split,
        costOf,
        proofOf,
        ...(progress === undefined ? {} : { progress }),
    });
    const checked = await checkAnswers(asked.answered, { dossier, findings, change, ports });
    const verification = checked.claims.length === 0
        ? undefined
        : planVerification(checked.claims, dossier, { ...form, prompt: asker.verifyPrompt });
    const verified = verification === undefined ? undefined : await model.ask(verification);
    const outcome = applyVerification(checked.claims, verified?.reply, ports.redactor.redact);
    const requests = [...asked.requests];
    if (verification !== undefined && verified !== undefined)
        requests.push({
            record: onRecord(verification, verified, { costOf, proofOf }),
            hunks: claimedHunks(checked.claims),
        });
    return {
        findings: outcome.findings,
        rejected: [...checked.rejected, ...outcome.rejected],
        opinions: checked.opinions,
        coverage: settledCoverage(change, prepared, asked.states),
        account: accountOf(requests, { dossier, model }),
        notes: [...checked.notes, ...outcome.notes],
    };
}
async function checkAnswers(answered, evidence) {
    const { dossier, findings, ports } = evidence;
    const redact = ports.redactor.redact;
    const headLine = await readHead(answered, evidence);
    const rules = new Map(findings.map(({ fingerprint, rule }) => [fingerprint, rule.id]));
    const parts = answered.map(({ question, answer, model }) => {
        const asked = new Set(question.hunks);
        const hunks = dossier.hunks.filter(({ id }) => asked.has(id));
        const { original } = ports.redactor;
        const context = { hunks, model, promptSha256: question.promptSha256, headLine, original, redact };
        const about = { hunks, findings: dossier.findings.filter(({ hunk }) => asked.has(hunk)), redact };
        return {
            ...checkClaims(answer.findings, context),
            opinions: checkOpinions(answer.triage, { ...about, ruleId: (fingerprint) => rules.get(fingerprint) }),
        };
    });
    return {
        claims: parts.flatMap(({ claims }) => claims),
        rejected: parts.flatMap(({ rejected }) => rejected),
        opinions: parts.flatMap(({ opinions }) => opinions),
        notes: parts.flatMap(({ notes }) => notes),
    };
}
/** Lines of head of the files for which an edit is suggested. */
async function readHead(answered, { change, dossier, ports }) {
    const edited = new Set(answered.flatMap(({ answer }) => answer.findings.flatMap(({ hunk, fix }) => (fix === undefined ? [] : [hunk]))));
    const uris = new Set(dossier.hunks.filter(({ id }) => edited.has(id)).map(({ uri }) => uri));
    const files = change.files.filter(({ uri, headBlob }) => uris.has(uri) && headBlob !== undefined);
    const lines = new Map();
    await ports.objects.blobs([...new Set(files.map(({ headBlob = "" }) => headBlob))], (name, bytes) => {
        const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes).split("\n");
        for (const { uri, headBlob } of files)
            if (headBlob === name)
                lines.set(uri, text);
    });
    return (uri, line) => lines.get(uri)?.[line - 1];
}
function settledCoverage(change, { settled, dossier }, asked) {
    const cut = new Set(dossier.cut);
    const coverage = cover(change, new Map([...asked, ...settled]), { state: "failed", reason: "not asked" });
    return coverage.map((row) => {
        const { state } = row;
        // What nobody was shown whole, nobody has reviewed.
        const shown = !(state.state === "reviewed" && cut.has(row.hunk));
        return {
            ...row,
            state: shown ? state : { state: "failed", reason: "a changed line was too long to be sent whole" },
        };
    });
}
/** Of what is not ours in it: the prompt and the schema hold nothing of the change. */
function proofOfRedaction({ shared, text }, redactor) {
    const sent = `${shared}\n\n${text}`;
    return {
        bytesBefore: redactor.bytesBefore(sent),
        bytesAfter: Buffer.byteLength(sent),
        redactions: (0,secrets/* countMarks */.WL)(sent),
    };
}
function accountOf(requests, { dossier, model }) {
    const left = requests.filter(({ record }) => hasLeft(record));
    const costs = left.map(({ record }) => record.costUsd);
    return {
        provider: model.provider,
        model: model.id,
        requests: requests.map(({ record }) => record),
        disclosures: left.flatMap(({ record, hunks }) => disclosuresOf({ name: record.question, hunks }, dossier)),
        ruleSet: { version: secrets/* RULE_SET_VERSION */.nc, sha256: (0,secrets/* ruleSetSha256 */.c4)() },
        redactions: dossier.redactions,
        guardHits: requests.filter(({ record }) => record.kind === "guarded").length,
        ...(costs.includes(undefined) ? {} : { costUsd: costs.reduce((sum, cost) => sum + (cost ?? 0), 0) }),
    };
}
function claimedHunks(claims) {
    return [...new Set(claims.map(({ hunk }) => hunk.id))];
}

;// CONCATENATED MODULE: ./lib/review/index.js
/** Claude's part: what is sent, what comes back, and a state for every hunk. */









;// CONCATENATED MODULE: ./lib/settings.js
/** Inputs and policy become one set of settings. A key set in the policy at base is a floor: an input may only be stricter. */


/** The stricter of two thresholds. `none` never fails, so it is the loosest. */
function stricter(a, b) {
    if (a === "none")
        return b;
    if (b === "none")
        return a;
    return (0,lib_finding/* compareSeverity */.zK)(a, b) <= 0 ? a : b;
}
function resolveSettings(choices, policy) {
    const ignored = [];
    const floor = (name, { chosen, set, fallback, strictest }) => {
        if (set === undefined)
            return chosen ?? fallback;
        if (chosen === undefined)
            return set;
        const result = strictest(chosen, set);
        if (result !== chosen)
            ignored.push(`${name}: ${String(chosen)} is looser than the policy's ${String(set)}`);
        return result;
    };
    const base = {
        failOn: floor("fail-on", {
            chosen: choices.failOn,
            set: thresholdOf(policy),
            fallback: "high",
            strictest: stricter,
        }),
        onIncomplete: floor("on-incomplete", {
            chosen: choices.onIncomplete,
            set: policy.gate?.["on-incomplete"],
            fallback: "fail",
            strictest: (a, b) => (a === "fail" ? a : b),
        }),
        scanners: scannersOf(choices.scanners, policy.scanners, ignored),
        provider: floor("provider", {
            chosen: choices.provider,
            set: policy.review?.provider,
            fallback: "auto",
            strictest: same,
        }),
        maxCostUsd: floor("max-cost-usd", {
            chosen: choices.maxCostUsd,
            set: policy.review?.["max-cost-usd"],
            fallback: DEFAULT_MAX_COST_USD,
            strictest: Math.min,
        }),
        // Stricter is what shows and keeps more.
        comments: floor("comments", {
            chosen: choices.comments,
            set: policy.comments,
            fallback: "inline",
            strictest: (a, b) => (lib_policy.COMMENTS.indexOf(a) <= lib_policy.COMMENTS.indexOf(b) ? a : b),
        }),
        evidence: floor("evidence", {
            chosen: choices.evidence,
            set: policy.evidence?.store,
            fallback: "artifact",
            strictest: (a, b) => (a === "artifact" ? a : b),
        }),
    };
    return {
        ...base,
        ...settings_optional("model", { chosen: choices.model, set: policy.review?.model, ignored }),
        ...settings_optional("effort", { chosen: choices.effort, set: policy.review?.effort, ignored }),
        require: policy.gate?.require ?? ["scanners", "review"],
        pilot: policy.scope?.pilot ?? false,
        ignored,
    };
}
const DEFAULT_MAX_COST_USD = 1;
/** Of two providers or models none is stricter: what the policy names is what runs. */
function same(_chosen, set) {
    return set;
}
function settings_optional(name, { chosen, set, ignored }) {
    if (set !== undefined && chosen !== undefined && chosen !== set)
        ignored.push(`${name}: ${String(chosen)} is not the policy's ${String(set)}`);
    const value = set ?? chosen;
    return value === undefined ? {} : { [name]: value };
}
/** `gate.fail-on`, made stricter by the residual risk of the repository's class. */
function thresholdOf(policy) {
    const set = policy.gate?.["fail-on"];
    const name = policy.scope?.class;
    const residual = name === undefined ? undefined : policy["residual-risk"]?.[name];
    if (set === undefined)
        return residual === undefined ? undefined : stricter(residual, "high");
    return residual === undefined ? set : stricter(set, residual);
}
function scannersOf(chosen, set, ignored) {
    if (set === undefined || set === "none")
        return expand(chosen ?? set ?? "auto");
    if (chosen === undefined)
        return expand(set);
    const [a, b] = [expand(chosen), expand(set)];
    const union = { auto: a.auto || b.auto, named: [...new Set([...b.named, ...a.named])] };
    const dropped = [...(b.auto && !a.auto ? ["auto"] : []), ...b.named.filter((name) => !a.named.includes(name))];
    if (dropped.length > 0)
        ignored.push(`scanners: ${String(chosen)} leaves out ${dropped.join(", ")}, which the policy names`);
    return union;
}
function expand(setting) {
    if (setting === "auto")
        return { auto: true, named: [] };
    if (setting === "none")
        return { auto: false, named: [] };
    return { auto: setting.includes("auto"), named: setting.filter((name) => name !== "auto") };
}

;// CONCATENATED MODULE: ./lib/gate.js
/** The one place where pass or fail is decided. Pure; nothing is published before it. */



function decide(input, settings) {
    const blocking = input.findings.filter((finding) => blocks(finding, { ...input, failOn: settings.failOn }));
    const missing = [
        ...(settings.require.includes("scanners") ? missingScanners(input) : []),
        ...(settings.require.includes("review") ? missingReview(input.coverage) : []),
    ];
    const outcome = blocking.length > 0 ? "fail" : missing.length > 0 ? "incomplete" : "pass";
    return {
        outcome,
        blocking,
        missing,
        failOn: settings.failOn,
        sentence: gate_sentence(input, { blocking, missing, settings }),
    };
}
/** A pass without a look, and why: an empty diff, a branch out of scope. */
function nothingToReview(why, settings) {
    return {
        outcome: "pass",
        blocking: [],
        missing: [],
        failOn: settings.failOn,
        sentence: `Nothing to review: ${why}.`,
    };
}
/** Exit codes of the design: 1 fail, 5 incomplete, 0 pass; the pilot of a repository never blocks, and says so. */
function exitCode(outcome, settings) {
    if (outcome === "fail")
        return settings.pilot ? 0 : 1;
    if (outcome === "incomplete")
        return settings.pilot || settings.onIncomplete === "warn" ? 0 : 5;
    return 0;
}
function blocks(finding, { failOn, threatFailOn }) {
    if (finding.disposition.status !== "open" || finding.source.kind !== "scanner")
        return false;
    const own = finding.threat === undefined ? undefined : threatFailOn.get(finding.threat);
    const threshold = own === undefined ? failOn : stricter(own, failOn);
    return threshold !== "none" && (0,lib_finding/* compareSeverity */.zK)(finding.severity, threshold) >= 0;
}
function missingScanners({ runs, gaps }) {
    const stopped = runs
        .filter((run) => run.required)
        .flatMap((run) => run.state.status === "failed" || run.state.status === "unavailable"
        ? [{ what: run.scanner, reason: run.state.reason }]
        : []);
    return [
        ...stopped,
        ...gaps.map((gap) => ({ what: gap.scanner, reason: `did not scan ${(0,lib_words/* unscannedPlace */.Jo)(gap)}: ${gap.reason}` })),
    ];
}
/** One row per reason, for 3,000 hunks without credentials are one fact. */
function missingReview(coverage) {
    const reasons = new Map();
    for (const { state } of coverage) {
        if (state.state === "reviewed" || state.state === "excluded")
            continue;
        // A failure's reason is a sentence of its own, with the way out.
        const reason = state.state === "failed" ? state.reason : (0,lib_words/* hunkStateWords */.D0)(state);
        reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
    return [...reasons].map(([reason, hunks]) => ({ what: "review", reason: `${(0,lib_words/* count */.U9)(hunks, "hunk")}: ${reason}` }));
}
function gate_sentence(input, { blocking, missing, settings, }) {
    const open = input.findings.filter((finding) => finding.disposition.status === "open").length;
    const found = blocking.length > 0
        ? `${(0,lib_words/* count */.U9)(blocking.length, "finding")} at or over the threshold (${settings.failOn})`
        : `No finding at or over the threshold (${settings.failOn})${open > 0 ? `, ${(0,lib_words/* count */.U9)(open, "finding")} below it` : ""}`;
    const unknown = missing.length > 0 ? `; ${(0,lib_words/* count */.U9)(missing.length, "required check")} did not finish` : "";
    const pilot = settings.pilot && (blocking.length > 0 || missing.length > 0) ? " Pilot: this does not block." : "";
    return `${found}${unknown}.${pilot}`;
}

;// CONCATENATED MODULE: ./lib/publish/words.js
/** The words that all outputs share, so that text, page and summary say the same thing in the same way. */


const OUTCOME_WORD = { pass: "PASS", fail: "FAIL", incomplete: "INCOMPLETE" };
/** Most severe first: the order in which people read. */
const WORST_FIRST = ["critical", "high", "medium", "low", "none"];
const EXIT_MEANING = {
    pass: "the gate passed",
    fail: "the gate failed",
    incomplete: "something that had to run did not",
};
/** Code 0 all the same: only a pilot lets a failed gate through, and it or `on-incomplete: warn` an incomplete run. */
const NOT_BLOCKING = {
    pass: EXIT_MEANING.pass,
    fail: "the gate failed; the pilot does not block",
    incomplete: "incomplete, and that does not block here",
};
const STRICT = { onIncomplete: "fail", pilot: false };
/** What the exit code says. Without one: the code that the outcome has where nothing softens it. */
function exitSentence(outcome, code = exitCode(outcome, STRICT)) {
    return `exit ${code}: ${(code === 0 ? NOT_BLOCKING : EXIT_MEANING)[outcome]}`;
}
/** The first 12 digits of an object name; anything else is shown as it is. */
function shortName(objectName) {
    return /^[0-9a-f]{40,64}$/u.test(objectName) ? objectName.slice(0, 12) : (0,untrusted/* oneLine */.TN)(objectName, 64);
}
function seconds(n) {
    return `${n.toFixed(1)} s`;
}
function words_percent(ratio) {
    // Rounded down: 99.96 % reviewed must not read as everything reviewed.
    return `${(Math.floor(ratio * 1000) / 10).toFixed(1)} %`;
}
/** `src/a.ts:3` or `src/a.ts:3-7` on one line; of a path over `limit` units the middle goes, never the name or the line. */
function place({ uri, startLine, endLine }, limit = 300) {
    const clean = (0,untrusted/* oneLine */.TN)(uri, 10_000);
    const short = clean.length > limit ? `${clean.slice(0, limit / 3)}…${clean.slice((-limit * 2) / 3 + 1)}` : clean;
    // A cut through a surrogate pair leaves a half, which is no character.
    return `${short.replace(/\p{Cs}/gu, "")}:${startLine}${endLine > startLine ? `-${endLine}` : ""}`;
}
const SCANNER_STATE_WORD = {
    completed: "completed",
    notApplicable: "nothing for it in this change",
    failed: "failed",
    unavailable: "unavailable",
};
/** Paragraphs as one: a title has no full stop of its own. */
function asOneParagraph(message) {
    return message.replace(/(?<![\s.,:;!?…])\n\n/gu, ".\n\n");
}
/** Some tools have one text for the rule and for its findings: it is shown once. */
function isRepeated(help, message) {
    return (0,untrusted/* oneLine */.TN)(help, 10_000) === (0,untrusted/* oneLine */.TN)(message, 10_000);
}
/** "semgrep (`semgrep/x`, high): what it says", for a tool that reports the same weakness. Clean, on one line. */
function alsoWords({ source, rule, severity, message }) {
    const tool = source.kind === "scanner" ? (0,untrusted/* oneLine */.TN)(source.tool, 100) : "Claude";
    return { by: `${tool}, ${severity}`, rule: (0,untrusted/* oneLine */.TN)(rule.id, 200), message: (0,untrusted/* oneLine */.TN)(asOneParagraph(message), 300) };
}
/** What came of a comment that should have hidden the finding, or undefined. The marker is a text: each output escapes. */
function suppressionWords({ suppressionAttempt: marker }) {
    return marker === undefined ? undefined : `tried to suppress (${(0,untrusted/* oneLine */.TN)(marker, 60)}): hid nothing`;
}
/** Why a finding does not count, or undefined for an open one. */
function dispositionWords(disposition) {
    switch (disposition.status) {
        case "open":
            return undefined;
        case "outsideDiff":
            return "outside the changed lines";
        case "unchanged":
            return "already there before this change";
        case "merged":
            return "another tool's finding stands for it";
        case "suppressed":
            return `suppressed by ${disposition.by === "signOff" ? "a sign-off" : "the policy"}: ${disposition.justification}`;
    }
}

;// CONCATENATED MODULE: ./lib/publish/overview.js
/** What every output says about a run, worked out once: text, Markdown and page only lay it out. */




function overview(review) {
    const { findings, scan, verdict } = review;
    const blockingPrints = new Set(verdict.blocking.map(({ fingerprint }) => fingerprint));
    const open = findings.filter(({ disposition }) => disposition.status === "open");
    const others = open.filter(({ fingerprint }) => !blockingPrints.has(fingerprint)).toSorted(worstFirst);
    const advisory = others.filter(isAdvisory);
    const named = new Set(verdict.missing.map(({ what }) => what));
    return {
        // From the verdict and not from the findings: whatever decided the gate is shown, even if it is not in the list.
        blocking: verdict.blocking.toSorted(worstFirst),
        otherOpen: others.filter((finding) => !isAdvisory(finding)),
        advisory,
        notCounted: findings
            .filter(({ disposition }) => disposition.status !== "open" && disposition.status !== "merged")
            .toSorted(worstFirst),
        also: groupBy(findings.filter(({ disposition }) => disposition.status === "merged").toSorted(worstFirst), ({ disposition }) => (disposition.status === "merged" ? disposition.into : "")),
        open: (0,lib_finding/* countBySeverity */.Ot)(open.filter((finding) => !isAdvisory(finding) || blockingPrints.has(finding.fingerprint))),
        opinions: new Map((review.model?.opinions ?? []).map((opinion) => [opinion.fingerprint, opinion])),
        missing: verdict.missing,
        notRun: scan.runs.flatMap(({ scanner, state, required }) => (state.status === "failed" || state.status === "unavailable") && !named.has(scanner)
            ? [{ what: scanner, reason: state.reason, required }]
            : []),
        notApplicable: scan.runs.filter(({ state }) => state.status === "notApplicable"),
        gaps: scan.runs.flatMap(({ scanner, unscanned }) => unscanned.map((part) => ({ ...part, scanner }))),
        coverage: coverageOf(review.coverage),
    };
}
/** All that an output shows, each once. */
function everyFinding(facts) {
    return [...facts.blocking, ...facts.otherOpen, ...facts.advisory, ...facts.notCounted];
}
function isAdvisory({ source }) {
    return source.kind === "model";
}
function coverageOf(hunks) {
    const tallies = [...groupBy(hunks, ({ state }) => (0,lib_words/* hunkStateWords */.D0)(state))]
        .map(([words, group]) => tallyOf(words, group))
        .toSorted((a, b) => b.changedLines - a.changedLines);
    const lines = (kind) => tallies.reduce((sum, tally) => (kind === undefined || tally.kind === kind ? sum + tally.changedLines : sum), 0);
    const changedLines = lines();
    const reviewedLines = lines("reviewed");
    const excludedLines = lines("excluded");
    return { ratio: coverageRatio(hunks), changedLines, reviewedLines, excludedLines, tallies };
}
function tallyOf(state, hunks) {
    return {
        state,
        kind: hunks[0]?.state.state ?? "reviewed",
        hunks: hunks.length,
        changedLines: hunks.reduce((sum, { changedLines }) => sum + changedLines, 0),
        uris: [...new Set(hunks.map(({ uri }) => uri))],
    };
}
/** Groups in order of first appearance. */
function groupBy(items, keyOf) {
    const groups = new Map();
    for (const item of items) {
        const key = keyOf(item);
        const group = groups.get(key);
        if (group === undefined)
            groups.set(key, [item]);
        else
            group.push(item);
    }
    return groups;
}
/** Most severe first, then by path and line, so that two runs print the same order. */
function worstFirst(a, b) {
    return ((0,lib_finding/* compareSeverity */.zK)(b.severity, a.severity) ||
        (0,lib_words/* compareText */.n6)(a.location?.uri ?? "", b.location?.uri ?? "") ||
        (a.location?.startLine ?? 0) - (b.location?.startLine ?? 0) ||
        (0,lib_words/* compareText */.n6)(a.fingerprint, b.fingerprint));
}
/** Open findings in words, worst first: "1 critical, 2 high"; "none" when there are none. */
function openWords(open) {
    const parts = WORST_FIRST.filter((severity) => open[severity] > 0).map((severity) => `${open[severity]} ${severity === "none" ? "without severity" : severity}`);
    return parts.length === 0 ? "none" : parts.join(", ");
}
/** "Claude, advisory: 1 high, 2 low."; nothing when Claude found nothing of its own. */
function advisoryWords({ advisory }) {
    return advisory.length === 0 ? [] : [`Claude, advisory: ${openWords((0,lib_finding/* countBySeverity */.Ot)(advisory))}.`];
}

;// CONCATENATED MODULE: ./lib/publish/gaps.js
/** What was not checked, in sentences (L5): each gap is named, grouped by its reason, and counted. */



const PLACES_SHOWN = 3;
/** Plain text that may hold hostile names; each output escapes it. Empty when nothing was left out. */
function gapSentences(facts) {
    return [
        ...facts.missing.map(({ what }) => `${what}: required and did not run (see what to do)`),
        ...facts.notRun.map(({ what, reason, required }) => `${what}${required ? "" : " (not required)"}: ${reason}`),
        ...[...groupBy(facts.gaps, ({ scanner, reason }) => JSON.stringify([scanner, reason])).values()].map(gapGroup),
        ...facts.coverage.tallies.filter(({ kind }) => kind !== "reviewed").map(notReviewed),
        ...(facts.notApplicable.length > 0
            ? [`nothing in this change for: ${facts.notApplicable.map(({ scanner }) => scanner).join(", ")}`]
            : []),
    ];
}
/** What was due is named; what a rule leaves out is counted, and listed with the coverage. */
function notReviewed({ state, kind, hunks, changedLines, uris }) {
    const what = `review: ${(0,lib_words/* count */.U9)(hunks, "hunk")} with ${(0,lib_words/* count */.U9)(changedLines, "changed line")} ${state}`;
    return kind === "excluded" ? what : `${what}: ${gaps_firstOf(uris, "file")}`;
}
/** "a, b, c and 2 more files". */
function gaps_firstOf(places, noun) {
    const rest = places.length - PLACES_SHOWN;
    const shown = places.slice(0, PLACES_SHOWN).join(", ");
    return rest > 0 ? `${shown} and ${(0,lib_words/* count */.U9)(rest, `more ${noun}`)}` : shown;
}
function gapGroup(gaps) {
    const [first] = gaps;
    if (first === undefined)
        return "";
    return `${first.scanner}: ${first.reason}: ${gaps_firstOf(gaps.map(lib_words/* unscannedPlace */.Jo), "place")}`;
}
/** "Review coverage: 80.0 % (8 of 10 changed lines; 5 more excluded)". Nothing due never reads as everything reviewed. */
function coverageSentence({ ratio, changedLines, reviewedLines, excludedLines }) {
    const due = changedLines - excludedLines;
    if (changedLines === 0)
        return "Review coverage: no changed lines.";
    if (due === 0)
        return `Review coverage: no line was due for review; ${(0,lib_words/* count */.U9)(changedLines, "changed line")} excluded.`;
    const excluded = excludedLines > 0 ? `; ${(0,lib_words/* thousands */.oh)(excludedLines)} more excluded` : "";
    return `Review coverage: ${words_percent(ratio)} (${(0,lib_words/* thousands */.oh)(reviewedLines)} of ${(0,lib_words/* count */.U9)(due, "changed line")}${excluded}).`;
}

;// CONCATENATED MODULE: ./lib/publish/account.js
/** "What left the building": the account in numbers and words, worked out once for all outputs. */




function totalsOf({ requests, redactions }) {
    const sum = (of) => requests.reduce((total, request) => total + (of(request) ?? 0), 0);
    const ended = (kind) => requests.filter((request) => request.kind === kind).length;
    return {
        requests: {
            answered: ended("answered"),
            refused: ended("refused"),
            failed: ended("failed"),
            guarded: ended("guarded"),
            overBudget: ended("overBudget"),
        },
        bytes: sum(({ bytes }) => bytes),
        usage: {
            inputTokens: sum(({ usage }) => usage?.inputTokens),
            outputTokens: sum(({ usage }) => usage?.outputTokens),
            cacheReadTokens: sum(({ usage }) => usage?.cacheReadTokens),
            cacheWriteTokens: sum(({ usage }) => usage?.cacheWriteTokens),
        },
        seconds: sum(({ seconds: time }) => time),
        redactions: Object.values(redactions).reduce((total, n) => total + n, 0),
    };
}
const REPLY_WORDS = {
    answered: "answered",
    refused: "refused by the model",
    failed: "failed",
    guarded: "stopped by the guard",
    overBudget: "not sent: over budget",
};
const NOTHING_LEFT = "Nothing left this machine.";
/** Undefined when nothing left. */
function accountRows({ model }) {
    if (model === undefined || !model.account.requests.some(hasLeft))
        return undefined;
    const { account } = model;
    const totals = totalsOf(account);
    const row = (term, value, names = []) => ({ term, value, names });
    return [
        row("To", "", recipients(account)),
        row("Requests", `${(0,lib_words/* thousands */.oh)(account.requests.length)}: ${endings(totals)}`),
        row("Sent", `${(0,lib_words/* count */.U9)(totals.bytes, "byte")}, ${disclosedWords(account.disclosures)}`),
        row("Redacted before", redactedWords(account, totals), redactionTypes(account)),
        row("Guard", guardWords(account)),
        row("Tokens", tokenWords(totals.usage)),
        row("Cost", costWords(account.costUsd)),
        row("Time in requests", seconds(totals.seconds)),
        row("Prompts, SHA-256", "", [...new Set(account.requests.map(({ promptSha256 }) => promptSha256))]),
    ];
}
/** The account in a line or two, for the terminal. Names in it are hostile. */
function accountSentence(review) {
    if (review.model === undefined || accountRows(review) === undefined)
        return nothingLeftSentence(review);
    const { account } = review.model;
    const totals = totalsOf(account);
    const { usage } = totals;
    return `${[
        `To ${recipients(account).join(", ")}: ${(0,lib_words/* count */.U9)(account.requests.length, "request")} (${endings(totals)})`,
        `${(0,lib_words/* count */.U9)(totals.bytes, "byte")}, ${disclosedWords(account.disclosures)}`,
        `${(0,lib_words/* count */.U9)(totals.redactions, "secret")} redacted before, guard: ${guardWords(account)}`,
        `${(0,lib_words/* thousands */.oh)(usage.inputTokens)} tokens in, ${(0,lib_words/* thousands */.oh)(usage.cacheReadTokens)} cached, ${(0,lib_words/* thousands */.oh)(usage.outputTokens)} out`,
        `cost ${costWords(account.costUsd)}`,
        seconds(totals.seconds),
    ].join("; ")}.`;
}
/** What was prepared and stopped here, when nothing left: "2 questions: 1 stopped by the guard, 1 not sent: over budget". */
function nothingLeftSentence({ model }) {
    if (model === undefined || model.account.requests.length === 0)
        return NOTHING_LEFT;
    return `${NOTHING_LEFT} ${(0,lib_words/* count */.U9)(model.account.requests.length, "question")}: ${endings(totalsOf(model.account))}.`;
}
/** The provider, then the models that answered, else the one that was asked. */
function recipients({ provider, model, requests }) {
    const answered = new Set(requests.flatMap((request) => (request.model === undefined ? [] : [request.model])));
    return [provider, ...(answered.size === 0 ? [model] : answered)];
}
/** "3 answered, 1 failed". */
function endings({ requests }) {
    const kinds = Object.keys(REPLY_WORDS).filter((kind) => requests[kind] > 0);
    return kinds.map((kind) => `${(0,lib_words/* thousands */.oh)(requests[kind])} ${REPLY_WORDS[kind]}`).join(", ");
}
/** "3 secrets, 1,204 bytes before and 1,100 after, by rules 2.0.0": of the questions' text, as the rules left it. */
function redactedWords({ requests, ruleSet }, { redactions }) {
    const proofs = requests.flatMap(({ redaction }) => (redaction === undefined ? [] : [redaction]));
    const sum = (of) => proofs.reduce((total, proof) => total + proof[of], 0);
    return [
        (0,lib_words/* count */.U9)(redactions, "secret"),
        ...(proofs.length === 0
            ? []
            : [`${(0,lib_words/* count */.U9)(sum("bytesBefore"), "byte")} before and ${(0,lib_words/* thousands */.oh)(sum("bytesAfter"))} after`]),
        ...(ruleSet === undefined ? [] : [`rules ${ruleSet.version}`]),
    ].join(", ");
}
/** "private-key 3". */
function redactionTypes({ redactions }) {
    return Object.entries(redactions)
        .filter(([, n]) => n > 0)
        .map(([type, n]) => `${type} ${(0,lib_words/* thousands */.oh)(n)}`);
}
function guardWords({ guardHits }) {
    return guardHits === 0 ? "no hit" : (0,lib_words/* count */.U9)(guardHits, "hit");
}
function tokenWords({ inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens }) {
    const cached = `${(0,lib_words/* thousands */.oh)(cacheReadTokens)} read from and ${(0,lib_words/* thousands */.oh)(cacheWriteTokens)} written to the cache`;
    return `${(0,lib_words/* thousands */.oh)(inputTokens)} in, ${(0,lib_words/* thousands */.oh)(outputTokens)} out, ${cached}`;
}
/** Not rounded to nothing: what cost something never reads as 0. */
function costWords(costUsd) {
    if (costUsd === undefined)
        return "unknown";
    return costUsd > 0 && costUsd < 0.0001 ? "under 0.0001 USD" : `${costUsd.toFixed(4)} USD`;
}
/** Nothing for what did not leave. */
function requestCost(request) {
    return request.costUsd === undefined && !hasLeft(request) ? "" : costWords(request.costUsd);
}
function disclosedFiles(disclosures) {
    return [...groupBy(disclosures, ({ uri }) => uri)].map(([uri, ofFile]) => {
        const head = account_merged(ofFile.filter(({ side }) => side === "head"));
        const base = account_merged(ofFile.filter(({ side }) => side === "base"));
        const parts = [
            head.map(rangeWords).join(", "),
            base.length > 0 ? `in base ${base.map(rangeWords).join(", ")}` : "",
        ];
        const lines = [...head, ...base].reduce((sum, { startLine, endLine }) => sum + endLine - startLine + 1, 0);
        return { uri, ranges: parts.filter((part) => part !== "").join("; "), lines };
    });
}
function disclosedWords(disclosures) {
    const files = disclosedFiles(disclosures);
    const lines = files.reduce((sum, file) => sum + file.lines, 0);
    return `${(0,lib_words/* count */.U9)(lines, "line")} of ${(0,lib_words/* count */.U9)(files.length, "file")}`;
}
function account_merged(ranges) {
    const result = [];
    for (const range of ranges.toSorted((a, b) => a.startLine - b.startLine)) {
        const last = result.at(-1);
        if (last === undefined || range.startLine > last.endLine + 1)
            result.push(range);
        else
            result[result.length - 1] = { ...last, endLine: Math.max(last.endLine, range.endLine) };
    }
    return result;
}
function rangeWords({ startLine, endLine }) {
    return endLine > startLine ? `${startLine}-${endLine}` : String(startLine);
}

;// CONCATENATED MODULE: ./lib/publish/claude.js
/** Claude's opinions, edits and wrong claims in words, worked out once for text, Markdown and page. */

/** Lines of an edit that an output shows; the SARIF file has all of it. */
const EDIT_LINES = 20;
const OPINION_WORDS = {
    confirmed: "confirmed",
    falsePositive: "probably a false positive",
    uncertain: "uncertain",
};
function opinionWords({ value, reason, mitigation }) {
    return {
        claim: `Claude: ${OPINION_WORDS[value]}`,
        reason,
        ...(mitigation === undefined ? {} : { quoted: mitigation }),
        ...(value === "falsePositive" ? { standing: "Shown, not obeyed: a person decides." } : {}),
    };
}
/** "Claude, advisory" beside what only Claude says; without the second word where it blocks all the same (`fail-on-ai`). */
function claudeBadge({ source }, blocks) {
    if (source.kind === "scanner")
        return undefined;
    return blocks ? "Claude" : "Claude, advisory";
}
function editOf(finding) {
    const { fix } = finding;
    if (fix === undefined)
        return undefined;
    const { startLine, endLine, replacement } = fix;
    const added = replacement === "" ? [] : (0,untrusted/* plainText */.wh)(replacement).split("\n");
    const lines = [...oldLines(finding, fix).map((line) => `-${line}`), ...added.map((line) => `+${line}`)];
    return {
        title: `Suggested edit, ${endLine > startLine ? `lines ${startLine} to ${endLine}` : `line ${startLine}`}${replacement === "" ? ": delete" : ""}`,
        lines: lines.slice(0, EDIT_LINES),
        linesLeftOut: Math.max(0, lines.length - EDIT_LINES),
    };
}
function oldLines({ snippet, location }, { startLine, endLine }) {
    if (snippet === undefined || location === undefined)
        return [];
    const shown = (0,untrusted/* plainText */.wh)(snippet, 1500).split("\n");
    const first = startLine - location.startLine;
    const last = endLine - location.startLine;
    return first >= 0 && last < shown.length ? shown.slice(first, last + 1) : [];
}

;// CONCATENATED MODULE: ./lib/publish/html-template.js
/** HTML that escapes by default: whatever a template interpolates is text, unless a template made it. */

/** Markup that a template of ours made. */
class Html {
    #markup;
    constructor(parts) {
        this.#markup = parts.join("");
    }
    toString() {
        return this.#markup;
    }
}
/** Strings are escaped for text and for attributes in quotes; a list is joined; undefined is nothing. */
function html(strings, ...values) {
    return new Html(strings.flatMap((piece, n) => (n === 0 ? [unindented(piece)] : [markupOf(values[n - 1]), unindented(piece)])));
}
/** The source's indentation would be a third of a long page. */
function unindented(piece) {
    return piece.replace(/\n\s+/gu, "\n");
}
/** Text with `code` in backticks, as rules write it. */
function withCode(text) {
    return text.split(/`([^`\n]+)`/u).map((piece, n) => (n % 2 === 1 ? html `<code>${piece}</code>` : html `${piece}`));
}
function markupOf(value) {
    if (value === undefined)
        return "";
    if (value instanceof Html)
        return value.toString();
    if (typeof value === "string" || typeof value === "number")
        return escaped(String(value));
    return value.map(markupOf).join("");
}
const ENTITY = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
};
function escaped(text) {
    return ((0,untrusted/* visible */.RK)(text)
        .replace(/[&<>"']/gu, (character) => ENTITY[character] ?? "")
        // The page may be printed where the runner reads its log (governance.md A9).
        .replaceAll("::", "&#58;&#58;")
        .replaceAll("##[", "##&#91;"));
}

;// CONCATENATED MODULE: ./lib/publish/html-parts.js
/** Pieces that all parts of the page are made of. */


function html_parts_severityOf(severity) {
    return html `<span class="severity ${severity}">${severity}</span>`;
}
function fitted(items, budget) {
    const shown = [];
    let dropped = 0;
    for (const item of items) {
        if (dropped === 0 && budget.fit([item.toString()]).dropped === 0)
            shown.push(item);
        else
            dropped += 1;
    }
    return { shown, dropped };
}
function droppedLine(dropped, noun) {
    return dropped === 0
        ? undefined
        : html `<p class="quiet">and ${(0,lib_words/* count */.U9)(dropped, `more ${noun}`)} in the JSON output and the SARIF file</p>`;
}
function row(term, value) {
    return html `<dt>${term}</dt>
    <dd>${value}</dd>`;
}

;// CONCATENATED MODULE: ./lib/publish/links.js
/**
 * The only links an output may hold (L2, governance.md A8): weakness pages, rule help on hosts of this list, and of the
 * repository under review the workflow run and lines of a commit.
 */
const HELP_HOSTS = new Set(["owasp.org", "cheatsheetseries.owasp.org", "cwe.mitre.org"]);
/** MITRE's page of a weakness, for `CWE-79`; undefined for anything else. */
function cweUrl(cwe) {
    const number = /^CWE-([1-9]\d{0,5})$/u.exec(cwe)?.[1];
    return number === undefined ? undefined : `https://cwe.mitre.org/data/definitions/${number}.html`;
}
/** The help page of a rule, rebuilt from its parts; undefined when its host is not on the list or it could carry data. */
function helpUrl(helpUri) {
    if (helpUri === undefined || !URL.canParse(helpUri))
        return undefined;
    const url = new URL(helpUri);
    const plain = url.protocol === "https:" && url.username === "" && url.password === "" && url.port === "";
    if (!plain || url.search !== "" || !HELP_HOSTS.has(url.hostname))
        return undefined;
    const rest = `${url.pathname}${url.hash}`;
    // Nothing here means anything in Markdown or HTML.
    return /^[\w./#-]{1,300}$/u.test(rest) ? `https://${url.hostname}${rest}` : undefined;
}
/** The page of the workflow run; undefined when a part is not what the runner would say. */
function runUrl(run) {
    const repository = repositoryUrl(run);
    return repository === undefined || !/^\d{1,20}$/u.test(run.runId)
        ? undefined
        : `${repository}/actions/runs/${run.runId}`;
}
/** Lines of a file at a commit; undefined when there is no such page to be sure of. */
function blobUrl(run, commit, { uri, startLine, endLine }) {
    const repository = repositoryUrl(run);
    // A path with marks of the redactor names no file, and one that no reader sees whole is better not clicked.
    const plain = uri !== "" && uri.length <= 500 && !/[⟦\uFFFD]|\p{C}|(?:^|\/)\.{0,2}(?:\/|$)/u.test(uri);
    if (repository === undefined || !plain || !/^[0-9a-f]{40,64}$/u.test(commit))
        return undefined;
    const lines = endLine > startLine ? `#L${startLine}-L${endLine}` : `#L${startLine}`;
    return `${repository}/blob/${commit}/${uri.split("/").map(segment).join("/")}${lines}`;
}
/** RFC 3986: what `encodeURIComponent` leaves and Markdown reads is encoded as well. */
function segment(text) {
    return encodeURIComponent(text).replace(/[!'()*_~]/gu, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
function repositoryUrl({ serverUrl, owner, repo }) {
    const isName = (name) => /^[\w.-]{1,100}$/u.test(name) && !/^\.{1,2}$/u.test(name);
    return /^https?:\/\/[\w.-]{1,253}(?::\d{1,5})?$/u.test(serverUrl) && isName(owner) && isName(repo)
        ? `${serverUrl}/${owner}/${repo}`
        : undefined;
}

;// CONCATENATED MODULE: ./lib/publish/html-rules.js
/** Each rule once on the page: with its findings, its help would be most of it. */






/** Foreign tools may bring any number of rules. */
const MAX_RULES = 500;
/** Anchor of the section of a rule, by rule id, in the order of the findings. */
function ruleAnchors(findings) {
    const ids = [...new Set(findings.map(({ rule }) => rule.id))].slice(0, MAX_RULES);
    return new Map(ids.map((id, n) => [id, `rule-${n + 1}`]));
}
function rulesSection(facts, budget) {
    const findings = everyFinding(facts);
    const anchors = ruleAnchors(findings);
    if (anchors.size === 0)
        return undefined;
    const rules = new Map(findings.toReversed().map(({ rule }) => [rule.id, rule]));
    const articles = fitted([...anchors].flatMap(([id, anchor]) => ruleArticle(rules.get(id), anchor) ?? []), budget);
    return html `${articles.shown}${droppedLine(articles.dropped + rules.size - anchors.size, "rule")}`;
}
function ruleArticle(rule, anchor) {
    if (rule === undefined)
        return undefined;
    const help = helpUrl(rule.helpUri);
    const guidance = help === undefined ? [] : [html `<a href="${help}" rel="noreferrer noopener">guidance</a>`];
    const links = [...cweList(rule.cwe), ...guidance].map((link, n) => (n === 0 ? link : html `, ${link}`));
    return html `<article id="${anchor}">
    <h3>${(0,untrusted/* oneLine */.TN)(rule.name, 255)} <code class="quiet">${(0,untrusted/* oneLine */.TN)(rule.id, 200)}</code></h3>
    <p>${(0,untrusted/* oneLine */.TN)(rule.fullDescription, 600)}</p>
    ${isRepeated(rule.help, rule.fullDescription)
        ? undefined
        : html `<p class="prose">${withCode((0,untrusted/* plainText */.wh)(rule.help, 2000))}</p>`}
    <p>${links}</p>
  </article> `;
}
function cweLinks(cwe) {
    return cweList(cwe).map((link, n) => (n === 0 ? link : html `, ${link}`));
}
function cweList(cwe) {
    return cwe.slice(0, 5).map((id) => {
        const url = cweUrl(id);
        return url === undefined ? html `${(0,untrusted/* oneLine */.TN)(id, 50)}` : html `<a href="${url}" rel="noreferrer noopener">${id}</a>`;
    });
}

;// CONCATENATED MODULE: ./lib/publish/html-findings.js
/** Findings on the page: in full while there is room, then a line each, then counted. */








/** Above this many a group starts closed, so that the page opens at once and can be read. */
const OPEN_GROUP = 25;
/** Up to this many blocking findings are shown unfolded. */
const OPEN_FINDINGS = 10;
/** The scanners' findings and whatever blocks, by severity, open ones first. */
function findingsSection(facts, room) {
    const { blocking, otherOpen, notCounted } = facts;
    if (blocking.length + otherOpen.length + notCounted.length === 0)
        return html `<p>No findings.</p>`;
    const page = pageOf(facts, room);
    const bySeverity = groupBy([...blocking, ...otherOpen], ({ severity }) => severity);
    const groups = WORST_FIRST.map((severity) => findingGroup({ title: html_parts_severityOf(severity), id: severity, findings: bySeverity.get(severity) ?? [] }, page));
    const rest = { title: html `Kept and not counted by the gate`, id: "not-counted", findings: notCounted };
    return html `${groups}${findingGroup(rest, page)}`;
}
/** What only Claude says (L3: apart from the scanners' findings). */
function advisoryFindings(facts, room) {
    const title = html `No scanner reported these, and they do not count for the gate`;
    return findingGroup({ title, id: "advisory", findings: facts.advisory }, pageOf(facts, room));
}
function pageOf(facts, room) {
    return {
        room,
        opinions: facts.opinions,
        also: facts.also,
        blocking: new Set(facts.blocking.map(({ fingerprint }) => fingerprint)),
        anchors: ruleAnchors(everyFinding(facts)),
    };
}
function findingGroup({ title, id, findings }, page) {
    if (findings.length === 0)
        return undefined;
    const inFull = fitted(findings.map((finding) => findingDetails(finding, page)), page.room.details);
    const lines = fitted(findings.slice(inFull.shown.length).map((finding) => html `<p>${titleOf(finding, page)}</p> `), page.room.lines);
    const body = html `${inFull.shown}${lines.shown}${droppedLine(lines.dropped, "finding")}`;
    return html `<h3 id="${id}">${title} <span class="quiet">(${(0,lib_words/* thousands */.oh)(findings.length)})</span></h3>
    ${findings.length <= OPEN_GROUP
        ? body
        : html `<details>
            <summary>Show ${(0,lib_words/* count */.U9)(findings.length, "finding")}</summary>
            ${body}
          </details>`}`;
}
function html_findings_placeOf({ location }) {
    return location === undefined ? "no place in head" : place(location);
}
/** On the message inside the folds: browsers unfold what a link leads into (HTML, "ancestor details revealing"). */
function findingAnchor({ fingerprint }) {
    return `finding-${fingerprint.replace(/[^\w.:-]/gu, "-").slice(0, 100)}`;
}
function titleOf(finding, { blocking, opinions }) {
    const { severity, rule, fingerprint } = finding;
    const blocks = blocking.has(fingerprint);
    const opinion = opinions.get(fingerprint);
    const badges = [
        claudeBadge(finding, blocks),
        suppressionWords(finding),
        opinion && opinionWords(opinion).claim,
    ].filter(Boolean);
    return html `${html_parts_severityOf(severity)} <code>${html_findings_placeOf(finding)}</code>
    <span class="quiet">${(0,untrusted/* oneLine */.TN)(rule.id, 200)}</span
    >${blocks ? html ` <strong class="blocks">blocks</strong>` : undefined}
    ${badges.map((words) => html `<span class="badge">${words}</span> `)}`;
}
function findingDetails(finding, page) {
    const why = dispositionWords(finding.disposition);
    const open = page.blocking.has(finding.fingerprint) && page.blocking.size <= OPEN_FINDINGS ? html ` open` : undefined;
    return html `<details class="finding" ${open}>
    <summary>${titleOf(finding, page)}</summary>
    <p class="prose" id="${findingAnchor(finding)}">${withCode((0,untrusted/* plainText */.wh)(finding.message, 2000))}</p>
    ${why === undefined ? undefined : html `<p>Not counted: ${(0,untrusted/* oneLine */.TN)(why, 500)}</p>`}${html_findings_snippetOf(finding)}
    ${alsoOf(finding, page)}${opinionOf(finding, page)}${editDiff(finding)}
    <dl>${facts(finding, page)}</dl>
  </details> `;
}
function alsoOf({ fingerprint }, { also }) {
    return (also.get(fingerprint) ?? []).map((other) => {
        const { by, rule, message } = alsoWords(other);
        return html `<p class="prose">Also reported by ${by} <span class="quiet">${rule}</span>: ${withCode(message)}</p>`;
    });
}
function opinionOf({ fingerprint }, { opinions }) {
    const opinion = opinions.get(fingerprint);
    if (opinion === undefined)
        return undefined;
    const { claim, reason, quoted, standing } = opinionWords(opinion);
    const at = quoted && place({ uri: quoted.uri, startLine: quoted.line, endLine: quoted.line }, 200);
    return html `<p class="opinion">
    <strong>${claim}</strong>, because: ${withCode((0,untrusted/* oneLine */.TN)(reason, 600))}
    ${quoted && html `(<code>${at}</code>: <code>${(0,untrusted/* oneLine */.TN)(quoted.quote, 240)}</code>).`} ${standing}
  </p>`;
}
function editDiff(finding) {
    const edit = editOf(finding);
    if (edit === undefined)
        return undefined;
    const lines = edit.lines
        .map((line) => `${line}\n`)
        .map((line) => html `<span class="${line.startsWith("+") ? "added" : "removed"}">${line}</span>`);
    return html `<p>${edit.title}:</p>
    <pre tabindex="0">${lines}</pre>
    ${droppedLine(edit.linesLeftOut, "line")}`;
}
function facts(finding, { anchors }) {
    const { rule, source, confidence, threat, fingerprint, relatedLocations } = finding;
    const anchor = anchors.get(rule.id);
    const name = (0,untrusted/* oneLine */.TN)(rule.name, 255);
    const by = source.kind === "scanner" ? `${source.tool} ${source.version}` : source.model;
    const related = relatedLocations.slice(0, 5).map((location) => html `<code>${place(location, 200)}</code> `);
    return [
        row("Rule", anchor === undefined ? name : html `<a href="#${anchor}">${name}: what it means, how to fix it</a>`),
        ...(rule.cwe.length > 0 ? [row("Weakness", cweLinks(rule.cwe))] : []),
        ...(threat === undefined ? [] : [row("Threat", (0,untrusted/* oneLine */.TN)(threat, 200))]),
        ...(related.length > 0 ? [row("See also", related)] : []),
        row("Found by", `${(0,untrusted/* oneLine */.TN)(by, 200)}, confidence ${confidence}`),
        row("Fingerprint", html `<code>${(0,untrusted/* oneLine */.TN)(fingerprint, 100)}</code>`),
    ];
}
function html_findings_snippetOf({ snippet, location }) {
    if (snippet === undefined)
        return undefined;
    const firstLine = location?.startLine ?? 1;
    const lines = (0,untrusted/* plainText */.wh)(snippet, 1500).split("\n").slice(0, 5);
    const width = String(firstLine + lines.length - 1).length;
    // Can be scrolled with the keyboard.
    return html `<pre tabindex="0">${lines.map((line, n) => `${String(firstLine + n).padStart(width)}  ${line}\n`)}</pre>`;
}

;// CONCATENATED MODULE: ./lib/publish/html-account.js
/** What Claude claimed and what left for it, on the page. */








const MAX_NAMES = 20;
/** Undefined when Claude claimed nothing. */
function advisorySection({ model }, facts, room) {
    const rejected = model?.rejected ?? [];
    if (facts.advisory.length + rejected.length === 0)
        return undefined;
    const findings = advisoryFindings(facts, room) ?? html `<p>Claude found nothing of its own.</p>`;
    return html `${findings}${rejectedClaims(rejected, room.lines)}`;
}
function rejectedClaims(rejected, budget) {
    if (rejected.length === 0)
        return undefined;
    const rows = rejected.map(({ title, uri, startLine, cwe, reason }) => html `<tr>
        <td>${(0,untrusted/* oneLine */.TN)(title, 300)}</td>
        <td><code>${place({ uri, startLine, endLine: startLine })}</code></td>
        <td>${cweLinks([cwe])}</td>
        <td>${(0,untrusted/* plainText */.wh)(reason, 600)}</td>
      </tr> `);
    const summary = `Claimed and not so: ${(0,lib_words/* count */.U9)(rejected.length, "claim")}`;
    return fold(summary, table(["Claim", "Where", "Weakness", "Why not"], rows, { budget, noun: "claim" }));
}
function accountSection(review, budget) {
    const rows = accountRows(review);
    if (rows === undefined || review.model === undefined)
        return html `<p>${nothingLeftSentence(review)}</p>`;
    const { requests, disclosures } = review.model.account;
    const files = disclosedFiles(disclosures);
    return html `<dl>${rows.map(accountRow)}</dl>
    ${fold((0,lib_words/* count */.U9)(requests.length, "request"), requestsTable(requests, budget))}${files.length === 0
        ? undefined
        : fold(`Code that left, by file: ${(0,lib_words/* count */.U9)(files.length, "file")}`, disclosedTable(files, budget))}`;
}
function accountRow({ term, value, names }) {
    const shown = [
        ...(value === "" ? [] : [html `${value}`]),
        ...names.slice(0, MAX_NAMES).map((name) => html `<code>${(0,untrusted/* oneLine */.TN)(name, 100)}</code>`),
    ];
    return row(term, shown.map((part, n) => (n === 0 ? part : html `, ${part}`)));
}
function requestsTable(requests, budget) {
    const heads = ["Question", "Ended", "Model", "Request id", "#In", "#Out", "#Cached", "#Bytes", "#Seconds", "#Cost"];
    return table([...heads, "#Tries"], requests.map(requestRow), { budget, noun: "request" });
}
function requestRow(request) {
    const numbers = [
        request.usage?.inputTokens,
        request.usage?.outputTokens,
        request.usage?.cacheReadTokens,
        request.bytes,
    ].map((n) => (n === undefined ? "" : (0,lib_words/* thousands */.oh)(n)));
    return html `<tr>
    <th scope="row">${(0,untrusted/* oneLine */.TN)(request.question, 100)}</th>
    <td>${REPLY_WORDS[request.kind]}</td>
    <td>${(0,untrusted/* oneLine */.TN)(request.model ?? "", 100)}</td>
    <td><code>${(0,untrusted/* oneLine */.TN)(request.requestId ?? "", 100)}</code></td>
    ${[...numbers, request.seconds.toFixed(1), requestCost(request), (0,lib_words/* thousands */.oh)(request.attempts)].map((cell) => html `<td class="number">${cell}</td>`)}
  </tr> `;
}
function disclosedTable(files, budget) {
    const rows = files.map(({ uri, ranges, lines }) => html `<tr>
        <th scope="row"><code>${(0,untrusted/* oneLine */.TN)(uri, 500)}</code></th>
        <td>${ranges}</td>
        <td class="number">${(0,lib_words/* thousands */.oh)(lines)}</td>
      </tr> `);
    return table(["File", "Lines that left", "#Count"], rows, { budget, noun: "file" });
}
/** A `#` in front marks a column of numbers. */
function table(heads, rows, { budget, noun }) {
    const { shown, dropped } = fitted(rows, budget);
    return html `<div class="scroll">
      <table>
        <thead>
          <tr>
            ${heads.map((head) => head.startsWith("#")
        ? html `<th scope="col" class="number">${head.slice(1)}</th>`
        : html `<th scope="col">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${shown}
        </tbody>
      </table>
    </div>
    ${droppedLine(dropped, noun)}`;
}
function fold(summary, body) {
    return html `<details>
    <summary>${summary}</summary>
    ${body}
  </details>`;
}

;// CONCATENATED MODULE: ./lib/publish/options.js
/** What an output may need beyond the `Review`. */
const FILE_WORDS = {
    report: "report (HTML)",
    summary: "summary (Markdown)",
    sarif: "SARIF",
    ledger: "ledger",
};
/** The files that were written, in the order in which people want them. */
function namedFiles(files = {}) {
    return ["report", "summary", "sarif", "ledger"].flatMap((key) => {
        const path = files[key];
        return path === undefined ? [] : [{ label: FILE_WORDS[key], path }];
    });
}

;// CONCATENATED MODULE: ./lib/publish/html-run.js
/** How the run went, on the page: scanners, coverage by file, what the verdict rests on. */







/** The most rows of a table that a person scrolls through. */
const MAX_ROWS = 5000;
function scannersTable(runs, budget) {
    if (runs.length === 0)
        return html `<p>No scanner was asked for.</p>`;
    const rows = fitted(runs.map(scannerRow), budget);
    return html `<div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Scanner</th>
            <th scope="col">Version</th>
            <th scope="col">State</th>
            <th scope="col">Required</th>
            <th scope="col" class="number">Findings</th>
            <th scope="col" class="number">Seconds</th>
          </tr>
        </thead>
        <tbody>
          ${rows.shown}
        </tbody>
      </table>
    </div>
    ${droppedLine(rows.dropped, "scanner")}`;
}
function scannerRow({ scanner, tool, version, state, required, findings, seconds: time }) {
    const name = (0,untrusted/* oneLine */.TN)(scanner, 100);
    const alias = tool === scanner ? undefined : html ` <span class="quiet">(${(0,untrusted/* oneLine */.TN)(tool, 100)})</span>`;
    const reason = "reason" in state ? html `: ${(0,untrusted/* oneLine */.TN)(state.reason, 600)}` : undefined;
    return html `<tr>
    <th scope="row">${name}${alias}</th>
    <td>${(0,untrusted/* oneLine */.TN)(version, 100)}</td>
    <td>${SCANNER_STATE_WORD[state.status]}${reason}</td>
    <td>${required ? "yes" : "no"}</td>
    <td class="number">${(0,lib_words/* thousands */.oh)(findings.length)}</td>
    <td class="number">${time.toFixed(1)}</td>
  </tr> `;
}
/** One row for each file; its hunks are added up by state. */
function coverageTable(coverage, budget) {
    const files = [...groupBy(coverage, ({ uri }) => uri)].slice(0, MAX_ROWS);
    if (files.length === 0)
        return undefined;
    const rows = fitted(files.map(([uri, hunks]) => {
        const states = coverageOf(hunks).tallies.map(({ state, hunks: n }) => `${(0,lib_words/* count */.U9)(n, "hunk")} ${(0,untrusted/* oneLine */.TN)(state, 300)}`);
        const lines = hunks.reduce((sum, { changedLines }) => sum + changedLines, 0);
        return html `<tr>
        <th scope="row"><code>${(0,untrusted/* oneLine */.TN)(uri, 500)}</code></th>
        <td class="number">${(0,lib_words/* thousands */.oh)(lines)}</td>
        <td>${states.join("; ")}</td>
      </tr> `;
    }), budget);
    return html `<details>
    <summary>${(0,lib_words/* count */.U9)(files.length, "file")}</summary>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col" class="number">Changed lines</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          ${rows.shown}
        </tbody>
      </table>
    </div>
    ${droppedLine(rows.dropped, "file")}
  </details>`;
}
function provenance(review, { files, ledgerRoot, exitCode }) {
    const { change, policy, verdict } = review;
    const mono = (text, limit = 200) => html `<code>${(0,untrusted/* oneLine */.TN)(text, limit)}</code>`;
    const branch = change.baseBranch === undefined ? undefined : ` (${(0,untrusted/* oneLine */.TN)(change.baseBranch, 200)})`;
    const digests = review.scan.runs.flatMap(({ scanner, digests: of }) => Object.entries(of).map(([name, digest]) => row((0,untrusted/* oneLine */.TN)(`${scanner} ${name}`, 100), mono(digest))));
    return html `<dl>
    ${row("Head", mono(change.head))} ${row("Base", [mono(change.base), branch])}
    ${row("Merge base", mono(change.mergeBase))} ${row("Policy", (0,untrusted/* oneLine */.TN)(policy.source, 300))}
    ${row("Policy SHA-256", mono(policy.sha256))} ${digests.slice(0, 100)}
    ${ledgerRoot === undefined ? undefined : row("Ledger root", mono(ledgerRoot))}
    ${namedFiles(files).map(({ label, path }) => row(label, mono(path, 1000)))}
    ${row("Started", (0,untrusted/* oneLine */.TN)(review.startedAt, 50))} ${row("Took", seconds(review.seconds))}
    ${row("Made by", (0,untrusted/* oneLine */.TN)(review.version, 100))} ${row("Ends with", exitSentence(verdict.outcome, exitCode))}
  </dl>`;
}

;// CONCATENATED MODULE: ./lib/publish/report-css.js
/** The style of the report: system fonts, no colour that carries meaning alone, AA contrast in light and dark, printable. */
const REPORT_CSS = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --panel: #f6f8fa; --line: #d0d7de; --text: #1f2328; --quiet: #57606a; --link: #0550ae;
  --pass: #116329; --fail: #a40e26; --incomplete: #7d4e00;
  --critical: #82071e; --high: #a40e26; --medium: #7d4e00; --low: #0550ae; --none: #57606a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0d1117; --panel: #161b22; --line: #30363d; --text: #e6edf3; --quiet: #9ea7b3; --link: #79c0ff;
    --pass: #56d364; --fail: #ff7b72; --incomplete: #e3b341;
    --critical: #ffa198; --high: #ff7b72; --medium: #e3b341; --low: #79c0ff; --none: #9ea7b3;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; }
header, nav, main, footer { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
h1 { font-size: 1.1rem; font-weight: 600; color: var(--quiet); margin: 1.5rem 0 .75rem; }
h2 { font-size: 1.35rem; margin: 2.5rem 0 .75rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
code, pre, .mono { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .875em; }
code, .mono { overflow-wrap: anywhere; }
pre { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: .6rem .8rem; margin: .6rem 0; overflow-x: auto; white-space: pre; tab-size: 4; }
p { margin: .5rem 0; overflow-wrap: anywhere; }
.prose { white-space: pre-line; }
.quiet { color: var(--quiet); }
.verdict { border: 1px solid var(--line); border-left: .5rem solid currentColor; border-radius: 6px; background: var(--panel); padding: 1rem 1.25rem; }
.verdict strong { font-size: 1.75rem; line-height: 1.2; }
.verdict p { color: var(--text); margin: .25rem 0 0; }
.pass { color: var(--pass); } .fail { color: var(--fail); } .incomplete { color: var(--incomplete); }
.critical { color: var(--critical); } .high { color: var(--high); } .medium { color: var(--medium); } .low { color: var(--low); } .none { color: var(--none); }
.severity { font-weight: 700; text-transform: capitalize; white-space: nowrap; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: 1rem 0 0; }
.bars { border-collapse: collapse; margin: 1rem 0; width: auto; }
.bars th, .bars td { border: 0; padding: .1rem .75rem .1rem 0; }
.bars td:last-child { width: 24rem; max-width: 50vw; padding: 0; }
.bars td, .bars th { vertical-align: middle; }
.bars svg { display: block; width: 100%; height: .8rem; }
.bars rect { fill: currentColor; }
.bars caption { text-align: left; color: var(--quiet); }
article { margin: 1rem 0; } article p { max-width: 48rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .925rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { color: var(--quiet); font-weight: 600; white-space: nowrap; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.short { white-space: nowrap; }
details { border: 1px solid var(--line); border-radius: 6px; margin: .4rem 0; padding: 0 .8rem; }
details.finding { content-visibility: auto; contain-intrinsic-size: auto 2.75rem; }
details[open] { padding-bottom: .6rem; }
summary { cursor: pointer; padding: .5rem 0; overflow-wrap: anywhere; }
summary .blocks { color: var(--fail); }
.badge { border: 1px solid var(--line); border-radius: 1rem; padding: 0 .55rem; font-size: .8rem; color: var(--quiet); white-space: nowrap; }
.opinion { border-left: 3px solid var(--line); padding-left: .75rem; }
pre .added { color: var(--pass); } pre .removed { color: var(--fail); }
ul.plain { padding-left: 1.25rem; margin: .5rem 0; }
ul.plain li { overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.25rem; margin: .5rem 0; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
footer { padding-top: 2rem; padding-bottom: 2rem; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; } }
@media print {
  :root { --page: #fff; --panel: #fff; --line: #bbb; --text: #000; --quiet: #444; --link: #000;
    --pass: #000; --fail: #000; --incomplete: #000; --critical: #000; --high: #000; --medium: #000; --low: #000; --none: #000; }
  body { font-size: 10pt; } header, nav, main, footer { max-width: none; padding: 0; } nav { display: none; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; } .verdict, details, tr { break-inside: avoid; }
  details::details-content { content-visibility: visible; } details.finding { content-visibility: visible; }
}
`;

;// CONCATENATED MODULE: ./lib/publish/html.js
/** The report: one page that needs nothing but itself, runs nothing, and asks nobody. */














/** Opens at once on a slow machine and fits into an artifact or a mail. */
const MAX_BYTES = 4_800_000;
const TODO_FINDINGS = 20;
function toHtml(review, options = {}) {
    const facts = overview(review);
    const share = (part) => budgetOf((options.maxBytes ?? MAX_BYTES) * part);
    const sections = [
        section("todo", "What to do", todo(facts, share(0.05))),
        section("findings", "Findings", html `${bars(facts)}${findingsSection(facts, { details: share(0.45), lines: share(0.06) })}`),
        section("claude", "Claude, advisory", advisorySection(review, facts, { details: share(0.07), lines: share(0.02) })),
        section("not-checked", "What was not checked", bullets(gapSentences(facts), share(0.05)) ?? html `<p>Nothing was left out.</p>`),
        section("scanners", "Scanners", scannersTable(review.scan.runs, share(0.02))),
        section("coverage", "Coverage", html `<p>${coverageSentence(facts.coverage)}</p>
        ${coverageTable(review.coverage, share(0.08))}`),
        section("left", "What left the building", accountSection(review, share(0.03))),
        section("notes", "Notes", bullets(review.notes, share(0.02))),
        section("rules", "Rules", rulesSection(facts, share(0.12))),
        section("provenance", "What this rests on", provenance(review, options)),
    ].filter((part) => part !== undefined);
    return page(review, facts, sections).toString();
}
function section(id, title, body) {
    return body === undefined ? undefined : { id, title, body };
}
function page(review, facts, sections) {
    // A hash allows this one style sheet and no `style` attribute; nothing else may load or run (CSP 3 §6.7).
    const styleHash = (0,external_node_crypto_.createHash)("sha256").update(REPORT_CSS).digest("base64");
    const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;
    const { verdict, change } = review;
    return html `<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${OUTCOME_WORD[verdict.outcome]}: security review of ${shortName(change.head)}</title>
        ${new Html(["<style>", REPORT_CSS, "</style>"])}
      </head>
      <body>
        <header>
          <h1>Security review</h1>
          <div class="verdict ${verdict.outcome}">
            <strong>${OUTCOME_WORD[verdict.outcome]}</strong>
            <p>${(0,untrusted/* oneLine */.TN)(verdict.sentence)}</p>
            <p class="quiet">
              ${(0,lib_words/* count */.U9)(change.files.length, "changed file")}. Open findings: ${openWords(facts.open)};
              ${(0,lib_words/* thousands */.oh)(facts.blocking.length)} blocking (fail-on ${verdict.failOn}). ${advisoryWords(facts)}
            </p>
          </div>
        </header>
        <nav aria-label="Sections">
          <ul>
            ${sections.map(({ id, title }) => html `<li><a href="#${id}">${title}</a></li>`)}
          </ul>
        </nav>
        <main>
          ${sections.map(({ id, title, body }) => html `<section aria-labelledby="${id}">
                <h2 id="${id}">${title}</h2>
                ${body}
              </section> `)}
        </main>
        <footer class="quiet"><p>${(0,untrusted/* oneLine */.TN)(review.version, 100)}, ${(0,untrusted/* oneLine */.TN)(review.startedAt, 50)}</p></footer>
      </body>
    </html> `;
}
function todo({ blocking, missing }, budget) {
    if (blocking.length + missing.length === 0)
        return undefined;
    const steps = missing.map(({ what, reason }) => html `<li><strong>${(0,untrusted/* oneLine */.TN)(what, 100)} did not run:</strong> ${(0,untrusted/* plainText */.wh)(reason, 1000)}</li> `);
    const fixes = blocking.slice(0, TODO_FINDINGS).map((finding) => html `<li>
        ${html_parts_severityOf(finding.severity)}
        <a href="#${findingAnchor(finding)}"><code>${html_findings_placeOf(finding)}</code></a> ${(0,untrusted/* oneLine */.TN)(finding.message, 200)}
      </li> `);
    const items = fitted([...steps, ...fixes], budget);
    const more = blocking.length - TODO_FINDINGS;
    return html `<ul class="plain">
      ${items.shown}
    </ul>
    ${droppedLine(items.dropped, "item")}${more > 0 ? html `<p>and ${(0,lib_words/* count */.U9)(more, "more blocking finding")} <a href="#findings">below</a>.</p>` : undefined}`;
}
function bullets(sentences, budget) {
    if (sentences.length === 0)
        return undefined;
    const items = fitted(sentences.map((sentence) => html `<li>${(0,untrusted/* oneLine */.TN)(sentence, 800)}</li> `), budget);
    return html `<ul class="plain">
      ${items.shown}
    </ul>
    ${droppedLine(items.dropped, "line")}`;
}
/** Counts of open findings by severity: the numbers are the content, the bars only show them. */
function bars({ open }) {
    const most = Math.max(...Object.values(open));
    if (most === 0)
        return undefined;
    const rows = WORST_FIRST.filter((severity) => open[severity] > 0).map((severity) => html `<tr>
        <th scope="row">${html_parts_severityOf(severity)}</th>
        <td class="number">${(0,lib_words/* thousands */.oh)(open[severity])}</td>
        <td class="${severity}">
          <svg aria-hidden="true" viewBox="0 0 100 1" preserveAspectRatio="none">
            <rect width="${Math.max(0.5, (100 * open[severity]) / most)}" height="1" />
          </svg>
        </td>
      </tr> `);
    return html `<table class="bars">
    <caption>
      Open findings by severity
    </caption>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

;// CONCATENATED MODULE: ./lib/publish/json-model.js
/** Claude's part for programs. */



const json_model_text = schemas/* string */.YjP();
const json_model_whole = schemas/* int */.Whr().nonnegative();
const json_model_listOf = (item) => schemas/* array */.YOg(item).readonly();
const kinds = ["answered", "refused", "failed", "guarded", "overBudget"];
/** Tokens. `inputTokens` are without those read from or written to the cache. */
const usage = schemas/* strictObject */.rej({
    inputTokens: json_model_whole,
    outputTokens: json_model_whole,
    cacheReadTokens: json_model_whole,
    cacheWriteTokens: json_model_whole,
});
const request = schemas/* strictObject */.rej({
    question: json_model_text,
    questionSha256: json_model_text,
    promptSha256: json_model_text,
    schemaSha256: json_model_text.optional(),
    kind: schemas/* enum */.k5n(kinds),
    model: json_model_text.optional(),
    requestId: json_model_text.optional(),
    usage: usage.optional(),
    /** Of the serialised body; absent when nothing left. */
    bytes: json_model_whole.optional(),
    bodySha256: json_model_text.optional(),
    /** Bytes of the text of the question; secrets taken out of it, by type. */
    redaction: schemas/* strictObject */.rej({ bytesBefore: json_model_whole, bytesAfter: json_model_whole, redactions: schemas/* record */.g1P(json_model_text, json_model_whole) }).optional(),
    attempts: json_model_whole,
    /** Tries of which nobody said what they cost; absent: none. */
    unmetered: json_model_whole.optional(),
    seconds: schemas/* number */.aig(),
    /** Absent: unknown. */
    costUsd: schemas/* number */.aig().optional(),
});
const account = schemas/* strictObject */.rej({
    provider: json_model_text,
    model: json_model_text,
    requests: json_model_listOf(request),
    /** Lines are 1-based and inclusive. */
    disclosures: json_model_listOf(schemas/* strictObject */.rej({ uri: json_model_text, side: schemas/* enum */.k5n(["head", "base"]), startLine: json_model_whole, endLine: json_model_whole, question: json_model_text })),
    /** What was looked for. */
    ruleSet: schemas/* strictObject */.rej({ version: json_model_text, sha256: json_model_text }).optional(),
    /** By type of secret. */
    redactions: schemas/* record */.g1P(json_model_text, json_model_whole),
    guardHits: json_model_whole,
    /** Absent: unknown. */
    costUsd: schemas/* number */.aig().optional(),
    totals: schemas/* strictObject */.rej({
        requests: schemas/* record */.g1P(schemas/* enum */.k5n(kinds), json_model_whole),
        bytes: json_model_whole,
        usage,
        seconds: schemas/* number */.aig(),
        redactions: json_model_whole,
    }),
});
const ModelReport = schemas/* strictObject */.rej({
    /** Open findings that only Claude made and that do not block, by severity. */
    open: schemas/* record */.g1P(schemas/* enum */.k5n(lib_finding/* SEVERITIES */.oC), json_model_whole),
    /** What was claimed and is not so. */
    rejected: json_model_listOf(schemas/* strictObject */.rej({ title: json_model_text, uri: json_model_text, startLine: json_model_whole, cwe: json_model_text, reason: json_model_text })),
    /** Shown, never obeyed: the gate does not know them. */
    opinions: json_model_listOf(schemas/* strictObject */.rej({
        /** Of a finding. */
        fingerprint: json_model_text,
        value: schemas/* enum */.k5n(["confirmed", "falsePositive", "uncertain"]),
        reason: json_model_text,
        mitigation: schemas/* strictObject */.rej({ uri: json_model_text, line: json_model_whole, quote: json_model_text }).optional(),
    })),
    account,
});
function modelReport({ rejected, opinions, account: of }, { advisory }) {
    return { open: (0,lib_finding/* countBySeverity */.Ot)(advisory), rejected, opinions, account: { ...of, totals: totalsOf(of) } };
}

;// CONCATENATED MODULE: ./lib/publish/json-text.js
/** JSON that means nothing but itself where it is printed. */
// Inside JSON strings both are the same text to a parser, and nothing to a terminal or the runner (governance.md A4, A9).
// Line feeds in the serialised text are its own.
const SHOWS_NOTHING = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
/** The same JSON for a parser; `json` is what `JSON.stringify` made. */
function inert(json) {
    return json
        .replaceAll("##[", "#\\u0023[")
        .replace(SHOWS_NOTHING, (character) => Array.from({ length: character.length }, (_, n) => `\\u${character.charCodeAt(n).toString(16).padStart(4, "0")}`).join(""));
}

;// CONCATENATED MODULE: ./lib/publish/json.js
/** The review for programs. The shape is a promise: fields are added, and `version` changes when one goes or turns. */





const severity = schemas/* enum */.k5n(lib_finding/* SEVERITIES */.oC);
const confidence = schemas/* enum */.k5n(["low", "medium", "high"]);
const json_text = schemas/* string */.YjP();
const json_whole = schemas/* int */.Whr().nonnegative();
const json_listOf = (item) => schemas/* array */.YOg(item).readonly();
/** Lines and columns are 1-based, lines inclusive; `uri` is repository-relative. */
const json_location = schemas/* strictObject */.rej({
    uri: json_text,
    startLine: json_whole,
    endLine: json_whole,
    startColumn: json_whole.optional(),
    endColumn: json_whole.optional(),
});
const json_finding = schemas/* strictObject */.rej({
    /** An `id` of `rules`. */
    ruleId: json_text,
    severity,
    confidence,
    message: json_text,
    cwe: json_listOf(json_text),
    location: json_location.optional(),
    relatedLocations: json_listOf(json_location),
    /** About the change as a whole. */
    concerns: schemas/* literal */.euz("change").optional(),
    /** What a scan of base says; absent when nobody asked base. */
    baselineState: schemas/* enum */.k5n(["new", "unchanged"]).optional(),
    /** The words, added by the change, that should have hidden it and did not. */
    suppressionAttempt: json_text.optional(),
    /** A suggested edit of whole lines of head. */
    fix: schemas/* strictObject */.rej({ startLine: json_whole, endLine: json_whole, replacement: json_text }).optional(),
    snippet: json_text.optional(),
    threat: json_text.optional(),
    fingerprint: json_text,
    primaryLocationLineHash: json_text.optional(),
    source: schemas/* discriminatedUnion */.gMt("kind", [
        schemas/* strictObject */.rej({ kind: schemas/* literal */.euz("scanner"), tool: json_text, version: json_text }),
        schemas/* strictObject */.rej({ kind: schemas/* literal */.euz("model"), model: json_text, promptSha256: json_text }),
    ]),
    disposition: schemas/* discriminatedUnion */.gMt("status", [
        schemas/* strictObject */.rej({ status: schemas/* literal */.euz("open") }),
        schemas/* strictObject */.rej({ status: schemas/* literal */.euz("outsideDiff") }),
        schemas/* strictObject */.rej({ status: schemas/* literal */.euz("unchanged") }),
        /** Another tool reports the same: the finding with the fingerprint `into` stands for both. */
        schemas/* strictObject */.rej({ status: schemas/* literal */.euz("merged"), into: json_text }),
        schemas/* strictObject */.rej({ status: schemas/* literal */.euz("suppressed"), by: schemas/* enum */.k5n(["policy", "signOff"]), justification: json_text }),
    ]),
});
const json_rule = schemas/* strictObject */.rej({
    id: json_text,
    name: json_text,
    shortDescription: json_text,
    fullDescription: json_text,
    help: json_text,
    /** As the tool wrote it: not on any list, not to be followed blindly. */
    helpUri: json_text.optional(),
    severity,
    confidence,
    cwe: json_listOf(json_text),
    tags: json_listOf(json_text),
});
const scanner = schemas/* strictObject */.rej({
    scanner: json_text,
    tool: json_text,
    version: json_text,
    digests: schemas/* record */.g1P(json_text, json_text),
    required: schemas/* boolean */.zMY(),
    status: schemas/* enum */.k5n(["completed", "notApplicable", "failed", "unavailable"]),
    reason: json_text.optional(),
    unscanned: json_listOf(schemas/* strictObject */.rej({
        uri: json_text,
        startLine: json_whole.optional(),
        endLine: json_whole.optional(),
        reason: json_text,
        outOfScope: schemas/* literal */.euz(true).optional(),
        /** `uri` is no path but words: a part of the change that head does not hold. */
        concerns: schemas/* literal */.euz("change").optional(),
    })),
    findings: json_whole,
    seconds: schemas/* number */.aig(),
    notes: json_listOf(json_text).optional(),
});
const coverage = schemas/* strictObject */.rej({
    /** Changed lines reviewed ÷ changed lines not excluded; 1 when there are none. */
    ratio: schemas/* number */.aig().min(0).max(1),
    changedLines: json_whole,
    reviewedLines: json_whole,
    excludedLines: json_whole,
    hunks: json_listOf(schemas/* strictObject */.rej({
        hunk: json_text,
        uri: json_text,
        changedLines: json_whole,
        state: schemas/* enum */.k5n(["reviewed", "excluded", "overBudget", "refused", "failed"]),
        /** The rule of `excluded`, the reason of `failed`, the category of `refused`. */
        reason: json_text.optional(),
    })),
});
/** What `--format json` prints. Every string in it may be hostile: escape it for where you put it. */
const JsonReport = schemas/* strictObject */.rej({
    version: schemas/* literal */.euz(1),
    generator: json_text,
    startedAt: json_text,
    seconds: schemas/* number */.aig(),
    verdict: schemas/* strictObject */.rej({
        outcome: schemas/* enum */.k5n(["pass", "fail", "incomplete"]),
        sentence: json_text,
        failOn: severity,
        /** Fingerprints of findings. */
        blocking: json_listOf(json_text),
        missing: json_listOf(schemas/* strictObject */.rej({ what: json_text, reason: json_text })),
    }),
    change: schemas/* strictObject */.rej({ base: json_text, head: json_text, mergeBase: json_text, baseBranch: json_text.optional(), files: json_whole }),
    /** Open findings of scanners by severity, and whatever blocks; those that only Claude made are in `model.open`. */
    open: schemas/* record */.g1P(severity, json_whole),
    findings: json_listOf(json_finding),
    rules: json_listOf(json_rule),
    scanners: json_listOf(scanner),
    coverage,
    /** Absent when nothing was asked, and so nothing left. */
    model: ModelReport.optional(),
    notes: json_listOf(json_text),
    policy: schemas/* strictObject */.rej({ source: json_text, sha256: json_text }),
    ledgerRoot: json_text.optional(),
    files: schemas/* strictObject */.rej({
        sarif: json_text.optional(),
        report: json_text.optional(),
        ledger: json_text.optional(),
        summary: json_text.optional(),
    }),
});
function toJson(review, options = {}) {
    return `${inert(JSON.stringify(jsonReport(review, options), undefined, 2))}\n`;
}
function jsonReport(review, { files = {}, ledgerRoot }) {
    const { change, verdict, coverage: hunks } = review;
    const facts = overview(review);
    const { ratio, changedLines, reviewedLines, excludedLines } = facts.coverage;
    return {
        version: 1,
        generator: review.version,
        startedAt: review.startedAt,
        seconds: review.seconds,
        verdict: { ...verdict, blocking: verdict.blocking.map(({ fingerprint }) => fingerprint) },
        change: { ...change, files: change.files.length },
        open: facts.open,
        findings: review.findings.map(jsonFinding),
        rules: distinctRules(review.findings),
        scanners: review.scan.runs.map(jsonScanner),
        coverage: {
            ratio,
            changedLines,
            reviewedLines,
            excludedLines,
            hunks: hunks.map(({ state, ...hunk }) => ({ ...hunk, ...jsonState(state) })),
        },
        ...(review.model === undefined ? {} : { model: modelReport(review.model, facts) }),
        notes: review.notes,
        policy: review.policy,
        ...(ledgerRoot === undefined ? {} : { ledgerRoot }),
        files,
    };
}
function jsonFinding({ rule: { id, cwe }, ...finding }) {
    return { ruleId: id, cwe, ...finding };
}
function jsonScanner(run) {
    const { scanner: name, tool, version, digests, required, state, unscanned, findings, seconds, notes } = run;
    return {
        scanner: name,
        tool,
        version,
        digests,
        required,
        unscanned,
        status: state.status,
        ...("reason" in state ? { reason: state.reason } : {}),
        ...(notes === undefined ? {} : { notes }),
        findings: findings.length,
        seconds,
    };
}
function jsonState(state) {
    switch (state.state) {
        case "excluded":
            return { state: state.state, reason: state.rule };
        case "failed":
            return { state: state.state, reason: state.reason };
        case "refused":
            return { state: state.state, ...(state.category === undefined ? {} : { reason: state.category }) };
        default:
            return { state: state.state };
    }
}
/** The first of each id: foreign tools may say two things under one. */
function distinctRules(findings) {
    const rules = new Map();
    for (const { rule } of findings)
        if (!rules.has(rule.id))
            rules.set(rule.id, rule);
    return [...rules.values()];
}

;// CONCATENATED MODULE: ./lib/publish/markdown-escape.js
/**
 * Hostile text in GitHub-flavoured Markdown (governance.md A8). Backslashes stop markup but not what GitHub makes of the
 * finished text (mentions, references, commits, emoji, links to bare addresses), and that skips code spans: a word stays
 * prose only if it is plainly a word, and is code otherwise.
 */

// Letters in one script or another, maybe hyphenated, in ordinary punctuation. No digits, no `@`, no dots inside.
const WORD = /^["'(“‘]*\p{L}[\p{L}\p{M}]*(?:['’/-][\p{L}\p{M}]+)*["')”’]*[.,;:!?]*$/u;
const NUMBER = /^\(?\d{1,6}\)?[.,;:]?$/u;
// "defaced" is a word and seven hex digits: GitHub may take it for a commit.
const COMMIT = /(?:^|\P{L})[a-f]{7,40}(?:$|\P{L})/iu;
// cmark-gfm gives up on code spans over 80 backticks and counts fences up to 255 (MAXBACKTICKS, fence_length).
const LONGEST_RUN = 10;
// Around a word that is code: a bracket that it opens and closes with, and what ends a sentence.
const BRACKETED = /^(?<before>\()(?<core>.+?)(?<after>\)?[.,;:!?]*)$/u;
const ENDED = /^(?<before>)(?<core>.+?)(?<after>[.,;:!?]*)$/u;
const PUNCTUATION = /^["'(“‘)”’.,;:!?]+$/u;
/** Prose on one line: words as words, everything else in code spans. */
function prose(text, limit = 600) {
    const parts = [];
    for (const part of partsOf((0,untrusted/* oneLine */.TN)(text, limit))) {
        const last = parts.at(-1);
        if (last?.code === part.code)
            parts[parts.length - 1] = { ...last, text: `${last.text}${part.touches && !part.code ? "" : " "}${part.text}` };
        else
            parts.push(part);
    }
    return parts
        .map((part, n) => {
        const shown = part.code ? code(part.text, limit) : markdown_escape_escaped(part.text);
        return n === 0 || isGlued(parts[n - 1], part) ? shown : ` ${shown}`;
    })
        .join("");
}
/** Only punctuation stands right beside code: what GitHub makes of a letter there is not ours to say. */
function isGlued(before, { code: isCode, text, touches }) {
    return touches && PUNCTUATION.test((isCode ? before?.text.at(-1) : text.at(0)) ?? "");
}
/** The same for text of several lines: an empty line, or one that begins with a number, begins a paragraph. */
function proseLines(text, limit = 1000) {
    return (0,untrusted/* plainText */.wh)(text, limit)
        .split(/\n\s*\n|\n(?=\s*\d{1,2}\.\s)/u)
        .map((paragraph) => prose(paragraph, limit))
        .filter((paragraph) => paragraph !== "")
        .join("\n\n");
}
function partsOf(text) {
    return text.split(/`([^`]+)`/u).flatMap((piece, n, pieces) => {
        // What stands in backticks is code already; rules write that way.
        if (n % 2 === 1)
            return [{ code: true, text: piece, touches: !(pieces[n - 1] ?? "").endsWith(" ") }];
        return words(piece).map((part, at) => (at === 0 ? { ...part, touches: !piece.startsWith(" ") } : part));
    });
}
function words(text) {
    return text
        .split(" ")
        .filter((word) => word !== "")
        .flatMap((word) => {
        if ((WORD.test(word) || NUMBER.test(word) || PUNCTUATION.test(word)) && !COMMIT.test(word))
            return [{ code: false, text: word, touches: false }];
        const { before = "", core = word, after = "" } = (BRACKETED.exec(word) ?? ENDED.exec(word))?.groups ?? {};
        return [
            { code: false, text: before, touches: false },
            { code: true, text: core, touches: before !== "" },
            { code: false, text: after, touches: true },
        ].filter((part) => part.text !== "");
    });
}
/** A value on one line as a code span; safe in a table cell. */
function code(text, limit = 500) {
    const clean = shortRuns((0,untrusted/* withoutRunnerCommands */.hj)((0,untrusted/* oneLine */.TN)(text, limit)));
    if (clean === "")
        return "(empty)";
    // A pipe ends a table cell even in code, and renderers disagree on a backslash before it: it goes between two spans.
    return clean
        .split("|")
        .map((piece) => (piece === "" ? "" : span(piece)))
        .join("&#124;");
}
/** Lines of code with their numbers, in a fence that the code cannot end. `firstLine` is that of the first line. */
function markdown_escape_fenced(text, firstLine) {
    const lines = shortRuns((0,untrusted/* plainText */.wh)(text, 1500)).split("\n").slice(0, 5);
    const width = String(firstLine + lines.length - 1).length;
    // The number in front also keeps `::` away from the start of a line of the runner's log.
    const body = lines.map((line, n) => `${String(firstLine + n).padStart(width)}  ${line}`.trimEnd());
    const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
    return [fence, ...body, fence].join("\n").replaceAll("##[", "# #[");
}
/** Lines of a diff, each beginning with `-` or `+`, in a fence that none of them can end. */
function fencedDiff(lines) {
    // Neither sign is white space, so `::` never starts a line of the runner's log.
    const body = lines.map((line) => shortRuns((0,untrusted/* plainText */.wh)(line, 300)).replaceAll("\n", " "));
    const fence = "`".repeat(Math.max(3, ...lines.map((line) => longestRun(line) + 1)));
    return [`${fence}diff`, ...body, fence].join("\n").replaceAll("##[", "# #[");
}
/**
 * An edit that GitHub offers to apply to the commented lines: what stands here is what gets committed, so nothing is
 * changed. The caller has made sure that nothing in it needs to be.
 */
function suggested(replacement) {
    const fence = "`".repeat(Math.max(3, longestRun(replacement) + 1));
    return [`${fence}suggestion`, ...(replacement === "" ? [] : [replacement]), fence].join("\n");
}
function span(piece) {
    const delimiter = "`".repeat(longestRun(piece) + 1);
    // One space on each side is taken off again (GFM §6.3), and keeps a backtick at the edge apart.
    return /^[\s`]|[\s`]$/u.test(piece) ? `${delimiter} ${piece} ${delimiter}` : `${delimiter}${piece}${delimiter}`;
}
function markdown_escape_escaped(text) {
    return text.replace(/[!-/:-@[-`{-~]/gu, "\\$&");
}
function shortRuns(text) {
    return text.replace(/`{11,}/gu, (run) => `⟦${run.length} backticks⟧`);
}
function longestRun(text) {
    return Math.min(LONGEST_RUN, Math.max(0, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length)));
}

;// CONCATENATED MODULE: ./lib/publish/markdown-parts.js
/** Pieces that all parts of the Markdown summary are made of. */




function markdown_parts_table(head, rows) {
    return [[head, ...rows.kept].join("\n"), ...dropped(rows)].join("\n\n");
}
function tableRow(cells) {
    return `| ${cells.join(" | ")} |`;
}
function markdown_parts_list(items) {
    return [items.kept.join("\n"), ...dropped(items)].join("\n\n");
}
function dropped(rows) {
    return rows.dropped > 0 ? [`*and ${(0,lib_words/* thousands */.oh)(rows.dropped)} more in the report*`] : [];
}
/** Only words of ours go into the tags: what is inside is Markdown again after the empty line. */
function markdown_parts_folded(title, n, body) {
    return n === 0 ? [] : [`<details><summary>${title} (${(0,lib_words/* thousands */.oh)(n)})</summary>`, body, "</details>"];
}
/** At most `limit` characters: a column of paths must leave room for what is wrong. */
function whereCell({ location }, limit = 200) {
    return location === undefined ? "no place in head" : code(place(location, limit));
}
/** The same with a link to the lines of head. */
function linkedWhere(run, head) {
    return (finding, limit) => {
        const url = finding.location === undefined ? undefined : blobUrl(run, head, finding.location);
        return url === undefined ? whereCell(finding, limit) : `[${whereCell(finding, limit)}](${url})`;
    };
}
function cweLink(cwe) {
    const url = cweUrl(cwe);
    return url === undefined ? code(cwe, 50) : `[${cwe}](${url})`;
}

;// CONCATENATED MODULE: ./lib/publish/markdown-account.js
/** What Claude claimed and what left for it, in Markdown. */





const markdown_account_MAX_ROWS = 500;
const REJECTED_HEAD = "| Claim | Where | Weakness | Why not |\n|---|---|---|---|";
const DISCLOSED_HEAD = "| File | Lines that left | Count |\n|---|---|--:|";
const REQUEST_HEAD = "| Question | Ended | Model | Request id | Tokens in | Out | Cached | Bytes | Seconds | Cost | Tries |\n" +
    "|---|---|---|---|--:|--:|--:|--:|--:|--:|--:|";
function rejectedPart({ model }, { fit }) {
    const rejected = model?.rejected ?? [];
    return markdown_parts_folded("Claimed and not so", rejected.length, markdown_parts_table(REJECTED_HEAD, fit(rejected.map(rejectedRow), markdown_account_MAX_ROWS)));
}
function accountPart(review, { fit }, { comment }) {
    const title = "### What left the building";
    const rows = accountRows(review);
    if (rows === undefined || review.model === undefined)
        return [title, nothingLeftSentence(review)];
    const { disclosures, requests } = review.model.account;
    const files = disclosedFiles(disclosures);
    const lines = rows.map(({ term, value, names }) => {
        const words = [value, ...names.slice(0, 20).map((name) => code(name, 100))].filter((part) => part !== "");
        return `- ${term}: ${words.join(", ")}`;
    });
    return [title, fit(lines).kept.join("\n"), ...(comment ? [] : accountTables({ files, requests }, { fit }))];
}
function accountTables({ files, requests }, { fit }) {
    return [
        ...markdown_parts_folded("Requests", requests.length, markdown_parts_table(REQUEST_HEAD, fit(requests.map(markdown_account_requestRow), markdown_account_MAX_ROWS))),
        ...markdown_parts_folded("Code that left, by file", files.length, markdown_parts_table(DISCLOSED_HEAD, fit(files.map(disclosedRow), markdown_account_MAX_ROWS))),
    ];
}
function rejectedRow({ title, uri, startLine, cwe, reason }) {
    const where = code(place({ uri, startLine, endLine: startLine }, 200));
    return tableRow([prose(title, 200), where, cweLink(cwe), prose(reason, 300)]);
}
function disclosedRow({ uri, ranges, lines }) {
    return tableRow([code(uri, 300), ranges, (0,lib_words/* thousands */.oh)(lines)]);
}
function markdown_account_requestRow(request) {
    const optional = (n) => (n === undefined ? "" : (0,lib_words/* thousands */.oh)(n));
    return tableRow([
        code(request.question, 100),
        REPLY_WORDS[request.kind],
        request.model === undefined ? "" : code(request.model, 100),
        request.requestId === undefined ? "" : code(request.requestId, 100),
        optional(request.usage?.inputTokens),
        optional(request.usage?.outputTokens),
        optional(request.usage?.cacheReadTokens),
        optional(request.bytes),
        request.seconds.toFixed(1),
        requestCost(request),
        (0,lib_words/* thousands */.oh)(request.attempts),
    ]);
}

;// CONCATENATED MODULE: ./lib/publish/markdown-findings.js
/** Findings in Markdown: a row of a table, or in full. */






const FINDING_HEAD = "| Severity | Where | Rule | What |\n|---|---|---|---|";
const NOT_COUNTED_HEAD = "| Severity | Where | Rule | Why |\n|---|---|---|---|";
/** Longest name in a column beside others; the details have it in full. */
const CELL = 70;
function findingMarkdown({ blocking, opinions, also }, where = whereCell) {
    const blocks = new Set(blocking.map(({ fingerprint }) => fingerprint));
    const badge = (finding) => badges(finding, blocks.has(finding.fingerprint));
    const opinion = ({ fingerprint }) => {
        const of = opinions.get(fingerprint);
        return of === undefined ? [] : [opinionText(of)];
    };
    const others = ({ fingerprint }) => (also.get(fingerprint) ?? []).map(alsoText);
    const alsoBy = ({ fingerprint }) => {
        const tools = (also.get(fingerprint) ?? []).map((other) => prose(alsoWords(other).by, 150));
        return tools.length === 0 ? [] : [`*(also ${tools.join("; ")})*`];
    };
    const cells = (finding, last) => tableRow([
        finding.severity,
        where(finding, CELL),
        [code(finding.rule.id, CELL), ...finding.rule.cwe.slice(0, 1).map(cweLink)].join(" "),
        [...badge(finding), last, ...alsoBy(finding), ...opinion(finding)].join(" "),
    ]);
    return {
        row: (finding) => cells(finding, prose(asOneParagraph(finding.message), 300)),
        notCountedRow: (finding) => cells(finding, prose(dispositionWords(finding.disposition) ?? "", 300)),
        details: (finding) => paragraphs([
            [`**${finding.severity}**`, where(finding), code(finding.rule.id, 200), ...badge(finding)].join(" "),
            proseLines(finding.message, 600),
            markdown_findings_snippetOf(finding),
            helpOf(finding),
            ...editText(finding),
            linksOf(finding),
            ...others(finding),
            ...opinion(finding),
        ]),
        comment: (finding, suggestion) => paragraphs([
            [heading(finding), code(finding.rule.id, 200), ...badge(finding)].join(" "),
            proseLines(finding.message, 600),
            helpOf(finding),
            ...(suggestion === undefined ? editText(finding) : [suggested(suggestion.replacement)]),
            ...others(finding),
            ...opinion(finding),
            linksOf(finding),
        ]),
        brief: (finding) => [
            heading(finding),
            where(finding),
            code(finding.rule.id, 200),
            ...badge(finding),
            prose(asOneParagraph(finding.message), 200),
        ].join(" "),
    };
    function heading(finding) {
        return `**${finding.severity}${blocks.has(finding.fingerprint) ? ", blocking" : ""}**`;
    }
}
function badges(finding, blocks) {
    const [claude, suppression] = [claudeBadge(finding, blocks), suppressionWords(finding)];
    return [
        ...(claude === undefined ? [] : [`**${claude}**`]),
        ...(suppression === undefined ? [] : [`**${prose(suppression)}**`]),
    ];
}
function markdown_findings_snippetOf({ snippet, location }) {
    return snippet === undefined ? "" : markdown_escape_fenced(snippet, location?.startLine ?? 1);
}
/** A model's message says it all: the help of its rules is about the weakness, which the link is for. */
function helpOf({ rule, message, source }) {
    return source.kind === "model" || isRepeated(rule.help, message) ? "" : proseLines(rule.help);
}
function editText(finding) {
    const edit = editOf(finding);
    if (edit === undefined)
        return [];
    const more = edit.linesLeftOut === 0 ? "" : ` (and ${(0,lib_words/* thousands */.oh)(edit.linesLeftOut)} more lines)`;
    return [`${edit.title}${more}:`, fencedDiff(edit.lines)];
}
function linksOf({ rule, threat }) {
    const help = helpUrl(rule.helpUri);
    return [
        ...rule.cwe.slice(0, 5).map(cweLink),
        ...(help === undefined ? [] : [`[how to fix it](${help})`]),
        ...(threat === undefined ? [] : [`threat ${code(threat, 100)}`]),
    ].join(", ");
}
function paragraphs(parts) {
    return parts.filter((part) => part !== "").join("\n\n");
}
/** What a comment on lines and the details say of the other tools. */
function alsoText(finding) {
    const { by, rule, message } = alsoWords(finding);
    return `Also reported by ${prose(by)} ${code(rule, 200)}: ${prose(message, 300)}`;
}
function opinionText(opinion) {
    const { claim, reason, quoted, standing } = opinionWords(opinion);
    const at = quoted === undefined
        ? ""
        : ` (${code(place({ uri: quoted.uri, startLine: quoted.line, endLine: quoted.line }, 200))}: ${code(quoted.quote, 240)}).`;
    return `**${claim}**, because: ${prose(reason, 400)}${at}${standing === undefined ? "" : ` *${standing}*`}`;
}

;// CONCATENATED MODULE: ./lib/publish/markdown.js
/** The review as GitHub-flavoured Markdown, for the job summary: verdict, what to do, what was not checked. */











/** GitHub takes 1 MiB per step's summary and shows none of a larger one; the rest is for whatever else the step says. */
const markdown_MAX_BYTES = 1_000_000;
/** Verdict, headings and the tables' first lines, with room to spare. */
const FRAME_BYTES = 8_000;
const markdown_MAX_ROWS = 500;
const MAX_DETAILS = 100;
/** Of a comment: it stands between those of people. */
const COMMENT_ROWS = 25;
const COMMENT_DETAILS = 20;
const OUTCOME_SIGN = { pass: "✅", fail: "❌", incomplete: "⚠️" };
function toMarkdown(review, options = {}) {
    const facts = overview(review);
    const as = findingMarkdown(facts, options.run === undefined ? undefined : linkedWhere(options.run, review.change.head));
    const [rows, most] = options.comment ? [COMMENT_ROWS, COMMENT_DETAILS] : [markdown_MAX_ROWS, MAX_DETAILS];
    const room = (options.maxBytes ?? markdown_MAX_BYTES) - FRAME_BYTES;
    // However many findings there are, what was not checked is said.
    const { fit: fitRun } = budgetOf(room * 0.25);
    const gaps = fitRun(gapSentences(facts).map((sentence) => `- ${prose(sentence)}`), rows);
    const scanners = fitRun(review.scan.runs.map(markdown_scannerRow), rows);
    const notes = fitRun(review.notes.map((note) => `- ${prose(note)}`), rows);
    // In the order of what may least be lost, which is not the order on the page.
    const budget = budgetOf(room * 0.65);
    const { fit } = budget;
    const missing = fit(facts.missing.map(({ what, reason }) => `- ${code(what, 100)} did not run: ${prose(reason)}`), rows);
    const blocking = fit(facts.blocking.map(as.row), rows);
    const details = fit(facts.blocking.map(as.details), most);
    const others = fit(facts.otherOpen.map(as.row), rows);
    const advisory = fit(facts.advisory.map(as.row), rows);
    const explained = fit(facts.advisory.map(as.details), most);
    const notCounted = fit(facts.notCounted.map(as.notCountedRow), rows);
    return `${[
        ...verdictPart(review, facts, options),
        ...todoPart({ missing, blocking, details }),
        ...markdown_parts_folded("Other open findings, below the threshold", facts.otherOpen.length, markdown_parts_table(FINDING_HEAD, others)),
        ...advisoryPart({ rows: advisory, details: explained, rejected: rejectedPart(review, budget) }),
        ...markdown_parts_folded("Kept and not counted by the gate", facts.notCounted.length, markdown_parts_table(NOT_COUNTED_HEAD, notCounted)),
        "### What was not checked",
        ...(gaps.kept.length + gaps.dropped === 0 ? ["Nothing was left out."] : [markdown_parts_list(gaps)]),
        coverageSentence(facts.coverage),
        ...(review.notes.length > 0 ? ["### Notes", markdown_parts_list(notes)] : []),
        ...accountPart(review, budgetOf(room * 0.1), options),
        "### This run",
        markdown_parts_table(SCANNER_HEAD, scanners),
        ...runPart(review, options),
    ].join("\n\n")}\n`;
}
function verdictPart({ verdict, change }, facts, { run, comment }) {
    const page = run === undefined ? undefined : runUrl(run);
    return [
        `## ${OUTCOME_SIGN[verdict.outcome]} ${OUTCOME_WORD[verdict.outcome]}: ${prose(verdict.sentence)}`,
        [
            `${(0,lib_words/* count */.U9)(change.files.length, "changed file")}, ${code(shortName(change.mergeBase))} to ${code(shortName(change.head))}.`,
            `Open findings: ${openWords(facts.open)}; ${(0,lib_words/* thousands */.oh)(facts.blocking.length)} blocking (fail-on ${verdict.failOn}).`,
            ...advisoryWords(facts),
            ...(comment && page !== undefined ? [`[The whole review](${page}) is on the page of its run.`] : []),
        ].join(" "),
    ];
}
function todoPart({ missing, blocking, details }) {
    const blockingCount = blocking.kept.length + blocking.dropped;
    if (blockingCount + missing.kept.length + missing.dropped === 0)
        return [];
    return [
        "### What to do",
        ...(blockingCount > 0 ? [markdown_parts_table(FINDING_HEAD, blocking)] : []),
        ...(details.kept.length > 0
            ? markdown_parts_folded("The code, and how to fix it", details.kept.length, [...details.kept, ...dropped(details)].join("\n\n"))
            : []),
        ...(missing.kept.length > 0 ? [markdown_parts_list(missing)] : []),
    ];
}
/** Apart from the scanners' findings (L3): what only Claude says, and what it claimed that is not so. */
function advisoryPart({ rows, details, rejected, }) {
    const findings = rows.kept.length + rows.dropped;
    if (findings === 0 && rejected.length === 0)
        return [];
    return [
        "### Claude, advisory",
        ...(findings === 0
            ? ["Claude found nothing of its own."]
            : ["No scanner reported these, and they do not count for the gate.", markdown_parts_table(FINDING_HEAD, rows)]),
        ...markdown_parts_folded("The code, and suggested edits", details.kept.length, [...details.kept, ...dropped(details)].join("\n\n")),
        ...rejected,
    ];
}
const SCANNER_HEAD = "| Scanner | Version | State | Required | Findings | Seconds |\n|---|---|---|---|--:|--:|";
function markdown_scannerRow({ scanner, version, state, required, findings, seconds: time, }) {
    const cells = [
        code(scanner, 100),
        version === "" ? "" : code(version, 100),
        SCANNER_STATE_WORD[state.status],
        required ? "yes" : "no",
    ];
    return tableRow([...cells, (0,lib_words/* thousands */.oh)(findings.length), time.toFixed(1)]);
}
function runPart(review, { files, exitCode, ledgerRoot }) {
    return [
        [
            `- ${prose(review.version, 100)}, ${prose(review.startedAt, 50)}, ${seconds(review.seconds)}; ${exitSentence(review.verdict.outcome, exitCode)}`,
            `- policy ${code(review.policy.source, 200)}, SHA-256 ${code(review.policy.sha256, 64)}`,
            ...(ledgerRoot === undefined ? [] : [`- ledger root ${code(ledgerRoot, 100)}`]),
            ...namedFiles(files).map(({ label, path }) => `- ${label}: ${code(path, 1000)}`),
        ].join("\n"),
    ];
}

;// CONCATENATED MODULE: ./lib/publish/text-layout.js
/** Words on a terminal: colour, display width, wrapping. */
/** SGR codes (ECMA-48 §8.3.117). `util.styleText` would ask stdout, which is not where the text goes. */
const SGR = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 };
function painter(colour) {
    return colour ? (style, text) => `\u001b[${SGR[style]}m${text}\u001b[0m` : (_style, text) => text;
}
// Unicode TR11: wide and fullwidth blocks that occur in names and prose; the rest counts as one column.
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
/** Columns that a terminal gives to plain text of one line. */
function columns(text) {
    let width = 0;
    for (const character of text)
        width += /\p{M}/u.test(character) ? 0 : WIDE.test(character) || /\p{Emoji_Presentation}/u.test(character) ? 2 : 1;
    return width;
}
/** Lines of at most `width` columns, each after `indent`; a word that is longer stays whole, so that it can be copied. */
function wrap(text, width, indent = "") {
    return text.split("\n").flatMap((paragraph) => {
        const lines = [];
        let line = "";
        for (const word of paragraph.split(/\s+/u).filter((part) => part !== "")) {
            if (line === "")
                line = word;
            else if (columns(indent) + columns(line) + 1 + columns(word) <= width)
                line += ` ${word}`;
            else {
                lines.push(indent + line);
                line = word;
            }
        }
        return line === "" ? lines : [...lines, indent + line];
    });
}
/** One line cut to `width` columns; `…` says that it was. */
function cut(line, width) {
    if (columns(line) <= width)
        return line;
    let kept = "";
    for (const character of line) {
        if (columns(kept) + columns(character) > width - 1)
            break;
        kept += character;
    }
    return `${kept}…`;
}
/** A list item whose further lines hang under the first. */
function bullet(text, width) {
    return wrap(text, width, "    ").map((line, n) => (n === 0 ? line.replace("    ", "  - ") : line));
}
/** The lines without the indentation that all of them share. */
function text_layout_unindented(lines) {
    const filled = lines.filter((line) => line.trim() !== "");
    const shared = Math.min(...filled.map((line) => line.length - line.trimStart().length));
    return lines.map((line) => line.slice(shared));
}

;// CONCATENATED MODULE: ./lib/publish/text-findings.js
/** One finding on a terminal, in full or in two lines. */





const SEVERITY_STYLE = {
    critical: "red",
    high: "red",
    medium: "yellow",
    low: "cyan",
    none: "dim",
};
function heading(title, { paint }) {
    return paint("bold", title);
}
/** A finding in full. */
function findingLines(finding, sheet) {
    const { rule, snippet, threat, message } = finding;
    const { paint, width, explained } = sheet;
    const lines = [...titleLines(finding, sheet), ...body(message, sheet)];
    if (snippet !== undefined)
        lines.push(...text_layout_unindented((0,untrusted/* plainText */.wh)(snippet, 1500).replaceAll("\t", "  ").split("\n").slice(0, 5)).map((line) => paint("dim", cut(`    | ${line}`, width))));
    const facts = [...rule.cwe, ...(threat === undefined ? [] : [`threat: ${threat}`])].map((fact) => (0,untrusted/* oneLine */.TN)(fact, 100));
    if (facts.length > 0)
        lines.push(...wrap(facts.join(", "), width, "    "));
    if (!explained.has(rule.id) && !isRepeated(rule.help, message))
        lines.push(...body(rule.help, sheet));
    explained.add(rule.id);
    return [...lines, ...alsoLines(finding, sheet), ...opinionLines(finding, sheet), ...editLines(finding, sheet)];
}
/** Severity, place and rule, and what Claude thinks of it. */
function briefLines(finding, sheet) {
    return [...titleLines(finding, sheet), ...opinionLines(finding, sheet)];
}
/** The rule goes to a line of its own when all three do not fit. */
function titleLines(finding, { paint, width }) {
    const { rule, severity, location } = finding;
    const where = location === undefined ? "(no place in head)" : place(location);
    const id = (0,untrusted/* oneLine */.TN)(rule.id, 200);
    const start = `  ${paint(SEVERITY_STYLE[severity], severity.padEnd(8))}  ${paint("bold", where)}`;
    const hid = suppressionWords(finding);
    return [
        ...(12 + columns(where) + 2 + columns(id) <= width ? [`${start}  ${id}`] : [start, `    ${id}`]),
        ...(hid === undefined ? [] : wrap(hid, width, "    ").map((line) => paint("yellow", line))),
    ];
}
function alsoLines({ fingerprint }, { also, width }) {
    return (also.get(fingerprint) ?? []).flatMap((other) => {
        const { by, rule, message } = alsoWords(other);
        return wrap(`Also reported by ${by} (${rule}): ${message}`, width, "    ");
    });
}
function opinionLines({ fingerprint }, { opinions, width, paint }) {
    const opinion = opinions.get(fingerprint);
    if (opinion === undefined)
        return [];
    const { claim, reason, quoted, standing } = opinionWords(opinion);
    const quote = quoted === undefined
        ? ""
        : ` (${place({ uri: quoted.uri, startLine: quoted.line, endLine: quoted.line })}: ${(0,untrusted/* oneLine */.TN)(quoted.quote, 240)}).`;
    const sentence = `${claim}, because: ${(0,untrusted/* oneLine */.TN)(reason, 400)}${quote}${standing === undefined ? "" : ` ${standing}`}`;
    return wrap(sentence, width, "    ").map((line) => paint("cyan", line));
}
function editLines(finding, { width, paint }) {
    const edit = editOf(finding);
    if (edit === undefined)
        return [];
    const lines = edit.lines.map((line) => paint(line.startsWith("+") ? "green" : "red", cut(`    ${line.replaceAll("\t", "  ")}`, width)));
    const rest = edit.linesLeftOut > 0 ? [`    and ${(0,lib_words/* thousands */.oh)(edit.linesLeftOut)} more`] : [];
    return [`    ${edit.title}:`, ...lines, ...rest];
}
function body(text, { width }) {
    return wrap((0,untrusted/* plainText */.wh)(text, 600), width, "    ");
}
function more(n, noun, { paint, rest }) {
    return n > 0 ? ["", paint("dim", `  and ${(0,lib_words/* count */.U9)(n, `more ${noun}`)}${rest}`)] : [];
}

;// CONCATENATED MODULE: ./lib/publish/text.js
/** The review on a terminal: the verdict, what to do, what was not checked, what left, where the rest is. */









/** A screenful or two: who has more findings than this needs the report, not the scroll bar. */
const DETAILED_FINDINGS = 50;
const BRIEF_FINDINGS = 20;
const GAPS_SHOWN = 30;
const OUTCOME_STYLE = { pass: "green", fail: "red", incomplete: "yellow" };
function toText(review, options = {}) {
    const facts = overview(review);
    const sheet = {
        width: Math.min(120, Math.max(40, options.width ?? 80)),
        paint: painter(options.colour ?? false),
        rest: options.files?.report === undefined ? "" : " in the report",
        opinions: facts.opinions,
        also: facts.also,
        explained: new Set(),
    };
    const sections = [
        verdictLines(review, facts, sheet),
        todoLines(facts, sheet),
        otherLines(facts, sheet),
        advisoryLines(review, facts, sheet),
        notCheckedLines(facts, sheet),
        notesLines(review, sheet),
        [heading("What left the building", sheet), ...wrap((0,untrusted/* oneLine */.TN)(accountSentence(review)), sheet.width, "  ")],
        endLines(review, options, sheet),
    ];
    const lines = sections.filter((section) => section.length > 0).map((section) => section.join("\n"));
    return `${(0,untrusted/* withoutRunnerCommands */.hj)(lines.join("\n\n"))}\n`;
}
function verdictLines({ verdict, change }, facts, { paint, width }) {
    const word = paint("bold", paint(OUTCOME_STYLE[verdict.outcome], OUTCOME_WORD[verdict.outcome]));
    const commits = `${shortName(change.mergeBase)}..${shortName(change.head)}`;
    const detail = [
        `${(0,lib_words/* count */.U9)(change.files.length, "changed file")} in ${commits}.`,
        `Open findings: ${openWords(facts.open)}; ${(0,lib_words/* thousands */.oh)(facts.blocking.length)} blocking (fail-on ${verdict.failOn}).`,
        ...advisoryWords(facts),
    ].join(" ");
    const [first = "", ...rest] = wrap((0,untrusted/* oneLine */.TN)(verdict.sentence), width - OUTCOME_WORD[verdict.outcome].length - 2);
    return [`${word}  ${first}`, ...rest, ...wrap(detail, width)];
}
function todoLines({ blocking, missing }, sheet) {
    if (blocking.length === 0 && missing.length === 0)
        return [];
    const lines = [heading("What to do", sheet), ...detailed(blocking.slice(0, DETAILED_FINDINGS), sheet)];
    lines.push(...more(blocking.length - DETAILED_FINDINGS, "blocking finding", sheet));
    for (const { what, reason } of missing)
        lines.push("", `  ${sheet.paint("yellow", `did not run: ${(0,untrusted/* oneLine */.TN)(what, 100)}`)}`, ...body(reason, sheet));
    return lines;
}
function detailed(findings, sheet) {
    return WORST_FIRST.flatMap((severity) => findings
        .filter((candidate) => candidate.severity === severity)
        .flatMap((finding) => ["", ...findingLines(finding, sheet)]));
}
function otherLines({ otherOpen, notCounted }, sheet) {
    const lines = [];
    if (otherOpen.length > 0) {
        lines.push(heading(`Other open findings: ${(0,lib_words/* thousands */.oh)(otherOpen.length)}`, sheet));
        for (const finding of otherOpen.slice(0, BRIEF_FINDINGS))
            lines.push(...briefLines(finding, sheet));
        lines.push(...more(otherOpen.length - BRIEF_FINDINGS, "open finding", sheet));
    }
    if (notCounted.length === 0)
        return lines;
    const by = groupBy(notCounted, ({ disposition }) => DISPOSITION_TITLE[disposition.status]);
    const words = [...by].map(([title, group]) => `${(0,lib_words/* thousands */.oh)(group.length)} ${title}`).join(", ");
    return [...lines, ...(lines.length > 0 ? [""] : []), ...wrap(`Kept and not counted: ${words}.`, sheet.width)];
}
const DISPOSITION_TITLE = {
    open: "open",
    outsideDiff: "outside the changed lines",
    merged: "reported by another tool as well",
    unchanged: "already there before",
    suppressed: "suppressed",
};
/** What only Claude says, and how much of what it claimed is not so. */
function advisoryLines({ model }, { advisory }, sheet) {
    const rejected = model?.rejected.length ?? 0;
    if (advisory.length + rejected === 0)
        return [];
    return [
        heading(advisory.length === 0
            ? "Claude, advisory: no finding of its own"
            : `Claude, advisory: ${(0,lib_words/* count */.U9)(advisory.length, "finding")} that no scanner made`, sheet),
        ...detailed(advisory.slice(0, BRIEF_FINDINGS), sheet),
        ...more(advisory.length - BRIEF_FINDINGS, "finding", sheet),
        ...(rejected === 0
            ? []
            : [
                "",
                ...wrap(`Claimed and not so: ${(0,lib_words/* count */.U9)(rejected, "claim")}, each with the reason${sheet.rest}.`, sheet.width, "  "),
            ]),
    ];
}
function notCheckedLines(facts, sheet) {
    const sentences = gapSentences(facts);
    const shown = sentences.slice(0, GAPS_SHOWN).flatMap((item) => bullet((0,untrusted/* oneLine */.TN)(item, 600), sheet.width));
    return [
        heading("What was not checked", sheet),
        ...(sentences.length === 0 ? ["  Nothing was left out."] : shown),
        ...more(sentences.length - GAPS_SHOWN, "gap", sheet),
        ...wrap(coverageSentence(facts.coverage), sheet.width, "  "),
    ];
}
function notesLines({ notes }, sheet) {
    if (notes.length === 0)
        return [];
    const shown = notes.slice(0, BRIEF_FINDINGS).flatMap((note) => bullet((0,untrusted/* oneLine */.TN)(note), sheet.width));
    return [heading("Notes", sheet), ...shown, ...more(notes.length - BRIEF_FINDINGS, "note", sheet)];
}
function endLines(review, { files, exitCode }, { paint, width }) {
    const named = namedFiles(files);
    const labels = Math.max(0, ...named.map(({ label }) => label.length));
    return [
        ...named.map(({ label, path }) => `${label.padEnd(labels)}  ${(0,untrusted/* oneLine */.TN)(path, 4096)}`),
        ...wrap(`${(0,untrusted/* oneLine */.TN)(review.version, 100)}, ${seconds(review.seconds)}; ${exitSentence(review.verdict.outcome, exitCode)}`, width).map((line) => paint("dim", line)),
    ];
}

;// CONCATENATED MODULE: ./lib/publish/dry-run.js
/** `--dry-run`: what would be asked, word for word, and what it could cost at most. Nothing is sent. */






const dry_run_text = schemas/* string */.YjP();
const dry_run_whole = schemas/* int */.Whr().nonnegative();
const dry_run_listOf = (item) => schemas/* array */.YOg(item).readonly();
const cost = { inputTokens: dry_run_whole, maxTokens: dry_run_whole, worstCostUsd: schemas/* number */.aig().optional() };
/** What `--dry-run --format json` prints. */
const DryRunReport = schemas/* strictObject */.rej({
    version: schemas/* literal */.euz(1),
    questions: dry_run_listOf(schemas/* strictObject */.rej({
        name: dry_run_text,
        system: dry_run_text,
        shared: dry_run_text,
        text: dry_run_text,
        schema: schemas/* record */.g1P(dry_run_text, schemas/* unknown */.L5J()),
        sha256: dry_run_text,
        promptSha256: dry_run_text,
        schemaSha256: dry_run_text,
        hunks: dry_run_listOf(dry_run_text),
        ...cost,
    })),
    /** `worstCostUsd` is absent when one price is unknown. */
    total: schemas/* strictObject */.rej({ questions: dry_run_whole, ...cost }),
    notAsked: dry_run_listOf(schemas/* strictObject */.rej({ state: dry_run_text, hunks: dry_run_whole, changedLines: dry_run_whole, uris: dry_run_listOf(dry_run_text) })),
    notes: dry_run_listOf(dry_run_text),
});
/** Ends in a line feed. Each line of a question stands behind `| ` in the text, so that none can pass for ours. */
function renderDryRun(run, format) {
    const report = reportOf(run);
    return format === "json" ? `${inert(JSON.stringify(report, undefined, 2))}\n` : dry_run_toText(report);
}
function reportOf({ questions, estimates, notes, coverage = [] }) {
    const byName = new Map(estimates.map((estimate) => [estimate.question, estimate]));
    const asked = questions.map((question) => {
        const { name, system, shared, text: rest, schema, sha256, promptSha256, schemaSha256, hunks } = question;
        const { inputTokens = 0, maxTokens = question.maxTokens, worstCostUsd } = byName.get(name) ?? {};
        return {
            ...{ name, system, shared, text: rest, schema, sha256, promptSha256, schemaSha256, hunks },
            ...{ inputTokens, maxTokens },
            ...(worstCostUsd === undefined ? {} : { worstCostUsd }),
        };
    });
    const sum = (of) => asked.reduce((total, question) => total + of(question), 0);
    const priced = asked.every(({ worstCostUsd }) => worstCostUsd !== undefined);
    return {
        version: 1,
        questions: asked,
        total: {
            questions: asked.length,
            inputTokens: sum(({ inputTokens }) => inputTokens),
            maxTokens: sum(({ maxTokens }) => maxTokens),
            ...(priced ? { worstCostUsd: sum(({ worstCostUsd }) => worstCostUsd ?? 0) } : {}),
        },
        notAsked: coverageOf(coverage).tallies.map(({ state, hunks, changedLines, uris }) => ({
            state,
            hunks,
            changedLines,
            uris,
        })),
        notes,
    };
}
function dry_run_toText({ questions, total, notAsked, notes }) {
    const printed = new Map();
    return `${[
        `Dry run: nothing is sent. ${(0,lib_words/* count */.U9)(total.questions, "question")}, ${priceWords(total)}.`,
        ...questions.map((question) => dry_run_questionText(question, printed)),
        ...(notAsked.length === 0 ? [] : [["Not asked about", ...notAsked.map(notAskedLine)].join("\n")]),
        ...(notes.length === 0 ? [] : [["Notes", ...notes.map((note) => `  - ${ourLine(note)}`)].join("\n")]),
    ].join("\n\n")}\n`;
}
function notAskedLine({ state, hunks, changedLines, uris }) {
    return `  - ${(0,lib_words/* count */.U9)(hunks, "hunk")} with ${(0,lib_words/* count */.U9)(changedLines, "changed line")} ${ourLine(state)}: ${uris.map(ourLine).join(", ")}`;
}
/** A part that an earlier question had word for word is named, not printed again. */
function dry_run_questionText(question, printed) {
    const part = (title, body) => {
        const key = `${title}\0${body}`;
        const before = printed.get(key);
        printed.set(key, before ?? question.name);
        return before === undefined ? `${title}\n${quoted(body)}` : `${title}: the same as in ${ourLine(before)}`;
    };
    return [
        `Question ${ourLine(question.name)}: ${priceWords(question)}; ${(0,lib_words/* count */.U9)(question.hunks.length, "hunk")}; SHA-256 ${ourLine(question.sha256)}`,
        part("System", question.system),
        part("User, first part", question.shared),
        part("User, second part", question.text),
        part("Schema of the answer", JSON.stringify(question.schema, undefined, 2)),
    ].join("\n\n");
}
function priceWords({ inputTokens, maxTokens, worstCostUsd }) {
    return `about ${(0,lib_words/* thousands */.oh)(inputTokens)} tokens in, at most ${(0,lib_words/* thousands */.oh)(maxTokens)} out, worst cost ${costWords(worstCostUsd)}`;
}
/** A question is redacted and visible already; what is not is made so here rather than trusted (L2). */
function quoted(body) {
    const lines = (0,untrusted/* visible */.RK)(body).split("\n");
    return (0,untrusted/* withoutRunnerCommands */.hj)(lines.map((line) => `| ${line}`).join("\n"));
}
function ourLine(given) {
    return (0,untrusted/* withoutRunnerCommands */.hj)((0,untrusted/* oneLine */.TN)(given));
}

// EXTERNAL MODULE: ./lib/ledger/index.js + 4 modules
var lib_ledger = __webpack_require__(47479);
;// CONCATENATED MODULE: ./lib/publish/markers.js
/** What we find our own texts on a pull request by (L9): HTML comments, which GitHub stores and does not show. */

/** The first line of the summary comment. */
const SUMMARY_MARKER = "<!-- claude-code-review:summary -->";
/** What the markers of findings begin with: enough to ask GitHub's lists with, not enough to believe. */
const FINDING_MARKER = "<!-- claude-code-review:finding ";
const FINGERPRINT = /^(?:ccr\/)?v\d{1,9}:[0-9a-f]{32}$/u;
const MARKER_LINE = /^<!-- claude-code-review:(?<kind>finding|review) (?<value>[\w:/]{1,100}) -->$/u;
function findingMarker(fingerprint) {
    return `${FINDING_MARKER}${known(fingerprint)} -->`;
}
/** Of one review, which says these findings on this commit: a create that may have failed is looked for by it. */
function reviewMarker(commit, fingerprints) {
    const digest = (0,lib_ledger/* sha256 */.sc)([commit, ...fingerprints.map(known).toSorted()].join("\n"));
    return `<!-- claude-code-review:review ${digest.slice(0, 16)} -->`;
}
/**
 * Which findings a text of ours is about. Only the markers that end it count: further up stand words of others, and a
 * code span may hold the text of a marker. Two calls' results compare; they are not always fingerprints.
 */
function fingerprintsIn(body) {
    const found = new Set();
    for (const line of body.trimEnd().split(/\r?\n/u).reverse()) {
        const marker = MARKER_LINE.exec(line.trimEnd())?.groups;
        if (marker === undefined)
            break;
        if (marker["kind"] === "finding" && marker["value"] !== undefined)
            found.add(marker["value"]);
    }
    return found;
}
/** The fingerprint as markers hold it; of another form than ours (redacted, foreign) its digest stands for it. */
function known(fingerprint) {
    return FINGERPRINT.test(fingerprint) ? fingerprint : `other:${(0,lib_ledger/* sha256 */.sc)(fingerprint).slice(0, 32)}`;
}

;// CONCATENATED MODULE: ./lib/publish/review-body.js
/** The text of a review: what it says beyond the comments on lines. */




/** GitHub takes 65,536 characters; in bytes, with room for the sentences and the markers of 60 findings. */
const LIST_BYTES = 45_000;
/** Leaves out what one of our texts already speaks about. */
function unsaid(plan, said) {
    const isNew = ({ fingerprints }) => fingerprints.some((fingerprint) => !said.has(known(fingerprint)));
    return { ...plan, inline: plan.inline.filter(isNew), listed: plan.listed.filter(isNew), unshown: [] };
}
/** The same with comments in the text instead of on lines, for those that `isShown` says no to. */
function withoutUnshown(plan, isShown) {
    return {
        ...plan,
        inline: plan.inline.filter(isShown),
        unshown: [...plan.unshown, ...plan.inline.filter((comment) => !isShown(comment))],
    };
}
/** The findings in the text carry their markers even where the text has no room for them: what was said once is not said twice. */
function reviewText(plan, commit) {
    const { headline, inline, unshown, notMentioned } = plan;
    const listed = [...unshown, ...plan.listed];
    const prints = listed.flatMap(({ fingerprints }) => fingerprints);
    const marker = reviewMarker(commit, [...inline.flatMap(({ fingerprints }) => fingerprints), ...prints]);
    const briefs = budgetOf(LIST_BYTES).fit(listed.map(({ brief }) => `- ${brief}`));
    return {
        body: [
            [headline, ...sentences(plan)].join(" "),
            ...(listed.length > 0 ? [markdown_parts_list(briefs)] : []),
            ...(notMentioned > 0
                ? [`*${(0,lib_words/* count */.U9)(notMentioned, "more open finding")}: see the job summary and the report.*`]
                : []),
            [marker, ...prints.map(findingMarker)].join("\n"),
        ].join("\n\n"),
        marker,
    };
}
function sentences({ inline, listed, unshown }) {
    const are = (n) => `${(0,lib_words/* count */.U9)(n, "new finding")} ${n === 1 ? "is" : "are"} listed here`;
    return [
        ...(inline.length > 0 ? [`${(0,lib_words/* count */.U9)(inline.length, "new comment")} on the lines.`] : []),
        ...(listed.length > 0
            ? [`${are(listed.length)}: without a line in this diff, or less severe than those commented on.`]
            : []),
        ...(unshown.length > 0 ? [`${are(unshown.length)}, whose lines GitHub's diff does not show.`] : []),
    ];
}

;// CONCATENATED MODULE: ./lib/publish/deliver-review.js
/** One review with comments on lines: only what no text of ours speaks about yet, and never twice. */




/** @throws GitHubRefusal */
async function deliverReview({ pullRequest: { number, head }, plan }, gitHub) {
    const before = await gitHub.reviewComments(number, FINDING_MARKER);
    const fresh = unsaid(plan, deliver_review_fingerprintsOf([...before, ...(await gitHub.reviews(number, FINDING_MARKER))]));
    if (fresh.inline.length + fresh.listed.length === 0)
        return { status: "done", detail: "Nothing new to say." };
    const post = (what) => gitHub.createReview(number, {
        ...reviewText(what, head),
        commit: head,
        comments: what.inline.map(({ path, line, startLine, body }) => startLine === undefined ? { path, line, body } : { path, line, startLine, body }),
    });
    const posted = await postWhatIsShown(fresh, post, () => gitHub.commentableLines(number));
    if (posted.inline.length > 0)
        await keepOldest(gitHub, number, before);
    const listed = posted.listed.length + posted.unshown.length;
    return {
        status: "done",
        detail: `${(0,lib_words/* count */.U9)(posted.inline.length, "comment")} on lines, ${(0,lib_words/* count */.U9)(listed, "finding")} in the review's text.`,
    };
}
function deliver_review_fingerprintsOf(texts) {
    return new Set(texts.flatMap(({ body }) => [...fingerprintsIn(body)]));
}
/**
 * Two runs that both saw no comment have both made theirs: each lists again, and both keep the older one. What was there
 * before this run is left alone: somebody may have answered it.
 */
async function keepOldest(gitHub, number, before) {
    const old = new Set(before.map(({ id }) => id));
    const said = new Set(deliver_review_fingerprintsOf(before));
    for (const { id, body } of await gitHub.reviewComments(number, FINDING_MARKER)) {
        if (old.has(id))
            continue;
        const prints = [...fingerprintsIn(body)];
        if (prints.length > 0 && prints.every((fingerprint) => said.has(fingerprint)))
            await gitHub.deleteReviewComment(id);
        for (const fingerprint of prints)
            said.add(fingerprint);
    }
}
/**
 * One comment off GitHub's diff refuses them all (422). GitHub's own diff is asked only then, and what it does not show
 * goes into the text; refused again, everything does.
 */
async function postWhatIsShown(fresh, post, ask) {
    if (await isTaken(post(fresh), fresh))
        return fresh;
    const lines = await ask();
    const shown = withoutUnshown(fresh, (comment) => isShown(comment, lines));
    if (shown.unshown.length > 0 && (await isTaken(post(shown), shown)))
        return shown;
    const nothingInline = withoutUnshown(fresh, () => false);
    await post(nothingInline);
    return nothingInline;
}
/** False when GitHub refuses the comments; without any there is nothing to leave out, and the refusal stands. */
async function isTaken(posting, { inline }) {
    try {
        await posting;
        return true;
    }
    catch (error) {
        if (error instanceof lib_ports/* GitHubRefusal */.k && error.reason === "invalid" && inline.length > 0)
            return false;
        throw error;
    }
}
function isShown({ path, line, startLine = line }, lines) {
    const shown = lines.get(path);
    if (shown === undefined)
        return false;
    for (let number = startLine; number <= line; number++)
        if (!shown.has(number))
            return false;
    return true;
}

;// CONCATENATED MODULE: ./lib/publish/deliver-sarif.js
/** Code scanning: the upload, and what GitHub makes of it. */

/** Growing waits, two minutes in all; codeql-action (upload-lib.ts) asks after 5, 15, 35, 75 and 155 s. */
const deliver_sarif_WAITS_MS = [1, 2, 4, 8, 15, 30, 60].map((seconds) => seconds * 1000);
/** @throws GitHubRefusal */
async function deliverSarif({ commit, ref, sarif, startedAt }, ports) {
    const id = await ports.gitHub.uploadSarif({ commit, ref, sarif, startedAt });
    for (const ms of deliver_sarif_WAITS_MS) {
        await ports.wait(ms);
        if (ports.signal.aborted)
            break;
        const { status, errors } = await processing(id, ports);
        if (status === "complete")
            return { status: "done", detail: ["Uploaded and processed.", ...errors].join(" ") };
        if (status === "failed")
            return {
                status: "failed",
                detail: `GitHub could not process the SARIF file: ${errors.join(" ") || "no reason given"}.`,
            };
    }
    // GitHub took the file, and a slow queue of theirs says nothing about it: a note, not a failure.
    return {
        status: "done",
        detail: "Uploaded. GitHub had not finished processing it when this run stopped waiting: look at the Security tab.",
    };
}
async function processing(id, { gitHub }) {
    try {
        return await gitHub.sarifProcessing(id);
    }
    catch (error) {
        // What was just created is not always there to be read at once.
        if (error instanceof lib_ports/* GitHubRefusal */.k && error.reason === "notFound")
            return { status: "pending", errors: [] };
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/publish/deliver-summary.js
/** The summary comment: one of ours on the pull request, whoever runs at the same time, and the newest text wins. */


/** @throws GitHubRefusal */
async function deliverSummary({ pullRequest: { number }, body }, gitHub) {
    const before = await summaries(gitHub, number);
    if (before.length > 0)
        return { status: "done", detail: await deliver_summary_keepOldest(before, body, gitHub) };
    await gitHub.createComment(number, body, SUMMARY_MARKER);
    // Two runs that both saw none have made two: each lists again, and both keep the same one.
    await deliver_summary_keepOldest(await summaries(gitHub, number), body, gitHub);
    return { status: "done", detail: "Created." };
}
/** With the marker as its first line, and not somewhere in a quoted text. */
async function summaries(gitHub, number) {
    const ours = await gitHub.comments(number, SUMMARY_MARKER);
    return ours.filter((comment) => comment.body.trimStart().startsWith(SUMMARY_MARKER));
}
async function deliver_summary_keepOldest(ours, body, gitHub) {
    const [oldest, ...others] = ours;
    if (oldest === undefined)
        return "Created.";
    const changed = asStored(oldest.body) !== asStored(body);
    if (changed)
        await gitHub.updateComment(oldest.id, body);
    for (const { id } of others)
        await deleteOnce(gitHub, id);
    return changed ? "Updated." : "Unchanged.";
}
/** GitHub may keep line ends and the end of a text in its own way. */
function asStored(body) {
    return body.replaceAll("\r\n", "\n").trim();
}
/** The other run may have been faster. */
async function deleteOnce(gitHub, id) {
    try {
        await gitHub.deleteComment(id);
    }
    catch (error) {
        if (!(error instanceof lib_ports/* GitHubRefusal */.k && error.reason === "notFound"))
            throw error;
    }
}

;// CONCATENATED MODULE: ./lib/publish/permissions.js
/** What each part on GitHub is for, what it takes, and what happens without it: the sentences, and docs/permissions.md. */
const EVERY_EVENT = "all";
const PULL_REQUEST = "`pull_request`";
const NEEDS = {
    objects: {
        name: "Git objects",
        what: "fetches base, head and merge base into a bare repository of the run's own",
        permissions: ["contents: read"],
        events: EVERY_EVENT,
        without: "Public repositories need no permission; in others the change cannot be read: exit 3.",
    },
    mergeBase: {
        name: "Merge base",
        what: "asks GitHub where head left the base branch",
        permissions: ["contents: read"],
        events: "`pull_request`, `push` of a new branch, by hand or by the clock",
        without: "The history is fetched step by step until the merge base is in it.",
    },
    dependencyReview: {
        name: "Dependency review",
        what: "asks GitHub what the change adds to the dependencies, and what is known against it (no permission for the advisories)",
        permissions: ["contents: read"],
        events: EVERY_EVENT,
        without: "Where manifests changed the run is `incomplete`: the scanner `dependency-review` is required in a workflow job.",
    },
    headCheck: {
        name: "Head check",
        what: "asks whether the pull request still stands where the review read it, before anything is posted",
        permissions: ["pull-requests: read"],
        events: PULL_REQUEST,
        without: "Nothing is posted or uploaded for the pull request: it might be about an old commit.",
    },
    codeScanning: {
        name: "Code scanning",
        what: "uploads SARIF and waits until GitHub has processed it (`actions: read` in private repositories only)",
        permissions: ["security-events: write", "contents: read", "actions: read"],
        events: "`pull_request`, `push`, by hand or by the clock",
        without: "The findings are no alerts (and under `upload-sarif: always` the run ends with exit 3); the SARIF file is in the artifact.",
    },
    reviewComments: {
        name: "Review comments",
        what: "one review with comments on the lines of new findings",
        permissions: ["pull-requests: write"],
        events: PULL_REQUEST,
        without: "The findings are in the job summary and in the report.",
    },
    summaryComment: {
        name: "Summary comment",
        what: "one comment with verdict, findings and coverage, kept up to date",
        permissions: ["pull-requests: write"],
        events: PULL_REQUEST,
        without: "The same is in the job summary.",
    },
    jobSummary: {
        name: "Job summary",
        what: "the whole review on the page of the workflow run",
        permissions: [],
        events: EVERY_EVENT,
        without: "It needs no permission.",
    },
    annotations: {
        name: "Annotations",
        what: "the worst findings on the page of the workflow run and on the lines of the diff",
        permissions: [],
        events: EVERY_EVENT,
        without: "They need no permission.",
    },
    outputs: {
        name: "Outputs",
        what: "verdict, counts and file names for later steps",
        permissions: [],
        events: EVERY_EVENT,
        without: "They need no permission.",
    },
    artifact: {
        name: "Artifact",
        what: "keeps SARIF, report, summary and ledger with the workflow run",
        permissions: [],
        events: EVERY_EVENT,
        without: "It needs no permission, but GitHub's artifact service; `evidence: none` does without.",
    },
};
/** Stable: the same on every try until a person changes something. What is left is an answer that may be another tomorrow. */
const WAY_OUT = {
    permission: ({ permissions }) => `It takes ${permissions_names(permissions)} among the job's permissions; on pull requests of forks and Dependabot GitHub gives only reading.`,
    sso: () => "Authorise the token for the organisation's single sign-on, or use the workflow's own `github.token`.",
    notEnabled: () => "Switch on code scanning (Code Security) in the repository's settings, or set `upload-sarif: never`.",
    notFound: ({ permissions }) => `It is not there, or the token may not see it without ${permissions_names(permissions)} in the job.`,
};
function permissions_names(permissions) {
    return permissions.map((name) => `\`${name}\``).join(" and ");
}
/** Whether a refusal is a matter of rights and settings: then the part is skipped, and the verdict stands. */
function isSkip({ reason }) {
    return WAY_OUT[reason] !== undefined;
}
/** What GitHub said, the way out, and what happens without. GitHub's words are hostile: each output escapes them. */
function refusalSentence(feature, { reason, message }) {
    const need = NEEDS[feature];
    const wayOut = WAY_OUT[reason]?.(need);
    return [permissions_sentence(message), ...(wayOut === undefined ? [] : [wayOut, need.without])].join(" ");
}
function permissions_sentence(words) {
    return /[.!?]$/u.test(words) ? words : `${words}.`;
}
function permissionsTable() {
    const rows = Object.values(NEEDS).map(({ name, what, permissions, events, without }) => `| ${[name, what, permissions_names(permissions) || "none", events, without].join(" | ")} |`);
    return ["| Part | What it does | Permission | Events | Without it |", "|---|---|---|---|---|", ...rows].join("\n");
}

;// CONCATENATED MODULE: ./lib/publish/delivered.js
/** What became of each part, at the end of the job summary. */



const SIGN = {
    done: "✅ done",
    skipped: "➖ skipped",
    failed: "❌ failed",
};
function deliveredMarkdown(deliveries) {
    if (deliveries.length === 0)
        return "";
    const rows = deliveries.map(({ feature, status, detail }) => tableRow([NEEDS[feature].name, SIGN[status], prose(detail, 800)]));
    return ["### Delivered\n", "| Part | | |\n|---|---|---|", ...rows, ""].join("\n");
}

;// CONCATENATED MODULE: ./lib/publish/commentable.js
/** Where on a pull request a finding can be commented on: lines of head that one hunk of the change shows. */

function commentable_shownLines({ files }) {
    return new Map(files.filter(({ kind }) => kind === "regular").map(({ uri, hunks }) => [uri, hunks.flatMap(headLines)]));
}
function headLines({ headStart, headCount }) {
    return headCount === 0 ? [] : [{ startLine: headStart, endLine: headStart + headCount - 1 }];
}
/** The last lines of the location, as far as they lie within one hunk. */
function placeOnDiff(location, shown) {
    if (location === undefined || !isNamed(location.uri))
        return undefined;
    const { uri, startLine, endLine } = location;
    const hunk = shown.get(uri)?.findLast((lines) => lines.startLine <= endLine && startLine <= lines.endLine);
    if (hunk === undefined)
        return undefined;
    return { startLine: Math.max(startLine, hunk.startLine), endLine: Math.min(endLine, hunk.endLine) };
}
/** A path that went through the redactor, or holds what no path needs, is not the path that GitHub knows. */
function isNamed(uri) {
    return uri !== "" && (0,untrusted/* oneLine */.TN)(uri, 4096) === uri && !/[⟦\uFFFD]/u.test(uri);
}
const MOST_SUGGESTED_BYTES = 20_000;
/**
 * The edit as GitHub can apply it: on lines of one hunk, and its text to the letter. A placeholder of the redactor, a
 * character that had to be made visible or a fence that no fence could hold makes it a thing for people to read.
 */
function suggestionOf({ fix, location }, shown) {
    if (fix === undefined || location === undefined)
        return undefined;
    const at = placeOnDiff({ uri: location.uri, startLine: fix.startLine, endLine: fix.endLine }, shown);
    const whole = at?.startLine === fix.startLine && at.endLine === fix.endLine;
    return whole && isLiteral(fix.replacement) ? fix : undefined;
}
function isLiteral(text) {
    return (Buffer.byteLength(text) <= MOST_SUGGESTED_BYTES &&
        !/[⟦⟧\uFFFD]|`{11}/u.test(text) &&
        (0,untrusted/* visible */.RK)(text) === text &&
        (0,untrusted/* withoutRunnerCommands */.hj)(text) === text);
}

;// CONCATENATED MODULE: ./lib/publish/annotations.js
/** The worst findings as annotations of the workflow run. */





/** The runner keeps ten of each level for a step and drops the rest without a word. */
const MOST_OF_A_LEVEL = 10;
/** Blocking findings and what did not run are errors, other open ones warnings, Claude's advice a notice; worst first. */
function planAnnotations(review) {
    const { blocking, missing, otherOpen, advisory } = overview(review);
    const shown = commentable_shownLines(review.change);
    const of = (level) => (finding) => annotationOf(finding, level, shown);
    return [
        [...blocking.map(of("error")), ...missing.map(notRun)],
        otherOpen.map(of("warning")),
        advisory.map(of("notice")),
    ].flatMap((annotations) => annotations.slice(0, MOST_OF_A_LEVEL));
}
/** A place that GitHub's diff does not show is said in words. */
function annotationOf(finding, level, shown) {
    const badge = claudeBadge(finding, level === "error");
    const { location } = finding;
    const lines = placeOnDiff(location, shown);
    const where = lines !== undefined || location === undefined ? "" : `${place(location)}: `;
    return {
        level,
        title: (0,untrusted/* oneLine */.TN)([finding.severity, finding.rule.id, ...(badge === undefined ? [] : [`(${badge})`])].join(" "), 200),
        message: (0,untrusted/* oneLine */.TN)(`${where}${asOneParagraph(finding.message)}`, 500),
        ...(lines === undefined || location === undefined ? {} : { uri: location.uri, ...lines }),
    };
}
function notRun({ what, reason }) {
    return { level: "error", title: (0,untrusted/* oneLine */.TN)(`${what} did not run`, 200), message: (0,untrusted/* oneLine */.TN)(reason, 500) };
}

;// CONCATENATED MODULE: ./lib/publish/comments.js
/** From a review what is said on a pull request: comments on lines, and what has no line. */







/** More are not read one by one; the rest is in the review's text, the summary and the report. */
const MOST_INLINE = 30;
const MOST_LISTED = 30;
/** Undefined when nothing is open: there is nothing to comment on. */
function planComments(review, run) {
    const facts = overview(review);
    const as = findingMarkdown(facts, linkedWhere(run, review.change.head));
    const shown = commentable_shownLines(review.change);
    const open = [...facts.blocking, ...facts.otherOpen, ...facts.advisory];
    if (open.length === 0)
        return undefined;
    const inline = [];
    const listed = [];
    let notMentioned = 0;
    for (const finding of open) {
        const at = inline.length < MOST_INLINE ? placed(finding, shown) : undefined;
        const fingerprints = [finding.fingerprint];
        if (at !== undefined) {
            const body = [...elsewhere(finding, at), as.comment(finding, at.suggestion)].join("\n\n");
            add(inline, { ...commentLines(at), path: at.uri, body, brief: as.brief(finding), fingerprints });
        }
        else if (listed.length < MOST_LISTED)
            listed.push({ fingerprints, brief: as.brief(finding) });
        else
            notMentioned += 1;
    }
    const headline = `**${OUTCOME_WORD[review.verdict.outcome]}**: ${prose(review.verdict.sentence.replace(/\.$/u, ""))}.`;
    return { headline, inline: inline.map(marked), listed, notMentioned };
}
/** The lines that a suggestion replaces, else the finding's last lines that the diff shows. */
function placed(finding, shown) {
    const { location } = finding;
    const suggestion = suggestionOf(finding, shown);
    const lines = suggestion ?? placeOnDiff(location, shown);
    if (location === undefined || lines === undefined)
        return undefined;
    const { startLine, endLine } = lines;
    return { uri: location.uri, startLine, endLine, ...(suggestion === undefined ? {} : { suggestion }) };
}
function commentLines({ startLine, endLine }) {
    return startLine < endLine ? { line: endLine, startLine } : { line: endLine };
}
/** Where the finding is, when the comment stands on other lines. */
function elsewhere({ location }, { startLine, endLine }) {
    if (location === undefined || (location.startLine === startLine && location.endLine === endLine))
        return [];
    return [`About ${linesWords(location)}:`];
}
function linesWords({ startLine, endLine }) {
    return endLine > startLine ? `lines ${startLine} to ${endLine}` : `line ${startLine}`;
}
/** Two of one rule on one line (two secrets, say) read the same: one comment, with a marker for each. */
function add(comments, comment) {
    const same = comments.findIndex(({ path, line, startLine, body }) => path === comment.path && line === comment.line && startLine === comment.startLine && body === comment.body);
    const twin = comments[same];
    if (twin === undefined)
        comments.push(comment);
    else
        comments[same] = { ...twin, fingerprints: [...twin.fingerprints, ...comment.fingerprints] };
}
function marked(comment) {
    return { ...comment, body: [comment.body, comment.fingerprints.map(findingMarker).join("\n")].join("\n\n") };
}

;// CONCATENATED MODULE: ./lib/publish/github-effects.js
/** L7 on GitHub: what to do there and on the runner, as data that a file can hold. `deliver` does it. */




const FEATURE_OF = {
    output: "outputs",
    annotate: "annotations",
    uploadSarif: "codeScanning",
    reviewComments: "reviewComments",
    summaryComment: "summaryComment",
    uploadArtifact: "artifact",
    jobSummary: "jobSummary",
};
/** GitHub takes 65,536 characters of a comment; a byte is never more than one. */
const COMMENT_BYTES = 60_000;
/** `review` is redacted. The runner's own parts first, which nobody can refuse; the job summary last, which tells of all. */
function planGitHub(review, given) {
    const { run, subject, comments, upload, artifact, outputs, options } = given;
    const pullRequest = subject.kind === "pullRequest" ? { number: subject.number, head: subject.head } : undefined;
    const annotations = planAnnotations(review);
    const effects = [
        { kind: "output", values: outputs },
        annotations.length === 0 ? undefined : { kind: "annotate", annotations },
        upload && {
            kind: "uploadSarif",
            ...upload,
            commit: subject.head,
            startedAt: review.startedAt,
            ...(pullRequest && { pullRequest }),
        },
        ...(pullRequest === undefined ? [] : commentEffects(review, { pullRequest, comments, run, options })),
        artifact && { kind: "uploadArtifact", ...artifact },
        { kind: "jobSummary", markdown: toMarkdown(review, { ...options, run }) },
    ];
    return effects.filter((effect) => effect !== undefined);
}
function commentEffects(review, { pullRequest, comments, run, options, }) {
    if (comments === "none")
        return [];
    const plan = comments === "inline" ? planComments(review, run) : undefined;
    const { ledgerRoot, exitCode } = options;
    const shown = { ...(ledgerRoot !== undefined && { ledgerRoot }), ...(exitCode !== undefined && { exitCode }) };
    const text = toMarkdown(review, { ...shown, run, comment: true, maxBytes: COMMENT_BYTES });
    return [
        ...(plan === undefined ? [] : [{ kind: "reviewComments", pullRequest, plan }]),
        { kind: "summaryComment", pullRequest, body: `${SUMMARY_MARKER}\n\n${text}` },
    ];
}

;// CONCATENATED MODULE: ./lib/publish/deliver.js
/** The one place that performs what was decided for GitHub and the runner (L7). */










/**
 * Performs effects in order, one delivery each; none that fails keeps the others from being tried. Nothing is said about
 * a commit of a pull request that is not its head, or of which that is not known. Once the run is being stopped only the
 * runner's own parts are done: they take no time, and the job summary names the rest. `before` is what became of earlier
 * effects: the answer begins with it. Never throws.
 */
async function deliver(effects, ports, before = []) {
    const obstacle = obstacles(ports.gitHub);
    const deliveries = [...before];
    for (const effect of effects) {
        const result = await tryEffect(effect, { ports, obstacle, deliveries });
        deliveries.push({ feature: FEATURE_OF[effect.kind], ...result });
    }
    return deliveries;
}
async function tryEffect(effect, delivering) {
    try {
        return await perform(effect, delivering);
    }
    catch (error) {
        return deliver_refused(effect, error);
    }
}
async function perform(effect, { ports, obstacle, deliveries }) {
    const { gitHub, runner } = ports;
    switch (effect.kind) {
        case "output":
            for (const [name, value] of Object.entries(effect.values))
                await runner.output(name, value);
            return done(`${(0,lib_words/* count */.U9)(Object.keys(effect.values).length, "output")} set.`);
        case "annotate":
            for (const annotation of effect.annotations)
                runner.annotate(annotation);
            return done(`${(0,lib_words/* count */.U9)(effect.annotations.length, "annotation")}; the runner takes ten of a level.`);
        case "jobSummary":
            await runner.summary([effect.markdown, deliveredMarkdown(deliveries)].join("\n"));
            return done("Written.");
    }
    if (ports.signal.aborted)
        return { status: "skipped", detail: "The run was stopped before it." };
    const because = await obstacle(effect);
    if (because !== undefined)
        return because;
    switch (effect.kind) {
        case "uploadSarif":
            return deliverSarif(effect, ports);
        case "reviewComments":
            return deliverReview(effect, gitHub);
        case "summaryComment":
            return deliverSummary(effect, gitHub);
        case "uploadArtifact":
            await runner.uploadArtifact(effect.name, effect.files);
            return done(`${(0,lib_words/* count */.U9)(effect.files.length, "file")}.`);
    }
}
function done(detail) {
    return { status: "done", detail };
}
/** Asks before each effect on a pull request, since minutes may lie between two of them; what stands in the way of one stays in the way. */
function obstacles(gitHub) {
    const settled = new Map();
    return async (effect) => {
        if (!("pullRequest" in effect) || effect.pullRequest === undefined)
            return undefined;
        const { number, head } = effect.pullRequest;
        const standing = settled.get(number) ?? (await standingOf(gitHub, number));
        if (standing instanceof lib_ports/* GitHubRefusal */.k || standing.state !== "open" || standing.head !== head)
            settled.set(number, standing);
        return obstacleTo(effect, { head, standing });
    };
}
async function standingOf(gitHub, number) {
    try {
        return await gitHub.pullRequest(number);
    }
    catch (error) {
        if (error instanceof lib_ports/* GitHubRefusal */.k)
            return error;
        throw error;
    }
}
function obstacleTo(effect, { head, standing }) {
    if (standing instanceof lib_ports/* GitHubRefusal */.k) {
        const why = refusalSentence("headCheck", standing);
        return {
            status: statusOf(effect, standing),
            detail: `It is not known whether the pull request still stands at ${shortName(head)}. ${why}`,
        };
    }
    if (standing.head !== head) {
        const now = shortName(standing.head);
        return { status: "skipped", detail: `Superseded: head is now ${now}; the newer run speaks about it.` };
    }
    // Alerts outlive the pull request, comments on it help nobody any more.
    if (standing.state === "open" || effect.kind === "uploadSarif")
        return undefined;
    return { status: "skipped", detail: `The pull request is ${standing.merged ? "merged" : "closed"}.` };
}
function deliver_refused(effect, error) {
    if (error instanceof lib_ports/* GitHubRefusal */.k)
        return { status: statusOf(effect, error), detail: refusalSentence(FEATURE_OF[effect.kind], error) };
    if (error instanceof lib_errors/* ExternalError */.yA)
        return { status: "failed", detail: `${error.message} ${error.fix}` };
    return {
        status: "failed",
        detail: `A bug in claude-code-review: ${error instanceof Error ? error.message : "unknown"}.`,
    };
}
/** `always` wants the upload or a failure. */
function statusOf(effect, refusal) {
    const wanted = effect.kind === "uploadSarif" && effect.mode === "always";
    return isSkip(refusal) && !wanted ? "skipped" : "failed";
}

;// CONCATENATED MODULE: ./lib/publish/effects.js
/** L7: what to do, as data. The last pure step returns it; one function performs it. */
/**
 * Performs effects in order. One that fails does not keep the others from being tried: a full disk under the report
 * must not lose the ledger. Returns the errors.
 */
async function apply(effects, ports) {
    const errors = [];
    for (const effect of effects) {
        try {
            if (effect.kind === "print")
                await ports.print(effect.text);
            else
                await ports.files.write(effect.path, effect.text);
        }
        catch (error) {
            errors.push(error);
        }
    }
    return errors;
}

;// CONCATENATED MODULE: ./lib/publish/outputs.js
/** The Action's outputs: numbers, paths of our own and words of closed sets; nothing that others wrote. */

/** Every output, the empty string for what there is not. */
function reviewOutputs(review, { files, ledgerRoot, planFile }) {
    const { open, coverage } = overview(review);
    const account = review.model?.account;
    const tokens = (kind) => String((account?.requests ?? []).reduce((sum, { usage }) => sum + (usage?.[kind] ?? 0), 0));
    const redactions = Object.values(account?.redactions ?? {}).reduce((sum, n) => sum + n, 0);
    return {
        outcome: review.verdict.outcome,
        critical: String(open.critical),
        high: String(open.high),
        medium: String(open.medium),
        low: String(open.low),
        // Rounded down: nearly all is not all.
        coverage: String(Math.floor(coverage.ratio * 10_000) / 10_000),
        "sarif-file": files.sarif,
        "report-file": files.report,
        "summary-file": files.summary,
        "plan-file": planFile ?? "",
        "ledger-file": files.ledger,
        "ledger-root": ledgerRoot,
        // Nothing asked costs nothing; a price that nobody knows is no number.
        "cost-usd": account === undefined ? "0" : account.costUsd === undefined ? "" : account.costUsd.toFixed(6),
        "input-tokens": tokens("inputTokens"),
        "output-tokens": tokens("outputTokens"),
        redactions: String(redactions),
        disclosures: String(account?.disclosures.length ?? 0),
    };
}

;// CONCATENATED MODULE: ./lib/publish/review-schema.js
/** A `Review` that came from a file (L2): every field checked, every list bounded. */



/** Limits on what is read back; a review of ours stays far below. */
const MOST = { findings: 50_000, files: 50_000, items: 20_000, text: 100_000 };
const review_schema_text = schemas/* string */.YjP().max(MOST.text);
const texts = schemas/* array */.YOg(review_schema_text).max(MOST.items);
const review_schema_count = schemas/* number */.aig().int().nonnegative();
const amount = schemas/* number */.aig().nonnegative();
const review_schema_line = schemas/* number */.aig().int().positive();
const review_schema_objectName = schemas/* string */.YjP().regex(OBJECT_NAME);
const review_schema_severity = schemas/* enum */.k5n(lib_finding/* SEVERITIES */.oC);
const review_schema_confidence = schemas/* enum */.k5n(["low", "medium", "high"]);
const side = schemas/* enum */.k5n(["head", "base"]);
const Hunk = schemas/* strictObject */.rej({
    id: review_schema_text,
    uri: review_schema_text,
    baseStart: review_schema_count,
    baseCount: review_schema_count,
    headStart: review_schema_count,
    headCount: review_schema_count,
    // No output shows lines; the last redaction took them out.
    lines: schemas/* array */.YOg(schemas/* never */.ZmZ()).max(0),
});
const File = schemas/* strictObject */.rej({
    uri: review_schema_text,
    baseUri: review_schema_text.exactOptional(),
    status: schemas/* enum */.k5n(["added", "modified", "deleted", "renamed", "copied", "typeChanged"]),
    kind: schemas/* enum */.k5n(["regular", "symlink", "submodule"]),
    baseMode: review_schema_text,
    headMode: review_schema_text,
    baseBlob: review_schema_text.exactOptional(),
    headBlob: review_schema_text.exactOptional(),
    headSize: review_schema_count,
    binary: schemas/* boolean */.zMY(),
    invalidUtf8: schemas/* boolean */.zMY(),
    hunks: schemas/* array */.YOg(Hunk).max(MOST.items),
});
const Location = schemas/* strictObject */.rej({
    uri: review_schema_text,
    startLine: review_schema_line,
    endLine: review_schema_line,
    startColumn: review_schema_line.exactOptional(),
    endColumn: review_schema_line.exactOptional(),
});
const review_schema_Rule = schemas/* strictObject */.rej({
    id: review_schema_text,
    name: review_schema_text,
    shortDescription: review_schema_text,
    fullDescription: review_schema_text,
    help: review_schema_text,
    helpUri: review_schema_text.exactOptional(),
    severity: review_schema_severity,
    confidence: review_schema_confidence,
    cwe: texts,
    tags: texts,
});
const FindingShape = {
    rule: review_schema_Rule,
    source: schemas/* union */.KCZ([
        schemas/* strictObject */.rej({ kind: schemas/* literal */.euz("scanner"), tool: review_schema_text, version: review_schema_text }),
        schemas/* strictObject */.rej({ kind: schemas/* literal */.euz("model"), model: review_schema_text, promptSha256: review_schema_text }),
    ]),
    message: review_schema_text,
    severity: review_schema_severity,
    confidence: review_schema_confidence,
    location: Location.exactOptional(),
    relatedLocations: schemas/* array */.YOg(Location).max(1_000),
    concerns: schemas/* literal */.euz("change").exactOptional(),
    baselineState: schemas/* enum */.k5n(["new", "unchanged"]).exactOptional(),
    suppressionAttempt: schemas/* string */.YjP().exactOptional(),
    fix: schemas/* strictObject */.rej({ startLine: review_schema_line, endLine: review_schema_line, replacement: review_schema_text }).exactOptional(),
    fingerprint: schemas/* string */.YjP().regex(/^(?:ccr\/)?v\d+:[0-9a-f]{32}$/u),
    primaryLocationLineHash: review_schema_text.exactOptional(),
    snippet: review_schema_text.exactOptional(),
};
const Finding = schemas/* strictObject */.rej(FindingShape);
const Triaged = schemas/* strictObject */.rej({
    ...FindingShape,
    disposition: schemas/* union */.KCZ([
        schemas/* strictObject */.rej({ status: schemas/* enum */.k5n(["open", "outsideDiff", "unchanged"]) }),
        schemas/* strictObject */.rej({ status: schemas/* literal */.euz("merged"), into: FindingShape.fingerprint }),
        schemas/* strictObject */.rej({ status: schemas/* literal */.euz("suppressed"), by: schemas/* enum */.k5n(["policy", "signOff"]), justification: review_schema_text }),
    ]),
    threat: review_schema_text.exactOptional(),
});
const State = schemas/* union */.KCZ([
    schemas/* strictObject */.rej({ state: schemas/* literal */.euz("reviewed") }),
    schemas/* strictObject */.rej({ state: schemas/* literal */.euz("excluded"), rule: review_schema_text }),
    schemas/* strictObject */.rej({ state: schemas/* literal */.euz("overBudget") }),
    schemas/* strictObject */.rej({ state: schemas/* literal */.euz("refused"), category: review_schema_text.exactOptional() }),
    schemas/* strictObject */.rej({ state: schemas/* literal */.euz("failed"), reason: review_schema_text }),
]);
const Run = schemas/* strictObject */.rej({
    scanner: review_schema_text,
    tool: review_schema_text,
    version: review_schema_text,
    digests: schemas/* record */.g1P(review_schema_text, review_schema_text),
    required: schemas/* boolean */.zMY(),
    state: schemas/* union */.KCZ([
        schemas/* strictObject */.rej({ status: schemas/* enum */.k5n(["completed", "notApplicable"]) }),
        schemas/* strictObject */.rej({ status: schemas/* enum */.k5n(["failed", "unavailable"]), reason: review_schema_text }),
    ]),
    unscanned: schemas/* array */.YOg(schemas/* strictObject */.rej({
        uri: review_schema_text,
        startLine: review_schema_line.exactOptional(),
        endLine: review_schema_line.exactOptional(),
        reason: review_schema_text,
        outOfScope: schemas/* literal */.euz(true).exactOptional(),
        concerns: schemas/* literal */.euz("change").exactOptional(),
    }))
        .max(MOST.files),
    rules: schemas/* array */.YOg(schemas/* strictObject */.rej({ id: review_schema_text, cwe: texts }))
        .max(MOST.items)
        .exactOptional(),
    findings: schemas/* array */.YOg(Finding).max(MOST.findings),
    seconds: amount,
    notes: texts.exactOptional(),
});
const Usage = schemas/* strictObject */.rej({
    inputTokens: review_schema_count,
    outputTokens: review_schema_count,
    cacheReadTokens: review_schema_count,
    cacheWriteTokens: review_schema_count,
});
const review_schema_Request = schemas/* strictObject */.rej({
    question: review_schema_text,
    questionSha256: review_schema_text,
    promptSha256: review_schema_text,
    schemaSha256: review_schema_text.exactOptional(),
    kind: schemas/* enum */.k5n(["answered", "refused", "failed", "guarded", "overBudget"]),
    model: review_schema_text.exactOptional(),
    requestId: review_schema_text.exactOptional(),
    usage: Usage.exactOptional(),
    bytes: review_schema_count.exactOptional(),
    bodySha256: review_schema_text.exactOptional(),
    redaction: schemas/* strictObject */.rej({ bytesBefore: review_schema_count, bytesAfter: review_schema_count, redactions: schemas/* record */.g1P(review_schema_text, review_schema_count) })
        .exactOptional(),
    attempts: review_schema_count,
    unmetered: review_schema_count.exactOptional(),
    seconds: amount,
    costUsd: amount.exactOptional(),
});
const Model = schemas/* strictObject */.rej({
    rejected: schemas/* array */.YOg(schemas/* strictObject */.rej({ title: review_schema_text, uri: review_schema_text, startLine: schemas/* number */.aig(), cwe: review_schema_text, reason: review_schema_text }))
        .max(MOST.items),
    opinions: schemas/* array */.YOg(schemas/* strictObject */.rej({
        fingerprint: review_schema_text,
        value: schemas/* enum */.k5n(["confirmed", "falsePositive", "uncertain"]),
        reason: review_schema_text,
        mitigation: schemas/* strictObject */.rej({ uri: review_schema_text, line: review_schema_line, quote: review_schema_text }).exactOptional(),
    }))
        .max(MOST.items),
    account: schemas/* strictObject */.rej({
        provider: review_schema_text,
        model: review_schema_text,
        requests: schemas/* array */.YOg(review_schema_Request).max(MOST.items),
        disclosures: schemas/* array */.YOg(schemas/* strictObject */.rej({ uri: review_schema_text, side, startLine: review_schema_line, endLine: review_schema_line, question: review_schema_text }))
            .max(MOST.files),
        ruleSet: schemas/* strictObject */.rej({ version: review_schema_text, sha256: review_schema_text }).exactOptional(),
        redactions: schemas/* record */.g1P(review_schema_text, review_schema_count),
        guardHits: review_schema_count,
        costUsd: amount.exactOptional(),
    }),
});
const Verdict = schemas/* strictObject */.rej({
    outcome: schemas/* enum */.k5n(["pass", "fail", "incomplete"]),
    blocking: schemas/* array */.YOg(Triaged).max(MOST.findings),
    missing: schemas/* array */.YOg(schemas/* strictObject */.rej({ what: review_schema_text, reason: review_schema_text })).max(MOST.files),
    failOn: review_schema_severity,
    sentence: review_schema_text,
});
/** The annotation fails to compile when a record and its schema part. */
const ReviewSchema = schemas/* strictObject */.rej({
    change: schemas/* strictObject */.rej({
        base: review_schema_objectName,
        head: review_schema_objectName,
        mergeBase: review_schema_objectName,
        baseBranch: review_schema_text.exactOptional(),
        files: schemas/* array */.YOg(File).max(MOST.files),
    }),
    scan: schemas/* strictObject */.rej({ runs: schemas/* array */.YOg(Run).max(1_000) }),
    findings: schemas/* array */.YOg(Triaged).max(MOST.findings),
    coverage: schemas/* array */.YOg(schemas/* strictObject */.rej({ hunk: review_schema_text, uri: review_schema_text, changedLines: review_schema_count, state: State })).max(MOST.findings),
    model: Model.exactOptional(),
    verdict: Verdict,
    notes: texts,
    policy: schemas/* strictObject */.rej({ source: review_schema_text, sha256: review_schema_text }),
    isolation: schemas/* strictObject */.rej({ statement: review_schema_text, readable: review_schema_count.exactOptional(), exposing: review_schema_count.exactOptional() })
        .exactOptional(),
    startedAt: iso/* datetime */.w$(),
    seconds: amount,
    version: review_schema_text,
});

;// CONCATENATED MODULE: ./lib/publish/plan-file.js
/** What one job decided, for a later job of the same workflow to publish: read back as if a stranger had written it (A15). */








/** A plan of ours is some megabytes; JSON of this size still fits into memory several times. */
const MOST_PLAN_BYTES = 64 * 1024 ** 2;
const plan_file_VERSION = 1;
const plan_file_objectName = schemas/* string */.YjP().regex(OBJECT_NAME);
const plan_file_name = schemas/* string */.YjP().min(1).max(1_000);
const SubjectSchema = schemas/* discriminatedUnion */.gMt("kind", [
    schemas/* strictObject */.rej({
        kind: schemas/* literal */.euz("pullRequest"),
        number: schemas/* number */.aig().int().positive(),
        base: plan_file_objectName,
        head: plan_file_objectName,
        baseBranch: plan_file_name,
        fork: schemas/* boolean */.zMY(),
        dependabot: schemas/* boolean */.zMY(),
    }),
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz("mergeGroup"), base: plan_file_objectName, head: plan_file_objectName, baseBranch: plan_file_name }),
    schemas/* strictObject */.rej({
        kind: schemas/* literal */.euz("branch"),
        before: plan_file_objectName.exactOptional(),
        head: plan_file_objectName,
        ref: plan_file_name,
        branch: plan_file_name.exactOptional(),
        defaultBranch: plan_file_name,
    }),
]);
const ContentSchema = schemas/* strictObject */.rej({
    run: schemas/* strictObject */.rej({
        owner: plan_file_name,
        repo: plan_file_name,
        runId: schemas/* string */.YjP().regex(/^\d{1,20}$/u),
        runAttempt: schemas/* number */.aig().int().positive(),
    }),
    subject: SubjectSchema,
    review: ReviewSchema,
    comments: schemas/* enum */.k5n(lib_policy.COMMENTS),
    uploadSarif: schemas/* enum */.k5n(UPLOAD_SARIF),
    evidence: schemas/* enum */.k5n(lib_policy.EVIDENCE_STORES),
    documents: schemas/* strictObject */.rej({ "sbom.spdx.json": schemas/* string */.YjP().exactOptional(), "components.json": schemas/* string */.YjP().exactOptional() })
        .exactOptional(),
    exitCode: schemas/* union */.KCZ([schemas/* literal */.euz(0), schemas/* literal */.euz(1), schemas/* literal */.euz(5)]),
});
const PlanSchema = schemas/* strictObject */.rej({ version: schemas/* literal */.euz(plan_file_VERSION), ledger: schemas/* string */.YjP(), content: ContentSchema });
/** What the ledger says of a plan. */
function contentSha256(content) {
    return (0,lib_ledger/* sha256 */.sc)((0,lib_ledger/* canonical */.$N)(content));
}
/** Canonical JSON with a line end. `ledger` holds the digest of `content`. */
function planText(content, ledger) {
    return `${(0,lib_ledger/* canonical */.$N)({ version: plan_file_VERSION, ledger: ledger.text, content })}\n`;
}
/** @throws ConfigurationError `plan-invalid`: what is wrong, and never what stands in it */
function readPlan(bytes, expected) {
    if (bytes.length > MOST_PLAN_BYTES)
        throw plan_file_invalid(`has ${String(bytes.length)} bytes, more than a plan of ours`);
    const parsed = PlanSchema.safeParse(plan_file_tryJson(bytes));
    if (!parsed.success)
        throw plan_file_invalid(`is not one: ${plan_file_placeOf(parsed.error)}`);
    const { content, ledger } = parsed.data;
    const chain = (0,lib_ledger/* verifySegment */.Rs)(ledger, expected.ledgerRoot);
    if (!chain.valid)
        throw plan_file_invalid(`has a ledger that does not hold: line ${String(chain.line)}, ${chain.problem}`);
    if (plannedSha256(ledger) !== contentSha256(content))
        throw plan_file_invalid("is not what its ledger says was planned");
    requireSameRun(content, expected);
    return { content, ledger: { text: ledger, root: chain.root } };
}
function requireSameRun({ run, subject, review }, expected) {
    const { owner, repo, runId, runAttempt } = expected.run;
    if (run.owner !== owner || run.repo !== repo)
        throw plan_file_invalid("belongs to another repository");
    if (run.runId !== runId)
        throw plan_file_invalid("belongs to another workflow run");
    if (run.runAttempt > runAttempt)
        throw plan_file_invalid("belongs to a later attempt of this run");
    if ((0,lib_ledger/* canonical */.$N)(subject) !== (0,lib_ledger/* canonical */.$N)(expected.subject))
        throw plan_file_invalid("speaks about something else than this event");
    if (review.change.head !== subject.head)
        throw plan_file_invalid("holds a review of another commit");
}
/** The ledger's schema was checked: each line is an entry. */
function plannedSha256(ledger) {
    const Planned = schemas/* object */.Ikc({ type: schemas/* literal */.euz("publishPlanned"), body: schemas/* object */.Ikc({ contentSha256: schemas/* string */.YjP() }) });
    const found = ledger
        .trimEnd()
        .split("\n")
        .flatMap((line) => {
        const entry = Planned.safeParse(JSON.parse(line));
        return entry.success ? [entry.data.body.contentSha256] : [];
    });
    return found.length === 1 ? found[0] : undefined;
}
function plan_file_tryJson(bytes) {
    try {
        return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    }
    catch {
        return undefined;
    }
}
/** Where the first mistake is; keys of a stranger's are shown as far as they are words. */
function plan_file_placeOf({ issues }) {
    const path = (issues[0]?.path ?? []).map((key) => (0,untrusted/* oneLine */.TN)(String(key), 40)).join(".");
    return path === "" ? "it has not the form of a plan" : `${path.slice(0, 200)} is not what it should be`;
}
function plan_file_invalid(what) {
    return new lib_errors/* ConfigurationError */.j1("plan-invalid", `The plan file ${what}.`, "Give plan-file the plan that the review job of this same run made, and ledger-root that job's output.");
}

;// CONCATENATED MODULE: ./lib/publish/redacted.js
/** The last redaction (L1, L2): after it a `Review` goes to every output, file and the ledger. */



/** Fields whose values come from closed sets of ours: a secret that is the word "high" must not break the record. */
const CLOSED_FIELDS = new Set([
    "status",
    "kind",
    "outcome",
    "severity",
    "confidence",
    "state",
    "failOn",
    "by",
    "side",
    "value",
    "concerns",
    "baselineState",
]);
const CLOSED_WORDS = new Set([
    ...lib_finding/* SEVERITIES */.oC,
    ...["open", "outsideDiff", "new", "unchanged", "merged", "suppressed", "policy", "signOff"],
    ...["completed", "notApplicable", "failed", "unavailable"],
    ...["scanner", "model", "change", "head", "base"],
    ...["added", "modified", "deleted", "renamed", "copied", "typeChanged", "regular", "symlink", "submodule"],
    ...["reviewed", "excluded", "overBudget", "refused", "answered", "guarded", "pass", "fail", "incomplete"],
    ...["confirmed", "falsePositive", "uncertain"],
]);
/** Identities of ours: exempt where they look like what they are named, redacted where somebody put another text. */
const IDENTITY_FIELDS = {
    ...fields(["base", "head", "mergeBase", "baseBlob", "headBlob"], OBJECT_NAME),
    ...fields(["sha256", "promptSha256", "questionSha256", "bodySha256", "schemaSha256"], /^[0-9a-f]{64}$/u),
    ...fields(["baseMode", "headMode"], /^[0-7]{6}$/u),
    ...fields(["id", "hunk"], /^h-[0-9a-f]{12}$/u),
    into: /^(?:ccr\/)?v\d+:[0-9a-f]{32}$/u,
    fingerprint: /^(?:ccr\/)?v\d+:[0-9a-f]{32}$/u,
    primaryLocationLineHash: /^[0-9a-f]{1,16}:\d{1,9}$/u,
    startedAt: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u,
};
/** Records whose keys others chose. */
const NAMED_BY_OTHERS = new Set(["digests", "redactions"]);
const DIGEST = /^[0-9a-f]{64}$/u;
/**
 * The same review with every text redacted that is not an identity or a word of ours: a field that is new is redacted
 * until somebody says that it need not be. Hunks lose their lines, which no output shows. Equal texts and shared records
 * are redacted once.
 */
function redactReview(review, redact) {
    const texts = new Map();
    const text = (given) => {
        const known = texts.get(given);
        if (known !== undefined)
            return known;
        const clean = redactedAsShown(given, redact);
        texts.set(given, clean);
        return clean;
    };
    const records = new Map();
    const walk = (value, field) => {
        if (typeof value === "string")
            return isOurs(value, field) ? value : text(value);
        if (typeof value !== "object" || value === null)
            return value;
        const known = records.get(value);
        if (known !== undefined)
            return known;
        const copy = Array.isArray(value) ? value.map((item) => walk(item, field)) : walkRecord(value, field);
        records.set(value, copy);
        return copy;
    };
    const walkRecord = (record, field) => Object.fromEntries(Object.entries(record).map(([name, item]) => NAMED_BY_OTHERS.has(field)
        ? [text(name), typeof item === "string" && DIGEST.test(item) ? item : walk(item, "")]
        : [name, walk(item, name)]));
    // The walk keeps the structure; what it changes are texts.
    return walk(withoutLines(review), "");
}
function fields(names, shape) {
    return Object.fromEntries(names.map((name) => [name, shape]));
}
function isOurs(value, field) {
    if (CLOSED_FIELDS.has(field))
        return CLOSED_WORDS.has(value);
    return Object.hasOwn(IDENTITY_FIELDS, field) && IDENTITY_FIELDS[field]?.test(value) === true;
}
/** Outputs take terminal sequences out and show what is invisible: that may put the pieces of a secret together. */
function redactedAsShown(given, redact) {
    const clean = redact(given);
    const shown = (0,untrusted/* visible */.RK)(clean);
    if (shown === clean)
        return clean;
    const cleanAsShown = redact(shown);
    return cleanAsShown === shown ? clean : cleanAsShown;
}
function withoutLines(review) {
    const files = review.change.files.map((file) => ({
        ...file,
        hunks: file.hunks.map((hunk) => ({ ...hunk, lines: [] })),
    }));
    return { ...review, change: { ...review.change, files } };
}

;// CONCATENATED MODULE: ./lib/publish/plan.js

function runFiles(folder) {
    return {
        sarif: (0,external_node_path_.join)(folder, "review.sarif"),
        report: (0,external_node_path_.join)(folder, "report.html"),
        summary: (0,external_node_path_.join)(folder, "summary.md"),
        ledger: (0,external_node_path_.join)(folder, "ledger.jsonl"),
    };
}
/** The evidence first, the result last: whoever sees the result can rely on the files it names. */
function plan({ files, texts, result }) {
    const evidence = ["ledger", "sarif", "report", "summary"].map((name) => ({
        kind: "writeFile",
        path: files[name],
        text: texts[name],
    }));
    const { text, output } = result;
    return [...evidence, output === undefined ? { kind: "print", text } : { kind: "writeFile", path: output, text }];
}

;// CONCATENATED MODULE: ./lib/publish/index.js
/** Outputs: pure functions of a `Review`. SARIF is a stage of its own. */












const RENDERERS = { text: toText, json: toJson, markdown: toMarkdown, html: toHtml };
/** The whole output as text, ending in a line feed. Never throws for what a `Review` holds. */
function render(review, format, options = {}) {
    return RENDERERS[format](review, options);
}

;// CONCATENATED MODULE: ./lib/commands/action-output.js
/** What a workflow job writes, sets and publishes: the same for the job that reviews and for one that publishes its plan. */




/** Artifacts cannot be overwritten, and a run may review in several jobs: each is named by what its ledger hashes to. */
function artifactName({ root }) {
    return `claude-code-review-${root.slice(0, 12)}`;
}
/** What scanners are given and code scanning is told: a branch's alerts are the repository's. */
function scopeOf(subject) {
    return subject.kind === "branch" ? "tree" : "change";
}
/** The evidence, on disk before anything is said to anybody. Answers what could not be written. */
async function writeEvidence(decided, ports) {
    const { content, ledger, folder } = decided;
    const files = runFiles(folder);
    const options = { files, ledgerRoot: ledger.root, exitCode: content.exitCode };
    const texts = {
        sarif: toSarif(content.review).text,
        report: render(content.review, "html", options),
        summary: render(content.review, "markdown", options),
        ledger: ledger.text,
    };
    const text = render(content.review, "text", { ...options, width: 120 });
    const documents = documentsOf(decided).map(({ path, text: json }) => ({ kind: "writeFile", path, text: json }));
    return apply([...documents, ...plan({ files, texts, result: { text } })], ports);
}
function documentsOf({ content, folder, }) {
    return Object.entries(content.documents ?? {}).map(([name, text]) => ({ path: (0,external_node_path_.join)(folder, name), text }));
}
/** Publishes, and puts what came of it on the record, in a segment of its own that names the first one's root. */
async function publish({ content, ledger, folder }, { run, planFile }, ports) {
    const files = runFiles(folder);
    const effects = planned(content, { run, files, ledger, ...(planFile !== undefined && { planFile }) });
    const last = effects.filter(isLast);
    const early = await deliver(effects.filter((effect) => !isLast(effect)), ports);
    const segment = (0,lib_ledger/* segmentOf */.dJ)([
        (0,lib_ledger/* planRead */.YY)({ contentSha256: contentSha256(content), ledgerRoot: ledger.root }, now(ports)),
        ...(0,lib_ledger/* deliveryFacts */.iM)(early, now(ports)),
        (0,lib_ledger/* runFinished */.ui)(now(ports)),
    ]);
    const errors = await apply([{ kind: "writeFile", path: deliveriesFile(folder), text: segment.text }], ports);
    return { deliveries: await deliver(last, ports, early), errors };
}
/** What is kept with the run, and the summary that tells of everything before it. */
function isLast({ kind }) {
    return kind === "uploadArtifact" || kind === "jobSummary";
}
function deliveriesFile(folder) {
    return (0,external_node_path_.join)(folder, "deliveries.jsonl");
}
function now({ clock }) {
    return clock.now().toISOString();
}
function planned(content, { run, files, ledger, planFile }) {
    const { review, subject, comments, evidence, exitCode } = content;
    const outputs = reviewOutputs(review, {
        files,
        ledgerRoot: ledger.root,
        ...(planFile !== undefined && { planFile }),
    });
    // A plan leaves the rest to the job that publishes it.
    if (planFile !== undefined)
        return [{ kind: "output", values: outputs }];
    const { upload, notes } = uploadOf(content);
    const folder = folderOf(files);
    const documents = documentsOf({ content, folder }).map(({ path }) => path);
    const artifact = {
        name: artifactName(ledger),
        files: [...Object.values(files), deliveriesFile(folder), ...documents],
    };
    return planGitHub({ ...review, notes: [...review.notes, ...notes] }, {
        run,
        subject,
        comments,
        outputs,
        options: { ledgerRoot: ledger.root, exitCode },
        ...(upload && { upload }),
        ...(evidence === "artifact" && { artifact }),
    });
}
/** What code scanning is given, and what it is not, in sentences. */
function uploadOf({ review, subject, uploadSarif: mode }) {
    if (mode === "never")
        return { notes: [] };
    const ref = refOf(subject);
    if (ref === undefined)
        return { notes: ["Nothing was uploaded to code scanning: a merge queue's branch is gone when it is through."] };
    const { text, notes } = toUpload(review, scopeOf(subject));
    return text === undefined ? { notes } : { upload: { sarif: text, ref, mode }, notes };
}
function folderOf({ ledger }) {
    return (0,external_node_path_.join)(ledger, "..");
}
/** Which ref code scanning files the results under; none for a merge queue, whose branches are gone when it is through. */
function refOf(subject) {
    switch (subject.kind) {
        case "pullRequest":
            return `refs/pull/${String(subject.number)}/head`;
        case "branch":
            return subject.ref;
        case "mergeGroup":
            return undefined;
    }
}

// EXTERNAL MODULE: ./lib/redaction/index.js + 3 modules
var redaction = __webpack_require__(340);
;// CONCATENATED MODULE: ./lib/commands/action-change.js
/** What a workflow's event asks to review, as objects of our own and the commits in them. */



/**
 * Fetches base, head and merge base.
 * @throws ConfigurationError `commit-not-found`, `history-cut`, `histories-unrelated`
 * @throws ExternalError `fetch-failed`, `github-failed`
 */
async function fetchChange(subject, ports) {
    switch (subject.kind) {
        case "pullRequest":
            return fetchPullRequest(subject, ports);
        case "mergeGroup": {
            const { base, head, baseBranch } = subject;
            const objects = await ports.openFetched([{ commit: base }, { commit: head }]);
            // The group is built on its base.
            return { objects, request: { base, head, baseBranch, mergeBase: base } };
        }
        case "branch":
            return fetchBranch(subject, ports);
    }
}
async function fetchPullRequest({ number, base, head, baseBranch }, ports) {
    const objects = await ports.openFetched([
        { commit: base, ref: `refs/heads/${baseBranch}` },
        // A fork's commits are here too, below the pull request's own ref.
        { commit: head, ref: `refs/pull/${String(number)}/head` },
    ]);
    return { objects, request: { base, head, baseBranch, ...(await namedMergeBase(objects, { base, head }, ports)) } };
}
/**
 * `before..after` of a push; without a `before` that is still there, what the branch has that the default branch has not.
 * Policy comes from the default branch's tip, since whoever pushes a branch could have pushed its policy first (L6).
 */
async function fetchBranch({ head, before, ref, branch, defaultBranch }, ports) {
    const objects = await ports.openFetched([{ commit: head, ref }]);
    const baseBranch = branch === undefined ? {} : { baseBranch: branch };
    const isBefore = before !== undefined && (await objects.fetch([{ commit: before }])).length === 0;
    if (branch === defaultBranch) {
        const base = isBefore ? before : head;
        return { objects, request: { base, head, ...baseBranch, mergeBase: base } };
    }
    const base = await tipOf(defaultBranch, ports);
    await objects.fetch([{ commit: base, ref: `refs/heads/${defaultBranch}` }]);
    const start = isBefore ? { mergeBase: before } : await namedMergeBase(objects, { base, head }, ports);
    return { objects, request: { base, head, ...baseBranch, ...start } };
}
/** Empty when GitHub does not name it, or does not serve it: history is fetched instead, until it is in it. */
async function namedMergeBase(objects, { base, head }, { gitHub, log }) {
    try {
        const mergeBase = await gitHub.mergeBase(base, head);
        return (await objects.fetch([{ commit: mergeBase }])).length === 0 ? { mergeBase } : {};
    }
    catch (error) {
        if (!(error instanceof lib_ports/* GitHubRefusal */.k))
            throw error;
        log.warn(`GitHub did not name the merge base, so history is fetched until it is there: ${error.message}`);
        return {};
    }
}
async function tipOf(branch, { gitHub }) {
    try {
        return await gitHub.branchTip(branch);
    }
    catch (error) {
        if (!(error instanceof lib_ports/* GitHubRefusal */.k))
            throw error;
        throw new lib_errors/* ExternalError */.yA("github-failed", `The tip of the default branch ${(0,untrusted/* oneLine */.TN)(branch, 200)}, where the policy is, could not be read: ${error.message}`, { fix: "Give the job `permissions: contents: read`, and run it again when GitHub is well.", cause: error });
    }
}

;// CONCATENATED MODULE: ./lib/commands/review-model.js
/** Claude's part of the main job: who is asked, what is sent, what came of it. Composes; decides nothing itself. */


/**
 * Who is asked, before anything is scanned.
 * @throws ConfigurationError `flag-invalid`: the command provider without a program; `tls-unverified`
 * @throws ExternalError `read-failed`: the installation is damaged
 */
async function chooseModel({ settings, request, context, policy, dryRun }, { files }) {
    const { modelCommand, baseUrl } = request;
    const { anthropicApiKey: apiKey, tlsUnverified } = context.environment;
    const resolved = resolveProvider(settings, policy.policy, { apiKey, modelCommand, dryRun, tlsUnverified });
    if ("nobody" in resolved)
        return resolved;
    const models = await readModels({ files, folder: context.prompts });
    if (resolved.provider === "command")
        return { spec: resolved, prices: undefined, models };
    const model = settings.model ?? models.default.model;
    const effort = settings.effort ?? models.default.effort;
    const gateway = baseUrl === undefined ? {} : { baseUrl };
    const spec = { ...resolved, model, effort, models: Object.keys(models.models), ...gateway };
    return { spec, prices: pricesOf(model, models), models };
}
/** Sentences about the model that was chosen; none about a local program. */
function modelNotes(asker, { clock }) {
    if (!("spec" in asker) || asker.spec.provider === "command")
        return [];
    return retirementNotes(asker.spec.model, asker.models, clock.now());
}
/** Coverage when nobody is asked: the same exclusions, by the same rules. */
async function unasked({ change, policy }, { nobody }, { objects }) {
    return cover(change, await planExclusions(change, { policy: policy.policy, objects }), nobody);
}
async function prepareQuestions({ change, policy, context }, { chosen, findings }, { objects, files }) {
    const folder = { files, folder: context.prompts };
    const [review, verify] = await Promise.all([reviewPrompt(folder), verifyPrompt(folder)]);
    const { inputTokens, maxTokens } = chosen.models.default;
    const job = {
        change,
        policy: policy.policy,
        findings,
        prompt: review,
        limits: { inputTokens, maxTokens },
        nonce: (0,external_node_crypto_.randomBytes)(16).toString("hex"),
    };
    return { prepared: await prepare(job, { objects, redactor: context.redactor }), verify };
}
async function askModel({ change, settings, context }, { chosen, findings, questions }, { objects, log, createModel }) {
    const { prices, spec } = chosen;
    // A local program has no price list: what it costs is its owner's affair.
    const maxCostUsd = spec.provider === "command" ? "unlimited" : settings.maxCostUsd;
    const model = withBudget(createModel(spec, context.redactor), { maxCostUsd, prices });
    const progress = (done, known) => {
        log.info(`review: ${String(done)} of ${String(known)} questions settled`);
    };
    const { prepared, verify } = questions;
    return reviewChange({ change, findings }, {
        prepared,
        asker: { model, prices, verifyPrompt: verify, progress },
        ports: { objects, redactor: context.redactor },
    });
}

;// CONCATENATED MODULE: ./lib/commands/review-policy.js
/** What the policy and the flags mean for the stages of one review. Pure. */


function scannersFor({ request, settings, context, policy, change, sarifFolder }, { dependencyGraph }) {
    const watch = { change, policyPath: request.policy.path, ignoredInputs: settings.ignored, version: context.version };
    const foreign = request.sarifFiles.length > 0 ? [sarifFiles(request.sarifFiles, sarifFolder)] : [];
    const wanted = policy.policy.licenses;
    const licensed = wanted === undefined ? [] : [licenses({ policy: wanted, version: context.version })];
    return selectScanners(settings.scanners, {
        own: [policyChange(watch), ...licensed, ...foreign],
        inWorkflow: dependencyGraph !== undefined,
    });
}
function threatThresholds(policy) {
    return new Map((policy.threats ?? []).flatMap((threat) => threat["fail-on"] === undefined ? [] : [[threat.id, threat["fail-on"]]]));
}
/** Sentences about settings: looser inputs that were ignored, threats that no check looks for. */
function policyNotes({ settings, policy }, report) {
    const unlisted = report.runs
        .filter((run) => run.state.status === "completed" && run.rules === undefined)
        .map((run) => run.scanner);
    const threats = uncheckedThreats(policy.policy, { rules: run_rulesOf(report), unlisted });
    return [
        ...settings.ignored.map((input) => `Ignored input: ${input}.`),
        ...threats.map((threat) => `Threat ${threat.id} (${threat.title}) has no check: no rule that ran covers it.`),
        ...report.runs.flatMap((run) => run.notes ?? []),
    ];
}

;// CONCATENATED MODULE: ./lib/commands/job.js
/** One review from its change to its verdict, wherever it runs. Composes the stages in order; every decision is in a stage. */







async function job_judge(job, asker, ports) {
    const { change, settings } = job;
    const why = nothingBecause(job);
    if (why !== undefined) {
        const nothing = { scan: { runs: [] }, findings: [], coverage: [] };
        return { ...nothing, verdict: nothingToReview(why, settings), notes: policyNotes(job, nothing.scan) };
    }
    const commits = `${change.mergeBase.slice(0, 12)}..${change.head.slice(0, 12)}`;
    ports.log.info(`${(0,lib_words/* count */.U9)(change.files.length, "changed file")}, ${commits}`);
    const { report, found, notes } = await scanned(job, ports);
    const model = "spec" in asker ? await job_asked(job, { chosen: asker, findings: found }, ports) : undefined;
    const coverage = "spec" in asker ? (model?.coverage ?? []) : await unasked(job, asker, ports);
    const findings = mergeTools([...found, ...(await job_placed(job, model, ports))]);
    const wholly = change.files.length === 0 ? [NOTHING_CHANGED] : [];
    return {
        scan: report,
        findings,
        coverage,
        verdict: decided(job, { report, findings, coverage }),
        notes: [...wholly, ...policyNotes(job, report), ...notes, ...modelNotes(asker, ports), ...(model?.notes ?? [])],
        ...(model === undefined ? {} : { model: modelPart(model) }),
    };
}
/** L5: a branch that is compared with itself passes whatever is in it. */
const NOTHING_CHANGED = "No earlier commit is known for this run, so nothing counts as changed: findings in the tree do not gate.";
function nothingBecause({ change, policy, scope }) {
    if (change.files.length === 0 && scope === "change")
        return "base and head hold the same files";
    if (!branchInScope(policy.policy, change.baseBranch))
        return `the branch ${change.baseBranch ?? ""} is not in scope.branches of the policy`;
    return undefined;
}
/** Scanners' findings, and where each stands in the change. */
async function scanned(job, ports) {
    const given = job.scope === "tree" ? await wholeTree(job.change, ports.objects) : job.change;
    const { policy } = job.policy;
    const ownRules = await readOwnRules(policy.semgrep?.config, { base: job.change.base, objects: ports.objects });
    const target = await exportHead(given, ports);
    const scanners = scannersFor(job, ports);
    const report = await scan({ scanners, target }, { ...scanPorts(job, ports), ...(ownRules === undefined ? {} : { ownRules }) });
    const findings = report.runs.flatMap((run) => run.findings);
    const notes = unreadPrograms(job.change, scanners.map(({ scanner }) => scanner), report);
    return { report, found: mergeTools(triage(findings, given, policy)), notes };
}
function scanPorts({ context, policy }, ports) {
    const { redact, detector } = context.redactor;
    return { ...ports, rules: context.rules, policy: policy.policy, redact, detector };
}
async function job_asked(job, about, ports) {
    const questions = await prepareQuestions(job, about, ports);
    return askModel(job, { ...about, questions }, ports);
}
/** Claude's findings meet head like everybody else's: identity, snippet, disposition. */
async function job_placed(job, model, ports) {
    if (model === undefined || model.findings.length === 0)
        return [];
    const [findings = []] = await identify([model.findings], job.change, scanPorts(job, ports));
    return triage(findings, job.change, job.policy.policy);
}
function modelPart({ rejected, opinions, account }) {
    return { rejected, opinions, account };
}
function decided({ change, policy, settings }, { report, findings, coverage, }) {
    const generated = matcher(policy.policy.scope?.generated);
    const inScope = pathScope(policy.policy);
    const gaps = policyGaps(report, change, (uri) => generated(uri) || !inScope(uri));
    return decide({ findings, coverage, runs: report.runs, gaps, threatFailOn: threatThresholds(policy.policy) }, settings);
}

;// CONCATENATED MODULE: ./lib/commands/review-inputs.js




/** Where a default branch hides, most telling first. */
const DEFAULT_BRANCHES = ["refs/remotes/origin/HEAD", "refs/heads/main", "refs/heads/master"];
/** Names become commits once, so that policy, diff and ledger speak of the same ones though a branch moves meanwhile. */
async function resolveCommits(request, objects) {
    const named = request.base ?? (await defaultBranch(objects));
    const baseBranch = await branchName(named, objects);
    // What is not a commit stays a name: readChange says which one, and what is near it.
    const base = (await objects.commit(named)) ?? named;
    const head = (await objects.commit(request.head)) ?? request.head;
    return { base, head, ...(baseBranch === undefined ? {} : { baseBranch }) };
}
async function defaultBranch(objects) {
    for (const ref of DEFAULT_BRANCHES)
        if ((await objects.commit(ref)) !== undefined)
            return ref;
    throw new lib_errors/* ConfigurationError */.j1("commit-not-found", "The repository names no default branch: there is no origin/HEAD, main or master.", "Say what the change goes into with --base.");
}
/** The branch that a ref names, as the policy's scope.branches spells it; undefined for a commit, a tag, `HEAD~1`. */
async function branchName(ref, objects) {
    const name = ref.replace(/^refs\/(?:heads|remotes)\//u, "").replace(/^origin\//u, "");
    for (const full of [`refs/heads/${name}`, `refs/remotes/origin/${name}`])
        if ((await objects.commit(full)) !== undefined)
            return name;
    return undefined;
}
/** Policy at the tip of the base, never the merge base, which the author chooses (L6). */
async function readPolicy(request, at) {
    const { path, chosen } = request.policy;
    const commit = await at.objects.commit(at.base);
    // readChange says which ref is wrong, better than this could.
    const bytes = commit === undefined ? undefined : await at.objects.fileAt(commit, path);
    const where = `${(0,untrusted/* oneLine */.TN)(path)} at ${(commit ?? at.base).slice(0, 12)}`;
    if (bytes === undefined) {
        if (commit !== undefined && (await at.objects.modeAt(commit, path)) !== undefined)
            throw new lib_errors/* ConfigurationError */.j1("policy-unreadable", `The policy file ${where} is not a regular file.`, "Commit the file itself to the base branch: links are not followed.");
        if (chosen && commit !== undefined)
            throw new lib_errors/* ConfigurationError */.j1("policy-unreadable", `There is no policy file ${where}.`, "Commit it to the base branch, or leave --policy out for the defaults.");
        return { policy: lib_policy.DEFAULT_POLICY, source: "defaults (no policy file at base)", sha256: (0,lib_ledger/* sha256 */.sc)("") };
    }
    return { policy: (0,lib_policy.parsePolicy)(utf8(bytes, where), where), source: where, sha256: (0,lib_ledger/* sha256 */.sc)(bytes) };
}
function utf8(bytes, where) {
    try {
        return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    }
    catch {
        throw new lib_errors/* ConfigurationError */.j1("policy-unreadable", `The policy file ${where} is not UTF-8 text.`, "Save it as UTF-8 on the base branch.");
    }
}

;// CONCATENATED MODULE: ./lib/commands/review-output.js





/** Everything that a finished review writes and prints, decided before any of it is done (L7). */
function plannedEffects(review, { request, context, code, finishedAt }) {
    const { environment } = context;
    const files = runFiles(request.runDir ?? runFolder(environment.state, review));
    const sarif = toSarif(review);
    const noted = { ...review, notes: [...review.notes, ...sarif.notes] };
    const inputs = inputsOnRecord(request, context);
    const ledger = (0,lib_ledger/* segmentOf */.dJ)([
        ...(0,lib_ledger/* reviewFacts */.SA)(noted, { inputs, finishedAt, files: { "review.sarif": sarif.text } }),
        (0,lib_ledger/* runFinished */.ui)(finishedAt),
    ]);
    const options = { files, ledgerRoot: ledger.root, exitCode: code };
    const texts = {
        sarif: sarif.text,
        report: render(noted, "html", options),
        summary: render(noted, "markdown", options),
        ledger: ledger.text,
    };
    const terminal = { width: environment.columns, colour: environment.colour && request.output === undefined };
    const result = {
        sarif: () => texts.sarif,
        html: () => texts.report,
        markdown: () => texts.summary,
        json: () => render(noted, "json", options),
        text: () => render(noted, "text", { ...options, ...terminal }),
    };
    const text = result[request.format]();
    return plan({ files, texts, result: { text, ...(request.output === undefined ? {} : { output: request.output }) } });
}
/** Sorted by time, and by head among runs of the same second; never inside the reviewed repository. */
function runFolder(state, { startedAt, change }) {
    return (0,external_node_path_.join)(state, "runs", `${startedAt.replace(/[:.]/gu, "-")}-${change.head.slice(0, 12)}`);
}
/** Inputs are names and numbers, but a person can paste anything into them. */
function inputsOnRecord(request, context) {
    const text = (value) => context.redactor.redact(value);
    const { base, head, format } = request;
    return {
        base: base === undefined ? null : text(base),
        head: text(head),
        ...optionsOnRecord(request, context),
        format,
    };
}
function optionsOnRecord({ policy, choices, sarifFiles, baseUrl, modelCommand }, { redactor }) {
    const text = (value) => redactor.redact(value);
    return {
        policy: text(policy.path),
        failOn: choices.failOn ?? null,
        onIncomplete: choices.onIncomplete ?? null,
        scanners: choices.scanners === undefined
            ? null
            : Array.isArray(choices.scanners)
                ? choices.scanners.map(text)
                : String(choices.scanners),
        sarifFiles: sarifFiles.map(text),
        provider: choices.provider ?? null,
        model: choices.model === undefined ? null : text(choices.model),
        effort: choices.effort ?? null,
        maxCostUsd: choices.maxCostUsd ?? null,
        comments: choices.comments ?? null,
        evidence: choices.evidence ?? null,
        baseUrl: baseUrl === undefined ? null : text(baseUrl),
        modelCommand: modelCommand === undefined ? null : text(modelCommand),
    };
}
/** What `--dry-run` prints. */
function dryRunText({ request, change }, of) {
    const format = request.format === "json" ? "json" : "text";
    if ("coverage" in of)
        return renderDryRun({ questions: [], estimates: [], notes: ["Nothing would be asked."], coverage: of.coverage }, format);
    const { questions, settled } = of.prepared;
    const estimates = questions.map((question) => {
        const worst = worstCaseOf(question, of.prices);
        const tokens = { question: question.name, inputTokens: inputTokensOf(question), maxTokens: question.maxTokens };
        return worst === undefined ? tokens : { ...tokens, worstCostUsd: worst };
    });
    const asked = new Set(questions.flatMap(({ hunks }) => hunks));
    const coverage = cover(change, settled, { state: "failed", reason: "not asked" }).filter(({ hunk }) => !asked.has(hunk));
    return renderDryRun({ questions, estimates, notes: ["Nothing was sent."], coverage }, format);
}

;// CONCATENATED MODULE: ./lib/commands/action-review.js
/** `review` in a workflow job: the commits that the event names, the result on GitHub. */















/**
 * Answers the exit code.
 * @throws ConfigurationError, ExternalError: what stops it before there is a verdict
 */
async function actionReview(request, context, given) {
    const { run, subject } = request;
    const startedAt = given.clock.now();
    const gitHub = given.gitHub(run);
    const { objects, request: commits } = await fetchChange(subject, {
        log: given.log,
        gitHub,
        openFetched: (wanted) => given.openFetched(run, wanted),
    });
    const ports = { ...given, gitHub, dependencyGraph: gitHub, objects, runner: given.runner(run) };
    const policy = await readPolicy(request, { objects, base: commits.base });
    context.redactor.adopt((0,redaction.createDetector)(policy.policy.redaction));
    const settings = resolveSettings(request.choices, policy.policy);
    const job = {
        request,
        context,
        policy,
        settings,
        change: await readChange(commits, objects),
        // Nobody is told of the rest of a branch when nothing is uploaded.
        scope: request.uploadSarif === "never" ? "change" : scopeOf(subject),
        sarifFolder: run.workspace,
        dryRun: false,
    };
    const judged = await job_judge(job, await chooseModel(job, ports), ports);
    const { documents, notes } = await documentsFor({ ...job, judged }, gitHub);
    const isolation = given.isolation();
    const finishedAt = given.clock.now();
    const whole = {
        change: job.change,
        ...judged,
        notes: [...judged.notes, ...notes, isolation.statement],
        policy: { source: policy.source, sha256: policy.sha256 },
        isolation,
        startedAt: startedAt.toISOString(),
        seconds: (finishedAt.getTime() - startedAt.getTime()) / 1000,
        version: context.version,
    };
    // The last redaction (L1, L2): files, GitHub and the ledger see nothing else.
    const review = redactReview(whole, context.redactor.redact);
    const noted = { ...review, notes: [...review.notes, ...toSarif(review).notes] };
    const decided = decidedOf(noted, { request, settings, context, documents, at: finishedAt.toISOString() });
    return conclude(decided, request, ports);
}
/** What the evidence says about dependencies, where a change has touched them and evidence is kept. */
async function documentsFor({ change, policy, settings, context, judged }, gitHub) {
    const wanted = settings.evidence !== "none" && judged.scan.runs.length > 0 && (0,lib_dependencies/* changesManifests */.kf)(change);
    if (!wanted)
        return { documents: {}, notes: [] };
    return (0,lib_dependencies/* readDocuments */.r9)({ change, policy: policy.policy.licenses }, { gitHub, redact: context.redactor.redact });
}
function decidedOf(review, { request, settings, context, documents, at, }) {
    const { run, subject, uploadSarif } = request;
    const { owner, repo, runId, runAttempt } = run;
    const content = {
        run: { owner, repo, runId, runAttempt },
        subject,
        review,
        comments: settings.comments,
        uploadSarif,
        evidence: settings.evidence,
        documents,
        exitCode: exitCode(review.verdict.outcome, settings),
    };
    const inputs = { ...optionsOnRecord(request, context), ...runOnRecord(request) };
    const ledger = (0,lib_ledger/* segmentOf */.dJ)([
        ...(0,lib_ledger/* reviewFacts */.SA)(review, { inputs, finishedAt: at, files: { "review.sarif": toSarif(review).text, ...documents } }),
        (0,lib_ledger/* publishPlanned */.iB)(contentSha256(content), at),
        (0,lib_ledger/* runFinished */.ui)(at),
    ]);
    return { content, ledger, folder: action_review_runFolder(context.environment.state, content.run, ledger) };
}
/** Below RUNNER_TEMP, which the runner empties between jobs; a job may hold this action more than once, each with its own ledger. */
function action_review_runFolder(state, { runId, runAttempt }, { root }) {
    return (0,external_node_path_.join)(state, `${runId}-${String(runAttempt)}-${root.slice(0, 12)}`);
}
/** The runner's own words about the run; what a ref is called may be anybody's, so its digest stands for it. */
function runOnRecord({ run, subject, uploadSarif, publish: publishes }) {
    const { owner, repo, runId, runAttempt, event } = run;
    return {
        repository: `${owner}/${repo}`,
        runId,
        runAttempt,
        event,
        ...(run.workflowRef !== undefined && { workflowSha256: (0,lib_ledger/* sha256 */.sc)(run.workflowRef) }),
        subject: subject.kind,
        ...(subject.kind === "pullRequest" && { pullRequest: subject.number, fork: subject.fork }),
        uploadSarif,
        publish: publishes,
    };
}
/** Evidence first, then GitHub; what could not be delivered is worse than a pass and no worse than any other verdict. */
async function conclude(decided, { run, publish: publishes }, ports) {
    const errors = [...(await writeEvidence(decided, ports))];
    let planFile;
    if (!publishes) {
        planFile = (0,external_node_path_.join)(decided.folder, "plan.json");
        const text = planText(decided.content, decided.ledger);
        errors.push(...(await apply([{ kind: "writeFile", path: planFile, text }], ports)));
    }
    const published = await publish(decided, { run, ...(planFile !== undefined && { planFile }) }, ports);
    return concluded(decided, { ...published, errors: [...errors, ...published.errors] }, ports);
}
function concluded({ content: { exitCode: code } }, { errors, deliveries }, { log }) {
    for (const error of errors)
        log.warn(error instanceof Error ? error.message : String(error));
    for (const { feature, status, detail } of deliveries)
        if (status === "done")
            log.info(`${feature}: ${detail}`);
        else
            log.warn(`${feature} ${status}: ${detail}`);
    const undelivered = errors.length > 0 || deliveries.some(({ status }) => status === "failed");
    return code === 0 && undelivered ? 3 : code;
}

;// CONCATENATED MODULE: ./lib/commands/action-publish.js
/** `publish/action.yml`: applies the plan of the job that reviewed. Nothing in it is believed that this job can ask for itself. */




/**
 * Answers the exit code of the verdict that it published.
 * @throws ConfigurationError `plan-invalid`, `file-not-found`
 */
async function actionPublish(request, context, given) {
    const { run, subject, planFile, ledgerRoot } = request;
    const bytes = await given.files.read(planFile);
    if (bytes === undefined)
        throw new lib_errors/* ConfigurationError */.j1("plan-invalid", "There is no plan file at that path.", "Download the artifact with the review job's plan before this step, and give plan-file its path.");
    const { content, ledger } = readPlan(bytes, {
        run,
        subject,
        ...(ledgerRoot !== undefined && { ledgerRoot }),
    });
    // Escaped again by every output; redacted again because this job may hold secrets that the other did not.
    const review = redactReview(content.review, context.redactor.redact);
    const documents = Object.fromEntries(Object.entries(content.documents ?? {}).map(([name, text]) => [name, context.redactor.redact(text)]));
    const decided = {
        content: { ...content, review, documents },
        ledger,
        folder: action_review_runFolder(context.environment.state, { ...content.run, runAttempt: run.runAttempt }, ledger),
    };
    const ports = { ...given, gitHub: given.gitHub(run), runner: given.runner(run) };
    const errors = await writeEvidence(decided, ports);
    const published = await publish(decided, { run }, ports);
    return concluded(decided, { ...published, errors: [...errors, ...published.errors] }, ports);
}

;// CONCATENATED MODULE: ./lib/commands/review.js
/** `review` in a terminal: the commits that flags name, the result on stdout, files in a folder. */









/**
 * Answers the exit code.
 * @throws ConfigurationError, ExternalError: what stops it before there is a verdict
 */
async function review_review(request, context, given) {
    const startedAt = given.clock.now();
    const ports = { ...given, objects: await given.openObjects(request.repo) };
    const commits = await resolveCommits(request, ports.objects);
    const policy = await readPolicy(request, { objects: ports.objects, base: commits.base });
    context.redactor.adopt((0,redaction.createDetector)(policy.policy.redaction));
    const settings = resolveSettings(request.choices, policy.policy);
    const change = await readChange(commits, ports.objects);
    const { dryRun, repo } = request;
    const job = { request, context, policy, settings, change, scope: "change", sarifFolder: repo, dryRun };
    const asker = await chooseModel(job, ports);
    if (dryRun) {
        await ports.print(await dryRunOf(job, { request, asker }, ports));
        return 0;
    }
    const judged = await job_judge(job, asker, ports);
    const finishedAt = ports.clock.now();
    const whole = {
        change,
        ...judged,
        policy: { source: policy.source, sha256: policy.sha256 },
        startedAt: startedAt.toISOString(),
        seconds: (finishedAt.getTime() - startedAt.getTime()) / 1000,
        version: context.version,
    };
    // The last redaction (L1, L2): outputs, files and ledger see nothing else.
    const result = redactReview(whole, context.redactor.redact);
    const code = exitCode(result.verdict.outcome, settings);
    const errors = await apply(plannedEffects(result, { request, context, code, finishedAt: finishedAt.toISOString() }), ports);
    // What failed may quote what it was given.
    for (const error of errors)
        ports.log.warn(context.redactor.redact(error instanceof Error ? error.message : String(error)));
    // The gate's own codes are worse news than a verdict that could not be delivered (design: 4, 2, 1, 5, 3).
    return code === 0 && errors.length > 0 ? 3 : code;
}
/** The exact questions, and nothing of them sent: scanners run, because their findings go with the code. */
async function dryRunOf(job, { request, asker }, ports) {
    const about = { request, change: job.change };
    if (!("spec" in asker))
        return dryRunText(about, { coverage: await unasked(job, asker, ports) });
    const { found } = await scanned(job, ports);
    const { prepared } = await prepareQuestions(job, { chosen: asker, findings: found }, ports);
    return dryRunText(about, { prepared, prices: asker.prices });
}

;// CONCATENATED MODULE: ./lib/commands/verify.js



/** Checks a ledger file. Exit 0 when it holds, 1 when it does not. */
async function verify(request, ports) {
    const bytes = await ports.files.read(request.file);
    if (bytes === undefined)
        throw new lib_errors/* ConfigurationError */.j1("file-not-found", `There is no file ${(0,untrusted/* oneLine */.TN)(request.file)}.`, "Give the path of a ledger, as the review printed it.");
    const result = (0,lib_ledger/* verifySegment */.Rs)(new TextDecoder().decode(bytes), request.root);
    await ports.print(request.json ? `${JSON.stringify(result)}\n` : verify_sentences(result, request));
    return result.valid ? 0 : 1;
}
function verify_sentences(result, { file, root }) {
    if (!result.valid)
        return `NOT VALID: ${(0,untrusted/* oneLine */.TN)(file)}, line ${String(result.line)}: ${result.problem}\n`;
    const compared = root === undefined
        ? "Compare the root with the one that the run published (--root): a chain alone cannot show that all of it was rewritten."
        : "The root is the one you gave.";
    return `valid: ${String(result.entries)} entries, root ${result.root}\n${compared}\n`;
}

;// CONCATENATED MODULE: ./lib/run.js
/** Request → exit code. The entries hold the only last-resort catches: below them, catch only what you can name. */




/** `redact` has an entry of its own, which loads less. */
async function run(request, context, ports) {
    switch (request.command) {
        case "help":
            await ports.print(request.text);
            return 0;
        case "version":
            await ports.print(`${context.version}\n`);
            return 0;
        case "verify":
            return verify(request, ports);
        case "review":
            return review_review(request, context, ports);
        case "actionReview":
            return actionReview(request, context, ports);
        case "actionPublish":
            return actionPublish(request, context, ports);
    }
}

;// CONCATENATED MODULE: ./lib/start.js
/** The entry of everything that reviews. */








async function start(given) {
    const interrupt = new AbortController();
    // Once: the first Ctrl-C stops the scanners and keeps what was found, the second one ends the program.
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"])
        process.once(name, () => interrupt.abort());
    // Before there is a context: a token pasted in the wrong place must not be echoed.
    let redact = (text) => (0,secrets/* createRedactor */.lY)().redact(text);
    try {
        const { argv, variables } = isolate({ argv: given, variables: (0,lib_variables/* readVariables */.Ch)() });
        const { request, environment } = await readInputs(argv, reading, variables);
        announce(environment);
        const context = await readContext(environment);
        redact = (text) => context.redactor.redact(text);
        const temporary = await temporaryFolder(environment.temporary);
        try {
            const { signal } = interrupt;
            const untrusted = [
                ...("repo" in request ? [request.repo] : []),
                ...("run" in request ? [request.run.workspace] : []),
            ];
            const ports = createPorts(environment, {
                temporary: temporary.path,
                signal,
                version: context.version,
                untrusted,
            });
            // `main.ts` has another entry for it.
            if (request.command === "redact")
                throw new Error("redact has no business here");
            process.exitCode = await run(request, context, ports);
        }
        finally {
            await temporary.remove();
        }
    }
    catch (error) {
        process.exitCode = complain((0,explain/* explain */.W)(error, redact));
    }
}


/***/ })

};
