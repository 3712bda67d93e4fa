import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { identify } from "../../src/scan/identity.ts";
import { makeRepository, type Repository } from "../fixtures/repository.ts";
import { scanTopic } from "./scan-topic.ts";

let repository: Repository;
let temporary: string;
let base: string;
beforeEach(() => {
  repository = makeRepository();
  temporary = mkdtempSync(join(tmpdir(), "masked-"));
  repository.write({ "a.ts": "one\ntwo\n" });
  base = repository.commit("Base");
});
afterEach(() => {
  repository.dispose();
  rmSync(temporary, { recursive: true, force: true });
});

describe("what is published of a line with a secret", () => {
  test("L1 no identity changes with the value: it could be guessed from one that does", async () => {
    const identities: string[] = [];
    for (const value of ["Wint3r!Sky", "Summ3r#Sea"]) {
      repository.branch("topic", base);
      repository.write({ "a.ts": `db_password = "${value}"\nnext()\n` });
      repository.commit("Add");
      const { found } = await scanTopic({ repository, temporary }, base);
      expect(found).toHaveLength(1);
      identities.push(JSON.stringify([found[0]?.fingerprint, found[0]?.primaryLocationLineHash]));
    }
    expect(identities[0]).toMatch(/ccr\/v1:[0-9a-f]{32}","[0-9a-f]+:1/u);
    expect(identities[1]).toBe(identities[0]);
  });

  test("L1 nor those of another scanner's finding on that line, or near it", async () => {
    const identities: string[] = [];
    for (const value of ["Wint3r!Sky", "Summ3r#Sea"]) {
      repository.branch("topic", base);
      repository.write({ "a.ts": `connect(\n  db_password = "${value}")\n` });
      repository.commit("Add");
      const { found, change, ports } = await scanTopic({ repository, temporary }, base);
      const [foreign = []] = await identify(
        [[1, 2].map((startLine) => ({ ...found[0]!, location: { uri: "a.ts", startLine, endLine: startLine } }))],
        change,
        ports,
      );
      identities.push(JSON.stringify(foreign.map((one) => [one.fingerprint, one.primaryLocationLineHash])));
    }
    expect(identities[1]).toBe(identities[0]);
  });
});
