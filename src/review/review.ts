/** Claude's part of a review: what may be sent, the questions, the answers held against what was sent, a state for every hunk. */

import type { TriagedFinding } from "../finding.ts";
import type { Policy } from "../policy.ts";
import type { Model, Objects } from "../ports.ts";
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
  type RequestRecord,
} from "../records.ts";
import { countMarks, RULE_SET_VERSION, ruleSetSha256, type Redactor } from "../secrets/index.ts";
import { ANSWER_SCHEMA } from "./answer.ts";
import { askAll, onRecord, type Answered, type Asking as Asked } from "./ask.ts";
import { priceOf, type Prices } from "./budget.ts";
import { checkClaims, type StandingClaim } from "./claims.ts";
import { cover } from "./coverage.ts";
import { buildDossier, ownersInstructions, type Dossier } from "./dossier.ts";
import type { HeadLine } from "./edits.ts";
import { planExclusions } from "./exclusions.ts";
import { checkOpinions } from "./opinions.ts";
import type { Prompt } from "./prompt.ts";
import { disclosuresOf, planQuestions, splitQuestion, type QuestionForm } from "./question.ts";
import { applyVerification, planVerification } from "./verify.ts";

export interface ReviewJob {
  readonly change: Change;
  readonly policy: Policy;
  /** Deterministic findings, triaged: those of the same files go with the code. */
  readonly findings: readonly TriagedFinding[];
  readonly prompt: Prompt;
  readonly limits: QuestionForm["limits"];
  readonly nonce: string;
}

export interface ReviewPorts {
  readonly objects: Objects;
  readonly redactor: Redactor;
}

/** Everything that would leave, before anything does: what `--dry-run` prints. */
export interface Prepared {
  readonly dossier: Dossier;
  readonly form: QuestionForm;
  readonly questions: readonly Question[];
  /** What is settled without asking: excluded, too large. */
  readonly settled: ReadonlyMap<string, HunkState>;
}

export async function prepare(job: ReviewJob, { objects, redactor }: ReviewPorts): Promise<Prepared> {
  const { change, policy, findings, prompt, limits, nonce } = job;
  const excluded = await planExclusions(change, { policy, objects });
  const hunks = new Set(
    change.files.flatMap((file) => file.hunks.map(({ id }) => id)).filter((id) => !excluded.has(id)),
  );
  const dossier = await buildDossier(change, { hunks, objects, redactor, findings });
  const instructions = policy.review?.instructions;
  const form: QuestionForm = {
    prompt,
    schema: ANSWER_SCHEMA,
    limits,
    nonce,
    ...(instructions === undefined ? {} : { instructions: ownersInstructions(instructions, redactor) }),
  };
  const { questions, unfit } = planQuestions(dossier, form);
  const settled = new Map<string, HunkState>(excluded);
  for (const id of unfit) settled.set(id, { state: "overBudget" });
  return { dossier, form, questions, settled };
}

export interface Asker {
  /** With its budget around it. */
  readonly model: Model;
  readonly prices?: Prices | undefined;
  readonly verifyPrompt: Prompt;
  readonly progress?: (done: number, known: number) => void;
}

/** Asks, checks and accounts. Never throws for what the model does: that is a state. */
export async function reviewChange(
  { change, findings }: Pick<ReviewJob, "change" | "findings">,
  { prepared, asker, ports }: { prepared: Prepared; asker: Asker; ports: ReviewPorts },
): Promise<ModelReview> {
  const { dossier, form, questions } = prepared;
  const { model, prices, progress } = asker;
  const costOf = ({ usage }: Pick<RequestRecord, "usage">) => priceOf(usage, prices);
  const split = (question: Question) => splitQuestion(question, dossier, form);
  const proofOf = (question: Question) => proofOfRedaction(question, ports.redactor);
  const asked = await askAll(questions, {
    model,
    split,
    costOf,
    proofOf,
    ...(progress === undefined ? {} : { progress }),
  });
  const checked = await checkAnswers(asked.answered, { dossier, findings, change, ports });
  const verification =
    checked.claims.length === 0
      ? undefined
      : planVerification(checked.claims, dossier, { ...form, prompt: asker.verifyPrompt });
  const verified = verification === undefined ? undefined : await model.ask(verification);
  const outcome = applyVerification(checked.claims, verified?.reply, ports.redactor.redact);
  const requests = [...asked.requests];
  if (verification !== undefined && verified !== undefined)
    requests.push({
      record: onRecord(verification, verified, { costOf, proofOf }),
      hunks: claimedHunks(checked.claims),
    });
  return {
    findings: outcome.findings,
    rejected: [...checked.rejected, ...outcome.rejected],
    opinions: checked.opinions,
    coverage: settledCoverage(change, prepared, asked.states),
    account: accountOf(requests, { dossier, model }),
    notes: [...checked.notes, ...outcome.notes],
  };
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
}

async function checkAnswers(answered: readonly Answered[], evidence: Evidence): Promise<Checked> {
  const { dossier, findings, ports } = evidence;
  const redact = ports.redactor.redact;
  const headLine = await readHead(answered, evidence);
  const rules = new Map(findings.map(({ fingerprint, rule }) => [fingerprint, rule.id]));
  const parts = answered.map(({ question, answer, model }) => {
    const asked = new Set(question.hunks);
    const hunks = dossier.hunks.filter(({ id }) => asked.has(id));
    const { original } = ports.redactor;
    const context = { hunks, model, promptSha256: question.promptSha256, headLine, original, redact };
    const about = { hunks, findings: dossier.findings.filter(({ hunk }) => asked.has(hunk)), redact };
    return {
      ...checkClaims(answer.findings, context),
      opinions: checkOpinions(answer.triage, { ...about, ruleId: (fingerprint) => rules.get(fingerprint) }),
    };
  });
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
function proofOfRedaction({ shared, text }: Question, redactor: Redactor): RedactionProof {
  const sent = `${shared}\n\n${text}`;
  return {
    bytesBefore: redactor.bytesBefore(sent),
    bytesAfter: Buffer.byteLength(sent),
    redactions: countMarks(sent),
  };
}

type Request = Asked["requests"][number];

function accountOf(requests: readonly Request[], { dossier, model }: { dossier: Dossier; model: Model }): Account {
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

function claimedHunks(claims: readonly StandingClaim[]): readonly string[] {
  return [...new Set(claims.map(({ hunk }) => hunk.id))];
}
