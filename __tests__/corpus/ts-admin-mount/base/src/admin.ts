import { Router } from "express";

import { adminOnly } from "./auth.js";
import type { Users } from "./users.js";

export function adminRoutes(users: Users): Router {
  const router = Router();
  router.get("/admin/users", adminOnly, async (_req, res) => {
    res.json(await users.all());
  });
  router.post("/admin/users/:id/suspend", adminOnly, async (req, res) => {
    await users.suspend(String(req.params.id));
    res.sendStatus(204);
  });
  return router;
}
