export { reviewFacts, sha256, type RunContext } from "./facts.ts";
export { segmentOf, type Fact, type Json, type Segment } from "./entry.ts";
export { verifySegment, type Verification } from "./verify.ts";
