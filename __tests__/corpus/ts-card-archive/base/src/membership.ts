export type Role = "viewer" | "editor" | "owner";

const RANK: Record<Role, number> = { viewer: 0, editor: 1, owner: 2 };

export interface Memberships {
  roleOf(userId: string, boardId: string): Promise<Role | undefined>;
}

export class Forbidden extends Error {
  readonly status = 403;
}

export async function requireRole(
  memberships: Memberships,
  subject: { userId: string; boardId: string },
  least: Role,
): Promise<void> {
  const role = await memberships.roleOf(subject.userId, subject.boardId);
  if (role === undefined || RANK[role] < RANK[least]) {
    throw new Forbidden(`needs ${least}`);
  }
}
