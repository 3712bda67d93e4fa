/** Options of the adapters against the local GitHub: nothing is paced, and no wait between tries takes time. */

import type { GitHubOptions } from "../../src/adapters/github-client.ts";
import { fakeLog } from "../fakes/log.ts";
import { WORKFLOW_TOKEN, type GitHubServer } from "../servers/github.ts";

export function localOptions({ url }: Pick<GitHubServer, "url">): GitHubOptions {
  return {
    run: { owner: "octo", repo: "app", apiUrl: url },
    ...{ token: WORKFLOW_TOKEN, log: fakeLog(), signal: new AbortController().signal, version: "1.2.3" },
    ...{ wait: async () => undefined, limits: { pace: false, requestMs: 2000 } },
  };
}
