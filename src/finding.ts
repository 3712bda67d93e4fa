/** The words of a finding: SARIF 2.1.0, CWE and CVSS, spelled as the standards spell them. */

/** CVSS v3.1 qualitative severity rating scale, lowest first: the index is the order. */
export const SEVERITIES = ["none", "low", "medium", "high", "critical"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** SARIF 2.1.0 §3.27.10. */
export type Level = "none" | "note" | "warning" | "error";

/** How sure the rule is, apart from how bad it is; written as SARIF `precision`. */
export type Confidence = "low" | "medium" | "high";

/** Compares severities: negative when `a` is less severe than `b`. */
export function compareSeverity(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}

/** Severities that deadlines, terms and advisories have. */
export type RatedSeverity = Exclude<Severity, "none">;

/** What has no severity is treated as the mildest. */
export function rated(severity: Severity): RatedSeverity {
  return severity === "none" ? "low" : severity;
}

export function countBySeverity(findings: readonly { readonly severity: Severity }[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, none: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

/** A place in head. `uri` is repository-relative with `/`, unescaped; lines and columns are 1-based, lines inclusive. */
export interface Location {
  readonly uri: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly startColumn?: number;
  readonly endColumn?: number;
}

/** Lines of head, in the file of the finding's location, and the text in their place without a last line end; "" takes them out. */
export interface Edit {
  readonly startLine: number;
  readonly endLine: number;
  readonly replacement: string;
}

/** SARIF `threadFlowLocation`. `message` is redacted and neutralised plain text, at most a sentence. */
export interface FlowStep {
  readonly location: Location;
  readonly message: string;
}

/** SARIF `reportingDescriptor`. GitHub requires all three texts on every rule. */
export interface Rule {
  /** `tool/rule`, stable for ever, equals the docs anchor. */
  readonly id: string;
  /** At most 255 characters (GitHub). */
  readonly name: string;
  readonly shortDescription: string;
  readonly fullDescription: string;
  /** Markdown of ours, or plain text of a tool's: what an attacker does and how to fix it. */
  readonly help: string;
  readonly helpUri?: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** `CWE-79`, most specific first. */
  readonly cwe: readonly string[];
  readonly tags: readonly string[];
}

/** Passwords, keys and credentials in the code (MITRE): an edit does not take back what was read, and only the owner knows what they open. */
const CREDENTIALS: ReadonlySet<string> = new Set(["CWE-259", "CWE-321", "CWE-798"]);

/** By the weakness, whichever tool reports it. */
export function isCredential({ cwe }: Pick<Rule, "cwe">): boolean {
  return cwe.some((id) => CREDENTIALS.has(id));
}

/** Vulnerable, not trusted and unmaintained components (MITRE). */
const COMPONENTS: ReadonlySet<string> = new Set(["CWE-1395", "CWE-1357", "CWE-1104"]);

/** What a finding asks of people: code is edited, a secret revoked, a dependency raised, a license decided about. */
export type FindingKind = "code" | "secret" | "dependency" | "license";

/** By the rule, whichever tool reports it: OSV-Scanner's alone have neither a tag nor a weakness (2.5.0) and are known by their id. */
export function kindOf({ id, tags, cwe }: Pick<Rule, "id" | "tags" | "cwe">): FindingKind {
  if (tags.includes("secret") || cwe.includes("CWE-540") || isCredential({ cwe })) return "secret";
  if (tags.includes("license")) return "license";
  const component = tags.includes("dependencies") || cwe.some((one) => COMPONENTS.has(one));
  return component || id.startsWith("osv-scanner/") ? "dependency" : "code";
}

export type Source =
  | { readonly kind: "scanner"; readonly tool: string; readonly version: string }
  | { readonly kind: "model"; readonly model: string; readonly promptSha256: string };

/** One problem: a SARIF `result` and the rule that it breaks. */
export interface Finding {
  readonly rule: Rule;
  readonly source: Source;
  /** Redacted and neutralised plain text. */
  readonly message: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Absent when the finding has no place in head. */
  readonly location?: Location;
  readonly relatedLocations: readonly Location[];
  /** How data or control gets there, source first (SARIF `codeFlows`, one thread); each step stands in head and was sent. */
  readonly codeFlow?: readonly FlowStep[];
  /** About the change as a whole (a deleted policy, a loosened input): it gates though no line of head carries it. */
  readonly concerns?: "change";
  /** SARIF §3.27.24. `unchanged`: the scanner finds the same in base, so the change did not bring it. `new`: it does not, on whatever line. Absent: nobody asked base. */
  readonly baselineState?: "new" | "unchanged";
  /** A comment in its lines, or a file, that the change added to hide it from the scanner: it hid nothing. The words, one line. */
  readonly suppressionAttempt?: string;
  /** Why the policy at base accepts it: it is kept and does not gate. Triage makes it the disposition's justification. */
  readonly accepted?: string;
  /** A suggested edit, as a model wrote it: checked to apply to head, with our marks where secrets stand. */
  readonly fix?: Edit;
  /** Ours, versioned: rule, path, normalised line text, ordinal; see `sarif/fingerprints.ts`. */
  readonly fingerprint: string;
  /** GitHub's `primaryLocationLineHash`, when head has the line. */
  readonly primaryLocationLineHash?: string;
  /** The lines themselves, redacted and neutralised, for people: at most 5 lines of 240 characters. */
  readonly snippet?: string;
}

/** What a scanner says, before anybody looked at head: no identity yet. */
export type RawFinding = Omit<Finding, "fingerprint" | "primaryLocationLineHash" | "snippet"> & {
  /** For the fingerprint of a finding without a place in head; without it the message stands for both. Never a secret. */
  readonly identity?: { readonly uri: string; readonly lineText: string };
};

/** Where triage put a finding. Nothing is dropped: outputs filter. */
export type Disposition =
  | { readonly status: "open" }
  | { readonly status: "outsideDiff" }
  | { readonly status: "unchanged" }
  /** Another tool reports the same weakness at the same place: the row of that fingerprint stands for both. */
  | { readonly status: "merged"; readonly into: string }
  | { readonly status: "suppressed"; readonly by: "policy" | "signOff"; readonly justification: string };

export type TriagedFinding = Omit<Finding, "accepted"> & {
  readonly disposition: Disposition;
  /** The id of the policy's threat that this finding belongs to. */
  readonly threat?: string;
};
