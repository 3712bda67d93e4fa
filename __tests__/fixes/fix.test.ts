import { afterEach, describe, expect, test } from "@jest/globals";
import { ExternalError } from "../../src/errors.ts";
import type { Branches } from "../../src/ports-github.ts";
import { GitHubRefusal } from "../../src/ports.ts";
import type { Question } from "../../src/records.ts";
import type { Scanner } from "../../src/scan/scanner.ts";
import { fakeModel } from "../fakes/model.ts";
import { toy, fixStage, type FixScene, type FixStage } from "./fix-stage.ts";
import { GITHUB_TOKEN } from "../fixtures/token.ts";
import { without } from "../fixtures/without.ts";
import { aClaudeFinding } from "../fixtures/model-review.ts";
import { aFinding } from "../fixtures/review.ts";

const FLAW = "import os\n\n\ndef run(name):\n    os.system(name)\n    return name\n";
const REPAIR = { startLine: 5, replacement: "    subprocess.run([name], check=True)" };
const FIXED = FLAW.replace("    os.system(name)", REPAIR.replacement);

let stage: FixStage | undefined;
afterEach(async () => {
  await stage?.dispose();
  stage = undefined;
});

async function staged(scene: Partial<FixScene> = {}): Promise<FixStage> {
  stage = await fixStage({ head: { "app.py": FLAW }, ...scene });
  stage.answer([REPAIR]);
  return stage;
}

describe("a draft", () => {
  test("is one commit on the reviewed head, and a pull request into the branch with the evidence in it", async () => {
    const at = await staged();
    const { kind, draft, pushed, asked } = await at.ask();
    expect(kind).toBe("draft");
    const [commit] = at.branches.commits;
    expect(commit).toMatchObject({ parent: at.head, files: [{ path: "app.py", mode: "100644", text: FIXED }] });
    expect(commit?.branch).toMatch(/^ccr\/fix\/[0-9a-f]{16}-[0-9a-f]{12}$/u);
    const [pull] = at.branches.drafts;
    expect(pull).toMatchObject({
      branch: commit?.branch,
      baseBranch: "topic",
      title: "Draft of a fix for toy/command",
    });
    expect(pull?.body).toContain("because `ada` asked for it");
    expect(pull?.body).toContain(
      "| toy `1.2.3` reports `toy/command` in the file | 1 | 0 |".replace("toy `", "`toy` `"),
    );
    expect(pull?.body).toContain("-    os.system(name)\n+    subprocess.run([name], check=True)");
    expect(pull?.body).toContain("It binds the value\\.");
    expect(pull?.body.trimEnd().split("\n").at(-1)).toBe(pull?.marker);
    expect([draft?.number, pushed]).toEqual([100, { branch: commit?.branch, commit: expect.stringMatching(/c1$/u) }]);
    expect(at.branches.requested).toEqual([{ people: ["grace"], teams: [] }]);
    expect(asked).toMatchObject({
      requests: [{ kind: "answered" }],
      disclosures: [{ uri: "app.py", startLine: 1, endLine: 6 }],
    });
  });

  test.each([
    ["workflow", "wait until somebody who may write approves them"],
    ["own", "run by themselves: `fix-token` opened it"],
  ] as const)("says what becomes of its own checks: %s", async (token, words) => {
    const at = await staged();
    expect((await at.ask({ token })).answer).toContain(words);
    expect(at.branches.drafts[0]?.body).toContain(words);
  });

  test("is made once for a finding and a head: asked again, nobody is asked and nothing is made", async () => {
    const at = await staged();
    await at.ask();
    const again = await at.ask();
    expect(again).toMatchObject({ kind: "draft", draft: { number: 100 } });
    expect(again.answer).toContain("on this head already: #100");
    expect([at.questions.length, at.branches.commits.length, at.branches.drafts.length]).toEqual([1, 1, 1]);
  });

  test("of a finding that only Claude made says that no scanner can tell that it is gone", async () => {
    const at = await staged({
      finding: () => aClaudeFinding(0, { location: { uri: "app.py", startLine: 5, endLine: 5 } }),
    });
    expect((await at.ask()).kind).toBe("draft");
    expect(at.branches.drafts[0]?.body).toContain("No scanner reports this finding, so none can say that it is gone");
  });

  test("is a draft also when an owner may not review it, and the others are asked", async () => {
    const at = await staged({ owners: { people: ["grace", "mallory"], teams: ["security"] } });
    const refusal = new GitHubRefusal(
      "invalid",
      "GitHub would not request the reviewers (422): not a collaborator.",
      422,
    );
    at.branches.refuse("requestReviewers", refusal);
    at.branches.refuse("requestReviewers", refusal);
    const { kind, answer } = await at.ask();
    expect(kind).toBe("draft");
    expect(at.branches.requested).toEqual([
      { people: ["mallory"], teams: [] },
      { people: [], teams: ["security"] },
    ]);
    expect(answer).toContain("A code owner was not asked to review it");
  });

  test("without a code owner says so", async () => {
    const at = await staged({ owners: { people: [], teams: [] } });
    expect((await at.ask()).answer).toContain("No code owner is named");
  });
});

describe("only a suggestion, with nothing pushed:", () => {
  const nothingPushed = (at: FixStage) =>
    expect(at.branches.called().filter((method) => !["source", "findDraft"].includes(method))).toEqual([]);

  test("into a fork", async () => {
    const at = await staged();
    at.branches.move({ fork: true });
    const { kind, answer } = await at.ask();
    expect(kind).toBe("suggestion");
    expect(answer).toContain("from a fork");
    expect(answer).toContain("+    subprocess.run([name], check=True)");
    nothingPushed(at);
  });

  test("of a workflow, which the token must not push", async () => {
    const uri = ".github/workflows/ci.yml";
    const at = await staged({ head: { [uri]: "on: push\nrun: echo ${{ github.event.head }}\n" } });
    at.answer([{ startLine: 2, replacement: "run: echo $HEAD" }]);
    const { kind, answer } = await at.ask();
    expect(kind).toBe("suggestion");
    expect(answer).toContain("edits a workflow");
    expect(answer).toContain("+run: echo $HEAD");
    nothingPushed(at);
  });

  test("L5 when the finding's scanner fails on the result, or cannot be run on it", async () => {
    const broken: Scanner = { ...toy, scan: () => Promise.reject(new Error(`no disk for ${GITHUB_TOKEN}`)) };
    const at = await staged({ later: [broken] });
    const { kind, answer } = await at.ask();
    expect(kind).toBe("suggestion");
    expect(answer).toContain("It is not proved\\: no disk for");
    expect(answer).toContain("| 1 | not run |");
    expect(answer).not.toContain(GITHUB_TOKEN);
    nothingPushed(at);
    await at.dispose();
    const other = await staged({ later: [without(toy, "comparable")] });
    expect((await other.ask()).answer).toContain("cannot be run on the result here");
    nothingPushed(other);
  });
});

describe("a playbook in place of an edit, and nobody is asked:", () => {
  test("L1 a secret: the provider's page, the search, git-filter-repo, and never the value", async () => {
    const at = await staged({ head: { "key.py": `token = "${GITHUB_TOKEN}"\n` } });
    const { kind, answer } = await at.ask();
    expect(kind).toBe("playbook");
    expect(answer).toContain("docs.github.com/en/authentication");
    expect(answer).toContain("git rev-list --all | xargs git grep -lF -f ../leaked.txt\n");
    expect(answer).toContain("git filter-repo --replace-text ../replace.txt");
    expect(answer).toMatch(/`\/ccr mitigated [0-9a-f]{16} -- /u);
    expect(answer).not.toContain(GITHUB_TOKEN);
    expect([at.questions, at.branches.called()]).toEqual([[], []]);
  });

  test.each([
    [{ id: "gitleaks/aws-access-token", cwe: ["CWE-798"] }, "git filter-repo"],
    [{ id: "dependency-review/GHSA-p6mc-m468-83gw", tags: ["dependencies"] }, "npm install lodash@4.17.21"],
    [{ id: "osv-scanner/CVE-2020-1" }, "compensate"],
    [{ id: "licenses/denied", tags: ["license"] }, "licenses.exempt"],
  ])("%j", async (rule, words) => {
    const message = "lodash 4 is vulnerable. Run `npm install lodash@4.17.21`.";
    const at = await staged({ finding: () => aFinding(2, { rule: { ...aFinding(2).rule, ...rule }, message }) });
    const { kind, answer } = await at.ask();
    expect(kind).toBe("playbook");
    expect(answer).toContain(words);
    expect([at.questions, at.branches.called()]).toEqual([[], []]);
  });
});

describe("nothing is pushed", () => {
  test("for a head that is not the head any more, and nobody is asked", async () => {
    const at = await staged();
    at.branches.move({ head: "d".repeat(40) });
    expect((await at.ask()).answer).toContain("the branch has moved on");
    expect([at.questions, at.branches.commits]).toEqual([[], []]);
  });

  test("when the head moves while Claude writes, or the pull request is closed", async () => {
    for (const [change, words] of [
      [{ head: "d".repeat(40) }, "the branch has moved on"],
      [{ state: "closed" }, "the pull request is closed"],
      [{ fork: true }, "from a fork"],
    ] as const) {
      const at = await staged();
      at.answer(() => {
        at.branches.move(change);
        return { edits: [{ file: "app.py", startLine: 5, endLine: 5, replacement: REPAIR.replacement }] };
      });
      const outcome = await at.ask();
      expect(outcome.answer).toContain(words);
      expect(outcome).toHaveProperty("asked");
      expect(at.branches.commits).toEqual([]);
      await at.dispose();
    }
  });

  test("while GitHub does not show the pull request, and nobody is asked", async () => {
    const at = await staged();
    at.branches.refuse("source", new GitHubRefusal("unavailable", "GitHub did not show the pull request (502).", 502));
    const { kind, answer, failed } = await at.ask();
    expect([kind, failed, at.questions]).toEqual(["refused", true, []]);
    expect(answer).toContain("did not show");
  });

  test("L8 when git fails after Claude answered, and what left is on the account all the same", async () => {
    const at = await staged();
    const check = () =>
      Promise.reject(new ExternalError("git-failed", "git could not write.", { fix: "Free the disk." }));
    const outcome = await at.ask({}, undefined, { check });
    expect(outcome).toMatchObject({ kind: "refused", failed: true, asked: { requests: [{ kind: "answered" }] } });
    expect(outcome.answer).toContain("git could not write\\; Free the disk");
    expect(at.branches.commits).toEqual([]);
  });

  test("L8 when the guard holds the question back: it is on the account, and no range of code is", async () => {
    const at = await staged();
    at.answer({ kind: "guarded", rule: "github-token", place: "text" });
    const { asked } = await at.ask();
    expect(asked).toMatchObject({ requests: [{ kind: "guarded" }], guardHits: 1, disclosures: [] });
  });

  test("without a model, and the answer says why", async () => {
    const at = await staged();
    expect((await at.ask({}, { nobody: "no credentials" })).answer).toContain("no credentials");
  });
});

describe("what GitHub does not take stays in the answer:", () => {
  const CHANGE = "+    subprocess.run([name], check=True)";
  const refusing = async (method: keyof Branches, ...refusal: ConstructorParameters<typeof GitHubRefusal>) => {
    const at = await staged();
    at.branches.refuse(method, new GitHubRefusal(...refusal));
    return { at, outcome: await at.ask() };
  };

  test.each([
    ["permission", "Resource not accessible by integration.", "`contents: write` and `pull-requests: write`"],
    ["invalid", "There is a branch ccr/fix/x already, and it holds something else.", "holds something else"],
    ["sso", "Resource protected by organization SAML enforcement.", "authorise the token"],
  ] as const)("a branch that is refused (%s) leaves the edit, the way out, and nothing pushed", async (...given) => {
    const [reason, message, words] = given;
    const { at, outcome } = await refusing("commitOnBranch", reason, message, 403);
    expect(outcome).toMatchObject({ kind: "suggestion", asked: { requests: [{ kind: "answered" }] } });
    expect(outcome).not.toHaveProperty("pushed");
    for (const said of [words, "Nothing was pushed", CHANGE]) expect(outcome.answer).toContain(said);
    expect(at.branches.drafts).toEqual([]);
  });

  test("asked by two at once there is one draft, and both are told of it", async () => {
    const at = await staged();
    const later = fakeModel(() => ({ edits: [{ file: "app.py", ...REPAIR, endLine: 5, replacement: "    run()" }] }));
    const asked = {
      ...later,
      ask: async (question: Question) => {
        // The other job is done while Claude answers this one, and its branch holds another edit.
        await at.ask();
        at.branches.refuse("commitOnBranch", new GitHubRefusal("invalid", "There is a branch already.", 422));
        return later.ask(question);
      },
    };
    const { kind, answer, draft } = await at.ask({}, asked);
    expect([kind, draft?.number, at.branches.drafts.length]).toEqual(["draft", 100, 1]);
    expect(answer).toContain("on this head already: #100");
    expect(answer).not.toContain("delete");
  });

  test("a push that GitHub did not confirm is not called none", async () => {
    const { outcome } = await refusing("commitOnBranch", "unavailable", "GitHub did not answer (502).", 502);
    expect(outcome).toMatchObject({ kind: "suggestion", failed: true });
    expect(outcome.answer).not.toContain("Nothing was pushed");
    expect(outcome.answer).toMatch(/Whether the branch `ccr\/fix\/[^`]+` was made is not known/u);
  });

  test("a draft that is refused leaves the branch, and says where it is and what is to be switched on", async () => {
    const message = "GitHub Actions is not permitted to create or approve pull requests.";
    const { at, outcome } = await refusing("openDraft", "permission", message, 403);
    const [commit] = at.branches.commits;
    expect(outcome).toMatchObject({ kind: "suggestion", pushed: { branch: commit?.branch } });
    for (const said of [`It is on the branch \`${commit?.branch ?? ""}\``, "Allow GitHub Actions", CHANGE])
      expect(outcome.answer).toContain(said);
    expect(outcome.answer).not.toContain("othing was pushed");
  });
});
