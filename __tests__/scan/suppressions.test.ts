import { describe, expect, test } from "@jest/globals";
import type { Finding } from "../../src/finding.ts";
import type { ChangedFile, Hunk, HunkLine } from "../../src/records.ts";
import { addedSuppressions, markSuppressed, setsScanner } from "../../src/scan/suppressions.ts";
import { aChangedFile, aFinding } from "../fixtures/review.ts";
import { without } from "../fixtures/without.ts";
import { aChange } from "./stage.ts";

/** One hunk out of lines that begin with `+`, `-` or a space. */
function hunk(uri: string, lines: readonly string[], from = 1): Hunk {
  let [baseLine, headLine] = [from, from];
  const parsed = lines.map((line): HunkLine => {
    const text = line.slice(1);
    if (line.startsWith("+")) return { kind: "added", text, headLine: headLine++ };
    if (line.startsWith("-")) return { kind: "removed", text, baseLine: baseLine++ };
    return { kind: "context", text, baseLine: baseLine++, headLine: headLine++ };
  });
  const [baseCount, headCount] = [baseLine - from, headLine - from];
  return {
    id: `h-${String(from).padStart(12, "0")}`,
    uri,
    baseStart: from,
    baseCount,
    headStart: from,
    headCount,
    lines: parsed,
  };
}

function file(uri: string, ...hunks: readonly (readonly string[])[]): ChangedFile {
  return aChangedFile(0, { uri, hunks: hunks.map((lines, index) => hunk(uri, lines, 1 + 100 * index)) });
}

const added = (one: ChangedFile) =>
  addedSuppressions(aChange([one])).map(({ marker, line }) => `${marker}:${String(line)}`);
const marker = (uri: string, line: string) => added(file(uri, [`+${line}`])).map((each) => each.replace(/:1$/u, ""));

describe("L6 what the change adds to make a tool look away is seen:", () => {
  test.each([
    ["a.py", "x = eval(y)  # nosem", "nosemgrep"],
    ["a.js", "// nosemgrep: javascript.eval", "nosemgrep"],
    ["a.html", "<!-- nosemgrep -->", "nosemgrep"],
    ["a.py", "run(x)  # type: ignore # nosec B602", "nosec"],
    ["a.go", "cmd(x) // #nosec G204", "nosec"],
    ["a.go", "cmd(x) //gosec:disable G204", "gosec:disable"],
    ["a.go", "cmd(x) //nolint:errcheck,gosec", "nolint:gosec"],
    ["a.go", "cmd(x) //nolint", "nolint"],
    ["a.go", "cmd(x) // nolint // why not", "nolint"],
    ["a.env", "TOKEN=x # gitleaks:allow", "gitleaks:allow"],
    ["a.rb", "t = 'x' # trufflehog:ignore", "trufflehog:ignore"],
    ["a.py", "t = 'x'  # pragma: allowlist secret", "pragma: allowlist secret"],
    ["a.py", "t = 'x'  # ggignore", "ggignore"],
    ["w.yml", "  - run: x # zizmor: ignore[template-injection]", "zizmor: ignore"],
    ["a.tf", "  # checkov:skip=CKV_AWS_20:public on purpose", "checkov:skip"],
    ["k.yaml", "    checkov.io/skip1: CKV_K8S_20=needed", "checkov.io/skip"],
    ["a.tf", "#tfsec:ignore:aws-s3-enable-versioning", "tfsec:ignore"],
    ["a.tf", "#trivy:ignore:AVD-AWS-0086", "trivy:ignore"],
    ["a.tf", "#ts:skip=AC_AWS_0097", "ts:skip"],
    ["a.tf", "# kics-scan ignore-line", "kics-scan ignore"],
    ["Dockerfile", "# hadolint ignore=DL3002", "hadolint ignore"],
    ["a.py", "run(x)  # noqa: S602", "noqa"],
    ["a.py", "run(x)  # noqa: E501, S602", "noqa"],
    ["a.py", "run(x)  # noqa", "noqa"],
    ["a.js", "f(x) // codeql[js/sql-injection]", "codeql[]"],
    ["a.js", "f(x) // lgtm [js/xss]", "lgtm[]"],
    ["a.java", "f(x); // NOSONAR", "NOSONAR"],
    ["a.java", '@SuppressWarnings({"unused", "java:S2068"})', "@SuppressWarnings"],
    ["a.java", '@SuppressFBWarnings("SQL_INJECTION")', "@SuppressFBWarnings"],
    ["a.js", "// eslint-disable-next-line no-console, security/detect-eval", "eslint-disable"],
    ["a.js", "/* eslint-disable */", "eslint-disable"],
    ["a.js", "/* eslint-disable -- because */", "eslint-disable"],
    ["a.js", "/* eslint-disable", "eslint-disable"],
    ["a.vue", "<!-- eslint-disable -->", "eslint-disable"],
    ["a.js", "eval(x); // eslint-disable-line", "eslint-disable"],
    ["a.js", "/* eslint-disable-next-line */", "eslint-disable"],
    ["a.js", "// eslint-disable-next-line -- because", "eslint-disable"],
    ["a.rb", "x = eval(y) # rubocop:disable Security/Eval", "rubocop:disable"],
    ["a.js", "// deepcode ignore Sqli: fine", "deepcode ignore"],
    ["a.rb", "# bearer:disable ruby_lang_eval", "bearer:disable"],
    ["a.c", "f(x); // DevSkim: ignore DS1", "DevSkim: ignore"],
    ["a.cs", "#pragma warning disable CA2100", "#pragma warning disable"],
    ["a.cs", '[SuppressMessage("Microsoft.Security", "CA2100")]', "SuppressMessage"],
    ["a.php", "// phpcs:ignore WordPress.Security.EscapeOutput", "phpcs:ignore"],
    ["a.php", " * @psalm-suppress TaintedSql", "psalm-suppress"],
  ])("%s: %s", (uri, line, name) => {
    expect(marker(uri, line)).toEqual([name]);
  });
});

test.each([
  ["prose about a marker", "a.py", "# do not use nosec here"],
  ["a marker in a string", "a.js", 'const marker = "nosemgrep";'],
  ["a name that holds a marker", "a.js", "// call nosemgrepper() and lgtm"],
  ["another linter's codes", "a.py", "import x  # noqa: E402"],
  ["bare noqa where no tool reads it", "a.js", "x() # noqa"],
  ["style rules", "a.js", "// eslint-disable-next-line no-console"],
  ["a style rule for the rest of the file", "a.js", "/* eslint-disable no-console */"],
  ["what ESLint reads in block comments alone", "a.js", "// eslint-disable"],
  ["what switches rules on again", "a.js", "/* eslint-enable */"],
  ["style cops", "a.rb", "# rubocop:disable Metrics/MethodLength"],
  ["other linters of Go", "a.go", "f() //nolint:errcheck"],
  ["a word that begins like nolint", "a.go", "f() // nolinter is here"],
  ["warnings that are not about security", "a.cs", "#pragma warning disable CS0168"],
  ["an option of a command line", "ci.sh", "semgrep scan --disable-nosem --x=gitleaks"],
  ["documentation", "docs/scan.md", "Write `# nosemgrep` or # nosec"],
])("%s is no suppression", (_, uri, line) => {
  expect(marker(uri, line)).toEqual([]);
});

describe("only what is added counts:", () => {
  const LINE = "run(x)  # nosec";

  test("what stands beside the change was there", () => {
    expect(added(file("a.py", [` ${LINE}`, "+new()"]))).toEqual([]);
  });

  test("a line that moved in its file, indented anew, brought its comment along", () => {
    expect(added(file("a.py", [`-${LINE}`], [`+    ${LINE}`]))).toEqual([]);
  });

  test("a line that was edited keeps its comment", () => {
    expect(added(file("a.py", [`-${LINE}`, "+run(x, y)  # nosec"]))).toEqual([]);
  });

  test("one more of the same is one", () => {
    expect(added(file("a.py", [`-${LINE}`, `+${LINE}`, `+${LINE}`]))).toEqual(["nosec:2"]);
  });

  test("L6 a comment that leaves one line and comes to another elsewhere is added there", () => {
    expect(added(file("a.py", [`-${LINE}`, "+run(x)"], ["+os.system(name)  # nosec"]))).toEqual(["nosec:101"]);
  });

  test("a comment that names more than before is added", () => {
    expect(added(file("a.py", ["-run(x)  # nosec B101", "+run(x)  # nosec B101, B602"]))).toEqual(["nosec:1"]);
  });

  test("deleted files and links hold none", () => {
    const gone = without(file("a.py", [`+${LINE}`]), "headBlob");
    expect(added({ ...gone, status: "deleted" })).toEqual([]);
    expect(added({ ...file("a.py", [`+${LINE}`]), kind: "symlink" })).toEqual([]);
  });
});

test("L6 lines as long as an attacker likes take no longer than their length", () => {
  for (const text of [
    "@SuppressWarnings(",
    "// eslint-disable ",
    "/* eslint-disable-line",
    "// ",
    "//",
    "#nosec ",
    "//nolint: ",
    "# noqa: A1,",
    "#pragma warning disable ",
  ])
    expect(added(file("a.py", [`+${text.repeat(100_000)}`])).length).toBeLessThanOrEqual(1);
});

describe("findings that the change tried to hide say so:", () => {
  const at = (startLine: number, endLine = startLine): Finding =>
    aFinding(0, { location: { uri: "a.py", startLine, endLine } });
  const change = aChange([file("a.py", [" a", "+# nosec", "+b", "+c", "+d"])]);
  const attempt = (finding: Finding) => markSuppressed([finding], change)[0]?.suppressionAttempt;

  test.each([
    ["on the line", at(2), "nosec"],
    ["on the line above", at(3), "nosec"],
    ["within the lines", at(1, 4), "nosec"],
    ["two lines above", at(4), undefined],
    ["below", at(1), undefined],
    ["in another file", aFinding(0, { location: { uri: "b.py", startLine: 2, endLine: 2 } }), undefined],
    ["for a finding about the change itself", { ...at(2), concerns: "change" as const }, undefined],
  ])("a comment %s", (_, finding, expected) => {
    expect(attempt(finding)).toBe(expected);
  });
});

describe("settings of scanners", () => {
  test.each([
    ".semgrepignore",
    "sub/.gitleaks.toml",
    ".gitleaksignore",
    ".trivyignore",
    "trivy.yaml",
    "zizmor.yml",
    ".checkov.yaml",
    ".checkov.baseline",
    ".bandit",
    ".snyk",
    "osv-scanner.toml",
    ".nsprc",
    "sonar-project.properties",
    ".github/codeql/config.yml",
    ".github/secret_scanning.yml",
    "tfsec.yml",
    ".hadolint.yaml",
    "config/brakeman.ignore",
    ".secrets.baseline",
    ".golangci.yml",
    ".cargo/audit.toml",
  ])("%s is one", (uri) => {
    expect(setsScanner(aChangedFile(0, { uri }))).toBe(true);
  });

  test.each([
    ".gitignore",
    ".gitattributes",
    ".github/workflows/zizmor.yml",
    ".github/dependabot.yml",
    "src/semgrep.ts",
    "tests/bandit.py",
  ])("%s is none", (uri) => {
    expect(setsScanner(aChangedFile(0, { uri }))).toBe(false);
  });

  test("a file that is taken away or only gets another mode sets nothing", () => {
    expect(setsScanner(aChangedFile(0, { uri: ".bandit", status: "deleted" }))).toBe(false);
    expect(setsScanner(aChangedFile(0, { uri: ".bandit", headBlob: "1".repeat(40) }))).toBe(false);
  });

  test("a file that gets such a name sets something", () => {
    const renamed = aChangedFile(0, { uri: ".bandit", baseUri: "x", status: "renamed", headBlob: "1".repeat(40) });
    expect(setsScanner(renamed)).toBe(true);
  });
});
