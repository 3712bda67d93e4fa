import { randomBytes } from "node:crypto";

export interface Session {
  readonly userId: string;
  readonly expires: number;
}

const WEEK = 7 * 24 * 3600 * 1000;

export class Sessions {
  readonly #sessions = new Map<string, Session>();

  open(userId: string, now: number): string {
    const token = randomBytes(32).toString("base64url");
    this.#sessions.set(token, { userId, expires: now + WEEK });
    return token;
  }

  find(token: string | undefined, now: number): Session | undefined {
    const session = token === undefined ? undefined : this.#sessions.get(token);
    return session !== undefined && session.expires > now ? session : undefined;
  }
}
