/** A pull request that is pushed to: each push is reviewed by a stand-in, and leaves its record for the next. */

import { readChange } from "../../src/change/index.ts";
import type { RawFinding, TriagedFinding } from "../../src/finding.ts";
import type { ModelReview, Question, Review } from "../../src/records.ts";
import { nextState } from "../../src/review/carried-next.ts";
import { stateKeys } from "../../src/review/carried-state.ts";
import { prepare, reviewChange, type Earlier } from "../../src/review/review.ts";
import { createRedactor, own } from "../../src/secrets/index.ts";
import { withObjects } from "../change/open-change.ts";
import { fakeModel } from "../fakes/model.ts";
import { aReview } from "../fixtures/review.ts";
import { makeRepository, type Repository } from "../fixtures/repository.ts";

export const SECRET = "state-key-of-a-test-".repeat(3);
export const ABOUT: Earlier["about"] = {
  ...{ repository: "octo/app", pullRequest: "7", program: "1.0.0", policy: "a".repeat(64), provider: "anthropic" },
  ...{ model: "claude-sonnet-5-5", effort: "high", prompts: `${"b".repeat(64)},${"c".repeat(64)}` },
};

export type Answering = (question: Question, hunks: readonly string[]) => object;
export interface Push {
  readonly files?: Readonly<Record<string, string | null>>;
  readonly answer?: Answering;
  /** Instead of the record of the push before. */
  readonly sealed?: readonly string[];
  readonly about?: Partial<Earlier["about"]>;
  readonly secret?: string;
  readonly findings?: (uri: string) => readonly TriagedFinding[];
}

export interface Pushed {
  readonly model: ModelReview;
  readonly review: Review;
  /** Ids of hunks that were asked about, as files. */
  readonly asked: readonly string[];
  readonly sealed: string | undefined;
  readonly notes: readonly string[];
}

/** Word for word what stands there; the rest is of the claim. */
export const claimOf = (hunk: string, claim: { file: string; line: number; quote: string }): object => ({
  ...{ hunk, file: claim.file, side: "head", startLine: claim.line, endLine: claim.line, quote: claim.quote },
  ...{ cwe: "CWE-89", severity: "high", title: "A query is joined", explanation: "It is joined.", attack: "Rows." },
});

export interface PullRequest {
  readonly repository: Repository;
  push(given: Push): Promise<Pushed>;
  /** Its base goes on; the next push brings all its files again. */
  rebase(files: Readonly<Record<string, string>>): void;
}

export function pullRequest(base: Readonly<Record<string, string>>): PullRequest {
  const repository = makeRepository();
  repository.write({ "README.md": "# x\n", ...base });
  let tip = repository.commit("base");
  let last: string | undefined;
  let runs = 0;
  return {
    repository,
    rebase(files) {
      repository.branch(`rebased-${String(runs)}`, tip);
      repository.write(files);
      tip = repository.commit("base goes on");
    },
    async push({ files = {}, answer = () => ({}), sealed, about = {}, secret = SECRET, findings = () => [] }) {
      for (const [name, content] of Object.entries(files))
        if (content === null) repository.remove(name);
        else repository.write({ [name]: content });
      repository.commit(`push ${String(++runs)}`);
      const keys = stateKeys(secret);
      const stored = sealed ?? (last === undefined ? [] : [last]);
      const pushed = await withObjects(repository.path, async (objects) => {
        const change = await readChange({ base: tip, head: "HEAD" }, objects);
        const redactor = createRedactor();
        const found = change.files.flatMap(({ uri }) => findings(uri));
        const earlier = { records: { keys, sealed: stored }, about: { ...ABOUT, ...about } };
        const job = {
          change,
          policy: { version: 1 as const },
          findings: found,
          prompt: PROMPT,
          limits: LIMITS,
          nonce: NONCE,
        };
        const prepared = await prepare({ ...job, earlier }, { objects, redactor });
        const asked: string[] = [];
        const model = fakeModel((question) => {
          const ids = new Set(question.hunks);
          asked.push(...prepared.dossier.hunks.filter(({ id }) => ids.has(id)).map(({ uri }) => uri));
          const given = { reviewed: question.hunks, findings: [], triage: [], ...answer(question, question.hunks) };
          return given;
        });
        const ports = { objects, redactor };
        const result = await reviewChange({ change, findings: found }, { prepared, asker: { model }, ports });
        return { change, prepared, result, asked };
      });
      const { change, prepared, result, asked } = pushed;
      const review: Review = {
        ...aReview({ findings: 0 }),
        ...{ change, coverage: result.coverage, model: result, findings: result.findings.map(triaged) },
        startedAt: `2026-01-02T03:04:0${String(runs)}.000Z`,
      };
      const { carried } = prepared;
      if (carried === undefined) throw new Error("The test gave a key.");
      const left = nextState(review, { keys, carried, dossier: carried.whole, runId: String(100 + runs) });
      last = left.sealed;
      return { model: result, review, asked, sealed: left.sealed, notes: [...result.notes, ...left.notes] };
    },
  };
}

const PROMPT = { text: own("Find flaws."), sha256: "b".repeat(64) };
const LIMITS = { inputTokens: 100_000, maxTokens: 1000 };
const NONCE = "0123456789abcdef";

const triaged = (finding: RawFinding, n: number): TriagedFinding => ({
  ...finding,
  fingerprint: `v1:${String(n).padStart(32, "0")}`,
  disposition: { status: "open" },
});
