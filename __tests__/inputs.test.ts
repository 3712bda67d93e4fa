import { describe, expect, test } from "@jest/globals";
import { readEnvironment } from "../src/inputs.ts";

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
