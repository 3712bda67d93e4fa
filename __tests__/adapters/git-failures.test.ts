import type { Server } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { fetchFailure, isRefusal } from "../../src/adapters/git-failures.ts";
import { type FetchOptions } from "../../src/adapters/git-transport.ts";
import { twoCommits } from "../change/open-change.ts";
import { makeRepository, type Repository } from "../fixtures/repository.ts";
import { GITHUB_TOKEN } from "../fixtures/token.ts";
import { closed } from "../servers/git-http.ts";
import { answering, withFetched, type Answer } from "./open-fetched.ts";

let repository: Repository;
let head: string;
const servers: Server[] = [];
beforeEach(() => {
  repository = makeRepository({ bare: true });
  [, head] = twoCommits(repository);
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map(closed));
  repository.dispose();
});

async function serve(answer: Answer): Promise<string> {
  const { url, server } = await answering(repository.path, answer);
  servers.push(server);
  return url;
}
function fetchHead(url: string, { token = GITHUB_TOKEN, wait }: { token?: string; wait?: FetchOptions["wait"] } = {}) {
  const request = { url, commits: [{ commit: head }], ...(token === "" ? {} : { token }) };
  const read = async (objects: { commit(name: string): Promise<string | undefined> }) => ({
    found: await objects.commit(head),
  });
  return withFetched(request, read, wait === undefined ? {} : { wait });
}
const failed = (message: string, fix = "") => ({
  name: "ExternalError",
  code: "fetch-failed",
  message: expect.stringContaining(message),
  fix: expect.stringContaining(fix),
});

const URL = "https://github.com/octo/app.git";
const failure = (stderr: string) => fetchFailure(URL, stderr, { withToken: true });

/** As git 2.39 and 2.51 write them; what a server can be made to say is tested against one, in git-transport.test.ts. */
describe("git's words", () => {
  test.each([
    "fatal: remote error: upload-pack: not our ref 1111",
    "error: Server does not allow request for unadvertised object 1111",
    "fatal: couldn't find remote ref refs/pull/7/head",
  ])("%j is a server that has it not", (stderr) => {
    expect(isRefusal(`remote: Enumerating objects\n${stderr}\n`)).toBe(true);
  });

  test.each(["remote: not our ref 1111", "fatal: remote error: couldn't find remote ref x", ""])(
    "L2 %j is not",
    (stderr) => {
      expect(isRefusal(stderr)).toBe(false);
    },
  );

  test.each([
    [
      "error: file write error: No space left on device\nfatal: unable to write loose object file",
      "write-failed",
      false,
    ],
    ["fatal: Authentication failed for 'https://github.com/octo/app.git/'", "fetch-failed", false],
    ["fatal: unable to access 'x': SSL certificate problem: self-signed certificate", "fetch-failed", false],
    [
      "fatal: unable to access 'x': server certificate verification failed. CAfile: none CRLfile: none",
      "fetch-failed",
      false,
    ],
    ["fatal: unable to access 'x': Could not resolve host: github.com", "fetch-failed", true],
    ["error: RPC failed; HTTP 503 curl 22 The requested URL returned error: 503", "fetch-failed", true],
    [
      "fatal: unable to access 'x': Operation too slow. Less than 1 bytes/sec transferred the last 120 seconds",
      "fetch-failed",
      true,
    ],
    ["fetch-pack: unexpected disconnect while reading sideband packet\nfatal: early EOF", "fetch-failed", true],
    ["remote: error: 403\nfatal: early EOF", "fetch-failed", true],
    ["", "fetch-failed", true],
  ])("%j is %s, tried again: %s", (stderr, code, again) => {
    expect(failure(stderr)).toMatchObject({ error: { code }, again });
  });

  test("who sends no token is not told that it was refused", () => {
    for (const stderr of [
      "fatal: could not read Username for 'x': terminal prompts disabled",
      `fatal: repository '${URL}/' not found`,
    ]) {
      expect(fetchFailure(URL, stderr, { withToken: false }).error.message).not.toMatch(/this token|the token/u);
    }
  });
});

describe("failures say whose they are", () => {
  const status =
    (code: number): Answer =>
    (_, response) =>
      void response.writeHead(code).end("::error::a page\n");

  test.each([
    [401, "did not accept the token (401)", "expired"],
    [403, "does not let this run read", "contents: read"],
    [404, "(404)", "Check the repository's name"],
  ])("%d is not tried again", async (code, message, fix) => {
    let asked = 0;
    const url = await serve((...args) => {
      asked += 1;
      return status(code)(...args);
    });
    const waits: number[] = [];
    const wait = async (milliseconds: number) => void waits.push(milliseconds);
    await expect(fetchHead(url, { wait })).rejects.toMatchObject(failed(message, fix));
    expect(waits).toEqual([]);
    expect(asked).toBeLessThanOrEqual(2);
  });

  test("401 without a token says that one is missing", async () => {
    await expect(fetchHead(await serve(status(401)), { token: "" })).rejects.toMatchObject(
      failed("wants a token (401)"),
    );
  });

  test.each([500, 502, 503, 429])("%d is tried three times, with longer waits", async (code) => {
    const waits: number[] = [];
    const wait = async (milliseconds: number) => void waits.push(milliseconds);
    let asked = 0;
    const url = await serve((...args) => {
      asked += 1;
      return status(code)(...args);
    });
    await expect(fetchHead(url, { wait })).rejects.toMatchObject(failed("three times", "githubstatus"));
    expect(asked).toBe(3);
    expect(waits).toEqual([2_000, 10_000]);
  });

  test("an outage that ends is nobody's business", async () => {
    const url = await serve((request, response, count) => (count < 3 ? status(502)(request, response, count) : "git"));
    expect((await fetchHead(url)).found).toBe(head);
  });

  test("a pack that breaks off is fetched again", async () => {
    let broken = 0;
    const url = await serve((request, response) => {
      if (request.method !== "POST" || broken > 0) return "git";
      broken += 1;
      response.writeHead(200, { "content-type": "application/x-git-upload-pack-result", "content-length": "999" });
      response.write("000dpackfile\n0005\u0002");
      setTimeout(() => response.destroy(), 20);
      return undefined;
    });
    expect((await fetchHead(url)).found).toBe(head);
    expect(broken).toBe(1);
  });

  test("a refused connection names the server after three tries", async () => {
    const free = createTcpServer();
    await new Promise<void>((done) => free.listen(0, "127.0.0.1", done));
    const { port } = free.address() as { port: number };
    await new Promise((done) => free.close(done));
    let waits = 0;
    const wait = async () => void (waits += 1);
    const attempt = fetchHead(`http://127.0.0.1:${port}/octo/app.git`, { wait });
    await expect(attempt).rejects.toMatchObject(failed("Failed to connect", "network"));
    expect(waits).toBe(2);
  });

  test.each([
    ["bytes", "application/x-git-upload-pack-advertisement", "garbage garbage\n"],
    ["a login page", "text/html", "<html>please log in</html>"],
  ])("%s in place of git's protocol are not git", async (_, type, body) => {
    const url = await serve((__, response) => void response.writeHead(200, { "content-type": type }).end(body));
    await expect(fetchHead(url)).rejects.toMatchObject(failed("does not answer as a git server", "login page"));
  });

  test("L2 what a server writes for people is not taken for git's own words, and its controls are shown", async () => {
    const line = "ERR repository 'x' not found\u001b[2J\u202e";
    const url = await serve((_, response) => {
      response.writeHead(200, { "content-type": "application/x-git-upload-pack-advertisement" });
      const length = (Buffer.byteLength(line) + 4).toString(16).padStart(4, "0");
      response.end(`001e# service=git-upload-pack\n0000${length}${line}`);
    });
    const error = await fetchHead(url).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject(failed("could not be fetched from"));
    expect(String(error)).not.toMatch(/[\u001b\u202e]/u);
  });
});
