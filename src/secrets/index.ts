/** Secrets in text: finding them, and taking them out of what leaves the process (L1). */

export { detect, merged, type Where } from "./detect.ts";
export { BUILT_IN, type Detector } from "./detector.ts";
export type { Point, SecretSpan, Why } from "./format.ts";
export { createGuard, type Guard } from "./guard.ts";
export { placesIn, redactWindow, type Place } from "./filter.ts";
export { playbook as secretPlaybook } from "./playbook.ts";
export { joined, linesOf, own, redactedText, rewritten } from "./redacted.ts";
export { countMarks, MARK } from "./marks.ts";
export { createRedactor, type Redactor } from "./redactor.ts";
export { RULE_SET_VERSION, ruleNames, ruleOf, ruleSetSha256, severityOf } from "./rules.ts";
export { windowsOf } from "./windows.ts";
