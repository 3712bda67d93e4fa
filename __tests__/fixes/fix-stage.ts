/** A change in a real repository with findings of a scanner of this folder, real git, and Claude and GitHub as stand-ins. */

import { join } from "node:path";
import { createPatches } from "../../src/adapters/git-apply.ts";
import type { RawFinding, TriagedFinding } from "../../src/finding.ts";
import { fixFinding, type FixJob, type FixOutcome, type Patches } from "../../src/fixes/index.ts";
import type { Model } from "../../src/ports.ts";
import type { Question, Reply } from "../../src/records.ts";
import { exportHead } from "../../src/scan/export.ts";
import { scan, type SelectedScanner } from "../../src/scan/run.ts";
import type { Scanner, ScanOutcome } from "../../src/scan/scanner.ts";
import { secrets } from "../../src/scan/secrets.ts";
import { createRedactor, own } from "../../src/secrets/index.ts";
import { mergeTools, triage } from "../../src/triage/index.ts";
import { fakeBranches, type FakeBranches } from "../fakes/branches.ts";
import { fakeModel } from "../fakes/model.ts";
import { gitEnvironment, type Content } from "../fixtures/repository.ts";
import { aFinding } from "../fixtures/review.ts";
import { makeStage, type Scene } from "../scan/stage.ts";

/** What it looks for, by rule. */
const FLAWS = { "toy/command": "os.system(", "toy/eval": "eval(", "toy/workflow": "${{ github.event" } as const;

/** Reports a finding of a rule for each line that holds its words. */
export const toy: Scanner = {
  name: "toy",
  comparable: true,
  applies: () => true,
  scan: async ({ root, exported }, { files }): Promise<readonly ScanOutcome[]> => {
    const findings: RawFinding[] = [];
    for (const { file, path } of exported) {
      const text = Buffer.from((await files.read(join(root, path))) ?? []).toString();
      for (const [index, line] of text.split("\n").entries())
        for (const [id, words] of Object.entries(FLAWS))
          if (line.includes(words)) findings.push(flaw(id, file.uri, index + 1));
    }
    const outcome = { tool: "toy", version: "1.2.3", digests: {}, findings, unscanned: [] };
    return [{ ...outcome, state: { status: "completed" } }];
  },
};

function flaw(id: string, uri: string, line: number): RawFinding {
  const { rule, relatedLocations } = aFinding(2);
  return {
    ...{
      rule: { ...rule, id, cwe: ["CWE-78"] },
      source: { kind: "scanner", tool: "toy", version: "1.2.3" },
      relatedLocations,
    },
    ...{ message: "A value becomes a command.", severity: "high", confidence: "high" },
    location: { uri, startLine: line, endLine: line },
  };
}

export interface EditClaim {
  readonly file?: string;
  readonly startLine: number;
  readonly endLine?: number;
  readonly replacement: string;
}

export interface FixScene extends Partial<Pick<Scene, "policy" | "base">> {
  readonly head: Readonly<Record<string, Content>>;
  /** Which finding; the first unless told. */
  readonly pick?: (finding: TriagedFinding) => boolean;
  /** In place of the scanner's finding. */
  readonly finding?: (found: readonly TriagedFinding[]) => TriagedFinding;
  readonly scanners?: readonly Scanner[];
  /** Run on the result alone. */
  readonly later?: readonly Scanner[];
  readonly owners?: ReturnType<FixJob["ownersOf"]>;
}

export interface FixStage {
  readonly job: FixJob;
  readonly branches: FakeBranches;
  readonly questions: readonly Question[];
  readonly head: string;
  /** What Claude answers from now on: edits of the finding's file unless they name another, or any reply. */
  answer(given: readonly EditClaim[] | Reply | ((question: Question) => Reply | object)): void;
  /** Patches are git's own, unless given. */
  ask(over?: Partial<FixJob>, model?: Model | { readonly nobody: string }, patches?: Patches): Promise<FixOutcome>;
  dispose(): Promise<void>;
}

export const ASKER = { id: 7, login: "ada" };

export async function fixStage({
  head,
  pick = () => true,
  scanners = [toy, secrets],
  later = scanners,
  ...given
}: FixScene): Promise<FixStage> {
  const stage = await makeStage({
    head,
    ...(given.base && { base: given.base }),
    ...(given.policy && { policy: given.policy }),
  });
  const { change, ports } = stage;
  const selected = (all: readonly Scanner[]): readonly SelectedScanner[] =>
    all.map((scanner) => ({ scanner, required: true }));
  const target = await exportHead(change, ports);
  const report = await scan({ scanners: selected(scanners), target }, ports);
  const findings = report.runs.flatMap((run) => run.findings);
  const found = mergeTools(triage(findings, change, ports.policy));
  const finding = given.finding?.(found) ?? found.find(pick);
  if (finding === undefined) throw new Error("the scene has no such finding");
  const branches = fakeBranches({ state: "open", head: change.head, branch: "topic", fork: false });
  let answering: (question: Question) => Reply | object = () => ({ edits: [], explanation: "" });
  const model = fakeModel((question) => answering(question));
  const job: FixJob = {
    ...{
      finding,
      found,
      change,
      report,
      policy: ports.policy,
      scanners: selected(later),
      askedBy: ASKER,
      token: "workflow",
    },
    form: {
      prompt: { text: own("Repair it."), sha256: "0".repeat(64) },
      limits: { inputTokens: 100_000, maxTokens: 1000 },
      nonce: "0123456789abcdef0123456789abcdef",
    },
    policyPath: "security/review.yml",
    pullRequest: 1,
    run: { serverUrl: "https://github.com", owner: "octo", repo: "app", runId: "1" },
    ownersOf: () => given.owners ?? { people: ["grace"], teams: [] },
  };
  const redactor = createRedactor();
  return {
    job,
    branches,
    questions: model.questions,
    head: change.head,
    answer: (what) => {
      if (typeof what === "function") answering = what;
      else if ("kind" in what) answering = () => what;
      else
        answering = () => ({
          edits: what.map((edit) => ({ file: finding.location?.uri, endLine: edit.startLine, ...edit })),
          explanation: "It binds the value.",
        });
    },
    ask: (over = {}, asked = model, patches = createPatches({ files: ports.files, environment: gitEnvironment() })) =>
      fixFinding(
        { ...job, ...over },
        {
          ...{ objects: ports.objects, redactor, branches, scan: ports, model: asked, patches },
        },
      ),
    dispose: async () => {
      await ports.files.remove(target.root);
      await stage.dispose();
    },
  };
}
