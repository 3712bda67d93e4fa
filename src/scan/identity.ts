/** Findings meet head: lines clamped to the file, identity computed, text redacted. Nothing is dropped. */

import { decode } from "../change/index.ts";
import type { Finding, Location, RawFinding, Rule } from "../finding.ts";
import type { Change } from "../records.ts";
import { fingerprintsOf, primaryLocationLineHashes } from "../sarif/index.ts";
import { oneLine, visible } from "../untrusted.ts";
import { masked } from "./masked.ts";
import type { ScanPorts } from "./scanner.ts";

const SNIPPET = { lines: 5, characters: 240 } as const;
/** Above it a file has no snippets: all of it would have to be redacted, for a secret may begin lines before the finding. */
const MOST_REDACTED_CHARACTERS = 2_000_000;
type Ports = Pick<ScanPorts, "objects" | "redact">;

/** What head says about the place of one finding. */
interface Place {
  readonly location: Location;
  /** Masked, since its digest is published. */
  readonly lineText: string;
  readonly hash?: string;
  readonly snippet?: string;
}

/** The findings of each scanner with their identity, in the order given. Each file of head is read once. */
export async function identify(
  perScanner: readonly (readonly RawFinding[])[],
  change: Change,
  ports: Ports,
): Promise<readonly (readonly Finding[])[]> {
  const places = await placesOf(perScanner.flat(), change, ports);
  const cleanRule = ruleCleaner(ports.redact);
  return perScanner.map((findings) => {
    const placed = findings.map((finding) =>
      clean(finding, { place: places.get(finding), redact: ports.redact, cleanRule }),
    );
    const lines = new Map(
      findings.flatMap((finding) => {
        const place = places.get(finding);
        return place === undefined ? [] : [[key(place.location), place.lineText] as const];
      }),
    );
    const fingerprints = fingerprintsOf(placed, (location) => lines.get(key(location)));
    return placed.map((finding, index) => ({ ...withoutIdentity(finding), fingerprint: fingerprints[index] ?? "" }));
  });
}

/** It has become the fingerprint. */
function withoutIdentity(finding: Placed): Omit<Placed, "identity"> {
  const copy = { ...finding };
  delete copy.identity;
  return copy;
}

function key({ uri, startLine }: Location): string {
  return `${String(startLine)} ${uri}`;
}

async function placesOf(
  findings: readonly RawFinding[],
  change: Change,
  ports: Ports,
): Promise<ReadonlyMap<RawFinding, Place>> {
  const byUri = new Map<string, RawFinding[]>();
  for (const finding of findings) {
    if (finding.location === undefined) continue;
    const { uri } = finding.location;
    const group = byUri.get(uri);
    if (group === undefined) byUri.set(uri, [finding]);
    else group.push(finding);
  }
  const places = new Map<RawFinding, Place>();
  const place = (uri: string, bytes: Uint8Array | undefined): void => {
    if (bytes === undefined) return;
    const placeIn = reader(decode(bytes).lines.join(""), { uri, redact: ports.redact });
    for (const finding of byUri.get(uri) ?? [])
      if (finding.location !== undefined) places.set(finding, placeIn(finding.location));
  };
  const blobs = new Map<string, string[]>();
  for (const { uri, headBlob } of change.files) {
    if (headBlob === undefined || !byUri.has(uri)) continue;
    blobs.set(headBlob, [...(blobs.get(headBlob) ?? []), uri]);
  }
  await ports.objects.blobs([...blobs.keys()], (name, bytes) => {
    for (const uri of blobs.get(name) ?? []) place(uri, bytes);
  });
  const changed = new Set([...blobs.values()].flat());
  for (const uri of byUri.keys()) if (!changed.has(uri)) place(uri, await ports.objects.fileAt(change.head, uri));
  return places;
}

/** Answers for places in one file. */
function reader(
  text: string,
  { uri, redact }: { readonly uri: string; readonly redact: Ports["redact"] },
): (location: Location) => Place {
  const shown = masked(text, uri);
  const lines = linesOf(shown);
  // Where a secret is near, GitHub's hash is not the one that its own action computes: a password could be guessed from that.
  const hashes = primaryLocationLineHashes(shown);
  let redacted: readonly string[] | undefined;
  return (given) => {
    const location = clamp(given, lines.length);
    redacted ??= text.length > MOST_REDACTED_CHARACTERS ? [] : linesOf(redact(text));
    const hash = hashes[location.startLine - 1];
    // A redactor keeps the number of lines; if ever it did not, the wrong line must not be shown.
    const snippet = redacted.length === lines.length ? snippetOf(redacted, location) : undefined;
    return {
      location,
      lineText: lines[location.startLine - 1] ?? "",
      ...(hash === undefined ? {} : { hash }),
      ...(snippet === undefined ? {} : { snippet }),
    };
  };
}

function linesOf(text: string): readonly string[] {
  const lines = text.split("\n").map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
  return lines.length > 1 && lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

/** Columns of a region that had to be moved say nothing. */
function clamp(location: Location, last: number): Location {
  const startLine = Math.min(Math.max(1, location.startLine), last);
  const endLine = Math.min(Math.max(startLine, location.endLine), last);
  if (startLine === location.startLine && endLine === location.endLine) return location;
  return { uri: location.uri, startLine, endLine };
}

function snippetOf(lines: readonly string[], { startLine, endLine }: Location): string {
  return lines
    .slice(startLine - 1, Math.min(endLine, startLine - 1 + SNIPPET.lines))
    .map((line) => {
      const shown = [...visible(line.slice(0, 4 * SNIPPET.characters))];
      return shown.length > SNIPPET.characters ? `${shown.slice(0, SNIPPET.characters - 1).join("")}…` : shown.join("");
    })
    .join("\n");
}

interface Cleaning {
  readonly place: Place | undefined;
  readonly redact: Ports["redact"];
  readonly cleanRule: (rule: Rule) => Rule;
}

type Placed = RawFinding & Pick<Finding, "primaryLocationLineHash" | "snippet">;

function clean({ location, ...raw }: RawFinding, { place, redact, cleanRule }: Cleaning): Placed {
  const finding = { ...raw, rule: cleanRule(raw.rule), message: redact(raw.message) };
  if (place === undefined) {
    // A place that is not in head would be a broken link in every output; the name still helps a person.
    const nowhere = location === undefined ? "" : ` (in ${oneLine(location.uri, 300)}, which is not a file of head)`;
    return { ...finding, message: `${finding.message}${nowhere}` };
  }
  return {
    ...finding,
    location: place.location,
    ...(place.hash === undefined ? {} : { primaryLocationLineHash: place.hash }),
    ...(place.snippet === undefined ? {} : { snippet: place.snippet }),
  };
}

/** A foreign tool may quote code in its rules too (L2). One rule object serves all its findings. */
function ruleCleaner(redact: Ports["redact"]): (rule: Rule) => Rule {
  const cleaned = new Map<Rule, Rule>();
  return (rule) => {
    const known = cleaned.get(rule);
    if (known !== undefined) return known;
    const { shortDescription, fullDescription, help } = rule;
    const fresh = {
      ...rule,
      shortDescription: redact(shortDescription),
      fullDescription: redact(fullDescription),
      help: redact(help),
    };
    cleaned.set(rule, fresh);
    return fresh;
  };
}
