/** Claude's part: what is sent, what comes back, and a state for every hunk. */

export { priceOf, withBudget, worstCaseOf, type Prices } from "./budget.ts";
export type { Records } from "./carried.ts";
export { nextState, type Leaving } from "./carried-next.ts";
export { stateKeys, type StateKeys } from "./carried-state.ts";
export { cover, coverageRatio } from "./coverage.ts";
export { afterEditScan, editedFiles } from "./edited.ts";
export { planExclusions } from "./exclusions.ts";
export { pricesOf, readModels, retirementNotes, type Models } from "./models.ts";
export { resolveProvider, type FederationInputs, type Nobody } from "./provider.ts";
export { reviewPrompt, verifyPrompt, type Prompt } from "./prompt.ts";
export { prepare, reviewChange, type Asker, type Prepared } from "./review.ts";
export { inputTokensOf } from "./tokens.ts";
