// Texts without secrets to measure on: ordinary code of this machine, real hunks, and hostile text.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

const TEXT =
  /\.(?:[cm]?[jt]sx?|json|md|css|py|go|sum|mod|ya?ml|toml|rs|c|h|sh|html|rst|cfg|ini|lock|sql|txt|xml|java)$/u;
const SMALLEST = 20;
const LARGEST = 400_000;

/** Folders of code that others wrote, as this machine has them. */
export function ordinaryFolders(root) {
  const asked = [
    ["npm", () => join(root, "node_modules")],
    ["python", () => run("python3", "-c", "import sysconfig; print(sysconfig.get_path('stdlib'))")],
    ["go", () => run("go", "env", "GOMODCACHE")],
  ];
  return asked.flatMap(([name, where]) => {
    const folder = tryRun(where);
    return folder !== undefined && folder !== "" && existsSync(folder) ? [{ name, folder }] : [];
  });
}

/** Files of a folder, every n-th of the sorted ones, so that all packages are in it and each run has the same. */
export function ordinaryTexts({ name, folder }, megabytes) {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && TEXT.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const texts = [];
  let left = megabytes * 1e6;
  // A prime takes turns over folders of any size.
  for (let i = 0; i < paths.length && left > 0; i++) {
    const path = paths[(i * 7919) % paths.length];
    const text = readFileSync(path, "utf8");
    if (text.length < SMALLEST || text.length > LARGEST || text.includes("\0") || text.includes("\ufffd")) continue;
    texts.push({ id: `${name}/${relative(folder, path)}`, path: relative(folder, path), text });
    left -= text.length;
  }
  return texts;
}

/** Hunks of a repository's history, newest first: `{ path, text }` with the lines as the diff has them. */
export function hunksOf(repository, most) {
  const log = execFileSync(
    "git",
    [
      "-C",
      repository,
      "log",
      "-p",
      "--no-color",
      "--no-ext-diff",
      "--no-textconv",
      "--no-merges",
      "-n",
      "400",
      "--format=",
      "--",
      ".",
      ":!dist",
      ":!*-lock.json",
    ],
    { encoding: "utf8", maxBuffer: 1 << 30 },
  );
  const hunks = [];
  let path = "";
  for (const part of log.split(/^(?=diff --git |@@ )/mu)) {
    if (part.startsWith("diff --git ")) path = /^\+\+\+ (?:b\/)?(.*)$/mu.exec(part)?.[1] ?? "";
    else if (part.startsWith("@@ ")) hunks.push({ path, text: part.slice(part.indexOf("\n") + 1) });
    if (hunks.length === most) break;
  }
  return hunks;
}

/** Files as hunks of new lines, as a pull request that adds them would have. */
export function addedHunks(texts, most, lines = 20) {
  const hunks = [];
  for (const { path, text } of texts) {
    const all = text.split("\n");
    for (let at = 0; at < all.length && hunks.length < most; at += lines)
      hunks.push({
        path,
        text: all
          .slice(at, at + lines)
          .map((line) => `+${line}`)
          .join("\n"),
      });
  }
  return hunks;
}

/** What makes a search slow, each repeated in one line. */
export const HOSTILE = {
  "password=": "password=",
  'password="': 'password="aB3$',
  "names in names": 'pass="token="secret="',
  "token prefixes": "ghp_AKIAsk_live_",
  "near misses": "ghp_abcDEF123 AKIAABCDEFGHIJKLMNO eyJhbGci. ",
  "PEM headers": `-----BEGIN RSA ${"PRIVATE"} KEY-----`,
  "URL logins": "://a:b@",
  quotes: '"',
  "joined strings": '" + "',
  backslashes: "\\",
  escapes: "\\u0041%41&#65;",
  base64: "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo",
  hex: "41424344",
  "zero width": "password\u200b=",
  marks: "⟦secret:a:1⟧",
  blanks: " ",
};

function run(program, ...argv) {
  return execFileSync(program, argv, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
}

function tryRun(what) {
  try {
    return what();
  } catch {
    return undefined;
  }
}
