import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { BUNDLE } from "../../src/bundle.ts";
import { pricesOf, readModels } from "../../src/review/models.ts";
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
