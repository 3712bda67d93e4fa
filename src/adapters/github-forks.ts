/** The port `Forks`: workflow runs, open pull requests and finished checks, by GitHub's REST API. */

import { z } from "zod";
import { OBJECT_NAME } from "../object-name.ts";
import type { Forks, OpenPull, TriggeringRun } from "../ports-forks.ts";
import { checkRunsNamed } from "./github-check-runs.ts";
import type { GitHubClient } from "./github-client.ts";
import { createOnce } from "./github-create.ts";

const Id = z.int().positive();
const ObjectName = z.string().regex(OBJECT_NAME);

const Run = z.object({
  id: Id,
  event: z.string(),
  path: z.string(),
  head_sha: ObjectName,
  head_branch: z.string().nullish(),
  head_repository: z.object({ id: Id, owner: z.object({ login: z.string() }) }).nullish(),
  repository: z.object({ id: Id }),
  actor: z.object({ login: z.string(), type: z.string() }).nullish(),
  run_attempt: Id,
  conclusion: z.string().nullish(),
});

const Pull = z.object({
  number: Id,
  state: z.literal("open"),
  head: z.object({ sha: ObjectName, ref: z.string(), repo: z.object({ id: Id }).nullish() }),
  base: z.object({ ref: z.string(), repo: z.object({ default_branch: z.string() }) }),
  labels: z.array(z.object({ name: z.string() })),
});

/** The digest is GitHub's, of the archive; the name is the run's own choice, and not asked for. */
const Artifacts = z.object({ artifacts: z.array(z.object({ digest: z.string().nullish() })) });
const Claimed = z.object({ external_id: z.string().nullish() });
const Concluded = Claimed.extend({ name: z.string(), conclusion: z.string().nullish() });
const Whatever = z.unknown();

export function createForks({ ask, list, pause }: Pick<GitHubClient, "ask" | "list" | "pause">): Forks {
  return {
    triggeringRun: async (id) =>
      triggeringRun(
        await ask({
          what: "show the workflow run that has ended",
          route: "GET /repos/{owner}/{repo}/actions/runs/{run_id}",
          parameters: { run_id: Number(id), exclude_pull_requests: true },
          answer: Run,
        }),
      ),
    artifactsSha256: async (id) => {
      const { artifacts } = await ask({
        what: "list the artifacts of the run that has ended",
        route: "GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts",
        parameters: { run_id: Number(id), per_page: 100 },
        answer: Artifacts,
      });
      return artifacts.flatMap(({ digest }) => /^sha256:([0-9a-f]{64})$/u.exec(digest ?? "")?.[1] ?? []).sort();
    },
    openPulls: async ({ owner, branch }) => {
      const pulls = await list({
        what: "list the open pull requests of a branch",
        route: "GET /repos/{owner}/{repo}/pulls",
        parameters: { state: "open", head: `${owner}:${branch}` },
        answer: Pull,
      });
      return pulls.map(openPull);
    },
    checksOf: (head, name) => checksOf(ask, head, name),
    passesOn: async (head) => {
      const runs = await checkRunsNamed(ask, { head }, Concluded);
      return runs.flatMap(({ name, external_id: externalId, conclusion }) =>
        externalId != null && (conclusion === "success" || conclusion === "neutral") ? { name, externalId } : [],
      );
    },
    claimCheck: async (check) => {
      const { name, head, externalId, title, summary, detailsUrl } = check;
      const create = () =>
        ask({
          what: "create the check run",
          route: "POST /repos/{owner}/{repo}/check-runs",
          parameters: {
            ...{ name, head_sha: head, external_id: externalId, status: "in_progress" },
            ...(detailsUrl !== undefined && { details_url: detailsUrl }),
            output: { title, summary },
          },
          answer: Whatever,
          repeatable: false,
        });
      const find = async () => ((await checksOf(ask, head, name)).includes(externalId) ? check : undefined);
      await createOnce<unknown>({ create, find }, pause);
    },
  };
}

async function checksOf(ask: GitHubClient["ask"], head: string, name: string): Promise<readonly string[]> {
  return (await checkRunsNamed(ask, { head, name }, Claimed)).flatMap(({ external_id }) => external_id ?? []);
}

function triggeringRun(run: z.infer<typeof Run>): TriggeringRun {
  const { head_branch: branch, head_repository: from, actor, conclusion } = run;
  return {
    id: String(run.id),
    event: run.event,
    path: run.path,
    head: run.head_sha,
    ...(branch != null && { headBranch: branch }),
    ...(from != null && { headRepository: { id: from.id, owner: from.owner.login } }),
    repository: { id: run.repository.id },
    dependabot: actor?.login === "dependabot[bot]" && actor.type === "Bot",
    attempt: run.run_attempt,
    ...(conclusion != null && { conclusion }),
  };
}

function openPull({ number, head, base, labels }: z.infer<typeof Pull>): OpenPull {
  return {
    number,
    head: head.sha,
    headBranch: head.ref,
    ...(head.repo != null && { headRepositoryId: head.repo.id }),
    baseBranch: base.ref,
    defaultBranch: base.repo.default_branch,
    labels: labels.map(({ name }) => name),
  };
}
