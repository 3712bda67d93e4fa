/** The only reader of the environment. Everything after it takes records. */

import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { readRequest, type Request } from "./flags.ts";

/** What the program takes from the machine. */
export interface Environment {
  /** For git and the scanners: where programs are, and nothing else. */
  readonly children: Readonly<Record<string, string>>;
  /** For the child that installs a pinned tool, and only that one (L6). */
  readonly packageManager: Readonly<Record<string, string>>;
  readonly toolCache: string;
  readonly state: string;
  readonly temporary: string;
  /** Values that must never leave, whatever they look like. */
  readonly knownSecrets: readonly string[];
  /** Node would talk to anybody (NODE_TLS_REJECT_UNAUTHORIZED=0). */
  readonly tlsUnverified: boolean;
  /** From ANTHROPIC_API_KEY in a terminal. */
  readonly anthropicApiKey?: string;
  readonly colour: boolean;
  readonly quiet: boolean;
  readonly columns: number;
}

type Variables = Readonly<Record<string, string | undefined>>;

export function readInputs(argv: readonly string[]): { request: Request; environment: Environment } {
  const { env } = process;
  const { request, colour, quiet } = readRequest(argv);
  const terminal = process.stdout.isTTY && env["NO_COLOR"] === undefined && env["TERM"] !== "dumb";
  const environment = readEnvironment(env, process.platform);
  return {
    request,
    environment: { ...environment, colour: colour ?? terminal, quiet, columns: process.stdout.columns || 80 },
  };
}

/** Settings of pip and of TLS that the installing child keeps: mirrors, proxies, certificate authorities. */
const PACKAGE_MANAGER =
  /^(?:PIP_.+|(?:HTTPS?|ALL|NO)_PROXY|SSL_CERT_(?:FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE)$/iu;
/** Names of variables whose values are secrets wherever they turn up. */
const SECRET_NAME = /(?:TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|CREDENTIAL)/iu;
/** Shorter values would redact ordinary words. */
const SECRET_MINIMUM = 8;

export function readEnvironment(env: Variables, platform: string): Omit<Environment, "colour" | "quiet" | "columns"> {
  const home = env["HOME"] ?? homedir();
  const cache =
    env["XDG_CACHE_HOME"] ?? (platform === "darwin" ? join(home, "Library", "Caches") : join(home, ".cache"));
  return {
    children: { PATH: env["PATH"] ?? "/usr/local/bin:/usr/bin:/bin", LANG: "C.UTF-8" },
    packageManager: pick(env, (name) => PACKAGE_MANAGER.test(name)),
    toolCache: env["RUNNER_TOOL_CACHE"] ?? cache,
    state: join(env["XDG_STATE_HOME"] ?? join(home, ".local", "state"), "claude-code-review"),
    temporary: env["RUNNER_TEMP"] ?? tmpdir(),
    ...(env["ANTHROPIC_API_KEY"] ? { anthropicApiKey: env["ANTHROPIC_API_KEY"] } : {}),
    tlsUnverified: env["NODE_TLS_REJECT_UNAUTHORIZED"] === "0",
    knownSecrets: Object.values(pick(env, (name) => SECRET_NAME.test(name))).filter(
      (value) => value.length >= SECRET_MINIMUM,
    ),
  };
}

function pick(env: Variables, keep: (name: string) => boolean): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value !== undefined && keep(name) ? [[name, value]] : [])),
  );
}
