/** Which hunks are not for the model, and by which rule (L5). A mark that the change itself writes is never a rule (L6). */

import type { Policy } from "../policy.ts";
import type { Objects } from "../ports.ts";
import type { Change, ChangedFile, HunkState } from "../records.ts";
import { matcher, pathScope } from "../triage/index.ts";
import { writtenByMachine } from "./generated.ts";
import { changesHashesOnly, isLockFile } from "./lock-files.ts";
import { neverSend } from "./never-send.ts";

export interface ExclusionSource {
  readonly policy: Policy;
  readonly objects: Pick<Objects, "sizes" | "blobs">;
}

/** A file over it is not looked into, so it counts as written by hand. */
const READ_LIMIT_BYTES = 16 * 1024 * 1024;

/** The state of every hunk that some rule excludes; the others are to be sent. Reads the two versions of modified files once. */
export async function planExclusions(change: Change, source: ExclusionSource): Promise<ReadonlyMap<string, HunkState>> {
  const byPath = pathRules(source.policy);
  const rules = new Map(change.files.map((file) => [file, byPath(file)]));
  const undecided = change.files.filter((file) => rules.get(file) === undefined && wasThere(file));
  const before = await machineWritten(undecided, source.objects);
  return new Map(
    change.files.flatMap((file) => {
      const rule = rules.get(file) ?? before.get(file);
      const isLock = rule === undefined && isLockFile(file);
      return file.hunks.flatMap((hunk): [string, HunkState][] => {
        const why = rule ?? (isLock && changesHashesOnly(hunk) ? "lock file hashes" : undefined);
        return why === undefined ? [] : [[hunk.id, { state: "excluded", rule: why }]];
      });
    }),
  );
}

/** The rules that a name or the diff alone decide, in their order. */
export function pathRules(policy: Policy): (file: ChangedFile) => string | undefined {
  const [inScope, generated] = [pathScope(policy), matcher(policy.scope?.generated)];
  const kept = matcher(policy.redaction?.["never-send"]);
  return (file) => {
    if (!inScope(file.uri)) return "scope.paths";
    if (file.kind === "submodule") return "submodule: its code is in another repository";
    if (file.binary) return "binary";
    const secret = neverSend(file.uri) ?? neverSend(file.baseUri ?? "");
    if (secret !== undefined) return `never sent: ${secret}`;
    if (kept(file.uri) || kept(file.baseUri ?? file.uri)) return "redaction.never-send";
    return generated(file.uri) ? "scope.generated" : undefined;
  };
}

/** The same path on both sides: moved onto another (`renamed`), a generated file would lend its mark to code. */
function wasThere(file: ChangedFile): boolean {
  return file.status === "modified" && file.kind === "regular";
}

/** Written by a machine before and, by the look of it, still: a file that code has taken the place of is read. */
async function machineWritten(
  files: readonly ChangedFile[],
  objects: ExclusionSource["objects"],
): Promise<ReadonlyMap<ChangedFile, string>> {
  const sizes = await objects.sizes([...new Set(files.flatMap(sidesOf))]);
  const readable = files.filter((file) =>
    sidesOf(file).every((name) => (sizes.get(name) ?? Infinity) <= READ_LIMIT_BYTES),
  );
  const byBlob = new Map<string, ChangedFile[]>();
  for (const file of readable) for (const name of sidesOf(file)) byBlob.set(name, [...(byBlob.get(name) ?? []), file]);
  const marks = new Map<ChangedFile, string[]>();
  await objects.blobs([...byBlob.keys()], (name, bytes) => {
    if (bytes === undefined) return;
    const text = new TextDecoder().decode(bytes);
    for (const file of byBlob.get(name) ?? []) {
      const mark = writtenByMachine(file.uri, text);
      if (mark !== undefined) marks.set(file, [...(marks.get(file) ?? []), mark]);
    }
  });
  return new Map(
    [...marks].flatMap(([file, [first, second]]) =>
      first === undefined || second === undefined ? [] : [[file, `${first} at base`] as const],
    ),
  );
}

function sidesOf(file: ChangedFile): readonly string[] {
  return [file.baseBlob, file.headBlob].filter((name) => name !== undefined);
}
