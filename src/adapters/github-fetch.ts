/** The one `fetch` that Octokit gets: to GitHub's API and nowhere else, with a deadline, and an answer that is whole. */

export interface GitHubFetchOptions {
  readonly apiUrl: string;
  readonly signal: AbortSignal;
  /** Until the last byte of the answer; what is sent adds to it. */
  readonly requestMs: number;
}

/** There is no answer to act on: whether the request had its effect is unknown. The message follows "the request". */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
}

/** Nothing was sent, or the answer points elsewhere: another try is no better. */
export class NotFollowed extends Error {
  override readonly name = "NotFollowed";
}

/** Far more than any page of 100; a server that goes on and on is cut. */
const MOST_ANSWER_BYTES = 64_000_000;
/** 100 kB a second is a slow line: a SARIF upload of 13 MB gets two minutes more. */
const SLOWEST_BYTES_PER_MS = 100;

/** @throws NoAnswer, NotFollowed */
export function githubFetch(options: GitHubFetchOptions): typeof globalThis.fetch {
  const { origin } = new URL(options.apiUrl);
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    // The next page is wherever the answer's `link` header says; the token goes with the request.
    if (url.origin !== origin) throw new NotFollowed(`points to ${url.host}, which is not GitHub's API`);
    const bytes = typeof init?.body === "string" ? init.body.length : 0;
    const deadline = AbortSignal.timeout(options.requestMs + Math.ceil(bytes / SLOWEST_BYTES_PER_MS));
    try {
      const signal = AbortSignal.any([options.signal, deadline]);
      const answer = await fetch(url, { ...init, signal, redirect: "manual" });
      if (answer.status >= 300 && answer.status < 400)
        throw new NotFollowed("was redirected; the repository may have been renamed or moved: start a new run");
      return await whole(answer);
    } catch (error) {
      if (error instanceof NotFollowed || error instanceof NoAnswer) throw error;
      if (deadline.aborted) throw new NoAnswer("took too long");
      throw new NoAnswer(`broke off${codeOf(error)}`, { cause: error });
    }
  };
}

/** Octokit takes a body that breaks off for an empty one, and half of a JSON text for a string (@octokit/request, `getResponseData`). */
async function whole(answer: Response): Promise<Response> {
  const { status, statusText, headers } = answer;
  if (status === 204 || status === 205) return answer;
  const text = await textOf(answer);
  if (status < 400 && !isJson(text)) throw new NoAnswer("brought half an answer");
  return new Response(text, { status, statusText, headers });
}

async function textOf(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MOST_ANSWER_BYTES) throw new NoAnswer("brought more than any answer can be");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** ` (ECONNRESET)`: fetch hides the reason in a cause. */
function codeOf(error: unknown): string {
  let at = error;
  for (let depth = 0; depth < 5 && typeof at === "object" && at !== null; depth += 1) {
    if ("code" in at && typeof at.code === "string" && /^[A-Z0-9_]{1,60}$/u.test(at.code)) return ` (${at.code})`;
    at = "cause" in at ? at.cause : undefined;
  }
  return "";
}
