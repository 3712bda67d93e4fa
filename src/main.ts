/** The only entry. */

import { createPorts, readContext } from "./adapters/ports.ts";
import { temporaryFolder } from "./adapters/temporary.ts";
import { readInputs } from "./inputs.ts";
import { explain, run } from "./run.ts";
import { createRedactor } from "./secrets/index.ts";

const interrupt = new AbortController();
// Once: the first Ctrl-C stops the scanners and keeps what was found, the second one ends the program.
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => interrupt.abort());

// Before there is a context: a token pasted in the wrong place must not be echoed.
let redact = (text: string): string => createRedactor().redact(text);
try {
  const { request, environment } = readInputs(process.argv.slice(2));
  const context = await readContext(environment);
  redact = (text) => context.redactor.redact(text);
  const temporary = await temporaryFolder(environment.temporary);
  try {
    const ports = createPorts(environment, { temporary: temporary.path, signal: interrupt.signal });
    process.exitCode = await run(request, context, ports);
  } finally {
    await temporary.remove();
  }
} catch (error) {
  const { text, code } = explain(error, redact);
  process.stderr.write(`${text}\n`);
  process.exitCode = code;
}
