/** Which run an accepted command runs again, and what is said when GitHub does not take it. */

import { describe, expect, test } from "@jest/globals";
import { GitHubRefusal, type RefusalReason } from "../../src/ports.ts";
import { HEAD, respondWorld } from "./respond-world.ts";

const REOPEN = "/ccr reopen 0123456789abcdef -- that was wrong of me";

describe("of a pull request of strangers it is the trusted run that is run again, and not their own", () => {
  const runs = (failed: boolean) => [
    { id: "9", head: HEAD, failed: true },
    { id: "5", head: HEAD, failed, claim: "" },
  ];

  test.each<[string, string, boolean, readonly string[]]>([
    ["one that failed", "/ccr rerun", true, ["all 5"]],
    ["one that passed, after what takes back", REOPEN, false, ["all 5"]],
    ["none that passed, after anything else", "/ccr rerun", false, []],
  ])("%s", async (_, body, failed, again) => {
    const world = respondWorld({ body, runs: runs(failed) });
    expect(await world.deliver()).toBe(0);
    expect(world.runs.again).toEqual(again);
    expect(world.answers().join().includes("trusted review of this commit passed")).toBe(again.length === 0);
  });
});

test.each<[string, RefusalReason, number | undefined, string, number, boolean]>([
  ["a right that is missing", "permission", 403, "Resource not accessible by integration.", 0, true],
  ["a token that is none", "unavailable", 401, "Bad credentials.", 0, true],
  ["a repository that is not to be seen", "notFound", 404, "Not Found.", 0, true],
  ["a run that is too old", "permission", 403, "This run cannot be retried.", 0, false],
  ["a run of another state", "invalid", 422, "Unprocessable.", 0, false],
  ["single sign-on", "sso", 403, "Protected by SAML.", 0, false],
  ["what is switched off", "notEnabled", 403, "Actions are off.", 0, false],
  ["a redirect", "notFound", undefined, "It has moved.", 3, false],
  ["an outage", "unavailable", 502, "GitHub did not answer.", 3, false],
])("%s is a setting or an outage, and names the permission where that is it", async (...given) => {
  const [, reason, status, message, code, permission] = given;
  const world = respondWorld();
  world.runs.refuse(new GitHubRefusal(reason, message, status));
  expect(await world.deliver()).toBe(code);
  expect(world.answers().join().includes("The review was not run again")).toBe(permission);
});
