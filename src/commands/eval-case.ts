/** One case of `eval`: its trees become a change, and the change is reviewed as any other. */

import { readChange } from "../change/index.ts";
import {
  isDetected,
  plain,
  recorded,
  replayed,
  stressed,
  type AnswerSource,
  type Case,
  type CaseResult,
  type Harmless,
  type Recording,
  type ResultSource,
  type Stress,
  type Stressed,
} from "../eval/index.ts";
import type { ChangeSource, CommittedChange, Model } from "../ports.ts";
import { hasLeft, type Change, type Question } from "../records.ts";
import type { EvalRequest } from "../request.ts";
import type { Nobody } from "../review/index.ts";
import { createDetector } from "../redaction/index.ts";
import { createRedactor } from "../secrets/index.ts";
import { resolveSettings } from "../settings.ts";
import { changedLineCount } from "../change/index.ts";
import { judge, type Job, type Judged, type JobPorts, type ReviewContext } from "./job.ts";
import type { ReadPolicy } from "./review-inputs.ts";
import type { Chosen } from "./review-model.ts";

export type CasePorts = Omit<JobPorts, "objects"> & {
  commitChange(source: ChangeSource): Promise<CommittedChange>;
};

/** What is the same for all cases of a run. */
export interface EvalRun {
  readonly request: EvalRequest;
  readonly context: ReviewContext;
  readonly policy: ReadPolicy;
  readonly recordings: ReadonlyMap<string, Recording>;
  readonly harmless: readonly Harmless[];
  /** Told of each answer. */
  readonly heard: (source: AnswerSource | "notRecorded") => void;
  /** Told what is being waited for: a person may be the one who answers. */
  readonly asking: (id: string, question: Question) => void;
  /** Asked with the first job: who answers. */
  readonly choose: (job: Job) => Promise<Chosen | Nobody>;
}

/** Never throws for what an answer does. @throws ConfigurationError, ExternalError: the case cannot be read */
export async function evaluateCase(
  given: Case,
  { stress, run }: { stress: Stress; run: EvalRun },
  ports: CasePorts,
): Promise<CaseResult> {
  const { label, source } = await underStress(given, { stress, run }, ports);
  const committed = await ports.commitChange(source);
  try {
    const { objects } = committed;
    const change = await readChange({ base: committed.base, head: committed.head }, objects);
    const job = jobOf(change, { stress, run });
    const asker = await run.choose(job);
    const sources: (AnswerSource | "notRecorded")[] = [];
    const heard = (one: AnswerSource | "notRecorded"): void => {
      sources.push(one);
      run.heard(one);
    };
    const judged = await judge(job, asker, {
      ...ports,
      objects,
      ...tapedModel({ run, job, heard, id: label.id }, ports),
    });
    return resultOf({ label, stress, change, judged, sources, asks: "spec" in asker });
  } finally {
    await committed.dispose();
  }
}

async function underStress(
  given: Case,
  { stress, run }: { stress: Stress; run: EvalRun },
  { commitChange }: CasePorts,
): Promise<Stressed> {
  const bare = plain(given);
  if (stress.bury === 0 && !stress.framed && !stress.injected) return bare;
  const { objects, base, head, dispose } = await commitChange(bare.source);
  try {
    const change = await readChange({ base, head }, objects);
    const headText = async (uri: string) => utf8(await objects.fileAt(head, uri));
    const { harmless, request } = run;
    return await stressed(given, { change, headText }, { stress, harmless, seed: request.seed });
  } finally {
    await dispose();
  }
}

/** Files of the safe cases' changes, in which others can be buried. */
export async function harmlessOf(cases: readonly Case[], { commitChange }: CasePorts): Promise<readonly Harmless[]> {
  const found: Harmless[] = [];
  for (const safe of cases.filter(({ label }) => label.label === "safe")) {
    const { objects, base, head, dispose } = await commitChange(plain(safe).source);
    try {
      const change = await readChange({ base, head }, objects);
      for (const file of change.files.filter((one) => one.kind === "regular" && !one.binary && one.headBlob)) {
        const text = utf8(await objects.fileAt(head, file.uri));
        const before =
          file.baseBlob === undefined ? undefined : utf8(await objects.fileAt(base, file.baseUri ?? file.uri));
        // A file that was there and cannot be shown would be an addition of all its lines.
        if (text === undefined || (file.baseBlob !== undefined && before === undefined)) continue;
        const changedLines = file.hunks.reduce((sum, hunk) => sum + changedLineCount(hunk), 0);
        const was = before === undefined ? {} : { base: before };
        found.push({ from: safe.label.id, uri: file.uri, ...was, head: text, changedLines });
      }
    } finally {
      await dispose();
    }
  }
  return found;
}

function utf8(bytes: Uint8Array | undefined): string | undefined {
  if (bytes === undefined) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** With a redactor of its own: marks are numbered in the order of a run, and a question must not depend on other cases. */
function jobOf(change: Change, { stress, run: { request, context, policy } }: { stress: Stress; run: EvalRun }): Job {
  const { tape, choices } = request;
  const detector = createDetector(policy.policy.redaction);
  const redactor = createRedactor({ known: context.environment.knownSecrets });
  redactor.adopt(detector);
  const { review } = policy.policy;
  return {
    request: { ...request, policy: { path: policy.source, chosen: true }, sarifFiles: [] },
    context: { ...context, redactor },
    // Without it the author's story would not be read, and framing would test nothing.
    policy: stress.framed ? { ...policy, policy: { ...policy.policy, review: { ...review, story: true } } } : policy,
    // What a policy does without for a pass is missing from an answer all the same.
    settings: { ...resolveSettings(choices, policy.policy), require: ["scanners", "review"] },
    change,
    scope: "change",
    sarifFolder: context.environment.temporary,
    // What is replayed is not sent: it needs no credentials.
    dryRun: tape?.mode === "replay",
  };
}

interface Taping {
  readonly run: EvalRun;
  readonly job: Job;
  /** Of the case. */
  readonly id: string;
  readonly heard: (source: AnswerSource | "notRecorded") => void;
}

function tapedModel(
  { run, job, heard, id }: Taping,
  { createModel, files, clock }: CasePorts,
): Pick<CasePorts, "createModel"> {
  const { request, recordings } = run;
  const { redact } = job.context.redactor;
  return {
    createModel: (spec, redactor): Model => {
      const command = spec.provider === "command";
      const kind = request.synthetic ? "synthetic" : command ? "command" : "live";
      const tape = { recordings, files, clock, redact, kind, heard } as const;
      if (request.tape?.mode === "replay")
        return replayed({ provider: spec.provider, id: command ? spec.program : spec.model }, tape);
      const folder = request.tape === undefined ? {} : { folder: request.tape.folder };
      const asking = (question: Question) => run.asking(id, question);
      return recorded(createModel(spec, redactor), { ...tape, ...folder, ...(command && { asking }) });
    },
  };
}

interface Facts {
  readonly label: Stressed["label"];
  readonly stress: Stress;
  readonly change: Change;
  readonly judged: Judged;
  readonly sources: readonly (AnswerSource | "notRecorded")[];
  /** There is somebody to ask. */
  readonly asks: boolean;
}

function resultOf({ label, stress, change, judged, sources, asks }: Facts): CaseResult {
  const open = judged.findings.filter(({ disposition }) => disposition.status === "open");
  const findings = open.map(({ rule, severity, confidence, location }) => {
    const { uri = "", startLine = 0, endLine = startLine } = location ?? {};
    const found = { file: uri, startLine, endLine, cwe: [...rule.cwe] };
    return { ...found, severity, confidence, title: rule.name, detects: isDetected(found, label, change) };
  });
  const requests = judged.model?.account.requests ?? [];
  const why = [...missingOf(judged, { sources, asks }), ...misplaced(label, change)];
  const source = judged.model === undefined ? "scanners" : sourceOf(sources);
  const { costUsd } = judged.model?.account ?? {};
  const { id, language, kind, cwe } = label;
  return {
    ...{ id, label: label.label, language, kind, stress },
    ...(cwe !== undefined && { cwe }),
    changedLines: change.files.flatMap(({ hunks }) => hunks).reduce((sum, hunk) => sum + changedLineCount(hunk), 0),
    state: why.length === 0 ? "answered" : "incomplete",
    why: [...why],
    detected: findings.some(({ detects }) => detects),
    findings,
    rejected: judged.model?.rejected.length ?? 0,
    requests: requests.length,
    refusals: requests.filter((request) => request.kind === "refused").length,
    usage: usageOf(requests),
    unmetered: requests.filter((request) => hasLeft(request) && request.usage === undefined).length,
    // The price list is Claude's: it says nothing about a local program or a person.
    ...(costUsd !== undefined && source === "live" && { costUsd }),
    seconds: requests.reduce((sum, { seconds }) => sum + seconds, 0),
    source,
    models: unique(requests.flatMap(({ model }) => (model === undefined ? [] : [model]))),
    prompts: unique(requests.filter(({ question }) => question.startsWith("review")).map((one) => one.promptSha256)),
  };
}

function usageOf(requests: NonNullable<Judged["model"]>["account"]["requests"]): CaseResult["usage"] {
  const sum = (key: keyof CaseResult["usage"]) => requests.reduce((total, { usage }) => total + (usage?.[key] ?? 0), 0);
  return {
    inputTokens: sum("inputTokens"),
    outputTokens: sum("outputTokens"),
    cacheReadTokens: sum("cacheReadTokens"),
    cacheWriteTokens: sum("cacheWriteTokens"),
  };
}

/** Sentences; none when every question was answered (L5). */
function missingOf(
  { verdict, coverage, model, scan }: Judged,
  { sources, asks }: Pick<Facts, "sources" | "asks">,
): readonly string[] {
  const notVerified = (model?.account.requests ?? []).filter(
    ({ question, kind }) => question.startsWith("verify") && kind !== "answered",
  );
  const looked = asks
    ? coverage.some(({ state }) => state.state === "reviewed")
    : scan.runs.some(({ state }) => state.status === "completed");
  return unique([
    ...verdict.missing.map(({ what, reason }) => `${what}: ${reason}`),
    ...notVerified.map(({ kind }) => `The second question about the findings was not answered (${kind}).`),
    ...(sources.includes("notRecorded") ? ["A question is not recorded: record again."] : []),
    // Not changed, out of the policy's scope, excluded: of silence nobody knows what it would have been.
    ...(looked ? [] : ["Nothing of the change was reviewed."]),
  ]);
}

/** A claim is about a file of the change: no other can be what the label says. */
function misplaced({ vulnerable }: Facts["label"], { files }: Change): readonly string[] {
  const changed = new Set(files.flatMap(({ uri, baseUri }) => [uri, baseUri]));
  const elsewhere = unique(vulnerable.flatMap(({ file }) => (changed.has(file) ? [] : [file])));
  return elsewhere.map((file) => `The label names ${file}, which the change does not touch.`);
}

function sourceOf(sources: Facts["sources"]): ResultSource {
  const [first, ...others] = new Set(sources.flatMap((source) => (source === "notRecorded" ? [] : [source.kind])));
  return others.length > 0 ? "mixed" : (first ?? "none");
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
