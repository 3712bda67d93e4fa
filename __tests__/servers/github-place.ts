/** Where a GitHub Enterprise Server has its parts: REST below `/api/v3`, GraphQL beside it, git and pages at the root. */

/** Path as github.com has it, of a path on a server whose REST API is `below`; undefined: nothing is there. */
export function pathOnGitHub(path: string, below: string): string | undefined {
  if (below === "") return path;
  if (path.startsWith(`${below}/`)) return path === `${below}/graphql` ? undefined : path.slice(below.length);
  return path === "/api/graphql" ? "/graphql" : undefined;
}
