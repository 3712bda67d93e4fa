/** Ports of `redact` in memory. */

import type { RedactPorts, StagedFile } from "../../src/commands/redact.ts";
import { ConfigurationError } from "../../src/errors.ts";
import { createDetector, type RedactionRules } from "../../src/redaction/index.ts";

export interface FakeRedact extends RedactPorts {
  readonly out: Buffer[];
  readonly notes: string[];
  readonly written: Map<string, string>;
}

/** `files` by absolute path, stdin under "". After `writes` writes the reader is gone. */
export function fakeRedact({
  files = {},
  known = [],
  rules = {},
  staged = [],
  writes = Infinity,
}: {
  files?: Readonly<Record<string, string | Uint8Array>>;
  known?: readonly string[];
  rules?: RedactionRules;
  staged?: readonly StagedFile[];
  writes?: number;
}): FakeRedact {
  const out: Buffer[] = [];
  const notes: string[] = [];
  const written = new Map<string, string>();
  return {
    out,
    notes,
    written,
    known,
    readDetector: () => Promise.resolve(createDetector(rules)),
    async *open(path) {
      const bytes = Buffer.from(files[path ?? ""] ?? "");
      if (files[path ?? ""] === undefined)
        throw new ConfigurationError("file-not-found", "There is no such file.", "x");
      for (let at = 0; at < bytes.length; at += 1_000) yield await Promise.resolve(bytes.subarray(at, at + 1_000));
    },
    write: (bytes) => Promise.resolve(out.push(Buffer.from(bytes)) <= writes),
    note: (line) => notes.push(line),
    writeFile: (path, text) => Promise.resolve(void written.set(path, text)),
    async *staged() {
      for (const file of staged) yield await Promise.resolve(file);
    },
  };
}
