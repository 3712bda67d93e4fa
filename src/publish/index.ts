/** Outputs: pure functions of a `Review`. SARIF is a stage of its own. */

import type { Review } from "../records.ts";
import { toHtml } from "./html.ts";
import { toJson } from "./json.ts";
import { toMarkdown } from "./markdown.ts";
import type { RenderOptions } from "./options.ts";
import { toText } from "./text.ts";

export { readable } from "./audience.ts";
export { renderDryRun, type DryRun } from "./dry-run.ts";
export { deliver, undone, type DeliveryPorts } from "./deliver.ts";
export { apply, type Effect } from "./effects.ts";
export {
  claimOf,
  claimsOf,
  forkNotes,
  isClaimBy,
  NO_VERDICT,
  nothingMarkdown,
  running,
  SUPERSEDED,
  TAKEN_BACK,
  withoutSecrets,
} from "./fork-words.ts";
export { checkName } from "./check-run.ts";
export { planGitHub, type GitHubEffect, type GitHubPlan } from "./github-effects.ts";
export type { OutputFiles, RenderOptions } from "./options.ts";
export { htmlPage, type Section } from "./html-page.ts";
export { html, type Html } from "./html-template.ts";
export { asStored, fingerprintKey, SUMMARY_MARKER } from "./markers.ts";
export { sealedIn } from "./state-marker.ts";
export { code, fencedDiff, prose, proseLines } from "./markdown-escape.ts";
export { blobUrl, commentUrl, cweUrl, runUrl, type RunAddress } from "./links.ts";
export { reviewOutputs } from "./outputs.ts";
export { contentSha256, planText, readPlan, withoutStory, type PlanContent } from "./plan-file.ts";
export { isSkip, refusalSentence, wayOut } from "./permissions.ts";
export { answerBody, answerMarker, commandSummary, helpText, RESPOND_NEEDS, respondTable } from "./respond-words.ts";
export type { RespondFeature } from "./respond-words.ts";
export { redactReview } from "./redacted.ts";
export { plan, runFiles, type Rendered, type RunFiles } from "./plan.ts";

const RENDERERS = { text: toText, json: toJson, markdown: toMarkdown, html: toHtml } as const;
export type Format = keyof typeof RENDERERS;

/** The whole output as text, ending in a line feed. Never throws for what a `Review` holds. */
export function render(review: Review, format: Format, options: RenderOptions = {}): string {
  return RENDERERS[format](review, options);
}
