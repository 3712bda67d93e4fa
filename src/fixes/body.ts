/** What people read: the draft pull request, and the answer to whoever asked. All text of others is redacted and escaped (L1, L2). */

import type { TriagedFinding } from "../finding.ts";
import type { FixPull } from "../ports-github.ts";
import type { Redacted } from "../records.ts";
import { blobUrl, code, fencedDiff, prose, proseLines, type RunAddress } from "../publish/index.ts";
import type { Person } from "../sign-off.ts";
import { oneLine } from "../untrusted.ts";
import { count } from "../words.ts";
import type { Evidence } from "./check.ts";
import type { Playbook } from "./playbook.ts";

/** `workflow`: the job's own `GITHUB_TOKEN`. `own`: what the input `fix-token` holds. */
export type PushToken = "workflow" | "own";

export interface DraftWords {
  readonly finding: TriagedFinding;
  /** What people type to name it. */
  readonly id: string;
  readonly head: string;
  readonly run: RunAddress;
  readonly askedBy: Person;
  readonly model: string;
  readonly explanation: Redacted;
  /** As git writes it; empty: what it changes is not shown. */
  readonly patch: Redacted;
  readonly evidence: Evidence;
}

/** GitHub takes 65,536 characters; the rest of a body is short. */
const MOST_DIFF_CHARACTERS = 40_000;

export function titleOf({ rule }: Pick<TriagedFinding, "rule">): string {
  // A rule's id may be a foreign tool's; what could be a reference or a keyword of GitHub's is not repeated.
  return /^[A-Za-z][\w./-]{0,150}$/u.test(rule.id)
    ? `Draft of a fix for ${rule.id}`
    : "Draft of a fix for a security finding";
}

export function commitMessage(words: Pick<DraftWords, "finding" | "model">): string {
  const model = oneLine(words.model, 100).replace(/[^\w.:/-]/gu, "");
  return `${titleOf(words.finding)}\n\nWritten by ${model === "" ? "Claude" : model} through claude-code-review, and reviewed by nobody yet.\n`;
}

/** The body of the draft pull request; `marker` ends it. */
export function draftBody(words: DraftWords & { readonly token: PushToken; readonly marker: string }): string {
  const { askedBy, marker, token } = words;
  return [
    `**A draft, written by Claude (${code(words.model, 100)}) because ${code(askedBy.login, 50)} asked for it. Nobody has reviewed it.** It is never merged by claude-code-review.`,
    aboutFinding(words),
    ...evidenceParts(words),
    "### Before it is merged",
    "Read it as you would a stranger's: that a scanner is silent is no proof. None of the project's code was run for it. Decisions about the finding stay as they are until a review of the merged result says that it is gone.",
    checksSentence(token),
    marker,
  ].join("\n\n");
}

/** The answer without a draft; `why`: sentences that say what is not there, and why. */
export function suggestionAnswer(words: DraftWords, why: string): string {
  return [
    `**A fix for ${code(words.id, 40)}, as a suggestion.** ${prose(why)}`,
    "Read the change below, make it by hand and push it: the next review says whether the finding is gone.",
    aboutFinding(words),
    ...evidenceParts(words),
  ].join("\n\n");
}

export function draftAnswer(
  { number, state }: FixPull,
  {
    id,
    token,
    existing,
    notes,
  }: { readonly id: string; readonly token: PushToken; readonly existing: boolean; readonly notes: readonly string[] },
): string {
  // A reference to a pull request of the same repository, which GitHub links.
  const pull = `#${String(number)}`;
  const what = existing
    ? `There is a draft of a fix for ${code(id, 40)} on this head already: ${pull}${state === "closed" ? ", which is closed. Push, or reopen it, for another one" : ""}.`
    : `A draft of a fix for ${code(id, 40)} waits for review in ${pull}. ${checksSentence(token)}`;
  return [what, ...notes.map((note) => prose(note))].join("\n\n");
}

export function playbookAnswer({ text, commands }: Playbook): string {
  const fence = ["```sh", ...(commands ?? []), "```"].join("\n");
  return [proseLines(text, 6000), ...(commands === undefined ? [] : [fence])].join("\n\n");
}

/** `why` ends a sentence and is ours, or cleaned. */
export function refusedAnswer(id: string, why: string, explanation?: Redacted): string {
  const said = explanation === undefined || explanation === "" ? [] : ["Claude says:", proseLines(explanation, 1500)];
  return [
    `No fix for ${code(id, 40)}, and nothing was pushed: ${prose(why.replace(/\.$/u, ""))}.`,
    ...said,
    BY_HAND,
  ].join("\n\n");
}

const BY_HAND = "Repaired by hand it goes as always: push, and the next review says whether the finding is gone.";

function aboutFinding({ finding, head, run, id }: DraftWords): string {
  const { rule, location, severity, message } = finding;
  const place = location === undefined ? "" : ` in ${placeLink(location, run, head)}`;
  return [`Finding ${code(id, 40)}: ${code(rule.id, 200)} (${severity})${place}.`, proseLines(message, 600)].join(
    "\n\n",
  );
}

function placeLink(location: NonNullable<TriagedFinding["location"]>, run: RunAddress, head: string): string {
  const shown = code(`${location.uri}:${String(location.startLine)}`, 200);
  const url = blobUrl(run, head, location);
  return url === undefined ? shown : `[${shown}](${url})`;
}

function evidenceParts({ explanation, patch, evidence, finding }: DraftWords): readonly string[] {
  return [
    ...(explanation === "" ? [] : ["### What Claude says it does", proseLines(explanation, 1500)]),
    "### Evidence",
    evidenceTable(evidence, finding),
    "`git apply --check` takes the change below on this head.",
    "### The change",
    patch === ""
      ? "*It changes only what is not shown here: secrets, or characters that nobody sees.*"
      : diffText(patch),
  ];
}

function evidenceTable({ scanner, all, asked }: Evidence, { rule }: TriagedFinding): string {
  const names = asked.length === 0 ? "no scanner saw it" : asked.map((name) => code(name, 50)).join(", ");
  const rows = [
    scanner === undefined
      ? "| No scanner reports this finding, so none can say that it is gone | | |"
      : `| ${code(scanner.tool, 50)} ${code(scanner.version, 30)} reports ${code(rule.id, 150)} in the file | ${String(scanner.before)} | ${scanner.after === undefined ? "not run" : String(scanner.after)} |`,
    `| Findings of all scanners in the edited files (${names}) | ${String(all.before)} | ${String(all.after)} |`,
  ];
  return ["| | before | after |", "|---|---|---|", ...rows].join("\n");
}

/** Lines of the hunks with their signs; git's own headers name files, which the heading does. */
function diffText(patch: Redacted): string {
  const lines = patch.replace(/\n$/u, "").split("\n");
  let left = MOST_DIFF_CHARACTERS;
  const kept = lines.filter((line) => (left -= Math.min(line.length, 300) + 1) >= 0);
  const more = lines.length - kept.length;
  return [fencedDiff(kept), ...(more === 0 ? [] : [`*and ${count(more, "more line")}*`])].join("\n\n");
}

/**
 * Since June 2026 the workflows of a pull request that `GITHUB_TOKEN` opened wait for somebody with write access
 * (GitHub's changelog of 2026-06-11; docs, "Triggering a workflow from a workflow"). Servers before that run none.
 */
function checksSentence(token: PushToken): string {
  return token === "own"
    ? "Its checks run by themselves: `fix-token` opened it."
    : "Its checks wait until somebody who may write approves them on its page, because the job's own token opened it (a GitHub Enterprise Server may not run them at all). With `fix-token`, a token of an app, they run by themselves.";
}
