/** The port `Branches`: one commit on a new branch by the Git database API, a draft pull request, reviewers. Nothing is merged. */

import { z } from "zod";
import { OBJECT_NAME } from "../object-name.ts";
import type { Branches, FixPull } from "../ports-github.ts";
import { GitHubRefusal } from "../ports.ts";
import type { WorkflowRun } from "../subject.ts";
import { Authored, ourAccount, ownTexts } from "./github-account.ts";
import type { GitHubClient } from "./github-client.ts";
import { createOnce } from "./github-create.ts";
import { pullRequest } from "./github-pull-request.ts";

const Name = z.string().regex(OBJECT_NAME);
const Made = z.object({ sha: Name });
const Commit = z.object({
  tree: z.object({ sha: Name }),
  parents: z.array(z.object({ sha: Name })),
});
const Ref = z.object({ object: z.object({ type: z.literal("commit"), sha: Name }) });
const Pull = Authored.extend({
  number: z.int(),
  html_url: z.string(),
  state: z.enum(["open", "closed"]),
  head: z.object({ ref: z.string() }),
});
type Pull = z.infer<typeof Pull>;
const Whatever = z.unknown();

const GIT = "/repos/{owner}/{repo}/git";
const PULLS = "/repos/{owner}/{repo}/pulls";

/** @param run whose repository it is */
export function createBranches(client: GitHubClient, run: Pick<WorkflowRun, "owner" | "apiUrl">): Branches {
  return { ...commits(client), ...drafts(client, run) };
}

function commits(client: GitHubClient): Pick<Branches, "source" | "commitOnBranch"> {
  const { ask } = client;
  return {
    source: async (number) => {
      const { state, head, base } = await pullRequest(client, number);
      return { state, head: head.sha, branch: head.ref, fork: head.repo?.id !== base.repo.id };
    },
    commitOnBranch: async ({ branch, parent, message, files }) => {
      const { tree } = await commitAt(client, parent);
      const { sha: made } = await ask({
        what: "store the files of the fix",
        route: `POST ${GIT}/trees`,
        parameters: {
          base_tree: tree.sha,
          tree: files.map(({ path, mode, text }) => ({ path, mode, type: "blob", content: text })),
        },
        answer: Made,
      });
      // Without an author GitHub takes the token's account, and signs for a bot's.
      const { sha } = await ask({
        what: "make the commit of the fix",
        route: `POST ${GIT}/commits`,
        parameters: { message, tree: made, parents: [parent] },
        answer: Made,
      });
      return (await createBranch(client, branch, sha)) ? sha : same(client, { branch, parent, tree: made });
    },
  };
}

function commitAt({ ask }: GitHubClient, commit: string): Promise<z.infer<typeof Commit>> {
  return ask({
    what: "show a commit",
    route: `GET ${GIT}/commits/{commit_sha}`,
    parameters: { commit_sha: commit },
    answer: Commit,
  });
}

/** False: a branch of that name is there, maybe by an earlier try of ours. */
async function createBranch({ ask }: GitHubClient, branch: string, sha: string): Promise<boolean> {
  try {
    await ask({
      what: "make the branch of the fix",
      route: `POST ${GIT}/refs`,
      parameters: { ref: `refs/heads/${branch}`, sha },
      answer: Whatever,
    });
    return true;
  } catch (error) {
    if (error instanceof GitHubRefusal && error.status === 422 && /already exists/iu.test(error.message)) return false;
    throw error;
  }
}

/** Whoever may push could have made a branch of that name: only what holds exactly this change may go under our words. */
async function same(
  client: GitHubClient,
  { branch, parent, tree }: { readonly branch: string; readonly parent: string; readonly tree: string },
): Promise<string> {
  const { object } = await client.ask({
    what: "show the branch of the fix",
    route: `GET ${GIT}/ref/{ref}`,
    parameters: { ref: `heads/${branch}` },
    answer: Ref,
  });
  const there = await commitAt(client, object.sha);
  const isOurs = there.tree.sha === tree && there.parents.length === 1 && there.parents[0]?.sha === parent;
  if (isOurs) return object.sha;
  throw new GitHubRefusal(
    "invalid",
    `There is a branch ${branch} already, and it holds something else: delete it and ask again.`,
    422,
  );
}

function drafts(
  client: GitHubClient,
  { owner, apiUrl }: Pick<WorkflowRun, "owner" | "apiUrl">,
): Pick<Branches, "findDraft" | "openDraft" | "requestReviewers"> {
  const { ask, list, pause } = client;
  const find: Branches["findDraft"] = async (branch, marker) => {
    const all = await list({
      what: "list the pull requests of the fix",
      route: `GET ${PULLS}`,
      parameters: { head: `${owner}:${branch}`, state: "all" },
      answer: Pull,
    });
    const named = all.filter(({ head }) => head.ref === branch);
    // A marker in somebody else's pull request means nothing (L9).
    const [ours] = named.length === 0 ? [] : ownTexts(named, marker, await ourAccount(client, apiUrl));
    return ours === undefined ? undefined : fixPull(ours);
  };
  return {
    findDraft: find,
    openDraft: async ({ title, body, branch, baseBranch, marker }) => {
      const create = async (): Promise<FixPull> =>
        fixPull(
          await ask({
            what: "open the draft",
            route: `POST ${PULLS}`,
            parameters: { title, body, head: branch, base: baseBranch, draft: true, maintainer_can_modify: false },
            answer: Pull,
            repeatable: false,
          }),
        );
      try {
        return await createOnce({ create, find: () => find(branch, marker) }, pause);
      } catch (error) {
        if (!(error instanceof GitHubRefusal) || error.status !== 422) throw error;
        // "A pull request already exists": another run was faster.
        const made = await find(branch, marker);
        if (made === undefined) throw error;
        return made;
      }
    },
    requestReviewers: async (number, { people, teams }) => {
      await ask({
        what: "request the reviewers",
        route: `POST ${PULLS}/{pull_number}/requested_reviewers`,
        parameters: { pull_number: number, reviewers: people, team_reviewers: teams },
        answer: Whatever,
      });
    },
  };
}

function fixPull({ number, html_url: url, state }: Pull): FixPull {
  return { number, url, state };
}
