/** What gosec says it found and did: JSON on stdout, its progress on stderr. */

import { z } from "zod";

import type { Coverage, UnscannedPath } from "./command-scanner.ts";
import type { ExportedFile } from "./scanner.ts";

const Score = z.enum(["LOW", "MEDIUM", "HIGH"]);
const Issue = z.object({
  severity: Score,
  confidence: Score,
  cwe: z.object({ id: z.string() }).nullish(),
  rule_id: z.string(),
  details: z.string(),
  file: z.string(),
  /** `12`, or `12-14`. */
  line: z.string().regex(/^\d+(?:-\d+)?$/u),
});
/** gosec 2.30.0, `report.go`. */
const GosecReport = z.object({
  "Golang errors": z.record(z.string(), z.array(z.object({ line: z.int(), error: z.string() }))).nullable(),
  Issues: z.array(Issue).nullable(),
});

/** gosec's own SARIF has one level, `error`, for its medium and its high, and a rule's severity is that of its first result. */
export function toSarif(json: string, { version, root }: { version: string; root: string }): string {
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
const ABSENT =
  /^could not import |undefined|missing method|does not implement|cannot find package|is not in std|no required module/u;

interface Printed {
  readonly json: string;
  readonly log: string;
}
interface Given {
  readonly root: string;
  readonly files: readonly Pick<ExportedFile, "path">[];
}

/**
 * A file counts as scanned when gosec says that it checked it, and Go misses nothing in it but what the change does not
 * hold. A line of the log counts only with the whole absolute path of an export whose name is random.
 */
export function readGosecReport({ json, log }: Printed, { root, files }: Given): Coverage {
  const errors = GosecReport.parse(JSON.parse(json))["Golang errors"] ?? {};
  const broken = new Set(
    Object.entries(errors)
      .filter(([, list]) => list.some(({ error }) => !ABSENT.test(error)))
      .map(([path]) => path),
  );
  const { checked, shallow, gaveUp } = readLog(log);
  const unscanned = files.flatMap(({ path }): UnscannedPath[] => {
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
function readLog(log: string): { checked: Set<string>; shallow: Set<string>; gaveUp: number } {
  const checked = new Set<string>();
  const shallow = new Set<string>();
  let inPackage: string[] = [];
  let gaveUp = 0;
  for (const line of log.split("\n")) {
    const said = /^\[gosec\] \d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d (.*)$/u.exec(line)?.[1] ?? "";
    const file = /^Checking file: (.+)$/u.exec(said)?.[1];
    if (file !== undefined) {
      checked.add(file);
      inPackage.push(file);
    } else if (said.startsWith("Checking package: ")) inPackage = [];
    else if (/^(?:Error building the SSA|Panic when running SSA)/u.test(said))
      for (const each of inPackage) shallow.add(each);
    else if (/^(?:Rule error|Error running analyzer)/u.test(said)) gaveUp += 1;
  }
  return { checked, shallow, gaveUp };
}
