/** GraphQL: by the few questions that are asked, since GitHub's description of REST does not hold it. Anything else is a violation. */

import { refusal, type Answer } from "./github-answers.ts";
import { Asked, type GraphqlContext } from "./github-graphql-parts.ts";
import { commentEditors, conversationSince } from "./github-lost-comments.ts";
import { commentEdits } from "./github-people.ts";
import type { RecordedRequest } from "./github-record.ts";
import type { Account, State } from "./github-state.ts";
import { changeThreads, reviewThreads } from "./github-threads.ts";
import { viewer } from "./github-users.ts";

/** By how the question begins. */
const QUESTIONS: readonly (readonly [RegExp, (asked: Asked, context: GraphqlContext) => Answer | undefined])[] = [
  [/^query threads\(/u, reviewThreads],
  [/^query edits\(/u, commentEdits],
  [/^query editors\(/u, commentEditors],
  [/^query deleted\(/u, conversationSince],
  [/^mutation\(.*(?:eReviewThread|updatePullRequestReviewComment)\(/su, changeThreads],
];

export function graphql(
  request: RecordedRequest,
  { state, account, violations }: { state: State; account: Account | undefined; violations: string[] },
): Answer {
  if (account === undefined) return refusal(401, "This endpoint requires you to be authenticated.");
  const asked = Asked.safeParse(tryParse(request.body));
  const found = asked.success ? QUESTIONS.find(([start]) => start.test(asked.data.query)) : undefined;
  const answer = asked.success && request.method === "POST" ? found?.[1](asked.data, { state, account }) : undefined;
  return answer ?? viewer(request, account, violations);
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
