import type { Effort } from "../policy.ts";
import type { Clock, Files, Log, Model, Shell } from "../ports.ts";
import { createGuard, createRedactor } from "../secrets/index.ts";
import { createAnthropic } from "./anthropic.ts";
import { createCommandModel } from "./command-model.ts";

/** As `commands/review-model.ts` chooses it. */
type Spec =
  | {
      readonly provider: "anthropic";
      readonly apiKey: string;
      readonly baseUrl?: string;
      readonly model: string;
      readonly effort: Effort;
      readonly models: readonly string[];
    }
  | { readonly provider: "command"; readonly program: string };

interface Machine {
  readonly children: Readonly<Record<string, string>>;
  readonly knownSecrets: readonly string[];
}

interface Ports {
  readonly files: Files;
  readonly shell: Shell;
  readonly log: Log;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Real models, each behind the guard of this run. */
export function modelFactory({ children, knownSecrets: known }: Machine, ports: Ports): (spec: Spec) => Model {
  return (spec) => {
    const guard = createGuard({ known });
    // Of its own: what a server says is not on the account of what left.
    const { redact } = createRedactor({ known });
    return spec.provider === "anthropic"
      ? createAnthropic({ ...spec, ...ports, guard, redact })
      : createCommandModel({ ...ports, argv: [spec.program], env: { ...children }, guard, redact });
  };
}
