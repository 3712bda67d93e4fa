/** A server that answers by script, for what no real GitHub shows on demand; and the adapter, set up against it. */

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createGitHub, type GitHubOptions } from "../../src/adapters/github.ts";
import { GitHubRefusal, type GitHub } from "../../src/ports.ts";
import { fakeLog } from "../fakes/log.ts";

export const TOKEN = `ghs_${"0123456789abcdef".repeat(2)}`;
export const SHA = { base: "a".repeat(40), head: "b".repeat(40), mergeBase: "c".repeat(40) };
export const BOT = { id: 41898282, login: "github-actions[bot]", type: "Bot" };
export const STRANGER = { id: 7, login: "mallory", type: "User" };

/** `GET /pulls/7`, and what the port makes of it. */
export const PULL = {
  ...{ number: 7, state: "open", merged: false, locked: false, user: STRANGER },
  head: { ref: "topic", sha: SHA.head, repo: { id: 1, name: "app", owner: STRANGER } },
  base: { ref: "main", repo: { id: 1 } },
};
export const STANDING = { state: "open", merged: false, head: SHA.head, baseBranch: "main" };

export interface Asked {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** What to do with a request. `after`: the effect that happens, whatever the client sees. */
export type Answer =
  | {
      readonly status: number;
      readonly json?: unknown;
      readonly text?: string;
      readonly headers?: Record<string, string>;
    }
  | "reset"
  | "half"
  | "cut"
  | "hang";

export type Script = (asked: Asked, n: number) => Answer;

export interface Bench {
  readonly github: GitHub;
  readonly asked: readonly Asked[];
  /** Milliseconds, of every wait between tries. */
  readonly waits: readonly number[];
  readonly log: ReturnType<typeof fakeLog>;
  readonly url: string;
}

export const ok = (json: unknown, headers?: Record<string, string>): Answer => ({
  status: 200,
  json,
  ...(headers && { headers }),
});
export const viewer = ok({ data: { viewer: { databaseId: BOT.id, login: BOT.login } } });
export const isGraphql = ({ path }: Asked) => path === "/graphql";

/** Answers with the last one for ever. */
export const inTurn =
  (...answers: readonly Answer[]): Script =>
  (_, n) =>
    answers[Math.min(n, answers.length) - 1] ?? "hang";

type Given = Partial<Omit<GitHubOptions, "run" | "token" | "log">>;

/** Requests are counted from 1. No wait takes time. */
export async function onServer<Result>(
  script: Script,
  use: (bench: Bench) => Promise<Result>,
  given: Given = {},
): Promise<Result> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const { method = "", url = "", headers } = request;
      asked.push({ method, path: url, headers, body });
      reply(response, script(asked.at(-1)!, asked.length));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const waits: number[] = [];
  const log = fakeLog();
  const github = createGitHub({
    run: { owner: "octo", repo: "shop", apiUrl: url },
    token: TOKEN,
    log,
    signal: new AbortController().signal,
    wait: async (ms) => void waits.push(ms),
    version: "1.2.3",
    ...given,
    limits: { pace: false, ...given.limits },
  });
  try {
    return await use({ github, asked, waits, log, url });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** @throws when it is not refused, or not with a `GitHubRefusal`, or with the token in its words */
export async function refusal(promise: Promise<unknown>): Promise<GitHubRefusal> {
  const error = await promise.then(
    () => new Error("not refused"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof GitHubRefusal)) throw error;
  if (error.message.includes(TOKEN)) throw new Error("the token is in the message");
  return error;
}

async function read(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

function reply(response: ServerResponse, answer: Answer): void {
  const whole = JSON.stringify({ id: 1, body: "x".repeat(200), state: "open" });
  const json = { "content-type": "application/json; charset=utf-8" };
  if (answer === "hang") return;
  if (answer === "reset") return void response.destroy();
  if (answer === "half") return void response.writeHead(200, json).end(whole.slice(0, 100));
  if (answer === "cut") {
    response.writeHead(200, { ...json, "content-length": String(whole.length) }).write(whole.slice(0, 100));
    setImmediate(() => response.destroy());
    return;
  }
  const { status, text, json: value, headers } = answer;
  response.writeHead(status, { ...(text === undefined ? json : { "content-type": "text/html" }), ...headers });
  response.end(status === 204 ? undefined : (text ?? JSON.stringify(value ?? {})));
}
