/** Who is asked, and whether anybody may be: provider, deployment, credentials. Pure. */

import { ConfigurationError } from "../errors.ts";
import type { Policy } from "../policy.ts";
import type { HunkState } from "../records.ts";
import type { Settings } from "../settings.ts";

/** Nobody is asked, and the state that this gives to hunks that no rule excludes. */
export interface Nobody {
  readonly nobody: HunkState;
}

export type Resolved =
  | Nobody
  | { readonly provider: "anthropic"; readonly apiKey: string }
  | { readonly provider: "command"; readonly program: string };

/** What the machine and the person at it give. */
export interface Access {
  readonly apiKey?: string | undefined;
  readonly modelCommand?: string | undefined;
  readonly dryRun: boolean;
  /** Node would talk to anybody. */
  readonly tlsUnverified: boolean;
}

const NO_CREDENTIALS = "no credentials: set ANTHROPIC_API_KEY, or say --provider none to rely on scanners alone";

/** @throws ConfigurationError `flag-invalid`: the command provider without a program; `tls-unverified` */
export function resolveProvider(
  settings: Pick<Settings, "provider">,
  policy: Policy,
  { apiKey, modelCommand, dryRun, tlsUnverified }: Access,
): Resolved {
  const provider = settings.provider === "auto" ? "anthropic" : settings.provider;
  if (provider === "none") return { nobody: { state: "excluded", rule: "provider none" } };
  const name = policy.scope?.class;
  const allowed = name === undefined ? undefined : policy.deployment?.[name]?.providers;
  if (allowed !== undefined && !allowed.includes(provider))
    return { nobody: notAllowed(name ?? "", provider, allowed) };
  if (provider === "command") {
    if (modelCommand !== undefined) return { provider, program: modelCommand };
    throw new ConfigurationError(
      "flag-invalid",
      "The provider is command, and no program is named.",
      "Name it with --model-command.",
    );
  }
  // A dry run sends nothing, so it needs no key.
  if (dryRun) return { provider, apiKey: "" };
  // A deleted secret must not turn a check green: nothing was reviewed, and that is said.
  if (apiKey === undefined) return { nobody: { state: "failed", reason: NO_CREDENTIALS } };
  if (tlsUnverified)
    throw new ConfigurationError(
      "tls-unverified",
      "NODE_TLS_REJECT_UNAUTHORIZED=0 is set: code and key would go to whoever answers.",
      "Unset it; for a certificate authority of your own set NODE_EXTRA_CA_CERTS.",
    );
  return { provider, apiKey };
}

/** A class of repositories whose provider is not on its list sends nothing and says so. */
function notAllowed(name: string, provider: string, allowed: readonly string[]): HunkState {
  const list = allowed.length === 0 ? "no provider" : allowed.join(", ");
  return {
    state: "failed",
    reason: `deployment: the policy lets the class ${name} use ${list}, not ${provider}; nothing was sent`,
  };
}
