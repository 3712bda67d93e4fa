import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { ChangedFile } from "../../src/records.ts";
import { fakeObjects } from "../fakes/objects.ts";
import { makeRepository, type Repository } from "../fixtures/repository.ts";
import { readChange } from "../../src/change/index.ts";
import { changed, lines } from "./open-change.ts";

let repository: Repository;
beforeEach(() => {
  repository = makeRepository();
});
afterEach(() => repository.dispose());

type Files = Parameters<typeof changed>[1];
type After = Parameters<typeof changed>[2];

async function onlyFile(before: Files, after: After): Promise<ChangedFile> {
  const { files } = await changed(repository, before, after);
  expect(files).toHaveLength(1);
  return files[0]!;
}

describe("code that hides", () => {
  test.each([
    "-diff",
    "binary",
    "diff=none",
    "export-ignore",
    "text eol=crlf",
    "working-tree-encoding=UTF-16",
    "ident",
    "linguist-generated",
    "filter=evil",
  ])("L6 a .gitattributes with `%s` hides nothing", async (attribute) => {
    const attributes = `* ${attribute}\n`;
    const { files } = await changed(
      repository,
      { ".gitattributes": attributes, "a.js": "x\n" },
      { "a.js": "eval(input) // $Id$\n" },
    );
    expect(files).toHaveLength(1);
    expect(lines(files[0])).toEqual(["1: -x", ":1 +eval(input) // $Id$"]);
  });

  test("L6 info/attributes and diff settings of the repository steer nothing", async () => {
    mkdirSync(join(repository.path, ".git", "info"), { recursive: true });
    writeFileSync(join(repository.path, ".git", "info", "attributes"), "* -diff\n");
    repository.git("config", "diff.noprefix", "true");
    repository.git("config", "diff.context", "0");
    repository.git("config", "diff.algorithm", "patience");
    repository.git("config", "diff.external", "false");
    repository.git("config", "diff.renames", "false");
    repository.git("config", "diff.suppressBlankEmpty", "true");
    repository.git("config", "core.quotePath", "false");
    repository.git("config", "core.bigFileThreshold", "1");
    repository.git("config", "core.attributesFile", `${repository.path}/evil`);
    const file = await onlyFile({ "é.js": "1\n\n3\n" }, { "é.js": "1\n\nthree\n" });
    expect(lines(file)).toEqual(["1:1  1", "2:2  ", "3: -3", ":3 +three"]);
  });

  test("L6 one planted NUL does not hide source code", async () => {
    const file = await onlyFile({ "a.js": "safe()\n" }, { "a.js": "safe()\n//\0\neval(input)\n" });
    expect(file.binary).toBe(false);
    expect(lines(file)).toEqual(["1:1  safe()", ":2 +//\0", ":3 +eval(input)"]);
  });

  test("L6 nor code that only its first line or its bytes betray", async () => {
    const { files } = await changed(
      repository,
      {},
      {
        hook: Buffer.concat([Buffer.from("#!/bin/sh\n"), new Uint8Array(300)]),
        "plain.weird": `${"let x = 1;\n".repeat(50)}\0`,
        "Dockerfile.prod": "FROM x\n\0\0\0\0\0\0\0\0",
        "picture.png": new Uint8Array(200),
      },
    );
    expect(Object.fromEntries(files.map(({ uri, binary }) => [uri, binary]))).toEqual({
      hook: false,
      "plain.weird": false,
      "Dockerfile.prod": false,
      "picture.png": true,
    });
  });

  test("L6 text that takes the place of a binary is shown from its first line", async () => {
    const file = await onlyFile({ blob: new Uint8Array(500) }, { blob: "eval(input)\n" });
    expect(file.binary).toBe(false);
    expect(lines(file)).toEqual([":1 +eval(input)"]);
  });

  test("L6 UTF-16 with a byte order mark is text", async () => {
    const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
    const file = await onlyFile({ "a.ps1": utf16("one\ntwo\n") }, { "a.ps1": utf16("one\nIEX ü\n") });
    expect(file).toMatchObject({ binary: false, invalidUtf8: false });
    expect(lines(file)).toEqual(["1:1  \ufeffone", "2: -two", ":2 +IEX ü"]);
  });

  test("L5 source code with NUL bytes that is too big to be read is an error, not a binary", async () => {
    const [from, to, blob] = ["1".repeat(40), "2".repeat(40), "3".repeat(40)];
    const objects = {
      ...fakeObjects({
        commits: { base: from, head: to },
        mergeBase: from,
        diff: {
          raw: Buffer.from(`:000000 100644 ${"0".repeat(40)} ${blob} A\0a.js\0`),
          patch: Buffer.from(
            `diff --git a/a.js b/a.js\nnew file mode 100644\nindex ${"0".repeat(40)}..${blob}\nBinary files /dev/null and b/a.js differ\n`,
          ),
        },
      }),
      sizes: async () => new Map([[blob, 65 * 1024 * 1024]]),
    };
    await expect(readChange({ base: "base", head: "head" }, objects)).rejects.toMatchObject({
      code: "change-too-large",
    });
  });
});
