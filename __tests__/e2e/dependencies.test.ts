/** A pull request that adds a vulnerable package, on the local GitHub, reviewed by the built program. */

import { afterEach, expect, test } from "@jest/globals";
import { aDependency, anAdvisory, aVulnerability } from "../servers/github-dependencies.ts";
import { actionScene, type ActionScene } from "./action-scene.ts";

const GHSA = "GHSA-aaaa-bbbb-cccc";
const MANIFEST = '{\n  "dependencies": {\n    "lodash": "4.17.15"\n  }\n}\n';
const DEPENDENCIES = { inputs: { scanners: "dependency-review" } };

let at: ActionScene;
afterEach(() => at.dispose());

test("a vulnerable package fails the job, with the command that mends it on its line", async () => {
  at = await actionScene({ after: { "package.json": MANIFEST } });
  at.gitHub.dependencies({
    changes: [aDependency({ name: "lodash", version: "4.17.15", vulnerabilities: [aVulnerability(GHSA)] })],
    advisories: new Map([
      [
        GHSA,
        anAdvisory(GHSA, {
          cvss: { vector_string: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", score: 9.8 },
          vulnerabilities: [
            {
              package: { ecosystem: "npm", name: "lodash" },
              vulnerable_version_range: "< 4.17.19",
              first_patched_version: "4.17.19",
              vulnerable_functions: [],
            },
          ],
        }),
      ],
    ]),
  });
  const { code, outputs } = await at.review(DEPENDENCIES);
  expect([code, outputs["outcome"], outputs["critical"]]).toEqual([1, "fail", "1"]);
  expect(at.gitHub.state.reviewComments()).toMatchObject([
    { path: "package.json", line: 3, body: expect.stringContaining("npm install lodash@4.17.19") },
  ]);
  expect(at.gitHub.state.uploads().map(({ sarif }) => sarif)).toEqual([
    expect.stringContaining(`dependency-review/${GHSA}`),
  ]);
  expect(at.gitHub.violations).toEqual([]);
});

test("L5 without the dependency graph the job is incomplete and says the way out", async () => {
  at = await actionScene({ after: { "package.json": MANIFEST } });
  at.gitHub.dependencies({ enabled: false });
  const { code, outputs, summary } = await at.review(DEPENDENCIES);
  expect([code, outputs["outcome"]]).toEqual([5, "incomplete"]);
  expect(summary).toMatch(/Enable the dependency graph/u);
  expect(at.gitHub.violations).toEqual([]);
});
