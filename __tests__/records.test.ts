import { expect, test } from "@jest/globals";
import { hasLeft } from "../src/records.ts";

test("L8 something left when its bytes are on the record, or when somebody answered; the guard and the budget stop before", () => {
  expect(
    [
      { kind: "failed", bytes: 10 } as const,
      { kind: "answered" } as const,
      { kind: "refused" } as const,
      { kind: "failed" } as const,
      { kind: "guarded" } as const,
      { kind: "overBudget" } as const,
    ].map(hasLeft),
  ).toEqual([true, true, true, false, false, false]);
});
