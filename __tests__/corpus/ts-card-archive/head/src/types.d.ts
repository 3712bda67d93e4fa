declare namespace Express {
  interface Request {
    /** Set by the session middleware, which answers 401 when there is none. */
    user: { id: string };
  }
}
