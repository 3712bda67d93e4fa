import { prose } from "../publish/index.ts";
import { DIMENSIONS, type Dimension } from "./measure.ts";
import type { Report } from "./report.ts";
import {
  answeredSentences,
  commonFacts,
  costWords,
  DIMENSION_WORDS,
  driftSentences,
  headline,
  problemSentences,
  resultWord,
  shareWords,
  sourceSentence,
  tokenWords,
  variantWords,
  worthALook,
} from "./words.ts";

const MOST_CASES = 100;

/** GitHub-flavoured, for a job summary or a changelog. */
export function toEvalMarkdown(report: Report): string {
  const look = worthALook(report.results);
  return [
    "## Evaluation",
    `**${sourceSentence(report)}**`,
    bullets([...problemSentences(report), ...answeredSentences(report)]),
    table(["", ""], [...headline(report.all), ...commonFacts(report).map(([term, key]) => [term, cell(key)])]),
    ...(report.drift === undefined ? [] : ["### Baseline", bullets(driftSentences(report))]),
    ...DIMENSIONS.filter((dimension) => report.groups[dimension].length > 1).flatMap((dimension) => [
      `### ${DIMENSION_WORDS[dimension]}`,
      groupTable(report, dimension),
    ]),
    ...(look.length === 0
      ? []
      : [
          "### Worth a look",
          table(
            ["Case", "Result", "Why"],
            look
              .slice(0, MOST_CASES)
              .map((result) => [cell(variantWords(result)), resultWord(result), cell(result.why.join(" "))]),
          ),
        ]),
    ...(look.length > MOST_CASES ? [`and ${String(look.length - MOST_CASES)} more in the JSON and HTML output`] : []),
    "Intervals are of 95 % (Wilson). There are no percentages below 100 cases a side.",
  ]
    .filter((block) => block !== "")
    .join("\n\n")
    .concat("\n");
}

function groupTable({ groups }: Report, dimension: Dimension): string {
  return table(
    ["", "Found", "Safe flagged", "False positives", "Refusals", "Tokens", "Cost"],
    groups[dimension].map(({ key, measure }) => [
      // A corpus' own words, or a model's name.
      cell(key),
      shareWords(measure.recall, measure),
      shareWords(measure.flagged, measure),
      String(measure.falsePositives),
      String(measure.refusals),
      tokenWords(measure),
      costWords(measure),
    ]),
  );
}

/** Hostile text in a cell. */
function cell(text: string): string {
  return prose(text).replaceAll("|", "\\|");
}

function bullets(sentences: readonly string[]): string {
  return sentences.map((sentence) => `- ${prose(sentence)}`).join("\n");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
