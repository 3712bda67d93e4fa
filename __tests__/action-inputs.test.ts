import { describe, expect, test } from "@jest/globals";
import { readActionInputs, readNetwork } from "../src/action-inputs.ts";
import { readRequest } from "../src/flags.ts";
import { fakeFiles } from "./fakes/files.ts";

const SHA = "a".repeat(40);
const BASE = "b".repeat(40);
const EVENT = {
  pull_request: {
    number: 7,
    base: { sha: BASE, ref: "main", repo: { id: 1 } },
    head: { sha: SHA, repo: { id: 1 } },
    user: { login: "octocat", type: "User" },
  },
  sender: { login: "octocat", type: "User" },
};
const JOB = {
  GITHUB_ACTIONS: "true",
  GITHUB_REPOSITORY: "octo-org/hello.world",
  GITHUB_API_URL: "https://api.github.com",
  GITHUB_SERVER_URL: "https://github.com/",
  GITHUB_RUN_ID: "1658821493",
  GITHUB_RUN_ATTEMPT: "2",
  GITHUB_WORKFLOW_REF: "octo-org/hello.world/.github/workflows/review.yml@refs/pull/7/merge",
  GITHUB_WORKSPACE: "/runner/jobs/hello/hello",
  RUNNER_TEMP: "/runner/temp",
  GITHUB_EVENT_NAME: "pull_request",
  GITHUB_EVENT_PATH: "/runner/temp/event.json",
  GITHUB_SHA: SHA,
  GITHUB_REF: "refs/pull/7/merge",
};
const DECLARED = { "INPUT_GITHUB-TOKEN": "ghs_of-the-job", INPUT_COMMAND: "review", INPUT_MODEL: "", INPUT_POLICY: "" };

const files = (event: string | Uint8Array = JSON.stringify(EVENT)) => fakeFiles({ [JOB.GITHUB_EVENT_PATH]: event });
const read = (more: Readonly<Record<string, string | undefined>> = {}, event?: string | Uint8Array) =>
  readActionInputs({ ...JOB, ...DECLARED, ...more }, files(event));
const review = async (more: Readonly<Record<string, string>>) => {
  const { request } = await read(more);
  if (request.command !== "actionReview") throw new Error(request.command);
  return request;
};

describe("a job", () => {
  test("is a review of its event, with the defaults when nothing else is said", async () => {
    expect(await read()).toEqual({
      credentials: { githubToken: "ghs_of-the-job" },
      unknownInputs: [],
      request: {
        command: "actionReview",
        run: {
          owner: "octo-org",
          repo: "hello.world",
          apiUrl: "https://api.github.com",
          serverUrl: "https://github.com",
          runId: "1658821493",
          runAttempt: 2,
          workflowRef: JOB.GITHUB_WORKFLOW_REF,
          event: "pull_request",
          isPublic: true,
          workspace: JOB.GITHUB_WORKSPACE,
        },
        subject: expect.objectContaining({ kind: "pullRequest", number: 7, base: BASE, head: SHA }),
        policy: { path: ".github/claude-review.yml", chosen: false },
        choices: {},
        sarifFiles: [],
        uploadSarif: "auto",
        publish: true,
      },
    });
  });

  test("is of a public repository unless its event says that it is private", async () => {
    const of = async (repository: unknown) => (await read({}, JSON.stringify({ ...EVENT, repository }))).request;
    expect(await of({ private: true })).toMatchObject({ run: { isPublic: false } });
    for (const said of [{ private: false }, { private: "true" }, undefined, null])
      expect(await of(said)).toMatchObject({ run: { isPublic: true } });
  });

  test("under act, which does not say which workflow it runs, is one all the same", async () => {
    const { request } = await read({ GITHUB_WORKFLOW_REF: undefined });
    expect(request).toMatchObject({ command: "actionReview", run: { runId: "1658821493" } });
    expect("run" in request && request.run).not.toHaveProperty("workflowRef");
  });

  test.each([
    ["GITHUB_REPOSITORY", "octo-org"],
    ["GITHUB_REPOSITORY", "octo-org/.."],
    ["GITHUB_REPOSITORY", "a/b/c"],
    ["GITHUB_REPOSITORY", "a/b?c"],
    ["GITHUB_API_URL", "http://api.example"],
    ["GITHUB_API_URL", "not a URL"],
    ["GITHUB_SERVER_URL", undefined],
    ["GITHUB_RUN_ID", "1; rm"],
    ["GITHUB_RUN_ATTEMPT", "0"],
    ["GITHUB_WORKFLOW_REF", "a\n::error::b"],
    ["GITHUB_WORKSPACE", "relative"],
    ["RUNNER_TEMP", undefined],
    ["GITHUB_EVENT_NAME", "Pull Request"],
    ["GITHUB_EVENT_PATH", "event.json"],
    ["GITHUB_SHA", "main"],
    ["GITHUB_REF", undefined],
  ])("needs %s as a runner makes it, not %j", async (name, value) => {
    await expect(read({ [name]: value })).rejects.toMatchObject({
      code: "runner-unsupported",
      message: `${name} is absent or malformed.`,
    });
  });

  test.each([
    ["is not JSON", "{ghs_secret"],
    ["is not UTF-8", new Uint8Array([0x22, 0xff, 0x22])],
    ["has more than 25 MB", JSON.stringify(EVENT).padEnd(25_000_001)],
  ])("needs an event; one that %s is none, and is not quoted", async (_, event) => {
    const error: unknown = await read({}, event).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "runner-unsupported" });
    expect(String(error)).not.toContain("ghs_secret");
  });

  test("needs the event's file", async () => {
    await expect(read({ GITHUB_EVENT_PATH: "/absent" })).rejects.toMatchObject({ code: "runner-unsupported" });
  });
});

describe("inputs", () => {
  test("become what flags become", async () => {
    const { request } = readRequest(
      "review --fail-on low --on-incomplete warn --scanners semgrep,zizmor --provider command --model m --effort low --max-cost-usd 0.5".split(
        " ",
      ),
    );
    const { choices } = await review({
      "INPUT_FAIL-ON": "low",
      "INPUT_ON-INCOMPLETE": " warn\n",
      INPUT_SCANNERS: "semgrep, zizmor",
      INPUT_PROVIDER: "command",
      INPUT_MODEL: "m",
      INPUT_EFFORT: "low",
      "INPUT_MAX-COST-USD": "0.5",
    });
    expect({ choices }).toEqual({ choices: request.command === "review" ? request.choices : undefined });
  });

  test("say where things go", async () => {
    expect(
      await review({
        INPUT_POLICY: "p.yml",
        INPUT_COMMENTS: "summary",
        INPUT_EVIDENCE: "none",
        "INPUT_UPLOAD-SARIF": "never",
        INPUT_PUBLISH: "False",
        "INPUT_BASE-URL": "https://gateway.example/v1",
        "INPUT_MODEL-COMMAND": "/opt/model",
      }),
    ).toMatchObject({
      policy: { path: "p.yml", chosen: true },
      choices: { comments: "summary", evidence: "none" },
      uploadSarif: "never",
      publish: false,
      baseUrl: "https://gateway.example/v1",
      modelCommand: "/opt/model",
    });
  });

  test("sarif-files is a list by lines and by commas outside of braces", async () => {
    const text = " a.sarif, b/*.sarif\n\n{codeql,trivy}.sarif\r\nc.sarif,\n";
    expect((await review({ "INPUT_SARIF-FILES": text })).sarifFiles).toEqual([
      "a.sarif",
      "b/*.sarif",
      "{codeql,trivy}.sarif",
      "c.sarif",
    ]);
  });

  test.each([
    [
      "fail-on",
      "hihg",
      "The input fail-on is not valid. Allowed are none, low, medium, high, critical. Did you mean high?",
    ],
    ["on-incomplete", "pass", "The input on-incomplete is not valid. Allowed are fail, warn."],
    ["scanners", "a,,b", "comma list"],
    ["provider", "antropic", "Did you mean anthropic?"],
    ["effort", "hi", "Allowed are low, medium, high, xhigh, max."],
    ["max-cost-usd", "-1", "An amount in US dollars"],
    ["max-cost-usd", "1e999", "An amount in US dollars"],
    ["base-url", "http://gateway.example", "An https URL"],
    ["base-url", "https://user:word@gateway.example", "gateway-headers"],
    ["base-url", "https://gateway.example/v1?key=word", "gateway-headers"],
    ["base-url", "https://gateway.example/#v1", "gateway-headers"],
    ["comments", "Inline", "Did you mean inline?"],
    ["evidence", "branch", "Allowed are artifact, none."],
    ["upload-sarif", "true", "Allowed are auto, always, never."],
    ["publish", "yes", "Allowed are true, false."],
    ["command", "sweep", "Allowed are review, publish, respond."],
    ["model-command", "model", "An absolute path."],
    ["model-command", "/runner/jobs/hello/hello/model", "outside the workspace"],
    ["model-command", "/runner/jobs/hello/../hello/hello/./model", "outside the workspace"],
    ["model-command", "/runner/jobs/hello/hello", "outside the workspace"],
    ["ca-file", "ca.pem", "An absolute path."],
    ["https-proxy", "socks5://proxy.example", "An http or https URL"],
  ])("%s: %s is an error that says what is allowed", async (name, value, message) => {
    await expect(read({ [`INPUT_${name.toUpperCase()}`]: value })).rejects.toMatchObject({
      code: "input-invalid",
      message: expect.stringContaining(message),
    });
  });

  test("L1 an error does not repeat what was given: it may be a token in the wrong place", async () => {
    const error: unknown = await read({ "INPUT_FAIL-ON": "sk-ant-secret" }).catch((thrown: unknown) => thrown);
    expect(JSON.stringify(error) + String(error)).not.toContain("sk-ant");
  });

  test("L9 a state-key is a secret that nobody tries out", async () => {
    const stateKey = "0123456789abcdef".repeat(2);
    expect((await read({ "INPUT_STATE-KEY": ` ${stateKey}\n` })).credentials).toMatchObject({ stateKey });
    const short = read({ "INPUT_STATE-KEY": stateKey.slice(1) });
    await expect(short).rejects.toThrow(/state-key is not valid\. At least 32 characters/u);
    await expect(short).rejects.not.toThrow(stateKey.slice(1));
  });

  test("L6 a program beside the workspace is not in it", async () => {
    expect((await review({ "INPUT_MODEL-COMMAND": "/runner/jobs/hello/hello-model" })).modelCommand).toBe(
      "/runner/jobs/hello/hello-model",
    );
  });

  test("that the action does not have are named", async () => {
    expect((await read({ "INPUT_FAIL-ONE": "low", INPUT_FAIL_ON: "" })).unknownInputs).toEqual(["fail-one", "fail_on"]);
  });

  test("are the only source of credentials and endpoints", async () => {
    const planted = {
      ANTHROPIC_API_KEY: "planted",
      ANTHROPIC_BASE_URL: "https://evil.example",
      GITHUB_TOKEN: "planted",
      HTTPS_PROXY: "http://evil.example",
      NODE_EXTRA_CA_CERTS: "/evil.pem",
    };
    expect(JSON.stringify(await read(planted))).not.toMatch(/planted|evil/u);
    expect(
      (await read({ ...planted, "INPUT_ANTHROPIC-API-KEY": " key ", "INPUT_CA-FILE": "/ca.pem" })).credentials,
    ).toEqual({
      githubToken: "ghs_of-the-job",
      anthropicApiKey: "key",
      caFile: "/ca.pem",
    });
  });
});

describe("the network", () => {
  test("is known before the job is read", () => {
    expect(readNetwork({ "INPUT_HTTPS-PROXY": "http://proxy.example:3128", "INPUT_CA-FILE": "/ca.pem" })).toEqual({
      proxy: "http://proxy.example:3128/",
      caFile: "/ca.pem",
    });
    expect(readNetwork({ "INPUT_HTTPS-PROXY": "", HTTPS_PROXY: "http://evil.example" })).toEqual({});
  });

  test("L6 has no password: it would stand where scanners read", () => {
    expect(() => readNetwork({ "INPUT_HTTPS-PROXY": "http://me:hunter22@proxy.example" })).toThrow(
      expect.objectContaining({ code: "input-invalid", message: expect.not.stringContaining("hunter22") }),
    );
  });
});

describe("a publishing job", () => {
  const publish = { INPUT_COMMAND: "publish" };

  test("takes the plan and the root that vouches for it, and has the event of its workflow", async () => {
    const more = { "INPUT_PLAN-FILE": "/tmp/plan.json", "INPUT_LEDGER-ROOT": "0".repeat(64) };
    expect((await read({ ...publish, ...more })).request).toEqual({
      command: "actionPublish",
      run: expect.objectContaining({ runId: "1658821493" }),
      subject: expect.objectContaining({ number: 7, head: SHA }),
      planFile: "/tmp/plan.json",
      ledgerRoot: "0".repeat(64),
    });
  });

  test.each([
    [{}, "plan-file"],
    [{ "INPUT_PLAN-FILE": "plan.json" }, "plan-file"],
    [{ "INPUT_PLAN-FILE": "/plan.json", "INPUT_LEDGER-ROOT": "main" }, "ledger-root"],
  ])("%j is not enough", async (more, name) => {
    await expect(read({ ...publish, ...more })).rejects.toMatchObject({
      code: "input-invalid",
      message: expect.stringContaining(`The input ${name} `),
    });
  });

  test("has no model, and knows no input of the review", async () => {
    const more = { "INPUT_PLAN-FILE": "/plan.json", "INPUT_ANTHROPIC-API-KEY": "key", INPUT_MODEL: "m" };
    const { credentials, unknownInputs } = await read({ ...publish, ...more });
    expect({ credentials, unknownInputs }).toEqual({
      credentials: { githubToken: "ghs_of-the-job" },
      unknownInputs: ["model", "policy", "anthropic-api-key"],
    });
  });
});
