/** What is said about pull requests of strangers: where a run has no secrets, and where a trusted one reviews for it. */

import { sha256 } from "../ledger/index.ts";
import type { Claims } from "../ports-github.ts";
import type { Subject, UntrustedRun } from "../subject.ts";
import { checkName } from "./check-run.ts";
import { prose } from "./markdown-escape.ts";

/**
 * What the external ids of a trusted run's checks begin with; the run's id and attempt follow (`4711.1`). No job of a
 * fork's can set one: its token may not write checks, and those that Actions makes for jobs have ids of Actions' own.
 */
export function claimOf({ head, baseBranch }: { readonly head: string; readonly baseBranch: string }): string {
  return `claude-code-review/forks/${sha256([head, baseBranch].join("\n")).slice(0, 32)}/`;
}

/** Of a check that this trusted run has made, in any attempt and for any pull request. */
export function isClaimBy(runId: string, externalId: string): boolean {
  return /^claude-code-review\/forks\/[0-9a-f]{32}\/(\d+)\.\d+$/u.exec(externalId)?.[1] === runId;
}

/** Where a trusted run of a pull request is to be looked for: whether its base branch is the default one is not known here. */
export function claimsOf(pull: { readonly head: string; readonly baseBranch: string }): Claims {
  const { baseBranch } = pull;
  const into = { kind: "pullRequest", baseBranch } as const;
  return { names: [checkName({ ...into, defaultBranch: baseBranch }), checkName(into)], start: claimOf(pull) };
}

const MANUAL = "docs/forks.md of claude-code-review";

interface Told {
  readonly subject: Subject;
  /** `GITHUB_EVENT_NAME`. */
  readonly event: string;
  /** Of a trusted run. */
  readonly standsFor?: UntrustedRun;
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
export function forkNotes({ subject, event, standsFor }: Told): readonly string[] {
  const of = strangers(subject);
  if (of === undefined) return [];
  const whose = `${of.whose.charAt(0).toUpperCase()}${of.whose.slice(1)}`;
  return event === "workflow_run"
    ? [
        `${whose}, so its own run had no secrets. This trusted run${standsFor === undefined ? "" : ` stands for ${runWords(standsFor)}; it`} looked up run, commit and pull request by GitHub's API and reviewed the commits itself; what the pull request's own run reported is not shown here and decided nothing.`,
      ]
    : [
        `${whose}: GitHub gives its runs a token that only reads, and no secrets. Scanners ran and decide as ever. What needs more (comments, code scanning, a check, Claude) is skipped by name under Delivered, or named above as not run; a trusted workflow_run job does all of it (${MANUAL}).`,
      ];
}

/** Markdown of a trusted run that had nothing to review. `why` is a sentence of ours. */
export function nothingMarkdown(why: string): string {
  return `## Nothing was reviewed\n\n${prose(why)} No new check was set and nothing was posted.\n`;
}

function runWords({ id, attempt }: Pick<UntrustedRun, "id" | "attempt">): string {
  return `run ${id}, attempt ${String(attempt)}`;
}

/** What a check run says while there is no verdict. The job of a workflow_run shows on no pull request: its link is here. */
export function running(of: Pick<UntrustedRun, "id" | "attempt">): Record<"title" | "summary", string> {
  return {
    title: "The review is running",
    summary: `A trusted job reviews this commit, for ${runWords(of)}. If this stays, that job was stopped: have it run again (Details leads to it), or write \`/ccr rerun\`.`,
  };
}

export const NO_VERDICT = {
  conclusion: "action_required",
  title: "There is no verdict",
  summary:
    "The trusted job ended without one, or GitHub did not take it. Its log says why: run it again when that is mended.",
} as const;

/** Of an earlier attempt that let the commit through: a person asked anew. */
export const TAKEN_BACK = {
  conclusion: "action_required",
  title: "Taken back",
  summary:
    "The trusted job was run again, so this no longer holds. Its newest attempt speaks in a check of its own; where there is none, its log says why.",
} as const;

export const SUPERSEDED = {
  conclusion: "action_required",
  title: "Superseded",
  summary:
    "While this commit was reviewed the pull request was pushed to, closed or given another base branch, or GitHub did not tell whether it was. The next run speaks about it; without one, run the trusted job again.",
} as const;
