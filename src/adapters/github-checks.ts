/** The port `Checks`: annotations in batches, each sent once, and a conclusion only with the last. */

import { z } from "zod";
import { GitHubRefusal } from "../ports.ts";
import type { CheckAnnotation, CheckRun, Checks } from "../ports-github.ts";
import { checkRunsNamed } from "./github-check-runs.ts";
import type { GitHubClient } from "./github-client.ts";
import { createOnce } from "./github-create.ts";

/** "The Checks API limits the number of annotations to a maximum of 50 per API request" (docs, "Create a check run"). */
const BATCH = 50;

const Made = z.object({
  id: z.int(),
  external_id: z.string().nullish(),
  html_url: z.string().nullish(),
  conclusion: z.string().nullish(),
  output: z.object({ annotations_count: z.int().nonnegative() }),
});
type Made = z.infer<typeof Made>;

/** A check run on GitHub, and how many of its annotations are there. */
interface Standing {
  readonly id: number;
  readonly url: string;
  readonly sent: number;
  readonly conclusion?: string;
}

/** Every method throws `GitHubRefusal`, and nothing else that GitHub can cause. */
export function createChecks(client: GitHubClient): Checks {
  return {
    putCheckRun: async (run) => {
      let standing = (await find(client, run)) ?? (await create(client, run));
      while (standing.conclusion !== run.conclusion) standing = await append(client, run, standing);
      return standing.url;
    },
  };
}

const CHECK_RUNS = "/repos/{owner}/{repo}/check-runs";

/** An earlier try's. Another app's is never it: GitHub lets an app change its own alone, and would refuse the rest. */
async function find({ ask }: GitHubClient, run: CheckRun): Promise<Standing | undefined> {
  const runs = await checkRunsNamed(ask, run, Made);
  const made = runs.find(({ external_id }) => external_id === run.externalId);
  return made && standingOf(made);
}

function create(client: GitHubClient, run: CheckRun): Promise<Standing> {
  const { name, head, externalId, detailsUrl } = run;
  const part = partOf(run, 0);
  return createOnce(
    {
      create: async () =>
        after(
          await client.ask({
            what: "create the check run",
            route: `POST ${CHECK_RUNS}`,
            parameters: {
              ...{ name, head_sha: head, external_id: externalId },
              ...(detailsUrl !== undefined && { details_url: detailsUrl }),
              ...part.body,
            },
            answer: Made,
            repeatable: false,
          }),
          part,
        ),
      find: async () => {
        const made = await find(client, run);
        // It came with its first batch, however late GitHub counts that; one that was only claimed came with none.
        return made && { ...made, sent: Math.max(made.sent, part.sent) };
      },
    },
    client.pause,
  );
}

/** GitHub appends: a batch that was sent twice would stand there twice, so after an uncertain try it is asked what stands there. */
function append(client: GitHubClient, run: CheckRun, before: Standing): Promise<Standing> {
  const part = partOf(run, before.sent);
  const route = `${CHECK_RUNS}/{check_run_id}`;
  const id = { check_run_id: before.id };
  return createOnce(
    {
      create: async () =>
        after(
          await client.ask({
            what: "complete the check run",
            route: `PATCH ${route}`,
            parameters: { ...id, ...part.body },
            answer: Made,
            repeatable: false,
          }),
          part,
        ),
      find: async () => {
        const now = standingOf(
          await client.ask({
            what: "show the check run",
            route: `GET ${route}`,
            parameters: id,
            answer: Made,
          }),
        );
        return now.sent > before.sent || now.conclusion === run.conclusion ? now : undefined;
      },
    },
    client.pause,
  );
}

interface Part {
  readonly body: Readonly<Record<string, unknown>>;
  /** Annotations that stand there once this part is taken. */
  readonly sent: number;
  /** Absent: more is to come. */
  readonly conclusion?: CheckRun["conclusion"];
}

/** The next batch. Title, summary and conclusion come with the last: until then nobody reads half a result. */
function partOf({ annotations, title, summary, conclusion }: CheckRun, from: number): Part {
  const batch = annotations.slice(from, from + BATCH).map(annotation);
  const sent = from + batch.length;
  if (sent < annotations.length) {
    const output = { title: "Not complete yet", summary: "", annotations: batch };
    return { body: { status: "in_progress", output }, sent };
  }
  return {
    body: { status: "completed", conclusion, output: { title, summary, annotations: batch } },
    sent,
    conclusion,
  };
}

function annotation({ path, startLine, endLine, level, title, message }: CheckAnnotation): object {
  return { path, start_line: startLine, end_line: endLine, annotation_level: level, title, message };
}

/** What was sent counts, since GitHub's own number may come late. @throws GitHubRefusal when GitHub took it and did not conclude */
function after(made: Made, { sent, conclusion }: Part): Standing {
  const { id, url } = standingOf(made);
  if (conclusion !== undefined && made.conclusion !== conclusion)
    throw new GitHubRefusal("invalid", "GitHub took the check run and not its conclusion.");
  return { id, url, sent, ...(conclusion !== undefined && { conclusion }) };
}

function standingOf({ id, html_url, conclusion, output }: Made): Standing {
  const url = html_url ?? "";
  return { id, url, sent: output.annotations_count, ...(conclusion != null && { conclusion }) };
}
