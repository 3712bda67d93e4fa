/** Files that never leave, redacted or not: what they are for is holding secrets. By name, since content can lie (L1). */

import { isProgramName } from "../change/index.ts";

/** Patterns over a path in lower case. */
const RULES: readonly (readonly [rule: string, patterns: readonly RegExp[]])[] = [
  ["environment file", [/(?:^|\/)\.env[^/]*$/u, /\.env$/u]],
  ["private key", [/(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)[^/]*$/u, /\.(?:pem|key|ppk|pvk|p8|gpg|pgp)$/u]],
  ["key store", [/\.(?:jks|keystore|bcfks|p12|pfx|pkcs12|kdbx?|agilekeychain|keychain(?:-db)?|snk|mobileprovision)$/u]],
  [
    "infrastructure state",
    [
      /\.tfstate[^/]*$/u,
      /\.(?:tfplan|tfvars|tfvars\.json)$/u,
      /(?:^|\/)(?:\.pulumi|\.terraform)\//u,
      /(?:^|\/)(?:\.pulumi|pulumi)[^/]*(?:state|stack)[^/]*\.json$/u,
    ],
  ],
  ["certificate", [/\.(?:crt|cer|der|csr|p7[bcrs]|spc|crl)$/u]],
  [
    "dump",
    [
      /\.sql\.(?:gz|bz2|xz|zst|zip)$/u,
      /\.(?:dump|dmp|rdb|sqlite3?|db3?|mdb|accdb|hprof|core|bak)$/u,
      /(?:^|[\/._-])(?:dump|backup|export)[^/]*\.(?:json|xml)$/u,
    ],
  ],
  // What was recorded or collected: other people's data, cookies, tokens of live sessions.
  ["data file", [/\.(?:csv|tsv|parquet|avro|orc|feather|arrow|jsonl|ndjson|har|pcap(?:ng)?|mbox|eml|vcf|ldif|log)$/u]],
  [
    "credentials file",
    [
      /(?:^|\/)(?:[._]netrc|\.pgpass|\.my\.cnf|\.npmrc|\.yarnrc(?:\.yml)?|\.pypirc|\.git-credentials|\.htpasswd)$/u,
      /(?:^|\/)(?:\.dockercfg|\.s3cfg|\.boto|\.vault[-_](?:token|pass[^/]*)|master\.key)$/u,
      /(?:^|\/)(?:credentials|application_default_credentials|service[-_]?account[^/]*)\.json$/u,
      /(?:^|\/)(?:kubeconfig[^/]*|[^/]+\.(?:kubeconfig|ovpn|rdp)|wg\d{1,3}\.conf)$/u,
      /(?:^|\/)(?:\.aws\/(?:credentials|config)|\.kube\/config|\.docker\/config\.json)$/u,
      /(?:^|\/)\.(?:ssh|gnupg)\//u,
    ],
  ],
];

/** What an interpreter takes is code, whatever else its name says: otherwise `app.key/x.js` or `.env.js` would hide (L6). */
const WORKFLOW = /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/u;

/** The rule that keeps a path from being sent, or undefined. Any case, at any depth. */
export function neverSend(uri: string): string | undefined {
  const path = uri.toLowerCase();
  if (isProgramName(path) || WORKFLOW.test(path)) return undefined;
  return RULES.find(([, patterns]) => patterns.some((pattern) => pattern.test(path)))?.[0];
}
