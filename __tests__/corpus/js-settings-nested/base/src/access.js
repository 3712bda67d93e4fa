/** Roles are given by the directory at sign-in; most accounts have none. */
export function canModerate(account) {
  return account.moderator === true;
}
