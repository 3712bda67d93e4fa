import { describe, expect, test } from "@jest/globals";
import { dueDay, isOverdue } from "../../src/tickets/due.ts";

const SINCE = "2026-11-22T23:30:00Z";

describe("the day by which a finding has to be dealt with", () => {
  test.each([
    ["critical", "2026-11-25"],
    ["high", "2026-12-06"],
    ["medium", "2026-12-22"],
    ["low", "2027-02-20"],
  ] as const)("%s is due on %s, counted from when it was first seen", (severity, day) => {
    expect(dueDay(SINCE, severity)).toBe(day);
  });

  test("the policy's days replace those that it names and no others", () => {
    expect(dueDay(SINCE, "high", { high: 1 })).toBe("2026-11-23");
    expect(dueDay(SINCE, "medium", { high: 1 })).toBe("2026-12-22");
  });

  test("the last day still counts, and the second after it does not", () => {
    expect(isOverdue("2026-11-25", new Date("2026-11-25T23:59:59Z"))).toBe(false);
    expect(isOverdue("2026-11-25", new Date("2026-11-26T00:00:00Z"))).toBe(true);
  });
});
