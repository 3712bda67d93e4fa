import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { meetsChangedLine, readChange } from "../../src/change/index.ts";
import { wholeTree } from "../../src/change/whole-tree.ts";
import type { Change } from "../../src/records.ts";
import { makeRepository } from "../fixtures/repository.ts";
import { withObjects } from "./open-change.ts";

const repository = makeRepository();
let tree: Change;
let change: Change;

beforeAll(async () => {
  const hostile = { "dir/x\ny.txt": "hostile name\n", "-rf": "dash\n" };
  repository.write({ "old.py": "a\nb\n", link: { mode: "120000", content: "/etc/passwd" }, ...hostile });
  const base = repository.commit();
  repository.write({ "new.py": "c\n", sub: { mode: "160000", content: base } });
  const head = repository.commit();
  await withObjects(repository.path, async (objects) => {
    change = await readChange({ base, head }, objects);
    tree = await wholeTree(change, objects);
  });
});
afterAll(() => {
  repository.dispose();
});

test("a branch is all files of head, whatever they are called, the changed ones as the change has them", () => {
  expect(tree.files.map(({ uri, kind, headSize }) => [uri, kind, headSize]).sort()).toEqual([
    ["-rf", "regular", 5],
    ["dir/x\ny.txt", "regular", 13],
    ["link", "symlink", 11],
    ["new.py", "regular", 2],
    ["old.py", "regular", 4],
    ["sub", "submodule", 0],
  ]);
  for (const file of change.files) expect(tree.files).toContain(file);
});

test("no line of a file that is not of the change counts as changed", () => {
  const old = tree.files.find(({ uri }) => uri === "old.py")!;
  expect(meetsChangedLine(old, 1, 2)).toBe(false);
});
