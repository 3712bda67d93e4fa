import { describe, expect, test } from "@jest/globals";
import { checkEdit, restoredReplacement } from "../../src/review/edits.ts";
import { createRedactor } from "../../src/secrets/index.ts";
import { alnum } from "../../src/secrets/samples.ts";
import { contextOf, HUNK, hunkOf } from "./sent.ts";

const fixOf = (replacement: string, startLine = 10, endLine = startLine) => ({ startLine, endLine, replacement });
const redactor = createRedactor();
const token = `ghp_${alnum(36)}`;
const mark = redactor.redact(token);
/** Head has a token on line 10 and a bidi override on line 11; both went out as marks. */
const head = { 10: `  login("${token}"); // ok`, 11: `  if (role === "a\u202e") return;`, 12: "  x();" };
const marked = hunkOf([
  ` 9 {`,
  `+10   login("${mark}"); // ok`,
  '+11   if (role === "a⟦U+202E⟧") return;',
  "-12 y();",
  "+12   x();",
]);
const context = contextOf([marked], { redactor, head });

describe("L4 a suggested edit", () => {
  test("that replaces lines of the hunk in head is kept as it was sent", () => {
    const edit = fixOf("  return db.query('… = ?', [name]);\n");
    expect(checkEdit(edit, HUNK, contextOf())).toEqual({ edit: fixOf("  return db.query('… = ?', [name]);") });
  });

  test.each([
    ["its lines are not lines of this hunk in head", fixOf("x", 7)],
    ["its lines are not lines of this hunk in head", fixOf("x", 13, 14)],
    ["its lines are not lines of this hunk in head", fixOf("x", 10, 9)],
    ["its lines are not lines of this hunk in head", fixOf("x", 0, Number.MAX_SAFE_INTEGER)],
    ["it is too long", fixOf("x".repeat(20_001))],
    ["it changes nothing", fixOf("  return db.query(sql);")],
    ["it changes nothing", fixOf("  return db.\u200bquery(sql);\n")],
    ["a mark in it stands for nothing in the lines that it replaces", fixOf("use('⟦secret:token:7⟧')")],
    ["a mark in it stands for nothing in the lines that it replaces", fixOf("use('⟦U+202E⟧')")],
    ["a mark in it stands for nothing in the lines that it replaces", fixOf("use('⟦U+FFFFFF⟧')")],
  ])("is refused when %s", (refused, edit) => {
    expect(checkEdit(edit, HUNK, contextOf())).toEqual({ refused });
  });

  test("is refused where head is not what was sent: cut, gone, or with what looks like a mark of ours", () => {
    const refused = "its lines cannot be told from how they were sent";
    for (const line of ["  return db.query(sql); more", "  return db.query(SQL);"])
      expect(checkEdit(fixOf("x();"), HUNK, contextOf([HUNK], { head: { 10: line } }))).toEqual({ refused });
    const literal = hunkOf(['+1 const shown = "⟦U+202E⟧";']);
    expect(checkEdit(fixOf("x();", 1), literal, contextOf([literal]))).toEqual({ refused });
    expect(checkEdit(fixOf("x();"), HUNK, { ...contextOf(), headLine: () => undefined })).toEqual({ refused });
  });

  test("L2 has no invisible character and no secret of the model's own", () => {
    const checked = checkEdit(fixOf("a\u202e\u200b\u0007\u001b[31mb();\r\nc();"), HUNK, contextOf());
    expect(checked).toEqual({ edit: fixOf("ab();\nc();") });
    const invented = checkEdit(fixOf(`login("${token}");`), HUNK, contextOf());
    expect(invented).toEqual({ refused: "a mark in it stands for nothing in the lines that it replaces" });
  });
});

describe("L4 a mark in a suggested edit", () => {
  const original = context.original;

  test("stays in what is kept, and is restored only from the lines that the edit replaces", () => {
    const edit = fixOf(`  login(vault("${mark}"));`);
    expect(checkEdit(edit, marked, context)).toEqual({ edit });
    expect(restoredReplacement(edit, { lines: [head[10]], original })).toBe(`  login(vault("${token}"));`);
    const elsewhere = { ...edit, startLine: 12, endLine: 12 };
    expect(checkEdit(elsewhere, marked, context)).toEqual({
      refused: "a mark in it stands for nothing in the lines that it replaces",
    });
    expect(restoredReplacement(elsewhere, { lines: [head[12]], original })).toBeUndefined();
  });

  test("of an invisible character is restored the same way", () => {
    const edit = fixOf('  if (role === "b⟦U+202E⟧") return;', 11);
    expect(checkEdit(edit, marked, context)).toEqual({ edit });
    expect(restoredReplacement(edit, { lines: [head[11]], original })).toBe('  if (role === "b\u202e") return;');
  });

  test("of one of the run's own secrets, or of a key of many lines, is never restored", () => {
    const canary = `cnry-${alnum(30)}`;
    const own = createRedactor({ known: [canary] });
    const [sent, key] = [own.redact(canary), own.redact(pem)];
    const lines = hunkOf([`+1 ${sent}`, ...key.split("\n").map((line, at) => `+${String(at + 2)} ${line}`)]);
    const keyMark = /⟦secret:private-key:\d+⟧/u.exec(key)?.[0] ?? "";
    expect(keyMark).not.toBe("");
    const refused = "its lines cannot be told from how they were sent";
    const given = contextOf([lines], { redactor: own, head: { 1: canary, 3: pem.split("\n")[1] ?? "" } });
    expect(checkEdit(fixOf(`f("${sent}")`, 1), lines, given)).toEqual({ refused });
    expect(checkEdit(fixOf(`f("${keyMark}")`, 3), lines, given)).toEqual({ refused });
    expect(restoredReplacement(fixOf(keyMark, 3), { lines: [pem], original: given.original })).toBeUndefined();
  });
});

test("an edit of lines that end in CR keeps their ends; an empty one takes the lines out", () => {
  const crlf = contextOf([HUNK], { head: { 9: `${HUNK.lines[3]?.text ?? ""}\r`, 10: "  return db.query(sql);\r" } });
  const edit = fixOf("a();\nb();", 9, 10);
  expect(checkEdit(edit, HUNK, crlf)).toEqual({ edit });
  const lines = ["x\r", "y\r"];
  expect(restoredReplacement(edit, { lines, original: () => undefined })).toBe("a();\r\nb();\r");
  expect(checkEdit(fixOf("", 9, 10), HUNK, crlf)).toEqual({ edit: fixOf("", 9, 10) });
  expect(restoredReplacement(fixOf(""), { lines, original: () => undefined })).toBe("");
  expect(checkEdit(fixOf("  return db.query(sql);"), HUNK, crlf)).toEqual({ refused: "it changes nothing" });
});

test.each([
  ["of several lines", ["x\r", "y"], undefined],
  ["alone", ["y"], "x\r"],
])("the last line of a file, %s, has no line end, and new ones are those of the lines before", (_, lines, above) => {
  const restored = (edit: string) => restoredReplacement(fixOf(edit), { lines, above, original: () => undefined });
  expect(restored("a();\nb();")).toBe("a();\r\nb();");
});

test("where lines end in LF, or nothing is before, LF it is", () => {
  const restored = (lines: readonly string[], above?: string) =>
    restoredReplacement(fixOf("a();\nb();"), { lines, above, original: () => undefined });
  expect([restored(["y"]), restored(["y"], "x"), restored(["x", "y"], "w\r")]).toEqual(Array(3).fill("a();\nb();"));
});

const kind = "EC PRIVATE KEY";
const pem = [`-----BEGIN ${kind}-----`, alnum(64), alnum(63), `-----END ${kind}-----`].join("\n");
