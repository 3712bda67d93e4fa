// Makes a repository whose last commit is a change of a known size. The same size gives the same bytes.
import { execFileSync } from "node:child_process";

/** A mean of 67 changed lines a file: 20,000 lines at 300 files. */
export const linesFor = (files) => Math.round((files * 20_000) / 300);

/** A repository in `folder` where `HEAD~1..HEAD` touches `files` files in `lines` added and removed lines. */
export function makeChange(folder, files, lines = linesFor(files)) {
  // A user's hooks, signing and templates would be measured along.
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  execFileSync("git", ["init", "--quiet", "--initial-branch=main", "--template=", folder], { env });
  // One process, where 3,000 files and two commits would be minutes of `git add` on some disks.
  execFileSync("git", ["-C", folder, "fast-import", "--quiet"], { env, input: fastImport(files, lines) });
}

function fastImport(files, lines) {
  const changes = Array.from({ length: files }, (_, index) => {
    // The remainder goes to the first files, so that the sum is exact.
    const share = Math.floor(lines / files) + (index < lines % files ? 1 : 0);
    return { path: `src/part-${index % 40}/file-${index}.ts`, ...sides(index, share) };
  });
  const base = changes.flatMap(({ path, base }) => (base === undefined ? [] : [modify(path, base)]));
  const head = changes.map(({ path, head }) => (head === undefined ? `D ${path}\n` : modify(path, head)));
  return [commit(1, "base"), ...base, commit(2, "head"), ...head, "done\n"].join("");
}

/** Of ten files one is added, one deleted, eight modified in hunks of at most ten changed lines. */
function sides(index, changed) {
  if (index % 10 === 4) return { head: text(fresh(index, changed)) };
  if (index % 10 === 7) return { base: text(fresh(index, changed)) };
  const [base, head] = [[], []];
  for (let left = changed, block = 0; left > 0; block += 1) {
    const added = Math.min(5, Math.ceil(left / 2));
    const removed = Math.min(5, left - added);
    const context = fresh(index, 8, `context${block}_`);
    base.push(...context, ...fresh(index, removed, `before${block}_`));
    head.push(...context, ...fresh(index, added, `after${block}_`));
    left -= added + removed;
  }
  return { base: text(base), head: text(head) };
}

const fresh = (index, count, name = "value") =>
  Array.from(
    { length: count },
    (_, line) => `export const ${name}${index}_${line} = compute("${name}", ${index * line});`,
  );

const text = (lines) => lines.map((line) => `${line}\n`).join("");
const data = (bytes) => `data ${Buffer.byteLength(bytes)}\n${bytes}\n`;
const modify = (path, content) => `M 100644 inline ${path}\n${data(content)}`;
// `fast-import` without `from` continues the branch that this stream has begun.
const commit = (day, message) =>
  `commit refs/heads/main\ncommitter bench <bench@example.invalid> ${day * 86_400} +0000\n${data(message)}`;
