/** L7: what to do, as data. The last pure step returns it; one function performs it. */

import type { Files } from "../ports.ts";

export type Effect =
  | { readonly kind: "writeFile"; readonly path: string; readonly text: string }
  /** The command's result, on stdout. */
  | { readonly kind: "print"; readonly text: string };

export interface EffectPorts {
  readonly files: Pick<Files, "write">;
  readonly print: (text: string) => Promise<void>;
}

/**
 * Performs effects in order. One that fails does not keep the others from being tried: a full disk under the report
 * must not lose the ledger. Returns the errors.
 */
export async function apply(effects: readonly Effect[], ports: EffectPorts): Promise<readonly unknown[]> {
  const errors: unknown[] = [];
  for (const effect of effects) {
    try {
      if (effect.kind === "print") await ports.print(effect.text);
      else await ports.files.write(effect.path, effect.text);
    } catch (error) {
      errors.push(error);
    }
  }
  return errors;
}
