/** Why GitHub does not take a draft, with the permission or the setting that is missing. */

import type { GitHubRefusal } from "../ports.ts";

/** It ends a sentence. GitHub's words are in it: each output escapes them. */
export function refusedBecause({ reason, message }: GitHubRefusal): string {
  const said = message.replace(/[.]$/u, "");
  switch (reason) {
    case "permission":
    case "notFound":
      // GitHub's own words for the setting; https://docs.github.com, "Managing GitHub Actions settings for a repository".
      return /not permitted to create or approve pull requests/iu.test(message)
        ? `${said}; switch on "Allow GitHub Actions to create and approve pull requests" in the repository's Actions settings, or set \`fix-token\``
        : `${said}; the job needs \`contents: write\` and \`pull-requests: write\`, or \`fix-token\``;
    case "sso":
      return `${said}; authorise the token for the organisation's single sign-on`;
    default:
      return said;
  }
}
