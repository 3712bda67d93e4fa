import type { TriagedFinding } from "../../src/finding.ts";
import type { Syntax } from "../../src/ports.ts";
import type { Change } from "../../src/records.ts";
import { buildDossier, type Dossier } from "../../src/review/dossier.ts";
import { readChange } from "../../src/change/index.ts";
import { createRedactor } from "../../src/secrets/index.ts";
import type { Repository } from "../fixtures/repository.ts";
import { changed, withObjects } from "../change/open-change.ts";

type Before = Parameters<typeof changed>[1];
type After = Parameters<typeof changed>[2];

export interface Made extends Dossier {
  readonly change: Change;
  /** `side line kind text` of every line of every hunk. */
  readonly lines: readonly string[];
}

export interface Given {
  readonly findings?: readonly TriagedFinding[];
  readonly contextLines?: number;
  readonly syntax?: Syntax;
}

/** The dossier of all hunks between two commits that it makes. */
export async function dossierOf(
  repository: Repository,
  [before, after]: readonly [Before, After],
  { findings = [], ...given }: Given = {},
): Promise<Made> {
  await changed(repository, before, after);
  return withObjects(repository.path, async (objects) => {
    const change = await readChange({ base: "HEAD~1", head: "HEAD" }, objects);
    const hunks = new Set(change.files.flatMap((file) => file.hunks.map(({ id }) => id)));
    const dossier = await buildDossier(change, { hunks, objects, redactor: createRedactor(), findings, ...given });
    return { ...dossier, change, lines: shown(dossier) };
  });
}

export const shown = (dossier: Dossier): string[] =>
  dossier.hunks.flatMap(({ lines }) =>
    lines.map(({ side, line, kind, text }) => `${side} ${String(line)} ${kind} ${text}`),
  );

export const numbered = (count: number, prefix = "line"): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix} ${String(index + 1)}`);

export const text = (lines: readonly string[]): string => `${lines.join("\n")}\n`;
