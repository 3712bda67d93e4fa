import { isSigned } from "./signature.js";

/** Handles one delivery: `body` is a Buffer with the raw bytes, header names are lower case. */
export async function receive({ headers, body }, { secrets, orders }) {
  if (!isSigned(secrets.payments, body, headers["x-signature"])) return { status: 401 };
  const event = JSON.parse(body.toString("utf8"));
  if (event.type === "payment.succeeded") await orders.markPaid(event.order);
  return { status: 204 };
}
