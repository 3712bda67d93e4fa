import { randomBytes } from "node:crypto";

export interface Session {
  readonly userId: string;
  readonly expires: number;
}

const WEEK = 7 * 24 * 3600 * 1000;

export class Sessions {
  readonly #sessions = new Map<string, Session>();

  readonly #tickets = new Map<string, { session: Session; expires: number }>();

  ticket(session: Session, now: number): string {
    for (const [old, { expires }] of this.#tickets) if (expires <= now) this.#tickets.delete(old);
    const ticket = randomBytes(32).toString("base64url");
    this.#tickets.set(ticket, { session, expires: now + 30_000 });
    return ticket;
  }

  redeem(ticket: string, now: number): Session | undefined {
    const found = this.#tickets.get(ticket);
    this.#tickets.delete(ticket);
    return found !== undefined && found.expires > now ? found.session : undefined;
  }

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
