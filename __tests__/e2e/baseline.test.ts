import { beforeAll, describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { makeRepository, type Content } from "../fixtures/repository.ts";
import { sandbox } from "./cli.ts";

const FLAW = "import os\n\n\ndef run(request):\n    os.system('ls ' + request.args['d'])\n";
const REST = Array.from({ length: 8 }, (_, n) => `value_${String(n)} = ${String(n)}\n`).join("");
const POLICY = ".github/claude-review.yml";
const Report = z.object({
  verdict: z.object({ outcome: z.string() }),
  findings: z.array(
    z.object({
      ruleId: z.string(),
      location: z.object({ uri: z.string(), startLine: z.number() }).optional(),
      baselineState: z.string().optional(),
      suppressionAttempt: z.string().optional(),
      disposition: z.object({ status: z.string() }),
    }),
  ),
});

type Files = Readonly<Record<string, Content>>;

async function reviewed(before: Files, after: Files) {
  const [box, repository] = [sandbox(), makeRepository()];
  try {
    repository.write({ "README.md": "# x\n", ...before });
    repository.commit("before");
    repository.write(after);
    repository.commit("after");
    const argv = ["--repo", repository.path, "--base", "HEAD~1", "--run-dir", box.runDir, "--provider", "none"];
    const { code, stdout, stderr } = await box.run(["review", ...argv, "--scanners", "semgrep", "--format", "json"]);
    const { verdict, findings } = Report.parse(JSON.parse(stdout));
    return { code, stderr, outcome: verdict.outcome, findings };
  } finally {
    box.dispose();
    repository.dispose();
  }
}

type Reviewed = Awaited<ReturnType<typeof reviewed>>;
const inCode = ({ findings }: Reviewed) => findings.filter(({ ruleId }) => ruleId.startsWith("semgrep/"));

describe("only what is new gates:", () => {
  let moved: Reviewed;
  let all: Reviewed;
  let hidden: Reviewed;
  beforeAll(async () => {
    const old = { "a.py": FLAW + REST };
    const edited = { "a.py": `${REST}${FLAW.replace("import os\n", "import os\nlast = 1\n")}` };
    moved = await reviewed(old, edited);
    all = await reviewed({ ...old, [POLICY]: "version: 1\ngate: { scope: all, require: [scanners] }\n" }, edited);
    hidden = await reviewed(
      { "b.py": REST },
      {
        "b.py": REST + FLAW.replace("'])\n", "'])  # nosemgrep # nosec\n"),
        ".semgrepignore": "*.py\n",
      },
    );
  });

  test("a flaw that only moved keeps its row as unchanged, and the gate passes", () => {
    expect(inCode(moved).length).toBeGreaterThan(0);
    for (const finding of inCode(moved))
      expect(finding).toMatchObject({ baselineState: "unchanged", disposition: { status: "unchanged" } });
    expect(moved).toMatchObject({ outcome: "pass", code: 0 });
    expect(moved.stderr).toContain("semgrep: scanning 1 file of base");
  });

  test("gate.scope all in the policy at base lets it gate", () => {
    expect(inCode(all)[0]).toMatchObject({ baselineState: "unchanged", disposition: { status: "open" } });
    expect(all).toMatchObject({ outcome: "fail", code: 1 });
  });

  test("L6 a comment and an ignore file that the change adds hide nothing, and each is a finding of its own", () => {
    expect(inCode(hidden)[0]).toMatchObject({
      baselineState: "new",
      suppressionAttempt: "nosemgrep",
      disposition: { status: "open" },
    });
    expect(hidden).toMatchObject({ outcome: "fail", code: 1 });
    const attempts = hidden.findings.filter(({ ruleId }) => ruleId.startsWith("policy/"));
    expect(attempts.map(({ ruleId, location }) => `${ruleId} ${location?.uri ?? ""}`).sort()).toEqual([
      "policy/scanner-configuration-changed .semgrepignore",
      "policy/suppression-added b.py",
      "policy/suppression-added b.py",
    ]);
  });
});
