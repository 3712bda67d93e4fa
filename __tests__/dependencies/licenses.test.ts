import { describe, expect, test } from "@jest/globals";
import { licenseJudge, licenseSentence, type LicensePolicy } from "../../src/dependencies/licenses.ts";
import { licenseMistake } from "../../src/dependencies/licenses-spdx.ts";

const said = (policy: LicensePolicy, license: string | undefined): string => {
  const verdict = licenseJudge(policy)(license);
  return `${verdict.status}: ${licenseSentence(verdict, license)}`;
};
const status = (policy: LicensePolicy, license: string | undefined) => licenseJudge(policy)(license).status;

describe("the verdict says which term decided", () => {
  const allow = ["MIT", "Apache-2.0"];
  test.each([
    ["MIT", "allowed: MIT passes"],
    ["MIT OR GPL-3.0-only", "allowed: MIT in `MIT OR GPL-3.0-only` passes"],
    ["GPL-3.0-only OR MIT", "allowed: MIT in `GPL-3.0-only OR MIT` passes"],
    ["MIT AND Apache-2.0", "allowed: MIT, Apache-2.0 in `MIT AND Apache-2.0` passes"],
    ["MIT AND GPL-3.0-only", "notAllowed: GPL-3.0-only in `MIT AND GPL-3.0-only` is not in licenses.allow"],
    [
      "GPL-3.0 OR (MIT AND LGPL-3.0)",
      "notAllowed: GPL-3.0-only, LGPL-3.0-only in `GPL-3.0 OR (MIT AND LGPL-3.0)` is not in licenses.allow",
    ],
    ["MIT OR Apache-2.0 AND GPL-2.0-only", "allowed: MIT in `MIT OR Apache-2.0 AND GPL-2.0-only` passes"],
  ])("%s, allowed MIT and Apache-2.0", (license, expected) => {
    expect(said({ allow }, license)).toBe(expected);
  });

  test.each([
    ["MIT OR GPL-3.0-only", "allowed: MIT in `MIT OR GPL-3.0-only` passes"],
    ["MIT AND GPL-3.0-only", "denied: GPL-3.0-only in `MIT AND GPL-3.0-only` is in licenses.deny"],
    ["GPL-3.0", "denied: GPL-3.0-only in `GPL-3.0` is in licenses.deny"],
    ["GPL-3.0-only", "denied: GPL-3.0-only is in licenses.deny"],
    ["LGPL-3.0-only", "allowed: LGPL-3.0-only passes"],
  ])("%s, denied GPL-3.0-only", (license, expected) => {
    expect(said({ deny: ["GPL-3.0-only"] }, license)).toBe(expected);
  });
});

describe("one license has many spellings", () => {
  test.each([
    ["GPL-2.0", "gpl-2.0-ONLY"],
    ["GPL-2.0+", "GPL-2.0-or-later"],
    ["GPL-2.0-or-later", "GPL-2.0+"],
    ["mit", "MIT"],
    ["licenseref-Ours", "LicenseRef-ours"],
    ["GPL-2.0-with-classpath-exception", "GPL-2.0-only WITH Classpath-exception-2.0"],
    ["BSD-3-Clause", "bsd-3-clause"],
    ["(mit or gpl-3.0)", "MIT"],
  ])("%s passes allow [%s]", (license, entry) => {
    expect(status({ allow: [entry] }, license)).toBe("allowed");
  });

  test.each([
    ["GPL-2.0-only", "GPL-3.0-only"],
    ["LicenseRef-ours-only", "LicenseRef-ours"],
    ["LicenseRef-ours-2.0", "LicenseRef-ours-1.0"],
    ["AGPL-3.0-only", "GPL-3.0-only"],
    ["BSD-2-Clause", "BSD-3-Clause"],
    ["MIT-0", "MIT"],
  ])("%s does not pass allow [%s]", (license, entry) => {
    expect(status({ allow: [entry] }, license)).toBe("notAllowed");
  });
});

describe("or-later is that version and every later one; a term is meant when some version is in both", () => {
  test.each([
    ["GPL-2.0-or-later", "GPL-2.0-only", true],
    ["GPL-2.0-or-later", "GPL-3.0-only", true],
    ["GPL-3.0-only", "GPL-2.0-or-later", true],
    ["GPL-3.0-or-later", "GPL-2.0-only", false],
    ["GPL-2.0-only", "GPL-3.0-or-later", false],
    ["Apache-1.1+", "Apache-2.0", true],
    ["LGPL-2.1-or-later", "LGPL-2.0-or-later", true],
    ["LGPL-2.0-only", "LGPL-2.1-only", false],
  ])("%s against the entry %s: %s", (license, entry, meant) => {
    expect(status({ allow: [entry] }, license)).toBe(meant ? "allowed" : "notAllowed");
    expect(status({ deny: [entry] }, license)).toBe(meant ? "denied" : "allowed");
  });
});

describe("an exception only adds permissions", () => {
  const license = "GPL-2.0-only WITH Classpath-exception-2.0";
  test.each([
    ["the license alone", "GPL-2.0-only", "allowed", "denied"],
    ["the pair", license, "allowed", "denied"],
    ["another pair", "GPL-2.0-only WITH GCC-exception-2.0", "notAllowed", "allowed"],
  ])("an entry that names %s", (_, entry, allowed, denied) => {
    expect(status({ allow: [entry] }, license)).toBe(allowed);
    expect(status({ deny: [entry] }, license)).toBe(denied);
  });

  test("an entry with an exception does not mean the license without it", () => {
    expect(status({ allow: [license] }, "GPL-2.0-only")).toBe("notAllowed");
    expect(status({ deny: [license] }, "GPL-2.0-only")).toBe("allowed");
  });
});

describe("L5 what cannot be read is unknown, whatever the policy", () => {
  test.each([
    [undefined, "GitHub knows no license of it"],
    ["", "GitHub knows no license of it"],
    ["NOASSERTION", "nobody has determined its license (NOASSERTION)"],
    ["NONE", "it has no license, so that nobody may use it (NONE)"],
    ["SEE LICENSE IN LICENSE.md", 'its license, "SEE LICENSE IN LICENSE.md", is not an SPDX expression'],
    ["Apache 2.0", 'its license, "Apache 2.0", is not an SPDX expression'],
    ["MIT OR", 'its license, "MIT OR", is not an SPDX expression'],
    ["MIT AND Custom", 'its license, "MIT AND Custom", is not an SPDX expression'],
    ["__proto__", 'its license, "__proto__", is not an SPDX expression'],
    ["MIT\n::error::x", 'its license, "MIT ::error::x", is not an SPDX expression'],
  ])("%j", (license, reason) => {
    expect(said({ allow: ["MIT"] }, license)).toBe(`unknown: ${reason}`);
    expect(said({ deny: ["MIT"] }, license)).toBe(`unknown: ${reason}`);
  });

  test.each([
    ["100 kB of choices", `MIT${" OR MIT".repeat(15_000)}`],
    ["one character over the limit", `${" ".repeat(998)}MIT`],
    ["100,000 parentheses", `${"(".repeat(50_000)}MIT${")".repeat(50_000)}`],
    ["as many parentheses as are read", "(".repeat(1_000)],
  ])("%s", (_, license) => {
    expect(status({ allow: ["MIT"] }, license)).toBe("unknown");
  });

  test("deep nesting within the limit is read", () => {
    expect(status({ allow: ["MIT"] }, `${"(".repeat(450)}MIT${")".repeat(450)}`)).toBe("allowed");
  });
});

describe("an entry of the policy", () => {
  test.each(["MIT", "mit", "GPL-2.0+", "LicenseRef-acme", "GPL-2.0-only WITH Classpath-exception-2.0", "GPL-3.0"])(
    "%s is one license",
    (entry) => {
      expect(licenseMistake(entry)).toBeUndefined();
    },
  );

  test.each([
    ["Apache 2.0", /^"Apache 2.0" is not an SPDX license id, did you mean Apache-2.0, /u],
    ["GPL-3.0-onyl", /did you mean GPL-3.0-only/u],
    ["MIT OR ISC", "is an expression: give each license an entry of its own"],
    ["no license like that exists", /is not an SPDX license id, see https:\/\/spdx.org\/licenses$/u],
  ])("%s is none", (entry, mistake) => {
    expect(licenseMistake(entry)).toEqual(typeof mistake === "string" ? mistake : expect.stringMatching(mistake));
  });
});
