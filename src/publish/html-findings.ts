/** Findings on the page: in full while there is room, then a line each, then counted. */

import type { TriagedFinding } from "../finding.ts";
import { oneLine, plainText } from "../untrusted.ts";
import { count, thousands } from "../words.ts";
import type { Budget } from "./budget.ts";
import { claudeBadge, confidenceWords, editOf, opinionWords, pathOf } from "./claude.ts";
import { findingId } from "./decided.ts";
import { html, withCode, type Html } from "./html-template.ts";
import { droppedLine, fitted, row, severityOf } from "./html-parts.ts";
import { cweLinks, ruleAnchors } from "./html-rules.ts";
import { everyFinding, groupBy, type Overview } from "./overview.ts";
import { alsoWords, dispositionWords, FULL_LENGTH, place, suppressionWords, WORST_FIRST } from "./words.ts";

/** Above this many a group starts closed, so that the page opens at once and can be read. */
const OPEN_GROUP = 25;
/** Up to this many blocking findings are shown unfolded. */
const OPEN_FINDINGS = 10;

/** What the findings may take: full ones, then one line each. */
export interface Room {
  readonly details: Budget;
  readonly lines: Budget;
}

interface Page {
  readonly room: Room;
  readonly opinions: Overview["opinions"];
  readonly also: Overview["also"];
  readonly blocking: ReadonlySet<string>;
  /** Anchor of the section of a rule, by rule id. */
  readonly anchors: ReadonlyMap<string, string>;
}

/** The scanners' findings and whatever blocks, by severity, open ones first. */
export function findingsSection(facts: Overview, room: Room): Html {
  const { blocking, otherOpen, notCounted } = facts;
  if (blocking.length + otherOpen.length + notCounted.length === 0) return html`<p>No findings.</p>`;
  const page = pageOf(facts, room);
  const bySeverity = groupBy([...blocking, ...otherOpen], ({ severity }) => severity);
  const groups = WORST_FIRST.map((severity) =>
    findingGroup({ title: severityOf(severity), id: severity, findings: bySeverity.get(severity) ?? [] }, page),
  );
  const rest = { title: html`Kept and not counted by the gate`, id: "not-counted", findings: notCounted };
  return html`${groups}${findingGroup(rest, page)}`;
}

/** What only Claude says (L3: apart from the scanners' findings). */
export function advisoryFindings(facts: Overview, room: Room): Html | undefined {
  const title = html`No scanner reported these, and they do not count for the gate`;
  return findingGroup({ title, id: "advisory", findings: facts.advisory }, pageOf(facts, room));
}

function pageOf(facts: Overview, room: Room): Page {
  return {
    room,
    opinions: facts.opinions,
    also: facts.also,
    blocking: new Set(facts.blocking.map(({ fingerprint }) => fingerprint)),
    anchors: ruleAnchors(everyFinding(facts)),
  };
}

interface Group {
  readonly title: Html;
  readonly id: string;
  readonly findings: readonly TriagedFinding[];
}

function findingGroup({ title, id, findings }: Group, page: Page): Html | undefined {
  if (findings.length === 0) return undefined;
  const inFull = fitted(
    findings.map((finding) => findingDetails(finding, page)),
    page.room.details,
  );
  const lines = fitted(
    findings.slice(inFull.shown.length).map((finding) => html`<p>${titleOf(finding, page)}</p> `),
    page.room.lines,
  );
  const body = html`${inFull.shown}${lines.shown}${droppedLine(lines.dropped, "finding")}`;
  return html`<h3 id="${id}">${title} <span class="quiet">(${thousands(findings.length)})</span></h3>
    ${
      findings.length <= OPEN_GROUP
        ? body
        : html`<details>
            <summary>Show ${count(findings.length, "finding")}</summary>
            ${body}
          </details>`
    }`;
}

export function placeOf({ location }: TriagedFinding): string {
  return location === undefined ? "no place in head" : place(location);
}

/** On the message inside the folds: browsers unfold what a link leads into (HTML, "ancestor details revealing"). */
export function findingAnchor({ fingerprint }: TriagedFinding): string {
  return `finding-${fingerprint.replace(/[^\w.:-]/gu, "-").slice(0, 100)}`;
}

function titleOf(finding: TriagedFinding, { blocking, opinions }: Page): Html {
  const { severity, rule, fingerprint } = finding;
  const blocks = blocking.has(fingerprint);
  const opinion = opinions.get(fingerprint);
  const badges = [
    claudeBadge(finding, blocks),
    confidenceWords(finding),
    suppressionWords(finding),
    opinion && opinionWords(opinion).claim,
  ].filter(Boolean);
  return html`${severityOf(severity)} <code>${placeOf(finding)}</code>
    <span class="quiet">${oneLine(rule.id, 200)}</span
    >${blocks ? html` <strong class="blocks">blocks</strong>` : undefined}
    ${badges.map((words) => html`<span class="badge">${words}</span> `)}`;
}

function findingDetails(finding: TriagedFinding, page: Page): Html {
  const why = dispositionWords(finding.disposition);
  const open = page.blocking.has(finding.fingerprint) && page.blocking.size <= OPEN_FINDINGS ? html` open` : undefined;
  return html`<details class="finding" ${open}>
    <summary>${titleOf(finding, page)}</summary>
    <p class="prose" id="${findingAnchor(finding)}">${withCode(plainText(finding.message, FULL_LENGTH))}</p>
    ${why === undefined ? undefined : html`<p>Not counted: ${oneLine(why, 500)}</p>`}${snippetOf(finding)}${pathList(finding)}
    ${alsoOf(finding, page)}${opinionOf(finding, page)}${editDiff(finding)}
    <dl>${facts(finding, page)}</dl>
  </details> `;
}

function alsoOf({ fingerprint }: TriagedFinding, { also }: Page): readonly Html[] {
  return (also.get(fingerprint) ?? []).map((other) => {
    const { by, rule, message } = alsoWords(other);
    return html`<p class="prose">Also reported by ${by} <span class="quiet">${rule}</span>: ${withCode(message)}</p>`;
  });
}

function opinionOf({ fingerprint }: TriagedFinding, { opinions }: Page): Html | undefined {
  const opinion = opinions.get(fingerprint);
  if (opinion === undefined) return undefined;
  const { claim, reason, quoted, standing } = opinionWords(opinion);
  const at = quoted && place({ uri: quoted.uri, startLine: quoted.line, endLine: quoted.line }, 200);
  return html`<p class="opinion">
    <strong>${claim}</strong>, because: ${withCode(oneLine(reason, 600))}
    ${quoted && html`(<code>${at}</code>: <code>${oneLine(quoted.quote, 240)}</code>).`} ${standing}
  </p>`;
}

function pathList(finding: TriagedFinding): Html | undefined {
  const { steps, stepsLeftOut } = pathOf(finding);
  if (steps.length === 0) return undefined;
  return html`<p>Path, from source to sink:</p>
    <ol>
      ${steps.map(({ location, note }) => html`<li><code>${place(location)}</code> ${withCode(note)}</li> `)}
    </ol>
    ${droppedLine(stepsLeftOut, "step")}`;
}

function editDiff(finding: TriagedFinding): Html | undefined {
  const edit = editOf(finding);
  if (edit === undefined) return undefined;
  const lines = edit.lines
    .map((line) => `${line}\n`)
    .map((line) => html`<span class="${line.startsWith("+") ? "added" : "removed"}">${line}</span>`);
  return html`<p>${edit.title}:</p>
    <pre tabindex="0">${lines}</pre>
    ${droppedLine(edit.linesLeftOut, "line")}`;
}

function facts(finding: TriagedFinding, { anchors }: Page): readonly Html[] {
  const { rule, source, confidence, threat, fingerprint, relatedLocations } = finding;
  const anchor = anchors.get(rule.id);
  const id = findingId(fingerprint);
  const name = oneLine(rule.name, 255);
  const by = source.kind === "scanner" ? `${source.tool} ${source.version}` : source.model;
  const related = relatedLocations.slice(0, 5).map((location) => html`<code>${place(location, 200)}</code> `);
  return [
    row("Rule", anchor === undefined ? name : html`<a href="#${anchor}">${name}: what it means, how to fix it</a>`),
    ...(rule.cwe.length > 0 ? [row("Weakness", cweLinks(rule.cwe))] : []),
    ...(threat === undefined ? [] : [row("Threat", oneLine(threat, 200))]),
    ...(related.length > 0 ? [row("See also", related)] : []),
    row("Found by", `${oneLine(by, 200)}, confidence ${confidence}`),
    ...(id === undefined ? [] : [row("Id", html`<code>${id}</code>`)]),
    row("Fingerprint", html`<code>${oneLine(fingerprint, 100)}</code>`),
  ];
}

function snippetOf({ snippet, location }: TriagedFinding): Html | undefined {
  if (snippet === undefined) return undefined;
  const firstLine = location?.startLine ?? 1;
  const lines = plainText(snippet, 1500).split("\n").slice(0, 5);
  const width = String(firstLine + lines.length - 1).length;
  // Can be scrolled with the keyboard.
  return html`<pre tabindex="0">${lines.map((line, n) => `${String(firstLine + n).padStart(width)}  ${line}\n`)}</pre>`;
}
