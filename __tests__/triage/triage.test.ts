import { describe, expect, test } from "@jest/globals";
import type { Policy } from "../../src/policy.ts";
import type { Finding } from "../../src/finding.ts";
import type { Change } from "../../src/records.ts";
import { triage, uncheckedThreats } from "../../src/triage/index.ts";
import { aFinding, aReview } from "../fixtures/review.ts";

const POLICY: Policy = { version: 1 };
const { change } = aReview({ files: 2 });
const file = change.files[0]!;
const changedLine = file.hunks[0]!.lines.find((line) => line.kind === "added")!.headLine!;
const at = (uri: string, startLine: number, endLine = startLine) =>
  aFinding(0, { location: { uri, startLine, endLine } });

function disposed(report: readonly Finding[], policy = POLICY, of: Change = change) {
  return triage(report, of, policy).map((finding) => finding.disposition.status);
}
function without<T extends object, K extends keyof T>(from: T, key: K): Omit<T, K> {
  return Object.fromEntries(Object.entries(from).filter(([name]) => name !== key)) as Omit<T, K>;
}
const report = (...findings: ReturnType<typeof at>[]): readonly Finding[] => findings;

describe("triage", () => {
  test("a finding whose region meets a changed line is open, whatever else the region covers", () => {
    expect(disposed(report(at(file.uri, changedLine), at(file.uri, 1, 100_000)))).toEqual(["open", "open"]);
  });

  test("L5 a finding outside the changed lines keeps its row and does not gate", () => {
    expect(disposed(report(at(file.uri, 100_000), at("another/file.ts", 1)))).toEqual(["outsideDiff", "outsideDiff"]);
  });

  const asked = (line: number, baselineState: "new" | "unchanged") => ({ ...at(file.uri, line), baselineState });
  const old = report(asked(changedLine, "unchanged"), asked(100_000, "unchanged"), at(file.uri, 100_000));

  test("what base had already is unchanged, on a changed line as well", () => {
    expect(disposed(old)).toEqual(["unchanged", "unchanged", "outsideDiff"]);
  });

  test("what base had not is open wherever it stands: its cause may be on another line", () => {
    expect(disposed(report(asked(changedLine, "new"), asked(100_000, "new")))).toEqual(["open", "open"]);
  });

  test("what the policy accepts is suppressed with its reason, wherever it stands and however much is asked for", () => {
    const accepted = { ...asked(changedLine, "new"), concerns: "change", accepted: "until 2027" } as const;
    for (const policy of [POLICY, { version: 1, gate: { scope: "all" } } as const]) {
      const [finding] = triage([accepted], change, policy);
      expect(finding?.disposition).toEqual({ status: "suppressed", by: "policy", justification: "until 2027" });
      expect(finding).not.toHaveProperty("accepted");
    }
  });

  test("gate.scope all opens what was there before, in the files that scanners were given and in scope", () => {
    const all: Policy = { version: 1, gate: { scope: "all" } };
    expect(disposed(old, all)).toEqual(["open", "open", "open"]);
    expect(disposed(report(at("another/file.ts", 1)), all)).toEqual(["outsideDiff"]);
    expect(disposed(old, { ...all, scope: { paths: { exclude: [file.uri] } } })).toEqual(Array(3).fill("suppressed"));
    expect(disposed(old, { version: 1, gate: { scope: "new" } })).toEqual(["unchanged", "unchanged", "outsideDiff"]);
  });

  test("gate.scope all on a branch reaches the whole tree", () => {
    const other = { ...file, uri: "another/file.ts", hunks: [] };
    const given = { ...change, files: [...change.files, other] };
    const found = report(at(other.uri, 1));
    expect(disposed(found, { version: 1, gate: { scope: "all" } }, given)).toEqual(["open"]);
    expect(disposed(found, POLICY, given)).toEqual(["outsideDiff"]);
  });

  test("a finding without a place does not gate unless it concerns the change as a whole", () => {
    const placeless = without(aFinding(0), "location");
    expect(disposed(report(placeless, { ...placeless, concerns: "change" }))).toEqual(["outsideDiff", "open"]);
  });

  test("a finding in a path that the policy leaves out is suppressed by name, not dropped", () => {
    const policy: Policy = { version: 1, scope: { paths: { exclude: [file.uri] } } };
    expect(triage(report(at(file.uri, changedLine)), change, policy)[0]?.disposition).toEqual({
      status: "suppressed",
      by: "policy",
      justification: "scope.paths",
    });
    expect(
      disposed(report(at(file.uri, changedLine)), { version: 1, scope: { paths: { include: ["docs/**"] } } }),
    ).toEqual(["suppressed"]);
  });

  test("paths that begin with a dot are in scope like any other", () => {
    const hidden = { ...file, uri: ".github/workflows/ci.yml" };
    const policy: Policy = { version: 1, scope: { paths: { include: ["**/*.yml"] } } };
    expect(disposed(report(at(hidden.uri, changedLine)), policy, { ...change, files: [hidden] })).toEqual(["open"]);
  });

  test("each finding names its threat: by CWE, by a glob over rule ids, the first that fits, or none", () => {
    const finding = without(at(file.uri, changedLine), "threat");
    const threat = (threats: Policy["threats"]) => triage(report(finding), change, { version: 1, threats })[0]?.threat;
    expect(threat([{ id: "A", title: "a", cwe: [finding.rule.cwe[0]!] }])).toBe("A");
    expect(threat([{ id: "B", title: "b", rules: [`${finding.rule.id.slice(0, -3)}*`] }])).toBe("B");
    expect(threat([{ id: "C", title: "c", cwe: ["CWE-1"] }])).toBeUndefined();
    expect(
      threat([
        { id: "D", title: "d", cwe: [...finding.rule.cwe] },
        { id: "E", title: "e", cwe: [...finding.rule.cwe] },
      ]),
    ).toBe("D");
  });

  test("a threat that no rule looks for is reported", () => {
    const threats = [
      { id: "A", title: "a", cwe: ["CWE-89"] },
      { id: "B", title: "b", rules: ["nothing/*"] },
    ];
    const unchecked = (unlisted: string[]) =>
      uncheckedThreats({ version: 1, threats }, { rules: [{ id: "semgrep/x", cwe: ["CWE-89"] }], unlisted });
    expect(unchecked([]).map(({ id }) => id)).toEqual(["B"]);
    // zizmor cannot list its rules: that it ran is all there is to know.
    expect(unchecked(["nothing"])).toEqual([]);
  });
});
