/** Git objects without a clone: the commits that a review needs, fetched by name into a bare repository of ours. */

import { join } from "node:path";
import { ConfigurationError } from "../errors.ts";
import type { CommitList, CommitRange, FetchedObjects, FetchRequest, WantedCommit } from "../ports.ts";
import { OBJECT_NAME } from "../object-name.ts";
import { oneLine } from "../untrusted.ts";
import { listCommits } from "./git-commits.ts";
import { certainMergeBase, isCut } from "./git-history.ts";
import { objectName } from "./git-names.ts";
import { hardenedGit, type Git } from "./git-process.ts";
import { makeBare } from "./git-repository.ts";
import { createTransport, type FetchOptions, type Transport } from "./git-transport.ts";
import { makeHome, readingOf, verified, within } from "./git.ts";

/** How far back one looks, step by step: each costs a request, and the last one is as much as a review may cost. */
const DEPTHS = [50, 500, 5000];

/** Our repository, the server that it is filled from, and by which ref those commits came that the server does not give by name. */
interface Fetched {
  readonly own: Git;
  readonly gitDir: string;
  readonly transport: Transport;
  readonly refs: Map<string, string>;
}

/**
 * Fetches the commits of a request, each without its history.
 * @throws ConfigurationError `git-missing`, `input-invalid`, `commit-not-found`
 * @throws ExternalError `fetch-failed`, `git-failed`, `write-failed`
 */
export async function openFetched(request: FetchRequest, options: FetchOptions): Promise<FetchedObjects> {
  const home = join(options.temporary, "home");
  const gitDir = join(options.temporary, "fetched.git");
  const transport = createTransport(request, { gitDir, home }, options);
  await makeHome(home);
  const git = hardenedGit(options.environment, home);
  const sha256 = request.commits.some(({ commit }) => commit.length === 64);
  await makeBare(gitDir, sha256 ? "sha256" : "sha1", git);
  const fetched: Fetched = { own: within(git, gitDir), gitDir, transport, refs: new Map() };
  const absent = await fetchWanted(fetched, request.commits);
  if (absent.length > 0) throw notServed(absent, request.url);
  return {
    shallow: false,
    branches: async () => [],
    commit: (name) => commit(fetched, name),
    mergeBase: (a, b) => mergeBase(fetched, a, b),
    commits: (range) => commits(fetched, range),
    ...readingOf(fetched.own),
    fetch: (wanted) => fetchWanted(fetched, wanted),
  };
}

/** By full name alone: no ref of ours stands for anything. An annotated tag's name answers its commit's. */
async function commit({ own }: Fetched, name: string): Promise<string | undefined> {
  return OBJECT_NAME.test(name) ? verified(own, `${name}^{commit}`) : undefined;
}

async function fetchWanted(fetched: Fetched, wanted: readonly WantedCommit[]): Promise<readonly string[]> {
  const missing: WantedCommit[] = [];
  for (const want of wanted) {
    if ((await commit(fetched, objectName(want.commit))) === undefined) missing.push(want);
  }
  if (missing.length === 0) return [];
  // All at once, so that what they share is sent once. The server refuses them all for one that it has not.
  const names = missing.map((want) => refspec(want.commit, want.commit));
  if ((await fetched.transport.fetch(1, names)) === "done") return [];
  const absent: string[] = [];
  for (const want of missing) {
    if (!(await fetchOne(fetched, want))) absent.push(want.commit);
  }
  return absent;
}

async function fetchOne(fetched: Fetched, { commit: name, ref }: WantedCommit): Promise<boolean> {
  if ((await fetched.transport.fetch(1, [refspec(name, name)])) === "done") return true;
  if (ref === undefined || !isPlainRef(ref)) return false;
  // The ref may have moved on since the event: what is wanted then lies behind its tip.
  for (const depth of [1, ...DEPTHS]) {
    if ((await fetched.transport.fetch(depth, [refspec(ref, name)])) === "refused") return false;
    if ((await commit(fetched, name)) !== undefined) {
      fetched.refs.set(name, ref);
      return true;
    }
    if (!(await isCut(fetched.gitDir))) return false;
  }
  return false;
}

/** A ref of ours keeps each commit, so that later fetches do not bring again what is there (git, negotiation by refs). */
function refspec(from: string, name: string): string {
  return `+${from}:refs/fetched/${name}`;
}

/** A whole ref name with nothing in it that a refspec gives a meaning to (git-check-ref-format, gitrevisions). */
function isPlainRef(ref: string): boolean {
  return ref.startsWith("refs/") && !/[\p{Cc}\s:*?[\\^~]|\.\.|@\{/u.test(ref);
}

async function mergeBase({ own, gitDir, transport, refs }: Fetched, a: string, b: string): Promise<string | undefined> {
  const sides = [objectName(a), objectName(b)] as const;
  const refspecs = refspecsOf(refs, sides);
  for (const depth of [...DEPTHS, undefined]) {
    const found = await certainMergeBase({ own, gitDir }, sides);
    if (found !== "cut") return found.mergeBase;
    if (depth === undefined || (await transport.fetch(depth, refspecs)) === "refused") break;
  }
  throw new ConfigurationError(
    "history-cut",
    `The commit at which ${a} and ${b} parted is not within ${DEPTHS.at(-1)} commits of them.`,
    "Merge the base branch into the branch under review, or rebase it, and push.",
  );
}

/** All commits that bound the range are deepened alike: where they were cut, what they exclude would be unknown. */
async function commits({ own, gitDir, transport, refs }: Fetched, range: CommitRange): Promise<CommitList> {
  const refspecs = refspecsOf(refs, [range.to, ...range.without]);
  for (const depth of DEPTHS) {
    const { list, cut } = await listCommits({ own, gitDir }, range);
    if (!cut || (await transport.fetch(depth, refspecs)) === "refused") return list;
  }
  return (await listCommits({ own, gitDir }, range)).list;
}

function refspecsOf(refs: Fetched["refs"], names: readonly string[]): readonly string[] {
  return [...new Set(names.map(objectName))].map((name) => refspec(refs.get(name) ?? name, name));
}

function notServed(absent: readonly string[], url: string): ConfigurationError {
  return new ConfigurationError(
    "commit-not-found",
    `${oneLine(url, 300)} does not have ${absent.join(", ")}.`,
    "The commit may have been replaced by a forced push and be gone: run the workflow for a newer one.",
  );
}
