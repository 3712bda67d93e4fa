import { cp, mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { realTools } from "../fixtures/tools.ts";

const templates = resolve(import.meta.dirname, "../../templates/workflows");

test("zizmor --pedantic finds nothing in the templates of workflows", async () => {
  const temporary = await realpath(await mkdtemp(join(tmpdir(), "templates-")));
  try {
    await mkdir(join(temporary, ".github"));
    await cp(templates, join(temporary, ".github/workflows"), { recursive: true });
    const { shell, provision } = realTools(temporary);
    const { argv, env } = await provision.pip("zizmor", ["bin/zizmor"]);
    const options = ["--pedantic", "--offline", "--no-progress", ".github"];
    const audit = { cwd: temporary, env, deadlineMs: 60_000, outputCapBytes: 1e6 };
    const { stdout, stderr } = await shell.run({ argv: [...argv, ...options], ...audit });
    expect(new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr)).toContain("No findings to report");
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
});
