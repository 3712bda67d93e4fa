/** "What left the building": the account in numbers and words, worked out once for all outputs. */

import {
  hasLeft,
  type Account,
  type Disclosure,
  type Reply,
  type RequestRecord,
  type Review,
  type Usage,
} from "../records.ts";
import { count, thousands } from "../words.ts";
import { groupBy } from "./overview.ts";
import { seconds } from "./words.ts";

/** Sums over the requests of a run. */
export interface Totals {
  readonly requests: Readonly<Record<Reply["kind"], number>>;
  /** Of the bodies that left, each counted once however often it was tried. */
  readonly bytes: number;
  readonly usage: Usage;
  readonly seconds: number;
  /** Secrets that were replaced in what was prepared to leave. */
  readonly redactions: number;
}

export function totalsOf({ requests, redactions }: Account): Totals {
  const sum = (of: (request: RequestRecord) => number | undefined): number =>
    requests.reduce((total, request) => total + (of(request) ?? 0), 0);
  const ended = (kind: Reply["kind"]): number => requests.filter((request) => request.kind === kind).length;
  return {
    requests: {
      answered: ended("answered"),
      refused: ended("refused"),
      failed: ended("failed"),
      guarded: ended("guarded"),
      overBudget: ended("overBudget"),
    },
    bytes: sum(({ bytes }) => bytes),
    usage: {
      inputTokens: sum(({ usage }) => usage?.inputTokens),
      outputTokens: sum(({ usage }) => usage?.outputTokens),
      cacheReadTokens: sum(({ usage }) => usage?.cacheReadTokens),
      cacheWriteTokens: sum(({ usage }) => usage?.cacheWriteTokens),
    },
    seconds: sum(({ seconds: time }) => time),
    redactions: Object.values(redactions).reduce((total, n) => total + n, 0),
  };
}

export const REPLY_WORDS: Readonly<Record<Reply["kind"], string>> = {
  answered: "answered",
  refused: "refused by the model",
  failed: "failed",
  guarded: "stopped by the guard",
  overBudget: "not sent: over budget",
};

export const NOTHING_LEFT = "Nothing left this machine.";

/** One line of the account. */
export interface AccountRow {
  readonly term: string;
  /** Words and numbers of ours; may be empty. */
  readonly value: string;
  /** What others named: providers, models, types of secret. Hostile. */
  readonly names: readonly string[];
}

/** Undefined when nothing left. */
export function accountRows({ model }: Review): readonly AccountRow[] | undefined {
  if (model === undefined || !model.account.requests.some(hasLeft)) return undefined;
  const { account } = model;
  const totals = totalsOf(account);
  const row = (term: string, value: string, names: readonly string[] = []): AccountRow => ({ term, value, names });
  return [
    row("To", "", recipients(account)),
    row("Requests", `${thousands(account.requests.length)} (${endings(totals)})`),
    row("Sent", `${count(totals.bytes, "byte")}, ${disclosedWords(account.disclosures)}`),
    row("Redacted before", redactedWords(account, totals), redactionTypes(account)),
    row("Guard", guardWords(account)),
    row("Tokens", tokenWords(totals.usage)),
    row("Cost", costWords(account.costUsd)),
    row("Time in requests", seconds(totals.seconds)),
    row("Prompts, SHA-256", "", [...new Set(account.requests.map(({ promptSha256 }) => promptSha256))]),
  ];
}

/** The account in a line or two, for the terminal. Names in it are hostile. */
export function accountSentence(review: Review): string {
  if (review.model === undefined || accountRows(review) === undefined) return nothingLeftSentence(review);
  const { account } = review.model;
  const totals = totalsOf(account);
  const { usage } = totals;
  return `${[
    `To ${recipients(account).join(", ")}: ${count(account.requests.length, "request")} (${endings(totals)})`,
    `${count(totals.bytes, "byte")}, ${disclosedWords(account.disclosures)}`,
    `${count(totals.redactions, "secret")} redacted before, guard: ${guardWords(account)}`,
    `${thousands(usage.inputTokens)} tokens in, ${thousands(usage.cacheReadTokens)} cached, ${thousands(usage.outputTokens)} out`,
    `cost ${costWords(account.costUsd)}`,
    seconds(totals.seconds),
  ].join("; ")}.`;
}

/** What was prepared and stopped here, when nothing left: "2 questions: 1 stopped by the guard, 1 not sent: over budget". */
export function nothingLeftSentence({ model }: Review): string {
  if (model === undefined || model.account.requests.length === 0) return NOTHING_LEFT;
  return `${NOTHING_LEFT} ${count(model.account.requests.length, "question")}: ${endings(totalsOf(model.account))}.`;
}

/** The provider, then the models that answered, else the one that was asked. */
function recipients({ provider, model, requests }: Account): readonly string[] {
  const answered = new Set(requests.flatMap((request) => (request.model === undefined ? [] : [request.model])));
  return [provider, ...(answered.size === 0 ? [model] : answered)];
}

/** "3 answered, 1 failed". */
function endings({ requests }: Totals): string {
  const kinds = (Object.keys(REPLY_WORDS) as (keyof typeof REPLY_WORDS)[]).filter((kind) => requests[kind] > 0);
  return kinds.map((kind) => `${thousands(requests[kind])} ${REPLY_WORDS[kind]}`).join(", ");
}

/** "3 secrets, 1,204 bytes before and 1,100 after, by rules 2.0.0": of the questions' text, as the rules left it. */
function redactedWords({ requests, ruleSet }: Account, { redactions }: Totals): string {
  const proofs = requests.flatMap(({ redaction }) => (redaction === undefined ? [] : [redaction]));
  const sum = (of: "bytesBefore" | "bytesAfter") => proofs.reduce((total, proof) => total + proof[of], 0);
  return [
    count(redactions, "secret"),
    ...(proofs.length === 0
      ? []
      : [`${count(sum("bytesBefore"), "byte")} before and ${thousands(sum("bytesAfter"))} after`]),
    ...(ruleSet === undefined ? [] : [`rules ${ruleSet.version}`]),
  ].join(", ");
}

/** "private-key 3". */
function redactionTypes({ redactions }: Account): readonly string[] {
  return Object.entries(redactions)
    .filter(([, n]) => n > 0)
    .map(([type, n]) => `${type} ${thousands(n)}`);
}

function guardWords({ guardHits }: Account): string {
  return guardHits === 0 ? "no hit" : count(guardHits, "hit");
}

function tokenWords({ inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens }: Usage): string {
  const cached = `${thousands(cacheReadTokens)} read from and ${thousands(cacheWriteTokens)} written to the cache`;
  return `${thousands(inputTokens)} in, ${thousands(outputTokens)} out, ${cached}`;
}

/** Not rounded to nothing: what cost something never reads as 0. */
export function costWords(costUsd: number | undefined): string {
  if (costUsd === undefined) return "unknown";
  return costUsd > 0 && costUsd < 0.0001 ? "under 0.0001 USD" : `${costUsd.toFixed(4)} USD`;
}

/** Nothing for what did not leave. */
export function requestCost(request: RequestRecord): string {
  return request.costUsd === undefined && !hasLeft(request) ? "" : costWords(request.costUsd);
}

/** The disclosed lines of one file, as ranges without overlaps. */
export interface DisclosedFile {
  readonly uri: string;
  /** "10-20, 31; removed 4-5". */
  readonly ranges: string;
  readonly lines: number;
}

export function disclosedFiles(disclosures: readonly Disclosure[]): readonly DisclosedFile[] {
  return [...groupBy(disclosures, ({ uri }) => uri)].map(([uri, ofFile]) => {
    const head = merged(ofFile.filter(({ side }) => side === "head"));
    const base = merged(ofFile.filter(({ side }) => side === "base"));
    const parts = [
      head.map(rangeWords).join(", "),
      base.length > 0 ? `in base ${base.map(rangeWords).join(", ")}` : "",
    ];
    const lines = [...head, ...base].reduce((sum, { startLine, endLine }) => sum + endLine - startLine + 1, 0);
    return { uri, ranges: parts.filter((part) => part !== "").join("; "), lines };
  });
}

function disclosedWords(disclosures: readonly Disclosure[]): string {
  const files = disclosedFiles(disclosures);
  const lines = files.reduce((sum, file) => sum + file.lines, 0);
  return `${count(lines, "line")} of ${count(files.length, "file")}`;
}

type Range = Pick<Disclosure, "startLine" | "endLine">;

function merged(ranges: readonly Range[]): readonly Range[] {
  const result: Range[] = [];
  for (const range of ranges.toSorted((a, b) => a.startLine - b.startLine)) {
    const last = result.at(-1);
    if (last === undefined || range.startLine > last.endLine + 1) result.push(range);
    else result[result.length - 1] = { ...last, endLine: Math.max(last.endLine, range.endLine) };
  }
  return result;
}

function rangeWords({ startLine, endLine }: Range): string {
  return endLine > startLine ? `${startLine}-${endLine}` : String(startLine);
}
