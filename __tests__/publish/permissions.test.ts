import { describe, expect, test } from "@jest/globals";
import { GitHubRefusal, type RefusalReason } from "../../src/ports.ts";
import { isSkip, NEEDS, permissionsTable, refusalSentence } from "../../src/publish/permissions.ts";
import { ALL_NEEDS } from "../../src/publish/requests.ts";
import { FEATURES } from "../../src/subject.ts";
import { read } from "../contract/committed.ts";

describe("permissions", () => {
  test("every part has its row in docs/permissions.md, generated from the table that the skips are said from", () => {
    const cells = (table: string) => table.replace(/ +\|/gu, " |").replace(/-+/gu, "-");
    const rows = permissionsTable(Object.values(ALL_NEEDS)).split("\n").slice(2);
    expect(Object.keys(NEEDS)).toEqual([...FEATURES]);
    expect(rows.length).toBeGreaterThan(FEATURES.length);
    for (const row of rows) expect(cells(read("docs/permissions.md"))).toContain(cells(row));
  });

  test.each<readonly [RefusalReason, boolean]>([
    ["permission", true],
    ["sso", true],
    ["notEnabled", true],
    ["notFound", true],
    ["unidentified", true],
    ["invalid", false],
    ["rateLimited", false],
    ["unavailable", false],
  ])("what is refused as %s is a skip: %s", (reason, skip) => {
    expect(isSkip(new GitHubRefusal(reason, "no"))).toBe(skip);
  });

  test("a skip says GitHub's words, the permission wanted and what happens without it", () => {
    const refusal = new GitHubRefusal("permission", "Resource not accessible by integration (403)", 403);
    expect(refusalSentence("reviewComments", refusal)).toBe(
      "Resource not accessible by integration (403). It takes `pull-requests: write` among the job's permissions; on pull requests of forks and Dependabot GitHub gives only reading. The findings are in the job summary and in the report.",
    );
    expect(refusalSentence("codeScanning", refusal)).toContain("`security-events: write` and `contents: read`");
    expect(
      refusalSentence("codeScanning", new GitHubRefusal("notEnabled", "Code Security must be enabled.")),
    ).toContain("enabled. Switch on code scanning");
  });

  test.each([
    ["codeScanning", /switch on code scanning .*`upload-sarif: never`/iu],
    ["tickets", /switch on issues .*`tickets\.sink`/iu],
    ["checkRun", /switch it on in the repository's settings/iu],
  ] as const)("what is switched off in the repository is said of %s, and of no other feature", (feature, words) => {
    const sentence = refusalSentence(feature, new GitHubRefusal("notEnabled", "It is disabled (410).", 410));
    expect(sentence).toMatch(words);
    expect(sentence.includes("code scanning")).toBe(feature === "codeScanning");
  });

  test("L9 a token of which GitHub does not say whose it is writes nothing, and is told the way out", () => {
    const refused = new GitHubRefusal("unidentified", "GitHub would not say whose token this is (403).", 403);
    expect(refusalSentence("summaryComment", refused)).toMatch(/none of the texts there is taken for ours.*GraphQL/u);
  });
});
