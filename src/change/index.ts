/** What other stages may use of this one. */

export { changedLineCount, meetsChangedLine } from "./hunk.ts";
export { parseDiff, type ParsedFile } from "./parse-diff.ts";
export { readChange, type ChangeRequest } from "./read-change.ts";
