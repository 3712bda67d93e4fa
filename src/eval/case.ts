/** What a labelled change says about itself: `case.yml` of our own corpus, a row of `cases.jsonl` of any other. */

import { parse } from "yaml";
import { z } from "zod";

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{1,63}$/u, "small letters, digits and dashes, as the folder is called");
const cwe = z.string().regex(/^CWE-[1-9]\d{0,4}$/u, "like CWE-89");
const sentence = z.string().min(10).max(2_000);

const place = z
  .strictObject({
    /** Path in head, `/`-separated, relative to `head/`. */
    file: z.string().min(1).max(300),
    /** Lines of head, 1-based, inclusive. Where the flaw is that lines were removed: the lines of head around the gap. */
    startLine: z.int().min(1),
    endLine: z.int().min(1),
  })
  .refine(({ startLine, endLine }) => startLine <= endLine, "startLine comes after endLine");
export type Place = z.output<typeof place>;

/** How it can be decided: by a rule, or only by somebody who understands the code. */
export const KINDS = [
  "rule-decidable",
  "authorisation",
  "logic",
  "removed-guard",
  "weakened-validation",
  "crypto-misuse",
  "session",
  "data-flow",
  "unsafe-default",
  "failing-open",
  "configuration",
] as const;

const CaseFile = z
  .strictObject({
    id,
    /** Neutral: what a pull request of a busy developer is called. It is sent only under `--frame`. */
    title: z.string().min(3).max(120).optional(),
    language: z.string().min(1).max(30),
    label: z.enum(["vulnerable", "safe"]),
    kind: z.enum(KINDS),
    /** Of the flaw; of a safe case the weakness that it looks like. */
    cwe,
    "alt-cwe": z.array(cwe).max(10).default([]),
    /** The case with the other label that this one is the look-alike of. */
    twin: id.optional(),
    severity: z.enum(["low", "medium", "high", "critical"]).optional(),
    vulnerable: z.array(place).max(10).default([]),
    /** Vulnerable: what an attacker does, who, with which request, to what effect. Safe: what stops it, and on which line. */
    classification: sentence,
    /** What takes the flaw out; vulnerable cases only. */
    remediation: sentence.optional(),
  })
  .superRefine((found, context) => {
    const said = [found.severity, found.remediation].filter((value) => value !== undefined).length;
    const whole = said === 2 && found.vulnerable.length > 0;
    if (found.label === "vulnerable" && !whole)
      context.addIssue({ code: "custom", message: "a vulnerable case has severity, vulnerable and remediation" });
    if (found.label === "safe" && (said > 0 || found.vulnerable.length > 0))
      context.addIssue({ code: "custom", message: "a safe case has no severity, vulnerable or remediation" });
  });

/** A labelled change, whichever corpus it is from. */
export interface Label {
  readonly id: string;
  readonly title?: string;
  readonly language: string;
  readonly label: "vulnerable" | "safe";
  readonly kind: string;
  /** `CWE-89`; absent for a safe case of a corpus that does not say what it looks like. */
  readonly cwe?: string;
  readonly altCwe: readonly string[];
  readonly vulnerable: readonly Place[];
  /** Id of its look-alike. */
  readonly twin?: string;
}

/** The text of a `case.yml`. @throws an error whose message says what is wrong */
export function parseCaseFile(text: string): Label {
  const result = CaseFile.safeParse(parse(text));
  if (!result.success) throw new Error(z.prettifyError(result.error));
  const { id, title, language, label, kind, cwe, "alt-cwe": altCwe, twin, vulnerable } = result.data;
  return {
    id,
    language,
    label,
    kind,
    cwe,
    altCwe,
    vulnerable,
    ...(title !== undefined && { title }),
    ...(twin !== undefined && { twin }),
  };
}

/** What is used of a row of `cases.jsonl`; others may have more. */
const CaseRow = z.object({
  id,
  title: z.string().max(300).optional(),
  language: z.string().min(1).max(60),
  label: z.enum(["vulnerable", "benign"]),
  construction: z.string().max(60),
  cwe: cwe.nullable(),
  alt_cwe: z.array(cwe),
  vulnerable: z.array(place),
});

/** One line of a `cases.jsonl`. @throws an error whose message says what is wrong */
export function parseCaseRow(line: string): Label {
  const result = CaseRow.safeParse(JSON.parse(line));
  if (!result.success) throw new Error(z.prettifyError(result.error));
  const { id, title, language, label, construction, cwe, alt_cwe: altCwe, vulnerable } = result.data;
  return {
    id,
    language,
    label: label === "benign" ? "safe" : "vulnerable",
    kind: construction,
    altCwe,
    vulnerable,
    ...(title !== undefined && { title }),
    ...(cwe !== null && { cwe }),
  };
}
