import type { Writable } from "node:stream";
import type { Log } from "../ports.ts";
import { oneLine } from "../untrusted.ts";

/**
 * Progress for people on stderr. Every line goes through one sanitiser: the runner reads commands from stderr too, at
 * the start of a line (`::`) and anywhere in it (`##[`) (governance.md A9).
 */
export function createLog(stream: Pick<Writable, "write">, { quiet = false } = {}): Log {
  const write = (line: string) => {
    stream.write(`${inert(oneLine(line, 2000))}\n`);
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

/** A line that no runner takes for a command. Strip first, escape last: stripping could otherwise create one. */
export function inert(line: string): string {
  return line.replaceAll("##[", "# #[").replace(/^(\s*):(?=:)/u, "$1: ");
}
