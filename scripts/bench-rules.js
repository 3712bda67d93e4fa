// False alarms of the gatekeeper rules on ordinary code, as docs/rules.md says. Prints figures and asserts nothing.
// node scripts/bench-rules.js [--folder DIR] [--only javascript,python,go] [--packages NAME,…] [--json]
// The packages come through npm, pip and go, which check what they download; none of their code is run. --folder keeps them.
import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { unzipSync } from "fflate";
import { createFiles } from "../src/adapters/files.ts";
import { createProvision } from "../src/adapters/provision.ts";
import { createShell } from "../src/adapters/shell.ts";
import { BUNDLE } from "../src/bundle.ts";
import { compareSeverity } from "../src/finding.ts";
import { readEnvironment } from "../src/inputs.ts";
import { DEFAULT_POLICY } from "../src/policy.ts";
import { semgrep } from "../src/scan/semgrep.ts";
import { PACKAGES } from "./bench-rules-packages.js";

const { values } = parseArgs({
  options: {
    folder: { type: "string" },
    only: { type: "string", default: Object.keys(PACKAGES).join(",") },
    packages: { type: "string", default: "" },
    json: { type: "boolean", default: false },
  },
});
const EXTENSION = { javascript: /\.(?:[cm]?[jt]s|[jt]sx)$/u, python: /\.py$/u, go: /\.go$/u };
/** Copies of other code, or made by a bundler. */
const FOREIGN = /(?:^|\/)(?:node_modules|vendor|third_party|dist|umd|bundles?)\/|\.min\.|\.d\.[cm]?ts$|\bbundle\.js$/u;
const FILES_PER_START = 300;

const temporary = mkdtempSync(join(tmpdir(), "ccr-bench-rules-"));
const folder = resolve(values.folder ?? join(temporary, "packages"));
const progress = (text) => process.stderr.write(`${text}\n`);

const FETCH = {
  javascript(name, into) {
    const [{ filename }] = JSON.parse(
      execFileSync("npm", ["pack", name, "--json", "--ignore-scripts", "--pack-destination", into], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      }),
    );
    execFileSync("tar", ["-xzf", join(into, filename), "-C", into]);
  },
  // Wheels: the metadata of a source archive is made by running its code.
  python(name, into) {
    execFileSync("pip", ["download", "--quiet", "--no-deps", "--only-binary", ":all:", "--dest", into, name], {
      stdio: "ignore",
    });
    for (const wheel of readdirSync(into).filter((file) => file.endsWith(".whl"))) {
      const entries = unzipSync(readFileSync(join(into, wheel)), {
        filter: (entry) => EXTENSION.python.test(entry.name),
      });
      for (const [path, bytes] of Object.entries(entries)) {
        const file = resolve(into, path);
        if (!file.startsWith(`${into}/`)) throw new Error(`${wheel} holds ${path}`);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, bytes);
      }
    }
  },
  go(name, into) {
    const env = { ...process.env, GOFLAGS: "-modcacherw", GOMODCACHE: join(temporary, "go") };
    const { Dir } = JSON.parse(
      execFileSync("go", ["mod", "download", "-json", name], { encoding: "utf8", env, cwd: into }),
    );
    cpSync(Dir, join(into, "module"), { recursive: true });
  },
};

function fetched(language, name) {
  const into = join(folder, language, name.replace(/^@/u, "").replace(/[@/:=]+/gu, "-"));
  if (existsSync(into)) return into;
  progress(`fetching ${name}`);
  const partial = `${into}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  FETCH[language](name, partial);
  renameSync(partial, into);
  return into;
}

/** Files written by people, with their lines. */
function sources(language, root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => EXTENSION[language].test(path) && !FOREIGN.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }))
    .filter(({ text }) => text.split("\n").every((line) => line.length < 2000))
    .map(({ path, text }) => ({ path, text, lines: text.split("\n").filter((line) => line.trim() !== "").length }));
}

/** The ports of a real run; the shell also keeps semgrep's own report, which names the rule and file of every time-out. */
function createPorts(reports) {
  const shell = createShell({ launcher: resolve(import.meta.dirname, "../src/adapters/launcher.ts"), temporary });
  const log = { info: progress, warn: progress, debug() {} };
  const environment = readEnvironment(process.env, process.platform);
  const provision = createProvision({
    shell,
    temporary,
    log,
    cacheRoot: environment.toolCache,
    locks: BUNDLE.locks,
    environment,
  });
  const recording = {
    async run(command) {
      const result = await shell.run(command);
      const output = command.argv.find((word) => word.startsWith("--json-output="))?.slice("--json-output=".length);
      if (output !== undefined && existsSync(output)) reports.push(JSON.parse(readFileSync(output, "utf8")));
      return result;
    },
  };
  return {
    shell: recording,
    provision,
    files: createFiles({ temporary }),
    log,
    rules: BUNDLE.rules,
    policy: DEFAULT_POLICY,
  };
}

const reports = [];
const ports = createPorts(reports);

async function scan(root, paths) {
  const files = paths.map((uri) => ({
    uri,
    kind: "regular",
    status: "added",
    headBlob: "0".repeat(40),
    headSize: 0,
    hunks: [],
  }));
  writeFileSync(join(root, ".semgrepignore"), "");
  const target = { root, change: { files }, exported: files.map((file) => ({ file, path: file.uri })), withheld: [] };
  const [outcome] = await semgrep.scan(target, ports);
  if (outcome.state.status !== "completed") throw new Error(`${outcome.state.status}: ${outcome.state.reason}`);
  return { outcome, reports: reports.splice(0) };
}

async function measure(language) {
  const rows = { language, files: 0, lines: 0, seconds: 0, findings: [], unscanned: [] };
  const wanted =
    values.packages === ""
      ? PACKAGES[language]
      : PACKAGES[language].filter((name) => values.packages.split(",").some((word) => name.includes(word)));
  const tree = join(temporary, "tree", language);
  const all = new Map();
  for (const name of wanted) {
    const root = fetched(language, name);
    for (const { path, text, lines } of sources(language, root)) {
      const uri = `${relative(join(folder, language), root)}/${path}`;
      all.set(uri, { text, lines });
    }
  }
  const uris = [...all.keys()];
  for (let at = 0; at < uris.length; at += FILES_PER_START) {
    const part = uris.slice(at, at + FILES_PER_START);
    for (const uri of part) {
      mkdirSync(dirname(join(tree, uri)), { recursive: true });
      writeFileSync(join(tree, uri), all.get(uri).text);
      rows.lines += all.get(uri).lines;
    }
    const start = performance.now();
    const { outcome, reports } = await scan(tree, part);
    rows.seconds += (performance.now() - start) / 1000;
    rows.files += part.length;
    rows.findings.push(...outcome.findings.map((finding) => placed(finding, all)));
    rows.unscanned.push(
      ...reports.flatMap(timeOuts),
      ...outcome.unscanned.map(({ uri, reason }) => `${uri}: ${reason}`),
    );
    progress(
      `${language}: ${rows.files} of ${uris.length} files, ${rows.lines} lines, ${rows.seconds.toFixed(0)} s, ${rows.findings.length} findings`,
    );
    rmSync(tree, { recursive: true });
  }
  return rows;
}

function placed({ rule, severity, location }, all) {
  const line = all.get(location?.uri)?.text.split("\n")[location.startLine - 1] ?? "";
  return { rule: rule.id, severity, uri: location?.uri, line: location?.startLine, source: line.trim().slice(0, 160) };
}

function timeOuts({ time, errors }) {
  const flows = (time?.fixpoint_timeouts ?? []).map(
    ({ rule_id, location }) => `${location?.path}: data flow, ${rule_id}`,
  );
  return [
    ...flows,
    ...errors.filter(({ type }) => type === "Timeout").map(({ path, rule_id }) => `${path}: time-out, ${rule_id}`),
  ];
}

const count = (items) => {
  const counts = new Map();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
};

function print(languages, total) {
  for (const { language, files, lines, seconds, findings } of languages) {
    const severe = findings.filter(({ severity }) => compareSeverity(severity, "high") >= 0).length;
    console.log(
      `${language.padEnd(12)} ${files} files, ${lines} lines, ${seconds.toFixed(0)} s, ${findings.length} findings, ${severe} of high or above (${((1000 * severe) / lines).toFixed(3)} per 1,000 lines)`,
    );
  }
  console.log(
    `all          ${total.lines} lines, ${total.perKiloline.toFixed(3)} findings of high or above per 1,000 lines (at most 0.2)\n`,
  );
  console.log(
    count(total.findings.map(({ severity, rule }) => `${severity} ${rule}`))
      .map(([name, times]) => `${String(times).padStart(5)} ${name}`)
      .join("\n"),
  );
  console.log("\nThe first ten, most severe first:");
  for (const { rule, severity, uri, line, source } of total.findings.slice(0, 10))
    console.log(`${severity} ${rule}\n  ${uri}:${line}\n  ${source}`);
  console.log(
    `\nNot scanned in full: ${total.unscanned.length}\n${total.unscanned.map((text) => `  ${text}`).join("\n")}`,
  );
}

try {
  const languages = [];
  for (const language of values.only.split(",")) languages.push(await measure(language));
  const findings = languages.flatMap((row) => row.findings).sort((a, b) => compareSeverity(b.severity, a.severity));
  const lines = languages.reduce((sum, row) => sum + row.lines, 0);
  const severe = findings.filter(({ severity }) => compareSeverity(severity, "high") >= 0).length;
  const total = {
    lines,
    perKiloline: (1000 * severe) / lines,
    findings,
    unscanned: languages.flatMap((row) => row.unscanned),
  };
  if (values.json)
    console.log(
      JSON.stringify(
        {
          languages: languages.map(({ language, files, lines, seconds }) => ({ language, files, lines, seconds })),
          ...total,
        },
        undefined,
        2,
      ),
    );
  else print(languages, total);
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
