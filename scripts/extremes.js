// What the program says about 0, 1, 40 and 4,000 findings with the longest names, and what it answers people: Markdown for
// scripts/pictures.js. The reviews are the fixtures' of the tests.

import { shownWhole } from "../__tests__/fixtures/commentable-review.ts";
import { decisions } from "../__tests__/fixtures/decisions.ts";
import { aModelReview } from "../__tests__/fixtures/model-review.ts";
import { aFinding, aReview } from "../__tests__/fixtures/review.ts";
import { aPullRequest, aWorkflowRun } from "../__tests__/fixtures/workflow-run.ts";
import { draftAnswer, draftBody } from "../src/fixes/body.ts";
import { planCheckRun } from "../src/publish/check-run.ts";
import { planComments } from "../src/publish/comments.ts";
import { toMarkdown } from "../src/publish/markdown.ts";
import { answerBody, helpText } from "../src/publish/respond-words.ts";
import { reviewText, unsaid } from "../src/publish/review-body.ts";
import { withStatus } from "../src/publish/thread-text.ts";
import { ticketText } from "../src/tickets/body.ts";

const run = aWorkflowRun();
const head = "b".repeat(40);
const LONG = `${"a-folder-with-a-long-name/".repeat(8)}AndAFileWhoseNameIsAsLongAsTheyGetInJava.java`;

/** @param {number} n */
function review(n) {
  const findings = Array.from({ length: n }, (_, index) => named(index));
  const plain = aReview({ findings: n }, { findings });
  return shownWhole(n > 1 ? { ...plain, decisions: decisions() } : plain);
}

/** Every fifth has the longest names, a path and a fingerprint of its own. @param {number} n */
function named(n) {
  const fingerprint = `v1:${((n + 1) * 2_654_435_761).toString(16).padStart(32, "0").slice(-8).padEnd(32, "0")}`;
  // Decisions are about the first four.
  if (n % 5 !== 0) return aFinding(n, n < 4 ? {} : { fingerprint });
  const location = { uri: `${LONG.slice(0, -5)}${String(n)}.java`, startLine: 1234, endLine: 1240 };
  const { rule } = aFinding(n);
  return aFinding(n, {
    ...{ fingerprint, location },
    rule: { ...rule, id: `semgrep/${"java.spring.security.audit.".repeat(4)}tainted-sql-string-${String(n % 3)}` },
    source: { kind: "scanner", tool: "a-scanner-with-the-longest-name-of-all-scanners", version: "1.2.3" },
    message: `${rule.shortDescription} ${"AVeryLongIdentifier".repeat(12)} reaches ${"the sink through a helper, ".repeat(9)}and back.`,
    codeFlow: Array.from({ length: 12 }, (_, step) => ({
      location: { ...location, startLine: step + 1, endLine: step + 1 },
      message: `step ${String(step)}: the value of ${"parameterWithALongName".repeat(2)} goes on`,
    })),
  });
}

/** Name, size of the picture, Markdown. */
export function extremes() {
  const about = { run, pullRequest: 7, ledgerRoot: "c".repeat(64) };
  return [
    ...[0, 1, 40, 4000].flatMap((n) => {
      const given = review(n);
      const options = { ...about, exitCode: n === 0 ? 0 : 1 };
      const { title, summary } = planCheckRun(given, { run, subject: aPullRequest(), options });
      return [
        sized({ name: `summary-${String(n)}`, width: 980, height: 5000 }, toMarkdown(given, options)),
        sized({ name: `check-${String(n)}`, width: 980, height: 5000 }, `**${title}**\n\n${summary}`),
      ];
    }),
    sized({ name: "review", width: 900, height: 2600 }, reviewParts(review(40))),
    sized({ name: "answers", width: 900, height: 3000 }, answers()),
  ];
}

/** @param {{ name: string, width: number, height: number }} picture @param {string} body */
function sized(picture, body) {
  console.log(`${picture.name}: ${String(Buffer.byteLength(body))} bytes, ${String(body.length)} characters`);
  return { ...picture, body };
}

/** @param {ReturnType<typeof review>} given */
function reviewParts(given) {
  const plan = planComments(given, run);
  const [first] = plan.inline;
  const claude = planComments(shownWhole(aModelReview()), run).inline.at(-1);
  const gone = /** @type {const} */ ({ kind: "gone", commit: head, gone: "resolved" });
  return [
    reviewText(unsaid(plan, new Set()), head).body,
    ...[first?.body, claude?.body, withStatus(claude?.body ?? "", gone)].map((body) => body ?? ""),
  ].join("\n\n---\n\n");
}

function answers() {
  const [finding] = aModelReview().findings;
  const scanners = aFinding(0);
  const accepted = {
    by: "ada-1815",
    decision: "risk accepted",
    until: "2026-12-22",
    pullRequest: 7,
    comment: 2345678901,
  };
  const draft = {
    ...{
      finding: finding ?? scanners,
      id: "0123abcd",
      head,
      run,
      askedBy: { id: 7, login: "ada-1815" },
      model: "claude-opus",
    },
    ...{
      explanation: "The value goes to the driver as a parameter.",
      patch: "-old(`git ${ref}`)\n+next('git', [ref])\n",
    },
    evidence: {
      scanner: { tool: "semgrep", version: "1.2.3", before: 1, after: 0 },
      all: { before: 2, after: 1 },
      asked: ["semgrep"],
    },
  };
  const sentences = [
    "Accepted: risk accepted for 0123abcd until 2026-12-22, by ada-1815 as approvers.",
    "The failed run could not be started again: the token needs `actions: write`.",
  ];
  return [
    answerBody({ commentId: 1, sentences }),
    answerBody({ commentId: 1, sentences: ["This is not a command that there is."], markdown: helpText() }),
    ticketText(
      { finding: scanners, commit: head, scanner: "semgrep", accepted },
      { audience: { run, public: false }, due: "2026-12-22" },
    ),
    // The redactor makes these texts elsewhere.
    draftBody(/** @type {any} */ ({ ...draft, token: "workflow", marker: "<!-- marker -->" })),
    draftAnswer(/** @type {any} */ ({ number: 12, state: "open" }), {
      id: "0123abcd",
      token: "workflow",
      existing: false,
      notes: [],
    }),
  ].join("\n\n---\n\n");
}
