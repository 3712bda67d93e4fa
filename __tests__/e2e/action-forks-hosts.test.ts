/** GitHub Enterprise Server: REST below /api/v3, GraphQL beside it, git and pages at the root. Anything asked elsewhere is a violation. */

import { describe, expect, test } from "@jest/globals";
import { WORKFLOW_TOKEN, type Account } from "../servers/github.ts";
import { checksOf, CLEAN, named, onFork, plain, QUIET, TRUSTED } from "./action-forks-scene.ts";
import { actionScene } from "./action-scene.ts";
import { expectClean } from "./bad-day.ts";

const ENTERPRISE = { below: "/api/v3" };
const ROBIN: Account = {
  ...{ token: "ghp_robin", login: "robin", id: 8, type: "User", installation: false, permissions: {} },
};

describe("on a GitHub Enterprise Server", () => {
  test.concurrent(
    "a review comments, resolves by GraphQL what is gone, sets the check and links to that server alone",
    async () => {
      const at = await actionScene(ENTERPRISE);
      try {
        at.gitHub.account({ token: WORKFLOW_TOKEN, permissions: { ...TRUSTED, contents: "write" } });
        const inputs = { evidence: "none", check: "on" };
        const first = await at.review({ inputs });
        expect([first.code, first.outputs["outcome"]]).toEqual([1, "fail"]);
        expect(at.gitHub.state.uploads()).toHaveLength(1);
        const texts = [...at.gitHub.state.comments(), ...at.gitHub.state.reviewComments()].map(({ body }) => body);
        const links = texts.join("\n").match(/https?:\/\/[\w.:-]+/gu) ?? [];
        expect(links.length).toBeGreaterThan(0);
        expect(links.filter((link) => /\/\/(?:github\.com|api\.|127\.)/u.test(link))).toEqual([]);
        expect(links).toContain(at.gitHub.serverUrl);
        // Pushed over: in an earlier commit the token would still be a finding.
        at.repository.branch("mended", at.base);
        at.repository.write({ "src/config.ts": 'export const region = "eu";\nexport const zone = "b";\n' });
        at.gitHub.moveHead(at.repository.commit("mended"));
        const second = await at.review({ inputs });
        expect(second.outputs["outcome"]).toBe("pass");
        expect(at.gitHub.state.resolved().size).toBe(1);
        expect(checksOf(at).map(({ conclusion }) => conclusion)).toEqual(["failure", "success"]);
        expectClean(at, second);
        const paths = new Set(at.gitHub.requests.map(({ path }) => path.split("/").slice(0, 3).join("/")));
        expect([...paths].sort()).toEqual(["/api/graphql", "/api/v3", "/octo/app.git"]);
      } finally {
        await at.dispose();
      }
    },
  );

  test.concurrent("the artifact cannot be kept: a pass is not delivered, and the way out is said", async () => {
    const at = await actionScene({ ...ENTERPRISE, ...CLEAN });
    try {
      const ended = await at.review({ inputs: { ...QUIET, evidence: "artifact" } });
      expect([ended.code, ended.outputs["outcome"]]).toEqual([3, "pass"]);
      expect(plain(ended.summary)).toMatch(/GitHub Enterprise Server has no such service[^]*upload-artifact@v3/u);
    } finally {
      await at.dispose();
    }
  });

  test.concurrent("the trusted job reviews a fork's pull request", () =>
    onFork({ ...ENTERPRISE, ...CLEAN }, async (at) => {
      const ended = await at.trusted({ inputs: QUIET });
      expect([ended.code, ended.outputs["outcome"]]).toEqual([0, "pass"]);
      expect(checksOf(at)).toEqual([named("success", at)]);
      expectClean(at, ended);
    }),
  );

  test.concurrent("a command is answered, and the edit that GraphQL alone tells of is seen", async () => {
    const policy = "version: 1\nroles:\n  responders: [robin]\n";
    const at = await actionScene({ ...ENTERPRISE, before: { ".github/claude-review.yml": policy } });
    try {
      const { gitHub } = at;
      gitHub.account(ROBIN);
      gitHub.account({
        token: WORKFLOW_TOKEN,
        permissions: { contents: "read", pull_requests: "write", actions: "write" },
      });
      gitHub.people.permissions.set("robin", { permission: "write", roleName: "write" });
      const run = gitHub.workflowRun({ head: at.head });
      const { comment: written, user, repository } = gitHub.json();
      const respond = (edited: boolean) => {
        const comment = gitHub.commentAs(ROBIN, "/ccr rerun");
        if (edited) gitHub.people.edits.set(comment.id, { lastEditedAt: "2026-11-22T12:30:00Z" });
        const issue = { number: 1, state: "open", locked: false, pull_request: { url: "https://ghe.example/pulls/1" } };
        const about = { action: "created", issue, comment: written(comment), repository: repository() };
        const event = { name: "issue_comment", payload: { ...about, sender: user(ROBIN) } };
        return at.runner.run({ event: { ...event, sha: at.base, ref: "refs/heads/main" }, action: "respond" });
      };
      expect((await respond(true)).outputs["status"]).toBe("refused");
      expect((await respond(false)).outputs["status"]).toBe("accepted");
      expect(gitHub.state.workflowRun(run.id).attempt).toBe(2);
      expect(gitHub.violations).toEqual([]);
    } finally {
      await at.dispose();
    }
  });
});
