/** The real ports of `redact`, which loads nothing else. */

import { readVariables, secretsOf } from "../variables.ts";
import { ConfigurationError } from "../errors.ts";
import { oneLine } from "../untrusted.ts";
import { createFiles, readBytes } from "./files.ts";
import { stagedFiles } from "./staged.ts";
import { noteLine, openStream, stdoutWriter } from "./streams.ts";

export function redactPorts() {
  const variables = readVariables();
  return {
    known: secretsOf(variables),
    open: openStream,
    write: stdoutWriter(),
    note: noteLine,
    writeFile: (path: string, text: string) => createFiles({ temporary: "" }).write(path, text),
    staged: () => stagedFiles(variables),
    readDetector,
  };
}

async function readDetector(path: string) {
  const bytes = await readBytes(path);
  if (bytes === undefined)
    throw new ConfigurationError("policy-unreadable", `There is no policy file ${oneLine(path)}.`, "Check the path.");
  // Schemas and YAML take longer to load than all the rest.
  const [{ parsePolicy }, { createDetector }] = await Promise.all([
    import("../policy.ts"),
    import("../redaction/index.ts"),
  ]);
  return createDetector(parsePolicy(new TextDecoder().decode(bytes), oneLine(path)).redaction);
}
