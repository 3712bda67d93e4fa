/** Checksums and structures that providers put into their keys. */

import { crc32 } from "node:zlib";

import type { Format } from "./format.ts";

type Check = NonNullable<Format["check"]>;

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** CRC-32 in six base-62 digits, as GitHub and npm end their tokens ("Behind GitHub's new authentication token formats"). */
export function crcBase62(body: string): string {
  let rest = crc32(body);
  let text = "";
  while (text.length < 6) {
    text = BASE62.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

/** `prefix_` + 30 random characters + 6 of checksum over the 30. */
export const crcChecked: Check = (secret) => {
  const body = secret.slice(secret.indexOf("_") + 1);
  return body.length === 36 && crcBase62(body.slice(0, 30)) === body.slice(30) ? "checksum" : "format";
};

/** RFC 7519: a compact JWS or JWE begins with a JSON object in base64url that names its `alg`. */
export const jwt: Check = (secret) => {
  const header = parseObject(Buffer.from(secret.split(".", 1)[0] ?? "", "base64url").toString("utf8"));
  return header !== undefined && "alg" in header ? "format" : "reject";
};

/** RFC 7617: base64 of `user:password`, all printable. */
export const basicAuth: Check = (secret) =>
  /^[^\p{Cc}\uFFFD:]{0,200}:[^\p{Cc}\uFFFD]{1,500}$/u.test(Buffer.from(secret, "base64").toString("utf8"))
    ? "format"
    : "reject";

/** For shapes that words share: letters and digits mixed, and not two characters over and over. */
export const mixed: Check = (secret) =>
  /[0-9]/u.test(secret) && /[A-Za-z]/u.test(secret) && new Set(secret).size >= Math.min(8, secret.length / 2)
    ? "format"
    : "reject";

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
