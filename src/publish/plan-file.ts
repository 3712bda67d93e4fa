/** What one job decided, for a later job of the same workflow to publish: read back as if a stranger had written it (A15). */

import { z } from "zod";
import type { Documents } from "../dependencies/index.ts";
import { ConfigurationError } from "../errors.ts";
import { canonical, sha256, verifySegment, type Segment } from "../ledger/index.ts";
import {
  CHECK_SETTINGS,
  COMMENTS,
  EVIDENCE_STORES,
  type CheckSetting,
  type Comments,
  type EvidenceStore,
} from "../policy.ts";
import { OBJECT_NAME } from "../object-name.ts";
import type { Review } from "../records.ts";
import { UPLOAD_SARIF, type UploadSarif } from "../request.ts";
import type { Subject, WorkflowRun } from "../subject.ts";
import { oneLine } from "../untrusted.ts";
import { ReviewSchema } from "./review-schema.ts";

/** All that publishing depends on, besides the job that does it. */
export interface PlanContent {
  readonly run: Pick<WorkflowRun, "owner" | "repo" | "runId" | "runAttempt">;
  readonly subject: Subject;
  /** Redacted. */
  readonly review: Review;
  readonly comments: Comments;
  readonly check: CheckSetting;
  readonly uploadSarif: UploadSarif;
  readonly evidence: EvidenceStore;
  /** Redacted: what else the evidence holds. */
  readonly documents?: Documents;
  /** Sealed: what the next review of the pull request may believe of this one. */
  readonly state?: string;
  /** What the verdict ends the job with. */
  readonly exitCode: 0 | 1 | 5;
}

/** A plan of ours is some megabytes; JSON of this size still fits into memory several times. */
export const MOST_PLAN_BYTES = 64 * 1024 ** 2;
const VERSION = 1;

const objectName = z.string().regex(OBJECT_NAME);
const name = z.string().min(1).max(1_000);
const SubjectSchema: z.ZodType<Subject> = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("pullRequest"),
    number: z.number().int().positive(),
    base: objectName,
    head: objectName,
    baseBranch: name,
    defaultBranch: name.exactOptional(),
    fork: z.boolean(),
    dependabot: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal("mergeGroup"),
    pullRequest: z.number().int().positive().exactOptional(),
    base: objectName,
    head: objectName,
    baseBranch: name,
    defaultBranch: name.exactOptional(),
  }),
  z.strictObject({
    kind: z.literal("branch"),
    before: objectName.exactOptional(),
    head: objectName,
    ref: name,
    branch: name.exactOptional(),
    defaultBranch: name,
  }),
]);

const ContentSchema: z.ZodType<PlanContent> = z.strictObject({
  run: z.strictObject({
    owner: name,
    repo: name,
    runId: z.string().regex(/^\d{1,20}$/u),
    runAttempt: z.number().int().positive(),
  }),
  subject: SubjectSchema,
  review: ReviewSchema,
  comments: z.enum(COMMENTS),
  check: z.enum(CHECK_SETTINGS),
  uploadSarif: z.enum(UPLOAD_SARIF),
  evidence: z.enum(EVIDENCE_STORES),
  documents: z
    .strictObject({ "sbom.spdx.json": z.string().exactOptional(), "components.json": z.string().exactOptional() })
    .exactOptional(),
  state: z
    .string()
    .regex(/^[A-Za-z0-9+/]{1,30000}={0,2}$/u)
    .exactOptional(),
  exitCode: z.union([z.literal(0), z.literal(1), z.literal(5)]),
});
const PlanSchema = z.strictObject({ version: z.literal(VERSION), ledger: z.string(), content: ContentSchema });

/** The author's words are in no plan: they are not redacted, and may change between two jobs. */
export function withoutStory(subject: Subject): Subject {
  if (subject.kind !== "pullRequest") return subject;
  const { kind, number, base, head, baseBranch, defaultBranch, fork, dependabot } = subject;
  const into = { baseBranch, ...(defaultBranch !== undefined && { defaultBranch }) };
  return { kind, number, base, head, ...into, fork, dependabot };
}

/** What the ledger says of a plan. */
export function contentSha256(content: PlanContent): string {
  return sha256(canonical(content));
}

/** Canonical JSON with a line end. `ledger` holds the digest of `content`. */
export function planText(content: PlanContent, ledger: Segment): string {
  return `${canonical({ version: VERSION, ledger: ledger.text, content })}\n`;
}

export interface Expected {
  /** The job that publishes: same repository, same run, this attempt or one before. */
  readonly run: PlanContent["run"];
  /** As this job's own event says it. */
  readonly subject: Subject;
  /** From the first job's outputs, which an artifact cannot change. */
  readonly ledgerRoot?: string;
}

/** @throws ConfigurationError `plan-invalid`: what is wrong, and never what stands in it */
export function readPlan(bytes: Uint8Array, expected: Expected): { content: PlanContent; ledger: Segment } {
  if (bytes.length > MOST_PLAN_BYTES) throw invalid(`has ${String(bytes.length)} bytes, more than a plan of ours`);
  const parsed = PlanSchema.safeParse(tryJson(bytes));
  if (!parsed.success) throw invalid(`is not one: ${placeOf(parsed.error)}`);
  const { content, ledger } = parsed.data;
  const chain = verifySegment(ledger, expected.ledgerRoot);
  if (!chain.valid) throw invalid(`has a ledger that does not hold: line ${String(chain.line)}, ${chain.problem}`);
  if (plannedSha256(ledger) !== contentSha256(content)) throw invalid("is not what its ledger says was planned");
  requireSameRun(content, expected);
  return { content, ledger: { text: ledger, root: chain.root } };
}

function requireSameRun({ run, subject, review }: PlanContent, expected: Expected): void {
  const { owner, repo, runId, runAttempt } = expected.run;
  if (run.owner !== owner || run.repo !== repo) throw invalid("belongs to another repository");
  if (run.runId !== runId) throw invalid("belongs to another workflow run");
  if (run.runAttempt > runAttempt) throw invalid("belongs to a later attempt of this run");
  if (canonical(subject) !== canonical(withoutStory(expected.subject)))
    throw invalid("speaks about something else than this event");
  if (review.change.head !== subject.head) throw invalid("holds a review of another commit");
}

/** The ledger's schema was checked: each line is an entry. */
function plannedSha256(ledger: string): string | undefined {
  const Planned = z.object({ type: z.literal("publishPlanned"), body: z.object({ contentSha256: z.string() }) });
  const found = ledger
    .trimEnd()
    .split("\n")
    .flatMap((line) => {
      const entry = Planned.safeParse(JSON.parse(line));
      return entry.success ? [entry.data.body.contentSha256] : [];
    });
  return found.length === 1 ? found[0] : undefined;
}

function tryJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

/** Where the first mistake is; keys of a stranger's are shown as far as they are words. */
function placeOf({ issues }: z.ZodError): string {
  const path = (issues[0]?.path ?? []).map((key) => oneLine(String(key), 40)).join(".");
  return path === "" ? "it has not the form of a plan" : `${path.slice(0, 200)} is not what it should be`;
}

function invalid(what: string): ConfigurationError {
  return new ConfigurationError(
    "plan-invalid",
    `The plan file ${what}.`,
    "Give plan-file the plan that the review job of this same run made, and ledger-root that job's output.",
  );
}
