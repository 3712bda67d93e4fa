/** gosec on the Go files of head, with no way for the project to steer Go: no module, no network, no cgo, no other toolchain. */

import { posix } from "node:path";

import type { Files } from "../ports.ts";
import { commandScanner, type CommandRun, type UnscannedPath } from "./command-scanner.ts";
import { readGosecReport, toSarif } from "./gosec-report.ts";
import type { Scanner } from "./scanner.ts";

const UTF8 = new TextDecoder();

const commanded: Scanner = commandScanner({
  name: "gosec",
  expects: ({ uri }) => /\.go$/iu.test(uri),
  provision: async ({ provision }) => {
    const tool = await provision.go("gosec");
    // gosec asks the go command for the types of the standard library.
    await provision.path("go");
    return tool;
  },
  deadlineMs: 15 * 60_000,
  command: ({ root, files }) => [
    "-nosec",
    "-tests",
    "-fmt=json",
    "-no-fail",
    "-color=false",
    // One package after the other: the log then says which one had no data-flow analysis.
    "-concurrency=1",
    // Folders by name: `./...` leaves `vendor` out (2.30.0, `PackagePaths`).
    ...new Set(files.map(({ path }) => posix.dirname(`${root}/${path}`))),
  ],
  environment: goEnvironment,
  // With -no-fail anything but 0 is a failure of gosec itself.
  succeeded: ({ exitCode }) => exitCode === 0,
  sarif: async ({ result, tool, root }) => toSarif(UTF8.decode(result.stdout), { version: tool.version, root }),
  report: async ({ root, files, result, ports }) => {
    const coverage = readGosecReport(
      { json: UTF8.decode(result.stdout), log: UTF8.decode(result.stderr) },
      { root, files },
    );
    return { ...coverage, unscanned: [...coverage.unscanned, ...(await moved({ root, files }, ports.files))] };
  },
});

export const gosec: Scanner = { ...commanded, optional: true };

/** `//line f.go:10`, or `/*line f.go:10*\/` (`go doc cmd/compile`, "Compiler Directives"). */
const LINE_DIRECTIVE = /^\/\/line |\/\*line /mu;

/** gosec 2.30.0 obeys them (tried): a new flaw would stand on the line of an old one and pass for it. */
async function moved({ root, files }: Pick<CommandRun, "root" | "files">, { read }: Pick<Files, "read">) {
  const found: UnscannedPath[] = [];
  for (const { path } of files)
    if (LINE_DIRECTIVE.test(UTF8.decode(await read(`${root}/${path}`))))
      found.push({
        path,
        reason: "its `line` directives lead gosec to report other lines than those that stand there",
      });
  return found;
}

/**
 * L6. Without modules (`GO111MODULE=off`) Go reads neither go.mod nor go.work of the change: no replacement, toolchain or tool in
 * them counts. It compiles the standard library to read its types, and runs nothing of the change (`go help environment`).
 */
function goEnvironment({ out, tool }: CommandRun): Readonly<Record<string, string>> {
  return {
    GO111MODULE: "off",
    GOWORK: "off",
    GOENV: "off",
    GOFLAGS: "",
    GOTOOLCHAIN: "local",
    GOPROXY: "off",
    GOSUMDB: "off",
    GOVCS: "*:off",
    GOTELEMETRY: "off",
    GOPACKAGESDRIVER: "off",
    CGO_ENABLED: "0",
    GOPATH: `${out}/path`,
    GOMODCACHE: `${out}/modules`,
    // Of this run, so that a scan of base need not compile the standard library again (30 s).
    GOCACHE: `${tool.env["HOME"] ?? out}/go-cache`,
  };
}
