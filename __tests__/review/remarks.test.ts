import { describe, expect, test } from "@jest/globals";
import { qualityNotesOf, summaryOf, type Remark } from "../../src/review/remarks.ts";
import { createRedactor } from "../../src/secrets/index.ts";
import { alnum } from "../../src/secrets/samples.ts";

const redact = (text: string) => createRedactor().redact(text);
const said = (summary: string, { hunks = ["h-1"], qualityNotes = [] as string[] } = {}): Remark => ({
  question: { hunks },
  answer: { summary, qualityNotes },
});

describe("the summary", () => {
  test("is at most three sentences", () => {
    expect(summaryOf([said("It adds a route. It checks the owner. It logs. It is fine.")], redact)).toBe(
      "It adds a route. It checks the owner. It logs.",
    );
  });

  test("of several answers takes the first sentences of the largest parts", () => {
    const parts = [
      said("Small one. More."),
      said("Large one. More.", { hunks: ["h-1", "h-2", "h-3"] }),
      said("Middle one. More.", { hunks: ["h-1", "h-2"] }),
      said("Small two."),
    ];
    expect(summaryOf(parts, redact)).toBe("Large one. Middle one. Small one.");
    expect(summaryOf([said("One. Two. No."), said("Three. No. No.")], redact)).toBe("One. Two. Three.");
    expect(summaryOf([said(" "), said("Only this. And this. And that. No.")], redact)).toBe(
      "Only this. And this. And that.",
    );
  });

  test("is none when nobody said anything", () => {
    expect(summaryOf([said(""), said("\u200b\n")], redact)).toBeUndefined();
    expect(summaryOf([], redact)).toBeUndefined();
  });

  test("L2 is one line, cleaned, redacted, with an end", () => {
    const token = `ghp_${alnum(36)}`;
    const text =
      summaryOf([said(`${[...token].join("\u200b")}\n::error::\u202e ${"word ".repeat(1000)}`)], redact) ?? "";
    expect(text).toContain("⟦secret:github-pat:1⟧ ::error::");
    expect(text).not.toMatch(/[\n\u202e]/u);
    expect(text.length).toBeLessThan(650);
  });
});

test("remarks on quality are at most five, each once, cleaned", () => {
  const token = `ghp_${alnum(36)}`;
  const notes = [token, "a", "a", " ", "b\nb", "c", "d", "e", "f"];
  expect(qualityNotesOf([said("", { qualityNotes: notes })], redact)).toEqual([
    "⟦secret:github-pat:1⟧",
    "a",
    "b b",
    "c",
    "d",
  ]);
});
