import { query, transaction } from "./db.js";

export async function findVoucher(code) {
  const { rows } = await query("SELECT code, cents, redeemed_by FROM vouchers WHERE code = $1", [code]);
  return rows[0];
}

export function redeem(customerId, code) {
  return transaction(async (client) => {
    const { rows } = await client.query("SELECT cents, redeemed_by FROM vouchers WHERE code = $1", [code]);
    const voucher = rows[0];
    if (voucher === undefined || voucher.redeemed_by !== null) return undefined;
    await client.query("UPDATE customers SET credit_cents = credit_cents + $1 WHERE id = $2", [voucher.cents, customerId]);
    await client.query("UPDATE vouchers SET redeemed_by = $1 WHERE code = $2", [customerId, code]);
    return voucher.cents;
  });
}

export async function balanceOf(customerId) {
  const { rows } = await query("SELECT credit_cents FROM customers WHERE id = $1", [customerId]);
  return rows[0]?.credit_cents ?? 0;
}
