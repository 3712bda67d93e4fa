/** What pins a tool that is built from source: `tools/<tool>/go.mod`, `go.sum` and `SHA256SUMS` (tools/README.md). */

import { createHash } from "node:crypto";
import { join } from "node:path";
import { readBytes } from "./files.ts";

export interface GoLock {
  /** Absolute folder of go.mod. */
  readonly folder: string;
  /** As `sha256sum go.mod go.sum SHA256SUMS | sha256sum` prints it. */
  readonly sha256: string;
  /** Without the `v`. */
  readonly version: string;
  /** Import path of the main package. */
  readonly package: string;
  /** The one that the digests were made with: `go1.26.8`. */
  readonly toolchain: string;
  /** SHA-256 of the program, by `linux-amd64`. */
  readonly programs: ReadonlyMap<string, string>;
}

const FILES = ["go.mod", "go.sum", "SHA256SUMS"] as const;

/** Undefined when nothing pins the tool. Throws when the lock is not understood: our own mistake. */
export async function readGoLock(locks: string, tool: string): Promise<GoLock | undefined> {
  if (!/^[a-z][a-z0-9-]*$/u.test(tool)) return undefined;
  const folder = join(locks, tool);
  const files = await Promise.all(FILES.map(async (name) => ({ name, bytes: await readBytes(join(folder, name)) })));
  const texts = files.map(({ name, bytes }) => ({ name, text: Buffer.from(bytes ?? []).toString() }));
  const [module = "", , sums = ""] = texts.map(({ text }) => text);
  if (files.some(({ bytes }) => bytes === undefined)) return undefined;
  const listing = texts.map(({ name, text }) => `${sha256(text)}  ${name}\n`).join("");
  return { folder, sha256: sha256(listing), ...readModule(module, tool), programs: readSums(sums, tool) };
}

/** `go mod edit -json` would read it for us, and needs Go where the cache does not. One `tool`, exact versions (go.dev/ref/mod). */
function readModule(text: string, tool: string): Pick<GoLock, "version" | "package" | "toolchain"> {
  const main = /^tool (\S+)$/mu.exec(text)?.[1];
  const go = /^go (\d+\.\d+\.\d+)$/mu.exec(text)?.[1];
  const required = [...text.matchAll(/^(?:require |\t)(\S+) v(\S+)(?: \/\/ indirect)?$/gmu)];
  const owner = required
    .filter(([, path = ""]) => main === path || main?.startsWith(`${path}/`))
    .sort(([, a = ""], [, b = ""]) => b.length - a.length)[0];
  if (main === undefined || go === undefined || owner?.[2] === undefined)
    throw new Error(`tools/${tool}/go.mod does not pin ${tool}`);
  return { package: main, toolchain: `go${go}`, version: owner[2] };
}

function readSums(text: string, tool: string): ReadonlyMap<string, string> {
  return new Map(
    text
      .split("\n")
      .filter(Boolean)
      .map((line) => {
        const [, digest, name] = /^([0-9a-f]{64})  (\S+)$/u.exec(line) ?? [];
        if (digest === undefined || !name?.startsWith(`${tool}-`)) throw new Error(`not a line of SHA256SUMS: ${line}`);
        return [name.slice(tool.length + 1), digest];
      }),
  );
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
