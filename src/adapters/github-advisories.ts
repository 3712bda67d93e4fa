/** The port `Advisories`: draft security advisories of the repository, made with a token of their own. */

import { z } from "zod";
import type { Advisories, AdvisoryText, DraftAdvisory } from "../ports-github.ts";
import { ourIdentity, ownTextsFrom } from "./github-account.ts";
import type { GitHubClient, Page } from "./github-client.ts";
import { createOnce } from "./github-create.ts";

const User = z.object({ id: z.int(), login: z.string(), type: z.string() });
const Advisory = z.object({
  ghsa_id: z.string().regex(/^GHSA(?:-[0-9a-z]{4}){3}$/iu),
  summary: z.string(),
  description: z.string().nullish(),
  state: z.enum(["triage", "draft", "published", "closed", "withdrawn"]),
  author: User.nullish(),
  created_at: z.iso.datetime({ offset: true }).nullish(),
});
type Advisory = z.infer<typeof Advisory>;
/** What an update answers is of no use. */
const Whatever = z.unknown();

const ADVISORIES = "/repos/{owner}/{repo}/security-advisories";
const STATES = {
  triage: "open",
  draft: "open",
  published: "published",
  withdrawn: "published",
  closed: "closed",
} as const;
/** A draft without a date was not seen before it is seen: it is due as late as can be. */
const NEVER = "9999-01-01T00:00:00Z";

/** @param client with the advisory token; @param run the repository's name is the "package" that is affected */
export function createAdvisories(
  client: GitHubClient,
  run: { readonly owner: string; readonly repo: string; readonly apiUrl: string },
): Advisories {
  const { ask, pages, pause } = client;
  const find = async (marker: string): Promise<readonly Advisory[]> => {
    const { isOurs } = await ourIdentity(client, run.apiUrl);
    const all: readonly Page<Advisory>[] = await pages({
      what: "list the security advisories",
      route: `GET ${ADVISORIES}`,
      parameters: { sort: "created", direction: "asc", per_page: 100 },
      answer: Advisory,
    });
    const found = all.flatMap(({ items }) => items);
    const texts = found.map((advisory, id) => ({
      id,
      body: advisory.description,
      user: advisory.author,
      advisory,
    }));
    return ownTextsFrom(texts, marker, isOurs).map(({ advisory }) => advisory);
  };
  return {
    advisories: async (marker) => (await find(marker)).map(advisoryOf),
    createAdvisory: async ({ marker, ...text }) => {
      const create = () =>
        ask({
          what: "create the draft advisory",
          route: `POST ${ADVISORIES}`,
          parameters: {
            ...fieldsOf(text),
            // GitHub wants a package; a repository that is none is "other".
            vulnerabilities: [{ package: { ecosystem: "other", name: `${run.owner}/${run.repo}` } }],
          },
          answer: Advisory,
          repeatable: false,
        });
      return advisoryOf(await createOnce({ create, find: async () => (await find(marker)).at(-1) }, pause));
    },
    updateAdvisory: async (ghsa, { state, ...text }) => {
      await ask({
        what: "update the draft advisory",
        route: `PATCH ${ADVISORIES}/{ghsa_id}`,
        parameters: { ghsa_id: ghsa, ...fieldsOf(text), ...(state !== undefined && { state }) },
        answer: Whatever,
      });
    },
  };
}

function fieldsOf({ summary, description, severity, cwe }: Partial<AdvisoryText>): Readonly<Record<string, unknown>> {
  return {
    ...(summary !== undefined && { summary }),
    ...(description !== undefined && { description }),
    ...(severity !== undefined && { severity }),
    ...(cwe !== undefined && { cwe_ids: cwe }),
  };
}

function advisoryOf({ ghsa_id, state, summary, description, created_at }: Advisory): DraftAdvisory {
  return {
    ghsa: ghsa_id,
    state: STATES[state],
    summary,
    description: description ?? "",
    createdAt: created_at ?? NEVER,
  };
}
