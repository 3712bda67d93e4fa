/** The `secrets` scanner over the branch `topic` of a real repository, as far as triage. */

import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { openObjects } from "../../src/adapters/git.ts";
import { readChange } from "../../src/change/index.ts";
import type { Objects } from "../../src/ports.ts";
import type { Change } from "../../src/records.ts";
import { policyGaps } from "../../src/scan/gaps.ts";
import { scan } from "../../src/scan/run.ts";
import { secrets } from "../../src/scan/secrets.ts";
import { BUILT_IN, createRedactor } from "../../src/secrets/index.ts";
import { triage } from "../../src/triage/index.ts";
import { fakeClock } from "../fakes/clock.ts";
import { fakeFiles } from "../fakes/files.ts";
import { fakeLog } from "../fakes/log.ts";
import { fakeProvision } from "../fakes/provision.ts";
import { fakeShell } from "../fakes/shell.ts";
import { gitEnvironment, type Repository } from "../fixtures/repository.ts";

export type Wrap = (objects: Objects) => Objects;

/** `temporary` is removed by the caller. */
export async function scanTopic(
  { repository, temporary }: { repository: Repository; temporary: string },
  from: string,
  wrap: Wrap = (objects) => objects,
) {
  const real = await openObjects({
    repo: repository.path,
    temporary: mkdtempSync(join(temporary, "run-")),
    environment: gitEnvironment(),
  });
  const objects = wrap(real);
  const change: Change = await readChange({ base: from, head: "topic" }, real);
  const redactor = createRedactor();
  const ports = {
    shell: fakeShell(),
    files: fakeFiles(),
    log: fakeLog(),
    provision: fakeProvision(),
    objects,
    rules: "/nowhere",
    detector: BUILT_IN,
    clock: fakeClock(),
    policy: { version: 1 } as const,
    redact: (text: string) => redactor.redact(text),
  };
  const target = { change, root: "/nowhere", exported: [], withheld: [] };
  const report = await scan({ scanners: [{ scanner: secrets, required: true }], target }, ports);
  const run = report.runs[0]!;
  const found = triage(run.findings, change, { version: 1 });
  return { run, found, change, ports, gaps: policyGaps(report, change, () => true) };
}
