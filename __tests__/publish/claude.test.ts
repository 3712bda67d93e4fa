import { describe, expect, test } from "@jest/globals";
import { claudeBadge, editOf, opinionWords } from "../../src/publish/claude.ts";
import { aClaudeFinding } from "../fixtures/model-review.ts";
import { aFinding } from "../fixtures/review.ts";

describe("a suggested edit", () => {
  test("is a diff of what stands there and what would", () => {
    expect(editOf(aClaudeFinding(0))).toEqual({
      title: "Suggested edit, line 10",
      lines: [
        "-const out = execSync(`git log ${ref}`);",
        '+const out = execFileSync("git", [',
        '+  "log", ref,',
        "+]);",
      ],
      linesLeftOut: 0,
    });
  });

  test("shows no old lines when the snippet does not have all of them", () => {
    const fix = { startLine: 9, endLine: 10, replacement: "x" };
    expect(editOf(aClaudeFinding(0, { fix }))).toMatchObject({ title: "Suggested edit, lines 9 to 10", lines: ["+x"] });
    expect(editOf(aClaudeFinding(0, { fix: { ...fix, startLine: 10, endLine: 11 } }))?.lines).toEqual(["+x"]);
  });

  test("that takes lines out says so, and one that adds an empty line has it", () => {
    const fix = { startLine: 10, endLine: 10, replacement: "" };
    expect(editOf(aClaudeFinding(0, { fix }))).toMatchObject({
      title: "Suggested edit, line 10: delete",
      linesLeftOut: 0,
    });
    expect(editOf(aClaudeFinding(0, { fix: { ...fix, replacement: "a\n" } }))?.lines.slice(1)).toEqual(["+a", "+"]);
  });

  test("of many lines is cut and counted", () => {
    const fix = { startLine: 10, endLine: 10, replacement: "x\n".repeat(99) };
    expect(editOf(aClaudeFinding(0, { fix }))).toMatchObject({ lines: { length: 20 }, linesLeftOut: 81 });
  });

  test("is absent when there is none", () => {
    expect(editOf(aFinding(0))).toBeUndefined();
  });
});

test("L3 an opinion that would take a finding away says that it is not obeyed", () => {
  const reason = "why";
  expect(opinionWords({ fingerprint: "f", value: "falsePositive", reason })).toEqual({
    claim: "Claude: probably a false positive",
    reason,
    standing: "Shown, not obeyed: a person decides.",
  });
  expect(opinionWords({ fingerprint: "f", value: "uncertain", reason }).standing).toBeUndefined();
});

test("L3 a finding of Claude's is marked, also where it blocks, and a scanner's never is", () => {
  expect([
    claudeBadge(aClaudeFinding(0), false),
    claudeBadge(aClaudeFinding(0), true),
    claudeBadge(aFinding(0), true),
  ]).toEqual(["Claude, advisory", "Claude", undefined]);
});
