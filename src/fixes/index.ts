/** Fixes: what a person asked for, drafted by Claude, checked by git and scanners, waiting for a signature. */

export type { PatchedFile, Patches } from "./check.ts";
export { fixFinding, type FixJob, type FixOutcome, type FixPorts, type Reviewers } from "./fix.ts";
export type { PushToken } from "./body.ts";
