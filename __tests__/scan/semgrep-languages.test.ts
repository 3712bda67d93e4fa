import { expect, test } from "@jest/globals";
import { isCovered, semgrepLanguage, spelledForSemgrep } from "../../src/scan/semgrep-languages.ts";

test.each([
  ["a/Dockerfile", "dockerfile", "a/Dockerfile"],
  ["a/Dockerfile.prod", "dockerfile", "a/Dockerfile.prod.dockerfile"],
  ["Dockerfile-prod", "dockerfile", "Dockerfile-prod.dockerfile"],
  ["DOCKERFILE", "dockerfile", "DOCKERFILE.dockerfile"],
  ["Containerfile", "dockerfile", "Containerfile.dockerfile"],
  ["api.Dockerfile", "dockerfile", "api.dockerfile"],
  ["Rakefile", "ruby", "Rakefile.rb"],
  ["a.rake", "ruby", "a.rb"],
  ["a.PHP", "php", "a.php"],
  ["a.inc", "php", "a.php"],
  ["a.mts", "typescript", "a.ts"],
  ["main.tf", "terraform", "main.tf"],
  ["a.yml", "yaml", "a.yml"],
])("L5 %s is %s, and the export calls it %s, which semgrep knows", (uri, language, spelled) => {
  expect(semgrepLanguage(uri)).toBe(language);
  expect(spelledForSemgrep(uri)).toBe(spelled);
});

test.each([
  "README.md",
  "Dockerfile.md",
  "Dockerfile.dockerignore",
  "Dockerfile.j2",
  "docker-compose.json",
  "a.tfstate",
])("%s is no code for the rules", (uri) => {
  expect(semgrepLanguage(uri)).toBeUndefined();
});

test("a build's script is what its extension says", () => {
  expect(semgrepLanguage("Dockerfile.test.js")).toBe("javascript");
  expect(semgrepLanguage("dockerfile.yml")).toBe("yaml");
});

test("a language may go by its short name", () => {
  expect(["js", "tf", "c#", "python"].every(isCovered)).toBe(true);
  expect(["kotlin", "generic", "toString"].some(isCovered)).toBe(false);
});
