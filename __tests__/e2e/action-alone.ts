/**
 * A whole review as a job, with Claude and publishing, in a process of its own: prints what came of it and how many packets
 * this network namespace could not route, which is what any other host that was asked costs where there is only loopback.
 */

import { readFileSync } from "node:fs";
import { messagesServer } from "../servers/messages-api.ts";
import { actionScene } from "./action-scene.ts";
import { CODE, KEY, nothingFound } from "./claude.ts";

/** RFC 1213 ipOutNoRoutes, and the same of UDP for names. */
function unroutable(): number {
  const [names = "", values = ""] = readFileSync("/proc/net/snmp", "utf8")
    .split("\n")
    .filter((line) => line.startsWith("Ip:"));
  return Number(values.split(" ")[names.split(" ").indexOf("OutNoRoutes")]);
}

const before = unroutable();
const api = await messagesServer(nothingFound, { key: KEY });
const at = await actionScene({ after: CODE });
const inputs = { provider: "anthropic", "anthropic-api-key": KEY, "base-url": api.url };
const ended = await at.review({
  inputs,
  env: { ANTHROPIC_BASE_URL: "https://192.0.2.1/", HTTPS_PROXY: "http://192.0.2.1:3128" },
});
const contacted = unroutable() - before;
// Without this nobody knows whether the counter counts.
await fetch("https://192.0.2.1/", { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
const { outcome, coverage } = ended.outputs;
process.stdout.write(
  JSON.stringify({
    ...{ outcome, coverage, code: ended.code, contacted, counts: unroutable() > before },
    ...{ asked: api.requests.length, comments: at.gitHub.state.comments().length, out: ended.stdout.slice(-2000) },
  }),
);
await at.dispose();
await api.close();
