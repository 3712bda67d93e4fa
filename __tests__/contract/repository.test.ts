import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import ts from "typescript";
import { z } from "zod";
import { committedFiles, read, root } from "./committed.ts";

const files = committedFiles();

/** Sources without a test of the same name, each with the place that tests it. Only declarations need none. */
const UNMIRRORED: Readonly<Record<string, string>> = {};

describe("a source file", () => {
  const sources = files.filter((name) => /^src\/.*\.ts$/u.test(name));
  // Types, constants and re-exports have nothing to test: behaviour is a function that is left when the types are gone.
  const compilerOptions = { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, removeComments: true };
  const behaves = (name: string) =>
    /\bfunction\b|=>/u.test(ts.transpileModule(read(name), { compilerOptions }).outputText);
  const testOf = (name: string) => name.replace(/^src\//u, "__tests__/").replace(/\.ts$/u, ".test.ts");
  // `launcher-child.ts` and `launcher/child.ts` are parts of `launcher.ts`, and its test is theirs.
  const wholes = (name: string) =>
    [...name.matchAll(/[-/]/gu)]
      .map(({ index }) => `${name.slice(0, index)}.ts`)
      .filter((whole) => sources.includes(whole));
  const isTested = (name: string) => [name, ...wholes(name)].some((source) => existsSync(join(root, testOf(source))));

  test("with behaviour has a test of the same name, or a reason why not", () => {
    const behaving = sources.filter(behaves);
    expect(behaving.length).toBeGreaterThan(10);
    expect(behaving.filter((name) => !isTested(name) && !Object.hasOwn(UNMIRRORED, name))).toEqual([]);
  });

  test("is not excused when it has a test after all, or is gone", () => {
    expect(Object.keys(UNMIRRORED).filter((name) => isTested(name) || !sources.includes(name))).toEqual([]);
    for (const tested of Object.values(UNMIRRORED))
      expect([tested, existsSync(join(root, tested))]).toEqual([tested, true]);
  });
});

describe("what is committed", () => {
  // In parts, so that this file does not name what it forbids.
  const folders = ["/ro" + "ot/", "/wo" + "rk/", "/tmp/sc" + "ratch", "/ho" + "me/[a-z]+/", "/Us" + "ers/[A-Za-z]+/"];
  const machine = new RegExp(`(?<![\\w.-])(?:${folders.join("|")})`, "u");
  const registries = ["registry.np" + "mjs", "files.python" + "hosted", "pypi.org/sim" + "ple", "proxy.gol" + "ang"];
  const registry = new RegExp(registries.join("|").replaceAll(".", "\\."), "iu");
  // Bundled libraries, generated; hostile bytes on purpose.
  const ours = files.filter((name) => !/^(?:dist|__tests__\/fixtures)\//u.test(name));
  const text = (name: string) => (read(name).includes("\0") ? "" : read(name));

  test("names no folder of the machine that it was made on", () => {
    expect(ours.filter((name) => machine.test(text(name)))).toEqual([]);
  });

  test("names no registry: where packages come from is a setting of the machine", () => {
    expect(ours.filter((name) => registry.test(text(name)))).toEqual([]);
  });

  test("the built file names no folder of the machine either", () => {
    expect(files.filter((name) => name.startsWith("dist/") && text(name).includes(root))).toEqual([]);
  });

  test("the patterns find what they look for", () => {
    expect(machine.test(`see ${["", "root", "x"].join("/")}`)).toBe(true);
    expect(registry.test(["https://registry", "npmjs", "org"].join("."))).toBe(true);
  });
});

describe("package-lock.json", () => {
  const Locked = z.looseObject({
    resolved: z.string().optional(),
    integrity: z.string().optional(),
    link: z.boolean().optional(),
  });
  const lock = z.looseObject({ packages: z.record(z.string(), Locked) }).parse(JSON.parse(read("package-lock.json")));
  const packages = Object.entries(lock.packages).filter(([name]) => name !== "");

  test("names no host, so that a mirror works", () => {
    expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(read("package-lock.json")).not.toContain('"resolved"');
  });

  test("has a digest for every package", () => {
    expect(packages.length).toBeGreaterThan(100);
    expect(packages.filter(([, { integrity }]) => !integrity?.startsWith("sha512-")).map(([name]) => name)).toEqual([]);
  });
});

describe("package.json", () => {
  const Package = z.looseObject({
    scripts: z.record(z.string(), z.string()),
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
  });
  const { scripts, dependencies, devDependencies } = Package.parse(JSON.parse(read("package.json")));

  test("pins every dependency to one version", () => {
    const versions = Object.entries({ ...dependencies, ...devDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/u.test(version))).toEqual([]);
  });

  test("starts only files that exist", () => {
    const started = Object.values(scripts).flatMap((script) => [
      ...script.matchAll(/node (?:--\S+ )*((?!node_modules)\S+\.js)/gu),
    ]);
    expect(started.length).toBeGreaterThan(0);
    for (const [, file = ""] of started) expect([file, existsSync(join(root, file))]).toEqual([file, true]);
  });

  test("npm test builds, lints and checks types before the tests", () => {
    for (const step of ["build", "lint", "typecheck"]) expect(scripts["pretest"]).toContain(`npm run ${step}`);
    expect(read(".ci/run")).toMatch(/^npm cit$/mu);
  });
});

test("every file that is committed is text with LF, or one whose bytes matter", () => {
  const bytesMatter = /^(?:dist|rules|__tests__\/fixtures)\//u;
  expect(files.filter((name) => !bytesMatter.test(name) && read(name).includes("\r"))).toEqual([]);
});
