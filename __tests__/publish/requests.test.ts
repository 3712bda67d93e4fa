import { describe, expect, test } from "@jest/globals";
import { NEEDS } from "../../src/publish/permissions.ts";
import { REQUESTS, requestsTable } from "../../src/publish/requests.ts";
import { committedFiles, read } from "../contract/committed.ts";

const METHOD = "GET|POST|PUT|PATCH|DELETE";

/** The routes in a file of the adapter, with the constants of paths put in; `${name}` stays where only a call knows it. */
function routesIn(source: string): readonly string[] {
  const constants = new Map(
    [...source.matchAll(/const (\w+) = ["`]((?:\/|\$\{)[^"`]*)["`]/gu)].map(([, name = "", path = ""]) => [name, path]),
  );
  const whole = (text: string): string =>
    text.replace(/\$\{(\w+)\}/gu, (all, name: string) => {
      const path = constants.get(name);
      return path === undefined || path === text ? all : whole(path);
    });
  const plain = source.replace(/`POST \$\{[^`]*\/graphql`/gu, '"POST /graphql"');
  return [...plain.matchAll(new RegExp(`["\`](?:${METHOD}) [^"\`]*["\`]`, "gu"))].map(([quoted]) =>
    whole(quoted.slice(1, -1)),
  );
}

const asPattern = (route: string) =>
  new RegExp(
    `^${route
      .replace(/\$\{\w+\}$/u, "WORD")
      .replace(/[.*+?^$()|[\]{}\\]/gu, "\\$&")
      .replace("WORD", "[a-z-]+")}$`,
    "u",
  );

describe("the table of requests", () => {
  const files = committedFiles().filter((name) => /^src\/adapters\/github[\w-]*\.ts$/u.test(name));
  // What stands in comments, and the next page of a list, whose address is GitHub's own.
  const code = (name: string) => read(name).replace(/^\s*(?:\/?\*|\/\/).*$/gmu, "");
  const routes = files.flatMap((name) => routesIn(code(name))).filter((route) => route !== "GET ${next}");

  test("has every request that the adapters make, and no other", () => {
    expect(routes.length).toBeGreaterThan(20);
    const listed = Object.keys(REQUESTS);
    const patterns = [...new Set(routes)].map((route) => ({ route, pattern: asPattern(route) }));
    expect(patterns.filter(({ pattern }) => !listed.some((route) => pattern.test(route)))).toEqual([]);
    expect(listed.filter((route) => !patterns.some(({ pattern }) => pattern.test(route)))).toEqual([]);
  });

  test("stands in docs/permissions.md as it is generated", () => {
    const cells = (table: string) => table.replace(/ +\|/gu, " |").replace(/-+/gu, "-");
    for (const row of requestsTable().split("\n").slice(2))
      expect(cells(read("docs/permissions.md"))).toContain(cells(row));
  });

  test("asks for no permission that the part's own row does not name", () => {
    for (const [route, { part, permission }] of Object.entries(REQUESTS)) {
      if (typeof part !== "string" || permission === undefined) continue;
      const named = NEEDS[part].permissions.flatMap((name) => [name, name.replace("write", "read")]);
      expect([route, named]).toEqual([route, expect.arrayContaining([permission])]);
    }
  });
});
