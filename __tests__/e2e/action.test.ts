import { existsSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { verifySegment } from "../../src/ledger/index.ts";
import { OUTPUTS } from "../../src/outputs.ts";
import type { SarifLog } from "../../src/sarif/log.ts";
import { actionScene, LEAK, type ActionScene } from "./action-scene.ts";
import { dispatchEvent, mergeGroupEvent, pushEvent, scheduleEvent, type Event, type Stepped } from "./runner.ts";

let at: ActionScene;
beforeEach(async () => {
  at = await actionScene();
});
afterEach(async () => {
  await at.dispose();
  expect(at.gitHub.violations).toEqual([]);
});

const contactedGitHub = () => at.gitHub.requests.map(({ method, path }) => `${method} ${path}`);
const runsOf = (sarif: string): SarifLog["runs"] => JSON.parse(sarif).runs;
const delivered = ({ summary }: Stepped): Record<string, string> =>
  Object.fromEntries(
    [...summary.matchAll(/^\| (?<part>[\w ]+) \| . (?<state>done|skipped|failed) \|/gmu)].map(({ groups }) => [
      groups!["part"]!,
      groups!["state"]!,
    ]),
  );

describe("a pull request that brings a token", () => {
  test("fails, with an alert, a comment on its line, one summary comment, a job summary, an annotation, outputs and an artifact", async () => {
    const ended = await at.review();
    expect(ended.code).toBe(1);
    expect(Object.keys(ended.outputs)).toEqual([...OUTPUTS]);
    expect(ended.outputs).toMatchObject({ outcome: "fail", critical: "1", high: "0", coverage: "1" });

    const [upload] = at.gitHub.state.uploads();
    expect(upload).toMatchObject({ commit: at.head, ref: "refs/pull/1/head" });
    expect(runsOf(upload!.sarif).map(({ tool, results }) => [tool.driver.name, results!.length])).toEqual([
      ["policy", 0],
      ["secrets", 1],
    ]);
    expect(at.gitHub.state.reviewComments()).toMatchObject([{ path: "src/config.ts", line: 2, commit: at.head }]);
    const [comment, ...others] = at.gitHub.state.comments();
    expect(others).toEqual([]);
    expect(comment!.body).toContain("FAIL: 1 finding at or over the threshold");
    expect(ended.summary).toContain("secrets/github-pat");
    expect(ended.stdout).toContain("::error title=critical secrets/github-pat,file=src/config.ts,line=2,endLine=2::");
    const name = `claude-code-review-${ended.outputs["ledger-root"]!.slice(0, 12)}`;
    expect([...at.gitHub.state.artifacts.get(name)!.keys()].sort()).toEqual([
      "deliveries.jsonl",
      "ledger.jsonl",
      "report.html",
      "review.json",
      "review.sarif",
      "summary.md",
    ]);
    expect(new Set(Object.values(delivered(ended)))).toEqual(new Set(["done"]));
  });

  test("L8 leaves a ledger that its root vouches for, and a segment about the deliveries that names that root", async () => {
    const { outputs } = await at.review();
    const root = outputs["ledger-root"]!;
    const ledger = readFileSync(outputs["ledger-file"]!, "utf8");
    expect(verifySegment(ledger, root)).toMatchObject({ valid: true });
    const deliveries = readFileSync(outputs["ledger-file"]!.replace("ledger.jsonl", "deliveries.jsonl"), "utf8");
    expect(verifySegment(deliveries)).toMatchObject({ valid: true });
    const entries = deliveries
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(entries[0]).toMatchObject({ type: "planRead", body: { ledgerRoot: root } });
    expect(entries.map(({ body }) => body.feature).filter(Boolean)).toEqual([
      "outputs",
      "annotations",
      "codeScanning",
      "reviewComments",
      "summaryComment",
    ]);
  });

  test("L8 reviewed twice in one job keeps the files of both: each root vouches for the ledger that its step named", async () => {
    const inputs = { evidence: "none", comments: "none", "upload-sarif": "never" };
    const steps = [await at.review({ inputs }), await at.review({ inputs: { ...inputs, "fail-on": "none" } })];
    expect(steps.map(({ outputs }) => outputs["outcome"])).toEqual(["fail", "pass"]);
    for (const { outputs } of steps)
      expect(verifySegment(readFileSync(outputs["ledger-file"]!, "utf8"), outputs["ledger-root"]!)).toMatchObject({
        valid: true,
      });
  });

  test("L9 reviewed again on the same head says nothing twice; on a later head only what is new", async () => {
    await at.review();
    const again = await at.review();
    expect(again.code).toBe(1);
    const texts = () => [at.gitHub.state.comments(), at.gitHub.state.reviews(), at.gitHub.state.reviewComments()];
    expect(texts().map(({ length }) => length)).toEqual([1, 1, 1]);

    at.repository.write({ "src/other.ts": LEAK.replace("region", "place") });
    at.gitHub.moveHead(at.repository.commit("later"));
    const later = await at.review();
    expect(later.outputs).toMatchObject({ critical: "2" });
    expect(texts().map(({ length }) => length)).toEqual([1, 2, 2]);
    expect(at.gitHub.state.reviewComments().map(({ path }) => path)).toEqual(["src/config.ts", "src/other.ts"]);
  });

  test.each([
    ["at depth 1", 1],
    ["whole", 0],
  ])("needs no checkout, and does not touch one that is there %s", async (_, checkout) => {
    const ended = await at.review({ checkout });
    expect(ended.outputs).toMatchObject({ outcome: "fail", critical: "1" });
    const config = readFileSync(`${at.runner.workspace}/.git/config`, "utf8");
    expect(config).not.toContain("extraheader");
    expect(existsSync(`${at.runner.workspace}/.git/refs/fetched`)).toBe(false);
  });

  test("L1 L2 leaves no secret of the job and none of the change anywhere, and writes to no command file but two", async () => {
    const secrets = { ANTHROPIC_API_KEY: "planted-anthropic-key-0001", DB_PASSWORD: "hunter-of-the-night-22" };
    const ended = await at.review({ env: { ...secrets, ANTHROPIC_BASE_URL: "http://127.0.0.1:9/" } });
    const leaked = LEAK.match(/ghp_\w+/u)![0];
    const seen = [
      ended.stdout.replace(/^::add-mask::.*$/gmu, ""),
      ended.stderr,
      ended.summary,
      JSON.stringify(ended.outputs),
      at.gitHub.received(),
    ].join("\n");
    for (const value of [leaked, ...Object.values(secrets)]) {
      for (const form of [value, Buffer.from(value).toString("base64"), Buffer.from(value).toString("hex")])
        expect(seen).not.toContain(form);
    }
    const files = at.runner.everything();
    for (const value of [leaked, ...Object.values(secrets)]) expect(files).not.toContain(value);
    expect([ended.env, ended.path, ended.state]).toEqual(["", "", ""]);
    expect(ended.stdout).toContain("ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL");
  });

  test("A13 states what a scanner could have read of the job's processes", async () => {
    const ended = await at.review();
    expect(ended.summary).toMatch(
      /could read the environment of \d+ of its ancestor processes and none holds a secret/u,
    );
    const [first] = readFileSync(ended.outputs["ledger-file"]!, "utf8").split("\n");
    expect(JSON.parse(first!).body.isolation).toMatchObject({ exposing: 0 });
  });
});

describe("what an event reviews", () => {
  const main = () => at.repository.git("rev-parse", "refs/heads/main");
  const reviewed = async (event: Event, inputs: Record<string, string> = {}) => {
    const ended = await at.review({ event, inputs });
    const { outputs } = ended;
    const summary = outputs["summary-file"] === undefined ? "" : readFileSync(outputs["summary-file"], "utf8");
    return { ...ended, files: summary };
  };

  test("push to the default branch: before..after, with alerts of the whole tree and no comments", async () => {
    at.repository.branch("main");
    at.repository.write({ "old.ts": LEAK });
    const before = at.repository.commit("old");
    at.repository.write({ "src/clean.ts": "export const a = 1;\n" });
    const after = at.repository.commit("new");
    const ended = await reviewed(pushEvent(at.gitHub, { before, after }));
    // The old token is not this push's, and an alert of the branch all the same.
    expect(ended).toMatchObject({ code: 0, outputs: { outcome: "pass" } });
    const [upload] = at.gitHub.state.uploads();
    expect(upload).toMatchObject({ ref: "refs/heads/main", commit: after });
    const results = runsOf(upload!.sarif).flatMap((run) => run.results ?? []);
    expect(results.map(({ locations }) => locations[0]!.physicalLocation.artifactLocation.uri)).toEqual(["old.ts"]);
    expect(contactedGitHub().filter((request) => request.includes("/issues/"))).toEqual([]);
    // The repository is public: what everybody can read does not tell where the old token is.
    for (const file of ["summary-file", "report-file", "sarif-file", "ledger-file"])
      expect(readFileSync(ended.outputs[file]!, "utf8")).not.toContain("old.ts");
    expect(ended.files).toContain("leaves out 1 finding that this change did not bring");
  });

  test("push that makes a branch: what it has that the default branch has not", async () => {
    const ended = await reviewed(pushEvent(at.gitHub, { after: at.head, ref: "refs/heads/topic" }));
    expect(ended).toMatchObject({ code: 1, outputs: { outcome: "fail", critical: "1" } });
  });

  test("push whose before is gone: the same", async () => {
    const event = pushEvent(at.gitHub, { before: "d".repeat(40), after: at.head, ref: "refs/heads/topic" });
    expect(await reviewed(event)).toMatchObject({ outputs: { outcome: "fail", critical: "1" } });
  });

  test("merge_group: the group from its base, with nothing uploaded for a branch that is gone afterwards", async () => {
    const ended = await reviewed(mergeGroupEvent(at.gitHub, { base: at.base, head: at.head }));
    expect(ended).toMatchObject({ code: 1, outputs: { outcome: "fail" } });
    expect(at.gitHub.state.uploads()).toEqual([]);
    expect(ended.summary).toContain("Nothing was uploaded to code scanning");
  });

  test("workflow_dispatch on a branch: what it has that the default branch has not", async () => {
    const event = dispatchEvent(at.gitHub, { sha: at.head, ref: "refs/heads/topic" });
    expect(await reviewed(event)).toMatchObject({ outputs: { outcome: "fail", critical: "1" } });
  });

  test("schedule on the default branch: alerts of the whole tree, and a summary that says that nothing counts as changed", async () => {
    const ended = await reviewed(scheduleEvent(at.gitHub, { sha: main() }));
    expect(ended).toMatchObject({ code: 0, outputs: { outcome: "pass" } });
    expect(at.gitHub.state.uploads()).toHaveLength(1);
    expect(ended.files).toContain("nothing counts as changed");
  });

  test("a push that deletes a branch names no commit: exit 2, no outcome, and the way out in the annotation", async () => {
    const event = pushEvent(at.gitHub, { before: at.head, after: "0".repeat(40), ref: "refs/heads/topic" });
    const ended = await reviewed(event);
    expect(ended).toMatchObject({ code: 2, outputs: {} });
    expect(ended.stdout).toMatch(/^::error title=.*deleted/mu);
    expect(contactedGitHub()).toEqual([]);
  });
});
