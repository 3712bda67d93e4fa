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

test("the searches of docs/playbooks/leaked-secret.md find it in files, in messages and in the words of a tag", () => {
  const at = makeRepository();
  at.write({ "a.txt": `token ${GITHUB_TOKEN}\n` });
  const first = at.commit(`adds ${GITHUB_TOKEN}`);
  at.git("tag", "-a", "v1", "-m", `with ${GITHUB_TOKEN}`);
  const whole = readFileSync(join(import.meta.dirname, "../../docs/playbooks/leaked-secret.md"), "utf8");
  const searches = new Set(whole.match(/^git .*grep .*leaked\.txt$/gmu));
  writeFileSync(join(at.path, "..", "leaked.txt"), `${GITHUB_TOKEN}\n`);
  const found = [...searches].map((search) =>
    execFileSync("sh", ["-c", search], { cwd: at.path, env: gitEnvironment(), encoding: "utf8" }).trim(),
  );
  at.dispose();
  expect(found).toEqual([`${first}:a.txt`, `2:adds ${GITHUB_TOKEN}`, `1:refs/tags/v1 with ${GITHUB_TOKEN}`]);
});
