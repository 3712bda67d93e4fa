import { describe, expect, test } from "@jest/globals";
import { ALL_NEEDS, REQUESTS, requestsTable } from "../../src/publish/requests.ts";
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
  const plain = source.replace(/`POST \$\{[^`]*\/graphql`/gu, "");
  return [...plain.matchAll(new RegExp(`["\`](?:${METHOD}) [^"\`]*["\`]`, "gu"))].map(([quoted]) =>
    whole(quoted.slice(1, -1)),
  );
}

/** What is asked of GraphQL: the names of queries, and the fields of mutations. */
function questionsIn(source: string): readonly string[] {
  const queries = [...source.matchAll(/["`]query (\w+)/gu)].map(([, name = ""]) => `query ${name}`);
  const mutations = [...source.matchAll(/\bchange\(\s*"[^"]+",\s*"(\w+)"/gu)].map(
    ([, name = ""]) => `mutation ${name}`,
  );
  return [...queries, ...mutations].map((question) => `POST /graphql ${question}`);
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
  const questions = files.flatMap((name) => questionsIn(code(name)));

  test("has every request that the adapters make, and no other", () => {
    expect([routes.length > 40, questions.length > 5]).toEqual([true, true]);
    const listed = Object.keys(REQUESTS);
    const patterns = [...new Set([...routes, ...questions])].map((route) => ({ route, pattern: asPattern(route) }));
    const unlisted = patterns.filter(({ pattern }) => !listed.some((route) => pattern.test(route)));
    expect(unlisted.map(({ route }) => route)).toEqual([]);
    expect(listed.filter((route) => !patterns.some(({ pattern }) => pattern.test(route)))).toEqual([]);
  });

  test("has a question for each file that posts to GraphQL: all have one address", () => {
    const posting = files.filter((name) => /askGraphql\(|graphqlRoute\(/u.test(code(name)));
    expect(
      posting.filter((name) => name !== "src/adapters/github-graphql.ts" && questionsIn(code(name)).length === 0),
    ).toEqual([]);
  });

  test("stands in docs/permissions.md as it is generated", () => {
    const cells = (table: string) => table.replace(/ +\|/gu, " |").replace(/-+/gu, "-");
    for (const row of requestsTable().split("\n").slice(2))
      expect(cells(read("docs/permissions.md"))).toContain(cells(row));
  });

  test("asks for no permission that neither the part's own row names nor every review needs", () => {
    const always = ["contents: read", "pull-requests: read"];
    for (const [route, uses] of Object.entries(REQUESTS))
      for (const { part, permission } of uses) {
        if (permission === undefined) continue;
        const named = ALL_NEEDS[part].permissions.flatMap((name: string) => [name, name.replace("write", "read")]);
        expect([route, part, [...always, ...named].includes(permission)]).toEqual([route, part, true]);
      }
  });

  test("has a request for every part that GitHub's API is asked for", () => {
    const used = new Set<string>(Object.values(REQUESTS).flatMap((uses) => uses.map(({ part }) => part)));
    const without = ["objects", "jobSummary", "annotations", "outputs", "artifact"];
    expect(Object.keys(ALL_NEEDS).filter((part) => !used.has(part))).toEqual(without);
  });
});
