import { describe, expect, test } from "@jest/globals";
import { ComponentsSchema, componentsOf, readDocuments } from "../../src/dependencies/sbom.ts";
import type { DependencyChange } from "../../src/dependency.ts";
import { GitHubRefusal } from "../../src/ports.ts";
import { createRedactor } from "../../src/secrets/index.ts";
import { fakeGitHub } from "../fakes/github.ts";
import { GITHUB_TOKEN } from "../fixtures/token.ts";
import { aChange } from "../scan/stage.ts";

const change = aChange([]);
const redact = (text: string) => createRedactor({}).redact(text);

const dependency = (over: Partial<DependencyChange> = {}): DependencyChange => ({
  change: "added",
  manifest: "package.json",
  ecosystem: "npm",
  name: "left-pad",
  version: "1.3.0",
  purl: "pkg:npm/left-pad@1.3.0",
  license: "WTFPL",
  scope: "runtime",
  vulnerabilities: [],
  ...over,
});

const SBOM = '{"spdxVersion":"SPDX-2.3","packages":[{"name":"left-pad"}]}';

describe("the documents of a run's evidence", () => {
  test("are the repository's SBOM, as GitHub wrote it, and the components that came and went", async () => {
    const gitHub = fakeGitHub({ sbom: SBOM, comparison: { changes: [dependency()] } });
    const { documents, notes } = await readDocuments({ change, policy: { allow: ["MIT"] } }, { gitHub, redact });
    expect(notes).toEqual([]);
    expect(documents["sbom.spdx.json"]).toBe(SBOM);
    expect(ComponentsSchema.parse(JSON.parse(documents["components.json"]!))).toEqual({
      version: 1,
      base: change.mergeBase,
      head: change.head,
      components: [
        {
          change: "added",
          ecosystem: "npm",
          name: "left-pad",
          version: "1.3.0",
          purl: "pkg:npm/left-pad@1.3.0",
          scope: "runtime",
          license: "WTFPL",
          licenseVerdict: "notAllowed: WTFPL is not in licenses.allow",
          advisories: [],
          manifests: ["package.json"],
        },
      ],
    });
  });

  test("L5 one that cannot be had is named with the reason, and does not take the other with it", async () => {
    const gitHub = fakeGitHub({ comparison: { changes: [] } });
    gitHub.refuse("sbom", new GitHubRefusal("notFound", "GitHub has no SBOM (404).", 404));
    const { documents, notes } = await readDocuments({ change, policy: undefined }, { gitHub, redact });
    expect(notes).toEqual(["The evidence has no sbom.spdx.json: GitHub has no SBOM (404)."]);
    expect(Object.keys(documents)).toEqual(["components.json"]);
  });

  test.each([
    ["not JSON", "<html>"],
    ["no SPDX document", '{"bomFormat":"CycloneDX"}'],
    ["another kind of text", '"SPDX-2.3"'],
  ])("L2 an SBOM that is %s is not kept", async (_, sbom) => {
    const { documents, notes } = await readDocuments(
      { change, policy: undefined },
      { gitHub: fakeGitHub({ sbom }), redact },
    );
    expect(documents["sbom.spdx.json"]).toBeUndefined();
    expect(notes).toEqual([expect.stringMatching(/^The evidence has no sbom\.spdx\.json: it is not the document/u)]);
  });

  test("an SBOM over 24 MiB is not kept, and its size is said", async () => {
    const sbom = `{"spdxVersion":"SPDX-2.3","comment":"${"x".repeat(24 * 1024 ** 2)}"}`;
    const { notes } = await readDocuments({ change, policy: undefined }, { gitHub: fakeGitHub({ sbom }), redact });
    expect(notes).toEqual([expect.stringMatching(/no sbom\.spdx\.json: it has 2516\d+ bytes/u)]);
  });

  test("L1 L2 hold no secret and nothing invisible, and are JSON all the same", async () => {
    const name = `a\u202e ${GITHUB_TOKEN}`;
    const sbom = JSON.stringify({ spdxVersion: "SPDX-2.3", packages: [{ name }] });
    const gitHub = fakeGitHub({ sbom, comparison: { changes: [dependency({ name, license: name })] } });
    const { documents } = await readDocuments({ change, policy: { deny: ["MIT"] } }, { gitHub, redact });
    for (const text of Object.values(documents)) {
      expect(text).not.toContain(GITHUB_TOKEN);
      expect(text).not.toContain("\u202e");
      expect(() => JSON.parse(text) as unknown).not.toThrow();
    }
    expect(Object.keys(documents)).toHaveLength(2);
  });

  test("L1 one that is no JSON any more when secrets are taken out is not kept", async () => {
    const gitHub = fakeGitHub({ sbom: SBOM });
    const greedy = (text: string) => text.replace(/"packages.*/u, "⟦secret⟧");
    const { documents, notes } = await readDocuments({ change, policy: undefined }, { gitHub, redact: greedy });
    expect(documents["sbom.spdx.json"]).toBeUndefined();
    expect(notes[0]).toContain("when secrets are taken out");
  });
});

describe("components", () => {
  const of = (changes: readonly DependencyChange[]) => componentsOf({ changes }, { change, policy: undefined });

  test("of several manifests are one, and their order does not depend on GitHub's", () => {
    const changes = [
      dependency({ manifest: "package-lock.json" }),
      dependency({ change: "removed", version: "1.2.0" }),
      dependency({ name: "__proto__", vulnerabilities: [{ ghsa: "GHSA-1", severity: "high", summary: "" }] }),
      dependency(),
    ];
    expect(of(changes)).toEqual(of([...changes].reverse()));
    expect(of(changes).components.map(({ name, manifests }) => [name, manifests])).toEqual([
      ["__proto__", ["package.json"]],
      ["left-pad", ["package-lock.json", "package.json"]],
      ["left-pad", ["package.json"]],
    ]);
    expect(of(changes).components[0]!.advisories).toEqual(["GHSA-1"]);
  });

  test("a warning of GitHub's that some are missing is in the record", () => {
    const comparison = { changes: [], snapshotWarnings: "No snapshots\nfor head." };
    expect(componentsOf(comparison, { change, policy: undefined }).snapshotWarnings).toBe("No snapshots for head.");
  });
});
