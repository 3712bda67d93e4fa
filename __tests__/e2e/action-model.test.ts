import { execFile, execFileSync } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { messagesServer, type MessagesServer } from "../servers/messages-api.ts";
import type { SarifLog } from "../../src/sarif/log.ts";
import { actionScene, type ActionScene } from "./action-scene.ts";
import { claiming, CODE, KEY, nothingFound } from "./claude.ts";

let at: ActionScene;
let api: MessagesServer;
beforeEach(async () => {
  at = await actionScene({ after: CODE });
});
afterEach(async () => {
  await api.close();
  await at.dispose();
  expect(at.gitHub.violations).toEqual([]);
});

const ask = () => ({ provider: "anthropic", "anthropic-api-key": KEY, "base-url": api.url });

describe("a pull request that Claude looks at", () => {
  test("L3 gets its finding as advice: a comment with the suggested edit, a note in code scanning, and a pass", async () => {
    const fix = {
      startLine: 5,
      endLine: 5,
      replacement: "    subprocess.run(['ls', request.args['d']], check=True)",
    };
    api = await messagesServer(claiming({ fix }), { key: KEY });
    const ended = await at.review({ inputs: ask() });
    expect(ended).toMatchObject({ code: 0, outputs: { outcome: "pass", coverage: "1", critical: "0" } });
    const [comment] = at.gitHub.state.reviewComments();
    expect(comment).toMatchObject({ path: "app.py", line: 5 });
    expect(comment!.body).toMatch(/```suggestion\n {4}subprocess\.run\(/u);
    const { runs }: SarifLog = JSON.parse(at.gitHub.state.uploads()[0]!.sarif);
    const advisory = runs.find(({ tool }) => tool.driver.name.includes("advisory"));
    expect(advisory!.results).toMatchObject([{ level: "note" }]);
    expect(ended.stdout).toMatch(/^::notice title=/mu);
  });

  test("L1 its key comes from the input alone, and is nowhere but in the request to the gateway that the input names", async () => {
    api = await messagesServer(nothingFound, { key: KEY });
    const planted = { ANTHROPIC_API_KEY: "planted-by-an-earlier-step", ANTHROPIC_BASE_URL: "http://127.0.0.1:9/" };
    const ended = await at.review({ inputs: ask(), env: planted });
    expect(ended.code).toBe(0);
    expect(api.requests.length).toBeGreaterThan(0);
    const seen = [ended.stdout.replace(/^::add-mask::.*$/gmu, ""), ended.stderr, ended.summary, at.gitHub.received()];
    expect([...seen, at.runner.everything()].join("\n")).not.toContain(KEY);
  });
});

/** Ubuntu's AppArmor may forbid it. */
const namespaces = (() => {
  try {
    execFileSync("unshare", ["-rn", "true"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

(namespaces ? test : test.skip)(
  "L1 nothing is contacted but GitHub, git and the gateway that were named (needs unshare(1))",
  async () => {
    api = await messagesServer(nothingFound, { key: KEY });
    const script = `ip link set lo up && exec "${process.execPath}" "${join(import.meta.dirname, "action-alone.ts")}"`;
    const { stdout } = await promisify(execFile)("unshare", ["-rn", "sh", "-c", script]);
    const { out, ...came } = JSON.parse(stdout);
    expect([came, out]).toEqual([
      { outcome: "pass", coverage: "1", code: 0, contacted: 0, counts: true, asked: 1, comments: 1 },
      expect.anything(),
    ]);
  },
  60_000,
);
