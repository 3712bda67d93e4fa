import { isSigned } from "./signature.js";

const SENDERS = new Map([
  [
    "/webhooks/payments",
    {
      header: "x-signature",
      secret: (secrets) => secrets.payments,
      events: new Map([["payment.succeeded", (orders, event) => orders.markPaid(event.order)]]),
    },
  ],
  [
    "/webhooks/carriers",
    {
      header: "x-carrier-signature",
      secret: (secrets) => secrets.carrier,
      events: new Map([["parcel.delivered", (orders, event) => orders.markDelivered(event.order)]]),
    },
  ],
]);

/** Handles one delivery: `body` is a Buffer with the raw bytes, header names are lower case. */
export async function receive({ headers, body, path }, { secrets, orders }) {
  const sender = SENDERS.get(path);
  if (sender === undefined) return { status: 404 };
  if (!isSigned(sender.secret(secrets), body, headers[sender.header])) return { status: 401 };
  const event = JSON.parse(body.toString("utf8"));
  await sender.events.get(event.type)?.(orders, event);
  return { status: 204 };
}
