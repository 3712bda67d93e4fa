import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeRepository, type Repository } from "../fixtures/repository.ts";
import { crcBase62 } from "../../src/secrets/checks.ts";
import { messagesServer, type MessagesServer, type ModelRequest } from "../servers/messages-api.ts";
import { sandbox, type Sandbox } from "./cli.ts";

let box: Sandbox;
let repository: Repository;
let server: MessagesServer;
beforeEach(() => {
  box = sandbox();
  repository = makeRepository();
});
afterEach(async () => {
  await server.close();
  box.dispose();
  repository.dispose();
});

/** A token with a right checksum, another for each place that it is planted in. */
function token(place: string): string {
  const body = Buffer.from(`planted in ${place}`.padEnd(24, "z"))
    .toString("base64url")
    .replace(/[-_]/gu, "x")
    .slice(0, 30);
  return ["ghp", body].join("_") + crcBase62(body);
}

/** The eight spellings in which it must not be found either. */
const SPELLINGS: Readonly<Record<string, (value: string) => string>> = {
  plain: (value) => value,
  reversed: (value) => [...value].reverse().join(""),
  base64: (value) => Buffer.from(value).toString("base64").replace(/=+$/u, "").slice(0, -1),
  base64url: (value) => Buffer.from(value).toString("base64url").slice(0, -1),
  hex: (value) => Buffer.from(value).toString("hex"),
  HEX: (value) => Buffer.from(value).toString("hex").toUpperCase(),
  percent: (value) => [...Buffer.from(value)].map((byte) => `%${byte.toString(16)}`).join(""),
  "without its ends": (value) => value.slice(8, -4),
};

const PLACES = [
  "code",
  "removed line",
  "file name",
  "renamed from",
  "commit message",
  "base policy",
  "scanner message",
  "model answer",
  "symlink target",
] as const;
const KEY = ["sk-ant", "api03", "PlantedKeyOfTheRun".repeat(3)].join("-");
const PASSWORD = "Planted-Environment-Passw0rd-92";

function plantEverywhere(): void {
  repository.write({
    ".github/claude-review.yml": `version: 1\nreview: { instructions: "the staging token is ${token("base policy")}" }\n`,
    "old.js": `const gone = "${token("removed line")}";\nexport const a = 1;\n`,
    [`${token("renamed from")}.py`]: "import os\nimport sys\nvalue = 1\nother = 2\nthird = 3\n",
  });
  repository.commit("before");
  repository.remove(`${token("renamed from")}.py`);
  repository.write({
    "old.js": "export const a = 2;\n",
    "new.js": `const key = "${token("code")}";\nconst again = key + "${token("code")}";\nfetch(req.query.url);\n`,
    [`${token("file name")}.js`]: "export const b = eval(location.hash);\n",
    "moved.py": "import os\nimport sys\nvalue = 1\nother = 2\nthird = 4\n",
    link: { mode: "120000", content: `../${token("symlink target")}` },
  });
  repository.commit(`use ${token("commit message")}`);
}

const sarif = (message: string) =>
  JSON.stringify({
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "other", rules: [{ id: "r", shortDescription: { text: message } }] } },
        results: [
          {
            ruleId: "r",
            message: { text: message },
            locations: [{ physicalLocation: { artifactLocation: { uri: "new.js" }, region: { startLine: 3 } } }],
          },
        ],
      },
    ],
  });

/** A model that repeats what it should not know, and claims something that holds. */
function gossip({ user }: ModelRequest): unknown {
  const leaked = `${token("model answer")} ${KEY} ${Buffer.from(KEY).toString("base64")} ${PASSWORD}`;
  if (/^Judge these claims:/mu.test(user))
    return { verdicts: [{ claim: "c-1", verdict: "confirmed", quote: "fetch(req.query.url);", reason: leaked }] };
  const hunks = /^Judge these hunks: (.*)$/mu.exec(user)?.[1]?.split(" ") ?? [];
  const hunk = /hunk (h-[0-9a-f]{12}) new\.js/u.exec(user)?.[1];
  const claim = {
    hunk,
    file: "new.js",
    side: "head",
    startLine: 3,
    endLine: 3,
    quote: "fetch(req.query.url);",
    cwe: "CWE-918",
    severity: "high",
    title: leaked,
    explanation: leaked,
    attack: leaked,
    fix: { startLine: 3, endLine: 3, replacement: `fetch("${leaked}");` },
  };
  const triage = [...user.matchAll(/^(f-[0-9a-f]{8}) /gmu)].map(([, finding]) => ({
    finding,
    opinion: "uncertain",
    reason: leaked,
  }));
  return { reviewed: hunks, findings: [claim, { ...claim, quote: leaked }], triage };
}

describe("L1 a secret planted in every input there is", () => {
  test("is in no byte that the model's server received, and in nothing that the run wrote or printed, in eight spellings", async () => {
    plantEverywhere();
    server = await messagesServer((request) => ({ kind: "answer", answer: gossip(request) }), { key: KEY });
    const flags = [
      "--scanners",
      "secrets",
      "--sarif-files",
      "other.sarif",
      "--base-url",
      server.url,
      "--run-dir",
      box.runDir,
    ];
    const env = { ANTHROPIC_API_KEY: KEY, DEPLOY_PASSWORD: PASSWORD };
    const printed: string[] = [];
    // The globs of sarif-files are relative to the repository.
    writeFileSync(join(repository.path, "other.sarif"), sarif(`hard-coded ${token("scanner message")}`));
    for (const format of ["text", "json", "sarif", "markdown", "html"]) {
      const ended = await box.run(
        ["review", "--repo", repository.path, "--base", "HEAD~1", "--format", format, ...flags],
        { env },
      );
      expect(ended.code).toBe(1);
      printed.push(ended.stdout, ended.stderr);
    }
    const dry = await box.run(["review", "--repo", repository.path, "--base", "HEAD~1", "--dry-run", ...flags], {
      env,
    });
    printed.push(dry.stdout, dry.stderr);
    expect(server.requests.length).toBeGreaterThan(0);
    // The key itself travels in its header, and nowhere else.
    const bodies = server.requests.map(({ body }) => JSON.stringify(body)).join("\n");
    const wire = Buffer.concat([...server.received])
      .toString("latin1")
      .replaceAll(`Bearer ${KEY}`, "");
    const seen = { wire, bodies, files: box.everything(), printed: printed.join("\n") };
    const secrets = Object.fromEntries([
      ...PLACES.map((place) => [place, token(place)] as const),
      ["the key", KEY],
      ["the environment", PASSWORD],
    ]);
    const leaks = Object.entries(secrets).flatMap(([place, secret]) =>
      Object.entries(SPELLINGS).flatMap(([spelling, spell]) =>
        Object.entries(seen).flatMap(([where, text]) =>
          text.includes(spell(secret)) ? [`${place}, ${spelling}, in ${where}`] : [],
        ),
      ),
    );
    expect(leaks).toEqual([]);
    expect(seen.bodies).toContain("⟦secret:");
    expect(box.file("report.html")).toContain("⟦secret:");
  });
});
