/** What takes a person and not an edit: secrets are revoked, dependencies raised. The steps, in our own words. */

import { kindOf, type TriagedFinding } from "../finding.ts";
import { secretPlaybook } from "../secrets/index.ts";

export interface Playbook {
  /** Plain text in paragraphs, steps numbered. */
  readonly text: string;
  /** Lines to copy, of our own words alone. */
  readonly commands?: readonly string[];
}

/** Steps 4 and 5 of a secret's: the value is pasted into the first and is never an argument. */
const HISTORY = [
  "(umask 077; cat > ../leaked.txt)",
  "git rev-list --all | xargs git grep -lF -f ../leaked.txt",
  "# when it is revoked, in a fresh clone:",
  "sed 's/^/literal:/' ../leaked.txt > ../replace.txt",
  "git filter-repo --replace-text ../replace.txt --replace-message ../replace.txt",
];

/** Undefined for code. `id` is what people type to name the finding. */
export function playbookOf(finding: TriagedFinding, id: string): Playbook | undefined {
  const text = textOf(finding, id);
  if (text === undefined) return undefined;
  return kindOf(finding.rule) === "secret" ? { text, commands: HISTORY } : { text };
}

function textOf(finding: TriagedFinding, id: string): string | undefined {
  switch (kindOf(finding.rule)) {
    case "code":
      return undefined;
    case "secret":
      return paragraphs(
        "A secret is not repaired by an edit: it has been read. So nothing was pushed.",
        // Of our own engine the rule names the provider's page.
        finding.rule.id.startsWith("secrets/") ? finding.rule.help : secretPlaybook("secret", undefined),
        `When it is revoked, say so, with the day: \`/ccr mitigated ${id} -- revoked on …, by …\`. The whole procedure is in docs/playbooks/leaked-secret.md.`,
      );
    case "dependency":
      return paragraphs(
        "A dependency is raised by its package manager, which must not run here: it would execute what the project names. So nothing was pushed.",
        finding.message,
        "1. Raise it: run the command above where the manifest is, run the tests, and commit manifest and lock together. Without a command, raise what brings it, or pin the first patched version as an override.",
        "2. Pin it: an exact version with its hash in the lock, so that nothing else is installed tomorrow.",
        "3. No patched version, or not today: compensate. Remove or replace it, switch off the vulnerable feature, keep input from outside away from it, isolate the process. Then accept it for a time in `dependencies.allow-advisories` of the policy, with an owner and a day.",
        "The whole procedure is in docs/playbooks/insecure-dependency.md.",
      );
    case "license":
      return paragraphs(
        "A license is a decision and not an edit. So nothing was pushed.",
        finding.message,
        "1. Replace the package by one whose license the policy allows, or leave it out.",
        "2. Or have whoever owns the policy look at it, and list it under `licenses.exempt` with the reason.",
      );
  }
}

function paragraphs(...texts: readonly string[]): string {
  return texts.join("\n\n");
}
