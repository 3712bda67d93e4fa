export const id = 806;
export const ids = [806,340];
export const modules = {

/***/ 82425:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  IB: () => (/* reexport */ LICENSE_RULES),
  Lf: () => (/* reexport */ NOT_ASKED),
  kf: () => (/* reexport */ changesManifests),
  D5: () => (/* reexport */ comparisonGaps),
  U_: () => (/* reexport */ dependencyFindings),
  un: () => (/* reexport */ licenseFindings),
  eq: () => (/* reexport */ licenseMistake),
  $l: () => (/* reexport */ parsePurl),
  G1: () => (/* reexport */ placer),
  gs: () => (/* reexport */ readAdvisories),
  WY: () => (/* reexport */ readComparison),
  r9: () => (/* reexport */ readDocuments),
  Ee: () => (/* reexport */ withoutComparison)
});

// UNUSED EXPORTS: DENIED_RULE, DOCUMENT_NAMES, isNamedBy, licenseJudge, licenseSentence

// EXTERNAL MODULE: ./lib/finding.js
var finding = __webpack_require__(182);
// EXTERNAL MODULE: ./lib/ports.js + 1 modules
var ports = __webpack_require__(92659);
// EXTERNAL MODULE: ./lib/words.js
var words = __webpack_require__(44842);
;// CONCATENATED MODULE: ./lib/dependencies/advisories.js
/** The advisories that a comparison names, each asked for once. What is missing is said; the comparison's own words then stand. */



/** A change that brings more has other problems, and the limit of a workflow's token is 1,000 requests an hour. */
const MOST_ADVISORIES = 50;
const AT_ONCE = 5;
/** Never throws for what GitHub does. */
async function readAdvisories(graph, changes) {
    const all = mostSevereFirst(changes);
    const [byGhsa, failures] = [new Map(), []];
    for (let at = 0; at < Math.min(all.length, MOST_ADVISORIES); at += AT_ONCE) {
        const some = all.slice(at, Math.min(at + AT_ONCE, MOST_ADVISORIES));
        const refused = await Promise.all(some.map(async (ghsa) => {
            try {
                byGhsa.set(ghsa, await graph.advisory(ghsa));
                return undefined;
            }
            catch (error) {
                if (!(error instanceof ports/* GitHubRefusal */.k))
                    throw error;
                failures.push(error.message);
                return error.reason;
            }
        }));
        // Limits and outages hold for the next ones too, and patience is for the whole run.
        if (refused.some((reason) => reason !== undefined && reason !== "notFound"))
            break;
    }
    const lacking = all.length - byGhsa.size;
    if (lacking === 0)
        return { byGhsa, notes: [] };
    const why = failures[0] ?? `This program asks for the ${String(MOST_ADVISORIES)} most severe.`;
    return { byGhsa, notes: [`dependency-review: no details of ${(0,words/* count */.U9)(lacking, "advisory", "advisories")}. ${why}`] };
}
function mostSevereFirst(changes) {
    const known = changes
        .filter(({ change }) => change === "added")
        .flatMap(({ vulnerabilities }) => vulnerabilities)
        .sort((a, b) => (0,finding/* compareSeverity */.zK)(b.severity, a.severity));
    return [...new Set(known.map(({ ghsa }) => ghsa))];
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./lib/dependencies/manifest.js
/** Which files name dependencies, and for which package manager. */

/** docs.github.com, "Dependency graph supported package ecosystems", and what the submission API is commonly used for. */
const ROWS = [
    [/^package\.json$/u, "npm", "manifest"],
    [/^(?:package-lock|npm-shrinkwrap)\.json$/u, "npm", "lock"],
    [/^yarn\.lock$/u, "yarn", "lock"],
    [/^pnpm-lock\.yaml$/u, "pnpm", "lock"],
    [/^bun\.lockb?$/u, "other", "lock"],
    [/^poetry\.lock$/u, "poetry", "lock"],
    [/^uv\.lock$/u, "uv", "lock"],
    [/^pipfile$/u, "pipenv", "manifest"],
    [/^pipfile\.lock$/u, "pipenv", "lock"],
    [/^(?:.*require.*|constraints.*)\.(?:txt|in)$/u, "pip", "manifest"],
    [/^(?:pyproject\.toml|setup\.py|setup\.cfg)$/u, "pip", "manifest"],
    [/^(?:pdm|pylock(?:\..+)?)\.(?:lock|toml)$/u, "pip", "lock"],
    [/^go\.mod$/u, "go", "manifest"],
    [/^go\.(?:work\.)?sum$/u, "go", "lock"],
    [/^cargo\.toml$/u, "cargo", "manifest"],
    [/^cargo\.lock$/u, "cargo", "lock"],
    [/^(?:pom|.+\.pom)\.xml$|\.pom$/u, "maven", "manifest"],
    [/^(?:.+\.)?gradle(?:\.kts)?$|^libs\.versions\.toml$/u, "gradle", "manifest"],
    [/^(?:gradle|buildscript-gradle)\.lockfile$/u, "gradle", "lock"],
    [/^(?:gemfile|gems\.rb)$|\.gemspec$/u, "bundler", "manifest"],
    [/^(?:gemfile\.lock|gems\.locked)$/u, "bundler", "lock"],
    [/^composer\.json$/u, "composer", "manifest"],
    [/^composer\.lock$/u, "composer", "lock"],
    [/\.(?:cs|fs|vb|vcx)proj$|\.nuspec$|^packages\.config$|^directory\.(?:packages|build)\.props$/u, "nuget", "manifest"],
    [/^packages\.lock\.json$/u, "nuget", "lock"],
    [/^action\.ya?ml$/u, "actions", "manifest"],
    [
        /^(?:pubspec\.yaml|package\.swift|podfile|mix\.exs|environment\.ya?ml|build\.sbt|deno\.jsonc?)$/u,
        "other",
        "manifest",
    ],
    [/^(?:pubspec\.lock|package\.resolved|podfile\.lock|mix\.lock|deno\.lock|paket\.lock)$/u, "other", "lock"],
];
/** By its path, in any case; undefined: it names no dependencies. */
function manifestOf(path) {
    const folded = path.toLowerCase();
    if (/(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/u.test(folded))
        return { manager: "actions", role: "manifest" };
    const name = external_node_path_.posix.basename(folded);
    const row = ROWS.find(([pattern]) => pattern.test(name)) ??
        (/(?:^|\/)requirements\/[^/]+\.(?:txt|in)$/u.test(folded) ? [/^/u, "pip", "manifest"] : undefined);
    return row === undefined ? undefined : { manager: row[1], role: row[2] };
}
/** Beside a lock: what says which of its packages are wanted by name. */
const MANIFESTS_OF_LOCK = {
    npm: ["package.json"],
    yarn: ["package.json"],
    pnpm: ["package.json"],
    pipenv: ["Pipfile"],
    poetry: ["pyproject.toml"],
    uv: ["pyproject.toml"],
    pip: ["pyproject.toml"],
    go: ["go.mod"],
    cargo: ["Cargo.toml"],
    gradle: ["build.gradle", "build.gradle.kts"],
    bundler: ["Gemfile", "gems.rb"],
    composer: ["composer.json"],
};
/** Beside a manifest that several managers share: the lock that tells which one is used. */
const LOCKS_BESIDE = {
    "package.json": [
        ["pnpm-lock.yaml", "pnpm"],
        ["yarn.lock", "yarn"],
    ],
    "pyproject.toml": [
        ["uv.lock", "uv"],
        ["poetry.lock", "poetry"],
    ],
};

;// CONCATENATED MODULE: ./lib/dependencies/comparison.js
/** GitHub's comparison of a change's dependencies, asked once for all who want it, and what it means when it does not come. */

const asked = new WeakMap();
/** @throws GitHubRefusal: the same for everybody who asks in this run */
function readComparison(graph, { mergeBase, head }) {
    const known = asked.get(graph) ?? new Map();
    asked.set(graph, known);
    const key = `${mergeBase}...${head}`;
    const answer = known.get(key) ?? graph.dependencyChanges(mergeBase, head);
    known.set(key, answer);
    return answer;
}
/** Whether the change touches a file that names dependencies; of a whole tree only what the push changed counts. */
function changesManifests({ files }) {
    return files.some(({ uri, baseUri = uri, hunks }) => hunks.length > 0 && (manifestOf(uri) !== undefined || manifestOf(baseUri) !== undefined));
}
const NOT_TO_BE_HAD = new Set(["permission", "sso", "notEnabled", "notFound"]);
/** "The API did not answer" is never "no vulnerabilities" (L5). */
function withoutComparison({ reason, message }) {
    return NOT_TO_BE_HAD.has(reason)
        ? { status: "unavailable", reason: `${message} ${ENABLE}` }
        : { status: "failed", reason: `${message} Run again; if it stays so, see https://www.githubstatus.com.` };
}
const ENABLE = "Enable the dependency graph in the repository's settings (a private repository also needs GitHub Code Security) and give the job `contents: read`; or name the scanners to run without it, like `scanners: secrets,semgrep,zizmor,osv-scanner`.";
/** Where there is no workflow job. */
const NOT_ASKED = "Dependencies were not checked: skipped, because GitHub's dependency review is asked in a workflow job only. osv-scanner, when it is on PATH, checks lock files here.";
/** What is in the change and may not be in the comparison. */
function comparisonGaps(change, { snapshotWarnings }) {
    const missing = snapshotWarnings === undefined
        ? []
        : [
            {
                uri: "dependencies",
                concerns: "change",
                reason: `GitHub says: ${snapshotWarnings} The list may lack dependencies. Submit a snapshot for the head of the pull request, before or beside this job, and run again.`,
            },
        ];
    // On a branch the upload's scope is the whole tree: with the findings of one push it would close those of earlier ones.
    const rest = change.files.some(({ hunks }) => hunks.length === 0)
        ? [{ uri: "dependencies that this push left alone", reason: "dependency review compares two commits" }]
        : [];
    return [...missing, ...rest];
}

// EXTERNAL MODULE: ./lib/untrusted.js
var untrusted = __webpack_require__(14169);
// EXTERNAL MODULE: ./lib/dependency.js
var dependency = __webpack_require__(17114);
;// CONCATENATED MODULE: ./lib/dependencies/accepted.js
/** What the policy at base lets pass, why, and until when. */

/** @param ids GHSA and CVE of one vulnerability @param today `2027-01-31`, UTC */
function acceptanceOf(ids, { scope }, { policy, today }) {
    const scopes = policy?.scopes ?? dependency/* DEPENDENCY_SCOPES */.k;
    // Of what nobody knows the scope of, nobody knows that it does not count.
    if (scope !== "unknown" && !scopes.includes(scope))
        return { because: `dependencies.scopes: ${scope} dependencies do not count (${scopes.join(", ")} do)` };
    return allowed(ids, policy?.["allow-advisories"] ?? [], today);
}
function allowed(ids, entries, today) {
    const folded = new Set(ids.map((id) => id.toLowerCase()));
    const ours = entries.filter(({ id }) => folded.has(id.toLowerCase()));
    // Dates of ISO 8601 are in the order of their letters. The last day still counts.
    const valid = ours.find(({ until }) => today <= until);
    if (valid !== undefined)
        return { because: `dependencies.allow-advisories: ${valid.id} until ${valid.until}: ${valid.reason}` };
    const expired = ours
        .map(({ until }) => until)
        .sort()
        .at(-1);
    return expired === undefined ? {} : { expired };
}

// EXTERNAL MODULE: ./node_modules/packageurl-js/index.js
var packageurl_js = __webpack_require__(87091);
;// CONCATENATED MODULE: ./lib/dependencies/purl.js
/** Package URLs (ECMA-427): what the policy names packages by, and what GitHub says of a dependency. */

/** GitHub's word for an ecosystem, as comparison, advisories and registries spell it, and the purl type. */
const TYPES = new Map([
    ["npm", "npm"],
    ["pip", "pypi"],
    ["pypi", "pypi"],
    ["go", "golang"],
    ["gomod", "golang"],
    ["golang", "golang"],
    ["cargo", "cargo"],
    ["rust", "cargo"],
    ["maven", "maven"],
    ["gradle", "maven"],
    ["rubygems", "gem"],
    ["gem", "gem"],
    ["bundler", "gem"],
    ["composer", "composer"],
    ["nuget", "nuget"],
    ["actions", "githubactions"],
    ["githubactions", "githubactions"],
    ["pub", "pub"],
    ["swift", "swift"],
    ["hex", "hex"],
    ["erlang", "hex"],
]);
/** The purl type of an ecosystem; the ecosystem's own name where none is registered. */
function purlType(ecosystem) {
    const folded = ecosystem.toLowerCase();
    return TYPES.get(folded) ?? folded;
}
/** Longer than any registry's names and versions together. */
const LONGEST = 2_000;
/** Undefined: not a package URL. */
function parsePurl(text) {
    if (text.length > LONGEST)
        return undefined;
    try {
        const { type, namespace, name, version } = packageurl_js.PackageURL.fromString(text);
        if (type === undefined || name === undefined)
            return undefined;
        const full = namespace === undefined || namespace === null ? name : `${namespace}/${name}`;
        return { type, name: folded(type, full), ...(version ? { version: unprefixed(version) } : {}) };
    }
    catch {
        return undefined;
    }
}
/** All names by which GitHub's answer tells of the package: a purl that lies does not hide the other. */
function packageNames({ purl, ecosystem, name, version }) {
    const type = purlType(ecosystem);
    const spelled = type === "maven" ? name.replace(":", "/") : name;
    const own = { type, name: folded(type, spelled), version: unprefixed(version) };
    const parsed = purl === undefined ? undefined : parsePurl(purl);
    return parsed === undefined ? [own] : [own, { ...parsed, version: parsed.version ?? own.version }];
}
/** Whether an entry of the policy names this package. */
function isNamedBy(entry, change) {
    return packageNames(change).some(({ type, name, version }) => type === entry.type && name === entry.name && (entry.version === undefined || entry.version === version));
}
/** Two spellings of one package, in ecosystems that do not tell case apart (purl-spec, types; the rest is case-sensitive). */
const FOLDED = new Set("npm pypi golang cargo composer nuget githubactions github pub hex swift".split(" "));
function folded(type, name) {
    const one = type === "pypi" ? name.replace(/[-_.]+/gu, "-") : name;
    return FOLDED.has(type) ? one.toLowerCase() : one;
}
/** `v1.2.3` of Go modules and actions, `=1.2.3` and `==1.2.3` of manifests that pin. */
function unprefixed(version) {
    return version.trim().replace(/^={0,3}\s*v?(?=\d)/u, "");
}

;// CONCATENATED MODULE: ./lib/dependencies/remedy.js
/** The exact command or edit that brings a patched version. Names and versions are hostile: what a shell could read differently is not put into a command. */
/** Each ecosystem's names, without what a shell or an option parser reads differently (`~`, `!`, a first `-`). */
const NAMES = {
    ...remedy_all(["npm", "yarn", "pnpm"], /^(?:@[a-z0-9][\w.-]*\/)?[a-z0-9_][\w.-]*$/iu),
    // PEP 508.
    ...remedy_all(["pip", "pipenv", "poetry", "uv"], /^[a-z0-9](?:[\w.-]*[a-z0-9])?$/iu),
    // https://go.dev/ref/mod#go-mod-file-ident
    go: /^[a-z0-9][\w.-]*\.[\w.-]+(?:\/[\w.-]*\w[\w.-]*)*$/iu,
    cargo: /^[a-z][\w-]*$/iu,
    ...remedy_all(["maven", "gradle"], /^\w[\w.-]*:\w[\w.-]*$/u),
    bundler: /^\w[\w.-]*$/u,
    composer: /^[a-z0-9][\w.-]*\/[a-z0-9][\w.-]*$/iu,
    nuget: /^\w[\w.-]*$/u,
    actions: /^[a-z0-9][\w-]*\/\w[\w.-]*(?:\/\w[\w.-]*)*$/iu,
    other: /(?!)/u,
};
const LONGEST_NAME = 214;
const VERSION = /^v?\d[0-9A-Za-z.+_-]{0,63}$/u;
function remedy_all(names, pattern) {
    return Object.fromEntries(names.map((name) => [name, pattern]));
}
/** One or two sentences. */
function remedyOf(wanted) {
    const { manager, name, patched } = wanted;
    if (patched === undefined)
        return NO_PATCH;
    const fits = VERSION.test(patched) && name.length <= LONGEST_NAME && NAMES[manager].test(name) && !name.includes("..");
    // A name that no registry would take is not repeated as something to type.
    if (!fits)
        return "Raise it to the first patched version or a later one, by hand: this program knows no command for it that is safe to type.";
    return REMEDIES[manager]({ ...wanted, patched: patched.replace(/^v/u, "") });
}
/** docs/playbooks/insecure-dependency.md says more. */
const NO_PATCH = "There is no patched version. Remove it or replace it; until then keep untrusted input away from it: switch off the feature that uses it, isolate the process, limit what it may reach. Open a ticket with an owner and a date, and accept the risk until then in `dependencies.allow-advisories` of the policy.";
const REMEDIES = {
    npm: ({ name, patched, direct, scope }) => direct
        ? run(`npm install ${scope === "development" ? "--save-dev " : ""}${name}@${patched}`)
        : `Add \`"overrides": { "${name}": "${patched}" }\` to package.json, then run \`npm install\`.`,
    yarn: ({ name, patched, direct, scope }) => direct
        ? run(`yarn add ${scope === "development" ? "--dev " : ""}${name}@${patched}`)
        : `Add \`"resolutions": { "${name}": "${patched}" }\` to package.json, then run \`yarn install\`.`,
    pnpm: ({ name, patched, direct, scope }) => direct
        ? run(`pnpm add ${scope === "development" ? "--save-dev " : ""}${name}@${patched}`)
        : `Add \`"${name}": "${patched}"\` to \`overrides\` (in pnpm-workspace.yaml; before pnpm 10 under \`pnpm\` in package.json), then run \`pnpm install\`.`,
    pip: ({ name, patched, direct }) => direct
        ? `Write \`${name}==${patched}\` in its line, then run \`python -m pip install ${name}==${patched}\`.`
        : `Add the line \`${name}==${patched}\` to a constraints file, and install with \`python -m pip install -r requirements.txt -c constraints.txt\`.`,
    pipenv: ({ name, patched, direct }) => run(direct ? `pipenv install ${name}==${patched}` : `pipenv upgrade ${name}==${patched}`),
    poetry: ({ name, patched, direct }) => direct
        ? run(`poetry add ${name}@${patched}`)
        : `Run \`poetry update ${name}\`. If the lock still has an older one, \`poetry add ${name}@${patched}\` makes the version your own.`,
    uv: ({ name, patched, direct }) => direct
        ? run(`uv add ${name}==${patched}`)
        : `Add \`constraint-dependencies = ["${name}==${patched}"]\` under \`[tool.uv]\` in pyproject.toml, then run \`uv lock --upgrade-package ${name}\`.`,
    go: ({ name, patched }) => `Run \`go get ${name}@v${patched}\`, then \`go mod tidy\`.`,
    cargo: ({ name, version, patched, direct }) => {
        const which = VERSION.test(version) && !direct ? `${name}@${version}` : name;
        const update = `\`cargo update -p ${which} --precise ${patched}\``;
        return direct ? `Write \`${name} = "${patched}"\` in Cargo.toml, then run ${update}.` : `Run ${update}.`;
    },
    maven: ({ name, patched, direct }) => {
        const [group = "", artifact = ""] = name.split(":");
        const pin = `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${patched}</version></dependency>`;
        return direct
            ? `Write \`<version>${patched}</version>\` in its \`<dependency>\`, or in the property that it names.`
            : `Add \`${pin}\` to \`<dependencyManagement><dependencies>\` of the POM.`;
    },
    gradle: ({ name, patched, direct }) => direct
        ? `Write the version ${patched}: \`implementation("${name}:${patched}")\`, or in the catalog that names it.`
        : `Add \`constraints { implementation("${name}:${patched}") }\` to \`dependencies\`; with locks, run \`gradle dependencies --write-locks\`.`,
    bundler: ({ name, patched, direct }) => direct
        ? `Write \`gem "${name}", ">= ${patched}"\` in the Gemfile, then run \`bundle update --conservative ${name}\`.`
        : `Run \`bundle update --conservative ${name}\`. If the lock still has an older one, add \`gem "${name}", ">= ${patched}"\` to the Gemfile.`,
    composer: ({ name, patched, direct, scope }) => run(direct
        ? `composer require ${scope === "development" ? "--dev " : ""}${name}:${patched}`
        : `composer update ${name} --with ${name}:${patched}`),
    nuget: ({ name, patched, direct, file }) => {
        if (/^packages\.config$/iu.test(file))
            return run(`nuget update packages.config -Id ${name} -Version ${patched}`);
        if (/^directory\.packages\.props$/iu.test(file))
            return `Write \`<PackageVersion Include="${name}" Version="${patched}" />\` in Directory.Packages.props.`;
        const add = `dotnet add package ${name} --version ${patched}`;
        return direct ? run(add) : `Run \`${add}\`, which makes the version your own, in the project that brings it.`;
    },
    actions: ({ name, patched }) => `Write \`uses: ${name}@<commit> # v${patched}\` with the full commit SHA that the tag of that release names.`,
    other: () => "",
};
function run(command) {
    return `Run \`${command}\`.`;
}

;// CONCATENATED MODULE: ./lib/dependencies/rules.js

const TAGS = ["security", "dependencies"];
const DENIED_RULE = {
    id: "dependency-review/denied",
    name: "DeniedDependency",
    shortDescription: "A package that the policy denies",
    fullDescription: "The change adds a package that `dependencies.deny` of the policy at base names.",
    help: "Somebody decided that this package must not be used here: it is abandoned, was taken over, or has a better replacement. Remove it or use another; whoever owns the policy can change the decision there.",
    severity: "high",
    confidence: "high",
    // Reliance on Insufficiently Trustworthy Component.
    cwe: ["CWE-1357"],
    tags: TAGS,
};
/** Dependency on Vulnerable Third-Party Component: what the change does, beside what is wrong in the component. */
const VULNERABLE_COMPONENT = "CWE-1395";
/** One rule for each advisory, so that a policy's threats can name it. */
function vulnerabilityRule({ ghsa, summary }, advisory, severity) {
    const text = (0,untrusted/* oneLine */.TN)(summary, 300);
    return {
        id: `dependency-review/${ghsa}`,
        name: ghsa,
        shortDescription: text === "" ? ghsa : text,
        fullDescription: `The change adds a version of a package for which ${ghsa} is known${text === "" ? "" : `: ${text}`}`,
        help: "Whoever can reach the vulnerable code of the dependency attacks this program through it. Raise it to a patched version as the finding says; without one, see docs/playbooks/insecure-dependency.md.",
        // The link that GitHub sent may lead anywhere; the id does not (L2).
        helpUri: `https://github.com/advisories/${ghsa}`,
        severity,
        confidence: "high",
        cwe: [...new Set([...(advisory?.cwe ?? []), VULNERABLE_COMPONENT])],
        tags: TAGS,
    };
}

;// CONCATENATED MODULE: ./lib/dependencies/version.js
/** Versions of every ecosystem, compared as far as all of them agree: enough to choose among an advisory's ranges. */

/** Before the release itself: SemVer §11, PEP 440, Maven's ComparableVersion. */
const BEFORE_RELEASE = /^(?:dev|a|alpha|b|beta|c|rc|cr|m|milestone|pre|preview|canary|next|snapshot|nightly|insiders)$/u;
/** The release itself, in Maven's words. */
const RELEASE = /^(?:final|ga|release|jre|jre8|android)$/u;
function partsOf(version) {
    const plain = version
        .trim()
        .toLowerCase()
        .replace(/^[\^~<>=!\s]*v?/u, "")
        .replace(/\+.*$/u, "")
        .slice(0, 200);
    return (plain.match(/\d+|[a-z]+/gu) ?? [])
        .filter((part) => !RELEASE.test(part))
        .map((part) => (/^\d/u.test(part) ? Number(part) : part));
}
/** Negative when `a` is before `b`. */
function compareVersions(a, b) {
    const [left, right] = [partsOf(a), partsOf(b)];
    for (let at = 0; at < Math.max(left.length, right.length); at++) {
        const order = comparePart(left[at], right[at]);
        if (order !== 0)
            return order;
    }
    return 0;
}
function comparePart(a, b) {
    const order = rank(a) - rank(b);
    if (order !== 0 || typeof a !== "string" || typeof b !== "string" || a === b)
        return order;
    // PEP 440: the only one that is not where the alphabet has it.
    if (a === "dev" || b === "dev")
        return a === "dev" ? -1 : 1;
    return a < b ? -1 : 1;
}
/** Nothing is a 0; a word is before it or, like `post` and `sp`, just after it. */
function rank(part) {
    if (part === undefined)
        return 0;
    if (typeof part === "number")
        return part;
    return BEFORE_RELEASE.test(part) ? -0.5 : 0.5;
}
/** `>= 1.0, < 1.2.3`, as GitHub's advisories write it. Undefined: not of that form. */
function isInRange(version, range) {
    const bounds = range.split(",").map((bound) => /^\s*(?<sign>[<>]=?|=)\s*(?<at>\S+)\s*$/u.exec(bound)?.groups);
    if (bounds.some((bound) => bound === undefined))
        return undefined;
    return bounds.every((bound) => {
        const order = compareVersions(version, bound?.["at"] ?? "");
        switch (bound?.["sign"]) {
            case "<":
                return order < 0;
            case "<=":
                return order <= 0;
            case ">":
                return order > 0;
            case ">=":
                return order >= 0;
            default:
                return order === 0;
        }
    });
}
/** The first version that is not affected, on this version's own line where the advisory has lines. Undefined: none known. */
function patchedVersion(advisory, change) {
    const names = packageNames(change);
    const ours = advisory.affected.filter(({ ecosystem, name }) => isOf({ ecosystem, name }, names));
    const hit = ours.filter(({ range }) => isInRange(change.version, range) === true);
    if (hit.length > 0) {
        // Affected twice: only what mends both will do, and a range without a patch mends nothing.
        const patches = hit.map(({ patched }) => patched);
        return patches.includes(undefined)
            ? undefined
            : patches
                .filter((one) => one !== undefined)
                .sort(compareVersions)
                .at(-1);
    }
    const later = ours.flatMap(({ patched }) => patched ?? []).filter((one) => compareVersions(one, change.version) > 0);
    return later.sort(compareVersions)[0];
}
function isOf(affected, names) {
    const [own] = packageNames({ ...affected, ...NOBODY });
    return names.some(({ type, name }) => type === purlType(affected.ecosystem) && name === own?.name);
}
const NOBODY = { change: "added", manifest: "", version: "", scope: "unknown", vulnerabilities: [] };

;// CONCATENATED MODULE: ./lib/dependencies/findings.js
/** A comparison of dependencies becomes findings: one for each vulnerable package and advisory, one for each denied package. */







async function dependencyFindings({ changes }, context) {
    const before = removedVulnerabilities(changes);
    const [found, rules] = [new Map(), new Map()];
    for (const change of changes) {
        if (change.change !== "added")
            continue;
        const denied = denyingEntry(change, context.policy?.deny);
        if (denied === undefined && change.vulnerabilities.length === 0)
            continue;
        const at = { change, placement: await context.place(change), context };
        const findings = [
            ...(denied === undefined ? [] : [deniedFinding(denied, at)]),
            ...change.vulnerabilities.map((known) => vulnerabilityFinding(known, { ...at, rules, before })),
        ];
        for (const finding of findings) {
            // A manifest and its lock both tell of it, and the place is one. What the one accepts or had before, the other may not.
            const key = JSON.stringify([finding.rule.id, change.name, change.version, finding.location ?? change.manifest]);
            const known = found.get(key);
            if (known === undefined || (!gates(known) && gates(finding)))
                found.set(key, finding);
        }
    }
    return [...found.values()];
}
function gates({ accepted, baselineState }) {
    return accepted === undefined && baselineState === "new";
}
function denyingEntry(change, deny = []) {
    return deny.find((text) => {
        const entry = parsePurl(text);
        return entry !== undefined && isNamedBy(entry, change);
    });
}
function deniedFinding(entry, at) {
    return findings_finding(DENIED_RULE, at, {
        message: `${shown(at)} is denied by the policy (\`${(0,untrusted/* oneLine */.TN)(entry, 200)}\` in dependencies.deny). Remove it, or use another package.`,
        severity: DENIED_RULE.severity,
    });
}
function vulnerabilityFinding(known, at) {
    const { change, context, rules, before } = at;
    const advisory = context.advisories.get(known.ghsa);
    const severity = severityOf(known, advisory);
    const rule = rules.get(known.ghsa) ?? vulnerabilityRule(known, advisory, severity);
    rules.set(known.ghsa, rule);
    const ids = [known.ghsa, ...(advisory?.cve === undefined ? [] : [advisory.cve])];
    const { because, expired } = acceptanceOf(ids, change, context);
    const unchanged = keysOf(change, known).some((key) => before.has(key));
    const words = [
        `${shown(at)} has a known vulnerability: ${(0,untrusted/* oneLine */.TN)(known.summary, 300)} (${[...ids, ...scoreOf(advisory)].join(", ")}).`,
        ...(advisory?.withdrawn === true ? ["The advisory was withdrawn."] : []),
        ...(unchanged ? ["The version that the change replaces has it too."] : []),
        ...remedy(at, advisory),
        ...(expired === undefined ? [] : [`The policy accepted it until ${expired}; that has expired.`]),
    ];
    return {
        ...findings_finding(rule, at, { message: words.join(" "), severity }),
        baselineState: unchanged ? "unchanged" : "new",
        ...(because === undefined ? {} : { accepted: because }),
    };
}
/** L5: a manifest that is no file of head has no line, and what it brings gates all the same. */
function findings_finding(rule, { change, placement: { location }, context }, { message, severity }) {
    return {
        rule,
        source: context.source,
        message: location === undefined ? `${message} It is named in ${(0,untrusted/* oneLine */.TN)(change.manifest, 300)}.` : message,
        severity,
        confidence: rule.confidence,
        relatedLocations: [],
        // GitHub compared base and head: a lock's line may be as it was, and its package new all the same.
        baselineState: "new",
        ...(location === undefined
            ? { concerns: "change", identity: { uri: change.manifest, lineText: `${change.name}@${change.version}` } }
            : { location }),
    };
}
function shown({ change, placement: { direct, manager } }) {
    const version = (0,untrusted/* oneLine */.TN)(change.version, 100);
    const name = (0,untrusted/* oneLine */.TN)(change.name, 200);
    const scope = change.scope === "development" ? ", a development dependency" : "";
    const through = direct || manager === "other" ? "" : ", which another dependency brings";
    return `${name}${version === "" ? "" : ` ${version}`}${scope}${through}${scope + through === "" ? "" : ","}`;
}
function scoreOf(advisory) {
    const { score, vector } = advisory?.cvss ?? {};
    return score === undefined ? [] : [`CVSS ${score.toFixed(1)} ${(0,untrusted/* oneLine */.TN)(vector ?? "", 200)}`];
}
function remedy({ change, placement }, advisory) {
    // Not knowing is not "no patch".
    if (advisory === undefined)
        return ["The first patched version is in the advisory."];
    const patched = patchedVersion(advisory, change);
    const { name, version, scope } = change;
    const wanted = { ...placement, name, version, scope, ...(patched === undefined ? {} : { patched }) };
    return [...(patched === undefined ? [] : [`First patched version: ${(0,untrusted/* oneLine */.TN)(patched, 100)}.`]), remedyOf(wanted)];
}
/** The worse of GitHub's word and the CVSS score's band; a withdrawn advisory is no more than a hint. */
function severityOf({ severity }, advisory) {
    if (advisory?.withdrawn === true)
        return "low";
    const scored = band(advisory?.cvss?.score ?? 0);
    return (0,finding/* compareSeverity */.zK)(scored, severity) > 0 ? scored : severity;
}
/** CVSS v3.1, §5: the qualitative severity rating scale. */
function band(score) {
    if (score >= 9)
        return "critical";
    if (score >= 7)
        return "high";
    if (score >= 4)
        return "medium";
    return score > 0 ? "low" : "none";
}
/** What an upgrade leaves as it was: the same advisory, package and manifest, in a scope that was as wide. */
function removedVulnerabilities(changes) {
    return new Set(changes
        .filter(({ change }) => change === "removed")
        .flatMap((change) => change.vulnerabilities.flatMap((known) => keysOf(change, known))));
}
function keysOf(change, { ghsa }) {
    const scope = change.scope === "development" ? "development" : "runtime";
    const names = packageNames(change).map(({ type, name }) => `${type} ${name}`);
    return [...new Set(names)].map((name) => JSON.stringify([change.manifest, name, ghsa, scope]));
}

// EXTERNAL MODULE: ./node_modules/spdx-expression-parse/index.js
var spdx_expression_parse = __webpack_require__(93326);
// EXTERNAL MODULE: ./node_modules/spdx-exceptions/index.json
var spdx_exceptions = __webpack_require__(53988);
// EXTERNAL MODULE: ./node_modules/spdx-license-ids/deprecated.json
var deprecated = __webpack_require__(3389);
// EXTERNAL MODULE: ./node_modules/spdx-license-ids/index.json
var spdx_license_ids = __webpack_require__(75204);
// EXTERNAL MODULE: ./lib/nearest.js
var nearest = __webpack_require__(42037);
;// CONCATENATED MODULE: ./lib/dependencies/licenses-spdx.js
/** SPDX license expressions (SPDX 2.3, annex D), as a tree of terms that can be compared. */






/** The parser is recursive; the longest expressions of real packages have some hundred characters. */
const licenses_spdx_LONGEST = 1000;
const IDS = new Set([...spdx_license_ids, ...deprecated]);
/** Annex D: ids are matched whatever their case; the parser is stricter. */
const SPELLINGS = new Map([...IDS, ...spdx_exceptions].map((id) => [id.toLowerCase(), id]));
/** Ids that SPDX split into license and exception: "Deprecated License Identifiers" at spdx.org/licenses, list 3.0. */
const SPLIT = new Map([
    ["GPL-2.0-with-GCC-exception", ["GPL-2.0-only", "GCC-exception-2.0"]],
    ["GPL-2.0-with-autoconf-exception", ["GPL-2.0-only", "Autoconf-exception-2.0"]],
    ["GPL-2.0-with-bison-exception", ["GPL-2.0-only", "Bison-exception-2.2"]],
    ["GPL-2.0-with-classpath-exception", ["GPL-2.0-only", "Classpath-exception-2.0"]],
    ["GPL-2.0-with-font-exception", ["GPL-2.0-only", "Font-exception-2.0"]],
    ["GPL-3.0-with-GCC-exception", ["GPL-3.0-only", "GCC-exception-3.1"]],
    ["GPL-3.0-with-autoconf-exception", ["GPL-3.0-only", "Autoconf-exception-3.0"]],
]);
/** Undefined: not an SPDX expression, or one too long to be one. */
function parseLicense(expression) {
    if (expression.length > licenses_spdx_LONGEST)
        return undefined;
    try {
        return toTree(spdx_expression_parse(respelled(expression)));
    }
    catch {
        return undefined;
    }
}
/** What is wrong with an entry of `licenses.allow` or `licenses.deny`, in a clause; undefined when it is one license. */
function licenseMistake(entry) {
    const tree = parseLicense(entry);
    if (tree !== undefined && !("conjunction" in tree))
        return undefined;
    if (tree !== undefined)
        return "is an expression: give each license an entry of its own";
    const near = (0,nearest/* nearest */.p)(entry.trim().replace(/\s+/gu, "-"), spdx_license_ids).slice(0, 3);
    const meant = near.length === 0 ? "see https://spdx.org/licenses" : `did you mean ${near.join(", ")}?`;
    return `"${(0,untrusted/* oneLine */.TN)(entry, 60)}" is not an SPDX license id, ${meant}`;
}
function respelled(expression) {
    return expression.replace(/[A-Za-z0-9.-]+/gu, (word) => (SPELLINGS.get(word.toLowerCase()) ?? word)
        .replace(/^LicenseRef-/iu, "LicenseRef-")
        .replace(/^DocumentRef-/iu, "DocumentRef-"));
}
function toTree(info) {
    if ("conjunction" in info)
        return { conjunction: info.conjunction, left: toTree(info.left), right: toTree(info.right) };
    const [license, exception] = SPLIT.get(info.license) ?? [info.license, info.exception];
    return toTerm(license, info.plus === true, exception);
}
/** `GPL-2.0`, `GPL-2.0-only` and `GPL-2.0+`, `GPL-2.0-or-later` are two licenses with two spellings each. */
function toTerm(license, plus, exception) {
    // A `LicenseRef-` means what its author says, whatever it ends in.
    const listed = IDS.has(license);
    const stem = listed ? license.replace(/-(?:only|or-later)$/u, "") : license;
    const orLater = plus || (listed && license.endsWith("-or-later"));
    const suffix = IDS.has(`${stem}-only`) ? (orLater ? "-or-later" : "-only") : orLater ? "+" : "";
    // MIT-0 is no version of MIT: versions have a dot.
    const versioned = listed ? /^(?<family>.+)-(?<version>\d+(?:\.\d+)+)$/u.exec(stem)?.groups : undefined;
    const version = versioned?.["version"]?.split(".").map(Number);
    return {
        text: `${stem}${suffix}${exception === undefined ? "" : ` WITH ${exception}`}`,
        family: (versioned?.["family"] ?? stem).toLowerCase(),
        ...(version !== undefined && { version }),
        orLater,
        ...(exception !== undefined && { exception }),
    };
}
/**
 * Whether an entry of the policy speaks about a term: some version is in both, and an exception, which only adds
 * permissions, is named by the entry or left open by it.
 */
function covers(entry, term) {
    if (entry.family !== term.family)
        return false;
    if (entry.exception !== undefined && entry.exception !== term.exception)
        return false;
    const order = licenses_spdx_compareVersions(entry.version ?? [], term.version ?? []);
    return order === 0 || (order < 0 ? entry.orLater : term.orLater);
}
function licenses_spdx_compareVersions(a, b) {
    for (let at = 0; at < Math.max(a.length, b.length); at++) {
        const order = (a[at] ?? 0) - (b[at] ?? 0);
        if (order !== 0)
            return order;
    }
    return 0;
}

;// CONCATENATED MODULE: ./lib/dependencies/licenses.js
/** The licenses of dependencies against the policy's `licenses`: a verdict for each, and the terms that decided it. */


/** Judges expressions by one policy, whose entries were checked when it was read. */
function licenseJudge({ allow, deny }) {
    const entries = (allow ?? deny ?? []).flatMap((entry) => {
        const tree = parseLicense(entry);
        return tree === undefined || "conjunction" in tree ? [] : [tree];
    });
    const named = (term) => entries.some((entry) => covers(entry, term));
    const passes = allow === undefined ? (term) => !named(term) : named;
    return (license) => {
        const tree = license === undefined ? undefined : parseLicense(license);
        if (tree === undefined)
            return { status: "unknown", reason: whyUnknown(license) };
        const { ok, terms } = decide(tree, passes);
        return { status: ok ? "allowed" : allow === undefined ? "denied" : "notAllowed", terms: distinct(terms) };
    };
}
/** Of `OR` the choice is ours, the first that passes; of `AND` every part must pass. */
function decide(tree, passes) {
    if (!("conjunction" in tree))
        return { ok: passes(tree), terms: [tree] };
    const [left, right] = [decide(tree.left, passes), decide(tree.right, passes)];
    const both = [...left.terms, ...right.terms];
    if (left.ok === right.ok)
        return { ok: left.ok, terms: left.ok && tree.conjunction === "or" ? left.terms : both };
    const [good, bad] = left.ok ? [left, right] : [right, left];
    return tree.conjunction === "or" ? good : bad;
}
function distinct(terms) {
    return [...new Set(terms.map(({ text }) => text))];
}
function whyUnknown(license) {
    if (license === undefined || license.trim() === "")
        return "GitHub knows no license of it";
    // SPDX 2.3, 7.13: the two words for "nobody looked" and "there is none".
    if (license === "NOASSERTION")
        return "nobody has determined its license (NOASSERTION)";
    if (license === "NONE")
        return "it has no license, so that nobody may use it (NONE)";
    return `its license, "${(0,untrusted/* oneLine */.TN)(license, 100)}", is not an SPDX expression`;
}
/** A sentence about one dependency, without its name: which term decided, and of what. */
function licenseSentence(verdict, license) {
    if (verdict.status === "unknown")
        return verdict.reason;
    const terms = verdict.terms.join(", ");
    const of = license === undefined || license === terms ? "" : ` in \`${(0,untrusted/* oneLine */.TN)(license, 300)}\``;
    switch (verdict.status) {
        case "allowed":
            return `${terms}${of} passes`;
        case "denied":
            return `${terms}${of} is in licenses.deny`;
        case "notAllowed":
            return `${terms}${of} is not in licenses.allow`;
    }
}

;// CONCATENATED MODULE: ./lib/dependencies/licenses-findings.js
/** Added dependencies whose license the policy does not take, each with the term that decided. */



const WAY_OUT = "Use another package or version, or let the policy's owner put it on `licenses.exempt` with the reason, on the base branch.";
const LICENSE_RULES = {
    denied: rule({
        id: "licenses/denied",
        name: "LicenseDenied",
        severity: "high",
        shortDescription: "An added dependency needs a license that the policy denies",
        help: `Whoever ships the product takes on the terms of every part of it. ${WAY_OUT}`,
    }),
    notAllowed: rule({
        id: "licenses/not-allowed",
        name: "LicenseNotAllowed",
        severity: "high",
        shortDescription: "An added dependency needs a license that the policy does not allow",
        help: `Whoever ships the product takes on the terms of every part of it. ${WAY_OUT}`,
    }),
    unknown: rule({
        id: "licenses/unknown",
        name: "LicenseUnknown",
        severity: "medium",
        shortDescription: "Nobody can tell the license of an added dependency",
        help: "Without a license nobody may use a package, and one that is not written in SPDX's words cannot be checked. Look at the package itself; if its license will do, let the policy's owner put it on `licenses.exempt` with the reason.",
    }),
};
/** One finding per package and version, in the first manifest that names it. `version` is this program's. */
async function licenseFindings(changes, { policy, place, version }) {
    const [judge, exemption] = [licenseJudge(policy), exemptions(policy)];
    const before = new Set(changes.filter(({ change }) => change === "removed").map(licenseOf));
    const findings = [];
    const exempt = new Map();
    for (const group of byPackage(changes)) {
        const [dependency] = group;
        const verdict = judge(dependency.license);
        if (verdict.status === "allowed")
            continue;
        const reason = exemption(dependency);
        if (reason !== undefined) {
            exempt.set(licenses_findings_shown(dependency), reason);
            continue;
        }
        const locations = [];
        for (const each of group) {
            const { location } = await place(each);
            if (location !== undefined)
                locations.push(location);
        }
        findings.push({
            ...findingOf(dependency, verdict, locations),
            severity: licenses_findings_severityOf(verdict.status, policy),
            source: { kind: "scanner", tool: "licenses", version },
            // An upgrade brings no license that was not there.
            baselineState: before.has(licenseOf(dependency)) ? "unchanged" : "new",
        });
    }
    return { findings, notes: exemptNotes(exempt) };
}
function findingOf(dependency, verdict, [location, ...relatedLocations]) {
    const of = LICENSE_RULES[verdict.status];
    const manifest = (0,untrusted/* oneLine */.TN)(dependency.manifest, 300);
    const where = location === undefined ? ` (in ${manifest}, which is not a file of head)` : "";
    const out = verdict.status === "unknown" ? "Look at the package, then exempt it with the reason." : WAY_OUT;
    return {
        rule: of,
        message: `${licenses_findings_shown(dependency)}${where}: ${licenseSentence(verdict, dependency.license)}. ${out}`,
        confidence: of.confidence,
        relatedLocations: relatedLocations.slice(0, MOST_RELATED),
        // A submitted snapshot may name a manifest that is no file: what is added is added all the same.
        ...(location === undefined
            ? { concerns: "change", identity: { uri: dependency.manifest, lineText: licenses_findings_shown(dependency) } }
            : { location }),
    };
}
const MOST_RELATED = 20;
/** Under `allow` what nobody knows is not allowed; under `deny` it is not denied, and still worth a look. */
function licenses_findings_severityOf(status, { allow }) {
    if (status === "unknown")
        return allow === undefined ? "low" : "medium";
    return "high";
}
function byPackage(changes) {
    const groups = new Map();
    for (const dependency of changes) {
        if (dependency.change !== "added")
            continue;
        const key = JSON.stringify([licenseOf(dependency), dependency.version]);
        const group = groups.get(key);
        if (group === undefined)
            groups.set(key, [dependency]);
        else
            group.push(dependency);
    }
    return groups.values();
}
function licenseOf({ ecosystem, name, license }) {
    return JSON.stringify([ecosystem, name, license]);
}
function licenses_findings_shown({ name, version, ecosystem }) {
    return `${(0,untrusted/* oneLine */.TN)(name, 200)} ${(0,untrusted/* oneLine */.TN)(version, 100)} (${(0,untrusted/* oneLine */.TN)(ecosystem, 40)})`;
}
/** The reason of the entry that names the package by every name that GitHub gives it: one that lies exempts nothing. */
function exemptions({ exempt = [] }) {
    const entries = exempt.flatMap(({ purl, reason }) => {
        const named = parsePurl(purl);
        return named === undefined ? [] : [{ named, reason }];
    });
    return (dependency) => {
        const names = packageNames(dependency);
        return entries.find(({ named }) => names.every((name) => isNamed(named, name)))?.reason;
    };
}
function isNamed(entry, { type, name, version }) {
    return entry.type === type && entry.name === name && (entry.version === undefined || entry.version === version);
}
const MOST_NOTES = 20;
function exemptNotes(exempt) {
    const notes = [...exempt].map(([name, reason]) => `licenses: ${name} is exempt: ${(0,untrusted/* oneLine */.TN)(reason, 500)}`);
    const more = notes.length - MOST_NOTES;
    return more <= 0 ? notes : [...notes.slice(0, MOST_NOTES), `licenses: ${String(more)} more packages are exempt.`];
}
function rule(of) {
    return { ...of, fullDescription: of.help, confidence: "high", cwe: [], tags: ["license", "supply-chain"] };
}

;// CONCATENATED MODULE: ./lib/dependencies/manifest-line.js
/** The line of a manifest or lock that names a dependency: a search by each package manager's own spelling, no parser. */

/** The 1-based line of a manifest's or lock's text that names the dependency, of that version when there are several. */
function lineOf(text, dependency) {
    return lineFinder(text)(dependency);
}
/** No registry allows longer names; npm's limit is 214. */
const manifest_line_LONGEST_NAME = 300;
/** A version stands within so many lines of its name, in every lock. */
const NEAR = 6;
const MOST_ENTRIES = 2_000;
/** `lineOf` for many dependencies of one text. */
function lineFinder(text) {
    const folded = text.toLowerCase();
    const lines = text.split("\n");
    const starts = startsOf(lines);
    // Where lower case is longer than the original, offsets are of no use.
    const candidatesOf = (needle) => folded.length === text.length ? linesWith(needle, folded, starts) : lines.keys();
    return (dependency) => {
        const entry = entryOf(dependency);
        if (entry === undefined)
            return undefined;
        const entries = [];
        for (const index of candidatesOf(entry.needle)) {
            if (!entry.line.test(lines[index] ?? ""))
                continue;
            if (entry.beside !== undefined && !around(lines, index).includes(entry.beside))
                continue;
            if (entries.push(index) === MOST_ENTRIES)
                break;
        }
        const { version } = dependency;
        const found = entries.find((index, at) => within(lines, index, entries[at + 1]).includes(version)) ?? entries[0];
        return found === undefined ? undefined : found + 1;
    };
}
function startsOf(lines) {
    let at = 0;
    return lines.map((line) => (at += line.length + 1) - line.length - 1);
}
/** Indices of the lines that hold the needle, each once. */
function* linesWith(needle, text, starts) {
    for (let from = text.indexOf(needle); from !== -1;) {
        const index = lineAt(starts, from);
        yield index;
        const next = starts[index + 1];
        if (next === undefined)
            return;
        from = text.indexOf(needle, next);
    }
}
function lineAt(starts, offset) {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if ((starts[middle] ?? 0) <= offset)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}
function around(lines, index) {
    return lines.slice(Math.max(0, index - 3), index + 4).join("\n");
}
/** The entry's own lines: not those of the next one. */
function within(lines, index, next = Infinity) {
    return lines.slice(index, Math.min(index + NEAR, next)).join("\n");
}
function entryOf({ manifest, name }) {
    const of = manifestOf(manifest);
    if (name === "" || name.length > manifest_line_LONGEST_NAME || /[\r\n]/u.test(name))
        return undefined;
    const exact = manifest_line_escape(name);
    const plain = (line, flags = "u") => ({ needle: name.toLowerCase(), line: new RegExp(line, flags) });
    switch (of?.manager) {
        case "npm":
            return plain(`"(?:[^"]*node_modules/)?${exact}"\\s*:`);
        case "yarn":
            return plain(`^"?${exact}@`);
        case "pnpm":
            return plain(`^\\s*['"]?/?${exact}(?:[@/]|['"]?\\s*:)`);
        case "pip":
        case "pipenv":
        case "poetry":
        case "uv":
            return pythonEntry(name);
        case "go":
            return plain(`(?:^|\\s)${exact}\\s+v`);
        case "cargo":
            return plain(`(?:^|[\\s.{])["']?${exact}["']?\\s*[=.\\]]|(?:name|package)\\s*=\\s*"${exact}"`);
        case "maven":
        case "gradle":
            return jvmEntry(name, of.manager);
        case "bundler":
            return plain(`["']${exact}["']|^ {4}${exact} \\(`);
        case "composer":
            return plain(`"${exact}"\\s*:|"name"\\s*:\\s*"${exact}"`, "iu");
        case "nuget":
            return plain(`(?:include|update|id)\\s*=\\s*["']${exact}["']|"${exact}"\\s*:`, "iu");
        case "actions":
            return plain(`uses\\s*:\\s*["']?${exact}(?:/[^@]*)?@`, "iu");
        default:
            return plain(`(?:^|[^\\w.-])${exact}(?:$|[^\\w-])`, "iu");
    }
}
/** PEP 503: runs of `-`, `_` and `.` are one, and case is none. */
function pythonEntry(name) {
    const parts = name.toLowerCase().split(/[-_.]+/u);
    const spelled = parts.map(manifest_line_escape).join("[-_.]+");
    return {
        needle: parts.reduce((longest, part) => (part.length > longest.length ? part : longest), ""),
        line: new RegExp(`(?:^|["'\\s])${spelled}(?=$|["'\\s[=<>!~;@,])`, "iu"),
    };
}
/** `group:artifact`, which a POM writes as two elements and Gradle in one string or as two arguments. */
function jvmEntry(name, manager) {
    const [group = "", artifact = name] = name.split(":");
    const exact = manifest_line_escape(artifact);
    const element = `<artifactId>\\s*${exact}\\s*</artifactId>`;
    const line = manager === "maven" ? element : `${manifest_line_escape(group)}:${exact}(?:[:'"=@]|$)|["']${exact}["']`;
    return { needle: artifact.toLowerCase(), line: new RegExp(line, "u"), ...(name.includes(":") && { beside: group }) };
}
/** Every character that means something to a regular expression, and no other, which `u` refuses. */
function manifest_line_escape(text) {
    return text.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
}

;// CONCATENATED MODULE: ./lib/dependencies/placement.js
/** Where in head a dependency is named, whether by name or only in a lock, and who manages it. */



/** Each file of head is read once. */
function placer(objects, head) {
    const texts = new Map();
    const read = (uri) => {
        const known = texts.get(uri) ?? readText(objects, head, uri);
        texts.set(uri, known);
        return known;
    };
    return async (change) => {
        const uri = change.manifest.replace(/^\/+/u, "");
        const of = manifestOf(uri) ?? { manager: "other", role: "manifest" };
        const file = external_node_path_.posix.basename(uri);
        const text = await read(uri);
        const named = of.role === "lock" ? await namedBeside(uri, { change, read, manager: of.manager }) : undefined;
        if (named !== undefined)
            return { location: named, manager: of.manager, direct: true, file };
        const line = text?.lineOf({ ...change, manifest: uri });
        const direct = of.role === "manifest" && line !== undefined && !/\/\/\s*indirect\b/u.test(text?.lineAt(line) ?? "");
        return {
            ...(text === undefined ? {} : { location: at(uri, line ?? 1) }),
            manager: await managerOf(uri, of.manager, read),
            direct,
            file,
        };
    };
}
async function readText(objects, head, uri) {
    const bytes = await objects.fileAt(head, uri);
    if (bytes === undefined)
        return undefined;
    const text = new TextDecoder().decode(bytes);
    const lines = text.split("\n");
    return { lineOf: lineFinder(text), lineAt: (line) => lines[line - 1] ?? "" };
}
function at(uri, line) {
    return { uri, startLine: line, endLine: line };
}
function beside(uri, name) {
    return external_node_path_.posix.join(external_node_path_.posix.dirname(uri), name);
}
/** The line of a manifest beside the lock that names the package. */
async function namedBeside(lock, { change, read, manager }) {
    for (const name of MANIFESTS_OF_LOCK[manager] ?? []) {
        const uri = beside(lock, name);
        const text = await read(uri);
        const line = text?.lineOf({ ...change, manifest: uri });
        if (line !== undefined && !/\/\/\s*indirect\b/u.test(text?.lineAt(line) ?? ""))
            return at(uri, line);
    }
    return undefined;
}
async function managerOf(uri, manager, read) {
    for (const [lock, other] of LOCKS_BESIDE[external_node_path_.posix.basename(uri)] ?? [])
        if ((await read(beside(uri, lock))) !== undefined)
            return other;
    return manager;
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(2503);
// EXTERNAL MODULE: ./lib/ledger/index.js + 5 modules
var ledger = __webpack_require__(59250);
;// CONCATENATED MODULE: ./lib/dependencies/sbom.js
/** What the evidence of a run holds about dependencies: the repository's SBOM, and what the change adds to it and takes out. */






const DOCUMENT_NAMES = (/* unused pure expression or super */ null && (["sbom.spdx.json", "components.json"]));
/** A plan that another job publishes holds it as a string, and may have 64 MiB. */
const MOST_BYTES = 24 * 1024 ** 2;
const sbom_text = schemas/* string */.YjP().max(4_000);
/** `components.json`: keys in the order of RFC 8785, components in that of their own JSON. */
const ComponentsSchema = schemas/* strictObject */.rej({
    version: schemas/* literal */.euz(1),
    /** Object names: the comparison is of these two. */
    base: sbom_text,
    head: sbom_text,
    /** GitHub's: components may be missing. */
    snapshotWarnings: sbom_text.optional(),
    components: schemas/* array */.YOg(schemas/* strictObject */.rej({
        change: schemas/* enum */.k5n(["added", "removed"]),
        ecosystem: sbom_text,
        name: sbom_text,
        version: sbom_text,
        purl: sbom_text.optional(),
        scope: schemas/* enum */.k5n(dependency/* DEPENDENCY_SCOPES */.k),
        license: sbom_text.optional(),
        /** By the policy's `licenses`, of what is added: the status, and which term decided. */
        licenseVerdict: sbom_text.optional(),
        /** GHSA ids. */
        advisories: schemas/* array */.YOg(sbom_text),
        manifests: schemas/* array */.YOg(sbom_text),
    })),
});
const Sbom = schemas/* object */.Ikc({ spdxVersion: schemas/* string */.YjP().startsWith("SPDX-") });
/** Never throws: what could not be had is a note, and no reason to fail. */
async function readDocuments({ change, policy }, { gitHub, redact }) {
    const notes = [];
    const documents = {};
    const keep = async (name, read, schema) => {
        try {
            documents[name] = kept(await read(), { redact, schema });
        }
        catch (error) {
            const why = error instanceof Error ? error.message : String(error);
            notes.push(`The evidence has no ${name}: ${(0,untrusted/* oneLine */.TN)(redact(why), 500)}`);
        }
    };
    await keep("sbom.spdx.json", () => gitHub.sbom(), Sbom);
    const components = async () => `${(0,ledger/* canonical */.$N)(componentsOf(await readComparison(gitHub, change), { change, policy }))}\n`;
    await keep("components.json", components, ComponentsSchema);
    return { documents, notes };
}
/** Others' text, stored: nothing invisible, no secret, and still what it was said to be. */
function kept(given, { redact, schema }) {
    const bytes = Buffer.byteLength(given);
    if (bytes > MOST_BYTES)
        throw new Error(`it has ${String(bytes)} bytes, and ${String(MOST_BYTES)} are kept at most.`);
    // Outside of its strings JSON has nothing that either of the two would change.
    const clean = redact((0,untrusted/* visible */.RK)(given));
    if (!schema.safeParse(tryJson(clean)).success)
        throw new Error("it is not the document that it should be, or not any more when secrets are taken out.");
    return clean;
}
function tryJson(json) {
    try {
        return JSON.parse(json);
    }
    catch {
        return undefined;
    }
}
/** One component for each package, version and direction, however many manifests name it. */
function componentsOf({ changes, snapshotWarnings }, { change, policy, }) {
    const judge = policy === undefined ? undefined : licenseJudge(policy);
    const verdictOf = ({ change: direction, license }) => {
        if (judge === undefined || direction === "removed")
            return undefined;
        const verdict = judge(license);
        return `${verdict.status}: ${licenseSentence(verdict, license)}`;
    };
    const merged = new Map();
    for (const dependency of changes) {
        const { manifests, ...same } = componentOf(dependency, verdictOf(dependency));
        const key = (0,ledger/* canonical */.$N)(same);
        const known = merged.get(key)?.manifests ?? [];
        merged.set(key, { ...same, manifests: [...new Set([...known, ...manifests])].sort() });
    }
    const components = [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, component]) => component);
    return {
        version: 1,
        base: change.mergeBase,
        head: change.head,
        ...(snapshotWarnings !== undefined && { snapshotWarnings: line(snapshotWarnings) }),
        components,
    };
}
function componentOf(dependency, verdict) {
    const { change, ecosystem, name, version, purl, scope, license, vulnerabilities, manifest } = dependency;
    return {
        change,
        ecosystem: line(ecosystem),
        name: line(name),
        version: line(version),
        ...(purl !== undefined && { purl: line(purl) }),
        scope,
        ...(license !== undefined && { license: line(license) }),
        ...(verdict !== undefined && { licenseVerdict: line(verdict) }),
        advisories: [...new Set(vulnerabilities.map(({ ghsa }) => line(ghsa)))].sort(),
        manifests: [line(manifest)],
    };
}
function line(given) {
    return (0,untrusted/* oneLine */.TN)(given, 1_000);
}

;// CONCATENATED MODULE: ./lib/dependencies/index.js
/** Dependencies of a change: what was added, where it stands, whether it may be. */












/***/ }),

/***/ 17114:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ DEPENDENCY_SCOPES)
/* harmony export */ });
/** Dependencies as GitHub's dependency graph and advisories tell of them. Every text is somebody else's (L2). */
const DEPENDENCY_SCOPES = ["runtime", "development", "unknown"];


/***/ }),

/***/ 182:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ kindOf),
/* harmony export */   Ot: () => (/* binding */ countBySeverity),
/* harmony export */   Pt: () => (/* binding */ rated),
/* harmony export */   oC: () => (/* binding */ SEVERITIES),
/* harmony export */   uo: () => (/* binding */ isCredential),
/* harmony export */   zK: () => (/* binding */ compareSeverity)
/* harmony export */ });
/** The words of a finding: SARIF 2.1.0, CWE and CVSS, spelled as the standards spell them. */
/** CVSS v3.1 qualitative severity rating scale, lowest first: the index is the order. */
const SEVERITIES = ["none", "low", "medium", "high", "critical"];
/** Compares severities: negative when `a` is less severe than `b`. */
function compareSeverity(a, b) {
    return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}
/** What has no severity is treated as the mildest. */
function rated(severity) {
    return severity === "none" ? "low" : severity;
}
function countBySeverity(findings) {
    const counts = { critical: 0, high: 0, medium: 0, low: 0, none: 0 };
    for (const { severity } of findings)
        counts[severity] += 1;
    return counts;
}
/** Passwords, keys and credentials in the code (MITRE): an edit does not take back what was read, and only the owner knows what they open. */
const CREDENTIALS = new Set(["CWE-259", "CWE-321", "CWE-798"]);
/** By the weakness, whichever tool reports it. */
function isCredential({ cwe }) {
    return cwe.some((id) => CREDENTIALS.has(id));
}
/** Vulnerable, not trusted and unmaintained components (MITRE). */
const COMPONENTS = new Set(["CWE-1395", "CWE-1357", "CWE-1104"]);
/** By the rule, whichever tool reports it: OSV-Scanner's alone have neither a tag nor a weakness (2.5.0) and are known by their id. */
function kindOf({ id, tags, cwe }) {
    if (tags.includes("secret") || cwe.includes("CWE-540") || isCredential({ cwe }))
        return "secret";
    if (tags.includes("license"))
        return "license";
    const component = tags.includes("dependencies") || cwe.some((one) => COMPONENTS.has(one));
    return component || id.startsWith("osv-scanner/") ? "dependency" : "code";
}


/***/ }),

/***/ 59250:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  hV: () => (/* reexport */ accountFacts),
  $N: () => (/* reexport */ canonical),
  iM: () => (/* reexport */ deliveryFacts),
  YY: () => (/* reexport */ planRead),
  iB: () => (/* reexport */ publishPlanned),
  SA: () => (/* reexport */ reviewFacts),
  ui: () => (/* reexport */ runFinished),
  dJ: () => (/* reexport */ segmentOf),
  sc: () => (/* reexport */ sha256),
  Rs: () => (/* reexport */ verifySegment)
});

// EXTERNAL MODULE: ./lib/finding.js
var finding = __webpack_require__(182);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./node_modules/canonicalize/lib/canonicalize.js
var canonicalize = __webpack_require__(98799);
;// CONCATENATED MODULE: ./lib/ledger/entry.js
/**
 * The ledger: one JSONL segment per run, each line the canonical JSON (RFC 8785) of an entry, chained by SHA-256
 * (governance.md 2.2). It holds digests and counts, never code.
 */


const LEDGER_VERSION = 1;
/** Domain separation: a hash of ours is never a hash of something else. */
const DOMAIN = "ccr-ledger-v1\0";
/** `prev` of the first entry. */
const GENESIS = "0".repeat(64);
const ENTRY_TYPES = [
    "runStarted",
    "changeRead",
    "policyRead",
    "scannerFinished",
    "questionAsked",
    "redactionSummary",
    "disclosed",
    "claimsChecked",
    "coverageSettled",
    "signOffCounted",
    "dismissalCounted",
    "dismissalRefused",
    "commandRefused",
    "decisionsUnread",
    "findingsTriaged",
    "gateDecided",
    "filePlanned",
    "publishPlanned",
    "planRead",
    "effectApplied",
    "commandAnswered",
    "fixConcluded",
    "runFinished",
];
function entryHash(entry) {
    return (0,external_node_crypto_.createHash)("sha256").update(DOMAIN).update(canonical(entry)).digest("hex");
}
/** Chains facts in order; the segment ends with `runFinished`, so that a cut tail shows. */
function segmentOf(facts) {
    let prev = GENESIS;
    const lines = facts.map((fact, seq) => {
        const unsigned = { v: LEDGER_VERSION, seq, ...fact, prev };
        prev = entryHash(unsigned);
        return `${canonical({ ...unsigned, hash: prev })}\n`;
    });
    return { text: lines.join(""), root: prev };
}
/** In hex. */
function sha256(text) {
    return (0,external_node_crypto_.createHash)("sha256").update(text).digest("hex");
}
/** What others name may hold halves of surrogate pairs, which RFC 8785 refuses: they become U+FFFD. */
function canonical(value) {
    const text = (0,canonicalize/* default */.A)(wellFormed(value));
    if (text === undefined)
        throw new TypeError("no canonical JSON for this value");
    return text;
}
function wellFormed(value) {
    if (typeof value === "string")
        return value.replace(/\p{Cs}/gu, "\uFFFD");
    if (Array.isArray(value))
        return value.map(wellFormed);
    if (typeof value !== "object" || value === null)
        return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [keyOf(key), wellFormed(item)]));
}
/** zod leaves `__proto__` out of what it reads, and the entry could not be verified. */
function keyOf(name) {
    return name === "__proto__" ? "__proto__ (renamed)" : name.replace(/\p{Cs}/gu, "\uFFFD");
}

// EXTERNAL MODULE: ./lib/sign-off.js
var sign_off = __webpack_require__(54938);
// EXTERNAL MODULE: ./lib/untrusted.js
var untrusted = __webpack_require__(14169);
;// CONCATENATED MODULE: ./lib/ledger/facts-decisions.js
/** What people decided, on the record: who, with which right, about what, until when. Their reasons may hold anything, so only a digest is kept. */



/** Empty when nobody was asked, or nobody said anything. */
function decisionFacts({ decisions }) {
    if (decisions === undefined)
        return [];
    return [
        ...decisions.signOffs.map((signOff) => ({ type: "signOffCounted", body: signOffBody(signOff) })),
        ...decisions.dismissals.map((dismissal) => ({ type: "dismissalCounted", body: dismissalBody(dismissal) })),
        ...(decisions.dismissalsRefused ?? []).map((refused) => ({
            type: "dismissalRefused",
            body: { ...refused, by: personBody(refused.by), reason: (0,untrusted/* oneLine */.TN)(refused.reason, 500) },
        })),
        ...decisions.refused.map((refused) => ({ type: "commandRefused", body: refusedBody(refused) })),
        ...(decisions.notes.length === 0
            ? []
            : [{ type: "decisionsUnread", body: { notesSha256: decisions.notes.map((note) => sha256(note)) } }]),
    ];
}
function signOffBody({ command, by, roleName, roles, ...bound }) {
    const { commentId, commentSha256, at, until, fingerprint, head, blob } = bound;
    return {
        decision: (0,sign_off/* commandWord */.I)(command),
        ...{ by: personBody(by), roleName: (0,untrusted/* oneLine */.TN)(roleName, 100), roles, commentId, commentSha256, at, head },
        ...(until === undefined ? {} : { until }),
        ...(fingerprint === undefined ? {} : { fingerprint }),
        ...(blob === undefined ? {} : { blob }),
        reasonSha256: sha256(command.reason),
    };
}
function dismissalBody({ second, ...given }) {
    const { alert, decision, at, until, fingerprint, head, blob, comment } = given;
    return {
        ...{ alert, decision, ...deciderBody(given), at, until, fingerprint, head, blob },
        ...(second === undefined ? {} : { second: deciderBody(second) }),
        commentSha256: sha256(comment),
    };
}
function deciderBody({ by, roleName, roles }) {
    return { by: personBody(by), roleName: (0,untrusted/* oneLine */.TN)(roleName, 100), roles };
}
/** An edited comment is here from then on; a deleted one is missing, where an earlier run's ledger has it. */
function refusedBody({ command, by, commentId, reason }) {
    return {
        commentId,
        ...(by === undefined ? {} : { by: personBody(by) }),
        ...(command === undefined ? {} : { decision: (0,sign_off/* commandWord */.I)(command) }),
        reason: (0,untrusted/* oneLine */.TN)(reason, 500),
    };
}
function personBody({ id, login }) {
    return { id, login: (0,untrusted/* oneLine */.TN)(login, 100) };
}

;// CONCATENATED MODULE: ./lib/ledger/facts-model.js
/** Claude's part on the record: what was asked, what left, what of the answer stood. */


/** What was asked, and what left for it. */
function accountFacts(account) {
    return [
        ...account.requests.map((request) => ({ type: "questionAsked", body: questionBody(request, account) })),
        { type: "redactionSummary", body: redactionBody(account) },
        { type: "disclosed", body: disclosedBody(account) },
    ];
}
/** Empty when nothing was asked. */
function modelFacts({ model, findings }) {
    if (model === undefined)
        return [];
    const { account, rejected, opinions } = model;
    return [
        ...accountFacts(account),
        {
            type: "claimsChecked",
            body: {
                accepted: findings.filter(({ source }) => source.kind === "model").map(({ fingerprint }) => fingerprint),
                rejected: rejected.length,
                rejectedReasonsSha256: rejected.map(({ reason }) => sha256(reason)),
                opinions: opinionCounts(opinions),
            },
        },
    ];
}
function redactionBody({ ruleSet, redactions, guardHits }) {
    return { ...(ruleSet === undefined ? {} : { ruleSet: { ...ruleSet } }), redactions, guardHits };
}
/** Names that the other side chose are cut: they are no place for a body. */
function questionBody({ usage, ...request }, { provider }) {
    const { requestId, model, inferenceGeo, schemaSha256, bytes, bodySha256, redaction, unmetered, costUsd } = request;
    return {
        name: request.question,
        provider,
        questionSha256: request.questionSha256,
        promptSha256: request.promptSha256,
        ...(schemaSha256 === undefined ? {} : { schemaSha256 }),
        kind: request.kind,
        ...(model === undefined ? {} : { model: (0,untrusted/* oneLine */.TN)(model, 200) }),
        ...(requestId === undefined ? {} : { requestId: (0,untrusted/* oneLine */.TN)(requestId, 200) }),
        ...(inferenceGeo === undefined ? {} : { inferenceGeo: (0,untrusted/* oneLine */.TN)(inferenceGeo, 40) }),
        ...(usage === undefined ? {} : { usage: { ...usage } }),
        ...(bytes === undefined ? {} : { bytes }),
        ...(bodySha256 === undefined ? {} : { bodySha256 }),
        ...(redaction === undefined ? {} : { redaction: { ...redaction } }),
        attempts: request.attempts,
        ...(unmetered === undefined ? {} : { unmetered }),
        seconds: request.seconds,
        costUsd: costUsd ?? null,
    };
}
/** The digest is over the canonical JSON of the list, so that whoever holds the JSON report can check it. */
function disclosedBody({ disclosures }) {
    return {
        ranges: disclosures.length,
        lines: disclosures.reduce((sum, { startLine, endLine }) => sum + endLine - startLine + 1, 0),
        sha256: sha256(canonical(disclosures)),
    };
}
function opinionCounts(opinions) {
    const counts = { confirmed: 0, falsePositive: 0, uncertain: 0 };
    for (const { value } of opinions)
        counts[value] += 1;
    return counts;
}

;// CONCATENATED MODULE: ./lib/ledger/facts.js




/** What goes on the record of a review up to its verdict: digests, counts and fingerprints; no code, no message, no path. */
function reviewFacts(review, { inputs, finishedAt, files }) {
    const { change, policy, scan, coverage, findings, verdict, startedAt } = review;
    const at = finishedAt;
    const { base, head, mergeBase } = change;
    const hunks = change.files.reduce((sum, file) => sum + file.hunks.length, 0);
    return [
        {
            type: "runStarted",
            at: startedAt,
            body: { program: "claude-code-review", version: review.version, inputs, ...isolationOf(review) },
        },
        {
            type: "changeRead",
            at,
            body: { base, head, mergeBase, files: change.files.length, hunks, hunksSha256: sha256(hunkIds(review)) },
        },
        { type: "policyRead", at, body: { source: policy.source, sha256: policy.sha256, notes: review.notes } },
        ...scan.runs.map((run) => ({ type: "scannerFinished", at, body: scannerBody(run) })),
        ...modelFacts(review).map(({ type, body }) => ({ type, at, body })),
        { type: "coverageSettled", at, body: coverageBody(coverage) },
        ...decisionFacts(review).map(({ type, body }) => ({ type, at, body })),
        { type: "findingsTriaged", at, body: findingsBody(findings) },
        {
            type: "gateDecided",
            at,
            body: {
                outcome: verdict.outcome,
                failOn: verdict.failOn,
                blocking: verdict.blocking.map((finding) => finding.fingerprint),
                missing: verdict.missing.map(({ what, reason }) => ({ what, reasonSha256: sha256(reason) })),
            },
        },
        ...Object.entries(files).map(([name, text]) => ({
            type: "filePlanned",
            at,
            body: { name, bytes: Buffer.byteLength(text), sha256: sha256(text) },
        })),
    ];
}
/** What a later job of the workflow may publish, and no more: the digest of the canonical JSON of all of it. */
function publishPlanned(contentSha256, at) {
    return { type: "publishPlanned", at, body: { contentSha256 } };
}
/** A plan that another job made: its content and that job's root. */
function planRead(plan, at) {
    return { type: "planRead", at, body: plan };
}
/** What became of each effect. Reasons may quote others, so only their digest is on the record. */
function deliveryFacts(deliveries, at) {
    return deliveries.map(({ feature, status, detail }) => ({
        type: "effectApplied",
        at,
        body: { feature, status, detailSha256: sha256(detail) },
    }));
}
/** The last entry of every segment: one that is missing shows that the tail was cut, or that the run was. */
function runFinished(at) {
    return { type: "runFinished", at, body: {} };
}
function isolationOf({ isolation }) {
    if (isolation === undefined)
        return {};
    const { readable, exposing } = isolation;
    return { isolation: { readable: readable ?? null, exposing: exposing ?? null } };
}
function hunkIds({ change }) {
    return change.files.flatMap((file) => file.hunks.map((hunk) => `${hunk.id}\n`)).join("");
}
function scannerBody({ scanner, tool, version, digests, required, state, unscanned, findings, }) {
    const reason = "reason" in state ? { reasonSha256: sha256(state.reason) } : {};
    return {
        scanner,
        tool,
        version,
        digests,
        required,
        status: state.status,
        ...reason,
        unscanned: unscanned.length,
        findings: findings.length,
    };
}
function coverageBody(coverage) {
    const states = {};
    for (const { state, changedLines } of coverage) {
        const tally = (states[state.state] ??= { hunks: 0, changedLines: 0 });
        tally.hunks += 1;
        tally.changedLines += changedLines;
    }
    const carried = coverage.filter(({ state }) => state.state === "reviewed" && state.carriedFrom !== undefined);
    const runs = new Set(carried.flatMap(({ state }) => (state.state === "reviewed" ? (state.carriedFrom?.runId ?? []) : [])));
    return {
        states,
        ...(carried.length > 0 && { carried: { hunks: carried.length, runIds: [...runs] } }),
        statesSha256: sha256(coverage.map((hunk) => `${hunk.hunk} ${hunk.state.state}\n`).join("")),
    };
}
function findingsBody(findings) {
    const open = (kind) => (0,finding/* countBySeverity */.Ot)(findings.filter(({ disposition, source }) => disposition.status === "open" && source.kind === kind));
    return {
        open: open("scanner"),
        openAdvisory: open("model"),
        findings: findings.map(({ fingerprint, rule, source, severity, disposition, threat }) => ({
            fingerprint,
            source: source.kind,
            rule: rule.id,
            severity,
            status: disposition.status,
            ...(threat === undefined ? {} : { threat }),
        })),
    };
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(2503);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
;// CONCATENATED MODULE: ./lib/ledger/verify.js


const digest = schemas/* string */.YjP().regex(/^[0-9a-f]{64}$/u);
const EntrySchema = schemas/* strictObject */.rej({
    v: schemas/* literal */.euz(LEDGER_VERSION),
    seq: schemas/* number */.aig().int().nonnegative(),
    at: iso/* datetime */.w$(),
    type: schemas/* enum */.k5n(ENTRY_TYPES),
    body: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* json */.Pq9()),
    prev: digest,
    hash: digest,
});
/**
 * Checks a segment line by line and names the first bad one. A chain cannot prove that it was not rewritten from the
 * start: for that, compare the root with the one that was published (`root`).
 */
function verifySegment(text, expectedRoot) {
    if (text === "")
        return bad(1, "the file is empty");
    if (!text.endsWith("\n"))
        return bad(text.split("\n").length, "the last line has no line end: the file was cut");
    const lines = text.slice(0, -1).split("\n");
    let [prev, last] = [GENESIS, ""];
    for (const [index, line] of lines.entries()) {
        const checked = checkLine(line, { seq: index, prev });
        if ("problem" in checked)
            return bad(index + 1, checked.problem);
        if (last === "runFinished")
            return bad(index + 1, "an entry after the end of the run");
        ({ hash: prev, type: last } = checked);
    }
    if (last !== "runFinished")
        return bad(lines.length, "the segment does not end with runFinished: entries are missing");
    if (expectedRoot !== undefined && expectedRoot !== prev)
        return bad(lines.length, `the root is ${prev}, not ${expectedRoot}: the segment is not the one that was published`);
    return { valid: true, entries: lines.length, root: prev };
}
function checkLine(line, expected) {
    const parsed = EntrySchema.safeParse(tryJson(line));
    if (!parsed.success)
        return { problem: "not a ledger entry" };
    const { hash, ...unsigned } = parsed.data;
    // One spelling per entry: JSON that parses the same but is written differently was not written by us.
    if (canonical(parsed.data) !== line)
        return { problem: "not in canonical form (RFC 8785): it was rewritten" };
    if (unsigned.seq !== expected.seq)
        return {
            problem: `sequence number ${String(unsigned.seq)} where ${String(expected.seq)} belongs: an entry is missing, repeated or moved`,
        };
    if (entryHash(unsigned) !== hash)
        return { problem: "its hash does not match its content: it was changed" };
    if (unsigned.prev !== expected.prev)
        return { problem: "it does not follow from the entry before: one of them was replaced" };
    return { hash, type: unsigned.type };
}
function tryJson(line) {
    try {
        return JSON.parse(line);
    }
    catch {
        return undefined;
    }
}
function bad(line, problem) {
    return { valid: false, line, problem };
}

;// CONCATENATED MODULE: ./lib/ledger/index.js






/***/ }),

/***/ 42037:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ nearest)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(21916);
/** "Did you mean": names near a mistyped one. */

const SHOWN = 5;
/** Comparing costs length times length. */
const LONGEST = 100;
/** At most five names, nearest first: those that contain the wanted one, then by edits, up to half of its length. */
function nearest(mistyped, names) {
    const wanted = mistyped.slice(0, LONGEST);
    const worst = Math.max(2, Math.floor(wanted.length / 2));
    return names
        .map((name) => ({ name, edits: name.endsWith(`/${wanted}`) ? 0 : (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(wanted, name.slice(0, LONGEST)) }))
        .filter(({ edits }) => edits <= worst)
        .sort((a, b) => a.edits - b.edits)
        .slice(0, SHOWN)
        .map(({ name }) => name);
}


/***/ }),

/***/ 75806:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  CHECK_SETTINGS: () => (/* reexport */ CHECK_SETTINGS),
  COMMENTS: () => (/* reexport */ COMMENTS),
  DEFAULT_POLICY: () => (/* binding */ DEFAULT_POLICY),
  DEFAULT_POLICY_PATH: () => (/* binding */ DEFAULT_POLICY_PATH),
  EFFORTS: () => (/* reexport */ EFFORTS),
  EVIDENCE_STORES: () => (/* reexport */ EVIDENCE_STORES),
  PROVIDERS: () => (/* reexport */ PROVIDERS),
  PolicySchema: () => (/* binding */ PolicySchema),
  parsePolicy: () => (/* binding */ parsePolicy)
});

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(2503);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
// EXTERNAL MODULE: ./lib/dependencies/index.js + 15 modules
var dependencies = __webpack_require__(82425);
// EXTERNAL MODULE: ./lib/dependency.js
var dependency = __webpack_require__(17114);
// EXTERNAL MODULE: ./lib/finding.js
var finding = __webpack_require__(182);
// EXTERNAL MODULE: ./lib/redaction/index.js + 3 modules
var lib_redaction = __webpack_require__(340);
;// CONCATENATED MODULE: ./lib/policy-keys.js
/** The keys of the policy file, each with its behaviour elsewhere: a key without one is not here. */





const glob = schemas/* string */.YjP().min(1).max(1000);
const threshold = schemas/* enum */.k5n(finding/* SEVERITIES */.oC);
const identifier = schemas/* string */.YjP()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/u, "letters, digits, dot, dash and underscore");
const Scope = schemas/* strictObject */.rej({
    branches: schemas/* array */.YOg(glob)
        .optional()
        .describe("Base branches under review, as globs. A change to any other branch passes as out of scope. Absent: all."),
    paths: schemas/* strictObject */.rej({ include: schemas/* array */.YOg(glob).optional(), exclude: schemas/* array */.YOg(glob).optional() })
        .optional()
        .describe("Paths under review. A hunk or finding outside them is kept, marked, and never gates."),
    generated: schemas/* array */.YOg(glob)
        .optional()
        .describe("Generated files: a scanner that cannot read one does not make the run incomplete, and the model never sees it."),
    class: identifier
        .optional()
        .describe("The repository's class, for instance `restricted`; selects its residual-risk and its deployment."),
    pilot: schemas/* boolean */.zMY()
        .optional()
        .describe("A repository in its pilot: everything runs and is reported, but exit codes 1 and 5 become 0."),
});
const Threat = schemas/* strictObject */.rej({
    id: identifier,
    title: schemas/* string */.YjP().min(1).max(200),
    cwe: schemas/* array */.YOg(schemas/* string */.YjP().regex(/^CWE-[1-9]\d*$/u, "like CWE-89")).optional(),
    rules: schemas/* array */.YOg(glob).optional().describe("Globs over rule ids, like `semgrep/*.cwe-89.*`."),
    "fail-on": threshold.optional().describe("Acceptance criterion: a stricter threshold for findings of this threat."),
})
    .refine((threat) => (threat.cwe ?? threat.rules) !== undefined, "needs `cwe`, `rules`, or both");
const GATE_SCOPES = ["new", "all"];
const Gate = schemas/* strictObject */.rej({
    "fail-on": threshold
        .optional()
        .describe("The lowest severity of a scanner's finding that fails the gate. Default high."),
    "fail-on-ai": threshold
        .optional()
        .describe("The same for what only Claude found, where the second question confirmed it with a path that was checked (confidence high). Default none."),
    "on-incomplete": schemas/* enum */.k5n(["fail", "warn"])
        .optional()
        .describe("What an incomplete run does to the exit code. Default fail."),
    require: schemas/* array */.YOg(schemas/* enum */.k5n(["scanners", "review"]))
        .optional()
        .describe("What must have run for a pass. Default both."),
    scope: schemas/* enum */.k5n(GATE_SCOPES)
        .optional()
        .describe("`new`: only what the change brings gates. `all`: also what was there before, in every file that scanners were given. Default new."),
});
const PROVIDERS = ["auto", "anthropic", "bedrock", "vertex", "foundry", "command", "none"];
const EFFORTS = ["low", "medium", "high", "xhigh", "max"];
/** Most visible first. */
const COMMENTS = ["inline", "summary", "none"];
const CHECK_SETTINGS = ["on", "off"];
const EVIDENCE_STORES = ["artifact", "none"];
const Evidence = schemas/* strictObject */.rej({
    store: schemas/* enum */.k5n(EVIDENCE_STORES)
        .optional()
        .describe("Where SARIF, report and ledger of a run in a workflow are kept. Default artifact."),
});
const Review = schemas/* strictObject */.rej({
    provider: schemas/* enum */.k5n(PROVIDERS)
        .optional()
        .describe("Who answers questions about the code. Default auto: anthropic when there are credentials."),
    model: schemas/* string */.YjP().min(1).max(100).optional().describe("Model id. Default: prompts/models.json."),
    prices: schemas/* strictObject */.rej({
        "input-usd-per-mtok": schemas/* number */.aig().positive(),
        "output-usd-per-mtok": schemas/* number */.aig().positive(),
    })
        .optional()
        .describe("What a million tokens cost here, when prompts/models.json does not know: a model of a cloud, a gateway's."),
    effort: schemas/* enum */.k5n(EFFORTS).optional().describe("How hard the model thinks. Default: prompts/models.json."),
    "max-cost-usd": schemas/* number */.aig()
        .nonnegative()
        .optional()
        .describe("Most that one run may cost, worst case included. Default 1."),
    context: schemas/* strictObject */.rej({
        "max-bytes": schemas/* int */.Whr()
            .nonnegative()
            .max(10_000_000)
            .optional()
            .describe("Bytes of code around the hunks that are shown, over the whole change."),
        "max-requests": schemas/* int */.Whr()
            .nonnegative()
            .max(50)
            .optional()
            .describe("Ranges, files or symbols that Claude may ask for once; 0: none."),
    })
        .optional(),
    verify: schemas/* enum */.k5n(["on", "off"]).optional().describe("One more question that tries to refute every claim. Default on."),
    story: schemas/* boolean */.zMY()
        .optional()
        .describe("Show Claude the title, description and commit messages, fenced as a stranger's words. Default false."),
    "quality-notes": schemas/* boolean */.zMY().optional().describe("At most five remarks on quality that never gate. Default false."),
    "alert-severity": schemas/* enum */.k5n(["note", "real"])
        .optional()
        .describe("How Claude's findings stand in code scanning while they do not gate. Default note."),
    "inference-geo": schemas/* enum */.k5n(["global", "us"])
        .optional()
        .describe("Where the Messages API may run the model; the answer must say that it did."),
    instructions: schemas/* string */.YjP()
        .max(4000)
        .optional()
        .describe("What Claude should know about this repository: frameworks, trust boundaries, what is not a problem here."),
});
const Deployment = schemas/* strictObject */.rej({
    providers: schemas/* array */.YOg(schemas/* enum */.k5n(["anthropic", "bedrock", "vertex", "foundry", "command"]))
        .describe("Providers that a repository of this class may send code to; an empty list sends nothing."),
    regions: schemas/* array */.YOg(schemas/* string */.YjP().regex(/^[a-z0-9][a-z0-9-]{0,39}$/u, "like eu-central-1, eu, us or global"))
        .optional()
        .describe("Where its code may go: regions of Bedrock (and the prefix of an inference profile) and Vertex, `inference-geo` of anthropic. What does not say where it runs sends nothing; `command` is not asked."),
});
const example = schemas/* string */.YjP().max(10_000);
const re2 = schemas/* string */.YjP().min(1).max(1_000);
const Redaction = schemas/* strictObject */.rej({
    patterns: schemas/* array */.YOg(schemas/* strictObject */.rej({
        name: schemas/* string */.YjP()
            .regex(/^[a-z][a-z0-9-]{0,39}$/u, "small letters, digits and dashes")
            .describe("Marks carry it: `policy-<name>`."),
        pattern: re2.describe("RE2 syntax. The group `secret`, when there is one, is the part that is taken out."),
        match: schemas/* array */.YOg(example).max(100).optional().describe("Texts in which the pattern must find something."),
        "no-match": schemas/* array */.YOg(example).max(100).optional().describe("Texts in which it must find nothing."),
    }))
        .max(100)
        .optional()
        .describe("Secrets that only this repository knows."),
    allow: schemas/* array */.YOg(schemas/* union */.KCZ([
        schemas/* strictObject */.rej({ pattern: re2 }),
        schemas/* strictObject */.rej({ sha256: schemas/* string */.YjP().regex(/^[0-9a-fA-F]{64}$/u, "64 hexadecimal digits") }),
    ]))
        .max(1_000)
        .optional()
        .describe("Values that are no secrets: `pattern` (RE2 syntax, for the whole value) or `sha256` (of the value). They leave as they are. Never applies to the run's own secrets."),
    "never-send": schemas/* array */.YOg(glob)
        .max(1_000)
        .optional()
        .describe("Files that never leave, redacted or not, beside the built-in list. Scanners read them all the same."),
    "personal-data": schemas/* union */.KCZ([schemas/* boolean */.zMY(), schemas/* array */.YOg(schemas/* enum */.k5n(lib_redaction.PERSONAL_DATA))])
        .optional()
        .describe("What is taken out besides secrets: a list of kinds, or true for all. Default false."),
})
    .superRefine((redaction, context) => {
    for (const { path, message } of (0,lib_redaction.patternMistakes)(redaction))
        context.addIssue({ code: "custom", path: [...path], message });
});
const Semgrep = schemas/* strictObject */.rej({
    packs: schemas/* array */.YOg(schemas/* string */.YjP().regex(/^[pr]\/[A-Za-z0-9][A-Za-z0-9._/-]{0,199}$/u, "like p/default"))
        .max(20)
        .optional()
        .describe("Rule packs of Semgrep's registry, beside the built-in rules. They are fetched when the scan begins."),
    config: schemas/* array */.YOg(schemas/* string */.YjP().min(1).max(1000))
        .max(100)
        .optional()
        .describe("Paths of rule files in this repository, read at the base commit, beside the built-in rules."),
});
const until = iso/* date */.p6().describe("Last day (UTC) on which it holds, like 2027-01-31.");
const reason = schemas/* string */.YjP().min(3).max(500);
const purl = schemas/* string */.YjP()
    .regex(/^pkg:/u, "a package URL, like pkg:npm/left-pad or pkg:npm/%40scope/name@1.2.3")
    .refine((text) => (0,dependencies/* parsePurl */.$l)(text) !== undefined, "a package URL, like pkg:npm/left-pad or pkg:npm/%40scope/name@1.2.3")
    // It would be compared as it stands, and never match.
    .refine((text) => !/[<>=^~*|,\s]|(?:^|\.)x(?:\.|$)/iu.test((0,dependencies/* parsePurl */.$l)(text)?.version ?? ""), "names one version; without a version it is every version, and a range is none");
const Dependencies = schemas/* strictObject */.rej({
    deny: schemas/* array */.YOg(purl)
        .max(1000)
        .optional()
        .describe("Packages that a change must not add: package URLs; without a version, every version of it."),
    scopes: schemas/* array */.YOg(schemas/* enum */.k5n(dependency/* DEPENDENCY_SCOPES */.k))
        .min(1)
        .optional()
        .describe("In which scopes a vulnerable dependency counts. Default all three; others are kept and do not gate."),
    "allow-advisories": schemas/* array */.YOg(schemas/* strictObject */.rej({ id: schemas/* string */.YjP().regex(/^(?:GHSA(?:-[0-9a-z]{4}){3}|CVE-\d{4}-\d{4,})$/u), reason, until }))
        .max(1000)
        .optional()
        .describe("Advisories whose risk is accepted for a time. Findings stay, marked with the reason."),
});
const license = schemas/* string */.YjP()
    .min(1)
    .max(200)
    .superRefine((entry, context) => {
    const message = (0,dependencies/* licenseMistake */.eq)(entry);
    if (message !== undefined)
        context.addIssue({ code: "custom", message });
});
const Licenses = schemas/* strictObject */.rej({
    allow: schemas/* array */.YOg(license)
        .min(1)
        .optional()
        .describe("SPDX license ids, the only ones that added dependencies may need, like `MIT` or `GPL-2.0-only WITH Classpath-exception-2.0`."),
    deny: schemas/* array */.YOg(license).min(1).optional().describe("SPDX license ids that no added dependency may need."),
    exempt: schemas/* array */.YOg(schemas/* strictObject */.rej({ purl, reason }))
        .max(1000)
        .optional()
        .describe("Packages whose license somebody has looked at."),
})
    .refine((licenses) => licenses.allow === undefined || licenses.deny === undefined, "has `allow` or `deny`, not both")
    .refine((licenses) => (licenses.allow ?? licenses.deny) !== undefined, "needs `allow` or `deny`");

;// CONCATENATED MODULE: ./lib/policy-people.js
/** The keys of the policy file that are about people and what they are asked to do. */


/** A GitHub login, or a team as `@organisation/team`. Managed users of an enterprise have an underscore in theirs. */
const person = schemas/* string */.YjP()
    .regex(/^(?:@[A-Za-z0-9-]{1,39}\/[A-Za-z0-9._-]{1,100}|[A-Za-z0-9][A-Za-z0-9_-]{0,38})$/u, "a login, or a team like @acme/security");
const people = schemas/* array */.YOg(person).min(1).max(200);
const Roles = schemas/* strictObject */.rej({
    owners: people.optional().describe("May do what all others may."),
    auditors: people.optional().describe("May confirm and reopen, and never unblock."),
    responders: people
        .optional()
        .describe("May decide fp, used-in-tests and mitigated, start fixes, runs again and incidents."),
    approvers: people.optional().describe("May accept risks, decide wont-fix, and override an incomplete run."),
})
    .describe("Who may decide. Without it nobody's comment decides anything; the permission to write is needed as well.");
const SignOffs = schemas/* strictObject */.rej({
    "max-days": schemas/* partialRecord */.jgl(schemas/* enum */.k5n(["critical", "high", "medium", "low"]), schemas/* int */.Whr().positive().max(3650))
        .optional()
        .describe("Longest time that a decision holds, by the finding's severity. Default 7, 30, 90, 180 days."),
    "two-people": schemas/* enum */.k5n(["critical", "high", "never"])
        .optional()
        .describe("From which severity two people must decide; secrets always need two. Default critical."),
});
const Tickets = schemas/* strictObject */.rej({
    from: threshold.optional().describe("Lowest severity that gets a ticket. Default medium; none: no tickets."),
    "due-days": schemas/* partialRecord */.jgl(schemas/* enum */.k5n(["critical", "high", "medium", "low"]), schemas/* int */.Whr().positive().max(3650))
        .optional()
        .describe("Days until a ticket is due, by severity. Default 3, 14, 30, 90."),
    labels: schemas/* array */.YOg(schemas/* string */.YjP().min(1).max(50)).max(20).optional(),
    assignees: schemas/* array */.YOg(person)
        .max(10)
        .optional()
        .describe("Absent: the code owners of the file, as far as they are people."),
    sink: schemas/* enum */.k5n(["issues", "advisories", "webhook"])
        .optional()
        .describe("Where tickets go. Default issues; in a public repository advisories, unless `public` is set."),
    public: schemas/* boolean */.zMY().optional().describe("Tickets of a public repository may be public issues. Default false."),
});

;// CONCATENATED MODULE: ./lib/policy.js
/**
 * The policy file: where the audit protocol lives as settings that are enforced. Version 1, strict: a key without
 * behaviour is not in the schema, and an unknown key is an error. `docs/policy.schema.json` is generated from it.
 */






const DEFAULT_POLICY_PATH = ".github/claude-review.yml";
const PolicySchema = schemas/* strictObject */.rej({
    version: schemas/* literal */.euz(1),
    scope: Scope.optional(),
    threats: schemas/* array */.YOg(Threat).max(200).optional(),
    gate: Gate.optional(),
    scanners: schemas/* union */.KCZ([schemas/* enum */.k5n(["auto", "none"]), schemas/* array */.YOg(identifier).min(1)])
        .optional()
        .describe("`auto`, `none`, or names, with `auto` among them for those that it stands for. Every named scanner is required."),
    semgrep: Semgrep.optional(),
    dependencies: Dependencies.optional(),
    licenses: Licenses.optional(),
    review: Review.optional(),
    redaction: Redaction.optional(),
    comments: schemas/* enum */.k5n(COMMENTS)
        .optional()
        .describe("On a pull request: comments on lines and a summary, the summary alone, or neither. Default inline."),
    check: schemas/* enum */.k5n(CHECK_SETTINGS)
        .optional()
        .describe("A check run on the head commit, with the findings on their lines; it takes `checks: write`. Default off."),
    evidence: Evidence.optional(),
    roles: Roles.optional(),
    "sign-offs": SignOffs.optional(),
    tickets: Tickets.optional(),
    deployment: schemas/* record */.g1P(identifier, Deployment)
        .optional()
        .describe("Per repository class, what may answer questions about its code."),
    "residual-risk": schemas/* record */.g1P(identifier, threshold)
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
    const lineCounter = new dist/* LineCounter */.HN();
    // The failsafe limits of `yaml` stop alias bombs (maxAliasCount 100); duplicate keys are errors by default.
    const document = (0,dist/* parseDocument */.Tp)(text, { lineCounter, strict: true, prettyErrors: false });
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
    return new errors/* ConfigurationError */.j1("policy-invalid", message, "Correct the file on the base branch; docs/policy.md has every key, docs/policy.schema.json is for your editor.");
}


/***/ }),

/***/ 92659:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* reexport */ GitHubRefusal)
});

;// CONCATENATED MODULE: ./lib/github-refusal.js
/** What GitHub says no with, in our words. */
/** Thrown by every method of `GitHub`. The message is one clean sentence; no token and no body is in it. */
class GitHubRefusal extends Error {
    name = "GitHubRefusal";
    reason;
    /** HTTP status; absent when there was no answer. */
    status;
    constructor(reason, message, status) {
        super(message);
        this.reason = reason;
        this.status = status;
    }
}

;// CONCATENATED MODULE: ./lib/ports.js
/** The outside world, in our words. Few and small; each has one real adapter and one fake in `__tests__/fakes`. */



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





/***/ }),

/***/ 54938:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hc: () => (/* binding */ DEFAULT_MAX_DAYS),
/* harmony export */   I: () => (/* binding */ commandWord),
/* harmony export */   Yv: () => (/* binding */ DECISIONS),
/* harmony export */   gg: () => (/* binding */ ROLES),
/* harmony export */   uy: () => (/* binding */ DECISION_WORD),
/* harmony export */   x_: () => (/* binding */ UNBLOCKING)
/* harmony export */ });
/** What people decide about findings, and what is known of who decided: the words of governance.md 5. */
/** What a person may say about one finding. `confirm` and `reopen` never unblock. */
const DECISIONS = ["confirm", "fp", "accept-risk", "wont-fix", "used-in-tests", "mitigated", "reopen"];
/** Those after which a finding does not gate any more. */
const UNBLOCKING = new Set([
    "fp",
    "accept-risk",
    "wont-fix",
    "used-in-tests",
    "mitigated",
]);
/** As people read it. */
const DECISION_WORD = {
    confirm: "confirmed",
    fp: "false positive",
    "accept-risk": "risk accepted",
    "wont-fix": "will not be fixed",
    "used-in-tests": "used in tests",
    mitigated: "mitigated",
    reopen: "reopened",
};
function commandWord(command) {
    return command.kind === "decide" ? command.decision : command.kind;
}
/** The policy's words for who may decide. */
const ROLES = ["owners", "auditors", "responders", "approvers"];
/** Days that a sign-off may hold at most, by severity, when the policy does not say. */
const DEFAULT_MAX_DAYS = {
    critical: 7,
    high: 30,
    medium: 90,
    low: 180,
};


/***/ }),

/***/ 44842:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D0: () => (/* binding */ hunkStateWords),
/* harmony export */   HN: () => (/* binding */ unscannedLines),
/* harmony export */   Jo: () => (/* binding */ unscannedPlace),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   em: () => (/* binding */ sentence),
/* harmony export */   n6: () => (/* binding */ compareText),
/* harmony export */   oh: () => (/* binding */ thousands),
/* harmony export */   yR: () => (/* binding */ slug)
/* harmony export */ });
/** Words that the gate, the outputs and the SARIF share: a state, a number and a place are said in one way. */
/** `1 finding`, `2,950 findings`. */
function count(n, noun, plural = `${noun}s`) {
    return `${thousands(n)} ${n === 1 ? noun : plural}`;
}
/** `2950` → `2,950`, the same in every locale. */
function thousands(n) {
    return String(n).replace(/\B(?=(?:\d{3})+$)/gu, ",");
}
function sentence(words) {
    return /[.!?]$/u.test(words) ? words : `${words}.`;
}
function hunkStateWords(state) {
    switch (state.state) {
        case "reviewed":
            return state.carriedFrom === undefined ? "reviewed" : `reviewed (${carriedWords(state.carriedFrom)})`;
        case "excluded":
            return `excluded (${state.rule})`;
        case "overBudget":
            return "over budget";
        case "refused":
            return state.category === undefined ? "refused by the model" : `refused by the model (${state.category})`;
        case "failed":
            return `failed (${state.reason})`;
    }
}
function carriedWords({ runId, head }) {
    return `carried forward from run ${runId}, head ${head.slice(0, 12)}`;
}
/** Undefined: the whole file, which is also what one line without the other means; a gap never shrinks by mistake (L5). */
function unscannedLines({ startLine, endLine, }) {
    if (startLine === undefined || endLine === undefined)
        return undefined;
    // SARIF (3.30.7) has no region that ends before it starts.
    return { startLine, endLine: Math.max(startLine, endLine) };
}
/** `src/a.ts`, `src/a.ts:3`, `src/a.ts:3-40`. The path is hostile: each output escapes it. */
function unscannedPlace(part) {
    const lines = unscannedLines(part);
    if (lines === undefined)
        return part.uri;
    const { startLine, endLine } = lines;
    return `${part.uri}:${startLine}${endLine === startLine ? "" : `-${endLine}`}`;
}
/** By UTF-16 units: the same on every machine, whatever its locale. */
function compareText(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}
const SLUG_LENGTH = 100;
/** A tool's name as a part of ids and categories; "tool" when nothing of it can stand there. */
function slug(name) {
    const plain = name.slice(0, SLUG_LENGTH).toLowerCase();
    return plain.replace(/[^a-z0-9._]+/gu, "-").replace(/^[-.]+|[-.]+$/gu, "") || "tool";
}


/***/ })

};
