export { deliveryFacts, planRead, publishPlanned, reviewFacts, runFinished, type RunContext } from "./facts.ts";
export { accountFacts } from "./facts-model.ts";
export { canonical, segmentOf, sha256, type Fact, type Json, type Segment } from "./entry.ts";
export { verifySegment, type Verification } from "./verify.ts";
