// How well spans cover labels: recall by source, look-alikes touched, what was taken out besides.

/** Characters that may stay: what stands around a value, and between its pieces. */
const AROUND = new Set(" \t\r\n\"'`+\\,");
/** A label is covered when at most this part of its characters stays. */
const MOST_LEFT = 0.02;
/** Sources that look like real code and are labelled wholly. */
const REAL_CODE = new Set(["creddata", "leaky-repo"]);

export function merged(spans) {
  const result = [];
  for (const [start, end] of spans.map(([a, b]) => [a, b]).sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    const last = result.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}

const isIn = (spans, at) => spans.some(([start, end]) => start <= at && at < end);
const meets = (spans, [start, end]) => spans.some(([a, b]) => a < end && b > start);

function isCovered(text, label, spans) {
  const near = spans.filter((span) => meets([span], label));
  if (near.length === 0) return false;
  let [counted, left] = [0, 0];
  for (let at = label[0]; at < label[1]; at++) {
    if (AROUND.has(text[at])) continue;
    counted++;
    if (!isIn(near, at)) left++;
  }
  return left <= MOST_LEFT * counted;
}

/** `found`: spans by record id. */
export function score(records, found) {
  const sources = new Map();
  const total = { labels: 0, covered: 0, benign: 0, touched: 0, characters: 0, besides: 0 };
  for (const { id, source, label, text, spans, optional } of records) {
    const own = merged(found.get(id) ?? []);
    const tally = sources.get(source) ?? { labels: 0, covered: 0 };
    sources.set(source, tally);
    if (label === "secret") {
      const covered = spans.filter((span) => isCovered(text, span, own)).length;
      for (const sum of [tally, total]) {
        sum.labels += spans.length;
        sum.covered += covered;
      }
      if (REAL_CODE.has(source)) {
        const labelled = merged([...spans, ...(optional ?? [])]);
        total.characters += text.length;
        for (const [start, end] of own) for (let at = start; at < end; at++) if (!isIn(labelled, at)) total.besides++;
      }
    } else if (label === "benign") {
      total.benign++;
      if (own.length > 0) total.touched++;
    }
  }
  const recalls = [...sources]
    .filter(([, { labels }]) => labels > 0)
    .map(([name, { labels, covered }]) => [name, covered / labels]);
  return {
    sources: Object.fromEntries(recalls),
    mean: recalls.reduce((sum, [, recall]) => sum + recall, 0) / recalls.length,
    all: total.covered / total.labels,
    lookAlikesTouched: total.touched / total.benign,
    charactersBesides: total.characters === 0 ? undefined : total.besides / total.characters,
  };
}
