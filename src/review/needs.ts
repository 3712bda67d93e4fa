/** What Claude may ask to be shown before it decides: names and numbers of its own choice, so hostile (L2). */

import { z } from "zod";

const need = z.object({
  file: z.string().optional().describe("a path of the repository, as head has it"),
  startLine: z.int().optional(),
  endLine: z.int().optional(),
  symbol: z.string().optional().describe("instead of a file: a name that the change uses, to see where it is defined"),
});

/** The answer's part `needs`. Not bounded here: too many of them spoil no answer, the rest is not served. */
export const needsSchema = z.array(need);

export type Need = z.output<typeof need>;
