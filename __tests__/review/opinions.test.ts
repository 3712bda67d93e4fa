import { describe, expect, test } from "@jest/globals";
import type { ClaimedOpinion } from "../../src/review/answer.ts";
import { createWeigh } from "../../src/review/evidence.ts";
import { checkOpinions } from "../../src/review/opinions.ts";
import type { DossierFinding } from "../../src/records.ts";
import { createRedactor, own } from "../../src/secrets/index.ts";
import { alnum } from "../../src/secrets/samples.ts";
import { fakeObjects } from "../fakes/objects.ts";
import { HUNK, hunkOf } from "./sent.ts";

const findingOf = (id: string): DossierFinding => ({ id, fingerprint: `ccr/v1:${id}`, hunk: HUNK.id, text: own("") });
const SQL = { id: "semgrep/sql", cwe: ["CWE-89"] };
const rules: Readonly<Record<string, { readonly id: string; readonly cwe: readonly string[] }>> = {
  "ccr/v1:f-1": SQL,
  "ccr/v1:f-2": { id: "secrets/github-pat", cwe: ["CWE-798"] },
};
const weigh = createWeigh({ change: { head: "", files: [] }, objects: fakeObjects() });
const guard = hunkOf(["+1 const CALLERS = new Set(['jobs']);", " 2 if (!CALLERS.has(name)) {", " 3   return [];"], {
  id: "h-aaaaaaaaaaaa",
  uri: "src/guard.ts",
});

const FALSE: ClaimedOpinion = {
  finding: "f-1",
  opinion: "falsePositive",
  reason: "Only jobs gets there.",
  file: "src/guard.ts",
  line: 2,
  quote: "if (!CALLERS.has(name)) {",
};

function opinionsOn(...claimed: readonly Partial<ClaimedOpinion>[]) {
  const redactor = createRedactor();
  return checkOpinions(
    claimed.map((each) => ({ ...FALSE, ...each })),
    {
      findings: [findingOf("f-1"), findingOf("f-2"), findingOf("f-3")],
      hunks: [HUNK, guard],
      rule: (fingerprint) => rules[fingerprint],
      redact: (text) => redactor.redact(text),
      weigh,
    },
  );
}

describe("L3 an opinion", () => {
  test("that a finding is no problem is shown with the mitigation that it quotes", async () => {
    expect(await opinionsOn({})).toEqual([
      {
        fingerprint: "ccr/v1:f-1",
        value: "falsePositive",
        reason: "Only jobs gets there.",
        mitigation: { uri: "src/guard.ts", line: 2, quote: "if (!CALLERS.has(name)) {" },
      },
    ]);
    const lines = await opinionsOn({ quote: "if (!CALLERS.has(name)) {\n return [];" });
    expect(lines).toMatchObject([{ value: "falsePositive", mitigation: { line: 2 } }]);
  });

  test.each<[string, Partial<ClaimedOpinion>]>([
    ["no quote", { quote: "" }],
    ["a quote that stands nowhere", { quote: "if (isTest) return;" }],
    ["a quote of another line", { line: 1 }],
    ["a quote of another file", { file: "src/users.ts" }],
    ["a file that was not sent", { file: "src/safe.ts" }],
    ["a line that was not sent", { line: 4 }],
    ["a quote that stands everywhere", { line: 3, quote: "];" }],
    ["a removed line", { file: HUNK.uri, line: 9, quote: "if (!isName(name)) return [];" }],
    ["a quote without end", { quote: "x\n".repeat(100_000) }],
  ])("with %s is uncertain", async (_name, change) => {
    const [opinion] = await opinionsOn(change);
    expect(opinion).toMatchObject({
      value: "uncertain",
      reason: "Taken as uncertain: it quotes no mitigation that stands where it says. Only jobs gets there.",
    });
    expect(opinion).not.toHaveProperty("mitigation");
  });

  test("with a comment for a mitigation is uncertain, and says why", async () => {
    const said = hunkOf(["+1 // the gateway checks every name", "+2 run(name); // and so does this"], {
      uri: "src/guard.ts",
    });
    const redact = (text: string) => createRedactor().redact(text);
    const given = { findings: [findingOf("f-1")], hunks: [said], rule: () => SQL, weigh, redact };
    for (const [line, quote] of [
      [1, "the gateway checks every name"],
      [2, "and so does this"],
    ] as const)
      expect(await checkOpinions([{ ...FALSE, line, quote }], given)).toMatchObject([
        {
          value: "uncertain",
          reason: "Taken as uncertain: what it quotes is a comment, which stops no attack. Only jobs gets there.",
        },
      ]);
    expect(await checkOpinions([{ ...FALSE, line: 2, quote: "run(name);" }], given)).toMatchObject([
      { value: "falsePositive" },
    ]);
  });

  test("without place and quote is uncertain too", async () => {
    const bare: ClaimedOpinion = { finding: "f-1", opinion: "falsePositive", reason: "" };
    const { findings, hunks } = { findings: [findingOf("f-1")], hunks: [guard] };
    const given = { findings, hunks, rule: () => SQL, weigh, redact: (text: string) => createRedactor().redact(text) };
    expect(await checkOpinions([bare], given)).toMatchObject([{ value: "uncertain" }]);
  });

  test("never dismisses a secret, nor a finding of an unknown rule", async () => {
    const opinions = await opinionsOn({ finding: "f-2" }, { finding: "f-3" });
    expect(opinions.map(({ value }) => value)).toEqual(["uncertain", "uncertain"]);
    expect(opinions[0]?.reason).toBe("Taken as uncertain: no model dismisses a secret. Only jobs gets there.");
    expect(await opinionsOn({ finding: "f-2", opinion: "confirmed" })).toMatchObject([{ value: "confirmed" }]);
  });

  test.each([
    ["gitleaks/generic-api-key", []],
    ["semgrep/python.hard-coded", ["CWE-798"]],
    ["bandit/b105", ["CWE-259"]],
    ["own/key", ["CWE-327", "CWE-321"]],
  ])("never dismisses a secret, whichever tool reports it: %s %j", async (id, cwe) => {
    const given = {
      findings: [findingOf("f-1")],
      hunks: [guard],
      weigh,
      redact: (text: string) => createRedactor().redact(text),
    };
    expect(await checkOpinions([FALSE], { ...given, rule: () => ({ id, cwe }) })).toMatchObject([
      { value: "uncertain" },
    ]);
  });

  test("on a finding that was not asked about is ignored, and two that differ are uncertain", async () => {
    expect(await opinionsOn({ finding: "f-9" }, { finding: "all" }, { finding: "__proto__" })).toEqual([]);
    for (const pair of [
      [{}, { opinion: "confirmed" }],
      [{ opinion: "confirmed" }, {}],
    ] as const)
      expect(await opinionsOn(...pair)).toMatchObject([
        { value: "uncertain", reason: expect.stringContaining("twice, and differently") },
      ]);
  });

  test("L2 is cleaned and redacted", async () => {
    const token = `ghp_${alnum(36)}`;
    const [opinion] = await opinionsOn({
      opinion: "confirmed",
      reason: `\u001b[1m${[...token].join("\u2060")}\n::error::x`,
    });
    expect(opinion?.reason).toBe("⟦secret:github-pat:1⟧ ::error::x");
    const redactor = createRedactor();
    const leaky = hunkOf([`+2 if (key !== "${token}") return;`], { uri: "src/guard.ts" });
    const [quoting] = await checkOpinions([{ ...FALSE, quote: `"${token}") return;` }], {
      findings: [findingOf("f-1")],
      hunks: [leaky],
      rule: () => SQL,
      redact: (text) => redactor.redact(text),
      weigh,
    });
    expect(quoting?.mitigation?.quote).toBe('"⟦secret:github-pat:1⟧") return;');
  });
});
