import { describe, expect, test } from "@jest/globals";
import { DecisionsSchema } from "../../src/publish/decisions-schema.ts";
import { redactReview } from "../../src/publish/redacted.ts";
import { ReviewSchema } from "../../src/publish/review-schema.ts";
import type { Decisions } from "../../src/sign-off.ts";
import { aReview } from "../fixtures/review.ts";

const BY = { id: 7, login: "ada" };
const WHO = { by: BY, roleName: "write", roles: ["responders" as const] };
const SECRET = "hunter2hunter2hunter2";
const DECISIONS: Decisions = {
  signOffs: [
    {
      command: {
        kind: "decide",
        decision: "fp",
        finding: "0123abcd",
        until: "2026-12-01",
        head: "b".repeat(12),
        reason: `not ${SECRET}`,
      },
      ...{ ...WHO, commentId: 5, commentSha256: "1".repeat(64), at: "2026-11-20T09:00:00Z", until: "2026-12-01" },
      ...{ fingerprint: `ccr/v1:${"0".repeat(32)}`, head: "b".repeat(40), blob: "d".repeat(40) },
    },
    {
      command: { kind: "override", head: "b".repeat(12), reason: "the model is down" },
      ...{ ...WHO, commentId: 6, commentSha256: "2".repeat(64), at: "2026-11-20T09:00:00Z", head: "b".repeat(40) },
    },
  ],
  dismissals: [
    {
      ...{ ...WHO, alert: 4, reason: "false positive", at: "2026-11-20T09:00:00Z", comment: "c", decision: "fp" },
      ...{ fingerprint: `ccr/v1:${"1".repeat(32)}`, until: "2026-12-20" },
      ...{ head: "b".repeat(40), blob: "d".repeat(40), second: { ...WHO, by: { id: 8, login: "bob" } } },
    },
  ],
  dismissalsRefused: [{ alert: 5, by: BY, fingerprint: `ccr/v1:${"2".repeat(32)}`, reason: "No." }],
  refused: [
    { command: { kind: "fix", finding: "0123abcd" }, by: BY, commentId: 8, reason: "No." },
    { command: { kind: "incident", reason: "a key leaked" }, commentId: 9, reason: "No." },
    { command: { kind: "rerun" }, commentId: 10, reason: "No." },
    { command: { kind: "help" }, commentId: 11, reason: "No." },
    { commentId: 12, reason: "No." },
  ],
  notes: ["A note."],
};

describe("decisions in a plan", () => {
  test("are read back as they were written", () => {
    const review = redactReview({ ...aReview(), decisions: DECISIONS }, (text) => text);
    expect(ReviewSchema.parse(JSON.parse(JSON.stringify(review)))).toEqual(review);
    expect(review.decisions).toEqual(DECISIONS);
  });

  test.each<[string, object]>([
    ["another key", { ...DECISIONS, approved: true }],
    ["a decision that there is not", { ...DECISIONS, dismissals: [{ ...DECISIONS.dismissals[0], decision: "yes" }] }],
    ["a digest that is none", { ...DECISIONS, signOffs: [{ ...DECISIONS.signOffs[0], commentSha256: "1" }] }],
  ])("L2 with %s are not", (_, given) => {
    expect(DecisionsSchema.safeParse(given).success).toBe(false);
  });

  test("L1 a secret in a reason is redacted, and identities stay what they are", () => {
    const redact = (text: string) => text.replaceAll(SECRET, "***").replaceAll(/[0-9a-f]{40,}/gu, "###");
    const { decisions } = redactReview({ ...aReview(), decisions: DECISIONS }, redact);
    expect(JSON.stringify(decisions)).not.toContain(SECRET);
    const { commentSha256, head, blob, fingerprint } = DECISIONS.signOffs[0]!;
    expect(decisions?.signOffs[0]).toMatchObject({ commentSha256, head, blob, fingerprint });
  });
});
