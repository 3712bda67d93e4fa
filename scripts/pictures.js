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
import { BOT, WORKFLOW_TOKEN } from "../__tests__/servers/github.ts";
import { messagesServer } from "../__tests__/servers/messages-api.ts";
import { extremes } from "./extremes.js";

/** What stands around a text on GitHub, in the colours of its stylesheet. */
const FRAME = `
  :root { color-scheme: light dark; --line: light-dark(#d1d9e0, #3d444d); --soft: light-dark(#f6f8fa, #151b23);
    --text: light-dark(#1f2328, #f0f6fc); --page: light-dark(#ffffff, #0d1117);
    --add: light-dark(#dafbe1, #12261e); --del: light-dark(#ffebe9, #25171c) }
  body { margin: 0; background: var(--page); color: var(--text); font: 14px/1.5 system-ui, "Noto Sans", sans-serif }
  main { padding: 16px } .markdown-body { padding: 16px; font-size: 14px } .markdown-body + .markdown-body { padding-top: 0 }
  section, .said, .suggestion { border: 1px solid var(--line); border-radius: 6px; margin-bottom: 16px; overflow: hidden }
  section:last-child { margin-bottom: 0 } .said { margin: 12px } .markdown-body .suggestion table { display: table; width: 100% } section > table, .suggestion table { border-collapse: collapse; width: 100%; margin: 0 }
  footer { padding: 0 16px 12px } footer .bot { padding: 2px 8px; margin-right: 4px }
  header { background: var(--soft); border-bottom: 1px solid var(--line); padding: 8px 16px }
  .bot { border: 1px solid var(--line); border-radius: 2em; padding: 0 6px; font-size: 12px }
  section > table td, .markdown-body .suggestion td { border: 0; padding: 0 10px; white-space: pre; font: 12px/20px monospace }
  section > table td:first-child:not(:last-child) { width: 30px; text-align: right; opacity: 0.6 }
  .add td, .markdown-body .add td { background: var(--add) } .markdown-body .del td { background: var(--del) }`;

/** As GitHub draws them: in its own frame without scripts of the text, in the theme of the page. */
const DRAW = `<script src="${pathToFileURL(createRequire(import.meta.url).resolve("mermaid/dist/mermaid.min.js")).href}"></script>
  <script>mermaid.initialize({ startOnLoad: true, securityLevel: "strict",
    theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "default" })</script>`;

/** How high the page is, once all is drawn: scripts/screenshots.js cuts there. */
const MEASURE = `<script>new ResizeObserver(() => {
    document.documentElement.dataset.height = Math.ceil(document.body.getBoundingClientRect().height);
  }).observe(document.body)</script>`;

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
const POLICY = "version: 1\nroles:\n  responders: [robin]\n  approvers: [robin]\n";
const PERMISSIONS = /** @type {const} */ ({
  ...{ actions: "write", checks: "write", contents: "write", pull_requests: "write", security_events: "write" },
});
const SIGN = { eyes: "👀", "+1": "👍", "-1": "👎", confused: "😕" };
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
  const { state, people, summary } = await review();
  const [ours, ...said] = state.comments();
  shoot(
    { name: "summary-comment", width: 900, height: 4000 },
    comment({ ...ours, body: upTo("### In pictures", ours.body) }),
  );
  shoot(
    { name: "job-summary", width: 980, height: 4000 },
    card("Claude code review summary", markdown(upTo("### What left the building", summary))),
  );
  const [advice, ...rules] = state.reviewComments().toReversed();
  shoot({ name: "review", width: 900, height: 4000 }, [thread(rules[0]), thread(advice)].join(""));
  const [check] = state.checkRuns();
  shoot({ name: "check-run", width: 980, height: 4000 }, checkPage(check));
  shoot({ name: "respond", width: 900, height: 4000 }, said.map((one) => comment(one, people.reactions)).join(""));
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
    before: { "shop/orders.py": ORDERS, "shop/mailer.js": MAILER, ".github/claude-review.yml": POLICY },
    after: { "shop/orders.py": ORDERS + SEARCH, "shop/mailer.js": `${MAILER}const token = "${GITHUB_TOKEN}";\n` },
  });
  try {
    const { gitHub } = scene;
    gitHub.account({ ...BOT, token: WORKFLOW_TOKEN, permissions: PERMISSIONS });
    const model = { provider: "anthropic", "anthropic-api-key": KEY, "base-url": api.url };
    const ended = await scene.review({ inputs: { scanners: "auto", check: "on", ...model } });
    if (ended.code !== 1) throw new Error(`the review ended with ${String(ended.code)}: ${ended.stderr}`);
    gitHub.workflowRun({ head: scene.head });
    const id = /id `(\w+)`/u.exec(gitHub.state.reviewComments().at(-1)?.body ?? "")?.[1] ?? "";
    await command(scene, `/ccr accept-risk ${id} -- only our own staff reaches this page`);
    await command(scene, `/ccr wont-fix ${id} -- only our own staff reaches this page`);
    return { state: gitHub.state, people: gitHub.people, summary: ended.summary };
  } finally {
    await api.close();
    await scene.dispose();
  }
}

/** Robin writes it, and the workflow of respond/action.yml answers. @param {import("../__tests__/e2e/action-scene.ts").ActionScene} scene @param {string} body */
async function command({ gitHub, runner, base }, body) {
  const robin = gitHub.account({
    ...BOT,
    token: "ghp_robin",
    login: "robin",
    id: 8,
    type: "User",
    installation: false,
  });
  gitHub.people.permissions.set("robin", { permission: "write", roleName: "write" });
  const { comment: written, user, repository } = gitHub.json();
  const about = { action: "created", comment: written(gitHub.commentAs(robin, body)), sender: user(robin) };
  const issue = { number: 1, state: "open", locked: false, pull_request: { url: "https://api.github.com/pulls/1" } };
  const payload = { ...about, issue, repository: repository() };
  const event = { name: "issue_comment", payload, sha: base, ref: "refs/heads/main" };
  const { code, stderr } = await runner.run({ event, action: "respond" });
  if (code !== 0) throw new Error(`the answer ended with ${String(code)}: ${stderr}`);
}

/** The rest is for readers of the real one. @param {string} heading @param {string} text */
function upTo(heading, text) {
  return `${text.slice(0, text.indexOf(heading))}\n…\n`;
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

/** @param {import("../__tests__/servers/github-state.ts").IssueComment} given @param {readonly { comment: number, content: string }[]} reactions */
function comment({ id, user, body }, reactions = []) {
  const bot = user.type === "Bot" ? ' <span class="bot">bot</span>' : "";
  const signs = reactions
    .filter((one) => one.comment === id)
    .map(({ content }) => `<span class="bot">${SIGN[content]} 1</span>`);
  const name = user.login.replace("[bot]", "");
  const reacted = signs.length === 0 ? "" : `<footer>${signs.join(" ")}</footer>`;
  return box(`<header><b>${escape(name)}</b>${bot} commented</header>${markdown(body)}${reacted}`);
}

/** The check's own page: its title, its text, and the annotations that stand on the lines too. @param {import("../__tests__/servers/github-checks.ts").CheckRun} check */
function checkPage({ name, conclusion, title, summary, annotations }) {
  const lines = annotations.map(
    ({ path, start_line: line, annotation_level: level, title: what, message }) =>
      `<p><b>${escape(level)}</b> <code>${escape(path)}:${String(line)}</code> <b>${escape(what)}</b><br>${escape(message)}</p>`,
  );
  const head = `<header><b>${escape(name)}</b> <span class="bot">${escape(conclusion)}</span></header>`;
  return box(
    `${head}<article class="markdown-body"><h2>${escape(title)}</h2></article>${markdown(upTo("### What was not checked", summary))}<article class="markdown-body"><h3>Annotations</h3>${lines.join("")}</article>`,
  );
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
    `<!doctype html><meta charset="utf-8"><style>${css}${FRAME}</style><main>${body}</main>${MEASURE}${body.includes('class="mermaid"') ? DRAW : ""}`,
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
