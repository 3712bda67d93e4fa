/** The worst findings as annotations of the workflow run. */

import type { TriagedFinding } from "../finding.ts";
import type { Annotation } from "../ports.ts";
import type { Missing, Review } from "../records.ts";
import { oneLine } from "../untrusted.ts";
import { claudeBadge } from "./claude.ts";
import { placeOnDiff, shownLines, type Shown } from "./commentable.ts";
import { overview } from "./overview.ts";
import { asOneParagraph, place } from "./words.ts";

/** The runner keeps ten of each level for a step and drops the rest without a word. */
const MOST_OF_A_LEVEL = 10;

/** Blocking findings and what did not run are errors, other open ones warnings, Claude's advice a notice; worst first. */
export function planAnnotations(review: Review): readonly Annotation[] {
  const { blocking, missing, otherOpen, advisory } = overview(review);
  const shown = shownLines(review.change);
  const of = (level: Annotation["level"]) => (finding: TriagedFinding) => annotationOf(finding, level, shown);
  return [
    [...blocking.map(of("error")), ...missing.map(notRun)],
    otherOpen.map(of("warning")),
    advisory.map(of("notice")),
  ].flatMap((annotations) => annotations.slice(0, MOST_OF_A_LEVEL));
}

/** A place that GitHub's diff does not show is said in words. */
function annotationOf(finding: TriagedFinding, level: Annotation["level"], shown: Shown): Annotation {
  const { location } = finding;
  const lines = placeOnDiff(location, shown);
  const where = lines !== undefined || location === undefined ? "" : `${place(location)}: `;
  return {
    level,
    ...findingWords(finding, level === "error", where),
    ...(lines === undefined || location === undefined ? {} : { uri: location.uri, ...lines }),
  };
}

/** One line each. `where` stands before the message. */
export function findingWords(
  finding: TriagedFinding,
  blocks: boolean,
  where = "",
): Pick<Annotation, "title" | "message"> {
  const badge = claudeBadge(finding, blocks);
  return {
    title: oneLine([finding.severity, finding.rule.id, ...(badge === undefined ? [] : [`(${badge})`])].join(" "), 200),
    message: oneLine(`${where}${asOneParagraph(finding.message)}`, 500),
  };
}

function notRun({ what, reason }: Missing): Annotation {
  return { level: "error", title: oneLine(`${what} did not run`, 200), message: oneLine(reason, 500) };
}
