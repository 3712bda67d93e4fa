import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { certainMergeBase, isCut } from "../../src/adapters/git-history.ts";
import { GLOBAL_CONFIGURATION, globalConfiguration, hardenedGit } from "../../src/adapters/git-process.ts";
import { within } from "../../src/adapters/git.ts";
import { git } from "../change/open-change.ts";
import { gitEnvironment, makeRepository, type Repository } from "../fixtures/repository.ts";

let repository: Repository;
let folder: string;
beforeEach(() => {
  repository = makeRepository({ bare: true });
  folder = mkdtempSync(join(tmpdir(), "history-"));
  writeFileSync(globalConfiguration(folder), GLOBAL_CONFIGURATION);
});
afterEach(() => {
  repository.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** Commit → its parents, parents first; each is a second younger than the one before. Returns their names. */
function grow(parents: Readonly<Record<string, readonly string[]>>): Record<string, string> {
  const names = Object.keys(parents);
  const stream = names.map((name, at) => {
    const [first, ...rest] = (parents[name] ?? []).map((parent) => `:${names.indexOf(parent) + 1}`);
    return [
      `commit refs/heads/${name}`,
      `mark :${at + 1}`,
      `committer Ada <ada@example.org> ${1_700_000_000 + at} +0000`,
      `data ${name.length}`,
      name,
      ...(first === undefined ? [] : [`from ${first}`]),
      ...rest.map((parent) => `merge ${parent}`),
      "",
    ].join("\n");
  });
  const options = { input: stream.join("\n"), env: gitEnvironment() };
  execFileSync("git", ["-C", repository.path, "fast-import", "--quiet", "--force"], options);
  const listed = repository.git("for-each-ref", "--format=%(refname:short) %(objectname)", "refs/heads");
  return Object.fromEntries(listed.split("\n").map((line) => line.split(" ")));
}

/** What is found in a repository that holds `depth` commits behind each side. */
async function found(sides: readonly [string, string], depth: number) {
  const gitDir = mkdtempSync(join(folder, "cut-"));
  git("init", "-q", "--bare", gitDir);
  const refspecs = sides.map((name) => `${name}:refs/sides/${name}`);
  git(`--git-dir=${gitDir}`, "fetch", "-q", `--depth=${depth}`, `file://${repository.path}`, ...new Set(refspecs));
  const own = within(hardenedGit({ PATH: process.env["PATH"] ?? "" }, folder), gitDir);
  const naive = await own.run("merge-base", "--all", ...sides);
  const certain = await certainMergeBase({ own, gitDir }, sides);
  return { certain, naive: naive.stdout.toString().trim(), cut: await isCut(gitDir) };
}
function truth(sides: readonly [string, string]): string {
  try {
    return repository.git("merge-base", "--all", ...sides);
  } catch {
    return "";
  }
}

describe("a merge base in a cut history", () => {
  test("is certain as soon as nothing younger can be missing, though it stands at the edge itself", async () => {
    const { base, head, parting } = grow({ root: [], parting: ["root"], base: ["parting"], head: ["parting"] });
    const sides = [base!, head!] as const;
    expect((await found(sides, 1)).certain).toBe("cut");
    expect(await found(sides, 2)).toMatchObject({ certain: { mergeBase: parting }, cut: true });
    // A server takes a root for an edge when it stands at the depth that was asked for.
    expect(await found(sides, 3)).toMatchObject({ certain: { mergeBase: parting }, cut: true });
    expect(await found(sides, 4)).toMatchObject({ certain: { mergeBase: parting }, cut: false });
  });

  test("L5 is not taken from git when git finds one that is too old", async () => {
    // `base` reaches `young` only by the long way, and `old` by the short one.
    const { base, head, young, old } = grow({
      root: [],
      old: ["root"],
      young: ["old"],
      a: ["young"],
      b: ["a"],
      c: ["b"],
      base: ["old", "c"],
      head: ["young"],
    });
    const sides = [base!, head!] as const;
    expect(await found(sides, 3)).toMatchObject({ naive: old, certain: "cut" });
    expect(await found(sides, 6)).toMatchObject({ naive: young, certain: { mergeBase: young } });
  });

  test("L5 of a criss-cross is one of both, once both are seen", async () => {
    const { base, head, left, right } = grow({
      root: [],
      left: ["root"],
      right: ["root"],
      a: ["left", "right"],
      b: ["right", "left"],
      base: ["a"],
      head: ["b"],
    });
    const sides = [base!, head!] as const;
    expect((await found(sides, 2)).certain).toBe("cut");
    const { certain } = await found(sides, 4);
    expect([left, right]).toContain(certain === "cut" ? certain : certain.mergeBase);
  });

  test("L5 is none only when the histories are whole", async () => {
    const { base, head } = grow({ root: [], base: ["root"], other: [], head: ["other"] });
    const sides = [base!, head!] as const;
    expect((await found(sides, 1)).certain).toBe("cut");
    expect((await found(sides, 3)).certain).toEqual({ mergeBase: undefined });
  });

  test("of a commit and itself is that commit, however little is there", async () => {
    const { base } = grow({ root: [], base: ["root"] });
    expect((await found([base!, base!], 1)).certain).toEqual({ mergeBase: base });
  });

  test("L5 is never another than in the whole history, in forty histories with merges", async () => {
    let seed = 7;
    const below = (limit: number): number => (seed = (seed * 48_271) % 2_147_483_647) % limit;
    const seen = { cut: 0, certain: 0, naivelyWrong: 0 };
    for (let round = 0; round < 40; round += 1) {
      const parents: Record<string, string[]> = {};
      for (let at = 0; at < 14; at += 1) {
        const near = () => `r${round}c${Math.max(0, at - 1 - below(4))}`;
        parents[`r${round}c${at}`] = at === 0 ? [] : [...new Set(below(3) === 0 ? [near(), near()] : [near()])];
      }
      const names = grow(parents);
      const sides = [names[`r${round}c13`]!, names[`r${round}c${10 + below(3)}`]!] as const;
      const expected = truth(sides).split("\n");
      const { certain, naive } = await found(sides, 1 + below(5));
      if (naive !== expected.join("\n")) seen.naivelyWrong += 1;
      if (certain === "cut") seen.cut += 1;
      else {
        seen.certain += 1;
        expect(expected).toContain(certain.mergeBase);
        expect(naive).toBe(expected.join("\n"));
      }
    }
    // The sample holds all three kinds.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(5);
  });
});
