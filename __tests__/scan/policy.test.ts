import { afterEach, describe, expect, test } from "@jest/globals";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openObjects } from "../../src/adapters/git.ts";
import { readChange } from "../../src/change/index.ts";
import { DEFAULT_POLICY_PATH } from "../../src/policy.ts";
import { policyChange } from "../../src/scan/index.ts";
import type { ScanPorts } from "../../src/scan/scanner.ts";
import { makeRepository, type Content } from "../fixtures/repository.ts";

const disposals: (() => void)[] = [];
afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose();
});

const WORKFLOW = ".github/workflows/review.yml";
const CALL = "jobs:\n  r:\n    steps:\n      - uses: org/claude-code-review@v1\n";
const OTHER = "jobs:\n  r:\n    steps:\n      - uses: actions/checkout@v4\n";

async function findings(
  before: Record<string, Content>,
  after: Record<string, Content | undefined>,
  ignoredInputs: string[] = [],
) {
  const repository = makeRepository();
  const temporary = mkdtempSync(join(tmpdir(), "policy-"));
  disposals.push(() => {
    repository.dispose();
    rmSync(temporary, { recursive: true, force: true });
  });
  repository.write({ "a.txt": "a\n", ...before });
  const base = repository.commit();
  for (const [path, content] of Object.entries(after)) {
    if (content === undefined) repository.remove(path);
    else repository.write({ [path]: content });
  }
  const head = repository.commit();
  const objects = await openObjects({
    repo: repository.path,
    temporary,
    environment: { PATH: process.env["PATH"] ?? "" },
  });
  const change = await readChange({ base, head }, objects);
  const scanner = policyChange({ change, policyPath: DEFAULT_POLICY_PATH, ignoredInputs, version: "1" });
  const target = { change, root: "", exported: [], withheld: [] };
  // It asks for git objects and nothing else; any other port would be undefined here and throw.
  const ports: Pick<ScanPorts, "objects"> = { objects };
  const [outcome] = await scanner.scan(target, ports as ScanPorts);
  return outcome!.findings;
}

describe("L6 a change to the rules of the review is a finding of its own", () => {
  test("an edited policy, at its first changed line, high", async () => {
    const found = await findings(
      { [DEFAULT_POLICY_PATH]: "version: 1\n" },
      { [DEFAULT_POLICY_PATH]: "version: 1\ngate: { fail-on: none }\n" },
    );
    expect(found).toMatchObject([
      {
        rule: { id: "policy/policy-changed" },
        severity: "high",
        location: { uri: DEFAULT_POLICY_PATH, startLine: 2 },
        concerns: "change",
      },
    ]);
  });

  test("a new policy counts too", async () => {
    expect(await findings({}, { [DEFAULT_POLICY_PATH]: "version: 1\n" })).toMatchObject([
      { message: "The change adds the review policy." },
    ]);
  });

  test("a deleted policy has no place in head and still concerns the change", async () => {
    const [found] = await findings({ [DEFAULT_POLICY_PATH]: "version: 1\n" }, { [DEFAULT_POLICY_PATH]: undefined });
    expect(found).toMatchObject({ rule: { id: "policy/policy-changed" }, concerns: "change" });
    expect(found?.location).toBeUndefined();
  });

  test("a policy that is renamed away is changed", async () => {
    const found = await findings(
      { [DEFAULT_POLICY_PATH]: "version: 1\n" },
      { [DEFAULT_POLICY_PATH]: undefined, "old.yml": "version: 1\n" },
    );
    expect(found).toHaveLength(1);
  });

  test.each<[string, Record<string, Content>, Record<string, Content | undefined>, number]>([
    ["a workflow that calls this action", { [WORKFLOW]: CALL }, { [WORKFLOW]: `${CALL}      - run: x\n` }, 1],
    ["taking the call out", { [WORKFLOW]: CALL }, { [WORKFLOW]: OTHER }, 1],
    ["deleting the workflow", { [WORKFLOW]: CALL }, { [WORKFLOW]: undefined }, 1],
    ["a call of a sub-action by a commit", {}, { [WORKFLOW]: CALL.replace("@v1", `/publish@${"a".repeat(40)}`) }, 1],
    [
      "a quoted call in flow style",
      {},
      { [WORKFLOW]: 'jobs: { r: { steps: [{ "uses": "x/claude-code-review@v1" }] } }\n' },
      1,
    ],
    ["a workflow that does not parse", {}, { [WORKFLOW]: `${CALL}\t- : [\n` }, 1],
    ["anchors that refer to themselves", {}, { [WORKFLOW]: `a: &a [*a]\n${CALL}` }, 1],
    ["a workflow that calls another action", { [WORKFLOW]: OTHER }, { [WORKFLOW]: `${OTHER}#\n` }, 0],
    ["the same text outside .github/workflows", {}, { "docs/review.yml": CALL }, 0],
    [
      "a composite action between a workflow and this one",
      { ".github/actions/review/action.yml": CALL },
      { ".github/actions/review/action.yml": OTHER },
      1,
    ],
  ])("%s", async (_, before, after, count) => {
    expect((await findings(before, after)).filter(({ rule }) => rule.id === "policy/workflow-changed")).toHaveLength(
      count,
    );
  });

  test("a suppression comment that the change adds, at its line, medium, in words of ours alone", async () => {
    const found = await findings(
      { "a.py": "one()\n" },
      { "a.py": "one()\nrun(x)  # nosec B602 <img src=x>\n", "README.md": "use `# nosec`\n" },
    );
    expect(found).toMatchObject([
      {
        rule: { id: "policy/suppression-added" },
        severity: "medium",
        concerns: "change",
        location: { uri: "a.py", startLine: 2 },
        message:
          "The change adds `nosec`, the word that makes bandit and gosec look away. It hides nothing in this review.",
      },
    ]);
  });

  test("of more than 100 suppressions in one file 100 are listed, and the last says so", async () => {
    const found = await findings({}, { "a.py": "x()  # nosec\n".repeat(150), "b.py": "x()  # nosec\n" });
    expect(found).toHaveLength(101);
    expect(found[99]?.message).toContain("only 100 are listed");
  });

  test("an ignore file that the change adds and a configuration that it edits, medium", async () => {
    const found = await findings(
      { ".gitleaks.toml": "title = 'a'\n", ".trivyignore": "A\n", ".gitignore": "a\n" },
      {
        ".gitleaks.toml": "title = 'b'\n",
        "sub/.semgrepignore": "*\n",
        ".trivyignore": undefined,
        ".gitignore": "b\n",
      },
    );
    expect(found.map(({ rule, severity, location, message }) => [rule.id, severity, location?.uri, message])).toEqual([
      [
        "policy/scanner-configuration-changed",
        "medium",
        ".gitleaks.toml",
        "The change edits settings of a scanner. They steer nothing in this review.",
      ],
      [
        "policy/scanner-configuration-changed",
        "medium",
        "sub/.semgrepignore",
        "The change adds settings of a scanner. They steer nothing in this review.",
      ],
    ]);
  });

  test("a looser input that was ignored is a finding without a place", async () => {
    expect(await findings({}, { "b.txt": "b\n" }, ["fail-on: none is looser than the policy's high"])).toMatchObject([
      {
        rule: { id: "policy/looser-input" },
        severity: "medium",
        message: "Ignored input: fail-on: none is looser than the policy's high.",
      },
    ]);
  });
});
