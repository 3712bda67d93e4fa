import { describe, expect, test } from "@jest/globals";
import { modelCredentials, modelOptions, type MODEL_INPUTS } from "../src/action-inputs-model.ts";
import type { Reader } from "../src/action-inputs.ts";
import { readActionEnvironment } from "../src/inputs.ts";

type Given = Readonly<Partial<Record<(typeof MODEL_INPUTS)[number] | "base-url", string>>>;

const reader =
  (given: Given): Reader =>
  (name, parse) => {
    const text = Object.entries(given).find(([known]) => known === name)?.[1];
    return text === undefined ? undefined : parse(text);
  };
const RUNNER = {
  ACTIONS_ID_TOKEN_REQUEST_URL: "https://token.example/?a=1",
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: "t-of-test",
};
const credentials = (given: Given, variables = {}) => modelCredentials(reader(given), variables);
const FEDERATION = {
  "anthropic-federation-rule-id": "fdrl_1",
  "anthropic-organization-id": "0f1e-2d3c",
  "anthropic-service-account-id": "svac_1",
};

describe("a federation by inputs", () => {
  test("takes the runner's identity, and the audience of the Claude API unless another is said", () => {
    expect(credentials(FEDERATION, RUNNER).federation).toEqual({
      ruleId: "fdrl_1",
      organizationId: "0f1e-2d3c",
      serviceAccountId: "svac_1",
      audience: "https://api.anthropic.com",
      identity: { url: "https://token.example/?a=1", token: "t-of-test" },
    });
    const more = { "anthropic-workspace-id": "wrkspc_1", "anthropic-oidc-audience": "https://a.example" };
    expect(credentials({ ...FEDERATION, ...more }).federation).toMatchObject({
      workspaceId: "wrkspc_1",
      audience: "https://a.example",
    });
  });

  test("has no identity in a job without the permission", () => {
    expect(credentials(FEDERATION, { ...RUNNER, ACTIONS_ID_TOKEN_REQUEST_TOKEN: "" }).federation).not.toHaveProperty(
      "identity",
    );
  });

  test("is none when no input of it is there", () => {
    expect(credentials({ "anthropic-api-key": "key" }, RUNNER)).toEqual({ anthropicApiKey: "key" });
  });

  test.each<[string, Given, RegExp]>([
    ["beside a key", { ...FEDERATION, "anthropic-api-key": "key-of-test" }, /^Both anthropic-api-key and federation/u],
    [
      "in part",
      { "anthropic-federation-rule-id": "f" },
      /anthropic-organization-id, anthropic-service-account-id are/u,
    ],
    ["as a workspace alone", { "anthropic-workspace-id": "w" }, /anthropic-federation-rule-id, .* are not set/u],
    ["with a line end", { ...FEDERATION, "anthropic-organization-id": "a\nb" }, /identifier/u],
  ])("%s is an error that does not repeat what was given", (_, given, words) => {
    expect(() => credentials(given, RUNNER)).toThrow(words);
    expect(() => credentials(given, RUNNER)).not.toThrow(/key-of-test/u);
  });
});

describe("gateway-headers", () => {
  const headers = (text: string, more: Given = { "base-url": "https://g.example" }) =>
    credentials({ "gateway-headers": text, ...more }).gatewayHeaders;

  test("are lines of name and value", () => {
    expect(headers("X-Team: security\n\n x-api-key:  a b\tc  \n")).toEqual({
      "x-team": "security",
      "x-api-key": "a b\tc",
    });
  });

  test.each([
    ["Authorization: Bearer secret-of-test"],
    ["Anthropic-Version: secret-of-test"],
    ["anthropic-beta: secret-of-test"],
    ["Host: secret-of-test"],
    ["content-length: 1"],
    ["Transfer-Encoding: chunked"],
    ["Proxy-Authorization: secret-of-test"],
    ["X-A: secret-of-test\nx-a: 2"],
    ["secret-of-test"],
    ["X A: secret-of-test"],
    ["X-A: secret-of-test\u0000"],
    ["X-A: sécret-of-test"],
  ])("L1 %j is refused, and its value not repeated", (text) => {
    expect(() => headers(text)).toThrow();
    expect(() => headers(text)).not.toThrow(/s.cret-of-test/u);
  });

  test("without a gateway are an error: they are no secrets for Anthropic", () => {
    expect(() => headers("X-A: b", {})).toThrow(/without a gateway/u);
  });
});

describe("where a cloud's model is", () => {
  test("is said by inputs", () => {
    const given = { "aws-region": "eu-central-1", "google-region": "eu", "google-project": "example.com:p-1" };
    expect(modelOptions(reader({ ...given, "foundry-resource": "r-1", "model-command-seconds": "900" }))).toEqual({
      places: {
        awsRegion: "eu-central-1",
        googleRegion: "eu",
        googleProject: "example.com:p-1",
        foundryResource: "r-1",
      },
      modelCommandSeconds: 900,
    });
    expect(modelOptions(reader({}))).toEqual({});
  });

  test.each<[Given]>([
    [{ "aws-region": "evil.example/" }],
    [{ "aws-region": "a@evil" }],
    [{ "google-region": "eu#" }],
    [{ "google-project": "../../x" }],
    [{ "foundry-resource": "a.evil.example?" }],
    [{ "model-command-seconds": "0" }],
    [{ "model-command-seconds": "3601" }],
    [{ "model-command-seconds": "1e3" }],
  ])("L6 nothing that would be another address: %j", (given) => {
    expect(() => modelOptions(reader(given))).toThrow();
  });
});

describe("variables of clouds in a job", () => {
  const AWS = {
    AWS_ACCESS_KEY_ID: "AKIDOFTEST",
    AWS_SECRET_ACCESS_KEY: "secret-of-test",
    AWS_SESSION_TOKEN: "session-of-test",
  };
  const read = (env: Readonly<Record<string, string>>, more = {}) => readActionEnvironment(env, "linux", more);

  test("L1 those of a login step are kept, and secret; what they would steer is named and has no effect", () => {
    const steering = {
      AWS_ENDPOINT_URL: "https://evil.example",
      AWS_REGION: "us-east-1",
      GOOGLE_APPLICATION_CREDENTIALS: "/w/gha-creds.json",
      CLOUD_ML_REGION: "us",
      ANTHROPIC_BEDROCK_BASE_URL: "https://evil.example",
    };
    const given = { ...AWS, GOOGLE_OAUTH_ACCESS_TOKEN: "google-of-test", AZURE_ACCESS_TOKEN: "azure-of-test" };
    const { clouds, knownSecrets, action } = read({ ...given, ...steering });
    expect(clouds).toEqual({
      aws: { accessKeyId: "AKIDOFTEST", secretAccessKey: "secret-of-test", sessionToken: "session-of-test" },
      googleAccessToken: "google-of-test",
      azureAccessToken: "azure-of-test",
    });
    expect(knownSecrets).toEqual(expect.arrayContaining(Object.values(given)));
    expect(action.ignoredVariables).toEqual(Object.keys(steering).sort());
  });

  test("keys without a session are somebody's for ever, and not used", () => {
    expect(read({ ...AWS, AWS_SESSION_TOKEN: "" }).clouds).toEqual({});
  });

  test("L1 the values of gateway headers are secrets of the run", () => {
    const { knownSecrets } = read({}, { gatewayHeaders: { "x-team": "value-of-test" } });
    expect(knownSecrets).toContain("value-of-test");
  });

  test("L1 so is a credential behind its scheme: who says it back may leave the scheme out", () => {
    const value = "Bearer credential-of-a-test";
    const { knownSecrets } = read({ GATEWAY_HEADERS: "x: planted" }, { gatewayHeaders: { "x-gateway-auth": value } });
    expect(knownSecrets).toEqual([value, "credential-of-a-test"]);
  });

  test("L6 headers by a variable have no effect in a job, and it is named", () => {
    const { gatewayHeaders, action } = read({ GATEWAY_HEADERS: "x-planted: value", OPENSSL_CONF: "/w/evil.cnf" });
    expect(gatewayHeaders).toBeUndefined();
    expect(action.ignoredVariables).toEqual(["GATEWAY_HEADERS", "OPENSSL_CONF"]);
  });
});
