/** What each restriction of eslint.config.js must and must not catch. */

export type Example = readonly [filePath: string, code: string];
export interface Restriction {
  readonly rule: string;
  readonly bad: readonly Example[];
  readonly good: readonly Example[];
}

const lines = (count: number) => "export {};\n".repeat(count);
const functionOf = (count: number) => `export function long(): void {\n${"  void 0;\n".repeat(count - 2)}}\n`;

export const restrictions: Readonly<Record<string, Restriction>> = {
  "effects live in adapters": {
    rule: "no-restricted-imports",
    bad: [
      ["src/gate.ts", 'import "node:fs";'],
      ["src/scan/x.ts", 'import "node:fs/promises";'],
      ["src/scan/x.ts", 'import "node:child_process";'],
      ["src/scan/tools/x.ts", 'import "node:net";'],
      ["src/scan/x.ts", 'import "node:os";'],
      ["src/scan/x.ts", 'import "node:module";'],
      ["src/scan/x.ts", 'import "node:worker_threads";'],
      ["src/scan/x.ts", 'import "@actions/core";'],
      ["src/scan/x.ts", 'import "@octokit/core";'],
      ["src/scan/x.ts", 'import "@anthropic-ai/sdk";'],
      ["src/scan/x.ts", 'export * from "node:fs";'],
      ["src/commands/review.ts", 'import "node:fs";'],
      ["src/run.ts", 'import "node:fs";'],
      ["src/main.ts", 'import "node:fs";'],
      ["src/inputs.ts", 'import "node:fs";'],
    ],
    good: [
      ["src/adapters/files.ts", 'import "node:fs";'],
      ["src/adapters/shell.ts", 'import "@actions/exec";'],
      ["src/scan/x.ts", 'import "node:crypto"; import "node:path"; import "zod";'],
      ["src/inputs.ts", 'import "node:os";'],
    ],
  },
  "later steps get outputs and nothing else": {
    rule: "no-restricted-imports",
    bad: [
      ["src/adapters/runner.ts", 'import { exportVariable } from "@actions/core"; void exportVariable;'],
      ["src/adapters/runner.ts", 'import { addPath as a } from "@actions/core"; void a;'],
      ["src/adapters/runner.ts", 'import { saveState } from "@actions/core"; void saveState;'],
      ["src/adapters/runner.ts", 'import * as core from "@actions/core"; void core;'],
      ["src/adapters/runner.ts", 'export * from "@actions/core";'],
    ],
    good: [
      ["src/adapters/runner.ts", 'import { setOutput, setSecret } from "@actions/core"; void [setOutput, setSecret];'],
    ],
  },
  "a module of Node says so": {
    rule: "no-restricted-imports",
    bad: [
      ["src/scan/x.ts", 'import "fs";'],
      ["src/scan/x.ts", 'import "path";'],
      ["src/adapters/files.ts", 'import "fs/promises";'],
      ["src/adapters/files.ts", 'import { env } from "process"; void env;'],
      ["src/adapters/files.ts", 'import { env } from "node:process"; void env;'],
      ["src/main.ts", 'import { exit } from "node:process"; void exit;'],
    ],
    good: [["src/scan/x.ts", 'import "node:path"; import "./fs.ts"; import "picomatch";']],
  },
  "imports point one way": {
    rule: "no-restricted-imports",
    bad: [
      ["src/gate.ts", 'import "./run.ts";'],
      ["src/gate.ts", 'import "./adapters/clock.ts";'],
      ["src/gate.ts", 'import "./commands/review.ts";'],
      ["src/scan/x.ts", 'import "../inputs.ts";'],
      ["src/scan/x.ts", 'import "../main.ts";'],
      ["src/scan/x.ts", 'import "../adapters/shell.ts";'],
      ["src/scan/tools/x.ts", 'import "../../adapters/shell.ts";'],
      ["src/scan/x.ts", 'import "../commands/review.ts";'],
      ["src/commands/review.ts", 'import "../run.ts";'],
      ["src/commands/review.ts", 'import "../adapters/shell.ts";'],
      ["src/adapters/shell.ts", 'import "../commands/review.ts";'],
      ["src/adapters/shell.ts", 'import "../run.ts";'],
      ["src/inputs.ts", 'import "./run.ts";'],
    ],
    good: [
      ["src/main.ts", 'import "./run.ts"; import "./adapters/clock.ts";'],
      ["src/run.ts", 'import "./commands/review.ts";'],
      ["src/commands/review.ts", 'import "../inputs.ts"; import "../gate.ts"; import "../scan/index.ts";'],
      ["src/adapters/shell.ts", 'import "../ports.ts"; import "../scan/index.ts";'],
      ["src/scan/x.ts", 'import "./run.ts"; import "../records.ts";'],
    ],
  },
  "the vocabulary knows nobody above it": {
    rule: "no-restricted-imports",
    bad: ["finding", "records", "ports", "errors", "untrusted"].flatMap((word): Example[] => [
      [`src/${word}.ts`, 'import "./scan/index.ts";'],
      [`src/${word}.ts`, 'import "./inputs.ts";'],
      [`src/${word}.ts`, 'import "./adapters/clock.ts";'],
    ]),
    good: [
      ["src/records.ts", 'import "./finding.ts";'],
      ["src/policy.ts", 'import "./scan/index.ts";'],
    ],
  },
  "a stage shows its index and nothing else": {
    rule: "no-restricted-imports",
    bad: [
      ["src/scan/x.ts", 'import "../secrets/engine.ts";'],
      ["src/scan/tools/x.ts", 'import "../../secrets/engine.ts";'],
      ["src/gate.ts", 'import "./scan/registry.ts";'],
      ["src/run.ts", 'import "./scan/registry.ts";'],
      ["src/main.ts", 'import "./ledger/entry.ts";'],
      ["src/inputs.ts", 'import "./scan/registry.ts";'],
      ["src/commands/review.ts", 'import "../triage/threats.ts";'],
      ["src/adapters/git.ts", 'import "../change/parse.ts";'],
    ],
    good: [["src/scan/x.ts", 'import "../secrets/index.ts"; import "./registry.ts"; import "../gate.ts";']],
  },
  "only the entry, inputs and adapters touch the process": {
    rule: "no-restricted-globals",
    bad: [
      ["src/gate.ts", "export const p = process;"],
      ["src/run.ts", "process.exitCode = 1;"],
      ["src/commands/review.ts", 'process.stdout.write("");'],
      ["src/scan/x.ts", 'void fetch("https://example.com");'],
      ["src/scan/x.ts", 'void new WebSocket("wss://example.com");'],
      ["src/scan/x.ts", 'void new EventSource("https://example.com");'],
      ["src/scan/x.ts", "void globalThis.process;"],
      ["src/adapters/shell.ts", "void global.process.env;"],
      ["src/main.ts", "void globalThis.process;"],
    ],
    good: [
      ["src/main.ts", "process.exitCode = 1;"],
      ["src/inputs.ts", "void process.argv;"],
      ["src/adapters/shell.ts", "void process.platform;"],
      ["src/scan/x.ts", "export function f(process: string): string { return process; }"],
    ],
  },
  "only variables.ts reads the environment": {
    rule: "no-restricted-properties",
    bad: [
      ["src/gate.ts", "void process.env;"],
      ["src/inputs.ts", "void process.env;"],
      ["src/main.ts", 'void process["env"];'],
      ["src/adapters/shell.ts", "const { env } = process; void env;"],
      ["src/adapters/clock.ts", "void process.env.TZ;"],
      ["src/adapters/launcher.ts", "void process.env;"],
      ["src/adapters/github.ts", "void process.env;"],
    ],
    good: [
      ["src/variables.ts", "void process.env;"],
      ["src/adapters/artifact.ts", "process.env = {};"],
      ["src/adapters/shell.ts", "export const f = (command: { env: object }) => command.env;"],
    ],
  },
  "only the launcher exits": {
    rule: "no-restricted-properties",
    bad: [
      ["src/main.ts", "process.exit(1);"],
      ["src/inputs.ts", 'process["exit"](1);'],
      ["src/adapters/clock.ts", "const { exit } = process; exit(1);"],
      ["src/adapters/artifact.ts", "process.exit(1);"],
    ],
    good: [["src/adapters/launcher.ts", "process.exit(1);"]],
  },
  "no module of Node by another door": {
    rule: "no-restricted-properties",
    bad: [
      ["src/main.ts", 'process.getBuiltinModule("fs");'],
      ["src/inputs.ts", 'process.getBuiltinModule("fs");'],
      ["src/adapters/launcher.ts", 'process.getBuiltinModule("fs");'],
    ],
    good: [["src/main.ts", "void process.version;"]],
  },
  "Date.now is the clock's": {
    rule: "no-restricted-properties",
    bad: [
      ["src/gate.ts", "void Date.now();"],
      ["src/inputs.ts", "const { now } = Date; void now();"],
      ["src/adapters/launcher.ts", "void Date.now();"],
    ],
    good: [
      ["src/adapters/clock.ts", "void Date.now();"],
      ["src/gate.ts", "void Date.parse('2026-01-01');"],
    ],
  },
  "new Date() is the clock's": {
    rule: "no-restricted-syntax",
    bad: [
      ["src/gate.ts", "void new Date();"],
      ["src/gate.ts", "void Date();"],
      ["src/adapters/launcher.ts", "void new Date();"],
    ],
    good: [
      ["src/adapters/clock.ts", "void new Date();"],
      ["src/gate.ts", "void new Date('2026-01-01');"],
    ],
  },
  "code is loaded lazily by adapters only": {
    rule: "no-restricted-syntax",
    bad: [
      ["src/scan/x.ts", 'void import("node:fs");'],
      ["src/main.ts", 'void import("node:fs");'],
      ["src/main.ts", 'void import("./scan/index.ts");'],
      ["src/start.ts", 'void import("./run.ts");'],
    ],
    good: [
      ["src/adapters/anthropic.ts", 'void import("zod");'],
      ["src/main.ts", 'void import("./start.ts");'],
    ],
  },
  "code is not made from text": {
    rule: "no-eval",
    bad: [["src/scan/x.ts", 'eval("1");']],
    good: [["src/scan/x.ts", "void 1;"]],
  },
  "nor with a constructor": {
    rule: "no-new-func",
    bad: [["src/scan/x.ts", 'void new Function("return 1");']],
    good: [["src/scan/x.ts", "void new Map();"]],
  },
  "no require": {
    rule: "@typescript-eslint/no-require-imports",
    bad: [["src/scan/x.ts", 'void require("node:fs");']],
    good: [["src/scan/x.ts", 'import "node:path";']],
  },
  "ports are faked, modules are not mocked": {
    rule: "no-restricted-properties",
    bad: [
      ["__tests__/x.test.ts", 'jest.mock("./x.ts");'],
      ["__tests__/x.test.ts", 'jest["mock"]("./x.ts");'],
      ["__tests__/x.test.ts", 'jest.doMock("./x.ts");'],
      ["__tests__/x.test.ts", 'jest.unstable_mockModule("./x.ts", () => ({}));'],
      ["__tests__/x.test.ts", "const { mock } = jest; void mock;"],
      ["src/gate.ts", 'jest.mock("./x.ts");'],
    ],
    good: [["__tests__/x.test.ts", "jest.fn();"]],
  },
  "jest has one name": {
    rule: "no-restricted-syntax",
    bad: [
      ["__tests__/x.test.ts", 'import { jest as j } from "@jest/globals"; void j;'],
      ["__tests__/x.test.ts", 'import * as all from "@jest/globals"; all.jest.mock("./x.ts");'],
      ["__tests__/x.test.ts", 'import.meta.jest.mock("./x.ts");'],
    ],
    good: [["__tests__/x.test.ts", 'import { expect, jest } from "@jest/globals"; void expect; void jest;']],
  },
  "a file has 300 lines at most": {
    rule: "max-lines",
    bad: [
      ["src/gate.ts", lines(301)],
      ["__tests__/x.test.ts", lines(301)],
      ["scripts/x.js", lines(301)],
    ],
    good: [["src/gate.ts", `${lines(150)}\n\n${lines(150)}`]],
  },
  "a function has 60 lines at most": {
    rule: "max-lines-per-function",
    bad: [["src/gate.ts", functionOf(61)]],
    good: [
      ["src/gate.ts", functionOf(60)],
      ["__tests__/x.test.ts", functionOf(61)],
    ],
  },
  "a function has 3 parameters at most": {
    rule: "max-params",
    bad: [["src/gate.ts", "export function g(a: 1, b: 1, c: 1, d: 1) { return [a, b, c, d]; }"]],
    good: [
      ["src/gate.ts", "export function g(a: 1, b: 1, c: 1) { return [a, b, c]; }"],
      ["__tests__/x.test.ts", "export function g(a: 1, b: 1, c: 1, d: 1) { return [a, b, c, d]; }"],
    ],
  },
  "nothing is printed but by a port": {
    rule: "no-console",
    bad: [
      ["src/gate.ts", "console.log(1);"],
      ["src/main.ts", "console.error(1);"],
      ["src/adapters/logs.ts", "console.warn(1);"],
    ],
    good: [["scripts/build.js", "console.log(1);"]],
  },
  "types are imported as types": {
    rule: "@typescript-eslint/consistent-type-imports",
    bad: [["src/gate.ts", 'import { Finding } from "./finding.ts"; export type F = Finding;']],
    good: [["src/gate.ts", 'import type { Finding } from "./finding.ts"; export type F = Finding;']],
  },
  "nothing is taken for granted": {
    rule: "@typescript-eslint/no-non-null-assertion",
    bad: [["src/gate.ts", "export const first = (list: readonly string[]) => list[0]!;"]],
    good: [["__tests__/x.test.ts", "export const first = (list: readonly string[]) => list[0]!;"]],
  },
  "nothing is any": {
    rule: "@typescript-eslint/no-explicit-any",
    bad: [["src/gate.ts", "export const a: any = 1;"]],
    good: [["src/gate.ts", "export const a: unknown = 1;"]],
  },
};
