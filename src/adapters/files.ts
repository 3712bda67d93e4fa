import { randomUUID } from "node:crypto";
import { appendFile, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Writable } from "node:stream";
import { ExternalError } from "../errors.ts";
import { globFiles } from "./files-glob.ts";
import type { Files } from "../ports.ts";

/** `temporary`: absolute path of the folder for this run's temporary files. */
export function createFiles({ temporary }: { readonly temporary: string }): Files {
  return {
    read: readBytes,
    async write(path, bytes) {
      // What is temporary need not survive a power cut, and 300 flushes take seconds.
      await orWriteFailed(path, () => write(path, bytes, { flush: !path.startsWith(`${temporary}/`) }));
    },
    async remove(path) {
      await orWriteFailed(path, () => rm(path, { recursive: true, force: true }));
    },
    async temporary(label) {
      return await orWriteFailed(temporary, async () => {
        await mkdir(temporary, { recursive: true });
        return await mkdtemp(join(temporary, `${label.replace(/[^\w.-]/gu, "_")}-`));
      });
    },
    glob: globFiles,
  };
}

/** Node's own code for a file of 2 GiB and more. */
const TOO_LARGE = "ERR_FS_FILE_TOO_LARGE";
const READ_FIXES: Readonly<Record<string, string>> = {
  EISDIR: "Name a file: this is a folder.",
  [TOO_LARGE]: "Name a file of less than 2 GiB.",
};

/** `undefined` when there is no such file. */
export async function readBytes(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = errnoOf(error);
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    if (code === undefined) throw error;
    throw new ExternalError("read-failed", `${path} cannot be read (${code}).`, {
      fix: READ_FIXES[code] ?? "Make it readable for the user that runs this.",
      cause: error,
    });
  }
}

async function write(path: string, bytes: string | Uint8Array, { flush }: { flush: boolean }): Promise<void> {
  const own = path === "/dev/stdout" ? process.stdout : path === "/dev/stderr" ? process.stderr : undefined;
  if (own !== undefined) {
    await print(own, bytes);
    return;
  }
  if (await isStream(path)) {
    await appendFile(path, bytes);
    return;
  }
  await mkdir(dirname(path), { recursive: true });
  // In the same folder: a rename is atomic only within one file system (rename(2)).
  const partial = join(dirname(path), `.${basename(path).slice(0, 100)}.${randomUUID()}.partial`);
  try {
    await writeFile(partial, bytes, { flag: "wx", flush });
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** Not by opening `/dev/stdout`: that fails (ENXIO) when it is a socket, as it is when Node starts us. */
async function print(stream: Writable, bytes: string | Uint8Array): Promise<void> {
  const ignore = (): void => undefined;
  // Without a listener Node throws the error as uncaught, beside giving it to the callback.
  stream.on("error", ignore);
  await new Promise<void>((done, failed) => stream.write(bytes, (error) => (error ? failed(error) : done())));
  stream.off("error", ignore);
}

/** A device or pipe is written to, never replaced; so is what `/dev/fd/3` stands for, which may be a regular file. */
async function isStream(path: string): Promise<boolean> {
  if (path.startsWith("/dev/")) return true;
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && !found.isFile() && !found.isDirectory();
}

async function orWriteFailed<Value>(path: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw writeFailed(path, error);
  }
}

const FIXES: Readonly<Record<string, string>> = {
  ENOSPC: "Free space on that disk, or name a place on another one.",
  EDQUOT: "Free space within the quota, or name a place on another disk.",
  EACCES: "Make it writable for the user that runs this, or name another place.",
  EPERM: "Make it writable for the user that runs this, or name another place.",
  EROFS: "That file system is read-only: name another place.",
  EISDIR: "There is a folder of that name: name a file.",
  ENOTDIR: "A part of that path is a file: name another place.",
  ENAMETOOLONG: "Name a shorter path.",
};

/** A disk's refusal in our words; any other error as it was. */
export function writeFailed(path: string, error: unknown): unknown {
  const code = errnoOf(error);
  if (code === undefined || error instanceof ExternalError) return error;
  return new ExternalError("write-failed", `${path} cannot be written (${code}).`, {
    fix: FIXES[code] ?? "Name another place.",
    cause: error,
  });
}

/** `ENOSPC`, …: the code of an error of the operating system. `instanceof Error` is false for them in a test's realm. */
export function errnoOf(error: unknown): string | undefined {
  const code: unknown = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" && (/^E[A-Z0-9]+$/u.test(code) || code === TOO_LARGE) ? code : undefined;
}
