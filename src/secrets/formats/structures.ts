/** Credentials that a standard or a file format describes, not a provider. */

import { placed, prefixed, row } from "./build.ts";
import { base64Pem, basicAuth, jwt, mixed } from "../checks.ts";
import type { Format } from "../format.ts";
import { alnum, base64Json } from "../samples.ts";

const base64 = (text: string): string => Buffer.from(text).toString("base64");

export const STRUCTURES: readonly Format[] = [
  {
    type: "jwt",
    title: "JSON Web Token",
    ...prefixed(["eyJ"], String.raw`[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{0,8000}(?:\.[A-Za-z0-9_-]{0,4000}){1,3}`),
    check: jwt,
    severity: "high",
    examples: {
      match: [`${base64Json({ alg: "HS256", typ: "JWT" })}.${base64Json({ sub: "a" })}.${alnum(43)}`],
      noMatch: [
        `${base64Json({ kid: "HS256", typ: "JWT" })}.${base64Json({ sub: "a" })}.${alnum(43)}`,
        "eyJhbGciOiJIUzI1NiJ9",
      ],
    },
  },
  {
    type: "authorization-basic",
    title: "Basic authorization header",
    anchors: ["basic "],
    pattern: /(?<![A-Za-z0-9])basic[ ]{1,4}(?<secret>[A-Za-z0-9+/]{6,400}={0,2})(?![A-Za-z0-9+/=])/diy,
    check: basicAuth,
    severity: "high",
    examples: {
      match: [`Authorization: Basic ${base64(`user:${alnum(9)}`)}`],
      noMatch: ["a basic knowledge of things", "Basic authentication"],
    },
  },
  placed({
    type: "authorization-bearer",
    title: "Bearer authorization header",
    anchors: ["bearer ", "Authorization: token "],
    before: "(?:authorization: token|bearer)[ ]{1,4}",
    body: "[A-Za-z0-9._~+/=-]{16,4000}",
    flags: "i",
    place: (text, anchor) => `X: ${anchor}${text}`,
    noMatch: ["Authorization: Bearer ${token}", "bearer authentication-required-here"],
    check: mixed,
    severity: "high",
    confidence: "medium",
  }),
  {
    type: "url-password",
    title: "password in a URL",
    // RFC 3986 §3.2.1 userinfo; the password may hold anything but white space and quotes, `@` included (the last one ends it).
    anchors: ["://"],
    pattern: /:\/\/[^\s:@/"'`<>?#(){}[\]]{0,100}:(?<secret>[^\s"'`<>/]{1,200})@(?=[A-Za-z0-9[_.{$%-])/dy,
    chosen: true,
    severity: "high",
    examples: {
      match: [`postgres://app:${alnum(12)}@db.example.com/x`, `https://u:p@${alnum(6)}@host/`],
      noMatch: ["https://example.com:8080/a@b", "http://user@host/", "https://example.com/a:b@c"],
    },
  },
  {
    type: "docker-auth",
    provider: "Docker",
    title: "registry credentials in a Docker configuration",
    anchors: ['"auth"', '\\"auth\\"', "auth:"],
    pattern: /\\?"?auth\\?"?[ ]{0,4}:[ ]{0,4}\\?"?(?<secret>[A-Za-z0-9+/]{8,400}={0,2})\\?"/dy,
    check: basicAuth,
    severity: "high",
    revoke: "https://docs.docker.com/reference/cli/docker/logout/",
    examples: {
      match: [`{"auths":{"r":{"auth": "${base64(`user:${alnum(9)}`)}"}}}`],
      noMatch: ['{"auth": "authentication"}'],
    },
  },
  {
    type: "netrc-password",
    title: "password in a .netrc line",
    anchors: ["machine ", "login "],
    pattern:
      /(?:machine[ \t]{1,4}\S{1,200}\s{1,8})?login[ \t]{1,4}\S{1,200}\s{1,8}password[ \t]{1,4}(?<secret>\S{2,200})/dy,
    chosen: true,
    severity: "high",
    examples: {
      match: [`machine a.example.com login me password ${alnum(9)}`, `login me\n  password ${alnum(9)}`],
      noMatch: ["the login and the password", "machine learning"],
    },
  },
  {
    type: "pgpass-password",
    provider: "PostgreSQL",
    title: "password in a .pgpass line",
    // hostname:port:database:username:password (PostgreSQL, "The Password File").
    anchors: [":5432:", ":*:", ":5433:", ":6432:"],
    pattern:
      /(?<=(?:^|\n)[ \t"'+-]{0,8}[^\s:]{1,100}):(?:[0-9]{4,5}|\*):[^\s:]{1,63}:[^\s:]{1,63}:(?<secret>[^\s:]{3,200})(?=\s|$)/dy,
    chosen: true,
    severity: "high",
    examples: {
      match: [`db.example.com:5432:app:app:${alnum(12)}`, `x\nlocalhost:5432:*:me:${alnum(12)}`],
      noMatch: ["ports: 5432:5432", "a:5432:b"],
    },
  },
  // Not usable as they stand: they are taken out of what leaves, and block nothing.
  ...[
    [
      "password-hash",
      "password hash (crypt)",
      "$6$ $5$ $1$ $apr1$",
      "(?:rounds=[0-9]{3,9}[$])?[A-Za-z0-9./]{1,16}[$][A-Za-z0-9./]{22,86}",
    ],
    ["bcrypt-hash", "password hash (bcrypt)", "$2a$ $2b$ $2y$", "[0-9]{2}[$][A-Za-z0-9./]{53}"],
    [
      "argon2-hash",
      "password hash (argon2)",
      "$argon2i$ $argon2d$ $argon2id$",
      "v=[0-9]{1,3}[$][a-z0-9=,]{5,60}[$][A-Za-z0-9+/]{8,90}[$][A-Za-z0-9+/]{16,140}",
    ],
    [
      "yescrypt-hash",
      "password hash (yescrypt)",
      "$y$",
      "[A-Za-z0-9./]{2,8}[$][A-Za-z0-9./]{8,90}[$][A-Za-z0-9./]{43}",
    ],
  ].map(([type = "", title = "", prefixes = "", body = ""]) =>
    row({ type, title, prefixes: prefixes.split(" "), body, severity: "medium", confidence: "low" }),
  ),
  row({
    type: "age-secret-key",
    provider: "age",
    title: "age secret key",
    prefixes: ["AGE-SECRET-KEY-1"],
    body: "[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}",
    key: true,
  }),
  row({
    type: "age-plugin-identity",
    provider: "age",
    title: "identity of an age plugin",
    prefixes: ["AGE-PLUGIN-"],
    body: "[A-Z0-9]{1,20}-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{40,200}",
    key: true,
  }),
  placed({
    type: "google-service-account",
    provider: "Google",
    title: "private key id of a Google service account file",
    anchors: ["private_key_id"],
    before: String.raw`private_key_id\\?"[ ]{0,4}:[ ]{0,4}\\?"`,
    body: "[a-f0-9]{40}",
    place: (text, anchor) => `{"${anchor}": "${text}"}`,
    severity: "medium",
    confidence: "low",
    revoke: "https://cloud.google.com/iam/docs/keys-create-delete",
  }),
  placed({
    type: "kubeconfig-key",
    provider: "Kubernetes",
    title: "client key in a kubeconfig",
    anchors: ["client-key-data"],
    before: String.raw`client-key-data\\?"?:[ ]{0,4}\\?"?`,
    // Base64 of "-----BEGIN".
    body: "LS0tLS1CRUdJT[A-Za-z0-9+/]{40,20000}={0,2}",
    place: (text, anchor) => `${anchor}: ${text}`,
    key: true,
    revoke: "https://kubernetes.io/docs/reference/access-authn-authz/authentication/",
  }),
  placed({
    type: "wireguard-key",
    provider: "WireGuard",
    title: "WireGuard private or preshared key",
    anchors: ["PrivateKey", "PresharedKey"],
    before: "(?:PrivateKey|PresharedKey)[ ]{0,4}=[ ]{0,4}",
    body: "[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=",
    place: (text, anchor) => `${anchor} = ${text}`,
    key: true,
  }),
  placed({
    type: "jwk-private",
    title: "private part of a JSON Web Key",
    anchors: ['"d"', '\\"d\\"'],
    before: String.raw`\\?"d\\?"[ ]{0,4}:[ ]{0,4}\\?"`,
    body: "[A-Za-z0-9_-]{40,700}",
    after: String.raw`(?=\\?")`,
    place: (text, anchor) => `{"kty":"EC",${anchor}:"${text}"}`,
    noMatch: ['{"d":"M10 10h4v4h-4z"}'],
    check: mixed,
    key: true,
    confidence: "medium",
  }),
  {
    ...row({
      type: "base64-private-key",
      title: "private key in base64",
      prefixes: ["LS0tLS1CRUdJTi"],
      body: "[A-Za-z0-9+/]{56,20000}={0,2}",
      key: true,
    }),
    check: base64Pem,
    examples: {
      match: [base64(`-----BEGIN PRIVATE KEY-----\n${alnum(24)}`)],
      noMatch: [
        base64(`-----BEGIN PRIVATE KEY-----\n${alnum(24)}`).slice(0, 69),
        base64(`-----BEGIN PRIVATE KEY-----\n${alnum(24)}`).replace(/(?<=^.{40})./u, "_"),
        base64(`-----BEGIN CERTIFICATE-----\n${alnum(24)}`),
        `x${base64(`-----BEGIN PRIVATE KEY-----\n${alnum(24)}`)}`,
        base64(`-----BEGIN PRIVATE KEY-----\n${alnum(24)}`).slice(1),
      ],
    },
  },
  placed({
    type: "totp-secret",
    title: "secret of one-time passwords",
    anchors: ["otpauth://"],
    before: String.raw`otpauth:\/\/[^\s"'<>]{1,200}[?&]secret=`,
    body: "[A-Z2-7]{16,128}",
    place: (text, anchor) => `${anchor}totp/A:b?secret=${text}`,
    severity: "high",
  }),
  {
    type: "powershell-secure-string",
    title: "password given to ConvertTo-SecureString",
    anchors: ["ConvertTo-SecureString"],
    pattern:
      /ConvertTo-SecureString[ ]{1,4}(?:-AsPlainText[ ]{1,4}|-Force[ ]{1,4}|-String[ ]{1,4}){0,3}["'](?<secret>[^"'$\n]{3,200})["']/diy,
    chosen: true,
    severity: "high",
    confidence: "medium",
    examples: {
      match: [`ConvertTo-SecureString -String "${alnum(9)}" -Force`],
      noMatch: ['ConvertTo-SecureString "$password"', `onvertTo-SecureString "${alnum(9)}"`],
    },
  },
  {
    type: "curl-user",
    title: "password on a curl command line",
    anchors: ["-u ", "--user "],
    pattern: /(?:-u|--user)[ ]{1,4}(?:["']?)[A-Za-z0-9_.@+-]{0,80}:(?<secret>[^\s"'$<{:]{3,200})/dy,
    chosen: true,
    severity: "high",
    confidence: "medium",
    examples: {
      match: [`curl --user me:${alnum(12)} https://example.com`],
      noMatch: ["curl --user me:$PASS", "docker run --user 1000"],
    },
  },
];
