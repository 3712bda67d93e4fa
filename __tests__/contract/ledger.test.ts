import { expect, test } from "@jest/globals";
import { ENTRY_TYPES } from "../../src/ledger/entry.ts";
import { read } from "./committed.ts";

test("L8 docs/ledger.md has a row for every type of entry, and no other", () => {
  const [, table = ""] = read("docs/ledger.md").split(/^\| type .*\n\| -+.*\n/mu);
  const [rows = ""] = table.split(/\n\n/u);
  const types = [...rows.matchAll(/^\| `(?<type>\w+)`/gmu)].map((row) => row.groups?.["type"]);
  expect(types.toSorted()).toEqual([...ENTRY_TYPES].toSorted());
});
