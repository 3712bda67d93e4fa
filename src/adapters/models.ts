import type { Clock, Files, Log, Model, ModelSpec, Shell } from "../ports.ts";
import { createGuard, type Redactor } from "../secrets/index.ts";
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

/** Real models, each behind a guard that looks with what the run's redactor looks with. */
export function modelFactory(
  { children, knownSecrets: known }: Machine,
  ports: Ports,
): (spec: ModelSpec, redactor: Redactor) => Model {
  return (spec, { detector, redact }) => {
    const guard = createGuard({ known, detector });
    return spec.provider === "anthropic"
      ? createAnthropic({ ...spec, ...ports, guard, redact })
      : createCommandModel({ ...ports, argv: [spec.program], env: { ...children }, guard, redact });
  };
}
