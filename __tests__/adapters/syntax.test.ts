import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createSyntax } from "../../src/adapters/syntax.ts";
import type { Outline, Syntax } from "../../src/ports.ts";
import { fakeLog } from "../fakes/log.ts";
import { makeGrammars } from "../fixtures/grammars.ts";

const ALL = ["javascript", "typescript", "tsx", "python", "go", "java", "ruby", "php", "c-sharp"];

let grammars: ReturnType<typeof makeGrammars>;
let syntax: Syntax;
beforeAll(() => {
  grammars = makeGrammars(...ALL);
  syntax = createSyntax(grammars.folder, fakeLog());
});
afterAll(() => grammars.dispose());

/** `kind name start-header-end` of each scope, `import start-end` of each import. */
const said = ({ scopes, imports }: Outline): string[] => [
  ...scopes.map(({ kind, name = "", startLine, headerEndLine, endLine }) =>
    [kind, name, `${String(startLine)}-${String(headerEndLine)}-${String(endLine)}`].join(" "),
  ),
  ...imports.map(({ startLine, endLine }) => `import ${String(startLine)}-${String(endLine)}`),
];

const LANGUAGES: readonly (readonly [file: string, source: string, expected: readonly string[]])[] = [
  [
    "a.js",
    'import a from "a";\nconst b = require("b");\nconst one = 1;\nclass C {\n  m(\n    x,\n  ) {\n    return x;\n  }\n}\nexport const f = (x) => {\n  return x;\n};\napp.get("/", (q) => {\n  q();\n});\n',
    [
      "class C 4-4-10",
      "function m 5-7-9",
      "function f 11-11-13",
      "anonymous  11-11-13",
      "anonymous  14-14-16",
      "import 1-1",
      "import 2-2",
    ],
  ],
  [
    "a.ts",
    'import type { A } from "a";\n@Injectable()\nexport class C {\n  @Get("/x")\n  @Guarded()\n  async m(x: A): Promise<void> {\n    await x;\n  }\n  f = async () => {\n    return 1;\n  };\n}\n',
    ["class C 2-3-12", "function m 4-6-8", "function f 9-9-11", "anonymous  9-9-11", "import 1-1"],
  ],
  ["a.tsx", "export function Page() {\n  return <p>{x}</p>;\n}\n", ["function Page 1-1-3"]],
  [
    "a.py",
    "from flask import Flask\nimport os\n\n@app.route('/x')\n@login_required\ndef view(\n    a,\n):\n    return a\n\nclass C(Base):\n    def m(self):\n        pass\n",
    ["function view 4-9-9", "class C 11-12-13", "function m 12-13-13", "import 1-1", "import 2-2"],
  ],
  [
    "a.go",
    'package a\n\nimport (\n\t"os"\n)\n\ntype S struct {\n\tx int\n}\n\nfunc (s *S) Get() int {\n\treturn s.x\n}\n',
    ["class  7-7-9", "function Get 11-11-13", "import 3-5"],
  ],
  [
    "A.java",
    'import java.util.List;\nclass A {\n  @GetMapping("/x")\n  public String get(String a) {\n    return a;\n  }\n}\n',
    ["class A 2-2-7", "function get 3-4-6", "import 1-1"],
  ],
  [
    "a.rb",
    'require "json"\nclass A < B\n  before_action :authenticate\n  def show\n    render\n  end\nend\nget "/x" do\n  go\nend\n',
    ["class A 2-3-7", "function show 4-5-6", "anonymous  8-9-10", "import 1-1", "import 3-3"],
  ],
  [
    "a.php",
    "<?php\nuse A\\B;\nrequire_once 'x.php';\nclass C {\n  public function get($a) {\n    return $a;\n  }\n}\n",
    ["class C 4-4-8", "function get 5-5-7", "import 2-2", "import 3-3"],
  ],
  [
    "a.cs",
    "using System;\nclass C\n{\n  [HttpGet]\n  public string Get(string a)\n  {\n    return a;\n  }\n}\n",
    ["class C 2-3-9", "function Get 4-6-8", "import 1-1"],
  ],
];

describe("functions, classes and imports, by the real grammars", () => {
  test.each(LANGUAGES)("%s", async (file, source, expected) => {
    const outline = await syntax.outline(file, source);
    expect(said(outline ?? { scopes: [], imports: [] })).toEqual(expected);
  });

  test("what has no grammar has no outline", async () => {
    expect(await syntax.outline("a.sql", "select 1")).toBeUndefined();
    expect(await syntax.outline("Makefile", "all:")).toBeUndefined();
  });
});

describe("code without what runs as nothing", () => {
  test.each([
    ["a.js", '"use x"; f(`a`); // 𝒳 b\n/* c\nd */ g(1);\n', "       ; f(`a`);        \n    \n     g(1);\n"],
    ["a.py", 'def f():\n  """a\n  b"""\n  return "c" # d\n', 'def f():\n      \n      \n  return "c"    \n'],
    ["a.rb", '"a"\nx = "b"\n', '   \nx = "b"\n'],
  ])("%s: %j", async (file, source, expected) => {
    expect(await syntax.code(file, source)).toBe(expected);
  });

  test("is not told of what is nested deeper than anybody looks, has no grammar or is too long", async () => {
    expect(await syntax.code("a.js", `${"(".repeat(500)}1${")".repeat(500)}`)).toBeUndefined();
    expect(await syntax.code("a.sql", "select 1")).toBeUndefined();
    expect(await syntax.code("a.js", " ".repeat(2_000_001))).toBeUndefined();
  });
});

describe("hostile sources", () => {
  test("broken code still has the functions that are whole", async () => {
    const outline = await syntax.outline("a.js", "function f() {\n  return 1;\n}\n}}} ))) <<<<\nfunction g( {\n");
    expect(said(outline!)).toContain("function f 1-1-3");
  });

  test("a source that is too long, or takes too many steps, has none, and the next one is read all the same", async () => {
    const steps = "a.b(c);\n".repeat(200_000);
    expect(steps.length).toBeLessThan(2_000_000);
    expect(await syntax.outline("long.js", " ".repeat(2_000_001))).toBeUndefined();
    expect(await syntax.outline("steps.js", steps)).toBeUndefined();
    expect(said((await syntax.outline("a.js", "function f() {\n}\n"))!)).toEqual(["function f 1-1-2"]);
  });

  test.each([
    ["delimiters", "(".repeat(500_000)],
    ["functions in functions", "function f(){".repeat(20_000)],
    ["bytes that are no text", "\u0000\ufffd\ud800".repeat(1000)],
  ])("%s end", async (_what, source) => {
    await expect(createSyntax(grammars.folder, fakeLog()).outline("a.js", source)).resolves.not.toThrow();
  });
});

test("a grammar that does not load is said once, and indentation serves from then on", async () => {
  const damaged = makeGrammars("python", "go");
  rmSync(join(damaged.folder, "python.wasm.br"));
  writeFileSync(join(damaged.folder, "python.wasm.br"), "not packed");
  const log = fakeLog();
  const broken = createSyntax(damaged.folder, log);
  expect(await broken.outline("a.py", "def f(): pass\n")).toBeUndefined();
  expect(await broken.outline("a.go", "package a\n")).toBeUndefined();
  expect(log.warnings).toHaveLength(1);
  damaged.dispose();
});
