import type { ChangeRequest } from "../change/index.ts";
import { ConfigurationError } from "../errors.ts";
import type { ReviewOptions, ReviewRequest } from "../request.ts";
import { sha256 } from "../ledger/index.ts";
import { DEFAULT_POLICY, parsePolicy, type Policy } from "../policy.ts";
import type { Objects } from "../ports.ts";
import { oneLine } from "../untrusted.ts";

/** Where a default branch hides, most telling first. */
const DEFAULT_BRANCHES = ["refs/remotes/origin/HEAD", "refs/heads/main", "refs/heads/master"];

/** Names become commits once, so that policy, diff and ledger speak of the same ones though a branch moves meanwhile. */
export async function resolveCommits(request: ReviewRequest, objects: Objects): Promise<ChangeRequest> {
  const named = request.base ?? (await defaultBranch(objects));
  const baseBranch = await branchName(named, objects);
  // What is not a commit stays a name: readChange says which one, and what is near it.
  const base = (await objects.commit(named)) ?? named;
  const head = (await objects.commit(request.head)) ?? request.head;
  return { base, head, ...(baseBranch === undefined ? {} : { baseBranch }) };
}

async function defaultBranch(objects: Objects): Promise<string> {
  for (const ref of DEFAULT_BRANCHES) if ((await objects.commit(ref)) !== undefined) return ref;
  throw new ConfigurationError(
    "commit-not-found",
    "The repository names no default branch: there is no origin/HEAD, main or master.",
    "Say what the change goes into with --base.",
  );
}

/** The branch that a ref names, as the policy's scope.branches spells it; undefined for a commit, a tag, `HEAD~1`. */
async function branchName(ref: string, objects: Objects): Promise<string | undefined> {
  const name = ref.replace(/^refs\/(?:heads|remotes)\//u, "").replace(/^origin\//u, "");
  for (const full of [`refs/heads/${name}`, `refs/remotes/origin/${name}`])
    if ((await objects.commit(full)) !== undefined) return name;
  return undefined;
}

export interface ReadPolicy {
  readonly policy: Policy;
  /** Where it stands, for people: "defaults" or "path at commit". */
  readonly source: string;
  readonly sha256: string;
}

/** Policy at the tip of the base, never the merge base, which the author chooses (L6). */
export async function readPolicy(
  request: Pick<ReviewOptions, "policy">,
  at: { objects: Objects; base: string },
): Promise<ReadPolicy> {
  const { path, chosen } = request.policy;
  const commit = await at.objects.commit(at.base);
  // readChange says which ref is wrong, better than this could.
  const bytes = commit === undefined ? undefined : await at.objects.fileAt(commit, path);
  const where = `${oneLine(path)} at ${(commit ?? at.base).slice(0, 12)}`;
  if (bytes === undefined) {
    if (commit !== undefined && (await at.objects.modeAt(commit, path)) !== undefined)
      throw new ConfigurationError(
        "policy-unreadable",
        `The policy file ${where} is not a regular file.`,
        "Commit the file itself to the base branch: links are not followed.",
      );
    if (chosen && commit !== undefined)
      throw new ConfigurationError(
        "policy-unreadable",
        `There is no policy file ${where}.`,
        "Commit it to the base branch, or leave --policy out for the defaults.",
      );
    return { policy: DEFAULT_POLICY, source: "defaults (no policy file at base)", sha256: sha256("") };
  }
  return { policy: parsePolicy(utf8(bytes, where), where), source: where, sha256: sha256(bytes) };
}

function utf8(bytes: Uint8Array, where: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ConfigurationError(
      "policy-unreadable",
      `The policy file ${where} is not UTF-8 text.`,
      "Save it as UTF-8 on the base branch.",
    );
  }
}
