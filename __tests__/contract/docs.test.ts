import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { CONFIGURATION_CODES, EXTERNAL_CODES } from "../../src/errors.ts";
import { readRequest } from "../../src/flags.ts";
import { parsePolicy, PolicySchema } from "../../src/policy.ts";
import { SCANNERS } from "../../src/scan/registry.ts";
import { committedFiles, read, root } from "./committed.ts";

/** Text below each `## heading`, by heading. */
function sections(markdown: string): ReadonlyMap<string, string> {
  const [, ...parts] = markdown.split(/^## /mu);
  return new Map(parts.map((part) => [part.split("\n", 1)[0] ?? "", part.split(/^#/mu, 1)[0] ?? ""]));
}

/** Also in a list, where it is indented. */
const fenced = (markdown: string, language: string) =>
  [...markdown.matchAll(new RegExp(`^( *)\`\`\`${language}\\n(.*?)^\\1\`\`\``, "gmsu"))].map(
    ([, indent = "", text = ""]) => text.replaceAll(new RegExp(`^${indent}`, "gmu"), ""),
  );

const documents = committedFiles().filter((name) => name.endsWith(".md") && !name.startsWith("__tests__/fixtures/"));

/** As GitHub makes them of headings. */
const anchors = (markdown: string): ReadonlySet<string> =>
  new Set(
    [...markdown.replaceAll(/^```.*?^```/gmsu, "").matchAll(/^#{1,6} (.*)$/gmu)].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}_\- ]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );

const firstCells = (markdown: string) => [...markdown.matchAll(/^\| `([^`]+)`/gmu)].map(([, cell = ""]) => cell);

describe("docs/errors.md", () => {
  const documented = sections(read("docs/errors.md"));
  const codes = [...CONFIGURATION_CODES, ...EXTERNAL_CODES];

  test("has one section per code, and no other", () => {
    expect([...documented.keys()].sort()).toEqual([...codes].sort());
  });

  test.each(codes)("%s says what happened, why, and the way out", (code) => {
    const text = documented.get(code) ?? "";
    const said = ["What happened.", "Why.", "The way out."].map(
      (label) => text.split(`**${label}**`)[1]?.split("**")[0]?.trim() ?? "",
    );
    for (const part of said) expect(part.length).toBeGreaterThan(20);
  });

  test("tells the two kinds apart by their exit code", () => {
    const [configuration = "", external = ""] = read("docs/errors.md").split("# External (exit code 3)");
    expect([...sections(configuration).keys()].sort()).toEqual([...CONFIGURATION_CODES].sort());
    expect([...sections(external).keys()].sort()).toEqual([...EXTERNAL_CODES].sort());
  });
});

test("docs/scanners.md has one section per scanner, and no section without one", () => {
  const headings = [...sections(read("docs/scanners.md")).keys()].map((heading) => heading.replaceAll("`", ""));
  const names = SCANNERS.map(({ name }) => name);
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name) => !headings.includes(name))).toEqual([]);
  // A scanner's name is its file; those that a run makes for itself (`sarif-files`) are not in the registry.
  expect(headings.filter((heading) => !existsSync(join(root, "src/scan", `${heading}.ts`)))).toEqual([]);
});

test("docs/dependencies.md has one line per runtime dependency, and no other", () => {
  const { dependencies } = z
    .looseObject({ dependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(read("package.json")));
  expect(firstCells(read("docs/dependencies.md")).sort()).toEqual(Object.keys(dependencies).sort());
});

describe("the policy", () => {
  const JsonSchema = z.looseObject({
    get properties() {
      return z.record(z.string(), JsonSchema).optional();
    },
    get items() {
      return JsonSchema.optional();
    },
  });

  function keys(schema: z.infer<typeof JsonSchema>): readonly string[] {
    if (schema.items?.properties) return keys(schema.items).map((key) => `[]${key}`);
    const properties = Object.entries(schema.properties ?? {});
    return properties.length === 0
      ? [""]
      : properties.flatMap(([name, value]) => keys(value).map((key) => `.${name}${key}`));
  }

  test("docs/policy.md has every key of the schema, and no other", () => {
    const schema = keys(JsonSchema.parse(z.toJSONSchema(PolicySchema))).map((key) => key.slice(1));
    expect(schema).toContain("threats[].fail-on");
    expect(firstCells(read("docs/policy.md")).sort()).toEqual([...schema].sort());
  });

  const examples = documents.flatMap((name) =>
    fenced(read(name), "ya?ml")
      // Whatever begins with a key of the policy.
      .filter((text) => Object.keys(PolicySchema.shape).some((key) => new RegExp(`^${key}:`, "mu").test(text)))
      .map((text) => ({ name, text })),
  );

  test("each example in a document is one that the program accepts as it stands", () => {
    expect(new Set(examples.map(({ name }) => name)).size).toBeGreaterThan(5);
    for (const { name, text } of examples) expect(parsePolicy(text, name).version).toBe(1);
  });
});

function helpOf(...argv: readonly string[]): string {
  const { request } = readRequest([...argv, "--help"]);
  return request.command === "help" ? request.text : "";
}

describe("the commands in the documents", () => {
  const lines = documents.flatMap((name) => fenced(read(name), "sh").flatMap((block) => block.split("\n")));
  const commands = [...new Set(lines.map((line) => line.replace(/\s+#.*/u, "").trim()))].filter((line) => line !== "");

  test("the two that a newcomer needs stand at the top of the README", () => {
    const [first = ""] = fenced(read("README.md"), "sh");
    expect(first).toBe("node dist/index.js review --repo . --base HEAD~1 --provider none\nnpm cit\n");
    expect(read("README.md").split("```")[0]).toMatch(/^# [\w-]+\n\n$/u);
  });

  test.each(commands.filter((command) => command.startsWith("node dist/index.js")))("%s is understood", (command) => {
    const argv = [...command.matchAll(/"([^"]*)"|\S+/gu)].map(([all, quoted]) => quoted ?? all).slice(2);
    const { request } = readRequest(argv);
    expect(request.command).toBe(argv[0]?.replace("--", ""));
  });

  test.each(commands.filter((command) => command.startsWith("npm ")))(
    "%s is a script, or a command of npm",
    (command) => {
      const { scripts } = z
        .looseObject({ scripts: z.record(z.string(), z.string()) })
        .parse(JSON.parse(read("package.json")));
      const [, name = "", script = ""] = command.split(" ");
      if (name === "run") expect(Object.keys(scripts)).toContain(script);
      else expect(["ci", "cit", "test"]).toContain(name);
    },
  );

  test.each(["review", "redact", "verify", "eval"])(
    "%s --help has exit codes, and examples that are understood",
    (name) => {
      const [, afterwards = ""] = helpOf(name).split("Exit codes:");
      expect(afterwards).toMatch(/^ +4 {2}a bug/mu);
      const examples = [...afterwards.matchAll(/^ +node dist\/index\.js (.*)$/gmu)].map(([, line = ""]) =>
        line.split(" "),
      );
      expect(examples.length).toBeGreaterThan(1);
      for (const argv of examples) expect(readRequest(argv).request.command).toBe(name);
    },
  );

  test("the README has every flag of review, and no other", () => {
    const flags = (text: string) =>
      [...new Set([...text.matchAll(/(?<![\w-])--[a-z][a-z-]*/gu)].map(([flag]) => flag))].sort();
    const help = flags(helpOf("review").split("Exit codes:")[0] ?? "").filter((flag) => flag !== "--help");
    expect(flags(read("README.md").match(/\| flag of `review`.*?\n\n/su)?.[0] ?? "")).toEqual(help);
  });

  test("the README has every exit code that the help has, and no other", () => {
    const inHelp = [...(helpOf("review").split("Exit codes:")[1] ?? "").matchAll(/^ +(\d) {2}/gmu)].map(
      ([, code]) => code,
    );
    expect(inHelp).toEqual(["0", "1", "2", "3", "4", "5"]);
    expect([...read("README.md").matchAll(/^\| (\d) +\|/gmu)].map(([, code]) => code)).toEqual(inHelp);
  });

  test("every link between documents leads somewhere", () => {
    const links = documents.flatMap((name) =>
      [...read(name).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/gu)].map(([, target = ""]) => ({ name, target })),
    );
    expect(links.length).toBeGreaterThan(10);
    const dead = links.filter(({ name, target }) => !existsSync(resolve(root, dirname(name), target)));
    expect(dead).toEqual([]);
  });

  test("every anchor of a link is a heading there", () => {
    const links = documents.flatMap((name) =>
      [...read(name).matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)#([^)\s]+)\)/gu)].map(([, file = "", anchor = ""]) => ({
        ...{ name, anchor },
        target: file === "" ? name : relative(root, resolve(root, dirname(name), file)),
      })),
    );
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter(({ target, anchor }) => target.endsWith(".md") && !anchors(read(target)).has(anchor))).toEqual(
      [],
    );
  });

  test("no block without a language holds a command, which would not be checked", () => {
    const bare = documents.flatMap((name) =>
      fenced(read(name), "")
        .filter((text) => /^(?:node|npm) /mu.test(text))
        .map(() => name),
    );
    expect(bare).toEqual([]);
  });
});

test("the changelog has a place for what is not released", () => {
  expect(sections(read("CHANGELOG.md")).get("Unreleased")).toMatch(/^- /mu);
});

test("what a message promises is there", () => {
  const promised = committedFiles()
    .filter((name) => name.startsWith("src/"))
    .flatMap((name) => [...read(name).matchAll(/docs\/[\w.-]+\.(?:md|json)/gu)].map(([file]) => file));
  expect(promised.length).toBeGreaterThan(0);
  expect([...new Set(promised)].filter((file) => !existsSync(join(root, file)))).toEqual([]);
});
