import { describe, expect, test } from "@jest/globals";
import type { Claim } from "../../src/review/answer.ts";
import { checkClaim } from "../../src/review/claims.ts";
import { CLAIM, contextOf, HUNK, hunkOf } from "./sent.ts";

describe("L4 a claim stands where its quote does", () => {
  const standing = (change: Partial<Claim>, hunks = [HUNK]) => {
    const checked = checkClaim({ ...CLAIM, ...change }, contextOf(hunks));
    return "ok" in checked ? checked.ok : checked.rejected;
  };
  const SQL = 'query("select " + name)';
  const twice = hunkOf([`+1 ${SQL}`, " 2 ", " 3 ", `+4 ${SQL}`, " 5 "], { id: "h-twice" });

  test.each<[string, Partial<Claim>]>([
    ["other lines of its hunk", { startLine: 11, endLine: 11 }],
    ["lines that were not sent", { startLine: 40, endLine: 41 }],
    ["the other side", { side: "base", startLine: 9, endLine: 9 }],
    ["another hunk, in the same file", { hunk: "h-ffffffffffff" }],
  ])("when it names %s", (_, change) => {
    expect(standing(change)).toMatchObject({
      hunk: { id: HUNK.id },
      finding: { location: { startLine: 9, endLine: 9 } },
    });
  });

  test("of two places at the one nearer to the line named", () => {
    const at = (line: number) => standing({ hunk: "h-twice", quote: SQL, startLine: line, endLine: line }, [twice]);
    expect([2, 3, 9].map((line) => at(line))).toMatchObject(
      [1, 4, 4].map((startLine) => ({ finding: { location: { startLine } } })),
    );
  });

  test("a quote over several lines needs lines that follow each other", () => {
    const gap = hunkOf(["+1 open(a)", "+9 read(b)"], { id: "h-gap" });
    expect(standing({ hunk: "h-gap", quote: "open(a)\nread(b)", startLine: 3, endLine: 4 }, [gap])).toHaveProperty(
      "reason",
    );
  });

  test("of a line that is shorter than a quote must be, only where it says", () => {
    const short = hunkOf(["+1 set -e", "+2 $1", "+3 done"], { id: "h-short" });
    const at = (line: number) => standing({ hunk: "h-short", quote: "$1", startLine: line, endLine: line }, [short]);
    expect(at(2)).toMatchObject({ finding: { location: { startLine: 2 } } });
    expect(at(3)).toHaveProperty("reason", "its quote does not stand in its lines as they were sent");
  });

  test("and has no edit then, whose lines are numbers of the same hand", () => {
    const fix = { startLine: 9, endLine: 9, replacement: "  const sql = '';" };
    expect(standing({ fix })).toHaveProperty("finding.fix");
    const moved = standing({ fix, startLine: 10, endLine: 10 });
    expect(moved).not.toHaveProperty("finding.fix");
    expect(moved).toHaveProperty("editRefused");
  });

  test("a flaw in code that did not change stands at the changed line that leads there", () => {
    const step = (line: number) => ({ file: HUNK.uri, side: "head" as const, line, note: "" });
    const sink = { startLine: 13, endLine: 13, quote: "export const limit = 10;" };
    expect(standing({ ...sink, path: [step(8), step(10), step(13)] })).toMatchObject({
      finding: { location: { startLine: 10, endLine: 10 } },
    });
    expect(standing({ ...sink, path: [step(8), step(13)] })).toHaveProperty("reason");
  });
});
