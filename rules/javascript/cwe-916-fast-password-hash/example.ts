import * as crypto from "node:crypto";
import { createHash } from "node:crypto";
import bcrypt from "bcrypt";
import md5 from "md5";

export async function broken(password: string, user: { password: string; salt: string }) {
  // ruleid: javascript.cwe-916.fast-password-hash
  crypto.createHash("md5").update(password).digest("hex");
  // ruleid: javascript.cwe-916.fast-password-hash
  createHash("sha256").update(user.salt + user.password).digest();
  // ruleid: javascript.cwe-916.fast-password-hash
  return md5(`${user.salt}:${password}`);
}

export async function sound(password: string, body: string, user: { passwordHint: string }) {
  // ok: javascript.cwe-916.fast-password-hash
  await bcrypt.hash(password, 12);
  // ok: javascript.cwe-916.fast-password-hash
  crypto.scryptSync(password, "salt", 64);
  // ok: javascript.cwe-916.fast-password-hash
  createHash("sha256").update(body).digest();
  // ok: javascript.cwe-916.fast-password-hash
  md5(body);
  // ok: javascript.cwe-916.fast-password-hash
  return createHash("sha256").update(user.passwordHint);
}
