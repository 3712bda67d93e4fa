import { describe, expect, test } from "@jest/globals";
import { sealedIn, stateMarker } from "../../src/publish/state-marker.ts";

const SEALED = Buffer.from("a record that somebody sealed").toString("base64");

describe("L9 a record in a comment", () => {
  test("is its last line, whatever line ends GitHub gives it", () => {
    expect(sealedIn(`# Summary\r\n\r\n${stateMarker(SEALED)}\r\n`)).toEqual([SEALED]);
  });

  test.each(["a", "ab", "abc"])("keeps the padding of base64: %j", (text) => {
    const sealed = Buffer.from(text).toString("base64");
    expect(sealedIn(`${stateMarker(sealed)} \r\n\n`)).toEqual([sealed]);
  });

  test.each([
    ["quoted further up", `${stateMarker(SEALED)}\n\nmore`],
    ["within a line", `text ${stateMarker(SEALED)}`],
    ["before more on its line", `${stateMarker(SEALED)} text`],
    ["that ends the HTML comment", stateMarker("-->")],
    ["longer than any", stateMarker("A".repeat(30_001))],
    ["of nothing", stateMarker("")],
  ])("%s is none", (_, body) => {
    expect(sealedIn(body)).toEqual([]);
  });
});
