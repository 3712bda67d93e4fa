/** What Claude claimed and what left for it, on the page. */

import type { RejectedClaim, RequestRecord, Review } from "../records.ts";
import { oneLine, plainText } from "../untrusted.ts";
import { count, thousands } from "../words.ts";
import {
  accountRows,
  disclosedFiles,
  nothingLeftSentence,
  REPLY_WORDS,
  requestCost,
  type AccountRow,
  type DisclosedFile,
} from "./account.ts";
import type { Budget } from "./budget.ts";
import { advisoryFindings, type Room } from "./html-findings.ts";
import { droppedLine, fitted, row } from "./html-parts.ts";
import { cweLinks } from "./html-rules.ts";
import { html, type Html } from "./html-template.ts";
import type { Overview } from "./overview.ts";
import { place } from "./words.ts";

const MAX_NAMES = 20;

/** Undefined when Claude claimed nothing. */
export function advisorySection({ model }: Review, facts: Overview, room: Room): Html | undefined {
  const rejected = model?.rejected ?? [];
  if (facts.advisory.length + rejected.length === 0) return undefined;
  const findings = advisoryFindings(facts, room) ?? html`<p>Claude found nothing of its own.</p>`;
  return html`${findings}${rejectedClaims(rejected, room.lines)}`;
}

function rejectedClaims(rejected: readonly RejectedClaim[], budget: Budget): Html | undefined {
  if (rejected.length === 0) return undefined;
  const rows = rejected.map(
    ({ title, uri, startLine, cwe, reason }) =>
      html`<tr>
        <td>${oneLine(title, 300)}</td>
        <td><code>${place({ uri, startLine, endLine: startLine })}</code></td>
        <td>${cweLinks([cwe])}</td>
        <td>${plainText(reason, 600)}</td>
      </tr> `,
  );
  const summary = `Claimed and not so: ${count(rejected.length, "claim")}`;
  return fold(summary, table(["Claim", "Where", "Weakness", "Why not"], rows, { budget, noun: "claim" }));
}

export function accountSection(review: Review, budget: Budget): Html {
  const rows = accountRows(review);
  if (rows === undefined || review.model === undefined) return html`<p>${nothingLeftSentence(review)}</p>`;
  const { requests, disclosures } = review.model.account;
  const files = disclosedFiles(disclosures);
  return html`<dl>${rows.map(accountRow)}</dl>
    ${fold(count(requests.length, "request"), requestsTable(requests, budget))}${
      files.length === 0
        ? undefined
        : fold(`Code that left, by file: ${count(files.length, "file")}`, disclosedTable(files, budget))
    }`;
}

function accountRow({ term, value, names }: AccountRow): Html {
  const shown = [
    ...(value === "" ? [] : [html`${value}`]),
    ...names.slice(0, MAX_NAMES).map((name) => html`<code>${oneLine(name, 100)}</code>`),
  ];
  return row(
    term,
    shown.map((part, n) => (n === 0 ? part : html`, ${part}`)),
  );
}

function requestsTable(requests: readonly RequestRecord[], budget: Budget): Html {
  const heads = ["Question", "Ended", "Model", "Request id", "#In", "#Out", "#Cached", "#Bytes", "#Seconds", "#Cost"];
  return table([...heads, "#Tries"], requests.map(requestRow), { budget, noun: "request" });
}

function requestRow(request: RequestRecord): Html {
  const numbers = [
    request.usage?.inputTokens,
    request.usage?.outputTokens,
    request.usage?.cacheReadTokens,
    request.bytes,
  ].map((n) => (n === undefined ? "" : thousands(n)));
  return html`<tr>
    <th scope="row">${oneLine(request.question, 100)}</th>
    <td>${REPLY_WORDS[request.kind]}</td>
    <td>${oneLine(request.model ?? "", 100)}</td>
    <td><code>${oneLine(request.requestId ?? "", 100)}</code></td>
    ${[...numbers, request.seconds.toFixed(1), requestCost(request), thousands(request.attempts)].map(
      (cell) => html`<td class="number">${cell}</td>`,
    )}
  </tr> `;
}

function disclosedTable(files: readonly DisclosedFile[], budget: Budget): Html {
  const rows = files.map(
    ({ uri, ranges, lines }) =>
      html`<tr>
        <th scope="row"><code>${oneLine(uri, 500)}</code></th>
        <td>${ranges}</td>
        <td class="number">${thousands(lines)}</td>
      </tr> `,
  );
  return table(["File", "Lines that left", "#Count"], rows, { budget, noun: "file" });
}

/** A `#` in front marks a column of numbers. */
function table(
  heads: readonly string[],
  rows: readonly Html[],
  { budget, noun }: { readonly budget: Budget; readonly noun: string },
): Html {
  const { shown, dropped } = fitted(rows, budget);
  return html`<div class="scroll">
      <table>
        <thead>
          <tr>
            ${heads.map((head) =>
              head.startsWith("#")
                ? html`<th scope="col" class="number">${head.slice(1)}</th>`
                : html`<th scope="col">${head}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${shown}
        </tbody>
      </table>
    </div>
    ${droppedLine(dropped, noun)}`;
}

function fold(summary: string, body: Html): Html {
  return html`<details>
    <summary>${summary}</summary>
    ${body}
  </details>`;
}
