/** The wheels of an installed tool say what its files must be; the lock in this repository says what the wheels must be. */

import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join, posix } from "node:path";
import { unzipSync } from "fflate";
import { normalisedName, type Lock } from "./provision-lock.ts";
import type { Python } from "./provision-python.ts";

/** What must stand at a path below the environment. */
export type Expected =
  { readonly algorithm: string; readonly digest: string } | { readonly bytes: Uint8Array } | { readonly link: string };

/** By path below the environment, or a sentence about what is wrong with the wheels. */
export type Expectation = ReadonlyMap<string, Expected> | string;

/** Reads every wheel of `folder`, believing none that the lock does not pin. */
export async function expectationOf(folder: string, lock: Lock, python: Python): Promise<Expectation> {
  const expected = new Map<string, Expected>([
    ["pyvenv.cfg", { bytes: Buffer.from(python.configuration) }],
    ["bin/python", { link: python.executable }],
  ]);
  const seen = new Set<string>();
  for (const name of (await readdir(folder)).sort()) {
    const wheel = await readFile(join(folder, name));
    const owner = lock.files.get(createHash("sha256").update(wheel).digest("hex"));
    if (owner === undefined || !name.endsWith(".whl")) return `wheels/${name} is not in the lock`;
    // pip takes the package's name from the file's, so a pinned file under another name is not what was pinned.
    if (normalisedName(name.split("-")[0] ?? "") !== owner) return `wheels/${name} is ${owner} under another name`;
    if (seen.has(owner)) return `wheels/ holds ${owner} twice`;
    seen.add(owner);
    for (const [path, file] of recordOf(wheel, python)) expected.set(path, file);
  }
  const absent = [...lock.required].find((name) => !seen.has(name));
  return absent === undefined ? expected : `wheels/ does not hold ${absent}`;
}

/** Programs, as opposed to scripts, are larger. */
const SCRIPT_BYTES = 100_000;

function isRecord(name: string): boolean {
  return /^[^/]+\.dist-info\/RECORD$/u.test(name);
}

function isScript(name: string): boolean {
  return /^[^/]+\.data\/scripts\//u.test(name);
}

/** PyPA "Recording installed projects": a CSV of path, `algorithm=digest` in urlsafe base64 without padding, size. */
function* recordOf(wheel: Uint8Array, python: Python): Generator<[string, Expected]> {
  const read = unzipSync(wheel, {
    filter: ({ name, originalSize }) => isRecord(name) || (isScript(name) && originalSize <= SCRIPT_BYTES),
  });
  const [[name, bytes] = [], second] = Object.entries(read).filter(([path]) => isRecord(path));
  if (name === undefined || bytes === undefined || second !== undefined) throw new Error("a wheel has one RECORD");
  for (const line of Buffer.from(bytes).toString().split(/\r?\n/u).filter(Boolean)) {
    const [, quoted, plain, algorithm, digest] =
      /^(?:"((?:[^"]|"")*)"|([^,"]*)),(?:(\w+)=([\w-]+))?,\d*$/u.exec(line) ?? [];
    const listed = quoted?.replaceAll('""', '"') ?? plain;
    if (listed === undefined) throw new Error(`not a line of a RECORD: ${line}`);
    // pip rewrites the first line of such a script, so no wheel vouches for what it installs: it is taken out.
    if (isScript(listed) && Buffer.from(read[listed] ?? []).indexOf("#!python") === 0) continue;
    const path = installedPath(listed, python);
    if (path === undefined) continue;
    if (listed === name) yield [path, { bytes }];
    else if (algorithm !== undefined && digest !== undefined) yield [path, { algorithm, digest }];
    // Signatures of the RECORD itself (RECORD.jws, RECORD.p7s) have no digest; nothing reads them.
  }
}

/** Where pip puts a file of a wheel (PyPA "Binary distribution format", the .data directory); `undefined`: not needed to run. */
function installedPath(listed: string, python: Python): string | undefined {
  if (posix.isAbsolute(listed) || posix.normalize(listed) !== listed || listed.startsWith("..")) {
    throw new Error(`a wheel reaches outside: ${listed}`);
  }
  const [, scheme, rest = ""] = /^[^/]+\.data\/([^/]+)\/(.+)$/u.exec(listed) ?? [];
  switch (scheme) {
    case undefined:
      return `${python.library}/${listed}`;
    case "purelib":
    case "platlib":
      return `${python.library}/${rest}`;
    case "scripts":
      return `bin/${rest}`;
    case "data":
      return rest;
    case "headers":
      return undefined;
    default:
      throw new Error(`a wheel has an unknown scheme: ${listed}`);
  }
}
