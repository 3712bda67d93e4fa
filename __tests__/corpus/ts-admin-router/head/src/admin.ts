import { Router } from "express";

import { adminOnly } from "./auth.js";
import type { Users } from "./users.js";

export function adminRoutes(users: Users): Router {
  const router = Router();
  router.use(adminOnly);
  router.get("/users", async (_req, res) => {
    res.json(await users.all());
  });
  router.post("/users/:id/suspend", async (req, res) => {
    await users.suspend(String(req.params.id));
    res.sendStatus(204);
  });
  router.post("/users/:id/restore", async (req, res) => {
    await users.restore(String(req.params.id));
    res.sendStatus(204);
  });
  return router;
}
