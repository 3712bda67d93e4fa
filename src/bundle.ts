import { join } from "node:path";

/** The folder that holds `rules/`, `prompts/`, `tools/` and `package.json`: src/ and dist/ are both one level below it. */
// Not `new URL(…, import.meta.url)`: ncc rewrites that into copies and breaks it (tried).
const HOME = join(import.meta.dirname, "..");

/** Files that ship beside the bundle, as absolute paths. */
export const BUNDLE = {
  packageJson: join(HOME, "package.json"),
  rules: join(HOME, "rules"),
  prompts: join(HOME, "prompts"),
  locks: join(HOME, "tools"),
  /** Made by scripts/build.js, also for a run from source: tree-sitter and its grammars. */
  syntax: join(HOME, "dist", "syntax"),
  launcher: join(HOME, "dist", "launcher", "index.js"),
} as const;
