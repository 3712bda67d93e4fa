export default {
  testEnvironment: "node",
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  // Labelled changes hold manifests and tests of their own.
  testPathIgnorePatterns: ["<rootDir>/__tests__/corpus/"],
  modulePathIgnorePatterns: ["<rootDir>/__tests__/corpus/"],
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    "\\.ts$": [
      "@swc/jest",
      {
        jsc: { target: "es2022", parser: { syntax: "typescript" }, experimental: { keepImportAttributes: true } },
        module: { type: "es6" },
      },
    ],
  },
  // Most of an end-to-end test is waiting: GitHub asks for a pause between writes. By default Jest leaves a core free.
  maxWorkers: 4,
  // A deadline that only a hung test meets: real scanners on two busy cores are slow.
  testTimeout: 900_000,
};
