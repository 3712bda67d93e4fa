import express, { type Express } from "express";

import { adminRoutes } from "./admin.js";
import { authenticate, type Directory } from "./auth.js";
import type { Users } from "./users.js";

export function createApp(directory: Directory, users: Users): Express {
  const app = express();
  app.use(authenticate(directory));
  app.use(adminRoutes(users));
  app.get("/me", (_req, res) => {
    res.json(res.locals.account);
  });
  return app;
}
