/** How each tool is told in a comment to look away from a line. Only what that tool itself would read counts. */

export interface Suppression {
  readonly tool: string;
  /** The tool's own word, from this file: no text of the change. */
  readonly marker: string;
  /** The marker as it stands there, with what it names, for comparison only. */
  readonly text: string;
}

interface Syntax {
  readonly tool: string;
  readonly marker: string;
  readonly pattern: RegExp;
  /** The pattern says by itself where it counts: an annotation, a directive. Otherwise a comment must have begun before it. */
  readonly anywhere?: true;
  /** Files whose name ends so; absent: all. */
  readonly files?: RegExp;
}

const COMMENT = /#|\/\/|\/\*|^\s*\*|<!--|\{\{!|(?:^|\s)(?:--|;|%)/u;

/** ESLint rules about security, in its core and in the plugins that are named for it. */
const ESLINT = String.raw`(?:@microsoft\/sdl|no-secrets|no-unsanitized|security(?:-node)?|xss)\/|no-(?:implied-)?eval\b|no-new-func\b|no-script-url\b|react\/no-danger`;

/** Without a rule's name all are meant; of the rest of the file only in a block comment (ESLint, "Configure Rules", "Using configuration comments"). */
const ESLINT_ALL = String.raw`(?:-next-line|-line)\s*(?:$|\*\/|--)|\s*(?:\*\/|--)|(?<=\/\*\s{0,9}eslint-disable)\s*$`;

/** Repetitions that could begin anywhere are bounded: lines are as long as an attacker likes. Sources: each tool's documentation of inline suppression; semgrep, bandit, gosec, gitleaks and checkov also by their code. */
const SYNTAXES: readonly Syntax[] = [
  { tool: "semgrep", marker: "nosemgrep", pattern: /(?<![\w-])no(?:semgrep|sem|opengrep)(?![\w-])[:=]?[ ]?[\w.,/-]*/u },
  // Both want the sign `#` right before the word.
  { tool: "bandit and gosec", marker: "nosec", pattern: /#\s*nosec(?![\w-])[: ]*[\w, ]*/iu, anywhere: true },
  { tool: "gosec", marker: "gosec:disable", pattern: /\/\/\s*gosec:disable\b[\w, ]*/u, anywhere: true },
  {
    tool: "golangci-lint",
    marker: "nolint:gosec",
    pattern: /\/\/\s*nolint\s*:[\w,\s-]*\b(?:gosec|all)\b/u,
    files: /\.go$/iu,
    anywhere: true,
  },
  // Alone it means all linters, whatever follows a blank (golangci-lint's processor: `^nolint( |:|$)`).
  {
    tool: "golangci-lint",
    marker: "nolint",
    pattern: /\/\/[/ ]{0,9}nolint(?=\s|$)/u,
    files: /\.go$/iu,
    anywhere: true,
  },
  { tool: "gitleaks", marker: "gitleaks:allow", pattern: /gitleaks:allow/u },
  { tool: "TruffleHog", marker: "trufflehog:ignore", pattern: /trufflehog:ignore/u },
  {
    tool: "detect-secrets",
    marker: "pragma: allowlist secret",
    pattern: /pragma:\s*(?:allow|white)list\s+(?:nextline\s+)?secret/iu,
  },
  { tool: "ggshield", marker: "ggignore", pattern: /(?<![\w-])ggignore(?![\w])/u },
  { tool: "zizmor", marker: "zizmor: ignore", pattern: /#\s*zizmor:\s*ignore\[[\w, -]*/u, anywhere: true },
  { tool: "checkov", marker: "checkov:skip", pattern: /(?:checkov|bridgecrew|cortex):skip\s*=\s*\w*/u },
  // On a Kubernetes object (checkov, "Suppressing and Skipping Policies").
  {
    tool: "checkov",
    marker: "checkov.io/skip",
    pattern: /^\s*["']?checkov\.io\/skip\w*["']?\s*:\s*\w*/u,
    anywhere: true,
  },
  { tool: "tfsec", marker: "tfsec:ignore", pattern: /tfsec:ignore:[\w*-]*/u },
  { tool: "Trivy", marker: "trivy:ignore", pattern: /trivy:ignore:[\w*-]*/u },
  { tool: "Terrascan", marker: "ts:skip", pattern: /#\s*ts:skip=[\w.]*/u, anywhere: true },
  { tool: "KICS", marker: "kics-scan ignore", pattern: /kics-scan\s+(?:ignore|disable)[\w=,-]*/u },
  {
    tool: "hadolint",
    marker: "hadolint ignore",
    pattern: /#\s*hadolint\s+(?:global\s+)?ignore\s*=[\w, ]*/u,
    anywhere: true,
  },
  // With codes only those of flake8-bandit count; without any it hides them too.
  {
    tool: "flake8-bandit",
    marker: "noqa",
    pattern: /#\s*(?:(?:flake8|ruff)\s*:\s*)?noqa(?:\s*$|\s*#|\s*:\s*(?:[A-Z]+\d+[,\s]+)*S\d{3})/iu,
    files: /\.pyi?$/iu,
    anywhere: true,
  },
  { tool: "CodeQL", marker: "codeql[]", pattern: /(?<![\w-])codeql\s*\[[\w/, -]*/u },
  { tool: "CodeQL", marker: "lgtm[]", pattern: /(?<![\w-])lgtm\s*\[[\w/, -]*/u },
  { tool: "Sonar", marker: "NOSONAR", pattern: /(?<![\w-])NOSONAR(?![\w-])/u },
  {
    tool: "Sonar",
    marker: "@SuppressWarnings",
    pattern: /@SuppressWarnings\s*\([^)]{0,300}"(?:java|javasecurity|kotlin|squid):S\d+/u,
    anywhere: true,
  },
  { tool: "SpotBugs", marker: "@SuppressFBWarnings", pattern: /@SuppressFBWarnings\b/u, anywhere: true },
  {
    tool: "ESLint",
    marker: "eslint-disable",
    pattern: new RegExp(
      `(?<![\\w-])eslint-disable(?:(?:-next-line|-line)?\\s[^*]{0,500}?(?:${ESLINT})|${ESLINT_ALL})`,
      "u",
    ),
  },
  {
    tool: "RuboCop",
    marker: "rubocop:disable",
    pattern: /#\s*rubocop:\s*(?:disable|todo)\b[\w/, ]*(?:\bSecurity\b|\ball\b)/u,
    anywhere: true,
  },
  { tool: "Snyk", marker: "deepcode ignore", pattern: /(?:file\s+)?deepcode\s+ignore\s+[\w/-]*/u },
  { tool: "Snyk", marker: "snyk:ignore", pattern: /snyk:ignore/u },
  { tool: "Bearer", marker: "bearer:disable", pattern: /bearer:disable\s+[\w,]*/u },
  { tool: "DevSkim", marker: "DevSkim: ignore", pattern: /devskim:\s*ignore\s+[\w,]*/iu },
  // .NET's security rules: CA2100, CA23xx, CA3xxx, CA5xxx; Security Code Scan's SCS0001 and on.
  {
    tool: ".NET analyzers",
    marker: "#pragma warning disable",
    pattern: /#pragma\s+warning\s+disable\b[\w, ]*\b(?:CA(?:2100|23\d\d|[35]\d{3})|SCS\d{4})/u,
    anywhere: true,
  },
  {
    tool: ".NET analyzers",
    marker: "SuppressMessage",
    pattern: /\bSuppressMessage\s*\(\s*"(?:[\w.]*Security|SCS\d{4})/u,
    anywhere: true,
  },
  { tool: "PHP_CodeSniffer", marker: "phpcs:ignore", pattern: /phpcs:(?:ignore|disable)\b[\w., -]*Security/u },
  { tool: "Psalm", marker: "psalm-suppress", pattern: /@psalm-suppress\s+(?:Tainted|all\b)\w*/u },
];

/** Every tool's pattern has one of these words: most lines have none. */
const WORDS =
  /no(?:sem|opengrep|sec|lint|qa|sonar)|gosec:|gitleaks:|trufflehog:|pragma|ggignore|zizmor:|:skip|\.io\/skip|tfsec:|trivy:|kics-scan|hadolint|codeql|lgtm|suppress|eslint-disable|rubocop:|deepcode|snyk:|bearer:|devskim|phpcs:/iu;

/** What a line of a file says to tools, at most once for each way to say it. */
export function suppressionsIn(line: string, uri: string): readonly Suppression[] {
  if (!WORDS.test(line)) return [];
  const comment = COMMENT.exec(line)?.index;
  return SYNTAXES.flatMap(({ tool, marker, pattern, anywhere, files }) => {
    if (files !== undefined && !files.test(uri)) return [];
    // A marker in a string before the first comment is no comment; what follows a comment sign is.
    const from = anywhere === true ? 0 : comment;
    const found = from === undefined ? null : pattern.exec(line.slice(from));
    return found === null ? [] : [{ tool, marker, text: found[0].replace(/\s+/gu, "") }];
  });
}
