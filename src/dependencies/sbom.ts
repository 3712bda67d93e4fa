/** What the evidence of a run holds about dependencies: the repository's SBOM, and what the change adds to it and takes out. */

import { z } from "zod";
import { DEPENDENCY_SCOPES, type DependencyChange, type DependencyComparison } from "../dependency.ts";
import { canonical } from "../ledger/index.ts";
import type { GitHub } from "../ports.ts";
import type { Change } from "../records.ts";
import { oneLine, visible } from "../untrusted.ts";
import { readComparison } from "./comparison.ts";
import { licenseJudge, licenseSentence, type LicensePolicy } from "./licenses.ts";

export const DOCUMENT_NAMES = ["sbom.spdx.json", "components.json"] as const;
export type DocumentName = (typeof DOCUMENT_NAMES)[number];
/** Texts by the names of their files; one that could not be had is absent. */
export type Documents = Readonly<Partial<Record<DocumentName, string>>>;

/** A plan that another job publishes holds it as a string, and may have 64 MiB. */
const MOST_BYTES = 24 * 1024 ** 2;

const text = z.string().max(4_000);
/** `components.json`: keys in the order of RFC 8785, components in that of their own JSON. */
export const ComponentsSchema = z.strictObject({
  version: z.literal(1),
  /** Object names: the comparison is of these two. */
  base: text,
  head: text,
  /** GitHub's: components may be missing. */
  snapshotWarnings: text.optional(),
  components: z.array(
    z.strictObject({
      change: z.enum(["added", "removed"]),
      ecosystem: text,
      name: text,
      version: text,
      purl: text.optional(),
      scope: z.enum(DEPENDENCY_SCOPES),
      license: text.optional(),
      /** By the policy's `licenses`, of what is added: the status, and which term decided. */
      licenseVerdict: text.optional(),
      /** GHSA ids. */
      advisories: z.array(text),
      manifests: z.array(text),
    }),
  ),
});
type Components = z.infer<typeof ComponentsSchema>;
type Component = Components["components"][number];

const Sbom = z.object({ spdxVersion: z.string().startsWith("SPDX-") });

export interface SbomPorts {
  readonly gitHub: Pick<GitHub, "sbom" | "dependencyChanges">;
  readonly redact: (text: string) => string;
}

/** Never throws: what could not be had is a note, and no reason to fail. */
export async function readDocuments(
  { change, policy }: { readonly change: Change; readonly policy: LicensePolicy | undefined },
  { gitHub, redact }: SbomPorts,
): Promise<{ readonly documents: Documents; readonly notes: readonly string[] }> {
  const notes: string[] = [];
  const documents: Partial<Record<DocumentName, string>> = {};
  const keep = async (name: DocumentName, read: () => Promise<string>, schema: z.ZodType): Promise<void> => {
    try {
      documents[name] = kept(await read(), { redact, schema });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      notes.push(`The evidence has no ${name}: ${oneLine(redact(why), 500)}`);
    }
  };
  await keep("sbom.spdx.json", () => gitHub.sbom(), Sbom);
  const components = async () =>
    `${canonical(componentsOf(await readComparison(gitHub, change), { change, policy }))}\n`;
  await keep("components.json", components, ComponentsSchema);
  return { documents, notes };
}

/** Others' text, stored: nothing invisible, no secret, and still what it was said to be. */
function kept(
  given: string,
  { redact, schema }: { readonly redact: (text: string) => string; readonly schema: z.ZodType },
): string {
  const bytes = Buffer.byteLength(given);
  if (bytes > MOST_BYTES) throw new Error(`it has ${String(bytes)} bytes, and ${String(MOST_BYTES)} are kept at most.`);
  // Outside of its strings JSON has nothing that either of the two would change.
  const clean = redact(visible(given));
  if (!schema.safeParse(tryJson(clean)).success)
    throw new Error("it is not the document that it should be, or not any more when secrets are taken out.");
  return clean;
}

function tryJson(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}

/** One component for each package, version and direction, however many manifests name it. */
export function componentsOf(
  { changes, snapshotWarnings }: DependencyComparison,
  {
    change,
    policy,
  }: { readonly change: Pick<Change, "mergeBase" | "head">; readonly policy: LicensePolicy | undefined },
): Components {
  const judge = policy === undefined ? undefined : licenseJudge(policy);
  const verdictOf = ({ change: direction, license }: DependencyChange): string | undefined => {
    if (judge === undefined || direction === "removed") return undefined;
    const verdict = judge(license);
    return `${verdict.status}: ${licenseSentence(verdict, license)}`;
  };
  const merged = new Map<string, Component>();
  for (const dependency of changes) {
    const { manifests, ...same } = componentOf(dependency, verdictOf(dependency));
    const key = canonical(same);
    const known = merged.get(key)?.manifests ?? [];
    merged.set(key, { ...same, manifests: [...new Set([...known, ...manifests])].sort() });
  }
  const components = [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, component]) => component);
  return {
    version: 1,
    base: change.mergeBase,
    head: change.head,
    ...(snapshotWarnings !== undefined && { snapshotWarnings: line(snapshotWarnings) }),
    components,
  };
}

function componentOf(dependency: DependencyChange, verdict: string | undefined): Component {
  const { change, ecosystem, name, version, purl, scope, license, vulnerabilities, manifest } = dependency;
  return {
    change,
    ecosystem: line(ecosystem),
    name: line(name),
    version: line(version),
    ...(purl !== undefined && { purl: line(purl) }),
    scope,
    ...(license !== undefined && { license: line(license) }),
    ...(verdict !== undefined && { licenseVerdict: line(verdict) }),
    advisories: [...new Set(vulnerabilities.map(({ ghsa }) => line(ghsa)))].sort(),
    manifests: [line(manifest)],
  };
}

function line(given: string): string {
  return oneLine(given, 1_000);
}
