import { describe, expect, test } from "@jest/globals";

import { createBudget } from "../../src/secrets/budget.ts";
import { createRedactor, detect, severityOf } from "../../src/secrets/index.ts";
import { alnum } from "../../src/secrets/samples.ts";

const HOSTILE = 300_000;
const unreadIn = (text: string, point: "scan" | "redact"): { start: number; end: number }[] =>
  detect(text, { point }).filter(({ type }) => type === "unread");

describe("the budget", () => {
  test("is spent by looks, paid back by text, and looking begins again when something is there", () => {
    const budget = createBudget();
    expect(budget.isSpent(0)).toBe(false);
    budget.spend(250_001);
    expect(budget.isSpent(1)).toBe(true);
    expect(budget.isSpent(3_000)).toBe(true);
    expect(budget.isSpent(4_100)).toBe(false);
  });

  test("is not paid back twice for the same text, nor for text that was passed", () => {
    const budget = createBudget();
    budget.spend(251_000);
    expect(budget.isSpent(100)).toBe(true);
    for (let i = 0; i < 1_000; i++) budget.isSpent(i % 2 === 0 ? 50 : 100);
    expect(budget.isSpent(100)).toBe(true);
  });
});

describe("L1 text too dense to be read is taken out, never passed on", () => {
  const secret = alnum(32);
  test.each(["key:", "password=x ", "ghp_", "azure ", "token "])("%j without end, a secret behind it", (unit) => {
    const text = `${unit.repeat(Math.ceil(HOSTILE / unit.length))} password = "${secret}"`;
    for (const point of ["redact", "scan"] as const)
      expect(detect(text, { point }).some(({ end }) => end >= text.length - 1)).toBe(true);
    const { redact } = createRedactor();
    expect(redact(text)).not.toContain(secret);
  });

  test.each([`password = "${secret}"`, `password: |\n  ${secret}`, `${"x".repeat(3_000)} api_key = '${secret}'`])(
    "a value after the last name of a dense line is taken out with it: %#",
    (tail) => {
      const line = "key:".repeat(HOSTILE / 4);
      const { redact } = createRedactor();
      expect(redact(`${line} ${tail}\n`)).not.toContain(secret);
    },
  );

  test("a private key that begins in it is taken out to its last line", () => {
    const lines = Array.from({ length: 20 }, () => alnum(64));
    const kind = "PRIVATE KEY";
    const text = `${"key:".repeat(HOSTILE / 4)}-----BEGIN ${kind}-----\n${lines.join("\n")}\n-----END ${kind}-----\n`;
    expect(createRedactor().redact(text)).not.toContain(lines[0]);
  });

  test("lines stay, what follows is read again, and redacting the result changes nothing", () => {
    const calm = "an ordinary line of text without any of it\n".repeat(200);
    const text = `${'password = "x"\n'.repeat(20_000)}${calm}the end\n`;
    const { redact } = createRedactor();
    const redacted = redact(text);
    expect(redacted.split("\n")).toHaveLength(text.split("\n").length);
    // But for the line after the last name, where its value may stand.
    expect(redacted.endsWith(`${calm.slice(calm.indexOf("\n") + 1)}the end\n`)).toBe(true);
    expect(redact(redacted)).toBe(redacted);
  });
});

test("L5 what was not read is a finding of its own, and one that blocks nothing by default", () => {
  const [first] = unreadIn("key:".repeat(HOSTILE / 4), "scan");
  expect(first).toBeDefined();
  expect(severityOf({ type: "unread", why: "entropy", confidence: "low" })).toBe("medium");
});

test.each(["redact", "scan"] as const)("dense files of settings are read whole at the point %s", (point) => {
  const text = Array.from(
    { length: 2_000 },
    (_, i) => `SERVICE_${String(i)}_PASSWORD = "${alnum(20 + (i % 9))}"\n`,
  ).join("");
  const spans = detect(text, { point, path: "a.env" });
  expect(spans).toHaveLength(2_000);
  expect(spans.every(({ type }) => type === "password")).toBe(true);
});
