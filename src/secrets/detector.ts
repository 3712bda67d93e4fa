/** What redactor and guard look with. */

import { detect } from "./detect.ts";

export interface Detector {
  readonly look: typeof detect;
  /** The same before anything is allowed: for the guard's test of itself. */
  readonly lookAtAll: typeof detect;
  /** Types beside the built-in ones. */
  readonly types: readonly string[];
}

/** The engine as it is, without a policy. */
export const BUILT_IN: Detector = { look: detect, lookAtAll: detect, types: [] };
