import { describe, expect, test } from "@jest/globals";
import { createAdvisories } from "../../src/adapters/github-advisories.ts";
import { createIssues } from "../../src/adapters/github-issues.ts";
import { openIncident } from "../../src/commands/respond-incident.ts";
import type { Asked } from "../../src/commands/respond.ts";
import type { TicketPorts } from "../../src/commands/tickets.ts";
import { readEnvironment } from "../../src/inputs.ts";
import type { Policy } from "../../src/policy.ts";
import { createRedactor } from "../../src/secrets/index.ts";
import type { WebhookRequest } from "../../src/tickets/index.ts";
import { fakeClock } from "../fakes/clock.ts";
import { fakeObjects } from "../fakes/objects.ts";
import { aWorkflowRun } from "../fixtures/workflow-run.ts";
import { GITHUB_TOKEN } from "../fixtures/token.ts";
import { REFUSALS } from "../servers/github-answers.ts";
import {
  ADVISORY_TOKEN,
  at,
  client,
  edit,
  HEAD,
  ISSUES,
  issues,
  misbehave,
  TOKEN,
  useServer,
} from "./tickets-scene.ts";

useServer();

interface Given {
  readonly reason?: string;
  readonly id?: number;
  readonly policy?: Partial<Policy>;
  readonly places?: Partial<TicketPorts>;
  readonly token?: string;
}

async function incident({ reason = "the key was used from abroad", id = 100, policy = {}, ...given }: Given = {}) {
  const run = aWorkflowRun({ owner: "octo", repo: "app", apiUrl: at.gitHub.url });
  const author = { id: 8, login: "robin", type: "User" };
  const times = { createdAt: "2026-11-22T12:00:00Z", updatedAt: "2026-11-22T12:00:00Z" };
  const asked: Asked = {
    command: { kind: "incident", reason },
    comment: { ...{ id, nodeId: "", number: 7, body: "", author, viaApp: false, edited: false }, ...times },
    pullRequest: {
      ...{ number: 7, state: "open", merged: false, locked: false, author },
      ...{ head: HEAD, baseBranch: "main" },
    },
    ...{ roleName: "write", roles: ["responders"], run, baseTip: HEAD },
    objects: { ...fakeObjects({}), fetch: async () => [] },
    policy: { policy: { version: 1, ...policy }, source: "policy", sha256: "0".repeat(64) },
  };
  const environment = { ...readEnvironment({}, "linux"), colour: false, quiet: false, columns: 80 };
  const context = { ...{ environment, version: "1.2.3", rules: "", prompts: "" }, redactor: createRedactor() };
  const places = { issues: createIssues(client(given.token ?? TOKEN), at.gitHub.url), ...given.places };
  return openIncident(asked, context, { ticketPlaces: () => places, clock: fakeClock() });
}

describe("/ccr incident", () => {
  test("is one ticket for each comment, with `incident` first and people who respond, and needs no `tickets` in the policy", async () => {
    const policy: Partial<Policy> = { roles: { responders: ["ada", "@acme/sec"] }, tickets: { labels: ["team-a"] } };
    expect(await incident({ policy })).toMatchObject({ status: "done", detail: expect.stringContaining("#") });
    await incident({ policy });
    await incident({ id: 101 });
    expect(issues().map(({ labels, assignees }) => [labels, assignees])).toEqual([
      [["incident", "team-a", "severity: critical"], ["ada"]],
      [["incident", "severity: critical"], []],
    ]);
    expect(issues()[0]!.body).toMatch(
      /\[pull request 7\]\(.*\/pull\/7#issuecomment-100\)[\s\S]*docs\/playbooks\/incident/u,
    );
  });

  test("is due when something critical is", async () => {
    await incident({ policy: { tickets: { "due-days": { critical: 1 } } } });
    const day = new Date(fakeClock().now().getTime() + 86_400_000).toISOString().slice(0, 10);
    expect(issues()[0]!.body).toContain(`Due on **${day}**`);
  });

  test("L1 a secret in the reason is in no ticket", async () => {
    await incident({ reason: `somebody used ${GITHUB_TOKEN} from abroad` });
    expect(issues()[0]!.body).toContain("from abroad");
    expect(issues()[0]!.body).not.toContain(GITHUB_TOKEN);
  });

  test("that people have closed is not opened again by another attempt of the job", async () => {
    await incident();
    edit({ state: "closed", stateReason: "completed" });
    expect(await incident()).toMatchObject({ status: "done" });
    expect(issues().map(({ state }) => state)).toEqual(["closed"]);
  });

  test("in a public repository is a draft advisory, or nothing and what is missing", async () => {
    at.gitHub.repository({ private: false });
    const refused = await incident();
    expect([refused.status, issues()]).toEqual(["skipped", []]);
    expect(refused.detail).toMatch(/on the record.*advisory-token/u);
    const run = { owner: "octo", repo: "app", apiUrl: at.gitHub.url };
    const advisories = createAdvisories(client(ADVISORY_TOKEN), run);
    expect(await incident({ places: { advisories } })).toMatchObject({ status: "done" });
    const [draft] = [...at.gitHub.state.issues.advisories.values()];
    expect([draft?.state, draft?.severity, issues()]).toEqual(["draft", "critical", []]);
  });

  test("`tickets.public: true`: the public issue has none of the words that were written", async () => {
    at.gitHub.repository({ private: false });
    await incident({ policy: { tickets: { public: true } } });
    expect(issues()[0]!.body).not.toContain("from abroad");
  });

  test("is told to the webhook once", async () => {
    const sent: WebhookRequest[] = [];
    const post = async (request: WebhookRequest) => {
      sent.push(request);
      return { status: "delivered" } as const;
    };
    const places = { webhook: { port: { post }, secret: "s".repeat(32) } };
    await incident({ policy: { tickets: { sink: "webhook" } }, places });
    await incident({ policy: { tickets: { sink: "webhook" } }, places });
    expect(sent.map(({ body }) => JSON.parse(body))).toMatchObject([
      { action: "opened", finding: { rule: "incident", severity: "critical" } },
    ]);
  });

  test.each([
    ["403", 1, REFUSALS.permission(), "skipped", /`issues: write`/u],
    ["404", 1, REFUSALS.notFound(), "skipped", /on the record/u],
    ["500 for ever", 3, REFUSALS.serverError(), "failed", /on the record/u],
  ] as const)("%s: it is on the record all the same, and the answer says why", async (_, times, as, status, words) => {
    misbehave("POST", ISSUES, as, { times });
    const handled = await incident();
    expect([handled.status, issues()]).toEqual([status, []]);
    expect(handled.detail).toMatch(words);
  });
});
