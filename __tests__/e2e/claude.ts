/** A repository, a sandbox and a local Messages API: what a review with Claude needs, started as a person would. */

import { makeRepository, type Content } from "../fixtures/repository.ts";
import { messagesServer, type Behaviour, type MessagesServer, type ModelRequest } from "../servers/messages-api.ts";
import { sandbox, type Ended, type Sandbox } from "./cli.ts";

export const POLICY = ".github/claude-review.yml";
/** Assembled, so that no scanner takes this file for a leak. */
export const KEY = ["sk-ant", "api03", "T3stKeyOfNobody".repeat(4)].join("-");
export const CODE = { "app.py": "import os\n\n\ndef run(request):\n    os.system('ls ' + request.args['d'])\n" };

/** Ids of the hunks that a question asks about, as any stand-in for a model can read them. */
export const hunksOf = ({ user }: ModelRequest): string[] =>
  /^Judge these hunks: (.*)$/mu.exec(user)?.[1]?.split(" ") ?? [];
export const isVerification = ({ user }: ModelRequest): boolean => /^Judge these claims:/mu.test(user);
export const nothingFound = (request: ModelRequest): Behaviour => ({
  kind: "answer",
  answer: isVerification(request) ? { verdicts: [] } : { reviewed: hunksOf(request), findings: [], triage: [] },
});

/** A claim about CODE that holds. */
export const CLAIM = {
  file: "app.py",
  side: "head",
  startLine: 5,
  endLine: 5,
  quote: "os.system('ls ' + request.args['d'])",
  cwe: "CWE-78",
  severity: "high",
  title: "A request parameter becomes a command",
  explanation: "Line 5 joins `d` into a shell command.",
  attack: "Anyone sends d=;id and runs commands.",
};
/** Answers with that claim, changed by `claim`; the second question ends in `verdict`. */
export const claiming =
  (claim: object, verdict: object = { verdict: "confirmed", quote: CLAIM.quote, reason: "nothing stops it" }) =>
  (request: ModelRequest): Behaviour => ({
    kind: "answer",
    answer: isVerification(request)
      ? { verdicts: [{ claim: "c-1", ...verdict }] }
      : { reviewed: hunksOf(request), findings: [{ hunk: hunksOf(request)[0], ...CLAIM, ...claim }], triage: [] },
  });

export interface ClaudeStage {
  readonly box: Sandbox;
  readonly path: string;
  /** Two commits: what was there, and what the change writes. */
  change(before: Record<string, Content>, after: Record<string, Content>): void;
  review(
    behave: (request: ModelRequest, n: number) => Behaviour,
    flags?: readonly string[],
    env?: Record<string, string>,
  ): Promise<Ended>;
  /** Of the last review. */
  server(): MessagesServer;
  dispose(): Promise<void>;
}

export function claudeStage(): ClaudeStage {
  const [box, repository] = [sandbox(), makeRepository()];
  let server: MessagesServer | undefined;
  return {
    box,
    path: repository.path,
    change(before, after) {
      repository.write({ "README.md": "# x\n", ...before });
      repository.commit("before");
      repository.write(after);
      repository.commit("after");
    },
    async review(behave, flags = [], env = {}) {
      await server?.close();
      server = await messagesServer(behave, { key: KEY });
      const where = ["--repo", repository.path, "--base", "HEAD~1", "--run-dir", box.runDir];
      return box.run(["review", ...where, "--scanners", "secrets", "--base-url", server.url, ...flags], {
        env: { ANTHROPIC_API_KEY: KEY, ...env },
      });
    },
    server() {
      if (server === undefined) throw new Error("no review has run");
      return server;
    },
    async dispose() {
      await server?.close();
      box.dispose();
      repository.dispose();
    },
  };
}
