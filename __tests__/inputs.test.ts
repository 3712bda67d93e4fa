import { describe, expect, test } from "@jest/globals";
import { readActionEnvironment, readEnvironment, readInputs } from "../src/inputs.ts";
import { fakeFiles } from "./fakes/files.ts";

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

describe("the environment of a job", () => {
  const TOKEN = "ghs_of-the-job";
  const job = {
    PATH: "/bin",
    RUNNER_TEMP: "/temp",
    RUNNER_TOOL_CACHE: "/tools",
    "INPUT_GITHUB-TOKEN": ` ${TOKEN} `,
    "INPUT_ANTHROPIC-API-KEY": "sk-ant-not-a-real-one",
    ACTIONS_RUNTIME_TOKEN: "runtime-token",
    ACTIONS_RESULTS_URL: "https://results.example/",
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: "id-token-of-job",
    PIP_INDEX_URL: "https://mirror.example/simple",
    GITHUB_OUTPUT: "/temp/output",
  };
  const planted = {
    ANTHROPIC_API_KEY: "planted-key",
    ANTHROPIC_BASE_URL: "https://evil.example",
    https_proxy: "http://evil.example",
    NODE_EXTRA_CA_CERTS: "/evil.pem",
    NODE_USE_ENV_PROXY: "1",
    NODE_OPTIONS: "--require /evil.js",
    SSL_CERT_FILE: "/evil.pem",
    GIT_SSH_COMMAND: "evil",
    LD_PRELOAD: "/evil.so",
  };
  const read = (more: Readonly<Record<string, string>> = {}, credentials = {}) =>
    readActionEnvironment({ ...job, ...more }, "linux", { githubToken: TOKEN, ...credentials });

  test("L6 children get PATH and LANG, and nothing else of the job", () => {
    expect(read(planted).children).toEqual({ PATH: "/bin", LANG: "C.UTF-8" });
  });

  test("every file of a run goes below RUNNER_TEMP, and tools to the runner's cache", () => {
    expect(read()).toMatchObject({ temporary: "/temp", state: "/temp/claude-code-review", toolCache: "/tools" });
  });

  test("what an earlier step may have planted has no effect and is named", () => {
    const { anthropicApiKey, packageManager, action } = read(planted);
    expect({ anthropicApiKey, packageManager }).toEqual({
      packageManager: { PIP_INDEX_URL: "https://mirror.example/simple" },
    });
    expect(action.ignoredVariables).toEqual(Object.keys(planted).sort());
    expect(read().action.ignoredVariables).toEqual([]);
  });

  test("the installing child gets the proxy and the authority that inputs name", () => {
    const { packageManager, action } = read(planted, { proxy: "http://proxy.example/", caFile: "/ca.pem" });
    expect(packageManager).toMatchObject({ HTTPS_PROXY: "http://proxy.example/", PIP_CERT: "/ca.pem" });
    expect(action).toMatchObject({ githubToken: TOKEN, proxy: "http://proxy.example/", caFile: "/ca.pem" });
  });

  test("L1 the job's tokens and keys are known, as git sends them too, each once", () => {
    const { knownSecrets } = read(
      { MY_PASSWORD: "correct horse", SHORT_TOKEN: "pass" },
      { anthropicApiKey: "sk-ant-not-a-real-one" },
    );
    expect([...knownSecrets].sort()).toEqual(
      [
        TOKEN,
        Buffer.from(`x-access-token:${TOKEN}`).toString("base64"),
        "sk-ant-not-a-real-one",
        "runtime-token",
        "id-token-of-job",
        "correct horse",
      ].sort(),
    );
  });

  test("the artifact service needs both of its variables", () => {
    expect(read().action.artifactService).toEqual({ token: "runtime-token", resultsUrl: "https://results.example/" });
    expect(read({ ACTIONS_RESULTS_URL: "" }).action.artifactService).toBeUndefined();
  });

  test("the runner's files are there or not", () => {
    expect(read().action.stepFiles).toEqual({ output: true, summary: false });
  });

  test("NODE_TLS_REJECT_UNAUTHORIZED=0 ends it", () => {
    expect(() => read({ NODE_TLS_REJECT_UNAUTHORIZED: "0" })).toThrow(
      expect.objectContaining({ code: "tls-unverified" }),
    );
  });
});

describe("inputs", () => {
  test("with arguments are a terminal's, in a job too", async () => {
    const { request, environment } = await readInputs(["review"], fakeFiles(), { GITHUB_ACTIONS: "true" });
    expect({ command: request.command, action: environment.action }).toEqual({ command: "review" });
  });

  test("without arguments are the job's", async () => {
    await expect(readInputs([], fakeFiles(), { GITHUB_ACTIONS: "true" })).rejects.toMatchObject({
      code: "runner-unsupported",
    });
  });

  test("without both are a question for help", async () => {
    expect((await readInputs([], fakeFiles(), {})).request.command).toBe("help");
  });
});
