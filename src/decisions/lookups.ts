/** What has to be asked for: rights, roles, owners. Each question once per run; a refusal of GitHub's ends the reading. */

import type { Policy } from "../policy.ts";
import { GitHubRefusal, type Objects } from "../ports.ts";
import type { People } from "../ports-github.ts";
import { ROLES, type Role } from "../sign-off.ts";
import { ownersOf, readCodeOwners, type CodeOwners } from "./code-owners.ts";

type Permission = Awaited<ReturnType<People["permission"]>>;

export interface Lookups {
  permission(login: string): Promise<Permission>;
  roles(login: string): Promise<{ readonly roles: readonly Role[]; readonly unseen: readonly Role[] }>;
  /** Undefined: the person owns the file. */
  ownership(login: string, uri: string | undefined): Promise<string | undefined>;
}

export interface LookupPorts {
  readonly people: Pick<People, "permission" | "isTeamMember" | "codeOwnersErrors">;
  readonly objects: Pick<Objects, "fileAt">;
}

/**
 * Accounts that are asked about in one run: people whom the policy names, or whom a team of it may hold. Over it nothing
 * counts, for a `reopen` may be among what was not looked up.
 */
const MOST_LOOKUPS = 60;

/** Logins may be written in any case; GitHub keeps one account for all of them. */
const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

export function createLookups(
  { policy, base }: { readonly policy: Policy; readonly base: string },
  { people, objects }: LookupPorts,
): Lookups {
  let lookups = 0;
  const spend = () => {
    lookups += 1;
    if (lookups > MOST_LOOKUPS)
      throw new GitHubRefusal("rateLimited", "More accounts wrote commands than this program looks up in one run.");
  };
  const member = once(async (team: string, login: string) => {
    const [organization = "", slug = ""] = team.slice(1).split("/");
    return people.isTeamMember({ organization, slug }, login);
  }, inAnyCase);
  const permission = once(async (login: string) => {
    spend();
    return people.permission(login);
  }, inAnyCase);
  const owners = once((commit: string) => usableOwners(commit, { people, objects }));
  const named = async (name: string, login: string) => (name.startsWith("@") ? member(name, login) : same(name, login));
  return {
    permission,
    roles: async (login) => {
      const [roles, unseen]: [Role[], Role[]] = [[], []];
      for (const role of ROLES) {
        const found = await anyOf(policy.roles?.[role] ?? [], (name) => named(name, login));
        if (found !== false) (found === true ? roles : unseen).push(role);
      }
      return { roles, unseen };
    },
    ownership: async (login, uri) => {
      if (uri === undefined) return "The finding stands in no file, so it has no code owner.";
      const found = await owners(base);
      if ("unusable" in found) return `Accepting a risk takes a code owner of the file, and ${found.unusable}.`;
      const names = ownersOf(found.rules, uri) ?? [];
      if (names.length === 0)
        return "Accepting a risk takes a code owner of the file, and CODEOWNERS names none for it.";
      const owns = await anyOf(names, async (name) => {
        if (name.includes("/")) return member(name, login);
        // Whose an address is, the API does not say.
        return name.startsWith("@") ? same(name.slice(1), login) : undefined;
      });
      if (owns === true) return undefined;
      return owns === false
        ? "Accepting a risk takes a code owner of the file, which CODEOWNERS at base does not make this account."
        : "Accepting a risk takes a code owner of the file, and CODEOWNERS names teams or addresses for it that this token cannot tell the members of.";
    },
  };
}

/** True as soon as one is; undefined when none is and one is not known. */
async function anyOf(
  names: readonly string[],
  is: (name: string) => Promise<boolean | undefined>,
): Promise<boolean | undefined> {
  // Names cost nothing, teams a request each.
  const cheapFirst = names.toSorted((a, b) => Number(a.includes("/")) - Number(b.includes("/")));
  let unknown = false;
  for (const name of cheapFirst) {
    const found = await is(name);
    if (found === true) return true;
    unknown ||= found === undefined;
  }
  return unknown ? undefined : false;
}

/** With a line that GitHub cannot read, what it would take from the others is not certain: nobody is an owner. */
async function usableOwners(base: string, { people, objects }: LookupPorts): Promise<CodeOwners> {
  const found = await readCodeOwners(objects, base);
  if ("unusable" in found) return found;
  try {
    const errors = await people.codeOwnersErrors(base);
    const [error] = errors;
    return error === undefined
      ? found
      : { unusable: `GitHub finds mistakes in ${found.path} (the first in line ${error.line})` };
  } catch (error) {
    if (!(error instanceof GitHubRefusal)) throw error;
    return { unusable: `GitHub does not say whether ${found.path} is sound: ${error.message.replace(/\.$/u, "")}` };
  }
}

const inAnyCase = (args: readonly string[]): string => JSON.stringify(args).toLowerCase();

/** Each question is asked once, whatever its answer. */
export function once<Args extends readonly string[], Answer>(
  ask: (...args: Args) => Promise<Answer>,
  keyOf: (args: Args) => string = (args) => JSON.stringify(args),
): (...args: Args) => Promise<Answer> {
  const known = new Map<string, Promise<Answer>>();
  return (...args) => {
    const key = keyOf(args);
    const answer = known.get(key) ?? ask(...args);
    known.set(key, answer);
    return answer;
  };
}
