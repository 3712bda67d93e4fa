import { mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createFiles } from "../../src/adapters/files.ts";
import { createPatches } from "../../src/adapters/git-apply.ts";
import type { PatchedFile, Patches } from "../../src/fixes/index.ts";
import { gitEnvironment } from "../fixtures/repository.ts";

let temporary: string;
let patches: Patches;
beforeAll(() => {
  temporary = realpathSync(mkdtempSync(join(tmpdir(), "apply-")));
  patches = createPatches({ files: createFiles({ temporary }), environment: gitEnvironment() });
});
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const file = (path: string, before: string, after: string): PatchedFile => ({ path, mode: "100644", before, after });

describe("a change that git takes is answered as git writes it", () => {
  test.each([
    ["a line", "a\nb\nc\n", "a\nB\nc\n", "-b\n+B\n"],
    ["CR LF and trailing blanks", "a\r\nb \r\n", "a\r\nc \t\r\n", "-b \r\n+c \t\r\n"],
    ["no line end at the end", "a\nb", "a\nc", "\\ No newline at end of file"],
    ["text that looks like a patch", "a\n", "--- a/x\n+++ b/y\n@@ -1 +1 @@\n", "+--- a/x"],
  ])("%s", async (_, before, after, words) => {
    const checked = await patches.check([file("src/ä b.py", before, after)]);
    expect(checked).toMatchObject({ patch: expect.stringContaining(words) });
  });

  test("of several files it is one patch", async () => {
    const checked = await patches.check([
      file("a.py", "a\n", "b\n"),
      { ...file("b.sh", "a\n", "b\n"), mode: "100755" },
    ]);
    expect("patch" in checked ? checked.patch.match(/^diff --git/gmu) : []).toHaveLength(2);
  });
});

test.each(["../outside", "a/../../b", ".git/hooks/post-checkout", "/etc/passwd", "a//b", ".GIT/config"])(
  "L6 git takes no path that leaves a repository: %s",
  async (path) => {
    expect(await patches.check([file(path, "a\n", "b\n")])).toMatchObject({
      refused: expect.stringMatching(/^Git failed/u),
    });
  },
);

test("no change is no patch, and nothing stays on disk", async () => {
  expect(await patches.check([file("a", "a\n", "a\n")])).toEqual({ refused: "it changes nothing" });
  expect(readdirSync(temporary)).toEqual([]);
});
