/** A change in a real repository, and the real ports that a scan of it needs. */

import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createFiles } from "../../src/adapters/files.ts";
import { openObjects } from "../../src/adapters/git.ts";
import { readChange } from "../../src/change/index.ts";
import type { Change, ChangedFile } from "../../src/records.ts";
import type { Policy } from "../../src/policy.ts";
import type { ScanPorts } from "../../src/scan/scanner.ts";
import { BUILT_IN, createRedactor } from "../../src/secrets/index.ts";
import { fakeClock } from "../fakes/clock.ts";
import { fakeLog } from "../fakes/log.ts";
import { gitEnvironment, makeRepository, type Content } from "../fixtures/repository.ts";
import { realTools } from "../fixtures/tools.ts";

export const FLAWS = resolve("__tests__/fixtures/scan/semgrep/flaws");

export interface Stage {
  readonly temporary: string;
  readonly ports: ScanPorts & { readonly log: ReturnType<typeof fakeLog> };
  readonly change: Change;
  dispose(): Promise<void>;
}

export interface Scene {
  readonly head: Readonly<Record<string, Content>>;
  readonly base?: Readonly<Record<string, Content>>;
  /** Names that are not UTF-8. */
  readonly bytes?: readonly (readonly [name: Uint8Array, content: Content])[];
  /** Names that head has no more. */
  readonly remove?: readonly string[];
  readonly rules?: string;
  readonly policy?: Policy;
}

export async function makeStage({
  head,
  base = {},
  bytes = [],
  remove = [],
  rules = FLAWS,
  policy = { version: 1 },
}: Scene): Promise<Stage> {
  const temporary = await realpath(await mkdtemp(join(tmpdir(), "scan-")));
  const repository = makeRepository();
  const dispose = async () => {
    repository.dispose();
    await rm(temporary, { recursive: true, force: true });
  };
  try {
    repository.write({ "README.md": "hello\n", ...base });
    const from = repository.commit("Base");
    repository.remove(...remove);
    repository.write(head);
    for (const [name, content] of bytes) repository.writeBytes(name, content);
    const to = repository.commit("Head");
    const objects = await openObjects({
      repo: repository.path,
      temporary: join(temporary, "git"),
      environment: gitEnvironment(),
    });
    const redactor = createRedactor({});
    const [files, log] = [createFiles({ temporary }), fakeLog()];
    const ports = {
      objects,
      files,
      log,
      clock: fakeClock(),
      policy,
      ...realTools(temporary, log),
      rules,
      detector: BUILT_IN,
      redact: (text: string) => redactor.redact(text),
    };
    return { temporary, ports, change: await readChange({ base: from, head: to }, objects), dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** A change of these files, without a repository. */
export function aChange(files: readonly ChangedFile[]): Change {
  return { base: "a".repeat(40), head: "b".repeat(40), mergeBase: "c".repeat(40), files };
}
