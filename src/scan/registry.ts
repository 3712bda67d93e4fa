/** The scanners that this program knows. Adding one is one file beside this one and one line here. */

import { ConfigurationError } from "../errors.ts";
import type { Settings } from "../settings.ts";
import { nearest } from "../nearest.ts";
import { oneLine } from "../untrusted.ts";
import { bandit } from "./bandit.ts";
import { checkov } from "./checkov.ts";
import { dependencyReview } from "./dependency-review.ts";
import { gitleaks } from "./gitleaks.ts";
import { gosec } from "./gosec.ts";
import { osvScanner } from "./osv-scanner.ts";
import type { SelectedScanner } from "./run.ts";
import type { Scanner } from "./scanner.ts";
import { secrets } from "./secrets.ts";
import { semgrep } from "./semgrep.ts";
import { zizmor } from "./zizmor.ts";

/** Under `auto` all of them run; those that are not optional are required. One that a change has nothing for says so. */
export const SCANNERS: readonly Scanner[] = [
  secrets,
  semgrep,
  zizmor,
  dependencyReview,
  bandit,
  checkov,
  gitleaks,
  gosec,
  osvScanner,
];

/**
 * The scanners of one run; whoever is named is required. `own` are made for this run (the policy watch, `sarif-files` with its globs) and
 * always join. Throws `scanner-unknown` for a name that nothing answers to.
 */
export function selectScanners(
  { auto, named }: Settings["scanners"],
  { own = [], inWorkflow = false }: { readonly own?: readonly Scanner[]; readonly inWorkflow?: boolean } = {},
): readonly SelectedScanner[] {
  const known = [...SCANNERS, ...own];
  for (const name of named) if (!known.some((scanner) => scanner.name === name)) throw unknown(name, known);
  const isOptional = ({ optional }: Scanner): boolean =>
    optional === true || (optional === "inTerminal" && !inWorkflow);
  return known
    .filter((scanner) => auto || named.includes(scanner.name) || own.includes(scanner))
    .map((scanner) => ({ scanner, required: !isOptional(scanner) || named.includes(scanner.name) }));
}

/** Made for a run by a setting of their own. */
const JOINS: ReadonlyMap<string, string> = new Map([
  ["sarif-files", "Give `sarif-files` the globs of the SARIF files to read; it joins by itself."],
  ["licenses", "Give `licenses` in the policy the licenses to allow or deny; it joins by itself."],
]);

function unknown(name: string, known: readonly Scanner[]): ConfigurationError {
  const names = known.map((scanner) => scanner.name);
  const near = nearest(name, names);
  const fix = JOINS.get(name) ?? `Known scanners: ${[...new Set([...near, ...names])].join(", ")}; or auto, or none.`;
  return new ConfigurationError("scanner-unknown", `There is no scanner "${oneLine(name, 60)}".`, fix);
}
