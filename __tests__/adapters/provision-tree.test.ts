import { createHash } from "node:crypto";
import { appendFile, mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { parseLock } from "../../src/adapters/provision-lock.ts";
import type { Python } from "../../src/adapters/provision-python.ts";
import { deviation, reduce } from "../../src/adapters/provision-tree.ts";
import { expectationOf, type Expected } from "../../src/adapters/provision-wheels.ts";
import { makeWheel } from "../fixtures/wheel.ts";

const python: Python = {
  executable: "/usr/bin/python3.12",
  tag: "cpython-312",
  library: "lib/python3.12/site-packages",
  configuration: "home = /usr/bin\n",
};
const { library } = python;

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "ccr-tree-"));
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

const at = (...parts: string[]) => join(root, "environment", ...parts);
async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(at(path)), { recursive: true });
  await writeFile(at(path), text);
}
/** Two packages in `wheels/`, installed, and reduced to what the wheels vouch for. */
async function installed(): Promise<ReadonlyMap<string, Expected>> {
  const wheels = [
    makeWheel("tool", {
      "tool/__init__.py": "a = 1\n",
      "tool-1.0.0.data/scripts/tool": "#!/bin/sh\n",
      'tool/"a, b".py': "",
    }),
    makeWheel("need_ed", { "need_ed/__init__.py": "b = 1\n" }),
  ];
  await mkdir(join(root, "wheels"), { recursive: true });
  for (const { fileName, bytes } of wheels) await writeFile(join(root, "wheels", fileName), bytes);
  const lock = parseLock(Buffer.from(wheels.map(({ line }) => line).join("")), "tool");
  const expected = await expectationOf(join(root, "wheels"), lock, python);
  if (typeof expected === "string") throw new Error(expected);
  await put(`${library}/tool/__init__.py`, "a = 1\n");
  await put("bin/tool", "#!/bin/sh\n");
  await put(`${library}/need_ed/__init__.py`, "b = 1\n");
  for (const name of ["tool", "need_ed"]) {
    const text = { METADATA: `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0.0\n` };
    await put(`${library}/${name}-1.0.0.dist-info/METADATA`, text.METADATA);
    await put(
      `${library}/${name}-1.0.0.dist-info/WHEEL`,
      "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    );
    await put(`${library}/${name}-1.0.0.dist-info/RECORD`, "rewritten by pip");
    await put(`${library}/${name}-1.0.0.dist-info/INSTALLER`, "pip");
  }
  await put(`${library}/tool/"a, b".py`, "");
  await put(`${library}/pip/__init__.py`, "");
  await put("bin/pip", "#!/tmp/python\n");
  await put("pyvenv.cfg", "command = venv");
  await symlink("lib", at("lib64"));
  await reduce(at(), expected);
  return expected;
}
const relock = (line: string) => parseLock(Buffer.from(line), "tool");

describe("an environment", () => {
  test("is as it must be after pip, its scripts and its marks are taken away", async () => {
    expect(await deviation(at(), await installed())).toBeUndefined();
    expect(await readdir(at("bin"))).toEqual(["python", "tool"]);
    expect(await readdir(at(library, "pip"))).toEqual([]);
  });

  test.each<[string, () => Promise<void>, string]>([
    ["a planted .pth", () => put(`${library}/evil.pth`, "import os"), `${library}/evil.pth was added`],
    ["a sitecustomize", () => put(`${library}/sitecustomize.py`, ""), `${library}/sitecustomize.py was added`],
    [
      "a compiled file",
      () => put(`${library}/tool/__pycache__/__init__.cpython-312.pyc`, ""),
      `${library}/tool/__pycache__/__init__.cpython-312.pyc was added`,
    ],
    ["a linked folder", () => symlink("/usr/lib", at(library, "os")), `${library}/os was added`],
    [
      "another site's packages",
      () => put("pyvenv.cfg", "include-system-site-packages = true"),
      "pyvenv.cfg was changed",
    ],
    [
      "a changed module",
      () => appendFile(at(library, "tool/__init__.py"), "\n"),
      `${library}/tool/__init__.py was changed`,
    ],
    ["a changed program", () => put("bin/tool", "#!/bin/sh\nevil"), "bin/tool was changed"],
    [
      "a changed RECORD",
      () => put(`${library}/tool-1.0.0.dist-info/RECORD`, ""),
      `${library}/tool-1.0.0.dist-info/RECORD was changed`,
    ],
    ["a missing module", () => rm(at(library, "need_ed/__init__.py")), `${library}/need_ed/__init__.py is missing`],
    [
      "another interpreter",
      async () => {
        await rm(at("bin/python"));
        await symlink("/tmp/python", at("bin/python"));
      },
      "bin/python was changed",
    ],
    [
      "a program that became a link to the same bytes elsewhere",
      async () => {
        await rename(at("bin/tool"), join(root, "elsewhere"));
        await symlink(join(root, "elsewhere"), at("bin/tool"));
      },
      "bin/tool was changed",
    ],
  ])("with %s is named", async (_, alter, sentence) => {
    const expected = await installed();
    await alter();
    expect(await deviation(at(), expected)).toBe(sentence);
  });

  test("with a changed byte in a file too big to read at once is named", async () => {
    await put("big", "x".repeat(5_000_000));
    const digest = createHash("sha256").update("x".repeat(5_000_000)).digest("base64url");
    const expected = new Map<string, Expected>([["big", { algorithm: "sha256", digest }]]);
    expect(await deviation(at(), expected)).toBeUndefined();
    await put("big", `${"x".repeat(4_999_999)}y`);
    expect(await deviation(at(), expected)).toBe("big was changed");
  });
});

describe("wheels", () => {
  const one = makeWheel("tool", { "tool/a.py": "" });
  const lay = async (...files: [string, Uint8Array][]) => {
    await mkdir(join(root, "wheels"));
    for (const [name, bytes] of files) await writeFile(join(root, "wheels", name), bytes);
  };
  const expectation = (lines: string) => expectationOf(join(root, "wheels"), relock(lines), python);

  test("that the lock does not pin are not read", async () => {
    await lay([one.fileName, Buffer.concat([one.bytes, Buffer.from("x")])]);
    expect(await expectation(one.line)).toBe(`wheels/${one.fileName} is not in the lock`);
  });

  test("do not vouch for a script whose first line pip rewrites, so it is taken out", async () => {
    const scripts = makeWheel("tool", {
      "tool-1.0.0.data/scripts/rewritten.py": "#!python\nx = 1\n",
      "tool-1.0.0.data/scripts/kept": "#!/bin/sh\n",
    });
    await lay([scripts.fileName, scripts.bytes]);
    const expected = await expectation(scripts.line);
    expect(
      typeof expected === "string" ? expected : [...expected.keys()].filter((path) => path.startsWith("bin/")),
    ).toEqual(["bin/python", "bin/kept"]);
  });

  test("must be there for every package that no marker makes optional", async () => {
    const two = makeWheel("other", {});
    await lay([one.fileName, one.bytes]);
    expect(await expectation(one.line + two.line)).toBe("wheels/ does not hold other");
    expect(await expectation(one.line + two.line.replace("1.0.0 ", "1.0.0 ; sys_platform == 'win32' "))).toBeInstanceOf(
      Map,
    );
  });

  test("stand there once, and under their own name", async () => {
    const two = makeWheel("other", {});
    await lay([one.fileName, one.bytes], [two.fileName.replace("other", "tool2"), two.bytes]);
    expect(await expectation(one.line + two.line)).toMatch(/is other under another name/u);
    await writeFile(join(root, "wheels", two.fileName.replace("other", "tool2")), one.bytes);
    await rename(
      join(root, "wheels", two.fileName.replace("other", "tool2")),
      join(root, "wheels", "tool-2-py3-none-any.whl"),
    );
    expect(await expectation(one.line)).toBe("wheels/ holds tool twice");
  });

  test.each(["../evil.py", "/etc/evil", "a/../../evil"])("that reach outside with %s are refused", async (path) => {
    const evil = makeWheel("tool", { [path]: "" });
    await lay([evil.fileName, evil.bytes]);
    await expect(expectation(evil.line)).rejects.toThrow(/reaches outside/u);
  });
});

describe("a lock", () => {
  test.each(["tool>=1.0 --hash=sha256:" + "0".repeat(64), "tool==1.0", "-r other.txt", "--index-url=x"])(
    "with the line %s is refused: what is read in part pins in part",
    (line) => {
      expect(() => relock(`${pinned}${line}\n`)).toThrow(/not a line of a lock/u);
    },
  );
  const pinned = makeWheel("tool", {}).line;
});
