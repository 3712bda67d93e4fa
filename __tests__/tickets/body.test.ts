import { describe, expect, test } from "@jest/globals";
import { fingerprintKey } from "../../src/publish/index.ts";
import { saysOf, ticketMark, ticketMarkIn, ticketText, ticketTitle, withMark } from "../../src/tickets/body.ts";
import type { WantedTicket } from "../../src/tickets/ticket.ts";
import { HOSTILE } from "../fixtures/review.ts";
import { aWorkflowRun } from "../fixtures/workflow-run.ts";
import { harmsIn } from "../publish/github-markdown.ts";
import { wanted } from "./scene.ts";

const run = aWorkflowRun();
const text = (of: WantedTicket, isPublic = false): string =>
  ticketText(of, { audience: { run, public: isPublic }, due: "2026-12-06" });

describe("what a ticket says", () => {
  test("the place is a permalink to the commit in which it was found", () => {
    const { location } = wanted(0).finding;
    expect(text(wanted(0))).toContain(
      `https://github.com/octo-org/octo.repo/blob/${"b".repeat(40)}/${location!.uri}#L${location!.startLine}`,
    );
  });

  test("the day, the severity and the steps of its kind are in it", () => {
    expect(text(wanted(1))).toContain("**2026-12-06**");
    expect(text(wanted(1))).toMatch(/\*\*high\*\*[\s\S]*1\. Revoke or rotate it now/u);
    expect(text(wanted(0))).toMatch(/who controls the value/u);
  });

  test("no line of code is in it, redacted or not", () => {
    for (const n of [0, 1, 2, 3])
      for (const line of wanted(n).finding.snippet!.split("\n")) expect(text(wanted(n))).not.toContain(line);
  });

  test("L2 in public a scanner's own words, which may quote the code, are not in it", () => {
    const quoting = wanted(0, "high", { message: "The value of password_hunter2 reaches the call." });
    expect(text(quoting)).toContain("hunter2");
    expect(text(quoting, true)).not.toContain("hunter2");
  });

  test("a risk that was accepted says by whom, until when and in which comment, and mentions nobody", () => {
    const accepted = { by: "ada", decision: "accept-risk", until: "2027-01-31", pullRequest: 3, comment: 44 };
    expect(text({ ...wanted(0), accepted })).toContain(
      "until **2027-01-31**: `accept-risk` by `ada` on [pull request 3](https://github.com/octo-org/octo.repo/pull/3#issuecomment-44)",
    );
  });

  test.each(HOSTILE)("L2 hostile words become no link, image, mention or command: %j", (attack) => {
    const of = wanted(0, "high", { message: attack, location: { uri: attack, startLine: 1, endLine: 1 } });
    const { rule } = of.finding;
    const hostile = { ...of, finding: { ...of.finding, rule: { ...rule, id: attack, name: attack, help: attack } } };
    const accepted = { by: attack, decision: attack, until: "2027-01-31", pullRequest: 3, comment: 44 };
    const harms = harmsIn(text({ ...hostile, accepted }), PERMALINK);
    // The steps of our playbooks are a numbered list.
    expect(harms.filter((harm) => !isList(harm))).toEqual([]);
    expect(ticketTitle(hostile)).not.toMatch(/\n|^\s*::|##\[/u);
  });
});

const PERMALINK =
  /^https:\/\/github\.com\/octo-org\/octo\.repo\/(?:blob\/b{40}\/[\w%./-]+#L1|pull\/3#issuecomment-44)$/u;
const isList = (harm: unknown): boolean =>
  typeof harm === "object" && harm !== null && "tag" in harm && harm.tag === "ol";

describe("the mark of a ticket", () => {
  const mark = {
    key: fingerprintKey(wanted(1).finding.fingerprint),
    says: "0123456789abcdef",
    standing: "found",
  } as const;

  const accepted = { by: "ada_corp", decision: "accept-risk", until: "2027-01-31", pullRequest: 3, comment: 44 };
  test.each([mark, { ...mark, scanner: "semgrep" }, { ...mark, standing: "gone" as const }, { ...mark, accepted }])(
    "is read as it was written",
    (one) => {
      expect(ticketMarkIn(`${ticketMark(one)}\r\n\r\ntext`)).toEqual(one);
    },
  );

  test.each([...HOSTILE, "", "--> x", "a".repeat(300)])(
    "whatever a name is, the mark of an acceptance ends where it ends: %j",
    (by) => {
      const written = ticketMark({ ...mark, accepted: { ...accepted, by } });
      expect(written.slice(0, -4)).not.toMatch(/--?>|\n/u);
      expect(ticketMarkIn(written)).toMatchObject({ ...mark, accepted: { ...accepted, by: expect.any(String) } });
    },
  );

  test("an acceptance that somebody made unreadable costs the acceptance, not the ticket", () => {
    const edited = ticketMark({ ...mark, accepted }).replace("until 2027", "until never");
    expect(ticketMarkIn(edited)).toEqual(mark);
  });

  test("L9 only the first line counts: a mark in other people's words is none", () => {
    expect(ticketMarkIn(`text\n${ticketMark(mark)}`)).toBeUndefined();
    expect(ticketMarkIn(`> ${ticketMark(mark)}`)).toBeUndefined();
  });

  test("a new standing leaves what people wrote below", () => {
    const body = `${ticketMark(mark)}\n\ntext $& of a person`;
    expect(withMark(body, { ...mark, standing: "gone" })).toBe(
      `${ticketMark({ ...mark, standing: "gone" })}\n\ntext $& of a person`,
    );
  });

  test("a fingerprint of another form cannot end the comment", () => {
    expect(fingerprintKey("--> <b>")).toMatch(/^other:[0-9a-f]{32}$/u);
  });
});

describe("what is written anew", () => {
  test("wording, snippet and commit change nothing; severity, place and day do", () => {
    const DAY = "2026-12-06";
    const one = wanted(1);
    expect(
      saysOf({ ...one, commit: "c".repeat(40), finding: { ...one.finding, message: "other", snippet: "x" } }, DAY),
    ).toBe(saysOf(one, DAY));
    const moved = wanted(1, "high", { location: { uri: "b", startLine: 1, endLine: 1 } });
    for (const says of [saysOf(wanted(1, "critical"), DAY), saysOf(moved, DAY), saysOf(one, "2026-12-07")])
      expect(says).not.toBe(saysOf(one, DAY));
  });
});
