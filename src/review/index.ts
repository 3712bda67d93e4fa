/** Claude's part: what is sent, what comes back, and a state for every hunk. */

export { priceOf, withBudget, worstCaseOf, type Prices } from "./budget.ts";
export type { Records } from "./carried.ts";
export { nextState, type Leaving } from "./carried-next.ts";
export { stateKeys, type StateKeys } from "./carried-state.ts";
export { cover, coverageRatio } from "./coverage.ts";
export { afterEditScan, editedFiles, type FindingEdit } from "./edited.ts";
export { pathRules, planExclusions } from "./exclusions.ts";
export { writtenByMachine } from "./generated.ts";
export { pricesOf, readModels, retirementNotes, type Models } from "./models.ts";
export { resolveProvider, type FederationInputs, type Nobody } from "./provider.ts";
export { fixPrompt, reviewPrompt, verifyPrompt, type Prompt } from "./prompt.ts";
export { prepare, reviewChange, type Asker, type Prepared } from "./review.ts";
export { inputTokensOf } from "./tokens.ts";

// What a question of another stage is made of, and what its answer is held against.
export { parseJson, toSentSchema } from "./answer.ts";
export { onRecord } from "./ask.ts";
export { hunkOf, ownersInstructions, shownLine } from "./dossier.ts";
export { checkEdit, type Original } from "./edits.ts";
export { modelText } from "./model-text.ts";
export { fenced } from "./neutral.ts";
export { composeQuestion, disclosuresOf, hunkText, type QuestionForm } from "./question.ts";
export { accountOf, proofOfRedaction } from "./review.ts";
export { readLines } from "./sides.ts";
