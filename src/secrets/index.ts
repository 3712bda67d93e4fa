/** Secrets in text: finding them, and taking them out of what leaves the process (L1). */

export { detect, type Where } from "./detect.ts";
export type { Point, SecretSpan, Why } from "./format.ts";
export { createGuard, type Guard, type GuardHit } from "./guard.ts";
export { joined, linesOf, own, redactedText, rewritten } from "./redacted.ts";
export { createRedactor, MARK, type Redactor } from "./redactor.ts";
export { RULE_SET_VERSION, ruleNames, ruleOf, ruleSetSha256, severityOf } from "./rules.ts";
