/** The keys of the policy file, each with its behaviour elsewhere: a key without one is not here. */

import { z } from "zod";
import { licenseMistake, parsePurl } from "./dependencies/index.ts";
import { DEPENDENCY_SCOPES } from "./dependency.ts";
import { SEVERITIES } from "./finding.ts";
import { patternMistakes, PERSONAL_DATA } from "./redaction/index.ts";

export const glob = z.string().min(1).max(1000);
export const threshold = z.enum(SEVERITIES);
export const identifier = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/u, "letters, digits, dot, dash and underscore");

export const Scope = z.strictObject({
  branches: z
    .array(glob)
    .optional()
    .describe(
      "Base branches under review, as globs. A change to any other branch passes as out of scope. Absent: all.",
    ),
  paths: z
    .strictObject({ include: z.array(glob).optional(), exclude: z.array(glob).optional() })
    .optional()
    .describe("Paths under review. A hunk or finding outside them is kept, marked, and never gates."),
  generated: z
    .array(glob)
    .optional()
    .describe(
      "Generated files: a scanner that cannot read one does not make the run incomplete, and the model never sees it.",
    ),
  class: identifier
    .optional()
    .describe("The repository's class, for instance `restricted`; selects its residual-risk and its deployment."),
  pilot: z
    .boolean()
    .optional()
    .describe("A repository in its pilot: everything runs and is reported, but exit codes 1 and 5 become 0."),
});

export const Threat = z
  .strictObject({
    id: identifier,
    title: z.string().min(1).max(200),
    cwe: z.array(z.string().regex(/^CWE-[1-9]\d*$/u, "like CWE-89")).optional(),
    rules: z.array(glob).optional().describe("Globs over rule ids, like `semgrep/*.cwe-89.*`."),
    "fail-on": threshold.optional().describe("Acceptance criterion: a stricter threshold for findings of this threat."),
  })
  .refine((threat) => (threat.cwe ?? threat.rules) !== undefined, "needs `cwe`, `rules`, or both");

export const GATE_SCOPES = ["new", "all"] as const;

export type Threat = z.infer<typeof Threat>;

export const Gate = z.strictObject({
  "fail-on": threshold
    .optional()
    .describe("The lowest severity of a scanner's finding that fails the gate. Default high."),
  "fail-on-ai": threshold
    .optional()
    .describe(
      "The same for what only Claude found, where the second question confirmed it with a path that was checked (confidence high). Default none.",
    ),
  "on-incomplete": z
    .enum(["fail", "warn"])
    .optional()
    .describe("What an incomplete run does to the exit code. Default fail."),
  require: z
    .array(z.enum(["scanners", "review"]))
    .optional()
    .describe("What must have run for a pass. Default both."),
  scope: z
    .enum(GATE_SCOPES)
    .optional()
    .describe(
      "`new`: only what the change brings gates. `all`: also what was there before, in every file that scanners were given. Default new.",
    ),
});

export const PROVIDERS = ["auto", "anthropic", "bedrock", "vertex", "foundry", "command", "none"] as const;
export type Provider = (typeof PROVIDERS)[number];
export const EFFORTS = ["low", "medium", "high", "xhigh", "max"] as const;
export type Effort = (typeof EFFORTS)[number];

/** Most visible first. */
export const COMMENTS = ["inline", "summary", "none"] as const;
export type Comments = (typeof COMMENTS)[number];
export const CHECK_SETTINGS = ["on", "off"] as const;
export type CheckSetting = (typeof CHECK_SETTINGS)[number];
export const EVIDENCE_STORES = ["artifact", "none"] as const;
export type EvidenceStore = (typeof EVIDENCE_STORES)[number];

export const Evidence = z.strictObject({
  store: z
    .enum(EVIDENCE_STORES)
    .optional()
    .describe("Where SARIF, report and ledger of a run in a workflow are kept. Default artifact."),
});

export const Review = z.strictObject({
  provider: z
    .enum(PROVIDERS)
    .optional()
    .describe("Who answers questions about the code. Default auto: anthropic when there are credentials."),
  model: z.string().min(1).max(100).optional().describe("Model id. Default: prompts/models.json."),
  prices: z
    .strictObject({
      "input-usd-per-mtok": z.number().positive(),
      "output-usd-per-mtok": z.number().positive(),
    })
    .optional()
    .describe(
      "What a million tokens cost here, when prompts/models.json does not know: a model of a cloud, a gateway's.",
    ),
  effort: z.enum(EFFORTS).optional().describe("How hard the model thinks. Default: prompts/models.json."),
  "max-cost-usd": z
    .number()
    .nonnegative()
    .optional()
    .describe("Most that one run may cost, worst case included. Default 1."),
  context: z
    .strictObject({
      "max-bytes": z
        .int()
        .nonnegative()
        .max(10_000_000)
        .optional()
        .describe("Bytes of code around the hunks that are shown, over the whole change."),
      "max-requests": z
        .int()
        .nonnegative()
        .max(50)
        .optional()
        .describe("Ranges, files or symbols that Claude may ask for once; 0: none."),
    })
    .optional(),
  verify: z.enum(["on", "off"]).optional().describe("One more question that tries to refute every claim. Default on."),
  story: z
    .boolean()
    .optional()
    .describe("Show Claude the title, description and commit messages, fenced as a stranger's words. Default false."),
  "quality-notes": z.boolean().optional().describe("At most five remarks on quality that never gate. Default false."),
  "alert-severity": z
    .enum(["note", "real"])
    .optional()
    .describe("How Claude's findings stand in code scanning while they do not gate. Default note."),
  "inference-geo": z
    .enum(["global", "us"])
    .optional()
    .describe("Where the Messages API may run the model; the answer must say that it did."),
  instructions: z
    .string()
    .max(4000)
    .optional()
    .describe(
      "What Claude should know about this repository: frameworks, trust boundaries, what is not a problem here.",
    ),
});

export const Deployment = z.strictObject({
  providers: z
    .array(z.enum(["anthropic", "bedrock", "vertex", "foundry", "command"]))
    .describe("Providers that a repository of this class may send code to; an empty list sends nothing."),
  regions: z
    .array(z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/u, "like eu-central-1, eu, us or global"))
    .optional()
    .describe(
      "Where its code may go: regions of Bedrock (and the prefix of an inference profile) and Vertex, `inference-geo` of anthropic. What does not say where it runs sends nothing; `command` is not asked.",
    ),
});

const example = z.string().max(10_000);
const re2 = z.string().min(1).max(1_000);

export const Redaction = z
  .strictObject({
    patterns: z
      .array(
        z.strictObject({
          name: z
            .string()
            .regex(/^[a-z][a-z0-9-]{0,39}$/u, "small letters, digits and dashes")
            .describe("Marks carry it: `policy-<name>`."),
          pattern: re2.describe("RE2 syntax. The group `secret`, when there is one, is the part that is taken out."),
          match: z.array(example).max(100).optional().describe("Texts in which the pattern must find something."),
          "no-match": z.array(example).max(100).optional().describe("Texts in which it must find nothing."),
        }),
      )
      .max(100)
      .optional()
      .describe("Secrets that only this repository knows."),
    allow: z
      .array(
        z.union([
          z.strictObject({ pattern: re2 }),
          z.strictObject({ sha256: z.string().regex(/^[0-9a-fA-F]{64}$/u, "64 hexadecimal digits") }),
        ]),
      )
      .max(1_000)
      .optional()
      .describe(
        "Values that are no secrets: `pattern` (RE2 syntax, for the whole value) or `sha256` (of the value). They leave as they are. Never applies to the run's own secrets.",
      ),
    "never-send": z
      .array(glob)
      .max(1_000)
      .optional()
      .describe("Files that never leave, redacted or not, beside the built-in list. Scanners read them all the same."),
    "personal-data": z
      .union([z.boolean(), z.array(z.enum(PERSONAL_DATA))])
      .optional()
      .describe("What is taken out besides secrets: a list of kinds, or true for all. Default false."),
  })
  .superRefine((redaction, context) => {
    for (const { path, message } of patternMistakes(redaction))
      context.addIssue({ code: "custom", path: [...path], message });
  });

export const Semgrep = z.strictObject({
  packs: z
    .array(z.string().regex(/^[pr]\/[A-Za-z0-9][A-Za-z0-9._/-]{0,199}$/u, "like p/default"))
    .max(20)
    .optional()
    .describe("Rule packs of Semgrep's registry, beside the built-in rules. They are fetched when the scan begins."),
  config: z
    .array(z.string().min(1).max(1000))
    .max(100)
    .optional()
    .describe("Paths of rule files in this repository, read at the base commit, beside the built-in rules."),
});

const until = z.iso.date().describe("Last day (UTC) on which it holds, like 2027-01-31.");
const reason = z.string().min(3).max(500);

const purl = z
  .string()
  .regex(/^pkg:/u, "a package URL, like pkg:npm/left-pad or pkg:npm/%40scope/name@1.2.3")
  .refine(
    (text) => parsePurl(text) !== undefined,
    "a package URL, like pkg:npm/left-pad or pkg:npm/%40scope/name@1.2.3",
  )
  // It would be compared as it stands, and never match.
  .refine(
    (text) => !/[<>=^~*|,\s]|(?:^|\.)x(?:\.|$)/iu.test(parsePurl(text)?.version ?? ""),
    "names one version; without a version it is every version, and a range is none",
  );

export const Dependencies = z.strictObject({
  deny: z
    .array(purl)
    .max(1000)
    .optional()
    .describe("Packages that a change must not add: package URLs; without a version, every version of it."),
  scopes: z
    .array(z.enum(DEPENDENCY_SCOPES))
    .min(1)
    .optional()
    .describe("In which scopes a vulnerable dependency counts. Default all three; others are kept and do not gate."),
  "allow-advisories": z
    .array(z.strictObject({ id: z.string().regex(/^(?:GHSA(?:-[0-9a-z]{4}){3}|CVE-\d{4}-\d{4,})$/u), reason, until }))
    .max(1000)
    .optional()
    .describe("Advisories whose risk is accepted for a time. Findings stay, marked with the reason."),
});

const license = z
  .string()
  .min(1)
  .max(200)
  .superRefine((entry, context) => {
    const message = licenseMistake(entry);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  });

export const Licenses = z
  .strictObject({
    allow: z
      .array(license)
      .min(1)
      .optional()
      .describe(
        "SPDX license ids, the only ones that added dependencies may need, like `MIT` or `GPL-2.0-only WITH Classpath-exception-2.0`.",
      ),
    deny: z.array(license).min(1).optional().describe("SPDX license ids that no added dependency may need."),
    exempt: z
      .array(z.strictObject({ purl, reason }))
      .max(1000)
      .optional()
      .describe("Packages whose license somebody has looked at."),
  })
  .refine((licenses) => licenses.allow === undefined || licenses.deny === undefined, "has `allow` or `deny`, not both")
  .refine((licenses) => (licenses.allow ?? licenses.deny) !== undefined, "needs `allow` or `deny`");
