/** The cases of the page: those that somebody should look at, opened; then all of them. */

import { html, type Html } from "../publish/index.ts";
import { oneLine } from "../untrusted.ts";
import { count, thousands } from "../words.ts";
import type { CaseResult } from "./result.ts";
import { resultWord, variantWords, worthALook } from "./words.ts";

/** A page that opens at once: the rest is in the JSON. */
const MOST_CASES = 1_000;
const MOST_FINDINGS = 20;

export function casesSection(results: readonly CaseResult[]): Html {
  const look = worthALook(results);
  return html`<p>
      ${look.length === 0 ? "Every flaw was found and no safe case was flagged." : `${count(look.length, "case")} worth a look:`}
    </p>
    ${look.slice(0, MOST_CASES).map(caseDetails)}${more(look.length)}
    <details>
      <summary>All ${count(results.length, "result")}</summary>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Case</th>
              <th scope="col">Result</th>
              <th scope="col">Language</th>
              <th scope="col">Kind</th>
              <th scope="col">Weakness</th>
              <th scope="col" class="number">Lines</th>
              <th scope="col" class="number">Findings</th>
              <th scope="col" class="number">Tokens in</th>
            </tr>
          </thead>
          <tbody>
            ${results.slice(0, MOST_CASES).map(caseRow)}
          </tbody>
        </table>
      </div>
      ${more(results.length)}
    </details>`;
}

function more(length: number): Html | undefined {
  return length > MOST_CASES
    ? html`<p class="quiet">and ${thousands(length - MOST_CASES)} more in the JSON</p>`
    : undefined;
}

function caseRow(result: CaseResult): Html {
  const { language, kind, cwe, changedLines, findings, usage } = result;
  return html`<tr>
    <td><code>${variantWords(result)}</code></td>
    <td>${word(result)}</td>
    <td>${oneLine(language, 60)}</td>
    <td>${oneLine(kind, 60)}</td>
    <td>${cwe}</td>
    <td class="number">${thousands(changedLines)}</td>
    <td class="number">${findings.length}</td>
    <td class="number">${thousands(usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens)}</td>
  </tr> `;
}

function word(result: CaseResult): Html {
  const bad = resultWord(result).startsWith("missed")
    ? "missed"
    : result.findings.length > 0 && result.label === "safe"
      ? "flagged-word"
      : "";
  return html`<span class="${bad}">${resultWord(result)}</span>`;
}

function caseDetails(result: CaseResult): Html {
  const { findings, why, label, kind, language, cwe } = result;
  return html`<details>
    <summary>
      ${word(result)} <code>${variantWords(result)}</code>
      <span class="quiet">${oneLine(language, 60)}, ${oneLine(kind, 60)}, ${cwe}</span>
    </summary>
    ${why.map((sentence) => html`<p class="incomplete">${oneLine(sentence, 600)}</p> `)}
    <p class="quiet">${findings.length === 0 ? `Nothing was found in this ${label} case.` : undefined}</p>
    <ul class="plain">
      ${findings.slice(0, MOST_FINDINGS).map(
        ({ file, startLine, endLine, severity, cwe: found, title, detects }) =>
          html`<li>
            <span class="severity ${severity}">${severity}</span>
            <code>${oneLine(file, 300)}:${startLine}-${endLine}</code>
            ${found.join(" ")} ${oneLine(title, 300)}${detects ? " (the flaw)" : ""}
          </li> `,
      )}
    </ul>
  </details>`;
}
