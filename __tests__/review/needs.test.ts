import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readChange } from "../../src/change/index.ts";
import { parsePolicy, type Policy } from "../../src/policy.ts";
import type { Need } from "../../src/review/needs.ts";
import { createServer, type Served } from "../../src/review/serve.ts";
import { createRedactor } from "../../src/secrets/index.ts";
import { withObjects } from "../change/open-change.ts";
import { makeRepository, type Repository } from "../fixtures/repository.ts";
import { GITHUB_TOKEN } from "../fixtures/token.ts";
import { numbered, text } from "./open-dossier.ts";

const RENAMED = text(["export RENAMED=1", "def renamed(): pass"]);
const MOVED = "def moved(): pass\n";

let repository: Repository;
beforeAll(() => {
  repository = makeRepository();
  repository.write({
    "src/a.py": "from b import check\n\nx = 1\n",
    "src/b.py": text([
      "import os",
      "",
      "def check(user):",
      "    if user is None:",
      "        return False",
      "    return True",
      "",
      "Y = 2",
    ]),
    "src/secret.py": text(["def key():", `    return "${GITHUB_TOKEN}"`]),
    "src/long.py": text(numbered(2_000, "value = 1234567890 #")),
    "src/huge.py": "x = 1\n".repeat(200_000),
    "private/c.py": "def hidden(): pass\n",
    "kept/d.py": "def kept(): pass\n",
    ".env": "A=1\n",
    "prod.env": RENAMED,
    "kept/e.py": MOVED,
    "link.py": { mode: "120000", content: "/etc/passwd" },
    "data.bin": "a\0b\n",
    "many/1.py": text(numbered(300, "a".repeat(90))),
    "many/2.py": text(numbered(300, "b".repeat(90))),
    "many/3.py": text(numbered(300, "c".repeat(90))),
  });
  repository.commit("base");
  repository.write({ "src/a.py": "from b import check\n\nx = check(None)\n" });
  // Git takes them for renamed.
  repository.remove("prod.env", "kept/e.py");
  repository.write({ "src/settings.py": RENAMED, "src/e.py": MOVED });
  repository.commit("head");
});
afterAll(() => repository.dispose());

const POLICY = `version: 1
scope: { paths: { exclude: ["private/**"] } }
redaction: { never-send: ["kept/**"] }
`;

function served(needs: readonly Need[], policy: Policy = parsePolicy(POLICY, "policy.yml")): Promise<Served> {
  return withObjects(repository.path, async (objects) => {
    const change = await readChange({ base: "HEAD~1", head: "HEAD" }, objects);
    return createServer({ change, policy, objects, redactor: createRedactor() })(needs, [], "review-1+");
  });
}
const reasons = ({ refused }: Served): string[] => refused.map(({ what, reason }) => `${what}: ${reason}`);
const lines = ({ hunks }: Served): string[] =>
  hunks.flatMap(({ shownUri, lines: sent }) =>
    sent.map(({ line, text: shown }) => `${shownUri}:${String(line)} ${shown}`),
  );

describe("L1 what is never sent", () => {
  test.each([
    [{ file: "src/settings.py" }, "never sent: environment file"],
    [{ file: "src/e.py" }, "redaction.never-send"],
    [{ symbol: "renamed" }, "no definition of it"],
    [{ symbol: "moved" }, "no definition of it"],
  ])("is not sent under the name that the change gives it: %j", async (need, reason) => {
    const { hunks, refused } = await served([need]);
    expect(hunks).toEqual([]);
    expect(refused).toEqual([expect.objectContaining({ reason: expect.stringContaining(reason) })]);
  });
});

describe("what Claude asks to see", () => {
  test("a range of a file, a whole file, the definition of a name", async () => {
    expect(lines(await served([{ file: "src/b.py", startLine: 3, endLine: 4 }]))).toEqual([
      "src/b.py:3 def check(user):",
      "src/b.py:4     if user is None:",
    ]);
    expect(lines(await served([{ file: "./src/a.py" }]))).toHaveLength(3);
    expect(lines(await served([{ symbol: "b.check" }])).map((line) => line.slice(0, 10))).toEqual(
      Array.from({ length: 4 }, (_, index) => `src/b.py:${String(index + 3)}`),
    );
  });

  test("L1 it is redacted, with the whole file in view", async () => {
    const answer = await served([{ file: "src/secret.py", startLine: 2, endLine: 2 }]);
    expect(lines(answer)).toEqual(['src/secret.py:2     return "⟦secret:github-pat:1⟧"']);
  });

  test("L4 no finding can stand in it: no line of it is changed", async () => {
    const { hunks } = await served([{ file: "src/b.py" }]);
    expect(hunks.flatMap((hunk) => hunk.lines).every(({ kind, side }) => kind === "context" && side === "head")).toBe(
      true,
    );
    expect(hunks.map(({ id }) => id)).toEqual(["review-1+-1"]);
  });
});

describe("L6 what is refused, by name", () => {
  test.each<[string, Need, string]>([
    [
      "a way out of the repository",
      { file: "../../etc/passwd" },
      "../../etc/passwd: it is no path within the repository",
    ],
    ["an absolute path", { file: "/etc/passwd" }, "/etc/passwd: it is no path within the repository"],
    ["an environment file", { file: ".env" }, ".env: never sent: environment file"],
    ["one that does not exist, alike", { file: "x/.env" }, "x/.env: never sent: environment file"],
    ["a file out of scope", { file: "private/c.py" }, "private/c.py: scope.paths"],
    ["a file that the policy keeps", { file: "kept/d.py" }, "kept/d.py: redaction.never-send"],
    ["a symbolic link", { file: "link.py" }, "link.py: it is a symbolic link"],
    ["a folder", { file: "src/" }, "src/: it is a folder: only files are shown"],
    ["the whole tree", { file: "." }, ".: it is no path within the repository"],
    ["every file", { file: "**" }, "**: head has no such file"],
    ["a binary file", { file: "data.bin" }, "data.bin: it is binary"],
    ["a huge file", { file: "src/huge.py" }, "src/huge.py: it is larger than 1 MB"],
    [
      "lines that are not there",
      { file: "src/a.py", startLine: 9, endLine: 12 },
      "src/a.py:9-12: it has no such lines; it has 3",
    ],
    ["lines before the first", { file: "src/a.py", startLine: -5 }, "src/a.py:-5-: it has no such lines; it has 3"],
    [
      "a control character",
      { file: "src/a.py\u0000" },
      "src/a.py⟦U+0000⟧: no path has such characters or such a length",
    ],
    ["a symbol that is a pattern", { symbol: "(a+)+$" }, "(a+)+$: it is not a name"],
    [
      "a symbol that only kept files define",
      { symbol: "hidden" },
      "hidden: no definition of it was found in the files that may be shown",
    ],
    ["nothing", {}, ": it names neither a file nor a symbol"],
  ])("%s", async (_what, need, expected) => {
    const answer = await served([need]);
    expect(reasons(answer)).toEqual([expected]);
    expect(answer.hunks).toEqual([]);
  });

  test("10,000 ranges: a few are answered, a few named, the rest counted", async () => {
    const needs = Array.from({ length: 10_000 }, (_, index) => ({
      file: "src/long.py",
      startLine: index + 1,
      endLine: index + 1,
    }));
    const answer = await served(needs);
    expect(lines(answer)).toHaveLength(8);
    expect(answer.refused).toHaveLength(51);
    expect(reasons(answer).at(-1)).toBe("9942 more: only 8 are answered");
  });

  test("all of it, with max-requests 0", async () => {
    const answer = await served(
      [{ file: "src/a.py" }],
      parsePolicy("version: 1\nreview: { context: { max-requests: 0 } }\n", "policy.yml"),
    );
    expect(reasons(answer)).toEqual(["src/a.py: only 0 are answered"]);
  });

  test("what goes beyond the lines of one need and the bytes of all together", async () => {
    expect(lines(await served([{ file: "src/long.py" }]))).toHaveLength(300);
    const answer = await served([1, 2, 3].map((n) => ({ file: `many/${String(n)}.py` })));
    expect(lines(answer).join("\n").length).toBeLessThan(80_000);
    expect(reasons(answer)).toEqual([
      "many/3.py: only a part of it is shown: together they are limited to 60000 bytes",
    ]);
  });
});
