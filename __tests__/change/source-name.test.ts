import { expect, test } from "@jest/globals";
import { isProgramName, isSourceName } from "../../src/change/source-name.ts";

test.each([
  "a.js",
  "A.PY",
  "dir.png/x.rb",
  "Dockerfile",
  "prod.Dockerfile",
  "Makefile.in",
  ".bashrc",
  ".env.local",
  "CODEOWNERS",
  "a.yml",
])("%s is named like source code", (name) => expect(isSourceName(name)).toBe(true));
test.each(["a.png", "js", "x.js/a.bin", "archive.zip", "a.pyc", "README"])("%s is not", (name) => {
  expect(isSourceName(name)).toBe(false);
});

test.each(["a.js", "A.PY", "Dockerfile", "id_rsa.Dockerfile", "Makefile.in", ".env.js", ".ssh/install.bat", "a.pyw"])(
  "%s is named like a program",
  (name) => expect(isProgramName(name)).toBe(true),
);
test.each([
  ".env",
  ".env.local",
  ".bashrc",
  "a.yml",
  "notes.txt",
  "README",
  "CODEOWNERS",
  "id_rsa",
  "a.pem",
  "prod.tfvars",
])("%s is not named like a program", (name) => expect(isProgramName(name)).toBe(false));
