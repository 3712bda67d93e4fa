import { builtinModules } from "node:module";

import { defineConfig } from "eslint/config";
import importX from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

// Each restriction is proved to fire, and not to fire, by __tests__/contract/lint.test.ts.

const STAGES =
  "change|dependencies|scan|secrets|redaction|review|fixes|decisions|tickets|triage|sarif|publish|ledger|kpi|eval";
// What is harmless, since a list of what is not would miss the next module of Node.
const PURE = "assert|buffer|crypto|events|path|path/posix|querystring|stream|string_decoder|url|util|zlib";

const but = (harmless) => ({
  regex: `^@(actions|octokit|anthropic-ai)/|^node:(?!(${harmless})$)`,
  message: "Effects live in src/adapters; take a port instead.",
});
const effects = but(PURE);
// `import { env } from "process"` would pass every rule about `process.env`.
const unprefixed = {
  regex: `^(node:process|${builtinModules.join("|")})$`,
  message: 'Write "node:…", and `process` without an import.',
};
const above = (folder, names) => ({
  regex: `^${folder}(${names})`,
  message: "Imports point one way: entry, run, commands, stages, vocabulary; only entry and run know adapters.",
});
const PARENT = "(\\.\\./)+";
const SIBLING = "\\./";
const ENTRY = "(main|run|start|start-redact)\\.ts$";
const ABOVE_STAGES = `adapters/|commands/|inputs\\.ts$|${ENTRY}`;
const insides = {
  regex: `^(\\.\\.?/)+(${STAGES})/(?!index\\.ts$)`,
  message: "A stage shows others its index.ts and nothing else.",
};
// A step that sets variables, paths or state steers every later one (governance.md A12).
const laterSteps = {
  regex: "^@actions/core$",
  importNames: ["exportVariable", "addPath", "saveState", "getState", "getInput", "getIDToken"],
  message: "Outputs are all that a later step gets, and src/variables.ts reads what an earlier one gave.",
};
const imports = (...patterns) => ({ "no-restricted-imports": ["error", { patterns: [unprefixed, ...patterns] }] });

const globals = (...names) => ({ "no-restricted-globals": ["error", "globalThis", "global", ...names] });

const environment = { object: "process", property: "env", message: "Only src/variables.ts reads the environment." };
const exit = { object: "process", property: "exit", message: "Return an Outcome." };
const builtin = { object: "process", property: "getBuiltinModule", message: "Import it." };
const now = { object: "Date", property: "now", message: "Take a Clock." };
const mocks = ["mock", "doMock", "unstable_mockModule"].map((property) => ({
  object: "jest",
  property,
  message: "Write a fake of the port instead of mocking a module.",
}));
const properties = (...entries) => ({ "no-restricted-properties": ["error", ...mocks, ...entries] });

const clock = {
  selector: ":matches(NewExpression[arguments.length=0], CallExpression)[callee.name='Date']",
  message: "Take a Clock.",
};
const lazy = {
  selector: "ImportExpression",
  message: "Only adapters and the entry load code lazily: no rule about imports sees it.",
};
const alias = {
  selector:
    ":matches(ImportSpecifier[imported.name='jest'][local.name!='jest'], MemberExpression[property.name='jest'])",
  message: "Say `jest`, so that the rule about module mocks sees it.",
};
const syntax = (...entries) => ({ "no-restricted-syntax": ["error", alias, ...entries] });

export default defineConfig(
  { ignores: ["dist", "lib", "node_modules", "rules", "__tests__/{fixtures,corpus}/*/**", "coverage"] },
  tseslint.configs.strict,
  {
    plugins: { "import-x": importX },
    settings: {
      "import-x/resolver-next": [importX.createNodeResolver({ extensions: [".ts", ".js"] })],
      "import-x/extensions": [".ts", ".js"],
      "import-x/parsers": { "@typescript-eslint/parser": [".ts"] },
    },
    // A rule that a comment can switch off is advice.
    linterOptions: { noInlineConfig: true },
    rules: {
      ...properties(),
      ...syntax(),
      "import-x/no-cycle": "error",
      "max-lines": ["error", { max: 300, skipBlankLines: true }],
      "max-params": ["error", 3],
      "no-eval": "error",
      "no-new-func": "error",
      "@typescript-eslint/consistent-type-imports": "error",
    },
  },
  {
    files: ["src/**"],
    rules: {
      ...imports(effects, above(PARENT, ABOVE_STAGES), insides),
      ...globals("process", "fetch", "WebSocket", "EventSource"),
      ...properties(environment, exit, builtin, now),
      ...syntax(clock, lazy),
      "max-lines-per-function": ["error", 60],
      "no-console": "error",
    },
  },
  { files: ["src/*.ts"], rules: imports(effects, above(SIBLING, ABOVE_STAGES), insides) },
  {
    files: [
      "src/{account,dependency,finding,records,ports,ports-forks,ports-github,sign-off,errors,untrusted,subject}.ts",
    ],
    rules: imports(effects, above(SIBLING, `${ABOVE_STAGES}|(${STAGES})/`)),
  },
  { files: ["src/main.ts", "src/run.ts", "src/start.ts", "src/start-redact.ts"], rules: imports(effects, insides) },
  { files: ["src/commands/**"], rules: imports(effects, above(PARENT, `adapters/|${ENTRY}`), insides) },
  { files: ["src/{main,start,start-redact,inputs,variables}.ts"], rules: globals() },
  {
    files: ["src/main.ts"],
    rules: syntax(clock, { ...lazy, selector: "ImportExpression:not([source.value=/^\\.\\/start[a-z-]*\\.ts$/])" }),
  },
  { files: ["src/variables.ts"], rules: properties(exit, builtin, now) },
  {
    // Where the user's folders are is an input like the environment.
    files: ["src/inputs.ts"],
    rules: imports(but(`${PURE}|os`), above(SIBLING, ABOVE_STAGES), insides),
  },
  {
    files: ["src/adapters/**"],
    rules: { ...imports(above(PARENT, `commands/|${ENTRY}`), insides, laterSteps), ...globals(), ...syntax(clock) },
  },
  { files: ["src/adapters/clock.ts"], rules: { ...properties(environment, exit, builtin), ...syntax() } },
  { files: ["src/adapters/launcher.ts"], rules: properties(environment, builtin, now) },
  // GitHub's client takes its token from nowhere but the environment; a proxy or a logger of others' must not be there.
  { files: ["src/adapters/artifact.ts"], rules: properties(exit, builtin, now) },
  // A row of a table has more than three columns, and `!` fails where it is wrong.
  { files: ["__tests__/**"], rules: { "max-params": "off", "@typescript-eslint/no-non-null-assertion": "off" } },
);
