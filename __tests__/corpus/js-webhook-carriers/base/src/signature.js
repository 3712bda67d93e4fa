import { createHmac, timingSafeEqual } from "node:crypto";

export function sign(secret, body) {
  return createHmac("sha256", secret).update(body).digest("hex");
}

export function isSigned(secret, body, given) {
  const wanted = Buffer.from(sign(secret, body));
  const got = Buffer.from(String(given));
  return wanted.length === got.length && timingSafeEqual(wanted, got);
}
