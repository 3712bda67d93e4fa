import { Router } from "express";
import { z } from "zod";

import type { Cards } from "./cards.js";
import { type Memberships, requireRole } from "./membership.js";

const rename = z.object({ title: z.string().min(1).max(200) });

export function cardRoutes(cards: Cards, memberships: Memberships): Router {
  const router = Router();

  router.patch("/boards/:boardId/cards/:cardId", async (req, res, next) => {
    try {
      const card = await cards.find(req.params.cardId);
      if (card === undefined) return void res.sendStatus(404);
      await requireRole(memberships, { userId: req.user.id, boardId: card.boardId }, "editor");
      const { title } = rename.parse(req.body);
      await cards.save({ ...card, title });
      res.sendStatus(204);
    } catch (error) {
      next(error);
    }
  });

  router.post("/boards/:boardId/cards/:cardId/archive", async (req, res, next) => {
    try {
      const { boardId, cardId } = req.params;
      await requireRole(memberships, { userId: req.user.id, boardId }, "editor");
      const card = await cards.find(cardId);
      if (card === undefined) return void res.sendStatus(404);
      await cards.save({ ...card, archived: true });
      res.sendStatus(204);
    } catch (error) {
      next(error);
    }
  });

  return router;
}
