/** The commits of a range, as far as the history goes that is here. */

import type { CommitEntry, CommitList, CommitRange } from "../ports.ts";
import { edges, type CutRepository } from "./git-history.ts";
import { objectName } from "./git-names.ts";

/** More than anybody writes; a hostile one is not held. */
const LONGEST_MESSAGE_BYTES = 1_000_000;

/** `cut`: parents of a listed commit are not here, so that more history may show more of them. */
export async function listCommits(
  repository: CutRepository,
  { to, without, limit }: CommitRange,
): Promise<{ readonly list: CommitList; readonly cut: boolean }> {
  const { own, gitDir } = repository;
  const wanted = ["rev-list", "--topo-order", `--max-count=${limit + 1}`, objectName(to), "--not"];
  const listed = (await own.read(...wanted, ...without.map(objectName))).toString().split("\n").filter(Boolean);
  const commits = await entries(repository, listed.slice(0, limit).reverse());
  if (listed.length > limit)
    return { list: { commits, incomplete: `there are more than ${limit}; the newest were read` }, cut: false };
  const cutAt = await edges(gitDir);
  const excluded = new Set(without);
  const cut = commits.some(({ name, parents }) => cutAt.has(name) && parents.some((parent) => !excluded.has(parent)));
  return { list: { commits, ...(cut && { incomplete: "the history that is here does not reach back to base" }) }, cut };
}

/** From the commit objects themselves: git takes a commit at the edge of a cut history for a root. */
async function entries({ own }: CutRepository, names: readonly string[]): Promise<CommitEntry[]> {
  const found: CommitEntry[] = [];
  await own.converse(["cat-file", "--buffer", "--batch=%(objectsize)"], names, async (reader) => {
    for (const name of names) {
      const bytes = await reader.take(Number(await reader.line()));
      await reader.take(1);
      found.push(parseCommit(name, bytes));
    }
  });
  return found;
}

/** Headers, an empty line, the message; lines of a longer header begin with a blank (git, `parse_commit_buffer`). */
function parseCommit(name: string, bytes: Buffer): CommitEntry {
  const end = bytes.indexOf("\n\n");
  const headers = bytes.subarray(0, end < 0 ? bytes.length : end).toString("latin1");
  const message = bytes.subarray(end < 0 ? bytes.length : end + 2);
  return {
    name,
    parents: [...headers.matchAll(/^parent ([0-9a-f]+)$/gmu)].map(([, parent = ""]) => parent),
    message: message.subarray(0, LONGEST_MESSAGE_BYTES).toString(),
    messageCut: message.length > LONGEST_MESSAGE_BYTES,
  };
}
