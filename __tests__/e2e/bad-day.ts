/** What holds after every bad day, whatever happened on it: the verdict, nothing twice, the evidence, words about it, no leak. */

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@jest/globals";
import { verifySegment } from "../../src/ledger/index.ts";
import { parseSarif } from "../../src/sarif/index.ts";
import { fingerprintsIn, SUMMARY_MARKER } from "../../src/publish/markers.ts";
import { GITHUB_TOKEN } from "../fixtures/token.ts";
import { BOT, runtimeToken, UPLOAD_SIGNATURE, WORKFLOW_TOKEN, type RecordedRequest } from "../servers/github.ts";
import { actionScene, LEAK, type ActionScene } from "./action-scene.ts";
import type { Stepped } from "./runner.ts";

type SceneOptions = NonNullable<Parameters<typeof actionScene>[0]>;

/** A scene of its own for each test: several run at the same time, since most of a bad day is waiting. */
export async function onScene(options: SceneOptions, work: (at: ActionScene) => Promise<void>): Promise<void> {
  const at = await actionScene(options);
  try {
    await work(at);
  } finally {
    await at.dispose();
  }
}

/** The change fails the gate. */
export const FAILING: SceneOptions = { after: { "src/config.ts": LEAK } };
/** The change passes with one finding, below the threshold: there is something to upload and to comment on. */
export const PASSING: SceneOptions = {
  after: { "src/config.ts": 'export const region = "eu";\nexport const zone = "b";\n' },
};
export const FOREIGN = { "sarif-files": "*.sarif" };
const VERDICTS = { pass: 0, fail: 1 } as const;

export interface Result {
  readonly uri?: string;
  readonly line?: number;
  readonly level?: string;
  readonly text?: string;
}

/** What an earlier step's tool has written into the workspace. */
export function foreignSarif(at: ActionScene, results: readonly Result[], help = "Use one zone."): void {
  const run = {
    tool: { driver: { name: "Earlier", version: "1", rules: [{ id: "zone", help: { text: help } }] } },
    results: results.map(({ uri = "src/config.ts", line = 2, level = "warning", text = "Zones differ." }) => ({
      ruleId: "zone",
      level,
      message: { text },
      locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine: line } } }],
    })),
  };
  writeFileSync(join(at.runner.workspace, "tool.sarif"), JSON.stringify({ version: "2.1.0", runs: [run] }));
}

export interface BadDay {
  prepare(at: ActionScene, outcome: "pass" | "fail"): void;
  readonly inputs?: Readonly<Record<string, string>>;
  /** In the log or in the job summary, Markdown's backslashes aside. */
  readonly said: readonly RegExp[];
  /** A part could not be delivered: a pass ends with 3. What is skipped leaves it at 0. */
  readonly undelivered: boolean;
  /** Features that were done all the same. */
  readonly done?: readonly string[];
  /** What else holds then. */
  readonly settled?: (at: ActionScene, outcome: "pass" | "fail") => void;
}

/** The same day for a change that passes and for one that fails. */
export async function onBothVerdicts(day: BadDay): Promise<void> {
  await Promise.all(
    (["pass", "fail"] as const).map((outcome) =>
      onScene(outcome === "pass" ? PASSING : FAILING, async (at) => {
        if (outcome === "pass") foreignSarif(at, [{}]);
        day.prepare(at, outcome);
        const ended = await at.review({ inputs: { ...day.inputs, ...(outcome === "pass" && FOREIGN) } });
        const code = outcome === "pass" && day.undelivered ? 3 : VERDICTS[outcome];
        expectSettled(at, ended, { outcome, code, said: day.said });
        for (const feature of day.done ?? []) expect(ended.stdout).toMatch(new RegExp(`^${feature}: `, "mu"));
        day.settled?.(at, outcome);
      }),
    ),
  );
}

export interface Settled {
  readonly outcome: "pass" | "fail" | "incomplete";
  readonly code: number;
  readonly said: readonly RegExp[];
}

export function expectSettled(at: ActionScene, ended: Stepped, { outcome, code, said }: Settled): void {
  expect([ended.outputs["outcome"], ended.code, ended.signal]).toEqual([outcome, code, null]);
  expectNothingTwice(at);
  expectEvidence(ended);
  expectSaid(ended, said);
  expectClean(at, ended);
}

/** Before there is a verdict: nothing is on GitHub, and the run says that there is none. */
export function expectNoVerdict(at: ActionScene, ended: Stepped, said: readonly RegExp[]): void {
  expect([ended.outputs["outcome"] ?? "", ended.code, ended.signal]).toEqual(["", 3, null]);
  expect(ended.stdout).toMatch(/^::error title=claude-code-review%3A no verdict::error/mu);
  const { state } = at.gitHub;
  const onGitHub = [state.comments(), state.reviews(), state.reviewComments(), state.uploads(), [...state.artifacts]];
  expect(onGitHub).toEqual([[], [], [], [], []]);
  expectSaid(ended, said);
  expectClean(at, ended);
}

export function expectSaid({ stdout, summary }: Pick<Stepped, "stdout" | "summary">, said: readonly RegExp[]): void {
  const words = `${stdout}\n${summary.replaceAll("\\", "")}`;
  for (const sentence of said) expect(words).toMatch(sentence);
}

export function expectNothingTwice(at: ActionScene): void {
  expectOneSummary(at);
  expectUploadsReplaceThemselves(at);
  // Each finding in one text of ours.
  const { state } = at.gitHub;
  const texts = [...ours(state.reviewComments()), ...ours(state.reviews())].map(({ body }) => body);
  const said = texts.flatMap((body) => [...fingerprintsIn(body)]);
  expect(said).toEqual([...new Set(said)]);
}

export function expectOneSummary({ gitHub: { state } }: ActionScene): void {
  expect(ours(state.comments()).filter(({ body }) => body.startsWith(SUMMARY_MARKER)).length).toBeLessThan(2);
}

/** Uploads for one commit, ref and category replace each other: what a repeated request brings is the same text. */
export function expectUploadsReplaceThemselves({ gitHub: { state } }: ActionScene): void {
  const uploads = new Map(state.uploads().map(({ commit, ref, sarif }) => [`${commit} ${ref}`, sarif]));
  for (const { commit, ref, sarif } of state.uploads()) expect(sarif).toBe(uploads.get(`${commit} ${ref}`));
}

function ours<Item extends { readonly user: { readonly id: number } }>(items: readonly Item[]): readonly Item[] {
  return items.filter(({ user }) => user.id === BOT.id);
}

export function expectEvidence({ outputs }: Pick<Stepped, "outputs">): void {
  const ledger = outputs["ledger-file"] ?? "";
  expect(verifySegment(readFileSync(ledger, "utf8"), outputs["ledger-root"])).toMatchObject({ valid: true });
  const deliveries = readFileSync(join(ledger, "..", "deliveries.jsonl"), "utf8");
  expect(verifySegment(deliveries)).toMatchObject({ valid: true });
  const sarif = readFileSync(outputs["sarif-file"] ?? "", "utf8");
  expect(parseSarif(sarif, { ruleIdPrefix: "", uriOf: (path) => path }).length).toBeGreaterThan(0);
}

/** No request that GitHub does not describe, no secret anywhere, and no folder left behind. */
export function expectClean({ gitHub, runner }: ActionScene, { stdout, stderr, summary }: Stepped): void {
  expect(gitHub.violations).toEqual([]);
  const basic = Buffer.from(`x-access-token:${WORKFLOW_TOKEN}`).toString("base64");
  const log = [stdout.replace(/^::add-mask::.*$/gmu, ""), stderr, summary].join("\n");
  const places = { log, received: gitHub.received(), files: runner.everything() };
  for (const secret of [WORKFLOW_TOKEN, basic, runtimeToken(), GITHUB_TOKEN])
    for (const [place, text] of Object.entries(places)) expect([place, text.includes(secret)]).toEqual([place, false]);
  // The address that it was given for the upload is the client's own business.
  for (const place of ["log", "files"] as const) expect(places[place]).not.toContain(UPLOAD_SIGNATURE);
  if (!existsSync(runner.temporary)) return;
  expect(readdirSync(runner.temporary).filter((name) => name.startsWith("claude-code-review-"))).toEqual([]);
}

/** The first request that fits, as soon as it has come; `happens` when none comes is the test's own time-out. */
export async function once(at: ActionScene, fits: (request: RecordedRequest) => boolean): Promise<void> {
  while (!at.gitHub.requests.some(fits)) await new Promise((resolve) => setTimeout(resolve, 5));
}

export const isFor =
  (method: string, path: RegExp) =>
  (request: RecordedRequest): boolean =>
    request.method === method && path.test(request.path);

/** What GitHub was asked to do, not asked about; the question who we are is one by POST. */
export function writes({ gitHub }: ActionScene): readonly string[] {
  return gitHub.requests
    .filter(({ method, path }) => method !== "GET" && /^\/repos\//u.test(path))
    .map(({ method, path }) => `${method} ${path}`);
}
