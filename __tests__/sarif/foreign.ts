/** Builders of foreign SARIF for the tests of `parseSarif`. */

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { parseSarif, type SarifContext } from "../../src/sarif/parse.ts";

export const KNOWN = new Set(["src/a.py", "src/b c.py", "web/app.ts"]);
export const context: SarifContext = {
  ruleIdPrefix: "tool/",
  uriOf: (path) => (KNOWN.has(path) ? path : KNOWN.has(path.replace("/srv/repo/", "")) ? path.slice(10) : undefined),
};
export type Json = Record<string, unknown>;
export const log = (...runs: unknown[]) => JSON.stringify({ version: "2.1.0", runs });
export const run = (results: unknown, over: Json = {}, driver: Json = {}) => ({
  tool: { driver: { name: "T", version: "1", ...driver } },
  results,
  ...over,
});
export const place = (uri: unknown, region?: unknown, more: Json = {}) => ({
  physicalLocation: { artifactLocation: { uri, ...more }, ...(region !== undefined && { region }) },
});
export const result = (over: Json = {}) => ({
  ruleId: "r",
  message: { text: "m" },
  locations: [place("src/a.py", { startLine: 3 })],
  ...over,
});
export const parse = (...runs: unknown[]) => parseSarif(log(...runs), context);
export const one = (over: Json, ofRun: Json = {}, driver: Json = {}) => {
  const [parsed] = parse(run([result(over)], ofRun, driver));
  return { ...parsed!, finding: parsed!.findings[0]! };
};
export const fixture = (name: string) => readFileSync(join(import.meta.dirname, "../fixtures/sarif", name), "utf8");
