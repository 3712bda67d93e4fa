import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { checksOf, CLEAN, onFork, QUIET, titlesOf } from "./action-forks-scene.ts";

test.concurrent(
  "L5 a trusted run that is cancelled ends its check: nobody waits for a verdict that does not come",
  () =>
    onFork(CLEAN, async (at) => {
      const program = join(at.runner.home, "slow.sh");
      const started = join(at.runner.home, "started");
      writeFileSync(program, `#!/bin/sh\n: > '${started}'\nexec sleep 60\n`);
      chmodSync(program, 0o755);
      const ended = await at.trusted({
        inputs: { ...QUIET, provider: "command", "model-command": program },
        during: (child) => void exists(started).then(() => child.kill("SIGINT")),
      });
      expect([ended.code, ended.outputs["outcome"]]).toEqual([5, "incomplete"]);
      expect(checksOf(at)).toMatchObject([{ head: at.head, status: "completed", conclusion: "action_required" }]);
      expect(titlesOf(at)).toEqual(["There is no verdict"]);
    }),
);

async function exists(path: string): Promise<void> {
  while (!existsSync(path)) await new Promise((resolve) => setTimeout(resolve, 5));
}
