/** The only links an output may hold (L2, governance.md A8): weakness pages, and rule help on hosts of this list. */

const HELP_HOSTS: ReadonlySet<string> = new Set(["owasp.org", "cheatsheetseries.owasp.org", "cwe.mitre.org"]);

/** MITRE's page of a weakness, for `CWE-79`; undefined for anything else. */
export function cweUrl(cwe: string): string | undefined {
  const number = /^CWE-([1-9]\d{0,5})$/u.exec(cwe)?.[1];
  return number === undefined ? undefined : `https://cwe.mitre.org/data/definitions/${number}.html`;
}

/** The help page of a rule, rebuilt from its parts; undefined when its host is not on the list or it could carry data. */
export function helpUrl(helpUri: string | undefined): string | undefined {
  if (helpUri === undefined || !URL.canParse(helpUri)) return undefined;
  const url = new URL(helpUri);
  const plain = url.protocol === "https:" && url.username === "" && url.password === "" && url.port === "";
  if (!plain || url.search !== "" || !HELP_HOSTS.has(url.hostname)) return undefined;
  const rest = `${url.pathname}${url.hash}`;
  // Nothing here means anything in Markdown or HTML.
  return /^[\w./#-]{1,300}$/u.test(rest) ? `https://${url.hostname}${rest}` : undefined;
}
