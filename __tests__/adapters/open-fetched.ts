import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openFetched } from "../../src/adapters/git-fetch.ts";
import type { FetchOptions } from "../../src/adapters/git-transport.ts";
import { bodyOf, gitHttp, listen } from "../servers/git-http.ts";
import type { FetchedObjects, FetchRequest } from "../../src/ports.ts";

/** Fetches with nothing but PATH, without waits, runs `use`, and removes the temporary folder. */
export async function withFetched<Result>(
  request: FetchRequest,
  use: (objects: FetchedObjects, temporary: string) => Promise<Result>,
  more: Partial<FetchOptions> = {},
): Promise<Result> {
  const temporary = mkdtempSync(join(tmpdir(), "fetched-"));
  try {
    const options: FetchOptions = {
      temporary,
      environment: { PATH: process.env["PATH"] ?? "" },
      signal: new AbortController().signal,
      wait: async () => undefined,
      ...more,
    };
    return await use(await openFetched(request, options), temporary);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** "git" leaves the answer to the git server; `count` is 1 with the first request. */
export type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => unknown;

/** A git server that first asks `answer` whether it has something else to say; `url` is the repository's. */
export async function answering(bare: string, answer: Answer = () => "git"): Promise<{ url: string; server: Server }> {
  const git = gitHttp({ repositories: new Map([["octo/app", bare]]) });
  let count = 0;
  const server = createServer((request, response) => {
    if (answer(request, response, (count += 1)) !== "git") return;
    void bodyOf(request)
      .then((body) => git.serve(request, response, body))
      .catch(() => response.destroy());
  });
  return { url: `http://127.0.0.1:${await listen(server)}/octo/app.git`, server };
}

/** Every byte below a folder, names included. */
export function allText(folder: string): string {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .map(
      (entry) =>
        join(entry.parentPath, entry.name) +
        (entry.isFile() ? readFileSync(join(entry.parentPath, entry.name), "latin1") : ""),
    )
    .join("\n");
}
