/** How the run went, on the page: scanners, coverage by file, what the verdict rests on. */

import type { HunkCoverage, Review, ScannerRun } from "../records.ts";
import { oneLine } from "../untrusted.ts";
import { count, thousands } from "../words.ts";
import type { Budget } from "./budget.ts";
import { droppedLine, fitted, row } from "./html-parts.ts";
import { html, withCode, type Html } from "./html-template.ts";
import { namedFiles, type RenderOptions } from "./options.ts";
import { coverageOf, groupBy } from "./overview.ts";
import { exitSentence, madeBy, SCANNER_STATE_WORD, seconds } from "./words.ts";

/** The most rows of a table that a person scrolls through. */
const MAX_ROWS = 5000;

export function scannersTable(runs: readonly ScannerRun[], budget: Budget): Html {
  if (runs.length === 0) return html`<p>No scanner was asked for.</p>`;
  const rows = fitted(runs.map(scannerRow), budget);
  return html`<div class="scroll">
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

function scannerRow({ scanner, tool, version, state, required, findings, seconds: time }: ScannerRun): Html {
  const name = oneLine(scanner, 100);
  const alias = tool === scanner ? undefined : html` <span class="quiet">(${oneLine(tool, 100)})</span>`;
  const reason = "reason" in state ? html`: ${withCode(oneLine(state.reason, 600))}` : undefined;
  return html`<tr>
    <th scope="row">${name}${alias}</th>
    <td>${oneLine(version, 100)}</td>
    <td>${SCANNER_STATE_WORD[state.status]}${reason}</td>
    <td>${required ? "yes" : "no"}</td>
    <td class="number">${thousands(findings.length)}</td>
    <td class="number">${time.toFixed(1)}</td>
  </tr> `;
}

/** One row for each file; its hunks are added up by state. */
export function coverageTable(coverage: readonly HunkCoverage[], budget: Budget): Html | undefined {
  const files = [...groupBy(coverage, ({ uri }) => uri)].slice(0, MAX_ROWS);
  if (files.length === 0) return undefined;
  const rows = fitted(
    files.map(([uri, hunks]) => {
      const states = coverageOf(hunks).tallies.map(
        ({ state, hunks: n }) => `${count(n, "hunk")} ${oneLine(state, 300)}`,
      );
      const lines = hunks.reduce((sum, { changedLines }) => sum + changedLines, 0);
      return html`<tr>
        <th scope="row"><code>${oneLine(uri, 500)}</code></th>
        <td class="number">${thousands(lines)}</td>
        <td>${states.join("; ")}</td>
      </tr> `;
    }),
    budget,
  );
  return html`<details>
    <summary>${count(files.length, "file")}</summary>
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

export function provenance(review: Review, { files, ledgerRoot, exitCode }: RenderOptions): Html {
  const { change, policy, verdict } = review;
  const mono = (text: string, limit = 200) => html`<code>${oneLine(text, limit)}</code>`;
  const branch = change.baseBranch === undefined ? undefined : ` (${oneLine(change.baseBranch, 200)})`;
  const digests = review.scan.runs.flatMap(({ scanner, digests: of }) =>
    Object.entries(of).map(([name, digest]) => row(oneLine(`${scanner} ${name}`, 100), mono(digest))),
  );
  return html`<dl>
    ${row("Head", mono(change.head))} ${row("Base", [mono(change.base), branch])}
    ${row("Merge base", mono(change.mergeBase))} ${row("Policy", oneLine(policy.source, 300))}
    ${row("Policy SHA-256", mono(policy.sha256))} ${digests.slice(0, 100)}
    ${ledgerRoot === undefined ? undefined : row("Ledger root", mono(ledgerRoot))}
    ${namedFiles(files).map(({ label, path }) => row(label, mono(path, 1000)))}
    ${row("Started", oneLine(review.startedAt, 50))} ${row("Took", seconds(review.seconds))}
    ${row("Made by", madeBy(review.version))} ${row("Ends with", exitSentence(verdict.outcome, exitCode))}
  </dl>`;
}
