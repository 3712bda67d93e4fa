/** Syntax trees by tree-sitter. Its library and grammars lie beside the bundle and are loaded when a file needs one. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import type * as TreeSitter from "web-tree-sitter";
import type { Log, Syntax } from "../ports.ts";
import { codeOf } from "./syntax-code.ts";
import { languageOf, type SyntaxLanguage } from "./syntax-languages.ts";
import { outlineOf } from "./syntax-outline.ts";

/** UTF-16 units. */
const LONGEST_TEXT = 2_000_000;
/**
 * How often the parser asks whether to go on: of one file, and of all together. Counted and not timed, so that equal
 * changes get equal questions. 20 are about a millisecond (web-tree-sitter 0.27.1, ordinary TypeScript).
 */
const MOST_STEPS = { file: 40_000, all: 200_000 } as const;

/** @param folder absolute path of what `scripts/build.js` puts into `dist/syntax` */
export function createSyntax(folder: string, log: Pick<Log, "warn">): Syntax {
  const grammars = new Map<string, Promise<TreeSitter.Language>>();
  let library: Promise<typeof TreeSitter> | undefined;
  let [left, broken]: [number, boolean] = [MOST_STEPS.all, false];
  const open = async (grammar: string): Promise<TreeSitter.Language> => {
    library ??= load(folder);
    const { Language } = await library;
    return Language.load(await unpacked(folder, grammar));
  };
  const read = async <Seen>(
    [uri, text]: readonly [string, string],
    see: (tree: TreeSitter.Tree, language: SyntaxLanguage, text: string) => Seen,
  ): Promise<Seen | undefined> => {
    const language = languageOf(uri);
    if (language === undefined || text.length > LONGEST_TEXT || left <= 0 || broken) return undefined;
    try {
      const grammar = grammars.get(language.grammar) ?? open(language.grammar);
      grammars.set(language.grammar, grammar);
      const loaded = await grammar;
      library ??= load(folder);
      const { Parser } = await library;
      const most = Math.min(MOST_STEPS.file, left);
      const { tree, steps } = parsed(new Parser().setLanguage(loaded), text, most);
      left -= steps;
      if (tree === null) return undefined;
      const seen = see(tree, language, text);
      // No garbage collector sees it.
      tree.delete();
      return seen;
    } catch (error) {
      // WebAssembly that has trapped is not to be used again.
      broken = true;
      log.warn(`Syntax trees are not to be had, indentation serves instead: ${String(error)}`);
      return undefined;
    }
  };
  return {
    outline: (uri, text) => read([uri, text], outlineOf),
    code: (uri, text) => read([uri, text], codeOf),
  };
}

async function load(folder: string): Promise<typeof TreeSitter> {
  // Not bundled: ncc turns its `import("module")` into an object without `createRequire`, and it dies at load (tried).
  const url = pathToFileURL(join(folder, "web-tree-sitter.js")).href;
  const library: typeof TreeSitter = await import(/* webpackIgnore: true */ url);
  // Given, so that it looks for no file.
  await library.Parser.init({ wasmBinary: await unpacked(folder, "web-tree-sitter") });
  return library;
}

async function unpacked(folder: string, name: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await promisify(brotliDecompress)(await readFile(join(folder, `${name}.wasm.br`))));
}

/** `tree` is null when it would have taken more steps. */
function parsed(
  parser: TreeSitter.Parser,
  text: string,
  most: number,
): { readonly tree: TreeSitter.Tree | null; readonly steps: number } {
  let steps = 0;
  const tree = parser.parse(text, null, { progressCallback: () => ++steps > most });
  parser.delete();
  return { tree, steps };
}
