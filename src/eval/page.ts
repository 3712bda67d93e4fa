/** The page: needs nothing but itself, runs nothing, asks nobody. Numbers are the content; the charts only show them. */

import { createHash } from "node:crypto";
import { html, Html, REPORT_CSS } from "../publish/index.ts";
import { oneLine } from "../untrusted.ts";
import { count, thousands } from "../words.ts";
import { casesSection } from "./page-cases.ts";
import { EVAL_CSS } from "./page-css.ts";
import { DIMENSIONS, type Dimension, type Measure } from "./measure.ts";
import { evalExitCode, type Report } from "./report.ts";
import type { Share } from "./statistics.ts";
import {
  answeredSentences,
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

const CSS = REPORT_CSS + EVAL_CSS;

interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

export function toEvalHtml(report: Report): string {
  const sections: Section[] = [
    { id: "numbers", title: "Numbers", body: numbers(report) },
    ...(report.drift === undefined
      ? []
      : [{ id: "baseline", title: "Compared with the baseline", body: bullets(driftSentences(report)) }]),
    ...DIMENSIONS.filter((dimension) => report.groups[dimension].length > 0).map((dimension) => ({
      id: dimension,
      title: DIMENSION_WORDS[dimension],
      body: groupTable(report, dimension),
    })),
    ...(report.results.length === 0 ? [] : [{ id: "cases", title: "Cases", body: casesSection(report.results) }]),
    { id: "provenance", title: "What this rests on", body: provenance(report) },
  ];
  return page(report, sections).toString();
}

function page(report: Report, sections: readonly Section[]): Html {
  // As in the report: a hash allows this one style sheet, and nothing else loads or runs (CSP 3 §6.7).
  const policy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(CSS).digest("base64")}'; base-uri 'none'; form-action 'none'`;
  const { all, run } = report;
  const cases = `${count(all.vulnerable, "vulnerable case")} and ${count(all.safe, "safe one")}`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>Evaluation: ${cases}</title>
        ${new Html(["<style>", CSS, "</style>"])}
      </head>
      <body>
        <header>
          <h1>Evaluation</h1>
          <div class="verdict ${verdictClass(report)}">
            <strong>${verdictWord(report)}</strong>
            <p>${sourceSentence(report)}</p>
            ${problemSentences(report).map((sentence) => html`<p>${sentence}</p> `)}
            <p class="quiet">${cases}.</p>
          </div>
        </header>
        <nav aria-label="Sections">
          <ul>
            ${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li> `)}
          </ul>
        </nav>
        <main>
          ${sections.map(
            ({ id, title, body }) =>
              html`<section aria-labelledby="${id}">
                <h2 id="${id}">${title}</h2>
                ${body}
              </section> `,
          )}
        </main>
        <footer class="quiet"><p>${oneLine(run.version, 100)}, ${oneLine(run.startedAt, 50)}</p></footer>
      </body>
    </html> `;
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
  const bars = (value: Share, colour: string) =>
    html`<td>${shareWords(value, measure)}${intervalBar(value, colour)}</td> `;
  return html`<tr>
    <th scope="row">${oneLine(key, 100)}</th>
    ${bars(measure.recall, "found")}${bars(measure.flagged, "flagged")}
    <td class="quiet">
      ${costWords(measure)}, tokens ${tokenWords(measure)}, ${secondsWords(measure.seconds)}
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
