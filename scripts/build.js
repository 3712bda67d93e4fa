// Builds dist/ from src/: tsc to lib/, then ncc, once per bundle. `--check` builds elsewhere and compares.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, mkdtempSync, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const bundles = [
  ["lib/main.js", ""],
  ["lib/adapters/launcher.js", "launcher"],
];

function build(destination) {
  rmSync("lib", { recursive: true, force: true });
  rmSync(destination, { recursive: true, force: true });
  run("node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json");
  for (const [entry, folder] of bundles) {
    if (!existsSync(entry)) throw new Error(`${entry} was not emitted`);
    run(
      "node_modules/@vercel/ncc/dist/ncc/cli.js",
      "build",
      entry,
      "-o",
      join(destination, folder),
      "--license",
      "licenses.txt",
      "--quiet",
    );
  }
}

function run(script, ...args) {
  execFileSync(process.execPath, [script, ...args], { stdio: ["ignore", "inherit", "inherit"] });
}

function snapshot(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files
      .map((f) => join(f.parentPath, f.name))
      .map((path) => [path.slice(folder.length), readFileSync(path, "latin1")]),
  );
}

if (process.argv.includes("--check")) {
  const fresh = join(mkdtempSync(join(tmpdir(), "ccr-dist-")), "dist");
  build(fresh);
  const [committed, rebuilt] = [snapshot("dist"), snapshot(fresh)];
  const stale = [...new Set([...committed.keys(), ...rebuilt.keys()])].filter(
    (file) => committed.get(file) !== rebuilt.get(file),
  );
  if (stale.length > 0) {
    console.error(`dist/ is not what src/ builds to: ${stale.join(", ")}. Run "npm run build" and commit dist/.`);
    process.exit(1);
  }
} else build("dist");
