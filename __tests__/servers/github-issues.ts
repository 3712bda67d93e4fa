/** Issues and repository security advisories, with GitHub's refusals. Comments stay where the other ones are. */

import { z } from "zod";
import { ok, refusal, REFUSALS, type Answer } from "./github-answers.ts";
import type { Json } from "./github-json.ts";
import { PULL_ROUTES } from "./github-pulls.ts";
import type { Context, Route } from "./github-routes.ts";
import type { AdvisoryRecord, IssueRecord } from "./github-issue-state.ts";
import { timeOf } from "./github-state.ts";

const NewIssue = z.object({
  title: z.string().min(1),
  body: z.string().default(""),
  labels: z.array(z.string()).default([]),
  assignees: z.array(z.string()).default([]),
});
const IssueChange = z.object({
  title: z.string().optional(),
  body: z.string().optional(),
  state: z.enum(["open", "closed"]).optional(),
  state_reason: z.string().optional(),
  labels: z.array(z.string()).optional(),
});
const NewAdvisory = z.object({
  summary: z.string(),
  description: z.string(),
  severity: z.string().optional(),
  cwe_ids: z.array(z.string()).optional(),
});
const AdvisoryChange = NewAdvisory.partial().extend({ state: z.enum(["published", "closed", "draft"]).optional() });

const REPOSITORY = "/repos/{owner}/{repo}";
const ONE = `${REPOSITORY}/issues/{issue_number}`;
const ADVISORIES = `${REPOSITORY}/security-advisories`;
const ISSUES = { read: "issues", write: "issues" } as const;
const DRAFTS = { read: "repository_advisories", write: "repository_advisories" } as const;
const LONGEST_BODY = 65_536;
const DISABLED = refusal(410, "Issues has been disabled in this repository.");

export const ISSUE_ROUTES: Readonly<Record<string, Route>> = {
  [`GET ${REPOSITORY}/issues`]: { scope: ISSUES, run: listIssues },
  [`POST ${REPOSITORY}/issues`]: { scope: ISSUES, run: createIssue },
  [`PATCH ${ONE}`]: { scope: ISSUES, run: changeIssue },
  [`GET ${ONE}/comments`]: commentsRoute("GET"),
  [`POST ${ONE}/comments`]: commentsRoute("POST"),
  [`GET ${ADVISORIES}`]: {
    scope: DRAFTS,
    run: ({ state, page, write, account }) => {
      // Drafts are shown to those who may see them; without the right the list is of published ones alone.
      const all = [...state.issues.advisories.values()];
      const sees = account().permissions.repository_advisories !== undefined;
      return page((sees ? all : all.filter((one) => one.state === "published")).map((one) => advisoryOf(one, write)));
    },
  },
  [`POST ${ADVISORIES}`]: { scope: DRAFTS, run: createAdvisory },
  [`PATCH ${ADVISORIES}/{ghsa_id}`]: { scope: DRAFTS, run: changeAdvisory },
};

function listIssues({ state, query, page, write }: Context): Answer {
  if (!state.issues.enabled) return DISABLED;
  const creator = query.get("creator");
  const wanted = query.get("state") ?? "open";
  const found = [...state.issues.issues.values()]
    .filter(({ user }) => creator === null || user.login === creator)
    .filter((issue) => wanted === "all" || issue.state === wanted);
  const ordered = query.get("direction") === "asc" ? found : found.toReversed();
  return page(ordered.map((issue) => issueOf(issue, write)));
}

function createIssue({ state, json, account, write }: Context): Answer {
  if (!state.issues.enabled) return DISABLED;
  const { title, body, labels, assignees } = NewIssue.parse(json);
  const wrong = [...body].length > LONGEST_BODY || title.length > 256;
  if (wrong) return REFUSALS.invalid({ resource: "Issue", code: "custom", field: "body", message: "body is too long" });
  const stranger = assignees.find((login) => !state.issues.assignable.has(login));
  if (stranger !== undefined)
    return REFUSALS.invalid({ resource: "Issue", code: "invalid", field: "assignees", value: stranger });
  const issue: IssueRecord = {
    ...{ number: state.next(), user: account(), title, body, labels, assignees, at: state.next() },
    ...{ state: "open", stateReason: null },
  };
  state.issues.issues.set(issue.number, issue);
  return ok(issueOf(issue, write), 201);
}

function changeIssue({ state, json, parameters, write }: Context): Answer {
  if (!state.issues.enabled) return DISABLED;
  const issue = state.issues.issues.get(Number(parameters["issue_number"]));
  if (issue === undefined) return refusal(410, "This issue was deleted");
  const { state_reason: reason, ...change } = IssueChange.parse(json);
  if ([...(change.body ?? "")].length > LONGEST_BODY) return REFUSALS.invalid("Body is too long");
  const turned = change.state !== undefined && change.state !== issue.state;
  const changed: IssueRecord = {
    ...issue,
    ...(change.title !== undefined && { title: change.title }),
    ...(change.body !== undefined && { body: change.body }),
    ...(change.labels !== undefined && { labels: change.labels }),
    ...(change.state !== undefined && { state: change.state }),
    ...(turned && { stateReason: reason ?? (change.state === "open" ? "reopened" : "completed") }),
  };
  state.issues.issues.set(issue.number, changed);
  return ok(issueOf(changed, write));
}

/** An issue's comments beside those of pull requests. */
function commentsRoute(method: "GET" | "POST"): Route {
  const others = PULL_ROUTES[`${method} ${ONE}/comments`]!;
  return {
    ...others,
    run: (context) => {
      const { state, parameters, write, page, json, account } = context;
      const number = Number(parameters["issue_number"]);
      if (!state.issues.issues.has(number)) return others.run(context);
      if (method === "GET")
        return page([...state.comments.values()].filter(({ issue }) => issue === number).map(write.comment));
      const { body } = z.object({ body: z.string().min(1) }).parse(json);
      const comment = { id: state.next(), issue: number, user: account(), body, at: state.next() };
      state.comments.set(comment.id, comment);
      return ok(write.comment(comment), 201);
    },
  };
}

function createAdvisory({ state, json, account, write }: Context): Answer {
  const { summary, description, severity = null, cwe_ids: cwe = [] } = NewAdvisory.parse(json);
  const ghsa = `GHSA-${[2, 3, 4]
    .map((n) =>
      String(state.next() * n)
        .padStart(4, "0")
        .slice(-4),
    )
    .join("-")}`;
  const advisory = { ghsa, user: account(), summary, description, severity, cwe, state: "draft", at: state.next() };
  state.issues.advisories.set(ghsa, { ...advisory, state: "draft" });
  return ok(advisoryOf({ ...advisory, state: "draft" }, write), 201);
}

function changeAdvisory({ state, json, parameters, write }: Context): Answer {
  const advisory = state.issues.advisories.get(parameters["ghsa_id"] ?? "");
  if (advisory === undefined) return REFUSALS.notFound();
  const { cwe_ids: cwe, ...change } = AdvisoryChange.parse(json);
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const changed = { ...advisory, ...given, ...(cwe !== undefined && { cwe }) };
  state.issues.advisories.set(advisory.ghsa, changed);
  return ok(advisoryOf(changed, write));
}

type Write = Context["write"];

function issueOf(issue: IssueRecord, write: Write): Json {
  const own = write.url(`/issues/${issue.number}`);
  const html = `https://github.com/octo/app/issues/${issue.number}`;
  return {
    ...{ id: issue.number, node_id: `I_${issue.number}`, number: issue.number, title: issue.title, body: issue.body },
    ...{ state: issue.state, state_reason: issue.stateReason, locked: false, comments: 0, milestone: null },
    ...{ url: own, html_url: html, repository_url: write.url(""), labels_url: `${own}/labels{/name}` },
    ...{ comments_url: `${own}/comments`, events_url: `${own}/events`, user: write.user(issue.user) },
    labels: issue.labels.map((name, id) => ({
      ...{ id, node_id: `L_${id}`, url: `${own}/labels/${id}`, name, description: null, color: "ededed" },
      default: false,
    })),
    ...{ assignee: null, assignees: [], author_association: "NONE", performed_via_github_app: null },
    ...{ created_at: timeOf(issue.at), updated_at: timeOf(issue.at) },
    closed_at: issue.state === "closed" ? timeOf(issue.at + 1) : null,
    ...(issue.pull === true && {
      pull_request: { url: own, html_url: html, diff_url: `${html}.diff`, patch_url: `${html}.patch` },
    }),
  };
}

function advisoryOf(
  advisory: AdvisoryRecord | (Omit<AdvisoryRecord, "state"> & { state: string }),
  write: Write,
): Json {
  const { ghsa, user, summary, description, severity, cwe, state, at } = advisory;
  return {
    ...{ ghsa_id: ghsa, cve_id: null, url: write.url(`/security-advisories/${ghsa}`), summary, description, severity },
    ...{ html_url: `https://github.com/octo/app/security/advisories/${ghsa}`, author: write.user(user) },
    ...{ publisher: null, identifiers: [{ type: "GHSA", value: ghsa }], state, submission: null, cvss: null },
    ...{ created_at: timeOf(at), updated_at: timeOf(at), published_at: null, closed_at: null, withdrawn_at: null },
    ...{ vulnerabilities: [], cwes: cwe.map((id) => ({ cwe_id: id, name: id })), cwe_ids: cwe, credits: null },
    ...{ credits_detailed: null, collaborating_users: null, collaborating_teams: null, private_fork: null },
  };
}
