/** File names as SARIF `artifactLocation` URIs (§3.4), in both directions. What tools write is hostile (governance.md A19). */

/** A repository path as a relative URI reference: every byte that is not unreserved in RFC 3986 is escaped. */
export function toArtifactUri(path: string): string {
  return path
    .replace(/\p{Cs}/gu, "\uFFFD")
    .split("/")
    .map((segment) => encodeURIComponent(segment).replace(/[!'()*]/gu, percent))
    .join("/");
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

export interface ArtifactLocation {
  readonly uri?: string | null | undefined;
  readonly uriBaseId?: string | null | undefined;
}

/** How a tool writes file names: as the URIs that the standard asks for, or as they are (semgrep, zizmor). */
export type PathSyntax = "uri" | "literal";

const PATH_LENGTH = 4_096;
const BASE_CHAIN_LENGTH = 10;

/**
 * The paths that a location may mean, most likely first: absolute ones begin with `/`, none has `.`, `..` or empty
 * segments, a control character, a backslash or a drive. Empty when the location is refused.
 *
 * Escapes are decoded once. When they are malformed, or a caller knows no file of the decoded name, the text as it
 * stands is a candidate too, because some tools do not escape; never when the decoded name is one that we refuse.
 */
export function candidatePaths(
  location: ArtifactLocation,
  bases: ReadonlyMap<string, ArtifactLocation>,
  syntax: PathSyntax,
): readonly string[] {
  if (syntax === "literal") return [cleanLiteral(location.uri ?? "")].filter((path) => path !== undefined);
  const parts = chain(location, bases);
  if (parts === undefined) return [];
  const decoded = joined(parts, decode).map((path) => cleanPath(path));
  // The last one is what the pull request can choose; the root before it may be a drive of the machine that scanned.
  if (decoded.at(-1) === undefined) return [];
  const literal = joined(parts, (part) => part).map((path) => cleanPath(path));
  return [...new Set([...decoded, ...literal].filter((path) => path !== undefined))];
}

/** The URI and the bases before it (§3.14.14), outermost first; undefined for a cycle, an unknown length or no URI. */
function chain(
  location: ArtifactLocation,
  bases: ReadonlyMap<string, ArtifactLocation>,
): readonly string[] | undefined {
  if (!location.uri) return undefined;
  const parts = [location.uri];
  let base = location.uriBaseId;
  for (let depth = 0; base != null && !isAbsolute(parts[0] ?? ""); depth++) {
    if (depth === BASE_CHAIN_LENGTH) return undefined;
    const outer = bases.get(base);
    // A base without a URI is the root of what was scanned: `%SRCROOT%` as a rule.
    if (!outer?.uri) break;
    parts.unshift(outer.uri.endsWith("/") ? outer.uri : `${outer.uri}/`);
    base = outer.uriBaseId;
  }
  return parts;
}

function isAbsolute(uri: string): boolean {
  return uri.startsWith("/") || /^[a-z][a-z0-9+.-]*:/iu.test(uri);
}

/** Below an absolute base: the absolute path, and the path below that base. Empty when a part is no file name. */
function joined(parts: readonly string[], read: (part: string) => string): readonly string[] {
  const [first = "", ...rest] = parts;
  const root = isAbsolute(first) ? localPath(first) : first;
  if (root === undefined) return [];
  const below = rest.map((part) => read(part)).join("");
  const whole = read(root) + below;
  return whole.startsWith("/") && below !== "" ? [whole, below] : [whole];
}

/** The path of a `file:` URI of this machine (RFC 8089), or of a path; undefined for any other scheme or host. */
function localPath(uri: string): string | undefined {
  if (uri.startsWith("//")) return undefined;
  if (uri.startsWith("/")) return uri;
  return /^file:(?:\/\/(?:localhost)?)?(\/(?!\/).*)$/iu.exec(uri)?.[1];
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part.replace(/[?#].*$/su, ""));
  } catch {
    return part;
  }
}

/** On the machine that scanned, a colon, a backslash or a line break is part of a name. */
function cleanLiteral(path: string): string | undefined {
  const segments = path.split("/").filter((segment) => segment !== "" && segment !== ".");
  if (path.length > PATH_LENGTH || segments.length === 0 || segments.includes("..")) return undefined;
  return (path.startsWith("/") ? "/" : "") + segments.join("/");
}

function cleanPath(path: string): string | undefined {
  if (/[\p{Cc}\p{Cs}\\]/u.test(path) || path.startsWith("//") || /^\/?[a-z]:/iu.test(path)) return undefined;
  return cleanLiteral(path);
}
