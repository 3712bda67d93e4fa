/** What GitHub says no with, in our words. */

/** Why GitHub did not do what it was asked; `GitHubRefusal.reason`. */
export type RefusalReason =
  /** 401; 403 "Resource not accessible by integration", a read-only token, a fork. */
  | "permission"
  /** 403: the organisation wants the token authorised for SAML single sign-on. */
  | "sso"
  /** 403, 404, 410: code scanning, Code Security, issues or another of the repository's features is off. */
  | "notEnabled"
  /** GitHub does not say whose token this is, so nothing there can be known for ours (L9). */
  | "unidentified"
  /** 404: not there, or not to be seen with this token. */
  | "notFound"
  /** 409, 422: GitHub understood and does not take it. */
  | "invalid"
  /** 403, 429: the limits' patience is used up. */
  | "rateLimited"
  /** 5xx, resets, time-outs, truncated answers, after retries. */
  | "unavailable";

/** Thrown by every method of `GitHub`. The message is one clean sentence; no token and no body is in it. */
export class GitHubRefusal extends Error {
  override readonly name = "GitHubRefusal";
  readonly reason: RefusalReason;
  /** HTTP status; absent when there was no answer. */
  readonly status: number | undefined;
  constructor(reason: RefusalReason, message: string, status?: number) {
    super(message);
    this.reason = reason;
    this.status = status;
  }
}
