/** Claude's run: a tool of its own beside the scanners, whose results are notes (design, "What is uploaded"). */

import type { TriagedFinding } from "../finding.ts";
import type { Review } from "../records.ts";
import { oneLine, plainText } from "../untrusted.ts";
import { hunkStateWords } from "../words.ts";
import { toArtifactUri } from "./artifact-uri.ts";
import { LOCATIONS_PER_RESULT, TEXT_LENGTH } from "./limits.ts";
import type { SarifNotification, SarifOpinion, SarifRun } from "./log.ts";

export const MODEL_TOOL = "Claude code review (advisory)";
/** Its part of the category, where a scanner has its name. */
export const MODEL_SCANNER = "claude";

/** The models that answered, else the one that was asked. */
export function modelVersion({ model }: Review, findings: readonly TriagedFinding[]): readonly string[] {
  const answered = (model?.account.requests ?? []).flatMap((request) => request.model ?? []);
  if (answered.length > 0) return answered;
  return model === undefined ? findings.flatMap(({ source }) => modelOf(source)) : [model.account.model];
}

function modelOf(source: TriagedFinding["source"]): readonly string[] {
  return source.kind === "model" ? [source.model] : [];
}

/** L5: successful only when every hunk that was due for review is reviewed. */
export function modelInvocation({ coverage }: Review): SarifRun["invocations"][0] {
  const files = new Map<string, Set<string>>();
  for (const { state, uri } of coverage) {
    if (state.state === "reviewed" || state.state === "excluded") continue;
    const words = hunkStateWords(state);
    files.set(words, (files.get(words) ?? new Set()).add(uri));
  }
  return {
    executionSuccessful: files.size === 0,
    toolExecutionNotifications: [...files].map(([words, uris]) => notification(words, [...uris])),
  };
}

function notification(words: string, uris: readonly string[]): SarifNotification {
  const rest = uris.length > LOCATIONS_PER_RESULT ? ` (the first ${LOCATIONS_PER_RESULT} of ${uris.length} files)` : "";
  return {
    level: "error",
    message: { text: plainText(`Not reviewed: ${words}${rest}`, TEXT_LENGTH) },
    locations: uris.slice(0, LOCATIONS_PER_RESULT).map((uri) => ({
      physicalLocation: { artifactLocation: { uri: toArtifactUri(uri) } },
    })),
  };
}

export function modelProperties({ model }: Review): Readonly<Record<string, unknown>> {
  if (model === undefined) return { advisory: true };
  const { provider, requests } = model.account;
  const prompts = new Set(requests.map(({ promptSha256 }) => oneLine(promptSha256, 100)));
  return { advisory: true, provider: oneLine(provider, 100), promptSha256: [...prompts].sort() };
}

/** By fingerprint of the finding. */
export function opinionsOf({ model }: Review): ReadonlyMap<string, SarifOpinion> {
  return new Map(
    (model?.opinions ?? []).map(({ fingerprint, value, reason, mitigation }) => [
      fingerprint,
      {
        by: MODEL_TOOL,
        value,
        reason: plainText(reason, TEXT_LENGTH),
        ...(mitigation && { mitigation: { uri: toArtifactUri(mitigation.uri), startLine: mitigation.line } }),
      },
    ]),
  );
}
