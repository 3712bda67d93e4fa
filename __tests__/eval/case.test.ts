import { describe, expect, test } from "@jest/globals";
import { parseCaseFile, parseCaseRow } from "../../src/eval/case.ts";
import { readCases } from "../../src/eval/corpus.ts";
import { fakeFiles } from "../fakes/files.ts";

const VULNERABLE = `
id: orders-01
title: Show one order
language: Python
label: vulnerable
kind: authorisation
cwe: CWE-639
alt-cwe: [CWE-862]
twin: orders-02
severity: high
vulnerable:
  - { file: app/orders.py, startLine: 3, endLine: 4 }
classification: Any customer reads any order by its number.
remediation: Ask for the owner in the same query.
`;
const SAFE = `
id: orders-02
language: Python
label: safe
kind: authorisation
cwe: CWE-639
classification: The query on line 3 asks for the owner.
`;

test("a label of our own corpus", () => {
  expect(parseCaseFile(VULNERABLE)).toEqual({
    id: "orders-01",
    title: "Show one order",
    language: "Python",
    label: "vulnerable",
    kind: "authorisation",
    cwe: "CWE-639",
    altCwe: ["CWE-862"],
    twin: "orders-02",
    vulnerable: [{ file: "app/orders.py", startLine: 3, endLine: 4 }],
  });
  expect(parseCaseFile(SAFE)).toMatchObject({ label: "safe", vulnerable: [] });
});

test.each([
  ["a vulnerable case without a place", VULNERABLE.replace(/vulnerable:\n.*\n/u, "")],
  ["a vulnerable case without a remediation", VULNERABLE.replace(/remediation.*/u, "")],
  ["a safe case with a severity", `${SAFE}severity: low\n`],
  ["a kind that there is not", SAFE.replace("authorisation", "other")],
  ["a key that nobody knows", `${SAFE}note: x\n`],
  ["lines that end before they begin", VULNERABLE.replace("endLine: 4", "endLine: 2")],
  ["an id that leaves the folder", SAFE.replace("orders-02", "../x")],
])("is not: %s", (_, text) => {
  expect(() => parseCaseFile(text)).toThrow();
});

test("a row of cases.jsonl: benign is safe, its construction is its kind", () => {
  const row = { id: "pr-1", language: "Go", label: "benign", construction: "ordinary-commit", cwe: null, alt_cwe: [] };
  expect(parseCaseRow(JSON.stringify({ ...row, vulnerable: [], more: 1 }))).toEqual({
    id: "pr-1",
    language: "Go",
    label: "safe",
    kind: "ordinary-commit",
    altCwe: [],
    vulnerable: [],
  });
});

describe("a folder of cases", () => {
  const own = {
    "/c/orders-02/case.yml": SAFE,
    "/c/orders-02/base/app/a.py": "a\n",
    "/c/orders-02/head/app/a.py": "b\n",
    "/c/orders-01/case.yml": VULNERABLE,
    "/c/orders-01/head/app/orders.py": "x\n",
  };
  const read = (files: Record<string, string>) => readCases({ folder: "/c" }, fakeFiles(files));

  test("is read by id, trees and all", async () => {
    const [first, second] = await read(own);
    expect([first?.label.id, second?.label.id]).toEqual(["orders-01", "orders-02"]);
    expect(second?.source.base.files).toEqual(new Map([["app/a.py", "a\n"]]));
    expect(first?.source.base.files.size).toBe(0);
  });

  test("with cases.jsonl names branches of repositories", async () => {
    const row = {
      id: "pr-1",
      language: "Go",
      label: "benign",
      construction: "x",
      cwe: null,
      alt_cwe: [],
      vulnerable: [],
    };
    const files = fakeFiles({ "/c/cases.jsonl": `${JSON.stringify(row)}\n\n` });
    const [found] = await readCases({ folder: "/c", repositories: "/r" }, files);
    expect(found?.source).toMatchObject({ repository: "/r/pr-1", base: { ref: "refs/heads/main" } });
  });

  test.each([
    ["nothing in it", {}],
    ["a label in a folder of another name", { "/c/other/case.yml": SAFE }],
    ["a label that is none", { "/c/x/case.yml": "id: x\n" }],
    ["a row that is none", { "/c/cases.jsonl": "{}" }],
    ["YAML that is none", { "/c/x/case.yml": "a: [\n" }],
  ])("L5 is not read in part: %s", async (_, files) => {
    await expect(read(files as Record<string, string>)).rejects.toMatchObject({ code: "eval-invalid" });
  });
});
