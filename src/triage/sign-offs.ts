/** People's decisions on findings: the one thing beside the policy that takes a deterministic finding out of the gate (L3). */

import type { TriagedFinding } from "../finding.ts";
import { DECISION_WORD, UNBLOCKING, type Decision, type Decisions } from "../sign-off.ts";

interface Said {
  readonly decision: Decision;
  readonly login: string;
  readonly at: string;
  readonly until: string;
}

/**
 * Annotates, never drops. Only what was verified for this gate is given. Findings that another tool's row stands for
 * follow their row, so this comes after `mergeTools`.
 */
export function applySignOffs(
  findings: readonly TriagedFinding[],
  decisions: Pick<Decisions, "signOffs" | "dismissals">,
): readonly TriagedFinding[] {
  const said = saidOf(decisions);
  if (said.size === 0) return findings;
  return findings.map((finding) => {
    const own = said.get(finding.fingerprint);
    if (own === undefined || finding.disposition.status !== "open") return finding;
    return { ...finding, disposition: { status: "suppressed", by: "signOff", justification: justification(own) } };
  });
}

function saidOf({ signOffs, dismissals }: Pick<Decisions, "signOffs" | "dismissals">): ReadonlyMap<string, Said[]> {
  const said = new Map<string, Said[]>();
  const add = (fingerprint: string, one: Said) => said.set(fingerprint, [...(said.get(fingerprint) ?? []), one]);
  for (const { command, by, at, until, fingerprint } of signOffs) {
    if (command.kind !== "decide" || !UNBLOCKING.has(command.decision)) continue;
    if (fingerprint === undefined || until === undefined) continue;
    add(fingerprint, { decision: command.decision, login: by.login, at, until });
  }
  for (const { decision, by, second, at, until, fingerprint } of dismissals) {
    if (!UNBLOCKING.has(decision)) continue;
    for (const { login } of second === undefined ? [by] : [by, second.by])
      add(fingerprint, { decision, login, at, until });
  }
  return said;
}

/** "false positive, decided by ada on 2026-11-20 and bob on 2026-11-22, holds until 2026-11-29". */
function justification(said: readonly Said[]): string {
  const people = said.map(({ login, at }) => `${login} on ${at.slice(0, 10)}`).join(" and ");
  const words = [...new Set(said.map(({ decision }) => DECISION_WORD[decision]))].join(", ");
  const until = said.map((one) => one.until).toSorted()[0] ?? "";
  return `${words}, decided by ${people}, holds until ${until}`;
}
