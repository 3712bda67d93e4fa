/** A pull request of 300 files with everything switched on, reviewed as often as its authors push: threads, decisions, strangers. */

import { digestOf } from "../../src/decisions/sign-off.ts";
import { fingerprintsIn } from "../../src/publish/markers.ts";
import type { RecordedRequest } from "../servers/github-record.ts";
import { BOT, type Account } from "../servers/github.ts";
import { actionScene, LEAK, type ActionScene } from "./action-scene.ts";
import { FOREIGN, foreignSarif } from "./bad-day.ts";
import { pullRequestEvent, type Step, type Stepped } from "./runner.ts";

export const FILES = 300;
export const TOKEN = `ghs_${"budget00".repeat(4)}`;
/** Everything on: what an installation can switch on for the review of a pull request. */
const INPUTS = { scanners: "secrets,dependency-review", check: "on", evidence: "artifact", provider: "none" };
const DECIDERS = ["robin", "kim", "sasha", "noor", "lee"] as const;
/** The program has a clock of its own, the local GitHub's stands still: decisions hold for ten years. */
const POLICY = `version: 1
roles:
  responders: [${DECIDERS.join(", ")}, "@octo/security"]
  approvers: [${DECIDERS.join(", ")}]
sign-offs:
  max-days: { high: 3650, critical: 3650, medium: 3650 }
tickets: {}
`;
const OURS: Account = {
  ...{ ...BOT, token: TOKEN },
  permissions: {
    actions: "read",
    checks: "write",
    contents: "write",
    pull_requests: "write",
    security_events: "write",
  },
};

export interface Run {
  readonly step: Stepped;
  readonly requests: readonly RecordedRequest[];
}

export interface BudgetScene extends ActionScene {
  /** Reviews, and counts what GitHub's API was asked. */
  run(step?: Partial<Step>): Promise<Run>;
  /** The trusted job after a fork's run: no SARIF of others, so there is a leak in each file. */
  runTrusted(): Promise<Run>;
  /** The findings of these files are gone, and the others stand a line further down. */
  push(gone: readonly string[]): void;
  /** Five people decide about a finding each, and one takes it back; fifty strangers would like to decide as well. */
  decide(): void;
}

const sourceName = (n: number): string => `src/part-${String(n).padStart(3, "0")}/config.ts`;
const NAMES = Array.from({ length: FILES - 1 }, (_, n) => sourceName(n));
const MANIFEST = '{"name":"app","version":"1.0.0","dependencies":{"left-pad":"1.3.0"}}\n';

/** @param headRepository `owner/name` of a fork */
export async function budgetScene({ headRepository }: { readonly headRepository?: string } = {}): Promise<BudgetScene> {
  const before = {
    ".github/claude-review.yml": POLICY,
    CODEOWNERS: `* ${DECIDERS.map((login) => `@${login}`).join(" ")}\n`,
  };
  const source = headRepository === undefined ? "export const zone = 1;\nexport const region = 2;\n" : LEAK;
  const after = Object.fromEntries(NAMES.map((name) => [name, source]));
  const at = await actionScene({ before, after: { ...after, "package.json": MANIFEST } });
  const { gitHub, repository } = at;
  gitHub.account(OURS);
  if (headRepository !== undefined) gitHub.pull({ base: at.base, head: at.head, headRepository });
  gitHub.people.ownersErrors = [];
  pushed(at, at.head);
  for (const login of DECIDERS) gitHub.people.permissions.set(login, { permission: "write", roleName: "write" });
  strangers(at);
  found(at, new Map(NAMES.map((name) => [name, 1])));
  const run = async (step: Step): Promise<Run> => {
    const from = gitHub.requests.length;
    const ended = await at.runner.run({ token: TOKEN, ...step });
    return { step: ended, requests: gitHub.requests.slice(from).filter(isApi) };
  };
  return {
    ...at,
    run: ({ inputs, ...step } = {}) =>
      run({ event: pullRequestEvent(gitHub), ...step, inputs: { ...INPUTS, ...FOREIGN, ...inputs } }),
    runTrusted: () => {
      const { id } = gitHub.workflowRun({ head: at.head, headRepository: "eve/app" });
      const payload = { action: "completed", workflow_run: { id }, repository: gitHub.json().repository() };
      const event = { name: "workflow_run", payload, sha: at.base, ref: "refs/heads/main" };
      return run({ event, inputs: INPUTS });
    },
    push: (gone) => {
      const moved = NAMES.map((name): [string, string] => [
        name,
        "// moved\nexport const zone = 1;\nexport const region = 2;\n",
      ]);
      repository.write(Object.fromEntries(moved));
      const head = repository.commit("second");
      gitHub.moveHead(head);
      pushed(at, head);
      found(at, new Map(NAMES.filter((name) => !gone.includes(name)).map((name) => [name, 2])));
    },
    decide: () => decide(at),
  };
}

/** Not git's own, nor the artifact service's. */
function isApi({ path }: RecordedRequest): boolean {
  return !/^\/(?:octo\/app\.git|twirp|storage)\b/u.test(path);
}

/** What an earlier step's tool found, by file and line. */
function found(at: ActionScene, lines: ReadonlyMap<string, number>): void {
  foreignSarif(
    at,
    [...lines].map(([uri, line]) => ({ uri, line, level: "error", text: `A zone in ${uri}.` })),
  );
}

/** Before whatever is written from now on. */
function pushed({ gitHub }: ActionScene, after: string): void {
  const { activities } = gitHub.people;
  activities.push({ ref: "refs/heads/topic", after, at: activities.length, actor: gitHub.state.pull().user });
}

function person(login: string, id: number): Account {
  return { token: `ghp_${login}`, login, id, type: "User", installation: false, permissions: {} };
}

const REASON = "-- it is a constant of the protocol";

function strangers({ gitHub }: ActionScene): void {
  for (let n = 0; n < 150; n += 1) gitHub.commentAs(person(`reader-${String(n)}`, 10_000 + n), "Looks good to me.");
}

function decide({ gitHub }: ActionScene): void {
  const ids = gitHub.state.reviewComments().flatMap(({ body }) => [...fingerprintsIn(body)].map(digestOf));
  DECIDERS.forEach((login, n) => {
    const account = gitHub.account(person(login, 100 + n));
    const id = ids.at(-1 - n)!.slice(0, 16);
    const words = n % 2 === 0 ? `/ccr fp ${id} ${REASON}` : `/ccr accept-risk ${id} until=2026-12-01 ${REASON}`;
    gitHub.commentAs(account, words);
    if (n === 0) gitHub.commentAs(account, `/ccr reopen ${id} ${REASON}`);
  });
  for (let n = 0; n < 50; n += 1)
    gitHub.commentAs(
      person(`mallory-${String(n)}`, 20_000 + n),
      `/ccr fp ${ids[n % ids.length]!.slice(0, 16)} ${REASON}`,
    );
}
