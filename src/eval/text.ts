import { visible } from "../untrusted.ts";
import { DIMENSIONS } from "./measure.ts";
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

const MOST_CASES = 40;

/** For a terminal, ending in a line feed. */
export function toEvalText(report: Report): string {
  const rows = [...headline(report.all), ...commonFacts(report)];
  const width = Math.max(...rows.map(([term]) => term.length));
  const look = worthALook(report.results);
  return [
    sourceSentence(report),
    ...problemSentences(report),
    ...answeredSentences(report),
    "",
    ...rows.map(([term, value]) => `${term.padEnd(width)}  ${value}`),
    ...groups(report),
    ...section("Baseline", driftSentences(report)),
    ...section(
      "Worth a look",
      look
        .slice(0, MOST_CASES)
        .map((result) => `${resultWord(result)}  ${variantWords(result)}  ${result.why.join(" ")}`),
    ),
    ...(look.length > MOST_CASES ? [`and ${String(look.length - MOST_CASES)} more in the JSON and HTML output`] : []),
    "",
  ]
    .map((line) => oneLineOf(line))
    .join("\n");
}

function groups({ groups: all }: Report): readonly string[] {
  return DIMENSIONS.filter((dimension) => all[dimension].length > 1).flatMap((dimension) =>
    section(
      DIMENSION_WORDS[dimension],
      all[dimension].map(
        ({ key, measure }) =>
          `${key}: found ${shareWords(measure.recall, measure)}; flagged ${shareWords(measure.flagged, measure)}; tokens ${tokenWords(measure)}; ${costWords(measure)}`,
      ),
    ),
  );
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
}

/** Keeps the spaces that align. */
function oneLineOf(line: string): string {
  return visible(line).replaceAll("\n", " ").trimEnd().slice(0, 2_000);
}
