/** `/ccr fix`: what is asked of Claude, what becomes of it, and what whoever asked is told. The only effects are a branch and a draft. */

import { CERTAIN_ID, digestOf } from "../decisions/index.ts";
import { ExternalError } from "../errors.ts";
import type { TriagedFinding } from "../finding.ts";
import type { Branches, FixPull } from "../ports-github.ts";
import { GitHubRefusal, type Model } from "../ports.ts";
import { isSkip, type RunAddress } from "../publish/index.ts";
import type { Account, Redacted } from "../records.ts";
import type { Prices } from "../review/index.ts";
import type { Person } from "../sign-off.ts";
import { visible } from "../untrusted.ts";
import { playbookAnswer, refusedAnswer, suggestionAnswer, type DraftWords, type PushToken } from "./body.ts";
import { checkFix, patchedFile, type CheckJob, type CheckPorts } from "./check.ts";
import { askFix, readDraft, type Draft, type DraftJob } from "./draft.ts";
import { isSteering, onlyTakesAway } from "./edit-rules.ts";
import { findDraft, openDraft } from "./open-draft.ts";
import type { PlacePorts } from "./places.ts";
import { playbookOf } from "./playbook.ts";
import { refusedBecause } from "./refusals.ts";

export interface Reviewers {
  readonly people: readonly string[];
  readonly teams: readonly string[];
}

export interface FixJob extends DraftJob, CheckJob {
  /** Into whose branch the draft goes. */
  readonly pullRequest: number;
  readonly askedBy: Person;
  readonly token: PushToken;
  readonly run: RunAddress;
  /** Where the policy stands in the repository. */
  readonly policyPath: string;
  /** Code owners of these paths, as CODEOWNERS at base names them. */
  readonly ownersOf: (uris: readonly string[]) => Reviewers;
}

export interface FixPorts extends PlacePorts, CheckPorts {
  /** With its budget around it; or a clause that says why nobody is asked. */
  readonly model: Model | { readonly nobody: string };
  readonly prices?: Prices | undefined;
  readonly branches: Branches;
}

export interface FixOutcome {
  readonly kind: "draft" | "suggestion" | "playbook" | "refused";
  /** Markdown, for the comment that answers. */
  readonly answer: string;
  readonly draft?: FixPull;
  /** Also without a draft, when GitHub took the branch and not the pull request. */
  readonly pushed?: { readonly branch: string; readonly commit: string };
  /** What left for it (L8); absent when no question was put. */
  readonly asked?: Account;
  /** Git or GitHub failed, for no want of a right or a setting. */
  readonly failed?: true;
}

/** Where the draft would go, as GitHub has it now. */
interface Place {
  readonly baseBranch: string;
  /** A sentence: nothing may be pushed there. */
  readonly suggestOnly?: string;
}

/** Never throws `GitHubRefusal` or `ExternalError`: they are answers, and what left stays on the record. */
export async function fixFinding(job: FixJob, ports: FixPorts): Promise<FixOutcome> {
  const id = idOf(job.finding);
  const playbook = playbookOf(job.finding, id);
  if (playbook !== undefined) return { kind: "playbook", answer: playbookAnswer(playbook) };
  let account: Account | undefined;
  const ended = (outcome: FixOutcome): FixOutcome => (account === undefined ? outcome : { ...outcome, asked: account });
  try {
    const place = await placeOf(job, ports);
    if ("refused" in place) return refused(id, place.refused);
    const existing =
      place.suggestOnly === undefined
        ? await findDraft({ job, words: { id }, branch: branchOf(job), marker: markerOf(job) }, ports)
        : undefined;
    if (existing !== undefined) return existing;
    const { model } = ports;
    if ("nobody" in model) return refused(id, `Claude is not asked (${model.nobody})`);
    const asked = await askFix(job, { ...ports, model });
    if ("refused" in asked) return refused(id, asked.refused);
    account = asked.account;
    const drafted = await readDraft(asked, job, ports);
    if ("refused" in drafted)
      return ended({ kind: "refused", answer: refusedAnswer(id, drafted.refused, drafted.explanation) });
    return ended(await concluded(drafted.draft, { job, place, id }, ports));
  } catch (error) {
    // Of what pushes, `openDraft` lets nothing through.
    if (error instanceof GitHubRefusal)
      return ended({ ...refused(id, refusedBecause(error)), ...(!isSkip(error) && { failed: true }) });
    if (!(error instanceof ExternalError)) throw error;
    return ended({ ...refused(id, `${clause(error.message)}; ${clause(error.fix)}`), failed: true });
  }
}

function refused(id: string, why: string): FixOutcome {
  return { kind: "refused", answer: refusedAnswer(id, why) };
}

function clause(sentence: string): string {
  return sentence.replace(/\.$/u, "");
}

/** What people type, and so much of it that a command with it holds after the next push. */
function idOf({ fingerprint }: TriagedFinding): string {
  return digestOf(fingerprint).slice(0, CERTAIN_ID);
}

function branchOf({ finding, change }: FixJob): string {
  return `ccr/fix/${idOf(finding)}-${change.head.slice(0, 12)}`;
}

/** Of the same finding and head there is one draft, whatever its state. */
function markerOf({ finding, change }: FixJob): string {
  const digest = /^[0-9a-f]{32}$/u.exec(digestOf(finding.fingerprint))?.[0] ?? "unknown";
  return `<!-- claude-code-review:fix ${digest} ${change.head} -->`;
}

async function placeOf(
  { pullRequest, change }: FixJob,
  { branches }: FixPorts,
): Promise<Place | { readonly refused: string }> {
  const source = await branches.source(pullRequest);
  if (source.state !== "open") return { refused: "the pull request is closed; reopen it and ask again" };
  if (source.head !== change.head) return { refused: MOVED };
  return { baseBranch: source.branch, ...(source.fork && { suggestOnly: FORK }) };
}

const MOVED = "the branch has moved on; ask again when its new head is reviewed";
const FORK = "The pull request comes from a fork, into which nothing is pushed.";
const WORKFLOW = "It edits a workflow, which is for a person to push.";
const STEERING = "It edits what decides about reviews here, which is for a person to push.";
const TAKES_AWAY = "It only takes code away, and of that no scanner can tell a repair from a loss.";

interface Concluding {
  readonly job: FixJob;
  readonly place: Place;
  readonly id: string;
}

async function concluded(draft: Draft, { job, place, id }: Concluding, ports: FixPorts): Promise<FixOutcome> {
  const checked = await checkFix(draft, job, ports);
  if ("refused" in checked) return { kind: "refused", answer: refusedAnswer(id, checked.refused, draft.explanation) };
  const words: DraftWords = {
    ...job,
    ...{ id, head: job.change.head, model: draft.model, explanation: draft.explanation, evidence: checked.evidence },
    finding: shownFinding(job.finding, ports),
    patch: await shownPatch(draft, ports),
  };
  const suggest = (why: string): FixOutcome => ({
    kind: "suggestion",
    answer: suggestionAnswer(words, `${why} Nothing was pushed.`),
  });
  const why =
    suggestOnly(draft, place, job.policyPath) ?? (checked.unproved && `It is not proved: ${checked.unproved}.`);
  if (why !== undefined) return suggest(why);
  // Minutes lie between: nothing is pushed for a head that is not the head any more.
  const now = await placeOf(job, ports);
  if ("refused" in now) return refused(id, now.refused);
  if (now.suggestOnly !== undefined) return suggest(now.suggestOnly);
  const going = { branch: branchOf(job), marker: markerOf(job), baseBranch: now.baseBranch };
  return openDraft(draft, { job, words, ...going }, ports);
}

/** A file's name may hold a secret, which a link would spell in another way. */
function shownFinding(finding: TriagedFinding, { redactor: { redact } }: FixPorts): TriagedFinding {
  const { location, message } = finding;
  return {
    ...finding,
    message: redact(visible(message)),
    ...(location && { location: { ...location, uri: redact(visible(location.uri)) } }),
  };
}

/**
 * The change between the two texts as they may be shown, empty where they are the same: in the patch itself stand pieces
 * of keys that alone look like nothing. Made visible first, as outputs show it: what is taken out there could put a secret together.
 */
async function shownPatch({ files }: Draft, { patches, redactor: { redact } }: FixPorts): Promise<Redacted> {
  const shown = (text: string): Redacted => redact(visible(text));
  const made = await patches.check(
    files.map(patchedFile).map((file) => ({ ...file, before: shown(file.before), after: shown(file.after) })),
  );
  return shown("patch" in made ? made.patch : "");
}

function suggestOnly({ files }: Draft, place: Place, policyPath: string): string | undefined {
  // GitHub refuses them without the permission `workflows`, which no `GITHUB_TOKEN` has.
  const workflow = files.some(({ file }) => /^\.github\/workflows\//iu.test(file.uri));
  if (place.suggestOnly !== undefined || workflow) return place.suggestOnly ?? WORKFLOW;
  if (files.some(({ file }) => isSteering(file, policyPath))) return STEERING;
  return onlyTakesAway(files) ? TAKES_AWAY : undefined;
}
