/** `GET /pulls/{n}`: a pull request as GitHub has it now, in one form for all who ask. */

import { z } from "zod";
import { OBJECT_NAME } from "../object-name.ts";
import type { GitHubClient } from "./github-client.ts";

const Account = z.object({ id: z.int(), login: z.string() });
/** `user` is null where the account is gone, as is `repo` where the fork is; one that the token may not see is absent. */
const PullRequest = z.object({
  number: z.int(),
  state: z.enum(["open", "closed"]),
  merged: z.boolean(),
  locked: z.boolean(),
  user: Account.nullish(),
  head: z.object({
    ref: z.string().min(1),
    sha: z.string().regex(OBJECT_NAME),
    repo: z.object({ id: z.int(), name: z.string(), owner: Account }).nullish(),
  }),
  base: z.object({ ref: z.string(), repo: z.object({ id: z.int() }) }),
});
export type PullRequest = z.infer<typeof PullRequest>;

/** @throws GitHubRefusal */
export function pullRequest({ ask }: Pick<GitHubClient, "ask">, number: number): Promise<PullRequest> {
  return ask({
    what: "show the pull request",
    route: "GET /repos/{owner}/{repo}/pulls/{pull_number}",
    parameters: { pull_number: number },
    answer: PullRequest,
  });
}
