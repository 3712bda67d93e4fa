/** Claude's part on the record: what was asked, what left, what of the answer stood. */

import type { Account, Opinion, RequestRecord, Review } from "../records.ts";
import { oneLine } from "../untrusted.ts";
import { canonical, sha256, type Fact } from "./entry.ts";

/** What was asked, and what left for it. */
export function accountFacts(account: Account): readonly Pick<Fact, "type" | "body">[] {
  return [
    ...account.requests.map((request) => ({ type: "questionAsked" as const, body: questionBody(request, account) })),
    { type: "redactionSummary", body: redactionBody(account) },
    { type: "disclosed", body: disclosedBody(account) },
  ];
}

/** Empty when nothing was asked. */
export function modelFacts({ model, findings }: Review): readonly Pick<Fact, "type" | "body">[] {
  if (model === undefined) return [];
  const { account, rejected, opinions } = model;
  return [
    ...accountFacts(account),
    {
      type: "claimsChecked",
      body: {
        accepted: findings.filter(({ source }) => source.kind === "model").map(({ fingerprint }) => fingerprint),
        rejected: rejected.length,
        rejectedReasonsSha256: rejected.map(({ reason }) => sha256(reason)),
        opinions: opinionCounts(opinions),
      },
    },
  ];
}

function redactionBody({ ruleSet, redactions, guardHits }: Account): Fact["body"] {
  return { ...(ruleSet === undefined ? {} : { ruleSet: { ...ruleSet } }), redactions, guardHits };
}

/** Names that the other side chose are cut: they are no place for a body. */
function questionBody({ usage, ...request }: RequestRecord, { provider }: Account): Fact["body"] {
  const { requestId, model, inferenceGeo, schemaSha256, bytes, bodySha256, redaction, unmetered, costUsd } = request;
  return {
    name: request.question,
    provider,
    questionSha256: request.questionSha256,
    promptSha256: request.promptSha256,
    ...(schemaSha256 === undefined ? {} : { schemaSha256 }),
    kind: request.kind,
    ...(model === undefined ? {} : { model: oneLine(model, 200) }),
    ...(requestId === undefined ? {} : { requestId: oneLine(requestId, 200) }),
    ...(inferenceGeo === undefined ? {} : { inferenceGeo: oneLine(inferenceGeo, 40) }),
    ...(usage === undefined ? {} : { usage: { ...usage } }),
    ...(bytes === undefined ? {} : { bytes }),
    ...(bodySha256 === undefined ? {} : { bodySha256 }),
    ...(redaction === undefined ? {} : { redaction: { ...redaction } }),
    attempts: request.attempts,
    ...(unmetered === undefined ? {} : { unmetered }),
    seconds: request.seconds,
    costUsd: costUsd ?? null,
  };
}

/** The digest is over the canonical JSON of the list, so that whoever holds the JSON report can check it. */
function disclosedBody({ disclosures }: Account): Fact["body"] {
  return {
    ranges: disclosures.length,
    lines: disclosures.reduce((sum, { startLine, endLine }) => sum + endLine - startLine + 1, 0),
    sha256: sha256(canonical(disclosures)),
  };
}

function opinionCounts(opinions: readonly Opinion[]): Readonly<Record<Opinion["value"], number>> {
  const counts = { confirmed: 0, falsePositive: 0, uncertain: 0 };
  for (const { value } of opinions) counts[value] += 1;
  return counts;
}
