/**
 * Only what changed since the last complete review of this pull request is asked about. The rest is carried forward, by the
 * name of the run that reviewed it, when `state-key` vouches for the record of that run (L9).
 *
 * The record stands in our comment, which others can edit. They cannot make one, and one of another pull request, policy,
 * prompt or model is about something else (`Binding`). An old one of the same pull request, copied back, was written at an
 * earlier head of it: it says of a text, by digest, what was found in that very text, which is as true as it was.
 *
 * What a push takes away again shows in no hunk of the change, and code that was judged beside it may have been safe only
 * with it. So a file is carried whole, all its hunks as they were, or not at all; and when a file has left the change,
 * everything is asked again. For the same reason a file that uses what a changed one defines, or the other way round, is asked
 * about with it; names tell, as far as they do (related.ts).
 */

import type { RawFinding } from "../finding.ts";
import type { Change, DossierHunk, HunkState, ModelReview, Opinion } from "../records.ts";
import { count } from "../words.ts";
import { digestedFiles, type Digested, type DigestedFile } from "./carried-digests.ts";
import {
  BINDING_WORDS,
  openState,
  type Binding,
  type CarriedFinding,
  type CarriedOpinion,
  type CarriedState,
  type StateKeys,
} from "./carried-state.ts";
import { ruleOf } from "./claims.ts";
import { findWeakness } from "./cwe.ts";
import type { Dossier } from "./dossier.ts";
import { calledOn, relationsOf } from "./related.ts";

/** What the last review left behind, as it was found. */
export interface Records {
  readonly keys: StateKeys;
  /** Records in comments of ours: untrusted, possibly none. */
  readonly sealed: readonly string[];
  /** Why they could not be read: a sentence. */
  readonly unread?: string;
}

export interface Carried extends Pick<ModelReview, "findings" | "opinions" | "notes" | "summary" | "qualityNotes"> {
  /** Of the hunks that need no asking. */
  readonly states: ReadonlyMap<string, HunkState>;
  readonly files: readonly DigestedFile[];
  readonly binding: Binding;
  /** The record that was believed. */
  readonly sealed?: string;
}

export function carryForward(
  { change, dossier }: { readonly change: Change; readonly dossier: Dossier },
  records: Records,
  binding: Binding,
): Carried {
  const files = digestedFiles(change, dossier, records.keys.digest);
  const nothing = (why: string): Carried => ({
    ...{ states: new Map(), findings: [], opinions: [], files, binding },
    notes: [`Nothing was carried forward from an earlier review, and all was asked: ${why}.`],
  });
  const believed = believe(records, binding);
  if ("why" in believed) return nothing(believed.why);
  const { state, sealed } = believed;
  const present = new Set(files.map(({ digest }) => digest));
  if (state.files.some(({ file }) => !present.has(file)))
    return { ...nothing("a file that was reviewed is no longer part of the change"), sealed };
  const related = relatedFiles(files, dossier);
  return { ...placed(state, { files, related, binding, promptSha256: binding.prompts.slice(0, 64) }), sealed };
}

/** The newest record that the key vouches for and that is about this very review. */
function believe(
  { keys, sealed, unread }: Records,
  binding: Binding,
): { readonly state: CarriedState; readonly sealed: string } | { readonly why: string } {
  if (unread !== undefined) return { why: `its record could not be read (${unread.replace(/\.$/u, "")})` };
  if (sealed.length === 0) return { why: "there is no record of a complete one of this pull request" };
  const opened = sealed.flatMap((one) => {
    const state = openState(one, keys);
    return state === undefined ? [] : [{ state, sealed: one }];
  });
  const newest = opened.toSorted((a, b) => (a.state.run.at < b.state.run.at ? 1 : -1))[0];
  if (newest === undefined)
    return { why: "state-key does not vouch for its record: the key was changed, or somebody has edited the comment" };
  const names = Object.keys(BINDING_WORDS) as (keyof Binding)[];
  const other = names.find((name) => newest.state.binding[name] !== binding[name]);
  return other === undefined ? newest : { why: BINDING_WORDS[other] };
}

/** Pairs of files of which one uses what the other defines. */
type Related = readonly (readonly [string, string])[];

function relatedFiles(files: readonly DigestedFile[], { touched, hunks }: Dossier): Related {
  const units = files.map(({ uri }) => ({ hunks: hunks.filter((hunk) => hunk.uri === uri), size: 0 }));
  return relationsOf(units, touched ?? new Map(), calledOn).map(({ between: [a, b] }) => [
    files[a]?.digest ?? "",
    files[b]?.digest ?? "",
  ]);
}

interface Now {
  readonly files: readonly DigestedFile[];
  readonly related: Related;
  readonly binding: Binding;
  readonly promptSha256: string;
}

function placed(state: CarriedState, { files, related, binding, promptSha256 }: Now): Omit<Carried, "sealed"> {
  const kept = settledFiles(state, { files, related });
  const hunks = new Map(kept.flatMap((file) => file.hunks.map((one) => [one.digest, one])));
  const by = new Map(state.files.flatMap((file) => file.hunks.map(({ hunk, run }) => [hunk, state.runs[run]])));
  const states = new Map(
    [...hunks.values()].map(({ hunk, digest }): [string, HunkState] => {
      const carriedFrom = by.get(digest);
      return [hunk.id, { state: "reviewed", ...(carriedFrom === undefined ? {} : { carriedFrom }) }];
    }),
  );
  const all = files.reduce((sum, file) => sum + file.hunks.length, 0);
  const { runId, head } = state.run;
  const said =
    states.size === 0
      ? `Nothing is carried forward from run ${runId}, head ${head.slice(0, 12)}: every file has changed since, or uses what has.`
      : `${String(states.size)} of ${count(all, "hunk")} carried forward from run ${runId}, head ${head.slice(0, 12)}: as they were then, and not asked about again.`;
  return {
    states,
    findings: state.findings.flatMap((finding) => findingNow(finding, hunks, promptSha256) ?? []),
    opinions: state.opinions.flatMap((opinion) => opinionNow(opinion, hunks) ?? []),
    ...(state.summary === undefined ? {} : { summary: state.summary }),
    ...(state.qualityNotes === undefined ? {} : { qualityNotes: state.qualityNotes }),
    ...{ notes: [said], files, binding },
  };
}

/** Files all of whose hunks are as they were, as are those that they use or are used by, and of which nothing that was said names a line elsewhere that is gone. */
function settledFiles(
  state: CarriedState,
  { files, related }: Pick<Now, "files" | "related">,
): readonly DigestedFile[] {
  const before = new Map(state.files.map(({ file, hunks }) => [file, hunks.map(({ hunk }) => hunk).join()]));
  let kept = files.filter(
    ({ digest, hunks }) => hunks.length > 0 && before.get(digest) === hunks.map((hunk) => hunk.digest).join(),
  );
  const said = [
    ...state.findings.map(({ at, path }) => ({ of: at.hunk, names: path.map((step) => step.at.hunk) })),
    ...state.opinions.map(({ hunk, mitigation }) => ({ of: hunk, names: mitigation ? [mitigation.at.hunk] : [] })),
  ];
  for (;;) {
    const present = new Set(kept.flatMap(({ hunks }) => hunks.map(({ digest }) => digest)));
    const broken = new Set(said.filter(({ names }) => names.some((name) => !present.has(name))).map(({ of }) => of));
    const held = new Set(kept.map(({ digest }) => digest));
    const alone = new Set(related.flatMap(([a, b]) => (held.has(a) === held.has(b) ? [] : [a, b])));
    const left = kept.filter(
      ({ digest: file, hunks }) => !alone.has(file) && !hunks.some(({ digest }) => broken.has(digest)),
    );
    if (left.length === kept.length) return kept;
    kept = left;
  }
}

type Hunks = ReadonlyMap<string, Digested>;

function findingNow(carried: CarriedFinding, hunks: Hunks, promptSha256: string): RawFinding | undefined {
  const { at, end, cwe, severity, confidence, model, message, concerns, path, fix } = carried;
  const hunk = hunks.get(at.hunk)?.hunk;
  const weakness = findWeakness(cwe);
  if (hunk === undefined || typeof weakness === "string") return undefined;
  const codeFlow = path.flatMap((step) => {
    const of = hunks.get(step.at.hunk)?.hunk;
    if (of === undefined) return [];
    const line = lineNow(of, step.at.line);
    return [{ location: { uri: of.uri, startLine: line, endLine: line }, message: step.message }];
  });
  return {
    rule: { ...ruleOf(weakness, severity), confidence },
    source: { kind: "model", model, promptSha256 },
    ...{ message, severity, confidence },
    location: { uri: hunk.uri, startLine: lineNow(hunk, at.line), endLine: lineNow(hunk, end) },
    ...(concerns === undefined ? {} : { concerns }),
    relatedLocations: [],
    ...(codeFlow.length === 0 ? {} : { codeFlow }),
    ...(fix === undefined
      ? {}
      : {
          fix: {
            startLine: lineNow(hunk, fix.from),
            endLine: lineNow(hunk, fix.to),
            replacement: fix.replacement,
          },
        }),
  };
}

function opinionNow({ hunk, mitigation, ...opinion }: CarriedOpinion, hunks: Hunks): Opinion | undefined {
  if (!hunks.has(hunk)) return undefined;
  const { fingerprint, value, reason } = opinion;
  const stands = mitigation === undefined ? undefined : hunks.get(mitigation.at.hunk)?.hunk;
  if (mitigation === undefined || stands === undefined) return { fingerprint, value, reason };
  const line = lineNow(stands, mitigation.at.line);
  return { fingerprint, value, reason, mitigation: { uri: stands.uri, line, quote: mitigation.quote } };
}

/** The digest holds every line of the hunk, and the record is ours: the index is one of them. */
function lineNow({ lines }: DossierHunk, index: number): number {
  const line = lines[index]?.line;
  if (line === undefined) throw new Error("A record of ours names a line that its hunk does not have.");
  return line;
}
