import { describe, expect, test } from "@jest/globals";
import { readActionInputs } from "../src/action-inputs.ts";
import { fakeFiles } from "./fakes/files.ts";

const SHA = "a".repeat(40);
const PERSON = { id: 8, login: "robin", type: "User" };
const EVENT = {
  action: "created",
  issue: { number: 1, pull_request: { url: "https://api.github.com/repos/octo/app/pulls/1" } },
  comment: { id: 100, body: "/ccr fix 0123456789ab", user: PERSON, performed_via_github_app: null },
  sender: PERSON,
};
const JOB = {
  ...{ GITHUB_ACTIONS: "true", GITHUB_REPOSITORY: "octo/app", GITHUB_API_URL: "https://api.github.com" },
  ...{ GITHUB_SERVER_URL: "https://github.com", GITHUB_RUN_ID: "1", GITHUB_RUN_ATTEMPT: "1", GITHUB_SHA: SHA },
  ...{ GITHUB_WORKSPACE: "/runner/app", RUNNER_TEMP: "/runner/temp", GITHUB_REF: "refs/heads/main" },
  ...{ GITHUB_EVENT_NAME: "issue_comment", GITHUB_EVENT_PATH: "/runner/temp/event.json" },
};
const read = (inputs: Readonly<Record<string, string>> = {}) =>
  readActionInputs(
    {
      ...JOB,
      ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
      ...{ "INPUT_GITHUB-TOKEN": "ghs_of-the-job", INPUT_COMMAND: "respond" },
    },
    fakeFiles({ [JOB.GITHUB_EVENT_PATH]: JSON.stringify(EVENT) }),
  );

describe("a job that answers commands", () => {
  test("needs no input, and has the review's defaults for a fix", async () => {
    const { request, credentials } = await read();
    expect(credentials).toEqual({ githubToken: "ghs_of-the-job" });
    expect(request).toMatchObject({ command: "actionRespond", choices: {}, sarifFiles: [] });
    expect(request).toMatchObject({ policy: { path: ".github/claude-review.yml", chosen: false } });
  });

  test("reads what a fix needs by the words of the review", async () => {
    const { request, credentials } = await read({
      ...{ provider: "anthropic", "anthropic-api-key": "key", "base-url": "https://gateway.example" },
      ...{ scanners: "secrets,zizmor", "max-cost-usd": "0.5", effort: "high", "fix-token": "ghs_of-an-app" },
    });
    expect(credentials).toMatchObject({ anthropicApiKey: "key", fixToken: "ghs_of-an-app" });
    expect(request).toMatchObject({
      choices: { provider: "anthropic", scanners: ["secrets", "zizmor"], maxCostUsd: 0.5, effort: "high" },
      baseUrl: "https://gateway.example",
    });
  });

  test("refuses what the review refuses", async () => {
    await expect(read({ "max-cost-usd": "-1" })).rejects.toMatchObject({ code: "input-invalid" });
    await expect(read({ "model-command": "/runner/app/model" })).rejects.toMatchObject({ code: "input-invalid" });
  });

  test("L6 an input that its action.yml does not declare may be planted, and is named and not read", async () => {
    const planted = {
      "sarif-files": "*.sarif",
      "fail-on": "nonsense",
      "state-key": "short",
      "upload-sarif": "x",
    };
    const { request, credentials, unknownInputs } = await read(planted);
    expect(request).toMatchObject({ sarifFiles: [], choices: {} });
    expect(credentials).toEqual({ githubToken: "ghs_of-the-job" });
    expect([...unknownInputs].sort()).toEqual(Object.keys(planted).sort());
  });
});
