/** What the next review of the pull request may believe of this one. Made of the redacted review only (L1). */

import type { Location, TriagedFinding } from "../finding.ts";
import type { Opinion, Review, ReviewedBy } from "../records.ts";
import type { Carried } from "./carried.ts";
import type { DigestedFile } from "./carried-digests.ts";
import {
  sealState,
  type CarriedFinding,
  type CarriedOpinion,
  type CarriedState,
  type StateKeys,
} from "./carried-state.ts";
import type { Dossier } from "./dossier.ts";

/** What a review leaves, with what it was made of. */
export interface Leaving {
  readonly keys: StateKeys;
  readonly carried: Pick<Carried, "files" | "binding" | "sealed">;
  /** With every hunk, also those that were not asked about. */
  readonly dossier: Pick<Dossier, "findings">;
  readonly runId: string;
}

export interface Left {
  /** For the summary comment; absent: nothing is kept. */
  readonly sealed?: string;
  readonly notes: readonly string[];
}

/** An incomplete review leaves what was believed before it, which is as true as it was. */
export function nextState(review: Review, { keys, carried, dossier, runId }: Leaving): Left {
  if (!isComplete(review)) return { ...(carried.sealed === undefined ? {} : { sealed: carried.sealed }), notes: [] };
  const state = stateOf(review, { carried, dossier, runId });
  if (state === undefined) return { notes: [NO_PLACE] };
  const sealed = sealState(state, keys);
  return sealed === undefined ? { notes: [TOO_LONG] } : { sealed, notes: [] };
}

const NO_PLACE =
  "The next push is reviewed as a whole: a finding of Claude's has no line in head by which it could be carried forward.";
const TOO_LONG =
  "The next push is reviewed as a whole: the record of this review is too long to be kept in the summary comment.";

/** Every hunk is settled, with what Claude asked to see, and the claims were verified where they should be. */
function isComplete({ coverage, model }: Review): boolean {
  const settled = coverage.every(({ state }) => state.state === "reviewed" || state.state === "excluded");
  const verified = (model?.account.requests ?? []).every(
    ({ question, kind }) => kind === "answered" || !(question === "verify" || question.endsWith("+")),
  );
  return model !== undefined && settled && verified;
}

type Made = Pick<Leaving, "carried" | "dossier" | "runId">;

/** Undefined when a finding cannot be given to a hunk: then nobody knows which hunk is without one. */
function stateOf(review: Review, { carried: { files, binding }, dossier, runId }: Made): CarriedState | undefined {
  const places = placesOf(files);
  const ofModel = review.findings.filter(({ source }) => source.kind === "model");
  const findings = ofModel.map((finding) => findingOf(finding, places));
  if (findings.includes(undefined)) return undefined;
  const hunkOf = new Map(dossier.findings.map(({ fingerprint, hunk }) => [fingerprint, hunk]));
  const opinions = (review.model?.opinions ?? []).flatMap((opinion) => {
    const hunk = places.digestOf(hunkOf.get(opinion.fingerprint) ?? "");
    return hunk === undefined ? [] : [opinionOf(opinion, hunk, places)];
  });
  const said = [...findings.flatMap((finding) => finding ?? []), ...opinions];
  const unclear = new Set(said.flatMap(({ again, of }) => (again ? [of] : [])));
  const { change, model, startedAt } = review;
  const head = change.head;
  return {
    version: 1,
    binding: { ...binding },
    run: { runId, head, base: change.base, at: startedAt },
    ...hunksOf(files, { review, unclear, now: { runId, head } }),
    findings: findings.flatMap((finding) => (finding === undefined || finding.again ? [] : [finding.record])),
    opinions: opinions.flatMap(({ again, record }) => (again ? [] : [record])),
    // What was said of a part would pass for the whole next time.
    ...(model?.summary === undefined || isPartial(review) ? {} : { summary: model.summary }),
    ...(model?.qualityNotes === undefined || isPartial(review) ? {} : { qualityNotes: [...model.qualityNotes] }),
  };
}

/** Some hunks were carried, others asked about. */
function isPartial({ coverage }: Review): boolean {
  const asked = coverage.flatMap(({ state }) => (state.state === "reviewed" ? [state.carriedFrom === undefined] : []));
  return asked.includes(true) && asked.includes(false);
}

function hunksOf(
  files: readonly DigestedFile[],
  { review, unclear, now }: { review: Review; unclear: ReadonlySet<string>; now: ReviewedBy },
): Pick<CarriedState, "runs" | "files"> {
  const states = new Map(review.coverage.map(({ hunk, state }) => [hunk, state]));
  const runs: ReviewedBy[] = [];
  const runOf = (id: string): number => {
    const state = states.get(id);
    const by = (state?.state === "reviewed" ? state.carriedFrom : undefined) ?? now;
    const known = runs.findIndex(({ runId, head }) => runId === by.runId && head === by.head);
    return known === -1 ? runs.push(by) - 1 : known;
  };
  const rows = files.map(({ digest: file, hunks }) => {
    const again = hunks.some(({ hunk, digest }) => unclear.has(digest) || states.get(hunk.id)?.state !== "reviewed");
    return {
      file,
      hunks: again ? [] : hunks.map(({ hunk, digest }) => ({ hunk: digest, run: runOf(hunk.id) })),
    };
  });
  return { runs, files: rows };
}

interface Places {
  /** A line of head, as a line of the hunk that was sent with it; undefined when it was not. */
  readonly at: (uri: string, line: number) => { readonly hunk: string; readonly line: number } | undefined;
  readonly digestOf: (hunkId: string) => string | undefined;
}

function placesOf(files: readonly DigestedFile[]): Places {
  const lines = new Map<string, { readonly hunk: string; readonly line: number }>();
  const digests = new Map<string, string>();
  for (const { hunks } of files)
    for (const { hunk, digest } of hunks) {
      digests.set(hunk.id, digest);
      hunk.lines.forEach(({ side, line }, index) => {
        const key = `${String(line)} ${hunk.uri}`;
        if (side === "head" && !lines.has(key)) lines.set(key, { hunk: digest, line: index });
      });
    }
  return {
    at: (uri, line) => lines.get(`${String(line)} ${uri}`),
    digestOf: (id) => digests.get(id),
  };
}

interface Said<Record> {
  /** Digest of the hunk that it is about. */
  readonly of: string;
  /** It names a line that was not sent with any hunk: the hunk is asked about again. */
  readonly again: boolean;
  readonly record: Record;
}

function findingOf(finding: TriagedFinding, places: Places): Said<CarriedFinding> | undefined {
  const { rule, source, severity, confidence, message, location, concerns, codeFlow = [], fix } = finding;
  if (location === undefined || source.kind !== "model") return undefined;
  const lines = range(location, places);
  if (lines === undefined) return undefined;
  const path = codeFlow.flatMap(({ location: { uri, startLine }, message: note }) => {
    const at = places.at(uri, startLine);
    return at === undefined ? [] : [{ at, message: note }];
  });
  const edited = fix === undefined ? undefined : range({ uri: location.uri, ...fix }, places);
  return {
    of: lines.at.hunk,
    again: path.length < codeFlow.length,
    record: {
      ...{ at: lines.at, end: lines.end, cwe: rule.cwe[0] ?? "", severity, confidence, model: source.model, message },
      ...(concerns === undefined ? {} : { concerns }),
      path,
      ...(fix === undefined || edited?.at.hunk !== lines.at.hunk
        ? {}
        : { fix: { from: edited.at.line, to: edited.end, replacement: fix.replacement } }),
    },
  };
}

/** First and last line, when both were sent with one hunk. */
function range(
  { uri, startLine, endLine }: Pick<Location, "uri" | "startLine" | "endLine">,
  places: Places,
): { readonly at: { readonly hunk: string; readonly line: number }; readonly end: number } | undefined {
  const [first, last] = [places.at(uri, startLine), places.at(uri, endLine)];
  return first === undefined || last?.hunk !== first.hunk ? undefined : { at: first, end: last.line };
}

function opinionOf(
  { fingerprint, value, reason, mitigation }: Opinion,
  hunk: string,
  places: Places,
): Said<CarriedOpinion> {
  const at = mitigation === undefined ? undefined : places.at(mitigation.uri, mitigation.line);
  return {
    of: hunk,
    again: mitigation !== undefined && at === undefined,
    record: {
      ...{ hunk, fingerprint, value, reason },
      ...(mitigation === undefined || at === undefined ? {} : { mitigation: { at, quote: mitigation.quote } }),
    },
  };
}
