import { describe, expect, test } from "@jest/globals";
import { heldItem, markedPlace } from "../../src/tickets/marked-place.ts";
import { ticketMark } from "../../src/tickets/body.ts";
import type { Ticket, TicketChange } from "../../src/tickets/ticket.ts";
import { GitHubRefusal, type RefusalReason } from "../../src/ports.ts";
import { COMMIT, ticketFor, wanted } from "./scene.ts";

const MARK = ticketMark({ key: "other:1", says: "0".repeat(16), standing: "found" });

function placed(fails: Readonly<Record<string, Error>> = {}) {
  const texts: { id: string; body: string }[] = [];
  const tried: string[] = [];
  const place = markedPlace<{ id: string; body: string }>({
    name: "texts",
    list: async () => texts,
    bodyOf: ({ body }) => body,
    ticketOf: ({ id }, mark): Ticket => ({ ...ticketFor(wanted(1)), id, key: mark.key }),
    applyOne: async (change, held) => {
      const id = change.kind === "create" ? "new" : heldItem(change.ticket, held).id;
      tried.push(id);
      if (fails[id] !== undefined) throw fails[id];
    },
  });
  return { place, texts, tried };
}

const close = (id: string): TicketChange => ({ kind: "close", ticket: ticketFor(wanted(1), { id }), commit: COMMIT });
const create: TicketChange = { kind: "create", wanted: wanted(1), due: "2026-12-06" };
const refused = (reason: RefusalReason) => new GitHubRefusal(reason, `GitHub says ${reason}.`);

test("a text of ours whose first line somebody broke is no ticket, and the others are", async () => {
  const { place, texts } = placed();
  texts.push({ id: "1", body: MARK.replace("says", "said") }, { id: "2", body: `${MARK}\n\nwords` });
  expect((await place.tickets()).map(({ id }) => id)).toEqual(["2"]);
});

test("a ticket that the last list does not have any more is refused alone, and not written to", async () => {
  const { place, texts, tried } = placed();
  texts.push({ id: "1", body: MARK }, { id: "2", body: MARK });
  await place.tickets();
  texts.shift();
  await place.tickets();
  const applied = await place.apply([close("1"), close("2")]);
  expect(applied.map(({ status, refusal }) => [status, refusal?.reason])).toEqual([
    ["refused", "notFound"],
    ["done", undefined],
  ]);
  expect(tried).toEqual(["2"]);
});

describe("what is refused", () => {
  test.each<[RefusalReason, number]>([
    ...(["permission", "sso", "notEnabled", "rateLimited", "unavailable"] as const).map(
      (r) => [r, 1] as [RefusalReason, number],
    ),
    // 410: there are no issues here.
    ["notFound", 1],
    ["invalid", 2],
  ])("for %s to a new one is tried %i times of two", async (reason, times) => {
    const { place, tried } = placed({ new: refused(reason) });
    const applied = await place.apply([create, create]);
    expect(applied.map(({ refusal }) => refusal?.reason)).toEqual([reason, reason]);
    expect(tried).toHaveLength(times);
  });

  test("a fault of ours is thrown, and not called a refusal", async () => {
    const { place } = placed({ new: new TypeError("ours") });
    await expect(place.apply([create])).rejects.toThrow("ours");
  });
});
