import type { Annotation, Runner } from "../../src/ports.ts";

export interface FakeRunner extends Runner {
  readonly outputs: ReadonlyMap<string, string>;
  readonly annotations: readonly Annotation[];
  /** What the step's summary holds. */
  text(): string;
  readonly artifacts: ReadonlyMap<string, readonly string[]>;
  /** The next call of a method throws. */
  refuse(method: keyof Runner, error: Error): void;
}

/** A runner in memory. */
export function fakeRunner(): FakeRunner {
  const [outputs, artifacts] = [new Map<string, string>(), new Map<string, readonly string[]>()];
  const annotations: Annotation[] = [];
  const refusals = new Map<keyof Runner, Error>();
  let text = "";
  const taken = (method: keyof Runner): void => {
    const refusal = refusals.get(method);
    refusals.delete(method);
    if (refusal !== undefined) throw refusal;
  };
  return {
    outputs,
    artifacts,
    annotations,
    text: () => text,
    refuse: (method, error) => void refusals.set(method, error),
    output: async (name, value) => {
      taken("output");
      outputs.set(name, value);
    },
    summary: async (markdown) => {
      taken("summary");
      text += markdown;
    },
    annotate: (annotation) => {
      taken("annotate");
      annotations.push(annotation);
    },
    uploadArtifact: async (name, files) => {
      taken("uploadArtifact");
      artifacts.set(name, files);
    },
  };
}
