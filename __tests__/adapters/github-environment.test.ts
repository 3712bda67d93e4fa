import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { inTurn, ok, onServer, PULL, SHA } from "./github-script.ts";

// A file of its own: `@actions/github` reads the environment once, when it is first imported.
test("the environment steers nothing: the event, the API's address and the proxies that @actions/github reads", async () => {
  const folder = await mkdtemp(join(tmpdir(), "ccr-github-"));
  const event = join(folder, "event.json");
  await writeFile(event, '{"repository":{"name":"planted","owner":{"login":"planted"}}}');
  const elsewhere = inTurn(ok({}));
  try {
    await onServer(elsewhere, async (other) => {
      const planted = {
        GITHUB_API_URL: other.url,
        GITHUB_GRAPHQL_URL: other.url,
        GITHUB_REPOSITORY: "planted/planted",
        GITHUB_EVENT_PATH: event,
        https_proxy: other.url,
        http_proxy: other.url,
        ACTIONS_ORCHESTRATION_ID: "planted",
      };
      Object.assign(process.env, planted);
      try {
        await onServer(inTurn(ok(PULL)), async ({ github, asked }) => {
          expect(await github.pullRequest(7)).toMatchObject({ head: SHA.head });
          expect(asked.map(({ path }) => path)).toEqual(["/repos/octo/shop/pulls/7"]);
          expect(JSON.stringify(asked)).not.toContain("planted");
        });
      } finally {
        for (const name of Object.keys(planted)) Reflect.deleteProperty(process.env, name);
      }
      expect(other.asked).toEqual([]);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
