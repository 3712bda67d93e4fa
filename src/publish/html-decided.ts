/** What people decided, on the page. */

import { count } from "../words.ts";
import type { Budget } from "./budget.ts";
import { REFUSED_TITLE, refusedSentence, type Decided, type DecidedWords } from "./decided.ts";
import { placeOf, findingAnchor } from "./html-findings.ts";
import { droppedLine, fitted, severityOf } from "./html-parts.ts";
import { html, type Html } from "./html-template.ts";
import { oneLine } from "../untrusted.ts";

/** Undefined when nobody said anything. */
export function decidedSection({ inForce, refused }: Decided, budget: Budget): Html | undefined {
  if (inForce.length + refused.length === 0) return undefined;
  const decisions = fitted(inForce.map(decidedItem), budget);
  const commands = fitted(
    refused.map((one) => html`<li>${refusedSentence(one)}</li> `),
    budget,
  );
  return html`<ul class="plain">
      ${decisions.shown}
    </ul>
    ${droppedLine(decisions.dropped, "decision")}
    ${
      refused.length === 0
        ? undefined
        : html`<details>
            <summary>${REFUSED_TITLE}: ${count(refused.length, "command")}</summary>
            <ul class="plain">
              ${commands.shown}
            </ul>
            ${droppedLine(commands.dropped, "command")}
          </details>`
    }`;
}

function decidedItem({ said, until, finding, id, people, record, reason }: DecidedWords): Html {
  const about =
    finding === undefined
      ? undefined
      : html`, ${severityOf(finding.severity)}
          <a href="#${findingAnchor(finding)}"><code>${placeOf(finding)}</code></a>`;
  const who = people.map(
    ({ login, right }, n) => html`${n === 0 ? "" : " and "}<code>${oneLine(login, 50)}</code> (${oneLine(right, 200)})`,
  );
  return html`<li>
    <strong>${said}</strong
    >${until === undefined ? "" : ` until ${oneLine(until, 10)}`}${id === undefined ? undefined : html`, <code>${id}</code>`}${about}:
    ${who} in ${record.kind} ${record.number}${reason === "" ? "" : `, because ${oneLine(reason, 300)}`}
  </li> `;
}
