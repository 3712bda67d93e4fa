import { expect, test } from "@jest/globals";
import { commandWord } from "../src/sign-off.ts";

test("a command is named by its decision, and by its kind where it decides about no finding", () => {
  const reason = "it is test data";
  expect(commandWord({ kind: "decide", decision: "wont-fix", finding: "0123abcd", reason })).toBe("wont-fix");
  expect(commandWord({ kind: "override", head: "a".repeat(40), reason })).toBe("override");
  expect(commandWord({ kind: "rerun" })).toBe("rerun");
});
