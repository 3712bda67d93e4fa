import { describe, expect, test } from "@jest/globals";
import { decidedOf, decidedSentence, findingId, refusedSentence } from "../../src/publish/decided.ts";
import { budgetOf } from "../../src/publish/budget.ts";
import { decidedSection } from "../../src/publish/html-decided.ts";
import { decidedPart } from "../../src/publish/markdown-decided.ts";
import { render, type Format } from "../../src/publish/index.ts";
import { JsonReport } from "../../src/publish/json.ts";
import { toMarkdown } from "../../src/publish/markdown.ts";
import type { Review } from "../../src/records.ts";
import { NO_DECISIONS } from "../../src/decisions/index.ts";
import { applySignOffs } from "../../src/triage/index.ts";
import { decisions } from "../fixtures/decisions.ts";
import { aFinding, aReview } from "../fixtures/review.ts";
import { aWorkflowRun } from "../fixtures/workflow-run.ts";
import { harmsIn, rendered } from "./github-markdown.ts";

const fingerprint = (n: number) => `v1:${String(n).repeat(32)}`;
/** Findings 0 and 2 are signed off, 1 is confirmed. */
function decided(): Review {
  const said = decisions();
  const findings = [0, 1, 2, 3].map((n) => aFinding(n, { fingerprint: fingerprint(n) }));
  const known = {
    ...said,
    signOffs: said.signOffs.map((one) =>
      one.fingerprint === undefined ? one : { ...one, fingerprint: fingerprint(Number(one.fingerprint.at(-1))) },
    ),
    dismissals: said.dismissals.map((one) => ({ ...one, fingerprint: fingerprint(2) })),
  };
  return aReview({}, { findings: applySignOffs(findings, known), decisions: known });
}

const plain = (text: string) =>
  text
    .replace(/<[^>]*>/gu, "")
    .replace(/\]\([^)]*\)/gu, "]")
    .replace(/[\\`*[\]]/gu, "")
    .replace(/\s+/gu, " ");
const PEOPLE: readonly Format[] = ["text", "markdown", "html"];
const shown = (review: Review, format: Format) => plain(render(review, format, { width: 120 }));

describe.each(PEOPLE)("what people decided, as %s", (format) => {
  test.each([
    [
      "a risk, until when, who with which right, where, why",
      /risk accepted until 2026-12-22, 0{16}, .*src\/service-0\/handlers\/request-0\.ts:10 ?: ada-1815 \(approvers, write access\) in comment 2345678901, because only the operations team/u,
    ],
    [
      "an override",
      /this head may pass incomplete until 2026-11-27 ?: grace \(owners, write access\) in comment 2345678902, because/u,
    ],
    ["what never unblocks", /confirmed, 1{16}, .*: bob \(responders, write access\) in comment 2345678903/u],
    [
      "a dismissed alert, and both who said so",
      /false positive until 2026-12-20, 2{16}, .*: ada-1815 \(responders, write access\) and grace \(owners, write access\) in alert 4/u,
    ],
    [
      "a command that does not count",
      /will not be fixed of 00000000 by eve in comment 2345678904: The comment was edited/u,
    ],
    ["a comment that is no command", /a command in comment 2345678905: There is no such command/u],
    ["a dismissal that does not count", /dismissal of 0{16} by eve in alert 5: The policy gives eve no role/u],
    ["how many findings do not count because of it", /2 findings signed off by people\./u],
  ])("tells %s", (_, words) => {
    expect(shown(decided(), format)).toMatch(words);
  });

  test("says no reason where the person gave none", () => {
    expect(shown(decided(), format)).toMatch(/in alert 4(?!, because)/u);
  });

  test("is absent when nobody was asked, or nobody said anything", () => {
    for (const review of [aReview(), { ...aReview(), decisions: NO_DECISIONS }]) {
      expect(shown(review, format)).not.toContain("What people decided");
      expect(shown(review, format)).not.toContain("signed off");
    }
    expect(shown(decided(), format)).toContain("What people decided");
  });
});

test("L3 a signed off finding stands with those that the gate does not count, and says why", () => {
  const review = decided();
  const { outcome, blocking } = review.verdict;
  expect([outcome, blocking.map(({ fingerprint: print }) => print)]).toEqual(["fail", [fingerprint(3)]]);
  const [, kept = ""] = toMarkdown(review).split("Kept and not counted by the gate");
  expect(plain(kept)).toContain("signed off: risk accepted, decided by ada-1815 on 2026-11-20, holds until 2026-12-22");
});

test("L3 what the policy does not count was signed off by nobody", () => {
  const finding = aFinding(0, { disposition: { status: "suppressed", by: "policy", justification: "test data" } });
  expect(decidedOf(aReview({}, { findings: [finding] })).signedOff).toBe(0);
});

test("only a fingerprint of our form has an id: no command takes another", () => {
  expect(["v1:", "x:", ""].map((scheme) => findingId(`${scheme}${"0a".repeat(16)}`))).toEqual(
    Array(3).fill("0a".repeat(8)),
  );
  for (const other of ["v1:0a0a", `v1:${"0A".repeat(16)}`, `v1:${"0a".repeat(17)}`, "v1:`@octocat`", ""])
    expect(findingId(other)).toBeUndefined();
});

describe("L2 the sentences about people's words are one line each, and end", () => {
  const mean = `a\n::stop\u202E\u0007${"x".repeat(2000)}`;
  const record = { kind: "comment", number: 17 } as const;
  const people = [{ login: mean, right: mean }];
  const LINE = /^[^\p{Cc}\p{Cf}]{1,1000}$/u;

  test("of a decision, with a reason and without", () => {
    const said = { said: "confirmed", until: mean, people, record };
    expect(decidedSentence({ ...said, reason: mean })).toMatch(LINE);
    expect(
      decidedSentence({ ...said, people: [{ login: "ada", right: "write access" }], until: "x", reason: "" }),
    ).toBe("confirmed until x: ada (write access) in comment 17");
  });

  test("of a command that does not count", () => {
    expect(refusedSentence({ login: mean, record, id: mean, reason: mean })).toMatch(LINE);
  });
});

test("a comment and an alert are linked where the pull request is known, and nobody is mentioned", () => {
  const options = { run: aWorkflowRun(), pullRequest: 7 };
  const markdown = toMarkdown(decided(), options);
  const links = rendered(markdown).elements.map(({ attributes }) => attributes["href"] ?? "");
  expect(links).toContain("https://github.com/octo-org/octo.repo/pull/7#issuecomment-2345678901");
  expect(links).toContain("https://github.com/octo-org/octo.repo/security/code-scanning/4");
  expect(harmsIn(markdown, /^https:\/\/github\.com\/octo-org\/octo\.repo\//u)).toEqual([]);
  expect(toMarkdown(decided(), { run: aWorkflowRun() })).not.toContain("issuecomment");
});

test("thousands of commands take no room from what blocks", () => {
  const [refused] = decisions().refused;
  const many = {
    ...decisions(),
    refused: Array.from({ length: 30_000 }, () => ({ ...refused!, reason: "x ".repeat(300) })),
  };
  const markdown = toMarkdown({ ...aReview({ findings: 40 }), decisions: many }, { maxBytes: 60_000, comment: true });
  expect(Buffer.byteLength(markdown)).toBeLessThan(60_000);
  expect(markdown).toContain("Commands that do not count (30,001)");
  expect(markdown).toContain("in the report*");
  expect(markdown).toContain("### What was not checked");
});

test("the page links each decision to its finding", () => {
  const page = render(decided(), "html");
  const section = page.slice(page.indexOf("0000000000000000</code>") - 200);
  const [, anchor = ""] = /href="#([^"]+)"/u.exec(section) ?? [];
  expect(anchor).not.toBe("");
  expect(page).toContain(`id="${anchor}"`);
});

describe("how to decide stands under what blocks, where", () => {
  const told = (review: Review, pullRequest?: number) =>
    /\| `\d{16}` \|\n\nWhoever has a role .* `\/ccr fp ID/u.test(
      toMarkdown(review, { run: aWorkflowRun(), ...(pullRequest !== undefined && { pullRequest }) }),
    );
  const blocking = aFinding(0, { severity: "high", fingerprint: fingerprint(0) });
  const review = aReview({}, { findings: [blocking], decisions: NO_DECISIONS });

  test("people with a role are asked on a pull request, also when nobody spoke", () => {
    expect([told(review, 7), told(aReview({}, { findings: [blocking] }), 7), told(review)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(toMarkdown(aReview({}, { decisions: NO_DECISIONS, findings: [] }), { pullRequest: 7 })).not.toContain(
      "/ccr",
    );
  });
});

test.each([[10], [900], [2500]])("with %i bytes the page counts what it has no room for", (bytes) => {
  const facts = decidedOf(decided());
  const section = decidedSection(facts, budgetOf(bytes))?.toString() ?? "";
  const items = section.split("<li>").length - 1;
  const left = [...section.matchAll(/and (\d+) more (?:decision|command)/gu)].map(([, n]) => Number(n));
  expect(items + left.reduce((sum, n) => sum + n, 0)).toBe(facts.inForce.length + facts.refused.length);
  expect(section).toContain("Commands that do not count: 3 commands");
});

test("Markdown counts what it has no room for", () => {
  const some = { kept: [], dropped: 3 };
  expect(decidedPart({ inForce: some, refused: some })).toEqual([
    "### What people decided",
    expect.stringContaining("*and 3 more in the report*"),
    "<details><summary>Commands that do not count (3)</summary>",
    expect.stringContaining("*and 3 more in the report*"),
    "</details>",
  ]);
});

describe("what people decided, as JSON", () => {
  const report = (review: Review) => JsonReport.parse(JSON.parse(render(review, "json")));

  test("is all there, each decision with its record", () => {
    expect(report(decided()).decisions).toMatchObject({
      signOffs: [
        {
          decision: "accept-risk",
          reason: expect.stringMatching(/^only/u),
          by: { login: "ada-1815" },
          commentId: 2_345_678_901,
          until: "2026-12-22",
        },
        { decision: "override", roles: ["owners"] },
        { decision: "confirm", fingerprint: fingerprint(1) },
      ],
      dismissals: [{ alert: 4, decision: "fp", second: { by: { login: "grace" } } }],
      refused: [{ asked: "wont-fix", by: { login: "eve" } }, { commentId: 2_345_678_905 }],
      dismissalsRefused: [{ alert: 5 }],
      notes: { length: 1 },
    });
  });

  test("is absent when nobody was asked", () => {
    expect(report(aReview())).not.toHaveProperty("decisions");
    expect(report({ ...aReview(), decisions: NO_DECISIONS }).decisions).toMatchObject({ signOffs: [], refused: [] });
  });
});

test("the id of a finding is what a command takes, in tables, comments and lists", () => {
  const review = aReview({}, { findings: [aFinding(0, { fingerprint: `ccr/v1:0123abcd${"e".repeat(24)}` })] });
  expect(plain(toMarkdown(review))).toContain("without a check. | 0123abcdeeeeeeee |");
  expect(plain(toMarkdown(review))).toContain("id 0123abcdeeeeeeee");
});
