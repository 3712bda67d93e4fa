// How long the tools of `scanners: auto` take to be had: nothing in the cache (cold), all in it (warm: found and verified).
// Needs Node 24, which runs TypeScript, and dist/launcher; downloads from the package index. node scripts/bench-setup.js [--json] [--tools semgrep,zizmor]
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { createProvision } from "../src/adapters/provision.ts";
import { createShell } from "../src/adapters/shell.ts";
import { readEnvironment } from "../src/inputs.ts";
import { SEMGREP_START } from "../src/scan/semgrep.ts";

const TARGET = { cold: 60, warm: 1 };
const GET = {
  semgrep: (provision) => provision.pip("semgrep", SEMGREP_START),
  zizmor: (provision) => provision.pip("zizmor", ["bin/zizmor"]),
  gitleaks: (provision) => provision.go("gitleaks"),
  gosec: (provision) => provision.go("gosec"),
};

const root = resolve(import.meta.dirname, "..");
const log = { info: (line) => console.error(line), warn: (line) => console.error(line) };

/** Seconds until all of them are there, side by side as a scan asks for them. */
async function measure(tools, cacheRoot) {
  const temporary = mkdtempSync(join(tmpdir(), "ccr-setup-run-"));
  try {
    const shell = createShell({ launcher: join(root, "dist/launcher/index.js"), temporary });
    const environment = readEnvironment(process.env, process.platform);
    const locks = join(root, "tools");
    const provision = createProvision({ shell, log, temporary, cacheRoot, locks, environment });
    const started = performance.now();
    await Promise.all(tools.map((tool) => GET[tool](provision)));
    return (performance.now() - started) / 1000;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

const { values } = parseArgs({
  options: { json: { type: "boolean", default: false }, tools: { type: "string", default: "semgrep,zizmor" } },
});
const tools = values.tools.split(",");
const cacheRoot = mkdtempSync(join(tmpdir(), "ccr-setup-cache-"));
try {
  const cold = await measure(tools, cacheRoot);
  const warm = Math.min(await measure(tools, cacheRoot), await measure(tools, cacheRoot));
  const holds = { cold: cold <= TARGET.cold, warm: warm <= TARGET.warm };
  if (values.json) console.log(JSON.stringify({ tools, cold, warm, target: TARGET, holds }));
  else
    for (const [name, seconds] of Object.entries({ cold, warm }))
      console.log(
        `${name}: ${seconds.toFixed(1)} s for ${tools.join(" and ")} (at most ${TARGET[name]} s: ${holds[name] ? "holds" : "DOES NOT HOLD"})`,
      );
} finally {
  rmSync(cacheRoot, { recursive: true, force: true });
}
