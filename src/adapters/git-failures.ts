/** Git's words about a fetch that failed, in ours (git has no exit codes for them). */

import { ExternalError } from "../errors.ts";
import { oneLine } from "../untrusted.ts";

interface Failure {
  readonly said: RegExp;
  /** Follows the server's address. */
  readonly what: string;
  readonly withoutToken?: string;
  readonly fix: string;
  readonly again?: true;
}

const PERMISSION = "give the job `permissions: contents: read`";

const FAILURES: readonly Failure[] = [
  {
    said: /could not read (?:Username|Password)|Authentication failed|returned error: 401/u,
    what: "did not accept the token (401)",
    withoutToken: "wants a token (401)",
    fix: `Check that github-token is a token of this server that has not expired or been revoked, and ${PERMISSION}.`,
  },
  {
    said: /returned error: 403/u,
    what: "does not let this run read the repository (403)",
    fix: `To let it, ${PERMISSION}; an organisation may also want the token authorised for single sign-on, or the runner's address on its list.`,
  },
  {
    said: /repository '.*' not found|returned error: 404/u,
    what: "is no repository that this run can see (404)",
    fix: `Check the repository's name, and ${PERMISSION}: GitHub answers alike for what is absent and for what is hidden.`,
  },
  {
    said: /returned error: 3\d\d/u,
    what: "redirects elsewhere, where the token must not follow",
    fix: "The repository was renamed or moved: run the workflow anew, so that it carries the present name.",
  },
  {
    said: /certificate|CAfile/iu,
    what: "has a TLS certificate that is not trusted here",
    fix: "Name the authority that signed it: a proxy or a GitHub Enterprise server may have one of its own.",
  },
  {
    said: /protocol error: (?!bad pack header)|is this a git repository|dumb http/u,
    what: "does not answer as a git server does",
    fix: "Look at what stands between the runner and the server: a proxy or a login page may answer in its place.",
  },
  {
    said: /(?:returned error:|HTTP) (?:5\d\d|429)/u,
    what: "failed to answer three times (HTTP 5xx or 429)",
    fix: "Run the job again later; https://www.githubstatus.com says whether GitHub has an outage.",
    again: true,
  },
];

/** The server has no such object or ref, or gives objects by ref alone. */
export function isRefusal(stderr: string): boolean {
  return /not our ref|unadvertised object|couldn't find remote ref/u.test(gitsWords(stderr));
}

/** `stderr` holds no secret any more. */
export function fetchFailure(
  url: string,
  stderr: string,
  { withToken }: { readonly withToken: boolean },
): { readonly error: ExternalError; readonly again: boolean } {
  const said = gitsWords(stderr);
  if (/No space left on device|Disk quota exceeded/u.test(said))
    return {
      error: new ExternalError("write-failed", "The run's temporary folder has no space left for git's objects.", {
        fix: "Free some disk space, or use a runner with a larger disk.",
      }),
      again: false,
    };
  const known = FAILURES.find((failure) => failure.said.test(said));
  if (known === undefined)
    return {
      error: failed(
        `${url} could not be fetched from: ${oneLine(stderr, 300)}`,
        "Check the network, and run the job again.",
      ),
      again: true,
    };
  const what = withToken ? known.what : (known.withoutToken ?? known.what);
  return { error: failed(`${url} ${what}`, known.fix), again: known.again ?? false };
}

export function timedOut(url: string): ExternalError {
  return failed(
    `${url} did not deliver the commits in time`,
    "Run the job again; a very large repository may need a runner nearer to its server.",
  );
}

export function interrupted(url: string): ExternalError {
  return failed(`Fetching from ${url} was interrupted`, "Run the job again.");
}

function failed(sentence: string, fix: string): ExternalError {
  return new ExternalError("fetch-failed", `${sentence}.`, { fix });
}

/** Without what the server wrote for people: it must not look like a failure of another kind. Upload-pack's own errors stay. */
function gitsWords(stderr: string): string {
  return stderr
    .split("\n")
    .filter((line) => /^(?:fatal|error): (?!remote error: (?!upload-pack: ))/u.test(line))
    .join("\n");
}
