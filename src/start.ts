/** The entry of everything that reviews. */

import { isolate } from "./adapters/isolation.ts";
import { announce, complain, createPorts, leftBehind, readContext, reading } from "./adapters/ports.ts";
import { temporaryFolder } from "./adapters/temporary.ts";
import { explain } from "./explain.ts";
import { readInputs } from "./inputs.ts";
import { run } from "./run.ts";
import { createRedactor } from "./secrets/index.ts";
import { readVariables } from "./variables.ts";

export async function start(given: readonly string[]): Promise<void> {
  const interrupt = new AbortController();
  // Once: the first Ctrl-C stops the scanners and keeps what was found, the second one ends the program.
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => interrupt.abort());

  // Before there is a context: a token pasted in the wrong place must not be echoed.
  let redact = (text: string): string => createRedactor().redact(text);
  try {
    const { argv, variables } = isolate({ argv: given, variables: readVariables() });
    const { request, environment } = await readInputs(argv, reading, variables);
    announce(environment);
    const context = await readContext(environment);
    redact = (text) => context.redactor.redact(text);
    const temporary = await temporaryFolder(environment.temporary);
    try {
      const { signal } = interrupt;
      const untrusted = [
        ...("repo" in request ? [request.repo] : []),
        ...("run" in request ? [request.run.workspace] : []),
      ];
      const ports = createPorts(environment, {
        temporary: temporary.path,
        signal,
        version: context.version,
        untrusted,
      });
      // `main.ts` has another entry for it.
      if (request.command === "redact") throw new Error("redact has no business here");
      process.exitCode = await run(request, context, ports);
    } finally {
      // What stays behind is said, and is not the verdict.
      await temporary.remove().catch((error: unknown) => leftBehind(environment, error));
    }
  } catch (error) {
    process.exitCode = complain(explain(error, redact));
  }
}
