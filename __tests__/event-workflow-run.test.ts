import { describe, expect, test } from "@jest/globals";
import { readRunId } from "../src/event-workflow-run.ts";

describe("L6 of a workflow_run event", () => {
  test("the run's id is taken and nothing else, whatever stands there", () => {
    const forged = { id: 99, head_sha: "e".repeat(40), event: "push", pull_requests: [{ number: 1 }] };
    expect(readRunId({ action: "completed", workflow_run: forged, pull_request: { number: 1 } })).toBe("99");
  });

  test.each([
    [{}],
    [null],
    ["workflow_run"],
    [{ workflow_run: { id: "99/../../../user" } }],
    [{ workflow_run: { id: "99" } }],
    [{ workflow_run: { id: 0 } }],
    [{ workflow_run: { id: -1 } }],
    [{ workflow_run: { id: 1.5 } }],
    [{ workflow_run: { id: 1e300 } }],
  ])("a payload that GitHub does not send is refused: %j", (payload) => {
    expect(() => readRunId(payload)).toThrow(/is not what GitHub sends for workflow_run/u);
  });
});
