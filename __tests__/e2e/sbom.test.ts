import { readdirSync, readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { verifySegment } from "../../src/ledger/index.ts";
import { aDependency } from "../servers/github-dependencies.ts";
import { actionScene, type ActionScene } from "./action-scene.ts";
import type { Stepped } from "./runner.ts";

const POLICY = "version: 1\ngate: { require: [scanners] }\nlicenses:\n  allow: [MIT]\n";

let scene: ActionScene;
let step: Stepped;
let folder: string;
beforeAll(async () => {
  scene = await actionScene({
    before: { "package.json": "{}\n", ".github/claude-review.yml": POLICY },
    after: { "package.json": '{ "dependencies": {\n  "gnu-thing": "2.0.0"\n} }\n' },
  });
  const license = "MIT AND GPL-3.0";
  scene.gitHub.dependencies({ changes: [aDependency({ name: "gnu-thing", version: "2.0.0", license })] });
  step = await scene.review();
  folder = dirname(step.outputs["ledger-file"]!);
});
afterAll(() => scene.dispose());

test("an added dependency with a license that the policy does not allow fails the gate, whatever scanners are named", () => {
  expect(step.outputs["outcome"]).toBe("fail");
  expect(step.code).toBe(1);
  expect(readFileSync(step.outputs["summary-file"]!, "utf8")).toContain("licenses/not-allowed");
});

test("L8 the SBOM and the change's components are with the run's files, and their digests in a ledger that holds", () => {
  const ledger = readFileSync(step.outputs["ledger-file"]!, "utf8");
  expect(verifySegment(ledger, step.outputs["ledger-root"]).valid).toBe(true);
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(["sbom.spdx.json", "components.json"]));
  for (const name of ["sbom.spdx.json", "components.json"]) {
    const digest = createHash("sha256")
      .update(readFileSync(join(folder, name)))
      .digest("hex");
    expect(ledger).toContain(`"name":"${name}","sha256":"${digest}"`);
  }
  expect(readFileSync(join(folder, "components.json"), "utf8")).toContain("notAllowed: GPL-3.0-only in ");
});
