import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describe, expect, test } from "@jest/globals";
import { z } from "zod";

import type { TriagedFinding } from "../../src/finding.ts";
import type { Review } from "../../src/records.ts";
import type { SarifLog } from "../../src/sarif/log.ts";
import { LAST_LINE, parseSarif } from "../../src/sarif/parse.ts";
import { toSarif } from "../../src/sarif/to-sarif.ts";
import { aTroubledModelReview } from "../fixtures/model-review.ts";
import { aFinding, aReview, aScannerRun } from "../fixtures/review.ts";

const root = join(import.meta.dirname, "../..");
const shared = join(root, "../shared/contracts/sarif-schema-2.1.0.json");
const require = createRequire(import.meta.url);

const HOSTILE = "evil\u202E \u0000\u001b[31m::error::##[x] ](javascript:x) <img> 日本\uD800\n100%#?.js";

/** Every disposition, every state, every gap, names that need escapes, and a hostile text in every field. */
function everything(): Review {
  const hostile = aFinding(5);
  const findings: TriagedFinding[] = [
    aFinding(0),
    aFinding(1, { disposition: { status: "unchanged" } }),
    aFinding(2, { disposition: { status: "suppressed", by: "signOff", justification: HOSTILE } }),
    aFinding(4, { severity: "critical", relatedLocations: [aFinding(1).location!, aFinding(1).location!] }),
    { ...aFinding(6), location: { uri: "dir/a b#%.py", startLine: 1, endLine: LAST_LINE } },
    {
      ...hostile,
      message: HOSTILE,
      location: { uri: HOSTILE, startLine: 7, endLine: 9, startColumn: 2, endColumn: 4 },
      primaryLocationLineHash: "c129715d7a2bc9a3:1",
      rule: {
        ...hostile.rule,
        name: HOSTILE.repeat(20),
        shortDescription: HOSTILE.repeat(99),
        fullDescription: HOSTILE,
        help: HOSTILE,
        tags: [HOSTILE, "security"],
      },
    },
    ...[3].map((n) => {
      const { rule, source, message, severity, confidence, fingerprint, disposition } = aFinding(n);
      return { rule, source, message, severity, confidence, fingerprint, disposition, relatedLocations: [] };
    }),
    { ...aFinding(7), source: { kind: "model", model: "m-1", promptSha256: "0".repeat(64) } },
  ];
  const owned = (tool: string) => findings.filter(({ source }) => source.kind === "scanner" && source.tool === tool);
  return aReview(
    {},
    {
      findings,
      scan: {
        runs: [
          aScannerRun("semgrep", {
            findings: owned("semgrep"),
            unscanned: [
              { uri: HOSTILE, reason: HOSTILE },
              { uri: "a.py", startLine: 3, endLine: 2, reason: "syntax" },
            ],
          }),
          aScannerRun("secrets", { findings: owned("secrets"), version: "2026.1" }),
          aScannerRun("zizmor", { state: { status: "failed", reason: HOSTILE }, findings: owned("zizmor") }),
          aScannerRun("osv", { state: { status: "unavailable", reason: "No Python." } }),
          aScannerRun("policy", { state: { status: "notApplicable" } }),
          aScannerRun("sarif-files", { tool: "CodeQL", digests: { "a.sarif": "1" }, notes: ["a.sarif: odd"] }),
          aScannerRun("sarif-files", {
            tool: "CodeQL",
            digests: { "b.sarif": "2" },
            state: { status: "failed", reason: "No file." },
          }),
          aScannerRun("sarif-files", { tool: HOSTILE }),
        ],
      },
    },
  );
}

const parsed = (review: Review): SarifLog => JSON.parse(toSarif(review).text);
const runOf = (review: Review, name: string) => parsed(review).runs.find(({ tool }) => tool.driver.name === name)!;

describe("the log", () => {
  (existsSync(shared) ? test : test.skip)(
    "is valid against the OASIS schema of the shared contract (skipped without it)",
    async () => {
      const { default: Ajv } = await import("ajv/dist/2020.js");
      const { default: addFormats } = await import("ajv-formats");
      // As published, one "anyOf" of the schema stands among the properties instead of beside them; put where it was meant.
      const published = z.looseObject({
        definitions: z.looseObject({ region: z.looseObject({ properties: z.looseObject({ anyOf: z.unknown() }) }) }),
      });
      const schema = published.parse(JSON.parse(readFileSync(shared, "utf8")));
      const { anyOf, ...properties } = schema.definitions.region.properties;
      Object.assign(schema.definitions.region, { properties, anyOf });
      const ajv = new Ajv.default({ strict: false, allErrors: true });
      addFormats.default(ajv);
      const validate = ajv.compile(schema);
      for (const review of [
        aReview({ findings: 0 }),
        aReview({ findings: 40 }),
        everything(),
        aTroubledModelReview(),
      ]) {
        validate(parsed(review));
        expect(validate.errors ?? []).toEqual([]);
      }
      expect(validate({ version: "2.1.0", runs: [{}] })).toBe(false);
    },
  );

  test("is read by Microsoft's SARIF multitool, which finds no error", () => {
    const folder = mkdtempSync(join(tmpdir(), "sarif-"));
    try {
      const errors = (log: string): readonly string[] => {
        writeFileSync(join(folder, "in.sarif"), log);
        const multitool = z.string().parse(require("@microsoft/sarif-multitool"));
        const argv = ["validate", "in.sarif", "--output", "out.sarif", "--log", "ForceOverwrite"];
        try {
          execFileSync(multitool, argv, { cwd: folder, stdio: "ignore" });
        } catch {
          // It exits 1 when it has anything to say; what it says is in the file.
        }
        const [run] = parseSarif(readFileSync(join(folder, "out.sarif"), "utf8"), {
          ruleIdPrefix: "",
          uriOf: () => "in.sarif",
        });
        return run!.findings
          .filter(({ severity }) => severity === "high")
          .map(({ rule, message }) => `${rule.id}: ${message}`);
      };
      expect(errors(toSarif(everything()).text)).toEqual([]);
      expect(errors(toSarif(aTroubledModelReview()).text)).toEqual([]);
      expect(errors(toSarif(aReview()).text.replace('"startLine": 10', '"startLine": 0'))).not.toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("is equal bytes for equal reviews, in whatever order scanners ended", () => {
    const review = everything();
    const { text } = toSarif(review);
    expect(toSarif(structuredClone(review)).text).toBe(text);
    const backwards = { ...review, findings: [...review.findings].reverse() };
    expect(toSarif(backwards).text).toBe(text);
    const later = { ...review, startedAt: "2030-01-01T00:00:00.000Z", seconds: 99 };
    expect(toSarif(later).text).toBe(text);
  });

  test("L3 holds every finding once, whatever its disposition and whoever made it", () => {
    const review = everything();
    const prints = parsed(review).runs.flatMap(({ results = [] }) =>
      results.map((each) => each.partialFingerprints["claudeCodeReview/v1"]),
    );
    expect(prints.sort()).toEqual(review.findings.map(({ fingerprint }) => fingerprint).sort());
  });

  test("L1 has no code in it", () => {
    const review = aReview({}, { findings: [aFinding(0, { snippet: "SNIPPET" })] });
    expect(toSarif(review).text).not.toContain("SNIPPET");
  });

  test("L2 shows what controls and directions a text holds, and has none itself", () => {
    const { text } = toSarif(everything());
    expect(text).toContain("⟦U+202E⟧");
    const strings: string[] = [];
    JSON.parse(text, (_, value: unknown) => void (typeof value === "string" && strings.push(value)));
    expect(strings.filter((each) => /[\p{Cf}\p{Cs}]|(?![\n\t])\p{Cc}/u.test(each))).toEqual([]);
    expect(strings.length).toBeGreaterThan(50);
  });
});

describe("a run", () => {
  test("is one for each tool, with a category that no other has", () => {
    const ids = parsed(everything()).runs.map(({ automationDetails }) => automationDetails.id);
    expect(ids).toEqual([
      "claude-code-review/claude/",
      "claude-code-review/osv/",
      "claude-code-review/policy/",
      "claude-code-review/sarif-files/codeql/",
      expect.stringMatching(/^claude-code-review\/sarif-files\/evil-/u),
      "claude-code-review/secrets/",
      "claude-code-review/semgrep/",
      "claude-code-review/zizmor/",
    ]);
    const same = ["A b", "a-b"].map((tool) => aScannerRun("sarif-files", { tool }));
    expect(
      parsed(aReview({ findings: 0 }, { scan: { runs: same } })).runs.map((run) => run.automationDetails.id),
    ).toEqual(["claude-code-review/sarif-files/a-b/", "claude-code-review/sarif-files/a-b-2/"]);
  });

  test("L5 says what did not run and what was not scanned", () => {
    const review = everything();
    const said = (name: string) => runOf(review, name).invocations[0];
    expect(said("semgrep").executionSuccessful).toBe(true);
    expect(said("semgrep").toolExecutionNotifications[1]).toEqual({
      level: "warning",
      message: { text: "Not scanned: syntax" },
      locations: [{ physicalLocation: { artifactLocation: { uri: "a.py" }, region: { startLine: 3, endLine: 3 } } }],
    });
    expect([said("zizmor").executionSuccessful, said("osv").executionSuccessful]).toEqual([false, false]);
    expect(said("osv").toolExecutionNotifications).toEqual([
      { level: "error", message: { text: "Not available: No Python." } },
    ]);
    expect(said("CodeQL")).toEqual({
      executionSuccessful: false,
      toolExecutionNotifications: [
        { level: "note", message: { text: "a.sarif: odd" } },
        { level: "error", message: { text: "Failed: No file." } },
      ],
    });
  });

  test("L5 names a commit that was not scanned in words: it is no artifact", () => {
    const unscanned = [{ uri: "commit 12", reason: "away", concerns: "change" }] as const;
    const review = aReview({ findings: 0 }, { scan: { runs: [aScannerRun("secrets", { unscanned })] } });
    expect(runOf(review, "secrets").invocations[0].toolExecutionNotifications).toEqual([
      { level: "warning", message: { text: "Not scanned: commit 12: away" } },
    ]);
  });

  test("L5 that did not look for anything has no list of results, unlike one that found nothing", () => {
    const review = everything();
    expect([runOf(review, "policy").results, runOf(review, "osv").results]).toEqual([undefined, []]);
  });

  test("has a semantic version only when it is one", () => {
    const driver = (version: string) =>
      runOf(aReview({ findings: 0 }, { scan: { runs: [aScannerRun("x", { version })] } }), "x").tool.driver;
    expect(driver("1.2.3-rc.1")).toMatchObject({ version: "1.2.3-rc.1", semanticVersion: "1.2.3-rc.1" });
    for (const version of ["2026.1", "01.2.3", "v1.2.3", "1.2.3 x", ""]) {
      expect(driver(version)).not.toHaveProperty("semanticVersion");
    }
  });
});

describe("a result", () => {
  const resultOf = (over: Partial<TriagedFinding>) => {
    const finding = aFinding(0, over);
    return runOf(aReview({}, { findings: [finding] }), "semgrep").results![0]!;
  };

  test("names its file as a URI, and keeps both fingerprints", () => {
    const result = resultOf({
      location: { uri: "dir/a b#%?\n日.py", startLine: 2, endLine: 3 },
      primaryLocationLineHash: "ab:1",
    });
    expect(result.locations[0]!.physicalLocation).toEqual({
      artifactLocation: { uri: "dir/a%20b%23%25%3F%0A%E6%97%A5.py" },
      region: { startLine: 2, endLine: 3 },
    });
    expect(result.partialFingerprints).toEqual({
      "claudeCodeReview/v1": aFinding(0).fingerprint,
      primaryLocationLineHash: "ab:1",
    });
  });

  test("about a whole file of unknown length names line 1", () => {
    const result = resultOf({ location: { uri: "a", startLine: 1, endLine: LAST_LINE } });
    expect(result.locations[0]!.physicalLocation.region).toEqual({ startLine: 1 });
  });

  test("carries what triage said; suppressions are on all results of a run or on none (§3.27.23)", () => {
    const review = aReview(
      {},
      {
        findings: [
          aFinding(0, { disposition: { status: "suppressed", by: "policy", justification: "agreed" } }),
          aFinding(4, { baselineState: "unchanged", disposition: { status: "unchanged" } }),
          aFinding(1),
        ],
      },
    );
    const [suppressed, unchanged] = runOf(review, "semgrep").results!.toSorted((a, b) =>
      a.properties.disposition < b.properties.disposition ? -1 : 1,
    );
    expect(suppressed!.suppressions).toEqual([
      { kind: "external", status: "accepted", justification: "policy: agreed" },
    ]);
    expect(unchanged).toMatchObject({ suppressions: [], baselineState: "unchanged" });
    expect(runOf(review, "secrets").results![0]).not.toHaveProperty("suppressions");
  });

  test("what a comment should have hidden is a suppression that is rejected, and what is new says so (§3.35.3, §3.27.24)", () => {
    const findings = [aFinding(0, { baselineState: "new", suppressionAttempt: "nosemgrep" }), aFinding(4)];
    const [attempt, other] = runOf(aReview({}, { findings }), "semgrep").results!;
    expect(attempt).toMatchObject({
      baselineState: "new",
      suppressions: [
        { kind: "inSource", status: "rejected", justification: "The change adds nosemgrep: it hides nothing." },
      ],
    });
    expect(other!.suppressions).toEqual([]);
    expect(other).not.toHaveProperty("baselineState");
  });

  test("L3 an attempt takes no effect from what a person has accepted: one rejected suppression would (§3.27.23)", () => {
    const disposition = { status: "suppressed", by: "signOff", justification: "agreed" } as const;
    const result = resultOf({ disposition, suppressionAttempt: "nosec" });
    expect(result.suppressions).toMatchObject([{ kind: "external", status: "accepted" }]);
  });

  test("has at most 1,024 characters of message", () => {
    expect(resultOf({ message: "x".repeat(5_000) }).message.text).toHaveLength(1_024);
  });
});

test("what we write is what we read", () => {
  const review = aReview({ findings: 40 });
  const runs = parseSarif(toSarif(review).text, { ruleIdPrefix: "", uriOf: (path) => path });
  const short = (finding: Pick<TriagedFinding, "rule" | "severity" | "location" | "message">) => [
    finding.rule.id,
    finding.rule.cwe,
    finding.location,
    finding.message,
  ];
  const order = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
  expect(runs.flatMap(({ findings }) => findings.map(short)).sort(order)).toEqual(
    review.findings.map(short).sort(order),
  );
});
