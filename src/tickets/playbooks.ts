/** What to do about a finding, by its kind: the short forms of `docs/playbooks`. Markdown of ours. */

import { kindOf, type Rule } from "../finding.ts";

interface Playbook {
  readonly page: string;
  readonly steps: readonly string[];
}

/** Of a rule that stands for what a person called an incident. */
export const INCIDENT_TAG = "incident";

const PLAYBOOKS: Readonly<Record<"incident" | "secret" | "dependency" | "code", Playbook>> = {
  incident: {
    page: "docs/playbooks/incident.md",
    steps: [
      "Say here who leads, and write down the time. No value of a secret, no customer's name, no way in.",
      "A secret that left: revoke it first, then search the history, and only then take it out with git-filter-repo (docs/playbooks/leaked-secret.md).",
      "Stop what goes on: take the deployment back, close the way in. Keep logs and the artifacts of the runs before they expire.",
      "Tell those who must be told, in the time that law and contracts set.",
      "When it is over: what let it in, which check would have seen it, and who adds that check.",
    ],
  },
  secret: {
    page: "docs/playbooks/leaked-secret.md",
    steps: [
      "Revoke or rotate it now, where it was issued. Taking the line out does not take it back.",
      "Read the provider's access log since the first push; tell the owners of what it opens.",
      "Put the new value into a secret store.",
      "Look for it elsewhere and in the history, and write here when it was revoked and by whom. Never write the value.",
    ],
  },
  dependency: {
    page: "docs/playbooks/insecure-dependency.md",
    steps: [
      "See whether the vulnerable part is reached from here, and whether it is being exploited.",
      "Raise or pin it to a patched version.",
      "Without one: remove it, switch the feature off, or keep input away from it, and write here which.",
    ],
  },
  code: {
    page: "docs/playbooks/insecure-code.md",
    steps: [
      "See who controls the value that arrives there, and what it opens.",
      "Contain it when it can be reached today: switch the feature off, or refuse the input in front of it.",
      "Fix it where the value is used, with a test that fails without the fix.",
      "Look for the same mistake elsewhere, and in the logs for uses of it.",
    ],
  },
};

export function playbookFor(rule: Pick<Rule, "id" | "tags" | "cwe">): Playbook {
  if (rule.tags.includes(INCIDENT_TAG)) return PLAYBOOKS.incident;
  const kind = kindOf(rule);
  return PLAYBOOKS[kind === "license" ? "dependency" : kind];
}
