import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { BUNDLE } from "../bundle.ts";
import type { Environment } from "../inputs.ts";
import { createRedactor } from "../secrets/index.ts";
import { createClock } from "./clock.ts";
import { createFiles } from "./files.ts";
import { openObjects } from "./git.ts";
import { createLog } from "./logs.ts";
import { createProvision } from "./provision.ts";
import { modelFactory } from "./models.ts";
import { createShell } from "./shell.ts";
import { printTo } from "./stdout.ts";

/** The real ports. `temporary` is this run's own folder, which the caller removes; `signal` is Ctrl-C. */
export function createPorts(
  environment: Environment,
  { temporary, signal }: { temporary: string; signal: AbortSignal },
) {
  const clock = createClock();
  const log = createLog(process.stderr, { quiet: environment.quiet });
  const files = createFiles({ temporary });
  const shell = createShell({ launcher: BUNDLE.launcher, temporary, signal });
  const git = { ...environment.children };
  return {
    clock,
    log,
    files,
    shell,
    provision: createProvision({
      shell,
      temporary,
      log,
      cacheRoot: environment.toolCache,
      locks: BUNDLE.locks,
      environment,
    }),
    openObjects: async (repo: string) => openObjects({ repo, temporary: join(temporary, "git"), environment: git }),
    print: printTo(process.stdout),
    createModel: modelFactory(environment, { files, shell, log, clock, signal }),
  };
}

export async function readContext(environment: Environment) {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(await readFile(BUNDLE.packageJson, "utf8")));
  return {
    environment,
    version,
    rules: BUNDLE.rules,
    prompts: BUNDLE.prompts,
    redactor: createRedactor({ known: environment.knownSecrets }),
  };
}
