/** A pull request of two commits on the local GitHub, and a client without manners of its own. */

import { gzipSync } from "node:zlib";
import { makeRepository, type Repository } from "../fixtures/repository.ts";
import { startGitHub, WORKFLOW_TOKEN, type GitHubServer } from "./github.ts";

export interface Got {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON. */
  readonly body: unknown;
}

export interface CallOptions {
  readonly body?: unknown;
  /** Null: none. */
  readonly token?: string | null;
}

export interface Scene {
  readonly repository: Repository;
  readonly gitHub: GitHubServer;
  /** `base` has the pull request's first parent, `middle` and `head` are its commits. */
  readonly base: string;
  readonly middle: string;
  readonly head: string;
  call(method: string, path: string, options?: CallOptions): Promise<Got>;
  comment(body?: string): Promise<Got>;
  review(comments: readonly object[], more?: object): Promise<Got>;
  upload(more?: object): Promise<Got>;
  dispose(): Promise<void>;
}

export const REPO = "/repos/octo/app";

const LINES = Array.from({ length: 60 }, (_, index) => `line ${index + 1}`);
const lines = (changes: Readonly<Record<number, string>>): string =>
  `${LINES.map((line, index) => changes[index + 1] ?? line).join("\n")}\n`;

/** The field `sarif` of an upload. */
export function packed(runs: readonly object[] = [run("a")]): string {
  return gzipSync(JSON.stringify({ version: "2.1.0", runs })).toString("base64");
}

export function run(name: string, rules: readonly object[] = []): object {
  return { tool: { driver: { name, rules } }, automationDetails: { id: "one/" }, results: [] };
}

export async function scene(): Promise<Scene> {
  const repository = makeRepository({ bare: true });
  repository.write({ "src/a.txt": lines({}), "old name.txt": lines({ 1: "x" }), "gone.txt": "gone\n" });
  const base = repository.commit("base");
  repository.branch("topic", base);
  repository.write({ "src/a.txt": lines({ 10: "ten" }) });
  const middle = repository.commit("middle");
  repository.write({
    "src/a.txt": lines({ 10: "ten", 40: "forty" }),
    "new name.txt": lines({ 1: "x", 2: "two" }),
    "image.bin": new Uint8Array([0, 1, 2, 0]),
    "é\n.txt": "odd\n",
  });
  repository.remove("old name.txt", "gone.txt");
  const head = repository.commit("head");
  const gitHub = await startGitHub({ bare: repository.path });
  gitHub.pull({ base, head });
  const call: Scene["call"] = async (method, path, { token = WORKFLOW_TOKEN, body } = {}) => {
    const response = await fetch(`${gitHub.url}${path}`, {
      method,
      headers: {
        accept: "application/vnd.github+json",
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
  };
  return {
    ...{ repository, gitHub, base, middle, head, call },
    comment: (body = "hello") => call("POST", `${REPO}/issues/1/comments`, { body: { body } }),
    review: (comments, more = {}) =>
      call("POST", `${REPO}/pulls/1/reviews`, {
        body: { commit_id: head, event: "COMMENT", body: "text", comments, ...more },
      }),
    upload: (more = {}) =>
      call("POST", `${REPO}/code-scanning/sarifs`, {
        body: { commit_sha: head, ref: "refs/pull/1/head", sarif: packed(), ...more },
      }),
    dispose: async () => {
      await gitHub.close();
      repository.dispose();
    },
  };
}
