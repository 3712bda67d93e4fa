/**
 * A GitHub on this machine: REST, held request by request and answer by answer against GitHub's own OpenAPI description;
 * git over HTTP; code scanning; the artifact service. It keeps state, refuses as GitHub does and misbehaves by script.
 * GraphQL is not in the description: `viewer` is served, nothing else.
 */

import { createServer } from "node:http";
import { createScript, REFUSALS, type Misbehaviour } from "./github-answers.ts";
import { artifactService } from "./github-artifacts.ts";
import { controls, type Controls } from "./github-controls.ts";
import { git } from "./github-diff.ts";
import { dispatch } from "./github-dispatch.ts";
import { writer, type Writer } from "./github-json.ts";
import { misbehave, recordOf, send, textOf, type RecordedRequest } from "./github-record.ts";
import { accountOf } from "./github-routes.ts";
import { pathOnGitHub } from "./github-place.ts";
import { createState, type Repository } from "./github-state.ts";
import { bodyOf, closed, gitHttp, isGitPath, listen, type GitHttpHandler } from "./git-http.ts";

export { REFUSALS, type Answer, type Misbehaviour, type Misdeed } from "./github-answers.ts";
export { runtimeToken, UPLOAD_SIGNATURE } from "./github-artifacts.ts";
export { BOT, type Controls, type NewPull, type Seen } from "./github-controls.ts";
export type { RecordedRequest } from "./github-record.ts";
export type { Account, Permissions } from "./github-state.ts";

/** The token of a workflow with `contents: read`, `pull-requests: write`, `security-events: write`. */
export const WORKFLOW_TOKEN = `ghs_${"W0rkf1ow".repeat(4)}1234`;

export interface GitHubOptions extends Partial<Repository> {
  /** Bare repository with everything of the fork network that the API is asked about. */
  readonly bare: string;
  /** Other repositories that git serves: `owner/name` → folder. */
  readonly forks?: Readonly<Record<string, string>>;
  /** `/api/v3`, as on a GitHub Enterprise Server; "" unless told. */
  readonly below?: string;
  /** False: git serves only what a ref points at. */
  readonly anySha?: boolean;
}

export interface GitHubServer extends Controls {
  /** `GITHUB_API_URL` and `ACTIONS_RESULTS_URL`. */
  readonly url: string;
  /** `GITHUB_SERVER_URL`: by a name below localhost, which artifact uploads want and libcurl resolves. */
  readonly serverUrl: string;
  readonly repositoryName: string;
  readonly bare: string;
  /** Writes records as the API does: for events. */
  json(): Writer;
  /** What clients did against GitHub's description, and what this server answered against it: empty in a good test. */
  readonly violations: readonly string[];
  readonly requests: readonly RecordedRequest[];
  misbehave(misbehaviour: Misbehaviour): void;
  /** Everything that came, unpacked, as one text; without `authorization`. Where a leak would show. */
  received(): string;
  close(): Promise<void>;
}

export async function startGitHub({
  bare,
  forks = {},
  anySha = true,
  below = "",
  ...given
}: GitHubOptions): Promise<GitHubServer> {
  const repository: Repository = {
    ...{ owner: "octo", name: "app", private: false, archived: false, codeScanning: true, defaultBranch: "main" },
    ...given,
  };
  const repositoryName = `${repository.owner}/${repository.name}`;
  const state = createState(repository, git(bare));
  const requests: RecordedRequest[] = [];
  const violations: string[] = [];
  const script = createScript();
  const artifacts = artifactService(() => state.origin);
  const parts = { state, artifacts, script, violations };
  const gitHandler = gitHttp({
    repositories: new Map([[repositoryName, bare], ...Object.entries(forks)]),
    authorize: (authorization) => {
      const account = accountOf(state, { headers: { authorization } });
      return !state.repository.private || (account !== undefined && account.sees !== false);
    },
    anySha,
  });
  const server = createServer((incoming, response) => {
    void (async () => {
      const bytes = await bodyOf(incoming);
      const request = { ...recordOf(incoming, bytes), account: accountOf(state, incoming)?.login };
      requests.push(request);
      if (isGitPath(request.path)) return serveGit(gitHandler, { incoming, response, request, script });
      const path = pathOnGitHub(request.path, below);
      if (path === undefined) {
        violations.push(`${request.method} ${request.path}: nothing is there`);
        return send(response, REFUSALS.notFound());
      }
      const { misdeed, answer } = dispatch({ ...request, path }, parts);
      if (misdeed === undefined) send(response, answer());
      else misbehave(response, misdeed, answer);
    })().catch((error: unknown) => {
      violations.push(`the server itself failed: ${String(error)}`);
      if (!response.headersSent) send(response, REFUSALS.serverError());
    });
  });
  const port = await listen(server);
  state.origin = `http://127.0.0.1:${port}${below}`;
  const control = controls(state, { bare, artifacts: artifacts.artifacts });
  control.account({ token: WORKFLOW_TOKEN });
  return {
    ...control,
    url: state.origin,
    // "localhost" alone is an Enterprise server to GitHub's artifact client.
    serverUrl: `http://${below === "" ? "github.localhost" : "localhost"}:${port}`,
    ...{ repositoryName, bare, violations, requests },
    json: () => writer(state),
    misbehave: script.add,
    received: () => [...requests.map(textOf), ...unpacked(control)].join("\n"),
    close: () => closed(server),
  };
}

type Exchange = {
  readonly incoming: Parameters<GitHttpHandler["serve"]>[0];
  readonly response: Parameters<GitHttpHandler["serve"]>[1];
  readonly request: RecordedRequest;
  readonly script: ReturnType<typeof createScript>;
};

/** Of git's answers only those without the effect can be scripted. */
async function serveGit(handler: GitHttpHandler, { incoming, response, request, script }: Exchange): Promise<void> {
  const { method, path, bytes } = request;
  const misdeed = script.next({ method, path, template: undefined });
  if (misdeed === undefined) await handler.serve(incoming, response, bytes);
  else misbehave(response, misdeed, () => REFUSALS.serverError(502));
}

function unpacked({ state }: Controls): string[] {
  const files = [...state.artifacts.values()].flatMap((artifact) => [...artifact]);
  return [
    ...state.uploads().map(({ sarif }) => sarif),
    ...files.map(([name, bytes]) => `${name}\n${Buffer.from(bytes).toString("utf8")}`),
  ];
}
