/** The page. Numbers are the content; the charts only show them. */

import { html, htmlPage, type Html, type Section } from "../publish/index.ts";
import { oneLine } from "../untrusted.ts";
import { count, thousands } from "../words.ts";
import { casesSection } from "./page-cases.ts";
import { EVAL_CSS } from "./page-css.ts";
import { DIMENSIONS, type Dimension, type Measure } from "./measure.ts";
import { evalExitCode, type Report } from "./report.ts";
import type { Share } from "./statistics.ts";
import {
  answeredSentences,
  commonFacts,
  costWords,
  DIMENSION_WORDS,
  driftSentences,
  headline,
  problemSentences,
  secondsWords,
  shareWords,
  sourceSentence,
  tokenWords,
} from "./words.ts";

export function toEvalHtml(report: Report): string {
  const sections: Section[] = [
    { id: "numbers", title: "Numbers", body: numbers(report) },
    ...(report.drift === undefined
      ? []
      : [{ id: "baseline", title: "Compared with the baseline", body: bullets(driftSentences(report)) }]),
    ...DIMENSIONS.filter((dimension) => report.groups[dimension].length > 1).map((dimension) => ({
      id: dimension,
      title: DIMENSION_WORDS[dimension],
      body: groupTable(report, dimension),
    })),
    ...(report.results.length === 0 ? [] : [{ id: "cases", title: "Cases", body: casesSection(report.results) }]),
    { id: "provenance", title: "What this rests on", body: provenance(report) },
  ];
  const cases = `${count(report.all.vulnerable, "vulnerable case")} and ${count(report.all.safe, "safe one")}`;
  return htmlPage({
    title: `Evaluation: ${cases}`,
    heading: "Evaluation",
    verdict: verdictOf(report, cases),
    sections,
    version: report.run.version,
    startedAt: report.run.startedAt,
    css: EVAL_CSS,
  });
}

function verdictOf(report: Report, cases: string): Html {
  return html`<div class="verdict ${verdictClass(report)}">
    <strong>${verdictWord(report)}</strong>
    <p>${sourceSentence(report)}</p>
    ${[...(report.drift?.reasons ?? []), ...problemSentences(report)].map((sentence) => html`<p>${sentence}</p> `)}
    <p class="quiet">${cases}.</p>
  </div>`;
}

function verdictClass(report: Report): string {
  const code = evalExitCode(report);
  if (code === 1) return "fail";
  return code === 5 || report.source !== "live" ? "incomplete" : "pass";
}

function verdictWord(report: Report): string {
  const code = evalExitCode(report);
  if (code === 1) return "DRIFT";
  if (report.results.length === 0) return "NO CASES";
  if (code === 5) return "INCOMPLETE";
  return report.source === "live" ? "MEASURED" : "NOT ACCURACY";
}

function numbers({ all }: Report): Html {
  const tiles: readonly (readonly [string, Share, string])[] = [
    ["Flaws found (recall)", all.recall, "found"],
    ["Safe cases flagged", all.flagged, "flagged"],
    ["Precision", all.precision, "low"],
  ];
  return html`<div class="tiles">
      ${tiles.map(
        ([term, value, colour]) =>
          html`<div class="tile">${term}<b>${shareWords(value, all)}</b>${intervalBar(value, colour)}</div> `,
      )}
    </div>
    <dl>
      ${headline(all)
        .slice(tiles.length)
        .map(
          ([term, value]) =>
            html`<dt>${term}</dt>
              <dd>${value}</dd> `,
        )}
    </dl>
    <p class="quiet legend">
      Bars go from 0 to 1: the mark is the share, the band its 95 % interval (Wilson). There are no percentages below
      100 cases a side.
    </p>`;
}

/** The share and its interval on an axis from 0 to 1. */
function intervalBar({ k, n, interval }: Share, colour: string): Html | undefined {
  if (interval === undefined) return undefined;
  const at = (value: number) => (100 * value).toFixed(1);
  return html`<svg class="interval ${colour}" aria-hidden="true" viewBox="0 0 100 10" preserveAspectRatio="none">
    <path class="axis" d="M0 0V10M25 3V7M50 3V7M75 3V7M100 0V10M0 5H100" />
    <path class="range" d="M${at(interval[0])} 5H${at(interval[1])}" />
    <path class="point" d="M${at(k / n)} 0V10" />
  </svg>`;
}

function groupTable({ groups }: Report, dimension: Dimension): Html {
  return html`<div class="scroll">
    <table class="groups">
      <thead>
        <tr>
          <th scope="col">${DIMENSION_WORDS[dimension].slice("By ".length)}</th>
          <th scope="col">Flaws found</th>
          <th scope="col">Safe cases flagged</th>
          <th scope="col">Cost and time</th>
        </tr>
      </thead>
      <tbody>
        ${groups[dimension].map(({ key, measure }) => groupRow(key, measure))}
      </tbody>
    </table>
  </div>`;
}

function groupRow(key: string, measure: Measure): Html {
  const bars = (term: string, value: Share, colour: string) =>
    html`<td data-term="${term}">${shareWords(value, measure)}${intervalBar(value, colour)}</td> `;
  return html`<tr>
    <th scope="row">${oneLine(key, 100)}</th>
    ${bars("Flaws found", measure.recall, "found")}${bars("Safe cases flagged", measure.flagged, "flagged")}
    <td class="quiet">
      ${measure.costUsd === undefined ? "cost unknown" : costWords(measure)}, tokens ${tokenWords(measure)},
      ${secondsWords(measure.seconds)}
      s${measure.refusals > 0 ? `, ${count(measure.refusals, "refusal")}` : ""}${
        measure.incomplete > 0 ? `, ${thousands(measure.incomplete)} incomplete` : ""
      }
    </td>
  </tr> `;
}

function bullets(sentences: readonly string[]): Html {
  return html`<ul class="plain">
    ${sentences.map((sentence) => html`<li>${oneLine(sentence, 2_000)}</li> `)}
  </ul>`;
}

function provenance(report: Report): Html {
  const { run } = report;
  return html`${bullets(answeredSentences(report))}
    <dl>
      ${commonFacts(report).map(
        ([term, key]) =>
          html`<dt>${term}</dt>
            <dd>${oneLine(key, 200)}</dd> `,
      )}
      <dt>Cases asked for</dt>
      <dd>${thousands(run.cases)}</dd>
      <dt>Scanners</dt>
      <dd>${run.scanners}</dd>
      <dt>Seed</dt>
      <dd>${run.seed}</dd>
      <dt>Began</dt>
      <dd>${run.startedAt}</dd>
      <dt>Took</dt>
      <dd>${secondsWords(run.seconds)} s</dd>
    </dl>`;
}
