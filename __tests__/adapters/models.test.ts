import { expect, test } from "@jest/globals";
import { modelFactory } from "../../src/adapters/models.ts";
import { createRedactor } from "../../src/secrets/index.ts";
import { fakeClock } from "../fakes/clock.ts";
import { fakeFiles } from "../fakes/files.ts";
import { fakeLog } from "../fakes/log.ts";
import { fakeShell } from "../fakes/shell.ts";
import { QUESTION } from "../fixtures/question.ts";

const PASSWORD = "tR7vq9Lm2Xw4";

test("L1 what the run has learned to be a secret is taken out of what a model's program says, too", async () => {
  const redactor = createRedactor();
  redactor.redact(`password = "${PASSWORD}"`);
  const shell = fakeShell(() => ({ exitCode: 1, stderr: Buffer.from(`cannot log in with ${PASSWORD}`) }));
  const ports = { files: fakeFiles(), shell, log: fakeLog(), clock: fakeClock(), signal: new AbortController().signal };
  const { createModel: create } = modelFactory({ children: {}, knownSecrets: [] }, ports);
  const { reply } = await create({ provider: "command", program: "/bin/model" }, redactor).ask(QUESTION);
  expect(JSON.stringify(reply)).toContain("cannot log in with ⟦secret:password:1⟧");
});
