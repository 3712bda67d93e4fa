/**
 * What git will not show as lines. Git calls a file binary for one NUL in its first 8000 bytes (git, xdiff-interface.c,
 * `buffer_is_binary`), so one planted NUL would hide a program that most interpreters still run. Such a file is text
 * here when anything says so: its name, its first line, its encoding, or almost all of its bytes.
 */

import { isUtf8 } from "node:buffer";
import type { HunkLine } from "../records.ts";
import { LINELESS } from "./hunk.ts";
import type { UnnamedHunk } from "./patch.ts";

const GIT_LOOKS_AT_BYTES = 8000;
const CONTEXT_LINES = 3;

/** Text that a machine runs, builds from or is configured by: what a reviewer must never miss. */
const SOURCE_EXTENSIONS = new Set(
  (
    "js mjs cjs jsx ts mts cts tsx vue svelte astro html htm xhtml css scss less php phtml php5 phar py pyw pyi pyx rb erb rake " +
    "gemspec go java jsp jspx kt kts groovy gradle scala clj cljs c h cc cpp cxx hh hpp m mm swift rs cs cshtml razor vb fs fsx " +
    "aspx ashx asax pl pm t cgi lua r jl dart ex exs erl hs ml nim zig sol vy sql graphql proto sh bash zsh ksh fish ps1 psm1 psd1 " +
    "bat cmd awk sed tcl vbs wsf hta xml xsl xslt svg json jsonc json5 yml yaml toml ini cfg conf properties env tf tfvars hcl " +
    "bicep rego cue nix dockerfile mk cmake ipynb md mdx rst txt lock tpl tmpl ejs hbs pug twig liquid j2 service plist csproj " +
    "props targets sln bazel bzl star"
  ).split(" "),
);
const SOURCE_NAMES =
  /^(?:\..+rc|\.env.*|\.git(?:attributes|ignore|modules)|\.npmrc|\.htaccess|codeowners|.*(?:docker|container|make|rake|gem|jenkins|proc|vagrant|just|pip|caddy|brew)file.*)$/u;
const SOURCE_FIRST_LINE =
  /^(?:\u{feff})?\s*(?:#!|<\?(?:php|xml|=)|<!doctype|<html|<script|<%|import\s|package\s|#include\b)/iu;

/** Whether a name promises source code or configuration. */
export function isSourceName(uri: string): boolean {
  const name = uri.slice(uri.lastIndexOf("/") + 1).toLowerCase();
  const dot = name.lastIndexOf(".");
  return SOURCE_NAMES.test(name) || (dot >= 0 && SOURCE_EXTENSIONS.has(name.slice(dot + 1)));
}

/** Whether contents that git called binary are to be read as lines after all. */
export function isText(uri: string, bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, GIT_LOOKS_AT_BYTES);
  return (
    // Git was steered, by an attribute or a size: its rule has nothing against it.
    !start.includes(0) ||
    isSourceName(uri) ||
    encodingOf(bytes) !== "utf-8" ||
    SOURCE_FIRST_LINE.test(Buffer.from(start).toString("utf8", 0, 200).split("\n", 1)[0] ?? "") ||
    isTextWithFewNuls(bytes)
  );
}

/** Valid UTF-8 with under 1 % of NULs: no binary format looks like that for long. */
function isTextWithFewNuls(bytes: Uint8Array): boolean {
  let nuls = 0;
  for (const byte of bytes) if (byte === 0) nuls++;
  return nuls * 100 < bytes.length && isUtf8(bytes);
}

export interface Decoded {
  /** Each with its LF, but the last if it has none. */
  readonly lines: readonly string[];
  readonly invalidUtf8: boolean;
}

/** UTF-16 by its byte order mark, anything else as UTF-8. A byte order mark stays, as git shows it. */
export function decode(bytes: Uint8Array): Decoded {
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  return {
    lines: text === "" ? [] : text.split(/(?<=\n)/u),
    invalidUtf8: encoding === "utf-8" && !isUtf8(bytes),
  };
}

function encodingOf(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
}

/**
 * One hunk from the first line that differs to the last, since git made none. `alike` sides whose bytes differ (another
 * encoding, other invalid bytes) are shown whole: something did change, and it must not look like nothing.
 */
export function hunkBetween(base: readonly string[], head: readonly string[]): UnnamedHunk {
  const shorter = Math.min(base.length, head.length);
  let before = 0;
  while (before < shorter && base[before] === head[before]) before++;
  let after = 0;
  while (after < shorter - before && base[base.length - 1 - after] === head[head.length - 1 - after]) after++;
  if (before === base.length && before === head.length) before = after = 0;
  if (base.length + head.length === 0) return LINELESS;

  const first = Math.max(0, before - CONTEXT_LINES);
  const kept = Math.min(after, CONTEXT_LINES);
  const lines: HunkLine[] = [
    ...base
      .slice(first, before)
      .map((text, index) => line("context", text, { baseLine: first + index + 1, headLine: first + index + 1 })),
    ...base
      .slice(before, base.length - after)
      .map((text, index) => line("removed", text, { baseLine: before + index + 1 })),
    ...head
      .slice(before, head.length - after)
      .map((text, index) => line("added", text, { headLine: before + index + 1 })),
    ...head
      .slice(head.length - after, head.length - after + kept)
      .map((text, index) =>
        line("context", text, { baseLine: base.length - after + index + 1, headLine: head.length - after + index + 1 }),
      ),
  ];
  const baseCount = base.length - after + kept - first;
  const headCount = head.length - after + kept - first;
  // As git writes it: a side of no lines starts at the line before.
  return {
    baseStart: baseCount === 0 ? first : first + 1,
    baseCount,
    headStart: headCount === 0 ? first : first + 1,
    headCount,
    lines,
  };
}

function line(kind: HunkLine["kind"], text: string, numbers: { baseLine?: number; headLine?: number }): HunkLine {
  return text.endsWith("\n")
    ? { kind, text: text.slice(0, -1), ...numbers }
    : { kind, text, ...numbers, noNewline: true };
}
