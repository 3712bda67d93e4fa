import { expect, test } from "@jest/globals";
import list from "../../src/review/cwe.json" with { type: "json" };
import { findWeakness } from "../../src/review/cwe.ts";

test("L4 a weakness is known by its id, however its digits are padded", () => {
  const sqli = {
    id: "CWE-89",
    name: "Improper Neutralization of Special Elements used in an SQL Command ('SQL Injection')",
  };
  for (const id of ["CWE-89", " cwe-89 ", "CWE-089"]) expect(findWeakness(id)).toEqual(sqli);
  expect(findWeakness("CWE-1427")).toEqual({
    id: "CWE-1427",
    name: "Improper Neutralization of Input Used for LLM Prompting",
  });
});

test.each([
  "CWE-99999",
  "CWE-3",
  "CWE-0",
  "CWE-",
  "",
  "89",
  "CWE-89x",
  "CWE-89, CWE-79",
  "XCWE-89",
  "CWE-toString",
  "CWE-89\u200b",
])("L4 %j is no weakness", (text) => {
  expect(findWeakness(text)).toBe("unknown");
});

test("L4 categories and views are no weaknesses, and a deprecated weakness is told apart", () => {
  // CWE-310 is the category "Cryptographic Issues", CWE-699 the view "Software Development".
  expect([findWeakness("CWE-310"), findWeakness("CWE-699")]).toEqual(["unknown", "unknown"]);
  expect(findWeakness("CWE-132")).toBe("deprecated");
});

test("the list is whole, its names are single lines, and MITRE's terms are beside it", () => {
  expect(Object.keys(list.names)).toHaveLength(944);
  expect(list.deprecated).toHaveLength(25);
  for (const name of Object.values(list.names)) expect(name).toMatch(/^(?!DEPRECATED)[ -~]{5,250}$/u);
  expect(list.copyright).toContain("The MITRE Corporation");
  expect(list.license).toContain("reproduce MITRE");
});
