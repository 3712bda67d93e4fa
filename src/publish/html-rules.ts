/** Each rule once on the page: with its findings, its help would be most of it. */

import type { Rule, TriagedFinding } from "../finding.ts";
import { oneLine, plainText } from "../untrusted.ts";
import type { Budget } from "./budget.ts";
import { droppedLine, fitted } from "./html-parts.ts";
import { html, withCode, type Html } from "./html-template.ts";
import { cweUrl, helpUrl } from "./links.ts";
import { everyFinding, type Overview } from "./overview.ts";
import { FULL_LENGTH, isRepeated } from "./words.ts";

/** Foreign tools may bring any number of rules. */
const MAX_RULES = 500;

/** Anchor of the section of a rule, by rule id, in the order of the findings. */
export function ruleAnchors(findings: readonly TriagedFinding[]): ReadonlyMap<string, string> {
  const ids = [...new Set(findings.map(({ rule }) => rule.id))].slice(0, MAX_RULES);
  return new Map(ids.map((id, n) => [id, `rule-${n + 1}`]));
}

export function rulesSection(facts: Overview, budget: Budget): Html | undefined {
  const findings = everyFinding(facts);
  const anchors = ruleAnchors(findings);
  if (anchors.size === 0) return undefined;
  const rules = new Map(findings.toReversed().map(({ rule }) => [rule.id, rule]));
  const articles = fitted(
    [...anchors].flatMap(([id, anchor]) => ruleArticle(rules.get(id), anchor) ?? []),
    budget,
  );
  return html`${articles.shown}${droppedLine(articles.dropped + rules.size - anchors.size, "rule")}`;
}

function ruleArticle(rule: Rule | undefined, anchor: string): Html | undefined {
  if (rule === undefined) return undefined;
  const help = helpUrl(rule);
  const guidance = help === undefined ? [] : [html`<a href="${help}" rel="noreferrer noopener">guidance</a>`];
  const links = [...cweList(rule.cwe), ...guidance].map((link, n) => (n === 0 ? link : html`, ${link}`));
  return html`<article id="${anchor}">
    <h3>${oneLine(rule.name, 255)} <code class="quiet">${oneLine(rule.id, 200)}</code></h3>
    <p>${oneLine(rule.fullDescription, 600)}</p>
    ${
      isRepeated(rule.help, rule.fullDescription)
        ? undefined
        : html`<p class="prose">${withCode(plainText(rule.help, FULL_LENGTH))}</p>`
    }
    <p>${links}</p>
  </article> `;
}

export function cweLinks(cwe: readonly string[]): readonly Html[] {
  return cweList(cwe).map((link, n) => (n === 0 ? link : html`, ${link}`));
}

function cweList(cwe: readonly string[]): readonly Html[] {
  return cwe.slice(0, 5).map((id) => {
    const url = cweUrl(id);
    return url === undefined ? html`${oneLine(id, 50)}` : html`<a href="${url}" rel="noreferrer noopener">${id}</a>`;
  });
}
