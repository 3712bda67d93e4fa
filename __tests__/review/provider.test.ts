import { describe, expect, test } from "@jest/globals";
import type { ConfigurationError } from "../../src/errors.ts";
import type { Policy, Provider } from "../../src/policy.ts";
import type { Federation } from "../../src/ports.ts";
import { resolveProvider, type Access, type Resolved } from "../../src/review/provider.ts";

const ACCESS: Access = { apiKey: "key", modelCommand: "/bin/model", dryRun: false, tlsUnverified: false };
const allowing = (providers: ("anthropic" | "command")[]): Policy => ({
  version: 1,
  scope: { class: "internal" },
  deployment: { internal: { providers } },
});
const OPEN: Policy = { version: 1 };
const ANTHROPIC = { provider: "anthropic", apiKey: "key" } as const;
const COMMAND = { provider: "command", program: "/bin/model" } as const;
const UNASKED = { provider: "anthropic", apiKey: "" } as const;
const NONE = { nobody: { state: "excluded", rule: "provider none" } } as const;
const failed = (reason: unknown, missing?: string) => ({
  nobody: { state: "failed", reason },
  ...(missing !== undefined && { missing }),
});
const notAllowed = (list: string, provider: string) =>
  failed(`deployment: the policy lets the class internal use ${list}, not ${provider}; nothing was sent`);
const noKey = { apiKey: undefined };

describe("who is asked", () => {
  test.each<[string, Provider, Policy, Partial<Access>, Resolved | ReturnType<typeof failed>]>([
    ["auto is Claude", "auto", OPEN, {}, ANTHROPIC],
    ["Claude by name", "anthropic", OPEN, {}, ANTHROPIC],
    ["a program", "command", OPEN, noKey, COMMAND],
    ["nobody, and no key is asked for", "none", OPEN, noKey, NONE],
    ["nobody, whatever the class allows", "none", allowing(["command"]), {}, NONE],
    [
      "L5 no key is a failure, never a pass",
      "auto",
      OPEN,
      noKey,
      failed(expect.stringContaining("no credentials"), "key"),
    ],
    ["a dry run needs no key, and is given none", "auto", OPEN, { ...noKey, dryRun: true }, UNASKED],
    ["a dry run keeps the key out of it", "auto", OPEN, { dryRun: true }, UNASKED],
    [
      "a dry run sends nothing, so certificates do not matter",
      "auto",
      OPEN,
      { dryRun: true, tlsUnverified: true },
      UNASKED,
    ],
    ["a program talks to nobody over TLS", "command", OPEN, { tlsUnverified: true }, COMMAND],
    ["L6 what the class allows", "auto", allowing(["anthropic"]), {}, ANTHROPIC],
    ["L6 not what it does not", "auto", allowing(["command"]), {}, notAllowed("command", "anthropic")],
    ["L6 not even prepared", "auto", allowing(["command"]), { dryRun: true }, notAllowed("command", "anthropic")],
    ["L6 an empty list allows nobody", "command", allowing([]), {}, notAllowed("no provider", "command")],
    ["a class without a list allows all", "auto", { version: 1, scope: { class: "internal" } }, {}, ANTHROPIC],
    ["lists of other classes do not count", "auto", { ...allowing([]), scope: { class: "public" } }, {}, ANTHROPIC],
  ])("%s", (_, provider, policy, access, expected) => {
    expect(resolveProvider({ provider }, policy, { ...ACCESS, ...access })).toEqual(expected);
  });

  test.each<[string, Provider, Partial<Access>, ConfigurationError["code"]]>([
    ["a program that is not named", "command", { modelCommand: undefined }, "flag-invalid"],
    ["L1 certificates that nobody checks", "auto", { tlsUnverified: true }, "tls-unverified"],
  ])("%s stops the run", (_, provider, access, code) => {
    expect(() => resolveProvider({ provider }, OPEN, { ...ACCESS, ...access })).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

const IDENTITY = { url: "https://token.example", token: "t" };
const FEDERATION: Federation = {
  ruleId: "fdrl_1",
  organizationId: "org-1",
  serviceAccountId: "svac_1",
  audience: "https://api.anthropic.com",
  identity: IDENTITY,
};

describe("who is asked by a federation", () => {
  const access = { ...ACCESS, apiKey: undefined };
  test("Claude, with what it takes to exchange a token", () => {
    const resolved = resolveProvider({ provider: "auto" }, OPEN, { ...access, federation: FEDERATION });
    expect(resolved).toEqual({ provider: "anthropic", federation: FEDERATION });
  });

  test("L5 nobody in a job without identity tokens, as without credentials", () => {
    const { ruleId, organizationId, serviceAccountId, audience } = FEDERATION;
    const federation = { ruleId, organizationId, serviceAccountId, audience };
    const resolved = resolveProvider({ provider: "auto" }, OPEN, { ...access, federation });
    expect(resolved).toEqual(
      failed(expect.stringMatching(/^no credentials: .*permissions: id-token: write/u), "identity"),
    );
  });
});

const CLOUDS = {
  aws: { accessKeyId: "a", secretAccessKey: "b", sessionToken: "c" },
  googleAccessToken: "g",
  azureAccessToken: "z",
};
const PLACES = { awsRegion: "eu-central-1", googleRegion: "eu", googleProject: "p-1", foundryResource: "r-1" };
const CLOUD_ACCESS = { ...ACCESS, clouds: CLOUDS, places: PLACES };

describe("who is asked on a cloud", () => {
  test.each<[Provider, Resolved]>([
    ["bedrock", { provider: "bedrock", region: "eu-central-1", credentials: CLOUDS.aws }],
    ["vertex", { provider: "vertex", region: "eu", project: "p-1", accessToken: "g" }],
    ["foundry", { provider: "foundry", resource: "r-1", accessToken: "z" }],
  ])("%s: with its own credentials, and the key of Anthropic is not given to it", (provider, expected) => {
    const settings = { provider, model: "claude-sonnet-5-5" };
    expect(resolveProvider(settings, OPEN, CLOUD_ACCESS)).toEqual(expected);
    expect(resolveProvider(settings, OPEN, { ...CLOUD_ACCESS, clouds: {} })).toEqual(
      failed(expect.stringContaining("no credentials"), "cloud"),
    );
    expect(JSON.stringify(resolveProvider(settings, OPEN, { ...CLOUD_ACCESS, dryRun: true }))).not.toMatch(
      /"[abcgz]"/u,
    );
  });

  test.each<[Provider]>([["auto"], ["anthropic"]])(
    "L6 credentials of clouds do nothing with provider %s",
    (provider) => {
      expect(resolveProvider({ provider }, OPEN, CLOUD_ACCESS)).toEqual(ANTHROPIC);
    },
  );

  test.each<[Provider, Partial<Access>, string | undefined, RegExp]>([
    ["bedrock", { places: {} }, "m", /aws-region is not set/u],
    ["vertex", { places: { googleRegion: "eu" } }, "m", /google-project is not set/u],
    ["foundry", {}, undefined, /no model is named/u],
    ["bedrock", {}, undefined, /no model is named/u],
    ["bedrock", { baseUrl: "https://gateway.example" }, "m", /base URL is a gateway/u],
    ["vertex", { tlsUnverified: true }, "m", /NODE_TLS_REJECT_UNAUTHORIZED/u],
  ])("%s with %j and the model %s stops the run", (provider, access, model, words) => {
    const settings = { provider, ...(model !== undefined && { model }) };
    expect(() => resolveProvider(settings, OPEN, { ...CLOUD_ACCESS, ...access })).toThrow(words);
  });
});

describe("where code may go", () => {
  const policy: Policy = {
    version: 1,
    scope: { class: "restricted" },
    deployment: {
      restricted: { providers: ["anthropic", "bedrock", "foundry", "command"], regions: ["us", "us-east-1"] },
    },
  };
  const bound = (geo: "global" | "us"): Policy => ({ ...policy, review: { "inference-geo": geo } });

  test.each<[Provider, string, Policy, unknown]>([
    ["anthropic", "claude-x", bound("us"), { ...ANTHROPIC, inferenceGeo: "us" }],
    ["anthropic", "claude-x", bound("global"), failed(expect.stringContaining("not global; nothing was sent"))],
    ["anthropic", "claude-x", policy, failed(expect.stringContaining("inference-geo is not set"))],
    ["bedrock", "us.anthropic.claude-x", policy, failed(expect.stringContaining("not eu-central-1"))],
    ["foundry", "claude-x", policy, failed(expect.stringContaining("does not say where it runs"))],
    ["command", "claude-x", policy, COMMAND],
    [
      "bedrock",
      "claude-x",
      { version: 1, review: { "inference-geo": "us" } },
      failed(expect.stringContaining("only the provider anthropic keeps")),
    ],
  ])("L6 %s with the model %s", (provider, model, given, expected) => {
    expect(resolveProvider({ provider, model }, given, CLOUD_ACCESS)).toEqual(expected);
  });
});

test("a program gets the time that somebody gave it", () => {
  const resolved = resolveProvider({ provider: "command" }, OPEN, { ...ACCESS, modelCommandSeconds: 900 });
  expect(resolved).toEqual({ ...COMMAND, deadlineMs: 900_000 });
});
