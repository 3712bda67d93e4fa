import { afterAll, expect, test } from "@jest/globals";
import { blobAt, blobName } from "../../src/decisions/blob.ts";
import { fakeObjects } from "../fakes/objects.ts";
import { makeRepository } from "../fixtures/repository.ts";

const repository = makeRepository();
afterAll(() => repository.dispose());

test("a blob has the name that git gives it", () => {
  const text = "one\r\ntwo \u00e9";
  repository.write({ "a.txt": text });
  const commit = repository.commit("one");
  expect(blobName(Buffer.from(text), "sha1")).toBe(repository.git("rev-parse", `${commit}:a.txt`).trim());
});

test("a commit that is not here is fetched, and one that nobody has holds nothing", async () => {
  const [here, there, gone] = ["a".repeat(40), "b".repeat(40), "c".repeat(64)];
  const asked: string[] = [];
  const objects = {
    ...fakeObjects({ files: { [`${here}:a`]: "x", [`${there}:a`]: "x", [`${gone}:a`]: "x" } }),
    commit: async (name: string) => (name === here ? name : undefined),
    fetch: async ([wanted]: readonly { readonly commit: string }[]) => {
      asked.push(wanted!.commit);
      return wanted!.commit === there ? [] : [wanted!.commit];
    },
  };
  const name = blobName(Buffer.from("x"), "sha1");
  expect(await Promise.all([here, there, gone].map((commit) => blobAt(commit, "a", objects)))).toEqual([
    ...[name, name, undefined],
  ]);
  expect(asked).toEqual([there, gone]);
  expect(await blobAt(here, "b", objects)).toBeUndefined();
});
