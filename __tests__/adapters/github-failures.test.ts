import { describe, expect, test } from "@jest/globals";
import { failureOf, shorten } from "../../src/adapters/github-failures.ts";
import type { RefusalReason } from "../../src/ports.ts";
import { inTurn, onServer, PULL, refusal, type Answer } from "./github-script.ts";

const says = (status: number, message: string, headers?: Record<string, string>): Answer => ({
  status,
  json: { message, documentation_url: "https://docs.github.com/rest" },
  ...(headers && { headers }),
});

describe("a refusal has a reason, and is asked for once", () => {
  test.each<[RefusalReason, Answer]>([
    ["permission", says(401, "Bad credentials")],
    ["permission", says(403, "Resource not accessible by integration")],
    ["permission", says(403, "Resource not accessible by personal access token")],
    ["permission", says(403, "Repository was archived so is read-only.")],
    [
      "permission",
      says(
        403,
        "Although you appear to have the correct authorization credentials, the `octo` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.",
      ),
    ],
    ["permission", { status: 403, text: "<html>Forbidden</html>" }],
    ["permission", says(451, "Repository access blocked")],
    [
      "sso",
      says(403, "Resource protected by organization SAML enforcement.", {
        "x-github-sso": "required; url=https://github.com/orgs/octo/sso?authorization_request=A1",
      }),
    ],
    ["notEnabled", says(403, "Advanced Security must be enabled for this repository to use code scanning.")],
    ["notEnabled", says(403, "Code Security must be enabled for this repository to use code scanning.")],
    [
      "notEnabled",
      says(
        403,
        "Code scanning is not enabled for this repository. Please enable code scanning in the repository settings.",
      ),
    ],
    ["notEnabled", says(404, "Code scanning is not enabled for this repository.")],
    ["notEnabled", says(410, "Issues are disabled for this repo")],
    ["notFound", says(404, "Not Found")],
    ["notFound", says(410, "This issue was deleted")],
    ["invalid", says(400, "Problems parsing JSON")],
    ["invalid", says(406, "Sorry, the diff exceeded the maximum number of lines (20000)")],
    ["invalid", says(409, "Conflict")],
    ["invalid", says(413, "Payload too large")],
    ["invalid", says(422, "Validation Failed")],
  ])("%s: %j", async (reason, answer) => {
    await onServer(inTurn(answer), async ({ github, asked, waits }) => {
      const refused = await refusal(github.pullRequest(7));
      expect(refused).toMatchObject({ reason, status: typeof answer === "string" ? undefined : answer.status });
      expect([asked.length, waits]).toEqual([1, []]);
    });
  });

  test("an answer of another form is unavailable, and is not asked for again", async () => {
    for (const json of [[], { ...PULL, head: { ...PULL.head, sha: "main" } }, "text", null]) {
      await onServer(inTurn({ status: 200, text: JSON.stringify(json) }), async ({ github, asked }) => {
        expect(await refusal(github.pullRequest(7))).toMatchObject({
          reason: "unavailable",
          message: "GitHub answered in a form that this program does not know when asked to show the pull request.",
        });
        expect(asked).toHaveLength(1);
      });
    }
  });
});

test("GraphQL's limit comes with 200, and is waited for as any other", () => {
  const errors = [{ type: "RATE_LIMITED", message: "API rate limit exceeded for installation ID 1." }];
  const response = { status: 200, headers: { "retry-after": "7" }, data: { data: null, errors } };
  const failure = failureOf({ response }, { what: "list the threads", token: "t0ken" });
  expect(failure).toMatchObject({ refusal: { reason: "rateLimited" }, again: "limit", waitMs: 7000 });
  expect(failure.refusal.message).toContain("API rate limit exceeded for installation ID 1.");
});

describe("the sentence", () => {
  const sentence = (data: unknown, status = 422) =>
    failureOf({ response: { status, headers: {}, data } }, { what: "create the review", token: "t0ken" }).refusal
      .message;

  test("names the errors of a 422, be they texts or objects", () => {
    const errors = [
      "line must be part of the diff",
      { message: "is too long" },
      { field: "body", code: "missing" },
      7,
      null,
    ];
    expect(sentence({ message: "Unprocessable Entity", errors })).toBe(
      "GitHub would not create the review (422): Unprocessable Entity: line must be part of the diff: is too long: body missing.",
    );
    expect(sentence({ message: "Unprocessable Entity", errors: "odd" })).toContain("Unprocessable Entity.");
  });

  test("L2 is one clean line of at most 300 characters of GitHub's, without a URL's query and without the token", () => {
    const hostile =
      "see\n::error::x \u001b[31m\u202e https://github.com/orgs/o/sso?authorization_request=SECRET&x=1, t0ken ";
    const said = sentence({ message: hostile + "x".repeat(5000) }, 403);
    expect(said).not.toMatch(/[\n\u001b\u202e]|SECRET|t0ken/u);
    expect(said).toContain("https://github.com/orgs/o/sso, or".slice(0, -4));
    expect(said.length).toBeLessThan(350);
    expect(shorten("a".repeat(400))).toHaveLength(300);
  });

  test("does not quote a page of HTML", () => {
    expect(sentence("<html>Unicorn</html>", 502)).toBe("GitHub would not create the review (502).");
  });
});
