/** What Claude asked to be shown, read from head, redacted like everything else, and bounded. Once for each question. */

import type { Objects, Syntax, TreeEntry } from "../ports.ts";
import type { Policy } from "../policy.ts";
import type { Change, ChangedFile, DossierHunk, Redacted } from "../records.ts";
import type { Redactor } from "../secrets/index.ts";
import { hunkOf, shownLine } from "./dossier.ts";
import type { Place } from "./head-files.ts";
import { findNeed } from "./needed-places.ts";
import type { Need } from "./needs.ts";
import { readLines } from "./sides.ts";
import type { PlannedLine } from "./window.ts";

/** As many as it takes to follow a value through a few files; each costs tokens, all of them one more question. */
const DEFAULT_REQUESTS = 8;
/** Of one question, all that is served together: about 20,000 tokens. */
const MOST_BYTES = 60_000;
/** Refusals that are spelled out; of more there is the number. */
const MOST_NAMED = 50;

export interface ServeSource {
  readonly change: Change;
  readonly policy: Policy;
  readonly objects: Objects;
  readonly redactor: Redactor;
  readonly syntax?: Syntax | undefined;
}

export interface Served {
  /** One for each file, without a changed line: no finding can stand in it. */
  readonly hunks: readonly DossierHunk[];
  readonly refused: readonly { readonly what: Redacted; readonly reason: string }[];
}

/** Answers the needs of one question; `shown` are its hunks, of which no line is shown again. `name` makes ids unique in the run. */
export type Serve = (needs: readonly Need[], shown: readonly DossierHunk[], name: string) => Promise<Served>;

export function createServer(source: ServeSource): Serve {
  const { change, policy, objects, redactor, syntax } = source;
  const most = policy.review?.context?.["max-requests"] ?? DEFAULT_REQUESTS;
  let tree: Promise<readonly TreeEntry[]> | undefined;
  return async (needs, shown, name) => {
    const refused: Served["refused"][number][] = [];
    const refuse = (need: Need, reason: string): number => refused.push({ what: nameOf(need, redactor), reason });
    const chosen = new Chosen(shown);
    const different = [...new Map(needs.map((need) => [JSON.stringify(need), need])).values()];
    tree ??= objects.tree(change.head);
    const head = { policy, objects, syntax, tree: await tree, changed: change.files };
    for (const need of different.slice(0, most)) {
      const found = await findNeed(need, head);
      if ("reason" in found) refuse(need, found.reason);
      else {
        const left = found.places.map((place) => chosen.add(place));
        if (left.every((result) => result === "known")) refuse(need, "all of it is shown already");
        else if (left.includes("cut"))
          refuse(need, `only a part of it is shown: together they are limited to ${String(MOST_BYTES)} bytes`);
      }
    }
    for (const need of different.slice(most, most + MOST_NAMED)) refuse(need, `only ${String(most)} are answered`);
    const more = different.length - most - MOST_NAMED;
    if (more > 0) refuse({ symbol: `${String(more)} more` }, `only ${String(most)} are answered`);
    return { hunks: await hunksOf(chosen.files, name, source), refused };
  };
}

/** The lines to show, by file, within the bytes of one question. */
class Chosen {
  readonly files = new Map<string, { readonly file: ChangedFile; readonly numbers: Set<number> }>();
  readonly #known: ReadonlySet<string>;
  #left = MOST_BYTES;

  constructor(shown: readonly DossierHunk[]) {
    this.#known = new Set(
      shown.flatMap(({ uri, lines }) =>
        lines.filter(({ side }) => side === "head").map(({ line }) => `${uri}\n${String(line)}`),
      ),
    );
  }

  add({ file, lines, startLine, endLine }: Place): "added" | "cut" | "known" {
    const numbers = this.files.get(file.uri)?.numbers ?? new Set<number>();
    let added: "added" | "known" = "known";
    for (let line = startLine; line <= endLine; line++) {
      if (numbers.has(line) || this.#known.has(`${file.uri}\n${String(line)}`)) continue;
      const bytes = Buffer.byteLength(lines[line - 1] ?? "") + 1;
      if (bytes > this.#left) return "cut";
      this.#left -= bytes;
      numbers.add(line);
      this.files.set(file.uri, { file, numbers });
      added = "added";
    }
    return added;
  }
}

async function hunksOf(
  files: Chosen["files"],
  name: string,
  { objects, redactor }: ServeSource,
): Promise<readonly DossierHunk[]> {
  const wanted = [...files.values()].map(({ file, numbers }) => ({
    file,
    lines: [...numbers].sort((a, b) => a - b).map((line): PlannedLine => ({ side: "head", line, kind: "context" })),
  }));
  const sides = await readLines(wanted, { objects, redactor });
  return wanted.map(
    ({ file, lines }, index) =>
      hunkOf(file, { id: `${name}-${String(index + 1)}`, wanted: lines, text: sides.get(file) }, redactor).hunk,
  );
}

/** As the model wrote it: redacted again, one line (L2). */
function nameOf({ file, startLine, endLine, symbol }: Need, redactor: Redactor): Redacted {
  const lines = startLine === undefined ? "" : `:${String(startLine)}-${String(endLine ?? "")}`;
  return shownLine(
    file === undefined || file === "" ? (symbol ?? "").slice(0, 200) : `${file.slice(0, 200)}${lines}`,
    redactor,
  );
}
