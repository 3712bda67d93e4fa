/**
 * A program of its own (`dist/launcher/index.js SPEC`), since `@actions/exec` has no time-out, signal or child handle
 * (tried). It runs one command in a process group of its own and leaves nothing behind: at the deadline, over the output
 * cap, when it is told to stop, and when whoever started it is gone.
 */

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { launch } from "./launcher-child.ts";
import { NOT_WRITTEN, type LaunchSpec } from "./launcher-protocol.ts";

const [, , specPath = ""] = process.argv;
// Our own shell wrote it a moment ago; nothing else can reach it.
const spec: LaunchSpec = JSON.parse(readFileSync(specPath, "utf8"));
// It holds the child's environment, and an installer's may hold a mirror's password.
rmSync(specPath);

try {
  const { done, interrupt } = launch(spec);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, interrupt);
  // `@actions/exec` never closes our stdin (toolrunner.js ends it only for `input`): its end is the end of our parent.
  process.stdin.on("end", interrupt).on("error", interrupt).resume();
  // How the shell knows whom to tell: exec hands out no process id.
  process.stdout.on("error", interrupt).write(`${process.pid}\n`);
  const result = await done;
  writeFileSync(spec.resultPath, JSON.stringify(result), { mode: 0o600 });
  process.exitCode = 0;
} catch (error) {
  process.exitCode = NOT_WRITTEN;
  process.stderr.write(error instanceof Error ? error.message : String(error));
}
process.stdin.destroy();
