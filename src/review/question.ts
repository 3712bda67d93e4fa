/** A dossier becomes questions: as few as the budget of tokens allows, each with the list of all changed files. Pure. */

import { createHash } from "node:crypto";
import { dirname } from "node:path/posix";
import canonicalize from "canonicalize";
import type { Disclosure, DossierFinding, DossierHunk, Question, Redacted, SentLine } from "../records.ts";
import { joined, own, redactedText } from "../secrets/index.ts";
import type { Dossier, DossierFile } from "./dossier.ts";
import { fenced } from "./neutral.ts";
import type { Prompt } from "./prompt.ts";
import { grouped, relationsOf } from "./related.ts";
import { estimateTokens, OVERHEAD_TOKENS } from "./tokens.ts";

/** What is the same in all questions of a run and of the same kind. */
export interface QuestionForm {
  readonly prompt: Prompt;
  /** JSON Schema of the answer. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly limits: { readonly inputTokens: number; readonly maxTokens: number };
  /** The owners' own words, from the policy at base: redacted and neutral, see `ownersInstructions`. */
  readonly instructions?: Redacted;
  /** What the author says about the change, where the policy wants it shown: see `authorsStory`. */
  readonly story?: Redacted;
  /** New and random in every run: 16 to 64 of `0-9a-z`. */
  readonly nonce: string;
}

export interface Questions {
  readonly questions: readonly Question[];
  /** Hunks that are too large for a question of their own. */
  readonly unfit: readonly string[];
}

/** One question if it fits; otherwise parts: a file's hunks together while possible, then what uses each other, then folders. */
export function planQuestions(dossier: Dossier, form: QuestionForm): Questions {
  const room =
    form.limits.inputTokens -
    OVERHEAD_TOKENS -
    estimateTokens(form.prompt.text + (canonicalize(form.schema) ?? "") + sharedText(dossier, form)) -
    estimateTokens(questionText({ hunks: [], findings: [] }, form.nonce));
  const sizes = sizesOf(dossier, form.nonce);
  const size = (hunks: readonly DossierHunk[]): number => hunks.reduce((sum, { id }) => sum + (sizes.get(id) ?? 0), 0);
  const fits = (hunk: DossierHunk): boolean => size([hunk]) <= room;
  const fit = dossier.hunks.filter(fits);
  const parts: DossierHunk[][] =
    size(fit) <= room ? (fit.length === 0 ? [] : [fit]) : packed(fit, { room, size, dossier });
  return {
    questions: parts.map((hunks, index) => questionOf(`review-${String(index + 1)}`, { hunks, dossier, form })),
    unfit: dossier.hunks.filter((hunk) => !fits(hunk)).map(({ id }) => id),
  };
}

/** Two halves of a question, files kept together while possible; the question itself when it asks about one hunk. */
export function splitQuestion(question: Question, dossier: Dossier, form: QuestionForm): readonly Question[] {
  const asked = new Set(question.hunks);
  const hunks = dossier.hunks.filter(({ id }) => asked.has(id));
  if (hunks.length < 2) return [question];
  const middle = hunks.length / 2;
  const borders = hunks.flatMap((hunk, index) => (index > 0 && hunks[index - 1]?.uri !== hunk.uri ? [index] : []));
  const nearest = borders.toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
  const at = nearest ?? Math.floor(middle);
  return [hunks.slice(0, at), hunks.slice(at)].map((half, index) =>
    questionOf(`${question.name}${index === 0 ? "a" : "b"}`, { hunks: half, dossier, form }),
  );
}

/** Which ranges of code a question discloses. */
export function disclosuresOf(
  question: Pick<Question, "name" | "hunks">,
  dossier: Pick<Dossier, "hunks">,
): readonly Disclosure[] {
  const asked = new Set(question.hunks);
  return dossier.hunks
    .filter(({ id }) => asked.has(id))
    .flatMap((hunk) =>
      (["head", "base"] as const).flatMap((side) =>
        ranges(hunk.lines.filter((line) => line.side === side)).map((range) => ({
          uri: side === "head" ? hunk.uri : hunk.baseUri,
          side,
          ...range,
          question: question.name,
        })),
      ),
    );
}

interface Packing {
  readonly room: number;
  readonly size: (hunks: readonly DossierHunk[]) => number;
  readonly dossier: Pick<Dossier, "touched">;
}

/** Files, or the hunks of one that is too large, joined while they fit: the closest relation first, then whole folders. What is left fills questions in the order of paths. */
function packed(hunks: readonly DossierHunk[], { room, size, dossier }: Packing): DossierHunk[][] {
  const units = groupedBy(hunks, ({ uri }) => uri)
    .flatMap((file) => (size(file) <= room ? [file] : file.map((hunk) => [hunk])))
    .map((unit) => ({ hunks: unit, size: size(unit) }));
  const relations = relationsOf(units, dossier.touched ?? new Map());
  const folders = groupedBy([...units.keys()], (index) => dirname(units[index]?.hunks[0]?.uri ?? ""));
  const joins = [...relations.map(({ between }) => between), ...folders];
  const sizes = units.map((unit) => unit.size);
  const bins: DossierHunk[][] = [];
  let left = 0;
  for (const group of grouped(sizes, { room, joins })) {
    const tokens = group.reduce((sum, index) => sum + (sizes[index] ?? 0), 0);
    const together = group.flatMap((index) => units[index]?.hunks ?? []);
    const last = bins.at(-1);
    if (last === undefined || tokens > left) {
      bins.push(together);
      left = room;
    } else last.push(...together);
    left -= tokens;
  }
  const order = new Map(hunks.map((hunk, index) => [hunk, index]));
  return bins.map((bin) => bin.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)));
}

function groupedBy<Item>(items: readonly Item[], key: (item: Item) => string): readonly (readonly Item[])[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

/** Tokens of each hunk with its findings; two more for the line ends between fences. */
function sizesOf({ hunks, findings }: Dossier, nonce: string): ReadonlyMap<string, number> {
  const sizes = new Map(hunks.map((hunk) => [hunk.id, estimateTokens(`${hunkText(hunk, own(nonce))} ${hunk.id}`) + 2]));
  for (const finding of findings)
    sizes.set(finding.hunk, (sizes.get(finding.hunk) ?? 0) + estimateTokens(findingText(finding)) + 1);
  return sizes;
}

interface Part {
  readonly hunks: readonly DossierHunk[];
  readonly dossier: Dossier;
  readonly form: QuestionForm;
}

function questionOf(name: string, { hunks, dossier, form }: Part): Question {
  const asked = new Set(hunks.map(({ id }) => id));
  const findings = dossier.findings.filter(({ hunk }) => asked.has(hunk));
  return composeQuestion(name, {
    form,
    shared: sharedText(dossier, form),
    text: questionText({ hunks, findings }, form.nonce),
    hunks: [...asked],
  });
}

export interface QuestionParts {
  readonly form: Omit<QuestionForm, "instructions">;
  readonly shared: Redacted;
  readonly text: Redacted;
  readonly hunks: readonly string[];
}

/** Any question, with its digests. They are taken with a fixed word for the nonce: equal questions have equal digests. */
export function composeQuestion(name: string, { form, shared, text, hunks }: QuestionParts): Question {
  const { prompt, schema, limits, nonce } = form;
  const schemaText = canonicalize(schema) ?? "";
  const withoutNonce = (part: string): string => part.replaceAll(`ccr-${nonce}`, "ccr-NONCE");
  return {
    name,
    system: prompt.text,
    shared,
    text,
    schema,
    maxTokens: limits.maxTokens,
    sha256: sha256(canonicalize([prompt.text, withoutNonce(shared), withoutNonce(text), schemaText]) ?? ""),
    promptSha256: prompt.sha256,
    schemaSha256: sha256(schemaText),
    hunks,
    own: [prompt.text, JSON.stringify(schema), `ccr-${nonce}`, ...hunks],
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The first part of the user turn: the fence of this run, the files, the owners' words. */
export function sharedText(
  dossier: Pick<Dossier, "files">,
  { instructions, story, nonce }: Pick<QuestionForm, "instructions" | "story" | "nonce">,
): Redacted {
  // A short or guessable one would let a text forge a fence, were `neutral` ever to miss one.
  if (!/^[0-9a-z]{16,64}$/u.test(nonce)) throw new Error("A nonce has 16 to 64 digits or small letters.");
  const word = own(nonce);
  return joined(
    [
      redactedText`The fences of this message are the lines that hold the word ccr-${word}.`,
      fenced(word, { title: own("changed files"), body: dossier.files.map(fileText) }),
      ...(instructions === undefined
        ? []
        : [fenced(word, { title: own("from the owners of the repository"), body: [instructions] })]),
      ...(story === undefined ? [] : [fenced(word, { title: own("what the author says"), body: [story] })]),
      // What follows begins with a fence, which is a line of its own.
      own(""),
    ],
    "\n\n",
  );
}

function fileText({ status, shownUri, shownBaseUri, about }: DossierFile): Redacted {
  const from = shownBaseUri === undefined ? own("") : redactedText` (from ${shownBaseUri})`;
  const more = own(about.length === 0 ? "" : ` [${about.join(", ")}]`);
  return redactedText`${own(status)} ${shownUri}${from}${more}`;
}

function questionText(
  { hunks, findings }: { hunks: readonly DossierHunk[]; findings: readonly DossierFinding[] },
  nonce: string,
): Redacted {
  const word = own(nonce);
  return joined(
    [
      ...hunks.map((hunk) => hunkText(hunk, word)),
      ...(findings.length === 0
        ? []
        : [fenced(word, { title: own("findings of scanners"), body: findings.map(findingText) })]),
      own(`Judge these hunks: ${hunks.map(({ id }) => id).join(" ")}`),
    ],
    "\n\n",
  );
}

function findingText({ id, text }: DossierFinding): Redacted {
  return redactedText`${own(id)} ${text}`;
}

/** One hunk between fences, each line as `h12 +| text`. */
export function hunkText(hunk: DossierHunk, nonce: Redacted, title: "hunk" | "context" = "hunk"): Redacted {
  return fenced(nonce, {
    title: redactedText`${own(title)} ${own(hunk.id)} ${hunk.shownUri}`,
    body: hunk.lines.length === 0 ? [own("(no lines of text)")] : linesText(hunk.lines),
  });
}

/** A line of ours stands where lines of head were left out; no line of others begins like it. */
export function linesText(lines: readonly SentLine[]): readonly Redacted[] {
  let expected: number | undefined;
  return lines.flatMap((sent) => {
    const gap = sent.side === "head" && expected !== undefined ? sent.line - expected : 0;
    if (sent.side === "head") expected = sent.line + 1;
    return gap > 0 ? [own(`⟦${String(gap)} lines not shown⟧`), lineText(sent)] : [lineText(sent)];
  });
}

const MARKS = { context: " ", added: "+", removed: "-" } as const;

function lineText({ side, line, kind, text }: SentLine): Redacted {
  return redactedText`${own(side === "head" ? "h" : "b")}${line} ${own(MARKS[kind])}| ${text}`;
}

function ranges(lines: readonly SentLine[]): readonly { startLine: number; endLine: number }[] {
  const result: { startLine: number; endLine: number }[] = [];
  for (const { line } of lines) {
    const last = result.at(-1);
    if (last !== undefined && line === last.endLine + 1) last.endLine = line;
    else result.push({ startLine: line, endLine: line });
  }
  return result;
}
