/** Claude's part: what is sent, what comes back, and a state for every hunk. */

export { priceOf, withBudget, worstCaseOf, inputTokensOf, type Prices } from "./budget.ts";
export { cover, coverageRatio } from "./coverage.ts";
export { planExclusions } from "./exclusions.ts";
export { pricesOf, readModels, type Models } from "./models.ts";
export { reviewPrompt, verifyPrompt, type Prompt } from "./prompt.ts";
export { prepare, reviewChange, type Asker, type Prepared } from "./review.ts";
