import express from "express";

import { session } from "./session.js";
import { balanceOf, findVoucher, redeem } from "./vouchers.js";

export const app = express();
app.use(express.json(), session);

app.get("/vouchers/:code", async (req, res) => {
  const voucher = await findVoucher(req.params.code);
  if (!voucher) return res.sendStatus(404);
  res.json({ cents: voucher.cents, available: voucher.redeemed_by === null });
});

app.post("/vouchers/:code/redeem", async (req, res) => {
  const cents = await redeem(req.customerId, req.params.code);
  if (cents === undefined) return res.sendStatus(409);
  res.json({ cents });
});

app.get("/credit", async (req, res) => {
  res.json({ cents: await balanceOf(req.customerId) });
});
