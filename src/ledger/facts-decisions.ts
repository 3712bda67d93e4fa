/** What people decided, on the record: who, with which right, about what, until when. Their reasons may hold anything, so only a digest is kept. */

import type { Review } from "../records.ts";
import { commandWord, type Decisions, type Refused, type SignOff } from "../sign-off.ts";
import { oneLine } from "../untrusted.ts";
import { sha256, type Fact } from "./entry.ts";

/** Empty when nobody was asked, or nobody said anything. */
export function decisionFacts({ decisions }: Pick<Review, "decisions">): readonly Pick<Fact, "type" | "body">[] {
  if (decisions === undefined) return [];
  return [
    ...decisions.signOffs.map((signOff) => ({ type: "signOffCounted" as const, body: signOffBody(signOff) })),
    ...decisions.dismissals.map((dismissal) => ({ type: "dismissalCounted" as const, body: dismissalBody(dismissal) })),
    ...(decisions.dismissalsRefused ?? []).map((refused) => ({
      type: "dismissalRefused" as const,
      body: { ...refused, by: personBody(refused.by), reason: oneLine(refused.reason, 500) },
    })),
    ...decisions.refused.map((refused) => ({ type: "commandRefused" as const, body: refusedBody(refused) })),
    ...(decisions.notes.length === 0
      ? []
      : [{ type: "decisionsUnread" as const, body: { notesSha256: decisions.notes.map((note) => sha256(note)) } }]),
  ];
}

function signOffBody({ command, by, roleName, roles, ...bound }: SignOff): Fact["body"] {
  const { commentId, commentSha256, at, until, fingerprint, head, blob } = bound;
  return {
    decision: commandWord(command),
    ...{ by: personBody(by), roleName: oneLine(roleName, 100), roles, commentId, commentSha256, at, head },
    ...(until === undefined ? {} : { until }),
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(blob === undefined ? {} : { blob }),
    reasonSha256: sha256(command.reason),
  };
}

function dismissalBody({ second, ...given }: Decisions["dismissals"][number]): Fact["body"] {
  const { alert, decision, at, until, fingerprint, head, blob, comment } = given;
  return {
    ...{ alert, decision, ...deciderBody(given), at, until, fingerprint, head, blob },
    ...(second === undefined ? {} : { second: deciderBody(second) }),
    commentSha256: sha256(comment),
  };
}

function deciderBody({ by, roleName, roles }: Pick<SignOff, "by" | "roleName" | "roles">) {
  return { by: personBody(by), roleName: oneLine(roleName, 100), roles };
}

/** An edited comment is here from then on; a deleted one is missing, where an earlier run's ledger has it. */
function refusedBody({ command, by, commentId, reason }: Refused): Fact["body"] {
  return {
    commentId,
    ...(by === undefined ? {} : { by: personBody(by) }),
    ...(command === undefined ? {} : { decision: commandWord(command) }),
    reason: oneLine(reason, 500),
  };
}

function personBody({ id, login }: SignOff["by"]): Fact["body"] {
  return { id, login: oneLine(login, 100) };
}
