/** From a command with authority to a decision that is bound: to a finding, a head and a blob, until a day. */

import type { Severity, TriagedFinding } from "../finding.ts";
import { sha256 } from "../ledger/index.ts";
import type { Policy } from "../policy.ts";
import type { IssueComment, PullRequestFacts } from "../ports-github.ts";
import { commandWord, type Command, type SignOff } from "../sign-off.ts";
import { tightens } from "./authority.ts";
import { CERTAIN_ID } from "./command.ts";
import type { Lookups } from "./lookups.ts";
import { headAt, statesRotation, termOf, type Objection } from "./sign-off.ts";

/** The row that a command names. */
export interface Row {
  readonly finding: TriagedFinding;
  /** It is a secret, or stands for another tool's report of one. */
  readonly secret: boolean;
}

/** A command that all checks of authority let pass. */
export interface Allowed extends Pick<SignOff, "by" | "roleName" | "roles"> {
  readonly command: Command;
  readonly comment: IssueComment;
}

export interface Binding {
  readonly head: string;
  readonly policy: Policy;
  /** `YYYY-MM-DD` in UTC. */
  readonly today: string;
  readonly facts: Pick<PullRequestFacts, "pushes">;
  readonly lookups: Pick<Lookups, "ownership">;
  /** Git's name of a file's content at a commit; undefined when it is not to be had. */
  readonly blobOf: (commit: string, uri: string) => Promise<string | undefined>;
}

export type Answer = SignOff | Objection;

export async function bind(given: Allowed, row: Row | undefined, binding: Binding): Promise<Answer> {
  const { comment, command, ...who } = given;
  if (command.kind !== "decide" && command.kind !== "override") return { objection: "It decides nothing." };
  const { head } = binding;
  const signOff = {
    ...who,
    command,
    commentId: comment.id,
    commentSha256: sha256(comment.body),
    at: comment.createdAt,
    head,
    ...(row && { fingerprint: row.finding.fingerprint }),
  };
  if (tightens(command)) return signOff;
  const objection = row && (await unfit(given, row, binding));
  if (objection !== undefined) return { objection };
  const term = termOf(termFacts(command, row, comment), binding);
  if ("objection" in term) return term;
  const place = await placeOf({ comment, command }, row, binding);
  return "objection" in place ? place : { ...signOff, ...place, until: term.until };
}

function termFacts(command: SignOff["command"], row: Row | undefined, { createdAt }: IssueComment) {
  // What an incomplete run hides may be critical.
  const severity: Severity = row?.finding.severity ?? "critical";
  return { decision: commandWord(command), severity, until: command.until, createdAt };
}

/** What the kind of decision asks of finding and person. */
async function unfit({ command, comment }: Allowed, row: Row, { lookups }: Binding): Promise<string | undefined> {
  if (command.kind !== "decide") return undefined;
  if (command.decision === "mitigated" && row.secret && !statesRotation(command.reason))
    return "A secret is mitigated when it is worth nothing any more: the reason must say that it was rotated or revoked.";
  return command.decision === "accept-risk"
    ? lookups.ownership(comment.author.login, row.finding.location?.uri)
    : undefined;
}

/** The head that the comment was about is this head, or the finding's file is the same in both. */
async function placeOf(
  { comment: { createdAt }, command }: { readonly comment: IssueComment; readonly command: SignOff["command"] },
  row: Row | undefined,
  { head: now, facts, blobOf }: Binding,
): Promise<Pick<SignOff, "head" | "blob"> | { readonly objection: string }> {
  const head = headAt(createdAt, facts.pushes, command.head) ?? (command.head === now ? now : undefined);
  if (head === undefined) return { objection: headUnknown(command.head, facts) };
  if (command.kind === "override")
    return head === now ? { head } : { objection: "The override is for another commit than the head." };
  const location = row?.finding.location;
  const blob = location && (await blobOf(now, location.uri));
  if (head === now) return { head, ...(blob !== undefined && { blob }) };
  // Who writes the change could have had two findings ready whose ids begin alike, and now have taken one away.
  if (command.finding.length < CERTAIN_ID)
    return {
      objection: `The branch moved on since, and only an id of ${CERTAIN_ID} digits or more goes with it: write the command again.`,
    };
  return blob === undefined || blob !== (await blobOf(head, location?.uri ?? ""))
    ? {
        objection: "The file has changed since, or the finding stands in none: the decision was about an earlier head.",
      }
    : { head, blob };
}

function headUnknown(named: string | undefined, { pushes }: Binding["facts"]): string {
  return named === undefined || pushes === undefined
    ? "GitHub does not say which commit the comment was about: the token needs `contents: read` of the branch's repository; or write the command again, with the whole `sha=` of the head."
    : "When the comment was written, the branch had not been at a commit of that `sha=`.";
}
