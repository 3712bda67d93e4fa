/** The entry of `redact`. */

import { redactPorts } from "./adapters/redact-ports.ts";
import { noteLine } from "./adapters/streams.ts";
import { redact } from "./commands/redact.ts";
import { explain } from "./explain.ts";
import { readRedactRequest } from "./flags-redact.ts";
import { createRedactor } from "./secrets/index.ts";

export async function start(argv: readonly string[]): Promise<void> {
  const ports = redactPorts();
  try {
    const request = readRedactRequest(argv);
    if (request.command === "redact") process.exitCode = await redact(request, ports);
    else if (request.command === "help") await ports.write(request.text);
  } catch (error) {
    const { text, code } = explain(error, createRedactor({ known: ports.known }).redact);
    noteLine(text);
    process.exitCode = code;
  }
}
