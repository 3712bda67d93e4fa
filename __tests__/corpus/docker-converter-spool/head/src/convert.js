import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Documents of strangers, turned into PDF by LibreOffice. */
export async function convert(request) {
  const folder = await mkdtemp("/var/spool/converter/job-");
  try {
    await writeFile(join(folder, "in.odt"), await buffer(request));
    await run("soffice", ["--headless", "--convert-to", "pdf", "--outdir", folder, "in.odt"], { cwd: folder });
    return await readFile(join(folder, "in.pdf"));
  } finally {
    await rm(folder, { recursive: true });
  }
}
