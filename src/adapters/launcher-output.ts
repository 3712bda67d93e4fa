import { closeSync, openSync, writeSync } from "node:fs";
import type { LaunchSpec } from "./launcher-protocol.ts";

/** Writes what a child prints into two files, and counts. */
export class Output {
  readonly #files: { readonly stdout: number; readonly stderr: number };
  readonly #stop: (why: "outputCap" | Error) => void;
  #left: number;

  /** `stop` is called when the cap is met, or with the error when a file cannot be written. */
  constructor(spec: LaunchSpec, stop: (why: "outputCap" | Error) => void) {
    this.#files = { stdout: openSync(spec.stdoutPath, "w", 0o600), stderr: openSync(spec.stderrPath, "w", 0o600) };
    this.#stop = stop;
    this.#left = spec.outputCapBytes;
  }

  write(stream: "stdout" | "stderr", bytes: Uint8Array): void {
    const kept = bytes.subarray(0, this.#left);
    this.#left -= kept.length;
    try {
      // Synchronous on purpose: the child waits while the disk does, and nothing piles up in memory.
      for (let at = 0; at < kept.length;) at += writeSync(this.#files[stream], kept, at);
    } catch (error) {
      this.#left = 0;
      this.#stop(error instanceof Error ? error : new Error(String(error)));
    }
    if (kept.length < bytes.length) this.#stop("outputCap");
  }

  close(): void {
    closeSync(this.#files.stdout);
    closeSync(this.#files.stderr);
  }
}
