/**
 * The six checks of who may decide (governance.md 5), each a function on facts that GitHub's API gave. Undefined: it
 * holds. Otherwise a sentence with the way out. All of them are asked again at every gate.
 */

import { compareSeverity, type Severity } from "../finding.ts";
import type { IssueComment, PullRequestFacts } from "../ports-github.ts";
import { commandWord, UNBLOCKING, type Command, type CommandWord, type Person, type Role } from "../sign-off.ts";

/** What is known about a command. Nothing of it comes from the comment's text but `command`. */
export interface Claim {
  readonly command: Command;
  readonly comment: IssueComment;
  readonly pullRequest: Omit<PullRequestFacts, "pushes">;
  /** Of the event that brought the comment; a gate reads comments without one. */
  readonly event?: {
    readonly action: string;
    readonly senderId: number;
    readonly body: string;
  };
  /** By login; undefined: not a collaborator. */
  readonly permission?: { readonly id: number; readonly permission: string; readonly roleName: string } | undefined;
  /** That the policy at base gives. */
  readonly roles: readonly Role[];
  /** Roles that go by a team which the token may not see. */
  readonly unseen: readonly Role[];
  /** Of the finding; absent while nobody has scanned, and for commands about none. */
  readonly about?: { readonly severity: Severity; readonly secret: boolean };
}

/** What of it is about the right alone, of whoever wrote a comment or dismissed an alert. */
export type Right = Pick<Claim, "command" | "permission" | "roles" | "unseen"> & {
  readonly comment: { readonly author: Pick<Person, "id"> };
};

type Check<Facts = Claim> = (facts: Facts) => string | undefined;

/** What only tightens counts from an edited comment too, or an edit would bring back what it undid. */
export function tightens(command: Command): boolean {
  return command.kind === "decide" && !UNBLOCKING.has(command.decision);
}

/** 1. It was just created, on this open pull request; when that is merged, what was decided before is read for tickets. */
const isCreatedHere: Check = ({ comment, pullRequest, event }) => {
  if (event !== undefined && event.action !== "created") return "Only a new comment is a command: write another one.";
  if (comment.number !== pullRequest.number) return "The comment stands on another pull request.";
  const standing = pullRequest.state === "open" || (event === undefined && pullRequest.merged);
  if (!standing) return "The pull request is closed.";
  return pullRequest.locked ? "The conversation is locked." : undefined;
};

/** 2. A person wrote it, and that person sent it. */
const isByItsAuthor: Check = ({ comment, event }) => {
  if (comment.author.type !== "User")
    return "Only people decide: a bot wrote this comment, or somebody whose account is gone.";
  if (comment.viaApp) return "An app wrote this comment for a person: write it yourself.";
  if (event !== undefined && event.senderId !== comment.author.id)
    return "Somebody else than the comment's author sent it.";
  return undefined;
};

/** 3. It still says what it said, for everybody to see: whoever may write can edit other people's comments. */
const isUnedited: Check = ({ command, comment, event }) => {
  if (tightens(command)) return undefined;
  const edited = comment.edited || comment.createdAt !== comment.updatedAt;
  if (edited || (event !== undefined && event.body !== comment.body))
    return "The comment was edited, or GitHub does not say that it was not: write another one.";
  return comment.hidden === true ? "Somebody has hidden the comment: show it, or write another one." : undefined;
};

/** GitHub's own roles that do not write; `permission` of a custom role is that of the role that it was made from. */
const MAY_NOT = new Set(["none", "read", "triage"]);
const MAY = new Set(["write", "maintain", "admin"]);

/** 4. The account may write, as the API says and not the comment (`author_association` is no permission). */
export const mayWrite: Check<Pick<Right, "comment" | "permission">> = ({ comment, permission }) => {
  if (permission === undefined) return "The account is no collaborator of this repository.";
  if (permission.id !== comment.author.id) return "The account's name belongs to another account now.";
  return MAY.has(permission.permission) && !MAY_NOT.has(permission.roleName)
    ? undefined
    : "The account may not write to this repository.";
};

const ROLE_FOR: Readonly<Record<CommandWord, readonly Role[] | "anybody">> = {
  confirm: ["auditors", "responders", "approvers"],
  reopen: ["auditors", "responders", "approvers"],
  fp: ["responders"],
  "used-in-tests": ["responders"],
  mitigated: ["responders"],
  "accept-risk": ["approvers"],
  "wont-fix": ["approvers"],
  override: ["approvers"],
  fix: ["responders"],
  rerun: ["responders"],
  incident: ["responders"],
  help: "anybody",
};

/** Undefined: no role is needed. */
export function rolesFor(command: Command): readonly Role[] | undefined {
  const roles = ROLE_FOR[commandWord(command)];
  return roles === "anybody" ? undefined : ["owners", ...roles];
}

/** 5. The policy at base gives the role. */
const hasRole: Check<Right> = ({ command, roles, unseen }) => {
  const wanted = rolesFor(command);
  if (wanted === undefined || wanted.some((role) => roles.includes(role))) return undefined;
  const needed = `The policy's ${wanted.map((role) => `\`roles.${role}\``).join(" or ")}`;
  return wanted.some((role) => unseen.includes(role))
    ? `${needed} name a team whose members this token may not see, or of which the account is no member: name the login, or give a token that reads the organisation's members.`
    : `${needed} do not name the account.`;
};

/** 6. For high and worse, and for an override: neither the author of the change nor who pushed it last. */
const isApart: Check = ({ command, comment, pullRequest, about }) => {
  if (tightens(command) || !mustBeApart(command, about)) return undefined;
  if (comment.author.id === pullRequest.author.id) return "The author of the pull request does not decide this one.";
  if (pullRequest.lastPusher === undefined)
    return "GitHub does not say who pushed last, who must not be the one that decides: the token needs `contents: read` of the branch's repository.";
  return comment.author.id === pullRequest.lastPusher.id ? "Who pushed last does not decide this one." : undefined;
};

function mustBeApart({ kind }: Command, about: Claim["about"]): boolean {
  if (kind === "override") return true;
  return kind === "decide" && about !== undefined && (about.secret || compareSeverity(about.severity, "high") >= 0);
}

/** Those that cost no request come first. */
export const BEFORE_LOOKUP: readonly Check[] = [isCreatedHere, isByItsAuthor, isUnedited, isApart];
export const AFTER_LOOKUP: readonly Check<Right>[] = [hasRole, mayWrite];

export function firstObjection<Facts>(checks: readonly Check<Facts>[], facts: Facts): string | undefined {
  for (const check of checks) {
    const found = check(facts);
    if (found !== undefined) return found;
  }
  return undefined;
}
