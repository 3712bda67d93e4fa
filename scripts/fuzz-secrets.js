// Random texts against the secrets engine: no crash, no changed line count, nothing left for the guard, nothing new the second time.
// node scripts/fuzz-secrets.js [--cases 100000] [--seed 1]
import { parseArgs } from "node:util";
import fc from "fast-check";
import { createDetector } from "../src/redaction/index.ts";
import { createGuard, createRedactor } from "../src/secrets/index.ts";
import { alnum, hex } from "../src/secrets/samples.ts";

const { values } = parseArgs({
  options: { cases: { type: "string", default: "100000" }, seed: { type: "string", default: "1" } },
});

const known = `k$/+${alnum(20)} é`;
const rules = {
  patterns: [{ name: "badge", pattern: "BADGE-(?P<secret>[0-9]{4,8})" }],
  allow: [{ pattern: "dummy-[a-z]+" }],
  "personal-data": true,
};
const pieces = [
  ...["password", "token: ", "api_key=", "-----BEGIN EC PRIVATE KEY-----\n", "://a:", "@b.org", "Bearer ", "key"],
  ...[
    "=",
    '"',
    "'",
    ":",
    "\n",
    "\r\n",
    "\r",
    "\\",
    "\\n",
    "\\u0041",
    "%41",
    "&amp;",
    "+",
    '" + "',
    " ",
    "\t",
    "<",
    ">",
  ],
  ...[
    "\0",
    "\u200b",
    "\ud800",
    "\udfff",
    "\ufeff",
    "⟦",
    "⟧",
    "⟦secret:",
    "⟦secret:password:1⟧",
    "⟦secret:known:2⟧",
    "⟦U+200B⟧",
  ],
  ...[
    `ghp_${alnum(36)}`,
    `${alnum(64)}\n`,
    hex(40),
    "hunter2xZ9",
    "BADGE-2039",
    "dummy-x",
    "grace@navy.mil",
    "10.20.30.40",
  ],
  ...[known, known.slice(0, 12), Buffer.from(known).toString("base64"), Buffer.from(known).toString("hex")],
];
const text = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...pieces) }, fc.string({ unit: "binary", maxLength: 12 })), {
    maxLength: 30,
  })
  .map((parts) => parts.join(""));

const detector = createDetector(rules);
const guard = createGuard({ known: [known], detector });
const lines = (given) => given.split("\n").length;

function holds([first, second, path]) {
  const redactor = createRedactor({ known: [known], detector });
  for (const given of [first, second]) {
    const redacted = redactor.redact(given, path);
    if (lines(redacted) !== lines(given)) throw new Error("the number of lines is another one");
    if (redactor.redact(redacted, path) !== redacted) throw new Error("the second time changes something");
    const hit = guard.inspect(JSON.stringify({ messages: [{ role: "user", content: redacted }] }));
    if (hit !== undefined) throw new Error(`the guard finds ${hit.rule}`);
    detector.look(given, { path, point: "scan" });
  }
}

const numRuns = Number(values.cases);
const path = fc.constantFrom(undefined, "a.ts", ".env", "a.diff", "b.yml");
fc.assert(fc.property(fc.tuple(text, text, path), holds), { numRuns, seed: Number(values.seed) });
console.log(`${numRuns} cases with seed ${values.seed}: no crash, no leak, no changed line count`);
