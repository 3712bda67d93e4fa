/** One POST to an address of the user's: over TLS or to this machine, followed nowhere, and said once. */

import { isAllowedBaseUrl } from "../base-url.ts";
import type { Webhook, WebhookAnswer } from "../tickets/index.ts";
import { oneLine } from "../untrusted.ts";

export interface WebhookOptions {
  readonly url: string;
  readonly signal: AbortSignal;
  readonly deadlineMs?: number;
}

const DEADLINE_MS = 15_000;
/** Bad request, content too large, content that cannot be processed (RFC 9110 15.5). */
const OF_MESSAGE: ReadonlySet<number> = new Set([400, 413, 422]);
/** Connections that were never made: nothing was sent. */
const NOT_SENT: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  // The handshake ended it (Node's "TLS (SSL)", "X509 certificate error codes"); `WRONG_VERSION`: a server without TLS.
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "ERR_SSL_WRONG_VERSION_NUMBER",
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

export function createWebhook({ url, signal, deadlineMs = DEADLINE_MS }: WebhookOptions): Webhook {
  return {
    post: async ({ headers, body }): Promise<WebhookAnswer> => {
      const address = URL.canParse(url) ? new URL(url) : undefined;
      if (address === undefined || !isAllowedBaseUrl(address) || address.username !== "" || address.password !== "")
        return refused("the address must begin with https:// (http:// only on this machine) and hold no password");
      if (signal.aborted) return refused("the run was stopped before it");
      try {
        const answer = await fetch(address, {
          method: "POST",
          headers: { ...headers, "content-type": "application/json", "user-agent": "claude-code-review" },
          body,
          redirect: "manual",
          signal: AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]),
        });
        // Its text is nobody's business here, and may have no end, or a broken one.
        await answer.body?.cancel().catch(() => undefined);
        if (answer.ok) return { status: "delivered" };
        const said = `it answered ${String(answer.status)}`;
        if (answer.status < 400) return refused(`${said}, a redirect, which is not followed`);
        // What a gateway or a failing program says is no word about what happened behind it; 503 is (RFC 9110 15.6.4).
        const happened = answer.status === 408 || (answer.status >= 500 && answer.status !== 503);
        if (happened) return { status: "uncertain", detail: said };
        return OF_MESSAGE.has(answer.status) ? { ...refused(said), ofMessage: true } : refused(said);
      } catch (error) {
        const code = codeOf(error);
        if (code !== undefined && NOT_SENT.has(code)) return refused(`it cannot be reached (${code})`);
        return { status: "uncertain", detail: `no answer came${code === undefined ? "" : ` (${code})`}` };
      }
    },
  };
}

function refused(detail: string): Extract<WebhookAnswer, { readonly detail: string }> {
  return { status: "refused", detail };
}

/** `fetch` hides the reason in a cause, and several of them in an AggregateError. */
function codeOf(error: unknown): string | undefined {
  let at: unknown = error;
  for (let depth = 0; depth < 4 && typeof at === "object" && at !== null; depth += 1) {
    if ("code" in at && typeof at.code === "string" && at.code !== "") return oneLine(at.code, 60);
    at = "cause" in at ? at.cause : undefined;
  }
  return undefined;
}
