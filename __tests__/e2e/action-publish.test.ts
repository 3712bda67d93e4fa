import { readFileSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { tampered } from "../fixtures/tampered.ts";
import { actionScene, type ActionScene } from "./action-scene.ts";
import { pullRequestEvent, type Stepped } from "./runner.ts";

let at: ActionScene;
beforeEach(async () => {
  at = await actionScene();
});
afterEach(async () => {
  await at.dispose();
  expect(at.gitHub.violations).toEqual([]);
});

const planned = () => at.review({ inputs: { publish: "false" } });
const publish = ({ outputs }: Stepped, inputs: Record<string, string> = {}) =>
  at.runner.run({
    event: pullRequestEvent(at.gitHub),
    action: "publish",
    inputs: { "plan-file": outputs["plan-file"]!, "ledger-root": outputs["ledger-root"]!, ...inputs },
  });
const written = () => [at.gitHub.state.comments(), at.gitHub.state.reviewComments(), at.gitHub.state.uploads()];
const counts = () => written().map(({ length }) => length);

describe("publish: false", () => {
  test("L7 writes a plan and touches nothing on GitHub; a later job of the run does it all", async () => {
    const first = await planned();
    expect(first).toMatchObject({ code: 1, outputs: { outcome: "fail", critical: "1" }, summary: "" });
    expect(counts()).toEqual([0, 0, 0]);
    expect(at.gitHub.requests.filter(({ method, path }) => method !== "GET" && !path.includes(".git/"))).toEqual([]);

    const second = await publish(first);
    expect(second).toMatchObject({ code: 1, outputs: { outcome: "fail", critical: "1" } });
    expect(second.outputs["ledger-root"]).toBe(first.outputs["ledger-root"]);
    expect(counts()).toEqual([1, 1, 1]);
    expect(second.summary).toContain("secrets/github-pat");
  });

  test("the plan of a run that is published twice says nothing twice", async () => {
    const first = await planned();
    await publish(first);
    await publish(first);
    expect(counts().slice(0, 2)).toEqual([1, 1]);
  });
});

describe("A15 a plan that was tampered with is refused, and nothing is published", () => {
  test.each<[string, string, unknown]>([
    ["a verdict of pass", "content.review.verdict.outcome", "pass"],
    ["another run's number", "content.run.runId", "1"],
    ["another pull request", "content.subject.number", 2],
    ["an image in a message", "content.review.findings.0.message", "![x](https://evil.example/x.png)"],
  ])("with %s", async (_, path, value) => {
    const first = await planned();
    const file = first.outputs["plan-file"]!;
    writeFileSync(file, tampered(readFileSync(file, "utf8"), path, value));
    const second = await publish(first);
    expect(second).toMatchObject({ code: 2, outputs: {} });
    expect(second.stdout).toContain("docs/errors.md#plan-invalid");
    expect(counts()).toEqual([0, 0, 0]);
  });

  test("whole, with a ledger of its own, when the review job's root is given", async () => {
    const first = await planned();
    const second = await publish(first, { "ledger-root": "0".repeat(64) });
    expect(second).toMatchObject({ code: 2, outputs: {} });
    expect(counts()).toEqual([0, 0, 0]);
  });

  test("A6 nothing is posted for a head that has moved between the jobs", async () => {
    const first = await planned();
    at.repository.write({ "src/more.ts": "export {};\n" });
    const event = pullRequestEvent(at.gitHub);
    at.gitHub.moveHead(at.repository.commit("later"));
    const second = await at.runner.run({
      event,
      action: "publish",
      inputs: { "plan-file": first.outputs["plan-file"]! },
    });
    expect(second.code).toBe(1);
    expect(counts()).toEqual([0, 0, 0]);
    expect(second.summary).toContain("Superseded");
  });
});
