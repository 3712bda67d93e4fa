/** Request → exit code. The entries hold the only last-resort catches: below them, catch only what you can name. */

import { actionPublish } from "./commands/action-publish.ts";
import { actionReview } from "./commands/action-review.ts";
import { evaluate, type EvalPorts } from "./commands/eval.ts";
import { openIncident } from "./commands/respond-incident.ts";
import { respondFix, type RespondFixPorts } from "./commands/respond-fix.ts";
import { actionRespond, type RespondPorts } from "./commands/respond.ts";
import { actionTrusted, type TrustedPorts } from "./commands/action-trusted.ts";
import type { ReviewContext } from "./commands/job.ts";
import { review, type ReviewPorts } from "./commands/review.ts";
import { verify } from "./commands/verify.ts";
import type { RedactRequest, Request } from "./request.ts";

/** `redact` has an entry of its own, which loads less. */
export async function run(
  request: Exclude<Request, RedactRequest>,
  context: ReviewContext,
  ports: ReviewPorts & TrustedPorts & EvalPorts & Omit<RespondPorts, "fix" | "openIncident"> & RespondFixPorts,
): Promise<number> {
  switch (request.command) {
    case "help":
      await ports.print(request.text);
      return 0;
    case "version":
      await ports.print(`${context.version}\n`);
      return 0;
    case "verify":
      return verify(request, ports);
    case "eval":
      return evaluate(request, context, ports);
    case "review":
      return review(request, context, ports);
    case "actionReview":
      return actionReview(request, context, ports);
    case "actionTrusted":
      return actionTrusted(request, context, ports);
    case "actionRespond":
      return actionRespond(request, context, {
        ...ports,
        fix: (asked) => respondFix(asked, { options: request, context }, ports),
        openIncident: (asked) => openIncident(asked, context, ports),
      });
    case "actionPublish":
      return actionPublish(request, context, ports);
  }
}
