import { expect, test } from "@jest/globals";
import { acceptanceOf } from "../../src/dependencies/accepted.ts";

const because = (scope: "runtime" | "development" | "unknown") =>
  acceptanceOf(["GHSA-aaaa-bbbb-cccc"], { scope }, { policy: { scopes: ["runtime"] }, today: "2026-06-30" }).because;

test("a scope that the policy does not name does not count", () => {
  expect(because("development")).toContain("development dependencies do not count");
});

test.each(["runtime", "unknown"] as const)("L5 scope %s counts where the policy names runtime", (scope) => {
  expect(because(scope)).toBeUndefined();
});
