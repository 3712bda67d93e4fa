/** L7 on GitHub: what to do there and on the runner, as data that a file can hold. `deliver` does it. */

import type { CheckSetting, Comments } from "../policy.ts";
import type { CheckRun } from "../ports-github.ts";
import type { Annotation } from "../ports.ts";
import type { Review } from "../records.ts";
import type { UploadSarif } from "../request.ts";
import type { Feature, Subject, WorkflowRun } from "../subject.ts";
import { planAnnotations } from "./annotations.ts";
import { readable } from "./audience.ts";
import { planCheckRun } from "./check-run.ts";
import { planComments, type CommentPlan } from "./comments.ts";
import { toMarkdown } from "./markdown.ts";
import { SUMMARY_MARKER } from "./markers.ts";
import type { RenderOptions } from "./options.ts";
import { stateMarker } from "./state-marker.ts";

/** Whatever speaks about a commit of a pull request is done only while that is its head. */
export interface PullRequestHead {
  readonly number: number;
  readonly head: string;
}

export type GitHubEffect =
  | { readonly kind: "output"; readonly values: Readonly<Record<string, string>> }
  | { readonly kind: "checkRun"; readonly pullRequest?: PullRequestHead; readonly check: CheckRun }
  /** Those on lines are left out where a check run has them. */
  | { readonly kind: "annotate"; readonly annotations: readonly Annotation[] }
  | {
      readonly kind: "uploadSarif";
      readonly pullRequest?: PullRequestHead;
      readonly commit: string;
      readonly ref: string;
      readonly sarif: string;
      readonly startedAt: string;
      readonly mode: Exclude<UploadSarif, "never">;
    }
  | { readonly kind: "reviewComments"; readonly pullRequest: PullRequestHead; readonly plan: CommentPlan }
  /** `body` begins with the marker. */
  | { readonly kind: "summaryComment"; readonly pullRequest: PullRequestHead; readonly body: string }
  | { readonly kind: "uploadArtifact"; readonly name: string; readonly files: readonly string[] }
  /** What became of the effects before it is added. */
  | { readonly kind: "jobSummary"; readonly markdown: string };

export const FEATURE_OF = {
  output: "outputs",
  checkRun: "checkRun",
  annotate: "annotations",
  uploadSarif: "codeScanning",
  reviewComments: "reviewComments",
  summaryComment: "summaryComment",
  uploadArtifact: "artifact",
  jobSummary: "jobSummary",
} as const satisfies Readonly<Record<GitHubEffect["kind"], Feature>>;

export interface GitHubPlan {
  readonly run: WorkflowRun;
  readonly subject: Subject;
  readonly comments: Comments;
  readonly check: CheckSetting;
  /** Absent: nothing to upload, or `upload-sarif: never`. */
  readonly upload?: { readonly sarif: string; readonly ref: string; readonly mode: Exclude<UploadSarif, "never"> };
  /** Absent: `evidence: none`. Absolute paths. */
  readonly artifact?: { readonly name: string; readonly files: readonly string[] };
  readonly outputs: Readonly<Record<string, string>>;
  readonly options: Pick<RenderOptions, "ledgerRoot" | "exitCode" | "files">;
  /** What the next review of the pull request may believe: base64, sealed. It is kept in the summary comment. */
  readonly state?: string;
}

/** GitHub takes 65,536 characters of a comment; a byte is never more than one. */
const COMMENT_BYTES = 60_000;

/** `review` is redacted, and whole: what everybody reads is taken from it here. Outputs first, which nobody can refuse; the job summary last, which tells of all. */
export function planGitHub(review: Review, given: GitHubPlan): readonly GitHubEffect[] {
  const { run, subject, comments, check, upload, artifact, outputs, options, state } = given;
  const pullRequest = subject.kind === "pullRequest" ? { number: subject.number, head: subject.head } : undefined;
  const numbered = pullRequest && { pullRequest: pullRequest.number };
  const annotations = planAnnotations(review);
  const shown = readable(review, run);
  const effects: (GitHubEffect | undefined)[] = [
    { kind: "output", values: outputs },
    check === "off"
      ? undefined
      : {
          kind: "checkRun",
          check: planCheckRun(shown, { run, subject, options: { ...options, ...numbered } }),
          ...(pullRequest && { pullRequest }),
        },
    annotations.length === 0 ? undefined : { kind: "annotate", annotations },
    upload && {
      kind: "uploadSarif",
      ...upload,
      commit: subject.head,
      startedAt: review.startedAt,
      ...(pullRequest && { pullRequest }),
    },
    ...(pullRequest === undefined
      ? []
      : commentEffects(review, { pullRequest, comments, run, options, ...(state !== undefined && { state }) })),
    artifact && { kind: "uploadArtifact", ...artifact },
    { kind: "jobSummary", markdown: toMarkdown(shown, { ...options, run, ...numbered }) },
  ];
  return effects.filter((effect) => effect !== undefined);
}

function commentEffects(
  review: Review,
  {
    pullRequest,
    comments,
    run,
    options,
    state,
  }: Pick<GitHubPlan, "comments" | "run" | "options" | "state"> & { readonly pullRequest: PullRequestHead },
): readonly GitHubEffect[] {
  if (comments === "none") return [];
  const plan = comments === "inline" ? planComments(review, run) : undefined;
  const { ledgerRoot, exitCode } = options;
  const shown = { ...(ledgerRoot !== undefined && { ledgerRoot }), ...(exitCode !== undefined && { exitCode }) };
  const kept = state === undefined ? "" : `\n\n${stateMarker(state)}`;
  const maxBytes = COMMENT_BYTES - kept.length;
  const text = toMarkdown(readable(review, run), {
    ...shown,
    run,
    pullRequest: pullRequest.number,
    comment: true,
    maxBytes,
  });
  return [
    ...(plan === undefined ? [] : [{ kind: "reviewComments", pullRequest, plan } as const]),
    { kind: "summaryComment", pullRequest, body: `${SUMMARY_MARKER}\n\n${text}${kept}` },
  ];
}
