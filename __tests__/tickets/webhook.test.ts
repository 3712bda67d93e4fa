import { createHmac } from "node:crypto";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { settleTickets } from "../../src/tickets/deliver.ts";
import { issueMemory, MEMORY_MARKER } from "../../src/tickets/webhook-memory.ts";
import { webhookPlace, type WebhookAnswer, type WebhookRequest } from "../../src/tickets/webhook.ts";
import { GitHubRefusal } from "../../src/ports.ts";
import { fakeIssues, type FakeIssues } from "../fakes/issues.ts";
import { aWorkflowRun } from "../fixtures/workflow-run.ts";
import { COMMIT, NOW, wanted } from "./scene.ts";

const SECRET = "s".repeat(32);
const Message = z.looseObject({ key: z.string(), ticket: z.string(), action: z.string(), change: z.int() });

let issues: FakeIssues;
let sent: WebhookRequest[];
let answers: WebhookAnswer[];
let died = false;
beforeEach(() => {
  [issues, sent, answers] = [fakeIssues(), [], []];
});

interface Day {
  readonly found?: ReturnType<typeof wanted>[];
  readonly now?: Date;
  readonly secret?: string;
  readonly repository?: string;
}

async function day({ found = [], now = NOW, secret = SECRET, repository = "octo-org/octo.repo" }: Day = {}) {
  const webhook = {
    post: async (request: WebhookRequest): Promise<WebhookAnswer> => {
      sent.push(request);
      if (died) throw new Error("killed");
      return answers.shift() ?? { status: "delivered" };
    },
  };
  const memory = issueMemory(issues, { secret, repository });
  const present = new Set(found.map(({ finding }) => finding.fingerprint));
  return settleTickets(
    { wanted: found, present, complete: new Set(["semgrep"]), commit: COMMIT, now },
    webhookPlace({ webhook, memory, secret, run: aWorkflowRun(), clock: { now: () => now } }),
  );
}

const messages = () => sent.map(({ body }) => Message.parse(JSON.parse(body)));
const actions = () => messages().map(({ action }) => action);

describe("what the webhook is told", () => {
  test("every change once, in the order in which it happens", async () => {
    const later = new Date("2027-06-01T00:00:00Z");
    await day({ found: [wanted(1)] });
    await day({ found: [wanted(1)] });
    await day({ found: [wanted(1, "critical")] });
    await day({ found: [wanted(1, "critical")], now: later });
    await day({ found: [wanted(1, "critical")], now: later });
    await day();
    await day();
    await day({ found: [wanted(1, "critical")] });
    expect(actions()).toEqual(["opened", "updated", "overdue", "closed", "reopened"]);
    expect(messages().map(({ change }) => change)).toEqual([1, 2, 3, 4, 5]);
    expect(new Set(messages().map(({ key }) => key)).size).toBe(5);
    expect(new Set(messages().map(({ ticket }) => ticket)).size).toBe(1);
  });

  test("the signature is over time and body, as a receiver computes it", async () => {
    await day({ found: [wanted(1)] });
    const { headers, body } = sent[0]!;
    const signed = `${headers["X-CCR-Timestamp"]}.${body}`;
    expect(headers["X-CCR-Signature-256"]).toBe(`sha256=${createHmac("sha256", SECRET).update(signed).digest("hex")}`);
    expect(headers["X-CCR-Timestamp"]).toBe(String(NOW.getTime() / 1000));
    expect(headers["Idempotency-Key"]).toBe(messages()[0]!.key);
  });

  test("a risk that was accepted is told once, with its day, and stays due then in later messages", async () => {
    const accepted = { by: "ada", decision: "accept-risk", until: "2027-01-31", pullRequest: 3, comment: 44 };
    await day({ found: [wanted(1)] });
    await day({ found: [{ ...wanted(1), accepted }] });
    await day({ found: [{ ...wanted(1), accepted }] });
    await day({ found: [wanted(1)] });
    await day({ found: [wanted(1, "critical")] });
    expect(actions()).toEqual(["opened", "updated", "updated"]);
    const url = "https://github.com/octo-org/octo.repo/pull/3#issuecomment-44";
    expect(messages()[1]).toMatchObject({
      due: "2027-01-31",
      finding: { accepted: { by: "ada", decision: "accept-risk", until: "2027-01-31", url } },
    });
    expect(messages()[2]).toMatchObject({ due: "2027-01-31", finding: { severity: "critical" } });
  });

  test("a ticket that only people could close is told once that a scanner sees it, and closed by it", async () => {
    const { scanner, ...unseen } = wanted(1);
    await day({ found: [unseen] });
    await day();
    await day({ found: [wanted(1)] });
    await day({ found: [wanted(1)] });
    await day();
    expect([scanner, actions()]).toEqual(["semgrep", ["opened", "updated", "closed"]]);
  });

  test("each message has the time at which it is sent, which a receiver holds against its clock", async () => {
    let seconds = NOW.getTime() / 1000;
    const clock = { now: () => new Date((seconds += 60) * 1000) };
    const webhook = { post: async (request: WebhookRequest) => (sent.push(request), { status: "delivered" } as const) };
    const repository = "octo-org/octo.repo";
    const memory = issueMemory(issues, { secret: SECRET, repository });
    const found = [wanted(1), wanted(2)];
    await settleTickets(
      { wanted: found, present: new Set(), complete: new Set(), commit: COMMIT, now: NOW },
      webhookPlace({ webhook, memory, secret: SECRET, run: aWorkflowRun(), clock }),
    );
    const times = sent.map(({ headers }) => Number(headers["X-CCR-Timestamp"]));
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(60);
  });

  test("no line of code and no secret of ours is in a message", async () => {
    await day({ found: [wanted(0)] });
    expect(sent[0]!.body).not.toContain("execSync(");
    expect(sent[0]!.body).not.toContain(SECRET);
    expect(messages()[0]).toMatchObject({
      due: "2026-12-06",
      finding: { rule: wanted(0).finding.rule.id, severity: "high" },
    });
  });
});

describe("when the webhook does not take it", () => {
  test("what was certainly not heard is said by the next run, under the same key", async () => {
    answers = [{ status: "refused", detail: "it answered 503" }];
    const { applied } = await day({ found: [wanted(1)] });
    expect(applied).toMatchObject([{ status: "refused", detail: "The webhook: it answered 503." }]);
    await day({ found: [wanted(1)] });
    expect(actions()).toEqual(["opened", "opened"]);
    expect(messages()[0]!.key).toBe(messages()[1]!.key);
  });

  test("what may have been heard is not said again, and named", async () => {
    answers = [{ status: "uncertain", detail: "no answer came" }];
    const { detail } = await day({ found: [wanted(1)] });
    await day({ found: [wanted(1)] });
    expect([actions(), detail]).toEqual([["opened"], expect.stringContaining("they are not told again")]);
  });

  test("after three in a row the rest waits", async () => {
    await day({ found: [wanted(9)] });
    answers = Array.from({ length: 9 }, () => ({ status: "refused", detail: "no" }) as const);
    await day({ found: [wanted(9), ...[1, 2, 3, 4, 5].map((n) => wanted(n))] });
    expect(actions().length).toBe(4);
  });

  test("messages that the receiver does not take for what they say keep no other one from being told", async () => {
    await day({ found: [wanted(9)] });
    const no = { status: "refused", detail: "it answered 422", ofMessage: true } as const;
    const refusals: WebhookAnswer[] = [no, no, no, no];
    for (let n = 0; n < 2; n += 1) {
      answers = [...refusals];
      await day({ found: [9, 1, 2, 3, 4, 5].map((at) => wanted(at)) });
    }
    expect(new Set(messages().map(({ ticket }) => ticket)).size).toBe(6);
    expect(actions()).toHaveLength(10);
  });

  test("of one ticket nothing is said that comes after what was not heard: both are said by the next run, in order", async () => {
    const later = new Date("2027-06-01T00:00:00Z");
    await day({ found: [wanted(1)] });
    await day();
    answers = [{ status: "refused", detail: "it answered 503" }];
    await day({ found: [wanted(1)], now: later });
    await day({ found: [wanted(1)], now: later });
    expect(actions()).toEqual(["opened", "closed", "reopened", "reopened", "overdue"]);
    expect(messages().map(({ change }) => change)).toEqual([1, 2, 3, 3, 4]);
  });

  test("of one ticket the next is said after what may have been heard", async () => {
    await day({ found: [wanted(1)] });
    await day();
    answers = [{ status: "uncertain", detail: "no answer came" }];
    await day({ found: [wanted(1)], now: new Date("2027-06-01T00:00:00Z") });
    expect(actions()).toEqual(["opened", "closed", "reopened", "overdue"]);
  });

  test("a job that dies while it sends has sent once: the next one says it no second time", async () => {
    died = true;
    await expect(day({ found: [wanted(1)] })).rejects.toThrow("killed");
    died = false;
    await day({ found: [wanted(1)] });
    expect(actions()).toEqual(["opened"]);
  });

  test("nothing is sent that could not be written down first", async () => {
    issues.refuse("createIssue", new GitHubRefusal("permission", "GitHub would not create the issue (403).", 403));
    const { applied } = await day({ found: [wanted(1)] });
    expect([sent.length, applied[0]?.status]).toEqual([0, "refused"]);
  });
});

describe("the memory", () => {
  const memory = () => issues.all.find(({ body }) => body.startsWith(MEMORY_MARKER))!;

  test("it says nothing of the flaw to whoever reads it", async () => {
    await day({ found: [wanted(1)] });
    const { fingerprint, rule, location } = wanted(1).finding;
    for (const word of [fingerprint, fingerprint.split(":")[1]!, rule.id, location!.uri, "semgrep", "high"])
      expect(memory().body).not.toContain(word);
  });

  test.each([
    ["a line is edited", (body: string) => body.replace(" open ", " closed ")],
    ["a line is taken out", (body: string) => body.replace(/[0-9a-f]{32} .*\n/u, "")],
    ["the block is gone", () => MEMORY_MARKER],
  ])("L9 when %s nothing more is sent until the issue is closed, then all is said anew", async (_, edit) => {
    await day({ found: [wanted(1)] });
    issues.edit(memory().number, { body: edit(memory().body) });
    await expect(day({ found: [wanted(1), wanted(2)] })).rejects.toThrow(/was edited or belongs to another secret/u);
    issues.edit(memory().number, { state: "closed" });
    await day({ found: [wanted(1)] });
    expect(actions()).toEqual(["opened", "opened"]);
    // A receiver that has the first key would drop the second message.
    expect(messages()[0]!.key).not.toBe(messages()[1]!.key);
  });

  test.each([{ secret: "t".repeat(32) }, { repository: "octo-org/other" }])(
    "L9 one of another secret or repository is not believed: %j",
    async (other) => {
      await day({ found: [wanted(1)] });
      await expect(day({ found: [wanted(1)], ...other })).rejects.toThrow(GitHubRefusal);
    },
  );

  test("hundreds of tickets fit into one issue, and beyond that the oldest closed ones are forgotten", async () => {
    for (let from = 0; from < 40; from += 1) {
      const found = Array.from({ length: 20 }, (_, n) => wanted(from * 20 + n));
      await day({ found });
      await day();
    }
    expect(memory().body.length).toBeLessThan(65_536);
    expect(memory().body.match(/^[0-9a-f]{32} /gmu)?.length).toBe(620);
    // One that was forgotten returns: a receiver that has its first key would drop it.
    await day({ found: [wanted(0)], now: new Date("2026-11-23T12:00:00Z") });
    expect(actions().at(-1)).toBe("opened");
    expect(new Set(messages().map(({ key }) => key)).size).toBe(sent.length);
  });
});
