/** What other stages may use of this one. */

export { decode } from "./content.ts";
export { changedLineCount, meetsChangedLine } from "./hunk.ts";
export { parseDiff, type ParsedFile } from "./parse-diff.ts";
export { parseRaw, type RawPair } from "./raw.ts";
export { isProgramName } from "./source-name.ts";
export { readChange, type ChangeRequest } from "./read-change.ts";
export { wholeTree } from "./whole-tree.ts";
