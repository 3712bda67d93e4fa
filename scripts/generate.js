// Writes what is generated from the source: the policy's JSON Schema. `--check` compares instead.
import { readFileSync, writeFileSync } from "node:fs";
import { format } from "prettier";
import { z } from "zod";
import { PolicySchema } from "../src/policy.ts";

const generated = {
  "docs/policy.schema.json": {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "claude-code-review policy",
    description: "`.github/claude-review.yml`, read at the base commit. docs/policy.md explains every key.",
    ...z.toJSONSchema(PolicySchema, { target: "draft-2020-12", io: "input" }),
  },
};

let stale = 0;
for (const [path, value] of Object.entries(generated)) {
  const text = await format(JSON.stringify(value), { parser: "json", printWidth: 120 });
  if (!process.argv.includes("--check")) writeFileSync(path, text);
  else if (text !== readFileSync(path, "utf8")) {
    console.error(`${path} is not what the source generates. Run "npm run generate" and commit it.`);
    stale += 1;
  }
}
process.exitCode = stale > 0 ? 1 : 0;
