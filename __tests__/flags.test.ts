import { describe, expect, test } from "@jest/globals";
import { ConfigurationError } from "../src/errors.ts";
import { readRequest } from "../src/flags.ts";
import type { ReviewRequest } from "../src/request.ts";

function review(...argv: string[]): ReviewRequest {
  const { request } = readRequest(["review", ...argv]);
  if (request.command !== "review") throw new Error(request.command);
  return request;
}

function refused(...argv: string[]): ConfigurationError {
  try {
    readRequest(argv);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error("accepted");
}

describe("flags", () => {
  test("what is not given is absent, so that the policy can tell a choice from a default", () => {
    expect(review()).toMatchObject({ head: "HEAD", choices: {}, dryRun: false, format: "text", sarifFiles: [] });
    expect(review().base).toBeUndefined();
    expect(review().policy.chosen).toBe(false);
    expect(review("--policy", ".github/claude-review.yml").policy.chosen).toBe(true);
  });

  test("values are read", () => {
    const request = review(
      "--base",
      "main",
      "--fail-on",
      "low",
      "--scanners",
      "secrets, semgrep",
      "--sarif-files",
      "a",
      "--sarif-files",
      "b",
    );
    expect(request).toMatchObject({
      base: "main",
      choices: { failOn: "low", scanners: ["secrets", "semgrep"] },
      sarifFiles: ["a", "b"],
    });
    expect(review("--scanners", "none").choices.scanners).toBe("none");
  });

  test("a gateway is https, or http on loopback", () => {
    expect(review("--base-url", "https://gateway.example/v1").baseUrl).toBe("https://gateway.example/v1");
    expect(review("--base-url", "http://127.0.0.1:8080").baseUrl).toBe("http://127.0.0.1:8080");
    for (const url of ["http://gateway.example", "http://127.0.0.1.evil.example", "ftp://x", "x"])
      expect(refused("review", "--base-url", url)).toMatchObject({
        code: "flag-invalid",
        message: expect.stringMatching(/https/u),
      });
  });

  test("an amount is a number that is not negative", () => {
    expect(review("--max-cost-usd", "0.25").choices.maxCostUsd).toBe(0.25);
    for (const amount of ["-1", "much", "", "Infinity"])
      expect(refused("review", `--max-cost-usd=${amount}`).code).toBe("flag-invalid");
  });

  test("a ref that begins with a dash can be given with an equals sign", () => {
    expect(review("--base=-x").base).toBe("-x");
  });

  test.each([
    ["an unknown flag", ["review", "--fail-at", "low"], "flag-unknown", /--fail-at/u],
    ["a bad severity", ["review", "--fail-on", "severe"], "flag-invalid", /critical/u],
    ["an unknown command", ["revue"], "command-unknown", /review/u],
    ["an empty scanner name", ["review", "--scanners", "a,,b"], "flag-invalid", /comma list/u],
    ["a stray argument", ["review", "x"], "flag-invalid", /argument/u],
    ["a secret as a flag", ["review", "--anthropic-api-key", "x"], "flag-unknown", /anthropic-api-key/u],
  ])("%s is a configuration error", (_, argv, code, message) => {
    const error = refused(...argv);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
    expect(error.fix).toContain("--help");
  });

  test("--help and no arguments print help, --version asks for the version, and nothing ends the process", () => {
    const { request } = readRequest([]);
    expect(request.command === "help" && request.text).toContain("review");
    const help = readRequest(["review", "--help"]).request;
    expect(help.command === "help" && help.text).toContain("Exit codes");
    expect(readRequest(["--version"]).request).toEqual({ command: "version" });
  });

  test("colour is a choice, or left to the terminal", () => {
    expect(readRequest(["review", "--no-color"]).colour).toBe(false);
    expect(readRequest(["review", "--color"]).colour).toBe(true);
    expect(readRequest(["review"]).colour).toBeUndefined();
  });
});
