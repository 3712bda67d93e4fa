import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createSyntax } from "../../src/adapters/syntax.ts";
import type { Syntax } from "../../src/ports.ts";
import { codeOfLine, createWeigh, type Weight } from "../../src/review/evidence.ts";
import { neutral } from "../../src/review/neutral.ts";
import { createRedactor } from "../../src/secrets/index.ts";
import { visible } from "../../src/untrusted.ts";
import { fakeLog } from "../fakes/log.ts";
import { fakeObjects } from "../fakes/objects.ts";
import { makeGrammars } from "../fixtures/grammars.ts";
import { GITHUB_TOKEN } from "../fixtures/token.ts";
import { hunkOf } from "./sent.ts";

let grammars: ReturnType<typeof makeGrammars>;
let syntax: Syntax;
beforeAll(() => {
  grammars = makeGrammars("javascript", "tsx", "python", "go", "java", "ruby", "php", "c-sharp");
  syntax = createSyntax(grammars.folder, fakeLog());
});
afterAll(() => grammars.dispose());

interface Given {
  readonly syntax?: Syntax | undefined;
  /** Lines of the file that are sent; all unless given. */
  readonly from?: number;
  readonly held?: boolean;
}

/** What a quote from a file of head weighs, with the file's lines as they are sent. */
async function weighed(uri: string, text: string, quote: string, given: Given = {}): Promise<Weight> {
  const { from = 1, held = true } = given;
  const redactor = createRedactor();
  const sent = neutral(redactor.redact(visible(text))).split("\n");
  const lines = sent.map((line, index) => `+${String(index + 1)} ${line}`).slice(from - 1);
  const hunk = hunkOf(lines, { uri });
  const objects = fakeObjects(held ? { files: { [`head:${uri}`]: text } } : {});
  const weigh = createWeigh({
    change: { head: "head", files: [] },
    objects,
    syntax: "syntax" in given ? given.syntax : syntax,
  });
  return weigh(quote, [{ hunk, lines: hunk.lines }]);
}

const LIE = "validated by the gateway";
const COMMENTED: readonly (readonly [uri: string, text: string])[] = [
  ["a.js", `f(x);\n// ${LIE}\ng(x);\n`],
  ["a.js", `f(x);\n/*\n   ${LIE}\n*/\ng(x);\n`],
  ["a.js", `f(x); /* ${LIE} */ g(x);\n`],
  ["a.js", `function f() {\n  "${LIE}";\n  return 1;\n}\n`],
  ["a.js", `\`${LIE}\`;\n`],
  ["a.tsx", `const a = <p>{/* ${LIE} */}</p>;\n`],
  ["b.tsx", `const a = <p>/* ${LIE} */</p>;\n`],
  ["a.c", `f();\n#if 0\n${LIE}\n#endif\n`],
  ["a.pl", `f();\n\n=head1 NAME\n\n${LIE}\n\n=cut\n\ng();\n`],
  ["a.pl", `f();\n__END__\n${LIE}\n`],
  ["a.ml", `let a = 1\n(* ${LIE} *)\n`],
  ["a.erb", `<p>\n<%# ${LIE} %>\n`],
  ["a.hbs", `<p>\n{{!-- ${LIE} --}}\n`],
  ["SECURITY", `Every name is ${LIE}.\n`],
  ["docs/LICENSE-MIT", `Every name is ${LIE}.\n`],
  ["a.py", `def f(x):\n    # ${LIE}\n    return x\n`],
  ["a.py", `def f(x):\n    """Run it.\n\n    ${LIE}\n    """\n    return x\n`],
  ["a.py", `def f(x):\n    '${LIE}'\n    return x\n`],
  ["a.go", `package a\n\n// ${LIE}\nfunc f() {}\n`],
  ["A.java", `class A {\n  /** ${LIE} */\n  void f() {}\n}\n`],
  ["a.rb", `def f\n  # ${LIE}\n  1\nend\n`],
  ["a.rb", `=begin\n${LIE}\n=end\n`],
  ["a.rb", `f\n__END__\n${LIE}\n`],
  ["a.php", `<!-- ${LIE} -->\n<?php\nf();\n`],
  ["a.php", `<?php\n# ${LIE}\nf();\n`],
  ["a.cs", `class A {\n  #region ${LIE}\n  #endregion\n}\n`],
  ["a.sh", `f\n# ${LIE}\ng\n`],
  ["a.c", `f();\n/*\n${LIE}\n*/\n`],
  ["a.rs", `f(); // ${LIE}\n`],
  ["a.sql", `select 1; -- ${LIE}\n`],
  ["a.sql", `select 1; /*\n${LIE} */\n`],
  ["a.html", `<p>\n<!--\n${LIE}\n-->\n`],
  ["a.tex", `% ${LIE}\n`],
  ["a.clj", `; ${LIE}\n`],
  ["a.bat", `REM ${LIE}\n`],
  ["a.ex", `@doc """\n${LIE}\n"""\n`],
  ["a.hs", `{-\n${LIE}\n-}\n`],
  ["docs/a.md", `Every name is ${LIE}.\n`],
  ["docs/a.md", `\`\`\`js\n// ${LIE}\nf(${LIE});\n\`\`\`\n`],
  ["notes.txt", `// ${LIE}\n`],
];

describe("L3 L4 words that run as nothing are no evidence", () => {
  test.each(COMMENTED)("%s: %j", async (uri, text) => {
    expect(await weighed(uri, text, LIE)).toBe("comment");
  });

  test.each(
    COMMENTED.filter(([uri]) => !uri.endsWith(".tsx")).filter(([, text]) => !/['"`]valid|__END__|#region/u.test(text)),
  )("also without a grammar, %s: %j", async (uri, text) => {
    expect(await weighed(uri, text, LIE, { syntax: undefined })).toBe("comment");
  });

  // The others have code of their own beside it.
  test.each(COMMENTED.filter(([uri, text]) => uri.endsWith(".md") || !/[fg]\(.*valid|select.*valid|const/u.test(text)))(
    "quoted with all of its line, %s: %j",
    async (uri, text) => {
      const whole = text.split("\n").find((line) => line.includes(LIE)) ?? "";
      expect(await weighed(uri, text, whole)).toBe("comment");
    },
  );

  test("a comment that began before the first line that is sent is one", async () => {
    expect(await weighed("a.c", `f();\n/*\nx\n${LIE}\ny\n*/\n`, LIE, { from: 4 })).toBe("comment");
    expect(await weighed("a.js", `f();\n/*\nx\n${LIE}\ny\n*/\n`, LIE, { from: 4 })).toBe("comment");
  });

  test("where the file cannot be read, what is sent tells", async () => {
    expect(await weighed("a.js", `f(x);\n// ${LIE}\n`, LIE, { held: false })).toBe("comment");
    expect(await weighed("a.js", `f(x);\n// ${LIE}\n`, "f(x);", { held: false })).toBe("code");
  });

  test("a comment that a parser takes for a part of a string is one where its line begins like one", async () => {
    expect(await weighed("a.js", `const a = \`\n// ${LIE}\n\`;\n`, LIE)).toBe("comment");
  });

  test("a comment nested deeper than anybody looks is one", async () => {
    expect(await weighed("a.js", `${"(".repeat(500)}\n/* ${LIE} */ 1\n${")".repeat(500)};\n`, LIE)).toBe("comment");
  });

  test("ends of blocks beside a comment make no code of it", async () => {
    expect(await weighed("a.js", `if (a) {\n} // ${LIE}\n`, `} // ${LIE}`)).toBe("comment");
    expect(await weighed("a.js", `if (a) {\n  // ${LIE}\n}\n`, `// ${LIE}\n}`)).toBe("comment");
  });

  test("L2 neither a secret nor a fence in a line makes code of its comment", async () => {
    const text = `run("${GITHUB_TOKEN}"); // ccr- ${LIE} ${GITHUB_TOKEN} ok\n`;
    expect(await weighed("a.js", text, LIE)).toBe("comment");
    expect(await weighed("a.js", text, 'run("')).toBe("code");
  });
});

describe("L4 code is evidence", () => {
  test.each([
    ["a.js", "if (!isName(x)) return; // no\n", "if (!isName(x)) return;"],
    ["a.js", "if (!isName(x)) return; // no\n", "if (!isName(x)) return; // no"],
    ["a.js", "// isName(x) is here\nisName(x);\n", "isName(x)"],
    ["a.js", 'get("http://localhost/x"); // y\n', "http://localhost/x"],
    ["a.js", "class A {\n  #secret = check(x);\n}\n", "#secret = check(x);"],
    ["a.py", 'SQL = """\nselect x where id = ?\n"""\ncheck(x)\n', "check(x)"],
    ["a.py", 'SQL = """\nselect x where id = ?\n"""\ncheck(x)\n', "where id = ?"],
    ["a.php", "<?php\n#[IsGranted('ADMIN')]\nfunction f() {}\n", "#[IsGranted('ADMIN')]"],
    ["a.c", "#define MAX 10\nif (n > MAX) return;\n", "#define MAX 10"],
    ["a.rs", "#[deny(unsafe_code)]\nfn f() {}\n", "#[deny(unsafe_code)]"],
    ["a.sh", "cp src/* dst/\ncheck $x\n", "check $x"],
    ["a.yml", "permissions: read-all\n", "permissions: read-all"],
    ["a.tsx", "const a = <p>{escape(x)} is x</p>;\n", "<p>{escape(x)} is x</p>"],
    ["a.c", "#if 0\nf();\n#endif\ncheck(x);\n", "check(x);"],
    ["BUILD", "visibility = private\n", "visibility = private"],
    ["Dockerfile", "USER nobody\n", "USER nobody"],
    ["requirements.txt", "flask==3.0.1\n", "flask==3.0.1"],
  ])("%s: %j quoted as %j", async (uri, text, quote) => {
    expect(await weighed(uri, text, quote)).toBe("code");
  });

  test("and a quote that stands nowhere is none", async () => {
    expect(await weighed("a.js", "f(x);\n", "g(x);")).toBe("absent");
  });
});

test.each([
  ["f(1); // abc", "f(1); // abc", "f(1);       ", "f(1);       "],
  ["f(⟦s⟧); // abc", "f(token); // abc", "f(token);       ", "f(⟦s⟧);       "],
  ["f(1); // ⟦s⟧ c", "f(1); // token c", "f(1);           ", "f(1);         "],
  ["f(1); /⟦s⟧2)", "f(1); /* a */ g(2)", "f(1);         g(2)", "f(1);     2)"],
])("what was rewritten counts as a comment when some of it was one: %j", (sent, whole, code, expected) => {
  expect(codeOfLine(sent, whole, code)).toBe(expected);
});
