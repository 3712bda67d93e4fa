import { describe, expect, test } from "@jest/globals";
import {
  accountRows,
  accountSentence,
  costWords,
  disclosedFiles,
  requestCost,
  totalsOf,
} from "../../src/publish/account.ts";
import type { Account } from "../../src/records.ts";
import { aModelReview, anAccount, aRequest, aTroubledModelReview, without } from "../fixtures/model-review.ts";
import { aReview } from "../fixtures/review.ts";

const withAccount = (account: Account) => aModelReview({ model: { rejected: [], opinions: [], account } });
const value = (account: Account, term: string) =>
  accountRows(withAccount(account))?.find((row) => row.term === term)?.value;

describe("the account", () => {
  test("L8 adds up requests by how they ended, bytes, tokens, seconds and redactions", () => {
    expect(totalsOf(aTroubledModelReview().model!.account)).toMatchObject({
      requests: { answered: 8, refused: 8, failed: 8, guarded: 8, overBudget: 8 },
      bytes: 24 * 18_311,
      usage: { inputTokens: 16 * 4200, outputTokens: 16 * 310, cacheReadTokens: 16 * 2048, cacheWriteTokens: 16 * 512 },
      redactions: 3,
    });
  });

  test("L8 nothing left when nothing was asked, and when all questions were stopped here: then it says what stopped them", () => {
    expect(accountSentence(aReview())).toBe("Nothing left this machine.");
    const guarded = without(aRequest(1, { kind: "guarded" }), "bytes");
    const stopped = anAccount({ requests: [guarded, { ...guarded, kind: "overBudget" }] });
    expect(accountRows(withAccount(stopped))).toBeUndefined();
    expect(accountSentence(withAccount(stopped))).toBe(
      "Nothing left this machine. 2 questions: 1 stopped by the guard, 1 not sent: over budget.",
    );
  });

  test("L5 an answer nobody counted the bytes of is never called nothing", () => {
    const answered = without(aRequest(1), "bytes");
    expect(accountRows(withAccount(anAccount({ requests: [answered] })))).toBeDefined();
    const failed = aRequest(1, { kind: "failed" });
    expect(accountRows(withAccount(anAccount({ requests: [failed] })))).toBeDefined();
  });

  test("a cost is never rounded to nothing, and an unknown one is unknown", () => {
    expect([costWords(0), costWords(0.00001), costWords(0.01234), costWords(undefined)]).toEqual([
      "0.0000 USD",
      "under 0.0001 USD",
      "0.0123 USD",
      "unknown",
    ]);
  });

  test("what did not leave has no cost, and what failed on the way has an unknown one", () => {
    const failed = without(aRequest(1, { kind: "failed" }), "costUsd");
    const guarded = without(aRequest(1, { kind: "guarded" }), "costUsd", "bytes");
    expect([aRequest(1), failed, guarded].map(requestCost)).toEqual(["0.0123 USD", "unknown", ""]);
  });

  test("it names the models that answered, and the one that was asked when none did", () => {
    const names = (account: Account) => accountRows(withAccount(account))?.[0]?.names;
    expect(
      names(anAccount({ model: "asked", requests: [aRequest(1, { model: "a" }), aRequest(2, { model: "b" })] })),
    ).toEqual(["anthropic", "a", "b"]);
    const failed = without(aRequest(1, { kind: "failed" }), "model");
    expect(names(anAccount({ model: "asked", requests: [failed] }))).toEqual(["anthropic", "asked"]);
  });

  test("L8 a line that left twice is one line; removed lines are those of base", () => {
    const { disclosures } = anAccount();
    expect(disclosedFiles(disclosures)).toEqual([
      { uri: "src/a.ts", ranges: "10-50; in base 12", lines: 42 },
      { uri: "src/b.ts", ranges: "3-9", lines: 7 },
    ]);
    expect(value(anAccount(), "Sent")).toBe("36,622 bytes, 49 lines of 2 files");
  });

  test("L1 guard hits are said", () => {
    expect([value(anAccount(), "Guard"), value(anAccount({ guardHits: 2 }), "Guard")]).toEqual(["no hit", "2 hits"]);
  });
});
