/** What the page of an evaluation has beside the report's style. */
export const EVAL_CSS = `
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: .75rem; margin: 1rem 0; }
.tile { border: 1px solid var(--line); border-radius: 6px; background: var(--panel); padding: .75rem 1rem; }
.tile b { display: block; font-size: 1.15rem; font-variant-numeric: tabular-nums; }
.tile svg { display: block; width: 100%; height: 1rem; margin-top: .35rem; }
.interval { width: 100%; height: 1rem; display: block; overflow: visible; }
.interval .axis { stroke: var(--line); stroke-width: 1; vector-effect: non-scaling-stroke; }
.interval .range { stroke: currentColor; stroke-width: 4; stroke-opacity: .35; vector-effect: non-scaling-stroke; }
.interval .point { stroke: currentColor; stroke-width: 4; vector-effect: non-scaling-stroke; }
.found { color: var(--pass); } .flagged { color: var(--high); }
.missed, .flagged-word { color: var(--fail); font-weight: 600; }
table.groups { table-layout: fixed; }
table.groups thead th { white-space: normal; }
table.groups th:first-child { width: 24%; }
table.groups td { padding-right: 1.5rem; }
.legend { font-size: .85rem; }
/* On a telephone four columns are four letters wide: each row becomes a block, its cells say what they are. */
@media (max-width: 40rem) {
  table.groups thead { display: none; }
  table.groups, table.groups tbody, table.groups tr, table.groups th, table.groups td { display: block; width: 100%; }
  table.groups th:first-child { width: 100%; }
  table.groups th, table.groups td { border-bottom: 0; padding: .1rem 0; }
  table.groups tr { border-bottom: 1px solid var(--line); padding: .4rem 0; }
  table.groups td[data-term]::before { content: attr(data-term) ": "; color: var(--quiet); }
}
`;
