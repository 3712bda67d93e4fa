/** Secrets in versions of files that stood in a commit of the change and stand in head no more. */

import type { RawFinding } from "../finding.ts";
import type { Objects } from "../ports.ts";
import type { Change } from "../records.ts";
import type { Detector, SecretSpan } from "../secrets/index.ts";
import { withMarks } from "./masked.ts";
import { toFinding } from "./secrets-finding.ts";
import { inCommit, shownPath } from "./secrets-names.ts";
import { newLines, positions, readingOf, valueOf, valuesIn } from "./secrets-text.ts";

/** A file as one commit has it, where it differs from all its parents. */
export interface Version {
  readonly commit: string;
  readonly uri: string;
  readonly blob: string;
  /** What the parents have in its place. */
  readonly before: readonly string[];
  readonly isNewName: boolean;
}

export interface Earlier {
  readonly findings: readonly RawFinding[];
  /** What was over a limit: a clause each. */
  readonly unread: readonly { readonly what: string; readonly why: string }[];
}

interface Found {
  readonly version: Version;
  readonly span: SecretSpan;
  /** In memory only. */
  readonly value: string;
  readonly line: number;
  readonly lineText: string;
}

interface Job {
  readonly change: Change;
  readonly standing: ReadonlySet<string>;
  /** Oldest first. */
  readonly versions: readonly Version[];
  readonly detector: Detector;
}

type Ports = Pick<Objects, "sizes" | "blobs" | "fileAt">;

/** As much as 20 seconds of one core. */
const MOST_BYTES = 300_000_000;
const LARGEST_BYTES = 50_000_000;
const MOST_FINDINGS = 1_000;

export async function earlierSecrets(job: Job, objects: Ports): Promise<Earlier> {
  const { read, unread } = await withinLimits(unknownVersions(job), objects);
  const found = new Map<string, Found>();
  await eachVersion(read, objects, (version, bytes, before) => {
    for (const one of inVersion({ version, bytes, before }, job.detector))
      if (!job.standing.has(one.value) && !found.has(one.value)) found.set(one.value, one);
  });
  const findings: RawFinding[] = [];
  const known = knownValues(job, objects);
  for (const one of found.values()) {
    if (findings.length >= MOST_FINDINGS) {
      unread.push({
        what: "secrets of earlier commits",
        why: `over ${String(MOST_FINDINGS)}; the rest is not reported`,
      });
      break;
    }
    const { base, headText } = await known(one.version.uri);
    if (!base.has(one.value)) findings.push(toEarlier(one, headText));
  }
  return { findings, unread };
}

/** Without those that head holds in a changed file, which its own scan reads, and each once. */
function unknownVersions({ change, versions }: Job): readonly Version[] {
  const known = new Set(change.files.flatMap(({ headBlob }) => headBlob ?? []));
  return versions.filter(({ blob }) => !known.has(blob) && known.add(blob));
}

async function withinLimits(
  versions: readonly Version[],
  objects: Ports,
): Promise<{ read: Version[]; unread: { what: string; why: string }[] }> {
  const sizes = await objects.sizes([...new Set(versions.flatMap(({ blob, before }) => [blob, ...before]))]);
  const read: Version[] = [];
  const unread: { what: string; why: string }[] = [];
  let total = 0;
  for (const version of versions) {
    const { commit, uri, blob } = version;
    const what = `${shownPath(uri)} of commit ${commit.slice(0, 12)}`;
    const size = sizes.get(blob);
    if (size === undefined) unread.push({ what, why: "git has no such object" });
    else if (size > LARGEST_BYTES) unread.push({ what, why: "over 50 MB" });
    else if ((total += size) > MOST_BYTES) unread.push({ what, why: "the commits before head hold more than 300 MB" });
    else
      read.push({
        ...version,
        before: version.before.filter((name) => (sizes.get(name) ?? Infinity) <= LARGEST_BYTES),
      });
  }
  return { read, unread };
}

type Each = (version: Version, bytes: Uint8Array, before: readonly Uint8Array[]) => void;

/** One git process for all; one version and what was before it are in memory at a time. */
async function eachVersion(versions: readonly Version[], objects: Ports, each: Each): Promise<void> {
  const steps = versions.flatMap((version) => [...version.before, version.blob].map((name) => ({ version, name })));
  const walk = steps.values();
  let before: Uint8Array[] = [];
  await objects.blobs(
    steps.map(({ name }) => name),
    (name, bytes) => {
      const version = walk.next().value?.version;
      if (version === undefined) return;
      if (before.length < version.before.length) {
        before.push(bytes ?? new Uint8Array());
        return;
      }
      if (bytes !== undefined && name === version.blob) each(version, bytes, before);
      before = [];
    },
  );
}

interface ReadVersion {
  readonly version: Version;
  readonly bytes: Uint8Array;
  readonly before: readonly Uint8Array[];
}

function inVersion({ version, bytes, before }: ReadVersion, { look }: Detector): Found[] {
  const reading = newLines(
    readingOf(bytes).text,
    before.map((old) => readingOf(old).text),
  );
  const spans = look(reading.text, { path: version.uri, point: "scan" });
  const at = positions(reading.text);
  const lines = spans.length === 0 ? [] : withMarks(reading.text, spans).split("\n");
  return spans.flatMap((span): Found[] => {
    const [first, last] = [at(span.start).line, at(span.end).line];
    const touched = Array.from({ length: last - first + 1 }, (_, index) => reading.lineOf(first + index));
    if (!touched.some(reading.isNew)) return [];
    const value = valueOf(reading.text, span);
    return [{ version, span, value, line: reading.lineOf(first), lineText: lines[first - 1] ?? "" }];
  });
}

interface Known {
  /** What the file held when the change began. */
  readonly base: ReadonlySet<string>;
  readonly headText: string;
}

/** What base and head hold under a path. */
function knownValues({ change: { files, head }, detector }: Job, objects: Ports): (uri: string) => Promise<Known> {
  const known = new Map<string, Known>();
  return async (uri) => {
    const seen = known.get(uri);
    if (seen !== undefined) return seen;
    const file = files.find((one) => one.uri === uri || one.baseUri === uri);
    const at = async (name: string | undefined): Promise<Uint8Array> => {
      let bytes: Uint8Array | undefined;
      if (name !== undefined) await objects.blobs([name], (_, content) => void (bytes = content));
      return bytes ?? new Uint8Array();
    };
    // A file that the change as a whole leaves alone is in base what it is in head.
    const inHead =
      file === undefined ? ((await objects.fileAt(head, uri)) ?? new Uint8Array()) : await at(file.headBlob);
    const inBase = file === undefined ? inHead : await at(file.status === "copied" ? undefined : file.baseBlob);
    const fresh = {
      base: valuesIn(inBase, file?.baseUri ?? uri, detector),
      headText: readingOf(inHead).text.replace(/\s+/gu, ""),
    };
    known.set(uri, fresh);
    return fresh;
  };
}

function toEarlier({ version, span, value, line, lineText }: Found, headText: string): RawFinding {
  const shown = shownPath(version.uri);
  const now = headText.includes(value) ? "in head without its name" : "removed again later";
  return {
    ...toFinding({
      span,
      path: version.uri,
      where: `${inCommit(version.commit)}, ${shown} line ${String(line)}, ${now}`,
    }),
    concerns: "change",
    identity: { uri: shown, lineText },
  };
}
