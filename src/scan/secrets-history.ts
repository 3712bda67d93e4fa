/** Every commit of a change: what was added in one and removed in a later one is in the history, and on the server. */

import { parseRaw, type RawPair } from "../change/index.ts";
import { ConfigurationError, ExternalError } from "../errors.ts";
import type { RawFinding } from "../finding.ts";
import type { CommitEntry, CommitList, Objects } from "../ports.ts";
import type { Change, Unscanned } from "../records.ts";
import type { Detector } from "../secrets/index.ts";
import { earlierSecrets, type Version } from "./secrets-earlier.ts";
import { inMessage, inName } from "./secrets-names.ts";

/** The newest. GitHub itself lists 250 of a pull request; each costs a process or two. */
const MOST_COMMITS = 1_000;
/** An octopus of more arms is nobody's work. */
const MOST_PARENTS = 16;
const NO_FILE = /^(?:000000|160000)$/u;

export interface History {
  readonly findings: readonly RawFinding[];
  readonly unscanned: readonly Unscanned[];
}

type Ports = Pick<Objects, "commits" | "rawDiff" | "sizes" | "blobs" | "fileAt">;

/** Git objects, and how the policy says that secrets are looked for. */
export interface HistoryPorts {
  readonly objects: Ports;
  readonly detector: Detector;
}

/**
 * Secrets in the commits that head has and base has not: in their messages, in names of files, and in versions of files that
 * head does not hold. A merge is read for what none of its parents has.
 * @param standing values that the scan of head has found
 */
export async function scanHistory(
  change: Change,
  standing: ReadonlySet<string>,
  ports: HistoryPorts,
): Promise<History> {
  const { objects, detector } = ports;
  const { commits, incomplete } = await listOf(change, objects);
  const unscanned: Unscanned[] = incomplete === undefined ? [] : [gap("commits of the change", incomplete)];
  const findings: RawFinding[] = [];
  const versions: Version[] = [];
  const names = new Set(change.files.map(({ uri }) => uri));
  for (const commit of commits) {
    findings.push(...inMessage(commit, detector));
    if (commit.messageCut) unscanned.push(gap(`message of ${inWords(commit)}`, "only the first MB was scanned"));
    const read = await tryVersions(commit, objects);
    if (typeof read === "string") unscanned.push(gap(inWords(commit), read));
    else versions.push(...read);
  }
  for (const { uri, isNewName, commit } of versions) {
    if (!isNewName || names.has(uri)) continue;
    names.add(uri);
    findings.push(...inName(uri, { commit, detector }));
  }
  const earlier = await earlierSecrets({ change, standing, versions, detector }, objects);
  return {
    findings: [...findings, ...earlier.findings],
    unscanned: [...unscanned, ...earlier.unread.map(({ what, why }) => gap(what, why))],
  };
}

/** Not of head, whose scan is complete all the same: its alerts are uploaded. */
function gap(uri: string, reason: string): Unscanned {
  return { uri, reason, concerns: "change", outOfScope: true };
}

function inWords({ name }: CommitEntry): string {
  return `commit ${name.slice(0, 12)}`;
}

async function listOf({ base, mergeBase, head }: Change, objects: Ports): Promise<CommitList> {
  const without = [...new Set([mergeBase, base])];
  const list = await orWhy(objects.commits({ to: head, without, limit: MOST_COMMITS }));
  return typeof list === "string" ? { commits: [], incomplete: list } : list;
}

/** A change is not left without a verdict for one commit that cannot be read: that commit is named. */
async function orWhy<Result extends object>(reading: Promise<Result>): Promise<Result | string> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof ExternalError || error instanceof ConfigurationError) return error.message;
    throw error;
  }
}

function tryVersions(commit: CommitEntry, objects: Ports): Promise<readonly Version[] | string> {
  if (commit.parents.length > MOST_PARENTS) return Promise.resolve(`it has more than ${String(MOST_PARENTS)} parents`);
  return orWhy(versionsOf(commit, objects));
}

async function versionsOf({ name, parents }: CommitEntry, objects: Ports): Promise<readonly Version[]> {
  const diffs: RawPair[][] = [];
  for (const parent of parents.length === 0 ? [undefined] : parents)
    diffs.push([...parseRaw(await objects.rawDiff(parent, name))]);
  const [first = [], ...others] = diffs.map((pairs) => new Map(pairs.map((pair) => [text(pair.headPath), pair])));
  return [...first].flatMap(([uri, pair]): Version[] => {
    const same = others.map((pairs) => pairs.get(uri));
    // A parent that has the very same file does not list it.
    const pairs = [pair, ...same].filter((each) => each !== undefined);
    if (pairs.length < diffs.length || NO_FILE.test(pair.headMode)) return [];
    return [
      {
        commit: name,
        uri,
        blob: pair.headObject,
        before: pairs.filter(({ baseMode }) => !NO_FILE.test(baseMode)).map(({ baseObject }) => baseObject),
        isNewName: pairs.every(({ status }) => status === "added" || status === "renamed" || status === "copied"),
      },
    ];
  });
}

function text(path: Uint8Array): string {
  return Buffer.from(path).toString("utf8");
}
