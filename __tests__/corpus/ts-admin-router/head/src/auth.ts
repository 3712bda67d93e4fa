import type { NextFunction, Request, Response } from "express";

export interface Account {
  readonly id: string;
  readonly admin: boolean;
}

export interface Directory {
  byToken(token: string): Promise<Account | undefined>;
}

export function authenticate(directory: Directory) {
  return (req: Request, res: Response, next: NextFunction): void => {
    const token = req.get("authorization")?.replace(/^Bearer /, "") ?? "";
    directory.byToken(token).then((account) => {
      if (account === undefined) return res.sendStatus(401);
      res.locals.account = account;
      next();
    }, next);
  };
}

export function adminOnly(_req: Request, res: Response, next: NextFunction): void {
  if ((res.locals.account as Account | undefined)?.admin === true) next();
  else res.sendStatus(403);
}
