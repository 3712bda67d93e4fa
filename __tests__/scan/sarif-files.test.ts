import { describe, expect, test } from "@jest/globals";

import type { Files } from "../../src/ports.ts";
import { SARIF_FILE_BYTES, SARIF_FILES, sarifFiles } from "../../src/scan/sarif-files.ts";
import { BUILT_IN } from "../../src/secrets/index.ts";
import type { ScanPorts, ScanTarget } from "../../src/scan/scanner.ts";
import { fakeClock } from "../fakes/clock.ts";
import { fakeFiles } from "../fakes/files.ts";
import { fakeLog } from "../fakes/log.ts";
import { fakeObjects } from "../fakes/objects.ts";
import { fakeProvision } from "../fakes/provision.ts";
import { aChangedFile, aReview } from "../fixtures/review.ts";

const CWD = "/srv/repo";
const sarif = (tool: string, uris: readonly string[] = [], over: object = {}) => ({
  tool: { driver: { name: tool, semanticVersion: "2.0.0" } },
  results: uris.map((uri) => ({
    ruleId: "x",
    message: { text: "m" },
    locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine: 1 } } }],
  })),
  ...over,
});
const log = (...runs: object[]) => JSON.stringify({ version: "2.1.0", runs });

async function scan(
  contents: Record<string, string | Uint8Array>,
  globs: readonly string[],
  over: Partial<Files> = {},
) {
  const change = {
    ...aReview().change,
    files: [aChangedFile(0, { uri: "mine.sarif" }), aChangedFile(1, { uri: "gone.sarif", status: "deleted" })],
  };
  const target: ScanTarget = { change, root: "/export", exported: [], withheld: [] };
  const ports: ScanPorts = {
    files: { ...fakeFiles(contents), ...over },
    shell: { run: () => Promise.reject(new Error("It starts nothing.")) },
    objects: fakeObjects(),
    log: fakeLog(),
    provision: fakeProvision(),
    rules: "/rules",
    detector: BUILT_IN,
    clock: fakeClock(),
    policy: { version: 1 } as const,
    redact: () => {
      throw new Error("It shows nothing.");
    },
  };
  return sarifFiles(globs, CWD).scan(target, ports);
}
const states = (outcomes: Awaited<ReturnType<typeof scan>>) =>
  outcomes.map(({ tool, state }) => (state.status === "failed" ? [tool, state.reason] : [tool, state.status]));

describe("sarif-files", () => {
  test("applies when globs are given", () => {
    const { change } = aReview();
    expect([sarifFiles([], CWD).applies(change), sarifFiles(["a"], CWD).applies(change)]).toEqual([false, true]);
  });

  test("makes an outcome of every run, under its tool's name, and reads a file once", async () => {
    const contents = {
      [`${CWD}/out/a.sarif`]: log(sarif("CodeQL", ["src/a.js"]), sarif("Trivy 9!")),
      [`${CWD}/out/b.sarif`]: log(sarif("CodeQL")),
    };
    const outcomes = await scan(contents, ["out/*.sarif", "out/a.sarif"]);
    expect(states(outcomes)).toEqual([
      ["CodeQL", "completed"],
      ["Trivy 9!", "completed"],
      ["CodeQL", "completed"],
    ]);
    expect(outcomes[0]).toMatchObject({
      version: "2.0.0",
      digests: { "out/a.sarif": expect.stringMatching(/^[0-9a-f]{64}$/u) },
      findings: [{ rule: { id: "codeql/x" }, source: { tool: "CodeQL" }, location: { uri: "src/a.js", startLine: 1 } }],
    });
  });

  test("L5 a glob that matches nothing fails: a deleted step must not turn a check green", async () => {
    const outcomes = await scan({ [`${CWD}/a.sarif`]: log(sarif("T")) }, ["codeql/*.sarif", "a.sarif"]);
    expect(states(outcomes)).toEqual([
      ["sarif-files", expect.stringContaining('No file matches the glob "codeql/*.sarif"')],
      ["T", "completed"],
    ]);
  });

  test("L5 a file that is not SARIF fails by name, and aborts no other", async () => {
    const contents = {
      "a-html": "<html>",
      "b-empty": "",
      "c-no-run": log(),
      "d-latin1": Uint8Array.from([0x22, 0xe9, 0x22]),
      "e-failed": log(sarif("E", [], { invocations: [{ executionSuccessful: false }] })),
      "f-no-results": log(sarif("F", [], { results: null })),
      "z-good": log(sarif("Z", ["src/a.js"])),
    };
    const outcomes = await scan(
      Object.fromEntries(Object.entries(contents).map(([name, text]) => [`${CWD}/${name}`, text])),
      ["*-*"],
    );
    expect(states(outcomes)).toEqual([
      ["sarif-files", "a-html was not read. It is not JSON, or it is cut short."],
      ["sarif-files", "b-empty was not read. It is not JSON, or it is cut short."],
      ["sarif-files", expect.stringMatching(/^c-no-run was not read\. It has no run/u)],
      ["sarif-files", expect.stringMatching(/^d-latin1 was not read\. It is not UTF-8/u)],
      ["E", expect.stringMatching(/^e-failed says that E did not finish/u)],
      ["F", expect.stringMatching(/^f-no-results says that F did not finish\. It has no list of results/u)],
      ["Z", "completed"],
    ]);
  });

  test("L6 nor is one below a submodule of the change, in whatever case", async () => {
    const contents = { [`${CWD}/Mine.SARIF/c.sarif`]: log(sarif("CodeQL")) };
    expect(states(await scan(contents, ["**/*.sarif"]))).toEqual([
      ["sarif-files", expect.stringContaining("It is a file of the change under review")],
    ]);
  });

  test("L6 a file that the change itself brings is no scanner's, even when it is good SARIF", async () => {
    const contents = { [`${CWD}/mine.sarif`]: log(sarif("CodeQL")), [`${CWD}/gone.sarif`]: log(sarif("T")) };
    expect(states(await scan(contents, ["*.sarif"]))).toEqual([
      ["T", "completed"],
      ["sarif-files", expect.stringContaining("mine.sarif was not read. It is a file of the change under review")],
    ]);
  });

  test("L6 places are clean paths of the repository, whichever name of the workspace a tool used", async () => {
    const uris = [
      "src/a.js",
      `file://${CWD}/src/b.js`,
      "file:///github/workspace/src/c.js",
      "file:///etc/passwd",
      "../x",
      ".git/config",
      ".GIT/config",
      "/srv/repository/x",
      CWD,
    ];
    const [outcome] = await scan({ [`${CWD}/a.sarif`]: log(sarif("T", uris)) }, ["a.sarif"]);
    expect(outcome!.findings.map(({ location }) => location?.uri)).toEqual([
      "src/a.js",
      "src/b.js",
      "src/c.js",
      ...Array(6).fill(undefined),
    ]);
    expect(outcome!.notes).toEqual([expect.stringMatching(/^a\.sarif: 6 results name a place outside/u)]);
    // L5: whether they are the change's, nobody knows.
    expect(states([outcome!])).toEqual([
      ["T", expect.stringMatching(/6 results that name no place in the repository/u)],
    ]);
  });

  test("L5 a finding without a place makes the run incomplete, an informational one does not", async () => {
    const placeless = (level: string) => sarif("T", [], { results: [{ ruleId: "x", level, message: { text: "m" } }] });
    const one = async (run: object) => states(await scan({ [`${CWD}/a.sarif`]: log(run) }, ["a.sarif"]));
    expect(await one(placeless("error"))).toEqual([["T", expect.stringMatching(/1 result that names no place/u)]]);
    expect(await one(placeless("none"))).toEqual([["T", "completed"]]);
  });

  test("a file over the size, a file that disappeared and an unreadable one fail by name", async () => {
    const contents = { [`${CWD}/big`]: "", [`${CWD}/gone`]: "", [`${CWD}/shut`]: "" };
    const outcomes = await scan(contents, ["*"], {
      read: async (path) => {
        if (path.endsWith("shut")) throw new Error("EACCES\u001b[31m\n::error::x");
        return path.endsWith("big") ? new Uint8Array(SARIF_FILE_BYTES + 1) : undefined;
      },
    });
    expect(states(outcomes)).toEqual([
      ["sarif-files", `big was not read. It has ${SARIF_FILE_BYTES + 1} bytes; at most ${SARIF_FILE_BYTES} are read.`],
      ["sarif-files", "gone was not read. It disappeared."],
      ["sarif-files", "shut was not read. EACCES ::error::x"],
    ]);
  });

  test("a glob that cannot be searched, or that matches the whole disk, fails with a sentence", async () => {
    const broken = await scan({}, ["["], { glob: () => Promise.reject(new Error("bad glob")) });
    expect(states(broken)).toEqual([["sarif-files", 'The glob "[" could not be searched: bad glob']]);
    const everything = Object.fromEntries(
      Array.from({ length: SARIF_FILES + 1 }, (_, n) => [`${CWD}/${n}`, log(sarif("T"))]),
    );
    expect(states(await scan(everything, ["*"]))).toEqual([
      ["sarif-files", expect.stringContaining(`at most ${SARIF_FILES} are read`)],
    ]);
  });
});
