/** The keys of the policy file that are about people and what they are asked to do. */

import { z } from "zod";
import { threshold } from "./policy-keys.ts";

/** A GitHub login, or a team as `@organisation/team`. Managed users of an enterprise have an underscore in theirs. */
const person = z
  .string()
  .regex(
    /^(?:@[A-Za-z0-9-]{1,39}\/[A-Za-z0-9._-]{1,100}|[A-Za-z0-9][A-Za-z0-9_-]{0,38})$/u,
    "a login, or a team like @acme/security",
  );
const people = z.array(person).min(1).max(200);

export const Roles = z
  .strictObject({
    owners: people.optional().describe("May do what all others may."),
    auditors: people.optional().describe("May confirm and reopen, and never unblock."),
    responders: people
      .optional()
      .describe("May decide fp, used-in-tests and mitigated, start fixes, runs again and incidents."),
    approvers: people.optional().describe("May accept risks, decide wont-fix, and override an incomplete run."),
  })
  .describe("Who may decide. Without it nobody's comment decides anything; the permission to write is needed as well.");

export const SignOffs = z.strictObject({
  "max-days": z
    .partialRecord(z.enum(["critical", "high", "medium", "low"]), z.int().positive().max(3650))
    .optional()
    .describe("Longest time that a decision holds, by the finding's severity. Default 7, 30, 90, 180 days."),
  "two-people": z
    .enum(["critical", "high", "never"])
    .optional()
    .describe("From which severity two people must decide; secrets always need two. Default critical."),
});

export const Tickets = z.strictObject({
  from: threshold.optional().describe("Lowest severity that gets a ticket. Default medium; none: no tickets."),
  "due-days": z
    .partialRecord(z.enum(["critical", "high", "medium", "low"]), z.int().positive().max(3650))
    .optional()
    .describe("Days until a ticket is due, by severity. Default 3, 14, 30, 90."),
  labels: z.array(z.string().min(1).max(50)).max(20).optional(),
  assignees: z
    .array(person)
    .max(10)
    .optional()
    .describe("Absent: the code owners of the file, as far as they are people."),
  sink: z
    .enum(["issues", "advisories", "webhook"])
    .optional()
    .describe("Where tickets go. Default issues; in a public repository advisories, unless `public` is set."),
  public: z.boolean().optional().describe("Tickets of a public repository may be public issues. Default false."),
});
