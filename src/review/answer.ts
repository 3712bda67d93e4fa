/** What Claude may answer. One schema is sent, checks what comes back, and is the type (design.md: "untrusted"). */

import { z } from "zod";
import { needsSchema } from "./needs.ts";

/** Far above what `maxTokens` lets through; a stand-in for a model has no such limit. */
const MOST_CHARACTERS = 2_000_000;
const MOST_FINDINGS = 200;
const MOST_OPINIONS = 1_000;
const MOST_STEPS = 100;
const MOST_NOTES = 100;

const edit = z.object({
  startLine: z.int(),
  endLine: z.int(),
  replacement: z.string(),
});

const side = z.enum(["head", "base"]).describe("base for removed lines");

export const stepSchema = z.object({
  file: z.string(),
  side: side.default("head"),
  line: z.int(),
  note: z.string().default("").describe("what happens there, in a few words"),
});

const claim = z.object({
  hunk: z.string(),
  file: z.string(),
  side,
  startLine: z.int(),
  endLine: z.int(),
  quote: z.string().describe("one of these lines, or several in a row, word for word as sent"),
  cwe: z.string().describe("like CWE-89"),
  severity: z.enum(["low", "medium", "high", "critical"]),
  title: z.string(),
  explanation: z.string(),
  attack: z.string(),
  path: z
    .array(stepSchema)
    .max(MOST_STEPS)
    .default([])
    .describe("from where an attacker comes in to the flaw, in order"),
  fix: edit.describe("lines of head, and what stands in their place").optional(),
});

const opinion = z.object({
  finding: z.string(),
  opinion: z.enum(["confirmed", "falsePositive", "uncertain"]),
  reason: z.string(),
  // Only a false positive needs a mitigation: the line that makes it one.
  quote: z.string().optional(),
  file: z.string().optional(),
  line: z.int().optional(),
});

/** What has a default is asked for, and an answer without it is one all the same: no finding is lost over it. */
const answerSchema = z.object({
  reviewed: z.array(z.string()).describe("the id of every hunk that you judged, and nothing else"),
  findings: z.array(claim).max(MOST_FINDINGS),
  triage: z.array(opinion).max(MOST_OPINIONS),
  needs: needsSchema.default([]).describe("code that you must see before you can decide; empty when you can"),
  summary: z.string().default("").describe("what the change does for security, at most three sentences"),
  qualityNotes: z
    .array(z.string())
    .max(MOST_NOTES)
    .default([])
    .describe("at most five remarks on the quality of the change that are no security findings, a sentence each"),
});

export type Answer = z.output<typeof answerSchema>;
export type Claim = Answer["findings"][number];
export type ClaimedStep = z.output<typeof stepSchema>;
export type ClaimedEdit = z.output<typeof edit>;
export type ClaimedOpinion = Answer["triage"][number];

export type Parsed<T> =
  | { readonly ok: true; readonly answer: T }
  /** A sentence of ours, without a word of the answer's. */
  | { readonly ok: false; readonly reason: string };

/** JSON Schema of a review's answer, for `Question.schema`. Nobody is asked for remarks on quality that nobody wants. */
export const ANSWER_SCHEMA = toSentSchema(answerSchema.omit({ qualityNotes: true }));
export const ANSWER_SCHEMA_WITH_NOTES = toSentSchema(answerSchema);

/** A review's answer. Never throws. */
export function parseAnswer(text: string): Parsed<Answer> {
  return parseJson(text, answerSchema);
}

/** The hunks of the question that the answer says it judged; an id of no question is ignored. Others are "not answered" (L5). */
export function judgedHunks(answer: Answer, asked: readonly string[]): ReadonlySet<string> {
  const reviewed = new Set(answer.reviewed);
  return new Set(asked.filter((id) => reviewed.has(id)));
}

/** All of an answer in one fence of Markdown, as models write it that are not held to a schema. */
const FENCED = /^```(?:json)?\n([^]*)\n```$/u;

/**
 * JSON that fits the schema, whole or not at all: what is dug out of other text is a guess (style.md 5.8). A stand-in for a
 * model is not held to the schema: `null` is nothing, and what nobody asked for is not read.
 */
export function parseJson<T extends z.ZodType>(text: string, schema: T): Parsed<z.output<T>> {
  if (text.trim() === "") return failed("The answer is empty.");
  if (text.length > MOST_CHARACTERS)
    return failed(`The answer is longer than ${String(MOST_CHARACTERS / 1e6)} million characters.`);
  let value: unknown;
  try {
    const trimmed = text.trim();
    value = JSON.parse(FENCED.exec(trimmed)?.[1] ?? trimmed, (_, inner: unknown) => inner ?? undefined);
  } catch {
    // V8's message quotes the text.
    return failed("The answer is not JSON, or it is cut short.");
  }
  const result = schema.safeParse(value);
  if (result.success) return { ok: true, answer: result.data };
  const [issue] = result.error.issues;
  // Paths are names of ours and numbers; zod's message may hold a key of the answer's.
  const place = (issue?.path ?? []).map(String).join(".");
  return failed(
    `The answer does not have the form asked for${place === "" ? "" : `, at ${place}`} (${issue?.code ?? ""}).`,
  );
}

/**
 * The schema as the API takes it: every object closed, no bounds on numbers, lengths or counts (messages-api.md). Those
 * are checked here, when the answer is back.
 */
export function toSentSchema(schema: z.ZodType): Readonly<Record<string, unknown>> {
  const sent = {
    ...z.toJSONSchema(schema, {
      override: ({ jsonSchema }) => {
        for (const bound of ["minimum", "maximum", "maxItems", "default"]) Reflect.deleteProperty(jsonSchema, bound);
      },
    }),
  };
  delete sent.$schema;
  return sent;
}

function failed(reason: string): { ok: false; reason: string } {
  return { ok: false, reason };
}
