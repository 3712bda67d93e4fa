/** People decide about a fork's pull request: the trusted run reads their comments, and is the run that runs again. */

import { describe, expect, test } from "@jest/globals";
import { digestOf } from "../../src/decisions/sign-off.ts";
import { fingerprintsIn } from "../../src/publish/markers.ts";
import { BOT, type Account } from "../servers/github.ts";
import { checksOf, CLEAN, named, onFork, plain, QUIET, titlesOf, type ForkScene } from "./action-forks-scene.ts";
import { LEAK } from "./action-scene.ts";
import { expectClean } from "./bad-day.ts";
import type { Stepped } from "./runner.ts";

/** A decision holds ten years here: the program has a clock of its own, the local GitHub's stands still. */
const POLICY =
  "version: 1\nroles:\n  responders: [robin, sam, eve]\n  approvers: [robin, sam]\nsign-offs:\n  max-days: { high: 3650, critical: 3650 }\n";
const DECIDED = { before: { ".github/claude-review.yml": POLICY }, after: { "src/config.ts": LEAK } };
const TOKEN = ["ghs", "Resp0ndJ0bToken".repeat(3)].join("_");
/** Of the trusted job: the id of its run does not change when it runs again. */
const TRUSTED_RUN = { path: ".github/workflows/forks.yml", event: "workflow_run", id: 4711, branch: "main" };
const QUIETLY = { "upload-sarif": "never", evidence: "none" };

const person = (login: string, id: number): Account => ({
  ...{ token: `ghp_${login}`, login, id, type: "User", installation: false, permissions: {} },
});
const EVE = person("eve", 6);
const ROBIN = person("robin", 8);
const SAM = person("sam", 9);

interface Decided extends ForkScene {
  /** How people name the finding. */
  readonly finding: string;
  respond(author: Account, body: string): Promise<Stepped>;
}

const fp = (finding: string): string => `/ccr fp ${finding} -- it is a constant of the protocol`;
const attempts = ({ gitHub }: ForkScene, ...ids: readonly number[]) =>
  ids.map((id) => gitHub.state.workflowRun(id).attempt);

/** After the first trusted run, which failed. `pushed`: GitHub tells who pushed to the fork. */
function onDecided({ pushed }: { readonly pushed: boolean }, work: (at: Decided) => Promise<void>): Promise<void> {
  return onFork(DECIDED, async (at) => {
    const { gitHub, base, head } = at;
    for (const account of [EVE, ROBIN, SAM]) {
      gitHub.account(account);
      gitHub.people.permissions.set(account.login, { permission: "write", roleName: "write" });
    }
    gitHub.account({ token: TOKEN, permissions: { contents: "read", pull_requests: "write", actions: "write" } });
    gitHub.pull({ base, head, headRepository: "eve/app", author: EVE });
    gitHub.people.activities.push({ ref: "refs/heads/topic", after: head, at: 0, actor: EVE });
    if (pushed) gitHub.people.publicForks.add("eve/app");
    gitHub.workflowRun({ ...TRUSTED_RUN, head: base, artifacts: [] });
    const first = await at.trusted({ inputs: QUIETLY });
    expect([first.outputs["outcome"], checksOf(at)]).toEqual(["fail", [named("failure", at)]]);
    const [body = ""] = gitHub.state.reviewComments().map((comment) => comment.body);
    const finding = [...fingerprintsIn(body)].map(digestOf).join().slice(0, 16);
    const respond = (author: Account, text: string): Promise<Stepped> => {
      const comment = gitHub.commentAs(author, text);
      const { comment: written, user, repository } = gitHub.json();
      const issue = {
        number: 1,
        state: "open",
        locked: false,
        pull_request: { url: "https://api.github.com/pulls/1" },
      };
      const about = { action: "created", issue, comment: written(comment), repository: repository() };
      const payload = { ...about, sender: user(author) };
      const event = { name: "issue_comment", payload, sha: base, ref: "refs/heads/main" };
      return at.runner.run({ event, action: "respond", token: TOKEN });
    };
    await work({ ...at, finding, respond });
  });
}

const again = (at: Decided, of: number): Promise<Stepped> =>
  at.trusted({ of, attempt: 2, inputs: { ...QUIETLY, comments: "none" } });

describe("L3 decisions about a fork's pull request", () => {
  test.concurrent("count in the trusted run, which runs again after each; two people make the check green", () =>
    onDecided({ pushed: true }, async (at) => {
      const own = at.ended({ conclusion: "success" });
      const answered = await at.respond(ROBIN, fp(at.finding));
      expect(answered).toMatchObject({ code: 0, outputs: { status: "accepted" } });
      // Running the fork's own run again with a workflow's token starts no other run.
      expect(attempts(at, TRUSTED_RUN.id, own)).toEqual([2, 1]);
      expect((await again(at, own)).outputs["outcome"]).toBe("fail");
      at.gitHub.workflowRun({ ...TRUSTED_RUN, head: at.base, attempt: 2, artifacts: [] });
      await at.respond(SAM, fp(at.finding));
      expect(attempts(at, TRUSTED_RUN.id, own)).toEqual([3, 1]);
      const passed = await at.trusted({ of: own, attempt: 3, inputs: { ...QUIETLY, comments: "none" } });
      expect([passed.code, passed.outputs["outcome"]]).toEqual([0, "pass"]);
      expect(checksOf(at).at(-1)).toEqual(named("success", at));
      expectClean(at, passed);
      const last = await at.respond(ROBIN, "/ccr rerun");
      expect(plain(last.summary)).toContain("passed: there is no failed one to run again");
    }),
  );

  test.concurrent("are not the fork's author's, who pushed, whatever roles the policy gives", () =>
    onDecided({ pushed: true }, async (at) => {
      await at.respond(EVE, fp(at.finding));
      await at.respond(ROBIN, fp(at.finding));
      const ended = await again(at, at.ended());
      expect([ended.outputs["outcome"], checksOf(at).at(-1)]).toEqual(["fail", named("failure", at)]);
      expect(plain(ended.summary)).toContain("The author of the pull request does not decide this one");
    }),
  );

  test.concurrent(
    "L5 do not count while nobody may know who pushed to the fork: it says so, and the check stays red",
    () =>
      onDecided({ pushed: false }, async (at) => {
        for (const who of [ROBIN, SAM]) at.gitHub.commentAs(who, fp(at.finding));
        const ended = await again(at, at.ended());
        expect([ended.outputs["outcome"], checksOf(at).at(-1)]).toEqual(["fail", named("failure", at)]);
        expect(plain(ended.summary)).toContain("GitHub does not say who pushed last");
      }),
  );
});

describe("L5 a trusted run that runs again speaks no more as it did before, whatever its author sees to meanwhile", () => {
  test.concurrent.each<[string, (at: ForkScene) => void, number]>([
    ["the pull request is closed for a while", ({ gitHub }) => gitHub.closePull(), 0],
    [
      "a second one of the branch goes elsewhere",
      ({ gitHub, base, head, repository }) => {
        repository.branch("release", base);
        gitHub.pull({ number: 2, base, head, headRepository: "eve/app", baseRef: "release" });
      },
      2,
    ],
  ])("%s: the check is not green", (_, meanwhile, code) =>
    onFork(CLEAN, async (at) => {
      const of = at.ended();
      await at.trusted({ of, inputs: QUIET });
      expect(checksOf(at)).toEqual([named("success", at)]);
      meanwhile(at);
      const again = await at.trusted({ of, attempt: 2, inputs: QUIET });
      expect([again.code, again.outputs["outcome"] ?? ""]).toEqual([code, ""]);
      expect([checksOf(at), titlesOf(at)]).toEqual([[named("action_required", at)], ["Taken back"]]);
      expectClean(at, again);
    }),
  );
});

test.concurrent(
  "a trusted run that was stopped leaves a check that is not green, which leads to it and runs again",
  () =>
    onFork(CLEAN, async (at) => {
      const trustedRun = at.gitHub.workflowRun({ ...TRUSTED_RUN, head: at.base, artifacts: [] });
      at.gitHub.account({
        ...BOT,
        token: TOKEN,
        permissions: { contents: "read", pull_requests: "write", actions: "write" },
      });
      await at.trusted({ inputs: QUIET, during: ({ kill }) => void stopOnceClaimed(at, kill) });
      expect(checksOf(at)).toMatchObject([{ name: "claude-code-review" }]);
      expect(checksOf(at)[0]?.conclusion).not.toBe("success");
      expect(at.gitHub.state.checkRuns()[0]?.detailsUrl).toMatch(/\/octo\/app\/actions\/runs\/4711$/u);
      expect([trustedRun.attempt, titlesOf(at).length]).toEqual([1, 1]);
    }),
);

function stopOnceClaimed(at: ForkScene, kill: (name: NodeJS.Signals) => void): Promise<void> {
  return new Promise((done) => {
    const look = setInterval(() => {
      if (checksOf(at).length === 0) return;
      clearInterval(look);
      kill("SIGKILL");
      done();
    }, 5);
  });
}
