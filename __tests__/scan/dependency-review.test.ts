import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { DependencyChange, DependencyComparison } from "../../src/dependency.ts";
import { decide } from "../../src/gate.ts";
import { GitHubRefusal, type RefusalReason } from "../../src/ports.ts";
import type { Policy } from "../../src/policy.ts";
import type { ChangedFile } from "../../src/records.ts";
import { dependencyReview } from "../../src/scan/dependency-review.ts";
import { policyGaps } from "../../src/scan/gaps.ts";
import { selectScanners } from "../../src/scan/registry.ts";
import { scan } from "../../src/scan/run.ts";
import { resolveSettings } from "../../src/settings.ts";
import { triage } from "../../src/triage/index.ts";
import { fakeGitHub, type FakeGitHub } from "../fakes/github.ts";
import { aChange, makeStage, type Stage } from "./stage.ts";

const GHSA = "GHSA-aaaa-bbbb-cccc";
const vulnerable: DependencyChange = {
  ...{ change: "added", manifest: "package.json", ecosystem: "npm", name: "lodash", version: "4.17.15" },
  scope: "runtime",
  vulnerabilities: [{ ghsa: GHSA, severity: "high", summary: "Prototype pollution" }],
};

let stage: Stage;
beforeAll(async () => {
  stage = await makeStage({
    base: { "package.json": '{\n"dependencies": {\n}}\n' },
    head: { "package.json": '{\n"dependencies": {\n"lodash": "4.17.15"\n}}\n', "a.js": "1\n" },
  });
});
afterAll(() => stage.dispose());

const graphOf = (comparison: DependencyComparison): FakeGitHub => fakeGitHub({ comparison });

/** As a run does: one required scanner in a workflow, the policy, the gate. */
async function reviewed(dependencyGraph: FakeGitHub | undefined, policy: Policy = { version: 1 }, named = false) {
  const { change } = stage;
  const target = { change, root: stage.temporary, exported: [], withheld: [] };
  const setting = { auto: !named, named: named ? ["dependency-review"] : [] };
  const scanners = selectScanners(setting, { inWorkflow: dependencyGraph !== undefined }).filter(
    ({ scanner }) => scanner === dependencyReview,
  );
  const ports = { ...stage.ports, policy, ...(dependencyGraph && { dependencyGraph }) };
  const report = await scan({ scanners, target }, ports);
  const findings = triage(report.runs[0]!.findings, change, policy);
  const gaps = policyGaps(report, change, () => false);
  const settings = resolveSettings({}, { version: 1, gate: { require: ["scanners"] } });
  const verdict = decide({ findings, coverage: [], runs: report.runs, gaps, threatFailOn: new Map() }, settings);
  return { run: report.runs[0]!, findings, verdict };
}

describe("what gates", () => {
  test("a vulnerable package that the change adds fails the gate on its manifest's line", async () => {
    const { run, findings, verdict } = await reviewed(graphOf({ changes: [vulnerable] }));
    expect(run).toMatchObject({
      state: { status: "completed" },
      required: true,
      unscanned: [],
      notes: [/no details/u].map((n) => expect.stringMatching(n)),
    });
    expect(run.digests).toEqual({ comparison: expect.stringMatching(/^[0-9a-f]{64}$/u) });
    expect(findings).toMatchObject([{ location: { startLine: 3 }, disposition: { status: "open" } }]);
    expect(verdict.outcome).toBe("fail");
  });

  test("a new package gates also where its line is none of the diff", async () => {
    const { findings, verdict } = await reviewed(graphOf({ changes: [{ ...vulnerable, manifest: "README.md" }] }));
    expect(findings).toMatchObject([{ location: { uri: "README.md" }, disposition: { status: "open" } }]);
    expect(verdict.outcome).toBe("fail");
  });

  test("L5 a manifest that nobody can see gates too", async () => {
    const { findings, verdict } = await reviewed(graphOf({ changes: [{ ...vulnerable, manifest: "snapshot" }] }));
    expect(findings).toMatchObject([{ concerns: "change", disposition: { status: "open" } }]);
    expect(verdict.outcome).toBe("fail");
  });

  test("an upgrade that keeps an old vulnerability is unchanged and passes", async () => {
    const removed = { ...vulnerable, change: "removed", version: "4.0.0" } as const;
    const { findings, verdict } = await reviewed(graphOf({ changes: [removed, vulnerable] }));
    expect(findings).toMatchObject([{ disposition: { status: "unchanged" } }]);
    expect(verdict.outcome).toBe("pass");
  });

  test("what the policy accepts is kept, suppressed by the policy with its reason, and passes", async () => {
    const accepted = [{ id: GHSA, reason: "Not reachable", until: "2026-01-02" }];
    const { findings, verdict } = await reviewed(graphOf({ changes: [vulnerable] }), {
      version: 1,
      dependencies: { "allow-advisories": accepted },
    });
    expect(findings).toMatchObject([
      { disposition: { status: "suppressed", by: "policy", justification: expect.stringContaining("Not reachable") } },
    ]);
    expect(findings[0]).not.toHaveProperty("accepted");
    expect(verdict.outcome).toBe("pass");
  });

  test("no vulnerable package passes, and GitHub is asked once", async () => {
    const github = graphOf({ changes: [{ ...vulnerable, vulnerabilities: [] }] });
    expect((await reviewed(github)).verdict.outcome).toBe("pass");
    const { mergeBase, head } = stage.change;
    expect(github.calls).toEqual([{ method: "dependencyChanges", args: [mergeBase, head] }]);
  });
});

describe("L5 an API that does not answer is never no vulnerabilities", () => {
  test.each<[RefusalReason, string]>([
    ["permission", "unavailable"],
    ["sso", "unavailable"],
    ["notEnabled", "unavailable"],
    ["notFound", "unavailable"],
    ["rateLimited", "failed"],
    ["unavailable", "failed"],
    ["invalid", "failed"],
  ])("%s: %s, in GitHub's words, with the way out, incomplete", async (reason, status) => {
    const github = graphOf({ changes: [] });
    github.refuse("dependencyChanges", new GitHubRefusal(reason, "GitHub would not compare (4xx): Sorry."));
    const { run, verdict } = await reviewed(github);
    const out = status === "unavailable" ? /Enable the dependency graph.*`scanners: / : /Run again/u;
    expect(run.state).toMatchObject({
      status,
      reason: expect.stringMatching(/^GitHub would not compare \(4xx\): Sorry\./u),
    });
    expect(run.state).toMatchObject({ reason: expect.stringMatching(out) });
    expect(verdict).toMatchObject({ outcome: "incomplete", missing: [{ what: "dependency-review" }] });
  });

  test("missing snapshots: what was found stands, and the run is incomplete", async () => {
    const snapshotWarnings = "No snapshots were found for the head SHA.";
    const clean = await reviewed(graphOf({ changes: [], snapshotWarnings }));
    expect(clean.verdict).toMatchObject({
      outcome: "incomplete",
      missing: [{ reason: expect.stringContaining(snapshotWarnings) }],
    });
    expect((await reviewed(graphOf({ changes: [vulnerable], snapshotWarnings }))).verdict.outcome).toBe("fail");
  });
});

describe("in a terminal", () => {
  test("it is skipped by name, and a run can pass without it", async () => {
    const { run, verdict } = await reviewed(undefined);
    expect(run).toMatchObject({ required: false, state: { status: "unavailable" } });
    expect(run.state).toMatchObject({ reason: expect.stringMatching(/not checked: skipped.*osv-scanner/u) });
    expect(verdict.outcome).toBe("pass");
  });

  test("who names it, wants it", async () => {
    expect((await reviewed(undefined, { version: 1 }, true)).verdict.outcome).toBe("incomplete");
  });
});

describe("applies", () => {
  const file = (uri: string, over: Partial<ChangedFile> = {}): ChangedFile => ({
    ...{ uri, status: "modified", kind: "regular", baseMode: "100644", headMode: "100644", headSize: 1 },
    ...{ binary: false, invalidUtf8: false },
    hunks: [{ id: "h-1", uri, baseStart: 1, baseCount: 0, headStart: 1, headCount: 0, lines: [] }],
    ...over,
  });
  const applies = (...files: readonly ChangedFile[]) => dependencyReview.applies(aChange(files));

  test("to changed manifests and locks, also deleted and renamed ones", () => {
    expect(applies(file("src/a.js"), file("README.md"))).toBe(false);
    expect(applies(file("a/pnpm-lock.yaml"))).toBe(true);
    expect(applies(file(".github/workflows/ci.yml"))).toBe(true);
    expect(applies(file("go.mod", { status: "deleted" }))).toBe(true);
    expect(applies(file("old.txt", { status: "renamed", baseUri: "go.mod" }))).toBe(true);
  });

  test("not to the rest of a branch, and what one push brought is not uploaded as if it were all", async () => {
    const rest = file("package.json", { hunks: [] });
    expect(applies(file("a.js"), rest)).toBe(false);
    const change = { ...stage.change, files: [...stage.change.files, rest] };
    const target = { change, root: "", exported: [], withheld: [] };
    const [outcome] = await dependencyReview.scan(target, {
      ...stage.ports,
      dependencyGraph: graphOf({ changes: [] }),
    });
    expect(outcome?.unscanned).toHaveLength(1);
    const run = { ...(await reviewed(graphOf({ changes: [] }))).run, unscanned: outcome!.unscanned };
    expect(policyGaps({ runs: [run] }, change, () => false)).toEqual([]);
  });
});
