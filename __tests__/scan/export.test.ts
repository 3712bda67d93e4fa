import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { exportHead } from "../../src/scan/export.ts";
import { createExportPaths, steers } from "../../src/scan/export-path.ts";
import { makeStage, type Scene, type Stage } from "./stage.ts";

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.dispose();
  stage = undefined;
});

async function exported(scene: Scene, limits?: Parameters<typeof exportHead>[2]) {
  stage = await makeStage(scene);
  const target = await exportHead(stage.change, stage.ports, limits);
  const paths = (await readdir(target.root, { recursive: true, withFileTypes: true }))
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(target.root.length + 1))
    .sort();
  return { target, paths, withheld: target.withheld.map(({ uri }) => uri).sort() };
}

describe("exportHead", () => {
  test("writes the changed files of head at their own paths, byte for byte, and nothing else", async () => {
    const bytes = new Uint8Array([0xff, 0, 10, 13]);
    const { target, paths } = await exported({
      base: { "unchanged.py": "x", "gone.py": "x" },
      head: { "src/[id]/(group)/@slot/a.py": "a\r\n", "b.bin": bytes, "same.py": bytes, ".semgrep/evil.py": "e" },
    });
    expect(paths).toEqual([".semgrep/evil.py", ".semgrepignore", "b.bin", "same.py", "src/[id]/(group)/@slot/a.py"]);
    expect(new Uint8Array(await readFile(join(target.root, "b.bin")))).toEqual(bytes);
    expect(await readFile(join(target.root, ".semgrepignore"), "utf8")).toBe("");
    expect(target.withheld).toEqual([]);
  });

  test("L6 a .gitattributes that hides code hides nothing", async () => {
    const { paths } = await exported({
      base: { ".gitattributes": "*.py export-ignore filter=lfs working-tree-encoding=UTF-16 -diff\n" },
      head: { "a.py": "x = 1\n" },
    });
    expect(paths).toEqual([".semgrepignore", "a.py"]);
  });

  test("L6 symbolic links and submodules are withheld and named", async () => {
    const { paths, withheld, target } = await exported({
      head: {
        "link.py": { mode: "120000", content: "/etc/passwd" },
        module: { mode: "160000", content: "1".repeat(40) },
        "a.py": "x",
      },
    });
    expect(paths).toEqual([".semgrepignore", "a.py"]);
    expect(withheld).toEqual(["link.py", "module"]);
    for (const { reason } of target.withheld) expect(reason.length).toBeGreaterThan(10);
  });

  test("L5 L6 what would steer a scanner is scanned, under a name that steers nothing", async () => {
    const steering = [
      "deep/.semgrepignore",
      ".SemgrepIgnore",
      ".gitignore",
      ".github/zizmor.yml",
      "zizmor.yaml",
      "\u00e9/.bandit",
      ".gitleaks.toml",
      ".golangci.yml",
    ];
    const { paths, withheld, target } = await exported({
      head: Object.fromEntries(steering.map((uri) => [uri, `# ${uri}\n`])),
    });
    expect(withheld).toEqual([]);
    expect(target.exported.map(({ file }) => file.uri).sort()).toEqual([...steering].sort());
    for (const path of paths) expect(path).toMatch(/^\.semgrepignore$|^renamed\/\d+\/(?:[^/]+\/)*_[^/]+$/u);
    for (const { file, path } of target.exported)
      expect(await readFile(join(target.root, path), "utf8")).toBe(`# ${file.uri}\n`);
  });

  test("L6 a script is written without its execute bit, in a folder of our own only", async () => {
    const { target } = await exported({ head: { "run.sh": { mode: "100755", content: "#!/bin/sh\n" } } });
    expect((await stat(join(target.root, "run.sh"))).mode & 0o111).toBe(0);
    expect((await stat(target.root)).mode & 0o077).toBe(0);
  });

  test("L6 a name that a tool could misread is replaced, and mapped back", async () => {
    const hostile = [
      "-rf.py",
      "a b.py",
      "a\nb.py",
      "\u202etxt.py",
      "é.py",
      "%2e%2e.py",
      "a:b.py",
      "dir/.GIT.py",
      `${"x".repeat(201)}.py`,
    ];
    const { target, paths } = await exported({
      head: Object.fromEntries(
        [...hostile, "A.py", "a.py", "a.PY"].map((name, index) => [name, `# ${String(index)}\n`]),
      ),
      bytes: [[new Uint8Array([0x61, 0xff, 0x2e, 0x70, 0x79]), "# bytes\n"]],
    });
    expect(paths).toHaveLength(hostile.length + 3 + 1 + 1);
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
    for (const path of paths) expect(path).toMatch(/^[A-Za-z0-9._/@-]+$/u);
    for (const { path, file } of target.exported) {
      expect(path).toMatch(/\.py$/u);
      const content = await readFile(join(target.root, path));
      const names: readonly string[] = [...hostile, "A.py", "a.py", "a.PY"];
      expect(content.toString()).toBe(
        file.uri.includes("\ufffd") ? "# bytes\n" : `# ${String(names.indexOf(file.uri))}\n`,
      );
    }
  });

  test("L6 a folder that is named like the ignore file moves aside, and the ignore file is ours and empty", async () => {
    const { target } = await exported({ head: { ".semgrepignore/evil.py": "x = 1\n" } });
    expect(target.exported.map(({ path }) => path)).toEqual([expect.stringMatching(/^renamed\/0\/.*evil\.py$/u)]);
    expect(await readFile(join(target.root, ".semgrepignore"), "utf8")).toBe("");
  });

  test("L5 a carriage return alone is a gap on its line: Python runs what semgrep reads as a comment", async () => {
    const { target } = await exported({ head: { "a.py": "a = 1\n# hi\rimport os\nb = 2\r\n", "b.py": "c = 1\r\n" } });
    expect(target.withheld).toEqual([
      { uri: "a.py", startLine: 2, endLine: 2, reason: expect.stringContaining("carriage return") },
    ]);
  });

  test("L5 what is over a limit is withheld and named", async () => {
    const head = { "a.py": "123456", "b.py": "1234", "c.py": "12345", "d.py": "1" };
    expect((await exported({ head }, { fileBytes: 5, totalBytes: 100, files: 100 })).withheld).toEqual(["a.py"]);
    await stage?.dispose();
    expect((await exported({ head }, { fileBytes: 50, totalBytes: 11, files: 100 })).withheld).toEqual(["c.py"]);
    await stage?.dispose();
    expect((await exported({ head }, { fileBytes: 50, totalBytes: 100, files: 2 })).withheld).toEqual(["c.py", "d.py"]);
  });

  test("L5 a blob that is missing is withheld and named", async () => {
    stage = await makeStage({ head: { "a.py": "x", "b.py": "y" } });
    const gone = stage.change.files[0]?.headBlob;
    const { objects } = stage.ports;
    const target = await exportHead(stage.change, {
      files: stage.ports.files,
      objects: {
        ...objects,
        blobs: (names, each) => objects.blobs(names, (name, bytes) => each(name, name === gone ? undefined : bytes)),
      },
    });
    expect(target.withheld).toEqual([{ uri: "a.py", reason: "its git object is missing" }]);
    expect(target.exported.map(({ path }) => path)).toEqual(["b.py"]);
  });
});

describe("createExportPaths", () => {
  test.each([
    ["../../etc/passwd", "renamed/0/etc/passwd"],
    ["/etc/passwd", "renamed/0/etc/passwd"],
    ["a/.git/config", "renamed/0/a/_git/config"],
    ["a/.Git/hooks/x.py", "renamed/0/a/_git/hooks/x.py"],
    [".github/workflows/e\nvil.YML", "renamed/0/.github/workflows/e_vil.yml"],
    ["trailing./x.py", "renamed/0/trailing_/x.py"],
    ["trailing /x.py", "renamed/0/trailing_/x.py"],
    ["renamed/0/x.py", "renamed/0/renamed/0/x.py"],
    ["types.mts", "renamed/0/types.ts"],
    ["types.d.cts", "renamed/0/types.d.ts"],
    ["window.pyw", "renamed/0/window.py"],
    ["a/b/c/d/e/f g/x.py", "renamed/0/c/d/e/f_g/x.py"],
  ])("%j becomes %s", (uri, path) => {
    expect(createExportPaths()(uri)).toBe(path);
  });

  test("a file where a folder is needed moves aside, whichever comes first, also on a file system that folds case", () => {
    const first = createExportPaths();
    expect(["a", "A/b"].map(first)).toEqual(["a", "renamed/0/A/b"]);
    const second = createExportPaths();
    expect(["A/b", "a"].map(second)).toEqual(["A/b", "renamed/0/a"]);
  });
});

test("a workflow that is called zizmor.yml is a workflow, not configuration", () => {
  expect(steers(".github/workflows/zizmor.yml")).toBe(false);
  expect(steers(".github/zizmor.yml")).toBe(true);
});
