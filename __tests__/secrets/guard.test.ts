import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { createGuard, createRedactor, detect } from "../../src/secrets/index.ts";
import { alnum, hex } from "../../src/secrets/samples.ts";
import { GITHUB_TOKEN } from "../fixtures/token.ts";

const KNOWN = `run-${alnum(20)}`;
const body = (text: string, more: object = {}) =>
  JSON.stringify({
    model: "claude-sonnet-5-5",
    system: "You review code.",
    messages: [
      {
        role: "user",
        content: [
          { type: "text", text: "Files:" },
          { type: "text", text },
        ],
      },
    ],
    ...more,
  });
const guard = createGuard({ known: [KNOWN] });

test("L1 two lines of a text are not read as one in the serialised body", () => {
  const text = `port ://app:80\nmail: me@host.example and ${"x"}`;
  expect(guard.inspect(body(text))).toBeUndefined();
});

test.each(["a.yaml", "a.env", "a.diff", "a.ts"])("L1 what the redactor leaves of %s passes the guard", (path) => {
  const texts = [
    "https://host.example/?api_key=QmFzZTY0a2V5MTIz&next=1",
    "+++ b/.env\n+DB_PASSWORD=summertime and more\n+TOKEN=a1b2c3d4e5f6a7b8c9&x...",
    "password: winter, token: {{ x }}9a8b7c6d5e4f\nsecret=%61%62 qv-zx-kw-jb",
  ];
  for (const text of texts) expect(guard.inspect(body(createRedactor().redact(text, path)))).toBeUndefined();
});

describe("L1 the guard", () => {
  test("names the type and the place of a secret, never its value", () => {
    const hit = guard.inspect(body(`one\ntwo\nconst key = "${GITHUB_TOKEN}";`));
    expect(hit).toEqual({ rule: "github-pat", place: "messages[0].content[1].text line 3" });
  });

  test("finds a password by its name", () => {
    expect(guard.inspect(body(`password = "${hex(24)}"`))).toEqual({
      rule: "password",
      place: "messages[0].content[1].text",
    });
  });

  const encodings: Readonly<Record<string, (value: string) => string>> = {
    "as it is": (value) => value,
    reversed: (value) => [...value].reverse().join(""),
    "in base64": (value) => Buffer.from(value).toString("base64"),
    "in base64 inside other text": (value) => Buffer.from(`ab${value}cd`).toString("base64"),
    "in base64url": (value) => Buffer.from(value).toString("base64url"),
    "in hexadecimal": (value) => Buffer.from(value).toString("hex"),
    "percent-encoded": (value) => Buffer.from(value).toString("hex").replace(/../gu, "%$&"),
    "as JSON inside JSON": (value) => JSON.stringify(JSON.stringify(value)),
  };
  test.each(Object.keys(encodings))("finds one of the run's own secrets %s", (name) => {
    expect(guard.inspect(body(`a ${encodings[name]!(KNOWN)} b`))).toEqual({
      rule: "known",
      place: "messages[0].content[1].text",
    });
  });

  test("finds a known secret that JSON escapes, in the string as it is meant", () => {
    const value = 'pa"ss\\w\tord-é-☃';
    expect(createGuard({ known: [value] }).inspect(body(`x ${value} y`))?.rule).toBe("known");
  });

  test("looks at names too, and does not say them", () => {
    const hit = guard.inspect(body("", { metadata: { [KNOWN]: 1 } }));
    expect(hit).toEqual({ rule: "known", place: "metadata (a name)" });
  });

  test("looks at the raw text: a number that is a secret, a body that is no JSON", () => {
    const digits = createGuard({ known: ["8675309112"] });
    expect(digits.inspect(body("", { n: 8675309112 }))).toEqual({ rule: "known", place: "body" });
    expect(guard.inspect(`q=${GITHUB_TOKEN}`)).toEqual({ rule: "github-pat", place: "body" });
  });

  test("leaves out our own parts by exact value: a prompt with an example, a schema, one part inside another", () => {
    const prompt = `Never write api_key = "${hex(32)}".`;
    const schema = { type: "object", description: `token: "${alnum(40)}"`, properties: {} };
    const asked = body("x", { system: prompt, output_config: { format: { schema } } });
    expect(guard.inspect(asked)).toBeDefined();
    expect(guard.inspect(asked, [prompt])?.place).toBe("output_config.format.schema.description");
    expect(guard.inspect(asked, ["", "Never", prompt, JSON.stringify(schema)])).toBeUndefined();
  });

  test("an own part with one character more is not ours", () => {
    const prompt = `api_key = "${hex(32)}"`;
    expect(guard.inspect(body(prompt.replace('"', '"f')), [prompt])).toBeDefined();
  });

  test("what stands before and after an own part is not read as one", () => {
    expect(guard.inspect(body(`password = <nonce-1>"${hex(24)}"`), ["<nonce-1>"])).toBeUndefined();
  });

  test("a mark of ours is no secret; something in a mark's form with a type of its own is looked at", () => {
    const redactor = createRedactor({ known: [KNOWN] });
    expect(guard.inspect(body(redactor.redact(`password = "${hex(24)}" ${KNOWN} ${GITHUB_TOKEN}`)))).toBeUndefined();
    const value = "hunter2-is-my-secret-1";
    expect(createGuard({ known: [value] }).inspect(body(`⟦secret:${value}:1⟧`))?.rule).toBe("known");
  });
});

test("L1 the number of a line of code is no value of the name before it, and what stands on that line still is", () => {
  const form = '<input type="password" name="password" autocomplete="off">';
  expect(guard.inspect(body(`h34  | ${form}\nh35  | </div>`))).toBeUndefined();
  expect(guard.inspect(body(`h34  | password:\nh35 +|   "${hex(24)}"`))?.rule).toBe("password");
  expect(guard.inspect(body(`h34  | ${KNOWN.slice(0, 9)}\nh35 +| x = "${GITHUB_TOKEN}"`))?.place).toMatch(/line 2$/);
});

describe("L1 redacted text passes the guard", () => {
  const pieces = fc.oneof(
    fc.constantFrom(
      GITHUB_TOKEN,
      KNOWN,
      "password = ",
      "token: ",
      '"',
      "\n",
      "\\n",
      " ",
      "⟦secret:password:1⟧",
      "⟦secret:",
      "-----BEGIN RSA PRIVATE KEY-----",
      "Authorization: Bearer ",
      hex(40),
      alnum(32),
      "postgres://u:p4ss-w0rd@db/x",
      "+",
      "=",
      "'",
    ),
    fc.string({ maxLength: 12 }),
    fc.string({ unit: "binary", maxLength: 6 }),
  );

  test("any text, redacted, gives no hit", () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 25 }), (parts) => {
        const redacted = createRedactor({ known: [KNOWN] }).redact(parts.join(""));
        expect(guard.inspect(JSON.stringify({ text: redacted }))).toBeUndefined();
      }),
      { numRuns: 1500 },
    );
  });

  test("the project's own sources, as hunks of one question, give no hit", () => {
    const files = ["src", "__tests__/secrets", "docs"].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => /\.(?:ts|md|json)$/u.test(name))
        .map((name) => join(folder, name)),
    );
    const redactor = createRedactor({ known: [KNOWN] });
    const hunk = (name: string) =>
      readFileSync(name, "utf8")
        .split("\n")
        .map((line, index) => `${index + 1} + ${line}`)
        .join("\n");
    for (const name of files)
      expect({ name, hit: guard.inspect(body(redactor.redact(`${name}\n${hunk(name)}`))) }).toEqual({ name });
    expect(files.length).toBeGreaterThan(100);
  });
});

describe("L1 the self-test", () => {
  test("passes with the detector as it is", () => {
    expect(guard.selfTest()).toBe(true);
  });

  test.each([
    ["finds nothing", () => []],
    ["no longer knows formats", (text, where) => detect(text, where).filter(({ why }) => why === "assignment")],
    ["no longer knows names", (text, where) => detect(text, where).filter(({ why }) => why !== "assignment")],
    [
      "takes everything for a secret",
      (text) =>
        text.includes("\n")
          ? [{ start: 4, end: 5, type: "token", why: "format" as const, confidence: "high" as const }]
          : [],
    ],
  ] as readonly (readonly [string, typeof detect])[])("fails when the detector %s", (_, look) => {
    expect(createGuard({ look }).selfTest()).toBe(false);
  });
});
