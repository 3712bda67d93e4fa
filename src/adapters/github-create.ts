/** A create that happens once, though nobody knows whether the first try did. */

import { GitHubRefusal } from "../ports.ts";
import type { GitHubClient } from "./github-client.ts";

export interface Creation<Made> {
  /** One try: it is not repeated below. */
  create(): Promise<Made>;
  /** What an uncertain try made, by its marker. */
  find(): Promise<Made | undefined>;
}

const TRIES = 3;

/** @throws GitHubRefusal also when the list fails: then a second try could be a second comment */
export async function createOnce<Made>({ create, find }: Creation<Made>, pause: GitHubClient["pause"]): Promise<Made> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await create();
    } catch (error) {
      if (!(error instanceof GitHubRefusal) || error.reason !== "unavailable") throw error;
      // First the wait, then the list: what was just made may not be listed at once.
      await pause(tries, { refusal: error, again: "uncertain" });
      const made = await find();
      if (made !== undefined) return made;
      if (tries === TRIES) throw error;
    }
  }
}
