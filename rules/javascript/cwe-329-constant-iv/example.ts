import crypto, { createCipheriv, randomBytes } from "node:crypto";

export function encrypt(key: Buffer) {
  // ruleid: javascript.cwe-329.constant-iv
  const one = crypto.createCipheriv("aes-256-cbc", key, Buffer.alloc(16, 0));
  // ruleid: javascript.cwe-329.constant-iv
  const two = crypto.createCipheriv("aes-256-gcm", key, "unique nonce");
  // ruleid: javascript.cwe-329.constant-iv
  const three = createCipheriv("aes-128-ctr", key, Buffer.from("00000000000000000000000000000000", "hex"));
  return [one, two, three];
}

export function safe(key: Buffer, stored: Buffer) {
  const iv = randomBytes(12);
  // ok: javascript.cwe-329.constant-iv
  const one = crypto.createCipheriv("aes-256-gcm", key, iv);
  // ok: javascript.cwe-329.constant-iv
  const two = createCipheriv("aes-256-gcm", key, randomBytes(12));
  // ok: javascript.cwe-329.constant-iv
  const three = crypto.createDecipheriv("aes-256-cbc", key, stored.subarray(0, 16));
  return [one, two, three];
}
