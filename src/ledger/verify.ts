import { z } from "zod";
import { canonical, ENTRY_TYPES, entryHash, GENESIS, LEDGER_VERSION } from "./entry.ts";

const digest = z.string().regex(/^[0-9a-f]{64}$/u);
const EntrySchema = z.strictObject({
  v: z.literal(LEDGER_VERSION),
  seq: z.number().int().nonnegative(),
  at: z.iso.datetime(),
  type: z.enum(ENTRY_TYPES),
  body: z.record(z.string(), z.json()),
  prev: digest,
  hash: digest,
});

export type Verification =
  | { readonly valid: true; readonly entries: number; readonly root: string }
  /** `line` is 1-based; `problem` one sentence. */
  | { readonly valid: false; readonly line: number; readonly problem: string };

/**
 * Checks a segment line by line and names the first bad one. A chain cannot prove that it was not rewritten from the
 * start: for that, compare the root with the one that was published (`root`).
 */
export function verifySegment(text: string, expectedRoot?: string): Verification {
  if (text === "") return bad(1, "the file is empty");
  if (!text.endsWith("\n")) return bad(text.split("\n").length, "the last line has no line end: the file was cut");
  const lines = text.slice(0, -1).split("\n");
  let [prev, last] = [GENESIS, ""];
  for (const [index, line] of lines.entries()) {
    const checked = checkLine(line, { seq: index, prev });
    if ("problem" in checked) return bad(index + 1, checked.problem);
    if (last === "runFinished") return bad(index + 1, "an entry after the end of the run");
    ({ hash: prev, type: last } = checked);
  }
  if (last !== "runFinished")
    return bad(lines.length, "the segment does not end with runFinished: entries are missing");
  if (expectedRoot !== undefined && expectedRoot !== prev)
    return bad(lines.length, `the root is ${prev}, not ${expectedRoot}: the segment is not the one that was published`);
  return { valid: true, entries: lines.length, root: prev };
}

function checkLine(
  line: string,
  expected: { seq: number; prev: string },
): { hash: string; type: string } | { problem: string } {
  const parsed = EntrySchema.safeParse(tryJson(line));
  if (!parsed.success) return { problem: "not a ledger entry" };
  const { hash, ...unsigned } = parsed.data;
  // One spelling per entry: JSON that parses the same but is written differently was not written by us.
  if (canonical(parsed.data) !== line) return { problem: "not in canonical form (RFC 8785): it was rewritten" };
  if (unsigned.seq !== expected.seq)
    return {
      problem: `sequence number ${String(unsigned.seq)} where ${String(expected.seq)} belongs: an entry is missing, repeated or moved`,
    };
  if (entryHash(unsigned) !== hash) return { problem: "its hash does not match its content: it was changed" };
  if (unsigned.prev !== expected.prev)
    return { problem: "it does not follow from the entry before: one of them was replaced" };
  return { hash, type: unsigned.type };
}

function tryJson(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

function bad(line: number, problem: string): Verification {
  return { valid: false, line, problem };
}
