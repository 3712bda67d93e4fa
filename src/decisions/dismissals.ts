/** On a branch the record of a decision is the dismissed alert: GitHub keeps who, when and why. */

import type { TriagedFinding } from "../finding.ts";
import type { Policy } from "../policy.ts";
import { GitHubRefusal } from "../ports.ts";
import type { People } from "../ports-github.ts";
import type { CountedDismissal, Decision, Decisions } from "../sign-off.ts";
import { AFTER_LOOKUP, firstObjection, rolesFor, type Claim } from "./authority.ts";
import { createLookups, type LookupPorts } from "./lookups.ts";
import { NO_DECISIONS } from "./read.ts";
import { needsTwo, termOf } from "./sign-off.ts";

export interface DismissalsRequest {
  /** `refs/heads/main`. */
  readonly ref: string;
  readonly findings: readonly TriagedFinding[];
  readonly policy: Policy;
  /** The commit that policy and CODEOWNERS are read at. */
  readonly base: string;
  readonly now: Date;
}

export interface DismissalsPorts extends LookupPorts {
  readonly people: LookupPorts["people"] & Pick<People, "dismissals">;
}

type Dismissed = Awaited<ReturnType<People["dismissals"]>>[number];

/** GitHub's own words (REST, "dismissed_reason"). */
const MEANS: ReadonlyMap<string, Decision> = new Map([
  ["false positive", "fp"],
  ["won't fix", "wont-fix"],
  ["used in tests", "used-in-tests"],
]);

/** Never throws `GitHubRefusal`: what cannot be read decides nothing, and the notes say so (L5). */
export async function readDismissals(request: DismissalsRequest, ports: DismissalsPorts): Promise<Decisions> {
  if (request.policy.roles === undefined) return NO_DECISIONS;
  try {
    const all = await ports.people.dismissals(request.ref);
    const lookups = createLookups(request, ports);
    const counted: CountedDismissal[] = [];
    const notes: string[] = [];
    for (const finding of request.findings) {
      if (finding.disposition.status !== "open") continue;
      const dismissed = all.find((alert) => isOf(alert, finding));
      if (dismissed === undefined) continue;
      const answer = await check(dismissed, finding, { ...request, lookups });
      if ("objection" in answer)
        notes.push(`The dismissal of alert ${dismissed.alert} does not count: ${answer.objection}`);
      else counted.push(answer);
    }
    return { ...NO_DECISIONS, dismissals: counted, notes };
  } catch (error) {
    if (!(error instanceof GitHubRefusal)) throw error;
    const note = `Dismissed alerts could not be read, so none of them counts: ${error.message}`;
    return { ...NO_DECISIONS, notes: [note] };
  }
}

/** GitHub's API shows no fingerprint: the same rule on the same line of the same file, or it is another finding. */
function isOf({ rule, path, line }: Dismissed, finding: TriagedFinding): boolean {
  return finding.rule.id === rule && finding.location?.uri === path && finding.location.startLine === line;
}

async function check(
  dismissed: Dismissed,
  finding: TriagedFinding,
  { policy, now, lookups }: DismissalsRequest & { readonly lookups: ReturnType<typeof createLookups> },
): Promise<CountedDismissal | { readonly objection: string }> {
  const decision = MEANS.get(dismissed.reason);
  if (decision === undefined) return { objection: "its reason is none that this program knows." };
  // The API names one person: who approved the dismissal it does not say.
  if (needsTwo(finding, policy)) return { objection: "this finding takes two people, and an alert names one." };
  const { by, at } = dismissed;
  const roles = await lookups.roles(by.login);
  const claim = dismissalClaim(dismissed, decision);
  const asked = [...roles.roles, ...roles.unseen].some((role) => rolesFor(claim.command)?.includes(role));
  const permission = asked ? await lookups.permission(by.login) : undefined;
  const objection = firstObjection(AFTER_LOOKUP, { ...claim, ...roles, permission });
  if (objection !== undefined || permission === undefined)
    return { objection: objection ?? "the account is not known." };
  const today = now.toISOString().slice(0, 10);
  const { severity, fingerprint } = finding;
  const term = termOf({ decision, severity, until: undefined, createdAt: at }, { policy, today });
  if ("objection" in term) return term;
  const { alert, reason, comment } = dismissed;
  const { roleName } = permission;
  return { alert, by, reason, at, comment, decision, fingerprint, until: term.until, roleName, roles: roles.roles };
}

/** The two checks that are about the person alone, in the words that they take. */
function dismissalClaim({ by, at, comment }: Dismissed, decision: Decision): Claim {
  const [number, head] = [0, ""];
  const times = { createdAt: at, updatedAt: at };
  return {
    command: { kind: "decide", decision, finding: "", reason: comment },
    comment: {
      id: 0,
      nodeId: "",
      number,
      body: comment,
      author: { ...by, type: "User" },
      viaApp: false,
      ...times,
      edited: false,
    },
    pullRequest: {
      number,
      state: "open",
      merged: false,
      locked: false,
      draft: false,
      author: by,
      head,
      base: "",
      baseBranch: "",
    },
    roles: [],
    unseen: [],
  };
}
