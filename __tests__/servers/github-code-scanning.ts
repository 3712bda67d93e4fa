/** Code scanning: takes SARIF as GitHub does, processes it by script, and names what is wrong with it. */

import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { ok, refusal, REFUSALS, type Answer } from "./github-answers.ts";
import type { Json } from "./github-json.ts";
import type { Context, Route } from "./github-routes.ts";
import { timeOf, type SarifUpload } from "./github-state.ts";

// docs.github.com, "SARIF support for code scanning".
const LARGEST_GZIP = 10_000_000;
const MOST_RUNS = 20;
const MOST_RESULTS = 25_000;
const MOST_RULES = 25_000;

const Upload = z.object({
  commit_sha: z.string(),
  ref: z.string(),
  sarif: z.string(),
  started_at: z.string().optional(),
  tool_name: z.string().optional(),
});
const Rule = z.looseObject({
  id: z.string(),
  properties: z.looseObject({ "security-severity": z.unknown() }).partial().optional(),
});
const Sarif = z.looseObject({
  version: z.literal("2.1.0"),
  runs: z.array(
    z.looseObject({
      tool: z.looseObject({
        driver: z.looseObject({
          name: z.string(),
          version: z.string().optional(),
          semanticVersion: z.string().optional(),
          rules: z.array(Rule).default([]),
        }),
      }),
      automationDetails: z.looseObject({ id: z.string().optional() }).optional(),
      results: z.array(z.unknown()).default([]),
    }),
  ),
});
type Sarif = z.infer<typeof Sarif>;

const REPOSITORY = "/repos/{owner}/{repo}/code-scanning";
const SCOPE = { read: "security_events", write: "security_events" } as const;

/** Reading and writing alike need the feature. */
const enabled =
  (run: Route["run"]): Route["run"] =>
  (context) =>
    context.state.repository.codeScanning ? run(context) : REFUSALS.notEnabled();

export const CODE_SCANNING_ROUTES: Readonly<Record<string, Route>> = {
  [`POST ${REPOSITORY}/sarifs`]: { scope: SCOPE, run: enabled(upload) },
  [`GET ${REPOSITORY}/sarifs/{sarif_id}`]: { scope: SCOPE, run: enabled(status) },
  [`GET ${REPOSITORY}/analyses`]: {
    scope: SCOPE,
    run: enabled((context) => {
      const all = [...context.state.uploads.values()].reverse().flatMap((given) => analysesOf(given, context));
      const [ref, id] = [context.query.get("ref"), context.query.get("sarif_id")];
      const wanted = all.filter(
        (one) => (ref ?? one["ref"]) === one["ref"] && (id ?? one["sarif_id"]) === one["sarif_id"],
      );
      return wanted.length === 0 ? refusal(404, "no analysis found") : context.page(wanted);
    }),
  },
};

function upload({ state, json, account, write }: Context): Answer {
  const { commit_sha: commit, ref, sarif: packed, started_at: startedAt } = Upload.parse(json);
  const gzip = Buffer.from(packed, "base64");
  if (gzip.length > LARGEST_GZIP) return refusal(413, "Payload Too Large");
  const sarif = unpack(gzip);
  if (sarif === undefined) return refusal(400, "The sarif field is not gzip-compressed, base64-encoded text.");
  if (state.git.commit(commit) === undefined) return refusal(404, "commit not found");
  if (!refExists(ref, state)) return refusal(404, `ref '${ref}' not found in this repository`);
  const at = state.next();
  const id = `47177e22-5596-11eb-80a1-${at.toString(16).padStart(12, "0")}`;
  const [scripted = {}] = state.processing.length > 1 ? state.processing.splice(0, 1) : state.processing;
  const errors = [...(scripted.errors ?? []), ...problemsOf(sarif)];
  const processing = { ...scripted, ...(errors.length > 0 && { errors }) };
  state.uploads.set(id, {
    ...{ id, user: account(), commit, ref, sarif, bytes: gzip.length, processing, polls: 0, at },
    ...(startedAt !== undefined && { startedAt }),
  });
  return ok({ id, url: write.url(`/code-scanning/sarifs/${id}`) }, 202);
}

function unpack(gzip: Buffer): string | undefined {
  try {
    return gunzipSync(gzip).toString("utf8");
  } catch {
    return undefined;
  }
}

/** `refs/pull/N/merge` exists for an open pull request though nobody wrote it here. */
function refExists(ref: string, { git, pulls }: Context["state"]): boolean {
  const pull = /^refs\/pull\/(?<number>\d+)\/(?:head|merge)$/u.exec(ref)?.groups?.["number"];
  return pull === undefined ? git.commit(ref) !== undefined : pulls.has(Number(pull));
}

/** What processing finds out later, in GitHub's words where they are known (codeql-action's upload-lib.ts matches on them). */
function problemsOf(text: string): string[] {
  const sarif = Sarif.safeParse(tryParse(text));
  if (!sarif.success) return ["Invalid SARIF. JSON syntax error or schema violation"];
  const { runs } = sarif.data;
  const categories = runs.map((run) => JSON.stringify([run.tool.driver.name, categoryOf(run)]));
  const severities = runs
    .flatMap(({ tool }) => tool.driver.rules)
    .map(({ properties }) => properties?.["security-severity"])
    .filter((severity) => severity !== undefined);
  const wrong = severities.find((severity) => typeof severity !== "string" || !/^\d+(?:\.\d+)?$/u.test(severity));
  return [
    ...(new Set(categories).size < runs.length
      ? ["A delivery cannot contain multiple runs with the same category"]
      : []),
    ...(runs.length > MOST_RUNS ? [`A delivery cannot contain more than ${MOST_RUNS} runs`] : []),
    ...(runs.some(({ results }) => results.length > MOST_RESULTS)
      ? ["rejecting SARIF, as there are too many results"]
      : []),
    ...(runs.some(({ tool }) => tool.driver.rules.length > MOST_RULES)
      ? ["rejecting SARIF, as there are too many rules"]
      : []),
    ...(wrong === undefined
      ? []
      : [`Invalid SARIF. invalid security severity value, is not a number: ${String(wrong)}`]),
  ];
}

/** The id up to its last slash. */
function categoryOf({ automationDetails }: Sarif["runs"][number]): string {
  const id = automationDetails?.id ?? "";
  return id.slice(0, Math.max(0, id.lastIndexOf("/"))) || id;
}

function status({ state, parameters, write }: Context): Answer {
  const found = state.uploads.get(parameters["sarif_id"] ?? "");
  if (found === undefined) return { status: 404 };
  const polled = { ...found, polls: found.polls + 1 };
  state.uploads.set(found.id, polled);
  const { never = false, polls = 0, errors = [] } = found.processing;
  if (never || found.polls < polls) return ok({ processing_status: "pending" });
  return errors.length > 0
    ? ok({ processing_status: "failed", errors })
    : ok({
        processing_status: "complete",
        analyses_url: `${write.url("/code-scanning/analyses")}?sarif_id=${found.id}`,
        errors: null,
      });
}

function analysesOf({ id, commit, ref, sarif, processing, at }: SarifUpload, { write }: Context): Json[] {
  const parsed = Sarif.safeParse(tryParse(sarif));
  if (!parsed.success || processing.never === true || (processing.errors ?? []).length > 0) return [];
  return parsed.data.runs.map((run, index) => {
    const { name, version, semanticVersion, rules } = run.tool.driver;
    const number = at * 100 + index;
    return {
      ...{ id: number, ref, commit_sha: commit, sarif_id: id, created_at: timeOf(at), deletable: true },
      ...{ analysis_key: "", environment: "{}", category: categoryOf(run), error: "", warning: "" },
      ...{ results_count: run.results.length, rules_count: rules.length },
      url: write.url(`/code-scanning/analyses/${number}`),
      tool: { name, version: semanticVersion ?? version ?? null, guid: null },
    };
  });
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
