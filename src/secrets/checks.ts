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

/** For forms that no word has: nothing more to look at. */
export const formed: Check = () => "format";

/** For keys of any form: hex of a usual length, groups as in a UUID, or letters and digits that take turns as in no word. */
export const random: Check = (secret) => {
  if (new Set(secret).size < 8 || /^[0-9]+$|^[A-Za-z]+$/u.test(secret)) return "reject";
  if (/^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/iu.test(secret)) return "format";
  return isGrouped(secret) || secret.split(/[-_.~+/]/u).some(isRandomRun) ? "format" : "reject";
};

function isGrouped(secret: string): boolean {
  if (!/^(?:[0-9A-Za-z]{4,12}-){3,7}[0-9A-Za-z]{4,12}$/u.test(secret)) return false;
  return secret.split("-").filter((group) => /[0-9]/u.test(group) && /[A-Za-z]/u.test(group)).length >= 2;
}

function isRandomRun(run: string): boolean {
  const digits = run.match(/[0-9]/gu)?.length ?? 0;
  const turns = run.match(/[a-z](?=[A-Z0-9])|[A-Z](?=[a-z0-9])|[0-9](?=[A-Za-z])/gu)?.length ?? 0;
  if (run.length < 10 || digits < 2 || digits === run.length) return false;
  return turns >= run.length / 4 || (turns >= 3 && digits >= run.length / 4) || (run.length >= 24 && digits >= 4);
}

/** A JSON Web Token, or part of one, once more in base64. */
export const base64Jwt: Check = (secret) =>
  /^eyJ[A-Za-z0-9_-]{8}/u.test(Buffer.from(secret, "base64").toString("latin1")) ? "format" : "reject";

/** Base64 that says of itself that it is a private key in PEM. */
export const base64Pem: Check = (secret) =>
  /PRIVATE KEY/u.test(Buffer.from(secret.slice(0, 120), "base64").toString("latin1")) ? "format" : "reject";

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
