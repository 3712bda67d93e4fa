/** Claude drafts the edit: one question over the lines around a finding, its answer held against them (L1, L4). */

import { z } from "zod";
import type { Edit, TriagedFinding } from "../finding.ts";
import type { Model } from "../ports.ts";
import type { Policy } from "../policy.ts";
import type { Account, Change, Question, Redacted, Reply } from "../records.ts";
import {
  accountOf,
  checkEdit,
  composeQuestion,
  editedFiles,
  fenced,
  hunkText,
  modelText,
  onRecord,
  ownersInstructions,
  parseJson,
  priceOf,
  proofOfRedaction,
  shownLine,
  toSentSchema,
  type FindingEdit,
  type Prices,
  type QuestionForm,
} from "../review/index.ts";
import type { EditedFile } from "../scan/index.ts";
import { joined, own, redactedText } from "../secrets/index.ts";
import { unwelcome } from "./edit-rules.ts";
import { showPlaces, type PlacePorts, type ShownFile } from "./places.ts";

const MOST_EDITS = 20;
const EXPLANATION_LENGTH = 1_500;

const answerSchema = z.object({
  edits: z
    .array(
      z.object({
        file: z.string().describe("as shown"),
        startLine: z.int(),
        endLine: z.int(),
        replacement: z.string().describe("what stands in place of these lines"),
      }),
    )
    .max(MOST_EDITS),
  explanation: z.string().default(""),
});
type ClaimedEdit = z.output<typeof answerSchema>["edits"][number];

export const FIX_SCHEMA = toSentSchema(answerSchema);

export interface DraftJob {
  readonly finding: TriagedFinding;
  readonly change: Change;
  readonly policy: Policy;
  /** `fix.md`, and what bounds a question. */
  readonly form: Pick<QuestionForm, "prompt" | "limits" | "nonce">;
}

export interface DraftPorts extends PlacePorts {
  /** With its budget around it. */
  readonly model: Model;
  readonly prices?: Prices | undefined;
}

/** A file of head and the same with the edits in it: both never to be shown or stored as they are. */
export interface DraftedFile extends EditedFile<FindingEdit> {
  readonly before: string;
  readonly after: string;
}

export interface Draft {
  readonly files: readonly DraftedFile[];
  /** Claude's words, cleaned; maybe empty. */
  readonly explanation: Redacted;
  /** As the reply names it. */
  readonly model: string;
}

/** A question that was put, and its answer, which nobody has looked at. */
export interface AskedFix {
  readonly shown: readonly ShownFile[];
  readonly reply: Reply;
  /** What left (L8). */
  readonly account: Account;
}

/** Never throws for what the model does. `refused` ends a sentence: nobody was asked. */
export async function askFix(job: DraftJob, ports: DraftPorts): Promise<AskedFix | { readonly refused: string }> {
  const shown = await showPlaces(job.finding, job, ports);
  if ("refused" in shown) return shown;
  const { files } = shown;
  const question = questionOf(files, job, ports);
  const answered = await ports.model.ask(question);
  return { shown: files, reply: answered.reply, account: onAccount(question, answered, { shown: files, ports }) };
}

/** `refused` ends a sentence and holds no word of the answer's but the cleaned `explanation`. */
export type Drafted = { readonly draft: Draft } | { readonly refused: string; readonly explanation?: Redacted };

export async function readDraft(
  { shown, reply, account }: AskedFix,
  job: DraftJob,
  ports: PlacePorts,
): Promise<Drafted> {
  const answered = read(reply);
  if ("refused" in answered) return answered;
  const explanation = modelText(answered.explanation, EXPLANATION_LENGTH, ports.redactor.redact);
  const files = await applied(answered.edits, { job, shown, ports });
  if ("refused" in files) return { ...files, explanation };
  const model = account.requests[0]?.model ?? account.model;
  return { draft: { files: files.files, explanation, model } };
}

function questionOf(
  shown: readonly ShownFile[],
  { finding, policy, form }: DraftJob,
  { redactor }: DraftPorts,
): Question {
  const word = own(form.nonce);
  const { rule, severity, message, location } = finding;
  const what = shownLine([severity, ...rule.cwe, `${rule.id}:`, message].join(" "), redactor);
  const [first] = shown;
  const place = redactedText`${first?.hunk.shownUri ?? own("")}:${location?.startLine ?? 0}-${location?.endLine ?? 0}`;
  const instructions = policy.review?.instructions;
  return composeQuestion("fix", {
    form: { ...form, schema: FIX_SCHEMA },
    shared: joined(
      [
        redactedText`The fences of this message are the lines that hold the word ccr-${word}.`,
        ...(instructions === undefined
          ? []
          : [
              fenced(word, {
                title: own("from the owners of the repository"),
                body: [ownersInstructions(instructions, redactor)],
              }),
            ]),
        own(""),
      ],
      "\n\n",
    ),
    text: joined(
      [
        ...shown.map(({ hunk }) => hunkText(hunk, word, "context")),
        fenced(word, { title: own("finding"), body: [redactedText`${place} ${what}`] }),
        own("Repair this finding."),
      ],
      "\n\n",
    ),
    hunks: shown.map(({ hunk }) => hunk.id),
  });
}

function onAccount(
  question: Question,
  answered: Awaited<ReturnType<Model["ask"]>>,
  { shown, ports }: { readonly shown: readonly ShownFile[]; readonly ports: DraftPorts },
): Account {
  const { model, prices, redactor } = ports;
  const proof = proofOfRedaction(question, redactor);
  const record = onRecord(question, answered, {
    costOf: ({ usage }) => priceOf(usage, prices),
    proofOf: () => proof,
  });
  const hunks = shown.map(({ hunk }) => hunk);
  const account = accountOf([{ record, hunks: question.hunks }], {
    dossier: { hunks, redactions: proof.redactions },
    model,
  });
  // Names of files are text of others, and the account goes to the ledger.
  const disclosures = account.disclosures.map((one) => ({ ...one, uri: redactor.redact(one.uri) }));
  return { ...account, disclosures };
}

function read(reply: Reply): z.output<typeof answerSchema> | { readonly refused: string } {
  switch (reply.kind) {
    case "answered": {
      const parsed = parseJson(reply.text, answerSchema);
      return parsed.ok
        ? parsed.answer
        : { refused: `Claude gave no usable answer (${clause(parsed.reason)}); ask again` };
    }
    case "refused":
      return { refused: "Claude refused the question" };
    case "failed":
      return { refused: `Claude did not answer (${clause(reply.reason)}); ask again` };
    case "guarded":
      return { refused: "the guard saw what may be a secret in the question, and nothing was sent" };
    case "overBudget":
      return { refused: "the question may cost more than the limit, and nothing was sent; raise `max-cost-usd`" };
  }
}

function clause(sentence: string): string {
  return sentence.replace(/\.$/u, "");
}

interface Applying {
  readonly job: DraftJob;
  readonly shown: readonly ShownFile[];
  readonly ports: PlacePorts;
}

/** All edits or none: half a fix is another program. */
async function applied(
  claimed: readonly ClaimedEdit[],
  { job: { finding, change }, shown, ports }: Applying,
): Promise<{ readonly files: readonly DraftedFile[] } | { readonly refused: string }> {
  if (claimed.length === 0) return { refused: "Claude suggests no edit" };
  const { original, redact } = ports.redactor;
  const texts = new Map(shown.map(({ file, text }) => [file.uri, text]));
  const lines = new Map([...texts].map(([uri, text]) => [uri, text.split("\n")]));
  const fixes = [];
  for (const edit of claimed) {
    const place = shown.find(({ hunk }) => hunk.shownUri === edit.file.trim());
    if (place === undefined) return { refused: "an edit names a file that was not shown; ask again" };
    const headLine = (uri: string, line: number): string | undefined => lines.get(uri)?.[line - 1];
    const checked = checkEdit(edit, place.hunk, { headLine, original, redact });
    if ("refused" in checked) return { refused: `an edit does not apply to head (${checked.refused}); ask again` };
    fixes.push(asFix(finding, place.file.uri, checked.edit));
  }
  const edited = await editedFiles(fixes, { change, objects: ports.objects, original });
  if (edited.reduce((sum, { edits }) => sum + edits.length, 0) !== fixes.length)
    return { refused: "its edits overlap each other; ask again" };
  const files = edited.map((file) => ({
    ...file,
    before: texts.get(file.file.uri) ?? "",
    after: new TextDecoder("utf-8", { ignoreBOM: true }).decode(file.bytes),
  }));
  const why = unwelcome(files, finding);
  return why === undefined ? { files } : { refused: why };
}

/** As `editedFiles` takes edits: each of a finding, which stands where it is made. */
function asFix(finding: TriagedFinding, uri: string, fix: Edit): FindingEdit["finding"] {
  const { startLine, endLine } = fix;
  return { ...finding, location: { uri, startLine, endLine }, fix };
}
