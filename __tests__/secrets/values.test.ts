import { describe, expect, test } from "@jest/globals";

import { namedSecret } from "../../src/secrets/names.ts";
import { entropy, isRandom } from "../../src/secrets/values.ts";

describe("names", () => {
  test.each([
    ["dbPassword", "password"],
    ["MYSQL_ROOT_PWD", "password"],
    ["spring.datasource.password", "password"],
    ["contraseña", "password"],
    ["x-api-key", "api-key"],
    ["awsSecretAccessKey", "api-key"],
    ["clientSecret", "secret"],
    ["GITHUB_TOKEN", "token"],
    ["signing_key", "encryption-key"],
    ["proxyCredentials", "credential"],
  ])("%s means a %s", (name, type) => {
    expect(namedSecret(name)?.type).toBe(type);
  });

  test.each([
    "passwordField",
    "tokenType",
    "secret_name",
    "isPasswordEmpty",
    "publicKey",
    "primary_key",
    "keyboard",
    "author",
    "compass",
    "maxTokens",
    "x",
  ])("%s means none", (name) => {
    expect(namedSecret(name)).toBeUndefined();
  });
});

test("entropy is Shannon's, in bits per character", () => {
  expect(entropy("aaaa")).toBe(0);
  expect(entropy("abcd")).toBe(2);
  expect(entropy("")).toBe(0);
});

test("words with a number are not random, mixed characters are", () => {
  expect(["password123", "server-01", "12345678901234567890", "configuration"].map(isRandom)).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect(["k3J9xQ2mZ8pL", "QwzXkvBnmTrsPldFgh"].map(isRandom)).toEqual([true, true]);
});
