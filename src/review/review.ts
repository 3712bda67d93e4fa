/** Claude's part of a review: what may be sent, the questions, the answers held against what was sent, a state for every hunk. */

import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Rule, TriagedFinding } from "../finding.ts";
import type { Policy } from "../policy.ts";
import type { Model, Objects, Syntax } from "../ports.ts";
import {
  hasLeft,
  type Account,
  type Change,
  type HunkCoverage,
  type HunkState,
  type ModelReview,
  type Opinion,
  type Question,
  type RedactionProof,
  type RejectedClaim,
} from "../records.ts";
import { countMarks, RULE_SET_VERSION, ruleSetSha256, type Redactor } from "../secrets/index.ts";
import { ANSWER_SCHEMA, ANSWER_SCHEMA_WITH_NOTES } from "./answer.ts";
import { apart } from "./apart.ts";
import { askAll, onRecord, type Answered, type Asking as Asked, type AskOptions } from "./ask.ts";
import { priceOf, type Prices } from "./budget.ts";
import { carryForward, type Carried, type Records } from "./carried.ts";
import type { Binding } from "./carried-state.ts";
import { checkClaims, type StandingClaim } from "./claims.ts";
import { cover } from "./coverage.ts";
import { buildDossier, ownersInstructions, withoutHunks, type Dossier } from "./dossier.ts";
import type { HeadLine } from "./edits.ts";
import { createWeigh, type Weigh } from "./evidence.ts";
import { planExclusions } from "./exclusions.ts";
import { checkOpinions } from "./opinions.ts";
import type { Prompt } from "./prompt.ts";
import { qualityNotesOf, summaryOf } from "./remarks.ts";
import { askAgain } from "./second-question.ts";
import { createServer, type Serve } from "./serve.ts";
import { disclosuresOf, planQuestions, splitQuestion, type QuestionForm } from "./question.ts";
import { authorsStory, type Told } from "./story.ts";
import { applyVerification, planVerification, withoutVerification, type Verified } from "./verify.ts";

export interface ReviewJob {
  readonly change: Change;
  readonly policy: Policy;
  /** Deterministic findings, triaged: those of the same files go with the code. */
  readonly findings: readonly TriagedFinding[];
  readonly prompt: Prompt;
  readonly limits: QuestionForm["limits"];
  readonly nonce: string;
  /** What the event tells about the pull request; absent in a terminal. */
  readonly told?: Told;
  /** With a state-key: what the last review of the pull request left, and what this one is. */
  readonly earlier?: Earlier;
}

export interface Earlier {
  readonly records: Records;
  readonly about: Omit<Binding, "schema" | "ruleSet" | "story">;
}

export interface ReviewPorts {
  readonly objects: Objects;
  readonly redactor: Redactor;
  /** Without it indentation tells what encloses a hunk. */
  readonly syntax?: Syntax | undefined;
}

/** Everything that would leave, before anything does: what `--dry-run` prints. */
export interface Prepared {
  readonly dossier: Dossier;
  readonly form: QuestionForm;
  readonly questions: readonly Question[];
  /** What is settled without asking: excluded, too large. */
  readonly settled: ReadonlyMap<string, HunkState>;
  /** What answers Claude's needs. */
  readonly serve: Serve;
  /** With a state-key: what is not asked about again, and the dossier with those hunks. */
  readonly carried?: Carried & { readonly whole: Dossier };
}

export async function prepare(job: ReviewJob, { objects, redactor, syntax }: ReviewPorts): Promise<Prepared> {
  const { change, policy, findings, prompt, limits, nonce } = job;
  const excluded = await planExclusions(change, { policy, objects });
  const hunks = new Set(
    change.files.flatMap((file) => file.hunks.map(({ id }) => id)).filter((id) => !excluded.has(id)),
  );
  const whole = await buildDossier(change, {
    hunks,
    objects,
    redactor,
    findings,
    syntax,
    maxContextBytes: policy.review?.context?.["max-bytes"],
  });
  const instructions = policy.review?.instructions;
  // By default none of it leaves: framing is known to blind a reviewer.
  const story = policy.review?.story === true ? await authorsStory(job.told, { change, objects, redactor }) : undefined;
  const form: QuestionForm = {
    prompt,
    schema: policy.review?.["quality-notes"] === true ? ANSWER_SCHEMA_WITH_NOTES : ANSWER_SCHEMA,
    limits,
    nonce,
    ...(instructions === undefined ? {} : { instructions: ownersInstructions(instructions, redactor) }),
    ...(story === undefined ? {} : { story }),
  };
  const carried = job.earlier && { ...carriedOf(job.earlier, { change, dossier: whole, form }), whole };
  const dossier = carried === undefined ? whole : withoutHunks(whole, carried.states);
  const { questions, unfit } = planQuestions(dossier, form);
  const settled = new Map<string, HunkState>([...excluded, ...(carried?.states ?? [])]);
  for (const id of unfit) settled.set(id, { state: "overBudget" });
  const serve = createServer({ change, policy, objects, redactor, syntax });
  return { dossier, form, questions, settled, serve, ...(carried === undefined ? {} : { carried }) };
}

function carriedOf(
  { records, about }: Earlier,
  { change, dossier, form }: { change: Change; dossier: Dossier; form: QuestionForm },
): Carried {
  const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
  const binding: Binding = {
    ...about,
    schema: sha256(canonicalize(form.schema) ?? ""),
    ruleSet: ruleSetSha256(),
    story: sha256(form.story ?? ""),
  };
  return carryForward({ change, dossier }, records, binding);
}

export interface Asker {
  /** With its budget around it. */
  readonly model: Model;
  readonly prices?: Prices | undefined;
  /** Absent: no second question (`review.verify: off`). */
  readonly verifyPrompt?: Prompt;
  readonly progress?: (done: number, known: number) => void;
}

/** Asks, checks and accounts. Never throws for what the model does: that is a state. */
export async function reviewChange(
  { change, findings }: Pick<ReviewJob, "change" | "findings">,
  { prepared, asker, ports }: { prepared: Prepared; asker: Asker; ports: ReviewPorts },
): Promise<ModelReview> {
  const { dossier, form, questions } = prepared;
  const { model, progress } = asker;
  const { redact } = ports.redactor;
  const accounting = accountingOf(asker, ports);
  const first = await askAll(questions, {
    model,
    split: (question) => splitQuestion(question, dossier, form),
    apart: (question) => apart(question, dossier, form),
    ...accounting,
    ...(progress === undefined ? {} : { progress }),
  });
  const asked = await askAgain(first, { model, serve: prepared.serve, dossier, form, ...accounting });
  const weigh = createWeigh({ change, ...ports });
  const checked = await checkAnswers(asked.answered, { dossier: asked.dossier, findings, change, ports, weigh });
  const verified = await verifyClaims(checked.claims, {
    prepared: { ...prepared, dossier: asked.dossier },
    asker,
    ports,
    weigh,
  });
  const { carried } = prepared;
  // What was said of the whole change holds as long as nothing of it is asked about again.
  const same = questions.length === 0 ? carried : undefined;
  const summary = summaryOf(asked.answered, redact) ?? same?.summary;
  const remarks = form.schema === ANSWER_SCHEMA_WITH_NOTES ? qualityNotesOf(asked.answered, redact) : [];
  const qualityNotes = remarks.length === 0 ? (same?.qualityNotes ?? []) : remarks;
  return {
    findings: [...verified.findings, ...(carried?.findings ?? [])],
    // A second question may bring the same claim again.
    rejected: [
      ...new Map([...checked.rejected, ...verified.rejected].map((one) => [JSON.stringify(one), one])).values(),
    ],
    opinions: [...checked.opinions, ...(carried?.opinions ?? [])],
    coverage: settledCoverage(change, prepared, asked.states),
    account: accountOf([...asked.requests, ...verified.requests], { dossier: asked.dossier, model }),
    ...(summary === undefined ? {} : { summary }),
    ...(qualityNotes.length === 0 ? {} : { qualityNotes }),
    notes: [...(carried?.notes ?? []), ...asked.notes, ...checked.notes, ...verified.notes],
  };
}

function accountingOf({ prices }: Asker, { redactor }: ReviewPorts): Pick<AskOptions, "costOf" | "proofOf"> {
  return {
    costOf: ({ usage }) => priceOf(usage, prices),
    proofOf: (question) => proofOfRedaction(question, redactor),
  };
}

interface Verifying {
  readonly prepared: Prepared;
  readonly asker: Asker;
  readonly ports: ReviewPorts;
  readonly weigh: Weigh;
}

async function verifyClaims(
  claims: readonly StandingClaim[],
  { prepared: { dossier, form }, asker, ports, weigh }: Verifying,
): Promise<Verified & { readonly requests: readonly Request[] }> {
  const { model, verifyPrompt: prompt } = asker;
  if (claims.length === 0 || prompt === undefined) return { ...withoutVerification(claims), requests: [] };
  const { question, hunks } = planVerification(claims, dossier, { ...form, prompt });
  const verified = await model.ask(question);
  const record = onRecord(question, verified, accountingOf(asker, ports));
  const { redact } = ports.redactor;
  const outcome = await applyVerification(claims, { reply: verified.reply, hunks, redact, weigh });
  return { ...outcome, requests: [{ record, hunks: hunks.map(({ id }) => id) }] };
}

interface Checked {
  readonly claims: readonly StandingClaim[];
  readonly rejected: readonly RejectedClaim[];
  readonly opinions: readonly Opinion[];
  readonly notes: readonly string[];
}

interface Evidence extends Pick<ReviewJob, "change" | "findings"> {
  readonly dossier: Dossier;
  readonly ports: ReviewPorts;
  readonly weigh: Weigh;
}

async function checkAnswers(answered: readonly Answered[], evidence: Evidence): Promise<Checked> {
  const { dossier, findings, ports, weigh } = evidence;
  const redact = ports.redactor.redact;
  const headLine = await readHead(answered, evidence);
  const rules = new Map(findings.map(({ fingerprint, rule }) => [fingerprint, rule]));
  const rule = (fingerprint: string): Pick<Rule, "id" | "cwe"> | undefined => rules.get(fingerprint);
  const parts: Checked[] = [];
  for (const { question, answer, model } of answered) {
    const asked = new Set(question.hunks);
    const hunks = dossier.hunks.filter(({ id }) => asked.has(id));
    const { original } = ports.redactor;
    const context = { hunks, model, promptSha256: question.promptSha256, headLine, original, redact };
    const about = dossier.findings.filter(({ hunk }) => asked.has(hunk));
    const opinions = await checkOpinions(answer.triage, { hunks, findings: about, rule, redact, weigh });
    parts.push({ ...checkClaims(answer.findings, context), opinions });
  }
  return {
    claims: parts.flatMap(({ claims }) => claims),
    rejected: parts.flatMap(({ rejected }) => rejected),
    opinions: parts.flatMap(({ opinions }) => opinions),
    notes: parts.flatMap(({ notes }) => notes),
  };
}

/** Lines of head of the files for which an edit is suggested. */
async function readHead(answered: readonly Answered[], { change, dossier, ports }: Evidence): Promise<HeadLine> {
  const edited = new Set(
    answered.flatMap(({ answer }) => answer.findings.flatMap(({ hunk, fix }) => (fix === undefined ? [] : [hunk]))),
  );
  const uris = new Set(dossier.hunks.filter(({ id }) => edited.has(id)).map(({ uri }) => uri));
  const files = change.files.filter(({ uri, headBlob }) => uris.has(uri) && headBlob !== undefined);
  const lines = new Map<string, readonly string[]>();
  await ports.objects.blobs([...new Set(files.map(({ headBlob = "" }) => headBlob))], (name, bytes) => {
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes).split("\n");
    for (const { uri, headBlob } of files) if (headBlob === name) lines.set(uri, text);
  });
  return (uri, line) => lines.get(uri)?.[line - 1];
}

function settledCoverage(
  change: Change,
  { settled, dossier }: Prepared,
  asked: ReadonlyMap<string, HunkState>,
): readonly HunkCoverage[] {
  const cut = new Set(dossier.cut);
  const coverage = cover(change, new Map([...asked, ...settled]), { state: "failed", reason: "not asked" });
  return coverage.map((row) => {
    const { state } = row;
    // What nobody was shown whole, nobody has reviewed.
    const shown = !(state.state === "reviewed" && cut.has(row.hunk));
    return {
      ...row,
      state: shown ? state : { state: "failed", reason: "a changed line was too long to be sent whole" },
    };
  });
}

/** Of what is not ours in it: the prompt and the schema hold nothing of the change. */
export function proofOfRedaction({ shared, text }: Question, redactor: Redactor): RedactionProof {
  const sent = shared + text;
  return {
    bytesBefore: redactor.bytesBefore(sent),
    bytesAfter: Buffer.byteLength(sent),
    redactions: countMarks(sent),
  };
}

type Request = Asked["requests"][number];

export function accountOf(
  requests: readonly Request[],
  {
    dossier,
    model,
  }: { readonly dossier: Pick<Dossier, "hunks" | "redactions">; readonly model: Pick<Model, "provider" | "id"> },
): Account {
  const left = requests.filter(({ record }) => hasLeft(record));
  const costs = left.map(({ record }) => record.costUsd);
  return {
    provider: model.provider,
    model: model.id,
    requests: requests.map(({ record }) => record),
    disclosures: left.flatMap(({ record, hunks }) => disclosuresOf({ name: record.question, hunks }, dossier)),
    ruleSet: { version: RULE_SET_VERSION, sha256: ruleSetSha256() },
    redactions: dossier.redactions,
    guardHits: requests.filter(({ record }) => record.kind === "guarded").length,
    ...(costs.includes(undefined) ? {} : { costUsd: costs.reduce((sum: number, cost) => sum + (cost ?? 0), 0) }),
  };
}
