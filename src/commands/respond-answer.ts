/** How a command is answered: a reaction, at most one comment, the job's summary and outputs, and an entry in the ledger. */

import { join } from "node:path";
import type { CommandEvent } from "../event.ts";
import { runFinished, segmentOf, sha256, type Fact, type Json, type Segment } from "../ledger/index.ts";
import { ExternalError } from "../errors.ts";
import { GitHubRefusal, type OwnText } from "../ports.ts";
import type { People } from "../ports-github.ts";
import { answerBody, answerMarker, asStored, commandSummary, isSkip, RESPOND_NEEDS } from "../publish/index.ts";
import type { RespondFeature } from "../publish/index.ts";
import type { ActionRespondRequest } from "../request.ts";
import { commandWord, type Command } from "../sign-off.ts";
import { oneLine } from "../untrusted.ts";
import { runFolder } from "./action-review.ts";
import type { ReviewContext } from "./job.ts";
import type { Bound, Settled, Step } from "./respond.ts";
import { optionsOnRecord } from "./review-output.ts";

type Reaction = Parameters<People["react"]>[1];

const REACTIONS: Readonly<Record<Settled["status"], Reaction>> = {
  accepted: "+1",
  refused: "-1",
  unknown: "confused",
  failed: "confused",
};

/** GitHub keeps one reaction of a kind by one account, however often it is made. */
export async function react(commentId: number, content: Reaction, { people }: Bound): Promise<Step> {
  return stepOf("reaction", async () => {
    await people.react(commentId, content);
    return content;
  });
}

export interface About {
  readonly request: ActionRespondRequest;
  readonly comment: CommandEvent;
  readonly context: ReviewContext;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
}

/** Answers the exit code. */
export async function finish(settled: Settled, about: About, ports: Bound): Promise<number> {
  const { comment, context } = about;
  const { redact } = context.redactor;
  const sentences = settled.sentences.map((sentence): string => redact(sentence));
  const markdown = settled.markdown === undefined ? {} : { markdown: redact(settled.markdown) as string };
  const clean = { ...settled, sentences, ...markdown };
  const explained = [
    await answer(clean, about, ports),
    await react(comment.commentId, REACTIONS[settled.status], ports),
  ];
  const whole = { ...clean, steps: [...settled.steps, ...explained] };
  for (const { feature, status, detail } of whole.steps)
    if (status === "done") ports.log.info(`${feature}: ${detail}`);
    else ports.log.warn(`${feature} ${status}: ${detail}`);
  for (const sentence of sentences) ports.log.info(sentence);
  const kept = await record(whole, about, ports);
  const undone = [...whole.steps, kept].some(({ status }) => status === "failed");
  return settled.code ?? (undone ? 3 : 0);
}

/** One comment of ours per command: found by its marker, made, brought up to date, or taken away when there is nothing left to say. */
async function answer(settled: Settled, { comment, request }: About, { gitHub }: Bound): Promise<Step> {
  const { pullRequest: number, commentId } = comment;
  const marker = answerMarker(commentId);
  const says = settled.quiet !== true && (settled.sentences.length > 0 || settled.markdown !== undefined);
  return stepOf("answer", async () => {
    // Another attempt of the same job may have something to take back.
    if (!says && request.run.runAttempt === 1) return "Nothing to explain.";
    const ours = async () =>
      (await gitHub.comments(number, marker)).filter(({ body }) => body.trimEnd().endsWith(marker));
    const before = await ours();
    if (!says) return keep(before, undefined, gitHub);
    const { sentences, markdown } = settled;
    const body = answerBody({ commentId, sentences, ...(markdown !== undefined && { markdown }) });
    if (before.length > 0) return keep(before, body, gitHub);
    await gitHub.createComment(number, body, marker);
    // Two jobs of the same event that both saw none have made two: both keep the older one.
    return keep(await ours(), body, gitHub);
  });
}

async function keep(ours: readonly OwnText[], body: string | undefined, gitHub: Bound["gitHub"]): Promise<string> {
  const [oldest, ...others] = ours;
  if (body !== undefined && oldest !== undefined && asStored(oldest.body) !== asStored(body))
    await gitHub.updateComment(oldest.id, body);
  for (const { id } of body === undefined ? ours : others) await gitHub.deleteComment(id);
  return body === undefined ? "Nothing to explain." : "Written.";
}

async function stepOf(feature: RespondFeature, run: () => Promise<string>): Promise<Step> {
  try {
    return { feature, status: "done", detail: await run() };
  } catch (error) {
    if (!(error instanceof GitHubRefusal)) throw error;
    const { permissions, without } = RESPOND_NEEDS[feature];
    const needs = isSkip(error) ? ` It takes \`${permissions.join("`, `")}\`. ${without}` : "";
    return { feature, status: isSkip(error) ? "skipped" : "failed", detail: `${error.message}${needs}` };
  }
}

/** The evidence, the summary and the outputs. What cannot be written is said, and ends the job with 3. */
async function record(settled: Settled, about: About, ports: Bound): Promise<Step> {
  const { request, comment, context } = about;
  const { status, sentences, markdown, command } = settled;
  const ledger = segmentOf(factsOf(settled, about, ports.clock.now().toISOString()));
  const path = join(runFolder(context.environment.state, request.run, ledger), "ledger.jsonl");
  const word = wordOf(command);
  try {
    await ports.files.write(path, ledger.text);
    for (const [name, value] of Object.entries(outputsOf(settled, { path, ledger })))
      await ports.runner.output(name, value);
    const by = comment.author.login;
    await ports.runner.summary(
      commandSummary({
        ...{ pullRequest: comment.pullRequest, by, what: `/ccr ${word}`.trim(), status, sentences },
        ...(markdown !== undefined && { markdown }),
      }),
    );
    await ports.runner.uploadArtifact(`claude-code-review-command-${ledger.root.slice(0, 12)}`, [path]);
    return { feature: "ledger", status: "done", detail: "Written." };
  } catch (error) {
    if (!(error instanceof ExternalError)) throw error;
    const detail = `${error.message} ${error.fix}`;
    ports.log.warn(detail);
    return { feature: "ledger", status: "failed", detail };
  }
}

/** Words of ours alone: what somebody typed is in none of them. */
function wordOf(command: Command | undefined): string {
  if (command === undefined) return "";
  return commandWord(command);
}

function outputsOf({ status, command }: Settled, { path, ledger }: { path: string; ledger: Segment }) {
  return { status, "command-word": wordOf(command), "ledger-file": path, "ledger-root": ledger.root };
}

/** Who said what, whether it was accepted and on what ground; of the comment, of reasons and of answers digests alone. */
function factsOf(settled: Settled, { request, comment, context, startedAt }: About, at: string): readonly Fact[] {
  const { run } = request;
  const inputs: Record<string, Json> = {
    repository: `${run.owner}/${run.repo}`,
    ...{ runId: run.runId, runAttempt: run.runAttempt, event: run.event },
    ...(run.workflowRef !== undefined && { workflowSha256: sha256(run.workflowRef) }),
    ...(settled.command?.kind === "fix" && optionsOnRecord(request, context)),
  };
  const { policy } = settled;
  return [
    {
      type: "runStarted",
      at: startedAt,
      body: { program: "claude-code-review", version: context.version, command: "respond", inputs },
    },
    ...(policy === undefined
      ? []
      : [{ type: "policyRead" as const, at, body: { source: policy.source, sha256: policy.sha256, notes: [] } }]),
    { type: "commandAnswered", at, body: answered(settled, comment) },
    ...(settled.facts ?? []).map(({ type, body }): Fact => ({ type, at, body })),
    ...settled.steps.map(({ feature, status, detail }) => ({
      type: "effectApplied" as const,
      at,
      body: { feature, status, detailSha256: sha256(detail) },
    })),
    runFinished(at),
  ];
}

function answered({ status, command, head, authority, sentences }: Settled, comment: CommandEvent): Fact["body"] {
  const { pullRequest, commentId, body, author } = comment;
  return {
    ...{ pullRequest, commentId, commentSha256: sha256(body), status },
    by: { id: author.id, login: oneLine(author.login, 100) },
    ...(command !== undefined && { command: wordOf(command) }),
    ...(command !== undefined && "finding" in command && { finding: command.finding }),
    ...(command !== undefined && "until" in command && command.until !== undefined && { until: command.until }),
    ...(command !== undefined && "reason" in command && { reasonSha256: sha256(command.reason) }),
    ...(head !== undefined && { head }),
    ...(authority !== undefined && { roleName: oneLine(authority.roleName, 100), roles: authority.roles }),
    answersSha256: sentences.map((sentence) => sha256(sentence)),
  };
}
