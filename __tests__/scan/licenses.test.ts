import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { LicensePolicy } from "../../src/dependencies/index.ts";
import type { DependencyChange, DependencyComparison } from "../../src/dependency.ts";
import { GitHubRefusal } from "../../src/ports.ts";
import type { ScannerRun } from "../../src/records.ts";
import { licenses } from "../../src/scan/licenses.ts";
import { selectScanners } from "../../src/scan/registry.ts";
import { scan } from "../../src/scan/run.ts";
import { triage } from "../../src/triage/index.ts";
import { fakeGitHub } from "../fakes/github.ts";
import { aChangedFile } from "../fixtures/review.ts";
import { aChange, makeStage, type Stage } from "./stage.ts";

const MANIFEST = `{
  "dependencies": {
    "left-pad": "1.3.0",
    "gnu-thing": "2.0.0"
  }
}
`;

const added = (over: Partial<DependencyChange> = {}): DependencyChange => ({
  change: "added",
  manifest: "package.json",
  ecosystem: "npm",
  name: "gnu-thing",
  version: "2.0.0",
  purl: "pkg:npm/gnu-thing@2.0.0",
  license: "GPL-3.0-only",
  scope: "runtime",
  vulnerabilities: [],
  ...over,
});

let stage: Stage;
beforeAll(async () => {
  stage = await makeStage({ base: { "package.json": "{}\n" }, head: { "package.json": MANIFEST } });
});
afterAll(() => stage.dispose());

async function scanned(
  policy: LicensePolicy,
  comparison: DependencyComparison | GitHubRefusal | undefined,
): Promise<ScannerRun> {
  const gitHub = fakeGitHub(comparison instanceof GitHubRefusal || comparison === undefined ? {} : { comparison });
  if (comparison instanceof GitHubRefusal) gitHub.refuse("dependencyChanges", comparison);
  const own = [licenses({ policy, version: "0.1.0" })];
  const inWorkflow = comparison !== undefined;
  const scanners = selectScanners({ auto: false, named: [] }, { own, inWorkflow });
  const target = { change: stage.change, root: "/export", exported: [], withheld: [] };
  const { runs } = await scan({ scanners, target }, { ...stage.ports, ...(inWorkflow && { dependencyGraph: gitHub }) });
  return runs[0]!;
}

const told = (run: ScannerRun) =>
  run.findings.map(({ rule, severity, message }) => `${severity} ${rule.id}: ${message.split(". ")[0] ?? ""}`);

describe("an added dependency", () => {
  test("that needs a license which is not allowed is a finding on its line of the manifest, with the term that decided", async () => {
    const changes = [
      added({ license: "MIT AND GPL-3.0" }),
      added({ name: "left-pad", version: "1.3.0", license: "MIT" }),
    ];
    const run = await scanned({ allow: ["MIT"] }, { changes });
    expect(run).toMatchObject({ state: { status: "completed" }, required: true, unscanned: [] });
    expect(told(run)).toEqual([
      "high licenses/not-allowed: gnu-thing 2.0.0 (npm): GPL-3.0-only in `MIT AND GPL-3.0` is not in licenses.allow",
    ]);
    expect(run.findings[0]).toMatchObject({
      location: { uri: "package.json", startLine: 4 },
      baselineState: "new",
      rule: { cwe: [] },
    });
  });

  test.each([
    [
      "denied",
      { deny: ["GPL-3.0"] },
      added(),
      "high licenses/denied: gnu-thing 2.0.0 (npm): GPL-3.0-only is in licenses.deny",
    ],
    [
      "unknown where some are allowed",
      { allow: ["MIT"] },
      added({ license: "SEE LICENSE" }),
      /^medium licenses\/unknown/u,
    ],
    ["unknown where some are denied", { deny: ["MIT"] }, added({ license: "NOASSERTION" }), /^low licenses\/unknown/u],
  ])("that is %s", async (_, policy, change, expected) => {
    const [text] = told(await scanned(policy, { changes: [change] }));
    expect(text).toEqual(typeof expected === "string" ? expected : expect.stringMatching(expected));
  });

  test("without a license is unknown", async () => {
    const { license, ...change } = added();
    expect(license).toBeDefined();
    expect(told(await scanned({ allow: ["MIT"] }, { changes: [change] }))).toHaveLength(1);
  });

  test("in a manifest that is no file of head gates all the same", async () => {
    const run = await scanned({ allow: ["MIT"] }, { changes: [added({ manifest: "../build (submitted)" })] });
    const [finding] = triage(run.findings, stage.change, { version: 1 });
    expect(finding).toMatchObject({ concerns: "change", disposition: { status: "open" } });
    expect(finding!.message).toContain("which is not a file of head");
  });

  test("of several manifests is one finding", async () => {
    const run = await scanned({ allow: ["MIT"] }, { changes: [added(), added({ manifest: "package-lock.json" })] });
    expect(run.findings).toHaveLength(1);
  });

  test("that replaces a version of the same license is unchanged, of another license new", async () => {
    const removed = added({ change: "removed", version: "1.0.0" });
    const state = async (license: string) =>
      (await scanned({ allow: ["MIT"] }, { changes: [removed, added({ license })] })).findings[0]!.baselineState;
    expect(await state("GPL-3.0-only")).toBe("unchanged");
    expect(await state("AGPL-3.0-only")).toBe("new");
  });

  test("L2 with a hostile name is one line of text", async () => {
    const name = `x\n::error::boo\u202e${"y".repeat(100_000)}`;
    const run = await scanned({ allow: ["MIT"] }, { changes: [added({ name, license: `GPL\n::error::${name}` })] });
    expect(run.findings[0]!.message).not.toMatch(/[\n\u202e]/u);
    expect(run.findings[0]!.message.length).toBeLessThan(1_000);
  });
});

describe("licenses.exempt", () => {
  const policy = (purl: string): LicensePolicy => ({ allow: ["MIT"], exempt: [{ purl, reason: "asked legal" }] });

  test.each(["pkg:npm/gnu-thing", "pkg:npm/gnu-thing@2.0.0", "pkg:npm/GNU-thing"])(
    "%s lets it pass, by name",
    async (purl) => {
      const run = await scanned(policy(purl), { changes: [added()] });
      expect(run.findings).toEqual([]);
      expect(run.notes).toEqual(["licenses: gnu-thing 2.0.0 (npm) is exempt: asked legal"]);
    },
  );

  test.each(["pkg:npm/gnu-thing@1.0.0", "pkg:pypi/gnu-thing", "pkg:npm/gnu"])("%s does not", async (purl) => {
    expect((await scanned(policy(purl), { changes: [added()] })).findings).toHaveLength(1);
  });

  test("L6 a package URL that says another name than the name exempts nothing", async () => {
    const changes = [added({ name: "evil", purl: "pkg:npm/gnu-thing@2.0.0" })];
    expect((await scanned(policy("pkg:npm/gnu-thing"), { changes })).findings).toHaveLength(1);
  });
});

describe("L5 what is not known is said", () => {
  test.each([
    ["forbidden", new GitHubRefusal("notEnabled", "GitHub said no (403).", 403), "unavailable", /dependency graph/u],
    ["not found", new GitHubRefusal("notFound", "GitHub has none (404).", 404), "unavailable", /take `licenses` out/u],
    ["limited", new GitHubRefusal("rateLimited", "GitHub's limit (429).", 429), "failed", /429.*Run again/u],
    ["broken", new GitHubRefusal("unavailable", "GitHub failed (500).", 500), "failed", /not known.*500/u],
  ])("a comparison that is %s is a named state of a required scanner", async (_, refusal, status, reason) => {
    const run = await scanned({ allow: ["MIT"] }, refusal);
    expect(run).toMatchObject({ required: true, state: { status, reason: expect.stringMatching(reason) } });
  });

  test("a missing snapshot is a gap of the change", async () => {
    const run = await scanned({ allow: ["MIT"] }, { changes: [], snapshotWarnings: "No snapshots for head." });
    expect(run.unscanned).toEqual([
      expect.objectContaining({ concerns: "change", reason: expect.stringContaining("No snapshots for head.") }),
    ]);
  });

  test("in a terminal nobody is asked, and the row says so without being required", async () => {
    const run = await scanned({ allow: ["MIT"] }, undefined);
    expect(run).toMatchObject({
      required: false,
      state: { status: "unavailable", reason: expect.stringContaining("workflow") },
    });
  });
});

test("10,000 added dependencies are judged", async () => {
  const changes = Array.from({ length: 10_000 }, (_, n) =>
    added({
      name: `package-${String(n)}`,
      purl: `pkg:npm/package-${String(n)}@1.0.0`,
      license: n % 2 === 0 ? "MIT" : "GPL-3.0",
    }),
  );
  expect((await scanned({ allow: ["MIT"] }, { changes })).findings).toHaveLength(5_000);
});

test("applies when a manifest changed, and says what it can find", async () => {
  const scanner = licenses({ policy: { allow: ["MIT"] }, version: "0.1.0" });
  expect(scanner.applies(aChange([aChangedFile(0, { uri: "a/package.json" })]))).toBe(true);
  expect(scanner.applies(aChange([aChangedFile(0, { uri: "src/a.ts" })]))).toBe(false);
  expect((await scanner.rules!(stage.ports)).map(({ id }) => id).sort()).toEqual([
    "licenses/denied",
    "licenses/not-allowed",
    "licenses/unknown",
  ]);
});

test.each([
  ["licenses", /`licenses` in the policy/u],
  ["constructor", /^Known scanners/u],
])("a scanner %j that is named and has no policy is unknown, with the way out", (name, fix) => {
  const select = () => selectScanners({ auto: false, named: [name] });
  expect(select).toThrow(expect.objectContaining({ code: "scanner-unknown", fix: expect.stringMatching(fix) }));
});
