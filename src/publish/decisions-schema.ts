/** `Review.decisions` that came from a file (L2). */

import { z } from "zod";
import { OBJECT_NAME } from "../object-name.ts";
import { DECISIONS, ROLES, type Decisions } from "../sign-off.ts";

/** Over the 30,000 comments that are read of a pull request. */
const MOST = { items: 50_000, text: 100_000 } as const;

const text = z.string().max(MOST.text);
const id = z.number().int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);
const objectName = z.string().regex(OBJECT_NAME);
const Person = z.strictObject({ id, login: text });
const roles = z.array(z.enum(ROLES)).max(ROLES.length);
const decision = z.enum(DECISIONS);

const Decide = z.strictObject({
  kind: z.literal("decide"),
  decision,
  finding: text,
  until: text.exactOptional(),
  head: text.exactOptional(),
  reason: text,
});
const Override = z.strictObject({
  kind: z.literal("override"),
  head: text,
  until: text.exactOptional(),
  reason: text,
});
const Command = z.union([
  Decide,
  Override,
  z.strictObject({ kind: z.literal("fix"), finding: text }),
  z.strictObject({ kind: z.literal("incident"), reason: text }),
  z.strictObject({ kind: z.literal("rerun") }),
  z.strictObject({ kind: z.literal("help") }),
]);

const SignOff = z.strictObject({
  command: z.union([Decide, Override]),
  by: Person,
  roleName: text,
  roles,
  commentId: id,
  commentSha256: sha256,
  at: text,
  until: text.exactOptional(),
  fingerprint: text.exactOptional(),
  head: objectName,
  blob: objectName.exactOptional(),
});
const Dismissal = z.strictObject({
  alert: id,
  by: Person,
  reason: text,
  at: text,
  comment: text,
  decision,
  fingerprint: text,
  until: text,
  roleName: text,
  roles,
  second: z.strictObject({ by: Person, roleName: text, roles }).exactOptional(),
  head: objectName,
  blob: objectName,
});
const RefusedDismissal = z.strictObject({ alert: id, by: Person, fingerprint: text, reason: text });
const Refused = z.strictObject({
  command: Command.exactOptional(),
  by: Person.exactOptional(),
  commentId: id,
  reason: text,
});

export const DecisionsSchema: z.ZodType<Decisions> = z.strictObject({
  signOffs: z.array(SignOff).max(MOST.items),
  dismissals: z.array(Dismissal).max(MOST.items),
  refused: z.array(Refused).max(MOST.items),
  dismissalsRefused: z.array(RefusedDismissal).max(MOST.items).exactOptional(),
  notes: z.array(text).max(MOST.items),
});
