import { expect, test } from "@jest/globals";
import { readRules, rulesJson } from "../../src/scan/semgrep-rules.ts";
import { fakeFiles } from "../fakes/files.ts";

const rule = (id: string) =>
  `rules:\n  - id: ${id}\n    languages: [python]\n    message: m\n    metadata: { cwe: ["CWE-89: x"], more: 1 }\n`;

const PYTHON = { languages: new Set(["python"]), depth: "deep" } as const;

function counted(initial: Readonly<Record<string, string>>) {
  const files = fakeFiles(initial);
  let reads = 0;
  return { reads: () => reads, files: { ...files, read: (path: string) => ((reads += 1), files.read(path)) } };
}

test("a run reads each rule file once, whoever asks and however often", async () => {
  const { files, reads } = counted({ "/rules/b.yml": rule("b"), "/rules/a.yaml": rule("a") });
  const ports = { files, rules: "/rules" };
  const [first, second] = await Promise.all([readRules(ports), readRules(ports)]);
  expect(reads()).toBe(2);
  expect(second).toBe(first);
  expect(first.names).toEqual([
    { id: "semgrep/a", cwe: ["CWE-89"] },
    { id: "semgrep/b", cwe: ["CWE-89"] },
  ]);
  // Nothing of a rule is lost on its way to semgrep.
  expect(JSON.parse(rulesJson(first.rules, PYTHON))).toMatchObject({
    rules: [{ id: "a", message: "m", metadata: { more: 1 } }, { id: "b" }],
  });
});

test("another run reads them anew, and another text has another digest", async () => {
  const before = fakeFiles({ "/rules/a.yml": rule("a") });
  const after = fakeFiles({ "/rules/a.yml": `${rule("a")}\n` });
  const [one, two] = await Promise.all([before, after].map((files) => readRules({ files, rules: "/rules" })));
  expect(one?.rules).toEqual(two?.rules);
  expect(one?.sha256).not.toBe(two?.sha256);
});

test("a file that is no rule file stops the scan: it is part of this program", async () => {
  await expect(readRules({ files: fakeFiles({ "/rules/a.yml": "a: 1\n" }), rules: "/rules" })).rejects.toThrow();
});
