/** What a workflow job writes, sets and publishes: the same for the job that reviews and for one that publishes its plan. */

import { join } from "node:path";
import { deliveryFacts, planRead, runFinished, segmentOf, type Segment } from "../ledger/index.ts";
import type { Clock, Files } from "../ports.ts";
import {
  apply,
  contentSha256,
  deliver,
  plan,
  planGitHub,
  readable,
  render,
  reviewOutputs,
  runFiles,
  undone,
  type DeliveryPorts,
  type GitHubEffect,
  type GitHubPlan,
  type PlanContent,
  type RunFiles,
} from "../publish/index.ts";
import { toSarif, toUpload, type UploadScope } from "../sarif/index.ts";
import type { Delivery, Subject, WorkflowRun } from "../subject.ts";

/** Artifacts cannot be overwritten, and a run may review in several jobs: each is named by what its ledger hashes to. */
function artifactName({ root }: Segment): string {
  return `claude-code-review-${root.slice(0, 12)}`;
}

export interface Decided {
  readonly content: PlanContent;
  readonly ledger: Segment;
  /** Absolute path: the run's own folder below RUNNER_TEMP. */
  readonly folder: string;
}

export type ActionDeliveryPorts = DeliveryPorts & {
  readonly files: Files;
  readonly clock: Clock;
  readonly print: (text: string) => Promise<void>;
  /** After what is said about the change; absent where there are none. */
  readonly settleTickets?: () => Promise<Delivery | undefined>;
};

/** What scanners are given and code scanning is told: a branch's alerts are the repository's. */
export function scopeOf(subject: Subject): UploadScope {
  return subject.kind === "branch" ? "tree" : "change";
}

/** The evidence, on disk before anything is said to anybody. Answers what could not be written. */
export async function writeEvidence(
  decided: Decided,
  { run, ...ports }: ActionDeliveryPorts & { readonly run: WorkflowRun },
): Promise<readonly unknown[]> {
  const { content, ledger, folder } = decided;
  const review = readable(content.review, run);
  const files = runFiles(folder);
  const options = { files, ledgerRoot: ledger.root, exitCode: content.exitCode };
  const texts = {
    sarif: toSarif(review).text,
    report: render(review, "html", options),
    summary: render(review, "markdown", options),
    ledger: ledger.text,
  };
  const text = render(review, "text", { ...options, width: 120 });
  const documents = documentsOf(decided).map(
    ({ path, text: json }) => ({ kind: "writeFile", path, text: json }) as const,
  );
  const report = { kind: "writeFile", path: reportFile(folder), text: render(review, "json", options) } as const;
  return apply([...documents, report, ...plan({ files, texts, result: { text } })], ports);
}

function documentsOf({
  content,
  folder,
}: Pick<Decided, "content" | "folder">): readonly { path: string; text: string }[] {
  return Object.entries(content.documents ?? {}).map(([name, text]) => ({ path: join(folder, name), text }));
}

export interface Published {
  readonly deliveries: readonly Delivery[];
  /** What could not be written. */
  readonly errors: readonly unknown[];
}

/** Publishes, and puts what came of it on the record, in a segment of its own that names the first one's root. */
export async function publish(
  { content, ledger, folder }: Decided,
  { run, planFile }: { readonly run: WorkflowRun; readonly planFile?: string },
  ports: ActionDeliveryPorts,
): Promise<Published> {
  const files = runFiles(folder);
  const effects = planned(content, { run, files, ledger, ...(planFile !== undefined && { planFile }) });
  const last = effects.filter(isLast);
  const said = await deliver(
    effects.filter((effect) => !isLast(effect)),
    ports,
  );
  const ticketed = planFile === undefined ? await settled(ports) : undefined;
  const early = ticketed === undefined ? said : [...said, ticketed];
  const segment = segmentOf([
    planRead({ contentSha256: contentSha256(content), ledgerRoot: ledger.root }, now(ports)),
    ...deliveryFacts(early, now(ports)),
    runFinished(now(ports)),
  ]);
  const errors = await apply([{ kind: "writeFile", path: deliveriesFile(folder), text: segment.text }], ports);
  return { deliveries: await deliver(last, ports, early), errors };
}

/** By now people were told the verdict, and the summary that names what is missing is yet to come: nothing may keep it. */
async function settled({ settleTickets }: ActionDeliveryPorts): Promise<Delivery | undefined> {
  try {
    return await settleTickets?.();
  } catch (error) {
    return { feature: "tickets", ...undone(error) };
  }
}

/** What is kept with the run, and the summary that tells of everything before it. */
function isLast({ kind }: GitHubEffect): boolean {
  return kind === "uploadArtifact" || kind === "jobSummary";
}

/** What digests in the ledger stand for: the ranges that left, reasons, names. */
function reportFile(folder: string): string {
  return join(folder, "review.json");
}

function deliveriesFile(folder: string): string {
  return join(folder, "deliveries.jsonl");
}

function now({ clock }: Pick<ActionDeliveryPorts, "clock">): string {
  return clock.now().toISOString();
}

interface Planning {
  readonly run: WorkflowRun;
  readonly files: RunFiles;
  readonly ledger: Segment;
  readonly planFile?: string;
}

function planned(content: PlanContent, { run, files, ledger, planFile }: Planning): readonly GitHubEffect[] {
  const { review, subject, comments, check, evidence, exitCode, state } = content;
  const outputs = reviewOutputs(review, {
    files,
    ledgerRoot: ledger.root,
    ...(planFile !== undefined && { planFile }),
  });
  // A plan leaves the rest to the job that publishes it.
  if (planFile !== undefined) return [{ kind: "output", values: outputs }];
  const { upload, notes } = uploadOf(content);
  const folder = folderOf(files);
  const documents = documentsOf({ content, folder }).map(({ path }) => path);
  const artifact = {
    name: artifactName(ledger),
    files: [...Object.values(files), reportFile(folder), deliveriesFile(folder), ...documents],
  };
  return planGitHub(
    { ...review, notes: [...review.notes, ...notes] },
    {
      run,
      subject,
      comments,
      check,
      outputs,
      options: { ledgerRoot: ledger.root, exitCode },
      ...(state !== undefined && { state }),
      ...(upload && { upload }),
      ...(evidence === "artifact" && { artifact }),
    },
  );
}

/** What code scanning is given, and what it is not, in sentences. */
function uploadOf({ review, subject, uploadSarif: mode }: PlanContent): Pick<GitHubPlan, "upload"> & {
  readonly notes: readonly string[];
} {
  if (mode === "never") return { notes: [] };
  const ref = refOf(subject);
  if (ref === undefined)
    return { notes: ["Nothing was uploaded to code scanning: a merge queue's branch is gone when it is through."] };
  const { text, notes } = toUpload(review, scopeOf(subject));
  return text === undefined ? { notes } : { upload: { sarif: text, ref, mode }, notes };
}

function folderOf({ ledger }: RunFiles): string {
  return join(ledger, "..");
}

/** Which ref code scanning files the results under; none for a merge queue, whose branches are gone when it is through. */
function refOf(subject: Subject): string | undefined {
  switch (subject.kind) {
    case "pullRequest":
      return `refs/pull/${String(subject.number)}/head`;
    case "branch":
      return subject.ref;
    case "mergeGroup":
      return undefined;
  }
}
