/** What GitHub's refusals mean, in the words of `RefusalReason`, and whether and when to ask again. */

import { z } from "zod";
import { GitHubRefusal, type RefusalReason } from "../ports.ts";
import { oneLine } from "../untrusted.ts";
import { NotFollowed, NoAnswer } from "./github-fetch.ts";

export interface Failure {
  readonly refusal: GitHubRefusal;
  /** `limit`: nothing happened, ask later. `uncertain`: it may have happened. */
  readonly again: "no" | "limit" | "uncertain";
  /** How long GitHub asks to wait. */
  readonly waitMs?: number;
}

export interface FailureContext {
  /** What was asked, after "GitHub would not": "create the review". */
  readonly what: string;
  /** GitHub may say it back to us. */
  readonly token: string;
}

/** As Octokit's errors have them: header names in lower case. The one of its throttling for GraphQL has no status of its own. */
const Answered = z.object({
  response: z.object({ status: z.int(), headers: z.record(z.string(), z.unknown()), data: z.unknown() }),
});

/** @param error what Octokit threw */
export function failureOf(error: unknown, context: FailureContext): Failure {
  const answered = Answered.safeParse(error);
  if (answered.success) return ofAnswer(answered.data.response, context);
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof NotFollowed) {
    const message = `GitHub would not ${context.what}: the request ${cause.message}.`;
    return { refusal: new GitHubRefusal("notFound", message), again: "no" };
  }
  const happened = cause instanceof NoAnswer ? `the request ${cause.message}` : "the request failed";
  return {
    refusal: new GitHubRefusal("unavailable", `GitHub did not ${context.what}: ${happened}.`),
    again: "uncertain",
  };
}

/** A `GitHubRefusal` for an answer of another form than GitHub's. */
export function unknownForm({ what }: FailureContext): GitHubRefusal {
  return new GitHubRefusal(
    "unavailable",
    `GitHub answered in a form that this program does not know when asked to ${what}.`,
  );
}

function ofAnswer(
  { status, headers, data }: z.infer<typeof Answered>["response"],
  { what, token }: FailureContext,
): Failure {
  const header = (name: string) => {
    const value = headers[name];
    return typeof value === "string" ? value : undefined;
  };
  const words = wordsOf(data);
  const reason = reasonOf(status, words, header);
  const shown = shorten(words.replaceAll(token, "***"));
  const message = `GitHub would not ${what} (${String(status)})${shown === "" ? "" : `: ${shown}`}`;
  const waitMs = waitOf(reason, header);
  return {
    refusal: new GitHubRefusal(reason, /[.!?…]$/u.test(message) ? message : `${message}.`, status),
    again: reason === "rateLimited" ? "limit" : reason === "unavailable" ? "uncertain" : "no",
    ...(waitMs !== undefined && { waitMs }),
  };
}

type Header = (name: string) => string | undefined;

/**
 * "Advanced Security must be enabled for this repository to use code scanning", "Code scanning is not enabled …",
 * "… ensure that Dependency graph is enabled", "Issues are disabled for this repo" (410).
 */
const NOT_ENABLED =
  /\b(?:advanced security|code security|code scanning|dependency graph|issues)\b.{0,60}\b(?:enabled|disabled|turned off)\b/iu;
/** The limits' own words: a 403 of theirs need not have a header (docs, "Rate limits for the REST API"). */
const LIMITED = /\brate limit\b|\babuse detection\b/iu;

function reasonOf(status: number, words: string, header: Header): RefusalReason {
  // GraphQL's limit comes with 200, and is all that Octokit's throttling throws with it (plugin-throttling 11, wrap-request.js).
  if (status === 429 || status === 200) return "rateLimited";
  if (status === 403) {
    if (header("x-github-sso") !== undefined) return "sso";
    if (header("retry-after") !== undefined || header("x-ratelimit-remaining") === "0" || LIMITED.test(words))
      return "rateLimited";
  }
  if ((status === 403 || status === 404 || status === 410) && NOT_ENABLED.test(words)) return "notEnabled";
  if (status === 401 || status === 403 || status === 451) return "permission";
  if (status === 404 || status === 410) return "notFound";
  return status === 408 || status >= 500 ? "unavailable" : "invalid";
}

/** "If no header says so, wait for at least one minute" (docs, "Best practices for using the REST API"). */
const NO_WORD_MS = 60_000;

function waitOf(reason: RefusalReason, header: Header): number | undefined {
  const after = header("retry-after");
  // GitHub's clock, not the machine's, is what the reset is told by.
  const now = Date.parse(header("date") ?? "");
  if (after !== undefined) {
    const ms = /^\d{1,9}$/u.test(after.trim()) ? Number(after) * 1000 : Date.parse(after) - now;
    if (Number.isFinite(ms)) return Math.max(0, ms);
  }
  if (reason !== "rateLimited") return undefined;
  const reset = Number(header("x-ratelimit-reset") ?? Number.NaN) * 1000;
  // One second more: to ask after the reset, not at it.
  const untilReset = header("x-ratelimit-remaining") === "0" ? reset - now + 1000 : Number.NaN;
  return Number.isFinite(untilReset) ? Math.max(0, untilReset) : NO_WORD_MS;
}

const Words = z.object({ message: z.string().default(""), errors: z.array(z.unknown()).optional().catch(undefined) });
const Entry = z.union([
  z.string(),
  z.object({ message: z.string() }).transform(({ message }) => message),
  z.object({ field: z.string().optional(), code: z.string() }).transform(({ field, code }) => `${field ?? ""} ${code}`),
]);

/** Not those of a body that is no API error: that is a page of HTML. */
function wordsOf(data: unknown): string {
  const parsed = Words.safeParse(data);
  if (!parsed.success) return "";
  const errors = (parsed.data.errors ?? []).map((entry) => Entry.safeParse(entry).data ?? "").filter(Boolean);
  return [parsed.data.message, ...errors].filter(Boolean).join(": ");
}

/** GitHub's words as one clean line, at most 300 characters. A URL's query may be a credential. */
export function shorten(words: string): string {
  return oneLine(words.slice(0, 4000).replace(/(https?:\/\/[^\s?"'<>]+)\?[^\s"'<>]*/giu, "$1"), 300);
}
