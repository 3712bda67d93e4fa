import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { BUNDLE } from "../../src/bundle.ts";
import { SEVERITIES } from "../../src/finding.ts";
import { fillSlots, readPrompt, reviewPrompt, verifyPrompt } from "../../src/review/prompt.ts";
import { estimateTokens } from "../../src/review/tokens.ts";
import { fakeFiles } from "../fakes/files.ts";

const shipped = {
  folder: BUNDLE.prompts,
  files: fakeFiles(
    Object.fromEntries(
      readdirSync(BUNDLE.prompts).map((name) => {
        const path = join(BUNDLE.prompts, name);
        return [path, readFileSync(path)];
      }),
    ),
  ),
};

describe("prompts", () => {
  test("a slot without a value and a value without a slot are mistakes", () => {
    expect(fillSlots("a {{one}} b {{two}} {{one}}\n", { one: "1", two: "{{one}}" })).toBe("a 1 b {{one}} 1");
    expect(() => fillSlots("{{one}}", {})).toThrow("one has no value");
    expect(() => fillSlots("{{toString}}", {})).toThrow("toString has no value");
    expect(() => fillSlots("a", { one: "1" })).toThrow("no slot one");
  });

  test("the digest is of the text with its slots filled", async () => {
    const folder = { folder: "/p", files: fakeFiles({ "/p/a.md": "say {{x}}\n" }) };
    const [one, two] = [await readPrompt("a", { x: "1" }, folder), await readPrompt("a", { x: "2" }, folder)];
    expect(one).toEqual({ text: "say 1", sha256: expect.stringMatching(/^[0-9a-f]{64}$/u) });
    expect(two.sha256).not.toBe(one.sha256);
  });

  test("one that is missing beside the program is an error with the way out", async () => {
    await expect(readPrompt("none", {}, { folder: "/p", files: fakeFiles() })).rejects.toMatchObject({
      code: "read-failed",
    });
  });

  test("review.md says all that an answer needs, in few words", async () => {
    const { text } = await reviewPrompt(shipped);
    for (const word of ["hunk", "file", "side", "startLine", "endLine", "quote", "cwe", "severity", "title", "path"])
      expect(text).toContain(`\`${word}\``);
    for (const word of [
      "explanation",
      "attack",
      "fix",
      "reviewed",
      "triage",
      "confirmed",
      "falsePositive",
      "uncertain",
      "summary",
      "needs",
    ])
      expect(text).toContain(`\`${word}\``);
    for (const severity of SEVERITIES.slice(1)) expect(text).toContain(`\`${severity}\``);
    expect(text).not.toContain("{{");
    expect(estimateTokens(text)).toBeLessThan(2_000);
  });

  test("verify.md asks to refute, and has the answer's three words", async () => {
    const { text } = await verifyPrompt(shipped);
    expect(text).toContain("refute");
    for (const word of ["refuted", "confirmed", "undecided"]) expect(text).toContain(`\`${word}\``);
    expect(text).not.toContain("{{");
  });
});
