/** The review as GitHub-flavoured Markdown, for the job summary: verdict, what to do, what was not checked. */

import type { Outcome, Review } from "../records.ts";
import { count, thousands } from "../words.ts";
import { budgetOf, type Fitted } from "./budget.ts";
import { signedOffWords } from "./decided.ts";
import { coverageSentence, gapSentences } from "./gaps.ts";
import { accountPart, qualityPart, rejectedPart, summaryText } from "./markdown-account.ts";
import { decidedItems, decidedPart, HOW_TO_DECIDE } from "./markdown-decided.ts";
import { code, prose } from "./markdown-escape.ts";
import { FINDING_HEAD, findingMarkdown, NOT_COUNTED_HEAD } from "./markdown-findings.ts";
import { runUrl } from "./links.ts";
import { dropped, folded, linkedWhere, list, table, tableRow, whereCell } from "./markdown-parts.ts";
import { pictures } from "./mermaid.ts";
import { namedFiles, type RenderOptions } from "./options.ts";
import { advisoryWords, openWords, overview, type Overview } from "./overview.ts";
import { exitSentence, madeBy, OUTCOME_WORD, SCANNER_STATE_WORD, seconds, shortName } from "./words.ts";

/** GitHub takes 1 MiB per step's summary and shows none of a larger one; the rest is for whatever else the step says. */
const MAX_BYTES = 1_000_000;
/** Verdict, headings and the tables' first lines, with room to spare. */
const FRAME_BYTES = 8_000;
const MAX_ROWS = 500;
const MAX_DETAILS = 100;
/** Of a comment: it stands between those of people. */
const COMMENT_ROWS = 25;
const COMMENT_DETAILS = 20;

const OUTCOME_SIGN: Readonly<Record<Outcome, string>> = { pass: "✅", fail: "❌", incomplete: "⚠️" };

export function toMarkdown(review: Review, options: RenderOptions = {}): string {
  const facts = overview(review);
  const where = options.run === undefined ? whereCell : linkedWhere(options.run, review.change.head);
  const as = findingMarkdown(facts, where);
  const [rows, most] = options.comment ? [COMMENT_ROWS, COMMENT_DETAILS] : [MAX_ROWS, MAX_DETAILS];
  const room = (options.maxBytes ?? MAX_BYTES) - FRAME_BYTES;
  // However many findings there are, what was not checked is said.
  const { fit: fitRun } = budgetOf(room * 0.25);
  const gaps = fitRun(
    gapSentences(facts).map((sentence) => `- ${prose(sentence)}`),
    rows,
  );
  const scanners = fitRun(review.scan.runs.map(scannerRow), rows);
  const notes = fitRun(
    review.notes.map((note) => `- ${prose(note)}`),
    rows,
  );
  // In the order of what may least be lost, which is not the order on the page.
  const budget = budgetOf(room * 0.65);
  const { fit } = budget;
  const missing = fit(
    facts.missing.map(({ what, reason }) => `- ${code(what, 100)} did not run: ${prose(reason)}`),
    rows,
  );
  const blocking = fit(facts.blocking.map(as.row), rows);
  const decisions = decidedItems(facts.decided, { where, options });
  const inForce = fit(decisions.inForce, rows);
  const details = fit(facts.blocking.map(as.details), most);
  const others = fit(facts.otherOpen.map(as.row), rows);
  const advisory = fit(facts.advisory.map(as.row), rows);
  const explained = fit(facts.advisory.map(as.details), most);
  const notCounted = fit(facts.notCounted.map(as.notCountedRow), rows);
  const refused = fit(decisions.refused, most);
  const drawn = fit(options.pictures === false ? [] : pictures(facts, where)).kept;

  return `${[
    ...verdictPart(review, facts, options),
    ...todoPart({ missing, blocking, details }, review.decisions && options.pullRequest ? [HOW_TO_DECIDE] : []),
    ...decidedPart({ inForce, refused }),
    ...folded("Other open findings, below the threshold", facts.otherOpen.length, table(FINDING_HEAD, others)),
    ...advisoryPart({ rows: advisory, details: explained, rejected: rejectedPart(review, budget) }),
    ...folded("Kept and not counted by the gate", facts.notCounted.length, table(NOT_COUNTED_HEAD, notCounted)),
    ...(drawn.length === 0 ? [] : ["### In pictures", ...drawn]),
    ...qualityPart(review),
    "### What was not checked",
    ...(gaps.kept.length + gaps.dropped === 0 ? ["Nothing was left out."] : [list(gaps)]),
    coverageSentence(facts.coverage),
    ...(review.notes.length > 0 ? ["### Notes", list(notes)] : []),
    ...accountPart(review, budgetOf(room * 0.1), options),
    "### This run",
    table(SCANNER_HEAD, scanners),
    ...runPart(review, options),
  ].join("\n\n")}\n`;
}

function verdictPart(review: Review, facts: Overview, { run, comment, heading }: RenderOptions): string[] {
  const { verdict, change } = review;
  const page = run === undefined ? undefined : runUrl(run);
  const summary = summaryText(review);
  return [
    ...(heading === false
      ? []
      : [`## ${OUTCOME_SIGN[verdict.outcome]} ${OUTCOME_WORD[verdict.outcome]}: ${prose(verdict.sentence)}`]),
    ...(summary === undefined ? [] : [summary]),
    [
      `${count(change.files.length, "changed file")}, ${code(shortName(change.mergeBase))} to ${code(shortName(change.head))}.`,
      `Open findings: ${openWords(facts.open)}; ${thousands(facts.blocking.length)} blocking (fail-on ${verdict.failOn}).`,
      ...signedOffWords(facts.decided),
      ...advisoryWords(facts),
      ...(comment && page !== undefined ? [`[The whole review](${page}) is on the page of its run.`] : []),
    ].join(" "),
  ];
}

function todoPart(
  { missing, blocking, details }: Record<"missing" | "blocking" | "details", Fitted>,
  hints: readonly string[],
): string[] {
  const blockingCount = blocking.kept.length + blocking.dropped;
  if (blockingCount + missing.kept.length + missing.dropped === 0) return [];
  return [
    "### What to do",
    ...(blockingCount > 0 ? [table(FINDING_HEAD, blocking), ...hints] : []),
    ...(details.kept.length > 0
      ? folded("The code, and how to fix it", details.kept.length, [...details.kept, ...dropped(details)].join("\n\n"))
      : []),
    ...(missing.kept.length > 0 ? [list(missing)] : []),
  ];
}

/** Apart from the scanners' findings (L3): what only Claude says, and what it claimed that is not so. */
function advisoryPart({
  rows,
  details,
  rejected,
}: {
  rows: Fitted;
  details: Fitted;
  rejected: readonly string[];
}): readonly string[] {
  const findings = rows.kept.length + rows.dropped;
  if (findings === 0 && rejected.length === 0) return [];
  return [
    "### Claude, advisory",
    ...(findings === 0
      ? ["Claude found nothing of its own."]
      : ["No scanner reported these, and they do not count for the gate.", table(FINDING_HEAD, rows)]),
    ...folded(
      "The code, and suggested edits",
      details.kept.length,
      [...details.kept, ...dropped(details)].join("\n\n"),
    ),
    ...rejected,
  ];
}

const SCANNER_HEAD = "| Scanner | Version | State | Required | Findings | Seconds |\n|---|---|---|---|--:|--:|";

function scannerRow({
  scanner,
  version,
  state,
  required,
  findings,
  seconds: time,
}: Review["scan"]["runs"][number]): string {
  const cells = [
    code(scanner, 100),
    version === "" ? "" : code(version, 100),
    SCANNER_STATE_WORD[state.status],
    required ? "yes" : "no",
  ];
  return tableRow([...cells, thousands(findings.length), time.toFixed(1)]);
}

function runPart(review: Review, { files, exitCode, ledgerRoot }: RenderOptions): string[] {
  return [
    [
      `- ${prose(madeBy(review.version))}, ${prose(review.startedAt, 50)}, ${seconds(review.seconds)}; ${exitSentence(review.verdict.outcome, exitCode)}`,
      `- policy ${code(review.policy.source, 200)}, SHA-256 ${code(review.policy.sha256, 64)}`,
      ...(ledgerRoot === undefined ? [] : [`- ledger root ${code(ledgerRoot, 100)}`]),
      ...namedFiles(files).map(({ label, path }) => `- ${label}: ${code(path, 1000)}`),
    ].join("\n"),
  ];
}
