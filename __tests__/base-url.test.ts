import { expect, test } from "@jest/globals";
import { isAllowedBaseUrl } from "../src/base-url.ts";

test.each([
  ["https://gateway.example/v1", true],
  ["https://10.0.0.1", true],
  ["http://localhost:8080", true],
  ["http://127.0.0.1", true],
  ["http://127.8.0.1:1", true],
  ["http://2130706433", true],
  ["http://[::1]:1", true],
  ["http://gateway.example", false],
  ["http://localhost.evil.example", false],
  ["http://127.0.0.1.evil.example", false],
  ["http://10.0.0.1", false],
  ["http://[::ffff:10.0.0.1]", false],
  ["ftp://localhost", false],
  ["file:///etc/passwd", false],
])("L1 %s may be a base URL: %s", (url, allowed) => {
  expect(isAllowedBaseUrl(new URL(url))).toBe(allowed);
});
