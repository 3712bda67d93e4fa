/** What people decided, for programs. */

import { z } from "zod";
import { commandWord, DECISIONS, ROLES, type Decisions, type SignOff } from "../sign-off.ts";

const text = z.string();
const whole = z.int().nonnegative();
const listOf = <T extends z.ZodType>(item: T) => z.array(item).readonly();

/** The account's id decides; its login is what people read. */
const person = z.strictObject({ id: whole, login: text });
const who = {
  by: person,
  /** What GitHub calls the account's right in the repository. */
  roleName: text,
  /** That the policy gives it. */
  roles: listOf(z.enum(ROLES)),
};

export const DecisionsReport = z.strictObject({
  /** In force, in the order of the comments; each was checked for this verdict. */
  signOffs: listOf(
    z.strictObject({
      decision: z.enum([...DECISIONS, "override"]),
      /** Of a finding; absent for an override. */
      fingerprint: text.optional(),
      ...who,
      reason: text,
      /** The comment that is the record, and SHA-256 of its body. */
      commentId: whole,
      commentSha256: text,
      /** ISO 8601. */
      at: text,
      /** The last day, in UTC; absent for what never unblocks. */
      until: text.optional(),
      /** The commit that it is about, and the blob of the finding's file there. */
      head: text,
      blob: text.optional(),
    }),
  ),
  /** Dismissed alerts of the branch that count. */
  dismissals: listOf(
    z.strictObject({
      alert: whole,
      decision: z.enum(DECISIONS),
      fingerprint: text,
      ...who,
      /** GitHub's word, and what the person wrote. */
      reason: text,
      comment: text,
      at: text,
      until: text,
      /** The second person, where the finding takes two. */
      second: z.strictObject(who).optional(),
      head: text,
      blob: text,
    }),
  ),
  /** Commands that came to nothing. */
  refused: listOf(
    z.strictObject({
      commentId: whole,
      by: person.optional(),
      /** `decision`, or the command; absent when it was not understood. */
      asked: text.optional(),
      reason: text,
    }),
  ),
  /** Dismissed alerts that stand for a finding and do not count. */
  dismissalsRefused: listOf(z.strictObject({ alert: whole, by: person, fingerprint: text, reason: text })).optional(),
  /** What could not be read, and what follows. */
  notes: listOf(text),
});
export type DecisionsReport = z.infer<typeof DecisionsReport>;

export function decisionsReport({ signOffs, refused, ...decisions }: Decisions): DecisionsReport {
  return {
    signOffs: signOffs.map(signOffReport),
    ...decisions,
    refused: refused.map(({ command, ...one }) =>
      command === undefined ? one : { ...one, asked: commandWord(command) },
    ),
  };
}

function signOffReport({ command, ...signOff }: SignOff): DecisionsReport["signOffs"][number] {
  return { ...signOff, decision: commandWord(command), reason: command.reason };
}
