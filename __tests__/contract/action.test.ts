import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { z } from "zod";
import { INPUTS } from "../../src/action-inputs.ts";
import { OUTPUTS } from "../../src/outputs.ts";
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
