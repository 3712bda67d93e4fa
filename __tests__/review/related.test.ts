import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { createSyntax } from "../../src/adapters/syntax.ts";
import type { Syntax } from "../../src/ports.ts";
import type { Dossier } from "../../src/review/dossier.ts";
import { planQuestions, type QuestionForm } from "../../src/review/question.ts";
import { grouped, relationsOf, type Unit } from "../../src/review/related.ts";
import { inputTokensOf } from "../../src/review/tokens.ts";
import { own } from "../../src/secrets/index.ts";
import { fakeLog } from "../fakes/log.ts";
import { makeGrammars } from "../fixtures/grammars.ts";
import { makeRepository, type Repository } from "../fixtures/repository.ts";
import { dossierOf } from "./open-dossier.ts";
import { hunkOf } from "./sent.ts";

let grammars: ReturnType<typeof makeGrammars>;
let syntax: Syntax;
beforeAll(() => {
  grammars = makeGrammars("typescript", "python", "java");
  syntax = createSyntax(grammars.folder, fakeLog());
});
afterAll(() => grammars.dispose());
let repository: Repository;
beforeEach(() => {
  repository = makeRepository();
});
afterEach(() => repository.dispose());

const form = (inputTokens: number): QuestionForm => ({
  prompt: { text: own("Find flaws."), sha256: "a".repeat(64) },
  schema: { type: "object" },
  limits: { inputTokens, maxTokens: 1_000 },
  nonce: "0123456789abcdef",
});

/** The files of each part when only so much of the whole fits at once. */
function parts(dossier: Dossier, share: number): readonly (readonly string[])[] {
  const uris = new Map(dossier.hunks.map(({ id, uri }) => [id, uri]));
  const [whole] = planQuestions(dossier, form(1_000_000)).questions;
  const room = Math.ceil(inputTokensOf(whole!) * share);
  return planQuestions(dossier, form(room)).questions.map(({ hunks }) => hunks.map((id) => uris.get(id) ?? ""));
}

const filler = (n: number, comment: string): string =>
  Array.from({ length: 120 }, (_, line) => `${comment} ${String(n)} words of no account, line ${String(line)}\n`).join(
    "",
  );

const together = (planned: readonly (readonly string[])[], ...uris: readonly string[]): boolean =>
  planned.some((part) => uris.every((uri) => part.includes(uri)));

const TYPESCRIPT = {
  caller:
    'import { mayRead } from "../lib/access";\nexport function show(id: string, user: User) {\n  if (!mayRead(user)) return;\n  return load(id);\n}\n',
  callee: "export const mayRead = (user: User): boolean => {\n  return user.name !== undefined;\n};\n",
};
const PYTHON = {
  caller: "def show(request):\n    if not may_read(request.user):\n        return None\n    return load(request)\n",
  callee: "class Access:\n    def may_read(self, user):\n        return True\n",
};
const JAVA = {
  caller: "class Show {\n  public String show(User user) {\n    return access.mayRead(user) ? load() : null;\n  }\n}\n",
  callee: "class Access {\n  public boolean mayRead(final User user) {\n    return true;\n  }\n}\n",
};

describe("a change that must be split", () => {
  test.each([
    ["ts", "//", TYPESCRIPT],
    ["py", "#", PYTHON],
    ["java", "//", JAVA],
  ])(
    "keeps what calls with what is called, in %s, whatever order the paths have",
    async (extension, comment, { caller, callee }) => {
      const fillers = ["b/1", "c/1", "d/1", "e/1"].map(
        (name, n) => [`${name}.${extension}`, filler(n, comment)] as const,
      );
      const given = (files: Record<string, string>) => dossierOf(repository, [{}, files], { syntax });
      const [one, two] = [`a/x.${extension}`, `z/y.${extension}`];
      const files = Object.fromEntries([[one, caller], [two, callee], ...fillers]);
      const dossier = await given(files);
      for (const uri of [`0/x.${extension}`, one, `c/0.${extension}`, `zz/x.${extension}`]) {
        const hunks = dossier.hunks.map((hunk) => (hunk.uri === one ? { ...hunk, uri } : hunk));
        const moved = { ...dossier, hunks: hunks.toSorted((a, b) => (a.uri < b.uri ? -1 : 1)) };
        const planned = parts(moved, 0.6);
        expect(planned.length).toBeGreaterThan(1);
        expect(planned.flat().toSorted()).toEqual(hunks.map((hunk) => hunk.uri).toSorted());
        expect(together(planned, uri, two)).toBe(true);
      }
      // By the order of paths alone they are apart: what the one uses is not defined.
      const without = dossier.hunks.map((hunk) => (hunk.uri === two ? { ...hunk, lines: hunk.lines.slice(-1) } : hunk));
      expect(together(parts({ ...dossier, hunks: without, touched: new Map() }, 0.6), one, two)).toBe(false);
    },
  );

  test("keeps a caller with a function whose body alone changed, and one that was removed", async () => {
    const before = { "z/guard.ts": `${filler(1, "//")}${TYPESCRIPT.callee}`, "z/old.py": PYTHON.callee };
    const body = before["z/guard.ts"].replace("user.name !== undefined", "true");
    const files = {
      "a/show.ts": TYPESCRIPT.caller,
      "a2/show.py": PYTHON.caller,
      ...Object.fromEntries([1, 2, 3, 4].map((n) => [`m${String(n)}/x.ts`, filler(n, "//")])),
    };
    const dossier = await dossierOf(repository, [before, { ...files, "z/guard.ts": body, "z/old.py": null }], {
      syntax,
    });
    const planned = parts(dossier, 0.6);
    expect(planned.length).toBeGreaterThan(1);
    expect(together(planned, "a/show.ts", "z/guard.ts")).toBe(true);
    expect(together(planned, "a2/show.py", "z/old.py")).toBe(true);
  });
});

describe("L6 names", () => {
  const unit = (n: number, ...lines: readonly string[]): Unit => ({
    hunks: [
      hunkOf(
        lines.map((line, index) => `+${String(index + 1)} ${line}`),
        { id: `h-${String(n)}`, uri: `f${String(n)}` },
      ),
    ],
    size: 1,
  });
  const pairs = (units: readonly Unit[]) => relationsOf(units, new Map()).map(({ between }) => between);

  test("a function and its only caller are related, whichever comes first", () => {
    const [caller, callee] = [unit(1, "  check_access(user)"), unit(2, "def check_access(user):")];
    expect(pairs([caller, unit(3, "x"), callee])).toEqual([[0, 2]]);
    expect(pairs([callee, unit(3, "x"), caller])).toEqual([[0, 2]]);
  });

  test.each(["constructor", "__proto__", "toString", "hasOwnProperty", "get", "init"])(
    "%s, which every file defines, relates none",
    (name) => {
      expect(pairs(Array.from({ length: 30 }, (_, n) => unit(n, `function ${name}() {`, `  ${name}();`)))).toEqual([]);
    },
  );

  test.each(["constructor", "__proto__"])("%s is a name like others where one file defines it", (name) => {
    expect(pairs([unit(1, `function ${name}() {`), unit(2, `${name}();`)])).toEqual([[0, 1]]);
  });

  test("one that every file uses, and one of one or two letters, relates none", () => {
    const users = Array.from({ length: 30 }, (_, n) => unit(n, "  everywhere(a, fn(b));"));
    expect(pairs([unit(99, "def everywhere(a):", "def fn(b):", "def f(b):"), ...users])).toEqual([]);
  });

  test("a rare one comes before a common one, and a small pair before a large one", () => {
    const large = { ...unit(5, "  rareOne(x)"), size: 50 };
    const units = [
      unit(0, "def common_name(x):", "def rareOne(x):", "def rareTwo(x):"),
      ...[1, 2, 3].map((n) => unit(n, "common_name(1)")),
      large,
      unit(6, "  rareTwo(x)"),
    ];
    expect(pairs(units)).toEqual([
      [0, 5],
      [0, 4],
      [0, 1],
      [0, 2],
      [0, 3],
    ]);
  });

  test("a hunk of ten thousand names does not keep another from being related", () => {
    const many = unit(0, ...Array.from({ length: 10_000 }, (_, n) => `def decoy_${String(n)}(x):`));
    expect(pairs([many, unit(1, "mayRead(user)"), unit(2, "def mayRead(user):")])).toEqual([[1, 2]]);
  });

  test("however many there are, the pairs are bounded", () => {
    const all = Array.from({ length: 120 }, (_, n) => `name_${String(n)}`);
    const units = all.map((name, n) => unit(n, `def ${name}(x):`, ...all.map((other) => `  ${other}(x)`)));
    expect(pairs(units)).toEqual([]);
  });
});

test("what is joined fits together: a relation for which there is no room is left out", () => {
  expect(
    grouped([3, 3, 3, 1], {
      room: 6,
      joins: [
        [0, 2],
        [2, 1],
        [1, 3],
      ],
    }),
  ).toEqual([
    [0, 2],
    [1, 3],
  ]);
  expect(
    grouped([1, 1, 1], {
      room: 9,
      joins: [
        [2, 1],
        [1, 0],
        [0, 2],
      ],
    }),
  ).toEqual([[0, 1, 2]]);
});
