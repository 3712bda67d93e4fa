import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { crcBase62 } from "../../src/secrets/checks.ts";
import { detect } from "../../src/secrets/index.ts";
import { alnum, base64Json, hex, lowerAlnum, uuid } from "../../src/secrets/samples.ts";

const strong = alnum(32);
const values = (text: string, point: "scan" | "redact", path?: string): string[] =>
  detect(text, { point, path }).map(({ start, end }) => text.slice(start, end));

describe("formats", () => {
  test("a right checksum is said, a wrong one does not hide the token", () => {
    const body = alnum(30);
    const right = `ghp_${body}${crcBase62(body)}`;
    expect(detect(right, { point: "scan" })).toEqual([
      { start: 0, end: 40, type: "github-pat", provider: "GitHub", why: "checksum", confidence: "high" },
    ]);
    expect(detect(`ghp_${body}000000`, { point: "scan" })).toMatchObject([{ why: "format" }]);
  });

  test("the checksum is CRC-32 in base 62 with leading zeros", () => {
    // CRC-32/ISO-HDLC of "123456789" is 0xCBF43926, its published check value.
    expect(crcBase62("123456789")).toBe("3jZRME");
    expect(crcBase62("")).toBe("000000");
  });

  test("an overlap is one span that covers all of it, under the stronger reason", () => {
    const text = `password = "x1 ghp_${alnum(36)} y2"`;
    expect(detect(text, { point: "redact" })).toMatchObject([{ start: 12, end: text.length - 1, type: "github-pat" }]);
  });

  test("a JWT is one when its header decodes to an object with alg", () => {
    const payload = base64Json({ sub: "someone" });
    const token = `${base64Json({ alg: "none" })}.${payload}.${alnum(43)}`;
    expect(values(`x ${token} y`, "scan")).toEqual([token]);
    expect(values(`x ${base64Json({ typ: "JWT" })}.${payload}.${alnum(43)} y`, "scan")).toEqual([]);
  });

  test("keys of the documentation are none: repeated characters, the provider's EXAMPLE", () => {
    expect(values(`ghp_${"x".repeat(36)} ${"AKIA"}IOSFODNN7EXAMPLE sk_live_${"0".repeat(24)}`, "redact")).toEqual([]);
  });
});

test("an action that is pinned to a commit is no token, whatever the action is called", () => {
  const commit = hex(40);
  expect(values(`uses: actions/create-github-app-token@${commit} # v3`, "redact")).toEqual([]);
  expect(values(`the token is ${commit}`, "redact")).toEqual([commit]);
});

describe("private keys", () => {
  const lines = [alnum(64), alnum(63) + "+", alnum(41)];
  const kind = "RSA PRIVATE KEY";
  const pem = (prefix: string): string =>
    [`-----BEGIN ${kind}-----`, ...lines, `-----END ${kind}-----`].map((line) => prefix + line).join("\n");

  test.each(["", "+", "-", "    ", "# ", "+  * "])("behind the line prefix %p the whole body is found", (prefix) => {
    const found = values(pem(prefix), "scan");
    expect(found).toHaveLength(1);
    for (const line of lines) expect(found[0]).toContain(line);
    expect(found[0]).not.toContain("BEGIN");
  });

  test("cut off before its footer it is found to its last line", () => {
    const text = pem("+").split("\n").slice(0, 3).join("\n") + "\n context that is no key at all\n";
    expect(values(text, "scan")[0]).toContain(lines[1]);
    expect(values(text, "scan")[0]).not.toContain("context");
  });

  test("with escaped line ends, in one string", () => {
    expect(values(`key: "${pem("").replaceAll("\n", "\\n")}"`, "scan").join()).toContain(lines.join("\\n"));
  });

  test("PuTTY's private lines", () => {
    const text = `PuTTY-User-Key-File-3: ssh-ed25519\nPrivate-Lines: 2\n${lines[0] ?? ""}\n${lines[1] ?? ""}\nPrivate-MAC: ${hex(64)}\n`;
    expect(values(text, "scan")).toEqual([`${lines[0] ?? ""}\n${lines[1] ?? ""}`]);
  });

  test("a program between a header and a later footer is no key", () => {
    const code = "  const encodedDocumentWithHeaders = encodeDocumentWithHeaders(parameters);\n".repeat(20);
    const text = `const header = "-----BEGIN ${kind}-----\\n";\n${code}const footer = "-----END ${kind}-----";\n`;
    expect(values(text, "scan")).toEqual([]);
    expect(values(text, "redact")).toEqual([]);
  });

  test("a header without a key is none", () => {
    expect(values(`"-----BEGIN ${kind}-----\\n" + key + "\\n-----END ${kind}-----"`, "redact")).toEqual([]);
    expect(values(`if (text.startsWith("-----BEGIN ${kind}-----")) return parse(text);`, "redact")).toEqual([]);
  });
});

describe("assignments", () => {
  test.each([
    [`const apiKey = "${strong}";`, "a.ts"],
    [`api_key: str = '${strong}'`, "a.py"],
    [`static final String CLIENT_SECRET = "${strong}";`, "A.java"],
    [`{ "accessToken": "${strong}" }`, "a.json"],
    [`"{\\"client_secret\\": \\"${strong}\\"}"`, "a.ts"],
    [`auth_token: ${strong}`, "a.yaml"],
    [`client_secret = ${strong}`, "a.ini"],
    [`export API_TOKEN=${strong}`, ".env"],
    [`<clientSecret>${strong}</clientSecret>`, "a.xml"],
    [`<add key="ClientSecret" value="${strong}" />`, "web.config"],
    [`contraseña = "${strong}"`, "a.py"],
    [`deploy --api-token ${strong}`, "a.sh"],
    [`deploy --password="${strong}"`, "a.sh"],
    [`X-Api-Key: ${strong}`, "a.http"],
    [`Authorization: Bearer ${strong}`, "a.http"],
    [`config.setPassword("${strong}")`, "A.java"],
    [`secrets["password"] = "${strong}"`, "a.py"],
    [`CREATE USER a IDENTIFIED BY '${strong}'`, "a.sql"],
    [`ConvertTo-SecureString -String "${strong}"`, "a.ps1"],
    [`Server=db;Password=${strong};Encrypt=true`, "a.config"],
    [`mongodb+srv://app:${strong}@cluster.example.net/db`, "a.ts"],
  ])("%s is found, the value alone", (text, path) => {
    expect(values(text, "redact", path)).toEqual([strong]);
  });

  test.each([
    "password = process.env.DB_PASSWORD",
    'password = os.environ["DB_PASSWORD"]',
    'password: "${DB_PASSWORD}"',
    "password: {{ .Values.password }}",
    "api_key = <your-api-key>",
    'apiKey: "xxxxxxxxxxxxxxxxxxxx"',
    'apiKey = "YOUR_API_KEY"',
    'const token = getToken("session")',
    "password: string;",
    "function login(user: string, password: string): Token {",
    'label: { password: "user.form.password" }',
    'password: "Password"',
    '"integrity": "sha512-' + alnum(86) + '=="',
    'tokenPath: "/var/run/secrets/token"',
    'secretName: "database-credentials"',
    "max_tokens: 4096",
    "License: [MIT](http://opensource.org/licenses/mit-license.php)",
    'credential = "Credential=([A-Z0-9]+)/"',
    'headers["Sec-WebSocket-Key"] = "' + base64Json([1, 2, 3, 4, 5, 6]) + '"',
    'public_key = "' + strong + '"',
    'password: "Please enter your password"',
    `commit ${hex(40)}`,
    `"id": "${uuid()}"`,
    "https://example.com:8080/path@2",
    "postgres://user:${PASSWORD}@host/db",
  ])("%s is none at either point", (text) => {
    expect(values(text, "redact", "a.ts")).toEqual([]);
    expect(values(text, "scan", "a.ts")).toEqual([]);
  });

  test("the two points: a weak password is redacted, and blocks nothing", () => {
    const text = 'password = "hunter"';
    expect(values(text, "redact", "a.py")).toEqual(["hunter"]);
    expect(values(text, "scan", "a.py")).toEqual([]);
  });

  test("a random token near a telling name is redacted only", () => {
    const token = lowerAlnum(40);
    expect(values(`the API token is ${token}, keep it`, "redact")).toEqual([token]);
    expect(values(`the API token is ${token}, keep it`, "scan")).toEqual([]);
  });
});

describe("any text", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc
      .array(
        fc.oneof(
          fc.constantFrom(
            "password",
            "=",
            '"',
            "'",
            ":",
            "\n",
            "\0",
            "\ud800",
            "-----BEGIN ",
            "PRIVATE KEY-----",
            "eyJ",
            "://",
            "@",
          ),
          fc.string({ maxLength: 12 }),
          fc.constant(strong),
        ),
        { maxLength: 40 },
      )
      .map((pieces) => pieces.join("")),
  );

  test("spans are sorted, inside the text, not empty and apart", () => {
    fc.assert(
      fc.property(text, fc.constantFrom("scan" as const, "redact" as const), (given, point) => {
        let before = 0;
        for (const { start, end } of detect(given, { point })) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          before = end;
        }
        expect(before).toBeLessThanOrEqual(given.length);
      }),
      { numRuns: 2_000, seed: 6 },
    );
  });
});
