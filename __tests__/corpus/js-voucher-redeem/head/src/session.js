import { createHash } from "node:crypto";

import { query } from "./db.js";

export async function session(req, res, next) {
  const token = req.get("authorization")?.replace(/^Bearer /, "");
  if (!token) return res.sendStatus(401);
  const digest = createHash("sha256").update(token).digest("hex");
  const { rows } = await query("SELECT customer_id FROM sessions WHERE digest = $1 AND expires_at > now()", [digest]);
  if (rows.length === 0) return res.sendStatus(401);
  req.customerId = rows[0].customer_id;
  next();
}
