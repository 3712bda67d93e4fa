import { describe, expect, test } from "@jest/globals";

import type { ChangedFile, Hunk } from "../../src/records.ts";
import type { ScanOutcome } from "../../src/scan/scanner.ts";
import { secrets } from "../../src/scan/secrets.ts";
import { createDetector } from "../../src/redaction/index.ts";
import { BUILT_IN, createRedactor, type Detector } from "../../src/secrets/index.ts";
import { alnum, upperAlnum } from "../../src/secrets/samples.ts";
import { fakeClock } from "../fakes/clock.ts";
import { fakeFiles } from "../fakes/files.ts";
import { fakeLog } from "../fakes/log.ts";
import { fakeObjects } from "../fakes/objects.ts";
import { fakeProvision } from "../fakes/provision.ts";
import { fakeShell } from "../fakes/shell.ts";

const token = `ghp_${alnum(36)}`;
const oid = (n: number): string => n.toString(16).padStart(40, "0");

function changed(uri: string, more: Partial<ChangedFile> = {}): ChangedFile {
  return {
    uri,
    status: "modified",
    kind: "regular",
    baseMode: "100644",
    headMode: "100644",
    baseBlob: oid(99),
    headBlob: oid(1),
    headSize: 1,
    binary: false,
    invalidUtf8: false,
    hunks: [],
    ...more,
  };
}

async function scan(
  files: readonly ChangedFile[],
  blobs: Record<string, string | Uint8Array>,
  detector: Detector = BUILT_IN,
): Promise<ScanOutcome> {
  const change = { base: oid(7), head: oid(8), mergeBase: oid(7), files };
  const [outcome] = await secrets.scan(
    { change, root: "/nowhere", exported: [], withheld: [] },
    {
      shell: fakeShell(),
      files: fakeFiles(),
      log: fakeLog(),
      provision: fakeProvision(),
      objects: fakeObjects({ blobs }),
      rules: "/nowhere",
      detector,
      clock: fakeClock(),
      policy: { version: 1 },
      redact: (text) => createRedactor().redact(text),
    },
  );
  if (outcome === undefined) throw new Error("no outcome");
  return outcome;
}

const one = (content: string | Uint8Array, file: Partial<ChangedFile> = {}): Promise<ScanOutcome> =>
  scan([changed("a.ts", file)], { [oid(1)]: content });

describe("a finding", () => {
  test("has a rule of ours, a place to the column, and never the value", async () => {
    const outcome = await one(`\r\nconst a = 1;\n  const t = "${token}"; // é\n`);
    expect(outcome).toMatchObject({ tool: "secrets", state: { status: "completed" }, unscanned: [] });
    expect(outcome.digests["rules"]).toMatch(/^[0-9a-f]{64}$/u);
    expect(outcome.findings).toMatchObject([
      {
        rule: { id: "secrets/github-pat", cwe: ["CWE-798"] },
        severity: "critical",
        confidence: "high",
        location: { uri: "a.ts", startLine: 3, endLine: 3, startColumn: 14, endColumn: 14 + token.length },
      },
    ]);
    const said = JSON.stringify(outcome);
    for (let i = 0; i + 8 <= token.length; i++) expect(said).not.toContain(token.slice(i, i + 8));
  });

  test("of a private key spans its lines and is CWE-321, critical", async () => {
    const kind = "PRIVATE KEY";
    const outcome = await one(`x\n-----BEGIN ${kind}-----\n${alnum(64)}\n${alnum(60)}\n-----END ${kind}-----\n`);
    expect(outcome.findings).toMatchObject([
      {
        rule: { id: "secrets/private-key", cwe: ["CWE-321"] },
        severity: "critical",
        location: { startLine: 3, endLine: 4 },
      },
    ]);
  });

  test("by its name alone is high when the value is random, else medium", async () => {
    const outcome = await one(`apiSecret = "${alnum(32)}"\nfoo()\ndb_password = "Wint3r!Sky"\n`);
    expect(outcome.findings.map(({ severity }) => severity)).toEqual(["high", "medium"]);
  });

  test("one blob under two names is two findings", async () => {
    const outcome = await scan([changed("a"), changed("b")], { [oid(1)]: token });
    expect(outcome.findings.map(({ location }) => location?.uri)).toEqual(["a", "b"]);
  });
});

describe("the path", () => {
  const at = async (uri: string, content: string): Promise<readonly [string, string][]> => {
    const outcome = await one(content, { uri });
    return outcome.findings.map(({ severity, message }) => [severity, message]);
  };

  test.each([
    ["src/a.ts", "critical", undefined],
    ["src/contest.ts", "critical", undefined],
    ["src/docsearch.ts", "critical", undefined],
    ["__tests__/a.ts", "high", "in a test"],
    ["pkg/a_test.go", "high", "in a test"],
    ["src/a.spec.ts", "high", "in a test"],
    ["test_a.py", "high", "in a test"],
    ["src/AppTest.java", "high", "in a test"],
    ["spec/fixtures/a.yml", "high", "in a test"],
    ["docs/a.txt", "high", "in documentation"],
    ["README", "high", "in documentation"],
    ["a/b.md", "high", "in documentation"],
  ])("%s makes it %s", async (uri, severity, words) => {
    const [[found, message = ""] = []] = await at(uri, `t = "${token}"`);
    expect(found).toBe(severity);
    expect(/in a test|in documentation/u.exec(message)?.[0]).toBe(words);
  });

  test("never makes what a format shows less than medium, but a guess by its name", async () => {
    const key = `sk_${"test"}_${alnum(24)}`;
    expect((await at("docs/a.md", `k = "${key}"`)).map(([severity]) => severity)).toEqual(["medium"]);
    const guess = 'db_password = "Wint3r!Sky"';
    expect((await at("tests/a.py", guess)).map(([severity]) => severity)).toEqual(["low"]);
  });

  test("stands beside the reason, and the provider where the title does not name it", async () => {
    const [[, message] = []] = await at("tests/a.ts", `t = "${token}"`);
    expect(message).toMatch(/^Hard-coded GitHub [^,]+, in a test: it has the documented format\. Revoke it first/u);
  });
});

describe("what is scanned", () => {
  test("applies to every change: commits have messages, and what was deleted stood in one of them", () => {
    const change = (file: ChangedFile) => ({ base: oid(7), head: oid(8), mergeBase: oid(7), files: [file] });
    expect(secrets.applies(change(changed("a", { status: "deleted" })))).toBe(true);
  });

  test.each([
    ["UTF-16 with its mark", Buffer.from(`\ufeffx\n${token}\n`, "utf16le")],
    ["UTF-16, big-endian", Buffer.from(`\ufeffx\n${token}\n`, "utf16le").swap16()],
    ["UTF-16 without a mark", Buffer.from(`x\n${token}\n`, "utf16le")],
    ["a file that a NUL makes binary", Buffer.from(`\0x\n${token}\n`)],
    [
      "invalid UTF-8 around it",
      Buffer.concat([Buffer.from([0xff, 0x0a, 0xc3]), Buffer.from(token), Buffer.from([0xe9])]),
    ],
    ["a byte order mark before it", Buffer.from(`\ufeff\n${token}`)],
  ])("L6 %s hides nothing", async (_name, bytes) => {
    const outcome = await one(bytes, { binary: bytes.includes(0) });
    expect(outcome.findings).toMatchObject([
      { rule: { id: "secrets/github-pat" }, location: { startLine: 2, endLine: 2 } },
    ]);
    expect(outcome.unscanned).toEqual([]);
  });

  test("L5 a missing object is named", async () => {
    expect(await scan([changed("a")], {})).toMatchObject({
      unscanned: [{ uri: "a", reason: "git has no such object" }],
    });
  });

  test("L5 of a file over 5 MB the hunks are scanned, and the rest is named by its lines", async () => {
    const hunk: Hunk = {
      id: "h-000000000000",
      uri: "a.ts",
      baseStart: 10,
      baseCount: 1,
      headStart: 10,
      headCount: 2,
      lines: [
        { kind: "context", text: "x", baseLine: 10, headLine: 10 },
        { kind: "removed", text: `AKIA${upperAlnum(16)}`, baseLine: 11 },
        { kind: "added", text: ` ${token}`, headLine: 11 },
      ],
    };
    const big = `${"line\n".repeat(9)}x\n ${token}\n${"y".repeat(5_000_000)}\n${token}`;
    const outcome = await one(big, { hunks: [hunk] });
    expect(outcome.findings.map(({ rule, location }) => [rule.id, location?.startLine, location?.startColumn])).toEqual(
      [["secrets/github-pat", 11, 2]],
    );
    expect(outcome.unscanned).toMatchObject([
      { startLine: 1, endLine: 9, reason: expect.stringContaining("only the changed parts") },
      { startLine: 12, endLine: 13 },
    ]);
  });

  test("L5 with 100,000 secrets in one file the first 1,000 are reported, and from where the rest was dropped", async () => {
    const outcome = await one(`AKIA${upperAlnum(16)}\n`.repeat(100_000));
    expect(outcome.findings).toHaveLength(1_000);
    // So dense a text is not read closely to its end: a finding may cover the line after it.
    const last = outcome.findings.at(-1)!.location!.endLine;
    expect(outcome.unscanned).toMatchObject([{ uri: "a.ts", startLine: last + 1, endLine: 100_000 }]);
  });
});

describe("what the policy says of secrets", () => {
  const rules = {
    patterns: [{ name: "badge", pattern: "BADGE-[0-9]{6}" }],
    allow: [{ pattern: "AKIA[A-Z0-9]{16}" }],
  };

  test("is a finding for its own patterns, and none for what it allows", async () => {
    const text = `badge = "BADGE-123456"\nid = "AKIA${upperAlnum(16)}"\n`;
    const found = (await scan([changed("a.ts")], { [oid(1)]: text }, createDetector(rules))).findings;
    expect(found.map(({ rule, message }) => [rule.id, message.includes("BADGE")])).toEqual([
      ["secrets/policy-badge", false],
    ]);
    expect((await one(text)).findings.map(({ rule }) => rule.id)).toEqual(["secrets/aws-access-key-id"]);
  });
});
