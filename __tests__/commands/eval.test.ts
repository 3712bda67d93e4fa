import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { createPorts } from "../../src/adapters/ports.ts";
import { BUNDLE } from "../../src/bundle.ts";
import { evaluate } from "../../src/commands/eval.ts";
import type { CaseResult } from "../../src/eval/result.ts";
import type { Question, Reply } from "../../src/records.ts";
import type { EvalRequest } from "../../src/request.ts";
import { createRedactor } from "../../src/secrets/index.ts";
import { fakeLog } from "../fakes/log.ts";
import { fakeModel } from "../fakes/model.ts";
import { makeRepository } from "../fixtures/repository.ts";

const BASE = "from shop.db import find\n\n\ndef own(user):\n    return find(owner=user)\n";
const FLAW = "    return find(order=order)\n";
const HEAD = `${BASE}\n\ndef show(order):\n${FLAW}`;

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "eval-")));
  aCase(
    "orders-01",
    HEAD,
    "severity: high\nremediation: Ask for the owner too.\nvulnerable: [{ file: shop/orders.py, startLine: 9, endLine: 9 }]",
  );
  aCase("orders-02", HEAD.replace("order=order", "order=order, owner=g.user"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function aCase(id: string, head: string, more = ""): void {
  const label = more === "" ? "safe" : "vulnerable";
  const text = `id: ${id}\ntitle: Show one order\nlanguage: Python\nlabel: ${label}\nkind: authorisation\ncwe: CWE-639`;
  write(`cases/${id}/case.yml`, `${text}\nclassification: Any customer reads any order.\n${more}\n`);
  write(`cases/${id}/base/shop/orders.py`, BASE);
  write(`cases/${id}/head/shop/orders.py`, head);
}

/** Finds the flaw wherever it stands; the second question confirms it. */
function finds({ text, hunks }: Question): object {
  if (/^Judge these claims/mu.test(text)) {
    const quote = FLAW.trim();
    return { verdicts: [{ claim: "c-1", verdict: "confirmed", quote, reason: "nothing asks for the owner" }] };
  }
  const [, hunk, file, line] =
    /hunk (h-\w+) (\S+)\n(?:(?!<<<).*\n)*?h(\d+) \+\| {5}return find\(order=order\)$/mu.exec(text) ?? [];
  const at = { startLine: Number(line), endLine: Number(line), quote: FLAW.trim() };
  const words = { title: "Any order", explanation: "e", attack: "a", cwe: "CWE-639", severity: "high", side: "head" };
  const findings = hunk === undefined ? [] : [{ hunk, file, ...at, ...words }];
  return { reviewed: hunks, findings, triage: [] };
}

interface Ran {
  readonly code: number;
  readonly results: readonly CaseResult[];
  readonly run: {
    readonly notRecorded: number;
    readonly interrupted: boolean;
    readonly answeredBy: readonly unknown[];
  };
  readonly source: string;
  readonly model: ReturnType<typeof fakeModel>;
  readonly log: ReturnType<typeof fakeLog>;
}

async function run(
  more: Partial<EvalRequest> = {},
  { answer = finds, abort = false }: { answer?: (question: Question) => object | Reply; abort?: boolean } = {},
): Promise<Ran> {
  const request: EvalRequest = {
    command: "eval",
    cases: join(folder, "cases"),
    choices: { scanners: "none", provider: "command" },
    modelCommand: "/bin/answer",
    synthetic: false,
    variants: [{ bury: 0, framed: false, injected: false }],
    seed: 1,
    concurrency: 1,
    format: "json",
    ...more,
  };
  const environment = {
    children: { PATH: process.env["PATH"] ?? "" },
    packageManager: {},
    toolCache: join(folder, "cache"),
    state: join(folder, "state"),
    temporary: join(folder, "tmp"),
    knownSecrets: [],
    tlsUnverified: false,
    colour: false,
    quiet: true,
    columns: 80,
  };
  const interrupt = new AbortController();
  const given = { temporary: environment.temporary, signal: interrupt.signal, version: "1.0.0", untrusted: [] };
  const [log, printed] = [fakeLog(), new Array<string>()];
  const model = fakeModel(
    (question) => {
      if (abort) interrupt.abort();
      return answer(question);
    },
    { provider: "command", id: "/bin/answer" },
  );
  const context = {
    environment,
    version: "1.0.0",
    rules: BUNDLE.rules,
    prompts: BUNDLE.prompts,
    redactor: createRedactor(),
  };
  const code = await evaluate(request, context, {
    ...createPorts(environment, given),
    log,
    signal: interrupt.signal,
    createModel: () => model,
    print: async (text) => void printed.push(text),
  });
  return { code, model, log, ...JSON.parse(printed.join("")) };
}
const byId = (results: readonly CaseResult[], id: string) => results.find((result) => result.id === id);

describe("a run", () => {
  test("reviews each case as any change, and holds what was found against its label", async () => {
    const { code, results, source, log } = await run();
    expect(code).toBe(0);
    expect(source).toBe("command");
    expect(byId(results, "orders-01")).toMatchObject({
      detected: true,
      state: "answered",
      requests: 2,
      changedLines: 4,
    });
    expect(byId(results, "orders-02")).toMatchObject({ detected: false, findings: [], requests: 1 });
    expect(log.lines.filter((line) => line.startsWith("waiting for an answer: "))).toHaveLength(3);
    expect(log.lines.filter((line) => !line.startsWith("waiting"))).toEqual([
      "1 of 2 cases: orders-01, answered, 1 finding",
      "2 of 2 cases: orders-02, answered, 0 findings",
    ]);
  });

  test("sends nothing of the label, and the title only under --frame", async () => {
    const plain = await run();
    const sent = plain.model.questions.map(({ shared, text }) => shared + text).join("\n");
    for (const word of ["orders-0", "CWE-639 ", "Any customer", "Show one order", "authorisation"])
      expect(sent).not.toContain(word);
    const framed = await run({ variants: [{ bury: 0, framed: true, injected: false }] });
    expect(framed.model.questions.map(({ shared, text }) => shared + text).join("\n")).toContain("Show one order");
    expect(byId(framed.results, "orders-01")?.detected).toBe(true);
  });

  test("buries, and still knows where the flaw is", async () => {
    const { results } = await run({ variants: [{ bury: 40, framed: false, injected: true }] });
    const result = byId(results, "orders-01");
    expect(result).toMatchObject({ detected: true, state: "answered" });
    expect(result?.changedLines).toBeGreaterThan(40);
    expect(result?.findings[0]?.startLine).toBeGreaterThan(9);
  });

  test("takes only what a filter and a limit leave", async () => {
    expect((await run({ filter: "vulnerable" })).results.map(({ id }) => id)).toEqual(["orders-01"]);
    expect((await run({ limit: 1 })).results).toHaveLength(1);
    await expect(run({ filter: "go-*" })).rejects.toMatchObject({ code: "flag-invalid" });
  });

  test("reads the branches of repositories that a cases.jsonl names", async () => {
    const repository = makeRepository();
    try {
      repository.branch("main");
      repository.write({ "shop/orders.py": BASE });
      const base = repository.commit("Base");
      repository.branch("pr", base);
      repository.write({ "shop/orders.py": HEAD });
      repository.commit("Head");
      const label = { label: "vulnerable", cwe: "CWE-639", alt_cwe: [], language: "Python", construction: "own" };
      const vulnerable = [{ file: "shop/orders.py", startLine: 9, endLine: 9 }];
      write("rows/cases.jsonl", JSON.stringify({ ...label, id: "work", vulnerable }));
      const { results } = await run({ cases: join(folder, "rows"), repositories: dirname(repository.path) });
      expect(results).toMatchObject([{ id: "work", detected: true, changedLines: 4 }]);
    } finally {
      repository.dispose();
    }
  });
});

describe("L5 what has no whole answer", () => {
  test.each([
    ["a failure", { kind: "failed", reason: "The server is down.", split: false }],
    ["a refusal", { kind: "refused", category: "cyber" }],
    ["an answer that is none", { kind: "answered", text: "no idea" }],
    ["a hunk that is not judged", { reviewed: [], findings: [], triage: [] }],
  ] as const)("is %s: it is named, counts as not found, and ends in 5", async (_, reply) => {
    const { code, results } = await run({ filter: "orders-01" }, { answer: () => reply });
    expect(code).toBe(5);
    expect(results).toMatchObject([{ state: "incomplete", detected: false }]);
    expect(results[0]?.why).not.toEqual([]);
  });

  test("is a second question without an answer, though the finding stands", async () => {
    const failed = { kind: "failed", reason: "r", split: false } as const;
    const answer = (question: Question) => (/^Judge these claims/mu.test(question.text) ? failed : finds(question));
    const { code, results } = await run({ filter: "orders-01" }, { answer });
    expect(code).toBe(5);
    expect(results).toMatchObject([{ state: "incomplete", detected: true }]);
  });

  test("is what Ctrl-C stopped: what was done is reported", async () => {
    const { code, results, run: facts } = await run({}, { abort: true });
    expect(code).toBe(5);
    expect(facts.interrupted).toBe(true);
    expect(results).toHaveLength(1);
  });
});

describe("recordings", () => {
  const tape = (mode: "record" | "replay") => ({ mode, folder: join(folder, "tape") });

  test("are replayed to the same results, without a question asked", async () => {
    const first = await run({ tape: tape("record") });
    expect(readdirSync(join(folder, "tape"))).toHaveLength(3);
    const again = await run(
      { tape: tape("replay") },
      { answer: () => ({ kind: "failed", reason: "asked", split: false }) },
    );
    expect(again).toMatchObject({ code: 0, source: "command", run: { notRecorded: 0 } });
    expect(again.model.questions).toHaveLength(0);
    expect(again.results).toEqual(first.results);
    expect(again.run.answeredBy).toMatchObject([{ kind: "command", answers: 3 }]);
  });

  test("are resumed: what is there is not asked for again", async () => {
    await run({ tape: tape("record"), filter: "orders-01" });
    const { model, code } = await run({ tape: tape("record") });
    expect(model.questions).toHaveLength(1);
    expect(code).toBe(0);
  });

  test("of another question are none: recorded again, it says, and ends in 5", async () => {
    await run({ tape: tape("record") });
    write("policy.yml", "version: 1\nreview:\n  instructions: All orders are public.\n");
    const changed = await run({ tape: tape("replay"), policyFile: join(folder, "policy.yml") });
    expect(changed).toMatchObject({ code: 5, run: { notRecorded: 2 } });
    expect(changed.results[0]?.why.join(" ")).toContain("record again");
  });

  test("that are written by hand are synthetic in the file and in the report", async () => {
    await run({ tape: tape("record"), synthetic: true });
    const [name = ""] = readdirSync(join(folder, "tape"));
    expect(readFileSync(join(folder, "tape", name), "utf8")).toContain('"kind": "synthetic"');
    expect((await run({ tape: tape("replay") })).source).toBe("synthetic");
  });
});

test("a baseline that was better ends in 1", async () => {
  for (const n of ["3", "4", "5", "6"])
    aCase(
      `orders-0${n}`,
      HEAD,
      "severity: high\nremediation: Ask for the owner too.\nvulnerable: [{ file: shop/orders.py, startLine: 9, endLine: 9 }]",
    );
  const baseline = join(folder, "baseline.json");
  const { answer } = { answer: ({ hunks }: Question) => ({ reviewed: hunks, findings: [], triage: [] }) };
  const good = await run();
  writeFileSync(
    baseline,
    JSON.stringify({ schema: "claude-code-review/eval", version: 1, run: good.run, results: good.results }),
  );
  expect((await run({ baseline })).code).toBe(0);
  expect((await run({ baseline }, { answer })).code).toBe(1);
});

describe("L5 what says nothing is not green", () => {
  test("a run in which nobody looks is an error before it begins", async () => {
    const nobody = { choices: { scanners: "none", provider: "none" } } as const;
    await expect(run(nobody)).rejects.toMatchObject({ code: "flag-invalid" });
  });

  test.each([
    ["no difference between base and head", BASE, ""],
    ["a policy whose scope leaves the files out", HEAD, "version: 1\nscope: { paths: { include: [docs/**] } }\n"],
  ])("a case of which nobody was asked is no quiet one: %s", async (_, head, policy) => {
    aCase("orders-02", head);
    write("policy.yml", policy);
    const { code, results, model } = await run({
      filter: "orders-02",
      ...(policy !== "" && { policyFile: join(folder, "policy.yml") }),
    });
    expect(model.questions).toEqual([]);
    expect(results).toMatchObject([{ state: "incomplete", why: [expect.stringContaining("reviewed")] }]);
    expect(code).toBe(5);
  });

  test("a policy that does without the review makes no half answer a whole one", async () => {
    write("policy.yml", "version: 1\ngate: { require: [scanners] }\n");
    write("cases/orders-02/head/shop/carts.py", "def cart(user):\n    return user.cart\n");
    const { code, results } = await run(
      { policyFile: join(folder, "policy.yml"), filter: "orders-02" },
      { answer: ({ hunks }) => ({ reviewed: hunks.slice(0, 1), findings: [], triage: [] }) },
    );
    expect(code).toBe(5);
    expect(results).toMatchObject([{ state: "incomplete", why: [expect.stringContaining("1 hunk")] }]);
  });

  test("a label of a file that the change does not touch can be met by nothing, and is named", async () => {
    const label = "severity: high\nremediation: Ask for the owner too.";
    aCase("orders-01", HEAD, `${label}\nvulnerable: [{ file: orders.py, startLine: 9, endLine: 9 }]`);
    const { code, results } = await run({ filter: "orders-01" });
    expect(results).toMatchObject([{ why: [expect.stringContaining("orders.py")] }]);
    expect(code).toBe(5);
  });

  test("a baseline of another corpus is an error before anybody is asked", async () => {
    const good = await run();
    const results = good.results.map((result) => ({ ...result, id: `other-${result.id}` }));
    const baseline = join(folder, "baseline.json");
    writeFileSync(baseline, JSON.stringify({ schema: "claude-code-review/eval", version: 1, run: good.run, results }));
    await expect(run({ baseline })).rejects.toMatchObject({ code: "eval-invalid" });
  });
});
