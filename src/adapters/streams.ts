/** Standard streams and files as a filter uses them: piece by piece, no faster than they are read. */

import { createReadStream } from "node:fs";
import { once } from "node:events";
import { ConfigurationError, ExternalError } from "../errors.ts";
import { oneLine, withoutRunnerCommands } from "../untrusted.ts";
import { errnoOf } from "./files.ts";

/** More would not make it faster; less makes more calls. */
const CHUNK_BYTES = 1 << 18;

/** A file's bytes, or those of stdin. @throws ConfigurationError `file-not-found`; ExternalError `read-failed` */
export async function* openStream(path: string | undefined): AsyncIterable<Uint8Array> {
  const stream = path === undefined ? process.stdin : createReadStream(path, { highWaterMark: CHUNK_BYTES });
  try {
    for await (const chunk of stream) yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
  } catch (error) {
    throw notRead(path, error);
  }
}

function notRead(path: string | undefined, cause: unknown): unknown {
  const code = errnoOf(cause);
  if (code === undefined) return cause;
  const name = path === undefined ? "stdin" : oneLine(path);
  if (code === "ENOENT" || code === "ENOTDIR")
    return new ConfigurationError(
      "file-not-found",
      `There is no file ${name}.`,
      "Check the name, or give the text on stdin.",
    );
  return new ExternalError("read-failed", `${name} cannot be read (${code}).`, {
    fix: code === "EISDIR" ? "Name a file: this is a folder." : "Make it readable for the user that runs this.",
    cause,
  });
}

/** To stdout, when it has room. False when the reader went away (`| head`), which is no error. @throws ExternalError `write-failed` */
export function stdoutWriter(): (bytes: Uint8Array | string) => Promise<boolean> {
  const { stdout } = process;
  let failed: unknown;
  stdout.on("error", (error) => (failed ??= error));
  return async (bytes) => {
    if (failed === undefined && !stdout.write(bytes))
      await Promise.race([once(stdout, "drain"), once(stdout, "close")]).catch(() => undefined);
    if (failed === undefined) return true;
    if (errnoOf(failed) === "EPIPE") return false;
    throw new ExternalError("write-failed", `The result could not be printed (${errnoOf(failed) ?? "unknown"}).`, {
      fix: "Free some disk space, or print somewhere else.",
      cause: failed,
    });
  };
}

/** For people and programs on stderr; a runner reads it for commands. */
export function noteLine(text: string): void {
  process.stderr.write(`${withoutRunnerCommands(text)}\n`);
}
