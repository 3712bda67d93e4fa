/** A case under stress: what is put into its trees, and the label that is true for them. */

import type { ChangeSource } from "../ports.ts";
import type { Change } from "../records.ts";
import type { Label } from "./case.ts";
import type { Case } from "./corpus.ts";
import { bury, commented, messageOf, moved, type Harmless, type Stress } from "./stress.ts";

export type { Harmless, Stress } from "./stress.ts";

export interface Stressing {
  readonly stress: Stress;
  readonly seed: number;
  /** Of all safe cases of the corpus. */
  readonly harmless: readonly Harmless[];
}

export interface Stressed {
  readonly label: Label;
  readonly source: ChangeSource;
}

/** The case with nothing added to it. */
export function plain({ label, source }: Case): Stressed {
  return { label, source: { ...source, message: messageOf(label, { framed: false, seed: 0 }) } };
}

/** `change` is that of the plain case; `headText` the text of a file of its head, undefined when it is not UTF-8. */
export async function stressed(
  given: Case,
  { change, headText }: { change: Change; headText: (uri: string) => Promise<string | undefined> },
  { stress, seed, harmless }: Stressing,
): Promise<Stressed> {
  const { source } = given;
  let { label } = given;
  const comments = new Map<string, string>();
  for (const file of stress.framed || stress.injected ? change.files : []) {
    const text = file.kind === "regular" && file.headBlob !== undefined ? await headText(file.uri) : undefined;
    const made = text === undefined ? undefined : commented({ file, text }, { label, stress, seed });
    if (made === undefined) continue;
    comments.set(file.uri, made.text);
    label = moved(label, { file: file.uri, at: made.at, lines: made.lines });
  }
  // A case's look-alike would tell, or be a second flaw.
  const others = harmless.filter(({ from }) => from !== given.label.id && from !== given.label.twin);
  const uris = change.files.map(({ uri }) => uri);
  const buried = bury({ label, uris }, { harmless: others, lines: stress.bury, seed });
  const { base, head } = source;
  return {
    label,
    source: {
      ...source,
      base: { ...base, files: new Map([...base.files, ...buried.base]) },
      head: { ...head, files: new Map([...head.files, ...buried.head, ...comments]) },
      message: messageOf(label, { framed: stress.framed, seed }),
    },
  };
}
