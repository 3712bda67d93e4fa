/** State as GitHub writes it. The description says which properties must be there; each answer is held against it. */

import type { Commit, DiffFile } from "./github-diff.ts";
import {
  timeOf,
  type Account,
  type InlineComment,
  type IssueComment,
  type Pull,
  type Review,
  type State,
} from "./github-state.ts";

export type Json = Readonly<Record<string, unknown>>;

const USER_LINKS = ["followers", "following", "gists", "starred", "subscriptions", "organizations", "repos", "events"];
const REPOSITORY_LINKS = [
  ..."archive assignees blobs branches collaborators comments commits compare contents contributors deployments".split(
    " ",
  ),
  ..."downloads events forks git_commits git_refs git_tags git issue_comment issue_events issues keys labels".split(
    " ",
  ),
  ..."languages merges milestones notifications pulls releases ssh stargazers statuses subscribers".split(" "),
  ..."subscription tags teams trees clone hooks svn".split(" "),
];
const COUNTS = [
  ..."forks_count stargazers_count watchers_count size open_issues_count subscribers_count network_count".split(" "),
  ..."forks open_issues watchers".split(" "),
];
const FLAGS = "has_issues has_projects has_wiki has_pages has_downloads has_discussions disabled".split(" ");

export interface Writer {
  user(account: Pick<Account, "login" | "id" | "type">): Json;
  repository(fullName?: string): Json;
  pull(pull: Pull): Json;
  commit(commit: Commit): Json;
  file(file: DiffFile): Json;
  comment(comment: IssueComment): Json;
  review(review: Review): Json;
  inline(comment: InlineComment): Json;
  /** Address of something in the API of the repository. */
  url(path: string): string;
}

export function writer(state: State): Writer {
  const { repository } = state;
  const fullName = `${repository.owner}/${repository.name}`;
  const url = (path: string): string => `${state.origin}/repos/${fullName}${path}`;
  const html = (path: string): string => `https://github.com/${fullName}${path}`;
  const link = (href: string): Json => ({ href });

  const user = ({ login, id, type }: Pick<Account, "login" | "id" | "type">): Json => {
    const own = `${state.origin}/users/${encodeURIComponent(login)}`;
    return {
      ...{ login, id, node_id: `U_${id}`, avatar_url: "https://avatars.githubusercontent.com/", gravatar_id: "" },
      ...{
        url: own,
        html_url: `https://github.com/${encodeURIComponent(login)}`,
        received_events_url: own,
        type,
        site_admin: false,
      },
      ...Object.fromEntries(USER_LINKS.map((name) => [`${name}_url`, own])),
    };
  };
  const repositoryOf = (name = fullName): Json => {
    const [owner = "", short = ""] = name.split("/");
    return {
      ...{
        id: name === fullName ? 1 : 2,
        node_id: "R_1",
        name: short,
        full_name: name,
        private: repository.private,
        fork: name !== fullName,
      },
      owner: user({ login: owner, id: 2, type: "User" }),
      ...{ html_url: `https://github.com/${name}`, url: `${state.origin}/repos/${name}`, description: null },
      ...Object.fromEntries(REPOSITORY_LINKS.map((link) => [`${link}_url`, `${state.origin}/repos/${name}/${link}`])),
      ...Object.fromEntries(COUNTS.map((count) => [count, 0])),
      ...Object.fromEntries(FLAGS.map((flag) => [flag, false])),
      ...{ homepage: null, language: null, mirror_url: null, license: null, archived: repository.archived },
      ...{ default_branch: repository.defaultBranch, visibility: repository.private ? "private" : "public" },
      ...{ pushed_at: timeOf(0), created_at: timeOf(0), updated_at: timeOf(0) },
    };
  };
  const commitOf = ({ sha, tree, parents, name, email, date, message }: Commit): Json => {
    const person = { name, email, date };
    const at = (of: string): Json => ({ sha: of, url: url(`/commits/${of}`), html_url: html(`/commit/${of}`) });
    return {
      ...{ ...at(sha), node_id: `C_${sha}`, comments_url: url(`/commits/${sha}/comments`) },
      commit: {
        ...{ url: url(`/git/commits/${sha}`), author: person, committer: person, message, comment_count: 0 },
        tree: { sha: tree, url: url(`/git/trees/${tree}`) },
      },
      ...{ author: null, committer: null, parents: parents.map(at) },
    };
  };
  const written = (account: Account, at: number): Json => ({
    ...{ user: user(account), created_at: timeOf(at), updated_at: timeOf(at), performed_via_github_app: null },
    author_association: account.type === "Bot" ? "NONE" : "CONTRIBUTOR",
  });

  return {
    url,
    user,
    repository: repositoryOf,
    commit: commitOf,
    pull: (pull) => pullOf(pull, { state, url, html, link, user, repository: repositoryOf }),
    file: ({ path, previous, status, blob, patch, additions, deletions }) => ({
      ...{ sha: blob, filename: path, status, additions, deletions, changes: additions + deletions },
      ...{ blob_url: html(`/blob/${blob}`), raw_url: html(`/raw/${blob}`), contents_url: url(`/git/blobs/${blob}`) },
      ...(patch !== undefined && { patch }),
      ...(previous !== undefined && { previous_filename: previous }),
    }),
    comment: ({ id, issue, user: author, body, at, editedAt = at }) => ({
      ...{ id, node_id: `IC_${id}`, body, ...written(author, at), updated_at: timeOf(editedAt) },
      ...{ url: url(`/issues/comments/${id}`), html_url: html(`/pull/${issue}#issuecomment-${id}`) },
      issue_url: url(`/issues/${issue}`),
    }),
    review: ({ id, pull, user: author, body, commit, state: given, at }) => ({
      ...{ id, node_id: `PRR_${id}`, user: user(author), body, state: given, commit_id: commit },
      ...{ submitted_at: timeOf(at), author_association: "NONE", html_url: html(`/pull/${pull}#r${id}`) },
      pull_request_url: url(`/pulls/${pull}`),
      _links: { html: link(html(`/pull/${pull}#r${id}`)), pull_request: link(url(`/pulls/${pull}`)) },
    }),
    inline: (comment) => {
      const {
        id,
        pull,
        review,
        user: author,
        body,
        path,
        line,
        side,
        startLine,
        startSide,
        commit,
        hunk,
        replyTo,
        at,
      } = comment;
      const [own, page] = [url(`/pulls/comments/${id}`), html(`/pull/${pull}#discussion_r${id}`)];
      return {
        ...{ id, node_id: `PRRC_${id}`, body, path, diff_hunk: hunk, ...written(author, at) },
        ...{ line, original_line: line, side, position: 1, original_position: 1, subject_type: "line" },
        ...{ start_line: startLine ?? null, original_start_line: startLine ?? null },
        ...(startSide !== undefined && { start_side: startSide }),
        ...(replyTo !== undefined && { in_reply_to_id: replyTo }),
        ...{ commit_id: commit, original_commit_id: commit, pull_request_review_id: review },
        ...{ url: own, html_url: page, pull_request_url: url(`/pulls/${pull}`) },
        _links: { self: link(own), html: link(page), pull_request: link(url(`/pulls/${pull}`)) },
      };
    },
  };
}

type Parts = Pick<Writer, "url" | "user" | "repository"> & {
  readonly state: State;
  readonly html: (path: string) => string;
  readonly link: (href: string) => Json;
};

function pullOf(pull: Pull, { state, url, html, link, user, repository }: Parts): Json {
  const { number, head, base, merged } = pull;
  const from = state.git.mergeBase(base.sha, head.sha) ?? base.sha;
  const files = state.git.files(from, head.sha);
  const sum = (count: (file: DiffFile) => number): number => files.reduce((total, file) => total + count(file), 0);
  const own = url(`/pulls/${number}`);
  const addresses = {
    commits: `${own}/commits`,
    review_comments: `${own}/comments`,
    review_comment: `${own}/comments{/number}`,
    comments: url(`/issues/${number}/comments`),
    statuses: url(`/statuses/${head.sha}`),
  };
  const side = (name: string, { ref, sha }: { ref: string; sha: string }): Json => {
    const owner = user({ login: name.split("/")[0] ?? "", id: 2, type: "User" });
    return { label: `${name.split("/")[0] ?? ""}:${ref}`, ref, sha, user: owner, repo: repository(name) };
  };
  return {
    ...{ id: number, node_id: `PR_${number}`, number, title: pull.title, body: null, state: pull.state, locked: false },
    ...{ url: own, html_url: html(`/pull/${number}`), issue_url: url(`/issues/${number}`) },
    ...{ diff_url: html(`/pull/${number}.diff`), patch_url: html(`/pull/${number}.patch`) },
    ...Object.fromEntries(Object.entries(addresses).map(([name, href]) => [`${name}_url`, href])),
    _links: {
      ...Object.fromEntries(Object.entries(addresses).map(([name, href]) => [name, link(href)])),
      ...{ self: link(own), html: link(html(`/pull/${number}`)), issue: link(url(`/issues/${number}`)) },
    },
    head: side(head.repository, head),
    base: side(`${state.repository.owner}/${state.repository.name}`, base),
    ...{ user: user(pull.user), author_association: "CONTRIBUTOR", labels: [], assignee: null, assignees: [] },
    ...{ requested_reviewers: [], requested_teams: [], milestone: null, auto_merge: null, draft: pull.draft, merged },
    ...{ created_at: timeOf(0), updated_at: timeOf(0), closed_at: pull.state === "closed" ? timeOf(1) : null },
    ...{ merged_at: merged ? timeOf(1) : null, merged_by: merged ? user(pull.user) : null },
    ...{ merge_commit_sha: pull.merge ?? null, mergeable: null, rebaseable: null, mergeable_state: "unknown" },
    ...{ maintainer_can_modify: false, commits: state.git.log(from, head.sha).length, changed_files: files.length },
    ...{ additions: sum((file) => file.additions), deletions: sum((file) => file.deletions) },
    comments: [...state.comments.values()].filter(({ issue }) => issue === number).length,
    review_comments: [...state.inline.values()].filter((comment) => comment.pull === number).length,
  };
}
