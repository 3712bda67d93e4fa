export { AFTER_LOOKUP, BEFORE_LOOKUP, firstObjection, mayWrite, rolesFor, tightens, type Claim } from "./authority.ts";
export { ownersOf, readCodeOwners, type CodeOwners } from "./code-owners.ts";
export { CERTAIN_ID, parseCommand, type Parsed } from "./command.ts";
export { readDismissals, type DismissalsPorts, type DismissalsRequest } from "./dismissals.ts";
export { createLookups, type LookupPorts, type Lookups } from "./lookups.ts";
export { NO_DECISIONS, overrideOf, readDecisions, type DecisionsPorts, type DecisionsRequest } from "./read.ts";
export { digestOf, isSecret, mostDays, termOf } from "./sign-off.ts";
