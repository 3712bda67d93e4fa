/** Files that a rename made code: not a line differs, and a program is new. They are shown whole, as what they are. */

import { objectMissing } from "../errors.ts";
import type { Objects } from "../ports.ts";
import { decode, hunkBetween } from "./content.ts";
import type { ParsedFile } from "./parse-diff.ts";
import { isProgramName } from "./source-name.ts";

/** `notes.txt` renamed to `app.py`: nobody ever ran, scanned or reviewed its lines as code. */
export function becameSource({ uri, baseUri, headBlob }: Pick<ParsedFile, "uri" | "baseUri" | "headBlob">): boolean {
  return headBlob !== undefined && baseUri !== undefined && isProgramName(uri) && !isProgramName(baseUri);
}

/** The same files with every line of head added. @throws ExternalError `object-missing` */
export async function readNewSource(
  files: readonly ParsedFile[],
  objects: Pick<Objects, "blobs">,
): Promise<ReadonlyMap<ParsedFile, ParsedFile>> {
  const whole = new Map<ParsedFile, ParsedFile>();
  const names = [...new Set(files.flatMap(({ headBlob }) => headBlob ?? []))];
  await objects.blobs(names, (name, bytes) => {
    if (bytes === undefined) throw objectMissing(name);
    const { lines, invalidUtf8 } = decode(bytes);
    for (const file of files)
      if (file.headBlob === name)
        whole.set(file, { ...file, binary: false, invalidUtf8, hunks: [hunkBetween([], lines)] });
  });
  return whole;
}
