/** Values of flags and inputs: the same text means the same in a terminal and in a workflow. */

import { InvalidArgumentError } from "commander";
import { isAllowedBaseUrl } from "./base-url.ts";
import type { Choices, ScannerSetting } from "./settings.ts";

/** Flags and inputs alike: what was not said has no key. */
export function choicesOf(said: { readonly [Key in keyof Choices]?: Choices[Key] | undefined }): Choices {
  const { failOn, failOnAi, onIncomplete, scanners, provider, model, effort, maxCostUsd, comments, check, evidence } =
    said;
  return {
    ...(failOn && { failOn }),
    ...(failOnAi && { failOnAi }),
    ...(onIncomplete && { onIncomplete }),
    ...(scanners && { scanners }),
    ...(provider && { provider }),
    ...(model !== undefined && { model }),
    ...(effort && { effort }),
    ...(maxCostUsd !== undefined && { maxCostUsd }),
    ...(comments && { comments }),
    ...(check && { check }),
    ...(evidence && { evidence }),
  };
}

/** @throws InvalidArgumentError, as `gateway` and `scannerList` do. */
export function dollars(text: string): number {
  const amount = Number(text);
  if (text.trim() === "" || !Number.isFinite(amount) || amount < 0)
    throw new InvalidArgumentError("An amount in US dollars, like 0.50.");
  return amount;
}

/** The key goes there: nobody on the way may read it. */
export function gateway(text: string): string {
  if (!URL.canParse(text) || !isAllowedBaseUrl(new URL(text)))
    throw new InvalidArgumentError("An https URL, or http on loopback.");
  const { username, password, search, hash } = new URL(text);
  // It stands in the ledger, and paths are put behind it.
  if ([username, password, search, hash].some((part) => part !== ""))
    throw new InvalidArgumentError(
      "Host and path alone: what a gateway wants to know besides goes into gateway-headers.",
    );
  return text;
}

export function scannerList(text: string): ScannerSetting {
  const names = text.split(",").map((name) => name.trim());
  if (names.some((name) => name === ""))
    throw new InvalidArgumentError("A comma list of scanner names, auto, or none.");
  if (names.length === 1 && (names[0] === "auto" || names[0] === "none")) return names[0];
  return names;
}
