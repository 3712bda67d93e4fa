export { mergeTools } from "./merge.ts";
export { branchInScope, matcher, pathScope } from "./scope.ts";
export { applySignOffs } from "./sign-offs.ts";
export { threatOf, uncheckedThreats } from "./threats.ts";
export { triage } from "./triage.ts";
