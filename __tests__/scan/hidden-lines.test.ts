import { describe, expect, test } from "@jest/globals";
import { hiddenLines } from "../../src/scan/hidden-lines.ts";

const linesIn = (text: string, uri: string) =>
  hiddenLines(new TextEncoder().encode(text), uri).map(({ startLine, endLine }) => [startLine, endLine]);

describe("L5 a line that the language reads otherwise than the scanner is a gap:", () => {
  test.each([
    ["a carriage return alone, in any file", "a.py", "x\n# y\rz\n"],
    ["U+0085 in C#", "A.cs", "x\n// y\u0085z\n"],
    ["U+2028 in C#", "A.CS", "x\n// y\u2028z\n"],
    ["U+2029 in YAML", "a.yaml", "x: 1\n# y\u2029z: 1\n"],
    ["an escaped line feed in Java", "A.java", "x\n// y \\u000a z\n"],
    ["an escaped quote in Java, with more than one u", "A.java", 'x\n"y\\uu0022 + z"\n'],
    ["an escape behind an escaped backslash in Java", "A.java", 'x\n"\\\\\\u002a"\n'],
    ["an escaped letter in JavaScript", "a.mjs", "x\nev\\u0061l(z)\n"],
    ["an escaped letter in TypeScript, in braces", "a.tsx", "x\ncp.e\\u{78}ec(z)\n"],
    ["an escaped letter in C#", "A.cs", "x\nProc\\U00000065ss.Start(z)\n"],
    ["an invisible character in C#", "A.cs", "x\nPro\u200dcess.Start(z)\n"],
    ["a letter that Python takes for another", "a.py", "x\nos.\uff53ystem(z)\n"],
    ["a module's name with such a letter", "a.py", "x\nimport \u00bas as o\n"],
    ["a mathematical letter in Python", "a.py", "x\n\u{1d41e}val (z)\n"],
  ])("%s", (_, uri, text) => {
    expect(linesIn(text, uri)).toEqual([[2, 2]]);
  });

  test.each([
    ["both signs of a line end", "a.py", "x\r\ny\r\n"],
    ["U+2028 where it ends no line", "a.py", "x\n# y\u2028z\n"],
    ["a letter that Java escapes", "A.java", 'x\n"\\u00e9 \\u0000"\n'],
    ["a backslash before a u in a Java string", "A.java", 'x\n"\\\\u0022"\n'],
    ["a sign that JavaScript escapes", "a.js", 'x\n"\\u003c \\u00e9"\n'],
    ["a backslash before a u in a JavaScript string", "a.js", 'x\n"\\\\u0061"\n'],
    ["a byte order mark in C#", "A.cs", "\ufeffx\n"],
    ["prose in Python", "a.py", "x\n# n\u00ba 5, \uff35\uff32\uff2c\u3092, '\uff35\uff32\uff2c'\n"],
    ["names in other letters in Python", "a.py", "x\n\u00e9t\u00e9(z)\n"],
  ])("not %s", (_, uri, text) => {
    expect(linesIn(text, uri)).toEqual([]);
  });

  test("very many of them cover the file to its end", () => {
    const many = linesIn(`${"# \r\n# a\rb\n".repeat(150)}last\n`, "a.py");
    expect(many).toHaveLength(100);
    expect(many.at(-1)).toEqual([200, 302]);
  });
});

describe("L5 Python in an encoding in which ASCII is not ASCII is a gap as a whole:", () => {
  test.each([
    "# -*- coding: utf-7 -*-\n",
    "#!/usr/bin/python\n# vim: set fileencoding=unicode_escape :\n",
    "#coding:gbk\n",
  ])("%j", (text) => {
    expect(linesIn(text, "a.py")).toEqual([[undefined, undefined]]);
  });

  test.each([
    ["# -*- coding: utf-8 -*-\n", "a.py"],
    ["# coding=Latin_1\n", "a.pyw"],
    ["# coding: iso-8859-15\n", "a.py"],
    ["# coding: EUC-JP\n", "a.py"],
    ["# vim: fileencoding=utf-8-unix\n", "a.py"],
    ["x = 1\ny = 2\n# coding: utf-7\n", "a.py"],
    ["# coding: utf-7\n", "a.rb"],
  ])("not %j in %s", (text, uri) => {
    expect(linesIn(text, uri)).toEqual([]);
  });
});
