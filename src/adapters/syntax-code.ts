/** From a syntax tree to the text without what runs as nothing. */

import type { Tree } from "web-tree-sitter";
import type { SyntaxLanguage } from "./syntax-languages.ts";
import { advance, DEEPEST, MOST_NODES } from "./syntax-outline.ts";

/** Undefined when a comment could stand where nobody looks. */
export function codeOf(tree: Tree, { comments, strings }: SyntaxLanguage, text: string): string | undefined {
  const [kinds, literals] = [new Set(comments), new Set(strings?.types ?? [])];
  const statements = new Set(strings?.in ?? []);
  const cursor = tree.walk();
  const kept: string[] = [];
  // By depth: to ask a node for its parent is a walk from the root.
  const types: string[] = [];
  let [from, nodes, deep] = [0, 0, false];
  do {
    const depth = cursor.currentDepth;
    if (++nodes > MOST_NODES || depth >= DEEPEST) deep = true;
    const type = (types[depth] = cursor.nodeType);
    const isProse = kinds.has(type) || (literals.has(type) && statements.has(types[depth - 1] ?? ""));
    if (!isProse || cursor.startIndex < from) continue;
    const node = cursor.currentNode;
    kept.push(text.slice(from, node.startIndex), blank(text.slice(node.startIndex, node.endIndex)));
    from = node.endIndex;
  } while (!deep && advance(cursor));
  cursor.delete();
  return deep ? undefined : kept.join("") + text.slice(from);
}

function blank(text: string): string {
  return text.replace(/[^\n]/gu, (character) => " ".repeat(character.length));
}
