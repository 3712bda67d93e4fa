import { describe, expect, test } from "@jest/globals";
import { neverSend } from "../../src/review/never-send.ts";

describe("L1 never sent", () => {
  test.each([
    [".env", "environment file"],
    ["deploy/.env.production", "environment file"],
    ["config/prod.env", "environment file"],
    ["id_rsa", "private key"],
    ["keys/id_ed25519_sk", "private key"],
    ["tls/server.pem", "private key"],
    ["tls/server.key", "private key"],
    ["app/release.jks", "key store"],
    ["certs/client.p12", "key store"],
    ["certs/client.pfx", "key store"],
    ["infra/terraform.tfstate", "infrastructure state"],
    ["infra/terraform.tfstate.backup", "infrastructure state"],
    ["infra/.terraform/environment", "infrastructure state"],
    ["infra/prod.tfvars", "infrastructure state"],
    [".pulumi/stacks/prod.json", "infrastructure state"],
    ["backup/db.sql.gz", "dump"],
    ["backup/db.dump", "dump"],
    ["dump.rdb", "dump"],
    ["home/.netrc", "credentials file"],
    [".pgpass", "credentials file"],
    ["packages/a/.npmrc", "credentials file"],
    [".git-credentials", "credentials file"],
    ["ops/kubeconfig-prod.yaml", "credentials file"],
    ["ops/office.ovpn", "credentials file"],
    [".aws/credentials", "credentials file"],
    [".ssh/known_hosts", "credentials file"],
    [".docker/config.json", "credentials file"],
    ["tls/server.crt", "certificate"],
    ["ca/root.cer", "certificate"],
    ["data/users.db", "dump"],
    ["out/customers_export.json", "dump"],
    ["data/people.csv", "data file"],
    ["fixtures/session.har", "data file"],
    ["logs/app.log", "data file"],
    ["warehouse/day.parquet", "data file"],
  ])("%s is a %s, at any depth and in any case", (uri, rule) => {
    expect(neverSend(uri)).toBe(rule);
    expect(neverSend(`a b/日本語\n/${uri}`)).toBe(rule);
    expect(neverSend(uri.toUpperCase())).toBe(rule);
  });

  test.each([
    "src/env.ts",
    "environment.md",
    "src/keyboard.ts",
    "docs/keys.md",
    "schema.sql",
    "migrations/0001_exporters.sql",
    "src/core.md",
    "package.json",
    "src/credentials/index.html",
    ".docker/Dockerfile",
    ".aws/buildspec.yml",
    "README.md",
  ])("%s is", (uri) => {
    expect(neverSend(uri)).toBeUndefined();
  });

  test.each([".env.js", "id_rsa.py", "lib/.ssh/x.sh", "a.tfstate.ts", ".github/workflows/kubeconfig.yml"])(
    "L6 code that is named like a secret, %s, does not hide",
    (uri) => {
      expect(neverSend(uri)).toBeUndefined();
    },
  );
});
