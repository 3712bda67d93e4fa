import { describe, expect, test } from "@jest/globals";
import { dayAfter, dayOf, isDay } from "../src/day.ts";

describe("days", () => {
  test("a day is the one in UTC, whatever the machine's time zone and the hour", () => {
    expect(dayOf(new Date("2026-11-20T23:59:59+00:00"))).toBe("2026-11-20");
    expect(dayOf(new Date("2026-11-20T23:30:00-02:00"))).toBe("2026-11-21");
  });

  test("days are counted over the end of a month and of February", () => {
    expect(dayAfter("2026-11-20T23:59:59Z", 14)).toBe("2026-12-04");
    expect(dayAfter("2028-02-28T12:00:00Z", 1)).toBe("2028-02-29");
  });

  test.each(["2026-02-30", "2026-13-01", "2026-1-1", "20261120", "2026-11-20T00:00:00Z", ""])(
    "%p is no day",
    (text) => {
      expect(isDay(text)).toBe(false);
    },
  );

  test("a day of the calendar is one, the leap day too", () => {
    expect([isDay("2026-11-20"), isDay("2028-02-29")]).toEqual([true, true]);
  });
});
