import * as crypto from "node:crypto";
import { createCipheriv } from "node:crypto";
import CryptoJS from "crypto-js";

export function broken(key: Buffer, iv: Buffer, text: string) {
  // ruleid: javascript.cwe-327.weak-cipher
  crypto.createCipheriv("des-ede3-cbc", key, iv);
  // ruleid: javascript.cwe-327.weak-cipher
  createCipheriv("aes-128-ecb", key, null);
  // ruleid: javascript.cwe-327.weak-cipher
  crypto.createCipher("aes-256-cbc", "password");
  // ruleid: javascript.cwe-327.weak-cipher
  CryptoJS.DES.encrypt(text, "key");
  // ruleid: javascript.cwe-327.weak-cipher
  crypto.createCipheriv("RC4", key, "");
}

export function sound(key: Buffer, iv: Buffer, text: string, name: string) {
  // ok: javascript.cwe-327.weak-cipher
  crypto.createCipheriv("aes-256-gcm", key, iv);
  // ok: javascript.cwe-327.weak-cipher
  createCipheriv("chacha20-poly1305", key, iv, { authTagLength: 16 });
  // ok: javascript.cwe-327.weak-cipher
  crypto.createDecipheriv("des-ede3-cbc", key, iv);
  // ok: javascript.cwe-327.weak-cipher
  crypto.createCipheriv(name, key, iv);
  // ok: javascript.cwe-327.weak-cipher
  return CryptoJS.AES.encrypt(text, key);
}
