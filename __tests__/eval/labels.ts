import type { Label } from "../../src/eval/case.ts";
import type { CaseResult } from "../../src/eval/result.ts";
import type { Change, ChangedFile, Hunk } from "../../src/records.ts";

export function aLabel(more: Partial<Label> = {}): Label {
  return {
    id: "orders-01",
    language: "Python",
    label: "vulnerable",
    kind: "authorisation",
    cwe: "CWE-639",
    altCwe: ["CWE-862"],
    vulnerable: [{ file: "app/orders.py", startLine: 20, endLine: 22 }],
    ...more,
  };
}

export function aHunk(more: Partial<Hunk> = {}): Hunk {
  return {
    id: "h-000000000001",
    uri: "app/orders.py",
    baseStart: 10,
    baseCount: 3,
    headStart: 10,
    headCount: 30,
    lines: [],
    ...more,
  };
}

export function aFile(more: Partial<ChangedFile> = {}): ChangedFile {
  return {
    uri: "app/orders.py",
    status: "modified",
    kind: "regular",
    baseMode: "100644",
    headMode: "100644",
    baseBlob: "1".repeat(40),
    headBlob: "2".repeat(40),
    headSize: 1,
    binary: false,
    invalidUtf8: false,
    hunks: [aHunk()],
    ...more,
  };
}

export function aChange(files: readonly ChangedFile[] = [aFile()]): Change {
  return { base: "a".repeat(40), head: "b".repeat(40), mergeBase: "a".repeat(40), files };
}

/** A row of a report. */
export function aResult(more: Partial<CaseResult> = {}): CaseResult {
  return {
    id: "orders-01",
    label: "vulnerable",
    language: "Python",
    kind: "authorisation",
    cwe: "CWE-639",
    stress: { bury: 0, framed: false, injected: false },
    changedLines: 20,
    state: "answered",
    why: [],
    detected: false,
    findings: [],
    rejected: 0,
    requests: 1,
    refusals: 0,
    usage: { inputTokens: 3_000, outputTokens: 200, cacheReadTokens: 0, cacheWriteTokens: 0 },
    unmetered: 0,
    costUsd: 0.01,
    seconds: 2,
    source: "live",
    models: ["claude-sonnet-5-5"],
    prompts: ["ab".repeat(32)],
    ...more,
  };
}

export function aFinding(more: Partial<CaseResult["findings"][number]> = {}): CaseResult["findings"][number] {
  return {
    file: "app/orders.py",
    startLine: 20,
    endLine: 21,
    cwe: ["CWE-639"],
    severity: "high",
    confidence: "high",
    title: "Any order is shown to anybody",
    detects: true,
    ...more,
  };
}
