import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openStream } from "../../src/adapters/streams.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ccr-streams-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(path: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of openStream(path)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test("a file comes in pieces, with every byte", async () => {
  const bytes = Buffer.alloc(1_000_000, "\0\xff\n", "latin1");
  writeFileSync(join(folder, "file"), bytes);
  expect((await read(join(folder, "file"))).equals(bytes)).toBe(true);
});

test("a file that is not there is the user's to fix, a folder is named", async () => {
  await expect(read(join(folder, "none"))).rejects.toMatchObject({ code: "file-not-found" });
  await expect(read(folder)).rejects.toMatchObject({ code: "read-failed", message: expect.stringContaining("EISDIR") });
});

test("stdout takes what it can hold, waits, and a reader that goes away ends it without an error", () => {
  const script = join(folder, "writer.mjs");
  writeFileSync(
    script,
    `const { stdoutWriter } = await import(process.argv[2]);
     const write = stdoutWriter();
     let count = 0;
     while (count < 100_000 && (await write("a line of some length, again and again\\n".repeat(100)))) count++;
     process.stderr.write(String(count));`,
  );
  const module = join(import.meta.dirname, "../../src/adapters/streams.ts");
  const { stdout, stderr, status } = spawnSync(
    "sh",
    [
      "-c",
      '"$0" --experimental-strip-types --disable-warning=ExperimentalWarning "$1" "$2" | head -n 2',
      process.execPath,
      script,
      module,
    ],
    { encoding: "utf8" },
  );
  expect(stdout.split("\n")).toHaveLength(3);
  expect(Number(stderr)).toBeLessThan(100_000);
  expect(status).toBe(0);
});
