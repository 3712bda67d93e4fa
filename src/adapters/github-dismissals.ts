/** The part of the port `People` that is about a branch: alerts that people dismissed, who approved it, whose commits they are. */

import { z } from "zod";
import { OBJECT_NAME } from "../object-name.ts";
import { GitHubRefusal } from "../ports.ts";
import type { ApprovedDismissal, DismissedAlert, People } from "../ports-github.ts";
import type { Person } from "../sign-off.ts";
import { pushesOf } from "./github-activity.ts";
import type { GitHubClient } from "./github-client.ts";

type Method<Name extends keyof People> = Pick<People, Name>;
const Account = z.object({ id: z.int(), login: z.string() });

export function dismissed(
  client: GitHubClient,
): Method<"dismissals" | "approvedDismissals" | "branchPushes" | "authorsBetween"> {
  const { ask, list } = client;
  return {
    dismissals: async (ref) => {
      const alerts = await list({
        what: "list the dismissed alerts",
        route: "GET /repos/{owner}/{repo}/code-scanning/alerts",
        parameters: { ref, state: "dismissed" },
        answer: Alert,
      });
      return alerts.flatMap((alert) => dismissedAlert(alert, ref));
    },
    approvedDismissals: async () => {
      try {
        const requests = await list({
          what: "list the approved requests to dismiss alerts",
          // GitHub Enterprise Cloud alone describes it; elsewhere it is 404. Older ones than a month it does not list.
          route: "GET /repos/{owner}/{repo}/dismissal-requests/code-scanning",
          parameters: { request_status: "approved", time_period: "month" },
          answer: DismissalRequest,
        });
        return requests.flatMap(approvalsOf);
      } catch (error) {
        if (error instanceof GitHubRefusal && ["notFound", "permission", "sso", "notEnabled"].includes(error.reason))
          return [];
        throw error;
      }
    },
    branchPushes: (ref, head) => pushesOf(client, { ref }, head),
    authorsBetween: async (base, head) => {
      const { commits, total_commits: total } = await ask({
        what: "list the commits of the change",
        route: "GET /repos/{owner}/{repo}/compare/{basehead}",
        parameters: { basehead: `${base}...${head}`, per_page: MOST_COMMITS, page: 1 },
        answer: Comparison,
      });
      return total > commits.length ? undefined : commits.flatMap(peopleOf);
    },
  };
}

const MOST_COMMITS = 100;
/** Null, or an object without any key: GitHub knows no account of that address. */
const Writer = z.union([Account, z.unknown().transform(() => undefined)]).optional();
const Comparison = z.object({
  total_commits: z.int(),
  commits: z.array(z.object({ author: Writer, committer: Writer })),
});

function peopleOf({ author, committer }: z.infer<typeof Comparison>["commits"][number]): readonly Person[] {
  return [author, committer].filter((one) => one !== undefined).map(({ id, login }) => ({ id, login }));
}

const Alert = z.object({
  number: z.int(),
  dismissed_by: Account.nullish(),
  dismissed_at: z.string().nullish(),
  dismissed_reason: z.string().nullish(),
  dismissed_comment: z.string().nullish(),
  dismissal_approved_by: Account.nullish(),
  rule: z.object({ id: z.string().nullish() }),
  tool: z.object({ name: z.string().nullish() }),
  most_recent_instance: z.object({
    ref: z.string().nullish(),
    commit_sha: z.string().nullish(),
    location: z
      .object({
        path: z.string().optional(),
        start_line: z.int().optional(),
        start_column: z.int().optional(),
      })
      .nullish(),
  }),
});

/** With `ref` in the question the instance is that ref's (REST, "List code scanning alerts"); of another one nothing is known here. */
function dismissedAlert(given: z.infer<typeof Alert>, ref: string): readonly DismissedAlert[] {
  const { number: alert, dismissed_by: by, dismissed_at: at, dismissed_reason: reason, rule, tool } = given;
  const { location, commit_sha: commit, ref: of } = given.most_recent_instance;
  const { path, start_line: line, start_column: column } = location ?? {};
  if (!by || !at || !reason || !rule.id || !tool.name || !commit || !OBJECT_NAME.test(commit) || of !== ref) return [];
  if (path === undefined || line === undefined) return [];
  const approver = given.dismissal_approved_by;
  return [
    {
      ...{ alert, by, at, reason, comment: given.dismissed_comment ?? "", ...(approver && { approvedBy: approver }) },
      ...{ tool: tool.name, rule: rule.id, path, line, commit, ...(column !== undefined && { column }) },
    },
  ];
}

const Actor = z.object({ actor_id: z.int(), actor_name: z.string() });
const DismissalRequest = z.object({
  status: z.string(),
  requester: Actor.nullish(),
  /** The description says that the number is a string, and its example has an integer. */
  data: z
    .array(z.object({ reason: z.string().nullish(), alert_number: z.union([z.string(), z.int()]).nullish() }))
    .nullish(),
  responses: z.array(z.object({ status: z.string(), created_at: z.string(), reviewer: Actor.nullish() })).nullish(),
});

function approvalsOf({
  status,
  requester,
  data,
  responses,
}: z.infer<typeof DismissalRequest>): readonly ApprovedDismissal[] {
  if (status !== "approved" || !requester) return [];
  return (data ?? []).flatMap(({ reason, alert_number: number }) =>
    (responses ?? []).flatMap(({ status: answer, created_at: at, reviewer }) =>
      answer === "approved" && reviewer && reason && /^\d+$/u.test(String(number))
        ? [{ alert: Number(number), reason, requester: personOf(requester), reviewer: personOf(reviewer), at }]
        : [],
    ),
  );
}

function personOf({ actor_id: id, actor_name: login }: z.infer<typeof Actor>): Person {
  return { id, login };
}
