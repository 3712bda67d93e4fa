/**
 * Answers that are kept, so that a prompt can be tested again and again for nothing. One belongs to the digest of its
 * question, which is taken before the nonce is put in: a question that changed has none. Only `eval` reads them.
 */

import { basename, join } from "node:path";
import { z } from "zod";
import { ConfigurationError } from "../errors.ts";
import type { Asked, Clock, Files, Model } from "../ports.ts";
import type { Question, Redacted, Reply } from "../records.ts";
import { oneLine } from "../untrusted.ts";

/** Only `live` answers measure accuracy: `command` is another program or a person, `synthetic` is written by hand. */
export const SOURCES = ["live", "command", "synthetic"] as const;
export type SourceKind = (typeof SOURCES)[number];

const count = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

const Recording = z.strictObject({
  version: z.literal(1),
  /** SHA-256 before the nonce: what it is found by. */
  question: sha256,
  /** "review-1": for people. */
  name: z.string().max(100),
  promptSha256: sha256,
  source: z
    .strictObject({
      kind: z.enum(SOURCES),
      provider: z.string().max(100),
      model: z.string().max(200),
      /** ISO 8601, UTC. None of a synthetic one: nobody answered, and the same words give the same file. */
      date: z.iso.datetime().optional(),
    })
    .refine(
      ({ kind, date }) => (kind === "synthetic") === (date === undefined),
      "a date stands with all but synthetic",
    ),
  /** Redacted, and without the nonce. */
  reply: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("answered"), text: z.string() }),
    z.strictObject({ kind: z.literal("refused"), category: z.string().max(200) }),
  ]),
  usage: z
    .strictObject({ inputTokens: count, outputTokens: count, cacheReadTokens: count, cacheWriteTokens: count })
    .optional(),
  seconds: z.number().min(0),
});
export type Recording = z.output<typeof Recording>;
export type AnswerSource = Recording["source"];

/** By the digest of the question. @throws ConfigurationError `eval-invalid` */
export async function readRecordings(
  folder: string,
  files: Pick<Files, "read" | "glob">,
): Promise<ReadonlyMap<string, Recording>> {
  const found = new Map<string, Recording>();
  for (const path of await files.glob("*.json", folder)) {
    const recording = parseRecording(path, Buffer.from((await files.read(path)) ?? "").toString("utf8"));
    found.set(recording.question, recording);
  }
  return found;
}

function parseRecording(path: string, text: string): Recording {
  try {
    return Recording.parse(JSON.parse(text));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : "not JSON";
    throw new ConfigurationError(
      "eval-invalid",
      `${path} is not a recorded answer: ${oneLine(why, 300)}`,
      "Take it away and record again, or name a folder that holds recordings alone.",
    );
  }
}

export const NOT_RECORDED = "not recorded: record again";

/** What a model that listens to a tape needs. */
export interface Tape {
  readonly recordings: ReadonlyMap<string, Recording>;
  /** Where new answers go; absent: nothing is kept. */
  readonly folder?: string;
  readonly files: Pick<Files, "write">;
  readonly clock: Clock;
  /** For what is kept (L1). */
  readonly redact: (text: string) => Redacted;
  /** What a new answer is called. */
  readonly kind: SourceKind;
  /** Told of each reply: whose it was, or that there was none. */
  readonly heard: (source: AnswerSource | "notRecorded") => void;
  /** Told of each question before somebody is asked. */
  readonly asking?: (question: Question) => void;
}

/** Answers from the tape alone. */
export function replayed({ provider, id }: Pick<Model, "provider" | "id">, tape: Tape): Model {
  return {
    provider,
    id,
    ask: async (question) => {
      const recording = tape.recordings.get(question.sha256);
      if (recording !== undefined) return play(recording, tape);
      tape.heard("notRecorded");
      return { reply: { kind: "failed", reason: NOT_RECORDED, split: false }, record: { attempts: 0, seconds: 0 } };
    },
  };
}

/** Asks what this model has not answered before, and keeps the answer at once: a run that was stopped goes on. */
export function recorded(model: Model, tape: Tape): Model {
  const { provider, id } = model;
  return {
    provider,
    id,
    ask: async (question, again) => {
      const known = tape.recordings.get(question.sha256);
      if (known !== undefined && isOf(known.source, { provider, id, kind: tape.kind })) return play(known, tape);
      tape.asking?.(question);
      const asked = await model.ask(question, again);
      const source: AnswerSource = {
        kind: tape.kind,
        provider,
        // Of a program that does not say: its name, and not where it lies on this machine.
        model: oneLine(asked.record.model ?? basename(id), 200),
        ...(tape.kind !== "synthetic" && { date: tape.clock.now().toISOString() }),
      };
      await keep({ question, asked, source }, tape);
      if (asked.reply.kind === "answered" || asked.reply.kind === "refused") tape.heard(source);
      return asked;
    },
  };
}

/** A local program may answer with several models, and name them only afterwards. */
function isOf(
  source: AnswerSource,
  { provider, id, kind }: { provider: string; id: string; kind: SourceKind },
): boolean {
  return source.kind === kind && source.provider === provider && (provider === "command" || source.model === id);
}

async function keep(
  { question, asked, source }: { question: Question; asked: Asked; source: AnswerSource },
  { folder, files, redact }: Tape,
): Promise<void> {
  const reply = keepable(asked.reply, question, redact);
  if (folder === undefined || reply === undefined) return;
  const { usage, seconds } = asked.record;
  const recording: Recording = {
    version: 1,
    question: question.sha256,
    name: question.name,
    promptSha256: question.promptSha256,
    source,
    reply,
    ...(usage !== undefined && { usage }),
    seconds: source.kind === "synthetic" ? 0 : seconds,
  };
  await files.write(join(folder, `${question.sha256}.json`), `${JSON.stringify(recording, null, 2)}\n`);
}

/** A failure is asked again. */
function keepable(reply: Reply, { own }: Question, redact: Tape["redact"]): Recording["reply"] | undefined {
  if (reply.kind === "refused") return { kind: "refused", category: oneLine(reply.category, 200) };
  if (reply.kind !== "answered") return undefined;
  const nonce = own.find((part) => /^ccr-[0-9a-z]{16,64}$/u.test(part));
  const text = nonce === undefined ? reply.text : reply.text.replaceAll(nonce, "ccr-NONCE");
  return { kind: "answered", text: redactedAnswer(text, redact) };
}

/** String by string: over the whole text `… the password.","attack":"…` looks like a password and its value, and is an answer no more. */
function redactedAnswer(text: string, redact: Tape["redact"]): string {
  const redactedValue = (_: string, value: unknown): unknown => {
    if (typeof value === "string") return redact(value);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [redact(key), one]));
  };
  try {
    return JSON.stringify(JSON.parse(text, redactedValue));
  } catch {
    // No JSON, or nested deeper than the stack.
    return redact(text);
  }
}

function play({ source, reply, usage, seconds }: Recording, { heard }: Tape): Asked {
  heard(source);
  return { reply, record: { attempts: 1, seconds, model: source.model, ...(usage !== undefined && { usage }) } };
}
