/** Tickets of a run: for what is on the default branch, and for risks that were accepted in a merged pull request. */

import type { Severity } from "../finding.ts";
import type { Policy } from "../policy.ts";
import type { Advisories, Issues } from "../ports-github.ts";
import { GitHubRefusal, type Clock, type GitHub } from "../ports.ts";
import type { Review } from "../records.ts";
import { SCANNERS } from "../scan/index.ts";
import type { Delivery, Subject, WorkflowRun } from "../subject.ts";
import {
  acceptedFrom,
  advisoriesPlace,
  issueMemory,
  issuesPlace,
  notAccepted,
  settleTickets,
  wantedFrom,
  webhookPlace,
  type Applied,
  type BranchFindings,
  type TicketPlace,
  type Webhook,
} from "../tickets/index.ts";
import { isSkip, refusalSentence, wayOut } from "../publish/index.ts";
import { count } from "../words.ts";

export interface TicketsRequest {
  readonly run: WorkflowRun;
  readonly subject: Subject;
  readonly policy: Pick<Policy, "tickets">;
  /** Redacted, with what people decided and was verified. */
  readonly review: Review;
  /** Scanners were given the whole branch (`Job.scope` is `tree`). */
  readonly wholeTree: boolean;
  /** Code owners of a path at the base commit, as CODEOWNERS has them: `@ada`, `@acme/team`, an address. */
  ownersOf(path: string): readonly string[];
}

export interface TicketPorts {
  readonly gitHub: Pick<GitHub, "branchTip" | "pullRequest">;
  readonly issues: Issues;
  /** With the input `advisory-token`. */
  readonly advisories?: Advisories;
  /** With the inputs `ticket-webhook-url` and `ticket-webhook-secret`. */
  readonly webhook?: { readonly port: Webhook; readonly secret: string };
  readonly clock: Clock;
}

const FEATURE = "tickets";
const DEFAULT_FROM: Severity = "medium";
const DEFAULT_LABELS = ["security"];

/** Undefined: this run has nothing to do with tickets (a pull request that is open, another branch, no `tickets` in the policy). */
export async function tickets(request: TicketsRequest, ports: TicketPorts): Promise<Delivery | undefined> {
  const { tickets: policy } = request.policy;
  if (policy === undefined || policy.from === "none") return undefined;
  try {
    const found = await findingsFor(request, ports);
    if (found === undefined) return undefined;
    if (typeof found === "string") return { feature: FEATURE, status: "skipped", detail: found };
    const place = await placeFor(request, ports);
    if (typeof place === "string") return { feature: FEATURE, status: "skipped", detail: place };
    const { applied, detail } = await settleTickets(
      {
        ...found,
        commit: request.subject.head,
        now: ports.clock.now(),
        ...(policy["due-days"] && { dueDays: policy["due-days"] }),
      },
      place,
    );
    return { feature: FEATURE, ...resultOf(applied, [detail, ...notCounted(request)].join(" ")) };
  } catch (error) {
    if (!(error instanceof GitHubRefusal)) throw error;
    return { feature: FEATURE, status: isSkip(error) ? "skipped" : "failed", detail: refusalSentence(FEATURE, error) };
  }
}

/** What rights and settings stand in the way of is skipped, with the way out; anything else that was not done is a failure. */
function resultOf(applied: readonly Applied[], detail: string): Omit<Delivery, "feature"> {
  const failed = applied.filter(({ status }) => status !== "done");
  const [first] = failed;
  if (first === undefined) return { status: "done", detail };
  const { refusal } = first;
  const skip = refusal !== undefined && failed.every((one) => one.refusal !== undefined && isSkip(one.refusal));
  return skip
    ? { status: "skipped", detail: [detail, ...wayOut(FEATURE, refusal)].join(" ") }
    : { status: "failed", detail };
}

/** A sentence: why not, though this run would have to. */
async function findingsFor(
  { subject, policy, review, wholeTree }: TicketsRequest,
  { gitHub }: TicketPorts,
): Promise<BranchFindings | string | undefined> {
  const from = policy.tickets?.from ?? DEFAULT_FROM;
  if (subject.kind === "pullRequest") {
    if (subject.closed !== true) return undefined;
    // A run of the default branch says nothing about a finding that was merged into another one.
    const repeats = subject.baseBranch === subject.defaultBranch ? repeating() : new Set<string>();
    const wanted = acceptedFrom({ review, pullRequest: subject.number }, { from, repeats });
    if (wanted.length === 0 && notAccepted(review).length === 0) return undefined;
    const { merged } = await gitHub.pullRequest(subject.number);
    // What is accepted in one that is open may yet be undone, and what was never merged is nowhere.
    return merged ? { wanted, present: new Set(), complete: new Set() } : undefined;
  }
  if (subject.kind !== "branch" || !isDefault(subject)) return undefined;
  // An older run that ends later would close what the newer one opened.
  if ((await gitHub.branchTip(subject.defaultBranch)) !== subject.head)
    return "Superseded: the default branch has moved on; the newer run keeps the tickets.";
  return wantedFrom(review, { from, wholeTree, repeats: repeating() });
}

function notCounted({ subject, review }: TicketsRequest): readonly string[] {
  const reasons = subject.kind === "pullRequest" ? notAccepted(review) : [];
  if (reasons.length === 0) return [];
  const what = count(reasons.length, "decision that accepts a risk", "decisions that accept a risk");
  return [`Of ${what} there is no ticket: ${[...new Set(reasons)].slice(0, 3).join(" ")}`];
}

/** What a job that only plans has to say: the one that publishes its plan knows neither policy nor code owners. */
export function unmadeTickets(
  { subject, policy: { tickets: policy }, review }: Pick<TicketsRequest, "subject" | "policy" | "review">,
  { publish }: { readonly publish: boolean },
): readonly string[] {
  if (publish || policy === undefined || policy.from === "none") return [];
  const options = { from: policy.from ?? DEFAULT_FROM, repeats: repeating() };
  if (subject.kind === "branch" && isDefault(subject))
    return [`No ticket was made, changed or closed: ${PLANNED} \`push\` to the default branch.`];
  if (subject.kind !== "pullRequest") return [];
  const accepted = acceptedFrom({ review, pullRequest: subject.number }, options);
  if (accepted.length === 0) return [];
  const what = count(accepted.length, "risk that is accepted here", "risks that are accepted here");
  return [`Of ${what} there will be no ticket from this job: ${PLANNED} \`pull_request\` of type \`closed\`.`];
}

const PLANNED =
  "it only plans (`publish: false`), and tickets are made by a job that reviews and publishes itself, with `issues: write`, on";

function isDefault({ ref, defaultBranch }: Extract<Subject, { readonly kind: "branch" }>): boolean {
  return ref === `refs/heads/${defaultBranch}`;
}

/** `secrets` reads all files that it is given, and the history besides: what it says of files it says again. */
function repeating(): ReadonlySet<string> {
  return new Set(
    SCANNERS.filter(({ name, comparable }) => comparable === true || name === "secrets").map(({ name }) => name),
  );
}

/** A sentence with the way out: no place is fit for them. */
export async function placeFor(
  { policy, run, ownersOf }: Pick<TicketsRequest, "policy" | "run" | "ownersOf">,
  { issues, advisories, webhook, clock }: Omit<TicketPorts, "gitHub">,
): Promise<TicketPlace | string> {
  const settings = policy.tickets ?? {};
  const isPublic = !(await issues.repository()).private;
  const sink = settings.sink ?? (isPublic && settings.public !== true ? "advisories" : "issues");
  switch (sink) {
    case "advisories":
      return advisories === undefined ? NEEDS_TOKEN : advisoriesPlace(advisories, run);
    case "webhook": {
      if (webhook === undefined) return NEEDS_WEBHOOK;
      const memory = issueMemory(issues, { secret: webhook.secret, repository: `${run.owner}/${run.repo}` });
      return webhookPlace({ webhook: webhook.port, secret: webhook.secret, memory, run, clock });
    }
    case "issues":
      if (isPublic && settings.public !== true) return WOULD_PUBLISH;
      return issuesPlace(issues, {
        audience: { run, public: isPublic },
        labels: settings.labels ?? DEFAULT_LABELS,
        assigneesOf: ({ location }) =>
          peopleOf(settings.assignees ?? (location === undefined ? [] : ownersOf(location.uri))),
      });
  }
}

/** GitHub assigns people alone: a team (`@acme/security`) or an address is left out. */
function peopleOf(owners: readonly string[]): readonly string[] {
  return owners.flatMap((owner) => /^@?(?<login>[A-Za-z0-9][A-Za-z0-9-]{0,38})$/u.exec(owner)?.groups?.["login"] ?? []);
}

const WAYS_OUT =
  "give the input `advisory-token` a token that may write repository security advisories, or set `tickets.sink: webhook` with the inputs `ticket-webhook-url` and `ticket-webhook-secret`, or `tickets.public: true` to have public issues all the same";
const WOULD_PUBLISH = `The repository is public, and an issue would publish a flaw that is not fixed: ${WAYS_OUT}.`;
const NEEDS_TOKEN = `Tickets of this repository are draft security advisories, which a workflow's own token may not write: ${WAYS_OUT}.`;
const NEEDS_WEBHOOK =
  "`tickets.sink` is webhook: give the inputs `ticket-webhook-url` and `ticket-webhook-secret`, the secret from the repository's secrets.";
