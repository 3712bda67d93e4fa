/** What a decision is bound to, how long it holds, and how many people it takes. Pure: facts in, answer out. */

import { dayAfter } from "../day.ts";
import { compareSeverity, kindOf, rated, type RatedSeverity, type Severity, type TriagedFinding } from "../finding.ts";
import type { Policy } from "../policy.ts";
import type { PullRequestFacts } from "../ports-github.ts";
import { commandWord, DEFAULT_MAX_DAYS, UNBLOCKING, type Decision, type SignOff } from "../sign-off.ts";

/** Credentials that are not protected, or stored in the clear (MITRE). */
const EXPOSED: ReadonlySet<string> = new Set(["CWE-256", "CWE-260", "CWE-522"]);

/** By its weakness, or since its scanner calls it one. */
export function isSecret({ rule }: Pick<TriagedFinding, "rule">): boolean {
  return kindOf(rule) === "secret" || rule.cwe.some((cwe) => EXPOSED.has(cwe));
}

/** The hexadecimal part of a fingerprint, which people name a finding by. */
export function digestOf(fingerprint: string): string {
  return fingerprint.slice(fingerprint.lastIndexOf(":") + 1);
}

/** Findings that an id names, each once; more than one when it is too short. */
export function namedBy(
  id: string,
  findings: readonly TriagedFinding[],
): { readonly findings: readonly TriagedFinding[] } | { readonly objection: string } {
  const named = new Map(
    findings
      .filter(({ fingerprint }) => digestOf(fingerprint).startsWith(id))
      .map((finding) => [finding.fingerprint, finding]),
  );
  return named.size === 0
    ? { objection: `No finding of this head has an id that begins with ${id}.` }
    : { findings: [...named.values()] };
}

/** Fingerprint of the row that the finding stands in: its own, or another tool's. */
export function rowOf({ fingerprint, disposition }: TriagedFinding): string {
  return disposition.status === "merged" ? disposition.into : fingerprint;
}

/**
 * The head that the comment was written about: what the branch pointed at before, or of all that it ever pointed at before
 * the one that begins with `named`. A push in the same second counts as a later one, for nobody has seen it.
 */
export function headAt(createdAt: string, pushes: PullRequestFacts["pushes"], named = ""): string | undefined {
  const written = Date.parse(createdAt);
  return pushes?.find(({ at, head }) => Date.parse(at) < written && head.startsWith(named))?.head;
}

export interface Term {
  readonly decision: Decision | "override";
  readonly severity: Severity;
  /** As the person wrote it. */
  readonly until: string | undefined;
  /** ISO 8601. */
  readonly createdAt: string;
}

export function mostDays(severity: RatedSeverity, policy: Pick<Policy, "sign-offs">): number {
  return policy["sign-offs"]?.["max-days"]?.[severity] ?? DEFAULT_MAX_DAYS[severity];
}

/** A sentence. */
export interface Objection {
  readonly objection: string;
  /** The decision held once, and replaced what the same person had said before. */
  readonly ended?: true;
}

/** The last day on which a decision holds; `today` as `YYYY-MM-DD`. */
export function termOf(
  { decision, severity, until, createdAt }: Term,
  { policy, today }: { readonly policy: Pick<Policy, "sign-offs">; readonly today: string },
): { readonly until: string } | Objection {
  const days = mostDays(rated(severity), policy);
  if (Number.isNaN(Date.parse(createdAt))) return { objection: "GitHub does not say when the comment was made." };
  const [written, latest] = [dayAfter(createdAt, 0), dayAfter(createdAt, days)];
  const most = `${latest} at the latest${decision === "override" ? "" : ` for a finding of ${rated(severity)} severity`}`;
  if (until === undefined && decision === "accept-risk")
    return { objection: `\`accept-risk\` needs \`until=YYYY-MM-DD\`, ${most}.` };
  if (until !== undefined && until < written) return { objection: "`until` was over when the comment was written." };
  if (until !== undefined && until > latest) return { objection: `\`until\` may be ${most}.` };
  const last = until ?? latest;
  return last < today ? { objection: `The decision expired: it held until ${last}.`, ended: true } : { until: last };
}

const ROTATED = /\b(?:rotated|revoked|invalidated|deactivated)\b/iu;
/** Up to the end of the clause: "will be rotated", "not yet revoked", "rotated tomorrow". */
const NOT_YET =
  /(?:\b(?:not|never|cannot|will|shall|must|should|would|could|can|may|might|to be|being|gets?|once|when|if|until|unless|needs?|nobody)\b|n['’]t\b)[^.;]{0,40}\b(?:rotated|revoked|invalidated|deactivated)\b|\b(?:rotated|revoked|invalidated|deactivated)\b[^.;,]{0,40}\b(?:tomorrow|soon|next)\b/iu;

/** A secret that left is only mitigated by making it worthless, and the record must say that this has happened. */
export function statesRotation(reason: string): boolean {
  return ROTATED.test(reason) && !NOT_YET.test(reason);
}

export function needsTwo(
  { finding, secret }: { readonly finding: Pick<TriagedFinding, "severity">; readonly secret: boolean },
  policy: Pick<Policy, "sign-offs">,
): boolean {
  if (secret) return true;
  const from = policy["sign-offs"]?.["two-people"] ?? "critical";
  return from !== "never" && compareSeverity(finding.severity, from) >= 0;
}

export const REPLACED = "The same person decided again later.";

export interface Weighed {
  readonly inForce: readonly SignOff[];
  readonly waiting: readonly { readonly signOff: SignOff; readonly reason: string }[];
}

/**
 * Of decisions on one finding, oldest first: a person's later one replaces the earlier, `confirm` and `reopen` by
 * anybody with a role end all before them, and as many people as needed must say the same.
 */
export function weigh(given: readonly SignOff[], people: 1 | 2): Weighed {
  const tightening: SignOff[] = [];
  const latest = new Map<number, SignOff>();
  const waiting: { signOff: SignOff; reason: string }[] = [];
  const put = (signOffs: Iterable<SignOff>, reason: string) => {
    for (const signOff of signOffs) waiting.push({ signOff, reason });
  };
  for (const signOff of given) {
    if (!unblocks(signOff)) {
      put(latest.values(), `It was undone by the later \`${commandWord(signOff.command)}\` of ${signOff.by.login}.`);
      latest.clear();
      tightening.push(signOff);
      continue;
    }
    const earlier = latest.get(signOff.by.id);
    if (earlier !== undefined) put([earlier], REPLACED);
    latest.delete(signOff.by.id);
    latest.set(signOff.by.id, signOff);
  }
  const words = [...new Set([...latest.values()].map(({ command }) => commandWord(command)))];
  const groups = words.map((word) => [...latest.values()].filter((signOff) => commandWord(signOff.command) === word));
  const agreed = groups.findLast((group) => group.length >= people);
  for (const group of groups)
    if (group !== agreed)
      put(
        group,
        agreed === undefined
          ? "This finding takes two people who decide the same: a second one has to write the same command."
          : "Another decision on this finding is in force.",
      );
  return { inForce: [...tightening, ...(agreed ?? [])], waiting };
}

export function unblocks({ command }: SignOff): boolean {
  return command.kind === "override" || UNBLOCKING.has(command.decision);
}
