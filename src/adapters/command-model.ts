/** `provider: command`: a program of the user's answers (docs/providers.md). It is shown what Claude would be, after the same guard (L1). */

import { createHash } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import type { Asked, CommandResult, Files, Model, Shell } from "../ports.ts";
import type { Question, Redacted, Reply } from "../records.ts";
import type { Guard } from "../secrets/index.ts";
import { oneLine } from "../untrusted.ts";
import { GUARD_BROKEN } from "./guarded-fetch.ts";
import { tryParseJson } from "./json.ts";

export interface CommandModelOptions {
  /** Program and arguments, without a shell; the path of the question's file is added as the last one. */
  readonly argv: readonly [string, ...string[]];
  /** The child's whole environment: no secrets. */
  readonly env: Readonly<Record<string, string>>;
  readonly shell: Shell;
  readonly files: Files;
  readonly guard: Guard;
  /** For what the program says on stderr. */
  readonly redact: (text: string) => Redacted;
  /** Default 10 minutes. */
  readonly deadlineMs?: number;
  /** Default 8 MB. */
  readonly outputCapBytes?: number;
}

const count = z.int().min(0).default(0);
/** An answer with what the program knows about itself; anything else that is an object is the answer. */
const Envelope = z.strictObject({
  text: z.string(),
  model: z.string().optional(),
  usage: z
    .strictObject({ inputTokens: count, outputTokens: count, cacheReadTokens: count, cacheWriteTokens: count })
    .optional(),
});

export function createCommandModel(options: CommandModelOptions): Model {
  const program = oneLine(options.argv[0], 100);
  return {
    provider: "command",
    id: program,
    async ask(question) {
      const began = performance.now();
      const { reply, ...rest } = await ask(question, { ...options, program });
      return { reply, record: { attempts: 1, ...rest, seconds: (performance.now() - began) / 1000 } };
    },
  };
}

type Answered = Pick<Asked, "reply"> & Partial<Asked["record"]>;
type Settled = CommandModelOptions & { readonly program: string };

async function ask(question: Question, options: Settled): Promise<Answered> {
  const { guard, files, shell, argv, env, deadlineMs = 600_000, outputCapBytes = 8_000_000 } = options;
  const body = questionFile(question);
  if (!guard.selfTest()) return { reply: failed(GUARD_BROKEN), attempts: 0 };
  const hit = guard.inspect(body, question.own);
  if (hit !== undefined) return { reply: { kind: "guarded", ...hit }, attempts: 0 };
  const folder = await files.temporary("question");
  try {
    const path = join(folder, "question.json");
    await files.write(path, body);
    const sent = { bytes: Buffer.byteLength(body), bodySha256: createHash("sha256").update(body).digest("hex") };
    const result = await shell.run({ argv: [...argv, path], cwd: folder, env, deadlineMs, outputCapBytes });
    const started = result.ended === "notStarted" ? {} : sent;
    return { ...started, ...answerOf(result, { ...options, deadlineMs, outputCapBytes }) };
  } finally {
    await files.remove(folder);
  }
}

/** Version 1 of what the program reads; docs/providers.md describes it. */
function questionFile({ name, system, shared, text, schema, maxTokens, sha256, hunks }: Question): string {
  return JSON.stringify({ version: 1, name, system, user: shared + text, schema, maxTokens, sha256, hunks });
}

function answerOf(
  result: CommandResult,
  { program, redact, deadlineMs, outputCapBytes }: Settled & { deadlineMs: number; outputCapBytes: number },
): Answered {
  const said = oneLine(redact(oneLine(Buffer.from(result.stderr).toString("utf8"), 2_000)), 300);
  const quoted = said === "" ? "" : ` It says: ${said}`;
  switch (result.ended) {
    case "exit":
      if (result.exitCode === 0) return parseAnswer(Buffer.from(result.stdout).toString("utf8"), program);
      return {
        reply: failed(`The model command ${program} ended with exit code ${String(result.exitCode)}.${quoted}`),
      };
    case "signal":
      return { reply: failed(`The model command ${program} was killed.${quoted}`) };
    case "deadline":
      return { reply: failed(`The model command ${program} did not answer within ${String(deadlineMs / 1000)} s.`) };
    case "outputCap":
      return { reply: failed(`The model command ${program} printed more than ${String(outputCapBytes)} bytes.`) };
    case "interrupted":
      return { reply: failed("The run was interrupted: start it again.") };
    case "notStarted":
      return {
        reply: failed(`The model command ${program} could not be started: name a program that is on PATH.${quoted}`),
        attempts: 0,
      };
  }
}

function parseAnswer(stdout: string, program: string): Answered {
  const text = stdout.trim();
  if (text === "")
    return { reply: failed(`The model command ${program} printed nothing: it must print its answer as JSON.`) };
  const answer = tryParseJson(text);
  if (typeof answer !== "object" || answer === null || Array.isArray(answer))
    return {
      reply: failed(`The model command ${program} did not print one JSON object and nothing else (docs/providers.md).`),
    };
  const envelope = Envelope.safeParse(answer);
  if (!envelope.success) return { reply: { kind: "answered", text } };
  const { model, usage } = envelope.data;
  if (envelope.data.text.trim() === "") return { reply: failed(`The model command ${program} gave an empty answer.`) };
  return {
    reply: { kind: "answered", text: envelope.data.text },
    ...(model !== undefined && { model: oneLine(model, 100) }),
    ...(usage !== undefined && { usage }),
  };
}

function failed(reason: string): Reply {
  return { kind: "failed", reason, split: false };
}
