import { describe, expect, test } from "@jest/globals";
import { verify } from "../../src/commands/verify.ts";
import { runFinished, segmentOf } from "../../src/ledger/index.ts";

const AT = "2026-05-04T09:30:00.000Z";
// U+FFFD stands in real ledgers: it is what half a surrogate pair is written as.
const { text, root } = segmentOf([
  { type: "policyRead", at: AT, body: { source: "defaults \uFFFD", sha256: null, notes: [] } },
  runFinished(AT),
]);
const WHOLE = Buffer.from(text);

async function answered(bytes: Uint8Array, { json = false } = {}): Promise<{ code: number; said: string }> {
  let said = "";
  const files = { read: () => Promise.resolve(bytes) };
  const print = async (part: string): Promise<void> => void (said += part);
  const code = await verify({ command: "verify", file: "/run/ledger.jsonl", root, json }, { files, print });
  return { code, said };
}

describe("verify", () => {
  test("says that a ledger holds, and that its root is the one that was given", async () => {
    expect(await answered(WHOLE)).toEqual({
      code: 0,
      said: `valid: 2 entries, root ${root}\nThe root is the one you gave.\n`,
    });
  });

  test.each<readonly [string, Uint8Array, RegExp]>([
    ["a byte order mark before it", Buffer.concat([Buffer.from("\uFEFF"), WHOLE]), /line 1: not a ledger entry/u],
    [
      "a byte that is no UTF-8 where a replacement character stood",
      Buffer.from(WHOLE.toString("latin1").replace("\xEF\xBF\xBD", "\xFF"), "latin1"),
      /line 1: it is not UTF-8: it was changed/u,
    ],
    ["a byte that is no UTF-8 at its end", Buffer.concat([WHOLE, Buffer.of(0xff)]), /line 3: it is not UTF-8/u],
    ["its last line cut", WHOLE.subarray(0, WHOLE.indexOf(10) + 1), /line 1: .* entries are missing/u],
    ["half a line cut", WHOLE.subarray(0, -9), /line 2: .* the file was cut/u],
    ["one word changed", Buffer.from(text.replace("defaults", "Defaults")), /line 1: .* it was changed/u],
  ])("L8 notices %s, in plain words and in JSON", async (_, bytes, words) => {
    const { code, said } = await answered(bytes);
    expect([code, said]).toEqual([1, expect.stringMatching(words)]);
    expect(said).toMatch(/^NOT VALID: /u);
    expect(JSON.parse((await answered(bytes, { json: true })).said)).toMatchObject({ valid: false });
  });
});
