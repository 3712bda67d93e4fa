import { query, transaction } from "./db.js";

export async function findVoucher(code) {
  const { rows } = await query("SELECT code, cents, redeemed_by FROM vouchers WHERE code = $1", [code]);
  return rows[0];
}

const CLAIM = "UPDATE vouchers SET redeemed_by = $1 WHERE code = $2 AND redeemed_by IS NULL RETURNING cents";

export function redeem(customerId, code) {
  return transaction(async (client) => {
    const { rows } = await client.query(CLAIM, [customerId, code]);
    if (rows.length === 0) return undefined;
    const [{ cents }] = rows;
    await client.query("UPDATE customers SET credit_cents = credit_cents + $1 WHERE id = $2", [cents, customerId]);
    return cents;
  });
}

export async function balanceOf(customerId) {
  const { rows } = await query("SELECT credit_cents FROM customers WHERE id = $1", [customerId]);
  return rows[0]?.credit_cents ?? 0;
}
