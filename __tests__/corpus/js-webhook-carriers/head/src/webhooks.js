import { isSigned } from "./signature.js";

const SIGNATURE_HEADERS = ["x-signature", "x-carrier-signature"];

function secretFor(name, secrets) {
  return name === "x-signature" ? secrets.payments : secrets.carrier;
}

/** Handles one delivery: `body` is a Buffer with the raw bytes, header names are lower case. */
export async function receive({ headers, body }, { secrets, orders }) {
  const name = SIGNATURE_HEADERS.find((header) => headers[header] !== undefined);
  if (name !== undefined && !isSigned(secretFor(name, secrets), body, headers[name])) return { status: 401 };
  const event = JSON.parse(body.toString("utf8"));
  if (event.type === "payment.succeeded") await orders.markPaid(event.order);
  if (event.type === "parcel.delivered") await orders.markDelivered(event.order);
  return { status: 204 };
}
