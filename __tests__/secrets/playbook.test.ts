import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { playbook } from "../../src/secrets/playbook.ts";
import { gitEnvironment, makeRepository } from "../fixtures/repository.ts";
import { GITHUB_TOKEN } from "../fixtures/token.ts";

const repository = makeRepository();
afterAll(() => {
  repository.dispose();
});

test("the first thing to do is to revoke, at the provider's page where one is known", () => {
  expect(playbook("API key", "https://example.org/revoke")).toContain(
    "1. Revoke or rotate it now: https://example.org/",
  );
  expect(playbook("API key", undefined)).toContain("1. Revoke or rotate it now, where it was issued.");
});

test("its search finds the value in a commit that head no longer shows, and has it in no argument", () => {
  repository.write({ "a.txt": `token ${GITHUB_TOKEN}\n` });
  const leaked = repository.commit();
  repository.write({ "a.txt": "clean\n" });
  repository.commit();
  const file = join(repository.path, "..", "leaked.txt");
  writeFileSync(file, GITHUB_TOKEN);
  const command = /`(git rev-list [^`]+)`/u.exec(playbook("token", undefined))![1]!;
  const found = execFileSync("sh", ["-c", command], { cwd: repository.path, env: gitEnvironment(), encoding: "utf8" });
  expect(found.trim()).toBe(`${leaked}:a.txt`);
  expect(command).not.toContain(GITHUB_TOKEN);
});

test("every command of it stands in docs/playbooks/leaked-secret.md too, which has the rest", () => {
  const whole = readFileSync(join(import.meta.dirname, "../../docs/playbooks/leaked-secret.md"), "utf8");
  for (const tool of ["git rev-list --all", "git filter-repo --replace-text", "umask 077"])
    expect([tool, whole.includes(tool), playbook("x", undefined).includes(tool)]).toEqual([tool, true, true]);
});
