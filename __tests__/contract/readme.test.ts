import { describe, expect, test } from "@jest/globals";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { INPUTS } from "../../src/action-inputs.ts";
import { OUTPUTS } from "../../src/outputs.ts";
import { committedFiles, read, root } from "./committed.ts";

const README = read("README.md");
const section = (title: string): string => README.split(`\n## ${title}\n`)[1]?.split("\n## ")[0] ?? "";
/** What the first cells of a table's rows name; a cell may name several. */
const named = (markdown: string): string[] =>
  [...markdown.matchAll(/^\| (`[^|]+`) +\|/gmu)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([^`]+)`/gu)].map(([, name = ""]) => name),
  );

test("the README has every input of the review, and no other", () => {
  // `command` says which action it is, and is not for workflows.
  const forWorkflows = INPUTS.review.filter((name) => name !== "command");
  expect(named(section("Inputs")).sort()).toEqual([...forWorkflows].sort());
});

test("docs/github.md has every input of publishing that the review does not have", () => {
  const own = INPUTS.publish.filter((name) => !INPUTS.review.some((other) => other === name));
  expect(own.length).toBeGreaterThan(0);
  expect(own.filter((name) => !read("docs/github.md").includes(`\`${name}\``))).toEqual([]);
});

test("the README has every output, and no other", () => {
  expect(named(section("Outputs")).sort()).toEqual([...OUTPUTS].sort());
});

const Step = z.looseObject({ uses: z.string(), with: z.record(z.string(), z.string()).optional() });
const Workflow = z.looseObject({
  permissions: z.strictObject({}),
  jobs: z.record(z.string(), z.looseObject({ permissions: z.record(z.string(), z.string()), steps: z.array(Step) })),
});
const documents = committedFiles().filter((name) => name.endsWith(".md"));
const snippets = (name: string) => [...read(name).matchAll(/^```ya?ml\n(.*?)^```/gmsu)].map(([, text = ""]) => text);
const workflows = documents.flatMap((name) =>
  snippets(name)
    .filter((text) => /^jobs:/mu.test(text))
    .map((text): [string, z.infer<typeof Workflow>] => [name, Workflow.parse(parse(text))]),
);

const jobsOf = (document: string) => workflows.filter(([name]) => name === document).map(([, { jobs }]) => jobs);

describe("a workflow in the documents", () => {
  const steps = workflows.flatMap(([, { jobs }]) => Object.values(jobs).flatMap((job) => job.steps));
  const ours = steps.filter(({ uses }) => uses.startsWith("org/claude-code-review"));

  test("is there: one job, and two", () => {
    expect(jobsOf("README.md").map((jobs) => Object.keys(jobs))).toEqual([["review"]]);
    expect(jobsOf("docs/github.md").map((jobs) => Object.keys(jobs))).toContainEqual(["review", "publish"]);
  });

  test("pins every action to a commit", () => {
    expect(steps.filter(({ uses }) => !/^[\w./-]+@[0-9a-f]{40}$/u.test(uses))).toEqual([]);
  });

  test("gives our actions inputs that they have", () => {
    expect(ours.length).toBeGreaterThan(2);
    for (const { uses, with: inputs = {} } of ours) {
      const known: readonly string[] = INPUTS[uses.includes("/publish@") ? "publish" : "review"];
      expect(Object.keys(inputs).filter((name) => !known.includes(name))).toEqual([]);
    }
  });

  test("gives no more rights than publishing takes, and none to a job that only reads", () => {
    const [one] = jobsOf("README.md");
    const two = jobsOf("docs/github.md").find((jobs) => "publish" in jobs);
    const writes = { contents: "read", "pull-requests": "write", "security-events": "write" };
    expect(one?.["review"]?.permissions).toEqual(writes);
    expect(two?.["review"]?.permissions).toEqual({ contents: "read" });
    expect(two?.["publish"]?.permissions).toEqual(writes);
  });
});

test("no document tests the outcome for what it is not: a run without a verdict has none", () => {
  expect(documents.filter((name) => /!=\s*['"]?fail/u.test(read(name)))).toEqual([]);
});

test("the README's pictures are there, light and dark, and small", () => {
  const pictures = [...README.matchAll(/(?:src|srcset)="(docs\/images\/[\w-]+\.png)"/gu)].map(([, file = ""]) => file);
  expect(pictures.filter((file) => file.includes("-dark")).map((file) => file.replace("-dark", "-light"))).toEqual(
    pictures.filter((file) => file.includes("-light")),
  );
  expect(pictures.length).toBeGreaterThan(3);
  for (const file of pictures) expect(statSync(join(root, file)).size).toBeLessThan(200_000);
});

test("each picture of docs/images is shown by a document, and each that is shown is there, light and dark, with words", () => {
  const documents = ["README.md", ...readdirSync(join(root, "docs")).map((name) => `docs/${name}`)];
  const tags = documents
    .filter((name) => name.endsWith(".md"))
    .flatMap((name) => readFileSync(join(root, name), "utf8").match(/<(?:source|img) [^>]*images\/[^>]*>/gu) ?? []);
  expect(tags.filter((tag) => tag.startsWith("<img") && !/alt="[^"]{30,}"/u.test(tag))).toEqual([]);
  const shown = tags.map((tag) => /images\/([\w-]+\.png)"/u.exec(tag)?.[1] ?? tag);
  expect(shown.toSorted()).toEqual(readdirSync(join(root, "docs/images")).toSorted());
});
