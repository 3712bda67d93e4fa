/** What GitHub answers in GraphQL alone. It refuses with 200 and `errors`, one by one for each part of a question. */

import { z } from "zod";
import { GitHubRefusal, type RefusalReason } from "../ports.ts";
import type { GitHubClient } from "./github-client.ts";
import { shorten } from "./github-failures.ts";

export interface GraphqlQuestion {
  /** After "GitHub would not": "list the threads". */
  readonly what: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface GraphqlAnswer<Data> {
  readonly data: Data;
  /** By the first part of the path: the alias of a mutation. */
  readonly refused: ReadonlyMap<string, GitHubRefusal>;
}

const Errors = z.array(
  z.object({
    type: z.string().optional().catch(undefined),
    message: z.string(),
    path: z
      .array(z.union([z.string(), z.number()]))
      .optional()
      .catch(undefined),
  }),
);
/** Without `data` where the question itself is refused: a field that the server does not have. */
const Answer = z.object({ data: z.unknown().optional(), errors: Errors.nullish() });

/** @param apiUrl GitHub Enterprise Server has GraphQL beside the REST API, not below */
export function graphqlRoute(apiUrl: string): string {
  return `POST ${apiUrl.replace(/\/api\/v3$/u, "/api")}/graphql`;
}

/** @throws GitHubRefusal when there is no data, or of another form than `answer` */
export async function askGraphql<Data>(
  { ask }: Pick<GitHubClient, "ask">,
  { what, query, variables }: GraphqlQuestion,
  { route, answer }: { readonly route: string; readonly answer: z.ZodType<Data> },
): Promise<GraphqlAnswer<Data>> {
  const { data, errors } = await ask({ what, route, parameters: { query, variables }, answer: Answer });
  const refusals = (errors ?? []).map((error) => ({
    at: String(error.path?.[0] ?? ""),
    refusal: refusalOf(error, what),
  }));
  const parsed = answer.safeParse(data);
  if (!parsed.success || (data === null && refusals.length > 0))
    throw (
      refusals[0]?.refusal ??
      new GitHubRefusal(
        "unavailable",
        `GitHub answered in a form that this program does not know when asked to ${what}.`,
      )
    );
  return { data: parsed.data, refused: new Map(refusals.map(({ at, refusal }) => [at, refusal])) };
}

/** The types are GitHub's; a failure of its own has none ("Something went wrong while executing your query"). */
const REASONS: Readonly<Record<string, RefusalReason>> = {
  FORBIDDEN: "permission",
  INSUFFICIENT_SCOPES: "permission",
  NOT_FOUND: "notFound",
  RATE_LIMITED: "rateLimited",
  UNPROCESSABLE: "invalid",
};

function refusalOf({ type, message }: z.infer<typeof Errors>[number], what: string): GitHubRefusal {
  const words = shorten(message);
  return new GitHubRefusal(
    REASONS[type ?? ""] ?? "unavailable",
    `GitHub would not ${what}: ${/[.!?…]$/u.test(words) ? words : `${words}.`}`,
  );
}
