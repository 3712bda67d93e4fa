// Writes what is generated from the source: the policy's JSON Schema, the table of permissions. `--check` compares instead.
import { readFileSync, writeFileSync } from "node:fs";
import { format } from "prettier";
import { z } from "zod";
import { PolicySchema } from "../src/policy.ts";
import { permissionsTable } from "../src/publish/permissions.ts";
import { requestsTable } from "../src/publish/requests.ts";

const schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "claude-code-review policy",
  description: "`.github/claude-review.yml`, read at the base commit. docs/policy.md explains every key.",
  ...z.toJSONSchema(PolicySchema, { target: "draft-2020-12", io: "input" }),
};

const permissions = `# Permissions

What each part of a run on GitHub takes, and what happens without it. Generated from \`src/publish/permissions.ts\` by
\`npm run generate\`.

A part that GitHub refuses for want of a permission, a setting or single sign-on is **skipped**: the job summary names it
with GitHub's own words and the permission it wants, and the verdict and the exit code stand. A part that fails in another
way (limits used up, no answer after retries, SARIF that GitHub could not process) is **failed**: exit 3, unless the
verdict has a worse code.

On pull requests of forks and of Dependabot GitHub gives workflows a token that only reads and no secrets: comments and
code scanning are skipped, while the job summary, annotations, outputs and artifact are there.

${permissionsTable()}

## Requests

Every request to GitHub's API; \`…\` stands for \`/repos/{owner}/{repo}\`. A review of a pull request with 300 changed
files and more findings than are shown makes at most 40 of them, ten of which write; the tests count. Git fetches and the
artifact come on top: they are not the API's.

${requestsTable()}
`;

const generated = {
  "docs/policy.schema.json": { text: JSON.stringify(schema), parser: "json" },
  "docs/permissions.md": { text: permissions, parser: "markdown" },
};

let stale = 0;
for (const [path, { text: source, parser }] of Object.entries(generated)) {
  const text = await format(source, { parser, printWidth: 120 });
  if (!process.argv.includes("--check")) writeFileSync(path, text);
  else if (text !== readFileSync(path, "utf8")) {
    console.error(`${path} is not what the source generates. Run "npm run generate" and commit it.`);
    stale += 1;
  }
}
process.exitCode = stale > 0 ? 1 : 0;
