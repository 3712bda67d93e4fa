import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { z } from "zod";
import { MODEL_INPUTS } from "../../src/action-inputs-model.ts";
import { INPUTS } from "../../src/action-inputs.ts";
import { OUTPUTS } from "../../src/outputs.ts";
import { respondTable } from "../../src/publish/index.ts";
import { read, root } from "./committed.ts";

const sentence = z.string().regex(/^\S.{10,150}\.$/u, "one sentence");
const Action = z.strictObject({
  name: z.string(),
  description: sentence,
  author: z.string().optional(),
  branding: z.strictObject({ icon: z.string(), color: z.string() }).optional(),
  inputs: z.record(
    z.string(),
    z.strictObject({ description: sentence, default: z.string().optional(), required: z.boolean().optional() }),
  ),
  outputs: z.record(z.string(), z.strictObject({ description: sentence })).default({}),
  runs: z.strictObject({ using: z.literal("node24"), main: z.string() }),
});
const action = (file: string) => Action.parse(parse(read(file)));
const defaults = (file: string) =>
  Object.fromEntries(
    Object.entries(action(file).inputs).flatMap(([name, given]) =>
      given.default === undefined ? [] : [[name, given.default]],
    ),
  );

describe("action.yml", () => {
  test("declares what the code reads and nothing else: an undeclared input could be planted by a step", () => {
    expect(Object.keys(action("action.yml").inputs).sort()).toEqual([...INPUTS.review].sort());
  });

  test("has the design's defaults, and none for what the policy can say", () => {
    expect(defaults("action.yml")).toEqual({
      "github-token": "${{ github.token }}",
      "upload-sarif": "auto",
      publish: "true",
      command: "review",
    });
  });

  test("promises the outputs that the code sets", () => {
    expect(Object.keys(action("action.yml").outputs)).toEqual([...OUTPUTS]);
  });

  test("starts the committed bundle, without a step before or after", () => {
    expect(action("action.yml").runs).toEqual({ using: "node24", main: "dist/index.js" });
    expect(existsSync(join(root, "dist/index.js"))).toBe(true);
  });
});

describe("respond/action.yml", () => {
  const RESPOND = "respond/action.yml";

  test("declares what answering reads and nothing else, and names its command", () => {
    expect(Object.keys(action(RESPOND).inputs).sort()).toEqual([...INPUTS.respond].sort());
    expect(defaults(RESPOND)).toEqual({ "github-token": "${{ github.token }}", command: "respond" });
    expect(action(RESPOND).runs.main).toBe("../dist/index.js");
  });

  test("says of an input that the review has too what the review says of it", () => {
    const [review, respond] = [action("action.yml").inputs, action(RESPOND).inputs];
    const shared = ["provider", "base-url", "model", "effort", "scanners", "model-command", "https-proxy", "ca-file"];
    for (const name of [...MODEL_INPUTS, ...shared]) expect([name, respond[name]]).toEqual([name, review[name]]);
  });

  test("promises the outputs that docs/respond.md names", () => {
    const [, sentence = ""] = /^Outputs: (.*?)\n\n/msu.exec(read("docs/respond.md")) ?? [];
    const named = [...sentence.matchAll(/`([a-z-]{5,})`/gu)].map(([, name = ""]) => name);
    expect(named).toEqual(expect.arrayContaining(Object.keys(action(RESPOND).outputs)));
    expect(named.filter((name) => name.includes("-")).sort()).toEqual(
      Object.keys(action(RESPOND).outputs)
        .filter((name) => name.includes("-"))
        .sort(),
    );
  });

  test("is told of in docs/respond.md with the parts and permissions that the code has", () => {
    const cells = (markdown: string) =>
      markdown
        .split("\n")
        .filter((line) => line.startsWith("| "))
        .map((line) => line.replace(/\s+/gu, " "));
    const documented = new Set(cells(read("docs/respond.md")));
    const [, , ...rows] = cells(respondTable());
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.filter((row) => !documented.has(row))).toEqual([]);
  });
});

const PUBLISH = "publish/action.yml";
(existsSync(join(root, PUBLISH)) ? test : test.skip)(
  `${PUBLISH} declares what publishing reads and names its command`,
  () => {
    const { inputs, runs } = action(PUBLISH);
    expect(Object.keys(inputs).sort()).toEqual([...INPUTS.publish].sort());
    expect(defaults(PUBLISH)).toEqual({ "github-token": "${{ github.token }}", command: "publish" });
    expect(runs.main).toBe("../dist/index.js");
  },
);
