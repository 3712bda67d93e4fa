/** Where code would go, and whether the policy's `deployment` lets it. What does not say where it runs, may not. Pure. */

export interface Destination {
  readonly provider: "anthropic" | "bedrock" | "vertex" | "foundry";
  readonly model?: string | undefined;
  readonly inferenceGeo?: string | undefined;
  readonly awsRegion?: string | undefined;
  readonly googleRegion?: string | undefined;
}

/** @returns what is not allowed, to follow "the policy lets the class X"; undefined when all is */
export function outsideRegions(regions: readonly string[] | undefined, destination: Destination): string | undefined {
  if (regions === undefined) return undefined;
  const only = `send code to ${regions.join(", ") || "no region"} only`;
  const places = placesOf(destination);
  if (typeof places === "string") return `${only}, and ${places}`;
  const outside = places.filter((place) => !regions.includes(place));
  return outside.length === 0 ? undefined : `${only}, not ${outside.join(", ")}`;
}

/** Every place that may see it; a clause when that is not known. */
function placesOf({ provider, model, inferenceGeo, awsRegion, googleRegion }: Destination): readonly string[] | string {
  switch (provider) {
    case "anthropic":
      return inferenceGeo === undefined ? "review.inference-geo is not set" : [inferenceGeo];
    case "vertex":
      return googleRegion === undefined ? "google-region is not set" : [googleRegion];
    case "bedrock": {
      if (awsRegion === undefined) return "aws-region is not set";
      const profile = profileOf(model ?? "");
      return profile === undefined
        ? "the model does not say to which regions Bedrock may route it"
        : [awsRegion, ...profile];
    }
    case "foundry":
      return "a resource of foundry does not say where it runs";
  }
}

/**
 * A cross-region inference profile sends a question to any region of its geography (AWS, "Supported Regions and models for
 * inference profiles"): its prefix is a place of its own. An application's profile is an ARN that names none.
 */
function profileOf(model: string): readonly string[] | undefined {
  const { prefix } = /^(?:(?<prefix>[a-z][a-z-]{1,9})\.)?anthropic\.[\w.:-]+$/u.exec(model)?.groups ?? {
    prefix: undefined,
  };
  if (prefix !== undefined) return [prefix];
  return model.startsWith("anthropic.") ? [] : undefined;
}
