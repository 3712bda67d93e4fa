import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { BUNDLE } from "../../src/bundle.ts";
import { pricesOf, readModels, retirementNotes, type Models } from "../../src/review/models.ts";
import { fakeFiles } from "../fakes/files.ts";

const path = join(BUNDLE.prompts, "models.json");
const read = (text: string) => readModels({ folder: "/p", files: fakeFiles({ "/p/models.json": text }) });

describe("models.json", () => {
  test("names a default whose price is known and that does not retire", async () => {
    const models = await read(readFileSync(path, "utf8"));
    expect(pricesOf(models.default.model, models)).toMatchObject({ inputUsdPerMTok: 2, outputUsdPerMTok: 10 });
    expect(models.models[models.default.model]?.retires).toBeUndefined();
    expect(models.default.maxTokens).toBeLessThan(21_333);
  });

  test("an unknown price is unknown, not zero", async () => {
    const models = await read(readFileSync(path, "utf8"));
    expect(pricesOf("claude-opus-5", models)).toBeUndefined();
    expect(pricesOf("some-other", models)).toBeUndefined();
    expect(pricesOf("constructor", models)).toBeUndefined();
  });

  test.each(["", "{}", "[", '{"default":{},"models":{}}', '{"models":{"a":{"price":1}}}'])(
    "%j is an error with the way out",
    async (text) => {
      await expect(read(text)).rejects.toMatchObject({ code: "read-failed" });
    },
  );
});

describe("a model that retires", () => {
  const models: Models = {
    default: { model: "new", effort: "medium", inputTokens: 1, maxTokens: 1 },
    models: { new: {}, old: { retires: "2026-11-30" } },
  };
  const noteOn = (day: string, model = "old") => retirementNotes(model, models, new Date(`${day}T12:00:00Z`));

  test("is named in the 60 days before, and from its day on as retired", () => {
    expect(noteOn("2026-09-30")).toEqual([]);
    expect(noteOn("2026-10-02")).toEqual([
      "The model old retires on 2026-11-30: choose another with --model or review.model.",
    ]);
    expect(noteOn("2026-11-30")[0]).toContain("retired on 2026-11-30");
  });

  test("and another is not, nor one that we do not know", () => {
    expect([noteOn("2026-12-01", "new"), noteOn("2026-12-01", "constructor")]).toEqual([[], []]);
  });
});
