/**
 * Which parts of a change use what others define: by the names of functions and classes and the words of the lines that are
 * shown. Names mislead, on purpose too, so they only decide what is asked about together, never what is asked about. Pure.
 */

import type { Outline } from "../ports.ts";
import type { DossierHunk, Hunk, SentLine } from "../records.ts";
import { headRange } from "./window.ts";

/** What must stay in one question, and its tokens. */
export interface Unit {
  readonly hunks: readonly DossierHunk[];
  readonly size: number;
}

/** Two units, by index. */
export interface Relation {
  readonly between: readonly [number, number];
  /** How many pairs the rarest name between them could mean: 1 when one unit defines it and one uses it. */
  readonly ambiguity: number;
}

/**
 * Bounds, not measurements. A name that is defined or used in more places says nothing about any of them. Together they keep
 * the work linear in the text: at most 40 pairs a name, a million in all, whatever 4,000 files hold.
 */
const MOST = { names: 25_000, perHunk: 50, definers: 2, users: 20 } as const;
const LONGEST_LINE = 1_000;

/** Also the last part of `a.b` and `A::b`, without Ruby's `?` and `!`. Two letters stand everywhere. */
const NAME = /^(?:.*[.:#"'\s])?([\p{L}_$][\p{L}\p{N}_$]{2,99})[?!"']?$/u;
const WORD = /[\p{L}_$][\p{L}\p{N}_$]{2,99}/gu;

/** Functions and classes of head that a hunk's changes touch, as a parser names them. */
export function touchedNames(hunk: Hunk, { scopes }: Outline): readonly string[] {
  const { first, last } = headRange(hunk);
  const touched = scopes.filter(
    ({ startLine, endLine }) => startLine <= Math.max(first, last) && endLine >= Math.min(first, last),
  );
  return touched.flatMap(({ name = "" }) => NAME.exec(name.slice(0, 300))?.[1] ?? []).slice(0, MOST.perHunk);
}

/** A line that defines: a word for it before the name, in any language; a value at the left margin; a function of C or a shell. */
const DEFINITIONS: readonly RegExp[] = [
  /^\s*(?:(?:export|default|pub|public|private|protected|internal|static|async|abstract|final|override|open|sealed|data|inline|suspend)\s+)*(?:def|defp|func|function\*?|fn|fun|sub|class|interface|struct|trait|enum|record|module|object|protocol)\s+(?:\([^)]{0,200}\)\s*)?(?:self\.)?([\p{L}_$][\p{L}\p{N}_$]{2,99})/u,
  /^(?:export\s+)?(?:const|let|var|val|type)\s+([\p{L}_$][\p{L}\p{N}_$]{2,99})/u,
  /^(?!return|else|typedef|using|new|await|yield|throw|delete)(?:[\w<>[\],.*&:]{1,100}\s+){1,6}[*&]{0,3}([A-Za-z_][\w]{2,99})\s?\([^;={}]{0,500}\{?\s*$/u,
  /^([A-Za-z_]\w{2,99})\s?\(\)\s*\{/u,
];

function definedOn({ kind, text }: SentLine): readonly string[] {
  if (kind === "context") return [];
  const line = text.slice(0, LONGEST_LINE);
  return DEFINITIONS.flatMap((definition) => definition.exec(line)?.[1] ?? []).slice(0, 1);
}

function wordsOn(line: string): readonly string[] {
  return line.match(WORD) ?? [];
}

const CALLED = /[\p{L}_$][\p{L}\p{N}_$]{2,99}(?=\s?\()/gu;
const IMPORTING = /^\s*(?:import|from|use|using|require|include|export|const .{1,200}\brequire\s?\()/u;

/** What a line calls or imports: where every word would relate too much, since `total` is also a column of a table. */
export function calledOn(line: string): readonly string[] {
  return IMPORTING.test(line) ? wordsOn(line) : (line.match(CALLED) ?? []);
}

/** The least ambiguous first, of these the smallest: so the order of the files decides nothing until all else is equal. */
export function relationsOf(
  units: readonly Unit[],
  touched: ReadonlyMap<string, readonly string[]>,
  usedOn: (line: string) => readonly string[] = wordsOn,
): readonly Relation[] {
  const uses = namesOf(units, touched);
  units.forEach(({ hunks }, unit) => {
    const words = new Set(hunks.flatMap(({ lines }) => lines.flatMap(({ text }) => usedOn(text))));
    for (const word of words) {
      const name = uses.get(word);
      // A class of one's own with the same method calls that one.
      if (name !== undefined && name.users.length <= MOST.users && !name.definers.has(unit)) name.users.push(unit);
    }
  });
  const relations = new Map<number, Relation>();
  for (const { definers, users } of uses.values()) {
    if (definers.size > MOST.definers || users.length > MOST.users) continue;
    const ambiguity = definers.size * users.length;
    for (const definer of definers)
      for (const user of users) {
        const between = [Math.min(definer, user), Math.max(definer, user)] as const;
        const key = between[0] * units.length + between[1];
        if ((relations.get(key)?.ambiguity ?? Infinity) > ambiguity) relations.set(key, { between, ambiguity });
      }
  }
  const size = ({ between: [a, b] }: Relation): number => (units[a]?.size ?? 0) + (units[b]?.size ?? 0);
  return [...relations.values()].sort(
    (a, b) =>
      a.ambiguity - b.ambiguity || size(a) - size(b) || a.between[0] - b.between[0] || a.between[1] - b.between[1],
  );
}

interface Name {
  /** Units, by index; one more than are looked at says that there are too many. */
  readonly definers: Set<number>;
  readonly users: number[];
}

/** The first names of every hunk before the second ones: a hunk with many takes no room from others. */
function namesOf(units: readonly Unit[], touched: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, Name> {
  const names = new Map<string, Name>();
  let waiting = units.flatMap(({ hunks }, unit) =>
    hunks.map((hunk) => ({
      unit,
      names: [...new Set([...(touched.get(hunk.id) ?? []), ...hunk.lines.flatMap(definedOn)])].slice(0, MOST.perHunk),
    })),
  );
  for (let at = 0; waiting.length > 0; at++) {
    waiting = waiting.filter((hunk) => at < hunk.names.length);
    for (const { unit, names: own } of waiting) {
      const name = own[at] ?? "";
      const known = names.get(name) ?? { definers: new Set(), users: [] };
      if (names.size < MOST.names || names.has(name)) names.set(name, known);
      if (known.definers.size <= MOST.definers) known.definers.add(unit);
    }
  }
  return names;
}

/** Units that are asked about together, by index, in their order: what may be joined is, in the order given, while it has room. */
export function grouped(
  sizes: readonly number[],
  { room, joins }: { readonly room: number; readonly joins: Iterable<readonly number[]> },
): readonly (readonly number[])[] {
  const roots = sizes.map((_, index) => index);
  const total = [...sizes];
  const rootOf = (index: number): number => {
    let root = index;
    for (let next = roots[root] ?? root; next !== root; next = roots[root] ?? root) {
      roots[root] = roots[next] ?? next;
      root = next;
    }
    return root;
  };
  for (const join of joins) {
    const [first, ...others] = [...new Set(join.map(rootOf))].sort((a, b) => a - b);
    const sum = [first, ...others].reduce<number>((all, root) => all + (total[root ?? -1] ?? 0), 0);
    if (first === undefined || sum > room) continue;
    for (const other of others) roots[other] = first;
    total[first] = sum;
  }
  const groups = new Map<number, number[]>();
  sizes.forEach((_, index) => {
    const group = groups.get(rootOf(index));
    if (group === undefined) groups.set(rootOf(index), [index]);
    else group.push(index);
  });
  return [...groups.values()];
}
