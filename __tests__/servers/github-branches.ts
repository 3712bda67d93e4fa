/** The Git database and new pull requests: a commit on a branch without a clone, a draft, its reviewers. */

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { gitEnvironment } from "../fixtures/repository.ts";
import { ok, refusal, REFUSALS, type Answer } from "./github-answers.ts";
import type { Commit } from "./github-diff.ts";
import type { Json } from "./github-json.ts";
import { Refused, type Context, type Route } from "./github-routes.ts";
import type { Pull, State } from "./github-state.ts";

const REPOSITORY = "/repos/{owner}/{repo}";
const CONTENTS = { read: "contents", write: "contents" } as const;
const PULL = { read: "pull_requests", write: "pull_requests" } as const;

const Tree = z.object({
  base_tree: z.string().optional(),
  tree: z.array(z.object({ path: z.string(), mode: z.string(), type: z.string(), content: z.string() })),
});
const NewCommit = z.object({ message: z.string(), tree: z.string(), parents: z.array(z.string()) });
const NewRef = z.object({ ref: z.string(), sha: z.string() });
const NewPull = z.object({
  title: z.string(),
  body: z.string().default(""),
  head: z.string(),
  base: z.string(),
  draft: z.boolean().default(false),
});
const Reviewers = z.object({
  reviewers: z.array(z.string()).default([]),
  team_reviewers: z.array(z.string()).default([]),
});

/** What `Pull` does not hold of a pull request that the API opened. */
export interface Opened {
  readonly body: string;
  readonly people: readonly string[];
  readonly teams: readonly string[];
}
const opened = new WeakMap<State, Map<number, Opened>>();
const ofState = (state: State): Map<number, Opened> => {
  const known = opened.get(state) ?? new Map<number, Opened>();
  opened.set(state, known);
  return known;
};

/** Pull requests that a client opened, as anybody sees them: the list of the API. */
export const Listed = z.array(
  z.object({
    number: z.int(),
    title: z.string(),
    body: z.string().nullable(),
    draft: z.boolean(),
    state: z.string(),
    head: z.object({ ref: z.string(), sha: z.string() }),
    base: z.object({ ref: z.string() }),
    requested_reviewers: z.array(z.object({ login: z.string() })),
    requested_teams: z.array(z.object({ slug: z.string() })),
  }),
);

export const BRANCH_ROUTES: Readonly<Record<string, Route>> = {
  [`GET ${REPOSITORY}/git/commits/{commit_sha}`]: {
    scope: CONTENTS,
    run: (context) => {
      const { state, parameters } = context;
      const sha = state.git.commit(parameters["commit_sha"] ?? "");
      return sha === undefined ? REFUSALS.notFound() : ok(commitJson(context, state.git.show(sha)));
    },
  },
  [`POST ${REPOSITORY}/git/trees`]: { scope: CONTENTS, run: makeTree },
  [`POST ${REPOSITORY}/git/commits`]: { scope: CONTENTS, run: makeCommit },
  [`POST ${REPOSITORY}/git/refs`]: { scope: CONTENTS, run: makeRef },
  [`GET ${REPOSITORY}/pulls`]: {
    scope: PULL,
    run: (context) => {
      const { state, query, page } = context;
      const [wanted, from] = [query.get("state") ?? "open", query.get("head")];
      // `user:ref`, where an organisation counts as a user. Newest first.
      const all = [...state.pulls.values()]
        .toReversed()
        .filter(
          ({ state: is, head }) =>
            (wanted === "all" || is === wanted) &&
            (from === null || from === `${head.repository.split("/")[0] ?? ""}:${head.ref}`),
        );
      return page(all.map((pull) => pullJson(context, pull)));
    },
  },
  [`POST ${REPOSITORY}/pulls`]: { scope: PULL, run: openPull },
  [`POST ${REPOSITORY}/pulls/{pull_number}/requested_reviewers`]: { scope: PULL, run: requestReviewers },
};

function git({ git: reading }: State, args: readonly string[], input = "", env: Record<string, string> = {}): string {
  const folder = reading.run("rev-parse", "--absolute-git-dir").trim();
  return execFileSync("git", ["--git-dir", folder, ...args], {
    input,
    env: { ...gitEnvironment(), ...env },
    stdio: ["pipe", "pipe", "pipe"],
  })
    .toString()
    .trim();
}

function makeTree({ state, json, write }: Context): Answer {
  const { base_tree: base, tree } = Tree.parse(json);
  const folder = mkdtempSync(join(tmpdir(), "index-"));
  try {
    const env = { GIT_INDEX_FILE: join(folder, "index") };
    git(state, base === undefined ? ["read-tree", "--empty"] : ["read-tree", base], "", env);
    for (const { path, mode, content } of tree) {
      const blob = git(state, ["hash-object", "-w", "--stdin"], content);
      git(state, ["update-index", "--add", "--cacheinfo", `${mode},${blob},${path}`], "", env);
    }
    const sha = git(state, ["write-tree"], "", env);
    return ok({ sha, url: write.url(`/git/trees/${sha}`), truncated: false, tree: [] }, 201);
  } catch {
    return REFUSALS.invalid("tree.path contains a malformed path component");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function makeCommit(context: Context): Answer {
  const { state, json } = context;
  const { message, tree, parents } = NewCommit.parse(json);
  // Two tries are two commits, as on GitHub, where the time differs.
  const at = `${String(1_800_000_000 + state.next())} +0000`;
  const env = { GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at };
  const sha = git(state, ["commit-tree", tree, ...parents.flatMap((parent) => ["-p", parent])], message, env);
  return ok(commitJson(context, state.git.show(sha)), 201);
}

function commitJson({ write }: Context, { sha, tree, parents, name, email, date, message }: Commit): Json {
  const person = { name, email, date };
  const at = (of: string): Json => ({ sha: of, url: write.url(`/git/commits/${of}`), html_url: write.url(`/c/${of}`) });
  return {
    ...{ ...at(sha), node_id: `C_${sha}`, author: person, committer: person, message, parents: parents.map(at) },
    tree: { sha: tree, url: write.url(`/git/trees/${tree}`) },
    verification: { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null },
  };
}

function makeRef({ state, json, write }: Context): Answer {
  const { ref, sha } = NewRef.parse(json);
  if (!ref.startsWith("refs/")) return refusal(422, "Reference name must start with 'refs/'.");
  if (state.git.commit(ref) !== undefined) return refusal(422, "Reference already exists");
  if (state.git.commit(sha) === undefined) return refusal(422, "Object does not exist");
  git(state, ["update-ref", ref, sha]);
  const object = { type: "commit", sha, url: write.url(`/git/commits/${sha}`) };
  return ok({ ref, node_id: "REF", url: write.url(`/git/${ref}`), object }, 201);
}

function openPull(context: Context): Answer {
  const { state, json, account } = context;
  const { title, body, head, base, draft } = NewPull.parse(json);
  const [from, to] = [state.git.commit(`refs/heads/${head}`), state.git.commit(`refs/heads/${base}`)];
  const invalid = (field: string): Answer => REFUSALS.invalid({ resource: "PullRequest", field, code: "invalid" });
  if (from === undefined) return invalid("head");
  if (to === undefined) return invalid("base");
  const open = [...state.pulls.values()].some(
    (pull) => pull.state === "open" && pull.head.ref === head && pull.base.ref === base,
  );
  if (open)
    return REFUSALS.invalid({
      ...{ resource: "PullRequest", code: "custom" },
      message: `A pull request already exists for ${state.repository.owner}:${head}.`,
    });
  if (state.git.log(to, from).length === 0)
    return REFUSALS.invalid({
      resource: "PullRequest",
      code: "custom",
      message: `No commits between ${base} and ${head}`,
    });
  const number = Math.max(0, ...state.pulls.keys()) + 1;
  const { owner, name } = state.repository;
  const pull: Pull = {
    ...{ number, title, user: account(), draft, state: "open", merged: false, merge: undefined },
    head: { ref: head, sha: from, repository: `${owner}/${name}` },
    base: { ref: base, sha: to },
  };
  state.pulls.set(number, pull);
  ofState(state).set(number, { body, people: [], teams: [] });
  return ok(pullJson(context, pull), 201);
}

function pullJson({ state, write }: Context, pull: Pull): Json {
  const { body, people, teams } = ofState(state).get(pull.number) ?? { body: null, people: [], teams: [] };
  return {
    ...{ ...write.pull(pull), body },
    requested_reviewers: people.map((login) => write.user({ login, id: 1, type: "User" })),
    requested_teams: teams.map((slug) => teamJson(write, slug)),
  };
}

function teamJson(write: Context["write"], slug: string): Json {
  return {
    ...{
      id: 1,
      node_id: "T_1",
      name: slug,
      slug,
      description: null,
      privacy: "closed",
      permission: "pull",
      parent: null,
    },
    ...{
      url: write.url("/teams/1"),
      html_url: write.url(`/teams/${slug}`),
      notification_setting: "notifications_enabled",
    },
    ...{ members_url: write.url("/teams/1/members{/member}"), repositories_url: write.url("/teams/1/repos") },
    type: "organization",
    organization_id: 1,
  };
}

function requestReviewers(context: Context): Answer {
  const { state, json, pull } = context;
  const { reviewers, team_reviewers: teams } = Reviewers.parse(json);
  const known = ofState(state).get(pull().number);
  if (known === undefined) throw new Refused(REFUSALS.notFound());
  if (reviewers.some((login) => !state.accounts.some((account) => account.login === login)))
    return refusal(
      422,
      "Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the octo/app repository.",
    );
  ofState(state).set(pull().number, {
    ...known,
    people: [...known.people, ...reviewers],
    teams: [...known.teams, ...teams],
  });
  return ok(pullJson(context, pull()), 201);
}
