/** What is asked of GitHub beside the effects of a review: the other rows of docs/permissions.md. */

import type { Need } from "./permissions.ts";

const PULL_REQUEST = "`pull_request`";
const COMMAND = "`issue_comment`";

export const PARTS = {
  account: {
    name: "Our own account",
    what: "asks GraphQL whose token this is: what that account wrote is ours, and nothing else",
    permissions: [],
    events: "all",
    without:
      "Comments, tickets and drafts of fixes are skipped, with the reason; nothing is written that may be there already.",
  },
  tip: {
    name: "Policy's branch",
    what: "asks which commit the branch stands at that the policy is read from",
    permissions: ["contents: read"],
    events: "`push` to another branch than the default one, by hand, by the clock, `workflow_run`, `issue_comment`",
    without: "Exit 3: there is no policy to judge by. A command is not accepted.",
  },
  threads: {
    name: "Threads",
    what: "resolves the threads of earlier reviews whose findings are gone, and opens those again whose findings are back",
    permissions: ["pull-requests: write", "contents: write"],
    events: PULL_REQUEST,
    without:
      "With `pull-requests: write` alone threads stay open, and our comment says that a complete run no longer finds it; those that were resolved stay so.",
  },
  decisions: {
    name: "Decisions",
    what: "with `roles` in the policy, reads the commands in the conversation, and checks who wrote them with which right",
    permissions: ["pull-requests: read"],
    events: PULL_REQUEST,
    without: "No decision counts: the findings stay open at the gate, and the summary says what could not be read.",
  },
  pushes: {
    name: "Pushes",
    what: "asks who pushed the head, and when: who pushed last does not decide, and a comment is about the head of its time",
    permissions: ["contents: read"],
    events: `${PULL_REQUEST}, ${COMMAND}`,
    without: "No decision that unblocks counts, and its author reads why.",
  },
  owners: {
    name: "Code owners",
    what: "asks whether CODEOWNERS has mistakes",
    permissions: ["contents: read"],
    events: `${PULL_REQUEST}, ${COMMAND}`,
    without: "Nobody is taken for a code owner, so no risk is accepted.",
  },
  teams: {
    name: "Teams",
    what: "asks who is a member of a team that the policy or CODEOWNERS names",
    permissions: ["members: read"],
    events: `${PULL_REQUEST}, ${COMMAND}`,
    without:
      "Nobody is taken for a member. A workflow's own token cannot have it: name logins, or give `github-token` the token of an app.",
  },
  dismissals: {
    name: "Dismissed alerts",
    what: "with `roles` in the policy, reads which alerts people dismissed on the branch",
    permissions: ["security-events: read"],
    events: "`push`, by hand or by the clock",
    without: "No dismissal counts: the findings stay open at the gate, and the summary says so.",
  },
  forks: {
    name: "Reviews of forks",
    what: "finds the pull request that a run without secrets was for, and claims the check on its head",
    permissions: ["actions: read", "checks: write", "pull-requests: read"],
    events: "`workflow_run`",
    without: "Exit 3, before anything is fetched or paid for.",
  },
  advisories: {
    name: "Draft advisories",
    what: "tickets of a public repository, with the input `advisory-token` and its own right",
    permissions: ["repository-advisories: write"],
    events: "`push` to the default branch, by hand or by the clock; a merged pull request with accepted risks",
    without: "There is no ticket, and the job summary names the ways out. A workflow's own token cannot have it.",
  },
} as const satisfies Readonly<Record<string, Need>>;
export type Part = keyof typeof PARTS;
