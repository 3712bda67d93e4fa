/** What is said about pull requests of strangers: where a run has no secrets, and where a trusted one reviews for it. */

import type { Subject } from "../subject.ts";
import { oneLine } from "../untrusted.ts";
import { CHECK_NAME } from "./check-run.ts";
import { prose } from "./markdown-escape.ts";

/**
 * A check stands on a commit and not on a pull request. So that a verdict against one branch, whose policy may ask for less,
 * never speaks for another, every base branch but the default one is in the name.
 */
export function forkCheckName({ baseBranch, defaultBranch }: Record<"baseBranch" | "defaultBranch", string>): string {
  return baseBranch === defaultBranch ? CHECK_NAME : `${CHECK_NAME} (${oneLine(baseBranch, 100)})`;
}

const MANUAL = "docs/forks.md of claude-code-review";

interface Told {
  readonly subject: Subject;
  /** `GITHUB_EVENT_NAME`. */
  readonly event: string;
}

/** Clauses, for a pull request whose own run has no secrets. */
function strangers(subject: Subject): { readonly whose: string; readonly key: string } | undefined {
  if (subject.kind !== "pullRequest") return undefined;
  if (subject.fork) return { whose: "the pull request comes from a fork", key: "" };
  return subject.dependabot
    ? {
        whose: "the pull request is Dependabot's",
        key: "; for Dependabot a key among the Dependabot secrets does as well",
      }
    : undefined;
}

/** Why nobody could be asked about the code, and what a maintainer can do; undefined where a credential could be there. */
export function withoutSecrets({ subject, event }: Told): string | undefined {
  const of = strangers(subject);
  if (of === undefined || event === "workflow_run") return undefined;
  return `no credentials: ${of.whose}, and GitHub gives its runs no secrets; a trusted workflow_run job can review it (${MANUAL}), or \`gate: require: [scanners]\` in the policy accepts scanners alone${of.key}`;
}

/** At the head of the notes: what such a run could not do, or what a trusted one did in its place. */
export function forkNotes({ subject, event }: Told): readonly string[] {
  const of = strangers(subject);
  if (of === undefined) return [];
  const whose = `${of.whose.charAt(0).toUpperCase()}${of.whose.slice(1)}`;
  return event === "workflow_run"
    ? [
        `${whose}, so its own run had no secrets. This trusted run looked up run, commit and pull request by GitHub's API and reviewed the commits itself; what the pull request's own run reported is not shown here and decided nothing.`,
      ]
    : [
        `${whose}: GitHub gives its runs a token that only reads, and no secrets. Scanners ran and decide as ever. What needs more (comments, code scanning, a check, Claude) is skipped by name under Delivered, or named above as not run; a trusted workflow_run job does all of it (${MANUAL}).`,
      ];
}

/** Markdown of a trusted run that had nothing to review. `why` is a sentence of ours. */
export function nothingMarkdown(why: string): string {
  return `## Nothing was reviewed\n\n${prose(why)} No check was set and nothing was posted.\n`;
}

/** What a check run says while there is no verdict. */
export const RUNNING = {
  title: "The review is running",
  summary: "A trusted job reviews this commit. If this stays, that job was stopped: have it run again.",
};

export const NO_VERDICT = {
  conclusion: "action_required",
  title: "There is no verdict",
  summary: "The trusted job ended without one. Its log says why: run it again when that is mended.",
} as const;

export const SUPERSEDED = {
  conclusion: "action_required",
  title: "Superseded",
  summary:
    "While this commit was reviewed the pull request was pushed to, closed or given another base branch, or GitHub did not tell whether it was. The next run speaks about it; without one, run the trusted job again.",
} as const;
