/** Asks the local Messages API one question, the way the program does. */

import { expect } from "@jest/globals";
import type { Retry } from "../../src/adapters/anthropic-retry.ts";
import { createAnthropic, type AnthropicOptions } from "../../src/adapters/anthropic.ts";
import type { Asked } from "../../src/ports.ts";
import type { Question } from "../../src/records.ts";
import { createGuard, createRedactor } from "../../src/secrets/index.ts";
import { fakeClock } from "../fakes/clock.ts";
import { fakeLog } from "../fakes/log.ts";
import { QUESTION } from "../fixtures/question.ts";
import { messagesServer, type Behaviour, type MessagesServer, type ModelRequest } from "./messages-api.ts";

export const KEY = `sk-ant-${"test"}-${"0123456789abcdef".repeat(3)}`;

export type Script = (request: ModelRequest, n: number) => Behaviour;

export interface Run {
  readonly asked: Asked;
  /** How long it waited between tries, in milliseconds. */
  readonly waits: readonly number[];
  readonly log: readonly string[];
  /** Closed already. */
  readonly server: MessagesServer;
}

type Options = Partial<Omit<AnthropicOptions, "retry">> & {
  readonly retry?: Partial<Retry>;
  readonly question?: Question;
  readonly again?: () => boolean;
};

/** Time passes only while it waits between tries. */
export async function ask(script: Script | Behaviour, given: Options = {}): Promise<Run> {
  const server = await messagesServer(typeof script === "function" ? script : () => script, { key: KEY });
  const waits: number[] = [];
  const log = fakeLog();
  const { question = QUESTION, again, retry, ...options } = given;
  const model = createAnthropic({
    apiKey: KEY,
    baseUrl: server.url,
    model: "claude-sonnet-5-5",
    effort: "medium",
    models: ["claude-sonnet-5-5", "claude-opus-5-5"],
    guard: createGuard({ known: [KEY] }),
    redact: createRedactor({ known: [KEY] }).redact,
    log,
    clock: fakeClock("2026-11-22T12:00:00.000Z"),
    retry: {
      sleep: async (ms) => void waits.push(ms),
      elapsedMs: () => waits.reduce((sum, ms) => sum + ms, 0),
      ...retry,
    },
    ...options,
  });
  try {
    const asked = await model.ask(question, again);
    for (const text of [JSON.stringify(asked), ...log.lines]) expect(text).not.toContain(KEY);
    return { asked, waits, log: log.lines, server };
  } finally {
    await server.close();
  }
}

export function status(code: number, more: Partial<Behaviour & { kind: "status" }> = {}): Behaviour {
  return { kind: "status", status: code, ...more };
}
