/**
 * Access to the Claude API without a static key: GitHub's identity token for the job, exchanged for an access token of a
 * service account (docs: platform.claude.com, "Workload identity federation"). Not the SDK's own exchange: it goes to
 * `baseURL`, and so would hand the identity token to a gateway, and its errors quote what was answered.
 */

import { z } from "zod";
import { isAllowedBaseUrl } from "../base-url.ts";
import type { Clock, Federation } from "../ports.ts";
import { oneLine } from "../untrusted.ts";
import { capped, RequestRefused } from "./guarded-fetch.ts";
import { tryParseJson } from "./json.ts";

export const TOKEN_ENDPOINT = "https://api.anthropic.com/v1/oauth/token";
const BETAS = "oauth-2025-04-20,oidc-federation-2026-04-01";

export interface FederationOptions {
  readonly federation: Federation;
  readonly clock: Clock;
  /** Called with each secret before it is used: masks it, and tells redactor and guard. */
  readonly learn: (secret: string) => void;
  /** For what the token endpoint says. */
  readonly redact: (text: string) => string;
  readonly signal: AbortSignal;
  readonly fetch?: typeof globalThis.fetch;
}

/** The API refuses a longer one. */
const MOST_ASSERTION_BYTES = 16 * 1024;
const DEADLINE_MS = 30_000;
const MOST_ANSWER_BYTES = 1_000_000;
/** A token that ends sooner is replaced before it is used. */
const MARGIN_MS = 120_000;

/**
 * A source of access tokens: one for all questions while it lasts, then another.
 * The source throws RequestRefused with the way out.
 */
export function createFederation(options: FederationOptions): () => Promise<string> {
  let newest: Promise<AccessToken> | undefined;
  const fresh = (): Promise<AccessToken> => {
    const asked = accessToken(options);
    // A failure is not kept: the next try asks again.
    asked.catch(() => {
      if (newest === asked) newest = undefined;
    });
    return (newest = asked);
  };
  return async () => {
    const asked = newest ?? fresh();
    const held = await asked;
    if (held.expiresAtMs - options.clock.now().getTime() > MARGIN_MS) return held.token;
    // Of several questions that find it too old, one asks.
    return (await (newest === asked ? fresh() : (newest ?? fresh()))).token;
  };
}

interface AccessToken {
  readonly token: string;
  readonly expiresAtMs: number;
}

async function accessToken(options: FederationOptions): Promise<AccessToken> {
  const first = await exchange(options);
  // GitHub may hand out an identity token twice, and each is good for one exchange.
  const { answer, status } =
    first.status === 401 && first.answer.includes("jti_reused") ? await exchange(options) : first;
  if (status !== 200) throw refused(status, answer, options);
  const parsed = AccessTokenAnswer.safeParse(tryParseJson(answer));
  if (!parsed.success) throw failed("The token endpoint answered something that is no access token: run it again.");
  const { access_token: token, expires_in: seconds } = parsed.data;
  options.learn(token);
  return { token, expiresAtMs: options.clock.now().getTime() + seconds * 1000 };
}

/** What stands in a header. */
const token = z.string().regex(/^[\x21-\x7e]{8,16384}$/u);
/** A JWT (RFC 7519 3): what is learned is taken out of all texts, so that no other word may come this way. */
const IdentityAnswer = z.object({ value: token.regex(/^[\w-]+\.[\w-]+\.[\w-]+$/u) });
const AccessTokenAnswer = z.object({ access_token: token, expires_in: z.number().positive().max(86_400) });

async function exchange(options: FederationOptions): Promise<{ status: number; answer: string }> {
  const { ruleId, organizationId, serviceAccountId, workspaceId } = options.federation;
  const assertion = await identityToken(options);
  return send(new URL(TOKEN_ENDPOINT), options, {
    method: "POST",
    headers: { "content-type": "application/json", "anthropic-beta": BETAS, "user-agent": "claude-code-review" },
    body: JSON.stringify({
      grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
      assertion,
      federation_rule_id: ruleId,
      organization_id: organizationId,
      service_account_id: serviceAccountId,
      ...(workspaceId !== undefined && { workspace_id: workspaceId }),
    }),
  });
}

/** A fresh one each time (docs.github.com, "OpenID Connect reference": "Methods for requesting the OIDC token"). */
async function identityToken(options: FederationOptions): Promise<string> {
  const { identity, audience } = options.federation;
  const url = URL.canParse(identity.url) ? new URL(identity.url) : undefined;
  if (url === undefined || !isAllowedBaseUrl(url))
    throw failed("The runner's address for identity tokens is no https URL: use a supported runner.");
  url.searchParams.set("audience", audience);
  const { status, answer } = await send(url, options, {
    method: "GET",
    headers: { accept: "application/json", authorization: `Bearer ${identity.token}` },
  });
  const parsed = status === 200 ? IdentityAnswer.safeParse(tryParseJson(answer)) : undefined;
  if (parsed?.success !== true)
    throw failed(
      `GitHub gave the job no identity token (${String(status)}): give the job \`permissions: id-token: write\`, or run it again.`,
      status >= 500 || status === 429,
    );
  options.learn(parsed.data.value);
  if (Buffer.byteLength(parsed.data.value) > MOST_ASSERTION_BYTES)
    throw failed("GitHub's identity token has more than 16 KiB, which the token endpoint does not take.");
  return parsed.data.value;
}

async function send(
  url: URL,
  { signal, fetch: network = fetch }: FederationOptions,
  request: RequestInit,
): Promise<{ status: number; answer: string }> {
  try {
    const response = await network(url, {
      ...request,
      // The token must not follow to wherever the other side says.
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]),
    });
    return { status: response.status, answer: await capped(response, MOST_ANSWER_BYTES).text() };
  } catch {
    // Without its message: it may quote the request.
    throw failed(
      `The connection to ${url.host} for the exchange of tokens failed: run it again, and check the network.`,
      true,
    );
  }
}

function refused(status: number, answer: string, { redact, federation }: FederationOptions): RequestRefused {
  const error = ErrorAnswer.safeParse(tryParseJson(answer));
  const said = error.success
    ? oneLine(redact(oneLine(error.data.error_description ?? wordsOf(error.data.error), 2_000)), 300)
    : "";
  const workspace =
    federation.workspaceId === undefined
      ? ", name the workspace with anthropic-workspace-id if the rule has several"
      : "";
  const advice =
    status >= 500 || status === 429
      ? "run it again later"
      : `check in the Claude Console that the rule matches this repository, workflow, event and audience (Workload identity lists each attempt)${workspace}`;
  return failed(
    `The exchange of GitHub's identity token was refused (${String(status)}): ${advice}.${said === "" ? "" : ` It says: ${said}`}`,
    status >= 500 || status === 429,
  );
}

const ErrorAnswer = z.object({
  /** RFC 6749 5.2, or an error of the Claude API. */
  error: z.union([z.string(), z.object({ message: z.string() })]),
  error_description: z.string().optional(),
});

function wordsOf(error: z.infer<typeof ErrorAnswer>["error"]): string {
  return typeof error === "string" ? error : error.message;
}

function failed(reason: string, retry = false): RequestRefused {
  return new RequestRefused({ kind: "failed", reason, split: false }, retry);
}
