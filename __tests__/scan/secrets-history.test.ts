import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { ExternalError } from "../../src/errors.ts";
import { alnum } from "../../src/secrets/samples.ts";
import { makeRepository, type Repository } from "../fixtures/repository.ts";
import { scanTopic, type Wrap } from "./scan-topic.ts";

const TOKEN = `ghp_${alnum(36)}`;
const OTHER = `ghp_${alnum(35)}Z`;

let repository: Repository;
let temporary: string;
let base: string;
beforeEach(() => {
  repository = makeRepository();
  temporary = mkdtempSync(join(tmpdir(), "history-"));
  repository.write({ "a.ts": "one\ntwo\n", "keep.ts": "kept\n" });
  base = repository.commit("Base");
  repository.branch("topic", base);
});
afterEach(() => {
  repository.dispose();
  rmSync(temporary, { recursive: true, force: true });
});

const scanned = (from = base, wrap?: Wrap) => scanTopic({ repository, temporary }, from, wrap);

/** A file with this content, and then without it. */
function addedAndRemoved(content: string, name = "a.ts"): string {
  repository.write({ [name]: `one\ntwo\n${content}\n` });
  const commit = repository.commit("Add");
  repository.write({ [name]: "one\ntwo\nthree\n" });
  repository.commit("Remove");
  return commit;
}

describe("a secret that a later commit removes", () => {
  test("gates without a place, says where it was, and never its value", async () => {
    const commit = addedAndRemoved(`const t = "${TOKEN}";`);
    const { found, run } = await scanned();
    expect(found).toMatchObject([
      { rule: { id: "secrets/github-pat" }, severity: "critical", concerns: "change", disposition: { status: "open" } },
    ]);
    expect(found[0]).not.toHaveProperty("location");
    expect(found[0]).not.toHaveProperty("identity");
    expect(found[0]?.message).toContain(
      `in commit ${commit.slice(0, 12)} of this change, a.ts line 3, removed again later`,
    );
    expect(run).toMatchObject({ state: { status: "completed" }, unscanned: [] });
    const said = JSON.stringify(run);
    for (let i = 0; i + 8 <= TOKEN.length; i++) expect(said).not.toContain(TOKEN.slice(i, i + 8));
  });

  test("is one finding, at the first commit that had it, however many had it", async () => {
    const first = addedAndRemoved(`t = "${TOKEN}"`);
    addedAndRemoved(`u = "${TOKEN}"`);
    addedAndRemoved(`v = "${TOKEN}"`, "b.ts");
    const { found } = await scanned();
    expect(found.map(({ message }) => message)).toEqual([expect.stringContaining(first.slice(0, 12))]);
  });

  test("is found in a file that head does not have, and in one whose bytes are not text", async () => {
    repository.write({ "gone.env": `X=${TOKEN}\n`, "gone.bin": Buffer.from(`\0\u0001${OTHER}\0`) });
    repository.commit("Add");
    repository.remove("gone.env", "gone.bin");
    repository.commit("Remove");
    const { found } = await scanned();
    expect(found).toHaveLength(2);
  });

  test("is not reported twice when head still has it, there or in another file of the change", async () => {
    addedAndRemoved(`t = "${TOKEN}"`);
    repository.write({ "moved.ts": `t = "${TOKEN}"\n` });
    repository.commit("Move");
    const { found } = await scanned();
    expect(found.map(({ location }) => location?.uri ?? "nowhere")).toEqual(["moved.ts"]);
  });

  test("that was in the file before the change is not blamed on it", async () => {
    repository.branch("main", base);
    repository.write({ "old.ts": `t = "${TOKEN}"\n` });
    const from = repository.commit("Old");
    repository.branch("topic", from);
    repository.write({ "old.ts": "t = process.env.T\n" });
    repository.commit("Remove");
    repository.write({ "old.ts": `x\n\n  t = "${TOKEN}"\n` });
    repository.commit("Revert");
    repository.write({ "old.ts": "t = process.env.T\n" });
    repository.commit("Remove again");
    expect((await scanned(from)).found).toEqual([]);
  });

  test("keeps its fingerprint when the commits are made anew", async () => {
    addedAndRemoved(`t = "${TOKEN}"`);
    const before = (await scanned()).found.map(({ fingerprint }) => fingerprint);
    repository.branch("topic", base);
    repository.write({ "other.ts": "x\n" });
    repository.commit("Something else first");
    addedAndRemoved(`t = "${OTHER}"`);
    expect(before).toHaveLength(1);
    expect((await scanned()).found.map(({ fingerprint }) => fingerprint)).toEqual(before);
  });

  test("in a first commit that has no parent is found", async () => {
    repository.branch("side");
    repository.write({ "side.ts": `t = "${TOKEN}"\n` });
    const side = repository.commit("Root");
    repository.branch("topic", base);
    repository.remove("side.ts");
    repository.commit("Merge, without it", side);
    expect((await scanned()).found[0]?.message).toContain(side.slice(0, 12));
  });
});

describe("a merge", () => {
  test("is read for what it brings itself, not for what base has", async () => {
    repository.write({ "topic.ts": "x\n" });
    repository.commit("Topic");
    repository.branch("main", base);
    repository.write({ "main.ts": `t = "${OTHER}"\n` });
    const main = repository.commit("Main");
    repository.branch("topic");
    repository.write({ "main.ts": `t = "${OTHER}"\nu = "${TOKEN}"\n` });
    const merge = repository.commit("Merge main", main);
    repository.write({ "main.ts": `t = "${OTHER}"\n` });
    repository.commit("Remove");
    const { found } = await scanned("main");
    expect(found.map(({ message }) => message)).toEqual([expect.stringContaining(merge.slice(0, 12))]);
    expect(found[0]?.message).toContain("main.ts line 2");
  });
});

describe("what is not the change's own", () => {
  test("a file that was renamed twice brings none of what it held", async () => {
    repository.branch("main", base);
    const old = `const a = 1;\nconst b = 2;\nconst c = 3;\nt = "${TOKEN}"\n`;
    repository.write({ "old.ts": old });
    const from = repository.commit("Old");
    repository.branch("topic", from);
    repository.remove("old.ts");
    repository.write({ "new.ts": `${old}x\n` });
    repository.commit("Rename");
    repository.remove("new.ts");
    repository.commit("Remove");
    expect((await scanned(from)).found).toEqual([]);
  });

  test("files that a merge takes from base as they are are not even read", async () => {
    repository.write({ "topic.ts": "x\n" });
    repository.commit("Topic");
    repository.branch("main", base);
    repository.write({ "main.ts": "1\n", "more.ts": "2\n" });
    const main = repository.commit("Main");
    repository.branch("topic");
    repository.write({ "main.ts": "1\n", "more.ts": "2\n", "own.ts": "3\n" });
    repository.commit("Merge main", main);
    repository.write({ "own.ts": "4\n" });
    repository.commit("Again");
    const asked: string[] = [];
    const listening: Wrap = (objects) => ({
      ...objects,
      sizes: (names) => {
        asked.push(...names);
        return objects.sizes(names);
      },
    });
    await scanned("main", listening);
    expect(asked).toEqual([repository.git("rev-parse", "topic~1:own.ts")]);
  });
});

describe("what no line holds:", () => {
  test("the message of a commit", async () => {
    repository.write({ "b.ts": "x\n" });
    const commit = repository.commit(`Subject\n\nLog in with ${TOKEN} please`);
    const { found } = await scanned();
    expect(found).toMatchObject([{ rule: { id: "secrets/github-pat" }, disposition: { status: "open" } }]);
    expect(found[0]?.message).toContain(`in the message of commit ${commit.slice(0, 12)} of this change, line 3`);
    expect(JSON.stringify(found)).not.toContain(TOKEN.slice(4, 12));
  });

  test("the name of a file, in head and in a commit before it; no place repeats it", async () => {
    repository.write({ [`keys/${TOKEN}.txt`]: "x\n", [`${OTHER}.txt`]: "x\n" });
    const commit = repository.commit("Add");
    repository.remove(`${OTHER}.txt`);
    repository.commit("Remove");
    const { found } = await scanned();
    expect(found.map(({ message }) => message)).toEqual([
      expect.stringContaining("in the name of the file keys/⟦secret⟧.txt:"),
      expect.stringContaining(`in the name of the file ⟦secret⟧.txt, in commit ${commit.slice(0, 12)}`),
    ]);
    expect(JSON.stringify(found)).not.toContain(TOKEN.slice(4, 12));
  });

  test("the target of a link", async () => {
    repository.write({ link: { mode: "120000", content: `https://x/${TOKEN}` } });
    repository.commit("Link");
    expect((await scanned()).found).toMatchObject([
      { location: { uri: "link", startLine: 1 }, disposition: { status: "open" } },
    ]);
  });
});

describe("a secret that base has", () => {
  const withOld = (content: string): void => {
    repository.branch("main", base);
    repository.write({ "old.ts": `x\nkey = "${TOKEN}"\ny\n` });
    base = repository.commit("Old");
    repository.branch("topic", base);
    repository.write({ "old.ts": content });
    repository.commit("Change");
  };

  test("in the same file is unchanged, however its line moved", async () => {
    withOld(`x\ny\nif (z) {\n    key = "${TOKEN}"\n}\n`);
    expect((await scanned()).found).toMatchObject([
      { location: { uri: "old.ts", startLine: 4 }, disposition: { status: "unchanged" } },
    ]);
  });

  test("on a line that the change leaves alone is unchanged", async () => {
    withOld(`x\nkey = "${TOKEN}"\nz\n`);
    expect((await scanned()).found.map(({ disposition }) => disposition.status)).toEqual(["unchanged"]);
  });

  test("is new in another file, and so is another value on the same line", async () => {
    withOld(`x\nkey = "${OTHER}"\ny\n`);
    repository.write({ "copy.ts": `key = "${TOKEN}"\n` });
    repository.commit("Copy");
    const { found } = await scanned();
    expect(found.map(({ location, disposition }) => [location?.uri, disposition.status])).toEqual([
      ["copy.ts", "open"],
      ["old.ts", "open"],
    ]);
  });
});

describe("L5 what could not be read", () => {
  test("makes the run incomplete, and leaves what head says to be uploaded", async () => {
    repository.write({ "a.ts": `t = "${TOKEN}"\n` });
    repository.commit("Add");
    const failing: Wrap = (objects) => ({
      ...objects,
      commits: () => Promise.reject(new ExternalError("fetch-failed", "The server is away.", { fix: "Wait." })),
    });
    const { run, gaps } = await scanned(base, failing);
    expect(run.findings).toHaveLength(1);
    expect(run.unscanned).toEqual([
      { uri: "commits of the change", reason: "The server is away.", concerns: "change", outOfScope: true },
    ]);
    expect(gaps).toHaveLength(1);
  });

  test("of one commit is named, and the others are read", async () => {
    const bad = addedAndRemoved(`t = "${TOKEN}"`);
    addedAndRemoved(`u = "${OTHER}"`, "b.ts");
    const failing: Wrap = (objects) => ({
      ...objects,
      rawDiff: (from, to) =>
        to === bad
          ? Promise.reject(new ExternalError("object-missing", "It is not here.", { fix: "Fetch." }))
          : objects.rawDiff(from, to),
    });
    const { run, found } = await scanned(base, failing);
    expect(run.unscanned).toMatchObject([{ uri: `commit ${bad.slice(0, 12)}`, reason: "It is not here." }]);
    expect(found).toHaveLength(1);
  });

  test("of more commits than are read is said, and the newest are read", async () => {
    addedAndRemoved(`t = "${TOKEN}"`);
    const few: Wrap = (objects) => ({ ...objects, commits: (range) => objects.commits({ ...range, limit: 1 }) });
    const { run } = await scanned(base, few);
    expect(run.unscanned).toMatchObject([
      { uri: "commits of the change", reason: "there are more than 1; the newest were read" },
    ]);
  });
});
