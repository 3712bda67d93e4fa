import { describe, expect, test } from "@jest/globals";
import { deliver } from "../../src/publish/deliver.ts";
import { ALL_DONE, aWorld, planned, refusal } from "./github-world.ts";

describe("SARIF processing", () => {
  const pending = { status: "pending", errors: [] } as const;

  test("is waited for, with growing waits", async () => {
    const { statuses, waits } = aWorld({ processing: [pending, pending, { status: "complete", errors: [] }] });
    expect(await statuses()).toEqual(ALL_DONE);
    expect(waits).toEqual([1000, 2000, 4000]);
  });

  test("that fails is a failure, in GitHub's words", async () => {
    const { ports } = aWorld({ processing: [{ status: "failed", errors: ["rejecting SARIF: invalid severity"] }] });
    expect(await deliver(planned(), ports)).toContainEqual({
      feature: "codeScanning",
      status: "failed",
      detail: "GitHub could not process the SARIF file: rejecting SARIF: invalid severity.",
    });
  });

  test("that never ends is left after two minutes with a note: GitHub has the file", async () => {
    const { ports, waits } = aWorld({ processing: [pending] });
    const [delivery] = (await deliver(planned(), ports)).filter(({ feature }) => feature === "codeScanning");
    expect(delivery).toMatchObject({ status: "done", detail: expect.stringContaining("had not finished") });
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBe(120_000);
  });

  test("is not there to be asked about at once; and an answer that fails is a failure", async () => {
    const early = aWorld();
    early.gitHub.refuse("sarifProcessing", refusal("notFound"), 2);
    expect(await early.statuses()).toEqual(ALL_DONE);
    const broken = aWorld();
    broken.gitHub.refuse("sarifProcessing", refusal("unavailable"));
    expect(await broken.statuses()).toEqual({ ...ALL_DONE, codeScanning: "failed" });
  });

  test("stops waiting for code scanning", async () => {
    const { ports, stop, waits } = aWorld({ processing: [{ status: "pending", errors: [] }] });
    const wait = async (ms: number): Promise<void> => {
      waits.push(ms);
      stop.abort();
    };
    const deliveries = await deliver(planned(), { ...ports, wait });
    expect(waits).toEqual([1000]);
    expect(deliveries.find(({ feature }) => feature === "reviewComments")?.status).toBe("skipped");
  });
});
