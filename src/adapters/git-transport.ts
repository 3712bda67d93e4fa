/** `git fetch` as a child of its own: the only git that may reach a server, that one server, with a token that nobody sees. */

import { setTimeout as sleep } from "node:timers/promises";
import { isAllowedBaseUrl } from "../base-url.ts";
import { ConfigurationError } from "../errors.ts";
import { oneLine } from "../untrusted.ts";
import { fetchFailure, interrupted, isRefusal, timedOut } from "./git-failures.ts";
import { hardenedGit, type Network } from "./git-process.ts";

export interface FetchOptions {
  /** An empty folder for this run; the caller removes it. */
  readonly temporary: string;
  /** All that git may inherit. PATH is needed; `GIT_*`, HOME, proxies and certificate authorities are ignored. */
  readonly environment: Readonly<Record<string, string>>;
  /** Ends a running fetch, and all later ones. */
  readonly signal: AbortSignal;
  /** Of one fetch, its tries and waits included: git has no limit of its own, neither for time nor for the size of a pack. */
  readonly deadlineMs?: number;
  /** As git's `http.proxy`; it may hold a password. Absent: none. */
  readonly proxy?: string;
  /** Absolute path of certificate authorities in PEM that are trusted in place of the machine's. */
  readonly caFile?: string;
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

export interface Transport {
  /**
   * Fetches refspecs into our repository, cut after `depth` commits. `refused`: the server has not, or does not give, one of them.
   * @throws ExternalError `fetch-failed`, `write-failed`
   */
  fetch(depth: number, refspecs: readonly string[]): Promise<"done" | "refused">;
}

const DEADLINE_MS = 10 * 60_000;
/** Between the tries: a server that is being replaced is back after seconds. */
const WAITS_MS = [2_000, 10_000];
/** A silent connection ends by itself, also when nobody is left to kill it. Upload-pack says something every 5 seconds (uploadpack.keepAlive). */
const SILENCE_SECONDS = "120";

/** @throws ConfigurationError `input-invalid`: a URL that a token must not be sent to */
export function createTransport(
  { url, token }: { readonly url: string; readonly token?: string },
  { gitDir, home }: { readonly gitDir: string; readonly home: string },
  options: FetchOptions,
): Transport {
  const server = checked(url);
  const authorization = token === undefined ? undefined : basic(token);
  const settings = settingsOf(server, authorization, options);
  const secrets = [token, authorization, ...passwordsOf(options.proxy)].filter((secret) => secret !== undefined);

  const fetchOnce = async (signal: AbortSignal, args: readonly string[]) => {
    const network: Network = { protocol: server.protocol === "https:" ? "https" : "http", settings, signal };
    const { exitCode, stderr } = await hardenedGit(options.environment, home, network).run(
      `--git-dir=${gitDir}`,
      ...args,
    );
    return exitCode === 0 ? undefined : secrets.reduce((text, secret) => text.replaceAll(secret, "***"), stderr);
  };

  return {
    fetch: async (depth, refspecs) => {
      const deadline = AbortSignal.timeout(options.deadlineMs ?? DEADLINE_MS);
      const signal = AbortSignal.any([options.signal, deadline]);
      const args = [...FETCH, `--depth=${depth}`, "--", server.href, ...refspecs];
      for (let waits = [...WAITS_MS]; ;) {
        const said = signal.aborted ? "" : await fetchOnce(signal, args);
        if (said === undefined) return "done";
        if (options.signal.aborted) throw interrupted(server.href);
        if (deadline.aborted) throw timedOut(server.href);
        if (isRefusal(said)) return "refused";
        const { error, again } = fetchFailure(server.href, said, { withToken: token !== undefined });
        const [next, ...later] = waits;
        if (!again || next === undefined) throw error;
        await (options.wait ?? patiently)(next, signal);
        waits = later;
      }
    },
  };
}

const FETCH = [
  "fetch",
  "--quiet",
  "--no-tags",
  "--no-write-fetch-head",
  "--no-recurse-submodules",
  "--no-auto-maintenance",
];

/**
 * No `transfer.fsckObjects`: it refuses old histories that GitHub itself keeps, and nothing here is checked out. That an object is
 * what its name says is checked always (git-index-pack).
 */
function settingsOf(
  server: URL,
  authorization: string | undefined,
  { proxy = "", caFile }: FetchOptions,
): Record<string, string> {
  return {
    // A token must not follow a redirection to another host.
    "http.followRedirects": "false",
    // Empty is "none, whatever the environment says".
    "http.proxy": proxy,
    ...(caFile === undefined ? {} : { "http.sslCAInfo": caFile }),
    "http.lowSpeedLimit": "1",
    "http.lowSpeedTime": SILENCE_SECONDS,
    "credential.helper": "",
    "fetch.writeCommitGraph": "false",
    ...(authorization === undefined
      ? {}
      : { [`http.${server.href}.extraHeader`]: `Authorization: Basic ${authorization}` }),
  };
}

/** What GitHub takes from a workflow's token (as actions/checkout sends it). */
function basic(token: string): string {
  return Buffer.from(`x-access-token:${token}`).toString("base64");
}

function checked(url: string): URL {
  const server = URL.canParse(url) ? new URL(url) : undefined;
  // libcurl resolves names below `localhost` to this machine by itself (RFC 6761 6.3).
  const local = server?.protocol === "http:" && server.hostname.endsWith(".localhost");
  if (server === undefined || server.username !== "" || server.password !== "" || !(isAllowedBaseUrl(server) || local))
    throw new ConfigurationError(
      "input-invalid",
      `Git objects cannot be fetched from ${oneLine(server?.host ?? "that address", 200)}: it must be https, without a login in it.`,
      "Check the address of the GitHub server (GITHUB_SERVER_URL); http is for this machine alone.",
    );
  return server;
}

function passwordsOf(proxy: string | undefined): string[] {
  if (proxy === undefined || !URL.canParse(proxy)) return [];
  const { password } = new URL(proxy);
  return password === "" ? [] : [password, decodeURIComponent(password)];
}

async function patiently(milliseconds: number, signal: AbortSignal): Promise<void> {
  // An end of the wait is seen by whoever waits.
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}
