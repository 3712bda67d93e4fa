/** Secrets where no line of head holds them: names of files and messages of commits. */

import type { RawFinding } from "../finding.ts";
import type { CommitEntry } from "../ports.ts";
import { detect, type Detector } from "../secrets/index.ts";
import { oneLine } from "../untrusted.ts";
import { withMarks } from "./masked.ts";
import { toFinding } from "./secrets-finding.ts";
import { positions } from "./secrets-text.ts";

/** A path for people, without the secrets in it. */
export function shownPath(uri: string): string {
  return oneLine(withMarks(uri, detect(uri, { point: "scan" })), 300);
}

/** Secrets in the name of a file; it has no place, since a place would repeat the name. */
export function inName(
  uri: string,
  { commit, detector }: { readonly commit?: string; readonly detector: Detector },
): RawFinding[] {
  const shown = shownPath(uri);
  const where = `in the name of the file ${shown}${commit === undefined ? "" : `, ${inCommit(commit)}`}`;
  return detector.look(uri, { point: "scan" }).map((span) => ({
    ...toFinding({ span, where }),
    concerns: "change",
    identity: { uri: shown, lineText: "" },
  }));
}

/** A message is as public as the code, and stays when the code goes. */
export function inMessage({ name, message }: CommitEntry, { look }: Detector): RawFinding[] {
  const at = positions(message);
  const spans = look(message, { point: "scan" });
  const lines = withMarks(message, spans).split("\n");
  return spans.map((span) => {
    const { line } = at(span.start);
    return {
      ...toFinding({ span, where: `in the message of ${inCommit(name).replace(/^in /u, "")}, line ${String(line)}` }),
      concerns: "change",
      identity: { uri: "", lineText: lines[line - 1] ?? "" },
    };
  });
}

export function inCommit(name: string): string {
  return `in commit ${name.slice(0, 12)} of this change`;
}
