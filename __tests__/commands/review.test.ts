import { expect, test } from "@jest/globals";
import type { ReviewContext } from "../../src/commands/job.ts";
import { review } from "../../src/commands/review.ts";
import type { ReviewRequest } from "../../src/request.ts";
import { createRedactor } from "../../src/secrets/index.ts";
import { fakeClock } from "../fakes/clock.ts";
import { fakeFiles } from "../fakes/files.ts";
import { fakeLog } from "../fakes/log.ts";
import { fakeModel } from "../fakes/model.ts";
import { fakeObjects } from "../fakes/objects.ts";
import { fakeProvision } from "../fakes/provision.ts";
import { fakeShell } from "../fakes/shell.ts";
import { GITHUB_TOKEN } from "../fixtures/token.ts";

const [base, head] = ["a".repeat(40), "b".repeat(40)];

const request: ReviewRequest = {
  command: "review",
  repo: "/repo",
  base,
  head,
  policy: { path: ".github/claude-code-review.yml", chosen: false },
  choices: { provider: "none" },
  sarifFiles: [],
  dryRun: false,
  format: "text",
};

const context: ReviewContext = {
  version: "1.0.0",
  rules: "/rules",
  prompts: "/prompts",
  redactor: createRedactor(),
  environment: {
    children: {},
    packageManager: {},
    toolCache: "/cache",
    state: "/state",
    temporary: "/temporary",
    knownSecrets: [],
    tlsUnverified: false,
    colour: false,
    quiet: false,
    columns: 80,
  },
};

test("L1 why an output could not be written is redacted before it is logged", async () => {
  const log = fakeLog();
  const code = await review(request, context, {
    clock: fakeClock(),
    log,
    files: {
      ...fakeFiles(),
      write: async () => {
        throw new Error(`EROFS: read-only, open '/mnt/${GITHUB_TOKEN}/a'`);
      },
    },
    shell: fakeShell(),
    provision: fakeProvision(),
    openObjects: async () => fakeObjects({ commits: { [base]: base, [head]: head }, mergeBase: base }),
    print: async () => undefined,
    createModel: () => fakeModel(),
    checkModel: async () => ({ state: "exists" }),
  });
  expect(code).toBe(3);
  expect(log.warnings).toHaveLength(4);
  for (const line of log.warnings) expect(line).toBe("EROFS: read-only, open '/mnt/⟦secret:github-pat:1⟧/a'");
});
