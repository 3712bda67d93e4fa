/** The forms in which one of the run's own secrets may turn up (L1: "known by exact value"). */

/** The value itself, reversed, in JSON, percent, hexadecimal, base64 and base64url. Base64 at each of its three alignments, without the characters that depend on the neighbours. */
export function encodedForms(value: string): readonly string[] {
  const bytes = Buffer.from(value, "utf8");
  // By way of bytes: `encodeURIComponent` throws on lone surrogates.
  const percent = encodeURIComponent(bytes.toString("utf8"));
  const hexadecimal = bytes.toString("hex");
  const pairs = hexadecimal.match(/../gu) ?? [];
  const forms = [
    value,
    [...value].reverse().join(""),
    value.split("").reverse().join(""),
    JSON.stringify(value).slice(1, -1),
    percent,
    percent.replace(/%[0-9A-F]{2}/gu, (escape) => escape.toLowerCase()),
    pairs.map((pair) => `%${pair}`).join(""),
    pairs.map((pair) => `%${pair.toUpperCase()}`).join(""),
    hexadecimal,
    hexadecimal.toUpperCase(),
    bytes.toString("base64"),
    bytes.toString("base64url"),
    ...[0, 1, 2].flatMap((shift) => aligned(bytes, shift)),
  ];
  return [...new Set(forms)];
}

/** The base64 digits that `bytes` alone decide when they stand `shift` bytes after a multiple of three. */
function aligned(bytes: Buffer, shift: number): string[] {
  const text = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString("base64")
    .replace(/=+$/u, "");
  const first = Math.ceil((shift * 8) / 6);
  const last = Math.floor(((shift + bytes.length) * 8) / 6);
  const core = text.slice(first, last);
  // Under eight digits is less than five bytes: that would match by chance.
  return core.length < 8 ? [] : [core, core.replaceAll("+", "-").replaceAll("/", "_")];
}
