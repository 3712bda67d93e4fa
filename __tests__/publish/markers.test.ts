import { expect, test } from "@jest/globals";
import {
  asStored,
  FINDING_MARKER,
  findingMarker,
  fingerprintsIn,
  goneMarker,
  fingerprintKey,
  markedIn,
  reviewMarker,
} from "../../src/publish/markers.ts";
import { HOSTILE } from "../fixtures/review.ts";

const A = `v1:${"a".repeat(32)}`;
const B = `v1:${"b".repeat(32)}`;

test("the markers that end a text say which findings it is about", () => {
  expect(findingMarker(A)).toBe(`<!-- claude-code-review:finding ${A} -->`);
  const body = ["words", "", reviewMarker("c".repeat(40), [A], 0), findingMarker(A), findingMarker(B)].join("\n");
  expect([...fingerprintsIn(body)].toSorted()).toEqual([A, B]);
  // As GitHub's own editor may leave it.
  expect(fingerprintsIn(`${body.replaceAll("\n", "\r\n")}\r\n\r\n`).size).toBe(2);
});

test("a fingerprint of ours, of either form, is its own key; of another form its whole digest is", () => {
  for (const own of [A, `ccr/${A}`]) expect(fingerprintKey(own)).toBe(own);
  expect(fingerprintKey(`${A}0`)).toMatch(/^other:[0-9a-f]{32}$/u);
  expect(markedIn(goneMarker("resolved"))).toMatchObject({ gone: "resolved" });
  expect(fingerprintsIn(`words\n${findingMarker(B)}  \n${findingMarker(A)}`).size).toBe(2);
});

test("a text is the same however GitHub ends its lines and itself", () => {
  expect(asStored("\na\r\nb\r\n")).toBe(asStored("a\nb"));
});

test("L9 a marker further up in a text is a quotation and says nothing", () => {
  for (const between of ["words", "", "`code`", "```"])
    expect(fingerprintsIn([findingMarker(A), between, findingMarker(B)].join("\n"))).toEqual(new Set([B]));
  expect(fingerprintsIn(`\`${findingMarker(A)}\``).size).toBe(0);
});

test("L2 no fingerprint ends its marker, and each is found again", () => {
  for (const hostile of [...HOSTILE, "-->", "x --> <img src=x>", "\n"]) {
    const marker = findingMarker(hostile);
    expect(marker.startsWith(FINDING_MARKER)).toBe(true);
    expect(marker).toMatch(/^<!-- [\w:. -]+ -->$/u);
    expect(fingerprintsIn(`words\n\n${marker}`)).toEqual(new Set([fingerprintKey(hostile)]));
  }
});

test("a review's marker is the same for the same findings on the same commit, and another otherwise", () => {
  const one = reviewMarker("c", [A, B], 0);
  expect(one).toBe(reviewMarker("c", [B, A], 0));
  const others = [reviewMarker("d", [A, B], 0), reviewMarker("c", [A], 0), reviewMarker("c", [A, B], 1)];
  expect(new Set([one, ...others]).size).toBe(4);
});

test("a marker says who found its finding, and whether that is gone", () => {
  const text = ["words", "", findingMarker(A, "semgrep:0a1b2c3d"), findingMarker(B), goneMarker("open")].join("\n");
  expect(markedIn(text)).toEqual({
    sources: new Map([
      [B, undefined],
      [A, "semgrep:0a1b2c3d"],
    ]),
    gone: "open",
  });
  expect(markedIn("words\n\n<!-- claude-code-review:gone elsewhere -->")).toEqual({ sources: new Map() });
});

test("L2 no source ends its marker: of another form than a scanner's name it is left out", () => {
  for (const hostile of [...HOSTILE, "--", "a--b", "-->", "semgrep:xyz", "a".repeat(61), "semgrep:0a1b2c3d:0a1b2c3d"])
    expect(findingMarker(A, hostile)).toBe(findingMarker(A));
});
