/** What the webhook was told, line by line: what is kept, what is forgotten, and what is struck out again. */

import { beforeEach, describe, expect, test } from "@jest/globals";
import { settleTickets } from "../../src/tickets/deliver.ts";
import { after, issueMemory, memoryText, parseMemory, type Entry } from "../../src/tickets/webhook-memory.ts";
import { webhookPlace, type WebhookAnswer } from "../../src/tickets/webhook.ts";
import { GitHubRefusal } from "../../src/ports.ts";
import { fakeIssues, type FakeIssues } from "../fakes/issues.ts";
import { without } from "../fixtures/without.ts";
import { aWorkflowRun } from "../fixtures/workflow-run.ts";
import { COMMIT, NOW, PLACE, ticketFor, wanted } from "./scene.ts";

const OPTIONS = { secret: "s".repeat(32), repository: "octo/app" };
const LATER = new Date("2027-06-01T00:00:00Z");

const entry = (n: number, over: Partial<Entry> = {}): Entry => ({
  ...{ key: String(n).padStart(32, "0"), n: 1, says: "a".repeat(16), since: "2026-11-20T00:00:00Z" },
  ...{ state: "open", escalated: false, scanner: "b".repeat(16), ...over },
});
const byKey = (entries: readonly Entry[]) => new Map(entries.map((one) => [one.key, one]));
const many = (length: number, over: Partial<Entry> = {}, from = 0) =>
  Array.from({ length }, (_, n) => entry(from + n, over));
const parsed = (body: string) => [...parseMemory({ number: 1, body }, OPTIONS).values()];

describe("a memory", () => {
  test("is read as it was written, also with the line ends that GitHub's editor leaves", () => {
    const all = [
      entry(1),
      without(entry(2, { state: "closed", escalated: true, until: "2027-01-31" }), "scanner"),
      entry(3, { n: 999_999 }),
    ];
    const text = memoryText(byKey(all), OPTIONS);
    expect(parsed(text)).toEqual(all);
    expect(parsed(text.replaceAll("\n", "\r\n"))).toEqual(all);
  });

  test("L9 with one line that is not understood is not believed, though it is ours", () => {
    const text = memoryText(byKey([entry(1), entry(2, { n: 1_000_000 })]), OPTIONS);
    expect(() => parsed(text)).toThrow(GitHubRefusal);
  });

  test("forgets the oldest closed ticket and no open one, and takes no more open ones than it holds", () => {
    const closed = many(620, { state: "closed" }, 1);
    const kept = parsed(memoryText(byKey([entry(0), ...closed]), OPTIONS));
    expect([kept.length, kept[0], kept[1]]).toEqual([620, entry(0), closed[1]]);
    expect(parsed(memoryText(byKey(many(620)), OPTIONS))).toHaveLength(620);
    expect(() => memoryText(byKey(many(621)), OPTIONS)).toThrow(/More than 620 tickets are open/u);
  });

  test("knows nothing of a ticket that it does not have", () => {
    const change = { kind: "close", ticket: ticketFor(wanted(1)), commit: COMMIT } as const;
    expect(after(change, { before: new Map(), place: PLACE, now: NOW })).toBeUndefined();
  });
});

describe("from one run to the next", () => {
  let issues: FakeIssues;
  let writes: number;
  let said: string[];
  beforeEach(() => {
    [issues, writes, said] = [fakeIssues(), 0, []];
  });

  const day = async (found: ReturnType<typeof wanted>[], answers: WebhookAnswer["status"][] = [], now = NOW) => {
    const memory = issueMemory(issues, OPTIONS);
    const counting: typeof memory = { ...memory, write: (entries) => ((writes += 1), memory.write(entries)) };
    const post = async ({ body }: { readonly body: string }): Promise<WebhookAnswer> => {
      said.push(/"action":"(\w+)"/u.exec(body)?.[1] ?? "");
      const status = answers.shift() ?? "delivered";
      return status === "delivered" ? { status } : { status, detail: "no" };
    };
    const run = aWorkflowRun({ owner: "octo", repo: "app" });
    const clock = { now: () => now };
    const present = new Set(found.map(({ finding }) => finding.fingerprint));
    return settleTickets(
      { wanted: found, present, complete: new Set(["semgrep"]), commit: COMMIT, now },
      webhookPlace({ webhook: { post }, memory: counting, secret: OPTIONS.secret, run, clock }),
    );
  };

  test("overdue is told once, though the finding went and returned", async () => {
    await day([wanted(1)]);
    await day([wanted(1)], [], LATER);
    await day([], [], LATER);
    for (let run = 0; run < 2; run += 1) await day([wanted(1)], [], LATER);
    expect(said).toEqual(["opened", "overdue", "closed", "reopened"]);
  });

  test("an acceptance that its ticket was opened with is known to runs that do not know of it", async () => {
    const accepted = { by: "ada", decision: "accept-risk", until: "2027-12-31", pullRequest: 3, comment: 44 };
    await day([{ ...wanted(1), accepted }]);
    await day([wanted(1)], [], LATER);
    expect(said).toEqual(["opened"]);
  });

  test("what is delivered in between is an end of the failures", async () => {
    const found = [1, 2, 3, 4, 5, 6].map((n) => wanted(n));
    await day(found, ["delivered", "refused", "refused", "delivered", "refused", "refused"]);
    expect(said).toHaveLength(6);
  });

  test("what may have been heard is not struck out with what was not", async () => {
    const found = [wanted(1), wanted(2), wanted(3)];
    await day(found, ["delivered", "uncertain", "refused"]);
    await day(found);
    expect(said).toHaveLength(4);
  });

  test("is written once, and a second time to strike something out", async () => {
    await day([wanted(1)]);
    expect(writes).toBe(1);
    await day([wanted(1), wanted(2)], ["refused"]);
    expect(writes).toBe(3);
  });

  test("what could not be struck out is lost rather than said twice, and its refusal is said", async () => {
    issues.refuse("updateIssue", new GitHubRefusal("unavailable", "GitHub would not (502).", 502));
    expect(await day([wanted(1)], ["refused"])).toMatchObject({
      applied: [{ status: "refused", detail: "The webhook: no." }],
    });
    await day([wanted(1)]);
    expect(said).toEqual(["opened"]);
  });

  test("a ticket and a scanner of the same name are not told alike", () => {
    const memory = issueMemory(issues, OPTIONS);
    const webhook = { post: async () => ({ status: "delivered" }) as const };
    const run = aWorkflowRun();
    const place = webhookPlace({ webhook, memory, secret: OPTIONS.secret, run, clock: { now: () => NOW } });
    expect(place.keyOf("semgrep").slice(0, 16)).not.toBe(place.scannerKey("semgrep"));
  });
});
