import { execFileSync } from "node:child_process";

const [, , from, to = "HEAD"] = process.argv;
const log = execFileSync("git", ["log", "--format=%s", `${from}..${to}`], { encoding: "utf8" });
const subjects = log.split("\n").filter((line) => /^(feat|fix)(\(.+\))?!?:/.test(line));

process.stdout.write(subjects.map((line) => `- ${line}`).join("\n") + "\n");
