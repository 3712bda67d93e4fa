import { describe, expect, test } from "@jest/globals";
import { parseCommand } from "../../src/decisions/index.ts";
import type { Command } from "../../src/sign-off.ts";

const ID = "0123abcd";
const WHY = "the query is built from a constant";
const parsed = (body: string): Command | undefined => {
  const found = parseCommand(body);
  return found !== undefined && "command" in found ? found.command : undefined;
};
const mistake = (body: string): string | undefined => {
  const found = parseCommand(body);
  return found !== undefined && "mistake" in found ? found.mistake : undefined;
};

describe("the grammar", () => {
  test.each<[string, Command]>([
    [`/ccr fp ${ID} -- ${WHY}`, { kind: "decide", decision: "fp", finding: ID, reason: WHY }],
    [`/ccr confirm ${ID} -- ${WHY}`, { kind: "decide", decision: "confirm", finding: ID, reason: WHY }],
    [
      `/ccr accept-risk ${ID} until=2026-12-01 -- ${WHY}`,
      { kind: "decide", decision: "accept-risk", finding: ID, until: "2026-12-01", reason: WHY },
    ],
    [
      `/ccr wont-fix until=2026-12-01 ${ID} -- ${WHY}`,
      { kind: "decide", decision: "wont-fix", finding: ID, until: "2026-12-01", reason: WHY },
    ],
    [`/ccr used-in-tests ${ID} -- ${WHY}`, { kind: "decide", decision: "used-in-tests", finding: ID, reason: WHY }],
    [`/ccr mitigated ${ID} -- ${WHY}`, { kind: "decide", decision: "mitigated", finding: ID, reason: WHY }],
    [`/ccr reopen ${ID} -- ${WHY}`, { kind: "decide", decision: "reopen", finding: ID, reason: WHY }],
    [`/ccr fix ${"0".repeat(32)}`, { kind: "fix", finding: "0".repeat(32) }],
    [
      `/ccr fp ${ID} sha=${"b".repeat(12)} -- ${WHY}`,
      { kind: "decide", decision: "fp", finding: ID, head: "b".repeat(12), reason: WHY },
    ],
    ["/ccr rerun", { kind: "rerun" }],
    ["/ccr help  ", { kind: "help" }],
    [`/ccr incident -- ${WHY}`, { kind: "incident", reason: WHY }],
    [`/ccr override sha=${"b".repeat(12)} -- ${WHY}`, { kind: "override", head: "b".repeat(12), reason: WHY }],
    [
      `/ccr override until=2026-12-01 sha=${"b".repeat(40)} -- ${WHY}`,
      { kind: "override", head: "b".repeat(40), until: "2026-12-01", reason: WHY },
    ],
  ])("%s", (body, command) => {
    expect(parseCommand(body)).toEqual({ command });
  });

  test("the first line ends at any line end, and what follows is prose", () => {
    for (const end of ["\r\n", "\n", "\r"])
      expect(parsed(`/ccr rerun${end}thanks, see /ccr help${end}`)).toEqual({ kind: "rerun" });
  });

  test("a no-break space is a space, and digits of an id may be capitals", () => {
    expect(parsed(`/ccr\u00a0fp\u00a0ABCDEF12\u00a0-- ${WHY}`)).toMatchObject({ finding: "abcdef12", reason: WHY });
  });

  test("a tab parts words as a space does, the hyphens too", () => {
    const command = { kind: "decide", decision: "fp", finding: ID, reason: WHY };
    for (const line of [`/ccr\tfp\t${ID}\t--\t${WHY}`, `/ccr fp ${ID}\t-- ${WHY}`, `/ccr fp ${ID} --\t${WHY}`])
      expect(parsed(line)).toEqual(command);
    expect(mistake(`/ccr fp ${ID}\t--`)).toMatch(/needs a reason/u);
  });

  test("a reason may hold the separator", () => {
    expect(parsed(`/ccr fp ${ID} -- ${WHY} -- really`)).toMatchObject({ reason: `${WHY} -- really` });
  });

  test("60 KB of reason are read at once and kept as a line", () => {
    const body = `/ccr fp ${ID} -- ${"<!-- ".repeat(12_000)}${WHY}`;
    expect(mistake(body)).toMatch(/needs a reason/u);
    expect(parsed(`/ccr fp ${ID} -- ${"ab cd ".repeat(10_000)}`)).toMatchObject({
      reason: expect.stringMatching(/^.{495,500}$/u),
    });
  });

  test("L1 a reason that is too long ends with a whole word: a piece of a secret is not known for one any more", () => {
    const token = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
    for (let at = 455; at <= 500; at += 1) {
      const command = parsed(`/ccr fp ${ID} -- ${"ab ".repeat(200).slice(0, at - 1)} ${token}`);
      const { reason } = command as Extract<Command, { kind: "decide" }>;
      expect([reason.includes(token), /ghp_/u.test(reason)]).toEqual(at <= 460 ? [true, true] : [false, false]);
    }
    expect(mistake(`/ccr fp ${ID} -- ${"x".repeat(501)}`)).toMatch(/needs a reason/u);
  });

  test("L2 a reason is one line of text without what nobody sees, and not endless", () => {
    const command = parsed(`/ccr fp ${ID} -- \u202e${WHY}\u200b<!-- hidden --> ${"x ".repeat(5000)}`);
    const { reason } = command as Extract<Command, { kind: "decide" }>;
    expect(reason).toMatch(new RegExp(`^${WHY}(?: x)+ …$`, "u"));
    expect(reason.length).toBeLessThanOrEqual(500);
  });
});

describe("what commands nothing", () => {
  test.each<[string, string]>([
    ["a quote", `> /ccr fp ${ID} -- ${WHY}`],
    ["a fence", `\`\`\`\n/ccr fp ${ID} -- ${WHY}\n\`\`\``],
    ["indented code", `    /ccr fp ${ID} -- ${WHY}`],
    ["a tab", `\t/ccr fp ${ID} -- ${WHY}`],
    ["one space", ` /ccr fp ${ID} -- ${WHY}`],
    ["an HTML comment", `<!-- /ccr fp ${ID} -- ${WHY} -->`],
    ["an HTML comment of lines", `<!--\n/ccr fp ${ID} -- ${WHY}\n-->`],
    ["inline code", `\`/ccr fp ${ID} -- ${WHY}\``],
    ["the second line", `hello\n/ccr fp ${ID} -- ${WHY}`],
    ["an empty first line", `\n/ccr fp ${ID} -- ${WHY}`],
    ["another word", `/ccrx fp ${ID} -- ${WHY}`],
    ["capitals", `/CCR fp ${ID} -- ${WHY}`],
    ["Cyrillic letters of the same look", `/\u0441\u0441r fp ${ID} -- ${WHY}`],
    ["a byte order mark before it", `\ufeff/ccr fp ${ID} -- ${WHY}`],
    ["a zero-width space before it", `\u200b/ccr fp ${ID} -- ${WHY}`],
    ["nothing", ""],
  ])("%s", (_, body) => {
    expect(parseCommand(body)).toBeUndefined();
  });
});

describe("a mistake says what there is", () => {
  test.each<[string, string, RegExp]>([
    ["an unknown word", `/ccr approve ${ID} -- ${WHY}`, /`approve` is no command/u],
    ["no word", "/ccr", /The command is missing/u],
    ["a Cyrillic letter in the decision", `/ccr f\u0440 ${ID} -- ${WHY}`, /not plain ASCII/u],
    ["a zero-width joiner in the id", `/ccr fp 0123\u200dabcd -- ${WHY}`, /not plain ASCII/u],
    ["a full-width digit", `/ccr fp 0123abc\uff11 -- ${WHY}`, /not plain ASCII/u],
    ["a short id", `/ccr fp 0123abc -- ${WHY}`, /no id of a finding/u],
    ["a long id", `/ccr fp ${"0".repeat(33)} -- ${WHY}`, /no id of a finding/u],
    ["two ids", `/ccr fp ${ID} ${ID} -- ${WHY}`, /no id of a finding/u],
    ["no id", `/ccr fp -- ${WHY}`, /takes the id of one finding/u],
    ["no reason", `/ccr fp ${ID}`, /needs a reason/u],
    ["an empty reason", `/ccr fp ${ID} --`, /needs a reason/u],
    ["nine characters", `/ccr fp ${ID} -- too short`, /needs a reason/u],
    ["characters that show nothing", `/ccr fp ${ID} -- ok${"\u200b".repeat(20)}`, /needs a reason/u],
    ["a hidden comment for a reason", `/ccr fp ${ID} -- <!-- the query is constant -->`, /needs a reason/u],
    ["no letters", `/ccr fp ${ID} -- ${"-".repeat(20)}`, /needs a reason/u],
    ["a dash for the hyphens", `/ccr fp ${ID} — ${WHY}`, /not plain ASCII/u],
    ["a day with a time zone", `/ccr fp ${ID} until=2026-12-01T00:00+14:00 -- ${WHY}`, /takes a day/u],
    ["a year of five digits", `/ccr fp ${ID} until=12026-12-01 -- ${WHY}`, /takes a day/u],
    ["a direction mark in the command", `/ccr \u202efp ${ID} -- ${WHY}`, /not plain ASCII/u],
    ["no such day", `/ccr fp ${ID} until=2026-02-30 -- ${WHY}`, /takes a day/u],
    ["a day of another form", `/ccr fp ${ID} until=1.12.2026 -- ${WHY}`, /takes a day/u],
    ["a day twice", `/ccr fp ${ID} until=2026-12-01 until=2030-12-01 -- ${WHY}`, /twice/u],
    ["an unknown option", `/ccr fp ${ID} force=yes -- ${WHY}`, /takes the id of one finding/u],
    ["an override of nothing", `/ccr override -- ${WHY}`, /takes `sha=`/u],
    ["a short commit", `/ccr override sha=bbbbbbb -- ${WHY}`, /12 digits/u],
    ["an operand of rerun", `/ccr rerun ${ID}`, /takes nothing/u],
    ["a fix with a reason", `/ccr fix ${ID} -- ${WHY}`, /nothing else/u],
    ["an incident of a finding", `/ccr incident ${ID} -- ${WHY}`, /a reason alone/u],
    ["two commands", `/ccr rerun\n/ccr fp ${ID} -- ${WHY}`, /one command/u],
    ["a second one after code", `/ccr rerun\n\`\`\`\nx\n\`\`\`\n/ccr help`, /one command/u],
    ["a property of objects", `/ccr constructor ${ID} -- ${WHY}`, /is no command/u],
  ])("%s", (_, body, words) => {
    expect(mistake(body)).toMatch(words);
    expect(mistake(body)).toMatch(/`\/ccr help`/u);
  });

  test("a second command that is quoted, coded or hidden is none", () => {
    for (const rest of ["> /ccr help", "```\n/ccr help\n```", "    /ccr help", "<!--\n/ccr help\n-->"])
      expect(parsed(`/ccr rerun\n${rest}`)).toEqual({ kind: "rerun" });
  });

  test("L1 L2 a short plain word is shown back inside its code span, and nothing else is", () => {
    expect(mistake("/ccr `@everyone`")).toMatch(/^A word of 11 characters is no command/u);
    const token = "github_pat_11ABCDEFG0123456789_abcdefghij";
    for (const body of [
      `/ccr ${token}`,
      `/ccr fp ${token} -- ${WHY}`,
      `/ccr fp ${ID} ${"k".repeat(17)}=1 ${"k".repeat(17)}=1 -- ${WHY}`,
    ])
      expect(mistake(body)).toMatch(/^A word of \d+ characters/u);
  });
});
