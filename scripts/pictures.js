// The pictures of the README: reviews a small pull request with the built program, against the GitHub and the Messages API
// of __tests__/servers, and renders what it posted as GitHub shows it. What Claude says is written below, by hand; all the
// rest is what the program makes of it. `node scripts/pictures.js [folder]`, by default docs/images. With `--extremes folder`
// instead: what the program would say about 0, 1, 40 and 4,000 findings with the longest names, to look at and not to keep.

import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import MarkdownIt from "markdown-it";
import { actionScene } from "../__tests__/e2e/action-scene.ts";
import { hunksOf, isVerification, KEY } from "../__tests__/e2e/claude.ts";
import { GITHUB_TOKEN } from "../__tests__/fixtures/token.ts";
import { messagesServer } from "../__tests__/servers/messages-api.ts";
import { extremes } from "./extremes.js";

/** What stands around a text on GitHub, in the colours of its stylesheet. */
const FRAME = `
  :root { color-scheme: light dark; --line: light-dark(#d1d9e0, #3d444d); --soft: light-dark(#f6f8fa, #151b23);
    --text: light-dark(#1f2328, #f0f6fc); --page: light-dark(#ffffff, #0d1117);
    --add: light-dark(#dafbe1, #12261e); --del: light-dark(#ffebe9, #25171c) }
  body { margin: 0; background: var(--page); color: var(--text); font: 14px/1.5 system-ui, "Noto Sans", sans-serif }
  main { padding: 16px } .markdown-body { padding: 16px; font-size: 14px }
  section, .said, .suggestion { border: 1px solid var(--line); border-radius: 6px; margin-bottom: 16px; overflow: hidden }
  .said { margin: 12px } .markdown-body .suggestion table { display: table; width: 100% } section > table, .suggestion table { border-collapse: collapse; width: 100%; margin: 0 }
  header { background: var(--soft); border-bottom: 1px solid var(--line); padding: 8px 16px }
  .bot { border: 1px solid var(--line); border-radius: 2em; padding: 0 6px; font-size: 12px }
  section > table td, .markdown-body .suggestion td { border: 0; padding: 0 10px; white-space: pre; font: 12px/20px monospace }
  section > table td:first-child:not(:last-child) { width: 30px; text-align: right; opacity: 0.6 }
  .add td, .markdown-body .add td { background: var(--add) } .markdown-body .del td { background: var(--del) }`;

/** As GitHub draws them: in its own frame without scripts of the text, in the theme of the page. */
const DRAW = `<script src="${pathToFileURL(createRequire(import.meta.url).resolve("mermaid/dist/mermaid.min.js")).href}"></script>
  <script>mermaid.initialize({ startOnLoad: true, securityLevel: "strict",
    theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "default" })</script>`;

const ORDERS = `from flask import Flask, g, jsonify, request

from shop.db import connection

app = Flask(__name__)


@app.get("/orders")
def orders():
    rows = connection().execute("SELECT id, total FROM orders WHERE owner = ?", [g.user.id])
    return jsonify([dict(row) for row in rows])
`;
const SEARCH = `

@app.get("/orders/search")
def search():
    word = request.args.get("q", "")
    rows = connection().execute(f"SELECT id, total FROM orders WHERE note LIKE '%{word}%'")
    return jsonify([dict(row) for row in rows])


@app.get("/orders/<int:order>")
def order_details(order):
    row = connection().execute("SELECT * FROM orders WHERE id = ?", [order]).fetchone()
    return jsonify(dict(row))
`;
const MAILER = 'export const sender = "orders@shop.example";\n';

const QUOTE = 'row = connection().execute("SELECT * FROM orders WHERE id = ?", [order]).fetchone()';
const CLAIM = {
  ...{
    file: "shop/orders.py",
    side: "head",
    startLine: 23,
    endLine: 23,
    quote: QUOTE,
    cwe: "CWE-639",
    severity: "high",
  },
  path: [
    { file: "shop/orders.py", side: "head", line: 21, note: "the number comes from the address" },
    { file: "shop/orders.py", side: "head", line: 23, note: "it alone decides what is read" },
  ],
  title: "Everyone who is signed in can read the orders of others",
  explanation: "The order is looked up by its number alone; the list above asks for the owner too.",
  attack: "A customer counts the number in the address up and down and reads names, addresses and totals.",
  fix: {
    ...{ startLine: 23, endLine: 23 },
    replacement:
      '    row = connection().execute(\n        "SELECT * FROM orders WHERE id = ? AND owner = ?", [order, g.user.id]\n    ).fetchone()',
  },
};

const SUMMARY = "It adds a search over orders and a page for a single one. The page does not ask whose order it shows.";

/** @param {import("../__tests__/servers/messages-api.ts").ModelRequest} request */
function claude(request) {
  const hunks = hunksOf(request);
  return {
    kind: /** @type {const} */ ("answer"),
    answer: isVerification(request)
      ? {
          verdicts: [
            {
              ...{ claim: "c-1", verdict: "confirmed", quote: QUOTE, path: CLAIM.path },
              reason: "no line before it asks who owns the order",
            },
          ],
        }
      : { reviewed: hunks, findings: [{ hunk: hunks.at(-1), ...CLAIM }], triage: [], summary: SUMMARY },
    usage: { input_tokens: 5210, output_tokens: 640 },
  };
}

const { values: flags, positionals } = parseArgs({
  options: { extremes: { type: "boolean", default: false } },
  allowPositionals: true,
});
const images = resolve(positionals[0] ?? join(import.meta.dirname, "../docs/images"));
if (flags.extremes) for (const { body, ...picture } of extremes()) shoot(picture, card(picture.name, markdown(body)));
else await pictures();

async function pictures() {
  const { state, summary } = await review();
  shoot({ name: "summary-comment", width: 900, height: 1000 }, comment(state.comments()[0]?.body ?? ""));
  shoot({ name: "job-summary", width: 980, height: 1840 }, card("Claude code review summary", markdown(summary)));
  const [advice, ...rules] = state.reviewComments().toReversed();
  shoot({ name: "review", width: 900, height: 920 }, [thread(rules[0]), thread(advice)].join(""));
  const [check] = state.checks.values();
  shoot({ name: "check-run", width: 980, height: 900 }, card(check?.title ?? "", markdown(check?.summary ?? "")));
  evalPage();
}

/** The answers of the corpus' recordings are synthetic, and the page says so. */
function evalPage() {
  const folder = mkdtempSync(join(tmpdir(), "pictures-"));
  const page = join(folder, "eval.html");
  const corpus = join(import.meta.dirname, "../__tests__");
  const eval_ = ["eval", "--cases", join(corpus, "corpus"), "--replay", join(corpus, "recordings/synthetic")];
  const program = join(import.meta.dirname, "../dist/index.js");
  execFileSync(process.execPath, [program, ...eval_, "--format", "html", "--output", page, "--quiet"]);
  keep(folder, page, { name: "eval", width: 1100, height: 1500 });
}

async function review() {
  const api = await messagesServer(claude, { key: KEY });
  const scene = await actionScene({
    before: { "shop/orders.py": ORDERS, "shop/mailer.js": MAILER },
    after: { "shop/orders.py": ORDERS + SEARCH, "shop/mailer.js": `${MAILER}const token = "${GITHUB_TOKEN}";\n` },
  });
  try {
    const model = { provider: "anthropic", "anthropic-api-key": KEY, "base-url": api.url };
    const ended = await scene.review({ inputs: { scanners: "auto", ...model } });
    if (ended.code !== 1) throw new Error(`the review ended with ${String(ended.code)}: ${ended.stderr}`);
    return { state: scene.gitHub.state, summary: ended.summary };
  } finally {
    await api.close();
    await scene.dispose();
  }
}

/** Blocks of Mermaid become what its script looks for. @param {string} text */
function markdown(text) {
  const html = new MarkdownIt({ html: true }).render(text);
  const drawn = html.replace(
    /<pre><code class="language-mermaid">(.*?)<\/code><\/pre>/gsu,
    '<div class="mermaid">$1</div>',
  );
  return `<article class="markdown-body">${drawn}</article>`;
}

/** @param {string} title @param {string} html */
function card(title, html) {
  return box(`<header>${escape(title)}</header>${html}`);
}

/** @param {string} html */
function box(html) {
  return `<section>${html}</section>`;
}

/** @param {string} body */
function comment(body) {
  return box(`<header><b>github-actions</b> <span class="bot">bot</span> commented</header>${markdown(body)}`);
}

/** As a review shows it: the lines above, the comment, and a suggestion as the change that it would make. */
function thread({ path, line, startLine, body }) {
  const lines = (path.endsWith(".py") ? ORDERS + SEARCH : `${MAILER}const token = "…";\n`).split("\n");
  const first = startLine ?? line;
  const above = lines.slice(Math.max(0, first - 4), line);
  const code = above
    .map((text, n) => `<tr class="add"><td>${String(line - above.length + n + 1)}</td><td>+ ${escape(text)}</td></tr>`)
    .join("");
  const suggestion = /```suggestion\n(.*?)\n```/su;
  const change = [
    ...lines.slice(first - 1, line).map((text) => `<tr class="del"><td>- ${escape(text)}</td></tr>`),
    ...(suggestion.exec(body)?.[1] ?? "").split("\n").map((text) => `<tr class="add"><td>+ ${escape(text)}</td></tr>`),
  ].join("");
  const shown = markdown(body.replace(suggestion, "SUGGESTION")).replace(
    "<p>SUGGESTION</p>",
    `<div class="suggestion"><header>Suggested change</header><table>${change}</table></div>`,
  );
  const said = `<div class="said"><header><b>github-actions</b> <span class="bot">bot</span></header>${shown}</div>`;
  return box(`<header><code>${escape(path)}</code></header><table>${code}</table>${said}`);
}

/** @param {string} text */
function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** @param {{ name: string, width: number, height: number }} picture @param {string} body */
function shoot({ name, width, height }, body) {
  const css = readFileSync(createRequire(import.meta.url).resolve("github-markdown-css/github-markdown.css"), "utf8");
  const folder = mkdtempSync(join(tmpdir(), "pictures-"));
  const page = join(folder, `${name}.html`);
  writeFileSync(
    page,
    `<!doctype html><meta charset="utf-8"><style>${css}${FRAME}</style><main>${body}</main>${body.includes('class="mermaid"') ? DRAW : ""}`,
  );
  keep(folder, page, { name, width, height });
}

/** @param {string} folder @param {string} page @param {{ name: string, width: number, height: number }} picture */
function keep(folder, page, { name, width, height }) {
  const script = join(import.meta.dirname, "screenshots.js");
  execFileSync(process.execPath, [script, "--width", String(width), "--height", String(height), page]);
  mkdirSync(images, { recursive: true });
  for (const scheme of ["light", "dark"]) {
    const [from, to] = [join(folder, `${name}.${scheme}.png`), join(images, `${name}-${scheme}.png`)];
    const { status } = spawnSync("pngquant", ["--force", "--output", to, "256", from]);
    if (status !== 0) copyFileSync(from, to);
  }
  rmSync(folder, { recursive: true });
}
