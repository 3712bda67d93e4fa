/** What the local GitHub answers: a status, a body, headers; refusals in GitHub's words; and how it misbehaves by script. */

import type { Json } from "./github-json.ts";

export interface Answer {
  readonly status: number;
  /** Written as JSON; a string as it is; absent: no body. */
  readonly body?: Json | readonly unknown[] | string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function ok(body: Json | readonly unknown[], status = 200, headers: Answer["headers"] = {}): Answer {
  return { status, body, headers };
}

export function refusal(status: number, message: string, more: Json = {}): Answer {
  return {
    status,
    body: { message, ...more, documentation_url: "https://docs.github.com/rest", status: String(status) },
  };
}

const withHeaders = (answer: Answer, headers: Record<string, string>): Answer => ({ ...answer, headers });
const after = (seconds: number | undefined): Record<string, string> =>
  seconds === undefined ? {} : { "retry-after": String(seconds) };

/** Ready-made refusals, for the server itself and for `misbehave({ as: REFUSALS.archived() })`. */
export const REFUSALS = {
  notFound: () => refusal(404, "Not Found"),
  badCredentials: () => refusal(401, "Bad credentials"),
  requiresAuthentication: () => refusal(401, "Requires authentication"),
  permission: () => refusal(403, "Resource not accessible by integration"),
  notEnabled: () => refusal(403, "Code Security must be enabled for this repository to use code scanning."),
  archived: () => refusal(403, "Repository was archived so is read-only."),
  sso: (organisation = "octo") =>
    withHeaders(
      refusal(
        403,
        "Resource protected by organization SAML enforcement. You must grant your OAuth token access to this organization.",
      ),
      {
        "x-github-sso": `required; url=https://github.com/orgs/${organisation}/sso?authorization_request=AUTHORIZATION`,
      },
    ),
  locked: () => refusal(403, "Unable to create comment because issue is locked."),
  conflict: () => refusal(409, "Conflict"),
  gone: () => refusal(410, "Gone"),
  /** 422 with a list, as validation answers. */
  invalid: (...errors: readonly (string | Json)[]) =>
    refusal(422, typeof errors[0] === "string" ? "Unprocessable Entity" : "Validation Failed", { errors }),
  tooMany: (retryAfter?: number) => withHeaders(refusal(429, "Too Many Requests"), after(retryAfter)),
  secondaryLimit: (retryAfter?: number, status: 403 | 429 = 403) =>
    withHeaders(
      refusal(status, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."),
      after(retryAfter),
    ),
  /** GraphQL's own, for an hour. */
  graphqlLimit: () =>
    withHeaders(
      {
        status: 200,
        body: {
          data: null,
          errors: [{ type: "RATE_LIMITED", message: "API rate limit exceeded for installation ID 1." }],
        },
      },
      after(3600),
    ),
  /** `reset` in seconds since 1970. */
  primaryLimit: (reset: number) =>
    withHeaders(refusal(403, "API rate limit exceeded for installation ID 1."), {
      ...{ "x-ratelimit-limit": "1000", "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(reset) },
    }),
  serverError: (status: 500 | 502 | 503 | 504 = 500): Answer => ({
    status,
    body: "<html><body>Whoa there! The server has trouble.</body></html>",
    headers: { "content-type": "text/html" },
  }),
} as const;

/**
 * An answer of one's own instead of the effect, or: `502-before` no effect; `502-after` the effect, then 502; `reset-…`
 * the connection breaks before or after the effect; `truncated` the effect, then half the answer under the whole one's
 * length; `hang` nothing ever comes, until `close`; `hang-after` the same after the effect.
 */
export type Misdeed =
  Answer | "502-before" | "502-after" | "reset-before" | "reset-after" | "truncated" | "hang" | "hang-after";

export interface Misbehaviour {
  readonly method?: string;
  /** A regular expression on the path, or a template of the description: `/repos/{owner}/{repo}/pulls/{pull_number}`. */
  readonly path: RegExp | string;
  /** What its body holds: GraphQL has one path for all questions. */
  readonly body?: RegExp;
  /** How often; 1 unless told, `Infinity` for always. */
  readonly times?: number;
  /** Matching requests that go well before. */
  readonly skip?: number;
  readonly as: Misdeed;
}

export interface Script {
  add(misbehaviour: Misbehaviour): void;
  /** `path` without the query; `template` when the description has one. */
  next(request: { method: string; path: string; template: string | undefined; body?: string }): Misdeed | undefined;
}

/** One after the other: the first whose turn it is has its way. */
export function createScript(): Script {
  const entries: { readonly rule: Misbehaviour; skip: number; times: number }[] = [];
  return {
    add: (rule) => void entries.push({ rule, skip: rule.skip ?? 0, times: rule.times ?? 1 }),
    next: ({ method, path, template, body = "" }) => {
      for (const entry of entries) {
        const { rule } = entry;
        const fits = typeof rule.path === "string" ? [path, template].includes(rule.path) : rule.path.test(path);
        if (!fits || (rule.method !== undefined && rule.method !== method) || entry.times <= 0) continue;
        if (rule.body?.test(body) === false) continue;
        if (entry.skip-- > 0) continue;
        entry.times -= 1;
        return rule.as;
      }
      return undefined;
    },
  };
}
