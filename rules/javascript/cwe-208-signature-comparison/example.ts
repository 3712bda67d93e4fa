import crypto, { createHmac, timingSafeEqual } from "node:crypto";

app.post("/hook", (req, res) => {
  const expected = crypto.createHmac("sha256", key).update(req.rawBody).digest("hex");
  // ruleid: javascript.cwe-208.signature-comparison
  if (req.headers["x-signature"] !== expected) return res.sendStatus(401);
  res.end();
});

export function valid(signature: string, body: string) {
  // ruleid: javascript.cwe-208.signature-comparison
  return signature === createHmac("sha256", key).update(body).digest("base64");
}

export function isSigned(signature: string, body: string) {
  const own = createHmac("sha1", key).update(body).digest("hex");
  // ruleid: javascript.cwe-208.signature-comparison
  return own === signature;
}

export function safe(signature: string, body: string) {
  const own = createHmac("sha256", key).update(body).digest();
  // ok: javascript.cwe-208.signature-comparison
  if (own.length !== signature.length) return false;
  // ok: javascript.cwe-208.signature-comparison
  return timingSafeEqual(own, Buffer.from(signature, "hex"));
}

export function sameFile(a: string, digest: string) {
  const sum = crypto.createHash("sha256").update(a).digest("hex");
  // ok: javascript.cwe-208.signature-comparison
  return sum === digest;
}
