import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { createGitHub } from "../../src/adapters/github.ts";
import type { GitHub } from "../../src/ports.ts";
import { fakeLog } from "../fakes/log.ts";
import { aDependency, anAdvisory, aVulnerability, emptyDependencies } from "../servers/github-dependencies.ts";
import { scene, type Scene } from "../servers/github-scene.ts";
import { REFUSALS, WORKFLOW_TOKEN, type Misdeed } from "../servers/github.ts";
import { onServer, ok, refusal as refusalOf } from "./github-script.ts";

const GHSA = "GHSA-aaaa-bbbb-cccc";
const COMPARE = "/repos/{owner}/{repo}/dependency-graph/compare/{basehead}";

let at: Scene;
let github: GitHub;
let waits: number[];
beforeAll(async () => {
  at = await scene();
});
afterAll(() => at.dispose());
beforeEach(() => {
  waits = [];
  at.gitHub.dependencies(emptyDependencies());
  github = createGitHub({
    run: { owner: "octo", repo: "app", apiUrl: at.gitHub.url },
    token: WORKFLOW_TOKEN,
    log: fakeLog(),
    signal: new AbortController().signal,
    wait: async (ms) => void waits.push(ms),
    version: "1.2.3",
    limits: { pace: false },
  });
});
afterEach(() => expect(at.gitHub.violations).toEqual([]));

const compared = () => github.dependencyChanges(at.base, at.head);

describe("dependencyChanges", () => {
  test("GitHub's words become ours: what it does not know is absent", async () => {
    at.gitHub.dependencies({
      changes: [
        aDependency({ name: "lodash", version: "4.17.15", vulnerabilities: [aVulnerability(GHSA, "moderate")] }),
        aDependency({ name: "left-pad", change_type: "removed", package_url: null, license: null, scope: "unknown" }),
      ],
    });
    expect(await compared()).toEqual({
      changes: [
        {
          ...{ change: "added", manifest: "package.json", ecosystem: "npm", name: "lodash", version: "4.17.15" },
          ...{ purl: "pkg:npm/lodash@4.17.15", license: "MIT", scope: "runtime" },
          vulnerabilities: [
            {
              ...{ ghsa: GHSA, severity: "medium", summary: "Prototype pollution" },
            },
          ],
        },
        {
          ...{ change: "removed", manifest: "package.json", ecosystem: "npm", name: "left-pad", version: "1.0.0" },
          ...{ scope: "unknown", vulnerabilities: [] },
        },
      ],
    });
  });

  test("a severity that nobody knows is high: it must not let something pass", async () => {
    at.gitHub.dependencies({ changes: [aDependency({ name: "a", vulnerabilities: [aVulnerability(GHSA, "weird")] })] });
    expect((await compared()).changes[0]?.vulnerabilities[0]?.severity).toBe("high");
  });

  test("3,000 changes on 30 pages are all there, in order", async () => {
    const changes = Array.from({ length: 3000 }, (_, index) => aDependency({ name: `p${String(index)}` }));
    at.gitHub.dependencies({ changes, pageSize: 100 });
    const before = at.gitHub.requests.length;
    expect((await compared()).changes.map(({ name }) => name)).toEqual(changes.map(({ name }) => name));
    expect(at.gitHub.requests.length - before).toBe(30);
  });

  test("L2 hostile names come through as data and harm nothing", async () => {
    const names = ["../../etc/passwd", "a\n::error::x", "__proto__", ";rm -rf /", "constructor", "x".repeat(100_000)];
    at.gitHub.dependencies({ changes: names.map((name) => aDependency({ name, manifest: name, package_url: name })) });
    const { changes } = await compared();
    expect(changes.map(({ name, manifest, purl }) => [name, manifest, purl])).toEqual(names.map((n) => [n, n, n]));
    expect(Object.keys({})).toEqual([]);
  });

  test("a snapshot that arrives while we wait takes its warning with it", async () => {
    at.gitHub.dependencies({ snapshotWarnings: ["No snapshots were found for the head SHA.", ""] });
    expect(await compared()).toEqual({ changes: [] });
    expect(waits).toEqual([10_000]);
  });

  test("L5 a snapshot that never comes is a warning, in GitHub's words and on one line, after bounded patience", async () => {
    at.gitHub.dependencies({ snapshotWarnings: ["No snapshots were found\n::error::for the head SHA."] });
    expect(await compared()).toEqual({
      changes: [],
      snapshotWarnings: "No snapshots were found ::error::for the head SHA.",
    });
    expect(waits).toEqual([10_000, 10_000, 10_000, 10_000, 10_000]);
  });

  test("the graph is off: GitHub says so", async () => {
    at.gitHub.dependencies({ enabled: false });
    expect(await refusalOf(compared())).toMatchObject({ reason: "notEnabled", status: 403 });
  });

  test.each<[string, Misdeed]>([
    ["permission", REFUSALS.permission()],
    ["notFound", REFUSALS.notFound()],
    ["sso", REFUSALS.sso()],
    ["rateLimited", REFUSALS.tooMany(1)],
    ["unavailable", REFUSALS.serverError(500)],
    ["unavailable", REFUSALS.serverError(503)],
    ["unavailable", "truncated"],
    ["unavailable", { status: 200, body: "{not json" }],
    ["unavailable", { status: 200, body: { message: "no list" } }],
    ["unavailable", { status: 200, body: [{ change_type: "added" }] }],
    ["unavailable", { status: 200, body: [aDependency({ name: "a", vulnerabilities: [aVulnerability("../x")] })] }],
  ])("L5 %s is refused, never an empty list (%#)", async (reason, as) => {
    at.gitHub.misbehave({ path: COMPARE, as, times: 10 });
    const times = at.gitHub.requests.length;
    expect((await refusalOf(compared())).reason).toBe(reason);
    // What was not used of the ten would meet the next test.
    for (let left = 10 - (at.gitHub.requests.length - times); left > 0; left -= 1)
      await at.call("GET", `/repos/octo/app/dependency-graph/compare/${at.base}...${at.head}`).catch(() => undefined);
  });
});

describe("advisory", () => {
  const known = (over: Parameters<typeof anAdvisory>[1]) =>
    at.gitHub.dependencies({ advisories: new Map([[GHSA, anAdvisory(GHSA, over)]]) });

  test("the worst score of all its CVSS versions counts", async () => {
    known({
      cve_id: "CVE-2026-12345",
      cwes: [{ cwe_id: "CWE-1321", name: "Prototype pollution" }],
      cvss: { vector_string: "CVSS:3.1/A", score: 7.4 },
      cvss_severities: {
        cvss_v3: { vector_string: "CVSS:3.1/A", score: 7.4 },
        cvss_v4: { vector_string: "CVSS:4.0/B", score: 9.3 },
      },
      vulnerabilities: [
        {
          package: { ecosystem: "npm", name: "lodash" },
          vulnerable_version_range: "< 4.17.19",
          first_patched_version: "4.17.19",
          vulnerable_functions: null,
        },
        { package: null, vulnerable_version_range: null, first_patched_version: null, vulnerable_functions: null },
      ],
    });
    expect(await github.advisory(GHSA)).toEqual({
      ...{ ghsa: GHSA, cve: "CVE-2026-12345", cwe: ["CWE-1321"], withdrawn: false },
      cvss: { score: 9.3, vector: "CVSS:4.0/B" },
      affected: [{ ecosystem: "npm", name: "lodash", range: "< 4.17.19", patched: "4.17.19" }],
    });
  });

  test("without score, CVE and CWE it says none, and that it was withdrawn", async () => {
    known({ withdrawn_at: "2026-02-03T04:05:06Z", vulnerabilities: null, cwes: null, cvss: null });
    expect(await github.advisory(GHSA)).toEqual({ ghsa: GHSA, cwe: [], withdrawn: true, affected: [] });
  });

  test("one that is not there is refused", async () => {
    expect(await refusalOf(github.advisory(GHSA))).toMatchObject({ reason: "notFound" });
  });
});

describe("sbom", () => {
  test("the document comes as GitHub wrote it", async () => {
    expect(JSON.parse(await github.sbom())).toMatchObject({ spdxVersion: "SPDX-2.3", packages: [] });
  });

  test.each([{ sbom: "text" }, { sbom: { spdxVersion: 2 } }, { other: 1 }])("%j is no SPDX document", async (json) => {
    await onServer(
      () => ok(json),
      async ({ github: scripted }) => expect((await refusalOf(scripted.sbom())).reason).toBe("unavailable"),
    );
  });
});
