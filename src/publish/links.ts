/**
 * The only links an output may hold (L2, governance.md A8): weakness pages, rule help on hosts of this list, and of the
 * repository under review the workflow run and lines of a commit.
 */

import type { Location, Rule } from "../finding.ts";
import type { WorkflowRun } from "../subject.ts";

const HELP_HOSTS: ReadonlySet<string> = new Set(["owasp.org", "cheatsheetseries.owasp.org", "cwe.mitre.org"]);

/** MITRE's page of a weakness, for `CWE-79`; undefined for anything else. */
export function cweUrl(cwe: string): string | undefined {
  const number = /^CWE-([1-9]\d{0,5})$/u.exec(cwe)?.[1];
  return number === undefined ? undefined : `https://cwe.mitre.org/data/definitions/${number}.html`;
}

/**
 * The help page of a rule, rebuilt from its parts; undefined when its host is not on the list, it could carry data, or it is
 * the page of a weakness that is linked anyway.
 */
export function helpUrl({ helpUri, cwe }: Pick<Rule, "helpUri" | "cwe">): string | undefined {
  if (helpUri === undefined || !URL.canParse(helpUri)) return undefined;
  const url = new URL(helpUri);
  const plain = url.protocol === "https:" && url.username === "" && url.password === "" && url.port === "";
  if (!plain || url.search !== "" || !HELP_HOSTS.has(url.hostname)) return undefined;
  const rest = `${url.pathname}${url.hash}`;
  const page = `https://${url.hostname}${rest}`;
  // Nothing here means anything in Markdown or HTML.
  return /^[\w./#-]{1,300}$/u.test(rest) && !cwe.some((id) => cweUrl(id) === page) ? page : undefined;
}

/** Where the run is on GitHub. */
export type RunAddress = Pick<WorkflowRun, "serverUrl" | "owner" | "repo" | "runId">;

/** The page of the workflow run; undefined when a part is not what the runner would say. */
export function runUrl(run: RunAddress): string | undefined {
  const repository = repositoryUrl(run);
  return repository === undefined || !/^\d{1,20}$/u.test(run.runId)
    ? undefined
    : `${repository}/actions/runs/${run.runId}`;
}

/** Lines of a file at a commit; undefined when there is no such page to be sure of. */
export function blobUrl(run: RunAddress, commit: string, { uri, startLine, endLine }: Location): string | undefined {
  const repository = repositoryUrl(run);
  // A path with marks of the redactor names no file, and one that no reader sees whole is better not clicked.
  const plain = uri !== "" && uri.length <= 500 && !/[⟦\uFFFD]|\p{C}|(?:^|\/)\.{0,2}(?:\/|$)/u.test(uri);
  if (repository === undefined || !plain || !/^[0-9a-f]{40,64}$/u.test(commit)) return undefined;
  const lines = endLine > startLine ? `#L${startLine}-L${endLine}` : `#L${startLine}`;
  return `${repository}/blob/${commit}/${uri.split("/").map(segment).join("/")}${lines}`;
}

/** A comment on a pull request of the repository. */
export function commentUrl(
  run: RunAddress,
  { pullRequest, comment }: { readonly pullRequest: number; readonly comment: number },
): string | undefined {
  const repository = repositoryUrl(run);
  return repository === undefined
    ? undefined
    : `${repository}/pull/${String(pullRequest)}#issuecomment-${String(comment)}`;
}

/** RFC 3986: what `encodeURIComponent` leaves and Markdown reads is encoded as well. */
function segment(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*_~]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function repositoryUrl({ serverUrl, owner, repo }: RunAddress): string | undefined {
  const isName = (name: string): boolean => /^[\w.-]{1,100}$/u.test(name) && !/^\.{1,2}$/u.test(name);
  return /^https?:\/\/[\w.-]{1,253}(?::\d{1,5})?$/u.test(serverUrl) && isName(owner) && isName(repo)
    ? `${serverUrl}/${owner}/${repo}`
    : undefined;
}

/** The page of the open alerts of code scanning, of one rule where its id is plain; `withPullRequest` narrows it. */
export function alertsUrl(run: RunAddress, ruleId?: string): string | undefined {
  const repository = repositoryUrl(run);
  const rule = ruleId !== undefined && /^[\w./-]{1,200}$/u.test(ruleId) ? `+rule%3A${segment(ruleId)}` : "";
  return repository === undefined ? undefined : `${repository}/security/code-scanning?query=is%3Aopen${rule}`;
}

/** The page of one alert. */
export function alertUrl(run: RunAddress, alert: number): string | undefined {
  const repository = repositoryUrl(run);
  return repository === undefined ? undefined : `${repository}/security/code-scanning/${String(alert)}`;
}

export function withPullRequest(alerts: string, number: number): string {
  return `${alerts}+pr%3A${String(number)}`;
}
