/** What a person who wrote us a command is told, and what telling and acting on it takes. */

import { code, prose } from "./markdown-escape.ts";
import type { Need } from "./permissions.ts";

/** By the comment that is answered, our answer to it is found again. */
export function answerMarker(commentId: number): string {
  return `<!-- claude-code-review:answer ${String(commentId)} -->`;
}

const COMMANDS: readonly (readonly [string, string])[] = [
  ["/ccr confirm ID -- REASON", "the finding is right; it goes on blocking"],
  ["/ccr fp ID -- REASON", "the finding is wrong"],
  ["/ccr accept-risk ID until=YYYY-MM-DD -- REASON", "the risk is accepted until that day"],
  ["/ccr wont-fix ID -- REASON", "it stays as it is"],
  ["/ccr used-in-tests ID -- REASON", "it is test code or test data"],
  ["/ccr mitigated ID -- REASON", "something else prevents it; of a secret: it is rotated"],
  ["/ccr reopen ID -- REASON", "takes an earlier decision back"],
  ["/ccr fix ID", "drafts a fix as a pull request of its own"],
  ["/ccr rerun", "runs the failed review of this commit again"],
  ["/ccr override sha=COMMIT -- REASON", "lets an incomplete review of that commit pass, for a time"],
  ["/ccr incident -- REASON", "opens an incident"],
  ["/ccr help", "shows this"],
];

/** Markdown. */
export function helpText(): string {
  const width = Math.max(...COMMANDS.map(([command]) => command.length));
  const lines = COMMANDS.map(([command, what]) => `${command.padEnd(width)}  ${what}`);
  return [
    "A command is the first line of a new comment of its own. ID is the finding's id in the review, or its first eight digits or more; REASON has at least ten characters.",
    ["```text", ...lines, "```"].join("\n"),
  ].join("\n\n");
}

export interface Answer {
  readonly commentId: number;
  /** Sentences of ours, which may hold names and words of others: escaped here. */
  readonly sentences: readonly string[];
  /** Markdown of ours, escaped where it was made. */
  readonly markdown?: string;
}

const MOST_CHARACTERS = 60_000;

/** It begins with no command, and ends with the marker by which it is found. */
export function answerBody({ commentId, sentences, markdown }: Answer): string {
  const parts = [...sentences.map((sentence) => prose(sentence)), ...(markdown === undefined ? [] : [markdown])];
  return `${parts.join("\n\n").slice(0, MOST_CHARACTERS)}\n\n${answerMarker(commentId)}`;
}

/** For the job's summary. */
export function commandSummary(about: {
  readonly pullRequest: number;
  readonly by: string;
  readonly what: string;
  readonly status: string;
  readonly sentences: readonly string[];
  /** Of the answer: it may be that nobody could write it. */
  readonly markdown?: string;
}): string {
  const { pullRequest, by, what, status, sentences, markdown } = about;
  const first = `**${status}**: ${code(what)} by ${code(by)} on pull request ${String(pullRequest)}.`;
  const said = [first, ...sentences.map((sentence) => `- ${prose(sentence)}`)].join("\n");
  return `${[said, ...(markdown === undefined ? [] : [markdown])].join("\n\n")}\n`;
}

/** What `respond` does on GitHub: names of deliveries in the ledger, and rows of docs/respond.md. */
export const RESPOND_NEEDS = {
  reaction: {
    name: "Reaction",
    what: "👀 seen, 👍 accepted, 😕 not understood or not to be done, 👎 refused",
    permissions: ["pull-requests: write"],
    events: "`issue_comment`",
    without: "The person sees nothing of it; the job summary and the ledger tell.",
  },
  answer: {
    name: "Answer",
    what: "one comment, when there is something to explain",
    permissions: ["pull-requests: write"],
    events: "`issue_comment`",
    without: "The same is in the job summary.",
  },
  authority: {
    name: "Authority",
    what: "comment, pull request, the person's permission, policy and CODEOWNERS at the tip of the base branch",
    permissions: ["contents: read", "pull-requests: read"],
    events: "`issue_comment`",
    without: "Nothing is accepted.",
  },
  rerun: {
    name: "Run again",
    what: "runs the review of the pull request's head again, so that its gate reads the decision",
    permissions: ["actions: write", "checks: read"],
    events: "`issue_comment`",
    without: "The decision counts in the next run, which somebody starts by hand.",
  },
  fix: {
    name: "Fix",
    what: "drafts a fix as a pull request of its own; with `fix-token` it is that token's permissions, and the job needs `contents: read` alone",
    permissions: ["contents: write", "pull-requests: write"],
    events: "`issue_comment`",
    without: "There is no draft pull request; the answer has the edit.",
  },
  incident: {
    name: "Incident",
    what: "opens its ticket: an issue, or with the input `advisory-token` a draft advisory, or a message to the webhook",
    permissions: ["issues: write"],
    events: "`issue_comment`",
    without: "It is on the record in the ledger, and the answer says what is missing.",
  },
} as const satisfies Readonly<Record<string, Need>>;
export type RespondFeature = keyof typeof RESPOND_NEEDS;

export function respondTable(): string {
  const rows = Object.values(RESPOND_NEEDS).map(({ name, what, permissions, without }) => {
    const needed = permissions.map((permission) => `\`${permission}\``).join(" and ");
    return `| ${[name, what, needed, without].join(" | ")} |`;
  });
  return ["| Part | What it does | Permission | Without it |", "| --- | --- | --- | --- |", ...rows].join("\n");
}
