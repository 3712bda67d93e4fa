// Renders HTML files, and Markdown files as GitHub shows them, with headless Chromium, light and dark, to PNGs beside them,
// for people to look at: `node scripts/screenshots.js [--width 1280] [--height 2000] report.html summary.md …`. Skips, by
// name, when there is no Chromium on PATH.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import MarkdownIt from "markdown-it";

const { values, positionals } = parseArgs({
  options: { width: { type: "string", default: "1280" }, height: { type: "string", default: "2000" } },
  allowPositionals: true,
});
const chromium = ["chromium", "chromium-browser", "google-chrome"].find(
  (name) => spawnSync(name, ["--version"]).status === 0,
);
if (chromium === undefined) console.log(`skipped: no chromium on PATH (${positionals.join(", ")})`);
else
  for (const file of positionals) {
    const height = heightOf(file);
    for (const scheme of ["light", "dark"]) shoot(file, scheme, height);
  }

/** What a page that measures itself says in `data-height`, and never more than `--height`. @param {string} file */
function heightOf(file) {
  const most = Number(values.height);
  if (file.endsWith(".md") || !readFileSync(file, "utf8").includes("dataset.height")) return most;
  const { stdout } = browse(resolve(file), { scheme: "light", height: most, flag: "--dump-dom" });
  return Math.min(most, Number(/data-height="(\d+)"/u.exec(stdout.toString())?.[1] ?? most));
}

/** @param {string} file @param {"light" | "dark"} scheme @param {number} height */
function shoot(file, scheme, height) {
  const folder = mkdtempSync(join(tmpdir(), "screenshot-page-"));
  const picture = resolve(file.replace(/(?:\.(?:html|md))?$/u, `.${scheme}.png`));
  const started = performance.now();
  const page = file.endsWith(".md") ? markdownPage(file, folder) : resolve(file);
  const { status, stderr } = browse(page, { scheme, height, flag: `--screenshot=${picture}` });
  rmSync(folder, { recursive: true, force: true });
  const time = `${((performance.now() - started) / 1000).toFixed(1)} s`;
  console.log(status === 0 ? `${picture} (${time})` : `failed: ${file}: ${stderr.toString().slice(-500)}`);
  if (status !== 0) process.exitCode = 1;
}

/** @param {string} page @param {{ scheme: "light" | "dark", height: number, flag: string }} how */
function browse(page, { scheme, height, flag }) {
  const profile = mkdtempSync(join(tmpdir(), "screenshot-"));
  const ended = spawnSync(chromium, [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    // Mermaid draws after the page is there.
    "--virtual-time-budget=20000",
    // 0 is dark and 1 is light (blink::mojom::PreferredColorScheme); --force-dark-mode does not reach the media query.
    `--blink-settings=preferredColorScheme=${scheme === "dark" ? 0 : 1}`,
    `--user-data-dir=${profile}`,
    `--window-size=${values.width},${String(height)}`,
    flag,
    pathToFileURL(page).href,
  ]);
  rmSync(profile, { recursive: true, force: true });
  return ended;
}

/** @param {string} file @param {string} folder */
function markdownPage(file, folder) {
  const style = readFileSync(createRequire(import.meta.url).resolve("github-markdown-css/github-markdown.css"), "utf8");
  const body = new MarkdownIt({ html: true, linkify: true }).render(readFileSync(file, "utf8"));
  const page = join(folder, "page.html");
  writeFileSync(
    page,
    `<!doctype html><meta charset="utf-8"><meta name="color-scheme" content="light dark"><style>${style}
     body { margin: 0; background: Canvas } article { box-sizing: border-box; max-width: 980px; margin: 0 auto; padding: 32px }</style>
     <article class="markdown-body">${body}</article>`,
  );
  return page;
}
