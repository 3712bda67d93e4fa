/**
 * What a policy adds to the search for secrets, and what it allows. Apart from `secrets`, which starts without the libraries
 * that this takes.
 */

export { createDetector, type RedactionRules } from "./detector.ts";
export { patternMistakes } from "./patterns.ts";
export { PERSONAL_DATA } from "./personal.ts";
