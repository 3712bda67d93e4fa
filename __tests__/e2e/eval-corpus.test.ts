import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { z } from "zod";
import { sandbox } from "./cli.ts";

const [CASES, RECORDINGS] = ["corpus", "recordings/synthetic"].map((name) => join(import.meta.dirname, "..", name));
const AGAIN = "no recording for it: npm run record:synthetic, and commit __tests__/recordings/synthetic";

const Report = z.object({
  source: z.string(),
  run: z.object({ notRecorded: z.int() }),
  results: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      why: z.array(z.string()),
      detected: z.boolean(),
      findings: z.array(z.unknown()),
    }),
  ),
});

test("every case of the corpus is found or silent as labelled, from recordings that belong to today's prompts", async () => {
  const box = sandbox();
  try {
    const ended = await box.run([
      ...["eval", "--cases", CASES ?? "", "--replay", RECORDINGS ?? ""],
      ...["--format", "json", "--quiet", "--concurrency", "4"],
    ]);
    const { results, source, run } = Report.parse(JSON.parse(ended.stdout));
    const wrong = results.flatMap(({ id, label, why, detected, findings }) => {
      if (why.some((sentence) => sentence.includes("not recorded"))) return [`${id}: ${AGAIN}`];
      const asLabelled = label === "vulnerable" ? detected && findings.length === 1 : findings.length === 0;
      return [...why, ...(asLabelled ? [] : ["not as labelled"])].map((what) => `${id}: ${what}`);
    });
    expect(wrong).toEqual([]);
    expect(results.length).toBeGreaterThanOrEqual(74);
    expect({ source, ...run, code: ended.code }).toEqual({ source: "synthetic", notRecorded: 0, code: 0 });
  } finally {
    box.dispose();
  }
}, 300_000);
