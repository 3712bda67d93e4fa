import { expect, test } from "@jest/globals";
import { decisionFacts } from "../../src/ledger/facts-decisions.ts";
import { sha256 } from "../../src/ledger/index.ts";
import type { Decisions } from "../../src/sign-off.ts";

const BY = { id: 7, login: "ada" };
const REASON = "a reason that may quote anything";
const DECISIONS: Decisions = {
  signOffs: [
    {
      command: { kind: "decide", decision: "fp", finding: "0123abcd", reason: REASON },
      ...{ by: BY, roleName: "write", roles: ["responders"], commentId: 5, commentSha256: "1".repeat(64) },
      ...{ at: "2026-11-20T09:00:00Z", until: "2026-12-20", head: "b".repeat(40), blob: "d".repeat(40) },
      fingerprint: `ccr/v1:${"0".repeat(32)}`,
    },
    {
      command: { kind: "override", head: "b".repeat(12), reason: REASON },
      ...{ by: BY, roleName: "admin", roles: ["owners"], commentId: 6, commentSha256: "2".repeat(64) },
      ...{ at: "2026-11-20T09:00:00Z", until: "2026-11-27", head: "b".repeat(40) },
    },
  ],
  dismissals: [
    {
      ...{ alert: 4, by: BY, reason: "false positive", at: "2026-11-20T09:00:00Z", comment: REASON, decision: "fp" },
      ...{ fingerprint: `ccr/v1:${"1".repeat(32)}`, until: "2026-12-20", roleName: "write", roles: ["responders"] },
      ...{ head: "b".repeat(40), blob: "d".repeat(40) },
      second: { by: { id: 8, login: "bob" }, roleName: "admin", roles: ["owners"] },
    },
  ],
  dismissalsRefused: [{ alert: 5, by: BY, fingerprint: `ccr/v1:${"2".repeat(32)}`, reason: "The file has changed." }],
  refused: [
    { command: { kind: "rerun" }, by: { id: 66, login: "e\nve" }, commentId: 8, reason: "The comment was edited." },
    { commentId: 9, reason: "`x` is no command." },
  ],
  notes: ["It could not be read."],
};

test("L8 who decided what, with which right, until when, and what was refused, are on the record; reasons as digests", () => {
  const facts = decisionFacts({ decisions: DECISIONS });
  expect(facts.map(({ type }) => type)).toEqual([
    ...["signOffCounted", "signOffCounted", "dismissalCounted", "dismissalRefused"],
    ...["commandRefused", "commandRefused", "decisionsUnread"],
  ]);
  expect(facts[0]?.body).toEqual({
    ...{ decision: "fp", by: BY, roleName: "write", roles: ["responders"], commentId: 5 },
    ...{ commentSha256: "1".repeat(64), at: "2026-11-20T09:00:00Z", until: "2026-12-20", head: "b".repeat(40) },
    ...{ blob: "d".repeat(40), fingerprint: `ccr/v1:${"0".repeat(32)}`, reasonSha256: sha256(REASON) },
  });
  expect(facts[1]?.body).toMatchObject({ decision: "override", until: "2026-11-27" });
  expect(facts[2]?.body).toEqual({
    ...{ alert: 4, decision: "fp", by: BY, roleName: "write", roles: ["responders"], at: "2026-11-20T09:00:00Z" },
    ...{ until: "2026-12-20", fingerprint: `ccr/v1:${"1".repeat(32)}`, head: "b".repeat(40), blob: "d".repeat(40) },
    ...{ second: { by: { id: 8, login: "bob" }, roleName: "admin", roles: ["owners"] }, commentSha256: sha256(REASON) },
  });
  expect(facts[3]?.body).toEqual(DECISIONS.dismissalsRefused?.[0]);
  expect(facts[4]?.body).toEqual({
    ...{ commentId: 8, by: { id: 66, login: "e ve" }, decision: "rerun", reason: "The comment was edited." },
  });
  expect(facts[5]?.body).toEqual({ commentId: 9, reason: "`x` is no command." });
  expect(JSON.stringify(facts)).not.toContain(REASON);
});

test("nothing, when nobody was asked or nobody said anything", () => {
  expect(decisionFacts({})).toEqual([]);
  expect(decisionFacts({ decisions: { signOffs: [], dismissals: [], refused: [], notes: [] } })).toEqual([]);
});
