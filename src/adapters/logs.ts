import type { Writable } from "node:stream";
import type { Log } from "../ports.ts";
import { oneLine, withoutRunnerCommands } from "../untrusted.ts";

/**
 * Progress for people on stderr. Every line goes through one sanitiser: the runner reads commands from stderr too, at
 * the start of a line (`::`) and anywhere in it (`##[`) (governance.md A9).
 */
export function createLog(stream: Pick<Writable, "write">, { quiet = false } = {}): Log {
  const write = (line: string) => {
    stream.write(`${withoutRunnerCommands(oneLine(line, 2000))}\n`);
  };
  return {
    info: (line) => {
      if (!quiet) write(line);
    },
    warn: (line) => {
      write(`warning: ${line}`);
    },
  };
}
