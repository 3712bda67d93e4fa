/** Uploads files as an artifact of the workflow run, through GitHub's own client, which is kept to what it needs. */

import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { ClientRequest } from "node:http";
import { dirname } from "node:path";
import { ExternalError } from "../errors.ts";
import type { Log, Runner } from "../ports.ts";
import { oneLine } from "../untrusted.ts";
import { shorten } from "./github-failures.ts";

/** What the runner gives to each job: `ACTIONS_RUNTIME_TOKEN`, `ACTIONS_RESULTS_URL`, `GITHUB_SERVER_URL`. */
export interface ArtifactService {
  readonly token: string;
  readonly resultsUrl: string;
  /** The client refuses every host but github.com, `*.ghe.com` and `*.localhost`: others have no such service. */
  readonly serverUrl: string;
  /** The one that the user named; none from the environment is used. */
  readonly proxy?: string;
}

export interface ArtifactLimits {
  /** Of one upload, all tries of the client's included. */
  readonly deadlineMs: number;
}

/** The client's default is five minutes without progress. */
const STALLED_MS = 60_000;
const FILES = "The files are there all the same: the outputs `sarif-file`, `report-file` and `ledger-file` name them.";

/** @param service absent: not in a workflow's job. @throws ExternalError `artifact-failed`, from what is returned */
export function createArtifactStore(
  service: ArtifactService | undefined,
  log: Log,
  { deadlineMs }: ArtifactLimits = { deadlineMs: 300_000 },
): Runner["uploadArtifact"] {
  return async (name, files) => {
    const [folder, ...others] = new Set(files.map((file) => dirname(file)));
    if (service === undefined) throw failed("there is no artifact service here", "It is there in a job on GitHub.");
    if (folder === undefined || others.length > 0)
      throw failed("its files are not in one folder", "Report it as a bug of claude-code-review.");
    const heard: string[] = [];
    try {
      await inEnvironment(environmentOf(service), () =>
        within(deadlineMs, () =>
          muzzled(heard, async () => {
            // 5 MB of code, most of it Azure's: loaded by who uploads.
            const { DefaultArtifactClient } = await import("@actions/artifact");
            await new DefaultArtifactClient().uploadArtifact(name, [...files], folder);
          }),
        ),
      );
    } catch (error) {
      throw explained(error, service);
    } finally {
      for (const line of retries(heard)) log.info(line);
    }
  };
}

/**
 * All that the client finds in its environment. Besides these it would read proxies, AZURE_LOG_LEVEL and DEBUG (which
 * print requests), and through `@actions/github` the event: earlier steps may have planted them (governance.md A31).
 */
function environmentOf({ token, resultsUrl, serverUrl, proxy }: ArtifactService): NodeJS.ProcessEnv {
  return {
    ACTIONS_RUNTIME_TOKEN: token,
    ACTIONS_RESULTS_URL: resultsUrl,
    GITHUB_SERVER_URL: serverUrl,
    ACTIONS_ARTIFACT_UPLOAD_TIMEOUT_MS: String(STALLED_MS),
    ...(proxy !== undefined && { HTTPS_PROXY: proxy }),
  };
}

/** The object is replaced, not filled: the token does not get into the process's real environment, which children inherit. */
async function inEnvironment(environment: NodeJS.ProcessEnv, work: () => Promise<void>): Promise<void> {
  const before = process.env;
  process.env = environment;
  try {
    await work();
  } finally {
    process.env = before;
  }
}

const uploading = new AsyncLocalStorage<true>();

/**
 * The client prints to stdout, where the runner listens: commands, the signed URL, what the service said. It is heard
 * here instead, for as long as it works, also beyond our deadline; what others print meanwhile passes.
 */
async function muzzled(heard: string[], work: () => Promise<void>): Promise<void> {
  const { stdout } = process;
  const { write } = stdout;
  const listen = (text: string | Uint8Array, ...more: unknown[]): boolean => {
    if (uploading.getStore() !== true) return Boolean(Reflect.apply(write, stdout, [text, ...more]));
    heard.push(String(text));
    return true;
  };
  stdout.write = listen;
  try {
    await uploading.run(true, work);
  } finally {
    if (stdout.write === listen) stdout.write = write;
  }
}

/**
 * The client takes no signal, and without an answer it tries for a quarter of an hour, for which the job would stay. So
 * after the deadline its requests are broken off, also those that it has yet to make.
 */
async function within(deadlineMs: number, work: () => Promise<void>): Promise<void> {
  const upload = new AsyncLocalStorage<true>();
  const requests: ClientRequest[] = [];
  let isLate = false;
  const follow = (started: unknown): void => {
    const request = requestOf(started);
    if (request === undefined || upload.getStore() !== true) return;
    if (isLate) request.destroy();
    else requests.push(request);
  };
  subscribe(STARTED, follow);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      isLate = true;
      reject(new Error(`it took longer than ${String(Math.round(deadlineMs / 1000))} s`));
      for (const request of requests) request.destroy();
    }, deadlineMs);
  });
  try {
    await Promise.race([upload.run(true, work).finally(() => unsubscribe(STARTED, follow)), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Node's own channel (diagnostics_channel, "Built-in Channels"). */
const STARTED = "http.client.request.start";

function requestOf(started: unknown): ClientRequest | undefined {
  const isStart = typeof started === "object" && started !== null && "request" in started;
  return isStart && started.request instanceof ClientRequest ? started.request : undefined;
}

/** Of what the client printed only its tries are worth a line. */
function retries(heard: readonly string[]): readonly string[] {
  return heard.filter((text) => text.startsWith("Attempt ")).map((text) => `Artifact: ${shorten(text)}`);
}

function explained(error: unknown, { token }: ArtifactService): ExternalError {
  const [name, words] = error instanceof Error ? [error.name, error.message] : ["", String(error)];
  if (name === "GHESNotSupportedError")
    return failed(
      "GitHub Enterprise Server has no such service",
      "Keep the files with a step of actions/upload-artifact@v3.",
    );
  if (/already exists|\(409\)/u.test(words))
    return failed(
      "this workflow run has one of that name already",
      "Run the review in one job of a workflow, not in several.",
    );
  // "Failed to CreateArtifact:" hides the UsageError.
  if (/\bquota\b/u.test(words))
    return failed("the storage for artifacts is used up", "Delete old artifacts, or raise the limit.");
  const said = shorten(words.replaceAll(token, "***"));
  return failed(oneLine(said).replace(/[.]$/u, ""), "See githubstatus.com, and run the job again.");
}

function failed(why: string, fix: string): ExternalError {
  return new ExternalError("artifact-failed", `The artifact could not be uploaded: ${why}.`, {
    fix: `${fix} ${FILES}`,
  });
}
