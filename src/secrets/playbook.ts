/** What to do about a secret that has left: the short form of docs/playbooks/leaked-secret.md. Our own words. */

/**
 * Markdown that also reads as plain text. No command takes the value as an argument, where a shell's history and every process
 * of the machine would see it.
 * @param revoke the provider's page
 */
export function playbook(title: string, revoke: string | undefined): string {
  return [
    `Whoever reads this ${title} can act with its rights, without being noticed as a stranger. Automated searches find such values within minutes of a push, and a later commit that removes it leaves it in the history.`,
    revoke === undefined ? "1. Revoke or rotate it now, where it was issued." : `1. Revoke or rotate it now: ${revoke}`,
    "2. Look at the provider's access log for uses since the first push, and tell the owners of what it opens and those who handle incidents: what it is, since when, what the log shows. Never send the value.",
    "3. Keep the new value in a secret store and read it from the environment at run time.",
    "4. Find where else it stands. Write the value into a file outside the repository (`umask 077; cat > ../leaked.txt`, paste, Ctrl-D), then `git rev-list --all | xargs git grep -lF -f ../leaked.txt`.",
    "5. Only when it is revoked, and where it is worth the disruption, take it out of the history: `sed 's/^/literal:/' ../leaked.txt > ../replace.txt`, then in a fresh clone `git filter-repo --replace-text ../replace.txt --replace-message ../replace.txt` and a forced push of all branches and tags. Everybody clones anew; forks, caches and pull requests on the server keep the old commits until it removes them.",
  ].join("\n\n");
}
