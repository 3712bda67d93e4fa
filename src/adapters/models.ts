import type { Clock, Files, Log, Model, ModelSpec, Shell } from "../ports.ts";
import type { Redacted } from "../records.ts";
import { createGuard } from "../secrets/index.ts";
import { createAnthropic } from "./anthropic.ts";
import { createCommandModel } from "./command-model.ts";

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

/** Real models, each behind the guard of this run. `redact` is the run's, for what the other side says. */
export function modelFactory(
  { children, knownSecrets: known }: Machine,
  ports: Ports,
): (spec: ModelSpec, redact: (text: string) => Redacted) => Model {
  return (spec, redact) => {
    const guard = createGuard({ known });
    return spec.provider === "anthropic"
      ? createAnthropic({ ...spec, ...ports, guard, redact })
      : createCommandModel({ ...ports, argv: [spec.program], env: { ...children }, guard, redact });
  };
}
