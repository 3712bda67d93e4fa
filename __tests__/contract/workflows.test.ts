import { readdirSync, readFileSync } from "node:fs";
import { appendFile, cp, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { z } from "zod";
import { realTools } from "../fixtures/tools.ts";

const folder = resolve(import.meta.dirname, "../../.github/workflows");
const names = readdirSync(folder);

// Only what the rules look at; actionlint and zizmor check the rest.
const Step = z.looseObject({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.looseObject({}).optional(),
});
const Job = z.looseObject({ "timeout-minutes": z.number().optional(), permissions: z.unknown(), steps: z.array(Step) });
const Workflow = z.looseObject({
  on: z.unknown(),
  permissions: z.unknown(),
  concurrency: z.unknown(),
  jobs: z.record(z.string(), Job),
});

test("zizmor --pedantic finds nothing in .github, though it would in a workflow that is not as careful", async () => {
  const temporary = await realpath(await mkdtemp(join(tmpdir(), "workflows-")));
  try {
    const { shell, provision } = realTools(temporary);
    const { argv, env } = await provision.pip("zizmor", ["bin/zizmor"]);
    const audit = async (cwd: string) =>
      shell.run({
        argv: [...argv, "--pedantic", "--offline", "--no-progress", ".github"],
        cwd,
        env,
        deadlineMs: 60_000,
        outputCapBytes: 1e6,
      });
    const own = await audit(resolve(folder, "../.."));
    expect(new TextDecoder().decode(own.stdout) + new TextDecoder().decode(own.stderr)).toContain(
      "No findings to report",
    );
    await cp(resolve(folder, ".."), join(temporary, ".github"), { recursive: true });
    await appendFile(join(temporary, ".github/workflows/ci.yml"), "      - uses: actions/checkout@v4\n");
    expect((await audit(temporary)).exitCode).toBeGreaterThan(0);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
});

test("the workflows that the issue asks for are there", () => {
  expect(names).toEqual(
    expect.arrayContaining([
      "check-dist.yml",
      "ci.yml",
      "codeql.yml",
      "release.yml",
      "scorecard.yml",
      "self-review.yml",
    ]),
  );
});

describe.each(names)("%s", (name) => {
  const text = readFileSync(join(folder, name), "utf8");
  const workflow = Workflow.parse(parse(text));
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  test("every action is pinned by a full commit and says its version", () => {
    const lines = text.split("\n").filter((line) => /\buses:/u.test(line));
    expect(lines).toHaveLength(steps.filter(({ uses }) => uses !== undefined).length);
    const own = /uses: \.\/ # zizmor: ignore\[self-repository\]$/u;
    for (const line of lines.filter((each) => !own.test(each)))
      expect(line).toMatch(/uses: [\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/u);
  });

  test("nothing is permitted on top, and each job says what it needs, each permission with its reason", () => {
    expect(workflow.permissions).toEqual({});
    for (const job of jobs) expect(job.permissions).toBeInstanceOf(Object);
    const granted = text.split("\n").filter((line) => /^\s+[a-z-]+: (?:read|write)\b/u.test(line));
    const declared = jobs.flatMap((job) => Object.keys(z.record(z.string(), z.string()).parse(job.permissions)));
    expect(granted).toHaveLength(declared.length);
    for (const line of granted) expect(line).toMatch(/: (?:read|write) # \S/u);
  });

  test("every job ends, and a newer run has a rule about the older one", () => {
    expect(workflow.concurrency).toHaveProperty("group");
    for (const job of jobs) expect(job["timeout-minutes"]).toBeGreaterThan(0);
  });

  test("no checkout leaves a token behind", () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    expect(checkouts.length).toBeGreaterThan(0);
    for (const checkout of checkouts) expect(checkout.with).toMatchObject({ "persist-credentials": false });
  });

  test("L6 no expression is pasted into a script, and no trigger runs a stranger's code with our rights", () => {
    for (const { run } of steps) expect(run ?? "").not.toContain("${{");
    expect(JSON.stringify(workflow.on)).not.toMatch(/pull_request_target|workflow_run/u);
  });
});

test("one action has one version", () => {
  const pins = names.flatMap(
    (name) => readFileSync(join(folder, name), "utf8").match(/[\w-]+\/[\w-]+(?:\/[\w-]+)*@.*/gu) ?? [],
  );
  const owners = new Map<string, Set<string>>();
  for (const pin of pins) {
    const [action = "", version = ""] = pin.split("@");
    // github/codeql-action/init and …/analyze are one repository.
    const repository = action.split("/").slice(0, 2).join("/");
    owners.set(repository, (owners.get(repository) ?? new Set()).add(version));
  }
  expect(owners.size).toBeGreaterThan(0);
  for (const [repository, versions] of owners) expect([repository, versions.size]).toEqual([repository, 1]);
});

test("dependabot waits seven days and groups, for every ecosystem that we pin", () => {
  const Update = z.looseObject({
    "package-ecosystem": z.string(),
    cooldown: z.looseObject({ "default-days": z.number() }),
    groups: z.record(z.string(), z.looseObject({})),
  });
  const file = resolve(folder, "../dependabot.yml");
  const { updates } = z.looseObject({ updates: z.array(Update) }).parse(parse(readFileSync(file, "utf8")));
  expect(updates.map((update) => update["package-ecosystem"]).sort()).toEqual(["github-actions", "npm", "pip"]);
  for (const { cooldown } of updates) expect(cooldown["default-days"]).toBeGreaterThanOrEqual(7);
});
