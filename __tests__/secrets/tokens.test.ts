import { describe, expect, test } from "@jest/globals";

import { detect } from "../../src/secrets/index.ts";
import { alnum, hex, lowerAlnum, uuid } from "../../src/secrets/samples.ts";

const found = (text: string): string[] =>
  detect(text, { point: "redact" }).map(({ start, end }) => text.slice(start, end));

describe("a random token shortly after a word about secrets", () => {
  const token = lowerAlnum(40);

  test.each([
    `Use the token ${token} for this.`,
    `| API token | \`${token}\` |`,
    `unseal key 2: ${token}`,
    `service-secret-${token}`,
    `service.token.${token}`,
  ])("is redacted: %s", (text) => {
    expect(found(text)).toEqual([token]);
  });

  test("blocks nothing", () => {
    expect(detect(`The token is ${token}, and more.`, { point: "scan" })).toEqual([]);
  });
});

test.each([
  `the token of commit ${hex(40)}`,
  `uses: actions/create-github-app-token@${hex(40)}`,
  `keys: sha256 ${hex(64)}`,
  `a/credentials v1.2.3 h1:${alnum(43)}=`,
  `token /srv/me/projects/some/long/path/to/file1`,
  "secret OAuth2AccessTokenProvider",
  `"id": "${uuid()}"`,
])("none: %s", (text) => {
  expect(found(text)).toEqual([]);
});
