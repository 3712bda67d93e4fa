import type { Claim } from "../../src/review/answer.ts";
import type { ClaimContext } from "../../src/review/claims.ts";
import type { DossierHunk, SentLine } from "../../src/records.ts";
import { createRedactor, own, type Redactor } from "../../src/secrets/index.ts";

/** A hunk from lines such as ` 8 text`, `+9 text` of head and `-9 text` of base. */
export function hunkOf(lines: readonly string[], given: Partial<Omit<DossierHunk, "lines">> = {}): DossierHunk {
  const uri = given.uri ?? "src/users.ts";
  return {
    id: "h-0123456789ab",
    uri,
    shownUri: own(uri),
    baseUri: uri,
    bytes: 0,
    ...given,
    lines: lines.map((line): SentLine => {
      const [, mark = "", number = "", text = ""] = /^([ +-])(\d+) ?(.*)$/su.exec(line) ?? [];
      const kind = mark === "+" ? "added" : mark === "-" ? "removed" : "context";
      return { kind, side: kind === "removed" ? "base" : "head", line: Number(number), text: own(text) };
    }),
  };
}

export const HUNK = hunkOf([
  " 8 export function find(db, name) {",
  "-9   if (!isName(name)) return [];",
  "-10   return db.query('select * from users where name = ?', [name]);",
  "+9   const sql = `select * from users where name = '${name}'`;",
  "+10   return db.query(sql);",
  " 11 }",
  " 12 ",
  " 13 export const limit = 10;",
]);

export const CLAIM: Claim = {
  hunk: HUNK.id,
  file: HUNK.uri,
  side: "head",
  startLine: 9,
  endLine: 10,
  quote: "const sql = `select * from users where name = '${name}'`;",
  cwe: "CWE-89",
  severity: "high",
  title: "The name gets into the statement",
  explanation: "The template puts it there without a parameter.",
  attack: "A name with a quote in it reads every user.",
  path: [],
};

/** The context of a question that asked about these hunks; head is what was sent, unless `head` says otherwise. */
export function contextOf(
  hunks: readonly DossierHunk[] = [HUNK],
  { redactor = createRedactor(), head = {} }: { redactor?: Redactor; head?: Readonly<Record<number, string>> } = {},
): ClaimContext {
  return {
    hunks,
    model: "claude-test",
    promptSha256: "0".repeat(64),
    redact: (text) => redactor.redact(text),
    original: (mark) => redactor.original(mark),
    headLine: (uri, line) =>
      head[line] ??
      hunks.find((hunk) => hunk.uri === uri)?.lines.find((sent) => sent.side === "head" && sent.line === line)?.text,
  };
}
