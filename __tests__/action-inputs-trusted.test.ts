import { describe, expect, test } from "@jest/globals";
import { InvalidArgumentError } from "commander";
import { trustedOptions } from "../src/action-inputs-trusted.ts";

const given = (values: Readonly<Record<string, string>>) =>
  trustedOptions((name, parse) => (values[name] === undefined ? undefined : parse(values[name])));

describe("the workflow that is followed", () => {
  test.each([
    [undefined, ".github/workflows/review.yml"],
    ["ci.yaml", ".github/workflows/ci.yaml"],
    [".github/workflows/security.review.yml", ".github/workflows/security.review.yml"],
  ])("%j is %s", (text, workflow) => {
    expect(given(text === undefined ? {} : { workflow: text })).toEqual({ workflow });
  });

  test.each([
    "review",
    "review.yml@main",
    "../review.yml",
    ".github/workflows/a/review.yml",
    "x y.yml",
    "octo/app/r.yml",
  ])("%j is no workflow of this repository", (workflow) => {
    expect(() => given({ workflow })).toThrow(InvalidArgumentError);
  });
});

test("a label is asked for as it is written", () => {
  expect(given({ "fork-label": "safe to review" })).toMatchObject({ label: "safe to review" });
});
