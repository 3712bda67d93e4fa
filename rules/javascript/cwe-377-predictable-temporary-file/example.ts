import fs, { mkdtempSync, writeFileSync } from "node:fs";
import os, { tmpdir } from "node:os";
import path, { join } from "node:path";

export function save(text: string) {
  // ruleid: javascript.cwe-377.predictable-temporary-file
  fs.writeFileSync("/tmp/report.json", text);
  // ruleid: javascript.cwe-377.predictable-temporary-file
  fs.createWriteStream("/tmp/upload.bin");
  // ruleid: javascript.cwe-377.predictable-temporary-file
  writeFileSync("/var/tmp/state", text);
  // ok: javascript.cwe-377.predictable-temporary-file
  writeFileSync(join(mkdtempSync(join(tmpdir(), "report-")), "report.json"), text);
  // ok: javascript.cwe-377.predictable-temporary-file
  fs.writeFileSync("/tmp/report.json", text, { flag: "wx" });
  // ok: javascript.cwe-377.predictable-temporary-file
  fs.writeFileSync("/var/lib/app/report.json", text);
  // ok: javascript.cwe-377.predictable-temporary-file
  fs.readFileSync("/tmp/report.json");
}
