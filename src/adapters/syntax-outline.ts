/** From a syntax tree to what we want of it: one walk, bounded in width and depth. */

import type { Node, Tree, TreeCursor } from "web-tree-sitter";
import type { LineRange, Outline, Scope } from "../ports.ts";
import type { SyntaxLanguage } from "./syntax-languages.ts";

/** A bound, not a measurement: what has more is left to indentation. */
export const MOST_NODES = 1_000_000;
/** What lies deeper is not looked at. A query of tree-sitter's has no such bound, and its time grows with depth (tried: 0.13 s for 1,000 open brackets, 0.36 s for 4,000; a test with 500,000 did not end). */
export const DEEPEST = 400;

/** Undefined when there is more of it than anybody writes. */
export function outlineOf(tree: Tree, language: SyntaxLanguage, text: string): Outline | undefined {
  const [scopes, imports]: [Scope[], LineRange[]] = [[], []];
  const decorators = new Map<number, number>();
  const kinds = kindsOf(language);
  const cursor = tree.walk();
  let nodes = 0;
  do {
    if (++nodes > MOST_NODES) break;
    const kind = kinds.get(cursor.nodeType);
    // A keyword like `class` is a node of that type, too.
    if (kind === undefined || !cursor.nodeIsNamed) continue;
    const node = cursor.currentNode;
    const range = rangeOf(node);
    if (kind === "decorator") decorators.set(range.endLine, decorators.get(range.startLine - 1) ?? range.startLine);
    else if (kind === "import") imports.push(range);
    else if (kind === "importing") imports.push(...(isImport(node, language, text) ? [range] : []));
    else if (kind !== "holder" || holdsFunction(node, language))
      scopes.push(scopeOf(node, kind === "holder" ? "function" : kind, decorators.get(range.startLine - 1)));
  } while (advance(cursor));
  cursor.delete();
  return nodes > MOST_NODES ? undefined : { scopes, imports };
}

type Kind = Scope["kind"] | "holder" | "import" | "importing" | "decorator";

function kindsOf({ functions, anonymous, classes, imports, holders, importing }: SyntaxLanguage): Map<string, Kind> {
  const all: readonly (readonly [Kind, readonly string[]])[] = [
    ["function", functions],
    ["anonymous", anonymous],
    ["class", classes],
    ["import", imports],
    ["holder", holders ?? []],
    ["importing", importing === undefined ? [] : [importing.node]],
    // On lines of their own before what they decorate, outside of its node.
    ["decorator", ["decorator"]],
  ];
  return new Map(all.flatMap(([kind, types]) => types.map((type) => [type, kind])));
}

/** To the next node in the order of the text; false at the end. */
export function advance(cursor: TreeCursor): boolean {
  if (cursor.currentDepth < DEEPEST && cursor.gotoFirstChild()) return true;
  while (!cursor.gotoNextSibling()) if (!cursor.gotoParent()) return false;
  return true;
}

function rangeOf({ startPosition, endPosition }: Node): LineRange {
  const startLine = startPosition.row + 1;
  // Some nodes end with their line end: at the beginning of the next line.
  const endLine = endPosition.column === 0 ? endPosition.row : endPosition.row + 1;
  return { startLine, endLine: Math.max(startLine, endLine) };
}

function isImport(node: Node, { importing }: SyntaxLanguage, text: string): boolean {
  return importing?.pattern.test(text.slice(node.startIndex, node.startIndex + 300)) === true;
}

function holdsFunction(node: Node, { anonymous }: SyntaxLanguage): boolean {
  return anonymous.includes(valueOf(node)?.type ?? "");
}

function valueOf(node: Node): Node | null {
  return node.childForFieldName("value") ?? node.childForFieldName("right");
}

function scopeOf(node: Node, kind: Scope["kind"], decorated: number | undefined): Scope {
  const { startLine, endLine } = rangeOf(node);
  const name = ["name", "key", "left", "property"].map((field) => node.childForFieldName(field)).find(Boolean)?.text;
  const body = (valueOf(node) ?? node).childForFieldName("body");
  return {
    kind,
    startLine: decorated ?? startLine,
    endLine,
    headerEndLine: Math.max(startLine, (body?.startPosition.row ?? 0) + 1),
    ...(name !== undefined && kind !== "anonymous" && { name }),
  };
}
