/** Text whose digest may be public: a digest over a secret of few bits tells the secret to whoever tries them all. */

import { detect, type SecretSpan } from "../secrets/index.ts";

const MARK = "⟦secret⟧";

/**
 * One and the same mark for every secret, so that the result depends on this text alone and not on what a run has seen
 * before, as a redactor's numbers do. Lines stay lines.
 */
export function masked(text: string, path?: string): string {
  return withMarks(text, detect(text, { path, point: "redact" }));
}

/** @param spans in order, none overlapping. */
export function withMarks(text: string, spans: readonly Pick<SecretSpan, "start" | "end">[]): string {
  const pieces: string[] = [];
  let done = 0;
  for (const { start, end } of spans) {
    pieces.push(text.slice(done, start), text.slice(start, end).replace(/[^\r\n]+/gu, MARK));
    done = end;
  }
  return pieces.join("") + text.slice(done);
}
