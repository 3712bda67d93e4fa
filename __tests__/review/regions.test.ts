import { describe, expect, test } from "@jest/globals";
import { outsideRegions, type Destination } from "../../src/review/regions.ts";

const EU = ["eu-central-1", "eu-west-1", "eu"];

describe("L6 deployment.regions", () => {
  test.each<[string, readonly string[], Destination]>([
    [
      "a profile of its geography",
      EU,
      { provider: "bedrock", awsRegion: "eu-central-1", model: "eu.anthropic.claude-sonnet-5-5-v1:0" },
    ],
    [
      "a model in its region",
      ["eu-central-1"],
      { provider: "bedrock", awsRegion: "eu-central-1", model: "anthropic.claude-sonnet-5-5" },
    ],
    ["vertex", ["eu"], { provider: "vertex", googleRegion: "eu", model: "claude-sonnet-5-5" }],
    ["anthropic", ["us"], { provider: "anthropic", inferenceGeo: "us" }],
  ])("lets through: %s", (_, regions, destination) => {
    expect(outsideRegions(regions, destination)).toBeUndefined();
  });

  test.each<[string, readonly string[], Destination, string]>([
    [
      "another region",
      EU,
      { provider: "bedrock", awsRegion: "us-east-1", model: "anthropic.claude-x" },
      "not us-east-1",
    ],
    [
      "a profile that leaves it",
      ["eu-central-1"],
      { provider: "bedrock", awsRegion: "eu-central-1", model: "global.anthropic.claude-x" },
      "not global",
    ],
    [
      "a profile that does not say where it leads",
      EU,
      {
        provider: "bedrock",
        awsRegion: "eu-west-1",
        model: "arn:aws:bedrock:eu-west-1:1:application-inference-profile/x",
      },
      "does not say to which regions",
    ],
    [
      "a model of others",
      EU,
      { provider: "bedrock", awsRegion: "eu-west-1", model: "us.meta.llama" },
      "does not say to which regions",
    ],
    ["vertex global", EU, { provider: "vertex", googleRegion: "global" }, "not global"],
    ["anthropic without a place", ["us"], { provider: "anthropic" }, "review.inference-geo is not set"],
    ["anthropic elsewhere", ["us"], { provider: "anthropic", inferenceGeo: "global" }, "not global"],
    ["foundry", EU, { provider: "foundry" }, "does not say where it runs"],
    ["anything, with an empty list", [], { provider: "vertex", googleRegion: "eu" }, "no region"],
  ])("stops: %s", (_, regions, destination, words) => {
    expect(outsideRegions(regions, destination)).toContain(words);
  });

  test("that are not set let everything through", () => {
    expect(outsideRegions(undefined, { provider: "foundry" })).toBeUndefined();
  });
});
