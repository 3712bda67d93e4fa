/** The only entry. */

import { createPorts, readContext } from "./adapters/ports.ts";
import { temporaryFolder } from "./adapters/temporary.ts";
import { readInputs } from "./inputs.ts";
import { explain, run } from "./run.ts";

const interrupt = new AbortController();
// Once: the first Ctrl-C stops the scanners and keeps what was found, the second one ends the program.
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => interrupt.abort());

let redact = (text: string): string => text;
try {
  const { request, environment } = readInputs(process.argv.slice(2));
  const context = await readContext(environment);
  redact = (text) => context.redactor.redact(text);
  const temporary = await temporaryFolder(environment.temporary);
  try {
    process.exitCode = await run(
      request,
      context,
      createPorts(environment, { temporary: temporary.path, signal: interrupt.signal }),
    );
  } finally {
    await temporary.remove();
  }
} catch (error) {
  const { text, code } = explain(error, redact);
  process.stderr.write(`${text}\n`);
  process.exitCode = code;
}
