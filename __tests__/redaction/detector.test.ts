import { createHash } from "node:crypto";

import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { createDetector, type RedactionRules } from "../../src/redaction/index.ts";
import { createGuard, createRedactor } from "../../src/secrets/index.ts";
import { alnum } from "../../src/secrets/samples.ts";

const token = `ghp_${alnum(36)}`;
const BADGE: RedactionRules = { patterns: [{ name: "badge", pattern: "BADGE-(?P<secret>[0-9]{8})" }] };
const redactor = (rules: RedactionRules, known: string[] = []) =>
  createRedactor({ known, detector: createDetector(rules) });
const bodyOf = (text: string) =>
  JSON.stringify({ model: "m", max_tokens: 20394857, messages: [{ role: "user", content: text }] });

describe("L1 a policy's own patterns", () => {
  test("are taken out like any secret, and redacting twice changes nothing", () => {
    const own = redactor(BADGE);
    const once = own.redact(`BADGE-20394857\n${token} BADGE-20394857 BADGE-11111111`);
    expect(once).toBe(
      "BADGE-⟦secret:policy-badge:1⟧\n⟦secret:github-pat:2⟧ BADGE-⟦secret:policy-badge:1⟧ BADGE-⟦secret:policy-badge:3⟧",
    );
    expect(own.redact(once)).toBe(once);
  });

  test("are what the guard looks for too; their marks pass, other types' do not", () => {
    const guard = createGuard({ detector: createDetector(BADGE) });
    expect(guard.inspect(bodyOf("BADGE-20394857"))).toMatchObject({
      rule: "policy-badge",
      place: "messages[0].content",
    });
    expect(guard.inspect(bodyOf(redactor(BADGE).redact("BADGE-20394857")))).toBeUndefined();
    expect(guard.selfTest()).toBe(true);
  });

  test("are not looked for in what stands around the strings of a body", () => {
    const guard = createGuard({ detector: createDetector({ patterns: [{ name: "number", pattern: "[0-9]{8}" }] }) });
    expect(guard.inspect(bodyOf("nothing"))).toBeUndefined();
    expect(guard.inspect(bodyOf("a 20394857"))?.rule).toBe("policy-number");
  });

  test("join what the engine finds where they overlap", () => {
    const rules = { patterns: [{ name: "line", pattern: "key: .*" }] };
    expect(redactor(rules).redact(`key: ${token} tail`)).toMatch(/^⟦secret:[a-z-]+:1⟧$/u);
  });

  test("over several lines keep the lines", () => {
    const rules = { patterns: [{ name: "block", pattern: "(?s)BEGIN BADGE.*END BADGE" }] };
    expect(redactor(rules).redact("a\nBEGIN BADGE\nx\n\nEND BADGE\nb").split("\n")).toHaveLength(6);
  });
});

describe("what a policy allows", () => {
  const value = `S0me-${alnum(9)}!`;
  const allow = [{ sha256: createHash("sha256").update(value).digest("hex") }];

  test("leaves as it is, at both points, and the guard lets it pass", () => {
    const text = `password = "${value}"`;
    const detector = createDetector({ allow });
    expect(createRedactor().redact(text)).not.toContain(value);
    expect(redactor({ allow }).redact(text)).toBe(text);
    expect(detector.look(text, { point: "scan" })).toEqual([]);
    expect(createGuard({ detector }).inspect(bodyOf(text))).toBeUndefined();
  });

  test("L1 never is one of the run's own secrets", () => {
    const text = `password = "${value}"`;
    expect(redactor({ allow }, [value]).redact(text)).toBe('password = "⟦secret:known:1⟧"');
    expect(createGuard({ known: [value], detector: createDetector({ allow }) }).inspect(bodyOf(text))?.rule).toBe(
      "known",
    );
  });

  test("does not make the guard's test of itself fail", () => {
    const everyToken = createDetector({ allow: [{ pattern: "ghp_.*" }, { pattern: "[0-9a-f]+" }] });
    const guard = createGuard({ detector: everyToken });
    expect(guard.selfTest()).toBe(true);
    expect(guard.inspect(bodyOf(token))).toBeUndefined();
  });
});

describe("personal data", () => {
  const text = "from grace@navy.mil, 219-09-9999";
  test("is taken out when the policy asks, by kind or all of it", () => {
    expect(redactor({}).redact(text)).toBe(text);
    expect(redactor({ "personal-data": ["email"] }).redact(text)).toBe("from ⟦secret:email:1⟧, 219-09-9999");
    expect(redactor({ "personal-data": true }).redact(text)).toBe("from ⟦secret:email:1⟧, ⟦secret:us-ssn:2⟧");
    const guard = createGuard({ detector: createDetector({ "personal-data": true }) });
    expect(guard.inspect(bodyOf(text))?.rule).toBe("email");
    expect(guard.inspect(bodyOf(redactor({ "personal-data": true }).redact(text)))).toBeUndefined();
  });

  test("is no finding", () => {
    expect(createDetector({ "personal-data": true }).look(text, { point: "scan" })).toEqual([]);
  });
});

test("L1 a redactor looks as the policy says from when it is read", () => {
  const own = createRedactor();
  expect(own.redact("BADGE-20394857")).toBe("BADGE-20394857");
  own.adopt(createDetector(BADGE));
  expect(own.redact("BADGE-20394857")).toBe("BADGE-⟦secret:policy-badge:1⟧");
  expect(own.detector.types).toEqual(["policy-badge"]);
});

test("L1 whatever the text, the guard finds nothing in what the redactor has made, and lines are kept", () => {
  const rules: RedactionRules = { ...BADGE, allow: [{ pattern: "dummy-[a-z]+" }], "personal-data": true };
  const detector = createDetector(rules);
  const known = `k$/+${alnum(20)} é`;
  const guard = createGuard({ known: [known], detector });
  const pieces = [
    ...[
      "password",
      "token: ",
      "=",
      '"',
      ":",
      "\n",
      "\r\n",
      "\r",
      "\\n",
      '" + "',
      "://a:",
      "@b.org",
      " ",
      "\0",
      "\ud800",
      "\u200b",
    ],
    ...[
      "⟦",
      "⟦secret:",
      "⟦secret:password:1⟧",
      "BADGE-20394857",
      "dummy-x",
      "grace@navy.mil",
      "hunter2xZ9",
      token,
      known,
    ],
    ...[`-----BEGIN EC ${"PRIVATE"} KEY-----\n`, `${alnum(64)}\n`, Buffer.from(known).toString("base64")],
  ];
  const text = fc.array(
    fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...pieces) }, fc.string({ unit: "binary", maxLength: 8 })),
    { maxLength: 25 },
  );
  fc.assert(
    fc.property(text, (parts) => {
      const given = parts.join("");
      const redacted = createRedactor({ known: [known], detector }).redact(given);
      expect(redacted.split("\n")).toHaveLength(given.split("\n").length);
      expect(guard.inspect(bodyOf(redacted))).toBeUndefined();
    }),
    { numRuns: 3_000, seed: 12 },
  );
});
