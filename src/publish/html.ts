/** The report: what its sections are. */

import type { Review } from "../records.ts";
import { oneLine, plainText } from "../untrusted.ts";
import { count, thousands } from "../words.ts";
import { budgetOf, type Budget } from "./budget.ts";
import { QUALITY_STANDING, QUALITY_TITLE, summaryLabel } from "./claude.ts";
import { DECIDED_TITLE, signedOffWords } from "./decided.ts";
import { coverageSentence, gapSentences } from "./gaps.ts";
import { accountSection, advisorySection } from "./html-account.ts";
import { decidedSection } from "./html-decided.ts";
import { findingAnchor, findingsSection, placeOf } from "./html-findings.ts";
import { droppedLine, fitted, severityOf } from "./html-parts.ts";
import { rulesSection } from "./html-rules.ts";
import { coverageTable, provenance, scannersTable } from "./html-run.ts";
import { htmlPage, type Section } from "./html-page.ts";
import { html, withCode, type Html } from "./html-template.ts";
import type { RenderOptions } from "./options.ts";
import { advisoryWords, openWords, overview, type Overview } from "./overview.ts";
import { asOneParagraph, OUTCOME_WORD, shortName, WORST_FIRST } from "./words.ts";

/** Opens at once on a slow machine and fits into an artifact or a mail. */
const MAX_BYTES = 4_800_000;
const TODO_FINDINGS = 20;

export function toHtml(review: Review, options: RenderOptions = {}): string {
  const facts = overview(review);
  const share = (part: number): Budget => budgetOf((options.maxBytes ?? MAX_BYTES) * part);
  const sections = [
    section("todo", "What to do", todo(facts, share(0.05))),
    section("decided", DECIDED_TITLE, decidedSection(facts.decided, share(0.04))),
    section(
      "findings",
      "Findings",
      html`${bars(facts)}${findingsSection(facts, { details: share(0.45), lines: share(0.06) })}`,
    ),
    section("claude", "Claude, advisory", advisorySection(review, facts, { details: share(0.07), lines: share(0.02) })),
    section("quality", QUALITY_TITLE, qualityNotes(review, share(0.01))),
    section(
      "not-checked",
      "What was not checked",
      bullets(gapSentences(facts), share(0.05)) ?? html`<p>Nothing was left out.</p>`,
    ),
    section("scanners", "Scanners", scannersTable(review.scan.runs, share(0.02))),
    section(
      "coverage",
      "Coverage",
      html`<p>${coverageSentence(facts.coverage)}</p>
        ${coverageTable(review.coverage, share(0.08))}`,
    ),
    section("left", "What left the building", accountSection(review, share(0.03))),
    section("notes", "Notes", bullets(review.notes, share(0.02))),
    section("rules", "Rules", rulesSection(facts, share(0.12))),
    section("provenance", "What this rests on", provenance(review, options)),
  ].filter((part) => part !== undefined);
  return htmlPage({
    title: `${OUTCOME_WORD[review.verdict.outcome]}: security review of ${shortName(review.change.head)}`,
    heading: "Security review",
    verdict: verdictOf(review, facts),
    sections,
    version: review.version,
    startedAt: review.startedAt,
  });
}

function section(id: string, title: string, body: Html | undefined): Section | undefined {
  return body === undefined ? undefined : { id, title, body };
}

function verdictOf(review: Review, facts: Overview): Html {
  const { verdict, change, model } = review;
  return html`<div class="verdict ${verdict.outcome}">
    <strong>${OUTCOME_WORD[verdict.outcome]}</strong>
    <p>${oneLine(verdict.sentence)}</p>
    ${model?.summary === undefined ? undefined : html`<p>${summaryLabel(review)} ${withCode(oneLine(model.summary, 700))}</p>`}
    <p class="quiet">
      ${count(change.files.length, "changed file")}. Open findings: ${openWords(facts.open)};
      ${thousands(facts.blocking.length)} blocking (fail-on ${verdict.failOn}). ${signedOffWords(facts.decided)}
      ${advisoryWords(facts)}
    </p>
  </div>`;
}

function todo({ blocking, missing }: Overview, budget: Budget): Html | undefined {
  if (blocking.length + missing.length === 0) return undefined;
  const steps = missing.map(
    ({ what, reason }) =>
      html`<li><strong>${oneLine(what, 100)} did not run:</strong> ${withCode(plainText(reason, 1000))}</li> `,
  );
  const fixes = blocking.slice(0, TODO_FINDINGS).map(
    (finding) =>
      html`<li>
        ${severityOf(finding.severity)}
        <a href="#${findingAnchor(finding)}"><code>${placeOf(finding)}</code></a>
        ${withCode(oneLine(asOneParagraph(finding.message), 200))}
      </li> `,
  );
  const items = fitted([...steps, ...fixes], budget);
  const more = blocking.length - TODO_FINDINGS;
  return html`<ul class="plain">
      ${items.shown}
    </ul>
    ${droppedLine(items.dropped, "item")}${
      more > 0 ? html`<p>and ${count(more, "more blocking finding")} <a href="#findings">below</a>.</p>` : undefined
    }`;
}

function bullets(sentences: readonly string[], budget: Budget): Html | undefined {
  if (sentences.length === 0) return undefined;
  const items = fitted(
    sentences.map((sentence) => html`<li>${withCode(oneLine(sentence, 800))}</li> `),
    budget,
  );
  return html`<ul class="plain">
      ${items.shown}
    </ul>
    ${droppedLine(items.dropped, "line")}`;
}

function qualityNotes({ model }: Review, budget: Budget): Html | undefined {
  const notes = bullets(model?.qualityNotes ?? [], budget);
  return notes === undefined
    ? undefined
    : html`<p>${QUALITY_STANDING}</p>
        ${notes}`;
}

/** Counts of open findings by severity: the numbers are the content, the bars only show them. */
function bars({ open }: Overview): Html | undefined {
  const most = Math.max(...Object.values(open));
  if (most === 0) return undefined;
  const rows = WORST_FIRST.filter((severity) => open[severity] > 0).map(
    (severity) =>
      html`<tr>
        <th scope="row">${severityOf(severity)}</th>
        <td class="number">${thousands(open[severity])}</td>
        <td class="${severity}">
          <svg aria-hidden="true" viewBox="0 0 100 1" preserveAspectRatio="none">
            <rect width="${Math.max(0.5, (100 * open[severity]) / most)}" height="1" />
          </svg>
        </td>
      </tr> `,
  );
  return html`<table class="bars">
    <caption>
      Open findings by severity
    </caption>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}
