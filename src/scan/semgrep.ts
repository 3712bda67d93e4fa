/** semgrep with this repository's own rules, and none of the ways in which a pull request could look away from itself. */

import { commandScanner, type CommandRun, type Coverage, type Report } from "./command-scanner.ts";
import type { Scanner, ScanOutcome, ScanPorts, ScanTarget } from "./scanner.ts";
import { semgrepLanguage } from "./semgrep-languages.ts";
import { DATA_FLOW, readSemgrepReport } from "./semgrep-report.ts";
import { readRules, rulesJson, type Depth } from "./semgrep-rules.ts";
import { withoutTemplates } from "./semgrep-yaml.ts";

/** Seconds for one rule on one file: a 2 MB file of ordinary code needs 8 for all rules on two slow cores. */
const RULE_TIMEOUT_SECONDS = 30;
/** A 2 MB Python file needs more than 1 GiB; runners have 7 GiB at least. */
const MEMORY_MIB = 4096;
/**
 * Never by the scripts that pip writes: no wheel vouches for them. `-I` shuts out PYTHON* variables, the user's packages and
 * the working directory; `-B` keeps compiled files, which nobody can check, out. `semgrep` itself starts semgrep-core, which
 * looks for `pysemgrep` on PATH and lands here.
 */
export const SEMGREP_START = [
  "bin/python",
  "-I",
  "-B",
  "-c",
  'import sys; sys.argv[0] = "semgrep"; from semgrep.console_scripts.pysemgrep import main; main()',
] as const;
const REPORT = "semgrep.json";
const RULES = "rules.json";
/** Files of which the data flow is repeated: they are named one by one, and an argv has an end. */
const MOST_REPEATED = 500;

export const semgrep = createSemgrep();

export function createSemgrep({ ruleTimeoutSeconds = RULE_TIMEOUT_SECONDS } = {}): Scanner {
  const deep = pass("deep", ruleTimeoutSeconds);
  const shallow = pass("shallow", ruleTimeoutSeconds);
  return {
    ...deep,
    async scan(target, ports) {
      const outcomes = await deep.scan(target, ports);
      const packs = ports.policy.semgrep?.packs ?? [];
      return Promise.all(
        outcomes.map(async (outcome) =>
          packs.length > 0 ? withPacks(outcome, packs) : repeated(outcome, { shallow, target }, ports),
        ),
      );
    },
  };
}

/** The registry answers with what it holds today, and semgrep does not say what that was. */
function withPacks(outcome: ScanOutcome, packs: readonly string[]): ScanOutcome {
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
async function repeated(
  outcome: ScanOutcome,
  { shallow, target }: { readonly shallow: Scanner; readonly target: ScanTarget },
  ports: ScanPorts,
): Promise<ScanOutcome> {
  const slow = new Set(outcome.unscanned.filter(({ reason }) => reason === DATA_FLOW).map(({ uri }) => uri));
  if (slow.size === 0 || slow.size > MOST_REPEATED) return outcome;
  const exported = target.exported.filter(({ file }) => slow.has(file.uri));
  const [second] = await shallow.scan({ ...target, exported, withheld: [] }, ports);
  if (second?.state.status !== "completed") return outcome;
  const found = new Set(outcome.findings.map(placeOf));
  return {
    ...outcome,
    findings: [...outcome.findings, ...second.findings.filter((finding) => !found.has(placeOf(finding)))],
    unscanned: [...outcome.unscanned.filter(({ reason }) => reason !== DATA_FLOW), ...second.unscanned],
    notes: [
      ...(outcome.notes ?? []),
      `semgrep: in ${[...slow].slice(0, 5).join(", ")}${slow.size > 5 ? ` and ${String(slow.size - 5)} more` : ""} a function is too long to follow every value through it; values were followed there, but not through the functions that they are passed to.`,
    ],
  };
}

function placeOf({ rule, location }: ScanOutcome["findings"][number]): string {
  return JSON.stringify([rule.id, location]);
}

function pass(depth: Depth, ruleTimeoutSeconds: number): Scanner {
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

function environment({ out }: CommandRun): Readonly<Record<string, string>> {
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

async function report(given: Report): Promise<Coverage> {
  const { shipped } = await readRules(given.ports);
  return withoutTemplates(readSemgrepReport(await given.read(REPORT), shipped), given, given.ports.files);
}
