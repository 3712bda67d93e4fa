import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
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
/** The script of docs/eval.md, so that what stands there works. */
const WAIT = (
  /```sh\n(#!.*?)```/su.exec(readFileSync(join(import.meta.dirname, "../../docs/eval.md"), "utf8"))?.[1] ?? ""
).replace("sleep 2", "sleep 0.05");

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

const asking = (more: readonly string[] = []) => [
  ...["eval", "--cases", at("cases"), "--provider", "command", "--model-command", at("wait.sh")],
  ...["--model-command-seconds", "60", "--record", at("tape"), "--format", "json", ...more],
];
const waited = (stderr: string) => [...stderr.matchAll(/waiting for an answer: (.*)/gu)].map(([, what]) => what);
const questions = () => readdirSync(at("questions")).filter((name) => /^[0-9a-f]{16}\.json$/u.test(name));
const answers = () => readdirSync(at("questions")).filter((name) => name.endsWith(".answer.json"));

test("a program that writes each question to a file and waits for an answer file measures a case; replay needs nobody", async () => {
  const ended = box.run(asking());
  const somebody = answering();
  const first = await ended;
  somebody.stop();
  expect(first.stderr).toContain("1 of 1 case: orders-01, answered, 1 finding");
  expect(JSON.parse(first.stdout)).toMatchObject({
    source: "command",
    results: [{ detected: true, state: "answered" }],
  });
  expect(first.code).toBe(0);
  // Who answers finds the question by what the progress says.
  expect(waited(first.stderr)).toEqual([
    expect.stringMatching(/^orders-01, review-1, question [0-9a-f]{16}$/u),
    expect.stringMatching(/^orders-01, verify, question [0-9a-f]{16}$/u),
  ]);
  expect(
    waited(first.stderr)
      .map((what) => `${what?.slice(-16) ?? ""}.json`)
      .sort(),
  ).toEqual(questions().sort());

  const replay = ["eval", "--cases", at("cases"), "--replay", at("tape")];
  const again = await box.run([...replay, "--format", "markdown", "--quiet"]);
  expect(again).toMatchObject({ code: 0, stderr: "" });
  expect(again.stdout).toContain("Not accuracy");

  write("cases/orders-01/head/orders.py", HEAD.replace("show", "see"));
  const stale = await box.run(replay);
  expect(stale.code).toBe(5);
  expect(stale.stdout).toContain("record again");
});

test("L5 Ctrl-C while somebody is waited for ends at once, says so, and the same command goes on where it ended", async () => {
  const stopped = await box.run(asking(), {
    during: ({ kill }) => {
      const timer = setInterval(() => {
        if (questions().length === 0) return;
        // The first question is answered, the second one nobody answers.
        for (const name of questions().slice(0, 1)) reply(name);
        if (questions().length < 2) return;
        clearInterval(timer);
        kill("SIGINT");
      }, 50);
    },
  });
  expect(stopped.code).toBe(5);
  expect(JSON.parse(stopped.stdout)).toMatchObject({ run: { interrupted: true }, results: [] });
  expect(readdirSync(at("tape"))).toHaveLength(1);

  const somebody = answering();
  const ended = await box.run(asking());
  somebody.stop();
  expect(ended.code).toBe(0);
  expect(waited(ended.stderr)).toEqual([expect.stringContaining("orders-01, verify,")]);
});

test("a program that has no answer yet collects all questions; answers that are there by the next run are found", async () => {
  write("cases/orders-02/case.yml", `id: orders-02\n${LABEL}`);
  write("cases/orders-02/base/orders.py", BASE);
  write("cases/orders-02/head/orders.py", HEAD.replace("show", "look"));
  write("questions/collect", "");
  const runs: unknown[] = [];
  for (let n = 0; n < 3; n += 1) {
    const { code, stdout } = await box.run(asking(["--quiet"]));
    const { results } = JSON.parse(stdout);
    runs.push([code, questions().length, results.map(({ state }: { state: string }) => state)]);
    for (const name of questions()) if (!answers().includes(name.replace(".json", ".answer.json"))) reply(name);
  }
  expect(runs).toEqual([
    [5, 2, ["incomplete", "incomplete"]],
    [5, 4, ["incomplete", "incomplete"]],
    [0, 4, ["answered", "answered"]],
  ]);
});

/** A person at another window. */
function answering(): { stop(): void } {
  const timer = setInterval(() => {
    for (const name of questions()) if (!answers().includes(name.replace(".json", ".answer.json"))) reply(name);
  }, 50);
  return { stop: () => clearInterval(timer) };
}

/** Under another name first: half an answer must not be read. */
function reply(name: string): void {
  write("questions/half", answerTo(name));
  renameSync(at("questions/half"), at(`questions/${name.replace(".json", ".answer.json")}`));
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
