/** The review as GitHub-flavoured Markdown, for the job summary: verdict, what to do, what was not checked. */

import type { TriagedFinding } from "../finding.ts";
import type { Outcome, Review } from "../records.ts";
import { budgetOf, type Fitted } from "./budget.ts";
import { coverageSentence, gapSentences } from "./gaps.ts";
import { cweUrl, helpUrl } from "./links.ts";
import { code, fenced, prose } from "./markdown-escape.ts";
import { namedFiles, type RenderOptions } from "./options.ts";
import { openWords, overview, type Overview } from "./overview.ts";
import {
  count,
  dispositionWords,
  exitSentence,
  OUTCOME_WORD,
  place,
  SCANNER_STATE_WORD,
  seconds,
  shortName,
  thousands,
} from "./words.ts";

/** GitHub takes 1 MiB per step's summary and shows none of a larger one; the rest is for whatever else the step says. */
const MAX_BYTES = 1_000_000;
/** Verdict, headings and the tables' first lines, with room to spare. */
const FRAME_BYTES = 8_000;
const MAX_ROWS = 500;
const MAX_DETAILS = 100;

const OUTCOME_SIGN: Readonly<Record<Outcome, string>> = { pass: "✅", fail: "❌", incomplete: "⚠️" };

export function toMarkdown(review: Review, options: RenderOptions = {}): string {
  const facts = overview(review);
  const room = (options.maxBytes ?? MAX_BYTES) - FRAME_BYTES;
  // However many findings there are, what was not checked is said.
  const { fit: fitRun } = budgetOf(room * 0.3);
  const gaps = fitRun(
    gapSentences(facts).map((sentence) => `- ${prose(sentence)}`),
    MAX_ROWS,
  );
  const scanners = fitRun(review.scan.runs.map(scannerRow), MAX_ROWS);
  const notes = fitRun(
    review.notes.map((note) => `- ${prose(note)}`),
    MAX_ROWS,
  );
  // In the order of what may least be lost, which is not the order on the page.
  const { fit } = budgetOf(room * 0.7);
  const missing = fit(
    facts.missing.map(({ what, reason }) => `- ${code(what, 100)} did not run: ${prose(reason)}`),
    MAX_ROWS,
  );
  const blocking = fit(facts.blocking.map(findingRow), MAX_ROWS);
  const details = fit(facts.blocking.map(findingDetails), MAX_DETAILS);
  const others = fit(facts.otherOpen.map(findingRow), MAX_ROWS);
  const notCounted = fit(facts.notCounted.map(notCountedRow), MAX_ROWS);

  return `${[
    ...verdictPart(review, facts),
    ...todoPart({ missing, blocking, details }),
    ...folded("Other open findings, below the threshold", facts.otherOpen.length, table(FINDING_HEAD, others)),
    ...folded("Kept and not counted by the gate", facts.notCounted.length, table(NOT_COUNTED_HEAD, notCounted)),
    "### What was not checked",
    ...(gaps.kept.length + gaps.dropped === 0 ? ["Nothing was left out."] : [list(gaps)]),
    coverageSentence(facts.coverage),
    ...(review.notes.length > 0 ? ["### Notes", list(notes)] : []),
    "### This run",
    table(SCANNER_HEAD, scanners),
    ...runPart(review, options),
  ].join("\n\n")}\n`;
}

function verdictPart({ verdict, change }: Review, { open, blocking }: Overview): string[] {
  return [
    `## ${OUTCOME_SIGN[verdict.outcome]} ${OUTCOME_WORD[verdict.outcome]}: ${prose(verdict.sentence)}`,
    [
      `${count(change.files.length, "changed file")}, ${code(shortName(change.mergeBase))} to ${code(shortName(change.head))}.`,
      `Open findings: ${openWords(open)}; ${thousands(blocking.length)} blocking (fail-on ${verdict.failOn}).`,
    ].join(" "),
  ];
}

function todoPart({ missing, blocking, details }: Record<"missing" | "blocking" | "details", Fitted>): string[] {
  const blockingCount = blocking.kept.length + blocking.dropped;
  if (blockingCount + missing.kept.length + missing.dropped === 0) return [];
  return [
    "### What to do",
    ...(blockingCount > 0 ? [table(FINDING_HEAD, blocking)] : []),
    ...(details.kept.length > 0
      ? folded("The code, and how to fix it", details.kept.length, [...details.kept, ...dropped(details)].join("\n\n"))
      : []),
    ...(missing.kept.length > 0 ? [list(missing)] : []),
  ];
}

const FINDING_HEAD = "| Severity | Where | Rule | What |\n|---|---|---|---|";
const NOT_COUNTED_HEAD = "| Severity | Where | Rule | Why |\n|---|---|---|---|";
const SCANNER_HEAD = "| Scanner | Version | State | Required | Findings | Seconds |\n|---|---|---|---|--:|--:|";

function findingRow(finding: TriagedFinding): string {
  return `| ${[finding.severity, whereCell(finding), ruleCell(finding), prose(finding.message, 300)].join(" | ")} |`;
}

function notCountedRow(finding: TriagedFinding): string {
  const why = prose(dispositionWords(finding.disposition) ?? "", 300);
  return `| ${[finding.severity, whereCell(finding), ruleCell(finding), why].join(" | ")} |`;
}

function whereCell({ location }: TriagedFinding): string {
  return location === undefined ? "no place in head" : code(place(location, 200));
}

function ruleCell({ rule }: TriagedFinding): string {
  return [code(rule.id, 200), ...rule.cwe.slice(0, 1).map(cweLink)].join(" ");
}

function cweLink(cwe: string): string {
  const url = cweUrl(cwe);
  return url === undefined ? code(cwe, 50) : `[${cwe}](${url})`;
}

function findingDetails(finding: TriagedFinding): string {
  const { rule, message, location, snippet, threat } = finding;
  const help = helpUrl(rule.helpUri);
  return [
    `**${finding.severity}** ${whereCell(finding)} ${code(rule.id, 200)}`,
    prose(message),
    ...(snippet === undefined ? [] : [fenced(snippet, location?.startLine ?? 1)]),
    prose(rule.help, 1000),
    [
      ...rule.cwe.slice(0, 5).map(cweLink),
      ...(help === undefined ? [] : [`[how to fix it](${help})`]),
      ...(threat === undefined ? [] : [`threat ${code(threat, 100)}`]),
    ].join(", "),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function scannerRow({
  scanner,
  version,
  state,
  required,
  findings,
  seconds: time,
}: Review["scan"]["runs"][number]): string {
  const cells = [code(scanner, 100), code(version, 100), SCANNER_STATE_WORD[state.status], required ? "yes" : "no"];
  return `| ${[...cells, thousands(findings.length), time.toFixed(1)].join(" | ")} |`;
}

function table(head: string, rows: Fitted): string {
  return [[head, ...rows.kept].join("\n"), ...dropped(rows)].join("\n\n");
}

function list(items: Fitted): string {
  return [items.kept.join("\n"), ...dropped(items)].join("\n\n");
}

function dropped(rows: Fitted): string[] {
  return rows.dropped > 0 ? [`*and ${thousands(rows.dropped)} more in the report*`] : [];
}

/** Only words of ours go into the tags: what is inside is Markdown again after the empty line. */
function folded(title: string, n: number, body: string): string[] {
  return n === 0 ? [] : [`<details><summary>${title} (${thousands(n)})</summary>`, body, "</details>"];
}

function runPart(review: Review, { files, exitCode, ledgerRoot }: RenderOptions): string[] {
  return [
    [
      `- ${prose(review.version, 100)}, ${prose(review.startedAt, 50)}, ${seconds(review.seconds)}; ${exitSentence(review.verdict.outcome, exitCode)}`,
      `- policy ${code(review.policy.source, 200)}, SHA-256 ${code(review.policy.sha256, 64)}`,
      ...(ledgerRoot === undefined ? [] : [`- ledger root ${code(ledgerRoot, 100)}`]),
      ...namedFiles(files).map(({ label, path }) => `- ${label}: ${code(path, 1000)}`),
    ].join("\n"),
  ];
}
