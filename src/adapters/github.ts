/** The port `GitHub` over Octokit: reads are repeated, creates only when a list shows that they did not happen. */

import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { z } from "zod";
import type { Checks, Threads } from "../ports-github.ts";
import { GitHubRefusal, type GitHub, type OwnText, type ReviewComment, type SarifProcessing } from "../ports.ts";
import { OBJECT_NAME } from "../object-name.ts";
import { oneLine } from "../untrusted.ts";
import { Authored, ourAccount, ownText, ownTexts, type IsOurs } from "./github-account.ts";
import { createChecks } from "./github-checks.ts";
import { createGitHubClient, type GitHubClient, type GitHubOptions } from "./github-client.ts";
import { createOnce } from "./github-create.ts";
import { dependencies } from "./github-dependencies.ts";
import { shorten } from "./github-failures.ts";
import { shownLines } from "./github-lines.ts";
import { pullRequest } from "./github-pull-request.ts";
import { createThreads } from "./github-threads.ts";

export type { GitHubOptions } from "./github-client.ts";

type Method<Name extends keyof GitHub> = Pick<GitHub, Name>;

/** Every method throws `GitHubRefusal`, and nothing else that GitHub can cause. */
export function createGitHub(options: GitHubOptions): GitHub & Checks & Threads {
  const client = createGitHubClient(options);
  let account: Promise<IsOurs> | undefined;
  const ours: Ours = async (items, marker) => {
    account ??= ourAccount(client, options.run.apiUrl);
    try {
      return ownTexts(items, marker, await account);
    } catch (error) {
      account = undefined;
      throw error;
    }
  };
  return {
    ...commits(client),
    ...comments(client, ours),
    ...reviews(client, ours),
    ...codeScanning(client),
    ...dependencies(client),
    ...createChecks(client),
    ...createThreads(client, options.run),
  };
}

type Ours = <Item extends Authored>(items: readonly Item[], marker: string) => Promise<Item[]>;

/** Full, since git is fetched by it. */
const ObjectName = z.string().regex(OBJECT_NAME);
const Comparison = z.object({ merge_base_commit: z.object({ sha: ObjectName }) });
const Ref = z.object({ object: z.object({ type: z.literal("commit"), sha: ObjectName }) });
/** `patch` is left out for big and binary files. */
const PullFile = z.object({ filename: z.string(), patch: z.string().optional() });

function commits(client: GitHubClient): Method<"mergeBase" | "branchTip" | "pullRequest" | "commentableLines"> {
  const { ask, list } = client;
  return {
    mergeBase: async (base, head) => {
      const { merge_base_commit } = await ask({
        what: "name the merge base",
        route: "GET /repos/{owner}/{repo}/compare/{basehead}",
        // Of the commits and files that come with it, as few as can be.
        parameters: { basehead: `${base}...${head}`, per_page: 1, page: 1 },
        answer: Comparison,
      });
      return merge_base_commit.sha;
    },
    branchTip: async (branch) => {
      const { object } = await ask({
        what: `name the tip of ${oneLine(branch, 100)}`,
        route: "GET /repos/{owner}/{repo}/git/ref/{ref}",
        parameters: { ref: `heads/${branch}` },
        answer: Ref,
      });
      return object.sha;
    },
    pullRequest: async (number) => {
      const { state, merged, head, base } = await pullRequest(client, number);
      return { state, merged, head: head.sha, baseBranch: base.ref };
    },
    commentableLines: async (number) => {
      const files = await list({
        what: "list the pull request's files",
        route: "GET /repos/{owner}/{repo}/pulls/{pull_number}/files",
        parameters: { pull_number: number },
        answer: PullFile,
      });
      return new Map(
        files.flatMap(({ filename, patch }) => (patch === undefined ? [] : [[filename, shownLines(patch)]])),
      );
    },
  };
}

/** What an update or a delete answers is of no use. */
const Whatever = z.unknown();

function comments(
  client: GitHubClient,
  ours: Ours,
): Method<"comments" | "oldestComment" | "createComment" | "updateComment" | "deleteComment"> {
  const { ask, list, pages, pause } = client;
  const listing = (number: number) => ({
    what: "list the comments",
    route: "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
    parameters: { issue_number: number, per_page: 100 },
    answer: Authored,
  });
  const find = async (number: number, marker: string) => ours(await list(listing(number)), marker);
  const id = "/repos/{owner}/{repo}/issues/comments/{comment_id}";
  return {
    comments: async (number, marker) => (await find(number, marker)).map(ownText),
    oldestComment: async (number, marker) => {
      let oldest: Authored | undefined;
      await pages(listing(number), async (items) => {
        oldest ??= (await ours(items, marker))[0];
        return oldest !== undefined;
      });
      return oldest && ownText(oldest);
    },
    createComment: async (number, body, marker) => {
      const create = () =>
        ask({
          what: "create the comment",
          route: "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
          parameters: { issue_number: number, body },
          answer: Authored,
          repeatable: false,
        });
      return ownText(await createOnce({ create, find: async () => (await find(number, marker)).at(-1) }, pause));
    },
    updateComment: async (comment, body) => {
      const parameters = { comment_id: comment, body };
      await ask({ what: "update the comment", route: `PATCH ${id}`, parameters, answer: Whatever });
    },
    deleteComment: (comment) =>
      gone(
        ask({
          what: "delete the comment",
          route: `DELETE ${id}`,
          parameters: { comment_id: comment },
          answer: Whatever,
        }),
      ),
  };
}

/** Deleted by a first try, by another run, or by a person: it is gone. */
async function gone(deleted: Promise<unknown>): Promise<void> {
  try {
    await deleted;
  } catch (error) {
    if (!(error instanceof GitHubRefusal) || error.reason !== "notFound" || error.status === undefined) throw error;
  }
}

const Review = Authored.extend({ commit_id: z.string().nullish() });

function reviews(
  client: GitHubClient,
  ours: Ours,
): Method<"reviewComments" | "reviews" | "createReview" | "deleteReviewComment"> {
  const { ask, list, pause } = client;
  const route = "/repos/{owner}/{repo}/pulls/{pull_number}/reviews";
  const find = async (number: number, marker: string) =>
    ours(
      await list({
        what: "list the reviews",
        route: `GET ${route}`,
        parameters: { pull_number: number },
        answer: Review,
      }),
      marker,
    );
  return {
    reviews: async (number, marker) => (await find(number, marker)).map(ownText),
    reviewComments: async (number, marker): Promise<OwnText[]> => {
      const all = await list({
        what: "list the review comments",
        route: "GET /repos/{owner}/{repo}/pulls/{pull_number}/comments",
        parameters: { pull_number: number },
        answer: Authored,
      });
      return (await ours(all, marker)).map(ownText);
    },
    createReview: async (number, review) => {
      const create = () =>
        ask({
          what: "create the review",
          route: `POST ${route}`,
          parameters: {
            pull_number: number,
            commit_id: review.commit,
            body: review.body,
            event: "COMMENT",
            comments: review.comments.map(reviewComment),
          },
          answer: Whatever,
          repeatable: false,
        });
      // An earlier head's review may hold the same marker.
      const made = async () => (await find(number, review.marker)).find(({ commit_id }) => commit_id === review.commit);
      await createOnce<unknown>({ create, find: made }, pause);
    },
    deleteReviewComment: (comment) =>
      gone(
        ask({
          what: "delete the review comment",
          route: "DELETE /repos/{owner}/{repo}/pulls/comments/{comment_id}",
          parameters: { comment_id: comment },
          answer: Whatever,
        }),
      ),
  };
}

/** `side` RIGHT is head; both ends of a range have one. */
function reviewComment({ path, line, startLine, body }: ReviewComment): object {
  const range = startLine === undefined || startLine === line ? {} : { start_line: startLine, start_side: "RIGHT" };
  return { path, line, side: "RIGHT", ...range, body };
}

const Upload = z.object({ id: z.string().min(1) });
const Processing = z.object({
  processing_status: z.enum(["pending", "complete", "failed"]),
  errors: z.array(z.string()).nullish(),
});
const MOST_ERRORS = 20;

function codeScanning({ ask }: GitHubClient): Method<"uploadSarif" | "sarifProcessing"> {
  return {
    // Repeated like a read: uploads for one commit, ref and category replace each other.
    uploadSarif: async ({ commit, ref, sarif, startedAt }) => {
      const zipped = await promisify(gzip)(sarif);
      const { id } = await ask({
        what: "take the SARIF upload",
        route: "POST /repos/{owner}/{repo}/code-scanning/sarifs",
        parameters: { commit_sha: commit, ref, sarif: zipped.toString("base64"), started_at: startedAt },
        answer: Upload,
      });
      return id;
    },
    sarifProcessing: async (id): Promise<SarifProcessing> => {
      try {
        const { processing_status, errors } = await ask({
          what: "tell how the SARIF upload went",
          route: "GET /repos/{owner}/{repo}/code-scanning/sarifs/{sarif_id}",
          parameters: { sarif_id: id },
          answer: Processing,
        });
        return { status: processing_status, errors: (errors ?? []).slice(0, MOST_ERRORS).map(shorten) };
      } catch (error) {
        // An upload that was accepted is known soon, not at once.
        if (error instanceof GitHubRefusal && error.status === 404) return { status: "pending", errors: [] };
        throw error;
      }
    },
  };
}
