import { expect, test } from "@jest/globals";
import { apply } from "../../src/publish/effects.ts";
import { plan, runFiles } from "../../src/publish/plan.ts";

const files = runFiles("/run");
const texts = { sarif: "s", report: "r", summary: "m", ledger: "l" };

test("L7 what a run will do is data, and nothing has happened until it is applied: evidence first, the result last", () => {
  expect(plan({ files, texts, result: { text: "PASS" } })).toEqual([
    { kind: "writeFile", path: "/run/ledger.jsonl", text: "l" },
    { kind: "writeFile", path: "/run/review.sarif", text: "s" },
    { kind: "writeFile", path: "/run/report.html", text: "r" },
    { kind: "writeFile", path: "/run/summary.md", text: "m" },
    { kind: "print", text: "PASS" },
  ]);
  expect(plan({ files, texts, result: { text: "PASS", output: "/out" } }).at(-1)).toEqual({
    kind: "writeFile",
    path: "/out",
    text: "PASS",
  });
});

test("L7 one effect that fails keeps no other from being tried, and its error is given back", async () => {
  const done: string[] = [];
  const full = new Error("no space");
  const errors = await apply(plan({ files, texts, result: { text: "PASS" } }), {
    files: { write: (path) => (path === files.sarif ? Promise.reject(full) : Promise.resolve(void done.push(path))) },
    print: (text) => Promise.resolve(void done.push(text)),
  });
  expect(errors).toEqual([full]);
  expect(done).toEqual([files.ledger, files.report, files.summary, "PASS"]);
});
