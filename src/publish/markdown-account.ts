/** What Claude claimed and what left for it, in Markdown. */

import type { RejectedClaim, RequestRecord, Review } from "../records.ts";
import { thousands } from "../words.ts";
import {
  accountRows,
  disclosedFiles,
  nothingLeftSentence,
  REPLY_WORDS,
  requestCost,
  type DisclosedFile,
} from "./account.ts";
import type { Budget } from "./budget.ts";
import { QUALITY_STANDING, QUALITY_TITLE, summaryLabel } from "./claude.ts";
import { code, prose } from "./markdown-escape.ts";
import { cweLink, folded, table, tableRow } from "./markdown-parts.ts";
import type { RenderOptions } from "./options.ts";
import { place } from "./words.ts";

const MAX_ROWS = 500;

const REJECTED_HEAD = "| Claim | Where | Weakness | Why not |\n|---|---|---|---|";
const DISCLOSED_HEAD = "| File | Lines that left | Count |\n|---|---|--:|";
const REQUEST_HEAD =
  "| Question | Ended | Model | Request id | Tokens in | Out | Cached | Bytes | Seconds | Cost | Tries |\n" +
  "|---|---|---|---|--:|--:|--:|--:|--:|--:|--:|";

/** On top of everything, from the code alone; labelled, for it is nobody's finding. */
export function summaryText({ model, coverage }: Pick<Review, "model" | "coverage">): string | undefined {
  return model?.summary === undefined ? undefined : `*${summaryLabel({ coverage })}* ${prose(model.summary, 700)}`;
}

export function qualityPart({ model }: Review): string[] {
  const notes = model?.qualityNotes ?? [];
  if (notes.length === 0) return [];
  return [`### ${QUALITY_TITLE}`, QUALITY_STANDING, notes.map((note) => `- ${prose(note, 400)}`).join("\n")];
}

export function rejectedPart({ model }: Review, { fit }: Budget): string[] {
  const rejected = model?.rejected ?? [];
  return folded("Claimed and not so", rejected.length, table(REJECTED_HEAD, fit(rejected.map(rejectedRow), MAX_ROWS)));
}

export function accountPart(review: Review, { fit }: Budget, { comment }: RenderOptions): string[] {
  const title = "### What left the building";
  const rows = accountRows(review);
  if (rows === undefined || review.model === undefined) return [title, nothingLeftSentence(review)];
  const { disclosures, requests } = review.model.account;
  const files = disclosedFiles(disclosures);
  const lines = rows.map(({ term, value, names }) => {
    const words = [value, ...names.slice(0, 20).map((name) => code(name, 100))].filter((part) => part !== "");
    return `- ${term}: ${words.join(", ")}`;
  });
  return [title, fit(lines).kept.join("\n"), ...(comment ? [] : accountTables({ files, requests }, { fit }))];
}

function accountTables(
  { files, requests }: { files: readonly DisclosedFile[]; requests: readonly RequestRecord[] },
  { fit }: Budget,
): string[] {
  return [
    ...folded("Requests", requests.length, table(REQUEST_HEAD, fit(requests.map(requestRow), MAX_ROWS))),
    ...folded("Code that left, by file", files.length, table(DISCLOSED_HEAD, fit(files.map(disclosedRow), MAX_ROWS))),
  ];
}

function rejectedRow({ title, uri, startLine, cwe, reason }: RejectedClaim): string {
  const where = code(place({ uri, startLine, endLine: startLine }, 200));
  return tableRow([prose(title, 200), where, cweLink(cwe), prose(reason, 300)]);
}

function disclosedRow({ uri, ranges, lines }: DisclosedFile): string {
  return tableRow([code(uri, 300), ranges, thousands(lines)]);
}

function requestRow(request: RequestRecord): string {
  const optional = (n: number | undefined): string => (n === undefined ? "" : thousands(n));
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
    thousands(request.attempts),
  ]);
}
