import { describe, expect, test } from "@jest/globals";
import { withoutTemplates } from "../../src/scan/semgrep-yaml.ts";
import { fakeFiles } from "../fakes/files.ts";
import { aChangedFile } from "../fixtures/review.ts";

const MANIFEST = "apiVersion: v1\nkind: Pod\nspec: {}\n";

/** What becomes of a file that semgrep could not parse. */
async function judged(content: string | Uint8Array, uri = "deploy/pod.yaml") {
  const coverage = {
    scanned: new Set<string>(),
    unscanned: [{ path: uri, reason: "it does not parse" }],
    problems: [],
  };
  const run = { root: "/export", exported: [{ path: uri, file: aChangedFile(1, { uri }) }] };
  const { unscanned, notes = [] } = await withoutTemplates(coverage, run, fakeFiles({ [`/export/${uri}`]: content }));
  return { gaps: unscanned.length, notes: notes.length };
}

describe("YAML that does not parse", () => {
  test.each([
    ["a Helm template", `{{- if .Values.on }}\n${MANIFEST}{{- end }}\n`],
    ["a compose file", "services:\n  a: [\n"],
  ])("%s is no gap, and a note names it", async (_, content) => {
    expect(await judged(content)).toEqual({ gaps: 0, notes: 1 });
  });

  test.each([
    ["a manifest", `${MANIFEST}x: [\n`],
    ["a manifest in flow style", '{"apiVersion": "v1", "kind": "Pod", "spec": [}\n'],
    ["a template's marks in a comment", `# {{ x }}\n${MANIFEST}x: [ # {{ y }}\n`],
    ["a whole manifest before a templated document", `${MANIFEST}---\n{{ x }}: [\n`],
    ["UTF-16", Buffer.from(`\uFEFF${MANIFEST}`, "utf16le")],
  ])("L5 %s is a gap", async (_, content) => {
    expect(await judged(content)).toEqual({ gaps: 1, notes: 0 });
  });

  test("other languages are left as they are", async () => {
    expect(await judged("{{ x }}", "a.py")).toEqual({ gaps: 1, notes: 0 });
  });
});
