/** May this command be acted on? The gate's own checks of authority, as far as they go without a scan. */

import {
  AFTER_LOOKUP,
  BEFORE_LOOKUP,
  createLookups,
  firstObjection,
  mostDays,
  rolesFor,
  termOf,
  tightens,
  type Claim,
} from "../decisions/index.ts";
import type { CommandEvent } from "../event.ts";
import type { Objects } from "../ports.ts";
import type { IssueComment, People, PullRequestFacts } from "../ports-github.ts";
import type { Policy } from "../policy.ts";
import { commandWord, type Command, type Role } from "../sign-off.ts";
import { count } from "../words.ts";

export interface Judging {
  readonly command: Command;
  readonly pullRequest: PullRequestFacts;
  readonly policy: Policy;
  /** Tip of the base branch. */
  readonly baseTip: string;
  readonly objects: Pick<Objects, "fileAt">;
  /** `YYYY-MM-DD` in UTC. */
  readonly today: string;
}

/** A command that may be acted on, and what it was judged by. */
export interface Received {
  readonly command: Command;
  readonly comment: IssueComment;
  readonly pullRequest: PullRequestFacts;
  readonly roleName: string;
  readonly roles: readonly Role[];
}

/**
 * What the finding is (whether it is there, its severity, its file) the gate looks at, which reads the comment again.
 * @throws GitHubRefusal
 */
export async function judge(
  event: CommandEvent,
  judging: Judging,
  people: People,
): Promise<Received | { readonly reason: string }> {
  const { command, pullRequest, policy, baseTip: base, objects } = judging;
  const comment = await people.issueComment(event.commentId);
  if (comment === undefined) return { reason: "The comment is gone." };
  // What only tightens counts from an edited comment at the gate; here it must be what the event told of.
  if (comment.edited || comment.body !== event.body) return { reason: "The comment was edited: write another one." };
  const told = { action: "created", senderId: event.author.id, body: event.body };
  const claim: Claim = { command, comment, pullRequest, event: told, roles: [], unseen: [] };
  const early = firstObjection(BEFORE_LOOKUP, claim) ?? wrongHead(judging) ?? outOfTime(judging, comment);
  if (early !== undefined) return { reason: early };
  const lookups = createLookups({ policy, base }, { people, objects });
  const { login } = comment.author;
  const found = rolesFor(command) === undefined ? { roles: [], unseen: [] } : await lookups.roles(login);
  const permission = await lookups.permission(login);
  const late = firstObjection(AFTER_LOOKUP, { ...claim, ...found, permission });
  if (late !== undefined || permission === undefined) return { reason: late ?? "The account is not known." };
  return { command, comment, pullRequest, roleName: permission.roleName, roles: found.roles };
}

function wrongHead({ command, pullRequest: { head, pushes } }: Judging): string | undefined {
  if (command.kind === "override" && !head.startsWith(command.head))
    return `The override is for another commit than the head, which is ${head.slice(0, 12)}.`;
  if (command.kind !== "decide" || command.head === undefined || tightens(command)) return undefined;
  const named = command.head;
  return [head, ...(pushes ?? []).map((push) => push.head)].some((one) => one.startsWith(named))
    ? undefined
    : `The branch was never at a commit of that \`sha=\`; its head is ${head.slice(0, 12)}.`;
}

/** With the longest time that the policy gives any finding; of an override, the shortest: what is hidden may be critical. */
function outOfTime({ command, policy, today }: Judging, { createdAt }: IssueComment): string | undefined {
  if ((command.kind !== "decide" && command.kind !== "override") || tightens(command)) return undefined;
  const severity = command.kind === "override" ? "critical" : "low";
  const about = { decision: commandWord(command), severity, until: command.until, createdAt } as const;
  const term = termOf(about, { policy, today });
  if (!("objection" in term)) return undefined;
  if (command.kind === "override") return term.objection;
  const days = (["critical", "high", "medium", "low"] as const).map(
    (rank) => `${rank} ${count(mostDays(rank, policy), "day")}`,
  );
  return `${term.objection} How long it may hold, by severity: ${days.join(", ")}.`;
}
