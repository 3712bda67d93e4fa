/** Credentials that a standard or a file format describes, not a provider. */

import { basicAuth, jwt, mixed } from "../checks.ts";
import { prefixed, row, type Format } from "../format.ts";
import { alnum, base64Json, hex, upperAlnum } from "../samples.ts";

const basic = (pair: string): string => Buffer.from(pair).toString("base64");

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
      match: [`Authorization: Basic ${basic(`user:${alnum(9)}`)}`],
      noMatch: ["a basic knowledge of things", "Basic authentication"],
    },
  },
  {
    type: "authorization-bearer",
    title: "Bearer authorization header",
    anchors: ["bearer ", "Authorization: token "],
    pattern: /(?:authorization: token|bearer)[ ]{1,4}(?<secret>[A-Za-z0-9._~+/=-]{16,4000})/diy,
    check: mixed,
    severity: "high",
    confidence: "medium",
    examples: {
      match: [`Authorization: Bearer ${alnum(32)}`],
      noMatch: ["Authorization: Bearer ${token}", "bearer authentication-required-here"],
    },
  },
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
      match: [`{"auths":{"r":{"auth": "${basic(`user:${alnum(9)}`)}"}}}`],
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
  {
    type: "password-hash",
    title: "password hash (crypt, bcrypt, argon2)",
    anchors: ["$2a$", "$2b$", "$2y$", "$6$", "$5$", "$1$", "$apr1$", "$argon2", "$y$"],
    pattern:
      /\$(?:2[aby]\$[0-9]{2}\$[A-Za-z0-9./]{53}|(?:[156]|apr1)\$(?:rounds=[0-9]{3,9}\$)?[A-Za-z0-9./]{1,16}\$[A-Za-z0-9./]{22,86}|argon2i?d?\$v=[0-9]{1,3}\$[a-z0-9=,]{5,60}\$[A-Za-z0-9+/]{8,90}\$[A-Za-z0-9+/]{16,140}|y\$[A-Za-z0-9./]{2,8}\$[A-Za-z0-9./]{8,90}\$[A-Za-z0-9./]{43})(?![A-Za-z0-9./])/dy,
    severity: "medium",
    // Not usable as it stands: it is taken out of what leaves, and blocks nothing.
    confidence: "low",
    examples: {
      match: [`root:$6$${alnum(8)}$${alnum(86)}:1:0`, `$2b$12$${alnum(53)}`, `a:$apr1$${alnum(8)}$${alnum(22)}`],
      noMatch: ["$1$2", "cost is $5$ or $6$"],
    },
  },
  {
    type: "age-secret-key",
    provider: "age",
    title: "age secret key",
    ...prefixed(["AGE-SECRET-KEY-1", "AGE-PLUGIN-"], "[A-Z0-9-]{0,30}[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}"),
    key: true,
    examples: {
      match: [`AGE-SECRET-KEY-1${"QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L".repeat(2).slice(0, 58)}`],
      noMatch: [`AGE-SECRET-KEY-1${"Q".repeat(20)}`],
    },
  },
  {
    type: "google-service-account",
    provider: "Google",
    title: "private key id of a Google service account file",
    anchors: ["private_key_id"],
    pattern: /private_key_id\\?"[ ]{0,4}:[ ]{0,4}\\?"(?<secret>[a-f0-9]{40})/dy,
    severity: "medium",
    confidence: "low",
    revoke: "https://cloud.google.com/iam/docs/keys-create-delete",
    examples: { match: [`{"private_key_id": "${hex(40)}"}`], noMatch: ['{"private_key_id": ""}'] },
  },
  {
    type: "kubeconfig-key",
    provider: "Kubernetes",
    title: "client key in a kubeconfig",
    anchors: ["client-key-data"],
    // Base64 of "-----BEGIN".
    pattern: /client-key-data\\?"?:[ ]{0,4}\\?"?(?<secret>LS0tLS1CRUdJT[A-Za-z0-9+/]{40,20000}={0,2})/dy,
    key: true,
    revoke: "https://kubernetes.io/docs/reference/access-authn-authz/authentication/",
    examples: { match: [`client-key-data: LS0tLS1CRUdJT${alnum(200)}=`], noMatch: ["client-key-data: REDACTED"] },
  },
  {
    type: "wireguard-key",
    provider: "WireGuard",
    title: "WireGuard private or preshared key",
    anchors: ["PrivateKey", "PresharedKey"],
    pattern: /(?:PrivateKey|PresharedKey)[ ]{0,4}=[ ]{0,4}(?<secret>[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)/dy,
    key: true,
    examples: { match: [`PrivateKey = ${alnum(42)}A=`], noMatch: ["PrivateKey = fs.read(path)"] },
  },
  {
    type: "jwk-private",
    title: "private part of a JSON Web Key",
    anchors: ['"d"', '\\"d\\"'],
    pattern: /\\?"d\\?"[ ]{0,4}:[ ]{0,4}\\?"(?<secret>[A-Za-z0-9_-]{40,700})\\?"/dy,
    check: mixed,
    key: true,
    confidence: "medium",
    examples: { match: [`{"kty":"EC","d":"${alnum(43)}"}`], noMatch: ['{"d":"M10 10h4v4h-4z"}', '{"d": "short"}'] },
  },
  row({
    type: "base64-private-key",
    title: "private key in base64",
    prefixes: ["LS0tLS1CRUdJTi"],
    body: "[A-Za-z0-9+/=]{60,20000}",
    sample: basic(`-----BEGIN RSA PRIVATE KEY-----\n${alnum(60)}`).slice("LS0tLS1CRUdJTi".length),
    key: true,
    check: (secret) =>
      /PRIVATE KEY/u.test(Buffer.from(secret.slice(0, 120), "base64").toString("latin1")) ? "format" : "reject",
  }),
  {
    type: "totp-secret",
    title: "secret of one-time passwords",
    anchors: ["otpauth://"],
    pattern: /otpauth:\/\/[^\s"'<>]{1,200}[?&]secret=(?<secret>[A-Z2-7]{16,128})/dy,
    severity: "high",
    examples: { match: [`otpauth://totp/A:b?secret=${upperAlnum(32)}`], noMatch: ["otpauth://totp/A:b?secret="] },
  },
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
      noMatch: ['ConvertTo-SecureString "$password"'],
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
