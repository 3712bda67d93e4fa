/** Bad days of decisions: the gate reads comments anew each time, and what it cannot read or believe lets nothing pass. */

import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { BOT, REFUSALS, type Account, type Answer, type Misbehaviour, type Misdeed } from "../servers/github.ts";
import { mergeGroupEvent, type Stepped } from "./runner.ts";
import { expectDay, fp, onSurface, ROBIN, type SurfaceScene } from "./surface-scene.ts";

/** Of the surface only what shows the verdict: no waiting between comments. */
const QUIET = { comments: "none", "upload-sarif": "never" } as const;
const PARTS = { codeScanning: undefined, reviewComments: undefined, summaryComment: undefined } as const;
const PASSED = { ...PARTS, outcome: "pass" } as const;
const FAILED = { ...PARTS, outcome: "fail", checkRun: /^checkRun: failure, 2 annotations\./mu } as const;

const COMMENTS = { method: "GET", path: /\/issues\/1\/comments$/u } as const;
const EDITS = { method: "POST", path: "/graphql", body: /query edits/u } as const;
const PULL = { method: "GET", path: /\/pulls\/1$/u } as const;
const ACTIVITY = { method: "GET", path: /\/activity$/u } as const;
const RIGHTS = { method: "GET", path: /\/collaborators\/robin\/permission$/u } as const;
const SISTERS = { method: "GET", path: /\/commits\/[0-9a-f]+\/pulls$/u } as const;

const errors = (type: string, message: string): Answer => ({
  status: 200,
  body: { data: null, errors: [{ type, message, path: ["nodes"] }] },
});
const answered = (body: object): Answer => ({ status: 200, body: { ...body } });

describe("L5 a decision that cannot be read lets nothing pass: the finding gates, and the notes say why", () => {
  const unread = (why: string): RegExp => new RegExp(`nothing of it counts: .*${why}`, "u");
  test.concurrent.each<readonly [string, Omit<Misbehaviour, "as">, Misdeed, RegExp]>([
    ["comments: 403", COMMENTS, REFUSALS.permission(), unread("list the comments \\(403\\)")],
    ["comments: 500", COMMENTS, REFUSALS.serverError(), unread("\\(500\\)\\. \\(4 tries\\)")],
    ["comments: 429 for an hour", COMMENTS, REFUSALS.tooMany(3600), unread("longer than this run waits")],
    ["edits: no GraphQL", EDITS, REFUSALS.notFound(), unread("which comments were edited \\(404\\)")],
    ["edits: FORBIDDEN in a 200", EDITS, errors("FORBIDDEN", "not accessible"), unread("not accessible")],
    ["edits: RATE_LIMITED in a 200", EDITS, REFUSALS.graphqlLimit(), unread("rate limit")],
    ["the pull request: 403", PULL, REFUSALS.permission(), unread("show the pull request \\(403\\)")],
    ["who pushed: 500", ACTIVITY, REFUSALS.serverError(), unread("\\(500\\)")],
    ["the right to write: 500", RIGHTS, REFUSALS.serverError(), unread("permission of robin \\(500\\)")],
    ["other pull requests of the head: 500", SISTERS, REFUSALS.serverError(), unread("\\(500\\)")],
  ])("%s", (_, where, as, said) =>
    onSurface(async (at) => {
      // Who asks for the pull request again before it posts is answered.
      at.gitHub.misbehave({ ...where, as, times: where === PULL ? 1 : Infinity });
      const ended = await at.review({ inputs: QUIET });
      expectDay(at, ended, { ...FAILED, said: [said] });
      expect(ended.summary).toMatch(/nothing of it counts/u);
    }),
  );

  test.concurrent.each<readonly [string, Omit<Misbehaviour, "as">, Misdeed, RegExp]>([
    ["GitHub does not know the comment any more", EDITS, answered({ data: { nodes: [null] } }), /edited, or GitHub/u],
    ["nobody may be told who pushed", ACTIVITY, REFUSALS.permission(), /GitHub does not say who pushed last/u],
    ["the account is no collaborator any more", RIGHTS, REFUSALS.notFound(), /no collaborator/u],
  ])("%s: it is refused on the record", (_, where, as, reason) =>
    onSurface(async (at) => {
      at.gitHub.misbehave({ ...where, as, times: Infinity });
      const ended = await at.review({ inputs: QUIET });
      expectDay(at, ended, FAILED);
      expect(refusals(ended)).toEqual([[at.decision, expect.stringMatching(reason)]]);
    }),
  );
});

describe("a decision whose reading broke once counts", () => {
  test.concurrent.each<readonly [string, Misdeed]>([
    ["429 with retry-after: 1", REFUSALS.tooMany(1)],
    ["502", "502-before"],
    ["a reset", "reset-before"],
    ["half an answer", "truncated"],
  ])("%s", (_, as) =>
    onSurface(async (at) => {
      for (const where of [COMMENTS, EDITS, RIGHTS]) at.gitHub.misbehave({ ...where, as });
      expectDay(at, await at.review({ inputs: QUIET }), { ...PASSED, said: [/Trying again in 1 s/u] });
    }),
  );
});

describe("in a merge queue", () => {
  const queued = async (at: SurfaceScene, files: Readonly<Record<string, string>>): Promise<Stepped> => {
    at.repository.branch(`gh-readonly-queue/main/pr-1-${at.base}`, at.head);
    at.repository.write(files);
    const head = at.repository.commit("merged");
    return at.review({ event: mergeGroupEvent(at.gitHub, { base: at.base, head }), inputs: QUIET });
  };

  test.concurrent("a decision counts while the finding's file is the one that was decided about", () =>
    onSurface(async (at) => {
      const ended = await queued(at, { "other.ts": "let other;\n" });
      expect([ended.outputs["outcome"], ended.code]).toEqual(["pass", 0]);
      expect(ended.summary).toContain("1 finding signed off by people");
    }),
  );

  test.concurrent("and gates again when the queue's merge changes that file", () =>
    onSurface(async (at) => {
      const ended = await queued(at, { "stays.ts": "let stays;\nlet more;\n" });
      expect([ended.outputs["outcome"], ended.code]).toEqual(["fail", 1]);
      expect(refusals(ended)).toEqual([[at.decision, expect.stringMatching(/file has changed/u)]]);
    }),
  );
});

describe("L3 a decision counts while its comment stands as it was written", () => {
  test.concurrent("and gates again once it is deleted", () =>
    onSurface(async (at) => {
      expectDay(at, await at.review({ inputs: QUIET }), PASSED);
      at.gitHub.changeComment(at.decision, null);
      const after = await at.second({ inputs: QUIET });
      expectDay(at, after, FAILED);
      expect(refusals(after)).toEqual([]);
    }),
  );

  test.concurrent("and gates again once it is edited, though the edit is taken back", () =>
    onSurface(async (at) => {
      expectDay(at, await at.review({ inputs: QUIET }), PASSED);
      at.gitHub.changeComment(at.decision, "/ccr fp 00000000 -- something else");
      at.gitHub.changeComment(at.decision, fp(at.id));
      const after = await at.second({ inputs: QUIET });
      expectDay(at, after, FAILED);
      expect(refusals(after)).toEqual([[at.decision, expect.stringMatching(/was edited/u)]]);
    }),
  );

  test.concurrent("and gates again once a person with the right reopens it", () =>
    onSurface(async (at) => {
      at.gitHub.commentAs(ROBIN, `/ccr reopen ${at.id} -- it is a real one after all`);
      const ended = await at.review({ inputs: QUIET });
      expectDay(at, ended, FAILED);
      expect(refusals(ended)).toEqual([[at.decision, expect.stringMatching(/undone by the later/u)]]);
    }),
  );

  test.concurrent.each<readonly [string, string | null]>([
    ["deletes", null],
    ["rewrites", "Thank you."],
  ])("and still gates when somebody who may write and has no role %s that comment", (_, body) =>
    onSurface(async (at) => {
      const { id } = at.gitHub.commentAs(ROBIN, `/ccr reopen ${at.id} -- it is a real one after all`);
      at.gitHub.changeComment(id, body, { ...ROBIN, login: "mallory", id: 99 });
      const ended = await at.review({ inputs: QUIET });
      expectDay(at, ended, FAILED);
      expect(refusals(ended)).toEqual([[at.decision, expect.stringMatching(/deleted or rewrote a comment/u)]]);
    }),
  );

  test.concurrent("and gates again once the base branch gives its author no role, also in a run that runs again", () =>
    onSurface(async (at) => {
      at.repository.branch("main");
      at.repository.write({ ".github/claude-review.yml": "version: 1\nroles:\n  responders: [sam]\n" });
      at.repository.commit("robin left");
      const ended = await at.review({ attempt: 2, inputs: QUIET });
      expectDay(at, ended, FAILED);
      expect(refusals(ended)).toEqual([[at.decision, expect.stringMatching(/do not name the account/u)]]);
    }),
  );

  test.concurrent("and not for another base branch", () =>
    onSurface(async (at) => {
      at.gitHub.people.baseChanges.push({ pull: 1, at: at.decision + 1, automatic: true });
      const ended = await at.review({ inputs: QUIET });
      expectDay(at, ended, FAILED);
      expect(refusals(ended)).toEqual([[at.decision, expect.stringMatching(/base branch of the pull request/u)]]);
    }),
  );

  test.concurrent("and not for another pull request with the same head", () =>
    onSurface(async (at) => {
      at.gitHub.pull({ number: 2, base: at.base, head: at.head });
      const ended = await at.review({ inputs: QUIET });
      expectDay(at, ended, FAILED);
      expect(refusals(ended)).toEqual([[at.decision, expect.stringMatching(/#2 has the same head/u)]]);
    }),
  );
});

describe("L3 a command decides nothing", () => {
  const eve: Account = { ...ROBIN, token: "ghp_eve", login: "eve", id: 666 };
  const robot: Account = { ...ROBIN, ...BOT, token: "ghs_robot", login: "robin[bot]", id: 9 };
  const HIDDEN = ["> ", "    ", "```\n", "<!--\n", "Hello.\n\n", "\u200b"] as const;

  test.concurrent("in a quote, a code block, an HTML comment, or below other words; of it there is no word", () =>
    onSurface(
      async (at) => {
        for (const before of HIDDEN) at.gitHub.commentAs(ROBIN, `${before}${fp(at.id)}`);
        const ended = await at.review({ inputs: QUIET });
        expectDay(at, ended, FAILED);
        expect(refusals(ended)).toEqual([]);
      },
      { decided: false },
    ),
  );

  test.concurrent(
    "by a bot, the author of the change, a stranger, or on another pull request: each is refused by name",
    () =>
      onSurface(
        async (at) => {
          at.gitHub.pull({ number: 2, base: at.base, head: at.base, headRef: "other" });
          at.gitHub.commentAs(ROBIN, fp(at.id), 2);
          const by = [robot, at.gitHub.state.pull().user, eve];
          const written = by.map((account) => at.gitHub.commentAs(account, fp(at.id)).id);
          const ended = await at.review({ inputs: QUIET });
          expectDay(at, ended, FAILED);
          const why = [/a bot wrote/u, /author of the pull request|no collaborator|do not name/u, /do not name/u];
          expect(refusals(ended)).toEqual(written.map((id, n) => [id, expect.stringMatching(why[n] ?? /never/u)]));
        },
        { decided: false },
      ),
  );
});

const Refusal = z.object({
  type: z.literal("commandRefused"),
  body: z.object({ commentId: z.int(), reason: z.string() }),
});

/** By the ledger. */
function refusals({ outputs }: Stepped): readonly (readonly [number, string])[] {
  const lines = readFileSync(outputs["ledger-file"] ?? "", "utf8")
    .trimEnd()
    .split("\n");
  const read = lines.map((line) => Refusal.safeParse(JSON.parse(line)).data?.body);
  return read.flatMap((body) => (body === undefined ? [] : [[body.commentId, body.reason] as const]));
}
