import { describe, expect, test } from "@jest/globals";
import { publish, scopeOf, writeEvidence, type Decided } from "../../src/commands/action-output.ts";
import { concluded } from "../../src/commands/action-review.ts";
import { ExternalError } from "../../src/errors.ts";
import { runFinished, segmentOf } from "../../src/ledger/index.ts";
import { fakeClock } from "../fakes/clock.ts";
import { fakeFiles } from "../fakes/files.ts";
import { fakeLog } from "../fakes/log.ts";
import { fakeRunner } from "../fakes/runner.ts";
import { aReview } from "../fixtures/review.ts";
import { aPullRequest, aWorkflowRun } from "../fixtures/workflow-run.ts";
import { aWorld } from "../publish/github-world.ts";

const decided: Decided = {
  content: {
    run: aWorkflowRun(),
    subject: aPullRequest(),
    review: aReview({ findings: 0 }),
    comments: "none",
    check: "off",
    uploadSarif: "never",
    evidence: "none",
    exitCode: 0,
  },
  ledger: segmentOf([runFinished("2026-05-04T09:30:00.000Z")]),
  folder: "/run",
};

function ports() {
  const files = fakeFiles();
  const printed: string[] = [];
  const print = async (text: string): Promise<void> => void printed.push(text);
  return { ...aWorld().ports, files, printed, print, clock: fakeClock("2026-05-04T09:30:00.000Z"), log: fakeLog() };
}

describe("what a job leaves behind", () => {
  test("is five files and a text before anything is said to GitHub, and then a segment about the deliveries", async () => {
    const at = ports();
    expect(await writeEvidence(decided, { run: aWorkflowRun(), ...at })).toEqual([]);
    expect([...at.files.contents.keys()].sort()).toEqual([
      "/run/ledger.jsonl",
      "/run/report.html",
      "/run/review.json",
      "/run/review.sarif",
      "/run/summary.md",
    ]);
    expect(at.printed).toHaveLength(1);
    expect((await publish(decided, { run: aWorkflowRun() }, at)).errors).toEqual([]);
    expect(at.files.contents.has("/run/deliveries.jsonl")).toBe(true);
  });

  test("L8 documents about dependencies are written beside them, and go into the artifact", async () => {
    const at = ports();
    const documents = { "sbom.spdx.json": '{"spdxVersion":"SPDX-2.3"}' };
    const content = { ...decided.content, documents, evidence: "artifact" } as const;
    expect(await writeEvidence({ ...decided, content }, { run: aWorkflowRun(), ...at })).toEqual([]);
    expect(new TextDecoder().decode(await at.files.read("/run/sbom.spdx.json"))).toBe(documents["sbom.spdx.json"]);
    const runner = fakeRunner();
    await publish({ ...decided, content }, { run: aWorkflowRun() }, { ...at, runner });
    expect([...runner.artifacts.values()].flat()).toContain("/run/sbom.spdx.json");
  });

  test("tickets that break off keep no summary from being written, and no verdict from being the exit code", async () => {
    const at = ports();
    const runner = fakeRunner();
    const settleTickets = () =>
      Promise.reject(new ExternalError("git-failed", "Git failed in ls-tree.", { fix: "Run git fsck." }));
    const published = await publish(decided, { run: aWorkflowRun() }, { ...at, runner, settleTickets });
    const detail = "Git failed in ls-tree. Run git fsck.";
    expect(published.deliveries).toContainEqual({ feature: "tickets", status: "failed", detail });
    expect(runner.text()).toContain("Git failed in ls\\-tree");
    expect(concluded({ ...decided, content: { ...decided.content, exitCode: 1 } }, published, at)).toBe(1);
  });

  test("L8 a record of the deliveries that cannot be written is said, and a pass ends with 3", async () => {
    const full = new Error("no space");
    const at = ports();
    const write = (path: string): Promise<void> =>
      path.endsWith("deliveries.jsonl") ? Promise.reject(full) : Promise.resolve();
    const published = await publish(decided, { run: aWorkflowRun() }, { ...at, files: { ...at.files, write } });
    expect(published.errors).toEqual([full]);
    expect(published.deliveries.every(({ status }) => status === "done")).toBe(true);
    expect(concluded(decided, published, at)).toBe(3);
  });
});

test("a branch's alerts are the repository's, a pull request's are its change's", () => {
  expect(scopeOf(aPullRequest())).toBe("change");
  const branch = { kind: "branch", head: "b".repeat(40), ref: "refs/heads/main", defaultBranch: "main" } as const;
  expect(scopeOf(branch)).toBe("tree");
});
