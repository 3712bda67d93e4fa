import { mkdtemp, readdir, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { createFiles } from "../../src/adapters/files.ts";
import { createShell } from "../../src/adapters/shell.ts";
import type { Shell } from "../../src/ports.ts";
import { commandScanner, type CommandScanner } from "../../src/scan/command-scanner.ts";
import { exportHead } from "../../src/scan/export.ts";
import type { ScanOutcome, ScanTarget } from "../../src/scan/scanner.ts";
import { BUILT_IN, createRedactor } from "../../src/secrets/index.ts";
import { fakeClock } from "../fakes/clock.ts";
import { fakeObjects } from "../fakes/objects.ts";
import { fakeLog } from "../fakes/log.ts";
import { fakeProvision } from "../fakes/provision.ts";
import { fakeShell } from "../fakes/shell.ts";
import { aChangedFile } from "../fixtures/review.ts";
import { aChange } from "./stage.ts";

const SCRIPT = resolve("__tests__/fixtures/scan/command/scanner.mjs");

const sameText = fakeObjects({ blobs: { [aChangedFile(0).headBlob!]: "x\ny\n" } });

const fake: CommandScanner = {
  name: "fake",
  expects: ({ uri }) => uri.endsWith(".py"),
  provision: ({ provision }) => provision.pip("fake", ["fake"]),
  command: ({ files }) => files.map(({ path }) => path),
  succeeded: ({ exitCode }) => exitCode === 0,
  report: async ({ result }) => ({
    scanned: new Set(
      [
        ...Buffer.from(result.stderr)
          .toString()
          .matchAll(/^scanned (.+)$/gmu),
      ].map(([, path = ""]) => path),
    ),
    unscanned: [],
    problems: [],
  }),
  deadlineMs: 60_000,
};

let temporary: string;
beforeEach(async () => {
  temporary = await realpath(await mkdtemp(join(tmpdir(), "command-")));
});
afterEach(async () => {
  await rm(temporary, { recursive: true, force: true });
});

interface Play extends Partial<CommandScanner> {
  readonly mode: string;
  readonly names?: readonly string[];
  readonly withheld?: ScanTarget["withheld"];
  readonly shell?: Shell;
}

async function play({ mode, names = ["a.py", "b c.py"], withheld = [], shell, ...spec }: Play): Promise<ScanOutcome> {
  const files = createFiles({ temporary });
  const changed = names.map((uri, n) => aChangedFile(n, { uri }));
  const target = { ...(await exportHead(aChange(changed), { files, objects: sameText })), withheld };
  const provision = fakeProvision({
    fake: {
      version: "9.9.9",
      argv: [process.execPath, SCRIPT, mode],
      env: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin` },
    },
  });
  const real = createShell({ launcher: resolve("src/adapters/launcher.ts"), temporary });
  const outcomes = await commandScanner({ ...fake, ...spec }).scan(target, {
    files,
    provision,
    shell: shell ?? real,
    objects: sameText,
    log: fakeLog(),
    rules: temporary,
    detector: BUILT_IN,
    clock: fakeClock(),
    policy: { version: 1 } as const,
    redact: createRedactor({}).redact,
  });
  expect(outcomes).toHaveLength(1);
  return outcomes[0]!;
}

const uris = (outcome: ScanOutcome) => outcome.findings.map(({ location }) => location?.uri);
const reason = ({ state }: ScanOutcome) => ("reason" in state ? state.reason : "");

describe("a command that does what it should", () => {
  test("gives findings at the names of head, with tool, version and digests", async () => {
    const outcome = await play({ mode: "sound", digests: async () => ({ rules: "r" }) });
    expect(outcome).toMatchObject({ state: { status: "completed" }, tool: "Fake", version: "9.9.9", unscanned: [] });
    expect(outcome.digests).toEqual({ lock: "0".repeat(64), rules: "r" });
    expect(uris(outcome)).toEqual(["a.py", "b c.py"]);
    expect(outcome.findings[0]?.rule.id).toBe("fake/flaw");
  });

  test("L6 sees an allow-list environment and nothing of ours", async () => {
    const outcome = await play({ mode: "sound", environment: () => ({ OWN: "1" }) });
    const seen = (outcome.findings[0]?.message ?? "").replace("Environment: ", "").split(" ");
    // The launcher's mark is not a secret; macOS adds one of its own.
    expect(seen.filter((name) => !/^(CCR_|CLAUDE_CODE_REVIEW_|__CF)/u.test(name))).toEqual([
      "LANG",
      "LC_ALL",
      "OWN",
      "PATH",
    ]);
  });

  test("leaves no folder of its own behind", async () => {
    await play({ mode: "sound" });
    expect((await readdir(temporary)).filter((name) => !name.startsWith("export"))).toEqual([]);
  });

  test("is not started for a change of which all files are withheld; they are named", async () => {
    const shell = fakeShell();
    const outcome = await play({ mode: "sound", shell, expects: () => false });
    expect(outcome.state).toEqual({ status: "completed" });
    expect(shell.commands).toEqual([]);
  });
});

describe("L5 never a completed scan:", () => {
  test.each([
    ["nothing", "exit code 0 and no SARIF", "without a report that can be read"],
    ["silent", "exit code 0 and SARIF that covers nothing", "scanned none of the changed files"],
    ["garbage", "SARIF that is cut off", "without a report that can be read"],
    ["hundredMegabytes", "100 MB that are no SARIF", "without a report that can be read"],
    ["unsuccessful", "SARIF that says executionSuccessful: false", "says that it did not complete"],
    ["exit7", "a failing exit code beside sound SARIF", "failed with exit code 7: "],
    ["die", "a death by signal", "killed by a signal"],
  ])("%s: %s", async (mode, _, sentence) => {
    const outcome = await play({ mode });
    expect(outcome.state.status).toBe("failed");
    expect(reason(outcome)).toContain(sentence);
  });

  test("an output flood is stopped", async () => {
    const outcome = await play({ mode: "flood" });
    expect(outcome.state.status).toBe("failed");
    expect(reason(outcome)).toContain("printed more than 200 MiB");
  });

  test.each(["hang", "forkAndHang"])("%s meets the deadline", async (mode) => {
    const outcome = await play({ mode, deadlineMs: 1500 });
    expect(outcome.state.status).toBe("failed");
    expect(reason(outcome)).toContain("was stopped after");
  });

  test("an interrupted one", async () => {
    expect(reason(await play({ mode: "sound", shell: fakeShell(() => ({ ended: "interrupted" })) }))).toContain(
      "was interrupted",
    );
  });

  test("one that does not start", async () => {
    const outcome = await play({
      mode: "sound",
      shell: fakeShell(() => ({ ended: "notStarted", stderr: Buffer.from("ENOENT") })),
    });
    expect(reason(outcome)).toContain("could not be started: ENOENT");
  });

  test("one whose report names a problem", async () => {
    const outcome = await play({
      mode: "sound",
      report: async (report) => ({ ...(await fake.report(report)), problems: ["fake skipped a rule."] }),
    });
    expect(outcome.state).toEqual({ status: "failed", reason: "fake skipped a rule." });
  });

  test("a tool that is not to be had is unavailable, with the way out", async () => {
    const outcome = await play({ mode: "sound", provision: ({ provision }) => provision.pip("other", ["other"]) });
    expect(outcome.state).toMatchObject({
      status: "unavailable",
      reason: expect.stringContaining("other is not to be had"),
    });
  });
});

test("findings of a scan that failed are kept", async () => {
  expect(uris(await play({ mode: "exit7" }))).toEqual(["a.py", "b c.py"]);
});

test("L2 a tool's last words lose their control characters", async () => {
  expect(reason(await play({ mode: "exit7" }))).not.toMatch(/\p{Cc}/u);
});

test("L5 a file that the tool does not say it scanned is named", async () => {
  const outcome = await play({ mode: "half" });
  expect(outcome.state).toEqual({ status: "completed" });
  expect(outcome.unscanned).toEqual([{ uri: "a.py", reason: "fake did not say that it scanned it" }]);
});

test("L5 a withheld file that the tool should have seen is named, and others are not", async () => {
  const withheld = ["a.py", ".gitignore", "absent.py"].map((uri) => ({ uri, reason: "withheld" }));
  const outcome = await play({ mode: "sound", names: ["a.py", ".gitignore", "b.py"], withheld });
  expect(outcome.unscanned).toEqual([{ uri: "a.py", reason: "withheld" }]);
});

test("L6 a place outside the export is no place; the finding stays", async () => {
  expect(uris(await play({ mode: "elsewhere" }))).toEqual([undefined, undefined, undefined]);
});

describe("a file that breaks the tool for all", () => {
  const names = [...Array.from({ length: 20 }, (_, n) => `f${String(n)}.py`), "bad1.py", "bad2.py"];

  test("L5 is found by halves: it is named, and the others are scanned", async () => {
    const outcome = await play({ mode: "brittle", names, batch: 16 });
    expect(outcome.state).toEqual({ status: "completed" });
    expect(outcome.findings).toHaveLength(20);
    expect(outcome.unscanned.map(({ uri }) => uri).sort()).toEqual(["bad1.py", "bad2.py"]);
    expect(outcome.unscanned[0]?.reason).toContain("cannot read an input");
  });

  test("without batches fails the run", async () => {
    const outcome = await play({ mode: "brittle", names });
    expect(outcome.state.status).toBe("failed");
    expect(outcome.unscanned).toHaveLength(22);
  });

  test("that all do: the run failed, after a bounded number of starts", async () => {
    const shell = fakeShell(() => ({ exitCode: 1, stderr: Buffer.from("broken") }));
    const many = Array.from({ length: 200 }, (_, n) => `f${String(n)}.py`);
    const outcome = await play({ mode: "sound", names: many, batch: 100, shell });
    expect(outcome.state).toEqual({ status: "failed", reason: "fake failed with exit code 1: broken." });
    expect(shell.commands.length).toBeLessThan(100);
    expect(outcome.unscanned).toHaveLength(200);
  });
});
