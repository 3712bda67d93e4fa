/** Request → exit code. Holds the only last-resort catch: below it, catch only what you can name. */

import { actionPublish } from "./commands/action-publish.ts";
import { actionReview, type ActionPorts } from "./commands/action-review.ts";
import type { ReviewContext } from "./commands/job.ts";
import { review, type ReviewPorts } from "./commands/review.ts";
import { verify } from "./commands/verify.ts";
import { ConfigurationError, ExternalError } from "./errors.ts";
import type { Request } from "./request.ts";
import { plainText } from "./untrusted.ts";

export async function run(request: Request, context: ReviewContext, ports: ReviewPorts & ActionPorts): Promise<number> {
  switch (request.command) {
    case "help":
      await ports.print(request.text);
      return 0;
    case "version":
      await ports.print(`${context.version}\n`);
      return 0;
    case "verify":
      return verify(request, ports);
    case "review":
      return review(request, context, ports);
    case "actionReview":
      return actionReview(request, context, ports);
    case "actionPublish":
      return actionPublish(request, context, ports);
  }
}

/** What a person reads when there is no verdict, and the exit code that goes with it. Never a stack trace. */
export function explain(
  error: unknown,
  redact: (text: string) => string,
): { readonly text: string; readonly code: 2 | 3 | 4 } {
  const safe = (text: string) => plainText(redact(text), 4000);
  if (error instanceof ConfigurationError)
    return {
      code: 2,
      text: `error: ${safe(error.message)}\n  fix: ${safe(error.fix)}\n  more: docs/errors.md#${error.code}`,
    };
  if (error instanceof ExternalError)
    return {
      code: 3,
      text: `error: ${safe(error.message)}\n  fix: ${safe(error.fix)}\n  more: docs/errors.md#${error.code}`,
    };
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    code: 4,
    text: `error: this is a bug in claude-code-review: ${safe(what)}\n  fix: please report it, with the command that you ran.`,
  };
}
