import type { Writable } from "node:stream";
import { ExternalError } from "../errors.ts";

/** Writes a command's result and waits until it is out; a reader that went away (`| head`) is no error. */
export function printTo(stream: Writable): (text: string) => Promise<void> {
  // Without a listener Node throws the error of a later write as uncaught.
  stream.on("error", () => undefined);
  return (text) =>
    new Promise((resolve, reject) => {
      stream.write(text, (error) => {
        if (error && !("code" in error && error.code === "EPIPE")) {
          reject(
            new ExternalError("write-failed", `The result could not be printed: ${error.message}.`, {
              fix: "Free some disk space, or name another place with --output.",
              cause: error,
            }),
          );
        } else resolve();
      });
    });
}
