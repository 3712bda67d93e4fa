/**
 * How strange letters are beside each other: what tells `cyymwamm` from `customer` where a name says that a secret follows.
 *
 * The table holds, per letter, the bits that each next letter costs (-log2 of how often it follows, 0 to 9) in the distinct
 * words of the identifiers, comments and messages of some 1,200 open-source files and of Django's translations into sixteen
 * languages that are written with Latin letters. The last column is the end of the word, the last row its begin.
 */

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const COSTS = [
  "754497585863538593436689674", // a
  "365738993693784794473999694", // b
  "395839934945892895735999784", // c
  "488628893996774995585899892", // d
  "574366687874538683347675983", // e
  "476534892994983894564999694", // f
  "498828654996754894574999782", // g
  "298729993996673895755899693", // h
  "564555599874523695449597965", // i
  "377627974969753996463779974", // j
  "388726884975764986444979692", // k
  "387528793973883899555799493", // l
  "258829993977584398575999894", // m
  "484446384977864898436699793", // n
  "665577686964426593454558883", // o
  "397838764984883493545999694", // p
  "788888887884888885780788885", // q
  "386527693967564895455789693", // r
  "595838854976785589435989792", // s
  "396828952996884894555989593", // t
  "455646594974437493337888875", // u
  "299918993996894999776989894", // v
  "298638743976944694576977793", // w
  "463535973898797389839997693", // x
  "565857785995555498458879771", // y
  "377829883967654889975869663", // z
  "454445554665455484345668889", // ^
];
const END = 26;

/** From here on no language joins letters so: by length, since chance is greater in short words. */
const STRANGE = [Infinity, Infinity, Infinity, Infinity, 6.2, 5.3, 4.9, 4.75, 4.65] as const;

/** The letters of a value as its words: split at other characters and where lower case turns to upper. */
const WORD = /[A-Z]?[a-z]+|[A-Z]+(?![a-z])/gu;

export interface Letters {
  /** How many letters stand in words. */
  readonly count: number;
  /** The mean bits per pair of letters, ends included; about 3.5 in words, 6 in random letters. */
  readonly cost: number;
}

export function lettersOf(value: string): Letters {
  let [count, pairs, bits] = [0, 0, 0];
  const plain = /^[\0-\x7f]*$/u.test(value) ? value : value.normalize("NFD").replace(/\p{M}/gu, "");
  for (const word of plain.match(WORD) ?? []) {
    let row = END;
    for (const letter of word.toLowerCase()) {
      const column = LETTERS.indexOf(letter);
      bits += costOf(row, column);
      row = column;
    }
    bits += costOf(row, END);
    count += word.length;
    pairs += word.length + 1;
  }
  return { count, cost: pairs === 0 ? 0 : bits / pairs };
}

/** Letters that are no words of any language of the table. */
export function isStrange(value: string): boolean {
  const { count, cost } = lettersOf(value);
  return cost >= (STRANGE[Math.min(count, STRANGE.length - 1)] ?? Infinity);
}

function costOf(row: number, column: number): number {
  return (COSTS[row]?.charCodeAt(column) ?? 48) - 48;
}
