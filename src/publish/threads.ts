/** The life of our threads: which are resolved, opened again or told where their finding stands now. Pure. */

import type { Finding, Location } from "../finding.ts";
import { sha256 } from "../ledger/index.ts";
import type { ReviewThread } from "../ports-github.ts";
import type { Change, Review, ScannerRun } from "../records.ts";
import { asStored, fingerprintKey, markedIn, type Gone, type Marked } from "./markers.ts";
import { withStatus } from "./thread-text.ts";

/** What a run can say about findings that earlier runs commented on. Fingerprints are as `fingerprintKey` writes them. */
export interface Standing {
  /** Findings that are open in this run, with their place in head. */
  readonly open: readonly { readonly fingerprint: string; readonly location?: Location }[];
  /** All findings of this run, whatever triage made of them: none of these is gone. */
  readonly found: readonly string[];
  /** Who looked at everything that it had to. Empty when the run is incomplete: what it does not find is unknown (L5). */
  readonly looked: readonly Looked[];
}

export interface Looked {
  readonly source: string;
  /** Files that it did not see whole. */
  readonly notRead: readonly string[];
}

const MODEL = "review";

/** Who found it, in a word for its marker; undefined when no part of this run says that it did. */
export function sourceOf({ source, fingerprint }: Finding, { scan }: Review): string | undefined {
  if (source.kind === "model") return MODEL;
  const by = scan.runs.find(
    ({ tool, findings }) => tool === source.tool && findings.some((finding) => finding.fingerprint === fingerprint),
  );
  return by && sourceName(by);
}

/** A scanner may stand for several tools (files of SARIF), whose names are anything. */
function sourceName({ scanner, tool }: Pick<ScannerRun, "scanner" | "tool">): string {
  return `${scanner}:${sha256(tool).slice(0, 8)}`;
}

export function standingOf(review: Review): Standing {
  const { findings, verdict, scan } = review;
  const complete = verdict.outcome !== "incomplete" && verdict.missing.length === 0;
  // What blocks is one of them (gate.ts).
  const open = findings.filter(({ disposition }) => disposition.status === "open");
  return {
    open: open.map(({ fingerprint, location }) => ({
      fingerprint: fingerprintKey(fingerprint),
      ...(location && { location }),
    })),
    found: findings.map(({ fingerprint }) => fingerprintKey(fingerprint)),
    looked: complete ? [...scan.runs.flatMap((run) => lookedBy(run, review)), ...lookedByModel(review)] : [],
  };
}

function lookedBy(run: ScannerRun, { change }: Review): readonly Looked[] {
  const { scanner, state, unscanned } = run;
  // The change has nothing for it any more, whatever tool it stands for.
  if (state.status === "notApplicable") return [{ source: `${scanner}:`, notRead: [] }];
  if (state.status !== "completed" || unscanned.some(({ concerns }) => concerns === "change")) return [];
  return [{ source: sourceName(run), notRead: withFormer(unscanned, change) }];
}

/**
 * Where it was not asked, nothing is known; of a file that left the change there is nothing to ask. A scope that leaves all
 * out has no coverage, and code that moved into a file which was to be reviewed, and was not, may be anybody's.
 */
function lookedByModel({ model, coverage, change }: Review): readonly Looked[] {
  const rest = coverage.filter(({ state }) => state.state !== "reviewed");
  if (model === undefined || rest.some(({ state }) => state.state !== "excluded")) return [];
  return [{ source: MODEL, notRead: withFormer(rest, change) }];
}

/** Files, and by which name base knows them: a thread keeps the name that its file had. */
function withFormer(parts: readonly { readonly uri: string }[], { files }: Change): readonly string[] {
  const uris = new Set(parts.map(({ uri }) => uri));
  return [...uris, ...files.flatMap(({ uri, baseUri }) => (baseUri !== undefined && uris.has(uri) ? [baseUri] : []))];
}

/** `body`: what the first comment, which is ours, has to say then. */
export type ThreadChange =
  /** Its finding is gone. `before`: whether an earlier run has said so. */
  | {
      readonly kind: "resolve";
      readonly thread: string;
      readonly comment: string;
      readonly body: string;
      readonly before?: Gone;
    }
  /** We resolved it, and its finding is back. */
  | { readonly kind: "reopen"; readonly thread: string; readonly comment: string; readonly body: string }
  /** Its finding stands somewhere else now, or is back in a thread that we could not resolve. */
  | { readonly kind: "rewrite"; readonly comment: string; readonly body: string }
  /** There would be something to do, and a person has a hand in it. */
  | { readonly kind: "leave" };

/** What to do with which of our threads; the others stay as they are. */
export function planThreads(threads: readonly ReviewThread[], standing: Standing): readonly ThreadChange[] {
  return threads.flatMap((thread) => {
    const [first] = thread.comments;
    if (first?.ours !== true) return [];
    const marked = markedIn(first.body);
    if (marked.sources.size === 0) return [];
    const change = changeOf({ thread, comment: first.nodeId, body: first.body, marked }, standing);
    if (change === undefined) return [];
    return [thread.comments.every(({ ours }) => ours) ? change : { kind: "leave" }];
  });
}

interface OwnThread {
  readonly thread: ReviewThread;
  readonly comment: string;
  readonly body: string;
  readonly marked: Marked;
}

function changeOf(own: OwnThread, standing: Standing): ThreadChange | undefined {
  const open = standing.open.filter(({ fingerprint }) => own.marked.sources.has(fingerprint));
  if (open.length > 0) return changeOfOpen(own, open);
  const { thread, comment, body, marked } = own;
  if (!isGone(own, standing)) return undefined;
  if (thread.isResolved) {
    // By us, and the comment could not be rewritten: without our mark nobody may be able to tell later that it was us.
    if (thread.resolvedByUs === false || marked.gone !== undefined) return undefined;
  } else if (marked.gone === "resolved") return { kind: "leave" }; // We resolved it: a person has opened it again.
  return { kind: "resolve", thread: thread.id, comment, body, ...(marked.gone && { before: marked.gone }) };
}

function changeOfOpen({ thread, comment, body, marked }: OwnThread, open: Standing["open"]): ThreadChange | undefined {
  const location = open.find((finding) => finding.location !== undefined)?.location;
  const moved = thread.isOutdated && location !== undefined;
  const now = withStatus(body, moved ? { kind: "moved", location } : { kind: "none" });
  if (!thread.isResolved) return now === asStored(body) ? undefined : { kind: "rewrite", comment, body: now };
  // GitHub names people; whether it names an app's account was not tried: where it names nobody our own mark tells.
  const byUs = thread.resolvedByUs ?? marked.gone !== undefined;
  return byUs ? { kind: "reopen", thread: thread.id, comment, body: now } : undefined;
}

function isGone({ thread, marked }: OwnThread, { found, looked }: Standing): boolean {
  return [...marked.sources].every(([fingerprint, source]) => {
    if (found.includes(fingerprint) || source === undefined) return false;
    // A model that does not repeat itself is no proof: its findings go only with the lines that they stood on.
    if (source === MODEL && !thread.isOutdated) return false;
    return looked.some((part) => isPart(part, source) && !part.notRead.includes(thread.path));
  });
}

/** "zizmor:" stands for all tools of that scanner. */
function isPart(looked: Looked, source: string): boolean {
  return looked.source.endsWith(":") ? source.startsWith(looked.source) : looked.source === source;
}
