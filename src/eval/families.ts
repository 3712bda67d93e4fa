/**
 * Which weaknesses count as the same one when an answer is held against a label. CWE files one flaw under several
 * numbers: the members of a family are neighbours in MITRE's research view (CWE-1000: ChildOf, PeerOf, CanPrecede) or
 * stand in one category of its views for developers (CWE-699) and for the OWASP Top Ten 2021 (CWE-1344). A number may be in
 * several families; two numbers are of one family when they share any.
 */

const FAMILIES: Readonly<Record<string, readonly number[]>> = {
  // CWE-1347 (A03 Injection): interpreters of code and commands.
  code: [74, 75, 77, 78, 88, 93, 94, 95, 96, 97, 98, 141, 470, 624, 917, 1336],
  // CWE-943 and its children: languages of queries.
  query: [74, 89, 90, 91, 564, 643, 652, 943],
  // CWE-79 and its children, CWE-116: output into a page.
  page: [74, 79, 80, 81, 82, 83, 84, 85, 86, 87, 116, 692],
  // CWE-1219 (File Handling), CWE-706 and its children.
  path: [22, 23, 24, 25, 26, 27, 28, 29, 35, 36, 37, 38, 39, 40, 41, 42, 59, 61, 73, 98, 99, 434, 552, 610, 641, 706],
  // CWE-441 and its children.
  ssrf: [441, 610, 918],
  redirect: [601],
  // CWE-284 and its children, CWE-1211 (Authentication), CWE-1212 (Authorization).
  access: [
    266, 269, 272, 274, 280, 284, 285, 286, 287, 288, 289, 290, 291, 294, 302, 303, 304, 305, 306, 307, 425, 551, 566,
    613, 620, 639, 640, 648, 653, 732, 862, 863, 1220,
  ],
  // CWE-346 and its children: who sent it.
  origin: [345, 346, 348, 350, 352, 290, 940, 942, 1385],
  // CWE-913 and its children.
  deserialization: [470, 502, 913, 915],
  attributes: [471, 915, 1321],
  // CWE-199 (Information Management), CWE-255 (Credentials).
  disclosure: [
    200, 201, 209, 215, 256, 257, 259, 260, 312, 313, 319, 321, 522, 523, 532, 538, 540, 798, 1188, 1392, 1393,
  ],
  // CWE-310 (Cryptographic Issues), CWE-320, CWE-1213 (Random Number Issues), timing.
  cryptography: [
    203, 208, 295, 296, 297, 310, 311, 325, 326, 327, 328, 329, 330, 331, 335, 338, 340, 345, 347, 354, 385, 757, 759,
    760, 916,
  ],
  // CWE-697 and its children: comparisons and patterns that let too much in.
  comparison: [183, 184, 185, 186, 187, 625, 697, 777, 1023, 1333],
  xml: [91, 611, 776, 827],
  // CWE-1395's neighbours and what a workflow file does with them: code, rights and inputs from elsewhere.
  workflow: [77, 78, 94, 95, 250, 269, 353, 494, 522, 732, 829, 913, 1357],
  temporary: [276, 377, 378, 379, 668, 732],
};

const families = new Map<number, string[]>();
for (const [family, numbers] of Object.entries(FAMILIES))
  for (const number of numbers) families.set(number, [...(families.get(number) ?? []), family]);

export interface Weaknesses {
  readonly cwe?: string;
  readonly altCwe: readonly string[];
}

/** One of the label's numbers, or one of the family of its first. */
export function isSameWeakness(found: readonly string[], { cwe, altCwe }: Weaknesses): boolean {
  const want = new Set([cwe, ...altCwe]);
  const wanted = new Set(familiesOf(cwe));
  return found.some((id) => want.has(id) || familiesOf(id).some((family) => wanted.has(family)));
}

function familiesOf(cwe: string | undefined): readonly string[] {
  return families.get(Number(cwe?.slice("CWE-".length))) ?? [];
}
