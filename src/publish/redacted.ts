/** The last redaction (L1, L2): after it a `Review` goes to every output, file and the ledger. */

import { SEVERITIES } from "../finding.ts";
import { OBJECT_NAME } from "../object-name.ts";
import type { Review } from "../records.ts";
import { DECISIONS, ROLES } from "../sign-off.ts";
import { visible } from "../untrusted.ts";

/** Fields whose values come from closed sets of ours: a secret that is the word "high" must not break the record. */
const CLOSED_FIELDS: ReadonlySet<string> = new Set([
  "status",
  "kind",
  "outcome",
  "severity",
  "confidence",
  "state",
  "failOn",
  "by",
  "side",
  "value",
  "concerns",
  "baselineState",
  "alertSeverity",
  "decision",
  "roles",
]);
const CLOSED_WORDS: ReadonlySet<string> = new Set([
  ...SEVERITIES,
  ...["open", "outsideDiff", "new", "unchanged", "merged", "suppressed", "policy", "signOff"],
  ...["completed", "notApplicable", "failed", "unavailable"],
  ...["scanner", "model", "change", "head", "base"],
  ...["added", "modified", "deleted", "renamed", "copied", "typeChanged", "regular", "symlink", "submodule"],
  ...["reviewed", "excluded", "overBudget", "refused", "answered", "guarded", "pass", "fail", "incomplete"],
  ...["confirmed", "falsePositive", "uncertain", "real"],
  ...["decide", "override", "fix", "rerun", "incident", "help", ...DECISIONS, ...ROLES],
]);

/** Identities of ours: exempt where they look like what they are named, redacted where somebody put another text. */
const IDENTITY_FIELDS: Readonly<Record<string, RegExp>> = {
  ...fields(["base", "head", "mergeBase", "baseBlob", "headBlob", "blob"], OBJECT_NAME),
  ...fields(
    ["sha256", "promptSha256", "questionSha256", "bodySha256", "schemaSha256", "commentSha256"],
    /^[0-9a-f]{64}$/u,
  ),
  ...fields(["baseMode", "headMode"], /^[0-7]{6}$/u),
  ...fields(["id", "hunk"], /^h-[0-9a-f]{12}$/u),
  runId: /^\d{1,20}$/u,
  into: /^(?:ccr\/)?v\d+:[0-9a-f]{32}$/u,
  fingerprint: /^(?:ccr\/)?v\d+:[0-9a-f]{32}$/u,
  primaryLocationLineHash: /^[0-9a-f]{1,16}:\d{1,9}$/u,
  startedAt: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u,
};

/** Records whose keys others chose. */
const NAMED_BY_OTHERS: ReadonlySet<string> = new Set(["digests", "redactions"]);
const DIGEST = /^[0-9a-f]{64}$/u;

/**
 * The same review with every text redacted that is not an identity or a word of ours: a field that is new is redacted
 * until somebody says that it need not be. Hunks lose their lines, which no output shows. Equal texts and shared records
 * are redacted once.
 */
export function redactReview(review: Review, redact: (text: string) => string): Review {
  const texts = new Map<string, string>();
  const text = (given: string): string => {
    const known = texts.get(given);
    if (known !== undefined) return known;
    const clean = redactedAsShown(given, redact);
    texts.set(given, clean);
    return clean;
  };
  const records = new Map<object, unknown>();
  const walk = (value: unknown, field: string): unknown => {
    if (typeof value === "string") return isOurs(value, field) ? value : text(value);
    if (typeof value !== "object" || value === null) return value;
    const known = records.get(value);
    if (known !== undefined) return known;
    const copy = Array.isArray(value) ? value.map((item: unknown) => walk(item, field)) : walkRecord(value, field);
    records.set(value, copy);
    return copy;
  };
  const walkRecord = (record: object, field: string): unknown =>
    Object.fromEntries(
      Object.entries(record).map(([name, item]: [string, unknown]) =>
        NAMED_BY_OTHERS.has(field)
          ? [text(name), typeof item === "string" && DIGEST.test(item) ? item : walk(item, "")]
          : [name, walk(item, name)],
      ),
    );
  // The walk keeps the structure; what it changes are texts.
  return walk(withoutLines(review), "") as Review;
}

function fields(names: readonly string[], shape: RegExp): Readonly<Record<string, RegExp>> {
  return Object.fromEntries(names.map((name) => [name, shape]));
}

function isOurs(value: string, field: string): boolean {
  if (CLOSED_FIELDS.has(field)) return CLOSED_WORDS.has(value);
  return Object.hasOwn(IDENTITY_FIELDS, field) && IDENTITY_FIELDS[field]?.test(value) === true;
}

/** Outputs take terminal sequences out and show what is invisible: that may put the pieces of a secret together. */
function redactedAsShown(given: string, redact: (text: string) => string): string {
  const clean = redact(given);
  const shown = visible(clean);
  if (shown === clean) return clean;
  const cleanAsShown = redact(shown);
  return cleanAsShown === shown ? clean : cleanAsShown;
}

function withoutLines(review: Review): Review {
  const files = review.change.files.map((file) => ({
    ...file,
    hunks: file.hunks.map((hunk) => ({ ...hunk, lines: [] })),
  }));
  return { ...review, change: { ...review.change, files } };
}
