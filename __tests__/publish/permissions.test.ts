import { describe, expect, test } from "@jest/globals";
import { GitHubRefusal, type RefusalReason } from "../../src/ports.ts";
import { isSkip, NEEDS, permissionsTable, refusalSentence } from "../../src/publish/permissions.ts";
import { FEATURES } from "../../src/subject.ts";
import { read } from "../contract/committed.ts";

describe("permissions", () => {
  test("every feature has its row in docs/permissions.md, generated from the table that the skips are said from", () => {
    const cells = (table: string) => table.replace(/ +\|/gu, " |").replace(/-+/gu, "-");
    for (const row of permissionsTable().split("\n").slice(2))
      expect(cells(read("docs/permissions.md"))).toContain(cells(row));
    expect(Object.keys(NEEDS)).toEqual([...FEATURES]);
    expect(permissionsTable().split("\n")).toHaveLength(2 + FEATURES.length);
  });

  test.each<readonly [RefusalReason, boolean]>([
    ["permission", true],
    ["sso", true],
    ["notEnabled", true],
    ["notFound", true],
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
});
