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
  test("takes the others in an order that the seed decides, each of them first for some", () => {
    const firsts = Array.from({ length: 20 }, (_, seed) => {
      const { head } = bury({ label, uris: [] }, { harmless: harmless.slice(0, 2), lines: 1, seed });
      return [...head.keys()][0]?.replace(/^.*[/]/u, "");
    });
    expect(new Set(firsts)).toEqual(new Set(["file-0.ts", "file-1.ts"]));
  });
  test("leaves out of base what a change adds, and comes to an end with files that change no line", () => {
    const added = { from: "safe-9", uri: "new.ts", head: "a\n", changedLines: 0 };
    const made = bury({ label, uris: [] }, { harmless: [added], lines: 3, seed: 1 });
    expect([made.base.size, made.head.size]).toEqual([0, 3]);
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
  test.each([
    ["at the end stand after what is left", [{ kind: "context", text: "", headLine: 3 } as const], 4],
    ["and nothing else leave the first line alone", [], 2],
  ])("of a change that removes lines %s", (_, before, at) => {
    const hunk = aHunk({ headStart: 3, headCount: 1, lines: [...before, { kind: "removed", text: "" }] });
    const shown = at === 2 ? { ...hunk, headStart: 0, headCount: 0 } : hunk;
    const made = commented(
      { file: aFile({ hunks: [shown] }), text: lines.join("\n") },
      { label, stress: { bury: 0, framed: true, injected: false }, seed: 1 },
    );
    expect(made?.at).toBe(at);
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
  const run = (stress: { bury: number; framed: boolean; injected: boolean }, of = given, changed = change) =>
    stressed(of, { change: changed, headText: async () => "1\n2\n" }, { stress, seed: 1, harmless });

  test("is buried in other cases, never in its look-alike", async () => {
    const { source: made, label: same } = await run({ bury: 110, framed: false, injected: false });
    expect(made.head.files.size).toBe(12);
    expect(made.base.files.size).toBe(12);
    expect([...made.head.files.keys()].some((uri) => uri.endsWith("file-3.ts"))).toBe(false);
    expect(same).toEqual(given.label);
    expect(made.message).toBe("Update");
  });
  test("is not buried in itself", async () => {
    const safe = { ...given, label: aLabel({ id: "safe-4", label: "safe", vulnerable: [] }) };
    const { source: made } = await run({ bury: 120, framed: false, injected: false }, safe);
    expect([...made.head.files.keys()].some((uri) => uri.endsWith("file-4.ts"))).toBe(false);
  });
  test("has orders in the code without a word in title and description", async () => {
    const { source: made } = await run({ bury: 0, framed: false, injected: true });
    expect(INJECTIONS).toContain(made.head.files.get("a.py")?.split("\n")[1]?.replace("# ", ""));
    expect(made.message).toBe("Update");
  });
  test("has comments in each file of head, and in nothing that is no file there; all of its label follows", async () => {
    const [file] = change.files;
    const gone = aFile({ uri: "gone.py", hunks: file!.hunks });
    Reflect.deleteProperty(gone, "headBlob");
    const files = [file!, { ...file!, uri: "b.py" }, { ...file!, uri: "link.py", kind: "symlink" } as const, gone];
    const flaws = ["a.py", "b.py"].map((uri) => ({ file: uri, startLine: 2, endLine: 2 }));
    const both = { ...given, label: { ...given.label, vulnerable: flaws } };
    const made = await run({ bury: 0, framed: true, injected: false }, both, aChange(files));
    expect([...made.source.head.files.keys()]).toEqual(["a.py", "b.py"]);
    expect(made.label.vulnerable.map(({ startLine }) => startLine)).toEqual([3, 3]);
  });
  test("says that it is safe in title, description and code, and its label follows", async () => {
    const { source: made, label: shifted } = await run({ bury: 0, framed: true, injected: false });
    expect(made.head.files.get("a.py")).toMatch(/^1\n# .+\n2\n$/u);
    expect(shifted.vulnerable).toEqual([{ file: "a.py", startLine: 3, endLine: 3 }]);
    expect(FRAMING.some((story) => made.message === `Update (security reviewed)\n\n${story}`)).toBe(true);
    const stories = Array.from({ length: 20 }, (_, seed) => messageOf(label, { framed: true, seed }));
    expect(new Set(stories).size).toBe(FRAMING.length);
    expect(made.base.files.get("a.py")).toBe("1\n");
  });
  test("without any has its own trees and title", () => {
    const bare = plain({ ...given, label: { ...given.label, title: "Show one order" } });
    expect(bare.source).toEqual({ ...source, message: "Show one order" });
    expect(messageOf(given.label, { framed: false, seed: 1 })).toBe("Update");
  });
});
