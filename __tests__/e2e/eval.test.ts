import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { sandbox, type Sandbox } from "./cli.ts";

const BASE = "def own(user):\n    return find(owner=user)\n";
const HEAD = `${BASE}\n\ndef show(order):\n    return find(order=order)\n`;
const LABEL = `language: Python
label: vulnerable
kind: authorisation
cwe: CWE-639
severity: high
vulnerable: [{ file: orders.py, startLine: 6, endLine: 6 }]
classification: Any customer reads any order.
remediation: Ask for the owner too.
`;
/** Puts each question where somebody finds it, and waits for an answer file, as docs/eval.md has it. */
const WAIT = `#!/bin/sh
name=$(sha256sum "$1" | cut -c1-16)
folder="$(dirname "$0")/questions"
cp "$1" "$folder/.$name" && mv "$folder/.$name" "$folder/$name.json"
while [ ! -s "$folder/$name.answer" ]; do sleep 0.05; done
cat "$folder/$name.answer"
`;

let box: Sandbox;
let at: (name: string) => string;
beforeEach(() => {
  box = sandbox();
  at = (name) => join(box.home, name);
  write("cases/orders-01/case.yml", `id: orders-01\n${LABEL}`);
  write("cases/orders-01/base/orders.py", BASE);
  write("cases/orders-01/head/orders.py", HEAD);
  mkdirSync(at("questions"));
  write("wait.sh", WAIT);
  chmodSync(at("wait.sh"), 0o755);
});
afterEach(() => {
  box.dispose();
});

function write(name: string, text: string): void {
  mkdirSync(dirname(at(name)), { recursive: true });
  writeFileSync(at(name), text);
}

test("a program that writes each question to a file and waits for an answer file measures a case; replay needs nobody", async () => {
  const waiting = ["--provider", "command", "--model-command", at("wait.sh"), "--record", at("tape")];
  const ended = box.run(["eval", "--cases", at("cases"), ...waiting, "--format", "json"]);
  const somebody = answering();
  const first = await ended;
  somebody.stop();
  expect(first.stderr).toContain("1 of 1 case: orders-01, answered, 1 finding");
  expect(JSON.parse(first.stdout)).toMatchObject({
    source: "command",
    results: [{ detected: true, state: "answered" }],
  });
  expect(first.code).toBe(0);

  const again = await box.run([
    "eval",
    "--cases",
    at("cases"),
    "--replay",
    at("tape"),
    "--format",
    "markdown",
    "--quiet",
  ]);
  expect(again).toMatchObject({ code: 0, stderr: "" });
  expect(again.stdout).toContain("Not accuracy");

  write("cases/orders-01/head/orders.py", HEAD.replace("show", "see"));
  const stale = await box.run(["eval", "--cases", at("cases"), "--replay", at("tape")]);
  expect(stale.code).toBe(5);
  expect(stale.stdout).toContain("record again");
});

/** A person at another window. */
function answering(): { stop(): void } {
  const timer = setInterval(() => {
    for (const name of readdirSync(at("questions")).filter((one) => one.endsWith(".json") && !one.startsWith("."))) {
      const answer = name.replace(".json", ".answer");
      if (!readdirSync(at("questions")).includes(answer)) write(`questions/${answer}`, answerTo(name));
    }
  }, 50);
  return { stop: () => clearInterval(timer) };
}

function answerTo(name: string): string {
  const { user, hunks } = JSON.parse(readFileSync(at(`questions/${name}`), "utf8"));
  const quote = "return find(order=order)";
  if (/^Judge these claims/mu.test(user))
    return JSON.stringify({ verdicts: [{ claim: "c-1", verdict: "confirmed", quote, reason: "nothing stops it" }] });
  const place = { hunk: hunks[0], file: "orders.py", side: "head", startLine: 6, endLine: 6, quote };
  const claim = { ...place, cwe: "CWE-639", severity: "high", title: "Any order", explanation: "e", attack: "a" };
  return JSON.stringify({ reviewed: hunks, findings: [claim], triage: [] });
}

test("flags that exclude each other, or a folder without cases, end in 2 with the way out", async () => {
  const both = await box.run(["eval", "--cases", at("cases"), "--record", at("a"), "--replay", at("b")]);
  expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining("exclude each other") });
  const none = await box.run(["eval", "--cases", at("questions"), "--replay", at("b")]);
  expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining("holds no cases") });
});
