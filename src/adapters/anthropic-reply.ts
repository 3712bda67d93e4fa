/** A message that came to its end, or should have, as a reply. Nothing but a whole answer is one (L5). */

import { oneLine } from "../untrusted.ts";
import { failed, type Failure } from "./anthropic-failures.ts";
import type { Received } from "./anthropic-stream.ts";

export interface Expected {
  readonly model: string;
  /** Absent: wherever the workspace says. */
  readonly inferenceGeo?: string | undefined;
}

export function replyOf(received: Received, { model, inferenceGeo }: Expected): Pick<Failure, "reply" | "retry"> {
  const { text, stopReason, refusalCategory, complete } = received;
  if (!complete || stopReason === undefined)
    return failed({ reason: "The answer was cut off in the middle: run it again.", retry: true });
  if (inferenceGeo !== undefined && received.inferenceGeo !== inferenceGeo)
    return failed({
      reason: `The answer does not say that the model ran in ${inferenceGeo}, as review.inference-geo asks (it says ${oneLine(received.inferenceGeo ?? "nothing", 40)}): check the workspace's data residency, or whether a gateway leaves it out.`,
    });
  switch (stopReason) {
    case "end_turn":
    case "stop_sequence":
      return text.trim() === ""
        ? failed({ reason: `Model ${model} gave an empty answer: run it again, or choose another \`model\`.` })
        : { reply: { kind: "answered", text }, retry: false };
    case "refusal":
      // Text may stand before a refusal; it is not an answer.
      return { reply: { kind: "refused", category: categoryOf(refusalCategory) }, retry: false };
    case "max_tokens":
    case "model_context_window_exceeded":
      return failed({
        reason: `The answer did not fit (${stopReason}): make the change smaller.`,
        split: true,
      });
    default:
      return failed({
        reason: `Model ${model} stopped for a reason that this program does not know (${oneLine(stopReason, 60)}): update claude-code-review.`,
      });
  }
}

function categoryOf(given: string | undefined): string {
  return given !== undefined && /^[a-z_]{1,40}$/u.test(given) ? given : "not named";
}
