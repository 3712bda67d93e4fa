import { createCipheriv, randomBytes } from "node:crypto";
import crypto from "node:crypto";
import CryptoJS from "crypto-js";
import session from "express-session";
import jwt from "jsonwebtoken";

export function encrypt(text: string, iv: Buffer) {
  // ruleid: javascript.cwe-321.hard-coded-key
  const one = crypto.createCipheriv("aes-256-gcm", Buffer.from("0123456789abcdef0123456789abcdef"), iv);
  // ruleid: javascript.cwe-321.hard-coded-key
  const two = createCipheriv("aes-256-gcm", "an example key of thirty-two byt", iv);
  // ruleid: javascript.cwe-321.hard-coded-key
  const three = CryptoJS.AES.encrypt(text, "example passphrase");
  return [one, two, three];
}

export function token(id: string) {
  // ruleid: javascript.cwe-321.hard-coded-key
  return jwt.sign({ sub: id }, "example-signing-key", { expiresIn: "1h" });
}

// ruleid: javascript.cwe-321.hard-coded-key
app.use(session({ secret: "keyboard example", resave: false }));

export function safe(text: string, key: Buffer) {
  const iv = randomBytes(12);
  // ok: javascript.cwe-321.hard-coded-key
  const one = createCipheriv("aes-256-gcm", key, iv);
  // ok: javascript.cwe-321.hard-coded-key
  const two = jwt.sign({ sub: text }, process.env.JWT_KEY, { expiresIn: "1h" });
  // ok: javascript.cwe-321.hard-coded-key
  const three = CryptoJS.AES.encrypt(text, process.env.KEY);
  // ok: javascript.cwe-321.hard-coded-key
  const hash = crypto.createHash("sha256").update("label").digest();
  return [one, two, three, hash];
}

// ok: javascript.cwe-321.hard-coded-key
app.use(session({ secret: process.env.SESSION_KEY, resave: false }));
