/** What the `secrets` scanner says of a secret: what it is, where it is used, why it is believed; never the value (L1). */

import { compareSeverity, type RawFinding, type Severity, SEVERITIES } from "../finding.ts";
import { RULE_SET_VERSION, ruleOf, severityOf, type SecretSpan } from "../secrets/index.ts";
import { oneLine } from "../untrusted.ts";

export const NAME = "secrets";

const BECAUSE: Readonly<Record<SecretSpan["why"], string>> = {
  checksum: "its checksum is right",
  format: "it has the documented format",
  assignment: "its name says so and the value is no placeholder",
  entropy: "it is random and stands beside a telling name",
};

/** What a path alone tells. Real keys stand in tests and documents too, so it lowers, and never hides. */
const CONTEXTS: readonly { readonly words: string; readonly path: RegExp }[] = [
  {
    words: "in a test",
    path: /(?:^|\/)(?:(?:__)?(?:tests?|specs?|fixtures|mocks|testdata|e2e)(?:__)?\/|conftest\.py$|test_[^/]*\.py$|[^/]*(?:[._-](?:test|spec)\.\w+|_test\.go|Tests?\.(?:java|kt|cs|swift))$)/u,
  },
  { words: "in documentation", path: /(?:^|\/)docs?\/|\.(?:md|mdx|rst|adoc)$|(?:^|\/)(?:README|CHANGELOG)[^/]*$/iu },
];

function contextOf(path: string | undefined): string | undefined {
  return path === undefined ? undefined : CONTEXTS.find((context) => context.path.test(path))?.words;
}

/** One lower in a test or a document; what its format proves is medium at least. */
export function severityIn(span: SecretSpan, path: string | undefined): Severity {
  const severity = severityOf(span);
  if (contextOf(path) === undefined) return severity;
  const lower = SEVERITIES[Math.max(1, SEVERITIES.indexOf(severity) - 1)] ?? severity;
  const proved = span.why === "checksum" || span.why === "format";
  return proved && compareSeverity(lower, "medium") < 0 && compareSeverity(severity, "medium") >= 0 ? "medium" : lower;
}

export interface Leak {
  readonly span: SecretSpan;
  /** Of the file, when there is one: context and severity. */
  readonly path?: string;
  /** Where it stands, in words, when that is not a place in head. */
  readonly where?: string;
}

/** A finding without a place. */
export function toFinding({ span, path, where }: Leak): RawFinding {
  const rule = ruleOf(span.type);
  const { provider } = span;
  const named = provider === undefined || rule.shortDescription.toLowerCase().includes(provider.toLowerCase());
  const subject = [`${rule.shortDescription}${named ? "" : ` (${provider})`}`, where, contextOf(path)];
  const said = subject.filter((part) => part !== undefined).join(", ");
  return {
    rule,
    source: { kind: "scanner", tool: NAME, version: RULE_SET_VERSION },
    message: oneLine(`${said}: ${BECAUSE[span.why]}. Revoke it first, then remove it.`),
    severity: severityIn(span, path),
    confidence: span.confidence,
    relatedLocations: [],
  };
}
