import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request as httpRequest, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { FetchOptions } from "../../src/adapters/git-transport.ts";
import { twoCommits } from "../change/open-change.ts";
import { makeRepository, type Repository } from "../fixtures/repository.ts";
import { GITHUB_TOKEN } from "../fixtures/token.ts";
import { basic, closed, listen } from "../servers/git-http.ts";
import { allText, answering, withFetched, type Answer } from "./open-fetched.ts";

const ENCODED = basic(GITHUB_TOKEN).slice("Basic ".length);
const PATH = process.env["PATH"] ?? "";

let repository: Repository;
let head: string;
let folder: string;
const servers: Server[] = [];
beforeEach(() => {
  repository = makeRepository({ bare: true });
  [, head] = twoCommits(repository);
  folder = mkdtempSync(join(tmpdir(), "transport-"));
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map(closed));
  repository.dispose();
  rmSync(folder, { recursive: true, force: true });
});

async function serve(answer?: Answer): Promise<string> {
  const { url, server } = await answering(repository.path, answer);
  servers.push(server);
  return url;
}

interface Asked extends Partial<FetchOptions> {
  readonly token?: string | undefined;
}
function fetchHead(url: string, { token = GITHUB_TOKEN, ...more }: Asked = {}) {
  const request = { url, commits: [{ commit: head }], ...(token === "" ? {} : { token }) };
  return withFetched(
    request,
    async (objects, temporary) => ({ found: await objects.commit(head), text: allText(temporary) }),
    more,
  );
}
const failed = (message: string, fix = "") => ({
  name: "ExternalError",
  code: "fetch-failed",
  message: expect.stringContaining(message),
  fix: expect.stringContaining(fix),
});

/** A `git` first on PATH that notes what it is started with. */
function shim(): string {
  const bin = join(folder, "bin");
  mkdirSync(bin);
  const real = execFileSync("sh", ["-c", "command -v git"], { env: { PATH } }).toString().trim();
  const script = `#!/bin/sh\nprintf '%s\\n' "$@" >> '${folder}/argv'\nenv >> '${folder}/env'\nexec '${real}' "$@"\n`;
  writeFileSync(join(bin, "git"), script);
  chmodSync(join(bin, "git"), 0o755);
  return `${bin}:${PATH}`;
}

describe("the token", () => {
  test("L1 reaches the server and is in no argument, of git or of what git starts, and in no file", async () => {
    const seen: (string | undefined)[] = [];
    let processes = "";
    const url = await serve((request) => {
      seen.push(request.headers.authorization);
      processes += execFileSync("ps", ["-eo", "args"]).toString();
      return "git";
    });
    const { found, text } = await fetchHead(url, { environment: { PATH: shim() } });
    expect(found).toBe(head);
    expect(new Set(seen)).toEqual(new Set([basic(GITHUB_TOKEN)]));
    const argv = readFileSync(join(folder, "argv"), "utf8");
    expect(argv).toContain("fetch");
    // The transport was running when it was looked for.
    expect(processes).toContain(url);
    for (const place of [argv, processes, text]) {
      expect(place).not.toContain(GITHUB_TOKEN);
      expect(place).not.toContain(ENCODED);
    }
    // It is where it should be, so the check above looks for the right thing.
    expect(readFileSync(join(folder, "env"), "utf8")).toContain(ENCODED);
  });

  test("L1 is only in the environment of the child that fetches, and so is the permission to use a network", async () => {
    await fetchHead(await serve(), { environment: { PATH: shim() } });
    const environments = readFileSync(join(folder, "env"), "utf8").split(/^GIT_PAGER=/mu);
    const variables = readFileSync(join(folder, "env"), "utf8").split("\n");
    expect(environments.length).toBeGreaterThan(3);
    expect(variables.filter((line) => line.includes(ENCODED))).toHaveLength(1);
    expect(
      variables.filter((line) => line.startsWith("GIT_ALLOW_PROTOCOL=") && line !== "GIT_ALLOW_PROTOCOL="),
    ).toEqual(["GIT_ALLOW_PROTOCOL=http"]);
  });

  test("L1 is not sent along with a redirection", async () => {
    const elsewhere: string[] = [];
    const other = await serve((request, response) => {
      elsewhere.push(request.url ?? "");
      response.end();
    });
    const url = await serve((request, response) => {
      response.writeHead(301, { location: other + (request.url ?? "").slice("/octo/app.git".length) }).end();
    });
    await expect(fetchHead(url)).rejects.toMatchObject(failed("redirects elsewhere", "renamed"));
    expect(elsewhere).toEqual([]);
  });

  test("L1 is in no error, though the server repeats it", async () => {
    const url = await serve((request, response) => {
      const said = `${request.headers.authorization} ${GITHUB_TOKEN}`;
      response.writeHead(200, { "content-type": "application/x-git-upload-pack-advertisement" });
      const line = `ERR ${said}\n`;
      response.end(`001e# service=git-upload-pack\n0000${(line.length + 4).toString(16).padStart(4, "0")}${line}`);
    });
    const error = await fetchHead(url).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject(failed("***"));
    expect(JSON.stringify([error, String(error)])).not.toMatch(new RegExp(`${GITHUB_TOKEN}|${ENCODED}`, "u"));
  });

  test("without one, no authorization is sent", async () => {
    const seen: unknown[] = [];
    const url = await serve((request) => {
      seen.push(request.headers.authorization);
      return "git";
    });
    expect((await fetchHead(url, { token: "" })).found).toBe(head);
    expect(new Set(seen)).toEqual(new Set([undefined]));
  });

  test.each([
    ["http://github.example.org/octo/app.git"],
    ["https://ada:secret@github.com/octo/app.git"],
    ["file:///etc"],
    ["ext::touch x"],
    ["github.com/octo/app"],
    ["-x"],
  ])("L6 is not sent to %s", async (url) => {
    const error = await fetchHead(url).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "input-invalid", fix: expect.stringContaining("GITHUB_SERVER_URL") });
    expect(String(error)).not.toContain("secret");
  });
});

describe("proxies and certificate authorities", () => {
  async function proxy({ challenge = false } = {}): Promise<{ url: string; asked: string[] }> {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(`${request.url} ${request.headers["proxy-authorization"]}`);
      // git asks which method a proxy wants (`http.proxyAuthMethod`).
      if (challenge && request.headers["proxy-authorization"] === undefined)
        return void response.writeHead(407, { "proxy-authenticate": "Basic" }).end();
      const { method = "GET", headers } = request;
      const onward = httpRequest(request.url ?? "", { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      request.pipe(onward);
    });
    servers.push(server);
    return { url: `127.0.0.1:${await listen(server)}`, asked };
  }

  test("a given proxy is used, with its login", async () => {
    const url = await serve();
    const { url: host, asked } = await proxy({ challenge: true });
    const { found } = await fetchHead(url, { proxy: `http://ada:pass%20word@${host}` });
    expect(found).toBe(head);
    expect(asked).toContain(`${url}/info/refs?service=git-upload-pack ${basic("pass word", "ada")}`);
  });

  test("L6 proxies and authorities that the environment names are not", async () => {
    const { url: host, asked } = await proxy();
    const planted = Object.fromEntries(
      ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"].map((name) => [
        name,
        `http://${host}`,
      ]),
    );
    const environment = { PATH, ...planted, GIT_SSL_CAINFO: "/x", SSL_CERT_FILE: "/x", GIT_SSL_NO_VERIFY: "1" };
    expect((await fetchHead(await serve(), { environment })).found).toBe(head);
    expect(asked).toEqual([]);
  });

  test("a file of authorities is given to the child that fetches", async () => {
    // http does not read it.
    await fetchHead(await serve(), { caFile: "/etc/own authority.pem", environment: { PATH: shim() } });
    const variables = readFileSync(join(folder, "env"), "utf8");
    const [, at] = /^GIT_CONFIG_KEY_(\d+)=http\.sslCAInfo$/mu.exec(variables) ?? [];
    expect(variables).toContain(`GIT_CONFIG_VALUE_${at}=/etc/own authority.pem\n`);
  });
});

describe("an end in time", () => {
  /** Never answers; `asked` resolves when it was asked. */
  async function hang(): Promise<{ url: string; asked: Promise<void> }> {
    let tell: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      tell = resolve;
    });
    return { url: await serve(() => tell()), asked };
  }
  const running = (url: string) =>
    execFileSync("ps", ["-eo", "stat,args"])
      .toString()
      .split("\n")
      .filter((line) => line.includes(url) && !line.startsWith("Z"));
  async function gone(url: string): Promise<void> {
    while (running(url).length > 0) await sleep(20);
  }

  test("a server that never answers meets the deadline, and nothing is left running", async () => {
    const { url } = await hang();
    await expect(fetchHead(url, { deadlineMs: 2_000 })).rejects.toMatchObject(failed("in time"));
    await gone(url);
  });

  test("an interruption ends git and its transport, and nothing is tried again", async () => {
    const { url, asked } = await hang();
    const stop = new AbortController();
    let waits = 0;
    const wait = async () => void (waits += 1);
    const attempt = fetchHead(url, { signal: stop.signal, wait });
    await asked;
    expect(running(url).length).toBeGreaterThan(1);
    stop.abort();
    await expect(attempt).rejects.toMatchObject(failed("interrupted"));
    await gone(url);
    expect(waits).toBe(0);
  });

  test("after an interruption nothing starts", async () => {
    let asked = 0;
    const url = await serve(() => {
      asked += 1;
      return "git";
    });
    await expect(fetchHead(url, { signal: AbortSignal.abort() })).rejects.toMatchObject(failed("interrupted"));
    expect(asked).toBe(0);
  });

  test("an interruption ends the wait between two tries", async () => {
    const stop = new AbortController();
    const url = await serve((_, response) => void response.writeHead(502).end());
    const wait: FetchOptions["wait"] = async (_, signal) => {
      stop.abort();
      expect(signal.aborted).toBe(true);
    };
    await expect(fetchHead(url, { signal: stop.signal, wait })).rejects.toMatchObject(failed("interrupted"));
  });
});
