/** Who am I, in REST and in GraphQL, and how much may I still ask. */

import { z } from "zod";
import { ok, refusal, REFUSALS, type Answer } from "./github-answers.ts";
import type { RecordedRequest } from "./github-record.ts";
import type { Route } from "./github-routes.ts";
import { timeOf, type Account } from "./github-state.ts";

const RATE = { limit: 1000, used: 13, remaining: 987, reset: 1_800_000_000 };

export const USER_ROUTES: Readonly<Record<string, Route>> = {
  "GET /user": {
    run: ({ account, write }) => {
      const given = account();
      // Installation tokens have no user (peers.md 5.2).
      if (given.installation) return REFUSALS.permission();
      const counts = "public_repos public_gists followers following".split(" ").map((name) => [name, 0]);
      const unknown = "name company blog location email hireable bio".split(" ").map((name) => [name, null]);
      const texts = { user_view_type: "public", created_at: timeOf(0), updated_at: timeOf(0) };
      return ok({ ...write.user(given), ...Object.fromEntries([...counts, ...unknown]), ...texts });
    },
  },
  "GET /rate_limit": { run: () => ok({ resources: { core: RATE, search: RATE, graphql: RATE }, rate: RATE }) },
};

const Query = z.strictObject({ query: z.string(), variables: z.record(z.string(), z.unknown()).optional() });
const FIELDS = ["login", "databaseId", "id", "__typename"];

/** `{ viewer { login databaseId } }` and nothing else; an installation is its bot here. */
export function viewer(request: RecordedRequest, account: Account | undefined, violations: string[]): Answer {
  if (account === undefined) return refusal(401, "This endpoint requires you to be authenticated.");
  const given = Query.safeParse(tryParse(request.body));
  const pattern = /^\s*(?:query(?:\s+\w+)?\s*)?\{\s*viewer\s*\{(?<fields>[\s\w,]+)\}\s*\}\s*$/u;
  const fields = pattern
    .exec(given.data?.query ?? "")
    ?.groups?.["fields"]?.split(/[\s,]+/u)
    .filter(Boolean);
  if (request.method !== "POST" || fields === undefined || fields.some((field) => !FIELDS.includes(field))) {
    violations.push(`${request.method} /graphql: not served here: ${request.body.slice(0, 200)}`);
    return ok({ errors: [{ type: "undefinedField", message: "Field doesn't exist" }] });
  }
  const all = { login: account.login, databaseId: account.id, id: `U_${account.id}`, __typename: account.type };
  return ok({ data: { viewer: Object.fromEntries(Object.entries(all).filter(([name]) => fields.includes(name))) } });
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
