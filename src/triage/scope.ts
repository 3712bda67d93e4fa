import picomatch from "picomatch";
import type { Policy } from "../policy.ts";

/** Hidden files are files; a brace or extglob in a policy is the policy's own (read at base). */
const OPTIONS = { dot: true } as const;

export function matcher(globs: readonly string[] | undefined): (text: string) => boolean {
  if (globs === undefined || globs.length === 0) return () => false;
  return picomatch([...globs], OPTIONS);
}

/** Whether a path is under review: included (or nothing is), and not excluded. */
export function pathScope(policy: Policy): (uri: string) => boolean {
  const { include, exclude } = policy.scope?.paths ?? {};
  const [included, excluded] = [include === undefined ? () => true : matcher(include), matcher(exclude)];
  return (uri) => included(uri) && !excluded(uri);
}

/** Whether a change to this base branch is under review. A caller that names a commit and no branch is. */
export function branchInScope(policy: Policy, branch: string | undefined): boolean {
  const branches = policy.scope?.branches;
  return branches === undefined || branch === undefined || matcher(branches)(branch);
}
