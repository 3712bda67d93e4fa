import type { Outline, Syntax } from "../../src/ports.ts";

/** Outlines by path; a file without one has no grammar. */
export function fakeSyntax(outlines: Readonly<Record<string, Outline>> = {}): Syntax {
  return { outline: async (uri) => outlines[uri], code: async () => undefined };
}
