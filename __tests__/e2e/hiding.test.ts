import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { claudeStage, nothingFound, type ClaudeStage } from "./claude.ts";

let stage: ClaudeStage;
beforeEach(() => {
  stage = claudeStage();
});
afterEach(async () => {
  await stage.dispose();
});

test("L1 a password in UTF-16 stands in no snippet, plain or with its NULs made visible", async () => {
  const password = ["Xk9!mQ2z", "Lw7"].join("-");
  stage.change({}, { "b.ps1": Buffer.from(`\ufeffpassword = "${password}"\r\n`, "utf16le") });
  const { stdout } = await stage.review(nothingFound, ["--provider", "none"]);
  const text = stdout + stage.box.file("report.html") + stage.box.file("summary.md");
  expect(text.replace(/⟦U\+0000⟧/gu, "")).not.toContain(password);
});

test("L5 a submodule that moves is not reviewed: it is excluded, by name", async () => {
  const at = (digit: string) => ({ mode: "160000", content: digit.repeat(40) });
  stage.change({ sub: at("1") }, { sub: at("2"), "a.js": "let a = 1;\n" });
  const { stdout } = await stage.review(nothingFound);
  expect(stdout.replace(/\s+/gu, " ")).toContain("excluded (submodule: its code is in another repository)");
});

test("L2 SARIF on stdout holds nothing that the runner would take for a command", async () => {
  stage.change({}, { "a.py": "a = 1\n" });
  const result = {
    ruleId: "r",
    message: { text: "x ##[error]y" },
    locations: [{ physicalLocation: { artifactLocation: { uri: "a.py" }, region: { startLine: 1 } } }],
  };
  const log = { version: "2.1.0", runs: [{ tool: { driver: { name: "other" } }, results: [result] }] };
  writeFileSync(join(stage.path, "other.sarif"), JSON.stringify(log));
  const { stdout } = await stage.review(nothingFound, [
    "--provider",
    "none",
    "--format",
    "sarif",
    "--sarif-files",
    "other.sarif",
  ]);
  expect(stdout).not.toContain("##[");
  expect(JSON.stringify(JSON.parse(stdout))).toContain("##[error]y");
});
