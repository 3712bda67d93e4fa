import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { withObjects } from "../change/open-change.ts";
import { makeRepository, type Repository } from "../fixtures/repository.ts";
import { startGitHttp, type GitHttp } from "../servers/git-http.ts";
import { withFetched } from "./open-fetched.ts";

let repository: Repository;
let server: GitHttp | undefined;
beforeEach(() => {
  repository = makeRepository({ bare: true });
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  repository.dispose();
});

async function serve(): Promise<string> {
  server = await startGitHttp({ repositories: new Map([["octo/app", repository.path]]) });
  return `${server.url}/octo/app.git`;
}
const wants = (...commits: string[]) => commits.map((commit) => ({ commit }));
const packs = () => server!.requests.filter(({ method }) => method === "POST").length;

function commits(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    repository.write({ "a.txt": `${String(index)} ${repository.path}\n` });
    return repository.commit(`Commit ${String(index)}\n\nbody\n`);
  });
}

describe("the commits of a range", () => {
  test("come oldest first, with their parents and messages, a merge with both", async () => {
    const [base = "", first = ""] = commits(2);
    repository.branch("side", base);
    repository.write({ "b.txt": "b\n" });
    const side = repository.commit("Side é");
    repository.branch("main");
    const merge = repository.commit("Merge", side);
    await withObjects(repository.path, async (objects) => {
      const { commits: listed, incomplete } = await objects.commits({ to: merge, without: [base], limit: 10 });
      expect(incomplete).toBeUndefined();
      expect(listed.at(-1)).toEqual({ name: merge, parents: [first, side], message: "Merge", messageCut: false });
      expect(
        listed
          .slice(0, 2)
          .map(({ name, message }) => [name, message])
          .sort(),
      ).toEqual(
        [
          [first, "Commit 1\n\nbody\n"],
          [side, "Side é"],
        ].sort(),
      );
    });
  });

  test("a message over 1 MB is cut, and a root has no parents", async () => {
    repository.write({ "a.txt": "a\n" });
    const root = repository.commit("x".repeat(1_000_001));
    await withObjects(repository.path, async (objects) => {
      const { commits: listed } = await objects.commits({ to: root, without: [], limit: 10 });
      expect(listed).toMatchObject([{ parents: [], messageCut: true }]);
      expect(listed[0]?.message).toHaveLength(1_000_000);
      expect(Buffer.from(await objects.rawDiff(undefined, root)).toString()).toMatch(/ A\0a\.txt\0$/u);
    });
  });

  test("L5 beyond the limit are not listed, and the list says so", async () => {
    const [base = "", ...rest] = commits(5);
    await withObjects(repository.path, async (objects) => {
      const all = await objects.commits({ to: rest[3]!, without: [base], limit: 4 });
      expect([all.commits.map(({ name }) => name), all.incomplete]).toEqual([rest, undefined]);
      const few = await objects.commits({ to: rest[3]!, without: [base], limit: 2 });
      expect([few.commits.map(({ name }) => name), few.incomplete]).toEqual([
        rest.slice(2),
        "there are more than 2; the newest were read",
      ]);
    });
  });

  test("L5 a history that is cut before base says so", async () => {
    const names = commits(4);
    const shallow = makeRepository({ bare: true });
    try {
      shallow.git("fetch", "-q", "--depth=2", `file://${repository.path}`, "main:main");
      await withObjects(shallow.path, async (objects) => {
        const list = await objects.commits({ to: names[3]!, without: [], limit: 10 });
        expect(list.commits.map(({ name }) => name)).toEqual(names.slice(2));
        expect(list.incomplete).toMatch(/does not reach back/u);
      });
    } finally {
      shallow.dispose();
    }
  });

  test("no name but a full one becomes an argument", async () => {
    const [base = ""] = commits(1);
    await withObjects(repository.path, async (objects) => {
      await expect(objects.commits({ to: "--all", without: [], limit: 1 })).rejects.toThrow(TypeError);
      await expect(objects.commits({ to: base, without: ["--all"], limit: 1 })).rejects.toThrow(TypeError);
      await expect(objects.rawDiff(base, "HEAD")).rejects.toThrow(TypeError);
    });
  });
});

describe("fetched without their history", () => {
  test("one commit on its base asks the server for nothing more", async () => {
    const [base = "", head = ""] = commits(2);
    await withFetched({ url: await serve(), commits: wants(base, head) }, async (objects) => {
      const before = packs();
      const list = await objects.commits({ to: head, without: [base], limit: 10 });
      expect(list).toMatchObject({ commits: [{ name: head, parents: [base] }] });
      expect(list).not.toHaveProperty("incomplete");
      expect(packs()).toBe(before);
    });
  });

  test("the commits between are fetched, with all that they hold", async () => {
    const names = commits(60);
    const [base = "", head = ""] = [names[0], names[59]];
    await withFetched({ url: await serve(), commits: wants(base, head) }, async (objects) => {
      const list = await objects.commits({ to: head, without: [base], limit: 100 });
      expect(list.commits.map(({ name }) => name)).toEqual(names.slice(1));
      expect(list).not.toHaveProperty("incomplete");
      const raw = Buffer.from(await objects.rawDiff(names[5], names[6]!)).toString();
      const blob = / ([0-9a-f]{40}) M/u.exec(raw)?.[1] ?? "";
      let text = "";
      await objects.blobs([blob], (_, bytes) => void (text = Buffer.from(bytes ?? []).toString()));
      expect(text).toMatch(/^6 /u);
    });
  });

  test("what base has is not taken for the change's own, though a merge leads there", async () => {
    const names = commits(6);
    repository.branch("side", names[0]);
    repository.write({ "b.txt": "b\n" });
    const first = repository.commit("Side");
    const merged = repository.commit("Merge an older main", names[3]);
    // A push: from its own earlier tip, which knows nothing of main.
    await withFetched({ url: await serve(), commits: wants(names[5]!, merged, first) }, async (objects) => {
      const list = await objects.commits({ to: merged, without: [first, names[5]!], limit: 100 });
      expect(list.commits.map(({ name }) => name)).toEqual([merged]);
      expect(list).not.toHaveProperty("incomplete");
    });
  });

  test("L5 a server that gives no more leaves a list that says so", async () => {
    const [base = "", , head = ""] = commits(3);
    await withFetched({ url: await serve(), commits: wants(base, head) }, async (objects) => {
      await server?.close();
      await expect(objects.commits({ to: head, without: [base], limit: 10 })).rejects.toThrow();
    });
  });
});
