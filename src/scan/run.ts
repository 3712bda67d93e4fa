/** Runs the scanners side by side and answers one row per tool: nothing that was asked for is without a row (L5). */

import type { Finding } from "../finding.ts";
import type { Change, ScannerRun, ScanReport, Unscanned } from "../records.ts";
import { oneLine } from "../untrusted.ts";
import { compareWithBase } from "./baseline.ts";
import { identify } from "./identity.ts";
import type { RuleName, Scanner, ScanOutcome, ScanPorts, ScanTarget } from "./scanner.ts";
import { markSuppressed } from "./suppressions.ts";

export interface SelectedScanner {
  readonly scanner: Scanner;
  readonly required: boolean;
}

export interface ScanJob {
  readonly scanners: readonly SelectedScanner[];
  readonly target: ScanTarget;
}

interface Ran extends SelectedScanner {
  readonly outcome: ScanOutcome;
  readonly seconds: number;
  readonly rules: readonly RuleName[] | undefined;
}

/** Never throws for what a scanner does; throws `ExternalError` when head cannot be read. */
export async function scan({ scanners, target }: ScanJob, ports: ScanPorts): Promise<ScanReport> {
  const ran = (await Promise.all(scanners.map((selected) => runOne(selected, target, ports)))).flat();
  const findings = await identify(
    ran.map(({ outcome }) => outcome.findings),
    target.change,
    ports,
  );
  const runs = ran.map((one, index) => settled({ ...one, findings: findings[index] ?? [] }, target.change, ports));
  return { runs: await Promise.all(runs) };
}

/** Identified findings learn what base and the change say of them. */
async function settled(
  one: Ran & { readonly findings: readonly Finding[] },
  change: Change,
  ports: ScanPorts,
): Promise<ScannerRun> {
  const started = performance.now();
  const { findings, unscanned } = await compareWithBase({ ...one, change }, portsOf(one, ports));
  const seconds = one.seconds + (performance.now() - started) / 1000;
  const outcome = { ...one.outcome, unscanned: [...one.outcome.unscanned, ...unscanned] };
  return toRun({ ...one, outcome, seconds }, markSuppressed(findings, change), ports.redact);
}

async function runOne(selected: SelectedScanner, target: ScanTarget, ports: ScanPorts): Promise<readonly Ran[]> {
  const { scanner } = selected;
  const started = performance.now();
  const nothing = { tool: scanner.name, version: "", digests: {}, findings: [], unscanned: [] };
  let outcomes: readonly ScanOutcome[];
  if (!scanner.applies(target.change)) {
    outcomes = [{ ...nothing, state: { status: "notApplicable" } }];
  } else {
    ports.log.info(`${scanner.name}: scanning`);
    try {
      outcomes = await scanner.scan(target, portsOf(selected, ports));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      outcomes = [{ ...nothing, state: { status: "failed", reason: `${scanner.name} crashed: ${why}` } }];
    }
    // An answer of no rows would be a silence.
    if (outcomes.length === 0)
      outcomes = [{ ...nothing, state: { status: "failed", reason: `${scanner.name} gave no answer.` } }];
  }
  const rules = await scanner.rules?.(ports);
  const seconds = (performance.now() - started) / 1000;
  return outcomes.map((outcome) => ({ ...selected, outcome, seconds, rules }));
}

/** What nobody asked for is not installed: it runs if the machine has it. */
export function portsOf({ required }: SelectedScanner, ports: ScanPorts): ScanPorts {
  const { path } = ports.provision;
  return required ? ports : { ...ports, provision: { pip: (tool) => path(tool), go: (tool) => path(tool), path } };
}

function toRun(
  { scanner, required, outcome, seconds, rules }: Ran,
  findings: readonly Finding[],
  redact: ScanPorts["redact"],
): ScannerRun {
  const { state } = outcome;
  const clean = (reason: string): string => oneLine(redact(reason), 1000);
  return {
    scanner: scanner.name,
    tool: outcome.tool,
    version: outcome.version,
    digests: outcome.digests,
    required,
    ...(scanner.changeOnly && { changeOnly: scanner.changeOnly }),
    state: "reason" in state ? { ...state, reason: clean(state.reason) } : state,
    unscanned: distinct(outcome.unscanned).map((part) => ({ ...part, reason: clean(part.reason) })),
    ...(rules === undefined ? {} : { rules }),
    notes: (outcome.notes ?? []).map(clean),
    findings,
    seconds: Math.round(seconds * 1000) / 1000,
  };
}

/** Every rule of a run: what its scanners can find, and what foreign ones found. */
export function rulesOf(report: ScanReport): readonly RuleName[] {
  return report.runs.flatMap(({ rules, findings }) => [...(rules ?? []), ...findings.map(({ rule }) => rule)]);
}

function distinct(parts: readonly Unscanned[]): readonly Unscanned[] {
  return [
    ...new Map(
      parts.map((part) => [JSON.stringify([part.uri, part.startLine, part.endLine, part.reason]), part]),
    ).values(),
  ];
}
