import { describe, expect, test } from "@jest/globals";
import { Roles } from "../src/policy-people.ts";

const takes = (name: string): boolean => Roles.safeParse({ owners: [name] }).success;

describe("who may decide is named", () => {
  // An enterprise with managed users adds an underscore and its short code to each login (docs, "Enterprise Managed Users").
  test.each(["ada", "Ada-2", "a", `a${"b".repeat(38)}`, "mona-cat_octo", "@acme/security", "@acme/sec.ops_2"])(
    "as %s",
    (name) => {
      expect(takes(name)).toBe(true);
    },
  );

  test.each([
    ...["", "@ada", "-ada", "_ada", "ada lovelace", "ada\n", "аda", "ada@example.com", "dependabot[bot]", "*"],
    ...[`a${"b".repeat(39)}`, "@acme/", "@acme/a/b", "@ac_me/security", "acme/security"],
  ])("and never as %j", (name) => {
    expect(takes(name)).toBe(false);
  });
});
