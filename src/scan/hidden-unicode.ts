/**
 * Characters that nobody sees in lines that the change adds (Trojan Source, CVE-2021-42574; governance.md A4): what a person
 * reads is not what runs, or a model reads what no person does.
 */

import type { RawFinding, Rule, Severity } from "../finding.ts";
import type { Change, ChangedFile } from "../records.ts";
import { count } from "../words.ts";

/** `\p{Cf}` alone misses Hangul fillers and variation selectors (governance.md A4). */
const HIDDEN = /[\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
/** What joins and colours pictures; the flags of England, Scotland and Wales are tags, and no other is in use (UTS 51). */
const EMOJI =
  /\u{1F3F4}\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F}|[0-9#*]\uFE0F\u20E3|\p{ExtPict}[\uFE0E\uFE0F\p{EMod}]?(?:\u200D\p{ExtPict}[\uFE0F\p{EMod}]?)*/gu;
/** Persian and the scripts of India need joiners between their letters. */
const JOINED = /(?<=[\p{L}\p{M}])[\u200C\u200D](?=[\p{L}\p{M}])/gu;

interface Kind {
  readonly name: string;
  readonly severity: Severity;
  readonly has: RegExp;
  readonly does: string;
}

/** The first that fits. */
const KINDS: readonly Kind[] = [
  {
    name: "bidirectional controls",
    severity: "high",
    has: /[\u202A-\u202E\u2066-\u2069]/u,
    does: "they show the line in another order than the one that runs",
  },
  {
    name: "tag characters",
    severity: "high",
    has: /[\u{E0000}-\u{E007F}]/u,
    does: "they can hold a text that only a program reads",
  },
  {
    name: "characters that do not show",
    severity: "medium",
    has: /[^]/u,
    does: "names and texts that look equal are not, and a text can be hidden in them",
  },
];

/** Prose: there emoji and the joiners of scripts are what people write. */
const PROSE = /\.(?:md|mdx|markdown|txt|rst|adoc)$/iu;

/** One finding for each kind in each file, at the first line that has it. */
export function hiddenUnicode(change: Change, version: string): readonly RawFinding[] {
  return change.files.flatMap((file) =>
    [...byKind(file)].map(([kind, { line, points, more }]): RawFinding => {
      const rest = more === 0 ? "" : `, and on ${count(more, "more added line")}`;
      return {
        rule: { ...RULE, severity: kind.severity },
        source: { kind: "scanner", tool: "policy", version },
        message: `The change adds ${kind.name} (${points.join(", ")}) on line ${String(line)}${rest}: ${kind.does}.`,
        severity: kind.severity,
        confidence: "high",
        relatedLocations: [],
        location: { uri: file.uri, startLine: line, endLine: line },
      };
    }),
  );
}

interface Seen {
  readonly line: number;
  readonly points: readonly string[];
  /** Other lines that have them. */
  readonly more: number;
}

/** A message of thousands of code points says nothing more. */
const MOST_POINTS = 10;

function byKind(file: ChangedFile): ReadonlyMap<Kind, Seen> {
  const seen = new Map<Kind, Seen>();
  for (const { kind, headLine: line, text } of file.hunks.flatMap(({ lines }) => lines)) {
    if (kind !== "added" || line === undefined) continue;
    const found = new Map<Kind, Set<string>>();
    for (const character of hiddenIn(text, { isFirst: line === 1, isProse: PROSE.test(file.uri) })) {
      const of = KINDS.find(({ has }) => has.test(character));
      if (of !== undefined) found.set(of, (found.get(of) ?? new Set()).add(codePoint(character)));
    }
    for (const [of, points] of found) {
      const before = seen.get(of);
      seen.set(of, {
        line: before?.line ?? line,
        points: [...new Set([...(before?.points ?? []), ...points])].slice(0, MOST_POINTS),
        more: before === undefined ? 0 : before.more + 1,
      });
    }
  }
  return seen;
}

/** A byte order mark begins a file; emoji are emoji everywhere. */
function hiddenIn(text: string, { isFirst, isProse }: { isFirst: boolean; isProse: boolean }): readonly string[] {
  const plain = (isFirst ? text.replace(/^\uFEFF/u, "") : text).replace(EMOJI, "");
  return (isProse ? plain.replace(JOINED, "") : plain).match(HIDDEN) ?? [];
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

const HELP =
  "Open the file in an editor that shows such characters and take them out, or write them as escapes. If they belong to a text, keep the text in a file of its own.";

const RULE: Omit<Rule, "severity"> = {
  id: "policy/hidden-unicode",
  name: "HiddenUnicode",
  shortDescription: "The change adds characters that do not show",
  fullDescription: HELP,
  help: HELP,
  confidence: "high",
  cwe: ["CWE-1007"],
  tags: ["security", "policy"],
};
