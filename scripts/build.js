// Builds dist/ from src/: tsc to lib/, then ncc, once per bundle. `--check` builds elsewhere and compares.
import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

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
  packSyntax(join(destination, "syntax"));
}

// web-tree-sitter as it is, since ncc breaks it (src/adapters/syntax.ts), and the grammars of the languages that the
// adapter knows, packed: 12.8 MB become about 0.9.
function packSyntax(destination) {
  const library = "node_modules/web-tree-sitter";
  const grammars = "node_modules/@vscode/tree-sitter-wasm";
  mkdirSync(destination, { recursive: true });
  copyFileSync(join(library, "web-tree-sitter.js"), join(destination, "web-tree-sitter.js"));
  copyFileSync(join(library, "LICENSE"), join(destination, "web-tree-sitter.LICENSE"));
  copyFileSync(join(grammars, "LICENSE"), join(destination, "grammars.LICENSE"));
  // The package has no notices of the grammars that it is compiled from; their licences ask for them in every copy.
  copyFileSync("scripts/syntax-notices.txt", join(destination, "notices.txt"));
  // Quality 11 takes half a minute for a tenth less.
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  const pack = (from, name) =>
    writeFileSync(join(destination, `${name}.wasm.br`), brotliCompressSync(readFileSync(from), { params }));
  pack(join(library, "web-tree-sitter.wasm"), "web-tree-sitter");
  for (const name of ["javascript", "typescript", "tsx", "python", "go", "java", "ruby", "php", "c-sharp"])
    pack(join(grammars, "wasm", `tree-sitter-${name}.wasm`), name);
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
