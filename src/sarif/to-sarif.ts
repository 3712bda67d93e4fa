/** A review as one SARIF 2.1.0 log: a run for each tool, the least severe left out where GitHub's limits cut. */

import { compareSeverity, type TriagedFinding } from "../finding.ts";
import type { Review, ScannerRun, Unscanned } from "../records.ts";
import { oneLine, plainText } from "../untrusted.ts";
import { compareText, slug, unscannedLines } from "../words.ts";
import { toArtifactUri } from "./artifact-uri.ts";
import { withinLimits } from "./limits.ts";
import type { SarifLog, SarifNotification, SarifOpinion, SarifResult, SarifRule, SarifRun } from "./log.ts";
import {
  MODEL_SCANNER,
  MODEL_TOOL,
  modelInvocation,
  modelProperties,
  modelVersion,
  opinionsOf,
} from "./to-sarif-model.ts";
import { toResult } from "./to-sarif-result.ts";
import { toRules } from "./to-sarif-rules.ts";

/** Semantic Versioning 2.0.0, without the details of pre-release numbering: what may go into `semanticVersion`. */
const SEMVER = /^(0|[1-9]\d{0,9})\.(0|[1-9]\d{0,9})\.(0|[1-9]\d{0,9})(-[0-9A-Za-z.-]{1,60})?(\+[0-9A-Za-z.-]{1,60})?$/u;

const NAME_LENGTH = 100;

export interface SarifText {
  /** JSON with a line end; equal reviews give equal bytes. */
  readonly text: string;
  /** One sentence for each thing that the limits cut. */
  readonly notes: readonly string[];
}

/**
 * Every finding of the review is a result, whatever triage said; outputs filter. No snippets, no clock, no durations.
 * `automationDetails.id` is `claude-code-review/<scanner>/`, with the tool's name below it when a scanner brings
 * several tools: GitHub takes the part up to the last `/` as category and refuses two runs of one category.
 */
export function toSarif(review: Review): SarifText {
  const categories = new Set<string>();
  const runs = groupsOf(review).map((group) => toRun(group, { review, category: unused(categories, group) }));
  const log: SarifLog = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs };
  const { text, notes } = withinLimits(log);
  return { text, notes };
}

/** The runs of one tool under one scanner, and the findings that are theirs. */
interface Group {
  readonly scanner: string;
  readonly tool: string;
  readonly runs: ScannerRun[];
  readonly findings: TriagedFinding[];
}

function groupsOf(review: Review): readonly Group[] {
  const groups = new Map<string, Group>();
  const group = (scanner: string, tool: string): Group => {
    const key = JSON.stringify([scanner, tool]);
    const found = groups.get(key) ?? { scanner, tool, runs: [], findings: [] };
    groups.set(key, found);
    return found;
  };
  const owners = new Map<string, Group>();
  for (const run of review.scan.runs) {
    const owner = group(run.scanner, run.tool);
    owner.runs.push(run);
    for (const { fingerprint } of run.findings) owners.set(JSON.stringify([run.tool, fingerprint]), owner);
  }
  const ownerOf = ({ source, fingerprint }: TriagedFinding): Group => {
    if (source.kind === "model") return group(MODEL_SCANNER, MODEL_TOOL);
    // Findings of no scanner's run are a tool of their own: nothing is lost for want of a row.
    return owners.get(JSON.stringify([source.tool, fingerprint])) ?? group(slug(source.tool), source.tool);
  };
  if (review.model !== undefined) group(MODEL_SCANNER, MODEL_TOOL);
  for (const finding of review.findings) ownerOf(finding).findings.push(finding);
  return [...groups.values()].sort((a, b) => compareText(a.scanner, b.scanner) || compareText(a.tool, b.tool));
}

function unused(taken: Set<string>, { scanner, tool }: Group): string {
  const base = slug(scanner);
  const name = slug(tool);
  const category = `claude-code-review/${base}${name.startsWith(base) ? "" : `/${name}`}`;
  let free = category;
  for (let n = 2; taken.has(free); n++) free = `${category}-${n}`;
  taken.add(free);
  return `${free}/`;
}

interface RunContext {
  readonly review: Review;
  readonly category: string;
}

function toRun(group: Group, { review, category }: RunContext): SarifRun {
  const { scanner, tool, runs } = group;
  const model = isModel(group);
  const sorted = [...group.findings].sort(byPlace);
  const advisory = model && review.alertSeverity !== "real";
  const { rules, taxonomies } = toRules(sorted, { advisory });
  const results = resultsOf(sorted, { rules, advisory, opinions: model ? new Map() : opinionsOf(review) });
  const looked = runs.length === 0 || runs.some(({ state }) => state.status !== "notApplicable");
  return {
    tool: {
      driver: {
        name: oneLine(tool, NAME_LENGTH) || "unnamed tool",
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
      scanner: oneLine(scanner, NAME_LENGTH),
      base: review.change.base,
      head: review.change.head,
      mergeBase: review.change.mergeBase,
      ...(model
        ? modelProperties(review)
        : { required: runs.some(({ required }) => required), digests: digestsOf(runs) }),
    },
  };
}

function isModel({ scanner, tool }: Group): boolean {
  return scanner === MODEL_SCANNER && tool === MODEL_TOOL;
}

function resultsOf(
  findings: readonly TriagedFinding[],
  {
    rules,
    advisory,
    opinions,
  }: {
    readonly rules: readonly SarifRule[];
    readonly advisory: boolean;
    readonly opinions: ReadonlyMap<string, SarifOpinion>;
  },
): readonly SarifResult[] {
  const indices = new Map(rules.map(({ id }, index) => [id, index]));
  const withSuppressions = findings.some(
    ({ disposition, suppressionAttempt }) => disposition.status === "suppressed" || suppressionAttempt !== undefined,
  );
  return findings.map((finding) =>
    toResult(finding, {
      ruleIndex: indices.get(finding.rule.id) ?? 0,
      advisory,
      withSuppressions,
      opinion: opinions.get(finding.fingerprint),
    }),
  );
}

function invocationOf(runs: readonly ScannerRun[]): SarifRun["invocations"][0] {
  return {
    executionSuccessful: runs.every(({ state }) => state.status === "completed" || state.status === "notApplicable"),
    toolExecutionNotifications: runs.flatMap(notificationsOf),
  };
}

function versionsOf(runs: readonly ScannerRun[], findings: readonly TriagedFinding[]): readonly string[] {
  if (runs.length > 0) return runs.map(({ version }) => version);
  return findings.flatMap(({ source }) => (source.kind === "scanner" ? [source.version] : []));
}

function versionOf(versions: readonly string[]) {
  const known = new Set(versions.filter((version) => version !== ""));
  const version = oneLine([...known].sort(compareText).join(", "), NAME_LENGTH);
  return { ...(version !== "" && { version }), ...(SEMVER.test(version) && { semanticVersion: version }) };
}

function digestsOf(runs: readonly ScannerRun[]): Readonly<Record<string, string>> {
  const entries = runs.flatMap(({ digests }) => Object.entries(digests));
  const clean = entries.map(([name, digest]) => [oneLine(name, 300), oneLine(digest, 200)] as const);
  return Object.fromEntries(clean.sort(([a], [b]) => compareText(a, b)));
}

function notificationsOf({ state, unscanned, notes = [] }: ScannerRun): readonly SarifNotification[] {
  const gaps = unscanned.map(gapNotification);
  const said = notes.map((note): SarifNotification => ({ level: "note", message: { text: plainText(note, 1_000) } }));
  if (state.status === "completed") return [...gaps, ...said];
  const [level, text] =
    state.status === "notApplicable"
      ? (["note", "Did not run: the change has nothing for it."] as const)
      : ([
          "error",
          plainText(`${state.status === "failed" ? "Failed" : "Not available"}: ${state.reason}`, 1_000),
        ] as const);
  return [{ level, message: { text } }, ...gaps, ...said];
}

function gapNotification(part: Unscanned): SarifNotification {
  const { uri, reason, concerns } = part;
  if (concerns === "change")
    return { level: "warning", message: { text: plainText(`Not scanned: ${uri}: ${reason}`, 1_000) } };
  const region = unscannedLines(part);
  return {
    level: "warning",
    message: { text: plainText(`Not scanned: ${reason}`, 1_000) },
    locations: [{ physicalLocation: { artifactLocation: { uri: toArtifactUri(uri) }, ...(region && { region }) } }],
  };
}

/** By place, then most severe, then identity: never by the order in which scanners ended. */
function byPlace(a: TriagedFinding, b: TriagedFinding): number {
  return (
    compareText(a.location?.uri ?? "", b.location?.uri ?? "") ||
    (a.location?.startLine ?? 0) - (b.location?.startLine ?? 0) ||
    (a.location?.startColumn ?? 0) - (b.location?.startColumn ?? 0) ||
    compareSeverity(b.severity, a.severity) ||
    compareText(a.rule.id, b.rule.id) ||
    compareText(a.fingerprint, b.fingerprint) ||
    compareText(a.message, b.message)
  );
}
