/** The form of a question and of an answer in GraphQL. */

import { z } from "zod";
import { ok, type Answer } from "./github-answers.ts";
import type { Account, State } from "./github-state.ts";

export const Asked = z.strictObject({ query: z.string(), variables: z.record(z.string(), z.unknown()).default({}) });
export type Asked = z.infer<typeof Asked>;

export interface GraphqlContext {
  readonly state: State;
  readonly account: Account;
}

/** As GraphQL answers: 200, and what it refused in `errors`. */
export function graphqlAnswer(
  data: Readonly<Record<string, unknown>> | null,
  errors: readonly { readonly type: string; readonly message: string; readonly path: readonly string[] }[] = [],
): Answer {
  return ok({ data, ...(errors.length > 0 && { errors }) });
}
