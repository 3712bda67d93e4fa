import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { join } from "node:path";
import { writeFailed } from "./files.ts";

/** This run's own folder for everything temporary; whoever made it removes it. */
export async function temporaryFolder(below: string): Promise<{ path: string; remove(): Promise<void> }> {
  try {
    await mkdir(below, { recursive: true });
    const path = await realpath(await mkdtemp(join(below, "claude-code-review-")));
    return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) };
  } catch (error) {
    throw writeFailed(below, error);
  }
}
