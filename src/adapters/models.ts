import type { Clock, Files, Log, Model, ModelCheck, ModelSpec, Shell } from "../ports.ts";
import { createGuard, type Detector, type Guard, type Redactor } from "../secrets/index.ts";
import { checkAnthropicModel } from "./anthropic-models.ts";
import { createAnthropic } from "./anthropic.ts";
import { createBedrock } from "./bedrock.ts";
import { createCommandModel } from "./command-model.ts";
import { createFederation } from "./federation.ts";
import { createFoundry } from "./foundry.ts";
import { maskSecrets } from "./runner.ts";
import { createVertex } from "./vertex.ts";

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
  /** A test's network. */
  readonly fetch?: typeof globalThis.fetch;
}

type AnthropicSpec = Extract<ModelSpec, { provider: "anthropic" }>;

/** One of each run: models and checks share their access, and the guard that knows it. */
export interface Models {
  /** A real model, behind a guard that looks with what the run's redactor looks with. */
  createModel(spec: ModelSpec, redactor: Redactor): Model;
  /** Never throws. Only Anthropic's own API says what there is. */
  checkModel(spec: ModelSpec, redactor: Redactor): Promise<ModelCheck>;
}

export function modelFactory({ children, knownSecrets }: Machine, ports: Ports): Models {
  const learned = new Set<string>();
  const sources = new Map<string, () => Promise<string>>();
  const accessOf = (spec: AnthropicSpec, redactor: Redactor): (() => Promise<string>) => {
    if ("apiKey" in spec) return async () => spec.apiKey;
    const { federation } = spec;
    const key = JSON.stringify(federation);
    const learn = (secret: string): void => {
      learned.add(secret);
      // It finds the value again wherever it stands, as it does every secret that it has seen.
      redactor.redact(`access_token = "${secret}"`);
      maskSecrets([secret]);
    };
    const source = sources.get(key) ?? createFederation({ ...ports, federation, learn, redact: redactor.redact });
    sources.set(key, source);
    return source;
  };
  const guardFor = ({ detector }: Redactor): Guard => guardOf(() => [...knownSecrets, ...learned], detector);
  return {
    createModel: (spec, redactor) => {
      const common = { ...ports, guard: guardFor(redactor), redact: redactor.redact };
      switch (spec.provider) {
        case "anthropic":
          return createAnthropic({ ...spec, ...common, apiKey: accessOf(spec, redactor) });
        case "bedrock":
          return createBedrock({ ...spec, ...common });
        case "vertex":
          return createVertex({ ...spec, ...common });
        case "foundry":
          return createFoundry({ ...spec, ...common });
        case "command":
          return createCommandModel({ ...spec, ...common, argv: [spec.program], env: { ...children } });
      }
    },
    checkModel: async (spec, redactor) =>
      spec.provider === "anthropic"
        ? checkAnthropicModel({
            ...spec,
            ...ports,
            guard: guardFor(redactor),
            apiKey: accessOf(spec, redactor),
          })
        : { state: "unknown", reason: `The provider ${spec.provider} does not say which models there are.` },
  };
}

/** A guard that knows at each look what is known by then: an access token is younger than the run. */
function guardOf(known: () => readonly string[], detector: Detector): Guard {
  let values: readonly string[] = known();
  let guard = createGuard({ known: values, detector });
  const current = (): Guard => {
    if (known().length === values.length) return guard;
    values = known();
    return (guard = createGuard({ known: values, detector }));
  };
  return { inspect: (body, own) => current().inspect(body, own), selfTest: () => current().selfTest() };
}
