export { reviewFacts, type RunContext } from "./facts.ts";
export { segmentOf, sha256, type Fact, type Json, type Segment } from "./entry.ts";
export { verifySegment, type Verification } from "./verify.ts";
