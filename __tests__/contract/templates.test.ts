import { readdirSync } from "node:fs";
import { cp, mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { z } from "zod";
import { INPUTS } from "../../src/action-inputs.ts";
import { realTools } from "../fixtures/tools.ts";
import { read } from "./committed.ts";

const templates = resolve(import.meta.dirname, "../../templates/workflows");

const Job = z.looseObject({
  name: z.string().optional(),
  if: z.string().optional(),
  permissions: z.record(z.string(), z.string()),
  steps: z.array(z.looseObject({ uses: z.string().optional(), with: z.record(z.string(), z.unknown()).optional() })),
});
const Workflow = z.looseObject({
  name: z.string().optional(),
  on: z.unknown(),
  permissions: z.strictObject({}),
  jobs: z.record(z.string(), Job),
});
const workflows = readdirSync(templates).map((name) => ({
  ...Workflow.parse(parse(read(`templates/workflows/${name}`))),
  file: name,
}));
const [, README = ""] = /^```yaml\n(.*?)^```/msu.exec(read("README.md")) ?? [];
const reviewing = Workflow.parse(parse(README));

describe("the templates", () => {
  const uses = workflows.flatMap(({ file, jobs }) =>
    Object.values(jobs).flatMap(({ steps }) => steps.map((step) => ({ file, ...step }))),
  );

  test("give our actions inputs that they have", () => {
    const ours = uses.filter(({ uses: action = "" }) => action.startsWith("org/claude-code-review"));
    expect(ours.length).toBeGreaterThan(3);
    for (const { uses: action = "", with: inputs = {} } of ours) {
      const known: readonly string[] = INPUTS[action.includes("/respond@") ? "respond" : "review"];
      expect(Object.keys(inputs).filter((name) => !known.includes(name))).toEqual([]);
    }
  });

  test("follow the README's workflow by its name and its file: another one would never be followed, and nobody told", () => {
    const followed = workflows.map(
      ({ on }) => z.looseObject({ workflow_run: z.looseObject({ workflows: z.array(z.string()) }) }).safeParse(on).data,
    );
    expect(followed.flatMap((on) => on?.workflow_run.workflows ?? [])).toEqual([reviewing.name]);
    const files = uses.flatMap(({ with: inputs }) => inputs?.["workflow"] ?? []);
    expect(files).toEqual(["review.yml", "review.yml"]);
    expect(read("README.md")).toContain("`.github/workflows/review.yml`");
  });

  // GitHub: "a job that is skipped will report its status as Success", on the commit, whichever pull request it was for.
  test("skip no job on a pull request that bears the name of the one that is required", () => {
    const required = Object.entries(reviewing.jobs).map(([id, { name = id }]) => name);
    const skipped = workflows
      .filter(({ on }) => z.looseObject({ pull_request: z.unknown() }).safeParse(on).data?.pull_request !== undefined)
      .flatMap(({ jobs }) => Object.entries(jobs))
      .flatMap(([id, { name = id, if: condition }]) => (condition === undefined ? [] : [name]));
    expect(Object.values(reviewing.jobs).filter((job) => job.if !== undefined)).toEqual([]);
    expect(skipped).toEqual(["Keep tickets"]);
    expect(skipped.filter((name) => required.includes(name))).toEqual([]);
  });
});

test("zizmor --pedantic finds nothing in the templates of workflows", async () => {
  const temporary = await realpath(await mkdtemp(join(tmpdir(), "templates-")));
  try {
    await mkdir(join(temporary, ".github"));
    await cp(templates, join(temporary, ".github/workflows"), { recursive: true });
    const { shell, provision } = realTools(temporary);
    const { argv, env } = await provision.pip("zizmor", ["bin/zizmor"]);
    const options = ["--pedantic", "--offline", "--no-progress", ".github"];
    const audit = { cwd: temporary, env, deadlineMs: 60_000, outputCapBytes: 1e6 };
    const { stdout, stderr } = await shell.run({ argv: [...argv, ...options], ...audit });
    expect(new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr)).toContain("No findings to report");
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
});
