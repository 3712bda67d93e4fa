export { mergeTools } from "./merge.ts";
export { branchInScope, matcher, pathScope } from "./scope.ts";
export { threatOf, uncheckedThreats } from "./threats.ts";
export { triage } from "./triage.ts";
