/** Open pull requests by their branch, as the trusted job looks for them. */

import type { Route } from "./github-routes.ts";

export const FORK_ROUTES: Readonly<Record<string, Route>> = {
  "GET /repos/{owner}/{repo}/pulls": {
    scope: { read: "pull_requests", write: "pull_requests" },
    run: ({ state, write, query, page }) => {
      const wanted = query.get("state") ?? "open";
      // `user:ref`, where an organisation counts as a user.
      const from = query.get("head");
      const shown = [...state.pulls.values()].filter(
        ({ state: is, head }) =>
          (wanted === "all" || is === wanted) &&
          (from === null || from === `${head.repository.split("/")[0] ?? ""}:${head.ref}`),
      );
      return page(shown.toReversed().map(write.pull));
    },
  },
};
