/** The style of the report: system fonts, no colour that carries meaning alone, AA contrast in light and dark, printable. */

export const REPORT_CSS = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --panel: #f6f8fa; --line: #d0d7de; --text: #1f2328; --quiet: #57606a; --link: #0550ae;
  --pass: #116329; --fail: #a40e26; --incomplete: #7d4e00;
  --critical: #82071e; --high: #a40e26; --medium: #7d4e00; --low: #0550ae; --none: #57606a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0d1117; --panel: #161b22; --line: #30363d; --text: #e6edf3; --quiet: #9ea7b3; --link: #79c0ff;
    --pass: #56d364; --fail: #ff7b72; --incomplete: #e3b341;
    --critical: #ffa198; --high: #ff7b72; --medium: #e3b341; --low: #79c0ff; --none: #9ea7b3;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; }
header, nav, main, footer { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
h1 { font-size: 1.1rem; font-weight: 600; color: var(--quiet); margin: 1.5rem 0 .75rem; }
h2 { font-size: 1.35rem; margin: 2.5rem 0 .75rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
code, pre, .mono { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .875em; }
code, .mono { overflow-wrap: anywhere; unicode-bidi: isolate; }
pre { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: .6rem .8rem; margin: .6rem 0; overflow-x: auto; white-space: pre; tab-size: 4; }
p { margin: .5rem 0; overflow-wrap: anywhere; }
.prose { white-space: pre-line; }
.quiet { color: var(--quiet); }
.verdict { border: 1px solid var(--line); border-left: .5rem solid currentColor; border-radius: 6px; background: var(--panel); padding: 1rem 1.25rem; }
.verdict strong { font-size: 1.75rem; line-height: 1.2; }
.verdict p { color: var(--text); margin: .25rem 0 0; }
.pass { color: var(--pass); } .fail { color: var(--fail); } .incomplete { color: var(--incomplete); }
.critical { color: var(--critical); } .high { color: var(--high); } .medium { color: var(--medium); } .low { color: var(--low); } .none { color: var(--none); }
.severity { font-weight: 700; text-transform: capitalize; white-space: nowrap; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: 1rem 0 0; }
.bars { border-collapse: collapse; margin: 1rem 0; width: auto; }
.bars th, .bars td { border: 0; padding: .1rem .75rem .1rem 0; }
.bars td:last-child { width: 24rem; max-width: 50vw; padding: 0; }
.bars td, .bars th { vertical-align: middle; }
.bars svg { display: block; width: 100%; height: .8rem; }
.bars rect { fill: currentColor; }
.bars caption { text-align: left; color: var(--quiet); }
article { margin: 1rem 0; } article p { max-width: 48rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .925rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { color: var(--quiet); font-weight: 600; white-space: nowrap; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.short { white-space: nowrap; }
details { border: 1px solid var(--line); border-radius: 6px; margin: .4rem 0; padding: 0 .8rem; }
details.finding { content-visibility: auto; contain-intrinsic-size: auto 2.75rem; }
details[open] { padding-bottom: .6rem; }
summary { cursor: pointer; padding: .5rem 0; overflow-wrap: anywhere; }
summary .blocks { color: var(--fail); }
.badge { border: 1px solid var(--line); border-radius: 1rem; padding: 0 .55rem; font-size: .8rem; color: var(--quiet); white-space: nowrap; }
.opinion { border-left: 3px solid var(--line); padding-left: .75rem; }
pre .added { color: var(--pass); } pre .removed { color: var(--fail); }
ul.plain { padding-left: 1.25rem; margin: .5rem 0; }
ul.plain li { overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.25rem; margin: .5rem 0; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
footer { padding-top: 2rem; padding-bottom: 2rem; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; } }
@media print {
  :root { --page: #fff; --panel: #fff; --line: #bbb; --text: #000; --quiet: #444; --link: #000;
    --pass: #000; --fail: #000; --incomplete: #000; --critical: #000; --high: #000; --medium: #000; --low: #000; --none: #000; }
  body { font-size: 10pt; } header, nav, main, footer { max-width: none; padding: 0; } nav { display: none; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; } .verdict, details, tr { break-inside: avoid; }
  details::details-content { content-visibility: visible; } details.finding { content-visibility: visible; }
}
`;
