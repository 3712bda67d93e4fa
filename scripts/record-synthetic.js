// `npm run record:synthetic`: writes __tests__/recordings/synthetic anew with the built program, so that none of a question
// that nobody asks any more is left. The same prompts and cases give the same bytes.
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const folder = join(root, "__tests__", "recordings", "synthetic");
const answering = ["--provider", "command", "--model-command", join(import.meta.dirname, "synthetic-answer.js")];
const argv = ["eval", "--cases", join(root, "__tests__", "corpus"), "--record", folder, "--synthetic", ...answering];
rmSync(folder, { recursive: true, force: true });
execFileSync(process.execPath, [join(root, "dist", "index.js"), ...argv, "--quiet"], { stdio: "inherit" });
