import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { RawFinding } from "../../src/finding.ts";
import type { ScanReport } from "../../src/records.ts";
import { afterEditScan, editedFiles } from "../../src/review/edited.ts";
import { scanEdits } from "../../src/scan/edited.ts";
import { exportHead } from "../../src/scan/export.ts";
import { scan } from "../../src/scan/run.ts";
import type { Scanner } from "../../src/scan/scanner.ts";
import { secrets } from "../../src/scan/secrets.ts";
import { createSemgrep } from "../../src/scan/semgrep.ts";
import { alnum } from "../../src/secrets/samples.ts";
import { aClaudeFinding } from "../fixtures/model-review.ts";
import { makeStage, type Stage } from "./stage.ts";

const TOKEN = `ghp_${alnum(36)}`;
const FLAW = "import os\n\ndef run(name):\n    os.system(name)\n    print(name)\n    return name\n";
const SCANNERS = [
  { scanner: createSemgrep({ ruleTimeoutSeconds: 600 }), required: true },
  { scanner: secrets, required: true },
];

/** A finding of Claude's whose edit replaces these lines. */
function suggesting(uri: string, [startLine, endLine]: readonly [number, number], replacement: string): RawFinding {
  return aClaudeFinding(0, { location: { uri, startLine, endLine }, fix: { startLine, endLine, replacement } });
}

describe("suggested edits are scanned once more, each held against head:", () => {
  const suggested = {
    safe: suggesting("app.py", [4, 4], "    subprocess.run([name])"),
    flawed: suggesting("app.py", [5, 5], "    os.system(name + 'x')"),
    overlapping: suggesting("app.py", [5, 6], "    pass"),
    leaking: suggesting("key.py", [1, 1], `token = "${TOKEN}"`),
    deleting: suggesting("gone.py", [4, 4], ""),
    still: suggesting("same.py", [4, 4], "    os.system(name.strip())"),
  };
  const findings = Object.values(suggested);
  let stage: Stage;
  let report: ScanReport;
  let after: readonly RawFinding[];
  const scanned = async (scanners: readonly { scanner: Scanner; required: boolean }[]) => {
    const files = await editedFiles(findings, {
      change: stage.change,
      objects: stage.ports.objects,
      original: () => undefined,
    });
    return afterEditScan(findings, {
      files,
      ...(await scanEdits({ files, scanners, change: stage.change, report }, stage.ports)),
    });
  };
  const of = (name: keyof typeof suggested) => after[Object.keys(suggested).indexOf(name)]!;
  beforeAll(async () => {
    stage = await makeStage({
      head: { "app.py": FLAW, "key.py": "token = load()\n", "gone.py": FLAW, "same.py": FLAW },
    });
    report = await scan({ scanners: SCANNERS, target: await exportHead(stage.change, stage.ports) }, stage.ports);
    after = await scanned(SCANNERS);
  });
  afterAll(() => stage.dispose());

  test.each(["safe", "deleting", "still"] as const)("one that brings nothing new stays: %s", (name) => {
    expect(of(name)).toEqual(suggested[name]);
  });

  test.each([
    ["flawed", "semgrep/"],
    ["leaking", "secrets/github-pat"],
  ] as const)("one that a scanner reports goes, and its finding stays and says so: %s", (name, rule) => {
    expect(of(name)).not.toHaveProperty("fix");
    expect(of(name).message).toContain(`${suggested[name].message}\n\nIts suggested edit was dropped: ${rule}`);
  });

  test("one that overlaps another is not scanned, and says so", () => {
    expect(of("overlapping")).toMatchObject({ fix: suggested.overlapping.fix });
    expect(of("overlapping").message).toMatch(/was not scanned: it overlaps another suggested edit\.$/u);
  });

  test("L5 a scan that fails takes no edit away, and says so in every finding", async () => {
    const semgrep = SCANNERS[0]!.scanner;
    const broken: Scanner = { ...semgrep, scan: () => Promise.reject(new Error(`no disk for ${TOKEN}`)) };
    const kept = await scanned([{ scanner: broken, required: true }]);
    expect(kept.map(({ fix }) => fix)).toEqual(findings.map(({ fix }) => fix));
    expect(kept[0]?.message).toMatch(/was not scanned: no disk for ⟦secret:github-pat:1⟧\.$/u);
  });

  test("nothing of it stays on disk or in the change", () => {
    expect(stage.change.files.some(({ headBlob }) => headBlob?.startsWith("edited:"))).toBe(false);
    expect(stage.ports.log.lines.filter((line) => line.includes("with suggested edits"))).toContain(
      "semgrep: scanning 4 files with suggested edits",
    );
  });
});
