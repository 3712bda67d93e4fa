import { describe, expect, test } from "@jest/globals";
import { readEnvironment, readRequest, type ReviewRequest } from "../src/inputs.ts";
import { ConfigurationError } from "../src/errors.ts";

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
    expect(review()).toMatchObject({ head: "HEAD", choices: {}, provider: "auto", format: "text", sarifFiles: [] });
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

describe("the environment", () => {
  const planted = {
    PATH: "/bin",
    HOME: "/home/a",
    GITHUB_TOKEN: "ghs-not-a-real-one",
    MY_SECRET: "short",
    DEPLOY_PASSWORD: "correct horse",
    PIP_INDEX_URL: "https://mirror.example/simple",
    https_proxy: "http://proxy.example",
    GIT_DIR: "/evil",
    LD_PRELOAD: "/evil.so",
    NODE_OPTIONS: "--require /evil.js",
    PYTHONPATH: "/evil",
  };

  test("L6 children get an allow-list and nothing else", () => {
    expect(readEnvironment(planted, "linux").children).toEqual({ PATH: "/bin", LANG: "C.UTF-8" });
  });

  test("L6 only package manager, proxy and certificate settings go to the installing child", () => {
    expect(Object.keys(readEnvironment(planted, "linux").packageManager)).toEqual(["PIP_INDEX_URL", "https_proxy"]);
  });

  test("L1 values of secret-looking variables are known, too short ones are not", () => {
    expect(readEnvironment(planted, "linux").knownSecrets).toEqual(["ghs-not-a-real-one", "correct horse"]);
  });

  test("caches and state go where the platform keeps them", () => {
    expect(readEnvironment({ HOME: "/h" }, "linux")).toMatchObject({
      toolCache: "/h/.cache",
      state: "/h/.local/state/claude-code-review",
    });
    expect(readEnvironment({ HOME: "/h" }, "darwin").toolCache).toBe("/h/Library/Caches");
    expect(readEnvironment({ HOME: "/h", RUNNER_TOOL_CACHE: "/tools" }, "linux").toolCache).toBe("/tools");
  });
});
