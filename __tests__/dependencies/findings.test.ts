import { describe, expect, test } from "@jest/globals";
import { readAdvisories } from "../../src/dependencies/advisories.ts";
import { dependencyFindings } from "../../src/dependencies/findings.ts";
import { placer } from "../../src/dependencies/placement.ts";
import type { Advisory, DependencyChange, KnownVulnerability } from "../../src/dependency.ts";
import type { RawFinding } from "../../src/finding.ts";
import { GitHubRefusal } from "../../src/ports.ts";
import type { Policy } from "../../src/policy.ts";
import { fakeGitHub } from "../fakes/github.ts";
import { fakeObjects } from "../fakes/objects.ts";

const HEAD = "b".repeat(40);
const GHSA = "GHSA-aaaa-bbbb-cccc";
const known = (over: Partial<KnownVulnerability> = {}): KnownVulnerability => ({
  ...{ ghsa: GHSA, severity: "medium", summary: "Prototype pollution", url: "https://evil.example/" },
  ...over,
});
const dependency = (over: Partial<DependencyChange> = {}): DependencyChange => ({
  ...{ change: "added", manifest: "package.json", ecosystem: "npm", name: "lodash", version: "4.17.15" },
  ...{ scope: "runtime", vulnerabilities: [known()] },
  ...over,
});
const advisory = (over: Partial<Advisory> = {}): Advisory => ({
  ...{ ghsa: GHSA, cve: "CVE-2026-12345", cwe: ["CWE-1321"], withdrawn: false },
  cvss: { score: 7.4, vector: "CVSS:3.1/AV:N" },
  affected: [{ ecosystem: "npm", name: "lodash", range: "< 4.17.19", patched: "4.17.19" }],
  ...over,
});
const FILES = { "package.json": '{\n"dependencies": {\n"lodash": "4.17.15"\n}}\n' };

interface Given {
  readonly files?: Readonly<Record<string, string>>;
  readonly policy?: Policy["dependencies"];
  readonly advisories?: readonly Advisory[];
  readonly today?: string;
}

async function found(changes: readonly DependencyChange[], given: Given = {}): Promise<readonly RawFinding[]> {
  const { files = FILES, advisories = [advisory()], today = "2026-06-30" } = given;
  const at = Object.fromEntries(Object.entries(files).map(([uri, text]) => [`${HEAD}:${uri}`, text]));
  return dependencyFindings(
    { changes },
    {
      ...{ policy: given.policy, today, advisories: new Map(advisories.map((one) => [one.ghsa, one])) },
      place: placer(fakeObjects({ files: at }), HEAD),
      source: { kind: "scanner", tool: "dependency-review", version: "1" },
    },
  );
}
const one = async (...args: Parameters<typeof found>): Promise<RawFinding> => {
  const all = await found(...args);
  expect(all).toHaveLength(1);
  return all[0]!;
};

describe("a vulnerable package", () => {
  test("is a finding on the line of its manifest, with what is known and the command that mends it", async () => {
    const finding = await one([dependency()]);
    expect(finding).toMatchObject({
      rule: {
        id: `dependency-review/${GHSA}`,
        cwe: ["CWE-1321", "CWE-1395"],
        severity: "high",
        helpUri: `https://github.com/advisories/${GHSA}`,
      },
      severity: "high",
      baselineState: "new",
      location: { uri: "package.json", startLine: 3, endLine: 3 },
    });
    expect(finding.message).toBe(
      `lodash 4.17.15 has a known vulnerability: Prototype pollution (${GHSA}, CVE-2026-12345, CVSS 7.4 CVSS:3.1/AV:N). ` +
        "First patched version: 4.17.19. Run `npm install lodash@4.17.19`.",
    );
    expect(finding).not.toHaveProperty("accepted");
    expect(finding).not.toHaveProperty("concerns");
  });

  test("its severity is the worse of GitHub's word and the score's band", async () => {
    const severities = async (severity: KnownVulnerability["severity"], score: number) =>
      (
        await one([dependency({ vulnerabilities: [known({ severity })] })], {
          advisories: [advisory({ cvss: { score, vector: "" } })],
        })
      ).severity;
    expect([await severities("low", 9.8), await severities("critical", 4), await severities("low", 0.1)]).toEqual([
      "critical",
      "critical",
      "low",
    ]);
  });

  test("L5 without its advisory GitHub's words stand, and no patch is denied", async () => {
    const finding = await one([dependency()], { advisories: [] });
    expect(finding).toMatchObject({ severity: "medium", rule: { cwe: ["CWE-1395"] } });
    expect(finding.message).toMatch(/The first patched version is in the advisory\.$/u);
  });

  test("a withdrawn advisory is low and says so", async () => {
    const finding = await one([dependency()], { advisories: [advisory({ withdrawn: true })] });
    expect(finding.severity).toBe("low");
    expect(finding.message).toContain("The advisory was withdrawn.");
  });

  test("without a patch there are compensating controls and a ticket", async () => {
    const affected = [{ ecosystem: "npm", name: "lodash", range: "< 99" }];
    const { message } = await one([dependency()], { advisories: [advisory({ affected })] });
    expect(message).toMatch(/There is no patched version\..*Open a ticket/u);
  });

  test("each advisory is a finding of its own", async () => {
    const other = known({ ghsa: "GHSA-dddd-eeee-ffff" });
    const findings = await found([dependency({ vulnerabilities: [known(), other] })]);
    expect(findings.map(({ rule }) => rule.id)).toEqual([
      `dependency-review/${GHSA}`,
      "dependency-review/GHSA-dddd-eeee-ffff",
    ]);
  });

  test("a manifest and its lock tell of it once; another version in the lock is another finding", async () => {
    const files = {
      ...FILES,
      "package-lock.json": '{\n"node_modules/x/node_modules/lodash": {\n"version": "4.0.0"\n}}\n',
    };
    const lock = { manifest: "package-lock.json" };
    const findings = await found([dependency(), dependency(lock), dependency({ ...lock, version: "4.0.0" })], {
      files,
    });
    expect(findings.map(({ message }) => message.split(" ")[1])).toEqual(["4.17.15", "4.0.0"]);
  });

  test.each<[string, readonly DependencyChange[], Policy["dependencies"]]>([
    ["is accepted in another scope", [dependency({ scope: "development" }), dependency()], { scopes: ["runtime"] }],
    [
      "was there before in another manifest",
      [
        dependency({ change: "removed", version: "4.17.10" }),
        dependency(),
        dependency({ manifest: "package-lock.json" }),
      ],
      undefined,
    ],
  ])("one that %s hides none on its line", async (_, changes, policy) => {
    for (const order of [changes, changes.toReversed()]) {
      const finding = await one(order, { ...(policy === undefined ? {} : { policy }) });
      expect(finding.baselineState).toBe("new");
      expect(finding).not.toHaveProperty("accepted");
    }
  });

  test("one that another dependency brings stands on its lock's line, with the edit that overrides it", async () => {
    const files = {
      "package.json": '{ "dependencies": { "express": "1" } }\n',
      "package-lock.json": '{\n"node_modules/lodash": {\n"version": "4.17.15"\n}}\n',
    };
    const finding = await one([dependency({ manifest: "package-lock.json" })], { files });
    expect(finding.location).toEqual({ uri: "package-lock.json", startLine: 2, endLine: 2 });
    expect(finding.message).toMatch(/which another dependency brings.*"overrides"/u);
  });

  test("go.mod's // indirect is not a name that somebody wrote", async () => {
    const files = { "go.mod": "module m\nrequire a.b/c v1.0.0 // indirect\n", "go.sum": "a.b/c v1.0.0 h1:x=\n" };
    const change = { ecosystem: "gomod", name: "a.b/c", version: "1.0.0" };
    const affected = [{ ecosystem: "go", name: "a.b/c", range: "< 1.2.3", patched: "1.2.3" }];
    const findings = await found(
      [dependency({ ...change, manifest: "go.mod" }), dependency({ ...change, manifest: "go.sum" })],
      { files, advisories: [advisory({ affected })] },
    );
    expect(findings.map(({ location }) => location?.uri)).toEqual(["go.mod", "go.sum"]);
    expect(findings[0]?.message).toMatch(/which another dependency brings,.*`go get a\.b\/c@v1\.2\.3`/u);
  });

  test.each([
    ["yarn.lock", "yarn add lodash@"],
    ["pnpm-lock.yaml", "pnpm add lodash@"],
  ])("package.json beside %s is that manager's", async (lock, command) => {
    expect((await one([dependency()], { files: { ...FILES, [lock]: "x" } })).message).toContain(command);
  });

  test("a manifest that does not name it gives line 1", async () => {
    const finding = await one([dependency()], { files: { "package.json": "{}\n" } });
    expect(finding.location).toEqual({ uri: "package.json", startLine: 1, endLine: 1 });
  });

  test("L5 a manifest that is no file of head has no place, and it gates all the same", async () => {
    const finding = await one([dependency({ manifest: "/snapshot of gradle" })]);
    expect(finding).toMatchObject({ concerns: "change", identity: { uri: "/snapshot of gradle" } });
    expect(finding).not.toHaveProperty("location");
  });

  test("what is removed is none", async () => {
    expect(await found([dependency({ change: "removed" })])).toEqual([]);
  });
});

describe("an upgrade", () => {
  const removed = dependency({ change: "removed", version: "4.17.10" });
  test("to a version that has the same advisory brings nothing new", async () => {
    const finding = await one([removed, dependency()]);
    expect(finding.baselineState).toBe("unchanged");
    expect(finding.message).toContain("The version that the change replaces has it too.");
  });

  test.each<[string, DependencyChange]>([
    ["another package", dependency({ ...removed, name: "underscore" })],
    ["another manifest", dependency({ ...removed, manifest: "other/package.json" })],
    ["another advisory", dependency({ ...removed, vulnerabilities: [known({ ghsa: "GHSA-dddd-eeee-ffff" })] })],
    ["a development dependency that becomes one of the program", dependency({ ...removed, scope: "development" })],
  ])("is none of %s", async (_, before) => {
    expect((await one([before, dependency()])).baselineState).toBe("new");
  });
});

describe("the policy", () => {
  test("scopes that do not count are kept, with the reason", async () => {
    const finding = await one([dependency({ scope: "development" })], { policy: { scopes: ["runtime", "unknown"] } });
    expect(finding).toMatchObject({ severity: "high", accepted: expect.stringContaining("dependencies.scopes") });
  });

  test.each([GHSA, "CVE-2026-12345"])(
    "an allowed advisory (%s) holds until its last day, with its reason",
    async (id) => {
      const allow = [{ id, reason: "No untrusted keys reach it", until: "2026-06-30" }];
      const on = (today: string) => one([dependency()], { policy: { "allow-advisories": allow }, today });
      expect((await on("2026-06-30")).accepted).toBe(
        `dependencies.allow-advisories: ${id} until 2026-06-30: No untrusted keys reach it`,
      );
      const after = await on("2026-07-01");
      expect(after).not.toHaveProperty("accepted");
      expect(after.message).toContain("The policy accepted it until 2026-06-30; that has expired.");
    },
  );

  test("an allowed advisory allows no other", async () => {
    const allow = [{ id: "GHSA-dddd-eeee-ffff", reason: "because", until: "2099-01-01" }];
    expect(await one([dependency()], { policy: { "allow-advisories": allow } })).not.toHaveProperty("accepted");
  });

  test("of two entries for one advisory the one that still holds counts", async () => {
    const entry = (until: string) => ({ id: GHSA, reason: "because", until });
    const policy = { "allow-advisories": [entry("2026-01-01"), entry("2099-01-01")] };
    expect((await one([dependency()], { policy })).accepted).toContain("2099-01-01");
  });

  test.each([
    ["pkg:npm/lodash", true],
    ["pkg:npm/LoDash", true],
    ["pkg:npm/lodash@4.17.15", true],
    ["pkg:npm/lodash@4.17.16", false],
    ["pkg:npm/%40x/lodash", false],
    ["pkg:pypi/lodash", false],
  ])("%s denies lodash 4.17.15 from npm: %p", async (purl, denied) => {
    const findings = await found([dependency({ vulnerabilities: [] })], { policy: { deny: [purl] } });
    expect(findings.map(({ rule, severity }) => [rule.id, severity])).toEqual(
      denied ? [["dependency-review/denied", "high"]] : [],
    );
  });

  test.each<[string, Partial<DependencyChange>]>([
    ["pkg:pypi/foo-bar", { ecosystem: "pip", name: "Foo_Bar" }],
    ["pkg:golang/github.com/A/b@v1.0.0", { ecosystem: "gomod", name: "github.com/a/b", version: "1.0.0" }],
    ["pkg:maven/org.a/core", { ecosystem: "maven", name: "org.a:core" }],
    ["pkg:nuget/newtonsoft.json", { ecosystem: "nuget", name: "Newtonsoft.Json" }],
    ["pkg:githubactions/actions/checkout", { ecosystem: "actions", name: "Actions/checkout" }],
    ["pkg:npm/%40a/b", { name: "@a/b", purl: "pkg:npm/%40a/b@4.17.15" }],
    ["pkg:npm/lodash", { purl: "pkg:npm/innocent@1.0.0" }],
    ["pkg:npm/lodash", { name: "innocent", purl: "pkg:npm/lodash@4.17.15" }],
  ])("%s denies %j, as the ecosystem spells names", async (purl, over) => {
    expect(await found([dependency({ ...over, vulnerabilities: [] })], { policy: { deny: [purl] } })).toHaveLength(1);
  });

  test("one kind of finding hides no other: denied, vulnerable and accepted at once", async () => {
    const policy: Policy["dependencies"] = {
      ...{ deny: ["pkg:npm/lodash"], scopes: ["runtime"] },
      "allow-advisories": [{ id: GHSA, reason: "because", until: "2099-01-01" }],
    };
    const findings = await found([dependency({ scope: "development" })], { policy });
    expect(findings.map(({ rule, accepted }) => [rule.id, accepted !== undefined])).toEqual([
      ["dependency-review/denied", false],
      [`dependency-review/${GHSA}`, true],
    ]);
  });
});

test("L2 hostile names stay on one line, are cut, and get no command", async () => {
  const names = ["../../x", "a\n::error::b", "__proto__", ";rm -rf /", "\u202Eevil", "x".repeat(100_000)];
  const findings = await found(names.map((name) => dependency({ name, purl: name, version: name })));
  expect(findings).toHaveLength(names.length);
  for (const { message } of findings) {
    expect(message).not.toMatch(/\n|\u202e|npm install/u);
    expect(message.length).toBeLessThan(2_000);
  }
});

describe("readAdvisories", () => {
  const changes = (count: number) =>
    Array.from({ length: count }, (_, index) => {
      const ghsa = `GHSA-aaaa-bbbb-${String(index).padStart(4, "0")}`;
      return dependency({ vulnerabilities: [known({ ghsa, severity: index === count - 1 ? "critical" : "low" })] });
    });

  test("each is asked for once, those of removed packages not at all", async () => {
    const github = fakeGitHub({ advisories: [advisory()] });
    const gone = dependency({ change: "removed", vulnerabilities: [known({ ghsa: "GHSA-dddd-eeee-ffff" })] });
    const { byGhsa, notes } = await readAdvisories(github, [dependency(), dependency({ name: "other" }), gone]);
    expect([github.calls.length, [...byGhsa.keys()], notes]).toEqual([1, [GHSA], []]);
  });

  test("of more than 50 the most severe are asked for, and the rest is named", async () => {
    const all = changes(60);
    const advisories = all.map(({ vulnerabilities }) => advisory({ ghsa: vulnerabilities[0]!.ghsa }));
    const { byGhsa, notes } = await readAdvisories(fakeGitHub({ advisories }), all);
    expect([byGhsa.size, byGhsa.has("GHSA-aaaa-bbbb-0059")]).toEqual([50, true]);
    expect(notes).toEqual([expect.stringMatching(/no details of 10 advisories/u)]);
  });

  test("one that is not there leaves the others; an outage is not asked again 50 times", async () => {
    const github = fakeGitHub({ advisories: [advisory()] });
    const missing = await readAdvisories(github, [
      dependency({ vulnerabilities: [known({ ghsa: "GHSA-x" }), known()] }),
    ]);
    expect([missing.byGhsa.size, missing.notes.length]).toEqual([1, 1]);
    github.refuse("advisory", new GitHubRefusal("unavailable", "GitHub did not show it (503)."), 100);
    const out = await readAdvisories(github, changes(50));
    expect(out.notes).toEqual([
      expect.stringMatching(/no details of 50 advisories\. GitHub did not show it \(503\)\./u),
    ]);
    expect(github.calls.length).toBe(2 + 5);
  });
});
