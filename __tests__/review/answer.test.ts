import { describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { ANSWER_SCHEMA, ANSWER_SCHEMA_WITH_NOTES, judgedHunks, parseAnswer } from "../../src/review/answer.ts";
import { without } from "../fixtures/without.ts";
import { CLAIM } from "./sent.ts";

const EMPTY = { reviewed: [], findings: [], triage: [], needs: [], summary: "" };
const reasonOf = (text: string) => {
  const parsed = parseAnswer(text);
  return parsed.ok ? "answered" : parsed.reason;
};

describe("what is sent as the schema", () => {
  const objects: Record<string, unknown>[] = [];
  const keys = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if ("type" in value && value.type === "object") objects.push({ ...value });
    for (const [key, inner] of Object.entries(value)) {
      keys.add(key);
      walk(inner);
    }
  };
  walk(ANSWER_SCHEMA);

  test("has closed objects, no bounds, and no more optional properties and unions than the API takes", () => {
    expect(objects).toHaveLength(6);
    expect(objects.map((each) => each["additionalProperties"])).toEqual(Array(6).fill(false));
    const optional = objects.map(
      (each) =>
        Object.keys(each["properties"] ?? {}).length - (Array.isArray(each["required"]) ? each["required"].length : 0),
    );
    expect(optional.reduce((sum, count) => sum + count, 0)).toBe(8);
    for (const refused of [
      "default",
      "minimum",
      "maximum",
      "minLength",
      "maxLength",
      "minItems",
      "maxItems",
      "anyOf",
      "oneOf",
      "$schema",
    ])
      expect([...keys]).not.toContain(refused);
  });

  test("takes what the check takes, and refuses what it refuses", () => {
    const takes = new Ajv2020().compile(ANSWER_SCHEMA);
    const fix = { startLine: 1, endLine: 1, replacement: "" };
    const samples: readonly unknown[] = [
      EMPTY,
      { ...EMPTY, findings: [CLAIM] },
      { ...EMPTY, findings: [{ ...CLAIM, fix }] },
      { ...EMPTY, triage: [{ finding: "f-1", opinion: "uncertain", reason: "" }] },
      { reviewed: [] },
      { ...EMPTY, findings: [{ ...CLAIM, severity: "none" }] },
      { ...EMPTY, findings: [{ ...CLAIM, startLine: 1.5 }] },
    ];
    const checked = samples.map((sample) => parseAnswer(JSON.stringify(sample)).ok);
    expect(checked).toEqual([true, true, true, true, false, false, false]);
    expect(samples.map((sample) => takes(sample))).toEqual(checked);
  });
});

describe("what a stand-in may leave out", () => {
  test("path, needs, summary and remarks: an answer without them is one all the same", () => {
    const parsed = parseAnswer(JSON.stringify({ reviewed: [], findings: [without(CLAIM, "path")], triage: [] }));
    expect(parsed).toMatchObject({ ok: true, answer: { summary: "", needs: [], qualityNotes: [], findings: [CLAIM] } });
  });

  test.each([
    ["a null where nothing need stand", JSON.stringify({ ...EMPTY, findings: [{ ...CLAIM, fix: null }] })],
    ["what nobody asked for", JSON.stringify({ ...EMPTY, verdict: "pass", findings: [{ ...CLAIM, sure: 0.9 }] })],
    ["a fence around all of it", `\`\`\`json\n${JSON.stringify({ ...EMPTY, findings: [CLAIM] }, null, 2)}\n\`\`\`\n`],
    ["a prototype", `{"__proto__":{"a":1},"reviewed":[],"triage":[],"findings":[${JSON.stringify(CLAIM)}]}`],
  ])("%s is not read, and the answer is one all the same", (_, text) => {
    const parsed = parseAnswer(text);
    expect(parsed).toEqual({
      ok: true,
      answer: { ...EMPTY, needs: [], summary: "", qualityNotes: [], findings: [CLAIM] },
    });
  });

  test("remarks on quality are asked for only where they are wanted", () => {
    expect(ANSWER_SCHEMA["properties"]).not.toHaveProperty("qualityNotes");
    expect(ANSWER_SCHEMA_WITH_NOTES["properties"]).toHaveProperty("qualityNotes");
  });
});

describe("L5 an answer that is none is a failure with a reason, never an empty list of findings", () => {
  test.each([
    ["", "The answer is empty."],
    [" \n", "The answer is empty."],
    ['{"reviewed": [', "The answer is not JSON, or it is cut short."],
    [`Here it is:\n${JSON.stringify(EMPTY)}`, "The answer is not JSON, or it is cut short."],
    [`\`\`\`json\n${JSON.stringify(EMPTY)}\n\`\`\`\nSo be it.`, "The answer is not JSON, or it is cut short."],
    ["null", "The answer does not have the form asked for (invalid_type)."],
    ["[]", "The answer does not have the form asked for (invalid_type)."],
    ['{"findings":[],"triage":[]}', "The answer does not have the form asked for, at reviewed (invalid_type)."],
    [
      JSON.stringify({ ...EMPTY, findings: [{ ...CLAIM, severity: "awful" }] }),
      "The answer does not have the form asked for, at findings.0.severity (invalid_value).",
    ],
    [
      JSON.stringify({ ...EMPTY, findings: Array.from({ length: 201 }, () => CLAIM) }),
      "The answer does not have the form asked for, at findings (too_big).",
    ],
    [JSON.stringify("x".repeat(2_000_001)), "The answer is longer than 2 million characters."],
    ['{"reviewed":'.repeat(150_000), "The answer is not JSON, or it is cut short."],
    [`${"[".repeat(900_000)}${"]".repeat(900_000)}`, "The answer is not JSON, or it is cut short."],
    [
      `{"reviewed":${"[".repeat(100_000)}${"]".repeat(100_000)},"findings":[],"triage":[]}`,
      "The answer is not JSON, or it is cut short.",
    ],
    [
      '{"__proto__":{"reviewed":[]},"findings":[],"triage":[]}',
      "The answer does not have the form asked for, at reviewed (invalid_type).",
    ],
  ])("%.60s", (text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });

  test("and the reason has no word of the answer in it", () => {
    const word = "S0me-secret-99";
    for (const text of [
      word,
      JSON.stringify({ [word]: word }),
      JSON.stringify({ ...EMPTY, triage: [{ finding: word, opinion: word }] }),
    ])
      expect(reasonOf(text)).not.toContain(word);
  });

  test("only an id of the question counts as judged, and only by its exact spelling", () => {
    const parsed = parseAnswer(JSON.stringify({ ...EMPTY, reviewed: ["h-1", "h-1", "h-9", " h-2", "H-3", "all"] }));
    expect(parsed.ok && [...judgedHunks(parsed.answer, ["h-1", "h-2", "h-3"])]).toEqual(["h-1"]);
  });

  test("nothing that JSON can say throws", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        parseAnswer(text);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        parseAnswer(text);
      }),
    );
  });
});
