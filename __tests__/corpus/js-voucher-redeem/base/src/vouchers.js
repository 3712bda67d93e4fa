import { query } from "./db.js";

export async function findVoucher(code) {
  const { rows } = await query("SELECT code, cents, redeemed_by FROM vouchers WHERE code = $1", [code]);
  return rows[0];
}

export async function balanceOf(customerId) {
  const { rows } = await query("SELECT credit_cents FROM customers WHERE id = $1", [customerId]);
  return rows[0]?.credit_cents ?? 0;
}
