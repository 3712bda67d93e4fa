/** Examples of a row, made from its data: what the documented alphabet and lengths allow, and what lies one step outside. */

import type { Format } from "../format.ts";
import { sample } from "../samples.ts";

/** `min` to `max` characters out of `alphabet`. */
interface Part {
  readonly alphabet: string;
  readonly min: number;
  readonly max: number;
}

/** Where the middle of an alphabet's neighbours lies: what a row that is too wide takes in. */
const NEIGHBOURS = ["-", "_", ".", "+", "/", "=", "g", "G", "z", "Z", "0", "9"] as const;
/** A longer text than this is a limit of cost, and no length that a provider documents. */
export const LONGEST_DOCUMENTED = 100;

/**
 * Examples of a body, each put into its place by `place`. A body is a sequence of classes, characters and groups with
 * bounded quantifiers; alternatives and optional groups give examples each. `i`: the pattern takes both cases.
 */
export function examplesOf(body: string, place: (text: string) => string, flags: "" | "i" = ""): Format["examples"] {
  const forms = sequences(body);
  return {
    match: unique(forms.flatMap((parts) => [sized(parts, "min"), sized(parts, "max")])).map(place),
    noMatch: unique(forms.flatMap((parts) => outside(parts, flags))).map(place),
  };
}

function outside(parts: readonly Part[], flags: "" | "i"): string[] {
  return parts.flatMap((part, at) => {
    const put = (text: string): string => sized(parts.slice(0, at), "min") + text + sized(parts.slice(at + 1), "min");
    if (part.alphabet.length === 1) return [];
    const isAllowed = (character: string): boolean =>
      part.alphabet.includes(character) ||
      (flags === "i" && part.alphabet.toLowerCase().includes(character.toLowerCase()));
    const text = made(part, part.min);
    // Near the start, so that neither piece is another form of the same key, and the longer one is as random as a key.
    const middle = Math.floor(part.min / 8);
    return [
      ...(part.min > 0 ? [put(made(part, part.min - 1))] : []),
      ...(part.max < LONGEST_DOCUMENTED ? [put(made(part, part.max + 1))] : []),
      ...NEIGHBOURS.filter((character) => part.min > 0 && !isAllowed(character)).map((character) =>
        put(text.slice(0, middle) + character + text.slice(middle + 1)),
      ),
    ];
  });
}

const sized = (parts: readonly Part[], size: "min" | "max"): string =>
  parts.map((part) => made(part, part[size])).join("");

/** Begins with a letter and a digit and mixes both where the alphabet has them, as random keys do; one symbol near the end. */
function made({ alphabet }: Part, length: number): string {
  const plain = alphabet.replace(/[^A-Za-z0-9]/gu, "") || alphabet;
  const symbols = alphabet.replace(/[A-Za-z0-9]/gu, "");
  const letter = /[A-Za-z]/u.exec(plain)?.[0] ?? plain.charAt(0);
  const digit = /[2-9]/u.exec(plain)?.[0] ?? letter;
  const head = (letter + digit).repeat(2);
  const end = (length > 8 ? symbols.charAt(length % symbols.length) : "") + plain.charAt(plain.length - 1);
  return alphabet.length === 1
    ? alphabet.repeat(length)
    : (head + sample(plain, Math.max(0, length - head.length - end.length)) + end).slice(0, length);
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

/** Every way through a body without its repetitions: alternatives and optional groups taken one by one. */
function sequences(source: string): Part[][] {
  const [found, end] = alternatives(source, 0);
  if (end !== source.length) throw new Error(`a body that examples cannot be made of: ${source}`);
  return found;
}

function alternatives(source: string, start: number): [Part[][], number] {
  const found: Part[][] = [];
  let current: Part[][] = [[]];
  let at = start;
  while (at < source.length && source.charAt(at) !== ")") {
    if (source.charAt(at) === "|") {
      found.push(...current);
      current = [[]];
      at++;
      continue;
    }
    const [ways, end] = atom(source, at);
    const [min, max, next] = quantifier(source, end);
    current = current.flatMap((before) => repeated(ways, min, max).map((way) => [...before, ...way]));
    at = next;
  }
  return [[...found, ...current], at];
}

/** One character, class or group, as the ways through it. */
function atom(source: string, at: number): [Part[][], number] {
  if (source.startsWith("(?:", at)) {
    const [ways, end] = alternatives(source, at + 3);
    return [ways, end + 1];
  }
  const once = (alphabet: string): Part[][] => [[{ alphabet, min: 1, max: 1 }]];
  if (source.charAt(at) === "\\") return [once(source.charAt(at + 1)), at + 2];
  if (source.charAt(at) !== "[") return [once(source.charAt(at)), at + 1];
  const end = source.indexOf("]", at);
  return [once(alphabetOf(source.slice(at + 1, end))), end + 1];
}

function alphabetOf(content: string): string {
  let alphabet = "";
  for (let i = 0; i < content.length; i++) {
    if (content.charAt(i + 1) !== "-" || i + 2 >= content.length) alphabet += content.charAt(i);
    else {
      for (let code = content.charCodeAt(i); code <= content.charCodeAt(i + 2); code++)
        alphabet += String.fromCharCode(code);
      i += 2;
    }
  }
  return alphabet;
}

function quantifier(source: string, at: number): [number, number, number] {
  if (source.charAt(at) === "?") return [0, 1, at + 1];
  const found = /^\{(\d+)(?:,(\d+))?\}/u.exec(source.slice(at, at + 12));
  if (found === null) return [1, 1, at];
  const [whole, min = "1", max = min] = found;
  return [Number(min), Number(max), at + whole.length];
}

function repeated(ways: readonly Part[][], min: number, max: number): Part[][] {
  const [only] = ways;
  if (ways.length === 1 && only?.length === 1 && only[0]?.min === 1 && only[0].max === 1)
    return [[{ alphabet: only[0].alphabet, min, max }]];
  const times = (count: number): Part[][] => ways.map((way) => Array.from({ length: count }, () => way).flat());
  return min === max ? times(min) : [...(min === 0 ? [[]] : times(min)), ...times(max)];
}
