/** What the policy at base lets pass, why, and until when. */

import { DEPENDENCY_SCOPES, type DependencyChange } from "../dependency.ts";
import type { Policy } from "../policy.ts";

type Allowed = NonNullable<NonNullable<Policy["dependencies"]>["allow-advisories"]>;

export interface Acceptance {
  /** It is accepted, and this is why. */
  readonly because?: string;
  /** It was, until this day. */
  readonly expired?: string;
}

/** @param ids GHSA and CVE of one vulnerability @param today `2027-01-31`, UTC */
export function acceptanceOf(
  ids: readonly string[],
  { scope }: Pick<DependencyChange, "scope">,
  { policy, today }: { readonly policy: Policy["dependencies"]; readonly today: string },
): Acceptance {
  const scopes = policy?.scopes ?? DEPENDENCY_SCOPES;
  // Of what nobody knows the scope of, nobody knows that it does not count.
  if (scope !== "unknown" && !scopes.includes(scope))
    return { because: `dependencies.scopes: ${scope} dependencies do not count (${scopes.join(", ")} do)` };
  return allowed(ids, policy?.["allow-advisories"] ?? [], today);
}

function allowed(ids: readonly string[], entries: Allowed, today: string): Acceptance {
  const folded = new Set(ids.map((id) => id.toLowerCase()));
  const ours = entries.filter(({ id }) => folded.has(id.toLowerCase()));
  // Dates of ISO 8601 are in the order of their letters. The last day still counts.
  const valid = ours.find(({ until }) => today <= until);
  if (valid !== undefined)
    return { because: `dependencies.allow-advisories: ${valid.id} until ${valid.until}: ${valid.reason}` };
  const expired = ours
    .map(({ until }) => until)
    .sort()
    .at(-1);
  return expired === undefined ? {} : { expired };
}
