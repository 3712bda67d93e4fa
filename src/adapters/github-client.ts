/** One question to GitHub's API: asked with patience, answered in a form that was checked. */

import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import { GitHubRefusal, type Log } from "../ports.ts";
import type { WorkflowRun } from "../subject.ts";
import { failureOf, shorten, unknownForm, type Failure } from "./github-failures.ts";
import { githubFetch } from "./github-fetch.ts";

export interface GitHubOptions {
  readonly run: Pick<WorkflowRun, "owner" | "repo" | "apiUrl">;
  readonly token: string;
  readonly log: Log;
  /** Ends requests and waits; what is asked afterwards is refused. */
  readonly signal: AbortSignal;
  /** Between two tries. */
  readonly wait?: (ms: number) => Promise<void>;
  /** Of this program, for GitHub's own records. */
  readonly version: string;
  readonly limits?: Partial<Limits>;
  /** Of the whole run, which may have several clients; absent: this one's own. */
  readonly patience?: Patience;
}

/** What may still be lost to waits between tries and to tries that brought no answer; both are taken off. */
export interface Patience {
  leftMs: number;
}

export interface Limits {
  /** One request, until the last byte of its answer. */
  readonly requestMs: number;
  /** All that is lost to waits and to tries without an answer; with `GitHubOptions.patience` that one's. */
  readonly patienceMs: number;
  /** Pauses between writes: GitHub asks for one second, three after what notifies people. */
  readonly pace: boolean;
}

export interface Question<Answer> {
  /** After "GitHub would not": "create the review". */
  readonly what: string;
  /** `GET /repos/{owner}/{repo}/pulls/{pull_number}`, with owner and repo filled in; or a method and an absolute URL. */
  readonly route: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly answer: z.ZodType<Answer>;
  /** False: a second try may do it twice. Limits are waited for all the same, since they come before the effect. */
  readonly repeatable?: false;
}

export interface GitHubClient {
  /** @throws GitHubRefusal */
  ask<Answer>(question: Question<Answer>): Promise<Answer>;
  /** Every page, 100 a page, in GitHub's order. @throws GitHubRefusal */
  list<Item>(question: Question<Item>): Promise<readonly Item[]>;
  /** The same page by page, as large as GitHub makes them unless `parameters` say, until `enough`. @throws GitHubRefusal */
  pages<Item>(
    question: Question<Item>,
    enough?: (items: readonly Item[]) => Promise<boolean>,
  ): Promise<readonly Page<Item>[]>;
  /** Before another try, the first is 1. @throws GitHubRefusal when there is no patience left, or the run is interrupted */
  pause(tries: number, failure: Failure): Promise<void>;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** By its name in lower case. */
  header(name: string): string | undefined;
}

export const TRIES = 4;
const LIMITED_TRIES = 5;
/** Fewer than the 2,500 comments of the busiest pull request, by far. */
const MOST_PAGES = 300;
const DEFAULTS: Limits = { requestMs: 30_000, patienceMs: 120_000, pace: true };

export function createGitHubClient(options: GitHubOptions): GitHubClient {
  const limits = { ...DEFAULTS, ...options.limits };
  const { token, signal, patience = createPatience(limits.patienceMs) } = options;
  const pause = createPause(options, patience);
  const { owner, repo } = options.run;
  let octokit: ReturnType<typeof connect> | undefined;

  const request = async <Answer>(question: Question<unknown>, answer: z.ZodType<Answer>) => {
    const { what, route, parameters, repeatable } = question;
    const sent = { ...(route.includes("{owner}") && { owner, repo }), ...parameters };
    const { request: send } = await (octokit ??= connect(options, limits));
    for (let uncertain = 0, limited = 0; ;) {
      const begun = performance.now();
      try {
        const { data, headers } = await send(route, sent);
        const parsed = answer.safeParse(data);
        if (!parsed.success) throw unknownForm({ what, token });
        return { data: parsed.data, headers };
      } catch (error) {
        if (error instanceof GitHubRefusal) throw error;
        if (signal.aborted) throw interrupted(what);
        const failure = failureOf(error, { what, token });
        if (failure.again === "limit") limited += 1;
        if (failure.again === "uncertain") {
          uncertain += 1;
          patience.leftMs -= performance.now() - begun;
        }
        const over = uncertain >= (repeatable === false ? 1 : TRIES) || limited >= LIMITED_TRIES;
        if (failure.again === "no" || over) throw tried(failure.refusal, uncertain + limited);
        await pause(uncertain + limited, failure);
      }
    }
  };

  const pages: GitHubClient["pages"] = async <Item>(
    question: Question<Item>,
    enough?: (items: readonly Item[]) => Promise<boolean>,
  ) => {
    const found: Page<Item>[] = [];
    let at = question;
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const { data, headers } = await request(at, z.array(question.answer));
      found.push({ items: data, header: (name) => headers[name]?.toString() });
      const next = nextPage(headers.link);
      if ((await enough?.(data)) === true || next === undefined) return found;
      at = { ...question, route: `GET ${next}`, parameters: {} };
    }
    throw new GitHubRefusal("unavailable", `GitHub did not ${question.what}: the pages do not end.`);
  };

  return {
    pause,
    pages,
    ask: async (question) => (await request(question, question.answer)).data,
    list: async (question) => {
      const all = await pages({ ...question, parameters: { ...question.parameters, per_page: 100 } });
      return all.flatMap(({ items }) => items);
    },
  };
}

export function createPatience(leftMs = DEFAULTS.patienceMs): Patience {
  return { leftMs };
}

function createPause({ log, signal, wait }: GitHubOptions, patience: Patience): GitHubClient["pause"] {
  const sleep = wait ?? ((ms: number) => setTimeout(ms, undefined, { signal }));
  return async (tries, { refusal, waitMs }) => {
    // 1, 4, 9 seconds, as @octokit/plugin-retry waits; never at once, whatever the server says.
    const ms = Math.max(1000, waitMs ?? tries ** 2 * 1000);
    const seconds = String(Math.ceil(ms / 1000));
    if (ms > patience.leftMs)
      throw new GitHubRefusal(
        refusal.reason,
        `${refusal.message} The next try would be in ${seconds} s, which is longer than this run waits.`,
        refusal.status,
      );
    patience.leftMs -= ms;
    log.info(`${refusal.message} Trying again in ${seconds} s.`);
    await sleep(ms).catch(() => undefined);
    if (signal.aborted)
      throw new GitHubRefusal("unavailable", `${refusal.message} The run was interrupted.`, refusal.status);
  };
}

/**
 * Octokit as `@actions/github` sets it up, without its retries: those of `@octokit/plugin-retry` repeat a create after a
 * 5xx, end with no signal and wait as long as they are told. Loaded on first use: importing `@actions/github` reads the
 * event file, the API's address and the proxies from the environment; `baseUrl` and `fetch` below replace what it found.
 */
async function connect({ run, token, log, signal, version }: GitHubOptions, { requestMs, pace }: Limits) {
  const [{ GitHub }, { throttling }] = await Promise.all([
    import("@actions/github/lib/utils"),
    import("@octokit/plugin-throttling"),
  ]);
  const warn = (line: unknown) => {
    // Further arguments are errors with the request in them.
    if (typeof line === "string") log.warn(`GitHub: ${shorten(line)}`);
  };
  const quiet = { debug: () => undefined, info: () => undefined, warn, error: warn };
  const Octokit = GitHub.plugin(throttling);
  const octokit = new Octokit({
    auth: token,
    baseUrl: run.apiUrl,
    userAgent: `claude-code-review/${version}`,
    log: quiet,
    // Octokit's own `log` is not the one that its requests use: that is the console (@octokit/request, `fetchWrapper`).
    request: { fetch: githubFetch({ apiUrl: run.apiUrl, signal, requestMs }), log: quiet },
    throttle: { enabled: pace, onRateLimit: () => false, onSecondaryRateLimit: () => false },
  });
  octokit.hook.before("request", (request) => {
    request.headers["x-github-api-version"] = "2022-11-28";
  });
  return octokit;
}

/** RFC 8288. */
function nextPage(link: string | undefined): string | undefined {
  return /<([^<>]+)>;\s*rel="next"/u.exec(link ?? "")?.[1];
}

function interrupted(what: string): GitHubRefusal {
  return new GitHubRefusal("unavailable", `GitHub did not ${what}: the run was interrupted.`);
}

function tried({ reason, message, status }: GitHubRefusal, tries: number): GitHubRefusal {
  return new GitHubRefusal(reason, tries > 1 ? `${message} (${String(tries)} tries)` : message, status);
}
