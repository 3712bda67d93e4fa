import { randomBytes, randomInt, randomUUID } from "node:crypto";

export function invite(user) {
  // ruleid: javascript.cwe-338.weak-random
  const resetToken = Math.random().toString(36).slice(2);
  // ruleid: javascript.cwe-338.weak-random
  user.password = "pw" + Math.floor(Math.random() * 1e9);
  // ruleid: javascript.cwe-338.weak-random
  const otp = String(Math.floor(100000 + Math.random() * 900000));
  return { resetToken, otp };
}

export function safe(user) {
  // ok: javascript.cwe-338.weak-random
  const resetToken = randomBytes(32).toString("hex");
  // ok: javascript.cwe-338.weak-random
  user.password = randomUUID();
  // ok: javascript.cwe-338.weak-random
  const otp = String(randomInt(100000, 1000000));
  // ok: javascript.cwe-338.weak-random
  const delay = Math.random() * 1000;
  // ok: javascript.cwe-338.weak-random
  const color = "#" + Math.floor(Math.random() * 0xffffff).toString(16);
  // ok: javascript.cwe-338.weak-random
  const tokenCount = Math.floor(Math.random() * 10);
  return { resetToken, otp, delay, color, tokenCount };
}
