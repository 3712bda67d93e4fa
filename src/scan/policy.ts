import { isScalar, parseDocument, visit } from "yaml";
import type { Location, RawFinding, Rule } from "../finding.ts";
import type { Objects } from "../ports.ts";
import type { Change, ChangedFile } from "../records.ts";
import { hiddenUnicode } from "./hidden-unicode.ts";
import type { Scanner } from "./scanner.ts";
import { addedSuppressions, setsScanner } from "./suppressions.ts";

/**
 * A change to the rules of the review itself is a finding of its own (design, "The surface users see"): the policy file,
 * a workflow that calls this action, and inputs that asked for less than the policy at base.
 */
export const POLICY_RULES = {
  policyChanged: rule({
    id: "policy/policy-changed",
    name: "PolicyChanged",
    severity: "high",
    shortDescription: "The change edits the review policy",
    help: "Whoever edits the policy decides what later reviews may miss. This review still used the policy of the base commit. Have an owner of the policy approve this change on its own.",
  }),
  workflowChanged: rule({
    id: "policy/workflow-changed",
    name: "WorkflowChanged",
    severity: "high",
    shortDescription: "The change edits a workflow that runs this review",
    help: "A workflow can switch the review off, loosen its inputs or hand its token to other steps. Have an owner of the workflow approve this change on its own.",
  }),
  looserInput: rule({
    id: "policy/looser-input",
    name: "LooserInput",
    severity: "medium",
    shortDescription: "An input asked for less than the policy",
    help: "The policy at the base commit is a floor: the looser input was ignored. Remove the input, or change the policy.",
  }),
  suppressionAdded: rule({
    id: "policy/suppression-added",
    name: "SuppressionAdded",
    severity: "medium",
    shortDescription: "The change adds a comment that tells a scanner to look away",
    help: "Such a comment hides nothing in this review, and hides whatever stands there from everybody who runs the tool itself. Fix what the tool reports, or let the owner of the policy record why it is not a problem.",
  }),
  scannerConfigurationChanged: rule({
    id: "policy/scanner-configuration-changed",
    name: "ScannerConfigurationChanged",
    severity: "medium",
    shortDescription: "The change edits what a scanner looks at",
    help: "An ignore file or a scanner's configuration decides what the tool reports to everybody who runs it. This review does not read it. Have an owner of the policy approve this change on its own.",
  }),
} as const;

export interface PolicyWatch {
  /** The change itself, also where scanners are given more (a whole branch). */
  readonly change: Change;
  readonly policyPath: string;
  readonly ignoredInputs: readonly string[];
  readonly version: string;
}

/** Always runs and is always required: it needs nothing but git objects. */
export function policyChange(watch: PolicyWatch): Scanner {
  return {
    name: "policy",
    changeOnly: true,
    applies: () => true,
    scan: async (_target, { objects }) => [
      {
        tool: "policy",
        version: watch.version,
        digests: {},
        state: { status: "completed" },
        findings: await policyFindings(watch.change, { objects, watch }),
        unscanned: [],
      },
    ],
  };
}

async function policyFindings(change: Change, { objects, watch }: Context): Promise<readonly RawFinding[]> {
  const found = watch.ignoredInputs.map((input) =>
    finding(POLICY_RULES.looserInput, watch, { message: `Ignored input: ${input}.` }),
  );
  for (const file of change.files) {
    const at = { message: "", location: firstChange(file) };
    if (file.uri === watch.policyPath || file.baseUri === watch.policyPath)
      found.push(
        finding(POLICY_RULES.policyChanged, watch, { ...at, message: `The change ${verb(file)} the review policy.` }),
      );
    else if (isWorkflow(file) && (await callsThisAction(file, { change, objects })))
      found.push(
        finding(POLICY_RULES.workflowChanged, watch, {
          ...at,
          message: `The change ${verb(file)} a workflow that runs this review.`,
        }),
      );
    if (setsScanner(file))
      found.push(
        finding(POLICY_RULES.scannerConfigurationChanged, watch, {
          ...at,
          message: `The change ${verb(file)} settings of a scanner. They steer nothing in this review.`,
        }),
      );
  }
  return [...found, ...suppressionFindings(change, watch), ...hiddenUnicode(change, watch.version)];
}

/** More of them in one file say nothing more. */
const MOST_PER_FILE = 100;

function suppressionFindings(change: Change, watch: PolicyWatch): readonly RawFinding[] {
  const counts = new Map<string, number>();
  return addedSuppressions(change).flatMap(({ tool, marker, uri, line }) => {
    const count = (counts.get(uri) ?? 0) + 1;
    counts.set(uri, count);
    if (count > MOST_PER_FILE) return [];
    const more =
      count === MOST_PER_FILE ? ` There may be more in this file: only ${String(MOST_PER_FILE)} are listed.` : "";
    return finding(POLICY_RULES.suppressionAdded, watch, {
      message: `The change adds \`${marker}\`, the word that makes ${tool} look away. It hides nothing in this review.${more}`,
      location: { uri, startLine: line, endLine: line },
    });
  });
}

type Context = { readonly objects: Pick<Objects, "fileAt">; readonly watch: PolicyWatch };

function finding(
  of: Rule,
  watch: PolicyWatch,
  { message, location }: { message: string; location?: Location | undefined },
): RawFinding {
  return {
    rule: of,
    source: { kind: "scanner", tool: "policy", version: watch.version },
    message,
    severity: of.severity,
    confidence: of.confidence,
    relatedLocations: [],
    concerns: "change",
    ...(location === undefined ? {} : { location }),
  };
}

function verb(file: ChangedFile): string {
  return file.status === "deleted" ? "deletes" : file.status === "added" ? "adds" : "edits";
}

/** The first changed line in head; none in a deleted file or a mere rename. */
function firstChange(file: ChangedFile): Location | undefined {
  if (file.status === "deleted") return undefined;
  const line =
    file.hunks.flatMap((hunk) => hunk.lines).find((candidate) => candidate.kind === "added")?.headLine ??
    file.hunks[0]?.headStart;
  const startLine = Math.max(1, line ?? 1);
  return { uri: file.uri, startLine, endLine: startLine };
}

/** A composite action may stand between a workflow and this one. */
const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$|(?:^|\/)action\.ya?ml$/u;
function isWorkflow(file: ChangedFile): boolean {
  return WORKFLOW.test(file.uri) || (file.baseUri !== undefined && WORKFLOW.test(file.baseUri));
}

const THIS_ACTION = /(?:^|\/)claude-code-review(?:\/[^@]*)?(?:@|$)/u;

/** Whether the workflow calls this action, before or after the change: taking the call out is a change too. */
async function callsThisAction(
  file: ChangedFile,
  { change, objects }: { change: Change; objects: Pick<Objects, "fileAt"> },
): Promise<boolean> {
  const sides = await Promise.all([
    file.status === "added" ? undefined : objects.fileAt(change.mergeBase, file.baseUri ?? file.uri),
    file.status === "deleted" ? undefined : objects.fileAt(change.head, file.uri),
  ]);
  return sides.some(
    (bytes) => bytes !== undefined && usesOf(new TextDecoder().decode(bytes)).some((uses) => THIS_ACTION.test(uses)),
  );
}

/** Every value of a key `uses`, also of a workflow that does not quite parse. Walks the tree, so aliases cannot loop. */
function usesOf(text: string): readonly string[] {
  const found: string[] = [];
  visit(parseDocument(text, { logLevel: "silent" }), {
    Pair: (_, { key, value }) => {
      if (isScalar(key) && key.value === "uses" && isScalar(value) && typeof value.value === "string")
        found.push(value.value);
    },
  });
  return found;
}

function rule(of: Pick<Rule, "id" | "name" | "severity" | "shortDescription" | "help">): Rule {
  return { ...of, fullDescription: of.help, confidence: "high", cwe: ["CWE-693"], tags: ["security", "policy"] };
}
