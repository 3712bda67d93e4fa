import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { verifySegment } from "../../src/ledger/index.ts";
import type { Permissions } from "../servers/github.ts";
import { actionScene, type ActionScene } from "./action-scene.ts";
import { DEPENDABOT, pullRequestEvent, type Stepped } from "./runner.ts";

let at: ActionScene;
beforeEach(async () => {
  at = await actionScene();
});
afterEach(async () => {
  await at.dispose();
  expect(at.gitHub.violations).toEqual([]);
});

/** Each row of "Delivered" in the job summary: part → its state and its words. */
const delivered = ({ summary }: Stepped): Record<string, string> =>
  Object.fromEntries(
    [...summary.matchAll(/^\| (?<part>[\w ]+) \| . (?<state>done|skipped|failed) \| (?<words>.*) \|$/gmu)].map(
      ({ groups }) => [groups!["part"]!, `${groups!["state"]!}: ${groups!["words"]!}`],
    ),
  );

/** The verdict stands whatever GitHub allows: the same outcome, exit code, files and ledger. */
function stands({ code, outputs }: Stepped): void {
  expect({ code, outcome: outputs["outcome"], critical: outputs["critical"] }).toEqual({
    ...{ code: 1, outcome: "fail", critical: "1" },
  });
  const ledger = readFileSync(outputs["ledger-file"]!, "utf8");
  expect(verifySegment(ledger, outputs["ledger-root"])).toMatchObject({ valid: true });
  expect(JSON.parse(readFileSync(outputs["sarif-file"]!, "utf8")).runs.length).toBeGreaterThan(0);
}

const READ_ONLY: Permissions = { contents: "read", pull_requests: "read", security_events: "read" };

describe("L7 without a permission a part is skipped by name, with the permission that it wants, and the verdict stands", () => {
  test.each<[string, Permissions, Record<string, RegExp>]>([
    [
      "a token that only reads, as a fork's and Dependabot's",
      READ_ONLY,
      {
        "Code scanning": /^skipped: .*security.*write/u,
        "Review comments": /^skipped: .*pull.*requests.*write/u,
        "Summary comment": /^skipped: .*pull.*requests.*write/u,
        Artifact: /^done/u,
      },
    ],
    [
      "no security-events: write",
      { contents: "read", pull_requests: "write" },
      { "Code scanning": /^skipped: .*security.*write/u, "Review comments": /^done/u, "Summary comment": /^done/u },
    ],
    [
      "contents: read alone, in a public repository",
      { contents: "read" },
      { "Code scanning": /^skipped/u, "Review comments": /^skipped/u, "Summary comment": /^skipped/u },
    ],
  ])("%s", async (_, permissions, parts) => {
    at.gitHub.account({ token: "ghs_another-token-of-the-job-0001", permissions });
    const ended = await at.review({ token: "ghs_another-token-of-the-job-0001" });
    stands(ended);
    for (const [part, expected] of Object.entries(parts))
      expect([part, delivered(ended)[part]]).toEqual([part, expect.stringMatching(expected)]);
  });

  test("Code Security switched off", async () => {
    at.gitHub.repository({ codeScanning: false });
    const ended = await at.review();
    stands(ended);
    expect(delivered(ended)["Code scanning"]).toMatch(/^skipped: .*Code.*Security/u);
    expect(delivered(ended)["Review comments"]).toMatch(/^done/u);
  });

  test("upload-sarif: always makes the same a failure to deliver: 3 where the verdict passes", async () => {
    at.gitHub.repository({ codeScanning: false });
    const ended = await at.review({ inputs: { "upload-sarif": "always", "fail-on": "none" } });
    expect(ended).toMatchObject({ code: 3, outputs: { outcome: "pass" } });
    expect(delivered(ended)["Code scanning"]).toMatch(/^failed/u);
  });

  test("upload-sarif: never, comments: none, evidence: none ask GitHub for none of it", async () => {
    const ended = await at.review({ inputs: { "upload-sarif": "never", comments: "none", evidence: "none" } });
    stands(ended);
    expect(Object.keys(delivered(ended))).toEqual(["Outputs", "Annotations"]);
    const writes = at.gitHub.requests.filter(({ method, path }) => method !== "GET" && !path.includes(".git/"));
    expect(writes).toEqual([]);
  });

  test("comments: summary says it once, without comments on lines", async () => {
    stands(await at.review({ inputs: { comments: "summary" } }));
    expect([at.gitHub.state.comments().length, at.gitHub.state.reviews().length]).toEqual([1, 0]);
  });
});

describe("a pull request of a fork", () => {
  test("is reviewed without secrets: scanners decide, and what the token may not is skipped", async () => {
    at.gitHub.account({ token: "ghs_token-of-a-fork-run-000001", permissions: READ_ONLY });
    const event = pullRequestEvent(at.gitHub);
    const ended = await at.review({ event, token: "ghs_token-of-a-fork-run-000001" });
    stands(ended);
    expect(ended.summary).toContain("skipped");
  });

  test("L5 without a key and without provider: none is incomplete and not green", async () => {
    const clean = await actionScene({ after: { "src/a.ts": "export const a = 1;\n" } });
    try {
      const ended = await clean.review({ inputs: { provider: "" } });
      expect(ended).toMatchObject({ code: 5, outputs: { outcome: "incomplete" } });
      expect(ended.summary).toMatch(/no credentials/u);
    } finally {
      await clean.dispose();
    }
  });

  test("by Dependabot is treated like one", async () => {
    at.gitHub.account({ token: "ghs_token-of-dependabots-run-01", permissions: READ_ONLY });
    at.gitHub.pull({ number: 2, base: at.base, head: at.head, author: DEPENDABOT });
    const event = pullRequestEvent(at.gitHub, { number: 2 });
    stands(await at.review({ event, token: "ghs_token-of-dependabots-run-01" }));
  });
});
