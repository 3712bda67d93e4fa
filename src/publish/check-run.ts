/** From a review the check run on its head: one verdict, the findings on their lines. */

import type { TriagedFinding } from "../finding.ts";
import { sha256 } from "../ledger/index.ts";
import type { CheckAnnotation, CheckRun } from "../ports-github.ts";
import type { Review, Verdict } from "../records.ts";
import type { Subject, WorkflowRun } from "../subject.ts";
import { oneLine } from "../untrusted.ts";
import { count } from "../words.ts";
import { findingWords } from "./annotations.ts";
import { runUrl } from "./links.ts";
import { toMarkdown } from "./markdown.ts";
import type { RenderOptions } from "./options.ts";
import { overview } from "./overview.ts";
import { OUTCOME_WORD } from "./words.ts";

/** Branch protection names it: it never changes. */
export const CHECK_NAME = "claude-code-review";

type NamedAfter =
  | { readonly kind: "branch" }
  | { readonly kind: "pullRequest" | "mergeGroup"; readonly baseBranch: string; readonly defaultBranch?: string };

/**
 * A check stands on a commit, and branch protection asks for a name. A verdict on the way into one branch, whose policy may
 * ask for less, or on the last push alone must not speak for the way into another: only what goes into the default branch
 * has the plain name. A branch that GitHub did not tell to be the default one is none.
 */
export function checkName(subject: NamedAfter): string {
  if (subject.kind === "branch") return `${CHECK_NAME} on a branch`;
  const { baseBranch, defaultBranch } = subject;
  if (baseBranch === defaultBranch) return CHECK_NAME;
  const shown = oneLine(baseBranch, 100);
  const digest = shown === baseBranch ? "" : ` ${sha256(baseBranch).slice(0, 8)}`;
  return `${CHECK_NAME} (${shown}${digest})`;
}

/** Three requests: with comments, summary and SARIF a run stays far below ten writes (docs/permissions.md). */
const MOST_ANNOTATIONS = 150;
/** GitHub takes 65,535 characters; a byte is never more than one. */
const SUMMARY_BYTES = 60_000;

export interface CheckContext {
  readonly run: WorkflowRun;
  /** It stands on its head. */
  readonly subject: Subject;
  readonly options: Pick<RenderOptions, "ledgerRoot" | "exitCode" | "pullRequest">;
}

export function planCheckRun(review: Review, { run, subject, options }: CheckContext): CheckRun {
  const { verdict } = review;
  const { head } = subject;
  const { annotations, dropped } = annotationsOf(review);
  const short = { comment: true, heading: false, pictures: false, maxBytes: SUMMARY_BYTES } as const;
  const summary = toMarkdown(review, { ...options, run, ...short });
  const detailsUrl = runUrl(run);
  return {
    name: checkName(subject),
    head,
    conclusion: conclusionOf(verdict, options.exitCode),
    title: oneLine(`${OUTCOME_WORD[verdict.outcome]}: ${verdict.sentence}`, 200),
    summary:
      dropped === 0
        ? summary
        : `${summary}\n*${count(dropped, "more open finding")} ${dropped === 1 ? "is" : "are"} not on lines here.*\n`,
    annotations,
    externalId: externalIdOf({ run, subject, options }),
    ...(detailsUrl !== undefined && { detailsUrl }),
  };
}

/** Neutral is what does not block and is no pass: a pilot, or `on-incomplete: warn`. GitHub lets it through. */
function conclusionOf({ outcome }: Verdict, exitCode: number | undefined): CheckRun["conclusion"] {
  if (outcome === "pass") return "success";
  if (exitCode === 0) return "neutral";
  return outcome === "fail" ? "failure" : "action_required";
}

/** Of this try, commit and verdict: a second try makes a check run of its own, since GitHub only ever adds annotations. */
function externalIdOf({ run, subject: { head }, options }: CheckContext): string {
  const root = options.ledgerRoot?.slice(0, 16) ?? "";
  return ["ccr", run.runId, String(run.runAttempt), head, root].join(":");
}

function annotationsOf(review: Review): { readonly annotations: readonly CheckAnnotation[]; readonly dropped: number } {
  const { blocking, otherOpen, advisory } = overview(review);
  const all = [
    ...blocking.map((finding) => annotationOf(finding, "failure")),
    ...otherOpen.map((finding) => annotationOf(finding, "warning")),
    ...advisory.map((finding) => annotationOf(finding, "notice")),
  ];
  const annotations = all.filter((annotation) => annotation !== undefined).slice(0, MOST_ANNOTATIONS);
  return { annotations, dropped: all.length - annotations.length };
}

/** Undefined without lines in head, or in a file whose name is not to be written down. */
function annotationOf(finding: TriagedFinding, level: CheckAnnotation["level"]): CheckAnnotation | undefined {
  const { location } = finding;
  // With a mark of the redactor or of broken UTF-8 it names no file, and one bad path refuses them all.
  if (location === undefined || !/^(?![\s/])[^⟦\uFFFD\p{C}]{1,1000}$/u.test(location.uri)) return undefined;
  const { uri: path, startLine, endLine } = location;
  return {
    path,
    startLine,
    endLine: Math.max(startLine, endLine),
    level,
    ...findingWords(finding, level === "failure"),
  };
}
