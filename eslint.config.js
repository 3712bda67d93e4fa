import { defineConfig } from "eslint/config";
import importX from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

const STAGES = ["change", "scan", "secrets", "review", "triage", "sarif", "publish", "ledger", "kpi"];

const effects = {
  group: [
    "@actions/*",
    "@octokit/*",
    "@anthropic-ai/*",
    "node:fs",
    "node:fs/*",
    "node:child_process",
    "node:http",
    "node:https",
    "node:net",
  ],
  message: "Effects live in src/adapters; take a port instead.",
};
const upward = {
  regex: "(^|/)(adapters|commands)/|/(main|run|inputs)\\.ts$",
  message: "Imports point one way: entry, run, commands, stages, vocabulary.",
};
const insides = {
  regex: `^\\.\\./(${STAGES.join("|")})/(?!index\\.ts$)`,
  message: "A stage shows others its index.ts and nothing else.",
};

/** Each is proved to fire by __tests__/contract/lint.test.ts. */
const syntax = {
  environment: {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: "Only src/inputs.ts reads the environment.",
  },
  exit: {
    selector: "CallExpression[callee.object.name='process'][callee.property.name='exit']",
    message: "Return an Outcome.",
  },
  clock: { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: "Take a Clock." },
  now: { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: "Take a Clock." },
  mock: {
    selector:
      "CallExpression[callee.object.name=/^(vi|jest|mock)$/][callee.property.name=/^(mock|module|unstable_mockModule)$/]",
    message: "Write a fake of the port instead of mocking a module.",
  },
};

export default defineConfig(
  { ignores: ["dist", "lib", "node_modules", "rules", "__tests__/fixtures", "coverage"] },
  tseslint.configs.strict,
  {
    plugins: { "import-x": importX },
    settings: {
      "import-x/resolver-next": [importX.createNodeResolver({ extensions: [".ts", ".js"] })],
      "import-x/extensions": [".ts", ".js"],
      "import-x/parsers": { "@typescript-eslint/parser": [".ts"] },
    },
    rules: {
      "import-x/no-cycle": "error",
      "no-restricted-syntax": ["error", ...Object.values(syntax)],
      "max-lines": ["error", { max: 300, skipBlankLines: true }],
      "max-lines-per-function": ["error", 60],
      "max-params": ["error", 3],
      "no-console": "error",
      "@typescript-eslint/consistent-type-imports": "error",
    },
  },
  {
    files: ["src/*.ts", "src/**/*.ts"],
    rules: { "no-restricted-imports": ["error", { patterns: [effects, upward, insides] }] },
  },
  // The vocabulary knows nobody above it; run and commands compose, adapters do.
  {
    files: ["src/run.ts", "src/main.ts", "src/inputs.ts"],
    rules: { "no-restricted-imports": ["error", { patterns: [effects] }] },
  },
  { files: ["src/commands/**"], rules: { "no-restricted-imports": ["error", { patterns: [effects, insides] }] } },
  { files: ["src/adapters/**"], rules: { "no-restricted-imports": ["error", { patterns: [insides] }] } },
  {
    files: ["src/inputs.ts"],
    rules: {
      "no-restricted-syntax": ["error", ...Object.values(syntax).filter((rule) => rule !== syntax.environment)],
    },
  },
  {
    // The only process clock and the only exit code.
    files: ["src/adapters/clock.ts", "src/adapters/launcher.ts"],
    rules: { "no-restricted-syntax": ["error", syntax.environment, syntax.mock] },
  },
  {
    files: ["__tests__/**", "scripts/**", "*.js"],
    rules: {
      "no-restricted-syntax": ["error", syntax.mock],
      "max-lines-per-function": "off",
      "no-console": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
);
