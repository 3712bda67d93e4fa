import * as child_process from "node:child_process";
import { exec, execFile, spawn } from "node:child_process";
import express from "express";

const app = express();

app.get("/ping", (req, res) => {
  // ruleid: javascript.cwe-78.os-command
  exec("ping -c 1 " + req.query.host, (error, stdout) => res.send(stdout));
  // ruleid: javascript.cwe-78.os-command
  child_process.execSync(`ping -c 1 ${req.query.host}`);
  const { tool } = req.body;
  // ruleid: javascript.cwe-78.os-command
  spawn(tool, ["--version"]);
  // ruleid: javascript.cwe-78.os-command
  spawn("sh", ["-c", `convert ${req.params.name} out.png`]);
  // ruleid: javascript.cwe-78.os-command
  spawn("convert", [req.params.name as string], { shell: true });
});

export async function POST(request: Request) {
  const { branch } = await request.json();
  // ruleid: javascript.cwe-78.os-command
  exec(`git log ${branch}`);
}

app.get("/safe", (req, res) => {
  // ok: javascript.cwe-78.os-command
  execFile("ping", ["-c", "1", "--", String(req.query.host)]);
  // ok: javascript.cwe-78.os-command
  spawn("convert", [req.params.name, "out.png"]);
  // ok: javascript.cwe-78.os-command
  exec(`sleep ${Number(req.query.seconds)}`);
  // ok: javascript.cwe-78.os-command
  const match = /^([a-z]+)$/.exec(String(req.query.host));
  // ok: javascript.cwe-78.os-command
  exec("make clean", { env: { TARGET: String(req.query.target) } });
  res.send(match);
});

export function build(target: string) {
  // ok: javascript.cwe-78.os-command
  exec("make " + target);
}
