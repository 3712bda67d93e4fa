import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { buildDossier } from "../../src/review/dossier.ts";
import { readChange } from "../../src/change/index.ts";
import { createRedactor } from "../../src/secrets/index.ts";
import { makeRepository, type Repository } from "../fixtures/repository.ts";
import { GITHUB_TOKEN } from "../fixtures/token.ts";
import { changed, withObjects } from "../change/open-change.ts";
import { dossierOf, numbered, shown, text, type Given, type Made } from "./open-dossier.ts";

let repository: Repository;
beforeEach(() => {
  repository = makeRepository();
});
afterEach(() => repository.dispose());

const dossierHere = (before: Before, after: After, given?: Given): Promise<Made> =>
  dossierOf(repository, [before, after], given);

type Before = Parameters<typeof changed>[1];
type After = Parameters<typeof changed>[2];

test("L4 a redactor that loses a line stops the review: no line may stand under another's number", async () => {
  await changed(repository, {}, { "a.js": "x\ny\n" });
  await withObjects(repository.path, async (objects) => {
    const change = await readChange({ base: "HEAD~1", head: "HEAD" }, objects);
    const hunks = new Set(change.files.flatMap((file) => file.hunks.map(({ id }) => id)));
    const real = createRedactor();
    const redactor = { ...real, redact: (given: string) => real.redact(given.replace("\n", "")) };
    await expect(buildDossier(change, { hunks, objects, redactor, findings: [] })).rejects.toThrow("number of lines");
  });
});

describe("L5 what is not sent is said", () => {
  test("all files of the change are listed, also those that are not sent", async () => {
    await changed(
      repository,
      { "old.txt": text(numbered(9)) },
      { "old.txt": null, "new.txt": text(numbered(9)), "p.png": new Uint8Array(99), "b.js": "b\n" },
    );
    await withObjects(repository.path, async (objects) => {
      const change = await readChange({ base: "HEAD~1", head: "HEAD" }, objects);
      const [file] = change.files.filter(({ uri }) => uri === "b.js");
      const dossier = await buildDossier(change, {
        hunks: new Set(file!.hunks.map(({ id }) => id)),
        objects,
        redactor: createRedactor(),
        findings: [],
      });
      expect(dossier.hunks.map(({ uri }) => uri)).toEqual(["b.js"]);
      expect(dossier.files).toEqual([
        { shownUri: "b.js", status: "added", about: [] },
        { shownUri: "new.txt", shownBaseUri: "old.txt", status: "renamed", about: [] },
        { shownUri: "p.png", status: "added", about: ["binary"] },
      ]);
    });
  });

  test("code behind a screen's width of spaces is sent; a changed line that is too long is cut, and its hunk named", async () => {
    const hidden = `a;${" ".repeat(15_000)}steal()`;
    const long = "x".repeat(30_000);
    const made = await dossierHere(
      { "b.js": text([long, "1"]) },
      { "a.js": text([hidden]), "b.js": text([long, "2"]), "c.js": text([long]) },
    );
    expect(made.lines[0]).toMatch(/steal\(\)$/u);
    expect(made.lines[1]).toBe(`head 1 context ${"x".repeat(2000)}⟦cut: 28000 more characters⟧`);
    expect(made.lines[4]).toBe(`head 1 added ${"x".repeat(20_000)}⟦cut: 10000 more characters⟧`);
    expect(made.cut).toEqual([made.change.files[2]!.hunks[0]!.id]);
  });

  test("a line without end does not stop the others", async () => {
    const made = await dossierHere({}, { "a.js": `${"y".repeat(3_000_000)}\nsteal()\n` });
    expect(made.lines[0]!.length).toBeLessThan(21_000);
    expect(made.lines[1]).toBe("head 2 added steal()");
    expect(made.cut).toHaveLength(1);
  });

  test("of a file too big to be held the lines of the diff are sent, redacted", async () => {
    const before = numbered(30);
    await changed(repository, { "a.txt": text(before) }, { "a.txt": text(before.with(14, GITHUB_TOKEN)), "b.txt": "" });
    await withObjects(repository.path, async (objects) => {
      const change = await readChange({ base: "HEAD~1", head: "HEAD" }, objects);
      const hunks = new Set(change.files.flatMap((file) => file.hunks.map(({ id }) => id)));
      const sizes: typeof objects.sizes = async (names) => new Map(names.map((name) => [name, 65 * 1024 ** 2]));
      const dossier = await buildDossier(change, {
        hunks,
        objects: { ...objects, sizes },
        redactor: createRedactor(),
        findings: [],
      });
      expect(shown(dossier).map((line) => line.replace(/ (?:context|added|removed) /u, " "))).toEqual([
        ...[12, 13, 14].map((n) => `head ${String(n)} line ${String(n)}`),
        "base 15 line 15",
        "head 15 ⟦secret:github-pat:1⟧",
        ...[16, 17, 18].map((n) => `head ${String(n)} line ${String(n)}`),
      ]);
    });
  });

  test("a blob that the clone does not hold is an error, not an empty hunk", async () => {
    await changed(repository, {}, { "a.js": "x\n" });
    await withObjects(repository.path, async (objects) => {
      const change = await readChange({ base: "HEAD~1", head: "HEAD" }, objects);
      const blobs: typeof objects.blobs = async (names, each) => {
        for (const name of names) await each(name, undefined);
      };
      const hunks = new Set(change.files.flatMap((file) => file.hunks.map(({ id }) => id)));
      await expect(
        buildDossier(change, { hunks, objects: { ...objects, blobs }, redactor: createRedactor(), findings: [] }),
      ).rejects.toMatchObject({ code: "object-missing" });
    });
  });
});
