/** A year later: what an auditor reads out of a run's artifact, with nothing else at hand but the repository. */

import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import canonicalize from "canonicalize";
import { z } from "zod";
import { verifySegment } from "../../src/ledger/index.ts";
import { JsonReport } from "../../src/publish/json.ts";
import { messagesServer, type MessagesServer } from "../servers/messages-api.ts";
import { actionScene, type ActionScene } from "./action-scene.ts";
import { CODE, KEY, nothingFound } from "./claude.ts";

const POLICY = "version: 1\ngate:\n  fail-on: medium\n";
const Entry = z.looseObject({ type: z.string(), body: z.record(z.string(), z.unknown()) });
const sha256 = (text: string | Uint8Array) => createHash("sha256").update(text).digest("hex");

let at: ActionScene;
let api: MessagesServer;
let artifact: ReadonlyMap<string, Uint8Array>;
beforeAll(async () => {
  at = await actionScene({ before: { ".github/claude-review.yml": POLICY }, after: CODE });
  api = await messagesServer(nothingFound, { key: KEY });
  await at.review({ inputs: { provider: "anthropic", "anthropic-api-key": KEY, "base-url": api.url } });
  const [files] = at.gitHub.state.artifacts.values();
  artifact = new Map([...(files ?? [])].map(([name, bytes]) => [name, Buffer.from(bytes)]));
});
afterAll(async () => {
  await api.close();
  await at.dispose();
});

const file = (name: string) => new TextDecoder().decode(artifact.get(name));
const entries = (name = "ledger.jsonl") =>
  file(name)
    .trimEnd()
    .split("\n")
    .map((line) => Entry.parse(JSON.parse(line)));
const body = (type: string, name?: string) => entries(name).find((entry) => entry.type === type)?.body;
const report = () => JsonReport.parse(JSON.parse(file("review.json")));

describe("L8 from the artifact alone", () => {
  test("ledger and deliveries hold, and the second names the first", () => {
    const ledger = verifySegment(file("ledger.jsonl"));
    expect(ledger).toMatchObject({ valid: true });
    expect(verifySegment(file("deliveries.jsonl"))).toMatchObject({ valid: true });
    expect(body("planRead", "deliveries.jsonl")).toMatchObject({ ledgerRoot: ledger.valid && ledger.root });
    expect(report().ledgerRoot).toBe(ledger.valid && ledger.root);
  });

  test("which commit was judged, by which policy", () => {
    expect(body("changeRead")).toMatchObject({ base: at.base, head: at.head });
    expect(body("policyRead")).toMatchObject({ sha256: sha256(POLICY) });
    expect(body("gateDecided")).toMatchObject({ failOn: "medium", outcome: report().verdict.outcome });
  });

  test("which lines were sent: the report has what the ledger's digest is of", () => {
    const { disclosures, requests } = report().model!.account;
    expect(disclosures).toMatchObject([{ uri: "app.py", side: "head", question: "review-1" }]);
    expect(body("disclosed")).toMatchObject({ ranges: 1, sha256: sha256(canonicalize(disclosures)!) });
    expect(body("questionAsked")).toMatchObject({ bodySha256: requests[0]!.bodySha256 });
  });

  test("which hunks were looked at, and the SARIF of the record", () => {
    const states = report().coverage.hunks.map(({ hunk, state }) => `${hunk} ${state}\n`);
    expect(body("coverageSettled")).toMatchObject({ statesSha256: sha256(states.join("")) });
    expect(body("filePlanned")).toMatchObject({ name: "review.sarif", sha256: sha256(artifact.get("review.sarif")!) });
  });
});
