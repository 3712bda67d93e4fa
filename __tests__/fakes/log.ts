import type { Log } from "../../src/ports.ts";

/** Keeps what it was told. */
export function fakeLog(): Log & { readonly lines: readonly string[]; readonly warnings: readonly string[] } {
  const lines: string[] = [];
  const warnings: string[] = [];
  return { lines, warnings, info: (line) => void lines.push(line), warn: (line) => void warnings.push(line) };
}
