import { describe, expect, test } from "@jest/globals";
import type { ConfigurationError } from "../../src/errors.ts";
import type { Policy, Provider } from "../../src/policy.ts";
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
const failed = (reason: unknown) => ({ nobody: { state: "failed", reason } });
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
    ["L5 no key is a failure, never a pass", "auto", OPEN, noKey, failed(expect.stringContaining("no credentials"))],
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
