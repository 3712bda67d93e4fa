import { describe, expect, test } from "@jest/globals";
import type { RawFinding } from "../../src/finding.ts";
import type { ChangedFile } from "../../src/records.ts";
import { rulesOf, scan, type SelectedScanner } from "../../src/scan/run.ts";
import type { Scanner, ScanOutcome } from "../../src/scan/scanner.ts";
import { BUILT_IN, createRedactor } from "../../src/secrets/index.ts";
import { fakeClock } from "../fakes/clock.ts";
import { fakeFiles } from "../fakes/files.ts";
import { fakeLog } from "../fakes/log.ts";
import { fakeObjects } from "../fakes/objects.ts";
import { fakeProvision } from "../fakes/provision.ts";
import { fakeShell } from "../fakes/shell.ts";
import { aChangedFile, aFinding } from "../fixtures/review.ts";
import { aChange } from "./stage.ts";

/** Made here, so that no scanner of this repository takes it for one. */
const SECRET = `hunter-${"x7Kq".repeat(5)}`;

function raw(over: Partial<RawFinding> = {}): RawFinding {
  const { rule, source, severity, confidence } = aFinding(0);
  return { rule, source, severity, confidence, message: "Message.", relatedLocations: [], ...over };
}

function scanner(
  name: string,
  answer: Partial<ScanOutcome> | (() => Promise<readonly ScanOutcome[]>),
  applies = true,
): Scanner {
  const outcome = {
    tool: name,
    version: "1",
    digests: {},
    state: { status: "completed" as const },
    findings: [],
    unscanned: [],
  };
  return {
    name,
    applies: () => applies,
    scan: typeof answer === "function" ? answer : async () => [{ ...outcome, ...answer }],
  };
}

interface Given {
  readonly files?: readonly ChangedFile[];
  readonly blobs?: Readonly<Record<string, string | Uint8Array>>;
  readonly atHead?: Readonly<Record<string, string>>;
}

async function runs(scanners: readonly Scanner[], { files = [], blobs = {}, atHead = {} }: Given = {}) {
  const redactor = createRedactor({ known: [SECRET] });
  const selected: SelectedScanner[] = scanners.map((each) => ({ scanner: each, required: true }));
  const change = aChange(files);
  const head = Object.fromEntries(Object.entries(atHead).map(([uri, text]) => [`${change.head}:${uri}`, text]));
  const report = await scan(
    { scanners: selected, target: { change, root: "/export", exported: [], withheld: [] } },
    {
      files: fakeFiles(),
      shell: fakeShell(),
      log: fakeLog(),
      provision: fakeProvision(),
      objects: fakeObjects({ blobs, files: head }),
      rules: "/rules",
      detector: BUILT_IN,
      clock: fakeClock(),
      policy: { version: 1 } as const,
      redact: (text) => redactor.redact(text),
    },
  );
  return report.runs;
}

const aPy = aChangedFile(0, { uri: "a.py", headBlob: "b1" });
const at = (startLine: number, endLine = startLine, uri = "a.py") => ({
  location: { uri, startLine, endLine, startColumn: 1, endColumn: 2 },
});
const findingsOf = async (findings: readonly RawFinding[], given: Given) =>
  (await runs([scanner("s", { findings })], given))[0]!.findings;

describe("L5 every scanner that was asked for has a row:", () => {
  test("one that throws failed, and takes no other with it", async () => {
    const rows = await runs([
      scanner("a", () => Promise.reject(new Error(`boom ${SECRET}\u001b[31m`))),
      scanner("b", { findings: [raw()] }),
    ]);
    expect(rows.map(({ scanner: name, state }) => [name, state.status])).toEqual([
      ["a", "failed"],
      ["b", "completed"],
    ]);
    expect(rows[0]?.state).toMatchObject({ reason: expect.stringMatching(/^a crashed: boom /u) });
    expect(JSON.stringify(rows)).not.toContain(SECRET);
    expect(rows[1]?.findings).toHaveLength(1);
  });

  test("one that has nothing to look at says so and is not run", async () => {
    const rows = await runs([scanner("a", () => Promise.reject(new Error("run")), false)]);
    expect(rows).toMatchObject([{ scanner: "a", state: { status: "notApplicable" }, required: true }]);
  });

  test("one that answers nothing failed", async () => {
    expect((await runs([scanner("a", async () => [])]))[0]?.state).toEqual({
      status: "failed",
      reason: "a gave no answer.",
    });
  });

  test("one that answers for two tools has two", async () => {
    const both = scanner("a", async () =>
      ["x", "y"].map((tool) => ({
        tool,
        version: "1",
        digests: {},
        state: { status: "completed" },
        findings: [],
        unscanned: [],
      })),
    );
    expect((await runs([both])).map(({ tool }) => tool)).toEqual(["x", "y"]);
  });
});

test("scanners run side by side", async () => {
  const started: string[] = [];
  let open = (): void => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  const waiting = (name: string) =>
    scanner(name, async () => {
      started.push(name);
      if (started.length === 2) open();
      await gate;
      return [];
    });
  await runs([waiting("a"), waiting("b")]);
  expect(started).toEqual(["a", "b"]);
});

describe("identity", () => {
  const blobs = { b1: "one\r\ntwo\ntwo\nfour" };

  test("a finding has fingerprint, hash and the lines themselves", async () => {
    const [finding] = await findingsOf([raw(at(1, 2))], { files: [aPy], blobs });
    expect(finding).toMatchObject({ snippet: "one\ntwo", ...at(1, 2) });
    expect(finding?.fingerprint).toMatch(/^ccr\/v1:/u);
    expect(finding?.primaryLocationLineHash).toMatch(/:1$/u);
  });

  test("equal lines differ, and where a finding stands does not count", async () => {
    const [first, second] = await findingsOf([raw(at(2)), raw(at(3))], { files: [aPy], blobs });
    const [moved] = await findingsOf([raw(at(4))], { files: [aPy], blobs: { b1: "\n\n\ntwo\n" } });
    expect(first?.fingerprint).not.toBe(second?.fingerprint);
    expect(moved?.fingerprint).toBe(first?.fingerprint);
  });

  test.each([
    ["past the end", at(90, 99), { startLine: 4, endLine: 4 }],
    ["to the end of the file", at(3, 2_147_483_647), { startLine: 3, endLine: 4 }],
    ["backwards", at(3, 1), { startLine: 3, endLine: 3 }],
    ["before the first line", at(0, 0), { startLine: 1, endLine: 1 }],
  ])("a region %s is clamped to the file", async (_, place, lines) => {
    const [finding] = await findingsOf([raw(place)], { files: [aPy], blobs });
    expect(finding?.location).toEqual({ uri: "a.py", ...lines });
  });

  test("an empty file has one line", async () => {
    const [finding] = await findingsOf([raw(at(7))], { files: [aPy], blobs: { b1: "" } });
    expect(finding?.location).toEqual({ uri: "a.py", startLine: 1, endLine: 1 });
  });

  test("a file of head outside the change is read as well", async () => {
    const [finding] = await findingsOf([raw(at(1, 1, "b.py"))], { files: [aPy], atHead: { "b.py": "text\n" } });
    expect(finding).toMatchObject({ snippet: "text", location: { uri: "b.py" } });
  });

  test("two files with one content are told apart", async () => {
    const files = [aPy, aChangedFile(1, { uri: "b.py", headBlob: "b1" })];
    const [a, b] = await findingsOf([raw(at(1)), raw(at(1, 1, "b.py"))], { files, blobs });
    expect(a?.location?.uri).toBe("a.py");
    expect(b?.location?.uri).toBe("b.py");
    expect(a?.fingerprint).not.toBe(b?.fingerprint);
  });

  test("a finding in a file that head does not have stays, without a place", async () => {
    const [finding] = await findingsOf([raw(at(1, 1, "gone\u202e.py"))], {});
    expect(finding?.location).toBeUndefined();
    expect(finding?.message).toBe("Message. (in gone⟦U+202E⟧.py, which is not a file of head)");
    expect(finding?.fingerprint).toMatch(/^ccr\/v1:/u);
  });

  test("a snippet has at most 5 lines of 240 characters, and nothing invisible", async () => {
    const text = `${"x".repeat(1000)}\na\u202eb\n${"y\n".repeat(20)}`;
    const [finding] = await findingsOf([raw(at(1, 20))], { files: [aPy], blobs: { b1: text } });
    const lines = finding?.snippet?.split("\n") ?? [];
    expect(lines.slice(0, 3)).toEqual([`${"x".repeat(239)}…`, "a⟦U+202E⟧b", "y"]);
    expect(lines).toHaveLength(5);
  });

  test("bytes that are no UTF-8 break nothing", async () => {
    const [finding] = await findingsOf([raw(at(1))], {
      files: [aPy],
      blobs: { b1: new Uint8Array([0xff, 0xfe, 0, 10]) },
    });
    expect(finding?.location?.startLine).toBe(1);
  });
});

test("L1 a secret reaches neither message, snippet, rule, reason nor gap", async () => {
  const { rule } = aFinding(0);
  const rows = await runs(
    [
      scanner("s", {
        findings: [
          raw({
            ...at(2),
            message: `found ${SECRET}`,
            rule: { ...rule, help: SECRET, shortDescription: SECRET, fullDescription: SECRET },
          }),
        ],
        unscanned: [{ uri: "a.py", reason: `near ${SECRET}` }],
        state: { status: "failed", reason: `stderr: ${SECRET}` },
      }),
    ],
    { files: [aPy], blobs: { b1: `x\npassword = ${SECRET}\n` } },
  );
  expect(rows[0]?.findings[0]?.snippet).toContain("password = ");
  expect(JSON.stringify(rows)).not.toContain(SECRET);
});

test("L1 a snippet from the middle of a private key shows none of it", async () => {
  const body = Array.from({ length: 12 }, (_, n) => `${String.fromCharCode(65 + n)}9q/${"Zk3v".repeat(15)}`);
  const key = ["-----BEGIN RSA " + "PRIVATE KEY-----", ...body, "-----END RSA " + "PRIVATE KEY-----"].join("\n");
  const [finding] = await findingsOf([raw(at(5, 8))], { files: [aPy], blobs: { b1: `${key}\n` } });
  expect(finding?.snippet).toBeDefined();
  for (const line of body) expect(finding?.snippet).not.toContain(line);
});

test("rulesOf: what scanners can find also counts when the change has nothing for them", async () => {
  const able = { ...scanner("a", {}, false), rules: async () => [{ id: "a/x", cwe: ["CWE-1"] }] };
  const rows = await runs([able, scanner("b", { findings: [raw()] })]);
  expect(rulesOf({ runs: rows }).map(({ id }) => id)).toEqual(["a/x", raw().rule.id]);
});
