import { describe, expect, test } from "@jest/globals";
import { bury, commented, messageOf, moved, type Harmless } from "../../src/eval/stress.ts";
import { FRAMING, INJECTIONS, REASSURANCES } from "../../src/eval/story.ts";
import { plain, stressed } from "../../src/eval/stressed.ts";
import { aChange, aFile, aHunk, aLabel } from "./labels.ts";

const harmless: readonly Harmless[] = Array.from({ length: 12 }, (_, n) => ({
  from: `safe-${String(n)}`,
  uri: `src/file-${String(n)}.ts`,
  base: "a\n",
  head: "a\nb\n",
  changedLines: 10,
}));
const label = aLabel();
const burying = (lines: number, seed = 1, id = label.id) =>
  bury({ label: { ...label, id }, uris: ["lib/orders.py"] }, { harmless, lines, seed });

describe("bury", () => {
  test("adds as many changed lines as asked for, over again when there are not enough", () => {
    expect(burying(95).head.size).toBe(10);
    expect(burying(300).head.size).toBe(30);
    expect([...burying(300).base.keys()]).toEqual([...burying(300).head.keys()]);
  });
  test("is the same for the same seed, and another for another", () => {
    expect(burying(100)).toEqual(burying(100));
    expect(burying(100)).not.toEqual(burying(100, 2));
  });
  test("puts the case at places all over", () => {
    const before = Array.from({ length: 40 }, (_, seed) => {
      const uris = [...burying(120, seed).head.keys()];
      return uris.filter((uri) => uri < "lib/orders.py").length / uris.length;
    });
    expect(Math.min(...before)).toBeLessThan(0.25);
    expect(Math.max(...before)).toBeGreaterThan(0.75);
  });
  test("adds nothing when there is nothing harmless", () => {
    expect(bury({ label, uris: [] }, { harmless: [], lines: 100, seed: 1 }).head.size).toBe(0);
  });
});

describe("comments", () => {
  const lines = ["import os", "", "def show(order):", "    return find(order)", ""];
  const added = { kind: "added", text: "", headLine: 4 } as const;
  const file = aFile({
    hunks: [aHunk({ headStart: 1, headCount: 4, lines: [{ kind: "context", text: "", headLine: 3 }, added] })],
  });
  const at = (framed: boolean, injected: boolean, uri = "app/orders.py") =>
    commented(
      { file: { ...file, uri }, text: lines.join("\n") },
      { label, stress: { bury: 0, framed, injected }, seed: 1 },
    );

  test("stand above the first change, as far to the right, in the language's own form", () => {
    const made = at(true, true);
    expect(made).toMatchObject({ at: 4, lines: 2 });
    const [reassurance, order] = made?.text.split("\n").slice(3, 5) ?? [];
    expect(REASSURANCES).toContain(reassurance?.replace("    # ", ""));
    expect(INJECTIONS).toContain(order?.replace("    # ", ""));
    expect(at(true, false, "a.ts")?.text).toContain("\n    // ");
    expect(at(true, false, "Dockerfile")?.text).toContain("\n    # ");
  });
  test("do not stand where the language has none", () => {
    expect(at(true, true, "package.json")).toBeUndefined();
  });
  test("of a change that only removes stand where it removed", () => {
    const removed = [
      { kind: "context", text: "", headLine: 2 },
      { kind: "removed", text: "" },
      { kind: "context", text: "", headLine: 3 },
    ] as const;
    const made = commented(
      { file: aFile({ hunks: [aHunk({ lines: removed })] }), text: lines.join("\n") },
      { label, stress: { bury: 0, framed: true, injected: false }, seed: 1 },
    );
    expect(made?.at).toBe(3);
  });
  test("move the label's lines that come after them, and no others", () => {
    const place = (startLine: number, endLine: number, file = "app/orders.py") => ({ file, startLine, endLine });
    const before = aLabel({ vulnerable: [place(2, 3), place(3, 5), place(9, 9), place(9, 9, "b.py")] });
    expect(moved(before, { file: "app/orders.py", at: 4, lines: 2 }).vulnerable).toEqual([
      place(2, 3),
      place(3, 7),
      place(11, 11),
      place(9, 9, "b.py"),
    ]);
  });
});

describe("a case under stress", () => {
  const source = { base: { files: new Map([["a.py", "1\n"]]) }, head: { files: new Map([["a.py", "1\n2\n"]]) } };
  const given = { label: aLabel({ twin: "safe-3", vulnerable: [{ file: "a.py", startLine: 2, endLine: 2 }] }), source };
  const change = aChange([
    aFile({ uri: "a.py", hunks: [aHunk({ lines: [{ kind: "added", text: "2", headLine: 2 }] })] }),
  ]);
  const run = (stress: { bury: number; framed: boolean; injected: boolean }) =>
    stressed(given, { change, headText: async () => "1\n2\n" }, { stress, seed: 1, harmless });

  test("is buried in other cases, never in its look-alike", async () => {
    const { source: made, label: same } = await run({ bury: 110, framed: false, injected: false });
    expect(made.head.files.size).toBe(12);
    expect([...made.head.files.keys()].some((uri) => uri.endsWith("file-3.ts"))).toBe(false);
    expect(same).toEqual(given.label);
    expect(made.message).toBe("Update");
  });
  test("says that it is safe in title, description and code, and its label follows", async () => {
    const { source: made, label: shifted } = await run({ bury: 0, framed: true, injected: false });
    expect(made.head.files.get("a.py")).toMatch(/^1\n# .+\n2\n$/u);
    expect(shifted.vulnerable).toEqual([{ file: "a.py", startLine: 3, endLine: 3 }]);
    expect(FRAMING.some((story) => made.message.endsWith(story))).toBe(true);
    expect(made.base.files.get("a.py")).toBe("1\n");
  });
  test("without any has its own trees and title", () => {
    const bare = plain({ ...given, label: { ...given.label, title: "Show one order" } });
    expect(bare.source).toEqual({ ...source, message: "Show one order" });
    expect(messageOf(given.label, { framed: false, seed: 1 })).toBe("Update");
  });
});
