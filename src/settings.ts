/** Inputs and policy become one set of settings. A key set in the policy at base is a floor: an input may only be stricter. */

import { compareSeverity, type Severity } from "./finding.ts";
import {
  COMMENTS,
  type CheckSetting,
  type Comments,
  type Effort,
  type EvidenceStore,
  type Policy,
  type Provider,
} from "./policy.ts";

export type OnIncomplete = "fail" | "warn";
/** `auto`, `none`, or names, with `auto` among them for all that it stands for. */
export type ScannerSetting = "auto" | "none" | readonly string[];
export type Required = "scanners" | "review";

/** What a person chose on the command line or in the workflow; absent means not chosen. */
export interface Choices {
  readonly failOn?: Severity;
  readonly failOnAi?: Severity;
  readonly onIncomplete?: OnIncomplete;
  readonly scanners?: ScannerSetting;
  readonly provider?: Provider;
  readonly model?: string;
  readonly effort?: Effort;
  readonly maxCostUsd?: number;
  readonly comments?: Comments;
  readonly check?: CheckSetting;
  readonly evidence?: EvidenceStore;
}

export interface Settings {
  readonly failOn: Severity;
  /** For findings that only Claude made and whose every part was checked. */
  readonly failOnAi: Severity;
  readonly onIncomplete: OnIncomplete;
  /** Both lists run; every name in `named` is required. */
  readonly scanners: { readonly auto: boolean; readonly named: readonly string[] };
  readonly require: readonly Required[];
  readonly pilot: boolean;
  readonly provider: Provider;
  /** Absent: the default of prompts/models.json. */
  readonly model?: string;
  readonly effort?: Effort;
  readonly maxCostUsd: number;
  readonly comments: Comments;
  readonly check: CheckSetting;
  readonly evidence: EvidenceStore;
  /** Inputs that asked for less than the policy: ignored, named, and a finding. */
  readonly ignored: readonly string[];
}

/** The stricter of two thresholds. `none` never fails, so it is the loosest. */
export function stricter(a: Severity, b: Severity): Severity {
  if (a === "none") return b;
  if (b === "none") return a;
  return compareSeverity(a, b) <= 0 ? a : b;
}

export function resolveSettings(choices: Choices, policy: Policy): Settings {
  const ignored: string[] = [];
  const floor = <T>(name: string, { chosen, set, fallback, strictest }: Floor<T>): T => {
    if (set === undefined) return chosen ?? fallback;
    if (chosen === undefined) return set;
    const result = strictest(chosen, set);
    if (result !== chosen) ignored.push(`${name}: ${String(chosen)} is looser than the policy's ${String(set)}`);
    return result;
  };
  const base = {
    ...gateOf(choices, policy, floor),
    scanners: scannersOf(choices.scanners, policy.scanners, ignored),
    provider: floor<Provider>("provider", {
      chosen: choices.provider,
      set: policy.review?.provider,
      fallback: "auto",
      strictest: same,
    }),
    maxCostUsd: floor("max-cost-usd", {
      chosen: choices.maxCostUsd,
      set: policy.review?.["max-cost-usd"],
      fallback: DEFAULT_MAX_COST_USD,
      strictest: Math.min,
    }),
    // Stricter is what shows and keeps more.
    comments: floor<Comments>("comments", {
      chosen: choices.comments,
      set: policy.comments,
      fallback: "inline",
      strictest: (a, b) => (COMMENTS.indexOf(a) <= COMMENTS.indexOf(b) ? a : b),
    }),
    check: floor<CheckSetting>("check", {
      chosen: choices.check,
      set: policy.check,
      fallback: "off",
      strictest: (a, b) => (a === "on" ? a : b),
    }),
    evidence: floor<EvidenceStore>("evidence", {
      chosen: choices.evidence,
      set: policy.evidence?.store,
      fallback: "artifact",
      strictest: (a, b) => (a === "artifact" ? a : b),
    }),
  } satisfies Partial<Settings>;
  return {
    ...base,
    ...optional("model", { chosen: choices.model, set: policy.review?.model, ignored }),
    ...optional("effort", { chosen: choices.effort, set: policy.review?.effort, ignored }),
    require: policy.gate?.require ?? ["scanners", "review"],
    pilot: policy.scope?.pilot ?? false,
    ignored,
  };
}

function gateOf(
  choices: Choices,
  policy: Policy,
  floor: <T>(name: string, given: Floor<T>) => T,
): Pick<Settings, "failOn" | "failOnAi" | "onIncomplete"> {
  return {
    failOn: floor("fail-on", {
      chosen: choices.failOn,
      set: thresholdOf(policy),
      fallback: "high",
      strictest: stricter,
    }),
    failOnAi: floor("fail-on-ai", {
      chosen: choices.failOnAi,
      set: policy.gate?.["fail-on-ai"],
      fallback: "none",
      strictest: stricter,
    }),
    onIncomplete: floor("on-incomplete", {
      chosen: choices.onIncomplete,
      set: policy.gate?.["on-incomplete"],
      fallback: "fail",
      strictest: (a, b) => (a === "fail" ? a : b),
    }),
  };
}

const DEFAULT_MAX_COST_USD = 1;

/** Of two providers or models none is stricter: what the policy names is what runs. */
function same<T>(_chosen: T, set: T): T {
  return set;
}

function optional<Name extends string, T>(
  name: Name,
  { chosen, set, ignored }: { chosen: T | undefined; set: T | undefined; ignored: string[] },
): Partial<Record<Name, T>> {
  if (set !== undefined && chosen !== undefined && chosen !== set)
    ignored.push(`${name}: ${String(chosen)} is not the policy's ${String(set)}`);
  const value = set ?? chosen;
  return value === undefined ? {} : ({ [name]: value } as Record<Name, T>);
}

interface Floor<T> {
  readonly chosen: T | undefined;
  readonly set: T | undefined;
  readonly fallback: T;
  readonly strictest: (chosen: T, set: T) => T;
}

/** `gate.fail-on`, made stricter by the residual risk of the repository's class. */
function thresholdOf(policy: Policy): Severity | undefined {
  const set = policy.gate?.["fail-on"];
  const name = policy.scope?.class;
  const residual = name === undefined ? undefined : policy["residual-risk"]?.[name];
  if (set === undefined) return residual === undefined ? undefined : stricter(residual, "high");
  return residual === undefined ? set : stricter(set, residual);
}

function scannersOf(
  chosen: ScannerSetting | undefined,
  set: ScannerSetting | undefined,
  ignored: string[],
): Settings["scanners"] {
  if (set === undefined || set === "none") return expand(chosen ?? set ?? "auto");
  if (chosen === undefined) return expand(set);
  const [a, b] = [expand(chosen), expand(set)];
  const union = { auto: a.auto || b.auto, named: [...new Set([...b.named, ...a.named])] };
  const dropped = [...(b.auto && !a.auto ? ["auto"] : []), ...b.named.filter((name) => !a.named.includes(name))];
  if (dropped.length > 0)
    ignored.push(`scanners: ${String(chosen)} leaves out ${dropped.join(", ")}, which the policy names`);
  return union;
}

function expand(setting: ScannerSetting): Settings["scanners"] {
  if (setting === "auto") return { auto: true, named: [] };
  if (setting === "none") return { auto: false, named: [] };
  return { auto: setting.includes("auto"), named: setting.filter((name) => name !== "auto") };
}
