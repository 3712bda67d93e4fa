/** Scanners: what runs on a change, and what it found. */

export { scanEdits, type AppliedEdit, type EditedFile, type EditScan } from "./edited.ts";
export { exportHead } from "./export.ts";
export { steers } from "./export-path.ts";
export { identify } from "./identity.ts";
export { policyGaps, type Gap } from "./gaps.ts";
export { licenses } from "./licenses.ts";
export { policyChange, POLICY_RULES } from "./policy.ts";
export { SCANNERS, selectScanners } from "./registry.ts";
export { rulesOf, scan, type ScanJob, type SelectedScanner } from "./run.ts";
export { unreadPrograms } from "./unread.ts";
export { sarifFiles } from "./sarif-files.ts";
export { suppressionsIn } from "./suppression-syntax.ts";
export { setsScanner } from "./suppressions.ts";
export { readOwnRules } from "./semgrep-own.ts";
export {
  ToolUnavailable,
  type DependencyGraph,
  type Provision,
  type ProvisionedTool,
  type ScanPorts,
  type ScanTarget,
} from "./scanner.ts";
