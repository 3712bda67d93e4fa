import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { meetsChangedLine } from "../../src/change/index.ts";
import { becameSource } from "../../src/change/new-source.ts";
import { makeRepository, type Repository } from "../fixtures/repository.ts";
import { changeOf } from "./open-change.ts";

let repository: Repository;
beforeEach(() => {
  repository = makeRepository();
});
afterEach(() => {
  repository.dispose();
});

const CODE = "import os\n\n\ndef run(request):\n    os.system('ls ' + request.args['d'])\n";

async function renamed(from: string, to: string) {
  repository.write({ "a.txt": "a\n", [from]: CODE });
  repository.commit();
  repository.remove(from);
  repository.write({ [to]: CODE });
  repository.commit();
  return (await changeOf(repository.path)).files[0]!;
}

test("L5 a file that a rename makes code is shown whole, as new: every line of it is the change's", async () => {
  const file = await renamed("notes.txt", "app.py");
  expect(file).toMatchObject({ status: "renamed", uri: "app.py", baseUri: "notes.txt" });
  expect(file.hunks[0]?.lines.map(({ kind }) => kind)).toEqual(Array(5).fill("added"));
  expect(meetsChangedLine(file, 5, 5)).toBe(true);
});

test("code that is renamed to code is a rename, and none of its lines is new", async () => {
  const file = await renamed("a.py", "b.py");
  expect(file.hunks[0]?.lines).toEqual([]);
  expect(meetsChangedLine(file, 5, 5)).toBe(false);
});

test.each([
  ["README", "Dockerfile", true],
  ["a.yml", "a.sh", true],
  [".env", "x.js", true],
  ["a.js", "a.ts", false],
  ["a.txt", "b.md", false],
  ["a.py", "a.txt", false],
])("%s to %s: %p", (baseUri, uri, expected) => {
  expect(becameSource({ baseUri, uri, headBlob: "1".repeat(40) })).toBe(expected);
});
