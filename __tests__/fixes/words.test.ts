/** What a fix says, to Claude and to people, when names, code and answers are hostile. */

import { generateKeyPairSync } from "node:crypto";
import { afterEach, expect, test } from "@jest/globals";
import {
  commitMessage,
  draftAnswer,
  draftBody,
  refusedAnswer,
  suggestionAnswer,
  titleOf,
} from "../../src/fixes/body.ts";
import { createRedactor } from "../../src/secrets/index.ts";
import { visible } from "../../src/untrusted.ts";
import { aFinding, HOSTILE } from "../fixtures/review.ts";
import { GITHUB_TOKEN } from "../fixtures/token.ts";
import { harmsIn } from "../publish/github-markdown.ts";
import { fixStage, type FixStage } from "./fix-stage.ts";

const LINE = "os.system(name)";

let stage: FixStage | undefined;
afterEach(async () => {
  await stage?.dispose();
  stage = undefined;
});

test("L1 a secret in the file's name, beside the flaw, in a scanner's words or in the owners' instructions is in no question", async () => {
  const uri = `conf/${GITHUB_TOKEN}/app.py`;
  const other = `lib/${GITHUB_TOKEN}.py`;
  const instructions = `The bot logs in with ${GITHUB_TOKEN}.`;
  stage = await fixStage({
    head: { [uri]: `login("${GITHUB_TOKEN}")\n${LINE}\n`, [other]: "x = 1\n" },
    policy: { version: 1, review: { instructions } },
    finding: (found) => ({
      ...found.find(({ rule }) => rule.id === "toy/command")!,
      message: `${LINE} runs with ${GITHUB_TOKEN}.`,
      relatedLocations: [{ uri: other, startLine: 1, endLine: 1 }],
    }),
  });
  stage.answer((question) => {
    const file = /conf\/⟦secret:[^⟧]*⟧\/app\.py/u.exec(question.text)?.[0] ?? "";
    return { edits: [{ file, startLine: 2, endLine: 2, replacement: "run([name])" }], explanation: GITHUB_TOKEN };
  });
  const outcome = await stage.ask();
  expect(outcome.kind).toBe("draft");
  expect(stage.questions).toHaveLength(1);
  const said = [stage.questions, outcome, stage.branches.drafts, stage.branches.commits.map(({ message }) => message)];
  expect(JSON.stringify(said)).not.toContain(GITHUB_TOKEN);
});

test("L1 a piece of a key beside the flaw is not shown, though the piece alone looks like none", async () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString().trimEnd();
  stage = await fixStage({
    head: { "app.py": `KEY = """${key}"""\n${LINE}\n` },
    pick: ({ rule }) => rule.id === "toy/command",
  });
  stage.answer([{ startLine: key.split("\n").length + 1, replacement: "run([name])" }]);
  const outcome = await stage.ask();
  expect(outcome.kind).toBe("draft");
  const said = JSON.stringify([stage.questions, outcome, stage.branches.drafts]);
  for (const line of key.split("\n").slice(1, -1)) expect(said).not.toContain(line);
  expect(stage.branches.commits[0]?.files[0]?.text).toContain(key);
});

test.each(HOSTILE)("L2 hostile words become no link, image, mention or command: %j", (attack) => {
  const { redact } = createRedactor();
  const shown = redact(visible(attack));
  const { rule, ...finding } = aFinding(0, { message: shown, location: { uri: shown, startLine: 3, endLine: 3 } });
  const run = { serverUrl: "https://github.com", owner: "octo", repo: "app", runId: "1" };
  const words = {
    finding: { ...finding, rule: { ...rule, id: attack, name: attack, help: attack } },
    ...{ id: "0123456789abcdef", head: "b".repeat(40), run, askedBy: { id: 7, login: attack }, model: attack },
    ...{ explanation: shown, patch: redact(`@@ -1 +1 @@ ${shown}\n-${shown}\n ${shown}\n+x\n`) },
    evidence: {
      scanner: { tool: attack, version: attack, before: 1, after: 0 },
      ...{ all: { before: 1, after: 0 }, asked: [attack] },
    },
  };
  const own = /^https:\/\/github\.com\/octo\/app\/blob\/b{40}\/[\w%./-]+#L3$/u;
  for (const text of [
    draftBody({ ...words, token: "own", marker: "" }),
    suggestionAnswer(words, `${attack} Nothing was pushed.`),
    refusedAnswer(attack, attack, shown),
    draftAnswer(
      { number: 1, url: attack, state: "closed" },
      { id: attack, token: "own", existing: false, notes: [attack] },
    ).replace("in #1", ""),
  ])
    expect(harmsIn(text, own)).toEqual([]);
  for (const line of [titleOf(words.finding), ...commitMessage(words).trimEnd().split("\n")])
    expect(line).toMatch(/^[\w ./:,-]*$/u);
});
