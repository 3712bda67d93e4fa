import { join } from "node:path";
import type { Format, ReviewOptions, ReviewRequest } from "../request.ts";
import { reviewFacts, runFinished, segmentOf, type Json } from "../ledger/index.ts";
import { plan, render, renderDryRun, runFiles, type Effect } from "../publish/index.ts";
import type { Change, HunkCoverage, Review } from "../records.ts";
import { cover, inputTokensOf, worstCaseOf, type Prepared, type Prices } from "../review/index.ts";
import { toSarif } from "../sarif/index.ts";
import type { ReviewContext } from "./job.ts";

interface OutputContext {
  readonly request: ReviewRequest;
  readonly context: ReviewContext;
  /** What the program will end with. */
  readonly code: number;
  readonly finishedAt: string;
}

/** Everything that a finished review writes and prints, decided before any of it is done (L7). */
export function plannedEffects(
  review: Review,
  { request, context, code, finishedAt }: OutputContext,
): readonly Effect[] {
  const { environment } = context;
  const files = runFiles(request.runDir ?? runFolder(environment.state, review));
  const sarif = toSarif(review);
  const noted: Review = { ...review, notes: [...review.notes, ...sarif.notes] };
  const inputs = inputsOnRecord(request, context);
  const ledger = segmentOf([
    ...reviewFacts(noted, { inputs, finishedAt, files: { "review.sarif": sarif.text } }),
    runFinished(finishedAt),
  ]);
  const options = { files, ledgerRoot: ledger.root, exitCode: code };
  const texts = {
    sarif: sarif.text,
    report: render(noted, "html", options),
    summary: render(noted, "markdown", options),
    ledger: ledger.text,
  };
  const terminal = { width: environment.columns, colour: environment.colour && request.output === undefined };
  const result: Record<Format, () => string> = {
    sarif: () => texts.sarif,
    html: () => texts.report,
    markdown: () => texts.summary,
    json: () => render(noted, "json", options),
    text: () => render(noted, "text", { ...options, ...terminal }),
  };
  const text = result[request.format]();
  return plan({ files, texts, result: { text, ...(request.output === undefined ? {} : { output: request.output }) } });
}

/** Sorted by time, and by head among runs of the same second; never inside the reviewed repository. */
function runFolder(state: string, { startedAt, change }: Review): string {
  return join(state, "runs", `${startedAt.replace(/[:.]/gu, "-")}-${change.head.slice(0, 12)}`);
}

/** Inputs are names and numbers, but a person can paste anything into them. */
function inputsOnRecord(request: ReviewRequest, context: ReviewContext): Readonly<Record<string, Json>> {
  const text = (value: string) => context.redactor.redact(value);
  const { base, head, format } = request;
  return {
    base: base === undefined ? null : text(base),
    head: text(head),
    ...optionsOnRecord(request, context),
    format,
  };
}

export function optionsOnRecord(
  { policy, choices, sarifFiles, baseUrl, modelCommand }: ReviewOptions,
  { redactor }: ReviewContext,
): Readonly<Record<string, Json>> {
  const text = (value: string) => redactor.redact(value);
  return {
    policy: text(policy.path),
    failOn: choices.failOn ?? null,
    failOnAi: choices.failOnAi ?? null,
    onIncomplete: choices.onIncomplete ?? null,
    scanners:
      choices.scanners === undefined
        ? null
        : Array.isArray(choices.scanners)
          ? choices.scanners.map(text)
          : String(choices.scanners),
    sarifFiles: sarifFiles.map(text),
    provider: choices.provider ?? null,
    model: choices.model === undefined ? null : text(choices.model),
    effort: choices.effort ?? null,
    maxCostUsd: choices.maxCostUsd ?? null,
    comments: choices.comments ?? null,
    evidence: choices.evidence ?? null,
    baseUrl: baseUrl === undefined ? null : text(baseUrl),
    modelCommand: modelCommand === undefined ? null : text(modelCommand),
  };
}

/** What `--dry-run` prints. */
export function dryRunText(
  { request, change }: { readonly request: ReviewRequest; readonly change: Change },
  of:
    | { readonly prepared: Prepared; readonly prices: Prices | undefined }
    | { readonly coverage: readonly HunkCoverage[] },
): string {
  const format = request.format === "json" ? "json" : "text";
  if ("coverage" in of)
    return renderDryRun(
      { questions: [], estimates: [], notes: ["Nothing would be asked."], coverage: of.coverage },
      format,
    );
  const { questions, settled } = of.prepared;
  const estimates = questions.map((question) => {
    const worst = worstCaseOf(question, of.prices);
    const tokens = { question: question.name, inputTokens: inputTokensOf(question), maxTokens: question.maxTokens };
    return worst === undefined ? tokens : { ...tokens, worstCostUsd: worst };
  });
  const asked = new Set(questions.flatMap(({ hunks }) => hunks));
  const coverage = cover(change, settled, { state: "failed", reason: "not asked" }).filter(
    ({ hunk }) => !asked.has(hunk),
  );
  return renderDryRun({ questions, estimates, notes: ["Nothing was sent."], coverage }, format);
}
